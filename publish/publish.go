// Package publish writes what leaves the house: the heads of pages, feeds, sitemaps, the
// stories of a public API, redirects. Everything that it writes is public.
//
// A story goes through [Site.Release] first, which asks [presse.Article.Withheld], and what
// comes out of it, a [Release], is all that the writers take: nothing can be published by
// mistake. A Release is a copy, so that an editor may change the story meanwhile.
//
//	site := &publish.Site{Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma", URL: address}
//	release, err := site.Release(story, now) // draft, embargo, withdrawn …: an error that says why
//	head := site.Head(release)
//
//	feed := publish.Feed{Title: "À la une", Path: "/flux.xml", At: now}
//	err = site.WriteRSS(w, feed, site.Releases(stories, now))
//
// Of a story that is not free ([presse.Access]), the headline, the deck, the byline and the
// image next to the headline are public, and nothing of its text.
//
// All functions are safe for concurrent use, provided that no Site is changed meanwhile and
// its functions are safe. None of them reads the clock.
package publish

import (
	"time"

	"github.com/presse-go/presse"
)

// A Site is a newspaper on the web: what it is called, where its pages are, how it is
// published. Base is required. It must not be changed once it is in use, and a copy of it is
// another Site, which takes no Release of this one.
type Site struct {
	Name string // of the newspaper, as printed: "Le Journal des remparts"
	Base string // absolute http or https URL of the home page, without a query (a fragment is ignored): "https://remparts.exemple.ma/"

	Lang     presse.Lang      // of the newspaper, and of a story without a language
	Zone     *time.Location   // in which instants are written; nil means the zone that each instant has
	Taxonomy *presse.Taxonomy // sections, for breadcrumbs, categories and Feed.Section; may be nil

	Logo  presse.Media // of the newspaper
	Image presse.Media // for sharing, where a story has none

	// Tag is the authority of the ids in feeds, a domain or an e-mail address and a date on
	// which the newspaper owned it (RFC 4151): "journal.ma,2019". With it, ids stay the
	// same when Base changes. If it is empty, it is the host of Base, and 2000.
	Tag string

	Account  string            // of the newspaper on X: "@remparts"
	SameAs   []string          // absolute URLs of pages that identify the newspaper: Wikipedia, Wikidata, its accounts
	Policies map[string]string // absolute URLs of its policies, by property of schema.org/NewsMediaOrganization: "ethicsPolicy", "correctionsPolicy" …; another property is left out, and reported

	Policy  presse.Policy // for bodies; its Scope and Base are ignored
	Paywall string        // class of the elements that only subscribers see: "abonnes"

	// URL returns the path or absolute URL of a story, which is resolved on Base. The URL of
	// the article itself takes precedence. It is called by Release, with the article that
	// Release was called with. If it is nil, a story without a URL of its own has no address.
	URL func(*presse.Article) string

	AuthorURL  func(presse.Person) string  // path or absolute URL of the page of an author; nil means Person.URL
	SectionURL func(presse.Section) string // path or absolute URL of the front of a section; nil means "/" and its path

	// Edition returns the story at an address of this site, which another story names in
	// Article.Editions. It is called with the absolute URI that is printed, which has the host,
	// and, if no story has that, with the address as the story has it. Only an edition that may
	// be shown and indexed, that is in the language that the story says, and that names the story
	// in turn in its own, is linked to. If it is nil, no page has links to editions.
	Edition func(url string) (*presse.Article, bool)

	Lost func(presse.Loss) // called for everything that is left out or changed; nil ignores it
}

// A Feed is a list of stories for feed readers and aggregators. The zero Feed has the name
// of the site and no address of its own.
type Feed struct {
	Title       string // plain text; empty means the name of the site, followed by that of the section
	Path        string // path or absolute URL of the feed itself: "/flux.xml"
	Description string // plain text; empty means the title

	Section string    // path or unique slug of a section of Site.Taxonomy: only its stories and those of the sections below it; empty means all
	Hub     string    // absolute URL of a WebSub hub; empty means none. It is announced without Path too, but only a feed with a Path, its topic, can be subscribed to (w3.org/TR/websub, section 4)
	Limit   int       // maximum number of items; 0 means 50
	At      time.Time // when it is written: a Release whose Until is not after it is left out, and reported; zero means that none is
}
