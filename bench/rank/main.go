// Command rank measures package rank: choosing among what another engine finds.
//
//	rank find    quality of answers when a table of words finds the candidates
//	rank counts  the same, with the frequencies of a part of the archive
//	rank tags    suggested tags beside TF-IDF
//	rank sizes   bytes of digests
//	rank speed   time of Choose
//
// It reads the data of bench/related. The queries are those given of rpm2os.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/rank"
)

func main() {
	measures := map[string]func() error{"find": find, "counts": counts, "tags": tags, "sizes": sizes, "speed": speed}
	if len(os.Args) != 2 || measures[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: rank find|counts|tags|sizes|speed")
		os.Exit(2)
	}
	if err := measures[os.Args[1]](); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A collection is the archive of a task with its digests.
type collection struct {
	articles []*presse.Article
	digests  []rank.Digest
	number   map[string]int // of an article, by ID
	index    *presse.Index
	counts   rank.Counts
}

// open reads rpm2 and Orange.
func open() (*collection, error) {
	c := &collection{number: map[string]int{}, index: presse.NewIndex(presse.IndexOptions{})}
	for _, name := range []string{"rpm2.jsonl.gz", "orangesum.jsonl.gz"} {
		articles, err := archive.Read(name)
		if err != nil {
			return nil, err
		}
		c.articles = append(c.articles, articles...)
	}
	for i, a := range c.articles {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			return nil, err
		}
		c.digests = append(c.digests, d)
		c.number[a.ID] = i
		if err := c.counts.Add(d); err != nil {
			return nil, err
		}
	}
	return c, c.index.Put(c.articles...)
}

// choose returns the chosen ones of the candidates with the given numbers.
func (c *collection) choose(asked int, found []int, f rank.Frequencies, q presse.Query) ([]presse.Match, error) {
	return rank.Choose(c.digests[asked], func(yield func(rank.Candidate, error) bool) {
		for _, i := range found {
			if !yield(rank.Candidate{ID: c.articles[i].ID, Digest: c.digests[i]}, nil) {
				return
			}
		}
	}, f, q)
}

// A task is a list of queries with judgements.
type task struct {
	queries []string
	gains   map[string]map[string]float64
}

func openTask(name string) (*task, error) {
	dir := filepath.Join(archive.Dir(), "related", name)
	t := &task{gains: map[string]map[string]float64{}}
	queries, err := os.ReadFile(filepath.Join(dir, "queries.txt"))
	if err != nil {
		return nil, err
	}
	t.queries = strings.Fields(string(queries))
	qrels, err := os.Open(filepath.Join(dir, "qrels.tsv"))
	if err != nil {
		return nil, err
	}
	defer qrels.Close()
	lines := bufio.NewScanner(qrels)
	for lines.Scan() {
		row := strings.Fields(lines.Text())
		gain, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			return nil, err
		}
		if t.gains[row[0]] == nil {
			t.gains[row[0]] = map[string]float64{}
		}
		t.gains[row[0]][row[1]] = math.Exp2(gain) - 1
	}
	return t, lines.Err()
}

// measure returns the mean nDCG@5 of the answers to the queries.
func (t *task) measure(answer func(id string) ([]string, error)) (float64, error) {
	const k = 5
	sum := 0.0
	for _, query := range t.queries {
		ids, err := answer(query)
		if err != nil {
			return 0, err
		}
		got := 0.0
		for i, id := range ids[:min(k, len(ids))] {
			got += t.gains[query][id] / math.Log2(float64(i+2))
		}
		ideal := slices.SortedFunc(values(t.gains[query]), func(a, b float64) int { return cmp.Compare(b, a) })
		best := 0.0
		for i, gain := range ideal[:min(k, len(ideal))] {
			best += gain / math.Log2(float64(i+2))
		}
		if best > 0 {
			sum += got / best
		}
	}
	return sum / float64(len(t.queries)), nil
}

func values(m map[string]float64) func(yield func(float64) bool) {
	return func(yield func(float64) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

func ids(matches []presse.Match) (all []string) {
	for _, m := range matches {
		all = append(all, m.ID)
	}
	return all
}

// asked is the query of the task: five answers of any score, whatever the day.
var asked = presse.Query{Desk: true, Limit: 5, MinScore: -1}
