// Package halftags evaluates related articles by tags that it hides from the engine.
// The engine may get the other tags: how well it uses tags cannot be judged by the same
// tags.
package halftags

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
)

// A Deal is the tags of articles, in lower case, split into hidden and given ones.
type Deal struct {
	Hidden, Given [][]string // by article
	rarity        map[string]float64
}

// Half hides half of the tags of each article, rounded up. Tags are split by their
// hash, so that the same tag is mostly given or mostly hidden, and answers are judged
// by tags that were not given.
func Half(tags [][]string) *Deal {
	return deal(tags, func(n int) int { return (n + 1) / 2 })
}

// All hides all tags.
func All(tags [][]string) *Deal {
	return deal(tags, func(n int) int { return n })
}

func deal(tags [][]string, hide func(n int) int) *Deal {
	d := &Deal{rarity: map[string]float64{}}
	for _, given := range tags {
		var all []string
		for _, t := range given {
			all = append(all, strings.ToLower(t))
		}
		slices.SortFunc(all, func(x, y string) int { return int(hash(x)) - int(hash(y)) })
		all = slices.Compact(all)
		n := hide(len(all))
		d.Hidden = append(d.Hidden, all[:n])
		d.Given = append(d.Given, all[n:])
		for _, t := range all[:n] {
			d.rarity[t]++ // for now, the number of articles with the tag
		}
	}
	for t, n := range d.rarity {
		d.rarity[t] = math.Log(float64(len(tags)) / n)
	}
	return d
}

// Gains returns the relevance of each article to a query: the overlap of their hidden
// tags, weighted by rarity, if it is at least a fifth.
func (d *Deal) Gains(query int) map[int]float64 {
	gains := map[int]float64{}
	asked := d.Hidden[query]
	for i, tags := range d.Hidden {
		shared, union := 0.0, 0.0
		for _, t := range tags {
			union += d.rarity[t]
			if slices.Contains(asked, t) {
				shared += d.rarity[t]
			}
		}
		if i == query || shared == 0 {
			continue
		}
		for _, t := range asked {
			if !slices.Contains(tags, t) {
				union += d.rarity[t]
			}
		}
		if shared/union >= 0.2 {
			gains[i] = shared / union
		}
	}
	return gains
}

func hash(s string) uint16 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return uint16(h.Sum32() >> 8)
}
