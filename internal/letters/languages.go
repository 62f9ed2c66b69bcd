package letters

import (
	"strings"
	"unicode/utf8"
)

// Letters says how a language writes letters in ASCII that are not written there
// without their marks. Everything else is written as for any other language. A letter
// that has further marks, such as ǿ, is still the letter, so that canonically
// equivalent titles have the same slug whatever the order of their marks.
type Letters struct {
	from []rune // the letters, and those that Unicode composes from them
	to   []string

	// A letter is also found decomposed, as one of bases that is followed by mark.
	mark  rune
	bases string
	marks []string // what is written for bases
}

// The letters of German, and of Danish and Norwegian, as WordPress writes them
// (remove_accents, locales de_DE and da_DK).
var (
	germanLetters = Letters{
		from:  []rune("äöüÄÖÜǟȫṏǖǘǚǜṻǞȪṎǕǗǙǛṺ"),
		to:    strings.Fields("ae oe ue Ae Oe Ue ae oe oe ue ue ue ue ue Ae Oe Oe Ue Ue Ue Ue Ue"),
		mark:  '\u0308',
		bases: "aouAOU",
		marks: []string{"ae", "oe", "ue", "Ae", "Oe", "Ue"},
	}
	danishLetters = Letters{
		from:  []rune("åøÅØǻǿǺǾ\u212b"), // and the sign ångström
		to:    []string{"aa", "oe", "Aa", "Oe", "aa", "oe", "Aa", "Oe", "Aa"},
		mark:  '\u030a',
		bases: "aA",
		marks: []string{"aa", "Aa"},
	}
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

// text returns what the language writes for r before the text after, or "" if it is
// nothing special.
func (l *Letters) text(r rune, after string) string {
	if r >= utf8.RuneSelf {
		for i, from := range l.from {
			if r == from {
				return l.to[i]
			}
		}
	}
	if c := lookup(r); c < utf8.RuneSelf { // r may have another mark: ạ with a diaeresis
		if i := strings.IndexByte(l.bases, byte(c)); i >= 0 && c != 0 && hasMark(after, l.mark) {
			return l.marks[i]
		}
	}
	return ""
}

// hasMark reports whether mark is one of the combining marks at the start of s.
func hasMark(s string, mark rune) bool {
	const diaeresisAcute = '\u0344' // U+0308 U+0301
	for _, r := range s {
		if kind := lookup(r) & kindMask; kind != kindMark && kind != kindCombining {
			return false
		}
		if r == mark || r == diaeresisAcute && mark == '\u0308' {
			return true
		}
	}
	return false
}

// Glues reports whether a language has apostrophes inside words only, so that its
// slugs do without them: English Rabat’s is rabats. It is given as to LettersFor.
func Glues(lang string) bool { return lang == "en" }
