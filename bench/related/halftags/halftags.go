// Package halftags judges related articles by tags that it hides, while others
// may be given: what an engine makes of tags cannot be judged by the same tags.
package halftags

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
)

// A Deal is the tags of articles, in lower case, dealt in two.
type Deal struct {
	Hidden, Given [][]string // by article
	rarity        map[string]float64
}

// Half hides the greater half of the tags of each article. They are dealt by
// their hash, so that a tag is mostly given or mostly hidden: what is judged by
// is not what was given.
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
			d.rarity[t]++ // for now, how many have it
		}
	}
	for t, n := range d.rarity {
		d.rarity[t] = math.Log(float64(len(tags)) / n)
	}
	return d
}

// Gains returns what each article is worth as an answer to one: the overlap of
// the hidden tags, each weighted by its rarity, from a fifth up.
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
