// Package text gives the text of HTML as a reader of the page sees it: whole, by
// paragraph, as an excerpt, as a count of words. It reads bytes and builds no tree.
package text

import (
	"bytes"
	"unicode/utf8"
)

// A Reader reads the text of an HTML fragment as a reader of the page would see
// it, a paragraph at a time, in one pass over the bytes and without building a
// tree. Make one with [NewReader].
//
// It tokenises as the WHATWG standard says, and keeps of tree construction only
// what decides visibility: where an element that hides its content ends.
type Reader struct {
	in  string
	pos int

	open  [elementCount]int32 // elements open at pos, by kind: what an end tag may close
	shown [elementCount]bool  // hiding elements whose end tag never comes: their content is shown
	pre   bool                // inside pre, where line breaks count
	loose bool                // inside no p, li or the like: a blank line separates paragraphs, as in WordPress's classic editor

	runs func(at int, run string, apart bool) // told of each run of text when not nil; see Runs
}

// NewReader returns a Reader at the start of in.
func NewReader(in string) Reader { return Reader{in: in, loose: true} }

// Append appends the whole text of an HTML fragment to dst, a blank line
// between its paragraphs. Bytes that are not UTF-8 become U+FFFD.
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
	if !utf8.Valid(dst[start:]) {
		dst = append(dst[:start], bytes.ToValidUTF8(dst[start:], []byte("\uFFFD"))...)
	}
	return dst
}

// Runs reads the whole text and gives each run of it with its place in the input;
// apart says whether there is a gap before it.
func (rd *Reader) Runs(do func(at int, run string, apart bool)) {
	rd.runs = do
	var paragraph []byte
	for more := true; more; {
		paragraph, more = rd.AppendParagraph(paragraph[:0])
	}
}

// A gap is what separates two runs of text, the stronger the greater.
type gap byte

const (
	noGap gap = iota
	spaceGap
	cellGap
	lineGap
	paragraphGap
)

var gapText = [...]string{noGap: "", spaceGap: " ", cellGap: "\t", lineGap: "\n"}

// AppendParagraph appends the next paragraph to dst and reports whether there
// was one. A paragraph is never empty, neither starts nor ends with ASCII white
// space, and holds line breaks for br, tabs between the cells of a table's row,
// and single spaces for all other white space. A paragraph of nothing but
// no-break spaces, left by editors for looks, is none. Bytes that are not UTF-8
// stay as they are.
func (rd *Reader) AppendParagraph(dst []byte) ([]byte, bool) {
	start := len(dst)
	between := noGap
	for rd.pos < len(rd.in) {
		g, run, i := noGap, "", rd.pos
		switch byteKind[rd.in[i]] {
		case plainByte:
			rd.pos = endOfRun(rd.in, i)
			run = rd.in[i:rd.pos]
		case spaceByte:
			g = rd.space()
		case nulByte: // the tree builder drops it
			rd.pos++
		case ampersandByte:
			var r, r2 rune
			r, r2, rd.pos = decodeReference(rd.in, i)
			if r < utf8.RuneSelf && byteKind[r] == spaceByte {
				g = spaceGap
			} else if run = string(r); r2 != 0 {
				run += string(r2)
			}
		case lessByte:
			if g = rd.markup(); rd.pos == i { // it begins no markup
				rd.pos++
				run = rd.in[i:rd.pos]
			}
		}
		if g == lineGap && between == lineGap { // two br in a row separate paragraphs
			g = paragraphGap
		}
		if g == paragraphGap && len(dst) > start {
			if visible(dst[start:]) {
				return dst, true
			}
			dst = dst[:start]
		}
		if run == "" {
			between = max(between, g)
			continue
		}
		if rd.runs != nil {
			rd.runs(i, run, between != noGap || len(dst) == start)
		}
		if len(dst) > start {
			dst = append(dst, gapText[between]...)
		}
		dst = append(dst, run...)
		between = noGap
	}
	if visible(dst[start:]) {
		return dst, true
	}
	return dst[:start], false
}

// visible reports whether text holds anything but spaces of any width.
func visible(text []byte) bool {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch r {
		case ' ', '\t', '\n', '\u00A0', '\u202F', '\u2009', '\u200B', '\uFEFF':
			i += size
		default:
			return true
		}
	}
	return false
}

// space passes over white space and returns the gap it makes: a blank line
// outside all paragraphs begins a new one, and in pre each line counts.
func (rd *Reader) space() gap {
	lines := 0
	for ; rd.pos < len(rd.in) && byteKind[rd.in[rd.pos]] == spaceByte; rd.pos++ {
		if rd.in[rd.pos] == '\n' {
			lines++
		}
	}
	switch {
	case lines >= 2 && (rd.pre || rd.loose):
		return paragraphGap
	case lines == 1 && rd.pre:
		return lineGap
	}
	return spaceGap
}

// markup passes over the tag, comment or hidden element at rd.pos and returns
// the gap it makes in the text. It stays where it is when "<" is only text.
func (rd *Reader) markup() gap {
	var tag tag
	if !tag.scan(rd.in, rd.pos) {
		return noGap
	}
	rd.pos = tag.end
	el := &elements[tag.element]
	switch tag.kind {
	case startTag:
		if tag.hides() && !rd.shown[tag.element] {
			end, closed := rd.endOfHidden(&tag)
			if closed || !el.recovers || tag.hidden {
				rd.pos = end
				return el.gap
			}
			rd.shown[tag.element] = true
		}
		rd.opened(&tag)
		return el.gap
	case endTag:
		if rd.open[tag.element] > 0 || tag.element == pElement || tag.element == brElement {
			rd.closed(&tag)
			return el.gap // "</p>" and "</br>" make elements of their own where none is open
		}
	}
	return noGap
}

// opened notes that an element begins.
func (rd *Reader) opened(tag *tag) {
	el := &elements[tag.element]
	if el.void {
		return
	}
	if el.closesP {
		rd.open[pElement] = 0
	}
	if tag.element == pElement {
		rd.open[pElement] = 1
	} else {
		rd.open[tag.element]++
	}
	rd.pre = rd.pre || tag.element == preElement
	if el.gap >= cellGap {
		rd.loose = !el.holdsText
	}
}

// closed notes that an element ends.
func (rd *Reader) closed(tag *tag) {
	rd.open[tag.element] = max(rd.open[tag.element]-1, 0)
	rd.pre = rd.open[preElement] > 0
	rd.loose = rd.loose || elements[tag.element].gap >= cellGap
}
