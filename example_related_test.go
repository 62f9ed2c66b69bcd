package presse_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/presse-go/presse"
)

// The zero Index is ready to use. At is the instant at which readers see the
// page: without it, drafts and embargoed stories match as well.
func ExampleIndex() {
	march := func(day int) time.Time { return time.Date(2026, time.March, day, 6, 0, 0, 0, time.UTC) }
	archive := []*presse.Article{
		{ID: "digue", Status: presse.StatusPublished, Published: march(2), Headline: "À Safi, la digue n’a pas tenu",
			Body: "<p>La crue de l’oued a emporté la digue dans la nuit.</p>"},
		{ID: "barrage", Status: presse.StatusPublished, Published: march(9), Headline: "Un barrage pour retenir l’oued",
			Body: "<p>La crue de Safi ne doit plus se répéter.</p>"},
		{ID: "match", Status: presse.StatusPublished, Published: march(3), Headline: "L’Olympic tient le nul",
			Body: "<p>Un but partout : le club a souffert.</p>"},
		{ID: "enquete", Status: presse.StatusDraft, Headline: "Digue de Safi : l’enquête sur la crue"},
	}
	var index presse.Index
	if err := index.Put(archive...); err != nil {
		log.Fatal(err)
	}
	matches, err := index.RelatedTo("digue", presse.Query{At: march(10)})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID, "–", m.Why[0])
	}
	// Output: barrage – mot commun : oued
}

// While a story is being written, its author sees what the paper has published.
// The draft is not in the index.
func ExampleIndex_Related() {
	may := time.Date(2026, time.May, 4, 6, 0, 0, 0, time.UTC)
	var index presse.Index
	err := index.Put(
		&presse.Article{ID: "loup", Status: presse.StatusPublished, Published: may, Headline: "Un loup filmé en Lozère",
			Body: "<p>L’animal a été vu près d’un troupeau de brebis.</p>"},
		&presse.Article{ID: "bergers", Status: presse.StatusCorrected, Published: may, Headline: "Les bergers demandent des chiens",
			Body: "<p>Depuis le retour du loup, les troupeaux ne dorment plus dehors.</p>"},
		&presse.Article{ID: "bourse", Status: presse.StatusPublished, Published: may, Headline: "La Bourse hésite",
			Body: "<p>Le CAC 40 a fini la séance en légère baisse.</p>"},
	)
	if err != nil {
		log.Fatal(err)
	}
	draft := &presse.Article{Headline: "Loup : ce que disent les éleveurs", Body: "<p>Trois troupeaux attaqués depuis mai.</p>"}
	matches, err := index.Related(draft, presse.Query{At: may.AddDate(0, 0, 7)})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID)
	}
	// Output:
	// bergers
	// loup
}

// A paper in Arabic: its articles need not state their language.
func ExampleNewIndex() {
	index := presse.NewIndex(presse.IndexOptions{Lang: "ar"})
	err := index.Put(
		&presse.Article{ID: "1", Headline: "الفيضانات تغمر أحياء آسفي"},
		&presse.Article{ID: "2", Headline: "المنتخب يفوز في الرباط"},
	)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := index.Related(&presse.Article{Headline: "آسفي بعد الفيضانات"}, presse.Query{Desk: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID, m.Why[0].In("ar"))
	}
	// Output: 1 كلمة مشتركة: الفيضانات
}

// An article in another language states it, and is matched with articles in that
// language.
func ExampleIndexOptions() {
	index := presse.NewIndex(presse.IndexOptions{Lang: "fr"})
	err := index.Put(
		&presse.Article{ID: "fr", Headline: "Le festival Gnaoua ouvre à Essaouira"},
		&presse.Article{ID: "en", Headline: "Gnaoua festival opens in Essaouira", Lang: "en"},
	)
	if err != nil {
		log.Fatal(err)
	}
	for _, l := range []presse.Lang{"", "en"} {
		matches, err := index.Related(&presse.Article{Headline: "Essaouira, Gnaoua", Lang: l}, presse.Query{Desk: true})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%q: %s\n", l, matches[0].ID)
	}
	// Output:
	// "": fr
	// "en": en
}

// An editor narrows the choice step by step: to what readers may see on 21 March,
// to the last 30 days, to one section without the story that the text already
// links to.
func ExampleQuery() {
	march := func(day int) time.Time { return time.Date(2026, time.March, day, 6, 0, 0, 0, time.UTC) }
	var index presse.Index
	for _, a := range []presse.Article{
		{ID: "chiffres", Published: march(20), Sections: []string{"economie"}, Headline: "Pêche : l’année de la sardine en chiffres"},
		{ID: "portrait", Published: march(18), Sections: []string{"economie"}, Headline: "La reine de la sardine, portrait d’une armatrice"},
		{ID: "recette", Published: march(17), Sections: []string{"cuisine"}, Headline: "La sardine grillée, comme à Safi"},
		{ID: "rapport", Published: march(19), Embargo: march(25), Sections: []string{"economie"}, Headline: "Sardine : le rapport qui inquiète la pêche"},
		{ID: "crise", Published: march(1).AddDate(-1, 0, 0), Sections: []string{"economie"}, Headline: "La pêche à la sardine en crise"},
	} {
		a.Status = presse.StatusPublished
		if err := index.Put(&a); err != nil {
			log.Fatal(err)
		}
	}
	const month = 30 * 24 * time.Hour
	story := &presse.Article{ID: "quotas", Headline: "Pêche : des quotas pour sauver la sardine"}
	for _, q := range []presse.Query{
		{},
		{At: march(21)},
		{At: march(21), MaxAge: month},
		{At: march(21), MaxAge: month, Sections: []string{"economie"}, Exclude: []string{"chiffres"}},
	} {
		matches, err := index.Related(story, q)
		if err != nil {
			log.Fatal(err)
		}
		var ids []string
		for _, m := range matches {
			ids = append(ids, m.ID)
		}
		fmt.Println(ids)
	}
	// Output:
	// [chiffres crise rapport portrait]
	// [chiffres crise portrait recette]
	// [chiffres portrait recette]
	// [portrait]
}

// What to read next may be a year old; more on the same story should be recent.
func ExampleFocus() {
	var index presse.Index
	err := index.Put(
		&presse.Article{ID: "2025", Published: time.Date(2025, time.July, 7, 8, 0, 0, 0, time.UTC), Headline: "Lacanau : le feu a dévoré la forêt"},
		&presse.Article{ID: "2026", Published: time.Date(2026, time.July, 14, 8, 0, 0, 0, time.UTC), Headline: "Lacanau : le feu recule dans la nuit"},
	)
	if err != nil {
		log.Fatal(err)
	}
	story := &presse.Article{Published: time.Date(2026, time.July, 13, 8, 0, 0, 0, time.UTC), Headline: "Lacanau : le feu gagne la forêt"}
	for _, focus := range []presse.Focus{presse.FocusBackground, presse.FocusStory} {
		matches, err := index.Related(story, presse.Query{Desk: true, Focus: focus})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(focus, matches[0].ID)
	}
	// Output:
	// background 2025
	// story 2026
}

// Two papers of a group print one wire story: it is a single match, and the other
// version is its copy.
func ExampleMatch() {
	index := presse.NewIndex(presse.IndexOptions{})
	err := index.Put(
		&presse.Article{ID: "matin", Headline: "Le Louvre rouvre sa galerie d’Apollon",
			Body: "<p>La galerie d’Apollon du Louvre, fermée depuis octobre, accueille de nouveau les visiteurs ce mercredi.</p>"},
		&presse.Article{ID: "soir", Headline: "Louvre : la galerie d’Apollon rouvre",
			Body: "<p>La galerie d’Apollon du Louvre, fermée depuis octobre, accueille de nouveau les visiteurs ce mercredi matin.</p>"},
	)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := index.Related(&presse.Article{Headline: "Que voir au Louvre cet été"}, presse.Query{Desk: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID, "copies:", m.Copies)
	}
	// Output: soir copies: [matin]
}

// Readers see why a story is recommended, in their own language.
func ExampleReason_In() {
	index := presse.NewIndex(presse.IndexOptions{})
	err := index.Put(&presse.Article{ID: "mots", Tags: []string{"Langues"}, Headline: "Le tamazight entre au dictionnaire"})
	if err != nil {
		log.Fatal(err)
	}
	matches, err := index.Related(&presse.Article{Tags: []string{"Langues"}, Headline: "Apprendre le tamazight"}, presse.Query{Desk: true, Explain: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, why := range matches[0].Why {
		fmt.Printf("%s | %s | %s\n", why, why.In("ar"), why.In("en"))
	}
	// Output:
	// mot-clé commun : Langues | وسم مشترك: Langues | shared tag: Langues
	// mot commun : tamazight | كلمة مشتركة: tamazight | shared word: tamazight
	// même histoire | القصة نفسها | same story
}

// A page links a tag or section that two stories share, and prints other reasons
// as they are.
func ExampleReasonKind() {
	for _, why := range []presse.Reason{
		{Kind: presse.ReasonTag, Text: "Inondations", Weight: 0.21},
		{Kind: presse.ReasonTime, Text: "24", Weight: 0.04},
	} {
		switch why.Kind {
		case presse.ReasonTag, presse.ReasonSection:
			fmt.Printf("<a href=\"/%s/%s\">%s</a>\n", why.Kind, presse.Slug(why.Text), why)
		default:
			fmt.Println(why)
		}
	}
	// Output:
	// <a href="/tag/inondations">mot-clé commun : Inondations</a>
	// parus à 24 h d’intervalle
}

// A service saves its index to a file, and loads it when it starts again.
func ExampleIndex_SaveFile() {
	dir, err := os.MkdirTemp("", "presse")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "archive.idx")

	before := presse.NewIndex(presse.IndexOptions{})
	if err := before.Put(&presse.Article{ID: "1", Headline: "La Comédie de Tunis rouvre"}); err != nil {
		log.Fatal(err)
	}
	if err := before.SaveFile(path); err != nil {
		log.Fatal(err)
	}

	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	after, err := presse.LoadIndex(f, presse.IndexOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(after.Len())
	// Output: 1
}

// A snapshot that was cut off is refused, and the index must be built again from
// the articles.
func ExampleLoadIndex() {
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(&presse.Article{ID: "1", Headline: "Le Printemps de Bourges affiche complet"}); err != nil {
		log.Fatal(err)
	}
	var snapshot bytes.Buffer
	if err := index.Save(&snapshot); err != nil {
		log.Fatal(err)
	}
	snapshot.Truncate(snapshot.Len() / 2)

	_, err := presse.LoadIndex(&snapshot, presse.IndexOptions{})
	if errors.Is(err, presse.ErrCorrupt) {
		fmt.Println("build again:", err)
	}
	// Output: build again: presse: load index: truncated or altered
}

// A service reports what its index holds.
func ExampleStats() {
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(&presse.Article{ID: "1", Headline: "Le pain, la baguette et le fournil"}); err != nil {
		log.Fatal(err)
	}
	stats := index.Stats()
	stats.Bytes = 0 // differs from machine to machine
	text, err := json.Marshal(stats)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output: {"articles":1,"terms":4}
}
