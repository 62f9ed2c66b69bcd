package engine

import (
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

func TestLayered(t *testing.T) {
	counts := func(headlines ...string) *rank.Counts {
		var c rank.Counts
		for _, h := range headlines {
			d, err := rank.NewDigest(news("a", h), presse.IndexOptions{})
			must(t, err)
			must(t, c.Add(d))
		}
		return &c
	}
	for _, c := range []struct {
		rule           string
		l              Layered
		articles, crue int
	}{
		{"nothing", Layered{counts(), counts(), counts()}, 0, 0},
		{"as they are", Layered{counts("Crue", "Barrage"), counts(), counts()}, 2, 1},
		{"an article more", Layered{counts("Crue"), counts("Crue"), counts()}, 2, 2},
		{"an article in the place of another", Layered{counts("Crue", "Barrage"), counts("Crue"), counts("Barrage")}, 2, 2},
		{"never fewer than none", Layered{counts(), counts(), counts("Crue", "Crue")}, 0, 0},
	} {
		mean := 0.0
		if c.articles > 0 {
			mean = counts("Crue").MeanLength() // all headlines have one word
		}
		if got := c.l.MeanLength(); c.l.Articles() != c.articles || c.l.Of("crue") != c.crue || got != mean {
			t.Errorf("%s: got %d articles, %d with the word, mean length %v, want %d, %d, %v", c.rule, c.l.Articles(), c.l.Of("crue"), got, c.articles, c.crue, mean)
		}
	}
}
