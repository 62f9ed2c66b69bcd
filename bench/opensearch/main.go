// Opensearch measures engines/opensearch against a real cluster of two nodes: how well and
// how fast it answers, beside OpenSearch's own more_like_this, the same query by hand and an
// Index, and how fast it takes in an archive, beside bulks by hand.
//
//	go run ./opensearch                    # all of the tables below, with a cluster of its own
//	go run ./opensearch -only load         # 34,967 articles by Sync, by Put and by hand
//	go run ./opensearch -only quality      # rpm2os: nDCG@5, with Choose and without
//	go run ./opensearch -only speed        # times of queries, one after the other
//	go run ./opensearch -only agreement    # boxes beside those of an Index
//
// $OPENSEARCH_URLS names the nodes, an address a line; otherwise
// ../engines/opensearch/cluster/cluster starts two with $HEAP of memory, 1g by default. The
// data are read from $PRESSE_DATA, by default ../../shared/data.
package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/rpm2os"
	store "github.com/presse-go/presse/engines/opensearch"
)

func main() {
	only := flag.String("only", "load,quality,speed,agreement", "tables to print, separated by commas")
	flag.Parse()
	log.SetFlags(0)
	if err := run(context.Background(), strings.Split(*only, ",")); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, only []string) error {
	urls, stop, err := cluster()
	if err != nil {
		return err
	}
	defer stop()
	task, err := rpm2os.Open()
	if err != nil {
		return err
	}
	l := &lab{Task: task}
	// For the queries by hand; the store sets this itself. By default, Go has the server
	// compress answers.
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	if l.client, err = opensearchapi.NewClient(opensearchapi.Config{Client: opensearch.Config{Addresses: urls, Transport: transport}}); err != nil {
		return err
	}
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("%d processors, load %s\n", runtime.NumCPU(), strings.TrimSpace(string(load)))
	for _, table := range []struct {
		name    string
		measure func(context.Context) error
	}{{"load", l.load}, {"quality", l.quality}, {"speed", l.speed}, {"agreement", l.agreement}} {
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

// cluster returns the addresses of nodes, which are started unless the environment names some.
func cluster() (urls []string, stop func(), err error) {
	if urls := strings.Fields(os.Getenv("OPENSEARCH_URLS")); len(urls) > 0 {
		return urls, func() {}, nil
	}
	const script = "../engines/opensearch/cluster/cluster"
	cmd := exec.Command(script, "start")
	cmd.Env = append(os.Environ(), "HEAP="+cmp.Or(os.Getenv("HEAP"), "1g"))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, nil, err
	}
	dir := strings.TrimSpace(string(out))
	stop = func() {
		if err := exec.Command(script, "stop", dir).Run(); err != nil {
			log.Print(err)
		}
		os.RemoveAll(dir)
	}
	list, err := os.ReadFile(filepath.Join(dir, "urls"))
	if err != nil {
		stop()
	}
	return strings.Fields(string(list)), stop, err
}

// A lab has what the tables are measured on.
type lab struct {
	*rpm2os.Task
	client *opensearchapi.Client
	filled *store.Store // of all articles, once it is needed
}

// ask sends a request by hand and reads the answer.
func (l *lab) ask(ctx context.Context, method, path, body string, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	answer, err := l.client.Client.Stream(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode > 299 {
		return fmt.Errorf("%s %s: status %d: %.300s", method, path, answer.StatusCode, bytes.TrimSpace(read))
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(read, into)
}

// anew makes an empty index of three shards with a copy each, and its store.
func (l *lab) anew(ctx context.Context, name string, o store.Options) (*store.Store, error) {
	for _, index := range []string{name, name + "-state"} {
		if err := l.ask(ctx, http.MethodDelete, "/"+index+"?ignore_unavailable=true", "", nil); err != nil {
			return nil, err
		}
	}
	if err := l.ask(ctx, http.MethodPut, "/"+name, `{"settings": {"number_of_shards": 3, "number_of_replicas": 1}}`, nil); err != nil {
		return nil, err
	}
	o.Name = name
	s, err := store.New(l.client, o)
	if err != nil {
		return nil, err
	}
	return s, s.Create(ctx)
}

// store returns the store of all articles.
func (l *lab) store(ctx context.Context) (*store.Store, error) {
	if l.filled != nil {
		return l.filled, nil
	}
	s, err := l.anew(ctx, "bench", store.Options{})
	if err == nil {
		err = s.Sync(ctx, rpm2os.Sequence(l.Articles))
	}
	l.filled = s
	return s, err
}

func (l *lab) agreement(ctx context.Context) error {
	s, err := l.store(ctx)
	if err != nil {
		return err
	}
	return rpm2os.Agreement(l.Articles, l.Some(1000), func(a *presse.Article, q presse.Query) ([]presse.Match, error) { return s.Related(ctx, a, q) })
}

// end is an instant after all articles.
var end = archive.End
