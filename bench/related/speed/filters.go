package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

// A filter restricts a query about an article.
type filter struct {
	name string
	set  func(q *presse.Query, id string)
}

// filters prints, for each filter, how many of the answers of Exact a default query has,
// how many boxes are short though that of Exact is not, and the time compared to that of
// a query without a filter.
func filters(x *presse.Index, articles []*presse.Article, queries int) {
	r := rand.New(rand.NewPCG(2, 2))
	var ids []string
	for range queries {
		ids = append(ids, articles[r.IntN(len(articles))].ID)
	}
	ask := func(id string, q presse.Query) []string {
		matches, err := x.RelatedTo(id, q)
		if err != nil {
			panic(err)
		}
		var got []string
		for _, m := range matches {
			got = append(got, m.ID)
		}
		return got
	}
	age := func(days int) func(*presse.Query, string) {
		return func(q *presse.Query, _ string) { q.At, q.MaxAge = archive.End, time.Duration(days)*24*time.Hour }
	}
	sections := func(names ...string) func(*presse.Query, string) {
		return func(q *presse.Query, _ string) { q.Sections = names }
	}
	best := func(n int) func(*presse.Query, string) {
		return func(q *presse.Query, id string) {
			q.Exclude = ask(id, presse.Query{Desk: true, Limit: n, Copies: true, Exact: true, MinScore: -1})
		}
	}
	var base time.Duration
	fmt.Println("filter                     found   short   p50 ms  p99 ms  ratio")
	for _, f := range []filter{
		{"none", func(*presse.Query, string) {}},
		{"none, ten answers", func(q *presse.Query, _ string) { q.Limit = 10 }},
		{"none, FocusStory", func(q *presse.Query, _ string) { q.Focus = presse.FocusStory }},
		{"1 day", age(1)},
		{"7 days", age(7)},
		{"30 days", age(30)},
		{"365 days", age(365)},
		{"a section, 1 %", sections("sante")},
		{"a section, 3 %", sections("culture")},
		{"a section, 33 %", sections("france")},
		{"section, age, language", func(q *presse.Query, id string) {
			age(365)(q, id)
			q.Sections, q.Langs = []string{"culture"}, []presse.Lang{"fr"}
		}},
		{"Exclude the 20 best", best(20)},
		{"Exclude the 100 best", best(100)},
		{"Exclude 100,000 others", func(q *presse.Query, _ string) { q.Exclude = absent }},
		{"Only 1 in 500", func(q *presse.Query, _ string) {
			q.Only = func(id string) bool {
				h := fnv.New32a()
				h.Write([]byte(id))
				return h.Sum32()>>3%500 == 0
			}
		}},
	} {
		found, of, short := 0, 0, 0
		var times []time.Duration
		for _, id := range ids {
			q := presse.Query{Desk: true, Limit: 4, Copies: true, MinScore: -1}
			f.set(&q, id)
			start := time.Now()
			fast := ask(id, q)
			times = append(times, time.Since(start))
			q.Exact = true
			full := ask(id, q)
			of += len(full)
			if len(fast) < len(full) {
				short++
			}
			for _, m := range full {
				if slices.Contains(fast, m) {
					found++
				}
			}
		}
		slices.Sort(times)
		p50, p99 := times[len(times)/2], times[len(times)*99/100]
		if base == 0 {
			base = p50
		}
		ms := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
		fmt.Printf("%-25s %6.2f %% %5d %8.3f %7.3f %6.2f\n", f.name, 100*float64(found)/float64(max(1, of)), short, ms(p50), ms(p99), float64(p50)/float64(base))
	}
}

// absent holds IDs that no article has.
var absent = func() (ids []string) {
	for i := range 100000 {
		ids = append(ids, fmt.Sprintf("absent-%d", i))
	}
	return ids
}()
