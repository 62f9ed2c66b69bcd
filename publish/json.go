package publish

import (
	"cmp"
	"errors"
	"slices"

	"github.com/presse-go/presse"
)

var (
	errNameless   = errors.New("neither an ID nor an address")
	errNoPage     = errors.New("a related story without an address")
	errNotRelated = errors.New("never offered next to another story")
)

// AppendJSON appends to dst the story as a JSON object for a public API and returns the extended
// buffer. The object is valid by schema/article.json, and can be read into a [presse.Article].
// It has, in this order and without empty members:
//
//   - id, version, lang (that of the site, if the story has none), status, access, slug, url,
//     canonical, kicker, headline, titles, deck, dateline, byline, body, lead, media, sections,
//     primary, genre, tags, subjects, published, updated, expiry, live_from, live_until,
//     corrections, live, editions, source, sponsor, machine and no_index, as package presse
//     writes them;
//   - related: the related stories, each with id, lang, access, url, kicker, headline, deck,
//     byline, lead, primary, genre, published, updated and sponsor.
//
// The body, and those of corrections and entries, are sanitized for ScopeArticle. Addresses are
// absolute URIs. All text except bodies is plain text. <, > and & are escaped, so that the
// object can be put into a script element of a page.
//
// It has no e-mail address of a person, no internal note, no former slug, no terms of a credit,
// no member that presse does not know, and nothing that [Site.Release] leaves out. Of a story
// that is not free it has no dateline, body, media, corrections and live; see [presse.Access].
// The id of a story without one is its url. A story without either is left out, and reported.
//
// A related story that is the story itself, is listed already, has no address or has NoRelated
// is left out, the last two are reported to Lost, and so is a Release of another site. For a
// Release that is zero or of another site, AppendJSON returns dst.
func (s *Site) AppendJSON(dst []byte, r Release, related ...Release) []byte {
	story := s.of(r)
	if story == nil {
		return dst
	}
	if story.id() == "" {
		s.lose(presse.Loss{Field: "id", Kind: presse.LossDropped, Err: errNameless})
		return dst
	}
	out := *story.public()
	out.ID, out.Lang = story.id(), cmp.Or(out.Lang, s.Lang)
	object, err := out.MarshalJSON()
	if err != nil { // Release leaves out what cannot be written
		s.lose(presse.Loss{Item: story.a.ID, Kind: presse.LossDropped, Err: err})
		return dst
	}
	dst = appendEscaped(dst, object[:len(object)-len("}")])
	listed := map[string]bool{story.key(): true}
	for _, r := range related {
		other := s.of(r)
		if !s.offers(other, r) || listed[other.key()] {
			continue
		}
		card := other.card()
		object, err := card.MarshalJSON()
		if err != nil {
			continue
		}
		if listed[other.key()] = true; len(listed) == 2 {
			dst = append(dst, `,"related":[`...)
		} else {
			dst = append(dst, ',')
		}
		dst = appendEscaped(dst, object)
	}
	if len(listed) > 1 {
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

// offers reports whether a story may be listed beside another one.
func (s *Site) offers(other *story, r Release) bool {
	drop := func(id, field string, err error) bool {
		s.lose(presse.Loss{Item: id, Field: field, Kind: presse.LossDropped, Err: err})
		return false
	}
	switch {
	case r.story == nil:
		return drop("", "related", errZero)
	case other == nil:
		return drop("", "related", errOther)
	case other.page == "":
		return drop(other.a.ID, "related", errNoPage)
	case other.noRelated:
		return drop(other.a.ID, "no_related", errNotRelated)
	}
	return true
}

// key identifies the story within its site.
func (s *story) key() string {
	if s.a.ID != "" {
		return "id " + s.a.ID
	}
	return "page " + s.page
}

// card returns what a list of stories shows of one.
func (s *story) card() presse.Article {
	a := &s.a
	return presse.Article{
		ID: s.id(), Lang: cmp.Or(a.Lang, s.site.Lang), Access: a.Access, URL: a.URL, Kicker: a.Kicker, Headline: a.Headline, Deck: a.Deck,
		Byline: a.Byline, Lead: a.Lead, Primary: a.Primary, Genre: a.Genre, Published: a.Published, Updated: a.Updated, Sponsor: a.Sponsor,
	}
}

// id returns the ID of the story, else its page.
func (s *story) id() string {
	if s.a.ID != "" {
		return s.a.ID
	}
	return s.page
}

// appendEscaped appends JSON in which the characters that begin and end the tags and references
// of HTML are escaped. They only occur in strings.
func appendEscaped(dst, in []byte) []byte {
	const hex = "0123456789abcdef"
	dst = slices.Grow(dst, len(in)+len(in)/16)
	start := 0
	for i, c := range in {
		if c == '<' || c == '>' || c == '&' {
			dst = append(append(dst, in[start:i]...), '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
			start = i + 1
		}
	}
	return append(dst, in[start:]...)
}
