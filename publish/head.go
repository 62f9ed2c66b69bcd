package publish

import (
	"fmt"
	"html/template"
	"sync"
)

// Head returns the elements that the head of the page of a story must have, one a line: the
// title and description, the page to index, what search engines may show, links to the
// editions in other languages, Open Graph, the card of X, and the structured data of
// [Site.AppendJSONLD] and of the breadcrumb, each in a script element of its own. The
// character encoding, the viewport and style sheets are the template's. Head returns "" for
// the zero Release, and for one of another Site.
//
// A story that is news of a narrower type, such as an OpinionNewsArticle or a LiveBlogPosting,
// is described twice under one @id, as a NewsArticle too, since that is the type that search
// engines document. A horoscope is no news, and neither is satire.
//
// The title is Titles["seo"], on social networks Titles["social"], else the headline. A story
// without any is called by the beginning of its deck or text, else by its kicker, else by the name
// of the newspaper; so it is in feeds. The description is the deck, else the beginning of the text if the story is free. Only editions
// that may be shown and name this one in turn are linked to, in the codes that Google knows:
// Tamazight (zgh) and Kabyle have none. x-default is the same on the page of every edition.
//
// No text can end an element or an attribute, whatever it contains. What is left out is
// reported to Lost, once for each Release.
func (s *Site) Head(r Release) template.HTML {
	story := s.of(r)
	if story == nil {
		return ""
	}
	w := writers.Get().(*writer)
	defer w.done()
	w.b, w.story, w.facts = w.b[:0], story, story.known()
	w.page()
	w.openGraph()
	w.card()
	w.articles()
	w.script(w.breadcrumb)
	return template.HTML(w.b)
}

// A writer appends to b what the head of a page says.
type writer struct {
	b []byte
	*story
	*facts
}

// writers keeps the buffers of earlier calls.
var writers = sync.Pool{New: func() any { return new(writer) }}

// maxKept is the length of a buffer that is kept. Few heads are as long: those of live blogs.
const maxKept = 64 << 10

// done gives the writer back.
func (w *writer) done() {
	if w.story, w.facts = nil, nil; cap(w.b) <= maxKept {
		writers.Put(w)
	}
}

// page writes what search engines read.
func (w *writer) page() {
	w.raw("<title>")
	w.b = appendText(w.b, w.facts.title, inHTML)
	w.raw("</title>\n")
	w.named("description", w.description)
	for _, a := range w.authors {
		w.named("author", a.name) // one element for each (WHATWG HTML, section 4.2.5.1)
	}
	w.robots()
	w.link("canonical", "", w.canonical)
	for _, l := range w.facts.links {
		w.link("alternate", l.code, l.page)
	}
}

// robots writes the rules for search engines (Google Search Central, "Robots meta tag"). An
// image is shown large in Discover only where the page allows it. How much text may be shown
// is left to the newspaper, whose rights it concerns in Europe: another element may say so,
// since the stricter of two rules applies.
func (w *writer) robots() {
	w.raw(`<meta name="robots" content="`)
	if w.a.NoIndex {
		w.raw("noindex")
	} else {
		w.raw("max-image-preview:large")
		if w.expiry != "" {
			w.raw(", unavailable_after:")
			w.raw(w.expiry)
		}
	}
	w.raw("\">\n")
}

// link writes an element link, unless it leads nowhere.
func (w *writer) link(rel, lang, page string) {
	if page == "" {
		return
	}
	w.raw(`<link rel="`)
	w.raw(rel)
	if lang != "" {
		w.raw(`" hreflang="`)
		w.raw(lang)
	}
	w.raw(`" href="`)
	w.b = appendText(w.b, page, inHTML)
	w.raw("\">\n")
}

// named and property write an element meta, unless it has nothing to say. Open Graph is RDFa,
// which has the attribute property.
func (w *writer) named(name, content string)    { w.meta("name", name, content) }
func (w *writer) property(name, content string) { w.meta("property", name, content) }

func (w *writer) meta(attribute, name, content string) {
	start := len(w.b)
	w.raw("<meta ")
	w.raw(attribute)
	w.raw(`="`)
	w.raw(name)
	w.raw(`" content="`)
	empty := len(w.b)
	if w.b = appendText(w.b, content, inHTML); len(w.b) == empty {
		w.b = w.b[:start]
		return
	}
	w.raw("\">\n")
}

// script writes structured data.
func (w *writer) script(data func()) {
	w.raw(`<script type="application/ld+json">`)
	data()
	w.raw("</script>\n")
}

// raw appends what is HTML or JSON already.
func (w *writer) raw(s string) { w.b = append(w.b, s...) }

// indexed returns the name of an element of a field.
func indexed(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }
