package typography

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/words"
)

// titles are the abbreviated titles that the Lexique keeps with the name after them. Some
// more are titles of a byline (words.Honorific), but also words: Col, SM, Mes.
var titles = [...]string{"MM", "Mmes", "Mme", "Mlles", "Mlle", "Mgr", "Mr", "Me", "M", "Drs", "Dr", "Prs", "Pr"}

// title handles a title before a name.
func (t *setter) title(s string, i int) int {
	for _, title := range titles {
		if strings.HasPrefix(s[i:], title) {
			end := i + len(title)
			if !isWord(runeAt(s, end)) {
				t.beforeName(s, i, end)
			}
			return end
		}
	}
	return i + 1
}

// beforeName sets the space after the title s[i:end], if a name follows.
func (t *setter) beforeName(s string, i, end int) {
	title := s[i:end]
	start := end
	if start < len(s) && s[start] == '.' {
		start++
	} else if title == "M" || title == "MM" {
		return
	}
	name := afterSpaces(s, start)
	if name == start || !startsWord(runeBefore(s, i)) {
		return
	}
	if b := beforeSpaces(s, i); b < i && isDigit(runeBefore(s, b)) {
		return // 15 M. is 15 millions
	}
	r := runeAt(s, name)
	switch {
	case title == "Me" && !(isUpper(r) && isLawyer(s, i)):
		return
	case isUpper(r), r == opaque:
	case title[0] == 'M' && isParticle(s, name):
	default:
		return
	}
	t.edit(s, start, name, t.unit, AfterAbbreviation)
}

// startsWord reports whether a word may begin after r.
func startsWord(r rune) bool {
	return isSpace(r) || strings.ContainsRune("([\"'-«“’–—,;:", r)
}

// isLawyer reports whether Me at s[i] may be the title of a lawyer. In the title of a song
// it follows an English word that begins with a capital: Love Me Do.
func isLawyer(s string, i int) bool {
	end := beforeSpaces(s, i)
	start := end
	for start > 0 && end-start < 20 && isLetter(runeBefore(s, start)) {
		_, n := utf8.DecodeLastRuneInString(s[:start])
		start -= n
	}
	first := runeAt(s, start)
	return start == end || !isUpper(first) || words.Printed(s[start:end]) != 0
}

// isParticle reports whether an article or a particle that can follow a title is at s[i]:
// M. le maire, Mme de Staël, Mme l’ambassadrice. The word et is not one.
func isParticle(s string, i int) bool {
	rest := s[i:]
	for _, p := range [...]string{"le", "la", "les", "de", "du", "des", "van", "von", "ben", "el", "al", "l", "d"} {
		if word, ok := strings.CutPrefix(rest, p); ok {
			switch r := runeAt(word, 0); {
			case r == ' ', r == '\u00A0':
				return len(p) > 1
			case r == '’', r == '\'':
				return len(p) == 1
			case r == '-':
				return p == "el" || p == "al"
			}
		}
	}
	return false
}

// reference handles the period at s[i] if it ends an abbreviation before a number: p. 12,
// art. 5, chap. IV.
func (t *setter) reference(s string, i int) {
	number := afterSpaces(s, i+1)
	if number == i+1 || number >= len(s) {
		return
	}
	start := i
	for start > 0 && i-start < 5 && html.IsLetter(s[start-1]) {
		start--
	}
	if start == i || !startsWord(runeBefore(s, start)) {
		return
	}
	if b := beforeSpaces(s, start); b < start && isDigit(runeBefore(s, b)) {
		return // 150 ch. 3
	}
	roman := "IVXLCDM"
	switch s[start:i] {
	case "p", "pp", "P":
		roman = "ivxlcdm"
	case "art", "Art", "fig", "Fig", "chap", "Chap", "vol", "Vol", "t", "T", "pl", "Pl", "al":
	default:
		return
	}
	end := number
	for end < len(s) && strings.IndexByte(roman, s[end]) >= 0 {
		end++
	}
	if digitAt(s, number) || end > number && !isWord(runeAt(s, end)) {
		t.edit(s, i+1, number, t.unit, AfterAbbreviation)
	}
}

// afterNumero sets the space before the number at s[i], if it follows n° or §.
func (t *setter) afterNumero(s string, i int) {
	start := beforeSpaces(s, i)
	if start == i || start < 2 {
		return
	}
	if before, ok := strings.CutSuffix(s[:start], "§"); ok {
		if startsWord(runeBefore(before, len(before))) || strings.HasSuffix(before, "§") {
			t.edit(s, start, i, t.unit, AfterAbbreviation)
		}
		return
	}
	for _, sign := range [...]string{"°", "o", "ᵒ", "º", "°s", "ᵒˢ", "ᵒs", "ºs"} {
		if before, ok := strings.CutSuffix(s[:start], sign); ok && before != "" {
			n := len(before) - 1
			if before[n]|0x20 == 'n' && startsWord(runeBefore(before, n)) {
				t.edit(s, start, i, t.unit, AfterAbbreviation)
			}
			return
		}
	}
}
