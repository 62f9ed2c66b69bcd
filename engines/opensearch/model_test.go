package opensearch

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/presse-go/presse"
)

// live are the frequencies of an Index that is replaced now and then.
type live struct{ index **presse.Index }

func (l live) Articles() int       { return (*l.index).Frequencies().Articles() }
func (l live) Of(term string) int  { return (*l.index).Frequencies().Of(term) }
func (l live) MeanLength() float64 { return (*l.index).Frequencies().MeanLength() }

// TestModel does the same at random to two Stores of one index and to an Index, and compares
// all answers. The archive is so small that OpenSearch finds every article that shares a
// word. Only new articles may need a refresh, unless the option says that Put waits for it.
func TestModel(t *testing.T) {
	t.Parallel()
	cluster(t) // or skip
	for i, c := range []struct {
		rule           string
		refresh, given bool
	}{
		{"Put waits for new articles, frequencies are given", true, true},
		{"Put does not wait, frequencies are given", false, true},
		{"Put does not wait, frequencies are counted", false, false},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			m := &model{index: presse.NewIndex(presse.IndexOptions{}), r: rand.New(rand.NewPCG(20, uint64(i))), held: map[string]*presse.Article{}, documents: map[string]bool{}}
			o := Options{Refresh: c.refresh}
			if c.given {
				o.Frequencies = live{&m.index}
			}
			s := newStore(t, o)
			m.stores = []*Store{s, another(t, s)}
			for m.step = range steps {
				if m.do(t); t.Failed() {
					return
				}
			}
			if m.answered < steps/2 {
				t.Errorf("only %d matches in %d steps: the test says little", m.answered, steps)
			}
			if got := holds(t, s); len(got) != len(m.held) {
				t.Errorf("%d stories are held, want %d", len(got), len(m.held))
			}
		})
	}
}

// A model is what the indexes of a store should be.
type model struct {
	stores    []*Store
	index     *presse.Index
	held      map[string]*presse.Article
	documents map[string]bool // IDs that the index of OpenSearch has, also of what was deleted
	hidden    bool            // whether articles were put that may not be found yet
	r         *rand.Rand
	step      int
	answered  int
}

const ids, steps = 150, 50

func (m *model) some() (list []string) {
	for range 1 + m.r.IntN(5) {
		list = append(list, fmt.Sprint("a", m.r.IntN(ids)))
	}
	return list
}

func (m *model) do(t *testing.T) {
	ctx := context.Background()
	s := m.stores[m.r.IntN(2)]
	switch x := m.r.IntN(20); {
	case x == 0:
		m.sync(t, s)
	case x < 8:
		m.put(t, s)
	case x < 10:
		list := m.some()
		must(t, s.Delete(ctx, list...))
		m.index.Delete(list...)
		for _, id := range list {
			m.hidden = m.hidden && !m.documents[id]
			m.documents[id] = true
			delete(m.held, id)
		}
	default:
		if m.hidden && !s.options.Refresh {
			must(t, s.refresh(ctx))
			m.hidden = false
		}
		a, q := random(m.r, ids), randomQuery(m.r, m.some)
		got, err := s.Related(ctx, a, q)
		must(t, err)
		exact := q
		exact.Exact = true
		want, err := m.index.Related(a, exact)
		must(t, err)
		m.answered += len(want)
		compare(t, fmt.Sprintf("step %d: %d articles, query %+v", m.step, len(m.held), q), got, want)
	}
}

// sync gives the store a new archive, half of which is the old one.
func (m *model) sync(t *testing.T, s *Store) {
	for _, id := range slices.Sorted(maps.Keys(m.held)) {
		if m.r.IntN(2) == 0 {
			delete(m.held, id)
		}
	}
	for range 40 {
		a := random(m.r, ids)
		m.held[a.ID] = a
	}
	clear(m.documents)
	index := presse.NewIndex(presse.IndexOptions{})
	for id, a := range m.held {
		m.documents[id] = true
		must(t, index.Put(a))
	}
	m.index = index
	must(t, s.Sync(context.Background(), archiveOf(slices.Collect(maps.Values(m.held)))))
	m.hidden = false
}

func (m *model) put(t *testing.T, s *Store) {
	var batch []*presse.Article
	seen := map[string]bool{}
	replaced := false
	for range 1 + m.r.IntN(4) {
		a := random(m.r, ids)
		if seen[a.ID] {
			continue
		}
		batch = append(batch, a)
		seen[a.ID], m.held[a.ID] = true, a
		replaced = replaced || m.documents[a.ID]
	}
	for id := range seen {
		m.documents[id] = true
	}
	m.hidden = !replaced // if one is seen, all are
	must(t, m.index.Put(batch...))
	must(t, s.Put(context.Background(), batch...))
}
