// Package words holds the small words (articles, prepositions, pronouns and the
// like) of French, English and Arabic, the titles that precede names, and the names
// of days and months (calendar.go). Each language has one file with one list, in
// which each word appears once with all its uses.
//
// A list has a word in the form in which it is looked up, and that form depends on
// the use. Texts, slugs and labels are compared without accents: meme, tres.
// Excerpts and sentences keep accents, since là is not la and né is not ne. Four
// words are in the French list in both forms: à, ça, dès and après. Printed,
// Honorific and Leans put their argument into normal form C first.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
)

// A Use is a set of uses of a word. It is 0 for a word in no list.
type Use uint8

const (
	// Common words say nothing about the subject of a text and are left out
	// when texts are compared. Keeping the French ones costs 0.007 nDCG@5
	// (bench/related/quality, "words kept").
	Common Use = 1 << iota

	// Leaning words mean little without the next word, so an excerpt should not
	// be cut after them. See [Leans].
	Leaning

	// LeaningInEnglish words lean in an English text and are nouns in a French
	// one: but, or, as.
	LeaningInEnglish

	// Joining words need another word after them in the label of a section:
	// Afrique du Nord. Une is not a joining word, since it is a section (the
	// front page).
	Joining

	// Opening words, if capitalized, begin a sentence far more often than they
	// follow initials. Le, La and De are not opening words, since they also
	// begin names.
	Opening

	// Particles precede a family name, and may be in lower case there.
	Particle

	// Abbreviated words may end in a period that does not end a sentence: M., Dr.
	Abbreviated
)

// Has reports whether u contains at least one of the given uses.
func (u Use) Has(purposes Use) bool { return u&purposes != 0 }

// Printed returns the uses of a word as it is printed, in French or English. Case
// is ignored.
func Printed(word string) Use {
	word = strings.ToLower(letters.NFC(word))
	return French(word) | English(word)
}

// Fold returns s in the form in which words are compared: without accents, in
// lower case, with straight apostrophes.
func Fold(s string) string {
	var buf [64]byte
	b := letters.AppendFold(buf[:0], s)
	ascii := true
	for i, c := range b {
		switch {
		case 'a' <= c && c <= 'z':
		case 'A' <= c && c <= 'Z':
			b[i] += 'a' - 'A'
		case c >= utf8.RuneSelf:
			ascii = false
		case letters.Apostrophe(rune(c)): // AppendFold has made them all ASCII
			b[i] = '\''
		}
	}
	if ascii {
		return string(b)
	}
	return strings.ToLower(string(b))
}

// Leans reports whether a printed word means little without the next one. This is
// true of articles, elided words, titles, and the commonest prepositions,
// conjunctions and unstressed pronouns of French, Arabic and English. english reports
// whether the text is in English, and is called only if it matters; see [InEnglish].
// Opening punctuation and an elided word at the beginning are ignored: «la, d’une.
func Leans(word string, english func() bool) bool {
	word = strings.TrimLeft(letters.NFC(word), "«“\"([\u00A0\u202F"+letters.Apostrophes)
	if Honorific(word).Has(Leaning) {
		return true
	}
	rest, elided := CutElision(word)
	if rest == "" {
		return true
	}
	if strings.EqualFold(rest, "est") && elided && strings.ContainsAny(word[:1], "lLdD") { // the east
		return false
	}
	word = rest
	use := Printed(word)
	if r, _ := utf8.DecodeRuneInString(word); arabic.Is(r) {
		plain := string(arabic.Plain([]byte(word)))
		if use = Arabic(plain); use == 0 { // وفي, فعلى
			use = Arabic(strings.TrimPrefix(strings.TrimPrefix(plain, "و"), "ف"))
		}
	}
	return use.Has(Leaning) || use.Has(LeaningInEnglish) && english()
}

// LeansBefore reports whether a printed French word means little once the next word is
// removed: parce que, grâce à, près de.
func LeansBefore(word, next string) bool {
	next = strings.ToLower(letters.NFC(next))
	if before, _, ok := CutApostrophe(next); ok {
		next = before
	}
	switch next {
	case "que", "qu", "de", "d", "du", "des", "à", "au", "aux":
	default:
		return false
	}
	switch strings.ToLower(letters.NFC(word)) {
	case "alors", "après", "autour", "avant", "bien", "cause", "depuis", "face", "grâce", "hors", "jusque", "loin", "pendant", "près",
		"raison", "sauf", "suite", "tant", "ainsi", "lieu", "cours", "moins", "plus", "autant":
		return true
	}
	return false
}

// InEnglish reports whether text is in English: it contains more of the common words of
// English than of those of French. Words common in both, such as on, are not counted.
func InEnglish(text string) bool {
	balance := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		word = strings.ToLower(word)
		switch english, french := English(word).Has(Common), French(word).Has(Common); {
		case english && !french:
			balance++
		case french && !english:
			balance--
		}
	}
	return balance > 0
}

// CutApostrophe slices word around its first apostrophe, whichever character is
// used for it: d’une is cut into d and une. If there is none, CutApostrophe
// returns word, "", false.
func CutApostrophe(word string) (before, after string, found bool) {
	i := strings.IndexFunc(word, letters.Apostrophe)
	if i < 0 {
		return word, "", false
	}
	_, size := utf8.DecodeRuneInString(word[i:])
	return word[:i], word[i+size:], true
}

// CutElision returns word without the elided word at its beginning, in either case
// (une for d’une, Opinion for L’Opinion), and reports whether there was one. N’Diaye
// and M’hamed are whole words: see [Elisions].
func CutElision(word string) (rest string, ok bool) {
	before, after, found := CutApostrophe(word)
	if !found {
		return word, false
	}
	before = strings.ToLower(before)
	for _, e := range elided {
		if before != e.Word {
			continue
		}
		if after != "" && e.Before != "" {
			if next, _ := utf8.DecodeRuneInString(Fold(after)); !strings.ContainsRune(e.Before, next) {
				return word, false
			}
		}
		return after, true
	}
	return word, false
}
