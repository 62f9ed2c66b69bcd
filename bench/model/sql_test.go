package model

import (
	"database/sql"
	"errors"
	"reflect"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/presse-go/presse"
)

// open returns a database in memory with an empty table.
func open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1) // each connection would open its own database
	exec(t, db, `CREATE TABLE stories (n INTEGER PRIMARY KEY, article TEXT, status TEXT, access TEXT, rights TEXT, lang TEXT, kind TEXT)`)
	return db
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// A row has a column of each type that a database can store.
type row struct {
	article presse.Article
	status  presse.Status
	access  presse.Access
	rights  presse.Rights
	lang    presse.Lang
	kind    presse.Kind
}

func (r *row) scan(s *sql.Row) error {
	return s.Scan(&r.article, &r.status, &r.access, &r.rights, &r.lang, &r.kind)
}

const (
	insert  = `INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?)`
	columns = `SELECT article, status, access, rights, lang, kind FROM stories WHERE n = ?`
)

func TestArticlesAreStoredInSQLite(t *testing.T) {
	db := open(t)
	for n, a := range randomArticles(200) {
		want := row{a, a.Status, a.Access, a.Lead.Credit.Rights, a.Lang, presse.Kind(n % len(textForms(reflect.TypeFor[presse.Kind]())))}
		exec(t, db, insert, n, want.article, want.status, want.access, want.rights, want.lang, want.kind)
		var got row
		if err := got.scan(db.QueryRow(columns, n)); err != nil {
			t.Fatalf("%s: %v", written(t, a), err)
		}
		if got, want := written(t, got.article), written(t, a); got != want {
			t.Fatalf("the article\n got %s\nwant %s", got, want)
		}
		got.article, want.article = presse.Article{}, presse.Article{}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("the other columns\n got %+v\nwant %+v", got, want)
		}
	}
}

func TestColumnsInSQLite(t *testing.T) {
	db := open(t)
	a := presse.Article{ID: "a1", Headline: "L’été", Status: presse.StatusPublished, Tags: []string{"Météo"}}
	exec(t, db, insert, 1, a, presse.StatusPublished, presse.AccessPaid, presse.RightsReserved, presse.Lang("fr-MA"), presse.KindFormat)
	exec(t, db, insert, 2, &a, nil, nil, nil, nil, nil)
	exec(t, db, insert, 3, (*presse.Article)(nil), nil, nil, nil, nil, nil)
	exec(t, db, insert, 4, []byte(`{"id":"a4"}`), []byte("review"), "", "", "", "")
	exec(t, db, insert, 5, presse.Article{}, presse.StatusDraft, presse.AccessFree, presse.RightsUnknown, presse.Lang(""), presse.KindSubject)

	for _, c := range []struct{ rule, query, want string }{
		{"an enumeration is its word", `SELECT status || ' ' || access || ' ' || rights || ' ' || lang || ' ' || kind FROM stories WHERE n = 1`, "published paid reserved fr-MA format"},
		{"its zero value is a word too, not NULL", `SELECT status || ' ' || access || ' ' || rights || ' ' || lang || ' ' || kind FROM stories WHERE n = 5`, "draft free unknown  subject"},
		{"an article is text", `SELECT typeof(article) FROM stories WHERE n = 1`, "text"},
		{"SQLite's functions read its members", `SELECT json_extract(article, '$.headline') FROM stories WHERE n = 1`, "L’été"},
		{"SQLite's functions read its lists", `SELECT value FROM stories, json_each(article, '$.tags') WHERE n = 1`, "Météo"},
		{"a pointer stores the article", `SELECT json_extract(article, '$.id') FROM stories WHERE n = 2`, "a1"},
		{"a nil *Article is NULL", `SELECT typeof(article) FROM stories WHERE n = 3`, "null"},
		{"the zero Article is an object", `SELECT article FROM stories WHERE n = 5`, "{}"},
	} {
		var got string
		if err := db.QueryRow(c.query).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s: %s\n got %q, %v\nwant %q", c.rule, c.query, got, err, c.want)
		}
	}

	zero := row{a, presse.StatusDraft, presse.AccessPaid, presse.RightsFree, "fr", presse.KindFormat}
	if err := zero.scan(db.QueryRow(columns, 3)); err != nil || !reflect.DeepEqual(zero, row{}) {
		t.Errorf("NULL in each column: got %+v, %v, want zero values", zero, err)
	}
	var blob presse.Article
	var status presse.Status
	if err := db.QueryRow(`SELECT article, status FROM stories WHERE n = 4`).Scan(&blob, &status); err != nil || blob.ID != "a4" || status != presse.StatusReview {
		t.Errorf("blobs: got %q and %v, %v, want a4 and review", blob.ID, status, err)
	}
	var null sql.Null[presse.Article]
	if err := db.QueryRow(`SELECT article FROM stories WHERE n = 3`).Scan(&null); err != nil || null.Valid {
		t.Errorf("sql.Null of NULL: got %+v, %v, want it invalid", null, err)
	}
	if err := db.QueryRow(`SELECT article FROM stories WHERE n = 1`).Scan(&null); err != nil || !null.Valid || null.V.ID != "a1" {
		t.Errorf("sql.Null of an article: got %+v, %v, want a1", null, err)
	}

	for rule, scan := range map[string]struct {
		query string
		ptr   any
	}{
		"an unknown word":                      {`SELECT 'publié'`, new(presse.Status)},
		"a number instead of a word":           {`SELECT 3`, new(presse.Access)},
		"text that is not JSON":                {`SELECT 'x'`, new(presse.Article)},
		"a tag that is not BCP 47":             {`SELECT 'français'`, new(presse.Lang)},
		"an article with a member of bad type": {`SELECT '{"id":[]}'`, new(presse.Article)},
	} {
		var e *presse.Error
		if err := db.QueryRow(scan.query).Scan(scan.ptr); !errors.As(err, &e) {
			t.Errorf("%s: got the error %v, want an *Error", rule, err)
		}
	}
}

// TestSQLiteLosses lists what a database does not keep.
func TestSQLiteLosses(t *testing.T) {
	db := open(t)
	exec(t, db, `INSERT INTO stories (n, lang) VALUES (1, ?)`, presse.Lang("fr_ma"))
	var lang presse.Lang
	if err := db.QueryRow(`SELECT lang FROM stories WHERE n = 1`).Scan(&lang); err != nil || lang != "fr-MA" {
		t.Errorf("another spelling of a language is stored as it is, and read in its canonical form: got %q, %v, want fr-MA", lang, err)
	}
	var e *presse.Error
	if _, err := db.Exec(`INSERT INTO stories (n, lang) VALUES (2, ?)`, presse.Lang("français")); !errors.As(err, &e) {
		t.Errorf("a tag that is not BCP 47 is not stored: got %v, want an *Error", err)
	}
}
