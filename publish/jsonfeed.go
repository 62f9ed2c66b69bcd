package publish

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/record"
)

var errNoType = errors.New("neither Media.Type nor the name of the file says what an attachment is")

// WriteJSONFeed writes a feed in JSON Feed 1.1 (jsonfeed.org/version/1.1), in the order of in,
// with what WriteRSS writes. A story without a body here, as one that is not free, has its
// deck as content_text, or its headline, since an item needs a content. The image of an item
// is the one next to the headline; videos, sounds and other pictures are attachments, and one
// whose type is not known is left out and reported to Lost. There are no extensions. The type of the document is
// application/feed+json. Errors are those of [Site.WriteRSS].
func (s *Site) WriteJSONFeed(w io.Writer, f Feed, in iter.Seq2[Release, error]) error {
	feed, err := s.collect("write JSON Feed", w, f, in, false)
	if err != nil {
		return err
	}
	return feed.write(w, feed.appendJSON, inJSONFeed, appendJSONItem, ",\n", "]}\n")
}

func (f *feed) appendJSON(dst []byte) []byte {
	dst = append(dst, `{"version":"https://jsonfeed.org/version/1.1","title":`...)
	dst = appendQuoted(dst, f.title)
	dst = appendMember(dst, "home_page_url", f.home)
	dst = appendMember(dst, "feed_url", f.self)
	dst = appendMember(dst, "description", f.description)
	if f.hasIcon() {
		dst = appendMember(dst, "icon", f.logo.URL)
	}
	dst = appendAuthors(dst, []agent{{name: firstVisible(f.site.Name, f.base.Hostname()), url: homePage(f.base)}})
	dst = appendMember(dst, "language", f.lang)
	if f.hub != "" {
		dst = append(dst, `,"hubs":[{"type":"WebSub","url":`...)
		dst = append(appendQuoted(dst, f.hub), "}]"...)
	}
	return append(dst, `,"items":[`+"\n"...)
}

func appendJSONItem(dst []byte, one *item) []byte {
	dst = append(dst, `{"id":`...)
	dst = appendQuoted(dst, one.id)
	dst = appendMember(dst, "url", one.page)
	dst = appendMember(dst, "title", one.title)
	if one.content != "" {
		dst = append(dst, `,"content_html":`...)
		dst = record.AppendString(dst, one.content)
	} else {
		dst = appendMember(dst, "content_text", one.summary)
	}
	dst = appendMember(dst, "summary", one.summary)
	lead := one.a.Lead.URL
	if !isImage(&one.a.Lead) {
		lead = ""
	}
	dst = appendMember(dst, "image", lead)
	if writable(one.a.Published) {
		dst = append(appendTime(append(dst, `,"date_published":"`...), one.a.Published), '"')
	}
	if t := changed(&one.a); writable(t) && !t.Equal(one.a.Published) {
		dst = append(appendTime(append(dst, `,"date_modified":"`...), t), '"')
	}
	dst = appendAuthors(dst, one.authors)
	if len(one.categories) > 0 {
		dst = append(dst, `,"tags":[`...)
		for i, text := range one.categories {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendQuoted(dst, text)
		}
		dst = append(dst, ']')
	}
	dst = appendMember(dst, "language", one.facts.lang)
	dst = one.appendAttachments(dst, lead)
	return append(dst, '}')
}

// appendAuthors appends the authors: each needs a name, an address or an avatar ("authors").
func appendAuthors(dst []byte, list []agent) []byte {
	dst = append(dst, `,"authors":[`...)
	for i, who := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = appendQuoted(dst, who.name)
		dst = append(appendMember(dst, "url", who.url), '}')
	}
	return append(dst, ']')
}

// appendAttachments appends what goes with a story, except for its image. The type is
// required, and two with the same title would be two forms of the same thing ("attachments"):
// only the first one has it.
func (one *item) appendAttachments(dst []byte, lead string) []byte {
	n := 0
	var titles []string
	for _, m := range one.media {
		if m.URL == lead {
			continue
		}
		mime := typeOf(m.Type, m.URL)
		if mime == "" {
			one.lose(presse.LossDropped, "media", m.URL, errNoType)
			continue
		}
		if n++; n == 1 {
			dst = append(dst, `,"attachments":[{"url":`...)
		} else {
			dst = append(dst, `,{"url":`...)
		}
		dst = appendQuoted(dst, m.URL)
		dst = appendMember(dst, "mime_type", mime)
		if title := firstVisible(m.Caption, m.Alt); !slices.Contains(titles, title) {
			titles = append(titles, title)
			dst = appendMember(dst, "title", title)
		}
		if m.Size > 0 {
			dst = strconv.AppendInt(append(dst, `,"size_in_bytes":`...), m.Size, 10)
		}
		if whole := seconds(m); whole > 0 {
			dst = strconv.AppendInt(append(dst, `,"duration_in_seconds":`...), whole, 10)
		}
		dst = append(dst, '}')
	}
	if n > 0 {
		dst = append(dst, ']')
	}
	return dst
}

// appendMember appends a member of plain text that is not the first, unless it is blank.
func appendMember(dst []byte, name, text string) []byte {
	if !visible(text) {
		return dst
	}
	dst = append(append(append(dst, `,"`...), name...), `":`...)
	return appendQuoted(dst, text)
}

// appendQuoted appends plain text as a string.
func appendQuoted(dst []byte, text string) []byte {
	return append(appendText(append(dst, '"'), text, inJSON), '"')
}
