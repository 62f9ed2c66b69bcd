package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/presse-go/presse/engines/internal/enginetest"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse/internal/conformance"
)

// Tests run against real servers. Those in $POSTGRES_URLS, an address a line, are used
// unless a test kills or pauses its server; otherwise ./servers starts two. The tests are
// skipped, and counted, if it cannot.

func TestMain(m *testing.M) {
	code := m.Run()
	if common.dir != "" {
		if err := stopServers(common.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

// A fleet is some servers that run.
type fleet struct {
	dir  string
	urls []string
}

var (
	common     fleet
	commonErr  error
	commonOnce sync.Once
)

// startServers starts servers. volume, unless empty, is a folder for tables.
func startServers(n int, settings, volume string) (f fleet, err error) {
	cmd := exec.Command("./servers", "start")
	cmd.Env = append(os.Environ(), fmt.Sprint("SERVERS=", n), "SETTINGS=fsync = off\n"+settings, "VOLUME="+volume)
	var faults strings.Builder
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if err != nil {
		return f, errors.New(strings.TrimSpace(faults.String()))
	}
	f.dir = strings.TrimSpace(string(out))
	urls, err := os.ReadFile(filepath.Join(f.dir, "urls"))
	f.urls = strings.Fields(string(urls))
	return f, err
}

func stopServers(dir string) error {
	if out, err := exec.Command("./servers", "stop", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return os.RemoveAll(dir)
}

func skipIfMissing(tb testing.TB, err error) {
	tb.Helper()
	if err != nil && strings.Contains(err.Error(), "no PostgreSQL server") {
		conformance.Skip(tb, "no PostgreSQL server", "apt-get install postgresql, or set POSTGRES_URLS")
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// server returns the address of the k-th server that all tests share.
func server(tb testing.TB, k int) string {
	tb.Helper()
	commonOnce.Do(func() {
		if common.urls = strings.Fields(os.Getenv("POSTGRES_URLS")); len(common.urls) == 0 {
			common, commonErr = startServers(2, "", "")
		}
	})
	skipIfMissing(tb, commonErr)
	if k >= len(common.urls) {
		conformance.Skip(tb, "no PostgreSQL server", "two are needed in POSTGRES_URLS")
	}
	return common.urls[k]
}

// ownServer starts a server that the test may kill. act does so: see ./servers.
func ownServer(tb testing.TB, settings string) (url string, act func(action string)) {
	tb.Helper()
	f, err := startServers(1, settings, "")
	skipIfMissing(tb, err)
	tb.Cleanup(func() {
		if err := stopServers(f.dir); err != nil {
			tb.Error(err)
		}
	})
	return f.urls[0], func(action string) {
		tb.Helper()
		if out, err := exec.Command("./servers", "node", f.dir, "1", action).CombinedOutput(); err != nil {
			tb.Fatalf("%s: %v: %s", action, err, out)
		}
	}
}

func poolOf(tb testing.TB, url string) *pgxpool.Pool {
	tb.Helper()
	pool, err := pgxpool.New(context.Background(), url)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(pool.Close)
	return pool
}

var stores atomic.Int64

// newStore returns an empty store with tables of its own, on the first server.
func newStore(tb testing.TB, o Options) (*Store, *pgxpool.Pool) {
	tb.Helper()
	pool := poolOf(tb, server(tb, 0))
	return storeIn(tb, pool, o), pool
}

func storeIn(tb testing.TB, db DB, o Options) *Store {
	tb.Helper()
	if o.Name == "" {
		o.Name = fmt.Sprintf("test%x_%d", os.Getpid(), stores.Add(1))
	}
	s, err := New(db, o)
	if err == nil {
		err = s.Create(context.Background())
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { drop(tb, db, s) })
	return s
}

// drop deletes the tables of a store, unless the server is gone.
func drop(tb testing.TB, db DB, s *Store) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for _, table := range []string{"_stories", "_words", "_gone", "_counts", "_sections", "_state"} {
		_, _ = db.Exec(ctx, `DROP TABLE IF EXISTS `+s.names.of(table)+` CASCADE`)
	}
	_, _ = db.Exec(ctx, `DROP SEQUENCE IF EXISTS `+s.names.of("_numbers")+`, `+s.names.of("_turns"))
}

// What the tests of all stores use.
var (
	at          = enginetest.At
	vocabulary  = enginetest.Vocabulary
	news        = enginetest.News
	realNews    = enginetest.RealNews
	crue        = enginetest.Crue
	crues       = enginetest.Crues
	random      = enginetest.Random
	randomQuery = enginetest.RandomQuery
	archiveOf   = enginetest.Archive
	idsOf       = enginetest.IDs
	compare     = enginetest.Compare
	must        = enginetest.Must
)
