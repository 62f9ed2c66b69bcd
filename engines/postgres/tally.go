package postgres

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// Frequencies, unless the caller gives them.
//
// The table counts holds how often the terms of the archive occur, up to some turn. A
// Store reads it once. Each query then asks for the digests that were written, replaced
// or deleted since, usually none, which an index answers. No writer changes a
// row that another writer changes too: a Put writes only its own stories. From time to
// time, one of them saves the counts of its Store (see save), and only if nobody else is
// doing so.
//
// A story that is committed after stories with later turns were counted is missed until it
// changes or a Sync counts all of them, and one that others write while a Sync runs until
// it changes or the next Sync. Frequencies need not be exact: those of a tenth of an
// archive choose as well.

// tally is what a Store knows of frequencies. All Stores of one call of New share it.
type tally struct {
	lock    chan struct{} // held by whoever changes the fields below; a channel, since waiting must end with the context
	current atomic.Pointer[counted]
	written atomic.Int64 // the last turn that Stores of this tally have written
}

// counted are counts up to a turn.
type counted struct {
	counts *rank.Counts
	turn   int64 // up to which they are counted
	rate   int64 // of the stories whose n it divides
	saved  int64 // the turn of the counts that the table held
}

// layered adds to frequencies what a transaction has written that is not committed.
type layered struct {
	under          rank.Frequencies
	added, removed *rank.Counts
}

func (l *layered) Articles() int {
	return max(0, l.under.Articles()+l.added.Articles()-l.removed.Articles())
}

func (l *layered) Of(term string) int {
	return max(0, l.under.Of(term)+l.added.Of(term)-l.removed.Of(term))
}

func (l *layered) MeanLength() float64 {
	sum := func(f rank.Frequencies) float64 { return f.MeanLength() * float64(f.Articles()) }
	return max(0, sum(l.under)+sum(l.added)-sum(l.removed)) / float64(max(1, l.Articles()))
}

// A change is a digest that was written, or one that was replaced or deleted.
type change struct {
	removed    bool
	turn, born int64
	own        bool // by the transaction of the caller
	digest     rank.Digest
}

// table is what the table counts says without the counts.
type table struct {
	turn, rate int64
	own        bool
}

const (
	tableSQL = `SELECT turn, rate, writer IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() FROM $counts`
	// The tests of own are in this form since a transaction that has written nothing has no number.
	changesSQL = `
SELECT false, turn, 0::bigint, coalesce(writer = pg_current_xact_id_if_assigned(), false), digest FROM $stories WHERE turn > $1 AND n % $2 = 0
UNION ALL
SELECT true, turn, born, coalesce(writer = pg_current_xact_id_if_assigned(), false), digest FROM $gone WHERE turn > $1 AND n % $2 = 0`
	loadSQL = `SELECT turn, rate, counts FROM $counts`
)

// frequencies returns how often terms occur in the archive that a query sees.
func (s *Store) frequencies(ctx context.Context) (rank.Frequencies, error) {
	if s.options.Frequencies != nil {
		return s.options.Frequencies, nil
	}
	return s.counted(ctx)
}

// counted is frequencies, unless the caller gives them.
func (s *Store) counted(ctx context.Context) (rank.Frequencies, error) {
	t := &s.shared.tally
	for {
		c := t.current.Load()
		if c == nil {
			c = &counted{turn: -1, rate: 1}
		}
		now, changes, err := s.changes(ctx, c)
		if err != nil {
			return nil, err
		}
		switch {
		case now.own:
			return s.ownFrequencies(ctx)
		case now.turn > c.turn: // another Store has saved counts, and may have emptied gone
			err = t.change(ctx, c, func() (*counted, error) { return s.load(ctx, s.db) })
		default:
			own, others := divide(changes)
			if len(others) == 0 {
				return c.with(own)
			}
			err = t.change(ctx, c, func() (*counted, error) {
				next, err := c.apply(others)
				if err != nil {
					t.current.Store(nil) // a part was counted: read the table again
				}
				return next, err
			})
		}
		if err != nil {
			return nil, err
		}
	}
}

// change replaces what is known, unless somebody else has replaced it meanwhile.
func (t *tally) change(ctx context.Context, known *counted, by func() (*counted, error)) error {
	select {
	case t.lock <- struct{}{}:
		defer func() { <-t.lock }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if now := t.current.Load(); now != nil && now != known {
		return nil
	}
	c, err := by()
	if err == nil {
		t.current.Store(c)
	}
	return err
}

// changes returns what changed since c was counted.
func (s *Store) changes(ctx context.Context, c *counted) (now table, changes []change, err error) {
	var b pgx.Batch
	b.Queue(s.names.sql(tableSQL)).QueryRow(func(row pgx.Row) error { return row.Scan(&now.turn, &now.rate, &now.own) })
	if c.turn >= 0 {
		b.Queue(s.names.sql(changesSQL), c.turn, c.rate).Query(func(rows pgx.Rows) (err error) {
			changes, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c change, err error) {
				err = row.Scan(&c.removed, &c.turn, &c.born, &c.own, (*[]byte)(&c.digest))
				return c, err
			})
			return err
		})
	}
	err = s.db.SendBatch(ctx, &b).Close()
	return now, changes, err
}

// unusable reports whether counts or a digest were made by another version of package
// rank, or altered. They are not counted, so that a program of a new version can put
// articles before a Sync has replaced the digests of the old one. A query that finds such
// a digest says so.
func unusable(err error) bool {
	return errors.Is(err, presse.ErrVersion) || errors.Is(err, presse.ErrCorrupt)
}

// load reads the table.
func (s *Store) load(ctx context.Context, db DB) (*counted, error) {
	var saved []byte
	c := &counted{counts: new(rank.Counts)}
	if err := db.QueryRow(ctx, s.names.sql(loadSQL)).Scan(&c.turn, &c.rate, &saved); err != nil {
		return nil, err
	}
	c.saved = c.turn
	if saved != nil {
		counts, err := rank.LoadCounts(bytes.NewReader(saved))
		switch {
		case err == nil:
			c.counts = counts
		case !unusable(err):
			return nil, err
		}
	}
	return c, nil
}

// ownFrequencies returns the frequencies in a transaction that has saved counts.
func (s *Store) ownFrequencies(ctx context.Context) (rank.Frequencies, error) {
	c, err := s.load(ctx, s.db)
	if err != nil {
		return nil, err
	}
	_, changes, err := s.changes(ctx, c)
	if err != nil {
		return nil, err
	}
	c, err = c.apply(changes)
	if err != nil {
		return nil, err
	}
	return c.counts, nil
}

func divide(changes []change) (own, others []change) {
	for _, c := range changes {
		if c.own {
			own = append(own, c)
		} else {
			others = append(others, c)
		}
	}
	return own, others
}

// apply counts changes.
func (c *counted) apply(changes []change) (*counted, error) {
	next := *c
	for _, x := range changes {
		next.turn = max(next.turn, x.turn)
		if err := x.count(c, c.counts, c.counts.Remove); err != nil {
			return nil, err
		}
	}
	return &next, nil
}

// with returns the frequencies with what the transaction has written.
func (c *counted) with(own []change) (rank.Frequencies, error) {
	if len(own) == 0 {
		return c.counts, nil
	}
	l := &layered{under: c.counts, added: new(rank.Counts), removed: new(rank.Counts)}
	for _, x := range own {
		if err := x.count(c, l.added, l.removed.Add); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// count adds the digest of a change, or removes it if it was counted.
func (x *change) count(c *counted, counts *rank.Counts, remove func(rank.Digest) error) error {
	var err error
	switch {
	case !x.removed:
		err = counts.Add(x.digest)
	case x.born <= c.turn:
		err = remove(x.digest)
	}
	if unusable(err) || errors.Is(err, presse.ErrNotFound) { // removed, and was missed
		return nil
	}
	return err
}

// stale reports whether so much was written by Stores of this tally since it was counted
// that the next Put should count again: a sixteenth, or anything in a small archive.
func (t *tally) stale() bool {
	c := t.current.Load()
	if c == nil {
		return true
	}
	return t.written.Load()-c.turn > int64(c.counts.Articles()-fewArticles)*c.rate/16
}

// wrote notes that turns up to this one were written.
func (t *tally) wrote(turn int64) {
	for {
		old := t.written.Load()
		if turn <= old || t.written.CompareAndSwap(old, turn) {
			return
		}
	}
}

// saveAfter is how many turns there are at least between two savings of counts. Until
// then, a Store that starts reads the digests, 1.2 MB for a thousand.
const saveAfter = 1 << 10

// save saves the counts if much has changed since that was last done, so that a Store
// that starts need not read the digests, and gone does not grow. It does nothing if it
// fails or somebody else is about to: a later Put will do it.
func (s *Store) save(ctx context.Context) {
	if s.inTx() {
		return
	}
	t := &s.shared.tally
	c := t.current.Load()
	if s.options.Frequencies != nil && (c == nil || t.written.Load()-c.turn > 8*saveAfter) { // gone must not grow
		if _, err := s.counted(ctx); err != nil {
			return
		}
		c = t.current.Load()
	}
	if c == nil || c.turn-c.saved < max(saveAfter, int64(c.counts.Articles())*c.rate/16) {
		return
	}
	_ = t.change(ctx, c, func() (*counted, error) {
		next := *c
		next.saved = c.turn
		return &next, s.once(ctx, func(tx pgx.Tx) error {
			var before int64
			const free = `SELECT turn FROM $counts WHERE turn < $1 FOR UPDATE SKIP LOCKED`
			if err := tx.QueryRow(ctx, s.names.sql(free), c.turn).Scan(&before); err != nil {
				return err
			}
			return s.saveCounts(ctx, tx, c.counts, c.turn, c.rate)
		})
	})
}

// saveCounts writes counts into the table, and forgets what is gone up to then, unless a
// Sync that is running has to know.
func (s *Store) saveCounts(ctx context.Context, tx pgx.Tx, counts *rank.Counts, turn, rate int64) error {
	var saved bytes.Buffer
	if err := counts.Save(&saved); err != nil {
		return err
	}
	var b pgx.Batch
	b.Queue(s.names.sql(`UPDATE $counts SET turn = $1, rate = $2, counts = $3, writer = pg_current_xact_id()`), turn, rate, saved.Bytes())
	b.Queue(s.names.sql(`DELETE FROM $gone WHERE turn <= least($1, (SELECT since FROM $state))`), turn)
	return tx.SendBatch(ctx, &b).Close()
}
