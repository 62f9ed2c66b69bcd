package opensearch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
)

func TestSync(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	ctx := context.Background()
	errItem := fmt.Errorf("page 7: %w", presse.ErrItem)
	errDown := errors.New("the archive cannot be read")
	for _, c := range []struct {
		rule    string
		archive []any // *presse.Article or error
		want    string
		faults  []error
	}{
		{"nothing into an empty store", nil, "", nil},
		{"an empty store", []any{crue("a", 1), crue("b", 1)}, "a b", nil},
		{"one is new, one has changed, one is gone", []any{crue("c", 1), crue("b", 2)}, "b c", nil},
		{"an error of the archive deletes nothing", []any{crue("a", 1), errDown, crue("d", 1)}, "b c", []error{errDown}},
		{"an article that cannot be read", []any{crue("a", 1), errItem, crue("b", 2)}, "a b", []error{presse.ErrItem}},
		{"an article twice", []any{crue("a", 1), crue("b", 2), crue("a", 3)}, "a b", []error{presse.ErrDuplicate}},
		{"the first has been kept: nothing has changed", []any{crue("a", 1), crue("b", 2)}, "a b", nil},
		{"articles that cannot be held", []any{crue("a", 1), &presse.Article{ID: "b\x00"}, (*presse.Article)(nil)}, "a", []error{engine.ErrNil}},
		{"one that cannot any more is not held in an older form", []any{tooLong("a"), crue("c", 1)}, "c", []error{}},
		{"all are at fault", []any{errItem, tooLong("c")}, "", []error{presse.ErrItem}},
		{"nothing", nil, "", nil},
	} {
		before := holds(t, s)
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
		if got := heldIDs(t, s); got != c.want {
			t.Errorf("%s: the store holds %q, want %q", c.rule, got, c.want)
		}
		for id, x := range holds(t, s) { // what has not changed is not written
			if old := before[id]; old.sum == x.sum && old.turn != x.turn && old.turn != 0 && !strings.Contains(c.rule, "cannot be read") {
				t.Errorf("%s: %s was written again", c.rule, id)
			}
		}
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
}

// tooLong returns an article that no store holds.
func tooLong(id string) *presse.Article {
	a := crue(id, 1)
	a.Body = strings.Repeat("eau ", 5<<20)
	return a
}

// TestSyncKeepsArticle checks that an archive may use one Article for all of its stories,
// and the lists in it.
func TestSyncKeepsArticle(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	var want []*presse.Article
	story := func(i int, tags, sections []string) *presse.Article {
		a := crue(fmt.Sprint("a", i), i)
		a.Tags, a.Sections = append(tags, fmt.Sprint("étiquette ", i)), append(sections, fmt.Sprint("rubrique ", i))
		return a
	}
	for i := range 10 {
		want = append(want, story(i, nil, nil))
	}
	must(t, s.Sync(context.Background(), func(yield func(*presse.Article, error) bool) {
		var one presse.Article
		for i := range 10 {
			one = *story(i, one.Tags[:0], one.Sections[:0])
			if !yield(&one, nil) {
				return
			}
		}
	}))
	held := holds(t, s)
	for id, sum := range holdsOf(t, want) {
		if held[id].sum != sum {
			t.Errorf("%s is held in another form", id)
		}
	}
}

// TestSyncEndsEarly ends a Sync in the middle: the store holds stories in their old or new
// form and has lost none. The next Sync does the rest: it writes again what the first one may
// still write, and nothing else; and the one after that, nothing. What the first one sends
// late is refused then.
func TestSyncEndsEarly(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	const n = 1500
	old, changed := crues(n, 1), crues(n, 2)
	must(t, s.Sync(ctx, archiveOf(old)))
	before := holds(t, s)
	short, cancel := context.WithCancel(ctx)
	defer cancel()
	err := s.Sync(short, func(yield func(*presse.Article, error) bool) {
		for i, a := range changed {
			if i == syncBatch+10 {
				waitFor(t, "the first batch", func() bool { // several bulks, in any order
					now := holds(t, s)
					return !slices.ContainsFunc(changed[:syncBatch], func(a *presse.Article) bool { return now[a.ID].turn == before[a.ID].turn })
				})
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
	midway := holds(t, s)
	cut := midway["a00000"].turn
	for i, a := range changed {
		want := before[a.ID]
		if got := midway[a.ID]; (got == want) != (i >= syncBatch) || got.sum == want.sum && i < syncBatch {
			t.Fatalf("after the end: %s is %v, before %v", a.ID, got, want)
		}
	}

	// Half of what is left has its old form in the archive, too.
	next := append(append([]*presse.Article{}, changed[:syncBatch]...), old[syncBatch:]...)
	must(t, s.Sync(ctx, archiveOf(next[:n-1])))
	after := holds(t, s)
	if len(after) != n-1 {
		t.Errorf("after the next Sync: %d stories, want %d", len(after), n-1)
	}
	for i, a := range next[:n-1] {
		got := after[a.ID]
		if i < syncBatch && got != midway[a.ID] {
			t.Fatalf("%s was written again: %v, before %v", a.ID, got, midway[a.ID])
		}
		if i >= syncBatch && (got.turn <= cut || got.sum != before[a.ID].sum) {
			t.Fatalf("%s could be replaced by the Sync that has ended early: %v, before %v", a.ID, got, midway[a.ID])
		}
	}
	late, err := s.write(ctx, "sync", cut, documents(t, changed...), nil)
	if err != nil || len(late.refused) != n {
		t.Errorf("late writes: %d of %d refused, error %v", len(late.refused), n, err)
	}
	must(t, s.Sync(ctx, archiveOf(next[:n-1])))
	for id, got := range holds(t, s) {
		if got != after[id] {
			t.Fatalf("nothing has changed, but %s was written again", id)
		}
	}
}

// waitFor waits until a condition holds, at most for 20 s.
func waitFor(tb testing.TB, what string, holds func() bool) {
	tb.Helper()
	for begun := time.Now(); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > 20*time.Second {
			tb.Errorf("%s has not come within 20 s", what)
			return
		}
	}
}

// TestSyncPanics checks that an archive that panics leaves no goroutine behind, and the store
// usable.
func TestSyncPanics(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	s := newStore(t, Options{Frequencies: level{}})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Sync(context.Background(), func(yield func(*presse.Article, error) bool) {
			for _, a := range crues(syncBatch+1, 1) {
				yield(a, nil)
			}
			panic("archive")
		})
	}()
	if left := running(t); len(left) > 0 {
		t.Errorf("%d goroutines are left:\n%s", len(left), strings.Join(left, "\n\n"))
	}
	must(t, s.Put(context.Background(), crue("a", 1)))
	must(t, s.Sync(context.Background(), archiveOf(crues(2, 1))))
	if got, want := heldIDs(t, s), "a00000 a00001"; got != want {
		t.Errorf("the next Sync: the store holds %q, want %q", got, want)
	}
}

// TestSyncBesideWriters checks that what others write while a Sync runs is kept: the
// archive may have been read before.
func TestSyncBesideWriters(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(crues(syncBatch+20, 1))))
	before := holds(t, s)
	other := another(t, s)
	const n = 2*syncBatch + 50
	last := fmt.Sprintf("a%05d", n-5)
	withdrawn := func(id string) *presse.Article {
		a := crue(id, 3)
		a.Status = presse.StatusWithdrawn
		return a
	}
	must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		for i, a := range crues(n, 2) {
			switch i {
			case 10: // before the first batch is written
				must(t, other.Put(ctx, withdrawn("a00005"), withdrawn("early")))
				must(t, other.Delete(ctx, "a00006", last)) // one is not held yet
			case n - 10: // when most are
				waitFor(t, "the first batch", func() bool { return holds(t, s)["a00008"].turn > before["a00008"].turn })
				must(t, other.Put(ctx, withdrawn("a00007"), withdrawn("late")))
				must(t, other.Delete(ctx, "a00008", "a01010"))
			}
			if !yield(a, nil) {
				return
			}
		}
	}))
	held := holds(t, s)
	if len(held) != n+2-4 {
		t.Errorf("%d stories, want %d", len(held), n+2-4)
	}
	for _, id := range []string{"a00006", "a00008", "a01010", last} {
		if _, back := held[id]; back {
			t.Errorf("%s was deleted meanwhile, and came back", id)
		}
	}
	pins := []string{"a00005", "a00006", "a00007", "a00008", "early", "late", last, "a00009"}
	got, err := other.Related(ctx, crue("x", 4), presse.Query{At: at, MinScore: 1, Copies: true, Pinned: pins})
	must(t, err)
	if ids := idsOf(got); len(ids) != 1 || ids[0] != "a00009" {
		t.Errorf("of those that were taken down while a Sync ran, and one other: got %v, want a00009", ids)
	}

	// The next Sync brings everything back to what the archive says.
	must(t, s.Sync(ctx, archiveOf(crues(10, 5))))
	if got := strings.Fields(heldIDs(t, s)); len(got) != 10 {
		t.Errorf("after the next Sync: %d stories, want 10", len(got))
	}
	if got := strings.Fields(found(t, other)); len(got) != 10 {
		t.Errorf("after the next Sync: %d stories are found, want 10", len(got))
	}
	_, answer := raw(t, cluster(t)[0], "GET", "/"+s.names.index+"/_count", "")
	if !strings.Contains(string(answer), `"count":10,`) {
		t.Errorf("after the next Sync, what was deleted has left documents: %s", answer)
	}
}

// TestTwoSyncs checks that the last Sync to begin is the one that is done, whenever the
// first one notices, and that the first one deletes nothing.
func TestTwoSyncs(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, c := range []struct {
		rule  string
		n     int // articles of the first
		begin int // the article of the first at which the second begins
		wait  bool
	}{
		{"in a batch, and ends before the first", syncBatch + 100, 10, true},
		{"after the last article, and ends before the first", 50, 49, true},
		{"after the last article, and ends after the first", 50, 49, false},
		{"between batches, and ends after the first", syncBatch + 100, syncBatch + 50, false},
	} {
		s := newStore(t, Options{Frequencies: level{}})
		other := another(t, s)
		// The second has 30 articles: 10 only it has, 10 that are in the store already, and 10
		// that the first has in another form. The first one does not have the 20.
		var second []*presse.Article
		for i := range 30 {
			second = append(second, crue(fmt.Sprintf("a%05d", 40+i), 2))
		}
		for i := range 20 {
			second[i].ID = fmt.Sprint("second", i)
		}
		must(t, s.Put(ctx, second[:10]...))
		firstEnded, secondBegun, secondEnded := make(chan bool), make(chan bool), make(chan error, 1)
		start := func() {
			begun := false
			secondEnded <- other.Sync(ctx, func(yield func(*presse.Article, error) bool) {
				for _, a := range second {
					if !begun {
						begun = true
						close(secondBegun)
						if !c.wait {
							<-firstEnded
						}
					}
					if !yield(a, nil) {
						return
					}
				}
			})
		}
		var secondErr error
		err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
			for i, a := range crues(c.n, 1) {
				if !yield(a, nil) {
					return
				}
				if i == c.begin {
					go start()
					<-secondBegun
					if c.wait {
						secondErr = <-secondEnded
					}
				}
			}
		})
		if !c.wait {
			if got := holds(t, s); len(got) < 10 || got["second0"].turn == 0 {
				t.Errorf("%s: the first has deleted stories of the second: %v are left", c.rule, heldIDs(t, s))
			}
			close(firstEnded)
			secondErr = <-secondEnded
		}
		if !errors.Is(err, errSuperseded) || secondErr != nil {
			t.Errorf("%s: the first: got error %v, want %v; the second: %v", c.rule, err, errSuperseded, secondErr)
		}
		got := holds(t, s)
		if len(got) != len(second) {
			t.Errorf("%s: %d stories, want the %d of the second: %v", c.rule, len(got), len(second), heldIDs(t, s))
		}
		forms := holdsOf(t, second)
		for _, a := range second {
			if got[a.ID].sum != forms[a.ID] {
				t.Errorf("%s: %s has the form %v, want that of the second", c.rule, a.ID, got[a.ID])
			}
		}
	}
}

// TestSyncOvertaken checks that a Sync whose turn is not the last, when it comes to tell the
// others, does not begin.
func TestSyncOvertaken(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1)))
	must(t, s.changeState(ctx, func(last *syncState) error {
		last.Turn = 1 << 40
		return nil
	}))
	if err := s.Sync(ctx, archiveOf(crues(3, 1))); !errors.Is(err, errSuperseded) {
		t.Errorf("got error %v, want %v", err, errSuperseded)
	}
	if got := heldIDs(t, s); got != "a" {
		t.Errorf("the store holds %q, want a", got)
	}
}

// TestSyncOvertakenLate begins another Sync when the first one has written all, and would
// delete stories that the other has not come to yet: it does not.
func TestSyncOvertakenLate(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("second", 1)))
	ended, begun, firstEnded := make(chan error), make(chan bool), make(chan bool)
	once := false
	first := hooked(t, s, &hook{after: func(answer []byte) ([]byte, error) {
		if !once {
			once = true
			go func() {
				ended <- s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
					close(begun)
					<-firstEnded
					yield(crue("second", 1), nil)
				})
			}()
			<-begun
		}
		return answer, nil
	}})
	if err := first.Sync(ctx, archiveOf(crues(1, 1))); !errors.Is(err, errSuperseded) {
		t.Errorf("the first: got error %v, want %v", err, errSuperseded)
	}
	if got, want := heldIDs(t, s), "a00000 second"; got != want {
		t.Errorf("after the first, the store holds %q, want %q", got, want)
	}
	close(firstEnded)
	must(t, <-ended)
	if got := heldIDs(t, s); got != "second" {
		t.Errorf("after the second, the store holds %q, want second", got)
	}
}

// TestSweepBesideWriters has others write what a Sync is about to delete.
func TestSweepBesideWriters(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(5, 1)...))
	swept := 0
	other := hooked(t, s, &hook{before: func(body []byte) []byte {
		if strings.HasPrefix(string(body), `{"delete"`) {
			swept++
			must(t, s.Put(ctx, crue("a00001", 2)))
			must(t, s.Delete(ctx, "a00002"))
		}
		return body
	}})
	must(t, other.Sync(ctx, archiveOf(crues(1, 1))))
	if got, want := heldIDs(t, s), "a00000 a00001"; got != want || swept != 1 {
		t.Errorf("after %d bulks of deletions the store holds %q, want %q", swept, got, want)
	}
	late, err := s.turn(ctx)
	must(t, err)
	must(t, s.Delete(ctx, "a00002"))
	done, err := s.write(ctx, "put", late, documents(t, crue("a00002", 1)), nil)
	if err != nil || len(done.refused) != 1 {
		t.Errorf("a late write of a deleted story: refused %d, error %v", len(done.refused), err)
	}
}

// TestSweepMany checks that a Sync removes what more articles have left than a search
// returns.
func TestSweepMany(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	var ids []string
	for i := range mostCandidates + 500 {
		ids = append(ids, fmt.Sprint("a", i))
	}
	must(t, s.Delete(ctx, ids...))
	must(t, s.Put(ctx, crue("a1", 1)))
	count := func() string {
		must(t, s.refresh(ctx))
		_, answer := raw(t, cluster(t)[0], "GET", "/"+s.names.index+"/_count", "")
		return string(answer)
	}
	if got := count(); !strings.Contains(got, fmt.Sprintf(`"count":%d,`, len(ids))) {
		t.Errorf("what was deleted has not left %d documents: %s", len(ids), got)
	}
	must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a1", 1)})))
	if got := count(); !strings.Contains(got, `"count":1,`) {
		t.Errorf("more is left than the one article: %s", got)
	}
}

// TestSyncIsHeard has others Put while a Sync runs. A program that has heard of these hears of
// the end of the Sync too, though that has the earlier turn.
func TestSyncIsHeard(t *testing.T) {
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(3, 1)...))
	other := another(t, s)
	var during int64
	must(t, s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		must(t, s.Put(ctx, crue("a00001", 2)))
		found(t, other)
		during = other.shared.shown.Load()
		yield(crue("a00000", 2), nil)
	}))
	found(t, other)
	if after := other.shared.shown.Load(); during == 0 || after <= during {
		t.Errorf("the last change that the program knows: %d during the Sync, %d after it", during, after)
	}
}
