package presse_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// The language of a story becomes two attributes of its element.
func ExampleLang() {
	for _, l := range []presse.Lang{"fr-CA", "ar-MA", "zgh"} {
		fmt.Printf("<article lang=%q dir=%q>\n", l, l.Dir())
	}
	// Output:
	// <article lang="fr-CA" dir="ltr">
	// <article lang="ar-MA" dir="rtl">
	// <article lang="zgh" dir="ltr">
}

// A layout is Go's reference time in French, whatever the language.
func ExampleLang_FormatDate() {
	t := time.Date(2026, time.September, 1, 9, 5, 0, 0, time.UTC)
	fmt.Println(presse.Lang("fr").FormatDate(t, "lundi 2 janvier 2006"))
	fmt.Println(presse.Lang("fr").FormatDate(t, "le 2 janvier à 15 h 04"))
	fmt.Println(presse.Lang("fr").FormatDate(t, "2 janv."))
	fmt.Println(presse.Lang("ar").FormatDate(t, "lundi 2 janvier 2006"))
	// Output:
	// mardi 1er septembre 2026
	// le 1er septembre à 9 h 05
	// 1er sept.
	// الثلاثاء 1 شتنبر 2026
}

// Dates as papers print them, in the paper's time zone unless they name another.
func ExampleLang_ParseDate() {
	noumea := time.FixedZone("Nouméa", 11*3600)
	for _, s := range []string{
		"mardi 1er avril 2025",
		"Publié le 15 avril 2025 à 18 h 30",
		"15/04/2025 18:30 GMT",
		"lundi 15 avril 2025",
	} {
		t, err := presse.Lang("fr").ParseDate(s, noumea)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(t.Format(time.RFC3339))
	}
	// Output:
	// 2025-04-01T00:00:00+11:00
	// 2025-04-15T18:30:00+11:00
	// 2025-04-15T18:30:00Z
	// presse: parse date "lundi 15 avril 2025": the day of the week does not match the date
}

// A program checks its time zone when it starts. This one is an hour ahead of UTC
// all year, as most systems still have Morocco.
func ExampleCheckZone() {
	fmt.Println(presse.CheckZone(time.FixedZone("Africa/Casablanca", 3600)))
	fmt.Println(presse.CheckZone(time.UTC))
	// Output:
	// presse: check zone Africa/Casablanca "2026-12-01T13:00:00+01:00": stale time zone data: Morocco has been at UTC+0 since 2026-09-20; update the data or use time.FixedZone
	// <nil>
}

// An index of tags, in the order that readers expect. A sort by bytes would put
// Été and œuvre after Zagora.
func ExampleOrder() {
	tags := []string{"Zagora", "œuvre", "Été", "Omra", "Essaouira", "eau", "Offre"}
	slices.SortFunc(tags, presse.OrderFrench.Compare)
	fmt.Println(strings.Join(tags, ", "))

	words := []string{"côté", "coté", "côte", "cote"}
	slices.SortFunc(words, presse.OrderFrench.Compare)
	fmt.Println("Paris:", words)
	slices.SortFunc(words, presse.OrderCanadian.Compare)
	fmt.Println("Montréal:", words)
	// Output:
	// eau, Essaouira, Été, œuvre, Offre, Omra, Zagora
	// Paris: [cote coté côte côté]
	// Montréal: [cote côte coté côté]
}
