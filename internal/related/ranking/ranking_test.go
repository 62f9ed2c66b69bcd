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

// An archive is an index of texts that can be queried by ID.
type archive struct {
	*postings.Index
	analyzer scoring.Analyzer
	asking   Asking
}

func newArchive() *archive { return &archive{Index: postings.New(Model())} }

func (x *archive) put(id string, published int64, t scoring.Text) {
	terms, length := x.analyzer.Analyze(t, nil)
	d := postings.Doc{ID: id, Published: published, From: published, Until: postings.Never, Length: length, Sketch: x.analyzer.AppendSketch(nil), Untitled: !x.analyzer.Titled()}
	d.Terms = append(terms, scoring.Term{Hash: scoring.Label(scoring.CodeLang, "fr"), Written: "fr", Code: scoring.CodeLang})
	x.Put([]postings.Doc{d})
}

// hash returns the hash of a word.
func (x *archive) hash(word string) uint64 {
	terms, _ := x.analyzer.Analyze(scoring.Text{Body: word}, nil)
	return terms[0].Hash
}

// ask returns the answers for a document and their IDs. Copies of the document may be
// answers.
func (x *archive) ask(t *testing.T, id string, q Query) (ids []string, chosen []Chosen) {
	t.Helper()
	return x.askAs(t, id, q, false)
}

// askWithSketch is like ask, but copies of the document are not answers.
func (x *archive) askWithSketch(t *testing.T, id string, q Query) (ids []string, chosen []Chosen) {
	t.Helper()
	return x.askAs(t, id, q, true)
}

func (x *archive) askAs(t *testing.T, id string, q Query, sketch bool) (ids []string, chosen []Chosen) {
	t.Helper()
	v := x.View()
	at, ok := x.Find(v, id)
	require.True(t, ok)
	var r postings.Record
	v.Read(at, &r)
	d := x.asking.Begin(v)
	d.Indexed, d.Published, d.Length, d.Untitled = true, r.Published, r.Length, r.Untitled
	d.Terms = r.AppendTerms(d.Terms)
	if sketch {
		d.Sketch = append(d.Sketch, r.Sketch()...)
	}
	lang, _ := v.Term(scoring.Label(scoring.CodeLang, "fr"), scoring.CodeLang)
	q.Langs, q.InLangs = []uint32{lang}, true
	q.Self = id
	if q.Limit == 0 {
		q.Limit = 4
	}
	chosen = x.asking.Answer(&q)
	for _, c := range chosen {
		ids = append(ids, x.asking.ID(c.At))
	}
	return ids, chosen
}

// fill adds n documents, twenty on each topic. A third of their words come from their
// topic, and some of them are in sections.
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
		{"four answers", Query{}, 0.98},
		{"ten answers", Query{Limit: 10}, 0.98},
		{"a section, whose documents are all scored", Query{Filter: Filter{InSections: true, Sections: []uint32{section("sport")}}}, 1},
		{"two sections that share documents", Query{Filter: Filter{InSections: true, Sections: []uint32{section("sport"), section("une")}}}, 1},
		{"a period, whose documents are all scored", Query{Filter: Filter{Timed: true, Now: 1 << 35, Aged: true, Earliest: 5940 * 3600}}, 1},
		{"all but one section", Query{Filter: Filter{NotSections: []uint32{section("sport")}}}, 0.98},
		{"one document in a hundred by Only", Query{Filter: Filter{Only: func(id string) bool { return strings.HasSuffix(id, "17") }}}, 1},
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
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(fast))), len(fast), "%s: a document is in the answer twice", c.rule)
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
	for _, near := range []float64{0, scoring.NearBackground, scoring.NearStory} {
		_, chosen := x.ask(t, "d9", Query{Limit: 8, Near: near})
		require.Len(t, chosen, 8)
		for _, c := range chosen {
			sum := 0.0
			feedback, near := x.asking.Parts(c, func(_ uint32, _ uint8, part float64) { sum += part })
			assert.InDelta(t, c.Score, sum+feedback+near, 1e-9)
		}
	}
}

func TestAnswersWithALowScoreAreLeftOut(t *testing.T) {
	x := newArchive()
	x.fill(floorFrom - 2)
	x.put("asked", 0, scoring.Text{Headline: "Sujet1x1 mot7 mot8 mot9 mot10 mot11 mot12"})
	scores := func(q Query) (scores []float64) {
		_, chosen := x.ask(t, "asked", q)
		for _, c := range chosen {
			scores = append(scores, c.Score)
		}
		return scores
	}
	all := scores(Query{Limit: 60})
	require.Len(t, all, 60, "a small archive has no default floor")
	require.Less(t, all[59], scoring.DefaultShare)
	x.put("one more", 0, scoring.Text{Headline: "Crue à Safi"})
	for _, c := range []struct {
		rule  string
		q     Query
		least float64
	}{
		{"the default", Query{}, scoring.DefaultShare},
		{"the default, with diversity", Query{Diversity: 0.5}, scoring.DefaultShare},
		{"a lower score", Query{MinScore: all[10]}, all[10]},
		{"with diversity, whose order is not that of the scores", Query{MinScore: all[10], Diversity: 0.9}, all[10]},
		{"any score", Query{MinScore: -1}, 0},
	} {
		c.q.Limit = 20
		want := 0
		for _, s := range scores(Query{MinScore: -1, Limit: 20, Diversity: c.q.Diversity}) {
			if s >= c.least {
				want++
			}
		}
		got := scores(c.q)
		assert.GreaterOrEqual(t, len(got), want, c.rule)
		for _, s := range got {
			assert.GreaterOrEqual(t, s, c.least, c.rule)
		}
	}
}

func TestClosenessInTimeNeedsTwoDates(t *testing.T) {
	const day = 24 * 3600
	for _, c := range []struct {
		rule       string
		asked      int64
		want       []string
		timed      int
		background float64
	}{
		{"at equal scores, the closer document comes first", 20 * day, []string{"close", "far", "undated"}, 1, scoring.NearBackground},
		{"a story to be published counts like one of the past", 19 * day, []string{"close", "far", "undated"}, 1, scoring.NearBackground},
		{"without a date, the latest comes first", postings.Undated, []string{"far", "close", "undated"}, 0, scoring.NearBackground},
		{"if time does not count, the latest comes first", 20 * day, []string{"far", "close", "undated"}, 0, 0},
	} {
		x := newArchive()
		story := scoring.Text{Headline: "La crue de l’oued emporte le pont"}
		x.put("asked", c.asked, scoring.Text{Headline: "Le pont et la crue de l’oued"})
		x.put("undated", postings.Undated, story)
		x.put("far", 90*day, story)
		x.put("close", 19*day, story)
		ids, chosen := x.ask(t, "asked", Query{Copies: true, Near: c.background})
		assert.Equal(t, c.want, ids, c.rule)
		timed := 0
		for _, answer := range chosen {
			if answer.parts.near > answer.Score/100 {
				timed++
			}
		}
		assert.Equal(t, c.timed, timed, "%s: answers whose closeness in time counts", c.rule)
	}
}

func TestEffortGrowsWithTheAnswersWanted(t *testing.T) {
	before := effort{}
	for _, limit := range []int{1, 4, 10, MaxLimit} {
		e := (&Query{Limit: limit}).effort(1000, limit)
		assert.GreaterOrEqual(t, e.pool, limit+window, "limit %d: the pool must have room for all answers and for copies after them", limit)
		assert.GreaterOrEqual(t, e.reading, before.reading)
		assert.GreaterOrEqual(t, e.patience, before.patience)
		before = e
	}
	assert.Equal(t, 2*(&Query{Limit: 4}).effort(1e5, 4).reading, (&Query{Limit: 4}).effort(1007937, 4).reading, "twice as much is read in an index ten times as large")
	assert.Greater(t, (&Query{Limit: 4, Near: scoring.NearStory}).effort(1000, 4).pool, (&Query{Limit: 4}).effort(1000, 4).pool, "the pool is larger if time counts")
}

// These numbers decide how much work is done and what is left out.
func TestEffort(t *testing.T) {
	for _, c := range []struct {
		rule string
		q    Query
		docs int
		want effort
	}{
		{"one answer", Query{Limit: 1}, 1000, effort{reading: 12000, patience: 60, pool: 18, hopeless: 0.3}},
		{"four answers", Query{Limit: 4}, 100000, effort{reading: 24000, patience: 240, pool: 24, hopeless: 0.3}},
		{"more than twenty answers: the reading and patience of twenty", Query{Limit: 100}, 1000, effort{reading: 88000, patience: 1200, pool: 216, hopeless: 0.3}},
		{"closeness in time", Query{Limit: 4, Near: scoring.NearStory}, 1000, effort{reading: 24000, patience: 440, pool: 124, hopeless: 0.3 / 2.25}},
		{"a larger index", Query{Limit: 4}, 1000000, effort{reading: 47886, patience: 240, pool: 24, hopeless: 0.3}},
	} {
		assert.Equal(t, c.want, c.q.effort(c.docs, c.q.Limit), c.rule)
	}
}

func TestModel(t *testing.T) {
	m := Model()
	assert.Equal(t, 80, m.Posted)
	assert.InDelta(t, 1/(1+2.0), m.Impact(0, 300), 1e-12, "impact of a word that occurs once in a text of mean length")
	assert.InDelta(t, 1, m.Impact(scoring.CodeTag, 300), 1e-12)
	for _, code := range []uint8{scoring.CodeSection, scoring.CodeLang, scoring.CodeNumber} {
		assert.Zero(t, m.Impact(code, 300), "impact of code %d, which must not yield candidates", code)
	}
}

func TestPlans(t *testing.T) {
	x := newArchive()
	x.fill(6000)
	v := x.View()
	sport, _ := v.Term(scoring.Label(scoring.CodeSection, "sport"), scoring.CodeSection)
	une, _ := v.Term(scoring.Label(scoring.CodeSection, "une"), scoring.CodeSection)
	fr := []uint32{langOf(t, v)}
	since := func(hours int64) Filter {
		return Filter{InLangs: true, Langs: fr, Timed: true, Now: 1 << 35, Aged: true, Earliest: 3600 * hours}
	}
	for _, c := range []struct {
		rule string
		q    Query
		scan bool
		docs int
	}{
		{"no filter: search", Query{Filter: Filter{InLangs: true, Langs: fr}}, false, 6000},
		{"Exact: score all", Query{Exact: true, Filter: Filter{InLangs: true, Langs: fr}}, true, 6000},
		{"a period of few documents: score these", Query{Filter: since(3100)}, true, 2900 + 6000%64},
		{"a period of many documents: search among these", Query{Filter: since(2900)}, false, 3100},
		{"a section of few documents: score these", Query{Filter: Filter{InLangs: true, Langs: fr, InSections: true, Sections: []uint32{sport}}}, true, 2000},
		{"sections of few documents: score these", Query{Filter: Filter{InLangs: true, Langs: fr, InSections: true, Sections: []uint32{sport, une}}}, true, 2200},
		{"an unknown section: nothing to score", Query{Filter: Filter{InLangs: true, Langs: fr, InSections: true}}, true, 0},
	} {
		a := &x.asking
		a.Begin(v)
		a.query = &c.q
		p := a.plan()
		assert.Equal(t, c.scan, p.scan, c.rule)
		assert.InDelta(t, c.docs, p.docs, 64, c.rule)
	}
}

// A search stops at a document whose sum is far below that of the last answer, and
// after many documents that do not become answers.
func TestVisitsEnd(t *testing.T) {
	x := newArchive()
	x.fill(200)
	v := x.View()
	refs := slices.Collect(v.All())
	var r postings.Record
	begin := func(q *Query) *Asking {
		a := &x.asking
		v.Read(refs[0], &r)
		d := a.Begin(v)
		d.Length, d.Terms = r.Length, r.AppendTerms(d.Terms)
		a.query, a.effort, a.inVain, a.looked = q, q.effort(v.Docs, q.Limit), 0, bestTerms
		a.excluded.reset(q.Exclude)
		a.verdicts.reset()
		q.Langs, q.InLangs = []uint32{langOf(t, v)}, true
		require.True(t, a.weigh())
		return a
	}
	visit := func(a *Asking, i, sum int) bool {
		v.Read(refs[i], &r)
		return a.visit(refs[i], &r, sum)
	}

	a := begin(&Query{Limit: 4})
	for i := 0; len(a.found) < a.pool; i++ {
		require.True(t, visit(a, i, 1000))
	}
	for i := range a.found {
		a.found[i].sum = 5000
	}
	a.found[3].sum = 1000
	assert.True(t, visit(a, 150, 300), "visit with 0.3 of the sum of the last answer")
	assert.False(t, visit(a, 151, 299), "visit with less than 0.3 of that sum")

	a = begin(&Query{Limit: 4, Filter: Filter{Exclude: []string{x.asking.ID(refs[50])}}})
	for i := range 60 {
		visit(a, i, 1000)
	}
	worst := -1 // a document that is not among the answers
	for i := range 60 {
		v.Read(refs[i], &r)
		if a.score(&r, &a.weights) < a.found[3].score && worst < 0 && i != 50 {
			worst = i
		}
	}
	a.inVain = 0
	for n := range 239 {
		require.True(t, visit(a, worst, 1000), "visit of document %d without a new answer", n+1)
	}
	a.found = a.found[:a.pool-1] // so that any document would be placed
	require.True(t, visit(a, 50, 1000), "an excluded document must not be counted")
	assert.False(t, visit(a, worst, 1000), "visit of document 240 without a new answer")
}

func langOf(t *testing.T, v *postings.View) uint32 {
	lang, ok := v.Term(scoring.Label(scoring.CodeLang, "fr"), scoring.CodeLang)
	require.True(t, ok)
	return lang
}

func TestDiversityTellsOfMoreThanOneThing(t *testing.T) {
	x := newArchive()
	for id, headline := range map[string]string{
		"asked":    "Barrages vides, olives rares, et la sécheresse au Maroc",
		"dams":     "Au Maroc, la sécheresse laisse les barrages vides",
		"dams too": "Des barrages encore vides au Maroc, sécheresse ou incurie ?",
		"olives":   "Olives rares, les moulins tournent au ralenti",
	} {
		x.put(id, 0, scoring.Text{Headline: headline})
	}
	for _, c := range []struct {
		diversity float64
		want      []string
	}{
		{0, []string{"dams", "dams too", "olives"}},
		{0.02, []string{"dams", "dams too", "olives"}},
		{0.6, []string{"dams", "olives", "dams too"}},
		{1, []string{"dams", "olives", "dams too"}},
	} {
		ids, _ := x.ask(t, "asked", Query{Diversity: c.diversity})
		assert.Equal(t, c.want, ids, "diversity %v", c.diversity)
	}
}

func TestCopiesStandBesideTheirAnswer(t *testing.T) {
	x := newArchive()
	body := "Le port de Nador a reçu lundi son premier navire de blé. Le déchargement a pris deux jours, sous une pluie fine."
	x.put("asked", 0, scoring.Text{Headline: "Le blé arrive au port de Nador"})
	x.put("first", 1, scoring.Text{Headline: "Nador : le port et le blé", Body: body})
	x.put("copy", 2, scoring.Text{Headline: "Un navire à quai", Body: body})
	x.put("other", 3, scoring.Text{Headline: "Le prix du blé", Body: "La récolte fut maigre et les moulins attendent."})
	ids, chosen := x.ask(t, "asked", Query{})
	assert.Equal(t, []string{"first", "other"}, ids)
	require.Len(t, chosen[0].Copies, 1)
	assert.Equal(t, "copy", x.asking.ID(chosen[0].Copies[0]))
	ids, _ = x.ask(t, "asked", Query{Copies: true})
	assert.Equal(t, []string{"first", "copy", "other"}, ids)
	_, chosen = x.ask(t, "asked", Query{Limit: 1})
	require.Len(t, chosen, 1)
	assert.Len(t, chosen[0].Copies, 1, "copies must also be found after the last answer")
	ids, chosen = x.ask(t, "asked", Query{MinScore: 0.2})
	for i, c := range chosen {
		assert.GreaterOrEqual(t, c.Score, 0.2, ids[i])
	}
	assert.NotContains(t, ids, "other")
}

func TestATermOfNoOtherDocumentIsNotLookedUp(t *testing.T) {
	x := newArchive()
	x.put("asked", 0, scoring.Text{Headline: "Crue à Fès"})
	x.put("other", 0, scoring.Text{Headline: "Crue à Safi"})
	for _, c := range []struct {
		rule    string
		indexed bool
		want    []string
	}{
		{"a document of the index: a term of frequency 1 is skipped", true, []string{"Crue"}},
		{"a new document: a term of frequency 1 is looked up", false, []string{"Crue", "Fès"}},
	} {
		v := x.View()
		at, _ := x.Find(v, "asked")
		var r postings.Record
		v.Read(at, &r)
		d := x.asking.Begin(v)
		d.Indexed, d.Length, d.Terms = c.indexed, r.Length, r.AppendTerms(d.Terms)
		require.True(t, x.asking.weigh())
		var got []string
		for _, w := range x.asking.weighted {
			got = append(got, v.Written(w.Term))
		}
		assert.ElementsMatch(t, c.want, got, c.rule)
	}
}

// All of the best answers are match reports. If the article asked about has no headline,
// the words of match reports count half.
func TestWordsThatTheBestAnswersShareCountLessWithoutAHeadline(t *testing.T) {
	for _, c := range []struct {
		rule, headline string
		feedback       bool
		shared         float64 // weight of a word that all best answers share, relative to its rarity
	}{
		{"with a headline", "Match", true, 1},
		{"without a headline", "", false, 0.5},
	} {
		x := newArchive()
		for i := range 20 {
			x.put(fmt.Sprint("report", i), 0, scoring.Text{Headline: "Rencontre", Body: fmt.Sprintf("arbitre penalty corner joueur%c", 'a'+i)})
		}
		for i := range 20 {
			x.put(fmt.Sprint("other", i), 0, scoring.Text{Headline: "Budget", Body: fmt.Sprintf("conseil vote stade tribune %c%c", 'a'+i, 'b'+i)})
		}
		x.put("asked", 0, scoring.Text{Headline: c.headline, Body: "arbitre penalty corner joueurc"})
		_, chosen := x.ask(t, "asked", Query{Limit: 1, MinScore: -1, Copies: true})
		require.Len(t, chosen, 1, c.rule)
		feedback, _ := x.asking.Parts(chosen[0], func(uint32, uint8, float64) {})
		assert.Equal(t, c.feedback, feedback > 0, "%s: feedback is %v", c.rule, feedback)
		word := func(s string) (weight, rarity float64) {
			n, ok := x.asking.view.Term(x.hash(s), 0)
			require.True(t, ok, s)
			return float64(x.asking.weights.Get(n)), x.asking.memo.of(n)
		}
		shared, rarity := word("penalty")
		own, itsRarity := word("joueurc")
		own *= 1 / (1 - (1-c.shared)/scoring.GenreFrom) // one of the best answers has it
		assert.InDelta(t, c.shared, shared/rarity/(own/itsRarity), 1e-3, c.rule)
	}
}

// A second round must start from the weights of the first one, not from those that the
// words of the best answers have lowered: with these, another genre would come first, and
// its words would count less.
func TestASecondRoundBeginsLikeTheFirst(t *testing.T) {
	x := newArchive()
	for i := range scoring.GenreFrom {
		x.put(fmt.Sprint("report", i), 0, scoring.Text{Headline: "Rencontre", Body: fmt.Sprintf("arbitre penalty corner joueur%c", 'a'+i)})
		x.put(fmt.Sprint("hall", i), 0, scoring.Text{Headline: "Budget", Body: fmt.Sprintf("stade tribune conseil%c", 'a'+i)})
	}
	x.put("asked", 0, scoring.Text{Body: "arbitre penalty corner stade tribune"})
	ids, chosen := x.ask(t, "asked", Query{MinScore: -1, Copies: true})
	require.Len(t, chosen, 4)
	for _, id := range ids {
		require.Contains(t, id, "hall", "the words of match reports count half")
	}
	first := slices.Clone(chosen)
	a := &x.asking
	p := a.plan()
	for round := 2; round <= 3; round++ {
		a.again(&p)
		assert.Equal(t, first, a.chosen, "answers of round %d", round)
	}
}
