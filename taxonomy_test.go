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

func mustTaxonomy(t testing.TB, sections ...Section) *Taxonomy {
	t.Helper()
	tx, err := NewTaxonomy(sections...)
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// small is a taxonomy of three levels.
func small(t testing.TB) *Taxonomy {
	return mustTaxonomy(t,
		Section{Slug: "sport", Name: "Sport"},
		Section{Slug: "football", Name: "Football", Parent: "sport", Subjects: []string{"medtop:20001065"}},
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

// faultsOf returns the fields and causes of all errors joined in err.
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
		Section{Slug: "labels", Name: "Labels", Labels: map[Lang]string{"": "x", "ar": ""}},
		Section{Slug: "aliases", Name: "Aliases", Aliases: []string{"sport", "/ancien/", "ancien", "ancien", "aliases"}},
		Section{Slug: "autre-alias", Name: "Autre alias", Aliases: []string{"ancien"}},
		Section{Slug: "codes", Name: "Codes", Subjects: []string{"medtop:1100000", "11000000", "medtop:11000000", "medtop:11000000"}},
	)
	want := []string{
		"sections[1].slug: not a valid address: character ' '",
		"sections[3].name: must not be empty",
		"sections[9].kind: not one of subject, placement, format",
		"sections[10].labels.: not a BCP 47 language tag",
		"sections[10].labels.ar: must not be empty",
		"sections[13].subjects[0]: not an IPTC Media Topic, such as medtop:11000000",
		"sections[13].subjects[1]: not an IPTC Media Topic, such as medtop:11000000",
		"sections[13].subjects[3]: duplicate",
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
		t.Errorf("the circle is not spelled out in\n%v", err)
	}
}

func TestTaxonomyWalks(t *testing.T) {
	tx := small(t)
	for _, c := range []struct {
		rule string
		got  string
		want string
	}{
		{"all: parents before children, siblings as given", slugs(tx.All()), "sport football botola economie une ete"},
		{"children of the top", slugs(tx.Children("")), "sport economie une"},
		{"children", slugs(tx.Children("sport")), "football"},
		{"children of what does not exist", slugs(tx.Children("absent")), ""},
		{"descendants", slugs(tx.Descendants("sport")), "football botola"},
		{"ancestors, nearest first", slugs(tx.Ancestors("botola")), "football sport"},
		{"ancestors of what does not exist", slugs(tx.Ancestors("absent")), ""},
		{"breadcrumb, from the top", slugs(slices.Values(tx.Breadcrumb("botola"))), "sport football botola"},
		{"breadcrumb of what does not exist", slugs(slices.Values(tx.Breadcrumb("absent"))), ""},
		{"alphabetical: É among E", slugs(tx.Alphabetical(OrderFrench)), "botola economie ete football sport une"},
		{"path", tx.Path("botola"), "sport/football/botola"},
		{"path of what does not exist", tx.Path("absent"), ""},
		{"by name: case and accents do not count", slugs(slices.Values(tx.Named("ECONOMIE"))), "economie"},
		{"by name: none", slugs(slices.Values(tx.Named("Économies"))), ""},
		{"length", strconv.Itoa(tx.Len()), "6"},
		{"children of the zero value", slugs(new(Taxonomy).Children("")) + slugs(new(Taxonomy).Ancestors("x")) + slugs(slices.Values(new(Taxonomy).Named("x"))), ""},
		{"zero value", slugs(new(Taxonomy).All()) + new(Taxonomy).Path("x"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
	// A walk may be left at any point.
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

// A name is what is printed, in any edition: slugs and aliases are none.
func TestNamed(t *testing.T) {
	arabic := func(name string) map[Lang]string { return map[Lang]string{"ar": name} }
	tx := mustTaxonomy(t,
		Section{Slug: "eco", Name: "Économie", Labels: arabic("اقتصاد"), Aliases: []string{"finance"}},
		Section{Slug: "maroc", Name: "Maroc", Labels: map[Lang]string{"en": "MAROC", "ar": "المغرب"}},
		Section{Slug: "maroc-sport", Name: "Maroc", Labels: arabic("المغرب")},
		Section{Slug: "etat", Name: "L’État"},
	)
	for _, c := range []struct{ rule, name, want string }{
		{"as printed", "Économie", "eco"},
		{"case, accents, spaces", " ECONOMIE ", "eco"},
		{"apostrophes", "l'etat", "etat"},
		{"another edition's", "اقتصاد", "eco"},
		{"a slug is no name", "eco", ""},
		{"an alias is no name", "finance", ""},
		{"two sections, each once, in order", "Maroc", "maroc maroc-sport"},
		{"two sections, by another edition", "المغرب", "maroc maroc-sport"},
		{"none", "Sport", ""},
		{"nothing", "", ""},
	} {
		if got := slugs(slices.Values(tx.Named(c.name))); got != c.want {
			t.Errorf("%s: Named(%q) = %q, want %q", c.rule, c.name, got, c.want)
		}
	}
}

func TestMediaTopicCodes(t *testing.T) {
	for code, want := range map[string]bool{
		"medtop:11000000": true, "medtop:00000009": true,
		"": false, "medtop:": false, "11000000": false, "medtop:1100000": false, "medtop:110000000": false, "medtop:1100000a": false,
		"medtop:a1000000": false, "medtop:11/00000": false, "MEDTOP:11000000": false, "subj:11000000": false, " medtop:11000000": false,
	} {
		s := Section{Slug: "a", Name: "A", Subjects: []string{code}}
		if _, err := NewTaxonomy(s); (err == nil) != want {
			t.Errorf("%q as a subject: %v, want it allowed: %v", code, err, want)
		}
	}
}

func TestAlphabetical(t *testing.T) {
	tx := mustTaxonomy(t, Section{Slug: "d", Name: "Côte"}, Section{Slug: "c", Name: "Coté"}, Section{Slug: "b", Name: "cote"}, Section{Slug: "a", Name: "Coté", Parent: "d"})
	for o, want := range map[Order]string{OrderFrench: "b a c d", OrderCanadian: "b d a c"} {
		if got := slugs(tx.Alphabetical(o)); got != want {
			t.Errorf("Alphabetical(%d) = %q, want %q: alike ones by slug", o, got, want)
		}
	}
}

func TestPrimary(t *testing.T) {
	tx := small(t)
	for _, c := range []struct{ rule, slugs, want string }{
		{"the deepest", "sport football economie", "football"},
		{"the first of several as deep", "economie sport", "economie"},
		{"never a placement", "une sport", "sport"},
		{"a subject below a placement", "une ete", "ete"},
		{"only placements", "une", ""},
		{"unknown ones do not count", "absent sport", "sport"},
		{"former ones do", "eco", "economie"},
		{"paths too", "sport/football sport", "football"},
		{"none", "", ""},
	} {
		got, ok := tx.Primary(strings.Fields(c.slugs))
		if got.Slug != c.want || ok != (c.want != "") {
			t.Errorf("%s: Primary(%q) = %q, %v, want %q", c.rule, c.slugs, got.Slug, ok, c.want)
		}
	}
}

// resolved spells what an address leads to, by its slug.
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
		{"a slug", "football", "football"},
		{"a path", "sport/football", "football"},
		{"slashes around it", "/sport/football/", "football"},
		{"an alias", "eco", "→ economie"},
		{"a path of another system", "/rubriques/finance.html", "→ economie"},
		{"what never was", "absent", "not found"},
		{"a wrong parent", "economie/football", "not found"},
		{"half a path", "football/botola", "→ botola"},
		{"nothing", "", "not found"},
		{"only a slash", "/", "not found"},
		{"two slashes", "sport//football", "not found"},
		{"part of a slug", "xsport", "not found"},
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
		want  string // address=what it leads to, parted by spaces; or the error
	}{
		{"a renamed section", []edit{rename("sport", "sports", "Sports")},
			"sport=→ sports|sports=sports|sport/football=→ football|sports/football=football|sport/football/botola=→ botola|football=football"},
		{"only the name", []edit{rename("sport", "", "Sports")}, "sport=sport"},
		{"there and back", []edit{rename("sport", "sports", ""), rename("sports", "sport", "")},
			"sport=sport|sports=→ sport|sports/football=→ football|sport/football=football"},
		{"twice: one step", []edit{rename("sport", "sports", ""), rename("sports", "stade", "")}, "sport=→ stade|sports=→ stade"},
		{"a slug that was another's is taken over", []edit{rename("sport", "sports", ""), rename("economie", "sport", "")},
			"sport=sport|sports=sports|economie=→ sport|sport/football=→ football"},
		{"moved", []edit{move("football", "")}, "sport/football=→ football|football/botola=botola|sport/football/botola=→ botola"},
		{"moved, then its former parent renamed", []edit{move("football", ""), rename("sport", "sports", "")},
			"sport/football=→ football|sport=→ sports"},
		{"merged: children and aliases go along", []edit{merge("economie", "sport")},
			"economie=→ sport|eco=→ sport|rubriques/finance.html=→ sport"},
		{"merged into its parent", []edit{merge("football", "sport")},
			"football=→ sport|sport/football=→ sport|sport/botola=botola|sport/football/botola=→ botola|botola=botola"},
		{"removed, with all below", []edit{remove("sport")},
			"sport=gone|sport/football=gone|football=gone|sport/football/botola=gone|botola=gone|sport/rugby=not found|economie=economie"},
		{"removed, its aliases too", []edit{remove("economie")}, "eco=gone|economie=gone|rubriques/finance.html=gone"},
		{"merged, then removed", []edit{merge("economie", "sport"), remove("sport")}, "economie=gone|eco=gone"},
		{"removed, then new", []edit{remove("sport"), with(Section{Slug: "sport", Name: "Sport"})}, "sport=sport|football=gone|sport/football=gone"},
		{"new", []edit{with(Section{Slug: "rugby", Name: "Rugby", Parent: "sport"})}, "rugby=rugby|sport/rugby=rugby"},
		{"replaced: redirects stay", []edit{with(Section{Slug: "economie", Name: "Éco"})}, "eco=→ economie|economie=economie"},
		{"a gone address given to another", []edit{remove("sport"), with(Section{Slug: "stade", Name: "Stade", Aliases: []string{"sport"}})}, "sport=→ stade|football=gone"},

		{"what does not exist", []edit{rename("absent", "x", "")}, `presse: rename section slug "absent": not found`},
		{"a slug that is taken", []edit{rename("sport", "economie", "")}, `presse: rename section sections[3].slug "economie": duplicate of sections[0]`},
		{"below itself", []edit{move("sport", "botola")}, `presse: move section sections[0].parent "sport → botola → football → sport": a section cannot be its own ancestor`},
		{"what does not exist, moved", []edit{move("absent", "")}, `presse: move section slug "absent": not found`},
		{"what does not exist, merged", []edit{merge("absent", "sport")}, `presse: merge section slug "absent": not found`},
		{"merged into what does not exist", []edit{merge("sport", "absent")}, `presse: merge section slug "absent": not found`},
		{"what does not exist, removed", []edit{remove("absent")}, `presse: remove section slug "absent": not found`},
		{"what was renamed, by its former slug", []edit{rename("sport", "sports", ""), move("sport", "")}, `presse: move section slug "sport": not found: it is "sports" now`},
		{"a slug that is none", []edit{rename("sport", "nos sports", "")}, `presse: rename section sections[0].slug "nos sports": not a valid address: character ' '`},
		{"a name that says nothing", []edit{rename("sport", "", "…")}, `presse: rename section sections[0].name "…": must not be empty`},
		{"merged into one far below it", []edit{merge("une", "ete")}, `presse: merge section into "ete": a section cannot be its own ancestor`},
		{"under what does not exist", []edit{move("sport", "absent")}, `presse: move section sections[0].parent "absent": not found`},
		{"merged into itself", []edit{merge("sport", "sport")}, `presse: merge section into "sport": a section cannot be its own ancestor`},
		{"merged into one below it", []edit{merge("sport", "botola")}, `presse: merge section into "botola": a section cannot be its own ancestor`},
		{"an alias that is taken", []edit{with(Section{Slug: "x", Name: "X", Aliases: []string{"eco"}})}, `presse: put section sections[6].aliases[0] "eco": duplicate of sections[3]`},
		{"a section replaced twice at once", []edit{with(Section{Slug: "une", Name: "X"}, Section{Slug: "une", Name: "Y"})}, `presse: put section sections[6].slug "une": duplicate of sections[4]`},
		{"a slug given twice", []edit{with(Section{Slug: "x", Name: "X"}, Section{Slug: "x", Name: "Y"})}, `presse: put section sections[7].slug "x": duplicate of sections[6]`},
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

// Merge adds the subjects of the section that ends to those of the other, each
// once; the sections merged stay as they were.
func TestMergeKeepsSubjects(t *testing.T) {
	room := append(make([]string, 0, 8), "medtop:01000000", "medtop:02000000")
	before := mustTaxonomy(t, Section{Slug: "a", Name: "A", Subjects: []string{"medtop:02000000", "medtop:03000000"}}, Section{Slug: "b", Name: "B", Subjects: room})
	after, err := before.Merge("a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := after.Section("b"); !slices.Equal(s.Subjects, []string{"medtop:01000000", "medtop:02000000", "medtop:03000000"}) {
		t.Errorf("subjects after: %q", s.Subjects)
	}
	if s, _ := before.Section("b"); !slices.Equal(s.Subjects, room) {
		t.Errorf("subjects before: %q", s.Subjects)
	}
}

// sequences is how many random sequences of edits are tried: 100,000 when
// PRESSE_LONG is set, fewer otherwise.
func sequences() int {
	switch {
	case os.Getenv("PRESSE_LONG") != "":
		return 100_000
	case testing.Short():
		return 200
	}
	return 2000
}

// TestRandomEdits applies random edits and checks what must hold after each: the
// sections are a tree with unique slugs, and every address that ever was one
// leads to a section or is gone, and is found so without another step.
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
	t.Logf("%d edits, of which %d were refused", edits, refused)
}

// invariant returns what does not hold of a taxonomy, if anything.
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
		if own := path == tx.Path(address); own == moved {
			return fmt.Sprintf("Resolve(%q) = %q, %v", address, path, moved)
		}
		if again, moved, err := tx.Resolve(path); again != path || moved || err != nil {
			return fmt.Sprintf("Resolve(%q) = %q, which leads on to %q, %v", address, path, again, err)
		}
	}
	return ""
}

// checkRoundTrip checks that a taxonomy comes back from JSON the same.
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
		`{"slug":"economie","name":"Économie","labels":{"ar":"اقتصاد","fr-CA":"Affaires"},"aliases":["eco"],"subjects":["medtop:04000000"],"teintes":["#b00", "#c11"]},` +
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
		t.Errorf("what was gone is %q", got)
	}
	next, err := tx.Rename("une", "a-la-une", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := next.MarshalJSON(); !strings.HasSuffix(string(got), `"aliases":["une","economie/une"]}],"gone":["bourse","economie/bourse"],"version":3}`) {
		t.Errorf("after an edit: %s", got)
	}
	if got, err := json.Marshal(new(Taxonomy)); string(got) != `{}` || err != nil {
		t.Errorf("the zero Taxonomy is %s, %v", got, err)
	}
}

func TestTaxonomyJSONFaults(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"a member of another type", `{"sections":[{"slug":1}]}`, `presse: read taxonomy sections[0].slug "1": want a string, have a number`},
		{"an unknown kind", `{"sections":[{"kind":"rubrique"}]}`, `presse: read taxonomy sections[0].kind "\"rubrique\"": not one of subject, placement, format`},
		{"no language", `{"sections":[{"labels":{"??":"x"}}]}`, `presse: read taxonomy sections[0].labels.?? "??": not a BCP 47 language tag`},
		{"a member given twice", `{"sections":[{"slug":"a","slug":"b"}]}`, `presse: read taxonomy sections[0].slug: duplicate`},
		{"sections that are no tree", `{"sections":[{"slug":"a","name":"A","parent":"b"}]}`, `presse: read taxonomy sections[0].parent "b": not found`},
		{"gone and there", `{"sections":[{"slug":"a","name":"A"}],"gone":["a"]}`, `presse: read taxonomy gone[0] "a": duplicate of sections[0]`},
		{"gone, and no address", `{"gone":["/a"]}`, `presse: read taxonomy gone[0] "/a": not a valid path: want segments joined by single slashes`},
	} {
		tx := small(t)
		err := json.Unmarshal([]byte(c.text), tx)
		var typed *Error
		if !errors.As(err, &typed) {
			t.Errorf("%s: %v is no *Error", c.rule, err)
		} else if err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.rule, err, c.want)
		}
		if tx.Len() != 6 {
			t.Errorf("%s: the taxonomy changed", c.rule)
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
		{"the language itself", "en", "Business"},
		{"a more general one", "en-GB", "Business"},
		{"with a region", "fr-CA", "Affaires"},
		{"a more special one", "ar", "اقتصاد"},
		{"another region", "ar-TN", "اقتصاد"},
		{"a name that is another's", "no", "Næringsliv"},
		{"none", "zgh", "Économie"},
		{"not said", "und", "Économie"},
	} {
		if got := s.Label(Lang(c.lang)); got != c.want {
			t.Errorf("%s: Label(%s) = %q, want %q", c.rule, c.lang, got, c.want)
		}
	}
	if got := (Section{Name: "Une"}).Label("ar"); got != "Une" {
		t.Errorf("without labels: %q", got)
	}
}

func TestKindForms(t *testing.T) {
	for k, word := range map[Kind]string{KindSubject: "subject", KindPlacement: "placement", KindFormat: "format"} {
		text, err := k.MarshalText()
		if string(text) != word || err != nil {
			t.Errorf("MarshalText(%d) = %q, %v", k, text, err)
		}
		stored, err := k.Value()
		if stored != word || err != nil {
			t.Errorf("Value(%d) = %q, %v", k, stored, err)
		}
		for _, src := range []any{word, []byte(word)} {
			var back Kind = 7
			if err := back.Scan(src); back != k || err != nil {
				t.Errorf("Scan(%q) = %v, %v", src, back, err)
			}
		}
	}
	var k Kind = KindFormat
	for _, src := range []any{"rubrique", 3, ""} {
		var typed *Error
		if err := k.Scan(src); !errors.As(err, &typed) || k != KindFormat {
			t.Errorf("Scan(%v) = %v, and k is %v", src, err, k)
		}
	}
	if err := k.Scan(nil); err != nil || k != KindSubject {
		t.Errorf("Scan(nil) = %v, and k is %v", err, k)
	}
	if _, err := Kind(9).Value(); err == nil {
		t.Error("Kind(9) was stored")
	}
}

// TestSectionsAreCopies changes all that a taxonomy was given and hands out.
func TestSectionsAreCopies(t *testing.T) {
	given := Section{Slug: "a", Name: "A", Labels: map[Lang]string{"ar": "أ"}, Aliases: []string{"b"},
		Subjects: []string{"medtop:01000000"}, Unknown: map[string]json.RawMessage{"x": json.RawMessage(`1`)}}
	spoil := func(s Section) {
		s.Labels["ar"], s.Aliases[0], s.Subjects[0], s.Unknown["x"][0] = "?", "?", "?", '?'
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

// TestTaxonomyIsShared is for the race detector.
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

// TestMediaTopics makes a taxonomy of the IPTC's Media Topics, with their French
// and Arabic names, and finds every topic in it by name and by path.
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
		s := Section{Slug: slug, Name: c.Fr, Subjects: []string{c.QCode}}
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
		t.Error("fewer than 900 topics")
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
					t.Errorf("SplitKicker(%q): %q has the slug of %q", kicker, s.Name, known.Name)
				}
				if s.Name == "" || seen[s.Slug] {
					t.Errorf("SplitKicker(%q): %q twice or without a name", kicker, s.Slug)
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
				t.Errorf("a fault left %d sections", tx.Len())
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
			t.Errorf("%s\nbecame\n%s", once, twice)
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
