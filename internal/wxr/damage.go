package wxr

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

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
		return r.has(p, "</channel") || r.has(p, "</rss") || r.cutAt(p, "</channel") || r.cutAt(p, "</rss")
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

// cutAt reports whether the text ends within s, which begins at p.
func (r *Reader) cutAt(p int, s string) bool {
	return !r.has(p, s) && r.err != nil && strings.HasPrefix(s, string(r.win[p:]))
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
		case from == q+1 && r.goesOn(e):
			return errAfter
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
	r.ours = true
	r.cut = len(r.win) > 0 && !r.has(0, "<item") && !r.has(0, "</")
	if r.err != nil && len(r.win) == 0 {
		if d.Err != ErrTooLarge {
			d.Err = ErrCut
			if r.damaged() {
				d.Err = fmt.Errorf("%w: %w", ErrCut, r.err)
			}
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
		next := r.swallowed(len(sectionStart), end, string(r.lastTag))
		if at := itemIn(r.win[:end]); at > 0 {
			next = at
		}
		r.release(next)
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
		case e == postID && r.at(end) == '>':
			id := r.digits(end + 1)
			if d.ID == "" {
				d.ID = id
			} else if id != "" && id != d.ID && r.base > d.Offset {
				return false // of another item, which has lost its beginning
			}
		}
		r.lastTag = append(r.lastTag[:0], r.win[1:end]...)
	}
	r.release(1)
	return true
}

// itemIn returns where an item begins in a CDATA section that has lost its end, or 0: the section
// has the start tags of an item and of its title, and the start of the section of the title.
func itemIn(section []byte) int {
	const tag = "<item>"
	at := bytes.LastIndex(section, []byte(tag))
	if at <= 0 || bytes.HasSuffix(section, []byte("]]")) {
		return 0
	}
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(section[at+len(tag):], " \t\r\n"), []byte("<title>"))
	if !ok || !bytes.HasPrefix(rest, sectionStart) {
		return 0
	}
	return at
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
