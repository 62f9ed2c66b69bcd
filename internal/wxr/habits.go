package wxr

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/html"
)

// A habit is what WordPress writes twice in an item: in its address, say, and in an element of its
// own. If the items of one type agree in it, one that does not has the parts of two items.
type habit uint8

const (
	// Computed while the export is written. Only tools that change the file break them.
	pretty  habit = iota // the address of what is published is not "?p=12", which all others have until they are published
	linked               // the number in an address "?p=12" is that of the post
	pubbed               // pubDate is post_date_gmt
	slugged              // the address has post_name
	tagged               // the address has the number of the post, without "?"
	placed               // the address has the slug of a category
	monthed              // the address has the year and month of post_date
	stamped              // what is published has a date in GMT
	guided               // the number in guid is that of the post
	filed                // the address of the file of an attachment ends with each _wp_attached_file
	numHabits
)

// firm are the habits that a plugin cannot change for some stories only.
const firm = 1<<pretty | 1<<linked | 1<<pubbed

// Limits, chosen with the exports of data/wordpress and of data/model/samples/wxr, two of which
// were changed by hand: the first item that breaks one of the habits that most others have is no
// error in any of them.
const (
	sampleSize = 1 << 20 // bytes of the first items that are read in advance
	fewFirm    = 3       // how many items must have a firm habit
	fewOther   = 8       // and another one
	rarely     = 16      // a firm habit may be broken once in so many items
	maxTypes   = 32
)

// habits counts the items of one type that have a habit, and those that have it not.
type habits struct{ kept, broken [numHabits]int }

// add counts an item.
func (h *habits) add(kept, broken uint) {
	for i := range numHabits {
		if kept>>i&1 != 0 {
			h.kept[i]++
		}
		if broken>>i&1 != 0 {
			h.broken[i]++
		}
	}
}

// dead returns the habits that have so many exceptions that no item must have them.
func (h *habits) dead() (list uint) {
	for i := range numHabits {
		if firm>>i&1 == 0 && h.broken[i] > 1 {
			list |= 1 << i
		}
	}
	return list
}

// unlike returns those habits of list that an item must have; own is 1 if it has been counted.
func (h *habits) unlike(list uint, own int) (must uint) {
	for i := range numHabits {
		if list>>i&1 == 0 {
			continue
		}
		others := h.broken[i] - own
		if firm>>i&1 != 0 && h.kept[i] >= fewFirm && others*rarely <= h.kept[i] || h.kept[i] >= fewOther && others == 0 {
			must |= 1 << i
		}
	}
	return must
}

// of returns the habits of a type, or nil if there are too many types.
func (s *shape) of(kind []byte) *habits {
	h := s.types[string(kind)]
	if h == nil && len(s.types) < maxTypes {
		if s.types == nil {
			s.types = make(map[string]*habits)
		}
		h = new(habits)
		s.types[string(kind)] = h
	}
	return h
}

// sample reads the first items of an export in advance, to learn their habits. The window begins
// with the first one.
func (r *Reader) sample() {
	r.shape.sampled, r.shape.bases = true, r.Head.bases()
	limit := min(sampleSize, r.max)
	for len(r.win) < limit && r.more() {
	}
	sub := &Reader{
		Head: r.Head, src: bytes.NewReader(r.win[:min(len(r.win), limit)]), source: new(counter), max: r.max, slack: firstBuffer / 2,
		started: true, inside: true, latin9: r.latin9, foreign: r.foreign, known: r.known,
	}
	sub.bindings = slices.Clone(r.bindings)
	sub.shape.sampled, sub.shape.bases, sub.sampling = true, r.shape.bases, true
	type sign struct {
		h            *habits
		offset       int64
		kept, broken uint
	}
	var odd []sign
	for {
		part, err := sub.Next()
		if _, ok := err.(*Damage); ok {
			continue
		}
		if err != nil {
			break
		}
		if part != PartItem {
			continue
		}
		h := r.shape.of(sub.value(postType))
		kept, broken := sub.signs(0)
		if h == nil || kept|broken == 0 {
			continue
		}
		h.add(kept, broken&firm)
		r.shape.learned = r.base + sub.Item.Offset + 1
		if broken != 0 {
			odd = append(odd, sign{h, r.base + sub.Item.Offset, kept, broken})
		}
	}
	// What breaks a firm habit proves nothing about the others.
	for _, o := range odd {
		r.shape.odd = append(r.shape.odd, o.offset)
		if o.h.unlike(o.broken&firm, 1) == 0 {
			o.h.add(0, o.broken&^firm)
		}
	}
}

// disagrees reports whether the item breaks a habit of its type, and counts it. If both pubDate and
// the number in an address are those of another item, nothing need be known of the others.
func (r *Reader) disagrees() bool {
	if r.sampling {
		return false
	}
	h := r.shape.of(r.value(postType))
	if h == nil {
		return false
	}
	kept, broken := r.signs(h.dead())
	if broken&(1<<pubbed) != 0 && broken&(1<<linked|1<<guided) != 0 {
		return true
	}
	own := 0
	if _, counted := slices.BinarySearch(r.shape.odd, r.base); counted {
		own = 1
	}
	must := h.unlike(broken, own)
	if own == 0 && r.base >= r.shape.learned {
		if must&firm != 0 {
			broken &= firm
		}
		h.add(kept, broken)
	}
	return must != 0
}

// signs returns the habits that the item has, and those that it breaks. Nothing is said of those
// that are dead, and of those that it cannot have.
func (r *Reader) signs(dead uint) (kept, broken uint) {
	say := func(h habit, ok bool) {
		if ok {
			kept |= 1 << h
		} else {
			broken |= 1 << h
		}
	}
	kind, state := string(r.value(postType)), string(r.value(status))
	if kind == "nav_menu_item" {
		return 0, 0 // of every kind of address
	}
	id, address, date, gmt := r.value(postID), r.value(link), r.value(postDate), r.value(postDateGMT)
	if r.names[pubDate].hi > 0 {
		say(pubbed, sameInstant(r.value(pubDate), gmt))
	}
	if state == "publish" {
		say(stamped, !isVoid(gmt))
	}
	if url := r.value(attachmentURL); len(url) > 0 {
		if same, any := r.filesOf(url); any {
			say(filed, same)
		}
	}
	if n := r.number(r.value(guid)); len(n) > 0 {
		say(guided, bytes.Equal(n, id))
	}
	path, ok := r.onSite(address)
	if !ok {
		return kept, broken
	}
	if n := queried(path); len(n) > 0 {
		say(linked, bytes.Equal(n, id))
		if state == "publish" && kind != "attachment" {
			say(pretty, false)
		}
		return kept, broken
	}
	if bytes.IndexByte(path, '?') >= 0 || len(bytes.Trim(path, "/")) == 0 || r.freely() {
		return kept, broken // the front page, an address that an editor has chosen
	}
	if state == "publish" && kind != "attachment" {
		say(pretty, true)
	}
	at, slug := -1, r.value(postName)
	if len(slug) > 0 {
		at = wordIn(path, slug)
		say(slugged, at >= 0)
	}
	switch {
	case dead>>tagged&1 != 0:
	case at >= 0:
		say(tagged, hasNumber(path[:at], id) || hasNumber(path[at+len(slug):], id))
	default:
		say(tagged, hasNumber(path, id))
	}
	if state == "publish" || state == "private" {
		if when := month(path); when != nil && len(date) >= len("2006-01") {
			say(monthed, bytes.Equal(when[1:5], date[:4]) && bytes.Equal(when[6:8], date[5:7]))
		}
		if dead>>placed&1 == 0 {
			if in, any := r.inCategory(path); any {
				say(placed, in)
			}
		}
	}
	return kept, broken
}

// bases returns the addresses of the site, without scheme.
func (h *Head) bases() (list []string) {
	for _, address := range []string{h.BlogURL, h.SiteURL, h.Link} {
		if _, base, ok := strings.Cut(strings.TrimRight(address, "/"), "://"); ok && !slices.Contains(list, base) {
			list = append(list, base)
		}
	}
	return list
}

// onSite returns what follows the address of the site in address.
func (r *Reader) onSite(address []byte) (path []byte, ok bool) {
	_, path, ok = bytes.Cut(address, schemeEnd)
	if !ok {
		return nil, false
	}
	for _, base := range r.shape.bases {
		if len(path) >= len(base) && string(path[:len(base)]) == base {
			if rest := path[len(base):]; len(rest) == 0 || rest[0] == '/' || rest[0] == '?' {
				return rest, true
			}
		}
	}
	if len(r.shape.bases) > 0 {
		return nil, false
	}
	i := bytes.IndexAny(path, "/?") // the head is damaged
	if i < 0 {
		return nil, false
	}
	return path[i:], true
}

var schemeEnd = []byte("://")

// number returns the number of the post in an address of the site such as "…/?p=12", or nothing.
func (r *Reader) number(address []byte) []byte {
	path, ok := r.onSite(address)
	if !ok {
		return nil
	}
	return queried(path)
}

// queried returns the number of a post in the query of an address, or nothing.
func queried(path []byte) []byte {
	_, query, _ := bytes.Cut(path, []byte("?"))
	for len(query) > 0 {
		var pair []byte
		pair, query, _ = bytes.Cut(query, []byte("&"))
		switch key, value, _ := bytes.Cut(pair, []byte("=")); string(key) {
		case "p", "page_id", "attachment_id":
			return value
		}
	}
	return nil
}

// freely reports whether the item has a custom field of a plugin with which an editor chooses the
// address: Custom Permalinks, Page Links To.
func (r *Reader) freely() bool {
	for _, m := range r.metas {
		switch string(r.text[m[0].lo:m[0].hi]) {
		case "custom_permalink", "_links_to":
			return true
		}
	}
	return false
}

// filesOf reports whether the custom fields that name the file of an attachment agree with its
// address, and whether there are any.
func (r *Reader) filesOf(url []byte) (same, any bool) {
	same = true
	for _, m := range r.metas {
		if string(r.text[m[0].lo:m[0].hi]) == "_wp_attached_file" {
			same, any = same && bytes.HasSuffix(url, r.text[m[1].lo:m[1].hi]), true
		}
	}
	return same, any
}

// inCategory reports whether a segment of an address is the slug of a category of the item, and
// whether the item has one.
func (r *Reader) inCategory(path []byte) (in, any bool) {
	for _, t := range r.terms {
		if string(r.text[t[0].lo:t[0].hi]) != "category" {
			continue
		}
		any = true
		slug := r.text[t[1].lo:t[1].hi]
		for rest := path; len(slug) > 0 && len(rest) > 0; {
			var segment []byte
			segment, rest, _ = bytes.Cut(rest, []byte("/"))
			if bytes.EqualFold(segment, slug) {
				return true, true
			}
		}
	}
	return false, any
}

// hasNumber reports whether a run of digits in path is id.
func hasNumber(path, id []byte) bool {
	for i := 0; i < len(path); i++ {
		from := i
		for i < len(path) && html.IsDigit(path[i]) {
			i++
		}
		if i > from && bytes.Equal(path[from:i], id) {
			return true
		}
	}
	return false
}

// month returns the part "/2006/01/" of an address, or nil.
func month(path []byte) []byte {
	const pattern = "/dddd/dd/"
	for i := 0; i+len(pattern) <= len(path); i++ {
		if path[i] != '/' {
			continue
		}
		n := 0
		for n < len(pattern) && (pattern[n] == 'd' && html.IsDigit(path[i+n]) || pattern[n] == '/' && path[i+n] == '/') {
			n++
		}
		if n == len(pattern) {
			return path[i : i+n]
		}
	}
	return nil
}

// wordIn returns where path has slug as a whole, or -1. Tools write %C3 for %c3.
func wordIn(path, slug []byte) int {
	for from := 0; from+len(slug) <= len(path); from++ {
		i := bytes.Index(path[from:], slug)
		if i < 0 {
			break
		}
		from += i
		if end := from + len(slug); (from == 0 || !isWord(path[from-1])) && (end == len(path) || !isWord(path[end])) {
			return from
		}
	}
	if lower := bytes.ToLower(path); !bytes.Equal(lower, path) {
		return wordIn(lower, bytes.ToLower(slug))
	}
	return -1
}

func isWord(c byte) bool { return html.IsLetter(c) || html.IsDigit(c) || c == '%' || c >= 0x80 }

// isVoid reports whether a date in the form of the database is none.
func isVoid(date []byte) bool { return len(bytes.Trim(date, "0-: ")) == 0 }

// sameInstant reports whether a date of RFC 822 is one in the form of the database. There are
// several forms of none: an empty one, and what versions of PHP make of the year 0.
func sameInstant(pub, gmt []byte) bool {
	const layout = "Mon, 02 Jan 2006 15:04:05 +0000"
	if len(pub) == len(layout) && len(gmt) == len(time.DateTime) && bytes.HasSuffix(pub, []byte(" +0000")) &&
		bytes.Equal(pub[12:16], gmt[:4]) && bytes.Equal(pub[5:7], gmt[8:10]) && bytes.Equal(pub[17:25], gmt[11:]) &&
		len(gmt) > 7 && monthOf(gmt) == string(pub[8:11]) {
		return true
	}
	at, err := time.Parse(time.RFC1123Z, string(pub))
	none := len(pub) == 0 || bytes.Contains(pub, []byte(" Nov -0001 ")) || err == nil && at.Year() == 1999 && at.YearDay() == 334
	if err != nil && !none {
		return true // it says nothing
	}
	stored, err := time.Parse(time.DateTime, string(gmt))
	if none || err != nil {
		return none && err != nil
	}
	return at.Equal(stored)
}

// monthOf returns the month of a date in the form of the database as RFC 822 writes it.
func monthOf(date []byte) string {
	const months = "JanFebMarAprMayJunJulAugSepOctNovDec"
	m := int(date[5]-'0')*10 + int(date[6]-'0')
	if m < 1 || m > 12 {
		return ""
	}
	return months[3*m-3 : 3*m]
}
