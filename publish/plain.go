package publish

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/markup"
)

// An escaping is how a format writes the characters that mean something to it. Whatever the
// format, text loses what no reader sees and what harms the text after it: control characters,
// which XML and HTML do not allow, noncharacters, and bidirectional controls that close
// nothing; those that are open at the end are closed there. Invalid UTF-8 becomes U+FFFD.
type escaping struct {
	amp, less, greater, quote, apostrophe, backslash string
	line                                             string // the end of a line
}

var (
	// inHTML is for the text of a title and for attributes in double quotes.
	inHTML = &escaping{"&amp;", "&lt;", "&gt;", "&#34;", "&#39;", `\`, " "}

	// inJSON is for strings of JSON in a script element, whose end the HTML parser looks for
	// without knowing JSON: <, > and & are escaped, so that the string contains no </script,
	// <!-- or ]]> (WHATWG HTML, section 4.12.1.3).
	inJSON      = &escaping{`\u0026`, `\u003c`, `\u003e`, `\"`, "'", `\\`, " "}
	inJSONLines = &escaping{`\u0026`, `\u003c`, `\u003e`, `\"`, "'", `\\`, `\n`}
)

// plainByte is the set of bytes that every escaping copies, and that begin no character that
// is escaped or left out.
var plainByte = func() (set [256]bool) {
	for c := range set {
		set[c] = c >= ' ' && c != 0x7F && !strings.ContainsRune(`&<>"'\`, rune(c)) && c != 0xC2 && c != 0xE2 && c != 0xEF && c < 0xF0
	}
	return set
}()

// appendText appends plain text. White space at both ends is left out.
func appendText(dst []byte, s string, e *escaping) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return e.append(dst, strings.TrimSpace(s), false)
}

// append appends valid UTF-8. If balanced is true, its bidirectional controls are closed.
func (e *escaping) append(dst []byte, s string, balanced bool) []byte {
	base, start := len(dst), 0
	for i := 0; i < len(s); {
		c := s[i]
		if plainByte[c] {
			i++
			continue
		}
		size, as := 1, ""
		switch c {
		case '&':
			as = e.amp
		case '<':
			as = e.less
		case '>':
			as = e.greater
		case '"':
			as = e.quote
		case '\'':
			as = e.apostrophe
		case '\\':
			as = e.backslash
		case '\n':
			as = e.line
		case '\t', '\v', '\f':
			as = " "
		case '\r':
			if as = e.line; strings.HasPrefix(s[i:], "\r\n") {
				size = 2
			}
		case 0xC2, 0xE2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == '\u0085' || r == '\u2028' || r == '\u2029':
				as = e.line
			case isDiscouraged(r):
			case isBidiControl(r) && !balanced:
				return e.append(dst[:base], markup.BalancedText(s), true)
			default:
				i += size
				continue
			}
		}
		dst = append(append(dst, s[start:i]...), as...)
		i += size
		start = i
	}
	return append(dst, s[start:]...)
}

// isDiscouraged reports whether r is a control character above ASCII or a noncharacter (Unicode,
// section 23.7), which XML 1.0 allows and discourages (section 2.2, note), HTML calls errors (WHATWG
// HTML, section 13.2.3.5), and the W3C feed validator calls bad characters.
func isDiscouraged(r rune) bool {
	return r >= 0x7F && r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// printable returns HTML without the characters that plain text loses too.
func printable(in string) string {
	i := 0
	for ; i < len(in); i++ {
		if c := in[i]; c < 0x7F || c > 0x7F && c != 0xC2 && c < 0xEF { // most text
			continue
		}
		if r, _ := utf8.DecodeRuneInString(in[i:]); isDiscouraged(r) {
			break
		}
	}
	if i == len(in) {
		return in
	}
	return in[:i] + strings.Map(func(r rune) rune {
		switch {
		case r == '\u0085': // the end of a line
			return ' '
		case isDiscouraged(r):
			return -1
		}
		return r
	}, in[i:])
}

// isBidiControl reports whether r opens or closes a direction (UAX #9, section 2).
func isBidiControl(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// firstVisible returns the first text of which a reader sees something, "" if there is none.
func firstVisible(list ...string) string {
	if i := slices.IndexFunc(list, visible); i >= 0 {
		return strings.TrimSpace(list[i])
	}
	return ""
}

// visible reports whether a reader sees anything of plain text once appendText has left out
// what it leaves out. All formats ask it before they write a text, since an empty element or
// string is worse than none.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}
