// Stages prints how many of the documents with the best full scores a default search
// finds, and how much it reads and scores for that. It does so for the constants of
// internal/related/ranking and internal/related/postings, and for other values of each.
// It repeats the first stage on plain slices, so that constants can vary;
// bench/related/speed measures the index itself.
//
//	cd bench && go run ./related/stages            # 34,567 real articles, four answers
//	cd bench && go run ./related/stages -wanted 10
//	cd bench && go run ./related/stages -n 100000  # with recombined articles
//	cd bench && go run ./related/stages -rpm2      # with queries about the articles of rpm2
//	cd bench && go run ./related/stages -filters   # with filters
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

// constants holds the constants of the two stages.
type constants struct {
	posted     int     // number of terms of a document that get into lists (ranking.posted)
	impacts    int     // number of levels of impact (postings.maxImpact)
	terms      int     // number of terms of a query that are looked up (ranking.bestTerms)
	rarePart   float64 // postings.rarePart
	impactPart float64 // postings.impactPart
	opening    float64 // part of the budget that opens sums (postings.Search.spend)
	reading    int     // number of postings to read (ranking.Query.effort)
	patience   int     // number of documents scored without a new answer before the search stops (the same)
	hopeless   float64 // fraction of the last answer's sum below which the search stops (the same)
}

// shipped returns the constants for a query for the given number of answers in an
// archive of n articles.
func shipped(wanted, n int) constants {
	return constants{
		posted: 80, impacts: 5, terms: 64,
		rarePart: 0.4, impactPart: 0.5, opening: 0.25,
		reading:  int(float64(8000+4000*wanted) * math.Pow(max(1, float64(n)/1e5), 0.3)),
		patience: 60 * wanted, hopeless: 0.3,
	}
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 34567, "number of articles")
	count := flag.Int("queries", 300, "number of queries")
	rpm2 := flag.Bool("rpm2", false, "add the articles of rpm2 and query about these")
	wanted := flag.Int("wanted", 4, "number of answers")
	filters := flag.Bool("filters", false, "measure queries with filters; nothing else")
	flag.Parse()
	given, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	articles, asked := archive.Recombined(given, *n), *n
	if *rpm2 {
		more, err := archive.Read("rpm2.jsonl.gz")
		if err != nil {
			log.Fatal(err)
		}
		articles, asked = append(more, articles...), len(more)
	}
	l := newLab(articles, asked, *count, *wanted)
	l.measure("shipped", shipped(*wanted, *n))
	if *filters {
		l.filters()
		return
	}
	try := func(name string, values []float64, change func(*constants, float64)) {
		for _, v := range values {
			c := shipped(*wanted, *n)
			change(&c, v)
			l.measure(fmt.Sprint(name, " ", v), c)
		}
	}
	try("posted", []float64{32, 48, 64, 96, 1000}, func(c *constants, v float64) { c.posted = int(v) })
	try("impacts", []float64{2, 3, 7, 15}, func(c *constants, v float64) { c.impacts = int(v) })
	try("terms", []float64{28, 48, 100}, func(c *constants, v float64) { c.terms = int(v) })
	try("rarePart", []float64{0, 0.2, 0.6, 1}, func(c *constants, v float64) { c.rarePart = v })
	try("impactPart", []float64{0, 0.25, 1}, func(c *constants, v float64) { c.impactPart = v })
	try("opening", []float64{0.125, 1. / 3, 0.5, 1}, func(c *constants, v float64) { c.opening = v })
	try("reading ×", []float64{0.5, 0.75, 1.5, 2}, func(c *constants, v float64) { c.reading = int(v * float64(c.reading)) })
	try("hopeless", []float64{0, 0.1, 0.2, 0.25, 0.35, 0.4, 0.5}, func(c *constants, v float64) { c.hopeless = v })
	try("patience ×", []float64{0.5, 0.75, 1.5, 2}, func(c *constants, v float64) { c.patience = int(v * float64(c.patience)) })
}

// A lab holds documents, and queries with their best answers.
type lab struct {
	docs    []doc
	df      []int
	rarity  []float64
	mean    float64
	wanted  int
	queries []query
	filter  *filter // nil: all documents

	lists  [][]posting // by term, for the constants below
	posted int
	levels int
}

type doc struct {
	length    int
	terms     []term
	published time.Time
	sections  []string
}

type term struct {
	id   int32
	code uint8
}

type query struct {
	doc    int
	best   []int32
	scores map[int32]float64 // scores computed so far
}

type posting struct {
	doc    int32
	impact uint8
}

// newLab returns a lab with queries about articles among the first asked ones.
func newLab(articles []*presse.Article, asked, queries, wanted int) *lab {
	l := &lab{wanted: wanted}
	ids := map[uint64]int32{}
	var analyzer scoring.Analyzer
	for _, a := range articles {
		terms, length := analyzer.Analyze(scoring.Text{Lang: "fr", Headline: related.Text(a.Headline), Body: related.Text(a.Body)}, nil)
		d := doc{length: length, published: a.Published, sections: a.Sections}
		for _, t := range terms {
			id, known := ids[t.Hash]
			if !known {
				id = int32(len(ids))
				ids[t.Hash] = id
				l.df = append(l.df, 0)
			}
			l.df[id]++
			d.terms = append(d.terms, term{id, t.Code})
		}
		l.docs = append(l.docs, d)
		l.mean += float64(length) / float64(len(articles))
	}
	for _, df := range l.df {
		l.rarity = append(l.rarity, scoring.Rarity(df, len(l.docs)))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range queries {
		q := query{doc: r.IntN(asked), scores: map[int32]float64{}}
		weights := l.weights(q.doc)
		var best []answer
		for i := range l.docs {
			if i != q.doc {
				best = keep(best, answer{int32(i), l.score(int32(i), weights)}, wanted)
			}
		}
		for _, b := range best {
			q.best = append(q.best, b.doc)
		}
		l.queries = append(l.queries, q)
	}
	return l
}

// An answer is a document with its score.
type answer struct {
	doc   int32
	score float64
}

// keep inserts a document into the n best.
func keep(best []answer, p answer, n int) []answer {
	if len(best) == n && p.score <= best[n-1].score {
		return best
	}
	i, _ := slices.BinarySearchFunc(best, p, func(a, b answer) int { return cmp.Compare(b.score, a.score) })
	return slices.Insert(best[:min(len(best), n-1)], i, p)
}

func (l *lab) value(t term, length int) float64 { return scoring.Value(t.code, length, l.mean) }

func (l *lab) weights(doc int) map[int32]float64 {
	d := &l.docs[doc]
	w := map[int32]float64{}
	for _, t := range d.terms {
		w[t.id] = l.rarity[t.id] * l.value(t, d.length)
	}
	return w
}

func (l *lab) score(doc int32, weights map[int32]float64) (score float64) {
	d := &l.docs[doc]
	for _, t := range d.terms {
		if w := weights[t.id]; w > 0 {
			score += w * l.value(t, d.length)
		}
	}
	return score
}

// strongest returns the n terms with the most weight in a document.
func (l *lab) strongest(d *doc, n int) []term {
	terms := slices.DeleteFunc(slices.Clone(d.terms), func(t term) bool { return t.code > scoring.CodeTag })
	weight := func(t term) float64 { return l.rarity[t.id] * l.value(t, d.length) }
	slices.SortFunc(terms, func(a, b term) int { return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.id, b.id)) })
	return terms[:min(n, len(terms))]
}

// post builds the lists.
func (l *lab) post(c constants) {
	if l.posted == c.posted && l.levels == c.impacts {
		return
	}
	l.posted, l.levels = c.posted, c.impacts
	l.lists = make([][]posting, len(l.df))
	for i := range l.docs {
		d := &l.docs[i]
		for _, t := range l.strongest(d, c.posted) {
			impact := math.Ceil(min(1, l.value(t, d.length)) * float64(c.impacts))
			l.lists[t.id] = append(l.lists[t.id], posting{int32(i), uint8(impact)})
		}
	}
	for _, list := range l.lists {
		slices.SortStableFunc(list, func(a, b posting) int { return cmp.Compare(b.impact, a.impact) })
	}
}

// A block is the part of a list that has one impact.
type block struct {
	postings []posting
	weight   float64
	pays     float64
}

// blocks returns the blocks of a query in decreasing order of their value.
func (l *lab) blocks(q query, c constants) []block {
	d := &l.docs[q.doc]
	var blocks []block
	for _, t := range l.strongest(d, c.terms) {
		weight := l.rarity[t.id] * l.value(t, d.length)
		for list := l.lists[t.id]; len(list) > 0; {
			n := 1
			for n < len(list) && list[n].impact == list[0].impact {
				n++
			}
			pays := weight * math.Pow(float64(list[0].impact), c.impactPart) / math.Pow(float64(l.df[t.id]), c.rarePart)
			blocks = append(blocks, block{list[:n], weight, pays})
			list = list[n:]
		}
	}
	slices.SortFunc(blocks, func(a, b block) int { return cmp.Compare(b.pays, a.pays) })
	return blocks
}

func (l *lab) measure(name string, c constants) {
	l.post(c)
	sums := make([]float64, len(l.docs))
	met, of, read, opened, scored := 0, 0, 0, 0, 0
	for _, q := range l.queries {
		var touched []int32
		spent := 0
		for _, b := range l.blocks(q, c) {
			if spent >= c.reading {
				break
			}
			opens := float64(spent) < c.opening*float64(c.reading)
			counted := 0
			for _, p := range b.postings {
				if l.filter != nil && l.filter.period && !l.filter.allowed[p.doc] {
					continue
				}
				counted++
				if sums[p.doc] == 0 {
					if !(opens || l.filter != nil && l.filter.listed) || l.filter != nil && l.filter.listed && !l.filter.allowed[p.doc] {
						continue
					}
					touched = append(touched, p.doc)
				}
				sums[p.doc] += b.weight * float64(p.impact)
			}
			spent += counted
		}
		slices.SortFunc(touched, func(a, b int32) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) })
		weights := l.weights(q.doc)
		var best []answer
		inVain, looked := 0, 0
		for _, doc := range touched {
			if doc == int32(q.doc) || l.filter != nil && !l.filter.allowed[doc] {
				continue
			}
			score, known := q.scores[doc]
			if !known {
				score = l.score(doc, weights)
				q.scores[doc] = score
			}
			if looked > 2*l.wanted && sums[doc] < c.hopeless*sums[best[l.wanted-1].doc] {
				break
			}
			looked++
			if inVain++; len(best) < l.wanted || score > best[l.wanted-1].score {
				inVain = 0
			}
			best = keep(best, answer{doc, score}, l.wanted)
			if inVain == c.patience {
				break
			}
		}
		for _, b := range best {
			if slices.Contains(q.best, b.doc) {
				met++
			}
		}
		of += len(q.best)
		read += spent
		opened += len(touched)
		scored += looked
		for _, doc := range touched {
			sums[doc] = 0
		}
	}
	n := len(l.queries)
	fmt.Printf("%-16s %.2f %% of the best %d; %d postings read, %d sums, %d documents scored\n",
		name, 100*float64(met)/float64(of), l.wanted, read/n, opened/n, scored/n)
}
