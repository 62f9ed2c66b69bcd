package ranking

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A story is a document of the archive that TestFiltersAgreeWithBruteForce builds.
type story struct {
	id              string
	published       int64
	from, until     int64
	unoffered       bool
	lang, sec, kind string
	tag             string
}

// stories puts n random documents into x, out of order.
func (x *archive) stories(r *rand.Rand, n int) []story {
	var all []story
	var docs []postings.Doc
	for i := range n {
		s := story{
			id: fmt.Sprint("s", i), published: int64(r.IntN(n)), until: postings.Never, unoffered: r.IntN(20) == 0,
			lang: []string{"fr", "fr", "ar"}[r.IntN(3)], sec: []string{"une", "sport", "monde"}[r.IntN(3)],
			kind: []string{"news", "opinion"}[r.IntN(2)], tag: []string{"ligue", "coupe", "stade"}[r.IntN(3)],
		}
		if r.IntN(15) == 0 {
			s.published = postings.Undated
		}
		if s.from = s.published; r.IntN(10) == 0 {
			s.from += 20
		}
		if r.IntN(10) == 0 {
			s.until = s.from + int64(r.IntN(50))
		}
		var words []string
		for range 12 {
			words = append(words, fmt.Sprint("mot", r.IntN(30)))
		}
		terms, length := x.analyzer.Analyze(scoring.Text{Body: strings.Join(words, " "), Tags: []string{s.tag}, Sections: []string{s.sec}}, nil)
		for code, label := range map[uint8]string{scoring.CodeLang: s.lang, scoring.CodeGenre: s.kind} {
			terms = append(terms, scoring.Term{Hash: scoring.Label(code, label), Written: label, Code: code})
		}
		docs = append(docs, postings.Doc{ID: s.id, Published: s.published, From: s.from, Until: s.until, Unoffered: s.unoffered, Length: length, Terms: terms})
		all = append(all, s)
	}
	x.Put(docs)
	return all
}

func (x *archive) label(code uint8, labels ...string) (terms []uint32) {
	for _, l := range labels {
		if n, ok := x.View().Term(scoring.Label(code, l), code); ok {
			terms = append(terms, n)
		}
	}
	return terms
}

func TestFiltersAgreeWithBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, n := range []int{40, 100} { // a tail alone; a segment and a tail
		x := newArchive()
		all := x.stories(r, n)
		for range 400 {
			var f Filter
			langs := [][]string{{"fr"}, {"ar"}, {"fr", "ar"}}[r.IntN(3)]
			f.InLangs, f.Langs = true, x.label(scoring.CodeLang, langs...)
			var in, kinds, notIn, notTags []string
			pick := func(labels ...string) []string { return labels[r.IntN(len(labels)):] }
			if f.Timed = r.IntN(2) == 0; f.Timed {
				f.Now = int64(r.IntN(n + 20))
				f.Aged = true
				f.Earliest = []int64{postings.Undated, f.Now - int64(r.IntN(n)), all[r.IntN(n)].published}[r.IntN(3)]
			}
			if f.InSections = r.IntN(3) == 0; f.InSections {
				in = pick("une", "sport", "gone")
				f.Sections = x.label(scoring.CodeSection, in...)
			}
			if f.InGenres = r.IntN(3) == 0; f.InGenres {
				kinds = pick("news", "gone")
				f.Genres = x.label(scoring.CodeGenre, kinds...)
			}
			if r.IntN(3) == 0 {
				notIn = pick("une", "monde")
				f.NotSections = x.label(scoring.CodeSection, notIn...)
			}
			if r.IntN(3) == 0 {
				notTags = pick("ligue", "stade")
				f.NotTags = x.label(scoring.CodeTag, notTags...)
			}
			if r.IntN(3) == 0 {
				for range r.IntN(n) {
					f.Exclude = append(f.Exclude, fmt.Sprint("s", r.IntN(2*n)))
				}
			}
			only := func(string) bool { return true }
			if r.IntN(3) == 0 {
				k := uint32(1 + r.IntN(9))
				only = func(id string) bool { return uint32(id[len(id)-1])%k == 0 }
			}
			allowed := map[string]bool{}
			asked := all[r.IntN(n)]
			rest := map[string]bool{}
			for _, s := range all {
				rest[s.id] = !s.unoffered && s.id != asked.id && slices.Contains(langs, s.lang) &&
					(!f.Timed || s.from <= f.Now && f.Now < s.until && s.published >= f.Earliest) &&
					(!f.InSections || slices.Contains(in, s.sec)) && (!f.InGenres || slices.Contains(kinds, s.kind)) &&
					!slices.Contains(notIn, s.sec) && !slices.Contains(notTags, s.tag) && !slices.Contains(f.Exclude, s.id)
				allowed[s.id] = rest[s.id] && only(s.id)
			}
			calls := map[string]int{}
			f.Only = func(id string) bool { calls[id]++; return only(id) }
			want := x.answers(asked.id, Query{Limit: MaxLimit, Exact: true, Copies: true, Filter: f}, allowed)
			for _, exact := range []bool{true, false} {
				clear(calls)
				got := x.answers(asked.id, Query{Limit: MaxLimit, Exact: exact, Copies: true, Filter: f}, nil)
				f := f
				f.Only, f.Exclude = nil, nil
				require.Equal(t, want, got, "exact %t, of %d: langs %v in %v kinds %v not %v tags %v %+v", exact, n, langs, in, kinds, notIn, notTags, f)
				for id, times := range calls {
					require.Equal(t, 1, times, "calls of Only for %s", id)
					require.True(t, rest[id], "Only was called for %s, which the rest of the filter rules out", id)
				}
			}
		}
	}
}

// answers returns the sorted IDs of the answers for a document, or, if allowed is not
// nil, of the allowed documents that have a score. There are no more than MaxLimit.
func (x *archive) answers(id string, q Query, allowed map[string]bool) []string {
	v := x.View()
	at, _ := x.Find(v, id)
	var r postings.Record
	v.Read(at, &r)
	d := x.asking.Begin(v)
	d.Indexed, d.Published, d.Length = true, r.Published, r.Length
	d.Terms = r.AppendTerms(d.Terms)
	q.Self = id
	ids := []string{}
	if allowed != nil {
		q.Filter = Filter{}
		x.asking.query = &q
		x.asking.weigh()
		for at := range v.All() {
			v.Read(at, &r)
			if allowed[r.ID()] && x.asking.score(&r, &x.asking.weights) > 0 {
				ids = append(ids, r.ID())
			}
		}
	} else {
		for _, c := range x.asking.Answer(&q) {
			ids = append(ids, x.asking.ID(c.At))
		}
	}
	slices.Sort(ids)
	return ids
}

func TestPeriodsAreInclusive(t *testing.T) {
	x := newArchive()
	for i := range 200 {
		x.put(fmt.Sprint("d", i), int64(i), scoring.Text{Headline: "Crue de l’oued"})
	}
	x.put("undated", postings.Undated, scoring.Text{Headline: "Crue de l’oued"})
	for _, c := range []struct {
		rule          string
		earliest, now int64
		want          []string
	}{
		{"published at Earliest and at Now", 50, 52, []string{"d50", "d51", "d52"}},
		{"a second", 77, 77, []string{"d77"}},
		{"later than the last", 200, 500, nil},
		{"before the first", math.MinInt64 + 1, -1, nil},
		{"Undated: the undated one too", postings.Undated, 0, []string{"d0", "undated"}},
	} {
		for _, exact := range []bool{true, false} {
			ids, _ := x.ask(t, "d199", Query{Limit: 9, Copies: true, Exact: exact, Filter: Filter{Timed: true, Aged: true, Earliest: c.earliest, Now: c.now}})
			slices.Sort(ids)
			assert.Equal(t, c.want, ids, "%s, exact %t", c.rule, exact)
		}
	}
}

func TestIDSet(t *testing.T) {
	for _, c := range []struct {
		rule string
		hash func(string) uint64
	}{
		{"hashes of maphash", nil},
		{"every ID has the same hash", func(string) uint64 { return math.MaxUint64 }},
		{"two hashes", func(id string) uint64 { return uint64(len(id)%2) << 63 }},
	} {
		s := idSet{hashed: c.hash}
		for _, n := range []int{0, 1, 3, 1000, 2, 0} { // the buffers are reused
			var ids []string
			for i := range n {
				ids = append(ids, fmt.Sprint("in", i), fmt.Sprint("in", i)) // each twice
			}
			s.reset(ids)
			for i := range 1100 {
				assert.Equal(t, i < n, s.has(fmt.Sprint("in", i)), "%s: in%d among %d", c.rule, i, n)
			}
			assert.False(t, s.has(""), c.rule)
		}
	}
}

func TestAPanicOfOnlyCorruptsNothing(t *testing.T) {
	x := newArchive()
	x.fill(6000)
	want, _ := x.ask(t, "d9", Query{})
	for calls := range 40 {
		left := calls
		only := func(string) bool {
			if left--; left < 0 {
				panic("only")
			}
			return true
		}
		assert.PanicsWithValue(t, "only", func() { x.ask(t, fmt.Sprint("d", 100*calls), Query{Limit: 20, Filter: Filter{Only: only}}) })
		got, _ := x.ask(t, "d9", Query{})
		require.Equal(t, want, got, "after a panic in call %d", calls)
	}
}

func BenchmarkExclude(b *testing.B) {
	var ids []string
	for i := range 100000 {
		ids = append(ids, fmt.Sprintf("article-%d", i*7919))
	}
	var s idSet
	for b.Loop() {
		s.reset(ids)
	}
}
