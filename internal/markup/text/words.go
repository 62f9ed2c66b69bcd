package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/french"
)

// CountWords counts the words of an HTML fragment as a newsroom does, those in
// Arabic script apart.
//
// A word is what stands between spaces, no-break spaces included, and holds a
// letter or a digit: l’eau and peut-être are one word, « : » is none. Digits
// grouped in threes by a space are one word: 10 000.
func CountWords(in string) (arabic, other int) {
	rd := NewReader(in)
	text := make([]byte, 0, 4<<10)
	for {
		var ok bool
		if text, ok = rd.AppendParagraph(text[:0]); !ok {
			return arabic, other
		}
		for w := nextWord(text, 0); w.end > 0; w = nextWord(text, w.end) {
			if w.arabic {
				arabic++
			} else {
				other++
			}
		}
	}
}

// A word is text[start:end], its punctuation included.
type word struct {
	start, end int // end is zero when there is no word
	arabic     bool
}

// nextWord returns the first word of text at or after i.
func nextWord(text []byte, i int) word {
	for {
		for n := spaceAt(text, i); n > 0; n = spaceAt(text, i) {
			i += n
		}
		if i == len(text) {
			return word{}
		}
		w := word{start: i}
		letter := rune(0) // the first letter or digit
		for i < len(text) {
			c := text[i]
			if c < utf8.RuneSelf {
				if byteKind[c] == spaceByte {
					break
				}
				if letter == 0 && (isLetter(c) || isDigit(c)) {
					letter = rune(c)
				}
				i++
				continue
			}
			if spaceAt(text, i) > 0 {
				break
			}
			r, size := utf8.DecodeRune(text[i:])
			if letter == 0 && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
				letter = r
			}
			i += size
		}
		if letter == 0 {
			continue
		}
		for n := digitGroupAt(text, w.start, i); n > 0; n = digitGroupAt(text, w.start, i) {
			i += n
		}
		w.end = i
		w.arabic = unicode.Is(unicode.Arabic, letter)
		return w
	}
}

// spaceAt returns the length of the space at text[i], zero when there is none.
func spaceAt(text []byte, i int) int {
	if i >= len(text) {
		return 0
	}
	switch c := text[i]; {
	case c < utf8.RuneSelf:
		if byteKind[c] == spaceByte {
			return 1
		}
		return 0
	case c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3: // no space begins so
		return 0
	}
	r, size := utf8.DecodeRune(text[i:])
	if unicode.Is(unicode.Zs, r) {
		return size
	}
	return 0
}

// digitGroupAt returns the length of the space and the rest of the word at
// text[i] when they continue the number that ends the word text[start:i]: one
// to three digits, then three.
func digitGroupAt(text []byte, start, i int) int {
	digits := 0
	for digits < 4 && i-digits > start && isDigit(text[i-1-digits]) {
		digits++
	}
	gap := spaceAt(text, i)
	if digits == 0 || digits > 3 || gap == 0 {
		return 0
	}
	group := text[i+gap:]
	if len(group) < 3 || !isDigit(group[0]) || !isDigit(group[1]) || !isDigit(group[2]) ||
		len(group) > 3 && isDigit(group[3]) {
		return 0
	}
	n := 3
	for n < len(group) && spaceAt(group, n) == 0 {
		n++
	}
	return gap + n
}

// Excerpt returns the first words of an HTML fragment on one line: the whole
// text when it is no longer than limit, else a cut that ends on a word with
// sense, without punctuation, and "…".
func Excerpt(in string, limit int) string {
	if limit <= 0 {
		return ""
	}
	rd := NewReader(in)
	text := make([]byte, 0, 4<<10)
	cut, words, from := 0, 0, 0
	for {
		end := len(text)
		if end > 0 {
			text = append(text, ' ')
		}
		var ok bool
		if text, ok = rd.AppendParagraph(text); !ok {
			return oneLine(text[:end])
		}
		for w := nextWord(text, from); w.end > 0; w = nextWord(text, w.end) {
			if words++; words > limit {
				return oneLine(trimCut(text[:cut])) + "…"
			}
			cut = withCloser(text, w.end)
			from = w.end
		}
	}
}

// oneLine returns text with the tabs and line breaks of rows and verses as spaces.
func oneLine(text []byte) string {
	for i, c := range text {
		if c == '\n' || c == '\t' {
			text[i] = ' '
		}
	}
	return string(text)
}

// withCloser returns end, moved over the closing guillemet or bracket that
// French typography sets off from the word before it.
func withCloser(text []byte, end int) int {
	i := end + spaceAt(text, end)
	if bytes.HasPrefix(text[i:], []byte("»")) {
		return i + len("»")
	}
	return end
}

// trimCut takes from the end of a cut text what must not stand before "…":
// punctuation, opening signs, and small words that announce the next one.
func trimCut(text []byte) []byte {
	for cut := text; ; {
		cut = bytes.TrimRightFunc(cut, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(",;:.…·،؛«“‘([{-–—/", r)
		})
		last := cut[1+bytes.LastIndexByte(cut, ' '):]
		if !french.Announces(string(last)) {
			return cut
		}
		if cut = cut[:len(cut)-len(last)]; len(cut) == 0 { // nothing but small words
			return text
		}
	}
}
