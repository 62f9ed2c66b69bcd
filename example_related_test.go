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
// page: drafts and embargoed stories do not match.
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
	// Output: 1 كلمة مشتركة: آسفي
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

// An editor narrows the choice step by step: from everything to what readers may see on 21 March,
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
		{Desk: true},
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

// The desk pins a story, and a box for readers without an account has free stories only.
// The paper's sections are a tree in which "rugby" is below "sport".
func ExampleQuery_pinned() {
	noon := time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC)
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "sport", Name: "Sport"},
		presse.Section{Slug: "rugby", Name: "Rugby", Parent: "sport"},
		presse.Section{Slug: "boutique", Name: "Boutique"},
	)
	if err != nil {
		log.Fatal(err)
	}
	archive := []*presse.Article{
		{ID: "finale", Headline: "Rugby : Toulouse en finale", Sections: []string{"sport/rugby"}},
		{ID: "retour", Headline: "Rugby : Toulouse, retour sur une saison", Sections: []string{"sport/rugby"}, Access: presse.AccessPaid},
		{ID: "maillot", Headline: "Le maillot de Toulouse, rugby et élégance", Sections: []string{"boutique"}},
		{ID: "billets", Headline: "Où trouver un billet", Sections: []string{"sport"}},
	}
	free := map[string]bool{}
	var index presse.Index
	for _, a := range archive {
		a.Status = presse.StatusPublished
		free[a.ID] = a.Access == presse.AccessFree
		if err := index.Put(a); err != nil {
			log.Fatal(err)
		}
	}
	matches, err := index.Related(&presse.Article{Headline: "Rugby : Toulouse attend la finale"}, presse.Query{
		At:       noon,
		Pinned:   []string{"billets"},
		Sections: []string{"sport"},
		Taxonomy: sections,
		Only:     func(id string) bool { return free[id] },
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.ID, "–", m.Why[0])
	}
	// Output:
	// billets – choisi par la rédaction
	// finale – mot commun : finale
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
	for _, focus := range []presse.Focus{presse.FocusTimeless, presse.FocusStory} {
		matches, err := index.Related(story, presse.Query{Desk: true, Focus: focus})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(focus, matches[0].ID)
	}
	// Output:
	// timeless 2025
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
	// proche des autres articles proposés | قريب من المقالات الأخرى المقترحة | close to the other articles
}

// A page links a tag or section that two stories share, and prints other reasons
// as they are.
func ExampleReasonKind() {
	for _, why := range []presse.Reason{
		{Kind: presse.ReasonTag, Text: "Inondations", Weight: 0.21},
		{Kind: presse.ReasonTime, Text: "24", Weight: 0.04},
		{Kind: presse.ReasonTime, Text: "288", Weight: 0.01},
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
	// parus à 12 jours d’intervalle
}

// A service saves its index, with its position in the queue of changes, and loads it
// when it starts again.
func ExampleLoadIndexFile() {
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
	before.SetMark("message 81223")
	if err := before.SaveFile(path); err != nil {
		log.Fatal(err)
	}

	after, err := presse.LoadIndexFile(path, presse.IndexOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(after.Len(), "article, continue after", after.Mark())
	// Output: 1 article, continue after message 81223
}

// A service removes from its index what the database no longer has.
func ExampleIndex_IDs() {
	index := presse.NewIndex(presse.IndexOptions{})
	if err := index.Put(&presse.Article{ID: "12"}, &presse.Article{ID: "13"}, &presse.Article{ID: "14"}); err != nil {
		log.Fatal(err)
	}
	database := map[string]bool{"12": true, "14": true}
	for id := range index.IDs() {
		if !database[id] {
			index.Delete(id)
		}
	}
	fmt.Println(index.Len(), index.Has("13"))
	// Output: 2 false
}

// An embargo is put on a story: its text need not be read again.
func ExampleIndex_Touch() {
	noon := time.Date(2026, time.June, 3, 12, 0, 0, 0, time.UTC)
	rapport := &presse.Article{ID: "rapport", Status: presse.StatusPublished, Headline: "Thon rouge : le rapport sur les quotas"}
	var index presse.Index
	if err := index.Put(rapport); err != nil {
		log.Fatal(err)
	}
	story := &presse.Article{Headline: "Thon rouge, la criée de Sète s’inquiète"}
	count := func() int {
		matches, err := index.Related(story, presse.Query{At: noon})
		if err != nil {
			log.Fatal(err)
		}
		return len(matches)
	}
	fmt.Println(count())
	rapport.Embargo = noon.Add(time.Hour)
	if err := index.Touch(rapport); err != nil {
		log.Fatal(err)
	}
	fmt.Println(count())
	// Output:
	// 1
	// 0
}

// Before the desk publishes a dispatch, it asks whether the paper has it already.
func ExampleIndex_Versions() {
	index := presse.NewIndex(presse.IndexOptions{})
	err := index.Put(
		&presse.Article{ID: "web", Headline: "Brest : le port aura son musée de la voile",
			Body: "<p>La ville de Brest ouvrira en 2028 un musée de la voile dans l’ancienne corderie du port, ont annoncé lundi ses élus.</p>"},
		&presse.Article{ID: "autre", Headline: "Brest accueille les grands voiliers",
			Body: "<p>Cinquante navires sont attendus dans la rade en juillet, et la ville prépare ses quais depuis un an.</p>"},
	)
	if err != nil {
		log.Fatal(err)
	}
	dispatch := &presse.Article{Headline: "Un musée de la voile à Brest",
		Body: "<p>La ville de Brest ouvrira en 2028 un musée de la voile dans l’ancienne corderie du port, ont annoncé lundi ses élus et la région.</p>"}
	versions, err := index.Versions(dispatch, presse.Query{Desk: true})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(versions)
	// Output: [web]
}

// After an import, Compact makes the index independent of the order in which the
// articles came: two services with the same archive have the same snapshot.
func ExampleIndex_Compact() {
	first := &presse.Article{ID: "1", Headline: "Le Tour passe par Foix"}
	second := &presse.Article{ID: "2", Headline: "Foix rouvre son château"}
	var one, other presse.Index
	if err := errors.Join(one.Put(first), one.Put(second), other.Put(second, first)); err != nil {
		log.Fatal(err)
	}
	var snapshots [2]bytes.Buffer
	for i, index := range []*presse.Index{&one, &other} {
		index.Compact()
		if err := index.Save(&snapshots[i]); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(bytes.Equal(snapshots[0].Bytes(), snapshots[1].Bytes()))
	// Output: true
}

// How common is a word, and what does that say of two stories that share it?
func ExampleFrequencies() {
	index := presse.NewIndex(presse.IndexOptions{})
	err := index.Put(
		&presse.Article{ID: "1", Headline: "Le maire inaugure la piscine", Tags: []string{"Conseil municipal"}},
		&presse.Article{ID: "2", Headline: "Le maire et la fanfare"},
	)
	if err != nil {
		log.Fatal(err)
	}
	f := index.Frequencies()
	for _, term := range []string{"maire", "piscine", "#conseil municipal"} {
		fmt.Println(term, f.Of(term), "of", f.Articles())
	}
	// Output:
	// maire 2 of 2
	// piscine 1 of 2
	// #conseil municipal 1 of 2
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
