package letters

import "strings"

// Letters says how a language writes letters in ASCII that are not written there
// without their marks. Everything else is written as for any other language.
type Letters struct {
	from []rune
	to   []string
}

// The letters of German, and of Danish and Norwegian, as WordPress writes them
// (remove_accents, locales de_DE and da_DK).
var (
	germanLetters = Letters{[]rune("äöüÄÖÜ"), []string{"ae", "oe", "ue", "Ae", "Oe", "Ue"}}
	danishLetters = Letters{[]rune("åøÅØ"), []string{"aa", "oe", "Aa", "Oe"}}
)

// LettersFor returns the letters of lang, which is a primary language in lower case,
// or nil if it has none of its own.
func LettersFor(lang string) *Letters {
	switch lang {
	case "de":
		return &germanLetters
	case "da", "nb", "nn", "no":
		return &danishLetters
	}
	return nil
}

// text returns what the language writes for r, or "" if it is nothing special.
func (l *Letters) text(r rune) string {
	for i, from := range l.from {
		if r == from {
			return l.to[i]
		}
	}
	return ""
}

// Glues reports whether a language has apostrophes inside words only, so that its
// slugs do without them: English Rabat’s is rabats. It is given as to LettersFor.
func Glues(lang string) bool { return strings.HasPrefix(lang, "en") && len(lang) == len("en") }
