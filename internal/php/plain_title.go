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
	d := dashes{start: len(dst), runs: o.KeepRuns}
	room := MaxTitle // bytes left before utf8_uri_encode stops
	percent := false // whether a percent sign has been dropped
	for i := 0; i < len(title); {
		c := title[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(title[i:])
			if r == utf8.RuneError && n == 1 {
				return dst[:d.start], false
			}
			var used int
			var ok bool
			if dst, used, ok = o.addRune(dst, &d, r, room); !ok {
				return dst[:d.start], false
			}
			if used > room {
				return d.end(dst), canEnd(title, i)
			}
			room -= used
			i += n
			continue
		}
		if c == '%' && !o.mayBeOctet(title[i+1:]) {
			// What a percent sign separates may be an octet without it: --%-c3---.
			if !percent && strings.Contains(title, "--") {
				return dst[:d.start], false
			}
			percent = true
			i++
			continue
		}
		if room == 0 {
			return d.end(dst), canEnd(title, i)
		}
		room--
		i++
		switch a := asciiTitle[c]; {
		case a >= 'A':
			if a != '_' {
				a |= lower
			}
			dst = append(dst, a)
			d.space = false
		case c == '&' && strings.IndexByte(title[i:], ';') < 0:
		case a == special, a == '-' && i > 2 && title[i-3:i] == octet:
			return dst[:d.start], false
		case a != 0:
			dst = d.add(dst, a)
		}
	}
	return d.end(dst), true
}

// mayBeOctet reports whether a percent sign before s may begin an octet such as %c3, once
// accents have been removed from s.
func (o Title) mayBeOctet(s string) bool {
	digits := 0
	for _, r := range s {
		if r >= utf8.RuneSelf && o.hasAccent(r) {
			return true
		}
		if r >= utf8.RuneSelf || !isHex(byte(r)) {
			return false
		}
		if digits++; digits == 2 {
			return true
		}
	}
	return false
}

// octet is how a title may begin or end an octet: ---c3---. See keepOctets.
const octet = "---"

// canEnd reports whether utf8_uri_encode may stop at title[i:], whatever that is.
func canEnd(title string, i int) bool {
	return utf8.ValidString(title[i:]) && (title[i-1] != '-' || !strings.Contains(title, octet))
}

// addRune appends what r, which is not ASCII, adds to a slug, and returns how much room
// utf8_uri_encode needs for it. If that is more than there is, it appends what PHP appends.
// It returns false if r may not be in normal form C here.
func (o Title) addRune(dst []byte, d *dashes, r rune, room int) (_ []byte, used int, ok bool) {
	if o.hasAccent(r) {
		var buf [4]byte
		for _, c := range o.appendWithoutAccent(buf[:0], r) {
			if used++; used > room {
				break
			}
			if !o.KeepCase {
				c |= 0x20 // they are all letters
			}
			dst = d.add(dst, c)
		}
		return dst, used, true
	}
	low, settled := letters.Lower(r)
	if !settled || r == '·' && o.Lang == "ca" {
		return dst, 0, false
	}
	if !o.KeepCase {
		r = low
	}
	if used = encodedLen(r); used > room {
		return dst, used, true
	}
	switch become(r) {
	case encoded:
		dst = appendEncoded(dst, r)
		d.space = false
	case hyphen:
		dst = d.add(dst, '-')
	case times:
		dst = d.add(dst, 'x')
	}
	return dst, used, true
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
