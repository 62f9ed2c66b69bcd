package presse_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/presse-go/presse"
)

// newsArchive is what the examples choose from.
func newsArchive() *presse.Index {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 9, 0, 0, 0, time.UTC) }
	x := presse.NewIndex(presse.IndexOptions{})
	err := x.Put(
		&presse.Article{ID: "digue", Status: presse.StatusPublished, Published: day(2), Tags: []string{"Inondations"},
			Headline: "À Safi, la digue n’a pas tenu",
			Body:     "<p>La crue de l’oued a emporté la digue dans la nuit. Les inondations ont touché trois quartiers de Safi.</p>"},
		&presse.Article{ID: "secours", Status: presse.StatusPublished, Published: day(3), Tags: []string{"Inondations"},
			Headline: "Safi panse ses plaies après la crue",
			Body:     "<p>Les secours évacuent les habitants des quartiers inondés de Safi. L’oued est rentré dans son lit.</p>"},
		&presse.Article{ID: "barrage", Status: presse.StatusPublished, Published: day(20),
			Headline: "Un barrage pour retenir l’oued",
			Body:     "<p>Le ministère promet un barrage en amont de Safi : la crue ne doit plus se répéter.</p>"},
		&presse.Article{ID: "match", Status: presse.StatusPublished, Published: day(3),
			Headline: "L’Olympic de Safi tient le nul",
			Body:     "<p>Un but partout : le club a souffert jusqu’au bout.</p>"},
		&presse.Article{ID: "enquete", Status: presse.StatusPublished, Published: day(5), Embargo: day(28),
			Headline: "Digue de Safi : l’enquête qui accuse",
			Body:     "<p>Le rapport sur la digue et la crue de l’oued désigne les responsables.</p>"},
	)
	if err != nil {
		panic(err)
	}
	return x
}

func ids(matches []presse.Match, err error) (ids []string) {
	if err != nil {
		panic(err)
	}
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

func ExampleIndex() {
	x := newsArchive()
	matches, err := x.RelatedTo("digue", presse.Query{
		Limit: 2,
		At:    time.Date(2026, 3, 21, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		panic(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID, "–", m.Why[0])
	}
	// Output:
	// secours – mot-clé commun : Inondations
	// barrage – mot commun : oued
}

func ExampleNewIndex() {
	x := presse.NewIndex(presse.IndexOptions{Lang: "ar"}) // articles that name no language are in Arabic
	fmt.Println(x.Len())
	// Output: 0
}

func ExampleIndexOptions() {
	x := presse.NewIndex(presse.IndexOptions{Lang: "en"})
	fmt.Println(x.Put(&presse.Article{ID: "1", Headline: "The dam that was never built"}), x.Len())
	// Output: <nil> 1
}

func ExampleIndex_Put() {
	x := presse.NewIndex(presse.IndexOptions{})
	err := x.Put(&presse.Article{ID: "1", Headline: "Pluies"}, &presse.Article{Headline: "Sans identité"})
	fmt.Println(err)
	fmt.Println(x.Len()) // all or nothing
	// Output:
	// presse: put articles[1].id: an article needs an ID to be found again
	// 0
}

func ExampleIndex_Delete() {
	x := newsArchive()
	fmt.Println(x.Delete("match", "inconnu"), x.Len())
	// Output: 1 4
}

func ExampleIndex_Len() {
	fmt.Println(newsArchive().Len())
	// Output: 5
}

func ExampleIndex_Related() {
	// An article that is being written: the index does not know it.
	draft := &presse.Article{Headline: "Inondations : que faire quand l’oued monte ?"}
	fmt.Println(ids(newsArchive().Related(draft, presse.Query{Limit: 2})))
	// Output: [digue secours]
}

func ExampleIndex_RelatedTo() {
	fmt.Println(ids(newsArchive().RelatedTo("barrage", presse.Query{Limit: 2})))
	_, err := newsArchive().RelatedTo("inconnu", presse.Query{})
	fmt.Println(err)
	// Output:
	// [digue secours]
	// presse: related id "inconnu": not found
}

func ExampleQuery() {
	x := newsArchive()
	before := time.Date(2026, 3, 27, 0, 0, 0, 0, time.UTC)
	after := time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC)
	fmt.Println(ids(x.RelatedTo("digue", presse.Query{At: before}))) // an embargo holds
	fmt.Println(ids(x.RelatedTo("digue", presse.Query{At: after})))
	fmt.Println(ids(x.RelatedTo("digue", presse.Query{At: after, MaxAge: 14 * 24 * time.Hour})))
	// Output:
	// [secours barrage match]
	// [secours enquete barrage match]
	// [barrage]
}

func ExampleFocus() {
	x := presse.NewIndex(presse.IndexOptions{})
	err := x.Put(
		&presse.Article{ID: "crue", Published: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Headline: "Crue à Safi : la digue cède dans la nuit"},
		&presse.Article{ID: "suite", Published: time.Date(2026, 3, 3, 8, 0, 0, 0, time.UTC), Headline: "Crue à Safi : la digue réparée avant la nuit"},
		&presse.Article{ID: "2025", Published: time.Date(2025, 2, 7, 8, 0, 0, 0, time.UTC), Headline: "Une crue à Safi et la digue cède"},
	)
	if err != nil {
		panic(err)
	}
	fmt.Println(ids(x.RelatedTo("crue", presse.Query{Copies: true})))
	fmt.Println(ids(x.RelatedTo("crue", presse.Query{Copies: true, Focus: presse.FocusStory}))) // closeness in time counts
	// Output:
	// [2025 suite]
	// [suite 2025]
}

func ExampleMatch() {
	x := newsArchive()
	// Another paper's version of a wire story that the index has already.
	err := x.Put(&presse.Article{ID: "secours-2", Headline: "Après la crue, Safi panse ses plaies",
		Body: "<p>Les secours évacuent les habitants des quartiers inondés de Safi. L’oued est rentré dans son lit mardi.</p>"})
	if err != nil {
		panic(err)
	}
	matches, err := x.RelatedTo("digue", presse.Query{Limit: 1, Exclude: []string{"enquete"}})
	if err != nil {
		panic(err)
	}
	m := matches[0]
	fmt.Println(m.ID, m.Copies, m.Score > 0 && m.Score <= 1)
	// Output: secours [secours-2] true
}

func ExampleReason() {
	matches, err := newsArchive().RelatedTo("secours", presse.Query{Limit: 1, Focus: presse.FocusStory, Explain: true})
	if err != nil {
		panic(err)
	}
	sum := 0.0
	for _, r := range matches[0].Why {
		sum += r.Weight
	}
	fmt.Println(math.Abs(sum-matches[0].Score) < 1e-9)
	fmt.Println(matches[0].Why[0].In("en"))
	// Output:
	// true
	// shared tag: Inondations
}

func ExampleReason_String() {
	fmt.Println(presse.Reason{Kind: presse.ReasonTerm, Text: "Safi"})
	fmt.Println(presse.Reason{Kind: presse.ReasonTime, Text: "24"})
	// Output:
	// mot commun : Safi
	// parus à 24 h d’intervalle
}

func ExampleReason_In() {
	fmt.Println(presse.Reason{Kind: presse.ReasonTag, Text: "Inondations"}.In("en"))
	// Output: shared tag: Inondations
}

func ExampleReasonKind() {
	r := presse.Reason{Kind: presse.ReasonSection, Text: "societe"}
	if r.Kind == presse.ReasonSection {
		fmt.Println(r)
	}
	// Output: même rubrique : societe
}

func ExampleIndex_Save() {
	var b bytes.Buffer
	if err := newsArchive().Save(&b); err != nil {
		panic(err)
	}
	x, err := presse.LoadIndex(&b, presse.IndexOptions{})
	fmt.Println(x.Len(), err)
	// Output: 5 <nil>
}

func ExampleIndex_SaveFile() {
	dir, err := os.MkdirTemp("", "presse")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "related.idx")
	fmt.Println(newsArchive().SaveFile(path))
	// Output: <nil>
}

func ExampleLoadIndex() {
	var b bytes.Buffer
	if err := newsArchive().Save(&b); err != nil {
		panic(err)
	}
	cut := bytes.NewReader(b.Bytes()[:b.Len()/2])
	_, err := presse.LoadIndex(cut, presse.IndexOptions{})
	fmt.Println(err)
	// Output: presse: load index: truncated or altered
}

func ExampleStats() {
	s := newsArchive().Stats()
	fmt.Println(s.Articles, s.Terms > 20, s.Bytes < 200_000)
	// Output: 5 true true
}

func ExampleIndex_Stats() {
	fmt.Println(newsArchive().Stats().Articles)
	// Output: 5
}
