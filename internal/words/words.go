// Package words holds the small words of French, English and Arabic, the titles
// that stand before names, and the days and months (calendar.go). Each language
// has a file with one list, in which each word stands once with the purposes it
// serves.
//
// A purpose is asked of words in one form only, and a word stands in its list in
// that form. Texts, slugs and labels are compared without accents: meme, tres.
// Excerpts and sentences keep them, since là is not la and né is not ne. Four
// words are in the French list in both forms: à, ça, dès and après. Printed,
// Honorific and Leans compose what they are given (normal form C).
package words

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// A Use is the set of purposes that a word serves; 0 for a word in no list.
type Use uint8

const (
	// Common words say nothing of what a text is about, and are left out when
	// texts are compared. Keeping the French ones costs 0.007 nDCG@5
	// (bench/related/quality, "words kept").
	Common Use = 1 << iota

	// Leaning words mean little without the next one, so that an excerpt is
	// better not cut after them: see [Leans].
	Leaning

	// Joining words need another one after them in the label of a section:
	// Afrique du Nord. Une is not among them: it is a section.
	Joining

	// Opening words, with a capital, open a sentence far more often than they
	// follow initials. Le, La and De are not among them: they begin names.
	Opening

	// Particles stand before a family name, and may have a small letter there.
	Particle

	// Abbreviated words have a period of their own, which ends no sentence: M., Dr.
	Abbreviated
)

// Has reports whether u holds one of the given purposes.
func (u Use) Has(purposes Use) bool { return u&purposes != 0 }

// Printed returns the purposes of a printed word, French or English, whatever
// its case.
func Printed(word string) Use {
	word = strings.ToLower(letters.NFC(word))
	return French(word) | English(word)
}

// Fold returns s as words are compared: without accents, in lower case, with
// straight apostrophes.
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
		case letters.Apostrophe(rune(c)): // what AppendFold leaves of them is ASCII
			b[i] = '\''
		}
	}
	if ascii {
		return string(b)
	}
	return strings.ToLower(string(b))
}

// Leans reports whether a printed word means little without the next one:
// articles, elided words, the commonest prepositions, conjunctions and
// unstressed pronouns, titles before a name; and the, of. Opening signs before
// it, and what it elides, do not count: «la, d’une.
func Leans(word string) bool {
	word = strings.TrimLeft(letters.NFC(word), "«“\"([\u00A0\u202F"+letters.Apostrophes)
	if Honorific(word).Has(Leaning) {
		return true
	}
	word, _ = CutElision(word)
	return word == "" || Printed(word).Has(Leaning)
}

// CutApostrophe slices word around its first apostrophe, whichever it is: d and
// une of d’une. Without one, before is word and found is false.
func CutApostrophe(word string) (before, after string, found bool) {
	i := strings.IndexFunc(word, letters.Apostrophe)
	if i < 0 {
		return word, "", false
	}
	_, size := utf8.DecodeRuneInString(word[i:])
	return word[:i], word[i+size:], true
}

// CutElision returns word without the elided word that begins it, in small letters
// or capitals: une of d’une, Opinion of L’Opinion. Pronouns and ne are elided
// before a vowel or h only, so that M’jid, N’Diaye and T’Challa are whole words;
// and m not before h, for M’hamed's sake.
func CutElision(word string) (rest string, ok bool) {
	before, after, found := CutApostrophe(word)
	if !found {
		return word, false
	}
	if before = strings.ToLower(before); !Elided(before) {
		return word, false
	}
	if after != "" && strings.Contains("cjmnst", before) {
		next, _ := utf8.DecodeRuneInString(Fold(after))
		if !strings.ContainsRune("aeiouyh", next) || before == "m" && next == 'h' {
			return word, false
		}
	}
	return after, true
}
