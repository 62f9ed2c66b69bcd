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
	return words[:min(n, len(words))], nil
}
