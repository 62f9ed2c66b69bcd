package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
)

// holds returns the IDs of the store with a sum of their digests, which differs with the
// version of a story.
func holds(tb testing.TB, db DB, s *Store) map[string]string {
	tb.Helper()
	rows, err := db.Query(context.Background(), s.names.sql(`SELECT id, md5(digest) FROM $stories`))
	must(tb, err)
	held := map[string]string{}
	var id, sum string
	_, err = pgx.ForEachRow(rows, []any{&id, &sum}, func() error {
		held[id] = sum
		return nil
	})
	must(tb, err)
	return held
}

func TestSync(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	errItem := fmt.Errorf("page 7: %w", presse.ErrItem)
	errDown := errors.New("the archive cannot be read")
	for _, c := range []struct {
		rule    string
		archive []any // *presse.Article or error
		want    string
		faults  []error
	}{
		{"an empty store", []any{crue("a", 1), crue("b", 1)}, "a b", nil},
		{"one is new, one has changed, one is gone", []any{crue("c", 1), crue("b", 2)}, "b c", nil},
		{"an error of the archive deletes nothing", []any{crue("a", 1), errDown, crue("d", 1)}, "b c", []error{errDown}},
		{"an article that cannot be read", []any{crue("a", 1), errItem, crue("b", 2)}, "a b", []error{presse.ErrItem}},
		{"an article twice", []any{crue("a", 1), crue("b", 2), crue("a", 3)}, "a b", []error{presse.ErrDuplicate}},
		{"articles that cannot be held", []any{crue("a", 1), &presse.Article{ID: "b\x00"}, (*presse.Article)(nil)}, "a", []error{engine.ErrBytesID, engine.ErrNil}},
		{"nothing", nil, "", nil},
	} {
		err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
			for _, x := range c.archive {
				err, _ := x.(error)
				a, _ := x.(*presse.Article)
				if !yield(a, err) {
					return
				}
			}
		})
		if (err == nil) != (c.faults == nil) {
			t.Errorf("%s: got error %v", c.rule, err)
		}
		for _, want := range c.faults {
			if !errors.Is(err, want) {
				t.Errorf("%s: got error %v, want %v", c.rule, err, want)
			}
		}
		var ids []string
		for id := range holds(t, pool, s) {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%s: the store holds %q, want %q", c.rule, got, c.want)
		}
		sound(t, pool, s)
	}
	if err := s.Sync(ctx, nil); err == nil {
		t.Error("no archive: got no error")
	}
	many := func(yield func(*presse.Article, error) bool) {
		for range 1000 {
			if !yield(nil, errItem) {
				return
			}
		}
	}
	if n := len(presse.Faults(s.Sync(ctx, many))); n != engine.MaxFaults+1 {
		t.Errorf("1,000 articles that cannot be read: %d faults, want %d", n, engine.MaxFaults+1)
	}
	err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		many(yield)
		yield(nil, errDown)
	})
	if n := len(presse.Faults(err)); n != engine.MaxFaults+2 || !errors.Is(err, errDown) || !strings.Contains(err.Error(), "900 more") {
		t.Errorf("1,000 articles that cannot be read, and an archive that fails: %d faults, want %d; error %v", n, engine.MaxFaults+2, err)
	}
}

// TestSyncKeepsArticle checks that an archive may use one Article for all of its stories.
func TestSyncKeepsArticle(t *testing.T) {
	s, pool := newStore(t, Options{})
	must(t, s.Sync(context.Background(), func(yield func(*presse.Article, error) bool) {
		var one presse.Article
		for i := range 10 {
			tags := append(one.Tags[:0], fmt.Sprint("étiquette ", i))
			one = *crue(fmt.Sprint("a", i), i)
			one.Tags = tags
			if !yield(&one, nil) {
				return
			}
		}
	}))
	distinct := map[string]bool{}
	for _, sum := range holds(t, pool, s) {
		distinct[sum] = true
	}
	if len(distinct) != 10 {
		t.Errorf("%d distinct stories, want 10", len(distinct))
	}
}

// TestSyncEndsEarly ends a Sync in the middle: the store holds stories in their old or new
// form and has lost none; the next Sync does the rest, and does not write again what is
// there.
func TestSyncEndsEarly(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	old, changed := crues(2500, 1), crues(2500, 2)
	must(t, s.Sync(ctx, archiveOf(old)))
	before := holds(t, pool, s)
	short, cancel := context.WithCancel(ctx)
	err := s.Sync(short, func(yield func(*presse.Article, error) bool) {
		for i, a := range changed[:2300] {
			if i == 2200 {
				cancel()
			}
			if !yield(a, nil) {
				return
			}
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got error %v, want Canceled", err)
	}
	midway := holds(t, pool, s)
	written := 0
	for id, sum := range before {
		switch midway[id] {
		case "":
			t.Errorf("%s is lost", id)
		case sum:
		default:
			written++
		}
	}
	if written == 0 || written == len(old) || len(midway) != len(old) {
		t.Errorf("%d of %d stories were written before the end, %d held", written, len(old), len(midway))
	}
	sound(t, pool, s)
	var last int64
	must(t, pool.QueryRow(ctx, s.names.sql(`SELECT last_value FROM $turns`)).Scan(&last))
	must(t, s.Sync(ctx, archiveOf(changed)))
	var turn int64
	must(t, pool.QueryRow(ctx, s.names.sql(`SELECT last_value FROM $turns`)).Scan(&turn))
	if rewritten := (turn - last) / 2; rewritten != int64(len(old)-written) { // a row and what is gone
		t.Errorf("the next Sync wrote %d stories, want the %d that are left", rewritten, len(old)-written)
	}
	for id, sum := range holds(t, pool, s) {
		if sum == before[id] {
			t.Fatalf("%s has its old form", id)
		}
	}
	sound(t, pool, s)
}

// TestSyncPanics checks that an archive that panics leaves no transaction open and no
// goroutine behind.
func TestSyncPanics(t *testing.T) {
	s, pool := newStore(t, Options{})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Sync(context.Background(), func(yield func(*presse.Article, error) bool) {
			for _, a := range crues(4*syncBatch+1, 1) {
				yield(a, nil)
			}
			panic("archive")
		})
	}()
	if n := pool.Stat().AcquiredConns(); n != 0 {
		t.Errorf("%d connections are in use", n)
	}
	must(t, s.Put(context.Background(), crue("a", 1)))
}

// TestSyncBesideWriters checks that what others write while a Sync runs is kept: the
// archive may have been read before.
func TestSyncBesideWriters(t *testing.T) {
	s, pool := newStore(t, Options{Frequencies: level{}}) // all of these stories have the same words
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(crues(3*syncBatch, 1))))
	other, err := New(pool, s.options)
	must(t, err)
	const n = 5 * syncBatch
	withdrawn := func(id string) *presse.Article {
		a := crue(id, 3)
		a.Status = presse.StatusWithdrawn
		return a
	}
	must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		for i, a := range crues(n, 2) {
			if i == 10 || i == n-10 { // before the first batch, and when most are written
				must(t, other.Put(ctx, withdrawn("a00005"), withdrawn("a04995"), withdrawn("later"))) // old, not yet held, not of the archive
				must(t, other.Delete(ctx, "a00006", "a04996"))
			}
			if !yield(a, nil) {
				return
			}
		}
	}))
	held := holds(t, pool, s)
	if len(held) != n+1-2 || held["a00006"] != "" || held["a04996"] != "" {
		t.Errorf("%d stories, want %d; those that were deleted meanwhile: %q, %q", len(held), n-1, held["a00006"], held["a04996"])
	}
	got, err := s.Related(ctx, crue("x", 4), presse.Query{At: at, MinScore: -1, Copies: true, Pinned: []string{"a00005", "a04995", "later", "a00006", "a04996", "a00007"}})
	must(t, err)
	if ids := idsOf(got)[:2]; ids[0] != "a00007" || slices.Contains([]string{"a00005", "a04995", "later"}, ids[1]) {
		t.Errorf("stories that were taken down while a Sync ran: got %v", ids)
	}
	sound(t, pool, s)

	// The next Sync brings everything back to what the archive says.
	must(t, s.Sync(ctx, archiveOf(crues(10, 5))))
	if n := len(holds(t, pool, s)); n != 10 {
		t.Errorf("after the next Sync: %d stories, want 10", n)
	}
}

// level are the frequencies of an archive in which all words are as rare.
type level struct{}

func (level) Articles() int       { return 10_000 }
func (level) Of(string) int       { return 10 }
func (level) MeanLength() float64 { return 300 }

// TestTwoSyncs checks that the last Sync to begin is the one that is done.
func TestTwoSyncs(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		for i, a := range crues(2*syncBatch, 1) {
			if i == syncBatch/2 {
				must(t, s.Sync(ctx, archiveOf(crues(20, 2))))
			}
			if !yield(a, nil) {
				return
			}
		}
	})
	if !errors.Is(err, errSuperseded) {
		t.Errorf("the first: got error %v, want %v", err, errSuperseded)
	}
	if n := len(holds(t, pool, s)); n != 20 {
		t.Errorf("%d stories, want the 20 of the second", n)
	}
}

// TestSyncAfterRestore checks that rows with the transaction numbers of another server,
// as pg_restore leaves them, are replaced.
func TestSyncAfterRestore(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 1)))
	before := holds(t, pool, s)
	_, err := pool.Exec(ctx, s.names.sql(`UPDATE $stories SET writer = '1000000000000'`))
	must(t, err)
	must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a", 2)})))
	if held := holds(t, pool, s); len(held) != 1 || held["a"] == before["a"] {
		t.Errorf("got %v, before %v", held, before)
	}
}

// TestFrequencies checks that the counts that are saved are those of the articles, after
// any history, also for a Store that starts.
func TestFrequencies(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	check := func(rule string, articles int) {
		t.Helper()
		fresh, err := New(pool, s.options)
		must(t, err)
		for _, s := range []*Store{s, fresh} {
			f, err := s.frequencies(ctx)
			must(t, err)
			if got := [2]int{f.Articles(), f.Of("crue")}; got != [2]int{articles, articles} {
				t.Errorf("%s: %v articles and of them with the word, want %d", rule, got, articles)
			}
		}
	}
	check("nothing", 0)
	must(t, s.Put(ctx, crues(1500, 1)...))
	check("Put", 1500)
	must(t, s.Put(ctx, crues(1500, 2)...))
	check("Put of others in their place", 1500)
	var turn int64
	must(t, pool.QueryRow(ctx, s.names.sql(`SELECT turn FROM $counts`)).Scan(&turn))
	must(t, s.Put(ctx, crues(10, 3)...))
	if n := count(t, pool, s, "gone"); turn == 0 || n > 1510 {
		t.Errorf("counts saved at turn %d, %d rows in gone", turn, n)
	}
	must(t, s.Delete(ctx, "a00000", "a00001", "a00001", "absent"))
	check("Delete", 1498)
	must(t, s.Sync(ctx, archiveOf(crues(3000, 4))))
	check("Sync", 3000)
	if n := count(t, pool, s, "gone"); n != 0 {
		t.Errorf("%d rows in gone after Sync, want 0", n)
	}
	must(t, s.Put(ctx, crue("b", 1)))
	check("Put after Sync", 3001)
}

// TestGivenFrequencies checks that what is gone does not grow without end if the caller
// gives frequencies.
func TestGivenFrequencies(t *testing.T) {
	index := presse.NewIndex(presse.IndexOptions{})
	must(t, index.Put(crues(500, 1)...))
	s, pool := newStore(t, Options{Frequencies: index.Frequencies()})
	for version := range 14 {
		must(t, s.Put(context.Background(), crues(500, version)...))
	}
	if n := count(t, pool, s, "gone"); n > 5*saveAfter {
		t.Errorf("%d rows in gone after 7,000 articles", n)
	}
}
