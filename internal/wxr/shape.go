package wxr

import (
	"bytes"
	"math/bits"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// A shape is what the items of an export have in common. An item that has it not has lost a
// part, or consists of the parts of two items.
type shape struct {
	common uint64 // elements that all items have; see regular
	known  bool   // an item was read

	sampled bool               // the first items were read in advance; see habits
	bases   []string           // addresses of the site, without scheme and slash at the end
	types   map[string]*habits // by type
	learned int64              // where the first item that is not counted in types may begin
	odd     []int64            // where the items begin that are counted in types as exceptions
}

// regular are the elements that WordPress writes once in every item. Those from description on
// are not in every version, or say nothing about who may read the item.
var regular = [...]element{
	title, pubDate, creator, guid, content, excerpt, postID, postDate, postDateGMT, commentStatus, pingStatus,
	postName, status, postParent, menuOrder, postType, password, link,
	description, postModified, postModifiedGMT, sticky,
}

// always are the first elements of regular: every WordPress since 2.1 writes them (export.php).
const always = 1<<18 - 1

// fewest is how many of them the items of another program have if they are to be compared. The
// join of two items between link and content:encoded has 14.
const fewest = 13

// byWordPress reports whether WordPress wrote the export, by its own words.
func (r *Reader) byWordPress() bool {
	return r.Head.Created != "" || strings.Contains(r.Head.Generator, "wordpress.org/?v=")
}

// goesOn reports whether a start tag of e behind </item> is one of the same item: one that it
// lacks, or one that may occur several times.
func (r *Reader) goesOn(e element) bool {
	switch {
	case e == itemCategory, e == postmeta, e == comment:
		return true
	case e < groups, parents[e]&(1<<item) == 0:
		return false
	}
	return r.first != unknown && r.names[e].hi == 0
}

// continues reports whether the item that ends at p is followed by one that begins with an
// element of this one. Then "</item><item>" was part of a text, or the two were one. Behind an
// item of terms, custom fields and comments alone, there may be another one.
func (r *Reader) continues(p int) bool {
	p = r.space(p)
	if r.at(p) != '<' {
		return false
	}
	end, ok := r.name(p + 1)
	if !ok || r.element(p+1, end) != item {
		return false
	}
	if p = r.indexByte(end, '>'); p < 0 {
		r.over = false
		return false
	}
	if p = r.space(p + 1); r.at(p) != '<' {
		return false
	}
	if end, ok = r.name(p + 1); !ok {
		return false
	}
	e := r.element(p+1, end)
	return r.first != unknown && e != r.first && r.goesOn(e) && slices.ContainsFunc(regular[:], func(e element) bool { return r.names[e].hi > 0 })
}

// essential are the elements without which nobody knows what an item is.
const essential = 1<<6 | 1<<12 | 1<<15 // postID, status, postType

// misshapen returns an error if the item, which ends at end, is not like the others of its
// export. The items of WordPress have all elements of always. Otherwise one or two may be left
// out, such as the password of an item that has none. The elements that the first item has lost
// are those that the second one has.
func (r *Reader) misshapen(end int) error {
	var seen uint64
	for i, e := range regular {
		if r.names[e].hi > 0 {
			seen |= 1 << i
		}
	}
	s, strict := &r.shape, r.byWordPress()
	missing := s.common &^ seen
	if !s.known && strict {
		missing = r.nextHas(end, seen, always&^seen)
	}
	rich := bits.OnesCount64(s.common&always) >= fewest
	switch {
	case strict && !r.isNamed(), missing&essential != 0:
		return errNameless
	case strict && missing&always != 0, (strict || rich) && bits.OnesCount64(missing) > 2:
		return errLacks
	case strict && r.disagrees():
		return errMixed
	}
	if !s.known {
		s.common, s.known = seen, true
	}
	s.common &= seen
	return nil
}

// isNamed reports whether the item has a number, a type and a status, and the type is one that
// WordPress allows: register_post_type uses sanitize_key. An unknown status is not public.
func (r *Reader) isNamed() bool {
	id := r.value(postID)
	for _, c := range id {
		if !html.IsDigit(c) {
			return false
		}
	}
	kind := r.value(postType)
	return len(id) > 0 && len(kind) > 0 && isKey(kind) && r.names[status].hi > 0
}

func isKey(b []byte) bool {
	for _, c := range b {
		if !('a' <= c && c <= 'z' || html.IsDigit(c) || c == '_' || c == '-') {
			return false
		}
	}
	return true
}

// value returns the text of an element of the item, but not of content and excerpt.
func (p *part) value(e element) []byte { return p.text[p.fields[e].lo:p.fields[e].hi] }

// nextHas returns those elements of list, which the first item lacks, that the next one has:
// none if it is the only item, since nothing says then what its export has.
func (r *Reader) nextHas(end int, seen, list uint64) uint64 {
	if list == 0 {
		return 0
	}
	close := r.index(end, []byte("</item"))
	if close < 0 {
		r.over = false
		return 0
	}
	for i, e := range regular {
		if list&(1<<i) != 0 && !r.hasElement(end, close, e) {
			list &^= 1 << i
		}
	}
	return list
}

// hasElement reports whether the window has a start tag of e between lo and hi.
func (r *Reader) hasElement(lo, hi int, e element) bool {
	for {
		i := bytes.IndexByte(r.win[lo:hi], '<')
		if i < 0 {
			return false
		}
		lo += i + 1
		if end, ok := r.name(lo); ok && r.element(lo, end) == e {
			return true
		}
	}
}
