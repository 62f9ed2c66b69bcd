package wordpress_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/wordpress"
)

// A story for subscribers is private in WordPress, and comes back as it was.
func ExampleWrite() {
	story := &presse.Article{
		ID: "2026-17", Status: presse.StatusPublished, Access: presse.AccessPaid, Slug: "le-bac-repart",
		Headline: "Le bac repart", Body: "<p>Le bac repart lundi.</p>",
		Published: time.Date(2026, 3, 2, 6, 5, 0, 0, time.UTC), InternalNote: "relire le prix",
	}
	stories := maps.All(map[*presse.Article]error{story: nil})
	options := wordpress.WriteOptions{
		Name: "La Gazette des oliviers", Base: "https://gazette.example", Lang: "fr",
		Lost: func(l presse.Loss) { fmt.Println(l) },
	}
	var file bytes.Buffer
	if err := wordpress.Write(&file, options, stories); err != nil {
		fmt.Println(err)
		return
	}
	x, err := wordpress.Open(bytes.NewReader(file.Bytes()), int64(file.Len()), wordpress.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for a, err := range x.Articles() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s %v %v %q\n", a.ID, a.Status, a.Access, a.InternalNote)
	}
	// Output:
	// 2026-17 access "paid" changed: WordPress shows it to editors only
	// 2026-17 internal_note dropped: internal notes are never written
	// 2026-17 access "_presse" kept: WordPress has no place for it
	// 2026-17 status "_presse" kept: WordPress has no place for it
	// 2026-17 published paid ""
}

// The sections of a file are categories with the names of the paper's taxonomy.
func ExampleWriteOptions() {
	sections, err := presse.NewTaxonomy(presse.Section{Slug: "port", Name: "Le port & la ville"})
	if err != nil {
		fmt.Println(err)
		return
	}
	story := &presse.Article{
		ID: "18", Status: presse.StatusPublished, Slug: "la-criee", Headline: "La criée", Body: "<p>Ouverte.</p>",
		Sections: []string{"port"}, Published: time.Date(2026, 3, 2, 6, 5, 0, 0, time.UTC),
	}
	options := wordpress.WriteOptions{
		Base: "https://gazette.example", Zone: time.FixedZone("", 3600), Taxonomy: sections,
		URL: func(a *presse.Article) string { return "/" + a.Sections[0] + "/" + a.Slug },
	}
	var file bytes.Buffer
	if err := wordpress.Write(&file, options, maps.All(map[*presse.Article]error{story: nil})); err != nil {
		fmt.Println(err)
		return
	}
	for item, err := range wordpress.Items(&file, wordpress.Options{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(item.Link, item.Date, item.Terms[0].Name)
	}
	// Output:
	// https://gazette.example/port/la-criee 2026-03-02 07:05:00 Le port & la ville
}

// rooms has the numbers of a small site.
type rooms struct{}

func (rooms) Section(path string) (int64, bool)  { return 3, path == "port" }
func (rooms) Tag(name string) (int64, bool)      { return 0, false }
func (rooms) Author(presse.Person) (int64, bool) { return 4, true }
func (rooms) Media(url string) (int64, bool)     { return 0, false }

// A site's numbers, by the names that the stories use. A tag that the site lacks is
// reported.
func ExampleIDs() {
	// rooms has the methods Section, Tag, Author and Media.
	var ids wordpress.IDs = rooms{}
	story := &presse.Article{ID: "19", Headline: "La criée", Sections: []string{"port"}, Tags: []string{"pêche"}}
	options := wordpress.WriteOptions{Lost: func(l presse.Loss) { fmt.Println(l) }}
	text, err := wordpress.AppendREST(nil, story, ids, options)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(text))
	// Output:
	// 19 tags "pêche" dropped: the site has none
	// 19 id dropped: a post of the REST API has no place for it
	// {"status":"draft","title":"La criée","excerpt":"","content":"","categories":[3]}
}

// A story under embargo is scheduled: WordPress publishes it when the embargo is over.
func ExampleAppendREST() {
	story := &presse.Article{
		ID: "20", Status: presse.StatusPublished, Slug: "le-budget", Headline: "Le budget", Body: "<p>Voté.</p>",
		Published: time.Date(2026, 3, 2, 6, 5, 0, 0, time.UTC), Embargo: time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC),
	}
	options := wordpress.WriteOptions{Lost: func(l presse.Loss) { fmt.Println(l) }}
	text, err := wordpress.AppendREST(nil, story, nil, options)
	if err != nil {
		fmt.Println(err)
		return
	}
	var post map[string]any
	if err := json.Unmarshal(text, &post); err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(post)) {
		fmt.Println(strings.TrimSpace(fmt.Sprintf("%s: %v", name, post[name])))
	}
	// Output:
	// 20 embargo changed: WordPress publishes it when the embargo is over
	// 20 id dropped: a post of the REST API has no place for it
	// content: <p>Voté.</p>
	// date_gmt: 2026-03-02T11:00:00
	// excerpt:
	// slug: le-budget
	// status: future
	// title: Le budget
}
