package conformance

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
)

// Phrases returns the distinct five-word phrases of text as sorted hashes, which are valid
// only within this process.
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

// Containment returns the fraction of the phrases of the shorter text that the longer one
// also contains. Texts with a containment of at least one half are considered copies of
// each other, as in related/neardup_pairs_orangesum.tsv.
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
