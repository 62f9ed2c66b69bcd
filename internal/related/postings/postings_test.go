package postings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/frames"
	"github.com/presse-go/presse/internal/related/scoring"
)

var plain = Model{
	Impact: func(code uint8, length int) float64 {
		return float64(code+1) / (float64(code+1) + float64(length)/50)
	},
	Rarity: func(df, docs int) float64 { return float64(docs) / float64(df+1) },
	Posted: 12,
}

// randomDoc returns a document of n terms. As in a natural language, some words of the
// vocabulary are much more frequent than others.
func randomDoc(r *rand.Rand, id, vocabulary, n int) Doc {
	d := Doc{
		ID: "doc-" + strconv.Itoa(id), Length: n,
		Published: int64(r.IntN(1e9)), From: Undated, Until: Never,
	}
	switch r.IntN(4) {
	case 0:
		d.Published = Undated
	case 1:
		d.From, d.Until = d.Published+60, d.Published+1e6
	case 2:
		d.From = Never
	}
	for range r.IntN(4) {
		d.Sketch = append(d.Sketch, byte(r.Uint32()))
	}
	used := map[int]bool{}
	for len(used) < n {
		w := int(float64(vocabulary) * r.Float64() * r.Float64() * r.Float64())
		if !used[w] {
			used[w] = true
			d.Terms = append(d.Terms, scoring.Term{Hash: uint64(w+1) * 0x9e3779b97f4a7c15, Written: "mot" + strconv.Itoa(w), Code: uint8(r.IntN(scoring.Codes))})
		}
	}
	return d
}

// same fails the test unless the index holds exactly the documents of want.
func same(t *testing.T, x *Index, want map[string]Doc) {
	t.Helper()
	v := x.View()
	require.Equal(t, len(want), v.Docs)
	df := map[uint64]int{}
	length := int64(0)
	seen := map[string]bool{}
	var r Record
	for at := range v.All() {
		v.Read(at, &r)
		d, ok := want[r.ID()]
		require.True(t, ok && !seen[r.ID()], "document %q", r.ID())
		seen[r.ID()] = true
		found, ok := x.Find(v, r.ID())
		require.True(t, ok && found == at, "Find(%q) = %v, want %v", r.ID(), found, at)
		require.Equal(t, []any{d.Published, d.From, d.Until, d.Length}, []any{r.Published, r.From, r.Until, r.Length})
		require.True(t, bytes.Equal(d.Sketch, r.Sketch()), "sketch")
		codes := map[string]uint8{}
		for _, c := range r.AppendTerms(nil) {
			codes[v.Written(c.Term)] = c.Code
		}
		require.Len(t, codes, len(d.Terms))
		for _, term := range d.Terms {
			require.Equal(t, term.Code, codes[term.Written], "code of %s", term.Written)
			df[term.Hash]++
		}
		length += int64(d.Length)
	}
	require.Len(t, seen, len(want))
	require.Equal(t, length, v.Length)
	for hash, n := range df {
		term, ok := v.Term(hash, 0)
		require.True(t, ok && v.Frequency(term) == n, "frequency of %s: %d, want %d", v.Written(term), v.Frequency(term), n)
	}
}

func TestIndexHoldsWhatWasPut(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	x, want := New(plain), map[string]Doc{}
	for step := range 3000 {
		if r.IntN(4) == 0 {
			id := "doc-" + strconv.Itoa(r.IntN(900))
			_, had := want[id]
			assert.Equal(t, had, x.Delete(id) == 1)
			delete(want, id)
			continue
		}
		var docs []Doc
		for range 1 + r.IntN(3) {
			d := randomDoc(r, r.IntN(900), 5000, 1+r.IntN(40))
			if !slices.ContainsFunc(docs, func(e Doc) bool { return e.ID == d.ID }) {
				docs = append(docs, d)
				want[d.ID] = d
			}
		}
		x.Put(docs)
		if step%500 == 0 {
			same(t, x, want)
		}
	}
	same(t, x, want)
	largest := 0
	for _, p := range x.View().parts {
		largest = max(largest, level(p.docs()))
	}
	assert.Positive(t, largest, "no segments were merged, so the test does not cover that")

	var b bytes.Buffer
	require.NoError(t, x.View().Save(&b, 7))
	loaded, err := Load(&b, plain, 7)
	require.NoError(t, err)
	same(t, loaded, want)
	loaded.Put([]Doc{randomDoc(r, 1000, 5000, 10)})
	assert.Equal(t, len(want)+1, loaded.View().Docs)
}

func TestTermsBeyondTwoBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x, want := New(plain), map[string]Doc{}
	for i := range 40 {
		d := Doc{ID: "doc-" + strconv.Itoa(i), Published: Undated, From: Never, Until: Never}
		for w := range 4000 {
			n := uint64(i*3000 + w) // 121,000 terms in all, a third of them in two documents
			d.Terms = append(d.Terms, scoring.Term{Hash: n + 1, Written: fmt.Sprint(n), Code: uint8(r.IntN(scoring.Codes))})
		}
		want[d.ID] = d
		x.Put([]Doc{d})
	}
	same(t, x, want)

	v := x.View()
	var w Weights
	w.Reset(v)
	for _, term := range []uint32{1, narrow - 1, narrow, narrow + 500} {
		w.Add(term, 100+term)
	}
	sameSums(t, v, &w)
}

// sameSums fails the test unless Sums returns the same as adding the weights term by
// term.
func sameSums(t *testing.T, v *View, w *Weights) {
	t.Helper()
	var rec Record
	any := false
	for at := range v.All() {
		v.Read(at, &rec)
		var fast, slow [scoring.Codes]uint64
		for _, s := range w.Sums(&rec) {
			fast[s.Code] += s.Weight
		}
		for _, c := range rec.AppendTerms(nil) {
			slow[c.Code] += uint64(w.Get(c.Term))
			any = any || w.Get(c.Term) > 0
		}
		require.Equal(t, slow, fast)
	}
	require.True(t, any, "all sums are zero, so the test proves nothing")
}

func TestUnnamedTermsAreKnownByNumber(t *testing.T) {
	m := plain
	m.Unnamed = 1<<20 | 1<<21
	x := New(m)
	r := rand.New(rand.NewPCG(15, 16))
	frequency := map[uint64]int{}
	for i := range 300 {
		d := Doc{ID: "doc-" + strconv.Itoa(i), Published: Undated, From: Never, Until: Never}
		used := map[uint64]bool{}
		for len(d.Terms) < 300 {
			h := r.Uint64N(unnamedTerms)
			if used[max(1, h)] {
				continue
			}
			used[max(1, h)] = true
			frequency[max(1, h)]++
			d.Terms = append(d.Terms, scoring.Term{Hash: h | 1<<40, Code: uint8(20 + r.IntN(2))}, scoring.Term{Hash: uint64(len(d.Terms) + 1), Written: fmt.Sprint(len(d.Terms)), Code: 3})
		}
		x.Put([]Doc{d})
	}
	v := x.View()
	assert.Equal(t, 300/2, v.terms, "named terms")
	var w Weights
	w.Reset(v)
	for h, n := range frequency {
		term, ok := v.Term(h|1<<50, 21)
		require.True(t, ok)
		require.Equal(t, n, v.Frequency(term), "frequency of hash %d", h)
		require.Empty(t, v.Written(term))
		w.Add(term, uint32(h))
	}
	sameSums(t, v, &w)

	var b bytes.Buffer
	require.NoError(t, v.Save(&b, 7))
	loaded, err := Load(&b, m, 7)
	require.NoError(t, err)
	sameSums(t, loaded.View(), &w)
	term, _ := v.Term(5, 20)
	assert.Equal(t, v.Frequency(term), loaded.View().Frequency(term))
}

func TestLongRunsAndLongIDs(t *testing.T) {
	m := plain
	m.Unnamed = 1<<20 | 1<<21
	x := New(m)
	d := Doc{ID: strings.Repeat("x", 300), Published: -5, From: 7, Until: 9, Sketch: []byte{1, 2, 3}}
	for i := range uint64(600) { // more than a run can count
		d.Terms = append(d.Terms, scoring.Term{Hash: i + 1, Written: fmt.Sprint(i), Code: 3}, scoring.Term{Hash: i + 1, Code: 21})
	}
	x.Put([]Doc{d, {ID: "y"}})
	v := x.View()
	at, ok := x.Find(v, d.ID)
	require.True(t, ok)
	var r Record
	v.Read(at, &r)
	assert.Equal(t, []any{d.ID, d.Published, d.From, d.Until, d.Sketch}, []any{r.ID(), r.Published, r.From, r.Until, r.Sketch()})
	named, nameless := 0, 0
	for _, c := range r.AppendTerms(nil) {
		if c.Term < unnamed {
			require.Equal(t, fmt.Sprint(named), v.Written(c.Term))
			named++
		} else {
			nameless++
		}
	}
	assert.Equal(t, []int{600, maxUnnamed}, []int{named, nameless})
	last, _ := v.Term(600, 0)
	assert.True(t, r.Has(last, 3))
	assert.False(t, r.Has(last, 4))
	var w Weights
	w.Reset(v)
	w.Add(last, 7)
	sameSums(t, v, &w)
}

// With all terms posted and no limit on reading, the first stage must rank documents as
// adding up the impacts of every document does.
func TestCandidatesAreThoseOfTheHighestSums(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	all := plain
	all.Posted = 1000
	x := New(all)
	for i := range 2000 {
		x.Put([]Doc{randomDoc(r, i, 3000, 30)})
	}
	v := x.View()
	var s Search
	for range 50 {
		var query []Weighted
		most := 0.0 // the highest possible sum
		for range 8 {
			query = append(query, Weighted{1 + uint32(r.IntN(800)), 0.1 + r.Float64()})
			most += query[len(query)-1].Weight * maxImpact
		}
		sum := func(at Ref) float64 {
			var rec Record
			v.Read(at, &rec)
			total := 0.0
			for _, c := range rec.AppendTerms(nil) {
				for _, q := range query {
					if q.Term == c.Term {
						impact := plain.Impact(c.Code, rec.Length)
						total += q.Weight * math.Ceil(min(1, impact)*maxImpact)
					}
				}
			}
			return total
		}
		var got []Ref
		s.Find(v, &Everything, query, 1<<30, func(at Ref, _ *Record, _ int) bool { got = append(got, at); return len(got) < 20 })
		var want []float64
		last := len(v.parts) - 1
		for at := range v.All() {
			if int(at.part) < last {
				want = append(want, sum(at))
			}
		}
		slices.Sort(want)
		slices.Reverse(want)
		tail := v.parts[last].docs()
		require.Len(t, got, 20+tail)
		for i, at := range got[:20] {
			assert.InDelta(t, want[i], sum(at), 1.1*most/sumBins, "candidate %d", i)
		}
	}
}

func TestSnapshotFaults(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	x := New(plain)
	for i := range 150 {
		x.Put([]Doc{randomDoc(r, i, 600, 20)})
	}
	x.Delete("doc-3", "doc-149")
	var b bytes.Buffer
	require.NoError(t, x.View().Save(&b, 7))
	good := b.Bytes()
	typed := func(err error) bool { return errors.Is(err, ErrCorrupt) || errors.Is(err, ErrVersion) }

	t.Run("cut short at any byte", func(t *testing.T) {
		for n := range good {
			_, err := Load(bytes.NewReader(good[:n]), plain, 7)
			require.ErrorIs(t, err, ErrCorrupt, "first %d bytes of %d", n, len(good))
		}
	})
	t.Run("any bit flipped", func(t *testing.T) {
		flips := number(t, "PRESSE_FLIPS", 2000) // 100000 in a slow run
		for range flips {
			bad := slices.Clone(good)
			bit := r.IntN(8 * len(bad))
			bad[bit/8] ^= 1 << (bit % 8)
			_, err := Load(bytes.NewReader(bad), plain, 7)
			require.True(t, typed(err), "bit %d: %v", bit, err)
		}
	})
	t.Run("altered with a correct checksum", func(t *testing.T) {
		body, err := io.ReadAll(frames.NewReader(bytes.NewReader(good[len(magic):])))
		require.NoError(t, err)
		for range number(t, "PRESSE_FLIPS", 2000) {
			bad := slices.Clone(body)
			for range 1 + r.IntN(3) {
				bad[r.IntN(len(bad))] = byte(r.Uint32())
			}
			loaded, err := Load(bytes.NewReader(framed(bad)), plain, 7)
			if err != nil {
				require.True(t, typed(err), "%v", err)
				continue
			}
			// Load cannot detect every change, but the index must save what it has
			// loaded, and work.
			require.Equal(t, framed(bad), saved(t, loaded, canonical))
			v := loaded.View()
			var s Search
			s.Find(v, &Everything, []Weighted{{1, 1}, {5, 1}}, 1000, func(Ref, *Record, int) bool { return true })
			var w Weights
			w.Reset(v)
			var rec Record
			for at := range v.All() {
				v.Read(at, &rec)
				w.Sums(&rec)
			}
			loaded.Put([]Doc{randomDoc(r, 1, 600, 20)})
			loaded.Delete("doc-7")
		}
	})
	t.Run("a wrong length does not allocate memory", func(t *testing.T) {
		var b bytes.Buffer
		b.WriteString(magic)
		f := frames.NewWriter(&b)
		e := encoder{w: f}
		e.uint(7)       // rules
		e.uint(0)       // length of the mark
		e.uint(0)       // terms
		e.uint(1 << 40) // documents
		e.uint(3)       // documents of the first segment
		e.uint(3 << 30) // length of the first; a segment may hold 4 GB
		e.uint(17)
		e.uint(17)
		e.flush(true)
		f.Close()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Load(&b, plain, 7)
		runtime.ReadMemStats(&after)
		assert.ErrorIs(t, err, ErrCorrupt)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20), "bytes allocated")
	})
	t.Run("other rules", func(t *testing.T) {
		_, err := Load(bytes.NewReader(good), plain, 8)
		assert.ErrorIs(t, err, ErrVersion)
	})
	t.Run("the error of the reader is returned", func(t *testing.T) {
		_, err := Load(io.MultiReader(bytes.NewReader(good[:100]), errorReader{}), plain, 7)
		assert.ErrorIs(t, err, errRead)
	})
	t.Run("Load reads nothing beyond the end", func(t *testing.T) {
		rest := bytes.NewReader(append(slices.Clone(good), "suite"...))
		_, err := Load(rest, plain, 7)
		require.NoError(t, err)
		assert.Equal(t, len("suite"), rest.Len())
	})
}

var errRead = errors.New("disk on fire")

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errRead }

// number returns the value of an environment variable, or otherwise if it is not set.
// Slow runs set it.
func number(t *testing.T, name string, otherwise int) int {
	if s := os.Getenv(name); s != "" {
		n, err := strconv.Atoi(s)
		require.NoError(t, err)
		return n
	}
	return otherwise
}
