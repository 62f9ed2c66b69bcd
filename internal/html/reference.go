package html

import (
	"strings"
	"unicode/utf8"
)

// A reference is a named character reference.
type reference struct {
	at            uint16 // index of the name in names
	n             uint8  // length of the name
	legacy        bool   // needs no semicolon
	first, second rune   // what it stands for; second is usually 0
}

const (
	longestName   = len("CounterClockwiseContourIntegral")
	longestLegacy = len("Aacute")
)

// Reference decodes the character reference at the start of s, which begins with an &
// (§13.2.5.72). It returns the character in r, a second one in r2 for the few names that
// stand for two, and the length of the reference. If the & begins no reference, all
// results are 0. inValue reports whether s is part of an attribute value, where a name
// without a semicolon is not a reference before a letter, a digit or =, as in ?a=1&copy=2.
func Reference(s string, inValue bool) (r, r2 rune, n int) {
	if len(s) > 1 && s[1] == '#' {
		return number(s)
	}
	end := 1
	for end < len(s) && end <= longestName && (IsLetter(s[end]) || IsDigit(s[end])) {
		end++
	}
	if end < len(s) && s[end] == ';' {
		if ref := lookUp(s[1:end]); ref != nil {
			return ref.first, ref.second, end + 1
		}
	}
	for end = min(end, 1+longestLegacy); end > 2; end-- {
		if ref := lookUp(s[1:end]); ref != nil && ref.legacy {
			if inValue && end < len(s) && (s[end] == '=' || IsLetter(s[end]) || IsDigit(s[end])) {
				break
			}
			return ref.first, ref.second, end
		}
	}
	return 0, 0, 0
}

// lookUp returns the reference with the given name, or nil.
func lookUp(name string) *reference {
	hash := uint32(2166136261)
	for i := range len(name) {
		hash = (hash ^ uint32(name[i])) * 16777619
	}
	for slot := hash % uint32(len(slots)); slots[slot] != 0; slot = (slot + 1) % uint32(len(slots)) {
		ref := &references[slots[slot]-1]
		if names[ref.at:int(ref.at)+int(ref.n)] == name {
			return ref
		}
	}
	return nil
}

// number decodes a numeric reference (§13.2.5.80). A number that is not a character
// yields U+FFFD.
func number(s string) (r, r2 rune, n int) {
	n = len("&#")
	base := rune(10)
	if n < len(s) && s[n]|0x20 == 'x' {
		base = 16
		n++
	}
	start := n
	for ; n < len(s); n++ {
		d := rune(s[n])
		switch {
		case IsDigit(s[n]):
			d -= '0'
		case base == 16 && 'a' <= d|0x20 && d|0x20 <= 'f':
			d = d | 0x20 - 'a' + 10
		default:
			d = base
		}
		if d == base {
			break
		}
		r = min(r*base+d, utf8.MaxRune+1) // capped, so that it stays too large
	}
	if n == start {
		return 0, 0, 0
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	switch {
	case 0x80 <= r && r <= 0x9F: // all browsers read these as Windows-1252
		r = windows1252[r-0x80]
	case r == 0, !utf8.ValidRune(r):
		r = utf8.RuneError
	}
	return r, 0, n
}

// windows1252 maps the bytes 0x80 to 0x9F as in Windows-1252. The five that are undefined
// there map to themselves.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// Unescape decodes the character references in the value of an attribute.
func Unescape(value string) string {
	amp := strings.IndexByte(value, '&')
	if amp < 0 {
		return value
	}
	var b strings.Builder
	for ; amp >= 0; amp = strings.IndexByte(value, '&') {
		b.WriteString(value[:amp])
		r, r2, n := Reference(value[amp:], true)
		if n == 0 {
			r, n = '&', 1
		}
		b.WriteRune(r)
		if r2 != 0 {
			b.WriteRune(r2)
		}
		value = value[amp+n:]
	}
	b.WriteString(value)
	return b.String()
}
