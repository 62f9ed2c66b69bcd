package postings

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"math"
	"slices"
)

// A segment holds documents and never changes. The tail, the one segment
// without postings, grows at its end: what a reader has of it stays as it was.
type segment struct {
	level   int // 0 when sealed from the tail, one more with each merge
	records []byte
	ends    []uint32 // by document: where its record ends

	// The ID table: open addressing by the hash of the ID; number+1 of the
	// document, 0 when free. The tail has none and is searched in full.
	ids []uint32

	// Postings of term terms[i] are lists[starts[i]:starts[i+1]]: blocks of
	// falling impact, each the impact (1 byte), a count and that many gaps
	// between documents (uvarints).
	terms  []uint32
	starts []uint32
	lists  []byte
}

func (s *segment) docs() int { return len(s.ends) }

// record returns the bytes of a document's record.
func (s *segment) record(doc uint32) []byte {
	start := uint32(0)
	if doc > 0 {
		start = s.ends[doc-1]
	}
	return s.records[start:s.ends[doc]]
}

// id returns a document's ID as bytes of the segment.
func (s *segment) id(doc uint32) []byte {
	var r Record
	r.read(s.record(doc))
	return r.id
}

// find returns the latest document with this ID that is not dead.
func (s *segment) find(id string, seed maphash.Seed, dead bitset) (uint32, bool) {
	if s.ids == nil {
		for doc := uint32(s.docs()); doc > 0; doc-- {
			if !dead.has(doc-1) && string(s.id(doc-1)) == id {
				return doc - 1, true
			}
		}
		return 0, false
	}
	for i := home(maphash.String(seed, id), len(s.ids)); s.ids[i] != 0; i = next(i, len(s.ids)) {
		if doc := s.ids[i] - 1; !dead.has(doc) && string(s.id(doc)) == id {
			return doc, true
		}
	}
	return 0, false
}

// indexIDs makes the ID table, three quarters full.
func (s *segment) indexIDs(seed maphash.Seed) {
	s.ids = make([]uint32, s.docs()+s.docs()/3+1)
	for doc := range uint32(s.docs()) {
		i := home(maphash.Bytes(seed, s.id(doc)), len(s.ids))
		for s.ids[i] != 0 {
			i = next(i, len(s.ids))
		}
		s.ids[i] = doc + 1
	}
}

// home maps a hash to a table of any size without a division.
func home(hash uint64, size int) int { return int(hash >> 32 * uint64(size) >> 32) }

func next(i, size int) int {
	if i++; i < size {
		return i
	}
	return 0
}

// postings returns the list of a term, empty when the segment has none.
func (s *segment) postings(term uint32) []byte {
	i, ok := slices.BinarySearch(s.terms, term)
	if !ok {
		return nil
	}
	return s.lists[s.starts[i]:s.starts[i+1]]
}

// addList ends the list of a term that was appended to s.lists.
func (s *segment) addList(term uint32) {
	s.terms = append(s.terms, term)
	s.starts = append(s.starts, uint32(len(s.lists)))
}

// addBlock appends one block of a list. Documents must ascend.
func (s *segment) addBlock(impact byte, docs []uint32) {
	s.lists = append(s.lists, impact)
	s.lists = binary.AppendUvarint(s.lists, uint64(len(docs)))
	last := uint32(0)
	for _, doc := range docs {
		s.lists = binary.AppendUvarint(s.lists, uint64(doc-last))
		last = doc
	}
}

// trim gives back the room that the growing of slices took in advance.
func (s *segment) trim() {
	s.records, s.ends = exact(s.records), exact(s.ends)
	s.terms, s.starts, s.lists = exact(s.terms), exact(s.starts), exact(s.lists)
}

func exact[T any](s []T) []T {
	if cap(s)-len(s) > len(s)/32 {
		return append(make([]T, 0, len(s)), s...)
	}
	return s
}

// maxImpact is the highest impact of a posting. Seven levels find as many of the
// best documents as 31 do; a list takes a fifth less room. To see what another
// value gives, set it and run bench/related/stages and bench/related/speed.
const maxImpact = 7

// A posting is one term of one document before it is packed.
type posting struct {
	term, doc uint32
	impact    byte
}

// key orders postings by term, falling impact and document.
func (p posting) key() uint64 {
	return uint64(p.term)<<32 | uint64(^p.impact)<<24 | uint64(p.doc)
}

// seal makes a segment with postings of the tail's live documents: for each
// document its strongest terms.
func (x *Index) seal(tail *segment, dead bitset) *segment {
	s := &segment{starts: []uint32{0}}
	var all []posting
	var terms []strong
	for old := range uint32(tail.docs()) {
		if dead.has(old) {
			continue
		}
		doc := uint32(s.docs())
		s.records = append(s.records, tail.record(old)...)
		s.ends = append(s.ends, uint32(len(s.records)))
		terms = x.strongest(terms[:0], tail.record(old))
		for _, t := range terms {
			all = append(all, posting{t.term, doc, t.impact})
		}
	}
	slices.SortFunc(all, func(a, b posting) int {
		return cmp.Compare(a.key(), b.key())
	})
	var docs []uint32
	for i, p := range all {
		docs = append(docs, p.doc)
		last := i+1 == len(all)
		if last || all[i+1].term != p.term || all[i+1].impact != p.impact {
			s.addBlock(p.impact, docs)
			docs = docs[:0]
		}
		if last || all[i+1].term != p.term {
			s.addList(p.term)
		}
	}
	s.trim()
	s.indexIDs(x.seed)
	return s
}

// strong is a term of a document that may be posted.
type strong struct {
	term     uint32
	impact   byte
	strength float64
}

// strongest appends the terms of a document that bring it forward.
func (x *Index) strongest(terms []strong, record []byte) []strong {
	var r Record
	r.read(record)
	x.buf = r.AppendTerms(x.buf[:0])
	code, impact := uint8(Codes), 0.0
	for _, t := range x.buf {
		if t.Code != code {
			code, impact = t.Code, x.model.Impact(t.Code, r.Length)
		}
		if impact > 0 {
			quantised := byte(math.Ceil(min(1, impact) * maxImpact))
			strength := impact * impact * x.model.Rarity(x.dict.frequency(t.Term), x.docs)
			terms = append(terms, strong{t.Term, quantised, strength})
		}
	}
	if len(terms) > x.model.Posted {
		slices.SortFunc(terms, func(a, b strong) int {
			return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.term, b.term))
		})
		terms = terms[:x.model.Posted]
	}
	return terms
}

// gone marks, in the renumbering of a merge, a document that was dead.
const gone = math.MaxUint32

// merge makes one segment of several, oldest first, without their dead
// documents. Lists are joined block by block: nothing is sorted.
func (x *Index) merge(parts []part) *segment {
	s := &segment{level: parts[0].level, starts: []uint32{0}}
	if len(parts) > 1 {
		s.level++
	}
	var bytes, docs, lists int
	for _, p := range parts {
		bytes += len(p.records)
		docs += p.docs()
		lists += len(p.lists)
	}
	s.records = make([]byte, 0, bytes)
	s.ends = make([]uint32, 0, docs)
	s.lists = make([]byte, 0, lists)

	cursors := make([]cursor, len(parts))
	for i, p := range parts {
		renumber := make([]uint32, p.docs())
		for doc := range uint32(p.docs()) {
			if p.dead.has(doc) {
				renumber[doc] = gone
				continue
			}
			renumber[doc] = uint32(s.docs())
			s.records = append(s.records, p.record(doc)...)
			s.ends = append(s.ends, uint32(len(s.records)))
		}
		cursors[i] = cursor{segment: p.segment, renumber: renumber}
		cursors[i].next()
	}
	var buf []uint32
	for {
		term := uint32(gone)
		for i := range cursors {
			term = min(term, cursors[i].term)
		}
		if term == gone {
			break
		}
		start := len(s.lists)
		for {
			impact := byte(0)
			for i := range cursors {
				if cursors[i].term == term {
					impact = max(impact, cursors[i].impact())
				}
			}
			if impact == 0 {
				break
			}
			buf = buf[:0]
			for i := range cursors {
				if c := &cursors[i]; c.term == term && c.impact() == impact {
					buf = c.take(buf)
				}
			}
			if len(buf) > 0 {
				s.addBlock(impact, buf)
			}
		}
		if len(s.lists) > start {
			s.addList(term)
		}
		for i := range cursors {
			if cursors[i].term == term {
				cursors[i].next()
			}
		}
	}
	s.trim()
	s.indexIDs(x.seed)
	return s
}

// A cursor walks the lists of a segment that is being merged, term by term and
// within a term block by block.
type cursor struct {
	*segment
	renumber []uint32
	at       int
	term     uint32 // gone at the end
	list     []byte // what is left of the term's list
}

func (c *cursor) next() {
	if c.at == len(c.terms) {
		c.term = gone
		return
	}
	c.term = c.terms[c.at]
	c.list = c.lists[c.starts[c.at]:c.starts[c.at+1]]
	c.at++
}

// impact returns that of the next block, 0 when none is left.
func (c *cursor) impact() byte {
	if len(c.list) == 0 {
		return 0
	}
	return c.list[0]
}

// take appends the documents of the next block under their new numbers.
func (c *cursor) take(docs []uint32) []uint32 {
	n, k := binary.Uvarint(c.list[1:])
	list := c.list[1+k:]
	doc := uint32(0)
	for range n {
		gap, k := binary.Uvarint(list)
		list = list[k:]
		doc += uint32(gap)
		if now := c.renumber[doc]; now != gone {
			docs = append(docs, now)
		}
	}
	c.list = list
	return docs
}

// A bitset says which documents of a segment are dead. Nil holds none.
type bitset []uint64

func (b bitset) has(i uint32) bool {
	return int(i>>6) < len(b) && b[i>>6]>>(i&63)&1 != 0
}

// with returns b with i set. A bitset that readers may hold is copied first.
func (b bitset) with(i uint32, shared bool) bitset {
	for shared || int(i>>6) >= len(b) {
		grown := make(bitset, max(len(b), int(i>>6)+1))
		copy(grown, b)
		b, shared = grown, false
	}
	b[i>>6] |= 1 << (i & 63)
	return b
}
