package wordpress

import (
	"path"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
)

// An attrEdit is a value of an attribute to be replaced, or an insertion.
type attrEdit struct {
	from, to int
	with     string
}

// finish rewrites the tags of text: addresses by Link, sizes and alternative texts of
// pictures by Media, and shortcodes inside attributes.
func (b *body) finish(text string) string {
	if b.options.Link == nil && strings.IndexByte(text, '[') < 0 && !strings.Contains(text, "<img") {
		return text
	}
	var out []byte
	var edits []attrEdit
	var attrs []html.Attr
	keep := func(a html.Attr) { attrs = append(attrs, a) }
	done := 0
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		var t html.Tag
		attrs = attrs[:0]
		t.Read(text, i, keep)
		if t.Open {
			break
		}
		i = t.End
		if t.Kind != html.StartTag {
			continue
		}
		edits = b.editAttrs(edits[:0], text, attrs)
		if t.Element == html.Img {
			edits = b.completePicture(edits, text, &t, attrs)
		}
		if out == nil && len(edits) > 0 {
			out = make([]byte, 0, len(text)+len(text)/8)
		}
		for _, e := range edits {
			out = append(append(out, text[done:e.from]...), e.with...)
			done = e.to
		}
		if (t.Element == html.Script || t.Element == html.Style) && !t.SelfClosing {
			_, i, _ = t.EndOfRaw(text)
		}
	}
	if done == 0 && out == nil {
		return text
	}
	return string(append(out, text[done:]...))
}

// startOfValue returns the index of the value of a in text, after the quotation mark if it
// has one.
func startOfValue(text string, a html.Attr) int {
	i := a.At + len(a.Name)
	for i < len(text) && html.IsSpace(text[i]) {
		i++
	}
	if i == len(text) || text[i] != '=' { // no value
		return i
	}
	for i++; i < len(text) && html.IsSpace(text[i]); {
		i++
	}
	if i < len(text) && (text[i] == '"' || text[i] == '\'') {
		i++
	}
	return i
}

// editAttrs appends the edits of the values of attributes to edits.
func (b *body) editAttrs(edits []attrEdit, text string, attrs []html.Attr) []attrEdit {
	for _, a := range attrs {
		if a.Value == "" {
			continue
		}
		value := a.Value
		if strings.IndexByte(value, '[') >= 0 {
			value = b.replaceUnknown(value, inline)
		}
		if b.options.Link != nil {
			switch strings.ToLower(a.Name) {
			case "href", "src", "poster", "data-src", "data-lazy-src", "data-original", "data-full-url", "data-link", "data":
				value = b.link(value)
			case "srcset", "data-srcset", "data-lazy-srcset":
				value = b.links(value)
			}
		}
		if value != a.Value {
			from := startOfValue(text, a)
			if strings.ContainsAny(value, " \t\r\n>") && text[from-1] != '"' && text[from-1] != '\'' {
				value = `"` + value + `"`
			}
			edits = append(edits, attrEdit{from, from + len(a.Value), value})
		}
	}
	return edits
}

// link returns an address as Link rewrites it, escaped.
func (b *body) link(value string) string {
	old := html.Unescape(strings.TrimSpace(value))
	if old == "" || old[0] == '#' {
		return value
	}
	if link := b.options.Link(old); link != old {
		return escape(link)
	}
	return value
}

// links rewrites the addresses of a srcset.
func (b *body) links(value string) string {
	var out strings.Builder
	changed := false
	for i := 0; i < len(value); {
		start := i
		for i < len(value) && (html.IsSpace(value[i]) || value[i] == ',') {
			i++
		}
		out.WriteString(value[start:i])
		start = i
		for i < len(value) && !html.IsSpace(value[i]) {
			i++
		}
		address := strings.TrimRight(value[start:i], ",")
		link := b.link(address)
		changed = changed || link != address
		out.WriteString(link + value[start+len(address):i])
		if len(address) < i-start { // no descriptor
			continue
		}
		start = i
		for i < len(value) && value[i] != ',' {
			i++
		}
		out.WriteString(value[start:i])
	}
	if !changed {
		return value
	}
	return out.String()
}

// completePicture appends what a picture lacks to edits: how it is loaded, as
// wp_img_tag_add_loading_optimization_attrs of WordPress 7.1 has it, and, if its class names
// an attachment, the size and the alternative text.
func (b *body) completePicture(edits []attrEdit, text string, t *html.Tag, attrs []html.Attr) []attrEdit {
	var id int64
	src, optimized, described, loading, decoding, sides := "", false, false, false, false, 0
	for _, a := range attrs {
		switch strings.ToLower(a.Name) {
		case "class":
			id = attachmentOf(a.Value)
		case "src":
			src = html.Unescape(a.Value)
			optimized = text[startOfValue(text, a)-1] == '"' // as WordPress has it
		case "width", "height":
			sides++
		case "alt":
			described = true
		case "loading", "fetchpriority":
			loading = true
		case "decoding":
			decoding = true
		}
	}
	var with string
	if id != 0 && b.options.Media != nil && (sides == 0 || !described) {
		if m, ok := b.options.Media(id); ok {
			if size := dimensions(sizeOf(m, src)); sides == 0 && size != "" {
				with, sides = size, 2
			}
			if !described && m.Alt != "" {
				with += ` alt="` + escape(m.Alt) + `"`
			}
		}
	}
	if optimized && !decoding {
		with = ` decoding="async"` + with
	}
	if optimized && !loading && sides == 2 {
		with = ` loading="lazy"` + with
	}
	if with == "" {
		return edits
	}
	at := t.Start + len("<") + len(t.Name)
	return append([]attrEdit{{at, at, with}}, edits...)
}

// attachmentOf returns the number in the class wp-image-NUMBER, or 0.
func attachmentOf(class string) int64 {
	for token := range strings.FieldsSeq(class) {
		if digits, ok := strings.CutPrefix(token, "wp-image-"); ok {
			if id, err := strconv.ParseInt(digits, 10, 64); err == nil && id > 0 {
				return id
			}
		}
	}
	return 0
}

// sizeOf returns the size of the file of m that src names, as wp_image_src_get_dimensions
// does; 0, 0 if it is none of them.
func sizeOf(m presse.Media, src string) (width, height int) {
	name := path.Base(src)
	if name == path.Base(m.URL) {
		return m.Width, m.Height
	}
	for _, r := range m.Renditions {
		if name == path.Base(r.URL) {
			return r.Width, r.Height
		}
	}
	return 0, 0
}
