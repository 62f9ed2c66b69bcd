package postgres

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// A DB runs statements: a *pgxpool.Pool, a *pgx.Conn, a *pgxpool.Conn or a pgx.Tx.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, arguments ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, arguments ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
}

// Options are the settings of a Store. The zero value is right for one archive of a paper
// that publishes in French.
type Options struct {
	// Name is what the names of the tables begin with, "presse" if empty, so that a
	// database can hold several stores. It consists of letters of ASCII, digits and
	// underscores, at most 40. The name of a schema and a full stop may precede it;
	// otherwise the tables are where search_path says.
	Name string

	// Index are the options of the Index that the store takes the place of.
	Index presse.IndexOptions

	// Frequencies says how often words occur in the archive. If nil, they are read from the
	// store: the first use of a Store reads them, and each query what changed since.
	Frequencies rank.Frequencies

	// Candidates is the number of articles that PostgreSQL finds and rank.Choose chooses
	// from, from 1 to 10,000; 200 if zero. A query whose Limit is 100 asks for 300 at
	// least, and more are asked for when Query.Only or copies leave too few.
	Candidates int
}

// A Store is an archive in a database. Its methods are safe for concurrent use if its DB
// is, as a pool is; the zero Store has no database, and its methods return an error.
//
// Errors are of the type [*presse.Error]. If PostgreSQL or the connection is at fault,
// the cause is what pgx returned, such as a [*pgconn.PgError]; if the time of the context
// is up, it is that of the context. A statement that fails in a transaction of the caller
// leaves that transaction as it was, unless the connection is lost.
type Store struct {
	db      DB
	fault   error // of New or With
	options Options
	names   names
	shared  *shared
	depth   int64                             // see depth; tests set others
	few     int                               // see engine.FewStories
	last    *atomic.Pointer[rank.Frequencies] // of usualFrequencies in a transaction
}

// shared is what all Stores of one call of New have in common.
type shared struct {
	tally    tally
	sections sync.Map // labels of sections that the table has, as int64
	checked  sync.Map // versions of the schema that were checked: see check
}

// New returns the store of a database. It does not use the connection: call
// [Store.Create] once to make the tables. It is an error if db is nil or an option is not
// valid.
func New(db DB, o Options) (*Store, error) {
	s := &Store{db: db, options: o, shared: &shared{}, depth: depth, few: engine.FewStories, last: new(atomic.Pointer[rank.Frequencies])}
	s.shared.tally.lock = make(chan struct{}, 1)
	var err error
	s.names, err = namesOf(o.Name)
	err = engine.CheckOptions(db, "db", o.Frequencies, o.Candidates, engine.NewError("name", o.Name, err), engine.CheckIndex(o.Index))
	if err != nil {
		return nil, err
	}
	if o.Candidates == 0 {
		s.options.Candidates = engine.Candidates
	}
	return s, nil
}

// With returns a Store that works in a transaction of the caller. It begins none of its
// own, only savepoints: what it writes is visible to others once the caller commits.
// Until then, other writers of the same articles wait. If two transactions write the same
// articles, each first what the other writes last, PostgreSQL ends one of them (40P01): roll
// it back and begin again. The transaction must not be used by others during a call.
func (s *Store) With(tx DB) *Store {
	if s == nil {
		return nil
	}
	c := *s
	c.db = tx
	c.last = new(atomic.Pointer[rank.Frequencies])
	if engine.IsNil(tx) {
		c.fault = engine.ErrNil
	}
	return &c
}

var errManual = errors.New("the connection is in a transaction: use With and the pgx.Tx")

// usable reports why a call cannot begin.
func (s *Store) usable(ctx context.Context, op string) error {
	var err error
	switch {
	case s == nil:
		err = engine.ErrNil
	case s.fault != nil:
		err = s.fault
	case s.db == nil || s.shared == nil:
		err = engine.ErrZero
	case ctx == nil:
		err = engine.ErrContext
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	case !s.inTx() && inManual(s.db):
		err = errManual
	default:
		return nil
	}
	return &presse.Error{Op: op, Err: err}
}

// inTx reports whether the store works in a transaction of the caller.
func (s *Store) inTx() bool {
	_, ok := s.db.(pgx.Tx)
	return ok
}

// inManual reports whether a connection is in a transaction that pgx did not begin. A
// COMMIT of ours would end it.
func inManual(db DB) bool {
	var conn *pgx.Conn
	switch db := db.(type) {
	case *pgx.Conn:
		conn = db
	case interface{ Conn() *pgx.Conn }: // *pgxpool.Conn; panics once it is released
		defer func() { _ = recover() }()
		conn = db.Conn()
	}
	return conn != nil && !conn.IsClosed() && conn.PgConn().TxStatus() != 'I'
}

// inside runs do in a transaction, or in a savepoint of the caller's. Outside of the
// caller's transaction it is tried again if PostgreSQL chose it as the victim of a
// deadlock; do must be able to run again.
func (s *Store) inside(ctx context.Context, do func(tx pgx.Tx) error) error {
	for try := 1; ; try++ {
		err := s.once(ctx, do)
		if err == nil || try == tries || s.inTx() || !isConflict(err) {
			return err
		}
	}
}

// tries is how often a transaction is tried. Calls lock articles in the order of their
// IDs, so a deadlock is only possible among three of them, one of which adds an article
// that another has looked for, and with a transaction of a caller, in which several calls
// or other statements lock in any order.
const tries = 5

func (s *Store) once(ctx context.Context, do func(tx pgx.Tx) error) error {
	tx, err := s.db.Begin(ctx)
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if committed {
			return
		}
		if s.inTx() {
			// Part of the work must not stay in the transaction of the caller, though the
			// time of ctx may be up. If this fails, pgx closes the connection.
			late, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
			defer cancel()
			ctx = late
		}
		_ = tx.Rollback(ctx)
	}()
	if err := do(tx); err != nil {
		return err
	}
	committed = true // or the connection is lost
	return tx.Commit(ctx)
}

// isConflict reports whether a transaction failed only because of another one.
func isConflict(err error) bool {
	var p *pgconn.PgError
	return errors.As(err, &p) && (p.Code == "40P01" || p.Code == "40001") // deadlock_detected, serialization_failure
}
