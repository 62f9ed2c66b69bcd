package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foreignLetters are the letters that are elements in the layouts of other programs. The
// letters of French text that may be next to a date are left out: à, a and h.
const foreignLetters = "dmMYyHisjFlDGE"

// Words for the parts of a date, as in {jour} and "jour janvier 2006".
var (
	dayFields  = map[string]bool{"jour": true, "day": true}
	yearFields = map[string]bool{"annee": true, "an": true, "year": true}
)

// foreign checks that the text before piece i has no placeholders of other programs.
func (w *writer) foreign(i int) error {
	gap := w.gap(i)
	if len(gap) < 2 {
		return nil
	}
	if part := placeholder(gap, i == 0); part != "" {
		return misread(part, writeReference)
	}
	if part := letterPair(gap); part != "" {
		return misread(part, writeReference)
	}
	if w.is(i-1, anyNumber+"JWP") {
		word, mark := wordAfter(gap)
		switch last := w.pieces[i-1].last; {
		case isForeignLetter(word) && mark != "" && gluedUnits[word] != last:
			return misread(word, writeReference)
		case mark == ":" && word != "" && (last == hourCode || last == minuteCode):
			return misread(word, map[code]string{hourCode: references[minuteCode], minuteCode: references[secondCode]}[last])
		case mark == " " && yearFields[foldWord(word)] && w.is(i-1, "J") && !w.is(i, "Y"):
			return misread(word, references[yearCode])
		}
	}
	if !w.is(i, anyNumber+"JW") {
		return nil
	}
	word, mark := wordBefore(gap)
	switch {
	case isForeignLetter(word) && mark != "":
		return misread(word, writeReference)
	case mark == ":" && word != "" && w.is(i, "m"):
		return misread(word, references[hourCode])
	case mark == " " && w.is(i, "J") && (dayFields[foldWord(word)] || isDayInWords(word)),
		mark == " " && i == 0 && len(word)+1 == len(gap) && dayFields[foldWord(word)] && w.is(i, "D"):
		return misread(word, references[dayCode])
	}
	return nil
}

// isForeignLetter reports whether a word is one of foreignLetters.
func isForeignLetter(word string) bool {
	return len(word) == 1 && strings.Contains(foreignLetters, word)
}

// isDayInWords reports whether a word is the number of a day from 2 on. One may be a word.
func isDayInWords(word string) bool {
	n, ok := numerals().means[foldWord(word)]
	return ok && n > 1
}

// placeholder returns the placeholder of another program in s, or "": {day}, ${day},
// <day>, %[1]d, \d, and :day at the start of the layout or after a space.
func placeholder(s string, start bool) string {
	before := ':'
	if start {
		before = ' '
	}
	for i, r := range s {
		next := rune(0)
		if r < utf8.RuneSelf {
			next = firstRune(s[i+1:])
		}
		glued := unicode.IsLetter(next)
		switch r {
		case '{', '}', '$', '\\':
			return shown(s[i:])
		case '<':
			if glued || next == '/' || next == '!' {
				return shown(s[i:])
			}
		case '%':
			if glued || strings.ContainsRune("[({-%", next) {
				return shown(s[i:])
			}
		case ':':
			if unicode.IsSpace(before) && glued {
				return shown(s[i:])
			}
		}
		before = r
	}
	return ""
}

// shown returns the beginning of s up to a space.
func shown(s string) string {
	if n := strings.IndexFunc(s, unicode.IsSpace); n > 0 {
		return s[:n]
	}
	return s
}

// letterPair returns two letters of foreignLetters in s, which may have an h between them
// and are separated as dates are: d/m, F Y, H h i. It returns "" if there are none.
func letterPair(s string) string {
	for i := 0; i < len(s); {
		n := wordLen(s[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		end := i + n
		if next, mark := wordAfter(s[end:]); mark != "" && (isForeignLetter(next) || next == "h") && isForeignLetter(s[i:end]) {
			return s[i : end+strings.Index(s[end:], next)+len(next)]
		}
		i = end
	}
	return ""
}

// connectors are the spaces and marks between the parts of a date.
var connectors = [...]string{" ", "\u00a0", "\u202f", "/", "-", ".", ":", "_"}

// wordAfter returns the word at the beginning of s that one of the connectors precedes,
// and that connector. Spaces are returned as " ".
func wordAfter(s string) (word, mark string) {
	for _, c := range connectors {
		if rest, ok := strings.CutPrefix(s, c); ok {
			word = rest[:wordLen(rest)]
			if next := firstRune(rest[len(word):]); next == '’' || next == '\'' { // d’hier
				return "", ""
			}
			if c == "\u00a0" || c == "\u202f" {
				c = " "
			}
			return word, c
		}
	}
	return "", ""
}

// wordBefore returns the word at the end of s that one of the connectors follows, and that
// connector, as wordAfter does.
func wordBefore(s string) (word, mark string) {
	for _, c := range connectors {
		rest, ok := strings.CutSuffix(s, c)
		if !ok {
			continue
		}
		i := len(rest)
		for i > 0 {
			r, size := utf8.DecodeLastRuneInString(rest[:i])
			if !isWordRune(r) {
				if r == '’' || r == '\'' || r == '-' && i < len(rest) {
					return "", ""
				}
				break
			}
			i -= size
		}
		if c == "\u00a0" || c == "\u202f" {
			c = " "
		}
		return rest[i:], c
	}
	return "", ""
}
