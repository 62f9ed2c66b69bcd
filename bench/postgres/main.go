// Postgres measures engines/postgres against real servers: how well and how fast it
// answers, beside PostgreSQL's own ranking and an Index, and how fast it takes in an
// archive, beside COPY.
//
//	go run ./postgres                    # all of the tables below, with servers of its own
//	go run ./postgres -only quality      # rpm2os: nDCG@5 and times, with Choose and without
//	go run ./postgres -only load         # Sync of 100,000 beside COPY, Put in batches
//	go run ./postgres -only months       # the words in partitions by month
//	go run ./postgres -only large -n 1000000   # an archive of that size: takes 15 minutes and 7 GB
//
// $POSTGRES_URLS names a server; otherwise ../engines/postgres/servers starts one. The data
// are read from $PRESSE_DATA, by default ../../shared/data.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

func main() {
	only := flag.String("only", "quality,load,months", "tables to print, separated by commas")
	n := flag.Int("n", 1_000_000, "number of articles of the large archive")
	keep := flag.Bool("keep", false, "leave the tables, and use those that are there")
	flag.Parse()
	log.SetFlags(0)
	if err := run(context.Background(), strings.Split(*only, ","), *n, *keep); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, only []string, n int, keep bool) error {
	url, stop, err := server()
	if err != nil {
		return err
	}
	defer stop()
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	l := &lab{pool: pool, keep: keep, size: n}
	if err := l.read(); err != nil {
		return err
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("%d processors, load %s\n", runtime.NumCPU(), strings.TrimSpace(string(load)))
	for _, table := range []struct {
		name    string
		measure func(context.Context) error
	}{{"quality", l.quality}, {"load", l.load}, {"months", l.months}, {"large", l.large}} {
		if !slices.Contains(only, table.name) {
			continue
		}
		fmt.Printf("\n== %s\n", table.name)
		if err := table.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", table.name, err)
		}
	}
	return nil
}

// server returns the address of a server, which is started unless the environment names
// one.
func server() (url string, stop func(), err error) {
	if urls := strings.Fields(os.Getenv("POSTGRES_URLS")); len(urls) > 0 {
		return urls[0], func() {}, nil
	}
	const script = "../engines/postgres/servers"
	cmd := exec.Command(script, "start")
	cmd.Env = append(os.Environ(), "SERVERS=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", nil, err
	}
	dir := strings.TrimSpace(string(out))
	urls, err := os.ReadFile(filepath.Join(dir, "urls"))
	return strings.TrimSpace(string(urls)), func() {
		if err := exec.Command(script, "stop", dir).Run(); err != nil {
			log.Print(err)
		}
		os.RemoveAll(dir)
	}, err
}

// A lab has what the tables are measured on.
type lab struct {
	pool     *pgxpool.Pool
	keep     bool
	size     int
	articles []*presse.Article // rpm2 and orangesum
	byID     map[string]*presse.Article
	queries  []string
	gains    map[string]map[string]float64
}

// read reads the articles and the judgements of rpm2os.
func (l *lab) read() error {
	rpm2, err1 := archive.Read("rpm2.jsonl.gz")
	orange, err2 := archive.Read("orangesum.jsonl.gz")
	queries, err3 := os.ReadFile(filepath.Join(archive.Dir(), "related", "rpm2os", "queries.txt"))
	judged, err4 := os.ReadFile(filepath.Join(archive.Dir(), "related", "rpm2os", "qrels.tsv"))
	if err := cmp.Or(err1, err2, err3, err4); err != nil {
		return err
	}
	l.articles = slices.Concat(rpm2, orange)
	l.byID = map[string]*presse.Article{}
	for _, a := range l.articles {
		l.byID[a.ID] = a
	}
	l.queries = strings.Fields(string(queries))
	l.gains = map[string]map[string]float64{}
	for line := range strings.Lines(string(judged)) {
		var query, doc string
		var gain float64
		if _, err := fmt.Sscan(line, &query, &doc, &gain); err != nil {
			return err
		}
		if l.gains[query] == nil {
			l.gains[query] = map[string]float64{}
		}
		l.gains[query][doc] = gain
	}
	return nil
}

// end is an instant after all articles.
var end = archive.End

// times are the durations of queries.
type times []time.Duration

func (t times) String() string {
	slices.Sort(t)
	if len(t) == 0 {
		return "-"
	}
	at := func(share float64) time.Duration {
		return t[min(len(t)-1, int(share*float64(len(t))))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("p50 %v, p99 %v (%d queries)", at(0.5), at(0.99), len(t))
}
