package postings

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/presse-go/presse/internal/related/scoring"
)

// Never is a time after all others. A document whose From is Never is not public at any
// time; one whose Until is Never does not expire.
const Never = math.MaxInt64

// Undated is the Published time of a document without a date.
const Undated = math.MinInt64

// A Doc is a document to be added to the index.
type Doc struct {
	ID          string
	Published   int64          // Unix seconds, or Undated
	From, Until int64          // public from From (inclusive) to Until (exclusive), in Unix seconds
	Unoffered   bool           // a flag of the caller: it is never an answer
	Untitled    bool           // a flag of the caller: it has no headline
	Length      int            // as measured by scoring
	Sketch      []byte         // at most 255 bytes; its content is up to scoring
	Terms       []scoring.Term // each once; unnamed ones are known by their hash only
}

// A Record is a view of one stored document. Layout, with little-endian integers:
//
//	 0  flags
//	 1  Length, 2 bytes
//	 3  number of runs of named terms, of unnamed terms, 1 byte each
//	 5  number of narrow terms, of wide terms, 2 bytes each
//	 9  number of unnamed terms
//	10  length of the ID, 0 if it is more than 255
//	11  length of the sketch
//	12  Published, 5 bytes
//	17  depending on flags: From, Until, 8 bytes each; length of a long ID, 2 bytes
//	    runs; narrow terms, unnamed terms, 2 bytes each; wide terms, 4 bytes
//	    each; ID; sketch; zeros, so that at least tailRoom bytes follow the
//	    terms of two bytes
//
// A narrow term is a named term below 1<<16, a wide term is one from 1<<16 on. A wide
// term takes 3 bytes, and 1 for its code. Narrow terms with the same code are adjacent,
// so that scoring multiplies only once per code: a run is a code and a number of terms,
// 1 byte each. Terms have a fixed width because weights can then be added up without
// decoding. Delta coding would save 50 bytes of 400 and triple the time.
type Record struct {
	Published     int64
	From, Until   int64
	Unoffered     bool
	Untitled      bool
	Length        int
	body          []byte // from the first run to the end of the record
	runs, allRuns int    // where the runs of named terms and all runs end in body
	named         int    // where the narrow terms end
	unnamed       int    // where the unnamed terms end
	wide, id      int    // where the wide terms and the ID end
	sketch        int
}

const recordHead = 17

// tailRoom is the number of bytes that must follow the terms of two bytes, because they
// are read four at a time.
const tailRoom = 6

const (
	flagDated = 1 << iota
	flagFrom
	flagNever
	flagUntil
	flagLongID
	flagUnoffered
	flagUntitled
)

// maxLength is the greatest Length that a record can store. Longer ones are reduced to
// it.
const maxLength = 1<<16 - 1

// maxDate is the latest Published that 40 bits can store: the year 19,391.
const maxDate = 1<<39 - 1

// narrow is the first term that does not fit into two bytes.
const narrow = 1 << 16

// maxTerms is the number of terms that three bytes can distinguish.
const maxTerms = 1 << 24

// Unnamed terms are hashes in the range from 1 to unnamedTerms-1. They have no
// dictionary entries, since otherwise most entries would be theirs. As a term number,
// an unnamed term is its hash plus unnamed.
const (
	unnamed      = maxTerms
	unnamedTerms = 1 << 15
)

// maxUnnamed is the maximum number of unnamed terms of a document. Further ones are
// dropped.
const maxUnnamed = 255

// unnamedTerm returns the unnamed term for a hash. As with named terms, number 0 is not
// used: a record that has it is corrupt.
func unnamedTerm(hash uint64) uint32 { return unnamed + uint32(max(1, hash%unnamedTerms)) }

// appendRecord appends the record of d, whose terms are numbered as in terms.
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

	if d.Unoffered {
		flags |= flagUnoffered
	}
	if d.Untitled {
		flags |= flagUntitled
	}
	if len(id) > 255 {
		flags |= flagLongID
		b = binary.LittleEndian.AppendUint16(b, uint16(len(id)))
	}

	start := len(b)
	b, c := appendCoded(b, terms)
	ended := len(b) - 4*c.wide
	b = append(b, id...)
	b = append(b, sketch...)
	for len(b) < ended+tailRoom {
		b = append(b, 0)
	}

	h := b[head:start]
	h[0] = flags
	binary.LittleEndian.PutUint16(h[1:], uint16(max(0, min(maxLength, d.Length))))
	h[3], h[4] = byte(c.runs[0]), byte(c.runs[1])
	binary.LittleEndian.PutUint16(h[5:], uint16(c.terms[0]))
	binary.LittleEndian.PutUint16(h[7:], uint16(c.wide))
	h[9] = byte(c.terms[1])
	if len(id) <= 255 {
		h[10] = byte(len(id))
	}
	h[11] = byte(len(sketch))
	binary.LittleEndian.PutUint32(h[12:], uint32(published))
	h[16] = byte(published >> 32)
	return b
}

// codedCounts holds the number of runs and two-byte terms (for named and unnamed terms)
// and of wide terms in a record.
type codedCounts struct {
	runs, terms [2]int
	wide        int
}

// appendCoded appends the runs and the terms of a record.
func appendCoded(b []byte, terms []Coded) ([]byte, codedCounts) {
	var c codedCounts
	var counts [2][scoring.Codes]int // of two-byte terms, named and unnamed
	for _, t := range terms {
		if t.narrow() {
			counts[t.kind()][t.Code]++
		} else {
			c.wide++
		}
	}
	for kind := range counts {
		before := len(b)
		b, c.terms[kind] = appendRuns(b, &counts[kind])
		c.runs[kind] = (len(b) - before) / 2
	}
	// From here on, counts holds the offset of the next term of each code.
	at := len(b)
	for kind := range counts {
		for code := scoring.Codes - 1; code >= 0; code-- {
			n := counts[kind][code]
			counts[kind][code] = at
			at += 2 * n
		}
	}
	b = append(b, make([]byte, at-len(b))...)
	for _, t := range terms {
		if !t.narrow() {
			b = append(b, byte(t.Term), byte(t.Term>>8), byte(t.Term>>16), t.Code)
			continue
		}
		place := &counts[t.kind()][t.Code]
		binary.LittleEndian.PutUint16(b[*place:], uint16(t.Term))
		*place += 2
	}
	return b, c
}

// appendRuns appends the runs for the given number of terms of each code and returns
// the total number of terms. High codes come first because filters look for them.
func appendRuns(b []byte, counts *[scoring.Codes]int) ([]byte, int) {
	sum := 0
	for code := scoring.Codes - 1; code >= 0; code-- {
		sum += counts[code]
		for n := counts[code]; n > 0; n -= 255 {
			b = append(b, byte(code), byte(min(n, 255)))
		}
	}
	return b, sum
}

// read sets r to the record b, which must come from appendRecord or be accepted by
// wellFormed.
func (r *Record) read(b []byte) {
	head := b[:recordHead]
	flags := head[0]
	r.Length = int(binary.LittleEndian.Uint16(head[1:]))
	r.Published, r.From, r.Until = Undated, Undated, Never
	if flags&flagDated != 0 {
		r.Published = int64(binary.LittleEndian.Uint32(head[12:])) | int64(int8(head[16]))<<32
		r.From = r.Published
	}
	r.Unoffered = flags&flagUnoffered != 0
	r.Untitled = flags&flagUntitled != 0
	id := int(head[10])
	b = b[recordHead:]
	if flags&(flagFrom|flagNever|flagUntil|flagLongID) != 0 {
		if flags&flagNever != 0 {
			r.From = Never
		}
		if flags&flagFrom != 0 {
			r.From, b = int64(binary.LittleEndian.Uint64(b)), b[8:]
		}
		if flags&flagUntil != 0 {
			r.Until, b = int64(binary.LittleEndian.Uint64(b)), b[8:]
		}
		if flags&flagLongID != 0 {
			id, b = int(binary.LittleEndian.Uint16(b)), b[2:]
		}
	}
	r.body = b
	r.runs = 2 * int(head[3])
	r.allRuns = r.runs + 2*int(head[4])
	r.named = r.allRuns + 2*int(binary.LittleEndian.Uint16(head[5:]))
	r.unnamed = r.named + 2*int(head[9])
	r.wide = r.unnamed + 4*int(binary.LittleEndian.Uint16(head[7:]))
	r.id = r.wide + id
	r.sketch = r.id + int(head[11])
}

// wideTerm returns the term of a wide entry.
func wideTerm(w []byte) uint32 { return binary.LittleEndian.Uint32(w) & (maxTerms - 1) }

// ID returns the document's ID. It points into the index.
func (r *Record) ID() string {
	id := r.body[r.wide:r.id]
	return unsafe.String(unsafe.SliceData(id), len(id))
}

// Sketch returns the document's sketch. It points into the index.
func (r *Record) Sketch() []byte { return r.body[r.id:r.sketch] }

// Has reports whether the document has the named term with this code.
func (r *Record) Has(term uint32, code uint8) bool {
	if term >= narrow {
		for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
			if wideTerm(w) == term && w[3] == code {
				return true
			}
		}
		return false
	}
	at := r.allRuns
	for runs := r.body[:r.runs]; len(runs) > 1 && runs[0] >= code; runs = runs[2:] {
		end := at + 2*int(runs[1])
		for ; at < end; at += 2 {
			if runs[0] == code && uint32(binary.LittleEndian.Uint16(r.body[at:])) == term {
				return true
			}
		}
	}
	return false
}

// A Coded is a term with its code.
type Coded struct {
	Term uint32
	Code uint8
}

// narrow reports whether the term takes two bytes in a record.
func (t Coded) narrow() bool { return t.Term < narrow || t.Term >= unnamed }

// kind returns 0 for a named term and 1 for an unnamed one.
func (t Coded) kind() int {
	if t.Term >= unnamed {
		return 1
	}
	return 0
}

// AppendTerms appends the document's terms to dst.
func (r *Record) AppendTerms(dst []Coded) []Coded {
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		dst = append(dst, Coded{wideTerm(w), w[3]})
	}
	dst = appendTerms(dst, r.body[:r.runs], r.body[r.allRuns:r.named], 0)
	return appendTerms(dst, r.body[r.runs:r.allRuns], r.body[r.named:r.unnamed], unnamed)
}

func appendTerms(dst []Coded, runs, ids []byte, base uint32) []Coded {
	for ; len(runs) > 1; runs = runs[2:] {
		for range runs[1] {
			dst = append(dst, Coded{base + uint32(binary.LittleEndian.Uint16(ids)), runs[0]})
			ids = ids[2:]
		}
	}
	return dst
}

// Weights maps the terms of a query to weights. The zero value is empty; call Reset
// before use. A Weights should be reused: Reset takes time proportional to the number
// of terms that were set. Weights are integers, so sums do not depend on the order of
// terms, and equal documents get exactly the same score.
type Weights struct {
	named   []uint32 // by term
	unnamed []uint32
	wide    [wideFilter / 64]uint64 // by number modulo wideFilter: whether a wide term was set
	terms   []uint32                // terms that were set
	upTo    []uint64                // for each term of a document, the sum of the weights before it
	sums    []Sum
}

// wideFilter is the number of bits of a filter of the wide terms that have a weight. Most
// wide terms of a document have none, and looking one up in Weights.named waits for memory.
const wideFilter = 1 << 12

// Reset removes all weights and makes room for the terms of v.
func (q *Weights) Reset(v *View) {
	for _, t := range q.terms {
		*q.of(t) = 0
	}
	q.terms = q.terms[:0]
	q.wide = [wideFilter / 64]uint64{}
	if need := max(narrow, int(v.limit)); len(q.named) < need {
		q.named = make([]uint32, need+need/8)
	}
	if q.unnamed == nil {
		q.unnamed = make([]uint32, narrow) // one for each number of two bytes
	}
}

func (q *Weights) of(term uint32) *uint32 {
	if term >= unnamed {
		return &q.unnamed[term-unnamed]
	}
	return &q.named[term]
}

// Add adds weight to the weight of term.
func (q *Weights) Add(term, weight uint32) {
	w := q.of(term)
	if *w == 0 {
		q.terms = append(q.terms, term)
		if !(Coded{Term: term}).narrow() {
			q.wide[term/64%(wideFilter/64)] |= 1 << (term % 64)
		}
	}
	*w += weight
}

// Get returns the weight of term, or 0 if it has none.
func (q *Weights) Get(term uint32) uint32 {
	if term < unnamed && int(term) >= len(q.named) {
		return 0
	}
	return *q.of(term)
}

// A Sum is the total weight of terms of one code in a document.
type Sum struct {
	Code   uint8
	Weight uint64
}

// Sums returns the total weights of the terms of a document by code. A code may occur
// more than once. The result is valid until the next call.
func (q *Weights) Sums(r *Record) []Sum {
	sums := q.sums[:0]
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		term := wideTerm(w)
		if q.wide[term/64%(wideFilter/64)]>>(term%64)&1 == 0 {
			continue
		}
		if s := q.Get(term); s > 0 {
			sums = append(sums, Sum{w[3], uint64(s)})
		}
	}
	sums = q.addRuns(sums, r.body[:r.runs], r.body[r.allRuns:], (r.named-r.allRuns)/2, (*[narrow]uint32)(q.named))
	sums = q.addRuns(sums, r.body[r.runs:r.allRuns], r.body[r.named:], (r.unnamed-r.named)/2, (*[narrow]uint32)(q.unnamed))
	q.sums = sums
	return sums
}

// addRuns appends the sums of runs, whose terms are the first n of ids. It computes
// prefix sums over all terms, whatever run they belong to, and takes differences: a
// loop for each run would end in a mispredicted branch, fourteen times per document. It
// reads terms four at a time and ignores what it reads beyond the last.
func (q *Weights) addRuns(sums []Sum, runs, ids []byte, n int, weights *[narrow]uint32) []Sum {
	if len(q.upTo) < n+4 {
		q.upTo = make([]uint64, 2*n+4)
	}
	upTo := q.upTo
	sum := uint64(0)
	for i := 0; i < n; i += 4 {
		four := binary.LittleEndian.Uint64(ids[2*i:])
		to := upTo[i : i+4 : i+4]
		to[0] = sum
		sum += uint64(weights[uint16(four)])
		to[1] = sum
		sum += uint64(weights[uint16(four>>16)])
		to[2] = sum
		sum += uint64(weights[uint16(four>>32)])
		to[3] = sum
		sum += uint64(weights[four>>48])
	}
	if n%4 == 0 {
		upTo[n] = sum
	}
	at := 0
	for ; len(runs) > 1; runs = runs[2:] {
		from := upTo[at]
		at += int(runs[1])
		sums = append(sums, Sum{runs[0], upTo[at] - from})
	}
	return sums
}
