package markup

import (
	"bytes"
	"slices"

	"github.com/presse-go/presse/internal/html"
)

// leaveMedia closes a video or audio element that has no end tag.
func (n *normaliser) leaveMedia() {
	if len(n.stack) > 0 && n.stack[len(n.stack)-1].media {
		n.closeTo(len(n.stack) - 1)
	}
}

// top returns the innermost element that is open in the output.
func (n *normaliser) top() html.Element {
	for i := len(n.stack) - 1; i >= 0; i-- {
		if e := n.stack[i].Element; e != html.Other {
			return e
		}
	}
	return html.Other
}

// openElement writes a start tag without attributes and reports whether it could. It may
// close or open other elements to make room for it.
func (n *normaliser) openElement(e, named html.Element) bool {
	if !n.makeRoom(e) {
		return false
	}
	n.imply()
	n.out = append(append(n.out, '<'), e.String()...)
	n.endOfStartTag(e, named)
	return true
}

// makeRoom closes and opens elements until e is allowed, and reports whether it is. It
// follows the rules of browsers for omitted tags.
func (n *normaliser) makeRoom(e html.Element) bool {
	if !n.rules.elements[e] && e != html.Iframe { // a frame is a link in a feed
		return false
	}
	n.leaveOutline()
	if e != html.Source && e != html.Track {
		n.leaveMedia()
	}
	if e.Has(html.Block) || e.Has(html.Tabular) {
		n.leaveMarks()
	}
	return n.makePlace(e) && len(n.stack)-n.ghosts+levels(e) <= maxDepth
}

// makePlace does the work of makeRoom, but for the limit of depth.
func (n *normaliser) makePlace(e html.Element) bool {
	switch {
	case e == html.A && n.open[html.A] > 0:
		n.closeElement(html.A)
	case e == html.Table:
		n.leaveTable()
	case e.Has(html.Heading):
		for h := html.H1; h <= html.H6; h++ {
			n.closeElement(h)
		}
	}
	if e.Has(html.Formatting) && n.open[e] > 0 {
		return false
	}
	if e.Has(html.Heading) {
		for h := html.H1; h <= html.H6; h++ {
			if n.open[h] > 0 {
				return false
			}
		}
	}
	if e.Has(html.Block) && n.open[html.P] > 0 {
		n.closeTo(n.innermost(html.P))
	}
	switch e {
	case html.Li:
		return n.inside(html.Ul, html.Ul, html.Ol)
	case html.Dt, html.Dd:
		// A div directly in a dl groups terms and descriptions.
		for i := len(n.stack) - 1; i > 0 && !n.stack[i].Has(html.Cell); i-- {
			if n.stack[i].Element == html.Div && n.stack[i-1].Element == html.Dl {
				n.closeTo(i + 1)
				return true
			} else if n.stack[i].Element == html.Dl {
				break
			}
		}
		return n.inside(html.Dl, html.Dl)
	case html.Rt, html.Rp:
		if n.top() == html.Rt || n.top() == html.Rp {
			n.closeTo(len(n.stack) - 1)
		}
		return n.top() == html.Ruby
	}
	if e.Has(html.Tabular) {
		return n.inTable(e)
	}
	if n.top().Has(html.Grid) {
		return n.openCell()
	}
	return true
}

// openCell opens a cell for what is in a table but not in a cell, and reports whether it
// could.
func (n *normaliser) openCell() bool {
	if !n.openElement(html.Td, html.Td) {
		return false
	}
	n.stack[len(n.stack)-1].implied = true
	return true
}

// leaveTable closes the tables that a table cannot be in, for lack of a cell: in a browser,
// it ends them ("in table" insertion mode, HTML §13.2.6.4.9).
func (n *normaliser) leaveTable() {
	for i := len(n.stack) - 1; i >= 0; i = min(i, len(n.stack)) - 1 {
		switch at := &n.stack[i]; {
		case at.Has(html.Cell) && !at.implied:
			return
		case at.Element == html.Table:
			n.closeTo(i)
		}
	}
}

// separateLinks writes a space after at, which ends, if it is a link that leads nowhere and
// another link follows at once: on a page of buttons, nothing else is between their words.
func (n *normaliser) separateLinks(at *openElement) {
	if at.named != html.A || at.Element != html.Other || at.refused || len(n.out) <= at.began || n.pos == len(n.in) || n.in[n.pos] != '<' {
		return
	}
	var next html.Tag
	next.Read(n.in, n.pos, nil)
	if last := n.out[len(n.out)-1]; next.Kind == html.StartTag && next.Element == html.A && last != ' ' && last != '\n' && last != '>' {
		n.out = append(n.out, ' ')
	}
}

// inside closes elements until the nearest of the parents is innermost, or opens implied
// if none of the parents is in scope. It reports whether the element could be opened.
func (n *normaliser) inside(implied html.Element, parents ...html.Element) bool {
	for i := len(n.stack) - 1; i >= 0; i-- {
		e := n.stack[i].Element
		if slices.Contains(parents, e) {
			n.closeTo(i + 1)
			return true
		}
		if e.Has(html.Cell) || e.Has(html.Grid) || e.Has(html.List) || e == html.Dl || e.Has(html.Block) && e != html.P && e != html.Div && e != html.Address && e != html.Li && e != html.Dt && e != html.Dd {
			break
		}
	}
	return n.openElement(implied, implied)
}

// inTable closes and opens elements until e, a part of a table, is in the right place.
func (n *normaliser) inTable(e html.Element) bool {
	table := n.innermost(html.Table)
	if table < 0 {
		if !n.openElement(html.Table, html.Table) {
			return false
		}
		table = len(n.stack) - 1
	}
	depth := table + 1 // number of elements to keep open
	switch e {
	case html.Col:
		if !n.at(depth, html.Colgroup) {
			n.closeTo(depth)
			return n.openElement(html.Colgroup, html.Colgroup)
		}
		depth++
	case html.Tr, html.Td, html.Th:
		if !n.at(depth, html.Tbody) && !n.at(depth, html.Thead) && !n.at(depth, html.Tfoot) {
			n.closeTo(depth)
			if !n.openElement(html.Tbody, html.Tbody) {
				return false
			}
		}
		depth++
		if e == html.Tr {
			break
		}
		if !n.at(depth, html.Tr) {
			n.closeTo(depth)
			if !n.openElement(html.Tr, html.Tr) {
				return false
			}
		}
		depth++
	}
	n.closeTo(depth)
	return true
}

// at reports whether the open element at the given depth is e.
func (n *normaliser) at(depth int, e html.Element) bool {
	return depth < len(n.stack) && n.stack[depth].Element == e
}

// innermost returns the depth of the innermost open e, or -1 if there is none.
func (n *normaliser) innermost(e html.Element) int {
	for i := len(n.stack) - 1; i >= 0; i-- {
		if n.stack[i].Element == e {
			return i
		}
	}
	return -1
}

// closeTo closes elements until only depth of them are open, and then the innermost ones
// whose end tags have already been read.
func (n *normaliser) closeTo(depth int) {
	for len(n.stack) > depth || len(n.stack) > 0 && n.stack[len(n.stack)-1].ended {
		last := &n.stack[len(n.stack)-1]
		n.stack = n.stack[:len(n.stack)-1]
		if last.Element != html.Other {
			if last.content > 0 {
				n.nameHeading(last)
			}
			if last.start > 0 && n.withdraw(last) {
				n.open[last.Element]--
				continue
			}
			n.endTagOf(last.Element)
			if last.item {
				n.itemEnded = false
			}
			continue
		}
		n.ghosts--
		if last.refused && !last.ended {
			n.left[last.named]++
		}
	}
}

// withdraw removes the tag of p, a paragraph that stands for a block that the scope does
// not allow, if nothing but white space follows it: a block in a block would otherwise
// leave an empty paragraph.
func (n *normaliser) withdraw(p *openElement) bool {
	start := p.start - 1
	end := start + bytes.IndexByte(n.out[start:], '>') + 1 // values contain no >
	if len(bytes.TrimSpace(n.out[end:])) > 0 {
		return false
	}
	n.out = append(n.out[:start], n.out[end:]...)
	n.trimPre(start)
	if p.logged > 0 {
		n.log.removals[p.logged-1].Reason = "not allowed here; its text stays"
	}
	return true
}

// closeElement closes the innermost e and the elements open inside it, unless there is a
// table cell in between.
func (n *normaliser) closeElement(e html.Element) {
	for i := len(n.stack) - 1; i >= 0 && !n.stack[i].Has(html.Cell); i-- {
		if n.stack[i].Element == e {
			n.closeTo(i)
			return
		}
	}
}

// endTag handles the end tag just read.
func (n *normaliser) endTag() {
	if n.tag.Element == html.Br { // </br> is <br>
		n.tag.attrs, n.tag.seen = n.tag.attrs[:0], 0
		n.startTag()
		return
	}
	n.around.End(n.tag.Element)
	if e := n.tag.Element; n.box != "" && (e == html.Li || e == html.P || e.Has(html.List)) {
		n.writeBox(n.box)
	}
	if n.tag.Element.Has(html.List) {
		n.endList()
	}
	if n.leaveDiv {
		if n.leaveDiv = false; n.tag.Element == html.Div {
			return
		}
	}
	if len(n.math) > 0 {
		if n.tag.Element == html.Other {
			n.mathEndTag()
			return
		}
		n.math = n.math[:0]
	}
	e, what := n.meaning(n.tag.Element)
	if what == broken {
		n.separate()
	}
	if what != kept || e.Has(html.Void) {
		return
	}
	if n.left[e] > 0 {
		n.left[e]--
		return
	}
	crossed := false // a block is open inside
	for i := len(n.stack) - 1; i >= 0; i-- {
		at := &n.stack[i]
		switch {
		case at.named == e && !at.ended:
			if at.item {
				n.endItem(i)
				return
			}
			n.stack[i].ended = true
			n.separateLinks(at)
			if !crossed || e.Has(html.Block) || e.Has(html.Tabular) {
				n.closeTo(i)
			}
			return
		case at.Element == html.Table,
			at.Has(html.Cell) && !e.Has(html.Tabular) && e != html.Table,
			e == html.Li && at.Has(html.List),
			(e == html.Dt || e == html.Dd) && at.Element == html.Dl:
			return
		}
		crossed = crossed || at.Has(html.Block) || at.Has(html.Tabular)
	}
}
