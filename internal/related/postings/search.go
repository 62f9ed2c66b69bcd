package postings

import (
	"encoding/binary"
	"hash/maphash"
	"iter"
	"math"
	"math/bits"
	"slices"
)

// A Ref is the place of a document in the View that returned it.
type Ref struct{ part, doc uint32 }

// Number returns a number below 1<<62 that is different for each document of the View.
func (r Ref) Number() uint64 { return uint64(r.part)<<32 | uint64(r.doc) }

// Term returns the number of a term and reports whether any document ever had it.
func (v *View) Term(hash uint64, code uint8) (uint32, bool) {
	if v.archive != nil {
		return v.archive.Term(hash, code)
	}
	if !v.model.named(code) {
		n := unnamedTerm(hash)
		return n, v.dict.frequency(n) > 0
	}
	return v.dict.find(hash, v.limit)
}

// Frequency returns the number of documents that have the term.
func (v *View) Frequency(term uint32) int {
	if v.archive != nil {
		return v.archive.Frequency(term)
	}
	return v.dict.frequency(term)
}

// Written returns a written form of the term, or "" for an unnamed term.
func (v *View) Written(term uint32) string {
	if v.archive != nil {
		return v.archive.Written(term)
	}
	if term >= unnamed {
		return ""
	}
	return v.dict.text(term)
}

// Read sets r to the document at the given place.
func (v *View) Read(at Ref, r *Record) { r.read(v.parts[at.part].record(at.doc)) }

// Find returns the place in v of the document with this ID.
func (x *Index) Find(v *View, id string) (Ref, bool) {
	hash := maphash.String(x.seed, id)
	for i := len(v.parts) - 1; i >= 0; i-- {
		p := &v.parts[i]
		if doc, ok := p.find(id, hash, p.dead); ok {
			return Ref{uint32(i), doc}, true
		}
	}
	return Ref{}, false
}

// All yields every document of v.
func (v *View) All() iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for i := range v.parts {
			p := &v.parts[i]
			for doc := range uint32(p.docs()) {
				if !p.dead.has(doc) && !yield(Ref{uint32(i), doc}) {
					return
				}
			}
		}
	}
}

// A Scope is the part of a View that a search or a scan covers.
type Scope struct {
	From, To int64 // documents published in this period, both inclusive; undated ones have the time Undated
	InList   bool
	Listed   []uint32 // if InList, documents that have one of these terms, all with codes of Model.Listed
}

// Everything is the Scope of all documents.
var Everything = Scope{From: math.MinInt64, To: math.MaxInt64}

// span returns the range of documents of a part that are in the period of s. It holds
// all documents of the tail.
func (s *Scope) span(v *View, part int) (lo, hi uint32) {
	if s.From == math.MinInt64 && s.To == math.MaxInt64 {
		return 0, uint32(v.parts[part].docs())
	}
	return v.Window(part, s.From, s.To)
}

// Span returns the number of documents of v that are in the period of s, including dead
// documents and all documents of the tail.
func (v *View) Span(s *Scope) (n int) {
	for i := range v.parts {
		lo, hi := s.span(v, i)
		n += int(hi - lo)
	}
	return n
}

// A Scan visits all documents of a Scope. The zero value is ready to use. A Scan should
// be reused, but not by several goroutines at once.
type Scan struct {
	docs    []uint32
	marks   bitset
	records [ahead][]byte
	touch   byte // keeps the compiler from removing reads that only prefetch
	record  Record
}

// Visit calls visit for every document of the scope, and for every document of the tail,
// with NoSum. It ignores what visit returns.
func (s *Scan) Visit(v *View, scope *Scope, visit Visit) {
	for i := range v.parts {
		p := &v.parts[i]
		lo, hi := scope.span(v, i)
		if scope.InList && i < len(v.parts)-1 {
			s.docs = s.listed(p, scope.Listed, lo, hi)
			for docs := range slices.Chunk(s.docs, ahead) {
				for j, doc := range docs {
					s.records[j] = p.record(doc)
				}
				s.touch ^= touch(s.records[:len(docs)])
				for _, doc := range docs {
					s.visit(p, Ref{uint32(i), doc}, visit)
				}
			}
			continue
		}
		for doc := lo; doc < hi; doc++ {
			s.visit(p, Ref{uint32(i), doc}, visit)
		}
	}
}

func (s *Scan) visit(p *part, at Ref, visit Visit) {
	if !p.dead.has(at.doc) {
		s.record.read(p.record(at.doc))
		visit(at, &s.record, NoSum)
	}
}

// listed returns the documents from lo to hi-1 that have one of the terms, in ascending
// order, with dead ones.
func (s *Scan) listed(p *part, terms []uint32, lo, hi uint32) []uint32 {
	docs := s.docs[:0]
	if len(terms) == 1 { // the lists of Model.Listed have only one block
		for b := range p.blocks(terms[0]) {
			docs = b.within(lo, hi).appendDocs(docs)
		}
		return docs
	}
	s.marks = slices.Grow(s.marks[:0], p.docs()/64+1)[:p.docs()/64+1]
	clear(s.marks)
	for _, t := range terms {
		for b := range p.blocks(t) {
			docs = b.within(lo, hi).appendDocs(docs[:0])
			for _, doc := range docs {
				s.marks[doc>>6] |= 1 << (doc & 63)
			}
		}
	}
	docs = docs[:0]
	for i, word := range s.marks {
		for ; word != 0; word &= word - 1 {
			docs = append(docs, uint32(64*i+bits.TrailingZeros64(word)))
		}
	}
	return docs
}

// blocks yields the blocks of the list of a term.
func (p *part) blocks(term uint32) iter.Seq[block] {
	return func(yield func(block) bool) {
		if place, ok := p.lists.terms.find(term); ok {
			r := blocksOf(p.lists.at(place))
			for b := r.next(); b.impact > 0 && yield(b); b = r.next() {
			}
		}
	}
}

// A Weighted is a term of a query with its weight, as used to find candidates.
type Weighted struct {
	Term   uint32
	Weight float64
}

// A Search finds candidates. The zero value is ready to use. A Search should be reused,
// but not by several goroutines at once.
//
// It reads blocks of postings in decreasing order of their value until a budget of
// postings is spent, whatever the size of the index: score-at-a-time evaluation with a
// budget (Lin and Trotman, Anytime Ranking for Impact-Ordered Indexes, 2015). The value
// of a block grows with the weight of its term and with its impact, and falls with the
// frequency of the term, because most documents that share a frequent term are
// unrelated. The first quarter of the budget opens sums, that is, admits new documents;
// the rest only adds to open sums.
type Search struct {
	terms   []queried
	hits    []hit         // of the current part
	paid    [payments]int // number of postings, by value of their block
	sums    *sums         // by document of the current part; zero between parts
	touched []uint32      // documents of the current part that have a sum
	found   []found
	counts  [sumBins]int // number of found documents, by bin
	ranked  []found
	records [ahead][]byte
	touch   byte // keeps the compiler from removing reads that only prefetch
	record  Record
	scope   *Scope
	listed  Scan
}

// queried is a term of a query and the values of its blocks.
type queried struct {
	Weighted
	pays  float64               // binary logarithm of the value of a block of impact 1
	gains [maxImpact + 1]uint16 // what a block adds to sums, by impact
	opens int                   // lowest impact of a block that opens sums
	adds  int                   // lowest impact of a block that is read
}

// A hit is the list of a query term in a part, with what is left to read of it.
type hit struct {
	term   *queried
	place  int // index of the list in the part
	list   []byte
	blocks blockReader
	block  block // the next one
}

// found is a document with its sum. In ascending order, documents with higher sums come
// first, then those of later parts, then later documents of a part.
type found uint64

func newFound(sum uint16, part, doc uint32) found {
	return ^(found(sum)<<48 | found(part)<<32 | found(doc))
}

// firstFound returns the lowest value for a document whose sum is in the given bin.
func firstFound(bin int) found { return found(bin*binWidth) << 48 }

func (f found) sum() int { return int(^f >> 48) }
func (f found) ref() Ref { return Ref{uint32(^f >> 32 & 0xffff), uint32(^f)} }

const (
	// The value of a block is the weight of its term, divided by the frequency of the
	// term to the power rarePart, times the impact to the power impactPart.
	// bench/related/stages shows the effect of other values.
	rarePart   = 0.4
	impactPart = 0.5

	payments = 256   // number of steps that values are rounded to, eight for each factor of 2
	topSum   = 60000 // sum of a document that has every term at the highest impact
	binWidth = 64    // number of sums that a bin has
	sumBins  = 1 << 16 / binWidth
	ahead    = 64 // number of documents that are fetched together
)

// impactPays is the binary logarithm of the factor that an impact contributes to the
// value of a block.
var impactPays = [maxImpact + 1]float64{2: 0.5, 3: 0.792, 4: 1, 5: 1.161}

// step returns the step of the value 2^pays, the highest first: 2^2 is step 0, 2^-30
// the last.
func step(pays float64) int { return max(0, min(payments-1, int(8*(2-pays)))) }

// A Visit is called with a document and its sum, which is an estimate of its score, or
// NoSum if there is none. It reports whether the search should go on.
type Visit = func(at Ref, r *Record, sum int) (more bool)

// NoSum is greater than any sum.
const NoSum = 1 << 16

// Find visits documents of the scope that share valuable postings with the query, in
// decreasing order of their sums, until visit returns false. Then it visits all
// documents of the tail, whatever visit returns. The argument reading is the approximate
// number of postings to read of documents in the period of the scope. Find reports
// whether a greater reading would lead to more documents, but returns false if visit
// returned false before the tail.
func (s *Search) Find(v *View, scope *Scope, terms []Weighted, reading int, visit Visit) (left bool) {
	s.found, s.scope = s.found[:0], scope
	clear(s.counts[:])
	s.judge(v, terms)
	largest, left := s.spend(v, reading)
	s.readPart(v, largest) // spend has looked up its lists
	for i := range v.parts {
		if lo, hi := scope.span(v, i); i != largest && lo < hi {
			s.look(&v.parts[i])
			s.readPart(v, i)
		}
	}
	left = s.visitFound(v, visit) && left

	last := len(v.parts) - 1
	for p, doc := &v.parts[last], uint32(0); int(doc) < p.docs(); doc++ {
		if !p.dead.has(doc) {
			s.record.read(p.record(doc))
			visit(Ref{uint32(last), doc}, &s.record, NoSum)
		}
	}
	return left
}

// judge computes the values of the blocks of the terms.
func (s *Search) judge(v *View, terms []Weighted) {
	sum := 0.0
	for _, t := range terms {
		sum += t.Weight
	}
	s.terms = s.terms[:0]
	for _, t := range terms {
		q := queried{Weighted: t, adds: 1}
		q.pays = math.Log2(t.Weight/sum) - rarePart*math.Log2(float64(1+v.Frequency(t.Term)))
		for impact := 1; impact <= maxImpact; impact++ {
			q.gains[impact] = uint16(max(1, t.Weight/sum*float64(impact)*(topSum/maxImpact)))
		}
		s.terms = append(s.terms, q)
	}
}

// spend decides which blocks are read and which of these open sums. It takes the number
// of entries of blocks from the part with the most documents in the scope, which it
// returns, and assumes that the other parts are like it. It reports whether there are
// blocks that do not open sums.
func (s *Search) spend(v *View, reading int) (largest int, left bool) {
	docs, most := 0, -1
	for i := range v.parts {
		lo, hi := s.scope.span(v, i)
		if docs += int(hi - lo); int(hi-lo) > most {
			largest, most = i, int(hi-lo)
		}
	}
	p := &v.parts[largest]
	clear(s.paid[:])
	s.look(p)
	for _, h := range s.hits {
		for b := h.block; b.impact > 0; b = h.blocks.next() {
			s.paid[step(h.term.pays+impactPays[b.impact])] += b.cost()
		}
	}
	budget := reading * p.docs() / max(1, docs)
	opens, adds, spent := 1, 0, 0
	for adds < payments && spent < budget {
		spent += s.paid[adds]
		adds++
		if spent <= budget/4 {
			opens = adds
		}
	}
	left = opens < payments
	if s.scope.InList { // every document of the scope has a sum
		left = adds < payments
		opens = 0
	}
	for i := range s.terms {
		t := &s.terms[i]
		t.opens, t.adds = maxImpact+1, maxImpact+1
		for impact := maxImpact; impact > 0; impact-- {
			at := step(t.pays + impactPays[impact])
			if at < opens {
				t.opens = impact
			}
			if at < adds {
				t.adds = impact
			}
		}
	}
	return largest, left
}

// look finds the lists of a part of which something is to be read. It performs each
// step for all terms before the next step: every step waits for memory, and these waits
// overlap.
func (s *Search) look(p *part) {
	s.hits = slices.Grow(s.hits[:0], len(s.terms))[:len(s.terms)]
	n := 0
	for i := range s.terms {
		t := &s.terms[i]
		place, found := p.lists.terms.find(t.Term)
		h := &s.hits[n]
		h.term, h.place = t, place
		if found && t.adds <= maxImpact {
			n++
		}
	}
	s.hits = s.hits[:n]
	for i := range s.hits {
		h := &s.hits[i]
		h.list = p.lists.at(h.place)
	}
	touch := byte(0)
	for i := range s.hits {
		touch ^= s.hits[i].list[0]
	}
	s.touch = touch
	for i := range s.hits {
		h := &s.hits[i]
		h.blocks = blocksOf(h.list)
		h.block = h.blocks.next()
	}
}

// readPart computes the sums of the documents of a part, whose lists look has found,
// and appends the documents to s.found.
func (s *Search) readPart(v *View, part int) {
	p := &v.parts[part]
	if s.sums == nil {
		s.sums = new(sums)
	}
	lo, hi := s.scope.span(v, part)
	whole := lo == 0 && int(hi) == p.docs()
	touched, none := s.touched[:0], uint16(0)
	if s.scope.InList && part < len(v.parts)-1 {
		none = 1
		touched = append(touched, s.listed.listed(p, s.scope.Listed, lo, hi)...)
		for _, doc := range touched {
			s.sums[doc] = none
		}
	}
	for i := range s.hits {
		h := &s.hits[i]
		for ; h.block.impact >= h.term.opens; h.block = h.blocks.next() {
			b := h.block
			if !whole {
				b = b.within(lo, hi)
			}
			touched = openSums(s.sums, touched, b, h.term.gains[b.impact])
		}
	}
	for i := range s.hits {
		h := &s.hits[i]
		for ; h.block.impact >= h.term.adds; h.block = h.blocks.next() {
			b := h.block
			if !whole {
				b = b.within(lo, hi)
			}
			addToSums(s.sums, b, h.term.gains[b.impact])
		}
	}
	n := len(s.found)
	s.found = slices.Grow(s.found, len(touched))[:n+len(touched)]
	for _, doc := range touched {
		sum := s.sums[doc%maxSegmentDocs]
		s.sums[doc%maxSegmentDocs] = 0
		if sum > none {
			s.counts[bin(sum)]++
			s.found[n] = newFound(sum, uint32(part), doc)
			n++
		}
	}
	s.found = s.found[:n]
	s.touched = touched
}

// sums holds the sums of the documents of a segment. A document number modulo the size of
// the array needs no bounds check.
type sums [maxSegmentDocs]uint16

// openSums adds gain to the sums of the documents of a block. It appends the documents
// that had no sum before to touched.
func openSums(sums *sums, touched []uint32, b block, gain uint16) []uint32 {
	n, doc := len(touched), b.base
	touched = slices.Grow(touched, b.cost())
	touched = touched[:n+b.cost()]
	if b.width == 1 {
		for _, gap := range b.entries {
			doc += uint32(gap)
			sum, add, more := sums[doc%maxSegmentDocs], gain, 0
			touched[n] = doc
			if sum == 0 {
				more = 1
			}
			if gap == emptyStep {
				add, more = 0, 0
			}
			n += more
			sums[doc%maxSegmentDocs] = sum + add
		}
		return touched[:n]
	}
	if b.width == 2 {
		for e := b.entries; len(e) >= 2; e = e[2:] {
			doc += uint32(binary.LittleEndian.Uint16(e))
			sum, more := sums[doc%maxSegmentDocs], 0
			touched[n] = doc
			if sum == 0 {
				more = 1
			}
			n += more
			sums[doc%maxSegmentDocs] = sum + gain
		}
		return touched[:n]
	}
	for e := b.entries; len(e) >= 3; e = e[3:] {
		doc += wideGap(e, 3)
		sum, more := sums[doc%maxSegmentDocs], 0
		touched[n] = doc
		if sum == 0 {
			more = 1
		}
		n += more
		sums[doc%maxSegmentDocs] = sum + gain
	}
	return touched[:n]
}

// addToSums adds gain to the sums of those documents of a block that have one.
func addToSums(sums *sums, b block, gain uint16) {
	doc := b.base
	if b.width == 1 {
		for _, gap := range b.entries {
			doc += uint32(gap)
			sum, add := sums[doc%maxSegmentDocs], gain
			if sum == 0 || gap == emptyStep {
				add = 0
			}
			sums[doc%maxSegmentDocs] = sum + add
		}
		return
	}
	if b.width == 2 {
		for e := b.entries; len(e) >= 2; e = e[2:] {
			doc += uint32(binary.LittleEndian.Uint16(e))
			sum, add := sums[doc%maxSegmentDocs], gain
			if sum == 0 {
				add = 0
			}
			sums[doc%maxSegmentDocs] = sum + add
		}
		return
	}
	for e := b.entries; len(e) >= 3; e = e[3:] {
		doc += wideGap(e, 3)
		sum, add := sums[doc%maxSegmentDocs], gain
		if sum == 0 {
			add = 0
		}
		sums[doc%maxSegmentDocs] = sum + add
	}
}

// bin returns the bin of a sum. Bin 0 has the highest sums.
func bin(sum uint16) int { return sumBins - 1 - int(sum/binWidth) }

// visitFound visits the documents found in order. It sorts little more of them than it
// needs: each time twice as many as the time before, since each time it reads all.
func (s *Search) visitFound(v *View, visit Visit) (more bool) {
	least := 4 * ahead
	for from := 0; from < sumBins; {
		to, n := from, 0
		for to < sumBins && n < least {
			n += s.counts[to]
			to++
		}
		least *= 2
		s.ranked = slices.Grow(s.ranked[:0], n+1)[:n+1]
		first, last := firstFound(from), firstFound(to)-1
		n = 0
		for _, f := range s.found {
			s.ranked[n] = f // kept if it is in one of the bins
			if f-first <= last-first {
				n++
			}
		}
		s.ranked = s.ranked[:n]
		slices.Sort(s.ranked)
		for batch := range slices.Chunk(s.ranked, ahead) {
			if !s.visitBatch(v, batch, visit) {
				return false
			}
		}
		from = to
	}
	return true
}

// touch reads from each cache line of records. The records are far apart in memory; the
// reads overlap here, which they would not while the records are scored.
func touch(records [][]byte) byte {
	const line = 64 // size of a cache line in bytes
	touch := byte(0)
	for _, b := range records {
		last := len(b) - 1
		touch ^= b[0] ^ b[min(line, last)] ^ b[min(2*line, last)] ^ b[min(3*line, last)] ^
			b[min(4*line, last)] ^ b[min(5*line, last)] ^ b[min(6*line, last)] ^ b[min(7*line, last)]
	}
	return touch
}

// visitBatch visits documents until visit returns false.
func (s *Search) visitBatch(v *View, batch []found, visit Visit) (more bool) {
	for i, f := range batch {
		at := f.ref()
		s.records[i] = v.parts[at.part].record(at.doc)
	}
	s.touch ^= touch(s.records[:len(batch)])
	for i, f := range batch {
		at := f.ref()
		if v.parts[at.part].dead.has(at.doc) {
			continue
		}
		s.record.read(s.records[i])
		if !visit(at, &s.record, f.sum()) {
			return false
		}
	}
	return true
}
