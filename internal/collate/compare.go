// Package collate sorts words in the order of French dictionaries, and in the
// Canadian variant of it, which compares accents from the end. The weights are in
// table.go, which gen.go generates from the CLDR root collation.
package collate

import (
	"cmp"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

//go:generate go run gen.go

// Compare compares a and b in the order of French dictionaries: first by letters,
// then by accents, then by case. It returns -1, 0 or +1. It returns 0 if a and b
// differ in nothing that affects the order, for example only in whether accents
// are composed.
//
// The order is that of the CLDR root collation, which French uses unchanged:
// spaces and punctuation before digits, digits before letters, œ as oe, é after e,
// lower case before upper case. Letters outside the covered blocks (see gen.go)
// come last, by code point.
//
// Compare does not allocate on composed text and is safe for concurrent use.
func Compare(a, b string) int { return compare(a, b, false) }

// CompareCanadian is like [Compare] but compares accents from the end, as Canadian
// French does: it sorts cote, côte, coté, côté where Compare sorts cote, coté,
// côte, côté. Unicode calls this order fr-u-kb-true.
func CompareCanadian(a, b string) int { return compare(a, b, true) }

func compare(a, b string, backwards bool) int {
	if c, ok := compareLetters(a, b, backwards); ok {
		return c
	}
	a, b = composed(a), composed(b)
	if c := compareLevel(a, b, primary); c != 0 {
		return c
	}
	accents := compareLevel
	if backwards {
		accents = compareBackwards
	}
	if c := accents(a, b, secondary); c != 0 {
		return c
	}
	return compareLevel(a, b, tertiary)
}

// compareLetters compares a and b letter by letter, on all levels in one pass. It
// returns false for ok if they contain a character that cannot be compared with
// the one opposite: œ, a character without weight, a combining accent. Then
// compare goes level by level.
func compareLetters(a, b string, backwards bool) (c int, ok bool) {
	a, b = differing(a, b)
	accent, letterCase := 0, 0
	for a != "" && b != "" {
		ra, na := decode(a)
		rb, nb := decode(b)
		if !facing(ra) || !facing(rb) {
			return 0, false
		}
		a, b = a[na:], b[nb:]
		if ra == rb {
			continue
		}
		ea, eb := letter(ra), letter(rb)
		if ea == nil || eb == nil {
			return 0, false
		}
		if pa, pb := ea[0]>>16, eb[0]>>16; pa != pb {
			return cmp.Compare(pa, pb), true
		}
		// A letter with fewer accents comes first: the next secondary weight
		// on its side is that of a letter, which is below that of any accent.
		if x := compareAccents(ea, eb, backwards); x != 0 && (accent == 0 || backwards) {
			accent = x
		}
		if letterCase == 0 {
			letterCase = cmp.Compare(ea[0]&0xFF, eb[0]&0xFF)
		}
	}
	if a == "" && b == "" {
		return cmp.Or(accent, letterCase), true
	}
	r, _ := decode(a + b) // one of them is empty
	if !facing(r) || letter(r) == nil {
		return 0, false
	}
	return cmp.Compare(len(a), len(b)), true
}

// facing reports whether r can be compared on its own: it is not a mark and does
// not compose with the preceding character.
func facing(r rune) bool { return r < 0x300 || r >= 0x2000 && r < 0x2070 }

// letter returns the elements of r, for which facing must be true, so that the
// tables cover it. It returns nil unless the first element has a primary weight
// and no other has one.
func letter(r rune) []uint32 {
	place := place(r)
	e := orderPages[place]
	if e&expansionMark == 0 {
		if e>>16 == 0 {
			return nil
		}
		return orderPages[place : place+1]
	}
	at, n := e>>8&0x7FFFFF, e&0xFF
	elements := orderExpansions[at : at+n]
	if elements[0]>>16 == 0 || elements[1]>>16 != 0 {
		return nil
	}
	return elements
}

// compareAccents compares the secondary weights of two letters.
func compareAccents(a, b []uint32, backwards bool) int {
	n := min(len(a), len(b))
	for i := range n {
		x, y := a[i], b[i]
		if backwards {
			x, y = a[len(a)-1-i], b[len(b)-1-i]
		}
		if c := cmp.Compare(x>>8&0xFF, y>>8&0xFF); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// A level says which bits of an element hold its weight: 15 bits for the letter,
// 8 for the accent, 8 for the case.
type level struct {
	shift uint
	mask  uint32
}

var (
	primary   = level{16, 0x7FFF}
	secondary = level{8, 0xFF}
	tertiary  = level{0, 0xFF}
)

// differing returns a and b without their common prefix.
func differing(a, b string) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && (i < len(a) && !utf8.RuneStart(a[i]) || i < len(b) && !utf8.RuneStart(b[i])) {
		i--
	}
	return a[i:], b[i:]
}

// compareLevel compares the weights of one level, first to last.
func compareLevel(a, b string, l level) int {
	wa, wb := weights{rest: a, level: l}, weights{rest: b, level: l}
	for {
		x, y := wa.next(), wb.next()
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		case x == 0:
			return 0
		}
	}
}

// compareBackwards compares the weights of one level, last to first. It reads them
// forwards: it skips the excess weights at the beginning of the longer text, and
// the last difference decides. If there is none, the shorter text comes first.
func compareBackwards(a, b string, l level) (c int) {
	na, nb := count(a, l), count(b, l)
	wa, wb := weights{rest: a, level: l}, weights{rest: b, level: l}
	for range na - nb {
		wa.next()
	}
	for range nb - na {
		wb.next()
	}
	for {
		x, y := wa.next(), wb.next()
		if x == 0 {
			return cmp.Or(c, cmp.Compare(na, nb))
		}
		if x != y {
			c = cmp.Compare(x, y)
		}
	}
}

func count(s string, l level) (n int) {
	for w := (weights{rest: s, level: l}); w.next() != 0; n++ {
	}
	return n
}

// weights iterates over the weights of a text at one level. It skips weights of 0:
// an accent has no primary weight, a soft hyphen has no weight at all.
type weights struct {
	rest  string
	more  []uint32 // remaining elements of an expansion such as œ
	level level
}

// next returns the next weight, or 0 at the end.
func (w *weights) next() uint32 {
	for {
		for len(w.more) > 0 {
			e := w.more[0]
			w.more = w.more[1:]
			if v := e >> w.level.shift & w.level.mask; v != 0 {
				return v
			}
		}
		if w.rest == "" {
			return 0
		}
		r, n := decode(w.rest)
		w.rest = w.rest[n:]
		e := orderPages[place(r)]
		switch {
		case e == unknownElement:
			return unknownWeight(r, w.level)
		case e&expansionMark != 0:
			at, n := e>>8&0x7FFFFF, e&0xFF
			w.more = orderExpansions[at : at+n]
		default:
			if v := e >> w.level.shift & w.level.mask; v != 0 {
				return v
			}
		}
	}
}

// The special elements set by gen.go. An element with expansionMark holds the
// index (23 bits) and number (8 bits) of a character's several elements;
// unknownElement is that of a character outside the covered blocks.
const (
	expansionMark  = 1 << 31
	unknownElement = 1<<32 - 1
)

// place returns the index in orderPages of the element of r. Page 0 consists of
// unknownElement only.
func place(r rune) int {
	const page = 64
	if r >= page*rune(len(orderIndex)) {
		return 0
	}
	return int(orderIndex[r/page])*page + int(r%page)
}

func decode(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s)
}

// unknownWeight returns the weight of a letter outside the covered blocks, which
// sorts after all others and has no accent or case.
func unknownWeight(r rune, l level) uint32 {
	if l == primary {
		return l.mask + 1 + uint32(r)
	}
	return orderPages[place('a')] >> l.shift & l.mask
}

// composed returns s with its accents composed. A letter followed by a separate
// accent may have other weights than the composed letter (Arabic alif and hamza
// do), and accents must sort the same in whatever order they are typed. French
// text as it is usually stored is returned as it is: it has no byte of 0xCC or
// above, with which combining marks begin, except the 0xE2 of ’ and other
// punctuation.
func composed(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0xCC && c != 0xE2 {
			return letters.NFC(s)
		}
	}
	return s
}
