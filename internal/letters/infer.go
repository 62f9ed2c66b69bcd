package letters

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// SkippedWords returns, in order, the words that a site leaves out of its
// slugs, given its slugs and, for each, the full slug that the headline would
// have: those left out at least three times and in two cases of three. Slugs
// that are not made of the words of the full one tell nothing.
func SkippedWords(full, slugs []string) []string {
	type tally struct{ seen, dropped int }
	words := make(map[string]tally)
	for i, slug := range slugs {
		all := strings.Split(full[i], "-")
		for j, kept := range align(all, strings.Split(slug, "-")) {
			word := all[j]
			t := words[word]
			t.seen++
			if !kept {
				t.dropped++
			}
			words[word] = t
		}
	}
	maps.DeleteFunc(words, func(_ string, t tally) bool { return t.dropped < 3 || 3*t.dropped < 2*t.seen })
	return slices.Sorted(maps.Keys(words))
}

// align says which words of all some are, up to the last of them, which may be
// cut short. It returns nil unless some are two words or more of all, in its
// order.
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

// LengthLimit returns the length at which a site cuts its slugs between words,
// given its slugs and the uncut ones, and 0 if it does not: the limit that most
// of them agree with, the roundest of several. Two slugs must show the cut, lest
// a headline that was shortened by hand be taken for a rule.
func LengthLimit(full, slugs []string) int {
	// A slug that is cut says that the limit lies between its own length and
	// that with the next word; a whole one, that it is not below its length.
	type span struct{ from, to int }
	var spans []span
	cuts := 0
	for i, slug := range slugs {
		rest, ok := strings.CutPrefix(full[i], slug)
		switch {
		case slug == "" || !ok:
		case rest == "":
			spans = append(spans, span{len(slug), math.MaxInt})
		case rest[0] == '-':
			next, _, _ := strings.Cut(rest[1:], "-")
			spans = append(spans, span{len(slug), len(slug) + len(next)})
			cuts++
		}
	}
	// Walking through the lengths at which spans begin or end, count those
	// that hold the length; without any limit all the whole ones hold.
	steps := make(map[int]int) // length → how many spans begin there less how many have ended
	for _, s := range spans {
		steps[s.from]++
		if s.to < math.MaxInt {
			steps[s.to+1]--
		}
	}
	agree, best, limit := 0, len(spans)-cuts+1, 0
	lengths := slices.Sorted(maps.Keys(steps))
	for i, from := range lengths {
		agree += steps[from]
		if agree > best && i+1 < len(lengths) {
			best, limit = agree, roundest(from, lengths[i+1]-1)
		}
	}
	return limit
}

// roundest returns the number from a to b that a person would have chosen.
func roundest(a, b int) int {
	for _, unit := range []int{100, 50, 10, 5} {
		if n := b / unit * unit; n >= a {
			return n
		}
	}
	return b
}
