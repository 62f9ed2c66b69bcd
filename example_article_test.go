package presse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/presse-go/presse"
)

// The examples of articles happen in Morocco, in April 2025.
var (
	rabat   = time.FixedZone("+01", 3600)
	evening = time.Date(2025, time.April, 15, 18, 30, 0, 0, rabat)
)

// A story comes as JSON from the content management system, is judged, and
// appears.
func ExampleArticle() {
	var a presse.Article
	check(json.Unmarshal([]byte(`{
		"id": "2025-0417", "lang": "fr-MA", "slug": "le-tramway-arrive-a-la-gare", "wp_post_id": 4812,
		"headline": "Le tramway arrive à la gare", "byline": "Par Salma Idrissi, avec MAP",
		"body": "<p>Les premières rames ont roulé mardi.</p>", "sections": ["societe"]
	}`), &a))
	check(a.Validate())
	check(a.Advance(presse.StatusPublished, evening))

	fmt.Println(a.Public(evening), a.Byline.People[0].Name, a.Byline.Agencies)
	fmt.Println("kept:", string(a.Unknown["wp_post_id"]))
	// Output:
	// true Salma Idrissi [MAP]
	// kept: 4812
}

func ExampleArticle_Advance() {
	a := presse.Article{Status: presse.StatusReview}
	check(a.Advance(presse.StatusPublished, evening))
	fmt.Println(a.Status, a.Published.Format(time.DateTime))
	fmt.Println(a.Advance(presse.StatusDraft, evening))
	// Output:
	// published 2025-04-15 18:30:00
	// presse: advance article status "draft": cannot follow published
}

func ExampleArticle_Card() {
	a := presse.Article{
		Slug: "le-tramway-arrive-a-la-gare", Headline: "Le tramway arrive à la gare", Sections: []string{"societe"},
		Body: "<p>Les premières rames ont roulé <strong>mardi</strong>, devant une foule de curieux.</p>",
	}
	c := a.Card(6)
	fmt.Println(c.Headline)
	fmt.Println(c.Excerpt)
	// Output:
	// Le tramway arrive à la gare
	// Les premières rames ont roulé mardi…
}

func ExampleArticle_ChangeSlug() {
	a := presse.Article{Status: presse.StatusPublished, Slug: "le-tramway-arive-a-la-gare"}
	check(a.ChangeSlug("le-tramway-arrive-a-la-gare"))
	fmt.Println(a.Slug, "redirected from", a.FormerSlugs)
	// Output: le-tramway-arrive-a-la-gare redirected from [le-tramway-arive-a-la-gare]
}

func ExampleArticle_CheckEditions() {
	french := &presse.Article{Lang: "fr", Canonical: "https://exemple.ma/tramway",
		Editions: map[presse.Lang]string{"ar": "https://exemple.ma/ar/tramway"}}
	arabic := &presse.Article{Lang: "ar", Canonical: "https://exemple.ma/ar/tramway"}
	fmt.Println(french.CheckEditions(arabic))
	arabic.Editions = map[presse.Lang]string{"fr": "https://exemple.ma/tramway"}
	fmt.Println(french.CheckEditions(arabic))
	// Output:
	// presse: check editions editions.ar "https://exemple.ma/ar/tramway": that page names "" as its edition in "fr"
	// <nil>
}

func ExampleArticle_LogValue() {
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	a := &presse.Article{ID: "2025-0417", Version: 2, Lang: "fr", Slug: "tramway", Headline: "Sous embargo jusqu’à demain"}
	log.Info("saved", "article", a)
	// Output: level=INFO msg=saved article.id=2025-0417 article.version=2 article.lang=fr article.status=draft article.slug=tramway
}

func ExampleArticle_MarshalJSON() {
	text, err := presse.Article{ID: "2025-0417", Published: evening, Tags: []string{"tramway"}}.MarshalJSON()
	check(err)
	fmt.Println(string(text))
	// Output: {"id":"2025-0417","tags":["tramway"],"published":"2025-04-15T18:30:00+01:00"}
}

func ExampleArticle_UnmarshalJSON() {
	var a presse.Article
	err := a.UnmarshalJSON([]byte(`{"id": "2025-0417", "media": [{"url": "1.jpg"}, {"width": "1200"}]}`))
	var fault *presse.Error
	if errors.As(err, &fault) {
		fmt.Printf("%s: %v\n", fault.Field, fault.Err)
	}
	// Output: media[1].width: want a whole number
}

func ExampleArticle_Public() {
	a := presse.Article{Status: presse.StatusScheduled, Published: evening}
	fmt.Println(a.Public(evening.Add(-time.Second)), a.Public(evening))
	// Output: false true
}

func ExampleArticle_Withheld() {
	a := presse.Article{Status: presse.StatusPublished, Published: evening, Embargo: evening.Add(12 * time.Hour)}
	err := a.Withheld(evening)
	fmt.Println(errors.Is(err, presse.ErrEmbargoed))
	fmt.Println(err)
	// Output:
	// true
	// presse: show article embargo "2025-04-16T06:30:00+01:00": under embargo
}

func ExampleArticle_Validate() {
	a := presse.Article{ID: "2025-0417", Slug: "Tramway à la gare", Tags: []string{"tramway", "tramway"}}
	fmt.Println(a.Validate())
	// Output:
	// presse: validate article slug "Tramway à la gare": not a slug: see Slug
	// presse: validate article tags[1] "tramway": duplicate
}

func ExampleArticle_Warnings() {
	a := presse.Article{Lang: "fr", Headline: "Le tramway arrive à la gare", Deck: "Mardi.", Body: "<p>…</p>",
		Byline: presse.ParseByline("Par Salma Idrissi"), Sections: []string{"societe"},
		Lead: presse.Media{URL: "1.jpg", Credit: presse.ParseCredit("© D.R")}}
	for _, w := range a.Warnings() {
		fmt.Println(w.Field, "–", w.Err)
	}
	// Output: lead.alt – no text for readers who cannot see it
}

func ExampleParseByline() {
	for _, line := range []string{
		"Par Salma Idrissi et Karim Benali, avec MAP",
		"De notre envoyé spécial à Dakar, Karim Benali",
		"Propos recueillis par Lina Haddad",
		"LNT/MAP",
	} {
		b := presse.ParseByline(line)
		for _, p := range b.People {
			fmt.Printf("[%s %s %s] ", p.Name, p.Role, p.Place)
		}
		fmt.Println(b.Agencies)
	}
	// Output:
	// [Salma Idrissi  ] [Karim Benali  ] [MAP]
	// [Karim Benali envoy Dakar] []
	// [Lina Haddad interviewer ] []
	// [LNT MAP]
}

func ExampleByline() {
	b := presse.Byline{Text: "S. I.", People: []presse.Person{{Name: "Salma Idrissi"}}}
	fmt.Println(b.Text, "is", b.People[0].Name)
	// Output: S. I. is Salma Idrissi
}

func ExampleByline_MarshalJSON() {
	printJSON(presse.ParseByline("Par Salma Idrissi, avec MAP"))
	// Output: {"text":"Par Salma Idrissi, avec MAP","people":[{"name":"Salma Idrissi"}],"agencies":["MAP"]}
}

func ExampleByline_UnmarshalJSON() {
	var b presse.Byline
	check(json.Unmarshal([]byte(`"Par Salma Idrissi (salma@exemple.ma)"`), &b))
	fmt.Println(b.People[0].Name, b.People[0].Email)
	// Output: Salma Idrissi salma@exemple.ma
}

func ExamplePerson() {
	b := presse.ParseByline("Par Karim Benali, professeur à l’université de Fès")
	fmt.Println(b.People[0].Name, "–", b.People[0].Title)
	// Output: Karim Benali – professeur à l’université de Fès
}

func ExamplePerson_MarshalJSON() {
	printJSON(presse.Person{Name: "Karim Benali", Role: presse.RoleEnvoy, Place: "Dakar"})
	// Output: {"name":"Karim Benali","role":"envoy","place":"Dakar"}
}

func ExamplePerson_UnmarshalJSON() {
	var p presse.Person
	check(json.Unmarshal([]byte(`{"name": "Karim Benali", "orcid": "0000-0001"}`), &p))
	fmt.Println(p.Name, string(p.Unknown["orcid"]))
	// Output: Karim Benali "0000-0001"
}

func ExampleParseDateline() {
	for _, text := range []string{
		"CASABLANCA (MAP) – Le tramway arrive à la gare.",
		"Rabat – Salé : le tramway passe le fleuve.",
	} {
		d, rest := presse.ParseDateline(text)
		fmt.Printf("%q %v | %s\n", d.Place, d.Agencies, rest)
	}
	// Output:
	// "CASABLANCA" [MAP] | Le tramway arrive à la gare.
	// "" [] | Rabat – Salé : le tramway passe le fleuve.
}

func ExampleDateline() {
	d, _ := presse.ParseDateline("New York (Nations unies), 3 mars (AFP) – Le Conseil")
	fmt.Println(d.Place, "/", d.Date, "/", d.Agencies)
	// Output: New York (Nations unies) / 3 mars / [AFP]
}

func ExampleDateline_MarshalJSON() {
	printJSON(presse.Dateline{Text: "RABAT (MAP) – ", Place: "RABAT", Agencies: []string{"MAP"}})
	// Output: {"text":"RABAT (MAP) – ","place":"RABAT","agencies":["MAP"]}
}

func ExampleDateline_UnmarshalJSON() {
	var d presse.Dateline
	check(json.Unmarshal([]byte(`"RABAT (MAP) –"`), &d))
	fmt.Println(d.Place, d.Agencies)
	// Output: RABAT [MAP]
}

func ExampleParseCredit() {
	for _, line := range []string{"© D.R", "Crédit : Karim Alaoui/AFP", "Ph. Archives", "Photo d’illustration. © MAP"} {
		c := presse.ParseCredit(line)
		fmt.Println(c.Rights, c.Names, c.Agencies, c.Archive, c.Illustration)
	}
	// Output:
	// reserved [] [] false false
	// credited [Karim Alaoui] [AFP] false false
	// archive [] [] true false
	// credited [] [MAP] false true
}

func ExampleCredit() {
	c := presse.ParseCredit("Ph. DR")
	fmt.Println(c.Text, "–", c.Rights.Label("fr"))
	// Output: Ph. DR – droits réservés
}

func ExampleCredit_MarshalJSON() {
	printJSON(presse.ParseCredit("© D.R"))
	// Output: {"text":"© D.R","rights":"reserved"}
}

func ExampleCredit_UnmarshalJSON() {
	var c presse.Credit
	check(json.Unmarshal([]byte(`"AFP/Archives"`), &c))
	fmt.Println(c.Agencies, c.Archive)
	// Output: [AFP] true
}

func ExampleMedia() {
	m := presse.Media{URL: "https://exemple.ma/rame.jpg", Width: 1200, Height: 800,
		Caption: "La première rame, mardi.", Alt: "Une rame blanche entre en gare, entourée de passants.",
		Credit: presse.ParseCredit("Ph. Karim Alaoui")}
	fmt.Println(m.Caption, m.Credit.Text)
	// Output: La première rame, mardi. Ph. Karim Alaoui
}

func ExampleMedia_MarshalJSON() {
	printJSON(presse.Media{URL: "rame.mp4", Kind: "video"})
	// Output: {"kind":"video","url":"rame.mp4"}
}

func ExampleMedia_UnmarshalJSON() {
	var m presse.Media
	check(json.Unmarshal([]byte(`{"url": "rame.jpg", "credit": "© D.R", "focal_point": [600, 200]}`), &m))
	fmt.Println(m.Credit.Rights, string(m.Unknown["focal_point"]))
	// Output: reserved [600, 200]
}

func ExampleNote() {
	a := presse.Article{Status: presse.StatusPublished, Published: evening}
	a.Corrections = append(a.Corrections, presse.Note{At: evening.Add(time.Hour), Body: "<p>La ligne compte 22 stations, et non 20.</p>"})
	check(a.Advance(presse.StatusCorrected, evening.Add(time.Hour)))
	fmt.Println(a.Status, a.Updated.Format(time.TimeOnly))
	// Output: corrected 19:30:00
}

func ExampleNote_MarshalJSON() {
	printJSON(presse.Note{At: evening, Headline: "La rame entre en gare"})
	// Output: {"at":"2025-04-15T18:30:00+01:00","headline":"La rame entre en gare"}
}

func ExampleNote_UnmarshalJSON() {
	var n presse.Note
	fmt.Println(json.Unmarshal([]byte(`{"at": "hier soir"}`), &n))
	// Output: presse: read note at "\"hier soir\"": want an instant with its offset, such as 2025-04-15T18:30:00+01:00
}

func ExampleCard() {
	c := presse.Card{Slug: "tramway", Headline: "Le tramway arrive à la gare", Lang: "fr", Published: evening}
	fmt.Printf("/%s %s (%s)\n", c.Slug, c.Headline, c.Lang.FormatDate(c.Published, "02/01"))
	// Output: /tramway Le tramway arrive à la gare (15/04)
}

func ExampleStatus() {
	fmt.Println(presse.Article{}.Status, presse.StatusPublished)
	// Output: draft published
}

func ExampleStatus_Next() {
	fmt.Println(presse.StatusPublished.Next())
	// Output: [corrected withdrawn]
}

func ExampleStatus_String() {
	fmt.Println(presse.StatusWithdrawn.String(), presse.Status(99))
	// Output: withdrawn Status(99)
}

func ExampleStatus_MarshalText() {
	text, err := presse.StatusScheduled.MarshalText()
	fmt.Println(string(text), err)
	// Output: scheduled <nil>
}

func ExampleStatus_UnmarshalText() {
	var s presse.Status
	fmt.Println(s.UnmarshalText([]byte("publié")))
	// Output: presse: read status "publié": not one of draft, review, scheduled, published, corrected, withdrawn
}

func ExampleStatus_Value() {
	v, err := presse.StatusReview.Value()
	fmt.Println(v, err)
	// Output: review <nil>
}

func ExampleStatus_Scan() {
	var s presse.Status
	check(s.Scan([]byte("corrected")))
	fmt.Println(s)
	// Output: corrected
}

func ExampleAccess() {
	a := presse.Article{Access: presse.AccessPaid}
	fmt.Println(a.Access != presse.AccessFree)
	// Output: true
}

func ExampleAccess_String() {
	fmt.Println(presse.AccessMetered.String())
	// Output: metered
}

func ExampleAccess_MarshalText() {
	text, err := presse.AccessPaid.MarshalText()
	fmt.Println(string(text), err)
	// Output: paid <nil>
}

func ExampleAccess_UnmarshalText() {
	var a presse.Access
	check(a.UnmarshalText([]byte("registered")))
	fmt.Println(a == presse.AccessRegistered)
	// Output: true
}

func ExampleAccess_Value() {
	v, err := presse.AccessFree.Value()
	fmt.Println(v, err)
	// Output: free <nil>
}

func ExampleAccess_Scan() {
	a := presse.AccessPaid
	check(a.Scan(nil)) // NULL
	fmt.Println(a)
	// Output: free
}

func ExampleRights() {
	fmt.Println(presse.ParseCredit("Domaine public").Rights == presse.RightsFree)
	// Output: true
}

func ExampleRights_String() {
	fmt.Println(presse.RightsReserved.String())
	// Output: reserved
}

func ExampleRights_Label() {
	fmt.Println(presse.RightsReserved.Label("fr"))
	// Output: droits réservés
}

func ExampleRights_MarshalText() {
	text, err := presse.RightsHandout.MarshalText()
	fmt.Println(string(text), err)
	// Output: handout <nil>
}

func ExampleRights_UnmarshalText() {
	var r presse.Rights
	check(r.UnmarshalText([]byte("archive")))
	fmt.Println(r.Label("fr"))
	// Output: archives
}

func ExampleRights_Value() {
	v, err := presse.RightsCredited.Value()
	fmt.Println(v, err)
	// Output: credited <nil>
}

func ExampleRights_Scan() {
	var r presse.Rights
	fmt.Println(r.Scan(3))
	// Output: presse: read rights "3": want text, have int
}

func ExampleLang() {
	for _, l := range []presse.Lang{"fr-MA", "ar"} {
		fmt.Printf("<article lang=%q dir=%q>\n", l, l.Dir())
	}
	// Output:
	// <article lang="fr-MA" dir="ltr">
	// <article lang="ar" dir="rtl">
}

func ExampleLang_Dir() {
	fmt.Println(presse.Lang("ar-MA").Dir(), presse.Lang("zgh").Dir())
	// Output: rtl ltr
}

func ExampleLang_FormatDate() {
	first := time.Date(2025, time.April, 1, 9, 0, 0, 0, rabat)
	fmt.Println(presse.Lang("fr").FormatDate(first, "lundi 2 janvier 2006"))
	fmt.Println(presse.Lang("fr").FormatDate(evening, "le 2 janvier 2006 à 15 h 04"))
	fmt.Println(presse.Lang("ar").FormatDate(evening, "lundi 2 janvier 2006"))
	// Output:
	// mardi 1er avril 2025
	// le 15 avril 2025 à 18 h 30
	// الثلاثاء 15 أبريل 2025
}

func ExampleLang_ParseDate() {
	for _, s := range []string{"le 15 avril 2025 à 18 h 30", "mardi 1er avril 2025", "lundi 15 avril 2025"} {
		t, err := presse.Lang("fr").ParseDate(s, rabat)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(t.Format(time.RFC3339))
	}
	// Output:
	// 2025-04-15T18:30:00+01:00
	// 2025-04-01T00:00:00+01:00
	// presse: parse date "lundi 15 avril 2025": the day of the week does not match the date
}

func ExampleLang_Tag() {
	base, _ := presse.Lang("fr-MA").Tag().Base()
	fmt.Println(base)
	// Output: fr
}

func ExampleLang_MarshalText() {
	text, err := presse.Lang("fr-MA").MarshalText()
	fmt.Println(string(text), err)
	// Output: fr-MA <nil>
}

func ExampleLang_UnmarshalText() {
	var l presse.Lang
	check(l.UnmarshalText([]byte("fr_FR"))) // as WordPress writes it
	fmt.Println(l)
	// Output: fr-FR
}

func ExampleLang_Value() {
	v, err := presse.Lang("ar").Value()
	fmt.Println(v, err)
	// Output: ar <nil>
}

func ExampleLang_Scan() {
	var l presse.Lang
	fmt.Println(l.Scan("français"))
	// Output: presse: read lang "français": not a BCP 47 language tag
}

func ExampleCheckZone() {
	// A zone as systems had it before Morocco's change of 20 September 2026 would
	// be refused; the caller loads it and asks once, when the program starts.
	fmt.Println(presse.CheckZone(time.UTC))
	// Output: <nil>
}

// printJSON prints the JSON of a part, as MarshalJSON writes it.
func printJSON(part json.Marshaler) {
	text, err := part.MarshalJSON()
	check(err)
	fmt.Println(string(text))
}
