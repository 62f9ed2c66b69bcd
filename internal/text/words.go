package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/words"
)

// CountHTML counts the words of an HTML fragment, those in Arabic script apart.
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

// Count counts the words of text as a newsroom does, those in Arabic script apart.
//
// A word is what stands between spaces, no-break spaces included, and holds a
// letter or a digit: l’eau and peut-être are one word, « : » is none. Digits
// grouped in threes by a space are one word: 10 000.
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

// A word is text[start:end], its punctuation included.
type word struct {
	start, end int // end is zero when there is no word
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
			case unicode.Is(unicode.Zs, r):
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

// spaceAt returns the length of the space at text[i], zero when there is none.
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
	if r, size := utf8.DecodeRune(text[i:]); unicode.Is(unicode.Zs, r) {
		return size
	}
	return 0
}

// digitGroupAt returns the length of the space and the three digits at text[i]
// when they continue the number, of one to three digits, that ends
// text[start:i].
func digitGroupAt(text []byte, start, i int) int {
	digits := 0
	for digits < 4 && i-digits > start && html.IsDigit(text[i-1-digits]) {
		digits++
	}
	gap := spaceAt(text, i)
	if digits == 0 || digits > 3 || gap == 0 || text[i] == '\t' || text[i] == '\n' {
		return 0
	}
	group := text[i+gap:]
	if len(group) < 3 || !html.IsDigit(group[0]) || !html.IsDigit(group[1]) || !html.IsDigit(group[2]) ||
		len(group) > 3 && html.IsDigit(group[3]) {
		return 0
	}
	return gap + 3
}

// ExcerptHTML is [Excerpt] of the text of HTML, and reads no more paragraphs
// than it needs.
func ExcerptHTML(in string, limit int) string {
	rd := NewReader(in)
	text := make([]byte, 0, 4<<10)
	for words := 0; words <= limit; {
		start := len(text)
		if start > 0 {
			text = append(text, "\n\n"...)
		}
		var ok bool
		if text, ok = rd.AppendParagraph(text); !ok {
			text = text[:start]
			break
		}
		arabic, other := Count(text[start:])
		words += arabic + other
	}
	return Excerpt(valid(text, 0), limit)
}

// Excerpt returns the first words of text on one line: all of it when it is no
// longer than limit, else a cut that ends on a word with sense, without
// punctuation, and "…".
func Excerpt(text []byte, limit int) string {
	if limit <= 0 {
		return ""
	}
	cut := 0
	for range limit {
		w := nextWord(text, cut)
		if w.end == 0 {
			return oneLine(text)
		}
		cut = w.end
	}
	if nextWord(text, cut).end == 0 {
		return oneLine(text)
	}
	return oneLine(trimCut(text[:withSigns(text, cut)])) + "…"
}

// oneLine returns text with a space for each run of tabs and line breaks, and
// U+FFFD for bytes that are not UTF-8.
func oneLine(text []byte) string {
	line := make([]byte, 0, len(text))
	for i, c := range text {
		switch {
		case c != '\n' && c != '\t':
			line = append(line, c)
		case i > 0 && text[i-1] != '\n' && text[i-1] != '\t':
			line = append(line, ' ')
		}
	}
	return strings.ToValidUTF8(string(line), "\uFFFD")
}

// withSigns returns end, moved over the signs that belong to the word before it
// though typography sets them off: « Enfin ! », 25 %, 10 €.
func withSigns(text []byte, end int) int {
	for {
		i := end + spaceAt(text, end)
		r, size := utf8.DecodeRune(text[i:])
		if !strings.ContainsRune("!?»%‰€$£", r) {
			return end
		}
		end = i + size
	}
}

// trimCut takes from the end of a cut text what must not stand before "…":
// punctuation, opening signs, and small words that announce the next one.
func trimCut(text []byte) []byte {
	for cut := text; ; {
		cut = bytes.TrimRightFunc(cut, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(",;:.…·،؛‘-–—/"+opening, r)
		})
		last := cut
		if i := bytes.LastIndexFunc(cut, unicode.IsSpace); i >= 0 {
			_, size := utf8.DecodeRune(cut[i:])
			last = cut[i+size:]
		}
		if !words.Leans(string(last)) {
			return cut
		}
		if cut = cut[:len(cut)-len(last)]; len(cut) == 0 { // nothing but small words
			return text
		}
	}
}
