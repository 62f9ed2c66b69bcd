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
		set[c] = c >= ' ' && c != 0x7F && !strings.ContainsRune(`&<>"'\`, rune(c)) && c != 0xC2 && c != 0xE2 && c != 0xEF
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
		case 0xC2, 0xE2, 0xEF:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == '\u0085' || r == '\u2028' || r == '\u2029':
				as = e.line
			case r >= 0x80 && r < 0xA0, r == 0xFFFE, r == 0xFFFF:
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
