// Command large writes a large archive as an export of WordPress, to measure what a newspaper of
// that size takes:
//
//	go run -C bench ./site/large -n 80000 > large.xml
//	go build ./examples/site
//	time -v ./site -o large large.xml
//
// No two stories are alike: see archive.Recombine.
package main

import (
	"bufio"
	"flag"
	"iter"
	"log"
	"os"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/wordpress"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 80_000, "number of stories")
	flag.Parse()
	given, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(os.Stdout)
	options := wordpress.WriteOptions{Base: "https://journal.example", Name: "Le Grand Journal"}
	if err := wordpress.Write(w, options, stories(given, *n)); err != nil {
		log.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
}

// stories yields n stories with slugs and dates of their own.
func stories(given []*presse.Article, n int) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for a := range archive.Recombine(given, n) {
			story := *a
			story.Slug = presse.Slug(a.Headline + " " + a.ID)
			if story.Published.IsZero() {
				story.Published = archive.End
			}
			if !yield(&story, nil) {
				return
			}
		}
	}
}
