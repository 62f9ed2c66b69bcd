package publish_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// A newspaper in Fès, whose stories have the address "/année/mois/slug".
func ExampleSite() {
	site := &publish.Site{
		Name: "Le Journal des remparts",
		Base: "https://remparts.exemple.ma/",
		Lang: "fr-MA",
		Zone: time.FixedZone("", 60*60),
		Tag:  "remparts.exemple.ma,2019",
		URL: func(a *presse.Article) string {
			return a.Published.Format("/2006/01/") + a.Slug
		},
		Paywall: "abonnés", // not the name of a class
	}
	_, err := site.Release(&presse.Article{}, time.Time{})
	fmt.Println(err)
	// Output:
	// presse: release article paywall "abonnés": not the name of a class
}

// A story is released or withheld, and the error says why.
func ExampleSite_Release() {
	noon := time.Date(2026, time.November, 14, 12, 0, 0, 0, time.UTC)
	site := &publish.Site{Base: "https://remparts.exemple.ma/"}
	story := &presse.Article{
		ID: "4711", URL: "/2026/11/fontaines", Headline: "À Fès, la médina retrouve ses fontaines",
		Status: presse.StatusPublished, Published: noon.Add(-time.Hour), Embargo: noon.Add(time.Hour),
	}

	_, err := site.Release(story, noon)
	fmt.Println(err)

	release, err := site.Release(story, noon.Add(time.Hour))
	story.Headline = "Titre corrigé plus tard" // does not reach the release
	fmt.Println(string(site.AppendJSON(nil, release)), err)
	// Output:
	// presse: show article embargo "2026-11-14T13:00:00Z": under embargo
	// {"id":"4711","status":"published","url":"https://remparts.exemple.ma/2026/11/fontaines","headline":"À Fès, la médina retrouve ses fontaines","published":"2026-11-14T11:00:00Z"} <nil>
}

// What may not be shown is left out of a list and reported to Lost.
func ExampleSite_Releases() {
	noon := time.Date(2026, time.November, 14, 12, 0, 0, 0, time.UTC)
	site := &publish.Site{
		Base: "https://remparts.exemple.ma/",
		Lost: func(l presse.Loss) { fmt.Println("laissé de côté :", l) },
	}
	stories := []*presse.Article{
		{ID: "1", URL: "/fontaines", Status: presse.StatusPublished},
		{ID: "2", URL: "/marche", Status: presse.StatusDraft},
		{ID: "3", URL: "/musee", Status: presse.StatusWithdrawn},
	}
	all := func(yield func(*presse.Article, error) bool) {
		slices.Values(stories)(func(a *presse.Article) bool { return yield(a, nil) })
	}
	for release, err := range site.Releases(all, noon) {
		fmt.Println(string(site.AppendJSON(nil, release)), err)
	}
	// Output:
	// {"id":"1","status":"published","url":"https://remparts.exemple.ma/fontaines"} <nil>
	// laissé de côté : 2 status dropped: not published
	// laissé de côté : 3 status dropped: no longer public
}

// The rights to the photograph end in the evening: a page that shows it is kept until then.
func ExampleRelease_Until() {
	noon := time.Date(2026, time.November, 14, 12, 0, 0, 0, time.UTC)
	site := &publish.Site{Base: "https://remparts.exemple.ma/"}
	release, err := site.Release(&presse.Article{
		ID: "4711", URL: "/fontaines", Status: presse.StatusPublished,
		Lead:   presse.Media{URL: "/photos/fontaine.jpg", Credit: presse.Credit{Text: "© MAP", Expiry: noon.Add(6 * time.Hour)}},
		Expiry: noon.AddDate(1, 0, 0),
	}, noon)
	fmt.Println(release.Until().Sub(noon), err)
	// Output: 6h0m0s <nil>
}

// A story that subscribers read, beside one that everybody reads.
func ExampleSite_AppendJSON() {
	noon := time.Date(2026, time.November, 14, 12, 0, 0, 0, time.UTC)
	site := &publish.Site{Base: "https://remparts.exemple.ma/"}
	fountains, err := site.Release(&presse.Article{
		ID: "4711", URL: "/fontaines", Status: presse.StatusPublished, Headline: "La médina retrouve ses fontaines",
		Byline:       presse.Byline{Text: "Salma Idrissi (s.idrissi@remparts.exemple.ma)"},
		Body:         `<p onclick="suivre()">L’eau coule <a href="plan">rue Talaa</a>.</p>`,
		InternalNote: "ne pas publier avant relecture",
	}, noon)
	if err != nil {
		fmt.Println(err)
		return
	}
	library, err := site.Release(&presse.Article{
		ID: "4700", URL: "/qarawiyyin", Status: presse.StatusPublished, Headline: "La bibliothèque ouvre ses réserves",
		Access: presse.AccessPaid, Body: "<p>Réservé aux abonnés.</p>",
	}, noon)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(site.AppendJSON(nil, fountains, library)))
	// Output:
	// {"id":"4711","status":"published","url":"https://remparts.exemple.ma/fontaines","headline":"La médina retrouve ses fontaines","byline":{"text":"Salma Idrissi"},"body":"\u003cp\u003eL’eau coule \u003ca href=\"https://remparts.exemple.ma/plan\"\u003erue Talaa\u003c/a\u003e.\u003c/p\u003e","related":[{"id":"4700","access":"paid","url":"https://remparts.exemple.ma/qarawiyyin","headline":"La bibliothèque ouvre ses réserves"}]}
}

// What the desk could still do for search engines.
func ExampleSite_Warnings() {
	noon := time.Date(2026, time.November, 14, 12, 0, 0, 0, time.UTC)
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr",
		Logo: presse.Media{URL: "/logo.png", Width: 600, Height: 200},
	}
	release, err := site.Release(&presse.Article{
		ID: "4711", URL: "/fontaines", Status: presse.StatusPublished, Published: noon, Headline: "La médina retrouve ses fontaines",
		Byline: presse.Byline{People: []presse.Person{{Name: "Par Salma Idrissi", URL: "/auteurs/salma-idrissi"}}},
		Lead:   presse.Media{URL: "/photos/fontaine.tiff", Width: 1600, Height: 1600, Alt: "Une fontaine de zellige"},
	}, noon)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range site.Warnings(release) {
		fmt.Println(w.Field, w.Value)
	}
	// Output:
	// lead.renditions 16x9 4x3
	// lead.type .tiff
	// byline.people[0].name Par Salma Idrissi
}
