package postgres

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/presse-go/presse"
)

// TestKilledServer kills a server while articles are put and a Sync runs: every call ends
// with an error in time; once the server is back, what was put is there, nothing is there
// in part, and the same Store works.
func TestKilledServer(t *testing.T) {
	address, act := ownServer(t, "fsync = on")
	pool := poolOf(t, address)
	s := storeIn(t, pool, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crues(100, 1)...))
	acknowledged := make(chan int)
	go func() {
		n := 0
		for ctx, cancel := context.WithTimeout(ctx, 20*time.Second); ; n++ {
			if s.Put(ctx, crue(fmt.Sprint("b", n), 1), crue(fmt.Sprint("c", n), 1)) != nil {
				cancel()
				break
			}
		}
		acknowledged <- n
	}()
	ended := make(chan error)
	go func() {
		own, err := New(poolOf(t, address), s.options)
		if err == nil {
			err = own.Sync(ctx, func(yield func(*presse.Article, error) bool) {
				for i := 0; ; i++ {
					if !yield(crue(fmt.Sprintf("s%07d", i), 1), nil) {
						return
					}
				}
			})
		}
		ended <- err
	}()
	time.Sleep(1500 * time.Millisecond)
	act("kill")
	n := <-acknowledged
	err := <-ended
	var own *presse.Error
	if !errors.As(err, &own) {
		t.Errorf("Sync: got error %v, want a *presse.Error", err)
	}
	start := time.Now()
	_, err = s.Related(ctx, crue("x", 1), presse.Query{At: at})
	if !errors.As(err, &own) || time.Since(start) > 5*time.Second {
		t.Errorf("a server that is gone: got error %v after %v", err, time.Since(start))
	}
	act("start")
	held := holds(t, pool, s)
	for i := range n {
		if held[fmt.Sprint("b", i)] == "" || held[fmt.Sprint("c", i)] == "" {
			t.Errorf("put %d of %d was acknowledged and is lost", i, n)
		}
	}
	if (held[fmt.Sprint("b", n)] == "") != (held[fmt.Sprint("c", n)] == "") {
		t.Errorf("put %d is there in part", n)
	}
	sound(t, pool, s)
	if got, err := s.Related(ctx, crue("x", 1), presse.Query{At: at, MinScore: -1, Copies: true}); err != nil || len(got) != 4 {
		t.Errorf("after the restart: got %v, error %v", got, err)
	}
	must(t, s.Sync(ctx, archiveOf(crues(50, 2))))
	if n := count(t, pool, s, "stories"); n != 50 {
		t.Errorf("after another Sync: %d stories, want 50", n)
	}
}

// TestPausedServer checks that a server that hangs without closing its connections costs
// each call the time of its context, and nothing is done twice when it goes on.
func TestPausedServer(t *testing.T) {
	address, act := ownServer(t, "")
	pool := poolOf(t, address)
	s := storeIn(t, pool, Options{})
	must(t, s.Put(context.Background(), crues(10, 1)...))
	act("pause")
	for _, call := range calls {
		ctx, cancel := context.WithTimeout(context.Background(), 400*time.Millisecond)
		start := time.Now()
		err := call.do(ctx, s)
		cancel()
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 2*time.Second {
			t.Errorf("%s: got error %v after %v, want DeadlineExceeded after 0.4 s", call.name, err, took)
		}
	}
	act("resume")
	if got, err := s.Related(context.Background(), crue("x", 1), presse.Query{At: at, MinScore: -1, Copies: true}); err != nil || len(got) != 4 {
		t.Errorf("afterwards: got %v, error %v", got, err)
	}
	sound(t, pool, s)
}

// TestFullDisk has the tables on a disk of 4 MB. It needs the right to mount one.
func TestFullDisk(t *testing.T) {
	volume, err := os.MkdirTemp("", "presse-disk")
	must(t, err)
	t.Cleanup(func() { os.Remove(volume) })
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", volume).CombinedOutput(); err != nil {
		t.Skipf("no disk to fill: mount: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", volume).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	f, err := startServers(1, "", volume)
	skipIfMissing(t, err)
	t.Cleanup(func() { must(t, stopServers(f.dir)) })
	ctx := context.Background()
	pool := poolOf(t, f.urls[0]+"&default_tablespace=small")
	conn, err := pgx.Connect(ctx, f.urls[0])
	must(t, err)
	_, err = conn.Exec(ctx, `CREATE TABLESPACE small LOCATION '`+volume+`'`)
	must(t, err)
	must(t, conn.Close(ctx))
	s := storeIn(t, pool, Options{})
	n := 0
	for batch := range slices.Chunk(crues(100*syncBatch, 1), 100) {
		if err = s.Put(ctx, batch...); err != nil {
			break
		}
		n += len(batch)
	}
	full := func(what string, err error) {
		t.Helper()
		var p *pgconn.PgError
		if !errors.As(err, &p) || p.Code != "53100" {
			t.Errorf("%s on a full disk: got error %v, want PostgreSQL's 53100, disk_full", what, err)
		}
	}
	full("Put", err)
	full("Sync", s.Sync(ctx, archiveOf(crues(100*syncBatch, 2))))
	sound(t, pool, s)
	if held := count(t, pool, s, "stories"); held < n {
		t.Errorf("%d stories, want the %d that were put", held, n)
	}
	if got, err := s.Related(ctx, crue("x", 1), presse.Query{At: at, MinScore: -1, Copies: true}); err != nil || len(got) != 4 {
		t.Errorf("queries: got %v, error %v", got, err)
	}
}

// TestTwoServers reads an archive whose older stories are on a second server, by foreign
// tables as README.md has them. If that server is down, there is an error, not half an
// answer; a period that does not need it is answered.
func TestTwoServers(t *testing.T) {
	address, act := ownServer(t, "")
	ctx := context.Background()
	first, second := poolOf(t, server(t, 0)), poolOf(t, address)
	name := fmt.Sprintf("test%x_f%d", os.Getpid(), stores.Add(1))
	recent := storeIn(t, first, Options{Name: name})
	older := storeIn(t, second, Options{Name: name})
	_, err := second.Exec(ctx, older.names.sql(`
ALTER SEQUENCE $numbers RESTART WITH 1000000000000; -- no n on both
ALTER TABLE $stories ADD CHECK (published < '2026-01-01')`))
	must(t, err)
	_, err = first.Exec(ctx, strings.NewReplacer("presse_", name+"_", "both_", name+"b_", "PORT", portOf(t, address)).Replace(bothSQL))
	must(t, err)
	t.Cleanup(func() {
		_, err := first.Exec(ctx, `DROP SERVER `+name+`_second CASCADE`)
		must(t, err)
	})
	both := storeIn(t, first, Options{Name: name + "b"})
	index := presse.NewIndex(presse.IndexOptions{})
	for i := range 40 {
		a, s := crue(fmt.Sprint("a", i), i), recent
		a.Published = at.AddDate(0, -i, 0)
		if a.Published.Year() < 2026 {
			s = older
		}
		must(t, s.Put(ctx, a))
		must(t, index.Put(a))
	}
	undated := crue("undated", 40) // older than any date
	undated.Published = time.Time{}
	var p *pgconn.PgError
	for rule, err := range map[string]error{
		"an undated story on the first": recent.Put(ctx, undated),
		"a recent story on the second":  older.Put(ctx, crue("a0", 0)),
	} {
		if !errors.As(err, &p) || p.Code != "23514" {
			t.Errorf("%s: got error %v, want PostgreSQL's 23514", rule, err)
		}
	}
	must(t, older.Put(ctx, undated))
	must(t, index.Put(undated))
	q := presse.Query{At: at, Limit: 100, MinScore: -1, Copies: true}
	exact := q
	exact.Exact = true
	want, err := index.Related(crue("x", 1), exact)
	must(t, err)
	if !slices.Contains(idsOf(want), "undated") {
		t.Fatalf("an undated story is no match among %v", idsOf(want))
	}
	both.options.Frequencies = index.Frequencies()
	got, err := both.Related(ctx, crue("x", 1), q)
	must(t, err)
	compare(t, "both servers", got, want)

	act("kill")
	got, err = both.Related(ctx, crue("x", 1), q)
	if !errors.As(err, &p) || got != nil {
		t.Errorf("the second is down: got %v, error %v, want PostgreSQL's error", idsOf(got), err)
	}
	q.MaxAge = 60 * 24 * time.Hour
	if got, err := both.Related(ctx, crue("x", 1), q); err != nil || len(got) != 2 {
		t.Errorf("the second is down and not needed: got %v, error %v", idsOf(got), err)
	}
	act("start")
	q.MaxAge = 0
	got, err = both.Related(ctx, crue("x", 1), q)
	must(t, err)
	compare(t, "the second is back", got, want)
}

// bothSQL makes tables of both servers, as README.md has it.
const bothSQL = `
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SERVER presse_second FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host '127.0.0.1', port 'PORT', dbname 'presse', connect_timeout '2', async_capable 'true', fetch_size '1000');
CREATE USER MAPPING FOR CURRENT_USER SERVER presse_second OPTIONS (user 'presse');
CREATE TABLE both_stories (LIKE presse_stories) PARTITION BY RANGE (published);
ALTER TABLE both_stories ATTACH PARTITION presse_stories FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE FOREIGN TABLE both_stories_second PARTITION OF both_stories FOR VALUES FROM (MINVALUE) TO ('2026-01-01')
	SERVER presse_second OPTIONS (table_name 'presse_stories');
CREATE TABLE both_words (LIKE presse_words) PARTITION BY RANGE (published);
ALTER TABLE both_words ATTACH PARTITION presse_words FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE FOREIGN TABLE both_words_second PARTITION OF both_words FOR VALUES FROM (MINVALUE) TO ('2026-01-01')
	SERVER presse_second OPTIONS (table_name 'presse_words')`

// TestMonths checks that the words may be partitioned by the caller.
func TestMonths(t *testing.T) {
	pool := poolOf(t, server(t, 0))
	ctx := context.Background()
	name := fmt.Sprintf("test%x_m%d", os.Getpid(), stores.Add(1))
	_, err := pool.Exec(ctx, strings.ReplaceAll(monthsSQL, "presse", name))
	must(t, err)
	s := storeIn(t, pool, Options{Name: name})
	index := presse.NewIndex(presse.IndexOptions{})
	var all []*presse.Article
	for i := range 60 {
		a := crue(fmt.Sprint("a", i), i)
		a.Published = at.AddDate(0, 0, -5*i)
		all = append(all, a)
	}
	all[7].Published = time.Time{}
	must(t, s.Put(ctx, all...))
	all[3].Published = all[3].Published.AddDate(0, -3, 0) // into another month
	must(t, s.Put(ctx, all[3]))
	must(t, s.Delete(ctx, "a4"))
	must(t, s.Sync(ctx, archiveOf(slices.Concat(all[:4], all[5:50]))))
	must(t, index.Put(slices.Concat(all[:4], all[5:50])...))
	sound(t, pool, s)
	for _, q := range []presse.Query{{At: at, Limit: 100, MinScore: -1, Copies: true}, {At: at, Limit: 100, MinScore: -1, Copies: true, MaxAge: 60 * 24 * time.Hour}} {
		exact := q
		exact.Exact = true
		want, err := index.Related(crue("x", 1), exact)
		must(t, err)
		got, err := s.Related(ctx, crue("x", 1), q)
		must(t, err)
		compare(t, fmt.Sprintf("%+v", q), got, want)
	}
	var months int
	must(t, pool.QueryRow(ctx, s.names.sql(`SELECT count(DISTINCT tableoid) FROM $words`)).Scan(&months))
	if months < 5 {
		t.Errorf("the words are in %d partitions, want one a month", months)
	}
}

// monthsSQL makes the words in partitions by month, as README.md has it.
const monthsSQL = `
CREATE TABLE presse_words (
	n bigint NOT NULL, published timestamptz NOT NULL, word integer NOT NULL, weight real NOT NULL
) PARTITION BY RANGE (published);
CREATE TABLE presse_words_rest PARTITION OF presse_words DEFAULT;
DO $$
DECLARE month date;
BEGIN
	FOR month IN SELECT generate_series('2025-01-01'::date, '2026-12-01', '1 month') LOOP
		EXECUTE format('CREATE TABLE presse_words_%s PARTITION OF presse_words FOR VALUES FROM (%L) TO (%L)',
			to_char(month, 'YYYY_MM'), month, month + interval '1 month');
	END LOOP;
END $$`

func portOf(tb testing.TB, address string) string {
	tb.Helper()
	u, err := url.Parse(address)
	must(tb, err)
	return u.Port()
}

// TestModes checks every way in which pgx may send statements: poolers of connections need
// another one than the default.
func TestModes(t *testing.T) {
	for _, mode := range []string{"cache_statement", "cache_describe", "describe_exec", "exec", "simple_protocol"} {
		pool := poolOf(t, server(t, 0)+"&default_query_exec_mode="+mode)
		s := storeIn(t, pool, Options{})
		ctx := context.Background()
		asked := crue("x", 3)
		asked.Sections = []string{"Été", "x\x00y"}
		must(t, s.Put(ctx, crue("a", 1), crue("b", 2), asked))
		must(t, s.Put(ctx, crue("a", 5)))
		must(t, s.Delete(ctx, "b", "absent"))
		must(t, s.Sync(ctx, archiveOf([]*presse.Article{crue("a", 1), crue("c", 4), asked})))
		got, err := s.Related(ctx, asked, presse.Query{
			At: at, MaxAge: 1000 * time.Hour, MinScore: -1, Copies: true,
			NotSections: []string{"une"}, NotTags: []string{"x"}, Exclude: []string{"y"}, Pinned: []string{"c"}, Langs: []presse.Lang{"fr"},
		})
		if ids := idsOf(got); err != nil || !slices.Equal(ids, []string{"c", "a"}) {
			t.Errorf("%s: got %v, error %v, want c and a", mode, ids, err)
		}
		got, err = s.Related(ctx, asked, presse.Query{At: at, MinScore: -1, Copies: true, Exact: true, Genres: []string{"opinion"}})
		if err != nil || len(got) != 0 {
			t.Errorf("%s: Exact: got %v, error %v, want nothing", mode, got, err)
		}
		sound(t, pool, s)
	}
}
