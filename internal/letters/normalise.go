package letters

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A pair of code points, canonically equal to a single one.
type pair struct{ first, second, composite uint16 }

// An oddity is a decomposition outside the first plane, or into one code point
// (second is 0), or one that normal text never composes again.
type oddity struct {
	composite, first, second rune
	frozen                   bool
}

// NFC returns s in Unicode's normal form C, without invalid UTF-8. It is s itself
// when that is in normal form already, as French usually is.
//
// golang.org/x/text/unicode/norm would do the same for 150 KB more binary.
func NFC(s string) string {
	for i, r := range s {
		if unsettled(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return string(normalise([]byte(s), 0))
		}
	}
	return s
}

// unsettled reports whether normal form C may lack r, or move it, or join it to
// what precedes it.
func unsettled(r rune) bool {
	if r < 0x300 {
		return false
	}
	switch c := lookup(r); c & kindMask {
	case kindMark, kindCombining:
		return true
	case kindLetter:
		return c&composes != 0
	case kindIgnored:
		return false
	}
	_, odd := oddityOf(r)
	return odd || isCompatibilityIdeograph(r)
}

// normalise puts dst[start:] into normal form C, without invalid UTF-8. It
// allocates: callers ask for it only when something may combine.
func normalise(dst []byte, start int) []byte {
	runes := make([]rune, 0, len(dst)-start)
	for b := dst[start:]; len(b) > 0; {
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			runes = decompose(runes, r)
		}
		b = b[n:]
	}
	// Marks are put in order from one starter to the next.
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && combiningClass(runes[end]) != 0 {
			end++
		}
		marks := runes[i:end]
		if combiningClass(marks[0]) == 0 {
			marks = marks[1:]
		}
		order(marks)
		i = end
	}
	dst = dst[:start]
	for _, r := range compose(runes) {
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// order sorts marks by class and keeps the order of those of the same class. It
// counts instead of comparing, so that a hostile million of marks costs no more
// than its reading.
func order(marks []rune) {
	if len(marks) < 2 {
		return
	}
	var at [257]int // at[c]: where the marks of class c begin
	for _, r := range marks {
		at[combiningClass(r)+1]++
	}
	for c := range 256 {
		at[c+1] += at[c]
	}
	sorted := make([]rune, len(marks))
	for _, r := range marks {
		c := combiningClass(r)
		sorted[at[c]] = r
		at[c]++
	}
	copy(marks, sorted)
}

// combiningClass returns the canonical class of a mark, 0 for what is none.
func combiningClass(r rune) int {
	switch c := lookup(r); c & kindMask {
	case kindMark:
		return int(c & class)
	case kindCombining:
		return 230 // above the letter: gen takes no others
	}
	return 0
}

// Hangul syllables are composed by arithmetic (Unicode, chapter 3.12).
const (
	hangulBase = 0xAC00
	leadBase   = 0x1100
	vowelBase  = 0x1161
	tailBase   = 0x11A7

	leads, vowels, tails = 19, 21, 28
)

// decompose appends the canonical decomposition of r.
func decompose(dst []rune, r rune) []rune {
	if r >= hangulBase && r < hangulBase+leads*vowels*tails {
		s := r - hangulBase
		dst = append(dst, leadBase+s/(vowels*tails), vowelBase+s/tails%vowels)
		if tail := s % tails; tail != 0 {
			dst = append(dst, tailBase+tail)
		}
		return dst
	}
	if isCompatibilityIdeograph(r) {
		if c := lookup(r); c >= kindText {
			r, _ = utf8.DecodeRuneInString(texts[c&^kindText].folded())
		}
		return append(dst, r)
	}
	if i, ok := slices.BinarySearchFunc(byComposite[:], r, func(i uint16, r rune) int {
		return int(pairs[i].composite) - int(r)
	}); ok {
		p := pairs[byComposite[i]]
		return append(decompose(dst, rune(p.first)), rune(p.second))
	}
	if o, ok := oddityOf(r); ok {
		dst = decompose(dst, o.first)
		if o.second != 0 {
			dst = append(dst, o.second)
		}
		return dst
	}
	return append(dst, r)
}

// isCompatibilityIdeograph reports whether r is in the blocks of these. They
// decompose to one ideograph each, which is what they fold to.
func isCompatibilityIdeograph(r rune) bool {
	return r >= 0xF900 && r < 0xFB00 || r >= 0x2F800 && r < 0x2FB00
}

func oddityOf(r rune) (oddity, bool) {
	i, ok := slices.BinarySearchFunc(oddities[:], r, func(o oddity, r rune) int { return int(o.composite - r) })
	if !ok {
		return oddity{}, false
	}
	return oddities[i], true
}

// compose joins, in place, each starter with the marks after it that are not
// blocked: a mark is, by one before it of the same class, and a starter by
// anything between.
func compose(runes []rune) []rune {
	out := runes[:0]
	starter, last := -1, 0 // index in out of the last starter; class of what follows it
	for _, r := range runes {
		class := combiningClass(r)
		if starter >= 0 && (last < class || starter == len(out)-1) {
			if joined := join(out[starter], r); joined != 0 {
				out[starter] = joined
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, r)
	}
	return out
}

// join returns the composite of a and b, or 0: a Hangul syllable of a lead and a
// vowel, one with a tail, or what the tables have.
func join(a, b rune) rune {
	if a >= leadBase && a < leadBase+leads && b >= vowelBase && b < vowelBase+vowels {
		return hangulBase + ((a-leadBase)*vowels+b-vowelBase)*tails
	}
	if a >= hangulBase && a < hangulBase+leads*vowels*tails && (a-hangulBase)%tails == 0 && b > tailBase && b < tailBase+tails {
		return a + b - tailBase
	}
	if a >= 0x10000 || b >= 0x10000 {
		for _, o := range oddities {
			if o.first == a && o.second == b && !o.frozen {
				return o.composite
			}
		}
		return 0
	}
	if i, ok := slices.BinarySearchFunc(pairs[:], pair{first: uint16(a), second: uint16(b)}, func(p, q pair) int {
		return cmp.Or(int(p.first)-int(q.first), int(p.second)-int(q.second))
	}); ok {
		return rune(pairs[i].composite)
	}
	return 0
}
