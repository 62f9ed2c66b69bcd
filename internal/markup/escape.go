package markup

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html" // the standard library's table of references lacks those that grow
)

// appendEscaped decodes the character references of raw HTML text, or of an
// attribute value, and writes it in the normal form. What cannot stand there is
// made harmless: control characters go (a form feed is a space), CR LF and CR
// become LF, and what is not UTF-8 becomes U+FFFD.
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
		ref := reference(raw[i:])
		i += len(ref)
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
		dst = appendLiteral(dst, decode(ref, raw[i:], inValue), inValue)
	}
	return dst
}

// appendLiteral writes text that holds no character references.
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

// appendChar writes the first character of s, which is not plain, and returns
// how many bytes it took.
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
	case c == '\f':
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

// reference returns what looks like a character reference at the start of s,
// which begins with &: letters and digits, or a number, and the semicolon if
// there is one.
func reference(s string) string {
	end := 1
	if end < len(s) && s[end] == '#' {
		end++
	}
	for end < len(s) && isAlphanumeric(s[end]) {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return s[:end]
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// decode decodes a reference once. In a value a name without semicolon stays as
// it is when more letters or = follow: ?a=1&copy=2.
// https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state
func decode(ref, next string, inValue bool) string {
	decoded := html.UnescapeString(ref)
	if !inValue || strings.HasPrefix(ref, "&#") {
		return decoded
	}
	if strings.HasSuffix(ref, ";") {
		if utf8.RuneCountInString(decoded) > 2 {
			return ref
		}
	} else if utf8.RuneCountInString(decoded) > 1 || strings.HasPrefix(next, "=") {
		return ref
	}
	return decoded
}

// plainValue decodes an attribute value.
func plainValue(raw string) string {
	amp := strings.IndexByte(raw, '&')
	if amp < 0 {
		return raw
	}
	var b strings.Builder
	for ; amp >= 0; amp = strings.IndexByte(raw, '&') {
		b.WriteString(raw[:amp])
		ref := reference(raw[amp:])
		raw = raw[amp+len(ref):]
		b.WriteString(decode(ref, raw, true))
	}
	b.WriteString(raw)
	return b.String()
}
