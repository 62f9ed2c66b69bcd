// Peers compares presse with Hugo's related pages and with bleve on the same files in
// one run: building, memory, query time, and the quality of the answers (osstory: 8,419
// articles; an answer is relevant if it is on the same story or shares rare tags; the
// tags are hidden). A second comparison gives half of the tags of each article to the
// engines and judges by the other half, since shared tags are what Hugo's related pages
// are made for. Peers is a module of its own because Hugo has more dependencies than
// all the rest of bench.
//
//	PRESSE_DATA=$PWD/../shared/data go run -C bench/related/peers . [-n 30000]
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/gohugoio/hugo/related"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/related/archive"
	"github.com/presse-go/presse/bench/related/halftags"
)

// An engine is one of the programs compared.
type engine interface {
	build(articles []*presse.Article) error
	related(a *presse.Article, n int) ([]string, error)
	close()
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 0, "number of articles; beyond 8,419, recombined ones are added, which hardly changes the quality")
	most := flag.Int("queries", 1000, "maximum number of queries; each set of judgements has at most 1,000")
	flag.Parse()

	all, err := archive.Read("orangesum.jsonl.gz")
	if err != nil {
		log.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(a *presse.Article) bool { return len(a.Tags) == 0 })
	tagged := all
	var tags [][]string
	byID := map[string]*presse.Article{}
	for _, a := range all {
		tags = append(tags, a.Tags)
		a.Tags, a.Sections = nil, nil
		byID[a.ID] = a
	}
	qrels, order, err := judgements("osstory")
	if err != nil {
		log.Fatal(err)
	}
	order = order[:min(*most, len(order))]
	if *n > len(all) {
		all = archive.Recombined(all, *n)
	}
	fmt.Printf("%d articles, %d queries, %d processors\n", len(all), len(order), runtime.GOMAXPROCS(0))
	fmt.Printf("%-28s %10s %10s %9s %9s %8s\n", "", "articles/s", "bytes/art.", "p50 ms", "p99 ms", "nDCG@5")
	for _, e := range []struct {
		name string
		engine
	}{
		{"presse", new(ours)},
		{"Hugo related v0.165.0", &hugo{indices: hugoText}},
		{"bleve v2.6.3 (fr, on disk)", new(bleveIndex)},
	} {
		before := heap()
		start := time.Now()
		if err := e.build(all); err != nil {
			log.Fatal(err)
		}
		building := time.Since(start)
		held := heap() - before
		var times []time.Duration
		gain := 0.0
		for _, id := range order {
			start := time.Now()
			ids, err := e.related(byID[id], 5)
			if err != nil {
				log.Fatal(err)
			}
			times = append(times, time.Since(start))
			gain += ndcg(ids, qrels[id], 5)
		}
		slices.Sort(times)
		at := func(q float64) float64 { return float64(times[int(q*float64(len(times)-1))].Microseconds()) / 1000 }
		fmt.Printf("%-28s %10.0f %10.0f %9.3f %9.3f %8.3f\n", e.name, float64(len(all))/building.Seconds(),
			float64(held)/float64(len(all)), at(.5), at(.99), gain/float64(len(order)))
		e.close()
	}
	if err := judgeHalfTags(tagged, tags, *most); err != nil {
		log.Fatal(err)
	}
}

// judgeHalfTags prints the quality of the answers when half of the tags are given.
func judgeHalfTags(all []*presse.Article, tags [][]string, most int) error {
	_, order, err := judgements("ostags")
	if err != nil {
		return err
	}
	deal := halftags.Half(tags)
	number := map[string]int{}
	for i, a := range all {
		a.Tags = deal.Given[i]
		number[a.ID] = i
	}
	var queries []string
	gains := map[string]map[string]float64{}
	for _, id := range order {
		if len(deal.Given[number[id]]) == 0 || len(queries) == most {
			continue
		}
		byNumber := deal.Gains(number[id])
		if len(byNumber) == 0 {
			continue
		}
		queries = append(queries, id)
		gains[id] = map[string]float64{}
		for i, gain := range byNumber {
			gains[id][all[i].ID] = gain
		}
	}
	fmt.Printf("\nhalf of the tags given, judged by the other half, %d queries\n", len(queries))
	fmt.Printf("%-28s %8s\n", "", "nDCG@5")
	for _, e := range []struct {
		name string
		engine
	}{
		{"presse", new(ours)},
		{"Hugo related, tags and text", &hugo{indices: hugoTagsAndText}},
		{"Hugo related, tags alone", &hugo{indices: hugoTags}},
	} {
		if err := e.build(all); err != nil {
			return err
		}
		gain := 0.0
		for _, id := range queries {
			ids, err := e.related(all[number[id]], 5)
			if err != nil {
				return err
			}
			gain += ndcg(ids, gains[id], 5)
		}
		fmt.Printf("%-28s %8.3f\n", e.name, gain/float64(len(queries)))
		e.close()
	}
	return nil
}

type ours struct{ x *presse.Index }

func (o *ours) build(articles []*presse.Article) error {
	o.x = presse.NewIndex(presse.IndexOptions{})
	return o.x.Put(articles...)
}

func (o *ours) related(a *presse.Article, n int) (ids []string, err error) {
	// Like the other engines, presse reads the text again.
	matches, err := o.x.Related(a, presse.Query{Desk: true, Limit: n, Copies: true, MinScore: -1})
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids, err
}

func (o *ours) close() { o.x = nil }

// hugo uses the words of headline and body as keywords, except those in a tenth of the
// articles or more, as does a site that wants more than shared tags.
type hugo struct {
	indices related.IndicesConfig
	index   *related.InvertedIndex
}

// The fields that Hugo compares. Its own default is tags alone.
var (
	hugoTags = related.IndicesConfig{{Name: "tags", Weight: 100}}
	hugoText = related.IndicesConfig{
		{Name: "headline", Weight: 100, CardinalityThreshold: 10},
		{Name: "body", Weight: 50, CardinalityThreshold: 10},
	}
	hugoTagsAndText = slices.Concat(hugoTags, hugoText)
)

type hugoPage struct{ *presse.Article }

func (p hugoPage) RelatedKeywords(c related.IndexConfig) ([]related.Keyword, error) {
	text := p.Headline
	switch c.Name {
	case "tags":
		return c.StringsToKeywords(p.Tags...), nil
	case "body":
		text = p.Body
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	words = slices.DeleteFunc(slices.Compact(words), func(w string) bool { return len(w) < 4 })
	return c.StringsToKeywords(words...), nil
}

func (p hugoPage) PublishDate() time.Time { return p.Published }
func (p hugoPage) Name() string           { return p.ID }

func (h *hugo) build(articles []*presse.Article) error {
	h.index = related.NewInvertedIndex(related.Config{IncludeNewer: true, Indices: h.indices})
	var docs []related.Document
	for _, a := range articles {
		docs = append(docs, hugoPage{a})
	}
	if err := h.index.Add(context.Background(), docs...); err != nil {
		return err
	}
	return h.index.Finalize(context.Background())
}

func (h *hugo) related(a *presse.Article, n int) (ids []string, err error) {
	docs, err := h.index.Search(context.Background(), related.SearchOpts{Document: hugoPage{a}})
	for _, d := range docs {
		if d.Name() != a.ID && len(ids) < n {
			ids = append(ids, d.Name())
		}
	}
	return ids, err
}

func (h *hugo) close() { h.index = nil }

// bleveIndex is queried with the whole text of the article.
type bleveIndex struct {
	dir   string
	index bleve.Index
}

func (b *bleveIndex) build(articles []*presse.Article) (err error) {
	if b.dir, err = os.MkdirTemp("", "bleve"); err != nil {
		return err
	}
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "fr"
	if b.index, err = bleve.New(filepath.Join(b.dir, "index"), mapping); err != nil {
		return err
	}
	for chunk := range slices.Chunk(articles, 500) {
		batch := b.index.NewBatch()
		for _, a := range chunk {
			if err := batch.Index(a.ID, map[string]string{"headline": a.Headline, "body": a.Body}); err != nil {
				return err
			}
		}
		if err := b.index.Batch(batch); err != nil {
			return err
		}
	}
	return nil
}

func (b *bleveIndex) related(a *presse.Article, n int) (ids []string, err error) {
	q := bleve.NewMatchQuery(a.Headline + "\n" + a.Body)
	result, err := b.index.Search(bleve.NewSearchRequestOptions(q, n+1, 0, false))
	if err != nil {
		return nil, err
	}
	for _, hit := range result.Hits {
		if hit.ID != a.ID && len(ids) < n {
			ids = append(ids, hit.ID)
		}
	}
	return ids, nil
}

func (b *bleveIndex) close() {
	b.index.Close()
	os.RemoveAll(b.dir)
}

// judgements reads a task. It returns the gain of each document by query, and the
// queries in order.
func judgements(task string) (map[string]map[string]float64, []string, error) {
	data, err := os.ReadFile(filepath.Join(archive.Dir(), "related", task, "qrels.tsv"))
	if err != nil {
		return nil, nil, err
	}
	qrels := map[string]map[string]float64{}
	var order []string
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) != 3 {
			continue
		}
		gain, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, nil, err
		}
		if qrels[f[0]] == nil {
			qrels[f[0]] = map[string]float64{}
			order = append(order, f[0])
		}
		qrels[f[0]][f[1]] = math.Exp2(gain) - 1
	}
	return qrels, order, nil
}

func ndcg(ids []string, gains map[string]float64, k int) float64 {
	sum := func(gains []float64) (s float64) {
		for i, g := range gains[:min(k, len(gains))] {
			s += g / math.Log2(float64(i)+2)
		}
		return s
	}
	var got, best []float64
	for _, id := range ids {
		got = append(got, gains[id])
	}
	for _, g := range gains {
		best = append(best, g)
	}
	slices.Sort(best)
	slices.Reverse(best)
	return sum(got) / sum(best)
}

func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
