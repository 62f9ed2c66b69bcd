package postings

import (
	"encoding/binary"
	"math"
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
	Code    uint8 // below Codes; from Model.Unnamed on, Hash alone is the term
}

// A Record is one stored document, read in place. Layout, integers
// little-endian:
//
//	 0  flags
//	 1  Length, 2 bytes
//	 3  length of the named groups in bytes, 2 bytes
//	 5  length of the unnamed groups in bytes, 2 bytes
//	 7  number of wide terms, 2 bytes
//	 9  length of the ID, 2 bytes
//	11  size of the sketch
//	12  Published, 5 bytes
//	17  as flags say: From, Until, 8 bytes each
//	    named groups, unnamed groups, wide terms, ID, sketch of 2 bytes each;
//	    zeros, if less than tailRoom bytes follow the groups
//
// A group is a code, a count and that many terms below 1<<16, 2 bytes each; a
// wide term is any other, 3 bytes and a byte for its code. Terms of one code
// stand together, so that scoring multiplies once per code, and have a fixed
// width, so that adding up their weights needs no decoding: delta coding would
// save 50 bytes of 400 and triple the time.
type Record struct {
	Published      int64
	From, Until    int64
	Length         int
	body           []byte // from the first group to the end
	named, unnamed int    // where the groups of each kind end in body
	wide, id       int    // where the wide terms and the ID end in body
	sketch         int
}

const recordHead = 17

// tailRoom is how many bytes must follow the groups: terms are read four at a
// time, the last of a group too.
const tailRoom = 6

const (
	flagDated = 1 << iota
	flagFrom
	flagNever
	flagUntil
)

// maxLength is the greatest Length that a record holds; longer ones are cut.
const maxLength = 1<<16 - 1

// maxDate bounds Published, which has 40 bits: the year 19,391.
const maxDate = 1<<39 - 1

// narrow is the first term number that does not fit the two bytes of a group.
const narrow = 1 << 16

// maxTerms is the highest number of terms that three bytes can tell apart.
const maxTerms = 1 << 24

// Unnamed terms are numbers to begin with, 1 to unnamedTerms-1: what fell into
// that space by hashing. They need no dictionary, which would be most of it. As
// term numbers they begin at unnamed.
const (
	unnamed      = maxTerms
	unnamedTerms = 1 << 15
)

// unnamedTerm returns the term of a hash. No term is 0: see Record.Sums.
func unnamedTerm(hash uint64) uint32 { return unnamed + uint32(max(1, hash%unnamedTerms)) }

// appendRecord appends d with its terms numbered.
func appendRecord(b []byte, d *Doc, terms []Coded) []byte {
	sketch := d.Sketch[:min(len(d.Sketch), 255)]
	id := d.ID[:min(len(d.ID), 1<<16-1)]
	head := len(b)
	b = append(b, make([]byte, recordHead)...)
	flags := byte(0)
	published := max(-maxDate, min(maxDate, d.Published))
	if d.Published != Undated {
		flags |= flagDated
	}
	switch {
	case d.From == Never:
		flags |= flagNever
	case d.From != d.Published:
		flags |= flagFrom
		b = binary.LittleEndian.AppendUint64(b, uint64(d.From))
	}
	if d.Until != Never {
		flags |= flagUntil
		b = binary.LittleEndian.AppendUint64(b, uint64(d.Until))
	}

	start := len(b)
	var counts [2][Codes]int // of narrow terms, named and unnamed
	wide := 0
	for _, t := range terms {
		switch {
		case t.Term >= unnamed:
			counts[1][t.Code]++
		case t.Term < narrow:
			counts[0][t.Code]++
		default:
			wide++
		}
	}
	var places [2][Codes]int // where the next term of a group goes
	b = layGroups(b, &counts[0], &places[0])
	named := len(b)
	b = layGroups(b, &counts[1], &places[1])
	groups := len(b)
	for _, t := range terms {
		kind := 0
		switch {
		case t.Term >= unnamed:
			kind = 1
		case t.Term >= narrow:
			b = append(b, byte(t.Term), byte(t.Term>>8), byte(t.Term>>16), t.Code)
			continue
		}
		at := &places[kind][t.Code]
		binary.LittleEndian.PutUint16(b[*at:], uint16(t.Term))
		*at += 2
		if counts[kind][t.Code]--; counts[kind][t.Code] > 0 && counts[kind][t.Code]%maxGroup == 0 {
			*at += 2 // the next group of the same code
		}
	}
	b = append(b, id...)
	for _, h := range sketch {
		b = binary.LittleEndian.AppendUint16(b, h)
	}
	for len(b) < groups+tailRoom {
		b = append(b, 0)
	}

	h := b[head : head+recordHead]
	h[0] = flags
	binary.LittleEndian.PutUint16(h[1:], uint16(max(0, min(maxLength, d.Length))))
	binary.LittleEndian.PutUint16(h[3:], uint16(named-start))
	binary.LittleEndian.PutUint16(h[5:], uint16(groups-named))
	binary.LittleEndian.PutUint16(h[7:], uint16(wide))
	binary.LittleEndian.PutUint16(h[9:], uint16(len(id)))
	h[11] = byte(len(sketch))
	binary.LittleEndian.PutUint32(h[12:], uint32(published))
	h[16] = byte(published >> 32)
	return b
}

// maxGroup is how many terms a group has at most.
const maxGroup = 255

// layGroups appends empty groups for so many terms of each code and tells where
// the first term of each goes. High codes stand first: what filters ask for is
// found without a search. Of the groups of one code the first is the one that
// is not full.
func layGroups(b []byte, counts, places *[Codes]int) []byte {
	for code := Codes - 1; code >= 0; code-- {
		for n := counts[code]; n > 0; {
			size := (n-1)%maxGroup + 1
			b = append(b, byte(code), byte(size))
			if n == counts[code] {
				places[code] = len(b)
			}
			b = append(b, make([]byte, 2*size)...)
			n -= size
		}
	}
	return b
}

// read sets r to the record in b, which must be one that appendRecord made
// or that wellFormed accepted.
func (r *Record) read(b []byte) {
	head := b[:recordHead]
	flags := head[0]
	r.Length = int(binary.LittleEndian.Uint16(head[1:]))
	r.named = int(binary.LittleEndian.Uint16(head[3:]))
	r.unnamed = r.named + int(binary.LittleEndian.Uint16(head[5:]))
	r.wide = r.unnamed + 4*int(binary.LittleEndian.Uint16(head[7:]))
	r.id = r.wide + int(binary.LittleEndian.Uint16(head[9:]))
	r.sketch = r.id + 2*int(head[11])
	r.Published, r.Until = Undated, Never
	if flags&flagDated != 0 {
		r.Published = int64(binary.LittleEndian.Uint32(head[12:])) | int64(int8(head[16]))<<32
	}
	r.From = r.Published
	b = b[recordHead:]
	if flags&(flagFrom|flagNever|flagUntil) != 0 {
		if flags&flagNever != 0 {
			r.From = Never
		}
		if flags&flagFrom != 0 {
			r.From, b = int64(binary.LittleEndian.Uint64(b)), b[8:]
		}
		if flags&flagUntil != 0 {
			r.Until, b = int64(binary.LittleEndian.Uint64(b)), b[8:]
		}
	}
	r.body = b
}

// wellFormed tells whether b is a record that read can read, with named terms
// below the given number only.
func wellFormed(b []byte, terms int) bool {
	need := recordHead
	if len(b) < need {
		return false
	}
	for _, flag := range []byte{flagFrom, flagUntil} {
		if b[0]&flag != 0 {
			need += 8
		}
	}
	if len(b) < need {
		return false
	}
	var r Record
	r.read(b)
	return r.unnamed+tailRoom <= len(r.body) && r.sketch <= len(r.body) &&
		groupsWellFormed(r.body[:r.named], min(terms, narrow)) &&
		groupsWellFormed(r.body[r.named:r.unnamed], unnamedTerms) &&
		wideWellFormed(r.body[r.unnamed:r.wide], terms)
}

func groupsWellFormed(g []byte, terms int) bool {
	for len(g) > 0 {
		if len(g) < 2 || g[0] >= Codes || g[1] == 0 || len(g) < 2+2*int(g[1]) {
			return false
		}
		ids := g[2 : 2+2*int(g[1])]
		g = g[2+len(ids):]
		for ; len(ids) > 0; ids = ids[2:] {
			if t := int(binary.LittleEndian.Uint16(ids)); t == 0 || t >= terms {
				return false
			}
		}
	}
	return true
}

func wideWellFormed(w []byte, terms int) bool {
	for ; len(w) > 0; w = w[4:] {
		if t := int(wideTerm(w)); t < narrow || t >= terms || w[3] >= Codes {
			return false
		}
	}
	return true
}

// wideTerm returns the term of a wide entry.
func wideTerm(w []byte) uint32 { return binary.LittleEndian.Uint32(w) & (maxTerms - 1) }

// ID returns the document's ID. It points into the index: no allocation.
func (r *Record) ID() string {
	id := r.body[r.wide:r.id]
	return unsafe.String(unsafe.SliceData(id), len(id))
}

// AppendSketch appends the document's sketch.
func (r *Record) AppendSketch(dst []uint16) []uint16 {
	for s := r.body[r.id:r.sketch]; len(s) >= 2; s = s[2:] {
		dst = append(dst, binary.LittleEndian.Uint16(s))
	}
	return dst
}

// Has tells whether the document has the named term with this code.
func (r *Record) Has(term uint32, code uint8) bool {
	if term >= narrow {
		for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
			if wideTerm(w) == term && w[3] == code {
				return true
			}
		}
		return false
	}
	for g := r.body[:r.named]; len(g) > 1 && g[0] >= code; g = g[2+2*int(g[1]):] {
		if g[0] != code {
			continue
		}
		for ids := g[2 : 2+2*int(g[1])]; len(ids) >= 2; ids = ids[2:] {
			if uint32(binary.LittleEndian.Uint16(ids)) == term {
				return true
			}
		}
	}
	return false
}

// A Coded is a term of a document and its code.
type Coded struct {
	Term uint32
	Code uint8
}

// AppendTerms appends the document's terms.
func (r *Record) AppendTerms(dst []Coded) []Coded {
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		dst = append(dst, Coded{wideTerm(w), w[3]})
	}
	dst = appendGroups(dst, r.body[:r.named], 0)
	return appendGroups(dst, r.body[r.named:r.unnamed], unnamed)
}

func appendGroups(dst []Coded, g []byte, base uint32) []Coded {
	for len(g) > 1 {
		code, ids := g[0], g[2:2+2*int(g[1])]
		g = g[2+len(ids):]
		for ; len(ids) >= 2; ids = ids[2:] {
			dst = append(dst, Coded{base + uint32(binary.LittleEndian.Uint16(ids)), code})
		}
	}
	return dst
}

// A Sum is what the terms of one code in a document weigh together.
type Sum struct {
	Code   uint8
	Weight uint64
}

// Sums appends the sums of the weights that q gives to the document's terms, by
// code; a code may stand more than once. Weights are whole numbers: the sums do
// not depend on the order of terms, and equal documents score equal to the last
// bit.
func (r *Record) Sums(q *Weights, sums []Sum) []Sum {
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		if t := wideTerm(w); int(t) < len(q.named) {
			if s := q.named[t]; s > 0 {
				sums = append(sums, Sum{w[3], uint64(s)})
			}
		}
	}
	sums = sumGroups(sums, r.body, 0, r.named, (*[narrow]uint32)(q.named))
	return sumGroups(sums, r.body, r.named, r.unnamed, (*[narrow]uint32)(q.unnamed))
}

// sumGroups adds up the groups in body[at:end]. Four terms are read at once; what
// lies behind the end of a group is masked to term 0, which has no weight.
func sumGroups(sums []Sum, body []byte, at, end int, weights *[narrow]uint32) []Sum {
	for at < end {
		code, stop := body[at], at+2+2*int(body[at+1])
		s := uint64(0)
		for at += 2; at < stop; at += 8 {
			four := binary.LittleEndian.Uint64(body[at:]) & (math.MaxUint64 >> (64 - 8*min(8, stop-at)))
			s += uint64(weights[uint16(four)]) + uint64(weights[uint16(four>>16)]) +
				uint64(weights[uint16(four>>32)]) + uint64(weights[four>>48])
		}
		at = stop
		sums = append(sums, Sum{code, s})
	}
	return sums
}

// Weights gives terms of a query their weights. The zero value holds none; it
// is made to be reused: Reset takes the time of what was set.
type Weights struct {
	named   []uint32 // by term
	unnamed []uint32
	terms   []uint32 // those that were set
}

// Reset forgets all weights and makes room for the terms of v.
func (q *Weights) Reset(v *View) {
	for _, t := range q.terms {
		*q.of(t) = 0
	}
	q.terms = q.terms[:0]
	if need := max(narrow, len(v.dict.hashes)); len(q.named) < need {
		q.named = make([]uint32, need+need/8)
	}
	if q.unnamed == nil {
		q.unnamed = make([]uint32, narrow) // as many as sumGroups looks at
	}
}

func (q *Weights) of(term uint32) *uint32 {
	if term >= unnamed {
		return &q.unnamed[term-unnamed]
	}
	return &q.named[term]
}

// Add adds to the weight of the term.
func (q *Weights) Add(term, weight uint32) {
	w := q.of(term)
	if *w == 0 {
		q.terms = append(q.terms, term)
	}
	*w += weight
}

// Get returns the weight of the term, 0 when it has none.
func (q *Weights) Get(term uint32) uint32 {
	if term < unnamed && int(term) >= len(q.named) {
		return 0
	}
	return *q.of(term)
}
