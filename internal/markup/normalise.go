package markup

import (
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// Sanitize returns in in the safe normal form: in itself when it verifies,
// otherwise what the normaliser makes of it. Each output is verified again; the
// normaliser need not be trusted, and a fault in it costs formatting, not safety:
// the input comes out as text.
func (r *Rules) Sanitize(in string) string {
	if r.Verify(in) {
		return in
	}
	return r.normalised(in, nil)
}

// normalised is the verified output of the normaliser, or in as text.
func (r *Rules) normalised(in string, log *removalLog) string {
	out := r.normalise(in, log)
	if !r.Verify(out) {
		return string(appendLiteral(nil, in, false))
	}
	return out
}

// normaliser writes the normal form while it reads raw HTML, in one pass and
// without a tree. Where a browser would move or copy elements, it closes or leaves
// them out instead; text is never moved and never lost.
type normaliser struct {
	scanner
	rules    *Rules
	out      []byte
	stack    []openElement
	open     [numElements]int // how many of each output element are open
	left     [numElements]int // start tags left out, by the element they name: their end tags go too
	images   int
	preStart int                 // where the content of the last pre begins in out
	shift    element             // headings move down by so many levels
	ids      map[string]struct{} // ids in the text that links may lead to; nil when ids keep their names
	log      *removalLog         // nil when nobody asks
	tag      tag
	kept     []keptAttr
}

// openElement is an element that was written and not closed.
type openElement struct {
	element         // as written
	named   element // as its end tag in the input names it
	ended   bool    // an inline element whose end tag came inside a block: closed with that
	media   bool    // a video or audio without end tag: it holds its sources, not the text after it
	hidden  bool    // it goes, with all it holds, when it ends
	before  mark    // what to go back to then
}

// mark is a place in the input and the state of the output there.
type mark struct{ in, out, images, preStart int }

// normalise brings in into the normal form.
func (r *Rules) normalise(in string, log *removalLog) string {
	n := &normaliser{
		scanner:  scanner{in: in, lastClose: strings.LastIndexByte(in, '>')},
		rules:    r,
		log:      log,
		preStart: -1,
	}
	// Escapes lengthen, by at most six times. The estimate spares nearly every
	// text a second buffer.
	size := len(in) + len(in)/8 + 3*strings.Count(in, "<") + 3*strings.Count(in, ">") + 4*strings.Count(in, "&") + 5*strings.Count(in, `"`)
	if !utf8.ValidString(in) {
		size += 2 * len(in)
	}
	n.out = make([]byte, 0, size)
	n.survey()
	n.run()
	n.pos = len(in)
	n.closeTo(0)
	return unsafe.String(unsafe.SliceData(n.out), len(n.out)) // out is not written to any more
}

// run reads the whole text.
func (n *normaliser) run() {
	for n.pos < len(n.in) {
		start := n.pos
		next := strings.IndexByte(n.in[start:], '<')
		if next < 0 {
			n.text(n.in[start:])
			return
		}
		n.text(n.in[start : start+next])
		n.pos = start + next
		if !n.markup() {
			n.rest()
			return
		}
	}
}

// rest handles a tag that never ends. A browser drops all that follows; here
// only a tag that was cut off goes, and where more markup follows, a forgotten
// quote say, everything stays as text.
func (n *normaliser) rest() {
	rest := n.in[n.pos:]
	name := strings.TrimPrefix(rest[1:], "/")
	if name == "" || !isLetter(name[0]) || strings.Contains(name, "<") {
		n.text(rest)
	} else {
		n.removed("element", "", "a tag that never ends", n.pos)
	}
}

// markup handles what begins with the < at pos. It reports false when that never
// ends.
func (n *normaliser) markup() bool {
	start := n.pos
	var unknown func(name string, start int)
	if n.log != nil {
		unknown = func(name string, start int) {
			n.removed("attribute", strings.ToLower(name), "not allowed", start)
		}
	}
	switch n.next(&n.tag, unknown) {
	case startToken:
		n.startTag()
	case endToken:
		n.endTag()
	case commentToken:
		n.removed("comment", "", "not part of the text", start)
	case openComment:
		n.removed("comment", "", "never ends; the text after it stays", start)
	case textToken:
		n.text("<")
	case unfinished:
		return false
	}
	return true
}

// text writes raw text.
func (n *normaliser) text(raw string) {
	n.place(raw)
	start := len(n.out)
	n.out = appendEscaped(n.out, raw, false, n.rules.xml)
	n.trimPre(start)
}

// literal writes text that holds no character references.
func (n *normaliser) literal(raw string) {
	n.place(raw)
	start := len(n.out)
	n.out = appendLiteral(n.out, raw, false)
	n.trimPre(start)
}

// place leaves a video that text would vanish in, and opens a cell for text that
// stands in a table but in no cell. White space may stand anywhere.
func (n *normaliser) place(raw string) {
	if strings.Trim(raw, " \t\r\n\f") == "" {
		return
	}
	n.leaveMedia()
	if n.top().has(isGrid) {
		n.openElement(elTd, elTd)
	}
}

// leaveMedia closes a video or audio that has no end tag of its own.
func (n *normaliser) leaveMedia() {
	if len(n.stack) > 0 && n.stack[len(n.stack)-1].media {
		n.closeTo(len(n.stack) - 1)
	}
}

// trimPre drops the newlines that begin a pre from the text just written: the
// browser drops the first one, and would drop the next when it reads its own
// serialisation again.
func (n *normaliser) trimPre(start int) {
	if start != n.preStart {
		return
	}
	end := start
	for end < len(n.out) && n.out[end] == '\n' {
		end++
	}
	n.out = append(n.out[:start], n.out[end:]...)
}

func (n *normaliser) top() element {
	if len(n.stack) == 0 {
		return noElement
	}
	return n.stack[len(n.stack)-1].element
}

// separate keeps words apart where a block was that the scope does not hold.
func (n *normaliser) separate() {
	if len(n.out) == 0 || n.top().has(isGrid) {
		return
	}
	if c := n.out[len(n.out)-1]; c == ' ' || c == '\n' || c == '>' && n.top().has(isBlock) {
		return
	}
	n.out = append(n.out, '\n')
}

// startTag handles the start tag just read.
func (n *normaliser) startTag() {
	t := &n.tag
	if kind := rawElement(t.name); kind >= 0 {
		n.raw(kind)
		return
	}
	e, what := n.meaning(t.name)
	switch what {
	case dropped:
		n.removed("element", t.name, "not allowed", t.start)
	case unwrapped:
		n.removed("element", t.name, "not allowed; its text stays", t.start)
	case broken:
		n.removed("element", t.name, "not allowed here; its text stays", t.start)
		n.separate()
	case kept:
		n.element(e)
	}
}

// raw handles an element whose content is no text. Closed by "/>", which HTML
// does not know, it is taken at its word: it would swallow the text after it.
func (n *normaliser) raw(kind int) {
	name, start := n.tag.name, n.tag.start
	player := name == "iframe" || strings.HasPrefix(name, "amp-")
	if player {
		n.frame()
	}
	content, closed := "", n.tag.selfClosing
	if !closed {
		content, closed = n.skipRaw(kind)
	}
	if closed && name != "xmp" {
		n.gone(start)
	}
	switch {
	case !closed:
		n.removed("element", name, "never closed; its text stays", start)
	case name == "xmp":
		n.removed("element", name, "not allowed; its text stays", start)
		n.literal(content)
	case !player:
		n.removed("element", name, "not allowed", start)
	}
}

// What becomes of a start tag.
type fate uint8

const (
	unwrapped fate = iota // unknown or inline: the tag goes
	dropped               // void: the element goes
	broken                // a block: the tag goes and leaves a break
	kept
)

// meaning says which element of the normal form a name stands for in this
// scope.
func (n *normaliser) meaning(name string) (element, fate) {
	e := elementNamed(name)
	if e == noElement {
		switch name {
		case "strike":
			e = elS
		case "tt":
			e = elCode
		case "acronym":
			e = elAbbr
		case "dir", "menu":
			e = elUl
		case "image", "amp-img", "amp-anim":
			e = elImg
		case "amp-video":
			e = elVideo
		case "amp-audio":
			e = elAudio
		case "listing", "plaintext":
			e = elPre
		case "center", "main", "form", "fieldset", "legend", "hgroup", "search", "dialog", "body", "optgroup", "option":
			e = elDiv
		case "embed", "param", "link", "meta", "base", "input", "frame", "bgsound", "keygen", "basefont", "area":
			return noElement, dropped
		default:
			return noElement, unwrapped
		}
	}
	if e.has(isHeading) {
		e = max(min(e+n.shift, elH6), n.rules.topHeading)
	}
	switch {
	case n.rules.elements[e]:
		return e, kept
	case e.has(isVoid) && e != elHr && e != elBr:
		return noElement, dropped
	case !e.has(isBlock) && !e.has(isTabular) && e != elBr:
		return noElement, unwrapped
	case n.rules.elements[elP] && !e.has(isTabular) && !e.has(isVoid):
		return elP, kept // a comment's heading is a paragraph
	}
	return noElement, broken
}

// element opens the element that the current tag stands for.
func (n *normaliser) element(e element) {
	t := &n.tag
	named := e
	switch e {
	case elB, elI, elStrong, elEm, elSpan:
		e = n.styled(e)
	case elP:
		// Without a block to hold them, nested blocks follow each other.
		if n.open[elP] > 0 {
			n.closeElement(elP)
		}
	}
	hidden := t.hidden()
	if hidden && e == noElement {
		e = elSpan
	}
	reason := ""
	switch {
	case hidden && named.has(isVoid):
		reason = "hidden"
	case e == noElement:
		reason = "has no effect; its text stays"
	case e == elA && !t.has(atHref) && !t.has(atID) && !t.has(rawName):
		reason = "leads nowhere; its text stays"
	case e == elImg && t.value(atSrc)+t.value(atSrcset)+t.value(rawDataSrc)+t.value(atAlt) == "":
		reason = "shows nothing"
	case e == elSource && t.value(atSrc)+t.value(atSrcset)+t.value(rawDataSrcset) == "", e == elTrack && t.value(atSrc) == "":
		reason = "names no file"
	case !n.makeRoom(e):
		reason = "not allowed inside what is open; its text stays"
	}
	if reason != "" {
		if !named.has(isVoid) {
			n.left[named]++
		}
		n.removed("element", t.name, reason, t.start)
		return
	}
	n.reserve()
	before := mark{t.start, len(n.out), n.images, n.preStart}
	n.out = append(append(n.out, '<'), e.String()...)
	n.attributes(e)
	n.endOfStartTag(e, named)
	switch {
	case hidden:
		n.removed("element", t.name, "hidden, with all it holds", t.start)
		last := &n.stack[len(n.stack)-1]
		last.hidden, last.before = true, before
	case e == elVideo, e == elAudio:
		n.stack[len(n.stack)-1].media = !n.endsLater(t.name)
	}
}

// endOfStartTag closes a tag and, unless it is void, notes that it is open.
func (n *normaliser) endOfStartTag(e, named element) {
	if e.has(isVoid) {
		if n.rules.xml {
			n.out = append(n.out, '/')
		}
		n.out = append(n.out, '>')
		return
	}
	n.out = append(n.out, '>')
	n.stack = append(n.stack, openElement{element: e, named: named})
	n.open[e]++
	if e == elPre {
		n.preStart = len(n.out)
	}
}

// reserve makes room for a tag. The buffer doubles, where append would add a
// quarter at a time and copy a growing text five times over.
func (n *normaliser) reserve() {
	if cap(n.out)-len(n.out) < 256 {
		n.out = slices.Grow(n.out, len(n.out)+256)
	}
}

// openElement writes a start tag without attributes, when there is room.
func (n *normaliser) openElement(e, named element) bool {
	if !n.makeRoom(e) {
		return false
	}
	n.out = append(append(n.out, '<'), e.String()...)
	n.endOfStartTag(e, named)
	return true
}

// styled gives bold and italic elements the meaning that their style has in a
// paste from a word processor: Google Docs wraps all in <b
// style="font-weight:normal"> and writes emphasis as styled spans. noElement means
// that the tag says nothing.
func (n *normaliser) styled(e element) element {
	t := &n.tag
	style := strings.ToLower(strings.ReplaceAll(t.value(rawStyle), " ", ""))
	switch {
	case (e == elB || e == elStrong) && (strings.Contains(style, "font-weight:normal") || strings.Contains(style, "font-weight:400")):
		return noElement
	case (e == elI || e == elEm) && strings.Contains(style, "font-style:normal"):
		return noElement
	case e != elSpan:
		return e
	case strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:700"):
		return elStrong
	case strings.Contains(style, "font-style:italic"):
		return elEm
	case t.has(atLang), t.has(atDir), t.has(atClass), t.has(atTitle), t.has(atID):
		return elSpan
	}
	return noElement
}

// makeRoom closes and opens elements until e may open, and reports whether it
// may. It follows the browser's rules for omitted tags.
func (n *normaliser) makeRoom(e element) bool {
	if e != elSource && e != elTrack {
		n.leaveMedia()
	}
	if len(n.stack)+4 > maxDepth {
		return false
	}
	switch {
	case e == elA && n.open[elA] > 0:
		n.closeElement(elA)
	case e.has(isHeading):
		for h := elH1; h <= elH6; h++ {
			n.closeElement(h)
		}
	}
	if e.has(isFormatting) && n.open[e] > 0 {
		return false
	}
	if e.has(isHeading) {
		for h := elH1; h <= elH6; h++ {
			if n.open[h] > 0 {
				return false
			}
		}
	}
	if e.has(isBlock) && n.open[elP] > 0 {
		n.closeTo(n.innermost(elP))
	}
	switch e {
	case elLi:
		return n.inside(elUl, elUl, elOl)
	case elDt, elDd:
		return n.inside(elDl, elDl)
	case elRt, elRp:
		if n.top() == elRt || n.top() == elRp {
			n.closeTo(len(n.stack) - 1)
		}
		return n.top() == elRuby
	}
	if e.has(isTabular) {
		return n.inTable(e)
	}
	if n.top().has(isGrid) {
		return n.openElement(elTd, elTd)
	}
	return true
}

// inside closes elements down to the nearest of the parents, or opens one when
// there is none in reach.
func (n *normaliser) inside(implied element, parents ...element) bool {
	for i := len(n.stack) - 1; i >= 0; i-- {
		e := n.stack[i].element
		if slices.Contains(parents, e) {
			n.closeTo(i + 1)
			return true
		}
		if e.has(isCell) || e.has(isGrid) || e.has(isList) || e == elDl || e.has(isBlock) && e != elP && e != elDiv && e != elAddress && e != elLi && e != elDt && e != elDd {
			break
		}
	}
	return n.openElement(implied, implied)
}

// inTable makes the row and cell structure that a table part needs.
func (n *normaliser) inTable(e element) bool {
	table := n.innermost(elTable)
	if table < 0 {
		if !n.openElement(elTable, elTable) {
			return false
		}
		table = len(n.stack) - 1
	}
	depth := table + 1 // how many open elements stay
	switch e {
	case elCol:
		if !n.at(depth, elColgroup) {
			n.closeTo(depth)
			return n.openElement(elColgroup, elColgroup)
		}
		depth++
	case elTr, elTd, elTh:
		if !n.at(depth, elTbody) && !n.at(depth, elThead) && !n.at(depth, elTfoot) {
			n.closeTo(depth)
			if !n.openElement(elTbody, elTbody) {
				return false
			}
		}
		depth++
		if e == elTr {
			break
		}
		if !n.at(depth, elTr) {
			n.closeTo(depth)
			if !n.openElement(elTr, elTr) {
				return false
			}
		}
		depth++
	}
	n.closeTo(depth)
	return true
}

// at reports whether the element at a depth is e.
func (n *normaliser) at(depth int, e element) bool {
	return depth < len(n.stack) && n.stack[depth].element == e
}

// innermost returns the depth of the innermost e, or -1.
func (n *normaliser) innermost(e element) int {
	for i := len(n.stack) - 1; i >= 0; i-- {
		if n.stack[i].element == e {
			return i
		}
	}
	return -1
}

// closeTo closes elements until only depth are open, and then those whose end
// tag had come too early.
func (n *normaliser) closeTo(depth int) {
	for len(n.stack) > depth || len(n.stack) > 0 && n.stack[len(n.stack)-1].ended {
		last := n.stack[len(n.stack)-1]
		n.stack = n.stack[:len(n.stack)-1]
		n.open[last.element]--
		if last.hidden {
			n.out, n.images, n.preStart = n.out[:last.before.out], last.before.images, last.before.preStart
			n.gone(last.before.in)
			continue
		}
		n.out = append(append(append(n.out, "</"...), last.String()...), '>')
	}
}

// closeElement closes the innermost e and what is open inside, unless a table
// cell or frame lies between.
func (n *normaliser) closeElement(e element) {
	for i := len(n.stack) - 1; i >= 0 && !n.stack[i].has(isCell); i-- {
		if n.stack[i].element == e {
			n.closeTo(i)
			return
		}
	}
}

// endTag handles the end tag just read.
func (n *normaliser) endTag() {
	if n.tag.name == "br" { // </br> is <br>
		n.tag.attrs, n.tag.seen = n.tag.attrs[:0], 0
		n.startTag()
		return
	}
	e, what := n.meaning(n.tag.name)
	if what == broken {
		n.separate()
	}
	if what != kept || e.has(isVoid) {
		return
	}
	if n.left[e] > 0 {
		n.left[e]--
		return
	}
	crossed := false // a block is open inside
	for i := len(n.stack) - 1; i >= 0; i-- {
		at := n.stack[i]
		switch {
		case at.named == e && !at.ended:
			if crossed && !e.has(isBlock) && !e.has(isTabular) {
				n.stack[i].ended = true
			} else {
				n.closeTo(i)
			}
			return
		case at.element == elTable,
			at.has(isCell) && !e.has(isTabular) && e != elTable,
			e == elLi && at.has(isList),
			(e == elDt || e == elDd) && at.element == elDl:
			return
		}
		crossed = crossed || at.has(isBlock) || at.has(isTabular)
	}
}
