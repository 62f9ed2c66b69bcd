package related

import (
	"cmp"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/related/digest"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Keyword is a term by which an article is found.
type Keyword struct {
	Text   string // text form
	Weight float64
	Tag    bool
}

// Keywords returns the n terms of a digest with the greatest weights, greatest first. The
// weight is the value of a term in the article times the square root of its rarity, so the
// product of the weights that a term has in two articles is what sharing it adds to their
// score.
func Keywords(d []byte, n int, f Frequencies) ([]Keyword, error) {
	var read digest.Doc
	if err := read.Read(d, snapshotRules); err != nil {
		return nil, err
	}
	a := archiveOf(f)
	scale := scoring.ScaleOf(read.Length, a.MeanLength)
	var words []Keyword
	add := func(text string, code uint8) {
		if value := scale.Value(code); value > 0 {
			rarity := scoring.Rarity(max(0, f.Of(text)), a.Docs)
			words = append(words, Keyword{text, value * math.Sqrt(rarity), code == scoring.CodeTag})
		}
	}
	for _, w := range read.Words {
		if w.Code < scoring.CodeNumber {
			add(textOf(&read, w), w.Code)
		}
	}
	for _, l := range read.Labels {
		if l.Code == scoring.CodeTag {
			add(string(scoring.AppendLabel(nil, l.Code, string(l.Text))), l.Code)
		}
	}
	slices.SortFunc(words, func(a, b Keyword) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Text, b.Text))
	})
	if !slices.ContainsFunc(words, func(k Keyword) bool { return k.Tag }) {
		suggest(words, f, a.Docs)
	}
	return words[:min(n, len(words))], nil
}

// Of an article without tags, the words that are tags of other articles may be its tags.
// The likeliest come first. The likelihood is the value of the word in the article times
// the square root of the share of the articles with the word that have the tag, where
// tagDoubt more articles without it are assumed ("rank tags" of bench).
const (
	suggested = 5
	tagDoubt  = 5
)

// suggest moves suggested words to the front and makes them tags.
func suggest(words []Keyword, f Frequencies, docs int) {
	type suggestion struct {
		word   int
		likely float64
	}
	var all []suggestion
	for i, k := range words {
		used := f.Of("#" + k.Text)
		if used <= 0 {
			continue
		}
		df := max(0, f.Of(k.Text))
		value := k.Weight / math.Sqrt(max(math.SmallestNonzeroFloat64, scoring.Rarity(df, docs)))
		all = append(all, suggestion{i, value * math.Sqrt(min(1, float64(used)/float64(df+tagDoubt)))})
	}
	slices.SortStableFunc(all, func(a, b suggestion) int { return cmp.Compare(b.likely, a.likely) })
	all = all[:min(suggested, len(all))]
	front := make([]Keyword, 0, len(words))
	for _, s := range all {
		words[s.word].Tag = true
		front = append(front, words[s.word])
	}
	for _, k := range words {
		if !k.Tag {
			front = append(front, k)
		}
	}
	copy(words, front)
}
