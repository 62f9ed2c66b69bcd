package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
)

// An advice counts what publish.Site.Warnings says of the stories. The zero value is empty. It is
// safe for concurrent use.
type advice struct {
	mu     sync.Mutex
	groups map[string]*group // by what the desk reads
}

// note counts the warnings for a story.
func (a *advice) note(id string, warnings []*presse.Error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.groups == nil {
		a.groups = make(map[string]*group)
	}
	for _, w := range warnings {
		text := adviceOf(w)
		g := a.groups[text]
		if g == nil {
			g = new(group)
			a.groups[text] = g
		}
		g.count++
		g.items = first(g.items, id)
	}
}

// table returns the table of the report.
func (a *advice) table() paper.Table {
	t := paper.Table{
		Title:   "Ce que les moteurs de recherche voudraient de plus",
		Note:    "D’après les pages de Google sur les articles et les actualités. Rien de cela n’empêche de publier.",
		Columns: []string{"Quoi", "Nombre", "Numéros"},
	}
	texts := slices.SortedFunc(maps.Keys(a.groups), func(x, y string) int {
		return cmp.Or(cmp.Compare(a.groups[y].count, a.groups[x].count), cmp.Compare(x, y))
	})
	for _, text := range texts {
		g := a.groups[text]
		items := join(g.items, examples)
		if g.count > len(g.items) {
			items += " …"
		}
		t.Rows = append(t.Rows, []paper.Cell{{Text: text}, {Text: grouped(g.count), Number: true}, {Text: items, Code: true}})
	}
	return t
}

// adviceOf returns a warning for the desk.
func adviceOf(w *presse.Error) string {
	why := ""
	if w.Err != nil {
		why = w.Err.Error()
	}
	for _, a := range advices {
		if strings.HasPrefix(w.Field, a.field) && strings.HasPrefix(why, a.why) {
			return a.text
		}
	}
	return w.Field + " : " + why
}

// advices are the warnings of publish.Site.Warnings in French: the first whose field and
// sentence begin that way.
var advices = []struct{ field, why, text string }{
	{"headline", "empty", "un titre"},
	{"headline", "ends in", "un titre sans le nom du journal ni de l’auteur"},
	{"headline", "", "un titre plus court, ou un titre court pour les moteurs"},
	{"titles", "", "un titre plus court pour les moteurs"},
	{"lead.width", "width or height unknown", "les dimensions de la photo"},
	{"lead.width", "fewer", "une photo de 50 000 pixels au moins"},
	{"lead.width", "", "une photo de 1 200 pixels de large, pour un grand aperçu"},
	{"lead.renditions", "", "la photo aussi en 16/9, en 4/3 et en carré"},
	{"lead.type", "", "une photo dans un format que les moteurs lisent"},
	{"lead.alt", "", "un texte qui dit ce que montre la photo"},
	{"lead", "", "une photo"},
	{"byline.people", "the line", "une signature que l’on reconnaît"},
	{"byline.people", "no page", "une page qui dit qui est l’auteur"},
	{"byline.people", "", "un nom d’auteur sans rien d’autre"},
	{"byline", "", "une signature"},
	{"published", "in the zone", "le fuseau horaire du journal"},
	{"published", "", "une date de parution"},
	{"updated", "", "une mise à jour postérieure à la parution"},
	{"site.logo", "", "le logo du journal"},
	{"site.name", "", "le nom du journal sans parenthèses"},
	{"site.paywall", "", "une marque sur ce que seuls les abonnés lisent"},
	{"lang", "", "la langue de l’article"},
	{"url", "", "une adresse"},
	{"canonical", "search engines", "l’original : les moteurs indexent une autre page"},
	{"canonical", "", "une adresse canonique lisible"},
	{"no_index", "", "l’accord de la rédaction : elle ne veut pas de cet article dans les moteurs"},
	{"sponsor", "who paid", "l’annonceur et la mention « contenu sponsorisé »"},
	{"sponsor", "", "un contenu qui n’est pas payé, pour Google Actualités"},
	{"live_from", "", "l’heure à laquelle le direct commence"},
	{"live", "no entries", "des entrées dans le direct"},
	{"live", "", "une heure, un titre et un texte à chaque entrée du direct"},
	{"genre", "", "un genre que les moteurs connaissent"},
}
