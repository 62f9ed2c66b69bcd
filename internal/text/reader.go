// Package text extracts the text of HTML as a reader of the page sees it: as a whole, by
// paragraph or as an excerpt. It also counts words and splits text into sentences. It
// reads bytes and builds no tree.
package text

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// A Reader reads the text of an HTML fragment as a reader of the page would see it, one
// paragraph at a time, in one pass over the bytes and without building a tree. Use
// [NewReader] to create one.
//
// A Reader uses [html] to read tags and character references. Of the rules of tree
// construction, it applies only those that determine visibility: where an element that
// hides its content ends.
type Reader struct {
	in  string
	pos int

	open    html.Open
	pre     bool // inside pre, where line breaks are significant
	loose   bool // not inside p, li or the like: a blank line separates paragraphs, as in WordPress's classic editor
	raw     int  // end of the content of the last xmp, before which there is no markup
	endless bool // no end tag of an xmp ahead

	runs  func(at int, run string, apart bool) // if not nil, called for each run of text; see Runs
	notes *notes                               // if not nil, the marks of footnotes are left out; see Prose
}

// NewReader returns a Reader at the start of in.
func NewReader(in string) Reader { return Reader{in: in, loose: true} }

// Append appends the whole text of an HTML fragment to dst, with blank lines between
// paragraphs. Invalid UTF-8 becomes U+FFFD.
func Append(dst []byte, in string) []byte {
	start := len(dst)
	rd := NewReader(in)
	dst, more := rd.AppendParagraph(dst)
	for more {
		end := len(dst)
		if dst, more = rd.AppendParagraph(append(dst, "\n\n"...)); !more {
			dst = dst[:end]
		}
	}
	return valid(dst, start)
}

// valid returns text with invalid UTF-8, U+FFFE and U+FFFF in text[start:] replaced by
// U+FFFD: XML does not allow these two.
func valid(text []byte, start int) []byte {
	if !utf8.Valid(text[start:]) {
		text = append(text[:start], bytes.ToValidUTF8(text[start:], []byte("\uFFFD"))...)
	}
	for i := start; ; i += len("\uFFFE") {
		n := bytes.Index(text[i:], []byte("\uFFFE")[:2])
		if n < 0 {
			return text
		}
		if i += n; i+2 < len(text) && text[i+2] >= 0xBE {
			copy(text[i:], "\uFFFD")
		}
	}
}

// Runs reads the whole text and calls do for each run of it, with its index in the input.
// apart reports whether there is a gap before the run.
func (rd *Reader) Runs(do func(at int, run string, apart bool)) {
	rd.runs = do
	var paragraph []byte
	for more := true; more; {
		paragraph, more = rd.AppendParagraph(paragraph[:0])
	}
}

// A gap separates two runs of text. Greater values are stronger gaps.
type gap byte

const (
	noGap gap = iota
	spaceGap
	cellGap
	lineGap
	paragraphGap
)

var gapText = [...]string{noGap: "", spaceGap: " ", cellGap: "\t", lineGap: "\n"}

// AppendParagraph appends the next paragraph to dst and reports whether there was one. A
// paragraph is never empty and neither starts nor ends with ASCII white space. It contains
// a line break for each br, tabs between the cells of a table row, and single spaces for
// all other white space. Paragraphs of only no-break spaces, which editors insert for
// spacing, are skipped. Control characters that XML does not allow are dropped;
// invalid UTF-8, U+FFFE and U+FFFF are left unchanged.
func (rd *Reader) AppendParagraph(dst []byte) ([]byte, bool) {
	start := len(dst)
	between := noGap
	for rd.pos < len(rd.in) {
		g, run, i := noGap, "", rd.pos
		var r, r2 rune // used instead of run for a character reference
		switch byteKind[rd.in[i]] {
		case plainByte:
			rd.pos = endOfRun(rd.in, i)
			run = rd.in[i:rd.pos]
		case spaceByte:
			g = rd.space()
		case controlByte:
			rd.pos++
		case ampersandByte:
			g, r, r2 = rd.reference()
		case lessByte:
			if i >= rd.raw {
				g = rd.markup()
			}
			if rd.pos == i { // not markup
				rd.pos++
				run = rd.in[i:rd.pos]
			}
			if rd.notes != nil && rd.notes.mark {
				r, rd.notes.mark = placeholder, false
			}
		}
		if g == lineGap && between == lineGap { // two consecutive br separate paragraphs
			g = paragraphGap
		}
		if g == paragraphGap && len(dst) > start {
			if visible(dst[start:]) {
				return dst, true
			}
			dst = dst[:start]
		}
		if run == "" && r == 0 {
			between = max(between, g)
			continue
		}
		apart := between != noGap || len(dst) == start
		if rd.notes != nil && len(dst) == start {
			rd.notes.begin(&rd.open)
		}
		if len(dst) > start {
			dst = append(dst, gapText[between]...)
		}
		from := len(dst)
		if dst = append(dst, run...); r != 0 {
			if dst = utf8.AppendRune(dst, r); r2 != 0 {
				dst = utf8.AppendRune(dst, r2)
			}
		}
		if rd.notes != nil && rd.notes.story {
			rd.notes.run(&rd.open, dst[from:])
		}
		if rd.runs != nil {
			rd.runs(i, string(dst[from:]), apart)
		}
		between = noGap
	}
	if visible(dst[start:]) {
		return dst, true
	}
	return dst[:start], false
}

// visible reports whether text contains anything except spaces of any width and invisible
// characters.
func visible(text []byte) bool {
	return bytes.ContainsFunc(text, func(r rune) bool {
		return r != '\t' && r != '\n' && !isLineBreak(r) && !unicode.In(r, unicode.Zs, unicode.Cf)
	})
}

// space skips white space and returns the gap it makes. A blank line outside any paragraph
// starts a new one, and line breaks are significant in pre.
func (rd *Reader) space() gap {
	lines, white := 0, false
	for ; rd.pos < len(rd.in) && byteKind[rd.in[rd.pos]] == spaceByte; rd.pos++ {
		switch rd.in[rd.pos] {
		case '\n':
			lines++
		case '\v':
			continue
		}
		white = true
	}
	switch {
	case !white && rd.endsText():
		return noGap
	case lines >= 2 && (rd.pre || rd.loose):
		return paragraphGap
	case lines == 1 && rd.pre:
		return lineGap
	}
	return spaceGap
}

// endsText reports whether no text follows before the next tag.
func (rd *Reader) endsText() bool { return rd.pos == len(rd.in) || rd.in[rd.pos] == '<' }

// reference skips the character reference at rd.pos, or a bare &, and returns the
// characters it stands for, or the gap if it stands for white space.
func (rd *Reader) reference() (g gap, r, r2 rune) {
	r, r2, n := html.Reference(rd.in[rd.pos:], false)
	if n == 0 || rd.pos < rd.raw {
		r, r2, n = '&', 0, 1
	}
	rd.pos += n
	if r < utf8.RuneSelf {
		switch byteKind[r] {
		case spaceByte:
			if r == '\v' && rd.endsText() {
				return noGap, 0, 0
			}
			return spaceGap, 0, 0
		case controlByte:
			return noGap, 0, 0
		}
	}
	return noGap, r, r2
}

// markup skips the tag, comment or hidden element at rd.pos and returns the gap it makes
// in the text. If the < there is text, markup does not move.
func (rd *Reader) markup() gap {
	var tag html.Tag
	tag.Read(rd.in, rd.pos, nil)
	if tag.Kind == html.NoTag {
		return noGap
	}
	rd.pos = tag.End
	if tag.Open {
		return noGap
	}
	e, g := tag.Element, gapOf(tag.Element)
	if rd.notes != nil && g == paragraphGap {
		rd.notes.block(rd.in, &tag)
	}
	switch tag.Kind {
	case html.StartTag:
		if end, ok := rd.open.Skip(rd.in, &tag); ok {
			rd.pos = end
			return g
		}
		if rd.notes != nil && rd.notes.box && rd.notes.story && g == paragraphGap && !rd.notes.openBox {
			if end, ok := rd.open.Close(rd.in, &tag); ok {
				rd.pos = end
				return g
			}
			rd.notes.openBox = true // one search to the end of the text is enough
		}
		if rd.notes != nil {
			if end, ok := rd.notes.skip(rd.in, &tag); ok {
				rd.pos = end
				return noGap
			}
		}
		rd.open.Start(e)
		rd.pre = rd.pre || isPre(e)
		if g >= cellGap && !e.Has(html.Void) {
			rd.loose = !e.Has(html.Holds)
		}
		if e == html.Xmp && !rd.endless {
			var content int
			if content, _, rd.endless = tag.EndOfRaw(rd.in); !rd.endless {
				rd.raw = content
			}
		}
		return g
	case html.EndTag:
		if rd.open.Has(e) || e == html.P || e == html.Br {
			rd.open.End(e)
			rd.pre = rd.pre && (!isPre(e) || rd.open.Has(html.Pre) || rd.open.Has(html.Listing) || rd.open.Has(html.Xmp))
			rd.loose = rd.loose || g >= cellGap
			return g // </p> and </br> create an element if none is open
		}
	}
	return noGap
}

// isPre reports whether line breaks are significant in e.
func isPre(e html.Element) bool { return e == html.Pre || e == html.Listing || e == html.Xmp }

// gapOf returns the gap that the tags of e make.
func gapOf(e html.Element) gap {
	switch {
	case e.Has(html.Breaks):
		return paragraphGap
	case e == html.Td, e == html.Th:
		return cellGap
	case e == html.Br:
		return lineGap
	}
	return noGap
}
