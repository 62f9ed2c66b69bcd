package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// TestTurns does the same at random to a set of turns and to a map.
func TestTurns(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 2))
	for round := range 200 {
		var set turns
		want := map[int64]bool{}
		for turn := range int64(3) {
			set.last = turn
			want[turn] = true
		}
		for range 1 + r.IntN(10) {
			var more []int64
			for range r.IntN(8) {
				turn := r.Int64N(40)
				more, want[turn] = append(more, turn), true
			}
			set = set.with(more)
		}
		from, to := set.missing()
		for turn := range int64(45) {
			missing := false
			for i := range from {
				missing = missing || from[i] <= turn && turn <= to[i]
			}
			if set.has(turn) != want[turn] || missing == want[turn] {
				t.Fatalf("round %d, turn %d of %v: has %v, missing %v, want it in: %v", round, turn, set, set.has(turn), missing, want[turn])
			}
		}
		set.settle(20)
		for turn := range int64(45) {
			if in := want[turn] || turn <= set.last && turn <= 20; in != set.has(turn) {
				t.Fatalf("round %d, after settle(20): %v has %d: %v, want %v", round, set, turn, set.has(turn), in)
			}
		}
	}
}

// exact checks that what a Store has counted is what is in the table.
func exact(t *testing.T, rule string, db DB, s *Store) {
	t.Helper()
	ctx := context.Background()
	f, err := s.frequencies(ctx)
	must(t, err)
	rows, err := db.Query(ctx, s.names.sql(`SELECT digest FROM $stories`))
	must(t, err)
	digests, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
	must(t, err)
	var want rank.Counts
	for _, d := range digests {
		must(t, want.Add(d))
	}
	var a, b bytes.Buffer
	must(t, f.(*rank.Counts).Save(&a))
	must(t, want.Save(&b))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("%s: counts of %d articles, mean length %v; those of the table: %d, %v, or terms differ",
			rule, f.Articles(), f.MeanLength(), want.Articles(), want.MeanLength())
	}
}

// TestCountsOfWriters has several writers put and delete articles, in transactions of their
// own, with savepoints and ROLLBACK, while others read: once they are quiet, each Store has
// counted exactly what is there.
func TestCountsOfWriters(t *testing.T) {
	const ids, writers, steps = 60, 4, 25
	ctx := context.Background()
	for round := range 4 {
		s, pool := newStore(t, Options{})
		reader, err := New(pool, s.options)
		must(t, err)
		errUndo := errors.New("undo")
		write := func(s *Store, r *rand.Rand) error {
			var batch []*presse.Article
			var list []string
			seen := map[string]bool{}
			for range 1 + r.IntN(12) {
				if a := random(r, ids); !seen[a.ID] {
					seen[a.ID] = true
					batch, list = append(batch, a), append(list, a.ID)
				}
			}
			if r.IntN(4) == 0 {
				return s.Delete(ctx, list...)
			}
			return s.Put(ctx, batch...)
		}
		var group sync.WaitGroup
		faults := make(chan error, writers)
		for w := range writers {
			group.Go(func() {
				own := s
				if w%2 == 0 {
					own, _ = New(pool, s.options)
				}
				r := rand.New(rand.NewPCG(uint64(round), uint64(w)))
				var err error
				for step := 0; step < steps && err == nil; step++ {
					if r.IntN(3) > 0 {
						err = write(own, r)
						continue
					}
					err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
						for range 1 + r.IntN(2) {
							fault := pgx.BeginFunc(ctx, tx, func(tx pgx.Tx) error {
								if err := write(own.With(tx), r); err != nil || r.IntN(3) > 0 {
									return err
								}
								return errUndo
							})
							if fault != nil && !errors.Is(fault, errUndo) {
								return fault
							}
							if _, err := own.With(tx).Related(ctx, random(r, ids), presse.Query{At: at}); err != nil {
								return err
							}
						}
						time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond)
						if r.IntN(3) == 0 {
							return errUndo
						}
						return nil
					})
					if errors.Is(err, errUndo) || isConflict(err) { // the transaction of a caller is not tried again
						err = nil
					}
				}
				faults <- err
			})
		}
		stop := make(chan bool)
		var reading sync.WaitGroup
		reading.Go(func() {
			r := rand.New(rand.NewPCG(uint64(round), 99))
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := reader.Related(ctx, random(r, ids), presse.Query{At: at}); err != nil {
					t.Error(err)
					return
				}
				if c := reader.shared.tally.current.Load(); r.IntN(8) == 0 { // as after 1,000 turns
					saveNow(t, reader, c)
				}
			}
		})
		group.Wait()
		close(stop)
		reading.Wait()
		for range writers {
			must(t, <-faults)
		}
		fresh, err := New(pool, s.options)
		must(t, err)
		for name, s := range map[string]*Store{"writer": s, "reader": reader, "fresh": fresh} {
			exact(t, fmt.Sprintf("round %d, %s", round, name), pool, s)
		}
		// Two Puts later, what was rolled back is not asked for any more.
		for n := range 3 {
			must(t, s.Put(ctx, crue("last", n)))
			exact(t, "after another Put", pool, s)
		}
		if c := s.shared.tally.current.Load(); len(c.gaps) > 3 {
			t.Errorf("round %d: %d gaps stay: %v", round, len(c.gaps), c.gaps)
		}
		must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a", 1), crue("b", 2)})))
		for name, s := range map[string]*Store{"writer": s, "reader": reader, "fresh": fresh} {
			exact(t, fmt.Sprintf("round %d, after Sync, %s", round, name), pool, s)
		}
	}
}

// saveNow saves counts as Store.save does, however little has changed.
func saveNow(t *testing.T, s *Store, c *counted) {
	t.Helper()
	if err := s.saveIfKnown(context.Background(), c); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Error(err)
	}
}

// TestLateTurn checks that a story is counted that is committed after stories of later
// turns were counted and saved, in the order that the pauses make certain.
func TestLateTurn(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2)))
	tx, err := pool.Begin(ctx)
	must(t, err)
	must(t, s.With(tx).Put(ctx, crue("late", 3), crue("a", 4)))
	must(t, s.With(tx).Delete(ctx, "b"))
	must(t, s.Put(ctx, crue("c", 5)))
	exact(t, "before COMMIT", pool, s)
	saveNow(t, s, s.shared.tally.current.Load())
	early, err := New(pool, s.options)
	must(t, err)
	exact(t, "before COMMIT, another Store", pool, early)
	must(t, s.Put(ctx, crue("d", 6)))
	must(t, s.Put(ctx, crue("e", 7)))
	exact(t, "a Put does not settle what is open", pool, s)
	must(t, tx.Commit(ctx))
	saveNow(t, s, s.shared.tally.current.Load()) // does not forget what b was
	fresh, err := New(pool, s.options)
	must(t, err)
	for name, s := range map[string]*Store{"writer": s, "early": early, "fresh": fresh} {
		exact(t, "after COMMIT, "+name, pool, s)
	}
}

// TestSavedOnce checks that counts are not saved again that differ only by a late turn:
// other Stores, which notice by the last turn, would not know that its gone is empty.
func TestSavedOnce(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2)))
	tx, err := pool.Begin(ctx)
	must(t, err)
	must(t, s.With(tx).Delete(ctx, "b"))
	must(t, s.Put(ctx, crue("c", 3)))
	exact(t, "before COMMIT", pool, s)
	saveNow(t, s, s.shared.tally.current.Load())
	other, err := New(pool, s.options)
	must(t, err)
	exact(t, "before COMMIT, another Store", pool, other)
	must(t, tx.Commit(ctx))
	exact(t, "after COMMIT, another Store", pool, other)
	saveNow(t, other, other.shared.tally.current.Load())
	exact(t, "after COMMIT", pool, s)
}

// TestLostCounts checks that counts are made anew if their row is lost.
func TestLostCounts(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2)))
	exact(t, "before", pool, s)
	lose := func() {
		t.Helper()
		_, err := pool.Exec(ctx, s.names.sql(`DELETE FROM $counts`))
		must(t, err)
	}
	lose()
	fresh, err := New(pool, s.options)
	must(t, err)
	exact(t, "a Store that knew them", pool, s)
	exact(t, "a fresh Store", pool, fresh)
	must(t, fresh.Put(ctx, crue("c", 3)))
	if n := count(t, pool, s, "counts"); n != 1 {
		t.Errorf("after Put: %d rows of counts, want 1", n)
	}
	exact(t, "after Put, a Store that knew them", pool, s)
	exact(t, "after Put, a fresh Store", pool, fresh)
	lose()
	must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a", 1), crue("d", 4)})))
	if n := count(t, pool, s, "counts"); n != 1 {
		t.Errorf("after Sync: %d rows of counts, want 1", n)
	}
	exact(t, "after Sync", pool, s)
	exact(t, "after Sync, another Store", pool, fresh)
}

// TestFirstTurn checks that the first story of a store is counted, and those of a Sync in
// a transaction.
func TestFirstTurn(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(nil)))
	must(t, s.Put(ctx, crue("a", 1)))
	exact(t, "a Put after a Sync of nothing", pool, s)
	other, err := New(pool, s.options)
	must(t, err)
	exact(t, "another Store", pool, other)
	tx, err := pool.Begin(ctx)
	must(t, err)
	must(t, s.With(tx).Sync(ctx, archiveOf([]*presse.Article{crue("b", 2), crue("c", 3)})))
	must(t, s.With(tx).Put(ctx, crue("d", 4)))
	fresh, err := New(pool, s.options)
	must(t, err)
	exact(t, "in the transaction of a Sync, a fresh Store", tx, fresh.With(tx))
	must(t, tx.Rollback(ctx))
	for name, s := range map[string]*Store{"writer": s, "other": other, "fresh": fresh} {
		exact(t, "after ROLLBACK, "+name, pool, s)
	}
}
