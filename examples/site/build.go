package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
	"github.com/presse-go/presse/publish"
	"github.com/presse-go/presse/wordpress"
)

// A newspaper is the site that is being made.
type newspaper struct {
	*addresses
	source   *source
	export   *wordpress.Export
	site     *publish.Site
	target   *folder
	at       time.Time
	progress *progress
	tally    *tally

	stories  []*story // that the public may see; after the survey newest first
	byID     map[string]*story
	editions []*edition // the first is the main one
	index    *presse.Index
	linked   map[string]*presse.Article // stories with editions in other languages, without their text, by ID
	authors  map[string]*author         // by the key of their name

	redirects []presse.Redirect
	shown     shown // pictures of the embedded newspaper
	advice    advice
	until     time.Time                  // when a page changes without anybody's doing; zero if none does
	hasNews   bool                       // there is a News sitemap
	kept      map[string]publish.Release // stories that are in a feed, by ID
}

// A story is what lists show of a story. Its text is read again when its page is written, so
// that memory does not grow with the texts.
type story struct {
	id       string
	card     paper.Card // without Sections, which cardOf fills in
	at       string     // path, as in addresses
	section  string     // path of the main section; empty if there is none
	sections []string   // paths of all sections, and of those above them
	authors  []string
	top      int // rank on the front page: 2 for a story that is pinned, 1 for one placed there
	edition  *edition
	dead     int // links that lead nowhere
}

// build makes the site in three steps: it reads all stories once, for what pages show of
// other stories; arranges them; and reads them again to write their pages.
//
// If the export has no item of the type post, its items of other types are its stories, such as
// pages: some newspapers have types of their own.
func build(ctx context.Context, src *source, target *folder, at time.Time, p *progress) (*newspaper, error) {
	defer p.stop()
	n, err := buildOf(ctx, src, target, at, p, nil)
	if n == nil || !errors.Is(err, errNothing) || len(n.tally.withheld) > 0 {
		return n, err
	}
	if types := n.tally.types(); len(types) > 0 {
		p.stop()
		fmt.Fprintf(p.out, "Aucun article de type post : ceux de type %s sont pris pour des articles.\n", strings.Join(types, ", "))
		return buildOf(ctx, src, target, at, p, types)
	}
	return n, err
}

// buildOf makes the site of the items of some types. A newspaper that comes with an error has
// what was found until then.
func buildOf(ctx context.Context, src *source, target *folder, at time.Time, p *progress, types []string) (*newspaper, error) {
	n := &newspaper{
		addresses: newAddresses(src.base), source: src, target: target, at: at, progress: p, tally: newTally(),
		byID: make(map[string]*story), index: presse.NewIndex(presse.IndexOptions{Lang: src.lang}),
		linked: make(map[string]*presse.Article), kept: make(map[string]publish.Release),
	}
	if err := n.claimPictures(); err != nil {
		return nil, err
	}
	p.begin("Ouverture de l’export")
	if err := n.open(types); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{n.survey, n.arrange, n.writeStories, n.writeFronts, n.writeFeeds, n.writeRest} {
		if err := cmp.Or(step(ctx), stopped(ctx)); err != nil {
			return n, err
		}
	}
	p.end()
	return n, nil
}

// stopped returns an error if the program was told to stop.
func stopped(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return fmt.Errorf("site: stopped: %w", ctx.Err())
}

// open opens the export and its sections.
func (n *newspaper) open(types []string) (err error) {
	o := wordpress.Options{Types: types, Lost: n.tally.imported, Link: n.link}
	if n.export, err = wordpress.Open(n.source, n.source.size, o); err != nil {
		return fmt.Errorf("site: %s: %w", n.source.name, err)
	}
	sections, err := n.export.Taxonomy()
	if err != nil {
		return err
	}
	n.site = &publish.Site{
		Name: n.source.title, Base: n.source.base + "/", Lang: n.source.lang, Taxonomy: sections,
		SectionURL: n.sectionURL, AuthorURL: n.authorURL, Edition: n.editionAt, Lost: n.tally.published,
	}
	n.tally.settle()
	_, err = n.site.Release(&presse.Article{Status: presse.StatusPublished, Published: n.at}, n.at)
	return err // of a site at fault
}

// survey reads all stories: what lists show of them, the index for related stories, the
// addresses that they had.
func (n *newspaper) survey(ctx context.Context) error {
	n.progress.begin("Lecture des articles")
	for r, err := range n.site.Redirects(n.read(ctx), n.at) {
		switch {
		case errors.Is(err, presse.ErrItem):
			n.tally.damaged(err)
		case err != nil:
			return err
		default:
			n.redirect(r)
		}
	}
	if len(n.stories) == 0 {
		return fmt.Errorf("site: %s: %w", n.source.name, errNothing)
	}
	return nil
}

var errNothing = errors.New("no story that may be shown")

// batch is how many stories are put into the index at a time.
const batch = 256

// read yields all stories, also those that are withheld, and notes what the site needs of
// those that are not.
func (n *newspaper) read(ctx context.Context) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		cards := &paper.Paper{Site: n.site, Now: n.at}
		var unread []*presse.Article
		for a, err := range n.export.Articles() {
			if ctx.Err() != nil {
				yield(nil, stopped(ctx))
				return
			}
			n.progress.at(n.export.Progress())
			if err != nil {
				if errors.Is(err, presse.ErrCorrupt) && !errors.Is(err, presse.ErrItem) {
					n.tally.damaged(err) // the rest of the file is missing; what was read is shown
					break
				}
				if !yield(nil, err) {
					return
				}
				continue
			}
			err = n.add(cards, a)
			n.tally.settle()
			switch {
			case err != nil:
				yield(nil, err)
				return
			case n.byID[a.ID] != nil:
				if unread = append(unread, indexed(a)); len(unread) == batch {
					n.put(unread)
					unread = nil
				}
			}
			if !yield(a, nil) {
				return
			}
		}
		n.tally.settle()
		n.put(unread)
		n.index.Compact()
		n.plan()
		n.tally.imports = false // what is read again is not told again
		n.tally.publishes = true
	}
}

// indexed returns what the index reads of a story: no text that only subscribers may read, since
// the reasons for a related story are words of both.
func indexed(a *presse.Article) *presse.Article {
	if a.Access == presse.AccessFree {
		return a
	}
	open := *a
	open.Body = ""
	return &open
}

// put adds stories to the index for related stories. One that is refused has none.
func (n *newspaper) put(stories []*presse.Article) {
	if n.index.Put(stories...) == nil {
		return
	}
	for _, a := range stories {
		if err := n.index.Put(a); err != nil {
			n.tally.add(presse.Loss{Item: a.ID, Field: "related", Kind: presse.LossDropped, Err: errNoIndex})
		}
	}
}

var errNoIndex = errors.New("no related stories are chosen for it, since it has too much text or too many tags")

// add notes a story, and gives it its address. If it is withheld, its ID and the cause are
// noted.
func (n *newspaper) add(cards *paper.Paper, a *presse.Article) error {
	if err := a.Withheld(n.at); err != nil {
		n.tally.withhold(a, err)
		n.shorten(a)
		return nil
	}
	old := a.URL
	s := &story{id: strings.Clone(a.ID), at: n.settle(a)}
	a.URL = n.url(s.at)
	if old != "" && !presse.SameAddress(pathOf(old), pathOf(a.URL)) {
		if at, ok := n.within(old); ok && at != "" {
			n.moved[key(at)] = s.at
		}
		a.FormerSlugs = append(a.FormerSlugs, n.former(old)...)
		n.tally.add(presse.Loss{Item: a.ID, Field: "url", Kind: presse.LossChanged, Err: errMoved})
	}
	n.shorten(a)
	release, err := n.site.Release(a, n.at)
	if err != nil {
		return err
	}
	if s.card, err = cards.Card(release, 32); err != nil {
		return err
	}
	trim(&s.card)
	n.place(s, a)
	if len(a.Editions) > 0 {
		n.linked[s.id] = slim(a)
	}
	n.stories, n.byID[s.id], n.pages[key(s.at)] = append(n.stories, s), s, s
	return nil
}

var errMoved = errors.New("an address that no page can have here, or that is taken; it has another one")

// shorten adds WordPress's short link to the former addresses of a story.
func (n *newspaper) shorten(a *presse.Article) {
	if _, err := strconv.ParseUint(a.ID, 10, 64); err == nil {
		a.FormerSlugs = append(a.FormerSlugs, "?p="+a.ID)
	}
}

// place notes where a story belongs.
func (n *newspaper) place(s *story, a *presse.Article) {
	if main, ok := n.site.Taxonomy.PrimaryOf(a); ok {
		s.section = main.Path
	}
	for _, path := range a.Sections {
		for _, above := range n.site.Taxonomy.Breadcrumb(path) {
			if !slices.Contains(s.sections, above.Path) {
				s.sections = append(s.sections, above.Path)
			}
			if above.Kind == presse.KindPlacement && s.top == 0 && isFront(above) {
				s.top = 1
			}
			if s.section == "" && above.Kind == presse.KindFormat {
				s.section = above.Path
			}
		}
	}
	if string(a.Unknown["sticky"]) == "true" {
		s.top = 2
	}
	for _, p := range a.Byline.People {
		if p.Name != "" && (p.Role == "" || p.Role != presse.RolePhotographer && p.Role != presse.RoleVideographer) {
			s.authors = append(s.authors, strings.Clone(p.Name))
		}
	}
}

// isFront reports whether a placement is the front page.
func isFront(s presse.Section) bool {
	switch presse.SearchKey(s.Name) {
	case "une", "a la une", "la une", "accueil":
		return true
	}
	return false
}

// entitle gives a story without a headline the one that lists print, as its title for search
// engines: that of its page and of its feeds would be the name of the site.
func (s *story) entitle(a *presse.Article) {
	if paper.Title(a) == "" {
		if a.Titles == nil {
			a.Titles = make(map[string]string)
		}
		a.Titles["seo"] = s.card.Headline
	}
}

// trim drops what lists do not show.
func trim(c *paper.Card) {
	c.Sections = nil
	c.Picture.Caption, c.Picture.Unknown, c.Picture.Credit = "", nil, presse.Credit{}
	for _, s := range []*string{&c.URL, &c.Kicker, &c.Headline, &c.Deck, &c.Byline, &c.Picture.URL, &c.Picture.Alt} {
		*s = strings.Clone(*s) // it may be a part of the text of the whole story
	}
}

// slim returns what an edition in another language needs to know of a story.
func slim(a *presse.Article) *presse.Article {
	return &presse.Article{
		ID: strings.Clone(a.ID), Lang: a.Lang, Status: a.Status, Access: a.Access, Slug: strings.Clone(a.Slug), URL: a.URL, Canonical: strings.Clone(a.Canonical),
		Headline: strings.Clone(a.Headline), Published: a.Published, Embargo: a.Embargo, Expiry: a.Expiry, NoIndex: a.NoIndex, Editions: a.Editions,
	}
}

// cardOf returns the card of a story.
func (n *newspaper) cardOf(s *story) paper.Card {
	c := s.card
	c.Sections = n.way(s)
	return c
}

// writeStories reads all stories again, and writes their pages and the sitemaps.
func (n *newspaper) writeStories(ctx context.Context) error {
	n.progress.begin("Pages des articles")
	w := newWriters(n.writeStory)
	err := n.site.WriteSitemaps(n.target.create, n.releases(ctx, w))
	if failed := w.wait(); failed != nil {
		return failed
	}
	return err
}

// releases yields all stories that the public may see, each of which is given to w.
func (n *newspaper) releases(ctx context.Context, w *writers) iter.Seq2[publish.Release, error] {
	return func(yield func(publish.Release, error) bool) {
		done := int64(0)
		for a, err := range n.export.Articles() {
			switch {
			case ctx.Err() != nil:
				yield(publish.Release{}, stopped(ctx))
				return
			case w.failed():
				yield(publish.Release{}, errWriter)
				return
			case errors.Is(err, presse.ErrItem):
				continue // told by the survey
			case errors.Is(err, presse.ErrCorrupt):
				return // told by the survey
			case err != nil:
				yield(publish.Release{}, err)
				return
			}
			s, dead := n.byID[a.ID], n.dead
			n.dead = 0
			if s == nil {
				continue
			}
			s.dead = dead
			n.progress.at(done, int64(len(n.stories)))
			done++
			a.URL = s.card.URL
			s.entitle(a)
			n.relink(a)
			release, err := n.site.Release(a, n.at)
			if err != nil {
				yield(release, err)
				return
			}
			if until := release.Until(); !until.IsZero() && (n.until.IsZero() || until.Before(n.until)) {
				n.until = until
			}
			if _, needed := n.kept[s.id]; needed {
				n.kept[s.id] = release
			}
			w.write(job{s, release, a.Editions})
			if !yield(release, nil) {
				return
			}
		}
	}
}

// errWriter ends the reading if a page could not be written; the error of the page is returned.
var errWriter = errors.New("a page could not be written")

// A job is a page to write.
type job struct {
	story    *story
	release  publish.Release
	editions map[presse.Lang]string
}

// writeStory writes the page of a story.
func (n *newspaper) writeStory(j job, page *bytes.Buffer) error {
	s := j.story
	view := paper.StoryPage{Story: j.release, Sections: n.way(s)}
	matches, err := n.index.RelatedTo(s.id, presse.Query{At: n.at})
	if err != nil && !errors.Is(err, presse.ErrNotFound) { // not found: put told it
		return err
	}
	for _, m := range matches {
		if other := n.byID[m.ID]; other != nil {
			c := n.cardOf(other)
			c.Why = m.Why
			view.Related = append(view.Related, c)
		}
	}
	for _, address := range j.editions {
		if other, ok := n.storyAt(address); ok && other != s {
			view.Editions = append(view.Editions, n.cardOf(other))
		}
	}
	slices.SortFunc(view.Editions, func(a, b paper.Card) int { return cmp.Compare(a.Lang, b.Lang) })
	n.advice.note(s.id, n.site.Warnings(j.release))
	return n.publish(s.at, page, func(w io.Writer) error { return s.edition.paper.Story(w, view) })
}

// publish writes the page with an address.
func (n *newspaper) publish(at string, page *bytes.Buffer, print func(io.Writer) error) error {
	page.Reset()
	if err := print(page); err != nil {
		return fmt.Errorf("site: page %s: %w", at, err)
	}
	if n.source.pictures != nil {
		n.shown.note(page.Bytes(), n.url(uploads))
	}
	return n.target.write(fileOf(at), markTifinagh(n.localize(page.Bytes(), at)))
}

// writers write pages, several at a time.
type writers struct {
	jobs chan job
	all  sync.WaitGroup
	mu   sync.Mutex
	err  error
}

// newWriters returns as many writers as can run at a time. Each has a buffer of its own.
func newWriters(write func(job, *bytes.Buffer) error) *writers {
	w := &writers{jobs: make(chan job)}
	for range runtime.GOMAXPROCS(0) {
		w.all.Go(func() {
			var page bytes.Buffer
			for j := range w.jobs {
				if w.failed() {
					continue
				}
				if err := write(j, &page); err != nil {
					w.mu.Lock()
					w.err = cmp.Or(w.err, err)
					w.mu.Unlock()
				}
			}
		})
	}
	return w
}

func (w *writers) write(j job) { w.jobs <- j }

// failed reports whether a page could not be written.
func (w *writers) failed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err != nil
}

// wait waits until all pages are written.
func (w *writers) wait() error {
	close(w.jobs)
	w.all.Wait()
	return w.err
}
