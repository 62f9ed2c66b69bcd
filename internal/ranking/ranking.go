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

// A Finder visits documents that might score high for the terms, the likeliest
// first, until a visit returns false. Reading bounds the work; left tells that no
// visit returned false and that more reading would find more.
type Finder interface {
	Find(v *postings.View, terms []postings.Weighted, reading int, visit postings.Visit) (left bool)
}

// A Query says what to choose. Terms, the document asked about, are given to
// Asking.Begin.
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

// share says how a score is made up: of terms shared with the document asked
// about, of what feedback added, and of closeness in time.
type share struct {
	unit     float64 // what a unit of weight × value comes to
	feedback float64
	near     float64
}

// The constants of both stages decide how near the default answer is to that of
// Exact, and what it costs. bench/related/stages prints what others give.
const (
	posted    = 64 // terms of a document that bring it forward
	bestTerms = 64 // terms of a query that are looked up
	window    = 8  // how far behind the last answer copies are looked for

	few           = 500  // documents that are all scored: no search would be faster
	fewInSections = 4000 // documents of the sections asked for that are all scored: a search finds them badly
	further       = 8    // how much more is read when the reading before found too little

	// MaxLimit is how many answers a query gets at most.
	MaxLimit = 100
)

// effort is what is spent on a query: more answers want more, since the last of
// them lie far behind the first, and so does a larger archive, though little: in
// one of a million lists are ten times as long as in one of 100,000, and twice as
// much is read.
type effort struct {
	reading  int     // postings read
	patience int     // documents scored in full that bring no answer, before the others are left
	pool     int     // documents that the later stages see
	hopeless float64 // the part of the last answer's sum below which a document is none
}

func (q *Query) effort(docs int) effort {
	n := min(q.Limit, 20)
	e := effort{reading: 4000 + 2000*n, patience: max(60, 60*n-60), pool: 2*q.Limit + 2*window, hopeless: 0.4}
	e.reading = int(float64(e.reading) * math.Pow(max(1, float64(docs)/1e5), 0.3))
	if q.Story { // what is far behind may be near in time
		e.patience += 200
		e.pool += 100
		e.hopeless /= 1 + scoring.NearPart
	}
	return e
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

// meanLength stands for the mean length of documents when postings are ordered,
// which is done once: that of French news.
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

// finder returns who finds candidates: the search, unless looking at all of them
// takes no longer.
func (a *Asking) finder() Finder {
	q := a.query
	if q.Exact || a.view.Docs <= few {
		return &a.all
	}
	if q.InSections {
		n := 0
		for _, section := range q.Sections {
			n += a.view.Frequency(section)
		}
		if n <= fewInSections {
			a.inThese.sections = q.Sections
			return &a.inThese
		}
	}
	return &a.search
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

// consider keeps the bestTerms terms that another document has too and that an
// equal document would gain most by. The heaviest are not the best: they are so
// rare that they find next to nothing.
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

// visit scores a document, unless it cannot be an answer at all, and tells
// whether others behind it still may be.
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

// total returns what a document of this length is worth whose terms weigh so
// much.
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
// what the document is about in other words. None asks for itself: for an answer
// among them the others ask with its part as well.
func (a *Asking) feedback() {
	from := a.found[:min(scoring.FeedbackFrom, len(a.found))]
	if len(from) == 0 {
		return
	}
	a.others.Reset(a.view)
	var parts, own [scoring.FeedbackFrom]float64 // of each; what it would add to itself
	all := 0.0
	var r postings.Record
	for i, f := range from {
		a.view.Read(f.at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		a.worths(a.terms, r.Length)
		norm := 0.0
		for _, w := range a.worth {
			norm += w * w
		}
		part := scoring.FeedbackPart(f.score, from[0].score)
		parts[i] = part
		all += part
		part *= math.Sqrt(a.norm / norm)
		var sums [scoring.Codes]postings.Sum
		for j, t := range a.terms {
			if w := fixed(part * a.worth[j]); w > 0 {
				a.others.Add(t.Term, w)
				sums[t.Code].Code = t.Code
				sums[t.Code].Weight += uint64(w)
			}
		}
		own[i] = a.total(sums[:], r.Length)
	}
	whole := 1 + all
	for i := range a.found {
		f := &a.found[i]
		a.view.Read(f.at, &r)
		f.parts.unit = a.unit / whole
		f.parts.feedback = a.score(&r, &a.others) / whole
		if i < len(from) && len(from) > 1 {
			f.parts.feedback = max(0, f.parts.feedback-own[i]/whole) * all / (all - parts[i])
		}
		f.score = f.score/whole + f.parts.feedback
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

// diversify puts the first answers in the order of maximal marginal relevance
// (Carbonell and Goldstein, 1998): each is the best of those left when its
// likeness to the ones before, of the same measure as scores, counts against it.
func (a *Asking) diversify() {
	likeness := make([]float64, min(len(a.found), a.query.Limit+window))
	worth := func(i int) float64 {
		return (1-a.query.Diversity)*a.found[i].score - a.query.Diversity*likeness[i]
	}
	for i := range likeness {
		best := i
		for j := i + 1; j < len(likeness); j++ {
			if worth(j) > worth(best) {
				best = j
			}
		}
		for ; best > i; best-- { // the others keep their order
			a.found[best], a.found[best-1] = a.found[best-1], a.found[best]
			likeness[best], likeness[best-1] = likeness[best-1], likeness[best]
		}
		unit := a.markValues(a.found[i].at)
		var r postings.Record
		for j := i + 1; j < len(likeness); j++ {
			a.view.Read(a.found[j].at, &r)
			likeness[j] = max(likeness[j], min(1, a.score(&r, &a.others)/a.unit*unit))
		}
	}
}

// markValues makes others the weights of a document, as weigh does for the one
// asked about, and returns their unit.
func (a *Asking) markValues(at postings.Ref) (unit float64) {
	var r postings.Record
	a.view.Read(at, &r)
	a.terms = r.AppendTerms(a.terms[:0])
	sum, self := a.worths(a.terms, r.Length)
	a.others.Reset(a.view)
	for i, t := range a.terms {
		a.others.Add(t.Term, fixed(a.worth[i]/sum))
	}
	return sum / self / one
}

// choose takes answers in order. A copy of an answer goes to that answer: the
// one that scores best stands for all, since the longest or the latest would cost
// another 0.001 to 0.002 nDCG@5 on stories ("quality -copies" of bench/related).
// One copy of the document asked about may stay: those who judged it found it the
// most related of all, and leaving it out costs 0.07 nDCG@5.
func (a *Asking) choose() {
	q := a.query
	for i, f := range a.found {
		if min(1, f.score) < q.MinScore || len(a.chosen) == q.Limit && i >= q.Limit+window {
			break
		}
		if !q.Copies {
			if c := slices.IndexFunc(a.chosen, func(c Chosen) bool { return a.areCopies(f.at, c.At) }); c >= 0 {
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

// areCopies tells whether two documents are copies of one text.
func (a *Asking) areCopies(x, y postings.Ref) bool {
	var one, other postings.Record
	a.view.Read(x, &one)
	a.view.Read(y, &other)
	phrases, worth := scoring.SharedPhrases(one.Sketch(), other.Sketch())
	if !scoring.MaybeCopies(phrases, worth) {
		return false
	}
	a.others.Reset(a.view)
	words, theirWords, both := 0, 0, 0
	a.terms = other.AppendTerms(a.terms[:0])
	for _, t := range a.terms {
		if t.Code < scoring.CodeTag {
			theirWords++
			a.others.Add(t.Term, 1)
		}
	}
	a.terms = one.AppendTerms(a.terms[:0])
	for _, t := range a.terms {
		if t.Code < scoring.CodeTag {
			words++
			both += int(a.others.Get(t.Term))
		}
	}
	return scoring.Copies(phrases, worth, words, theirWords, both)
}

// Parts yields what the score of c is made of: for each term shared its part,
// with its number and code.
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

// everything visits every document.
type everything struct{ record postings.Record }

func (e *everything) Find(v *postings.View, _ []postings.Weighted, _ int, visit postings.Visit) (left bool) {
	for at := range v.All() {
		v.Read(at, &e.record)
		visit(at, &e.record, postings.NoSum)
	}
	return false
}

// listed visits every document of some sections.
type listed struct {
	sections []uint32
	record   postings.Record
}

func (l *listed) Find(v *postings.View, _ []postings.Weighted, _ int, visit postings.Visit) (left bool) {
	for i, section := range l.sections {
		for at := range v.Listed(section) {
			v.Read(at, &l.record)
			if !hasOne(&l.record, l.sections[:i], scoring.CodeSection) && l.record.Has(section, scoring.CodeSection) {
				visit(at, &l.record, postings.NoSum)
			}
		}
	}
	return false
}

// rarities remembers the rarity of terms by their frequency, for the number of
// documents at hand: it takes a logarithm and two roots, and a query asks seven
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
