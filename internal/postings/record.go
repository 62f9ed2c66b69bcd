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
	Published   int64  // Unix seconds, or Undated
	From, Until int64  // public from (inclusive) until (exclusive), Unix seconds
	Length      int    // as scoring measures it
	Sketch      []byte // as scoring made it, 255 bytes at most
	Terms       []Term // each term once
}

// A Term is one term of a document.
type Term struct {
	Hash    uint64
	Written string
	Code    uint8 // below Codes
}

// A Record is one stored document, read in place. Layout, integers
// little-endian:
//
//	 0  flags
//	 1  Length, 2 bytes
//	 3  length of the ID, 2 bytes
//	 5  length of the groups in bytes, 2 bytes
//	 7  length of the sketch
//	 8  Published, 5 bytes
//	13  as flags say: From, Until, 8 bytes each
//	    ID; sketch; groups; wide terms to the end
//
// A group is a code, a count and that many terms below 1<<16, 2 bytes each; a
// wide term is any other, 3 bytes and a byte for its code. Terms of one code
// stand together, so that scoring multiplies once per code, and have a fixed
// width, so that adding up their weights needs no decoding: delta coding would
// save 50 bytes of 400 and triple the time.
type Record struct {
	id          []byte
	Published   int64
	From, Until int64
	Length      int
	sketch      []byte
	groups      []byte
	wide        []byte
}

const recordHead = 13

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

// appendRecord appends d with its terms numbered. It reorders terms.
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
	b = append(b, id...)
	b = append(b, sketch...)

	// High codes first: what filters ask for stands near the front.
	slices.SortFunc(terms, func(x, y Coded) int {
		return cmp.Compare(int32(y.Code)<<24-int32(y.Term), int32(x.Code)<<24-int32(x.Term))
	})
	start := len(b)
	for g := range byCode(terms) {
		for part := range slices.Chunk(g, 255) {
			b = append(b, part[0].Code, byte(len(part)))
			for _, t := range part {
				b = binary.LittleEndian.AppendUint16(b, uint16(t.Term))
			}
		}
	}
	groups := len(b) - start
	for _, t := range terms {
		if t.Term >= narrow {
			b = append(b, byte(t.Term), byte(t.Term>>8), byte(t.Term>>16), t.Code)
		}
	}

	h := b[head : head+recordHead]
	h[0] = flags
	binary.LittleEndian.PutUint16(h[1:], uint16(max(0, min(maxLength, d.Length))))
	binary.LittleEndian.PutUint16(h[3:], uint16(len(id)))
	binary.LittleEndian.PutUint16(h[5:], uint16(groups))
	h[7] = byte(len(sketch))
	binary.LittleEndian.PutUint32(h[8:], uint32(published))
	h[12] = byte(published >> 32)
	return b
}

// byCode yields the runs of equal code among the narrow terms. Terms are
// sorted by code and then by number, so that a run's narrow terms lead it.
func byCode(terms []Coded) func(yield func([]Coded) bool) {
	return func(yield func([]Coded) bool) {
		for len(terms) > 0 {
			n, end := 0, 0
			for end < len(terms) && terms[end].Code == terms[0].Code {
				if terms[end].Term < narrow {
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
// or that wellFormed accepted.
func (r *Record) read(b []byte) {
	head := b[:recordHead]
	id := int(binary.LittleEndian.Uint16(head[3:]))
	groups := int(binary.LittleEndian.Uint16(head[5:]))
	sketch := int(head[7])
	r.Length = int(binary.LittleEndian.Uint16(head[1:]))
	r.Published, r.Until = Undated, Never
	flags := head[0]
	if flags&flagDated != 0 {
		r.Published = int64(binary.LittleEndian.Uint32(head[8:])) | int64(int8(head[12]))<<32
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
	r.id, b = b[:id], b[id:]
	r.sketch, b = b[:sketch], b[sketch:]
	r.groups, r.wide = b[:groups], b[groups:]
}

// wellFormed tells whether b is a record that read can read, with terms below
// the given number only.
func wellFormed(b []byte, terms int) bool {
	if len(b) < recordHead {
		return false
	}
	need := recordHead + int(binary.LittleEndian.Uint16(b[3:])) + int(binary.LittleEndian.Uint16(b[5:])) + int(b[7])
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
	for g := r.groups; len(g) > 0; {
		if len(g) < 2 || len(g) < 2+2*int(g[1]) || g[0] >= Codes {
			return false
		}
		for ids := g[2 : 2+2*int(g[1])]; len(ids) > 0; ids = ids[2:] {
			if int(binary.LittleEndian.Uint16(ids)) >= terms {
				return false
			}
		}
		g = g[2+2*int(g[1]):]
	}
	if len(r.wide)%4 != 0 {
		return false
	}
	for w := r.wide; len(w) > 0; w = w[4:] {
		if int(wideTerm(w)) >= terms || w[3] >= Codes {
			return false
		}
	}
	return true
}

// wideTerm returns the term of a wide entry.
func wideTerm(w []byte) uint32 { return binary.LittleEndian.Uint32(w) & (maxTerms - 1) }

// ID returns the document's ID. It points into the index: no allocation.
func (r *Record) ID() string { return unsafe.String(unsafe.SliceData(r.id), len(r.id)) }

// Sketch returns the document's sketch. It points into the index.
func (r *Record) Sketch() []byte { return r.sketch }

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
		if wideTerm(w) == term && w[3] == code {
			return true
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
	for g := r.groups; len(g) > 1; {
		code, ids := g[0], g[2:2+2*int(g[1])]
		g = g[2+len(ids):]
		for ; len(ids) >= 2; ids = ids[2:] {
			dst = append(dst, Coded{uint32(binary.LittleEndian.Uint16(ids)), code})
		}
	}
	for w := r.wide; len(w) >= 4; w = w[4:] {
		dst = append(dst, Coded{wideTerm(w), w[3]})
	}
	return dst
}

// Sums adds up the weights that q gives to the document's terms, apart for
// each code. Weights are whole numbers: the sums do not depend on the order of
// terms, and equal documents score equal to the last bit.
func (r *Record) Sums(q *Weights, sums *[Codes]uint64) {
	*sums = [Codes]uint64{}
	slots, weights := (*[narrow]uint16)(q.slots), &q.weights
	for g := r.groups; len(g) > 1; {
		code, ids := g[0], g[2:2+2*int(g[1])]
		g = g[2+len(ids):]
		var s uint64
		for ; len(ids) >= 8; ids = ids[8:] {
			four := binary.LittleEndian.Uint64(ids)
			s += uint64(weights[slots[uint16(four)]%maxWeights]) +
				uint64(weights[slots[uint16(four>>16)]%maxWeights]) +
				uint64(weights[slots[uint16(four>>32)]%maxWeights]) +
				uint64(weights[slots[four>>48]%maxWeights])
		}
		for ; len(ids) >= 2; ids = ids[2:] {
			s += uint64(weights[slots[binary.LittleEndian.Uint16(ids)]%maxWeights])
		}
		sums[code%Codes] += s
	}
	for w := r.wide; len(w) >= 4; w = w[4:] {
		if t := wideTerm(w); int(t) < len(q.slots) {
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

// Set gives the term a weight. Of more terms than a Weights has room for, the
// last have none.
func (q *Weights) Set(term, weight uint32) {
	if slot := q.slot(term); slot != 0 {
		q.weights[slot] = weight
	}
}

// Add adds to the weight of the term.
func (q *Weights) Add(term, weight uint32) {
	if slot := q.slot(term); slot != 0 {
		q.weights[slot] += weight
	}
}

// slot returns where the weight of the term is, 0 when there is no room.
func (q *Weights) slot(term uint32) uint16 {
	if slot := q.slots[term]; slot != 0 {
		return slot
	}
	if len(q.terms) == maxWeights-1 {
		return 0
	}
	q.terms = append(q.terms, term)
	slot := uint16(len(q.terms))
	q.slots[term], q.weights[slot] = slot, 0
	return slot
}

// Get returns the weight of the term, 0 when it has none.
func (q *Weights) Get(term uint32) uint32 {
	if int(term) >= len(q.slots) || q.slots[term] == 0 {
		return 0
	}
	return q.weights[q.slots[term]]
}
