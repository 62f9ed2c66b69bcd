// Package postings is the engine of related articles: it stores documents as
// numbers, finds candidates and keeps snapshots. It takes its terms from scoring,
// but has no opinion on scores: what a code means and what a term is worth, its
// Model says.
//
// The index is a row of segments. A segment never changes; it holds the records
// of its documents (record.go), a table of their IDs, and for each term the list
// of documents for which the term is among the strongest, in blocks of falling
// impact. New documents go to a tail without lists, of 64 at most, which every
// query looks at in full. A full tail is sealed to a segment; eight segments of
// a level are merged to one of the next, three from 32,768 documents on, inside
// the Put that made the last: a query looks up every term in every segment. A
// document is rewritten six times on its way to a million. A document
// that is replaced or deleted is marked dead, and dropped when its segment is
// merged or half of it is dead.
//
// Readers take a View, an immutable picture of the row, and wait for nobody; a
// writer prepares the next one aside and shows it by a single store. What all
// views share, the dictionary, only grows; its frequencies are counted
// atomically.
//
// What an article takes, for 100,000 of 180 terms in the mean: 400 bytes of terms,
// two bytes each and four beyond the first 65,536; 33 for the sketch; 55 for ID,
// date, lengths and places; 140 for lists; 60 for its part of the dictionary; 5
// for the ID table. Kept out on purpose: positions, the lists of weak terms, and
// any delta coding of the records, of which a query reads a hundred or more.
package postings

import (
	"hash/maphash"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/presse-go/presse/internal/related/scoring"
)

// A Model is what the engine asks of scoring: enough to choose which terms of
// a document bring it forward as a candidate, and no more.
type Model struct {
	// Impact is how strongly a term of this code speaks for a document of
	// this length, 0 to 1. A term of impact 0 never brings candidates.
	Impact func(code uint8, length int) float64
	// Rarity is the weight of a term found in df of docs documents.
	Rarity func(df, docs int) float64
	// Posted is how many terms of a document are posted.
	Posted int
	// Listed is a code whose terms are posted in every document that has them, so
	// that View.Listed finds them all; scoring.Codes for none.
	Listed uint8
	// Unnamed is the first of the codes whose terms are numbers only: they have
	// no written form, and their hashes fall into a small space.
	Unnamed uint8
}

// An Index is the set of documents. Readers take its View and are never kept
// waiting; writers take turns.
type Index struct {
	model Model
	seed  maphash.Seed
	view  atomic.Pointer[View]

	mu     sync.Mutex // the fields below belong to one writer at a time
	dict   dictionary
	parts  []part // oldest first; the last is the tail
	docs   int    // live documents
	length int64  // sum of their lengths

	// Room for one document, and for the postings of a tail.
	buf      []Coded
	strong   []strong
	listed   []strong
	postings []posting
}

// A part is a segment and which of its documents are dead.
type part struct {
	*segment
	dead   bitset
	died   int
	shared bool // a View holds dead: copy before a change
}

// A View is the index at one moment. It stays as it is while the index goes
// on, except that frequencies are those of the moment they are read.
type View struct {
	model *Model
	dict  dictionary
	parts []part
	// Docs is the number of documents, Length the sum of their lengths.
	Docs   int
	Length int64
}

// New returns an empty index.
func New(m Model) *Index {
	x := &Index{model: m, seed: maphash.MakeSeed(), dict: newDictionary()}
	x.parts = []part{{segment: &segment{}}}
	x.publish()
	return x
}

// View returns the index as it is now.
func (x *Index) View() *View { return x.view.Load() }

const (
	// tailDocs is when the tail is sealed. Queries look at all of the tail.
	tailDocs = 64
	// fanout is how many segments of a level make one of the next, topFanout how
	// many from topLevel on.
	fanout    = 8
	topFanout = 3
	topLevel  = 3
)

// Put adds documents, replacing those of the same ID, and shows them to
// readers all at once. Their IDs must differ.
func (x *Index) Put(docs []Doc) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for i := range docs {
		x.remove(docs[i].ID)
		x.add(&docs[i])
		if tail := &x.parts[len(x.parts)-1]; tail.docs() >= tailDocs {
			x.sealTail()
		}
	}
	x.dropDead()
	x.publish()
}

// Delete removes documents and returns how many there were.
func (x *Index) Delete(ids ...string) int {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := 0
	for _, id := range ids {
		if x.remove(id) {
			n++
		}
	}
	if n > 0 {
		x.dropDead()
		x.publish()
	}
	return n
}

func (x *Index) publish() {
	v := &View{model: &x.model, dict: x.dict, Docs: x.docs, Length: x.length}
	v.parts = append(make([]part, 0, len(x.parts)), x.parts...)
	// The tail goes on growing: readers get its slices as they are now.
	tail := &v.parts[len(v.parts)-1]
	now := *tail.segment
	tail.segment = &now
	for i := range x.parts {
		x.parts[i].shared = true
	}
	x.view.Store(v)
}

func (x *Index) add(d *Doc) {
	terms, nameless := x.buf[:0], 0
	for _, t := range d.Terms {
		n := unnamedTerm(t.Hash)
		if t.Code < x.model.Unnamed {
			n = x.dict.enter(t.Hash, t.Written)
		} else if nameless++; nameless > maxUnnamed {
			continue
		}
		if n == 0 {
			continue
		}
		x.dict.count(n, 1)
		terms = append(terms, Coded{n, t.Code % scoring.Codes})
	}
	x.buf = terms
	tail := x.parts[len(x.parts)-1].segment
	tail.records = appendRecord(tail.records, d, terms)
	tail.ends = append(tail.ends, uint32(len(tail.records)))
	x.docs++
	x.length += int64(min(d.Length, maxLength))
}

// remove marks the document dead and takes it out of the counts.
func (x *Index) remove(id string) bool {
	hash := maphash.String(x.seed, id)
	for i := len(x.parts) - 1; i >= 0; i-- {
		p := &x.parts[i]
		doc, ok := p.find(id, hash, p.dead)
		if !ok {
			continue
		}
		p.dead, p.shared = p.dead.with(doc, p.shared), false
		p.died++
		var r Record
		r.read(p.record(doc))
		x.buf = r.AppendTerms(x.buf[:0])
		for _, t := range x.buf {
			x.dict.count(t.Term, -1)
		}
		x.docs--
		x.length -= int64(r.Length)
		return true
	}
	return false
}

// sealTail turns the tail into a segment with postings, then merges while
// there are enough segments of one level.
func (x *Index) sealTail() {
	last := len(x.parts) - 1
	x.parts[last] = part{segment: x.seal(x.parts[last].segment, x.parts[last].dead)}
	for n := x.ripe(); n > 0; n = x.ripe() {
		from := len(x.parts) - n
		merged := x.merge(x.parts[from:])
		x.parts = append(x.parts[:from:from], part{segment: merged})
	}
	x.parts = append(x.parts, part{segment: &segment{}})
}

// maxSegment bounds the records of a segment, whose places are 32-bit numbers.
const maxSegment = 1 << 31

// ripe returns how many of the last segments are of one level and enough to
// merge, 0 if they are not.
func (x *Index) ripe() int {
	level := x.parts[len(x.parts)-1].level
	n := fanout
	if level >= topLevel {
		n = topFanout
	}
	if len(x.parts) < n {
		return 0
	}
	bytes, docs := 0, 0
	for _, p := range x.parts[len(x.parts)-n:] {
		bytes += len(p.records)
		docs += p.docs()
		if p.level != level {
			return 0
		}
	}
	if bytes >= maxSegment || docs >= maxDocs {
		return 0
	}
	return n
}

// dropDead rewrites segments of which half is dead, so that an archive whose
// articles are often replaced stays small.
func (x *Index) dropDead() {
	for i := len(x.parts) - 2; i >= 0; i-- {
		switch p := x.parts[i]; {
		case p.died == p.docs():
			x.parts = slices.Delete(x.parts, i, i+1)
		case 2*p.died >= p.docs():
			x.parts[i] = part{segment: x.merge(x.parts[i : i+1])}
		}
	}
}

// Stats says what an index takes, in bytes but for the first two.
type Stats struct {
	Articles, Terms                    int
	Dictionary, Forward, Postings, IDs int
}

// Bytes returns the memory that the parts take together.
func (s Stats) Bytes() int { return s.Dictionary + s.Forward + s.Postings + s.IDs }

// Stats measures what the view holds.
func (v *View) Stats() Stats {
	s := Stats{Articles: v.Docs, Terms: v.dict.terms(), Dictionary: v.dict.bytes()}
	for i := range v.parts {
		p := &v.parts[i]
		s.Forward += cap(p.records) + 4*cap(p.ends) + 8*cap(p.dead)
		s.Postings += p.lists.size()
		s.IDs += 4 * cap(p.ids)
	}
	return s
}
