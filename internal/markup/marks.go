package markup

import "github.com/presse-go/presse/internal/html"

// The marks of text that comes from word processors are declared by styles, which apply
// to everything inside an element unless another style takes them back. They are
// therefore written where text is: each entry of the stack knows the marks of the text
// directly in it, and before text, the elements for the missing marks are opened.
//
// An element of the input of which nothing is written, such as a span with a style, is on
// the stack as a ghost, so that its end tag ends its marks and not those of another span.

// maxGhosts bounds the length of the stack, which is searched for every tag.
const maxGhosts = 256

// marks returns the marks of text written at the current position.
func (n *normaliser) marks() marks {
	if len(n.stack) == 0 {
		return 0
	}
	return n.stack[len(n.stack)-1].marks
}

// shown returns the marks that the open elements of the output make.
func (n *normaliser) shown() (m marks) {
	for i := range n.stack {
		switch e := n.stack[i].Element; e {
		case html.Cite, html.Dfn, html.Var:
			m |= italic
		case html.Del:
			m |= struck
		case html.Ins, html.A:
			m |= underlined
		case html.Th:
			m |= bold
		default:
			if m |= marksOf(e); e.Has(html.Heading) {
				m |= bold
			}
		}
	}
	return m
}

// mark opens the elements for the marks want, and closes those for other marks, if they
// can be closed here. Marks in except are not opened.
func (n *normaliser) mark(want, except marks) {
	shown := n.shown()
	if extra := shown &^ want & (bold | italic); extra != 0 && n.interrupt(extra) {
		shown = n.shown()
	}
	for _, m := range markElements {
		if want&^shown&^except&m.marks == 0 || !n.rules.elements[m.Element] || !n.makeRoom(m.Element) {
			continue
		}
		n.reopen(openElement{Element: m.Element, marks: n.marks(), auto: true})
	}
}

// interrupt closes the elements that make the marks extra, and reports whether it could.
// The elements inside them are closed and opened again. A link is not cut in two.
func (n *normaliser) interrupt(extra marks) bool {
	first := len(n.stack)
	for i := len(n.stack) - 1; i >= 0; i-- {
		at := &n.stack[i]
		if at.Element != html.Other && (at.attrs || !divisible(at.Element)) {
			break
		}
		if marksOf(at.Element)&extra != 0 {
			first = i
		}
	}
	if first == len(n.stack) {
		return false
	}
	for i := len(n.stack) - 1; i >= first; i-- {
		if n.stack[i].Element != html.Other && !n.takeBack(&n.stack[i]) {
			n.endTagOf(n.stack[i].Element)
		}
	}
	inside := n.stack[first:]
	n.stack = n.stack[:first]
	for _, at := range inside { // never behind the end of the stack
		switch {
		case at.Element == html.Other:
			n.stack = append(n.stack, at)
		case marksOf(at.Element)&extra == 0:
			n.reopen(at)
		case !at.auto:
			at.Element = html.Other
			n.ghosts++
			n.stack = append(n.stack, at)
		}
	}
	return true
}

// takeBack removes the start tag of an element without attributes in which nothing has
// been written, and reports whether it did.
func (n *normaliser) takeBack(at *openElement) bool {
	e := at.Element
	if len(n.out) != at.began+len("<>")+len(e.String()) || at.began >= len(n.out) {
		return false
	}
	n.out = n.out[:at.began]
	n.open[e]--
	if n.log != nil {
		if last := len(n.log.implied) - 1; last >= 0 && n.log.implied[last] == at.began {
			n.log.implied = n.log.implied[:last]
		} else {
			n.removed("element", e.String(), "replaced by the elements for its style", at.from)
		}
	}
	return true
}

// divisible reports whether text says the same in two elements e as in one.
func divisible(e html.Element) bool {
	switch e {
	case html.Code, html.Small, html.Ins, html.Del, html.Cite, html.Mark, html.Samp, html.Kbd, html.Var:
		return true
	}
	return marksOf(e) != 0
}

// reopen writes the start tag of an element without attributes.
func (n *normaliser) reopen(at openElement) {
	n.imply()
	at.began = len(n.out)
	n.out = append(append(append(n.out, '<'), at.String()...), '>')
	n.stack = append(n.stack, at)
	n.open[at.Element]++
}

// endTagOf writes the end tag of e.
func (n *normaliser) endTagOf(e html.Element) {
	n.open[e]--
	n.out = append(append(append(n.out, "</"...), e.String()...), '>')
}

// leaveMarks closes the innermost elements if they were opened for marks: a block follows,
// and opens its own.
func (n *normaliser) leaveMarks() {
	for len(n.stack) > 0 && n.stack[len(n.stack)-1].auto {
		n.closeTo(len(n.stack) - 1)
	}
}

// ghost records that nothing was written of the start tag of named, which is not void.
// refused says that it was not allowed inside the open elements.
func (n *normaliser) ghost(named html.Element, s *style, refused bool) {
	if named.Has(html.Block) || named.Has(html.Tabular) || named == html.Rt || named == html.Rp || n.ghosts >= maxGhosts {
		n.left[named]++
		return
	}
	m := n.marks()
	own := marks(0)
	if refused {
		own = marksOf(named) // the text in it has its mark, if by other elements
	}
	if after := s.on(m | own); after != m {
		n.styled, m = true, after
	}
	n.ghosts++
	n.stack = append(n.stack, openElement{named: named, marks: m, refused: refused, began: len(n.out)})
}

// on returns the marks of text in an element with the style s, given those around it.
func (s *style) on(m marks) marks { return m&^(s.clear&(bold|italic)) | s.set }
