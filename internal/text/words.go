package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// CountHTML is like [Count], for the text of an HTML fragment.
func CountHTML(in string) (arabic, other int) {
	rd := NewReader(in)
	text := make([]byte, 0, 4<<10)
	for {
		var ok bool
		if text, ok = rd.AppendParagraph(text[:0]); !ok {
			return arabic, other
		}
		a, o := Count(text)
		arabic += a
		other += o
	}
}

// Count returns the number of words in text as a newsroom counts them, with words in
// Arabic script counted separately.
//
// A word is a sequence of characters between spaces, including no-break spaces, that
// contains a letter or a digit: "l’eau" and "peut-être" are one word each, ":" is not a
// word. Digits grouped in threes by spaces, such as "10 000", are one word.
func Count(text []byte) (arabic, other int) {
	for w := nextWord(text, 0); w.end > 0; w = nextWord(text, w.end) {
		if w.arabic {
			arabic++
		} else {
			other++
		}
	}
	return arabic, other
}

// A word is text[start:end], including its punctuation.
type word struct {
	start, end int // end is zero if there is no word
	arabic     bool
}

// nextWord returns the first word of text at or after i.
func nextWord(text []byte, i int) word {
	start := i
	var letter rune // the first letter or digit
	for letter == 0 {
		if i == len(text) {
			return word{}
		}
		switch c := text[i]; {
		case html.IsLetter(c) || html.IsDigit(c):
			letter = rune(c)
		case byteKind[c] == spaceByte:
			i++
			start = i
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRune(text[i:])
			i += size
			switch {
			case unicode.IsLetter(r) || unicode.IsNumber(r):
				letter = r
			case isWideSpace(r):
				start = i
			}
		}
	}
	for {
		i = endOfWord(text, i)
		n := 0
		if html.IsDigit(text[i-1]) {
			n = digitGroupAt(text, start, i)
		}
		if n == 0 {
			return word{start: start, end: i, arabic: letter >= '\u0600' && unicode.Is(unicode.Arabic, letter)}
		}
		i += n
	}
}

// spaceAt returns the length of the space at text[i], or zero if there is none.
func spaceAt(text []byte, i int) int {
	if i == len(text) {
		return 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		if byteKind[c] == spaceByte {
			return 1
		}
		return 0
	}
	if r, size := utf8.DecodeRune(text[i:]); isWideSpace(r) {
		return size
	}
	return 0
}

// isWideSpace reports whether r, which is not ASCII, is white space: a space of any width,
// or a line break of Unicode, which layout programs leave in titles.
func isWideSpace(r rune) bool { return unicode.Is(unicode.Zs, r) || isLineBreak(r) }

// isLineBreak reports whether r is U+0085 (next line), U+2028 (line separator) or U+2029
// (paragraph separator).
func isLineBreak(r rune) bool { return r == '\u0085' || r == '\u2028' || r == '\u2029' }

// digitGroupAt returns the length of the space and three digits at text[i] if they continue
// a group of one to three digits at the end of text[start:i], and zero otherwise.
func digitGroupAt(text []byte, start, i int) int {
	digits := 0
	for digits < 4 && i-digits > start && html.IsDigit(text[i-1-digits]) {
		digits++
	}
	gap := spaceAt(text, i)
	r, _ := utf8.DecodeRune(text[i:])
	if digits == 0 || digits > 3 || gap == 0 || r == '\t' || r == '\n' || isLineBreak(r) {
		return 0
	}
	group := text[i+gap:]
	if len(group) < 3 || !html.IsDigit(group[0]) || !html.IsDigit(group[1]) || !html.IsDigit(group[2]) ||
		len(group) > 3 && html.IsDigit(group[3]) {
		return 0
	}
	return gap + 3
}
