package text

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

// ExcerptHTML is like [Excerpt], for the [Prose] of an HTML fragment. It reads no more
// paragraphs than it needs.
func ExcerptHTML(in string, limit int) string {
	if limit <= 0 {
		return ""
	}
	return Excerpt(prose(in, limit), limit)
}

// Prose returns what an excerpt of an HTML fragment is made from: its text without
// headings, tables, buttons and the marks of footnotes. If nothing else is left, it
// includes headings, tables and buttons.
func Prose(in string) []byte { return prose(in, math.MaxInt) }

// prose is like Prose, but stops after the paragraph in which the text exceeds limit words.
func prose(in string, limit int) []byte {
	if text := paragraphs(in, limit, false); len(text) > 0 {
		return text
	}
	return paragraphs(in, limit, true)
}

// paragraphs returns the paragraphs of in without the marks of footnotes, up to the one
// in which the text exceeds limit words. Only if all is true, it includes headings, tables
// and buttons.
func paragraphs(in string, limit int, all bool) []byte {
	rd := NewReader(in)
	rd.notes = &notes{buttons: all}
	text := make([]byte, 0, 4<<10)
	for words := 0; words <= limit; {
		start := len(text)
		if start > 0 {
			text = append(text, "\n\n"...)
		}
		from := len(text)
		var ok bool
		if text, ok = rd.AppendParagraph(text); !ok {
			text = text[:start]
			break
		}
		if text = withoutMarks(text, from); rd.notes.aside && !all || !visible(text[from:]) {
			text = text[:start]
			continue
		}
		arabic, other := Count(text[from:])
		words += arabic + other
	}
	return valid(text, 0)
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
	const sample = 1000 // bytes: enough to tell the language
	english := func() bool { return words.InEnglish(string(text[:min(len(text), sample)])) }
	cut = withSigns(text, cut)
	return oneLine(trimCut(text[:cut], text[cut:], english)) + "…"
}

// oneLine returns text with each run of tabs and line breaks replaced by one space, and
// invalid UTF-8 by U+FFFD.
func oneLine(text []byte) string {
	var line strings.Builder
	line.Grow(len(text) + len("…"))
	gap := false // whether a break is due before the next character
	last := ' '
	for _, r := range strings.ToValidUTF8(string(text), "\uFFFD") {
		if r == '\n' || r == '\t' || isLineBreak(r) {
			gap = true
			continue
		}
		if gap && r == ' ' {
			continue
		}
		if gap && last != ' ' {
			line.WriteByte(' ')
		}
		line.WriteRune(r)
		gap, last = false, r
	}
	return line.String()
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
// quotation marks and brackets, small words that introduce the next one, and numbers of one
// or two digits if they count what follows: rest begins with a word. english reports
// whether the text is in English. If nothing else is there, text is returned unchanged.
func trimCut(text, rest []byte, english func() bool) []byte {
	next, _ := utf8.DecodeRune(bytes.TrimLeft(rest, " \u00A0\u202F"))
	counts := unicode.IsLetter(next)
	removed := ""
	for cut := text; ; {
		cut = bytes.TrimRightFunc(cut, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(",;:.…·،؛‘-–—/"+opening, r)
		})
		last := cut
		if i := bytes.LastIndexFunc(cut, unicode.IsSpace); i >= 0 {
			_, size := utf8.DecodeRune(cut[i:])
			last = cut[i+size:]
		}
		word := string(last)
		if !words.Leans(word, english) && !words.LeansBefore(word, removed) && !(counts && removed == "" && isCount(word)) {
			return cut
		}
		if cut = cut[:len(cut)-len(last)]; len(cut) == 0 { // only small words
			return text
		}
		removed = word
	}
}

// isCount reports whether word is a number of one or two digits.
func isCount(word string) bool {
	return len(word) <= len("99") && strings.Trim(word, "0123456789") == ""
}
