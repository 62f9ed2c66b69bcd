package presse

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/related"
)

// Focus is what the reader of an article is offered. Its text form is "background",
// "story" or "timeless".
type Focus uint8

// How much closeness in time counts.
const (
	FocusBackground Focus = iota // what to read next: closeness in time counts a little
	FocusStory                   // more on the same story: closeness in time counts
	FocusTimeless                // closeness in time does not count: recipes, a guide, an archive
)

var focusWords = []string{"background", "story", "timeless"}

// String returns the text form of f.
func (f Focus) String() string { return record.Word(focusWords, f) }

// MarshalText returns the text form of f; an unknown focus is an *Error.
func (f Focus) MarshalText() ([]byte, error) { return marshalWord("focus", focusWords, f) }

// UnmarshalText reads the text form of a focus.
func (f *Focus) UnmarshalText(b []byte) error { return scanWord("focus", focusWords, f, b) }

// A Query says which articles to look for. It needs At or Desk. Everything else may be
// zero: a Query with At asks for the four best articles that the public may see at that
// instant, in the language of the article they will be printed with.
//
// Tags, genres and, without a Taxonomy, sections are compared as written, but without
// regard to case, accents and punctuation other than the slashes in a section. Instants
// count in whole seconds, rounded so that nothing is shown too early or too late.
type Query struct {
	Limit int       // number of matches, 1 to 100; 4 if zero
	At    time.Time // only what is public at this instant; required unless Desk is set
	Desk  bool      // everything, drafts, embargoed and withdrawn stories too: for an editor's screen
	Focus Focus

	Langs       []Lang               // only articles in these languages; the article's own if empty
	Sections    []string             // only articles in one of these sections; all if empty
	NotSections []string             // no articles in any of these sections
	Taxonomy    *Taxonomy            // if set, Sections and NotSections include the sections below, former addresses are followed, and an address that was never one of a section is an error; if nil, sections are compared as written
	NotTags     []string             // no articles with any of these tags
	Genres      []string             // only articles of one of these genres (see Article.Genre); all if empty
	Exclude     []string             // IDs of articles to leave out; unknown ones are ignored
	Only        func(id string) bool // only articles for which it returns true; called at most once for each article that all other filters leave, by the goroutine that asks
	MaxAge      time.Duration        // only articles published no earlier than At minus MaxAge, and none without a date; it needs At; no limit if zero

	// Pinned are the IDs of articles that an editor has chosen. They are the first
	// matches, in this order, and no other match repeats one of them. Only Limit,
	// visibility, NoRelated, Exclude and Only can keep them out; unknown IDs, and that of
	// the article itself, are ignored.
	Pinned []string

	// MinScore is the lowest score of a match, from -1 to 1. With 0, what is more likely
	// wrong than right is left out: in an archive of 5,000 articles or more, and if the
	// article has a headline, matches below 0.15. There may then be fewer matches than
	// Limit. With -1, nothing is left out.
	MinScore float64

	// Diversity, from 0 to 1, is how much similarity to the matches before it counts
	// against a match. Matches are then no longer in the order of their scores. With
	// 0, the matches are those that readers judge best.
	Diversity float64

	Copies  bool // list copies of one text as separate matches, those of the article too
	Exact   bool // score every article, not only likely ones: for measuring; about 20 ms for 100,000 articles
	Explain bool // list every shared term in Match.Why, not only the strongest
}

// A Match is an article that was chosen, identified by its ID: the index does not
// hold the articles, the caller does.
//
// Scores are comparable between queries, whatever asks and in every Focus. In an
// archive whose editors had tagged 8,419 stories, of 100 matches with a score around
//
//	score                      0.15  0.25  0.35  0.45  0.55  0.65  0.75  0.85
//	share a third of the tags    18    29    37    47    58    67    82    93
//	share a fifth of them        46    60    65    76    86    88    94   100
//
// have these tags in common with the article, weighted by rarity. In an archive of fewer
// than some thousand articles scores are lower.
type Match struct {
	ID     string   `json:"id,omitzero"`
	Score  float64  `json:"score,omitzero"`  // 0 to 1: about the share of relevant matches among those with this score; 1 for a pinned article
	Why    []Reason `json:"why,omitzero"`    // what the score is made of: shared terms, strongest first and those of equal weight in alphabetical order, then what else counts; the weights add up to Score
	Copies []string `json:"copies,omitzero"` // IDs of other articles with nearly the same text that could have been the match, as far as the search came across them (see Versions)
}

// ReasonKind distinguishes reasons. Its text form is "term", "tag", "section", "story",
// "time", "rest" or "pinned"; in the JSON of a Reason, "term" is left out.
type ReasonKind uint8

// What speaks for a match.
const (
	ReasonTerm    ReasonKind = iota // a word that both articles have
	ReasonTag                       // a tag that both articles have
	ReasonSection                   // a section that both articles have
	ReasonStory                     // much in common with the other matches
	ReasonTime                      // published close together
	ReasonRest                      // all other shared terms together
	ReasonPinned                    // the caller asked for it: see Query.Pinned
)

// Reasons have the numbers that the engine gives them.
var _ = [1]struct{}{}[ReasonPinned-ReasonKind(related.Pinned)]

var reasonWords = []string{"term", "tag", "section", "story", "time", "rest", "pinned"}

// String returns the text form of k.
func (k ReasonKind) String() string { return record.Word(reasonWords, k) }

// MarshalText returns the text form of k; an unknown kind is an *Error.
func (k ReasonKind) MarshalText() ([]byte, error) { return marshalWord("reason", reasonWords, k) }

// UnmarshalText reads the text form of a kind.
func (k *ReasonKind) UnmarshalText(b []byte) error { return scanWord("reason", reasonWords, k, b) }

// A Reason is a part of a Match's score.
type Reason struct {
	Kind   ReasonKind `json:"kind,omitzero"`
	Text   string     `json:"text,omitzero"`   // the word as the article that asks writes it, if its text is given; other words, tags and sections as one of the articles searched does; for ReasonTime, the number of hours between the two articles
	Weight float64    `json:"weight,omitzero"` // its part of the score
}

// In returns the reason as a phrase for readers, in French, Arabic or English:
// “mot commun : inondations”. Any other language gets French.
func (r Reason) In(l Lang) string {
	w := wordingIn(l)
	if hours, err := strconv.Atoi(r.Text); err == nil && r.Kind == ReasonTime {
		switch {
		case hours == 0:
			return w.sameHour
		case hours >= 48:
			return strings.ReplaceAll(w.daysApart, "%", strconv.Itoa((hours+12)/24))
		}
	}
	kind := r.Kind
	if int(kind) >= len(w.reasons) {
		kind = ReasonRest
	}
	return strings.ReplaceAll(w.reasons[kind], "%", r.Text)
}

// String returns r.In("fr").
func (r Reason) String() string { return r.In("fr") }

// Related returns the articles that go best with a, best first. The article need not
// be in the index; neither one with the same ID nor another version of its text is
// among the matches (see Versions). Matches with equal scores are ordered by date,
// latest first, then by ID, so that the same archive always gives the same answer. It
// is an error if a is nil or its text is too long (see Put), or if the query is not
// valid.
func (x *Index) Related(a *Article, q Query) ([]Match, error) {
	inner, err := x.query(a, &q)
	if err != nil {
		return nil, err
	}
	matches := matchList{}
	x.engine.Related(x.article(a), &inner, matches.add)
	return matches, nil
}

// RelatedTo is Related for an article of the index. It is faster, since the text
// need not be read again. The cause of the error is ErrNotFound if the index holds no
// article with that ID.
func (x *Index) RelatedTo(id string, q Query) ([]Match, error) {
	inner, err := x.query(&noText, &q)
	if err != nil {
		return nil, err
	}
	matches := matchList{}
	if !x.engine.RelatedTo(id, &inner, matches.add) {
		return nil, &Error{Op: opRelated, Field: "id", Value: quote.Short(id), Err: ErrNotFound}
	}
	return matches, nil
}

// Versions returns the IDs of other articles with nearly the same text as a: the same
// dispatch under another headline, cut or slightly edited. The latest comes first. The
// desk asks for them before it publishes a dispatch twice; with Desk, articles with
// NoRelated are among them. Of the query, only At, Desk and Langs count; if Langs is
// empty, articles in all languages do. It is an error if a is nil or its text is too
// long, or if one of these members is not valid.
func (x *Index) Versions(a *Article, q Query) ([]string, error) {
	inner, err := x.query(a, &Query{At: q.At, Desk: q.Desk, Langs: q.Langs}) // the rest does not count
	if err != nil {
		return nil, err
	}
	return x.engine.Versions(x.article(a), &inner), nil
}

const (
	opRelated    = "related"
	defaultLimit = 4
	maxLimit     = 100
)

// noText is an article without faults.
var noText Article

// query returns q in the form the engine takes, or the faults of a and q.
func (x *Index) query(a *Article, q *Query) (inner related.Query, err error) {
	if x == nil || a == nil {
		return inner, &Error{Op: opRelated, Err: errNil}
	}
	if n := textLen(a); n > maxText {
		return inner, &Error{Op: opRelated, Field: "body", Value: strconv.Itoa(n) + " bytes", Err: errTooLong}
	}
	return x.read(opRelated, q)
}

// read returns q in the form the engine takes, or its faults.
func (x *Index) read(op string, q *Query) (inner related.Query, err error) {
	if err := q.check(op); err != nil {
		return inner, err
	}
	inner = related.Query{
		Limit: cmp.Or(q.Limit, defaultLimit),
		At:    q.At, MaxAge: q.MaxAge, Timed: !q.Desk,
		Focus:   related.Focus(q.Focus),
		NotTags: q.NotTags, Genres: q.Genres, Exclude: q.Exclude, Pinned: q.Pinned, Only: q.Only,
		MinScore: q.MinScore, Diversity: q.Diversity,
		Copies: q.Copies, Exact: q.Exact, Explain: q.Explain,
	}
	for _, l := range q.Langs {
		inner.Langs = append(inner.Langs, string(l))
	}
	if q.Taxonomy != nil {
		return inner, x.place(op, &inner, q)
	}
	inner.Sections.Named, inner.Avoided.Named = decoded(q.Sections), decoded(q.NotSections)
	return inner, nil
}

// matchList collects the matches that the engine finds.
type matchList []Match

func (l *matchList) add(m related.Match) { *l = append(*l, newMatch(m)) }

func newMatch(m related.Match) Match {
	why := make([]Reason, len(m.Why))
	for i, r := range m.Why {
		why[i] = Reason{ReasonKind(r.Kind), r.Text, r.Weight}
	}
	return Match{m.ID, m.Score, why, m.Copies}
}

// check returns the faults of q. It allocates only for them.
func (q *Query) check(op string) error {
	c := check{op: op}
	if q.Limit < 0 || q.Limit > maxLimit {
		c.want(false, "limit", strconv.Itoa(q.Limit), errors.New("not from 0 to 100"))
	}
	if q.At.IsZero() && !q.Desk {
		c.want(false, "at", "", errors.New("must be set: the instant at which the public sees the answer; or set desk, for an editor"))
	}
	wantWord(&c, focusWords, q.Focus, "focus")
	for i, l := range q.Langs {
		if !l.valid() {
			c.want(false, item("langs", i), string(l), errLang)
		}
	}
	filled(&c, "sections", q.Sections)
	filled(&c, "not_sections", q.NotSections)
	filled(&c, "not_tags", q.NotTags)
	filled(&c, "genres", q.Genres)
	if q.MaxAge < 0 {
		c.want(false, "max_age", q.MaxAge.String(), errNegative)
	}
	if q.MaxAge > 0 && q.At.IsZero() {
		c.want(false, "max_age", q.MaxAge.String(), errors.New("needs at"))
	}
	if !(q.MinScore >= -1 && q.MinScore <= 1) { // NaN is neither
		c.want(false, "min_score", decimal(q.MinScore), errors.New("not from -1 to 1"))
	}
	if !(q.Diversity >= 0 && q.Diversity <= 1) {
		c.want(false, "diversity", decimal(q.Diversity), errors.New("not from 0 to 1"))
	}
	return errors.Join(c.faults...)
}

// filled requires every item of a list to have a letter or a digit, since no article has
// any other tag, section or genre.
func filled(c *check, field string, list []string) {
	for i, s := range list {
		if !related.HasName(s) {
			c.want(false, item(field, i), s, errNameless)
		}
	}
}

// item returns the name of an item of a list.
func item(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

func decimal(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
