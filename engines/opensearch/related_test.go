package opensearch

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

// TestNarrow asks an archive of which few articles are found at first, by filters that
// leave few: the box is not shorter than that of an Index that scores every article.
func TestNarrow(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Candidates: 10})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	r := rand.New(rand.NewPCG(20, 2))
	const n = 1300
	var all []*presse.Article
	for i := range n {
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
	for i := range n {
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
		{"without a section of a taxonomy", presse.Query{NotSections: []string{"regions"}, Taxonomy: regions}},
		{"a genre", presse.Query{Genres: []string{"Portrait"}}},
		{"a period", presse.Query{MaxAge: 16 * 24 * time.Hour}},
		{"a function", presse.Query{Only: rare}},
		{"a list of 1,000 IDs", presse.Query{Exclude: ids[:engine.MaxExclude]}},
		{"a list of 1,001 IDs", presse.Query{Exclude: ids[:engine.MaxExclude+1]}},
		{"a list of all but 13 IDs", presse.Query{Exclude: ids}},
		{"pinned, most of them excluded or unknown", presse.Query{Pinned: append([]string{"a100", "absent"}, ids[:20]...), Exclude: ids[:19]}},
		{"no section", presse.Query{NotSections: []string{"sport", "sport/football", "politique", "culture", "economie"}}},
		{"all of them", presse.Query{Only: rare, Sections: []string{"regions/souss"}, MaxAge: 10 * 24 * time.Hour, Genres: []string{"portrait"}}},
		{"nothing is left", presse.Query{Sections: []string{"regions/souss"}, NotSections: []string{"regions/souss"}}},
	} {
		for i := range 2 {
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
			compare(t, c.rule+", "+a.ID+", Exact", all, want)
		}
	}
}

// TestWordsNotAsked checks that a box is filled with articles that share only words that
// OpenSearch was not asked for, if few articles are allowed.
func TestWordsNotAsked(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true})
	index := presse.NewIndex(presse.IndexOptions{})
	var all []*presse.Article
	for i, word := range vocabulary {
		all = append(all, news(fmt.Sprint("a", i), "", word, 1))
	}
	must(t, s.Put(context.Background(), all...))
	must(t, index.Put(all...))
	asked := news("x", "", strings.Join(vocabulary, " "), 0)
	q := presse.Query{At: at, MinScore: -1, Copies: true, Limit: 100, Exact: true}
	want, err := index.Related(asked, q)
	must(t, err)
	q.Exact = false
	got, err := s.Related(context.Background(), asked, q)
	must(t, err)
	compare(t, "all stories have one word", got, want)
	if len(want) <= askedWords {
		t.Errorf("%d stories share a word: the test says nothing", len(want))
	}
}

// TestOddWords checks that stories are found that share only a word with full stops, signs or
// letters of other scripts.
func TestOddWords(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true})
	index := presse.NewIndex(presse.IndexOptions{})
	words := []string{"N.B.A.", "n.b.a", "O.N.U.", "C++", "C#", "3.14", "2026", "aujourd’hui", "aujourd'hui", "lemonde.fr", "@presse", "#crue", "œuvre", "e\u0301te\u0301", "الفيضان", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "洪水", "a*b", "50%", "\\n", `"`, "\x00\x01", "\xffé", strings.Repeat("long", 3000)}
	var all []*presse.Article
	for i, word := range words {
		all = append(all, news(fmt.Sprint("a", i), "", word+" : "+vocabulary[2*i], 1))
	}
	must(t, s.Put(context.Background(), all...))
	must(t, index.Put(all...))
	found := 0
	for i, word := range words {
		asked := news("x", "", word+", "+vocabulary[2*i+1], 0)
		q := presse.Query{At: at, MinScore: -1, Copies: true, Exact: true}
		want, err := index.Related(asked, q)
		must(t, err)
		q.Exact = false
		got, err := s.Related(context.Background(), asked, q)
		must(t, err)
		compare(t, fmt.Sprintf("%.50q", word), got, want)
		if len(want) > 0 {
			found++
		}
	}
	if found < len(words)/2 {
		t.Errorf("an Index finds %d of %d words: the test says little", found, len(words))
	}
}

// TestOnly checks that Only is called at most once for each article.
func TestOnly(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Candidates: 3})
	must(t, s.Put(context.Background(), crues(60, 1)...))
	for _, exact := range []bool{false, true} {
		calls := map[string]int{}
		got, err := s.Related(context.Background(), crue("x", 1), presse.Query{At: at, MinScore: -1, Copies: true, Exact: exact, Pinned: []string{"a00001", "a00058"}, Only: func(id string) bool {
			calls[id]++
			return id > "a00056"
		}})
		must(t, err)
		for id, n := range calls {
			if n > 1 {
				t.Errorf("exact %v: Only(%q) was called %d times", exact, id, n)
			}
		}
		if len(got) != 3 || got[0].ID != "a00058" {
			t.Errorf("exact %v: got %v, want the three that Only allows, the pinned one first", exact, idsOf(got))
		}
	}
}

// TestCopies checks that copies of one text do not starve the box.
func TestCopies(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Candidates: 5, Refresh: true})
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
// article: nearly all are the same, and all are if every article is read. So a box that
// differs does so because OpenSearch has not found an article, not because it is judged
// otherwise.
func TestLikeIndex(t *testing.T) {
	t.Parallel()
	articles := realNews(t, 5000)
	index := presse.NewIndex(presse.IndexOptions{})
	must(t, index.Put(articles...))
	s := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(articles)))
	everything := another(t, s)
	everything.options.Frequencies = index.Frequencies()
	q := presse.Query{At: time.Date(2020, 9, 28, 0, 0, 0, 0, time.UTC), Limit: 4}
	exact := q
	exact.Exact = true
	same, asked := 0, 0
	for i := 0; i < len(articles); i += 40 {
		a := articles[i]
		want, err := index.Related(a, exact)
		must(t, err)
		got, err := s.Related(ctx, a, q)
		must(t, err)
		asked++
		if slices.Equal(idsOf(got), idsOf(want)) {
			same++
			if asked%30 != 0 {
				continue
			}
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

// TestFarInstants checks that instants that OpenSearch cannot hold are asked for as others.
func TestFarInstants(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	undated, expires, draft, early, late := crue("undated", 1), crue("expires", 2), crue("draft", 3), crue("early", 4), crue("late", 5)
	undated.Published = time.Time{}
	expires.Expiry = at.AddDate(1, 0, 0)
	draft.Status = presse.StatusDraft
	early.Published = time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)
	late.Published, late.Expiry = time.Date(9998, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	all := []*presse.Article{crue("a", 4), undated, expires, draft, early, late}
	must(t, s.Put(ctx, all...))
	must(t, index.Put(all...))
	var instants []time.Time
	for _, year := range []int{-300_000_000, -300_000, -5000, 0, 1, 1969, 1970, 2020, 2027, 9999, 10_000, 293_000, 300_000, 290_000_000, 300_000_000} {
		instants = append(instants, time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC))
	}
	instants = append(instants, time.Unix(-1<<63, 0), time.Unix(-1<<62, 0), time.Unix(1<<62, 0), time.Unix(1<<63-1, 0))
	for _, at := range instants {
		for _, age := range []time.Duration{0, 24 * time.Hour, 1<<63 - 1} {
			q := presse.Query{At: at, MinScore: -1, Copies: true, MaxAge: age}
			for _, q.Desk = range []bool{false, true} {
				want, wantErr := index.Related(crue("x", 5), q)
				for _, q.Exact = range []bool{false, true} {
					got, err := s.Related(ctx, crue("x", 5), q)
					rule := fmt.Sprintf("at %d, at most %v old, desk %v, exact %v", at.Unix(), age, q.Desk, q.Exact)
					if (err == nil) != (wantErr == nil) {
						t.Errorf("%s: got error %v, Index %v", rule, err, wantErr)
						continue
					}
					compare(t, rule, got, want)
				}
			}
		}
	}
}
