package publish

import (
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// redirectsOf returns the redirects of stories at sitemapAt as lines "from → to".
func redirectsOf(t testing.TB, s *Site, stories ...*presse.Article) []string {
	t.Helper()
	var list []string
	for r, err := range s.Redirects(storiesOf(stories...), sitemapAt) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r.From+" → "+r.To)
	}
	return list
}

func TestRedirects(t *testing.T) {
	// A story: its ID, slug, status and former slugs.
	story := func(id, slug string, status presse.Status, former ...string) *presse.Article {
		return &presse.Article{ID: id, Slug: slug, Status: status, Headline: "Titre", Published: sitemapAt.AddDate(0, -1, 0), FormerSlugs: former}
	}
	changed := func(a *presse.Article, change func(*presse.Article)) *presse.Article {
		change(a)
		return a
	}
	const (
		published, withdrawn = presse.StatusPublished, presse.StatusWithdrawn
		tomorrow             = 24 * time.Hour
	)
	list := func(stories ...*presse.Article) []*presse.Article { return stories }
	cases := []struct {
		rule    string
		stories []*presse.Article
		want    string // joined by commas
		lost    string
	}{
		{"a former slug", list(story("1", "b", published, "a")), "a → b", ""},
		{"two former slugs lead to the present one in one step", list(story("1", "c", published, "a", "b")), "a → c, b → c", ""},
		{"a former path", list(story("1", "b", published, "2019/03/a")), "2019/03/a → b", ""},
		{"a former path of one segment, with a slash", list(story("1", "b", published, "a/")), "a → b", ""},
		{"a former path with slashes around it", list(story("1", "b", published, "/2019/a/")), "2019/a → b", ""},
		{"a short link", list(story("1", "b", published, "?p=12")), "?p=12 → b", ""},
		{"no former slug", list(story("1", "b", published)), "", ""},
		{"not an address", list(story("1", "b", published, "", "a\nb", "a?b", "../a")), "",
			"1 former_slugs[0], 1 former_slugs[1], 1 former_slugs[2], 1 former_slugs[3]"},
		{"renamed and renamed back", list(story("1", "a", published, "b", "a")), "b → a", ""},
		{"renamed back, in another spelling", list(story("1", "été", published, "%c3%a9t%c3%a9", "e\u0301te\u0301")), "", ""},
		{"two spellings of one address", list(story("1", "b", published, "été", "%C3%A9t%C3%A9")), "été → b", ""},
		{"another story uses the address", list(story("1", "b", published, "a"), story("2", "a", published)), "", "1 redirect"},
		{"another story uses it in another spelling", list(story("1", "b", published, "été"), story("2", "%c3%a9t%c3%a9", published)), "", "1 redirect"},
		{"two stories exchanged their addresses", list(story("1", "b", published, "a"), story("2", "a", published, "b")), "", "1 redirect, 2 redirect"},
		{"three in a circle", list(story("1", "b", published, "a"), story("2", "c", published, "b"), story("3", "a", published, "c")), "",
			"1 redirect, 2 redirect, 3 redirect"},
		{"two claims to one address", list(story("1", "b", published, "a"), story("2", "c", published, "a", "d")), "d → c", "2 redirect, 1 redirect"},
		{"three claims to one address", list(story("1", "b", published, "a"), story("2", "c", published, "a"), story("3", "d", published, "a")), "",
			"2 redirect, 3 redirect, 1 redirect"},
		{"a draft that has the slug uses no address", list(story("1", "b", published, "a"), story("2", "a", presse.StatusDraft)), "a → b", ""},
		{"a story for readers with an account uses its address", list(story("1", "b", published, "a"), story("2", "a", presse.StatusRestricted)), "", "1 redirect"},
		{"withdrawn after publication", list(story("1", "b", withdrawn, "a", "2019/a")), "b → , a → , 2019/a → ", ""},
		{"withdrawn, and another story uses its address", list(story("1", "b", withdrawn, "a"), story("2", "b", published)), "a → ", "1 redirect"},
		{"withdrawn, and another story had its former address", list(story("1", "b", withdrawn, "a"), story("2", "c", published, "a")), "b → ", "2 redirect, 1 redirect"},
		{"two withdrawn stories agree that an address is gone", list(story("1", "a", withdrawn), story("2", "b", withdrawn, "a")), "a → , b → ", ""},
		{"withdrawn before its hour, which has not come", list(changed(story("1", "b", withdrawn, "a"), func(a *presse.Article) {
			a.Published = sitemapAt.Add(tomorrow)
		})), "", "1 published"},
		{"withdrawn before its hour, which has come since", list(changed(story("1", "b", withdrawn, "a"), func(a *presse.Article) {
			a.Updated = a.Published.Add(-time.Minute)
		})), "", "1 published"},
		{"withdrawn, and changed after its hour", list(changed(story("1", "b", withdrawn), func(a *presse.Article) { a.Updated = a.Published.Add(time.Minute) })), "b → ", ""},
		{"withdrawn under embargo", list(changed(story("1", "b", withdrawn, "a"), func(a *presse.Article) { a.Embargo = sitemapAt.Add(tomorrow) })), "", "1 published"},
		{"withdrawn and never dated", list(changed(story("1", "b", withdrawn, "a"), func(a *presse.Article) { a.Published = time.Time{} })), "", "1 published"},
		{"expired", list(changed(story("1", "b", published, "a"), func(a *presse.Article) { a.Expiry = sitemapAt })), "b → , a → ", ""},
		{"expired before its hour", list(changed(story("1", "b", published, "a"), func(a *presse.Article) { a.Expiry = a.Published })), "", "1 published"},
		{"expired under embargo", list(changed(story("1", "b", published, "a"), func(a *presse.Article) {
			a.Embargo, a.Expiry = sitemapAt.Add(-time.Hour), sitemapAt.Add(-2*time.Hour)
		})), "", "1 published"},
		{"scheduled, and its time has come", list(story("1", "b", presse.StatusScheduled, "a")), "a → b", ""},
		{"scheduled for tomorrow", list(changed(story("1", "b", presse.StatusScheduled, "a"), func(a *presse.Article) { a.Published = sitemapAt.Add(tomorrow) })), "", "1 published"},
		{"under embargo", list(changed(story("1", "b", published, "a"), func(a *presse.Article) { a.Embargo = sitemapAt.Add(tomorrow) })), "", "1 embargo"},
		{"a draft", list(story("1", "b", presse.StatusDraft, "a")), "", "1 status"},
		{"in review", list(story("1", "b", presse.StatusReview, "a")), "", "1 status"},
		{"restricted", list(story("1", "b", presse.StatusRestricted, "a")), "", ""},
		{"no story", list(nil, story("1", "b", published, "a")), "a → b", " "},
		{"no address", list(changed(story("1", "b", published, "a"), func(a *presse.Article) { a.URL = "mailto:a@b.example" })), "", "1 url"},
		{"the slug in an address of its own", list(changed(story("1", "b", published, "a", "x/y"), func(a *presse.Article) {
			a.URL = "https://remparts.exemple.ma/ville/b-12.html"
		})), "ville/a-12.html → ville/b-12.html, x/y → ville/b-12.html", ""},
		{"no slug in an address of its own", list(changed(story("1", "b", published, "a"), func(a *presse.Article) { a.URL = "/dossier" })), "", "1 former_slugs[0]"},
		{"an address on another host", list(changed(story("1", "b", published, "a", "x/y"), func(a *presse.Article) { a.URL = "https://sport.exemple.ma/b" })),
			"x/y → https://sport.exemple.ma/b", "1 former_slugs[0]"},
		{"gone on another host", list(changed(story("1", "b", withdrawn, "x/y"), func(a *presse.Article) { a.URL = "https://sport.exemple.ma/b" })), "x/y → ", "1 url"},
		{"the query stays", list(changed(story("1", "b", published, "x/y"), func(a *presse.Article) { a.URL = "/b?p=1" })), "x/y → b?p=1", ""},
		{"an address with a query uses its path", list(changed(story("1", "b", published, "x/y"), func(a *presse.Article) { a.URL = "/x/y?p=1" })), "", "1 redirect"},
		{"another story's address with a query uses its path", list(changed(story("1", "b", published), func(a *presse.Article) { a.URL = "/art?id=1" }), story("2", "c", published, "/art", "x/y")),
			"x/y → c", "2 redirect"},
		{"gone from an address with a query", list(changed(story("1", "b", withdrawn, "x/y"), func(a *presse.Article) { a.URL = "/art?id=2" })), "x/y → ", "1 url"},
		{"gone from a place on a page", list(changed(story("1", "b", withdrawn, "x/y"), func(a *presse.Article) { a.URL = "/direct#e2" })), "x/y → ", "1 url"},
		{"gone from a short link", list(changed(story("1", "b", withdrawn), func(a *presse.Article) { a.URL = "/?p=7" })), "?p=7 → ", ""},
		{"gone from the home page", list(changed(story("1", "b", withdrawn), func(a *presse.Article) { a.URL = "/" })), "", "1 redirect"},
		{"a short link with more in its query is in use too", list(changed(story("1", "b", published), func(a *presse.Article) { a.URL = "/?lang=fr&p=7" }), story("2", "c", published, "?p=7", "?p=8")),
			"?p=8 → c", "2 redirect"},
		{"a short link with its slash", list(story("1", "b", published, "/?p=12")), "?p=12 → b", ""},
		{"other queries have no redirect", list(story("1", "b", published, "spip.php?article12", "article.php3?id_article=12", "?page_id=3", "?p=12&x=1", "?p=x")), "",
			"1 former_slugs[0], 1 former_slugs[1], 1 former_slugs[2], 1 former_slugs[3], 1 former_slugs[4]"},
		{"a place on a page stays in To", list(changed(story("1", "b", published, "x/y"), func(a *presse.Article) { a.URL = "/direct#e2" })), "x/y → direct#e2", ""},
		{"From is decoded but for what has a meaning, and To is encoded", list(story("1", "été", published, "x/100%25", "x/a%252Fb", "x/%E9", "x/%c3%a9%41")),
			"x/100%25 → %C3%A9t%C3%A9, x/a%252Fb → %C3%A9t%C3%A9, x/%E9 → %C3%A9t%C3%A9, x/éA → %C3%A9t%C3%A9", ""},
		{"a path with a space", list(story("1", "b", published, "/2019/un%20deux.html", "2019/un deux trois.aspx", "un%20deux/", "un%20trois", "un quatre")),
			"2019/un deux.html → b, 2019/un deux trois.aspx → b, un deux → b, un trois → b, un quatre → b", ""},
		{"a slug with an encoded slash", list(story("1", "b", published, "a%2fb", "x/c%2Fd")), "a%2Fb → b, x/c%2Fd → b", ""},
		{"an encoded slash is a slash to servers", list(story("1", "b", published, "a%2Fb"), story("2", "c", published, "a/b"), story("3", "culture", published, "culture%2Flivres")), "", "2 redirect, 1 redirect, 3 redirect"},
		{"a slug with a space in an address of its own", list(changed(story("1", "b", published, "un deux"), func(a *presse.Article) { a.URL = "/ville/b.html" })), "ville/un deux.html → ville/b.html", ""},
		{"withdrawn from an address with a space", list(story("1", "un%20deux", withdrawn)), "un deux → ", ""},
		{"a backslash is in no address", list(story("1", "b", published, `\\evil.example\y`, `2019\x`, `2019/x\y`, "2019/x%5cy", "x%5Cy")), "",
			"1 former_slugs[0], 1 former_slugs[1], 1 former_slugs[2], 1 former_slugs[3], 1 former_slugs[4]"},
		{"slashes side by side are in no address", list(story("1", "b", published, "//evil.example/y", "2019//x", "2019/x//", "/", "//")), "",
			"1 former_slugs[0], 1 former_slugs[1], 1 former_slugs[2], 1 former_slugs[3], 1 former_slugs[4]"},
		{"restricted, and its hour has not come", list(story("1", "b", published, "a"), changed(story("2", "a", presse.StatusRestricted), func(a *presse.Article) {
			a.Published = sitemapAt.Add(tomorrow)
		})), "a → b", ""},
		{"restricted, and it has expired", list(story("1", "b", published, "a"), changed(story("2", "a", presse.StatusRestricted), func(a *presse.Article) { a.Expiry = sitemapAt })), "a → b", ""},
		{"restricted, and not dated", list(story("1", "b", published, "a"), changed(story("2", "a", presse.StatusRestricted), func(a *presse.Article) { a.Published = time.Time{} })), "", "1 redirect"},
		{"a short link is an address in use", list(changed(story("1", "b", published, "?p=1"), func(a *presse.Article) { a.URL = "/?p=1" })), "", ""},
		{"the home page is absolute: an empty To is gone", list(changed(story("1", "b", published, "x/y"), func(a *presse.Article) { a.URL = "/" })), "x/y → https://remparts.exemple.ma/", ""},
		{"the front of a section is in use", list(story("1", "b", published, "culture", "culture/livres", "culture/a")), "culture/a → b", "1 redirect, 1 redirect"},
		{"a slash at the end stays in To alone", list(changed(story("1", "b", published, "x/y"), func(a *presse.Article) { a.URL = "/b/" })), "x/y → b/", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			s, lost := sitemapSite()
			var err error
			s.Taxonomy, err = presse.NewTaxonomy(presse.Section{Slug: "culture", Name: "Culture"}, presse.Section{Slug: "livres", Name: "Livres", Parent: "culture"})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(redirectsOf(t, s, c.stories...), ", "); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if got := strings.Join(lostFields(*lost), ", "); got != c.lost {
				t.Errorf("lost %q\nwant %q", got, c.lost)
			}
		})
	}
}

// The former address of a story is the one that the site made from the former slug.
func TestRedirectsOfSiteURL(t *testing.T) {
	s, _ := sitemapSite()
	s.URL = func(a *presse.Article) string {
		return fmt.Sprintf("/%s/%s-%s.html", a.Published.Format("2006/01"), a.Slug, a.ID)
	}
	a := newsOf("7", time.Hour)
	a.FormerSlugs = []string{"avant", "2019/avant"}
	got := redirectsOf(t, s, a)
	want := []string{"2026/03/avant-7.html → 2026/03/titre-7-7.html", "2019/avant → 2026/03/titre-7-7.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if a.Slug != "titre-7" || a.FormerSlugs[0] != "avant" {
		t.Error("the story was changed")
	}
	s.URL = func(a *presse.Article) string { return "/" + a.ID }
	if got := redirectsOf(t, s, a); !slices.Equal(got, []string{"2019/avant → 7"}) {
		t.Errorf("an address without the slug: got %q", got)
	}
	s.URL = nil
	if got := redirectsOf(t, s, a); len(got) > 0 {
		t.Errorf("no addresses: got %q", got)
	}
	s.URL = func(a *presse.Article) string { return "https://" + a.Slug + ".exemple.ma/" }
	if got := redirectsOf(t, s, a); !slices.Equal(got, []string{"2019/avant → https://titre-7.exemple.ma/"}) {
		t.Errorf("a host for each story: got %q", got)
	}
}

func TestRedirectsErrors(t *testing.T) {
	a := newsOf("1", time.Hour)
	a.FormerSlugs = []string{"avant"}
	with := func(err error) iter.Seq2[*presse.Article, error] {
		return func(yield func(*presse.Article, error) bool) {
			_ = yield(a, nil) && yield(nil, err) && yield(nil, err)
		}
	}
	broken := errors.New("the connection was closed")
	item := fmt.Errorf("line 12: %w", presse.ErrItem)
	site, _ := sitemapSite()
	cases := []struct {
		rule string
		site *Site
		in   iter.Seq2[*presse.Article, error]
		want string
	}{
		{"errors of one story are passed on", site, with(item), "line 12: invalid item, line 12: invalid item, avant → titre-1"},
		{"any other error is the last element", site, with(broken), "the connection was closed"},
		{"no site", nil, storiesOf(a), "presse: redirect articles site: nil pointer"},
		{"no base", &Site{}, storiesOf(a), "presse: redirect articles base: must not be empty"},
		{"no stories", site, nil, ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			var got []string
			for r, err := range c.site.Redirects(c.in, sitemapAt) {
				if err != nil {
					if r != (presse.Redirect{}) {
						t.Errorf("%v with an error", r)
					}
					got = append(got, err.Error())
					continue
				}
				got = append(got, r.From+" → "+r.To)
			}
			if got := strings.Join(got, ", "); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
	for stop := 1; stop <= 3; stop++ { // after each element
		n := 0
		for range site.Redirects(with(item), sitemapAt) {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("%d elements, want %d", n, stop)
		}
	}
}

// A server that compares From as its documentation says finds each page, and its answer leads
// to the story.
func TestRedirectsInServer(t *testing.T) {
	s, _ := sitemapSite()
	a := newsOf("1", time.Hour)
	a.URL = "/2026/%C3%A9t%C3%A9/?a=1&b=2"
	a.FormerSlugs = []string{"x/100%25", "x/a%252Fb", "x/%E9t%E9", "x/e\u0301te\u0301", "/un%20deux.html", "x/c%2fd", "/?p=12"}
	requests := []string{"/x/100%25", "/x/a%252Fb", "/x/%E9t%E9/", "/x/%c3%a9t%C3%A9", "/un%20deux.html", "/x/c%2Fd", "/?p=12"}
	n := 0
	for r, err := range s.Redirects(storiesOf(a), sitemapAt) {
		if err != nil {
			t.Fatal(err)
		}
		path, err := url.PathUnescape(r.From)
		if err != nil {
			t.Errorf("From %q: %v", r.From, err)
		}
		request := httptest.NewRequest("GET", requests[n], nil)
		if found := strings.Trim(request.URL.Path, "/"); found != path && "?"+request.URL.RawQuery != r.From {
			t.Errorf("From %q is the path %q, want %q", r.From, path, found)
		}
		answer := httptest.NewRecorder()
		http.Redirect(answer, request, "/"+r.To, http.StatusMovedPermanently)
		if got := answer.Header().Get("Location"); got != a.URL {
			t.Errorf("From %q: Location %q, want %q", r.From, got, a.URL)
		}
		n++
	}
	if n != len(requests) {
		t.Errorf("%d redirects, want %d", n, len(requests))
	}
}
