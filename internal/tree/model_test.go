package tree

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A model is a slow but simple implementation of a tree. It has a list of nodes, in
// the order of their places, and knows for every address that was ever valid which node
// it leads to, or none if that node is gone. It does not use Tree. Its slugs and
// addresses are in one spelling.
type model struct {
	nodes []modelNode
	ever  map[string]int // by address, the id of a node
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

// live returns the node that has an address now, or none: the node with that path, or
// the only one with that slug.
func (m *model) live(address string) int {
	named := []int{}
	for _, n := range m.nodes {
		if m.path(n.id) == address {
			return n.id
		}
		if n.slug == address {
			named = append(named, n.id)
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	return none
}

// redirect returns the node that a former address leads to, if no node has it now.
func (m *model) redirect(address string) (id int, ok bool) {
	owner, ever := m.ever[address]
	return owner, ever && owner != none && m.live(address) == none
}

// gone reports whether an address is of a removed node, and of no other.
func (m *model) gone(address string) bool {
	owner, ever := m.ever[address]
	return ever && owner == none && m.live(address) == none
}

// follow resolves a path that no node has or had. A former address leads to a node,
// and so does an address that leads to a node followed by a slash and
//
//   - a slug or former slug of one of its children, or
//   - a slug with which another address of that node is a former address: that of a
//     child that has left. All such addresses must agree.
//
// The state is "", gone or missing.
func (m *model) follow(path string) (id int, state string) {
	if to, ok := m.redirect(path); ok {
		return to, ""
	}
	slash := strings.LastIndex(path, "/")
	if slash < 0 {
		if id := m.live(path); id != none {
			return id, ""
		}
		return none, "missing"
	}
	above, state := m.follow(path[:slash])
	if state != "" {
		return none, "missing"
	}
	slug := path[slash+1:]
	for _, n := range m.nodes {
		if n.parent == above && n.slug == slug {
			return n.id, ""
		}
	}
	if to, ok := m.redirect(slug); ok && m.node(to).parent == above {
		return to, ""
	}
	found := make(map[int]bool)
	addresses := []string{m.path(above)}
	for address := range m.ever {
		if to, ok := m.redirect(address); ok && to == above || m.live(address) == above {
			addresses = append(addresses, address)
		}
	}
	for _, address := range addresses {
		if to, ok := m.redirect(address + "/" + slug); ok {
			found[to] = true
		} else if m.gone(address + "/" + slug) {
			found[none] = true
		}
	}
	for to := range found {
		switch {
		case len(found) > 1:
			return none, "missing"
		case to == none:
			return none, "gone"
		}
		return to, ""
	}
	return none, "missing"
}

// resolve returns, as text, what Resolve should return.
func (m *model) resolve(address string) string {
	if id := m.live(address); id != none {
		return m.path(id)
	}
	if to, ok := m.redirect(address); ok {
		return "→ " + m.path(to)
	}
	if m.gone(address) {
		return "gone"
	}
	if slices.ContainsFunc(m.nodes, func(n modelNode) bool { return n.slug == address }) {
		return "ambiguous"
	}
	if to, state := m.follow(address); state != "" {
		return state
	} else {
		return "→ " + m.path(to)
	}
}

// resolvePrefix returns, as text, what ResolvePrefix should return.
func (m *model) resolvePrefix(path string) string {
	got := ""
	for n := strings.Count(path, "/") + 1; n > 0; n-- {
		got = m.resolve(strings.Join(strings.Split(path, "/")[:n], "/"))
		if got != "missing" && got != "ambiguous" {
			return fmt.Sprint(n, " ", got)
		}
	}
	if got == "ambiguous" {
		return "1 ambiguous"
	}
	return "0 missing"
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
	next = &model{nodes: slices.Clone(c.nodes), ever: make(map[string]int)}
	for i, n := range next.nodes {
		if address, given := c.under[n.id]; given {
			others := &model{nodes: slices.Delete(slices.Clone(next.nodes), i, i+1)}
			named := 0
			for _, o := range next.nodes {
				if o.slug == address {
					named++
				}
			}
			parent := others.live(address)
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
	for address, owner := range m.ever {
		if heir, named := c.heirs[owner]; named {
			owner = heir
		}
		next.ever[address] = owner
	}
	for _, n := range next.nodes {
		for _, alias := range c.aliases[n.id] {
			had, moved := m.redirect(alias)
			if heir, named := c.heirs[had]; named {
				had = heir
			}
			if moved && had == n.id {
				continue // already inherited
			}
			owner, ever := next.ever[alias]
			if next.live(alias) != none || ever && owner != none && owner != n.id {
				return nil, false
			}
			next.ever[alias] = n.id
		}
	}
	for _, n := range next.nodes {
		next.ever[next.path(n.id)] = n.id
		if next.live(n.slug) == n.id {
			next.ever[n.slug] = n.id
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
// "" if there is none.
func compare(t *Tree, m *model, addresses []string) string {
	path := func(at int) string { return oneSpelling.Replace(t.Path(at)) }
	for _, address := range addresses {
		given := oneSpelling.Replace(strings.Trim(address, "/"))
		got := ""
		switch at, moved, err := t.Resolve(address); {
		case err != nil:
			got = err.Error()
		case moved:
			got = "→ " + path(at)
		default:
			got = path(at)
		}
		if want := m.resolve(given); got != want {
			return fmt.Sprintf("Resolve(%q): got %s, want %s", address, got, want)
		}
		switch at, n, moved, err := t.ResolvePrefix(address); {
		case err != nil:
			got = fmt.Sprint(n, " ", err)
		case moved:
			got = fmt.Sprint(n, " → ", path(at))
		default:
			got = fmt.Sprint(n, " ", path(at))
		}
		if want := m.resolvePrefix(given); got != want {
			return fmt.Sprintf("ResolvePrefix(%q): got %s, want %s", address, got, want)
		}
	}
	aliases := make(map[int][]string)
	for _, address := range slices.Sorted(maps.Keys(m.ever)) {
		if owner, moved := m.redirect(address); moved || m.gone(address) {
			aliases[owner] = append(aliases[owner], address)
		}
	}
	same := func(got, want []string) bool {
		got = slices.Clone(got)
		for i := range got {
			got[i] = oneSpelling.Replace(got[i])
		}
		slices.Sort(got)
		return slices.Equal(got, want)
	}
	for i, n := range m.nodes {
		if got := t.Aliases(i); !same(got, aliases[n.id]) {
			return fmt.Sprintf("aliases of %s: got %q, want %q", m.path(n.id), got, aliases[n.id])
		}
		if want := m.path(n.id); path(i) != want || t.Depth(i) != strings.Count(want, "/") {
			return fmt.Sprintf("path of %s: got %s, %d deep", want, path(i), t.Depth(i))
		}
	}
	if got := t.Gone(); !same(got, aliases[none]) {
		return fmt.Sprintf("gone: got %q, want %q", got, aliases[none])
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
		for j := range c.nodes {
			if c.nodes[j].parent == n.id {
				c.nodes[j].parent = c.heirs[n.id]
			}
		}
		c.nodes = slices.Delete(c.nodes, i, i+1)
		c.did = "end " + path
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
// the rules, and both refuse the same changes. The address of an article leads to the
// section whose path it once had.
func TestModel(t *testing.T) {
	sequences := 1500
	if testing.Short() {
		sequences = 400
	}
	e := &editor{rand.New(rand.NewPCG(5, 8)), 0}
	done, refused, shared, resolved := 0, 0, 0, 0
	for range sequences {
		tr, m := new(Tree), &model{}
		articles := make(map[string]bool) // addresses of articles that were ever printed
		var log []string
		for range 14 {
			c := e.edit(m)
			log = append(log, c.did)
			nodes, heirs := e.arguments(tr, m, c)
			wanted, ok := m.succeed(c)
			planted, faults := tr.Succeed(nodes, heirs)
			if ok != (len(faults) == 0) {
				t.Fatalf("after %s\ngot faults %v, want no faults: %v", strings.Join(log, "\n      "), faults, ok)
			}
			if !ok {
				refused++
				continue
			}
			done++
			tr, m = planted, wanted
			for i := range m.nodes {
				articles[oneSpelling.Replace(tr.Path(i))+"/le-titre.html"] = true
				if len(tr.Named(tr.nodes[i].Slug)) > 1 {
					shared++
				}
			}
			addresses := slices.AppendSeq(slices.Collect(maps.Keys(m.ever)), maps.Keys(articles))
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
			for address := range articles {
				section := strings.TrimSuffix(address, "/le-titre.html")
				want, n := m.resolve(section), strings.Count(address, "/")
				at, segments, moved, err := tr.ResolvePrefix(address)
				got := "gone"
				if err == nil {
					got = oneSpelling.Replace(tr.Path(at))
					if moved {
						got = "→ " + got
					}
				}
				if got != want || segments != n {
					t.Fatalf("after %s\nResolvePrefix(%q): got %s, %d segments, want %s, %d", strings.Join(log, "\n      "), address, got, segments, want, n)
				}
			}
		}
	}
	t.Logf("%d changes, %d refused; %d nodes shared a slug; %d addresses", done, refused, shared, resolved)
	if done < refused/2 || refused < done/20 || shared < done/4 {
		t.Errorf("%d changes, %d refused, %d nodes that share a slug: want none to be too rare or too frequent", done, refused, shared)
	}
}
