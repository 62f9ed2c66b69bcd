package publish

import (
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/xml"
)

const rssStart = xmlStart + `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">` + "\n<channel>\n"

// The image of a channel has at most this width and height (rssboard.org/rss-specification,
// "<image> sub-element of <channel>").
const (
	maxLogoWidth  = 144
	maxLogoHeight = 400
)

// WriteRSS writes a feed in RSS 2.0 (rssboard.org/rss-specification and
// rssboard.org/rss-profile), in the order of in. Each item has its headline (see [Site.Head] for a story without one), address, an id,
// the instant of publication, an element for each person and agency that wrote it, or else one for
// the newspaper (dc:creator), its sections that are subjects, tags and subjects (category), the
// deck or an excerpt (description), pictures, videos and sounds (Media RSS) and, if the story is
// free, its body, sanitized for ScopeFeed (content:encoded). Corrections of a free story follow its
// description, a line each. Entries of live coverage are left to the page, but the last of
// them is a change of the item.
//
// The id is a tag URI (RFC 4151) of Site.Tag and the ID of the story, so that it stays when the
// address changes. lastBuildDate is the last change of the items. A story that somebody paid for
// says so in its description, and in a category. The type of the document, for a Content-Type
// header, is application/rss+xml.
//
// Reading in ends once Feed.Limit items are found. A story that comes twice, or whose address
// another item has, is left out and reported to Lost; so is a story without an address, one
// without an ID, by which readers know it when its address changes, one whose Until is not after Feed.At, and an error of in that is [presse.ErrItem]. Any other
// error of in is returned, and nothing is written.
//
// It is an *Error, and nothing is written, if the Site is at fault, or a field of the Feed
// ("path", "hub", "limit", "section": unknown or ambiguous), if w is nil, or if a Release is the
// zero one or of another Site. An error of w is returned as it is.
func (s *Site) WriteRSS(w io.Writer, f Feed, in iter.Seq2[Release, error]) error {
	feed, err := s.collect("write RSS", w, f, in, false)
	if err != nil {
		return err
	}
	return feed.write(w, feed.appendChannel, inRSS, appendItem, "", "</channel>\n</rss>\n")
}

func (f *feed) appendChannel(dst []byte) []byte {
	dst = append(dst, rssStart...)
	dst = appendElement(dst, "title", f.title)
	dst = appendElement(dst, "link", f.home)
	dst = appendElement(dst, "description", f.description)
	dst = appendElement(dst, "language", f.lang)
	if !f.changed.IsZero() {
		dst = appendDate(append(dst, "<lastBuildDate>"...), f.changed.UTC())
		dst = append(dst, "</lastBuildDate>\n"...)
	}
	if f.self != "" {
		dst = append(dst, `<atom:link rel="self" type="application/rss+xml" href="`...)
		dst = append(appendURI(dst, f.self), "\"/>\n"...)
	}
	if f.hub != "" { // w3.org/TR/websub, section 4, "Discovery"
		dst = append(dst, `<atom:link rel="hub" href="`...)
		dst = append(appendURI(dst, f.hub), "\"/>\n"...)
	}
	if l := f.logo; l.URL != "" && l.Width > 0 && l.Width <= maxLogoWidth && l.Height > 0 && l.Height <= maxLogoHeight {
		// Title and link are those of the channel (rssboard.org/rss-profile, "image").
		dst = append(dst, "<image>\n"...)
		dst = appendElement(dst, "url", l.URL)
		dst = appendElement(dst, "title", f.title)
		dst = appendElement(dst, "link", f.home)
		dst = appendElement(dst, "width", strconv.Itoa(l.Width))
		dst = appendElement(dst, "height", strconv.Itoa(l.Height))
		dst = append(dst, "</image>\n"...)
	}
	return dst
}

func appendItem(dst []byte, one *item) []byte {
	dst = append(dst, "<item>\n"...)
	dst = appendElement(dst, "title", one.title)
	dst = appendElement(dst, "link", one.page)
	dst = append(dst, `<guid isPermaLink="false">`...)
	dst = append(appendURI(dst, one.id), "</guid>\n"...)
	if t := one.a.Published; writable(t) {
		dst = appendDate(append(dst, "<pubDate>"...), t)
		dst = append(dst, "</pubDate>\n"...)
	}
	for _, who := range one.authors {
		dst = appendElement(dst, "dc:creator", who.name)
	}
	if one.facts.lang != tag(one.site.Lang) {
		dst = appendElement(dst, "dc:language", one.facts.lang)
	}
	dst = appendElement(dst, "dc:rights", one.a.Source.Copyright)
	for _, text := range one.categories {
		dst = appendElement(dst, "category", text)
	}
	dst = appendElementAs(dst, "description", one.summary, inHTMLInFeed)
	if one.content != "" { // after the description (rssboard.org/rss-profile, "content:encoded")
		dst = append(dst, "<content:encoded>"...)
		dst = xml.AppendCDATA(dst, one.content)
		dst = append(dst, "</content:encoded>\n"...)
	}
	caption := "media:description"
	if one.content == "" {
		// feedparser takes the second description of an item that has no content for the content.
		caption = "media:title"
	}
	for _, m := range one.media {
		m.Credit = one.credits[m.URL]
		dst = appendMedia(dst, m, caption)
	}
	return append(dst, "</item>\n"...)
}

// appendDate appends an instant as RFC 822 wants it, with a year of four digits
// (rssboard.org/rss-specification, "pubDate").
func appendDate(dst []byte, t time.Time) []byte {
	if _, offset := t.Zone(); offset%60 != 0 || offset < -maxOffset || offset > maxOffset {
		t = t.UTC()
	}
	return t.AppendFormat(dst, time.RFC1123Z)
}

// appendMedia appends a picture, video or sound (rssboard.org/media-rss), with its caption in the
// element of that name. Its credit has bare names.
func appendMedia(dst []byte, m presse.Media, caption string) []byte {
	dst = append(dst, `<media:content url="`...)
	dst = append(appendURI(dst, m.URL), '"')
	dst = appendAttribute(dst, "type", typeOf(m.Type, m.URL))
	switch medium := m.Kind; medium {
	case "video", "audio":
		dst = appendAttribute(dst, "medium", medium)
	default:
		dst = appendAttribute(dst, "medium", "image")
	}
	dst = appendNumber(dst, "fileSize", m.Size)
	dst = appendNumber(dst, "duration", seconds(m))
	dst = appendNumber(dst, "width", int64(m.Width))
	dst = appendNumber(dst, "height", int64(m.Height))
	dst = append(dst, ">\n"...)
	if text := firstVisible(m.Caption, m.Alt); text != "" {
		dst = append(append(append(dst, '<'), caption...), ` type="plain">`...)
		dst = appendText(dst, text, inFeed)
		dst = append(append(append(dst, "</"...), caption...), ">\n"...)
	}
	before := len(dst)
	for _, name := range m.Credit.Names {
		if name = firstVisible(name); name != "" {
			dst = append(dst, `<media:credit role="photographer">`...)
			dst = append(appendText(dst, name, inFeed), "</media:credit>\n"...)
		}
	}
	for _, name := range m.Credit.Agencies {
		dst = appendElement(dst, "media:credit", firstVisible(name))
	}
	if len(dst) == before { // it names nobody
		dst = appendElement(dst, "media:credit", firstVisible(m.Credit.Text))
	}
	if uri, width, height := thumbnail(m); uri != "" {
		dst = append(dst, `<media:thumbnail url="`...)
		dst = append(appendURI(dst, uri), '"')
		dst = appendNumber(dst, "width", int64(width))
		dst = appendNumber(dst, "height", int64(height))
		dst = append(dst, "/>\n"...)
	}
	return append(dst, "</media:content>\n"...)
}

// thumbnail returns the smallest rendition of a picture, or the picture itself.
func thumbnail(m presse.Media) (uri string, width, height int) {
	if !isImage(&m) {
		return "", 0, 0
	}
	uri, width, height = m.URL, m.Width, m.Height
	for _, r := range m.Renditions {
		if r.Width > 0 && (width == 0 || r.Width < width) {
			uri, width, height = r.URL, r.Width, r.Height
		}
	}
	return uri, width, height
}

// appendNumber appends an attribute, unless it is not positive.
func appendNumber(dst []byte, name string, n int64) []byte {
	if n <= 0 {
		return dst
	}
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(strconv.AppendInt(dst, n, 10), '"')
}
