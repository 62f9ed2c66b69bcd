package publish_test

import (
	"html/template"
	"log"
	"os"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

func ExampleSite_Funcs() {
	site := &publish.Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Zone: time.FixedZone("", 3600),
		URL: func(a *presse.Article) string { return "/" + a.Slug },
	}
	page := template.Must(template.New("page").Funcs(site.Funcs()).Parse(`{{with story .}}<article lang="{{lang .}}" dir="{{dir .}}">
<h1><a href="{{url .}}">{{typeset .Headline}}</a></h1>
<p>{{byline .}}, <time datetime="{{instant .Published}}">{{date .Published "time"}}</time>, {{minutes .}} min</p>
{{end}}{{body .}}
</article>
`))
	story := &presse.Article{
		ID: "12", Status: presse.StatusPublished, Published: time.Date(2026, 11, 14, 17, 30, 0, 0, time.UTC), Slug: "la-medina-rouvre",
		Headline: `La médina rouvre : "porte par porte"`, Byline: presse.ParseByline("Par Salma Idrissi, avec MAP"),
		Body: `<p onclick="x()">Les échafaudages sont tombés dans la nuit.</p><script>x()</script>`,
	}
	release, err := site.Release(story, story.Published)
	if err != nil {
		log.Fatal(err)
	}
	if err := page.Execute(os.Stdout, release); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <article lang="fr-MA" dir="ltr">
	// <h1><a href="https://remparts.exemple.ma/la-medina-rouvre">La médina rouvre : « porte par porte »</a></h1>
	// <p>Par Salma Idrissi, avec MAP, <time datetime="2026-11-14T18:30:00&#43;01:00">14 novembre 2026 à 18 h 30</time>, 1 min</p>
	// <p>Les échafaudages sont tombés dans la nuit.</p>
	// </article>
}
