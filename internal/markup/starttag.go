package markup

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// startTag handles the start tag just read.
func (n *normaliser) startTag() {
	before := len(n.out)
	done, inside := n.embedded()
	if done {
		n.separateLink(before)
		return
	}
	t := &n.tag
	if t.Hidden && n.shownLate() {
		t.Hidden = false
	}
	t.Hidden = t.Hidden || n.rules.judge != nil && n.rules.judge.drops[t.Element]
	e, what := n.meaning(t.Element)
	if n.hides(what) {
		n.hidden(what)
		return
	}
	n.around.Start(t.Element)
	if t.Element.Has(html.List) {
		n.startList()
	}
	if n.checkbox() {
		n.removed("element", t.label(), "replaced by a character", t.Start)
		return
	}
	if what != kept {
		n.reportLostStyle()
	}
	switch what {
	case dropped:
		n.removed("element", t.label(), "not allowed", t.Start)
	case unwrapped:
		if t.Element == html.Other {
			if n.attachment() {
				return
			}
			if n.settings() {
				n.removed("element", "xml", "not allowed", t.Start)
				return
			}
			n.mathStart()
		}
		n.removed("element", t.label(), "not allowed; its text stays", t.Start)
	case broken:
		n.removed("element", t.label(), "not allowed here; its text stays", t.Start)
		n.separate()
		if t.Element == html.Li {
			n.task(n.ownBox())
		}
	case kept:
		n.math = n.math[:0] // HTML ends a formula
		n.write(e)
	}
	if inside != nil {
		before = len(n.out)
		inside()
		n.separateLink(before)
	}
}

// hides reports whether the current tag hides its element or begins one whose content is
// not part of the text. A meter or progress is not in the normal form, but its text is kept.
func (n *normaliser) hides(what fate) bool {
	switch t := &n.tag; t.Element {
	case html.Meter, html.Progress:
		return t.Hidden
	case html.Audio, html.Video, html.AmpAudio, html.AmpVideo:
		return t.Hidden || what != kept
	case html.Xmp:
		return true
	default:
		return t.Hidden || skipped(t.Element)
	}
}

// hidden omits a hidden element and its content, but keeps the text of an xmp. If the element hides nothing, because it is closed by "/>" or never
// closed, only its tag is omitted.
func (n *normaliser) hidden(what fate) {
	t := &n.tag
	reason := "not allowed"
	switch {
	case t.Hidden:
		reason = "hidden, with its content"
	case t.Element == html.Xmp:
		n.xmp()
		return
	case t.Element == html.Annotation, t.Element == html.AnnotationXml:
		reason = "the source of a formula"
	case t.Element == html.Noscript:
		if n.noscript() {
			return
		}
		reason = n.besideScript()
	}
	ok := n.skipHidden(t, &n.around)
	if !ok && t.Hides() {
		reason = "never closed; its text stays"
	}
	n.removed("element", t.label(), reason, t.Start)
	if ok {
		n.gone(t.Start)
	}
	if what == broken || t.Element.Has(html.Breaks) {
		n.separate()
	}
}

// xmp writes the content of an xmp as text.
func (n *normaliser) xmp() {
	reason := "never closed; its text stays"
	if content, ok := n.skipRaw(&n.tag); ok {
		reason = "not allowed; its text stays"
		n.separate()
		n.literal(content)
	}
	n.removed("element", "xmp", reason, n.tag.Start)
	n.separate()
}

// A fate says what to do with a start tag.
type fate uint8

const (
	unwrapped fate = iota // unknown or inline: the tag is removed
	dropped               // void: the element is removed
	broken                // a block: the tag is replaced by a newline
	kept
)

// meaning returns the element of the normal form that of stands for in this scope, and
// what to do with its start tag.
func (n *normaliser) meaning(of html.Element) (html.Element, fate) {
	e := of.As()
	if of == html.Font {
		e = html.Span // with a style, it stands for marks
	}
	switch {
	case e == html.Other && of.Has(html.Void):
		return html.Other, dropped
	case e == html.Other:
		return html.Other, unwrapped
	}
	if e.Has(html.Heading) {
		e = max(min(e+n.shift, html.H6), n.rules.topHeading)
	}
	switch {
	case n.rules.elements[e], e == html.Span && n.rules.elements[html.Strong]: // a styled span stands for marks
		return e, kept
	case e.Has(html.Void) && e != html.Hr && e != html.Br:
		return html.Other, dropped
	case !e.Has(html.Block) && !e.Has(html.Tabular) && e != html.Br:
		return html.Other, unwrapped
	case n.rules.elements[html.P] && !e.Has(html.Tabular) && !e.Has(html.Void):
		return html.P, kept // for example, a heading in a comment
	}
	return html.Other, broken
}

// write writes the start tag of e, which the current tag stands for, unless it would have
// no effect or is not allowed here.
func (n *normaliser) write(e html.Element) {
	t := &n.tag
	named := e
	s := readStyle(t.value(rawStyle))
	e = n.restyled(e, &s)
	n.readClasses(e, &s)
	around := n.marks()
	if n.writeOutline(e, &s) {
		n.reportStyle(n.top(), around)
		return
	}
	if e.Has(html.List) && n.top().Has(html.List) {
		n.reopenItem()
	}
	if e == html.P && n.open[html.P] > 0 {
		// Blocks become paragraphs in some scopes: nested ones are written one after the other.
		n.closeElement(html.P)
	}
	n.gather(e, &s)
	reason, refused := n.pointless(e), false
	if e == html.Img && n.blank() {
		switch {
		case n.stoodIn():
			reason = "stands for the picture in the noscript after it"
		case n.afterNoscript():
			reason = "stands for the picture in the noscript before it"
		}
	}
	if reason != "" && (e == html.A || e.Has(html.Void)) {
		n.report(n.refused) // the cause
	}
	if reason == "" && !n.makeRoom(e) {
		reason, refused = "not allowed inside the open elements; its text stays", true
	}
	if reason != "" {
		before := n.marks()
		if !named.Has(html.Void) {
			n.ghost(named, &s, refused)
		}
		if !refused && (n.marks() != before || s.set != 0) {
			reason = "replaced by the elements for its style"
		}
		n.removed("element", t.label(), reason, t.Start)
		if named.Has(html.Void) || named.Has(html.Block) || named.Has(html.Tabular) || named == html.Rt || named == html.Rp {
			n.reportLostStyle()
		} else {
			n.kept = n.kept[:0]
			n.reportStyle(html.Other, around)
		}
		return
	}
	if (n.styled || s.clear&(bold|italic) != 0) && !e.Has(html.Void) && !e.Has(html.Block) && !e.Has(html.Tabular) && e != html.Rt && e != html.Rp {
		except := marksOf(e) // <sup> in a raised span is raised once
		if e == html.A {
			except = underlined
		}
		n.mark(n.marks()&^(s.clear&(bold|italic)), except)
		if e.Has(html.Formatting) && n.open[e] > 0 {
			n.ghost(named, &s, true)
			n.removed("element", t.label(), "replaced by the elements for its style", t.Start)
			n.kept = n.kept[:0]
			n.reportStyle(html.Other, around)
			return
		}
	}
	n.reserve()
	start := len(n.out)
	n.out = append(append(n.out, '<'), e.String()...)
	n.attributes(e)
	n.writeAttributes()
	n.reportStyle(e, around)
	n.reportTag(e, start)
	n.endOfStartTag(e, named)
	if e.Has(html.Void) {
		if e == html.Img && (n.has(atSrc) || n.has(atSrcset)) {
			if !onePixel(n.keptValue(atWidth), n.keptValue(atHeight)) {
				n.images++
			}
			if t.has(rawDataSrc) || t.has(rawDataSrcset) {
				n.lazyEnd = t.End
			}
		}
		return
	}
	n.inherit(e, &s)
	last := &n.stack[len(n.stack)-1]
	last.began, last.from = start, t.Start
	if n.rules.names(e) && !n.seen.has(atID) {
		last.tag, last.content = start, len(n.out)
	}
	if e == html.P && t.Element.As() != html.P {
		last.start = start + 1
		if n.log != nil {
			last.logged = len(n.log.removals)
		}
	}
	if e == html.Li {
		n.task(n.ownBox())
	}
	if e == html.Video || e == html.Audio {
		n.stack[len(n.stack)-1].media = !n.endsLater(t.name())
	}
}

// inherit sets the marks of the text in e, which has just been opened.
func (n *normaliser) inherit(e html.Element, s *style) {
	at := &n.stack[len(n.stack)-1]
	at.attrs = len(n.kept) > 0
	switch dir := n.keptValue(atDir); dir {
	case "ltr", "rtl":
		at.dir = dir
	}
	own := *s
	if e.Has(html.Block) || e.Has(html.Tabular) {
		own.set &^= raised | lowered // vertical-align has another meaning there
	}
	if e.Has(html.Heading) || e == html.Th {
		own.set &^= bold
	}
	around := at.marks | marksOf(e)
	if at.marks = own.on(around); at.marks != around {
		n.styled = true
	}
}

// pointless returns why an element is not written, given the attributes that are left of
// it, or "".
func (n *normaliser) pointless(e html.Element) string {
	switch {
	case e == html.Other:
		return "has no effect; its text stays"
	case e == html.Br && strings.Contains(n.tag.value(atClass), "Apple-interchange-newline"):
		return "a mark of the clipboard"
	case e == html.A && !n.seen.has(atHref) && !n.seen.has(atID):
		return "leads nowhere; its text stays"
	case e == html.Track && !n.has(atSrc):
		return "names no file"
	case e == html.Span && (len(n.kept) == 0 || !n.rules.elements[e]):
		return "has no effect; its text stays"
	case e == html.Img && !n.has(atSrc) && !n.has(atSrcset) && !n.has(atAlt):
		return "shows nothing"
	case e == html.Source && !n.has(atSrc) && !n.has(atSrcset):
		return "names no file"
	case e == html.Source && n.tag.has(atMedia) && !n.has(atMedia):
		return "without its condition it would always apply"
	}
	return ""
}

// has reports whether the attribute a of the current tag is kept. Only the alternative
// text counts if it is empty.
func (n *normaliser) has(a attribute) bool {
	for i := range n.kept {
		if n.kept[i].attribute == a {
			return n.kept[i].value != ""
		}
	}
	return false
}

// endOfStartTag writes the end of a start tag and, unless e is void, records that e is
// open.
func (n *normaliser) endOfStartTag(e, named html.Element) {
	if e.Has(html.Void) {
		if n.rules.xml {
			n.out = append(n.out, '/')
		}
		n.out = append(n.out, '>')
		return
	}
	n.out = append(n.out, '>')
	n.stack = append(n.stack, openElement{Element: e, named: named, marks: n.marks(), images: n.images})
	n.open[e]++
	if e == html.Pre {
		n.preStart = len(n.out)
	}
}

// reserve makes room for a tag. It doubles the buffer; append would grow it by a quarter
// at a time and copy a growing text five times.
func (n *normaliser) reserve() {
	if cap(n.out)-len(n.out) < 256 {
		n.out = slices.Grow(n.out, len(n.out)+256)
	}
}

// restyled returns the element that is written for e, or html.Other if its style takes
// back what e stands for. Google Docs wraps everything in <b style="font-weight:normal">.
func (n *normaliser) restyled(e html.Element, s *style) html.Element {
	switch own := marksOf(e); {
	case own&((bold|italic|struck|underlined)&s.clear|s.inherited) != 0:
		return html.Other
	default:
		return e
	}
}
