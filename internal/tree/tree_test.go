package tree

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestNewListsFaults(t *testing.T) {
	_, faults := New([]Node{
		{Slug: "a", Parent: "c"},
		{Slug: "b", Parent: "a"},
		{Slug: "c", Parent: "b"},
		{Slug: "d", Parent: "a"}, // below a circle, but not in it
		{Slug: "d"},
		{Slug: "e", Parent: "z"},
		{Slug: "f", Aliases: []string{"b", "x", "/y", "x"}},
	}, []string{"x", "q", "q", "é t"})
	want := []Fault{
		{4, "slug", "d", ErrTaken, 3},
		{5, "parent", "z", ErrMissing, 0},
		{0, "parent", "a → c → b → a", ErrCircle, 0},
		{6, "aliases[0]", "b", ErrTaken, 1},
		{6, "aliases[2]", "/y", ErrAddress, 0},
		{6, "aliases[3]", "x", ErrTaken, 6},
		{-1, "gone[0]", "x", ErrTaken, 6},
		{-1, "gone[3]", "é t", ErrAddress, 0},
	}
	if !slices.Equal(faults, want) {
		t.Errorf("got  %v\nwant %v", faults, want)
	}
	const first = "{4 slug d taken 3}"
	if got := fmt.Sprint(faults[0]); got != first {
		t.Errorf("the first is spelled %s, want %s", got, first)
	}
}

// TestDeep makes a tree of one long branch and follows long paths: neither may
// take time by the square.
func TestDeep(t *testing.T) {
	nodes := []Node{{Slug: "0", Aliases: []string{"former"}}}
	var path strings.Builder
	path.WriteString("former")
	for i := range 100_000 {
		slug := strconv.Itoa(i + 1)
		nodes = append(nodes, Node{Slug: slug, Parent: strconv.Itoa(i)})
		path.WriteString("/" + slug)
	}
	tr, faults := New(nodes, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	last := len(nodes) - 1
	if at, moved, err := tr.Resolve(path.String()); at != last || !moved || err != nil {
		t.Errorf("a former path leads to %d, %v, %v", at, moved, err)
	}
	if at, moved, err := tr.Resolve(tr.Path(last)); at != last || moved || err != nil {
		t.Errorf("a path leads to %d, %v, %v", at, moved, err)
	}
	if _, _, err := tr.Resolve(strings.Repeat("0/", 1_000_000) + "0"); err != ErrMissing {
		t.Errorf("a path round and round: %v", err)
	}
}

// grown makes a tree without a fault.
func grown(t *testing.T, nodes []Node, gone ...string) *Tree {
	t.Helper()
	tr, faults := New(nodes, gone)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return tr
}

// paper is the sections of an invented paper.
func paper(t *testing.T) *Tree {
	return grown(t, []Node{
		{Slug: "bourse", Parent: "economie", Aliases: []string{"cotations"}},
		{Slug: "economie", Aliases: []string{"ancien/eco", "eco"}},
		{Slug: "sport"},
		{Slug: "actions", Parent: "bourse"},
		{Slug: "emploi", Parent: "economie", Aliases: []string{"ancien/eco/travail", "eco.php"}},
	}, "radio", "radio/matin")
}

func TestResolve(t *testing.T) {
	tr := paper(t)
	for _, c := range []struct{ rule, address, want string }{
		{"a slug", "bourse", "bourse"},
		{"a path", "economie/bourse", "bourse"},
		{"a path of three", "economie/bourse/actions", "actions"},
		{"a path counts from the top", "bourse/actions", "→ actions"},
		{"another parent", "sport/bourse", "missing"},
		{"a grandparent is no parent", "economie/actions", "missing"},
		{"an alias", "eco", "→ economie"},
		{"an alias of several segments", "ancien/eco", "→ economie"},
		{"an alias below another", "ancien/eco/travail", "→ emploi"},
		{"an alias as the beginning", "eco/bourse", "→ bourse"},
		{"an alias of several segments as the beginning", "ancien/eco/bourse", "→ bourse"},
		{"a beginning, two steps down", "ancien/eco/bourse/actions", "→ actions"},
		{"a beginning, and a former name below it", "ancien/eco/cotations/actions", "→ actions"},
		{"a former name in the middle", "economie/cotations/actions", "→ actions"},
		{"a beginning, and no child of it", "ancien/eco/sport", "missing"},
		{"a beginning, and nothing that ever was", "ancien/eco/opera", "missing"},
		{"half an alias", "ancien", "missing"},
		{"half an alias as the beginning", "ancien/bourse", "missing"},
		{"an alias of several segments behind others", "economie/ancien/eco", "missing"},
		{"an alias in the middle of the wrong path", "sport/cotations", "missing"},
		{"a longer word than an alias", "ecologie", "missing"},
		{"a word before a known path", "x/economie/bourse", "missing"},
		{"gone", "radio", "gone"},
		{"a path that is gone", "radio/matin", "gone"},
		{"what is below something gone", "radio/soir", "missing"},
		{"a gone beginning", "radio/bourse", "missing"},
		{"the end of a slug", "ourse", "missing"},
		{"more than a slug", "xbourse", "missing"},
		{"more than the top's", "xeconomie/bourse", "missing"},
		{"nothing", "", "missing"},
		{"a slash", "/", "missing"},
		{"a slash before", "/economie/bourse", "missing"},
		{"a slash before an alias", "/eco", "missing"},
		{"a slash behind", "economie/bourse/", "missing"},
		{"a slash behind an alias", "ancien/eco/", "missing"},
		{"two slashes", "economie//bourse", "missing"},
		{"two slashes after an alias", "eco//bourse", "missing"},
	} {
		if got := resolve(tr, c.address); got != c.want {
			t.Errorf("%s: Resolve(%q): got %s, want %s", c.rule, c.address, got, c.want)
		}
	}
}

// The longest alias may be a beginning itself, at whatever place it stands.
func TestLongestAlias(t *testing.T) {
	tr := grown(t, []Node{{Slug: "a", Aliases: []string{"www/cms/rubriques/a", "z"}}, {Slug: "b", Parent: "a"}})
	for _, address := range []string{"www/cms/rubriques/a/b", "z/b"} {
		if got := resolve(tr, address); got != "→ b" {
			t.Errorf("Resolve(%q): got %s, want → b", address, got)
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"a": true, "été": true, "a/b": true, "a.html": true, "...": true, "a/.b": true, "archives/2019/01": true,
		"": false, "/": false, "/a": false, "a/": false, "a//b": false, ".": false, "..": false, "a/./b": false, "../a": false,
		"a b": false, "a\u00a0b": false, "a\tb": false, "a\x00": false, "a?b": false, "a#b": false, "a\xff": false,
	} {
		if _, faults := New([]Node{{Slug: "x", Aliases: []string{address}}}, nil); (len(faults) == 0) != want {
			t.Errorf("%q as an alias: %v, want it allowed: %v", address, faults, want)
		}
		if _, faults := New(nil, []string{address}); (len(faults) == 0) != want {
			t.Errorf("%q as a gone address: %v, want it allowed: %v", address, faults, want)
		}
	}
}

// Circles are spelled out once, from the node where the walk meets itself.
func TestCircles(t *testing.T) {
	for _, c := range []struct{ rule, nodes, want string }{
		{"none", "a: b:a c:b", ""},
		{"one of its own", "a:a", "0 a → a"},
		{"of two", "a:b b:a", "0 a → b → a"},
		{"with a tail before it", "x:y y:b a:b b:a", "3 b → a → b"},
		{"with a tail behind it", "a:b b:a x:a y:x", "0 a → b → a"},
		{"two of them", "a:b b:a c:c", "0 a → b → a, 2 c → c"},
	} {
		var nodes []Node
		for _, pair := range strings.Fields(c.nodes) {
			slug, parent, _ := strings.Cut(pair, ":")
			nodes = append(nodes, Node{Slug: slug, Parent: parent})
		}
		_, faults := New(nodes, nil)
		var got []string
		for _, f := range faults {
			if f.Err.Error() != "circle" || f.Field != "parent" {
				t.Errorf("%s: fault %v", c.rule, f)
			}
			got = append(got, strconv.Itoa(f.Node)+" "+f.Value)
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
		}
	}
}

func TestWalks(t *testing.T) {
	tr := paper(t)
	spell := func(places iter.Seq[int], most int) string {
		var slugs []string
		for i := range places {
			slugs = append(slugs, tr.nodes[i].Slug)
			if len(slugs) == most {
				break
			}
		}
		return strings.Join(slugs, " ")
	}
	actions, _ := tr.Place("actions")
	for _, c := range []struct{ rule, got, want string }{
		{"all, each before its children, siblings in their order", spell(tr.Below(""), 9), "economie bourse actions emploi sport"},
		{"all, left early", spell(tr.Below(""), 2), "economie bourse"},
		{"below one", spell(tr.Below("economie"), 9), "bourse actions emploi"},
		{"below a leaf", spell(tr.Below("sport"), 9), ""},
		{"above, nearest first", spell(tr.Above(actions), 9), "bourse economie"},
		{"above, left early", spell(tr.Above(actions), 1), "bourse"},
		{"children", spell(slices.Values(tr.Children("economie")), 9), "bourse emploi"},
		{"those at the top", spell(slices.Values(tr.Children("")), 9), "economie sport"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
	if i, ok := tr.Place("absent"); i != 0 || ok {
		t.Errorf("Place(absent) = %d, %v", i, ok)
	}
}

// What a change leaves behind stands in a fixed order: what was an alias, the
// slug, the path; those of the heir first.
func TestSucceed(t *testing.T) {
	for _, c := range []struct {
		rule  string
		nodes []Node
		heirs map[string]string
		want  string // slug: aliases, of each node; then what is gone
	}{
		{"nothing changes", []Node{{Slug: "economie"}, {Slug: "bourse", Parent: "economie"}}, nil,
			"economie: eco; bourse: ; gone: radio"},
		{"a slug ends: the path below it too", []Node{{Slug: "finance"}, {Slug: "bourse", Parent: "finance"}}, map[string]string{"economie": "finance"},
			"finance: eco economie; bourse: economie/bourse; gone: radio"},
		{"moved to the top", []Node{{Slug: "economie"}, {Slug: "bourse"}}, nil,
			"economie: eco; bourse: economie/bourse; gone: radio"},
		{"merged with the one above", []Node{{Slug: "economie"}}, map[string]string{"bourse": "economie"},
			"economie: eco bourse economie/bourse; gone: radio"},
		{"gone", []Node{{Slug: "economie"}}, map[string]string{"bourse": ""},
			"economie: eco; gone: bourse economie/bourse radio"},
		{"a gone address comes back as a slug", []Node{{Slug: "economie"}, {Slug: "bourse"}, {Slug: "radio"}}, nil,
			"economie: eco; bourse: economie/bourse; radio: ; gone: "},
		{"a gone address comes back as an alias", []Node{{Slug: "economie", Aliases: []string{"eco", "radio"}}, {Slug: "bourse", Parent: "economie"}}, nil,
			"economie: eco radio; bourse: ; gone: "},
		{"a new node takes over a redirect", []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse", Parent: "economie"}, {Slug: "eco"}}, nil,
			"economie: ; bourse: ; eco: ; gone: radio"},
		{"one node's slug goes to another, whose own is free", []Node{{Slug: "bourse"}, {Slug: "cours", Parent: "bourse"}}, map[string]string{"economie": "bourse", "bourse": "cours"},
			"bourse: eco economie; cours: economie/bourse; gone: radio"},
		{"an alias that stood on the heir already", []Node{{Slug: "finance", Aliases: []string{"eco", "economie"}}, {Slug: "bourse", Parent: "finance"}}, map[string]string{"economie": "finance"},
			"finance: eco economie; bourse: economie/bourse; gone: radio"},
	} {
		tr := grown(t, []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse", Parent: "economie"}}, "radio")
		given := slices.Clone(c.nodes)
		next, faults := tr.Succeed(c.nodes, c.heirs)
		if len(faults) > 0 {
			t.Errorf("%s: %v", c.rule, faults)
			continue
		}
		var got strings.Builder
		for i, n := range c.nodes {
			got.WriteString(n.Slug + ": " + strings.Join(next.Aliases(i), " ") + "; ")
			if !slices.Equal(n.Aliases, given[i].Aliases) {
				t.Errorf("%s: the nodes given have changed to %v", c.rule, c.nodes)
			}
		}
		got.WriteString("gone: " + strings.Join(next.Gone(), " "))
		if got.String() != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got.String(), c.want)
		}
		if before := tr.Gone(); !slices.Equal(before, []string{"radio"}) {
			t.Errorf("%s: the tree before has changed: gone %q", c.rule, before)
		}
	}
}

func TestSucceedRefuses(t *testing.T) {
	tr := grown(t, []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse"}})
	for _, c := range []struct {
		rule  string
		nodes []Node
		want  Fault
	}{
		{"a slug twice", []Node{{Slug: "economie"}, {Slug: "bourse"}, {Slug: "bourse"}}, Fault{2, "slug", "bourse", ErrTaken, 1}},
		{"a slug twice: aliases are not looked at yet", []Node{{Slug: "economie", Aliases: []string{"x"}}, {Slug: "economie", Aliases: []string{"x", "/y"}}}, Fault{1, "slug", "economie", ErrTaken, 0}},
		{"another's redirect as an alias", []Node{{Slug: "economie"}, {Slug: "bourse", Aliases: []string{"eco"}}}, Fault{1, "aliases[0]", "eco", ErrTaken, 0}},
		{"another's slug as an alias", []Node{{Slug: "economie", Aliases: []string{"bourse"}}, {Slug: "bourse"}}, Fault{0, "aliases[1]", "bourse", ErrTaken, 1}},
		{"no address", []Node{{Slug: "economie", Aliases: []string{"/eco"}}, {Slug: "bourse"}}, Fault{0, "aliases[1]", "/eco", ErrAddress, 0}},
	} {
		if _, faults := tr.Succeed(c.nodes, nil); !slices.Equal(faults, []Fault{c.want}) {
			t.Errorf("%s: got %v, want %v", c.rule, faults, c.want)
		}
	}
}

func TestZeroTree(t *testing.T) {
	var zero Tree
	if _, _, err := zero.Resolve("a"); err != ErrMissing {
		t.Errorf("Resolve: %v", err)
	}
	next, faults := zero.Succeed([]Node{{Slug: "a"}}, nil)
	if at, moved, err := next.Resolve("a"); at != 0 || moved || err != nil || len(faults) > 0 {
		t.Errorf("Resolve: %v, %v, %v", moved, err, faults)
	}
}
