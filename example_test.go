package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log"
	"os"
	"slices"
	"time"

	"github.com/presse-go/presse"
)

// One story on its way from raw input to a page: sections, address, a clean body,
// and the card of what to read next.
func Example() {
	check := func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	}

	// The sections of the paper. “Une” says where a story is shown, not what it is about.
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "culture", Name: "Culture"},
		presse.Section{Slug: "livres", Name: "Livres", Parent: "culture"},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
	)
	check(err)

	// A story as a content management system gives it, and the archive.
	var story presse.Article
	check(json.Unmarshal([]byte(`{"id": "42", "lang": "fr", "status": "published", "published": "2026-04-14T18:30:00+01:00",
		"headline": "L’œuvre de Driss Chraïbi à l’honneur à El Jadida", "byline": "Par Nadia Idrissi, avec MAP",
		"body": "<p onclick='x()'>La bibliothèque expose jusqu’en juin ses manuscrits, ses lettres et sa machine à écrire.</p><script>x()</script>"}`), &story))
	var archive []*presse.Article
	check(json.Unmarshal([]byte(`[
		{"id": "39", "slug": "victoire-du-difaa", "headline": "Football : le Difaâ gagne à la 96e minute", "status": "published"},
		{"id": "40", "slug": "une-malle-de-manuscrits", "headline": "Une malle de manuscrits", "status": "published",
			"body": "<p>La bibliothèque d’El Jadida les gardait sans le savoir, dans une malle de bois peint.</p>"},
		{"id": "41", "slug": "pluies-sur-le-doukkala", "headline": "Enfin la pluie sur les Doukkala", "status": "published"}]`), &archive))

	// What the page prints as one line becomes sections, the headline becomes the address.
	kicker, err := sections.SplitKicker("CultureLivresUne")
	check(err)
	for _, s := range kicker {
		story.Sections = append(story.Sections, s.Slug)
	}
	story.Slug = presse.Slug(story.Headline)
	check(story.Validate()) // every problem at once

	// What to read next, out of what readers may see when the story appears.
	index := presse.NewIndex(presse.IndexOptions{})
	check(index.Put(archive...))
	matches, err := index.Related(&story, presse.Query{At: story.Published})
	check(err)

	primary, _ := sections.Primary(story.Sections)
	fmt.Printf("/%s/%s\n", primary.Path, story.Slug)
	fmt.Printf("%s, le %s\n", story.Byline.People[0].Name, story.Lang.Date(story.Published, presse.DateTime))
	fmt.Println(presse.Sanitize(story.Body))
	card := template.Must(template.New("card").Parse(`<a href="/{{.Slug}}">{{.Headline}}</a> <p>{{.Excerpt}}</p>`))
	for _, m := range matches {
		i := slices.IndexFunc(archive, func(a *presse.Article) bool { return a.ID == m.ID })
		check(card.Execute(os.Stdout, archive[i].Card(7)))
	}
	// Output:
	// /culture/livres/l-oeuvre-de-driss-chraibi-a-l-honneur-a-el-jadida
	// Nadia Idrissi, le 14 avril 2026 à 18 h 30
	// <p>La bibliothèque expose jusqu’en juin ses manuscrits, ses lettres et sa machine à écrire.</p>
	// <a href="/une-malle-de-manuscrits">Une malle de manuscrits</a> <p>La bibliothèque d’El Jadida les gardait…</p>
}

// An Error says what was being done, to which field, and why it failed. Several
// of them are joined: errors.As finds the first, errors.Is looks at all causes.
func ExampleError() {
	_, err := presse.NewTaxonomy(
		presse.Section{Slug: "regions", Name: "Régions"},
		presse.Section{Slug: "oriental", Name: "L’Oriental", Parent: "région"},
		presse.Section{Slug: "regions", Name: "En régions"},
	)
	fmt.Println(err)

	var first *presse.Error
	if errors.As(err, &first) {
		fmt.Printf("first: %s %q\n", first.Field, first.Value)
	}
	if errors.Is(err, presse.ErrDuplicate) {
		fmt.Println("a section was given twice")
	}
	// Output:
	// presse: new taxonomy sections[2].slug "regions": duplicate of sections[0]
	// presse: new taxonomy sections[1].parent "région": not found
	// first: sections[2].slug "regions"
	// a section was given twice
}

// A form shows each fault next to its field.
func ExampleFaults() {
	draft := presse.Article{
		ID:        "reportage-12",
		Status:    presse.StatusScheduled,
		Slug:      "Au marché aux fleurs",
		Published: time.Date(2026, time.May, 2, 6, 0, 0, 0, time.UTC),
		Lead:      presse.Media{URL: "https://exemple.fr/fleurs.jpg", Width: -1},
		Tags:      []string{"Marchés", "Nice", " "},
	}
	form, err := json.MarshalIndent(presse.Faults(draft.Validate()), "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(form))
	// Output:
	// [
	//   {
	//     "op": "validate article",
	//     "field": "slug",
	//     "value": "Au marché aux fleurs",
	//     "err": "not a valid address: character ' '"
	//   },
	//   {
	//     "op": "validate article",
	//     "field": "headline",
	//     "err": "must not be empty"
	//   },
	//   {
	//     "op": "validate article",
	//     "field": "lead.width",
	//     "value": "-1",
	//     "err": "negative"
	//   },
	//   {
	//     "op": "validate article",
	//     "field": "tags[2]",
	//     "value": " ",
	//     "err": "must not be empty"
	//   }
	// ]
}
