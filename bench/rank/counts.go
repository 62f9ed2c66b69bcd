package main

import (
	"fmt"
	"hash/fnv"

	"github.com/presse-go/presse/rank"
)

func counts() error {
	c, t, err := open()
	if err != nil {
		return err
	}
	const stored, asks, candidates = 64, 20, 200
	whole, err := c.table(stored, &c.counts)
	if err != nil {
		return err
	}
	for _, part := range []int{1, 10} {
		mean := [2]float64{}
		draws := min(part, 5)
		for draw := range draws {
			var f rank.Counts
			for i, a := range c.articles {
				h := fnv.New32a()
				h.Write([]byte(a.ID))
				if int(h.Sum32()>>4)%part == draw {
					if err := f.Add(c.digests[i]); err != nil {
						return err
					}
				}
			}
			own, err := c.table(stored, &f)
			if err != nil {
				return err
			}
			for i, from := range []struct {
				table *table
				f     rank.Frequencies
			}{{whole, &c.counts}, {own, &f}} {
				score, err := measure(t, func(id string) ([]string, error) {
					n := c.number[id]
					words, err := heaviest(c.digests[n], asks, from.f)
					if err != nil {
						return nil, err
					}
					found, _ := from.table.find(words, candidates, n)
					m, err := c.choose(n, found, &f, asked)
					return ids(m), err
				})
				if err != nil {
					return err
				}
				mean[i] += score / float64(draws)
			}
		}
		fmt.Printf("frequencies of 1 in %d, mean of %d draws: nDCG@5 %.4f with candidates found by all, %.4f by these\n", part, draws, mean[0], mean[1])
	}
	return nil
}
