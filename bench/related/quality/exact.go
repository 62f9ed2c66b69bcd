package main

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A corpus is a set of articles after a given analysis.
type corpus struct {
	set     *set
	read    analysis
	formula formula
	near    bool // count closeness in time
	given   bool // count the given tags

	numbers map[string]int32 // of terms
	kinds   []kind
	df      []int
	docs    []document
	mean    float64
	seconds []int64

	// For the formula of the last call of weigh.
	weighed formula
	rarity  []float64
	lists   [][]entry // by term: the documents and the value of the term in them
	sums    []float64

	// For the formula and the given tags of the last call of found.
	cached asked
	cache  map[int][]hit
}

// asked is what hits depend on, except closeness in time and diversity.
type asked struct {
	formula
	given bool
}

type document struct {
	terms  []term
	length float64
}

type term struct {
	number int32
	count  float64
}

type entry struct {
	doc   int32
	value float64
}

func newCorpus(s *set, f formula) *corpus {
	c := &corpus{set: s, read: f.analysis, numbers: map[string]int32{}}
	for _, a := range s.articles {
		counts, length := f.terms(scoring.Text{Lang: cmp.Or(s.lang, "fr"), Headline: related.Text(a.Title), Body: related.Text(a.Body), Tags: a.given, Sections: c.sections(a)})
		d := document{length: length}
		for key, n := range counts {
			number, known := c.numbers[key]
			if !known {
				number = int32(len(c.numbers))
				c.numbers[key] = number
				c.kinds = append(c.kinds, n.kind)
				c.df = append(c.df, 0)
			}
			c.df[number]++
			d.terms = append(d.terms, term{number, n.n})
		}
		slices.SortFunc(d.terms, func(x, y term) int { return cmp.Compare(x.number, y.number) })
		c.docs = append(c.docs, d)
		c.mean += length / float64(len(s.articles))
		seconds := int64(undated)
		if t := a.instant(); !t.IsZero() {
			seconds = t.Unix()
		}
		c.seconds = append(c.seconds, seconds)
	}
	c.sums = make([]float64, len(c.docs))
	return c
}

const undated = math.MinInt64

func (c *corpus) sections(a *article) []string {
	if c.read.sectionsToo {
		return a.Sections
	}
	return nil
}

func (c *corpus) needsOther(f formula) bool { return c.read != f.analysis }

// untimed returns the formula without the constants that do not matter before closeness
// in time counts.
func (f formula) untimed() formula {
	f.nearDays, f.nearPower, f.background, f.story, f.spread, f.agedPart, f.agedDays = 0, 0, 0, 0, 0, 0, 0
	return f
}

// weigh builds the lists for the current formula.
func (c *corpus) weigh() {
	f := c.formula.untimed()
	if c.weighed == f {
		return
	}
	c.weighed = f
	c.rarity = make([]float64, len(c.df))
	c.lists = make([][]entry, len(c.df))
	for t, df := range c.df {
		c.rarity[t] = c.formula.rarity(df, len(c.docs))
		c.lists[t] = make([]entry, 0, df)
	}
	for i, d := range c.docs {
		for _, t := range d.terms {
			v := c.formula.value(c.kinds[t.number], t.count, d.length, c.mean)
			c.lists[t.number] = append(c.lists[t.number], entry{int32(i), v})
		}
	}
}

// A weight is the weight of a term in a query.
type weight struct {
	term int32
	w    float64
}

// A question is a query as the formula sees it.
type question struct {
	weights   []weight // normalized to length 1
	sum, self float64  // of weights, and the score of the query for itself, both before that
	norm      float64
	stress    float64 // of the article itself, before normalization
	terms     int
}

// ask returns the question of a document.
func (c *corpus) ask(doc int32) (q question) {
	d := &c.docs[doc]
	for _, t := range d.terms {
		if k := c.kinds[t.number]; k != tag || c.given {
			q.add(k, t.number, c.rarity[t.number], c.formula.value(k, t.count, d.length, c.mean))
		}
	}
	q.normalize()
	return q
}

// askText returns the question of a text.
func (c *corpus) askText(t scoring.Text) (q question) {
	counts, length := c.formula.terms(t)
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		n := counts[key]
		value := c.formula.value(n.kind, n.n, length, c.mean)
		if number, known := c.numbers[key]; known {
			q.add(n.kind, number, c.rarity[number], value)
		} else {
			q.add(n.kind, -1, c.formula.rarity(0, len(c.docs)), value)
		}
	}
	q.normalize()
	return q
}

func (q *question) add(k kind, term int32, rarity, value float64) {
	w := rarity * value
	q.weights = append(q.weights, weight{term, w})
	q.sum += w
	q.self += w * value
	q.norm += w * w
	q.terms++
	if k.isWord() {
		q.stress += math.Pow(w*value, 3)
	}
}

func (q *question) normalize() {
	q.norm, q.stress = math.Sqrt(q.norm), math.Cbrt(q.stress)
	for i := range q.weights {
		q.weights[i].w /= q.norm
	}
	q.weights = slices.DeleteFunc(q.weights, func(w weight) bool { return w.term < 0 })
}

// A hit is a document with its score.
type hit struct {
	doc   int32
	score float64
}

// looked is the number of best answers that the later stages use.
const looked = 200

// search adds a vector, multiplied by part, to the sums.
func (c *corpus) search(v []weight, part float64) {
	for _, w := range v {
		for _, e := range c.lists[w.term] {
			c.sums[e.doc] += part * w.w * e.value
		}
	}
}

// best returns the documents with the highest sums.
func (c *corpus) best(except int32) []hit {
	var hits []hit
	low := 0.0
	for doc, sum := range c.sums {
		if sum <= low || int32(doc) == except {
			continue
		}
		hits = append(hits, hit{int32(doc), sum})
		if len(hits) == 8*looked {
			hits = ranked(hits)
			low = hits[len(hits)-1].score
		}
	}
	return ranked(hits)
}

// ranked sorts hits, best first, and keeps the first ones.
func ranked(hits []hit) []hit {
	slices.SortFunc(hits, func(x, y hit) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.doc, y.doc))
	})
	return hits[:min(looked, len(hits))]
}

// related answers a query by scores, feedback, closeness in time and diversity.
func (c *corpus) related(query int) []int32 {
	hits := c.timed(query, slices.Clone(c.found(query)))
	if c.formula.spread < 1 {
		c.diversify(hits[:min(20, len(hits))])
	}
	docs := make([]int32, len(hits))
	for i, h := range hits {
		docs[i] = h.doc
	}
	return docs
}

// found returns the hits for an article before closeness in time counts.
func (c *corpus) found(query int) []hit {
	c.weigh()
	if key := (asked{c.weighed, c.given}); c.cached != key {
		c.cached, c.cache = key, map[int][]hit{}
	}
	hits, ok := c.cache[query]
	if !ok {
		hits = c.answer(query, c.ask(int32(query)))
		c.cache[query] = hits
	}
	return hits
}

// answer returns the hits for a question. It leaves out the article query and its
// copies. The score of the question itself is 1, as in package ranking.
func (c *corpus) answer(query int, q question) []hit {
	if q.self == 0 {
		return nil
	}
	unit := q.norm / q.self
	clear(c.sums)
	c.search(q.weights, unit)
	hits := c.fold(query, c.best(int32(query)))
	if c.formula.genreFrom > 0 && c.set.articles[query].Title == "" {
		c.discount(hits, q)
		return c.fold(query, c.best(int32(query)))
	}
	c.feedback(hits[:min(c.formula.feedbackFrom, len(hits))], unit)
	hits = c.fold(query, c.best(int32(query)))
	if c.set.articles[query].Title != "" {
		hits = c.stress(hits, q)
	}
	return hits
}

// stress gives more weight to what a hit shares of the main words of the question.
func (c *corpus) stress(hits []hit, q question) []hit {
	weights := map[int32]float64{}
	for _, w := range q.weights {
		weights[w.term] = w.w * q.norm
	}
	for i, h := range hits {
		d := &c.docs[h.doc]
		cubes := 0.0
		for _, t := range d.terms {
			if w := weights[t.number]; w > 0 {
				v := w * c.formula.value(c.kinds[t.number], t.count, d.length, c.mean)
				cubes += v * v * v
			}
		}
		hits[i].score = c.formula.stressed(h.score, math.Cbrt(cubes)/q.stress)
	}
	return ranked(hits)
}

// discount computes the sums again, with less weight for words that the first answers
// share.
func (c *corpus) discount(hits []hit, q question) {
	from := hits[:min(c.formula.genreFrom, len(hits))]
	shared := map[int32]float64{}
	for _, h := range from {
		for _, t := range c.docs[h.doc].terms {
			shared[t.number] += 1 / float64(len(from))
		}
	}
	weights := slices.Clone(q.weights)
	left := q.sum
	for i := range weights {
		less := weights[i].w * c.formula.genrePart * shared[weights[i].term]
		weights[i].w -= less
		left -= less * q.norm
	}
	clear(c.sums)
	c.search(weights, q.norm/q.self*q.sum/left)
}

// timed adds closeness in time to the scores of hits and orders them.
func (c *corpus) timed(query int, hits []hit) []hit {
	f := &c.formula
	part := f.background
	if c.near {
		part = f.story
	}
	if part == 0 || c.seconds[query] == undated {
		return hits
	}
	for i := range hits {
		if s := c.seconds[hits[i].doc]; s != undated {
			hits[i].score *= (1 + part*f.near(c.seconds[query]-s)) * f.aged(c.seconds[query]-s)
		}
	}
	return ranked(hits)
}

// fold leaves out copies of the article of the query and of earlier hits.
func (c *corpus) fold(query int, hits []hit) (kept []hit) {
	groups := c.set.groups
	if groups == nil {
		return hits
	}
	seen := map[int]bool{groups[query]: true}
	for _, h := range hits {
		if g := groups[h.doc]; !seen[g] {
			seen[g] = true
			kept = append(kept, h)
		}
	}
	return kept
}

// feedback adds to the sums what the first answers have in common with each document,
// and returns the weight of these answers. An answer is not scored by its own terms; the
// others take its share of the weight.
func (c *corpus) feedback(from []hit, unit float64) (whole float64) {
	parts, own := make([]float64, len(from)), make([]float64, len(from))
	for i, h := range from {
		parts[i] = c.formula.feedback(h.score)
		whole += parts[i]
		before := c.sums[h.doc]
		c.search(c.ask(h.doc).weights, parts[i]*unit)
		own[i] = c.sums[h.doc] - before
	}
	if c.formula.feedbackSelf {
		return whole
	}
	for i, h := range from {
		others := c.sums[h.doc] - h.score - own[i]
		if c.sums[h.doc] = h.score; whole > parts[i] {
			c.sums[h.doc] += others * whole / (whole - parts[i])
		}
	}
	return whole
}

// diversify orders hits by maximal marginal relevance (Carbonell and Goldstein, 1998):
// the next hit is the one that maximizes λ × score − (1−λ) × its highest similarity to
// an earlier hit, both from 0 to 1.
func (c *corpus) diversify(hits []hit) {
	top := hits[0].score
	alike := make([]float64, len(hits))
	for i := range hits {
		best := i
		marginal := func(j int) float64 { return c.formula.spread*hits[j].score/top - (1-c.formula.spread)*alike[j] }
		for j := i + 1; j < len(hits); j++ {
			if marginal(j) > marginal(best) {
				best = j
			}
		}
		hits[i], hits[best] = hits[best], hits[i]
		alike[i], alike[best] = alike[best], alike[i]
		for j := i + 1; j < len(hits); j++ {
			alike[j] = max(alike[j], c.cosine(hits[i].doc, hits[j].doc))
		}
	}
}

func (c *corpus) cosine(x, y int32) float64 {
	a, b := c.ask(x).weights, c.ask(y).weights
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].term < b[j].term:
			i++
		case a[i].term > b[j].term:
			j++
		default:
			sum += a[i].w * b[j].w
			i, j = i+1, j+1
		}
	}
	return sum
}
