package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// A boxes is an index of all Orange articles with their pairs of near-copies.
type boxes struct {
	articles []*article
	byID     map[string]*article
	index    *presse.Index
	at       time.Time // after all articles
	copies   map[[2]string]bool
}

func openBoxes(root string) (*boxes, error) {
	dir := filepath.Join(root, "related")
	all, err := readArticles(filepath.Join(dir, "orangesum.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	b := &boxes{articles: all, byID: map[string]*article{}, copies: map[[2]string]bool{}}
	b.index, _, err = putAll(&set{articles: all}, false)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		b.byID[a.ID] = a
		if t := a.instant(); t.After(b.at) {
			b.at = t
		}
	}
	pairs, err := os.ReadFile(filepath.Join(dir, "neardup_pairs_orangesum.tsv"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(pairs)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		containment, err := strconv.ParseFloat(row[3], 64)
		if err != nil {
			return nil, err
		}
		if containment >= 0.5 {
			b.copies[pairOf(row[0], row[1])] = true
		}
	}
	return b, nil
}

func pairOf(x, y string) [2]string { return [2]string{min(x, y), max(x, y)} }

// A box is the answer for one article.
type box struct {
	matches  []presse.Match
	versions []string
	short    bool // it has fewer matches than Exact finds
	err      error
}

// ask returns the box of every article.
func (b *boxes) ask() []box {
	all := make([]box, len(b.articles))
	const limit = 4
	var wg sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := w; i < len(all); i += runtime.GOMAXPROCS(0) {
				a, x := b.articles[i], &all[i]
				if x.matches, x.err = b.index.RelatedTo(a.ID, presse.Query{Desk: true}); x.err != nil {
					continue
				}
				if len(x.matches) < limit {
					exact, err := b.index.RelatedTo(a.ID, presse.Query{Desk: true, Exact: true})
					x.short, x.err = len(exact) > len(x.matches), err
				}
				p := &presse.Article{ID: a.ID, Lang: "fr", Headline: a.Title, Body: a.Body, Published: a.instant(), Status: presse.StatusPublished}
				x.versions, x.err = b.index.Versions(p, presse.Query{Desk: true})
			}
		})
	}
	wg.Wait()
	return all
}

// measureBoxes prints how many boxes show a text twice, what is folded wrongly, and how
// many near-copies Versions finds.
func measureBoxes(root string) error {
	b, err := openBoxes(root)
	if err != nil {
		return err
	}
	own, twice, short := 0, 0, 0
	folded, versions := map[[2]string]bool{}, map[[2]string]bool{}
	all := b.ask()
	for i, x := range all {
		if x.err != nil {
			return x.err
		}
		id := b.articles[i].ID
		isOwn, isTwice := false, false
		for k, m := range x.matches {
			isOwn = isOwn || b.copies[pairOf(id, m.ID)]
			isTwice = isTwice || slices.ContainsFunc(x.matches[:k], func(o presse.Match) bool { return b.copies[pairOf(o.ID, m.ID)] })
			for _, c := range m.Copies {
				folded[pairOf(m.ID, c)] = true
			}
		}
		for _, v := range x.versions {
			versions[pairOf(id, v)] = true
		}
		for _, is := range []struct {
			bool
			n *int
		}{{isOwn, &own}, {isTwice, &twice}, {x.short, &short}} {
			if is.bool {
				*is.n++
			}
		}
	}
	sharing, answers := b.sharing(all)
	fmt.Printf("answers that share a sentence of ten or more articles with the article asked about: %d of %d\n", sharing, answers)
	n := len(b.articles)
	fmt.Printf("boxes: own copy in %d of %d (%.2f %%), copies of one another in %d (%.2f %%), short though Exact's is not: %d\n",
		own, n, percent(own, n), twice, percent(twice, n), short)
	b.judge("folded in boxes", folded)
	b.judge("given by Versions", versions)
	found := 0
	for pair := range b.copies {
		if versions[pair] {
			found++
		}
	}
	fmt.Printf("near-copies that Versions finds: %d of %d (%.1f %%)\n", found, len(b.copies), percent(found, len(b.copies)))
	return nil
}

// sharing counts the answers, and those that have a sentence of eight words or more in
// common with the article of the query that ten or more articles have.
func (b *boxes) sharing(all []box) (sharing, answers int) {
	sentences := func(a *article) (of []string) {
		for _, s := range strings.FieldsFunc(a.Body, func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
			if s = strings.TrimSpace(s); len(strings.Fields(s)) >= 8 {
				of = append(of, s)
			}
		}
		slices.Sort(of)
		return slices.Compact(of)
	}
	count, formulas := map[string]int{}, map[string][]string{}
	for _, a := range b.articles {
		for _, s := range sentences(a) {
			count[s]++
		}
	}
	for _, a := range b.articles {
		formulas[a.ID] = slices.DeleteFunc(sentences(a), func(s string) bool { return count[s] < 10 })
	}
	for i, x := range all {
		for _, m := range x.matches {
			answers++
			if slices.ContainsFunc(formulas[m.ID], func(s string) bool { return slices.Contains(formulas[b.articles[i].ID], s) }) {
				sharing++
			}
		}
	}
	return sharing, answers
}

// judge prints how many of the pairs share less than 0.35 of their phrases, or are a
// year apart.
func (b *boxes) judge(name string, pairs map[[2]string]bool) {
	phrases, apart := 0, 0
	for p := range pairs {
		x, y := b.byID[p[0]], b.byID[p[1]]
		share := conformance.Containment(conformance.Phrases(x.Body), conformance.Phrases(y.Body))
		days := 0.0
		if !x.instant().IsZero() && !y.instant().IsZero() {
			days = x.instant().Sub(y.instant()).Abs().Hours() / 24
		}
		switch {
		case share < 0.35:
			phrases++
		case days >= 365:
			apart++
		default:
			continue
		}
		fmt.Printf("  %.2f of the phrases, %.0f days: %s | %s\n", share, days, x.Title, y.Title)
	}
	fmt.Printf("%s: %d pairs, of which %d share less than 0.35 of their phrases and %d are a year apart\n", name, len(pairs), phrases, apart)
}
