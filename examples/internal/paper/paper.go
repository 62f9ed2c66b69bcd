// Package paper makes the pages of a newspaper from its stories: the front page, the fronts of
// its sections, stories, a report for the desk. Both examples use it.
//
// A page is one file without scripts. Whatever it shows of a story comes from a
// [publish.Release], so that nothing can be printed that may not be published: a [StoryPage]
// takes one, and [Paper.Card] makes what lists show of one.
//
//	estran := &paper.Paper{Site: site, Motto: "Quotidien de Marsa Tifaout", Now: now}
//	card, err := estran.Card(release, 30)
//	err = estran.Front(w, paper.Front{Stories: []paper.Card{card}})
//	err = estran.Story(w, paper.StoryPage{Story: release})
package paper

import (
	"io"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// A Paper is what all pages of one edition of a newspaper share. An edition has one language:
// the French and the Arabic edition of a newspaper are two Papers of one Site. It must not be
// changed once it is in use, and is then safe for concurrent use.
//
// All addresses, in a Paper and in the views of its pages, are absolute or paths on Site.Base,
// unless Href says otherwise.
type Paper struct {
	// Site has the addresses of stories, the language, the time zone and the sections. Its
	// Policy should allow players: a page shows each as a link in a box of its proportion.
	Site *publish.Site

	Lang  presse.Lang // of this edition; empty means Site.Lang
	Name  string      // of this edition, as printed at the head of its pages; empty means Site.Name
	Motto string      // next to the name, plain text; may be empty
	Home  string      // address of the front page; empty means Site.Base
	Now   time.Time   // when the pages are made, printed at their head: "samedi 28 novembre 2026"; zero means no date

	Nav      []Link // sections, most important first; any number, what does not fit on a line is folded away
	Editions []Link // front pages of the other editions, each with its Lang and with its name in that language
	Feeds    []Link // feeds of the newspaper, for the head of each page; Type is the MIME type, empty means RSS
	Footer   []Link // at the foot of each page: feeds, the report …
	Colophon string // plain text under it: "L’Estran est un journal inventé."

	// Style is the address of the style sheet, a file with the content of [Style]. If it is
	// empty, each page contains the style sheet, and can be sent as a single file.
	Style string

	// Href returns an address as a page has it, for instance relative to Site.Base or to the
	// server that shows the pages. It is called for every address of a page except those of
	// the head that publish.Site.Head writes: links, pictures, the style sheet, and links and
	// pictures of bodies. Nil means that addresses stay as they are.
	Href func(address string) string

	compiled pages
}

// A Link is a hyperlink.
type Link struct {
	Name string      // plain text
	URL  string      // a Link without one is printed as text
	Lang presse.Lang // of Name and of the page; empty means that of the page that has the link
	Type string      // MIME type, of a feed
	Here bool        // the link leads to the page itself or to its section
}

// A Card is what a list of stories shows of one. [Paper.Card] makes it; the caller may change
// it, for instance to add why it was chosen.
type Card struct {
	URL  string
	Lang presse.Lang

	Sections  []Link // the way to the main section of the story, from the top of the tree down
	Kicker    string // above the headline
	Headline  string
	Deck      string // or the beginning of the text, if the story is free
	Byline    string // a line: "Par Salma Idrissi, avec MAP"
	Published time.Time
	Picture   presse.Media // its URL is empty if there is none

	Access  presse.Access
	Genre   string // as in presse.Article
	Sponsor presse.Sponsor
	Live    bool // is going on at Paper.Now

	Why []presse.Reason // why it is offered beside another story; up to three are printed
}

// A Front is the front page.
type Front struct {
	// Stories are the chosen ones, most important first. The first is the lead, up to nine
	// more are next to it and below it.
	Stories []Card

	Latest []Card  // by time, newest first, also those of Stories; ten are printed, and fewer than three are not
	Rivers []River // by section, in order
}

// A River is a section on the front page. A story that is above it already is left out, and so is
// a River without stories.
type River struct {
	Section Link
	Below   []Link // sections below it
	Stories []Card // newest first; the first four that are not printed above, about ten are needed
}

// A SectionPage is the front of a section, or one page of it.
type SectionPage struct {
	Section Link   // the section; its URL is that of this page
	Above   []Link // the sections above it, from the top of the tree down
	Below   []Link // the sections below it
	Stories []Card // newest first
	Newer   string // address of the page with newer stories; may be empty
	Older   string // address of the page with older stories; may be empty
	Page    int    // number of the page; 0 or 1 is the first
}

// A StoryPage is the page of a story.
type StoryPage struct {
	Story    publish.Release
	Sections []Link // the way to the main section; nil means what Site.Taxonomy says
	Editions []Card // the same story in other languages
	Related  []Card // what to read next
}

// A Report tells the desk about the making of the site. It must contain no text of a story that
// may not be published.
type Report struct {
	Title   string // empty means a title in the language of the paper
	Intro   string // plain text
	Figures []Figure
	Tables  []Table
}

// A Figure is a number with its meaning.
type Figure struct {
	Value string // as printed: "1 204"
	Name  string // "articles publiés"
}

// A Table is a part of a Report.
type Table struct {
	Title   string   // "Ce qui a été retenu"
	Note    string   // plain text below the title
	Columns []string // their titles
	Rows    [][]Cell
	More    int // number of further rows, which are not listed
}

// Number reports whether a column has numbers.
func (t Table) Number(column int) bool {
	return len(t.Rows) > 0 && column < len(t.Rows[0]) && t.Rows[0][column].Number
}

// A Cell is a cell of a Table.
type Cell struct {
	Text   string
	URL    string // of what Text names; may be empty
	Number bool   // is aligned as a number
	Code   bool   // is an address, an identifier or the like, which may be broken anywhere
}

// A NotFound is the page for an address that leads nowhere.
type NotFound struct {
	Gone   bool   // there was something: HTTP 410 instead of 404
	Latest []Card // what to read instead
}

// Style returns the style sheet of all pages.
func Style() []byte { return []byte(style) }

// Language returns the language of the edition.
func (p *Paper) Language() presse.Lang { return p.lang() }

// Speaks reports whether the words that pages print besides those of stories are in the language
// of the edition. Those of an edition in another one are French.
func (p *Paper) Speaks() bool { return wordsOf(p.lang(), "fr").Other(p.lang()) == "" }

// Front writes the front page.
func (p *Paper) Front(w io.Writer, v Front) error { return p.write(w, "front", v) }

// Section writes a page of a section.
func (p *Paper) Section(w io.Writer, v SectionPage) error { return p.write(w, "section", v) }

// Story writes the page of a story. A Release that is zero, or of another Site, is an error.
func (p *Paper) Story(w io.Writer, v StoryPage) error { return p.write(w, "story", v) }

// Report writes the report.
func (p *Paper) Report(w io.Writer, v Report) error { return p.write(w, "report", v) }

// NotFound writes the page for an address that leads nowhere.
func (p *Paper) NotFound(w io.Writer, v NotFound) error { return p.write(w, "notfound", v) }
