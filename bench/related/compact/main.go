// Compact measures the canonical form of an index: whether it depends on the order in
// which articles are put, how much it changes answers, and what Compact, Save and
// LoadIndex cost.
//
//	cd bench && go run ./related/compact -order     # 34,567 articles in several orders
//	cd bench && go run ./related/compact -n 1000000 # times and memory
//
// With -n, snapshots are loaded by a process of their own for each, so that its peak
// memory is that of loading. The peak of the heap is a sample of every millisecond; what
// was allocated in all is an upper bound for it that does not depend on the collector.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

func main() {
	log.SetFlags(0)
	order := flag.Bool("order", false, "compare orders of Put")
	n := flag.Int("n", 100000, "number of articles whose costs to measure")
	queries := flag.Int("queries", 2000, "number of boxes to compare")
	load := flag.String("load", "", "load this snapshot and print what it takes")
	profile := flag.String("profile", "", "write a CPU profile of Compact to this file")
	save := flag.String("save", "", "keep the snapshot in this file")
	flag.Parse()
	if *load != "" {
		loadOne(*load)
		return
	}
	given, err := archive.Read("orangesum.jsonl.gz")
	check(err)
	if *order {
		compareOrders(given, *queries)
		return
	}
	costs(archive.Recombined(given, *n), *save, *profile)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// compareOrders puts the articles in several orders.
func compareOrders(given []*presse.Article, queries int) {
	r := rand.New(rand.NewPCG(1, 1))
	shuffled := slices.Clone(given)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	reversed := slices.Clone(given)
	slices.Reverse(reversed)
	var ids []string
	for _, i := range r.Perm(len(given))[:min(queries, len(given))] {
		ids = append(ids, given[i].ID)
	}
	var first []string // boxes of the first order after Compact
	var snapshot string
	for _, c := range []struct {
		name string
		puts [][]*presse.Article
	}{
		{"as given", [][]*presse.Article{given}},
		{"shuffled", [][]*presse.Article{shuffled}},
		{"reversed", [][]*presse.Article{reversed}},
		{"two thirds put again", [][]*presse.Article{given, shuffled[:2*len(given)/3]}},
	} {
		x := presse.NewIndex(presse.IndexOptions{})
		for _, articles := range c.puts {
			for chunk := range slices.Chunk(articles, 100) {
				check(x.Put(chunk...))
			}
		}
		s := x.Stats()
		before := boxes(x, ids, false)
		early := digest(x)
		start := time.Now()
		x.Compact()
		took := time.Since(start)
		after := boxes(x, ids, false)
		if first == nil {
			first, snapshot = after, early
			fmt.Printf("boxes that differ from those of Exact: %.2f %% before Compact, %.2f %% after\n",
				differ(before, boxes(x, ids, true)), differ(after, boxes(x, ids, true)))
		}
		var b bytes.Buffer
		check(x.Save(&b))
		loaded, err := presse.LoadIndex(&b, presse.IndexOptions{})
		check(err)
		now := x.Stats()
		fmt.Printf("%-21s boxes that differ from the first compacted index: %.2f %% before Compact, %.2f %% after, %.2f %% loaded; snapshots equal: %t before, %t after, %t loaded\n",
			c.name+":", differ(first, before), differ(first, after), differ(first, boxes(loaded, ids, false)),
			early == snapshot, digest(x) == snapshot, digest(loaded) == snapshot)
		fmt.Printf("%-21s %d bytes an article before, %d after, %d loaded; Compact took %v\n", "",
			s.Bytes/s.Articles, now.Bytes/now.Articles, loaded.Stats().Bytes/now.Articles, took.Round(time.Millisecond))
	}
}

// boxes returns the IDs of the first four answers for each article.
func boxes(x *presse.Index, ids []string, exact bool) (boxes []string) {
	for _, id := range ids {
		found, err := x.RelatedTo(id, presse.Query{Desk: true, Exact: exact, MinScore: -1})
		check(err)
		box := ""
		for _, m := range found {
			box += m.ID + " "
		}
		boxes = append(boxes, box)
	}
	return boxes
}

// differ returns the percentage of boxes that differ.
func differ(a, b []string) float64 {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return 100 * float64(n) / float64(len(a))
}

// digest returns a hash of the snapshot.
func digest(x *presse.Index) string {
	h := sha256.New()
	check(x.Save(h))
	return string(h.Sum(nil))
}

// costs prints times and memory.
func costs(articles []*presse.Article, keep, profile string) {
	start := time.Now()
	x := presse.NewIndex(presse.IndexOptions{})
	check(x.Put(articles...))
	fmt.Printf("%d articles on %d processors, built in %v\n", len(articles), runtime.GOMAXPROCS(0), time.Since(start).Round(time.Millisecond))
	articles = nil
	size := func(name string) {
		s := x.Stats()
		fmt.Printf("%-26s %d bytes an article\n", name, s.Bytes/s.Articles)
	}
	size("as built:")
	dir, err := os.MkdirTemp("", "presse")
	check(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "index")
	if keep != "" {
		path = keep
	}
	measured("Save as built", x, func() { check(x.Save(io.Discard)) })
	stop := cpuProfile(profile)
	measured("Compact", x, x.Compact)
	stop()
	size("compacted:")
	measured("SaveFile compacted", x, func() { check(x.SaveFile(path)) })
	info, err := os.Stat(path)
	check(err)
	fmt.Printf("snapshot: %d bytes\n", info.Size())
	for range 3 {
		self, err := os.Executable()
		check(err)
		c := exec.Command(self, "-load", path)
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		check(c.Run())
	}
}

// loadOne loads a snapshot and prints the cost.
func loadOne(path string) {
	f, err := os.Open(path)
	check(err)
	defer f.Close()
	var x *presse.Index
	var took time.Duration
	m := meter(func() {
		start := time.Now()
		if x, err = presse.LoadIndex(f, presse.IndexOptions{}); err != nil {
			log.Fatal(errors.Unwrap(err))
		}
		took = time.Since(start)
	})
	size := float64(x.Stats().Bytes)
	fmt.Printf("%-26s %v; of the size of the index: heap %.2f at the peak, %.2f allocated in all; peak memory of the process %.2f\n",
		"LoadIndex", took.Round(time.Millisecond), float64(m.peak)/size, float64(m.allocated)/size, float64(resident())/size)
}

// measured prints what do takes.
func measured(name string, x *presse.Index, do func()) {
	debug.FreeOSMemory()
	start := time.Now()
	size := float64(x.Stats().Bytes)
	m := meter(do)
	fmt.Printf("%-26s %v; of the size of the index: heap %.2f more at the peak, %.2f allocated in all\n",
		name, time.Since(start).Round(time.Millisecond), float64(m.peak)/size, float64(m.allocated)/size)
}

type metered struct{ peak, allocated uint64 }

// meter calls do and returns how many bytes it allocated and the highest number of bytes
// of the heap that were in use more than before.
func meter(do func()) (m metered) {
	runtime.GC()
	allocated, before := heap()
	done, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for ticks := time.NewTicker(time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-ticks.C:
				if _, now := heap(); now > before {
					m.peak = max(m.peak, now-before)
				}
			}
		}
	}()
	do()
	close(done)
	<-stopped
	after, _ := heap()
	m.allocated = after - allocated
	return m
}

// heap returns the bytes allocated since the process started, and those of objects that
// are in use or not yet collected.
func heap() (allocated, now uint64) {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64(), s[1].Value.Uint64()
}

// resident returns the highest resident memory of the process so far, or 0 if the system
// does not report it.
func resident() (bytes int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &bytes); err == nil {
			return bytes << 10
		}
	}
	return 0
}

func cpuProfile(path string) (stop func()) {
	if path == "" {
		return func() {}
	}
	f, err := os.Create(path)
	check(err)
	check(pprof.StartCPUProfile(f))
	return func() { pprof.StopCPUProfile(); f.Close() }
}
