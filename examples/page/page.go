package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

//go:embed page.gohtml
var source string

var layout = template.Must(template.New("page").Parse(source))

// A paper is what all pages of a newspaper share.
type paper struct {
	Name, Motto string
	Home        string         // URL, without a slash at its end
	Zone        *time.Location // what its clocks show
	Sections    *presse.Taxonomy
}

// loadPaper returns L’Estran, daily paper of Marsa Tifaout. Neither exists.
func loadPaper() (*paper, error) {
	text, err := content.ReadFile("content/sections.json")
	if err != nil {
		return nil, err
	}
	sections := new(presse.Taxonomy)
	if err := json.Unmarshal(text, sections); err != nil {
		return nil, err
	}
	return &paper{
		Name:     "L’Estran",
		Motto:    "Quotidien de Marsa Tifaout",
		Home:     "https://lestran.example",
		Zone:     time.FixedZone("", 60*60), // Morocco's until 2026-09-20; said here, for zone data may be stale
		Sections: sections,
	}, nil
}

// A link is a name to click on.
type link struct {
	Name, URL string
	Here      bool // leads to where the reader is
}

// view is what page.gohtml prints: strings, links and one piece of HTML, the
// body, which only the sanitizer makes.
type view struct {
	Paper       *paper
	Story       *presse.Article
	Text        template.HTML
	Description string
	URL         string
	Date        date
	Nav, Kicker []link
	Reading     string
	Editions    []card // the same story in other languages
	Related     []card
}

// A card is another story in a few words.
type card struct {
	presse.Card
	URL    string
	Kicker []link
	Date   date
}

// write writes the page of a story: its clean body, its other editions and the
// related stories.
func (p *paper) write(w io.Writer, a *presse.Article, body template.HTML, editions, related []*presse.Article) error {
	v := view{
		Paper:       p,
		Story:       a,
		Text:        body,
		Description: cmp.Or(a.Deck, presse.Excerpt(a.Body, 30)),
		URL:         p.url(a),
		Date:        date{a.Published, "fr"},
		Kicker:      p.kicker(a),
		Reading:     fmt.Sprintf("Lecture\u00a0: %.0f\u00a0min", math.Ceil(presse.ReadingTime(a.Body).Minutes())),
	}
	for s := range p.Sections.Children("") {
		if s.Kind == presse.KindSubject {
			l := p.link(s, a.Lang)
			l.Here = len(v.Kicker) > 0 && l == v.Kicker[0]
			v.Nav = append(v.Nav, l)
		}
	}
	for _, e := range editions {
		v.Editions = append(v.Editions, p.card(e))
	}
	for _, r := range related {
		v.Related = append(v.Related, p.card(r))
	}
	return layout.Execute(w, v)
}

func (p *paper) card(a *presse.Article) card {
	return card{a.Card(24), p.url(a), p.kicker(a), date{a.Published, a.Lang}}
}

// url is where a story stands: where it was published, or on the paper's site.
func (p *paper) url(a *presse.Article) string {
	return cmp.Or(a.Canonical, p.Home+"/"+a.Slug)
}

// kicker is the way to the section that a story belongs to; without a subject,
// its first section that says more than where it was shown.
func (p *paper) kicker(a *presse.Article) []link {
	var way []link
	if primary, ok := p.Sections.Primary(a.Sections); ok {
		for _, s := range p.Sections.Breadcrumb(primary.Slug) {
			way = append(way, p.link(s, a.Lang))
		}
		return way
	}
	for _, slug := range a.Sections {
		s, ok := p.Sections.Section(slug)
		if !ok { // a foreign archive has sections that the paper has not
			first, size := utf8.DecodeRuneInString(slug)
			s = presse.Section{Slug: slug, Name: string(unicode.ToUpper(first)) + strings.ReplaceAll(slug[size:], "-", " ")}
		}
		if s.Kind != presse.KindPlacement {
			return []link{p.link(s, a.Lang)}
		}
	}
	return nil
}

// link leads to a section, named in the language of the story beside it.
func (p *paper) link(s presse.Section, lang presse.Lang) link {
	return link{Name: s.Label(lang), URL: p.Home + "/" + cmp.Or(p.Sections.Path(s.Slug), s.Slug)}
}

// A date prints itself in the language of the story, and for machines.
type date struct {
	time.Time
	lang presse.Lang
}

func (d date) As(layout string) string { return d.lang.FormatDate(d.Time, layout) }
func (d date) ISO() string             { return d.Format(time.RFC3339) }
