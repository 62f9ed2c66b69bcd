package publish

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

var errExpired = errors.New("the rights to this picture have ended")

// rightsOf returns the ends of rights that a story and its site know. They apply wherever the
// story has the picture, in its body too.
func (r *releasing) rightsOf() {
	ids := rights{ends: make(map[string]time.Time)} // by keyOfID: the other sizes and crops of a picture may be members of their own
	r.eachMedia(func(m *presse.Media) {
		if end := m.Credit.Expiry; !end.IsZero() {
			ids.note(keyOfID(m), end)
		}
	})
	r.eachMedia(func(m *presse.Media) {
		end := m.Credit.Expiry
		if of, ok := ids.ends[keyOfID(m)]; ok && m.ID != "" && (end.IsZero() || of.Before(end)) {
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
	if r.rights == nil {
		return
	}
	if r.out.free { // the body may show them
		for _, end := range r.rights.ends {
			r.until(end)
		}
	}
	r.out.expired = newExpired(r.rights, r.at)
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
		r.rights = &rights{ends: make(map[string]time.Time), named: make(map[string][][]string), hosts: make(map[string]bool)}
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
				r.rights.noteAt(uri, end, 0)
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
	rights *rights
	at     time.Time
	names  *strings.Replacer // replaces the names of their files
}

func newExpired(r *rights, at time.Time) *expired {
	e, any := &expired{rights: r, at: at}, false
	var names []string
	for key, end := range r.ends {
		if !e.past(end) {
			continue
		}
		file := strings.NewReplacer(string(video), ".", string(sound), ".", string(script), "", string(bare), "").Replace(key)
		if name := file[strings.LastIndexByte(file, '/')+1:]; name != "" && key[0] != ' ' {
			names = append(names, name, "")
		}
		any = true
	}
	if !any {
		return nil
	}
	e.names = strings.NewReplacer(names...)
	return e
}

// past reports whether rights that end then have ended.
func (e *expired) past(end time.Time) bool { return !end.IsZero() && !e.at.Before(end) }

// has reports whether an absolute URI is that of such a picture.
func (e *expired) has(uri string) bool { return e != nil && e.past(e.rights.end(uri)) }

// hasClass reports whether a class of an image says that it is such a picture: "wp-image-77" has
// the ID that WordPress has for it (wp_image_add_srcset_and_sizes in wp-includes/media.php).
func (e *expired) hasClass(class string) bool {
	for token := range strings.FieldsSeq(class) {
		if id, ok := strings.CutPrefix(token, "wp-image-"); ok && id != "" && e.past(e.rights.ends[keyOfID(&presse.Media{ID: id})]) {
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
