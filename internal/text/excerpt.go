package text

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
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
		if rd.notes.aside && !all {
			text = text[:start]
			continue
		}
		arabic, other := Count(text[from:])
		words += arabic + other
	}
	return valid(text, 0)
}

// notes is the state of a Reader that leaves out the marks of footnotes.
type notes struct {
	buttons bool // whether buttons are read
	aside   bool // whether the current paragraph is a heading or in a table
}

// begin records that the text of a paragraph begins while the elements of open are open.
func (n *notes) begin(open *html.Open) { n.aside = open.Has(html.H1) || open.Has(html.Table) }

// skip returns the index where the element that begins with tag ends, if an excerpt leaves
// it out, and false otherwise.
func (n *notes) skip(in string, tag *html.Tag) (end int, ok bool) {
	e := tag.Element
	if e != html.A && e != html.Sup && e != html.Button {
		return 0, false
	}
	const longest = 512 // bytes of a mark or button with its markup; a bound keeps reading linear
	near := in[:min(len(in), tag.End+longest)]
	content, end, open := tag.EndOfRaw(near)
	if open {
		return 0, false
	}
	if e == html.Button {
		return end, !n.buttons
	}
	var a anchor
	a.read(near, tag)
	if e == html.Sup && !a.note && !a.button {
		a.readAll(near[tag.End:content])
	}
	switch {
	case a.button && e == html.A:
		return end, !n.buttons
	case a.note:
		return end, isNoteMark(near[tag.End:content])
	}
	return 0, false
}

// An anchor is what the attributes of a and sup say.
type anchor struct {
	note   bool // it leads to a place in a page, or is called a note
	button bool
}

// read reads the attributes of tag.
func (a *anchor) read(in string, tag *html.Tag) {
	e, at := tag.Element, tag.Start // so that tag does not escape
	var again html.Tag
	again.Read(in, at, func(attr html.Attr) {
		switch value := attr.Value; strings.ToLower(attr.Name) {
		case "href":
			a.note = a.note || e == html.A && strings.ContainsRune(value, '#')
		case "data-fn":
			a.note = true
		case "role":
			a.note = a.note || strings.EqualFold(value, "doc-noteref")
			a.button = a.button || strings.EqualFold(value, "button")
		case "class", "id":
			value = strings.ToLower(value)
			a.note = a.note || strings.Contains(value, "note") || strings.HasPrefix(value, "fn")
			a.button = a.button || strings.Contains(value, "button") || strings.Contains(value, "btn")
		}
	})
}

// readAll reads the attributes of the links in content.
func (a *anchor) readAll(content string) {
	eachTag(content, func(_ string, tag *html.Tag) {
		if tag.Kind == html.StartTag && tag.Element == html.A {
			a.read(content, tag)
		}
	})
}

// eachTag calls do for each tag and comment of content, with the text before it, and at
// the end, with a tag that is none, for the text after the last.
func eachTag(content string, do func(before string, tag *html.Tag)) {
	for from, i := 0, 0; ; {
		n := strings.IndexByte(content[i:], '<')
		if n < 0 {
			do(content[from:], &html.Tag{})
			return
		}
		i += n
		var tag html.Tag
		if tag.Read(content, i, nil); tag.Kind != html.NoTag {
			do(content[from:i], &tag)
			from = tag.End
		}
		i = tag.End
	}
}

// isNoteMark reports whether content, which is HTML, marks a footnote: a number, a letter,
// or a symbol such as * or ↩, with or without brackets.
func isNoteMark(content string) bool {
	var text strings.Builder // not read by a Reader: recursion would make every caller of one allocate
	eachTag(content, func(before string, _ *html.Tag) { text.WriteString(before) })
	mark := strings.Trim(html.Unescape(text.String()), "[]() \t\n\u00A0\u202F\uFE0E")
	switch {
	case mark == "" || len(mark) > len("123"):
		return mark == "" && text.Len() > 0
	case strings.Trim(mark, "0123456789") == "", strings.Trim(mark, "ivxIVX") == "", strings.Trim(mark, "*†‡§↩↑^") == "":
		return true
	}
	return len(mark) == 1 && html.IsLetter(mark[0])
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

// oneLine returns text with each run of tabs and line breaks replaced by one space, and
// invalid UTF-8 by U+FFFD.
func oneLine(text []byte) string {
	var line strings.Builder
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
// quotation marks and brackets, and small words that introduce the next one. If text
// consists only of small words, it is returned unchanged.
func trimCut(text []byte) []byte {
	english := words.InEnglish(string(text))
	for cut := text; ; {
		cut = bytes.TrimRightFunc(cut, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(",;:.…·،؛‘-–—/"+opening, r)
		})
		last := cut
		if i := bytes.LastIndexFunc(cut, unicode.IsSpace); i >= 0 {
			_, size := utf8.DecodeRune(cut[i:])
			last = cut[i+size:]
		}
		if !words.Leans(string(last), english) {
			return cut
		}
		if cut = cut[:len(cut)-len(last)]; len(cut) == 0 { // only small words
			return text
		}
	}
}
