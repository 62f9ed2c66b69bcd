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

// A layout is Go's reference time with French, Arabic or English names, whatever the
// language of the date. What is not the reference time is an error.
func ExampleLang_FormatDate() {
	t := time.Date(2026, time.September, 1, 9, 5, 0, 0, time.UTC)
	for _, c := range []struct {
		lang   presse.Lang
		layout string
	}{
		{"fr", "lundi 2 janvier 2006"},
		{"fr", "le 2 janvier à 15 h 04"},
		{"fr-CA", "LUNDI 2 JANV."},
		{"ar-MA", "lundi 2 janvier 2006 à 15 h 04"},
		{"ar-TN", "lundi 2 janvier 2006"},
		{"en", "le 2 janvier à 15 h 04"},
		{"fr", "Monday 2 January 2006"},
		{"fr", "mardi 14 janvier 2025"},
		{"fr", "2006-01-01"},
		{"fr", "2 janvier 2006 à 15:04 (heure de Paris)"},
	} {
		s, err := c.lang.FormatDate(t, c.layout)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(s)
	}
	// Output:
	// mardi 1er septembre 2026
	// le 1er septembre à 9 h 05
	// MARDI 1ER SEPT.
	// الثلاثاء 1 شتنبر 2026 على الساعة 09:05
	// الثلاثاء 1 سبتمبر 2026
	// on 1 September at 09:05
	// Mardi 1er Septembre 2026
	// presse: format date "mardi 14 janvier 2025": “mardi” in the layout is not an element: the month is janvier or January, the day is lundi or Monday
	// presse: format date "2006-01-01": “01” in the layout is the number of the month: here the day is 2
	// presse: format date "2 janvier 2006 à 15:04 (heure de Paris)": “heure de Paris” in the layout is not an element: the time is at +00:00 and the zone is MST or Z07:00
}

// Every language and country has four styles.
func ExampleLang_Date() {
	t := time.Date(2026, time.November, 14, 18, 30, 0, 0, time.UTC)
	for _, l := range []presse.Lang{"fr", "fr-CA", "fr-CH", "ar-MA", "ar-LB"} {
		fmt.Printf("%s: %s | %s | %s\n", l, l.Date(t, presse.DateShort), l.Date(t, presse.DateMedium), l.Date(t, presse.DateTime))
	}
	// Output:
	// fr: 14/11/2026 | 14 nov. 2026 | 14 novembre 2026 à 18 h 30
	// fr-CA: 2026-11-14 | 14 nov. 2026 | 14 novembre 2026 à 18 h 30
	// fr-CH: 14.11.2026 | 14 nov. 2026 | 14 novembre 2026 à 18 h 30
	// ar-MA: 14/11/2026 | 14 نونبر 2026 | 14 نونبر 2026 على الساعة 18:30
	// ar-LB: 14/11/2026 | 14 تشرين الثاني 2026 | 14 تشرين الثاني 2026 على الساعة 18:30
}

// A style is chosen in a configuration by its text form.
func ExampleDateStyle() {
	var s presse.DateStyle
	if err := s.UnmarshalText([]byte("long")); err != nil {
		fmt.Println(err)
	}
	fmt.Println(s, presse.Lang("fr").Date(time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC), s))
	// Output: long 1er mai 2026
}

// A list of stories says how long ago each appeared.
func ExampleLang_Relative() {
	now := time.Date(2026, time.November, 14, 18, 30, 0, 0, time.UTC)
	for _, ago := range []time.Duration{30 * time.Second, 5 * time.Minute, 2 * time.Hour, 28 * time.Hour, 72 * time.Hour, -time.Hour} {
		t := now.Add(-ago)
		fmt.Println(presse.Lang("fr").Relative(t, now), "|", presse.Lang("ar").Relative(t, now))
	}
	// Output:
	// à l’instant | الآن
	// il y a 5 minutes | قبل 5 دقائق
	// il y a 2 heures | قبل ساعتين
	// hier à 14 h 30 | أمس على الساعة 14:30
	// 11 novembre 2026 | 11 نونبر 2026
	// dans 1 heure | خلال ساعة واحدة
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
	// presse: parse date "lundi 15 avril 2025": the day of the week does not match the date: 2025-04-15 is a Tuesday, not a Monday
}

// The line under a headline, as an importer finds it on a page.
func ExampleLang_ParseDates() {
	for _, line := range []string{
		"Par Salma Idrissi, publié le 14 novembre 2026 à 10h00, mis à jour à 12h30",
		"Mis à jour : 15/11/2026 à 9 h 05 | Publié le 14/11/2026 à 18 h (HNE)",
		"نشر في 14 نونبر 2026 على الساعة 18:30",
		"Rabat, le 14 novembre 2026",
		"Le livre, publié le 14 novembre 2026",
		"Mis à jour il y a 2 heures",
	} {
		published, updated, err := presse.Lang("fr").ParseDates(line, time.UTC)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(published.Format(time.RFC3339), updated.Format(time.RFC3339))
	}
	// Output:
	// 2026-11-14T10:00:00Z 2026-11-14T12:30:00Z
	// 2026-11-14T18:00:00-05:00 2026-11-15T09:05:00-05:00
	// 2026-11-14T18:30:00Z 0001-01-01T00:00:00Z
	// 2026-11-14T00:00:00Z 0001-01-01T00:00:00Z
	// presse: parse date "Le livre, publié le 14 novembre 2026": not a date: want one like “mardi 15 avril 2025 à 18 h 30”, including the year; it cannot begin with “Le livre, publié le 14”
	// presse: parse date "Mis à jour il y a 2 heures": a date relative to the present: use ParseRelative
}

// Dates that only mean something on the day on which the page was read.
func ExampleLang_ParseRelative() {
	read := time.Date(2026, time.November, 14, 10, 5, 0, 0, time.UTC) // a Saturday
	for _, s := range []string{"il y a 2 heures", "hier à 14 h 30", "18 h 30", "jeudi", "قبل ساعتين", "Publié le 3 novembre", "hier soir", "dimanche 15 novembre"} {
		t, err := presse.Lang("fr").ParseRelative(s, read)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(t.Format("Mon 2006-01-02 15:04"))
	}
	// Output:
	// Sat 2026-11-14 08:05
	// Fri 2026-11-13 14:30
	// Fri 2026-11-13 18:30
	// Thu 2026-11-12 00:00
	// Sat 2026-11-14 08:05
	// Tue 2026-11-03 00:00
	// presse: parse date "hier soir": a part of the day without its hour
	// presse: parse date "dimanche 15 novembre": the day of the week does not match the date: the last one, 2025-11-15, is a Saturday, not a Sunday
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
