package postings

import (
	"math"

	"github.com/presse-go/presse/internal/related/scoring"
)

// post returns the lists of a segment, made of the strongest terms of each live
// document.
func (x *Index) post(s *segment, dead bitset) lists {
	p := poster{all: x.postings[:0], spare: x.sorted}
	for doc := range uint32(s.docs()) {
		if !dead.has(doc) {
			p.add(doc, x.strongest(s.record(doc)))
		}
	}
	w := newListWriter(3 * len(p.all))
	for !p.sort() {
	}
	for p.write(w) > 0 {
	}
	if x.postings, x.sorted = p.all[:0], p.spare[:0]; cap(p.all) > 1<<13 { // for more than a tail
		x.postings, x.sorted = nil, nil
	}
	return w.lists()
}

// A posting is one term of one document.
type posting uint64

func newPosting(term uint32, impact int, doc uint32) posting {
	return posting(term)<<32 | posting(impact)<<24 | posting(doc)
}

func (p posting) term() uint32 { return uint32(p >> 32) }
func (p posting) impact() int  { return int(p >> 24 & 0xff) }
func (p posting) doc() uint32  { return uint32(p) & (1<<24 - 1) }

// A poster makes lists from the strongest terms of documents, which are added in
// ascending order. It sorts postings by term with a radix sort, which can be done a
// little at a time. Each pass of it sorts by one byte of the term, the lowest first, and
// keeps the order of postings in which the byte is the same.
type poster struct {
	all     []posting
	spare   []posting
	counts  [3][256]uint32 // number of postings by byte; in the current pass, where the next one goes
	pass    int
	at      int // number of postings that the pass has moved
	written int // number of postings that are in lists
}

// add adds the postings of a document.
func (p *poster) add(doc uint32, terms []strong) {
	for _, t := range terms {
		p.all = append(p.all, newPosting(t.term, t.impact, doc))
		for i := range p.counts {
			p.counts[i][byte(t.term>>(8*i))]++
		}
	}
}

// sortStep is the number of postings that sort moves.
const sortStep = 1 << 10

// sort moves some postings. It reports whether they are sorted.
func (p *poster) sort() (done bool) {
	if p.pass == len(p.counts) {
		return true
	}
	counts := &p.counts[p.pass]
	if p.at == 0 {
		if cap(p.spare) < len(p.all) {
			p.spare = make([]posting, len(p.all))
		}
		p.spare = p.spare[:len(p.all)]
		sum := uint32(0)
		for i, n := range counts {
			counts[i] = sum
			sum += n
		}
	}
	to := min(p.at+sortStep, len(p.all))
	for _, posting := range p.all[p.at:to] {
		n := &counts[byte(posting>>(32+8*p.pass))]
		p.spare[*n] = posting
		*n++
	}
	if p.at = to; to == len(p.all) {
		p.all, p.spare = p.spare, p.all
		p.at = 0
		p.pass++
	}
	return p.pass == len(p.counts)
}

// write writes the next list. It returns the number of its postings, or 0 at the end.
func (p *poster) write(w *listWriter) int {
	left := p.all[p.written:]
	if len(left) == 0 {
		return 0
	}
	term, n := left[0].term(), 1
	for n < len(left) && left[n].term() == term {
		n++
	}
	w.addList(term, func(impact int, docs []uint32) []uint32 {
		for _, posting := range left[:n] {
			if posting.impact() == impact {
				docs = append(docs, posting.doc())
			}
		}
		return docs
	})
	p.written += n
	return n
}

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
	x.rarities.reset(x.docs)
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
			strength := impact * x.rarity(x.dict.frequency(t.Term))
			terms = append(terms, strong{t.Term, int(math.Ceil(min(1, impact) * maxImpact)), float32(strength)})
		}
	}
	terms = append(firstStrong(terms, x.model.Posted), listed...)
	x.strong, x.listed = terms, listed
	return terms
}

// rarities caches rarities by frequency.
type rarities struct {
	docs  int // number of documents for which they were computed
	known [1 << 11]float64
}

// rarity returns the rarity of a term. Only its proportion to that of other terms of
// the same document matters, so the cache is kept while the number of documents changes
// by less than one in 64.
func (x *Index) rarity(df int) float64 {
	r := &x.rarities
	if df >= len(r.known) {
		return x.model.Rarity(df, r.docs)
	}
	if r.known[df] == 0 {
		r.known[df] = x.model.Rarity(df, r.docs)
	}
	return r.known[df]
}

// reset is called before each document.
func (r *rarities) reset(docs int) {
	if 64*max(docs-r.docs, r.docs-docs) >= docs {
		*r = rarities{docs: docs}
	}
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
