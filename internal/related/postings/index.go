// Package postings is the storage engine of the index of related articles. It stores
// documents as numbers, finds candidates for a query, and reads and writes snapshots.
// Its terms are those of package scoring, but it knows nothing about scores: its Model
// tells it what a code and a term are worth.
//
// The index is a sequence of segments. A segment is immutable. It holds the records of
// its documents (record.go), a table of their IDs, and lists (lists.go): for each term,
// the documents for which the term is among the strongest, in blocks of decreasing
// impact. New documents are appended to the tail, a last segment of at most 64
// documents that has no lists and that every query scans completely. A full tail is
// sealed, that is, turned into a segment with lists. Since a query looks up every term
// in every segment, segments are merged, by the Put that completes a group: eight
// segments of one level, or two once they have 32,768 documents each, become one
// segment of the next level, up to maxSegmentDocs documents. A document that is replaced
// or deleted is marked as dead. It is dropped when its segment is merged, or as soon as
// half of the segment is dead. The documents of a segment are in order of time
// (order.go), so a period is a range of document numbers.
//
// Readers use a View, which shows the sequence at one moment, and never wait. A writer
// prepares the next View and publishes it by a single atomic store. All views share the
// dictionary, which only grows; its document frequencies are updated atomically.
//
// In an index of 100,000 articles with 180 terms on average, an article takes 400 bytes
// for terms (two bytes each, and four for terms beyond the first 65,536), 33 for the
// sketch, 55 for ID, date, lengths and offsets, 140 for lists, 60 for its share of the
// dictionary and 5 for the ID table. The index deliberately has no positions, no lists
// of weak terms, and no delta coding of records, since a query reads a hundred records
// or more.
package postings

import (
	"hash/maphash"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/presse-go/presse/internal/related/scoring"
)

// A Model holds what the engine needs from scoring to choose the terms by which a
// document is found as a candidate.
type Model struct {
	// Impact returns how much a term with this code counts in a document of this
	// length, from 0 to 1. A term of impact 0 never yields candidates.
	Impact func(code uint8, length int) float64
	// Rarity returns the weight of a term that occurs in df of docs documents.
	Rarity func(df, docs int) float64
	// Posted is the number of terms of a document that get into lists.
	Posted int
	// Listed is the set of codes, 1<<code each, whose terms get into lists for every
	// document that has them, so that Scope.Listed finds all of these documents.
	Listed uint32
	// Unnamed is the set of codes, 1<<code each, whose terms are numbers only. Such
	// terms have no written form, and their hashes are taken from a small range.
	Unnamed uint32
}

// An Index is a set of documents. Readers use its View and never wait; writers wait for
// each other.
type Index struct {
	model Model
	seed  maphash.Seed
	view  atomic.Pointer[View]

	mu     sync.Mutex // guards the fields below
	dict   dictionary
	parts  []part // oldest first; the last one is the tail
	docs   int    // live documents
	length int64  // sum of their lengths

	// Buffers for one document and for the postings of a tail.
	buf      []Coded
	strong   []strong
	listed   []strong
	postings []posting
}

// A part is a segment together with the set of its dead documents.
type part struct {
	*segment
	dead   bitset
	died   int
	shared bool // a View has dead: copy it before changing it
}

// A View is the state of the index at one moment. Later changes of the index do not
// affect it, except that document frequencies are always the current ones.
type View struct {
	model *Model
	dict  dictionary
	parts []part
	// Docs is the number of documents, Length is the sum of their lengths.
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

// View returns the current state of the index.
func (x *Index) View() *View { return x.view.Load() }

const (
	// tailDocs is the number of documents at which the tail is sealed. Every query
	// scans the whole tail.
	tailDocs = 64
	// fanout is the number of segments of one level that are merged into one of the
	// next level, unless they have more than maxSegmentDocs documents together.
	fanout = 8
)

// Put adds documents, replacing those with the same IDs. Readers see either none or all
// of the changes. The IDs must be distinct.
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

// Delete removes the documents with the given IDs and returns how many it removed.
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
	// The tail keeps growing: give readers its slices as they are now.
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
		if x.model.Unnamed>>t.Code&1 == 0 {
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

// remove marks the document with this ID as dead and subtracts it from the counts. It
// reports whether there was one.
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

// sealTail turns the tail into a segment with lists, then merges segments as long as
// there are enough of one level.
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

// maxSegment limits the size of the records of a segment, since offsets have 32 bits.
const maxSegment = 1 << 31

// ripe returns the number of segments at the end of the sequence that should be merged,
// all of one level, or 0 if there are not enough.
func (x *Index) ripe() int {
	level := x.parts[len(x.parts)-1].level
	n := min(fanout, maxSegmentDocs/(tailDocs<<(3*level)))
	if n < 2 || len(x.parts) < n {
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
	if bytes >= maxSegment || docs > maxSegmentDocs {
		return 0
	}
	return n
}

// dropDead rewrites segments of which at least half is dead, so that an archive whose
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

// Stats describes the size of an index. All fields except the first two are in bytes.
type Stats struct {
	Articles, Terms                    int
	Dictionary, Forward, Postings, IDs int
}

// Bytes returns the memory that the parts take together.
func (s Stats) Bytes() int { return s.Dictionary + s.Forward + s.Postings + s.IDs }

// Stats returns the size of the view.
func (v *View) Stats() Stats {
	s := Stats{Articles: v.Docs, Terms: v.dict.terms(), Dictionary: v.dict.bytes()}
	for i := range v.parts {
		p := &v.parts[i]
		s.Forward += cap(p.records) + 4*cap(p.ends) + 8*cap(p.times) + 8*cap(p.dead)
		s.Postings += p.lists.size()
		s.IDs += 4 * cap(p.ids)
	}
	return s
}
