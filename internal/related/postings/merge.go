package postings

import (
	"hash/maphash"
	"math"
	"math/bits"
	"slices"
)

// A merging is a merge in progress: it makes one segment of the live documents of
// several, or of one. Readers see the sources until it is complete.
//
// It first copies the documents in order of time. Then it merges the lists of the
// sources, block by block without sorting. Or it chooses the lists again while it copies
// the documents, then sorts the postings and writes the lists. Each of these steps can
// be done a little at a time.
type merging struct {
	x       *Index
	sources []source
	out     *segment
	credit  int // work that may still be done, see mergeWork
	step    func() (cost int)
	again   bool      // choose the lists again
	poster  poster    // if again
	cursors []cursor  // otherwise
	active  []*cursor // buffer of mergeList
	lists   *listWriter
}

// A source is a segment that is being merged.
type source struct {
	*part
	next     int      // the first document that is not copied or left out yet
	key      key      // of next, unless next is the number of documents
	renumber []uint32 // by document: its new number, or gone if it was dead when it was its turn
}

// gone is the new number, in a merge, of a document that was dead.
const gone = math.MaxUint32

// mergeWork is the amount of work that each merge gets for each document that is put or
// removed. One unit of work is about 10 ns.
const mergeWork = 1 << 12

// The costs of the steps of a merge, in units of work.
const (
	copyCost   = 100 // copying a document
	chooseCost = 800 // choosing its strongest terms
	sortCost   = 8   // moving sortStep postings, divided by sortStep
	listCost   = 10  // writing a list, in addition to 1 for each of its postings
)

// merge starts to merge some parts.
func (x *Index) merge(parts []*part) *merging {
	m := &merging{x: x, out: &segment{}}
	var bytes, docs, lists int
	seen := x.docs
	for _, p := range parts {
		p.merging = true
		m.sources = append(m.sources, source{part: p, renumber: make([]uint32, p.docs())})
		bytes += len(p.records)
		docs += p.docs() - p.died
		lists += len(p.lists.bytes)
		seen = min(seen, p.seen)
		for doc := range p.dead.all() {
			bytes -= len(p.record(doc))
		}
	}
	m.out.records = make([]byte, 0, bytes)
	m.out.ends = make([]uint32, 0, docs)
	m.out.ids = newIDTable(docs)
	m.out.seen = seen
	if m.again = outdated(seen, x.docs); m.again {
		m.out.seen = x.docs
		lists = 0
		m.poster.all = make([]posting, 0, docs*x.model.Posted)
	}
	m.lists = newListWriter(lists)
	for i := range m.sources {
		m.sources[i].skip()
	}
	m.step = m.copyDoc
	return m
}

// outdated reports whether lists that were chosen in an index of seen documents should
// be chosen again when their segment is merged in an index of docs documents. Among the
// first documents, the terms of a running story look common.
func outdated(seen, docs int) bool { return 2*seen <= docs }

// skip leaves out dead documents.
func (s *source) skip() {
	for s.next < s.docs() && s.dead.has(uint32(s.next)) {
		s.renumber[s.next] = gone
		s.next++
	}
	if s.next < s.docs() {
		s.key = s.part.key(uint32(s.next))
	}
}

// work does about the given amount of work. It reports whether the merge is complete.
func (m *merging) work(amount int) (done bool) {
	for m.credit += amount; m.credit > 0; {
		cost := m.step()
		if cost == 0 {
			return true
		}
		m.credit -= cost
	}
	return false
}

// copyDoc copies the next document.
func (m *merging) copyDoc() (cost int) {
	var first *source
	for i := range m.sources {
		s := &m.sources[i]
		if s.next < s.docs() && (first == nil || s.key.compare(first.key) < 0) {
			first = s
		}
	}
	if first == nil {
		return m.endCopying()
	}
	doc := uint32(m.out.docs())
	record := first.record(uint32(first.next))
	m.out.records = append(m.out.records, record...)
	m.out.ends = append(m.out.ends, uint32(len(m.out.records)))
	m.out.ids.add(maphash.String(m.x.seed, first.key.id), doc)
	if doc%sampled == 0 {
		m.out.times = append(m.out.times, first.key.published)
	}
	first.renumber[first.next] = doc
	first.next++
	first.skip()
	m.x.done.copied++
	if !m.again {
		return copyCost
	}
	m.poster.add(doc, m.x.strongest(record))
	return copyCost + chooseCost
}

func (m *merging) endCopying() (cost int) {
	if m.again {
		m.step = m.sort
		return 1
	}
	for i := range m.sources {
		s := &m.sources[i]
		m.cursors = append(m.cursors, cursor{lists: &s.lists, renumber: s.renumber})
		m.cursors[i].next()
	}
	m.step = m.mergeList
	return 1
}

func (m *merging) sort() (cost int) {
	if m.poster.sort() {
		m.poster.spare = nil
		m.step = m.writeList
	}
	return sortStep / sortCost
}

func (m *merging) writeList() (cost int) {
	n := m.poster.write(m.lists)
	if n == 0 {
		return 0
	}
	m.x.done.lists++
	return listCost + n
}

// mergeList merges the lists of the next term.
func (m *merging) mergeList() (cost int) {
	term, lists := uint32(gone), m.active[:0]
	for i := range m.cursors {
		c := &m.cursors[i]
		if c.term < term {
			term, lists = c.term, lists[:0]
		}
		if c.term == term {
			lists = append(lists, c)
		}
	}
	m.active = lists
	if term == gone {
		return 0
	}
	cost = listCost
	w := m.lists
	w.addList(term, func(impact int, docs []uint32) []uint32 {
		for _, c := range lists {
			if c.block.impact == impact {
				cost += c.block.cost()
				from := len(docs)
				docs = mergeRuns(c.take(docs), from, &w.spare)
			}
		}
		return docs
	})
	for _, c := range lists {
		c.next()
	}
	m.x.done.lists++
	return cost
}

// size returns the memory that the merge takes, in bytes.
func (m *merging) size() int {
	n := cap(m.out.records) + 4*cap(m.out.ends) + 4*len(m.out.ids) + cap(m.lists.bytes) + 4*cap(m.lists.starts) + m.lists.terms.size()
	for i := range m.sources {
		n += 4 * len(m.sources[i].renumber)
	}
	return n + 8*cap(m.poster.all) + 8*cap(m.poster.spare)
}

// result returns the new segment. Documents that died after they were copied are dead in
// it.
func (m *merging) result() *part {
	s := m.out
	s.lists = m.lists.lists()
	if cap(s.records)-len(s.records) > len(s.records)/8 { // many died
		s.records = exact(s.records)
	}
	out := &part{segment: s}
	for i := range m.sources {
		src := &m.sources[i]
		for doc := range src.dead.all() {
			if now := src.renumber[doc]; now != gone {
				out.kill(now)
			}
		}
	}
	return out
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
	lists    *lists
	renumber []uint32
	word     int    // index of the word of terms after the current one
	bits     uint64 // the terms of the current word that are left
	at       int    // index of the next list
	term     uint32 // gone after the last term
	blocks   blockReader
	block    block // the next one
}

// next advances to the next list.
func (c *cursor) next() {
	for c.bits == 0 {
		if c.word == len(c.lists.terms) {
			c.term = gone
			return
		}
		c.bits = c.lists.terms[c.word].bits
		c.word++
	}
	c.term = uint32(64*(c.word-1) + bits.TrailingZeros64(c.bits))
	c.bits &= c.bits - 1
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

// level returns the level of a segment with so many documents: 0 for those of a sealed
// tail, one more for each factor of fanout.
func level(docs int) (l int) {
	for size := tailDocs; size < docs; size *= fanout {
		l++
	}
	return l
}

// levels is the number of levels. Segments of the last level are not merged with
// others.
const levels = 5

// maxSegmentBytes limits the size of the records of a merged segment, since offsets have
// 32 bits.
const maxSegmentBytes = 1 << 31

// startMerges starts all merges that are due. A segment is rewritten if 1 in share of its
// documents are dead.
func (x *Index) startMerges(share int) {
	var groups [levels]struct {
		parts       []*part
		docs, bytes int
		full        bool // no other segment can be added
	}
	for _, p := range x.parts[:len(x.parts)-1] {
		live := p.docs() - p.died
		l := level(live)
		if p.merging || l == levels-1 || x.merges[l] != nil {
			continue
		}
		g := &groups[l]
		if g.full || g.docs+live > maxSegmentDocs || g.bytes+len(p.records) > maxSegmentBytes {
			g.full = true
			continue
		}
		g.parts = append(g.parts, p)
		g.docs += live
		g.bytes += len(p.records)
		smallest := 1 // number of documents of the smallest segment of the level
		if l > 0 {
			smallest += tailDocs << (3 * (l - 1))
		}
		g.full = len(g.parts) == fanout || g.docs+smallest > maxSegmentDocs
	}
	for l := range groups {
		if g := &groups[l]; g.full && len(g.parts) > 1 {
			x.merges[l] = x.merge(g.parts)
		}
	}
	x.startRewriting(share)
}

// startRewriting starts to rewrite the segment that needs it most, unless one is being
// rewritten: the one with the greatest share of dead documents if that is at least 1 in
// share, otherwise one of which the lists were chosen in an index a quarter as large.
func (x *Index) startRewriting(share int) {
	if x.merges[levels-1] != nil {
		return
	}
	var most *part
	for _, p := range x.parts[:len(x.parts)-1] {
		if !p.merging && share*p.died >= p.docs() && (most == nil || p.died*most.docs() > most.died*p.docs()) {
			most = p
		}
	}
	for _, p := range x.parts[:len(x.parts)-1] {
		if most == nil && !p.merging && 4*p.seen <= x.docs && level(p.docs()) == levels-1 {
			most = p
		}
	}
	if most != nil {
		x.merges[levels-1] = x.merge([]*part{most})
	}
}

// A segment is rewritten when 1 in deadPart of its documents are dead, by Settle when 1
// in idleDeadPart are. When 2,000 articles were replaced 100 times each, the index took
// at most 1.2 times the memory. After two thirds of 34,567 articles were put again,
// 0.7 % of boxes differed from those of a new index, but 1.3 % if Settle did not rewrite
// more than Put ("steady" of bench/related).
const (
	deadPart     = 4
	idleDeadPart = 16
)

// work moves all merges on, in proportion to the number of documents that were put or
// removed, and replaces the sources of those that are complete.
func (x *Index) work(docs int) {
	for i, m := range x.merges {
		if m == nil || !m.work(docs*mergeWork) {
			continue
		}
		x.merges[i] = nil
		out := m.result()
		placed := out.docs() == 0
		kept := x.parts[:0]
		for _, p := range x.parts {
			if !slices.ContainsFunc(m.sources, func(s source) bool { return s.part == p }) {
				kept = append(kept, p)
			} else if !placed {
				kept = append(kept, out)
				placed = true
			}
		}
		clear(x.parts[len(kept):])
		x.parts, x.compact = kept, false
	}
}

// dropDead removes segments without live documents.
func (x *Index) dropDead() {
	tail := x.parts[len(x.parts)-1]
	x.parts = slices.DeleteFunc(x.parts, func(p *part) bool { return p.died == p.docs() && !p.merging && p != tail })
}
