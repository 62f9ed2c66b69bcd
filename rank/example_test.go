package rank_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/rank"
)

// A paper whose archive lives in a database stores the digest and the best words of each
// story, asks the database for stories with the same words, and lets Choose choose.
func Example() {
	at := time.Date(2026, time.February, 10, 9, 0, 0, 0, time.UTC)
	story := func(id, headline, body string) *presse.Article {
		return &presse.Article{ID: id, Headline: headline, Body: body, Status: presse.StatusPublished, Published: at.Add(-time.Hour)}
	}
	archive := []*presse.Article{
		story("12", "Le tramway de Rabat passe à l’heure d’été", "La ligne 2 roule jusqu’à minuit."),
		story("13", "Crue de l’oued Sébou : deux ponts fermés", "La protection civile surveille l’oued Sébou à Kénitra."),
		story("14", "Après la crue, Kénitra compte les dégâts", "L’oued Sébou est rentré dans son lit, les ponts rouvrent."),
	}

	// The database: a digest and rows of words for each story.
	var counts rank.Counts
	digests := map[string]rank.Digest{}
	rows := map[string][]string{} // IDs by word
	for _, a := range archive {
		d, err := rank.NewDigest(a, presse.IndexOptions{})
		if err != nil {
			fmt.Println(err)
			return
		}
		digests[a.ID] = d
		if err := counts.Add(d); err != nil {
			fmt.Println(err)
			return
		}
		words, _ := d.Keywords(64, &counts)
		for _, k := range words {
			rows[k.Text] = append(rows[k.Text], a.ID)
		}
	}

	asked, err := rank.NewDigest(story("15", "L’oued Sébou monte encore à Kénitra", "La crue inquiète les riverains."), presse.IndexOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	words, err := asked.Keywords(20, &counts)
	if err != nil {
		fmt.Println(err)
		return
	}
	found := func(yield func(rank.Candidate, error) bool) {
		seen := map[string]bool{}
		for _, k := range words {
			for _, id := range rows[k.Text] {
				if !seen[id] && !yield(rank.Candidate{ID: id, Digest: digests[id]}, nil) {
					return
				}
				seen[id] = true
			}
		}
	}
	matches, err := rank.Choose(asked, found, &counts, presse.Query{At: at})
	for _, m := range matches {
		fmt.Println(m.ID, m.Why[0].Text)
	}
	fmt.Println(err)
	// Output:
	// 13 oued
	// 14 Kénitra
	// <nil>
}

func ExampleNewDigest() {
	d, err := rank.NewDigest(&presse.Article{ID: "42", Headline: "L’oued Sébou déborde à Kénitra"}, presse.IndexOptions{})
	fmt.Println(len(d) < 300, err)

	_, err = rank.NewDigest(&presse.Article{Headline: "Sans identifiant"}, presse.IndexOptions{})
	fmt.Println(err)
	// Output:
	// true <nil>
	// presse: new digest id: an article needs an ID to be found again
}

func ExampleDigest_Terms() {
	d, err := rank.NewDigest(&presse.Article{
		ID: "42", Headline: "L’État ferme deux écoles", Tags: []string{"Éducation nationale"}, Sections: []string{"société"},
	}, presse.IndexOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for term := range d.Terms() {
		fmt.Println(term)
	}
	// Output:
	// etat
	// ferme
	// ecoles
	// /societe
	// #education nationale
}

// Keywords suggests tags for a story that has none: words that the archive uses as tags.
// They have no accents and capitals; a newsroom knows how it writes its tags.
func ExampleDigest_Keywords() {
	digest := func(id, headline string, tags ...string) rank.Digest {
		d, err := rank.NewDigest(&presse.Article{ID: id, Headline: headline, Tags: tags}, presse.IndexOptions{})
		if err != nil {
			panic(err)
		}
		return d
	}
	archive := []rank.Digest{
		digest("1", "Épidémie de grippe : les hôpitaux recrutent", "Épidémie", "Hôpitaux"),
		digest("2", "La ville face à l’épidémie", "Épidémie"),
		digest("3", "Le budget des hôpitaux", "Justice"),
	}
	var counts rank.Counts
	for _, d := range archive {
		if err := counts.Add(d); err != nil {
			fmt.Println(err)
			return
		}
	}
	written := map[string]string{} // by text form
	for _, tag := range []string{"Épidémie", "Hôpitaux", "Justice"} {
		for term := range digest("tag", "", tag).Terms() {
			written[term] = tag
		}
	}

	words, err := digest("4", "Une épidémie inédite remplit les hôpitaux").Keywords(20, &counts)
	for _, k := range words {
		if k.Tag {
			fmt.Printf("mot-clé proposé : %s (%s)\n", written["#"+k.Text], k.Text)
		}
	}
	fmt.Println(err)
	// Output:
	// mot-clé proposé : Épidémie (epidemie)
	// mot-clé proposé : Hôpitaux (hopitaux)
	// <nil>
}

func ExampleCounts() {
	var counts rank.Counts
	for id, headline := range map[string]string{"1": "Crue à Fès", "2": "La crue recule"} {
		d, err := rank.NewDigest(&presse.Article{ID: id, Headline: headline}, presse.IndexOptions{})
		if err == nil {
			err = counts.Add(d)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(counts.Articles(), counts.Of("crue"), counts.Of("fes"))
	// Output:
	// 2 2 1
}

func ExampleLoadCounts() {
	d, err := rank.NewDigest(&presse.Article{ID: "1", Headline: "Crue à Fès"}, presse.IndexOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var counts rank.Counts
	counts.Add(d)

	var file bytes.Buffer
	if err := counts.Save(&file); err != nil {
		fmt.Println(err)
		return
	}
	loaded, err := rank.LoadCounts(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(loaded.Articles(), loaded.Of("crue"))
	// Output:
	// 1 1
}

// A shard that did not answer is told beside the matches of the others.
func ExampleChoose() {
	at := time.Date(2026, time.February, 10, 9, 0, 0, 0, time.UTC)
	digest := func(id, headline string) rank.Digest {
		d, err := rank.NewDigest(&presse.Article{ID: id, Headline: headline, Status: presse.StatusPublished, Published: at}, presse.IndexOptions{})
		if err != nil {
			panic(err)
		}
		return d
	}
	found := func(yield func(rank.Candidate, error) bool) {
		if yield(rank.Candidate{ID: "7", Digest: digest("7", "Fès : la crue recule")}, nil) {
			yield(rank.Candidate{}, fmt.Errorf("shard 2: %w", rank.ErrPartial))
		}
	}
	matches, err := rank.Choose(digest("8", "Crue à Fès"), found, new(rank.Counts), presse.Query{At: at})
	for _, m := range matches {
		fmt.Println(m.ID)
	}
	fmt.Println(err)
	// Output:
	// 7
	// shard 2: not all of the archive was asked
}

func ExampleCandidate() {
	c := rank.Candidate{ID: "7", Digest: rank.Digest("…")}
	fmt.Println(c.ID)
	// Output:
	// 7
}

func ExampleKeyword() {
	b, err := json.Marshal(rank.Keyword{Text: "#conseil municipal", Weight: 1.5, Tag: true})
	fmt.Println(string(b), err)
	// Output:
	// {"text":"#conseil municipal","weight":1.5,"tag":true} <nil>
}

func ExampleFrequencies() {
	x := presse.NewIndex(presse.IndexOptions{})
	if err := x.Put(&presse.Article{ID: "1", Headline: "Crue à Fès", Sections: []string{"Régions"}}); err != nil {
		fmt.Println(err)
		return
	}
	var f rank.Frequencies = x.Frequencies()
	fmt.Println(f.Articles(), f.Of("crue"), f.Of("/regions"))
	// Output:
	// 1 1 1
}
