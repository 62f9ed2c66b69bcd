package presse_test

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"

	"github.com/presse-go/presse"
)

// A wire of stories is read as one JSON array. An error names the story at fault, and a
// log shows none of the text, which is under embargo.
func ExampleStories() {
	var wire presse.Stories
	err := json.Unmarshal([]byte(`[
		{"id": "map-1", "slug": "le-pont-de-mdez", "headline": "Le pont de M’dez rouvre", "embargo": "2026-05-04T06:00:00Z"},
		{"id": "map-2", "headline": "Taza : la neige tient", "lead": {"width": "large"}}
	]`), &wire)
	fmt.Println(err)

	err = json.Unmarshal([]byte(`[
		{"id": "map-1", "slug": "le-pont-de-mdez", "headline": "Le pont de M’dez rouvre", "embargo": "2026-05-04T06:00:00Z"},
		{"id": "map-2", "slug": "taza-la-neige-tient", "headline": "Taza : la neige tient"}
	]`), &wire)
	if err != nil {
		log.Fatal(err)
	}
	withoutTime := func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	logger := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Info("received", "stories", wire)
	// Output:
	// presse: read stories [1].lead.width "\"large\"": want a whole number
	// {"level":"INFO","msg":"received","stories":{"0":{"id":"map-1","version":0,"lang":"","status":"draft","slug":"le-pont-de-mdez"},"1":{"id":"map-2","version":0,"lang":"","status":"draft","slug":"taza-la-neige-tient"}}}
}

// An import calls back with everything that it could not carry over unchanged.
func ExampleLoss() {
	lost := func(l presse.Loss) { fmt.Println(l) }
	lost(presse.Loss{Item: "4812", Field: "post_content", Value: "[quiz]", Kind: presse.LossDropped})
	lost(presse.Loss{Item: "4813", Field: "post_status", Value: "future", Kind: presse.LossChanged, Err: presse.ErrUnpublished})
	// Output:
	// 4812 post_content "[quiz]" dropped
	// 4813 post_status "future" changed: not published
}

// What was dropped or guessed is for the desk, the rest for a statistic.
func ExampleLossKind() {
	losses := []presse.Loss{
		{Item: "4812", Field: "post_content", Value: "[quiz]", Kind: presse.LossDropped},
		{Item: "4812", Field: "post_meta", Value: "views", Kind: presse.LossKept},
		{Item: "4813", Field: "post_meta", Value: "likes", Kind: presse.LossKept},
	}
	count := make(map[presse.LossKind]int)
	for _, l := range losses {
		count[l.Kind]++
		if l.Kind == presse.LossDropped || l.Kind == presse.LossGuessed {
			text, err := json.Marshal(l)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(string(text))
		}
	}
	fmt.Println(count)
	// Output:
	// {"item":"4812","field":"post_content","value":"[quiz]","kind":"dropped"}
	// map[dropped:1 kept:2]
}

// The former addresses of a story become lines of a web server's configuration.
func ExampleRedirect() {
	story := presse.Article{
		Slug:        "nuit-blanche-a-montreal",
		FormerSlugs: []string{"2019/03/nuit-blanche", "nuit-blanche-a-montral"},
	}
	var redirects []presse.Redirect
	for _, former := range story.FormerSlugs {
		redirects = append(redirects, presse.Redirect{From: former, To: story.Slug})
	}
	redirects = append(redirects, presse.Redirect{From: "concours-2018"})
	for _, r := range redirects {
		if r.To == "" {
			fmt.Printf("location = /%s { return 410; }\n", r.From)
		} else {
			fmt.Printf("location = /%s { return 301 /%s; }\n", r.From, r.To)
		}
	}
	// Output:
	// location = /2019/03/nuit-blanche { return 301 /nuit-blanche-a-montreal; }
	// location = /nuit-blanche-a-montral { return 301 /nuit-blanche-a-montreal; }
	// location = /concours-2018 { return 410; }
}

// A page offers a picture in several sizes, and a browser loads one of them.
func ExampleRendition() {
	photo := presse.Media{
		URL: "https://exemple.sn/pirogues.jpg", Width: 2400, Height: 1600,
		Alt: "Des pirogues peintes sur une plage",
		Renditions: []presse.Rendition{
			{URL: "https://exemple.sn/pirogues-600.webp", Type: "image/webp", Width: 600, Height: 400},
			{URL: "https://exemple.sn/pirogues-1200.webp", Type: "image/webp", Width: 1200, Height: 800},
		},
	}
	var sizes []string
	for _, r := range photo.Renditions {
		sizes = append(sizes, fmt.Sprintf("%s %dw", r.URL, r.Width))
	}
	fmt.Println(strings.Join(sizes, ", "))
	// Output: https://exemple.sn/pirogues-600.webp 600w, https://exemple.sn/pirogues-1200.webp 1200w
}

// A subject is a code of a vocabulary that others know, a name, or both.
func ExampleSubject() {
	var story presse.Article
	err := json.Unmarshal([]byte(`{
		"id": "2026-0430",
		"subjects": ["medtop:15000000", {"scheme": "wikidata", "code": "Q90", "name": "Paris"}, "Tour de France"]
	}`), &story)
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range story.Subjects {
		fmt.Printf("%q %q %q\n", s.Scheme, s.Code, s.Name)
	}
	fmt.Println(story.Validate())
	// Output:
	// "medtop" "15000000" ""
	// "wikidata" "Q90" "Paris"
	// "" "" "Tour de France"
	// <nil>
}

// Wire copy is printed with the agency's notice. A flash moves to the top of the page.
func ExampleSource() {
	story := presse.Article{
		ID: "2026-0431", Headline: "Séisme ressenti à Agadir",
		Source: presse.Source{Name: "AFP", Copyright: "© 2026 AFP", Urgency: 1},
	}
	if u := story.Source.Urgency; u > 0 && u <= 2 {
		fmt.Print("URGENT – ")
	}
	fmt.Println(story.Headline)
	fmt.Println(story.Source.Copyright)
	// Output:
	// URGENT – Séisme ressenti à Agadir
	// © 2026 AFP
}

// Paid content names who paid. Warnings reports a story that does not say so.
func ExampleSponsor() {
	story := presse.Article{Genre: "advertorial", Sponsor: presse.Sponsor{Name: "Office du tourisme de Fès"}}
	for _, w := range story.Warnings() {
		if strings.HasPrefix(w.Field, "sponsor") {
			fmt.Printf("%s: %v\n", w.Field, w.Err)
		}
	}
	story.Sponsor.Label = "Contenu proposé par"
	fmt.Println(story.Sponsor.Label, story.Sponsor.Name)
	// Output:
	// sponsor.label: empty: paid content must say so
	// Contenu proposé par Office du tourisme de Fès
}
