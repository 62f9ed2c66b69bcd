package presse

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/ranking"
	"github.com/presse-go/presse/internal/related/scoring"
)

// An Index chooses, out of an archive, the articles that someone who has read
// one should read next. It holds no articles, only what choosing takes: some
// 700 bytes for each (see Stats).
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
		lang:   cmp.Or(o.Lang, "fr"),
		engine: postings.New(ranking.Model()),
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
// decides what is shown. A call with many articles is faster than many calls. Now
// and then a call puts together what calls before it left, at worst for some
// seconds in an archive of a million; queries go on meanwhile.
func (x *Index) Put(articles ...*Article) error {
	if err := checkArticles(articles); err != nil {
		return err
	}
	if len(articles) == 1 { // as newsrooms do: in the room of a query
		s := x.asking()
		defer x.queries.Put(s)
		x.describe(&s.reader, articles[0], &s.read[0])
		x.engine.Put(s.read[:])
		return nil
	}
	// While the engine takes a chunk, the next is read.
	var docs, taken []postings.Doc
	readers := make([]reader, min(runtime.GOMAXPROCS(0), len(articles)))
	var engine sync.WaitGroup
	for chunk := range slices.Chunk(articles, putChunk) {
		docs = slices.Grow(docs[:0], len(chunk))[:len(chunk)]
		inParallel(len(chunk), len(readers), func(i, worker int) {
			x.describe(&readers[worker], chunk[i], &docs[i])
		})
		engine.Wait()
		docs, taken = taken, docs
		engine.Go(func() { x.engine.Put(taken) })
	}
	engine.Wait()
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

// inParallel calls do for 0 to n-1 and waits. It tells which of the workers
// calls; a worker makes one call at a time.
func inParallel(n, workers int, do func(i, worker int)) {
	if workers <= 1 || n == 1 {
		for i := range n {
			do(i, 0)
		}
		return
	}
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				do(i, w)
			}
		})
	}
	wait.Wait()
}

// Delete takes articles out and returns how many of them there were.
func (x *Index) Delete(ids ...string) int { return x.engine.Delete(ids...) }

// Len returns the number of articles.
func (x *Index) Len() int { return x.engine.View().Docs }

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
func (x *Index) Stats() Stats { return Stats(x.engine.View().Stats()) }

// snapshotRules is the number of the rules by which terms and their codes are
// made. Whoever changes what an analysis gives must raise it: what is stored
// would no longer match what is read.
const snapshotRules = 4

// Save writes a snapshot of the index as it is when Save begins; changes may go
// on meanwhile. It ends with a mark, so that it may stand inside a longer
// stream. The error is that of w.
func (x *Index) Save(w io.Writer) error {
	if err := x.engine.View().Save(w, snapshotRules); err != nil {
		return &Error{Op: "save index", Err: err}
	}
	return nil
}

// SaveFile writes a snapshot to a file. The file at path is the old one until
// the new one is complete and on disk, whatever happens in between.
func (x *Index) SaveFile(path string) error {
	fault := func(err error) error { return &Error{Op: "save index", Field: "path", Value: path, Err: err} }
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fault(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = x.engine.View().Save(w, snapshotRules)
	for _, step := range []func() error{w.Flush, f.Sync, f.Close} {
		if err == nil {
			err = step()
		}
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return fault(err)
	}
	return nil
}

// LoadIndex reads a snapshot. It reads no byte beyond its end. A snapshot that
// was cut short or altered gives ErrCorrupt, one of another version of presse
// an error that says so: build the index anew from the articles.
func LoadIndex(r io.Reader, o IndexOptions) (*Index, error) {
	engine, err := postings.Load(r, ranking.Model(), snapshotRules)
	if err != nil {
		if errors.Is(err, postings.ErrCorrupt) {
			err = ErrCorrupt
		}
		return nil, &Error{Op: "load index", Err: err}
	}
	x := NewIndex(o)
	x.engine = engine
	return x, nil
}

// A reader turns articles into what the engine needs to know of them.
type reader struct{ scoring.Analyzer }

// describe sets d to what the index keeps of an article.
func (x *Index) describe(r *reader, a *Article, d *postings.Doc) {
	terms, length := r.Analyze(scoring.Text{
		Lang:     string(cmp.Or(a.Lang, x.lang)),
		Headline: a.Headline,
		Deck:     a.Deck,
		Body:     a.Body,
		Tags:     a.Tags,
		Sections: a.Sections,
	})
	d.ID, d.Length, d.Published = a.ID, length, postings.Undated
	if !a.Published.IsZero() {
		d.Published = a.Published.Unix()
	}
	d.From, d.Until = window(a)
	d.Sketch = r.AppendSketch(d.Sketch[:0])
	d.Terms = d.Terms[:0]
	for _, t := range terms {
		d.Terms = append(d.Terms, postings.Term(t))
	}
	lang := base(cmp.Or(a.Lang, x.lang))
	d.Terms = append(d.Terms, postings.Term{Hash: scoring.Label(scoring.CodeLang, lang), Written: lang, Code: scoring.CodeLang})
}

// base returns the language without region and script: an article from Rabat
// may stand beside one from Paris.
func base(l Lang) string {
	s, _, _ := strings.Cut(string(l), "-")
	return strings.ToLower(s)
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
	ReasonTerm    ReasonKind = iota // a word in both articles
	ReasonTag                       // a tag of both
	ReasonSection                   // a section of both
	ReasonStory                     // much in common with the other answers
	ReasonTime                      // published close together
	ReasonRest                      // the other terms, together
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
	if n := len(a.Headline) + len(a.Deck) + len(a.Body); n > maxText {
		return nil, &Error{Op: "related", Field: "body", Value: strconv.Itoa(n) + " bytes", Err: errTooLong}
	}
	if err := q.check(); err != nil {
		return nil, err
	}
	s := x.asking()
	defer x.queries.Put(s)
	read := &s.read[0]
	x.describe(&s.reader, a, read)
	d := s.Begin(s.view)
	d.Published, d.Length = read.Published, read.Length
	for _, t := range read.Terms {
		n, ok := s.view.Term(t.Hash, t.Code)
		if !ok {
			n = ranking.Unknown
		}
		d.Terms = append(d.Terms, postings.Coded{Term: n, Code: t.Code})
	}
	s.exclude(a.ID)
	return s.answer(d, &q), nil
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
	d := s.Begin(s.view)
	d.Indexed, d.Published, d.Length = true, r.Published, r.Length
	d.Terms = r.AppendTerms(d.Terms)
	s.query.Exclude = append(s.query.Exclude, at)
	return s.answer(d, &q), nil
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

// asking is the working room of one query, reused by the next.
type asking struct {
	ranking.Asking
	engine *postings.Index
	view   *postings.View
	reader reader
	read   [1]postings.Doc
	query  ranking.Query
	parts  []part // of the score at hand
}

func (x *Index) asking() *asking {
	s, _ := x.queries.Get().(*asking)
	if s == nil {
		s = new(asking)
	}
	s.engine, s.view = x.engine, x.engine.View()
	s.query.Exclude = s.query.Exclude[:0]
	return s
}

// exclude keeps the article with this ID, if there is one, out of the answer.
func (s *asking) exclude(id string) {
	if at, ok := s.engine.Find(s.view, id); ok {
		s.query.Exclude = append(s.query.Exclude, at)
	}
}

const defaultLimit = 4

// answer asks for d what q says and puts the answer in words.
func (s *asking) answer(d *ranking.Document, q *Query) []Match {
	r := &s.query
	*r = ranking.Query{
		Limit:     cmp.Or(q.Limit, defaultLimit),
		Story:     q.Focus == FocusStory,
		Exact:     q.Exact,
		Copies:    q.Copies,
		Diversity: q.Diversity,
		MinScore:  q.MinScore,
		Exclude:   r.Exclude,
		Langs:     r.Langs[:0],
		Sections:  r.Sections[:0],
	}
	if !q.At.IsZero() {
		r.Timed, r.Now, r.Earliest = true, q.At.Unix(), postings.Undated
		if q.MaxAge > 0 {
			r.Earliest = q.At.Add(-q.MaxAge).Unix()
		}
	}
	term := func(terms []uint32, code uint8, label string) []uint32 {
		if n, ok := s.view.Term(scoring.Label(code, label), code); ok {
			return append(terms, n)
		}
		return terms
	}
	for _, l := range q.Langs {
		r.Langs = term(r.Langs, scoring.CodeLang, base(l))
	}
	if len(q.Langs) == 0 {
		for _, t := range d.Terms {
			if t.Code == scoring.CodeLang {
				r.Langs = append(r.Langs, t.Term)
			}
		}
	}
	for _, id := range q.Exclude {
		s.exclude(id)
	}
	for _, section := range q.Sections {
		r.Sections = term(r.Sections, scoring.CodeSection, section)
	}
	r.InSections = len(q.Sections) > 0

	chosen := s.Answer(r)
	matches := make([]Match, len(chosen))
	for i, c := range chosen {
		m := &matches[i]
		m.ID, m.Score = strings.Clone(s.ID(c.At)), c.Score
		m.Why = s.why(c, q.Explain)
		for _, at := range c.Copies {
			m.Copies = append(m.Copies, strings.Clone(s.ID(at)))
		}
	}
	return matches
}

// namedReasons is how many reasons a Match names when it is not to explain all.
const namedReasons = 6

// A part is what a term adds to a score.
type part struct {
	kind   ReasonKind
	term   uint32
	weight float64
}

// why puts the parts of a score in words, the strongest first. Pairs of words
// are kept without their words; they and the weak terms are told together.
func (s *asking) why(c ranking.Chosen, all bool) []Reason {
	named := namedReasons
	if all {
		named = math.MaxInt
	}
	rest := 0.0
	parts := s.parts[:0]
	feedback, near := s.Parts(c, func(term uint32, code uint8, weight float64) {
		p := part{ReasonTerm, term, weight}
		switch {
		case weight == 0:
			return
		case code == scoring.CodeTag:
			p.kind = ReasonTag
		case code == scoring.CodeSection:
			p.kind = ReasonSection
		case code > scoring.CodeTag:
			rest += weight
			return
		}
		i := len(parts)
		for i > 0 && stronger(p, parts[i-1]) {
			i--
		}
		if i == named {
			rest += weight
			return
		}
		if len(parts) == named {
			rest += parts[named-1].weight
			parts = parts[:named-1]
		}
		parts = slices.Insert(parts, i, p)
	})
	s.parts = parts
	why := make([]Reason, 0, len(parts)+3)
	for _, p := range parts {
		why = append(why, Reason{p.kind, s.view.Written(p.term), p.weight})
	}
	if feedback > 0 {
		why = append(why, Reason{ReasonStory, "", feedback})
	}
	if near > 0 {
		why = append(why, Reason{ReasonTime, hoursApart(c.Apart), near})
	}
	if rest > 0 {
		why = append(why, Reason{ReasonRest, "", rest})
	}
	return why
}

func stronger(a, b part) bool {
	return a.weight > b.weight || a.weight == b.weight && a.term < b.term
}

// hoursApart writes a distance in time in whole hours.
func hoursApart(seconds int64) string {
	return strconv.FormatInt((max(seconds, -seconds)+30*60)/(60*60), 10)
}
