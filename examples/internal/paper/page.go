package paper

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"html/template"
	"io"
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
	section   func(any) (any, error)
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
	_, err = w.Write(append(bytes.TrimSpace(out.Bytes()), '\n'))
	return err
}

var errNoSite = errors.New("paper: a Paper without a Site")

// pages returns the templates.
func (p *Paper) pages() (*template.Template, error) {
	if p == nil || p.Site == nil {
		return nil, errNoSite
	}
	c := &p.compiled
	c.once.Do(func() {
		functions := p.Site.Funcs()
		c.story = functions["story"].(func(publish.Release) (presse.Article, error))
		c.section = functions["section"].(func(any) (any, error))
		c.url = functions["url"].(func(any) (string, error))
		c.typeset = functions["typeset"].(func(...any) (any, error))
		if c.player, c.err = presse.NewSanitizer(presse.Policy{Embeds: []string{}}); c.err != nil {
			return
		}
		c.templates, c.err = template.New("paper").Funcs(functions).Funcs(template.FuncMap{
			"href": p.href, "picture": p.picture, "wordsOf": func(l presse.Lang) *words { return wordsOf(l, p.lang()) },
			"style": func() template.CSS { return template.CSS(style) }, "when": p.when, "today": p.today,
			"navigation": p.navigation, "credit": credit, "note": p.note, "genre": genre, "reasons": p.reasons,
			"set": p.set, "signature": p.signature, "figure": p.figure, "headline": p.headline, "long": func(s string) bool { return utf8.RuneCountInString(s) > maxHeadline }, "clock": p.clock, "medium": func(m presse.Media) *presse.Media { return &m }, "more": func(n int) string { return strings.Replace(wordsOf(p.lang(), "fr").More, "%", strconv.Itoa(n), 1) },
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

// maxHeadline is the number of characters of a headline beyond which its type is smaller: at 56
// pixels, four lines.
const maxHeadline = 120

// maxWhole is the length of the longest word that fits on a line at 320 pixels, in the largest type.
const maxWhole = 16

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
	t = p.zoned(t)
	return lang.Relative(t, p.Now.In(t.Location())) // the hour is that of the story's own page
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
