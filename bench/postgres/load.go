package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/rpm2os"
	"github.com/presse-go/presse/engines/postgres"
)

// loaded is the size of the archive of the table load.
const loaded = 100_000

// load measures how long Sync takes to fill an empty store, beside COPY of the rows that it
// has then; and beside Put of a tenth of them in batches of a hundred.
func (l *lab) load(ctx context.Context) error {
	articles := archive.Recombined(l.Articles, loaded)
	rate := func(n int, since time.Time) string {
		took := time.Since(since)
		return fmt.Sprintf("%v, %.0f a second", took.Round(time.Millisecond), float64(n)/took.Seconds())
	}
	for _, name := range []string{"synced", "copied", "put"} {
		if err := l.drop(ctx, name); err != nil {
			return err
		}
	}
	s, err := l.store(ctx, postgres.Options{Name: "synced"})
	if err != nil {
		return err
	}
	start := time.Now()
	if err := s.Sync(ctx, rpm2os.Sequence(articles)); err != nil {
		return err
	}
	synced := time.Since(start)
	fmt.Printf("Sync of %d into an empty store: %s\n", loaded, rate(loaded, start))

	start = time.Now()
	if err := s.Sync(ctx, rpm2os.Sequence(articles)); err != nil {
		return err
	}
	fmt.Printf("the same again: %s\n", rate(loaded, start))

	copied, err := l.copyByHand(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("Sync takes %.2f times as long as COPY by hand\n", synced.Seconds()/copied.Seconds())

	if s, err = l.store(ctx, postgres.Options{Name: "put"}); err != nil {
		return err
	}
	start = time.Now()
	few := articles[:loaded/10]
	for part := range slices.Chunk(few, 100) {
		if err := s.Put(ctx, part...); err != nil {
			return err
		}
	}
	put := time.Since(start)
	fmt.Printf("Put of %d in batches of 100: %s, %.2f of the rate of Sync\n", len(few), rate(len(few), start),
		float64(len(few))/put.Seconds()/(loaded/synced.Seconds()))

	start = time.Now()
	for _, a := range few[:500] {
		b := *a
		b.Headline += " !"
		if err := s.Put(ctx, &b); err != nil {
			return err
		}
	}
	fmt.Printf("Put of 500 that have changed, one by one: %s\n", rate(500, start))
	for _, name := range []string{"synced", "copied", "put"} {
		if !l.keep {
			err = l.drop(ctx, name)
		}
	}
	return err
}

// copyByHand copies the rows of the store synced, which are in memory in the binary form of
// PostgreSQL, into empty tables with the same indexes.
func (l *lab) copyByHand(ctx context.Context) (time.Duration, error) {
	if _, err := l.store(ctx, postgres.Options{Name: "copied"}); err != nil {
		return 0, err
	}
	var total time.Duration
	for _, table := range []struct {
		name    string
		columns string
	}{
		{"stories", "n, id, published, shown_from, shown_until, offered, labels, turn, digest"},
		{"words", "n, published, word, weight"},
	} {
		var rows bytes.Buffer
		if err := l.raw(ctx, func(c *pgconn.PgConn) error {
			_, err := c.CopyTo(ctx, &rows, "COPY (SELECT "+table.columns+" FROM synced_"+table.name+") TO STDOUT BINARY")
			return err
		}); err != nil {
			return 0, err
		}
		start := time.Now()
		var n int64
		if err := l.raw(ctx, func(c *pgconn.PgConn) error {
			tag, err := c.CopyFrom(ctx, &rows, "COPY copied_"+table.name+" ("+table.columns+") FROM STDIN BINARY")
			n = tag.RowsAffected()
			return err
		}); err != nil {
			return 0, err
		}
		took := time.Since(start)
		total += took
		fmt.Printf("COPY of %d rows of %s by hand: %v\n", n, table.name, took.Round(time.Millisecond))
	}
	start := time.Now()
	if _, err := l.pool.Exec(ctx, "VACUUM (ANALYZE) copied_words, copied_stories"); err != nil {
		return 0, err
	}
	took := time.Since(start)
	fmt.Printf("VACUUM, which Sync does too: %v\n", took.Round(time.Millisecond))
	return total + took, nil
}

// raw runs do with a connection of the pool.
func (l *lab) raw(ctx context.Context, do func(*pgconn.PgConn) error) error {
	conn, err := l.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	return do(conn.Conn().PgConn())
}

// drop deletes the tables of a store.
func (l *lab) drop(ctx context.Context, name string) error {
	for _, table := range []string{"stories", "words", "gone", "sections", "counts", "state"} {
		if _, err := l.pool.Exec(ctx, "DROP TABLE IF EXISTS "+name+"_"+table); err != nil {
			return err
		}
	}
	_, err := l.pool.Exec(ctx, "DROP SEQUENCE IF EXISTS "+name+"_numbers, "+name+"_turns")
	return err
}
