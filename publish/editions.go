package publish

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

var (
	errNotThis   = errors.New("that edition does not name this story as one of its own")
	errItself    = errors.New("that is the story itself")
	errUnknown   = errors.New("no story of this site has that address")
	errOtherLang = errors.New("that story is in another language")
	errDefault   = errors.New("the editions do not agree on the page for x-default")
)

// xDefault is the key of the page for readers of any other language.
const xDefault = "x-default"

// maxMembers is the number of languages that have a code of two letters (ISO 639-1). Editions
// that name more than so many stories are no group.
const maxMembers = 184

// A member is a story of a group of editions.
type member struct {
	a               *presse.Article
	page, canonical string // absolute URIs
	code            string // of its language, for hreflang
	fault           error  // why hreflang must not name it: nobody indexes the page
}

// group finds the stories that name one another as editions, beginning with that of a release.
type group struct {
	*releasing
	self  *member
	known map[string]*member // by absolute URI; nil if there is none
}

// editions sets the other pages of the story, in the order of their languages: those that may
// be shown, are in the language that the story says, and name it in turn in its own. The page for
// any other language is decided for the group, so that it is the same on all their pages.
func (r *releasing) editions() {
	if r.site.Edition == nil || r.out.page == "" || len(r.in.Editions) == 0 {
		return
	}
	g := group{r, nil, make(map[string]*member)}
	g.self = &member{a: r.in, page: r.out.page, canonical: r.out.canonical, code: hreflang(r.in.Lang), fault: r.out.unindexed()}
	g.known[g.self.page] = g.self
	var tags []string // of the editions so far: "ar_MA" is "ar-MA"
	for _, lang := range slices.Sorted(maps.Keys(r.in.Editions)) {
		field, named := "editions."+string(lang), r.in.Editions[lang]
		tag := lang.Tag().String()
		_, err := lang.MarshalText()
		var other *member
		switch {
		case lang == "" || err != nil:
			named, err = string(lang), errLang
		case slices.Contains(tags, tag):
			named, err = string(lang), presse.ErrDuplicate
		case lang == xDefault:
			_, err = g.fallbackOf(g.self)
		default:
			other, err = g.edition(lang, named)
		}
		if err != nil {
			r.lose(presse.LossDropped, field, named, err)
			continue
		}
		if other != nil {
			fault := other.fault
			if _, linked := g.names(other, g.self); fault == nil && !linked {
				fault = errNoCode
			}
			r.out.editions, tags = append(r.out.editions, edition{lang, other.page, fault}), append(tags, tag)
		}
	}
	g.decide()
	r.out.code = g.self.code
	if len(r.out.editions) > 0 {
		r.out.a.Editions = make(map[presse.Lang]string)
		for _, e := range r.out.editions {
			r.out.a.Editions[e.lang] = e.page
		}
	}
}

// edition returns the edition of the released story in a language, nil if that is itself.
func (g *group) edition(lang presse.Lang, named string) (*member, error) {
	other, err := g.find(named)
	switch {
	case err != nil:
		return nil, err
	case other == g.self:
		if uri, err := absolute(g.base, named); err == nil && uri == g.self.page {
			return nil, nil
		}
		return nil, errItself
	case !speaks(lang, other.a.Lang):
		return nil, errOtherLang
	}
	if named, _ := g.names(other, g.self); !named {
		return nil, errNotThis
	}
	g.until(change(other.a, g.at))
	return other, other.a.Withheld(g.at)
}

// find returns the story at an address that a story names.
func (g *group) find(named string) (*member, error) {
	uri, err := absolute(g.base, named)
	if err != nil {
		return nil, err
	}
	if m, ok := g.known[uri]; ok {
		if m == nil {
			return nil, errUnknown
		}
		return m, nil
	}
	m := g.ask(uri, named)
	if g.known[uri] = m; m == nil {
		return nil, errUnknown
	}
	return m, nil
}

// ask asks the site for the story at an address, first as the absolute URI that is printed.
func (g *group) ask(uri, named string) *member {
	if presse.SameAddress(uri, g.self.page) || presse.SameAddress(uri, g.self.canonical) {
		return g.self
	}
	a, ok := g.site.Edition(uri)
	if (!ok || a == nil) && named != uri {
		a, ok = g.site.Edition(named)
	}
	if !ok || a == nil {
		return nil
	}
	page, err := g.site.page(g.base, a)
	if err != nil {
		page = uri
	}
	if !sameHost(page, uri) {
		return nil // the site looks for the path only
	}
	if a == g.in || a.ID != "" && a.ID == g.in.ID {
		return g.self
	}
	if m := g.known[page]; m != nil {
		return m
	}
	m := &member{a: a, page: page, code: hreflang(a.Lang)}
	m.canonical, err = canonical(g.base, a, page)
	switch {
	case a.NoIndex:
		m.fault = errNoIndex
	case err != nil:
		m.fault = err
	case isCopy(page, m.canonical):
		m.fault = errCopied
	default:
		m.page = m.canonical
	}
	g.known[page], g.known[m.page] = m, m
	return m
}

// sameHost reports whether two absolute URIs have the same host, apart from "www.".
func sameHost(a, b string) bool {
	host := func(uri string) string {
		if u, err := url.Parse(uri); err == nil {
			return strings.TrimPrefix(u.Host, "www.")
		}
		return uri
	}
	return host(a) == host(b)
}

// names reports whether a story names another one in the language of that one, and whether its
// page can link to it, since that language has a code. What it has for "x-default" is in no
// language.
func (g *group) names(m, other *member) (named, linked bool) {
	for lang, raw := range m.a.Editions {
		if !speaks(lang, other.a.Lang) {
			continue
		}
		if found, err := g.find(raw); err != nil || found != other {
			continue
		}
		code := hreflang(lang)
		named, linked = true, linked || code != ""
		if other.a.Lang == "" && code != "" && (other.code == "" || code < other.code) {
			other.code = code // the story itself does not say it
		}
	}
	return named, linked
}

// speaks reports whether an edition named in a language can be a story in another one: ar is
// ar-MA, and fr-FR is not fr-MA. Of a story without a language, the desk knows it.
func speaks(named, of presse.Lang) bool {
	if named == xDefault {
		return false
	}
	if of == "" {
		return true
	}
	base, script, region := named.Tag().Raw()
	otherBase, otherScript, otherRegion := of.Tag().Raw()
	const anyScript, anyRegion = "Zzzz", "ZZ"
	return base == otherBase &&
		(script == otherScript || script.String() == anyScript || otherScript.String() == anyScript) &&
		(region == otherRegion || region.String() == anyRegion || otherRegion.String() == anyRegion)
}

// decide sets the page for any other language: the one that the desk chose for a story of the
// group, else that in the language of the newspaper, else the first by its code. Where the desk
// chose several, they are those that are asked.
func (g *group) decide() {
	out := g.out
	if g.self.fault != nil {
		return
	}
	var all, chosen []link
	members := g.members()
	for _, m := range members {
		one := link{cmp.Or(m.code, hreflang(g.site.Lang)), m.page}
		if all = append(all, one); one.code == "" {
			return
		}
	}
	for _, m := range members {
		if other, err := g.fallbackOf(m); err == nil && other != nil && slices.Contains(members, other) {
			chosen = append(chosen, link{cmp.Or(other.code, hreflang(g.site.Lang)), other.page})
		}
	}
	byCode := func(a, b link) int { return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.page, b.page)) }
	if len(chosen) > 0 {
		slices.SortFunc(chosen, byCode)
		page := chosen[g.site.ofPaper(chosen)].page
		out.editions = append(out.editions, edition{lang: xDefault, page: page})
		if own, err := g.fallbackOf(g.self); err == nil && own != nil && own.page != page {
			g.lose(presse.LossChanged, "editions."+xDefault, g.in.Editions[xDefault], errDefault)
		}
		return
	}
	slices.SortFunc(all, byCode)
	out.fallback = all[g.site.ofPaper(all)].page
}

// members returns the stories that hreflang connects with the released one, itself first.
func (g *group) members() []*member {
	found := []*member{g.self}
	for i := 0; i < len(found); i++ {
		m := found[i]
		for _, lang := range slices.Sorted(maps.Keys(m.a.Editions)) {
			other, err := g.find(m.a.Editions[lang])
			if err != nil || len(found) == maxMembers || slices.Contains(found, other) || other.fault != nil ||
				hreflang(lang) == "" || !speaks(lang, other.a.Lang) {
				continue
			}
			if _, linked := g.names(other, m); !linked {
				continue
			}
			g.until(change(other.a, g.at))
			if other.a.Withheld(g.at) == nil {
				found = append(found, other)
			}
		}
	}
	for _, m := range found { // the languages of those that do not say it
		for _, other := range found {
			g.names(m, other)
		}
	}
	return found
}

// fallbackOf returns the page for any other language that the desk chose for a story, nil if it
// chose none.
func (g *group) fallbackOf(m *member) (*member, error) {
	raw, ok := m.a.Editions[xDefault]
	if !ok {
		return nil, nil
	}
	other, err := g.find(raw)
	switch {
	case err != nil || other == m:
		return other, err
	}
	there, _ := g.names(m, other)
	if back, _ := g.names(other, m); !there || !back {
		return nil, errNotThis
	}
	return other, other.a.Withheld(g.at)
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
