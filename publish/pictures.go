package publish

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/presse-go/presse/internal/html"
)

// withoutPictures returns HTML in the normal form of internal/markup, whose addresses are
// absolute, without expired pictures: their elements, links to them, their captions, and what is
// left empty. The elements whose ids are in described are captions of expired pictures. The
// result is to be sanitized again.
func withoutPictures(in string, e *expired, described map[string]bool) string {
	w := stripping{in: in, expired: e, described: described, out: make([]byte, 0, len(in)), open: []frame{{}}}
	for i := 0; i < len(in); {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			w.text(in[i:])
			break
		}
		w.text(in[i : i+n])
		i = w.tag(i + n)
	}
	w.captions(w.top())
	return w.result()
}

// stripping removes pictures from HTML in one pass.
type stripping struct {
	in        string
	expired   *expired
	described map[string]bool
	out       []byte
	cuts      []cut   // of out: captions, which are known when the element around them ends
	open      []frame // elements that are open, innermost last; the first is the text itself
	attrs     []html.Attr
}

// A cut is out[start:end].
type cut struct{ start, end int }

// A frame is an open element.
type frame struct {
	element   html.Element
	start     int  // of the element in out
	inner     int  // of its content
	named     bool // its class says that it is a caption
	figure    bool // it consists of a picture and its caption, if it has a picture
	described bool // it is the description of an expired picture
	link      bool // a link that is removed: its start tag is not in out
	removed   bool // something in it was removed
	broken    bool // a br follows its last part
	wide      bool // a table with rows of several cells
	sources   int  // of a video or sound: those that are left
	parts     []part
}

// A part is what a reader sees in an element.
type part struct {
	what       what
	start, end int  // in out
	inline     bool // in a line, which more text may continue
	media      bool // there is a picture in it, or another medium
	term       bool // a dt
}

// what is what a part is.
type what uint8

const (
	gone    what = iota // there was a picture here
	media               // a picture, video or sound, and no text but its caption
	caption             // its class says so
	title               // of a figure, table or details: there is nothing to see in it without the rest
	aside               // text that is a caption if a picture precedes it: small, cite, dt, dd
	text                // a paragraph or a line
	content             // anything else: several paragraphs, a list, a heading
)

func (w *stripping) top() *frame { return &w.open[len(w.open)-1] }

// add adds a part to an element.
func (f *frame) add(p part) {
	if n := len(f.parts); n > 0 && p.inline {
		last := &f.parts[n-1]
		if last.inline && (last.what == text || last.what == aside && p.what == text && !f.broken) {
			last.what, last.end = text, p.end
			f.broken = false
			return
		}
	}
	f.broken = false
	f.parts = append(f.parts, p)
}

// gone notes that something was removed from the innermost element, at the end of out.
func (w *stripping) gone() {
	w.top().removed = true
	w.top().add(part{what: gone, start: len(w.out), end: len(w.out)})
}

// text writes text without addresses of expired pictures: WordPress shows the player of an
// address alone in a paragraph, and readers follow one that is not a link.
func (w *stripping) text(s string) {
	if strings.Contains(s, "://") {
		if kept := w.withoutAddresses(s); kept != s {
			s = kept
			w.top().removed = true
			if strings.TrimSpace(s) == "" {
				w.gone()
			}
		}
	}
	start := len(w.out)
	w.out = append(w.out, s...)
	if strings.TrimSpace(s) != "" {
		w.top().add(part{what: text, start: start, end: len(w.out), inline: true})
	}
}

// withoutAddresses does that for text with character references.
func (w *stripping) withoutAddresses(s string) string {
	var kept []byte
	start := 0
	for i := 0; ; {
		n := strings.Index(s[i:], "://")
		if n < 0 {
			return string(append(kept, s[start:]...))
		}
		from := i + n
		for from > start && isSchemeByte(s[from-1]) {
			from--
		}
		i += n + len("://")
		if end := strings.IndexFunc(s[i:], unicode.IsSpace); end >= 0 {
			i += end
		} else {
			i = len(s)
		}
		whole, end := s[from:i], i
		for _, raw := range []string{whole, strings.TrimRight(whole, closing), strings.TrimRight(html.Unescape(whole), closing)} {
			if uri, err := absolute(nil, html.Unescape(raw)); err != nil || !w.expired.has(uri) {
				continue
			}
			if strings.HasPrefix(whole, raw) {
				end = from + len(raw)
			}
			kept, start = append(kept, s[start:from]...), end
			break
		}
	}
}

// closing is what may follow an address without being a part of it.
const closing = `.,;:!?)]}>»”’"'…`

// isSchemeByte reports whether a scheme of the web may contain c.
func isSchemeByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// tag reads the tag at in[at] and returns the index after what it stands for.
func (w *stripping) tag(at int) int {
	var t html.Tag
	w.attrs = w.attrs[:0]
	t.Read(w.in, at, func(a html.Attr) { w.attrs = append(w.attrs, a) })
	switch t.Kind {
	case html.StartTag:
		return w.start(&t)
	case html.EndTag:
		if len(w.open) > 1 {
			w.end(w.in[t.Start:t.End])
			return t.End
		}
	}
	w.out = append(w.out, w.in[t.Start:t.End]...)
	return t.End
}

// start writes a start tag without addresses of expired pictures, or skips the element.
func (w *stripping) start(t *html.Tag) int {
	address, tag, changed := "", []byte("<"+t.Name), false
	var class, id string
	sources := 0
	for _, a := range w.attrs {
		value := html.Unescape(a.Value)
		kept := a.Value
		switch {
		case a.Name == "src" || a.Name == "href":
			address = value
		case a.Name == "srcset":
			if kept = w.candidates(a.Value); kept == "" {
				changed = true
				continue
			}
			sources++
		case a.Name == "class":
			class = value
		case a.Name == "id":
			id = value
		case (a.Name == "poster" || a.Name == "cite") && w.expired.has(value), strings.HasPrefix(a.Name, "data-") && w.names(value):
			changed = true
			continue
		}
		changed = changed || kept != a.Value
		tag = append(append(append(append(append(tag, ' '), a.Name...), `="`...), kept...), '"')
	}
	tag = append(tag, '>')
	isGone := w.expired.has(address) || t.Element == html.Img && w.expired.hasClass(class)
	if changed {
		w.top().removed = true
	}
	if isGone && t.Element == html.A {
		w.open = append(w.open, frame{element: html.A, start: len(w.out), inner: len(w.out), link: true, removed: true})
		return t.End
	}
	if isGone {
		w.gone()
		return w.after(t)
	}
	if t.Element == html.Source {
		if address == "" && sources == 0 {
			w.top().removed = true
			return t.End
		}
		w.top().sources++
	}
	f := frame{element: t.Element, start: len(w.out)}
	w.out = append(w.out, tag...)
	f.inner = len(w.out)
	if t.Element.Has(html.Void) {
		w.void(&f)
		return t.End
	}
	f.named, f.figure = ofPicture(class)
	f.figure = f.figure || t.Element == html.Figure
	f.described = id != "" && w.described[id]
	if (t.Element == html.Video || t.Element == html.Audio) && address != "" {
		f.sources++
	}
	w.open = append(w.open, f)
	return t.End
}

// void notes what a reader sees of a void element.
func (w *stripping) void(f *frame) {
	up := w.top()
	switch f.element {
	case html.Br:
		up.broken = true
	case html.Img:
		up.add(part{what: media, start: f.start, end: len(w.out), media: true})
	case html.Hr:
		up.add(part{what: content, start: f.start, end: len(w.out)})
	}
}

// end closes the innermost element, and removes it if nothing is left of it.
func (w *stripping) end(tag string) {
	f := *w.top()
	w.open = w.open[:len(w.open)-1]
	up := w.top()
	up.removed = up.removed || f.removed
	if f.element == html.Video || f.element == html.Audio {
		f.parts = nil // what browsers show that cannot play it
		if f.sources > 0 {
			f.add(part{what: media, media: true})
		}
	}
	w.captions(&f)
	hasMedia := slices.ContainsFunc(f.parts, func(p part) bool { return p.media })
	switch fixed := f.element.Has(html.Tabular) && f.element != html.Table; {
	case f.described && !hasMedia:
		if fixed {
			w.cut(part{start: f.inner, end: len(w.out)})
			break
		}
		w.erase(f.start)
		up.removed = true
		return
	case f.removed && !fixed && !slices.ContainsFunc(f.parts, part.visible):
		w.erase(f.start)
		w.gone()
		return
	}
	if !f.link {
		w.out = append(w.out, tag...)
	}
	if f.link || f.element == html.Tr || f.element == html.Tbody || f.element == html.Thead || f.element == html.Tfoot {
		up.wide = up.wide || f.wide || f.element == html.Tr && len(f.parts) > 1
		for _, p := range f.parts {
			up.add(p)
		}
		return
	}
	if p := f.part(up, len(w.out)); len(f.parts) > 0 || f.element == html.Iframe {
		if f.element == html.Td || f.element == html.Th {
			p.start, p.end = f.inner, len(w.out)-len(tag)
		}
		p.media = p.media || hasMedia
		up.add(p)
	}
}

// visible reports whether there is something to see in a part by itself.
func (p part) visible() bool { return p.what != gone && p.what != title }

// part returns what an element, which has parts, is in the one around it.
func (f *frame) part(up *frame, end int) part {
	p := part{what: content, start: f.start, end: end}
	all := func(of ...what) bool {
		return !slices.ContainsFunc(f.parts, func(p part) bool { return !slices.Contains(of, p.what) })
	}
	inline := !f.element.Has(html.Block) && !f.element.Has(html.Tabular)
	switch e := f.element; {
	case e == html.Iframe:
		p.what, p.media = media, true
	case e == html.Figcaption && up.element == html.Figure, e == html.Caption, e == html.Summary:
		p.what = title
	case all(gone):
		p.what = gone
	case all(gone, media, caption, title) && !all(gone, caption, title):
		p.what = media
	case (f.named || e == html.Figcaption) && all(caption, text, aside, content), all(caption):
		p.what = caption
	case !all(text, aside) || len(f.parts) > 1:
	case e == html.Dt, e == html.Dd:
		p.what, p.term = aside, e == html.Dt
	case e == html.Small, e == html.Cite, (e == html.Em || e == html.I) && up.afterPicture():
		p.what, p.inline = aside, true
	case inline:
		p.what, p.inline = text, true
	case e == html.P, e == html.Div, e == html.Td, e == html.Th:
		p.what = text
	}
	return p
}

// afterPicture reports whether a line begins in an element, below a picture that was removed.
func (f *frame) afterPicture() bool {
	return f.broken && len(f.parts) > 0 && f.parts[len(f.parts)-1].what == gone
}

// captions cuts the captions of the pictures that were removed from an element, directly or with
// an element in it.
func (w *stripping) captions(f *frame) {
	if !f.removed || !slices.ContainsFunc(f.parts, func(p part) bool { return p.what == gone }) {
		return
	}
	count := func(of what) (n int) {
		for _, p := range f.parts {
			if p.what == of {
				n++
			}
		}
		return n
	}
	hasMedia := slices.ContainsFunc(f.parts, func(p part) bool { return p.media })
	texts, contents := count(text)+count(aside), count(content)
	// A figure that has one text has no other text than its caption; so has a table of one column
	// with a picture above or below, and a dl of two parts.
	figure := f.figure && texts <= 1 || f.element == html.Table && !f.wide && texts == 1 || f.element == html.Dl && texts == 1 && len(f.parts) == 2
	if !hasMedia && contents == 0 && figure {
		f.parts = slices.DeleteFunc(f.parts, func(p part) bool { return p.what != gone && w.cut(p) })
		return
	}
	if f.figure && hasMedia && count(caption) == 1 {
		return // of all its pictures
	}
	if !hasMedia && f.element == html.Figure {
		f.parts = slices.DeleteFunc(f.parts, func(p part) bool { return p.what == title && w.cut(p) })
	}
	of := owners(f.parts)
	i := 0
	f.parts = slices.DeleteFunc(f.parts, func(p part) bool {
		i++
		return of[i-1] == gone && (p.what == caption || p.what == aside) && w.cut(p)
	})
}

// owners returns for each part what it is the caption of, gone or media; content if it is none. A
// caption is next to its picture; in a run of pictures and captions that begins with one and ends
// with a picture, they precede their pictures. An aside follows its picture.
func owners(parts []part) []what {
	of := make([]what, len(parts))
	for start := 0; start < len(parts); {
		end := start
		for end < len(parts) && parts[end].what <= aside && !(end > start && parts[end].term && parts[end-1].what == aside && !parts[end-1].term) {
			end++
		}
		run := parts[start:end]
		if len(run) > 0 && run[0].what == caption && run[len(run)-1].what <= media {
			owner := content
			for i := len(run) - 1; i >= 0; i-- {
				if run[i].what <= media {
					owner = run[i].what
				}
				of[start+i] = owner
				if run[i].what == aside {
					of[start+i] = content
				}
			}
		} else {
			owner, first := content, content
			for _, p := range run {
				if p.what <= media {
					first = p.what
					break
				}
			}
			for i, p := range run {
				if p.what <= media {
					owner = p.what
				}
				of[start+i] = owner
				if owner == content && p.what == caption {
					of[start+i] = first
				}
			}
		}
		if end == start {
			of[end] = content
			end++
		}
		start = end
	}
	return of
}

// cut removes a part of out at the end, and returns true.
func (w *stripping) cut(p part) bool {
	w.cuts = append(w.cuts, cut{p.start, p.end})
	return true
}

// erase removes the end of out.
func (w *stripping) erase(start int) {
	w.out = w.out[:start]
	for len(w.cuts) > 0 && w.cuts[len(w.cuts)-1].start >= start {
		w.cuts = w.cuts[:len(w.cuts)-1]
	}
}

// result returns out without its cuts.
func (w *stripping) result() string {
	slices.SortFunc(w.cuts, func(a, b cut) int { return cmp.Compare(a.start, b.start) })
	kept, at := make([]byte, 0, len(w.out)), 0
	for _, c := range w.cuts {
		if c.start >= at {
			kept = append(kept, w.out[at:c.start]...)
		}
		at = max(at, c.end)
	}
	return string(append(kept, w.out[at:]...))
}

// after returns the index after an element, which cannot be inside another of its name.
func (w *stripping) after(t *html.Tag) int {
	if t.Element.Has(html.Void) {
		return t.End
	}
	end := "</" + t.Name + ">"
	if n := strings.Index(w.in[t.End:], end); n >= 0 {
		return t.End + n + len(end)
	}
	return len(w.in)
}

// candidates returns a srcset, in normal form, without expired pictures.
func (w *stripping) candidates(srcset string) string {
	var kept []string
	for candidate := range strings.SplitSeq(srcset, ", ") {
		address, _, _ := strings.Cut(candidate, " ")
		if !w.expired.has(html.Unescape(address)) {
			kept = append(kept, candidate)
		}
	}
	return strings.Join(kept, ", ")
}

// names reports whether the value of a data attribute, which may be an address or JSON, names
// an expired picture.
func (w *stripping) names(value string) bool {
	return w.expired.has(value) || w.expired.isNamed(strings.ReplaceAll(value, `\/`, "/"))
}

// ofPicture reports what the classes of an element say: that it is a caption, such as
// "wp-caption-text", "spip_doc_titre", "tr-caption", "photo-credit"; that it is made for a
// picture and what belongs to it, such as "img_caption" of Joomla, "image", "wp-caption".
func ofPicture(class string) (named, figure bool) {
	for token := range strings.FieldsSeq(strings.ToLower(class)) {
		var says [state + 1]bool
		for word := range strings.FieldsFuncSeq(token, func(c rune) bool { return !unicode.IsLetter(c) }) {
			says[classWords[word]] = true
		}
		isCaption := slices.ContainsFunc(captionWords, func(s string) bool { return strings.Contains(token, s) })
		if says[prose] && !isCaption || says[state] {
			continue
		}
		named = named || isCaption || says[heading] && says[depicting]
		figure = figure || isCaption || says[depicting] || token == "gallery-item"
	}
	return named, figure
}

// captionWords are in the names of classes of captions, in compounds too: "imageCaption".
var captionWords = []string{"caption", "legend", "légend", "credit", "crédit", "copyright"}

// What a word in the name of a class says.
const (
	_         = iota
	depicting // it is about a picture
	heading   // in the class of a picture, a caption
	prose     // the element has text beside a picture
	state     // it is about what is in the element
)

var classWords = map[string]int{
	"img": depicting, "image": depicting, "images": depicting, "photo": depicting, "photos": depicting, "picture": depicting, "figure": depicting,
	"illustration": depicting, "illus": depicting, "vignette": depicting, "thumb": depicting, "thumbnail": depicting, "thumbinner": depicting,
	"doc": depicting, "document": depicting, "documents": depicting,
	"title": heading, "titre": heading, "description": heading, "descriptif": heading, "desc": heading, "source": heading, "auteur": heading, "author": heading,
	"text": prose, "texte": prose, "content": prose, "contenu": prose, "body": prose, "cover": prose, "overlay": prose,
	"has": state, "with": state, "avec": state, "no": state, "without": state, "sans": state,
}
