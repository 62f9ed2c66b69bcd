package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

type art struct {
	ID, Title, Body, Published string
	at                         time.Time
	sketch                     []byte
	words                      map[uint64]bool
	codes                      map[uint64]uint8
	pairs                      map[uint64]bool
	length                     int
	phrases, body              []uint64
}

func main() {
	f, _ := os.Open("/work/shared/data/related/orangesum.jsonl.gz")
	zr, _ := gzip.NewReader(f)
	var all []*art
	byID := map[string]*art{}
	x := presse.NewIndex(presse.IndexOptions{})
	var an scoring.Analyzer
	var put []*presse.Article
	for dec := json.NewDecoder(bufio.NewReader(zr)); dec.More(); {
		a := new(art)
		if err := dec.Decode(a); err != nil {
			panic(err)
		}
		a.at, _ = time.Parse(time.RFC3339, a.Published)
		all = append(all, a)
		byID[a.ID] = a
		put = append(put, &presse.Article{ID: a.ID, Lang: "fr", Headline: a.Title, Body: a.Body, Published: a.at, Status: presse.StatusPublished})
		terms, length := an.Analyze(scoring.Text{Lang: "fr", Headline: related.Text(a.Title), Body: related.Text(a.Body)}, nil)
		a.words = map[uint64]bool{}
		a.codes = map[uint64]uint8{}
		a.pairs = map[uint64]bool{}
		a.length = length
		for _, t := range terms {
			if t.Code < scoring.CodeTag {
				a.words[t.Hash] = true
				a.codes[t.Hash] = t.Code
			} else {
				a.pairs[t.Hash] = true
			}
		}
		a.sketch = an.AppendSketch(nil)
		a.phrases = conformance.Phrases(a.Title + " " + a.Body)
		a.body = conformance.Phrases(a.Body)
	}
	if err := x.Put(put...); err != nil {
		panic(err)
	}
	type pair [2]string
	seen := map[pair]bool{}
	add := func(a, b string) {
		if a > b {
			a, b = b, a
		}
		seen[pair{a, b}] = true
	}
	raw, _ := os.ReadFile("/work/shared/data/related/neardup_pairs_orangesum.tsv")
	file := map[pair]string{}
	for line := range strings.Lines(string(raw)) {
		r := strings.Split(strings.TrimSpace(line), "\t")
		add(r[0], r[1])
		file[pair{min(r[0], r[1]), max(r[0], r[1])}] = r[3]
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := w; i < len(all); i += 2 {
				ms, _ := x.RelatedTo(all[i].ID, presse.Query{Limit: 40, Copies: true})
				mu.Lock()
				for _, m := range ms {
					add(all[i].ID, m.ID)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	out, _ := os.Create("/tmp/hc/pairs.tsv")
	w := bufio.NewWriter(out)
	for p := range seen {
		a, b := byID[p[0]], byID[p[1]]
		c := conformance.Containment(a.body, b.body)
		share, worth := scoring.SharedPhrases(a.sketch, b.sketch)
		may := scoring.MaybeCopies(share, worth)
		if c < .2 && !may && file[p] == "" {
			continue
		}
		both, same, pb := 0, 0, 0
		for t := range a.pairs {
			if b.pairs[t] {
				pb++
			}
		}
		for t := range a.words {
			if b.words[t] {
				if a.codes[t] == b.codes[t] {
					same++
				}
				both++
			}
		}
		days := -1.0
		if !a.at.IsZero() && !b.at.IsZero() {
			days = a.at.Sub(b.at).Hours() / 24
			if days < 0 {
				days = -days
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%.3f\t%.3f\t%.3f\t%.1f\t%d\t%d\t%d\t%.2f\t%v\t%d\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d\n", p[0], p[1], c, conformance.Containment(a.phrases, b.phrases), share, worth, len(a.words), len(b.words), both, days,
			scoring.Copies(share, worth, len(a.words), len(b.words), both, max(0,int64(days*86400))), len(a.body), len(b.body), file[p], same, len(a.pairs), len(b.pairs), pb, a.length, b.length)
	}
	w.Flush()
}
