package publish

import (
	"time"

	"github.com/presse-go/presse"
)

// coreNoon is when the tests of the core publish.
var coreNoon = time.Date(2026, 11, 14, 12, 0, 0, 0, time.FixedZone("", 60*60))

// coreStory returns a story that may be shown at coreNoon.
func coreStory() *presse.Article {
	return &presse.Article{
		ID: "4711", Lang: "fr-MA", Status: presse.StatusPublished, Published: coreNoon.Add(-3 * time.Hour),
		Slug: "medina", URL: "/2026/11/medina", Headline: "À Fès, la médina retrouve ses fontaines", Deck: "Douze fontaines ont été rendues aux habitants.",
		Body: "<p>L’eau coule de nouveau.</p>",
	}
}

func coreSite() *Site {
	return &Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr"}
}
