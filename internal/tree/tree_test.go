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
		{Slug: "d", Parent: "a"}, // below a cycle, but not part of it
		{Slug: "d", Parent: "a"},
		{Slug: "e", Parent: "z"},
		{Slug: "f", Aliases: []string{"f", "x", "/y", "x", "b"}},
	}, []string{"x", "q", "q", "é?t"})
	want := []Fault{
		{4, "slug", "d", ErrTaken, 3},
		{5, "parent", "z", ErrMissing, 0},
		{0, "parent", "a → c → b → a", ErrCircle, 0},
		{6, "aliases[0]", "f", ErrTaken, 6},
		{6, "aliases[2]", "/y", ErrAddress, 0},
		{6, "aliases[3]", "x", ErrTaken, 6},
		{-1, "gone[0]", "x", ErrTaken, 6},
		{-1, "gone[3]", "é?t", ErrAddress, 0},
	}
	if !slices.Equal(faults, want) {
		t.Errorf("got  %v\nwant %v", faults, want)
	}
	const first = "{4 slug d taken 3}"
	if got := fmt.Sprint(faults[0]); got != first {
		t.Errorf("the first fault prints as %s, want %s", got, first)
	}
}

// TestDeep builds a tree of one long branch and resolves long paths. Neither may
// take quadratic time.
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
		t.Errorf("Resolve of a former path = %d, %v, %v; want %d, true, nil", at, moved, err, last)
	}
	if at, moved, err := tr.Resolve(tr.Path(last)); at != last || moved || err != nil {
		t.Errorf("Resolve of a path = %d, %v, %v; want %d, false, nil", at, moved, err, last)
	}
	if _, _, err := tr.Resolve(strings.Repeat("0/", 1_000_000) + "0"); err != ErrMissing {
		t.Errorf("Resolve of a path that repeats a slug: got error %v, want %v", err, ErrMissing)
	}
}

// grown returns a tree and fails the test if it has a fault.
func grown(t *testing.T, nodes []Node, gone ...string) *Tree {
	t.Helper()
	tr, faults := New(nodes, gone)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return tr
}

// paper returns the sections of an invented paper.
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
		{"a slug at the top is a path", "economie", "economie"},
		{"a slug further down redirects to the path", "bourse", "→ bourse"},
		{"a path", "economie/bourse", "bourse"},
		{"a path of three", "economie/bourse/actions", "actions"},
		{"half a path redirects", "bourse/actions", "→ actions"},
		{"another parent", "sport/bourse", "missing"},
		{"a path must not skip a parent", "economie/actions", "missing"},
		{"an alias", "eco", "→ economie"},
		{"an alias of several segments", "ancien/eco", "→ economie"},
		{"an alias that continues another", "ancien/eco/travail", "→ emploi"},
		{"an alias and a child", "eco/bourse", "→ bourse"},
		{"an alias of several segments and a child", "ancien/eco/bourse", "→ bourse"},
		{"an alias and a grandchild", "ancien/eco/bourse/actions", "→ actions"},
		{"an alias, an alias of a child and a grandchild", "ancien/eco/cotations/actions", "→ actions"},
		{"an alias in the middle", "economie/cotations/actions", "→ actions"},
		{"an alias and a slug that is not a child", "ancien/eco/sport", "missing"},
		{"an alias and an unknown slug", "ancien/eco/opera", "missing"},
		{"half an alias", "ancien", "missing"},
		{"half an alias and a child", "ancien/bourse", "missing"},
		{"an alias of several segments after a slug", "economie/ancien/eco", "missing"},
		{"an alias after the wrong parent", "sport/cotations", "missing"},
		{"a word that begins with an alias", "ecologie", "missing"},
		{"an unknown word before a path", "x/economie/bourse", "missing"},
		{"a gone slug", "radio", "gone"},
		{"a gone path", "radio/matin", "gone"},
		{"an unknown slug below a gone one", "radio/soir", "missing"},
		{"a known slug below a gone one", "radio/bourse", "missing"},
		{"the end of a slug", "ourse", "missing"},
		{"a word that ends with a slug", "xbourse", "missing"},
		{"another spelling of a slash", "economie%2Fbourse", "missing"},
		{"another spelling", "%65conomie/bourse", "bourse"},
		{"a path whose first segment ends with a slug", "xeconomie/bourse", "missing"},
		{"an empty address", "", "missing"},
		{"a slash", "/", "missing"},
		{"a leading slash", "/economie/bourse", "bourse"},
		{"a leading slash before an alias", "/eco", "→ economie"},
		{"a trailing slash", "economie/bourse/", "bourse"},
		{"a trailing slash after an alias", "ancien/eco/", "→ economie"},
		{"two slashes", "economie//bourse", "missing"},
		{"two slashes after an alias", "eco//bourse", "missing"},
	} {
		if got := resolve(tr, c.address); got != c.want {
			t.Errorf("%s: Resolve(%q): got %s, want %s", c.rule, c.address, got, c.want)
		}
	}
}

// A path may begin with the longest alias, whichever alias of the node that is.
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
		"a b": true, "a%20b": true, "a\u00a0b": true, "a%C3%A9": true, "a%2Fb": true, "a%3Fb": true, "a%2e": true, "%2e.": false, "a%": false, "a\tb": false, "a\x00": false, "a?b": false, "a#b": false, "a\xff": false,
	} {
		if _, faults := New([]Node{{Slug: "x", Aliases: []string{address}}}, nil); (len(faults) == 0) != want {
			t.Errorf("%q as an alias: got faults %v, want it allowed: %v", address, faults, want)
		}
		if _, faults := New(nil, []string{address}); (len(faults) == 0) != want {
			t.Errorf("%q as a gone address: got faults %v, want it allowed: %v", address, faults, want)
		}
	}
}

// Each cycle is reported once, beginning at the node where the walk meets itself.
func TestCircles(t *testing.T) {
	for _, c := range []struct{ rule, nodes, want string }{
		{"no cycle", "a: b:a c:b", ""},
		{"a node that is its own parent", "a:a", "0 a → a"},
		{"a cycle of two", "a:b b:a", "0 a → b → a"},
		{"a cycle after nodes below it", "x:y y:b a:b b:a", "3 b → a → b"},
		{"a cycle before nodes below it", "a:b b:a x:a y:x", "0 a → b → a"},
		{"two cycles", "a:b b:a c:c", "0 a → b → a, 2 c → c"},
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
				t.Errorf("%s: got fault %v, want a circle at parent", c.rule, f)
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
	place := func(slug string) int {
		i, err := tr.Find(slug)
		if err != nil {
			t.Fatalf("Find(%q): %v", slug, err)
		}
		return i
	}
	actions := place("actions")
	for _, c := range []struct{ rule, got, want string }{
		{"all, each before its children, siblings in their order", spell(tr.Below(Top), 9), "economie bourse actions emploi sport"},
		{"all, stopped early", spell(tr.Below(Top), 2), "economie bourse"},
		{"below a node", spell(tr.Below(place("economie")), 9), "bourse actions emploi"},
		{"below a leaf", spell(tr.Below(place("sport")), 9), ""},
		{"above, nearest first", spell(tr.Above(actions), 9), "bourse economie"},
		{"above, stopped early", spell(tr.Above(actions), 1), "bourse"},
		{"children", spell(slices.Values(tr.Children(place("economie"))), 9), "bourse emploi"},
		{"the top", spell(slices.Values(tr.Children(Top)), 9), "economie sport"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
	if i, err := tr.Find("absent"); i != 0 || err != ErrMissing {
		t.Errorf("Find(absent) = %d, %v; want 0, %v", i, err, ErrMissing)
	}
}

// Inherited aliases are in a fixed order: former aliases, the slug, the path, and
// those of the heir before all others.
func TestSucceed(t *testing.T) {
	for _, c := range []struct {
		rule  string
		nodes []Node
		heirs map[string]string
		want  string // the slug and aliases of each node, then the gone addresses
	}{
		{"nothing changes", []Node{{Slug: "economie"}, {Slug: "bourse", Parent: "economie"}}, nil,
			"economie: eco; bourse: ; gone: radio"},
		{"a renamed slug changes the path below it too", []Node{{Slug: "finance"}, {Slug: "bourse", Parent: "finance"}}, map[string]string{"economie": "finance"},
			"finance: eco economie; bourse: economie/bourse; gone: radio"},
		{"moved to the top", []Node{{Slug: "economie"}, {Slug: "bourse"}}, nil,
			"economie: eco; bourse: economie/bourse; gone: radio"},
		{"merged with its parent", []Node{{Slug: "economie"}}, map[string]string{"bourse": "economie"},
			"economie: eco bourse economie/bourse; gone: radio"},
		{"removed without an heir", []Node{{Slug: "economie"}}, map[string]string{"bourse": ""},
			"economie: eco; gone: eco/bourse economie/bourse radio"},
		{"a gone address comes back as a slug", []Node{{Slug: "economie"}, {Slug: "bourse"}, {Slug: "radio"}}, nil,
			"economie: eco; bourse: economie/bourse; radio: ; gone: "},
		{"a gone address comes back as an alias", []Node{{Slug: "economie", Aliases: []string{"eco", "radio"}}, {Slug: "bourse", Parent: "economie"}}, nil,
			"economie: eco radio; bourse: ; gone: "},
		{"a new node takes the address of a redirect", []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse", Parent: "economie"}, {Slug: "eco"}}, nil,
			"economie: ; bourse: eco/bourse; eco: ; gone: radio"},
		{"a node takes the slug of another, which takes a new one", []Node{{Slug: "bourse"}, {Slug: "cours", Parent: "bourse"}}, map[string]string{"economie": "bourse", "bourse": "cours"},
			"bourse: eco economie; cours: economie/bourse; gone: radio"},
		{"an alias that the heir already has", []Node{{Slug: "finance", Aliases: []string{"eco", "economie"}}, {Slug: "bourse", Parent: "finance"}}, map[string]string{"economie": "finance"},
			"finance: eco economie; bourse: economie/bourse; gone: radio"},
	} {
		tr := grown(t, []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse", Parent: "economie"}}, "radio")
		given := slices.Clone(c.nodes)
		next, faults := tr.Succeed(c.nodes, heirsBySlug(tr.nodes, c.nodes, c.heirs))
		if len(faults) > 0 {
			t.Errorf("%s: got faults %v, want none", c.rule, faults)
			continue
		}
		var got strings.Builder
		for i, n := range c.nodes {
			got.WriteString(n.Slug + ": " + strings.Join(next.Aliases(i), " ") + "; ")
			if !slices.Equal(n.Aliases, given[i].Aliases) {
				t.Errorf("%s: Succeed changed its argument to %v", c.rule, c.nodes)
			}
		}
		got.WriteString("gone: " + strings.Join(next.Gone(), " "))
		if got.String() != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.rule, got.String(), c.want)
		}
		if before := tr.Gone(); !slices.Equal(before, []string{"radio"}) {
			t.Errorf("%s: Succeed changed the original tree: gone %q, want radio", c.rule, before)
		}
	}
}

// heirsBySlug returns the heirs of the nodes before as Succeed wants them. A node that
// is not in heirs is its own heir; a node whose heir is "" is gone.
func heirsBySlug(before, after []Node, heirs map[string]string) []int {
	var places []int
	for _, n := range before {
		heir, named := heirs[n.Slug]
		if !named {
			heir = n.Slug
		}
		places = append(places, slices.IndexFunc(after, func(n Node) bool { return n.Slug == heir }))
	}
	return places
}

func TestSucceedRefuses(t *testing.T) {
	tr := grown(t, []Node{{Slug: "economie", Aliases: []string{"eco"}}, {Slug: "bourse"}})
	for _, c := range []struct {
		rule  string
		nodes []Node
		want  Fault
	}{
		{"a duplicate slug", []Node{{Slug: "economie"}, {Slug: "bourse"}, {Slug: "bourse"}}, Fault{2, "slug", "bourse", ErrTaken, 1}},
		{"a duplicate slug hides faults of aliases", []Node{{Slug: "economie", Aliases: []string{"x"}}, {Slug: "economie", Aliases: []string{"x", "/y"}}}, Fault{1, "slug", "economie", ErrTaken, 0}},
		{"an alias that is a redirect of another node", []Node{{Slug: "economie"}, {Slug: "bourse", Aliases: []string{"eco"}}}, Fault{1, "aliases[0]", "eco", ErrTaken, 0}},
		{"an alias that is the slug of another node", []Node{{Slug: "economie", Aliases: []string{"bourse"}}, {Slug: "bourse"}}, Fault{0, "aliases[1]", "bourse", ErrTaken, 1}},
		{"an alias with a leading slash", []Node{{Slug: "economie", Aliases: []string{"/eco"}}, {Slug: "bourse"}}, Fault{0, "aliases[1]", "/eco", ErrAddress, 0}},
	} {
		if _, faults := tr.Succeed(c.nodes, heirsBySlug(tr.nodes, c.nodes, nil)); !slices.Equal(faults, []Fault{c.want}) {
			t.Errorf("%s: got %v, want %v", c.rule, faults, c.want)
		}
	}
}

func TestZeroTree(t *testing.T) {
	var zero Tree
	if _, _, err := zero.Resolve("a"); err != ErrMissing {
		t.Errorf("Resolve(a) in the zero Tree: got error %v, want %v", err, ErrMissing)
	}
	next, faults := zero.Succeed([]Node{{Slug: "a"}}, nil)
	if at, moved, err := next.Resolve("a"); at != 0 || moved || err != nil || len(faults) > 0 {
		t.Errorf("Resolve(a) after Succeed = %d, %v, %v with faults %v; want 0, false, nil and none", at, moved, err, faults)
	}
}

// Several nodes may have one slug. A parent is named by its path, or by its slug if no
// other node has it or it is at the top.
func TestSharedSlugs(t *testing.T) {
	for _, c := range []struct{ rule, nodes, want string }{ // slug<parent, in any order
		{"under different parents", "a b x<a x<b", "a b a/x b/x"},
		{"a parent by its path", "a b x<a x<b y<b/x", "a b a/x b/x b/x/y"},
		{"a parent by its path, which comes later", "z<b/x/y y<b/x x<b x<a b a", "b/x/y/z b/x/y b/x a/x b a"},
		{"a parent by its slug, which is at the top", "x x<a a y<x", "x a/x a x/y"},
		{"a parent by its slug, which comes to the top later", "y<x x<a a x", "x/y a/x a x"},
		{"a child with the slug of its parent", "x x<x x<x/x", "x x/x x/x/x"},
		{"a parent by its path in another spelling", "é x<é x<y y z<%C3%A9/x", "é é/x y/x y é/x/z"},
		{"a slug of two", "a b x<a x<b y<x", "4 parent x ambiguous 0"},
		{"a path that does not exist", "a b x<a x<b y<c/x", "4 parent c/x missing 0"},
		{"half a path", "a x<a y<x z<x/y", "3 parent x/y missing 0"},
		{"the same path twice", "a x<a x<a", "2 slug x taken 1"},
		{"the same path twice, in other words", "a b<a x<b x<a/b", "3 slug x taken 2"},
		{"the same path in another spelling", "a é<a %C3%A9<a", "2 slug %C3%A9 taken 1"},
		{"a slug of two, of which one is at fault", "a x<a x<a y<x", "2 slug x taken 1"},
		{"a path below itself", "a x<a/x/y y<x", "1 parent a/x/y missing 0"},
		{"its own child by slug", "a x<y y<x x<a", "2 parent x ambiguous 0"},
	} {
		var nodes []Node
		for _, pair := range strings.Fields(c.nodes) {
			slug, parent, _ := strings.Cut(pair, "<")
			nodes = append(nodes, Node{Slug: slug, Parent: parent})
		}
		tr, faults := New(nodes, nil)
		var got []string
		for i := range nodes {
			got = append(got, tr.Path(i))
		}
		if len(faults) > 0 {
			got = []string{strings.Trim(fmt.Sprint(faults), "[{}]")}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: New(%s)\ngot  %s\nwant %s", c.rule, c.nodes, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	tr := grown(t, []Node{{Slug: "a"}, {Slug: "x", Parent: "a"}, {Slug: "b"}, {Slug: "x", Parent: "b"}, {Slug: "a", Parent: "b"}, {Slug: "y", Parent: "b/x"}})
	for address, want := range map[string]string{
		"a": "a", "a/x": "a/x", "b/x": "b/x", "b/a": "b/a", "y": "b/x/y", "/b/x/y/": "b/x/y",
		"x": "ambiguous", "x/y": "missing", "z": "missing", "": "missing", "a/": "a", "a//x": "missing",
	} {
		i, err := tr.Find(address)
		got := tr.Path(i)
		if err != nil {
			got = err.Error()
		}
		if got != want || err != nil && i != 0 {
			t.Errorf("Find(%q): got %s, want %s", address, got, want)
		}
	}
}
