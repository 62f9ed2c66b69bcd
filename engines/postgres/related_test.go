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
	"github.com/presse-go/presse/engines/internal/engine"
)

// TestNarrow asks an archive in which the lists of all words are cut, by filters that
// leave few articles: the box is not shorter than that of an Index that scores every
// article.
func TestNarrow(t *testing.T) {
	s, _ := newStore(t, Options{Candidates: 10})
	s.depth = 5
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	r := rand.New(rand.NewPCG(19, 2))
	var all []*presse.Article
	for i := range 1500 {
		a := random(r, 1)
		a.ID, a.Status, a.NoRelated, a.Embargo, a.Expiry, a.Lang = fmt.Sprint("a", i), presse.StatusPublished, false, time.Time{}, time.Time{}, "fr"
		if i%100 == 0 {
			a.Sections, a.Genre, a.Published = []string{"Régions/Souss"}, "portrait", at.AddDate(0, 0, -i/100)
		} else if a.Published.After(at.AddDate(0, 0, -20)) {
			a.Published = at.AddDate(0, -2, 0)
		}
		all = append(all, a)
	}
	must(t, s.Sync(ctx, archiveOf(all)))
	must(t, index.Put(all...))
	regions, err := presse.NewTaxonomy(presse.Section{Slug: "regions", Name: "Régions"}, presse.Section{Slug: "souss", Name: "Souss", Parent: "regions"}, presse.Section{Slug: "sport", Name: "Sport"})
	must(t, err)
	var ids []string
	for i := range 1500 {
		if i%100 != 0 {
			ids = append(ids, fmt.Sprint("a", i))
		}
	}
	rare := func(id string) bool { return strings.HasSuffix(id, "00") || id == "a0" }
	for _, c := range []struct {
		rule string
		q    presse.Query
	}{
		{"no filter", presse.Query{}},
		{"a hundred matches", presse.Query{Limit: 100}},
		{"a section", presse.Query{Sections: []string{"regions/souss"}}},
		{"a section of a taxonomy", presse.Query{Sections: []string{"regions"}, Taxonomy: regions}},
		{"a genre", presse.Query{Genres: []string{"Portrait"}}},
		{"a period", presse.Query{MaxAge: 16 * 24 * time.Hour}},
		{"a function", presse.Query{Only: rare}},
		{"a list of 300 IDs", presse.Query{Exclude: ids[:300]}},
		{"a list of 1,485 IDs", presse.Query{Exclude: ids}},
		{"no section", presse.Query{NotSections: []string{"sport", "sport/football", "politique", "culture", "economie"}}},
		{"all of them", presse.Query{Only: rare, Sections: []string{"regions/souss"}, MaxAge: 10 * 24 * time.Hour, Genres: []string{"portrait"}}},
	} {
		for i := range 10 {
			a := all[i*7]
			c.q.At, c.q.MinScore, c.q.Copies = at, -1, true
			exact := c.q
			exact.Exact = true
			want, err := index.Related(a, exact)
			must(t, err)
			for _, s.few = range []int{engine.FewStories, 1} {
				got, err := s.Related(ctx, a, c.q)
				must(t, err)
				if len(got) != len(want) {
					t.Errorf("%s, %s, few %d: %d matches, want %d", c.rule, a.ID, s.few, len(got), len(want))
				}
			}
			all, err := s.Related(ctx, a, exact)
			must(t, err)
			compare(t, c.rule+", Exact", all, want)
		}
	}
}

// TestOnly checks that Only is called at most once for each article.
func TestOnly(t *testing.T) {
	s, _ := newStore(t, Options{Candidates: 3})
	must(t, s.Put(context.Background(), crues(60, 1)...))
	calls := map[string]int{}
	got, err := s.Related(context.Background(), crue("x", 1), presse.Query{At: at, MinScore: -1, Copies: true, Only: func(id string) bool {
		calls[id]++
		return id > "a00056"
	}})
	must(t, err)
	for id, n := range calls {
		if n > 1 {
			t.Errorf("Only(%q) was called %d times", id, n)
		}
	}
	if len(got) != 3 {
		t.Errorf("got %v, want the three that Only allows", idsOf(got))
	}
}

// TestCopies checks that copies of one text do not starve the box.
func TestCopies(t *testing.T) {
	s, _ := newStore(t, Options{Candidates: 5})
	ctx := context.Background()
	body := strings.Repeat("Le barrage de l’oued a cédé dans la nuit, et la crue a surpris Kénitra, où les pompiers évacuent les quartiers bas. ", 3)
	var all []*presse.Article
	for i := range 60 {
		all = append(all, news(fmt.Sprint("copie", i), "Le barrage a cédé", body, 0))
	}
	for i := range 4 {
		all = append(all, news(fmt.Sprint("autre", i), "Le barrage de Kénitra "+vocabulary[i+20], "La crue de l’oued "+vocabulary[i+30]+" inquiète les habitants de "+vocabulary[i+40]+".", 1))
	}
	must(t, s.Put(ctx, all...))
	got, err := s.Related(ctx, all[0], presse.Query{At: at, MinScore: -1})
	must(t, err)
	if ids := idsOf(got); len(ids) != 4 || slices.ContainsFunc(ids, func(id string) bool { return strings.HasPrefix(id, "copie") }) {
		t.Errorf("got %v, want the four others", ids)
	}
}

// TestLikeIndex compares boxes of real stories with those of an Index that scores every
// article: nearly all are the same, and all are if PostgreSQL finds every article. So a
// box that differs does so because PostgreSQL has not found an article, not because it is
// judged otherwise.
func TestLikeIndex(t *testing.T) {
	articles := realNews(t, 5000)
	index := presse.NewIndex(presse.IndexOptions{})
	must(t, index.Put(articles...))
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(articles)))
	everything, err := New(pool, Options{Name: s.names.plain, Candidates: engine.MaxCandidates, Frequencies: index.Frequencies()})
	must(t, err)
	everything.depth = 1 << 30
	q := presse.Query{At: time.Date(2020, 9, 28, 0, 0, 0, 0, time.UTC)}
	exact := q
	exact.Exact = true
	same, asked := 0, 0
	for i := 0; i < len(articles); i += 15 {
		a := articles[i]
		want, err := index.Related(a, exact)
		must(t, err)
		got, err := s.Related(ctx, a, q)
		must(t, err)
		asked++
		if slices.Equal(idsOf(got), idsOf(want)) {
			same++
			continue
		}
		got, err = everything.Related(ctx, a, exact)
		must(t, err)
		compare(t, a.ID+", everything", got, want)
	}
	t.Logf("the same boxes: %d of %d", same, asked)
	if same*100 < asked*97 {
		t.Errorf("the same boxes: %d of %d, want 97 in 100", same, asked)
	}
}

// TestFarInstants checks that instants that PostgreSQL cannot hold are asked for as others.
func TestFarInstants(t *testing.T) {
	s, _ := newStore(t, Options{})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	undated, expires, draft := crue("undated", 1), crue("expires", 2), crue("draft", 3)
	undated.Published = time.Time{}
	expires.Expiry = at.AddDate(1, 0, 0)
	draft.Status = presse.StatusDraft
	all := []*presse.Article{crue("a", 4), undated, expires, draft}
	must(t, s.Put(ctx, all...))
	must(t, index.Put(all...))
	for _, year := range []int{-300_000, -5000, 0, 2020, 293_000, 294_276, 294_277, 300_000} {
		for _, age := range []time.Duration{0, 24 * time.Hour} {
			q := presse.Query{At: time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC), MinScore: -1, Copies: true, MaxAge: age}
			got, err := s.Related(ctx, crue("x", 5), q)
			must(t, err)
			want, err := index.Related(crue("x", 5), q)
			must(t, err)
			compare(t, fmt.Sprintf("in the year %d, at most %v old", year, age), got, want)
			if year > 200_000 && age == 0 && !slices.Contains(idsOf(got), "a") {
				t.Errorf("in the year %d: got %v", year, got)
			}
		}
	}
}
