// Package collate puts words in the order of French dictionaries and, for
// Canada, in that of French ones with accents read from the end. The weights are
// in table.go, which gen.go makes of the CLDR root collation.
package collate

import (
	"cmp"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

//go:generate go run gen.go

// Compare orders a and b as French dictionaries do: by letters first, then by
// accents, then by case. It returns -1, 0 or +1; 0 means that a reader sees no
// difference that would order them (composed and decomposed accents, say).
//
// The order is that of the CLDR root collation, which French uses unchanged:
// spaces and punctuation before digits, digits before letters, œ as oe, é after
// e, small letters before capitals. Letters outside the covered blocks (see
// gen.go) come last, by code point.
//
// It does not allocate on composed text, keeps no state, and may be called by
// any number of goroutines.
func Compare(a, b string) int { return compare(a, b, false) }

// CompareCanadian is [Compare] with the accents read from the end of the line,
// as Canadian French wants it: cote, côte, coté, côté where Compare gives cote,
// coté, côte, côté. It is the order that Unicode names fr-u-kb-true.
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

// compareLetters compares texts in one go, letter against letter, all levels at
// once. It is not ok when the texts hold what has no letter facing it: œ, signs
// without weight, loose accents; compare then goes level by level.
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
		// A letter with fewer accents comes first: what follows in the other
		// text begins with a letter, whose weight is below that of any accent.
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
	r, _ := decode(a + b) // what one has to spare
	if !facing(r) || letter(r) == nil {
		return 0, false
	}
	return cmp.Compare(len(a), len(b)), true
}

// facing reports whether a character may be compared by itself: it is no mark, and
// composes with nothing before it.
func facing(r rune) bool { return r < 0x300 || r >= 0x2000 && r < 0x2070 }

// letter returns the elements of a facing character, which the tables cover, if
// its first element and no other has a primary weight; else nil.
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

// A level says where its weights stand in an element: 15 bits for the letter, 8
// for the accent, 8 for the case.
type level struct {
	shift uint
	mask  uint32
}

var (
	primary   = level{16, 0x7FFF}
	secondary = level{8, 0xFF}
	tertiary  = level{0, 0xFF}
)

// differing cuts off what two texts have in common at their beginning.
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

// compareBackwards compares the weights of one level, last to first: the longer
// is cut to its end, the last difference decides, and if there is none the
// shorter comes first.
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

// weights reads the weights that a text has at one level, leaving out those
// that are 0: an accent has no letter, a soft hyphen has nothing at all.
type weights struct {
	rest  string
	more  []uint32 // what is left of an expansion such as œ
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

// The marks that gen.go sets: a character with several elements, whose
// element gives their place (23 bits) and number (8 bits), and one outside the
// covered blocks.
const (
	expansionMark  = 1 << 31
	unknownElement = 1<<32 - 1
)

// place returns where the element of a character is in orderPages. Page 0 is all
// unknownElement.
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

// unknownWeight places a letter outside the covered blocks: behind all the
// others, without accent or case.
func unknownWeight(r rune, l level) uint32 {
	if l == primary {
		return l.mask + 1 + uint32(r)
	}
	return orderPages[place('a')] >> l.shift & l.mask
}

// composed returns s with its accents composed, since a letter and its accent
// apart may weigh otherwise (Arabic alif and hamza do) and accents typed in any
// order are to sort alike. French as it is usually stored comes back at once:
// no byte of it is a combining mark's first one, that is from 0xCC on; 0xE2
// leads in ’ and other punctuation.
func composed(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0xCC && c != 0xE2 {
			return letters.NFC(s)
		}
	}
	return s
}
