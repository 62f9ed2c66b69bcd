package postings

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/scoring"
)

// small are limits that cut a few hundred documents into several segments.
var small = limits{docs: 150, bytes: 20_000}

// saved returns the snapshot of an index.
func saved(t *testing.T, x *Index, lim limits) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, x.View().save(&b, 7, lim))
	return b.Bytes()
}

// newsDocs returns documents with sections, unnamed terms, wide terms and documents of
// the same second. All that a document is follows from its number.
func newsDocs(n int) (docs []Doc) {
	for i := range n {
		r := rand.New(rand.NewPCG(41, uint64(i)))
		d := datedDoc(r, i)
		for j := range d.Terms {
			d.Terms[j].Code %= scoring.CodeTag
		}
		for p := range uint64(r.IntN(8)) {
			d.Terms = append(d.Terms, scoring.Term{Hash: p<<20 | r.Uint64N(300), Code: scoring.CodeNumber})
		}
		d.Unoffered, d.Untitled = i%7 == 0, i%5 == 0
		d.Terms = append(d.Terms, scoring.Term{Hash: 1<<61 + r.Uint64N(3), Written: "genre", Code: scoring.CodeGenre})
		d.Terms = append(d.Terms, scoring.Term{Hash: 1<<60 + r.Uint64N(4), Written: "rubrique", Code: scoring.CodeSection})
		docs = append(docs, d)
	}
	return docs
}

var newsModel = func() Model {
	m := plain
	m.Unnamed, m.Listed = scoring.Numbers, 1<<scoring.CodeSection|1<<scoring.CodeGenre
	m.Impact = func(code uint8, length int) float64 {
		if code > scoring.CodeTag {
			return 0
		}
		return plain.Impact(code, length)
	}
	return m
}()

func TestCanonicalFormDependsOnTheDocumentsOnly(t *testing.T) {
	docs := newsDocs(700)
	gone := newsDocs(1000)[700:] // for documents that are deleted
	r := rand.New(rand.NewPCG(43, 44))
	shuffled := func(docs []Doc) []Doc {
		docs = slices.Clone(docs)
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		return docs
	}
	reversed := slices.Clone(docs)
	slices.Reverse(reversed)
	put := func(docs []Doc, size int) func(x *Index) {
		return func(x *Index) {
			for chunk := range slices.Chunk(docs, size) {
				x.Put(chunk)
			}
		}
	}
	remove := func(docs []Doc) func(x *Index) {
		return func(x *Index) {
			for _, d := range docs {
				x.Delete(d.ID)
			}
		}
	}
	reload := func(x *Index) {
		loaded, err := load(bytes.NewReader(saved(t, x, small)), newsModel, 7, small)
		require.NoError(t, err)
		x.seed, x.dict, x.parts, x.docs, x.length, x.compact = loaded.seed, loaded.dict, loaded.parts, loaded.docs, loaded.length, loaded.compact
		x.publish()
	}
	compact := func(x *Index) { x.compactTo(small) }
	var want []byte
	for _, c := range []struct {
		rule  string
		steps []func(x *Index)
	}{
		{"one by one", []func(x *Index){put(docs, 1)}},
		{"all at once", []func(x *Index){put(docs, 700)}},
		{"reversed", []func(x *Index){put(reversed, 1)}},
		{"shuffled", []func(x *Index){put(shuffled(docs), 7)}},
		{"two thirds put again", []func(x *Index){put(docs, 5), put(docs[100:566], 3)}},
		{"some deleted and put again", []func(x *Index){put(shuffled(docs), 5), remove(docs[300:500]), put(docs[300:500], 1)}},
		{"others put and deleted", []func(x *Index){put(shuffled(append(slices.Clone(docs), gone...)), 9), remove(gone)}},
		{"others with other terms replaced", []func(x *Index){func(x *Index) {
			for i, d := range docs {
				d.Terms, d.Published = gone[i%len(gone)].Terms, int64(i)
				x.Put([]Doc{d})
			}
		}, put(docs, 1)}},
		{"compacted", []func(x *Index){put(shuffled(docs), 1), compact}},
		{"compacted twice", []func(x *Index){put(docs, 1), compact, compact}},
		{"compacted in between", []func(x *Index){put(shuffled(docs)[:400], 1), compact, put(shuffled(docs), 1), compact}},
		{"loaded", []func(x *Index){put(docs, 1), reload}},
		{"loaded in between", []func(x *Index){put(docs[:400], 1), reload, put(gone, 9), remove(gone), put(docs[200:], 1)}},
		{"compacted empty", []func(x *Index){compact, put(docs, 9)}},
	} {
		x := New(newsModel)
		for _, step := range c.steps {
			step(x)
		}
		got := saved(t, x, small)
		if want == nil {
			want = got
			require.Greater(t, bytes.Count(got, []byte("doc-")), 699)
		}
		require.True(t, bytes.Equal(want, got), "%s: the snapshot differs", c.rule)
		holds := map[string]Doc{}
		for _, d := range docs {
			holds[d.ID] = d
		}
		require.Equal(t, len(docs), x.View().Docs, c.rule)
	}
}

// canonicalView fails the test unless v is in the canonical form.
func canonicalView(t *testing.T, v *View, lim limits) {
	t.Helper()
	require.True(t, v.compact)
	require.Zero(t, v.parts[len(v.parts)-1].docs(), "documents of the tail")
	var last key
	docs := 0
	for i := range v.parts {
		p := &v.parts[i]
		require.Zero(t, p.died, "dead documents")
		if docs > 0 && p.docs() > 0 {
			before := v.parts[i-1]
			require.True(t, before.docs() == lim.docs || len(before.records)+len(p.record(0)) > lim.bytes, "part %d has %d documents and %d bytes", i-1, before.docs(), len(before.records))
		}
		require.LessOrEqual(t, p.docs(), lim.docs)
		for doc := range uint32(p.docs()) {
			k := p.key(doc)
			require.True(t, docs == 0 || last.compare(k) < 0, "document %d is %v, after %v", docs, k, last)
			last = k
			docs++
			require.True(t, wellFormed(p.record(doc), int(v.limit), v.model), "record of %v", k)
		}
	}
	for term := uint32(2); term < v.limit; term++ {
		a, b := v.dict.frequency(term-1), v.dict.frequency(term)
		require.True(t, a > b || a == b && v.dict.hash(term-1) < v.dict.hash(term), "terms %d and %d: frequencies %d, %d", term-1, term, a, b)
		require.Positive(t, b)
	}
}

func TestCompactKeepsTheDocuments(t *testing.T) {
	for _, lim := range []limits{small, {docs: 1, bytes: 1 << 20}, {docs: 1000, bytes: 1}, canonical} {
		x, want := New(plain), map[string]Doc{}
		r := rand.New(rand.NewPCG(45, 46))
		for range 500 {
			d := randomDoc(r, r.IntN(400), 3000, 1+r.IntN(40))
			x.Put([]Doc{d})
			want[d.ID] = d
		}
		x.Delete("doc-1")
		delete(want, "doc-1")
		before := x.View()
		x.compactTo(lim)
		same(t, x, want)
		canonicalView(t, x.View(), lim)
		assert.Equal(t, x.View().Docs, before.Docs, "a view is not affected")

		loaded, err := load(bytes.NewReader(saved(t, x, lim)), plain, 7, lim)
		require.NoError(t, err)
		same(t, loaded, want)
		canonicalView(t, loaded.View(), lim)
		for range 300 {
			d := randomDoc(r, r.IntN(400), 3000, 1+r.IntN(40))
			x.Put([]Doc{d})
			loaded.Put([]Doc{d})
			want[d.ID] = d
		}
		same(t, x, want)
		same(t, loaded, want)
	}
}

// The record has more than 65,535 terms below it in the dictionary, so that frequent
// terms are narrow only after Compact.
func TestFrequentTermsBecomeNarrow(t *testing.T) {
	x, want := New(plain), map[string]Doc{}
	for i := range 400 {
		d := Doc{ID: fmt.Sprint("doc-", i), Published: Undated, From: Never, Until: Never}
		for w := range 200 {
			n := uint64(i*200 + w)
			d.Terms = append(d.Terms, scoring.Term{Hash: n + 1, Written: fmt.Sprint(n), Code: 3})
		}
		if i >= 380 {
			d.Terms = append(d.Terms, scoring.Term{Hash: 1 << 40, Written: "fréquent", Code: 5})
		}
		x.Put([]Doc{d})
		want[d.ID] = d
	}
	term, _ := x.View().Term(1<<40, 5)
	require.GreaterOrEqual(t, term, uint32(narrow))
	x.Compact()
	term, _ = x.View().Term(1<<40, 5)
	assert.Equal(t, uint32(1), term, "number of the most frequent term")
	same(t, x, want)
	canonicalView(t, x.View(), canonical)
}

func TestSearchFindsTheSameAfterCompactAndLoad(t *testing.T) {
	x := New(newsModel)
	x.Put(newsDocs(2000))
	x.compactTo(small)
	loaded, err := load(bytes.NewReader(saved(t, x, small)), newsModel, 7, small)
	require.NoError(t, err)
	find := func(v *View, query []Weighted) (ids []string) {
		var s Search
		s.Find(v, &Everything, query, 500, func(_ Ref, r *Record, sum int) bool {
			ids = append(ids, strings.Clone(r.ID())+fmt.Sprint(" ", sum))
			return true
		})
		return ids
	}
	r := rand.New(rand.NewPCG(47, 48))
	for range 100 {
		var query []Weighted
		for range 5 {
			query = append(query, Weighted{1 + uint32(r.IntN(1000)), 1 + r.Float64()})
		}
		want := find(x.View(), query)
		require.NotEmpty(t, want)
		require.Equal(t, want, find(loaded.View(), query))
	}
}

// What Load allocates in all is an upper bound for the memory that it takes, whatever
// the garbage collector does.
func TestLoadAllocatesLittleMoreThanTheIndex(t *testing.T) {
	x := New(newsModel)
	x.Put(newsDocs(10000))
	snapshot := saved(t, x, canonical)
	before := allocated()
	loaded, err := Load(bytes.NewReader(snapshot), newsModel, 7)
	took := allocated() - before
	require.NoError(t, err)
	size := loaded.View().Stats().Bytes()
	assert.Less(t, float64(took), 1.3*float64(size), "bytes allocated by Load, and 1.3 times the size of the index")
}

func TestMarkIsSaved(t *testing.T) {
	for _, mark := range []string{"", "jusqu’au message 81 223", strings.Repeat("x", MaxMark)} {
		x := New(plain)
		x.SetMark(mark)
		loaded, err := Load(bytes.NewReader(saved(t, x, canonical)), plain, 7)
		require.NoError(t, err)
		assert.Equal(t, mark, loaded.View().Mark)
		loaded.Put(newsDocs(3))
		again, err := Load(bytes.NewReader(saved(t, loaded, canonical)), plain, 7)
		require.NoError(t, err)
		assert.Equal(t, mark, again.View().Mark)
	}
	x := New(plain)
	x.SetMark(strings.Repeat("x", MaxMark+1))
	assert.ErrorIs(t, x.View().Save(io.Discard, 7), errLongMark)
}

// The written form of a term is the preferred one of all that were put, in any order.
// Documents do not store it: it stays until no document has the term.
func TestCanonicalWrittenForms(t *testing.T) {
	doc := func(id, written string) Doc {
		return Doc{ID: id, Published: Undated, From: Never, Until: Never, Terms: []scoring.Term{{Hash: 5, Written: written, Code: 1}}}
	}
	capital, shouted, plain := doc("a", "Élection"), doc("b", "ÉLECTION"), doc("c", "élection")
	for _, c := range []struct {
		rule   string
		put    []Doc
		remove []string
		put2   []Doc
		want   string
	}{
		{"the only one", []Doc{shouted}, nil, nil, "ÉLECTION"},
		{"fewest capitals, put last", []Doc{shouted, capital, plain}, nil, nil, "élection"},
		{"fewest capitals, put first", []Doc{plain, capital, shouted}, nil, nil, "élection"},
		{"a form that only a deleted document had stays", []Doc{shouted, plain}, []string{"c"}, nil, "élection"},
		{"until no document has the term", []Doc{shouted, plain}, []string{"c", "b"}, []Doc{capital}, "Élection"},
	} {
		x := New(newsModel)
		for _, d := range c.put {
			x.Put([]Doc{d})
		}
		for _, id := range c.remove {
			x.Delete(id)
		}
		for _, d := range c.put2 {
			x.Put([]Doc{d})
		}
		loaded, err := Load(bytes.NewReader(saved(t, x, canonical)), newsModel, 7)
		require.NoError(t, err)
		for _, x := range []*Index{x, loaded} {
			v := x.View()
			term, ok := v.Term(5, 1)
			require.True(t, ok, c.rule)
			assert.Equal(t, c.want, v.Written(term), c.rule)
		}
	}
}

// Readers and other calls of Save go on while Compact runs.
func TestCompactAndSaveBesideOthers(t *testing.T) {
	docs := newsDocs(300)
	x := New(newsModel)
	x.Put(docs[:200])
	var others sync.WaitGroup
	done := make(chan bool)
	again := func(do func(i int)) {
		others.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
					do(i)
				}
			}
		})
	}
	byID := map[string]Doc{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	again(func(i int) { // a reader sees the words of its documents
		v, entry := x.Enter()
		defer x.Leave(entry)
		var r Record
		for at := range v.All() {
			v.Read(at, &r)
			d := byID[r.ID()]
			n := 0
			for _, c := range r.AppendTerms(nil) {
				if c.Term < unnamed && c.Code < scoring.CodeTag {
					if !slices.ContainsFunc(d.Terms, func(t scoring.Term) bool { return t.Written == v.Written(c.Term) }) {
						t.Errorf("document %s has the word %q, which was not put", d.ID, v.Written(c.Term))
					}
					n++
				}
			}
			if n == 0 {
				t.Errorf("document %s has no words", d.ID)
			}
		}
	})
	again(func(i int) { // a snapshot is complete, whatever happens meanwhile
		v, entry := x.Enter()
		defer x.Leave(entry)
		var b bytes.Buffer
		if err := v.save(&b, 7, small); err != nil {
			t.Error(err)
		}
		if loaded, err := load(&b, newsModel, 7, small); err != nil || loaded.View().Docs != v.Docs {
			t.Errorf("a snapshot of %d documents: %v", v.Docs, err)
		}
	})
	again(func(i int) { x.compactTo(small) })
	for i := range 300 {
		x.Put(docs[i : i+1])
		if i%3 == 0 {
			x.Delete(docs[(i*7)%300].ID)
		}
	}
	x.Put(docs)
	close(done)
	others.Wait()
	fresh := New(newsModel)
	fresh.Put(docs)
	assert.True(t, bytes.Equal(saved(t, fresh, small), saved(t, x, small)))
}
