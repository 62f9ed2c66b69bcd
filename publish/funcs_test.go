package publish

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// funcsSite returns a site with sections, and a story of it.
func funcsSite(t testing.TB) (*Site, *presse.Article) {
	t.Helper()
	s, _ := sitemapSite()
	var err error
	s.Taxonomy, err = presse.NewTaxonomy(
		presse.Section{Slug: "culture", Name: "Culture", Labels: map[presse.Lang]string{"ar": "ثقافة"}},
		presse.Section{Slug: "une", Name: "Une", Kind: presse.KindPlacement},
	)
	if err != nil {
		t.Fatal(err)
	}
	s.AuthorURL = func(p presse.Person) string { return "/auteurs/" + p.ID }
	a := newsOf("1", time.Hour)
	a.Sections = []string{"une", "culture"}
	a.Headline = `Le port s'agrandit : "oui" & <non>`
	a.Byline = presse.ParseByline("Par Salma Idrissi, avec AFP")
	a.Body = `<p onclick="x()">Le port de Fès n’a pas de mer, dit-on souvent aux voyageurs.</p><script>x()</script>`
	return s, a
}

// render executes a template with the functions of the site.
func render(t testing.TB, s *Site, text string, data any) (string, error) {
	t.Helper()
	page, err := template.New("page").Funcs(s.Funcs()).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = page.Execute(&out, data)
	return out.String(), err
}

func TestFuncs(t *testing.T) {
	s, a := funcsSite(t)
	paid := *a
	paid.Access, paid.Deck = presse.AccessPaid, ""
	arabic := *a
	arabic.Lang = "ar-MA"
	culture, _ := s.Taxonomy.Section("culture")
	data := map[string]any{
		"Story": a, "Value": *a, "Release": mustRelease(t, s, a), "Card": a.Card(3), "Paid": &paid, "PaidRelease": mustRelease(t, s, &paid),
		"Arabic": &arabic, "Published": a.Published.UTC(), "Never": time.Time{}, "Now": sitemapAt,
		"Section": culture, "Person": presse.Person{ID: "salma-idrissi"}, "Nobody": (*presse.Article)(nil),
		"Media": presse.Media{URL: "/photos/port.jpg"}, "HTML": template.HTML(`<p>L'eau, "<em>ici</em>" !</p>`), "Ar": presse.Lang("ar-MA"), "Lang": presse.Lang(""),
		"Style": presse.DateShort, "Bad": presse.Person{ID: "x"},
	}
	for _, c := range []struct{ rule, in, want string }{
		{"date", `{{date .Published}}`, "4\u00a0mars 2026"},
		{"date from a pipeline, in a style", `{{.Published | date "time"}}`, "4\u00a0mars 2026 à 11\u00a0h"},
		{"date in a style of a variable", `{{date .Published .Style}}`, "04/03/2026"},
		{"date in a layout", `{{date .Published "lundi 2 janvier"}}`, "mercredi 4\u00a0mars"},
		{"date in another language", `{{date .Published .Ar}}`, "4\u00a0مارس 2026"},
		{"date in no language is the site's", `{{date .Lang .Published "medium"}}`, "4\u00a0mars 2026"},
		{"no date", `{{date .Never}}`, ""},
		{"relative", `{{relative .Published .Now}}`, "il y a 1\u00a0heure"},
		{"relative in another language", `{{relative .Published .Now .Ar}}`, "قبل ساعة واحدة"},
		{"relative to no time", `{{relative .Never .Now}}`, ""},
		{"instant", `<time datetime="{{instant .Published}}">`, `<time datetime="2026-03-04T11:00:00&#43;01:00">`},
		{"no instant", `{{instant .Never}}`, ""},
		{"lang of a story", `<p lang="{{lang .Story}}">`, `<p lang="fr-MA">`},
		{"lang of a value", `{{lang .Value}}`, "fr-MA"},
		{"lang of a card", `{{lang .Card}}`, "fr-MA"},
		{"lang of a release", `{{lang .Release}}`, "fr-MA"},
		{"lang in its canonical form", `{{lang "fr_ma"}}`, "fr-MA"},
		{"lang of the site", `{{lang .Lang}}`, "fr-MA"},
		{"no lang", `{{lang "français"}}`, ""},
		{"dir", `<p dir="{{dir .Arabic}}">`, `<p dir="rtl">`},
		{"dir of the site", `{{dir ""}}`, "ltr"},
		{"typeset text, which is escaped", `<h1>{{typeset .Story.Headline}}</h1>`, "<h1>Le port s’agrandit\u00a0: «\u00a0oui\u00a0» &amp; &lt;non&gt;</h1>"},
		{"typeset HTML", `{{typeset .HTML}}`, "<p>L’eau, «\u00a0<em>ici</em>\u00a0»\u202f!</p>"},
		{"typeset in another language, from a pipeline", `{{"L'eau" | typeset .Ar}}`, "L&#39;eau"},
		{"excerpt of a body", `{{excerpt .Story.Body 5}}`, "Le port de Fès…"},
		{"excerpt of a story, from a pipeline", `{{.Story | excerpt 5}}`, "Le port de Fès…"},
		{"excerpt of a release", `{{excerpt .Release 5}}`, "Le port de Fès…"},
		{"excerpt of a paid story", `{{excerpt .Paid 5}}{{excerpt .PaidRelease 5}}`, ""},
		{"excerpt of nothing", `{{excerpt .Nobody 5}}`, ""},
		{"plain", `{{plain .HTML}}`, "L&#39;eau, &#34;ici&#34; !"},
		{"sanitize", `{{sanitize .Story.Body}}`, "<p>Le port de Fès n’a pas de mer, dit-on souvent aux voyageurs.</p>"},
		{"body", `{{body .Release}}`, "<p>Le port de Fès n’a pas de mer, dit-on souvent aux voyageurs.</p>"},
		{"body of a paid story", `{{body .PaidRelease}}`, ""},
		{"story", `{{with story .Release}}{{.Slug}}{{end}}`, "titre-1"},
		{"minutes", `{{minutes .Story}} {{minutes .Release}} {{minutes .Story.Body}} {{minutes ""}} {{minutes .Paid}}`, "1 1 1 0 0"},
		{"url of a story", `<a href="{{url .Story}}">`, `<a href="https://remparts.exemple.ma/titre-1">`},
		{"url of a release", `{{url .Release}}`, "https://remparts.exemple.ma/titre-1"},
		{"url of a section", `{{url .Section}} {{url (section .Story)}}`, "https://remparts.exemple.ma/culture https://remparts.exemple.ma/culture"},
		{"url of a person", `{{url .Person}}`, "https://remparts.exemple.ma/auteurs/salma-idrissi"},
		{"url of a picture", `<img src="{{url .Media}}">`, `<img src="https://remparts.exemple.ma/photos/port.jpg">`},
		{"url of a path", `{{url "/été?a=1"}}`, "https://remparts.exemple.ma/%C3%A9t%C3%A9?a=1"},
		{"url of nothing", `{{with url ""}}a link{{end}}`, ""},
		{"a scheme that runs", `<a href="{{url "javascript:x()"}}">`, `<a href="">`},
		{"byline", `{{byline .Story}} {{byline .Release}}`, "Par Salma Idrissi, avec AFP Par Salma Idrissi, avec AFP"},
		{"byline in another language", `{{byline .Story.Byline .Ar}}`, "بقلم Salma Idrissi، مع AFP"},
		{"section", `{{with section .Release}}{{.Name}}{{end}}`, "Culture"},
		{"no section", `{{with section .Nobody}}{{.Name}}{{else}}none{{end}}`, "none"},
		{"label", `{{label .Section}} {{.Section | label .Ar}}`, "Culture ثقافة"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			got, err := render(t, s, c.in, data)
			if err != nil || got != c.want {
				t.Errorf("%s\n got %q, %v\nwant %q", c.in, got, err, c.want)
			}
		})
	}
}

func TestFuncsHead(t *testing.T) {
	s, a := funcsSite(t)
	r := mustRelease(t, s, a)
	if got, err := render(t, s, `{{head .}}`, r); err != nil || got != string(s.Head(r)) || got == "" {
		t.Errorf("got\n%s\n%v, want what Head returns", got, err)
	}
}

// Whatever a function cannot use is an error, which names the type and no text.
func TestFuncsErrors(t *testing.T) {
	s, a := funcsSite(t)
	other, _ := funcsSite(t)
	data := map[string]any{"Story": a, "Published": a.Published, "Zero": Release{}, "Other": mustRelease(t, other, a), "Secret": struct{ Text string }{"SECRET"}}
	for _, in := range []string{
		`{{date .Secret}}`, `{{lang .Secret}}`, `{{dir .Secret}}`, `{{typeset .Secret}}`, `{{excerpt .Secret 3}}`, `{{plain .Secret}}`, `{{sanitize .Secret}}`,
		`{{minutes .Secret}}`, `{{url .Secret}}`, `{{byline .Secret}}`, `{{section .Secret}}`, `{{label .Secret}}`, `{{story .Secret}}`, `{{body .Secret}}`,
		`{{excerpt .Story}}`, `{{excerpt .Story -1}}`, `{{date .Published "16:04"}}`, `{{story .Zero}}`, `{{body .Zero}}`, `{{head .Zero}}`, `{{body .Other}}`, `{{story .Other}}`,
	} {
		got, err := render(t, s, in, data)
		if err == nil || strings.Contains(err.Error(), "SECRET") || got != "" {
			t.Errorf("%s: got %q, %v; want an error", in, got, err)
		}
	}
	for _, bad := range []*Site{nil, {}, {Base: "/journal"}} {
		for _, in := range []string{`{{url "/"}}`, `{{sanitize "<p>"}}`, `{{body .Zero}}`, `{{story .Zero}}`} {
			_, err := render(t, bad, in, data)
			var fault *presse.Error
			if !errors.As(err, &fault) || fault.Field != "base" && fault.Field != "site" {
				t.Errorf("%s of a site at fault: got %v", in, err)
			}
		}
		if got, err := render(t, bad, `{{date .Published "short"}}{{lang ""}}{{url .Zero | len | printf "%.0s"}}`, data); bad != nil && err == nil {
			t.Errorf("url of a site at fault: got %q", got)
		}
		if got, err := render(t, bad, `{{lang .Story}} {{dir .Story}} {{byline .Story}}`, data); err != nil || got != "fr-MA ltr Par Salma Idrissi, avec AFP" {
			t.Errorf("what needs no address: got %q, %v", got, err)
		}
	}
}

// Hostile text stays text, in every context.
func TestFuncsHostile(t *testing.T) {
	s, a := funcsSite(t)
	const hostile = `"><script>x()</script>'` + "`" + `{{x}}</style></title>javascript:x()//`
	a.Headline, a.Body, a.Deck = hostile, hostile, hostile
	a.Byline = presse.Byline{People: []presse.Person{{Name: hostile, URL: "javascript:x()"}}, Text: hostile}
	a.Lang = "fr-MA"
	s.AuthorURL = nil
	data := map[string]any{"Story": a, "Release": mustRelease(t, s, a), "Hostile": hostile, "Person": a.Byline.People[0]}
	got, err := render(t, s, `<title>{{typeset .Story.Headline}}</title><p title="{{excerpt .Story 50}}" lang="{{lang .Hostile}}" onclick="y({{plain .Hostile}})">
<a href="{{url .Hostile}}">{{byline .Story}}</a><a href="{{url .Person}}">{{byline .Release}}</a>{{body .Release}}{{sanitize .Hostile}}<style>p { color: {{plain .Hostile}} }</style>
<script>y({{typeset .Hostile}})</script>`, data)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(got, "<script"); n != 1 {
		t.Errorf("%d scripts:\n%s", n, got)
	}
	if strings.Contains(got, `href="javascript`) || strings.Count(got, "</title>") != 1 || strings.Count(got, "</style>") != 1 {
		t.Errorf("text became markup:\n%s", got)
	}
}
