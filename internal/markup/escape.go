package markup

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// appendEscaped decodes the character references in raw HTML text or in a raw attribute
// value and appends it to dst in the normal form. CR LF and CR become LF, and a form feed
// becomes a space, as does a vertical tab, Word's line end, if text follows it in raw.
// Other control characters except tab and newline are dropped. Invalid UTF-8, U+FFFE and
// U+FFFF become U+FFFD.
func appendEscaped(dst []byte, raw string, inValue, xml bool) []byte {
	for i := 0; i < len(raw); {
		end := skipPlain(raw, i)
		dst = append(dst, raw[i:end]...)
		if i = end; i == len(raw) {
			break
		}
		if raw[i] != '&' {
			var n int
			dst, n = appendChar(dst, raw[i:], inValue)
			i += n
			continue
		}
		r, r2, n := html.Reference(raw[i:], inValue)
		if n == 0 {
			dst = append(dst, "&amp;"...)
			i++
			continue
		}
		ref := raw[i : i+n]
		if i += n; r == '\v' && i < len(raw) {
			r = ' '
		}
		switch ref {
		case "&amp;", "&lt;", "&gt;":
			dst = append(dst, ref...)
			continue
		case "&nbsp;":
			if !xml {
				dst = append(dst, ref...)
				continue
			}
		}
		if dst = appendLiteral(dst, string(r), inValue); r2 != 0 {
			dst = appendLiteral(dst, string(r2), inValue)
		}
	}
	return dst
}

// appendLiteral appends s in the normal form, without decoding character references.
func appendLiteral(dst []byte, s string, inValue bool) []byte {
	for len(s) > 0 {
		var n int
		if plain[s[0]] {
			n = skipPlain(s, 0)
			dst = append(dst, s[:n]...)
		} else {
			dst, n = appendChar(dst, s, inValue)
		}
		s = s[n:]
	}
	return dst
}

// appendChar appends the first character of s, which is not plain, in the normal form and
// returns its length in s.
func appendChar(dst []byte, s string, inValue bool) ([]byte, int) {
	switch c := s[0]; {
	case c == '<':
		return append(dst, "&lt;"...), 1
	case c == '>':
		return append(dst, "&gt;"...), 1
	case c == '&':
		return append(dst, "&amp;"...), 1
	case c == '"' && inValue:
		return append(dst, "&quot;"...), 1
	case c == '"', c == '\t', c == '\n':
		return append(dst, c), 1
	case c == '\r':
		if strings.HasPrefix(s, "\r\n") {
			return dst, 1
		}
		return append(dst, '\n'), 1
	case c == '\f', c == '\v' && len(s) > 1:
		return append(dst, ' '), 1
	case c < utf8.RuneSelf:
		return dst, 1
	}
	char, n := utf8.DecodeRuneInString(s)
	if !validChar(char, n) {
		return append(dst, "\uFFFD"...), n
	}
	return append(dst, s[:n]...), n
}
