// Known measures how well related articles find a known answer. Half of an article asks
// for its other half, which is hidden among all articles of a set. No judge is needed,
// no constant was chosen by these tasks, and any language will do. The program prints
// the mean reciprocal rank (MRR) of presse.Index next to those of a TF-IDF cosine and of
// BM25 (peers.go).
//
//	go run ./related/known                            # the sets of $PRESSE_DATA
//	go run ./related/known -n 500 a.jsonl b.jsonl.gz  # sets of your own
//	go run ./related/known -ask headline a.jsonl      # the headline asks for the body
//	go run ./related/known -quick a.jsonl             # without Exact and folding
//	go run ./related/known -ranks a.jsonl             # also print how ranks are distributed
//	go run ./related/known -misses 5 a.jsonl          # also explain answers that BM25 ranks higher
//
// A set has an object with the members id, title, body, lang and, if known, published on
// each line. The data are read from $PRESSE_DATA, by default ../../shared/data. A
// difference is followed by its standard error over questions.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
)

func main() {
	n := flag.Int("n", 1000, "number of questions per set")
	seed := flag.Uint64("seed", 3, "seed of the choice of questions")
	ask := flag.String("ask", "halves", "what asks for the rest of its article: halves, headline, or brief (the headline and the first two sentences)")
	ranks := flag.Bool("ranks", false, "print the distribution of ranks")
	quick := flag.Bool("quick", false, "leave out Exact and folding")
	misses := flag.Int("misses", 0, "number of questions to explain for which BM25 ranks the answer higher")
	flag.Parse()
	log.SetFlags(0)

	paths := flag.Args()
	if len(paths) == 0 {
		dir := filepath.Join(cmp.Or(os.Getenv("PRESSE_DATA"), "../../shared/data"), "related")
		for _, name := range []string{"orangesum.jsonl.gz", "wikinews_fr_100.jsonl", "yabiladi_ar_sample.jsonl"} {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	for _, path := range paths {
		articles, err := readArticles(path)
		if err != nil {
			log.Fatal(err)
		}
		t, err := newTask(articles, *ask, *n, *seed)
		if err != nil {
			log.Fatal(err)
		}
		name, _, _ := strings.Cut(filepath.Base(path), ".")
		fmt.Printf("%s: %d questions among %d texts\n", name, len(t.questions), len(t.texts))
		if err := measure(t, *quick, *ranks, *misses); err != nil {
			log.Fatal(err)
		}
	}
}

// depth is the number of answers that are looked at. A lower rank counts as none.
const depth = 100

// An engine ranks the texts for each question of a task.
type engine struct {
	name  string
	ranks []int // of the answer to each question, from 1; 0 if it is not among the first
}

func measure(t *task, quick, distribution bool, misses int) error {
	x, engines, err := ours(t, quick)
	if err != nil {
		return err
	}
	peers := newPeers(t)
	engines = append(engines, engine{"TF-IDF cosine", peers.ranks(tfidf)}, engine{"BM25", peers.ranks(bm25)})
	first := engines[0]
	for i, e := range engines {
		fmt.Printf("  %-22s MRR %.4f  first %5.1f %%", e.name, mrr(e.ranks), 100*share(e.ranks, 1))
		if i > 0 {
			mean, deviation := difference(first.ranks, e.ranks)
			fmt.Printf("  %s is better by %+.4f ± %.4f", first.name, mean, deviation)
		}
		fmt.Println()
		if distribution {
			fmt.Print("   ")
			for _, k := range []int{1, 2, 3, 5, 10, 30, depth} {
				fmt.Printf("  to %d: %.1f %%", k, 100*share(e.ranks, k))
			}
			fmt.Println()
		}
	}
	for i, q := range t.questions {
		if r := engines[len(engines)-1].ranks[i]; misses > 0 && r > 0 && (first.ranks[i] == 0 || first.ranks[i] > r) {
			misses--
			if err := explain(x, t, q, first.ranks[i], r); err != nil {
				return err
			}
		}
	}
	return nil
}

// ours returns an index of the texts, and the ranks that it gives.
func ours(t *task, quick bool) (*presse.Index, []engine, error) {
	x := presse.NewIndex(presse.IndexOptions{})
	if err := x.Put(t.texts...); err != nil {
		return nil, nil, err
	}
	var engines []engine
	for _, way := range []struct {
		name  string
		query presse.Query
	}{
		{"presse", presse.Query{Desk: true, Copies: true, MinScore: -1}},
		{"presse, exact", presse.Query{Desk: true, Exact: true, Copies: true, MinScore: -1}},
		{"presse, copies folded", presse.Query{Desk: true, MinScore: -1}},
	} {
		if quick && len(engines) == 1 {
			break
		}
		way.query.Limit, way.query.At = depth, whole
		e := engine{name: way.name}
		for _, q := range t.questions {
			matches, err := x.RelatedTo(t.texts[q.asked].ID, way.query)
			if err != nil {
				return nil, nil, err
			}
			wanted := t.texts[q.wanted].ID
			e.ranks = append(e.ranks, 1+slices.IndexFunc(matches, func(m presse.Match) bool { return m.ID == wanted }))
		}
		engines = append(engines, e)
	}
	return x, engines, nil
}

// whole is after the publication of every text.
var whole = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

// explain prints why the answer is where it is and what precedes it.
func explain(x *presse.Index, t *task, q question, rank, better int) error {
	asked := t.texts[q.asked]
	fmt.Printf("\n%s: rank %d, with BM25 %d\n  asked:  %s\n  wanted: %s\n", asked.ID, rank, better, short(asked), short(t.texts[q.wanted]))
	matches, err := x.RelatedTo(asked.ID, presse.Query{At: whole, Exact: true, Copies: true, MinScore: -1, Limit: max(1, rank)})
	if err != nil {
		return err
	}
	for i, m := range matches {
		if i > 0 && i < len(matches)-1 {
			continue
		}
		fmt.Printf("  %d. %.3f", i+1, m.Score)
		for _, r := range m.Why {
			fmt.Printf("  %s %.3f", r, r.Weight)
		}
		at := slices.IndexFunc(t.texts, func(a *presse.Article) bool { return a.ID == m.ID })
		fmt.Printf("\n     %s\n", short(t.texts[at]))
	}
	return nil
}

func short(a *presse.Article) string {
	s := []rune(a.Headline + " " + strings.Join(strings.Fields(a.Body), " "))
	return string(s[:min(len(s), 300)])
}

func mrr(ranks []int) float64 {
	sum := 0.0
	for _, r := range ranks {
		sum += reciprocal(r)
	}
	return sum / float64(len(ranks))
}

func reciprocal(rank int) float64 {
	if rank == 0 {
		return 0
	}
	return 1 / float64(rank)
}

// share returns the share of ranks from 1 to k.
func share(ranks []int, k int) float64 {
	n := 0
	for _, r := range ranks {
		if r > 0 && r <= k {
			n++
		}
	}
	return float64(n) / float64(len(ranks))
}

// difference returns the difference of two MRRs and its standard error.
func difference(x, y []int) (mean, deviation float64) {
	n := float64(len(x))
	mean = mrr(x) - mrr(y)
	sum := 0.0
	for i := range x {
		d := reciprocal(x[i]) - reciprocal(y[i]) - mean
		sum += d * d
	}
	return mean, math.Sqrt(sum) / n
}
