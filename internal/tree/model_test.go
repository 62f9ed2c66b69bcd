package tree

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A model is a slow but simple implementation of a tree. It has a list of nodes, in
// the order of their places, and remembers for every path that was ever valid, and every
// alias, which node it meant, or none if that node is gone. It does not use Tree. Its
// slugs and addresses are in one spelling.
type model struct {
	nodes []modelNode
	meant map[string]int  // by path or alias, the id of a node
	other map[string]int  // the same, of other addresses that led to a node once: a slug, or one of these and a slug
	long  map[string]bool // addresses that led to a node once: slugs, and longer ones
}

type modelNode struct {
	id     int // never used again
	slug   string
	parent int // id, or none
}

const none = -1

func (m *model) node(id int) modelNode {
	return m.nodes[slices.IndexFunc(m.nodes, func(n modelNode) bool { return n.id == id })]
}

func (m *model) path(id int) string {
	n := m.node(id)
	if n.parent == none {
		return n.slug
	}
	return m.path(n.parent) + "/" + n.slug
}

// at returns the node with a path, or none.
func (m *model) at(path string) int {
	for _, n := range m.nodes {
		if m.path(n.id) == path {
			return n.id
		}
	}
	return none
}

// named returns the nodes with a slug.
func (m *model) named(slug string) (ids []int) {
	for _, n := range m.nodes {
		if n.slug == slug {
			ids = append(ids, n.id)
		}
	}
	return ids
}

// find returns the node that an editor names by its path or by its slug, or none.
func (m *model) find(name string) int {
	if id := m.at(name); id != none {
		return id
	}
	if named := m.named(name); len(named) == 1 {
		return named[0]
	}
	return none
}

// resolve returns, as text, what Resolve should return: an address is the path of a node,
// or else keeps the meaning that it had as a path or an alias, or else as a slug. It
// returns "" for an address that has never been any of these.
func (m *model) resolve(address string) string {
	if id := m.at(address); id != none {
		return m.path(id)
	}
	for _, meant := range []map[string]int{m.meant, m.other} {
		if id, ok := meant[address]; ok && id == none {
			return "gone"
		} else if ok {
			return "→ " + m.path(id)
		}
	}
	switch named := m.named(address); {
	case len(named) == 1:
		return "→ " + m.path(named[0])
	case len(named) > 1:
		return "ambiguous"
	}
	return ""
}

// continues reports whether an address consists of a former path or an alias, and of the
// slugs from its node down.
func (m *model) continues(address string) bool {
	for end, c := range address {
		if c == '/' {
			if id, ok := m.meant[address[:end]]; ok && id != none && m.at(m.path(id)+address[end:]) != none {
				return true
			}
		}
	}
	return false
}

// A change is what an editor does to a model, in terms of ids.
type change struct {
	nodes   []modelNode      // afterwards
	under   map[int]string   // address of the parent, of nodes whose parent is given as one
	heirs   map[int]int      // of nodes that are not their own heirs
	aliases map[int][]string // new ones
	did     string
}

// succeed returns the model that Tree.Succeed should agree with; ok is false if
// Succeed should return faults.
func (m *model) succeed(c change) (next *model, ok bool) {
	next = &model{nodes: slices.Clone(c.nodes), meant: make(map[string]int), other: make(map[string]int), long: maps.Clone(m.long)}
	for i, n := range next.nodes {
		if address, given := c.under[n.id]; given {
			others := &model{nodes: slices.Delete(slices.Clone(next.nodes), i, i+1)}
			named := 0
			for _, o := range next.nodes {
				if o.slug == address {
					named++
				}
			}
			parent := others.find(address)
			if parent == none || named > 1 && others.path(parent) != address {
				return nil, false // missing, ambiguous, or the node itself
			}
			next.nodes[i].parent = parent
		}
	}
	paths := make(map[string]bool)
	for _, n := range next.nodes {
		steps, at := 0, n
		for ; at.parent != none && steps <= len(next.nodes); steps++ {
			at = next.node(at.parent)
		}
		if at.parent != none || paths[next.path(n.id)] {
			return nil, false // a cycle, or two nodes with one path
		}
		paths[next.path(n.id)] = true
	}
	heir := func(id int) int {
		if heir, named := c.heirs[id]; named {
			return heir
		}
		return id
	}
	for address, id := range m.meant {
		next.meant[address] = heir(id)
	}
	for _, n := range next.nodes {
		for _, alias := range c.aliases[n.id] {
			owner, ever := next.meant[alias]
			if ever && owner == n.id && m.at(alias) == none {
				continue // already inherited
			}
			if next.at(alias) != none || ever && owner != none && owner != n.id {
				return nil, false
			}
			next.meant[alias] = n.id
		}
	}
	for _, n := range next.nodes {
		next.meant[next.path(n.id)] = n.id
	}
	for address, id := range m.other {
		next.other[address] = heir(id)
	}
	for _, n := range m.nodes { // slugs
		_, meant := m.meant[n.slug]
		if _, ok := m.other[n.slug]; !ok && !meant && len(m.named(n.slug)) == 1 {
			if to := heir(n.id); to != none && next.find(n.slug) != to {
				next.other[n.slug] = to
			}
		}
	}
	for address := range next.other {
		if _, ok := next.meant[address]; ok {
			delete(next.other, address)
		}
	}
	return next, true
}

// resolve returns, as text, what Resolve returns.
func resolve(t *Tree, address string) string {
	at, moved, err := t.Resolve(address)
	switch {
	case err != nil && (at != 0 || moved):
		return fmt.Sprint(err, " with ", at, moved)
	case err != nil:
		return err.Error()
	case moved:
		return "→ " + t.nodes[at].Slug
	}
	return t.nodes[at].Slug
}

// spelled are the spellings of the names that an editor gives: é has several.
var spelled = map[string][]string{"é": {"é", "e\u0301", "%C3%A9", "%c3%a9", "e%CC%81"}}

var oneSpelling = strings.NewReplacer("e\u0301", "é", "%C3%A9", "é", "%c3%a9", "é", "e%CC%81", "é")

// compare describes the first difference between a tree and its model, or returns
// "" if there is none. It adds to the model what an address leads to that is none of a
// path, an alias and a slug: from then on it has that meaning.
func compare(t *Tree, m *model, addresses []string) string {
	path := func(at int) string { return oneSpelling.Replace(t.Path(at)) }
	for _, address := range addresses {
		given := oneSpelling.Replace(strings.Trim(address, "/"))
		got := ""
		at, moved, err := t.Resolve(address)
		switch {
		case err != nil:
			got = err.Error()
		case moved:
			got = "→ " + path(at)
		default:
			got = path(at)
		}
		want := m.resolve(given)
		if want == "" && strings.Contains(given, "/") {
			want = got
			above := given[:strings.LastIndexByte(given, '/')]
			if owner, ever := m.meant[above]; err == nil && (ever && owner != none || !strings.Contains(above, "/")) {
				m.other[given] = m.nodes[at].id
			} else if err == nil && m.continues(given) {
				m.long[given] = true
			}
		}
		if _, meant := m.meant[given]; err == ErrGone && !meant && !strings.Contains(given, "/") {
			if slices.ContainsFunc(t.Gone(), func(gone string) bool { return strings.HasSuffix("/"+oneSpelling.Replace(gone), "/"+given) }) {
				want = "gone" // the slug of a removed node, never a path
			}
		}
		if err == nil && !strings.Contains(given, "/") {
			m.long[given] = true
		} else if m.long[given] && err != nil && err != ErrGone {
			want = "an address"
		}
		if got != cmp.Or(want, "missing") || err == nil && !moved && path(at) != given {
			return fmt.Sprintf("Resolve(%q): got %s, want %s", address, got, want)
		}
	}
	for i, n := range m.nodes {
		for _, alias := range t.Aliases(i) {
			if at, moved, err := t.Resolve(alias); at != i || !moved || err != nil {
				return fmt.Sprintf("the alias %q of %s leads to %s, %v, %v", alias, m.path(n.id), path(at), moved, err)
			}
		}
		if want := m.path(n.id); path(i) != want || t.Depth(i) != strings.Count(want, "/") {
			return fmt.Sprintf("path of %s: got %s, %d deep", want, path(i), t.Depth(i))
		}
	}
	for _, gone := range t.Gone() {
		if at, _, err := t.Resolve(gone); err != ErrGone {
			return fmt.Sprintf("%q is gone, but leads to %s, %v", gone, path(at), err)
		}
	}
	return ""
}

// An editor makes random changes to a model. Names come from a small pool, so that
// changes interact.
type editor struct {
	*rand.Rand
	ids int
}

func (e *editor) name() string { return []string{"a", "b", "c", "d", "f", "g", "é"}[e.IntN(7)] }

func (e *editor) address() string {
	parts := make([]string, 1+e.IntN(3))
	for i := range parts {
		parts[i] = e.name()
		if e.IntN(5) == 0 {
			parts[i] = "rubrique-" + parts[i]
		}
	}
	return strings.Join(parts, "/")
}

// spell returns another spelling of a slug or an address.
func (e *editor) spell(address string) string {
	parts := strings.Split(address, "/")
	for i, part := range parts {
		if all := spelled[part]; all != nil {
			parts[i] = all[e.IntN(len(all))]
		}
	}
	return strings.Join(parts, "/")
}

// edit returns a random change of m.
func (e *editor) edit(m *model) change {
	c := change{nodes: slices.Clone(m.nodes), under: make(map[int]string), heirs: make(map[int]int), aliases: make(map[int][]string)}
	if len(c.nodes) == 0 || e.IntN(3) == 0 {
		e.ids++
		n := modelNode{e.ids, e.name(), none}
		switch e.IntN(4) {
		case 0:
			c.under[n.id] = e.address()
		case 1, 2:
			if len(c.nodes) > 0 {
				c.under[n.id] = m.path(c.nodes[e.IntN(len(c.nodes))].id)
			}
		}
		for range e.IntN(3) {
			c.aliases[n.id] = append(c.aliases[n.id], e.address())
		}
		c.nodes = append(c.nodes, n)
		c.did = fmt.Sprint("add ", n.slug, " under ", c.under[n.id], " with ", c.aliases[n.id])
		return c
	}
	i := e.IntN(len(c.nodes))
	n := c.nodes[i]
	other := c.nodes[e.IntN(len(c.nodes))]
	switch path := m.path(n.id); e.IntN(5) {
	case 0, 1:
		c.nodes[i].slug = e.name()
		c.did = "rename " + path + " " + c.nodes[i].slug
	case 2:
		c.nodes[i].parent = other.id
		c.did = "move " + path + " under " + m.path(other.id)
		if e.IntN(3) == 0 {
			c.nodes[i].parent = none
			c.did = "move " + path + " to the top"
		}
	case 3:
		c.aliases[n.id] = []string{e.address()}
		c.did = fmt.Sprint("redirect ", c.aliases[n.id], " to ", path)
	default:
		c.heirs[n.id] = none
		if other.id != n.id && e.IntN(2) == 0 {
			c.heirs[n.id] = other.id
		}
		ended := map[int]bool{n.id: true}
		if c.heirs[n.id] == none && e.IntN(4) > 0 { // those below end too
			for _, below := range m.nodes {
				if strings.HasPrefix(m.path(below.id), path+"/") {
					ended[below.id], c.heirs[below.id] = true, none
				}
			}
		}
		c.nodes = slices.DeleteFunc(c.nodes, func(o modelNode) bool { return ended[o.id] })
		for j := range c.nodes {
			if c.nodes[j].parent == n.id {
				c.nodes[j].parent = c.heirs[n.id]
			}
		}
		c.did = fmt.Sprint("end ", path, " and ", len(ended)-1, " below")
		if heir := c.heirs[n.id]; heir != none {
			c.did += ", heir " + m.path(heir)
		}
	}
	return c
}

// arguments returns what Succeed must be called with to make a change to a tree, which
// has the nodes of m in the same order.
func (e *editor) arguments(t *Tree, m *model, c change) (nodes []Node, heirs []int) {
	place := func(id int) int {
		return slices.IndexFunc(c.nodes, func(n modelNode) bool { return n.id == id })
	}
	for _, n := range c.nodes {
		node := Node{Slug: e.spell(n.slug)}
		if address, given := c.under[n.id]; given {
			node.Parent = e.spell(address)
		} else if n.parent != none {
			node.Under = place(n.parent) + 1
		}
		for i, old := range m.nodes {
			if old.id == n.id {
				node.Aliases = slices.Clone(t.Aliases(i)) // as a taxonomy returns them
			}
		}
		for _, alias := range c.aliases[n.id] {
			node.Aliases = append(node.Aliases, e.spell(alias))
		}
		nodes = append(nodes, node)
	}
	for _, old := range m.nodes {
		id := old.id
		if heir, named := c.heirs[id]; named {
			id = heir
		}
		heirs = append(heirs, place(id))
	}
	return nodes, heirs
}

// TestModel makes random changes to a tree and to its model, which must agree: every
// address that was ever valid redirects in one step or is gone, all others follow
// the rules, and both refuse the same changes. The address of an article leads to what
// became of the section whose path it began with.
func TestModel(t *testing.T) {
	sequences := 1500
	if testing.Short() {
		sequences = 400
	}
	e := &editor{rand.New(rand.NewPCG(5, 8)), 0}
	done, refused, shared, resolved, derived, aliases := 0, 0, 0, 0, 0, 0
	for range sequences {
		tr, m := new(Tree), &model{long: make(map[string]bool)}
		var log []string
		for range 14 {
			c := e.edit(m)
			log = append(log, c.did)
			nodes, heirs := e.arguments(tr, m, c)
			wanted, ok := m.succeed(c)
			planted, faults := tr.Succeed(nodes, heirs)
			kept := slices.ContainsFunc(faults, func(f Fault) bool {
				_, _, err := tr.Resolve(f.Value)
				return f.Err == ErrTaken && err == nil && strings.HasPrefix(f.Field, "aliases")
			})
			if ok != (len(faults) == 0) && !kept {
				t.Fatalf("after %s\ngot faults %v, want no faults: %v", strings.Join(log, "\n      "), faults, ok)
			}
			if !ok || kept {
				refused++
				continue
			}
			done++
			tr, m = planted, wanted
			for i := range m.nodes {
				aliases += len(tr.Aliases(i))
				if len(tr.Named(tr.nodes[i].Slug)) > 1 {
					shared++
				}
			}
			addresses := slices.Concat(slices.Collect(maps.Keys(m.meant)), slices.Collect(maps.Keys(m.other)), slices.Collect(maps.Keys(m.long)))
			slices.Sort(addresses)
			derived += len(m.other)
			for range 20 {
				addresses = append(addresses, e.address())
			}
			for i := range addresses[:5] {
				addresses = append(addresses, addresses[i]+"/"+e.name(), addresses[i]+"/", "/"+addresses[i])
			}
			for i := range addresses {
				addresses[i] = e.spell(addresses[i])
			}
			resolved += len(addresses)
			if differ := compare(tr, m, addresses); differ != "" {
				t.Fatalf("after %s\n%s", strings.Join(log, "\n      "), differ)
			}
			for section := range m.meant {
				article := e.spell(section) + "/le-titre.html"
				at, segments, moved, err := tr.ResolvePrefix(article)
				got := "gone"
				if err == nil {
					got = oneSpelling.Replace(tr.Path(at))
					if moved {
						got = "→ " + got
					}
				}
				if want := m.resolve(section); got != want || err == nil && segments != strings.Count(article, "/") {
					t.Fatalf("after %s\nResolvePrefix(%q): got %s, %d segments, %v, want %s", strings.Join(log, "\n      "), article, got, segments, err, want)
				}
			}
		}
	}
	t.Logf("%d changes, %d refused; %d nodes shared a slug; %d addresses, %d of them neither path nor alias; %d aliases", done, refused, shared, resolved, derived, aliases)
	if done < refused/2 || refused < done/20 || shared < done/4 || derived < done/2 {
		t.Errorf("%d changes, %d refused, %d nodes that share a slug, %d addresses that are neither path nor alias: want none to be too rare or too frequent", done, refused, shared, derived)
	}
}
