// Stages prints how many of the ten best documents by full scoring the first
// stage brings among its candidates: by how the terms of a query are picked, how
// many are looked up, and how many candidates are scored. It chose bestTerms and
// candidates in internal/ranking; run it again after changing posted there, or
// maxImpact and perTerm in internal/postings.
//
//	cd bench && go run ./related/stages -n 34000
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/internal/postings"
	"github.com/presse-go/presse/internal/ranking"
	"github.com/presse-go/presse/internal/scoring"
)

// A term of a query: its rarity and its value in the document asked about.
type term struct {
	number        uint32
	rarity, value float64
}

type query struct {
	self  postings.Ref
	terms []term
	best  []postings.Ref // the ten best by full scoring
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 34000, "articles")
	count := flag.Int("queries", 120, "queries")
	flag.Parse()
	given, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	v := build(archive.Recombined(given, *n))
	var all []postings.Ref
	for at := range v.All() {
		all = append(all, at)
	}
	r := rand.New(rand.NewPCG(1, 1))
	var queries []query
	for range *count {
		queries = append(queries, ask(v, all, all[r.IntN(len(all))]))
	}
	for _, exponent := range []float64{1, 2, 3} {
		for _, terms := range []int{10, 20, 28, 40} {
			fmt.Printf("by rarity × value^%.0f, %d terms:", exponent, terms)
			for _, candidates := range []int{100, 200, 300, 500} {
				fmt.Printf("  %d candidates %.1f %%", candidates, 100*recall(v, queries, exponent, terms, candidates))
			}
			fmt.Println()
		}
	}
}

func build(articles []*presse.Article) *postings.View {
	x := postings.New(ranking.Model())
	var analyzer scoring.Analyzer
	for _, a := range articles {
		terms, length := analyzer.Analyze(scoring.Text{Lang: "fr", Headline: a.Headline, Body: a.Body})
		d := postings.Doc{ID: a.ID, Length: length, Published: postings.Undated, From: postings.Undated, Until: postings.Never}
		for _, t := range terms {
			d.Terms = append(d.Terms, postings.Term(t))
		}
		x.Put([]postings.Doc{d})
	}
	return x.View()
}

// ask scores every document for one of them.
func ask(v *postings.View, all []postings.Ref, self postings.Ref) query {
	q := query{self: self}
	mean := float64(v.Length) / float64(v.Docs)
	var r postings.Record
	v.Read(self, &r)
	var w postings.Weights
	w.Reset(v)
	for _, t := range r.AppendTerms(nil) {
		if df := v.Frequency(t.Term); df > 1 {
			rarity, value := scoring.Rarity(df, v.Docs), scoring.Value(t.Code, r.Length, mean)
			w.Set(t.Term, uint32(rarity*value*(1<<20)))
			if t.Code < scoring.CodeTag {
				q.terms = append(q.terms, term{t.Term, rarity, value})
			}
		}
	}
	type scored struct {
		at    postings.Ref
		score float64
	}
	var best []scored
	var sums [postings.Codes]uint64
	for _, at := range all {
		if at == self {
			continue
		}
		v.Read(at, &r)
		r.Sums(&w, &sums)
		s := scored{at: at}
		for code, sum := range sums {
			s.score += float64(sum) * scoring.Value(uint8(code), r.Length, mean)
		}
		if len(best) < 10 || s.score > best[len(best)-1].score {
			i, _ := slices.BinarySearchFunc(best, s, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
			best = slices.Insert(best[:min(len(best), 9)], i, s)
		}
	}
	for _, s := range best {
		q.best = append(q.best, s.at)
	}
	return q
}

func recall(v *postings.View, queries []query, exponent float64, terms, candidates int) float64 {
	var search postings.Search
	found, of := 0, 0
	for _, q := range queries {
		slices.SortFunc(q.terms, func(a, b term) int {
			merit := func(t term) float64 { return t.rarity * math.Pow(t.value, exponent) }
			return cmp.Or(cmp.Compare(merit(b), merit(a)), cmp.Compare(a.number, b.number))
		})
		var weighted []postings.Weighted
		for _, t := range q.terms[:min(terms, len(q.terms))] {
			weighted = append(weighted, postings.Weighted{Term: t.number, Weight: float32(t.rarity * t.value)})
		}
		search.Find(v, weighted, candidates, func(at postings.Ref, _ *postings.Record) bool {
			if slices.Contains(q.best, at) {
				found++
			}
			return at != q.self
		})
		of += len(q.best)
	}
	return float64(found) / float64(of)
}
