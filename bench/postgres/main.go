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

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/rpm2os"
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
	task, err := rpm2os.Open()
	if err != nil {
		return err
	}
	l := &lab{Task: task, pool: pool, keep: keep, size: n}
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
	*rpm2os.Task
	pool *pgxpool.Pool
	keep bool
	size int
}

// end is an instant after all articles.
var end = archive.End
