// Package postings is the storage engine of the index of related articles. It stores
// documents as numbers, finds candidates for a query, and reads and writes snapshots.
// Its terms are those of package scoring, but it knows nothing about scores: its Model
// tells it what a code and a term are worth.
//
// # Segments
//
// The index is a sequence of segments. A segment is immutable. It holds the records of
// its documents (record.go), a table of their IDs, and lists (lists.go): for each term,
// the documents for which the term is among the strongest, in blocks of decreasing
// impact. Its documents are in order of time (order.go), so a period is a range of
// document numbers. New documents are appended to the tail, a last segment of at most
// 64 documents that is not in order and has no lists, and that every query scans
// completely. A full tail is sealed, that is, turned into a segment with lists. A
// document that is replaced or deleted is marked as dead.
//
// Since a query looks up every term in every segment, segments are merged (merge.go).
// Segments have levels: those of up to 64 documents have level 0, those of up to 512
// have level 1, and so on by factors of 8, up to level 4 with 131,072 documents, the
// maximum. Eight segments of one level are merged into one, or as many as fit into the
// maximum. Dead documents are dropped by a merge. A segment of which a quarter is dead is
// rewritten, that is, merged on its own.
//
// # Nobody waits
//
// Readers use a View, which shows the sequence at one moment, and never wait. A writer
// prepares the next View and publishes it by a single atomic store.
//
// A merge is a state that each Put or Delete moves on a little, for each document by
// mergeWork units of work, which take 40 µs. There is at most one merge for each level
// and one segment that is rewritten, so a call does at most five times that for each
// of its documents, plus the sealing of a tail, 1 or 2 ms, for every 64 documents, and
// the start of a merge, 30 ms at most.
//
// A merge does not fall behind. To merge n documents costs at most 1,700 × n units: 900
// to copy a document and to choose its strongest terms, 24 to sort them, and 704 to
// write 64 entries if each is a list by itself. That work is done while 0.42 × n
// documents are put, but the next segments that can be merged to n documents are
// complete only after n documents. Likewise, a segment of n documents is rewritten when
// n/4 of them have died, and each death moves the rewriting on. If many segments become
// due at once, they wait for each other, and all of N documents are rewritten while at
// most 0.42 × N more are put or die. Documents that die in a source after they were
// copied are dead in the result.
//
// # Terms
//
// All views share the dictionary (dictionary.go), whose document frequencies are updated
// atomically. It stores terms in pages and the hash table in shards, so that nothing has
// to grow all at once. A term that no document has any more is removed, and its number
// is used for another term as soon as no reader is left that began before (epoch.go).
//
// # Snapshots
//
// Segments and numbers of terms depend on the order in which documents came. The
// canonical form of the same documents does not (compact.go). Compact brings an index
// into it, and snapshots are always in it (snapshot.go, FORMAT.md).
//
// # Memory
//
// In an index of 100,000 articles with 180 terms on average, an article takes 400 bytes
// for terms (two bytes each, and four for terms beyond the first 65,536), 113 for the
// sketch, 55 for ID, date, lengths and offsets, 140 for lists, 60 for its share of the
// dictionary and 5 for the ID table. A merge in progress takes as much as its sources
// until it is complete. The index deliberately has no positions, no lists of weak terms,
// and no delta coding of records, since a query reads a hundred records or more.
package postings

import (
	"hash/maphash"
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

// named reports whether the terms with this code have entries in the dictionary.
func (m *Model) named(code uint8) bool { return m.Unnamed>>code&1 == 0 }

// An Index is a set of documents. Readers use its View and never wait; writers wait for
// each other.
type Index struct {
	model  Model
	seed   maphash.Seed
	view   atomic.Pointer[View]
	epochs epochs

	mu     sync.Mutex       // guards the fields below
	dict   *dictionary      // replaced by Compact
	parts  []*part          // oldest first; the last one is the tail
	merges [levels]*merging // by level of the sources; the last one rewrites a segment
	docs   int              // live documents
	length int64            // sum of their lengths
	labels []uint32         // see View.Labels
	mark   string
	epoch  uint64                      // of the current call
	done   struct{ copied, lists int } // work of merges since New

	compact bool // it is in the canonical form (compact.go)

	// Buffers for one document and for the postings of a tail.
	terms    []Coded
	buf      []Coded
	chooser  chooser
	postings []posting
	sorted   []posting
}

// A part is a segment together with the set of its dead documents.
type part struct {
	*segment
	dead    bitset
	died    int
	shared  bool // a View has dead: copy it before changing it
	merging bool // it is the source of a merge
}

// kill marks a document as dead.
func (p *part) kill(doc uint32) {
	p.dead, p.shared = p.dead.with(doc, p.shared), false
	p.died++
}

// A View is the state of the index at one moment. Later changes of the index do not
// affect it, except that document frequencies and written forms are always the current
// ones. A reader that uses terms must get its View from Index.Enter.
type View struct {
	model   *Model
	dict    *dictionary
	archive *Archive // of a Batch, which has no dictionary
	limit   uint32   // terms with this number and above are later ones
	parts   []part
	// Docs is the number of documents, Length is the sum of their lengths.
	Docs   int
	Length int64
	// Mark is the last string that was passed to Index.SetMark.
	Mark string

	labels  []uint32
	compact bool // it is in the canonical form

	terms, dictionary, merging int // for Stats
}

// MeanLength returns the mean length of the documents.
func (v *View) MeanLength() float64 {
	if v.archive != nil {
		return v.archive.MeanLength
	}
	return float64(v.Length) / float64(max(1, v.Docs))
}

// New returns an empty index.
func New(m Model) *Index {
	x := &Index{model: m, seed: maphash.MakeSeed(), dict: newDictionary()}
	x.parts, x.compact = []*part{{segment: &segment{}}}, true
	x.chooser.model = &x.model
	x.publish()
	return x
}

// View returns the current state of the index. The terms of its documents may be
// replaced by others at any time; use Enter to prevent that.
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
	x.begin()
	for i := range docs {
		x.add(&docs[i])
		x.startMerges(deadPart)
		x.work(1)
	}
	x.publish()
}

// Delete removes the documents with the given IDs and returns how many it removed. If
// there is only one ID, Delete does not start a merge, which takes some milliseconds to
// allocate memory, but goes on with those that Put has started.
func (x *Index) Delete(ids ...string) int {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.begin()
	n := 0
	for _, id := range ids {
		if x.remove(id) {
			n++
			x.work(1)
		}
	}
	if len(ids) > 1 {
		x.startMerges(deadPart)
	}
	if n > 0 {
		x.publish()
	}
	return n
}

// Settle moves merges on without another change, by the work that is due for the given
// number of documents, and starts to rewrite segments with fewer dead documents than Put
// does. It reports whether merges are left. A caller that has put many
// documents can call it repeatedly, so that the index is soon as small and as fast as it
// can be.
func (x *Index) Settle(docs int) (left bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.begin()
	if x.startMerges(idleDeadPart); x.merges == [levels]*merging{} {
		return false
	}
	x.work(docs)
	x.publish()
	return true
}

// begin is called at the beginning of each change.
func (x *Index) begin() {
	x.epoch = x.epochs.next()
	if x.epoch >= 2 {
		x.dict.release(x.epoch - 2)
	}
}

func (x *Index) publish() {
	x.dropDead()
	v := &View{
		model: &x.model, dict: x.dict, limit: x.dict.limit,
		Docs: x.docs, Length: x.length, Mark: x.mark, labels: x.labels, compact: x.compact,
		terms: x.dict.named, dictionary: x.dict.size,
	}
	v.parts = make([]part, len(x.parts))
	for i, p := range x.parts {
		p.shared = true
		v.parts[i] = *p
	}
	// The tail keeps growing: give readers its slices as they are now.
	tail := &v.parts[len(v.parts)-1]
	now := *tail.segment
	tail.segment = &now
	for _, m := range x.merges {
		if m != nil {
			v.merging += m.size()
		}
	}
	x.view.Store(v)
}

// add adds a document, replacing one with the same ID.
func (x *Index) add(d *Doc) {
	x.terms = x.number(d.Terms, x.terms[:0])
	x.remove(d.ID) // only now, so that common terms of the two versions are not released
	x.append(d, x.terms)
}

// number appends the given terms, by their numbers, and counts them.
func (x *Index) number(terms []scoring.Term, dst []Coded) []Coded {
	nameless := 0
	for _, t := range terms {
		n := unnamedTerm(t.Hash)
		if x.model.named(t.Code) {
			n = x.dict.enter(t.Hash, t.Written, t.Code >= scoring.CodeTag)
		} else if nameless++; nameless > maxUnnamed {
			continue
		}
		if n == 0 {
			continue
		}
		x.dict.count(n, 1, x.epoch)
		c := Coded{n, t.Code % scoring.Codes}
		x.label(c)
		dst = append(dst, c)
	}
	return dst
}

// append adds a document, whose terms have been counted, to the tail.
func (x *Index) append(d *Doc, terms []Coded) {
	p := x.parts[len(x.parts)-1]
	tail := p.segment
	tail.records = appendRecord(tail.records, d, terms)
	tail.ends = append(tail.ends, uint32(len(tail.records)))
	x.compact = false
	x.docs++
	x.length += int64(min(d.Length, maxLength))
	switch {
	case tail.docs() < tailDocs:
	case p.died >= tailDocs/2: // frequent replacements must not lead to small segments
		x.parts[len(x.parts)-1] = &part{segment: tail.living(p.dead)}
	default:
		x.parts[len(x.parts)-1] = &part{segment: x.seal(tail, p.dead)}
		x.parts = append(x.parts, &part{segment: &segment{}})
	}
}

// remove marks the document with this ID as dead and subtracts it from the counts. It
// reports whether there was one.
func (x *Index) remove(id string) bool {
	p, doc, ok := x.find(id)
	if !ok {
		return false
	}
	var r Record
	r.read(p.record(doc))
	x.buf = r.AppendTerms(x.buf[:0])
	for _, t := range x.buf {
		x.dict.count(t.Term, -1, x.epoch)
	}
	x.drop(p, doc, &r)
	return true
}

// find returns the place of the document with this ID.
func (x *Index) find(id string) (p *part, doc uint32, ok bool) {
	hash := maphash.String(x.seed, id)
	for i := len(x.parts) - 1; i >= 0; i-- {
		p := x.parts[i]
		if doc, ok := p.find(id, hash, p.dead); ok {
			return p, doc, true
		}
	}
	return nil, 0, false
}

// drop marks a document as dead, without its terms.
func (x *Index) drop(p *part, doc uint32, r *Record) {
	p.kill(doc)
	x.compact = false
	x.docs--
	x.length -= int64(r.Length)
}

// Stats describes the size of an index. Forward includes merges in progress. All fields except the first two are in bytes.
type Stats struct {
	Articles, Terms                    int
	Dictionary, Forward, Postings, IDs int
}

// Bytes returns the memory that the parts take together.
func (s Stats) Bytes() int { return s.Dictionary + s.Forward + s.Postings + s.IDs }

// Stats returns the size of the view.
func (v *View) Stats() Stats {
	s := Stats{Articles: v.Docs, Terms: v.terms, Dictionary: v.dictionary, Forward: v.merging}
	for i := range v.parts {
		p := &v.parts[i]
		s.Forward += cap(p.records) + 4*cap(p.ends) + 8*cap(p.times) + 8*cap(p.dead)
		s.Postings += p.lists.size()
		s.IDs += 4 * cap(p.ids)
	}
	return s
}
