package markup

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/presse-go/presse/internal/html"
)

// Sanitize converts in to the safe normal form. If in verifies and has no embed code, it is
// returned unchanged; otherwise Sanitize returns the output of the normaliser. That output is
// verified too, so the normaliser need not be trusted: a bug in it costs formatting,
// not safety, since the input is then escaped as plain text.
func (r *Rules) Sanitize(in string) string {
	if r.judge != nil {
		return r.judged(in, nil)
	}
	return r.normal(in, nil)
}

// normalised returns the output of the normaliser if it verifies. Otherwise, it returns in
// if that verifies, or in escaped as plain text.
func (r *Rules) normalised(in string, log *removalLog) string {
	out := r.normalise(in, log)
	ok, code := r.verify(out)
	switch {
	case ok:
	case r.Verify(in):
		return in
	default:
		return string(appendLiteral(nil, in, false))
	}
	// Embed code is left if there was no room for its player. The output must be the same
	// when it is sanitized again.
	for range 4 {
		if !code || !r.hasCode(out) {
			break
		}
		again := r.normalise(out, nil)
		if again == out {
			break
		}
		if ok, code = r.verify(again); !ok {
			break
		}
		out = again
	}
	return out
}

// A normaliser writes the normal form while reading raw HTML, in one pass and without
// building a tree. Where a browser would move or copy elements, it closes or omits
// them instead. Text is never moved or lost.
type normaliser struct {
	scanner
	rules                    *Rules
	out                      []byte
	stack                    []openElement
	around                   html.Open          // open elements of the input
	open                     [html.Elements]int // number of open elements in the output, by element
	left                     [html.Elements]int // number of omitted start tags, by element: their end tags are omitted too
	ghosts                   int                // entries of stack without an element
	styled                   bool               // a style has changed the marks of text
	itemEnded                bool               // the innermost item of an outline has ended, but is open
	between                  string             // white space after it
	wordItems                bool               // the outline has items of Word
	markerStart, markerEnd   int                // of the marker of a list item of Word, which is skipped
	wordLists                map[string]string  // Word's lists by name and level; nil if not yet read
	quillLists               map[int]bool       // start tags of Quill's lists, by offset
	noSettings, noAnnotation bool               // no end tag of such an element ahead
	math                     []mathElement      // open elements of MathML
	twin                     int                // where a noscript begins that holds the picture of a blank one before it; -1 if there is none
	images                   int
	preStart                 int                 // where the content of the last pre begins in out
	shift                    html.Element        // number of levels by which headings are lowered
	ids                      map[string]struct{} // ids in the text that links may lead to; nil if not needed
	taken                    map[string]int      // ids in the output, each with the last number put after it; nil if not needed
	budget                   budget
	log                      *removalLog // nil if no report is wanted
	searched                 int         // up to where elements of embed code have been searched for their end; see skipElement
	tag                      tag

	// The attributes of the current tag; see gather.
	kept     []keptAttr
	seen     attributeSet // of kept
	external bool         // it is a link to another site
	rel      relSet
	partly   string    // why the value just read is kept only in part
	refused  []refusal // only for a report
	unknown  []refusal // only for a report
}

// An openElement is an element that has been written but not closed.
type openElement struct {
	html.Element              // as written
	named        html.Element // as its end tag in the input names it
	tag, content int          // where the tag and the content of a heading without an id begin in the output; otherwise 0
	start        int          // where the tag of a p that stands for another block begins in the output, plus 1; 0 for other elements
	logged       int          // the number of the removal that reports that block, plus 1
	ended        bool         // an inline element whose end tag was inside a block: closed with the block
	media        bool         // a video or audio without an end tag: it contains its sources, not the text after it
	marks        marks        // of the text directly in it
	images       int          // number of images before it
	auto         bool         // opened for a mark; no end tag of the input names it
	implied      bool         // a cell that the input lacks
	attrs        bool         // has attributes
	refused      bool         // a ghost that was not allowed inside the open elements
	began, from  int          // where its start tag begins in the output, and in the input
	item         bool         // an li of an outline
	quill        bool         // a ghost: a list of Quill
	level        int          // of a list of an outline, from 1
	next         int          // the number of its next item
	id, kind     string       // of an outline: see item; for a list of Quill, the box of its items
}

// normalise converts in to the normal form.
func (r *Rules) normalise(in string, log *removalLog) string {
	n := &normaliser{
		scanner:  scanner{in: in, data: r.dataAttrs, lastClose: strings.LastIndexByte(in, '>')},
		rules:    r,
		log:      log,
		preStart: -1,
		twin:     -1,
	}
	// Escaping lengthens the text, at most sixfold. With this estimate, almost no text
	// needs a second buffer.
	size := len(in) + len(in)/8 + 3*strings.Count(in, "<") + 3*strings.Count(in, ">") + 4*strings.Count(in, "&") + 5*strings.Count(in, `"`)
	if !utf8.ValidString(in) {
		size += 2 * len(in)
	}
	n.out = make([]byte, 0, size)
	n.survey()
	n.run()
	n.pos = len(in)
	n.closeTo(0)
	out := unsafe.String(unsafe.SliceData(n.out), len(n.out)) // n.out is no longer written to
	if r.scope == Inline || r.scope == Plain {
		out = balancedBidi(out)
	}
	return out
}

// survey scans the text for what must be known before writing: the ids that links may
// lead to, and the highest heading.
func (n *normaliser) survey() {
	links := hasFragment(n.in)
	levels := n.rules.topHeading > html.H1
	quill := n.rules.elements[html.Li] && (strings.Contains(n.in, quillClass) || strings.Contains(n.in, "data-list") || strings.Contains(n.in, "data-checked"))
	if !links && !levels && !quill && n.rules.headingID == nil {
		return
	}
	var lists []int // start tags of open lists, by offset
	n.ids = map[string]struct{}{}
	s, t := n.scanner, tag{}
	var around html.Open
	highest := html.H6
	for {
		lt := strings.IndexByte(s.in[s.pos:], '<')
		if lt < 0 {
			break
		}
		s.pos += lt
		kind := s.next(&t, nil)
		if kind == unfinished {
			break
		}
		if kind == endToken {
			around.End(t.Element)
			if t.Element.Has(html.List) && len(lists) > 0 {
				lists = lists[:len(lists)-1]
			}
		}
		if kind != startToken {
			continue
		}
		switch {
		case t.Element == html.Xmp && !t.Hidden:
			s.skipRaw(&t)
			continue
		case t.Hidden, skipped(t.Element):
			if s.skipHidden(&t, &around) {
				continue
			}
		}
		around.Start(t.Element)
		if quill {
			lists = n.surveyList(&t, lists)
		}
		if e := t.Element; e.Has(html.Heading) {
			highest = min(highest, e)
		}
		for _, a := range [...]attribute{atID, rawName} {
			if id := t.value(a); id != "" {
				n.ids[strings.Map(keepIDRune, html.Unescape(id))] = struct{}{}
			}
		}
	}
	if highest < n.rules.topHeading {
		n.shift = n.rules.topHeading - highest
	}
}

// surveyList notes a list of Quill, given the current tag and the lists that are open.
func (n *normaliser) surveyList(t *tag, lists []int) []int {
	found := false
	switch {
	case t.Element == html.Ul, t.Element == html.Ol:
		lists = append(lists, t.Start)
		found = len(lists) == 1 && t.has(rawTask)
	case t.Element == html.Li && len(lists) == 1:
		switch t.value(rawTask) {
		case "ordered", "bullet", "checked", "unchecked":
			found = true
		}
		found = found || quillIndent(t.value(atClass)) > 0
	}
	if found {
		if n.quillLists == nil {
			n.quillLists = make(map[int]bool)
		}
		n.quillLists[lists[0]] = true
	}
	return lists
}

// hasFragment reports whether in may have a link with a fragment: a # that does not begin
// a numeric character reference, or a reference to one.
func hasFragment(in string) bool {
	for i := 0; ; i++ {
		n := strings.IndexByte(in[i:], '#')
		if n < 0 {
			return strings.Contains(in, "&num;")
		}
		if i += n; i == 0 || in[i-1] != '&' {
			return true
		}
		if r, _, _ := html.Reference(in[i-1:], true); r == '#' {
			return true
		}
	}
}

// run processes the whole text.
func (n *normaliser) run() {
	for n.pos < len(n.in) {
		start := n.pos
		if start == n.markerStart && n.markerEnd > start {
			n.skipMarker()
			continue
		}
		next := strings.IndexByte(n.in[start:], '<')
		if next < 0 {
			n.text(n.in[start:])
			return
		}
		n.text(n.in[start : start+next])
		n.pos = start + next
		if next > 0 && n.pos == n.markerStart {
			continue
		}
		if !n.markup() {
			n.rest()
			return
		}
	}
}

// rest handles a tag or comment that never ends. A browser would drop the rest of the
// text. Here, it is dropped only if it is a comment or a tag that was cut off. If more
// markup follows the start of a tag, for example after a missing quote, the rest is kept
// as text.
func (n *normaliser) rest() {
	rest := n.in[n.pos:]
	var t html.Tag
	t.Read(rest, 0, nil)
	switch {
	case t.Kind == html.Comment:
		n.removed("comment", "", "never ends", n.pos)
	case t.Kind == html.NoTag, strings.Contains(rest[1:], "<"):
		n.text(rest)
	default:
		n.removed("element", "", "a tag that never ends", n.pos)
	}
}

// markup handles the tag or comment that begins with the < at pos. It returns false if
// the tag or comment never ends.
func (n *normaliser) markup() bool {
	start := n.pos
	var unknown func(name string, start int)
	if n.log != nil {
		n.unknown = n.unknown[:0]
		unknown = func(name string, start int) {
			n.unknown = append(n.unknown, refusal{strings.ToLower(name), "not allowed", start})
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
	if n.itemEnded && strings.Trim(raw, " \t\r\n\f") == "" {
		n.between = raw // written when it is known what follows
		return
	}
	n.place(raw)
	start := len(n.out)
	n.out = appendEscaped(n.out, raw, false, n.rules.xml)
	n.trimPre(start)
}

// literal writes text without decoding character references.
func (n *normaliser) literal(raw string) {
	n.place(raw)
	start := len(n.out)
	n.out = appendLiteral(n.out, raw, false)
	n.trimPre(start)
}

// place prepares for writing the text raw: it closes a video or audio element in which
// the text would be invisible, and opens a cell for text that is in a table but not in a
// cell. White space is allowed anywhere.
func (n *normaliser) place(raw string) {
	if strings.Trim(raw, " \t\r\n\f") == "" {
		return
	}
	n.leaveOutline()
	n.leaveMedia()
	if n.top().Has(html.Grid) {
		n.openCell()
	}
	if n.styled {
		n.mark(n.marks(), 0)
	}
}

// leaveMedia closes a video or audio element that has no end tag.
func (n *normaliser) leaveMedia() {
	if len(n.stack) > 0 && n.stack[len(n.stack)-1].media {
		n.closeTo(len(n.stack) - 1)
	}
}

// trimPre drops the newlines at the start of a pre from the text just written. A browser
// drops the first one, and would drop the next when parsing its own serialisation.
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

// top returns the innermost element that is open in the output.
func (n *normaliser) top() html.Element {
	for i := len(n.stack) - 1; i >= 0; i-- {
		if e := n.stack[i].Element; e != html.Other {
			return e
		}
	}
	return html.Other
}

// separate writes a newline in place of a block that the scope does not allow, so that
// the words around it are not joined.
func (n *normaliser) separate() {
	n.leaveOutline()
	if len(n.out) == 0 || n.top().Has(html.Grid) {
		return
	}
	if c := n.out[len(n.out)-1]; c == ' ' || c == '\n' || c == '>' && n.top().Has(html.Block) {
		return
	}
	n.out = append(n.out, '\n')
}

// startTag handles the start tag just read.
func (n *normaliser) startTag() {
	before := len(n.out)
	done, inside := n.embedded()
	if done {
		n.separateLink(before)
		return
	}
	t := &n.tag
	t.Hidden = t.Hidden || n.rules.judge != nil && n.rules.judge.drops[t.Element]
	e, what := n.meaning(t.Element)
	if n.hides(what) {
		n.hidden(what)
		return
	}
	n.around.Start(t.Element)
	n.reportStyle()
	switch what {
	case dropped:
		if n.checkbox() {
			n.removed("element", t.name(), "replaced by a character", t.Start)
			return
		}
		n.removed("element", t.name(), "not allowed", t.Start)
	case unwrapped:
		if t.Element == html.Other {
			if n.settings() {
				n.removed("element", "xml", "not allowed", t.Start)
				return
			}
			if n.mathStart() {
				return
			}
		}
		n.removed("element", t.name(), "not allowed; its text stays", t.Start)
	case broken:
		n.removed("element", t.name(), "not allowed here; its text stays", t.Start)
		n.separate()
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
	case n.revealed():
		n.removed("element", t.name(), "not allowed; its picture stays", t.Start)
		return
	}
	ok := n.skipHidden(t, &n.around)
	if !ok && t.Hides() {
		reason = "never closed; its text stays"
	}
	n.removed("element", t.name(), reason, t.Start)
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
	if n.writeOutline(e, &s) {
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
	if e == html.Img && n.blank() && n.stoodIn() {
		reason = "stands for the picture in the noscript after it"
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
		n.removed("element", t.name(), reason, t.Start)
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
			n.removed("element", t.name(), "replaced by the elements for its style", t.Start)
			return
		}
	}
	n.reserve()
	start := len(n.out)
	n.out = append(append(n.out, '<'), e.String()...)
	n.attributes(e)
	n.writeAttributes()
	n.reportTag(e, start)
	n.endOfStartTag(e, named)
	if e.Has(html.Void) {
		if e == html.Img && (n.has(atSrc) || n.has(atSrcset)) {
			n.images++
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
	if e == html.Li && t.has(rawTask) {
		n.task(n.ownBox())
	}
	if e == html.Video || e == html.Audio {
		n.stack[len(n.stack)-1].media = !n.endsLater(t.name())
	}
}

// writeOutline handles a start tag that is part of an outline, and reports whether it did.
func (n *normaliser) writeOutline(e html.Element, s *style) bool {
	if e == html.Ul || e == html.Ol {
		if !n.quillLists[n.tag.Start] || n.ghosts >= maxGhosts {
			return false
		}
		n.makeRoom(e)
		n.removed("element", e.String(), "replaced by lists for its items", n.tag.Start)
		n.ghosts++
		n.stack = append(n.stack, openElement{named: e, quill: true, marks: n.marks(), id: boxOf(n.tag.value(rawTask))})
		return true
	}
	if n.wordItems && (e.Has(html.Block) || e.Has(html.Tabular)) {
		n.endWordItem()
	}
	it, ok := n.outlineItem(e, s)
	return ok && n.writeItem(it, n.tag.Element, s)
}

// skipMarker skips the marker of a list item of Word.
func (n *normaliser) skipMarker() {
	const why = "the marker of a list item"
	n.pos = n.markerEnd
	if n.log != nil {
		n.log.gone = append(n.log.gone, span{n.markerStart, n.markerEnd, why})
		var t html.Tag
		for i := n.markerStart; i < n.markerEnd; i++ {
			if n.in[i] != '<' {
				continue
			}
			if t.Read(n.in, i, nil); t.Kind == html.StartTag {
				n.removed("element", lowerName(t.Name), why, i)
			}
			i = t.End - 1
		}
	}
	n.markerEnd = 0
}

// inherit sets the marks of the text in e, which has just been opened.
func (n *normaliser) inherit(e html.Element, s *style) {
	at := &n.stack[len(n.stack)-1]
	at.attrs = len(n.kept) > 0
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

// restyled returns the element that is written for e, or html.Other if its style takes
// back what e stands for. Google Docs wraps everything in <b style="font-weight:normal">.
func (n *normaliser) restyled(e html.Element, s *style) html.Element {
	if n.tag.Element == html.A || e == html.Span {
		for class := range strings.FieldsSeq(n.tag.value(atClass)) {
			if class == "MsoFootnoteReference" || class == "MsoEndnoteReference" {
				s.set |= raised // as in Word's own style sheet
			}
		}
	}
	switch own := marksOf(e); {
	case own&((bold|italic|struck|underlined)&s.clear|s.inherited) != 0:
		return html.Other
	default:
		return e
	}
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
		last := n.stack[len(n.stack)-1]
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
func (n *normaliser) withdraw(p openElement) bool {
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
		at := n.stack[i]
		switch {
		case at.named == e && !at.ended:
			if at.item {
				n.endItem(i)
				return
			}
			n.stack[i].ended = true
			n.separateLinks(&at)
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
