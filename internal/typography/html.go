package typography

import (
	"strings"
	"unsafe"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/words"
)

// HTML returns the HTML with the rules applied to its text: in itself, without allocating,
// if that changes nothing. Only text is replaced by text, never by a character that is
// markup, and no tag, comment or attribute is changed.
func (y *Style) HTML(in string) string {
	t := take(y)
	defer t.free()
	t.flat.read(in, y)
	t.turns = t.flat.turns
	t.scan(t.flat.string())
	if len(t.edits) == 0 {
		return in
	}
	t.flat.edits = t.flat.inSource(t.edits, t.flat.edits[:0])
	return apply(in, t.flat.edits)
}

// A flat is the text of HTML in one piece, with a line break where a block begins or ends,
// and opaque where something is left out of the line. It is not the text of
// internal/text: that leaves out captions, and does not know where its parts come from.
type flat struct {
	text  []byte
	runs  []run
	edits []Edit // in the source
	turns []turn // where the style changes

	in      string
	style   *Style // outside all frames
	frames  []frame
	refused bool // too many frames: nothing more is text
}

// A run is a part of the text that comes from one place in the source.
type run struct {
	at, stop   int // in the text
	start, end int // in the source
	reference  bool
}

// A turn is a place in the text, at the beginning of a line, where the style changes.
type turn struct {
	at    int
	style *Style
}

// A frame is an open element that decides whether its text is set, and how.
type frame struct {
	element html.Element
	nested  int  // elements of the same name inside it
	set     bool // its text is set
	code    bool // it or an element around it holds code, or is not to be translated
	style   *Style
}

// maxFrames limits the nesting of frames. Articles have two or three.
const maxFrames = 64

func (f *flat) size() int {
	return cap(f.text) + cap(f.runs) + cap(f.edits) + cap(f.turns)
}

// string returns the text without copying it. The text must not change while it is used.
func (f *flat) string() string { return unsafe.String(unsafe.SliceData(f.text), len(f.text)) }

// set reports whether text at this point is set.
func (f *flat) set() bool {
	if n := len(f.frames); n > 0 {
		return f.frames[n-1].set && !f.refused
	}
	return !f.refused
}

// current returns the style of text at this point.
func (f *flat) current() *Style {
	if n := len(f.frames); n > 0 {
		return f.frames[n-1].style
	}
	return f.style
}

// turn begins a line if the style before this point was another one.
func (f *flat) turn(before *Style) {
	if now := f.current(); now != before {
		f.lineBreak()
		f.turns = append(f.turns, turn{len(f.text), now})
	}
}

// read reads the text of in.
func (f *flat) read(in string, style *Style) {
	*f = flat{text: f.text[:0], runs: f.runs[:0], edits: f.edits[:0], frames: f.frames[:0], turns: f.turns[:0], in: in, style: style}
	var tag html.Tag
	for i := 0; i < len(in); {
		end := len(in)
		if n := strings.IndexByte(in[i:], '<'); n >= 0 {
			end = i + n
		}
		f.characters(i, end)
		if i = end; i == len(in) {
			break
		}
		tag.Read(in, i, nil)
		switch tag.Kind {
		case html.NoTag:
			f.add(i, i+1)
		case html.StartTag:
			f.start(&tag)
		case html.EndTag:
			f.end(&tag)
		}
		i = tag.End
	}
}

// start handles a start tag, and skips the content of an element without markup.
func (f *flat) start(tag *html.Tag) {
	e := tag.Element
	if e.Has(html.Block) { // ends an open p
		f.pop(html.P)
	}
	switch {
	case breaksLine(e):
		f.lineBreak()
	case e.Has(html.Raw) || e.Has(html.Void) && e != html.Wbr:
		f.opaque()
	}
	switch {
	case e.Has(html.Raw):
		_, tag.End, _ = tag.EndOfRaw(f.in)
		return
	case e.Has(html.Void):
		return
	}
	lang, ok, named := f.attributes(tag)
	code := isCode(tag) || named
	if code && tag.SelfClosing && (e == html.Svg || e == html.Other) {
		f.opaque()
		return
	}
	f.nest(e)
	if !code && !ok {
		return
	}
	if len(f.frames) == maxFrames {
		f.refused = true
		return
	}
	before := f.current()
	next := frame{element: e, set: true, code: code, style: before}
	if n := len(f.frames); n > 0 {
		next.code = code || f.frames[n-1].code
		next.set = f.frames[n-1].set
	}
	if ok {
		next.set = words.Language(lang) == "fr"
		if next.set && before.regional && breaksLine(e) && words.Region(lang) != "" {
			next.style = Of(lang)
		}
	}
	next.set = next.set && !next.code
	if next.set != f.set() && !breaksLine(e) {
		f.opaque()
	}
	f.frames = append(f.frames, next)
	f.turn(before)
}

// end handles an end tag.
func (f *flat) end(tag *html.Tag) {
	f.pop(tag.Element)
	if breaksLine(tag.Element) {
		f.lineBreak()
	}
}

// nest counts an element inside the innermost frame of the same name.
func (f *flat) nest(e html.Element) {
	for i := len(f.frames) - 1; i >= 0; i-- {
		if f.frames[i].element == e {
			f.frames[i].nested++
			return
		}
	}
}

// pop closes the innermost open element with the name of e, with the frames inside it.
func (f *flat) pop(e html.Element) {
	for i := len(f.frames) - 1; i >= 0; i-- {
		if f.frames[i].element != e {
			continue
		}
		if f.frames[i].nested > 0 {
			f.frames[i].nested--
			return
		}
		set, style := f.set(), f.current()
		f.frames = f.frames[:i]
		if f.set() != set {
			f.opaque()
		}
		f.turn(style)
		return
	}
}

// attributes returns the language that a start tag declares for its content, and whether it
// says that its content is a name or code: translate="no", class="notranslate". On the whole
// page that is said of the language of the page.
func (f *flat) attributes(tag *html.Tag) (lang string, ok, named bool) {
	const least = len("<b lang>")
	source := f.in[tag.Start:tag.End]
	if len(source) < least || !containsAny(source, "lang", "LANG", "Lang", "translate", "TRANSLATE", "Translate") {
		return "", false, false
	}
	page := tag.Element == html.Html || tag.Element == html.Body
	var again html.Tag
	again.Read(f.in, tag.Start, func(a html.Attr) {
		switch {
		case !ok && (strings.EqualFold(a.Name, "lang") || strings.EqualFold(a.Name, "xml:lang")):
			lang, ok = html.Unescape(a.Value), true
		case page:
		case strings.EqualFold(a.Name, "translate"):
			named = named || strings.EqualFold(a.Value, "no")
		case strings.EqualFold(a.Name, "class"):
			for class := range strings.FieldsSeq(a.Value) {
				named = named || class == "notranslate"
			}
		}
	})
	return lang, ok, named
}

func containsAny(s string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// breaksLine reports whether the tags of e end a line. Those of an unknown element do.
func breaksLine(e html.Element) bool {
	return e.Has(html.Breaks) || e == html.Td || e == html.Th || e == html.Br || e == html.Other
}

// isCode reports whether the content of the element that tag begins is not prose, or not
// part of the page.
func isCode(tag *html.Tag) bool {
	switch tag.Element {
	case html.Other:
		return strings.EqualFold(tag.Name, "math")
	case html.Code, html.Pre, html.Kbd, html.Samp, html.Tt, html.Var, html.Listing, html.Plaintext, html.Svg,
		html.Object, html.Video, html.Audio, html.Canvas, html.Select, html.Datalist, html.Template:
		return true
	}
	return false
}

// lineBreak ends the line.
func (f *flat) lineBreak() {
	if n := len(f.text); n > 0 && f.text[n-1] != '\n' {
		f.text = append(f.text, '\n')
	}
}

// opaque marks something visible that is not text.
func (f *flat) opaque() {
	f.text = append(f.text, string(opaque)...)
}

// characters adds the text in[start:end], which contains no tag.
func (f *flat) characters(start, end int) {
	if start == end || !f.set() {
		return
	}
	for start < end {
		n := strings.IndexByte(f.in[start:end], '&')
		if n < 0 {
			break
		}
		amp := start + n
		f.add(start, amp)
		r, r2, n := html.Reference(f.in[amp:end], false)
		if n == 0 {
			f.add(amp, amp+1)
			start = amp + 1
			continue
		}
		at := len(f.text)
		switch r {
		case '\t', '\n', '\f', '\r':
			r = ' '
		default:
			if r < ' ' { // not a space, and not a line break either
				r = opaque
			}
		}
		f.text = append(f.text, string(r)...)
		if r2 != 0 {
			f.text = append(f.text, string(r2)...)
		}
		f.runs = append(f.runs, run{at, len(f.text), amp, amp + n, true})
		start = amp + n
	}
	f.add(start, end)
}

// add adds the text in[start:end], which contains no tag and no reference. White space
// becomes spaces, and a blank line ends the line: it separates paragraphs in WordPress.
func (f *flat) add(start, end int) {
	if start == end {
		return
	}
	at := len(f.text)
	f.runs = append(f.runs, run{at, at + end - start, start, end, false})
	f.text = append(f.text, f.in[start:end]...)
	if strings.IndexByte(f.in[start:end], '\n') < 0 && strings.IndexByte(f.in[start:end], '\t') < 0 {
		return
	}
	newline := -1
	for i, c := range f.text[at:] {
		switch {
		case c > ' ':
			newline = -1
		case c == '\n' && newline >= 0:
			f.text[at+i] = '\n'
		case c == '\n':
			f.text[at+i] = ' '
			newline = i
		case c == '\t', c == '\r':
			f.text[at+i] = ' '
		}
	}
}

// inSource appends the edits of the text as edits of the source. An edit of a space across
// tags is made in its last part, and its other parts are removed; any other edit
// across tags is dropped.
func (f *flat) inSource(edits, to []Edit) []Edit {
	k := 0
	for _, e := range edits {
		for k+1 < len(f.runs) && f.runs[k+1].at <= e.Start {
			k++
		}
		last := k
		for last+1 < len(f.runs) && f.runs[last+1].at < e.End {
			last++
		}
		start, ok1 := f.source(k, e.Start, false)
		end, ok2 := f.source(last, e.End, true)
		if !ok1 || !ok2 {
			continue
		}
		if e.New == "" && joins(f.in, start, end) {
			continue
		}
		if f.whole(k, last) {
			to = append(to, Edit{start, end, e.New, e.Rule})
			continue
		}
		if !isSpaces(f.text[e.Start:e.End]) {
			continue
		}
		for j := k; j < last; j++ {
			to = append(to, Edit{start, f.runs[j].end, "", e.Rule})
			start = f.runs[j+1].start
		}
		to = append(to, Edit{start, end, e.New, e.Rule})
	}
	return to
}

// source returns the place in the source of an index in the text, which is in run k or, if
// end is true, at its end. It is not ok inside a reference.
func (f *flat) source(k, at int, end bool) (i int, ok bool) {
	r := f.runs[k]
	if !r.reference {
		return r.start + at - r.at, true
	}
	if end {
		return r.end, at == r.stop
	}
	return r.start, at == r.at
}

// whole reports whether the runs k to last follow each other in the source.
func (f *flat) whole(k, last int) bool {
	for ; k < last; k++ {
		if f.runs[k].end != f.runs[k+1].start {
			return false
		}
	}
	return true
}

// joins reports whether the source would be read differently if in[start:end] were removed:
// a reference without its semicolon would get one, or a < would begin a tag.
func joins(in string, start, end int) bool {
	i := start
	for i > 0 && start-i < 40 && (html.IsLetter(in[i-1]) || html.IsDigit(in[i-1]) || in[i-1] == '#') {
		i--
	}
	return i > 0 && (in[i-1] == '&' || in[i-1] == '<')
}

func isSpaces(b []byte) bool {
	s := string(b)
	return afterSpaces(s, 0) == len(s)
}
