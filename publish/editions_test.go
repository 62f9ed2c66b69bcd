package publish

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// editionsSite returns a site that knows the stories by the absolute URIs of their pages.
func editionsSite(stories ...*presse.Article) *Site {
	site := coreSite()
	site.Lang = "fr-MA"
	base, _ := url.Parse(site.Base)
	site.Edition = func(uri string) (*presse.Article, bool) {
		i := slices.IndexFunc(stories, func(a *presse.Article) bool {
			page, err := absolute(base, a.URL)
			return err == nil && page == uri
		})
		if i < 0 {
			return nil, false
		}
		return stories[i], true
	}
	return site
}

// editionOn returns a story at /id with the given editions, such as "ar b, x-default a".
func editionOn(id string, lang presse.Lang, editions string) *presse.Article {
	a := coreStory()
	a.ID, a.URL, a.Lang, a.Editions = id, "/"+id, lang, make(map[presse.Lang]string)
	for pair := range strings.SplitSeq(editions, ", ") {
		if lang, to, ok := strings.Cut(pair, " "); ok {
			a.Editions[presse.Lang(lang)] = "/" + to
		}
	}
	return a
}

// linksOf returns the links of a page, such as "ar b, x-default a".
func linksOf(t testing.TB, site *Site, a *presse.Article) string {
	t.Helper()
	var list []string
	for _, l := range coreRelease(t, site, a).story.links() {
		list = append(list, l.code+" "+strings.TrimPrefix(strings.TrimPrefix(l.page, site.Base), "/"))
	}
	return strings.Join(list, ", ")
}

func TestEditionsNameOneAnother(t *testing.T) {
	none := func(a, b *presse.Article) {}
	for _, c := range []struct {
		rule         string
		langA, langB presse.Lang
		a, b         string // their editions
		change       func(a, b *presse.Article)
		wantA, wantB string
	}{
		{"both name each other", "fr-MA", "ar", "ar b", "fr-MA a", none, "ar b, fr-MA a, x-default a", "ar b, fr-MA a, x-default a"},
		{"x-default on one page is that of both", "fr-MA", "ar", "ar b", "fr-MA a, x-default b", none, "ar b, fr-MA a, x-default b", "ar b, fr-MA a, x-default b"},
		{"of two, that in the language of the paper", "fr-MA", "ar", "ar b, x-default a", "fr-MA a, x-default b", none, "ar b, fr-MA a, x-default a", "ar b, fr-MA a, x-default a"},
		{"each chose the other", "fr-MA", "ar", "ar b, x-default b", "fr-MA a, x-default a", none, "ar b, fr-MA a, x-default a", "ar b, fr-MA a, x-default a"},
		{"x-default alone is no link back", "fr-MA", "ar", "ar b", "x-default a", none, "", ""},
		{"nor is another language", "fr-MA", "ar", "ar b", "es a", none, "", ""},
		{"nor is another country", "fr-MA", "ar", "ar b", "fr-FR a", none, "", ""},
		{"the language without a country is", "fr-MA", "ar-MA", "ar b", "fr a", none, "ar b, fr-MA a, x-default a", "ar-MA b, fr a, x-default a"},
		{"a story in another language than its key", "fr-MA", "es", "ar b", "fr-MA a", none, "", ""},
		{"a copy of another site's", "fr-MA", "ar", "ar b", "fr-MA a", func(_, b *presse.Article) { b.Canonical = "https://afp.example/x" }, "", ""},
		{"a canonical address that cannot be read", "fr-MA", "ar", "ar b", "fr-MA a", func(_, b *presse.Article) { b.Canonical = "htps://afp.example/x" }, "", ""},
		{"a page that nobody indexes", "fr-MA", "ar", "ar b", "fr-MA a", func(_, b *presse.Article) { b.NoIndex = true }, "", ""},
		{"a page that nobody indexes is no default", "fr-MA", "ar", "ar b, x-default b", "fr-MA a", func(a, _ *presse.Article) { a.NoIndex = true }, "", ""},
		{"other spellings of addresses", "fr-MA", "ar", "ar b", "fr-MA a", func(a, b *presse.Article) {
			b.URL, a.Editions["ar"] = "https://REMPARTS.exemple.ma:443/é à", "https://remparts.exemple.ma/%C3%A9%20%C3%A0"
		}, "ar %C3%A9%20%C3%A0, fr-MA a, x-default a", "ar %C3%A9%20%C3%A0, fr-MA a, x-default a"},
		{"a page of another host, which a function that looks for the path knows", "fr-MA", "ar", "ar b", "fr-MA a", func(a, b *presse.Article) {
			a.Editions["ar"] = "https://autre.example/b"
		}, "", ""},
	} {
		a, b := editionOn("a", c.langA, c.a), editionOn("b", c.langB, c.b)
		c.change(a, b)
		site := editionsSite(a, b)
		known := site.Edition
		site.Edition = func(uri string) (*presse.Article, bool) {
			return known(strings.Replace(uri, "autre.example", "remparts.exemple.ma", 1))
		}
		if got := linksOf(t, site, a); got != c.wantA {
			t.Errorf("%s: the first page has %q, want %q", c.rule, got, c.wantA)
		}
		if got := linksOf(t, site, b); got != c.wantB {
			t.Errorf("%s: the second page has %q, want %q", c.rule, got, c.wantB)
		}
	}
}

// TestEditionsWithoutLanguage checks stories whose language only the other pages say, on a site
// that has none or another one.
func TestEditionsWithoutLanguage(t *testing.T) {
	for _, c := range []struct {
		rule         string
		site         presse.Lang
		langA, langB presse.Lang
		a, b         string
		wantA, wantB string
	}{
		{"the other page says it", "", "fr-MA", "", "ar b", "fr-MA a", "ar b, fr-MA a, x-default b", "ar b, fr-MA a, x-default b"},
		{"the other page says it, whatever the newspaper is in", "fr", "fr-MA", "", "ar b", "fr-MA a", "ar b, fr-MA a, x-default a", "ar b, fr-MA a, x-default a"},
		{"each says that of the other", "", "", "", "ar b", "fr a", "ar b, fr a, x-default b", "ar b, fr a, x-default b"},
		{"it has no code", "fr", "fr-MA", "", "zgh b", "fr-MA a", "", ""},
		{"the story says that it has no code", "fr", "fr-MA", "zgh", "zgh b", "fr-MA a", "", ""},
		{"nobody says it", "", "", "", "", "", "", ""},
	} {
		a, b := editionOn("a", c.langA, c.a), editionOn("b", c.langB, c.b)
		site := editionsSite(a, b)
		site.Lang = c.site
		if got := linksOf(t, site, a); got != c.wantA {
			t.Errorf("%s: the first page has %q, want %q", c.rule, got, c.wantA)
		}
		if got := linksOf(t, site, b); got != c.wantB {
			t.Errorf("%s: the second page has %q, want %q", c.rule, got, c.wantB)
		}
	}
}

// TestEditionIsAskedForURIs checks what Site.Edition is called with.
func TestEditionIsAskedForURIs(t *testing.T) {
	a := editionOn("a", "fr-MA", "ar b")
	site, asked := coreSite(), []string(nil)
	site.Edition = func(uri string) (*presse.Article, bool) { asked = append(asked, uri); return nil, false }
	coreRelease(t, site, a)
	if want := []string{"https://remparts.exemple.ma/b", "/b"}; !slices.Equal(asked, want) {
		t.Errorf("Edition was called with %q, want the URI first: %q", asked, want)
	}
	b := editionOn("b", "ar", "fr a")
	site.Edition = func(raw string) (*presse.Article, bool) { return b, raw == "/b" }
	if got, want := linksOf(t, site, a), "ar b, fr-MA a, x-default a"; got != want {
		t.Errorf("where Edition knows addresses as stories have them, the links are %q, want %q", got, want)
	}
}

// TestEditionsAgree checks groups whose stories name some of one another: links are returned,
// and pages that are linked have one x-default.
func TestEditionsAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	langs, linked := []presse.Lang{"fr-MA", "ar", "zgh", "es", "de"}, 0 // zgh has no code for hreflang
	for round := range 400 {
		var stories []*presse.Article
		n := 2 + random.IntN(4)
		for i := range n {
			a := editionOn(string(langs[i]), langs[i], "")
			for j := range n {
				if j != i && random.IntN(4) > 0 {
					a.Editions[langs[j]] = "/" + string(langs[j])
				}
			}
			if random.IntN(3) == 0 {
				a.Editions["x-default"] = "/" + string(langs[random.IntN(n)])
			}
			if random.IntN(10) == 0 {
				a.NoIndex = true
			}
			if random.IntN(4) == 0 {
				a.Lang = "" // which the others know
			}
			stories = append(stories, a)
		}
		site := editionsSite(stories...)
		if round%2 == 0 {
			site.Lang = ""
		}
		links := make(map[string]map[string]bool)
		fallback := make(map[string]string)
		for _, a := range stories {
			links[a.ID] = make(map[string]bool)
			for _, l := range coreRelease(t, site, a).story.links() {
				page := l.page[strings.LastIndexByte(l.page, '/')+1:]
				if l.code == "x-default" {
					fallback[a.ID] = page
				} else {
					links[a.ID][page] = true
				}
			}
		}
		for a, to := range links {
			for b := range to {
				if linked++; !links[b][a] || fallback[a] != fallback[b] {
					t.Errorf("round %d: %s links to %s: %v and %v, x-default %s and %s%s", round, a, b, to, links[b], fallback[a], fallback[b], dump(stories))
				}
			}
		}
	}
	if linked < 1000 {
		t.Errorf("only %d links were checked", linked)
	}
}

func dump(stories []*presse.Article) (s string) {
	for _, a := range stories {
		s += fmt.Sprintf("\n%s %q %v %v", a.ID, a.Lang, a.Editions, a.NoIndex)
	}
	return s
}

// TestEndlessEditions checks that a site whose stories name ever more stories ends.
func TestEndlessEditions(t *testing.T) {
	site := coreSite()
	n := 0
	site.Edition = func(uri string) (*presse.Article, bool) {
		n++
		id := uri[strings.LastIndexByte(uri, '/')+1:]
		return editionOn(id, "", fmt.Sprintf("fr %s, ar %s, en %sx", strings.TrimSuffix(id, "x"), "a", id)), true
	}
	coreRelease(t, site, editionOn("a", "fr", "en ax"))
	if n > 10*maxMembers {
		t.Errorf("Edition was called %d times", n)
	}
}
