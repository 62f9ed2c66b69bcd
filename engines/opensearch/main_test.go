package opensearch

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/presse-go/presse/engines/internal/enginetest"

	"github.com/opensearch-project/opensearch-go/v4"
	"github.com/opensearch-project/opensearch-go/v4/opensearchapi"
	"github.com/presse-go/presse/internal/conformance"
)

// Tests run against a real cluster. The one in $OPENSEARCH_URLS, the address of a node a
// line, is used unless a test kills or pauses nodes; otherwise cluster/cluster starts one
// of two nodes. The tests are skipped, and counted, if it cannot.

func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given { // one of them takes as long as all others, and they wait for nodes
		if err := flag.Set("test.parallel", "3"); err != nil {
			panic(err)
		}
	}
	code := m.Run()
	if common.dir != "" {
		if err := stopNodes(common.dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

// Nodes are the nodes of a cluster that runs.
type nodes struct {
	dir  string
	urls []string
}

var (
	common     nodes
	commonErr  error
	commonOnce sync.Once
)

// script runs cluster/cluster. The nodes that it starts end with this process, also if a
// test exceeds its time and nothing is cleaned up.
func script(env []string, args ...string) (string, error) {
	cmd := exec.Command("cluster/cluster", args...)
	cmd.Env = append(os.Environ(), fmt.Sprint("OWNER=", os.Getpid()), "HEAP=512m", "JAVA_OPTIONS=-XX:TieredStopAtLevel=1")
	cmd.Env = append(cmd.Env, env...)
	var faults strings.Builder
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("cluster %s: %w: %s", args[0], err, strings.TrimSpace(faults.String()))
	}
	return strings.TrimSpace(string(out)), err
}

func startNodes(n int, settings string) (c nodes, err error) {
	dir, err := os.MkdirTemp(scratch(), "presse")
	if err != nil {
		return nodes{}, err
	}
	if c.dir, err = script([]string{fmt.Sprint("NODES=", n), "SETTINGS=" + settings}, "start", dir); err != nil {
		return nodes{}, errors.Join(err, os.RemoveAll(dir))
	}
	urls, err := os.ReadFile(filepath.Join(c.dir, "urls"))
	c.urls = strings.Fields(string(urls))
	return c, err
}

// scratch returns the folder for the folders of nodes: one in memory if it has room, since a
// node waits for its disk many times when it makes an index, and once or more for each write.
// What a killed node has written is there all the same.
func scratch() string {
	const memory, room = "/dev/shm", 2 << 20 // KB; a node of these tests has less than 0.2 GB
	out, err := exec.Command("df", "-Pk", memory).Output()
	fields := strings.Fields(string(out))
	if err != nil || len(fields) < 6 || fields[len(fields)-1] != memory {
		return ""
	}
	if free, err := strconv.Atoi(fields[len(fields)-3]); err != nil || free < room {
		return ""
	}
	return memory
}

func stopNodes(dir string) error {
	_, err := script(nil, "stop", dir)
	return errors.Join(err, os.RemoveAll(dir))
}

func skipIfMissing(tb testing.TB, err error) {
	tb.Helper()
	if err != nil && strings.Contains(err.Error(), "no OpenSearch cluster") {
		conformance.Skip(tb, "no OpenSearch cluster", "apt-get install openjdk-17-jdk-headless maven and run cluster/cluster build, or set OPENSEARCH_URLS")
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// cluster returns the addresses of the nodes that all tests share, two or more.
func cluster(tb testing.TB) (urls []string) {
	tb.Helper()
	commonOnce.Do(func() {
		if common.urls = strings.Fields(os.Getenv("OPENSEARCH_URLS")); len(common.urls) == 0 {
			common, commonErr = startNodes(2, "")
		}
	})
	skipIfMissing(tb, commonErr)
	if len(common.urls) < 2 {
		conformance.Skip(tb, "no OpenSearch cluster", "two nodes are needed in OPENSEARCH_URLS")
	}
	return common.urls
}

// ownCluster starts a cluster whose nodes the test may kill. act does so: k is the number
// of a node, from 1; for the actions see cluster/cluster. Of one or two nodes, the first is
// the only manager. settings are lines for opensearch.yml.
func ownCluster(tb testing.TB, n int, settings string) (urls []string, act func(k int, action string)) {
	tb.Helper()
	c, err := startNodes(n, settings)
	skipIfMissing(tb, err)
	tb.Cleanup(func() {
		if err := stopNodes(c.dir); err != nil {
			tb.Error(err)
		}
	})
	return c.urls, func(k int, action string) {
		tb.Helper()
		if _, err := script(nil, "node", c.dir, fmt.Sprint(k), action); err != nil {
			tb.Fatalf("node %d: %v", k, err)
		}
	}
}

// clientOf returns a client as README.md advises: the server does not compress answers.
func clientOf(tb testing.TB, urls []string) *opensearchapi.Client {
	tb.Helper()
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	client, err := opensearchapi.NewClient(opensearchapi.Config{
		Client: opensearch.Config{Addresses: urls, Transport: transport},
	})
	must(tb, err)
	tb.Cleanup(func() { must(tb, client.Client.Close()) })
	return client
}

// raw sends a request to one node, without the client. An empty body is none; of several
// lines, such as a bulk, each ends in a line break. A node that does not answer within a
// minute is a failure.
func raw(tb testing.TB, url, method, path, body string) (status int, answer []byte) {
	tb.Helper()
	status, answer, err := rawErr(url, method, path, body)
	if err != nil {
		tb.Fatalf("%s %s: %v", method, path, err)
	}
	return status, answer
}

// rawErr is raw for nodes that may be gone.
func rawErr(url, method, path, body string) (status int, answer []byte, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url+path, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	return resp.StatusCode, answer, err
}

var indexes atomic.Int64

// indexName returns the name of an index that no other test has. All indexes whose names
// begin with it are deleted when the test ends, by a node that is still there.
func indexName(tb testing.TB, urls []string) string {
	tb.Helper()
	name := fmt.Sprintf("test%x-%dx", os.Getpid(), indexes.Add(1))
	tb.Cleanup(func() {
		for _, url := range urls {
			if status, _, err := rawErr(url, "DELETE", "/"+name+"*", ""); err == nil && status == 200 {
				return
			}
		}
		tb.Logf("the index %s is left behind", name)
	})
	return name
}

// green waits until every copy of the shards of an index is there, for a minute.
func green(tb testing.TB, url, index string) {
	tb.Helper()
	if status, answer := raw(tb, url, "GET", "/_cluster/health/"+index+"?wait_for_status=green&timeout=50s", ""); status != 200 {
		tb.Fatalf("%s is not green: status %d: %s", index, status, answer)
	}
}

// What the tests of all stores use.
var (
	at          = enginetest.At
	vocabulary  = enginetest.Vocabulary
	news        = enginetest.News
	realNews    = enginetest.RealNews
	crue        = enginetest.Crue
	crues       = enginetest.Crues
	random      = enginetest.Random
	randomQuery = enginetest.RandomQuery
	archiveOf   = enginetest.Archive
	idsOf       = enginetest.IDs
	compare     = enginetest.Compare
	must        = enginetest.Must
)
