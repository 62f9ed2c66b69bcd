package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/words"
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
	if r, size := utf8.DecodeRune(text[i:]); unicode.Is(unicode.Zs, r) {
		return size
	}
	return 0
}

// digitGroupAt returns the length of the space and three digits at text[i] if they continue
// a group of one to three digits at the end of text[start:i], and zero otherwise.
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

// ExcerptHTML is like [Excerpt], for the text of an HTML fragment. It reads no more
// paragraphs than it needs.
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

// Excerpt returns the first words of text on one line. If text has at most limit words,
// Excerpt returns all of it. Otherwise it cuts the text after a word that makes sense at
// the end, removes trailing punctuation, and appends "…".
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

// oneLine returns text with each run of tabs and line breaks replaced by a space, and
// invalid UTF-8 by U+FFFD.
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

// withSigns returns end, moved past the characters that belong to the word before it
// although a space separates them, as in "« Enfin ! »", "25 %" and "10 €".
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

// trimCut removes from the end of text what must not precede "…": punctuation, opening
// quotation marks and brackets, and small words that introduce the next one. If text
// consists only of small words, it is returned unchanged.
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
		if cut = cut[:len(cut)-len(last)]; len(cut) == 0 { // only small words
			return text
		}
	}
}
