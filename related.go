package presse

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/related"
)

// An Index chooses, from an archive of articles, those that the reader of one should
// read next. It does not hold the articles, only what choosing requires: about 700
// bytes for each (see [Index.Stats]).
//
// The zero Index is empty and ready to use, for a paper that publishes in French;
// [NewIndex] takes options and [LoadIndex] reads a snapshot. An Index must not be
// copied after first use. All methods are safe for concurrent use: queries see the
// archive as it was when they began and never wait; writers take turns.
type Index struct {
	lang   Lang
	engine related.Index
	places atomic.Pointer[places] // of the taxonomy of the last query that had one
}

// IndexOptions are the settings of an Index. The zero value is right for a paper
// that publishes in French.
type IndexOptions struct {
	Lang Lang // language of articles that do not state theirs; "fr" if empty
}

// NewIndex returns an empty index.
func NewIndex(o IndexOptions) *Index { return &Index{lang: o.Lang} }

// Limits of an index.
const (
	maxID   = 1 << 10
	maxText = 16 << 20 // bytes of headline, deck, body, tags and sections together
	maxTags = 255      // tags and sections together
)

var (
	errNoID    = errors.New("an article needs an ID to be found again")
	errTooLong = errors.New("too long for an index")
)

// Put adds articles to the index. An article replaces the one with the same ID, if
// there is one. If any article is nil, has no ID, occurs twice in the call or is too
// long (an ID over 1 KiB, over 16 MiB of text, over 255 tags and sections together), Put
// changes nothing and returns an *Error for each. It does not call [Article.Validate],
// and accepts articles that are not public: [Query] decides what is shown.
//
// One call with many articles is faster than many calls. Each call does a part of the
// work of merging segments, in proportion to the number of its articles. Call
// [Index.Compact] after an import.
//
// Headline, deck and body are read as a reader of the page sees them, see [PlainText],
// without asides, links to other stories ("À lire aussi"), shortcodes and URLs. The
// notes of live coverage are not read. An article with NoRelated is never a match, but
// has matches. An index holds up to 16 million words, tags and sections; further words
// are ignored.
func (x *Index) Put(articles ...*Article) error {
	if x == nil {
		return &Error{Op: "put", Err: errNil}
	}
	if err := checkArticles("put", articles); err != nil {
		return err
	}
	x.engine.Put(len(articles), func(i int) related.Article { return x.article(articles[i]) })
	return nil
}

// Touch takes over what may change without the text: status, Published, Embargo, Expiry,
// Sections, Genre and NoRelated. The text and the tags are not read again, so Touch is
// much faster than Put. It changes nothing, and returns an *Error for each article that
// Put would refuse or that the index does not hold; the cause is then ErrNotFound.
func (x *Index) Touch(articles ...*Article) error {
	const op = "touch"
	if x == nil {
		return &Error{Op: op, Err: errNil}
	}
	faults := []error{checkArticles(op, articles)}
	var missing []int
	for i, a := range articles {
		if a != nil && a.ID != "" && !x.Has(a.ID) {
			missing = append(missing, i)
		}
	}
	if faults[0] == nil && missing == nil {
		missing = x.engine.Touch(len(articles), func(i int) related.Article { return x.article(articles[i]) })
	}
	for _, i := range missing {
		faults = append(faults, &Error{Op: op, Field: item("articles", i) + ".id", Value: quote.Short(articles[i].ID), Err: ErrNotFound})
	}
	return errors.Join(faults...)
}

// article returns what the engine needs to know about a.
func (x *Index) article(a *Article) related.Article {
	public := false
	switch a.Status {
	case StatusScheduled:
		public = !a.Published.IsZero()
	case StatusPublished, StatusCorrected:
		public = true
	}
	return related.Article{
		ID: a.ID, Lang: string(cmp.Or(a.Lang, x.lang, "fr")),
		Headline: a.Headline, Deck: a.Deck, Body: a.Body,
		Tags: a.Tags, Sections: decoded(a.Sections), Genre: a.Genre,
		Public: public, Published: a.Published, Embargo: a.Embargo, Expiry: a.Expiry,
		Unoffered: a.NoRelated,
	}
}

// decoded returns sections in the one spelling of each address. The index itself ignores
// case and accents.
func decoded(sections []string) []string {
	if !slices.ContainsFunc(sections, func(s string) bool { return strings.Contains(s, "%") }) {
		return sections
	}
	keys := make([]string, len(sections))
	for i, s := range sections {
		keys[i] = address.Key(s)
	}
	return keys
}

func checkArticles(op string, articles []*Article) error {
	var faults []error
	seen := make(map[string]bool, len(articles))
	for i, a := range articles {
		if a == nil {
			faults = append(faults, &Error{Op: op, Field: item("articles", i), Err: errNil})
			continue
		}
		if faults = append(faults, checkArticle(op, item("articles", i)+".", a)); seen[a.ID] && a.ID != "" {
			faults = append(faults, &Error{Op: op, Field: item("articles", i) + ".id", Value: quote.Short(a.ID), Err: ErrDuplicate})
		}
		seen[a.ID] = true
	}
	return errors.Join(faults...)
}

// checkArticle returns the faults of an article for an index, each with a field whose name
// begins with prefix.
func checkArticle(op, prefix string, a *Article) error {
	var faults []error
	fault := func(field, value string, err error) {
		faults = append(faults, &Error{Op: op, Field: prefix + field, Value: value, Err: err})
	}
	switch {
	case a.ID == "":
		fault("id", "", errNoID)
	case len(a.ID) > maxID:
		fault("id", quote.Short(a.ID), errTooLong)
	}
	if n := textLen(a); n > maxText {
		fault("body", strconv.Itoa(n)+" bytes", errTooLong)
	}
	if n := len(a.Tags) + len(a.Sections); n > maxTags {
		fault("tags", strconv.Itoa(n)+" tags and sections", errTooLong)
	}
	return errors.Join(faults...)
}

func textLen(a *Article) int {
	n := len(a.Headline) + len(a.Deck) + len(a.Body) + len(a.Genre)
	for _, labels := range [][]string{a.Tags, a.Sections} {
		for _, s := range labels {
			n += len(s)
		}
	}
	return n
}

// Delete removes articles and returns how many of them the index held. No query that
// begins after Delete has returned finds them.
func (x *Index) Delete(ids ...string) int {
	if x == nil {
		return 0
	}
	return x.engine.Delete(ids...)
}

// Compact rewrites the index so that it depends only on the articles that it holds, not
// on the order in which they came or on those that it once held: the same archive then
// has the same answers and, to the byte, the same snapshot. Before, two to five boxes in
// a thousand differ. Compact takes 15 µs an article, and as much memory again as the
// index while it runs; queries go on, and writers wait.
func (x *Index) Compact() {
	if x != nil {
		x.engine.Compact()
	}
}

// Len returns the number of articles.
func (x *Index) Len() int {
	if x == nil {
		return 0
	}
	return x.engine.Len()
}

// Has reports whether the index holds an article with that ID.
func (x *Index) Has(id string) bool { return x != nil && x.engine.Has(id) }

// IDs yields the IDs of the articles that the index held when the iteration began, in
// no particular order. The index may be changed meanwhile.
func (x *Index) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		if x != nil {
			x.engine.IDs(yield)
		}
	}
}

// SetMark sets a string of the caller that is saved with the index, such as the position
// in a queue up to which it has been filled: a replica loads a snapshot and goes on from
// its Mark. Save returns an error if it is longer than 64 KiB.
func (x *Index) SetMark(mark string) {
	if x != nil {
		x.engine.SetMark(mark)
	}
}

// Mark returns the string set by SetMark, or the one of the snapshot. It is empty if
// there is none.
func (x *Index) Mark() string {
	if x == nil {
		return ""
	}
	return x.engine.Mark()
}

// Frequencies says how often terms occur in an archive. Its methods are safe for
// concurrent use.
type Frequencies interface {
	Articles() int       // number of articles
	Of(term string) int  // number of articles that have a term: a word, "#" and a tag, or "/" and a section
	MeanLength() float64 // mean number of words of an article, as scores weigh them
}

// Frequencies returns the frequencies of the terms of the index. They are those of the
// index at the time of each call.
func (x *Index) Frequencies() Frequencies { return frequencies{x} }

type frequencies struct{ *Index }

func (f frequencies) Articles() int { return f.Len() }

func (f frequencies) Of(term string) int {
	if f.Index == nil {
		return 0
	}
	return f.engine.Frequency(term)
}

func (f frequencies) MeanLength() float64 {
	if f.Index == nil {
		return 0
	}
	return f.engine.MeanLength()
}

// Stats is what an index holds.
type Stats struct {
	Articles int `json:"articles,omitzero"`
	Terms    int `json:"terms,omitzero"` // distinct words, tags, sections, genres and languages
	Bytes    int `json:"bytes,omitzero"` // memory in use, not counting queries: each takes about 1 MB, and 9 bytes per term, while it runs
}

// Stats measures the index.
func (x *Index) Stats() Stats {
	if x == nil {
		return Stats{}
	}
	s := x.engine.Stats()
	return Stats{Articles: s.Articles, Terms: s.Terms, Bytes: s.Bytes()}
}

// Save writes a snapshot of the index as it is when Save begins; the index may be
// changed meanwhile. The snapshot marks its own end, so it can be part of a longer
// stream. The error is the one from w.
func (x *Index) Save(w io.Writer) error {
	const op = "save index"
	if x == nil || w == nil {
		return &Error{Op: op, Err: errNil}
	}
	if err := x.engine.Save(w); err != nil {
		return &Error{Op: op, Err: err}
	}
	return nil
}

// SaveFile writes a snapshot to the file at path, or to the file that a symbolic link
// there points to. A new file has mode 0666 before umask, an existing one keeps its
// permissions, but belongs to the user of the process. The old file stays in place until the new one is complete and synced to
// disk. It is an error if path names something other than a regular file.
func (x *Index) SaveFile(path string) error {
	const op = "save index"
	if x == nil {
		return &Error{Op: op, Err: errNil}
	}
	if path == "" {
		return &Error{Op: op, Field: "path", Err: errEmpty}
	}
	if err := x.engine.SaveFile(path); err != nil {
		return &Error{Op: op, Field: "path", Value: path, Err: err}
	}
	return nil
}

// LoadIndex reads a snapshot, and not a byte beyond its end. The cause of the error is
// ErrCorrupt if the snapshot was truncated or altered, and ErrVersion if it was made by
// another version of presse: build the index again from the articles. The options are
// those of the index that was saved.
func LoadIndex(r io.Reader, o IndexOptions) (*Index, error) {
	if r == nil {
		return nil, &Error{Op: opLoad, Err: errNil}
	}
	x := NewIndex(o)
	if err := x.engine.Load(r); err != nil {
		return nil, &Error{Op: opLoad, Err: loadError(err)}
	}
	return x, nil
}

// LoadIndexFile reads a snapshot from the file at path, which must end with it. The
// causes of errors are those of LoadIndex and those of opening a file.
func LoadIndexFile(path string, o IndexOptions) (*Index, error) {
	if path == "" {
		return nil, &Error{Op: opLoad, Field: "path", Err: errEmpty}
	}
	x := NewIndex(o)
	if err := x.engine.LoadFile(path); err != nil {
		return nil, &Error{Op: opLoad, Field: "path", Value: path, Err: loadError(err)}
	}
	return x, nil
}

const opLoad = "load index"

// loadError returns the cause that a program may want to distinguish.
func loadError(err error) error {
	switch {
	case errors.Is(err, related.ErrCorrupt):
		return ErrCorrupt
	case errors.Is(err, related.ErrVersion):
		return ErrVersion
	}
	return err
}
