package opensearch

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// vocabulary are words of invented stories. The first are the most frequent.
var vocabulary = strings.Fields(`Rabat crue oued barrage pluie Kénitra match Raja Wydad derby arbitre tribunal procès avocat
grève port Tanger conteneurs blé prix marché budget loi parlement vote maire école rentrée hôpital vaccin train Fès
festival film musée dattes oasis sécheresse olives huile tramway Casablanca quartier logement loyer séisme Atlas village
route pont tunnel pêche sardine Safi Agadir surf phosphate mine usine avion aéroport visa diaspora transfert banque`)

var (
	places = []string{"politique", "sport", "culture", "sport/football", "Économie"}
	genres = []string{"", "", "opinion", "interview"}
	labels = []string{"CAN 2025", "élections", "Jean-Paul II", "météo"}
)

// random returns an article of random words. Its ID is one of n.
func random(r *rand.Rand, n int) *presse.Article {
	pick := func(list []string, most int) (some []string) {
		for range r.IntN(most + 1) {
			some = append(some, list[r.IntN(len(list))])
		}
		slices.Sort(some)
		return slices.Compact(some)
	}
	text := func(n int) string {
		var words []string
		for range n {
			words = append(words, vocabulary[min(r.IntN(len(vocabulary)), r.IntN(len(vocabulary)))])
		}
		return strings.Join(words, " ")
	}
	a := &presse.Article{
		ID: fmt.Sprint("a", r.IntN(n)), Lang: []presse.Lang{"fr", "fr", "fr-MA", "", "en"}[r.IntN(5)],
		Headline: text(4), Body: text(20 + r.IntN(40)), Sections: pick(places, 2), Tags: pick(labels, 2), Genre: genres[r.IntN(4)],
		Status:    []presse.Status{presse.StatusPublished, presse.StatusPublished, presse.StatusCorrected, presse.StatusScheduled, presse.StatusDraft, presse.StatusWithdrawn}[r.IntN(6)],
		Published: at.Add(time.Duration(r.IntN(400*24)-390*24) * time.Hour), NoRelated: r.IntN(10) == 0,
	}
	switch r.IntN(8) {
	case 0:
		a.Published = time.Time{}
	case 1:
		a.Embargo = at.Add(time.Duration(r.IntN(48)-24) * time.Hour)
	case 2:
		a.Expiry = at.Add(time.Duration(r.IntN(48)-24) * time.Hour)
	}
	return a
}

// randomQuery returns a query of random filters.
func randomQuery(r *rand.Rand, ids func() []string) presse.Query {
	q := presse.Query{At: at, Limit: 1 + r.IntN(8), MinScore: -1, Focus: presse.Focus(r.IntN(3))}
	maybe := func() bool { return r.IntN(4) == 0 }
	if maybe() {
		q.Desk = true
	}
	if maybe() {
		q.MaxAge = time.Duration(1+r.IntN(300)) * 24 * time.Hour
	}
	if maybe() {
		q.Langs = []presse.Lang{"fr", "en-GB"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.Sections = []string{"SPORT", "economie"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.NotSections = []string{"sport/football"}
	}
	if maybe() {
		q.NotTags = []string{"Elections", "jean paul ii"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.Genres = []string{"Opinion"}
	}
	if maybe() {
		q.Exclude = ids()
	}
	if maybe() {
		q.Pinned = ids()
	}
	if maybe() {
		q.Only = func(id string) bool { return len(id)%2 == 0 }
	}
	if maybe() {
		q.Diversity = 0.5
	}
	q.Copies, q.Exact, q.Explain = maybe(), maybe(), maybe()
	return q
}

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

// compare compares answers: the IDs, and the scores but for rounding.
func compare(t *testing.T, rule string, got, want []presse.Match) {
	t.Helper()
	if !slices.Equal(idsOf(got), idsOf(want)) {
		t.Errorf("%s:\ngot  %v\nwant %v", rule, got, want)
		return
	}
	for i := range got {
		if d := got[i].Score - want[i].Score; d > 1e-6 || d < -1e-6 {
			t.Errorf("%s: score of %s: got %v, want %v", rule, got[i].ID, got[i].Score, want[i].Score)
		}
	}
}
