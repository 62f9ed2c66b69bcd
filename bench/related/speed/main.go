// Speed builds an archive and prints the cost of its index: building, a single Put,
// queries, memory and snapshots. It also prints how close the answers are to those of
// Exact.
//
//	cd bench && go run ./related/speed -n 100000
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 100000, "number of articles")
	queries := flag.Int("queries", 2000, "number of queries to time")
	exact := flag.Int("exact", 200, "number of queries to compare with Exact")
	profile := flag.String("profile", "", "write a CPU profile of the queries to this file")
	buildProfile := flag.String("buildprofile", "", "write a CPU profile of building to this file")
	flag.Parse()

	given, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	articles := archive.Recombined(given, *n)
	slices.SortStableFunc(articles, func(a, b *presse.Article) int { return a.Published.Compare(b.Published) }) // as they appear
	r := rand.New(rand.NewPCG(1, 1))
	// The queries must be new to the index. With one article less, Recombined has
	// another seed.
	asked := archive.Recombined(given[:len(given)-1], len(given)+*queries)[len(given):]

	before := heap()
	stop := cpuProfile(*buildProfile)
	start := time.Now()
	x := presse.NewIndex(presse.IndexOptions{})
	if err := x.Put(articles...); err != nil {
		log.Fatal(err)
	}
	building := time.Since(start)
	stop()
	s := x.Stats()
	fmt.Printf("%d articles on %d processors: %.0f articles/s\n", *n, runtime.GOMAXPROCS(0), float64(*n)/building.Seconds())
	per := func(b int) float64 { return float64(b) / float64(*n) }
	fmt.Printf("memory: %.0f bytes an article; heap %.0f; %d terms\n", per(s.Bytes), per(heap()-before), s.Terms)

	stop = cpuProfile(*profile)
	measure := func(name string, q presse.Query, new bool) {
		var times []time.Duration
		for i := range *queries + *queries/10 {
			start := time.Now()
			var err error
			if new {
				_, err = x.Related(asked[i%len(asked)], q)
			} else {
				_, err = x.RelatedTo(articles[r.IntN(len(articles))].ID, q)
			}
			if err != nil {
				log.Fatal(err)
			}
			if i >= *queries/10 {
				times = append(times, time.Since(start))
			}
		}
		print(name, times)
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	measure("RelatedTo", presse.Query{Desk: true, MinScore: -1}, false)
	measure("RelatedTo, ten", presse.Query{Desk: true, Limit: 10, MinScore: -1}, false)
	measure("RelatedTo, at a given time", presse.Query{At: at, MinScore: -1}, false)
	measure("RelatedTo, one section", presse.Query{Desk: true, Sections: []string{"culture"}, MinScore: -1}, false)
	measure("Related, new text", presse.Query{Desk: true, MinScore: -1}, true)
	stop()

	filters(x, articles, *exact)

	var b bytes.Buffer
	start = time.Now()
	if err := x.Save(&b); err != nil {
		log.Fatal(err)
	}
	saving := time.Since(start)
	start = time.Now()
	if _, err := presse.LoadIndex(&b, presse.IndexOptions{}); err != nil {
		log.Fatal(err)
	}
	opening := time.Since(start)
	fmt.Printf("snapshot: saved in %v, opened in %v, 1/%.0f of building\n", saving.Round(time.Millisecond), opening.Round(time.Millisecond), building.Seconds()/opening.Seconds())

	var times []time.Duration
	for i, a := range asked {
		a.ID = fmt.Sprint("new-", i)
		start := time.Now()
		if err := x.Put(a); err != nil {
			log.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	print("Put of one", times)
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if strings.HasPrefix(line, "VmHWM") {
				fmt.Print("peak memory of the process (including the articles): ", line)
			}
		}
	}
}

func print(name string, times []time.Duration) {
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	sum := time.Duration(0)
	for _, t := range times {
		sum += t
	}
	at := func(q float64) float64 { return float64(times[int(q*float64(len(times)-1))].Nanoseconds()) / 1e6 }
	fmt.Printf("%-26s p50 %.3f ms, p99 %.3f, max %.2f, mean %.3f\n", name, at(.5), at(.99), at(1), float64(sum.Nanoseconds())/float64(len(times))/1e6)
}

func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

func cpuProfile(path string) (stop func()) {
	if path == "" {
		return func() {}
	}
	f, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		log.Fatal(err)
	}
	return func() { pprof.StopCPUProfile(); f.Close() }
}
