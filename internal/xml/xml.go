// Package xml appends text to XML documents: what XML 1.0 cannot contain is left out, and
// what would be markup is escaped.
package xml

import (
	"strings"
	"unicode/utf8"
)

// Clean returns text without the characters that XML 1.0 does not have (section 2.2), and
// with the line ends that an XML parser makes of it (section 2.11). Invalid UTF-8 is left
// out.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isChar(r) || r == utf8.RuneError && size > 1 { // U+FFFD itself may stay
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\t' && c != '\n':
			return false
		case c == 0xEF: // U+FFFD, U+FFFE and U+FFFF, among others
			if r, _ := utf8.DecodeRuneInString(s[i:]); !isChar(r) {
				return false
			}
		}
	}
	return utf8.ValidString(s)
}

func isChar(r rune) bool {
	return (r >= 0x20 || r == '\t' || r == '\n') && r != 0xFFFE && r != 0xFFFF && r != utf8.RuneError
}

// Escape returns clean text as the text of an element or of an attribute in double quotes.
func Escape(s string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	return string(AppendEscaped(nil, s))
}

// AppendEscaped appends what Escape returns.
func AppendEscaped(dst []byte, s string) []byte {
	start := 0
	for i := range len(s) {
		as := ""
		switch s[i] {
		case '&':
			as = "&amp;"
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '"':
			as = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), as...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// special is the characters that Escape changes.
const special = `&<>"`

// AppendCDATA appends clean text as a CDATA section (section 2.7), and as several where it
// contains the end of one.
func AppendCDATA(dst []byte, s string) []byte {
	dst = append(dst, "<![CDATA["...)
	for {
		before, after, found := strings.Cut(s, "]]>")
		dst = append(dst, before...)
		if !found {
			return append(dst, "]]>"...)
		}
		dst = append(dst, "]]]]><![CDATA[>"...)
		s = after
	}
}
