package main

import (
	"context"
	"fmt"
	"time"

	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/rpm2os"
	"github.com/presse-go/presse/engines/postgres"
)

// months measures the archive of the table load with its words in one table, and in
// partitions by month, as README.md of engines/postgres has them.
func (l *lab) months(ctx context.Context) error {
	articles := archive.Recombined(l.Articles, loaded)
	for _, c := range []struct{ name, title string }{{"months", "in partitions by month"}, {"whole", "in one table"}} {
		if err := l.drop(ctx, c.name); err != nil {
			return err
		}
		if c.name == "months" {
			if _, err := l.pool.Exec(ctx, partitions); err != nil {
				return err
			}
		}
		s, err := l.store(ctx, postgres.Options{Name: c.name})
		if err != nil {
			return err
		}
		start := time.Now()
		if err := s.Sync(ctx, rpm2os.Sequence(articles)); err != nil {
			return err
		}
		fmt.Printf("words %s: Sync of %d: %v\n", c.title, loaded, time.Since(start).Round(time.Millisecond))
		if err := l.ask(ctx, s); err != nil {
			return err
		}
		if err := l.drop(ctx, c.name); err != nil {
			return err
		}
	}
	return nil
}

// partitions are those of the eleven years of the archive.
const partitions = `
CREATE TABLE months_words (
	n bigint NOT NULL, published timestamptz NOT NULL, word integer NOT NULL, weight real NOT NULL
) PARTITION BY RANGE (published);
CREATE TABLE months_words_rest PARTITION OF months_words DEFAULT;
DO $$
DECLARE month date;
BEGIN
	FOR month IN SELECT generate_series('2010-01-01'::date, '2020-12-01', '1 month') LOOP
		EXECUTE format('CREATE TABLE months_words_%s PARTITION OF months_words FOR VALUES FROM (%L) TO (%L)',
			to_char(month, 'YYYY_MM'), month, month + interval '1 month');
	END LOOP;
END $$`
