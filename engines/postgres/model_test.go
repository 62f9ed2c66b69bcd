package postgres

import (
	"context"
	"fmt"
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
