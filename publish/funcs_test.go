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
		{"a language may be written out", `{{label .Section "ar"}} {{byline .Story "ar"}} {{relative .Published .Now "ar"}}`, "ثقافة بقلم Salma Idrissi، مع AFP قبل ساعة واحدة"},
		{"an empty language is the site's", `{{label .Section ""}} {{byline .Story.Byline .Lang}}`, "Culture Par Salma Idrissi, avec AFP"},
		{"byline in the language of the story", `{{byline .Arabic}}`, "بقلم Salma Idrissi، مع AFP"},
		{"a story without a section prints nothing", `{{section .Nobody}}|{{label (section .Nobody)}}|{{section .Nobody | label .Ar}}|{{url (section .Nobody)}}|{{section .Nobody | url}}`, "||||"},
		{"a nil article prints nothing", `{{url .Nobody}}|{{byline .Nobody}}|{{excerpt .Nobody 5}}|{{minutes .Nobody}}`, "|||0"},
		{"the language of a nil article is the site's", `{{lang .Nobody}} {{dir .Nobody}}`, "fr-MA ltr"},
		{"the present may come from a pipeline", `{{.Now | relative .Published}}`, "il y a 1\u00a0heure"},
		{"a language before the times", `{{relative .Ar .Published .Now}}`, "قبل ساعة واحدة"},
		{"excerpt of html", `{{excerpt .HTML 3}}`, "L&#39;eau, &#34;ici&#34; !"},
		{"excerpt of an empty body", `{{excerpt "" 3}}`, ""},
		{"minutes of nothing to read", `{{minutes .Nobody}}`, "0"},
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

// Whatever a function cannot use is an error, which names the function and the argument, and no
// text.
func TestFuncsErrors(t *testing.T) {
	s, a := funcsSite(t)
	other, _ := funcsSite(t)
	data := map[string]any{
		"Story": a, "Published": a.Published, "Never": time.Time{}, "Zero": Release{}, "Other": mustRelease(t, other, a), "Secret": struct{ Text string }{"SECRET"}, "Lang": presse.Lang("ar"), "Byline": a.Byline,
		"Section": presse.Section{Name: "SECRET"}, "HTML": template.HTML("<p>SECRET</p>"), "Style": presse.DateShort,
	}
	const secret = "of type struct { Text string }\": not a value that this function takes"
	for _, c := range []struct{ in, want string }{
		{`{{date .Secret}}`, `date "argument 1, ` + secret}, {`{{date .Published .Secret}}`, `date "argument 2, ` + secret}, {`{{date}}`, "date: the time is missing"}, {`{{date "short" .Lang}}`, "date: the time is missing"},
		{`{{date .Published .Published}}`, `date "argument 2, of type time.Time": a second one`}, {`{{date .Published "short" "long"}}`, `date "argument 3, of type string": a second one`},
		{`{{date .Published "short" .Style}}`, `date "argument 3, of type presse.DateStyle": a second one`}, {`{{date .Lang .Published .Lang}}`, `date "argument 3, of type presse.Lang": a second one`},
		{`{{date .Published "16:04"}}`, "layout"}, {`{{date .Published "YYYY-MM-DD"}}`, `use template function date "argument 2, of type string": `}, {`{{date .Published "%d"}}`, `date "argument 2, of type string": `},
		{`{{date .Published "ar"}}`, `date "argument 2, of type string": neither a style nor a layout: a language must be a presse.Lang`}, {`{{date .Lang .Published "fr-MA"}}`, `date "argument 3, of type string": neither a style`}, {`{{date "2026-11-14"}}`, "date: the time is missing"}, {`{{date .Story}}`, `date "argument 1, of type *presse.Article": not a value`},
		{`{{relative .Published .Never}}`, `relative "argument 2, of type time.Time": the zero time`}, {`{{relative .Published .Published .Lang .Lang}}`, `relative "argument 4, of type presse.Lang": a second one`},
		{`{{relative .Never .Never}}`, `relative "argument 2, of type time.Time": the zero time`}, {`{{relative .Published}}`, "relative: the present time is missing"}, {`{{relative}}`, "relative: the time is missing"}, {`{{relative .Published .Published .Published}}`, `relative "argument 3, of type time.Time": a second one`},
		{`{{relative .Secret .Published}}`, `relative "argument 1, ` + secret}, {`{{relative .Published .Published "hier SECRET"}}`, `relative "argument 3, of type string": not a BCP 47 language tag`},
		{`{{instant .Story}}`, "wrong type"}, {`{{instant}}`, "wrong number of args"},
		{`{{lang .Secret}}`, `lang "argument 1, ` + secret}, {`{{lang .Missing}}`, "lang"}, {`{{dir .Secret}}`, `dir "argument 1, ` + secret},
		{`{{typeset .Secret}}`, `typeset "argument 1, ` + secret}, {`{{typeset .Lang}}`, "typeset: the text is missing"}, {`{{typeset}}`, "typeset: the text is missing"}, {`{{typeset "a" .HTML}}`, `typeset "argument 2, of type template.HTML": a second one`},
		{`{{typeset .Lang "a" .Lang}}`, `typeset "argument 3, of type presse.Lang": a second one`},
		{`{{excerpt .Secret 3}}`, `excerpt "argument 1, ` + secret}, {`{{excerpt .Story}}`, "excerpt: the number of words is missing"}, {`{{excerpt 3}}`, "excerpt: the story is missing"}, {`{{excerpt}}`, "excerpt: the story is missing"},
		{`{{excerpt .Story -1}}`, `excerpt "argument 2, of type int": a number of words that is not positive`}, {`{{excerpt 0 "<p>SECRET"}}`, `excerpt "argument 1, of type int": a number of words that is not positive`},
		{`{{excerpt .Story 1 2}}`, `excerpt "argument 3, of type int": a second one`}, {`{{excerpt .Story .HTML 2}}`, `excerpt "argument 2, of type template.HTML": a second one`}, {`{{excerpt "SECRET" .Story 2}}`, `excerpt "argument 2, of type *presse.Article": a second one`},
		{`{{excerpt .Story "SECRET" 2}}`, `excerpt "argument 2, of type string": a second one`},
		{`{{plain .Secret}}`, `plain "argument 1, ` + secret}, {`{{plain .Missing}}`, "plain"}, {`{{sanitize .Secret}}`, `sanitize "argument 1, ` + secret}, {`{{minutes .Secret}}`, `minutes "argument 1, ` + secret},
		{`{{url .Secret}}`, `url "argument 1, ` + secret}, {`{{url 3}}`, `url "argument 1, of type int": not a value`},
		{`{{byline .Secret}}`, `byline "argument 1, ` + secret}, {`{{byline}}`, "byline: the story or byline is missing"}, {`{{byline .Lang}}`, "byline: the story or byline is missing"}, {`{{byline .Story .Byline}}`, `byline "argument 2, of type presse.Byline": a second one`},
		{`{{byline .Story "SECRET!"}}`, `byline "argument 2, of type string": not a BCP 47 language tag`}, {`{{byline .Story .Lang "ar"}}`, `byline "argument 3, of type string": a second one`},
		{`{{section .Secret}}`, `section "argument 1, ` + secret}, {`{{label .Secret}}`, `label "argument 1, ` + secret}, {`{{label "fr"}}`, "label: the section is missing"}, {`{{label}}`, "label: the section is missing"},
		{`{{label .Section .Section}}`, `label "argument 2, of type presse.Section": a second one`}, {`{{label .Section "langue SECRET"}}`, `label "argument 2, of type string": not a BCP 47 language tag`},
		{`{{story .Secret}}`, "wrong type"}, {`{{body .Secret}}`, "wrong type"}, {`{{body .Story}}`, "wrong type"}, {`{{head .Secret}}`, "wrong type"},
		{`{{byline "Par SECRET"}}`, `byline "argument 1, of type string": not a BCP 47 language tag, the only text that this function takes`},
		{`{{story .Zero}}`, `story "argument 1, of type publish.Release": the zero Release, or one of another Site`}, {`{{body .Zero}}`, `body "argument 1, of type publish.Release"`}, {`{{head .Zero}}`, `head "argument 1, of type publish.Release"`},
		{`{{body .Other}}`, `body "argument 1, of type publish.Release"`}, {`{{story .Other}}`, `story "argument 1, of type publish.Release"`},
	} {
		got, err := render(t, s, c.in, data)
		if err == nil || strings.Contains(err.Error(), "SECRET") && !strings.Contains(c.in, "SECRET") || !strings.Contains(err.Error(), c.want) || got != "" {
			t.Errorf("%s: got %q, %v; want an error that says %s", c.in, got, err, c.want)
		}
		var fault *presse.Error
		if errors.As(err, &fault) && strings.Contains(fault.Error(), "SECRET") {
			t.Errorf("%s: the error has text: %v", c.in, fault)
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
