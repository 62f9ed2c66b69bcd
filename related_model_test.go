package presse

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/scoring"
)

// A model is a reference implementation of the index. It keeps articles in a map
// and scores every one of them, without regard to speed. It shares with the index
// the analysis of texts (terms, their codes, sketches), but has the formula and its
// constants written a second time. Weights are multiples of 2⁻³⁰, as in the index.
type model struct {
	docs     map[string]modelDoc
	analyzer scoring.Analyzer
}

type modelDoc struct {
	article *Article
	terms   map[uint64]uint8
	length  int
	sketch  []byte
	lang    string
	titled  bool
}

func (m *model) read(a *Article) modelDoc {
	terms, length := m.analyzer.Analyze(scoring.Text{Lang: cmp.Or(string(a.Lang), "fr"), Headline: a.Headline, Deck: a.Deck, Body: a.Body, Tags: a.Tags, Sections: a.Sections}, nil)
	d := modelDoc{article: a, terms: map[uint64]uint8{}, length: length, sketch: m.analyzer.AppendSketch(nil), lang: primary(cmp.Or(a.Lang, "fr")), titled: m.analyzer.Titled()}
	for _, t := range terms {
		d.terms[t.Hash] = t.Code
	}
	return d
}

// modelCounts are the numbers of occurrences that the codes of words stand for.
var modelCounts = []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 22, 30, 45}

// modelCodes is the number of codes: 16 for words, one each for a tag, a section
// and a language.
const modelCodes = 19

// modelValue returns the value of a term in a document: for a word, BM25 with k1 2
// and b 0.9; for a tag, 1; for a section, 0.4; for a language, 0.
func modelValue(code uint8, length int, mean float64) float64 {
	scale := 2 * (1 - 0.9 + 0.9*float64(length)/max(1, mean))
	switch {
	case code < 16:
		return modelCounts[code] / (modelCounts[code] + scale)
	case code == 16:
		return 1
	case code == 17:
		return 0.4
	}
	return 0
}

// modelRarity returns the inverse document frequency.
func modelRarity(df, n int) float64 {
	return max(0, math.Log(float64(n+1)/(float64(df)+0.5)))
}

// modelShare returns the share of relevant answers among those whose terms have this
// mean value, if the query has this number of terms and counts closeness in time with
// this weight.
func modelShare(value float64, terms int, near float64) float64 {
	n := float64(terms)
	odds := math.Exp(0.90-2.85/n) * math.Pow(value, 2.26-0.10*math.Log(n)) * math.Pow(n, 0.50) * math.Pow(1+near, -1.42)
	return odds / (1 + odds)
}

// modelNear returns how near two times are: 1 if they are equal, ½ if they are four
// days apart. It falls with the fourth power of the distance.
func modelNear(a, b time.Time) float64 {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return 1 / (1 + math.Pow(float64(a.Unix()-b.Unix())/(4*86400), 4))
}

// modelAged returns what is left of a score: 1 at the same time, ¾ if it is unknown or
// long ago, and half of the way between them a year apart.
func modelAged(asked, other time.Time) float64 {
	if asked.IsZero() {
		return 1
	}
	if other.IsZero() {
		return 0.75
	}
	years := math.Abs(float64(asked.Unix()-other.Unix())) / (365 * 86400)
	return 0.75 + 0.25/(1+years)
}

type modelMatch struct {
	doc    modelDoc
	score  float64
	copies []string
}

func (m *model) related(asked modelDoc, q Query) []modelMatch {
	n, mean, df := float64(len(m.docs)), 0.0, map[uint64]int{}
	for _, d := range m.docs {
		mean += float64(d.length)
		for t := range d.terms {
			df[t]++
		}
	}
	mean /= max(1, n)
	rarity := func(t uint64) float64 { return modelRarity(df[t], len(m.docs)) }
	weight := func(d modelDoc, t uint64) float64 { return rarity(t) * modelValue(d.terms[t], d.length, mean) }
	const one = 1 << 30
	fixed := func(w float64) uint64 { return uint64(min(w*one+0.5, one-1)) }

	limit := cmp.Or(q.Limit, 4)
	pinned := m.pinned(asked, q, limit)
	var weights map[uint64]uint64
	var sum, self, norm float64
	var terms int
	weigh := func() {
		sum, self, norm, terms, weights = 0, 0, 0, 0, map[uint64]uint64{}
		for t, code := range asked.terms {
			sum += weight(asked, t)
			self += weight(asked, t) * modelValue(code, asked.length, mean)
		}
		for t := range asked.terms {
			if weight(asked, t) > 0 {
				terms++
			}
			weights[t] = fixed(weight(asked, t) / sum)
			norm += math.Pow(weight(asked, t)/sum, 2)
		}
	}
	if weigh(); self == 0 || len(pinned) == limit {
		return pinned
	}
	score := func(d modelDoc, weights map[uint64]uint64) float64 {
		var sums [modelCodes]uint64
		for t, code := range d.terms {
			sums[code] += weights[t]
		}
		total := 0.0
		for code, s := range sums {
			total += float64(s) * modelValue(uint8(code), d.length, mean)
		}
		return total * (sum / self / one)
	}
	order := func(x, y modelMatch) int {
		return cmp.Or(cmp.Compare(math.Round(y.score*1e9), math.Round(x.score*1e9)),
			cmp.Compare(seconds(y.doc.article), seconds(x.doc.article)), strings.Compare(x.doc.article.ID, y.doc.article.ID))
	}

	pool := 2*limit + 16
	if q.Focus == FocusStory {
		pool += 100
	}
	// If the pool is full of copies, copies of the answers found so far are left out.
	var leaders []modelMatch
	find := func() (found []modelMatch, full bool) {
		for id, d := range m.docs {
			s := score(d, weights)
			if id == asked.article.ID || s <= 0 || !m.allowed(d, asked, q) || !q.Copies && areCopies(d, asked) {
				continue
			}
			isLeader := slices.ContainsFunc(leaders, func(l modelMatch) bool { return l.doc.article == d.article })
			if isLeader || !slices.ContainsFunc(leaders, func(l modelMatch) bool { return areCopies(l.doc, d) }) {
				found = append(found, modelMatch{doc: d, score: s})
			}
		}
		slices.SortFunc(found, order)
		return found[:min(pool, len(found))], len(found) >= pool
	}
	for {
		found, full := find()
		near := []float64{FocusBackground: 0.15, FocusStory: 1.25, FocusTimeless: 0}[q.Focus]
		unit := sum / self
		if asked.titled {
			m.feedback(found, weight, score, norm)
			stress(asked, found, mean, weights)
		} else {
			unit = discount(asked, found, mean, weight)
		}
		for i := range found {
			found[i].score *= 1 + near*modelNear(asked.article.Published, found[i].doc.article.Published)
			if near > 0 {
				found[i].score *= modelAged(asked.article.Published, found[i].doc.article.Published)
			}
		}
		slices.SortFunc(found, order)
		for i := range found {
			found[i].score = modelShare(found[i].score/unit, terms, near)
		}
		out, ended := m.choose(q, slices.Clone(pinned), limit, found)
		if q.Copies || ended || !full || len(out) == limit || len(out) <= len(leaders) {
			for i := range out {
				isLeader := slices.ContainsFunc(leaders, func(l modelMatch) bool { return l.doc.article == out[i].doc.article })
				if isLeader || len(out[i].copies) >= 4 {
					out[i].copies = m.copiesOf(i, asked, q, out)
				}
			}
			return out
		}
		leaders = out
	}
}

// copiesOf returns all copies of an answer that may be shown under it.
func (m *model) copiesOf(answer int, asked modelDoc, q Query, out []modelMatch) (ids []string) {
	for _, id := range m.versions(out[answer].doc, asked, q, false) {
		isAnswer := false
		for i, o := range out {
			isAnswer = isAnswer || o.doc.article.ID == id || i != answer && slices.Contains(o.copies, id)
		}
		if id != asked.article.ID && !isAnswer && !areCopies(m.docs[id], asked) {
			ids = append(ids, id)
		}
	}
	return ids
}

// versions returns the copies of d, latest first, among the articles that are allowed
// for the article asked about, and those that are never offered if unoffered is true.
func (m *model) versions(d, asked modelDoc, q Query, unoffered bool) (ids []string) {
	var found []modelMatch
	for id, other := range m.docs {
		if id != d.article.ID && (m.allowed(other, asked, q) || unoffered && m.allowed(other.offered(), asked, q)) && areCopies(d, other) {
			found = append(found, modelMatch{doc: other})
		}
	}
	slices.SortFunc(found, func(x, y modelMatch) int {
		return cmp.Or(cmp.Compare(seconds(y.doc.article), seconds(x.doc.article)), strings.Compare(x.doc.article.ID, y.doc.article.ID))
	})
	for _, f := range found {
		ids = append(ids, f.doc.article.ID)
	}
	return ids
}

// offered returns d without NoRelated.
func (d modelDoc) offered() modelDoc {
	a := *d.article
	a.NoRelated = false
	d.article = &a
	return d
}

// seconds returns the time of publication, or the lowest number if there is none.
func seconds(a *Article) int64 {
	if a.Published.IsZero() {
		return math.MinInt64
	}
	return a.Published.Unix()
}

// pinned returns the pinned articles that may be shown.
func (m *model) pinned(asked modelDoc, q Query, limit int) (out []modelMatch) {
	for _, id := range q.Pinned {
		d, ok := m.docs[id]
		again := slices.ContainsFunc(out, func(o modelMatch) bool { return o.doc.article.ID == id })
		if !ok || again || len(out) == limit || id == asked.article.ID || slices.Contains(q.Exclude, id) || d.article.NoRelated ||
			!q.Desk && !d.article.Public(q.At) || q.Only != nil && !q.Only(id) {
			continue
		}
		out = append(out, modelMatch{doc: d, score: 1})
	}
	return out
}

// discount scores the best documents found for an article without a headline again. A
// word that all of the first sixteen have is worth half, one that half of them have, ¾.
// It returns the score of the article itself for the mean value 1 of its words.
func discount(asked modelDoc, found []modelMatch, mean float64, weight func(modelDoc, uint64) float64) (unit float64) {
	first := found[:min(16, len(found))]
	weights, sum, self := map[uint64]float64{}, 0.0, 0.0
	for t, code := range asked.terms {
		n := 0.0
		for _, f := range first {
			if _, ok := f.doc.terms[t]; ok {
				n++
			}
		}
		weights[t] = weight(asked, t) * (1 - n/float64(2*max(1, len(first))))
		sum += weights[t]
		self += weights[t] * modelValue(code, asked.length, mean)
	}
	for i := range found {
		d := found[i].doc
		found[i].score = 0
		for t, code := range d.terms {
			w := min(math.Floor(weights[t]/sum*(1<<30)+0.5), 1<<30-1)
			found[i].score += w * modelValue(code, d.length, mean) * sum / self / (1 << 30)
		}
	}
	return sum / self
}

// stress raises the scores of documents that share the main words of the article asked
// about.
func stress(asked modelDoc, found []modelMatch, mean float64, weights map[uint64]uint64) {
	cubes := func(d modelDoc, counts func(code uint8) bool) (sum float64) {
		for t, code := range d.terms {
			if counts(code) {
				sum += math.Pow(float64(weights[t])*modelValue(code, d.length, mean), 3)
			}
		}
		return sum
	}
	own := cubes(asked, func(code uint8) bool { return code < 16 || code >= 20 })
	for i := range found {
		if own > 0 {
			all := cubes(found[i].doc, func(uint8) bool { return true })
			found[i].score = math.Pow(found[i].score, 0.75) * math.Pow(all/own, 0.25/3)
		}
	}
}

// feedback adds feedback to the scores of the best documents found.
func (m *model) feedback(found []modelMatch, weight func(modelDoc, uint64) float64,
	score func(modelDoc, map[uint64]uint64) float64, norm float64) {
	fixed := func(w float64) uint64 { return uint64(min(w*(1<<30)+0.5, 1<<30-1)) }
	asking := found[:min(3, len(found))]
	asks, parts, all := make([]map[uint64]uint64, len(asking)), make([]float64, len(asking)), 0.0
	for i := range asking {
		f := found[i].doc
		theirs := 0.0
		for t := range f.terms {
			theirs += math.Pow(weight(f, t), 2)
		}
		part := min(0.15, 2*found[i].score*found[i].score)
		parts[i], all = part, all+part
		asks[i] = map[uint64]uint64{}
		for t := range f.terms {
			asks[i][t] = fixed(part * math.Sqrt(norm/theirs) * weight(f, t))
		}
	}
	for i := range found {
		f := &found[i]
		feedback, rest := 0.0, all
		for j := range asks {
			if i == j && len(asks) > 1 { // an article gives no feedback to itself if there are others
				rest -= parts[j]
				continue
			}
			feedback += score(f.doc, asks[j])
		}
		if rest > 0 {
			f.score += feedback * all / rest
		}
	}
}

// choose returns the answers among the best documents found, after the pinned ones. It
// reports whether the rest is not worth showing.
func (m *model) choose(q Query, out []modelMatch, limit int, found []modelMatch) ([]modelMatch, bool) {
	for i, f := range found {
		if f.score < q.MinScore || len(out) == limit && i >= limit+8 {
			return out, true
		}
		if !q.Copies {
			if c := slices.IndexFunc(out, func(o modelMatch) bool { return areCopies(f.doc, o.doc) }); c >= 0 {
				out[c].copies = append(out[c].copies, f.doc.article.ID)
				continue
			}
		}
		if len(out) < limit {
			out = append(out, f)
		}
	}
	return out, false
}

func (m *model) allowed(d, asked modelDoc, q Query) bool {
	a := d.article
	langs := q.Langs
	if len(langs) == 0 {
		langs = []Lang{Lang(asked.lang)}
	}
	switch {
	case !q.Desk && !a.Public(q.At), a.NoRelated:
		return false
	case !q.At.IsZero() && q.MaxAge > 0 && (a.Published.IsZero() || a.Published.Before(q.At.Add(-q.MaxAge))):
		return false
	case slices.Contains(q.Exclude, a.ID), slices.Contains(q.Pinned, a.ID):
		return false
	case shared(q.NotTags, a.Tags), shared(q.NotSections, a.Sections):
		return false
	case len(q.Genres) > 0 && !slices.Contains(q.Genres, a.Genre):
		return false
	case q.Only != nil && !q.Only(a.ID):
		return false
	case !slices.ContainsFunc(langs, func(l Lang) bool { return primary(l) == d.lang }):
		return false
	}
	return len(q.Sections) == 0 || shared(q.Sections, a.Sections)
}

// shared reports whether two lists have an item in common.
func shared(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// primary returns the primary subtag of l, in lower case.
func primary(l Lang) string { return strings.ToLower(strings.Split(string(l), "-")[0]) }

// areCopies reports whether x and y are copies: whether they share 0.55 of the words of
// the shorter text and 0.455 of its phrases, or up to 0.26 more if they are up to a year
// apart, and up to 0.07 more if the other text is longer. The share of phrases is a
// weighted mean of the estimate by the sketches and the cube of the share of words. The
// latter has the weight of ten phrases looked up. It is reduced if one text has more
// than six times the words of the other.
func areCopies(x, y modelDoc) bool {
	share, worth := scoring.SharedPhrases(x.sketch, y.sketch)
	isWord := func(code uint8) bool { return code < 16 || code >= 20 && code < 24 }
	words, both := [2]float64{}, 0.0
	for i, d := range []modelDoc{x, y} {
		for _, code := range d.terms {
			if isWord(code) {
				words[i]++
			}
		}
	}
	for t, code := range x.terms {
		if other, ok := y.terms[t]; ok && isWord(code) && isWord(other) {
			both++
		}
	}
	if worth == 0 {
		return both > 0 && both == words[0] && both == words[1]
	}
	years := 0.0
	if a, b := x.article.Published, y.article.Published; !a.IsZero() && !b.IsZero() {
		years = min(1, math.Abs(float64(a.Unix()-b.Unix()))/(365*86400))
	}
	shorter, longer := min(words[0], words[1]), max(words[0], words[1])
	w := both / (shorter + 1)
	steady := math.Pow(w, 3) * min(1, 6*shorter/(longer+1))
	need := 0.455 + 0.26*years + 0.07*(1-shorter/max(1, longer))
	return w >= 0.55 && share*worth+10*steady >= need*(worth+10)
}

// compare queries the index and the model and fails the test if they differ.
func (m *model) compare(t *testing.T, x *Index, a *Article, indexed bool, q Query) {
	t.Helper()
	q.Exact = true
	var got []Match
	var err error
	if indexed {
		got, err = x.RelatedTo(a.ID, q)
	} else {
		got, err = x.Related(a, q)
	}
	require.NoError(t, err)
	asked := m.read(a)
	versions, err := x.Versions(a, q)
	require.NoError(t, err)
	anyLang := Query{At: q.At, Desk: q.Desk, Langs: q.Langs}
	if len(q.Langs) == 0 {
		anyLang.Langs = []Lang{"fr", "en"}
	}
	require.Equal(t, m.versions(asked, asked, anyLang, q.Desk), versions, "versions: %+v\nof %+v", q, a)
	want := m.related(asked, q)
	text := func() string { return fmt.Sprintf("%+v\nabout %+v\ngot  %v\nwant %v", q, a, got, brief(want)) }
	require.Equal(t, len(want), len(got), text)
	for i := range want {
		require.Equal(t, want[i].doc.article.ID, got[i].ID, text)
		require.InDelta(t, want[i].score, got[i].Score, 1e-6, text)
		require.Equal(t, want[i].copies, got[i].Copies, text)
		sum := 0.0
		for _, r := range got[i].Why {
			sum += r.Weight
		}
		require.InDelta(t, got[i].Score, sum, 1e-6, "the weights of the reasons add up to the score: %s", text)
	}
}

func brief(ms []modelMatch) (out []string) {
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s %.9f %v", m.doc.article.ID, m.score, m.copies))
	}
	return out
}

var modelWords = strings.Fields(`port pluie crue digue vallée récolte olive blé école maître élève budget impôt vote
	maire conseil tribunal avocat juge enquête police incendie pompier hôpital médecin vaccin virus film festival acteur
	roman auteur musée peintre match but stade arbitre club pluie port digue train gare ligne tramway avion aéroport
	usine grève salaire syndicat patron banque crédit dirham euro pétrole gaz soleil éolienne barrage eau sécheresse`)

// randomArticle returns an article with few distinct words, so that ties, copies and
// shared tags are frequent.
func randomArticle(r *rand.Rand, id string, others []*Article) *Article {
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(modelWords[min(r.IntN(len(modelWords)), r.IntN(len(modelWords)))])
			b.WriteString([]string{" ", " ", " ", ", ", ". ", "\n\n"}[r.IntN(6)])
		}
		return b.String()
	}
	day := func() time.Time { return time.Date(2026, 3, 1, r.IntN(400), 0, 0, 0, time.UTC) }
	a := &Article{ID: id, Headline: text(2 + r.IntN(4)), Body: text(r.IntN(40)), Status: []Status{StatusDraft, StatusPublished, StatusPublished, StatusScheduled}[r.IntN(4)]}
	if len(others) > 0 && r.IntN(4) == 0 {
		o := others[r.IntN(len(others))]
		a.Headline, a.Body = text(3), o.Body+text(r.IntN(3))
	}
	if r.IntN(4) == 0 {
		a.Headline = []string{"", " – "}[r.IntN(2)]
	}
	if r.IntN(6) == 0 { // a subject of its own and a formula that others have
		a.Body = "Retrouvez notre sélection hebdomadaire chaque vendredi en kiosque, enquêtes et dessins inédits compris, ainsi que les port, digue et vallée.\n\n"
		for range 10 + r.IntN(30) {
			a.Body += fmt.Sprintf("sujet%d ", r.IntN(300)) + modelWords[r.IntN(len(modelWords))] + " "
		}
	}
	if r.IntN(5) > 0 {
		a.Published = day()
	}
	if r.IntN(6) == 0 {
		a.Embargo = day()
	}
	if r.IntN(6) == 0 {
		a.Expiry = day()
	}
	for range r.IntN(3) {
		a.Tags = append(a.Tags, modelWords[r.IntN(9)])
	}
	a.Sections = [][]string{nil, {"sport"}, {"societe"}, {"culture", "une"}}[r.IntN(4)]
	a.Lang = []Lang{"", "fr", "fr-MA", "fr", "en"}[r.IntN(5)]
	a.Genre = []string{"", "report", "opinion"}[r.IntN(3)]
	a.NoRelated = r.IntN(20) == 0
	return a
}

func randomQuery(r *rand.Rand, some []*Article) Query {
	q := Query{Limit: r.IntN(9), Focus: Focus(r.IntN(len(focusWords))), Copies: r.IntN(3) == 0, Desk: r.IntN(2) == 0, MinScore: -1}
	if !q.Desk || r.IntN(2) == 0 {
		q.At = time.Date(2026, 3, 1, r.IntN(400), 0, 0, 0, time.UTC)
		q.MaxAge = time.Duration(r.IntN(3)) * 60 * time.Hour
	}
	if r.IntN(3) == 0 {
		q.MinScore = max(0, r.Float64()-0.5)
	}
	if r.IntN(5) == 0 {
		q.Langs = []Lang{"fr", "en"}[:1+r.IntN(2)]
	}
	if r.IntN(5) == 0 {
		q.Sections = []string{"sport", "une", "nulle-part"}[:1+r.IntN(3)]
	}
	if r.IntN(5) == 0 {
		q.NotSections = []string{"sport", "nulle-part"}[:1+r.IntN(2)]
	}
	if r.IntN(5) == 0 {
		q.NotTags = []string{modelWords[r.IntN(9)], "inconnu"}
	}
	if r.IntN(5) == 0 {
		q.Genres = []string{"report", "inconnu"}
	}
	if r.IntN(5) == 0 {
		digit := string(rune('0' + r.IntN(10)))
		q.Only = func(id string) bool { return strings.HasSuffix(id, digit) }
	}
	if len(some) > 0 && r.IntN(5) == 0 {
		q.Exclude = []string{some[r.IntN(len(some))].ID, "inconnu"}
	}
	if len(some) > 0 && r.IntN(5) == 0 {
		q.Pinned = []string{some[r.IntN(len(some))].ID, "inconnu", some[r.IntN(len(some))].ID}
	}
	return q
}

// modelSteps returns the number of steps of a model test: PRESSE_STEPS if it is set
// (10⁶ in a slow run), else the given default, or a quarter of it with -short.
func modelSteps(t *testing.T, otherwise int) int {
	if s := os.Getenv("PRESSE_STEPS"); s != "" {
		n, err := strconv.Atoi(s)
		require.NoError(t, err)
		return n
	}
	if testing.Short() {
		return otherwise / 4
	}
	return otherwise
}

func TestIndexAnswersAsTheModel(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	x, m := NewIndex(IndexOptions{}), &model{docs: map[string]modelDoc{}}
	var live []*Article
	for step := range modelSteps(t, 4000) {
		switch k := r.IntN(10); {
		case k < 4:
			a := randomArticle(r, "a"+strconv.Itoa(r.IntN(200)), live)
			require.NoError(t, x.Put(a))
			m.docs[a.ID] = m.read(a)
			live = append(slices.DeleteFunc(live, func(o *Article) bool { return o.ID == a.ID }), a)
		case k < 6:
			id := "a" + strconv.Itoa(r.IntN(200))
			_, had := m.docs[id]
			require.Equal(t, had, x.Delete(id) == 1, "step %d: delete %s", step, id)
			delete(m.docs, id)
			live = slices.DeleteFunc(live, func(o *Article) bool { return o.ID == id })
		case k < 8 && len(live) > 0:
			m.compare(t, x, live[r.IntN(len(live))], true, randomQuery(r, live))
		default:
			m.compare(t, x, randomArticle(r, "a"+strconv.Itoa(r.IntN(300)), live), false, randomQuery(r, live))
		}
		require.Equal(t, len(m.docs), x.Len())
	}
}

// TestIndexIsSharedByWritersAndReaders lets eight writers, each with its own
// articles, and eight readers use an index at the same time. The race detector must
// report nothing, and in the end the index must agree with the model.
func TestIndexIsSharedByWritersAndReaders(t *testing.T) {
	x, m := NewIndex(IndexOptions{}), &model{docs: map[string]modelDoc{}}
	n := modelSteps(t, 1600) / 16
	left := make([]map[string]*Article, 8)
	var wait sync.WaitGroup
	for w := range 8 {
		r := rand.New(rand.NewPCG(uint64(w), 13))
		left[w] = map[string]*Article{}
		wait.Go(func() {
			for range n {
				id := fmt.Sprintf("w%d-%d", w, r.IntN(30))
				if r.IntN(3) == 0 {
					x.Delete(id)
					delete(left[w], id)
					continue
				}
				a := randomArticle(r, id, nil)
				if err := x.Put(a); err != nil {
					t.Error(err)
				}
				left[w][id] = a
			}
		})
		wait.Go(func() {
			r := rand.New(rand.NewPCG(uint64(w), 14))
			for range n {
				q := randomQuery(r, nil)
				q.Exact = r.IntN(2) == 0
				x.RelatedTo(fmt.Sprintf("w%d-%d", r.IntN(8), r.IntN(30)), q) // an error is fine: the article may have been deleted
				matches, err := x.Related(randomArticle(r, "", nil), q)
				if err != nil {
					t.Error(err)
				}
				for i := 1; i < len(matches); i++ {
					if matches[i].Score > matches[i-1].Score+1e-9 {
						t.Errorf("match %d has a higher score than match %d", i, i-1)
					}
				}
				if r.IntN(50) == 0 {
					var b strings.Builder
					if err := x.Save(&b); err != nil {
						t.Error(err)
					}
					if _, err := LoadIndex(strings.NewReader(b.String()), IndexOptions{}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wait.Wait()
	for _, articles := range left {
		for id, a := range articles {
			m.docs[id] = m.read(a)
		}
	}
	require.Equal(t, len(m.docs), x.Len())
	r := rand.New(rand.NewPCG(15, 16))
	for _, d := range m.docs {
		m.compare(t, x, d.article, true, randomQuery(r, nil))
	}
}
