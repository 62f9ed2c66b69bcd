package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/postgres"
)

// ndcg returns the mean nDCG@5 of answers, by query, and that of each of the two halves of
// bench/related/quality.
func (l *lab) ndcg(answers map[string][]string) string {
	sum := 0.0
	for _, q := range l.queries {
		gain := func(doc string) float64 { return math.Pow(2, l.gains[q][doc]) - 1 }
		var ideal []float64
		for doc := range l.gains[q] {
			ideal = append(ideal, gain(doc))
		}
		slices.Sort(ideal)
		slices.Reverse(ideal)
		got, best := 0.0, 0.0
		for i := range 5 {
			if i < len(answers[q]) {
				got += gain(answers[q][i]) / math.Log2(float64(i)+2)
			}
			if i < len(ideal) {
				best += ideal[i] / math.Log2(float64(i)+2)
			}
		}
		if best > 0 {
			sum += got / best
		}
	}
	return fmt.Sprintf("nDCG@5 %.4f", sum/float64(len(l.queries)))
}

// asking are the queries of rpm2os: five answers, copies listed, nothing left out.
var asking = presse.Query{Desk: true, Limit: 5, MinScore: -1, Copies: true}

// answer asks for each query of rpm2os, after some to warm up, and returns the answers and
// their times.
func (l *lab) answer(ask func(a *presse.Article) ([]string, error)) (map[string][]string, times, error) {
	answers := map[string][]string{}
	var took times
	for i := range len(l.queries) + 20 {
		q := l.queries[i%len(l.queries)]
		start := time.Now()
		ids, err := ask(l.byID[q])
		if err != nil {
			return nil, nil, err
		}
		if i >= 20 {
			took = append(took, time.Since(start))
		}
		answers[q] = ids
	}
	return answers, took, nil
}

func ids(matches []presse.Match, err error) ([]string, error) {
	var all []string
	for _, m := range matches {
		all = append(all, m.ID)
	}
	return all, err
}

// store returns a store with the tables of that name.
func (l *lab) store(ctx context.Context, o postgres.Options) (*postgres.Store, error) {
	s, err := postgres.New(l.pool, o)
	if err == nil {
		err = s.Create(ctx)
	}
	return s, err
}

// sequence yields articles as an archive.
func sequence(articles []*presse.Article) func(yield func(*presse.Article, error) bool) {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (l *lab) quality(ctx context.Context) error {
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(l.articles...); err != nil {
		return err
	}
	s, err := l.store(ctx, postgres.Options{Name: "quality"})
	if err != nil {
		return err
	}
	start := time.Now()
	if err := s.Sync(ctx, sequence(l.articles)); err != nil {
		return err
	}
	fmt.Printf("Sync of %d: %v\n", len(l.articles), time.Since(start).Round(time.Millisecond))
	if err := l.plain(ctx); err != nil {
		return err
	}
	exact := asking
	exact.Exact = true
	engines := []struct {
		name string
		ask  func(a *presse.Article) ([]string, error)
	}{
		{"Index", func(a *presse.Article) ([]string, error) { return ids(index.Related(a, asking)) }},
		{"Index, Exact", func(a *presse.Article) ([]string, error) { return ids(index.Related(a, exact)) }},
		{"PostgreSQL, ts_rank of the headline", l.ranked("ts_rank", true)},
		{"PostgreSQL, ts_rank_cd of the headline", l.ranked("ts_rank_cd", true)},
		{"PostgreSQL, ts_rank of 12 words of the headline and text", l.ranked("ts_rank", false)},
		{"Store", func(a *presse.Article) ([]string, error) { return ids(s.Related(ctx, a, asking)) }},
	}
	want := map[string][]string{}
	for _, e := range engines {
		answers, took, err := l.answer(e.ask)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		fmt.Printf("%-60s %s  %v\n", e.name, l.ndcg(answers), took)
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
	var every []*presse.Article // a thousand of the archive
	for i := 0; i < len(l.articles); i += len(l.articles) / 1000 {
		every = append(every, l.articles[i])
	}
	return l.agreement(ctx, s, l.articles, every)
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
	_, err := l.pool.CopyFrom(ctx, pgx.Identifier{"plain"}, []string{"id", "headline", "body"}, pgx.CopyFromSlice(len(l.articles), func(i int) ([]any, error) {
		a := l.articles[i]
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
