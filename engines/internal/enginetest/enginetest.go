// Package enginetest has what the tests of the stores have in common: invented and real
// stories, random articles and queries, and the comparison of answers.
package enginetest

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// At is the instant of the queries of tests.
var At = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// Vocabulary are words of invented stories. The first are the most frequent.
var Vocabulary = strings.Fields(`Rabat crue oued barrage pluie Kénitra match Raja Wydad derby arbitre tribunal procès avocat
grève port Tanger conteneurs blé prix marché budget loi parlement vote maire école rentrée hôpital vaccin train Fès
festival film musée dattes oasis sécheresse olives huile tramway Casablanca quartier logement loyer séisme Atlas village
route pont tunnel pêche sardine Safi Agadir surf phosphate mine usine avion aéroport visa diaspora transfert banque`)

var (
	places = []string{"politique", "sport", "culture", "sport/football", "Économie"}
	genres = []string{"", "", "opinion", "interview"}
	labels = []string{"CAN 2025", "élections", "Jean-Paul II", "météo"}
)

// Random returns an article of random words. Its ID is one of n.
func Random(r *rand.Rand, n int) *presse.Article {
	pick := func(list []string, most int) (some []string) {
		for range r.IntN(most + 1) {
			some = append(some, list[r.IntN(len(list))])
		}
		slices.Sort(some)
		return slices.Compact(some)
	}
	text := func(n int) string {
		var words []string
		for range n {
			words = append(words, Vocabulary[min(r.IntN(len(Vocabulary)), r.IntN(len(Vocabulary)))])
		}
		return strings.Join(words, " ")
	}
	a := &presse.Article{
		ID: fmt.Sprint("a", r.IntN(n)), Lang: []presse.Lang{"fr", "fr", "fr-MA", "", "en"}[r.IntN(5)],
		Headline: text(4), Body: text(20 + r.IntN(40)), Sections: pick(places, 2), Tags: pick(labels, 2), Genre: genres[r.IntN(4)],
		Status:    []presse.Status{presse.StatusPublished, presse.StatusPublished, presse.StatusCorrected, presse.StatusScheduled, presse.StatusDraft, presse.StatusWithdrawn}[r.IntN(6)],
		Published: At.Add(time.Duration(r.IntN(400*24)-390*24) * time.Hour), NoRelated: r.IntN(10) == 0,
	}
	switch r.IntN(8) {
	case 0:
		a.Published = time.Time{}
	case 1:
		a.Embargo = At.Add(time.Duration(r.IntN(48)-24) * time.Hour)
	case 2:
		a.Expiry = At.Add(time.Duration(r.IntN(48)-24) * time.Hour)
	}
	return a
}

// RandomQuery returns a query of random filters.
func RandomQuery(r *rand.Rand, ids func() []string) presse.Query {
	q := presse.Query{At: At, Limit: 1 + r.IntN(8), MinScore: -1, Focus: presse.Focus(r.IntN(3))}
	maybe := func() bool { return r.IntN(4) == 0 }
	if maybe() {
		q.Desk = true
	}
	if maybe() {
		q.MaxAge = time.Duration(1+r.IntN(300)) * 24 * time.Hour
	}
	if maybe() {
		q.Langs = []presse.Lang{"fr", "en-GB"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.Sections = []string{"SPORT", "economie"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.NotSections = []string{"sport/football"}
	}
	if maybe() {
		q.NotTags = []string{"Elections", "jean paul ii"}[:1+r.IntN(2)]
	}
	if maybe() {
		q.Genres = []string{"Opinion"}
	}
	if maybe() {
		q.Exclude = ids()
	}
	if maybe() {
		q.Pinned = ids()
	}
	if maybe() {
		q.Only = func(id string) bool { return len(id)%2 == 0 }
	}
	if maybe() {
		q.Diversity = 0.5
	}
	q.Copies, q.Exact, q.Explain = maybe(), maybe(), maybe()
	return q
}

// News returns an article that is public at that instant, and n days old.
func News(id, headline, body string, days int) *presse.Article {
	return &presse.Article{
		ID: id, Lang: "fr", Status: presse.StatusPublished, Headline: headline, Body: body,
		Published: At.AddDate(0, 0, -days),
	}
}

// Crue returns a story that shares words with all others of its kind, and a version.
func Crue(id string, version int) *presse.Article {
	return News(id, fmt.Sprintf("Crue de l’oued, bilan numéro%c", 'a'+version%26), fmt.Sprintf("L’oued a débordé à Kénitra. Version%c du bilan.", 'a'+version%26), version)
}

// Crues returns n stories, all in one version.
func Crues(n, version int) (all []*presse.Article) {
	for i := range n {
		all = append(all, Crue(fmt.Sprintf("a%05d", i), version))
	}
	return all
}

// RealNews returns every k-th story of the data, n in all. The test is skipped without the
// data.
func RealNews(tb testing.TB, n int) (all []*presse.Article) {
	tb.Helper()
	const stories = 34_567
	conformance.Lines(tb, "related/orangesum.jsonl.gz", func(i int, line []byte) {
		if i%(stories/n) > 0 || len(all) == n {
			return
		}
		var in struct {
			ID, Title, Body, Published string
			Sections, Tags             []string
		}
		Must(tb, json.Unmarshal(line, &in))
		a := &presse.Article{ID: in.ID, Lang: "fr", Headline: in.Title, Body: in.Body, Sections: in.Sections, Tags: in.Tags, Status: presse.StatusPublished}
		a.Published, _ = time.Parse(time.RFC3339, in.Published)
		all = append(all, a)
	})
	return all
}

func Archive(all []*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func IDs(matches []presse.Match) (ids []string) {
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

// Compare compares answers: the IDs, and the scores but for rounding.
func Compare(t *testing.T, rule string, got, want []presse.Match) {
	t.Helper()
	if !slices.Equal(IDs(got), IDs(want)) {
		t.Errorf("%s:\ngot  %v\nwant %v", rule, got, want)
		return
	}
	for i := range got {
		if d := got[i].Score - want[i].Score; d > 1e-6 || d < -1e-6 {
			t.Errorf("%s: score of %s: got %v, want %v", rule, got[i].ID, got[i].Score, want[i].Score)
		}
	}
}

func Must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
