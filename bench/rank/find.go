package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/presse-go/presse/bench/rpm2os"
	"github.com/presse-go/presse/rank"
)

// A table finds candidates as a database does: it has a row for each of the best words of
// an article, and adds up the products of weights.
type table struct {
	rows map[string][]row
	sums []float64 // by article
}

type row struct {
	article int
	weight  float64
}

func (c *collection) table(words int, f rank.Frequencies) (*table, error) {
	t := &table{rows: map[string][]row{}, sums: make([]float64, len(c.articles))}
	for i, d := range c.digests {
		best, err := heaviest(d, words, f)
		if err != nil {
			return nil, err
		}
		for _, k := range best {
			t.rows[k.Text] = append(t.rows[k.Text], row{i, k.Weight})
		}
	}
	return t, nil
}

// heaviest returns the n keywords with the greatest weights.
func heaviest(d rank.Digest, n int, f rank.Frequencies) ([]rank.Keyword, error) {
	words, err := d.Keywords(n+5, f)
	slices.SortFunc(words, func(a, b rank.Keyword) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Text, b.Text))
	})
	return words[:min(n, len(words))], err
}

// find returns the n best candidates and the number of rows read.
func (t *table) find(words []rank.Keyword, n, asked int) (found []int, read int) {
	clear(t.sums)
	for _, k := range words {
		for _, r := range t.rows[k.Text] {
			if t.sums[r.article] == 0 && r.article != asked {
				found = append(found, r.article)
			}
			t.sums[r.article] += k.Weight * r.weight
			read++
		}
	}
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(cmp.Compare(t.sums[b], t.sums[a]), cmp.Compare(a, b)) })
	return found[:min(n, len(found))], read
}

func find() error {
	c, t, err := open()
	if err != nil {
		return err
	}
	f := c.index.Frequencies()
	for _, copies := range []bool{false, true} {
		q := asked
		q.Copies = copies
		for _, exact := range []bool{false, true} {
			q.Exact = exact
			alone, err := measure(t, func(id string) ([]string, error) {
				m, err := c.index.RelatedTo(id, q)
				return ids(m), err
			})
			if err != nil {
				return err
			}
			fmt.Printf("an Index, copies %t, exact %t: nDCG@5 %.3f\n", copies, exact, alone)
		}
	}
	fmt.Println("stored  asked  candidates  rows read  found first  chosen  with copies")
	for _, stored := range []int{32, 48, 64, 96} {
		table, err := c.table(stored, f)
		if err != nil {
			return err
		}
		for _, asks := range []int{8, 12, 20, 30, 64} {
			for _, candidates := range []int{100, 200, 400} {
				if candidates != 200 && (stored != 64 || asks != 30 && asks != 12) {
					continue
				}
				if err := c.findWith(t, table, stored, asks, candidates); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (c *collection) findWith(t *rpm2os.Task, table *table, stored, asks, candidates int) error {
	f := c.index.Frequencies()
	rows := 0
	var scores []float64
	choose := func(copies, engine bool) error {
		score, err := measure(t, func(id string) ([]string, error) {
			n := c.number[id]
			words, err := heaviest(c.digests[n], asks, f)
			if err != nil {
				return nil, err
			}
			found, read := table.find(words, candidates, n)
			rows += read
			if engine {
				var first []string
				for _, i := range found[:min(5, len(found))] {
					first = append(first, c.articles[i].ID)
				}
				return first, nil
			}
			q := asked
			q.Copies = copies
			m, err := c.choose(n, found, f, q)
			return ids(m), err
		})
		scores = append(scores, score)
		return err
	}
	for _, run := range [][2]bool{{false, true}, {false, false}, {true, false}} {
		if err := choose(run[0], run[1]); err != nil {
			return err
		}
	}
	fmt.Printf("%6d %6d %11d %10d %12.3f %7.3f %12.3f\n", stored, asks, candidates, rows/3/len(t.Queries), scores[0], scores[1], scores[2])
	return nil
}
