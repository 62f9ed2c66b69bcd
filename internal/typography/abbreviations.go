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
	if i+1 == len(s) || strings.IndexByte("Mmlgre.", s[i+1]) < 0 {
		return i + 1
	}
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
	return isSpace(r) || isInvisible(r) || strings.ContainsRune("([\"'-«“’–—,;:", r)
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

// reference handles the period at s[i] if it ends an abbreviation before a number, or one of
// two words: p. 12, art. 5, chap. IV, p. ex., av. J.-C.
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
	if isEra(s, start, i, number) {
		t.edit(s, i+1, number, t.unit, AfterAbbreviation)
		return
	}
	if b := beforeSpaces(s, start); b < start && isDigit(runeBefore(s, b)) {
		return // 150 ch. 3
	}
	end := number
	for digitAt(s, end) {
		end++
	}
	numeral := end > number
	switch word := s[start:i]; word {
	case "al": // not et al. 2020
		numeral = numeral && !strings.HasSuffix(s[:beforeSpaces(s, start)], "et")
	case "p", "pp", "fig", "Fig", "chap", "Chap", "t", "pl":
		if !numeral {
			numeral = isRoman(s, number) || word == "p" && strings.HasPrefix(s[number:], "ex.")
		}
	case "vol", "Vol": // at the end of a sentence it is a theft or a flight
		numeral = numeral && !isWord(runeBefore(s, beforeSpaces(s, start)))
	case "art", "Art":
		numeral = numeral && (!isApostrophe(runeBefore(s, start)) || continuesArticle(s, end))
	default:
		return
	}
	if numeral {
		t.edit(s, i+1, number, t.unit, AfterAbbreviation)
	}
}

// isEra reports whether the word s[start:end] and what is at s[next] are av. J.-C. or the like.
func isEra(s string, start, end, next int) bool {
	if word := s[start:end]; word != "av" && word != "apr" && word != "ap" {
		return false
	}
	for _, name := range [...]string{"J.-C", "J-C", "J.C.", "JC"} {
		if rest, ok := strings.CutPrefix(s[next:], name); ok && !isWord(runeAt(rest, 0)) {
			return true
		}
	}
	return false
}

// isRoman reports whether there is a Roman numeral at s[i] that is not the initial of a
// name or a word: II, IV, xii, but not C, L or M.
func isRoman(s string, i int) bool {
	end := i
	for end < len(s) && strings.IndexByte("IVXLCivxlc", s[end]) >= 0 {
		end++
	}
	after := runeAt(s, end)
	if isWord(after) || isApostrophe(after) {
		return false
	}
	return end-i > 1 || end-i == 1 && strings.IndexByte("IVX", s[i]) >= 0 && !isPeriod(after)
}

// continuesArticle reports whether the text at s[i] follows the number of an article of a
// law, and not a number that begins a sentence: de l’art. 30 œuvres.
func continuesArticle(s string, i int) bool {
	next := afterSpaces(s, i)
	if next == i {
		return !isWord(runeAt(s, i))
	}
	for _, word := range [...]string{"du ", "de ", "des ", "et ", "à ", "al. "} {
		if strings.HasPrefix(s[next:], word) {
			return true
		}
	}
	return false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// afterNumero sets the space before the number at s[i], if it follows n° or §.
func (t *setter) afterNumero(s string, i int) {
	start := beforeSpaces(s, i)
	if start == i || start < 2 {
		return
	}
	switch s[start-1] { // most numbers follow another letter
	case 'o', 's', "°"[1], "º"[1], "§"[1], "ᵒ"[2], "ˢ"[1]:
	default:
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
