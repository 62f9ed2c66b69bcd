package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// newsTitles writes a news sitemap of the stories, released at the same instant, and returns
// the titles in it.
func newsTitles(t *testing.T, s *Site, at time.Time, stories ...*presse.Article) []string {
	t.Helper()
	var file bytes.Buffer
	if err := s.WriteNewsSitemap(&file, at, s.Releases(storiesOf(stories...), at)); err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, u := range readURLs(t, file.Bytes()).URLs {
		titles = append(titles, u.News.Title)
	}
	return titles
}

func TestNewsSitemap(t *testing.T) {
	s, lost := sitemapSite()
	s.Name = "Le Journal des remparts (édition de Fès) & fils"
	a := newsOf("1", time.Hour)
	a.Headline, a.Slug = "« Fès & l’eau » : a < b,\n\tdit-on", "fès"
	ar := newsOf("2", 2*time.Hour)
	ar.Lang, ar.Headline = "ar-MA", "محطة القطار الجديدة"
	ar.Updated = sitemapAt
	var file bytes.Buffer
	if err := s.WriteNewsSitemap(&file, sitemapAt, s.Releases(storiesOf(a, ar), sitemapAt)); err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://remparts.exemple.ma/f%C3%A8s</loc><news:news><news:publication><news:name>Le Journal des remparts &amp; fils</news:name><news:language>fr</news:language></news:publication><news:publication_date>2026-03-04T11:00:00+01:00</news:publication_date><news:title>« Fès &amp; l’eau » : a &lt; b, dit-on</news:title></news:news></url>
<url><loc>https://remparts.exemple.ma/titre-2</loc><news:news><news:publication><news:name>Le Journal des remparts &amp; fils</news:name><news:language>ar</news:language></news:publication><news:publication_date>2026-03-04T10:00:00+01:00</news:publication_date><news:title>محطة القطار الجديدة</news:title></news:news></url>
</urlset>
`
	if got := file.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(*lost) > 0 {
		t.Errorf("lost %v", *lost)
	}
}

func TestNewsSitemapSelection(t *testing.T) {
	changed := func(change func(*presse.Article)) *presse.Article {
		a := newsOf("1", time.Hour)
		change(a)
		return a
	}
	cases := []struct {
		rule  string
		story *presse.Article
		lost  string // empty: it is news
	}{
		{"a second old", newsOf("1", time.Second), ""},
		{"published now", newsOf("1", 0), ""},
		{"47 h 59 old", newsOf("1", 47*time.Hour+59*time.Minute), ""},
		{"48 h old", newsOf("1", 48*time.Hour), ""},
		{"a nanosecond older", newsOf("1", 48*time.Hour+1), "1 published"},
		{"48 h 01 old", newsOf("1", 48*time.Hour+time.Minute), "1 published"},
		{"an update makes no news", changed(func(a *presse.Article) { a.Published, a.Updated = sitemapAt.AddDate(0, 0, -9), sitemapAt }), "1 published"},
		{"undated", changed(func(a *presse.Article) { a.Published = time.Time{} }), "1 published"},
		{"NoIndex", changed(func(a *presse.Article) { a.NoIndex = true }), "1 no_index"},
		{"a copy", changed(func(a *presse.Article) { a.Canonical = "https://agence.example/depeche" }), "1 canonical"},
		{"a canonical that is no address", changed(func(a *presse.Article) { a.Canonical = "à vérifier" }), "1 canonical, 1 canonical"},
		{"a canonical address that cannot be read", changed(func(a *presse.Article) { a.Canonical = "htps://agence.example/depeche" }), "1 canonical, 1 canonical"},
		{"a sponsor", changed(func(a *presse.Article) { a.Sponsor.Name = "Office du tourisme de Fès" }), "1 sponsor"},
		{"a sponsor by its label", changed(func(a *presse.Article) { a.Sponsor.Label = "Contenu proposé" }), "1 sponsor"},
		{"a sponsor by its address", changed(func(a *presse.Article) { a.Sponsor.URL = "https://tourisme.example/" }), "1 sponsor"},
		{"an advertorial", changed(func(a *presse.Article) { a.Genre = "advertorial" }), "1 sponsor"},
		{"an opinion", changed(func(a *presse.Article) { a.Genre = "opinion" }), ""},
		{"paid", changed(func(a *presse.Article) { a.Access = presse.AccessPaid }), ""},
		{"a headline of spaces", changed(func(a *presse.Article) { a.Headline = "\u00a0\n\u200b" }), "1 headline"},
		{"a headline of control characters", changed(func(a *presse.Article) { a.Headline = "\x01\x02" }), "1 headline"},
		{"a private language", changed(func(a *presse.Article) { a.Lang = "x-fes" }), "1 lang"},
		{"no language but the site's", changed(func(a *presse.Article) { a.Lang = "" }), ""},
		{"no address", changed(func(a *presse.Article) { a.URL = "mailto:redaction@remparts.exemple.ma" }), "1 url"},
		{"too long an address", changed(func(a *presse.Article) { a.URL = "/" + strings.Repeat("a", 2048) }), "1 url"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			s, lost := sitemapSite()
			titles := newsTitles(t, s, sitemapAt, c.story)
			if got := strings.Join(lostFields(*lost), ", "); got != c.lost || len(titles) == 1 != (c.lost == "") {
				t.Errorf("got titles %q, lost %q; want lost %q", titles, got, c.lost)
			}
		})
	}
	t.Run("published after the instant of the sitemap", func(t *testing.T) {
		s, lost := sitemapSite()
		r := mustRelease(t, s, newsOf("1", 0))
		var file bytes.Buffer
		if err := s.WriteNewsSitemap(&file, sitemapAt.Add(-time.Second), released(r)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(file.String(), "<url>") || len(*lost) != 1 {
			t.Errorf("got %s, lost %v", file.String(), *lost)
		}
	})
	t.Run("a Release whose Until has come", func(t *testing.T) {
		s, lost := sitemapSite()
		a := newsOf("1", time.Hour)
		a.Expiry = sitemapAt.Add(time.Hour)
		r := mustRelease(t, s, a)
		for n, at := range []time.Time{sitemapAt.Add(time.Hour - 1), sitemapAt.Add(time.Hour)} {
			var file bytes.Buffer
			if err := s.WriteNewsSitemap(&file, at, released(r)); err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(file.String(), "<url>"); got != 1-n || len(*lost) != n {
				t.Errorf("at %v: %d stories, lost %v", at, got, *lost)
			}
		}
	})
}

// 48 hours are elapsed time, whatever the clocks say.
func TestNewsSitemapChangeOfTime(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip("no time zone data")
	}
	before, during := time.FixedZone("", 0), time.FixedZone("", 3600) // Morocco, in and after Ramadan
	cases := []struct {
		rule          string
		at, published time.Time
		news          bool
	}{
		// In 2026 France changes on 29 March, 2 h → 3 h, and on 25 October, 3 h → 2 h.
		{"spring in France: the clocks show 49 h", time.Date(2026, 3, 30, 12, 0, 0, 0, paris), time.Date(2026, 3, 28, 11, 0, 0, 0, paris), true},
		{"spring in France: a minute more", time.Date(2026, 3, 30, 12, 0, 0, 0, paris), time.Date(2026, 3, 28, 10, 59, 0, 0, paris), false},
		{"autumn in France: the clocks show 47 h", time.Date(2026, 10, 26, 12, 0, 0, 0, paris), time.Date(2026, 10, 24, 13, 0, 0, 0, paris), true},
		{"autumn in France: a minute more", time.Date(2026, 10, 26, 12, 0, 0, 0, paris), time.Date(2026, 10, 24, 12, 59, 0, 0, paris), false},
		{"autumn in France: the same hour of the day", time.Date(2026, 10, 26, 12, 0, 0, 0, paris), time.Date(2026, 10, 24, 12, 0, 0, 0, paris), false},
		{"Morocco: the clocks show 49 h", time.Date(2026, 3, 23, 12, 0, 0, 0, during), time.Date(2026, 3, 21, 11, 0, 0, 0, before), true},
		{"Morocco: a minute more", time.Date(2026, 3, 23, 12, 0, 0, 0, during), time.Date(2026, 3, 21, 10, 59, 0, 0, before), false},
		{"Morocco: the clocks show 47 h", time.Date(2026, 2, 16, 12, 0, 0, 0, before), time.Date(2026, 2, 14, 13, 0, 0, 0, during), true},
		{"Morocco: the same hour of the day", time.Date(2026, 2, 16, 12, 0, 0, 0, before), time.Date(2026, 2, 14, 12, 0, 0, 0, during), false},
	}
	for _, c := range cases {
		for _, zone := range []*time.Location{nil, paris, before, during, time.UTC} {
			t.Run(fmt.Sprint(c.rule, ", written in ", zone), func(t *testing.T) {
				s, _ := sitemapSite()
				s.Zone = zone
				a := newsOf("1", 0)
				a.Published = c.published
				var file bytes.Buffer
				if err := s.WriteNewsSitemap(&file, c.at, s.Releases(storiesOf(a), c.at)); err != nil {
					t.Fatal(err)
				}
				set := readURLs(t, file.Bytes())
				if got := len(set.URLs) == 1; got != c.news {
					t.Fatalf("published %v before: got news %v, want %v", c.at.Sub(c.published), got, c.news)
				}
				if !c.news {
					return
				}
				written, err := time.Parse(time.RFC3339, set.URLs[0].News.Date)
				if err != nil || !written.Equal(c.published) {
					t.Errorf("publication_date %q is not %v", set.URLs[0].News.Date, c.published)
				}
				if zone == paris && !strings.HasSuffix(set.URLs[0].News.Date, c.published.In(paris).Format("-07:00")) {
					t.Errorf("publication_date %q is not in the time of Paris", set.URLs[0].News.Date)
				}
			})
		}
	}
}

func TestNewsSitemapNewest(t *testing.T) {
	for _, n := range []int{999, 1000, 1001, 1500} {
		t.Run(fmt.Sprint(n, " stories"), func(t *testing.T) {
			s, lost := sitemapSite()
			var stories []*presse.Article
			for i := range n { // in no order of time; 7 and n have no common divisor
				stories = append(stories, newsOf(fmt.Sprint(i), time.Duration(i*7919%n)*time.Minute))
			}
			var want []string
			for _, a := range stories {
				if sitemapAt.Sub(a.Published) < 1000*time.Minute {
					want = append(want, a.Headline)
				}
			}
			if got := newsTitles(t, s, sitemapAt, stories...); !slices.Equal(got, want) {
				t.Errorf("%d titles that are not the newest in the order of the caller", len(got))
			}
			if len(want) != min(n, 1000) || len(*lost) != max(n-1000, 0) {
				t.Errorf("%d stories wanted, %d lost", len(want), len(*lost))
			}
			for _, l := range *lost {
				if l.Field != "published" || l.Kind != presse.LossDropped || l.Err == nil {
					t.Errorf("lost %v", l)
				}
			}
		})
	}
	t.Run("of the same instant, those that come first", func(t *testing.T) {
		s, lost := sitemapSite()
		var stories []*presse.Article
		for i := range 1002 {
			stories = append(stories, newsOf(fmt.Sprint(i), time.Hour))
		}
		titles := newsTitles(t, s, sitemapAt, stories...)
		if len(titles) != 1000 || titles[999] != "Le titre 999" {
			t.Errorf("%d titles, the last %q", len(titles), titles[len(titles)-1])
		}
		if got := lostFields(*lost); !slices.Equal(got, []string{"1000 published", "1001 published"}) {
			t.Errorf("lost %q", got)
		}
	})
}

func TestNewsSitemapTwice(t *testing.T) {
	s, lost := sitemapSite()
	first, same, other := newsOf("1", time.Hour), newsOf("2", time.Hour), newsOf("3", time.Hour)
	same.Slug = first.Slug // another story at its address
	unnamed := newsOf("", time.Hour)
	unnamed2 := newsOf("", time.Hour)
	unnamed2.Slug = "sans-id"
	got := newsTitles(t, s, sitemapAt, first, other, first, same, unnamed, unnamed2)
	if want := []string{"Le titre 1", "Le titre 3", "Le titre", "Le titre"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := lostFields(*lost); !slices.Equal(got, []string{"1 id", "2 url"}) {
		t.Errorf("lost %q", got)
	}
	for _, l := range *lost {
		if !errors.Is(l.Err, presse.ErrDuplicate) {
			t.Errorf("lost %v", l)
		}
	}
	*lost = nil
	hidden, untitled, again := newsOf("4", time.Hour), newsOf("5", time.Hour), newsOf("4", time.Hour)
	hidden.NoIndex, untitled.Headline, untitled.Slug = true, "", hidden.Slug
	if got := newsTitles(t, s, sitemapAt, hidden, untitled, again); !slices.Equal(got, []string{"Le titre 4"}) {
		t.Errorf("an ID and an address that no news has yet: got %q", got)
	}
	if got := lostFields(*lost); !slices.Equal(got, []string{"4 no_index", "5 headline"}) {
		t.Errorf("an ID and an address that no news has yet: lost %q", got)
	}
}

// A page is one address for search engines, whatever place on it an address names.
func TestNewsSitemapPlaces(t *testing.T) {
	s, lost := sitemapSite()
	first, second, page := newsOf("1", time.Hour), newsOf("2", time.Hour), newsOf("3", time.Hour)
	first.URL, second.URL, page.URL = "/breves#b1", "/breves#b2", "/breves"
	if got := newsTitles(t, s, sitemapAt, first, second, page); !slices.Equal(got, []string{"Le titre 1"}) {
		t.Errorf("got %q", got)
	}
	if got := lostFields(*lost); !slices.Equal(got, []string{"2 url", "3 url"}) {
		t.Errorf("lost %q", got)
	}
}

func TestNewsLanguage(t *testing.T) {
	for lang, want := range map[presse.Lang]string{
		"fr": "fr", "fr-MA": "fr", "fr_CA": "fr", "FR": "fr", "fra": "fr", "fre": "fr", "fr-Latn-CH": "fr",
		"ar": "ar", "ar-MA": "ar", "ara": "ar", "ary": "ary", "ary-Latn": "ary",
		"zgh": "zgh", "zgh-Tfng-MA": "zgh", "ber": "ber", "kab": "kab", "en-US": "en", "de-CH": "de", "gsw": "gsw",
		"zh": "zh-cn", "zh-CN": "zh-cn", "zh-SG": "zh-cn", "zh-Hans-HK": "zh-cn", "zho": "zh-cn",
		"zh-TW": "zh-tw", "zh-HK": "zh-tw", "zh-Hant": "zh-tw", "zh-Hant-CN": "zh-tw",
		"": "", "und": "", "mul": "", "zxx": "", "français": "", "x-default": "", "und-MA": "",
	} {
		if got := newsLanguage(lang); got != want {
			t.Errorf("%q: got %q, want %q", lang, got, want)
		}
	}
}

func TestNewsName(t *testing.T) {
	for name, want := range map[string]string{
		"Le Journal des remparts": "Le Journal des remparts", "L’Estran (abonnés)": "L’Estran",
		"(Le) Journal  de\nFès": "Journal de Fès", "Le Journal (a (b) c)": "Le Journal", " (essai) ": "", "A) b (": "A) b (",
	} {
		if got := newsName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestNewsSitemapFaults(t *testing.T) {
	s, _ := sitemapSite()
	other, _ := sitemapSite()
	r := mustRelease(t, s, newsOf("1", 0))
	unnamed, _ := sitemapSite()
	unnamed.Name = "(essai)"
	cases := []struct {
		rule  string
		write func(w io.Writer) error
		field string
	}{
		{"no site", func(w io.Writer) error { return (*Site)(nil).WriteNewsSitemap(w, sitemapAt, released(r)) }, "site"},
		{"no base", func(w io.Writer) error {
			return (&Site{Name: "Le Journal"}).WriteNewsSitemap(w, sitemapAt, released())
		}, "base"},
		{"a relative base", func(w io.Writer) error {
			return (&Site{Name: "Le Journal", Base: "/journal"}).WriteNewsSitemap(w, sitemapAt, nil)
		}, "base"},
		{"no name", func(w io.Writer) error { return unnamed.WriteNewsSitemap(w, sitemapAt, released()) }, "name"},
		{"no instant", func(w io.Writer) error { return s.WriteNewsSitemap(w, time.Time{}, released(r)) }, "at"},
		{"no writer", func(io.Writer) error { return s.WriteNewsSitemap(nil, sitemapAt, released(r)) }, "writer"},
		{"the zero Release", func(w io.Writer) error { return s.WriteNewsSitemap(w, sitemapAt, released(r, Release{})) }, "release"},
		{"a Release of another site", func(w io.Writer) error {
			return s.WriteNewsSitemap(w, sitemapAt, released(r, mustRelease(t, other, newsOf("2", 0))))
		}, "release"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			var file bytes.Buffer
			err := c.write(&file)
			var fault *presse.Error
			if !errors.As(err, &fault) || fault.Field != c.field || fault.Op != "write news sitemap" {
				t.Errorf("got %v, want an *Error of write news sitemap %s", err, c.field)
			}
			if file.Len() > 0 {
				t.Errorf("written: %s", file.String())
			}
		})
	}
	broken := errors.New("the connection was closed")
	var file bytes.Buffer
	if err := s.WriteNewsSitemap(&file, sitemapAt, failingWith(r, broken)); !errors.Is(err, broken) || file.Len() > 0 {
		t.Errorf("an error of the stories: got %v, %d bytes written", err, file.Len())
	}
	if err := s.WriteNewsSitemap(&file, sitemapAt, failingWith(r, fmt.Errorf("line 12: %w", presse.ErrItem))); err != nil || len(readURLs(t, file.Bytes()).URLs) != 1 {
		t.Errorf("an error of one story: got %v and\n%s", err, file.String())
	}
	file.Reset()
	if err := s.WriteNewsSitemap(&file, sitemapAt, nil); err != nil || len(readURLs(t, file.Bytes()).URLs) != 0 {
		t.Errorf("no stories: got %v and\n%s", err, file.String())
	}
	folder := &sitemapFolder{failWrite: "x", files: map[string]*bytes.Buffer{}}
	if err := s.WriteNewsSitemap(&sitemapFile{folder, "x"}, sitemapAt, released(r)); !errors.Is(err, errDisk) {
		t.Errorf("writing fails: got %v", err)
	}
}
