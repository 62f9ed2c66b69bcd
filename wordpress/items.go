package wordpress

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync/atomic"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/wxr"
)

const opRead = "read export"

var (
	errNilReader = errors.New("nil reader")
	errRead      = errors.New("already read")
)

// Items returns the items of an export in the order of the file, as they are stored: posts,
// pages, attachments, menu items and others, published or not. It reads r once and keeps one
// item in memory, so that it is suited to pipes and to files of any size. r may be compressed
// with gzip, and may consist of several exports, one after the other.
//
// A damaged item is an [*ItemError]; the iteration goes on with the next item. An item within
// which the file is cut is one that matches [presse.ErrCorrupt], too, and the last error. Any
// other error ends the iteration: an *[presse.Error] with the cause [presse.ErrCorrupt] if the
// file is cut between two items, is not an export or, after the items that could be read, if
// gzip's checksum or size is not that of the file; else with the error of r, or one that names
// an encoding that the file declares and that cannot be read. UTF-8, UTF-16, Windows-1252,
// ISO-8859-1 and ISO-8859-15 can. What was repaired
// in an item is reported to o.Lost, once an item and kind: control characters, bytes that
// are not UTF-8, bare ampersands, CDATA sections that were not split. So are elements that
// WordPress does not write. Of the options only MaxItem and Lost are used.
//
// An item is damaged, too, if it has no number, type or status, if it lacks what the other items
// of the export have, if a custom field has no key or no value, or if the item is made of the
// parts of two: an export may have lost a part from one element of an item to the same one of
// another. That is seen in an export that WordPress wrote, by what the items of a type have in
// common: a published story has not the address "?p=12" if at least three others have none of
// that kind; pubDate is the date in GMT; and if at least eight others agree and none differs,
// the address has the slug, the number, the year and month or a category of the post, what is
// published has a date in GMT, guid has the number of the post, and an attachment the name of
// its file. Addresses that Custom Permalinks and Page Links To have changed are left out. A site
// of which almost all stories agree may so lose the first sound one that does not, with an error
// that names it; after that it is known that they need not agree. What cannot be seen is the
// loss of a part that begins and ends behind wp:post_name, of two stories that were published or
// are private and have one category, of one that begins and ends in front of link, and of whole
// custom fields.
//
// The address of the file of an attachment is the first of its Meta, with the key
// wp:attachment_url. The elements guid, pubDate, description, wp:comment_status,
// wp:ping_status and wp:menu_order, and the texts of comments, have no place in an Item.
//
// The sequence can be iterated once, since it consumes r; a second iteration is an error.
func Items(r io.Reader, o Options) iter.Seq2[Item, error] {
	var used atomic.Bool
	return func(yield func(Item, error) bool) {
		if r == nil {
			yield(Item{}, &presse.Error{Op: opRead, Err: errNilReader})
			return
		}
		if used.Swap(true) {
			yield(Item{}, &presse.Error{Op: opRead, Err: errRead})
			return
		}
		reader := wxr.NewReader(r, wxr.Options{MaxItem: o.MaxItem})
		for {
			part, err := reader.Next()
			switch {
			case err == io.EOF:
				return
			case err != nil:
				err = readError(err)
				if !yield(Item{}, err) || !errors.Is(err, presse.ErrItem) {
					return
				}
			case part == wxr.PartNote:
				lose(o.Lost, "", reader.Note)
			case part == wxr.PartItem:
				for _, n := range reader.Item.Notes {
					lose(o.Lost, reader.Item.ID, n)
				}
				if !yield(itemOf(&reader.Item), nil) {
					return
				}
			}
		}
	}
}

// attachmentURL is the key of the Meta that holds the address of the file of an attachment.
// No custom field has this key, since it is the name of an element of exports.
const attachmentURL = "wp:attachment_url"

// itemOf returns the item that was read. Its strings may share memory.
func itemOf(in *wxr.Item) Item {
	it := Item{
		ID: in.ID, Type: in.Type, Status: in.Status, Title: in.Title, Slug: in.Slug, Link: in.Link,
		Author: in.Author, Password: in.Password, Content: in.Content, Excerpt: in.Excerpt, Parent: in.Parent,
		Date: in.Date, DateGMT: in.DateGMT, Modified: in.Modified, ModifiedGMT: in.ModifiedGMT,
		Sticky: in.Sticky, Comments: in.Comments, Line: in.Line, Offset: in.Offset,
	}
	if len(in.Terms) > 0 {
		it.Terms = make([]Term, len(in.Terms))
		for i, t := range in.Terms {
			it.Terms[i] = Term{Taxonomy: t.Taxonomy, Slug: t.Slug, Name: t.Name}
		}
	}
	if n := len(in.Meta); n > 0 || in.AttachmentURL != "" {
		it.Meta = make([]Meta, 0, n+1)
		if in.AttachmentURL != "" {
			it.Meta = append(it.Meta, Meta{attachmentURL, in.AttachmentURL})
		}
		for _, m := range in.Meta {
			it.Meta = append(it.Meta, Meta(m))
		}
	}
	return it
}

// readError returns the error of this package for one of the scanner.
func readError(err error) error {
	var d *wxr.Damage
	if errors.As(err, &d) {
		cause := d.Err
		if !errors.Is(cause, wxr.ErrTooLarge) {
			cause = fmt.Errorf("%w: %w", presse.ErrCorrupt, cause)
		}
		return &ItemError{Line: d.Line, Offset: d.Offset, ID: d.ID, Err: &presse.Error{Op: opRead, Err: cause}}
	}
	if errors.Is(err, wxr.ErrEnd) || errors.Is(err, wxr.ErrFormat) || errors.Is(err, wxr.ErrPacked) {
		err = fmt.Errorf("%w: %w", presse.ErrCorrupt, err)
	}
	return &presse.Error{Op: opRead, Err: err}
}

// lose reports what was repaired or skipped.
func lose(lost func(presse.Loss), id string, n wxr.Note) {
	if lost == nil {
		return
	}
	l := presse.Loss{Item: id, Field: n.Field, Kind: presse.LossChanged, Err: noteError(n.Kind)}
	switch n.Kind {
	case wxr.Windows, wxr.Latin9, wxr.Section, wxr.Namespace:
		l.Kind = presse.LossGuessed
	case wxr.Element:
		l.Value, l.Kind = strings.Clone(n.Field), presse.LossDropped
	case wxr.Stray, wxr.Slugless, wxr.Broken, wxr.Doctype, wxr.Repeated:
		l.Kind = presse.LossDropped
	}
	lost(l)
}

// A noteError is the kind of a repair, as an error.
type noteError wxr.Kind

// Error returns the kind in words.
func (e noteError) Error() string { return wxr.Kind(e).String() }
