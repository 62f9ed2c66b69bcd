package postings

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Lists say, for terms, which documents of a segment they bring forward: the
// postings. The list of a term is cut into blocks of equal impact, the highest
// first, so that whoever has no time for all of it reads what matters most:
//
//	1 byte   which impacts there are: bit i for i+1
//	uvarints how many documents each has, the highest impact first
//	uvarints the gaps between their numbers, block by block, from 0
type lists struct {
	terms  termSet
	starts []uint32 // by place of the term: where its list begins; one more at the end
	bytes  []byte
}

// maxImpact is the highest impact of a posting. Seven levels find as many of the
// best documents as fifteen do ("impacts" in bench/related/stages).
const maxImpact = 7

// of returns the list of a term, empty when there is none.
func (l *lists) of(term uint32) []byte {
	i, ok := l.terms.find(term)
	if !ok {
		return nil
	}
	return l.bytes[l.starts[i]:l.starts[i+1]]
}

func (l *lists) size() int { return l.terms.size() + 4*cap(l.starts) + cap(l.bytes) }

// A blockReader reads a list block by block.
type blockReader struct {
	impacts byte // of the blocks left
	counts  []byte
	docs    []byte
}

// blocksOf returns a reader of a list, before its first block.
func blocksOf(list []byte) blockReader {
	r := blockReader{impacts: list[0], counts: list[1:], docs: list[1:]}
	for range bits.OnesCount8(r.impacts) {
		_, r.docs = uvarint(r.docs)
	}
	return r
}

// next returns the impact of the next block and its number of documents, whose
// gaps follow in docs; impact 0 at the end.
func (r *blockReader) next() (impact, count int) {
	impact = bits.Len8(r.impacts)
	if impact > 0 {
		r.impacts &^= 1 << (impact - 1)
		count, r.counts = uvarint(r.counts)
	}
	return impact, count
}

// take appends the documents of a block that next has announced.
func (r *blockReader) take(docs []uint32, count int) []uint32 {
	doc := uint32(0)
	for range count {
		var gap int
		gap, r.docs = uvarint(r.docs)
		doc += uint32(gap)
		docs = append(docs, doc)
	}
	return docs
}

// uvarint reads a number below 1<<31 that appendUvarint wrote.
func uvarint(b []byte) (int, []byte) {
	if b[0] < 0x80 {
		return int(b[0]), b[1:]
	}
	n, size := binary.Uvarint(b)
	return int(n), b[size:]
}

// A listWriter makes lists, term by term in ascending order.
type listWriter struct {
	terms  []uint32
	starts []uint32
	bytes  []byte
	ends   [maxImpact]int // of the blocks of the list at hand, the highest impact first, in docs
	docs   []uint32
}

func newListWriter(bytes int) *listWriter {
	return &listWriter{starts: []uint32{0}, bytes: make([]byte, 0, bytes)}
}

// addList writes the list of a term: for each impact, maxImpact first, the
// documents that block appends, in ascending order.
func (w *listWriter) addList(term uint32, block func(impact int, docs []uint32) []uint32) {
	w.docs = w.docs[:0]
	impacts := byte(0)
	for impact := maxImpact; impact > 0; impact-- {
		before := len(w.docs)
		w.docs = block(impact, w.docs)
		w.ends[maxImpact-impact] = len(w.docs)
		if len(w.docs) > before {
			impacts |= 1 << (impact - 1)
		}
	}
	if impacts == 0 {
		return
	}
	w.bytes = append(w.bytes, impacts)
	from := 0
	for _, end := range w.ends {
		if end > from {
			w.bytes = binary.AppendUvarint(w.bytes, uint64(end-from))
		}
		from = end
	}
	from = 0
	for _, end := range w.ends {
		last := uint32(0)
		for _, doc := range w.docs[from:end] {
			w.bytes = binary.AppendUvarint(w.bytes, uint64(doc-last))
			last = doc
		}
		from = end
	}
	w.terms = append(w.terms, term)
	w.starts = append(w.starts, uint32(len(w.bytes)))
}

// lists returns what was written, in room of its own.
func (w *listWriter) lists() lists {
	return lists{terms: newTermSet(w.terms), starts: exact(w.starts), bytes: exact(w.bytes)}
}

// wellFormed tells whether every list can be read to its end and names
// documents below docs only.
func (l *lists) wellFormed(docs int) bool {
	for i := range len(l.starts) - 1 {
		list := l.bytes[l.starts[i]:l.starts[i+1]]
		if len(list) == 0 || list[0] == 0 || list[0] >= 1<<maxImpact {
			return false
		}
		var counts [maxImpact]uint64
		blocks := counts[:bits.OnesCount8(list[0])]
		list = list[1:]
		for b := range blocks {
			n, size := binary.Uvarint(list)
			if size <= 0 || n == 0 || n > uint64(docs) {
				return false
			}
			blocks[b], list = n, list[size:]
		}
		for _, n := range blocks {
			doc := uint64(0)
			for k := range n {
				gap, size := binary.Uvarint(list)
				if size <= 0 || gap == 0 && k > 0 || gap >= uint64(docs) {
					return false
				}
				if doc += gap; doc >= uint64(docs) {
					return false
				}
				list = list[size:]
			}
		}
		if len(list) > 0 {
			return false
		}
	}
	return true
}

// A termSet numbers the terms that have a list. A segment with many has a bit
// for every term and counts them by the word, which is found in no time; one
// with few has them sorted.
type termSet struct {
	sorted []uint32
	bits   []uint64
	before []uint32 // by word of bits: how many terms stand before it
}

// newTermSet makes a set of ascending terms.
func newTermSet(terms []uint32) termSet {
	if len(terms) == 0 {
		return termSet{}
	}
	words := int(terms[len(terms)-1])/64 + 1
	if len(terms) < bitsFrom {
		return termSet{sorted: exact(terms)}
	}
	s := termSet{bits: make([]uint64, words), before: make([]uint32, words)}
	for _, t := range terms {
		s.bits[t/64] |= 1 << (t % 64)
	}
	n := 0
	for i, word := range s.bits {
		s.before[i] = uint32(n)
		n += bits.OnesCount64(word)
	}
	return s
}

// bitsFrom is from how many terms on a set has bits: those of a segment that was
// merged. Fewer are sorted: there are at most seven such segments, and bits for
// every term of a large archive would outweigh what they hold.
const bitsFrom = 6000

// find returns the place of a term among those of the set.
func (s *termSet) find(term uint32) (int, bool) {
	if s.bits == nil {
		return slices.BinarySearch(s.sorted, term)
	}
	if int(term/64) >= len(s.bits) {
		return 0, false
	}
	word, bit := s.bits[term/64], uint64(1)<<(term%64)
	return int(s.before[term/64]) + bits.OnesCount64(word&(bit-1)), word&bit != 0
}

// appendTo appends the terms in ascending order.
func (s *termSet) appendTo(terms []uint32) []uint32 {
	terms = append(terms, s.sorted...)
	for i, word := range s.bits {
		for ; word != 0; word &= word - 1 {
			terms = append(terms, uint32(64*i+bits.TrailingZeros64(word)))
		}
	}
	return terms
}

func (s *termSet) size() int { return 4*cap(s.sorted) + 8*cap(s.bits) + 4*cap(s.before) }
