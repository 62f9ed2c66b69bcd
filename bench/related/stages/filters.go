package main

import (
	"fmt"
	"math"
	"slices"
)

// A filter is a part of the documents to which queries are restricted.
type filter struct {
	allowed []bool // by document
	docs    int    // number of allowed documents
	share   float64
	period  bool // postings of other documents are not read
	listed  bool // all allowed documents have sums, and no others
}

// filters prints the measurements behind the constants for filters in
// internal/related/ranking: few, fewListed, mostListed, filteredTerms and deeper. A scan
// scores all documents of a filter and reads no postings. To score a document takes as long
// as to read a hundred postings or more.
func (l *lab) filters() {
	n := len(l.docs)
	fmt.Println("\nfew: the latest documents")
	for _, docs := range []int{1000, 2000, 3000, 5000, 10000, 30000} {
		if docs < n {
			l.try(fmt.Sprint("latest ", docs), l.latest(docs), 4, 128)
		}
	}
	year := l.latest(n / 10)
	fmt.Println("\nfilteredTerms: the latest tenth")
	for _, terms := range []int{64, 96, 128, 256} {
		l.try(fmt.Sprint("terms ", terms), year, 4, terms)
	}
	fmt.Println("\ndeeper: the latest tenth")
	for _, deeper := range []float64{1, 2, 4, 8} {
		l.try(fmt.Sprint("deeper ", deeper), year, deeper, 128)
	}
	fmt.Println("\nfewListed and mostListed: sections; with their lists, or rejected when they are visited")
	for _, section := range []string{"sante", "culture", "monde", "politique", "france"} {
		f := l.inSection(section)
		if f.docs == 0 {
			continue
		}
		name := fmt.Sprintf("%s, %.1f %%", section, 100*f.share)
		l.try(name, f, 4, 128)
		f.listed = true
		l.try(name+", listed", f, 4, 128)
	}
}

// latest returns a filter for the latest documents.
func (l *lab) latest(docs int) *filter {
	order := make([]int32, len(l.docs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return l.docs[b].published.Compare(l.docs[a].published) })
	f := &filter{allowed: make([]bool, len(l.docs)), docs: docs, share: 1, period: true}
	for _, doc := range order[:docs] {
		f.allowed[doc] = true
	}
	return f
}

// inSection returns a filter for the documents of a section.
func (l *lab) inSection(section string) *filter {
	f := &filter{allowed: make([]bool, len(l.docs))}
	for i := range l.docs {
		if slices.Contains(l.docs[i].sections, section) {
			f.allowed[i] = true
			f.docs++
		}
	}
	f.share = float64(f.docs) / float64(len(l.docs))
	return f
}

// try measures queries with a filter, for a search that is deeper by a factor and looks
// up a number of terms.
func (l *lab) try(name string, f *filter, deeper float64, terms int) {
	narrowed := *l
	narrowed.filter = f
	narrowed.queries = nil
	for _, q := range l.queries {
		weights := l.weights(q.doc)
		var best []answer
		for i, allowed := range f.allowed {
			if allowed && i != q.doc {
				best = keep(best, answer{int32(i), l.score(int32(i), weights)}, l.wanted)
			}
		}
		q.best = nil
		for _, b := range best {
			if b.score > 0 {
				q.best = append(q.best, b.doc)
			}
		}
		narrowed.queries = append(narrowed.queries, q)
	}
	docs := len(l.docs)
	if f.period || f.listed {
		docs = f.docs
	}
	c := shipped(l.wanted, docs)
	c.reading = int(min(math.MaxInt32, float64(c.reading)*deeper/f.share))
	c.patience = int(float64(c.patience) * deeper)
	c.hopeless /= deeper
	c.terms = terms
	narrowed.measure(fmt.Sprintf("%-22s %7d docs", name, f.docs), c)
}
