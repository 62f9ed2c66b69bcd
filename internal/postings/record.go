package postings

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"unsafe"
)

// Codes is how many codes a term may have in a document. The engine does not
// know what they mean: scoring does.
const Codes = 32

// Never is an instant after all others: a document whose From is Never is not
// public at any time; one whose Until is Never does not expire.
const Never = math.MaxInt64

// Undated is the Published of a document without date.
const Undated = math.MinInt64

// A Doc is what the engine is told of one document.
type Doc struct {
	ID          string
	Published   int64 // Unix seconds, or Undated
	From, Until int64 // public from (inclusive) until (exclusive), Unix seconds
	Length      int   // as scoring measures it
	Sketch      []uint16
	Terms       []Term // each term once
}

// A Term is one term of a document.
type Term struct {
	Hash    uint64
	Written string
	Code    uint8 // below Codes
}

// A Record is one stored document, read in place. Layout, all integers
// little-endian:
//
//	length of the ID (uvarint), ID
//	flags (1 byte), then as they say: published, from, until (varints)
//	Length (uvarint)
//	sketch: count (1 byte), count × 2 bytes
//	groups: count (uvarint), each a code (1 byte), a count (1 byte) and
//	        count × 2 bytes of terms below 1<<16
//	until the end: the other terms, 3 bytes each and a byte for the code
//
// Terms of one code stand together, so that scoring multiplies once per code,
// and have a fixed width, so that the sums need no decoding: at 140 terms a
// document that costs 60 bytes more than delta coding and takes a third of its
// time.
type Record struct {
	id          []byte
	Published   int64
	From, Until int64
	Length      int
	sketch      []byte
	groups      []byte
	wide        []byte
}

const (
	flagDated = 1 << iota
	flagFrom
	flagNever
	flagUntil
)

// narrow is the first term number that does not fit the two bytes of a group.
const narrow = 1 << 16

// maxTerms is the highest number of terms that three bytes can tell apart.
const maxTerms = 1 << 24

// appendRecord appends d with its terms as numbered. It reorders terms.
func appendRecord(b []byte, d *Doc, terms []numbered) []byte {
	b = binary.AppendUvarint(b, uint64(len(d.ID)))
	b = append(b, d.ID...)
	at := len(b)
	b = append(b, 0)
	if d.Published != Undated {
		b[at] |= flagDated
		b = binary.AppendVarint(b, d.Published)
	}
	switch {
	case d.From == Never:
		b[at] |= flagNever
	case d.From != d.Published:
		b[at] |= flagFrom
		b = binary.AppendVarint(b, d.From)
	}
	if d.Until != Never {
		b[at] |= flagUntil
		b = binary.AppendVarint(b, d.Until)
	}
	b = binary.AppendUvarint(b, uint64(max(0, d.Length)))
	sketch := d.Sketch[:min(len(d.Sketch), 255)]
	b = append(b, byte(len(sketch)))
	for _, h := range sketch {
		b = binary.LittleEndian.AppendUint16(b, h)
	}

	// High codes first: what filters ask for stands near the front.
	slices.SortFunc(terms, func(x, y numbered) int {
		return cmp.Or(cmp.Compare(y.code, x.code), cmp.Compare(x.term, y.term))
	})
	groups := 0
	for g := range byCode(terms) {
		groups += (len(g) + 254) / 255
	}
	b = binary.AppendUvarint(b, uint64(groups))
	for g := range byCode(terms) {
		for part := range slices.Chunk(g, 255) {
			b = append(b, part[0].code, byte(len(part)))
			for _, t := range part {
				b = binary.LittleEndian.AppendUint16(b, uint16(t.term))
			}
		}
	}
	for _, t := range terms {
		if t.term >= narrow {
			b = append(b, byte(t.term), byte(t.term>>8), byte(t.term>>16), t.code)
		}
	}
	return b
}

// numbered is a term of a document by its number in the dictionary.
type numbered struct {
	term uint32
	code uint8
}

// byCode yields the runs of equal code among the narrow terms. Terms are
// sorted by code and then by number, so that a run's narrow terms lead it.
func byCode(terms []numbered) func(yield func([]numbered) bool) {
	return func(yield func([]numbered) bool) {
		for len(terms) > 0 {
			n, end := 0, 0
			for end < len(terms) && terms[end].code == terms[0].code {
				if terms[end].term < narrow {
					n++
				}
				end++
			}
			if n > 0 && !yield(terms[:n]) {
				return
			}
			terms = terms[end:]
		}
	}
}

// read sets r to the record in b, which must be one that appendRecord made
// or that check accepted.
func (r *Record) read(b []byte) {
	n, k := binary.Uvarint(b)
	r.id = b[k : k+int(n)]
	b = b[k+int(n):]
	flags := b[0]
	b = b[1:]
	varint := func(flag byte, otherwise int64) int64 {
		if flags&flag == 0 {
			return otherwise
		}
		v, k := binary.Varint(b)
		b = b[k:]
		return v
	}
	r.Published = varint(flagDated, Undated)
	r.From = varint(flagFrom, r.Published)
	if flags&flagNever != 0 {
		r.From = Never
	}
	r.Until = varint(flagUntil, Never)
	length, k := binary.Uvarint(b)
	r.Length = int(length)
	b = b[k:]
	r.sketch, b = b[1:1+2*int(b[0])], b[1+2*int(b[0]):]
	groups, k := binary.Uvarint(b)
	b = b[k:]
	end := 0
	for range groups {
		end += 2 + 2*int(b[end+1])
	}
	r.groups, r.wide = b[:end], b[end:]
}

// wellFormed tells whether b is a record that read can read, with terms below
// the given number only.
func wellFormed(b []byte, terms int) bool {
	take := func(n uint64) []byte {
		if n > uint64(len(b)) {
			b = nil
			return nil
		}
		taken := b[:n]
		b = b[n:]
		return taken
	}
	ok := true
	uvarint := func() uint64 {
		n, k := binary.Uvarint(b)
		ok = ok && k > 0
		take(uint64(max(0, k)))
		return n
	}
	octet := func() byte {
		if t := take(1); t != nil {
			return t[0]
		}
		ok = false
		return 0
	}
	exactly := func(n uint64) []byte {
		t := take(n)
		ok = ok && uint64(len(t)) == n
		return t
	}
	exactly(uvarint())
	flags := octet()
	for _, flag := range []byte{flagDated, flagFrom, flagUntil} {
		if flags&flag != 0 {
			uvarint()
		}
	}
	ok = ok && uvarint() <= math.MaxInt32
	exactly(2 * uint64(octet()))
	groups := uvarint()
	ok = ok && groups <= uint64(len(b))
	for ; ok && groups > 0; groups-- {
		code, n := octet(), octet()
		ids := exactly(2 * uint64(n))
		ok = ok && code < Codes
		for ; ok && len(ids) >= 2; ids = ids[2:] {
			ok = int(binary.LittleEndian.Uint16(ids)) < terms
		}
	}
	ok = ok && len(b)%4 == 0
	for ; ok && len(b) > 0; b = b[4:] {
		ok = int(b[0])|int(b[1])<<8|int(b[2])<<16 < terms && b[3] < Codes
	}
	return ok
}

// ID returns the document's ID. It points into the index: no allocation.
func (r *Record) ID() string { return unsafe.String(unsafe.SliceData(r.id), len(r.id)) }

// AppendSketch appends the document's sketch.
func (r *Record) AppendSketch(dst []uint16) []uint16 {
	for s := r.sketch; len(s) >= 2; s = s[2:] {
		dst = append(dst, binary.LittleEndian.Uint16(s))
	}
	return dst
}

// Has tells whether the document has the term with this code.
func (r *Record) Has(term uint32, code uint8) bool {
	for g := r.groups; len(g) > 0 && g[0] >= code; g = g[2+2*int(g[1]):] {
		if g[0] != code {
			continue
		}
		for ids := g[2 : 2+2*int(g[1])]; len(ids) >= 2; ids = ids[2:] {
			if uint32(binary.LittleEndian.Uint16(ids)) == term {
				return true
			}
		}
	}
	for w := r.wide; term >= narrow && len(w) >= 4; w = w[4:] {
		if uint32(w[0])|uint32(w[1])<<8|uint32(w[2])<<16 == term && w[3] == code {
			return true
		}
	}
	return false
}

// Terms yields the numbers and codes of the document's terms, the highest
// codes first among the narrow ones.
func (r *Record) Terms(yield func(term uint32, code uint8) bool) {
	for g := r.groups; len(g) > 0; {
		code, n := g[0], 2*int(g[1])
		for i := 2; i < 2+n; i += 2 {
			if !yield(uint32(binary.LittleEndian.Uint16(g[i:])), code) {
				return
			}
		}
		g = g[2+n:]
	}
	for w := r.wide; len(w) >= 4; w = w[4:] {
		if !yield(uint32(w[0])|uint32(w[1])<<8|uint32(w[2])<<16, w[3]) {
			return
		}
	}
}

// Sums adds up the weights that q gives to the document's terms, apart for
// each code. Weights are whole numbers: the sums do not depend on the order of
// terms, and equal documents score equal to the last bit.
func (r *Record) Sums(q *Weights, sums *[Codes]uint64) {
	*sums = [Codes]uint64{}
	slots, weights := (*[narrow]uint16)(q.slots), &q.weights
	for g := r.groups; len(g) > 1; {
		code, n := g[0], 2*int(g[1])
		var s uint64
		ids := g[2 : 2+n]
		for ; len(ids) >= 2; ids = ids[2:] {
			s += uint64(weights[slots[binary.LittleEndian.Uint16(ids)]%maxWeights])
		}
		sums[code%Codes] += s
		g = g[2+n:]
	}
	for w := r.wide; len(w) >= 4; w = w[4:] {
		if t := uint32(w[0]) | uint32(w[1])<<8 | uint32(w[2])<<16; int(t) < len(q.slots) {
			sums[w[3]%Codes] += uint64(weights[q.slots[t]%maxWeights])
		}
	}
}

// maxWeights bounds the terms with a weight; the first is no term.
const maxWeights = 8192

// Weights gives terms of a query their weights. The zero value holds none; it
// is made to be reused: Reset takes the time of what was set.
type Weights struct {
	slots   []uint16 // by term: where its weight is, 0 for none
	terms   []uint32
	weights [maxWeights]uint32
}

// Reset forgets all weights and makes room for the terms of v.
func (q *Weights) Reset(v *View) {
	for _, t := range q.terms {
		q.slots[t] = 0
	}
	q.terms = q.terms[:0]
	if need := max(narrow, len(v.dict.hashes)); len(q.slots) < need {
		q.slots = make([]uint16, need+need/8)
	}
}

// Set gives the term a weight, and reports whether there was room for it.
func (q *Weights) Set(term uint32, weight uint32) bool {
	slot := q.slots[term]
	if slot == 0 {
		if len(q.terms) == maxWeights-1 {
			return false
		}
		q.terms = append(q.terms, term)
		slot = uint16(len(q.terms))
		q.slots[term] = slot
	}
	q.weights[slot] = weight
	return true
}

// Get returns the weight of the term, 0 when it has none.
func (q *Weights) Get(term uint32) uint32 {
	if int(term) >= len(q.slots) || q.slots[term] == 0 {
		return 0
	}
	return q.weights[q.slots[term]]
}
