package postings

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/scoring"
)

func TestBlocksAreAsNarrowAsTheirGaps(t *testing.T) {
	for _, c := range []struct {
		rule  string
		docs  []uint32
		width int
		size  int
	}{
		{"gaps of a byte", []uint32{0, 1, 254, 508}, 1, 4},
		{"a gap of 255 is a step and a zero", []uint32{255, 256}, 1, 3},
		{"as many steps as documents still fit into bytes", []uint32{300, 600}, 1, 4},
		{"more steps than documents do not", []uint32{600, 1200}, 2, 4},
		{"a gap of 65,535 takes two bytes", []uint32{65535}, 2, 2},
		{"a wider gap makes all entries three bytes", []uint32{5, 70000}, 3, 6},
	} {
		entries, width := appendBlock(nil, c.docs)
		assert.Equal(t, c.width, width, c.rule)
		assert.Len(t, entries, c.size, c.rule)
		b := block{impact: 1, width: width, entries: entries}
		assert.Equal(t, c.docs, b.appendDocs(nil), c.rule)
		assert.Equal(t, c.size/c.width, b.cost(), c.rule)

		// The loops that compute sums must read the same documents.
		sums := new(sums)
		touched := openSums(sums, nil, b, 3)
		assert.Equal(t, c.docs, touched, c.rule)
		addToSums(sums, b, 4)
		for doc, sum := range sums[:c.docs[len(c.docs)-1]+1] {
			want := uint16(0)
			if slices.Contains(c.docs, uint32(doc)) {
				want = 7
			}
			if sum != want {
				t.Fatalf("%s: sum of %d is %d, want %d", c.rule, doc, sum, want)
			}
		}
	}
}

func TestOnlyOpenSumsAreAddedTo(t *testing.T) {
	sums := new(sums)
	one, width := appendBlock(nil, []uint32{2, 5})
	touched := openSums(sums, nil, block{impact: 1, width: width, entries: one}, 3)
	two, width := appendBlock(nil, []uint32{5, 7})
	addToSums(sums, block{impact: 1, width: width, entries: two}, 4)
	assert.Equal(t, []uint16{0, 0, 3, 0, 0, 7, 0, 0, 0, 0}, sums[:10])
	touched = openSums(sums, touched, block{impact: 1, width: width, entries: two}, 1)
	assert.Equal(t, []uint32{2, 5, 7}, touched, "touched documents")
}

func TestListsGiveBackWhatWasWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 200 {
		docs := 1 + r.IntN(200000)
		want := map[uint32][maxImpact + 1][]uint32{}
		w := newListWriter(0)
		for term := range uint32(300) {
			if r.IntN(3) == 0 {
				continue
			}
			var list [maxImpact + 1][]uint32
			any, used := false, map[uint32]bool{}
			for impact := 1; impact <= maxImpact; impact++ {
				for range r.IntN(4) * r.IntN(10) {
					if doc := uint32(r.IntN(docs)); !used[doc] {
						used[doc] = true
						list[impact] = append(list[impact], doc)
					}
				}
				slices.Sort(list[impact])
				any = any || len(list[impact]) > 0
			}
			w.addList(term, func(impact int, docs []uint32) []uint32 { return append(docs, list[impact]...) })
			if any {
				want[term] = list
			}
		}
		l := w.lists()
		require.True(t, l.wellFormed(docs))
		require.Len(t, l.terms.appendTo(nil), len(want))
		for term := range uint32(400) {
			place, ok := l.terms.find(term)
			list, wanted := want[term]
			require.Equal(t, wanted, ok, "term %d", term)
			if !ok {
				continue
			}
			var got [maxImpact + 1][]uint32
			blocks := blocksOf(l.at(place))
			for b := blocks.next(); b.impact > 0; b = blocks.next() {
				got[b.impact] = b.appendDocs(nil)
			}
			require.Equal(t, fmt.Sprint(list), fmt.Sprint(got), "term %d", term)
		}
	}
}

func TestListsThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		rule string
		list []byte
		docs int
	}{
		{"an empty list", nil, 10},
		{"no impact", []byte{0}, 10},
		{"an impact too high", []byte{1 << maxImpact, 1*4 + 1, 3}, 10},
		{"no block head", []byte{1}, 10},
		{"a width of 0", []byte{1, 1 * 4, 3}, 10},
		{"no entries", []byte{1, 1}, 10},
		{"fewer entries than the head says", []byte{1, 2*4 + 1, 3}, 10},
		{"more entries than the head says", []byte{1, 1*4 + 1, 3, 3}, 10},
		{"a document that does not exist", []byte{1, 1*4 + 1, 10}, 10},
		{"a document twice", []byte{1, 2*4 + 1, 3, 0}, 10},
		{"a document in two blocks", []byte{3, 1*4 + 1, 1*4 + 1, 3, 3}, 10},
		{"wider entries than needed", []byte{1, 1*4 + 2, 3, 0}, 10},
		{"narrower entries than allowed", []byte{1, 4*4 + 1, emptyStep, emptyStep, emptyStep, 3}, 1000},
		{"a long form of a head", []byte{1, 1*4 + 1 | 0x80, 0, 3}, 10},
		{"a last entry that is a step", []byte{1, 2*4 + 1, 3, emptyStep}, 1000},
	} {
		l := lists{terms: newTermSet([]uint32{7}), starts: []uint32{0, uint32(len(c.list))}, bytes: c.list}
		assert.False(t, l.wellFormed(c.docs), c.rule)
	}
}

// An index whose first documents are all on one topic must find them by the words of
// the topic later, although these words looked common at first.
func TestEarlySegmentsChooseAnew(t *testing.T) {
	m := plain
	m.Posted = 4
	x := New(m)
	put := func(id int, terms ...uint64) {
		d := Doc{ID: fmt.Sprint(id), Length: 50, Published: Undated, From: Undated, Until: Never}
		for _, h := range terms {
			d.Terms = append(d.Terms, scoring.Term{Hash: h, Written: fmt.Sprint(h), Code: 3})
		}
		x.Put([]Doc{d})
	}
	// Each of the first documents has four of forty words, each later one twenty.
	r := rand.New(rand.NewPCG(23, 24))
	for i := range 10 * tailDocs {
		words := []uint64{1, 2}
		n := 4
		if i >= tailDocs {
			words, n = nil, 20
		}
		for _, w := range r.Perm(40)[:n] {
			words = append(words, uint64(10+w))
		}
		put(i, words...)
	}
	v := x.View()
	var query []Weighted
	for _, h := range []uint64{1, 2} {
		term, ok := v.Term(h, 0)
		require.True(t, ok)
		query = append(query, Weighted{term, 0.5})
	}
	found := map[string]bool{}
	var s Search
	s.Find(v, &Everything, query, 1000, func(_ Ref, r *Record, _ int) bool { found[r.ID()] = true; return true })
	for i := range tailDocs {
		assert.True(t, found[fmt.Sprint(i)], "document %d, which is on the topic, was not found", i)
	}
}

// Most documents that share a frequent term are unrelated, so a rare term is read first
// even if it weighs less.
func TestRareTermsAreReadFirst(t *testing.T) {
	x := New(plain)
	const docs = 32 * tailDocs
	for i := range docs {
		d := Doc{ID: fmt.Sprint(i), Length: 50, Published: Undated, From: Undated, Until: Never}
		d.Terms = append(d.Terms, scoring.Term{Hash: 10, Written: "fréquent", Code: 3})
		if i%128 == 0 {
			d.Terms = append(d.Terms, scoring.Term{Hash: 11, Written: "rare", Code: 3})
		}
		x.Put([]Doc{d})
	}
	v := x.View()
	frequent, _ := v.Term(10, 3)
	rare, _ := v.Term(11, 3)
	require.Equal(t, []int{docs, docs / 128}, []int{v.Frequency(frequent), v.Frequency(rare)})
	var s Search
	query := []Weighted{{frequent, 0.7}, {rare, 0.3}}
	found := 0
	left := s.Find(v, &Everything, query, 4*docs/128, func(_ Ref, r *Record, _ int) bool {
		if r.Has(rare, 3) {
			found++
		}
		return true
	})
	assert.Equal(t, docs/128, found, "documents with the rare term, if a quarter of the postings read are its own")
	assert.True(t, left, "Find must report that there is more to read")
	for i, want := range []float64{
		math.Log2(0.7) - 0.4*math.Log2(docs+1),
		math.Log2(0.3) - 0.4*math.Log2(docs/128+1),
	} {
		assert.InDelta(t, want, s.terms[i].pays, 1e-9, "value of a block of term %d", i)
	}
}

func TestAPartOfABlock(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, gap := range []int{1, 3, 200, 256, 600, 3000, 120000} { // widths 1, 2 and 3
		var docs []uint32
		doc := uint32(r.IntN(gap))
		for len(docs) < 300 && doc < maxSegmentDocs {
			docs = append(docs, doc)
			doc += uint32(1 + r.IntN(gap))
		}
		n := len(docs)
		entries, width := appendBlock(nil, docs)
		b := block{impact: 1, width: width, entries: entries}
		for range 500 {
			lo, hi := docs[r.IntN(n)]+uint32(r.IntN(3)), docs[r.IntN(n)]+uint32(r.IntN(3))
			if lo > hi {
				lo, hi = hi, lo
			}
			want := slices.DeleteFunc(slices.Clone(docs), func(d uint32) bool { return d < lo || d >= hi })
			got := b.within(lo, hi).appendDocs([]uint32{})
			require.Equal(t, want, got, "width %d, from %d to %d", width, lo, hi)

			sums := new(sums)
			require.Equal(t, want, openSums(sums, []uint32{}, b.within(lo, hi), 3), "sums opened, width %d", width)
			addToSums(sums, b.within(lo, hi), 4)
			for _, d := range docs {
				sum := uint16(0)
				if lo <= d && d < hi {
					sum = 7
				}
				require.Equal(t, sum, sums[d], "sum of %d, width %d, from %d to %d", d, width, lo, hi)
			}
			if gap > 1000 {
				break // large sums
			}
		}
	}
}

// A search in a scope finds what a scan of the scope finds, if it reads everything.
func TestScopes(t *testing.T) {
	m := plain
	m.Listed = 1 << scoring.CodeSection
	x := New(m)
	r := rand.New(rand.NewPCG(8, 8))
	var docs []Doc
	for i := range 700 {
		d := Doc{ID: fmt.Sprint(i), Published: int64(r.IntN(500)), Until: Never, Length: 100}
		d.From = d.Published
		for range 3 {
			term := scoring.Term{Hash: uint64(1 + r.IntN(5)), Written: "t"}
			if !slices.ContainsFunc(d.Terms, func(t scoring.Term) bool { return t.Hash == term.Hash }) {
				d.Terms = append(d.Terms, term)
			}
		}
		d.Terms = append(d.Terms, scoring.Term{Hash: uint64(100 + r.IntN(4)), Written: "section", Code: scoring.CodeSection})
		docs = append(docs, d)
	}
	x.Put(docs)
	v := x.View()
	var query []Weighted
	for h := range uint64(5) {
		term, _ := v.Term(1+h, 0)
		query = append(query, Weighted{term, 0.2})
	}
	var search Search
	var scan Scan
	for range 200 {
		scope := Scope{From: int64(r.IntN(500)), InList: r.IntN(2) == 0}
		scope.To = scope.From + int64(r.IntN(200))
		want := map[string]bool{}
		var sections []uint64
		for h := 100; h < 100+r.IntN(4); h++ {
			sections = append(sections, uint64(h))
			term, _ := v.Term(uint64(h), scoring.CodeSection)
			scope.Listed = append(scope.Listed, term)
		}
		inScope := func(d *Doc) bool {
			return scope.From <= d.Published && d.Published <= scope.To &&
				(!scope.InList || slices.ContainsFunc(d.Terms, func(t scoring.Term) bool { return slices.Contains(sections, t.Hash) }))
		}
		for i := range docs {
			if inScope(&docs[i]) {
				want[docs[i].ID] = true
			}
		}
		for name, find := range map[string]func(visit Visit){
			"search": func(visit Visit) { search.Find(v, &scope, query, 1<<30, visit) },
			"scan":   func(visit Visit) { scan.Visit(v, &scope, visit) },
		} {
			got := map[string]bool{}
			find(func(at Ref, r *Record, _ int) bool {
				i := slices.IndexFunc(docs, func(d Doc) bool { return d.ID == r.ID() })
				if int(at.part) < len(v.parts)-1 || inScope(&docs[i]) { // the tail is visited completely
					require.False(t, got[r.ID()], "%s: %s is visited twice", name, r.ID())
					got[r.ID()] = true
				}
				return true
			})
			require.Equal(t, want, got, "%s from %d to %d in sections %v (%t)", name, scope.From, scope.To, sections, scope.InList)
		}
	}
}
