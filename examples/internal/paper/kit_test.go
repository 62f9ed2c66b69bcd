package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// now is when the pages of the tests are made.
var now = time.Date(2026, time.November, 14, 18, 30, 0, 0, time.FixedZone("", 3600))

// newSite returns a newspaper that does not exist.
func newSite(t testing.TB) *publish.Site {
	t.Helper()
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "ville", Name: "Ville", Labels: map[presse.Lang]string{"ar": "المدينة"}},
		presse.Section{Slug: "port", Name: "Port", Parent: "ville", Labels: map[presse.Lang]string{"ar": "الميناء"}},
		presse.Section{Slug: "economie", Name: "Économie", Labels: map[presse.Lang]string{"ar": "اقتصاد"}},
		presse.Section{Slug: "culture", Name: "Culture", Labels: map[presse.Lang]string{"ar": "ثقافة"}},
		presse.Section{Slug: "sport", Name: "Sport", Labels: map[presse.Lang]string{"ar": "رياضة"}},
		presse.Section{Slug: "opinions", Name: "Opinions"},
	)
	require.NoError(t, err)
	return &publish.Site{
		Name: "Le Courrier des dunes", Base: "https://dunes.exemple.ma/", Lang: "fr-MA", Zone: time.FixedZone("", 3600), Taxonomy: sections,
		URL: func(a *presse.Article) string { return "/" + a.Slug + ".html" },
	}
}

// newPaper returns an edition of the newspaper.
func newPaper(t testing.TB) *Paper {
	t.Helper()
	site := newSite(t)
	p := &Paper{
		Site: site, Motto: "Quotidien du littoral, fondé un jour de vent", Now: now, Style: "/style.css",
		Editions: []Link{{Name: "العربية", URL: "/ar/", Lang: "ar"}},
		Feeds:    []Link{{Name: "Le Courrier des dunes", URL: "/flux.xml"}},
		Footer:   []Link{{Name: "Flux RSS", URL: "/flux.xml"}, {Name: "Plan du site", URL: "/sitemap.xml"}, {Name: "Rapport d’import", URL: "/rapport.html"}},
		Colophon: "Le Courrier des dunes est un journal inventé.",
	}
	for s := range site.Taxonomy.Children("") {
		p.Nav = append(p.Nav, Link{Name: s.Name, URL: "/" + s.Path})
	}
	return p
}

// A change changes a story of a test.
type change func(*presse.Article)

// newStory returns a story that can be published.
func newStory(n int, headline string, changes ...change) *presse.Article {
	a := &presse.Article{
		ID: fmt.Sprint("dunes-", n), Status: presse.StatusPublished, Lang: "fr-MA", Slug: presse.Slug(headline), Headline: headline,
		Published: now.Add(-time.Duration(n) * 95 * time.Minute), Byline: presse.ParseByline("Par Salma Idrissi"),
		Body: "<p>" + strings.Repeat("Le vent est tombé dans la nuit, et avec lui la poussière. ", 12) + "</p>",
	}
	if a.Slug == "" {
		a.Slug = fmt.Sprint("n", n)
	}
	for _, c := range changes {
		c(a)
	}
	return a
}

func in(sections ...string) change { return func(a *presse.Article) { a.Sections = sections } }
func deck(text string) change      { return func(a *presse.Article) { a.Deck = text } }
func genreIs(word string) change   { return func(a *presse.Article) { a.Genre = word } }

// photo gives a story a picture with renditions, whose address ends in name.
func photo(name string, width, height int) change {
	return func(a *presse.Article) {
		a.Lead = presse.Media{
			URL: "/photos/" + name + ".jpg", Type: "image/jpeg", Width: width, Height: height, Focus: [2]float64{.5, .4},
			Alt: "Vue de la digue au petit matin", Caption: "La digue, samedi matin. Les travaux ont repris à l’aube.", Credit: presse.ParseCredit("Photo : Karim Benali / Le Courrier des dunes"),
			Renditions: []presse.Rendition{
				{URL: "/photos/" + name + "-600.jpg", Type: "image/jpeg", Width: 600, Height: 600 * height / width},
				{URL: "/photos/" + name + "-150x150.jpg", Type: "image/jpeg", Width: 150, Height: 150},
			},
		}
	}
}

// release returns what may be published of a story.
func release(t testing.TB, p *Paper, a *presse.Article) publish.Release {
	t.Helper()
	r, err := p.Site.Release(a, now)
	require.NoError(t, err)
	return r
}

// cards returns the cards of stories.
func cards(t testing.TB, p *Paper, stories ...*presse.Article) []Card {
	t.Helper()
	var list []Card
	for _, a := range stories {
		c, err := p.Card(release(t, p, a), 28)
		require.NoError(t, err)
		list = append(list, c)
	}
	return list
}

// printed returns what write writes.
func printed(t testing.TB, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b))
	return b.String()
}
