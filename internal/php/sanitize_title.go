package php

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// MaxTitle is the length in bytes at which WordPress stops encoding a title. It is the
// size of the database column for slugs.
const MaxTitle = 200

// AppendSanitizedTitle appends to dst the slug that WordPress stores for title on a French
// site: the result of sanitize_title with the context "save" and the locale fr_FR. Its
// steps follow the functions of formatting.php that are named at each of them, including
// their order and quirks. It is slower than the press profile, since PHP makes some sixty
// passes over the text, each of which may depend on the one before.
func AppendSanitizedTitle(dst []byte, title string) []byte {
	text := keepOctets(stripTags(string(removeAccents(title))))
	if looksUTF8(string(text)) {
		text = encode(text)
	} else {
		for i, c := range text {
			if 'A' <= c && c <= 'Z' {
				text[i] = c | 0x20
			}
		}
	}
	return appendDashed(dst, dropReferences(replaceEncoded(text)))
}

// removeAccents is remove_accents. Text that is not UTF-8 is treated as Windows-1252. PHP's
// normaliser rejects text that only looks like UTF-8 (surrogates, overlong forms), so that
// nothing is left of it.
func removeAccents(s string) []byte {
	if !utf8.ValidString(s) {
		if looksUTF8(s) {
			return nil
		}
		return asciiOfLatin1(s)
	}
	text := make([]byte, 0, len(s))
	for _, r := range letters.NFC(s) {
		text = appendWithoutAccent(text, r)
	}
	return text
}

// appendWithoutAccent appends the replacement for r in WordPress's table, or r if there is
// none.
func appendWithoutAccent(dst []byte, r rune) []byte {
	switch {
	case r < 0x80:
		return append(dst, byte(r))
	case r == 'ß':
		return append(dst, 's')
	case r == 'ĸ':
		return append(dst, 'k')
	case r == '€':
		return append(dst, 'E')
	case r == '£':
		return dst
	case r == 'ª', r == 'º', r == 'ɑ',
		r >= 'À' && r <= 'ſ' && r != '×' && r != '÷',
		r == 'Ơ', r == 'ơ', r == 'Ư', r == 'ư',
		r >= 'Ǎ' && r <= 'ǜ', r >= 'Ș' && r <= 'ț', r >= 'Ạ' && r <= 'ỹ':
		return letters.AppendFold(dst, string(r))
	}
	return utf8.AppendRune(dst, r)
}

// asciiOfLatin1 is the branch of remove_accents for single-byte text in Windows-1252.
// Letters that are not in its tables remain as bytes, which are removed later.
func asciiOfLatin1(s string) []byte {
	const from, to = "\x80\x83\x8a\x8e\x9a\x9e\x9f\xa2\xa5\xb5", "EfSZszYcYu"
	var out []byte
	for _, c := range []byte(s) {
		switch {
		case c < utf8.RuneSelf:
			out = append(out, c)
		case c == 0x8C:
			out = append(out, "OE"...)
		case c == 0x9C:
			out = append(out, "oe"...)
		case c == 0xD0:
			out = append(out, "DH"...)
		case c == 0xF0:
			out = append(out, "dh"...)
		case c >= 0xC0 && c != 0xD7 && c != 0xF7:
			out = letters.AppendFold(out, string(rune(c)))
		default:
			if i := strings.IndexByte(from, c); i >= 0 {
				c = to[i]
			}
			out = append(out, c)
		}
	}
	return out
}

// looksUTF8 is seems_utf8. It checks only that every lead byte is followed by the number of
// continuation bytes it requires.
func looksUTF8(s string) bool {
	for i := 0; i < len(s); i++ {
		more := 0
		switch c := s[i]; {
		case c < 0x80:
		case c&0xE0 == 0xC0:
			more = 1
		case c&0xF0 == 0xE0:
			more = 2
		case c&0xF8 == 0xF0:
			more = 3
		case c&0xFC == 0xF8:
			more = 4
		case c&0xFE == 0xFC:
			more = 5
		default:
			return false
		}
		for ; more > 0; more-- {
			if i++; i == len(s) || s[i]&0xC0 != 0x80 {
				return false
			}
		}
	}
	return true
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// keepOctets removes percent signs except those of octets such as %c3. WordPress
// temporarily replaces these with ---c3---, and so also converts such sequences in the
// title to octets.
func keepOctets(s string) []byte {
	marked := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '%':
			marked = append(marked, s[i])
		case i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			marked = append(marked, '-', '-', '-', s[i+1], s[i+2], '-', '-', '-')
			i += 2
		}
	}
	out := marked[:0]
	for i := 0; i < len(marked); {
		rest := marked[i:]
		if len(rest) >= 8 && string(rest[:3]) == "---" && isHex(rest[3]) && isHex(rest[4]) && string(rest[5:8]) == "---" {
			out = append(out, '%', rest[3], rest[4])
			i += 8
		} else {
			out = append(out, rest[0])
			i++
		}
	}
	return out
}

// encode is mb_strtolower, utf8_uri_encode and strtolower. It converts s to lower case and
// percent-encodes non-ASCII characters, stopping before the result exceeds MaxTitle.
func encode(s []byte) []byte {
	const hex = "0123456789abcdef"
	out := make([]byte, 0, MaxTitle)
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		s = s[n:]
		if r == utf8.RuneError && n == 1 {
			r = '?'
		}
		r = unicode.ToLower(r)
		if r < utf8.RuneSelf {
			if len(out)+1 > MaxTitle {
				break
			}
			out = append(out, byte(r))
			continue
		}
		var char [utf8.UTFMax]byte
		octets := utf8.AppendRune(char[:0], r)
		if len(out)+3*len(octets) > MaxTitle {
			break
		}
		for _, b := range octets {
			out = append(out, '%', hex[b>>4], hex[b&15])
		}
	}
	return out
}

// replaceEncoded is the part of sanitize_title_with_dashes that applies only in the context
// "save". PHP replaces one string after another, so that a replacement may create a match
// for a later one.
func replaceEncoded(s []byte) []byte {
	s = replaceEach(s, "-", "%c2%a0 %e2%80%93 %e2%80%94 &nbsp; &#160; &ndash; &#8211; &mdash; &#8212; / ")
	if bytes.IndexByte(s, '%') < 0 {
		return s
	}
	s = replaceEach(s, "", "%c2%ad %c2%a1 %c2%bf %c2%ab %c2%bb %e2%80%b9 %e2%80%ba "+ // ¡ ¿ « » ‹ ›
		"%e2%80%98 %e2%80%99 %e2%80%9c %e2%80%9d %e2%80%9a %e2%80%9b %e2%80%9e %e2%80%9f %e2%80%a2 "+ // quotes, bullet
		"%c2%a9 %c2%ae %c2%b0 %e2%80%a6 %e2%84%a2 %c2%b4 %cb%8a %cc%81 %cd%81 %cc%80 %cc%84 %cc%8c "+ // © ® ° … ™, accents
		"%e2%80%8b %e2%80%8c %e2%80%8d %e2%80%8e %e2%80%8f %e2%80%aa %e2%80%ab %e2%80%ac %e2%80%ad %e2%80%ae %ef%bb%bf %ef%bf%bc ") // zero width
	s = replaceEach(s, "-", "%e2%80%80 %e2%80%81 %e2%80%82 %e2%80%83 %e2%80%84 %e2%80%85 %e2%80%86 %e2%80%87 %e2%80%88 %e2%80%89 %e2%80%8a "+ // spaces
		"%e2%80%a8 %e2%80%a9 %e2%80%af ")
	s = replaceEach(s, "x", "%c3%97 ")
	return s
}

// replaceEach replaces each string in list, one after another, with to. Each string is
// followed by a space and is at least as long as to. It modifies s.
func replaceEach(s []byte, to, list string) []byte {
	for list != "" {
		end := strings.IndexByte(list, ' ')
		s = replaceAll(s, list[:end], to)
		list = list[end+1:]
	}
	return s
}

func replaceAll(s []byte, old, to string) []byte {
	out := s[:0]
	for len(s) > 0 {
		if s[0] == old[0] && len(s) >= len(old) && string(s[:len(old)]) == old {
			out = append(out, to...)
			s = s[len(old):]
		} else {
			out = append(out, s[0])
			s = s[1:]
		}
	}
	return out
}

// dropReferences removes everything that looks like an HTML character reference: from & to
// the next semicolon on the line, with at least one character in between. It modifies s.
func dropReferences(s []byte) []byte {
	out := s[:0]
	semicolon, newline := 0, 0 // indices of the next ones, updated only once passed
	for i := 0; i < len(s); i++ {
		if s[i] == '&' {
			semicolon = next(s, ';', i+2, semicolon)
			newline = next(s, '\n', i+1, newline)
			if semicolon < min(newline, len(s)) {
				i = semicolon
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// next returns the index in s of the first c in s[from:], or len(s) if there is none. known
// is the result of an earlier call.
func next(s []byte, c byte, from, known int) int {
	if known >= from {
		return known
	}
	if from < len(s) {
		if i := bytes.IndexByte(s[from:], c); i >= 0 {
			return from + i
		}
	}
	return len(s)
}

// appendDashed appends s, replacing runs of spaces, dots and hyphens with one hyphen,
// without hyphens at the ends, and dropping characters that WordPress does not allow in
// slugs.
func appendDashed(dst, s []byte) []byte {
	start := len(dst)
	for _, c := range s {
		switch {
		case c == ' ', c == '-', c == '.':
			if len(dst) > start && dst[len(dst)-1] != '-' {
				dst = append(dst, '-')
			}
		case c == '%', c == '_', '0' <= c && c <= '9', 'a' <= c && c <= 'z':
			dst = append(dst, c)
		}
	}
	if len(dst) > start && dst[len(dst)-1] == '-' {
		dst = dst[:len(dst)-1]
	}
	return dst
}
