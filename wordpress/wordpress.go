// Package wordpress brings a newsroom's archive from WordPress into presse, and back: export
// files (WXR) and the REST API, read and written.
package wordpress

import (
	"fmt"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// Options says how an import reads a site. The zero value is what most sites need.
type Options struct {
	// Zone is the time zone of the site. If it is nil, the instants that the file gives
	// in GMT are taken as they are; otherwise they are compared with the local ones, a
	// difference is reported to Lost, and the later instant is used.
	Zone *time.Location

	// Section returns the section for a category, with its name and kind. An empty slug or
	// name is that of the category, and so is the parent, whatever it returns. If it is nil,
	// the name decides: "Une", "À la une" and "Autre" are placements, "Vidéos" and the
	// like are formats.
	Section func(Term) presse.Section

	// Fields maps a custom field to the JSON name of a member of presse.Article, such as
	// "surtitre" to "kicker", or to a part of one: "lead.credit", "titles.seo". The names
	// of French sites, of Yoast SEO, Rank Math and other plugins need not be listed; the
	// fields listed here take precedence over them. A field that is mapped to "" is kept
	// in Unknown, unless it restricts the story: embargoes, expiries and fields about access
	// always count, and are then not kept. Fields whose names speak of an embargo, an expiry
	// or of readers who pay are recognized by their words ("date_levee_embargo",
	// "is_members_only"); mapping one to another member, such as "internal_note", says that
	// it is something else. So are the parts of a field that is a list or an object, and
	// values that name those who may read the story ("type_article" with "premium").
	//
	// The name of a taxonomy is mapped in the same way: to "tags" or "subjects", of which
	// each term becomes one, to "access", "embargo" or "expiry", for which each term counts,
	// or to any other member, whose value is then the names of the terms, separated by
	// commas. What the member cannot hold is kept in Unknown. Categories and tags ("category",
	// "post_tag") remain sections and tags too. Terms that say who may read a story ("Abonnés",
	// "Premium", "Sous embargo") restrict it and are reported, in any taxonomy that is not
	// mapped: {"post_tag": "tags"} says that a tag never does.
	Fields map[string]string

	Types []string               // post types that are stories; nil means "post"
	Lang  func(Item) presse.Lang // language of a story; nil means Polylang's term, else the site's language

	// URL returns the path or absolute URL of a story on the new site. If it is nil, the
	// story keeps the address that it had in WordPress. A path is on the host that the
	// site has in WordPress. The story may lack its body. An empty string, or anything that is
	// neither a path nor an http or https URL, leaves the story without an address, which is
	// reported to Lost; so is an address that an earlier story has.
	URL func(*presse.Article) string

	Link    func(url string) string // rewrites the addresses of links and pictures in bodies, and of leads and other media of stories; nil keeps them
	MaxItem int                     // maximum size of an item in bytes; 0 means 16 MiB
	Lost    func(presse.Loss)       // called for everything that is not carried over unchanged, again in each iteration: see Open; nil ignores it
}

// A Term is a category, a tag, or a term of another taxonomy.
type Term struct {
	Taxonomy    string // "category", "post_tag", "author", "language" …
	ID          string
	Slug        string // as stored, so that letters outside ASCII are percent-encoded
	Name        string // plain text
	Parent      string // slug of the parent in an export, ID of the parent in the REST API
	Description string // HTML; plugins keep other data here
}

// An Item is a post, page, attachment or other item of a WordPress site, as it is stored:
// nothing is checked, repaired or made safe.
type Item struct {
	ID       string // number of the post
	Type     string // "post", "page", "attachment", "nav_menu_item" …
	Status   string // "publish", "future", "draft", "pending", "private", "inherit", "trash" …
	Title    string // HTML
	Slug     string // letters outside ASCII are percent-encoded
	Link     string // address of its page, or "https://…/?p=123" before it is published
	Author   string // login
	Password string // readers must know it; empty if everyone may read the post
	Content  string // HTML with blocks and shortcodes: see Body
	Excerpt  string // HTML
	Parent   string // number of the parent post; "0" if there is none

	Date, DateGMT         string // of publication, in the zone of the site and in GMT: "2024-03-12 08:00:00"
	Modified, ModifiedGMT string // of the last change

	Sticky   bool   // pinned to the top of the home page
	Terms    []Term // categories, tags and other terms
	Meta     []Meta // custom fields, in the order of the file; a key may occur several times
	Comments int    // number of comments

	Line, Offset int64 // where the item begins: line counted from 1, offset in bytes of uncompressed text

	file     string // address of the file of an attachment, where Meta has none
	mime     string // its MIME type; an export does not say it
	rendered bool   // Title, Content and Excerpt are HTML as the site shows it: REST in the context "view"
}

// A Meta is a custom field.
type Meta struct {
	Key   string // keys of plugins begin with "_"
	Value string // plain text, HTML, or a serialized PHP value
}

// An ItemError reports an item that could not be read. It matches [presse.ErrItem]: the
// iteration goes on with the next item.
type ItemError struct {
	Line, Offset int64  // where the item begins, as in [Item]
	ID           string // of the post; empty if it is not known
	Err          error  // a *presse.Error
}

// Error returns the line, the ID and the cause.
func (e *ItemError) Error() string {
	if e == nil {
		return "<nil>"
	}
	var text strings.Builder
	fmt.Fprintf(&text, "wordpress: line %d", e.Line)
	if e.ID != "" {
		fmt.Fprintf(&text, ", post %s", e.ID)
	}
	if e.Err != nil {
		text.WriteString(": " + e.Err.Error())
	}
	return text.String()
}

// Unwrap returns e.Err.
func (e *ItemError) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// Is reports whether target is [presse.ErrItem].
func (e *ItemError) Is(target error) bool { return target == presse.ErrItem }
