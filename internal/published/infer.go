package published

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// SkippedWords returns, in alphabetical order, the words that a site leaves out of its slugs:
// those left out at least three times and in at least two thirds of all cases. The slice
// full holds, for each slug of the site, the full slug of its headline. A slug that is
// not made of words of the full one is ignored.
//
// Editors leave out kickers and other words that they think unnecessary. So a word
// counts only if small reports that it is a small word, or if no slug has it and it is
// left out of a third of all slugs, as the name of a site is with which all headlines
// end, and is not at their beginning.
//
// If tail is set, words after the last one kept count too.
//
// A word of likely is also returned if it was left out once and in two thirds of all
// cases, or never seen.
func SkippedWords(full, slugs []string, small func(word string) bool, tail bool, likely []string) []string {
	type tally struct{ seen, dropped int }
	words := make(map[string]tally)
	for i, slug := range slugs {
		all := strings.Split(full[i], "-")
		kept := align(all, strings.Split(slug, "-"))
		if kept == nil {
			continue
		}
		if tail {
			kept = append(kept, make([]bool, len(all)-len(kept))...)
		}
		first := true
		for j, kept := range kept {
			word := all[j]
			if first = first && !kept; first && !small(word) {
				continue
			}
			t := words[word]
			t.seen++
			if !kept {
				t.dropped++
			}
			words[word] = t
		}
	}
	seen, dropped := 0, 0
	for _, w := range likely {
		if t := words[w]; t.seen > 0 {
			seen++
			if 3*t.dropped >= 2*t.seen {
				dropped++
			}
		}
	}
	var list []string
	for _, w := range likely {
		if t := words[w]; 3*t.dropped >= 2*t.seen && (t.dropped > 0 || 3*dropped >= 2*seen) {
			list = append(list, w)
		}
	}
	for w, t := range words {
		if w != "" && t.dropped >= 3 && 3*t.dropped >= 2*t.seen && (small(w) || t.dropped == t.seen && 3*t.dropped >= len(slugs)) {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Leaves reports whether a site leaves out words of a list, which is in alphabetical
// order: at least one slug shows it and none has such a word. It is for lists so common
// in headlines that few slugs are enough. Words missing at both ends of a slug show
// nothing, nor does a slug that lacks other words as well.
func Leaves(full, slugs []string, list []string) bool {
	left := false
	for i, slug := range slugs {
		all := strings.Split(full[i], "-")
		kept := align(all, strings.Split(slug, "-"))
		if kept == nil {
			continue
		}
		first := slices.Index(kept, true)
		here := false
		for j, k := range kept[first:] {
			_, listed := slices.BinarySearch(list, all[first+j])
			if k == listed {
				here = false
				if k {
					return false
				}
				break
			}
			here = here || listed
		}
		left = left || here
	}
	return left
}

// align reports, for each word of all up to the last one kept, whether some has
// it. The last word of some may be cut short. align returns nil unless some
// consists of at least two words of all, in the same order.
func align(all, some []string) (kept []bool) {
	if len(some) < 2 {
		return nil
	}
	for _, word := range all {
		found := word == some[0] || len(some) == 1 && strings.HasPrefix(word, some[0])
		kept = append(kept, found)
		if found {
			if some = some[1:]; len(some) == 0 {
				return kept
			}
		}
	}
	return nil
}

// LengthLimit returns the length, in bytes, at which a site cuts its slugs between
// words, or 0 if it does not cut them. It compares slugs with the uncut ones in
// full and chooses the limit that agrees with most of them, or the roundest if
// there are several. At least two slugs must be cut, so that one headline
// shortened by hand is not mistaken for a rule. If inside is set, the site cuts inside
// words, and removes hyphens at the end.
func LengthLimit(full, slugs []string, inside bool) int {
	// A slug that was cut puts the limit between its own length and the length
	// with the next word. A whole one says that the limit is not below its length.
	type span struct{ from, to int }
	var spans []span
	cuts := 0
	for i, slug := range slugs {
		rest, ok := strings.CutPrefix(full[i], slug)
		switch {
		case slug == "" || !ok:
		case rest == "":
			spans = append(spans, span{len(slug), math.MaxInt})
		case inside:
			hyphens := len(rest) - len(strings.TrimLeft(rest, "-"))
			spans = append(spans, span{len(slug), len(slug) + hyphens})
			cuts++
		case rest[0] == '-':
			rest = strings.TrimLeft(rest, "-")
			next, _, _ := strings.Cut(rest, "-")
			spans = append(spans, span{len(slug), len(full[i]) - len(rest) + len(next) - 1})
			cuts++
		}
	}
	// Walk through the lengths at which spans begin or end and count the spans
	// that contain each. "No limit" agrees with all the whole slugs. A limit must
	// explain half of the cuts: the others were made by hand.
	type change struct{ spans, cuts int } // that begin at a length, minus those that have ended
	steps := make(map[int]change)
	for _, s := range spans {
		cut := 0
		if s.to < math.MaxInt {
			cut = 1
			c := steps[s.to+1]
			steps[s.to+1] = change{c.spans - 1, c.cuts - 1}
		}
		c := steps[s.from]
		steps[s.from] = change{c.spans + 1, c.cuts + cut}
	}
	agree, agreeCuts, best, limit := 0, 0, len(spans)-cuts+1, 0
	lengths := slices.Sorted(maps.Keys(steps))
	for i, from := range lengths {
		agree += steps[from].spans
		agreeCuts += steps[from].cuts
		if agree > best && 2*agreeCuts >= cuts && i+1 < len(lengths) {
			best, limit = agree, roundest(from, lengths[i+1]-1)
		}
	}
	return limit
}

// roundest returns the number from a to b, inclusive, that a person would most
// likely choose.
func roundest(a, b int) int {
	for _, unit := range []int{100, 50, 10, 5} {
		if n := b / unit * unit; n >= a {
			return n
		}
	}
	return b
}
