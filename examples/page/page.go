package main

import (
	"cmp"
	"encoding/json"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
	"github.com/presse-go/presse/publish"
)

// A journal is a newspaper.
type journal struct {
	Name, Motto string
	Home        string         // URL, without a trailing slash
	Zone        *time.Location // local time
	Sections    *presse.Taxonomy
}

// loadJournal returns L’Estran, the daily paper of Marsa Tifaout. Neither of them exists.
func loadJournal() (*journal, error) {
	text, err := content.ReadFile("content/sections.json")
	if err != nil {
		return nil, err
	}
	sections := new(presse.Taxonomy)
	if err := json.Unmarshal(text, sections); err != nil {
		return nil, err
	}
	return &journal{
		Name:     "L’Estran",
		Motto:    "Quotidien de Marsa Tifaout",
		Home:     "https://lestran.example",
		Zone:     time.FixedZone("", 60*60), // Morocco until 2026-09-20; fixed, since zone data may be stale
		Sections: sections,
	}, nil
}

// policy is what bodies may contain.
var policy = presse.Policy{TopHeading: 2}

// site returns what package publish needs to know of the newspaper, to publish a story that has
// these editions.
func (j *journal) site(editions []*presse.Article) *publish.Site {
	return &publish.Site{
		Name: j.Name, Base: j.Home + "/", Lang: "fr", Zone: j.Zone, Taxonomy: j.Sections, Policy: policy, URL: j.url,
		Edition: func(url string) (*presse.Article, bool) {
			for _, e := range editions {
				if j.url(e) == url {
					return e, true
				}
			}
			return nil, false
		},
	}
}

// write writes the page of a story as it is at an instant, given its other editions and the
// related stories. All of them must be public then.
func (j *journal) write(w io.Writer, story *presse.Article, at time.Time, editions, related []*presse.Article, matches []presse.Match) error {
	site := j.site(editions)
	p := &paper.Paper{
		Site: site, Motto: j.Motto, Now: story.Published,
		Colophon: j.Name + " est un journal inventé. Cette page a été composée par presse, la bibliothèque Go des rédactions.",
	}
	view := paper.StoryPage{Sections: j.kicker(story)}
	for s := range j.Sections.Children("") {
		if s.Kind == presse.KindSubject {
			l := j.link(s, "fr")
			l.Here = len(view.Sections) > 0 && l.URL == view.Sections[0].URL
			p.Nav = append(p.Nav, l)
		}
	}
	released := *story
	released.Editions = make(map[presse.Lang]string)
	for _, e := range editions {
		released.Editions[e.Lang] = j.url(e)
	}
	var err error
	if view.Story, err = site.Release(&released, at); err != nil {
		return err
	}
	if view.Editions, err = j.cards(p, at, editions); err != nil {
		return err
	}
	if view.Related, err = j.cards(p, at, related); err != nil {
		return err
	}
	for i := range min(len(matches), len(view.Related)) {
		view.Related[i].Why = matches[i].Why
	}
	return p.Story(w, view)
}

// cards returns what the page shows of other stories.
func (j *journal) cards(p *paper.Paper, at time.Time, stories []*presse.Article) ([]paper.Card, error) {
	var cards []paper.Card
	for _, a := range stories {
		release, err := p.Site.Release(a, at)
		if err != nil {
			return nil, err
		}
		card, err := p.Card(release, 24)
		if err != nil {
			return nil, err
		}
		card.Sections = j.kicker(a)
		cards = append(cards, card)
	}
	return cards, nil
}

// url returns the URL of a story, which is on the site of the paper unless the story has
// its own.
func (j *journal) url(a *presse.Article) string {
	return cmp.Or(a.URL, a.Canonical, j.Home+"/"+a.Slug)
}

// kicker returns the path to the section of a story. If none of its sections is a
// subject, kicker returns the first one that is more than a placement.
func (j *journal) kicker(a *presse.Article) []paper.Link {
	var way []paper.Link
	if primary, ok := j.Sections.PrimaryOf(a); ok {
		for _, s := range j.Sections.Breadcrumb(primary.Path) {
			way = append(way, j.link(s, a.Lang))
		}
		return way
	}
	for _, slug := range a.Sections {
		s, ok := j.Sections.Section(slug)
		if !ok { // an archive from elsewhere may have sections that are unknown to the paper
			first, size := utf8.DecodeRuneInString(slug)
			s = presse.Section{Slug: slug, Name: string(unicode.ToUpper(first)) + strings.ReplaceAll(slug[size:], "-", " ")}
		}
		if s.Kind != presse.KindPlacement {
			return []paper.Link{j.link(s, a.Lang)}
		}
	}
	return nil
}

// link returns a link to a section, with the label in the language of the story that
// shows it.
func (j *journal) link(s presse.Section, lang presse.Lang) paper.Link {
	return paper.Link{Name: s.Label(lang), URL: j.Home + "/" + cmp.Or(s.Path, s.Slug)}
}
