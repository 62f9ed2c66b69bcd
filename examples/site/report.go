package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
)

// grouped returns a number as French prints it.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "\u202f" + digits[i:]
	}
	return digits
}

// reportName is what links to the report are named, too.
const reportName = "Rapport d’import"

// report returns the report for the desk.
func (n *newspaper) report() paper.Report {
	r := paper.Report{Title: reportName, Intro: "Ce que l’export " + filepath.Base(n.source.name) + " est devenu."}
	if !n.until.IsZero() {
		r.Intro += " Le site est à refaire le " + presse.Lang("fr").Date(n.until, presse.DateTime) + " : un article expire alors, ou une page change."
	}
	for _, f := range n.figures() {
		r.Figures = append(r.Figures, paper.Figure{Value: grouped(f.count), Name: f.name()})
	}
	for _, t := range slices.Concat([]paper.Table{n.withheldTable(), n.damageTable()}, n.lossTables(), []paper.Table{n.deadTable(), n.advice.table()}) {
		if len(t.Rows) > 0 {
			r.Tables = append(r.Tables, t)
		}
	}
	return r
}

// A figure is a number of the report.
type figure struct {
	count     int
	one, many string
}

// name returns what is counted. French has the singular for 0 and 1.
func (f figure) name() string {
	if f.count < 2 {
		return f.one
	}
	return f.many
}

func (n *newspaper) figures() []figure {
	withheld, lost := 0, 0
	for _, ids := range n.tally.withheld {
		withheld += len(ids)
	}
	for _, g := range n.tally.losses {
		lost += g.count
	}
	sections := 0
	for _, e := range n.editions {
		sections += len(e.fronts)
	}
	list := []figure{
		{len(n.stories), "article publié", "articles publiés"},
		{withheld, "article retenu", "articles retenus"},
		{len(n.editions), "édition", "éditions"},
		{sections, "rubrique", "rubriques"},
		{len(n.authors), "signature", "signatures"},
		{len(n.redirects), "redirection", "redirections"},
		{lost, "perte signalée", "pertes signalées"},
	}
	if n.tally.damages > 0 {
		list = append(list, figure{n.tally.damages, "passage abîmé", "passages abîmés"})
	}
	return list
}

func (n *newspaper) withheldTable() paper.Table {
	t := paper.Table{
		Title:   "Articles retenus",
		Note:    "Rien de ces articles n’est écrit nulle part dans le site. Ils ne sont désignés ici que par leur numéro dans WordPress.",
		Columns: []string{"Cause", "Nombre", "Numéros"},
	}
	for _, cause := range slices.Sorted(maps.Keys(n.tally.withheld)) {
		ids := n.tally.withheld[cause]
		t.Rows = append(t.Rows, []paper.Cell{{Text: cause}, {Text: grouped(len(ids)), Number: true}, {Text: join(ids, 500), Code: true}})
	}
	return t
}

// lossTables returns what could not be carried over unchanged, a table for each topic, and in
// each a line for each reason, the worst first.
func (n *newspaper) lossTables() []paper.Table {
	tables := make([]paper.Table, topics)
	for t := range tables {
		tables[t] = paper.Table{Title: topicNames[t], Columns: []string{"Pourquoi", "Ce qu’il en est", "Nombre", "Quoi", "Numéros"}}
	}
	list := n.tally.sorted()
	for len(list) > 0 {
		first := list[0]
		same := func(g *group) bool { return g.why == first.why && g.kind == first.kind }
		r := reasonOf(first)
		row := n.merge(list, same)
		t := &tables[r.topic]
		t.Rows = append(t.Rows, []paper.Cell{
			{Text: r.text}, {Text: fates[first.kind]}, {Text: grouped(row.count), Number: true},
			{Text: join(row.values, examples), Code: true}, {Text: join(row.items, examples), Code: true},
		})
		list = slices.DeleteFunc(list, same)
	}
	return tables
}

// reasonOf returns why something was lost, in words for the desk.
func reasonOf(g *group) reason {
	if r, ok := reasons[g.why]; ok {
		return r
	}
	return reason{topicFields, cmp.Or(g.why, "sans raison connue")}
}

// merge returns the groups of one reason as one, with their fields among the values.
func (n *newspaper) merge(list []*group, same func(*group) bool) group {
	var whole group
	for _, g := range list {
		if !same(g) {
			continue
		}
		whole.count += g.count
		values := slices.DeleteFunc(slices.Clone(g.values), n.tally.isSecret)
		what := strings.TrimSpace(g.field + " " + join(values, examples))
		if what != "" && g.count > 1 {
			what += " (" + grouped(g.count) + ")"
		}
		if what != "" {
			whole.values = append(whole.values, what)
		}
		for _, id := range g.items {
			if !slices.Contains(whole.items, id) {
				whole.items = append(whole.items, id)
			}
		}
		if g.count > len(g.items) && len(g.items) == examples {
			whole.items = append(whole.items, "…")
		}
	}
	return whole
}

// join returns the first items of a list, and says that there are more.
func join(items []string, most int) string {
	text := strings.Join(items[:min(most, len(items))], ", ")
	if len(items) > most {
		text += " …"
	}
	return text
}

// deadTable returns the stories with links that were removed. The addresses are not told: one
// may be that of a story that is withheld, and say what it is about.
func (n *newspaper) deadTable() paper.Table {
	t := paper.Table{
		Title:   "Liens vers des pages que l’export n’a pas",
		Note:    "Le texte de ces liens est resté, le lien a été enlevé.",
		Columns: []string{"Article", "Numéro", "Liens"},
	}
	const most = 100
	for _, s := range n.stories {
		switch {
		case s.dead == 0:
		case len(t.Rows) == most:
			t.More++
		default:
			t.Rows = append(t.Rows, []paper.Cell{{Text: s.card.Headline, URL: s.card.URL}, {Text: s.id, Code: true}, {Text: grouped(s.dead), Number: true}})
		}
	}
	return t
}

func (n *newspaper) damageTable() paper.Table {
	t := paper.Table{Title: "Passages abîmés de l’export", Note: "Ce qui est intact a été repris.", Columns: []string{"Ligne", "Numéro", "Quoi"}}
	for _, d := range n.tally.damage {
		line := ""
		if d.line > 0 {
			line = grouped(int(d.line))
		}
		t.Rows = append(t.Rows, []paper.Cell{{Text: line, Number: true}, {Text: d.id, Code: true}, {Text: d.what}})
	}
	t.More = n.tally.damages - len(n.tally.damage)
	return t
}

// summary prints the figures of the report and where the site is.
func (n *newspaper) summary(out io.Writer, folder string) {
	for _, f := range n.figures() {
		fmt.Fprintf(out, "%8s  %s\n", grouped(f.count), f.name())
	}
	for _, cause := range slices.Sorted(maps.Keys(n.tally.withheld)) {
		fmt.Fprintf(out, "          retenu, %s : %s\n", cause, join(n.tally.withheld[cause], 20))
	}
	if n.tally.cut {
		fmt.Fprintln(out, "ATTENTION : l’export est coupé ou abîmé avant sa fin. Ce qui suit manque ; ce qui précède a été repris.")
	}
	fmt.Fprintf(out, "Le site : %s\nLe rapport : %s\n", filepath.Join(folder, "index.html"), filepath.Join(folder, reportPath, "index.html"))
}

// internal are types of posts that are no stories, whatever a newspaper has; those that
// begin with wp_ and acf- are not, either.
var internal = []string{"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "elementor_library", "guest-author", "amn_wpml_notice", "feedback"}

// types returns the types of the items of the export that may be stories.
func (t *tally) types() []string {
	var found []string
	for _, g := range t.sorted() {
		kind, ok := strings.CutPrefix(g.field, postType+" ")
		if ok && kind != "" && !slices.Contains(internal, kind) && !strings.HasPrefix(kind, "wp_") && !strings.HasPrefix(kind, "acf-") {
			found = append(found, kind)
		}
	}
	return found
}

// tellNothing prints what an export without a story that may be shown has.
func (n *newspaper) tellNothing(out io.Writer) {
	fmt.Fprintf(out, "%s n’a aucun article à montrer. Ce qu’il a :\n", filepath.Base(n.source.name))
	found := false
	say := func(count int, what string) {
		found = true
		fmt.Fprintf(out, "%8s  %s\n", grouped(count), what)
	}
	for _, cause := range slices.Sorted(maps.Keys(n.tally.withheld)) {
		say(len(n.tally.withheld[cause]), "article retenu, "+cause)
	}
	for _, g := range n.tally.sorted() {
		if kind, ok := strings.CutPrefix(g.field, postType+" "); ok {
			say(g.count, strings.TrimSuffix("contenu de type "+kind, " de type "))
		}
	}
	pictures := 0
	for range n.export.Media() {
		pictures++
	}
	if pictures > 0 {
		say(pictures, "fichier joint public")
	}
	for s := range n.site.Taxonomy.All() {
		say(1, "rubrique sans article : "+s.Name)
	}
	for _, d := range n.tally.damage {
		say(1, "passage abîmé : "+d.what)
	}
	if !found {
		fmt.Fprintln(out, "          rien")
	}
}
