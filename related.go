package presse

import (
	"cmp"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/record"
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
	maxText = 16 << 20 // bytes of headline, deck and body together
	maxTags = 255      // tags and sections together
)

var (
	errNoID    = errors.New("an article needs an ID to be found again")
	errTooLong = errors.New("too long for an index")
)

// Put adds articles to the index. An article replaces the one with the same ID, if
// there is one. If any article is nil, has no ID, occurs twice in the call or is too
// long (an ID over 1 KiB, over 16 MiB of text, over 255 tags and sections together), Put changes
// nothing and returns an *Error for each. It does not call [Article.Validate], and
// accepts drafts: [Query] decides what is shown.
//
// One call with many articles is faster than many calls. A call occasionally merges
// segments, which can take seconds in an archive of a million; queries do not wait
// for it.
//
// Headline, deck and body are read as a reader of the page sees them: see
// [PlainText]. Of an article with NoRelated, only the ID is stored, so it is never a
// match, and RelatedTo has no matches for it.
func (x *Index) Put(articles ...*Article) error {
	if x == nil {
		return &Error{Op: "put", Err: errNil}
	}
	if err := checkArticles(articles); err != nil {
		return err
	}
	x.engine.Put(len(articles), func(i int) related.Article {
		a := x.article(articles[i])
		if articles[i].NoRelated {
			return related.Article{ID: a.ID, Lang: a.Lang} // nothing finds it without text, tags and sections
		}
		return a
	})
	return nil
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
		Tags: a.Tags, Sections: decoded(a.Sections),
		Public: public, Published: a.Published, Embargo: a.Embargo, Expiry: a.Expiry,
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

func checkArticles(articles []*Article) error {
	var faults []error
	fault := func(i int, field, value string, err error) {
		faults = append(faults, &Error{Op: "put", Field: "articles[" + strconv.Itoa(i) + "]" + field, Value: value, Err: err})
	}
	seen := make(map[string]bool, len(articles))
	for i, a := range articles {
		if a == nil {
			fault(i, "", "", errNil)
			continue
		}
		switch {
		case a.ID == "":
			fault(i, ".id", "", errNoID)
		case len(a.ID) > maxID:
			fault(i, ".id", shorten(a.ID), errTooLong)
		case seen[a.ID]:
			fault(i, ".id", a.ID, ErrDuplicate)
		}
		seen[a.ID] = true
		if n := textLen(a); n > maxText {
			fault(i, ".body", strconv.Itoa(n)+" bytes", errTooLong)
		}
		if n := len(a.Tags) + len(a.Sections); n > maxTags {
			fault(i, ".tags", strconv.Itoa(n)+" tags and sections", errTooLong)
		}
	}
	return errors.Join(faults...)
}

func textLen(a *Article) int { return len(a.Headline) + len(a.Deck) + len(a.Body) }

// Delete removes articles and returns how many of them the index held.
func (x *Index) Delete(ids ...string) int {
	if x == nil {
		return 0
	}
	return x.engine.Delete(ids...)
}

// Len returns the number of articles.
func (x *Index) Len() int {
	if x == nil {
		return 0
	}
	return x.engine.Len()
}

// Stats is what an index holds.
type Stats struct {
	Articles int `json:"articles,omitzero"`
	Terms    int `json:"terms,omitzero"` // distinct words, pairs of words, tags and sections
	Bytes    int `json:"bytes,omitzero"` // memory in use, not counting queries: each takes about 1 MB, 2 bytes per article and 9 per term while it runs
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
// permissions. The old file stays in place until the new one is complete and synced to
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
	const op = "load index"
	if r == nil {
		return nil, &Error{Op: op, Err: errNil}
	}
	x := NewIndex(o)
	if err := x.engine.Load(r); err != nil {
		switch {
		case errors.Is(err, related.ErrCorrupt):
			err = ErrCorrupt
		case errors.Is(err, related.ErrVersion):
			err = ErrVersion
		}
		return nil, &Error{Op: op, Err: err}
	}
	return x, nil
}

// Focus is what the reader of an article is offered. Its text form is "background" or
// "story".
type Focus uint8

// The two kinds of box that newspapers print under an article.
const (
	FocusBackground Focus = iota // what to read next: closeness in time does not count
	FocusStory                   // more on the same story: closeness in time counts
)

var focusWords = []string{"background", "story"}

// String returns the text form of f.
func (f Focus) String() string { return record.Word(focusWords, f) }

// MarshalText returns the text form of f; an unknown focus is an *Error.
func (f Focus) MarshalText() ([]byte, error) { return marshalWord("focus", focusWords, f) }

// UnmarshalText reads the text form of a focus.
func (f *Focus) UnmarshalText(b []byte) error { return scanWord("focus", focusWords, f, b) }

// A Query says which articles to look for. The zero value asks for the four best
// ones in the language of the article they will be printed with, including drafts and
// stories under embargo: what readers see needs At.
type Query struct {
	Limit int       // number of matches, 1 to 100; 4 if zero
	At    time.Time // only what is public at this instant; if it is zero, everything, drafts and embargoed stories too
	Focus Focus

	Langs    []Lang        // only articles in these languages; the article's own if empty
	Sections []string      // only articles in one of these sections (slugs); all if empty
	Exclude  []string      // IDs of articles to leave out
	MaxAge   time.Duration // only articles published no earlier than At minus MaxAge, so it needs At; no limit if zero
	MinScore float64       // only matches with at least this score

	// Diversity, from 0 to 1, is how much similarity to the matches before it counts
	// against a match. Matches are then no longer in the order of their scores. With
	// 0, the matches are those that readers judge best.
	Diversity float64

	Copies  bool // list copies of one text as separate matches
	Exact   bool // score every article, not only likely ones: for measuring; about 20 ms for 100,000 articles
	Explain bool // list every shared term in Match.Why, not only the strongest
}

// A Match is an article that was chosen, identified by its ID: the index does not
// hold the articles, the caller does.
type Match struct {
	ID     string   `json:"id,omitzero"`
	Score  float64  `json:"score,omitzero"`  // 0 to 1, comparable between queries
	Why    []Reason `json:"why,omitzero"`    // what the score is made of: shared terms, strongest first, then what else counts; the weights add up to Score
	Copies []string `json:"copies,omitzero"` // IDs of other articles with nearly the same text
}

// ReasonKind distinguishes reasons. Its text form is "term", "tag", "section", "story",
// "time" or "rest"; in the JSON of a Reason, "term" is left out.
type ReasonKind uint8

// What speaks for a match.
const (
	ReasonTerm    ReasonKind = iota // a word that both articles have
	ReasonTag                       // a tag that both articles have
	ReasonSection                   // a section that both articles have
	ReasonStory                     // much in common with the other matches
	ReasonTime                      // published close together
	ReasonRest                      // all other shared terms together
)

// Reasons have the numbers that the engine gives them.
var _ = [1]struct{}{}[ReasonRest-ReasonKind(related.Rest)]

var reasonWords = []string{"term", "tag", "section", "story", "time", "rest"}

// String returns the text form of k.
func (k ReasonKind) String() string { return record.Word(reasonWords, k) }

// MarshalText returns the text form of k; an unknown kind is an *Error.
func (k ReasonKind) MarshalText() ([]byte, error) { return marshalWord("reason", reasonWords, k) }

// UnmarshalText reads the text form of a kind.
func (k *ReasonKind) UnmarshalText(b []byte) error { return scanWord("reason", reasonWords, k, b) }

// A Reason is a part of a Match's score.
type Reason struct {
	Kind   ReasonKind `json:"kind,omitzero"`
	Text   string     `json:"text,omitzero"`   // the word, tag or section as written; for ReasonTime, the number of hours between the two articles
	Weight float64    `json:"weight,omitzero"` // its part of the score
}

// In returns the reason as a phrase for readers, in French, Arabic or English:
// “mot commun : inondations”. Any other language gets French.
func (r Reason) In(l Lang) string {
	phrases := wordingIn(l).reasons
	return strings.ReplaceAll(phrases[min(r.Kind, ReasonRest)], "%", r.Text)
}

// String returns r.In("fr").
func (r Reason) String() string { return r.In("fr") }

// Related returns the articles that go best with a, best first. The article need not
// be in the index; one with the same ID is never among the matches. Matches with
// equal scores are ordered by date, latest first, then by ID, so that the same
// archive always gives the same answer. It is an error if a is nil or its text is
// too long (see Put), or if the query is not valid.
func (x *Index) Related(a *Article, q Query) ([]Match, error) {
	if x == nil || a == nil {
		return nil, &Error{Op: "related", Err: errNil}
	}
	if n := textLen(a); n > maxText {
		return nil, &Error{Op: "related", Field: "body", Value: strconv.Itoa(n) + " bytes", Err: errTooLong}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	inner, matches := q.inner(), matchList{}
	x.engine.Related(x.article(a), &inner, matches.add)
	return matches, nil
}

// RelatedTo is Related for an article of the index. It is faster, since the text
// need not be read again. The cause of the error is ErrNotFound if the index holds no
// article with that ID.
func (x *Index) RelatedTo(id string, q Query) ([]Match, error) {
	if x == nil {
		return nil, &Error{Op: "related", Err: errNil}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	inner, matches := q.inner(), matchList{}
	if !x.engine.RelatedTo(id, &inner, matches.add) {
		return nil, &Error{Op: "related", Field: "id", Value: shorten(id), Err: ErrNotFound}
	}
	return matches, nil
}

// Versions returns the IDs of the articles with nearly the same text as a, latest first,
// then by ID: the same dispatch under another headline, cut or slightly edited. Of the
// query, only At and Langs count. The article a need not be in the index; its own ID is
// never among them. It is an error if a is nil or its text is too long (see Put), or if
// the query is not valid.
func (x *Index) Versions(a *Article, q Query) ([]string, error) {
	if x == nil || a == nil {
		return nil, &Error{Op: "versions", Err: errNil}
	}
	if n := textLen(a); n > maxText {
		return nil, &Error{Op: "versions", Field: "body", Value: strconv.Itoa(n) + " bytes", Err: errTooLong}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	inner := Query{At: q.At, Langs: q.Langs, Exact: q.Exact}.inner()
	var ids []string
	x.engine.Versions(x.article(a), &inner, func(id string) { ids = append(ids, id) })
	return ids, nil
}

const (
	defaultLimit = 4
	maxLimit     = 100
)

// inner returns the query in the form the engine takes.
func (q Query) inner() related.Query {
	var langs []string
	for _, l := range q.Langs {
		langs = append(langs, string(l))
	}
	return related.Query{
		Limit: cmp.Or(q.Limit, defaultLimit),
		At:    q.At, MaxAge: q.MaxAge,
		Langs: langs, Sections: decoded(q.Sections), Exclude: q.Exclude,
		MinScore: q.MinScore, Diversity: q.Diversity,
		Story: q.Focus == FocusStory, Copies: q.Copies, Exact: q.Exact, Explain: q.Explain,
	}
}

// matchList collects the matches that the engine finds.
type matchList []Match

func (l *matchList) add(m related.Match) {
	why := make([]Reason, len(m.Why))
	for i, r := range m.Why {
		why[i] = Reason{ReasonKind(r.Kind), r.Text, r.Weight}
	}
	*l = append(*l, Match{m.ID, m.Score, why, m.Copies})
}

// check returns the faults of q. It allocates only for them.
func (q *Query) check() error {
	c := check{op: "related"}
	if q.Limit < 0 || q.Limit > maxLimit {
		c.want(false, "limit", strconv.Itoa(q.Limit), errors.New("not from 0 to 100"))
	}
	wantWord(&c, focusWords, q.Focus, "focus")
	for i, l := range q.Langs {
		if !l.valid() {
			c.want(false, "langs["+strconv.Itoa(i)+"]", string(l), errLang)
		}
	}
	if q.MaxAge < 0 {
		c.want(false, "max_age", q.MaxAge.String(), errNegative)
	}
	if q.MaxAge > 0 && q.At.IsZero() {
		c.want(false, "max_age", q.MaxAge.String(), errors.New("needs at"))
	}
	if math.IsNaN(q.MinScore) {
		c.want(false, "min_score", "NaN", errors.New("not a number"))
	}
	if !(q.Diversity >= 0 && q.Diversity <= 1) { // NaN is neither
		c.want(false, "diversity", strconv.FormatFloat(q.Diversity, 'g', -1, 64), errors.New("not from 0 to 1"))
	}
	return errors.Join(c.faults...)
}
