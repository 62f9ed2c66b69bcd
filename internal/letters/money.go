package letters

import (
	"slices"
	"strings"
	"unicode"
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
// 3-millions-d-euros. Without an amount, a sign between letters (Ke$ha) has no name.
func (w *fullWriter) money(dst []byte, coin *[2]string, before, after string) (_ []byte, read int, ok bool) {
	p := w.options.Spelling
	number, grouped := amount(before[w.used:])
	unit := "" // the multiple
	if number == "" {
		var rest string
		if rest, unit = lastUnit(before[w.used:]); unit != "" {
			number, grouped = amount(rest)
			if !isUnit(unit) {
				w.part()
				dst = w.coin(dst, coin[1], p.of && multiple(unit) > 0)
				w.part()
				return dst, 0, true
			}
			dst = w.cutUnit(dst, utf8.RuneCountInString(unit))
		}
	}
	if number == "" && unit == "" {
		if number, unit, read = amountAfter(after); number != "" {
			dst = w.number(dst, number)
			grouped = isGrouped(number)
		} else if endsWord(before) && beginsWord(after) {
			return dst, 0, false
		}
	}
	switch m := multiple(unit); {
	case number == "" && unit == "":
		return w.coinAlone(dst, coin, before), 0, true
	case unit == "":
		dst = w.coin(dst, p.form(*coin, number, grouped), false)
	case number == "" && m == 0:
		w.part()
		dst = w.coin(w.spell(dst, p.thousands), coin[1], p.of)
	case isUnit(unit):
		w.part()
		dst = w.coin(w.spell(dst, p.form(p.multiples[m], number, grouped)), coin[1], p.of && m > 0)
	default: // in words
		w.part()
		dst = w.coin(w.spell(dst, unit), coin[1], p.of && m > 0)
	}
	w.part()
	return dst, read, true
}

// number writes a number as it would be written anywhere else in the title.
func (w *fullWriter) number(dst []byte, s string) []byte {
	w.part()
	for i, r := range s {
		dst = w.rune(dst, r, s[i+utf8.RuneLen(r):])
	}
	return dst
}

// coin writes the name of a currency, after de if of is true.
func (w *fullWriter) coin(dst []byte, name string, of bool) []byte {
	w.part()
	if of {
		if beginsVowel(name) {
			dst = w.spell(dst, "d'")
		} else {
			dst = w.spell(dst, "de ")
		}
	}
	return w.spell(dst, name)
}

// coinAlone writes the name of a currency that has no amount after the text before: in
// the singular, except after a word that asks for the plural (en €, les $, deux $). Le
// and de before it are elided.
func (w *fullWriter) coinAlone(dst []byte, coin *[2]string, before string) []byte {
	p := w.options.Spelling
	word := lastWord(before)
	name := coin[0]
	for many := range strings.FieldsSeq(p.many) {
		if strings.EqualFold(word, many) {
			name = coin[1]
		}
	}
	if p.of && beginsVowel(name) && (strings.EqualFold(word, "de") || strings.EqualFold(word, "le")) && strings.EqualFold(string(dst[w.word:]), word) {
		w.gap, w.run = false, run{}
		dst = w.apostrophe(dst[:len(dst)-1], name)
	} else {
		w.partSign(before)
	}
	dst = w.spell(dst, name)
	w.part()
	return dst
}

func beginsVowel(name string) bool { return strings.IndexByte("aeiou", name[0]) >= 0 }

// lastWord returns the word at the end of s, ignoring trailing spaces and apostrophes,
// or "" if it has letters that are not ASCII.
func lastWord(s string) string {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || Apostrophe(r) })
	rest := strings.TrimRightFunc(s, isASCIILetter)
	if endsWord(rest) {
		return ""
	}
	return s[len(rest):]
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

// form returns the singular or the plural of a word after a number. Before exactly three
// digits, a full stop separates thousands (1.500 €), unless the number begins with 0; in
// French, a comma never does (1,859 € le litre).
func (p *Spelling) form(forms [2]string, number string, grouped bool) string {
	whole, fraction := number, ""
	if i := strings.LastIndexFunc(number, isPoint); i >= 0 {
		point, size := utf8.DecodeRuneInString(number[i:])
		whole, fraction = number[:i], number[i+size:]
		if strings.ContainsRune(".．٬", point) && utf8.RuneCountInString(fraction) == 3 && digit(whole) != '0' {
			return forms[1]
		}
	}
	one := !grouped && (digit(whole) == '1' && (fraction == "" || !p.onlyOne) || digit(whole) == '0' && !p.onlyOne)
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
			if strings.EqualFold(u, unit) {
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

// isPoint reports whether r is a decimal separator, or separates groups of digits.
func isPoint(r rune) bool {
	switch r {
	case ',', '.', '，', '．', '٫', '٬':
		return true
	}
	return false
}

// isDigit reports whether r is a digit of any script.
func isDigit(r rune) bool {
	return '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

func isNumeric(r rune) bool { return isDigit(r) || isPoint(r) }

// digit returns the ASCII digit for s, which may be of any script, or 0 if s is not one
// digit.
func digit(s string) byte {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || size < len(s) || !isDigit(r) {
		return 0
	}
	return byte(lookup(r))
}

// amount returns the number at the end of s, ignoring trailing spaces, and reports
// whether another group of digits precedes it (1 000 001).
func amount(s string) (number string, grouped bool) {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if !endsNumber(s) {
		return "", false
	}
	digits := strings.TrimRightFunc(s, isNumeric)
	grouped = endsNumber(strings.TrimRightFunc(digits, isGap))
	return s[len(digits):], grouped
}

// isGap reports whether r may separate groups of three digits: a space, or in
// Switzerland an apostrophe.
func isGap(r rune) bool { return unicode.IsSpace(r) || Apostrophe(r) }

func isGrouped(number string) bool { return strings.ContainsFunc(number, isGap) }

func numberLen(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, isNumeric))
}

// lastUnit returns the multiple at the end of s, ignoring trailing spaces, and what is
// before it. An abbreviation without a number must be right before the sign, as in “en
// M€”, and it must not be a letter that could be anything else.
func lastUnit(s string) (rest, unit string) {
	t := strings.TrimSuffix(strings.TrimRightFunc(s, unicode.IsSpace), ".") // 3 Mio. €
	rest = strings.TrimRightFunc(t, isUnitLetter)
	unit = t[len(rest):]
	if multiple(unit) < 0 || endsWord(rest) && !endsNumber(rest) {
		return s, ""
	}
	if number, _ := amount(rest); number == "" && (len(t) < len(s) || !slices.Contains([]string{"k", "M", "Md", "Mds", "Mrd"}, unit)) {
		return s, ""
	}
	return rest, unit
}

// numberAt returns the number at the start of s, which begins with a digit, or with a
// decimal separator and a digit. Groups of three digits belong to it.
func numberAt(s string) string {
	if r, size := utf8.DecodeRuneInString(s); !isDigit(r) && (!isPoint(r) || !beginsNumber(s[size:])) {
		return ""
	}
	n := numberLen(s)
	for {
		group := strings.TrimLeftFunc(s[n:], isGap)
		if len(group) == len(s[n:]) || digitsLen(group) != 3 {
			return strings.TrimRightFunc(s[:n], isPoint)
		}
		n = len(s) - len(group) + numberLen(group)
	}
}

// amountAfter returns the number at the start of s, ignoring leading spaces, the multiple
// after it, and their length. One letter is a multiple only if no space is before it,
// unless it is M.
func amountAfter(s string) (number, unit string, read int) {
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	if number = numberAt(t); number == "" {
		return "", "", 0
	}
	t = t[len(number):]
	read = len(s) - len(t)
	spaced := len(t)
	t = strings.TrimLeftFunc(t, unicode.IsSpace)
	rest := strings.TrimLeftFunc(t, isUnitLetter)
	unit = t[:len(t)-len(rest)]
	if multiple(unit) < 0 || beginsWord(rest) || spaced > len(t) && len(unit) == 1 && unit != "M" {
		return number, "", read
	}
	return number, unit, len(s) - len(rest)
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isUnitLetter reports whether r may be part of a multiple: an ASCII letter or the sign
// of the kelvin, which is canonically equivalent to K.
func isUnitLetter(r rune) bool { return isASCIILetter(r) || r == '\u212a' }

func beginsNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isDigit(r)
}

func endsNumber(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isDigit(r)
}

// digitsLen returns the number of digits at the start of s.
func digitsLen(s string) (n int) {
	for _, r := range s {
		if !isDigit(r) {
			break
		}
		n++
	}
	return n
}
