package opensearch

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// TestFrequencies checks that the frequencies that a store counts are those of its articles,
// exactly in a small archive and nearly in a larger one, also for a Store that starts.
func TestFrequencies(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	ctx := context.Background()
	check := func(rule string, articles, slack int) {
		t.Helper()
		for name, s := range map[string]*Store{"writer": s, "fresh": another(t, s)} {
			var f [2]int
			for range 4 { // a large archive is counted with several queries
				got, err := s.frequencies(ctx)
				must(t, err)
				f = [2]int{got.Articles(), got.Of("crue")}
			}
			if f[0] < articles-slack || f[0] > articles+slack || f[1] != f[0] {
				t.Errorf("%s, %s: %v articles and of them with the word, want %d ± %d", rule, name, f, articles, slack)
			}
		}
	}
	check("nothing", 0, 0)
	must(t, s.Put(ctx, crues(100, 1)...))
	check("Put", 100, 0)
	must(t, s.Put(ctx, crues(120, 2)...))
	check("Put of others in their place", 120, 0)
	must(t, s.Delete(ctx, "a00000", "a00001", "a00001", "absent"))
	check("Delete", 118, 0)
	must(t, s.Sync(ctx, archiveOf(crues(300, 4))))
	check("Sync", 300, 0)
	must(t, s.Put(ctx, crue("b", 1)))
	check("Put after Sync", 301, 0)
	must(t, s.Put(ctx, crues(600, 5)...))
	check("Put of many", 601, 601/16)
	must(t, s.Sync(ctx, archiveOf(crues(2500, 6))))
	check("Sync of a large archive", 2500, 0)
	must(t, s.Put(ctx, crue("b", 1)))
	check("Put after that", 2501, 2500/16)
	raw(t, cluster(t)[0], "DELETE", "/"+s.names.state+"/_doc/counts", "")
	check("the counts are lost", 2501, 2500/16)
	must(t, s.Sync(ctx, archiveOf(crues(50, 6))))
	check("Sync of a small archive", 50, 0)
}

// neverRefreshed keeps an index from being refreshed unless somebody asks for it, so that
// what is put is not found by chance.
func neverRefreshed(tb testing.TB, s *Store) {
	tb.Helper()
	if status, answer := raw(tb, cluster(tb)[0], "PUT", "/"+s.names.index+"/_settings", `{"index":{"refresh_interval":"-1"}}`); status != 200 {
		tb.Fatalf("status %d: %s", status, answer)
	}
}

// counts are the articles that a Store has counted, and those of them that have the word
// crue.
func counts(tb testing.TB, s *Store) [2]int {
	tb.Helper()
	f, err := s.frequencies(context.Background())
	must(tb, err)
	return [2]int{f.Articles(), f.Of("crue")}
}

// match returns an article that has nothing in common with a crue.
func match(id string) *presse.Article {
	return news(id, "Le Raja bat le Wydad", "Le derby de Casablanca a été remporté par le Raja.", 1)
}

// TestFrequenciesAtStart checks that a Store that starts counts what nobody has found yet.
func TestFrequenciesAtStart(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	neverRefreshed(t, s)
	must(t, s.Put(context.Background(), crues(100, 1)...))
	for range 2 {
		if got, want := counts(t, another(t, s)), [2]int{100, 100}; got != want {
			t.Errorf("a Store that starts counts %v, want %v", got, want)
		}
		must(t, s.Put(context.Background(), crues(100, 2)...))
	}
}

// TestFrequenciesOfOthers checks that a Store counts again what others have written since,
// also if it counted when they had a turn and had not written anything.
func TestFrequenciesOfOthers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, c := range []struct {
		rule  string
		write func(s *Store) error
		then  func(reader *Store) error // what lets the reader know, if anything has to
		want  [2]int
	}{
		{"new articles, once they can be found", func(s *Store) error { return s.Put(ctx, crue("b", 1), crue("c", 1)) },
			func(reader *Store) error { return reader.refresh(ctx) }, [2]int{7, 7}},
		{"articles in the place of others, once a query has been asked", func(s *Store) error { return s.Put(ctx, match("a00000")) },
			func(reader *Store) error { return ask(reader, ctx) }, [2]int{5, 4}},
		{"an article that was deleted and another, once a query has been asked", func(s *Store) error {
			s.options.Refresh = true
			return s.Put(ctx, match("deleted"), match("a00001"))
		}, func(reader *Store) error { return ask(reader, ctx) }, [2]int{6, 4}},
	} {
		for _, when := range []string{"before the turn", "between turn and bulk"} {
			s := newStore(t, Options{})
			must(t, s.Put(ctx, append(crues(5, 1), crue("deleted", 1))...))
			must(t, s.Delete(ctx, "deleted"))
			neverRefreshed(t, s)
			reader := another(t, s)
			must(t, ask(reader, ctx)) // it knows of the Delete
			var once sync.Once
			count := func() {
				once.Do(func() {
					if got, want := counts(t, reader), [2]int{5, 5}; got != want {
						t.Errorf("%s, %s: first the reader counts %v, want %v", c.rule, when, got, want)
					}
				})
			}
			writer := hooked(t, s, &hook{before: func(body []byte) []byte { count(); return body }})
			if when == "before the turn" {
				count()
			}
			must(t, c.write(writer))
			if when != "before the turn" { // otherwise there is a new turn, which is enough
				must(t, c.then(reader))
			}
			if got := counts(t, reader); got != c.want {
				t.Errorf("%s, %s: the reader counts %v, want %v", c.rule, when, got, c.want)
			}
			must(t, ask(reader, ctx))
			last := reader.shared.tally.current.Load()
			if must(t, ask(reader, ctx)); reader.shared.tally.current.Load() != last {
				t.Errorf("%s, %s: the reader counts again, though nothing has changed", c.rule, when)
			}
		}
	}
}

// TestFrequenciesOnce checks that a Store that counts when what it puts is there, before it
// has noted that, does not count it twice, and that it notes what it puts otherwise.
func TestFrequenciesOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, between := range []bool{true, false} {
		s := newStore(t, Options{})
		var own *Store
		once := false
		own = hooked(t, s, &hook{after: func(answer []byte) ([]byte, error) {
			if between && !once {
				once = true
				if got, want := counts(t, own), [2]int{20, 20}; got != want {
					t.Errorf("before the end of Put the Store counts %v, want %v", got, want)
				}
			}
			return answer, nil
		}})
		must(t, own.Put(ctx, crues(20, 1)...))
		c := own.shared.tally.current.Load() // frequencies would count again
		if c.counts.Articles() != 20 || c.stories.Load() != 20 {
			t.Errorf("counted before the end of Put: %v: %d articles of %d are counted, want 20", between, c.counts.Articles(), c.stories.Load())
		}
	}
}

// TestFrequenciesWithoutState asks a Store whose other index is gone, or has no shard that can
// be read, and one that cannot be told how many articles there are: it answers.
func TestFrequenciesWithoutState(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	urls := cluster(t)
	kind := kindsOfQuery(t)[0]
	for rule, lose := range map[string]func(state string){
		"the index is gone": func(string) {},
		"its shard is missing": func(state string) {
			body := `{"settings":{"number_of_shards":1,"number_of_replicas":0,"routing.allocation.require._name":"nobody"},"mappings":{"properties":{"shown":{"type":"long"}}}}`
			if status, answer := raw(t, urls[0], "PUT", "/"+state+"?wait_for_active_shards=0", body); status != 200 {
				t.Fatalf("status %d: %s", status, answer)
			}
		},
	} {
		s := newStore(t, Options{Refresh: true})
		archive := floods(0, 20, 1)
		must(t, s.Put(ctx, append(archive, withheld()...)...))
		must(t, asks(t, rule+", before", s, 10*time.Second, kind, setOf(archive), nil))
		stores := map[string]*Store{"a Store that has counted": another(t, s), "a Store that starts": another(t, s)}
		must(t, asks(t, rule+", before", stores["a Store that has counted"], 10*time.Second, kind, setOf(archive), nil))
		raw(t, urls[0], "DELETE", "/"+s.names.state, "")
		lose(s.names.state)
		for range 2 {
			for name, s := range stores {
				if err := asks(t, rule+", "+name, s, 5*time.Second, kind, setOf(archive), nil); err != nil {
					t.Errorf("%s, %s: got error %v", rule, name, err)
					continue
				}
				if got := counts(t, s)[0]; got != len(archive)+len(withheld()) {
					t.Errorf("%s, %s: %d articles are counted, want %d", rule, name, got, len(archive)+len(withheld()))
				}
			}
		}
	}
}

// TestOldFrequencies checks that a query is answered with old counts if there are no others.
func TestOldFrequencies(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStore(t, Options{Refresh: true})
	p := newRelay(t, cluster(t)[0])
	reader, err := New(clientOf(t, []string{p.URL}), s.options)
	must(t, err)
	must(t, s.Put(ctx, floods(0, 5, 1)...))
	if got := counts(t, reader)[0]; got != 5 {
		t.Fatalf("%d articles are counted, want 5", got)
	}
	must(t, s.Put(ctx, floods(5, 8, 1)...))
	p.set(func(r *http.Request, _ string) fate {
		if strings.HasSuffix(r.URL.Path, "/_count") {
			return refuse
		}
		return pass
	})
	must(t, asks(t, "articles cannot be counted", reader, 10*time.Second, kindsOfQuery(t)[0], setOf(floods(0, 8, 1)), nil))
	if got := counts(t, reader)[0]; got != 5 {
		t.Errorf("articles cannot be counted: %d, want the 5 of before", got)
	}
	p.set(nil)
	if got := counts(t, reader)[0]; got != 8 {
		t.Errorf("afterwards %d articles are counted, want 8", got)
	}
}
