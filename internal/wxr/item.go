package wxr

import (
	"bytes"
	"io"
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
	first      element // first element of the item
	formed     int     // until where the current element is known to be well-formed
	resume     int     // where to go on after an error
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
	p.first, p.formed, p.resume = unknown, 0, 0
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
	if !r.shape.sampled && r.byWordPress() {
		r.sample()
	}
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
	if err == nil && r.continues(end) {
		err, r.resume = errAfter, end
	}
	if err == nil {
		err, r.resume = r.misshapen(end), end
	}
	if err != nil {
		if r.err != nil && r.err != io.EOF && !r.damaged() && r.cause(r.resume, nil) != nil {
			r.fatal = r.err
			return PartNone, r.fatal
		}
		return PartNone, r.recover(&Damage{Line: line, Offset: offset, ID: r.idSoFar(), Err: err})
	}
	r.ours = r.ours || r.names[postID].hi > 0 || r.names[status].hi > 0 || r.names[postType].hi > 0
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
	it := &r.Item
	it.ID, it.Type, it.Status, it.Title, it.Slug = get(postID), get(postType), get(status), get(title), get(postName)
	it.Link, it.Author, it.Password, it.Parent = get(link), get(creator), get(password), get(postParent)
	it.Content, it.Excerpt = in(content), in(excerpt)
	it.Date, it.DateGMT, it.Modified, it.ModifiedGMT = get(postDate), get(postDateGMT), get(postModified), get(postModifiedGMT)
	it.PubDate, it.GUID, it.Description = get(pubDate), get(guid), get(description)
	it.CommentStatus, it.PingStatus, it.MenuOrder = get(commentStatus), get(pingStatus), get(menuOrder)
	it.AttachmentURL, it.Sticky, it.Comments = get(attachmentURL), get(sticky) == "1", r.comments
	it.Meta = r.metasOf(text, it.Meta[:0])
	it.Terms = it.Terms[:0]
	for _, t := range r.terms {
		it.Terms = append(it.Terms, Term{
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
			if err = r.endGroup(top.e, stack[depth-1].e); err != nil {
				return r.fail(p, err)
			}
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
			if depth == 0 && r.first == unknown {
				r.first = e
			}
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

// endGroup stores what was read in a group that is in another one. A custom field has a key, which
// is not empty, and a value.
func (r *Reader) endGroup(e, in element) error {
	switch {
	case e == comment:
		r.comments++
	case in != comment:
		if r.fields[metaKey].lo == r.fields[metaKey].hi || r.names[metaValue].hi == 0 {
			return errLacks
		}
		r.metas = append(r.metas, [2]span{r.fields[metaKey], r.fields[metaValue]})
	}
	return nil
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
			if at := itemIn(r.win[p:end]); at > 0 {
				return p + at, errSection
			}
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
