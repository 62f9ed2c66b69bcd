package publish

import (
	"io"
	"iter"
	"time"

	"github.com/presse-go/presse/internal/xml"
)

// WriteAtom writes a feed in Atom (RFC 4287), in the order of in, with what WriteRSS writes.
// updated is the last change that readers saw: an update, a correction, an entry of live
// coverage, or else the publication. Since Atom requires it, a story without a date is left
// out and reported to Lost. That of a feed without a story is Feed.At, or 1970 if that is
// zero. The id of the feed is a tag URI of Site.Tag and Feed.Path, or of the section. Site.Logo
// is its logo, and its icon too if it is square. The type of the document is application/atom+xml
// (RFC 4287, section 7). Errors are those of [Site.WriteRSS].
func (s *Site) WriteAtom(w io.Writer, f Feed, in iter.Seq2[Release, error]) error {
	feed, err := s.collect("write Atom", w, f, in, true)
	if err != nil {
		return err
	}
	start := func(dst []byte) []byte { return feed.appendAtom(dst, f.At) }
	return feed.write(w, start, inAtom, appendEntry, "", "</feed>\n")
}

func (f *feed) appendAtom(dst []byte, at time.Time) []byte {
	dst = append(dst, xmlStart+`<feed xmlns="http://www.w3.org/2005/Atom"`...)
	dst = append(appendAttribute(dst, "xml:lang", f.lang), ">\n"...)
	dst = appendElement(dst, "id", f.id)
	dst = appendElement(dst, "title", f.title)
	if f.description != f.title {
		dst = appendElement(dst, "subtitle", f.description)
	}
	if f.changed.IsZero() {
		f.changed = at
		if !writable(at) {
			f.changed = time.Unix(0, 0).UTC()
		}
	}
	dst = appendInstant(dst, "updated", f.changed)
	dst = appendLink(dst, "alternate", f.home, "text/html")
	if f.self != "" {
		dst = appendLink(dst, "self", f.self, "application/atom+xml")
	}
	if f.hub != "" {
		dst = appendLink(dst, "hub", f.hub, "")
	}
	if f.logo.URL != "" {
		dst = appendElement(dst, "logo", f.logo.URL)
		if f.hasIcon() {
			dst = appendElement(dst, "icon", f.logo.URL)
		}
	}
	return appendPerson(dst, "author", agent{name: firstVisible(f.site.Name, f.base.Hostname()), url: homePage(f.base)})
}

func appendEntry(dst []byte, one *item) []byte {
	dst = append(dst, "<entry"...)
	if one.facts.lang != tag(one.site.Lang) {
		dst = appendAttribute(dst, "xml:lang", one.facts.lang)
	}
	dst = append(dst, ">\n"...)
	dst = appendElement(dst, "id", one.id)
	dst = appendElement(dst, "title", one.title)
	if writable(one.a.Published) {
		dst = appendInstant(dst, "published", one.a.Published)
	}
	dst = appendInstant(dst, "updated", changed(&one.a))
	dst = appendLink(dst, "alternate", one.page, "text/html")
	for _, who := range one.authors {
		dst = appendPerson(dst, "author", who)
	}
	for _, who := range one.contributors {
		dst = appendPerson(dst, "contributor", who)
	}
	for _, text := range one.categories {
		dst = append(appendAttribute(append(dst, "<category"...), "term", text), "/>\n"...)
	}
	dst = appendElement(dst, "summary", one.summary)
	if one.content != "" {
		dst = append(dst, `<content type="html">`...)
		dst = append(xml.AppendEscaped(dst, one.content), "</content>\n"...)
	}
	for _, m := range one.media {
		dst = append(dst, `<link rel="enclosure" href="`...)
		dst = append(appendURI(dst, m.URL), '"')
		dst = appendAttribute(dst, "type", typeOf(m.Type, m.URL))
		dst = appendNumber(dst, "length", m.Size)
		dst = appendAttribute(dst, "title", firstVisible(m.Caption, m.Alt))
		dst = append(dst, "/>\n"...)
	}
	dst = appendElement(dst, "rights", firstVisible(one.a.Source.Copyright))
	return append(dst, "</entry>\n"...)
}

func appendInstant(dst []byte, name string, t time.Time) []byte {
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendTime(dst, t)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}

func appendLink(dst []byte, rel, uri, mime string) []byte {
	dst = appendAttribute(append(dst, "<link"...), "rel", rel)
	dst = appendAttribute(dst, "type", mime)
	dst = append(dst, ` href="`...)
	return append(appendURI(dst, uri), "\"/>\n"...)
}

// appendPerson appends a Person construct (RFC 4287, section 3.2), which has a name.
func appendPerson(dst []byte, name string, who agent) []byte {
	if !visible(who.name) {
		return dst
	}
	dst = append(append(append(dst, '<'), name...), ">\n"...)
	dst = appendElement(dst, "name", who.name)
	dst = appendElement(dst, "uri", who.url)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}
