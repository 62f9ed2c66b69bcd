// Package rpm2os is what engines that find related articles are measured on: the articles
// of rpm2 and Orange, and queries with judgements.
package rpm2os

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

// A Task is an archive, queries about articles of it, and what answers are worth.
type Task struct {
	Articles []*presse.Article
	ByID     map[string]*presse.Article
	Queries  []string // IDs
	gains    map[string]map[string]float64
}

// Open reads the task.
func Open() (*Task, error) {
	dir := filepath.Join(archive.Dir(), "related", "rpm2os")
	rpm2, err1 := archive.Read("rpm2.jsonl.gz")
	orange, err2 := archive.Read("orangesum.jsonl.gz")
	queries, err3 := os.ReadFile(filepath.Join(dir, "queries.txt"))
	judged, err4 := os.ReadFile(filepath.Join(dir, "qrels.tsv"))
	if err := cmp.Or(err1, err2, err3, err4); err != nil {
		return nil, err
	}
	t := &Task{
		Articles: slices.Concat(rpm2, orange), ByID: map[string]*presse.Article{},
		Queries: strings.Fields(string(queries)), gains: map[string]map[string]float64{},
	}
	for _, a := range t.Articles {
		t.ByID[a.ID] = a
	}
	for line := range strings.Lines(string(judged)) {
		var query, doc string
		var gain float64
		if _, err := fmt.Sscan(line, &query, &doc, &gain); err != nil {
			return nil, err
		}
		if t.gains[query] == nil {
			t.gains[query] = map[string]float64{}
		}
		t.gains[query][doc] = math.Exp2(gain) - 1
	}
	return t, nil
}

// Query is what the queries ask for: five answers of any score and on any day, copies listed.
var Query = presse.Query{Desk: true, Limit: 5, MinScore: -1, Copies: true}

// NDCG returns the mean nDCG@5 of answers, by query.
func (t *Task) NDCG(answers map[string][]string) float64 {
	const k = 5
	sum := 0.0
	for _, q := range t.Queries {
		var ideal []float64
		for _, gain := range t.gains[q] {
			ideal = append(ideal, gain)
		}
		slices.Sort(ideal)
		slices.Reverse(ideal)
		got, best := 0.0, 0.0
		for i := range k {
			if i < len(answers[q]) {
				got += t.gains[q][answers[q][i]] / math.Log2(float64(i)+2)
			}
			if i < len(ideal) {
				best += ideal[i] / math.Log2(float64(i)+2)
			}
		}
		if best > 0 {
			sum += got / best
		}
	}
	return sum / float64(len(t.Queries))
}

// warmUp is the number of queries that are not timed.
const warmUp = 20

// Ask asks for each query, rounds times, and returns the answers and how long each took.
func (t *Task) Ask(rounds int, ask func(a *presse.Article) ([]string, error)) (map[string][]string, Times, error) {
	answers := map[string][]string{}
	var took Times
	for i := range rounds*len(t.Queries) + warmUp {
		q := t.Queries[i%len(t.Queries)]
		start := time.Now()
		ids, err := ask(t.ByID[q])
		if err != nil {
			return nil, nil, err
		}
		if i >= warmUp {
			took = append(took, time.Since(start))
		}
		answers[q] = ids
	}
	return answers, took, nil
}

// IDs returns the IDs of matches.
func IDs(matches []presse.Match, err error) ([]string, error) {
	var all []string
	for _, m := range matches {
		all = append(all, m.ID)
	}
	return all, err
}

// Some returns about n of the articles, evenly.
func (t *Task) Some(n int) (some []*presse.Article) {
	for i := 0; i < len(t.Articles); i += max(1, len(t.Articles)/n) {
		some = append(some, t.Articles[i])
	}
	return some
}

// Agreement compares the boxes of an engine with those of an Index that scores every
// article, and prints how many are the same and how many matches are missing.
func Agreement(articles, queries []*presse.Article, related func(*presse.Article, presse.Query) ([]presse.Match, error)) error {
	index := presse.NewIndex(presse.IndexOptions{})
	for part := range slices.Chunk(articles, 10_000) {
		if err := index.Put(part...); err != nil {
			return err
		}
	}
	same, matches, missing := 0, 0, 0
	for _, a := range queries {
		want, err := IDs(index.Related(a, presse.Query{At: archive.End, Exact: true}))
		if err != nil {
			return err
		}
		got, err := IDs(related(a, presse.Query{At: archive.End}))
		if err != nil {
			return err
		}
		if slices.Equal(want, got) {
			same++
		}
		matches += len(want)
		for _, id := range want {
			if !slices.Contains(got, id) {
				missing++
			}
		}
	}
	fmt.Printf("the same boxes as Index, Exact: %d of %d; matches of Index that are there: %d of %d, %.1f %%\n",
		same, len(queries), matches-missing, matches, 100*float64(matches-missing)/float64(matches))
	return nil
}

// Sequence yields articles as an archive.
func Sequence(articles []*presse.Article) func(yield func(*presse.Article, error) bool) {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// Times are the durations of queries.
type Times []time.Duration

// At returns a quantile, such as 0.5.
func (t Times) At(share float64) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	return sorted[min(len(t)-1, int(share*float64(len(t))))]
}

func (t Times) String() string {
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }
	return fmt.Sprintf("p50 %v, p99 %v (%d queries)", round(t.At(0.5)), round(t.At(0.99)), len(t))
}
