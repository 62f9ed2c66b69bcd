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

// A paper holds what all pages of a newspaper share.
type paper struct {
	Name, Motto string
	Home        string         // URL, without a trailing slash
	Zone        *time.Location // local time
	Sections    *presse.Taxonomy
}

// loadPaper returns L’Estran, the daily paper of Marsa Tifaout. Neither of them exists.
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
		Zone:     time.FixedZone("", 60*60), // Morocco until 2026-09-20; fixed, since zone data may be stale
		Sections: sections,
	}, nil
}

// A link is a hyperlink.
type link struct {
	Name, URL string
	Here      bool // the link leads to the section of the page
}

// view is the data of page.gohtml: strings, links and a single piece of HTML, the body,
// which is always output of the sanitizer.
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

// A card is a short presentation of another story.
type card struct {
	presse.Card
	URL    string
	Kicker []link
	Date   date
}

// write writes the page of a story, given its sanitized body, its other editions and
// the related stories.
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

// url returns the URL of a story, which is on the site of the paper unless the story has
// its own.
func (p *paper) url(a *presse.Article) string {
	return cmp.Or(a.URL, a.Canonical, p.Home+"/"+a.Slug)
}

// kicker returns the path to the section of a story. If none of its sections is a
// subject, kicker returns the first one that is more than a placement.
func (p *paper) kicker(a *presse.Article) []link {
	var way []link
	if primary, ok := p.Sections.PrimaryOf(a); ok {
		for _, s := range p.Sections.Breadcrumb(primary.Path) {
			way = append(way, p.link(s, a.Lang))
		}
		return way
	}
	for _, slug := range a.Sections {
		s, ok := p.Sections.Section(slug)
		if !ok { // an archive from elsewhere may have sections that are unknown to the paper
			first, size := utf8.DecodeRuneInString(slug)
			s = presse.Section{Slug: slug, Name: string(unicode.ToUpper(first)) + strings.ReplaceAll(slug[size:], "-", " ")}
		}
		if s.Kind != presse.KindPlacement {
			return []link{p.link(s, a.Lang)}
		}
	}
	return nil
}

// link returns a link to a section, with the label in the language of the story that
// shows it.
func (p *paper) link(s presse.Section, lang presse.Lang) link {
	return link{Name: s.Label(lang), URL: p.Home + "/" + cmp.Or(s.Path, s.Slug)}
}

// A date formats itself in the language of the story and for machines.
type date struct {
	time.Time
	lang presse.Lang
}

func (d date) As(layout string) (string, error) { return d.lang.FormatDate(d.Time, layout) }
func (d date) ISO() string                      { return d.Format(time.RFC3339) }
