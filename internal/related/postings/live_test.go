package postings

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/scoring"
)

// labeled is plain with unnamed pairs, sections and genres.
func labeled() Model {
	m := plain
	m.Listed, m.Unnamed = 1<<scoring.CodeSection, scoring.Numbers
	return m
}

// A live is an index together with what it should hold, and earlier views of it.
type live struct {
	testing.TB
	x       *Index
	want    map[string]Doc
	r       *rand.Rand
	earlier []earlier
}

type earlier struct {
	view  *View
	entry Entry
	want  map[string]Doc
}

// doc returns a random document. Words of high numbers are rare, so that many terms
// appear and disappear.
func (l *live) doc(id int) Doc {
	d := randomDoc(l.r, id, 1<<(4+l.r.IntN(14)), 1+l.r.IntN(8))
	d.Unoffered, d.Untitled = l.r.IntN(3) == 0, l.r.IntN(3) == 0
	for i := range d.Terms {
		d.Terms[i].Code %= scoring.CodeSection
	}
	d.Terms = append(d.Terms, l.labels()...)
	for i := range uint64(l.r.IntN(3)) {
		d.Terms = append(d.Terms, scoring.Term{Hash: 1 + 7*i + uint64(l.r.IntN(7)), Code: scoring.CodeNumber})
	}
	return d
}

// labels returns random sections and a genre.
func (l *live) labels() (terms []scoring.Term) {
	for _, s := range l.r.Perm(30)[:l.r.IntN(3)] {
		terms = append(terms, scoring.Term{Hash: uint64(1<<40 + s), Written: fmt.Sprint("section", s), Code: scoring.CodeSection})
	}
	return append(terms, scoring.Term{Hash: uint64(1<<41 + l.r.IntN(4)), Written: "genre", Code: scoring.CodeGenre})
}

// step changes the index and the model in the same random way.
func (l *live) step(ids int) {
	id := l.r.IntN(ids)
	name := "doc-" + strconv.Itoa(id)
	d, had := l.want[name]
	switch l.r.IntN(8) {
	case 0, 1:
		require.Equal(l, had, l.x.Delete(name) == 1)
		delete(l.want, name)
	case 2:
		c := &Change{Published: int64(l.r.IntN(1e6)), From: Never, Until: int64(l.r.IntN(1e6)), Unoffered: l.r.IntN(2) == 0, Labels: l.labels()}
		require.Equal(l, had, l.x.Touch(name, c))
		if had {
			d.Published, d.From, d.Until, d.Unoffered = c.Published, c.From, c.Until, c.Unoffered
			d.Terms = slices.DeleteFunc(slices.Clone(d.Terms), func(t scoring.Term) bool {
				return t.Code == scoring.CodeSection || t.Code == scoring.CodeGenre
			})
			d.Terms = append(d.Terms, c.Labels...)
			l.want[name] = d
		}
	default:
		docs := []Doc{l.doc(id)}
		for i := range l.r.IntN(3) * l.r.IntN(40) {
			docs = append(docs, l.doc(ids+i))
		}
		l.x.Put(docs)
		for _, d := range docs {
			l.want[d.ID] = d
		}
	}
}

// look takes a view of the index for later.
func (l *live) look() {
	v, entry := l.x.Enter()
	l.earlier = append(l.earlier, earlier{v, entry, maps.Clone(l.want)})
}

// check fails the test unless v holds exactly the documents of want.
func check(t testing.TB, v *View, want map[string]Doc) {
	t.Helper()
	require.Equal(t, len(want), v.Docs, "number of documents")
	length, seen := int64(0), 0
	var r Record
	for at := range v.All() {
		seen++
		v.Read(at, &r)
		d, ok := want[r.ID()]
		require.True(t, ok, "document %q should not be there", r.ID())
		require.Equal(t, []any{d.Published, d.From, d.Until, d.Length, d.Unoffered, d.Untitled}, []any{r.Published, r.From, r.Until, r.Length, r.Unoffered, r.Untitled}, "document %q", r.ID())
		require.True(t, bytes.Equal(d.Sketch, r.Sketch()), "sketch")
		length += int64(d.Length)
		require.Equal(t, terms(v, d.Terms), written(v, &r), "terms of %q", r.ID())
	}
	require.Equal(t, len(want), seen)
	require.Equal(t, length, v.Length)
}

func terms(v *View, terms []scoring.Term) (all []string) {
	for _, t := range terms {
		if v.model.named(t.Code) {
			all = append(all, fmt.Sprint(t.Code, t.Written))
		} else {
			all = append(all, fmt.Sprint(t.Code, unnamedTerm(t.Hash)))
		}
	}
	slices.Sort(all)
	return all
}

func written(v *View, r *Record) (all []string) {
	for _, c := range r.AppendTerms(nil) {
		if c.Term < unnamed {
			all = append(all, fmt.Sprint(c.Code, v.Written(c.Term)))
		} else {
			all = append(all, fmt.Sprint(c.Code, c.Term))
		}
	}
	slices.Sort(all)
	return all
}

// checkTerms fails the test unless the document frequencies are those of want.
func (l *live) checkTerms() {
	v := l.x.View()
	df := map[scoring.Term]int{}
	for _, d := range l.want {
		for _, t := range d.Terms {
			if !v.model.named(t.Code) {
				t.Hash = uint64(unnamedTerm(t.Hash) - unnamed)
			}
			t.Code, t.Written = min(t.Code, scoring.CodeNumber), ""
			if t.Code < scoring.CodeNumber {
				t.Code = 0
			}
			df[t]++
		}
	}
	for t, want := range df {
		code := t.Code
		n, ok := v.Term(t.Hash, code)
		if t.Hash>>40 != 0 {
			n, ok = v.Term(t.Hash, 0)
		}
		require.True(l, ok, "term %v", t)
		require.Equal(l, want, v.Frequency(n), "frequency of %v", t)
	}
	for id := range l.want {
		require.True(l, l.x.Has(id), "Has(%q)", id)
	}
	require.False(l, l.x.Has("nobody"))
	ids := slices.Sorted(v.IDs())
	require.Equal(l, slices.Sorted(maps.Keys(l.want)), ids)
}

func TestLiveIndexAgreesWithAMap(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			l := &live{x: New(labeled()), want: map[string]Doc{}, r: rand.New(rand.NewPCG(41, seed)), TB: t}
			ids := []int{30, 700, 3000}[seed]
			for step := range 4000 {
				l.step(ids)
				if l.r.IntN(100) == 0 {
					l.look()
				}
				if len(l.earlier) > 0 && l.r.IntN(120) == 0 {
					i := l.r.IntN(len(l.earlier))
					check(t, l.earlier[i].view, l.earlier[i].want)
					l.x.Leave(l.earlier[i].entry)
					l.earlier = slices.Delete(l.earlier, i, i+1)
				}
				if step%500 == 499 {
					check(t, l.x.View(), l.want)
					l.checkTerms()
				}
			}
			for _, e := range l.earlier {
				check(t, e.view, e.want)
				l.x.Leave(e.entry)
			}
		})
	}
}

// A number is used again only when nobody can see its old meaning.
func TestNumbersOfUnusedTermsAreUsedAgain(t *testing.T) {
	one := func(id string, hash uint64) []Doc {
		return []Doc{{ID: id, Terms: []scoring.Term{{Hash: hash, Written: fmt.Sprint("mot", hash)}}}}
	}
	x := New(plain)
	x.Put(one("a", 1))
	first, ok := x.View().Term(1, 0)
	require.True(t, ok)
	old, entry := x.Enter()
	x.Delete("a")
	for i := range uint64(10) {
		x.Put(one("b", 100+i))
		require.Equal(t, "mot1", old.Written(first), "while a reader sees the document with the term")
	}
	x.Leave(entry)
	for i := range uint64(10) {
		x.Put(one("b", 200+i))
	}
	assert.NotEqual(t, "mot1", x.View().Written(first), "after the reader has left")
	_, ok = x.View().Term(1, 0)
	assert.False(t, ok, "the term is unknown again")
	assert.LessOrEqual(t, x.View().limit, uint32(14), "numbers in use")

	x.Put(one("a", 1))
	again, ok := x.View().Term(1, 0)
	require.True(t, ok)
	assert.Equal(t, "mot1", x.View().Written(again))
}

func TestTermThatComesBackInTimeKeepsItsNumber(t *testing.T) {
	one := []Doc{{ID: "a", Terms: []scoring.Term{{Hash: 1, Written: "mot"}}}}
	x := New(plain)
	x.Put(one)
	n, _ := x.View().Term(1, 0)
	x.Delete("a")
	x.Put(one)
	for range 10 {
		x.Delete("nobody") // lets epochs pass
	}
	back, ok := x.View().Term(1, 0)
	require.True(t, ok)
	assert.Equal(t, n, back)
	assert.Equal(t, 1, x.View().Frequency(n))
}

// Articles that are replaced again and again, each time with new words, must not make
// the index grow.
func TestReplacedDocumentsTakeNoSpace(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	x := New(plain)
	const docs = 500
	version := func(id, n int) Doc {
		d := randomDoc(r, id, 3000, 40)
		for i := range 5 {
			w := uint64(n*docs+id)*5 + uint64(i) + 1<<30
			d.Terms = append(d.Terms, scoring.Term{Hash: w * 0x9e3779b97f4a7c15, Written: fmt.Sprint("rare", w), Code: 1})
		}
		return d
	}
	for id := range docs {
		x.Put([]Doc{version(id, 0)})
	}
	before, most := x.View().Stats(), Stats{}
	for n := 1; n <= 30; n++ {
		for _, id := range r.Perm(docs) {
			x.Put([]Doc{version(id, n)})
			if s := x.View().Stats(); s.Bytes() > most.Bytes() {
				most = s
			}
		}
	}
	assert.LessOrEqual(t, 2*most.Bytes(), 3*before.Bytes(), "bytes: at first %+v, at most %+v", before, most)
	assert.LessOrEqual(t, float64(most.Terms), 1.1*float64(before.Terms), "terms")
}

// The work of a call is bounded however large the index is, and merges do not fall
// behind: there are never more segments than two groups of each level.
func TestWorkOfACallIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	x := New(plain)
	docs := number(t, "PRESSE_DOCS", 20000)
	var most struct{ copied, lists, parts int }
	call := func(f func()) {
		before := x.done
		f()
		most.copied = max(most.copied, x.done.copied-before.copied)
		most.lists = max(most.lists, x.done.lists-before.lists)
		most.parts = max(most.parts, len(x.parts))
	}
	for i := range docs {
		d := randomDoc(r, i, 20000, 15)
		call(func() { x.Put([]Doc{d}) })
		if i%3 == 0 {
			id := "doc-" + strconv.Itoa(r.IntN(i+1))
			call(func() { x.Delete(id) })
		}
	}
	assert.LessOrEqual(t, most.copied, levels*(mergeWork/copyCost+1), "documents copied in a call")
	assert.LessOrEqual(t, most.lists, levels*(mergeWork/listCost+1), "lists written in a call")
	assert.LessOrEqual(t, most.parts, 2*fanout*(level(docs)+1)+1, "segments")
	for l := range levels - 1 {
		n := 0
		for _, p := range x.parts[:len(x.parts)-1] {
			if level(p.docs()) == l {
				n++
			}
		}
		assert.LessOrEqual(t, n, 2*fanout, "segments of level %d", l)
	}
}

// Documents that die while their segment is being merged are dead in the result.
func TestDocumentsDieDuringAMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(47, 48))
	x := New(plain)
	want := map[string]Doc{}
	put := func(i int) {
		d := datedDoc(r, i)
		want[d.ID] = d
		x.Put([]Doc{d})
	}
	died := 0
	for i := 0; died < 100; i++ {
		put(i)
		for _, m := range x.merges {
			if m == nil || len(m.out.ends) == 0 {
				continue
			}
			id := m.out.id(uint32(r.IntN(m.out.docs()))) // copied already
			if _, ok := want[id]; ok {
				died += x.Delete(id)
				delete(want, id)
			}
		}
	}
	same(t, x, want)
	for i := 1 << 20; i < 1<<20+2000; i++ {
		put(i)
	}
	same(t, x, want)
}

func TestWrittenFormDoesNotDependOnTheOrder(t *testing.T) {
	for _, c := range []struct {
		rule  string
		forms []string
		want  string
	}{
		{"fewest capitals", []string{"ÉLYSÉE", "Élysée", "élysée"}, "élysée"},
		{"no capital is better than one", []string{"Crue", "crue"}, "crue"},
		{"with accents rather than without", []string{"Elysee", "Élysée"}, "Élysée"},
		{"fifteen capitals and more", []string{"ANTICONSTITUTIONNELLE", "ANTICONSTITUTIONNELLEs"}, "ANTICONSTITUTIONNELLE"},
		{"without the endings of other forms", []string{"ministers", "minister"}, "minister"},
		{"a noun rather than a participle", []string{"jugé", "juge"}, "juge"},
		{"long words are cut first", []string{string(bytes.Repeat([]byte("a"), 70)), string(bytes.Repeat([]byte("a"), 80))}, string(bytes.Repeat([]byte("a"), 64))},
	} {
		for range 2 {
			d := newDictionary()
			for _, f := range c.forms {
				d.count(d.enter(7, f, false), 1, 0)
			}
			assert.Equal(t, c.want, d.text(1), "%s: %q", c.rule, c.forms)
			slices.Reverse(c.forms)
		}
	}
}

func TestDictionary(t *testing.T) {
	d := newDictionary()
	r := rand.New(rand.NewPCG(49, 50))
	want := map[uint64]uint32{}
	for range 200000 {
		h := uint64(r.IntN(60000)) << r.IntN(2) // some in a few shards only
		if n, ok := want[h]; ok && r.IntN(3) == 0 {
			d.discard(n)
			delete(want, h)
		} else {
			n := d.enter(h, fmt.Sprint("mot", h), false)
			require.True(t, !ok || n == want[h], "hash %d has number %d, then %d", h, want[h], n)
			want[h] = n
		}
	}
	used := map[uint32]bool{}
	for h, n := range want {
		got, ok := d.find(h, d.limit)
		require.True(t, ok && got == n && !used[n], "find(%d) = %d, %t, want %d", h, got, ok, n)
		require.Equal(t, fmt.Sprint("mot", h), d.text(n))
		used[n] = true
		_, ok = d.find(h, n)
		require.False(t, ok, "find must ignore terms from the limit on")
	}
	require.Equal(t, len(want), d.named)
	for h := range uint64(60000) {
		if _, ok := want[h]; !ok {
			_, found := d.find(h, d.limit)
			require.False(t, found, "find(%d) found a term that was discarded", h)
		}
	}
	size := 4*unnamedTerms + 8*maxTerms/pageTerms
	for _, p := range d.pages {
		if p != nil {
			size += 20*pageTerms + len(p.texts.Load().bytes)
		}
	}
	for i := range d.shards {
		if slots := d.shards[i].slots.Load(); slots != nil {
			size += 4 * len(*slots)
		}
	}
	assert.Equal(t, size, d.size, "size")
}

func TestTailDoesNotGrowWithReplacements(t *testing.T) {
	x := New(plain)
	for i := range 20 * tailDocs {
		x.Put([]Doc{{ID: fmt.Sprint(i % 5), Length: i}})
		require.Len(t, x.parts, 1, "segments")
		require.Less(t, x.parts[0].docs(), tailDocs, "documents of the tail")
	}
	assert.Equal(t, 5, x.View().Docs)
}

// As many segments of the level before the last as fit into the maximum are merged into one,
// which is not merged any more.
func TestSegmentsHaveAtMostMaxSegmentDocs(t *testing.T) {
	x := New(plain)
	const docs = maxSegmentDocs + maxSegmentDocs/2 + tailDocs
	for from := 0; from < docs; from += 256 {
		var some []Doc
		for i := from; i < min(docs, from+256); i++ {
			some = append(some, Doc{ID: strconv.Itoa(i), Published: int64(i)})
		}
		x.Put(some)
	}
	for x.Settle(256) {
	}
	var sizes []int
	for _, p := range x.View().parts {
		sizes = append(sizes, p.docs())
	}
	const before = tailDocs << (3 * (levels - 2))
	assert.Equal(t, []int{maxSegmentDocs, before, before, tailDocs, 0}, sizes)
}

func TestMark(t *testing.T) {
	x := New(plain)
	assert.Empty(t, x.Mark())
	v := x.View()
	x.SetMark("message 81223")
	x.Put([]Doc{{ID: "a"}})
	assert.Equal(t, "message 81223", x.Mark())
	assert.Empty(t, v.Mark, "an earlier view")
}

// With -race, this test finds reads that are not synchronized with the writer.
func TestReadersAndAWriter(t *testing.T) {
	x := New(labeled())
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for i := range 3 {
		readers.Go(func() {
			r := rand.New(rand.NewPCG(51, uint64(i)))
			var s Search
			var w Weights
			var rec Record
			for {
				select {
				case <-stop:
					return
				default:
				}
				v, entry := x.Enter()
				w.Reset(v)
				var query []Weighted
				for range 20 {
					if n, ok := v.Term(uint64(1+r.IntN(2000))*0x9e3779b97f4a7c15, 0); ok && v.Frequency(n) > 0 && w.Get(n) == 0 {
						query = append(query, Weighted{n, 1})
						w.Add(n, 1)
					}
				}
				if len(query) > 0 {
					s.Find(v, &Everything, query, 1000, func(_ Ref, r *Record, _ int) bool {
						w.Sums(r)
						for _, c := range r.AppendTerms(nil) {
							if c.Term < unnamed && v.Written(c.Term) == "" {
								t.Errorf("term %d of %q has no written form", c.Term, r.ID())
							}
						}
						return true
					})
				}
				for at := range v.Within(0, int64(r.IntN(1e6))) {
					v.Read(at, &rec)
				}
				v.Stats()
				x.Leave(entry)
			}
		})
	}
	l := &live{x: x, want: map[string]Doc{}, r: rand.New(rand.NewPCG(53, 54)), TB: t}
	for range number(t, "PRESSE_STEPS", 1500) {
		l.step(400)
	}
	close(stop)
	readers.Wait()
	check(t, x.View(), l.want)
}

// The same archive holds the same terms with the same written forms and frequencies, and
// an unlimited search finds the same documents, whatever the order of Puts was.
func TestOrderOfPutsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(55, 56))
	var docs []Doc
	for i := range 1500 {
		d := randomDoc(r, i, 4000, 12)
		for j := range d.Terms {
			if r.IntN(3) == 0 {
				d.Terms[j].Written = "M" + d.Terms[j].Written[1:]
			}
		}
		docs = append(docs, d)
	}
	all := plain
	all.Posted = 1000
	build := func(orders ...[]Doc) *View {
		x := New(all)
		for _, docs := range orders {
			for part := range slices.Chunk(docs, 10) {
				x.Put(part)
			}
		}
		for x.Settle(100) {
		}
		return x.View()
	}
	reversed, shuffled := slices.Clone(docs), slices.Clone(docs)
	slices.Reverse(reversed)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	describe := func(v *View) (ids []string, found [][]string) {
		var rec Record
		for at := range v.All() {
			v.Read(at, &rec)
			line := rec.ID()
			for _, c := range rec.AppendTerms(nil) {
				line += fmt.Sprintf(" %s/%d/%d", v.Written(c.Term), c.Code, v.Frequency(c.Term))
			}
			words := bytes.Split([]byte(line), []byte(" "))
			slices.SortFunc(words[1:], bytes.Compare)
			ids = append(ids, string(bytes.Join(words, []byte(" "))))
		}
		slices.Sort(ids)
		var s Search
		for i := range 50 {
			var query []Weighted
			for w := range 5 {
				if n, ok := v.Term(uint64(i*w+1)*0x9e3779b97f4a7c15, 0); ok {
					query = append(query, Weighted{n, 1})
				}
			}
			var got []string
			s.Find(v, &Everything, query, 1<<30, func(_ Ref, r *Record, sum int) bool {
				for _, q := range query {
					for code := range uint8(scoring.Codes) {
						if r.Has(q.Term, code) {
							got = append(got, string([]byte(r.ID())))
							return true
						}
					}
				}
				return true
			})
			slices.Sort(got)
			found = append(found, got)
		}
		return ids, found
	}
	wantIDs, wantFound := describe(build(docs))
	for _, c := range []struct {
		order string
		puts  [][]Doc
	}{
		{"reversed", [][]Doc{reversed}},
		{"shuffled", [][]Doc{shuffled}},
		{"two thirds put again", [][]Doc{docs, shuffled[:1000]}},
	} {
		ids, found := describe(build(c.puts...))
		assert.Equal(t, wantIDs, ids, c.order)
		assert.Equal(t, wantFound, found, c.order)
	}
}

func TestSettleCompletesMerges(t *testing.T) {
	r := rand.New(rand.NewPCG(57, 58))
	x, want := New(plain), map[string]Doc{}
	for i := range 5000 {
		d := randomDoc(r, i, 5000, 15)
		want[d.ID] = d
		x.Put([]Doc{d})
	}
	require.NotEqual(t, [levels]*merging{}, x.merges, "no merge is in progress, so the test proves nothing")
	before := len(x.View().parts)
	calls := 0
	for copied := x.done.copied; x.Settle(8); copied = x.done.copied {
		calls++
		require.LessOrEqual(t, x.done.copied-copied, levels*8*(mergeWork/copyCost+1), "documents copied in a call")
	}
	assert.Greater(t, calls, 1)
	assert.Less(t, len(x.View().parts), before)
	assert.Zero(t, x.View().merging)
	same(t, x, want)

	for i := range 400 {
		id := "doc-" + strconv.Itoa(10*i)
		delete(want, id)
		x.Delete(id)
	}
	for x.Settle(64) {
	}
	for _, p := range x.View().parts {
		assert.LessOrEqual(t, idleDeadPart*p.died, p.docs(), "dead documents of %d", p.docs())
	}
	same(t, x, want)
}
