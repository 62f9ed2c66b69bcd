package publish_test

import (
	"log"
	"os"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// A Feed of a section has its stories and those of the sections below it.
func ExampleFeed() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "ville", Name: "Ville"},
		presse.Section{Slug: "patrimoine", Name: "Patrimoine", Parent: "ville"},
		presse.Section{Slug: "sport", Name: "Sport"},
	)
	if err != nil {
		log.Fatal(err)
	}
	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Tag: "exemple.ma,2019", Taxonomy: sections}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	story := func(id, section, headline string) *presse.Article {
		return &presse.Article{ID: id, Status: presse.StatusPublished, Published: now, URL: "/" + id, Headline: headline, Sections: []string{section}}
	}
	stories := func(yield func(*presse.Article, error) bool) {
		_ = yield(story("4711", "ville/patrimoine", "La médina rouvre"), nil) && yield(story("4712", "sport", "Le derby est reporté"), nil)
	}
	feed := publish.Feed{Section: "ville", Path: "/ville/flux.xml", At: now}
	if err := site.WriteRSS(os.Stdout, feed, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
	// <channel>
	// <title>Le Journal des remparts – Ville</title>
	// <link>https://remparts.exemple.ma/ville</link>
	// <description>Le Journal des remparts – Ville</description>
	// <language>fr-MA</language>
	// <lastBuildDate>Sat, 14 Nov 2026 18:30:00 +0000</lastBuildDate>
	// <atom:link rel="self" type="application/rss+xml" href="https://remparts.exemple.ma/ville/flux.xml"/>
	// <item>
	// <title>La médina rouvre</title>
	// <link>https://remparts.exemple.ma/4711</link>
	// <guid isPermaLink="false">tag:exemple.ma,2019:4711</guid>
	// <pubDate>Sat, 14 Nov 2026 18:30:00 +0000</pubDate>
	// <dc:creator>Le Journal des remparts</dc:creator>
	// <category>Patrimoine</category>
	// <description>La médina rouvre</description>
	// </item>
	// </channel>
	// </rss>
}

// What only subscribers read is in no feed: of a story that is not free, it has the headline
// and the deck.
func ExampleSite_WriteRSS() {
	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Tag: "exemple.ma,2019"}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	stories := func(yield func(*presse.Article, error) bool) {
		yield(&presse.Article{
			ID: "4711", Status: presse.StatusPublished, Access: presse.AccessPaid, Published: now, URL: "/la-medina-rouvre", Headline: "La médina rouvre",
			Deck: "Douze fontaines ont été rendues aux habitants.", Byline: presse.ParseByline("Par Salma Idrissi"), Body: "<p>Les échafaudages sont tombés.</p>",
		}, nil)
	}
	feed := publish.Feed{Title: "À la une", Path: "/flux.xml", At: now}
	if err := site.WriteRSS(os.Stdout, feed, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
	// <channel>
	// <title>À la une</title>
	// <link>https://remparts.exemple.ma/</link>
	// <description>À la une</description>
	// <language>fr-MA</language>
	// <lastBuildDate>Sat, 14 Nov 2026 18:30:00 +0000</lastBuildDate>
	// <atom:link rel="self" type="application/rss+xml" href="https://remparts.exemple.ma/flux.xml"/>
	// <item>
	// <title>La médina rouvre</title>
	// <link>https://remparts.exemple.ma/la-medina-rouvre</link>
	// <guid isPermaLink="false">tag:exemple.ma,2019:4711</guid>
	// <pubDate>Sat, 14 Nov 2026 18:30:00 +0000</pubDate>
	// <dc:creator>Salma Idrissi</dc:creator>
	// <description>Douze fontaines ont été rendues aux habitants.</description>
	// </item>
	// </channel>
	// </rss>
}

func ExampleSite_WriteAtom() {
	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Tag: "exemple.ma,2019"}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	stories := func(yield func(*presse.Article, error) bool) {
		yield(&presse.Article{
			ID: "4711", Status: presse.StatusPublished, Published: now, URL: "/la-medina-rouvre", Headline: "La médina rouvre",
			Byline: presse.ParseByline("Par Salma Idrissi, avec MAP"), Body: "<p>Les échafaudages sont tombés.</p>",
		}, nil)
	}
	feed := publish.Feed{Title: "À la une", Path: "/flux.atom", At: now}
	if err := site.WriteAtom(os.Stdout, feed, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr-MA">
	// <id>tag:exemple.ma,2019:/flux.atom</id>
	// <title>À la une</title>
	// <updated>2026-11-14T18:30:00Z</updated>
	// <link rel="alternate" type="text/html" href="https://remparts.exemple.ma/"/>
	// <link rel="self" type="application/atom+xml" href="https://remparts.exemple.ma/flux.atom"/>
	// <author>
	// <name>Le Journal des remparts</name>
	// <uri>https://remparts.exemple.ma/</uri>
	// </author>
	// <entry>
	// <id>tag:exemple.ma,2019:4711</id>
	// <title>La médina rouvre</title>
	// <published>2026-11-14T18:30:00Z</published>
	// <updated>2026-11-14T18:30:00Z</updated>
	// <link rel="alternate" type="text/html" href="https://remparts.exemple.ma/la-medina-rouvre"/>
	// <author>
	// <name>Salma Idrissi</name>
	// </author>
	// <author>
	// <name>MAP</name>
	// </author>
	// <summary>Les échafaudages sont tombés.</summary>
	// <content type="html">&lt;p&gt;Les échafaudages sont tombés.&lt;/p&gt;</content>
	// </entry>
	// </feed>
}

func ExampleSite_WriteJSONFeed() {
	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Tag: "exemple.ma,2019"}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	stories := func(yield func(*presse.Article, error) bool) {
		yield(&presse.Article{
			ID: "4711", Status: presse.StatusPublished, Published: now, URL: "/la-medina-rouvre", Headline: "La médina rouvre",
			Byline: presse.ParseByline("Par Salma Idrissi"), Body: "<p>Les échafaudages sont tombés.</p>",
		}, nil)
	}
	feed := publish.Feed{Title: "À la une", Path: "/flux.json", At: now}
	if err := site.WriteJSONFeed(os.Stdout, feed, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"version":"https://jsonfeed.org/version/1.1","title":"À la une","home_page_url":"https://remparts.exemple.ma/","feed_url":"https://remparts.exemple.ma/flux.json","description":"À la une","authors":[{"name":"Le Journal des remparts","url":"https://remparts.exemple.ma/"}],"language":"fr-MA","items":[
	// {"id":"tag:exemple.ma,2019:4711","url":"https://remparts.exemple.ma/la-medina-rouvre","title":"La médina rouvre","content_html":"<p>Les échafaudages sont tombés.</p>","summary":"Les échafaudages sont tombés.","date_published":"2026-11-14T18:30:00Z","authors":[{"name":"Salma Idrissi"}],"language":"fr-MA"}]}
}
