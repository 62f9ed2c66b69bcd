// Package ranking chooses documents for a document, in two stages: an engine
// finds candidates by the best-paying terms, and every candidate is then scored
// in full from the forward index. The scorer is the product and the engine
// replaceable: whatever implements Finder may stand in front of it.
//
// The stages on the candidates alone: feedback (the best answers ask along),
// closeness in time, copies. All of it works on numbers; who turns terms into
// words is the caller.
package ranking

import (
	"cmp"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/postings"
	"github.com/presse-go/presse/internal/scoring"
)

// A Finder finds candidates: documents that keep accepts and that might score
// high for the terms, at least limit of them where there are so many. The
// result is good until the next call.
type Finder interface {
	Find(v *postings.View, terms []postings.Weighted, limit int, keep func(postings.Ref) bool) []postings.Ref
}

// A Query says what to choose. Terms, the document asked about, are given to
// Asking.Begin.
type Query struct {
	Limit     int
	Story     bool // closeness in time counts
	Exact     bool // every document is a candidate
	Copies    bool // copies are answers of their own
	Diversity float64
	MinScore  float64

	Timed    bool // judge by time, at the instant Now (Unix seconds)
	Now      int64
	Earliest int64    // published then or later
	Exclude  []string // IDs
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

// share says how a score is made up: of terms shared with the document asked
// about, of what feedback added, and of closeness in time.
type share struct {
	unit     float64 // what a unit of weight × value comes to
	feedback float64
	near     float64
}

// The constants of both stages, as bench/related/stages measured them. The
// first stage's decide how far the default answer is from that of Exact.
const (
	Posted     = 48  // terms of a document that bring it forward
	bestTerms  = 12  // terms of a query that are looked up
	candidates = 200 // documents scored in full
	pool       = 64  // of these, how many feedback scores again
	window     = 16  // how far behind the last answer copies are looked for
	maybePairs = 0.1 // with fewer pairs shared, texts are no copies
)

// Model returns what the engine should know of scoring.
func Model() postings.Model {
	return postings.Model{
		Impact: func(code uint8, length int) float64 { return scoring.Value(code, length, meanLength) },
		Rarity: scoring.Rarity,
		Posted: Posted,
	}
}

// meanLength stands for the mean length of documents when postings are ordered,
// which is done once: that of French news.
const meanLength = 300

// An Asking is the working room for one query at a time; the zero value is
// ready, and the next query reuses it.
type Asking struct {
	view  *postings.View
	mean  float64
	query *Query
	doc   Document

	search   postings.Search
	weights  postings.Weights // of the document asked about
	others   postings.Weights // of those that feedback asks with, or that others are compared with
	memo     rarities
	best     []postings.Weighted
	found    []scored
	chosen   []Chosen
	sketches [2][]uint16
}

// A Document is the one asked about. Terms must be of the view.
type Document struct {
	ID        string
	Indexed   bool // it is in the index: what no other document has is of no use
	Published int64
	Length    int
	Sketch    []uint16
	Terms     []Term
}

// A Term is a term of the document asked about.
type Term struct {
	Number uint32 // in the view, or Unknown
	Code   uint8
}

// Unknown is the number of a term that no document has.
const Unknown = math.MaxUint32

type scored struct {
	at        postings.Ref
	published int64
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
	a.best, a.found, a.chosen = a.best[:0], a.found[:0], a.chosen[:0]
	a.doc = Document{Terms: a.doc.Terms[:0], Sketch: a.doc.Sketch[:0]}
	return &a.doc
}

// Answer chooses. The result is good until the next Begin.
func (a *Asking) Answer(q *Query) []Chosen {
	a.query = q
	unit := a.weigh()
	if unit == 0 {
		return nil
	}
	var finder Finder = &a.search
	if q.Exact {
		finder = everything{}
	}
	for _, at := range finder.Find(a.view, a.best, candidates, a.keep) {
		if score, published := a.score(at, &a.weights, unit); score > 0 {
			a.found = append(a.found, scored{at, published, score, share{unit: unit}})
		}
		if len(a.found) == 8*candidates {
			a.sort(candidates)
		}
	}
	a.sort(pool)
	a.feedback(unit)
	if q.Story {
		a.near()
	}
	a.sort(pool)
	a.choose()
	return a.chosen
}

// weigh sets the weights of the document's terms and picks the best for the
// first stage. It returns what a unit of weight × value adds to a score.
func (a *Asking) weigh() (unit float64) {
	sum, self := 0.0, 0.0
	var values [scoring.Codes]float64
	a.values(&values, a.doc.Length)
	for _, t := range a.doc.Terms {
		w := a.memo.of(t.Number) * values[t.Code]
		sum += w
		self += w * values[t.Code]
	}
	if self == 0 {
		return 0
	}
	for _, t := range a.doc.Terms {
		w := a.memo.of(t.Number) * values[t.Code] / sum
		if w > 0 && t.Number != Unknown {
			a.weights.Set(t.Number, fixed(w))
			a.consider(postings.Weighted{Term: t.Number, Weight: float32(w)})
		}
	}
	return sum / self / one
}

// fixed turns a weight from 0 to 1 into one of the engine's.
func fixed(w float64) uint32 { return uint32(min(w*one+0.5, one-1)) }

// consider keeps the heaviest bestTerms terms that another document has too.
func (a *Asking) consider(t postings.Weighted) {
	n := len(a.best)
	if n == bestTerms && t.Weight <= a.best[n-1].Weight {
		return
	}
	if a.doc.Indexed && a.view.Frequency(t.Term) < 2 {
		return
	}
	i := n
	for i > 0 && a.best[i-1].Weight < t.Weight {
		i--
	}
	a.best = slices.Insert(a.best[:min(n, bestTerms-1)], min(i, bestTerms-1), t)
}

// values fills in what each code is worth to a document of this length.
func (a *Asking) values(values *[scoring.Codes]float64, length int) {
	for code := range values {
		values[code] = scoring.Value(uint8(code), length, a.mean)
	}
}

// keep tells whether a document may be an answer at all.
func (a *Asking) keep(at postings.Ref) bool {
	var r postings.Record
	a.view.Read(at, &r)
	q := a.query
	switch {
	case q.Timed && (q.Now < r.From || r.Until <= q.Now || r.Published < q.Earliest):
		return false
	case r.ID() == a.doc.ID || slices.Contains(q.Exclude, r.ID()):
		return false
	}
	return hasOne(&r, q.Langs, scoring.CodeLang) && (!q.InSections || hasOne(&r, q.Sections, scoring.CodeSection))
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
func (a *Asking) score(at postings.Ref, weights *postings.Weights, unit float64) (score float64, published int64) {
	var r postings.Record
	a.view.Read(at, &r)
	var sums [postings.Codes]uint64
	r.Sums(weights, &sums)
	for code, sum := range sums {
		if sum > 0 {
			score += float64(sum) * scoring.Value(uint8(code), r.Length, a.mean)
		}
	}
	return score * unit, r.Published
}

// sort orders what was found, the best first, and keeps the first n. Scores are
// equal when they are to a billionth; then the later stands first, then the
// lower ID.
func (a *Asking) sort(n int) {
	slices.SortFunc(a.found, func(x, y scored) int {
		if c := cmp.Or(cmp.Compare(rounded(y.score), rounded(x.score)), cmp.Compare(y.published, x.published)); c != 0 {
			return c
		}
		return cmp.Compare(a.ID(x.at), a.ID(y.at))
	})
	a.found = a.found[:min(n, len(a.found))]
}

// rounded keeps the order of sums, which differ in their last bits by the order
// of adding, from deciding between documents.
func rounded(score float64) int64 { return int64(math.Round(score * 1e9)) }

// ID returns the ID of a document.
func (a *Asking) ID(at postings.Ref) string {
	var r postings.Record
	a.view.Read(at, &r)
	return r.ID()
}

// feedback has the first answers ask along, each with a small part: they say
// what the document is about in other words.
func (a *Asking) feedback(unit float64) {
	from := a.found[:min(scoring.FeedbackFrom, len(a.found))]
	if len(from) == 0 {
		return
	}
	own := 0.0 // the norm of the document's weights
	for _, t := range a.doc.Terms {
		w := float64(a.weights.Get(t.Number)) / one
		own += w * w
	}
	own = math.Sqrt(own)
	a.others.Reset(a.view)
	whole := 1.0
	var r postings.Record
	var values [scoring.Codes]float64
	for _, f := range from {
		a.view.Read(f.at, &r)
		a.values(&values, r.Length)
		norm := 0.0
		for term, code := range r.Terms {
			w := a.memo.of(term) * values[code]
			norm += w * w
		}
		part := scoring.FeedbackPart(f.score, from[0].score)
		whole += part
		part *= own / math.Sqrt(norm)
		for term, code := range r.Terms {
			if w := fixed(part * a.memo.of(term) * values[code]); w > 0 {
				a.others.Set(term, w+a.others.Get(term))
			}
		}
	}
	for i := range a.found {
		f := &a.found[i]
		more, _ := a.score(f.at, &a.others, unit)
		f.parts.unit = unit / whole
		f.parts.feedback = more / whole
		f.score = (f.score + more) / whole
	}
}

// near takes from every score what closeness in time may give back.
func (a *Asking) near() {
	for i := range a.found {
		f := &a.found[i]
		rest := f.score / (1 + scoring.NearPart)
		if a.doc.Published != postings.Undated && f.published != postings.Undated {
			f.parts.near = rest * scoring.NearPart * scoring.Near(a.doc.Published-f.published)
		}
		f.parts.unit /= 1 + scoring.NearPart
		f.parts.feedback /= 1 + scoring.NearPart
		f.score = rest + f.parts.near
	}
}

// choose takes answers in order. A copy of the document itself is left out, a
// copy of an answer goes to that answer.
func (a *Asking) choose() {
	q := a.query
	for i, f := range a.found {
		if min(1, f.score) < q.MinScore || len(a.chosen) == q.Limit && i >= q.Limit+window {
			break
		}
		if !q.Copies {
			if a.isCopy(f.at, nil) {
				continue
			}
			if c := slices.IndexFunc(a.chosen, func(c Chosen) bool { return a.isCopy(f.at, &c.At) }); c >= 0 {
				a.chosen[c].Copies = append(a.chosen[c].Copies, f.at)
				continue
			}
		}
		if len(a.chosen) < q.Limit {
			if f.score > 1 { // more of the document's own words than it has itself
				f.parts.unit /= f.score
				f.parts.feedback /= f.score
				f.parts.near /= f.score
				f.score = 1
			}
			c := Chosen{At: f.at, Score: f.score, parts: f.parts}
			if f.parts.near > 0 {
				c.Apart = a.doc.Published - f.published
			}
			a.chosen = append(a.chosen, c)
		}
	}
}

// isCopy tells whether a document is a copy of another, or with nil of the one
// asked about.
func (a *Asking) isCopy(at postings.Ref, of *postings.Ref) bool {
	var r, other postings.Record
	a.view.Read(at, &r)
	theirs := a.doc.Sketch
	if of != nil {
		a.view.Read(*of, &other)
		a.sketches[1] = other.AppendSketch(a.sketches[1][:0])
		theirs = a.sketches[1]
	}
	a.sketches[0] = r.AppendSketch(a.sketches[0][:0])
	pairs := scoring.SharedPairs(a.sketches[0], theirs)
	if pairs < maybePairs {
		return false
	}
	a.others.Reset(a.view)
	words, shared, theirWords := 0, 0, 0
	mark := func(term uint32, code uint8) bool {
		if code < scoring.CodeTag {
			a.others.Set(term, 1)
			theirWords++
		}
		return true
	}
	if of != nil {
		other.Terms(mark)
	} else {
		for _, t := range a.doc.Terms {
			if t.Number != Unknown {
				mark(t.Number, t.Code)
			} else if t.Code < scoring.CodeTag {
				theirWords++ // a word that no document has speaks against a copy
			}
		}
	}
	for term, code := range r.Terms {
		if code < scoring.CodeTag {
			words++
			shared += int(a.others.Get(term))
		}
	}
	return scoring.Copies(pairs, float64(shared)/float64(max(1, min(words, theirWords))))
}

// Parts yields what the score of c is made of: for each term shared its part,
// with its number and code.
func (a *Asking) Parts(c Chosen, yield func(term uint32, code uint8, part float64)) (feedback, near float64) {
	var r postings.Record
	a.view.Read(c.At, &r)
	for term, code := range r.Terms {
		if w := a.weights.Get(term); w > 0 {
			yield(term, code, float64(w)*scoring.Value(code, r.Length, a.mean)*c.parts.unit)
		}
	}
	return c.parts.feedback, c.parts.near
}

// everything finds every document.
type everything struct{}

func (everything) Find(v *postings.View, _ []postings.Weighted, _ int, keep func(postings.Ref) bool) []postings.Ref {
	var all []postings.Ref
	for at := range v.All() {
		if keep(at) {
			all = append(all, at)
		}
	}
	return all
}

// rarities remembers the rarity of frequent terms for the view at hand: it takes
// a logarithm and two roots, and a query asks a thousand times.
type rarities struct {
	view  *postings.View
	known [1 << 16]float64 // 0: not known yet
}

func (m *rarities) reset(v *postings.View) {
	if m.view != v {
		m.view = v
		clear(m.known[:])
	}
}

func (m *rarities) of(term uint32) float64 {
	if term == Unknown {
		return scoring.Rarity(0, m.view.Docs)
	}
	if int(term) >= len(m.known) {
		return scoring.Rarity(m.view.Frequency(term), m.view.Docs)
	}
	if m.known[term] == 0 {
		m.known[term] = scoring.Rarity(m.view.Frequency(term), m.view.Docs)
	}
	return m.known[term]
}
