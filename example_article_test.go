package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/presse-go/presse"
)

// A story arrives as JSON from the content management system, is checked, and
// goes online.
func ExampleArticle() {
	var story presse.Article
	err := json.Unmarshal([]byte(`{
		"id": "2026-0417",
		"lang": "fr-MA",
		"slug": "le-tramway-arrive-a-la-gare",
		"headline": "Le tramway arrive à la gare",
		"byline": "Par Salma Idrissi, avec MAP",
		"body": "<p>Les premières rames ont roulé mardi, sous les youyous.</p>",
		"sections": ["societe"]
	}`), &story)
	if err != nil {
		log.Fatal(err)
	}
	if err := story.Validate(); err != nil {
		log.Fatal(err)
	}
	evening := time.Date(2026, time.April, 14, 18, 30, 0, 0, time.UTC)
	if err := story.Advance(presse.StatusPublished, evening); err != nil {
		log.Fatal(err)
	}

	fmt.Println(story.Status, story.Public(evening))
	fmt.Println(story.Byline.People[0].Name, story.Byline.Agencies)
	// Output:
	// published true
	// Salma Idrissi [MAP]
}

// To add members of your own, make the Article a named field. If it were
// embedded, its MarshalJSON would be promoted, and desk and priority would be
// lost.
func ExampleArticle_field() {
	type planned struct {
		Article  presse.Article `json:"article"`
		Desk     string         `json:"desk"`
		Priority int            `json:"priority"`
	}
	text, err := json.Marshal(planned{
		Article:  presse.Article{ID: "2026-0502", Headline: "Cannes, jour J"},
		Desk:     "culture",
		Priority: 1,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output: {"article":{"id":"2026-0502","headline":"Cannes, jour J"},"desk":"culture","priority":1}
}

// Members that presse does not know survive a round trip, so a service can
// change one field of a story without losing those of another service.
func ExampleArticle_unknown() {
	var story presse.Article
	err := json.Unmarshal([]byte(`{
		"id": "2026-0418",
		"headline": "Le chantier du phare commence",
		"lead": {"url": "https://exemple.tn/phare.jpg", "focal_point": "centre"},
		"wp_post_id": 4812
	}`), &story)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("read:", string(story.Unknown["wp_post_id"]))

	story.Lang = "fr-TN"
	text, err := json.MarshalIndent(story, "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// read: 4812
	// {
	//   "id": "2026-0418",
	//   "lang": "fr-TN",
	//   "headline": "Le chantier du phare commence",
	//   "lead": {
	//     "url": "https://exemple.tn/phare.jpg",
	//     "focal_point": "centre"
	//   },
	//   "wp_post_id": 4812
	// }
}

// An error in the JSON names the path of the value that is wrong.
func ExampleArticle_UnmarshalJSON() {
	var story presse.Article
	err := json.Unmarshal([]byte(`{"id": "2026-0419", "media": [
		{"url": "https://exemple.fr/1.jpg", "width": 1200},
		{"url": "https://exemple.fr/2.jpg", "width": "1200"}
	]}`), &story)
	for _, fault := range presse.Faults(err) {
		fmt.Printf("%s: %v\n", fault.Field, fault.Err)
	}
	// Output: media[1].width: want a whole number
}

// The life of a story: planned, published, corrected. A step that the desk must
// not take, such as back to a draft, is an error.
func ExampleArticle_Advance() {
	story := presse.Article{ID: "2026-0420", Published: time.Date(2026, time.June, 1, 6, 0, 0, 0, time.UTC)}
	steps := []struct {
		to presse.Status
		at time.Time
	}{
		{presse.StatusScheduled, time.Date(2026, time.May, 31, 17, 0, 0, 0, time.UTC)},
		{presse.StatusPublished, time.Date(2026, time.June, 1, 6, 0, 0, 0, time.UTC)},
		{presse.StatusCorrected, time.Date(2026, time.June, 1, 9, 30, 0, 0, time.UTC)},
		{presse.StatusDraft, time.Date(2026, time.June, 1, 9, 45, 0, 0, time.UTC)},
	}
	for _, step := range steps {
		if err := story.Advance(step.to, step.at); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(story.Status, story.Published.Format(time.DateTime), story.Updated.Format(time.DateTime))
	// Output:
	// presse: advance article status "draft": cannot follow corrected
	// corrected 2026-06-01 06:00:00 2026-06-01 09:30:00
}

// A site asks whether a story may be shown, and answers with 410 instead of 404
// if it was public in the past.
func ExampleArticle_Withheld() {
	story := presse.Article{
		Status:    presse.StatusPublished,
		Published: time.Date(2026, time.March, 2, 5, 0, 0, 0, time.UTC),
		Embargo:   time.Date(2026, time.March, 3, 11, 0, 0, 0, time.UTC),
		Expiry:    time.Date(2026, time.April, 1, 0, 0, 0, 0, time.UTC),
	}
	for _, at := range []time.Time{
		time.Date(2026, time.March, 3, 10, 59, 0, 0, time.UTC),
		time.Date(2026, time.March, 3, 11, 0, 0, 0, time.UTC),
		time.Date(2026, time.April, 1, 0, 0, 0, 0, time.UTC),
	} {
		code := http.StatusOK
		err := story.Withheld(at)
		if errors.Is(err, presse.ErrGone) {
			code = http.StatusGone
		} else if err != nil {
			code = http.StatusNotFound
		}
		fmt.Println(code, err)
	}
	// Output:
	// 404 presse: show article embargo "2026-03-03T11:00:00Z": under embargo
	// 200 <nil>
	// 410 presse: show article expiry "2026-04-01T00:00:00Z": no longer public
}

// A typing error in an address is corrected, and the old address redirects.
func ExampleArticle_ChangeSlug() {
	story := presse.Article{Status: presse.StatusPublished, Slug: "nuit-blanche-a-montral"}
	if err := story.ChangeSlug("nuit-blanche-a-montreal"); err != nil {
		log.Fatal(err)
	}
	fmt.Println(story.Slug, "redirects from", story.FormerSlugs)
	fmt.Println(story.ChangeSlug("Nuit blanche à Montréal"))
	// Output:
	// nuit-blanche-a-montreal redirects from [nuit-blanche-a-montral]
	// presse: change article slug "Nuit blanche à Montréal": not a valid address: character ' '
}

// Validate reports what prevents publication, Warnings what a careful desk would
// still improve.
func ExampleArticle_Warnings() {
	story := presse.Article{
		ID:        "2026-0422",
		Lang:      "fr",
		Status:    presse.StatusPublished,
		Published: time.Date(2026, time.April, 22, 7, 0, 0, 0, time.UTC),
		Slug:      "la-rentree-des-vendangeurs",
		Headline:  "La rentrée des vendangeurs",
		Body:      "<p>Ils étaient quarante ce matin, sécateur en main.</p>",
		Byline:    presse.ParseByline("Par Inès Fabre"),
		Lead:      presse.Media{URL: "https://exemple.fr/vignes.jpg", Credit: presse.ParseCredit("© D.R")},
	}
	fmt.Println(story.Validate())
	for _, w := range story.Warnings() {
		fmt.Printf("%s: %v\n", w.Field, w.Err)
	}
	// Output:
	// <nil>
	// deck: no deck
	// lead.alt: no text for readers who cannot see it
	// sections: in no section
}

// A home page receives cards as JSON. The excerpt is the deck, which was written
// to be read alone, or the beginning of the body without its dateline.
func ExampleCard() {
	published := time.Date(2026, time.February, 23, 8, 0, 0, 0, time.UTC)
	stories := []presse.Article{
		{
			ID: "2026-0423", Slug: "le-retour-des-cigognes", Status: presse.StatusPublished, Published: published,
			Headline: "Le retour des cigognes",
			Deck:     "Elles nichent de nouveau sur les remparts.",
			Body:     "<p>Il a suffi d’un hiver doux.</p>",
			Lead:     presse.Media{URL: "https://exemple.ma/cigognes.jpg", Alt: "Un nid sur une tour ocre"},
		},
		{
			ID: "2026-0424", Slug: "a-dakar-la-plage-d-abord", Status: presse.StatusPublished, Published: published, Access: presse.AccessPaid,
			Headline: "À Dakar, la plage d’abord",
			Body:     "<p>DAKAR (APS) – Il est six heures, et l’on court déjà sur la corniche.</p>",
		},
	}
	var cards []presse.Card
	for _, a := range stories {
		if a.Public(published) {
			cards = append(cards, a.Card(8))
		}
	}
	text, err := json.MarshalIndent(cards, "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// [
	//   {
	//     "id": "2026-0423",
	//     "slug": "le-retour-des-cigognes",
	//     "headline": "Le retour des cigognes",
	//     "excerpt": "Elles nichent de nouveau sur les remparts.",
	//     "image": {
	//       "url": "https://exemple.ma/cigognes.jpg",
	//       "alt": "Un nid sur une tour ocre"
	//     },
	//     "published": "2026-02-23T08:00:00Z"
	//   },
	//   {
	//     "id": "2026-0424",
	//     "slug": "a-dakar-la-plage-d-abord",
	//     "access": "paid",
	//     "headline": "À Dakar, la plage d’abord",
	//     "excerpt": "Il est six heures, et l’on court déjà…",
	//     "published": "2026-02-23T08:00:00Z"
	//   }
	// ]
}

// A list marks the stories that only subscribers can read.
func ExampleAccess() {
	for _, story := range []presse.Article{
		{Headline: "Neige : les routes fermées"},
		{Headline: "Enquête : l’or blanc des Alpes", Access: presse.AccessPaid},
	} {
		if story.Access == presse.AccessPaid {
			fmt.Println(story.Headline, "[réservé aux abonnés]")
		} else {
			fmt.Println(story.Headline)
		}
	}
	// Output:
	// Neige : les routes fermées
	// Enquête : l’or blanc des Alpes [réservé aux abonnés]
}

// In a database, a status is its word: db.Exec takes one as an argument and
// rows.Scan reads one. Access, Kind, Lang and Rights work alike.
func ExampleStatus_Scan() {
	stored, err := presse.StatusReview.Value() // as database/sql calls it
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q\n", stored)

	var status presse.Status
	if err := status.Scan([]byte("corrected")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(status)
	fmt.Println(status.Scan("publié"))
	// Output:
	// "review"
	// corrected
	// presse: read status "publié": not one of draft, review, scheduled, published, corrected, withdrawn, restricted
}

// A picture comes with what it shows, for readers who cannot see it, and with
// its credit.
func ExampleMedia() {
	var photo presse.Media
	err := json.Unmarshal([]byte(`{
		"url": "https://exemple.ma/rame.jpg", "width": 1200, "height": 800,
		"caption": "La première rame, mardi à Rabat.",
		"alt": "Une rame blanche entre en gare entre deux haies de passants.",
		"credit": "Ph. Karim Alaoui/MAP"
	}`), &photo)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("<img src=%q width=\"%d\" height=\"%d\" alt=%q>\n", photo.URL, photo.Width, photo.Height, photo.Alt)
	fmt.Println(photo.Caption, photo.Credit.Names, photo.Credit.Agencies)
	// Output:
	// <img src="https://exemple.ma/rame.jpg" width="1200" height="800" alt="Une rame blanche entre en gare entre deux haies de passants.">
	// La première rame, mardi à Rabat. [Karim Alaoui] [MAP]
}

// A correction is a note at the foot of the story, dated for the reader.
func ExampleNote() {
	at := time.Date(2026, time.April, 15, 9, 5, 0, 0, time.UTC)
	story := presse.Article{Status: presse.StatusPublished, Lang: "fr", Published: at.Add(-24 * time.Hour)}
	story.Corrections = append(story.Corrections, presse.Note{
		At:   at,
		Body: "<p>La ligne compte 22 stations, et non 20.</p>",
	})
	if err := story.Advance(presse.StatusCorrected, at); err != nil {
		log.Fatal(err)
	}
	for _, note := range story.Corrections {
		day, err := story.Lang.FormatDate(note.At, "le 2 janvier à 15 h 04")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("Correction, %s : %s\n", day, presse.PlainText(note.Body))
	}
	// Output: Correction, le 15 avril à 9 h 05 : La ligne compte 22 stations, et non 20.
}
