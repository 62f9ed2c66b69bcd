package publish_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// A template prints the head of a story as it is.
func ExampleSite_Head() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.example", Lang: "fr-MA", Account: "@remparts",
		URL: func(a *presse.Article) string { return "/" + a.Slug },
	}
	morning := time.Date(2026, time.March, 2, 7, 5, 0, 0, time.FixedZone("+01", 3600))
	story := &presse.Article{
		ID: "gare-1", Status: presse.StatusPublished, Slug: "gare-neuve", Published: morning,
		Headline: "À la gare neuve, l’heure n’est plus la même pour tous", Titles: map[string]string{"seo": "Gare neuve : deux horloges"},
		Deck: "La ville a deux horloges depuis lundi.", Byline: presse.ParseByline("Par Salma Berrada"),
	}
	release, err := site.Release(story, morning.Add(time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	page := template.Must(template.New("page").Parse("<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n{{.Head}}</head>\n"))
	var out bytes.Buffer
	if err := page.Execute(&out, map[string]any{"Head": site.Head(release)}); err != nil {
		fmt.Println(err)
		return
	}
	for line := range bytes.Lines(out.Bytes()) {
		if !bytes.HasPrefix(line, []byte("<script")) { // see AppendJSONLD
			os.Stdout.Write(line)
		}
	}
	// Output:
	// <!doctype html>
	// <html lang="fr">
	// <head>
	// <meta charset="utf-8">
	// <title>Gare neuve : deux horloges</title>
	// <meta name="description" content="La ville a deux horloges depuis lundi.">
	// <meta name="author" content="Salma Berrada">
	// <meta name="robots" content="max-image-preview:large">
	// <link rel="canonical" href="https://remparts.example/gare-neuve">
	// <meta property="og:type" content="article">
	// <meta property="og:title" content="À la gare neuve, l’heure n’est plus la même pour tous">
	// <meta property="og:description" content="La ville a deux horloges depuis lundi.">
	// <meta property="og:url" content="https://remparts.example/gare-neuve">
	// <meta property="og:site_name" content="Le Journal des remparts">
	// <meta property="og:locale" content="fr_MA">
	// <meta property="article:published_time" content="2026-03-02T07:05:00+01:00">
	// <meta property="article:modified_time" content="2026-03-02T07:05:00+01:00">
	// <meta property="article:author" content="Salma Berrada">
	// <meta name="twitter:card" content="summary">
	// <meta name="twitter:title" content="À la gare neuve, l’heure n’est plus la même pour tous">
	// <meta name="twitter:description" content="La ville a deux horloges depuis lundi.">
	// <meta name="twitter:site" content="@remparts">
	// </head>
}

// The structured data of a review for subscribers, which a site puts into a template of its own.
func ExampleSite_AppendJSONLD() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.example", Lang: "fr", Paywall: "abonnes",
		URL: func(a *presse.Article) string { return "/" + a.Slug },
	}
	evening := time.Date(2026, time.March, 2, 18, 0, 0, 0, time.FixedZone("+01", 3600))
	story := &presse.Article{
		ID: "theatre-3", Status: presse.StatusPublished, Access: presse.AccessPaid, Slug: "la-nuit-des-quais", Published: evening,
		Headline: "« La Nuit des quais », un huis clos à ciel ouvert", Genre: "review", Byline: presse.ParseByline("Par Salma Berrada et Karim Tazi"),
		Body: "<p>Trois chaises, un réverbère.</p>",
	}
	release, err := site.Release(story, evening.Add(time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	data := site.AppendJSONLD(nil, release)

	var read struct {
		Type    string                       `json:"@type"`
		Author  []struct{ Name string }      `json:"author"`
		Free    bool                         `json:"isAccessibleForFree"`
		HasPart struct{ CSSSelector string } `json:"hasPart"`
		Page    struct {
			Breadcrumb struct{ ItemListElement []struct{ Name string } }
		} `json:"mainEntityOfPage"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(read.Type, read.Author)
	fmt.Println(read.Free, read.HasPart.CSSSelector)
	fmt.Println(read.Page.Breadcrumb.ItemListElement)
	// Output:
	// ReviewNewsArticle [{Salma Berrada} {Karim Tazi}]
	// false .abonnes
	// [{Le Journal des remparts} {« La Nuit des quais », un huis clos à ciel ouvert}]
}
