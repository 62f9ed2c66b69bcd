package main

import (
	"fmt"
	"time"

	"github.com/presse-go/presse"
)

// madeUp returns stories with what the corpus has not: every access, genre and language, texts
// with what means something to XML, HTML and JSON.
func madeUp() []*presse.Article {
	var list []*presse.Article
	add := func(change func(*presse.Article)) {
		n := len(list)
		a := &presse.Article{
			ID: fmt.Sprint("m", n), Lang: "fr-MA", Status: presse.StatusPublished, Slug: fmt.Sprint("histoire-", n),
			Headline: fmt.Sprint("L’histoire n° ", n), Deck: "Ce que l’on sait, et ce que l’on ne sait pas.",
			Published: at.Add(-time.Duration(n) * time.Hour), Byline: presse.ParseByline("Par Salma Idrissi, avec MAP"),
			Lead: presse.Media{URL: fmt.Sprintf("/photos/%d.jpg", n), Width: 1600, Height: 900, Alt: "Les remparts", Credit: presse.ParseCredit("Karim Benali / AFP")},
			Body: "<p>Les remparts ont été repeints dans la nuit.</p>",
		}
		change(a)
		list = append(list, a)
	}
	add(func(*presse.Article) {})
	for _, hostile := range []string{
		`a < b & c > d "e" 'f'`, "]]>", "</script><script>x()</script>", "<!--", "un\x00deux\x08", "\ufffe\uffff", "\u202edroite", "&amp;&lt;b&gt;", "{{.}}", "\u2028fin\u2029",
	} {
		add(func(a *presse.Article) {
			a.Headline, a.Deck, a.Tags, a.Kicker = hostile+" titre", hostile+" chapô", []string{hostile + " mot"}, hostile
			a.Byline = presse.Byline{People: []presse.Person{{Name: "Salma " + hostile}}}
			a.Lead.Caption, a.Lead.Alt = hostile+" légende", hostile+" remparts"
			a.Body = "<p>" + hostile + "</p>"
		})
	}
	for _, access := range []presse.Access{presse.AccessRegistered, presse.AccessMetered, presse.AccessPaid} {
		add(func(a *presse.Article) { a.Access = access })
	}
	for _, genre := range []string{"report", "analysis", "opinion", "review", "obituary", "live", "satire", "horoscope", "advertorial"} {
		add(func(a *presse.Article) { a.Genre = genre })
	}
	for _, edition := range [][2]string{{"ar-MA", "محطة القطار الجديدة"}, {"zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ"}, {"en", "The new station"}, {"zh-TW", "新車站"}, {"", "Sans langue"}} {
		add(func(a *presse.Article) { a.Lang, a.Headline = presse.Lang(edition[0]), edition[1] })
	}
	add(func(a *presse.Article) { a.Slug, a.Headline = "l'été & l’hiver?", "L’été et l’hiver" })
	add(func(a *presse.Article) {
		a.Corrections = []presse.Note{{Kind: "correction", At: at.Add(-time.Minute), Body: "<p>Un nom était faux.</p>"}}
	})
	add(func(a *presse.Article) {
		a.LiveFrom = at.Add(-2 * time.Hour)
		a.Live = []presse.Note{{ID: "1", At: at.Add(-time.Hour), Headline: "Premières gouttes", Body: "<p>Il pleut.</p>"}}
	})
	add(func(a *presse.Article) { a.Canonical = "https://agence.example/depeche" })
	add(func(a *presse.Article) {
		a.Sponsor = presse.Sponsor{Name: "Office du tourisme de Fès", Label: "Contenu proposé par"}
	})
	add(func(a *presse.Article) { a.Byline = presse.Byline{} })
	add(func(a *presse.Article) { a.NoIndex = true })
	return list
}
