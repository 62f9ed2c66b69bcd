package presse

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// topics returns subjects written as scheme and code.
func topics(codes ...string) []Subject {
	var list []Subject
	for _, code := range codes {
		list = append(list, parseSubject(code))
	}
	return list
}

func mustTaxonomy(t testing.TB, sections ...Section) *Taxonomy {
	t.Helper()
	tx, err := NewTaxonomy(sections...)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// small returns a taxonomy of three levels.
func small(t testing.TB) *Taxonomy {
	return mustTaxonomy(t,
		Section{Slug: "sport", Name: "Sport"},
		Section{Slug: "football", Name: "Football", Parent: "sport", Subjects: topics("medtop:20001065")},
		Section{Slug: "botola", Name: "Botola", Parent: "football"},
		Section{Slug: "economie", Name: "Économie", Aliases: []string{"eco", "rubriques/finance.html"}},
		Section{Slug: "une", Name: "Une", Kind: KindPlacement},
		Section{Slug: "ete", Name: "Été", Parent: "une"},
	)
}

func slugs(seq iter.Seq[Section]) string {
	var list []string
	for s := range seq {
		list = append(list, s.Slug)
	}
	return strings.Join(list, " ")
}

// faultsOf returns the field and the cause of each error joined in err.
func faultsOf(err error) []string {
	var list []string
	for _, e := range faults(err) {
		list = append(list, e.Field+": "+e.Err.Error())
	}
	return list
}

func TestNewTaxonomyReportsEveryFault(t *testing.T) {
	_, err := NewTaxonomy(
		Section{Slug: "sport", Name: "Sport"},
		Section{Slug: "Éco nomie", Name: "Économie"},
		Section{Slug: "sport", Name: "Sports"},
		Section{Slug: "vide", Name: " … "},
		Section{Slug: "orpheline", Name: "Orpheline", Parent: "absente"},
		Section{Slug: "a", Name: "A", Parent: "c"},
		Section{Slug: "b", Name: "B", Parent: "a"},
		Section{Slug: "c", Name: "C", Parent: "b"},
		Section{Slug: "soi", Name: "Soi", Parent: "soi"},
		Section{Slug: "kind", Name: "Kind", Kind: 9},
		Section{Slug: "labels", Name: "Labels", Labels: map[Lang]string{"": "x", "ar": "", "fr_MA": "y", "fr-MA": "z"}},
		Section{Slug: "aliases", Name: "Aliases", Aliases: []string{"sport", "/ancien/", "ancien", "ancien", "aliases"}},
		Section{Slug: "autre-alias", Name: "Autre alias", Aliases: []string{"ancien"}},
		Section{Slug: "codes", Name: "Codes", Subjects: topics("medtop:1100000", "11000000", "medtop:11000000", "medtop:11000000")},
	)
	want := []string{
		"sections[1].slug: not a valid address: character ' '",
		"sections[3].name: needs a letter or a digit",
		"sections[9].kind: not one of subject, placement, format",
		"sections[10].labels.: not a BCP 47 language tag",
		"sections[10].labels.ar: needs a letter or a digit",
		"sections[10].labels.fr_MA: duplicate",
		"sections[13].subjects[0].code: not the code of an IPTC Media Topic, such as 11000000",
		"sections[2].slug: duplicate of sections[0]",
		"sections[4].parent: not found",
		"sections[5].parent: a section cannot be its own ancestor",
		"sections[8].parent: a section cannot be its own ancestor",
		"sections[11].aliases[0]: duplicate of sections[0]",
		"sections[11].aliases[1]: not a valid path: want segments joined by single slashes",
		"sections[11].aliases[3]: duplicate of sections[11]",
		"sections[11].aliases[4]: duplicate of sections[11]",
		"sections[12].aliases[0]: duplicate of sections[11]",
	}
	if got := faultsOf(err); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, sentinel := range []error{ErrDuplicate, ErrNotFound, ErrCycle} {
		if !errors.Is(err, sentinel) {
			t.Errorf("errors.Is(err, %q) is false", sentinel)
		}
	}
	if !strings.Contains(err.Error(), "a → c → b → a") {
		t.Errorf("the error does not spell out the cycle a → c → b → a:\n%v", err)
	}
}

func TestTaxonomyWalks(t *testing.T) {
	tx := small(t)
	for _, c := range []struct {
		rule string
		got  string
		want string
	}{
		{"all sections: parents before children, siblings in the given order", slugs(tx.All()), "sport football botola economie une ete"},
		{"children of the top", slugs(tx.Children("")), "sport economie une"},
		{"children of a section", slugs(tx.Children("sport")), "football"},
		{"children of an unknown section", slugs(tx.Children("absent")), ""},
		{"descendants of a section", slugs(tx.Descendants("sport")), "football botola"},
		{"ancestors, nearest first", slugs(tx.Ancestors("botola")), "football sport"},
		{"ancestors of an unknown section", slugs(tx.Ancestors("absent")), ""},
		{"breadcrumb, from the top", slugs(slices.Values(tx.Breadcrumb("botola"))), "sport football botola"},
		{"breadcrumb of an unknown section", slugs(slices.Values(tx.Breadcrumb("absent"))), ""},
		{"alphabetical: É among E", slugs(tx.Alphabetical(OrderFrench)), "botola economie ete football sport une"},
		{"path of a section", tx.Path("botola"), "sport/football/botola"},
		{"path of an unknown section", tx.Path("absent"), ""},
		{"by name: case and accents are ignored", slugs(slices.Values(tx.Named("ECONOMIE"))), "economie"},
		{"by name: an unknown name", slugs(slices.Values(tx.Named("Économies"))), ""},
		{"length", strconv.Itoa(tx.Len()), "6"},
		{"children, ancestors and names in the zero value", slugs(new(Taxonomy).Children("")) + slugs(new(Taxonomy).Ancestors("x")) + slugs(slices.Values(new(Taxonomy).Named("x"))), ""},
		{"sections and paths in the zero value", slugs(new(Taxonomy).All()) + new(Taxonomy).Path("x"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
	// A loop over an iterator may break at any point.
	for range tx.All() {
		break
	}
	for range tx.Ancestors("botola") {
		break
	}
	for range tx.Alphabetical(OrderFrench) {
		break
	}
}

// TestNamed checks that Named finds sections by their names in any language, but not by
// slugs or aliases.
func TestNamed(t *testing.T) {
	arabic := func(name string) map[Lang]string { return map[Lang]string{"ar": name} }
	tx := mustTaxonomy(t,
		Section{Slug: "eco", Name: "Économie", Labels: arabic("اقتصاد"), Aliases: []string{"finance"}},
		Section{Slug: "maroc", Name: "Maroc", Labels: map[Lang]string{"en": "MAROC", "ar": "المغرب"}},
		Section{Slug: "maroc-sport", Name: "Maroc", Labels: arabic("المغرب")},
		Section{Slug: "etat", Name: "L’État"},
	)
	for _, c := range []struct{ rule, name, want string }{
		{"a name as printed", "Économie", "eco"},
		{"case, accents and spaces around a name are ignored", " ECONOMIE ", "eco"},
		{"a straight apostrophe matches a curly one", "l'etat", "etat"},
		{"a label in another language is a name", "اقتصاد", "eco"},
		{"a slug is not a name", "eco", ""},
		{"an alias is not a name", "finance", ""},
		{"two sections with one name are found once each, in order", "Maroc", "maroc maroc-sport"},
		{"two sections are found by a label they share", "المغرب", "maroc maroc-sport"},
		{"an unknown name finds no section", "Sport", ""},
		{"the empty name finds no section", "", ""},
	} {
		if got := slugs(slices.Values(tx.Named(c.name))); got != c.want {
			t.Errorf("%s: Named(%q) = %q, want %q", c.rule, c.name, got, c.want)
		}
	}
}

func TestMediaTopicCodes(t *testing.T) {
	for code, want := range map[string]bool{
		"medtop:11000000": true, "medtop:00000009": true,
		"": false, "medtop:": true, "11000000": true, "medtop:1100000": false, "medtop:110000000": false, "medtop:1100000a": false,
		"medtop:a1000000": false, "wikidata:Q1017": true, "subj:11000000": true, "politique": true,
	} {
		s := Section{Slug: "a", Name: "A", Subjects: topics(code)}
		if _, err := NewTaxonomy(s); (err == nil) != want {
			t.Errorf("subject %q: got the error %v, want it to be valid: %v", code, err, want)
		}
	}
}

func TestAlphabetical(t *testing.T) {
	tx := mustTaxonomy(t, Section{Slug: "d", Name: "Côte"}, Section{Slug: "c", Name: "Coté"}, Section{Slug: "b", Name: "cote"}, Section{Slug: "a", Name: "Coté", Parent: "d"})
	for o, want := range map[Order]string{OrderFrench: "b a c d", OrderCanadian: "b d a c"} {
		if got := slugs(tx.Alphabetical(o)); got != want {
			t.Errorf("Alphabetical(%d) = %q, want %q, equal names by slug", o, got, want)
		}
	}
}

func TestPrimary(t *testing.T) {
	tx := small(t)
	for _, c := range []struct{ rule, slugs, want string }{
		{"the deepest section is primary", "sport football economie", "football"},
		{"the first of several equally deep sections is primary", "economie sport", "economie"},
		{"a placement is never primary", "une sport", "sport"},
		{"a subject below a placement may be primary", "une ete", "ete"},
		{"placements alone have no primary section", "une", ""},
		{"unknown slugs are ignored", "absent sport", "sport"},
		{"a former slug is resolved", "eco", "economie"},
		{"a path is resolved", "sport/football sport", "football"},
		{"no slugs have no primary section", "", ""},
	} {
		got, ok := tx.Primary(strings.Fields(c.slugs))
		if got.Slug != c.want || ok != (c.want != "") {
			t.Errorf("%s: Primary(%q) = %q, %v, want %q", c.rule, c.slugs, got.Slug, ok, c.want)
		}
	}
}

// resolved returns the result of Resolve for path as text.
func resolved(tx *Taxonomy, path string) string {
	path, moved, err := tx.Resolve(path)
	slug := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case errors.Is(err, ErrGone):
		return "gone"
	case errors.Is(err, ErrNotFound):
		return "not found"
	case err != nil:
		return err.Error()
	case moved:
		return "→ " + slug
	}
	return slug
}

func TestResolve(t *testing.T) {
	tx := small(t)
	for _, c := range []struct{ rule, path, want string }{
		{"a slug at the top is a path", "sport", "sport"},
		{"a slug further down redirects to the path", "football", "→ football"},
		{"a path", "sport/football", "football"},
		{"slashes around a path are ignored", "/sport/football/", "football"},
		{"an alias", "eco", "→ economie"},
		{"an alias may be a path of another system", "/rubriques/finance.html", "→ economie"},
		{"an unknown slug", "absent", "not found"},
		{"a path with the wrong parent", "economie/football", "not found"},
		{"a path without its first section", "football/botola", "→ botola"},
		{"an empty path", "", "not found"},
		{"a path of one slash", "/", "not found"},
		{"a path with two slashes in a row", "sport//football", "not found"},
		{"a slug with other letters before it", "xsport", "not found"},
	} {
		if got := resolved(tx, c.path); got != c.want {
			t.Errorf("%s: Resolve(%q): got %q, want %q", c.rule, c.path, got, c.want)
		}
	}
	tx, err := tx.Remove("sport")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/sport/":   `presse: resolve section path "/sport/": no longer public`,
		"sport/ski": `presse: resolve section path "sport/ski": not found`,
	} {
		if slug, moved, err := tx.Resolve(path); slug != "" || moved || err == nil || err.Error() != want {
			t.Errorf("Resolve(%q) = %q, %v, %v, want %s", path, slug, moved, err, want)
		}
	}
}

func TestEdits(t *testing.T) {
	type edit = func(*Taxonomy) (*Taxonomy, error)
	rename := func(slug, newSlug, name string) edit {
		return func(t *Taxonomy) (*Taxonomy, error) { return t.Rename(slug, newSlug, name) }
	}
	move := func(slug, parent string) edit {
		return func(t *Taxonomy) (*Taxonomy, error) { return t.Move(slug, parent) }
	}
	merge := func(from, into string) edit {
		return func(t *Taxonomy) (*Taxonomy, error) { return t.Merge(from, into) }
	}
	remove := func(slug string) edit {
		return func(t *Taxonomy) (*Taxonomy, error) { return t.Remove(slug) }
	}
	with := func(s ...Section) edit {
		return func(t *Taxonomy) (*Taxonomy, error) { return t.With(s...) }
	}
	for _, c := range []struct {
		rule  string
		edits []edit
		want  string // address=result of Resolve, separated by |; or the error
	}{
		{"a renamed section keeps its old addresses", []edit{rename("sport", "sports", "Sports")},
			"sport=→ sports|sports=sports|sport/football=→ football|sports/football=football|sport/football/botola=→ botola|football=→ football"},
		{"a new name alone keeps the address", []edit{rename("sport", "", "Sports")}, "sport=sport"},
		{"a section renamed there and back", []edit{rename("sport", "sports", ""), rename("sports", "sport", "")},
			"sport=sport|sports=→ sport|sports/football=→ football|sport/football=football"},
		{"after two renames every old address redirects in one step", []edit{rename("sport", "sports", ""), rename("sports", "stade", "")}, "sport=→ stade|sports=→ stade"},
		{"a former slug of one section may become the slug of another", []edit{rename("sport", "sports", ""), rename("economie", "sport", "")},
			"sport=sport|sports=sports|economie=→ sport|sport/football=→ football"},
		{"a moved section keeps its old addresses", []edit{move("football", "")}, "sport/football=→ football|football/botola=botola|sport/football/botola=→ botola"},
		{"a section is moved, then its former parent renamed", []edit{move("football", ""), rename("sport", "sports", "")},
			"sport/football=→ football|sport=→ sports"},
		{"children and aliases are merged too", []edit{merge("economie", "sport")},
			"economie=→ sport|eco=→ sport|rubriques/finance.html=→ sport"},
		{"a section is merged into its parent", []edit{merge("football", "sport")},
			"football=→ sport|sport/football=→ sport|sport/botola=botola|sport/football/botola=→ botola|botola=→ botola|sport/botola=botola"},
		{"a removed section and its descendants are gone", []edit{remove("sport")},
			"sport=gone|sport/football=gone|football=gone|sport/football/botola=gone|botola=gone|sport/rugby=not found|economie=economie"},
		{"the aliases of a removed section are gone", []edit{remove("economie")}, "eco=gone|economie=gone|rubriques/finance.html=gone"},
		{"the addresses of a section that was merged, then removed, are gone", []edit{merge("economie", "sport"), remove("sport")}, "economie=gone|eco=gone"},
		{"a removed slug may be used again, its descendants are still gone", []edit{remove("sport"), with(Section{Slug: "sport", Name: "Sport"})}, "sport=sport|football=gone|sport/football=gone"},
		{"a new section is found by slug and path", []edit{with(Section{Slug: "rugby", Name: "Rugby", Parent: "sport"})}, "rugby=→ rugby|sport/rugby=rugby"},
		{"a replaced section keeps its redirects", []edit{with(Section{Slug: "economie", Name: "Éco"})}, "eco=→ economie|economie=economie"},
		{"a gone address may become an alias of another section", []edit{remove("sport"), with(Section{Slug: "stade", Name: "Stade", Aliases: []string{"sport"}})}, "sport=→ stade|football=gone"},

		{"an unknown section cannot be renamed", []edit{rename("absent", "x", "")}, `presse: rename section slug "absent": not found`},
		{"a section cannot be renamed to a slug in use", []edit{rename("sport", "economie", "")}, `presse: rename section sections[3].slug "economie": duplicate of sections[0]`},
		{"a section cannot be moved below itself", []edit{move("sport", "botola")}, `presse: move section sections[0].parent "sport → botola → football → sport": a section cannot be its own ancestor`},
		{"an unknown section cannot be moved", []edit{move("absent", "")}, `presse: move section slug "absent": not found`},
		{"an unknown section cannot be merged", []edit{merge("absent", "sport")}, `presse: merge section slug "absent": not found`},
		{"a section cannot be merged into an unknown one", []edit{merge("sport", "absent")}, `presse: merge section slug "absent": not found`},
		{"an unknown section cannot be removed", []edit{remove("absent")}, `presse: remove section slug "absent": not found`},
		{"an edit does not take the former slug of a section", []edit{rename("sport", "sports", ""), move("sport", "")}, `presse: move section slug "sport": not found: it is "sports" now`},
		{"a section cannot be renamed to an invalid slug", []edit{rename("sport", "nos sports", "")}, `presse: rename section sections[0].slug "nos sports": not a valid address: character ' '`},
		{"a name needs a letter or a digit", []edit{rename("sport", "", "…")}, `presse: rename section sections[0].name "…": needs a letter or a digit`},
		{"a section cannot be merged into its child", []edit{merge("une", "ete")}, `presse: merge section into "ete": a section cannot be its own ancestor`},
		{"a section cannot be moved below an unknown one", []edit{move("sport", "absent")}, `presse: move section sections[0].parent "absent": not found`},
		{"a section cannot be merged into itself", []edit{merge("sport", "sport")}, `presse: merge section into "sport": a section cannot be its own ancestor`},
		{"a section cannot be merged into a descendant", []edit{merge("sport", "botola")}, `presse: merge section into "botola": a section cannot be its own ancestor`},
		{"an alias cannot be that of another section", []edit{with(Section{Slug: "x", Name: "X", Aliases: []string{"eco"}})}, `presse: put section sections[6].aliases[0] "eco": duplicate of sections[3]`},
		{"a section cannot be replaced twice in one call", []edit{with(Section{Slug: "une", Name: "X"}, Section{Slug: "une", Name: "Y"})}, `presse: put section sections[6].slug "une": duplicate of sections[4]`},
		{"two new sections cannot have one slug", []edit{with(Section{Slug: "x", Name: "X"}, Section{Slug: "x", Name: "Y"})}, `presse: put section sections[7].slug "x": duplicate of sections[6]`},
	} {
		t.Run(c.rule, func(t *testing.T) {
			original := small(t)
			before, _ := json.Marshal(original)
			tx := original
			for _, e := range c.edits {
				next, err := e(tx)
				if err != nil {
					if err.Error() != c.want || next != nil {
						t.Errorf("got  %v\nwant %s", err, c.want)
					}
					c.want = ""
					break
				}
				tx = next
			}
			for pair := range strings.FieldsFuncSeq(c.want, func(r rune) bool { return r == '|' }) {
				path, want, _ := strings.Cut(pair, "=")
				if got := resolved(tx, path); got != want {
					t.Errorf("Resolve(%q): got %q, want %q", path, got, want)
				}
			}
			if after, _ := json.Marshal(original); string(after) != string(before) {
				t.Errorf("the original changed from\n%s to\n%s", before, after)
			}
		})
	}
}

// TestMergeKeepsSubjects checks that Merge adds the subjects of the section that is
// merged to those of the other, without duplicates, and does not change the old
// taxonomy.
func TestMergeKeepsSubjects(t *testing.T) {
	room := append(make([]Subject, 0, 8), topics("medtop:01000000", "medtop:02000000")...)
	before := mustTaxonomy(t, Section{Slug: "a", Name: "A", Subjects: topics("medtop:02000000", "medtop:03000000")}, Section{Slug: "b", Name: "B", Subjects: room})
	after, err := before.Merge("a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := after.Section("b"); !reflect.DeepEqual(s.Subjects, topics("medtop:01000000", "medtop:02000000", "medtop:03000000")) {
		t.Errorf("subjects after Merge: %q, want those of both sections", s.Subjects)
	}
	if s, _ := before.Section("b"); !reflect.DeepEqual(s.Subjects, room) {
		t.Errorf("Merge changed the subjects of the old taxonomy to %q, want %q", s.Subjects, room)
	}
}

// sequences returns the number of random sequences of edits to try: 100,000 if
// PRESSE_LONG is set, 200 with -short, else 2,000.
func sequences() int {
	switch {
	case os.Getenv("PRESSE_LONG") != "":
		return 100_000
	case testing.Short():
		return 200
	}
	return 2000
}

// TestRandomEdits applies random edits and checks after each of them that the
// sections are a tree with unique slugs, and that every address that was ever valid
// leads to a section in one step, or is gone.
func TestRandomEdits(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	pool := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	pick := func() string { return pool[rng.IntN(len(pool))] }
	edits, refused := 0, 0
	for n := range sequences() {
		tx := mustTaxonomy(t, Section{Slug: "a", Name: "A"}, Section{Slug: "b", Name: "B", Parent: "a"}, Section{Slug: "c", Name: "C", Parent: "b"})
		ever := map[string]bool{"a": true, "b": true, "a/b": true, "c": true, "a/b/c": true}
		var log []string
		for range 12 {
			var next *Taxonomy
			var err error
			x, y := pick(), pick()
			switch op := rng.IntN(8); op {
			case 0:
				log = append(log, "remove "+x)
				next, err = tx.Remove(x)
			case 1:
				log = append(log, "merge "+x+" "+y)
				next, err = tx.Merge(x, y)
			case 2, 3:
				log = append(log, "move "+x+" "+y)
				next, err = tx.Move(x, y)
			case 4:
				log = append(log, "rename "+x+" "+y)
				next, err = tx.Rename(x, y, "N"+strconv.Itoa(len(log)))
			default:
				s := Section{Slug: x, Name: "N" + strconv.Itoa(len(log))}
				if rng.IntN(2) == 0 {
					s.Parent = y
				}
				if rng.IntN(4) == 0 {
					s.Aliases = []string{pick() + "/" + pick()}
				}
				log = append(log, fmt.Sprint("with ", s))
				next, err = tx.With(s)
			}
			edits++
			if err != nil {
				refused++
				continue
			}
			tx = next
			for s := range tx.All() {
				ever[s.Path] = true
				if at, ok := tx.Section(s.Slug); ok && at.Path == s.Path {
					ever[s.Slug] = true
				}
				for _, alias := range s.Aliases {
					ever[alias] = true
				}
			}
			if fault := invariant(tx, ever); fault != "" {
				t.Fatalf("sequence %d: %s\nafter %s", n, fault, strings.Join(log, "\n      "))
			}
		}
		if n%10 == 0 {
			checkRoundTrip(t, tx, ever)
		}
	}
	t.Logf("%d edits, %d of them refused", edits, refused)
}

// invariant returns a description of the first invariant that tx violates, or "".
func invariant(tx *Taxonomy, ever map[string]bool) string {
	sections := slices.Collect(tx.All())
	if len(sections) != tx.Len() {
		return fmt.Sprintf("%d of %d sections are in the tree", len(sections), tx.Len())
	}
	if _, err := NewTaxonomy(sections...); err != nil {
		return err.Error()
	}
	for address := range ever {
		path, moved, err := tx.Resolve(address)
		if errors.Is(err, ErrGone) {
			continue
		}
		if err != nil {
			return err.Error()
		}
		if own := SameAddress(path, address); own == moved {
			return fmt.Sprintf("Resolve(%q) = %q, %v", address, path, moved)
		}
		if again, moved, err := tx.Resolve(path); again != path || moved || err != nil {
			return fmt.Sprintf("Resolve(%q) = %q, which leads on to %q, %v", address, path, again, err)
		}
	}
	return ""
}

// checkRoundTrip checks that tx is the same after a round trip through JSON.
func checkRoundTrip(t *testing.T, tx *Taxonomy, addresses map[string]bool) {
	t.Helper()
	text, err := json.Marshal(tx)
	if err != nil {
		t.Fatal(err)
	}
	var back Taxonomy
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if a, b := slices.Collect(tx.All()), slices.Collect(back.All()); !reflect.DeepEqual(a, b) {
		t.Fatalf("got  %v\nwant %v", b, a)
	}
	for address := range addresses {
		if got, want := resolved(&back, address), resolved(tx, address); got != want {
			t.Fatalf("Resolve(%q): got %q, want %q", address, got, want)
		}
	}
}

func TestTaxonomyJSON(t *testing.T) {
	const text = `{"sections":[` +
		`{"slug":"economie","name":"Économie","labels":{"ar":"اقتصاد","fr-CA":"Affaires"},"aliases":["eco"],"subjects":[{"scheme":"medtop","code":"04000000"}],"teintes":["#b00", "#c11"]},` +
		`{"slug":"une","name":"Une","parent":"economie","kind":"placement"}` +
		`],"gone":["bourse","economie/bourse"],"version":3}`
	var tx Taxonomy
	if err := json.Unmarshal([]byte(text), &tx); err != nil {
		t.Fatal(err)
	}
	got, err := tx.MarshalJSON()
	if err != nil || string(got) != text {
		t.Errorf("got  %s, %v\nwant %s", got, err, text)
	}
	if got := resolved(&tx, "economie/bourse"); got != "gone" {
		t.Errorf("Resolve of an address in gone: got %q, want gone", got)
	}
	next, err := tx.Rename("une", "a-la-une", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := next.MarshalJSON(); !strings.HasSuffix(string(got), `"aliases":["une","economie/une"]}],"gone":["bourse","economie/bourse"],"version":3}`) {
		t.Errorf("after an edit, the JSON lacks the new aliases or the unknown member: %s", got)
	}
	if got, err := json.Marshal(new(Taxonomy)); string(got) != `{}` || err != nil {
		t.Errorf("the JSON of the zero Taxonomy is %s, %v, want {}", got, err)
	}
}

func TestTaxonomyJSONFaults(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"a member of another type", `{"sections":[{"slug":1}]}`, `presse: read taxonomy sections[0].slug "1": want a string, have a number`},
		{"an empty kind", `{"sections":[{"kind":""}]}`, `presse: read taxonomy sections[0].kind "\"\"": not one of subject, placement, format`},
		{"a label with an invalid language tag", `{"sections":[{"labels":{"??":"x"}}]}`, `presse: read taxonomy sections[0].labels.?? "??": not a BCP 47 language tag`},
		{"a duplicate member", `{"sections":[{"slug":"a","slug":"b"}]}`, `presse: read taxonomy sections[0].slug: duplicate`},
		{"a section with an unknown parent", `{"sections":[{"slug":"a","name":"A","parent":"b"}]}`, `presse: read taxonomy sections[0].parent "b": not found`},
		{"a gone address that is in use", `{"sections":[{"slug":"a","name":"A"}],"gone":["a"]}`, `presse: read taxonomy gone[0] "a": duplicate of sections[0]`},
		{"a gone address that is not a valid path", `{"gone":["/a"]}`, `presse: read taxonomy gone[0] "/a": not a valid path: want segments joined by single slashes`},
	} {
		tx := small(t)
		err := json.Unmarshal([]byte(c.text), tx)
		var typed *Error
		if !errors.As(err, &typed) {
			t.Errorf("%s: %v is not an *Error", c.rule, err)
		} else if err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.rule, err, c.want)
		}
		if tx.Len() != 6 {
			t.Errorf("%s: the failed read changed the taxonomy", c.rule)
		}
	}
}

func TestSectionLabel(t *testing.T) {
	s := Section{Name: "Économie", Labels: map[Lang]string{
		"fr-CA":   "Affaires",
		"ar-MA":   "اقتصاد",
		"sr-Latn": "Privreda",
		"en":      "Business",
		"nb":      "Næringsliv",
	}}
	for _, c := range []struct{ rule, lang, want string }{
		{"a label in the language asked for", "en", "Business"},
		{"a label in the language without its region", "en-GB", "Business"},
		{"a label in the language with its region", "fr-CA", "Affaires"},
		{"a label in the language with a region not asked for", "ar", "اقتصاد"},
		{"a label in the language of another region", "ar-TN", "اقتصاد"},
		{"the tag no finds the label in nb", "no", "Næringsliv"},
		{"a language without a label", "zgh", "Économie"},
		{"an undetermined language", "und", "Économie"},
	} {
		if got := s.Label(Lang(c.lang)); got != c.want {
			t.Errorf("%s: Label(%s) = %q, want %q", c.rule, c.lang, got, c.want)
		}
	}
	if got := (Section{Name: "Une"}).Label("ar"); got != "Une" {
		t.Errorf("Label of a section without labels = %q, want its name", got)
	}
}

func TestKindForms(t *testing.T) {
	for k, word := range map[Kind]string{KindSubject: "subject", KindPlacement: "placement", KindFormat: "format"} {
		text, err := k.MarshalText()
		if string(text) != word || err != nil {
			t.Errorf("MarshalText of kind %d = %q, %v, want %q", k, text, err, word)
		}
		stored, err := k.Value()
		if stored != word || err != nil {
			t.Errorf("Value of kind %d = %q, %v, want %q", k, stored, err, word)
		}
		for _, src := range []any{word, []byte(word)} {
			var back Kind = 7
			if err := back.Scan(src); back != k || err != nil {
				t.Errorf("Scan(%q): got %v, %v, want %v", src, back, err, k)
			}
		}
	}
	var k Kind = KindFormat
	for _, src := range []any{"rubrique", 3, ""} {
		var typed *Error
		if err := k.Scan(src); !errors.As(err, &typed) || k != KindFormat {
			t.Errorf("Scan(%v): got the error %v and %v, want an *Error and format", src, err, k)
		}
	}
	if err := k.Scan(nil); err != nil || k != KindSubject {
		t.Errorf("Scan(nil): got the error %v and %v, want subject", err, k)
	}
	if _, err := Kind(9).Value(); err == nil {
		t.Error("Value of Kind(9) has no error")
	}
}

// TestSectionsAreCopies checks that changes to the sections passed to a taxonomy, and to
// those it returns, do not change the taxonomy.
func TestSectionsAreCopies(t *testing.T) {
	given := Section{Slug: "a", Name: "A", Labels: map[Lang]string{"ar": "أ"}, Aliases: []string{"b"},
		Subjects: topics("medtop:01000000"), Unknown: map[string]json.RawMessage{"x": json.RawMessage(`1`)}}
	spoil := func(s Section) {
		s.Labels["ar"], s.Aliases[0], s.Subjects[0].Code, s.Unknown["x"][0] = "?", "?", "?", '?'
	}
	want := given.clone()
	want.Path = "a"
	tx := mustTaxonomy(t, given)
	spoil(given)
	for range 2 {
		got, _ := tx.Section("a")
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		spoil(got)
		spoil(tx.Named("a")[0])
		spoil(tx.Breadcrumb("a")[0])
		primary, _ := tx.Primary([]string{"a"})
		spoil(primary)
		for s := range tx.All() {
			spoil(s)
		}
	}
}

// TestTaxonomyIsShared uses a taxonomy from several goroutines, for the race detector.
func TestTaxonomyIsShared(t *testing.T) {
	tx := small(t)
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for range 20 {
				_, _ = tx.SplitKicker("SportÉconomieUne")
				_, _, _ = tx.Resolve("eco")
				_, _ = tx.Primary([]string{"sport", "une"})
				_ = slugs(tx.Alphabetical(OrderCanadian))
				_ = tx.Named("économie")
				_, _ = tx.Merge("football", "economie")
				_, _ = json.Marshal(tx)
				s, _ := tx.Section("economie")
				_ = s.Label("ar")
			}
		})
	}
	wg.Wait()
}

// TestMediaTopics builds a taxonomy from the IPTC Media Topics, with their French and
// Arabic names, and checks that every topic is found by name and by path.
func TestMediaTopics(t *testing.T) {
	var file struct {
		Concepts []struct {
			QCode   string
			Broader []string
			Fr, Ar  string
			Retired bool
		}
	}
	if err := json.Unmarshal(conformance.Read(t, "model/schemas/iptc/mediatopics-fr-ar-en.json"), &file); err != nil {
		t.Fatal(err)
	}
	slugOf := make(map[string]string)
	taken := make(map[string]bool)
	for _, c := range file.Concepts {
		if !c.Retired && c.Fr != "" {
			slug := Slugger{}.Unique(c.Fr, func(s string) bool { return taken[s] })
			slugOf[c.QCode], taken[slug] = slug, true
		}
	}
	var sections []Section
	for _, c := range file.Concepts {
		slug := slugOf[c.QCode]
		if slug == "" {
			continue
		}
		s := Section{Slug: slug, Name: c.Fr, Subjects: topics(c.QCode)}
		if len(c.Broader) > 0 {
			s.Parent = slugOf[c.Broader[0]]
		}
		if c.Ar != "" {
			s.Labels = map[Lang]string{"ar": c.Ar}
		}
		sections = append(sections, s)
	}
	tx := mustTaxonomy(t, sections...)
	for _, s := range sections {
		if path, moved, err := tx.Resolve(tx.Path(s.Slug)); path != tx.Path(s.Slug) || moved || err != nil {
			t.Errorf("Resolve(%q) = %q, %v, %v", tx.Path(s.Slug), path, moved, err)
		}
		if !slices.ContainsFunc(tx.Named(strings.ToUpper(s.Name)), func(f Section) bool { return f.Slug == s.Slug }) {
			t.Errorf("%q is not found by name", s.Name)
		}
	}
	t.Logf("%d topics", tx.Len())
	if tx.Len() < 900 {
		t.Error("fewer than 900 topics were read")
	}
}

func FuzzSplitKicker(f *testing.F) {
	tx := newsroom(f)
	for _, seed := range []string{"ActualitéAutreUne", "ÉCONOMIE SOCIALE", "MarocUne", "ARTSPORT", "ACTUALITÉJUSTICEUNE", "a\xff/« »5G", "سياسةUne", "e\u0301\u0301œ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, kicker string) {
		sections, err := tx.SplitKicker(kicker)
		readings := [][]Section{sections}
		if err != nil {
			var ambiguity *AmbiguityError
			if !errors.As(err, &ambiguity) || len(ambiguity.Readings) < 2 {
				t.Fatalf("SplitKicker(%q): %v", kicker, err)
			}
			readings = ambiguity.Readings
		}
		for _, reading := range readings {
			seen := make(map[string]bool)
			for _, s := range reading {
				known, ok := tx.Section(s.Slug)
				if ok && known.Name != s.Name {
					t.Errorf("SplitKicker(%q): the unknown label %q has the slug of %q", kicker, s.Name, known.Name)
				}
				if s.Name == "" || seen[s.Slug] {
					t.Errorf("SplitKicker(%q): the section %q occurs twice or has no name", kicker, s.Slug)
				}
				seen[s.Slug] = true
			}
		}
	})
}

func FuzzTaxonomyJSON(f *testing.F) {
	f.Add(`{"sections":[{"slug":"a","name":"A","kind":"format","aliases":["b"]},{"slug":"c","name":"C","parent":"a"}],"gone":["d"],"x":1}`)
	f.Add(`{"sections":[{"slug":"a","name":"A","labels":{"ar":"أ","iw":"א","he":"א"}}]}`)
	f.Add(`{"sections":[{"slug":"a","parent":"a"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var tx Taxonomy
		if tx.UnmarshalJSON([]byte(text)) != nil {
			if tx.Len() != 0 {
				t.Errorf("a failed read left %d sections", tx.Len())
			}
			return
		}
		once, err := tx.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var back Taxonomy
		if err := back.UnmarshalJSON(once); err != nil {
			t.Fatalf("%v\n%s", err, once)
		}
		if twice, _ := back.MarshalJSON(); string(twice) != string(once) {
			t.Errorf("the JSON\n%s\nis read and written as\n%s", once, twice)
		}
		if fault := invariant(&tx, nil); fault != "" {
			t.Error(fault)
		}
	})
}

func BenchmarkTaxonomy(b *testing.B) {
	tx := newsroom(b)
	b.Run("SplitKicker", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = tx.SplitKicker("ActualitéCultureUne")
		}
	})
	b.Run("Resolve slug", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, _ = tx.Resolve("economie-sociale")
		}
	})
	b.Run("Resolve path", func(b *testing.B) {
		b.ReportAllocs()
		path := tx.Path("economie-sociale")
		for b.Loop() {
			_, _, _ = tx.Resolve(path)
		}
	})
	b.Run("Resolve alias", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, _ = tx.Resolve("/ancien/etranger/")
		}
	})
	b.Run("Primary", func(b *testing.B) {
		b.ReportAllocs()
		story := []string{"actualite", "economie-sociale", "une"}
		for b.Loop() {
			tx.Primary(story)
		}
	})
	b.Run("Rename", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = tx.Rename("economie", "eco", "Éco")
		}
	})
}
