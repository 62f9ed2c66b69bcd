package paper

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// every returns one page of each kind, with a story that has everything.
func every(t testing.TB, p *Paper, changes ...change) map[string]string {
	t.Helper()
	story := newStory(0, "La digue tiendra-t-elle ?", in("ville/port"), photo("digue", 1600, 1067), deck("Il lui reste neuf jours."))
	story.Body = long
	story.Kicker = "Grandes marées"
	story.Corrections = []presse.Note{{Kind: "correction", At: now.Add(-1e12), Headline: "Un quai pour un autre", Body: "<p>Le repère est sur le quai numéro quatre.</p>"}}
	story.Live = []presse.Note{
		{At: now.Add(-2e12), Headline: "La vanne nord est fermée", Body: "<h2>Mesure</h2><p>Quatre centimètres.</p>", Byline: presse.ParseByline("Karim Benali")},
		{At: now.Add(-3e12), Headline: "À retenir", Body: "<p>Les bacs ne partent pas.</p>", Pinned: true, Media: []presse.Media{{URL: "/photos/vanne.jpg", Width: 800, Height: 600, Alt: "La vanne"}}},
	}
	story.Sponsor = presse.Sponsor{Name: "Office du littoral", URL: "https://office.exemple.ma/"}
	story.Source = presse.Source{Name: "AFP", Copyright: "© 2026 AFP"}
	story.Machine = []string{"trainedAlgorithmicMedia"}
	story.Genre = "report"
	for _, c := range changes {
		c(story)
	}
	other := newStory(1, "À l’école, on apprend le code de la mer", in("ville"), deck("Vingt-six élèves, une boussole."))
	for _, c := range changes {
		c(other)
		other.Slug, other.ID = "code-de-la-mer", "dunes-1"
	}
	arabic := newStory(2, "هل يصمد السد؟", in("ville/port"), func(a *presse.Article) { a.Lang, a.Slug = "ar", "سد" })
	list := cards(t, p, story, other, arabic)
	related := cards(t, p, other, arabic)
	related[0].Why = []presse.Reason{{Kind: presse.ReasonTag, Text: "mer"}, {Kind: presse.ReasonTerm, Text: "mer"}, {Kind: presse.ReasonSection, Text: "ville/port"}}
	port := Link{Name: "Port", URL: "/ville/port"}
	report := Report{
		Intro:   "Ce qu’est devenu l’export.",
		Figures: []Figure{{Value: "3", Name: "articles publiés"}},
		Tables:  []Table{{Title: "Retenus", Note: "Par cause.", Columns: []string{"Cause", "Nombre", "Adresse"}, Rows: [][]Cell{{{Text: "sous embargo"}, {Text: "2", Number: true}, {Text: "/ville/a", URL: "/ville/a", Code: true}}}, More: 4}},
	}
	return map[string]string{
		"front": printed(t, func(w *bytes.Buffer) error {
			return p.Front(w, Front{Stories: list, Latest: list, Rivers: []River{{Section: Link{Name: "Ville", URL: "/ville"}, Below: []Link{port}, Stories: list}, {Section: Link{Name: "Culture", URL: "/culture"}, Stories: cards(t, p, newStory(7, "Trois livres", in("culture"), photo("livres", 900, 600)))}}})
		}),
		"section": printed(t, func(w *bytes.Buffer) error {
			return p.Section(w, SectionPage{Section: port, Above: []Link{{Name: "Ville", URL: "/ville"}}, Stories: list, Older: "/ville/port/3", Newer: "/ville/port", Page: 2})
		}),
		"story": printed(t, func(w *bytes.Buffer) error {
			return p.Story(w, StoryPage{Story: release(t, p, story), Related: related, Editions: list[2:]})
		}),
		"report":   printed(t, func(w *bytes.Buffer) error { return p.Report(w, report) }),
		"notfound": printed(t, func(w *bytes.Buffer) error { return p.NotFound(w, NotFound{Gone: true, Latest: list}) }),
	}
}

func TestGolden(t *testing.T) {
	p := newPaper(t)
	for name, got := range every(t, p) {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".html")
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err, "go test -update creates it")
			wanted, lines := strings.Split(string(want), "\n"), strings.Split(got, "\n")
			for i := range min(len(wanted), len(lines)) {
				require.Equal(t, wanted[i], lines[i], "%s:%d (look at the page, then run go test -update)", file, i+1)
			}
			require.Len(t, lines, len(wanted))
		})
	}
}

// elements calls do for each element of a page.
func elements(t testing.TB, page string, do func(e *html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	for e := range root.Descendants() {
		if e.Type == html.ElementNode {
			do(e)
		}
	}
}

func attr(e *html.Node, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// TestSelfContained checks that a page executes nothing, and that it loads only its own pictures and
// style sheet.
func TestSelfContained(t *testing.T) {
	p := newPaper(t)
	for name, page := range every(t, p) {
		elements(t, page, func(e *html.Node) {
			for _, a := range e.Attr {
				assert.False(t, strings.HasPrefix(a.Key, "on"), "%s: %s of %s", name, a.Key, e.Data)
				loads := a.Key == "src" || a.Key == "poster" || e.Data == "link" && a.Key == "href" && !strings.Contains(fmt.Sprint(e.Attr), "alternate") && !strings.Contains(fmt.Sprint(e.Attr), "canonical")
				if loads && a.Val != "data:," {
					assert.Regexp(t, "^https://dunes\\.exemple\\.ma/|^/", a.Val, "%s: %s", name, e.Data)
				}
			}
			switch e.Data {
			case "script":
				kind, _ := attr(e, "type")
				assert.Equal(t, "application/ld+json", kind, "%s: only data", name)
			case "iframe", "object", "embed", "form", "base":
				t.Errorf("%s: <%s>", name, e.Data)
			}
		})
	}
	for _, never := range []string{"url(", "@import", "expression(", "http:", "https:", "//"} {
		assert.NotContains(t, string(Style()), never, "the style sheet loads nothing")
	}
}

// TestBothDirections checks that the style sheet names no side of the page.
func TestBothDirections(t *testing.T) {
	physical := regexp.MustCompile(`[^-a-z](?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|min-width|min-height|max-height)\s*:|text-align: (?:left|right)|float: (?:left|right)`)
	for i, line := range strings.Split(string(Style()), "\n") {
		if at := physical.FindString(strings.ReplaceAll(line, "(min-width:", "(")); at != "" && !strings.HasPrefix(line, "@media") {
			t.Errorf("paper.css:%d: %q", i+1, at)
		}
	}
}

func TestDocument(t *testing.T) {
	for name, page := range every(t, newPaper(t)) {
		t.Run(name, func(t *testing.T) {
			level, first, landmarks := 0, 0, map[string]int{}
			ids := map[string]bool{}
			elements(t, page, func(e *html.Node) {
				switch e.Data {
				case "h1", "h2", "h3", "h4", "h5", "h6":
					n := int(e.Data[1] - '0')
					if n == 1 {
						first++
					}
					assert.LessOrEqual(t, n, level+1, "no level of headings is left out")
					level = n
				case "main", "header", "footer", "nav":
					landmarks[e.Data]++
				case "img":
					for _, name := range []string{"width", "height", "alt"} {
						_, ok := attr(e, name)
						assert.True(t, ok, "a picture without %s: %v", name, e.Attr)
					}
				case "html":
					lang, _ := attr(e, "lang")
					dir, _ := attr(e, "dir")
					assert.Equal(t, "fr ltr", lang+" "+dir)
				}
				if id, ok := attr(e, "id"); ok {
					assert.False(t, ids[id], "id %q twice", id)
					ids[id] = true
				}
			})
			assert.Equal(t, 1, first, "one heading of the first level")
			assert.Equal(t, 1, landmarks["main"])
			assert.Contains(t, page, `href="#contenu"`)
			assert.True(t, ids["contenu"], "the skip link leads to the content")
		})
	}
}

// TestHostileText puts markup into everything that is text.
func TestHostileText(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{.}}</style></title>` + "\u202e"
	p := newPaper(t)
	p.Name, p.Motto, p.Colophon = evil, evil, evil
	p.Nav = append(p.Nav, Link{Name: evil, URL: "javascript:alert(1)"})
	p.Footer, p.Editions = []Link{{Name: evil, URL: `"><script>alert(1)</script>`}}, []Link{{Name: evil, URL: "/ar/", Lang: `ar" onclick="alert(1)`}}
	pages := every(t, p, func(a *presse.Article) {
		a.Headline, a.Deck, a.Kicker, a.Byline = evil, evil, evil, presse.Byline{Text: evil}
		a.Lead.Alt, a.Lead.Caption, a.Lead.Credit = evil, evil, presse.Credit{Text: evil}
		a.Sponsor, a.Source = presse.Sponsor{Name: evil, Label: evil, URL: "javascript:alert(1)"}, presse.Source{Name: evil, Copyright: evil}
		a.Corrections, a.Live = []presse.Note{{Kind: evil, Headline: evil, Body: evil, At: now}}, []presse.Note{{Headline: evil, Body: evil, Byline: presse.Byline{Text: evil}, At: now}}
		a.Media = []presse.Media{{URL: "https://dunes.exemple.ma/x.jpg?" + evil, Caption: evil, Alt: evil}}
		a.Body = "<p>" + evil + "</p><iframe src='https://www.youtube.com/embed/abcdefghijk' title='" + strings.ReplaceAll(evil, "'", "&#39;") + "'></iframe>"
	})
	for name, page := range pages {
		assert.NotContains(t, page, "<script>alert", name)
		elements(t, page, func(e *html.Node) {
			for _, a := range e.Attr {
				assert.False(t, strings.HasPrefix(a.Key, "on"), "%s: <%s %s>", name, e.Data, a.Key)
				assert.False(t, strings.HasPrefix(a.Val, "javascript:"), "%s: <%s %s>", name, e.Data, a.Key)
			}
			if e.Data == "script" {
				kind, _ := attr(e, "type")
				assert.Equal(t, "application/ld+json", kind, name)
			}
		})
	}
}

// TestSecrets checks that what may not be published is on no page.
func TestSecrets(t *testing.T) {
	p := newPaper(t)
	for name, page := range every(t, p, func(a *presse.Article) {
		a.Access, a.Deck = presse.AccessPaid, "Public."
		a.Body, a.InternalNote = "<p>Le mot secret est pastèque.</p>", "pastèque"
		a.Live, a.Corrections = []presse.Note{{Body: "pastèque", At: now}}, []presse.Note{{Kind: "correction", Body: "pastèque", At: now}}
		a.Media = []presse.Media{{URL: "/photos/pasteque.jpg", Caption: "pastèque"}}
	}) {
		assert.NotContains(t, page, "pastèque", name)
		assert.NotContains(t, page, "pasteque", name)
		if name == "story" {
			assert.Contains(t, page, french.PaidText)
		}
	}
}

func TestOnlyReleases(t *testing.T) {
	p := newPaper(t)
	other := newPaper(t)
	foreign := release(t, other, newStory(1, "D’un autre site"))
	for name, r := range map[string]publish.Release{"zero": {}, "of another site": foreign} {
		var b bytes.Buffer
		assert.Error(t, p.Story(&b, StoryPage{Story: r}), name)
		assert.Zero(t, b.Len(), "%s: nothing is written", name)
		_, err := p.Card(r, 20)
		assert.Error(t, err, name)
	}
	for name, p := range map[string]*Paper{"nil": nil, "zero": {}} {
		assert.Error(t, p.Front(io.Discard, Front{}), name)
		_, err := p.Card(foreign, 20)
		assert.Error(t, err, name)
	}
	assert.ErrorIs(t, p.Front(broken{}, Front{}), errFull, "errors of the writer are returned")
}

var errFull = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errFull }

// TestEmptyViews checks that a page with nothing to show is a page.
func TestEmptyViews(t *testing.T) {
	site := &publish.Site{Name: "L’Écho", Base: "https://echo.exemple.ma/"}
	p := &Paper{Site: site}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"front":    func(w *bytes.Buffer) error { return p.Front(w, Front{}) },
		"section":  func(w *bytes.Buffer) error { return p.Section(w, SectionPage{}) },
		"report":   func(w *bytes.Buffer) error { return p.Report(w, Report{}) },
		"notfound": func(w *bytes.Buffer) error { return p.NotFound(w, NotFound{}) },
		"river":    func(w *bytes.Buffer) error { return p.Front(w, Front{Rivers: []River{{}, {Stories: []Card{{}}}}}) },
		"story": func(w *bytes.Buffer) error {
			r, err := site.Release(&presse.Article{Status: presse.StatusPublished}, now)
			require.NoError(t, err)
			return p.Story(w, StoryPage{Story: r})
		},
	} {
		page := printed(t, write)
		assert.Contains(t, page, "L’Écho", name)
		assert.Contains(t, page, `<html lang="fr" dir="ltr">`, name)
		assert.NotContains(t, page, "<nil>", name)
		assert.NotContains(t, page, "ZgotmplZ", name)
		assert.NotContains(t, page, "<time", "%s: no date is printed that is not known", name)
	}
}
