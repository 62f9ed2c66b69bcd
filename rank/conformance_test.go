package rank

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// archive reads the articles of rpm2 and orangesum.
func archive(t testing.TB) (all []*presse.Article) {
	for _, name := range []string{"related/orangesum.jsonl.gz", "related/rpm2.jsonl.gz"} {
		conformance.Lines(t, name, func(n int, line []byte) {
			var in struct {
				ID, Title, Body string
				Sections, Tags  []string
				Published       string
			}
			if err := json.Unmarshal(line, &in); err != nil {
				t.Fatal(name, n, err)
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

func TestDigestSizes(t *testing.T) {
	var sizes []int
	for _, a := range archive(t) {
		d, err := NewDigest(a, presse.IndexOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(d))
	}
	slices.Sort(sizes)
	n := len(sizes)
	t.Log(n, "digests: median", sizes[n/2], "90 %", sizes[n*9/10], "99 %", sizes[n*99/100], "greatest", sizes[n-5:])
	_ = math.Abs
}

func TestEqualZZ(t *testing.T) {
	all := archive(t)
	x := presse.NewIndex(presse.IndexOptions{})
	if err := x.Put(all...); err != nil {
		t.Fatal(err)
	}
	var found []Candidate
	for _, a := range all {
		d, err := NewDigest(a, presse.IndexOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, Candidate{a.ID, d})
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	ids, scores, whys, n := 0, 0, 0, 0
	start := time.Now()
	var mine time.Duration
	for i := 0; i < len(all); i += 400 {
		q := presse.Query{At: at, Exact: true, Limit: 10}
		want, err := x.Related(all[i], q)
		if err != nil {
			t.Fatal(err)
		}
		s := time.Now()
		got, err := Choose(found[i].Digest, func(yield func(Candidate, error) bool) {
			for _, c := range found {
				if !yield(c, nil) {
					return
				}
			}
		}, x.Frequencies(), q)
		mine += time.Since(s)
		if err != nil {
			t.Fatal(err)
		}
		n++
		same := slices.EqualFunc(got, want, func(a, b presse.Match) bool { return a.ID == b.ID && slices.Equal(a.Copies, b.Copies) })
		if !same {
			ids++
			t.Log(all[i].ID, got, want)
			continue
		}
		for j := range got {
			if math.Abs(got[j].Score-want[j].Score) > 1e-6 {
				scores++
			}
			if !slices.EqualFunc(got[j].Why, want[j].Why, func(a, b presse.Reason) bool { return a.Kind == b.Kind && a.Text == b.Text }) {
				whys++
				if whys < 5 {
					t.Log(got[j].Why, want[j].Why)
				}
			}
		}
	}
	t.Log(n, "answers; different IDs", ids, "scores", scores, "whys", whys, time.Since(start), mine/time.Duration(n))
}
func BenchmarkChoose200(b *testing.B) {
	all := archive(b)
	x := presse.NewIndex(presse.IndexOptions{})
	x.Put(all...)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	digests := map[string]Digest{}
	for _, a := range all {
		digests[a.ID], _ = NewDigest(a, presse.IndexOptions{})
	}
	type query struct {
		asked Digest
		found []Candidate
	}
	var queries []query
	for i := 0; i < len(all); i += 700 {
		m, _ := x.Related(all[i], presse.Query{At: at, Limit: 100, MinScore: -1})
		q := query{asked: digests[all[i].ID]}
		for _, m := range m {
			q.found = append(q.found, Candidate{m.ID, digests[m.ID]})
		}
		for j := 0; j < 100; j++ {
			a := all[(i+j*131)%len(all)]
			if a.ID != all[i].ID {
				q.found = append(q.found, Candidate{a.ID, digests[a.ID]})
			}
		}
		queries = append(queries, q)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		q := queries[i%len(queries)]
		Choose(q.asked, func(yield func(Candidate, error) bool) {
			for _, c := range q.found {
				if !yield(c, nil) {
					return
				}
			}
		}, x.Frequencies(), presse.Query{At: at})
	}
}
