package enginetest

import (
	"math/rand/v2"
	"testing"

	"github.com/presse-go/presse"
)

// TestRandom asks an Index at random: all queries are valid, each has one answer, and enough
// of them have matches for a comparison of answers to say something.
func TestRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	index := presse.NewIndex(presse.IndexOptions{})
	ids := map[string]bool{}
	for range 300 {
		a := Random(r, 100)
		ids[a.ID] = true
		Must(t, index.Put(a))
	}
	if len(ids) < 90 || len(ids) > 100 {
		t.Errorf("300 articles of 100 IDs have %d", len(ids))
	}
	const asked = 200
	answered := 0
	for range asked {
		a, q := Random(r, 100), RandomQuery(r, func() []string { return []string{"a1", "a2"} })
		got, err := index.Related(a, q)
		Must(t, err)
		again, err := index.Related(a, q)
		Must(t, err)
		Compare(t, a.ID, again, got)
		if len(IDs(got)) > 0 {
			answered++
		}
	}
	if answered < asked/2 {
		t.Errorf("%d of %d queries have matches, want half of them", answered, asked)
	}
}

// TestCrues checks that an Index finds each of the invented stories by another.
func TestCrues(t *testing.T) {
	index := presse.NewIndex(presse.IndexOptions{})
	for a, err := range Archive(Crues(5, 1)) {
		Must(t, err)
		Must(t, index.Put(a))
	}
	got, err := index.Related(Crue("x", 2), presse.Query{At: At, MinScore: -1, Limit: 10, Copies: true})
	Must(t, err)
	if len(got) != 5 {
		t.Errorf("got %v, want all five", IDs(got))
	}
}

func TestRealNews(t *testing.T) {
	if all := RealNews(t, 5); len(all) != 5 || all[0].ID == all[4].ID || all[0].Body == "" {
		t.Errorf("five stories: got %v", all)
	}
}
