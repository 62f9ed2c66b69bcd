package ranking

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// An archive is an index of texts, asked by ID.
type archive struct {
	*postings.Index
	analyzer scoring.Analyzer
	asking   Asking
}

func newArchive() *archive { return &archive{Index: postings.New(Model())} }

func (x *archive) put(id string, published int64, t scoring.Text) {
	terms, length := x.analyzer.Analyze(t, nil)
	d := postings.Doc{ID: id, Published: published, From: published, Until: postings.Never, Length: length, Sketch: x.analyzer.AppendSketch(nil)}
	d.Terms = append(terms, scoring.Term{Hash: scoring.Label(scoring.CodeLang, "fr"), Written: "fr", Code: scoring.CodeLang})
	x.Put([]postings.Doc{d})
}

// ask returns the IDs of an answer and what it is made of.
func (x *archive) ask(t *testing.T, id string, q Query) (ids []string, chosen []Chosen) {
	t.Helper()
	v := x.View()
	at, ok := x.Find(v, id)
	require.True(t, ok)
	var r postings.Record
	v.Read(at, &r)
	d := x.asking.Begin(v)
	d.Indexed, d.Published, d.Length = true, r.Published, r.Length
	d.Terms = r.AppendTerms(d.Terms)
	lang, _ := v.Term(scoring.Label(scoring.CodeLang, "fr"), scoring.CodeLang)
	q.Langs = []uint32{lang}
	q.Exclude = append(q.Exclude, at)
	if q.Limit == 0 {
		q.Limit = 4
	}
	chosen = x.asking.Answer(&q)
	for _, c := range chosen {
		ids = append(ids, x.asking.ID(c.At))
	}
	return ids, chosen
}

// fill puts n documents, twenty of a topic, a third of their words from it, some of
// them in sections.
func (x *archive) fill(n int) {
	r := rand.New(rand.NewPCG(31, 32))
	for i := range n {
		var words []string
		for range 40 + r.IntN(80) {
			word := fmt.Sprintf("mot%d", int(3000*r.Float64()*r.Float64()))
			if r.IntN(3) == 0 {
				word = fmt.Sprintf("sujet%dx%d", i%(n/20+1), r.IntN(40))
			}
			words = append(words, word)
		}
		t := scoring.Text{Headline: strings.Join(words[:5], " "), Body: strings.Join(words[5:], " ")}
		if i%3 == 0 {
			t.Sections = []string{"sport"}
		}
		if i%30 == 0 {
			t.Sections = append(t.Sections, "une")
		}
		x.put(fmt.Sprint("d", i), int64(i)*3600, t)
	}
}

func TestTheDefaultFindsWhatExactFinds(t *testing.T) {
	x := newArchive()
	x.fill(6000)
	section := func(label string) uint32 {
		term, ok := x.View().Term(scoring.Label(scoring.CodeSection, label), scoring.CodeSection)
		require.True(t, ok)
		return term
	}
	for _, c := range []struct {
		rule  string
		q     Query
		least float64
	}{
		{"four", Query{}, 0.98},
		{"ten", Query{Limit: 10}, 0.98},
		{"in a section, whose documents are all scored", Query{InSections: true, Sections: []uint32{section("sport")}}, 1},
		{"in two sections, each document once", Query{InSections: true, Sections: []uint32{section("sport"), section("une")}}, 1},
		{"of one in a hundred, by reading further", Query{Timed: true, Now: 1 << 40, Earliest: 5940 * 3600}, 0.9},
	} {
		same, of := 0, 0
		for i := range 100 {
			id := fmt.Sprint("d", 59*i)
			c.q.Exact = false
			fast, _ := x.ask(t, id, c.q)
			c.q.Exact = true
			full, _ := x.ask(t, id, c.q)
			of += len(full)
			for _, id := range full {
				if slices.Contains(fast, id) {
					same++
				}
			}
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(fast))), len(fast), "%s: each once", c.rule)
		}
		t.Logf("%s: %d of %d", c.rule, same, of)
		assert.GreaterOrEqual(t, float64(same), c.least*float64(of), c.rule)
	}
}

func TestTheBestAnswersAskAlong(t *testing.T) {
	x := newArchive()
	x.put("asked", 0, scoring.Text{Headline: "La crue de l’oued emporte le pont"})
	x.put("first", 0, scoring.Text{Headline: "Crue de l’oued : le pont emporté", Body: "Le préfet relogera les sinistrés."})
	x.put("near", 0, scoring.Text{Headline: "Crue attendue", Body: "Le préfet relogera les sinistrés."})
	x.put("far", 0, scoring.Text{Headline: "Crue attendue", Body: "Le club recrutera trois joueurs."})
	ids, chosen := x.ask(t, "asked", Query{Copies: true})
	assert.Equal(t, []string{"first", "near", "far"}, ids)
	require.Len(t, chosen, 3)
	assert.Greater(t, chosen[1].Score, chosen[2].Score)
}

func TestTheSharesOfAScoreAddUpToIt(t *testing.T) {
	x := newArchive()
	x.fill(200)
	for _, story := range []bool{false, true} {
		_, chosen := x.ask(t, "d9", Query{Limit: 8, Story: story})
		require.Len(t, chosen, 8)
		for _, c := range chosen {
			sum := 0.0
			feedback, near := x.asking.Parts(c, func(_ uint32, _ uint8, part float64) { sum += part })
			assert.InDelta(t, c.Score, sum+feedback+near, 1e-9)
		}
	}
}

func TestEffortGrowsWithTheAnswersWanted(t *testing.T) {
	before := effort{}
	for _, limit := range []int{1, 4, 10, MaxLimit} {
		e := (&Query{Limit: limit}).effort(1000)
		assert.GreaterOrEqual(t, e.pool, limit+window, "%d: the pool holds all answers and the copies behind", limit)
		assert.GreaterOrEqual(t, e.reading, before.reading)
		assert.GreaterOrEqual(t, e.patience, before.patience)
		before = e
	}
	assert.Equal(t, 2*(&Query{Limit: 4}).effort(1e5).reading, (&Query{Limit: 4}).effort(1007937).reading, "an archive ten times as large has twice as much read")
	assert.Greater(t, (&Query{Limit: 4, Story: true}).effort(1000).pool, (&Query{Limit: 4}).effort(1000).pool, "where time counts, more is looked at")
}
