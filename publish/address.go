package publish

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/markup"
)

var (
	errNoURL   = errors.New("neither Article.URL nor Site.URL says where the story is")
	errNotThis = errors.New("that edition does not name this story as one of its own")
	errItself  = errors.New("that is the story itself")
	errUnknown = errors.New("no story of this site has that address")
)

// absolute returns raw as an absolute http or https URI (RFC 3986) in the form in which
// bodies have it too: resolved on base, with its host in ASCII, and percent-encoded. That is
// the form that RSS, Atom, sitemaps and schema.org ask for, none of which takes an IRI.
func absolute(base *url.URL, raw string) (string, error) {
	return markup.Absolute(base, strict(raw))
}

// strict returns an address in the normal form of bodies as a URI of RFC 3986, which is
// stricter than browsers are: a percent sign begins an escape (section 2.1), brackets are only
// for hosts (section 3.2.2), and a fragment has no number sign (section 3.5). xmllint refuses
// addresses that are not.
func strict(uri string) string {
	const special = "%[]#"
	i := strings.IndexAny(uri, special)
	if i < 0 {
		return uri
	}
	b, fragment := make([]byte, 0, len(uri)+2*len("%25")), false
	b = append(b, uri[:i]...)
	for ; i < len(uri); i++ {
		switch c := uri[i]; {
		case c == '%' && (i+2 >= len(uri) || !isHex(uri[i+1]) || !isHex(uri[i+2])), c == '[', c == ']', c == '#' && fragment:
			b = fmt.Appendf(b, "%%%02X", c)
		default:
			fragment = fragment || c == '#'
			b = append(b, c)
		}
	}
	return string(b)
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// addresses sets the page, the canonical page and what is wrong with them.
func (r *releasing) addresses() {
	out := r.out
	out.page, out.fault = r.site.page(r.base, r.in)
	if out.fault != nil && out.fault != errNoURL {
		r.lose(presse.LossDropped, "url", r.in.URL, out.fault)
	}
	out.canonical = out.page
	if r.in.Canonical != "" {
		if uri := r.address("", "canonical", r.in.Canonical); uri != "" {
			out.canonical = uri
		}
	}
}

// page returns the absolute URI of the page of a story.
func (s *Site) page(base *url.URL, a *presse.Article) (string, error) {
	raw := a.URL
	if raw == "" && s.URL != nil {
		raw = s.URL(a)
	}
	if raw == "" {
		return "", errNoURL
	}
	return absolute(base, raw)
}

// editions sets the other pages of the story, in the order of their languages: those that
// may be shown and name this one in turn.
func (r *releasing) editions() {
	if r.site.Edition == nil || r.out.page == "" {
		return
	}
	var tags []string // of the editions so far: "ar_MA" is "ar-MA"
	for _, lang := range slices.Sorted(maps.Keys(r.in.Editions)) {
		field, named := "editions."+string(lang), r.in.Editions[lang]
		tag := lang.Tag().String()
		_, err := lang.MarshalText()
		switch {
		case lang == "" || err != nil:
			r.lose(presse.LossDropped, field, string(lang), errLang)
			continue
		case slices.Contains(tags, tag):
			r.lose(presse.LossDropped, field, string(lang), presse.ErrDuplicate)
			continue
		}
		uri, err := absolute(r.base, named)
		if err != nil {
			r.lose(presse.LossDropped, field, named, err)
			continue
		}
		if uri == r.out.page {
			if lang == "x-default" {
				r.out.editions, tags = append(r.out.editions, edition{lang, uri}), append(tags, tag)
			}
			continue
		}
		other, ok := r.site.Edition(named)
		if !ok || other == nil {
			r.lose(presse.LossDropped, field, named, errUnknown)
			continue
		}
		if other == r.in || other.ID != "" && other.ID == r.in.ID {
			r.lose(presse.LossDropped, field, named, errItself)
			continue
		}
		if !r.namedBy(other) {
			r.lose(presse.LossDropped, field, named, errNotThis)
			continue
		}
		r.until(change(other, r.at))
		if err := other.Withheld(r.at); err != nil {
			r.lose(presse.LossDropped, field, named, err)
			continue
		}
		if page, err := r.site.page(r.base, other); err == nil {
			uri = page
		}
		r.out.editions, tags = append(r.out.editions, edition{lang, uri}), append(tags, tag)
	}
	if len(r.out.editions) > 0 {
		r.out.a.Editions = make(map[presse.Lang]string)
		for _, e := range r.out.editions {
			r.out.a.Editions[e.lang] = e.page
		}
	}
}

// namedBy reports whether an edition names this story as one of its own.
func (r *releasing) namedBy(other *presse.Article) bool {
	for _, named := range other.Editions {
		if uri, err := absolute(r.base, named); err == nil && (presse.SameAddress(uri, r.out.page) || presse.SameAddress(uri, r.out.canonical)) {
			return true
		}
	}
	return false
}

// change returns the next instant after at at which a story begins or ceases to be public, if
// nobody changes it; zero if there is none.
func change(a *presse.Article, at time.Time) time.Time {
	if a.Withheld(at) == nil {
		return a.Expiry
	}
	from := a.Published
	if a.Embargo.After(from) {
		from = a.Embargo
	}
	if !from.After(at) || a.Withheld(from) != nil {
		return time.Time{}
	}
	return from
}
