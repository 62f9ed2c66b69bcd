package publish_test

import (
	"log"
	"os"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

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
