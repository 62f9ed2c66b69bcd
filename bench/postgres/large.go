package main

import (
	"context"
	"fmt"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/rpm2os"
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
			for a := range archive.Recombine(l.Articles, l.size) {
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
		{"rpm2os: five, nothing left out", rpm2os.Query},
		{"of the last 30 days", presse.Query{At: end, MaxAge: 30 * 24 * time.Hour}},
		{"of the last year", presse.Query{At: end, MaxAge: 365 * 24 * time.Hour}},
		{"of one section", presse.Query{At: end, Sections: []string{"sante"}}},
		{"of no section that there is", presse.Query{At: end, Sections: []string{"absente"}}},
		{"Only one in fifty", presse.Query{At: end, Only: func(id string) bool { return id[len(id)-1] == '7' && id[len(id)-2] < '2' }}},
	} {
		answers, took, err := l.Ask(1, func(a *presse.Article) ([]string, error) { return rpm2os.IDs(s.Related(ctx, a, c.q)) })
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		found := 0
		for _, ids := range answers {
			found += len(ids)
		}
		fmt.Printf("%-40s %v, %.1f matches", c.name, took, float64(found)/float64(len(answers)))
		if c.q.Desk {
			fmt.Printf(", nDCG@5 %.4f", l.NDCG(answers))
		}
		fmt.Println()
	}
	return nil
}
