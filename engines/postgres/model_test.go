package postgres

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/presse-go/presse"
)

// TestModel does the same at random to a store and to an Index, and compares all answers.
// The archive is so small that PostgreSQL finds every article that shares a word.
func TestModel(t *testing.T) {
	s, pool := newStore(t, Options{})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	r := rand.New(rand.NewPCG(19, 1))
	const ids, steps = 150, 300
	some := func() (list []string) {
		for range 1 + r.IntN(5) {
			list = append(list, fmt.Sprint("a", r.IntN(ids)))
		}
		return list
	}
	held := map[string]*presse.Article{}
	answered := 0
	for step := range steps {
		switch x := r.IntN(20); {
		case x == 0: // a new archive, half of which is the old one
			for id := range held {
				if r.IntN(2) == 0 {
					delete(held, id)
				}
			}
			for range 40 {
				a := random(r, ids)
				held[a.ID] = a
			}
			must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
				for _, a := range held {
					if !yield(a, nil) {
						return
					}
				}
			}))
			index = presse.NewIndex(presse.IndexOptions{})
			for _, a := range held {
				must(t, index.Put(a))
			}
		case x < 10:
			var batch []*presse.Article
			seen := map[string]bool{}
			for range 1 + r.IntN(6) {
				if a := random(r, ids); !seen[a.ID] {
					seen[a.ID], held[a.ID] = true, a
					batch = append(batch, a)
				}
			}
			must(t, s.Put(ctx, batch...))
			must(t, index.Put(batch...))
		case x < 12:
			list := some()
			must(t, s.Delete(ctx, list...))
			index.Delete(list...)
			for _, id := range list {
				delete(held, id)
			}
		default:
			a, q := random(r, ids), randomQuery(r, some)
			got, err := s.Related(ctx, a, q)
			must(t, err)
			exact := q
			exact.Exact = true
			want, err := index.Related(a, exact)
			must(t, err)
			answered += len(want)
			compare(t, fmt.Sprintf("step %d: %d articles, query %+v", step, len(held), q), got, want)
		}
		if t.Failed() {
			return
		}
	}
	if answered < steps {
		t.Errorf("only %d matches in %d steps: the test says little", answered, steps)
	}
	// No article was lost or doubled, and none has words of its past.
	var n, distinct, orphans int
	must(t, pool.QueryRow(ctx, s.names.sql(`SELECT count(*), count(DISTINCT id), (SELECT count(*) FROM $words WHERE n NOT IN (SELECT n FROM $stories)) FROM $stories`)).Scan(&n, &distinct, &orphans))
	if n != len(held) || distinct != n || orphans != 0 {
		t.Errorf("%d rows with %d IDs for %d articles, %d words of no story", n, distinct, len(held), orphans)
	}
}
