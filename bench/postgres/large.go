package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/engines/postgres"
)

// large measures queries in an archive of l.size articles: what a page asks, a period, a
// section, and a function that keeps most out.
func (l *lab) large(ctx context.Context) error {
	s, err := l.store(ctx, postgres.Options{Name: "large"})
	if err != nil {
		return err
	}
	var held int
	if err := l.pool.QueryRow(ctx, "SELECT count(*) FROM large_stories").Scan(&held); err != nil {
		return err
	}
	if held != l.size {
		start := time.Now()
		if err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
			for a := range archive.Recombine(l.articles, l.size) {
				if !yield(a, nil) {
					return
				}
			}
		}); err != nil {
			return err
		}
		fmt.Printf("Sync of %d: %v\n", l.size, time.Since(start).Round(time.Second))
	}
	var size string
	const sizes = `SELECT pg_size_pretty(pg_total_relation_size('large_stories') + pg_total_relation_size('large_words'))`
	if err := l.pool.QueryRow(ctx, sizes).Scan(&size); err != nil {
		return err
	}
	fmt.Printf("%d articles, %s\n", l.size, size)
	return l.ask(ctx, s)
}

// ask prints the times of queries that a page, a desk or a section asks for.
func (l *lab) ask(ctx context.Context, s *postgres.Store) error {
	for _, c := range []struct {
		name string
		q    presse.Query
	}{
		{"what a page asks", presse.Query{At: end}},
		{"rpm2os: five, nothing left out", asking},
		{"of the last 30 days", presse.Query{At: end, MaxAge: 30 * 24 * time.Hour}},
		{"of the last year", presse.Query{At: end, MaxAge: 365 * 24 * time.Hour}},
		{"of one section", presse.Query{At: end, Sections: []string{"sante"}}},
		{"of no section that there is", presse.Query{At: end, Sections: []string{"absente"}}},
		{"Only one in fifty", presse.Query{At: end, Only: func(id string) bool { return id[len(id)-1] == '7' && id[len(id)-2] < '2' }}},
	} {
		answers, took, err := l.answer(func(a *presse.Article) ([]string, error) { return ids(s.Related(ctx, a, c.q)) })
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		found := 0
		for _, ids := range answers {
			found += len(ids)
		}
		fmt.Printf("%-40s %v, %.1f matches", c.name, took, float64(found)/float64(len(answers)))
		if c.q.Desk {
			fmt.Printf(", %s", l.ndcg(answers))
		}
		fmt.Println()
	}
	return nil
}

// agreement prints how many answers are those of an Index of the same articles.
func (l *lab) agreement(ctx context.Context, s *postgres.Store, articles []*presse.Article, queries []*presse.Article) error {
	index := presse.NewIndex(presse.IndexOptions{})
	for part := range slices.Chunk(articles, 10_000) {
		if err := index.Put(part...); err != nil {
			return err
		}
	}
	same, matches, missing := 0, 0, 0
	for _, a := range queries {
		want, err := index.Related(a, presse.Query{At: end, Exact: true})
		if err != nil {
			return err
		}
		got, err := s.Related(ctx, a, presse.Query{At: end})
		if err != nil {
			return err
		}
		w, _ := ids(want, nil)
		g, _ := ids(got, nil)
		if slices.Equal(w, g) {
			same++
		}
		matches += len(w)
		for _, id := range w {
			if !slices.Contains(g, id) {
				missing++
			}
		}
	}
	fmt.Printf("the same boxes as Index, Exact: %d of %d; matches of Index that are missing: %d of %d\n", same, len(queries), missing, matches)
	return nil
}
