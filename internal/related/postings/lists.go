package postings

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Lists are the postings of a segment: the list of a term names the documents that are
// candidates because of the term. A list is split into blocks of equal impact, the
// highest first, so that a query with a limited budget reads the most valuable entries:
//
//	1 byte    the impacts that occur: bit i for impact i+1
//	uvarints  for each block, the highest impact first: number of entries × 4 + width
//	entries   of each block, in the same order
//
// An entry is the difference between a document and the one before it, the first from
// 0, in as many bytes as the width says: 1, 2 or 3, whichever makes the block smallest.
// In a block of width 1, the entry 255 adds 255 and names no document. This layout is
// made for the loops that read entries: they have no branches that the processor could
// mispredict.
type lists struct {
	terms  termSet
	starts []uint32 // by index of the term in terms, where its list begins; then the end of the last
	bytes  []byte
}

// maxImpact is the highest impact of a posting. Five levels find as many of the best
// documents as seven or fifteen do ("impacts" in bench/related/stages), in fewer
// blocks.
const maxImpact = 5

// at returns the list of the term at an index of terms.
func (l *lists) at(place int) []byte { return l.bytes[l.starts[place]:l.starts[place+1]] }

func (l *lists) size() int { return l.terms.size() + 4*cap(l.starts) + cap(l.bytes) }

// A block is one block of a list.
type block struct {
	impact  int
	width   int // bytes per entry
	entries []byte
	base    uint32 // what the first entry is added to
}

// cost returns the number of entries to read.
func (b block) cost() int { return len(b.entries) / b.width }

// emptyStep is the entry of width 1 that names no document.
const emptyStep = 255

// appendDocs appends the documents of the block to docs.
func (b block) appendDocs(docs []uint32) []uint32 {
	doc := b.base
	for e := b.entries; len(e) >= b.width; e = e[b.width:] {
		if b.width > 1 {
			doc += wideGap(e, b.width)
		} else if doc += uint32(e[0]); e[0] == emptyStep {
			continue
		}
		docs = append(docs, doc)
	}
	return docs
}

// within returns the part of the block that names documents from lo to hi-1.
func (b block) within(lo, hi uint32) block {
	skipped, base := b.before(lo)
	b.entries, b.base = b.entries[skipped:], base
	n, _ := b.before(hi)
	b.entries = b.entries[:n]
	return b
}

// before returns the number of bytes of the entries before the first one that leads to
// doc or beyond it, and what these entries add up to. It adds up eight bytes at a time.
func (b block) before(doc uint32) (n int, sum uint32) {
	sum = b.base
	for ; b.width < 3 && len(b.entries) >= n+8; n += 8 {
		x := binary.LittleEndian.Uint64(b.entries[n:])
		more := x
		if b.width == 1 {
			more = (x & 0x00ff00ff00ff00ff) + (x >> 8 & 0x00ff00ff00ff00ff)
			more = more * 0x0001000100010001 >> 48
		} else {
			more = (x & 0x0000ffff0000ffff) + (x >> 16 & 0x0000ffff0000ffff)
			more = more&math.MaxUint32 + more>>32
		}
		if uint64(sum)+more >= uint64(doc) {
			break
		}
		sum += uint32(more)
	}
	for ; len(b.entries) >= n+b.width; n += b.width {
		gap := uint32(b.entries[n])
		if b.width > 1 {
			gap = wideGap(b.entries[n:], b.width)
		}
		if sum+gap >= doc {
			break
		}
		sum += gap
	}
	return n, sum
}

// wideGap reads an entry of width 2 or 3.
func wideGap(e []byte, width int) uint32 {
	gap := uint32(e[0]) | uint32(e[1])<<8
	if width == 3 {
		gap |= uint32(e[2]) << 16
	}
	return gap
}

// widthOf returns the width of the entries of docs, which must be in ascending order.
func widthOf(docs []uint32) int {
	steps, most, last := 0, uint32(0), uint32(0)
	for _, doc := range docs {
		steps += int((doc - last) / emptyStep)
		most, last = max(most, doc-last), doc
	}
	switch {
	case steps <= len(docs):
		return 1
	case most < 1<<16:
		return 2
	}
	return 3
}

// appendBlock appends the entries of docs, which must be in ascending order, and
// returns their width.
func appendBlock(b []byte, docs []uint32) (_ []byte, width int) {
	width = widthOf(docs)
	last := uint32(0)
	for _, doc := range docs {
		gap := doc - last
		last = doc
		for ; width == 1 && gap >= emptyStep; gap -= emptyStep {
			b = append(b, emptyStep)
		}
		b = append(b, byte(gap))
		if width > 1 {
			b = append(b, byte(gap>>8))
		}
		if width > 2 {
			b = append(b, byte(gap>>16))
		}
	}
	return b, width
}

// A blockReader reads a list block by block.
type blockReader struct {
	impacts byte   // of the remaining blocks
	heads   []byte // of the remaining blocks
	entries []byte // of the remaining blocks
}

// blocksOf returns a reader for a list, positioned before its first block.
func blocksOf(list []byte) blockReader {
	r := blockReader{impacts: list[0], heads: list[1:], entries: list[1:]}
	for range bits.OnesCount8(r.impacts) {
		_, r.entries = uvarint(r.entries)
	}
	return r
}

// next returns the next block, or a block of impact 0 at the end.
func (r *blockReader) next() block {
	impact := bits.Len8(r.impacts)
	if impact == 0 {
		return block{}
	}
	r.impacts &^= 1 << (impact - 1)
	var head int
	head, r.heads = uvarint(r.heads)
	width := head % 4
	b := block{impact: impact, width: width, entries: r.entries[:head/4*width]}
	r.entries = r.entries[len(b.entries):]
	return b
}

// uvarint reads a number below 1<<31 that binary.AppendUvarint wrote.
func uvarint(b []byte) (int, []byte) {
	if b[0] < 0x80 {
		return int(b[0]), b[1:]
	}
	n, size := binary.Uvarint(b)
	return int(n), b[size:]
}

// A listWriter builds lists, term by term in ascending order.
type listWriter struct {
	terms   termSet
	starts  []uint32
	bytes   []byte
	docs    []uint32 // of the current block
	spare   []uint32 // for mergeRuns
	entries []byte   // of the current list
}

func newListWriter(bytes int) *listWriter {
	return &listWriter{starts: []uint32{0}, bytes: make([]byte, 0, bytes)}
}

// addList writes the list of a term. It calls appendDocs for each impact from maxImpact
// down to 1; appendDocs appends the documents of that impact in ascending order.
func (w *listWriter) addList(term uint32, appendDocs func(impact int, docs []uint32) []uint32) {
	w.entries = w.entries[:0]
	start := len(w.bytes)
	w.bytes = append(w.bytes, 0)
	for impact := maxImpact; impact > 0; impact-- {
		w.docs = appendDocs(impact, w.docs[:0])
		if len(w.docs) == 0 {
			continue
		}
		w.bytes[start] |= 1 << (impact - 1)
		before := len(w.entries)
		var width int
		w.entries, width = appendBlock(w.entries, w.docs)
		w.bytes = binary.AppendUvarint(w.bytes, uint64((len(w.entries)-before)/width*4+width))
	}
	if w.bytes[start] == 0 {
		w.bytes = w.bytes[:start]
		return
	}
	w.bytes = append(w.bytes, w.entries...)
	w.terms = w.terms.with(term, uint32(len(w.starts)-1))
	w.starts = append(w.starts, uint32(len(w.bytes)))
}

// lists returns a copy of the lists written so far.
func (w *listWriter) lists() lists {
	return lists{terms: exact(w.terms), starts: exact(w.starts), bytes: exact(w.bytes)}
}

// wellFormed reports whether every list can be read to its end, names only documents
// below docs and each only once, and has the widths that appendBlock would choose.
func (l *lists) wellFormed(docs int) bool {
	var named []uint32
	seen := make(bitset, docs/64+1)
	for i := range len(l.starts) - 1 {
		list := l.bytes[l.starts[i]:l.starts[i+1]]
		if !headsWellFormed(list) {
			return false
		}
		named = named[:0]
		r := blocksOf(list)
		for b := r.next(); b.impact > 0; b = r.next() {
			from := len(named)
			named = b.appendDocs(named)
			of := named[from:]
			last := int64(-1)
			for _, doc := range of {
				if int(doc) >= docs || int64(doc) <= last || seen.has(doc) {
					return false
				}
				last = int64(doc)
			}
			if len(of) == 0 || b.width != widthOf(of) || b.width == 1 && b.entries[len(b.entries)-1] == emptyStep {
				return false
			}
			if r.impacts == 0 && from == 0 {
				break // the only block
			}
			for _, doc := range of {
				seen[doc>>6] |= 1 << (doc & 63)
			}
		}
		for _, doc := range named {
			seen[doc>>6] = 0
		}
	}
	return true
}

// headsWellFormed reports whether the blocks of a list have the size of the list.
func headsWellFormed(list []byte) bool {
	if len(list) == 0 || list[0] == 0 || list[0] >= 1<<maxImpact {
		return false
	}
	rest, blocks, size := list[1:], bits.OnesCount8(list[0]), 0
	for range blocks {
		head, n := binary.Uvarint(rest)
		if n <= 0 || n > 1 && rest[n-1] == 0 || head%4 == 0 || head < 4 || head/4 > uint64(len(list)) {
			return false
		}
		size += int(head / 4 * (head % 4))
		rest = rest[n:]
	}
	return size == len(rest)
}

// A termSet numbers the terms that have a list. It has a bit for every term of the
// index and a running count for every word of bits. This is more than a young segment
// needs, which has few lists, but there are few such segments, and a lookup takes
// constant time.
type termSet []termWord

// A termWord holds 64 terms as bits.
type termWord struct {
	bits   uint64
	before uint32 // number of terms in the words before
}

// newTermSet returns a set of terms, which must be in ascending order.
func newTermSet(terms []uint32) termSet {
	if len(terms) == 0 {
		return nil
	}
	s := make(termSet, 0, terms[len(terms)-1]/64+1)
	for i, t := range terms {
		s = s.with(t, uint32(i))
	}
	return s
}

// with returns s with a term that is greater than the n terms of s.
func (s termSet) with(term, n uint32) termSet {
	for len(s) <= int(term/64) {
		s = append(s, termWord{before: n})
	}
	s[term/64].bits |= 1 << (term % 64)
	return s
}

// find returns the index of a term among the terms of the set.
func (s termSet) find(term uint32) (int, bool) {
	if int(term/64) >= len(s) {
		return 0, false
	}
	word, bit := &s[term/64], uint64(1)<<(term%64)
	return int(word.before) + bits.OnesCount64(word.bits&(bit-1)), word.bits&bit != 0
}

// appendTo appends the terms in ascending order.
func (s termSet) appendTo(terms []uint32) []uint32 {
	for i, word := range s {
		for left := word.bits; left != 0; left &= left - 1 {
			terms = append(terms, uint32(64*i+bits.TrailingZeros64(left)))
		}
	}
	return terms
}

func (s termSet) size() int { return 16 * cap(s) }
