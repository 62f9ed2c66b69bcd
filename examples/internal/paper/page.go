package paper

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

//go:embed *.gohtml
var sources embed.FS

//go:embed paper.css
var style string

// pages are the templates of a Paper, parsed when they are first needed: with the functions of its
// Site, and escaped once for all pages.
type pages struct {
	once      sync.Once
	templates *template.Template
	err       error
	story     func(publish.Release) (presse.Article, error)
	section   func(any) (*presse.Section, error)
	url       func(any) (string, error)
	typeset   func(...any) (any, error)
	player    *presse.Sanitizer // what replaces a player
}

// page is what the templates are executed with.
type page struct {
	Paper       *Paper
	Words       *words // of the edition
	Kind        string // the name of the template
	Title       string
	Description string
	URL         string
	Story       *story // of a story page
	View        any
}

// write executes a template first and then writes, so that an error leaves no incomplete page.
func (p *Paper) write(w io.Writer, kind string, view any) error {
	t, err := p.pages()
	if err != nil {
		return err
	}
	data := page{Paper: p, Words: wordsOf(p.lang(), "fr"), Kind: kind, View: view}
	switch v := view.(type) {
	case Front:
		data.Title, data.Description, data.URL = p.name(), p.Motto, p.home()
		data.View = arrange(v)
	case SectionPage:
		data.Title, data.URL = v.Section.Name, v.Section.URL
		v.Stories = within(v.Section, v.Stories)
		data.View = v
	case StoryPage:
		if data.Story, err = p.prepare(v); err != nil {
			return err
		}
	case Report:
		v.Title = cmp.Or(v.Title, data.Words.Report)
		data.Title, data.View = v.Title, v
	case NotFound:
		data.Title = data.Words.NotFound
		if v.Gone {
			data.Title = data.Words.Gone
		}
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, kind+".gohtml", data); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// pages returns the templates.
func (p *Paper) pages() (*template.Template, error) {
	c := &p.compiled
	c.once.Do(func() {
		functions := p.Site.Funcs()
		c.story = functions["story"].(func(publish.Release) (presse.Article, error))
		c.section = functions["section"].(func(any) (*presse.Section, error))
		c.url = functions["url"].(func(any) (string, error))
		c.typeset = functions["typeset"].(func(...any) (any, error))
		if c.player, c.err = presse.NewSanitizer(presse.Policy{Embeds: []string{}}); c.err != nil {
			return
		}
		c.templates, c.err = template.New("paper").Funcs(functions).Funcs(template.FuncMap{
			"href": p.href, "picture": p.picture, "wordsOf": func(l presse.Lang) *words { return wordsOf(l, p.lang()) },
			"style": func() template.CSS { return template.CSS(style) }, "when": p.when, "today": p.today,
			"navigation": p.navigation, "credit": credit, "note": p.note, "genre": genre, "first": first,
			"set": p.set, "figure": p.figure, "headline": p.headline, "clock": p.clock, "medium": func(m presse.Media) *presse.Media { return &m }, "more": func(n int) string { return strings.Replace(wordsOf(p.lang(), "fr").More, "%", strconv.Itoa(n), 1) },
		}).ParseFS(sources, "*.gohtml")
	})
	return c.templates, c.err
}

// lang returns the language of the edition.
func (p *Paper) lang() presse.Lang { return cmp.Or(p.Lang, p.Site.Lang, "fr") }

func (p *Paper) name() string { return cmp.Or(p.Name, p.Site.Name) }
func (p *Paper) home() string { return cmp.Or(p.Home, p.Site.Base) }

// href returns an address as the page has it.
func (p *Paper) href(address string) string {
	if p.Href == nil || address == "" {
		return address
	}
	return p.Href(address)
}

// set returns a line of text in French typography, if that is its language.
func (p *Paper) set(text string, lang presse.Lang) string {
	return presse.Typeset(text, cmp.Or(lang, p.lang()))
}

// headline returns a headline as HTML, in which short words with hyphens are not broken: « week-end ».
func (p *Paper) headline(text string, lang presse.Lang) template.HTML {
	text = p.set(text, lang)
	if !strings.Contains(text, "-") {
		return template.HTML(template.HTMLEscapeString(text))
	}
	var out strings.Builder
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			out.WriteByte(' ')
		}
		escaped := template.HTMLEscapeString(word)
		if strings.Contains(word, "-") && utf8.RuneCountInString(word) <= maxWhole {
			escaped = `<span class="whole">` + escaped + "</span>"
		}
		out.WriteString(escaped)
	}
	return template.HTML(out.String())
}

// maxWhole is the length of the longest word that fits on a line at 320 pixels, in the largest type.
const maxWhole = 16

// clock returns the time of an entry of a live blog, with the date if it is not that of the story.
func (p *Paper) clock(t, day time.Time, lang presse.Lang) string {
	t, day = p.zoned(t), p.zoned(day)
	if t.YearDay() == day.YearDay() && t.Year() == day.Year() {
		layout := "15:04"
		if w := wordsOf(lang, p.lang()); w == &french {
			layout = "15 h 04"
		}
		if text, err := lang.FormatDate(t, layout); err == nil {
			return text
		}
	}
	return lang.Date(t, presse.DateTime)
}

// zoned returns an instant in the time zone of the newspaper.
func (p *Paper) zoned(t time.Time) time.Time {
	if p.Site.Zone == nil || t.IsZero() {
		return t
	}
	return t.In(p.Site.Zone)
}

// when returns when a story was published, as lists print it: seen from the time of the page, or
// as a date.
func (p *Paper) when(t time.Time, lang presse.Lang) string {
	lang = cmp.Or(lang, p.lang())
	switch {
	case t.IsZero():
		return ""
	case p.Now.IsZero() || t.After(p.Now):
		return lang.Date(p.zoned(t), presse.DateLong)
	}
	return lang.Relative(p.zoned(t), p.zoned(p.Now))
}

// today returns the date at the head of a page.
func (p *Paper) today() (string, error) {
	if p.Now.IsZero() {
		return "", nil
	}
	now := p.zoned(p.Now)
	text, err := p.lang().FormatDate(now, "Lundi 2 janvier 2006")
	if err != nil { // a language without names, or a zone with outdated data
		return p.lang().Date(now, presse.DateLong), nil
	}
	return text, nil
}

// line is the number of characters of navigation that fit on one line next to the button for the
// rest: at 1280 pixels, where one has about 8.5 and the space between two links is as wide as 3.
const line = 118

// navigation parts the sections into those on the line and all others.
func (p *Paper) navigation() [2][]Link {
	width := 0
	for i, l := range p.Nav {
		if width += utf8.RuneCountInString(l.Name) + 3; width > line {
			return [2][]Link{p.Nav[:max(1, i)], p.Nav[max(1, i):]}
		}
	}
	return [2][]Link{p.Nav}
}

// first returns at most n of the cards or reasons of a list.
func first(n int, reasons []presse.Reason) []presse.Reason {
	return reasons[:min(n, len(reasons))]
}

// An arranged front page has its stories by rank.
type arranged struct {
	Lead    *Card
	Seconds []Card // next to the lead
	Under   []Card // below it
	Thirds  []Card // in a row below them
	Latest  []Card
	Rivers  []River
}

// How many stories there are at each rank.
const (
	maxSeconds = 3
	maxUnder   = 2
	maxThirds  = 4
	maxRiver   = 4
	maxLatest  = 10
	minLatest  = 3 // with fewer, the column is left out
)

// arrange gives each story its place. No story is printed twice, except among the latest.
func arrange(v Front) arranged {
	var a arranged
	if len(v.Latest) >= minLatest {
		a.Latest = v.Latest[:min(maxLatest, len(v.Latest))]
	}
	printed := make(map[string]bool)
	take := func(from *[]Card, n int) (taken []Card) {
		for len(*from) > 0 && len(taken) < n {
			c := (*from)[0]
			*from = (*from)[1:]
			if !printed[c.URL] {
				printed[c.URL] = true
				taken = append(taken, c)
			}
		}
		return taken
	}
	rest := v.Stories
	if lead := take(&rest, 1); len(lead) > 0 {
		a.Lead = &lead[0]
		a.Seconds = take(&rest, maxSeconds)
		if a.Under = take(&rest, maxUnder); len(a.Under) < maxUnder { // it goes into the row below
			a.Under, rest = nil, append(a.Under, rest...)
			for _, c := range rest {
				delete(printed, c.URL)
			}
		}
		a.Thirds = take(&rest, maxThirds)
	}
	for _, r := range v.Rivers {
		if r.Stories = take(&r.Stories, maxRiver); len(r.Stories) > 0 {
			r.Stories = within(r.Section, opening(r.Stories))
			a.Rivers = append(a.Rivers, r)
		}
	}
	return a
}

// opening returns the stories of a river so that the first, which is printed large, has a picture
// and was not paid for, if there is such a story.
func opening(cards []Card) []Card {
	best := slices.IndexFunc(cards, func(c Card) bool { return c.Picture.URL != "" && !c.sponsored() })
	if best <= 0 {
		return cards
	}
	return slices.Concat(cards[best:best+1], cards[:best], cards[best+1:])
}

// Labels returns the words above the headline of a card: its kicker, or else its section.
func (c Card) Labels() []Link {
	if c.Kicker != "" {
		return []Link{{Name: c.Kicker}}
	}
	return c.Sections[max(0, len(c.Sections)-1):]
}

// Labels returns the words above the headline of a story: the way to its section, and its kicker.
func (s *story) Labels() []Link {
	if s.Kicker == "" || says(s.Sections, s.Kicker) {
		return s.Sections
	}
	return append(slices.Clone(s.Sections), Link{Name: s.Kicker})
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

// within returns cards as a list of a section prints them, without the way to the section itself.
func within(section Link, cards []Card) []Card {
	cards = slices.Clone(cards)
	for i, c := range cards {
		at := slices.IndexFunc(c.Sections, func(l Link) bool { return l.URL == section.URL || l.Name == section.Name })
		cards[i].Sections = c.Sections[at+1:]
		if says([]Link{section}, c.Kicker) {
			cards[i].Kicker = ""
		}
	}
	return cards
}

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
		URL: address, Lang: lang, Kicker: a.Kicker, Headline: a.Headline, Deck: short.Excerpt, Byline: a.Byline.Line(lang), Published: a.Published,
		Picture: a.Lead, Access: a.Access, Genre: a.Genre, Sponsor: a.Sponsor, Live: p.live(&a),
	}
	if !isPicture(c.Picture) {
		c.Picture = presse.Media{}
	}
	c.Sections, err = p.sections(&a)
	return c, err
}

// live reports whether live coverage is going on.
func (p *Paper) live(a *presse.Article) bool {
	begun := !a.LiveFrom.IsZero() && !a.LiveFrom.After(p.Now)
	return begun && (a.LiveUntil.IsZero() || a.LiveUntil.After(p.Now))
}

// sections returns the way to the main section of a story, in its language.
func (p *Paper) sections(a *presse.Article) ([]Link, error) {
	main, err := p.compiled.section(a)
	if err != nil || main == nil {
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

// A story is what the template of stories prints.
type story struct {
	presse.Article
	View     StoryPage
	Release  publish.Release
	Lang     presse.Lang
	Words    *words // in the language of the story
	Sections []Link
	Text     template.HTML
	Lead     *presse.Media
	Paid     bool // its text is for subscribers
	Live     bool
	Entries  []presse.Note // pinned ones first
	More     []presse.Media
}

// prepare returns what the page of a story prints.
func (p *Paper) prepare(v StoryPage) (*story, error) {
	a, err := p.compiled.story(v.Story)
	if err != nil {
		return nil, err
	}
	s := &story{Article: a, View: v, Release: v.Story, Lang: cmp.Or(a.Lang, p.Site.Lang), Sections: v.Sections, Live: p.live(&a)}
	s.Words = wordsOf(s.Lang, p.lang())
	s.Paid = a.Access != presse.AccessFree
	if s.Sections == nil {
		if s.Sections, err = p.sections(&a); err != nil {
			return nil, err
		}
	}
	body := a.Body
	if isPicture(a.Lead) {
		s.Lead = &a.Lead
		body = withoutOpening(body, a.Lead)
	}
	s.Text = p.body(body, &a, 2)
	s.Entries = slices.Clone(a.Live)
	slices.SortStableFunc(s.Entries, func(a, b presse.Note) int {
		switch {
		case a.Pinned == b.Pinned:
			return 0
		case a.Pinned:
			return -1
		}
		return 1
	})
	for _, m := range a.Media { // what the text does not show already
		if isPicture(m) && !shows(a.Body, m) && !sameMedia(m, a.Lead) {
			s.More = append(s.More, m)
		}
	}
	return s, nil
}

// note returns the text of a correction or an entry of a live blog.
func (p *Paper) note(s *story, n presse.Note) template.HTML { return p.body(n.Body, &s.Article, 4) }
