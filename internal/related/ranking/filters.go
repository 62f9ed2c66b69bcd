package ranking

import (
	"hash/maphash"
	"math/bits"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Filter specifies which documents may be answers. Its terms are term numbers of the
// view.
type Filter struct {
	Timed    bool // only documents that are public at the time Now (Unix seconds)
	Now      int64
	Aged     bool // only documents published at the time Earliest or later; undated ones have the time Undated
	Earliest int64

	InLangs     bool
	Langs       []uint32 // if InLangs, only documents that have one of these terms with CodeLang
	InSections  bool
	Sections    []uint32 // if InSections, only documents that have one of these terms with CodeSection
	InGenres    bool
	Genres      []uint32 // if InGenres, only documents that have one of these terms with CodeGenre
	NotSections []uint32 // no documents that have one of these terms with CodeSection
	NotTags     []uint32 // no documents that have one of these terms with CodeTag

	Unoffered bool // also documents that are never offered next to another

	Self    string   // the ID of the document of the query
	Exclude []string // IDs of documents to leave out

	// Only, unless nil, reports whether a document may be an answer. It is called at
	// most once for each document that the rest of the filter leaves. The ID points
	// into the index.
	Only func(id string) bool
}

// visible reports whether a document may be shown.
func (a *Asking) visible(r *postings.Record) bool {
	f := &a.query.Filter
	return (f.Unoffered || !r.Unoffered) && (!f.Timed || r.From <= f.Now && f.Now < r.Until && r.Published <= f.Now)
}

// described reports whether a document may be an answer as far as its record without the
// ID tells.
func (a *Asking) described(r *postings.Record) bool {
	f := &a.query.Filter
	return a.visible(r) &&
		(!f.Aged || f.Earliest <= r.Published) &&
		(!f.InLangs || hasOne(r, f.Langs, scoring.CodeLang)) &&
		(!f.InSections || hasOne(r, f.Sections, scoring.CodeSection)) &&
		(!f.InGenres || hasOne(r, f.Genres, scoring.CodeGenre)) &&
		!hasOne(r, f.NotSections, scoring.CodeSection) &&
		!hasOne(r, f.NotTags, scoring.CodeTag)
}

// named reports whether a document may be an answer as far as its ID tells.
func (a *Asking) named(at postings.Ref, r *postings.Record) bool {
	f := &a.query.Filter
	id := r.ID()
	if id == f.Self {
		return false
	}
	if a.excluded.has(id) || f.Only != nil && !a.verdicts.of(at, id, f.Only) {
		a.ruledOut++
		return false
	}
	return true
}

func hasOne(r *postings.Record, terms []uint32, code uint8) bool {
	for _, t := range terms {
		if r.Has(t, code) {
			return true
		}
	}
	return false
}

// scope returns the part of the index in which documents can pass the filter.
func (f *Filter) scope() postings.Scope {
	s := postings.Everything
	if f.Timed {
		s.To = f.Now
	}
	if f.Aged {
		s.From = f.Earliest
	}
	return s
}

// share returns an estimate of the share of the documents in a scope by time that pass
// the rest of the filter, other than Exclude and Only.
func (f *Filter) share(v *postings.View) float64 {
	share := 1.0
	if f.InLangs {
		share = part(v, f.Langs)
	}
	if f.InSections {
		share *= part(v, f.Sections)
	}
	if f.InGenres {
		share *= part(v, f.Genres)
	}
	return share * (1 - part(v, f.NotSections)) * (1 - part(v, f.NotTags))
}

// part returns the share of the documents that have one of the terms, if none has two.
func part(v *postings.View, terms []uint32) float64 {
	n := 0
	for _, t := range terms {
		if t != Unknown {
			n += v.Frequency(t)
		}
	}
	return min(1, float64(n)/float64(max(1, v.Docs)))
}

// An idSet is a set of IDs: a hash table with chains. Building it takes 5 ns for each ID
// and testing an ID takes as long.
type idSet struct {
	ids    []string
	first  []uint32 // by hash: the index of an ID plus one, 0 for none
	next   []uint32 // by index of an ID: the next one with the same hash, likewise
	shift  int
	hashed func(string) uint64
}

var seed = maphash.MakeSeed()

// reset sets the set to ids, which it keeps until the next call.
func (s *idSet) reset(ids []string) {
	s.ids = ids
	if len(ids) == 0 {
		return
	}
	width := bits.Len(uint(len(ids)))
	s.shift = 64 - width
	s.first = resized(s.first, 1<<width)
	clear(s.first)
	s.next = resized(s.next, len(ids))
	for i, id := range ids {
		head := &s.first[s.hash(id)]
		s.next[i], *head = *head, uint32(i+1)
	}
}

func (s *idSet) hash(id string) uint64 {
	if s.hashed != nil {
		return s.hashed(id) >> s.shift
	}
	return maphash.String(seed, id) >> s.shift
}

func (s *idSet) has(id string) bool {
	if len(s.ids) == 0 {
		return false
	}
	for i := s.first[s.hash(id)]; i > 0; i = s.next[i-1] {
		if s.ids[i-1] == id {
			return true
		}
	}
	return false
}

// verdicts holds what Filter.Only reported about documents. It is a hash table with open
// addressing.
type verdicts struct {
	slots []uint64 // Ref.Number plus one, times 2, plus 1 for true; 0 if free
	n     int
	asked int // calls of Only
	yes   int // how many of these reported true
}

func (m *verdicts) reset() {
	if m.n > 0 {
		clear(m.slots)
	}
	*m = verdicts{slots: m.slots}
}

// of returns what only reports about a document.
func (m *verdicts) of(at postings.Ref, id string, only func(id string) bool) bool {
	if 2*m.n >= len(m.slots) {
		m.grow()
	}
	key := at.Number() + 1
	i := m.find(key)
	if m.slots[i] == 0 {
		verdict := uint64(0)
		if only(id) {
			verdict = 1
			m.yes++
		}
		m.asked++
		m.slots[i] = key<<1 | verdict
		m.n++
	}
	return m.slots[i]&1 != 0
}

// rare reports whether Only rejects most documents.
func (m *verdicts) rare() bool { return m.asked >= 64 && m.asked > rareVerdict*m.yes }

// find returns the slot of a key, or the free one where it belongs.
func (m *verdicts) find(key uint64) int {
	mask := uint64(len(m.slots) - 1)
	i := key * 0x9e3779b97f4a7c15 >> 20 & mask
	for m.slots[i] != 0 && m.slots[i]>>1 != key {
		i = (i + 1) & mask
	}
	return int(i)
}

func (m *verdicts) grow() {
	old := m.slots
	m.slots = make([]uint64, max(1<<10, 2*len(old)))
	for _, s := range old {
		if s != 0 {
			m.slots[m.find(s>>1)] = s
		}
	}
}

// resized returns a slice of length n, which is s if its capacity suffices.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/8)[:n]
	}
	return s[:n]
}
