package presse

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/presse-go/presse/internal/postings"
	"github.com/presse-go/presse/internal/scoring"
)

// An Index chooses, out of an archive, the articles that someone who has read
// one should read next. It holds no articles, only what choosing takes: some
// 500 bytes for each.
//
// Make one with NewIndex or LoadIndex. All methods may be called at any time by
// any number of goroutines: queries see the archive as it was when they began
// and never wait, writers take turns.
type Index struct {
	lang    Lang
	engine  *postings.Index
	queries sync.Pool // of *asking
}

// IndexOptions are what an Index cannot find out by itself. The zero value
// serves a paper that publishes in French.
type IndexOptions struct {
	Lang Lang // language of articles that name none: "fr" when empty
}

// NewIndex returns an empty index.
func NewIndex(o IndexOptions) *Index {
	return &Index{
		lang: cmp.Or(o.Lang, "fr"),
		engine: postings.New(postings.Model{
			Impact: func(code uint8, length int) float64 { return scoring.Value(code, length, 300) },
			Rarity: scoring.Rarity,
			Posted: postedTerms,
		}),
	}
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
// Put return an error, an *Error for every fault, and change nothing. What
// Article.Validate says is not asked, and a draft is taken as well: Query.At
// decides what is shown. A call with many articles is faster than many calls.
func (x *Index) Put(articles ...*Article) error {
	if err := checkArticles(articles); err != nil {
		return err
	}
	for chunk := range slices.Chunk(articles, putChunk) {
		docs := make([]postings.Doc, len(chunk))
		eachInParallel(len(chunk), func(i int) { docs[i] = x.describe(chunk[i]) })
		x.engine.Put(docs)
	}
	return nil
}

// putChunk bounds what a call with many articles holds in memory, and how long
// another writer waits.
const putChunk = 256

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
		if n := len(a.Headline) + len(a.Deck) + len(a.Body); n > maxText {
			fault(i, ".body", strconv.Itoa(n)+" bytes", errTooLong)
		}
		if n := len(a.Tags) + len(a.Sections); n > maxTags {
			fault(i, ".tags", strconv.Itoa(n)+" tags and sections", errTooLong)
		}
	}
	return errors.Join(faults...)
}

// eachInParallel calls do for 0 to n-1 on all processors and waits.
func eachInParallel(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wait.Wait()
}

// Delete takes articles out and returns how many of them there were.
func (x *Index) Delete(ids ...string) int { return x.engine.Delete(ids...) }

// Len returns the number of articles.
func (x *Index) Len() int { return x.engine.View().Docs }

// describe says to the engine what it needs to know of an article.
func (x *Index) describe(a *Article) postings.Doc {
	d := postings.Doc{ID: a.ID, Published: postings.Undated, From: postings.Never, Until: postings.Never}
	if !a.Published.IsZero() {
		d.Published = a.Published.Unix()
	}
	d.From, d.Until = window(a)
	tf := map[string]int{}
	order := []string{}
	words := func(s string, weight int) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			w = strings.ToLower(w)
			if len(w) < 3 {
				continue
			}
			if tf[w] == 0 {
				order = append(order, w)
			}
			tf[w] += weight
			d.Length += weight
		}
	}
	words(a.Headline, 3)
	words(a.Deck, 2)
	words(a.Body, 1)
	for _, w := range order {
		d.Terms = append(d.Terms, postings.Term{Hash: hash("w", w), Written: w, Code: scoring.Code(tf[w])})
	}
	seen := map[uint64]bool{}
	label := func(kind, s string, code uint8) {
		if h := hash(kind, s); !seen[h] {
			seen[h] = true
			d.Terms = append(d.Terms, postings.Term{Hash: h, Written: s, Code: code})
		}
	}
	for _, s := range a.Tags {
		label("t", strings.ToLower(s), scoring.CodeTag)
	}
	for _, s := range a.Sections {
		label("s", s, scoring.CodeSection)
	}
	label("l", string(cmp.Or(a.Lang, x.lang)), scoring.CodeLang)
	return d
}

func hash(kind, s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(kind + s))
	return h.Sum64()
}

// window returns the Unix seconds from and until which Article.Public holds.
// Parts of a second are rounded to the side of showing less.
func window(a *Article) (from, until int64) {
	until = postings.Never
	switch a.Status {
	case StatusScheduled, StatusPublished, StatusCorrected:
	default:
		return postings.Never, until
	}
	if a.Status == StatusScheduled && a.Published.IsZero() {
		return postings.Never, until
	}
	from = postings.Undated
	for _, t := range []time.Time{a.Published, a.Embargo} {
		if !t.IsZero() {
			from = max(from, t.Add(time.Second-1).Unix())
		}
	}
	if !a.Expiry.IsZero() {
		until = a.Expiry.Unix()
	}
	return from, until
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
	Limit int       // how many: 4 when zero
	At    time.Time // judge embargo, expiry, status and age at this instant; zero: judge nothing by time
	Focus Focus

	Langs    []Lang        // only these languages; the article's own when empty
	Sections []string      // only articles in one of these sections (slugs); all when empty
	Exclude  []string      // not these IDs
	MaxAge   time.Duration // only articles published so long before At or later; no limit when zero
	MinScore float64       // only matches of this score or more

	Copies  bool // list copies of one text as matches of their own
	Exact   bool // score every article instead of the likely ones: for measuring; takes milliseconds
	Explain bool // let Match.Why name every shared term, not only the strongest
}

// A Match is an article chosen.
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
	ReasonTerm    ReasonKind = iota // a word in both articles
	ReasonTag                       // a tag of both
	ReasonSection                   // a section of both
	ReasonTime                      // published close together
	ReasonRest                      // the other terms, together
)

// A Reason is a part of a Match's score.
type Reason struct {
	Kind   ReasonKind
	Text   string  // the word, tag or section as written; the hours between them for ReasonTime
	Weight float64 // its part of the score
}

// String says the reason in French: « mot commun : inondations ».
func (r Reason) String() string {
	return r.phrase("mot commun\u00a0: ", "mot-clé commun\u00a0: ", "même rubrique\u00a0: ", "parus à %s\u00a0heures d’écart", "autres mots communs")
}

// English says the reason in English: "shared word: inondations".
func (r Reason) English() string {
	return r.phrase("shared word: ", "shared tag: ", "same section: ", "published %s hours apart", "other shared words")
}

func (r Reason) phrase(term, tag, section, hours, rest string) string {
	switch r.Kind {
	case ReasonTerm:
		return term + r.Text
	case ReasonTag:
		return tag + r.Text
	case ReasonSection:
		return section + r.Text
	case ReasonTime:
		return fmt.Sprintf(hours, r.Text)
	}
	return rest
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
	if n := len(a.Headline) + len(a.Deck) + len(a.Body); n > maxText {
		return nil, &Error{Op: "related", Field: "body", Value: strconv.Itoa(n) + " bytes", Err: errTooLong}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	d := x.describe(a)
	s := x.asking()
	defer x.queries.Put(s)
	s.id, s.published = d.ID, d.Published
	for _, t := range d.Terms {
		if n, ok := s.view.Term(t.Hash); ok {
			s.terms = append(s.terms, queryTerm{term: n, code: t.Code})
		}
	}
	return s.answer(q)
}

// RelatedTo is Related for an article of the index. It is faster: the article's
// text need not be read again. The error is ErrNotFound when there is none of
// that ID.
func (x *Index) RelatedTo(id string, q Query) ([]Match, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	s := x.asking()
	defer x.queries.Put(s)
	at, ok := x.engine.Find(s.view, id)
	if !ok {
		return nil, &Error{Op: "related", Field: "id", Value: shorten(id), Err: ErrNotFound}
	}
	var r postings.Record
	s.view.Read(at, &r)
	s.id, s.published = id, r.Published
	for term, code := range r.Terms {
		s.terms = append(s.terms, queryTerm{term: term, code: code})
	}
	return s.answer(q)
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
	case q.MaxAge < 0:
		return fault("max age", q.MaxAge.String(), "below zero")
	case q.Focus > FocusStory:
		return fault("focus", strconv.Itoa(int(q.Focus)), "no such focus")
	}
	return nil
}

// asking is the working room of one query, reused by the next.
type asking struct {
	view      *postings.View
	search    postings.Search
	weights   postings.Weights
	id        string
	published int64
	terms     []queryTerm
	best      []postings.Weighted
	found     []found
}

type queryTerm struct {
	term   uint32
	code   uint8
	weight float64
}

type found struct {
	at        postings.Ref
	score     float64
	published int64
}

func (x *Index) asking() *asking {
	s, _ := x.queries.Get().(*asking)
	if s == nil {
		s = new(asking)
	}
	s.view = x.engine.View()
	s.weights.Reset(s.view)
	s.terms, s.best, s.found = s.terms[:0], s.best[:0], s.found[:0]
	return s
}

// What the first stage takes: see bench/related.
const (
	postedTerms   = 40
	queryTerms    = 10
	perTerm       = 2000
	candidates    = 200
	namedReasons  = 6
	fixed         = 1 << 32
	defaultLimit  = 4
	notComparable = 1e-12
)

func (s *asking) answer(q Query) ([]Match, error) {
	limit := cmp.Or(q.Limit, defaultLimit)
	mean := float64(s.view.Length) / float64(max(1, s.view.Docs))
	sum := 0.0
	for i := range s.terms {
		t := &s.terms[i]
		if t.code < scoring.CodeTag {
			t.weight = scoring.Rarity(s.view.Frequency(t.term), s.view.Docs) * math.Sqrt(float64(t.code)+1)
		} else if t.code == scoring.CodeTag {
			t.weight = scoring.Rarity(s.view.Frequency(t.term), s.view.Docs)
		}
		sum += t.weight
	}
	slices.SortFunc(s.terms, func(a, b queryTerm) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term))
	})
	for _, t := range s.terms {
		if t.weight == 0 {
			break
		}
		s.weights.Set(t.term, uint32(t.weight/sum*(fixed-1)))
		if len(s.best) < queryTerms && s.view.Frequency(t.term) > 1 {
			s.best = append(s.best, postings.Weighted{Term: t.term, Weight: float32(t.weight)})
		}
	}
	at := q.At.Unix()
	var r postings.Record
	keep := func(ref postings.Ref) bool {
		s.view.Read(ref, &r)
		if r.ID() == s.id || slices.Contains(q.Exclude, r.ID()) {
			return false
		}
		if q.At.IsZero() {
			return true
		}
		return r.From <= at && at < r.Until && (q.MaxAge == 0 || r.Published >= at-int64(q.MaxAge/time.Second))
	}
	var sums [postings.Codes]uint64
	rate := func(ref postings.Ref) {
		s.view.Read(ref, &r)
		r.Sums(&s.weights, &sums)
		score := 0.0
		for code, sum := range sums {
			if sum != 0 {
				score += float64(sum) / fixed * scoring.Value(uint8(code), r.Length, mean)
			}
		}
		if score > notComparable && score >= q.MinScore {
			s.found = append(s.found, found{ref, score, r.Published})
		}
	}
	if q.Exact {
		for ref := range s.view.All() {
			if keep(ref) {
				rate(ref)
			}
		}
	} else {
		for _, ref := range s.search.Candidates(s.view, s.best, perTerm, candidates, keep) {
			rate(ref)
		}
	}
	slices.SortFunc(s.found, func(a, b found) int {
		if c := cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.published, a.published)); c != 0 {
			return c
		}
		return cmp.Compare(s.idOf(a.at), s.idOf(b.at))
	})
	matches := make([]Match, 0, min(limit, len(s.found)))
	for _, f := range s.found[:min(limit, len(s.found))] {
		matches = append(matches, Match{ID: strings.Clone(s.idOf(f.at)), Score: f.score, Why: s.why(f, mean, q.Explain)})
	}
	return matches, nil
}

func (s *asking) idOf(at postings.Ref) string {
	var r postings.Record
	s.view.Read(at, &r)
	return r.ID()
}

// why takes the score apart.
func (s *asking) why(f found, mean float64, all bool) []Reason {
	var r postings.Record
	s.view.Read(f.at, &r)
	var why []Reason
	for term, code := range r.Terms {
		w := s.weights.Get(term)
		if w == 0 {
			continue
		}
		gain := float64(w) / fixed * scoring.Value(code, r.Length, mean)
		kind := ReasonTerm
		switch code {
		case scoring.CodeTag:
			kind = ReasonTag
		case scoring.CodeSection:
			kind = ReasonSection
		}
		why = append(why, Reason{kind, s.view.Written(term), gain})
	}
	slices.SortFunc(why, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Text, b.Text))
	})
	if !all && len(why) > namedReasons+1 {
		rest := Reason{Kind: ReasonRest}
		for _, w := range why[namedReasons:] {
			rest.Weight += w.Weight
		}
		why = append(why[:namedReasons:namedReasons], rest)
	}
	return why
}
