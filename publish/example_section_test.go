package publish_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// The feed of a section has its stories and those of the sections below it. Of a story that is
// not free, it has the headline and the deck.
func ExampleFeed() {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "societe", Name: "Société"},
		presse.Section{Slug: "ecole", Name: "École", Parent: "societe"},
		presse.Section{Slug: "sport", Name: "Sport"},
	)
	if err != nil {
		log.Fatal(err)
	}
	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Tag: "exemple.ma,2019", Taxonomy: sections}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	stories := func(yield func(*presse.Article, error) bool) {
		_ = yield(&presse.Article{
			ID: "1", Status: presse.StatusPublished, Published: now, URL: "/la-cloche", Headline: "À l’école, la cloche a disparu", Sections: []string{"societe/ecole"},
			Access: presse.AccessPaid, Deck: "Enquête dans trois cours de récréation.", Body: "<p>Pour les abonnés seulement.</p>",
		}, nil) && yield(&presse.Article{
			ID: "2", Status: presse.StatusPublished, Published: now, URL: "/la-coupe", Headline: "La coupe reste à Fès", Sections: []string{"sport"},
		}, nil)
	}
	feed := publish.Feed{Path: "/societe/flux.xml", Section: "societe", Limit: 20, At: now}
	var text strings.Builder
	if err := site.WriteRSS(&text, feed, site.Releases(stories, now)); err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if strings.HasPrefix(line, "<title>") || strings.HasPrefix(line, "<guid") || strings.HasPrefix(line, "<description>") {
			fmt.Print(line)
		}
	}
	// Output:
	// <title>Le Journal des remparts – Société</title>
	// <description>Le Journal des remparts – Société</description>
	// <title>À l’école, la cloche a disparu</title>
	// <guid isPermaLink="false">tag:exemple.ma,2019:1</guid>
	// <description>Enquête dans trois cours de récréation.</description>
}
