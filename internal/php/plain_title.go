package php

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// special is the value in asciiTitle of characters that a single pass cannot handle.
const special = 1

// asciiTitle has what becomes of each ASCII character of a title: itself, 0 if it is
// dropped, or special.
var asciiTitle = [utf8.RuneSelf]byte{
	0: special, '<': special, '%': special, '&': special,
	' ': ' ', '-': '-', '.': '-', '/': '-', '_': '_',
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'A': 'A', 'B': 'B', 'C': 'C', 'D': 'D', 'E': 'E', 'F': 'F', 'G': 'G', 'H': 'H', 'I': 'I', 'J': 'J', 'K': 'K', 'L': 'L', 'M': 'M',
	'N': 'N', 'O': 'O', 'P': 'P', 'Q': 'Q', 'R': 'R', 'S': 'S', 'T': 'T', 'U': 'U', 'V': 'V', 'W': 'W', 'X': 'X', 'Y': 'Y', 'Z': 'Z',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm',
	'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
}

// appendPlain is Append in one pass. It returns false for titles in which a step of PHP may
// depend on the one before.
func (o Title) appendPlain(dst []byte, title string) ([]byte, bool) {
	lower := byte(0x20) // set in what is converted to lower case
	if o.KeepCase {
		lower = 0
	}
	d := dashes{dst: dst, start: len(dst), runs: o.KeepRuns}
	room := MaxTitle // bytes left before utf8_uri_encode stops
	for i := 0; i < len(title); {
		c := title[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(title[i:])
			used, ok := o.addRune(&d, r, room)
			if !ok || r == utf8.RuneError && n == 1 {
				return dst, false
			}
			if used > room {
				return d.end(), canEnd(title, i)
			}
			room -= used
			i += n
			continue
		}
		if room == 0 {
			return d.end(), canEnd(title, i)
		}
		room--
		i++
		switch a := asciiTitle[c]; {
		case a >= 'A':
			if a != '_' {
				a |= lower
			}
			d.dst = append(d.dst, a)
			d.space = false
		case a == special, a == '-' && i > 2 && title[i-3:i] == octet:
			return dst, false
		case a != 0:
			d.add(a)
		}
	}
	return d.end(), true
}

// octet is how a title may begin or end an octet: ---c3---. See keepOctets.
const octet = "---"

// canEnd reports whether utf8_uri_encode may stop at title[i:], whatever that is.
func canEnd(title string, i int) bool {
	return utf8.ValidString(title[i:]) && (title[i-1] != '-' || !strings.Contains(title, octet))
}

// addRune adds r, which is not ASCII, and returns how much room utf8_uri_encode needs for
// it. If that is more than there is, it adds what PHP adds. It returns false if r may
// not be in normal form C here.
func (o Title) addRune(d *dashes, r rune, room int) (used int, ok bool) {
	if o.hasAccent(r) {
		var buf [4]byte
		for _, c := range o.appendWithoutAccent(buf[:0], r) {
			if used++; used > room {
				break
			}
			if !o.KeepCase {
				c |= 0x20 // they are all letters
			}
			d.add(c)
		}
		return used, true
	}
	low, settled := letters.Lower(r)
	if !settled || r == '·' && o.Lang == "ca" {
		return 0, false
	}
	if !o.KeepCase {
		r = low
	}
	if used = encodedLen(r); used > room {
		return used, true
	}
	switch become(r) {
	case encoded:
		d.dst = appendEncoded(d.dst, r)
		d.space = false
	case hyphen:
		d.add('-')
	case times:
		d.add('x')
	}
	return used, true
}

// What becomes of a character that is not ASCII once it is encoded.
const (
	encoded = iota
	dropped
	hyphen
	times
)

// become returns what replaceEncoded makes of r.
func become(r rune) int {
	switch {
	case r < 0x2000:
		switch r {
		case '\u00A0':
			return hyphen
		case '\u00AD', '¡', '¿', '«', '»', '©', '®', '°', '´', 'ˊ', '\u0301', '\u0341', '\u0300', '\u0304', '\u030C':
			return dropped
		case '×':
			return times
		}
	case r <= 0x200A, r == 0x2011, r == '–', r == '—', r == 0x2028, r == 0x2029, r == 0x202F:
		return hyphen
	case r <= 0x200F, r >= '‘' && r <= '‟', r == '•', r == '…', r >= 0x202A && r <= 0x202E, r == '‹', r == '›', r == '™',
		r == 0xFEFF, r == 0xFFFC:
		return dropped
	}
	return encoded
}
