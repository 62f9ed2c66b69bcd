package main

import (
	"cmp"
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

func newCorpus(s *set, f formula) corpus {
	c := corpus{set: s, read: f.analysis}
	numbers := map[string]int32{}
	for _, a := range s.articles {
		counts, length := f.terms(scoring.Text{Lang: "fr", Headline: related.Text(a.Title), Body: related.Text(a.Body), Tags: a.given, Sections: c.sections(a)})
		d := document{length: length}
		for key, n := range counts {
			number, known := numbers[key]
			if !known {
				number = int32(len(numbers))
				numbers[key] = number
				c.kinds = append(c.kinds, n.kind)
				c.df = append(c.df, 0)
			}
			c.df[number]++
			d.terms = append(d.terms, term{number, n.n})
		}
		slices.SortFunc(d.terms, func(x, y term) int { return cmp.Compare(x.number, y.number) })
		c.docs = append(c.docs, d)
		c.mean += length / float64(len(s.articles))
		c.seconds = append(c.seconds, a.instant().Unix())
	}
	c.sums = make([]float64, len(c.docs))
	return c
}

func (c *corpus) sections(a *article) []string {
	if c.read.sectionsToo {
		return a.Sections
	}
	return nil
}

func (c *corpus) needsOther(f formula) bool { return c.read != f.analysis }

// weigh builds the lists for the current formula.
func (c *corpus) weigh() {
	if c.weighed == c.formula {
		return
	}
	c.weighed = c.formula
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

// vector returns the weights of a document as a query, normalized to length 1.
func (c *corpus) vector(doc int32) []weight {
	d := &c.docs[doc]
	var v []weight
	norm := 0.0
	for _, t := range d.terms {
		if k := c.kinds[t.number]; k == tag && !c.given {
			continue
		}
		w := c.rarity[t.number] * c.formula.value(c.kinds[t.number], t.count, d.length, c.mean)
		v = append(v, weight{t.number, w})
		norm += w * w
	}
	for i := range v {
		v[i].w /= math.Sqrt(norm)
	}
	return v
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
	c.weigh()
	f := &c.formula
	clear(c.sums)
	c.search(c.vector(int32(query)), 1)
	hits := c.best(int32(query))
	c.feedback(hits[:min(f.feedbackFrom, len(hits))])
	hits = c.best(int32(query))
	if c.near {
		for i := range hits {
			hits[i].score *= 1 + f.nearPart*f.near(c.seconds[query]-c.seconds[hits[i].doc])
		}
		hits = ranked(hits)
	}
	if f.spread < 1 {
		c.diversify(hits[:min(20, len(hits))])
	}
	docs := make([]int32, len(hits))
	for i, h := range hits {
		docs[i] = h.doc
	}
	return docs
}

// feedback adds to the sums what the first answers have in common with each document.
// An answer among them is not scored by its own terms; the others take its share of the
// weight.
func (c *corpus) feedback(from []hit) {
	whole := 0.0
	parts, own := make([]float64, len(from)), make([]float64, len(from))
	for i, h := range from {
		parts[i] = c.formula.feedbackWhole / float64(c.formula.feedbackFrom) * h.score / from[0].score
		whole += parts[i]
		before := c.sums[h.doc]
		c.search(c.vector(h.doc), parts[i])
		own[i] = c.sums[h.doc] - before
	}
	if c.formula.feedbackSelf {
		return
	}
	for i, h := range from {
		others := c.sums[h.doc] - h.score - own[i]
		if c.sums[h.doc] = h.score; whole > parts[i] {
			c.sums[h.doc] += others * whole / (whole - parts[i])
		}
	}
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
	a, b := c.vector(x), c.vector(y)
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
