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
	"fmt"
	"os"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/rpm2os"
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

// open reads rpm2os.
func open() (*collection, *rpm2os.Task, error) {
	c := &collection{number: map[string]int{}, index: presse.NewIndex(presse.IndexOptions{})}
	t, err := rpm2os.Open()
	if err != nil {
		return nil, nil, err
	}
	c.articles = t.Articles
	for i, a := range c.articles {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			return nil, nil, err
		}
		c.digests = append(c.digests, d)
		c.number[a.ID] = i
		if err := c.counts.Add(d); err != nil {
			return nil, nil, err
		}
	}
	return c, t, c.index.Put(c.articles...)
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

// measure returns the mean nDCG@5 of the answers to the queries.
func measure(t *rpm2os.Task, answer func(id string) ([]string, error)) (float64, error) {
	answers := map[string][]string{}
	for _, query := range t.Queries {
		ids, err := answer(query)
		if err != nil {
			return 0, err
		}
		answers[query] = ids
	}
	return t.NDCG(answers), nil
}

func ids(matches []presse.Match) (all []string) {
	for _, m := range matches {
		all = append(all, m.ID)
	}
	return all
}

// asked is the query of the task: five answers of any score, whatever the day.
var asked = presse.Query{Desk: true, Limit: 5, MinScore: -1}
