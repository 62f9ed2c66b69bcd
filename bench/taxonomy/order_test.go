// Package taxonomy compares presse's French collation with that of golang.org/x/text.
package taxonomy

import (
	"math/rand/v2"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// BenchmarkOrder measures the comparison of pairs of French words. Most random pairs differ
// in the first letters. Near pairs, which are the costliest, differ only in accents or not
// at all. Each measurement has its own collate.Collator, which is not safe for concurrent
// use.
func BenchmarkOrder(b *testing.B) {
	var words [][2]string // with and without accents
	for _, row := range conformance.Table(b, "slug/french_lexicon_fold.tsv") {
		words = append(words, [2]string{row["input"], row["expected"]})
	}
	rng := rand.New(rand.NewPCG(1, 1))
	random, near := make([][2]string, 1<<16), make([][2]string, 1<<16)
	for i := range random {
		random[i] = [2]string{words[rng.IntN(len(words))][0], words[rng.IntN(len(words))][0]}
		near[i] = words[rng.IntN(len(words))]
	}
	for _, set := range []struct {
		name  string
		pairs [][2]string
	}{{"random", random}, {"near", near}} {
		for _, mode := range []struct {
			name    string
			compare func(a, b string) int
		}{
			{"presse/fr", presse.OrderFrench.Compare},
			{"xtext/fr", collate.New(language.French).CompareString},
			{"presse/fr-u-kb-true", presse.OrderCanadian.Compare},
			{"xtext/fr-u-kb-true", collate.New(language.MustParse("fr-u-kb-true")).CompareString},
		} {
			b.Run(set.name+"/"+mode.name, func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					pair := &set.pairs[i&(1<<16-1)]
					mode.compare(pair[0], pair[1])
				}
			})
		}
	}
}
