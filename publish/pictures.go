package publish

import (
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/letters"
)

var errExpired = errors.New("the rights to this picture have ended")

// A picture has many addresses: WordPress alone stores half a dozen sizes of each. The rights
// to it end for all of them at once, so they have one key.

var (
	// sized is what WordPress puts after the name of a picture that it has made smaller, turned
	// or edited (wp-admin/includes/image.php and image-edit.php: "-300x200", "-scaled",
	// "-rotated", "-e1612345678901"), and what is put after it for screens of twice the density.
	sized = regexp.MustCompile(`(-[0-9]{1,5}x[0-9]{1,5}|-scaled|-rotated|-e[0-9]{10,13}|@[0-9]x)+$`)

	// photon is a host of WordPress.com that sends the pictures of other sites:
	// "i0.wp.com/remparts.exemple.ma/photo.jpg".
	photon = regexp.MustCompile(`^i[0-9]\.wp\.com$`)
)

// pictureTypes are the formats in which sites offer one picture: photo.jpg is photo.webp, and
// photo.jpg.webp.
var pictureTypes = map[string]bool{
	".jpg": true, ".jpeg": true, ".jpe": true, ".png": true, ".gif": true, ".webp": true,
	".avif": true, ".heic": true, ".bmp": true, ".tif": true, ".tiff": true, ".jxl": true, ".svg": true,
}

// pictureKey returns what the addresses of one picture have in common. The scheme, a "www." and
// the query of a file that is a picture do not matter: "?w=300" is a size.
func pictureKey(uri string) string {
	u, err := url.Parse(strict(uri))
	if err != nil {
		return uri
	}
	host, file := strings.ToLower(u.Host), letters.NFC(u.Path)
	if photon.MatchString(host) {
		host, file, _ = strings.Cut(strings.TrimPrefix(file, "/"), "/")
		file = "/" + file
	}
	host = strings.TrimPrefix(host, "www.")
	name, isPicture := file, false
	for ext := path.Ext(name); pictureTypes[strings.ToLower(ext)]; ext = path.Ext(name) {
		name, isPicture = strings.TrimSuffix(name, ext), true
		name = sized.ReplaceAllString(name, "")
	}
	if !isPicture {
		return host + file + "?" + u.RawQuery
	}
	return host + name
}

// A rights is when the rights to pictures end, by their keys: the earliest instant that any
// member of the story has for them. It is nil if none ends.
type rights map[string]time.Time

// rightsOf returns the ends of rights that a story knows. They apply wherever the story has the
// picture, in its body too.
func (r *releasing) rightsOf() {
	add := func(m *presse.Media) {
		expiry := m.Credit.Expiry
		if expiry.IsZero() {
			return
		}
		if r.rights == nil {
			r.rights = make(rights)
		}
		note := func(base *url.URL, raw string) {
			uri, err := absolute(base, raw)
			if err != nil {
				return
			}
			key := pictureKey(uri)
			if known, ok := r.rights[key]; !ok || expiry.Before(known) {
				r.rights[key] = expiry
			}
		}
		// A relative address in the body belongs to the page, elsewhere to the site. The same
		// words are taken for the same picture.
		page, err := url.Parse(r.out.page)
		if err != nil || r.out.page == "" {
			page = r.base
		}
		for _, base := range []*url.URL{r.base, page} {
			note(base, m.URL)
			for _, rendition := range m.Renditions {
				note(base, rendition.URL)
			}
		}
	}
	add(&r.in.Lead)
	for i := range r.in.Media {
		add(&r.in.Media[i])
	}
	for _, notes := range [][]presse.Note{r.in.Corrections, r.in.Live} {
		for i := range notes {
			for j := range notes[i].Media {
				add(&notes[i].Media[j])
			}
		}
	}
	for key, expiry := range r.rights {
		if r.at.Before(expiry) {
			if r.out.free { // the body may show it
				r.until(expiry)
			}
			continue
		}
		if r.out.expired == nil {
			r.out.expired = make(expired)
		}
		r.out.expired[key] = true
	}
}

// expired has the keys of the pictures that may not be used any more.
type expired map[string]bool

// has reports whether an absolute URI is that of such a picture.
func (e expired) has(uri string) bool { return len(e) > 0 && e[pictureKey(uri)] }

// withoutPictures returns HTML in the normal form of internal/markup, whose addresses are
// absolute, without expired pictures: their elements, links to them, and what is left empty,
// such as a figure with its caption. The result is to be sanitized again.
func withoutPictures(in string, e expired) string {
	w := stripping{in: in, expired: e, out: make([]byte, 0, len(in)), open: []frame{{}}}
	for i := 0; i < len(in); {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			w.text(in[i:])
			break
		}
		w.text(in[i : i+n])
		i = w.tag(i + n)
	}
	return string(w.out)
}

// stripping removes pictures from HTML in one pass.
type stripping struct {
	in      string
	expired expired
	out     []byte
	open    []frame // elements that are open, innermost last; the first is the text itself
	attrs   []html.Attr
}

// A frame is an open element.
type frame struct {
	element html.Element
	start   int  // of the element in out
	caption bool // of a figure
	figure  bool // or another element that consists of a picture and its caption
	table   bool // a part of a table, which is left where it is
	link    bool // a link that is removed: its start tag is not in out
	removed bool // something in it was removed
	real    bool // has something to see, captions of figures excepted
	sources int  // of a video or sound: those that are left
}

func (w *stripping) top() *frame { return &w.open[len(w.open)-1] }

func (w *stripping) text(s string) {
	if strings.TrimSpace(s) != "" {
		w.top().real = true
	}
	w.out = append(w.out, s...)
}

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
	var class string
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
		case a.Name == "poster" && w.expired.has(value), strings.HasPrefix(a.Name, "data-") && w.names(value):
			changed = true
			continue
		}
		changed = changed || kept != a.Value
		tag = append(append(append(append(append(tag, ' '), a.Name...), `="`...), kept...), '"')
	}
	tag = append(tag, '>')
	gone := w.expired.has(address)
	if changed {
		w.top().removed = true
	}
	switch e := t.Element; {
	case gone && e == html.A:
		w.open = append(w.open, frame{element: e, start: len(w.out), link: true, removed: true})
		return t.End
	case gone:
		w.top().removed = true
		return w.after(t)
	case e == html.Source:
		if address == "" && sources == 0 {
			w.top().removed = true
			return t.End
		}
		w.top().sources++
	case e.Has(html.Void) && e != html.Br, e == html.Iframe:
		w.top().real = true
	}
	if t.Element.Has(html.Void) {
		w.out = append(w.out, tag...)
		return t.End
	}
	f := frame{element: t.Element, start: len(w.out)}
	f.figure = t.Element == html.Figure || hasToken(class, "wp-caption") || hasToken(class, "gallery-item")
	f.caption = t.Element == html.Figcaption || hasToken(class, "wp-caption-text")
	f.table = t.Element.Has(html.Tabular)
	if (t.Element == html.Video || t.Element == html.Audio) && address != "" {
		f.sources++
	}
	w.open = append(w.open, f)
	w.out = append(w.out, tag...)
	return t.End
}

// end closes the innermost element, and removes it if nothing is left of it.
func (w *stripping) end(tag string) {
	f := *w.top()
	w.open = w.open[:len(w.open)-1]
	up := w.top()
	player := f.element == html.Video || f.element == html.Audio
	if player {
		f.real = f.sources > 0
	}
	up.removed = up.removed || f.removed
	if f.removed && !f.real && !f.table && (!f.caption || !up.figure) {
		w.out = w.out[:f.start]
		return
	}
	if !f.link {
		w.out = append(w.out, tag...)
	}
	if !f.caption || !up.figure {
		up.real = up.real || f.real
	}
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
	value = strings.ReplaceAll(value, `\/`, "/")
	for key := range w.expired {
		if name := key[strings.LastIndexByte(key, '/')+1:]; name != "" && strings.Contains(value, name) {
			return true
		}
	}
	return false
}

// hasToken reports whether a list of tokens has one.
func hasToken(list, token string) bool {
	for t := range strings.FieldsSeq(list) {
		if t == token {
			return true
		}
	}
	return false
}
