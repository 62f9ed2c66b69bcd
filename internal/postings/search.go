package postings

import (
	"encoding/binary"
	"iter"
)

// A Ref says where a document is in the View that gave it.
type Ref struct{ part, doc uint32 }

// Term returns the number of a term and whether any document ever had it.
func (v *View) Term(hash uint64) (uint32, bool) { return v.dict.find(hash) }

// Frequency returns the number of documents with the term.
func (v *View) Frequency(term uint32) int { return v.dict.frequency(term) }

// Written returns the term as it was first written.
func (v *View) Written(term uint32) string { return v.dict.text(term) }

// Read sets r to a document.
func (v *View) Read(at Ref, r *Record) { r.read(v.parts[at.part].record(at.doc)) }

// Find returns where the document with this ID is in v.
func (x *Index) Find(v *View, id string) (Ref, bool) {
	for i := len(v.parts) - 1; i >= 0; i-- {
		p := &v.parts[i]
		if doc, ok := p.find(id, x.seed, p.dead); ok {
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
	Weight float32
}

// A Search finds candidates. It is made to be reused, by one goroutine at a
// time; the zero value is ready.
type Search struct {
	sums    []float32 // by document of the postings' segments; zero between searches
	touched []uint32
	bins    [bins + 1]uint32
	order   []uint32
	record  Record
}

// bins is how finely candidates are ordered by their first sums.
const bins = 1024

// perTerm is how many postings of a term a search reads, the strongest first:
// its time does not grow with the archive. To see what another value gives, set it
// and run bench/related/stages and bench/related/speed.
const perTerm = 2000

// Find visits documents that share the best-paying postings with the query,
// those of the highest sums first, until limit visits have returned true; then
// all documents of the tail.
func (s *Search) Find(v *View, terms []Weighted, limit int, visit func(Ref, *Record) bool) {
	total := 0
	for i := range v.parts {
		total += v.parts[i].docs()
	}
	if len(s.sums) < total {
		s.sums = make([]float32, total+total/8)
	}
	base := uint32(0)
	s.touched = s.touched[:0]
	for i := range v.parts {
		p := &v.parts[i]
		budget := 32 + perTerm*p.docs()/max(1, total)
		for _, t := range terms {
			s.add(p.postings(t.Term), t.Weight, base, budget)
		}
		base += uint32(p.docs())
	}

	for _, doc := range s.ranked() {
		if limit == 0 {
			break
		}
		if at := v.locate(doc); s.visit(v, at, visit) {
			limit--
		}
	}
	for _, doc := range s.touched {
		s.sums[doc] = 0
	}
	last := len(v.parts) - 1
	for doc := range uint32(v.parts[last].docs()) {
		s.visit(v, Ref{uint32(last), doc}, visit)
	}
}

func (s *Search) visit(v *View, at Ref, visit func(Ref, *Record) bool) bool {
	p := &v.parts[at.part]
	if p.dead.has(at.doc) {
		return false
	}
	s.record.read(p.record(at.doc))
	return visit(at, &s.record)
}

// add adds the postings of a list to the sums.
func (s *Search) add(list []byte, weight float32, base uint32, budget int) {
	for len(list) > 0 && budget > 0 {
		gain := weight * float32(list[0])
		n, k := binary.Uvarint(list[1:])
		list = list[1+k:]
		doc := base
		for range min(int(n), budget) {
			gap := uint32(list[0])
			if gap < 0x80 {
				list = list[1:]
			} else {
				long, k := binary.Uvarint(list)
				gap, list = uint32(long), list[k:]
			}
			doc += gap
			if s.sums[doc] == 0 {
				s.touched = append(s.touched, doc)
			}
			s.sums[doc] += gain
		}
		budget -= int(n)
	}
}

// ranked returns the touched documents by falling sum, as finely as the bins
// tell them apart.
func (s *Search) ranked() []uint32 {
	top := float32(0)
	for _, doc := range s.touched {
		top = max(top, s.sums[doc])
	}
	bin := func(doc uint32) int { return bins - 1 - int(s.sums[doc]/top*(bins-1)) }
	clear(s.bins[:])
	for _, doc := range s.touched {
		s.bins[bin(doc)+1]++
	}
	for i := 1; i < len(s.bins); i++ {
		s.bins[i] += s.bins[i-1]
	}
	if cap(s.order) < len(s.touched) {
		s.order = make([]uint32, 2*len(s.touched))
	}
	s.order = s.order[:len(s.touched)]
	for _, doc := range s.touched {
		b := bin(doc)
		s.order[s.bins[b]] = doc
		s.bins[b]++
	}
	return s.order
}

// locate turns a number over all parts into a Ref.
func (v *View) locate(doc uint32) Ref {
	for i := range v.parts {
		n := uint32(v.parts[i].docs())
		if doc < n {
			return Ref{uint32(i), doc}
		}
		doc -= n
	}
	panic("unreachable")
}
