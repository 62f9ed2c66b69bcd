// Package ranking selects the documents most closely related to a document, in two
// stages. First, a search finds candidates by the most valuable terms (finders.go); then
// every candidate that the filter leaves (filters.go) is scored by all of its terms.
//
// Later stages work on the candidates only: feedback from the best answers, closeness
// in time, diversity (later.go) and copies (copies.go). The package works on numbers;
// the caller translates between terms and words.
package ranking

import (
	"cmp"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Query specifies which documents to select. The document to which they should be
// related is the one that Asking.Begin returns.
type Query struct {
	Limit     int     // maximum number of answers
	Near      float64 // weight of closeness in time
	Exact     bool    // score every document
	Copies    bool    // list copies as separate answers
	Diversity float64 // 0 to 1: how much similarity to earlier answers counts against a document
	MinScore  float64 // only documents with at least this score; 0: scoring.DefaultShare if there are floorFrom documents; negative: any

	Pinned []postings.Ref // the first answers, unless they are not public or ruled out by their IDs

	Filter
}

// A Chosen is a selected document with its score, which is a share of relevant answers
// (see scoring.Evidence), and what the score consists of.
type Chosen struct {
	At     postings.Ref
	Score  float64
	Apart  int64 // seconds between the two documents, 0 if either has no date
	Copies []postings.Ref
	Pinned bool
	parts  share
}

// share holds the parts of a score: shared terms, feedback and closeness in time.
type share struct {
	unit     float64 // what one unit of weight × value adds to the score
	feedback float64
	near     float64
}

// Model returns what the engine needs to know about scoring.
func Model() postings.Model {
	return postings.Model{
		Impact: func(code uint8, length int) float64 {
			if code > scoring.CodeTag {
				return 0 // a section finds too many documents, and a number wrong ones
			}
			return scoring.Value(code, length, meanLength)
		},
		Rarity:  scoring.Rarity,
		Posted:  posted,
		Listed:  1<<scoring.CodeSection | 1<<scoring.CodeGenre,
		Unnamed: scoring.Numbers,
	}
}

// meanLength is the mean length of French news articles. It is used in place of the
// mean length in the index when postings are ordered, which is done only once.
const meanLength = 300

// An Asking holds the buffers for one query at a time. The zero value is ready to use;
// an Asking should be reused for the next query.
type Asking struct {
	view  *postings.View
	mean  float64
	query *Query
	effort
	cut      bool // answers were left out because of their score
	inVain   int  // number of documents scored since the last one that became an answer
	ruledOut int  // number of documents with a high score that were ruled out by their IDs
	doc      Document
	looked   int     // number of terms that are looked up
	unit     float64 // what one unit of weight × value adds to a score
	asked    int     // number of terms of the document that have a weight
	norm     float64 // square of the norm of the document's weights

	search   postings.Search
	scan     postings.Scan
	excluded idSet
	verdicts verdicts
	weights  postings.Weights // of the document of the query
	others   postings.Weights // of the feedback documents, or of a document with which others are compared
	memo     rarities
	values   [scoring.Codes]float64 // value of a term of the current document, by code
	worth    []float64              // weight of each of its terms
	best     []best
	weighted []postings.Weighted
	found    []scored // the best documents so far, in order, up to the size of the pool
	pinned   []postings.Ref
	chosen   []Chosen
	terms    []postings.Coded // of the current document
	copying
}

// best is a term that the first stage looks up.
type best struct {
	postings.Weighted
	merit float64
}

// A Document is the document of a query.
type Document struct {
	Indexed   bool // it is in the index, so terms of frequency 1 find nothing
	Untitled  bool // it has no headline
	Published int64
	Length    int
	Terms     []postings.Coded // term numbers of the view, or Unknown
	Sketch    []byte           // as made by scoring
}

// Unknown is the number of a term that no document of the index has.
const Unknown = math.MaxUint32

type scored struct {
	at        postings.Ref
	published int64
	sum       int // as passed to visit
	score     float64
	parts     share
}

// one is 1 as a fixed-point weight. The weights of a document add up to it.
const one = 1 << 30

// Begin prepares a for a query on v. It returns an empty document for the caller to
// fill.
func (a *Asking) Begin(v *postings.View) *Document {
	a.view = v
	a.mean = v.MeanLength()
	a.memo.reset(v)
	a.weights.Reset(v)
	a.best, a.weighted, a.found, a.chosen = a.best[:0], a.weighted[:0], a.found[:0], a.chosen[:0]
	a.doc, a.looked = Document{Terms: a.doc.Terms[:0], Sketch: a.doc.Sketch[:0]}, bestTerms
	a.leaders, a.loaded = a.leaders[:0], false
	return &a.doc
}

// Asked returns the terms of the document of the query.
func (a *Asking) Asked() []postings.Coded { return a.doc.Terms }

// Release drops what the Asking has of the last query that belongs to the caller.
func (a *Asking) Release() {
	a.query = nil
	a.excluded.ids = nil
}

// Answer returns the selected documents, best first. The result is valid until the next
// call of Begin.
func (a *Asking) Answer(q *Query) []Chosen {
	a.query = q
	q.Limit = max(1, min(q.Limit, MaxLimit))
	a.excluded.reset(q.Exclude)
	a.verdicts.reset()
	p := a.plan()
	if p.filtered {
		a.looked = filteredTerms
	}
	a.pin()
	if len(a.pinned) == q.Limit || !a.weigh() {
		return a.begin()
	}
	a.round(&p)
	for a.starved() {
		a.again(&p)
	}
	if a.cut && !p.scan && len(a.chosen) < q.Limit { // the search may have missed answers with a higher score
		p.deep = true
		a.again(&p)
	}
	a.listCopies()
	return a.chosen
}

// again is round for another time.
func (a *Asking) again(p *plan) {
	if a.doc.Untitled {
		a.setWeights(a.worths(a.doc.Terms, a.doc.Length)) // undo discount
	}
	a.round(p)
}

// round searches and chooses once.
func (a *Asking) round(p *plan) {
	a.loaded = false
	a.find(p)
	if a.doc.Untitled {
		a.discount()
	} else {
		a.feedback()
		a.stress()
	}
	a.near()
	slices.SortFunc(a.found, a.compare)
	if a.query.Diversity > 0 {
		a.diversify()
	}
	a.calibrate()
	a.choose()
}

// weigh sets the weights of the document's terms and selects those for the first stage.
// It reports whether any term has a weight.
func (a *Asking) weigh() bool {
	sum, self := a.worths(a.doc.Terms, a.doc.Length)
	if self == 0 {
		return false
	}
	a.setWeights(sum, self)
	for i, t := range a.doc.Terms {
		if w := a.worth[i] / sum; w > 0 && t.Term != Unknown {
			// Impacts are at most 1. What a tag is worth beyond that goes into the
			// weight.
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
	return true
}

// setWeights sets the weights of the document's terms from a.worth, given its sum and
// the unscaled score of the document against itself.
func (a *Asking) setWeights(sum, self float64) {
	a.weights.Reset(a.view)
	a.norm, a.asked = 0, 0
	for i, t := range a.doc.Terms {
		w := a.worth[i] / sum
		a.norm += w * w
		if w > 0 {
			a.asked++
		}
		if w > 0 && t.Term != Unknown {
			a.weights.Add(t.Term, fixed(w))
		}
	}
	a.unit = sum / self / one
}

// fixed converts a weight from 0 to 1 to fixed point.
func fixed(w float64) uint32 { return uint32(min(w*one+0.5, one-1)) }

// consider adds a term to those that the first stage looks up if it would add
// enough to the score of an identical document and if another document has it. The best
// terms are not those with the greatest weights, which are so rare that they find
// almost nothing.
func (a *Asking) consider(t best) {
	n := len(a.best)
	if n == a.looked && t.merit <= a.best[n-1].merit {
		return
	}
	if a.doc.Indexed && a.view.Frequency(t.Term) < 2 {
		return
	}
	i := n
	for i > 0 && a.best[i-1].merit < t.merit {
		i--
	}
	a.best = slices.Insert(a.best[:min(n, a.looked-1)], i, t)
}

// worths sets a.values to the value of each code in a document of this length, and
// a.worth to the rarity of each term times its value. It returns the sum of a.worth and
// the unscaled score of the document against itself.
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

// visit scores a document unless the query excludes it. It reports whether later
// documents may still be answers. IDs are checked last, and only of documents whose
// score is high enough.
func (a *Asking) visit(at postings.Ref, r *postings.Record, sum int) (more bool) {
	if !a.described(r) {
		return true
	}
	if len(a.found) == a.pool && float64(sum) < a.hopeless*float64(a.found[a.query.Limit-1].sum) {
		return false
	}
	a.inVain++
	f := scored{at, r.Published, sum, a.score(r, &a.weights), share{unit: a.unit}}
	if f.score > 0 && a.places(&f) {
		if a.repeats(at, r) || !a.named(at, r) {
			a.inVain--
			return true
		}
		if a.place(f) < a.query.Limit {
			a.inVain = 0
		}
	}
	return a.inVain < a.patience
}

// score returns the score of a document under the given weights.
func (a *Asking) score(r *postings.Record, weights *postings.Weights) float64 {
	return a.total(weights.Sums(r), r.Length)
}

// total returns the score of a document of this length, given the sums of its weights
// by code.
func (a *Asking) total(sums []postings.Sum, length int) (score float64) {
	scale := scoring.ScaleOf(length, a.mean)
	alone := false // whether a shared term suffices
	for _, s := range sums {
		score += float64(s.Weight) * scale.Value(s.Code)
		alone = alone || s.Weight > 0 && scoring.Alone(s.Code)
	}
	if !alone {
		return 0
	}
	return score * a.unit
}

// places reports whether a document belongs to the best so far.
func (a *Asking) places(f *scored) bool {
	n := len(a.found)
	return n < a.pool || a.compare(*f, a.found[n-1]) < 0
}

// place inserts a document into the best so far, where it belongs, and returns its
// index.
func (a *Asking) place(f scored) int {
	n := len(a.found)
	i, _ := slices.BinarySearchFunc(a.found, f, a.compare)
	a.found = slices.Insert(a.found[:min(n, a.pool-1)], i, f)
	return i
}

// compare orders documents, best first. Scores that agree to a billionth count as
// equal; then the later document comes first, then the lower ID.
func (a *Asking) compare(x, y scored) int {
	if c := cmp.Or(cmp.Compare(rounded(y.score), rounded(x.score)), cmp.Compare(y.published, x.published)); c != 0 {
		return c
	}
	return cmp.Compare(a.ID(x.at), a.ID(y.at))
}

// rounded drops the last bits of a score, which depend on the order of additions.
func rounded(score float64) int64 { return int64(math.Round(score * 1e9)) }

// ID returns the ID of a document.
func (a *Asking) ID(at postings.Ref) string {
	var r postings.Record
	a.view.Read(at, &r)
	return r.ID()
}

// Parts calls yield for each term that c shares with the document of the query, with
// the part of the score that it accounts for. It returns the other parts of the score.
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

// rarities caches the rarity of terms by their frequency, for one number of documents.
// Computing a rarity takes a logarithm, and a query needs seven hundred of them.
type rarities struct {
	view  *postings.View
	docs  int
	known [1 << 12]struct { // by the low bits of the frequency; df 0 marks an empty entry
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
