package opensearch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// newStore returns an empty store with indexes of its own in the shared cluster.
func newStore(tb testing.TB, o Options) *Store {
	tb.Helper()
	urls := cluster(tb)
	if o.Name == "" {
		o.Name = indexName(tb, urls)
	}
	s, err := New(clientOf(tb, urls), o)
	must(tb, err)
	must(tb, s.Create(context.Background()))
	return s
}

// another returns a Store of the same indexes that knows nothing yet. Its client asks only
// the last node.
func another(tb testing.TB, s *Store) *Store {
	tb.Helper()
	urls := cluster(tb)
	other, err := New(clientOf(tb, urls[len(urls)-1:]), s.options)
	must(tb, err)
	return other
}

// level are the frequencies of an archive in which all words are as rare.
type level struct{}

func (level) Articles() int       { return 10_000 }
func (level) Of(string) int       { return 10 }
func (level) MeanLength() float64 { return 300 }

// A held is a story that an index holds.
type held struct {
	turn int64
	sum  string // of the digest: it differs with the version of a story
}

// holds returns the stories of an index by their IDs. It is a failure if one is there twice.
func holds(tb testing.TB, s *Store) map[string]held {
	tb.Helper()
	ctx := context.Background()
	must(tb, s.refresh(ctx))
	all := map[string]held{}
	for part := int64(0); part < parts; {
		end, err := s.scanPart(ctx, part, parts, columns, aStory, func(h *hit) error {
			if _, twice := all[h.id]; twice {
				tb.Errorf("%q is held twice", h.id)
			}
			sum := sha256.Sum256(h.digest)
			all[h.id] = held{h.turn, hex.EncodeToString(sum[:8])}
			return nil
		})
		must(tb, err)
		part = end
	}
	return all
}

func heldIDs(tb testing.TB, s *Store) string {
	tb.Helper()
	var ids []string
	for id := range holds(tb, s) {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// found returns the sorted IDs of what a query for everything like crue finds.
func found(tb testing.TB, s *Store) string {
	tb.Helper()
	got, err := s.Related(context.Background(), crue("x", 3), presse.Query{At: at, Limit: 100, MinScore: -1, Copies: true})
	must(tb, err)
	ids := idsOf(got)
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// TestStore changes an article in the ways that take it out of boxes and back: the next
// query obeys, by whatever client and node.
func TestStore(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}}) // otherwise the count of a small archive refreshes it
	other := another(t, s)
	ctx := context.Background()
	a := news("a", "La crue de l’oued Sebou inonde Kénitra", "Les pluies ont fait déborder l’oued Sebou. Kénitra est sous les eaux.", 0)
	b := news("b", "Après la crue de l’oued Sebou, Kénitra compte ses dégâts", "Les habitants de Kénitra nettoient les rues. L’oued Sebou a baissé.", 1)
	c := news("c", "Le Raja bat le Wydad", "Le derby de Casablanca a été remporté par le Raja.", 1)
	must(t, s.Put(ctx, a, b, c))
	must(t, s.refresh(ctx))
	q := presse.Query{At: at, MinScore: -1}
	for _, change := range []struct {
		rule string
		do   func() error
		want []string
	}{
		{"what shares words is found", func() error { return nil }, []string{"b"}},
		{"a withdrawn story is not", func() error { b.Status = presse.StatusWithdrawn; return s.Put(ctx, b) }, nil},
		{"it may be published again", func() error { b.Status = presse.StatusPublished; return s.Put(ctx, b) }, []string{"b"}},
		{"an embargo", func() error { b.Embargo = at.Add(1); return s.Put(ctx, b) }, nil},
		{"that ends in a second", func() error { b.Embargo = at.Add(time.Second); return s.Put(ctx, b) }, nil},
		{"that has ended", func() error { b.Embargo = at; return s.Put(ctx, b) }, []string{"b"}},
		{"an expiry in a second", func() error { b.Expiry = at.Add(time.Second); return s.Put(ctx, b) }, []string{"b"}},
		{"an expiry now", func() error { b.Expiry = at; return s.Put(ctx, b) }, nil},
		{"no expiry", func() error { b.Expiry = time.Time{}; return s.Put(ctx, b) }, []string{"b"}},
		{"NoRelated", func() error { b.NoRelated = true; return s.Put(ctx, b) }, nil},
		{"and no longer", func() error { b.NoRelated = false; return s.Put(ctx, b) }, []string{"b"}},
		{"a deleted story", func() error { return s.Delete(ctx, "b", "x", "", "b", "\x00", "\xff") }, nil},
		{"that is put again", func() error { return s.Put(ctx, b) }, []string{"b"}},
		{"among others that are new", func() error { b.NoRelated = true; return s.Put(ctx, crue("new", 1), b, crue("newer", 2)) }, []string{"new", "newer"}},
		{"by another Store", func() error { b.NoRelated = false; return other.Put(ctx, b) }, []string{"b", "new", "newer"}},
		{"that deletes", func() error { return other.Delete(ctx, "new", "newer") }, []string{"b"}},
		{"a new story that nobody has seen yet, deleted", func() error { return errors.Join(s.Put(ctx, crue("d", 1)), s.Delete(ctx, "d")) }, []string{"b"}},
		{"a new story that nobody has seen yet, withdrawn", func() error {
			d := crue("e", 2)
			err := s.Put(ctx, d)
			d.Status = presse.StatusWithdrawn
			return errors.Join(err, other.Put(ctx, d))
		}, []string{"b"}},
	} {
		must(t, change.do())
		for name, s := range map[string]*Store{"writer": s, "other": other} {
			got, err := s.Related(ctx, a, q)
			ids := idsOf(got)
			slices.Sort(ids)
			if err != nil || !slices.Equal(ids, change.want) {
				t.Errorf("%s, asked by the %s: got %v, error %v, want %v", change.rule, name, ids, err, change.want)
			}
		}
	}
}

// TestRefresh checks that new articles are found at once if the option says so.
func TestRefresh(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true, Frequencies: level{}})
	must(t, s.Put(context.Background(), crues(3, 1)...))
	if got, want := found(t, another(t, s)), "a00000 a00001 a00002"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOptions(t *testing.T) {
	client := new(opensearchapi.Client)
	if c, err := opensearchapi.NewDefaultClient(); err == nil {
		client = c
	}
	var noCounts *rank.Counts
	for _, c := range []struct {
		rule   string
		client *opensearchapi.Client
		o      Options
		fields string // of the faults; empty if there is none
	}{
		{"the zero value is right", client, Options{}, ""},
		{"no client", nil, Options{}, "client"},
		{"a client that NewClient has not made", new(opensearchapi.Client), Options{}, "client"},
		{"the longest name", client, Options{Name: strings.Repeat("a", 100)}, ""},
		{"a name that is too long", client, Options{Name: strings.Repeat("a", 101)}, "name"},
		{"a name with everything that is allowed", client, Options{Name: "0le-journal_de.rabat"}, ""},
		{"a capital", client, Options{Name: "Presse"}, "name"},
		{"an accent", client, Options{Name: "actualités"}, "name"},
		{"a wildcard", client, Options{Name: "presse*"}, "name"},
		{"a list", client, Options{Name: "a,b"}, "name"},
		{"a path", client, Options{Name: "a/_doc"}, "name"},
		{"a hidden index", client, Options{Name: ".presse"}, "name"},
		{"a line break at the end", client, Options{Name: "presse\n"}, "name"},
		{"the name of the other index of a store", client, Options{Name: "presse-state"}, "name"},
		{"a nil pointer as frequencies", client, Options{Frequencies: noCounts}, "frequencies"},
		{"too many candidates", client, Options{Candidates: 10_001}, "candidates"},
		{"as many as allowed", client, Options{Candidates: 10_000}, ""},
		{"less than none", client, Options{Candidates: -1}, "candidates"},
		{"all faults are reported", nil, Options{Name: "-", Candidates: -1, Frequencies: noCounts}, "candidates client frequencies name"},
	} {
		s, err := New(c.client, c.o)
		var fields []string
		for _, f := range presse.Faults(err) {
			if f.Op != "new store" {
				t.Errorf("%s: the error %v has Op %q, want new store", c.rule, f, f.Op)
			}
			fields = append(fields, f.Field)
		}
		slices.Sort(fields)
		if got := strings.Join(fields, " "); got != c.fields || (s == nil) != (c.fields != "") {
			t.Errorf("%s: Store %v, faults of %q (%v), want %q", c.rule, s, got, err, c.fields)
		}
	}
}

// calls are all methods of a Store, with arguments that are in order.
var calls = map[string]func(*Store, context.Context) error{
	"Create":  (*Store).Create,
	"Put":     func(s *Store, ctx context.Context) error { return s.Put(ctx, crue("a", 1)) },
	"Delete":  func(s *Store, ctx context.Context) error { return s.Delete(ctx, "a") },
	"Sync":    func(s *Store, ctx context.Context) error { return s.Sync(ctx, archiveOf(crues(2, 1))) },
	"Related": func(s *Store, ctx context.Context) error { return ask(s, ctx) },
}

func ask(s *Store, ctx context.Context) error {
	got, err := s.Related(ctx, crue("x", 1), presse.Query{At: at})
	if err != nil && got != nil && !errors.Is(err, rank.ErrPartial) {
		err = fmt.Errorf("%d matches with an error that is not ErrPartial: %w", len(got), err)
	}
	return err
}

// TestUnusable checks that calls that cannot begin return an error, whose type is *Error,
// and that none panics.
func TestUnusable(t *testing.T) {
	client, err := opensearchapi.NewDefaultClient()
	must(t, err)
	s, err := New(client, Options{})
	must(t, err)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancelLate := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancelLate()
	for name, call := range calls {
		for _, c := range []struct {
			rule string
			s    *Store
			ctx  context.Context
			want string
		}{
			{"a nil Store", nil, context.Background(), "nil pointer"},
			{"the zero Store", new(Store), context.Background(), "made by New"},
			{"a nil context", s, nil, "nil context"},
			{"a cancelled context", s, cancelled, "context canceled"},
			{"a context whose time is up", s, late, "deadline exceeded"},
		} {
			err := call(c.s, c.ctx)
			var own *presse.Error
			if !errors.As(err, &own) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s of %s: got error %v, want an *Error with %q", name, c.rule, err, c.want)
			}
		}
	}
}

// TestArguments checks that arguments at fault are told as those of an Index.
func TestArguments(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx))
	must(t, s.Delete(ctx))
	must(t, s.Delete(ctx, "", "\xff"))
	if err := s.Sync(ctx, nil); err == nil {
		t.Error("Sync without an archive: got no error")
	}
	err := s.Put(ctx, crue("a", 1), nil, &presse.Article{}, crue("a", 2), crue("b\x00", 1), crue("c\xff", 1), crue(strings.Repeat("i", 1025), 1))
	var fields []string
	for _, f := range presse.Faults(err) {
		fields = append(fields, f.Field)
	}
	if want := []string{"articles[1]", "articles[2].id", "articles[3].id", "articles[4].id", "articles[5].id", "articles[6].id"}; !slices.Equal(fields, want) || !errors.Is(err, presse.ErrDuplicate) {
		t.Errorf("Put of articles at fault: got faults of %q (%v), want %q", fields, err, want)
	}
	if got := heldIDs(t, s); got != "" {
		t.Errorf("after a Put at fault the store holds %q, want nothing", got)
	}
	for rule, q := range map[string]presse.Query{
		"no instant":      {},
		"a negative age":  {At: at, MaxAge: -1},
		"too long":        {At: at, Limit: 1 << 30},
		"half a language": {At: at, Langs: []presse.Lang{"f"}},
	} {
		if got, err := s.Related(ctx, crue("x", 1), q); err == nil || got != nil {
			t.Errorf("a query with %s: got %v, error %v, want an error", rule, got, err)
		}
	}
	if _, err := s.Related(ctx, nil, presse.Query{At: at}); err == nil {
		t.Error("nothing asked about: got no error")
	}
}

// TestBeforeCreate checks that calls say what is missing, and that none makes an index.
func TestBeforeCreate(t *testing.T) {
	t.Parallel()
	urls := cluster(t)
	s, err := New(clientOf(t, urls), Options{Name: indexName(t, urls)})
	must(t, err)
	for name, call := range calls {
		if name == "Create" {
			continue
		}
		if err := call(s, context.Background()); !errors.Is(err, errNoIndex) || !strings.Contains(err.Error(), "call Create") {
			t.Errorf("%s: got error %v, want %v", name, err, errNoIndex)
		}
	}
	for _, name := range []string{s.names.index, s.names.state} {
		if status, _ := raw(t, urls[0], "HEAD", "/"+name, ""); status != 404 {
			t.Errorf("the index %s was made by a call: status %d", name, status)
		}
	}
	must(t, s.Create(context.Background()))
	for name, call := range calls {
		if err := call(s, context.Background()); err != nil {
			t.Errorf("%s after Create: %v", name, err)
		}
	}
}

// TestCreate checks that Create can be called again, at once, and for indexes that were
// made before.
func TestCreate(t *testing.T) {
	t.Parallel()
	urls := cluster(t)
	ctx := context.Background()
	t.Run("again, nothing changes", func(t *testing.T) {
		s := newStore(t, Options{Refresh: true})
		must(t, s.Put(ctx, crues(3, 1)...))
		before := holds(t, s)
		for _, s := range []*Store{s, another(t, s)} {
			must(t, s.Create(ctx))
			must(t, s.Put(ctx, crue("a00001", 2)))
		}
		_, answer := raw(t, urls[0], "GET", "/"+s.names.index+"/_settings?flat_settings=true", "")
		for _, want := range []string{`"index.replication.type":"DOCUMENT"`, `"index.gc_deletes":"1h"`} {
			if !strings.Contains(string(answer), want) {
				t.Errorf("settings %s: want %s", answer, want)
			}
		}
		after := holds(t, s)
		if len(after) != 3 || after["a00000"] != before["a00000"] || after["a00001"].sum == before["a00001"].sum {
			t.Errorf("before %v, after %v", before, after)
		}
	})
	t.Run("by several programs at once", func(t *testing.T) {
		name := indexName(t, urls)
		var group sync.WaitGroup
		faults := make([]error, 6)
		for i := range faults {
			s, err := New(clientOf(t, urls[i%2:i%2+1]), Options{Name: name, Refresh: true})
			must(t, err)
			group.Go(func() {
				if faults[i] = s.Create(ctx); faults[i] == nil {
					faults[i] = s.Put(ctx, crue(fmt.Sprint("a", i), i))
				}
			})
		}
		group.Wait()
		must(t, errors.Join(faults...))
		s, err := New(clientOf(t, urls), Options{Name: name})
		must(t, err)
		if got, want := found(t, s), "a0 a1 a2 a3 a4 a5"; got != want {
			t.Errorf("found %q, want %q", got, want)
		}
	})
	t.Run("an index of three shards without copies", func(t *testing.T) {
		name := indexName(t, urls)
		raw(t, urls[0], "PUT", "/"+name, `{"settings":{"number_of_shards":3,"number_of_replicas":0,"refresh_interval":"7s"}}`)
		s := newStore(t, Options{Name: name})
		must(t, s.Put(ctx, crues(30, 1)...))
		must(t, s.Put(ctx, crue("a00003", 2)))
		must(t, s.Delete(ctx, "a00007"))
		if got := strings.Fields(found(t, s)); len(got) != 29 || slices.Contains(got, "a00007") {
			t.Errorf("found %d stories of 29: %v", len(got), got)
		}
		_, answer := raw(t, urls[0], "GET", "/"+name+"/_settings?flat_settings=true", "")
		for _, want := range []string{`"index.number_of_shards":"3"`, `"index.number_of_replicas":"0"`, `"index.refresh_interval":"7s"`, `"index.gc_deletes":"1h"`} {
			if !strings.Contains(string(answer), want) {
				t.Errorf("settings %s: want %s", answer, want)
			}
		}
	})
	for _, c := range []struct{ rule, index, want string }{
		{"an index of others", `{"mappings":{"properties":{"id":{"type":"long"},"title":{"type":"text"}}}}`, "another mapping"},
		{"an index that copies segments", `{"settings":{"replication.type":"SEGMENT","number_of_replicas":0}}`, "replication.type"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			name := indexName(t, urls)
			if status, answer := raw(t, urls[0], "PUT", "/"+name, c.index); status != 200 {
				t.Skipf("the cluster refuses it: %s", answer)
			}
			s, err := New(clientOf(t, urls), Options{Name: name})
			must(t, err)
			err = s.Create(ctx)
			var own *presse.Error
			if !errors.As(err, &own) || own.Value != name || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Create: got error %v, want an *Error with the name and %q", err, c.want)
			}
			if err := s.Put(ctx, crue("a", 1)); !errors.Is(err, errNoIndex) {
				t.Errorf("Put: got error %v, want %v", err, errNoIndex)
			}
			if status, _ := raw(t, urls[0], "HEAD", "/"+s.names.state, ""); status != 404 {
				t.Errorf("Create went on: status %d of the other index", status)
			}
		})
	}
	t.Run("indexes of another version", func(t *testing.T) {
		s := newStore(t, Options{})
		must(t, s.Put(ctx, crues(2, 1)...))
		for _, name := range []string{s.names.state, s.names.index} {
			if status, answer := raw(t, urls[0], "PUT", "/"+name+"/_mapping", `{"_meta":{"presse":99}}`); status != 200 {
				t.Fatalf("%s", answer)
			}
			if err := another(t, s).Create(ctx); !errors.Is(err, presse.ErrVersion) {
				t.Errorf("Create, %s of version 99: got error %v, want %v", name, err, presse.ErrVersion)
			}
		}
		for name, call := range calls {
			if err := call(another(t, s), ctx); !errors.Is(err, presse.ErrVersion) {
				t.Errorf("%s: got error %v, want %v", name, err, presse.ErrVersion)
			}
		}
	})
	t.Run("an alias of one index", func(t *testing.T) {
		name := indexName(t, urls)
		raw(t, urls[0], "PUT", "/"+name+"-1", `{"aliases":{"`+name+`":{}}}`)
		s := newStore(t, Options{Name: name, Refresh: true})
		must(t, s.Put(ctx, crues(3, 1)...))
		if got, want := found(t, s), "a00000 a00001 a00002"; got != want {
			t.Errorf("found %q, want %q", got, want)
		}
		raw(t, urls[0], "PUT", "/"+name+"-2", `{"aliases":{"`+name+`":{}}}`)
		if err := another(t, s).Create(ctx); !errors.Is(err, errAlias) {
			t.Errorf("an alias of two: got error %v, want %v", err, errAlias)
		}
	})
}

// TestLostIndex deletes the index of a Store that is in use: no call makes another in its
// place, so that it can be restored.
func TestLostIndex(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(3, 1)...))
	found(t, s)
	url := cluster(t)[0]
	raw(t, url, "DELETE", "/"+s.names.index, "")
	for name, call := range calls {
		if name == "Create" {
			continue
		}
		if err := call(s, ctx); err == nil || name != "Related" && !errors.Is(err, errNoIndex) {
			t.Errorf("%s: got error %v, want %v", name, err, errNoIndex)
		}
		if status, _ := raw(t, url, "HEAD", "/"+s.names.index, ""); status != 404 {
			t.Fatalf("%s has made an index", name)
		}
	}
	must(t, s.Create(ctx))
	must(t, s.Put(ctx, crue("a", 1)))
	if got := heldIDs(t, s); got != "a" {
		t.Errorf("after Create the store holds %q, want a", got)
	}
}

// TestLostTurns deletes the index of the numbers, which a write makes anew on most clusters:
// no call uses them before Create has made them greater than those in use.
func TestLostTurns(t *testing.T) {
	t.Parallel()
	urls := cluster(t)
	ctx := context.Background()
	s := newStore(t, Options{Refresh: true, Frequencies: level{}})
	must(t, s.Put(ctx, crues(3, 1)...))
	must(t, s.Put(ctx, crue("gone", 1)))
	// The turn of this Sync is greater than that of any story, and it is the version of
	// what it deletes.
	must(t, s.Sync(ctx, archiveOf(crues(3, 1))))
	before := holds(t, s)
	raw(t, urls[0], "DELETE", "/"+s.names.state, "")
	for round := range 3 {
		for _, s := range []*Store{s, another(t, s)} {
			for _, name := range []string{"Put", "Delete", "Sync"} {
				if err := calls[name](s, ctx); !errors.Is(err, errNoTurns) {
					t.Errorf("%s, round %d: got error %v, want %v", name, round, err, errNoTurns)
				}
			}
		}
	}
	if got := holds(t, s); len(got) != 3 || got["a00000"] != before["a00000"] {
		t.Errorf("calls that failed have changed the index: before %v, after %v", before, got)
	}
	must(t, another(t, s).Create(ctx))
	if has, err := s.version(ctx, s.names.state); !has || err != nil {
		t.Errorf("after Create: has a mapping: %v, error %v", has, err)
	}
	must(t, s.Put(ctx, crue("a00000", 2), crue("gone", 2)))
	must(t, s.Delete(ctx, "a00001"))
	if got, want := found(t, s), "a00000 a00002 gone"; got != want {
		t.Errorf("after Create: found %q, want %q", got, want)
	}
	// What a Sync from before sends now is refused or replaced by the next one.
	must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a00002", 1)})))
	if got := holds(t, s); len(got) != 1 || got["a00002"].turn == before["a00002"].turn {
		t.Errorf("after Sync: got %v, want a00002 with a new turn", got)
	}
}

// TestLostTurnsOfNothing deletes the index of the numbers of an empty store.
func TestLostTurnsOfNothing(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Frequencies: level{}})
	ctx := context.Background()
	raw(t, cluster(t)[0], "DELETE", "/"+s.names.state, "")
	if err := s.Put(ctx, crue("a", 1)); !errors.Is(err, errNoTurns) {
		t.Errorf("Put: got error %v, want %v", err, errNoTurns)
	}
	must(t, s.Create(ctx))
	must(t, s.Put(ctx, crue("a", 1)))
	if got := heldIDs(t, s); got != "a" {
		t.Errorf("the store holds %q, want a", got)
	}
}

// TestOldTurns brings back the index of the numbers from an older copy: a Put of a held story
// says so, and Create makes them greater than those in use.
func TestOldTurns(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newStore(t, Options{Frequencies: level{}})
	old, err := s.lastTurn(ctx)
	must(t, err)
	for version := range 5 {
		must(t, s.Put(ctx, crues(3, version)...))
	}
	before := holds(t, s)
	raw(t, cluster(t)[0], "DELETE", "/"+s.names.state, "")
	raw(t, cluster(t)[0], "PUT", "/"+s.names.state+fmt.Sprint("/_doc/turn?version_type=external&version=", old), "{}")
	if err := s.Put(ctx, crue("a00000", 9)); !errors.Is(err, errNoTurns) {
		t.Errorf("Put: got error %v, want %v", err, errNoTurns)
	}
	if err := s.Delete(ctx, "a00001"); !errors.Is(err, errNoTurns) {
		t.Errorf("Delete: got error %v, want %v", err, errNoTurns)
	}
	if got := holds(t, s); !maps.Equal(got, before) {
		t.Errorf("before %v, after %v", before, got)
	}
	must(t, another(t, s).Create(ctx))
	must(t, s.Put(ctx, crue("a00000", 9)))
	must(t, s.Delete(ctx, "a00001"))
	if got := holds(t, s); len(got) != 2 || got["a00000"].sum == before["a00000"].sum {
		t.Errorf("after Create: got %v", got)
	}
	turn, err := s.lastTurn(ctx)
	must(t, err)
	must(t, s.Create(ctx))
	if again, err := s.lastTurn(ctx); again != turn || err != nil {
		t.Errorf("Create again: turn %d, error %v, want %d", again, err, turn)
	}
}

// oddIDs are IDs that a store can hold.
var oddIDs = []string{
	`"`, `\`, `a"b`, `{"a":1}`, "/", "..", ".", "a/../b", "_x", "_doc", "_id", "?", "#a", "a b", " ", "\t", "a\nb", "\r\n", "%2e", "*", "a,b", "+", "-1", "0", "null", "true",
	"é", "e\u0301", "\u2028", "\ufeff", "😀", "الرباط", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "<b>&amp;", "https://example.org/2026/05/04/crue?x=1&y=2",
	"sha256:", "sha256:x", docID(strings.Repeat("i", 513)), "SHA256:x",
	strings.Repeat("i", 511), strings.Repeat("i", 512), strings.Repeat("i", 513), strings.Repeat("i", 1023), strings.Repeat("i", 1024), strings.Repeat("é", 512), strings.Repeat("\x01", 512), strings.Repeat("\x01", 513),
}

// TestIDs checks that an article with any ID is held, found, excluded, pinned, replaced and
// deleted, and no other for it.
func TestIDs(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true, Frequencies: level{}})
	ctx := context.Background()
	var all []*presse.Article
	for i, id := range oddIDs {
		all = append(all, crue(id, i))
	}
	must(t, s.Put(ctx, all...))
	asked := crue("asked", 1)
	q := presse.Query{At: at, MinScore: -1, Copies: true, Limit: 100}
	want := slices.Sorted(slices.Values(oddIDs))
	check := func(rule string, q presse.Query, want []string) {
		t.Helper()
		got, err := s.Related(ctx, asked, q)
		ids := idsOf(got)
		slices.Sort(ids)
		if err != nil || !slices.Equal(ids, want) {
			t.Errorf("%.100s: got %.200q, error %v, want %.200q", rule, ids, err, want)
		}
	}
	check("all", q, want)
	exact := q
	exact.Exact = true
	check("all, Exact", exact, want)
	for i, id := range oddIDs {
		without := slices.DeleteFunc(slices.Clone(want), func(x string) bool { return x == id })
		q := q
		q.Exclude = []string{id, "\xff", "\x00", ""}
		check(fmt.Sprintf("without %q", id), q, without)
		q = presse.Query{At: at, MinScore: 1, Pinned: []string{id, "\xff", "\x00"}}
		check(fmt.Sprintf("%q pinned", id), q, []string{id})
		if i%4 == 0 {
			must(t, s.Delete(ctx, id))
			check(fmt.Sprintf("%q deleted", id), presse.Query{At: at, MinScore: -1, Copies: true, Limit: 100}, without)
			must(t, s.Put(ctx, crue(id, i+1)))
		}
	}
	must(t, s.Sync(ctx, archiveOf(all)))
	check("all, after Sync", q, want)
	must(t, s.Sync(ctx, archiveOf(all[:1])))
	check("one, after Sync", q, oddIDs[:1])
}

// TestDescriptions checks sections and tags that are not valid UTF-8, and others that are
// odd.
func TestDescriptions(t *testing.T) {
	t.Parallel()
	s := newStore(t, Options{Refresh: true})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	var all []*presse.Article
	for i, name := range []string{"\xff\xfe", "Sports\xff", `a"b`, "sport/football", "N.B.A.", "a\nb", "الرياضة", "😀", strings.Repeat("section ", 400), "x"} {
		a := crue(fmt.Sprint("a", i), i)
		a.Sections, a.Tags = []string{name}, []string{name + "\xfe", "étiquette." + name}
		a.Body += " La N.B.A. a parlé de l’O.N.U., du .fr, de C++ et de " + name + " à 3.14, aujourd’hui."
		all = append(all, a)
	}
	none := news("none", "", "", 1)
	all = append(all, none, news("empty", "?", "…", 1))
	must(t, s.Put(ctx, all...))
	must(t, index.Put(all...))
	every, err := presse.NewTaxonomy(presse.Section{Slug: "sport", Name: "Sport"}, presse.Section{Slug: "football", Name: "Football", Parent: "sport"})
	must(t, err)
	for _, a := range all {
		for _, q := range []presse.Query{
			{}, {Sections: a.Sections}, {NotSections: a.Sections}, {NotTags: a.Tags}, {Sections: []string{"sport"}, Taxonomy: every}, {NotSections: []string{"sport"}, Taxonomy: every},
		} {
			q.At, q.MinScore, q.Copies, q.Limit = at, -1, true, 20
			exact := q
			exact.Exact = true
			want, wantErr := index.Related(a, exact)
			for _, q := range []presse.Query{q, exact} {
				got, err := s.Related(ctx, a, q)
				if (err == nil) != (wantErr == nil) {
					t.Errorf("%s, query %+v: got error %v, Index %v", a.ID, q, err, wantErr)
					continue
				}
				compare(t, fmt.Sprintf("%s, query %+v", a.ID, q), got, want)
			}
		}
	}
}

// TestDocument checks what is written of an article, without a cluster.
func TestDocument(t *testing.T) {
	story := func(id string, words ...rank.Keyword) *document {
		a := crue(id, 1)
		a.Sections = []string{"Économie\xff"}
		d := documents(t, a)[0]
		d.words = words
		d.Published, d.From, d.Until = related.Undated, related.Undated, related.Never
		d.Labels = []uint64{0, 35, 1<<64 - 1}
		d.Digest = rank.Digest("\x00\xff digest")
		return d
	}
	for _, c := range []struct {
		rule string
		d    *document
		want string
	}{
		{"a deleted article leaves its ID and its turn", &document{id: "a"}, `{"index":{"_id":"a","version":7,"version_type":"external"}}
{"id":"a","part":` + fmt.Sprint(partOf("a")) + `,"turn":7}
`},
		{"dates are clamped, labels written in base 36, names and the digest in base64; light and double words are left out",
			story("a", rank.Keyword{Text: "n.b.a", Weight: 1.23456789}, rank.Keyword{Text: "léger", Weight: 1e-7}, rank.Keyword{Text: "n.b.a", Weight: 1}, rank.Keyword{Text: "crue", Weight: 1e-6}, rank.Keyword{Text: "", Weight: 0}),
			`{"index":{"_id":"a","version":7,"version_type":"external"}}
{"id":"a","part":` + fmt.Sprint(partOf("a")) + `,"turn":7,"offered":true,"published":-9000000000000000,"shown_from":-9000000000000000,` +
				`"labels":["0","z","3w5e11264sgsf"],"sections":["w4ljb25vbWll_w"],"row":"BwFhAP8gZGlnZXN0","words":{"` + feature("n.b.a") + `":1.2346,"` + feature("crue") + `":1e-06}}
`},
		{"what is not offered says so, without sections and words; nothing is shown before its date", func() *document {
			d := story("a")
			d.Unoffered, d.Sections, d.Labels = true, nil, nil
			d.Published, d.From, d.Until = 2, 1, 3
			return d
		}(), `{"index":{"_id":"a","version":7,"version_type":"external"}}
{"id":"a","part":` + fmt.Sprint(partOf("a")) + `,"turn":7,"offered":false,"published":2,"shown_from":2,"shown_until":3,"labels":[],"row":"BwFhAP8gZGlnZXN0","words":{}}
`},
	} {
		if got := string(appendDocument(nil, c.d, 7)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, got, c.want)
		}
	}
}

// storiesOf returns what a store keeps of articles.
func storiesOf(tb testing.TB, articles ...*presse.Article) []*engine.Story {
	tb.Helper()
	stories, err := engine.ReadAll(context.Background(), articles, presse.IndexOptions{})
	must(tb, err)
	return stories
}

// documents returns what a store writes of articles.
func documents(tb testing.TB, articles ...*presse.Article) []*document {
	tb.Helper()
	all := documentsOf(storiesOf(tb, articles...))
	for _, d := range all {
		var err error
		d.words, err = d.Words(level{})
		must(tb, err)
	}
	return all
}

// TestFilter checks what OpenSearch is asked to leave out, without a cluster. Choose leaves it
// out too; but then it would take the place of other candidates.
func TestFilter(t *testing.T) {
	const first, last = "-9000000000000000", "9000000000000000"
	for _, c := range []struct {
		rule string
		f    related.Filter
		q    presse.Query
		want string
	}{
		{"what is not offered", related.Filter{}, presse.Query{}, `"filter":[],"must_not":[{"term":{"offered":false}}]`},
		{"what is not public", related.Filter{Timed: true, Now: 5}, presse.Query{},
			`"filter":[],"must_not":[{"term":{"offered":false}},{"range":{"shown_from":{"gt":5}}},{"range":{"shown_until":{"lte":5}}}]`},
		{"what is not public, at the end of time", related.Filter{Timed: true, Now: 1<<63 - 1}, presse.Query{},
			`"filter":[],"must_not":[{"term":{"offered":false}},{"range":{"shown_from":{"gt":8999999999999999}}},{"range":{"shown_until":{"lte":8999999999999999}}}]`},
		{"what is old", related.Filter{Aged: true, Earliest: 5}, presse.Query{}, `"filter":[{"range":{"published":{"gte":5}}}],"must_not":[{"term":{"offered":false}}]`},
		{"what has no date, at the beginning of time", related.Filter{Aged: true, Earliest: -1 << 63}, presse.Query{}, `"filter":[{"range":{"published":{"gte":-8999999999999999}}}],"must_not":[{"term":{"offered":false}}]`},
		{"other labels", related.Filter{Langs: []uint64{1}, Sections: []uint64{}, Genres: []uint64{2, 35}}, presse.Query{},
			`"filter":[{"terms":{"labels":["1"]}},{"terms":{"labels":[]}},{"terms":{"labels":["2","z"]}}],"must_not":[{"term":{"offered":false}}]`},
		{"labels and IDs", related.Filter{Not: []uint64{1}}, presse.Query{Exclude: []string{`a"`, "\xff"}}, `"filter":[],"must_not":[{"term":{"offered":false}},{"terms":{"labels":["1"]}},{"terms":{"id":["a\""]}}]`},
		{"IDs", related.Filter{}, presse.Query{Exclude: []string{"a", "b"}}, `"filter":[],"must_not":[{"term":{"offered":false}},{"terms":{"id":["a","b"]}}]`},
	} {
		c.q.At = at
		asked, err := engine.Ask("related", crue("x", 1), c.q, presse.IndexOptions{})
		must(t, err)
		k := &asking{Asked: asked}
		if got := string(k.appendFilter(nil, &c.f)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, got, c.want)
		}
	}
	if got := fmt.Sprint(seconds(-1<<63), " ", seconds(1<<63-1), " ", seconds(7)); got != first+" "+last+" 7" {
		t.Errorf("seconds: got %s", got)
	}
}

func TestDocID(t *testing.T) {
	ids := map[string]string{}
	for _, id := range append(slices.Clone(oddIDs), "sha256:"+docID("sha256:"), docID("sha256:x"), docID(docID("sha256:x"))) {
		key := docID(id)
		if first, twice := ids[key]; twice && first != id {
			t.Errorf("%q and %q have the _id %q", first, id, key)
		}
		ids[key] = id
		if len(key) > maxDocID {
			t.Errorf("the _id of %q has %d bytes", id, len(key))
		}
		if short := len(id) <= maxDocID && !strings.HasPrefix(id, hashed); short && key != id {
			t.Errorf("the _id of %q is %q", id, key)
		}
	}
}

// TestPartOf checks that parts are as large as one another, whatever IDs look like, in each
// range that a scan reads and at each rate at which stories are counted.
func TestPartOf(t *testing.T) {
	const n = 40_000
	for rule, format := range map[string]string{
		"numbers": "%d", "long numbers": "2026%010d", "paths": "https://example.org/actualites/%d/article.html", "UUIDs": "00000000-0000-4000-8000-%012x", "the end does not differ": "%d-crue-de-l-oued-sebou",
	} {
		ranges, rates := make([]int, 16), map[int64]int{}
		for i := range n {
			part := partOf(fmt.Sprintf(format, i))
			if part < 0 || part >= parts {
				t.Fatalf("%s: part %d", rule, part)
			}
			ranges[part*16/parts]++
			for _, rate := range []int64{4, 16, 64} {
				if part%rate == 0 {
					rates[rate]++
				}
			}
		}
		for i, got := range ranges {
			if got < n/16*8/10 || got > n/16*12/10 {
				t.Errorf("%s: %d IDs in the %dth of 16 ranges, want %d ± 20 %%", rule, got, i, n/16)
			}
		}
		for rate, got := range rates {
			if want := n / int(rate); got < want*8/10 || got > want*12/10 {
				t.Errorf("%s: %d IDs at the rate %d, want %d ± 20 %%", rule, got, rate, want)
			}
		}
	}
}

// TestFeature checks that words with any characters have names that can be found: without
// full stops, and distinct.
func TestFeature(t *testing.T) {
	names := map[string]string{}
	words := []string{"", ".", "n.b.a", "n.b.a.", "n b a", "c++", "*", "aujourd’hui", "l'oued", "الرباط", "\xff", "\x00", strings.Repeat("é", 1000)}
	for i := range 20_000 {
		words = append(words, fmt.Sprint("mot", i))
	}
	for _, w := range words {
		name := feature(w)
		if name == "" || len(name) > 8 || strings.Trim(name, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("the feature of %q is %q", w, name)
		}
		if other, twice := names[name]; twice {
			t.Errorf("%q and %q have the feature %q", w, other, name)
		}
		names[name] = w
	}
}

func TestSectionKey(t *testing.T) {
	for _, name := range []string{"", "sport", "Économie", "\xff\xfe", "a/b", "a\x00b", "_", "\n"} {
		if got, err := sectionName(sectionKey(name)); err != nil || got != name {
			t.Errorf("%q is read as %q, error %v", name, got, err)
		}
	}
}
