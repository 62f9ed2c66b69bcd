package publish_test

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

func Example() {
	check := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Zone: time.FixedZone("", 3600),
		URL:  func(a *presse.Article) string { return "/" + a.Slug },
		Lost: func(l presse.Loss) { fmt.Println("left out:", l) }, // everything that is not printed
	}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	archive := []*presse.Article{
		{ID: "1", Status: presse.StatusPublished, Published: now.Add(-time.Hour), Slug: "la-medina-rouvre", FormerSlugs: []string{"medina"},
			Headline: "La médina rouvre", Byline: presse.ParseByline("Par Salma Idrissi, avec MAP"), Body: "<p>Les échafaudages sont tombés.</p>"},
		{ID: "2", Status: presse.StatusPublished, Published: now, Embargo: now.Add(time.Hour), Slug: "le-budget", Headline: "Le budget, ligne par ligne"},
		{ID: "3", Status: presse.StatusWithdrawn, Published: now.AddDate(0, 0, -9), Slug: "un-nom-de-trop"},
	}
	stories := func(yield func(*presse.Article, error) bool) { // or from a database
		for _, a := range archive {
			if !yield(a, nil) {
				return
			}
		}
	}

	// The page of a story: nothing can be printed that has not been released.
	release, err := site.Release(archive[0], now)
	check(err)
	for line := range strings.Lines(string(site.Head(release))) {
		if strings.HasPrefix(line, "<title>") || strings.HasPrefix(line, `<link rel="canonical"`) {
			fmt.Print(line)
		}
	}

	// The feed that readers subscribe to.
	feed := publish.Feed{Title: "À la une", Path: "/flux.xml", At: now}
	check(site.WriteRSS(os.Stdout, feed, site.Releases(stories, now)))

	// What search engines read, and where old addresses lead.
	check(site.WriteNewsSitemap(os.Stdout, now, site.Releases(stories, now)))
	for r, err := range site.Redirects(stories, now) {
		check(err)
		fmt.Printf("%s → %q\n", r.From, r.To) // "" is HTTP 410, gone
	}
	// Output:
	// <title>La médina rouvre</title>
	// <link rel="canonical" href="https://remparts.exemple.ma/la-medina-rouvre">
	// left out: 2 embargo dropped: under embargo
	// left out: 3 status dropped: no longer public
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
	// <channel>
	// <title>À la une</title>
	// <link>https://remparts.exemple.ma/</link>
	// <description>À la une</description>
	// <language>fr-MA</language>
	// <lastBuildDate>Sat, 14 Nov 2026 17:30:00 +0000</lastBuildDate>
	// <atom:link rel="self" type="application/rss+xml" href="https://remparts.exemple.ma/flux.xml"/>
	// <item>
	// <title>La médina rouvre</title>
	// <link>https://remparts.exemple.ma/la-medina-rouvre</link>
	// <guid isPermaLink="false">tag:remparts.exemple.ma,2000:1</guid>
	// <pubDate>Sat, 14 Nov 2026 18:30:00 +0100</pubDate>
	// <dc:creator>Salma Idrissi</dc:creator>
	// <dc:creator>MAP</dc:creator>
	// <description>Les échafaudages sont tombés.</description>
	// <content:encoded><![CDATA[<p>Les échafaudages sont tombés.</p>]]></content:encoded>
	// </item>
	// </channel>
	// </rss>
	// left out: 2 embargo dropped: under embargo
	// left out: 3 status dropped: no longer public
	// <?xml version="1.0" encoding="UTF-8"?>
	// <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
	// <url><loc>https://remparts.exemple.ma/la-medina-rouvre</loc><news:news><news:publication><news:name>Le Journal des remparts</news:name><news:language>fr</news:language></news:publication><news:publication_date>2026-11-14T18:30:00+01:00</news:publication_date><news:title>La médina rouvre</news:title></news:news></url>
	// </urlset>
	// medina → "la-medina-rouvre"
	// un-nom-de-trop → ""
}
