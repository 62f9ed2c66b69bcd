package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"

	"github.com/presse-go/presse/internal/letters"
)

// fold returns what r becomes in folded text, which is r itself if it does not
// change.
func fold(r rune) string {
	if to, ok := foldExceptions[r]; ok {
		return to
	}
	const softHyphen = '\u00ad'
	switch {
	case r < 0x80:
		return string(r)
	case letters.Apostrophe(r):
		return "'"
	case unicode.Is(unicode.Sc, r) && norm.NFKC.String(string(r)) != "$":
		return string(r) // WordPress makes € an E and drops £: an amount without its currency
	case r == softHyphen: // invisible where a line does not break; ICU makes it a hyphen, which would split the word
		return ""
	}
	if to := byDecomposition(r); to != "" {
		return to
	}
	name := runenames.Name(r)
	if to := latinLetter(name); to != "" {
		return to
	}
	if to := squared(name); to != "" && unicode.Is(unicode.So, r) {
		return to
	}
	if to := numeral(name); to != "" && unicode.Is(unicode.N, r) {
		return to
	}
	if shedsAccents(r) && unicode.IsLetter(r) {
		// Greek and Cyrillic letters lose their accents, as Latin letters do. The tables fold
		// only to ASCII, but the primary weights of collation ignore accents.
		if base := withoutMarks(norm.NFD.String(string(r))); base != string(r) {
			return base
		}
		// A capital in none of the tables folds like its small letter.
		if lower := unicode.ToLower(r); lower != r && isAlnum(fold(lower)) {
			return strings.ToUpper(fold(lower))
		}
	}
	if same := []rune(norm.NFC.String(string(r))); len(same) > 1 {
		return string(same)
	} else if same[0] != r {
		return fold(same[0])
	}
	return string(r)
}

// byDecomposition folds a character whose canonical or compatibility decomposition
// folds to ASCII: é, ﬁ, Ａ, ², …, ㎧. It returns "" for any other, including
// free-standing accents, which decompose to a space and a mark, and ≠, which must
// not become =.
func byDecomposition(r rune) string {
	parts := norm.NFKD.String(string(r))
	if parts == string(r) || strings.HasPrefix(parts, " ") && parts != " " ||
		strings.Contains("<=>", parts[:1]) && parts[1:] == "\u0338" {
		return ""
	}
	var b strings.Builder
	if unicode.Is(unicode.No, r) && strings.ContainsRune(parts, '⁄') {
		b.WriteByte(' ') // 2½ is not 21/2
	}
	for _, part := range withoutMarks(parts) {
		to := fold(part)
		if !isASCII(to) {
			return ""
		}
		b.WriteString(to)
	}
	return b.String()
}

// latinName matches the names of Latin letters that are variants of one or two
// ASCII letters, which are its submatch.
var latinName = regexp.MustCompile(`(?:LATIN|MODIFIER LETTER) (?:(?:CAPITAL|SMALL|LETTER|LIGATURE|EPIGRAPHIC|SUBSCRIPT|` +
	`TURNED|REVERSED|INVERTED|OPEN|CLOSED|SIDEWAYS|INSULAR|BARRED|BROKEN|SCRIPT|AFRICAN|STRETCHED|HALF|DOTLESS|` +
	`TOP HALF|BOTTOM HALF|ARCHAIC|VISIGOTHIC|ANGLICANA|SIGMOID|LONG|FLATTENED|BLACKLETTER) )+` +
	`([A-Z]|AA|AE|AO|AU|AV|AY|DB|DZ|IJ|LJ|LS|LZ|NJ|OE|OO|OU|QP|TC|TS|TZ|UE|HV|VY)` +
	`(?: (?:WITH|WITHOUT|BAR|DIGRAPH|CEDILLA|BELOW|ABOVE)\b.*)?$`)

// latinLetter returns the ASCII letters in the name of a Latin letter.
func latinLetter(name string) string {
	m := latinName.FindStringSubmatch(name)
	switch {
	case m == nil:
		return ""
	case strings.Contains(name, "CAPITAL"), strings.Contains(name, "EPIGRAPHIC"), strings.Contains(name, "STRETCHED"):
		return m[1]
	case strings.Contains(name, "SMALL"):
		return strings.ToLower(m[1])
	}
	return ""
}

// squaredName matches names such as SQUARED NEW (🆕) and SQUARED FOUR K (🆞).
var squaredName = regexp.MustCompile(`^(?:NEGATIVE )?SQUARED (?:(ONE HUNDRED TWENTY|SIXTY|TWO|THREE|FOUR|EIGHT) )?([A-Z]+)$`)

// squared returns the letters of a symbol that shows them in a square, or "".
func squared(name string) string {
	m := squaredName.FindStringSubmatch(name)
	if m == nil || slices.Contains([]string{"DJ", "KEY", "SALTIRE", "CROSS"}, m[2]) {
		return ""
	}
	number := map[string]string{"": "", "TWO": "2", "THREE": "3", "FOUR": "4", "EIGHT": "8", "SIXTY": "60", "ONE HUNDRED TWENTY": "120"}
	return number[m[1]] + m[2]
}

func isMark(r rune) bool { return unicode.Is(unicode.M, r) }

// shedsAccents reports whether accents on r are folded away. Tifinagh is included:
// it has no accents that its readers would miss.
func shedsAccents(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Tifinagh)
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// isAlnum reports whether s is not empty and consists of ASCII letters and digits.
func isAlnum(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x80 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
