package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// wellMade returns a story and a site that no rule has anything to say about.
func wellMade() (*Site, *presse.Article) {
	site := coreSite()
	site.Logo = presse.Media{URL: "/logo.png", Width: 600, Height: 200}
	site.Zone = coreNoon.Location()
	a := coreStory()
	a.Byline = presse.Byline{Text: "Par Salma Idrissi", People: []presse.Person{{Name: "Salma Idrissi", URL: "/auteurs/salma-idrissi"}}}
	a.Lead = presse.Media{URL: "/photos/fontaine.jpg", Width: 1600, Height: 900, Alt: "Une fontaine de zellige",
		Renditions: []presse.Rendition{{URL: "/photos/fontaine-4x3.jpg", Width: 1200, Height: 900}, {URL: "/photos/fontaine-1x1.jpg", Width: 900, Height: 900}}}
	return site, a
}

// fields returns what is warned of.
func fields(s *Site, a *presse.Article) (list []string, err error) {
	r, err := s.Release(a, coreNoon)
	for _, w := range s.Warnings(r) {
		list = append(list, w.Field)
	}
	return list, err
}

func TestWarnings(t *testing.T) {
	people := func(names ...string) func(*Site, *presse.Article) {
		return func(_ *Site, a *presse.Article) {
			a.Byline.People = nil
			for _, name := range names {
				a.Byline.People = append(a.Byline.People, presse.Person{Name: name, URL: "/x"})
			}
		}
	}
	lead := func(change func(*presse.Media)) func(*Site, *presse.Article) {
		return func(_ *Site, a *presse.Article) { change(&a.Lead) }
	}
	long := strings.Repeat("é", 111)
	cases := []struct {
		rule   string
		name   string
		change func(*Site, *presse.Article)
		want   []string
	}{
		{"", "a story that is well made", func(*Site, *presse.Article) {}, nil},
		{"headline", "no headline", func(_ *Site, a *presse.Article) { a.Headline = " " }, []string{"headline"}},
		{"concise headline", "111 characters", func(_ *Site, a *presse.Article) { a.Headline = long }, []string{"headline"}},
		{"", "110 characters, of two bytes", func(_ *Site, a *presse.Article) { a.Headline = long[2:] }, nil},
		{"", "a shorter one for search results", func(_ *Site, a *presse.Article) {
			a.Headline, a.Titles = long, map[string]string{"seo": "Fès : les fontaines"}
		}, nil},
		{"concise headline", "a long one for search results", func(_ *Site, a *presse.Article) { a.Titles = map[string]string{"seo": long} }, []string{"titles.seo"}},
		{"image", "no image at all", func(_ *Site, a *presse.Article) { a.Lead = presse.Media{} }, []string{"lead"}},
		{"image", "a video is no image", lead(func(m *presse.Media) { m.Kind = "video" }), []string{"lead"}},
		{"image", "an image past its rights", lead(func(m *presse.Media) { m.Credit.Expiry = coreNoon }), []string{"lead"}},
		{"", "another image of the story", func(_ *Site, a *presse.Article) { a.Media, a.Lead = []presse.Media{a.Lead}, presse.Media{} }, nil},
		{"image of the story", "that of the site", func(s *Site, a *presse.Article) { s.Image, a.Lead = presse.Media{URL: "/site.png"}, presse.Media{} }, []string{"lead"}},
		{"image size known", "no size", lead(func(m *presse.Media) { m.Width = 0 }), []string{"lead.width"}},
		{"image of 50,000 pixels", "49,766 pixels in 16x9", lead(func(m *presse.Media) { m.Width, m.Height = 298, 167 }), []string{"lead.width", "lead.renditions"}},
		{"image 1200 wide", "1199 wide", lead(func(m *presse.Media) {
			m.Width, m.Height, m.Renditions[0].Width, m.Renditions[0].Height = 1199, 674, 800, 600
		}), []string{"lead.width"}},
		{"image 1200 wide", "1200 wide, and a strip", lead(func(m *presse.Media) { m.Width, m.Height, m.Renditions = 1200, 100, nil }), []string{"lead.width", "lead.renditions"}},
		{"", "a rendition of 1200", lead(func(m *presse.Media) { m.Width, m.Height = 800, 450 }), nil},
		{"images in three shapes", "one shape", lead(func(m *presse.Media) { m.Renditions = nil }), []string{"lead.renditions"}},
		{"", "shapes to whole pixels", lead(func(m *presse.Media) { m.Width, m.Height = 1366, 768 }), nil},
		{"image format", "TIFF", lead(func(m *presse.Media) { m.URL = "/photos/fontaine.TIFF?v=2" }), []string{"lead.type"}},
		{"image format", "by its type", lead(func(m *presse.Media) { m.Type = "image/heic" }), []string{"lead.type"}},
		{"", "an address without a format", lead(func(m *presse.Media) { m.URL = "/image/12" }), nil},
		{"", "WebP", lead(func(m *presse.Media) { m.Type = "image/webp; q=1" }), nil},
		{"alternative text", "none", lead(func(m *presse.Media) { m.Alt = "" }), []string{"lead.alt"}},
		{"author", "unsigned", func(_ *Site, a *presse.Article) { a.Byline = presse.Byline{} }, []string{"byline"}},
		{"", "an agency", func(_ *Site, a *presse.Article) { a.Byline = presse.Byline{Text: "AFP", Agencies: []string{"AFP"}} }, nil},
		{"authors apart", "a line that names nobody", func(_ *Site, a *presse.Article) { a.Byline = presse.Byline{Text: "Notre service web"} }, []string{"byline.people"}},
		{"authors apart", "a line with agencies that it does not name", func(_ *Site, a *presse.Article) { a.Byline = presse.Byline{Text: "Avec agences"} }, []string{"byline.people"}},
		{"bare names", "Par", people("Par Salma Idrissi"), []string{"byline.people[0].name"}},
		{"bare names", "two in one", people("Salma Idrissi et Karim Benali"), []string{"byline.people[0].name"}},
		{"bare names", "with an occupation", people("Karim Benali", "Salma Idrissi, envoyée spéciale à Dakar"), []string{"byline.people[1].name"}},
		{"bare names", "an agency as a person", people("AFP"), []string{"byline.people[0].name"}},
		{"bare names", "the newspaper", people("Salma Idrissi – Le Journal des remparts"), []string{"byline.people[0].name"}},
		{"bare names", "in Arabic, with by", people("بقلم سلمى الإدريسي"), []string{"byline.people[0].name"}},
		{"", "names of many kinds", people("Jean-Baptiste Lemoine d’Arcy", "Fatima-Zahra Aït Ould Ahmed", "سلمى الإدريسي", "A. H.", "José Luis de la Fuente", "Ng", "Anne van den Bosch", "Karim Par"), nil},
		{"", "the photographer is no author", func(_ *Site, a *presse.Article) {
			a.Byline.People = append(a.Byline.People, presse.Person{Name: "Photos Karim Benali", Role: presse.RolePhotographer})
		}, nil},
		{"bare names", "nobody", people("Par", "-", "https://gazette.example/lina", "Avec agences", "Contributeur", "La rédaction", "@lina"), []string{
			"byline.people[0].name", "byline.people[1].name", "byline.people[2].name", "byline.people[3].name", "byline.people[4].name", "byline.people[5].name", "byline.people[6].name"}},
		{"bare names", "a character reference", people("L&eacute;a Haddad", "Salma &amp; Karim"), []string{"byline.people[0].name", "byline.people[1].name"}},
		{"bare names", "agencies without a name", func(_ *Site, a *presse.Article) { a.Byline.Agencies = []string{"agences", "وكالات", "AFP"} }, []string{"byline.agencies[0]", "byline.agencies[1]"}},
		{"bare names", "agencies", func(_ *Site, a *presse.Article) {
			a.Byline.Agencies = []string{"AFP", "Par AFP", "AFP et Reuters", "(AFP)", "AFP,", "La rédaction", "", "Agence France-Presse", "Dupont & Fils", "Tanjug", "Source : MAP"}
		}, []string{"byline.agencies[1]", "byline.agencies[2]", "byline.agencies[3]", "byline.agencies[4]", "byline.agencies[5]", "byline.agencies[10]"}},
		{"author page", "none", func(_ *Site, a *presse.Article) { a.Byline.People[0].URL = "" }, []string{"byline.people[0].url"}},
		{"", "that of the site", func(s *Site, a *presse.Article) {
			a.Byline.People[0].URL, s.AuthorURL = "", func(presse.Person) string { return "/auteurs/x" }
		}, nil},
		{"author page", "the site has none either", func(s *Site, a *presse.Article) {
			a.Byline.People[0].URL, s.AuthorURL = "", func(presse.Person) string { return "" }
		}, []string{"byline.people[0].url"}},
		{"date of publication", "none", func(_ *Site, a *presse.Article) { a.Published = time.Time{} }, []string{"published"}},
		{"zone of dates", "of the machine", func(s *Site, a *presse.Article) { s.Zone, a.Published = nil, a.Published.In(time.Local) }, []string{"published"}},
		{"", "of the story", func(s *Site, a *presse.Article) { s.Zone = nil }, nil},
		{"changes after publication", "before", func(_ *Site, a *presse.Article) { a.Updated = a.Published.Add(-1) }, []string{"updated"}},
		{"paywall", "no class", func(_ *Site, a *presse.Article) { a.Access = presse.AccessMetered }, []string{"site.paywall"}},
		{"", "a class", func(s *Site, a *presse.Article) { s.Paywall, a.Access = "abonnes", presse.AccessPaid }, nil},
		{"logo", "none", func(s *Site, _ *presse.Article) { s.Logo.URL = "" }, []string{"site.logo.url"}},
		{"logo", "past its rights", func(s *Site, _ *presse.Article) { s.Logo.Credit.Expiry = coreNoon }, []string{"site.logo.url"}},
		{"logo", "111 high", func(s *Site, _ *presse.Article) { s.Logo.Height = 111 }, []string{"site.logo.width"}},
		{"logo", "PDF", func(s *Site, _ *presse.Article) { s.Logo.URL = "/logo.pdf" }, []string{"site.logo.type"}},
		{"policies", "of the wrong name", func(s *Site, _ *presse.Article) {
			s.Policies = map[string]string{"ethicsPolicy": "https://remparts.exemple.ma/charte", "ethicPolicy": "https://remparts.exemple.ma/charte", "name": "https://remparts.exemple.ma/x"}
		}, []string{"site.policies.ethicPolicy", "site.policies.name"}},
		{"name of the publication", "none", func(s *Site, _ *presse.Article) { s.Name = "" }, []string{"site.name"}},
		{"name of the publication", "in parentheses", func(s *Site, _ *presse.Article) { s.Name = "Le Journal (abonnés)" }, []string{"site.name"}},
		{"language", "none", func(s *Site, a *presse.Article) { s.Lang, a.Lang = "", "" }, []string{"lang"}},
		{"", "that of the site", func(_ *Site, a *presse.Article) { a.Lang = "" }, nil},
		{"headline alone", "the newspaper", func(_ *Site, a *presse.Article) { a.Headline = "Les fontaines de Fès | Le Journal des remparts" }, []string{"headline"}},
		{"headline alone", "the author", func(_ *Site, a *presse.Article) { a.Headline = "Les fontaines de Fès – Salma Idrissi" }, []string{"headline"}},
		{"", "a sentence about the newspaper", func(_ *Site, a *presse.Article) { a.Headline = "Dix ans avec Le Journal des remparts" }, nil},
		{"address", "none", func(_ *Site, a *presse.Article) { a.URL = "" }, []string{"url"}},
		{"another page is indexed", "elsewhere", func(_ *Site, a *presse.Article) { a.Canonical = "https://www.agence.example/depeche" }, []string{"canonical"}},
		{"another page is indexed", "where it is cannot be read", func(_ *Site, a *presse.Article) { a.Canonical = "htps://www.agence.example/depeche" }, []string{"canonical"}},
		{"another page is indexed", "a host without https://", func(_ *Site, a *presse.Article) { a.Canonical = "www.agence.example/depeche" }, []string{"canonical"}},
		{"", "a story without a page has none to index", func(_ *Site, a *presse.Article) { a.Canonical, a.URL = "https://www.agence.example/depeche", "" }, []string{"url"}},
		{"", "itself", func(_ *Site, a *presse.Article) { a.Canonical = "https://remparts.exemple.ma/2026/11/medina" }, nil},
		{"not indexed", "as the desk asks", func(_ *Site, a *presse.Article) { a.NoIndex = true }, []string{"no_index"}},
		{"sponsored", "by nobody", func(_ *Site, a *presse.Article) { a.Genre = "advertorial" }, []string{"sponsor", "sponsor"}},
		{"sponsored", "by nobody, in French", func(_ *Site, a *presse.Article) { a.Genre = "Publi-reportage" }, []string{"sponsor", "sponsor"}},
		{"entries of live coverage", "none, in French", func(_ *Site, a *presse.Article) { a.Genre, a.LiveFrom = "En direct", hours(-1) }, []string{"live"}},
		{"beginning of live coverage", "none, in Arabic", func(_ *Site, a *presse.Article) { a.Genre = "مباشر" }, []string{"live_from", "live"}},
		{"sponsored", "said so", func(_ *Site, a *presse.Article) {
			a.Sponsor = presse.Sponsor{Name: "Office du tourisme de Fès", Label: "Contenu proposé par"}
		}, []string{"sponsor"}},
		{"beginning of live coverage", "none", func(_ *Site, a *presse.Article) {
			a.Live = []presse.Note{{At: hours(-1), Headline: "L’eau coule", Body: "<p>Rue Talaa.</p>"}}
		}, []string{"live_from"}},
		{"end of live coverage", "before it begins", func(_ *Site, a *presse.Article) {
			a.LiveFrom, a.LiveUntil, a.Live = hours(-1), hours(-1).Add(-1), []presse.Note{{At: hours(-1), Headline: "L’eau coule", Body: "<p>Rue Talaa.</p>"}}
		}, []string{"live_until"}},
		{"", "at the same instant", func(_ *Site, a *presse.Article) {
			a.LiveFrom, a.LiveUntil, a.Live = hours(-1), hours(-1), []presse.Note{{At: hours(-1), Headline: "L’eau coule", Body: "<p>Rue Talaa.</p>"}}
		}, nil},
		{"end of live coverage", "before publication, where the beginning is not known", func(_ *Site, a *presse.Article) {
			a.LiveUntil, a.Live = a.Published.Add(-1), []presse.Note{{At: hours(-1), Headline: "L’eau coule", Body: "<p>Rue Talaa.</p>"}}
		}, []string{"live_from", "live_until"}},
		{"entries of live coverage", "none", func(_ *Site, a *presse.Article) { a.Genre, a.LiveFrom = "live", hours(-1) }, []string{"live"}},
		{"", "of which some are ahead is no live blog without", func(_ *Site, a *presse.Article) {
			a.Genre, a.LiveFrom = "live", hours(-1)
			a.Live = []presse.Note{{At: hours(-1), Headline: "L’eau coule", Media: []presse.Media{{URL: "/a.jpg"}}}, {At: hours(1)}}
		}, nil},
		{"parts of an entry", "no instant, headline, body", func(_ *Site, a *presse.Article) { a.LiveFrom, a.Live = hours(-1), []presse.Note{{Body: "<p> </p>"}} },
			[]string{"live[0].at", "live[0].headline", "live[0].body"}},
	}
	for _, c := range cases {
		t.Run(c.rule+": "+c.name, func(t *testing.T) {
			site, a := wellMade()
			c.change(site, a)
			got, err := fields(site, a)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("warns of %q, want %q", got, c.want)
			}
		})
	}
	for _, rule := range rules {
		if rule.source == "" || !slices.ContainsFunc(cases, func(c struct {
			rule   string
			name   string
			change func(*Site, *presse.Article)
			want   []string
		}) bool {
			return c.rule == rule.name
		}) {
			t.Errorf("the rule %q has no source or no case", rule.name)
		}
	}
}

// TestWarningsSayWhereTheyAreFrom checks the form of a warning: it names its source, and the
// value is no text of the story.
func TestWarningsSayWhereTheyAreFrom(t *testing.T) {
	site, a := wellMade()
	a.Headline, a.Lead.Width = strings.Repeat("secret ", 20), 20
	for _, w := range site.Warnings(coreRelease(t, site, a)) {
		if w.Op != "review page" || !strings.HasSuffix(w.Err.Error(), ")") || strings.Contains(fmt.Sprint(w), "secret") {
			t.Errorf("%v: want the operation, the source in parentheses, and no text of the story", w)
		}
	}
	if got, want := fmt.Sprint(site.Warnings(coreRelease(t, site, a))[1]), `presse: review page lead.width "20x900": fewer than 50,000 pixels in width times height (Article structured data)`; got != want {
		t.Errorf("the warning is\n%s\nwant\n%s", got, want)
	}
}
