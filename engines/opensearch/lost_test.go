package opensearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// through returns a Store of the same indexes that asks a relay.
func through(tb testing.TB, p *relay, s *Store) *Store {
	tb.Helper()
	other, err := New(clientOf(tb, []string{p.URL}), s.options)
	must(tb, err)
	return other
}

// TestCreateLost has Create end before the settings of an index of the caller are changed:
// the next one changes them.
func TestCreateLost(t *testing.T) {
	urls := cluster(t)
	ctx := context.Background()
	p := newRelay(t, urls[0])
	name := indexName(t, urls)
	raw(t, urls[0], "PUT", "/"+name, `{"settings":{"number_of_shards":2}}`)
	s, err := New(clientOf(t, []string{p.URL}), Options{Name: name})
	must(t, err)
	p.set(func(r *http.Request, _ string) fate {
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/_settings") {
			return refuse
		}
		return pass
	})
	if err := s.Create(ctx); err == nil {
		t.Error("Create without settings: got no error")
	}
	if err := s.Put(ctx, crue("a", 1)); !errors.Is(err, errNoIndex) {
		t.Errorf("Put into an index that is not complete: got error %v, want %v", err, errNoIndex)
	}
	p.set(always(pass))
	must(t, s.Create(ctx))
	if _, answer := raw(t, urls[0], "GET", "/"+name+"/_settings?flat_settings=true", ""); !strings.Contains(string(answer), `"index.gc_deletes":"1h"`) {
		t.Errorf("after the next Create: settings %s", answer)
	}
	must(t, s.Put(ctx, crue("a", 1)))
}

// TestSyncStateLost loses the answer to the first write of a Sync: articles that have not
// changed are not written again.
func TestSyncStateLost(t *testing.T) {
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Sync(ctx, archiveOf(crues(3, 1))))
	before := holds(t, s)
	p := newRelay(t, cluster(t)[0])
	losses := 0
	p.set(func(r *http.Request, body string) fate {
		if r.Method != http.MethodPut || !strings.HasSuffix(r.URL.Path, "/_doc/sync") || losses > 0 {
			return pass
		}
		losses++
		return lose
	})
	must(t, through(t, p, s).Sync(ctx, archiveOf(crues(3, 1))))
	if after := holds(t, s); !maps.Equal(before, after) || losses != 1 {
		t.Errorf("%d answers were lost: before %v, after %v", losses, before, after)
	}
}

// TestFewLost loses the search for stories that share only words that were not asked for: it
// is an error, not a shorter box.
func TestFewLost(t *testing.T) {
	s := newStore(t, Options{Refresh: true, Frequencies: level{}})
	ctx := context.Background()
	var all []*presse.Article
	for i, word := range vocabulary {
		all = append(all, news(fmt.Sprint("a", i), "", word, 1))
	}
	must(t, s.Put(ctx, all...))
	p := newRelay(t, cluster(t)[0])
	counts := fmt.Sprintf(`"track_total_hits":%d`, engine.FewStories+1)
	for _, c := range []struct {
		rule string
		lost func(body string) bool
	}{
		{"the count", func(body string) bool { return strings.Contains(body, counts) }},
		{"the stories", func(body string) bool {
			return strings.Contains(body, `"must":`+aStory) && !strings.Contains(body, counts)
		}},
	} {
		var lost atomic.Int64
		p.set(func(_ *http.Request, body string) fate {
			if c.lost(body) {
				lost.Add(1)
				return refuse
			}
			return pass
		})
		got, err := through(t, p, s).Related(ctx, news("x", "", strings.Join(vocabulary, " "), 0), presse.Query{At: at, MinScore: -1, Limit: 100, Copies: true})
		if got != nil || err == nil || errors.Is(err, rank.ErrPartial) || lost.Load() == 0 {
			t.Errorf("%s, lost %d times: got %d matches, error %v, want an error alone", c.rule, lost.Load(), len(got), err)
		}
	}
}

// TestCountLost loses the search of a count that has begun: the counts from before do.
func TestCountLost(t *testing.T) {
	s := newStore(t, Options{})
	p := newRelay(t, cluster(t)[0])
	p.set(always(refuse))
	s = through(t, p, s)
	known := &counted{counts: new(rank.Counts), rate: 1}
	known.stories.Store(2 * engine.FewArticles)
	s.shared.tally.current.Store(known)
	s.shared.tally.begin(&counting{Counting: engine.NewCounting(), step: parts})
	got, err := s.frequencies(context.Background())
	if got != rank.Frequencies(known.counts) || err != nil {
		t.Errorf("got %v, error %v, want those from before", got, err)
	}
}

// TestFullPart asks an index that has more documents in each part than a search returns: it
// is an error, not an archive of which some is missing.
func TestFullPart(t *testing.T) {
	answer := `{"responses":[{"status":200,"_shards":{"total":1,"successful":1},"hits":{"hits":[{}` +
		strings.Repeat(`,{}`, mostCandidates-1) + `]}},{"status":200}]}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) }))
	defer server.Close()
	s, err := New(clientOf(t, []string{server.URL}), Options{})
	must(t, err)
	for _, step := range []int64{1, 5, parts} {
		_, err = s.scanPart(context.Background(), 0, step, columns, aStory, func(*hit) error { return nil })
		if !errors.Is(err, errPart) {
			t.Errorf("%d parts: got error %v, want %v", step, err, errPart)
		}
	}
}

// TestStateConflict answers as if somebody else always changed the state of Sync first: the
// Sync ends with an error, and does not ask for ever.
func TestStateConflict(t *testing.T) {
	s := newStore(t, Options{Frequencies: level{}})
	p := newRelay(t, cluster(t)[0])
	writes := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut || !strings.HasSuffix(r.URL.Path, "/_doc/sync") {
			p.ServeHTTP(w, r)
			return
		}
		writes++
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, `{"error":{"type":"`+conflict+`","reason":"document already exists"},"status":409}`)
	}))
	t.Cleanup(server.Close)
	other, err := New(clientOf(t, []string{server.URL}), s.options)
	must(t, err)
	if err := other.Sync(context.Background(), archiveOf(crues(1, 1))); !isType(err, conflict) || writes != mostWaits {
		t.Errorf("after %d tries: got error %v, want %s", writes, err, conflict)
	}
	if got := heldIDs(t, s); got != "" {
		t.Errorf("the store holds %q", got)
	}
}

// TestMadeAnew deletes both indexes and makes them again, so that turns begin anew: a Store
// that knows later ones asks and writes as before.
func TestMadeAnew(t *testing.T) {
	s := newStore(t, Options{})
	ctx := context.Background()
	for version := range 5 {
		must(t, s.Put(ctx, crues(3, version)...))
	}
	found(t, s)
	known := s.shared.shown.Load()
	url := cluster(t)[0]
	raw(t, url, "DELETE", "/"+s.names.index+","+s.names.state, "")
	if _, err := s.Related(ctx, crue("x", 1), presse.Query{At: at}); !errors.Is(err, errNoIndex) {
		t.Errorf("while there is no index: got error %v, want %v", err, errNoIndex)
	}
	other := another(t, s)
	must(t, other.Create(ctx))
	must(t, other.Put(ctx, crues(2, 1)...))
	must(t, other.refresh(ctx))
	if now := other.shared.shown.Load(); now >= known {
		t.Fatalf("the last change is %d, and was %d: the test says little", now, known)
	}
	if got, want := found(t, s), found(t, other); got != want || got == "" {
		t.Errorf("after the indexes were made anew: found %q, want %q", got, want)
	}
	must(t, s.Put(ctx, crue("a00000", 3)))
	must(t, s.Delete(ctx, "a00001"))
	if got := heldIDs(t, other); got != "a00000" {
		t.Errorf("after Put and Delete: the store holds %q, want a00000", got)
	}
}
