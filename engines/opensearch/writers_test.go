package opensearch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
)

// holdsOf returns sums of articles as holds has them.
func holdsOf(tb testing.TB, articles []*presse.Article) map[string]string {
	tb.Helper()
	sums := map[string]string{}
	for _, d := range documents(tb, articles...) {
		sum := sha256.Sum256(d.Digest)
		sums[d.id] = hex.EncodeToString(sum[:8])
	}
	return sums
}

// A hook sees each bulk before it is sent and after it was answered.
type hook struct {
	next   http.RoundTripper
	before func(body []byte) []byte
	after  func(answer []byte) ([]byte, error)
}

func (h *hook) RoundTrip(q *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(q.URL.Path, "/_bulk") {
		return h.next.RoundTrip(q)
	}
	body, err := io.ReadAll(q.Body)
	if err != nil {
		return nil, err
	}
	if h.before != nil {
		body = h.before(body)
	}
	q = q.Clone(q.Context())
	q.Body, q.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	a, err := h.next.RoundTrip(q)
	if err != nil || h.after == nil {
		return a, err
	}
	defer a.Body.Close()
	body, err = io.ReadAll(a.Body)
	if err == nil {
		body, err = h.after(body)
	}
	if err != nil {
		return nil, err
	}
	a.Body, a.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	a.Header.Del("Content-Length")
	return a, nil
}

// hooked returns a Store of the same indexes whose bulks go through h.
func hooked(tb testing.TB, s *Store, h *hook) *Store {
	tb.Helper()
	h.next = http.DefaultTransport.(*http.Transport).Clone()
	client, err := opensearchapi.NewClient(opensearchapi.Config{Client: opensearch.Config{Addresses: cluster(tb), Transport: h}})
	must(tb, err)
	tb.Cleanup(func() { must(tb, client.Client.Close()) })
	own, err := New(client, s.options)
	must(tb, err)
	return own
}

// TestTwoWriters has several programs put the same articles in different orders, delete
// some, and put one of them alone: nobody fails, and nothing is lost or doubled.
func TestTwoWriters(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true})
	ctx := context.Background()
	const ids, rounds, writers = 40, 10, 4
	var group sync.WaitGroup
	faults := make(chan error, writers)
	for w := range writers {
		own := s
		if w > 1 {
			own = another(t, s)
		}
		group.Go(func() {
			var err error
			r := rand.New(rand.NewPCG(20, uint64(w)))
			for round := 0; err == nil && round < rounds; round++ {
				var batch []*presse.Article
				for _, i := range r.Perm(ids)[:1+r.IntN(ids)] {
					batch = append(batch, crue(fmt.Sprint("a", i), w*rounds+round))
				}
				if err = own.Put(ctx, batch...); err == nil && r.IntN(3) == 0 {
					err = own.Delete(ctx, batch[0].ID, batch[len(batch)-1].ID)
				}
				if err == nil && r.IntN(2) == 0 {
					err = ask(own, ctx)
				}
			}
			if err == nil { // the last word of each writer: IDs of its own
				err = own.Put(ctx, crue(fmt.Sprint("own", w), w))
			}
			faults <- err
		})
	}
	group.Wait()
	for range writers {
		must(t, <-faults)
	}
	held := slices.Sorted(maps.Keys(holds(t, s)))
	if got := strings.Fields(found(t, s)); !slices.Equal(got, held) {
		t.Errorf("held %v, found %v", held, got)
	}
	for w := range writers {
		if !slices.Contains(held, fmt.Sprint("own", w)) {
			t.Errorf("the story of writer %d is lost", w)
		}
	}
	// Scores are those of the archive as it is now.
	for name, s := range map[string]*Store{"writer": s, "fresh": another(t, s)} {
		f, err := s.frequencies(ctx)
		must(t, err)
		if f.Articles() != len(held) {
			t.Errorf("%s: %d articles are counted, want %d", name, f.Articles(), len(held))
		}
	}
}

// TestLateWrite delays the bulk of one call until another call, which began later, has
// ended: what that one wrote stays.
func TestLateWrite(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	for _, c := range []struct {
		rule   string
		before []*presse.Article // what the store holds
		late   func(s *Store) error
		early  func(s *Store) error
		want   map[string]int // the versions that the store holds
	}{
		{"Put after Put of a new story", nil,
			func(s *Store) error { return s.Put(ctx, crue("a", 1), crue("b", 1)) }, func(s *Store) error { return s.Put(ctx, crue("a", 2)) }, map[string]int{"a": 2, "b": 1}},
		{"Put after Put of a held story", crues(1, 0),
			func(s *Store) error { return s.Put(ctx, crue("a00000", 1)) }, func(s *Store) error { return s.Put(ctx, crue("a00000", 2)) }, map[string]int{"a00000": 2}},
		{"Put after Delete of a held story", crues(1, 0),
			func(s *Store) error { return s.Put(ctx, crue("a00000", 1)) }, func(s *Store) error { return s.Delete(ctx, "a00000") }, map[string]int{}},
		{"Put after Delete of a story that was not held", nil,
			func(s *Store) error { return s.Put(ctx, crue("a", 1), crue("b", 1)) }, func(s *Store) error { return s.Delete(ctx, "a") }, map[string]int{"b": 1}},
		{"Delete after Put", crues(1, 0),
			func(s *Store) error { return s.Delete(ctx, "a00000") }, func(s *Store) error { return s.Put(ctx, crue("a00000", 2)) }, map[string]int{"a00000": 2}},
		{"Put after Sync, which has it", crues(1, 0),
			func(s *Store) error { return s.Put(ctx, crue("a00000", 1)) }, func(s *Store) error { return s.Sync(ctx, archiveOf(crues(1, 2))) }, map[string]int{"a00000": 2}},
		{"Put after Sync, which has deleted it", crues(1, 0),
			func(s *Store) error { return s.Put(ctx, crue("a00000", 1)) }, func(s *Store) error { return s.Sync(ctx, archiveOf(nil)) }, map[string]int{}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			must(t, s.Sync(ctx, archiveOf(c.before)))
			sent, wait := make(chan bool), make(chan bool)
			var once sync.Once
			late := hooked(t, s, &hook{before: func(body []byte) []byte {
				once.Do(func() { close(sent) })
				<-wait
				return body
			}})
			ended := make(chan error)
			go func() { ended <- c.late(late) }()
			<-sent
			err := c.early(s)
			close(wait)
			if err := errors.Join(err, <-ended); err != nil {
				t.Errorf("got error %v", err)
			}
			got := holds(t, s)
			if len(got) != len(c.want) {
				t.Errorf("the store holds %v, want %v", heldIDs(t, s), c.want)
			}
			for id, version := range c.want {
				if want := holdsOf(t, []*presse.Article{crue(id, version)})[id]; got[id].sum != want {
					t.Errorf("%s is not in version %d", id, version)
				}
			}
			for _, s := range []*Store{s, late} { // both see it
				if got, want := found(t, s), strings.Join(slices.Sorted(maps.Keys(c.want)), " "); got != want {
					t.Errorf("found %q, want %q", got, want)
				}
			}
		})
	}
}

// TestOldTurn writes with turns that are not the last one.
func TestOldTurn(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	first, err := s.turn(ctx)
	must(t, err)
	second, err := s.turn(ctx)
	must(t, err)
	if second <= first {
		t.Fatalf("turns %d and %d", first, second)
	}
	must(t, s.Put(ctx, crue("a", 2)))
	must(t, s.Delete(ctx, "b"))
	for _, turn := range []int64{first, second} {
		done, err := s.write(ctx, "put", turn, append(documents(t, crue("a", 1), crue("b", 1), crue(fmt.Sprint("c", turn), 1)), &document{id: "a2"}), nil)
		if err != nil || len(done.refused) != 2 || len(done.replaced) != int(turn-first) || len(done.created) != 2-int(turn-first) {
			t.Errorf("turn %d: refused %d, replaced %d, created %d, error %v", turn, len(done.refused), len(done.replaced), len(done.created), err)
		}
	}
	if got, want := heldIDs(t, s), fmt.Sprintf("a c%d c%d", first, second); got != want {
		t.Errorf("the store holds %q, want %q", got, want)
	}
}

// TestRefusedDocuments checks what becomes of documents that OpenSearch does not accept.
func TestRefusedDocuments(t *testing.T) {
	t.Parallel()
	cluster(t) // or skip
	ctx := context.Background()
	var busy atomic.Int64
	for _, c := range []struct {
		rule   string
		h      *hook
		put    bool // whether Put has no error
		sync   bool
		before int // version of a00001 that the store holds first
		want   string
	}{
		{"one that it cannot hold", &hook{before: func(body []byte) []byte {
			lines := strings.SplitAfter(string(body), "\n")
			for i, line := range lines {
				if strings.HasPrefix(line, `{"id":"a00001"`) {
					lines[i] = strings.Replace(line, `"offered":true`, `"offered":3`, 1)
				}
			}
			return []byte(strings.Join(lines, ""))
		}}, false, false, 0, "a00000 a00002"},
		{"one for which there is no room for a moment", &hook{after: func(answer []byte) ([]byte, error) {
			if busy.Add(1)%3 != 0 && !bytes.Contains(answer, []byte(`"delete"`)) {
				return bytes.Replace(answer, []byte(`"status":201`), []byte(`"status":429,"error":{"type":"rejected"}`), 1), nil
			}
			return answer, nil
		}}, true, true, 1, "a00000 a00001 a00002"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			for _, name := range []string{"Put", "Sync"} {
				s := newStore(t, Options{Frequencies: level{}})
				other := hooked(t, s, c.h)
				all := crues(3, 2)
				var err error
				ok := c.put
				if name == "Put" {
					err = other.Put(ctx, all...)
				} else {
					must(t, s.Put(ctx, crue("a00001", 1))) // an older form, which does not stay
					err = other.Sync(ctx, archiveOf(all))
					ok = c.sync
				}
				var own *presse.Error
				if (err == nil) != ok || err != nil && (!errors.Is(err, presse.ErrItem) || !errors.As(err, &own) || own.Value != "a00001") {
					t.Errorf("%s: got error %v, want none: %v", name, err, ok)
				}
				if got := heldIDs(t, s); got != c.want {
					t.Errorf("%s: the store holds %q, want %q", name, got, c.want)
				}
			}
		})
	}
}

// TestLostAnswer loses the answer to a bulk that was done, so that the client sends it again:
// that is no error, and replaced stories are seen.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(3, 1)...))
	must(t, s.refresh(ctx))
	var lost atomic.Int64
	other := hooked(t, s, &hook{after: func(answer []byte) ([]byte, error) {
		if lost.Add(1)%2 == 1 {
			return nil, io.ErrUnexpectedEOF
		}
		return answer, nil
	}})
	for version := 2; version < 4; version++ {
		a := crue("a00001", version)
		if version == 3 {
			a.Status = presse.StatusWithdrawn
		}
		must(t, other.Put(ctx, a))
	}
	must(t, other.Delete(ctx, "a00000"))
	if got, want := found(t, s), "a00002"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// TestCancelledPut checks that a Put whose time is up says so, and leaves each article in its
// old or its new form.
func TestCancelledPut(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(200, 1)...))
	before, after := holdsOf(t, crues(200, 1)), holdsOf(t, crues(200, 2))
	for delay := time.Millisecond; delay < 200*time.Millisecond; delay *= 3 {
		short, cancel := context.WithTimeout(ctx, delay)
		err := s.Put(short, crues(200, 2)...)
		cancel()
		var own *presse.Error
		if err != nil && (!errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &own)) {
			t.Errorf("%v: got error %v, want DeadlineExceeded", delay, err)
		}
		got := holds(t, s)
		if len(got) != 200 {
			t.Errorf("%v: %d stories, want 200", delay, len(got))
		}
		for id, x := range got {
			if x.sum != before[id] && x.sum != after[id] || err == nil && x.sum != after[id] {
				t.Errorf("%v, error %v: %s has another form", delay, err, id)
			}
		}
	}
}

// TestTurnFirst checks that a Put has its turn before it reads articles, which may take
// seconds: what somebody else withdraws meanwhile stays withdrawn.
func TestTurnFirst(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStore(t, Options{Frequencies: level{}})
	before, err := s.lastTurn(ctx)
	must(t, err)
	if err := s.Put(ctx, crue("a", 1), nil); !errors.Is(err, engine.ErrNil) {
		t.Fatalf("Put of nil: got error %v, want %v", err, engine.ErrNil)
	}
	if after, err := s.lastTurn(ctx); err != nil || after <= before {
		t.Fatalf("Put of an article that cannot be read: the last turn is %d, %v, want one after %d", after, err, before)
	}
	// Reading a text of 4 MB takes longer than all that the withdrawal does.
	long := crue("b", 1)
	long.Body = strings.Repeat("La crue de l’oued Sebou a surpris Kénitra dans la nuit. ", 70_000)
	withdrawn := crue("b", 2)
	withdrawn.Status = presse.StatusWithdrawn
	done := make(chan error, 1)
	go func() { done <- s.Put(ctx, long) }()
	for {
		turn, err := s.lastTurn(ctx)
		must(t, err)
		if turn > before+1 {
			break
		}
	}
	must(t, another(t, s).Put(ctx, withdrawn))
	must(t, <-done)
	if got := found(t, s); strings.Contains(got, "b") {
		t.Errorf("after a Put that began before the withdrawal: %q is found", got)
	}
}
