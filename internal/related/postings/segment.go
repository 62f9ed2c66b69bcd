package postings

import (
	"hash/maphash"
	"iter"
	"math/bits"
	"slices"
)

// maxSegmentDocs is the maximum number of documents of a segment. A search looks up its terms
// in each segment, so larger ones are faster, but the call that starts to merge one takes
// longer: 30 ms with this number, 78 ms with twice as many ("steady -n 110000" and "-n 245000"
// of bench/related).
const maxSegmentDocs = 1 << 17

// A segment holds documents and is immutable. Its documents are in order of time
// (order.go). The exception is the tail, which has no lists and to which documents are
// appended; readers have a copy of its slices, whose elements never change.
type segment struct {
	seen    int // number of documents in the index when the lists were chosen
	records []byte
	ends    []uint32 // by document, where its record ends
	times   []int64  // Published of every sampled-th document; nil for the tail
	ids     idTable  // nil for the tail, which is scanned instead
	lists   lists
}

func (s *segment) docs() int { return len(s.ends) }

// record returns the encoded record of a document.
func (s *segment) record(doc uint32) []byte {
	start := uint32(0)
	if doc > 0 {
		start = s.ends[doc-1]
	}
	return s.records[start:s.ends[doc]]
}

// id returns the ID of a document. It points into the segment.
func (s *segment) id(doc uint32) string {
	var r Record
	r.read(s.record(doc))
	return r.ID()
}

// find returns the live document with this ID.
func (s *segment) find(id string, hash uint64, dead bitset) (uint32, bool) {
	if s.ids == nil {
		for doc := uint32(s.docs()); doc > 0; doc-- {
			if !dead.has(doc-1) && s.id(doc-1) == id {
				return doc - 1, true
			}
		}
		return 0, false
	}
	for doc := range s.ids.candidates(hash) {
		if !dead.has(doc) && s.id(doc) == id {
			return doc, true
		}
	}
	return 0, false
}

// indexIDs builds the ID table.
func (s *segment) indexIDs(seed maphash.Seed) {
	s.ids = newIDTable(s.docs())
	for doc := range uint32(s.docs()) {
		s.ids.add(maphash.String(seed, s.id(doc)), doc)
	}
}

// An idTable finds documents by the hash of their ID. It is a hash table with open
// addressing, six sevenths full. The low bits of an entry are the number of the
// document plus one, the high bits are part of the hash, so that few records are read
// unnecessarily. A zero entry is free.
type idTable []uint32

const (
	docBits = 19
	maxDocs = 1<<docBits - 1 // a segment has fewer documents
)

func newIDTable(docs int) idTable { return make(idTable, docs+docs/6+1) }

// home maps a hash to a slot of the table without a division.
func (t idTable) home(hash uint64) int { return int(hash >> 32 * uint64(len(t)) >> 32) }

func (t idTable) next(i int) int {
	if i++; i < len(t) {
		return i
	}
	return 0
}

func (t idTable) add(hash uint64, doc uint32) {
	i := t.home(hash)
	for t[i] != 0 {
		i = t.next(i)
	}
	t[i] = uint32(hash)<<docBits | (doc + 1)
}

// candidates yields the documents whose IDs may have the hash.
func (t idTable) candidates(hash uint64) func(yield func(doc uint32) bool) {
	return func(yield func(doc uint32) bool) {
		for i := t.home(hash); t[i] != 0; i = t.next(i) {
			if t[i]>>docBits == uint32(hash)<<docBits>>docBits && !yield(t[i]&maxDocs-1) {
				return
			}
		}
	}
}

// trim releases the spare capacity of the slices.
func (s *segment) trim() { s.records, s.ends = exact(s.records), exact(s.ends) }

func exact[T any](s []T) []T {
	if cap(s)-len(s) > len(s)/32 {
		return append(make([]T, 0, len(s)), s...)
	}
	return s
}

// seal returns a segment with lists that holds the tail's live documents.
func (x *Index) seal(tail *segment, dead bitset) *segment {
	type place struct {
		key
		doc uint32
	}
	order := make([]place, 0, tail.docs())
	for doc := range uint32(tail.docs()) {
		if !dead.has(doc) {
			order = append(order, place{tail.key(doc), doc})
		}
	}
	slices.SortFunc(order, func(a, b place) int { return a.compare(b.key) })
	s := &segment{}
	for _, p := range order {
		s.records = append(s.records, tail.record(p.doc)...)
		s.ends = append(s.ends, uint32(len(s.records)))
	}
	s.trim()
	s.lists, s.seen = x.post(s, nil), x.docs
	s.stampTimes()
	s.indexIDs(x.seed)
	return s
}

// living returns a tail with the live documents of a tail.
func (s *segment) living(dead bitset) *segment {
	t := &segment{}
	for doc := range uint32(s.docs()) {
		if !dead.has(doc) {
			t.records = append(t.records, s.record(doc)...)
			t.ends = append(t.ends, uint32(len(t.records)))
		}
	}
	return t
}

// A bitset is the set of dead documents of a segment. A nil bitset is empty.
type bitset []uint64

func (b bitset) has(i uint32) bool {
	return int(i>>6) < len(b) && b[i>>6]>>(i&63)&1 != 0
}

// all yields the elements in ascending order.
func (b bitset) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(64*i + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// with returns b with i set. It copies b first if readers share it.
func (b bitset) with(i uint32, shared bool) bitset {
	for shared || int(i>>6) >= len(b) {
		grown := make(bitset, max(len(b), int(i>>6)+1))
		copy(grown, b)
		b, shared = grown, false
	}
	b[i>>6] |= 1 << (i & 63)
	return b
}
