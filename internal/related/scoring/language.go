package scoring

import (
	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/english"
	"github.com/presse-go/presse/internal/words"
)

// A language determines which words are common. Words in Arabic script are treated as
// Arabic in any language, since a French story may quote some.
type language uint8

const (
	plain language = iota
	frenchText
	englishText
)

func languageOf(tag string) language {
	switch words.Language(tag) {
	case "", "fr":
		return frenchText
	case "en":
		return englishText
	}
	return plain
}

// fold returns the word that s has read, prepared for comparison, and reports whether
// it is a common word.
func (l language) fold(s *scanner) (word []byte, common bool) {
	word = s.word[:s.n]
	switch {
	case s.arab:
		return arabic.Stem(word), words.Arabic(word).Has(words.Common)
	case l == frenchText:
		return word, words.French(word).Has(words.Common) || s.apostrophe && words.Elided(word)
	case l == englishText:
		common = words.English(word).Has(words.Common)
		return english.Stem(word), common
	}
	return word, false
}
