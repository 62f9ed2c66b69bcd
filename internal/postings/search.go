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
// Trotman, Anytime Ranking for Impact-Ordered Indexes, 2015). A block pays what it
// adds to the sum of each of its documents, marked down by the frequency of its
// term: what a frequent term finds is mostly not meant. The first half of the
// budget opens sums, the rest adds to those that are open.
type Search struct {
	terms   []queried
	hits    []hit
	paid    [payments]int // postings, by what they pay
	sums    []uint16      // by document of the part at hand; zero between parts
	touched []uint32      // documents of the part with a sum
	found   []found
	counts  [sumBins + 1]uint32 // of found, by bin
	ranked  []found
	records [ahead][]byte
	touch   byte
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
	part   int
	term   *queried
	blocks blockReader
	list   []byte
	impact int // of the next block
	count  int // of its documents
}

// found is a document with its sum.
type found struct {
	Ref
	sum uint16
}

const (
	// rarePart is the power of a term's frequency by which its blocks are marked
	// down; impactPart is that of the impact in what a block pays ("payment" in
	// bench/related/stages).
	rarePart   = 0.4
	impactPart = 0.5

	payments = 256   // steps by which payments are told apart, eight an octave
	topSum   = 60000 // the sum of a document that has every term at its best
	sumBins  = 1024  // steps by which sums are told apart
	ahead    = 64    // documents that are fetched together
)

// impactPays is what an impact adds to the payment of a block: impactPart times
// its binary logarithm.
var impactPays = [maxImpact + 1]float64{2: 0.5, 3: 0.792, 4: 1, 5: 1.161, 6: 1.292, 7: 1.404}

// step returns the step of a payment, the highest first: 4 is 0, 2^-30 the last.
func step(pays float64) int { return max(0, min(payments-1, int(8*(2-pays)))) }

// Find visits documents that share well-paying postings with the query, those of
// the highest sums first, until limit visits have returned true; then all
// documents of the tail. It reads about as many postings as reading says.
func (s *Search) Find(v *View, terms []Weighted, reading, limit int, visit func(Ref, *Record) bool) {
	s.look(v, terms)
	s.spend(reading)
	s.found = s.found[:0]
	clear(s.counts[:])
	for hits := s.hits; len(hits) > 0; {
		n := 1
		for n < len(hits) && hits[n].part == hits[0].part {
			n++
		}
		s.readPart(v.parts[hits[0].part].docs(), hits[:n])
		hits = hits[n:]
	}
	s.visitFound(v, limit, visit)

	last := len(v.parts) - 1
	for p, doc := &v.parts[last], uint32(0); int(doc) < p.docs(); doc++ {
		if !p.dead.has(doc) {
			s.record.read(p.record(doc))
			visit(Ref{uint32(last), doc}, &s.record)
		}
	}
}

// look finds the lists of the terms and counts what their blocks pay.
func (s *Search) look(v *View, terms []Weighted) {
	sum := 0.0
	for _, t := range terms {
		sum += t.Weight
	}
	s.terms = s.terms[:0]
	for _, t := range terms {
		q := queried{Weighted: t}
		q.pays = math.Log2(t.Weight/sum) - rarePart*math.Log2(float64(1+v.Frequency(t.Term)))
		for impact := 1; impact <= maxImpact; impact++ {
			q.gains[impact] = uint16(max(1, t.Weight/sum*float64(impact)*(topSum/maxImpact)))
		}
		s.terms = append(s.terms, q)
	}
	s.hits = s.hits[:0]
	for i := range v.parts {
		lists := &v.parts[i].lists
		for j := range s.terms {
			if list := lists.of(s.terms[j].Term); len(list) > 0 {
				s.hits = append(s.hits, hit{part: i, term: &s.terms[j], list: list})
			}
		}
	}
	for i := range s.hits { // fetched together, as in visitBatch
		s.touch ^= s.hits[i].list[0]
	}
	clear(s.paid[:])
	for i := range s.hits {
		h := &s.hits[i]
		h.blocks = blocksOf(h.list)
		h.impact, h.count = h.blocks.next()
		for blocks, impact, count := h.blocks, h.impact, h.count; impact > 0; impact, count = blocks.next() {
			s.paid[step(h.term.pays+impactPays[impact])] += count
		}
	}
}

// spend decides which blocks are read and which of them open sums.
func (s *Search) spend(reading int) {
	opens, adds, spent := 0, 0, 0
	for adds < payments && spent < reading {
		spent += s.paid[adds]
		adds++
		if spent <= reading/2 {
			opens = adds
		}
	}
	opens = max(1, opens)
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
}

// readPart adds up sums of the documents of a part and puts them to those found.
func (s *Search) readPart(docs int, hits []hit) {
	if len(s.sums) < docs {
		s.sums = make([]uint16, docs+docs/8)
	}
	touched := s.touched[:0]
	for i := range hits {
		h := &hits[i]
		for h.impact >= h.term.opens {
			touched = slices.Grow(touched, h.count)
			touched, h.blocks.docs = openSums(s.sums, touched, h.blocks.docs, h.count, h.term.gains[h.impact])
			h.impact, h.count = h.blocks.next()
		}
	}
	for i := range hits {
		h := &hits[i]
		for h.impact >= h.term.adds {
			h.blocks.docs = addToSums(s.sums, h.blocks.docs, h.count, h.term.gains[h.impact])
			h.impact, h.count = h.blocks.next()
		}
	}
	for _, doc := range touched {
		sum := s.sums[doc]
		s.sums[doc] = 0
		s.counts[bin(sum)]++
		s.found = append(s.found, found{Ref{uint32(hits[0].part), doc}, sum})
	}
	s.touched = touched
}

// openSums adds gain to the sums of the documents of a block and appends those
// that had none to touched, which has room for all.
func openSums(sums []uint16, touched []uint32, block []byte, count int, gain uint16) ([]uint32, []byte) {
	n, doc, at := len(touched), uint32(0), 0
	touched = touched[:n+count]
	for range count {
		gap := uint32(block[at])
		at++
		if gap >= 0x80 {
			gap, at = longGap(block, at-1)
		}
		doc += gap
		sum := sums[doc]
		touched[n] = doc
		if sum == 0 {
			n++
		}
		sums[doc] = sum + gain
	}
	return touched[:n], block[at:]
}

// addToSums adds gain to the sums of the documents of a block that have one.
func addToSums(sums []uint16, block []byte, count int, gain uint16) []byte {
	doc, at := uint32(0), 0
	for range count {
		gap := uint32(block[at])
		at++
		if gap >= 0x80 {
			gap, at = longGap(block, at-1)
		}
		doc += gap
		sum, add := sums[doc], gain
		if sum == 0 {
			add = 0
		}
		sums[doc] = sum + add
	}
	return block[at:]
}

// longGap reads a gap of more than one byte.
func longGap(block []byte, at int) (gap uint32, next int) {
	for shift := 0; ; shift += 7 {
		b := block[at]
		at++
		gap |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return gap, at
		}
	}
}

// bin returns the step of a sum, the highest first.
func bin(sum uint16) int { return sumBins - 1 - int(sum)*sumBins/(1<<16) }

// visitFound visits what was found by falling sum, as finely as bins tell, until
// limit visits have returned true. It sorts no more than it needs.
func (s *Search) visitFound(v *View, limit int, visit func(Ref, *Record) bool) {
	for from := 0; from < sumBins && limit > 0; {
		to, n := from, 0
		for to < sumBins && n < limit {
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
		for i := 0; i < n && limit > 0; i += ahead {
			limit -= s.visitBatch(v, s.ranked[i:min(n, i+ahead)], limit, visit)
		}
		from = to
	}
}

// visitBatch visits documents until so many visits have returned true and
// returns how many have. Their records lie far apart in memory: they are fetched
// all at once, so that nobody waits for one after the other.
func (s *Search) visitBatch(v *View, batch []found, limit int, visit func(Ref, *Record) bool) (visited int) {
	for i, f := range batch {
		s.records[i] = v.parts[f.part].record(f.doc)
	}
	const line = 64 // bytes of a cache line
	for _, b := range s.records[:len(batch)] {
		last := len(b) - 1
		s.touch ^= b[0] ^ b[min(line, last)] ^ b[min(2*line, last)] ^ b[min(3*line, last)] ^
			b[min(4*line, last)] ^ b[min(5*line, last)] ^ b[min(6*line, last)] ^ b[min(7*line, last)]
	}
	for i, f := range batch {
		if visited == limit {
			break
		}
		if v.parts[f.part].dead.has(f.doc) {
			continue
		}
		s.record.read(s.records[i])
		if visit(f.Ref, &s.record) {
			visited++
		}
	}
	return visited
}
