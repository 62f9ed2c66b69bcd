package wordpress

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

// WriteOptions says how stories are written for a WordPress site. The zero value is valid.
type WriteOptions struct {
	Name string      // of the site
	Base string      // address of the site, "https://journal.example"; relative addresses are resolved on it
	Lang presse.Lang // of the site; a story in another language gets a term of Polylang

	// Zone is the time zone in the settings of the site; always set it. WordPress shows local times
	// to readers and schedules by them. If it is nil, local times are written in UTC, except
	// those of scheduled stories and stories under embargo: these have none, so that WordPress makes
	// them from GMT by its own zone, and publishes no story too early or too late. An importer that
	// runs twice imports such stories twice.
	Zone *time.Location

	// Taxonomy has the names and places of the sections. WordPress shows all of them to visitors.
	// If it is nil, a section is called by its slug.
	Taxonomy *presse.Taxonomy

	// URL returns the path or absolute URL of a story. If it is nil, or returns "",
	// it is the URL of the article or WordPress's short link.
	URL func(*presse.Article) string

	Lost func(presse.Loss) // called for everything that WordPress cannot take unchanged; nil ignores it
}

// Write writes stories as an export file of WordPress (WXR 1.2), which the importer of
// WordPress and [Open] read.
//
// All stories are written, drafts and stories under embargo too: the file is for the
// newsroom, not for readers. Write does not ask [presse.Article.Withheld], and it has no
// clock. Instead each story gets a status under which WordPress shows it to nobody before
// its time:
//
//   - A story that is not free is private, since WordPress itself knows no subscribers. So is
//     one that expires, since WordPress itself never takes a story offline.
//   - A story with an embargo is future, at the embargo or at Published, whichever is later.
//     This is also correct when the embargo is over: WordPress then publishes it during the import.
//   - A restricted story is private, a withdrawn one is in the trash, where WordPress leaves it.
//   - A scheduled story without Published is pending.
//
// WordPress takes an instant that is less than a minute away for past (wp_insert_post, WordPress
// 6.1 to 7.2): import a story under embargo before its last minute.
//
// WordPress shows the texts of an attachment with every story that has the file, and the names
// of terms to everybody:
//
//   - A file has an attachment for each caption, alternative text and credit that stories
//     have for it, and those of stories that are not public at once have their own, whose parent
//     is not public either. The attachments of a withdrawn story have no texts.
//   - Sections and tags that neither the Taxonomy nor an earlier story of the file has are not
//     written for a draft or for a story that is in review, restricted or withdrawn. Those of
//     a story that is to come out, or is not free, are: visitors may see their names at once.
//   - Visitors see the names of authors: an e-mail address is not written as one. Person.Email is
//     written as the address of the account, which only administrators see, and which [Open]
//     leaves in the file.
//
// Each of these changes is reported to Lost. What WordPress has no place for is kept in a
// custom field, "_presse", which WordPress does not show and from which [Export.Articles]
// restores the article; this is reported as [presse.LossKept]. The field counts only as far as
// WordPress still has the status and date that Write chose for such a story, so that a
// damaged or copied field does not open one. Any other member counts as far as WordPress still
// has what was written: of the featured image this is whether there is one, which file, its
// caption, alternative text and credit. Article.InternalNote is never written, and
// reported as [presse.LossDropped].
//
// Write also does what the importer of WordPress requires: logins are ASCII, slugs are at
// most 200 bytes and cut between letters, and two stories with the same headline in the
// same second are written a second apart, since the importer drops the second one
// (post_exists, WordPress 6.1). Bodies are written as they are: sanitize them first.
//
// It reads stories once and holds names and texts of pictures, not stories, in memory. An error
// of stories that matches [presse.ErrItem] is reported to Lost and the story is left out, and so
// is a story whose ID an earlier one has ([presse.ErrDuplicate]). Any other error stops Write, as
// does a nil article, and the file is then incomplete. The error of Write is an *[presse.Error]
// that wraps the error of stories or of w; it is an error if one of them is nil, or if o.Base is
// neither empty nor an absolute http or https URL.
func Write(w io.Writer, o WriteOptions, stories iter.Seq2[*presse.Article, error]) error {
	const op = "write export"
	switch {
	case w == nil:
		return &presse.Error{Op: op, Err: errors.New("nil writer")}
	case stories == nil:
		return &presse.Error{Op: op, Field: "stories", Err: errNil}
	}
	x, err := newExporter(op, o)
	if err != nil {
		return err
	}
	x.head()
	for a, err := range stories {
		switch {
		case errors.Is(err, presse.ErrItem):
			x.lose(presse.Loss{Item: itemID(a, err), Field: "item", Kind: presse.LossDropped, Err: err})
			continue
		case err != nil:
			return &presse.Error{Op: op, Field: "stories", Err: err}
		case a == nil:
			return &presse.Error{Op: op, Field: "stories", Err: errNil}
		}
		x.story(a)
		if x.out.Len() >= flushAt {
			if _, err := x.out.WriteTo(w); err != nil {
				return &presse.Error{Op: op, Err: err}
			}
		}
	}
	x.tail()
	if _, err := x.out.WriteTo(w); err != nil {
		return &presse.Error{Op: op, Err: err}
	}
	return nil
}

// errNil is the cause of an error about a nil pointer or function.
var errNil = errors.New("nil")

// flushAt is the number of bytes after which output is passed on: about one story.
const flushAt = 8 << 10

// itemID returns the ID of the story that an iterator could not return.
func itemID(a *presse.Article, err error) string {
	var item *ItemError
	switch {
	case errors.As(err, &item):
		return item.ID
	case a != nil:
		return a.ID
	}
	return ""
}

// An exporter writes stories. The importers of WordPress read terms and authors wherever
// they are in the file (class-wxr-parser-simplexml.php, -xml.php and -regex.php of the
// plugin, version 0.9.5), so those that are known only after the last story follow it.
type exporter struct {
	op   string
	out  bytes.Buffer
	o    WriteOptions
	base string
	zone *time.Location
	site *site // reads each story back as an import does

	ids     idMap
	names   accounts
	terms   termList
	files   map[description]int64 // attachments that were written
	written map[string]bool       // their addresses
	taken   moments
	slugs   map[string]bool // slugs of stories
	langs   map[string]bool // languages of stories, as Polylang's slugs

	paths map[string]string // of the sections of site, by their keys
}

// newExporter returns an exporter. Invalid options are an *Error.
func newExporter(op string, o WriteOptions) (*exporter, error) {
	base := strings.TrimRight(o.Base, "/")
	if base != "" && !isWeb(base) {
		return nil, &presse.Error{Op: op, Field: "base", Value: o.Base, Err: errors.New("not an absolute http or https URL")}
	}
	zone := o.Zone
	if zone == nil {
		zone = time.UTC
	}
	s, err := newSite(Options{})
	if err != nil {
		return nil, &presse.Error{Op: op, Err: err}
	}
	s.base, s.language = base, o.Lang
	x := &exporter{
		op: op, o: o, base: base, zone: zone, site: s,
		names: newAccounts(), terms: newTermList(o.Taxonomy),
		files: make(map[description]int64), written: make(map[string]bool), taken: make(moments),
		slugs: make(map[string]bool), langs: make(map[string]bool),
	}
	x.ids.taken, x.paths = make(map[string]bool), make(map[string]string)
	x.site.complete()
	return x, nil
}

// lose reports a loss.
func (x *exporter) lose(l presse.Loss) {
	if x.o.Lost != nil {
		x.o.Lost(l)
	}
}

// story writes an article, and the attachments that it is the first to use.
func (x *exporter) story(a *presse.Article) {
	id, ok := x.ids.story(a.ID)
	if !ok {
		x.lose(presse.Loss{Item: a.ID, Field: "id", Kind: presse.LossDropped, Err: presse.ErrDuplicate})
		return
	}
	p := x.post(a, fmt.Sprint(id))
	x.keep(a, p)
	x.item(p)
	for _, file := range p.files {
		x.item(file)
	}
}

// A post is an item to be written.
type post struct {
	Item
	story   string // ID of the article, for losses
	address string // of the post, or of the file of an attachment
	files   []*post
	wrote   asWritten // what an import compares with what it finds
}
