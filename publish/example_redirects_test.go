package publish_test

import (
	"fmt"
	"log"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

func ExampleSite_Redirects() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/",
		URL:  func(a *presse.Article) string { return "/actualite/" + a.Slug },
		Lost: func(l presse.Loss) { fmt.Println("left out:", l) },
	}
	now := time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC)
	yesterday, tomorrow := now.AddDate(0, 0, -1), now.AddDate(0, 0, 1)
	stories := func(yield func(*presse.Article, error) bool) {
		for _, a := range []*presse.Article{
			{ID: "1", Status: presse.StatusPublished, Published: yesterday, Slug: "le-tramway-roule", FormerSlugs: []string{"tramway", "2019/03/le-tramway"}},
			{ID: "2", Status: presse.StatusPublished, Published: yesterday, Slug: "tramway"}, // a new story at the old address
			{ID: "3", Status: presse.StatusWithdrawn, Published: yesterday, Slug: "un-nom-de-trop"},
			{ID: "4", Status: presse.StatusWithdrawn, Published: tomorrow, Slug: "une-fuite"}, // it never appeared
		} {
			if !yield(a, nil) {
				return
			}
		}
	}
	to := make(map[string]string) // from the paths of requests, to addresses for http.Redirect
	for r, err := range site.Redirects(stories, now) {
		if err != nil {
			log.Fatal(err)
		}
		from, err := url.PathUnescape(r.From)
		if err != nil {
			log.Fatal(err)
		}
		if r.To != "" && !strings.HasPrefix(r.To, "https://") { // else it is gone, or on another host
			r.To = "/" + r.To
		}
		to["/"+from] = r.To
	}
	for _, path := range slices.Sorted(maps.Keys(to)) {
		if to[path] == "" {
			fmt.Println(path, "410 Gone")
		} else {
			fmt.Println(path, "301 →", to[path])
		}
	}
	// Output:
	// left out: 4 published dropped: it never was public
	// left out: 1 redirect "actualite/tramway" dropped: a story or section has this address now
	// /2019/03/le-tramway 301 → /actualite/le-tramway-roule
	// /actualite/un-nom-de-trop 410 Gone
}
