package postings

import (
	"cmp"
	"iter"
	"slices"
	"sort"
)

// The documents of a segment are in order of time: undated documents first, then by
// Published, and by ID among those of the same second. The documents published in a
// period are therefore a range of numbers. Documents of the tail are in the order in
// which they were added.

// A key is what documents are sorted by.
type key struct {
	published int64
	id        string // points into the segment
}

func (k key) compare(other key) int {
	return cmp.Or(cmp.Compare(k.published, other.published), cmp.Compare(k.id, other.id))
}

// key returns the key of a document.
func (s *segment) key(doc uint32) key {
	var r Record
	r.read(s.record(doc))
	return key{r.Published, r.ID()}
}

// inOrder reports whether the documents are in order of time.
func (s *segment) inOrder() bool {
	var last key
	for doc := range uint32(s.docs()) {
		k := s.key(doc)
		if doc > 0 && last.compare(k) > 0 {
			return false
		}
		last = k
	}
	return true
}

// sampled is the number of documents for each of which a segment stores one time in
// times. A window is found by a search among the stored times and another in at most
// this many records.
const sampled = 64

// stampTimes sets times. The documents must be in order.
func (s *segment) stampTimes() {
	s.times = make([]int64, 0, s.docs()/sampled+1)
	for doc := 0; doc < s.docs(); doc += sampled {
		s.times = append(s.times, s.published(uint32(doc)))
	}
}

func (s *segment) published(doc uint32) int64 {
	var r Record
	r.read(s.record(doc))
	return r.Published
}

// since returns the number of documents before the first one that was published at the
// given time or later. The segment must not be the tail.
func (s *segment) since(time int64) uint32 {
	// Documents before the sample i are earlier than time, those from it on are not.
	i, _ := slices.BinarySearch(s.times, time)
	if i == 0 {
		return 0
	}
	from := (i - 1) * sampled
	n := min(sampled, s.docs()-from)
	return uint32(from + sort.Search(n, func(j int) bool { return s.published(uint32(from+j)) >= time }))
}

// window returns the range of the documents published from the time from to the time
// to, both inclusive: lo is the first, hi the one after the last. The segment must not
// be the tail.
func (s *segment) window(from, to int64) (lo, hi uint32) {
	if from > to {
		return 0, 0
	}
	lo, hi = s.since(from), uint32(s.docs())
	if to < maxDate {
		hi = s.since(to + 1)
	}
	return lo, hi
}

// Parts returns the number of segments of v, including the tail, which is the last one.
func (v *View) Parts() int { return len(v.parts) }

// Window returns a range of document numbers that holds every document of a part which
// was published from the time from to the time to, both inclusive. Undated documents
// have the time Undated. The range holds only such documents, some of which may be dead,
// unless the part is the tail: for the tail, it holds all documents.
func (v *View) Window(part int, from, to int64) (lo, hi uint32) {
	p := &v.parts[part]
	if part == len(v.parts)-1 || v.archive != nil {
		return 0, uint32(p.docs())
	}
	return p.window(from, to)
}

// Within yields the documents of v that were published from the time from to the time
// to, both inclusive, and in addition all documents of the tail.
func (v *View) Within(from, to int64) iter.Seq[Ref] {
	return func(yield func(Ref) bool) {
		for i := range v.parts {
			for doc, hi := v.Window(i, from, to); doc < hi; doc++ {
				if !v.parts[i].dead.has(doc) && !yield(Ref{uint32(i), doc}) {
					return
				}
			}
		}
	}
}
