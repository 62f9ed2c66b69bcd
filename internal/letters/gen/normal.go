package main

import (
	"cmp"
	"log"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// A composition is a canonical decomposition into two, or into first alone.
type composition struct {
	first, second, composite rune
	frozen                   bool // never composed again
}

// compositions lists the canonical decompositions into two: those that fit 16
// bits and are composed again, by pair, and the others, by composite. Hangul
// goes by arithmetic, compatibility ideographs by their fold.
func compositions() (narrow, wide []composition) {
	for r := rune(0x80); r < 0x20000; r++ {
		if r >= 0xAC00 && r < 0xE000 || r >= 0xF900 && r < 0xFB00 {
			continue
		}
		full := []rune(norm.NFD.String(string(r)))
		if len(full) == 1 && full[0] == r {
			continue
		}
		c := composition{composite: r, frozen: norm.NFC.String(string(r)) != string(r)}
		head := full[:max(1, len(full)-1)]
		if len(head) > 1 {
			head = []rune{recompose(string(head))}
		}
		c.first = head[0]
		if len(full) > 1 {
			c.second = full[len(full)-1]
		}
		if r < 0x10000 && !c.frozen {
			narrow = append(narrow, c)
		} else {
			wide = append(wide, c)
		}
	}
	slices.SortFunc(narrow, func(a, b composition) int {
		return cmp.Or(int(a.first-b.first), int(a.second-b.second))
	})
	return narrow, wide
}

// recompose returns the one code point that decomposes to s.
func recompose(s string) rune {
	for r := rune(0x80); r < 0x20000; r++ {
		if norm.NFD.String(string(r)) == s {
			return r
		}
	}
	log.Fatalf("%+q is no decomposition", s)
	return 0
}
