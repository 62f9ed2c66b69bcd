package letters

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// currency returns the names of a currency, or nil if sign is none.
func (p *Spelling) currency(sign rune) *[2]string {
	switch sign {
	case '€':
		return &p.euro
	case '$':
		return &p.dollar
	case '£':
		return &p.pound
	case '¥':
		return &p.yen
	}
	return nil
}

// money writes the name of a currency after its amount, whether the sign is before the
// amount or after it, with the multiple between them in words: 3 M€ and €3m are
// 3-millions-d-euros.
func (w *fullWriter) money(dst []byte, coin *[2]string, before, after string) (_ []byte, read int, ok bool) {
	p := w.options.Spelling
	number, grouped := amount(before)
	unit := "" // the multiple
	if number == "" {
		var rest string
		if rest, unit = lastUnit(before); unit != "" {
			number, grouped = amount(rest)
			if !isUnit(unit) {
				w.part()
				dst = w.coin(dst, coin[1], p.of && multiple(unit) > 0)
				w.part()
				return dst, 0, true
			}
			dst = w.cutUnit(dst, len(unit))
		}
	}
	if number == "" && unit == "" {
		if number, unit, read = amountAfter(after); number != "" {
			dst = w.number(dst, number)
			grouped = strings.ContainsAny(number, spaces)
		}
	}
	w.part()
	switch m := multiple(unit); {
	case unit == "":
		dst = w.coin(dst, p.form(*coin, number, grouped), false)
	case number == "" && m == 0:
		dst = w.coin(w.spell(dst, p.thousands), coin[1], p.of)
	case isUnit(unit):
		dst = w.coin(w.spell(dst, p.form(p.multiples[m], number, grouped)), coin[1], p.of && m > 0)
	default: // in words
		dst = w.coin(w.spell(dst, unit), coin[1], p.of && m > 0)
	}
	w.part()
	return dst, read, true
}

// number writes a number, whose groups of digits are words.
func (w *fullWriter) number(dst []byte, s string) []byte {
	w.part()
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' {
			dst = w.put(dst, c)
		} else {
			w.part()
		}
	}
	return dst
}

// coin writes the name of a currency, after de if of is true.
func (w *fullWriter) coin(dst []byte, name string, of bool) []byte {
	w.part()
	if of {
		if strings.IndexByte("aeiou", name[0]) >= 0 {
			dst = w.spell(dst, "d'")
		} else {
			dst = w.spell(dst, "de ")
		}
	}
	return w.spell(dst, name)
}

// cutUnit removes the multiple that was written last, which has n bytes.
func (w *fullWriter) cutUnit(dst []byte, n int) []byte {
	dst = dst[:len(dst)-n]
	if len(dst) == w.word { // it was a word of its own
		dst = w.drop(dst)
		w.gap = true
	}
	return dst
}

// form returns the singular or the plural of a word after a number. The plural is also
// used without a number.
func (p *Spelling) form(forms [2]string, number string, grouped bool) string {
	whole, fraction := number, ""
	if i := strings.LastIndexAny(number, ",."); i >= 0 {
		whole, fraction = number[:i], number[i+1:]
	}
	one := !grouped && (whole == "1" && (fraction == "" || !p.onlyOne) || whole == "0" && !p.onlyOne)
	if one {
		return forms[0]
	}
	return forms[1]
}

// units are the abbreviations of a thousand, a million, a billion and a trillion before
// or after a currency sign, and the words for them, in French and English.
var units = [4][]string{
	{"k", "mille", "thousand"},
	{"m", "mn", "mln", "mio", "million", "millions"},
	{"md", "mds", "mrd", "mrds", "bn", "g", "b", "milliard", "milliards"},
	{"tn", "trn", "trillion", "trillions"},
}

// multiple returns the index in units of a multiple, or -1. English and French disagree
// on billion.
func multiple(unit string) int {
	for i, list := range units {
		for _, u := range list {
			if len(u) == len(unit) && strings.EqualFold(u, unit) {
				return i
			}
		}
	}
	if strings.EqualFold(unit, "billion") || strings.EqualFold(unit, "billions") {
		return 3
	}
	return -1
}

// isUnit reports whether a multiple is an abbreviation.
func isUnit(unit string) bool { return len(unit) <= len("mrds") }

// spaces are the spaces used between a number and its symbol, or between groups
// of digits.
const spaces = " \u00a0\u2009\u202f"

// amount returns the number at the end of s, ignoring trailing spaces, and reports
// whether another group of digits precedes it (1 000 001).
func amount(s string) (number string, grouped bool) {
	s = strings.TrimRight(s, spaces)
	if !endsNumber(s) {
		return "", false
	}
	digits := strings.TrimRight(s, "0123456789,.")
	grouped = endsNumber(strings.TrimRight(digits, spaces))
	return s[len(digits):], grouped
}

func numberLen(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789,."))
}

// lastUnit returns the multiple at the end of s, ignoring trailing spaces, and what is
// before it. An abbreviation without a number must be right before the sign, as in “en
// M€”, and it must not be a letter that could be anything else.
func lastUnit(s string) (rest, unit string) {
	t := strings.TrimSuffix(strings.TrimRight(s, spaces), ".") // 3 Mio. €
	rest = strings.TrimRight(t, asciiLetters)
	unit = t[len(rest):]
	if multiple(unit) < 0 || endsWord(rest) && !endsNumber(rest) {
		return s, ""
	}
	if number, _ := amount(rest); number == "" && (len(t) < len(s) || !slices.Contains([]string{"k", "M", "Md", "Mds", "Mrd"}, unit)) {
		return s, ""
	}
	return rest, unit
}

// amountAfter returns the number at the start of s, the multiple after it, and their
// length. One letter is a multiple only if no space is before it, unless it is M.
func amountAfter(s string) (number, unit string, read int) {
	t := s
	if r, size := utf8.DecodeRuneInString(t); size > 0 && strings.ContainsRune(spaces, r) { // one space
		t = t[size:]
	}
	n := numberLen(t)
	for { // groups of three digits
		_, size := utf8.DecodeRuneInString(t[n:])
		if n == 0 || !strings.Contains(spaces, t[n:n+size]) || size == 0 || digitsLen(t[n+size:]) != 3 {
			break
		}
		n += size + numberLen(t[n+size:])
	}
	number = strings.TrimRight(t[:n], ".,")
	if number == "" {
		return "", "", 0
	}
	t = t[len(number):]
	read = len(s) - len(t)
	_, size := utf8.DecodeRuneInString(t)
	spaced := size > 0 && strings.Contains(spaces, t[:size])
	if spaced {
		t = t[size:]
	}
	unit = t[:len(t)-len(strings.TrimLeft(t, asciiLetters))]
	if multiple(unit) < 0 || beginsWord(t[len(unit):]) || spaced && len(unit) == 1 && unit != "M" {
		return number, "", read
	}
	return number, unit, len(s) - len(t) + len(unit)
}

const asciiLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

func endsNumber(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func digitsLen(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
