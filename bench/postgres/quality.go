package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/rpm2os"
	"github.com/presse-go/presse/engines/postgres"
)

// store returns a store with the tables of that name.
func (l *lab) store(ctx context.Context, o postgres.Options) (*postgres.Store, error) {
	s, err := postgres.New(l.pool, o)
	if err == nil {
		err = s.Create(ctx)
	}
	return s, err
}

func (l *lab) quality(ctx context.Context) error {
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(l.Articles...); err != nil {
		return err
	}
	s, err := l.store(ctx, postgres.Options{Name: "quality"})
	if err != nil {
		return err
	}
	start := time.Now()
	if err := s.Sync(ctx, rpm2os.Sequence(l.Articles)); err != nil {
		return err
	}
	fmt.Printf("Sync of %d: %v\n", len(l.Articles), time.Since(start).Round(time.Millisecond))
	if err := l.plain(ctx); err != nil {
		return err
	}
	exact := rpm2os.Query
	exact.Exact = true
	engines := []struct {
		name string
		ask  func(a *presse.Article) ([]string, error)
	}{
		{"Index", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(index.Related(a, rpm2os.Query)) }},
		{"Index, Exact", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(index.Related(a, exact)) }},
		{"PostgreSQL, ts_rank of the headline", l.ranked("ts_rank", true)},
		{"PostgreSQL, ts_rank_cd of the headline", l.ranked("ts_rank_cd", true)},
		{"PostgreSQL, ts_rank of 12 words of the headline and text", l.ranked("ts_rank", false)},
		{"Store", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(s.Related(ctx, a, rpm2os.Query)) }},
	}
	want := map[string][]string{}
	for _, e := range engines {
		answers, took, err := l.Ask(1, e.ask)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		fmt.Printf("%-60s nDCG@5 %.4f  %v\n", e.name, l.NDCG(answers), took)
		switch e.name {
		case "Index, Exact":
			want = answers
		case "Store":
			same := 0
			for q := range want {
				if slices.Equal(want[q], answers[q]) {
					same++
				}
			}
			fmt.Printf("the same five as Index, Exact: %d of %d\n", same, len(want))
		}
	}
	return rpm2os.Agreement(l.Articles, l.Some(1000), func(a *presse.Article, q presse.Query) ([]presse.Match, error) { return s.Related(ctx, a, q) })
}

// plain fills a table with the articles for PostgreSQL's own search.
func (l *lab) plain(ctx context.Context) error {
	const make = `
DROP TABLE IF EXISTS plain;
CREATE TABLE plain (id text PRIMARY KEY, headline text, body text,
	words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('french', headline), 'A') || to_tsvector('french', body)) STORED)`
	if _, err := l.pool.Exec(ctx, make); err != nil {
		return err
	}
	_, err := l.pool.CopyFrom(ctx, pgx.Identifier{"plain"}, []string{"id", "headline", "body"}, pgx.CopyFromSlice(len(l.Articles), func(i int) ([]any, error) {
		a := l.Articles[i]
		return []any{a.ID, a.Headline, a.Body}, nil
	}))
	if err != nil {
		return err
	}
	if _, err := l.pool.Exec(ctx, `CREATE INDEX ON plain USING gin (words)`); err != nil {
		return err
	}
	_, err = l.pool.Exec(ctx, `VACUUM ANALYZE plain`)
	return err
}

// ranked returns a function that asks PostgreSQL for the articles that have one of the
// words of a headline, or of the twelve most frequent words of headline and text, by one
// of its rankings.
func (l *lab) ranked(rank string, headline bool) func(a *presse.Article) ([]string, error) {
	return func(a *presse.Article) ([]string, error) {
		ctx := context.Background()
		text, most := a.Headline, 100
		if !headline {
			text, most = a.Headline+" "+a.Headline+"\n"+a.Body, 12
		}
		sql := `
WITH q AS (
	SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS q FROM (
		SELECT lexeme FROM unnest(to_tsvector('french', $1)) ORDER BY cardinality(positions) DESC, lexeme LIMIT $3) AS w
) SELECT id FROM plain, q WHERE words @@ q AND id <> $2 ORDER BY ` + rank + `(words, q) DESC, id LIMIT 5`
		rows, err := l.pool.Query(ctx, sql, strings.ToValidUTF8(text, ""), a.ID, most)
		if err != nil {
			return nil, err
		}
		return pgx.CollectRows(rows, pgx.RowTo[string])
	}
}
