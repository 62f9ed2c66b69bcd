package conformance

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
)

// Phrases returns the phrases of five words of a text, each once, as numbers
// that mean something in this process only.
func Phrases(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var all []uint64
	for i := 0; i+5 <= len(words); i++ {
		all = append(all, maphash.Comparable(seed, [5]string(words[i:i+5])))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var seed = maphash.MakeSeed()

// Containment returns the share of the phrases of the shorter text that the
// longer has too. From one half on, texts count as copies of one another, as in
// related/neardup_pairs_orangesum.tsv.
func Containment(x, y []uint64) float64 {
	shared := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			i, j, shared = i+1, j+1, shared+1
		}
	}
	return float64(shared) / float64(max(1, min(len(x), len(y))))
}
