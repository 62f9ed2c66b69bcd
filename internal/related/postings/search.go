package postings

import (
	"hash/maphash"
	"iter"
	"math"
	"slices"
)

// A Ref says where a document is in the View that gave it.
type Ref struct{ part, doc uint32 }

// Term returns the number of a term and whether any document ever had it.
func (v *View) Term(hash uint64, code uint8) (uint32, bool) {
	if code >= v.model.Unnamed {
		n := unnamedTerm(hash)
		return n, v.dict.frequency(n) > 0
	}
	return v.dict.find(hash)
}

// Frequency returns the number of documents with the term.
func (v *View) Frequency(term uint32) int { return v.dict.frequency(term) }

// Written returns the term as it was first written, nothing if it is unnamed.
func (v *View) Written(term uint32) string {
	if term >= unnamed {
		return ""
	}
	return v.dict.text(term)
}

// Read sets r to a document.
func (v *View) Read(at Ref, r *Record) { r.read(v.parts[at.part].record(at.doc)) }

// Find returns where the document with this ID is in v.
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

// All yields every document.
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

// Listed yields the documents that have the term with the code Model.Listed, and
// all of the tail.
func (v *View) Listed(term uint32) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		var docs []uint32
		for i := range v.parts {
			p := &v.parts[i]
			docs = docs[:0]
			if place, ok := p.lists.terms.find(term); ok {
				blocks := blocksOf(p.lists.at(place))
				for b := blocks.next(); b.impact > 0; b = blocks.next() {
					docs = b.appendDocs(docs)
				}
			}
			if i == len(v.parts)-1 {
				for doc := range uint32(p.docs()) {
					docs = append(docs, doc)
				}
			}
			for _, doc := range docs {
				if !p.dead.has(doc) && !yield(Ref{uint32(i), doc}) {
					return
				}
			}
		}
	}
}

// A Weighted is a term of a query, for the search of candidates.
type Weighted struct {
	Term   uint32
	Weight float64
}

// A Search finds candidates. It is made to be reused, by one goroutine at a
// time; the zero value is ready.
//
// It reads postings in the order of what they pay, until so many are read,
// whatever the size of the archive: score at a time with a budget (Lin and
// Trotman, Anytime Ranking for Impact-Ordered Indexes, 2015). A block pays by the
// weight of its term and by its impact, marked down by the frequency of the term:
// what a frequent term finds is mostly not meant. The first third of the budget
// opens sums, the rest adds to those that are open.
type Search struct {
	terms   []queried
	hits    []hit         // of the part at hand
	paid    [payments]int // postings, by what they pay
	sums    []uint16      // by document of the part at hand; zero between parts
	touched []uint32      // documents of the part with a sum
	found   []found
	counts  [sumBins]uint32 // of found, by bin
	ranked  []found
	records [ahead][]byte
	touch   byte // keeps what is read in order to be fetched from being left out
	record  Record
}

// queried is a term of a query, and how its blocks are judged.
type queried struct {
	Weighted
	pays  float64               // what a block of impact 1 pays, as a power of 2
	gains [maxImpact + 1]uint16 // what a block of each impact adds to sums
	opens int                   // the least impact of a block that opens sums
	adds  int                   // the least impact of a block that is read
}

// A hit is a list of a part for a term of the query, and what is left to read.
type hit struct {
	term   *queried
	place  int // of the list among those of the part
	list   []byte
	blocks blockReader
	block  block // the next one
}

// found is a document with its sum.
type found struct {
	Ref
	sum uint16
}

const (
	// rarePart is the power of a term's frequency by which its blocks are marked
	// down; impactPart is that of the impact in what a block pays. Both have their
	// neighbours in bench/related/stages.
	rarePart   = 0.4
	impactPart = 0.5

	payments = 256   // steps by which payments are told apart, eight an octave
	topSum   = 60000 // the sum of a document that has every term at its best
	sumBins  = 1024  // steps by which sums are told apart
	ahead    = 64    // documents that are fetched together
)

// impactPays is what an impact adds to the payment of a block: impactPart times
// its binary logarithm.
var impactPays = [maxImpact + 1]float64{2: 0.5, 3: 0.792, 4: 1, 5: 1.161}

// step returns the step of a payment, the highest first: 4 is 0, 2^-30 the last.
func step(pays float64) int { return max(0, min(payments-1, int(8*(2-pays)))) }

// A Visit is told of a document, and of its sum: what the search knows of its
// score, NoSum when that is nothing. It returns whether there should be more.
type Visit = func(at Ref, r *Record, sum int) (more bool)

// NoSum is above all sums.
const NoSum = 1 << 16

// Find visits documents that share well-paying postings with the query, those of
// the highest sums first, until a visit returns false; then all documents of the
// tail, whatever a visit returns. It reads about as many postings as reading
// says, and reports whether no visit returned false and more postings would have
// led to more documents.
func (s *Search) Find(v *View, terms []Weighted, reading int, visit Visit) (left bool) {
	s.found = s.found[:0]
	clear(s.counts[:])
	s.judge(v, terms)
	largest, left := s.spend(v, reading)
	s.readPart(v, largest) // its lists are at hand
	for i := range v.parts {
		if i != largest {
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

// judge says what blocks of the terms pay.
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

// spend decides which blocks are read and which of them open sums. How many
// entries blocks have it learns from the largest part, which it returns: the
// others are like it. It reports whether some blocks open none.
func (s *Search) spend(v *View, reading int) (largest int, left bool) {
	docs := 0
	for i := range v.parts {
		n := v.parts[i].docs()
		if docs += n; n > v.parts[largest].docs() {
			largest = i
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
		if spent <= budget/3 {
			opens = adds
		}
	}
	left = opens < payments
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

// look finds the lists of a part of which something is to be read. It goes step
// by step for all terms: each step waits for memory, and the waits of one step are
// spent together.
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

// readPart adds up sums of the documents of a part, whose lists look has found,
// and puts them to those found.
func (s *Search) readPart(v *View, part int) {
	p := &v.parts[part]
	if len(s.sums) < p.docs() {
		s.sums = make([]uint16, p.docs()+p.docs()/8)
	}
	hits, touched := s.hits, s.touched[:0]
	for i := range hits {
		h := &hits[i]
		for ; h.block.impact >= h.term.opens; h.block = h.blocks.next() {
			touched = openSums(s.sums, touched, h.block, h.term.gains[h.block.impact])
		}
	}
	for i := range hits {
		h := &hits[i]
		for ; h.block.impact >= h.term.adds; h.block = h.blocks.next() {
			addToSums(s.sums, h.block, h.term.gains[h.block.impact])
		}
	}
	from := len(s.found)
	s.found = slices.Grow(s.found, len(touched))[:from+len(touched)]
	for i, doc := range touched {
		sum := s.sums[doc]
		s.sums[doc] = 0
		s.counts[bin(sum)]++
		s.found[from+i] = found{Ref{uint32(part), doc}, sum}
	}
	s.touched = touched
}

// openSums adds gain to the sums of the documents of a block and appends those
// that had none to touched.
func openSums(sums []uint16, touched []uint32, b block, gain uint16) []uint32 {
	n, doc := len(touched), uint32(0)
	touched = slices.Grow(touched, b.cost())
	touched = touched[:n+b.cost()]
	if b.width == 1 {
		for _, gap := range b.entries {
			doc += uint32(gap)
			sum, add, more := sums[doc], gain, 0
			touched[n] = doc
			if sum == 0 {
				more = 1
			}
			if gap == emptyStep {
				add, more = 0, 0
			}
			n += more
			sums[doc] = sum + add
		}
		return touched[:n]
	}
	for e := b.entries; len(e) >= b.width; e = e[b.width:] {
		doc += wideGap(e, b.width)
		sum, more := sums[doc], 0
		touched[n] = doc
		if sum == 0 {
			more = 1
		}
		n += more
		sums[doc] = sum + gain
	}
	return touched[:n]
}

// addToSums adds gain to the sums of the documents of a block that have one.
func addToSums(sums []uint16, b block, gain uint16) {
	doc := uint32(0)
	if b.width == 1 {
		for _, gap := range b.entries {
			doc += uint32(gap)
			sum, add := sums[doc], gain
			if sum == 0 || gap == emptyStep {
				add = 0
			}
			sums[doc] = sum + add
		}
		return
	}
	for e := b.entries; len(e) >= b.width; e = e[b.width:] {
		doc += wideGap(e, b.width)
		sum, add := sums[doc], gain
		if sum == 0 {
			add = 0
		}
		sums[doc] = sum + add
	}
}

// bin returns the step of a sum, the highest first.
func bin(sum uint16) int { return sumBins - 1 - int(sum)*sumBins/(1<<16) }

// visitFound visits what was found by falling sum, as finely as bins tell. It
// sorts no more than it needs.
func (s *Search) visitFound(v *View, visit Visit) (more bool) {
	for from := 0; from < sumBins; {
		to, n := from, 0
		for to < sumBins && n < 2*ahead {
			count := int(s.counts[to])
			s.counts[to] = uint32(n) // from now on, where the bin begins
			n += count
			to++
		}
		s.ranked = slices.Grow(s.ranked[:0], n)[:n]
		for _, f := range s.found {
			if b := bin(f.sum); b >= from && b < to {
				s.ranked[s.counts[b]] = f
				s.counts[b]++
			}
		}
		for batch := range slices.Chunk(s.ranked, ahead) {
			if !s.visitBatch(v, batch, visit) {
				return false
			}
		}
		from = to
	}
	return true
}

// visitBatch visits documents until a visit returns false. Their records lie far
// apart in memory: they are fetched all at once, so that nobody waits for one
// after the other.
func (s *Search) visitBatch(v *View, batch []found, visit Visit) (more bool) {
	for i, f := range batch {
		s.records[i] = v.parts[f.part].record(f.doc)
	}
	const line = 64 // bytes of a cache line
	touch := byte(0)
	for _, b := range s.records[:len(batch)] {
		last := len(b) - 1
		touch ^= b[0] ^ b[min(line, last)] ^ b[min(2*line, last)] ^ b[min(3*line, last)] ^
			b[min(4*line, last)] ^ b[min(5*line, last)] ^ b[min(6*line, last)] ^ b[min(7*line, last)]
	}
	s.touch = touch
	for i, f := range batch {
		if v.parts[f.part].dead.has(f.doc) {
			continue
		}
		s.record.read(s.records[i])
		if !visit(f.Ref, &s.record, int(f.sum)) {
			return false
		}
	}
	return true
}
