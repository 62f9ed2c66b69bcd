package wxr

import "bytes"

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
