package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A text is the text of an article in the forms by which copies are recognized.
type text struct {
	article *article
	sketch  []byte
	words   map[uint64]bool
	length  int

	phrases []uint64 // all phrases, as in related_copies_test.go
	body    []uint64 // all phrases of the body, as in neardup_pairs_orangesum.tsv
}

func newText(a *article, analyzer *scoring.Analyzer) *text {
	t := &text{article: a, words: map[uint64]bool{}}
	terms, length := analyzer.Analyze(scoring.Text{Lang: "fr", Headline: related.Text(a.Title), Body: related.Text(a.Body)}, nil)
	for _, term := range terms {
		if scoring.IsWord(term.Code) {
			t.words[term.Hash] = true
		}
	}
	t.length = length
	t.sketch = analyzer.AppendSketch(nil)
	t.phrases = conformance.Phrases(a.Title + " " + a.Body)
	t.body = conformance.Phrases(a.Body)
	return t
}

// isCopy reports whether the shorter of two texts shares at least half of its phrases with the
// other. It compares all phrases; the sketches of the index only estimate this.
func isCopy(x, y *text) bool { return conformance.Containment(x.phrases, y.phrases) >= 0.5 }

// both returns the number of words that two texts have in common.
func both(x, y *text) (n int) {
	for w := range x.words {
		if y.words[w] {
			n++
		}
	}
	return n
}

// apart returns the number of seconds between two texts, or 0 if that is not known.
func (t *text) apart(u *text) int64 {
	x, y := t.article.instant(), u.article.instant()
	if x.IsZero() || y.IsZero() {
		return 0
	}
	return int64(x.Sub(y).Abs() / time.Second)
}

// A folding is a way to list a text only once.
type folding struct {
	name   string
	copies func(x, y *text) bool
	stands func(x, y *text) bool // list x instead of its copy y, which scores higher; nil: never
	asked  bool                  // also leave out copies of the article of the query
}

func foldings() []folding {
	all := []folding{
		{name: "listed", copies: func(_, _ *text) bool { return false }},
		{name: "folded", copies: func(x, y *text) bool {
			share, worth := scoring.SharedPhrases(x.sketch, y.sketch)
			return scoring.MaybeCopies(share, worth) && scoring.Copies(share, worth, len(x.words), len(y.words), both(x, y), x.apart(y))
		}},
		{name: "true copies folded", copies: isCopy},
		{name: "true, by bodies", copies: func(x, y *text) bool { return conformance.Containment(x.body, y.body) >= 0.5 }},
		{name: "true, longest stands", copies: isCopy, stands: func(x, y *text) bool { return x.length > y.length }},
		{name: "true, latest stands", copies: isCopy, stands: func(x, y *text) bool { return x.article.Published > y.article.Published }},
		{name: "true, asked's too", copies: isCopy, asked: true},
	}
	for _, bound := range []float64{0.46, 0.49, 0.52, 0.55, 0.58} {
		all = append(all, folding{name: fmt.Sprintf("sketch alone, %.2f", bound), copies: func(x, y *text) bool {
			share, worth := scoring.SharedPhrases(x.sketch, y.sketch)
			return worth > 0 && share >= bound
		}})
	}
	return all
}

// fold returns the answers of listed that f keeps. It calls took for each answer that f
// folds as a copy of another one before there are five.
func (f *folding) fold(asked *text, listed []*text, took func(d, of *text)) (kept []*text) {
	for _, d := range listed {
		if f.asked && f.copies(d, asked) {
			continue
		}
		k := slices.IndexFunc(kept, func(k *text) bool { return f.copies(d, k) })
		if k < 0 {
			kept = append(kept, d)
			continue
		}
		if len(kept) < 5 {
			took(d, kept[k])
		}
		if f.stands != nil && f.stands(d, kept[k]) {
			kept[k] = d
		}
	}
	return kept
}

// measureCopies prints the effect of listing a text only once, for several ways to
// recognize copies, and how many copies remain: the share of the first five answers
// that are copies of an earlier answer, or of the article of the query. "taken" counts
// the answers that were folded before there were five, by the containment of all their
// phrases: below 0.3, from 0.3 to 0.5, and copies.
func measureCopies(sets []*set) error {
	var analyzer scoring.Analyzer
	known := map[*article]*text{}
	textOf := func(a *article) *text {
		if known[a] == nil {
			known[a] = newText(a, &analyzer)
		}
		return known[a]
	}
	for _, s := range sets {
		x, number, err := putAll(s, false)
		if err != nil {
			return err
		}
		for _, t := range s.tasks {
			if strings.HasPrefix(t.name, "half") {
				continue // the answers are the same as in ostags
			}
			listed, err := answers(x, number, t, presse.Query{Desk: true, Copies: true, Limit: 64, MinScore: -1})
			if err != nil {
				return err
			}
			var base result
			for _, f := range foldings() {
				n, left, ofAsked := 0, 0, 0
				var taken [3]int
				got := t.judge(func(query int) (answers []int32) {
					asked := textOf(s.articles[query])
					var texts []*text
					for _, d := range listed[query] {
						texts = append(texts, textOf(s.articles[d]))
					}
					kept := f.fold(asked, texts, func(d, of *text) {
						switch c := conformance.Containment(d.phrases, of.phrases); {
						case c < 0.3:
							taken[0]++
						case c < 0.5:
							taken[1]++
						default:
							taken[2]++
						}
					})
					for i, k := range kept {
						answers = append(answers, number[k.article.ID])
						if i < 5 {
							n++
							if slices.ContainsFunc(kept[:i], func(other *text) bool { return isCopy(k, other) }) {
								left++
							}
							if isCopy(k, asked) {
								ofAsked++
							}
						}
					}
					return answers
				})
				if base == nil {
					base = got
				}
				fmt.Printf("%s  %s  copies in the first five %.2f %%, of the query %.2f %%  taken %d\n",
					got.line(f.name, t), t.difference(got, base), percent(left, n), percent(ofAsked, n), taken)
			}
		}
	}
	return nil
}

func percent(part, of int) float64 { return 100 * float64(part) / float64(of) }
