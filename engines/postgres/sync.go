package postgres

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// Sync makes the store hold exactly the articles of an archive: it adds those that are
// missing, replaces those that have changed, and in the end deletes those that the archive
// does not have. It is the fastest way to fill a store and the way to repair one.
//
// It works in transactions of a thousand articles. Queries see the old or the new form of
// each article meanwhile. If Sync ends early, because of an error, the context or the end
// of the process, what is done stays, nothing is deleted that the archive has, and
// calling it again does the rest: articles that have not changed cost a look-up. In a
// transaction of the caller (see [Store.With]), all of it is visible at once or not at
// all.
//
// Others may Put and Delete meanwhile. What they write after Sync has begun is kept, since
// the archive may have been read before: a story taken down does not come back. If
// another Sync begins, the first one ends with an error.
//
// An error of the archive ends Sync, unless its cause is [presse.ErrItem]: then one
// article could not be read, and Sync goes on. Such errors, and those of articles that
// Put would refuse, are returned in the end, at most a hundred of them; the store does
// not hold these articles then, not even in an older form. Of two articles with the same
// ID, the first is kept.
//
// The archive must not use a connection or transaction that is the DB of the store. It is
// not an error if it is empty: the store is empty then.
func (s *Store) Sync(ctx context.Context, archive iter.Seq2[*presse.Article, error]) error {
	const op = "sync"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	if archive == nil {
		return &presse.Error{Op: op, Field: "archive", Err: engine.ErrNil}
	}
	if err := s.check(ctx); err != nil {
		return engine.Fail(ctx, op, err)
	}
	y, err := s.beginSync(ctx)
	if err != nil {
		return engine.Fail(ctx, op, err)
	}
	err = y.run(ctx, archive)
	if err == nil {
		err = y.end(ctx)
	} else if ctx.Err() == nil {
		_ = s.inside(ctx, func(tx pgx.Tx) error { // or the next Sync will
			_, err := tx.Exec(ctx, s.names.sql(`UPDATE $state SET since = NULL WHERE sync = $1`), y.number)
			return err
		})
	}
	if err != nil {
		return errors.Join(y.faults.Err(op), engine.Fail(ctx, op, err))
	}
	return y.faults.Err(op)
}

// syncBatch is the number of articles that Sync writes in a transaction. Those who write
// the same articles, and those who delete any, wait for it to end, which takes 0.4 s.
const syncBatch = 1000

// A syncing is a Sync that is running.
type syncing struct {
	*Store
	number   int64            // of this Sync
	snapshot string           // what was committed when it began
	seen     bits             // the n of the stories that the archive has
	faults   engine.Faults    // of single articles
	fresh    int              // stories added, replaced or deleted
	given    rank.Frequencies // of the caller, or of the store before, if it is large enough
	first    *rank.Counts     // otherwise: of the first articles
	counting *engine.Counting // of the stories that are written

	waiting []*story   // read, but not written, until enough of them are counted
	writing chan error // the result of the batch that is being written
	busy    bool       // whether there is one
}

// beginSync numbers the Sync. An earlier one that is running notices that it is not the
// last.
func (s *Store) beginSync(ctx context.Context) (*syncing, error) {
	y := &syncing{Store: s, counting: engine.NewCounting(), writing: make(chan error, 1)}
	err := s.inside(ctx, func(tx pgx.Tx) error {
		var version int64
		const begin = `UPDATE $state SET sync = sync + 1, since = (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM $turns) RETURNING sync, version`
		if err := tx.QueryRow(ctx, s.names.sql(begin)).Scan(&y.number, &version); err != nil {
			return err
		}
		if err := ofSchema(version); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `SELECT pg_current_snapshot()::text`).Scan(&y.snapshot)
	})
	if err != nil {
		return nil, err
	}
	f, err := s.frequencies(ctx)
	if err != nil {
		return nil, err
	}
	if s.options.Frequencies != nil || f.Articles() >= engine.FewArticles {
		y.given = f
	}
	return y, nil
}

// run reads the archive and writes its articles.
func (y *syncing) run(ctx context.Context, archive iter.Seq2[*presse.Article, error]) (err error) {
	defer func() { // also if the archive panics: no goroutine outlives the call
		if y.busy {
			err = errors.Join(err, y.wait())
		}
	}()
	err = engine.Batches(ctx, archive, syncBatch, &y.faults, func(batch []*presse.Article, last bool) error { return y.flush(ctx, batch, last) })
	if err != nil {
		return err
	}
	return y.wait()
}

// countFirst is the number of articles of an archive that are counted before the words of
// the first of them are chosen, if nothing is known of the archive: a tenth of 35,000.
const countFirst = 4 * syncBatch

// flush has the batch written. It is read while the one before is written, if the store has
// a pool.
func (y *syncing) flush(ctx context.Context, batch []*presse.Article, last bool) error {
	stories := y.read(batch)
	y.waiting = append(y.waiting, stories...)
	if y.given == nil && y.first == nil {
		if !last && len(y.waiting) < countFirst {
			return nil
		}
		y.first = new(rank.Counts)
		for _, t := range y.waiting {
			if err := y.first.Add(t.Digest); err != nil {
				return err
			}
		}
	}
	write := y.waiting
	y.waiting = nil
	f, faults := y.wordFrequencies(), make([]error, len(write))
	engine.Parallel(len(write), func(i int) { faults[i] = write[i].find(f) })
	if err := errors.Join(append(faults, y.wait())...); err != nil {
		return err
	}
	y.busy = true
	if _, pool := y.db.(*pgxpool.Pool); pool {
		go func() { y.writing <- y.writeAll(ctx, write) }()
	} else {
		y.writing <- y.writeAll(ctx, write)
	}
	return nil
}

// wait waits until the batch that is being written is written.
func (y *syncing) wait() error {
	if !y.busy {
		return nil
	}
	y.busy = false
	return <-y.writing
}

// read returns what the store keeps of the batch.
func (y *syncing) read(batch []*presse.Article) []*story {
	all, faults := make([]*engine.Story, len(batch)), make([]error, len(batch))
	engine.Parallel(len(batch), func(i int) { all[i], faults[i] = engine.Read(batch[i], y.options.Index) })
	read := all[:0]
	seen := make(map[string]bool, len(all))
	for i, t := range all {
		switch {
		case faults[i] != nil:
			y.faults.Add(faults[i])
		case seen[t.ID]:
			y.faults.Add(engine.Duplicate("sync", t.ID))
		default:
			seen[t.ID] = true
			read = append(read, t)
		}
	}
	return storiesOf(read)
}

// writeAll writes stories, a thousand in a transaction.
func (y *syncing) writeAll(ctx context.Context, stories []*story) error {
	for part := range slices.Chunk(stories, syncBatch) {
		slices.SortFunc(part, func(a, b *story) int { return strings.Compare(a.ID, b.ID) })
		var turn int64
		err := y.inside(ctx, func(tx pgx.Tx) (err error) {
			if err := y.fence(ctx, tx); err != nil {
				return err
			}
			turn, err = y.write(ctx, tx, part, y)
			return err
		})
		if err != nil {
			return err
		}
		y.wrote(turn, mark{}, part)
		if err := y.written(part); err != nil {
			return err
		}
	}
	return nil
}

// written notes and counts the stories of a transaction.
func (y *syncing) written(stories []*story) error {
	for _, t := range stories {
		switch {
		case t.n == 0: // deleted by others meanwhile
			continue
		case y.seen.has(t.n):
			y.faults.Add(engine.Duplicate("sync", t.ID))
			continue
		case !t.kept:
			y.fresh++
		}
		y.seen.add(t.n)
		if err := y.counting.Add(t.n, t.Digest); err != nil {
			return err
		}
	}
	return nil
}

var errSuperseded = errors.New("another Sync has begun")

// fence fails if another Sync has begun, and makes those that begin, and those that delete
// articles, wait for the end of the transaction.
func (y *syncing) fence(ctx context.Context, tx pgx.Tx) error {
	var last, version int64
	if err := tx.QueryRow(ctx, y.names.sql(`SELECT sync, version FROM $state FOR NO KEY UPDATE`)).Scan(&last, &version); err != nil {
		return err
	}
	if err := ofSchema(version); err != nil {
		return err
	}
	if last != y.number {
		return errSuperseded
	}
	return nil
}

// laterSQL is the condition that a row was written by others since the Sync began, as $1
// says. In a database that was restored from another server, rows have the numbers of that
// server's transactions. They are not from the future.
const laterSQL = `NOT pg_visible_in_snapshot(writer, $1) AND writer < pg_snapshot_xmax(pg_current_snapshot())
	AND writer IS DISTINCT FROM pg_current_xact_id_if_assigned()`

// keep marks stories that others have written or deleted since the Sync began.
func (y *syncing) keep(ctx context.Context, tx pgx.Tx, byID map[string]*story, ids []string) error {
	const sql = `
SELECT id FROM $stories WHERE id = ANY($2) AND ` + laterSQL + `
UNION ALL SELECT id FROM $gone WHERE id = ANY($2) AND ` + laterSQL
	rows, err := tx.Query(ctx, y.names.sql(sql), y.snapshot, ids)
	if err != nil {
		return err
	}
	var id string
	if _, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		byID[id].kept = true
		return nil
	}); err != nil {
		return err
	}
	for _, t := range byID {
		t.kept = t.kept || t.known && y.seen.has(t.n)
	}
	return nil
}

// end deletes the stories that the archive does not have and saves the counts.
func (y *syncing) end(ctx context.Context) error {
	if err := y.sweep(ctx); err != nil {
		return err
	}
	err := y.inside(ctx, func(tx pgx.Tx) error {
		if err := y.fence(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, y.names.sql(`UPDATE $state SET since = NULL`)); err != nil {
			return err
		}
		var turn int64
		// A turn of its own, so that all Stores notice that the counts are others.
		if err := tx.QueryRow(ctx, y.names.sql(`SELECT nextval('$turns')`)).Scan(&turn); err != nil {
			return err
		}
		counts, rate := y.counting.Counts()
		return y.saveCounts(ctx, tx, &counted{turns: turns{last: turn}, counts: counts, rate: rate})
	})
	if err == nil {
		y.vacuum(ctx)
	}
	return err
}

// sweep deletes the stories that the archive does not have, a thousand in a transaction.
func (y *syncing) sweep(ctx context.Context) error {
	const page = 10_000
	for last := int64(-1); ; {
		rows, err := y.db.Query(ctx, y.names.sql(`SELECT n FROM $stories WHERE n > $1 ORDER BY n LIMIT $2`), last, page)
		if err != nil {
			return err
		}
		numbers, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil || len(numbers) == 0 {
			return err
		}
		last = numbers[len(numbers)-1]
		numbers = slices.DeleteFunc(numbers, y.seen.has)
		for part := range slices.Chunk(numbers, syncBatch) {
			if err := y.inside(ctx, func(tx pgx.Tx) error { return y.buryUnlessLater(ctx, tx, part) }); err != nil {
				return err
			}
			y.fresh += len(part)
		}
	}
}

func (y *syncing) buryUnlessLater(ctx context.Context, tx pgx.Tx, numbers []int64) error {
	if err := y.fence(ctx, tx); err != nil {
		return err
	}
	const lock = `SELECT n FROM $stories WHERE n = ANY($2) AND NOT (` + laterSQL + `) ORDER BY id FOR UPDATE`
	rows, err := tx.Query(ctx, y.names.sql(lock), y.snapshot, numbers)
	if err != nil {
		return err
	}
	locked, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil || len(locked) == 0 {
		return err
	}
	return y.bury(ctx, tx, locked)
}

// vacuum does what autovacuum would do in its own time, if much was written: the search
// then reads indexes only, which makes it several times as fast. PostgreSQL cannot do it
// in a transaction. If it cannot do it at all, autovacuum will.
func (y *syncing) vacuum(ctx context.Context) {
	if !y.inTx() && 10*y.fresh >= y.seen.n {
		_, _ = y.db.Exec(ctx, y.names.sql(`VACUUM (ANALYZE) $words, $stories`))
	}
}

// wordFrequencies returns the frequencies by which words are chosen.
func (y *syncing) wordFrequencies() rank.Frequencies {
	if y.given != nil {
		return y.given
	}
	if counts, _ := y.counting.Counts(); counts.Articles() > y.first.Articles() {
		return counts
	}
	return y.first
}

// bits is a set of numbers, in pages of 32,768.
type bits struct {
	pages map[int64]*[512]uint64
	n     int
}

func (b *bits) add(i int64) {
	if b.has(i) {
		return
	}
	if b.pages == nil {
		b.pages = map[int64]*[512]uint64{}
	}
	p := b.pages[i>>15]
	if p == nil {
		p = new([512]uint64)
		b.pages[i>>15] = p
	}
	p[i>>6&511] |= 1 << (i & 63)
	b.n++
}

func (b *bits) has(i int64) bool {
	p := b.pages[i>>15]
	return p != nil && p[i>>6&511]>>(i&63)&1 != 0
}
