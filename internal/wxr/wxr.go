// Package wxr reads the export files of WordPress (WXR), sound or damaged, in one pass and
// in constant memory. It is not an XML parser: it knows the elements of an export, and uses
// what it knows about them to limit the effect of damage to the item that is damaged.
//
// # Rules
//
//   - [Reader.Next] returns the parts of a file in their order: the head of the channel,
//     authors, terms, items, and notes about what lies between them. A part is valid until
//     the next call; its strings remain valid.
//   - An item is returned only if it was read completely: every element is closed by its own
//     end tag, </item> included, and is followed by something that may follow an item.
//     Otherwise Next returns one *[Damage] with the line, the offset and, where it can be
//     read, the ID of the post. The next call goes on with the next item.
//   - A CDATA section ends at the first "]]>", unless what follows cannot be part of the
//     element that the section is in. Then the exporter forgot to split the "]]>" of a text,
//     and the section ends at the next "]]>" before the end tag of the element, provided
//     that no element of an export begins or ends in between. So "<item>" within a section
//     is text. A section is damaged if it holds the start of a section in an element of the
//     same name, but not its end, or if it ends with "]]" and text follows: in both cases a
//     story about exports has been cut into pieces in the wrong place.
//   - An element that occurs twice in an item with two values is damage: two items have
//     become one. With two prefixes of one namespace, the first is used.
//   - An item that lacks elements that the others have has lost a part, or has been joined
//     to another one: see shape. So has one of which an element follows its </item>, or begins
//     the next item. Every custom field has a key and a value. Every item has a number, a type
//     and a status.
//   - WordPress writes some things twice in an item: the slug is in the address too, and pubDate
//     is the date in GMT. An item that breaks what almost all others of its type have in common
//     consists of the parts of two: see habit. For this, the first megabyte of the items is read
//     in advance.
//   - After damage, reading goes on behind it; CDATA sections are skipped as a whole. If a
//     section has lost its end, so that it extends into another element, reading goes on
//     behind the last end tag of its own element in it. If one has lost its start, reading
//     goes on behind the "]]>" before the end tag of its element.
//   - An item that has lost its start tag is one Damage as well; it begins at the unknown
//     element in front of it, if there is one. Authors, terms and fields of the head that
//     cannot be read are notes.
//   - Text is read twice at most, apart from a multiple of what was read before, so that the
//     time is proportional to the size of the file, whatever is in it.
//   - What can be repaired without doubt is repaired, and reported once an item and kind as
//     a [Note]: control characters are dropped (vertical tabs and form feeds become line
//     breaks), bytes that are not UTF-8 are read as Windows-1252, or as U+FFFD where they are
//     the beginning of a character that was cut, a bare & and a bare < are text, attributes
//     need no quotation marks, text between two elements, such as a message of PHP, is skipped.
//   - Processing instructions and comments end where XML says, but a < in the former and a
//     second "<!--" in the latter mean that the end was lost.
//   - There are no document type definitions. References are those of HTML, ended by a
//     semicolon, and numeric ones. Other references are text.
//   - A prefix stands for the namespace that it is bound to, with WordPress's namespace in
//     every version. The prefixes wp, content, excerpt and dc have their usual meaning
//     unless an element other than the root binds them to something else.
//   - Several exports joined in one file are read one after the other. A file compressed
//     with gzip (also of several members) is decompressed, and an error of it comes after the
//     items that could be read. UTF-16 is read, and so is ISO-8859-15 if it is declared. Another
//     declared encoding is an error as soon as a text is not UTF-8.
//   - A file with items that has no element of WordPress, such as a feed, is an error at its end.
//   - Unknown elements are skipped and reported by name. Nothing is nested by recursion, and
//     the size of items, the depth, the number of attributes and the length of names are
//     limited.
//   - E-mail addresses are not read: neither those of authors nor those of comments.
//
// # For package wordpress
//
// [Item] has every field of an item, also those that wordpress.Item has not: AttachmentURL,
// GUID, MenuOrder, PubDate and so on. An import that needs two passes calls [NewReader]
// twice, on two [io.NewSectionReader] of one io.ReaderAt. [Reader.Done] is the number of
// bytes of the source that have been read; any goroutine may call it.
package wxr

import (
	"errors"
	"fmt"
	"strings"
)

// A Part says what [Reader.Next] has read.
type Part uint8

const (
	PartNone   Part = iota
	PartHead        // Reader.Head: comes before the first item of each export, or at its end if it has none
	PartAuthor      // Reader.Author
	PartTerm        // Reader.Term
	PartItem        // Reader.Item
	PartNote        // Reader.Note: something outside items was repaired or skipped
)

// A Head is what an export says about the site.
type Head struct {
	Title, Link, Description, PubDate, Language string

	Version   string // wxr_version
	SiteURL   string // base_site_url
	BlogURL   string // base_blog_url
	Generator string // "https://wordpress.org/?v=6.5.4"
	Created   string // when the file was written, from its comment: "2026-11-27 09:36", UTC
}

// An Author is a user of the site.
type Author struct{ ID, Login, DisplayName, FirstName, LastName string }

// A Term is a term of a taxonomy. In an item, only Taxonomy, Slug and Name are set.
type Term struct {
	Taxonomy, ID, Slug, Name string

	Parent      string // slug
	Description string
	Meta        []Meta
}

// A Meta is a custom field.
type Meta struct{ Key, Value string }

// An Item is a post or another item, with its fields as they are in the file. White space
// around IDs, dates, addresses and words such as the status is left out.
type Item struct {
	ID, Type, Status, Title, Slug, Link, Author, Password, Content, Excerpt, Parent string

	Date, DateGMT, Modified, ModifiedGMT, PubDate           string
	GUID, Description, CommentStatus, PingStatus, MenuOrder string
	AttachmentURL                                           string

	Sticky   bool
	Terms    []Term
	Meta     []Meta
	Comments int

	Notes []Note // what was repaired or skipped

	Line, Offset int64 // of <item>: line counted from 1, offset in bytes of uncompressed text
	Size         int64 // in bytes of uncompressed text
}

// A Note reports something that was repaired or skipped.
type Note struct {
	Kind  Kind
	Field string // the element: "content:encoded", "wp:meta_value"; empty if it is unknown
}

// A Kind is a kind of repair.
type Kind uint8

const (
	Control   Kind = iota // control characters were dropped
	Windows               // bytes that are not UTF-8 were read as Windows-1252
	Latin9                // bytes that are not UTF-8 were read as ISO-8859-15, which the file declares
	UTF8                  // a character that was cut is U+FFFD
	Ampersand             // a bare &, or an unknown reference, is text
	Less                  // a bare < is text
	Section               // a CDATA section holds a "]]>" that was not split
	Attribute             // an attribute has no quotation marks
	Repeated              // an element occurs twice; the first is used
	Slugless              // a term without slug or taxonomy was skipped
	Element               // an unknown element was skipped
	Stray                 // text between elements, such as a message of PHP, was skipped
	Broken                // an author, a term or a field of the head could not be read
	Doctype               // a document type declaration was skipped
	Namespace             // a prefix is bound to a namespace that is not WordPress's; it was read as usual
	kinds
)

var kindWords = [kinds]string{
	Control:   "control characters dropped",
	Windows:   "read as Windows-1252",
	Latin9:    "read as ISO-8859-15",
	UTF8:      "incomplete characters replaced",
	Ampersand: "ampersand without a reference",
	Less:      "less-than sign that begins no tag",
	Section:   "“]]>” not split",
	Attribute: "attribute without quotation marks",
	Repeated:  "repeated element",
	Slugless:  "term without slug or taxonomy skipped",
	Element:   "unknown element",
	Stray:     "text between elements skipped",
	Broken:    "damaged element skipped",
	Doctype:   "document type declaration skipped",
	Namespace: "unknown namespace",
}

// String returns k in words.
func (k Kind) String() string {
	if k < kinds {
		return kindWords[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// A Damage is an item that could not be read. Reading goes on with the next one.
type Damage struct {
	Line, Offset int64
	ID           string
	Err          error
}

// Error returns the line, the ID and the cause.
func (d *Damage) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "wxr: line %d", d.Line)
	if d.ID != "" {
		fmt.Fprintf(&text, ", post %s", d.ID)
	}
	return text.String() + ": " + d.Err.Error()
}

// Unwrap returns d.Err.
func (d *Damage) Unwrap() error { return d.Err }

// Causes of damage, and errors that end the reading.
var (
	ErrCut      = errors.New("the file ends within the item")
	ErrTooLarge = errors.New("the item is too large")
	ErrEnd      = errors.New("the file ends before </channel>")
	ErrFormat   = errors.New("not a WordPress export")
	ErrPacked   = errors.New("the compressed file is damaged")

	errTag      = errors.New("invalid tag")
	errEndTag   = errors.New("an end tag without its start tag")
	errOpen     = errors.New("an element is not closed")
	errSection  = errors.New("a CDATA section has lost its beginning or end")
	errDeep     = errors.New("elements are nested too deeply")
	errTwice    = errors.New("an element occurs twice, with different values")
	errAfter    = errors.New("the item goes on after its end tag")
	errNameless = errors.New("the number, the type or the status of the post is missing or damaged")
	errLacks    = errors.New("elements are missing")
	errMixed    = errors.New("the address or the date is that of another item")
	errLost     = errors.New("the item has lost its start tag")
)

// Limits on what a file can claim, beside the size of an item.
const (
	maxDepth      = 64  // of unknown elements; exports of WordPress have none, those of plugins 3
	maxAttributes = 128 // of a tag; the root element of WordPress has 6, of WordPress.com 12
	maxName       = 128 // bytes of a name; WordPress's longest is wp:comment_author_email with 23
	maxNotes      = 64  // of an item or between two items; the others are left out
	headSearch    = 1 << 20
)
