package presse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// cities is a taxonomy in which several sections have one slug.
func cities(t testing.TB) *Taxonomy {
	return mustTaxonomy(t,
		Section{Slug: "rabat", Name: "Rabat"},
		Section{Slug: "sport", Name: "Sport", Parent: "rabat"},
		Section{Slug: "football", Name: "Football", Parent: "rabat/sport"},
		Section{Slug: "casablanca", Name: "Casablanca"},
		Section{Slug: "sport", Name: "Sport", Parent: "casablanca"},
		Section{Slug: "economie", Name: "Économie"},
		Section{Slug: "economie", Name: "Économie", Parent: "casablanca"},
		Section{Slug: "port", Name: "Port", Parent: "casablanca/economie"},
		Section{Slug: "تراث", Name: "Patrimoine", Parent: "rabat"},
		Section{Slug: "a_la_Une", Name: "À la une", Kind: KindPlacement},
	)
}

// at spells sections by their paths.
func at(sections ...Section) string {
	var paths []string
	for _, s := range sections {
		paths = append(paths, s.Path)
	}
	return strings.Join(paths, " ")
}

func TestSectionsByPath(t *testing.T) {
	tx := cities(t)
	section := func(path string) string {
		s, ok := tx.Section(path)
		if ok != (s.Slug != "") {
			t.Errorf("Section(%q) = %v, %t", path, s, ok)
		}
		return s.Path
	}
	primary := func(paths ...string) string {
		s, _ := tx.Primary(paths)
		return s.Path
	}
	for _, c := range []struct{ rule, got, want string }{
		{"a path", section("rabat/sport"), "rabat/sport"},
		{"a unique slug", section("football"), "rabat/sport/football"},
		{"the slug of several sections", section("sport"), ""},
		{"the slug of several sections, one at the top", section("economie"), "economie"},
		{"half a path", section("sport/football"), ""},
		{"a slug in another spelling", section("%d8%aa%D8%B1%D8%A7%D8%AB"), "rabat/تراث"},
		{"capitals matter", section("a_la_une"), ""},
		{"all", at(slices.Collect(tx.All())...), "rabat rabat/sport rabat/sport/football rabat/تراث casablanca casablanca/sport casablanca/economie casablanca/economie/port economie a_la_Une"},
		{"children", at(slices.Collect(tx.Children("casablanca/economie"))...), "casablanca/economie/port"},
		{"children of the one at the top", at(slices.Collect(tx.Children("economie"))...), ""},
		{"children of an ambiguous slug", at(slices.Collect(tx.Children("sport"))...), ""},
		{"descendants", at(slices.Collect(tx.Descendants("rabat"))...), "rabat/sport rabat/sport/football rabat/تراث"},
		{"descendants of an ambiguous slug", at(slices.Collect(tx.Descendants("sport"))...), ""},
		{"ancestors", at(slices.Collect(tx.Ancestors("port"))...), "casablanca/economie casablanca"},
		{"ancestors of an ambiguous slug", at(slices.Collect(tx.Ancestors("sport"))...), ""},
		{"ancestors of nothing", at(slices.Collect(tx.Ancestors(""))...), ""},
		{"breadcrumb", at(tx.Breadcrumb("casablanca/economie/port")...), "casablanca casablanca/economie casablanca/economie/port"},
		{"breadcrumb of an ambiguous slug", at(tx.Breadcrumb("sport")...), ""},
		{"path of a unique slug", tx.Path("port"), "casablanca/economie/port"},
		{"path of a path", tx.Path("/casablanca/economie/"), "casablanca/economie"},
		{"path of an ambiguous slug", tx.Path("sport"), ""},
		{"names", at(tx.Named("Sport")...), "rabat/sport casablanca/sport"},
		{"alphabetical, by path where names and slugs are equal", at(slices.Collect(tx.Alphabetical(OrderFrench))...), "a_la_Une casablanca casablanca/economie economie rabat/sport/football rabat/تراث casablanca/economie/port rabat casablanca/sport rabat/sport"},
		{"primary, by path", primary("economie", "casablanca/economie"), "casablanca/economie"},
		{"primary, an ambiguous slug is ignored", primary("sport", "economie"), "economie"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
	s, _ := tx.Section("casablanca/economie/port")
	if s.Parent != "casablanca/economie" {
		t.Errorf("Parent = %q, want casablanca/economie", s.Parent)
	}
}

// Every method that returns an error lists the sections that have an ambiguous slug.
func TestAmbiguousSlugs(t *testing.T) {
	tx := cities(t)
	second := func(_ any, err error) error { return err }
	third := func(_, _ any, err error) error { return err }
	_, _, _, resolvePath := tx.ResolvePath("sport/le-titre.html")
	const both = ": can be read as rabat/sport or as casablanca/sport"
	for _, c := range []struct {
		err  error
		want string
	}{
		{third(tx.Resolve("sport")), `presse: resolve section path "sport"` + both},
		{resolvePath, `presse: resolve section path "sport/le-titre.html"` + both},
		{second(tx.Rename("sport", "sports", "")), `presse: rename section slug "sport"` + both},
		{second(tx.Move("sport", "economie")), `presse: move section slug "sport"` + both},
		{second(tx.Move("port", "sport")), `presse: move section sections[7].parent "sport"` + both},
		{second(tx.Merge("sport", "economie")), `presse: merge section slug "sport"` + both},
		{second(tx.Merge("economie", "sport")), `presse: merge section slug "sport"` + both},
		{second(tx.Remove("sport")), `presse: remove section slug "sport"` + both},
		{second(tx.With(Section{Slug: "ski", Name: "Ski", Parent: "sport"})), `presse: put section sections[10].parent "sport"` + both},
		{second(tx.SplitKicker("Sport")), `presse: split kicker "Sport"` + both},
		{second(NewTaxonomy(
			Section{Slug: "a", Name: "A"}, Section{Slug: "x", Name: "X", Parent: "a"},
			Section{Slug: "b", Name: "B"}, Section{Slug: "x", Name: "X", Parent: "b"},
			Section{Slug: "y", Name: "Y", Parent: "x"},
		)), `presse: new taxonomy sections[4].parent "x": can be read as a/x or as b/x`},
	} {
		var ambiguity *AmbiguityError
		if c.err == nil || c.err.Error() != c.want || !errors.As(c.err, &ambiguity) || len(ambiguity.Readings) != 2 {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
	// A fault of the tree must not keep the ambiguity from being explained.
	_, err := NewTaxonomy(
		Section{Slug: "a", Name: "A", Parent: "a"}, Section{Slug: "x", Name: "X", Parent: "a"},
		Section{Slug: "b", Name: "B"}, Section{Slug: "x", Name: "X", Parent: "b"},
		Section{Slug: "y", Name: "Y", Parent: "x"},
	)
	if got := faultsOf(err); len(got) != 2 {
		t.Errorf("a cycle and an ambiguity: got %q", got)
	}
}

func TestSectionAddresses(t *testing.T) {
	for slug, want := range map[string]bool{
		"a_la_une": true, "Football": true, "Société": true, "%D8%AA%D8%B1%D8%A7%D8%AB": true, "تراث": true, "a.b": true, "100%25": true,
		"": false, ".": false, "..": false, "%2e%2E": false, "a/b": false, "a%2Fb": false, "a?": false, "a#": false, "faits divers": false, "a%20b": false,
		"a\nb": false, "100%": false, strings.Repeat("a", 256): false, strings.Repeat("%C3%A9", 127): true,
	} {
		if _, err := NewTaxonomy(Section{Slug: slug, Name: "X"}); (err == nil) != want {
			t.Errorf("the slug %q: %v, want it valid: %t", slug, err, want)
		}
	}
	_, err := NewTaxonomy(Section{Slug: "été", Name: "Été"}, Section{Slug: "%C3%A9te%CC%81", Name: "Été"})
	if !errors.Is(err, ErrDuplicate) {
		t.Errorf("one slug in two spellings: got %v, want %v", err, ErrDuplicate)
	}
}

func TestResolvePath(t *testing.T) {
	tx := cities(t)
	tx, err := tx.Rename("casablanca", "casa", "Casa")
	if err != nil {
		t.Fatal(err)
	}
	if tx, err = tx.Remove("football"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, path, want string }{
		{"a section", "rabat/sport", "rabat/sport + "},
		{"an article", "rabat/sport/le-titre.html", "rabat/sport + le-titre.html"},
		{"slashes around it", "/rabat/sport/le-titre/", "rabat/sport + le-titre"},
		{"more than one segment after it", "rabat/2026/11/le-titre", "rabat + 2026/11/le-titre"},
		{"the longest section", "economie/economie", "economie + economie"},
		{"a renamed section", "casablanca/le-titre.html", "→ casa + le-titre.html"},
		{"below a renamed section", "casablanca/economie/port/2026/le-titre.html", "→ casa/economie/port + 2026/le-titre.html"},
		{"a unique slug", "port/le-titre", "→ casa/economie/port + le-titre"},
		{"spelled in another way", "rabat/%d8%aa%d8%b1%d8%a7%d8%ab/%C3%A9t%C3%A9", "rabat/تراث + %C3%A9t%C3%A9"},
		{"below a removed section", "rabat/sport/football/le-titre", "gone"},
		{"no section", "meteo/le-titre", "not found"},
		{"nothing", "", "not found"},
		{"only slashes", "//", "not found"},
		{"an empty segment", "rabat//le-titre", "not found"},
		{"a scheme and a host", "https://journal.ma/rabat/le-titre", "not found"},
		{"a host", "journal.ma/rabat/le-titre", "not found"},
		{"a query", "rabat/sport?page=2", "not found"},
		{"a fragment", "rabat/le-titre#suite", "not found"},
	} {
		s, rest, moved, err := tx.ResolvePath(c.path)
		got := s.Path + " + " + rest
		switch {
		case errors.Is(err, ErrGone):
			got = "gone"
		case errors.Is(err, ErrNotFound):
			got = "not found"
		case err != nil:
			got = err.Error()
		case moved:
			got = "→ " + got
		}
		if got != c.want || err != nil && (s.Slug != "" || rest != "" || moved) {
			t.Errorf("%s: ResolvePath(%q): got %s, want %s", c.rule, c.path, got, c.want)
		}
	}
}

// With replaces the section with the same path and never moves one.
func TestWith(t *testing.T) {
	tx := cities(t)
	known := func(path string, change func(*Section)) Section {
		s, ok := tx.Section(path)
		if !ok {
			t.Fatalf("no section %q", path)
		}
		change(&s)
		return s
	}
	for _, c := range []struct {
		rule string
		put  []Section
		want string // the paths of all sections that are new or renamed; or the error
	}{
		{"a new slug", []Section{{Slug: "culture", Name: "Culture", Parent: "rabat"}}, "rabat/culture=Culture"},
		{"a slug that exists under other parents", []Section{{Slug: "sport", Name: "Sports"}}, "sport=Sports"},
		{"a slug that exists under another parent", []Section{{Slug: "football", Name: "Foot", Parent: "casablanca/sport"}}, "casablanca/sport/football=Foot"},
		{"a path that exists", []Section{{Slug: "sport", Name: "Stade", Parent: "rabat"}}, "rabat/sport=Stade"},
		{"a section of the taxonomy", []Section{known("football", func(s *Section) { s.Name = "Foot" })}, "rabat/sport/football=Foot"},
		{"a parent given in the same call, after it", []Section{{Slug: "botola", Name: "Botola", Parent: "maroc"}, {Slug: "maroc", Name: "Maroc"}}, "maroc/botola=Botola maroc=Maroc"},
		{"a parent that is replaced in the same call", []Section{{Slug: "sport", Name: "Stade", Parent: "rabat"}, {Slug: "ski", Name: "Ski", Parent: "rabat/sport"}}, "rabat/sport/ski=Ski rabat/sport=Stade"},
		{"an ambiguous slug, of which one is replaced", []Section{{Slug: "port", Name: "Le port", Parent: "casablanca/economie"}, {Slug: "quai", Name: "Quai", Parent: "port"}}, "casablanca/economie/port/quai=Quai casablanca/economie/port=Le port"},

		{"a section of the taxonomy, under another parent", []Section{known("football", func(s *Section) { s.Parent = "casablanca/sport" })},
			`presse: put section sections[10].path "rabat/sport/football": a section that is elsewhere: see Move and Rename`},
		{"a section of the taxonomy, with another slug", []Section{known("football", func(s *Section) { s.Slug = "foot" })},
			`presse: put section sections[10].path "rabat/sport/football": a section that is elsewhere: see Move and Rename`},
		{"a path twice", []Section{{Slug: "sport", Name: "A", Parent: "rabat"}, {Slug: "sport", Name: "B", Parent: "rabat"}},
			`presse: put section sections[10].slug "sport": duplicate of sections[1]`},
		{"an unknown parent", []Section{{Slug: "x", Name: "X", Parent: "absent"}}, `presse: put section sections[10].parent "absent": not found`},
		{"a cycle", []Section{{Slug: "x", Name: "X", Parent: "y"}, {Slug: "y", Name: "Y", Parent: "x"}}, `presse: put section sections[10].parent "x → y → x": a section cannot be its own ancestor`},
	} {
		next, err := tx.With(c.put...)
		var got string
		if err != nil {
			got = err.Error()
		} else {
			var changed []string
			for s := range next.All() {
				if old, ok := tx.Section(s.Path); !ok || old.Path != s.Path || old.Name != s.Name {
					changed = append(changed, s.Path+"="+s.Name)
				}
			}
			slices.Sort(changed)
			got = strings.Join(changed, " ")
			for s := range tx.All() {
				if path, moved, err := next.Resolve(s.Path); path != s.Path || moved || err != nil {
					t.Errorf("%s: Resolve(%q) = %q, %t, %v afterwards", c.rule, s.Path, path, moved, err)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.rule, got, c.want)
		}
	}

	// A copy from before a section was moved does not put it back.
	stale, _ := tx.Section("football")
	moved, err := tx.Move("football", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := moved.With(stale); err == nil {
		t.Error("a section that has been moved since was put back in silence")
	}
}

// A slug that another section comes to have leads where it led, and sections that name
// their parent by it keep it.
func TestSlugBecomesAmbiguous(t *testing.T) {
	tx := small(t)
	tx, err := tx.With(Section{Slug: "football", Name: "Football", Parent: "economie"})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"football": "sport/football true", "economie/football": "economie/football false", "sport/football": "sport/football false",
		"football/botola": "sport/football/botola true", "botola": "sport/football/botola true",
	} {
		if got, moved, err := tx.Resolve(path); err != nil || fmt.Sprint(got, " ", moved) != want {
			t.Errorf("Resolve(%q): got %q, %t, %v, want %s", path, got, moved, err, want)
		}
	}
	if s, _ := tx.Section("botola"); s.Parent != "sport/football" {
		t.Errorf("the parent of botola is %q, want sport/football", s.Parent)
	}
	if tx, err = tx.Remove("economie/football"); err != nil {
		t.Fatal(err)
	}
	if path, moved, err := tx.Resolve("football"); path != "sport/football" || !moved || err != nil {
		t.Errorf("Resolve(football), unique again: got %q, %t, %v", path, moved, err)
	}
}

func TestMergeOfSharedSlugs(t *testing.T) {
	tx := cities(t)
	if _, err := tx.Merge("rabat", "casablanca"); !errors.Is(err, ErrDuplicate) {
		t.Errorf("both have a section sport: got %v, want %v", err, ErrDuplicate)
	}
	tx, err := tx.Merge("rabat/sport", "casablanca/sport")
	if err != nil {
		t.Fatal(err)
	}
	if tx, err = tx.Merge("rabat", "casablanca"); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"rabat/sport/football": "casablanca/sport/football", "rabat/sport": "casablanca/sport", "rabat": "casablanca", "rabat/تراث": "casablanca/تراث",
	} {
		if got, moved, err := tx.Resolve(path); got != want || !moved || err != nil {
			t.Errorf("Resolve(%q) = %q, %t, %v, want %q, true", path, got, moved, err, want)
		}
	}
}

func TestFormerNames(t *testing.T) {
	tx := mustTaxonomy(t,
		Section{Slug: "scenes", Name: "Scènes", Labels: map[Lang]string{"ar": "مسرح"}},
		Section{Slug: "musique", Name: "Musique", FormerNames: []string{"Concerts"}},
		Section{Slug: "cinema", Name: "Cinéma"},
	)
	var err error
	if tx, err = tx.Rename("scenes", "spectacles", "Spectacles"); err != nil {
		t.Fatal(err)
	}
	if tx, err = tx.Merge("musique", "spectacles"); err != nil {
		t.Fatal(err)
	}
	if tx, err = tx.With(Section{Slug: "spectacles", Name: "Spectacle vivant"}); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(tx)
	if err != nil {
		t.Fatal(err)
	}
	var back Taxonomy
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	for _, tx := range []*Taxonomy{tx, &back} {
		s, _ := tx.Section("spectacles")
		if want := []string{"Scènes", "Concerts", "Musique", "Spectacles", "مسرح"}; !slices.Equal(s.FormerNames, want) {
			t.Errorf("former names: got %q, want %q", s.FormerNames, want)
		}
		for _, name := range []string{"Scènes", "SCENES", "Concerts", "Musique", "Spectacles", "Spectacle vivant", "مسرح"} {
			if got := at(tx.Named(name)...); got != "spectacles" {
				t.Errorf("Named(%q): got %q, want spectacles", name, got)
			}
			if got, err := tx.SplitKicker(name + ", Cinéma"); at(got...) != "spectacles cinema" || err != nil {
				t.Errorf("SplitKicker(%q): got %q, %v, want spectacles cinema", name+", Cinéma", at(got...), err)
			}
		}
	}

	// A section that has the name now takes precedence.
	if tx, err = tx.With(Section{Slug: "theatre", Name: "Scènes"}); err != nil {
		t.Fatal(err)
	}
	if got := at(tx.Named("Scènes")...); got != "theatre" {
		t.Errorf("Named(Scènes), a new section: got %q, want theatre", got)
	}
	if got, err := tx.SplitKicker("Scènes"); at(got...) != "theatre" || err != nil {
		t.Errorf("SplitKicker(Scènes), a new section: got %q, %v, want theatre", at(got...), err)
	}
	// A name that is used again is not a former name, and neither is another spelling of
	// the current one.
	for _, names := range [][]string{{"A", "B", "A"}, {"Économie", "Economie"}, {"Arts & spectacles", "Arts et spectacles"}} {
		tx := mustTaxonomy(t, Section{Slug: "x", Name: names[0]})
		for _, name := range names[1:] {
			if tx, err = tx.Rename("x", "", name); err != nil {
				t.Fatal(err)
			}
		}
		s, _ := tx.Section("x")
		if len(s.FormerNames) > 1 || len(s.FormerNames) == 1 && s.FormerNames[0] != "B" {
			t.Errorf("%q one after the other: former names %q", names, s.FormerNames)
		}
	}
	_, err = NewTaxonomy(Section{Slug: "x", Name: "X", FormerNames: []string{"A", "…", "A"}})
	if got, want := faultsOf(err), []string{"sections[0].former_names[1]: needs a letter or a digit", "sections[0].former_names[2]: duplicate"}; !slices.Equal(got, want) {
		t.Errorf("former names at fault: got %q, want %q", got, want)
	}
}

func TestNamedWithAnd(t *testing.T) {
	tx := mustTaxonomy(t, Section{Slug: "sciences", Name: "Sciences & environnement"}, Section{Slug: "arts", Name: "Arts et spectacles"})
	for name, want := range map[string]string{
		"Sciences et environnement": "sciences", "Sciences &amp; environnement": "sciences", "Sciences & Environnement": "sciences",
		"Arts & spectacles": "arts", "Arts &#038; spectacles": "arts", "Arts ou spectacles": "",
	} {
		if got := at(tx.Named(name)...); got != want {
			t.Errorf("Named(%q): got %q, want %q", name, got, want)
		}
	}
}

func TestFrontPage(t *testing.T) {
	for _, c := range []struct {
		rule    string
		section Section
		want    bool
	}{
		{"by name", Section{Slug: "accueil", Name: "Une", Kind: KindPlacement}, true},
		{"by name with the article", Section{Slug: "accueil", Name: "La Une", Kind: KindPlacement}, true},
		{"by slug", Section{Slug: "a-la-une", Name: "Accueil", Kind: KindPlacement}, true},
		{"not a subject", Section{Slug: "accueil", Name: "Une"}, false},
		{"not another placement", Section{Slug: "accueil", Name: "Accueil", Kind: KindPlacement}, false},
	} {
		tx := mustTaxonomy(t, c.section, Section{Slug: "sport", Name: "Sport"})
		for _, name := range []string{"La Une", "À la une", "A LA UNE", "À LA UNE"} {
			got, err := tx.SplitKicker("Sport, " + name)
			if err != nil || (at(got...) == "sport accueil" || at(got...) == "sport a-la-une") != c.want {
				t.Errorf("%s: SplitKicker(Sport, %s): got %q, %v, want the placement: %t", c.rule, name, at(got...), err, c.want)
			}
		}
	}
}

func TestPrimaryOf(t *testing.T) {
	tx := cities(t)
	for _, c := range []struct {
		rule    string
		article *Article
		want    string
	}{
		{"the desk's choice", &Article{Sections: []string{"casablanca/economie", "rabat"}, Primary: "rabat"}, "rabat"},
		{"the desk's choice, by path", &Article{Primary: "rabat/sport"}, "rabat/sport"},
		{"none chosen", &Article{Sections: []string{"rabat", "casablanca/economie"}}, "casablanca/economie"},
		{"a placement chosen", &Article{Sections: []string{"rabat"}, Primary: "a_la_Une"}, "rabat"},
		{"an unknown section chosen", &Article{Sections: []string{"rabat"}, Primary: "absent"}, "rabat"},
		{"an ambiguous slug chosen", &Article{Sections: []string{"rabat"}, Primary: "sport"}, "rabat"},
		{"no section", &Article{}, ""},
		{"no article", nil, ""},
	} {
		if s, ok := tx.PrimaryOf(c.article); s.Path != c.want || ok != (c.want != "") {
			t.Errorf("%s: got %q, %t, want %q", c.rule, s.Path, ok, c.want)
		}
	}
	renamed, err := tx.Rename("rabat", "la-capitale", "")
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := renamed.PrimaryOf(&Article{Primary: "rabat/sport"}); s.Path != "la-capitale/sport" || !ok {
		t.Errorf("a choice whose path has changed: got %q, %t, want la-capitale/sport", s.Path, ok)
	}
	if _, ok := (*Taxonomy)(nil).PrimaryOf(&Article{Primary: "rabat"}); ok {
		t.Error("a nil Taxonomy has a main section")
	}
}

// papers returns the section paths of real papers, by site.
func papers(t *testing.T) map[string][]string {
	t.Helper()
	trees := make(map[string][]string)
	for i, line := range strings.Split(strings.TrimSpace(string(conformance.Read(t, "lines/section_trees.tsv"))), "\n") {
		if site, path, ok := strings.Cut(line, "\t"); ok && i > 0 {
			trees[site] = append(trees[site], path)
		}
	}
	return trees
}

// grow returns a taxonomy that has the given paths and those above them. Unknown holds
// an id of each section, which edits do not change.
func grow(t *testing.T, paths []string) *Taxonomy {
	t.Helper()
	seen := make(map[string]bool)
	var sections []Section
	for _, path := range paths {
		above := ""
		for slug := range strings.SplitSeq(path, "/") {
			path := strings.TrimPrefix(above+"/"+slug, "/")
			if !seen[path] {
				seen[path] = true
				id := json.RawMessage(fmt.Sprint(len(sections)))
				sections = append(sections, Section{Slug: slug, Name: slug, Parent: above, Unknown: map[string]json.RawMessage{"id": id}})
			}
			above = path
		}
	}
	return mustTaxonomy(t, sections...)
}

// TestSectionTrees: a taxonomy keeps every path of real papers.
func TestSectionTrees(t *testing.T) {
	kept, shared := 0, 0
	for site, paths := range papers(t) {
		tx := grow(t, paths)
		slugs := make(map[string]int)
		for s := range tx.All() {
			slugs[s.Slug]++
			if s.Slug != s.Path && s.Path != s.Parent+"/"+s.Slug && s.Path != tx.Path(s.Parent)+"/"+s.Slug {
				t.Errorf("%s: %q is not below %q", site, s.Path, s.Parent)
			}
			siblings := at(slices.Collect(tx.Children(s.Parent))...)
			if !slices.Contains(strings.Fields(siblings), s.Path) {
				t.Errorf("%s: the siblings of %q are %q", site, s.Path, siblings)
			}
		}
		for _, path := range paths {
			if got, moved, err := tx.Resolve(path); got != path || moved || err != nil {
				t.Errorf("%s: Resolve(%q) = %q, %t, %v", site, path, got, moved, err)
			}
			if s, rest, moved, err := tx.ResolvePath(path + "/le-titre_123.html"); s.Path != path || rest != "le-titre_123.html" || moved || err != nil {
				t.Errorf("%s: ResolvePath(%q) = %q, %q, %t, %v", site, path+"/le-titre_123.html", s.Path, rest, moved, err)
			}
			if trail := tx.Breadcrumb(path); len(trail) != strings.Count(path, "/")+1 {
				t.Errorf("%s: Breadcrumb(%q) has %d sections", site, path, len(trail))
			}
			kept++
		}
		for _, n := range slugs {
			if n > 1 {
				shared += n
			}
		}
		checkRoundTrip(t, tx, nil)
	}
	t.Logf("%d paths, %d sections share a slug", kept, shared)
	if kept != 832 || shared < 50 {
		t.Errorf("%d paths, %d sections that share a slug", kept, shared)
	}
}

// TestYearOfEdits edits the trees of real papers several times a week for a year.
// Every path that was ever valid, and every article below it, leads to the section that
// had it last or to its heir, or is gone with it. A slug that was never a path leads
// somewhere. Only the present path is not a redirect.
func TestYearOfEdits(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	id := func(s Section) string { return string(s.Unknown["id"]) }
	checked, edits, kept := 0, 0, 0
	trees := papers(t)
	for _, site := range slices.Sorted(maps.Keys(trees)) {
		paths := trees[site]
		if testing.Short() && len(paths) > 60 {
			continue
		}
		tx := grow(t, paths)
		added := tx.Len()
		last := make(map[string]string) // id of the section that had a path last
		slugs := make(map[string]bool)  // that were unique once
		heir := make(map[string]string) // by id, of merged sections; "" if removed
		remember := func() {
			for s := range tx.All() {
				last[s.Path] = id(s)
				if at, ok := tx.Section(s.Slug); ok && at.Path == s.Path {
					slugs[s.Slug] = true
				}
			}
		}
		remember()
		for week := range 52 {
			for range 1 + rng.IntN(3) {
				all := slices.Collect(tx.All())
				if len(all) < 4 {
					break
				}
				a, b := all[rng.IntN(len(all))], all[rng.IntN(len(all))]
				var next *Taxonomy
				var err error
				ended := make(map[string]string)
				switch rng.IntN(8) {
				case 0, 1:
					next, err = tx.Rename(a.Path, b.Slug, b.Name)
				case 2:
					next, err = tx.Rename(a.Path, fmt.Sprintf("rubrique_%d", week), "")
				case 3:
					next, err = tx.Move(a.Path, b.Path)
				case 4:
					next, err = tx.Move(a.Path, "")
				case 5:
					ended[id(a)] = id(b)
					next, err = tx.Merge(a.Path, b.Path)
				case 6:
					if rng.IntN(4) > 0 {
						continue
					}
					ended[id(a)] = ""
					for below := range tx.Descendants(a.Path) {
						ended[id(below)] = ""
					}
					next, err = tx.Remove(a.Path)
				default:
					s := Section{Slug: a.Slug, Name: a.Name, Parent: b.Path, Unknown: map[string]json.RawMessage{"id": json.RawMessage(fmt.Sprint(added))}}
					if _, exists := tx.Section(b.Path + "/" + a.Slug); exists {
						continue
					}
					added++
					next, err = tx.With(s)
				}
				if errors.Is(err, ErrDuplicate) || errors.Is(err, ErrCycle) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				edits++
				maps.Copy(heir, ended)
				tx = next
				remember()
			}
			if week%4 != 3 {
				continue
			}
			for address, want := range last {
				for ended := true; ended; {
					var next string
					if next, ended = heir[want]; ended {
						want = next
					}
				}
				path, moved, err := tx.Resolve(address)
				s, rest, movedArticle, errOfArticle := tx.ResolvePath(address + "/un-titre.html")
				checked += 2
				if want == "" {
					if !errors.Is(err, ErrGone) || !errors.Is(errOfArticle, ErrGone) {
						t.Fatalf("%s, week %d: %q is gone: got %q, %v and %q, %v", site, week, address, path, err, s.Path, errOfArticle)
					}
					continue
				}
				at, _ := tx.Section(path)
				if own := at.Path == address; moved == own || movedArticle == own {
					t.Fatalf("%s, week %d: %q, a path of %q: moved is %t, of an article %t", site, week, address, at.Path, moved, movedArticle)
				}
				if err != nil || id(at) != want || errOfArticle != nil || id(s) != want || rest != "un-titre.html" {
					t.Fatalf("%s, week %d: %q: got %q, %v and %q, %q, %v, want section %s", site, week, address, path, err, s.Path, rest, errOfArticle, want)
				}
			}
			for slug := range slugs {
				if _, _, err := tx.Resolve(slug); err != nil && !errors.Is(err, ErrGone) {
					t.Fatalf("%s, week %d: the slug %q: %v", site, week, slug, err)
				}
				checked++
			}
		}
		kept += len(tx.tree.Gone())
		for s := range tx.All() {
			kept += len(s.Aliases)
		}
	}
	t.Logf("%d edits, %d addresses resolved, %d aliases and gone addresses", edits, checked, kept)
	if edits < 50 || checked < 1000 {
		t.Error("too few edits or addresses")
	}
}

// TestTaxonomyCases reads the rows about sections of cases/model.jsonl.
func TestTaxonomyCases(t *testing.T) {
	rows := 0
	for line := range strings.Lines(string(conformance.Read(t, "cases/model.jsonl"))) {
		if !strings.Contains(line, `"op": "SplitKicker"`) {
			continue
		}
		var row struct{ ID, Input, Want string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		rows++
		var input struct {
			Sections []Section
			Kicker   string
		}
		if err := json.Unmarshal([]byte(row.Input), &input); err != nil {
			t.Fatal(err)
		}
		tx := mustTaxonomy(t, input.Sections...)
		sections, err := tx.SplitKicker(input.Kicker)
		var got []string
		for _, s := range sections {
			got = append(got, s.Slug)
			if s.Path == "" {
				got[len(got)-1] += " (unknown)"
			}
		}
		if got := strings.Join(got, " + "); got != row.Want || err != nil {
			t.Errorf("%s: SplitKicker(%q)\ngot  %s, %v\nwant %s", row.ID, input.Kicker, got, err, row.Want)
		}
	}
	if rows < 9 {
		t.Errorf("%d rows", rows)
	}
}

// However many sections have a name, the one below another section of the line is
// meant.
func TestSplitKickerOfSharedNames(t *testing.T) {
	var sections []Section
	for i := range 40 {
		slug := fmt.Sprint("sport", i)
		sections = append(sections,
			Section{Slug: slug, Name: "Sport no " + fmt.Sprint(i)},
			Section{Slug: "actualites", Name: "Actualités", Parent: slug},
			Section{Slug: "resultats", Name: "Résultats", Parent: slug})
	}
	tx := mustTaxonomy(t, sections...)
	for kicker, want := range map[string]string{
		"Sport no 37, Actualités":             "sport37 sport37/actualites",
		"Actualités, Sport no 37":             "sport37/actualites sport37",
		"Sport no 37, Actualités, Résultats":  "sport37 sport37/actualites sport37/resultats",
		"Sport no 37, Actualités, Actualités": "sport37 sport37/actualites",
	} {
		if got, err := tx.SplitKicker(kicker); at(got...) != want || err != nil {
			t.Errorf("SplitKicker(%q): got %q, %v, want %q", kicker, at(got...), err, want)
		}
	}
	var ambiguity *AmbiguityError
	if _, err := tx.SplitKicker("Actualités"); !errors.As(err, &ambiguity) || len(ambiguity.Readings) != 16 {
		t.Errorf("SplitKicker(Actualités): got %v, want 16 readings", err)
	}
	if _, err := tx.SplitKicker(strings.Repeat("Actualités, Résultats, ", 1000)); !errors.As(err, &ambiguity) {
		t.Errorf("a line of shared names: got %v, want an ambiguity", err)
	}
}

// FuzzTaxonomyEdits reads each three bytes as an edit. Whatever the edits, every address
// that was ever valid leads to a section in one step or is gone, and JSON keeps all.
func FuzzTaxonomyEdits(f *testing.F) {
	f.Add([]byte("000111222333444555666777"))
	f.Add(bytes.Repeat([]byte{0xa4}, 4098)) // a thousand renames of one section
	f.Add([]byte{7, 0, 1, 7, 1, 2, 3, 1, 4, 5, 0, 2, 0, 3, 1, 6, 4, 4})
	names := []string{"a", "b", "c", "é", "%C3%A9", "e\u0301", "D", "d_e"}
	f.Fuzz(func(t *testing.T, edits []byte) {
		tx := mustTaxonomy(t, Section{Slug: "a", Name: "A"}, Section{Slug: "b", Name: "B", Parent: "a"}, Section{Slug: "a", Name: "C", Parent: "b"})
		ever := make(map[string]bool)
		// Each edit may keep a thousand addresses that follow from others, so that a hundred
		// of them take seconds, longer than a fuzzing process may.
		edits = edits[:min(len(edits), 3*30)]
		for ; len(edits) >= 3 && len(ever) < 300; edits = edits[3:] {
			all := slices.Collect(tx.All())
			if len(all) == 0 {
				return
			}
			a, b := all[int(edits[1])%len(all)], all[int(edits[2])%len(all)]
			name := names[int(edits[2]/16)%len(names)]
			var next *Taxonomy
			var err error
			switch edits[0] % 8 {
			case 0:
				next, err = tx.Remove(a.Path)
			case 1:
				next, err = tx.Merge(a.Path, b.Path)
			case 2:
				next, err = tx.Move(a.Path, b.Path)
			case 3:
				next, err = tx.Move(a.Slug, "")
			case 4:
				next, err = tx.Rename(a.Path, name, a.Name+"2")
			case 5:
				next, err = tx.With(Section{Slug: name, Name: name, Parent: a.Slug, Aliases: []string{name + "/x"}})
			default:
				next, err = tx.With(Section{Slug: name, Name: name, Parent: a.Path}, Section{Slug: "z", Name: "Z", Parent: name})
			}
			if err != nil {
				if len(Faults(err)) == 0 {
					t.Fatalf("%v is no *Error", err)
				}
				continue
			}
			tx = next
			for s := range tx.All() {
				ever[s.Path] = true
				if at, ok := tx.Section(s.Slug); ok && at.Path == s.Path {
					ever[s.Slug] = true
				}
			}
			if fault := invariant(tx, ever); fault != "" {
				t.Fatal(fault)
			}
		}
		checkRoundTrip(t, tx, ever)
	})
}
