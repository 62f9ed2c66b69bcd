// Steady prints how much writers and readers of an index disturb each other: the longest
// Put and Delete in a large index that two readers use at the same time, and the time
// of their queries next to that without a writer. It also prints how much an index grows
// whose articles are replaced again and again, and how much its answers depend on the
// order of Puts.
//
//	cd bench && go run ./related/steady -n 100000
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 100000, "number of articles in the index before calls are timed")
	puts := flag.Int("puts", 80000, "number of Puts to time; after a million articles, the merge of the highest level begins with the 48,576th")
	deletes := flag.Int("deletes", 20000, "number of Deletes to time, between the Puts")
	alone := flag.Duration("alone", 5*time.Second, "for how long readers are timed without a writer")
	pause := flag.Duration("pause", time.Millisecond, "pause of a reader between two queries")
	replaced := flag.Int("replaced", 2000, "number of articles that are replaced; 0 to skip this")
	times := flag.Int("times", 100, "number of times that each of them is replaced")
	boxes := flag.Int("boxes", 2000, "number of boxes that are compared after Puts in another order; 0 to skip this")
	flag.Parse()

	given, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	if *replaced > 0 {
		space(given, *replaced, *times)
	}
	if *boxes > 0 {
		orders(given, *boxes)
	}
	if *n > 0 {
		calls(given, *n, *puts, *deletes, *alone, *pause)
	}
}

// calls times single Puts and Deletes in an index of n articles. It does not keep the
// given ones, so that collecting garbage takes no longer than in a real program.
func calls(given []*presse.Article, n, puts, deletes int, alone, pause time.Duration) {
	debug.SetGCPercent(25) // the texts take several times as much memory as the index
	articles := archive.Recombined(given, n+puts)
	x := presse.NewIndex(presse.IndexOptions{})
	put(x, articles[:n]...)
	fmt.Printf("%d articles; %d bytes an article\n", n, x.Stats().Bytes/n)
	ids := make([]string, n)
	for i, a := range articles[:n] {
		ids[i] = strings.Clone(a.ID)
	}
	articles = slices.Clone(articles[n:])
	clear(given)
	runtime.GC()
	debug.SetGCPercent(100)

	quiet := readers(x, ids[:n/2], pause, func() { time.Sleep(alone) })
	var putTimes, deleteTimes []time.Duration
	busy := readers(x, ids[:n/2], pause, func() {
		r := rand.New(rand.NewPCG(1, 2))
		for i, a := range articles {
			start := time.Now()
			put(x, a)
			putTimes = append(putTimes, time.Since(start))
			if i*deletes/puts == (i+1)*deletes/puts {
				continue
			}
			id := ids[n/2+r.IntN(n/2)] // not one that readers ask about
			start = time.Now()
			x.Delete(id)
			deleteTimes = append(deleteTimes, time.Since(start))
			if _, err := x.RelatedTo(id, presse.Query{Desk: true, MinScore: -1}); err == nil {
				log.Fatalf("%s is still there after Delete", id)
			}
		}
	})
	fmt.Printf("after that: %d articles; %d bytes an article\n", x.Len(), x.Stats().Bytes/x.Len())
	print("Put of one", putTimes)
	print("Delete of one", deleteTimes)
	print("RelatedTo without a writer", quiet)
	print("RelatedTo with a writer", busy)
}

func put(x *presse.Index, articles ...*presse.Article) {
	if err := x.Put(articles...); err != nil {
		log.Fatal(err)
	}
}

// readers times the queries of two readers while do runs.
func readers(x *presse.Index, ids []string, pause time.Duration, do func()) (times []time.Duration) {
	stop := make(chan struct{})
	var both sync.WaitGroup
	var mu sync.Mutex
	for i := range uint64(2) {
		both.Go(func() {
			r := rand.New(rand.NewPCG(3, i))
			var own []time.Duration
			for {
				select {
				case <-stop:
					mu.Lock()
					times = append(times, own...)
					mu.Unlock()
					return
				case <-time.After(pause):
				}
				id := ids[r.IntN(len(ids))]
				start := time.Now()
				if _, err := x.RelatedTo(id, presse.Query{Desk: true, MinScore: -1}); err != nil {
					log.Fatal(err)
				}
				own = append(own, time.Since(start))
			}
		})
	}
	do()
	close(stop)
	both.Wait()
	return times
}

// space replaces articles again and again, each time by another text.
func space(given []*presse.Article, n, times int) {
	x := presse.NewIndex(presse.IndexOptions{})
	version := func(i, v int) *presse.Article {
		a := *given[(i*times+v)%len(given)]
		a.ID = fmt.Sprint(i)
		return &a
	}
	for i := range n {
		put(x, version(i, 0))
	}
	before, most := x.Stats().Bytes, 0
	for v := 1; v <= times; v++ {
		for i := range n {
			put(x, version(i, v))
		}
		most = max(most, x.Stats().Bytes)
	}
	after := x.Stats().Bytes
	// The versions differ in length, so compare with an index of the last ones.
	fresh := presse.NewIndex(presse.IndexOptions{})
	for i := range n {
		put(fresh, version(i, times))
	}
	mb := func(b int) float64 { return float64(b) / 1e6 }
	fmt.Printf("%d articles replaced %d times each: %.1f MB, then at most %.1f, at last %.1f; built anew %.1f\n",
		n, times, mb(before), mb(most), mb(after), mb(fresh.Stats().Bytes))
}

// orders compares the answers of indexes to which the same articles were put in several
// orders.
func orders(given []*presse.Article, boxes int) {
	build := func(articles []*presse.Article) *presse.Index {
		x := presse.NewIndex(presse.IndexOptions{})
		put(x, articles...)
		return x
	}
	r := rand.New(rand.NewPCG(5, 6))
	asked := slices.Clone(given)
	r.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
	asked = asked[:min(boxes, len(asked))]
	answers := func(x *presse.Index) (all []string) {
		for _, a := range asked {
			matches, err := x.RelatedTo(a.ID, presse.Query{Desk: true, MinScore: -1})
			if err != nil {
				log.Fatal(err)
			}
			box := ""
			for _, m := range matches {
				box += m.ID + " "
			}
			all = append(all, box)
		}
		return all
	}
	want := answers(build(given))
	compare := func(name string, x *presse.Index) {
		differ := 0
		for i, box := range answers(x) {
			if box != want[i] {
				differ++
			}
		}
		fmt.Printf("%-28s %d of %d boxes differ (%.2f %%)\n", name, differ, len(want), 100*float64(differ)/float64(len(want)))
	}
	shuffled := slices.Clone(given)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	compare("shuffled", build(shuffled))
	reversed := slices.Clone(given)
	slices.Reverse(reversed)
	compare("reversed", build(reversed))
	again := build(given)
	put(again, shuffled[:2*len(shuffled)/3]...)
	compare("two thirds put again", again)
}

func print(name string, times []time.Duration) {
	if len(times) == 0 {
		return
	}
	longest := slices.Index(times, slices.Max(times))
	slices.Sort(times)
	at := func(q float64) float64 { return float64(times[int(q*float64(len(times)-1))].Nanoseconds()) / 1e6 }
	fmt.Printf("%-28s p50 %.3f ms, p99 %.3f, p99.9 %.3f, longest %.2f (call %d)\n", name, at(.5), at(.99), at(.999), at(1), longest+1)
}
