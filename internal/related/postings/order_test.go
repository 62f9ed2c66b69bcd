package postings

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// datedDoc returns a random document of one of the last few seconds, days or years, so
// that some documents have the same time.
func datedDoc(r *rand.Rand, id int) Doc {
	d := randomDoc(r, id, 3000, 1+r.IntN(20))
	if d.Published != Undated {
		d.Published = int64(r.IntN(1<<(4+r.IntN(30)))) - 1000
	}
	return d
}

func TestSegmentsAreInOrderOfTimeThenID(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	x := New(plain)
	for range 9000 {
		x.Put([]Doc{datedDoc(r, r.IntN(6000))})
		if r.IntN(5) == 0 {
			x.Delete(fmt.Sprint("doc-", r.IntN(6000)))
		}
	}
	check := func(x *Index) {
		t.Helper()
		v := x.View()
		largest := 0
		for i := range v.parts[:len(v.parts)-1] {
			p := &v.parts[i]
			largest = max(largest, level(p.docs()))
			require.True(t, p.inOrder(), "part %d with %d documents", i, p.docs())
			require.Len(t, p.times, (p.docs()+sampled-1)/sampled, "times of part %d", i)
			require.True(t, p.lists.wellFormed(p.docs()), "lists of part %d", i)
		}
		require.GreaterOrEqual(t, largest, 2, "too few merges")
	}
	check(x)
	var b bytes.Buffer
	require.NoError(t, x.View().Save(&b, 7))
	loaded, err := Load(&b, plain, 7)
	require.NoError(t, err)
	check(loaded)
}

func TestOrderOfTime(t *testing.T) {
	for _, c := range []struct {
		rule string
		less key
		more key
	}{
		{"undated first", key{Undated, "z"}, key{-maxDate, "a"}},
		{"before 1970", key{-2, "z"}, key{-1, "a"}},
		{"by time", key{5, "z"}, key{6, "a"}},
		{"by ID at the same time", key{5, "a"}, key{5, "b"}},
		{"undated by ID", key{Undated, ""}, key{Undated, "a"}},
	} {
		assert.Negative(t, c.less.compare(c.more), c.rule)
		assert.Positive(t, c.more.compare(c.less), c.rule)
		assert.Zero(t, c.less.compare(c.less), c.rule)
	}
}

func TestWindowHoldsExactlyItsDocuments(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	x := New(plain)
	for i := range 40 * tailDocs {
		x.Put([]Doc{datedDoc(r, i)})
	}
	for i := range 300 {
		x.Delete(fmt.Sprint("doc-", 3*i))
	}
	x.Put([]Doc{datedDoc(r, 1<<20)}) // for the tail
	v := x.View()
	require.Greater(t, v.Parts(), 2)
	limits := []int64{Undated, Undated + 1, -maxDate, -1001, -1000, 0, 15, maxDate, maxDate + 1, math.MaxInt64}
	for range 300 {
		limits = append(limits, int64(r.IntN(1<<(4+r.IntN(30))))-1000)
	}
	var rec Record
	for range 2000 {
		from, to := limits[r.IntN(len(limits))], limits[r.IntN(len(limits))]
		for i := range v.Parts() - 1 {
			lo, hi := v.Window(i, from, to)
			for doc := range uint32(v.parts[i].docs()) {
				v.Read(Ref{uint32(i), doc}, &rec)
				want := from <= rec.Published && rec.Published <= to
				if got := lo <= doc && doc < hi; got != want {
					t.Fatalf("Window(%d, %d, %d) = %d, %d; document %d of %d is in it: %t, want %t", i, from, to, lo, hi, doc, rec.Published, got, want)
				}
			}
		}
		got := slices.Collect(v.Within(from, to))
		var want []Ref
		for at := range v.All() {
			v.Read(at, &rec)
			if from <= rec.Published && rec.Published <= to || int(at.part) == v.Parts()-1 {
				want = append(want, at)
			}
		}
		require.Equal(t, want, got, "Within(%d, %d)", from, to)
	}
}

func TestMergeRuns(t *testing.T) {
	for _, c := range []struct {
		rule string
		a, b []uint32
		want []uint32
	}{
		{"only the first", []uint32{1, 5}, nil, []uint32{1, 5}},
		{"only the second", nil, []uint32{1, 5}, []uint32{1, 5}},
		{"one after the other", []uint32{1, 5}, []uint32{6, 7}, []uint32{1, 5, 6, 7}},
		{"the second first", []uint32{6, 7}, []uint32{1, 5}, []uint32{1, 5, 6, 7}},
		{"interleaved", []uint32{1, 5, 9}, []uint32{2, 3, 10}, []uint32{1, 2, 3, 5, 9, 10}},
	} {
		spare := []uint32{100, 101}
		assert.Equal(t, c.want, mergeRuns(append(slices.Clone(c.a), c.b...), len(c.a), &spare), c.rule)
	}
}
