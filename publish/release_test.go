package publish

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse"
)

// losing returns a site and what it has reported, as "item field kind: cause".
func losing() (*Site, *[]string) {
	site, told := coreSite(), new([]string)
	site.Lost = func(l presse.Loss) {
		*told = append(*told, fmt.Sprintf("%s %s %v: %v", l.Item, l.Field, l.Kind, l.Err))
	}
	return site, told
}

func coreRelease(t testing.TB, s *Site, a *presse.Article) Release {
	t.Helper()
	r, err := s.Release(a, coreNoon)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func hours(n float64) time.Time { return coreNoon.Add(time.Duration(n * float64(time.Hour))) }

func expiring(url string, expiry time.Time) presse.Media {
	return presse.Media{URL: url, Credit: presse.Credit{Expiry: expiry}}
}

func TestUntil(t *testing.T) {
	other := func(change func(*presse.Article)) *presse.Article {
		a := &presse.Article{ID: "ar", Status: presse.StatusPublished, Published: hours(-1), URL: "/ar/medina", Editions: map[presse.Lang]string{"fr": "/2026/11/medina"}}
		change(a)
		return a
	}
	for _, c := range []struct {
		name    string
		change  func(*presse.Article, *Site)
		edition *presse.Article
		want    time.Time
	}{
		{"nothing is known to change", func(*presse.Article, *Site) {}, nil, time.Time{}},
		{"the story expires", func(a *presse.Article, _ *Site) { a.Expiry = hours(5) }, nil, hours(5)},
		{"a correction is dated ahead", func(a *presse.Article, _ *Site) { a.Corrections = []presse.Note{{At: hours(2)}} }, nil, hours(2)},
		{"the update is dated ahead", func(a *presse.Article, _ *Site) { a.Updated = hours(2) }, nil, hours(2)},
		{"the update is now", func(a *presse.Article, _ *Site) { a.Updated = hours(0) }, nil, time.Time{}},
		{"an entry is dated ahead", func(a *presse.Article, _ *Site) {
			a.Live = []presse.Note{{At: hours(3)}, {At: hours(2)}, {At: hours(-1)}}
		}, nil, hours(2)},
		{"an entry ahead of a story that is not free", func(a *presse.Article, _ *Site) { a.Access, a.Live = presse.AccessPaid, []presse.Note{{At: hours(3)}} }, nil, time.Time{}},
		{"the lead expires", func(a *presse.Article, _ *Site) { a.Lead = expiring("/a.jpg", hours(1)) }, nil, hours(1)},
		{"the lead has expired", func(a *presse.Article, _ *Site) { a.Lead = expiring("/a.jpg", hours(0)) }, nil, time.Time{}},
		{"a picture expires", func(a *presse.Article, _ *Site) { a.Media = []presse.Media{expiring("/a.jpg", hours(1))} }, nil, hours(1)},
		{"a picture of an entry expires", func(a *presse.Article, _ *Site) {
			a.Live = []presse.Note{{At: hours(-1), Media: []presse.Media{expiring("/a.jpg", hours(1))}}}
		}, nil, hours(1)},
		{"a picture of a story that is not free", func(a *presse.Article, _ *Site) {
			a.Access, a.Media = presse.AccessPaid, []presse.Media{expiring("/a.jpg", hours(1))}
		}, nil, time.Time{}},
		{"the lead of a story that is not free, known elsewhere to expire", func(a *presse.Article, _ *Site) {
			a.Access, a.Lead, a.Media = presse.AccessPaid, presse.Media{URL: "/a-300x200.jpg"}, []presse.Media{expiring("/a.jpg", hours(1))}
		}, nil, hours(1)},
		{"the image of the site expires", func(_ *presse.Article, s *Site) { s.Image = expiring("/site.jpg", hours(4)) }, nil, hours(4)},
		{"the logo expires", func(_ *presse.Article, s *Site) { s.Logo = expiring("/logo.png", hours(4)) }, nil, hours(4)},
		{"the earliest counts", func(a *presse.Article, _ *Site) {
			a.Expiry, a.Lead, a.Live = hours(5), expiring("/a.jpg", hours(3)), []presse.Note{{At: hours(4)}}
		}, nil, hours(3)},
		{"an edition expires", func(*presse.Article, *Site) {}, other(func(a *presse.Article) { a.Expiry = hours(2) }), hours(2)},
		{"an edition is published", func(*presse.Article, *Site) {}, other(func(a *presse.Article) { a.Status, a.Published = presse.StatusScheduled, hours(2) }), hours(2)},
		{"an edition is published, but under embargo", func(*presse.Article, *Site) {}, other(func(a *presse.Article) {
			a.Status, a.Published, a.Embargo = presse.StatusScheduled, hours(2), hours(3)
		}), hours(3)},
		{"an edition that is a draft", func(*presse.Article, *Site) {}, other(func(a *presse.Article) { a.Status, a.Published = presse.StatusDraft, hours(2) }), time.Time{}},
		{"an edition that expires before its embargo", func(*presse.Article, *Site) {}, other(func(a *presse.Article) { a.Embargo, a.Expiry = hours(3), hours(2) }), time.Time{}},
		{"an edition that does not name this story", func(*presse.Article, *Site) {}, other(func(a *presse.Article) { a.Editions, a.Expiry = nil, hours(2) }), time.Time{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			site, a := coreSite(), coreStory()
			c.change(a, site)
			if c.edition != nil {
				a.Editions = map[presse.Lang]string{"ar": "/ar/medina"}
				site.Edition = editionOf(c.edition)
			}
			r := coreRelease(t, site, a)
			if got := r.Until(); !got.Equal(c.want) {
				t.Errorf("Until is %v, want %v", got, c.want)
			}
			if c.want.IsZero() {
				return
			}
			// It is exact: nothing changes before, something does then.
			before, _ := site.Release(a, c.want.Add(-1))
			if got, want := string(site.AppendJSON(nil, before)), string(site.AppendJSON(nil, r)); got != want {
				t.Errorf("before Until, the story is\n%s\nat first it was\n%s", got, want)
			}
			after, _ := site.Release(a, c.want)
			if got := site.AppendJSON(nil, after); string(got) == string(site.AppendJSON(nil, r)) && site.Image.URL+site.Logo.URL == "" {
				t.Errorf("at Until, the story is still\n%s", got)
			}
		})
	}
}

func TestLeftOut(t *testing.T) {
	person := func(p presse.Person) func(*presse.Article, *Site) {
		return func(a *presse.Article, _ *Site) { a.Byline.People = []presse.Person{p} }
	}
	for _, c := range []struct {
		name   string
		change func(*presse.Article, *Site)
		want   []string
	}{
		{"a whole story", func(*presse.Article, *Site) {}, nil},
		{"a note dated ahead", func(a *presse.Article, _ *Site) {
			a.Live = []presse.Note{{At: hours(-1)}, {At: hours(1), Headline: "secret"}}
		},
			[]string{"4711 live[1].at dropped: dated after the instant of the release"}},
		{"an update dated ahead", func(a *presse.Article, _ *Site) { a.Updated = coreNoon.Add(1) },
			[]string{"4711 updated dropped: dated after the instant of the release"}},
		{"an update at the instant of the release", func(a *presse.Article, _ *Site) { a.Updated = coreNoon }, nil},
		{"the lead past its expiry", func(a *presse.Article, _ *Site) { a.Lead = expiring("/a.jpg", coreNoon) },
			[]string{"4711 lead.credit.expiry dropped: the rights to this picture have ended"}},
		{"the same picture in another size", func(a *presse.Article, _ *Site) {
			a.Lead, a.Media = presse.Media{URL: "/a-300x200.jpg"}, []presse.Media{expiring("/a.jpg", coreNoon)}
		}, []string{"4711 lead.url dropped: the rights to this picture have ended", "4711 media[0].credit.expiry dropped: the rights to this picture have ended"}},
		{"the same picture with a later expiry", func(a *presse.Article, _ *Site) {
			a.Lead, a.Media = expiring("/a.jpg", hours(1)), []presse.Media{expiring("/a.jpg", hours(-1)), expiring("/a.jpg", hours(2))}
		}, []string{"4711 lead.url dropped: the rights to this picture have ended", "4711 media[0].credit.expiry dropped: the rights to this picture have ended", "4711 media[1].url dropped: the rights to this picture have ended"}},
		{"the image and the logo of the site past their expiry", func(_ *presse.Article, s *Site) {
			s.Image, s.Logo = expiring("/site.jpg", coreNoon), expiring("/logo.png", hours(-1))
		}, []string{"4711 logo.credit.expiry dropped: the rights to this picture have ended", "4711 image.credit.expiry dropped: the rights to this picture have ended"}},
		{"a picture with an address that no page can use", func(a *presse.Article, _ *Site) { a.Lead.URL = "file:///C:/photo.jpg" },
			[]string{"4711 lead.url dropped: a scheme that is not allowed: file"}},
		{"a page of an author that is none", person(presse.Person{Name: "Salma Idrissi", URL: "mailto:s@remparts.exemple.ma"}),
			[]string{"4711 byline.people[0].url dropped: a scheme that is not allowed here: mailto"}},
		{"an e-mail address as a name", person(presse.Person{Name: "s.idrissi@remparts.exemple.ma"}),
			[]string{"4711 byline.people[0].name changed: an e-mail address"}},
		{"the address of the story", func(a *presse.Article, _ *Site) { a.URL = "javascript:alert(1)" },
			[]string{"4711 url dropped: a scheme that is not allowed: javascript"}},
		{"the address that the site makes", func(a *presse.Article, s *Site) {
			a.URL, s.URL = "", func(*presse.Article) string { return "ftp://remparts.exemple.ma/" }
		}, []string{"4711 url dropped: a scheme that is not allowed: ftp"}},
		{"no address is no loss", func(a *presse.Article, _ *Site) { a.URL = "" }, nil},
		{"the canonical address", func(a *presse.Article, _ *Site) { a.Canonical = "tel:112" }, []string{"4711 canonical dropped: a scheme that is not allowed here: tel"}},
		{"the page of a sponsor", func(a *presse.Article, _ *Site) { a.Sponsor.URL = "data:text/html,x" }, []string{"4711 sponsor.url dropped: a scheme that is not allowed: data"}},
		{"a language that is none", func(a *presse.Article, _ *Site) { a.Lang = "français" }, []string{"4711 lang dropped: not a BCP 47 language tag"}},
		{"a year that no format has", func(a *presse.Article, _ *Site) { a.Expiry = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
			[]string{"4711 expiry dropped: not a year from 1 to 9999"}},
		{"a year before the first", func(a *presse.Article, _ *Site) { a.Updated = time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC) },
			[]string{"4711 updated dropped: not a year from 1 to 9999"}},
		{"an edition of another site", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"ar": "/ar"}, func(string) (*presse.Article, bool) { return nil, false }
		}, []string{"4711 editions.ar dropped: no story of this site has that address"}},
		{"an edition under embargo", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"ar": "/ar"}, editionOf(&presse.Article{Status: presse.StatusPublished, Embargo: hours(1), Editions: map[presse.Lang]string{"fr": "/2026/11/medina"}})
		}, []string{`4711 editions.ar dropped: presse: show article embargo "2026-11-14T13:00:00+01:00": under embargo`}},
		{"an edition that does not name this story", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"ar": "/ar"}, editionOf(&presse.Article{Status: presse.StatusPublished, Editions: map[presse.Lang]string{"fr": "/2026/11/autre"}})
		}, []string{"4711 editions.ar dropped: that edition does not name this story as one of its own"}},
		{"an edition under two spellings of its language", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"ar-MA": "/ar", "ar_MA": "/ar"}, editionOf(&presse.Article{Status: presse.StatusPublished, Editions: map[presse.Lang]string{"fr": "/2026/11/medina"}})
		}, []string{"4711 editions.ar_MA dropped: duplicate"}},
		{"an edition in no language", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"?": "/ar"}, editionOf(coreStory())
		}, []string{"4711 editions.? dropped: not a BCP 47 language tag"}},
		{"an edition that is the story itself, without an ID", func(a *presse.Article, s *Site) {
			a.ID, a.Editions, s.Edition = "", map[presse.Lang]string{"ar": "/ar", "fr": "/2026/11/medina"}, editionOf(a)
		}, []string{" editions.ar dropped: that is the story itself"}},
		{"an edition that is the story itself", func(a *presse.Article, s *Site) {
			a.Editions, s.Edition = map[presse.Lang]string{"ar": "/ar"}, editionOf(a)
		}, []string{"4711 editions.ar dropped: that is the story itself"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			site, told := losing()
			a := coreStory()
			c.change(a, site)
			coreRelease(t, site, a)
			if !slices.Equal(*told, c.want) {
				t.Errorf("reported\n%q\nwant\n%q", *told, c.want)
			}
		})
	}
}

func TestEditions(t *testing.T) {
	site, a := coreSite(), coreStory()
	a.Editions = map[presse.Lang]string{"ar": "/ar/medina?utm=1", "x-default": "/2026/11/medina", "en": "/en/medina"}
	stories := map[string]*presse.Article{
		"/ar/medina?utm=1": {ID: "ar", Status: presse.StatusPublished, URL: "/ar/médina", Editions: map[presse.Lang]string{"fr": "https://remparts.exemple.ma/2026/11/medina"}},
		"/en/medina":       {ID: "en", Status: presse.StatusReview, URL: "/en/medina", Editions: map[presse.Lang]string{"fr": "/2026/11/medina"}},
	}
	site.Edition = func(url string) (*presse.Article, bool) { a, ok := stories[url]; return a, ok }
	r := coreRelease(t, site, a)
	want := []edition{{lang: "ar", page: "https://remparts.exemple.ma/ar/m%C3%A9dina"}, {lang: "x-default", page: "https://remparts.exemple.ma/2026/11/medina"}}
	if !slices.Equal(r.story.editions, want) {
		t.Errorf("the editions are %v, want the one that is public, at its own address, and the default: %v", r.story.editions, want)
	}
}

func TestAddresses(t *testing.T) {
	site := coreSite()
	site.URL = func(a *presse.Article) string { return "/" + a.Slug }
	for _, c := range []struct{ name, url, slug, want string }{
		{"that of the article takes precedence", "/une/adresse", "medina", "https://remparts.exemple.ma/une/adresse"},
		{"else that of the site", "", "medina", "https://remparts.exemple.ma/medina"},
		{"a URI, not an IRI", "", "médina fès", "https://remparts.exemple.ma/m%C3%A9dina%20f%C3%A8s"},
		{"Arabic", "", "فاس", "https://remparts.exemple.ma/%D9%81%D8%A7%D8%B3"},
		{"an absolute one", "https://www.impôts.ma/é", "", "https://www.xn--impts-8ta.ma/%C3%A9"},
		{"one that is escaped stays", "/%c3%a9", "", "https://remparts.exemple.ma/%c3%a9"},
	} {
		a := coreStory()
		a.URL, a.Slug = c.url, c.slug
		if got := coreRelease(t, site, a).story.page; got != c.want {
			t.Errorf("%s: the page is %s, want %s", c.name, got, c.want)
		}
	}
	a := coreStory()
	a.Body = `<p><a href="carte">Carte</a> <a href="#note">1</a></p><img src="eau.jpg" alt="x" srcset="eau-2.jpg 2x">`
	want := `<p><a href="https://remparts.exemple.ma/2026/11/carte">Carte</a> <a href="#note">1</a></p><img src="https://remparts.exemple.ma/2026/11/eau.jpg" alt="x" srcset="https://remparts.exemple.ma/2026/11/eau-2.jpg 2x" decoding="async">`
	if got := string(coreRelease(t, site, a).story.body(presse.ScopeArticle)); got != want {
		t.Errorf("relative addresses belong to the page of the story: the body is\n%s\nwant\n%s", got, want)
	}
}

// TestReleases checks what goes on, what is left out and reported, and what ends.
func TestReleases(t *testing.T) {
	site, told := losing()
	draft := coreStory()
	draft.ID, draft.Status = "draft", presse.StatusDraft
	item := fmt.Errorf("line 3: %w", presse.ErrItem)
	in := func(yield func(*presse.Article, error) bool) {
		_ = yield(coreStory(), nil) && yield(nil, item) && yield(draft, nil) && yield(nil, nil) && yield(coreStory(), nil)
	}
	var got []string
	for r, err := range site.Releases(in, coreNoon) {
		got = append(got, fmt.Sprint(r.story != nil, err))
	}
	if want := []string{"true <nil>", "false line 3: invalid item", "true <nil>"}; !slices.Equal(got, want) {
		t.Errorf("Releases yields %q, want %q", got, want)
	}
	if want := []string{"draft status dropped: not published", "  dropped: nil pointer"}; !slices.Equal(*told, want) {
		t.Errorf("reported %q, want %q", *told, want)
	}
	for range site.Releases(nil, coreNoon) {
		t.Error("a nil iterator yields something")
	}
	for range site.Releases(in, coreNoon) {
		break // must not panic
	}
	for r, err := range new(Site).Releases(in, coreNoon) {
		got = append(got, fmt.Sprint(r.story != nil, err))
	}
	if want := `false presse: release articles base: must not be empty`; len(got) != 4 || got[3] != want {
		t.Errorf("a Site at fault yields %q, want one element %q", got[3:], want)
	}
}

// TestTake checks what a writer sees of an iterator.
func TestTake(t *testing.T) {
	site, told := losing()
	elsewhere := coreStory()
	elsewhere.ID, elsewhere.URL = "nowhere", ""
	ending := coreStory()
	ending.ID, ending.Expiry = "ending", hours(1)
	good, lost, old := coreRelease(t, site, coreStory()), coreRelease(t, site, elsewhere), coreRelease(t, site, ending)
	other := coreRelease(t, coreSite(), coreStory())
	disk := errors.New("disk failure")
	type element struct {
		r   Release
		err error
	}
	for _, c := range []struct {
		name  string
		in    []element
		at    time.Time
		taken int
		told  []string
		err   string
	}{
		{"all is well", []element{{good, nil}, {old, nil}}, coreNoon, 2, nil, ""},
		{"without an instant, none is too old", []element{{old, nil}}, time.Time{}, 1, nil, ""},
		{"a Release kept past its Until", []element{{old, nil}, {good, nil}}, hours(1), 1, []string{"ending until dropped: it was released for an earlier time: its Until has passed"}, ""},
		{"a story without an address", []element{{lost, nil}, {good, nil}}, coreNoon, 1, []string{"nowhere url dropped: neither Article.URL nor Site.URL says where the story is"}, ""},
		{"the error of an item", []element{{Release{}, presse.ErrItem}, {good, nil}}, coreNoon, 1, []string{"  dropped: invalid item"}, ""},
		{"another error ends", []element{{good, nil}, {Release{}, disk}, {good, nil}}, coreNoon, 1, nil, "disk failure"},
		{"so does one that is joined to that of an item", []element{{Release{}, errors.Join(presse.ErrItem, disk)}, {good, nil}}, coreNoon, 0, nil, "invalid item\ndisk failure"},
		{"the zero Release ends", []element{{Release{}, nil}, {good, nil}}, coreNoon, 0, nil, "presse: write x release: the zero Release"},
		{"one of another site ends", []element{{good, nil}, {other, nil}}, coreNoon, 1, nil, "presse: write x release: a Release of another Site"},
	} {
		t.Run(c.name, func(t *testing.T) {
			*told = nil
			in := func(yield func(Release, error) bool) {
				for _, e := range c.in {
					if !yield(e.r, e.err) {
						return
					}
				}
			}
			taken, message := 0, ""
			if err := site.take("write x", iter.Seq2[Release, error](in), c.at, func(*story) bool { taken++; return true }); err != nil {
				message = err.Error()
			}
			if taken != c.taken || !slices.Equal(*told, c.told) || message != c.err {
				t.Errorf("took %d, reported %q, error %q; want %d, %q, %q", taken, *told, message, c.taken, c.told, c.err)
			}
		})
	}
	if err := site.take("write x", nil, coreNoon, nil); err != nil {
		t.Errorf("a nil iterator: %v", err)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		field  string // "" if nothing is at fault
		value  string
		change func(*Site)
	}{
		{"", "", func(*Site) {}},
		{"base", "", func(s *Site) { s.Base = "" }},
		{"base", "/journal", func(s *Site) { s.Base = "/journal" }},
		{"base", "https://remparts.exemple.ma/?q=1", func(s *Site) { s.Base = "https://remparts.exemple.ma/?q=1" }},
		{"base", "https://remparts.exemple.ma?", func(s *Site) { s.Base = "https://remparts.exemple.ma?" }},
		{"base", "https://remparts.exemple.ma/?q=1#une", func(s *Site) { s.Base = "https://remparts.exemple.ma/?q=1#une" }},
		{"", "", func(s *Site) { s.Base = "https://remparts.exemple.ma/#?une" }},
		{"base", "https://remparts.exemple.ma/\x00", func(s *Site) { s.Base = "https://remparts.exemple.ma/\x00" }},
		{"base", "https://[2001:db8::1]:8080/", func(s *Site) { s.Base = "https://[2001:db8::1]:8080/" }},
		{"", "", func(s *Site) { s.Base = "https://remparts.exemple.ma/\n" }},
		{"base", "remparts.exemple.ma", func(s *Site) { s.Base = "remparts.exemple.ma" }},
		{"base", "ftp://remparts.exemple.ma", func(s *Site) { s.Base = "ftp://remparts.exemple.ma" }},
		{"base", "//remparts.exemple.ma/", func(s *Site) { s.Base = "//remparts.exemple.ma/" }},
		{"base", "https:///remparts.exemple.ma", func(s *Site) { s.Base = "https:///remparts.exemple.ma" }},
		{"base", "https:remparts.exemple.ma", func(s *Site) { s.Base = "https:remparts.exemple.ma" }},
		{"base", "https://remparts.exemple.ma/", func(s *Site) { s.Base = "https://desk:secret@remparts.exemple.ma/" }},
		{"", "", func(s *Site) { s.Base = "HTTPS://remparts.exemple.ma" }},
		{"", "", func(s *Site) { s.Base = "http://صحيفة.ma/journal/" }},
		{"lang", "français", func(s *Site) { s.Lang = "français" }},
		{"", "", func(s *Site) { s.Lang = "zgh" }},
		{"logo.url", "javascript:x", func(s *Site) { s.Logo.URL = "javascript:x" }},
		{"image.url", "file:///x", func(s *Site) { s.Image.URL = "file:///x" }},
		{"", "", func(s *Site) { s.Logo.URL, s.Image.URL = "/logo.png", "//cdn.exemple.ma/x.jpg" }},
		{"tag", "journal.ma", func(s *Site) { s.Tag = "journal.ma" }},
		{"tag", "journal.ma,2019-02-30", func(s *Site) { s.Tag = "journal.ma,2019-02-30" }},
		{"", "", func(s *Site) { s.Tag = "journal.ma,2019-02" }},
		{"tag", "journal.ma,2019-13", func(s *Site) { s.Tag = "journal.ma,2019-13" }},
		{"", "", func(s *Site) { s.Tag = "redaction@journal.ma,2019-02-01" }},
		{"account", "remparts", func(s *Site) { s.Account = "remparts" }},
		{"account", "@seize_caracteres", func(s *Site) { s.Account = "@seize_caracteres" }},
		{"", "", func(s *Site) { s.Account = "@remparts" }},
		{"same_as[1]", "/wiki", func(s *Site) { s.SameAs = []string{"https://fr.wikipedia.org/wiki/X", "/wiki"} }},
		{"policies.ethicsPolicy", "/charte", func(s *Site) { s.Policies = map[string]string{"ethicsPolicy": "/charte"} }},
		{"paywall", ".abonnes", func(s *Site) { s.Paywall = ".abonnes" }},
		{"paywall", "a b", func(s *Site) { s.Paywall = "a b" }},
		{"", "", func(s *Site) { s.Paywall = "contenu--abonnes" }},
		{"policy.embeds[0]", "myspace", func(s *Site) { s.Policy.Embeds = []string{"myspace"} }},
		{"policy.bluemonday", "", func(s *Site) {
			s.Policy.Bluemonday = bluemonday.UGCPolicy()
			s.Policy.Bluemonday.RewriteSrc(func(u *url.URL) { u.Host = "autre.exemple.ma" })
		}},
		{"policy.rel", "toto", func(s *Site) { s.Policy.Rel = "toto" }},
		{"", "", func(s *Site) { s.Policy.Scope, s.Policy.Base = 99, "::" }}, // ignored
	} {
		site := coreSite()
		c.change(site)
		r, err := site.Release(coreStory(), coreNoon)
		faults := presse.Faults(err)
		switch {
		case c.field == "":
			if err != nil || r.story == nil {
				t.Errorf("a good site is at fault: %v", err)
			}
		case len(faults) != 1 || faults[0].Field != c.field || faults[0].Value != c.value || faults[0].Op != "release article":
			t.Errorf("the error is %v, want one of the field %s with the value %q", err, c.field, c.value)
		case r != Release{}:
			t.Errorf("%s: a Site at fault releases something", c.field)
		}
	}
	site := Site{Lang: "?", Tag: "x", Account: "x", SameAs: []string{""}, Paywall: "?"}
	if _, err := site.Release(coreStory(), coreNoon); len(presse.Faults(err)) != 6 {
		t.Errorf("all faults are reported at once; got %v", err)
	}
}

func TestInstants(t *testing.T) {
	site, a := coreSite(), coreStory()
	a.Published = time.Date(1912, 1, 1, 0, 0, 0, 0, time.FixedZone("LMT", -1820))
	if got, want := coreRelease(t, site, a).story.a.Published.Format(time.RFC3339), "1912-01-01T00:30:20Z"; got != want {
		t.Errorf("RFC 3339 has no seconds in offsets: published is %s, want %s", got, want)
	}
	site.Zone, a.Published = time.FixedZone("", 3600), time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)
	if got, want := coreRelease(t, site, a).story.a.Published.Format(time.RFC3339), "2026-01-02T04:00:00+01:00"; got != want {
		t.Errorf("published is %s, want it in the zone of the site: %s", got, want)
	}
}

// TestExpiredRendition checks that a rendition that is a picture past its rights goes alone.
func TestExpiredRendition(t *testing.T) {
	a := coreStory()
	a.Lead = presse.Media{URL: "/a.jpg", Renditions: []presse.Rendition{{URL: "/b-800x600.jpg"}, {URL: "/c.jpg"}}}
	a.Media = []presse.Media{expiring("/b.jpg", hours(-1))}
	got := coreRelease(t, coreSite(), a).story.a.Lead
	if got.URL == "" || len(got.Renditions) != 1 || got.Renditions[0].URL != "https://remparts.exemple.ma/c.jpg" {
		t.Errorf("the lead is %+v, want it with the rendition c.jpg alone", got)
	}
}

// TestCheckIsCheap checks that a Bluemonday policy, of which a sanitizer takes ten microseconds
// and 100 allocations to make, does not make each Release as slow.
func TestCheckIsCheap(t *testing.T) {
	site := coreSite()
	allocs := func() float64 { return testing.AllocsPerRun(100, func() { _, _ = site.check("x") }) }
	without := allocs()
	site.Policy.Bluemonday = bluemonday.UGCPolicy()
	if with := allocs(); with > without+20 {
		t.Errorf("with a Bluemonday policy, a check allocates %v times, without it %v", with, without)
	}
}

// TestNothing checks that nil and zero values are errors or empty.
func TestNothing(t *testing.T) {
	var none *Site
	good := coreRelease(t, coreSite(), coreStory())
	if _, err := none.Release(coreStory(), coreNoon); err == nil || err.Error() != "presse: release article site: nil pointer" {
		t.Errorf("a nil Site: %v", err)
	}
	if _, err := coreSite().Release(nil, coreNoon); err == nil {
		t.Error("a nil story is released")
	}
	n := 0
	for r, err := range none.Releases(nil, coreNoon) {
		if n++; err == nil || r.story != nil {
			t.Error("a nil Site releases something")
		}
	}
	if n != 1 {
		t.Errorf("a nil Site yields %d elements, want one error", n)
	}
	for _, site := range []*Site{nil, new(Site), coreSite()} {
		for _, r := range []Release{{}, good} {
			if got := site.AppendJSON([]byte("x"), r, Release{}, good); string(got) != "x" {
				t.Errorf("AppendJSON appends %q", got[1:])
			}
			if got := site.Warnings(r); got != nil {
				t.Errorf("Warnings are %v", got)
			}
		}
	}
	if got := (Release{}).Until(); !got.IsZero() {
		t.Errorf("Until of the zero Release is %v", got)
	}
}

func BenchmarkRelease(b *testing.B) {
	site, a := coreSite(), coreStory()
	site.Logo, site.Image = presse.Media{URL: "/logo.png"}, presse.Media{URL: "/site.jpg"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := site.Release(a, coreNoon); err != nil {
			b.Fatal(err)
		}
	}
}

// TestFaultsAreShort checks that an error quotes no more than 60 bytes of a value that is wrong
// (see presse.Error), in every field of a Site that can hold a long one.
func TestFaultsAreShort(t *testing.T) {
	long := strings.Repeat("é", 4<<10)
	for field, change := range map[string]func(*Site){
		"base": func(s *Site) { s.Base = long }, "lang": func(s *Site) { s.Lang = presse.Lang(long) }, "logo.url": func(s *Site) { s.Logo.URL = "ftp://" + long },
		"image.url": func(s *Site) { s.Image.URL = "ftp://" + long }, "tag": func(s *Site) { s.Tag = long }, "account": func(s *Site) { s.Account = long },
		"same_as[0]": func(s *Site) { s.SameAs = []string{long} }, "policies.ethicsPolicy": func(s *Site) { s.Policies = map[string]string{"ethicsPolicy": long} },
		"paywall": func(s *Site) { s.Paywall = long },
	} {
		site := coreSite()
		change(site)
		_, err := site.Release(coreStory(), coreNoon)
		var fault *presse.Error
		if !errors.As(err, &fault) || fault.Field != field {
			t.Errorf("%s: got %v, want an *Error of that field", field, err)
			continue
		}
		if n := len(fault.Value); n == 0 || n > 60+len("…") || !utf8.ValidString(fault.Value) {
			t.Errorf("%s: the error quotes %d bytes: %q", field, n, fault.Value)
		}
	}
	for field, feed := range map[string]Feed{"path": {Path: "ftp://" + long}, "hub": {Hub: long}, "section": {Section: long}} {
		err := coreSite().WriteRSS(io.Discard, feed, nil)
		var fault *presse.Error
		if !errors.As(err, &fault) || fault.Field != field || fault.Value == "" || len(fault.Value) > 60+len("…") {
			t.Errorf("%s of a Feed: got %v, want an *Error of that field that quotes 60 bytes", field, err)
		}
	}
}

// TestYears checks that an instant whose year not all formats can write is in none, and is told.
func TestYears(t *testing.T) {
	for year, kept := range map[int]bool{-1: false, 0: false, 1: true, 1912: true, 9999: true, 10000: false} {
		site := coreSite()
		var lost []string
		site.Lost = func(l presse.Loss) { lost = append(lost, l.Field) }
		a := coreStory()
		at := time.Date(year, 6, 1, 12, 0, 0, 0, time.UTC)
		a.Published, a.Updated, a.Corrections = at, time.Time{}, []presse.Note{{At: at, Kind: "correction", Body: "<p>Six fontaines.</p>"}}
		r, err := site.Release(a, time.Date(10001, 1, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		if !kept {
			want = []string{"corrections[0].at", "published"}
		}
		slices.Sort(lost)
		if !slices.Equal(lost, want) {
			t.Errorf("year %d: lost %q, want %q", year, lost, want)
		}
		printed := string(site.Head(r)) + string(site.AppendJSON(nil, r))
		for name, write := range feedWriters {
			var b strings.Builder
			err := write(site, &b, Feed{Path: "/flux"}, func(yield func(Release, error) bool) { yield(r, nil) })
			if err != nil {
				t.Errorf("%s, year %d: %v", name, year, err)
			}
			printed += b.String()
		}
		if day := fmt.Sprintf("%04d-06-01", year); strings.Contains(printed, day) != kept {
			t.Errorf("year %d: %s is printed: %t, want %t, in\n%s", year, day, !kept, kept, printed)
		}
	}
}
