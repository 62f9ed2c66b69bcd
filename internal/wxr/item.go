package wxr

import (
	"bytes"
	"io"

	"github.com/presse-go/presse/internal/html"
)

// A part is the state of the part that is being read.
type part struct {
	tagName, tagEnd int // name of the current tag
	closed          bool
	attrs           []attribute
	bindings        []binding

	text, body []byte // texts of the part; body has content and excerpt
	fields     [elements]span
	names      [elements]span // of the tags, in the window; empty if an element was not seen
	metas      [][2]span
	terms      [][3]span
	bare       []span // names of terms without slug or taxonomy
	comments   int
	formed     int // until where the current element is known to be well-formed
	resume     int // where to go on after an error
	lastTag    []byte

	notedKinds [kinds]bool
	noted      []Note
}

// A span is a part of text, body or the window.
type span struct{ lo, hi int }

func (p *part) reset() {
	if cap(p.text)+cap(p.body) > keep {
		p.text, p.body = nil, nil
	}
	p.text, p.body = p.text[:0], p.body[:0]
	p.fields, p.names = [elements]span{}, [elements]span{}
	p.metas, p.terms, p.bare, p.comments = p.metas[:0], p.terms[:0], p.bare[:0], 0
	p.formed, p.resume = 0, 0
}

// note notes a repair: once for each kind, and unknown elements once for each name.
func (p *part) note(k Kind, field string) {
	if k != Element && k != Repeated {
		if p.notedKinds[k] {
			return
		}
		p.notedKinds[k] = true
	} else {
		for _, n := range p.noted {
			if n.Kind == k && n.Field == field {
				return
			}
		}
	}
	if len(p.noted) < maxNotes {
		p.noted = append(p.noted, Note{k, field})
	}
}

// takeNotes returns the notes and forgets them.
func (p *part) takeNotes() []Note {
	if len(p.noted) == 0 {
		return nil
	}
	notes := p.noted
	p.noted, p.notedKinds = nil, [kinds]bool{}
	return notes
}

// fieldName returns the name that the element e had in the file.
func (r *Reader) fieldName(e element) string {
	if n := r.names[e]; n.hi > 0 && n.hi <= len(r.win) {
		return string(r.win[n.lo:n.hi])
	}
	return ""
}

// readItem reads an item whose start tag ends at next.
func (r *Reader) readItem(next int) (Part, error) {
	if r.headless {
		r.headless = false
		r.started, r.inside = true, true
		return PartHead, nil // the item is read by the next call
	}
	r.notes = append(r.notes, r.takeNotes()...)
	r.started, r.inside, r.items, r.cut = true, true, true, false
	r.suspect, r.over = mark{}, false
	r.reset()
	line, offset := r.line, r.base
	end, err := next, error(nil)
	if !r.closed {
		end, err = r.group(next, item)
	}
	if err == nil && end > r.max {
		err, r.resume = ErrTooLarge, end
	}
	if err == nil && !r.follows(end) {
		err, r.resume = r.after(end), end
	}
	if err != nil {
		if r.err != nil && r.err != io.EOF && !r.damaged() && r.cause(r.resume, nil) != nil {
			r.fatal = r.err
			return PartNone, r.fatal
		}
		return PartNone, r.recover(&Damage{Line: line, Offset: offset, ID: r.idSoFar(), Err: err})
	}
	r.noteTerms()
	r.fill()
	r.Item.Line, r.Item.Offset, r.Item.Size = line, offset, int64(end)
	r.Item.Notes = r.takeNotes()
	r.release(end)
	return PartItem, nil
}

// fill fills in Item.
func (r *Reader) fill() {
	text, body := string(r.text), string(r.body)
	get := func(e element) string { return text[r.fields[e].lo:r.fields[e].hi] }
	in := func(e element) string { return body[r.fields[e].lo:r.fields[e].hi] }
	r.Item = Item{
		ID: get(postID), Type: get(postType), Status: get(status), Title: get(title), Slug: get(postName),
		Link: get(link), Author: get(creator), Password: get(password),
		Content: in(content), Excerpt: in(excerpt), Parent: get(postParent),
		Date: get(postDate), DateGMT: get(postDateGMT), Modified: get(postModified), ModifiedGMT: get(postModifiedGMT),
		PubDate: get(pubDate), GUID: get(guid), Description: get(description),
		CommentStatus: get(commentStatus), PingStatus: get(pingStatus), MenuOrder: get(menuOrder),
		AttachmentURL: get(attachmentURL), Sticky: get(sticky) == "1",
		Terms: r.Item.Terms[:0], Meta: r.metasOf(text, r.Item.Meta[:0]), Comments: r.comments,
	}
	for _, t := range r.terms {
		r.Item.Terms = append(r.Item.Terms, Term{
			Taxonomy: text[t[0].lo:t[0].hi], Slug: text[t[1].lo:t[1].hi], Name: text[t[2].lo:t[2].hi],
		})
	}
}

// metasOf appends the custom fields to dst.
func (r *Reader) metasOf(text string, dst []Meta) []Meta {
	for _, m := range r.metas {
		dst = append(dst, Meta{Key: text[m[0].lo:m[0].hi], Value: text[m[1].lo:m[1].hi]})
	}
	return dst
}

// idSoFar returns the ID of the post if it has been read.
func (r *Reader) idSoFar() string {
	return string(r.text[r.fields[postID].lo:r.fields[postID].hi])
}

// group reads what is in an element of an export until its end tag, and returns the index
// behind it.
func (r *Reader) group(p int, g element) (next int, err error) {
	var stack [4]struct {
		e    element
		name span
	}
	depth := 0
	stack[0].e, stack[0].name = g, span{r.tagName, r.tagEnd}
	for {
		top := &stack[depth]
		p = r.space(p)
		if c := r.at(p); c != '<' {
			if p, err = r.between(p, c); err != nil {
				return r.fail(p, err)
			}
			continue
		}
		switch c := r.at(p + 1); {
		case c == '/':
			next, ok := r.closes(p, top.name.lo, top.name.hi)
			if !ok {
				return r.fail(p, errEndTag)
			}
			p = next
			if depth == 0 {
				return p, nil
			}
			r.endGroup(top.e, stack[depth-1].e)
			depth--
			r.unbind(2 + depth)
		case nameStart[c]:
			if p, err = r.tag(p); err != nil {
				return r.fail(p+1, err)
			}
			if len(r.attrs)+len(r.bindings) > 0 {
				r.unbind(2 + depth)
				r.bind(3 + depth)
			}
			e := r.element(r.tagName, r.tagEnd)
			switch {
			case e == item, e == channel, e == unknown && r.tagText() == "rss", g != item && parents[e]&(1<<channel) != 0 && e < groups:
				return r.fail(r.tagName-1, errOpen)
			case parents[e]&(1<<top.e) == 0:
				r.note(Element, r.tagText())
				if p, err = r.skip(p); err != nil {
					return r.fail(p, err)
				}
			case e < groups:
				if r.closed {
					break
				}
				depth++
				stack[depth].e, stack[depth].name = e, span{r.tagName, r.tagEnd}
				r.fields[metaKey], r.fields[metaValue] = span{}, span{}
				r.names[metaKey], r.names[metaValue] = span{}, span{}
			default:
				if p, err = r.field(p, e, top.e); err != nil {
					return p, err
				}
			}
		default:
			if p, err = r.skipOther(p); err != nil {
				return r.fail(p, err)
			}
		}
	}
}

// fail sets where to go on after an error, at p.
func (r *Reader) fail(p int, err error) (int, error) {
	r.resume = p
	return p, r.cause(p+len("<![CDATA["), err)
}

// endGroup stores what was read in a group that is in another one.
func (r *Reader) endGroup(e, in element) {
	switch {
	case e == comment:
		r.comments++
	case in != comment:
		r.metas = append(r.metas, [2]span{r.fields[metaKey], r.fields[metaValue]})
	}
}

// field reads the text of an element in the group g.
func (r *Reader) field(p int, e, g element) (next int, err error) {
	if e == itemCategory {
		return r.itemTerm(p)
	}
	before, name := r.fields[e], r.names[e]
	if next, err = r.leaf(p, e); err != nil {
		return next, err
	}
	if name.hi == 0 || g == comment {
		return next, nil
	}
	// The first one counts. Two that differ are of two items, unless the second has another
	// prefix, or the element is one of those that plugins repeat.
	dst, now := r.textOf(e), r.fields[e]
	same := bytes.Equal((*dst)[before.lo:before.hi], (*dst)[now.lo:now.hi])
	if !same && bytes.Equal(r.win[name.lo:name.hi], r.win[r.names[e].lo:r.names[e].hi]) {
		r.fields[e] = before
		return r.fail(next, errTwice)
	}
	r.note(Repeated, r.fieldName(e))
	r.fields[e], r.names[e] = before, name
	return next, nil
}

// textOf returns where the text of e is stored.
func (p *part) textOf(e element) *[]byte {
	if e == content || e == excerpt {
		return &p.body
	}
	return &p.text
}

// itemTerm reads a category element of an item. One without domain or nicename is that of
// feeds: WordPress 3.0 wrote each term twice.
func (r *Reader) itemTerm(p int) (next int, err error) {
	var t [3]span
	found := 0
	r.names[itemCategory] = span{r.tagName, r.tagEnd}
	for _, a := range r.attrs {
		value := r.win[a.value:a.valueEnd]
		switch string(r.win[a.name:a.nameEnd]) {
		case "domain":
			if string(value) == "tag" {
				value = []byte("post_tag") // WordPress 3.0
			}
			t[0] = r.attributeText(value)
			found |= 1
		case "nicename":
			t[1] = r.attributeText(value)
			found |= 2
		}
	}
	if next, err = r.leaf(p, itemCategory); err != nil {
		return next, err
	}
	t[2] = r.fields[itemCategory]
	if found == 3 {
		r.terms = append(r.terms, t)
	} else {
		r.bare = append(r.bare, t[2])
	}
	return next, nil
}

// noteTerms notes the terms that the item has only in the form of feeds.
func (r *Reader) noteTerms() {
	if len(r.bare) == 0 {
		return
	}
	names := map[string]bool{}
	for _, t := range r.terms {
		names[string(r.text[t[2].lo:t[2].hi])] = true
	}
	for _, name := range r.bare {
		if !names[string(r.text[name.lo:name.hi])] {
			r.note(Slugless, r.fieldName(itemCategory))
		}
	}
}

// attributeText stores the value of an attribute.
func (r *Reader) attributeText(value []byte) span {
	lo := len(r.text)
	r.text = r.append(r.text, value, false, itemCategory)
	return span{lo, len(r.text)}
}

// trimmed says for which elements white space around the text means nothing.
var trimmed = func() (t [elements]bool) {
	for e := title; e < elements; e++ {
		t[e] = true
	}
	for _, e := range []element{
		title, description, content, excerpt, metaKey, metaValue, itemCategory,
		authorName, authorFirst, authorLast, termName, termDescription, password,
	} {
		t[e] = false
	}
	return t
}()

// leaf reads the text of the element whose start tag was read last, and returns the index
// behind its end tag.
func (r *Reader) leaf(p int, e element) (next int, err error) {
	name := span{r.tagName, r.tagEnd}
	r.names[e] = name
	r.formed = 0
	dst := r.textOf(e)
	lo := len(*dst)
	if !r.closed {
		if p, err = r.leafText(p, e, name, dst); err != nil {
			return p, err
		}
	}
	hi := len(*dst)
	if trimmed[e] {
		for hi > lo && isSpace((*dst)[hi-1]) {
			hi--
		}
		for lo < hi && isSpace((*dst)[lo]) {
			lo++
		}
	}
	r.fields[e] = span{lo, hi}
	return p, nil
}

// leafText appends the text from p to the end tag to dst.
func (r *Reader) leafText(p int, e element, name span, dst *[]byte) (next int, err error) {
	lo := len(*dst)
	for {
		q := p
		if r.at(p) != '<' {
			q = r.indexByte(p, '<')
		}
		if q < 0 {
			return r.fail(len(r.win), r.cause(len(r.win), errOpen))
		}
		if q > p {
			if bytes.Contains(r.win[p:q], sectionEnd) {
				return r.lostStart(p, name, errSection)
			}
			*dst = r.append(*dst, r.win[p:q], false, e)
			p = q
		}
		switch c := r.at(p + 1); {
		case c == '/':
			next, ok := r.closes(p, name.lo, name.hi)
			if !ok {
				return r.fail(p, errOpen)
			}
			if !trimmed[e] && r.quotes((*dst)[lo:], name) {
				return r.lostStart(next, name, errSection)
			}
			return next, nil
		case c == '!' && r.has(p, "<![CDATA["):
			if p, err = r.section(p, e, name, dst); err != nil {
				return p, err
			}
		case c == '!' && !r.has(p, "<!--"):
			return r.lostStart(p+1, name, errSection)
		case c == '!', c == '?':
			if p, err = r.skipOther(p); err != nil {
				return r.fail(p, err)
			}
		case nameStart[c], c == 0:
			return r.lostStart(p, name, errOpen)
		default:
			r.note(Less, r.fieldName(e))
			*dst = append(*dst, '<')
			p++
		}
	}
}

// affords reports whether text may be read that is likely to be read once more. What is read
// in this way is limited to a multiple of the text so far, so that reading takes time
// proportional to the size of the file, whatever is in it.
func (r *Reader) affords() bool { return r.spent < 4*r.base+int64(r.max) }

// quotes reports whether text, in a CDATA section, has the start of a section in an element
// of the same name, but not its end. Then the section was ended by the end of the quoted one,
// which the exporter did not split, and what follows is still text.
func (r *Reader) quotes(text []byte, name span) bool {
	if !bytes.Contains(text, sectionStart) {
		return false
	}
	at := bytes.LastIndex(text, sectionStart)
	if bytes.Contains(text[at:], sectionEnd) {
		return false
	}
	return bytes.HasSuffix(text[:at], append(append([]byte("<"), r.win[name.lo:name.hi]...), '>'))
}

// lostStart fails at p, in an element with a CDATA section, or a piece of one, that has lost
// its start. Reading goes on at the end tag of the element.
func (r *Reader) lostStart(p int, name span, err error) (int, error) {
	for q := p; r.affords(); q += len(pieces) {
		before := q
		if q = r.index(q, sectionEnd); q < 0 {
			r.spent += int64(len(r.win) - before)
			break
		}
		r.spent += int64(q - before)
		if r.has(q, string(pieces)) {
			continue
		}
		// The section that ends here must not be that of another such element.
		start := bytes.LastIndex(r.win[p:q], sectionStart)
		if start >= 0 {
			open := bytes.LastIndexByte(r.win[p:p+start], '<')
			if open >= 0 && bytes.HasPrefix(r.win[p+open+1:], r.win[name.lo:name.hi]) && r.win[p+start-1] == '>' {
				break
			}
		}
		if _, ok := r.closes(q+len(sectionEnd), name.lo, name.hi); ok {
			return r.fail(q+len(sectionEnd), err)
		}
		break
	}
	r.over = false
	return r.fail(p, err)
}

// section reads the CDATA section at p, in an element with the given name, and returns the
// index behind it.
func (r *Reader) section(p int, e element, name span, dst *[]byte) (next int, err error) {
	from := p + len(sectionStart)
	end := r.sectionEnd(from)
	if end < 0 {
		return r.fail(len(r.win), r.cause(len(r.win), errSection))
	}
	next = end + len(sectionEnd)
	if next < r.formed || r.ends(next, name) {
		*dst = r.append(*dst, r.win[from:end], true, e)
		return next, nil
	}
	if bytes.HasSuffix(r.win[from:end], []byte("]]")) {
		return r.lostStart(next, name, errSection) // of the second piece of a split "]]>"
	}
	if r.wellFormed(next, name) {
		*dst = r.append(*dst, r.win[from:end], true, e)
		return next, nil
	}
	last := r.unsplit(next, name)
	if last < 0 {
		return r.fail(r.swallowed(from, end, string(r.win[name.lo:name.hi])), errSection)
	}
	r.note(Section, r.fieldName(e))
	for text := r.win[from:last]; ; {
		before, after, found := bytes.Cut(text, pieces)
		*dst = r.append(*dst, before, true, e)
		if !found {
			return last + len(sectionEnd), nil
		}
		text = after
	}
}

// sectionEnd returns the index of the first "]]>" at or after p, or -1. It is faster than
// index, since texts have few brackets.
func (r *Reader) sectionEnd(p int) int {
	for {
		i := bytes.IndexByte(r.win[p:], ']')
		if i < 0 || p+i+len(sectionEnd) > len(r.win) {
			return r.index(max(p, p+i), sectionEnd)
		}
		p += i
		if r.win[p+1] == ']' && r.win[p+2] == '>' {
			return p
		}
		p++
	}
}

// ends reports whether p, behind a section, is followed by the end tag of the element or by
// another section.
func (r *Reader) ends(p int, name span) bool {
	if _, ok := r.closes(p, name.lo, name.hi); ok || r.has(p, "<![CDATA[") {
		return true
	}
	p = r.space(p)
	_, ok := r.closes(p, name.lo, name.hi)
	return ok || r.has(p, "<![CDATA[")
}

// wellFormed reports whether the text from p to the end tag of an element is well-formed
// and has no elements in it.
func (r *Reader) wellFormed(p int, name span) bool {
	for {
		q := r.indexByte(p, '<')
		if q < 0 || bytes.Contains(r.win[p:q], sectionEnd) {
			return false
		}
		var end int
		var ok bool
		switch c := r.at(q + 1); {
		case c == '/':
			_, ok = r.closes(q, name.lo, name.hi)
			r.formed = q
			return ok
		case r.has(q, "<![CDATA["):
			end = r.index(q, sectionEnd)
		case r.has(q, "<!--"):
			if end, ok = r.comment(q); !ok {
				return false
			}
			end -= 3
		case c == '?':
			if end, ok = r.instruction(q); !ok {
				return false
			}
			end -= 3
		default:
			return false
		}
		if end < 0 {
			return false
		}
		p = end + 3
	}
}

// unsplit returns the index of the "]]>" that ends a section which has another one before
// p, or -1.
func (r *Reader) unsplit(p int, name span) int {
	for q := p; ; {
		end := r.index(q, sectionEnd)
		if end < 0 || r.hasExportTag(q, end) {
			return -1
		}
		q = end + len(sectionEnd)
		if r.has(end, string(pieces)) {
			continue
		}
		if _, ok := r.closes(r.space(q), name.lo, name.hi); ok {
			return end
		}
	}
}

// hasExportTag reports whether the window has a tag between lo and hi that only exports
// have.
func (r *Reader) hasExportTag(lo, hi int) bool {
	for {
		i := bytes.IndexByte(r.win[lo:hi], '<')
		if i < 0 {
			return false
		}
		lo += i + 1
		name := r.win[lo:min(hi, lo+maxName)]
		name = bytes.TrimPrefix(name, []byte("/"))
		n := 0
		for n < len(name) && nameByte[name[n]] {
			n++
		}
		switch e := named(name[:n]); {
		case e == unknown, e == title, e == link, e == description, e == itemCategory:
		default:
			return true
		}
	}
}

// swallowed returns where to go on after a section from lo to hi that is not followed by the
// end tag of its element. If it has lost its end, so that it extends to the end of another
// section, that is in it.
func (r *Reader) swallowed(lo, hi int, name string) int {
	next := hi + len(sectionEnd)
	if named([]byte(name)) == unknown || !r.has(next, "</") {
		return next
	}
	end, ok := r.name(next + 2)
	if !ok || named(r.win[next+2:end]) == unknown || string(r.win[next+2:end]) == name {
		return next
	}
	in := r.win[lo:hi]
	start := bytes.LastIndex(in, append([]byte("<"), r.win[next+2:end]...))
	if start < 0 {
		return next
	}
	close := bytes.IndexByte(in[start:], '>')
	if close < 0 || !bytes.HasPrefix(in[start+close+1:], sectionStart) {
		return next
	}
	at := start
	in = in[:start]
	last := -1
	for _, tag := range []string{"</" + name + ">", "</item>", "<item>", "<rss"} {
		last = max(last, bytes.LastIndex(in, []byte(tag)))
	}
	if last >= 0 {
		at = last
	}
	return lo + at
}

// skip skips an unknown element whose start tag was read last.
func (r *Reader) skip(p int) (next int, err error) {
	if r.closed {
		return p, nil
	}
	var stack [maxDepth]span
	stack[0] = span{r.tagName, r.tagEnd}
	for depth := 0; ; {
		p = r.indexByte(p, '<')
		if p < 0 {
			return len(r.win), r.cause(len(r.win), errOpen)
		}
		switch c := r.at(p + 1); {
		case c == '/':
			next, ok := r.closes(p, stack[depth].lo, stack[depth].hi)
			if !ok {
				return p, errOpen
			}
			if p = next; depth == 0 {
				return p, nil
			}
			depth--
		case r.has(p, "<![CDATA["):
			end := r.index(p, sectionEnd)
			if end < 0 {
				return len(r.win), r.cause(len(r.win), errSection)
			}
			p = end + len(sectionEnd)
		case nameStart[c]:
			start := p
			if p, err = r.tag(p); err != nil {
				return p + 1, err
			}
			if e := r.element(r.tagName, r.tagEnd); e == item || e == channel {
				return start, errOpen
			}
			if r.closed {
				break
			}
			if depth++; depth == maxDepth {
				return p, errDeep
			}
			stack[depth] = span{r.tagName, r.tagEnd}
		case c == '!', c == '?':
			if p, err = r.skipOther(p); err != nil {
				return p, err
			}
		default:
			p++
		}
	}
}

// skipOther skips a comment, a processing instruction or a CDATA section between elements.
func (r *Reader) skipOther(p int) (next int, err error) {
	switch {
	case r.has(p, "<!--"):
		end, ok := r.comment(p)
		if !ok {
			return p + 4, r.cause(end, errTag)
		}
		return end, nil
	case r.at(p+1) == '?':
		end, ok := r.instruction(p)
		if !ok {
			return p + 2, r.cause(end, errTag)
		}
		return end, nil
	case r.has(p, "<![CDATA["):
		if end := r.index(p, sectionEnd); end >= 0 {
			r.note(Stray, "")
			return end + len(sectionEnd), nil
		}
		return len(r.win), r.cause(len(r.win), errSection)
	}
	return p + 1, r.cause(p+2, errTag)
}

// between reads what is neither a tag nor white space between two elements.
func (r *Reader) between(p int, c byte) (next int, err error) {
	switch {
	case p >= len(r.win):
		return p, r.cause(p, errOpen)
	case c < ' ':
		r.note(Control, "")
		return p + 1, nil
	}
	end := r.indexByte(p, '<')
	if end < 0 {
		return len(r.win), r.cause(len(r.win), errOpen)
	}
	if bytes.Contains(r.win[p:end], sectionEnd) {
		return p, errSection
	}
	r.note(Stray, "")
	return end, nil
}

// follows reports whether what is at p can follow an item.
func (r *Reader) follows(p int) bool {
	p = r.space(p)
	if p >= len(r.win) {
		return !r.over
	}
	if r.win[p] != '<' {
		return false
	}
	switch c := r.at(p + 1); {
	case c == '!':
		return r.has(p, "<!--") && !r.has(p, "<!-- wp:") && !r.has(p, "<!-- /wp:")
	case c == '?':
		return r.has(p, "<?xml")
	case c == '/':
		return r.has(p, "</channel") || r.has(p, "</rss") || r.err != nil && len(r.win)-p < len("</channel")
	}
	end, ok := r.name(p + 1)
	if !ok {
		return r.err != nil && end == len(r.win)
	}
	switch r.element(p+1, end) {
	case item, channel, author, category, tag, term, generator:
		return true
	}
	return string(r.win[p+1:end]) == "rss"
}

// after returns an error if what is at p, behind an item, belongs to the item: its </item> was
// part of a text. Other text is skipped, such as a message of PHP. So is the rest of the next
// item if that has lost its start.
func (r *Reader) after(p int) error {
	for {
		q := r.indexByte(p, '<')
		if q < 0 {
			return nil
		}
		ended := bytes.Contains(r.win[p:q], sectionEnd)
		if r.follows(q) {
			if ended {
				return errAfter
			}
			return nil
		}
		if r.has(q, string(sectionStart)) {
			if p = r.index(q, sectionEnd); p < 0 {
				return errAfter
			}
			p += len(sectionEnd)
			if r.has(p, "</") {
				p, _ = r.name(p + 2)
			}
			continue
		}
		from := q + 1
		if r.at(from) == '/' {
			from++
		}
		e := unknown
		if end, ok := r.name(from); ok {
			e = r.element(from, end)
		}
		switch {
		case e != unknown && from == q+1:
			return nil // of the next item
		case e == title, e == link, e == pubDate, e == creator, e == guid, e == description:
			return nil // of the next item: nobody writes about exports in these
		case e != unknown, ended:
			return errAfter
		}
		p = q + 1
	}
}

// lostItem reports an item without start tag: the window begins with one of its elements or
// its end tag.
func (r *Reader) lostItem() (Part, error) {
	if r.headless {
		r.headless = false
		return PartHead, nil
	}
	r.started, r.inside, r.items = true, true, true
	d := &Damage{Line: r.line, Offset: r.base, Err: errLost}
	if r.suspect.line > 0 {
		d.Line, d.Offset = r.suspect.line, r.suspect.offset
	}
	r.suspect = mark{}
	r.resume = 0
	return PartNone, r.recover(d)
}

// recover moves the window to the end of a damaged item, and returns d.
func (r *Reader) recover(d *Damage) error {
	r.release(max(0, min(r.resume, len(r.win))))
	r.over = false
	r.lastTag = r.lastTag[:0]
	for r.toNext(d) {
	}
	r.takeNotes()
	r.cut = len(r.win) > 0 && !r.has(0, "<item") && !r.has(0, "</")
	if r.err != nil && len(r.win) == 0 {
		if d.Err != ErrTooLarge {
			d.Err = ErrCut
		}
		if r.err == io.EOF || r.damaged() {
			r.fatal = io.EOF
		}
	}
	return d
}

// toNext reads on by one tag in a damaged item. It reports false at its end.
func (r *Reader) toNext(d *Damage) bool {
	for {
		at := bytes.IndexByte(r.win, '<')
		if at >= 0 {
			r.release(at)
			break
		}
		r.release(len(r.win))
		if !r.more() {
			return false
		}
	}
	switch c := r.at(1); {
	case r.has(0, "<![CDATA["):
		end := r.index(len(sectionStart), sectionEnd)
		if end < 0 {
			r.over = false
			r.toSectionEnd()
			return true
		}
		r.release(r.swallowed(len(sectionStart), end, string(r.lastTag)))
		return true
	case c == '?' && r.has(0, "<?xml "):
		return false
	case c == '/':
		end, ok := r.name(2)
		name := ""
		if ok {
			name = string(r.win[2:end])
		}
		switch name {
		case "channel", "rss":
			return false
		case "item":
			if close := r.space(end); r.at(close) == '>' && r.follows(close+1) {
				r.release(close + 1)
				return false
			}
		}
	case nameStart[c]:
		end, ok := r.name(1)
		if !ok {
			break
		}
		switch e := r.element(1, end); {
		case e == item, e == channel, string(r.win[1:end]) == "rss":
			return false
		case e == postID && d.ID == "" && r.at(end) == '>':
			d.ID = r.digits(end + 1)
		}
		r.lastTag = append(r.lastTag[:0], r.win[1:end]...)
	}
	r.release(1)
	return true
}

// digits returns the number at p, if it is followed by an end tag.
func (r *Reader) digits(p int) string {
	p = r.space(p)
	end := p
	for html.IsDigit(r.at(end)) && end-p < 20 {
		end++
	}
	if r.at(end) != '<' {
		return ""
	}
	return string(r.win[p:end])
}
