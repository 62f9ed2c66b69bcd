package rank

import (
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// compared is the number of answers of TestChooseIsExact.
var compared = flag.Int("compared", 600, "number of answers that are compared with those of an Index")

// stories reads testdata/related of the module.
func stories(t testing.TB) (all []*presse.Article) {
	text, err := os.ReadFile("../testdata/related/stories.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		a := new(presse.Article)
		if err := json.Unmarshal([]byte(line), a); err != nil {
			t.Fatal(err)
		}
		a.Status = presse.StatusPublished
		all = append(all, a)
	}
	return all
}

// archive reads the articles of rpm2 and every n-th of orangesum.
func archive(t testing.TB, n int) (all []*presse.Article) {
	for _, file := range []struct {
		name string
		each int
	}{{"related/rpm2.jsonl.gz", 1}, {"related/orangesum.jsonl.gz", n}} {
		conformance.Lines(t, file.name, func(line int, b []byte) {
			if line%file.each != 0 {
				return
			}
			var in struct {
				ID, Title, Body, Published string
				Sections, Tags             []string
			}
			if err := json.Unmarshal(b, &in); err != nil {
				t.Fatal(file.name, line, err)
			}
			published, _ := time.Parse(time.RFC3339, in.Published)
			all = append(all, &presse.Article{
				ID: in.ID, Headline: in.Title, Body: in.Body, Tags: in.Tags, Sections: in.Sections,
				Status: presse.StatusPublished, Published: published,
			})
		})
	}
	return all
}

// A pair is an archive twice: as an Index and as digests.
type pair struct {
	articles []*presse.Article
	index    *presse.Index
	found    []Candidate
	digests  map[string]Digest
}

func newPair(t testing.TB, articles []*presse.Article) *pair {
	p := &pair{articles: articles, index: presse.NewIndex(presse.IndexOptions{}), digests: map[string]Digest{}}
	if err := p.index.Put(articles...); err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		d := digestOf(t, a)
		p.digests[a.ID] = d
		p.found = append(p.found, Candidate{a.ID, d})
	}
	return p
}

func digestOf(t testing.TB, a *presse.Article) Digest {
	t.Helper()
	d, err := NewDigest(a, presse.IndexOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func each(found ...Candidate) iter.Seq2[Candidate, error] {
	return func(yield func(Candidate, error) bool) {
		for _, c := range found {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// difference returns how Choose differs from an Index that scores every article, or "".
func (p *pair) difference(asked *presse.Article, d Digest, f Frequencies, q presse.Query) string {
	q.Exact = true
	want, err := p.index.Related(asked, q)
	if err != nil {
		return err.Error()
	}
	q.Exact = false
	got, err := Choose(d, each(p.found...), f, q)
	if err != nil {
		return err.Error()
	}
	same := slices.EqualFunc(got, want, func(a, b presse.Match) bool {
		return a.ID == b.ID && math.Abs(a.Score-b.Score) <= 1e-6 && slices.Equal(a.Copies, b.Copies) && sameReasons(a.Why, b.Why)
	})
	if same {
		return ""
	}
	return fmt.Sprintf("%+v\ngot  %+v\nwant %+v", q, got, want)
}

// sameReasons reports whether two matches have the same reasons in the same order.
func sameReasons(a, b []presse.Reason) bool {
	return slices.EqualFunc(a, b, func(x, y presse.Reason) bool {
		return x.Kind == y.Kind && x.Text == y.Text && math.Abs(x.Weight-y.Weight) <= 1e-6
	})
}

// varied gives articles what a query may ask for: other statuses, instants, genres,
// languages, copies.
func varied(articles []*presse.Article, r *rand.Rand) {
	at := time.Date(2026, time.February, 1, 12, 0, 0, 0, time.UTC)
	for i, a := range articles {
		switch r.IntN(16) {
		case 0:
			a.Status = presse.StatusDraft
		case 1:
			a.Status = presse.StatusRestricted
		case 2:
			a.Status, a.Published = presse.StatusScheduled, at.Add(time.Duration(r.IntN(1000)-500)*time.Hour)
		case 3:
			a.Embargo = at.Add(time.Duration(r.IntN(1000)-500)*time.Hour + time.Nanosecond)
		case 4:
			a.Expiry = at.Add(time.Duration(r.IntN(1000)-500) * time.Hour)
		case 5:
			a.NoRelated = true
		case 6:
			a.Published = time.Time{}
		case 7:
			a.Headline = ""
		case 8: // a copy of the one before
			if i > 0 {
				a.Body, a.Published = articles[i-1].Body, articles[i-1].Published
			}
		case 9:
			a.Sections, a.Tags = []string{"Sport/Football", "région"}, append(a.Tags, "🔥", "Coupe d’Afrique", "2026")
		case 11:
			a.Sections, a.Tags = spelled(a.Sections, strings.ToLower), spelled(a.Tags, strings.ToLower)
		case 10:
			a.Lang = "ar"
		}
		if r.IntN(4) == 0 {
			a.Genre = []string{"Interview", "Analyse", "dépêche"}[r.IntN(3)]
		}
	}
}

// spelled returns labels in another spelling.
func spelled(labels []string, spell func(string) string) (all []string) {
	for _, l := range labels {
		all = append(all, spell(l))
	}
	return all
}

// anyQuery returns a query with some members set.
func anyQuery(articles []*presse.Article, r *rand.Rand) presse.Query {
	id := func() string { return articles[r.IntN(len(articles))].ID }
	q := presse.Query{At: time.Date(2026, time.January, 1+r.IntN(60), r.IntN(24), 0, 0, 0, time.UTC), Focus: presse.Focus(r.IntN(3)), Limit: r.IntN(12)}
	for _, set := range []func(){
		func() { q.Desk = true },
		func() { q.Langs = []presse.Lang{"fr-MA", "ar"} },
		func() { q.Sections = slices.Concat(articles[r.IntN(len(articles))].Sections, []string{"REGION"}) },
		func() { q.NotSections = articles[r.IntN(len(articles))].Sections },
		func() {
			q.NotTags = slices.DeleteFunc(slices.Clone(articles[r.IntN(len(articles))].Tags), func(s string) bool { return s == "🔥" })
		},
		func() { q.Genres = []string{"depeche", "Analyse"} },
		func() { q.Exclude = []string{id(), id(), "?"} },
		func() { q.Only = func(id string) bool { return len(id) > 0 && id[len(id)-1]%2 == 0 } },
		func() { q.MaxAge = time.Duration(1+r.IntN(1000)) * time.Hour },
		func() { q.Pinned = []string{id(), id(), "?"} },
		func() { q.MinScore = []float64{-1, .2, .5}[r.IntN(3)] },
		func() { q.Diversity = r.Float64() },
		func() { q.Copies = true },
		func() { q.Explain = true },
	} {
		if r.IntN(6) == 0 {
			set()
		}
	}
	return q
}

func TestChooseIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 7))
	articles := stories(t)
	varied(articles, r)
	p := newPair(t, articles)
	var counts Counts
	for _, c := range p.found {
		if err := counts.Add(c.Digest); err != nil {
			t.Fatal(err)
		}
	}
	taxonomy, err := presse.NewTaxonomy(
		presse.Section{Slug: "sport", Name: "Sport"}, presse.Section{Slug: "football", Name: "Football", Parent: "sport"},
		presse.Section{Slug: "region", Name: "Région"}, presse.Section{Slug: "regions", Name: "Régions"},
	)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for i := range *compared {
		a := articles[r.IntN(len(articles))]
		q := anyQuery(articles, r)
		if i%10 == 0 {
			q.Taxonomy, q.Sections, q.NotSections = taxonomy, []string{"sport"}, nil
			if i%20 == 0 {
				q.Sections, q.NotSections = nil, []string{"/sport/", "regions"}
			}
		}
		d := p.digests[a.ID]
		if i%7 == 0 { // an article that is not in the archive
			other := *a
			other.ID, other.Body = "new", articles[r.IntN(len(articles))].Body+"\n\nUne ligne inédite, xylographie."
			spell := []func(string) string{strings.ToLower, strings.ToUpper, strings.Clone}[r.IntN(3)]
			other.Tags, other.Sections = spelled(a.Tags, spell), spelled(a.Sections, spell)
			a, d = &other, digestOf(t, &other)
		}
		f := []Frequencies{p.index.Frequencies(), &counts}[i%2]
		if diff := p.difference(a, d, f, q); diff != "" {
			if failed++; failed < 4 {
				t.Errorf("%d, %s: %s", i, a.ID, diff)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d answers differ", failed, *compared)
	}
}

func TestChooseIsExactOnRealArticles(t *testing.T) {
	p := newPair(t, archive(t, 40))
	q := presse.Query{At: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC), Limit: 10}
	passed, rows := 0, 0
	for i, c := range p.found {
		if i%8 != 0 {
			continue
		}
		rows++
		q.Focus, q.Copies = presse.Focus(i/8%3), i%3 == 0
		if diff := p.difference(p.articles[i], c.Digest, p.index.Frequencies(), q); diff != "" {
			t.Error(c.ID, diff)
			continue
		}
		passed++
	}
	t.Logf("%d of %d answers are alike", passed, rows)
}

// BenchmarkChoose chooses among 200 stories.
func BenchmarkChoose(b *testing.B) {
	p := newPair(b, stories(b))
	f := p.index.Frequencies()
	q := presse.Query{At: time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Choose(p.found[i%len(p.found)].Digest, each(p.found...), f, q); err != nil {
			b.Fatal(err)
		}
	}
}

// TestChooseInAnyOrder checks that the order of candidates does not matter, though
// frequencies miss some of them: those of a part of the archive, and those of all but the
// latest stories.
func TestChooseInAnyOrder(t *testing.T) {
	p := newPair(t, stories(t))
	r := rand.New(rand.NewPCG(19, 8))
	for _, missing := range []int{5, 10, 20, 40, 80} {
		var f Counts
		for _, c := range p.found[missing:] {
			if err := f.Add(c.Digest); err != nil {
				t.Fatal(err)
			}
		}
		if f.Articles() < 100 {
			t.Fatalf("only %d articles are counted", f.Articles())
		}
		q := presse.Query{At: time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC), Limit: 10, MinScore: -1}
		asked := p.found[missing].Digest
		want, err := Choose(asked, each(p.found...), &f, q)
		if err != nil || len(want) == 0 {
			t.Fatal(want, err)
		}
		for range 10 {
			found := slices.Clone(p.found)
			r.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
			got, err := Choose(asked, each(found...), &f, q)
			if err != nil || !slices.EqualFunc(got, want, func(a, b presse.Match) bool { return a.ID == b.ID && a.Score == b.Score }) {
				t.Errorf("%d stories not counted: got %v, %v, in another order %v", missing, got, err, want)
				break
			}
		}
	}
}
