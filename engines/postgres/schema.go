package postgres

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
)

// schemaVersion is the version of the tables and of what their columns mean. It must be
// raised with each change that makes older programs read them wrongly.
const schemaVersion = 1

// names makes the quoted names of what a store has in the database.
type names struct {
	plain string // Options.Name
	texts *strings.Replacer
}

// validName has room for the longest suffix: PostgreSQL cuts names after 63 bytes.
var validName = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_]{0,62}\.)?[A-Za-z_][A-Za-z0-9_]{0,39}$`)

func namesOf(name string) (n names, err error) {
	if name == "" {
		name = "presse"
	}
	if !validName.MatchString(name) {
		return n, errors.New("not 1 to 40 letters, digits and underscores, with the name of a schema before it or not")
	}
	n.plain = name
	n.texts = strings.NewReplacer(
		"$stories", n.of("_stories"), "$words", n.of("_words"), "$gone", n.of("_gone"),
		"$counts", n.of("_counts"), "$sections", n.of("_sections"), "$state", n.of("_state"),
		"$numbers", n.of("_numbers"), "$turns", n.of("_turns"),
		"$prefix", name[strings.IndexByte(name, '.')+1:], "$version", strconv.Itoa(schemaVersion),
	)
	return n, nil
}

// identifier returns the name with that suffix, after that of the schema if there is one.
func (n *names) identifier(suffix string) pgx.Identifier {
	return strings.Split(n.plain+suffix, ".")
}

// of returns identifier in quotes.
func (n *names) of(suffix string) string { return n.identifier(suffix).Sanitize() }

// sql fills in names: $stories and so on. Parameters have digits.
func (n *names) sql(text string) string { return n.texts.Replace(text) }

// parts are the tables, sequences and indexes, by the end of their names. A newsroom may
// join them with its own tables. The rest of the package relies on these invariants:
//
//   - A story has one row in stories. Its words are those of its digest, and both change in
//     one transaction, which locks the row first.
//   - Each row that is written gets the next turn, so that "what changed since" is a range.
//     Rows of stories that are replaced or deleted are kept in gone until the counts have
//     taken notice, and a Sync that was running then has ended.
//
// The index on words holds all that the search reads, in the order in which it reads: if
// the table is vacuumed, the search never visits it. So autovacuum comes when a fiftieth
// has changed, not a fifth. The indexes on published and labels are for queries that allow
// few stories.
var parts = []struct{ suffix, sql string }{
	{"_numbers", `CREATE SEQUENCE $numbers`},
	{"_turns", `CREATE SEQUENCE $turns`},
	{"_stories", `
CREATE TABLE $stories (
	n           bigint PRIMARY KEY,              -- what words call the story
	id          text COLLATE "C" NOT NULL UNIQUE,
	published   timestamptz NOT NULL,            -- -infinity: undated
	shown_from  timestamptz NOT NULL,            -- infinity: never
	shown_until timestamptz NOT NULL,            -- exclusive
	offered     boolean NOT NULL,                -- not NoRelated
	labels      bigint[] NOT NULL,               -- hashes of language, genre, sections and tags
	turn        bigint NOT NULL,
	writer      xid8 NOT NULL DEFAULT pg_current_xact_id(),
	digest      bytea NOT NULL
) WITH (toast_tuple_target = 4080);
ALTER TABLE $stories ALTER digest SET STORAGE EXTERNAL`},
	{"_stories_turn", `CREATE INDEX "$prefix_stories_turn" ON $stories (turn)`},
	{"_stories_published", `CREATE INDEX "$prefix_stories_published" ON $stories (published)`},
	{"_stories_labels", `CREATE INDEX "$prefix_stories_labels" ON $stories USING gin (labels)`},
	{"_words", `
CREATE TABLE $words (
	n         bigint NOT NULL,
	published timestamptz NOT NULL,              -- that of the story
	word      integer NOT NULL,                  -- a hash
	weight    real NOT NULL                      -- of the keyword, see rank.Keyword
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)`},
	{"_words_word", `CREATE INDEX "$prefix_words_word" ON $words (word, weight DESC) INCLUDE (n, published)`},
	{"_words_n", `CREATE INDEX "$prefix_words_n" ON $words (n)`},
	{"_gone", `
CREATE TABLE $gone (
	turn   bigint NOT NULL,
	born   bigint NOT NULL,                      -- the turn of the row of stories
	n      bigint NOT NULL,
	id     text COLLATE "C" NOT NULL,
	writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
	digest bytea NOT NULL
)`},
	{"_gone_turn", `CREATE INDEX "$prefix_gone_turn" ON $gone (turn)`},
	{"_gone_id", `CREATE INDEX "$prefix_gone_id" ON $gone (id)`},
	{"_sections", `
CREATE TABLE $sections (
	label   bigint NOT NULL,                     -- not unique: writers would wait for each other
	section bytea NOT NULL                       -- as an article named it
)`},
	{"_sections_label", `CREATE INDEX "$prefix_sections_label" ON $sections (label)`},
	{"_counts", `
CREATE TABLE $counts (                           -- one row: how often terms occur
	one    boolean PRIMARY KEY DEFAULT true CHECK (one),
	turn   bigint NOT NULL,                      -- up to which they are counted
	rate   bigint NOT NULL,                      -- of the stories whose n it divides
	writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
	counts bytea,
	gaps_from bigint[] NOT NULL DEFAULT '{}',    -- turns that are not counted: from these
	gaps_to   bigint[] NOT NULL DEFAULT '{}'     -- to these
);
ALTER TABLE $counts ALTER counts SET STORAGE EXTERNAL;
INSERT INTO $counts (turn, rate) VALUES (0, 1)`},
	{"_state", `
CREATE TABLE $state (                            -- one row
	one     boolean PRIMARY KEY DEFAULT true CHECK (one),
	version integer NOT NULL,
	sync    bigint NOT NULL,                     -- the number of the last Sync
	since   bigint                               -- the turn at which it began, until it ends
);
INSERT INTO $state (version, sync) VALUES ($version, 0)`},
}

// Create makes the tables, sequences and indexes that do not exist yet, in one transaction,
// and changes nothing that exists, but for rows that the tables must have and have lost. The
// caller may make tables before, such as partitioned ones, with the columns that README.md
// lists. If a table lacks a column, or a view, a foreign table or anything else has its name,
// Create makes nothing and returns an *Error that says so. The cause of the error is
// [presse.ErrVersion] if the tables are those of another version of this package.
func (s *Store) Create(ctx context.Context) error {
	const op = "create store"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	return engine.Fail(ctx, op, s.inside(ctx, func(tx pgx.Tx) error {
		// Two that create at once would fail on PostgreSQL's own tables.
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('presse ' || $1, 0))`, s.names.plain); err != nil {
			return err
		}
		if _, err := s.version(ctx, tx); err != nil {
			return err
		}
		for _, p := range parts {
			exists, err := s.has(ctx, tx, p.suffix, columnsOf(p.sql))
			if err != nil {
				return err
			}
			if exists {
				continue
			}
			if _, err := tx.Exec(ctx, s.names.sql(p.sql)); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, s.names.sql(rowsAgainSQL))
		return err
	}))
}

// rowsAgainSQL adds the row of a table that has lost it or was made by the caller. Whatever
// is in the other tables is counted, and has the columns of this version.
const rowsAgainSQL = `
WITH again AS (INSERT INTO $counts (turn, rate) SELECT 0, 1 WHERE NOT EXISTS (SELECT FROM $counts))
INSERT INTO $state (version, sync) SELECT $version, 0 WHERE NOT EXISTS (SELECT FROM $state)`

// A column is one that a table must have, with its type.
type column struct{ name, kind string }

// columnsOf returns the columns of a table of parts, each of which has a line, or nil.
func columnsOf(sql string) (columns []column) {
	for _, m := range columnLine.FindAllStringSubmatch(sql, -1) {
		columns = append(columns, column{m[1], m[2]})
	}
	return columns
}

var columnLine = regexp.MustCompile(`(?m)^\t([a-z_]+) +([a-z0-9]+(?:\[\])?)`)

// Kinds of what can have a name, as pg_class has them (PostgreSQL's documentation, pg_class,
// relkind).
var relationKinds = map[string]string{
	"r": "a table", "p": "a partitioned table", "f": "a foreign table", "v": "a view", "m": "a materialized view",
	"i": "an index", "I": "an index of a partitioned table", "S": "a sequence", "c": "a type", "t": "a TOAST table",
}

// shapeSQL returns what has the name $1, the table whose index it is, and which of the
// columns with the names $2 and the types $3 it lacks.
const shapeSQL = `
SELECT r.relkind::text, coalesce((SELECT i.indrelid = to_regclass($4) FROM pg_index AS i WHERE i.indexrelid = r.oid), false), (
	SELECT coalesce(string_agg(w.name || ' ' || w.kind, ', ' ORDER BY w.i), '')
	FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS w (name, kind, i)
	WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = r.oid AND a.attname = w.name
		AND a.atttypid = to_regtype(w.kind)))
FROM pg_class AS r WHERE r.oid = to_regclass($1)`

// has reports whether there is a part with that suffix: a table with these columns, or a
// sequence or an index of the table. It is an error if something else has its name.
func (s *Store) has(ctx context.Context, db DB, suffix string, columns []column) (bool, error) {
	var names, kinds []string
	for _, c := range columns {
		names, kinds = append(names, c.name), append(kinds, c.kind)
	}
	table := suffix
	if end := strings.IndexByte(suffix[1:], '_'); end >= 0 {
		table = suffix[:1+end]
	}
	var kind, missing string
	var ofTable bool
	err := db.QueryRow(ctx, shapeSQL, s.names.of(suffix), names, kinds, s.names.of(table)).Scan(&kind, &ofTable, &missing)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	is := relationKinds[kind]
	if is == "" {
		is = "something else"
	}
	fault := func(text string) error {
		return &presse.Error{Op: "open store", Field: "table", Value: s.names.plain + suffix, Err: errors.New(text)}
	}
	switch isTable, isIndex := kind == "r" || kind == "p", kind == "i" || kind == "I"; {
	case columns != nil && !isTable:
		return false, fault("it is " + is + ", not a table")
	case columns != nil && missing != "":
		return false, fault("it is no table of a store: it lacks " + missing)
	case columns == nil && table != suffix && !(isIndex && ofTable):
		return false, fault("it is " + is + ", not an index of " + s.names.plain + table)
	case columns == nil && table == suffix && kind != "S":
		return false, fault("it is " + is + ", not a sequence")
	}
	return true, nil
}

// version reports whether the tables exist. The error is ErrVersion if they are those of
// another version.
func (s *Store) version(ctx context.Context, db DB) (exists bool, err error) {
	if exists, err = s.has(ctx, db, "_state", []column{{"version", "integer"}}); err != nil || !exists {
		return false, err
	}
	var version int
	switch err := db.QueryRow(ctx, s.names.sql(`SELECT version FROM $state`)).Scan(&version); {
	case errors.Is(err, pgx.ErrNoRows):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, ofSchema(int64(version))
}

// ofSchema returns ErrVersion for tables of another version.
func ofSchema(version int64) error {
	if version == schemaVersion {
		return nil
	}
	return &presse.Error{Op: "open store", Field: "version", Value: strconv.FormatInt(version, 10), Err: presse.ErrVersion}
}

// check returns an error if the tables do not exist or are those of another version. It
// asks once. Should somebody migrate under a program that runs, then what writes and what
// reads frequencies notices.
func (s *Store) check(ctx context.Context) error {
	if _, done := s.shared.checked.Load(schemaVersion); done {
		return nil
	}
	exists, err := s.version(ctx, s.db)
	if err != nil {
		return err
	}
	if !exists {
		return &presse.Error{Op: "open store", Field: "name", Value: s.names.plain, Err: errNoTables}
	}
	if !s.inTx() { // a transaction that made the tables may end without a COMMIT
		s.shared.checked.Store(schemaVersion, true)
	}
	return nil
}

var errNoTables = errors.New("there are no tables of this name: call Create")
