package french

import (
	"cmp"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

//go:generate go run order_gen.go

// Compare orders a and b as French dictionaries do: by letters first, then by
// accents, then by case. It returns -1, 0 or +1; 0 means that a reader sees no
// difference that would order them (composed and decomposed accents, say).
//
// The order is that of the CLDR root collation, which French uses unchanged:
// spaces and punctuation before digits, digits before letters, œ as oe, é after
// e, small letters before capitals. Letters outside the covered blocks (see
// order_gen.go) come last, by code point.
//
// It does not allocate on composed text, keeps no state, and may be called by
// any number of goroutines.
func Compare(a, b string) int {
	a, b = differing(composed(a), composed(b))
	if c := compareLevel(a, b, primary); c != 0 {
		return c
	}
	if c := compareLevel(a, b, secondary); c != 0 {
		return c
	}
	return compareLevel(a, b, tertiary)
}

// CompareCanadian is [Compare] with the accents read from the end of the line,
// as Canadian French wants it: cote, côte, coté, côté where Compare gives cote,
// coté, côte, côté. It is the order that Unicode names fr-u-kb-true.
func CompareCanadian(a, b string) int {
	wholeA, wholeB := composed(a), composed(b)
	a, b = differing(wholeA, wholeB)
	if c := compareLevel(a, b, primary); c != 0 {
		return c
	}
	c, more := compareBackwards(a, b, secondary)
	if c == 0 && more != 0 {
		// One has accents to spare: they stand against what both begin with.
		c, more = compareBackwards(wholeA, wholeB, secondary)
	}
	if c := cmp.Or(c, more); c != 0 {
		return c
	}
	return compareLevel(a, b, tertiary)
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

// differing cuts off what two texts have in common at their beginning. It
// weighs the same in both, since no covered letter changes its weight beside
// another once the text is composed.
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

// compareBackwards compares the weights of one level, last to first, as far as
// both texts have some: the longer is cut to its end, and the last difference
// decides. It also says which of the two has more weights.
func compareBackwards(a, b string, l level) (c, more int) {
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
			return c, cmp.Compare(na, nb)
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
		r, n := rune(w.rest[0]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(w.rest)
		}
		w.rest = w.rest[n:]
		e := element(r)
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

// The marks that order_gen.go sets: a character with several elements, whose
// element gives their place (23 bits) and number (8 bits), and one outside the
// covered blocks.
const (
	expansionMark  = 1 << 31
	unknownElement = 1<<32 - 1
)

func element(r rune) uint32 {
	const page = 64
	if r >= page*rune(len(orderIndex)) {
		return unknownElement
	}
	return orderPages[int(orderIndex[r/page])*page+int(r%page)]
}

// unknownWeight places a letter outside the covered blocks: behind all the
// others, without accent or case.
func unknownWeight(r rune, l level) uint32 {
	if l == primary {
		return l.mask + 1 + uint32(r)
	}
	return element('a') >> l.shift & l.mask
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
