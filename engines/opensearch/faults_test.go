package opensearch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/rank"
)

// Nodes that fail. The rules are those of README.md: within the time of the context, every
// call returns an error, or what it would return if nothing had failed; a query may also
// return what it has with rank.ErrPartial. What was withheld is never an answer.

// late is how much later than its time a call may end here, where other processes work.
const late = 1500 * time.Millisecond

// quickFaults makes a cluster notice in four seconds that a node hangs, not in half a minute.
const quickFaults = "cluster.fault_detection.follower_check.timeout: 1s\n" +
	"cluster.fault_detection.follower_check.retry_count: 2\n" +
	"cluster.fault_detection.leader_check.timeout: 1s\n" +
	"cluster.fault_detection.leader_check.retry_count: 2\n"

// flood returns a story about a flood. All of them are related.
func flood(n, version int) *presse.Article {
	a := news(fmt.Sprintf("crue-%04d", n), "La crue de l’oued Sebou à Kénitra",
		fmt.Sprintf("L’oued Sebou déborde à Kénitra. Les pompiers évacuent les quartiers bas. Témoin%d, témoin%d et riverain%d racontent. Version%d.", n, n/2, n/3, version), n%50)
	a.Sections = []string{[]string{"/maroc", "/maroc/gharb", "/monde"}[n%3]}
	return a
}

func floods(from, to, version int) (all []*presse.Article) {
	for n := from; n < to; n++ {
		all = append(all, flood(n, version))
	}
	return all
}

// withheld are stories that a query must not find, though they are related.
func withheld() []*presse.Article {
	all := floods(9000, 9004, 1)
	all[0].Status = presse.StatusDraft
	all[1].Embargo = at.Add(time.Hour)
	all[2].NoRelated = true
	all[3].Status = presse.StatusWithdrawn
	for _, a := range all {
		a.ID = "secret-" + a.ID
	}
	return all
}

// indexIn makes an index with shards of its own, and the Store of it that each client has.
func indexIn(tb testing.TB, urls []string, shards, copies int, o Options, clients ...*opensearchapi.Client) (stores []*Store) {
	tb.Helper()
	o.Name = indexName(tb, urls)
	// No node has them all, if there are no copies.
	most := shards*(1+copies) - 1
	if copies > 0 {
		most = shards * 2
	}
	settings := fmt.Sprintf(`{"settings": {"number_of_shards": %d, "number_of_replicas": %d, "routing.allocation.total_shards_per_node": %d, "unassigned.node_left.delayed_timeout": "60s"}}`, shards, copies, most)
	if status, answer := raw(tb, urls[0], "PUT", "/"+o.Name, settings); status != 200 {
		tb.Fatalf("status %d: %s", status, answer)
	}
	for i, client := range clients {
		s, err := New(client, o)
		must(tb, err)
		if i == 0 {
			must(tb, s.Create(context.Background()))
		}
		stores = append(stores, s)
	}
	green(tb, urls[0], o.Name+"*")
	return stores
}

// timed makes a call with a time-out and checks what every call must keep.
func timed(tb testing.TB, rule string, limit time.Duration, call func(ctx context.Context) error) error {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	start := time.Now()
	err := call(ctx)
	took := time.Since(start)
	var own *presse.Error
	switch {
	case took > limit+late:
		tb.Errorf("%s: %v after %v, want an answer within %v", rule, err, took, limit)
	case err != nil && !errors.As(err, &own):
		tb.Errorf("%s: got error %v (%T), want a *presse.Error", rule, err, err)
	case err != nil && took >= limit && !errors.Is(err, context.DeadlineExceeded):
		tb.Errorf("%s: got error %v after %v, want DeadlineExceeded", rule, err, took)
	}
	return err
}

// until repeats a call with a time-out until it succeeds, for half a minute, and returns how
// long that took.
func until(tb testing.TB, rule string, limit time.Duration, call func(ctx context.Context) error) time.Duration {
	tb.Helper()
	start := time.Now()
	for {
		err := timed(tb, rule, limit, call)
		if err == nil {
			return time.Since(start)
		}
		if time.Since(start) > 30*time.Second {
			tb.Fatalf("%s: still %v", rule, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// A kindOfQuery is a query and the stories that it should find.
type kindOfQuery struct {
	name  string
	q     presse.Query
	finds func(id string) bool
}

// kindsOfQuery returns queries that are answered in different ways.
func kindsOfQuery(tb testing.TB) []kindOfQuery {
	tb.Helper()
	taxonomy, err := presse.NewTaxonomy(presse.Section{Name: "Maroc", Slug: "maroc"}, presse.Section{Parent: "maroc", Name: "Gharb", Slug: "gharb"}, presse.Section{Name: "Monde", Slug: "monde"})
	must(tb, err)
	number := func(id string) (n int) { fmt.Sscanf(id, "crue-%d", &n); return n }
	all := presse.Query{At: at, MinScore: -1, Copies: true, Limit: 100}
	exact, pinned, sections, only := all, all, all, all
	exact.Exact = true
	pinned.Pinned = []string{"crue-0007", "crue-0001", "crue-0004", "crue-0030", "secret-crue-9000"}
	sections.Taxonomy, sections.Sections = taxonomy, []string{"/maroc"}
	odd := func(id string) bool { return number(id)%2 == 1 }
	only.Only = odd
	every := func(string) bool { return true }
	return []kindOfQuery{
		{"plain", all, every},
		{"Exact", exact, every},
		{"Pinned", pinned, every},
		{"Taxonomy", sections, func(id string) bool { return number(id)%3 != 2 }},
		{"Only", only, odd},
	}
}

// matched returns the IDs of matches, sorted.
func matched(matches []presse.Match) (list []string) {
	for _, m := range matches {
		list = append(list, m.ID)
	}
	slices.Sort(list)
	return list
}

// asks asks one query and checks that the answer is what it should be, if there is one: all
// of the stories that are there, or with ErrPartial those of live.
func asks(tb testing.TB, rule string, s *Store, limit time.Duration, k kindOfQuery, there, live map[string]bool) error {
	tb.Helper()
	var got []presse.Match
	rule += ", " + k.name
	err := timed(tb, rule, limit, func(ctx context.Context) (err error) {
		got, err = s.Related(ctx, flood(9999, 1), k.q)
		return err
	})
	whole, part := expected(k, there), expected(k, live)
	switch have := matched(got); {
	case err == nil && !slices.Equal(have, whole):
		tb.Errorf("%s: got %d stories without an error, want %d: %v, want %v", rule, len(have), len(whole), have, whole)
	case errors.Is(err, rank.ErrPartial) && (live == nil || !slices.Equal(have, part)):
		tb.Errorf("%s: got %v, error %v, want %v", rule, have, err, part)
	case err != nil && !errors.Is(err, rank.ErrPartial) && got != nil:
		tb.Errorf("%s: got %v, error %v, want no matches", rule, have, err)
	}
	return err
}

func expected(k kindOfQuery, there map[string]bool) (list []string) {
	for id := range there {
		if k.finds(id) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

func setOf(articles []*presse.Article) map[string]bool {
	set := map[string]bool{}
	for _, a := range articles {
		set[a.ID] = true
	}
	return set
}

// digestsIn returns the digests of the stories that copies of the shards hold, by ID. Which
// copies is what OpenSearch calls a preference.
func digestsIn(tb testing.TB, url string, s *Store, preference string) map[string]string {
	tb.Helper()
	raw(tb, url, "POST", "/"+s.names.index+"/_refresh", "")
	status, body := raw(tb, url, "POST", "/"+s.names.index+"/_search?preference="+preference, `{"size":10000,`+fields+`,"query":`+aStory+`}`)
	var got answer
	if err := got.parse(body); status != 200 || err != nil {
		tb.Fatalf("status %d, error %v: %s", status, err, body)
	}
	stories := map[string]string{}
	for _, h := range got.hits {
		if _, twice := stories[h.id]; twice {
			tb.Errorf("%s is there twice", h.id)
		}
		stories[h.id] = string(h.digest)
	}
	return stories
}

// storesHold checks that all copies of an index hold exactly these articles.
func storesHold(tb testing.TB, rule string, urls []string, s *Store, want []*presse.Article) {
	tb.Helper()
	digests := map[string]string{}
	for _, a := range want {
		d, err := rank.NewDigest(a, s.options.Index)
		must(tb, err)
		digests[a.ID] = string(d)
	}
	for i, url := range urls {
		got := digestsIn(tb, url, s, "_local")
		for _, id := range slices.Sorted(maps.Keys(got)) {
			switch d, wanted := digests[id]; {
			case !wanted:
				tb.Errorf("%s: node %d holds %s, which is not there", rule, i+1, id)
			case d != got[id]:
				tb.Errorf("%s: node %d holds an old %s", rule, i+1, id)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(digests)) {
			if _, ok := got[id]; !ok {
				tb.Errorf("%s: node %d does not hold %s", rule, i+1, id)
			}
		}
	}
}

// faultIDs returns the IDs that an error names.
func faultIDs(err error) (list []string) {
	for _, f := range presse.Faults(err) {
		if f.Field == "id" {
			list = append(list, f.Value)
		}
	}
	slices.Sort(list)
	return list
}

// noLeaks checks in the end that no goroutine of the package outlives its call.
func noLeaks(t *testing.T) {
	t.Helper()
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("test", t.Name())))
	t.Cleanup(func() {
		pprof.SetGoroutineLabels(context.Background())
		var left []string
		for range 40 {
			if left = running(t); len(left) == 0 {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Errorf("%d goroutines are left:\n%s", len(left), strings.Join(left, "\n\n"))
	})
}

// running returns the goroutines of the package that a test which has called noLeaks has
// started.
func running(t *testing.T) (list []string) {
	t.Helper()
	var b bytes.Buffer
	must(t, pprof.Lookup("goroutine").WriteTo(&b, 1))
	for _, g := range strings.Split(b.String(), "\n\n") {
		if strings.Contains(g, `"test":"`+t.Name()+`"`) && strings.Contains(g, "engines/opensearch.") && !strings.Contains(g, "_test.go") {
			list = append(list, g)
		}
	}
	return list
}

func notShort(tb testing.TB) {
	if testing.Short() {
		conformance.Skip(tb, "slow", "run without -short")
	}
}

// TestOwnNodes kills and pauses nodes, of one cluster after the other: together they
// take as long as all other tests.
func TestOwnNodes(t *testing.T) {
	notShort(t)
	t.Parallel()
	t.Run("killed", killedNode)
	t.Run("paused", pausedNode)
}

func killedNode(t *testing.T) {
	noLeaks(t)
	urls, act := ownCluster(t, 2, quickFaults)
	client, other := clientOf(t, urls), clientOf(t, urls)
	archive := floods(0, 60, 1)
	all := setOf(archive)
	stores := indexIn(t, urls, 3, 0, Options{Candidates: 10}, client, other)
	lone, fresh := stores[0], stores[1]
	copied := indexIn(t, urls, 3, 1, Options{Candidates: 10}, client)[0]
	kinds := kindsOfQuery(t)
	for _, s := range []*Store{lone, copied} {
		must(t, s.Put(context.Background(), archive...))
		must(t, s.Put(context.Background(), withheld()...))
		must(t, s.refresh(context.Background()))
		for _, k := range kinds {
			must(t, asks(t, "all nodes", s, 20*time.Second, k, all, nil))
		}
	}
	live := map[string]bool{}
	for id := range digestsIn(t, urls[0], lone, "_only_local") {
		live[id] = all[id]
	}
	maps.DeleteFunc(live, func(_ string, ok bool) bool { return !ok })
	if len(live) == 0 || len(live) == len(all) {
		t.Fatalf("%d stories of %d on the first node", len(live), len(all))
	}

	act(2, "kill")
	for i := range 10 { // the first moments
		asks(t, "a shard is missing, first moments", lone, 2*time.Second, kinds[i%len(kinds)], all, live)
		asks(t, "a copy is missing, first moments", copied, 2*time.Second, kinds[i%len(kinds)], all, nil)
	}
	time.Sleep(time.Second)
	for _, k := range kinds {
		for rule, s := range map[string]*Store{"a shard is missing": lone, "a shard is missing, a Store that starts": fresh} {
			if err := asks(t, rule, s, 5*time.Second, k, all, live); !errors.Is(err, rank.ErrPartial) {
				t.Errorf("%s, %s: got error %v, want ErrPartial", rule, k.name, err)
			}
		}
		if err := asks(t, "a copy is missing", copied, 5*time.Second, k, all, nil); err != nil {
			t.Errorf("a copy is missing, %s: got error %v", k.name, err)
		}
	}

	// Writes.
	var dead []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if !live[id] {
			dead = append(dead, id)
		}
	}
	changed := floods(0, 60, 2)
	err := timed(t, "Put to a missing shard", 3*time.Second, func(ctx context.Context) error { return lone.Put(ctx, changed...) })
	if got := faultIDs(err); !slices.Equal(got, dead) || errors.Is(err, presse.ErrItem) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Put to a missing shard: got error %v, which names %v, want %v and no ErrItem", err, got, dead)
	}
	gone, kept := slices.Sorted(maps.Keys(live))[:2], dead[0]
	must(t, timed(t, "Delete beside a missing shard", 3*time.Second, func(ctx context.Context) error { return lone.Delete(ctx, gone[0]) }))
	err = timed(t, "Delete in a missing shard", 3*time.Second, func(ctx context.Context) error { return lone.Delete(ctx, gone[1], kept) })
	if got := faultIDs(err); !slices.Equal(got, []string{kept}) {
		t.Errorf("Delete in a missing shard: got error %v, which names %v, want %v", err, got, kept)
	}
	for _, id := range gone {
		delete(live, id)
		delete(all, id)
	}
	asks(t, "after Delete", lone, 5*time.Second, kinds[0], all, live)
	if err := timed(t, "Sync with a missing shard", 3*time.Second, func(ctx context.Context) error { return lone.Sync(ctx, archiveOf(floods(0, 60, 3))) }); !errors.Is(err, rank.ErrPartial) {
		t.Errorf("Sync with a missing shard: got error %v, want ErrPartial", err)
	}
	took := until(t, "Put, a copy is missing", 5*time.Second, func(ctx context.Context) error { return copied.Put(ctx, changed...) })
	t.Logf("Put with a copy missing after %v", took)
	must(t, timed(t, "Delete, a copy is missing", 5*time.Second, func(ctx context.Context) error { return copied.Delete(ctx, "crue-0005") }))
	want := slices.DeleteFunc(slices.Clone(changed), func(a *presse.Article) bool { return a.ID == "crue-0005" })
	for _, k := range kinds {
		must(t, asks(t, "a copy is missing, after Delete", copied, 5*time.Second, k, setOf(want), nil))
	}

	act(2, "start")
	green(t, urls[0], lone.names.index+"*")
	green(t, urls[0], copied.names.index+"*")
	storesHold(t, "copies, the node is back", urls, copied, append(slices.Clone(want), withheld()...))
	for range 4 {
		must(t, asks(t, "copies, the node is back", copied, 10*time.Second, kinds[0], setOf(want), nil))
	}
	must(t, lone.Put(context.Background(), changed...))
	for _, k := range kinds {
		must(t, asks(t, "the node is back", lone, 10*time.Second, k, setOf(changed), nil))
	}
	storesHold(t, "the node is back", urls, lone, append(slices.Clone(changed), withheld()...))
	must(t, lone.Sync(context.Background(), archiveOf(archive)))
	storesHold(t, "the node is back, Sync", urls, lone, archive)
	// The only manager.
	act(1, "kill")
	all = setOf(want)
	for i := range 10 {
		asks(t, "no manager, first moments", copied, 2*time.Second, kinds[i%len(kinds)], all, nil)
	}
	for _, k := range kinds {
		if err := asks(t, "no manager", copied, 5*time.Second, k, all, nil); err != nil {
			t.Errorf("no manager, %s: got error %v, want the answers of the other copies", k.name, err)
		}
	}
	for name, write := range map[string]func(ctx context.Context) error{
		"Put":    func(ctx context.Context) error { return copied.Put(ctx, archive[0]) },
		"Delete": func(ctx context.Context) error { return copied.Delete(ctx, "crue-0001") },
		"Sync":   func(ctx context.Context) error { return copied.Sync(ctx, archiveOf(archive)) },
	} {
		if err := timed(t, "no manager, "+name, time.Second, write); err == nil {
			t.Errorf("no manager, %s: got no error", name)
		}
	}
	act(1, "start")
	green(t, urls[1], copied.names.index+"*")
	until(t, "the manager is back", 10*time.Second, func(ctx context.Context) error { return copied.Sync(ctx, archiveOf(archive)) })
	storesHold(t, "the manager is back", urls, copied, archive)
	must(t, asks(t, "the manager is back", copied, 10*time.Second, kinds[0], setOf(archive), nil))
}

// pausedNode pauses a node of three, which all have a copy of each shard, and resumes it;
// then it kills the manager.
func pausedNode(t *testing.T) {
	noLeaks(t)
	urls, act := ownCluster(t, 3, quickFaults)
	manager := managerOf(t, urls[0])
	paused := manager%3 + 1
	one := []string{urls[paused-1]}
	clients := []*opensearchapi.Client{clientOf(t, urls), clientOf(t, urls), clientOf(t, one)}
	stores := indexIn(t, urls, 3, 2, Options{}, clients...)
	own, foreign, cutOff := stores[0], stores[1], stores[2]
	kind := kindsOfQuery(t)[0]
	archive := floods(0, 60, 1)
	must(t, own.Put(context.Background(), archive...))
	must(t, own.Put(context.Background(), withheld()...))
	must(t, own.refresh(context.Background()))
	all := setOf(archive)
	for _, s := range stores {
		must(t, asks(t, "all nodes", s, 20*time.Second, kind, all, nil))
	}

	act(paused, "pause")
	for range 3 {
		asks(t, "paused, 50 ms", foreign, 50*time.Millisecond, kind, all, nil)
		asks(t, "paused, 700 ms", foreign, 700*time.Millisecond, kind, all, nil)
	}
	answered := 0
	start := time.Now()
	const times = 5
	for range times {
		if asks(t, "paused, 4 s", own, 4*time.Second, kind, all, nil) == nil {
			answered++
		}
	}
	t.Logf("paused: %d of %d queries answered in %v", answered, times, time.Since(start))
	if answered < times {
		t.Errorf("paused: %d of %d queries were answered within 4 s", answered, times)
	}
	if err := asks(t, "only the node that is paused", cutOff, 300*time.Millisecond, kind, all, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("only the node that is paused: got error %v, want DeadlineExceeded", err)
	}
	taken := floods(0, 4, 2)
	taken[1].Embargo = at.Add(time.Hour)
	taken[2].NoRelated = true
	taken[3].Status = presse.StatusWithdrawn
	took := until(t, "Put, a node is paused", 2*time.Second, func(ctx context.Context) error { return own.Put(ctx, taken[1:]...) })
	t.Logf("paused: Put after %v", took)
	until(t, "Delete, a node is paused", 2*time.Second, func(ctx context.Context) error { return own.Delete(ctx, taken[0].ID) })
	now := append(slices.Clone(taken[1:]), archive[4:]...)
	for _, a := range taken {
		delete(all, a.ID)
	}
	must(t, asks(t, "paused, after take-downs", own, 4*time.Second, kind, all, nil))
	must(t, asks(t, "paused, after take-downs, another program", foreign, 4*time.Second, kind, all, nil))

	// The node that comes back has old copies. Nobody may see them.
	stop := time.Now().Add(8 * time.Second)
	var group sync.WaitGroup
	begun := make(chan struct{}, 9)
	stale := make([]atomic.Int64, 3)
	answers := make([]atomic.Int64, 3)
	for i, s := range stores {
		for range 3 {
			group.Go(func() {
				begun <- struct{}{}
				for time.Now().Before(stop) {
					ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
					got, err := s.Related(ctx, flood(9999, 1), kind.q)
					cancel()
					if err == nil {
						answers[i].Add(1)
					}
					for _, m := range got {
						if !all[m.ID] {
							stale[i].Add(1)
							break
						}
					}
				}
			})
		}
	}
	for range cap(begun) {
		<-begun
	}
	time.Sleep(50 * time.Millisecond)
	act(paused, "resume")
	group.Wait()
	for i, rule := range []string{"the Store that wrote", "another program", "another program that knows only this node"} {
		t.Logf("resumed, %s: %d answers, %d with stories that are withheld", rule, answers[i].Load(), stale[i].Load())
		if i < 2 && (stale[i].Load() > 0 || answers[i].Load() == 0) { // the third has not heard of the changes
			t.Errorf("resumed, %s: %d answers of %d have stories that are withheld", rule, stale[i].Load(), answers[i].Load())
		}
	}
	green(t, urls[manager-1], own.names.index+"*")
	storesHold(t, "resumed", urls, own, append(slices.Clone(now), withheld()...))

	// The manager is killed: another one is chosen.
	act(manager, "kill")
	for range 5 {
		asks(t, "the manager is killed, first moments", own, 2*time.Second, kind, all, nil)
	}
	took = until(t, "the manager is killed, Delete", 3*time.Second, func(ctx context.Context) error { return own.Delete(ctx, now[9].ID) })
	t.Logf("the manager is killed: Delete after %v", took)
	delete(all, now[9].ID)
	for _, s := range stores[:2] {
		must(t, asks(t, "the manager is killed", s, 5*time.Second, kind, all, nil))
	}
	var left []string
	for i, url := range urls {
		if i+1 != manager {
			left = append(left, url)
		}
	}
	storesHold(t, "the manager is killed", left, own, append(slices.Delete(now, 9, 10), withheld()...))
}

// managerOf returns the number of the node that manages the cluster.
func managerOf(tb testing.TB, url string) (k int) {
	tb.Helper()
	_, answer := raw(tb, url, "GET", "/_cat/cluster_manager?h=node", "")
	if _, err := fmt.Sscan(string(answer), &k); err != nil {
		tb.Fatalf("%v: %s", err, answer)
	}
	return k
}
