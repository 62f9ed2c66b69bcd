package scoring

import (
	"strings"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/words"
)

// A language decides which words count. Arabic script is read as Arabic
// whatever the language: a French story may quote some.
type language uint8

const (
	plain language = iota
	frenchText
	englishText
)

// Primary returns the language of a BCP 47 tag, in lower case, without region and
// script: an article from Rabat may stand beside one from Paris.
func Primary(tag string) string {
	primary, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(primary)
}

func languageOf(tag string) language {
	switch Primary(tag) {
	case "", "fr":
		return frenchText
	case "en":
		return englishText
	}
	return plain
}

// fold returns the word that s has read as texts are compared, and whether it
// is one that says nothing.
func (l language) fold(s *scanner) (word []byte, common bool) {
	word = s.word[:s.n]
	switch {
	case s.arab:
		return arabic.Stem(word), words.Arabic(word).Has(words.Common)
	case l == frenchText:
		return word, words.French(word).Has(words.Common) || s.apostrophe && words.Elided(word)
	case l == englishText:
		return word, words.English(word).Has(words.Common)
	}
	return word, false
}
