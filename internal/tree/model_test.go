package tree

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A model is a slow but simple implementation of a tree. It has a list of nodes
// and, for every address that was ever valid, the slug of the node that it leads
// to, or "" if that node is gone. It does not use Tree.
type model struct {
	nodes []Node
	ever  map[string]string
}

func (m *model) node(slug string) (Node, bool) {
	i := slices.IndexFunc(m.nodes, func(n Node) bool { return n.Slug == slug })
	if i < 0 {
		return Node{}, false
	}
	return m.nodes[i], true
}

func (m *model) path(slug string) string {
	n, _ := m.node(slug)
	if n.Parent == "" {
		return slug
	}
	return m.path(n.Parent) + "/" + slug
}

// live returns the node that has an address now.
func (m *model) live(address string) (slug string, ok bool) {
	for _, n := range m.nodes {
		if address == n.Slug || address == m.path(n.Slug) {
			return n.Slug, true
		}
	}
	return "", false
}

// redirect returns the node that a former address leads to, if no node has it now.
func (m *model) redirect(address string) (slug string, ok bool) {
	_, live := m.live(address)
	owner := m.ever[address]
	return owner, owner != "" && !live
}

// follow resolves a path that no node has or had. A former address leads to a node,
// and so does an address that leads to a node followed by a slash and a slug or
// former address of one of its children.
func (m *model) follow(path string) (slug string, ok bool) {
	if to, ok := m.redirect(path); ok {
		return to, true
	}
	slash := strings.LastIndex(path, "/")
	if slash < 0 {
		return m.live(path)
	}
	above, ok := m.follow(path[:slash])
	if !ok {
		return "", false
	}
	below, ok := m.follow(path[slash+1:])
	if n, _ := m.node(below); !ok || n.Parent != above {
		return "", false
	}
	return below, true
}

// resolve returns, as text, what Resolve should return.
func (m *model) resolve(address string) string {
	if slug, ok := m.live(address); ok {
		return slug
	}
	if slug, ever := m.ever[address]; ever && slug != "" {
		return "→ " + slug
	} else if ever {
		return "gone"
	}
	if slug, ok := m.follow(address); ok {
		return "→ " + slug
	}
	return "missing"
}

// succeed returns the model that Tree.Succeed should agree with; ok is false if
// Succeed should return faults.
func (m *model) succeed(nodes []Node, heirs map[string]string) (next *model, ok bool) {
	next = &model{nodes: nodes, ever: make(map[string]string)}
	for i, n := range nodes {
		if slices.IndexFunc(nodes, func(other Node) bool { return other.Slug == n.Slug }) < i {
			return nil, false
		}
		steps, at := 0, n
		for ; at.Parent != "" && steps <= len(nodes); steps++ {
			if at, ok = next.node(at.Parent); !ok {
				return nil, false
			}
		}
		if at.Parent != "" {
			return nil, false // a cycle
		}
	}
	for address, owner := range m.ever {
		if heir, named := heirs[owner]; named {
			owner = heir
		}
		next.ever[address] = owner
	}
	for _, n := range nodes {
		for _, alias := range n.Aliases {
			had, moved := m.redirect(alias)
			if heir, named := heirs[had]; named {
				had = heir
			}
			if moved && had == n.Slug {
				continue // already inherited
			}
			_, live := next.live(alias)
			if owner := next.ever[alias]; live || owner != "" && owner != n.Slug {
				return nil, false
			}
			next.ever[alias] = n.Slug
		}
	}
	for _, n := range nodes {
		next.ever[n.Slug], next.ever[next.path(n.Slug)] = n.Slug, n.Slug
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

// compare describes the first difference between a tree and its model, or returns
// "" if there is none.
func compare(t *Tree, m *model, addresses []string) string {
	for _, address := range addresses {
		if got, want := resolve(t, address), m.resolve(address); got != want {
			return fmt.Sprintf("Resolve(%q): got %s, want %s", address, got, want)
		}
	}
	aliases := make(map[string][]string)
	for _, address := range slices.Sorted(maps.Keys(m.ever)) {
		if owner, moved := m.redirect(address); moved || owner == "" {
			aliases[owner] = append(aliases[owner], address)
		}
	}
	for i, n := range m.nodes {
		got := slices.Sorted(slices.Values(t.Aliases(i)))
		if !slices.Equal(got, aliases[n.Slug]) {
			return fmt.Sprintf("aliases of %s: got %q, want %q", n.Slug, got, aliases[n.Slug])
		}
		if path := m.path(n.Slug); t.Path(i) != path || t.Depth(i) != strings.Count(path, "/") {
			return fmt.Sprintf("path of %s: got %s, %d deep, want %s", n.Slug, t.Path(i), t.Depth(i), path)
		}
	}
	if got := t.Gone(); !slices.Equal(got, aliases[""]) {
		return fmt.Sprintf("gone: got %q, want %q", got, aliases[""])
	}
	return ""
}

// An editor makes random changes to nodes. Names come from a small pool, so that
// changes interact.
type editor struct{ *rand.Rand }

func (e editor) name() string { return string(rune('a' + e.IntN(7))) }

func (e editor) address() string {
	parts := make([]string, 1+e.IntN(3))
	for i := range parts {
		parts[i] = e.name()
		if e.IntN(5) == 0 {
			parts[i] = "rubrique-" + parts[i]
		}
	}
	return strings.Join(parts, "/")
}

// edit returns changed nodes, the heirs, and a description of the change.
func (e editor) edit(nodes []Node) (next []Node, heirs map[string]string, did string) {
	next = slices.Clone(nodes)
	if len(next) == 0 || e.IntN(3) == 0 {
		n := Node{Slug: e.name()}
		if e.IntN(2) == 0 {
			n.Parent = e.name()
		}
		for range e.IntN(3) {
			n.Aliases = append(n.Aliases, e.address())
		}
		return append(next, n), nil, fmt.Sprint("add ", n)
	}
	i := e.IntN(len(next))
	slug := next[i].Slug
	hand := func(children string) {
		for j := range next {
			if next[j].Parent == slug {
				next[j].Parent = children
			}
		}
	}
	switch e.IntN(5) {
	case 0, 1:
		to := e.name()
		next[i].Slug = to
		hand(to)
		return next, map[string]string{slug: to}, "rename " + slug + " " + to
	case 2:
		next[i].Parent = e.name()
		return next, nil, "move " + slug + " below " + next[i].Parent
	case 3:
		next[i].Aliases = append(slices.Clone(next[i].Aliases), e.address())
		return next, nil, fmt.Sprint("redirect ", next[i])
	}
	heir := ""
	if e.IntN(2) == 0 {
		heir = next[e.IntN(len(next))].Slug
	}
	if heir == slug {
		heir = ""
	}
	hand(heir)
	return slices.Delete(next, i, i+1), map[string]string{slug: heir}, "end " + slug + ", heir " + heir
}

// TestModel makes random changes to a tree and to its model, which must agree: every address
// that was ever valid redirects in one step or is gone, every other address leads to the same
// result, and both refuse the same changes.
func TestModel(t *testing.T) {
	sequences := 2000
	if testing.Short() {
		sequences = 500
	}
	e := editor{rand.New(rand.NewPCG(5, 8))}
	done, refused := 0, 0
	for range sequences {
		tr, m := new(Tree), &model{}
		var log []string
		for range 14 {
			nodes := slices.Clone(m.nodes)
			for i := range nodes {
				nodes[i].Aliases = slices.Clone(tr.Aliases(i)) // as a taxonomy returns them
			}
			next, heirs, did := e.edit(nodes)
			log = append(log, did)
			wanted, ok := m.succeed(next, heirs)
			planted, faults := tr.Succeed(next, heirs)
			if ok != (len(faults) == 0) {
				t.Fatalf("after %s\ngot faults %v, want no faults: %v", strings.Join(log, "\n      "), faults, ok)
			}
			if !ok {
				refused++
				continue
			}
			done++
			tr, m = planted, wanted
			addresses := slices.Collect(maps.Keys(m.ever))
			for range 20 {
				addresses = append(addresses, e.address())
			}
			for i := range addresses[:5] {
				addresses = append(addresses, addresses[i]+"/"+e.name(), addresses[i]+"/", "/"+addresses[i])
			}
			if differ := compare(tr, m, addresses); differ != "" {
				t.Fatalf("after %s\n%s", strings.Join(log, "\n      "), differ)
			}
		}
	}
	t.Logf("%d changes, %d refused", done, refused)
	if done < refused/2 || refused < done/20 {
		t.Errorf("%d changes, %d refused: want refusals to be neither too rare nor too frequent", done, refused)
	}
}
