package publish

import (
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/markup"
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
// the query of a file that is a picture do not matter: "?w=300" is a size. The page and the
// player of a video have one key.
func pictureKey(uri string) string {
	if key, ok := markup.PlayerKey(uri); ok {
		return key
	}
	u, err := url.Parse(strict(uri))
	if err != nil {
		return uri
	}
	host, file := strings.ToLower(u.Host), letters.NFC(u.Path)
	for strings.Contains(file, "//") { // servers of files read them as one
		file = strings.ReplaceAll(file, "//", "/")
	}
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

// note notes the end of the rights to what has a key.
func (r rights) note(key string, end time.Time) {
	if known, ok := r[key]; !ok || end.Before(known) {
		r[key] = end
	}
}

// rightsOf returns the ends of rights that a story and its site know. They apply wherever the
// story has the picture, in its body too.
func (r *releasing) rightsOf() {
	ids := make(rights) // by keyOfID: the other sizes and crops of a picture may be members of their own
	r.eachMedia(func(m *presse.Media) {
		if end := m.Credit.Expiry; !end.IsZero() {
			ids.note(keyOfID(m), end)
		}
	})
	r.eachMedia(func(m *presse.Media) {
		end := m.Credit.Expiry
		if of, ok := ids[keyOfID(m)]; ok && m.ID != "" && (end.IsZero() || of.Before(end)) {
			end = of
		}
		if !end.IsZero() {
			r.rightsTo(m, end)
		}
	})
	for _, m := range []*presse.Media{&r.site.Logo, &r.site.Image} {
		if end := m.Credit.Expiry; !end.IsZero() {
			r.rightsTo(m, end)
		}
	}
	keys := make(map[string]bool)
	for key, end := range r.rights {
		if !r.at.Before(end) {
			keys[key] = true
		} else if r.out.free { // the body may show it
			r.until(end)
		}
	}
	r.out.expired = newExpired(keys)
}

// eachMedia calls yield for the pictures, videos and sounds of the story.
func (r *releasing) eachMedia(yield func(*presse.Media)) {
	yield(&r.in.Lead)
	for i := range r.in.Media {
		yield(&r.in.Media[i])
	}
	for _, notes := range [][]presse.Note{r.in.Corrections, r.in.Live} {
		for i := range notes {
			for j := range notes[i].Media {
				yield(&notes[i].Media[j])
			}
		}
	}
}

// rightsTo notes when the rights to a picture end, at all its addresses.
func (r *releasing) rightsTo(m *presse.Media, end time.Time) {
	if r.rights == nil {
		r.rights = make(rights)
	}
	// A relative address in the body belongs to the page, elsewhere to the site. The same
	// words are taken for the same picture.
	page, err := url.Parse(r.out.page)
	if err != nil || r.out.page == "" {
		page = r.base
	}
	note := func(raw string) {
		for _, base := range []*url.URL{r.base, page} {
			if uri, err := absolute(base, raw); err == nil {
				r.rights.note(pictureKey(uri), end)
			}
		}
	}
	note(m.URL)
	for _, rendition := range m.Renditions {
		note(rendition.URL)
	}
	if m.ID != "" && isImage(m) {
		r.rights.note(keyOfID(m), end)
	}
}

// keyOfID returns the key of a picture by its ID, which is no key of an address. The IDs of
// pictures, videos and sounds may be those of different tables.
func keyOfID(m *presse.Media) string {
	switch m.Kind {
	case "video", "audio":
		return " " + m.Kind + " " + m.ID
	}
	return " image " + m.ID
}

// An expired is the pictures that may not be used any more. It is nil if there is none.
type expired struct {
	keys  map[string]bool
	names *strings.Replacer // replaces the names of their files
}

func newExpired(keys map[string]bool) *expired {
	if len(keys) == 0 {
		return nil
	}
	var names []string
	for key := range keys {
		if name := key[strings.LastIndexByte(key, '/')+1:]; name != "" && key[0] != ' ' {
			names = append(names, name, "")
		}
	}
	return &expired{keys, strings.NewReplacer(names...)}
}

// has reports whether an absolute URI is that of such a picture.
func (e *expired) has(uri string) bool { return e != nil && e.keys[pictureKey(uri)] }

// hasClass reports whether a class of an image says that it is such a picture: "wp-image-77" has
// the ID that WordPress has for it (wp_image_add_srcset_and_sizes in wp-includes/media.php).
func (e *expired) hasClass(class string) bool {
	for token := range strings.FieldsSeq(class) {
		if id, ok := strings.CutPrefix(token, "wp-image-"); ok && id != "" && e.keys[keyOfID(&presse.Media{ID: id})] {
			return true
		}
	}
	return false
}

// isNamed reports whether a text, such as JSON, has the name of the file of such a picture. A
// Replacer looks for all of them at once.
func (e *expired) isNamed(text string) bool {
	if e.names.Replace(text) != text {
		return true
	}
	if !strings.Contains(text, "%") {
		return false
	}
	decoded, err := url.PathUnescape(text)
	return err == nil && e.names.Replace(decoded) != decoded
}

// withoutPictures returns HTML in the normal form of internal/markup, whose addresses are
// absolute, without expired pictures: their elements, links to them, and what is left empty,
// such as a figure with its caption. The result is to be sanitized again.
func withoutPictures(in string, e *expired) string {
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
	expired *expired
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

// text writes text without addresses of expired pictures: WordPress shows the player of an
// address alone in a paragraph, and readers follow one that is not a link.
func (w *stripping) text(s string) {
	if strings.Contains(s, "://") {
		s = w.withoutAddresses(s)
	}
	if strings.TrimSpace(s) != "" {
		w.top().real = true
	}
	w.out = append(w.out, s...)
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
			w.top().removed = true
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
		case (a.Name == "poster" || a.Name == "cite") && w.expired.has(value), strings.HasPrefix(a.Name, "data-") && w.names(value):
			changed = true
			continue
		}
		changed = changed || kept != a.Value
		tag = append(append(append(append(append(tag, ' '), a.Name...), `="`...), kept...), '"')
	}
	tag = append(tag, '>')
	gone := w.expired.has(address) || t.Element == html.Img && w.expired.hasClass(class)
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
	return w.expired.has(value) || w.expired.isNamed(strings.ReplaceAll(value, `\/`, "/"))
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
