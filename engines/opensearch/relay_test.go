package opensearch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/presse-go/presse"
)

// A relay stands between a Store and a node, and does what its fate says with a request.
type relay struct {
	*httptest.Server
	node string

	mu      sync.Mutex
	fate    func(r *http.Request, body string) fate
	saved   []byte        // the last answer to a search
	release chan struct{} // held requests wait for it
	held    sync.WaitGroup
}

// A fate is what becomes of a request.
type fate int

const (
	pass   fate = iota // it reaches the node, and the answer comes back
	lose               // it reaches the node, and the connection is closed
	half               // it reaches the node, and the connection is closed in the middle of the answer
	refuse             // it does not reach the node, and the connection is closed
	hang               // it does not reach the node, and nothing comes back
	replay             // it does not reach the node, and the last answer to a search comes again
	hold               // it reaches the node when relay.release is closed; nothing comes back
)

// newRelay returns a relay to a node. Requests pass.
func newRelay(tb testing.TB, node string) *relay {
	tb.Helper()
	p := &relay{node: node, release: make(chan struct{})}
	p.Server = httptest.NewServer(p)
	tb.Cleanup(func() {
		p.CloseClientConnections()
		p.Close()
	})
	return p
}

// set decides the fate of requests to come. It is called by one goroutine at a time.
func (p *relay) set(f func(r *http.Request, body string) fate) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fate = f
}

// always is the fate of all requests, and once that of the first whose path ends so.
func always(f fate) func(*http.Request, string) fate {
	return func(*http.Request, string) fate { return f }
}

func once(path string, f fate) func(*http.Request, string) fate {
	done := false
	return func(r *http.Request, _ string) fate {
		if done || !strings.HasSuffix(r.URL.Path, path) {
			return pass
		}
		done = true
		return f
	}
}

func (p *relay) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p.mu.Lock()
	what := pass
	if p.fate != nil {
		what = p.fate(r, string(body))
	}
	p.mu.Unlock()
	url, method, kind := p.node+r.URL.RequestURI(), r.Method, r.Header.Get("Content-Type")
	deliver := func() (*http.Response, []byte, error) {
		q, err := http.NewRequest(method, url, bytes.NewReader(body))
		if err != nil {
			return nil, nil, err
		}
		if kind != "" {
			q.Header.Set("Content-Type", kind)
		}
		answer, err := http.DefaultClient.Do(q)
		if err != nil {
			return nil, nil, err
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		return answer, text, err
	}
	switch what {
	case refuse:
		panic(http.ErrAbortHandler)
	case hang:
		<-r.Context().Done()
		return
	case hold:
		p.held.Go(func() {
			<-p.release
			_, _, _ = deliver()
		})
		<-r.Context().Done()
		return
	}
	if what == replay {
		p.mu.Lock()
		defer p.mu.Unlock()
		_, _ = w.Write(p.saved)
		return
	}
	answer, text, err := deliver()
	if err != nil || what == lose {
		panic(http.ErrAbortHandler)
	}
	if strings.HasSuffix(r.URL.Path, "/_msearch") {
		p.mu.Lock()
		p.saved = text
		p.mu.Unlock()
	}
	w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
	w.Header().Set("Content-Length", fmt.Sprint(len(text)))
	w.WriteHeader(answer.StatusCode)
	if what == half {
		_, _ = w.Write(text[:len(text)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(text)
}

// TestClosedConnection closes connections before, after and in the middle of what a node
// does. What is written is written once, and the next query sees it.
func TestClosedConnection(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	stores := indexIn(t, urls, 3, 1, Options{Frequencies: level{}}, clientOf(t, urls), clientOf(t, []string{p.URL}), clientOf(t, []string{p.URL, urls[1]}))
	direct := stores[0]
	kind := kindsOfQuery(t)[0]
	must(t, direct.Put(context.Background(), append(floods(0, 20, 1), withheld()...)...))
	must(t, direct.refresh(context.Background()))
	for i, s := range stores[1:] {
		rule := []string{"one node", "two nodes"}[i]
		for _, f := range []fate{lose, half, refuse} {
			if i > 0 && (f != lose || testing.Short()) {
				continue
			}
			for version, path := range []string{"/turn", "/_bulk", "/_msearch"} {
				rule := fmt.Sprintf("%s, fate %d of %s", rule, f, path)
				archive := floods(0, 20, 10*int(f)+version)
				p.set(once(path, f))
				err := timed(t, rule+", Put", 15*time.Second, func(ctx context.Context) error { return s.Put(ctx, archive...) })
				p.set(nil)
				if err != nil {
					must(t, timed(t, rule+", Put again", 15*time.Second, func(ctx context.Context) error { return s.Put(ctx, archive...) }))
				}
				must(t, asks(t, rule, direct, 15*time.Second, kind, setOf(archive), nil))
				storesHold(t, rule, urls, direct, append(archive, withheld()...))

				p.set(once(path, f))
				err = timed(t, rule+", Delete", 15*time.Second, func(ctx context.Context) error { return s.Delete(ctx, archive[0].ID, archive[7].ID) })
				p.set(nil)
				if err != nil {
					must(t, timed(t, rule+", Delete again", 15*time.Second, func(ctx context.Context) error { return s.Delete(ctx, archive[0].ID, archive[7].ID) }))
				}
				rest := setOf(archive)
				delete(rest, archive[0].ID)
				delete(rest, archive[7].ID)
				p.set(once(path, f))
				asks(t, rule+", Related", s, 15*time.Second, kind, rest, nil)
				p.set(nil)
				must(t, asks(t, rule+", Related again", s, 15*time.Second, kind, rest, nil))
				must(t, asks(t, rule+", Related elsewhere", direct, 15*time.Second, kind, rest, nil))
			}
		}
	}
}

// TestSilentNode asks a node that takes requests and answers nothing, and another one.
func TestSilentNode(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	stores := indexIn(t, urls, 3, 1, Options{}, clientOf(t, urls), clientOf(t, []string{p.URL}), clientOf(t, []string{p.URL, urls[1]}))
	archive := floods(0, 20, 1)
	must(t, stores[0].Put(context.Background(), append(archive, withheld()...)...))
	must(t, stores[0].refresh(context.Background()))
	kind := kindsOfQuery(t)[0]
	alone, both := stores[1], stores[2]
	for _, s := range stores {
		must(t, asks(t, "before", s, 10*time.Second, kind, setOf(archive), nil))
	}
	p.set(always(hang))
	for rule, call := range map[string]func(ctx context.Context, s *Store) error{
		"Related": func(ctx context.Context, s *Store) error {
			_, err := s.Related(ctx, flood(9999, 1), kind.q)
			return err
		},
		"Put":    func(ctx context.Context, s *Store) error { return s.Put(ctx, archive...) },
		"Delete": func(ctx context.Context, s *Store) error { return s.Delete(ctx, "none") },
		"Sync":   func(ctx context.Context, s *Store) error { return s.Sync(ctx, archiveOf(archive)) },
		"Create": func(ctx context.Context, s *Store) error { return s.Create(ctx) },
	} {
		err := timed(t, "alone, "+rule, 200*time.Millisecond, func(ctx context.Context) error { return call(ctx, alone) })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("alone, %s: got error %v, want DeadlineExceeded", rule, err)
		}
		must(t, timed(t, "beside another node, "+rule, 10*time.Second, func(ctx context.Context) error { return call(ctx, both) }))
	}
	both.patience = 200 * time.Millisecond // and no deadline
	must(t, both.Put(context.Background(), withheld()...))
	both.patience = patience
	for range 5 {
		must(t, asks(t, "beside another node", both, 4*time.Second, kind, setOf(archive), nil))
	}
	p.set(nil)
	for range 5 {
		must(t, asks(t, "afterwards", alone, 4*time.Second, kind, setOf(archive), nil))
	}
	done, cancel := context.WithCancelCause(context.Background())
	p.set(func(*http.Request, string) fate { cancel(errGone); return hang })
	if _, err := alone.Related(done, flood(9999, 1), kind.q); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is cancelled: got error %v, want Canceled", err)
	}
	p.set(nil)
	must(t, asks(t, "after that", alone, 4*time.Second, kind, setOf(archive), nil))
}

// TestOldAnswer gives a Store the answer of a node from before a take-down, as one that was cut
// off does. A Store that has heard of the take-down asks another node, and believes none that
// says what is older than it.
func TestOldAnswer(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	stores := indexIn(t, urls, 3, 1, Options{Frequencies: level{}}, clientOf(t, urls), clientOf(t, []string{p.URL}), clientOf(t, []string{p.URL, urls[1]}))
	direct, alone, both := stores[0], stores[1], stores[2]
	ctx := context.Background()
	archive := floods(0, 5, 1)
	must(t, direct.Put(ctx, archive...))
	must(t, direct.refresh(ctx))
	kind := kindsOfQuery(t)[0]
	for _, s := range stores {
		must(t, asks(t, "before", s, 10*time.Second, kind, setOf(archive), nil))
	}
	must(t, direct.Delete(ctx, archive[0].ID))
	rest := setOf(archive[1:])
	old := p.saved
	for _, s := range []*Store{alone, both} {
		must(t, asks(t, "afterwards", s, 10*time.Second, kind, rest, nil))
		if last := s.shared.shown.Load(); !s.shared.recent.outdated(archive[0].ID, last-1) || s.shared.recent.outdated(archive[0].ID, last) || s.shared.recent.outdated(archive[1].ID, 1) {
			t.Errorf("a Store that has asked since has not heard of the change of turn %d: %v", last, s.shared.recent.now)
		}
	}
	p.mu.Lock()
	p.saved = old
	p.mu.Unlock()
	p.set(func(r *http.Request, _ string) fate {
		if strings.HasSuffix(r.URL.Path, "/_msearch") {
			return replay
		}
		return pass
	})
	for range 4 {
		must(t, asks(t, "an old answer, two nodes", both, 10*time.Second, kind, rest, nil))
	}
	if err := asks(t, "an old answer", alone, 10*time.Second, kind, rest, nil); !errors.Is(err, errOld) {
		t.Errorf("an old answer: got error %v, want %v", err, errOld)
	}
}

var errGone = errors.New("the reader has gone")

// TestHeldWrite delivers what a Put, a Delete and a Sync sent after later ones have ended. The
// later ones win, but for articles that they did not know: the next Sync removes those.
func TestHeldWrite(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	stores := indexIn(t, urls, 3, 1, Options{}, clientOf(t, urls), clientOf(t, []string{p.URL}))
	direct, late := stores[0], stores[1]
	must(t, direct.Put(context.Background(), floods(0, 10, 1)...))
	var stop context.CancelFunc // the call whose bulk is held
	p.set(func(r *http.Request, _ string) fate {
		if strings.HasSuffix(r.URL.Path, "/_bulk") {
			stop()
			return hold
		}
		return pass
	})
	if _, err := late.Related(context.Background(), flood(0, 1), presse.Query{At: at}); err != nil {
		t.Fatal(err)
	}
	for rule, call := range map[string]func(ctx context.Context) error{
		"Put":    func(ctx context.Context) error { return late.Put(ctx, floods(0, 12, 2)...) },
		"Delete": func(ctx context.Context) error { return late.Delete(ctx, "crue-0003", "crue-0004", "crue-0012") },
		"Sync":   func(ctx context.Context) error { return late.Sync(ctx, archiveOf(floods(0, 15, 4))) },
	} {
		err := timed(t, rule, 20*time.Second, func(ctx context.Context) error {
			ctx, stop = context.WithCancel(ctx)
			defer stop()
			return call(ctx)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got error %v, want Canceled", rule, err)
		}
	}
	must(t, direct.Put(context.Background(), floods(0, 13, 3)...))
	must(t, direct.Delete(context.Background(), "crue-0000", "crue-0011"))
	must(t, direct.Sync(context.Background(), archiveOf(floods(1, 11, 3))))
	close(p.release)
	p.held.Wait()
	// Nobody has written or deleted two of the articles since.
	storesHold(t, "late writes", urls, direct, append(floods(1, 11, 3), floods(13, 15, 4)...))
	must(t, direct.Sync(context.Background(), archiveOf(floods(1, 11, 3))))
	storesHold(t, "late writes, another Sync", urls, direct, floods(1, 11, 3))
	must(t, asks(t, "late writes, another Sync", direct, 5*time.Second, kindsOfQuery(t)[0], setOf(floods(1, 11, 3)), nil))
}

// TestKilledSync kills a Sync, by its context and with its process, and calls it again.
func TestKilledSync(t *testing.T) {
	notShort(t)
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	s := indexIn(t, urls, 3, 1, Options{}, clientOf(t, urls))[0]
	must(t, s.Put(context.Background(), floods(0, 3000, 1)...))
	archive := floods(500, 6000, 2)

	ctx, cancel := context.WithCancelCause(context.Background())
	var n atomic.Int64
	err := s.Sync(ctx, func(yield func(*presse.Article, error) bool) {
		for _, a := range archive {
			if n.Add(1) == 4500 {
				cancel(errGone)
			}
			if !yield(a, nil) {
				return
			}
		}
	})
	var own *presse.Error
	if !errors.As(err, &own) || !errors.Is(err, context.Canceled) && !errors.Is(err, errGone) {
		t.Errorf("a context that is cancelled: got error %v", err)
	}
	for id := range digestsIn(t, urls[0], s, "_local") {
		var n int
		if fmt.Sscanf(id, "crue-%d", &n); n >= 6000 {
			t.Errorf("a context that is cancelled: %s is there", id)
		}
	}

	child := exec.Command(os.Args[0], "-test.run=^TestSyncChild$")
	child.Env = append(os.Environ(), "PRESSE_SYNC="+s.names.index, "OPENSEARCH_URLS="+strings.Join(urls, "\n"))
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	_, err = io.ReadFull(out, make([]byte, len(almost)))
	if err != nil {
		t.Errorf("the process that is killed: %v", err)
	}
	must(t, child.Process.Kill())
	_ = child.Wait()

	must(t, s.Sync(context.Background(), archiveOf(archive)))
	storesHold(t, "called again", urls, s, archive)
	must(t, s.Sync(context.Background(), archiveOf(archive[:50])))
	must(t, asks(t, "called again", s, 10*time.Second, kindsOfQuery(t)[0], setOf(archive[:50]), nil))
}

const almost = "almost\n"

// TestSyncChild is the process that TestKilledSync kills in the middle of a Sync.
func TestSyncChild(t *testing.T) {
	name := os.Getenv("PRESSE_SYNC")
	if name == "" {
		t.SkipNow()
	}
	s, err := New(clientOf(t, strings.Fields(os.Getenv("OPENSEARCH_URLS"))), Options{Name: name})
	must(t, err)
	must(t, s.Sync(context.Background(), func(yield func(*presse.Article, error) bool) {
		for i, a := range floods(0, 6000, 3) {
			if i == 5000 {
				fmt.Print(almost)
				time.Sleep(time.Minute)
			}
			if !yield(a, nil) {
				return
			}
		}
	}))
}

// TestForeignAnswers gives answers that no OpenSearch would: errors, never a panic or an
// answer without matches.
func TestForeignAnswers(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	stores := indexIn(t, urls, 3, 1, Options{Frequencies: level{}}, clientOf(t, urls))
	direct := stores[0]
	must(t, direct.Put(context.Background(), floods(0, 5, 1)...))
	type fake struct {
		status int
		body   string
	}
	var now atomic.Pointer[fake]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := now.Load()
		if f == nil {
			p.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(f.status)
		_, _ = io.WriteString(w, f.body)
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	page := "<html><body>" + strings.Repeat("Bad Gateway ", 1000) + "</body></html>"
	calls := map[string]func(ctx context.Context, s *Store) error{
		"Related": func(ctx context.Context, s *Store) error {
			got, err := s.Related(ctx, flood(9999, 1), presse.Query{At: at})
			if err != nil && got != nil {
				err = errors.New("matches")
			}
			return err
		},
		"Put":    func(ctx context.Context, s *Store) error { return s.Put(ctx, flood(1, 1)) },
		"Delete": func(ctx context.Context, s *Store) error { return s.Delete(ctx, "crue-0001") },
		"Sync":   func(ctx context.Context, s *Store) error { return s.Sync(ctx, archiveOf(floods(0, 5, 1))) },
		"Create": func(ctx context.Context, s *Store) error { return s.Create(ctx) },
	}
	for _, f := range []fake{
		{502, page}, {200, page}, {200, ""}, {200, "{}"}, {200, "null"}, {200, "[]"}, {200, "3"}, {200, `"ok"`},
		{200, `{"took":3,"_shards":{"total":3,"succ`}, {200, `{"took":3,"timed_out":false,"_shards":{"total":3,"successful":3,"failed":0},"hits":{"hits":[{`},
		{200, `{"responses":[]}`}, {200, `{"responses":[{},{}]}`}, {200, `{"responses":[null,null]}`}, {200, `{"items":[]}`}, {200, `{"items":[{}]}`},
		{401, `{"error":"no"}`}, {403, ""}, {404, ""}, {404, "{}"}, {429, "{}"}, {500, "{}"}, {500, `{"error":{},"status":500}`}, {301, ""}, {204, ""},
		{200, `{"acknowledged":true}`}, {200, `{"_version":-1}`}, {200, `{"count":-3}`},
	} {
		for _, checked := range []bool{false, true} {
			s, err := New(clientOf(t, []string{server.URL}), direct.options)
			must(t, err)
			if checked { // the faults of what comes later
				now.Store(nil)
				_, err := s.Related(context.Background(), flood(9999, 1), presse.Query{At: at})
				must(t, err)
			}
			now.Store(&f)
			for name, call := range calls {
				rule := fmt.Sprintf("%s, status %d: %.60s", name, f.status, f.body)
				err := timed(t, rule, 3*time.Second, func(ctx context.Context) error { return call(ctx, s) })
				if err == nil {
					t.Errorf("%s: got no error", rule)
				} else if len(err.Error()) > 1000 {
					t.Errorf("%s: an error of %d bytes", rule, len(err.Error()))
				}
			}
		}
	}
	now.Store(nil)
	storesHold(t, "afterwards", urls, direct, floods(0, 5, 1))
}

// TestBusyNode answers some items of a bulk with 429, as a node does whose queue is full.
func TestBusyNode(t *testing.T) {
	t.Parallel()
	noLeaks(t)
	urls := cluster(t)
	p := newRelay(t, urls[0])
	var busy atomic.Int64 // bulks that are refused
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/_bulk") || busy.Add(-1) < 0 {
			p.ServeHTTP(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body)
		var items []string
		for line := range strings.Lines(string(body)) {
			if strings.HasPrefix(line, `{"index":{"_id"`) {
				items = append(items, `{"index":{"_id":"?","status":429,"error":{"type":"rejected_execution_exception","reason":"no room"}}}`)
			}
		}
		fmt.Fprintf(w, `{"errors":true,"items":[%s]}`, strings.Join(items, ","))
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	stores := indexIn(t, urls, 3, 1, Options{}, clientOf(t, urls), clientOf(t, []string{server.URL}))
	s := stores[1]
	busy.Store(2)
	must(t, s.Put(context.Background(), floods(0, 30, 1)...))
	storesHold(t, "two bulks refused", urls, s, floods(0, 30, 1))
	busy.Store(100)
	err := s.Put(context.Background(), floods(0, 3, 2)...)
	var cause *opensearch.StructError
	if got := faultIDs(err); len(got) != 3 || errors.Is(err, presse.ErrItem) || !errors.As(err, &cause) || cause.Status != 429 {
		t.Errorf("all bulks refused: got error %v, which names %v, want three with status 429 and no ErrItem", err, got)
	}
	if err := timed(t, "all bulks refused", 300*time.Millisecond, func(ctx context.Context) error { return s.Put(ctx, floods(0, 3, 2)...) }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("all bulks refused, 0.3 s: got error %v, want DeadlineExceeded", err)
	}
	busy.Store(0)
	must(t, s.Put(context.Background(), floods(0, 3, 2)...))
	storesHold(t, "afterwards", urls, s, append(floods(0, 3, 2), floods(3, 30, 1)...))
}
