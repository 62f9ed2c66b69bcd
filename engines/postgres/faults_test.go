package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse"
)

func TestNew(t *testing.T) {
	pool, err := pgxpool.New(context.Background(), "postgres://presse@127.0.0.1:1/presse")
	must(t, err)
	defer pool.Close()
	for _, c := range []struct {
		rule string
		db   DB
		o    Options
		want string // the fields at fault
	}{
		{"the zero options", pool, Options{}, ""},
		{"a name of 40 letters", pool, Options{Name: strings.Repeat("a", 40)}, ""},
		{"a name in a schema", pool, Options{Name: "redaction.presse"}, ""},
		{"no database", nil, Options{}, "db"},
		{"a nil pool", (*pgxpool.Pool)(nil), Options{}, "db"},
		{"a nil connection", (*pgx.Conn)(nil), Options{}, "db"},
		{"a name that needs quotes", pool, Options{Name: `a"; DROP TABLE articles; --`}, "name"},
		{"a name that is too long", pool, Options{Name: strings.Repeat("a", 41)}, "name"},
		{"a name that begins with a digit", pool, Options{Name: "1a"}, "name"},
		{"a name in a schema in a database", pool, Options{Name: "a.b.c"}, "name"},
		{"negative candidates", pool, Options{Candidates: -1}, "candidates"},
		{"too many candidates", pool, Options{Candidates: 10001}, "candidates"},
		{"any spelling of a language", pool, Options{Index: presse.IndexOptions{Lang: "ar_MA"}}, ""},
		{"a language that is not a tag", pool, Options{Index: presse.IndexOptions{Lang: "zz-!!"}}, "index.lang"},
		{"a nil index", pool, Options{Frequencies: (*presse.Index)(nil).Frequencies()}, ""},
		{"all faults at once", nil, Options{Name: "é", Index: presse.IndexOptions{Lang: "français"}, Candidates: -1}, "db name index.lang candidates"},
	} {
		s, err := New(c.db, c.o)
		var fields []string
		for _, f := range presse.Faults(err) {
			fields = append(fields, f.Field)
		}
		if got := strings.Join(fields, " "); got != c.want || (s == nil) != (err != nil) {
			t.Errorf("%s: got store %v, fields %q, error %v, want fields %q", c.rule, s != nil, got, err, c.want)
		}
	}
}

// calls are the methods of a Store that use the database.
var calls = []struct {
	name string
	do   func(ctx context.Context, s *Store) error
}{
	{"Create", func(ctx context.Context, s *Store) error { return s.Create(ctx) }},
	{"Put", func(ctx context.Context, s *Store) error { return s.Put(ctx, news("a", "Un titre", "Un texte.", 0)) }},
	{"Delete", func(ctx context.Context, s *Store) error { return s.Delete(ctx, "a") }},
	{"Related", func(ctx context.Context, s *Store) error {
		_, err := s.Related(ctx, news("a", "Un titre", "Un texte.", 0), presse.Query{At: at})
		return err
	}},
	{"Sync", func(ctx context.Context, s *Store) error {
		return s.Sync(ctx, func(yield func(*presse.Article, error) bool) { yield(news("a", "Un titre", "Un texte.", 0), nil) })
	}},
}

// TestUnusable calls everything on stores that cannot work: an error of the package, never
// a panic.
func TestUnusable(t *testing.T) {
	s, pool := newStore(t, Options{})
	closed, err := pgxpool.New(context.Background(), server(t, 0))
	must(t, err)
	closed.Close()
	conn, err := pgx.Connect(context.Background(), server(t, 0))
	must(t, err)
	must(t, conn.Close(context.Background()))
	manual, err := pgx.Connect(context.Background(), server(t, 0))
	must(t, err)
	defer manual.Close(context.Background())
	_, err = manual.Exec(context.Background(), "BEGIN")
	must(t, err)
	done, cancel := context.WithCancel(context.Background())
	cancel()
	absent, err := New(pool, Options{Name: "absent"})
	must(t, err)
	tx, err := pool.Begin(context.Background())
	must(t, err)
	must(t, tx.Rollback(context.Background()))
	for _, c := range []struct {
		rule   string
		ctx    context.Context
		s      *Store
		want   string
		except string
	}{
		{"a nil store", context.Background(), nil, "nil pointer", ""},
		{"the zero store", context.Background(), &Store{}, "New", ""},
		{"a nil transaction", context.Background(), s.With(nil), "nil pointer", ""},
		{"the transaction of a nil store", context.Background(), (*Store)(nil).With(pool), "nil pointer", ""},
		{"a nil context", nil, s, "nil context", ""},
		{"a context that is done", done, s, "canceled", ""},
		{"a closed pool", context.Background(), s.With(closed), "closed pool", ""},
		{"a closed connection", context.Background(), s.With(conn), "conn closed", ""},
		{"a connection in a transaction", context.Background(), s.With(manual), "With", ""},
		{"a transaction that has ended", context.Background(), s.With(tx), "closed", ""},
		{"tables that do not exist", context.Background(), absent, "call Create", "Create"},
	} {
		for _, call := range calls {
			if call.name == c.except {
				continue
			}
			err := call.do(c.ctx, c.s)
			var own *presse.Error
			if !errors.As(err, &own) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %s: got error %v, want a *presse.Error with %q", c.rule, call.name, err, c.want)
			}
		}
	}
}

func TestPutFaults(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	good := news("bon", "Un bon article", "Il est bon.", 0)
	for _, c := range []struct {
		rule string
		in   []*presse.Article
		want string // the fields at fault
		err  error
	}{
		{"nothing", nil, "", nil},
		{"a nil article", []*presse.Article{good, nil}, "articles[1]", nil},
		{"no ID", []*presse.Article{{}}, "articles[0].id", nil},
		{"a long ID", []*presse.Article{{ID: strings.Repeat("a", 1025)}, good}, "articles[0].id", nil},
		{"NUL in an ID", []*presse.Article{{ID: "a\x00b"}, good}, "articles[0].id", nil},
		{"an ID that is not UTF-8", []*presse.Article{{ID: "a\xff"}, good}, "articles[0].id", nil},
		{"an ID twice", []*presse.Article{good, good}, "articles[1].id", presse.ErrDuplicate},
		{"all at once", []*presse.Article{nil, good, {ID: "\x00"}}, "articles[0] articles[2].id", nil},
		{"a text of 17 MB", []*presse.Article{good, {ID: "a", Body: strings.Repeat("a ", 17<<19)}}, "articles[1].body", nil},
		{"300 tags", []*presse.Article{{ID: "a", Tags: slices.Repeat([]string{"a"}, 300)}}, "articles[0].tags", nil},
	} {
		err := s.Put(ctx, c.in...)
		var fields []string
		for _, f := range presse.Faults(err) {
			fields = append(fields, f.Field)
		}
		if got := strings.Join(fields, " "); got != c.want || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: got fields %q, error %v, want %q", c.rule, got, err, c.want)
		}
	}
	if n := count(t, pool, s, "stories"); n != 0 {
		t.Errorf("%d rows after calls that failed, want 0", n)
	}
	must(t, s.Delete(ctx))
	must(t, s.Delete(ctx, "", "\x00", "\xff", strings.Repeat("a", 1<<20)))
}

func count(tb testing.TB, db DB, s *Store, table string) (n int) {
	tb.Helper()
	must(tb, db.QueryRow(context.Background(), `SELECT count(*) FROM `+s.names.of("_"+table)).Scan(&n))
	return n
}

// TestHostileText puts what PostgreSQL cannot hold as text into every other field.
func TestHostileText(t *testing.T) {
	s, _ := newStore(t, Options{})
	index := presse.NewIndex(presse.IndexOptions{})
	ctx := context.Background()
	for i, bad := range []string{"\x00", "\xff\xfe", "a\x00b", `'; DROP TABLE x; --`, "\u202e", strings.Repeat("é", 10_000), "{1,2}", "$1", "\\", "🙂", "١٢٣ قانون", "ⵜⴰⵎⴰⵣⵉⵖⵜ"} {
		a := news(fmt.Sprint("a", i), "Crue "+bad+" à Kénitra", "La crue de l’oued "+bad, 0)
		a.Tags, a.Sections, a.Genre = []string{bad, "crue " + bad}, []string{bad, "x/" + bad}, bad
		b := news(fmt.Sprint("’b\"%_\\", i), a.Headline, a.Body, 2)
		b.Tags, b.Sections, b.Genre, b.Lang = a.Tags, a.Sections, a.Genre, presse.Lang(bad)
		must(t, s.Put(ctx, a, b))
		must(t, index.Put(a, b))
		for _, q := range []presse.Query{
			{At: at, MinScore: -1, Copies: true, Limit: 30},
			{At: at, MinScore: -1, Copies: true, Limit: 30, Langs: []presse.Lang{"fr", "ar"}, Exclude: []string{bad, "\x00", "a0"}, Pinned: []string{bad, "a1"}},
			{At: at, MinScore: -1, Copies: true, Limit: 30, Sections: []string{"x/1" + bad}, NotTags: []string{"1" + bad}, Genres: []string{"1" + bad}},
		} {
			exact := q
			exact.Exact = true
			want, err := index.Related(a, exact)
			must(t, err)
			got, err := s.Related(ctx, a, q)
			must(t, err)
			compare(t, fmt.Sprintf("%.20q, %+v", bad, q), got, want)
		}
	}
}

// TestQueryFaults checks that a query that is not valid, and an article that cannot ask,
// are errors of the package before PostgreSQL is asked, and that an article without an ID
// may ask.
func TestQueryFaults(t *testing.T) {
	s, _ := newStore(t, Options{})
	ctx := context.Background()
	a := news("a", "Une crue", "Une crue.", 0)
	must(t, s.Put(ctx, a))
	for _, c := range []struct {
		rule  string
		a     *presse.Article
		q     presse.Query
		field string // "" if it is no fault
	}{
		{"no instant", a, presse.Query{}, "at"},
		{"too many matches", a, presse.Query{At: at, Limit: 101}, "limit"},
		{"a language that is none", a, presse.Query{At: at, Langs: []presse.Lang{"?"}}, "langs[0]"},
		{"a draft without an ID", &presse.Article{Headline: "Une crue", Body: "Une crue."}, presse.Query{At: at}, ""},
		{"an article without words", &presse.Article{}, presse.Query{At: at}, ""},
	} {
		matches, err := s.Related(ctx, c.a, c.q)
		var own *presse.Error
		if errors.As(err, &own); c.field == "" && err != nil || c.field != "" && (own == nil || own.Field != c.field || matches != nil) {
			t.Errorf("%s: got %v, error %v, want field %q", c.rule, matches, err, c.field)
		}
	}
	if _, err := s.Related(ctx, nil, presse.Query{At: at}); err == nil {
		t.Error("a nil article: got no error")
	}
}

func TestVersion(t *testing.T) {
	s, pool := newStore(t, Options{})
	must(t, s.Put(context.Background(), crue("kept", 1)))
	_, err := pool.Exec(context.Background(), s.names.sql(`UPDATE $state SET version = version + 1`))
	must(t, err)
	other, err := New(pool, s.options)
	must(t, err)
	for _, call := range calls {
		if err := call.do(context.Background(), other); !errors.Is(err, presse.ErrVersion) {
			t.Errorf("%s on tables of another version: got error %v, want ErrVersion", call.name, err)
		}
		if err := call.do(context.Background(), s); !errors.Is(err, presse.ErrVersion) {
			t.Errorf("%s on tables that have become those of another version: got error %v, want ErrVersion", call.name, err)
		}
	}
	if n := count(t, pool, s, "stories"); n != 1 {
		t.Errorf("%d stories, want the one that there was", n)
	}
}

// TestOldDigest checks that digests of another version, or altered ones, are told and do
// not hide the others, and that Sync replaces them.
func TestOldDigest(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	all := []*presse.Article{news("a", "Crue à Kénitra", "L’oued déborde.", 0), news("b", "Crue à Kénitra : le bilan", "L’oued a débordé.", 0), news("c", "La crue de Kénitra en images", "Photos de l’oued.", 0)}
	must(t, s.Put(ctx, all...))
	_, err := s.Related(ctx, all[0], presse.Query{At: at, MinScore: -1})
	must(t, err)
	for _, c := range []struct {
		rule string
		sql  string
		want error
	}{
		{"another version", `UPDATE $stories SET digest = set_byte(digest, 0, get_byte(digest, 0) + 1) WHERE id = 'b'`, presse.ErrVersion},
		{"an altered digest", `UPDATE $stories SET digest = set_byte(digest, length(digest) - 3, 255 - get_byte(digest, length(digest) - 3)) WHERE id = 'b'`, presse.ErrCorrupt},
	} {
		_, err := pool.Exec(ctx, s.names.sql(c.sql))
		must(t, err)
		got, err := s.Related(ctx, all[0], presse.Query{At: at, MinScore: -1})
		if !errors.Is(err, c.want) || !errors.Is(err, presse.ErrItem) || !slices.Equal(idsOf(got), []string{"c"}) {
			t.Errorf("%s: got %v, error %v, want c and %v", c.rule, idsOf(got), err, c.want)
		}
		fresh, err := New(pool, s.options) // whose counts begin with the digests
		must(t, err)
		got, err = fresh.Related(ctx, all[0], presse.Query{At: at, MinScore: -1})
		if !errors.Is(err, c.want) || !slices.Equal(idsOf(got), []string{"c"}) {
			t.Errorf("%s, a Store that starts: got %v, error %v, want c and %v", c.rule, idsOf(got), err, c.want)
		}
		must(t, fresh.Put(ctx, all[0], all[2]))
		must(t, fresh.Sync(ctx, archiveOf(all)))
		if got, err := fresh.Related(ctx, all[0], presse.Query{At: at, MinScore: -1}); err != nil || len(got) != 2 {
			t.Errorf("%s: after Sync: got %v, error %v", c.rule, idsOf(got), err)
		}
	}
}

// TestCreate checks that Create adds what is missing, changes nothing that exists, and may
// be called by several programs at once.
func TestCreate(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, news("a", "Un titre", "Un texte.", 0)))
	must(t, s.Create(ctx))
	if n := count(t, pool, s, "stories"); n != 1 {
		t.Errorf("after a second Create: %d rows, want 1", n)
	}
	_, err := pool.Exec(ctx, s.names.sql(`DROP INDEX "$prefix_words_n"`))
	must(t, err)
	must(t, s.Create(ctx))
	var exists bool
	must(t, pool.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, s.names.of("_words_n")).Scan(&exists))
	if !exists {
		t.Error("Create did not make the index that was missing")
	}
	other, err := New(pool, Options{Name: s.names.plain + "b"})
	must(t, err)
	t.Cleanup(func() { drop(t, pool, other) })
	faults := make(chan error)
	for range 4 {
		go func() { faults <- other.Create(ctx) }()
	}
	for range 4 {
		must(t, <-faults)
	}
	tx, err := pool.Begin(ctx)
	must(t, err)
	third, err := New(pool, Options{Name: s.names.plain + "c"})
	must(t, err)
	must(t, third.With(tx).Create(ctx))
	must(t, third.With(tx).Put(ctx, news("a", "Un titre", "Un texte.", 0)))
	must(t, tx.Rollback(ctx))
	if err := third.Put(ctx, news("a", "Un titre", "Un texte.", 0)); err == nil || !strings.Contains(err.Error(), "call Create") {
		t.Errorf("tables that were made and rolled back: got error %v", err)
	}
}

// TestCreateOverOthers checks that Create, over something of that name which is not of a
// store, says what it is and what it lacks, and makes nothing.
func TestCreateOverOthers(t *testing.T) {
	pool := poolOf(t, server(t, 0))
	ctx := context.Background()
	for i, c := range []struct {
		rule string
		sql  string // x is the name
		want string // "" if Create makes the rest
	}{
		{"nothing", ``, ""},
		{"words in partitions", `CREATE TABLE x_words (n bigint NOT NULL, published timestamptz NOT NULL, word integer NOT NULL, weight real NOT NULL) PARTITION BY RANGE (published); CREATE TABLE x_words_rest PARTITION OF x_words DEFAULT`, ""},
		{"a table with more columns", `CREATE TABLE x_sections (label bigint NOT NULL, section bytea NOT NULL, note text)`, ""},
		{"a table without the columns", `CREATE TABLE x_words (n bigint, mot text)`, `"x_words": it is no table of a store: it lacks published timestamptz, word integer, weight real`},
		{"a column of another type", `CREATE TABLE x_words (n bigint, published timestamptz, word text, weight real)`, `"x_words": it is no table of a store: it lacks word integer`},
		{"a column of arrays of another type", `CREATE TABLE x_counts (one boolean, turn bigint, rate bigint, writer xid8, counts bytea, gaps_from bigint, gaps_to bigint[])`, `"x_counts": it is no table of a store: it lacks gaps_from bigint[]`},
		{"a column that was dropped", `CREATE TABLE x_sections (label bigint, section bytea); ALTER TABLE x_sections DROP section`, `"x_sections": it is no table of a store: it lacks section bytea`},
		{"a table of the newsroom", `CREATE TABLE x_stories (id serial PRIMARY KEY, titre text)`, `"x_stories": it is no table of a store: it lacks n bigint, id text, published timestamptz`},
		{"a view", `CREATE VIEW x_sections AS SELECT 1::bigint AS label, ''::bytea AS section`, `"x_sections": it is a view, not a table`},
		{"a materialized view", `CREATE MATERIALIZED VIEW x_gone AS SELECT 1 AS n`, `"x_gone": it is a materialized view, not a table`},
		{"a foreign table", `CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE SERVER x_s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE x_words (n bigint, published timestamptz, word integer, weight real) SERVER x_s`, `"x_words": it is a foreign table, not a table`},
		{"a sequence", `CREATE SEQUENCE x_stories`, `"x_stories": it is a sequence, not a table`},
		{"a table instead of a sequence", `CREATE TABLE x_turns (n bigint)`, `"x_turns": it is a table, not a sequence`},
		{"a table instead of an index", `CREATE TABLE x_words_n (n bigint)`, `"x_words_n": it is a table, not an index of x_words`},
		{"an index of another table", `CREATE TABLE x_o (n bigint); CREATE INDEX x_gone_id ON x_o (n)`, `"x_gone_id": it is an index, not an index of x_gone`},
		{"a state without a version", `CREATE TABLE x_state (etat text)`, `"x_state": it is no table of a store: it lacks version integer`},
		{"a state of another version, with other columns", `CREATE TABLE x_state (version integer); INSERT INTO x_state VALUES (99)`, presse.ErrVersion.Error()},
		{"a state without a row", `CREATE TABLE x_state (one boolean, version integer NOT NULL, sync bigint NOT NULL, since bigint)`, ""},
	} {
		name := fmt.Sprintf("test%x_o%d", os.Getpid(), i)
		tx, err := pool.Begin(ctx)
		must(t, err)
		_, err = tx.Exec(ctx, strings.ReplaceAll(c.sql, "x_", name+"_"))
		must(t, err)
		s, err := New(pool, Options{Name: name})
		must(t, err)
		err = s.With(tx).Create(ctx)
		var fault *presse.Error
		switch {
		case c.want == "":
			if err == nil {
				err = s.With(tx).Put(ctx, news("a", "Un titre", "Un texte.", 0))
			}
			if err != nil {
				t.Errorf("%s: %v", c.rule, err)
			}
		case !errors.As(err, &fault) || !strings.Contains(strings.ReplaceAll(err.Error(), name, "x"), c.want):
			t.Errorf("%s: got error %v, want %s", c.rule, err, c.want)
		default:
			var exists bool
			must(t, tx.QueryRow(ctx, `SELECT to_regclass($1) IS NOT NULL`, s.names.of("_numbers")).Scan(&exists))
			if exists {
				t.Errorf("%s: Create has made a part of the store", c.rule)
			}
		}
		must(t, tx.Rollback(ctx))
	}
}

// TestColumns checks that README.md lists the columns that Create requires.
func TestColumns(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	must(t, err)
	listed := regexp.MustCompile("(?m)^\\| `presse(_[a-z]+)` \\|[^|]*\\|(.*)\\|$").FindAllStringSubmatch(string(readme), -1)
	tables := map[string][]string{}
	for _, row := range listed {
		for _, name := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(row[2], -1) {
			tables[row[1]] = append(tables[row[1]], name[1])
		}
	}
	n := 0
	for _, p := range parts {
		columns := columnsOf(p.sql)
		if columns == nil {
			continue
		}
		n++
		var want []string
		for _, c := range columns {
			want = append(want, c.name)
		}
		if !slices.Equal(tables[p.suffix], want) {
			t.Errorf("presse%s: README.md has the columns %q, want %q", p.suffix, tables[p.suffix], want)
		}
	}
	if n != 6 || len(tables) != n {
		t.Errorf("%d tables, %d in README.md, want 6", n, len(tables))
	}
}

// TestLostRows checks that Create makes the rows again that tables have lost.
func TestLostRows(t *testing.T) {
	s, pool := newStore(t, Options{})
	ctx := context.Background()
	must(t, s.Put(ctx, crue("a", 1), crue("b", 2)))
	_, err := pool.Exec(ctx, s.names.sql(`DELETE FROM $counts; DELETE FROM $state`))
	must(t, err)
	fresh, err := New(pool, s.options)
	must(t, err)
	if err := fresh.Put(ctx, crue("c", 3)); err == nil || !strings.Contains(err.Error(), "call Create") {
		t.Errorf("without the row of the state: got error %v", err)
	}
	must(t, fresh.Create(ctx))
	if state, counts := count(t, pool, s, "state"), count(t, pool, s, "counts"); state != 1 || counts != 1 {
		t.Errorf("after Create: %d rows of state and %d of counts, want one each", state, counts)
	}
	for name, s := range map[string]*Store{"one that knew the tables": s, "a fresh one": fresh} {
		must(t, s.Put(ctx, crue("c", 3)))
		exact(t, name, pool, s)
		if n := count(t, pool, s, "state") + count(t, pool, s, "counts"); n != 2 {
			t.Errorf("%s: %d rows of state and counts, want one each", name, n)
		}
	}
}

// TestSlow checks that a call ends when its time is up, though a lock is held, and that
// the error says so and names the statement's fault.
func TestSlow(t *testing.T) {
	s, pool := newStore(t, Options{})
	must(t, s.Put(context.Background(), news("a", "Un titre", "Un texte.", 0)))
	tx, err := pool.Begin(context.Background())
	must(t, err)
	defer func() { _ = tx.Rollback(context.Background()) }()
	_, err = tx.Exec(context.Background(), s.names.sql(`LOCK $stories`))
	must(t, err)
	for _, call := range calls {
		if call.name == "Create" {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		start := time.Now()
		err := call.do(ctx, s)
		cancel()
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 3*time.Second {
			t.Errorf("%s beside a lock: got error %v after %v, want DeadlineExceeded after 0.3 s", call.name, err, took)
		}
	}
	limited := poolOf(t, server(t, 0)+"&statement_timeout=200")
	_, err = s.With(limited).Related(context.Background(), news("b", "Un titre", "Un texte.", 0), presse.Query{At: at})
	var p *pgconn.PgError
	if !errors.As(err, &p) || p.Code != "57014" {
		t.Errorf("statement_timeout: got error %v, want PostgreSQL's 57014", err)
	}
}
