package postgres

import (
	"math"
	"slices"
)

// Turns are given before their transactions are committed. So when the story of one turn
// is counted, that of an earlier turn may still be invisible. Which turns up to the last
// one were not seen is kept as gaps, and each query asks for them again. Most gaps are
// those of transactions that were rolled back; see settle.

// A turns is a set of turns: all up to last but those in gaps.
type turns struct {
	last int64
	gaps []span // in order, not empty, none touching the next, up to last
}

// A span is the turns from one to another, both included.
type span struct{ from, to int64 }

func (t *turns) has(turn int64) bool {
	if turn > t.last {
		return false
	}
	i, in := slices.BinarySearchFunc(t.gaps, turn, func(g span, turn int64) int {
		switch {
		case g.to < turn:
			return -1
		case g.from > turn:
			return 1
		}
		return 0
	})
	return !in || i == len(t.gaps)
}

// missing returns the turns that are not in the set as two lists: where spans begin and
// where they end.
func (t *turns) missing() (from, to []int64) {
	for _, g := range t.gaps {
		from, to = append(from, g.from), append(to, g.to)
	}
	return append(from, t.last+1), append(to, math.MaxInt64)
}

// with returns the set with more turns, in any order.
func (t *turns) with(more []int64) turns {
	more = slices.Clone(more)
	slices.Sort(more)
	next := turns{last: t.last}
	gaps := t.gaps
	if n := len(more); n > 0 && more[n-1] > t.last {
		next.last = more[n-1]
		gaps = append(slices.Clone(gaps), span{t.last + 1, next.last})
	}
	for _, g := range gaps {
		i, _ := slices.BinarySearch(more, g.from)
		for ; i < len(more) && more[i] <= g.to; i++ {
			if g.from < more[i] {
				next.gaps = append(next.gaps, span{g.from, more[i] - 1})
			}
			g.from = more[i] + 1
		}
		if g.from <= g.to {
			next.gaps = append(next.gaps, g)
		}
	}
	return next
}

// maxGaps is the number of gaps that are kept. Each costs a query a look-up in an index,
// some microseconds. With more, the oldest are forgotten.
const maxGaps = 1000

// settle forgets the gaps up to a turn, and those beyond maxGaps.
func (t *turns) settle(turn int64) {
	for len(t.gaps) > 0 && (t.gaps[0].to <= turn || len(t.gaps) > maxGaps) {
		t.gaps = t.gaps[1:]
	}
	if len(t.gaps) > 0 && t.gaps[0].from <= turn {
		t.gaps = slices.Clone(t.gaps)
		t.gaps[0].from = turn + 1
	}
}
