package wxr

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Options are the options of a Reader.
type Options struct {
	MaxItem int // maximum size of an item in bytes; 0 means 16 MiB
}

// A Reader reads exports. Its methods must not be called from several goroutines, except
// Done.
type Reader struct {
	Head   Head
	Author Author
	Term   Term
	Item   Item
	Note   Note

	source *counter
	src    io.Reader
	err    error // of src
	fatal  error // what Next returns from now on

	buf       []byte
	unit, end int    // win is buf[unit:end]
	win       []byte // begins with the part that is being read
	base      int64  // offset of win in the text
	line      int64  // line of win[0]
	max       int    // maximum size of an item
	over      bool   // the window has reached it
	slack     int    // room for at least one more read, half of the first buffer

	started    bool // an element of an export was seen
	headless   bool // the head has not been returned yet
	items      bool // an item was seen
	inside     bool // </channel> was not seen yet
	notes      []Note
	told       map[Note]bool // notes that were returned
	suspect    mark          // where an item may have lost its start tag
	rest       bool          // what comes next may be the rest of a damaged element
	written    string        // when the next export was written
	spent      int64         // how much was read that is to be read again
	foreign    int           // bytes that are not UTF-8, in the texts so far
	known      int           // characters of UTF-8 since the first of them
	shape      shape         // what the items of the export have in common
	latin9     bool          // the declared encoding is ISO-8859-15
	unreadable bool          // it is needed
	strange    string        // the declared encoding, if it is none that can be read
	ours       bool          // an element of WordPress was seen
	sampling   bool          // this Reader reads the first items in advance
	cut        bool          // a damaged item ended where another export begins

	part
}

// A mark is a place in the text where an unknown element begins.
type mark struct {
	line, offset int64
	name         string
}

// NewReader returns a Reader of the exports in r, which may be compressed with gzip.
func NewReader(r io.Reader, o Options) *Reader {
	rd := &Reader{source: &counter{r: r}, line: 1, max: o.MaxItem, slack: firstBuffer / 2, headless: true}
	if rd.max <= 0 {
		rd.max = 16 << 20
	}
	return rd
}

// Done returns how many bytes of the source, as it is compressed, have been read. It may be
// called by any goroutine.
func (r *Reader) Done() int64 { return r.source.n.Load() }

// Next reads the next part. It returns a *[Damage] for an item that cannot be read, after
// which it can be called again, and io.EOF at the end. Other errors are final.
func (r *Reader) Next() (Part, error) {
	if r.src == nil && r.fatal == nil {
		if r.src, r.fatal = r.open(); r.fatal == nil {
			r.skipMark()
		}
	}
	for { // a fatal error comes after the notes
		if len(r.notes) > 0 {
			r.Note, r.notes = r.notes[0], r.notes[1:]
			if r.told[r.Note] || len(r.told) >= maxNotes {
				continue
			}
			if r.told == nil {
				r.told = map[Note]bool{}
			}
			r.told[r.Note] = true
			return PartNote, nil
		}
		if r.fatal != nil {
			return PartNone, r.fatal
		}
		part, err := r.step()
		if r.fatal == nil && r.unreadable {
			r.fatal = fmt.Errorf("%w: it is declared as %q", errEncoding, r.strange)
			return PartNone, r.fatal
		}
		r.notes = append(r.notes, r.takeNotes()...)
		if _, ok := err.(*Damage); ok || part != PartNone {
			return part, err
		}
	}
}

// skipMark skips a byte order mark.
func (r *Reader) skipMark() {
	if r.has(0, "\uFEFF") {
		r.release(len("\uFEFF"))
	}
}

// step reads what begins at the start of the window, in the channel.
func (r *Reader) step() (Part, error) {
	if !r.toTag() {
		return r.finish()
	}
	switch c := r.at(1); {
	case c == '!':
		r.declaration()
	case c == '?':
		next, _ := r.instruction(0)
		if r.has(0, "<?xml ") {
			r.declared(r.win[:min(next, len(r.win))])
		}
		r.over = false
		r.release(min(next, len(r.win)))
	case c == '/':
		return r.channelEnd()
	case nameStart[c]:
		return r.channelTag()
	default:
		r.note(Stray, "")
		r.release(1)
	}
	return PartNone, nil
}

// toTag moves the window to the next <. It notes text in front of it.
func (r *Reader) toTag() bool {
	stray := false
	for {
		at := bytes.IndexByte(r.win, '<')
		text := r.win
		if at >= 0 {
			text = text[:at]
		}
		stray = stray || !blank(text)
		r.release(len(text))
		if at >= 0 {
			break
		}
		if !r.started && r.base > headSearch {
			r.fatal = ErrFormat
			return false
		}
		if !r.more() {
			break
		}
	}
	if stray && !r.rest {
		r.note(Stray, "")
	}
	return len(r.win) > 0
}

// blank reports whether b has nothing but white space, control characters and byte order
// marks.
func blank(b []byte) bool {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c <= ' ':
		case c == 0xEF && bytes.HasPrefix(b[i:], []byte("\uFEFF")):
			i += 2
		default:
			return false
		}
	}
	return true
}

// finish returns what is to be said at the end of the text.
func (r *Reader) finish() (Part, error) {
	switch {
	case r.fatal != nil:
	case r.err != io.EOF && !r.damaged():
		r.fatal = r.err
	case !r.started:
		r.fatal = ErrFormat
	case r.inside:
		r.fatal = ErrEnd
		if r.err != io.EOF {
			r.fatal = fmt.Errorf("%w: %w", ErrEnd, r.err)
		}
	case r.err != io.EOF:
		r.fatal = r.err
	case r.items && !r.ours:
		r.fatal = fmt.Errorf("%w: it has no element of WordPress", ErrFormat)
	default:
		r.fatal = io.EOF
	}
	if r.fatal == io.EOF && r.headless {
		r.headless = false
		return PartHead, nil
	}
	return PartNone, r.fatal
}

// damaged reports whether the text ended because its compressed form is damaged.
func (r *Reader) damaged() bool { return errors.Is(r.err, ErrPacked) }

// channelEnd reads an end tag in the channel.
func (r *Reader) channelEnd() (Part, error) {
	end, ok := r.name(2)
	if !ok {
		r.release(2)
		return PartNone, nil
	}
	name := string(r.win[2:end])
	switch e := r.element(2, end); {
	case name == "rss" || name == "rdf:RDF" || e == channel:
		if close := r.space(end); r.at(close) != '>' {
			r.release(end)
			return PartNone, nil
		}
		r.release(r.space(end) + 1)
		r.inside = false
		if r.headless {
			r.headless = false
			return PartHead, nil
		}
	case e == item || ofItem(e):
		return r.lostItem()
	default:
		if name == r.suspect.name {
			r.suspect = mark{}
		}
		r.release(end)
	}
	return PartNone, nil
}

// channelTag reads what begins with a start tag in the channel.
func (r *Reader) channelTag() (Part, error) {
	next, err := r.tag(0)
	if err != nil {
		if r.suspect.line == 0 {
			r.suspect = mark{line: r.line, offset: r.base}
		}
		if r.has(0, "<rss") {
			r.started, r.inside = true, true
		}
		r.over = false
		r.release(1)
		return PartNone, nil
	}
	name := string(r.win[r.tagName:r.tagEnd])
	if name == "rss" || name == "rdf:RDF" {
		return r.root(next)
	}
	depth := 2
	if name == "channel" {
		depth = 1
	}
	r.unbind(depth - 1)
	r.bind(depth)
	e := r.element(r.tagName, r.tagEnd)
	if parents[e]&(1<<channel) != 0 {
		r.rest = false
	}
	switch {
	case e == channel:
		return r.begin(next)
	case e == item:
		return r.readItem(next)
	case e == author || e == category || e == tag || e == term:
		return r.readGroup(next, e)
	case ofItem(e), parents[e]&(1<<channel) != 0 && r.items:
		return r.lostItem()
	case parents[e]&(1<<channel) != 0:
		r.started, r.inside = true, true
		return r.headField(next, e)
	case e != unknown: // of a broken author or term
		r.release(next)
	case strings.EqualFold(name, "item"):
		return r.lostItem()
	default:
		r.note(Element, name)
		r.unknown(next, name)
	}
	return PartNone, nil
}

// unknown skips an unknown element of the channel. If it is not closed before the next item,
// only its start tag is skipped, and so are those of all unknown elements up to the next
// known one.
func (r *Reader) unknown(next int, name string) {
	if r.closed {
		r.release(next)
		return
	}
	if r.suspect.line == 0 {
		if end, err := r.skip(next); err == nil {
			r.release(end)
			return
		}
		r.over = false
		r.suspect = mark{r.line, r.base, name}
	}
	r.release(next)
}

// root begins an export.
func (r *Reader) root(next int) (Part, error) {
	r.bindings = r.bindings[:0]
	r.bind(0)
	return r.begin(next)
}

// begin begins an export with its root element or its channel, whichever comes first.
func (r *Reader) begin(next int) (Part, error) {
	if r.sampling { // the next export
		r.fatal = io.EOF
		return PartNone, nil
	}
	again := r.inside && (r.items || r.tagEnd-r.tagName < len("channel"))
	cut := &Damage{Line: r.line, Offset: r.base, Err: ErrEnd}
	r.release(next)
	if r.started && !r.inside || again {
		r.items = false
		r.Head, r.shape = Head{}, shape{}
		clear(r.told)
	}
	if r.written != "" {
		r.Head.Created, r.written = r.written, ""
	}
	if !r.inside || again {
		r.headless = true
	}
	r.started, r.inside = true, true
	r.suspect = mark{}
	if again && !r.cut {
		return PartNone, cut
	}
	r.cut = false
	return PartNone, nil
}

// headField reads an element of the channel that has text only.
func (r *Reader) headField(next int, e element) (Part, error) {
	r.reset()
	end, err := r.leaf(next, e)
	if err != nil {
		r.broken(e)
		return PartNone, nil
	}
	field := r.Head.field(e)
	r.ours = r.ours || e == version || e == siteURL || e == blogURL
	if field != nil && *field == "" {
		*field = string(r.text[r.fields[e].lo:r.fields[e].hi])
	}
	r.release(end)
	return PartNone, nil
}

func (h *Head) field(e element) *string {
	switch e {
	case title:
		return &h.Title
	case link:
		return &h.Link
	case description:
		return &h.Description
	case pubDate:
		return &h.PubDate
	case language:
		return &h.Language
	case version:
		return &h.Version
	case siteURL:
		return &h.SiteURL
	case blogURL:
		return &h.BlogURL
	case generator:
		return &h.Generator
	}
	return nil
}

// broken notes that the element e of the channel, at the start of the window, could not be
// read, and skips what was read of it.
func (r *Reader) broken(e element) {
	r.over, r.rest = false, true
	r.note(Broken, r.fieldName(e))
	r.release(max(1, min(r.resume, len(r.win))))
}

// readGroup reads an author or a term.
func (r *Reader) readGroup(next int, e element) (Part, error) {
	r.started, r.inside = true, true
	r.reset()
	r.names[e] = span{r.tagName, r.tagEnd}
	end, err := r.group(next, e)
	if err != nil {
		r.broken(e)
		return PartNone, nil
	}
	r.release(end)
	r.suspect, r.ours = mark{}, true
	s := string(r.text)
	get := func(e element) string { return s[r.fields[e].lo:r.fields[e].hi] }
	if e == author {
		r.Author = Author{
			ID: get(authorID), Login: get(authorLogin), DisplayName: get(authorName),
			FirstName: get(authorFirst), LastName: get(authorLast),
		}
		return PartAuthor, nil
	}
	r.Term = Term{
		Taxonomy: get(termTaxonomy), ID: get(termID), Slug: get(termSlug), Name: get(termName),
		Parent: get(termParent), Description: get(termDescription), Meta: r.metasOf(s, nil),
	}
	switch e {
	case category:
		r.Term.Taxonomy = "category"
	case tag:
		r.Term.Taxonomy = "post_tag"
	}
	return PartTerm, nil
}

// declaration skips a comment, a CDATA section or a document type declaration in the
// channel.
func (r *Reader) declaration() {
	switch {
	case r.has(0, "<!--"):
		end, ok := r.comment(0)
		r.over = false
		if !ok {
			// It has lost its end: what is in it is read as if it were outside.
			r.release(4)
			return
		}
		r.created(r.win[:end])
		r.release(end)
	case r.has(0, "<![CDATA["):
		if !r.rest {
			r.note(Stray, "")
		}
		r.release(len("<![CDATA["))
		r.toSectionEnd()
	case r.has(0, "<!DOCTYPE"), r.has(0, "<!doctype"):
		r.note(Doctype, "")
		r.doctype()
	default:
		r.release(2)
	}
}

// doctype skips a document type declaration with its entities.
func (r *Reader) doctype() {
	depth := 0
	for i := 2; ; i++ {
		if i == len(r.win) {
			r.release(i)
			if i = 0; !r.more() {
				return
			}
		}
		switch r.win[i] {
		case '[':
			depth = 1
		case ']':
			depth = 0
		case '>':
			if depth == 0 {
				r.release(i + 1)
				return
			}
		case '<':
			if next := r.at(i + 1); next != '!' && next != '?' {
				r.release(i) // it is not closed
				return
			}
		}
	}
}

// created reads when the file was written from a comment.
func (r *Reader) created(comment []byte) {
	const key = `created="`
	if _, rest, ok := bytes.Cut(comment, []byte(key)); ok && bytes.Contains(comment, []byte("generator=")) {
		if date, _, ok := bytes.Cut(rest, []byte(`"`)); ok && len(date) < 40 {
			r.written = string(date)
		}
	}
}

// toSectionEnd moves the window behind the next "]]>", however far it is.
func (r *Reader) toSectionEnd() {
	for {
		if i := bytes.Index(r.win, sectionEnd); i >= 0 {
			r.release(i + len(sectionEnd))
			return
		}
		r.release(max(0, len(r.win)-len(sectionEnd)+1))
		if !r.more() {
			r.release(len(r.win))
			return
		}
	}
}

var (
	sectionStart = []byte("<![CDATA[")
	sectionEnd   = []byte("]]>")
	pieces       = []byte("]]><![CDATA[")
)
