package postgres

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// Put adds articles to the store, in one transaction. An article replaces the one with
// the same ID, if there is one; one that has not changed costs a look-up. If any article
// is nil, has no ID or one that PostgreSQL cannot hold, occurs twice in the call, or is
// too long (see [presse.Index.Put]), Put changes nothing and returns an *Error for each.
// It accepts articles that are not public: [presse.Query] decides what is shown.
//
// One call with a hundred articles is several times faster than a hundred calls. Two
// writers of the same article take turns; the last one wins.
func (s *Store) Put(ctx context.Context, articles ...*presse.Article) error {
	const op = "put"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	read, err := engine.ReadAll(ctx, articles, s.options.Index)
	if err != nil || len(read) == 0 {
		return err
	}
	if err := s.check(ctx); err != nil {
		return engine.Fail(ctx, op, err)
	}
	stories := storiesOf(read)
	f, err := s.usualFrequencies(ctx, stories)
	if err != nil {
		return engine.Fail(ctx, op, err)
	}
	for _, t := range stories {
		if err := t.find(f); err != nil {
			return engine.Fail(ctx, op, err)
		}
	}
	slices.SortFunc(stories, func(a, b *story) int { return strings.Compare(a.ID, b.ID) })
	var turn int64
	var m mark
	if c := s.shared.tally.current.Load(); c != nil && !s.inTx() {
		m.turn = c.last
	}
	err = s.inside(ctx, func(tx pgx.Tx) error {
		for part := range slices.Chunk(stories, syncBatch) { // a message of 1 GB is too long for PostgreSQL
			last, err := s.write(ctx, tx, part, nil)
			if err != nil {
				return err
			}
			turn = max(turn, last)
		}
		var version int64
		const last = `SELECT version, coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0) FROM $state`
		if err := tx.QueryRow(ctx, s.names.sql(last)).Scan(&version, &m.writer); err != nil {
			return err
		}
		return ofSchema(version)
	})
	if err != nil {
		return engine.Fail(ctx, op, err)
	}
	s.wrote(turn, m, stories)
	s.save(ctx)
	return nil
}

// usualFrequencies returns frequencies by which the best words of stories are chosen. They
// need not be of this moment: a word is rare or it is not. In a small archive they are,
// and the stories count too.
func (s *Store) usualFrequencies(ctx context.Context, stories []*story) (rank.Frequencies, error) {
	if s.options.Frequencies != nil {
		return s.options.Frequencies, nil
	}
	if t := &s.shared.tally; !t.stale() {
		return t.current.Load().counts, nil
	}
	if f := s.last.Load(); f != nil { // in a transaction that has put many
		return *f, nil
	}
	f, err := s.frequencies(ctx)
	if err != nil {
		return nil, err
	}
	if f.Articles() >= engine.FewArticles {
		if s.inTx() {
			s.last.Store(&f)
		}
		return f, nil
	}
	l := &engine.Layered{Under: f, Added: new(rank.Counts), Removed: new(rank.Counts)}
	for _, t := range stories {
		if err := l.Added.Add(t.Digest); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// wrote notes what a call has written, if it is committed.
func (s *Store) wrote(turn int64, m mark, stories []*story) {
	if s.inTx() {
		return
	}
	s.shared.tally.wrote(turn, m)
	for _, t := range stories {
		for _, section := range t.Sections {
			s.shared.sections.Store(int64(related.SectionLabel(section)), true)
		}
	}
}

const (
	// Rows are locked in the order of IDs, as they are inserted, so that two writers of the
	// same articles wait for each other in one direction only.
	lookUpSQL = `SELECT id, n, sha256(digest) FROM $stories WHERE id = ANY($1) ORDER BY id FOR UPDATE`
	// The transaction has a number from now on: see mark.
	numbersSQL = `SELECT nextval('$numbers') FROM generate_series(1, $1) WHERE pg_current_xact_id() IS NOT NULL`
	buryWords  = `DELETE FROM $words WHERE n = ANY($1)`
	burySQL    = `INSERT INTO $gone (turn, born, n, id, digest) SELECT nextval('$turns'), turn, n, id, digest FROM $stories WHERE n = ANY($1)`
	rowsSQL    = `
FROM (SELECT * FROM unnest($1::bigint[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::boolean[], $7::text[], $8::bytea[])
	AS r (n, id, published, shown_from, shown_until, offered, labels, digest) ORDER BY id COLLATE "C") AS r`
	insertSQL = `
INSERT INTO $stories (n, id, published, shown_from, shown_until, offered, labels, turn, digest)
SELECT n, id, to_timestamp(published), to_timestamp(shown_from), to_timestamp(shown_until), offered, labels::bigint[], nextval('$turns'), digest` + rowsSQL + `
ON CONFLICT (id) DO NOTHING RETURNING n, turn`
	updateSQL = `
UPDATE $stories AS s SET published = to_timestamp(r.published), shown_from = to_timestamp(r.shown_from), shown_until = to_timestamp(r.shown_until),
	offered = r.offered, labels = r.labels::bigint[], turn = nextval('$turns'), writer = pg_current_xact_id(), digest = r.digest` + rowsSQL + `
WHERE s.n = r.n RETURNING s.n, s.turn`
	sectionsSQL = `INSERT INTO $sections SELECT * FROM unnest($1::bigint[], $2::bytea[]) AS a (label, section) WHERE NOT EXISTS (SELECT FROM $sections AS s WHERE s.label = a.label)`
)

// write writes stories in a transaction and returns the last turn. The stories are in the
// order of their IDs, which are distinct. Those that others have written since a Sync
// began, as g says, are left as they are.
func (s *Store) write(ctx context.Context, tx pgx.Tx, stories []*story, g *syncing) (turn int64, err error) {
	if err := s.writeSections(ctx, tx, stories); err != nil {
		return 0, err
	}
	var written []*story
	for left := stories; len(left) > 0; {
		if err := s.lookUp(ctx, tx, left, g); err != nil {
			return 0, err
		}
		var fresh, changed []*story
		for _, t := range left {
			switch {
			case t.kept:
			case t.known:
				changed = append(changed, t)
			default:
				fresh = append(fresh, t)
			}
		}
		last, err := s.update(ctx, tx, changed)
		if err != nil {
			return 0, err
		}
		turn = max(turn, last)
		last, inserted, err := s.insert(ctx, tx, fresh)
		if err != nil {
			return 0, err
		}
		turn = max(turn, last)
		// Another writer has added the ID since it was looked up. It is committed now, since
		// INSERT has waited for it; so it can be looked up.
		left = left[:0:0]
		for _, t := range fresh {
			if inserted[t.n] {
				written = append(written, t)
			} else {
				left = append(left, t)
			}
		}
		written = append(written, changed...)
	}
	return turn, s.copyWords(ctx, tx, written)
}

// lookUp locks the rows of stories, if there are, and gives the others a number.
func (s *Store) lookUp(ctx context.Context, tx pgx.Tx, stories []*story, g *syncing) error {
	byID := make(map[string]*story, len(stories))
	ids := make([]string, len(stories))
	for i, t := range stories {
		byID[t.ID], ids[i] = t, t.ID
		t.known, t.kept = false, false
	}
	rows, err := tx.Query(ctx, s.names.sql(lookUpSQL), ids)
	if err != nil {
		return err
	}
	var id string
	var n int64
	var sum []byte
	if _, err := pgx.ForEachRow(rows, []any{&id, &n, &sum}, func() error {
		t := byID[id]
		own := t.sum()
		t.n, t.known, t.kept = n, true, bytes.Equal(sum, own[:])
		return nil
	}); err != nil {
		return err
	}
	if g != nil {
		if err := g.keep(ctx, tx, byID, ids); err != nil {
			return err
		}
	}
	return s.number(ctx, tx, stories)
}

// number gives numbers to stories that the table does not have.
func (s *Store) number(ctx context.Context, tx pgx.Tx, stories []*story) error {
	var fresh []*story
	for _, t := range stories {
		if !t.known && !t.kept {
			fresh = append(fresh, t)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, s.names.sql(numbersSQL), len(fresh))
	if err != nil {
		return err
	}
	numbers, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	for i, t := range fresh {
		t.n = numbers[i]
	}
	return nil
}

// update replaces rows that the transaction has locked.
func (s *Store) update(ctx context.Context, tx pgx.Tx, stories []*story) (turn int64, err error) {
	if len(stories) == 0 {
		return 0, nil
	}
	numbers := numbersOf(stories)
	var b pgx.Batch
	b.Queue(s.names.sql(buryWords), numbers)
	b.Queue(s.names.sql(burySQL), numbers)
	b.Queue(s.names.sql(updateSQL), columns(stories)...).Query(func(rows pgx.Rows) error {
		turn, _, err = written(rows)
		return err
	})
	return turn, tx.SendBatch(ctx, &b).Close()
}

// insert adds rows and returns the numbers of those that were added.
func (s *Store) insert(ctx context.Context, tx pgx.Tx, stories []*story) (turn int64, inserted map[int64]bool, err error) {
	if len(stories) == 0 {
		return 0, nil, nil
	}
	rows, err := tx.Query(ctx, s.names.sql(insertSQL), columns(stories)...)
	if err != nil {
		return 0, nil, err
	}
	return written(rows)
}

// written returns the last turn and the numbers of the rows written.
func written(rows pgx.Rows) (last int64, numbers map[int64]bool, err error) {
	numbers = map[int64]bool{}
	var n, turn int64
	_, err = pgx.ForEachRow(rows, []any{&n, &turn}, func() error {
		numbers[n], last = true, max(last, turn)
		return nil
	})
	return last, numbers, err
}

func numbersOf(stories []*story) []int64 {
	numbers := make([]int64, len(stories))
	for i, t := range stories {
		numbers[i] = t.n
	}
	return numbers
}

// columns returns stories as the parameters of rowsSQL.
func columns(stories []*story) []any {
	n := len(stories)
	var (
		ids, labels            = make([]string, n), make([]string, n)
		published, from, until = make([]float64, n), make([]float64, n), make([]float64, n)
		offered                = make([]bool, n)
		digests                = make([][]byte, n)
	)
	for i, t := range stories {
		ids[i], labels[i] = t.ID, literal(t.Labels)
		published[i], from[i], until[i] = seconds(t.Published), seconds(t.From), seconds(t.Until)
		offered[i], digests[i] = !t.Unoffered, t.Digest
	}
	return []any{numbersOf(stories), ids, published, from, until, offered, labels, digests}
}

// copyWords adds the words of stories.
func (s *Store) copyWords(ctx context.Context, tx pgx.Tx, stories []*story) error {
	if len(stories) == 0 {
		return nil
	}
	_, err := tx.Conn().PgConn().CopyFrom(ctx, &wordRows{stories: stories}, s.names.sql(`COPY $words (n, published, word, weight) FROM STDIN BINARY`))
	return err
}

// wordRows reads as the words of stories in the binary form of COPY (PostgreSQL's
// documentation, COPY, "Binary Format"). Most rows of a store are words; this takes a tenth
// of the time that [pgx.Tx] takes to find out how to write each value.
type wordRows struct {
	stories []*story
	begun   bool
	ended   bool
	buf     []byte // to be read
	room    []byte
}

func (r *wordRows) Read(p []byte) (int, error) {
	if len(r.buf) == 0 {
		r.fill()
	}
	if len(r.buf) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.buf)
	r.buf = r.buf[n:]
	return n, nil
}

// fill sets buf to the rows of the next stories, if there are any.
func (r *wordRows) fill() {
	b := r.room[:0]
	if !r.begun {
		r.begun = true
		b = append(b, "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"...) // no flags, no extension
	}
	for len(r.stories) > 0 && len(b) < 48<<10 {
		b = r.stories[0].appendRows(b)
		r.stories = r.stories[1:]
	}
	if len(r.stories) == 0 && !r.ended {
		r.ended = true
		b = append(b, 0xff, 0xff) // in place of a number of columns
	}
	r.buf, r.room = b, b
}

// appendRows appends the words of a story, each value after its length.
func (t *story) appendRows(b []byte) []byte {
	be := binary.BigEndian
	published := microseconds(t.Published)
	for _, w := range t.words {
		b = be.AppendUint16(b, 4)
		b = be.AppendUint64(be.AppendUint32(b, 8), uint64(t.n))
		b = be.AppendUint64(be.AppendUint32(b, 8), uint64(published))
		b = be.AppendUint32(be.AppendUint32(b, 4), uint32(w.hash))
		b = be.AppendUint32(be.AppendUint32(b, 4), math.Float32bits(w.weight))
	}
	return b
}

// writeSections adds the sections that the table does not have yet: a Query with a
// Taxonomy asks which there are. Two writers may add the same one, so that no writer waits
// for another that names it and leaves its transaction open.
func (s *Store) writeSections(ctx context.Context, tx pgx.Tx, stories []*story) error {
	var labels []int64
	var written [][]byte
	seen := map[int64]bool{}
	for _, t := range stories {
		for _, section := range t.Sections {
			l := int64(related.SectionLabel(section))
			if _, known := s.shared.sections.Load(l); known || seen[l] {
				continue
			}
			seen[l] = true
			labels, written = append(labels, l), append(written, []byte(section))
		}
	}
	if len(labels) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, s.names.sql(sectionsSQL), labels, written)
	return err
}

// Delete removes articles, in one transaction. IDs that the store does not hold are
// ignored. No query that begins after Delete has returned finds them.
func (s *Store) Delete(ctx context.Context, ids ...string) error {
	const op = "delete"
	if err := s.usable(ctx, op); err != nil {
		return err
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !engine.Storable(id) }) // no row has them
	slices.Sort(ids)
	if len(ids) == 0 {
		return nil
	}
	if err := s.check(ctx); err != nil {
		return engine.Fail(ctx, op, err)
	}
	return engine.Fail(ctx, op, s.inside(ctx, func(tx pgx.Tx) error {
		// A Sync that is writing now may add one of the IDs: wait for its part to end.
		var version int64
		if err := tx.QueryRow(ctx, s.names.sql(`SELECT version FROM $state FOR SHARE`)).Scan(&version); err != nil {
			return err
		}
		if err := ofSchema(version); err != nil {
			return err
		}
		for part := range slices.Chunk(slices.Compact(ids), 10*syncBatch) {
			if err := s.delete(ctx, tx, part); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (s *Store) delete(ctx context.Context, tx pgx.Tx, ids []string) error {
	rows, err := tx.Query(ctx, s.names.sql(`SELECT n FROM $stories WHERE id = ANY($1) ORDER BY id FOR UPDATE`), ids)
	if err != nil {
		return err
	}
	numbers, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	if len(numbers) < len(ids) { // a Sync that is running must not add them from now on
		if _, err := tx.Exec(ctx, s.names.sql(absentSQL), ids); err != nil {
			return err
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return s.bury(ctx, tx, numbers)
}

// absentSQL notes that IDs were deleted which the store does not hold. Their digest was
// never counted, so they are born later than any turn.
const absentSQL = `
INSERT INTO $gone (turn, born, n, id, digest)
SELECT nextval('$turns'), 9223372036854775807, 0, a.id, '' FROM unnest($1::text[]) AS a (id)
WHERE (SELECT since FROM $state) IS NOT NULL AND NOT EXISTS (SELECT FROM $stories s WHERE s.id = a.id)`

// bury deletes rows that the transaction has locked.
func (s *Store) bury(ctx context.Context, tx pgx.Tx, numbers []int64) error {
	var b pgx.Batch
	b.Queue(s.names.sql(buryWords), numbers)
	b.Queue(s.names.sql(burySQL), numbers)
	b.Queue(s.names.sql(`DELETE FROM $stories WHERE n = ANY($1)`), numbers)
	return tx.SendBatch(ctx, &b).Close()
}
