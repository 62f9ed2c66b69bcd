// Package ranking chooses documents for a document, in two stages: an engine
// finds candidates by the best-paying terms, and every candidate is then scored
// in full from the forward index. The scorer is the product and the engine
// replaceable: any Finder may stand in front of it (finders.go).
//
// The later stages see candidates only: feedback from the best answers, closeness
// in time, diversity, copies (later.go). The package works on numbers; the caller
// turns terms into words.
package ranking

import (
	"cmp"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Query says what to choose. The document asked about is what Asking.Begin
// returns.
type Query struct {
	Limit     int
	Story     bool    // closeness in time counts
	Exact     bool    // every document is a candidate
	Copies    bool    // copies are answers of their own
	Diversity float64 // 0 to 1: what likeness to answers before it takes from one
	MinScore  float64

	Timed    bool // judge by time, at the instant Now (Unix seconds)
	Now      int64
	Earliest int64 // published then or later
	Exclude  []postings.Ref
	Langs    []uint32 // terms: one of them, with CodeLang

	InSections bool
	Sections   []uint32 // if InSections, terms: one of them, with CodeSection
}

// A Chosen document, and what its score is made of.
type Chosen struct {
	At     postings.Ref
	Score  float64
	Apart  int64 // seconds between the two, 0 when either has no date
	Copies []postings.Ref
	parts  share
}

// share holds the parts of a score: shared terms, feedback, closeness in time.
type share struct {
	unit     float64 // what a unit of weight × value comes to
	feedback float64
	near     float64
}

// Model returns what the engine should know of scoring.
func Model() postings.Model {
	return postings.Model{
		Impact: func(code uint8, length int) float64 {
			if code > scoring.CodeTag {
				return 0 // a section finds too much, a pair what its words find
			}
			return scoring.Value(code, length, meanLength)
		},
		Rarity:  scoring.Rarity,
		Posted:  posted,
		Listed:  scoring.CodeSection,
		Unnamed: scoring.CodePair,
	}
}

// meanLength is the mean length of French news. It stands for that of the documents
// when postings are ordered, which is done once.
const meanLength = 300

// An Asking is the working room for one query at a time; the zero value is
// ready, and the next query reuses it.
type Asking struct {
	view  *postings.View
	mean  float64
	query *Query
	effort
	inVain int // documents scored since the last that was an answer
	doc    Document
	unit   float64 // what a unit of weight × value adds to a score
	norm   float64 // of the document's weights, squared

	search   postings.Search
	all      everything
	inThese  listed
	weights  postings.Weights // of the document asked about
	others   postings.Weights // of those that feedback asks with, or that others are compared with
	memo     rarities
	values   [scoring.Codes]float64 // of the document at hand, by code
	worth    []float64              // of its terms
	best     []best
	weighted []postings.Weighted
	found    []scored // the best so far, in order, as many as the pool takes
	chosen   []Chosen
	terms    []postings.Coded // of a document at hand
}

// best is a term that the first stage looks up.
type best struct {
	postings.Weighted
	merit float64
}

// A Document is the one asked about.
type Document struct {
	Indexed   bool // it is in the index: what no other document has is of no use
	Published int64
	Length    int
	Terms     []postings.Coded // numbers are of the view, or Unknown
}

// Unknown is the number of a term that no document has.
const Unknown = math.MaxUint32

type scored struct {
	at        postings.Ref
	published int64
	sum       int // what the search knew of it
	score     float64
	parts     share
}

// one is the unit of fixed-point weights: those of a document add up to it.
const one = 1 << 30

// Begin makes a ready for a query on v and returns its document, empty, for
// the caller to fill.
func (a *Asking) Begin(v *postings.View) *Document {
	a.view = v
	a.mean = float64(v.Length) / float64(max(1, v.Docs))
	a.memo.reset(v)
	a.weights.Reset(v)
	a.best, a.weighted, a.found, a.chosen = a.best[:0], a.weighted[:0], a.found[:0], a.chosen[:0]
	a.doc = Document{Terms: a.doc.Terms[:0]}
	return &a.doc
}

// Answer chooses. The result is good until the next Begin.
func (a *Asking) Answer(q *Query) []Chosen {
	a.query = q
	q.Limit = max(1, min(q.Limit, MaxLimit))
	a.effort, a.inVain = q.effort(a.view.Docs), 0
	if !a.weigh() {
		return nil
	}
	finder := a.finder()
	// Where most documents are ruled out, the first reading does not find enough.
	for reading := a.reading; finder.Find(a.view, a.weighted, reading, a.visit); reading *= further {
		a.found, a.inVain = a.found[:0], 0
	}
	a.feedback()
	if q.Story {
		a.near()
	}
	slices.SortFunc(a.found, a.compare)
	if q.Diversity > 0 {
		a.diversify()
	}
	a.choose()
	return a.chosen
}

// weigh sets the weights of the document's terms and picks those for the first
// stage. It reports whether there is anything to ask with.
func (a *Asking) weigh() bool {
	sum, self := a.worths(a.doc.Terms, a.doc.Length)
	if self == 0 {
		return false
	}
	a.norm = 0
	for i, t := range a.doc.Terms {
		w := a.worth[i] / sum
		a.norm += w * w
		if w > 0 && t.Term != Unknown {
			a.weights.Add(t.Term, fixed(w))
			// No impact is above 1: what a tag is worth beyond that is in the weight.
			value := a.values[t.Code]
			weighted := postings.Weighted{Term: t.Term, Weight: w * max(1, value)}
			if t.Code <= scoring.CodeTag {
				a.consider(best{weighted, w * value})
			}
		}
	}
	for _, b := range a.best {
		a.weighted = append(a.weighted, b.Weighted)
	}
	a.unit = sum / self / one
	return true
}

// fixed turns a weight from 0 to 1 into one of the engine's.
func fixed(w float64) uint32 { return uint32(min(w*one+0.5, one-1)) }

// consider keeps the bestTerms terms that add most to the score of an equal
// document, if another document has them. The heaviest terms are not the best: they
// are so rare that they find next to nothing.
func (a *Asking) consider(t best) {
	n := len(a.best)
	if n == bestTerms && t.merit <= a.best[n-1].merit {
		return
	}
	if a.doc.Indexed && a.view.Frequency(t.Term) < 2 {
		return
	}
	i := n
	for i > 0 && a.best[i-1].merit < t.merit {
		i--
	}
	a.best = slices.Insert(a.best[:min(n, bestTerms-1)], i, t)
}

// worths sets values to what each code is worth to a document of this length and
// worth to the rarity of each term times its value. It returns the sum, and what
// the document is worth to itself.
func (a *Asking) worths(terms []postings.Coded, length int) (sum, self float64) {
	scale := scoring.ScaleOf(length, a.mean)
	for code := range a.values {
		a.values[code] = scale.Value(uint8(code))
	}
	a.worth = a.worth[:0]
	for _, t := range terms {
		v := a.values[t.Code]
		w := a.memo.of(t.Term) * v
		a.worth = append(a.worth, w)
		sum += w
		self += w * v
	}
	return sum, self
}

// visit scores a document unless it cannot be an answer, and reports whether the
// documents behind it still may be.
func (a *Asking) visit(at postings.Ref, r *postings.Record, sum int) (more bool) {
	if !a.allowed(at, r) {
		return true
	}
	if len(a.found) == a.pool && float64(sum) < a.hopeless*float64(a.found[a.query.Limit-1].sum) {
		return false
	}
	a.inVain++
	if score := a.score(r, &a.weights); score > 0 && a.place(scored{at, r.Published, sum, score, share{unit: a.unit}}) < a.query.Limit {
		a.inVain = 0
	}
	return a.inVain < a.patience
}

func (a *Asking) allowed(at postings.Ref, r *postings.Record) bool {
	q := a.query
	switch {
	case q.Timed && (q.Now < r.From || r.Until <= q.Now || r.Published < q.Earliest):
		return false
	case slices.Contains(q.Exclude, at):
		return false
	}
	return hasOne(r, q.Langs, scoring.CodeLang) && (!q.InSections || hasOne(r, q.Sections, scoring.CodeSection))
}

func hasOne(r *postings.Record, terms []uint32, code uint8) bool {
	for _, t := range terms {
		if r.Has(t, code) {
			return true
		}
	}
	return false
}

// score returns what a document is worth under weights.
func (a *Asking) score(r *postings.Record, weights *postings.Weights) float64 {
	return a.total(weights.Sums(r), r.Length)
}

// total returns what a document of this length is worth, given the weights of its
// terms.
func (a *Asking) total(sums []postings.Sum, length int) (score float64) {
	scale := scoring.ScaleOf(length, a.mean)
	for _, s := range sums {
		score += float64(s.Weight) * scale.Value(s.Code)
	}
	return score * a.unit
}

// place puts a document among the best so far and returns its place, the size of
// the pool if it has none.
func (a *Asking) place(f scored) int {
	n := len(a.found)
	if n == a.pool && a.compare(f, a.found[n-1]) > 0 {
		return n
	}
	i, _ := slices.BinarySearchFunc(a.found, f, a.compare)
	a.found = slices.Insert(a.found[:min(n, a.pool-1)], i, f)
	return i
}

// compare orders documents, the best first. Scores are equal when they are to a
// billionth; then the later stands first, then the lower ID.
func (a *Asking) compare(x, y scored) int {
	if c := cmp.Or(cmp.Compare(rounded(y.score), rounded(x.score)), cmp.Compare(y.published, x.published)); c != 0 {
		return c
	}
	return cmp.Compare(a.ID(x.at), a.ID(y.at))
}

// rounded drops the last bits of a score, which depend on the order of adding.
func rounded(score float64) int64 { return int64(math.Round(score * 1e9)) }

// ID returns the ID of a document.
func (a *Asking) ID(at postings.Ref) string {
	var r postings.Record
	a.view.Read(at, &r)
	return r.ID()
}

// Parts yields the part of each shared term in the score of c, with the number
// and the code of the term, and returns the other parts.
func (a *Asking) Parts(c Chosen, yield func(term uint32, code uint8, part float64)) (feedback, near float64) {
	var r postings.Record
	a.view.Read(c.At, &r)
	a.terms = r.AppendTerms(a.terms[:0])
	scale := scoring.ScaleOf(r.Length, a.mean)
	for _, t := range a.terms {
		if w := a.weights.Get(t.Term); w > 0 {
			yield(t.Term, t.Code, float64(w)*scale.Value(t.Code)*c.parts.unit)
		}
	}
	return c.parts.feedback, c.parts.near
}

// rarities caches the rarity of terms by their frequency, for one number of
// documents: a rarity takes a logarithm and three roots, and a query asks seven
// hundred times.
type rarities struct {
	view  *postings.View
	docs  int
	known [1 << 12]struct { // by the low bits of the frequency; 0, the zero value: not known
		df     int
		rarity float64
	}
}

func (m *rarities) reset(v *postings.View) {
	if m.view = v; m.docs != v.Docs {
		m.docs = v.Docs
		clear(m.known[:])
	}
}

func (m *rarities) of(term uint32) float64 {
	df := 0
	if term != Unknown {
		df = m.view.Frequency(term)
	}
	k := &m.known[df%len(m.known)]
	if k.df != df || df == 0 {
		k.df, k.rarity = df, scoring.Rarity(df, m.docs)
	}
	return k.rarity
}
