package postgres

import (
	"bytes"
	"context"
	"errors"
	"math"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
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
// Writers commit in another order than that of their turns; see turns.go. Only a story that
// others write while a Sync runs may be missed until it changes or the next Sync.
// Frequencies need not be exact: those of a tenth of an archive choose as well.

// tally is what a Store knows of frequencies. All Stores of one call of New share it.
type tally struct {
	lock    chan struct{} // held by whoever changes the fields below; a channel, since waiting must end with the context
	current atomic.Pointer[counted]
	written atomic.Int64 // the last turn that Stores of this tally have written
	mark    atomic.Pointer[mark]
}

// A mark says that turns up to one were given before a Put began. Writers have the number
// of their transaction before they take a turn, so those that have taken one of these have
// lower numbers than the Put.
type mark struct{ turn, writer int64 }

// counted are counts of the stories of some turns.
type counted struct {
	turns
	counts *rank.Counts
	rate   int64 // of the stories whose n it divides
	saved  int64 // the last turn of the counts that the table held
	lost   bool  // whether the table has lost its row
}

// A change is a digest that was written, or one that was replaced or deleted. It has no
// digest if its story is not counted.
type change struct {
	removed    bool
	turn, born int64
	own        bool // by the transaction of the caller
	digest     rank.Digest
}

// table is what the table counts says without the counts.
type table struct {
	turn   int64
	own    bool
	lost   bool  // there is no row
	schema int64 // the version of the tables
	oldest int64 // the number below which all transactions had ended
}

// What changed is read at one instant with what the table says: whoever saves counts also
// empties gone.
//
// The tests of own are in this form since a transaction that has written nothing has no
// number. Each span is looked up by itself, so that the index is used.
const (
	changesSQL = `
SELECT 0, turn, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, coalesce(writer = pg_current_xact_id_if_assigned(), false), NULL::bytea FROM $counts
UNION ALL
SELECT 3, version, 0, false, NULL FROM $state
UNION ALL
SELECT 1, s.turn, 0, s.own, s.digest FROM unnest($1::bigint[], $2::bigint[]) AS g (a, b) CROSS JOIN LATERAL (
	SELECT turn, coalesce(writer = pg_current_xact_id_if_assigned(), false) AS own, CASE WHEN n % $3 = 0 THEN digest END AS digest
	FROM $stories WHERE turn BETWEEN g.a AND g.b OFFSET 0) AS s
UNION ALL
SELECT 2, s.turn, s.born, s.own, s.digest FROM unnest($1::bigint[], $2::bigint[]) AS g (a, b) CROSS JOIN LATERAL (
	SELECT turn, born, coalesce(writer = pg_current_xact_id_if_assigned(), false) AS own, CASE WHEN n % $3 = 0 THEN digest END AS digest
	FROM $gone WHERE turn BETWEEN g.a AND g.b OFFSET 0) AS s`
	loadSQL = `SELECT turn, rate, counts, gaps_from, gaps_to FROM $counts`
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
		if c == nil { // nothing is missing, but the table is newer
			c = &counted{turns: turns{last: math.MaxInt64 - 1}, rate: 1, saved: -1}
		}
		mark := t.mark.Load()
		now, changes, err := s.changes(ctx, c)
		if err != nil {
			return nil, err
		}
		own, others := divide(changes)
		settled := mark != nil && now.oldest > mark.writer
		switch {
		case now.own:
			return s.ownFrequencies(ctx)
		case now.turn > c.saved: // another Store has saved counts, and may have emptied gone
			err = t.change(ctx, c, func() (*counted, error) { return s.load(ctx, s.db) })
		case len(others) > 0 || now.lost != c.lost || settled && len(c.gaps) > 0 && c.gaps[0].to <= mark.turn:
			err = t.change(ctx, c, func() (*counted, error) {
				next, err := c.apply(others)
				if err != nil {
					t.current.Store(nil) // a part was counted: read the table again
					return nil, err
				}
				if next.lost = now.lost; now.lost {
					next.saved = 0
				}
				next.settle(0)
				if settled {
					next.settle(mark.turn)
				}
				return next, nil
			})
		default:
			if settled {
				t.mark.CompareAndSwap(mark, nil)
			}
			return c.with(own)
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
	now.lost = true
	from, to := c.missing()
	rows, err := s.db.Query(ctx, s.names.sql(changesSQL), from, to, c.rate)
	if err != nil {
		return now, nil, err
	}
	for rows.Next() {
		var kind int
		var x change
		if err := rows.Scan(&kind, &x.turn, &x.born, &x.own, (*[]byte)(&x.digest)); err != nil {
			rows.Close()
			return now, nil, err
		}
		switch kind {
		case 0:
			now.turn, now.own, now.oldest, now.lost = x.turn, x.own, x.born, false
			continue
		case 3:
			now.schema = x.turn
			continue
		}
		x.removed = kind == 2
		changes = append(changes, x)
	}
	if err := rows.Err(); err != nil {
		return now, nil, err
	}
	return now, changes, ofSchema(now.schema)
}

// unusable reports whether counts or a digest were made by another version of package
// rank, or altered. They are not counted, so that a program of a new version can put
// articles before a Sync has replaced the digests of the old one. A query that finds such
// a digest says so.
func unusable(err error) bool {
	return errors.Is(err, presse.ErrVersion) || errors.Is(err, presse.ErrCorrupt)
}

// load reads the table. If it has lost its row, everything is counted anew.
func (s *Store) load(ctx context.Context, db DB) (*counted, error) {
	var saved []byte
	c := &counted{counts: new(rank.Counts)}
	var from, to []int64
	err := db.QueryRow(ctx, s.names.sql(loadSQL)).Scan(&c.last, &c.rate, &saved, &from, &to)
	if errors.Is(err, pgx.ErrNoRows) {
		c.rate, c.lost = 1, true
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.saved = c.last
	for i := range min(len(from), len(to)) {
		c.gaps = append(c.gaps, span{from[i], to[i]})
	}
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
	seen := make([]int64, len(changes))
	for i, x := range changes {
		seen[i] = x.turn
		if err := x.count(c, c.counts, c.counts.Remove); err != nil {
			return nil, err
		}
	}
	next.turns = c.turns.with(seen)
	return &next, nil
}

// with returns the frequencies with what the transaction has written.
func (c *counted) with(own []change) (rank.Frequencies, error) {
	if len(own) == 0 {
		return c.counts, nil
	}
	l := &engine.Layered{Under: c.counts, Added: new(rank.Counts), Removed: new(rank.Counts)}
	for _, x := range own {
		if err := x.count(c, l.Added, l.Removed.Add); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// count adds the digest of a change, or removes it if it was counted.
func (x *change) count(c *counted, counts *rank.Counts, remove func(rank.Digest) error) error {
	var err error
	switch {
	case len(x.digest) == 0:
	case !x.removed:
		err = counts.Add(x.digest)
	case c.has(x.born):
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
	return t.written.Load()-c.last > int64(c.counts.Articles()-engine.FewArticles)*c.rate/16
}

// wrote notes that turns up to this one were written, and the mark of the Put that has
// written them.
func (t *tally) wrote(turn int64, m mark) {
	if m.turn > 0 && m.writer > 0 {
		t.mark.CompareAndSwap(nil, &m)
	}
	for {
		old := t.written.Load()
		if turn <= old || t.written.CompareAndSwap(old, turn) {
			return
		}
	}
}

// saveAfter is how many turns there are at least between two savings of counts. Until
// then, a Store that starts reads the digests, half a megabyte for a thousand.
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
	if s.options.Frequencies != nil && (c == nil || t.written.Load()-c.last > 8*saveAfter) { // gone must not grow
		if _, err := s.counted(ctx); err != nil {
			return
		}
		c = t.current.Load()
	}
	if c != nil && c.lost {
		const again = `INSERT INTO $counts (turn, rate) VALUES (0, 1) ON CONFLICT DO NOTHING`
		if _, err := s.db.Exec(ctx, s.names.sql(again)); err != nil {
			return
		}
	}
	if c == nil || c.last-c.saved < max(saveAfter, int64(c.counts.Articles())*c.rate/16) {
		return
	}
	_ = s.saveIfKnown(ctx, c)
}

// saveIfKnown saves c if it still is what the Store knows and the table holds what it held
// when c was loaded: others who have saved have also emptied gone, of which c may have
// missed something. By the last turn of the table they notice that; so what has no later
// turn is not saved.
func (s *Store) saveIfKnown(ctx context.Context, c *counted) error {
	if c.last == c.saved {
		return nil
	}
	return s.shared.tally.change(ctx, c, func() (*counted, error) {
		next := *c
		next.saved = c.last
		return &next, s.once(ctx, func(tx pgx.Tx) error {
			var before int64
			const free = `SELECT turn FROM $counts WHERE turn = $1 FOR UPDATE SKIP LOCKED`
			if err := tx.QueryRow(ctx, s.names.sql(free), c.saved).Scan(&before); err != nil {
				return err
			}
			return s.saveCounts(ctx, tx, c)
		})
	})
}

// saveCounts writes counts into the table, and forgets what is gone and was counted,
// unless a Sync that is running has to know.
func (s *Store) saveCounts(ctx context.Context, tx pgx.Tx, c *counted) error {
	var saved bytes.Buffer
	if err := c.counts.Save(&saved); err != nil {
		return err
	}
	from, to := make([]int64, len(c.gaps)), make([]int64, len(c.gaps))
	for i, g := range c.gaps {
		from[i], to[i] = g.from, g.to
	}
	var b pgx.Batch
	b.Queue(s.names.sql(`
INSERT INTO $counts (turn, rate, counts, gaps_from, gaps_to) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (one) DO UPDATE SET turn = $1, rate = $2, counts = $3, gaps_from = $4, gaps_to = $5, writer = pg_current_xact_id()`), c.last, c.rate, saved.Bytes(), from, to)
	b.Queue(s.names.sql(`DELETE FROM $gone WHERE turn <= least($1, (SELECT since FROM $state))
	AND NOT EXISTS (SELECT FROM unnest($2::bigint[], $3::bigint[]) AS g (a, b) WHERE turn BETWEEN a AND b)`), c.last, from, to)
	return tx.SendBatch(ctx, &b).Close()
}
