package postings

import (
	"hash/maphash"
	"math"
	"slices"

	"github.com/presse-go/presse/internal/related/scoring"
)

// maxSegmentDocs is the maximum number of documents of a segment.
const maxSegmentDocs = 1 << 16

// A segment holds documents and is immutable. Its documents are in order of time
// (order.go). The exception is the tail, which has no
// lists and to which documents are appended; readers have a copy of its slices, whose
// elements never change.
type segment struct {
	level   int // 0 when sealed from the tail, 1 more after each merge
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
	docBits = 22
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

// post returns the lists of a segment, made of the strongest terms of each live
// document.
func (x *Index) post(s *segment, dead bitset) lists {
	all := x.postings[:0]
	for doc := range uint32(s.docs()) {
		if dead.has(doc) {
			continue
		}
		for _, t := range x.strongest(s.record(doc)) {
			all = append(all, newPosting(t.term, t.impact, doc))
		}
	}
	slices.Sort(all)
	if x.postings = all; cap(all) > 1<<16 { // grown for an early segment; unlikely to be needed again
		x.postings = nil
	}
	w := newListWriter(3 * len(all))
	for len(all) > 0 {
		term := all[0].term()
		w.addList(term, func(impact int, docs []uint32) []uint32 {
			for len(all) > 0 && all[0].term() == term && all[0].impact() == impact {
				docs = append(docs, all[0].doc())
				all = all[1:]
			}
			return docs
		})
	}
	return w.lists()
}

// A segment that is sealed while the index is small chooses its lists by frequencies in
// few documents, among which the terms of a running story look common. When it is
// merged in an index that is four times as large by then, its lists are chosen again.
// From settled documents on, new frequencies no longer change the choice.
const settled = 4096

func (x *Index) early(s *segment) bool { return s.seen < settled && 4*s.seen <= x.docs }

// A posting is one term of one document. As a number it sorts by term, decreasing
// impact and document.
type posting uint64

func newPosting(term uint32, impact int, doc uint32) posting {
	return posting(term)<<32 | posting(maxImpact-impact)<<24 | posting(doc)
}

func (p posting) term() uint32 { return uint32(p >> 32) }
func (p posting) impact() int  { return maxImpact - int(p>>24&0xff) }
func (p posting) doc() uint32  { return uint32(p) & (1<<24 - 1) }

// strong is a term of a document that may get into a list.
type strong struct {
	term     uint32
	impact   int
	strength float32
}

// strongest returns the terms by which a document is found: those with the most weight
// in it, and those with the code Model.Listed. The result is valid until the next call.
func (x *Index) strongest(record []byte) []strong {
	var r Record
	r.read(record)
	x.buf = r.AppendTerms(x.buf[:0])
	terms := x.strong[:0]
	listed := x.listed[:0]
	code, impact := uint8(scoring.Codes), 0.0
	for _, t := range x.buf {
		if t.Code != code {
			code, impact = t.Code, x.model.Impact(t.Code, r.Length)
		}
		if x.model.Listed>>t.Code&1 != 0 {
			listed = append(listed, strong{t.Term, 1, 0})
		} else if impact > 0 && t.Term < unnamed {
			strength := impact * x.model.Rarity(x.dict.frequency(t.Term), x.docs)
			terms = append(terms, strong{t.Term, int(math.Ceil(min(1, impact) * maxImpact)), float32(strength)})
		}
	}
	terms = append(firstStrong(terms, x.model.Posted), listed...)
	x.strong, x.listed = terms, listed
	return terms
}

// firstStrong returns the n strongest terms in no particular order. It is quickselect
// (Hoare, 1961).
func firstStrong(terms []strong, n int) []strong {
	if len(terms) <= n {
		return terms
	}
	for from, to := 0, len(terms); from < to; {
		pivot := terms[int(uint(from+to)/2)]
		i, j := from, to-1
		for i <= j {
			for terms[i].before(pivot) {
				i++
			}
			for pivot.before(terms[j]) {
				j--
			}
			if i <= j {
				terms[i], terms[j] = terms[j], terms[i]
				i, j = i+1, j-1
			}
		}
		switch { // terms before i are not weaker, terms after j not stronger
		case n <= j:
			to = j + 1
		case n >= i:
			from = i
		default:
			return terms[:n]
		}
	}
	return terms[:n]
}

func (a strong) before(b strong) bool {
	return a.strength > b.strength || a.strength == b.strength && a.term < b.term
}

// gone is the new number, in a merge, of a document that was dead.
const gone = math.MaxUint32

// merge returns one segment with the live documents of several. It merges the records
// in order of time and the lists block by block without sorting, except those of early
// segments, which are chosen again.
func (x *Index) merge(parts []part) *segment {
	s := &segment{level: parts[0].level, seen: x.docs}
	if len(parts) > 1 {
		s.level++
	}
	var bytes, docs, lists int
	for _, p := range parts {
		bytes += len(p.records)
		docs += p.docs()
		lists += len(p.lists.bytes)
	}
	s.records = make([]byte, 0, bytes)
	s.ends = make([]uint32, 0, docs)

	renumbers := s.appendMerged(parts)
	cursors := make([]cursor, len(parts))
	for i, p := range parts {
		chosen, seen := p.lists, p.seen
		if x.early(p.segment) {
			chosen, seen = x.post(p.segment, p.dead), x.docs
		}
		s.seen = min(s.seen, seen)
		cursors[i] = cursor{lists: chosen, renumber: renumbers[i], terms: chosen.terms.appendTo(nil)}
		cursors[i].next()
	}
	w := newListWriter(lists)
	for {
		term := uint32(gone)
		for i := range cursors {
			term = min(term, cursors[i].term)
		}
		if term == gone {
			break
		}
		w.addList(term, func(impact int, docs []uint32) []uint32 {
			for i := range cursors {
				if c := &cursors[i]; c.term == term && c.block.impact == impact {
					from := len(docs)
					docs = c.take(docs)
					docs = mergeRuns(docs, from, &w.spare)
				}
			}
			return docs
		})
		for i := range cursors {
			if cursors[i].term == term {
				cursors[i].next()
			}
		}
	}
	s.lists = w.lists()
	s.trim()
	s.stampTimes()
	s.indexIDs(x.seed)
	return s
}

// appendMerged appends the live documents of parts in order. For each part, it returns
// the new numbers of its documents, which are ascending, or gone for a dead one.
func (s *segment) appendMerged(parts []part) (renumbers [][]uint32) {
	type head struct {
		key
		doc int // the next live document, or the number of documents
	}
	heads := make([]head, len(parts))
	advance := func(i int) {
		h, p := &heads[i], &parts[i]
		for h.doc < p.docs() && p.dead.has(uint32(h.doc)) {
			renumbers[i][h.doc] = gone
			h.doc++
		}
		if h.doc < p.docs() {
			h.key = p.key(uint32(h.doc))
		}
	}
	for i, p := range parts {
		renumbers = append(renumbers, make([]uint32, p.docs()))
		advance(i)
	}
	for {
		first := -1
		for i := range heads {
			if heads[i].doc < parts[i].docs() && (first < 0 || heads[i].compare(heads[first].key) < 0) {
				first = i
			}
		}
		if first < 0 {
			return renumbers
		}
		h := &heads[first]
		renumbers[first][h.doc] = uint32(s.docs())
		s.records = append(s.records, parts[first].record(uint32(h.doc))...)
		s.ends = append(s.ends, uint32(len(s.records)))
		h.doc++
		advance(first)
	}
}

// mergeRuns merges docs[:from] and docs[from:], both ascending, into one ascending
// slice. It returns one of docs and *spare, and keeps the other in *spare.
func mergeRuns(docs []uint32, from int, spare *[]uint32) []uint32 {
	if from == 0 || from == len(docs) || docs[from-1] < docs[from] {
		return docs
	}
	a, b, merged := docs[:from], docs[from:], (*spare)[:0]
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	merged = append(append(merged, a...), b...)
	*spare = docs
	return merged
}

// A cursor iterates over the lists of a segment that is being merged: term by term, and
// block by block within a term.
type cursor struct {
	lists    lists
	renumber []uint32
	terms    []uint32
	at       int
	term     uint32 // gone after the last term
	blocks   blockReader
	block    block // the next one
}

// next advances to the next list.
func (c *cursor) next() {
	if c.at == len(c.terms) {
		c.term = gone
		return
	}
	c.term = c.terms[c.at]
	c.blocks = blocksOf(c.lists.at(c.at))
	c.block = c.blocks.next()
	c.at++
}

// take appends the live documents of the next block with their new numbers and advances
// to the block after it.
func (c *cursor) take(docs []uint32) []uint32 {
	from := len(docs)
	docs = c.block.appendDocs(docs)
	kept := docs[:from]
	for _, doc := range docs[from:] {
		if now := c.renumber[doc]; now != gone {
			kept = append(kept, now)
		}
	}
	c.block = c.blocks.next()
	return kept
}

// A bitset is the set of dead documents of a segment. A nil bitset is empty.
type bitset []uint64

func (b bitset) has(i uint32) bool {
	return int(i>>6) < len(b) && b[i>>6]>>(i&63)&1 != 0
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
