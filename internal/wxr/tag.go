package wxr

import "bytes"

// An attribute holds indexes into the window.
type attribute struct{ name, nameEnd, value, valueEnd int }

// nameStart and nameByte say which bytes a name may begin with and consist of. Letters
// outside ASCII are not looked at further.
var nameStart, nameByte = func() (first, other [256]bool) {
	for c := range 256 {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
		first[c] = letter
		other[c] = letter || '0' <= c && c <= '9' || c == '-' || c == '.'
	}
	return first, other
}()

// name returns the end of the name at p.
func (r *Reader) name(p int) (end int, ok bool) {
	for end = p; ; {
		win := r.win
		for end < len(win) && nameByte[win[end]] {
			end++
		}
		switch {
		case end-p > maxName:
			return end, false
		case end < len(win):
			return end, end > p && nameStart[win[p]]
		case !r.more():
			return end, false
		}
	}
}

// tag reads the start tag at p and returns the index behind it.
func (r *Reader) tag(p int) (next int, err error) {
	r.attrs, r.closed = r.attrs[:0], false
	end, ok := r.name(p + 1)
	if !ok {
		return p, r.cause(end, errTag)
	}
	r.tagName, r.tagEnd = p+1, end
	if r.win[end] == '>' {
		return end + 1, nil
	}
	for i := end; ; {
		before := i
		i = r.space(i)
		switch c := r.at(i); {
		case c == '>':
			return i + 1, nil
		case c == '/' && r.at(i+1) == '>':
			r.closed = true
			return i + 2, nil
		case i == before, !nameStart[c], len(r.attrs) == maxAttributes:
			return p, r.cause(i+1, errTag)
		}
		var a attribute
		if a, i, ok = r.attribute(i); !ok {
			return p, r.cause(i, errTag)
		}
		r.attrs = append(r.attrs, a)
	}
}

// attribute reads the attribute at i.
func (r *Reader) attribute(i int) (a attribute, next int, ok bool) {
	a.name = i
	if a.nameEnd, ok = r.name(i); !ok {
		return a, a.nameEnd, false
	}
	i = r.space(a.nameEnd)
	if r.at(i) != '=' {
		a.value, a.valueEnd = i, i
		r.note(Attribute, r.tagText())
		if i == a.nameEnd {
			return a, i, r.at(i) == '>' || r.at(i) == '/'
		}
		return a, a.nameEnd, true
	}
	i = r.space(i + 1)
	quote := r.at(i)
	if quote == '"' || quote == '\'' {
		a.value = i + 1
		for i++; ; i++ {
			if i == len(r.win) && !r.more() {
				return a, i, false
			}
			switch r.win[i] {
			case quote:
				a.valueEnd = i
				return a, i + 1, true
			case '<':
				return a, i, false
			}
		}
	}
	r.note(Attribute, r.tagText())
	a.value = i
	for ; ; i++ {
		if i == len(r.win) && !r.more() {
			return a, i, false
		}
		switch c := r.win[i]; {
		case isSpace(c), c == '>', c == '/' && r.at(i+1) == '>':
			a.valueEnd = i
			return a, i, i > a.value
		case c == '<', c == '"', c == '\'':
			return a, i, false
		}
	}
}

// tagText returns the name of the current tag.
func (r *Reader) tagText() string { return string(r.win[r.tagName:r.tagEnd]) }

// closes reports whether the end tag of the element whose name is at lo is at p, and returns
// the index behind it.
func (r *Reader) closes(p, lo, hi int) (next int, ok bool) {
	n := hi - lo
	for len(r.win) <= p+2+n {
		if !r.more() {
			return p, false
		}
	}
	if r.win[p] != '<' || r.win[p+1] != '/' || !bytes.Equal(r.win[p+2:p+2+n], r.win[lo:hi]) {
		return p, false
	}
	p += 2 + n
	if r.win[p] != '>' {
		p = r.space(p)
	}
	return p + 1, r.at(p) == '>'
}

// instruction returns the index behind the processing instruction at p. One that has lost
// its end ends with the first >, or before the next tag.
func (r *Reader) instruction(p int) (next int, ok bool) {
	first := -1
	for i := p + 2; ; i++ {
		switch c := r.at(i); {
		case c == '>' && r.win[i-1] == '?' && i > p+2:
			return i + 1, true
		case c == '>' && first < 0:
			first = i
		case c == '<', c == 0 && i >= len(r.win):
			if first >= 0 {
				i = first + 1
			}
			return i, false
		}
	}
}

// comment returns the index behind the comment at p. It reports false if the comment has
// lost its end: another one begins in it.
func (r *Reader) comment(p int) (next int, ok bool) {
	for i := p + len("<!--"); ; i++ {
		if i = r.index(i, hyphens); i < 0 {
			return len(r.win), false
		}
		switch {
		case r.at(i+2) == '>':
			return i + 3, true
		case r.win[i-1] == '!' && r.win[i-2] == '<' && i > p+len("<!--")+1:
			return i - 2, false
		}
	}
}

var hyphens = []byte("--")

// cause returns ErrCut if the text ends before p, ErrTooLarge if the item does, and else err.
func (r *Reader) cause(p int, err error) error {
	switch {
	case p < len(r.win):
		return err
	case r.over:
		return ErrTooLarge
	case r.err != nil:
		return ErrCut
	}
	return err
}
