package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/presse-go/presse"
)

// sound checks the invariants of the tables: one row for each ID, whose words are those of
// one digest, and no words of a story that is gone.
func sound(tb testing.TB, db DB, s *Store) {
	tb.Helper()
	var orphans, bare, twice int
	must(tb, db.QueryRow(context.Background(), s.names.sql(`
SELECT (SELECT count(*) FROM $words w WHERE NOT EXISTS (SELECT FROM $stories s WHERE s.n = w.n AND s.published = w.published)),
	(SELECT count(*) FROM $stories s WHERE NOT EXISTS (SELECT FROM $words w WHERE w.n = s.n)),
	(SELECT count(*) FROM (SELECT FROM $words GROUP BY n, word HAVING count(*) > 1) AS w)`)).Scan(&orphans, &bare, &twice))
	if orphans+bare+twice > 0 {
		tb.Errorf("%d words of no story, %d stories without words, %d words twice", orphans, bare, twice)
	}
}

// TestTwoWriters has several programs put the same articles in different orders, delete
// some, and put one of them alone: nobody fails, and nothing is lost or doubled.
func TestTwoWriters(t *testing.T) {
	_, pool := newStore(t, Options{})
	s := storeIn(t, pool, Options{})
	const ids, rounds, writers = 40, 25, 4
	var group sync.WaitGroup
	faults := make(chan error, writers)
	for w := range writers {
		group.Go(func() {
			own, err := New(pool, s.options)
			r := rand.New(rand.NewPCG(19, uint64(w)))
			for round := 0; err == nil && round < rounds; round++ {
				var batch []*presse.Article
				for _, i := range r.Perm(ids)[:1+r.IntN(ids)] {
					batch = append(batch, crue(fmt.Sprint("a", i), w*rounds+round))
				}
				if err = own.Put(context.Background(), batch...); err == nil && r.IntN(3) == 0 {
					err = own.Delete(context.Background(), batch[0].ID, batch[len(batch)-1].ID)
				}
			}
			if err == nil { // the last word of each writer: IDs of its own
				err = own.Put(context.Background(), crue(fmt.Sprint("own", w), w))
			}
			faults <- err
		})
	}
	group.Wait()
	for range writers {
		must(t, <-faults)
	}
	sound(t, pool, s)
	got, err := s.Related(context.Background(), crue("x", 3), presse.Query{At: at, Limit: 100, MinScore: -1, Copies: true})
	must(t, err)
	if n := count(t, pool, s, "stories"); len(got) != n || n < writers {
		t.Errorf("%d stories, %d of them found", n, len(got))
	}
	for w := range writers {
		if !slices.Contains(idsOf(got), fmt.Sprint("own", w)) {
			t.Errorf("the story of writer %d is lost", w)
		}
	}
}

// TestTransaction checks that a store works in the transaction of the caller.
func TestTransaction(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2)))
	q := presse.Query{At: at, MinScore: -1, Copies: true}
	asked := crue("x", 3)
	check := func(rule string, s *Store, want ...string) {
		t.Helper()
		got, err := s.Related(ctx, asked, q)
		ids := idsOf(got)
		slices.Sort(ids)
		if err != nil || !slices.Equal(ids, want) {
			t.Errorf("%s: got %v, error %v, want %v", rule, ids, err, want)
		}
	}
	tx, err := pool.Begin(ctx)
	must(t, err)
	inside := s.With(tx)
	check("before", inside, "a", "b")
	must(t, inside.Put(ctx, crue("c", 4)))
	must(t, inside.Delete(ctx, "a"))
	check("inside, what the transaction has done holds", inside, "b", "c")
	check("outside, it does not", s, "a", "b")
	if err := inside.Put(ctx, crue("d", 5), &presse.Article{}); err == nil {
		t.Error("an article without an ID: got no error")
	}
	check("a call that fails changes nothing", inside, "b", "c")
	broken, err := New(tx, Options{Name: "absent"})
	must(t, err)
	if err := broken.Put(ctx, crue("d", 5)); err == nil {
		t.Error("no tables: got no error")
	}
	check("and leaves the transaction usable", inside, "b", "c")
	_, err = tx.Exec(ctx, s.names.sql(`ALTER TABLE $words ADD CHECK (weight < 0) NOT VALID`))
	must(t, err)
	var p *pgconn.PgError
	if err := inside.Put(ctx, crue("d", 5)); !errors.As(err, &p) || p.Code != "23514" {
		t.Errorf("rows that the table refuses: got error %v, want PostgreSQL's 23514", err)
	}
	check("nothing of a Put that failed half-way stays", inside, "b", "c")
	must(t, tx.Rollback(ctx))
	check("after ROLLBACK, nothing has happened", s, "a", "b")

	must(t, pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return s.With(tx).Put(ctx, crue("c", 4)) }))
	check("after COMMIT, it has", s, "a", "b", "c")
	must(t, pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		must(t, s.With(tx).Sync(ctx, archiveOf([]*presse.Article{crue("c", 4), crue("e", 6)})))
		check("Sync in a transaction, inside", s.With(tx), "c", "e")
		check("Sync in a transaction, outside", s, "a", "b", "c")
		return nil
	}))
	check("Sync in a transaction, committed", s, "c", "e")
	sound(t, pool, s)

	// Scores are those of the archive as it is now: what was rolled back is not counted.
	index := presse.NewIndex(presse.IndexOptions{})
	must(t, index.Put(crue("c", 4), crue("e", 6)))
	want, err := index.Related(asked, presse.Query{At: at, MinScore: -1, Copies: true, Exact: true})
	must(t, err)
	got, err := s.Related(ctx, asked, q)
	must(t, err)
	compare(t, "after all of that", got, want)
}

// TestCrosswise checks that of two transactions of callers that write the same stories
// crosswise, one gets PostgreSQL's error, and that the other goes on once that one is
// rolled back.
func TestCrosswise(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 1)))
	ids := []string{"a", "b"}
	txs := make([]pgx.Tx, len(ids))
	for i, id := range ids {
		var err error
		txs[i], err = pool.Begin(ctx)
		must(t, err)
		must(t, s.With(txs[i]).Put(ctx, crue(id, 2)))
	}
	type half struct {
		tx  pgx.Tx
		err error
	}
	halves := make(chan half)
	for i := range ids {
		go func() { halves <- half{txs[i], s.With(txs[i]).Put(ctx, crue(ids[1-i], 3))} }()
	}
	victim := <-halves
	var p *pgconn.PgError
	if !errors.As(victim.err, &p) || p.Code != "40P01" {
		t.Errorf("the first to end: got error %v, want PostgreSQL's 40P01", victim.err)
	}
	must(t, victim.tx.Rollback(ctx))
	other := <-halves
	must(t, other.err)
	must(t, other.tx.Commit(ctx))
	sound(t, pool, s)
}

// TestLongTransaction checks that a transaction of the caller that stays open keeps nobody
// from reading, from writing other articles, and from taking others down.
func TestLongTransaction(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2), crue("c", 3)))
	tx, err := pool.Begin(ctx)
	must(t, err)
	withdrawn := crue("a", 1)
	withdrawn.Status = presse.StatusWithdrawn
	must(t, s.With(tx).Put(ctx, withdrawn, crue("new", 4)))
	must(t, s.With(tx).Delete(ctx, "b"))
	sport := func(id string, version int, sections ...string) *presse.Article {
		a := crue(id, version)
		a.Sections = sections
		return a
	}
	must(t, s.With(tx).Put(ctx, sport("new 2", 4, "sport", "culture")))

	must(t, s.Put(ctx, crue("d", 5)))
	other, err := pool.Begin(ctx)
	must(t, err)
	must(t, s.With(other).Put(ctx, sport("new 3", 5, "culture", "sport"))) // new sections make nobody wait
	must(t, other.Rollback(ctx))
	must(t, s.Delete(ctx, "c"))
	got, err := s.Related(ctx, crue("x", 6), presse.Query{At: at, MinScore: -1, Copies: true})
	must(t, err)
	ids := idsOf(got)
	slices.Sort(ids)
	if !slices.Equal(ids, []string{"a", "b", "d"}) {
		t.Errorf("beside the transaction: got %v, want a, b and d", ids)
	}
	// The same article: the second writer waits, and wins.
	done := make(chan error)
	go func() { done <- s.Put(ctx, crue("a", 7), crue("new", 8)) }()
	select {
	case err := <-done:
		t.Errorf("the second writer did not wait: error %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	must(t, tx.Commit(ctx))
	must(t, <-done)
	got, err = s.Related(ctx, crue("x", 6), presse.Query{At: at, MinScore: -1, Copies: true})
	must(t, err)
	ids = idsOf(got)
	slices.Sort(ids)
	if !slices.Equal(ids, []string{"a", "d", "new", "new 2"}) {
		t.Errorf("afterwards: got %v, want a, d, new and new 2", ids)
	}
	sound(t, pool, s)
}

// TestCancelledInTransaction checks that a Put that runs out of time leaves nothing in the
// transaction of the caller, which may go on or is lost, but is never committed in part.
func TestCancelledInTransaction(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1)))
	for delay := time.Duration(0); delay < 8*time.Millisecond; delay += 400 * time.Microsecond {
		tx, err := pool.Begin(ctx)
		must(t, err)
		var batch []*presse.Article
		for i := range 30 {
			batch = append(batch, crue(fmt.Sprint("b", i), i))
		}
		short, cancel := context.WithTimeout(ctx, delay)
		failed := s.With(tx).Put(short, batch...)
		cancel()
		committed := tx.Commit(ctx)
		want := 1
		if failed == nil && committed == nil {
			want = 31
		}
		if n := count(t, pool, s, "stories"); n != want {
			t.Errorf("out of time after %v: Put %v, COMMIT %v: %d stories, want %d", delay, failed, committed, n, want)
		}
		sound(t, pool, s)
		must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a", 1)})))
	}
}
