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

// composed returns s with its letters composed: o and U+0308 are ö. It copies s only if
// there is anything to compose, since arguments to x/text escape. Invalid UTF-8 becomes
// U+FFFD, which slugs do not have either: removed, it would no longer separate a number
// from a symbol.
func (l *Letters) composed(s string) string {
	for _, r := range s {
		switch r {
		case '\u0308', '\u0344', '\u030A', '\u212B': // marks of these letters, the sign ångström
			return NFC(strings.ToValidUTF8(strings.Clone(s), "\ufffd"))
		}
	}
	return s
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
func Glues(lang string) bool { return lang == "en" }
