package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
)

// An edition is the newspaper in one language.
type edition struct {
	lang     presse.Lang
	prefix   string // of the paths of its fronts: "" or "ar/"
	paper    *paper.Paper
	stories  []*story            // newest first
	sections map[string][]*story // those of a section and of the sections below it
	fronts   map[string]string   // path of the front of a section
	feed     []*story            // those in its feeds
	top      []presse.Section    // sections at the top, most important first
	words    editionWords
}

// An author has a page with all stories of a person.
type author struct {
	name    string
	at      string
	edition *edition
	stories []*story
}

// editionWords are what the program writes in the language of an edition, besides what package
// paper does.
type editionWords struct{ name, all, others, made string }

// wordsOf returns the words for a language.
func wordsOf(lang presse.Lang) editionWords {
	french := editionWords{"Français", "Tous les articles", "Autres rubriques", "Pages composées d’un export de WordPress par presse, la bibliothèque Go des rédactions."}
	switch primary(lang) {
	case "fr":
		return french
	case "ar":
		return editionWords{"العربية", "كل المقالات", "أقسام أخرى", "صفحات أُعدّت من تصدير ووردبريس بواسطة presse، مكتبة غرف الأخبار بلغة Go."}
	case "en":
		return editionWords{"English", "All stories", "Other sections", "Pages made from an export of WordPress by presse, the Go library for newsrooms."}
	case "zgh":
		french.name = "ⵜⴰⵎⴰⵣⵉⵖⵜ"
	default:
		french.name = string(lang)
	}
	return french
}

// primary returns a language without its region.
func primary(lang presse.Lang) string {
	base, _ := lang.Tag().Base()
	return base.String()
}

const (
	fewest   = 3  // stories that an edition in another language has at least
	perPage  = 24 // stories on a page of a section
	inMenu   = 14 // sections in a menu: the site would grow with the square of their number if every page named all
	topmost  = 10 // stories at the top of the front page
	newest   = 10 // stories in the list of the latest
	rivers   = 12 // sections on the front page
	perRiver = 10 // stories of a section on the front page, of which package paper prints four that are not above
)

// plan parts the stories into editions, and gives every front its address.
func (n *newspaper) plan() {
	slices.SortStableFunc(n.stories, func(a, b *story) int {
		return cmp.Or(b.card.Published.Compare(a.card.Published), cmp.Compare(a.id, b.id))
	})
	count := make(map[string]int)
	for _, s := range n.stories {
		count[primary(s.card.Lang)]++
	}
	main := n.site.Lang
	if count[primary(main)] == 0 { // the export says "en-US" of a newspaper in French
		for _, s := range n.stories {
			if lang := s.card.Lang; count[primary(lang)] > count[primary(main)] {
				main = lang
			}
		}
	}
	n.editions = []*edition{newEdition(main, "")}
	for _, s := range n.stories {
		lang := primary(s.card.Lang)
		for _, e := range n.editions {
			if primary(e.lang) == lang {
				s.edition = e
			}
		}
		if s.edition == nil && count[lang] >= fewest && lang != "und" {
			s.edition = newEdition(presse.Lang(lang), n.freeAll(lang, "", allPath, rssFile, atomFile, jsonFile))
			n.editions = append(n.editions, s.edition)
		}
		s.edition = cmp.Or(s.edition, n.editions[0])
		s.edition.add(s)
	}
	for _, e := range n.editions {
		for s := range n.site.Taxonomy.All() {
			if len(e.sections[s.Path]) > 0 {
				usual := e.prefix + escaped(s.Path) + "/"
				if e.fronts[s.Path] = n.free(usual); e.fronts[s.Path] != usual {
					n.tally.add(presse.Loss{Field: "section", Value: s.Path, Kind: presse.LossChanged, Err: errMovedFront})
				}
			}
		}
		n.claimPages(e.prefix+allPath, len(e.stories))
		for _, path := range slices.Sorted(maps.Keys(e.fronts)) {
			n.claimPages(e.fronts[path], len(e.sections[path]))
		}
	}
	n.planAuthors()
}

var errMovedFront = errors.New("an address that the front of a section cannot have here, or that is taken; it has another one")

// newEdition returns an edition without stories.
func newEdition(lang presse.Lang, prefix string) *edition {
	return &edition{lang: lang, prefix: prefix, sections: make(map[string][]*story), fronts: make(map[string]string), words: wordsOf(lang)}
}

func (e *edition) add(s *story) {
	e.stories = append(e.stories, s)
	for _, path := range s.sections {
		e.sections[path] = append(e.sections[path], s)
	}
}

// planAuthors gives every author a page, in the edition of their latest story.
func (n *newspaper) planAuthors() {
	n.authors = make(map[string]*author)
	for _, s := range n.stories {
		for _, name := range s.authors {
			id := presse.SearchKey(name)
			if id == "" {
				continue
			}
			a := n.authors[id]
			if a == nil {
				slug := cmp.Or(presse.Slug(name), strings.ReplaceAll(id, " ", "-"))
				a = &author{name: name, edition: s.edition}
				a.at = n.free(s.edition.prefix + authorsPath + escaped(slug) + "/")
				n.authors[id] = a
			}
			if len(a.stories) == 0 || a.stories[len(a.stories)-1] != s {
				a.stories = append(a.stories, s)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(n.authors)) {
		n.claimPages(n.authors[id].at, len(n.authors[id].stories))
	}
}

// escaped returns a path of a section as a URL has it.
func escaped(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(unescaped(s))
	}
	return strings.Join(segments, "/")
}

func pages(stories int) int { return (stories + perPage - 1) / perPage }

func pageOf(at string, page int) string {
	if page <= 1 {
		return at
	}
	return at + "page/" + strconv.Itoa(page) + "/"
}

// frontOf returns the path of the front of a section: in an edition, or in another one if it
// has none there.
func (n *newspaper) frontOf(e *edition, path string) string {
	if at, ok := e.fronts[path]; ok {
		return at
	}
	for _, other := range n.editions {
		if at, ok := other.fronts[path]; ok {
			return at
		}
	}
	return ""
}

// sectionURL is publish.Site.SectionURL.
func (n *newspaper) sectionURL(s presse.Section) string {
	if len(n.editions) > 0 {
		if at := n.frontOf(n.editions[0], s.Path); at != "" {
			return n.url(at)
		}
	}
	return n.url(escaped(s.Path) + "/")
}

// authorURL is publish.Site.AuthorURL.
func (n *newspaper) authorURL(p presse.Person) string {
	if a := n.authors[presse.SearchKey(p.Name)]; a != nil {
		return n.url(a.at)
	}
	return p.URL
}

// way returns the way to the main section of a story, in its language.
func (n *newspaper) way(s *story) []paper.Link {
	links := []paper.Link{}
	for _, section := range n.site.Taxonomy.Breadcrumb(s.section) {
		if at := n.frontOf(s.edition, section.Path); at != "" {
			links = append(links, paper.Link{Name: section.Label(s.card.Lang), URL: n.url(at)})
		}
	}
	return links
}

// arrange makes the papers of the editions, and decides which stories are kept for feeds.
func (n *newspaper) arrange(context.Context) error {
	var fronts, feeds []paper.Link
	for _, e := range n.editions {
		fronts = append(fronts, paper.Link{Name: e.words.name, URL: n.url(e.prefix), Lang: e.lang})
	}
	for _, e := range n.editions {
		feeds = nil
		for _, f := range feedFiles {
			feeds = append(feeds, paper.Link{Name: f.name, URL: n.url(e.prefix + f.file), Type: f.kind})
		}
		e.sort(n.site.Taxonomy)
		var nav []paper.Link
		for _, s := range e.top[:min(inMenu, len(e.top))] {
			nav = append(nav, n.sectionLink(e, s))
		}
		all := paper.Link{Name: e.words.all, URL: n.url(e.prefix + allPath)}
		if len(e.top) > inMenu {
			nav = append(nav, paper.Link{Name: e.words.others, URL: all.URL})
		}
		e.paper = &paper.Paper{
			Site: n.site, Lang: e.lang, Home: n.url(e.prefix), Now: n.at, Nav: nav, Feeds: feeds, Style: n.url(styleFile), Colophon: e.words.made,
			Footer: append([]paper.Link{all, {Name: reportName, URL: n.url(reportPath), Lang: "fr"}}, feeds...),
		}
		if !e.paper.Speaks() {
			n.tally.add(presse.Loss{Field: "lang", Value: string(e.lang), Kind: presse.LossChanged, Err: errNoWords})
		}
		if e == n.editions[0] { // it is in the language of the site
			e.paper.Motto = n.source.motto
		}
		for _, f := range fronts {
			if f.URL != e.paper.Home {
				e.paper.Editions = append(e.paper.Editions, f)
			}
		}
	}
	n.redirectFronts()
	n.linking = true
	n.choose()
	return nil
}

// errNoWords is told of an edition in a language that package paper does not have.
var errNoWords = errors.New("a language in which the pages have no words of their own: their headings and labels are French")

// redirectFronts redirects the addresses of WordPress's own feeds and fronts of sections.
func (n *newspaper) redirectFronts() {
	add := func(from, to string) {
		if from = key(from); n.leads[from] == "" && !n.files[folded(fileOf(escaped(from)+"/"))] {
			n.redirect(presse.Redirect{From: strings.TrimPrefix(n.root+"/"+from, "/"), To: strings.TrimPrefix(n.root+"/"+to, "/")})
		}
	}
	for _, e := range n.editions {
		add(e.prefix+"feed", e.prefix+rssFile)
		add(e.prefix+"feed/atom", e.prefix+atomFile)
		for _, path := range slices.Sorted(maps.Keys(e.fronts)) {
			add(e.prefix+"category/"+path, e.fronts[path])
		}
	}
}

// sort finds the sections at the top of an edition: subjects first, those with most stories
// first.
func (e *edition) sort(sections *presse.Taxonomy) {
	for s := range sections.Children("") {
		if s.Kind != presse.KindPlacement && len(e.sections[s.Path]) > 0 {
			e.top = append(e.top, s)
		}
	}
	slices.SortStableFunc(e.top, func(a, b presse.Section) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(len(e.sections[b.Path]), len(e.sections[a.Path])))
	})
}

func (n *newspaper) sectionLink(e *edition, s presse.Section) paper.Link {
	return paper.Link{Name: s.Label(e.lang), URL: n.url(e.fronts[s.Path])}
}

// writeFronts writes the front pages of the editions, of their sections and of authors.
func (n *newspaper) writeFronts(ctx context.Context) error {
	n.progress.begin("Unes et rubriques")
	var page bytes.Buffer
	total := len(n.authors)
	for _, e := range n.editions {
		total += 2 + len(e.fronts)
	}
	done := 0
	step := func(err error) error {
		done++
		n.progress.at(int64(done), int64(total))
		return cmp.Or(err, stopped(ctx))
	}
	for _, e := range n.editions {
		if err := step(n.publish(e.prefix, &page, func(w io.Writer) error { return e.paper.Front(w, n.front(e)) })); err != nil {
			return err
		}
		all := paper.SectionPage{Section: paper.Link{Name: e.words.all, URL: n.url(e.prefix + allPath)}}
		if len(e.top) > inMenu {
			for _, s := range e.top {
				all.Below = append(all.Below, n.sectionLink(e, s))
			}
		}
		if err := step(n.writeList(ctx, e, e.prefix+allPath, all, e.stories, &page)); err != nil {
			return err
		}
		for path, at := range e.fronts {
			if err := step(n.writeList(ctx, e, at, n.sectionPage(e, path), e.sections[path], &page)); err != nil {
				return err
			}
		}
	}
	for _, a := range n.authors {
		v := paper.SectionPage{Section: paper.Link{Name: a.name, URL: n.url(a.at)}}
		if err := step(n.writeList(ctx, a.edition, a.at, v, a.stories, &page)); err != nil {
			return err
		}
	}
	return nil
}

// sectionPage returns the page of a section without its stories.
func (n *newspaper) sectionPage(e *edition, path string) paper.SectionPage {
	sections := n.site.Taxonomy
	way := sections.Breadcrumb(path)
	v := paper.SectionPage{Section: n.sectionLink(e, way[len(way)-1])}
	for _, above := range way[:len(way)-1] {
		v.Above = append(v.Above, n.sectionLink(e, above))
	}
	for below := range sections.Children(path) {
		if _, ok := e.fronts[below.Path]; ok {
			v.Below = append(v.Below, n.sectionLink(e, below))
		}
	}
	return v
}

// writeList writes a list of stories, in as many pages as it takes. The first has the links to all
// sections below.
func (n *newspaper) writeList(ctx context.Context, e *edition, at string, v paper.SectionPage, stories []*story, page *bytes.Buffer) error {
	last := pages(len(stories))
	for i := 1; i <= last; i++ {
		if ctx.Err() != nil {
			return stopped(ctx)
		}
		v.Page, v.Newer, v.Older = i, "", ""
		v.Section.URL = n.url(n.pageOf(at, i))
		if i > 1 {
			v.Below = v.Below[:min(inMenu, len(v.Below))]
			v.Newer = n.url(n.pageOf(at, i-1))
		}
		if i < last {
			v.Older = n.url(n.pageOf(at, i+1))
		}
		v.Stories = n.cards(stories[(i-1)*perPage:], perPage)
		if err := n.publish(n.pageOf(at, i), page, func(w io.Writer) error { return e.paper.Section(w, v) }); err != nil {
			return err
		}
	}
	return nil
}

// front returns the front page of an edition: first what the desk has pinned or placed there,
// then the latest stories that have a picture, then the others.
func (n *newspaper) front(e *edition) paper.Front {
	var v paper.Front
	top := slices.Clone(e.stories)
	slices.SortStableFunc(top, func(a, b *story) int { return cmp.Compare(b.rank(), a.rank()) })
	v.Stories = n.cards(top, topmost)
	v.Latest = n.cards(e.stories, newest)
	for _, s := range e.top[:min(rivers, len(e.top))] {
		page := n.sectionPage(e, s.Path)
		v.Rivers = append(v.Rivers, paper.River{Section: page.Section, Below: page.Below[:min(inMenu, len(page.Below))], Stories: n.cards(e.sections[s.Path], perRiver)})
	}
	return v
}

// cards returns the cards of the first stories of a list.
func (n *newspaper) cards(stories []*story, most int) []paper.Card {
	var cards []paper.Card
	for _, s := range stories[:min(most, len(stories))] {
		cards = append(cards, n.cardOf(s))
	}
	return cards
}

// rank returns how high a story stands on the front page.
func (s *story) rank() int {
	switch {
	case s.top > 0:
		return 1 + s.top
	case s.card.Picture.URL != "":
		return 1
	}
	return 0
}
