package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/rpm2os"
	store "github.com/presse-go/presse/engines/opensearch"
	"github.com/presse-go/presse/rank"
)

func rate(n int, took time.Duration) string {
	return fmt.Sprintf("%v, %.0f a second", took.Round(time.Millisecond), float64(n)/took.Seconds())
}

// load measures how fast articles are put, by hand and by Put in turns, 2,000 at a time, so
// that both meet the same machine; then by Sync.
func (l *lab) load(ctx context.Context) error {
	if _, err := l.store(ctx); err != nil { // warms up: the first thousands after a start are several times slower
		return err
	}
	f, err := l.frequencies()
	if err != nil {
		return err
	}
	if err := l.makeByHand(ctx, "byhand", byHandMapping); err != nil {
		return err
	}
	s, err := l.anew(ctx, "put", store.Options{})
	if err != nil {
		return err
	}
	var hand, put time.Duration
	for part := range slices.Chunk(l.Articles, 2000) {
		took, err := l.fillByHand(ctx, "byhand", part, digested(f))
		if err != nil {
			return err
		}
		hand += took
		start := time.Now()
		if err := s.Put(ctx, part...); err != nil {
			return err
		}
		put += time.Since(start)
	}
	fmt.Printf("%d by hand, four bulks of 500 at a time, frequencies known: %s\n", len(l.Articles), rate(len(l.Articles), hand))
	fmt.Printf("Put of 2,000 at a time: %s, %.2f times as long\n", rate(len(l.Articles), put), put.Seconds()/hand.Seconds())
	if err := l.changed(ctx, s); err != nil {
		return err
	}
	if s, err = l.anew(ctx, "synced", store.Options{}); err != nil {
		return err
	}
	for _, name := range []string{"Sync into an empty store", "the same again"} {
		start := time.Now()
		if err := s.Sync(ctx, rpm2os.Sequence(l.Articles)); err != nil {
			return err
		}
		fmt.Printf("%s: %s\n", name, rate(len(l.Articles), time.Since(start)))
	}
	return nil
}

// changed measures a Put of one article that has changed, which waits until it is seen, and
// the same by hand.
func (l *lab) changed(ctx context.Context, s *store.Store) error {
	const n = 200
	var hand, put rpm2os.Times
	for _, a := range l.Articles[:n] {
		b := *a
		b.Headline += " !"
		start := time.Now()
		if err := s.Put(ctx, &b); err != nil {
			return err
		}
		put = append(put, time.Since(start))
		start = time.Now()
		path := "/byhand/_doc/" + a.ID + "?refresh=true"
		if err := l.ask(ctx, http.MethodPut, path, `{"id": "`+a.ID+`"}`, nil); err != nil {
			return err
		}
		hand = append(hand, time.Since(start))
	}
	fmt.Printf("Put of one that has changed: %v\na document by hand, with refresh=true: %v\n", put, hand)
	return nil
}

func (l *lab) frequencies() (rank.Frequencies, error) {
	index := presse.NewIndex(presse.IndexOptions{})
	return index.Frequencies(), index.Put(l.Articles...)
}

// indexes makes the two indexes by hand.
func (l *lab) indexes(ctx context.Context, f rank.Frequencies) error {
	if err := l.makeByHand(ctx, "byhand", byHandMapping); err != nil {
		return err
	}
	if _, err := l.fillByHand(ctx, "byhand", l.Articles, digested(f)); err != nil {
		return err
	}
	if err := l.makeByHand(ctx, "plain", plainMapping); err != nil {
		return err
	}
	if _, err := l.fillByHand(ctx, "plain", l.Articles, plain); err != nil {
		return err
	}
	return l.ask(ctx, http.MethodPost, "/byhand,plain/_refresh", "", nil)
}

func (l *lab) quality(ctx context.Context) error {
	s, err := l.store(ctx)
	if err != nil {
		return err
	}
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(l.Articles...); err != nil {
		return err
	}
	if err := l.indexes(ctx, index.Frequencies()); err != nil {
		return err
	}
	exact := rpm2os.Query
	exact.Exact = true
	for _, e := range []struct {
		name string
		ask  func(a *presse.Article) ([]string, error)
	}{
		{"Index, Exact", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(index.Related(a, exact)) }},
		{"more_like_this, 25 terms (the default)", func(a *presse.Article) ([]string, error) { return l.moreLikeThis(ctx, a.ID, 25, 5) }},
		{"more_like_this, 100 terms", func(a *presse.Article) ([]string, error) { return l.moreLikeThis(ctx, a.ID, 100, 5) }},
		{"Store", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(s.Related(ctx, a, rpm2os.Query)) }},
	} {
		answers, _, err := l.Ask(1, e.ask)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		fmt.Printf("%-45s nDCG@5 %.4f\n", e.name, l.NDCG(answers))
	}
	return nil
}

// speed measures the times of queries, in three rounds so that all meet the same machine.
func (l *lab) speed(ctx context.Context) error {
	s, err := l.store(ctx)
	if err != nil {
		return err
	}
	f, err := l.frequencies()
	if err != nil {
		return err
	}
	if err := l.indexes(ctx, f); err != nil {
		return err
	}
	page := presse.Query{At: end}
	byHand := func(q presse.Query) func(a *presse.Article) ([]string, error) {
		return func(a *presse.Article) ([]string, error) {
			d, err := rank.NewDigest(a, presse.IndexOptions{})
			if err != nil {
				return nil, err
			}
			found, err := l.queryByHand(ctx, d, f)
			if err != nil {
				return nil, err
			}
			return rpm2os.IDs(rank.Choose(d, func(yield func(rank.Candidate, error) bool) {
				for _, c := range found {
					if !yield(c, nil) {
						return
					}
				}
			}, f, q))
		}
	}
	engines := []struct {
		name string
		ask  func(a *presse.Article) ([]string, error)
	}{
		{"query by hand and Choose", byHand(page)},
		{"Store, what a page asks", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(s.Related(ctx, a, page)) }},
		{"more_like_this by id, 25 terms, 200 IDs", func(a *presse.Article) ([]string, error) { return l.moreLikeThis(ctx, a.ID, 25, 200) }},
		{"more_like_this by id, 25 terms, five IDs", func(a *presse.Article) ([]string, error) { return l.moreLikeThis(ctx, a.ID, 25, 5) }},
		{"query by hand and Choose, rpm2os", byHand(rpm2os.Query)},
		{"Store, rpm2os: five, nothing left out", func(a *presse.Article) ([]string, error) { return rpm2os.IDs(s.Related(ctx, a, rpm2os.Query)) }},
	}
	took := make([]rpm2os.Times, len(engines))
	for round := range 4 { // the first warms up the servers
		for i, e := range engines {
			_, t, err := l.Ask(1, e.ask)
			if err != nil {
				return fmt.Errorf("%s: %w", e.name, err)
			}
			if round > 0 {
				took[i] = append(took[i], t...)
			}
		}
	}
	for i, e := range engines {
		fmt.Printf("%-45s %v\n", e.name, took[i])
	}
	return nil
}
