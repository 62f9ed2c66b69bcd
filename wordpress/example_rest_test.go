package wordpress_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// The posts of a site, with the lists that they refer to.
func ExampleReadREST() {
	const categories = `[{"id":4,"name":"Sport","slug":"sport","taxonomy":"category","parent":0}]`
	const posts = `[{"id":8,"date":"2026-03-02T09:00:00","date_gmt":"2026-03-02T08:00:00","slug":"le-match","status":"publish","type":"post",
		"link":"https://gazette.example/le-match/","title":{"rendered":"Le match&nbsp;: 2 &#8211; 1"},"content":{"rendered":"<p>Deux buts.</p>"},"categories":[4]}]`
	site, err := wordpress.ReadRESTSite(wordpress.Options{}, strings.NewReader(categories))
	if err != nil {
		log.Fatal(err)
	}
	lost := func(l presse.Loss) { fmt.Println("lost:", l) }
	for a, err := range wordpress.ReadREST(strings.NewReader(posts), site, wordpress.Options{Lost: lost}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(a.ID, a.Headline, a.Sections)
	}
	// Output:
	// lost: meta dropped: the REST API has only the custom fields and taxonomies that are registered for it: no former slugs, embargoes or settings of plugins
	// lost: 8 title changed: quotes and dashes are those that the site shows (wptexturize)
	// 8 Le match : 2 – 1 [sport]
}

// The lists hold the sections.
func ExampleReadRESTSite() {
	const categories = `[{"id":5,"name":"Football","slug":"football","taxonomy":"category","parent":4},
		{"id":4,"name":"Sport","slug":"sport","taxonomy":"category","parent":0}]`
	site, err := wordpress.ReadRESTSite(wordpress.Options{}, strings.NewReader(categories))
	if err != nil {
		log.Fatal(err)
	}
	sections, err := site.Taxonomy()
	if err != nil {
		log.Fatal(err)
	}
	for s := range sections.All() {
		fmt.Println(s.Path, s.Name)
	}
	// Output:
	// sport Sport
	// sport/football Football
}
