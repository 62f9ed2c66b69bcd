package typography

import (
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// opaque stands for what is visible in a line of HTML but is not text to be set: a picture,
// code, words in another language. It is treated like a word.
const opaque = '\uFFFC'

// none is the character before the first and after the last of a line.
const none rune = -1

// spaceAt returns the length of the space at s[i], or 0 if there is none. Line breaks and
// tabs are not spaces: they end a line.
func spaceAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch c := s[i]; {
	case c == ' ':
		return 1
	case c == 0xC2:
		if i+1 < len(s) && s[i+1] == 0xA0 {
			return 2
		}
	case c == 0xE2 && i+2 < len(s):
		if isWideSpace(s[i+1], s[i+2]) {
			return 3
		}
	}
	return 0
}

// isWideSpace reports whether 0xE2, b, c is a space: U+2000 to U+200A, U+202F or U+205F.
func isWideSpace(b, c byte) bool {
	return b == 0x80 && (0x80 <= c && c <= 0x8A || c == 0xAF) || b == 0x81 && c == 0x9F
}

// afterSpaces returns the index of the first character at or after i that is not a space.
func afterSpaces(s string, i int) int {
	for n := spaceAt(s, i); n > 0; n = spaceAt(s, i) {
		i += n
	}
	return i
}

// beforeSpaces returns the index where the spaces that end at i begin, or i.
func beforeSpaces(s string, i int) int {
	for {
		switch {
		case i > 0 && s[i-1] == ' ':
			i--
		case i > 1 && s[i-1] == 0xA0 && s[i-2] == 0xC2:
			i -= 2
		case i > 2 && s[i-3] == 0xE2 && isWideSpace(s[i-2], s[i-1]):
			i -= 3
		default:
			return i
		}
	}
}

// runeAt returns the character at s[i], or none at the end of the line.
func runeAt(s string, i int) rune {
	if i >= len(s) {
		return none
	}
	if c := s[i]; c < utf8.RuneSelf {
		if breaks[c] {
			return none
		}
		return rune(c)
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unbroken(r)
}

// runeBefore returns the character before s[i], or none at the start of the line.
func runeBefore(s string, i int) rune {
	if i == 0 {
		return none
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		if breaks[c] {
			return none
		}
		return rune(c)
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unbroken(r)
}

func unbroken(r rune) rune {
	if r == '\u0085' || r == '\u2028' || r == '\u2029' {
		return none
	}
	return r
}

// breaks are the bytes that end a line: control characters, with tab.
var breaks = func() (b [256]bool) {
	for c := range 0x20 {
		b[c] = true
	}
	return b
}()

// isSpace reports whether r is a space or none.
func isSpace(r rune) bool {
	return r <= ' ' || r == '\u00A0' || 0x2000 <= r && r <= 0x200A || r == '\u202F' || r == '\u205F'
}

// isInvisible reports whether r is a character without width: the byte order mark, a
// zero-width space or joiner, or one that sets the direction of the text.
func isInvisible(r rune) bool {
	return r == '\uFEFF' || 0x200B <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E || 0x2060 <= r && r <= 0x2064 || 0x2066 <= r && r <= 0x2069
}

// isLetter reports whether r is a letter, or a mark on one.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r > 0 && html.IsLetter(byte(r))
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// isDigit reports whether r is an ASCII digit.
func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}

// digitAt reports whether there is a digit at s[i].
func digitAt(s string, i int) bool { return i < len(s) && html.IsDigit(s[i]) }

// isWord reports whether r is part of a word.
func isWord(r rune) bool { return isDigit(r) || isLetter(r) || r == opaque }

// isPeriod reports whether r is a period, or an ellipsis, which three periods become.
func isPeriod(r rune) bool { return r == '.' || r == '…' }
