// Package related contains benchmarks of the index of related articles on 34,567 real
// French news articles. The commands in its subdirectories measure quality, larger
// archives, and other engines.
package related

import (
	"os"
	"strconv"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
)

// news returns the articles and an index of them.
func news(b *testing.B) ([]*presse.Article, *presse.Index) {
	if os.Getenv("PRESSE_DATA") == "" {
		b.Setenv("PRESSE_DATA", "../../../shared/data") // relative to this directory
	}
	articles, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		b.Skip("no data: ", err)
	}
	x := presse.NewIndex(presse.IndexOptions{})
	if err := x.Put(articles...); err != nil {
		b.Fatal(err)
	}
	return articles, x
}

func BenchmarkRelated(b *testing.B) {
	articles, x := news(b)
	ask := func(name string, q presse.Query, related func(*presse.Article, presse.Query) ([]presse.Match, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := related(articles[i*7919%len(articles)], q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	to := func(a *presse.Article, q presse.Query) ([]presse.Match, error) { return x.RelatedTo(a.ID, q) }
	ask("four, to an article of the index", presse.Query{Desk: true}, to)
	ask("four, to a new text", presse.Query{Desk: true}, x.Related)
	ask("ten", presse.Query{Desk: true, Limit: 10}, to)
	ask("of the same story", presse.Query{Desk: true, Focus: presse.FocusStory}, to)
	ask("in a section", presse.Query{Desk: true, Sections: []string{"culture"}}, to)
	ask("exact", presse.Query{Desk: true, Exact: true}, to)
	b.Run("put", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			a := *articles[i*7919%len(articles)]
			a.ID = "new-" + strconv.Itoa(i)
			if err := x.Put(&a); err != nil {
				b.Fatal(err)
			}
		}
	})
}
