package publish_test

import (
	"fmt"
	"io"
	"iter"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

func ExampleSite_WriteNewsSitemap() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA",
		URL: func(a *presse.Article) string { return "/" + a.Slug },
		Lost: func(l presse.Loss) {
			fmt.Println("left out:", l)
		},
	}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	stories := func(yield func(*presse.Article, error) bool) {
		for _, a := range []*presse.Article{
			{ID: "12", Status: presse.StatusPublished, Published: now.Add(-time.Hour), Slug: "la-medina-rouvre", Headline: "La médina rouvre « porte par porte »"},
			{ID: "11", Status: presse.StatusPublished, Published: now.Add(-2 * time.Hour), Slug: "un-riad-a-gagner", Headline: "Un riad à gagner", Genre: "advertorial"},
			{ID: "10", Status: presse.StatusPublished, Published: now.Add(-49 * time.Hour), Slug: "la-pluie-enfin", Headline: "La pluie, enfin"},
		} {
			if !yield(a, nil) {
				return
			}
		}
	}
	if err := site.WriteNewsSitemap(os.Stdout, now, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// left out: 11 sponsor dropped: paid content is not news
	// left out: 10 published dropped: published more than 48 hours before
	// <?xml version="1.0" encoding="UTF-8"?>
	// <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
	// <url><loc>https://remparts.exemple.ma/la-medina-rouvre</loc><news:news><news:publication><news:name>Le Journal des remparts</news:name><news:language>fr</news:language></news:publication><news:publication_date>2026-11-14T17:30:00Z</news:publication_date><news:title>La médina rouvre « porte par porte »</news:title></news:news></url>
	// </urlset>
}

func ExampleSite_WriteSitemaps() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/",
		URL: func(a *presse.Article) string { return "/" + a.ID },
	}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	var archive iter.Seq2[*presse.Article, error] = func(yield func(*presse.Article, error) bool) {
		for n := range 60_000 { // more than one file can hold
			a := &presse.Article{ID: fmt.Sprint(n), Status: presse.StatusPublished, Published: now.AddDate(0, 0, -n%9000)}
			if !yield(a, nil) {
				return
			}
		}
	}
	folder, err := os.MkdirTemp("", "sitemaps")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	create := func(name string) (io.WriteCloser, error) {
		fmt.Println(name)
		return os.Create(filepath.Join(folder, name))
	}
	if err := site.WriteSitemaps(create, site.Releases(archive, now)); err != nil {
		log.Fatal(err)
	}
	index, err := os.ReadFile(filepath.Join(folder, "sitemap.xml"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(index))
	// Output:
	// sitemap-1.xml
	// sitemap-2.xml
	// sitemap.xml
	// <?xml version="1.0" encoding="UTF-8"?>
	// <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
	// <sitemap><loc>https://remparts.exemple.ma/sitemap-1.xml</loc></sitemap>
	// <sitemap><loc>https://remparts.exemple.ma/sitemap-2.xml</loc></sitemap>
	// </sitemapindex>
}
