package wordpress

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/php"
)

// A site is what the stories of a site share, whether an export or the REST API is read.
// Its article turns one item into a story. Once it is filled and complete has been called,
// a site is not changed anymore, and so it may be used by several goroutines.
//
// The custom fields and terms of an item that no member of an article stands for are kept
// in Article.Unknown, under their own name: a field as a string, or as a list of strings if
// its key occurs several times; the terms of a taxonomy as a list of objects with the
// members "slug" and "name". If an article has a member with that name, the name begins
// with "wordpress_".
type site struct {
	options  Options
	base     string      // address of the site, without a slash at the end: "https://journal.example"
	language presse.Lang // of the site; may be empty
	written  time.Time   // when the file was written or the answer given; zero if unknown
	changed  time.Time   // the latest change in a file that says it was written before; zero otherwise
	offset   int         // of the site's clock from UTC, in seconds, as its latest stories have it

	authors  map[string]*author       // by login, and by "id:" and the ID
	guests   map[string]*author       // guest authors, by slug without "cap-"
	terms    map[termKey]*Term        // by taxonomy and slug, and by taxonomy and "id:" and the ID
	order    []*Term                  // the same, in the order of the file
	media    map[string]*presse.Media // attachments, by ID
	marks    map[string]string        // what Write wrote into attachments, by ID
	children map[string][]int64       // IDs of the attachments of a post, by its ID
	blocks   map[string]string        // stored content of published reusable blocks, by ID
	public   map[string]edition       // public stories with translations, by ID
	groups   map[string]*group        // of translations, by slug of Polylang's term; nil until the public stories are known
	closed   map[string]bool          // IDs of posts that are not public
	used     func(id string)          // is called for every attachment that a story uses; may be nil

	fields    map[string]string      // custom field or taxonomy → member
	kinds     map[string]keyKind     // of the names of custom fields that the file has; a name may be missing
	rules     []memberRule           // of MemberPress
	ranks     map[string]int         // of the fields of one member: the lowest has precedence
	parents   bool                   // Term.Parent is an ID, as in the REST API
	sections  sections               // set by complete
	languages map[string]presse.Lang // by slug of Polylang's term; set by complete
	bodiless  bool                   // bodies are left out
}

// A termKey identifies a term: terms of different taxonomies may have one slug.
type termKey struct{ taxonomy, slug string }

// newSite returns an empty site. It is an error if the options are not valid.
func newSite(o Options) (*site, error) {
	s := &site{
		options:  o,
		authors:  make(map[string]*author),
		guests:   make(map[string]*author),
		terms:    make(map[termKey]*Term),
		media:    make(map[string]*presse.Media),
		marks:    make(map[string]string),
		children: make(map[string][]int64),
		blocks:   make(map[string]string),
		public:   make(map[string]edition),
		closed:   make(map[string]bool),
		kinds:    make(map[string]keyKind),
	}
	return s, s.setFields(o.Fields)
}

// addTerm adds a term of the site. The first of several terms with one taxonomy and slug
// is kept.
func (s *site) addTerm(t Term) *Term {
	key := termKey{t.Taxonomy, t.Slug}
	if known, ok := s.terms[key]; ok {
		if t.ID != "" { // joined exports may number their terms differently
			if known.ID == "" { // named by a story of an earlier export
				*known = t
			}
			if _, ok := s.terms[termKey{t.Taxonomy, "id:" + t.ID}]; !ok {
				s.terms[termKey{t.Taxonomy, "id:" + t.ID}] = known
			}
		}
		return known
	}
	s.terms[key] = &t
	if t.ID != "" {
		s.terms[termKey{t.Taxonomy, "id:" + t.ID}] = &t
	}
	s.order = append(s.order, &t)
	return &t
}

// complete prepares the site for article, once all terms are known.
func (s *site) complete() {
	s.sections = s.newSections()
	s.languages = make(map[string]presse.Lang)
	for _, t := range s.order {
		if t.Taxonomy == "language" {
			s.languages[t.Slug] = s.languageOf(t.Slug)
		}
	}
	for _, list := range []map[string]*author{s.authors, s.guests} {
		for _, a := range list {
			a.read()
		}
	}
}

// lost reports a loss.
func (s *site) lost(l presse.Loss) {
	if s.options.Lost != nil {
		s.options.Lost(l)
	}
}

// isStory reports whether items of the given type are stories.
func (s *site) isStory(kind string) bool {
	if s.options.Types == nil {
		return kind == "post"
	}
	return slices.Contains(s.options.Types, kind)
}

// A reading is one item on its way to becoming a story.
type reading struct {
	*site
	it    *Item
	a     *presse.Article
	taken map[string]bool // custom fields and taxonomies that have been carried over or reported
	done  map[string]bool // see once
	said  []signal        // see signals

	missed      bool   // see scheduled
	termFields  []Meta // see fieldsOf
	mappedTerms bool   // termFields is set
}

// lose reports that a field of the item is not carried over unchanged.
func (r *reading) lose(kind presse.LossKind, field, value string, err error) {
	r.lost(presse.Loss{Item: r.it.ID, Field: field, Value: value, Kind: kind, Err: err})
}

// digitsOf returns s if it is a number or a date, as the Value of a loss, and otherwise
// nothing: the field may hold text of the story.
func digitsOf(s string) string {
	if strings.Trim(s, "0123456789-") != "" {
		return ""
	}
	return s
}

// first returns the first value of the custom fields with a key, and marks the key as
// taken. WordPress reads the first value too (get_post_meta with $single, WordPress 1.5).
func (r *reading) first(keys ...string) string {
	var value string
	for _, key := range keys {
		for _, m := range r.it.Meta {
			if m.Key == key {
				r.taken[key] = true
				if value == "" {
					value = strings.TrimSpace(m.Value)
				}
			}
		}
	}
	return value
}

// keep stores a value in Unknown under its name, and reports it.
func (r *reading) keep(name string, value any, err error) {
	text, encodeErr := marshalJSON(value)
	if encodeErr != nil {
		r.lose(presse.LossDropped, name, "", encodeErr)
		return
	}
	key := name
	if isMember(name) {
		key = "wordpress_" + name
	}
	if r.a.Unknown == nil {
		r.a.Unknown = make(map[string]json.RawMessage)
	}
	for r.a.Unknown[key] != nil { // a custom field and a taxonomy with one name
		key = "wordpress_" + key
	}
	r.a.Unknown[key] = text
	r.lose(presse.LossKept, name, "", err)
}

// Reasons of losses.
var (
	errNoID        = errors.New("an item without an ID cannot be told from others")
	errMarkup      = errors.New("markup in plain text")
	errNoHeadline  = errors.New("no headline")
	errNoBody      = errors.New("no text")
	errComments    = errors.New("comments are not imported")
	errSticky      = errors.New("an article has no such member")
	errUnknown     = errors.New("custom field without a member of its own")
	errTaxonomy    = errors.New("taxonomy without a member of its own")
	errSecond      = errors.New("another field has the same purpose")
	errSlug        = errors.New("not a segment of an address")
	errAddress     = errors.New("not an absolute http or https URL")
	errMail        = errors.New("holds an e-mail address")
	errSummary     = errors.New("the beginning of the text")
	errCodes       = errors.New("shortcodes in plain text")
	errMadeUpTitle = errors.New("a prefix that WordPress shows before the title")
)

// article returns the story that an item holds. It returns nil without an error if the
// item is to be left out, which has been reported to Lost.
//
// The error is an *ItemError with the place of the item.
func (s *site) article(it *Item) (*presse.Article, error) {
	if it.ID == "" {
		return nil, itemError(it, "wp:post_id", errNoID)
	}
	r := &reading{site: s, it: it, a: &presse.Article{ID: it.ID}, taken: make(map[string]bool, len(it.Meta))}
	r.times()
	if !r.status() {
		return nil, nil
	}
	r.titles()
	r.lang()
	r.addresses()
	r.authorship()
	r.classify()
	r.picture()
	r.body()
	r.mapped()
	r.plugins()
	r.summary()
	r.withoutPicture()
	r.close()
	r.editions()
	r.taken[fieldKept] = true
	r.rest()
	r.restore()
	if r.missed && r.a.Status == presse.StatusReview {
		r.lose(presse.LossChanged, "wp:status", "future", errMissed)
	}
	r.url()
	if r.a.Body == "" {
		r.lose(presse.LossDropped, "content:encoded", "", errNoBody)
	}
	if it.Comments > 0 {
		r.lose(presse.LossDropped, "wp:comment", fmt.Sprint(it.Comments), errComments)
	}
	if it.Sticky {
		r.keep("sticky", true, errSticky)
	}
	return r.a, nil
}

// itemError returns an error about an item.
func itemError(it *Item, field string, err error) *ItemError {
	return &ItemError{Line: it.Line, Offset: it.Offset, ID: it.ID, Err: &presse.Error{Op: "read WordPress item", Field: field, Err: err}}
}

// titles sets the headline. Titles are stored as they were typed, and may hold HTML.
func (r *reading) titles() {
	r.a.Headline = r.plain("title", r.it.Title)
	for _, prefix := range []string{"Protégé : ", "Protégé\u00a0: ", "Protégé: ", "Privé : ", "Privé\u00a0: ", "Privé: ", "Protected: ", "Private: ", "محمي: ", "خاص: "} {
		// get_the_title of WordPress adds them (protected_title_format, private_title_format),
		// and so do the REST API and feeds. A title that was typed so is left alone.
		if rest, ok := strings.CutPrefix(r.a.Headline, prefix); ok && r.it.rendered && (r.it.Password != "" || r.it.Status == "private") {
			r.a.Headline = rest
			r.lose(presse.LossChanged, "title", "", errMadeUpTitle)
			break
		}
	}
	if r.a.Headline == "" {
		r.lose(presse.LossDropped, "title", "", errNoHeadline)
	}
}

// plain returns the text of HTML on one line, and reports markup that is lost.
func (r *reading) plain(field, html string) string {
	text := plainLine(html)
	if strings.Contains(html, "</") && text != html {
		r.lose(presse.LossChanged, field, "", errMarkup)
	}
	return text
}

// plainLine returns the text of HTML on one line.
func plainLine(html string) string {
	if !strings.ContainsAny(html, "<&\n\r\t") && !strings.Contains(html, "  ") {
		return strings.Trim(html, " ")
	}
	text := presse.PlainText(html)
	if strings.ContainsAny(text, "\n\t") {
		text = strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c == '\n' || c == '\t' || c == ' ' }), " ")
	}
	return text
}

// body sets the body.
func (r *reading) body() {
	if r.it.Content == "" || r.bodiless {
		return
	}
	if r.it.rendered {
		r.a.Body = r.it.Content
		if r.options.Link != nil {
			b := body{options: BodyOptions{Link: r.options.Link}}
			r.a.Body = b.finish(r.a.Body)
		}
		return
	}
	notes := r.first("footnotes")
	body, losses := Body(r.it.Content, BodyOptions{
		Media: func(id int64) (presse.Media, bool) {
			m := r.medium(strconv.FormatInt(id, 10))
			if m == nil {
				return presse.Media{}, false
			}
			return r.copyOf(m), true
		},
		Block: func(id int64) (string, bool) {
			content, ok := r.blocks[fmt.Sprint(id)]
			return content, ok
		},
		Notes: []byte(notes),
		Link:  r.options.Link,
		base:  r.base,
		attached: func(post string) []int64 {
			if post == "" {
				post = r.it.ID
			}
			if post != r.it.ID && r.closed[post] {
				return nil
			}
			return r.children[post]
		},
	})
	r.a.Body = body
	for _, l := range losses {
		l.Item = r.it.ID
		r.lost(l)
	}
}

// summary sets the deck from the excerpt, unless a custom field has set it.
func (r *reading) summary() {
	excerpt := r.plain("excerpt:encoded", r.withoutCodes("excerpt:encoded", r.it.Excerpt))
	switch {
	case excerpt == "":
	case r.a.Deck == excerpt:
	case r.a.Deck != "":
		r.keep("excerpt", excerpt, errSecond)
	case r.madeUp(excerpt):
		r.lose(presse.LossDropped, "excerpt:encoded", "", errSummary)
	default:
		r.a.Deck = excerpt
	}
}

// withoutCodes returns text without the shortcodes of WordPress and of page builders, but with
// what is between their tags. WordPress prints them in an excerpt that was typed, which
// nobody wants.
func (r *reading) withoutCodes(field, text string) string {
	if r.it.rendered || strings.IndexByte(text, '[') < 0 {
		return text
	}
	var content func(text string, depth int) string
	content = func(text string, depth int) string {
		if depth == mostNestedCodes {
			return text
		}
		return eachCode(text, isLayoutCode, func(s *php.Shortcode) string { return content(s.Content, depth+1) })
	}
	without := content(text, 0)
	if without != text {
		r.lose(presse.LossChanged, field, "", errCodes)
	}
	return without
}

// mostNestedCodes is how many levels of shortcodes are removed from an excerpt. Page builders
// nest four: section, row, column and module.
const mostNestedCodes = 8

// isLayoutCode reports whether a shortcode is WordPress's own or that of a page builder, and
// has no end tag or one.
func isLayoutCode(name, attrs string, selfClosing, closed bool) bool {
	for _, prefix := range []string{"vc_", "et_pb_", "fusion_", "av_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return isCore(name, attrs, selfClosing, closed)
}

// madeUp reports whether an excerpt is the beginning of the text, as wp_trim_excerpt of
// WordPress makes it, or a plugin that stores it. What follows the last whole word, such
// as an ellipsis, does not count.
func (r *reading) madeUp(excerpt string) bool {
	for _, end := range []string{"[…]", "[...]", "[&hellip;]", "…", "...", "(suite…)", "(more…)"} {
		excerpt = strings.TrimSpace(strings.TrimSuffix(excerpt, end))
	}
	start := r.a.Body
	if limit := 4*len(excerpt) + 4<<10; len(start) > limit {
		start = start[:limit] // the markup of a text is rarely three times as long as the text
	}
	a, b := strings.Fields(excerpt), strings.Fields(presse.PlainText(start))
	if len(a) == 0 || len(a) > len(b) {
		return false
	}
	for i, word := range a {
		if word != b[i] {
			return i == len(a)-1 && i > 0 && strings.HasPrefix(b[i], word) // cut inside a word
		}
	}
	return true
}

// copyOf returns a copy of m that shares nothing with it which a caller may change.
func (s *site) copyOf(m *presse.Media) presse.Media {
	c := *m
	c.Renditions = slices.Clone(m.Renditions)
	c.Credit.Names, c.Credit.Agencies = slices.Clone(m.Credit.Names), slices.Clone(m.Credit.Agencies)
	c.Unknown = maps.Clone(m.Unknown)
	return c
}
