package paper

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// Card returns what lists show of a story: its headline, its picture, and at most the given
// number of words of its deck or text. A Release that is zero, or of another Site, is an error.
func (p *Paper) Card(r publish.Release, words int) (Card, error) {
	if _, err := p.pages(); err != nil {
		return Card{}, err
	}
	a, err := p.compiled.story(r)
	if err != nil {
		return Card{}, err
	}
	address, err := p.compiled.url(r)
	if err != nil {
		return Card{}, err
	}
	lang := cmp.Or(a.Lang, p.Site.Lang)
	short := a.Card(words)
	c := Card{
		URL: address, Lang: lang, Kicker: a.Kicker, Headline: cut(p.title(&a, short.Excerpt), headlineWords), Deck: cut(short.Excerpt, words), Byline: a.Byline.Line(lang), Published: a.Published,
		Picture: a.Lead, Access: a.Access, Genre: a.Genre, Sponsor: a.Sponsor, Live: p.live(&a),
	}
	if !isPicture(c.Picture) {
		c.Picture = presse.Media{}
	}
	c.Sections, err = p.sections(&a)
	return c, err
}

// Title returns the headline of a story, or else one that it has for another purpose; empty if a
// reader sees nothing of any.
func Title(a *presse.Article) string {
	for _, t := range []string{a.Headline, a.Titles["short"], a.Titles["social"], a.Titles["seo"]} {
		if strings.ContainsFunc(t, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) {
			return t
		}
	}
	return ""
}

// headlineWords is how many words long the headline in a list can be. Those of newspapers are half
// as long at most.
const headlineWords = 25

// titleWords is how many words of its text a story without a headline is known by.
const titleWords = 10

// title returns what pages print as the headline of a story: the beginning of its text if it has
// none, since a heading or a link without words is of no use (WCAG 2.2, 2.4.4 and 2.4.6).
func (p *Paper) title(a *presse.Article, text string) string {
	return cmp.Or(Title(a), cut(presse.Excerpt(text, titleWords), titleWords), wordsOf(a.Lang, p.lang()).Untitled+" ("+a.ID+")")
}

// cut returns an excerpt of a number of words that is not much longer than theirs would be in
// French: an address has no spaces in it, and some languages have none at all.
func cut(text string, words int) string {
	most := words * wordLength
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	for most > 1 && (unicode.IsMark(runes[most]) || unicode.IsSpace(runes[most-1])) { // which belongs to the one before
		most--
	}
	return string(runes[:most]) + "…"
}

// wordLength is twice the mean length of a word in French with its space.
const wordLength = 12

// Labels returns the words above the headline of a card: its kicker, or else its section.
func (c Card) Labels() []Link {
	switch {
	case names(c.Kicker, c.Sponsor):
		return nil // the label of the sponsor says the same
	case c.Kicker != "":
		return []Link{{Name: c.Kicker}}
	}
	return c.Sections[max(0, len(c.Sections)-1):]
}

// names reports whether a kicker is the label of a sponsor, which is printed anyway.
func names(kicker string, by presse.Sponsor) bool {
	return by.Name != "" && strings.Contains(presse.SearchKey(kicker), presse.SearchKey(by.Name))
}

// says reports whether one of the labels is that word.
func says(labels []Link, word string) bool {
	key := presse.SearchKey(word)
	return slices.ContainsFunc(labels, func(l Link) bool { return presse.SearchKey(l.Name) == key })
}

// sponsored reports whether somebody paid for the story.
func (c Card) sponsored() bool {
	return c.Sponsor.Name != "" || c.Sponsor.Label != "" || c.Genre == "advertorial"
}

// sections returns the way to the main section of a story, in its language.
func (p *Paper) sections(a *presse.Article) ([]Link, error) {
	found, err := p.compiled.section(a)
	main, ok := found.(*presse.Section)
	if err != nil || !ok {
		return nil, err
	}
	var way []Link
	for _, s := range p.Site.Taxonomy.Breadcrumb(main.Path) {
		address, err := p.compiled.url(s)
		if err != nil {
			return nil, err
		}
		way = append(way, Link{Name: s.Label(cmp.Or(a.Lang, p.Site.Lang)), URL: address})
	}
	return way, nil
}

// maxReasons is how many reasons are printed next to a story.
const maxReasons = 3

// reasons returns in words why a story is offered beside another one. A word is named once, as a
// tag or as a word, if it is longer than a letter, and a section by its name.
func (p *Paper) reasons(c Card) []string {
	lang := wordsOf(c.Lang, p.lang()).Lang
	var lines, said []string
	for _, r := range c.Why {
		if r.Kind == presse.ReasonSection {
			s, ok := p.Site.Taxonomy.Section(r.Text)
			if s.Kind == presse.KindPlacement { // where both were printed says nothing about them
				continue
			}
			if ok {
				r.Text = s.Label(lang)
			}
		}
		key := presse.SearchKey(r.Text)
		word := r.Kind == presse.ReasonTerm || r.Kind == presse.ReasonTag
		if len(lines) == maxReasons || r.Kind == presse.ReasonRest || word && len(key) < 2 || key != "" && slices.Contains(said, key) {
			continue
		}
		lines, said = append(lines, presse.Typeset(r.In(lang), lang)), append(said, key)
	}
	return lines
}
