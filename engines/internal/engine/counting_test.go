package engine

import (
	"sync/atomic"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

func TestCounting(t *testing.T) {
	digest, err := rank.NewDigest(news("a", "Crue"), presse.IndexOptions{})
	must(t, err)
	for _, c := range []struct {
		rule           string
		stories        int64
		step           int64 // between their numbers
		articles, rate int
	}{
		{"nothing", 0, 1, 0, 1},
		{"all of a small archive", 1000, 1, 1000, 1},
		{"as many as are counted", maxCounted, 1, maxCounted, 1},
		{"one more: a quarter", maxCounted + 1, 1, maxCounted/4 + 1, 4},
		{"what comes later is in the part too", maxCounted + 4001, 1, maxCounted/4 + 1001, 4},
		{"the last part has no end", maxCounted + 2, 256, maxCounted + 2, 256},
		{"numbers below zero", maxCounted + 1, -1, maxCounted/4 + 1, 4},
	} {
		counting := NewCounting()
		for i := range c.stories {
			must(t, counting.Add(i*c.step, digest))
		}
		counts, rate := counting.Counts()
		if counts.Articles() != c.articles || counts.Of("crue") != c.articles || rate != int64(c.rate) {
			t.Errorf("%s: got %d articles, %d with the word, one in %d, want %d, one in %d", c.rule, counts.Articles(), counts.Of("crue"), rate, c.articles, c.rate)
		}
		if n := counting.parts[0].counts.Articles(); n > maxCounted+1 {
			t.Errorf("%s: %d articles are in a part that is not used any more", c.rule, n)
		}
	}
	if err := NewCounting().Add(0, nil); err == nil {
		t.Error("no digest: got no error")
	}
}

func TestParallel(t *testing.T) {
	for _, n := range []int{0, 1, 2, 100} {
		done := make([]atomic.Int32, n)
		Parallel(n, func(i int) { done[i].Add(1) })
		for i := range done {
			if times := done[i].Load(); times != 1 {
				t.Errorf("of %d: %d was done %d times", n, i, times)
			}
		}
	}
}
