package presse

import (
	"cmp"
	"errors"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/presse-go/presse/internal/related"
)

// An Index chooses, out of an archive, the articles that someone who has read
// one should read next. It holds no articles, only what choosing takes: some
// 700 bytes for each (see Stats).
//
// Make one with NewIndex or LoadIndex. All methods may be called at any time by
// any number of goroutines: queries see the archive as it was when they began
// and never wait, writers take turns.
type Index struct {
	lang   Lang
	engine *related.Index
}

// IndexOptions are what an Index cannot find out by itself. The zero value
// serves a paper that publishes in French.
type IndexOptions struct {
	Lang Lang // language of articles that name none: "fr" when empty
}

// NewIndex returns an empty index.
func NewIndex(o IndexOptions) *Index { return newIndex(related.New(), o) }

func newIndex(engine *related.Index, o IndexOptions) *Index {
	return &Index{lang: cmp.Or(o.Lang, "fr"), engine: engine}
}

// Limits of what an index takes.
const (
	maxID   = 1 << 10
	maxText = 16 << 20 // bytes of headline, deck and body together
	maxTags = 255      // tags and sections together
)

var (
	errNoID    = errors.New("an article needs an ID to be found again")
	errTooLong = errors.New("longer than an index takes")
	errNil     = errors.New("there is no article")
)

// Put adds articles, each in the place of one with the same ID if there is
// one. An article at fault (nil, without ID, twice in one call, too long) makes
// Put return an error, an *Error for every fault, and change nothing. Put does not
// ask Article.Validate, and takes drafts as well: Query.At decides what is shown.
// A call with many articles is faster than many calls. A call occasionally merges
// what earlier calls left, which can take seconds in an archive of a million;
// queries do not wait for it.
//
// Headline, deck and body count as a reader of the page sees them: see [PlainText].
func (x *Index) Put(articles ...*Article) error {
	if err := checkArticles(articles); err != nil {
		return err
	}
	x.engine.Put(len(articles), func(i int) related.Article { return x.article(articles[i]) })
	return nil
}

// article returns what the index is told of a.
func (x *Index) article(a *Article) related.Article {
	public := false
	switch a.Status {
	case StatusScheduled:
		public = !a.Published.IsZero()
	case StatusPublished, StatusCorrected:
		public = true
	}
	return related.Article{
		ID: a.ID, Lang: string(cmp.Or(a.Lang, x.lang)),
		Headline: a.Headline, Deck: a.Deck, Body: a.Body,
		Tags: a.Tags, Sections: a.Sections,
		Public: public, Published: a.Published, Embargo: a.Embargo, Expiry: a.Expiry,
	}
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

// Delete takes articles out and returns how many of them there were.
func (x *Index) Delete(ids ...string) int { return x.engine.Delete(ids...) }

// Len returns the number of articles.
func (x *Index) Len() int { return x.engine.Len() }

// Stats says what an index holds and what it takes, in bytes.
type Stats struct {
	Articles int
	Terms    int // different words, pairs, tags and sections

	Dictionary int // the terms
	Forward    int // for each article its terms, ID, times and sketch
	Postings   int // the lists that find candidates
	IDs        int // the table that finds an article by its ID
}

// Bytes returns what the index takes in all, but for the working room of
// queries: for each that runs at once about 1 MB, 2 bytes for each article and 9
// for each term.
func (s Stats) Bytes() int { return s.Dictionary + s.Forward + s.Postings + s.IDs }

// Stats measures the index.
func (x *Index) Stats() Stats { return Stats(x.engine.Stats()) }

// Save writes a snapshot of the index as it is when Save begins; changes may go
// on meanwhile. It ends with a mark, so that it may stand inside a longer
// stream. The error is that of w.
func (x *Index) Save(w io.Writer) error {
	if err := x.engine.Save(w); err != nil {
		return &Error{Op: "save index", Err: err}
	}
	return nil
}

// SaveFile writes a snapshot to a file. The file at path is the old one until
// the new one is complete and on disk, whatever happens in between.
func (x *Index) SaveFile(path string) error {
	if err := x.engine.SaveFile(path); err != nil {
		return &Error{Op: "save index", Field: "path", Value: path, Err: err}
	}
	return nil
}

// LoadIndex reads a snapshot. It reads no byte beyond its end. A snapshot that
// was cut short or altered gives ErrCorrupt, one of another version of presse
// an error that says so: build the index anew from the articles.
func LoadIndex(r io.Reader, o IndexOptions) (*Index, error) {
	engine, err := related.Load(r)
	if err != nil {
		if errors.Is(err, related.ErrCorrupt) {
			err = ErrCorrupt
		}
		return nil, &Error{Op: "load index", Err: err}
	}
	return newIndex(engine, o), nil
}

// Focus is what the reader of an article is offered.
type Focus uint8

// The two boxes that newspapers print under an article.
const (
	FocusBackground Focus = iota // what to read next: closeness in time does not count
	FocusStory                   // the same story: closeness in time counts
)

// A Query says what to look for. Its zero value asks for the four best
// articles in the language of the one they are to stand beside.
type Query struct {
	Limit int       // how many: 4 when zero, 100 at most
	At    time.Time // judge embargo, expiry, status and age at this instant; zero: judge nothing by time
	Focus Focus

	Langs    []Lang        // only these languages; the article's own when empty
	Sections []string      // only articles in one of these sections (slugs); all when empty
	Exclude  []string      // not these IDs
	MaxAge   time.Duration // only articles published so long before At or later; no limit when zero
	MinScore float64       // only matches of this score or more

	// Diversity is how much likeness to the matches before counts against one,
	// from 0 to 1. Matches then no longer stand in the order of their scores. 0,
	// which folds copies and no more, has the best matches as readers judge them.
	Diversity float64

	Copies  bool // list copies of one text as matches of their own
	Exact   bool // score every article instead of the likely ones: for measuring; takes 20 ms for 100,000
	Explain bool // let Match.Why name every shared term, not only the strongest
}

// A Match is an article chosen, by its ID: the index does not hold articles, the
// caller does.
type Match struct {
	ID     string
	Score  float64  // 0 … 1, comparable between queries
	Why    []Reason // what the score is made of, the strongest first; the weights add up to Score
	Copies []string // IDs of other articles with nearly the same text
}

// ReasonKind tells reasons apart.
type ReasonKind uint8

// What speaks for a match.
const (
	ReasonTerm    = ReasonKind(related.Word)    // a word in both articles
	ReasonTag     = ReasonKind(related.Tag)     // a tag of both
	ReasonSection = ReasonKind(related.Section) // a section of both
	ReasonStory   = ReasonKind(related.Story)   // much in common with the other answers
	ReasonTime    = ReasonKind(related.Time)    // published close together
	ReasonRest    = ReasonKind(related.Rest)    // the other terms, together
)

// A Reason is a part of a Match's score.
type Reason struct {
	Kind   ReasonKind
	Text   string  // the word, tag or section as written; the hours between them for ReasonTime
	Weight float64 // its part of the score
}

// String says the reason in French: “mot commun : inondations”.
func (r Reason) String() string {
	switch r.Kind {
	case ReasonTerm:
		return "mot commun : " + r.Text
	case ReasonTag:
		return "mot-clé commun : " + r.Text
	case ReasonSection:
		return "même rubrique : " + r.Text
	case ReasonStory:
		return "même histoire"
	case ReasonTime:
		return "parus à " + r.Text + " h d’intervalle"
	}
	return "autres mots communs"
}

// English says the reason in English: “shared word: inondations”.
func (r Reason) English() string {
	switch r.Kind {
	case ReasonTerm:
		return "shared word: " + r.Text
	case ReasonTag:
		return "shared tag: " + r.Text
	case ReasonSection:
		return "same section: " + r.Text
	case ReasonStory:
		return "same story"
	case ReasonTime:
		return "published " + r.Text + " h apart"
	}
	return "other shared words"
}

// Related returns the articles that go best with a, the best first. a need not
// be in the index; an article of the same ID is never in the result. Equal
// scores stand the later first, then by ID, so that the same archive always
// gives the same answer. Errors: a Query at fault, an a that Put would not take
// (but for a missing ID).
func (x *Index) Related(a *Article, q Query) ([]Match, error) {
	if a == nil {
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

// RelatedTo is Related for an article of the index. It is faster: the article's
// text need not be read again. The error is ErrNotFound when there is none of
// that ID.
func (x *Index) RelatedTo(id string, q Query) ([]Match, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	inner, matches := q.inner(), matchList{}
	if !x.engine.RelatedTo(id, &inner, matches.add) {
		return nil, &Error{Op: "related", Field: "id", Value: shorten(id), Err: ErrNotFound}
	}
	return matches, nil
}

const defaultLimit = 4

// inner returns the query as the engine takes it.
func (q *Query) inner() related.Query {
	var langs []string
	for _, l := range q.Langs {
		langs = append(langs, string(l))
	}
	return related.Query{
		Limit: cmp.Or(q.Limit, defaultLimit),
		At:    q.At, MaxAge: q.MaxAge,
		Langs: langs, Sections: q.Sections, Exclude: q.Exclude,
		MinScore: q.MinScore, Diversity: q.Diversity,
		Story: q.Focus == FocusStory, Copies: q.Copies, Exact: q.Exact, Explain: q.Explain,
	}
}

// matchList collects what the engine answers.
type matchList []Match

func (l *matchList) add(m related.Match) {
	why := make([]Reason, len(m.Why))
	for i, r := range m.Why {
		why[i] = Reason{ReasonKind(r.Kind), r.Text, r.Weight}
	}
	*l = append(*l, Match{m.ID, m.Score, why, m.Copies})
}

func (q *Query) check() error {
	fault := func(field, value, why string) error {
		return &Error{Op: "related", Field: field, Value: value, Err: errors.New(why)}
	}
	switch {
	case q.Limit < 0:
		return fault("limit", strconv.Itoa(q.Limit), "below zero")
	case math.IsNaN(q.MinScore):
		return fault("min score", "NaN", "not a number")
	case !(q.Diversity >= 0 && q.Diversity <= 1): // NaN is neither
		return fault("diversity", strconv.FormatFloat(q.Diversity, 'g', -1, 64), "not from 0 to 1")
	case q.MaxAge < 0:
		return fault("max age", q.MaxAge.String(), "below zero")
	case q.Focus > FocusStory:
		return fault("focus", strconv.Itoa(int(q.Focus)), "no such focus")
	}
	return nil
}
