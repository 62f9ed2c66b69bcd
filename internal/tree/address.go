package tree

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// redirect adds the aliases. It is a fault if an alias is already the address or
// an alias of a node, since it would lead to two.
func (t *Tree) redirect() (faults []Fault) {
	for i, n := range t.nodes {
		for j, alias := range n.Aliases {
			other, taken := t.live(alias)
			if !taken {
				other, taken = t.redirects[alias]
			}
			fault := Fault{i, fmt.Sprintf("aliases[%d]", j), alias, nil, other}
			switch {
			case !isAddress(alias):
				fault.Err = ErrAddress
			case taken:
				fault.Err = ErrTaken
			default:
				t.redirects[alias] = i
				t.reach = max(t.reach, len(alias))
				continue
			}
			faults = append(faults, fault)
		}
	}
	return faults
}

// bury adds the addresses of removed nodes. It is a fault if one leads to a node.
func (t *Tree) bury(gone []string) (faults []Fault) {
	for i, address := range gone {
		other, taken := t.leads(address)
		fault := Fault{-1, fmt.Sprintf("gone[%d]", i), address, nil, other}
		switch {
		case !isAddress(address):
			fault.Err = ErrAddress
		case taken:
			fault.Err = ErrTaken
		default:
			t.gone[address] = true
			continue
		}
		faults = append(faults, fault)
	}
	return faults
}

// isAddress reports whether s may be an alias. It need not consist of slugs, since
// it may be a path of a former system.
func isAddress(s string) bool {
	for part := range strings.SplitSeq(s, "/") {
		if part == "" || part == "." || part == ".." {
			return false
		}
	}
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '?' || r == '#'
	})
}

// Gone returns the addresses of removed nodes, sorted.
func (t *Tree) Gone() []string { return slices.Sorted(maps.Keys(t.gone)) }

// Resolve returns the place of the node that an address leads to, and reports
// whether it leads there by a redirect. The error is nil, ErrGone or ErrMissing. A
// present address takes precedence over a former one: if another node has the slug
// now, it leads to that node.
func (t *Tree) Resolve(address string) (place int, moved bool, err error) {
	if i, ok := t.live(address); ok {
		return i, false, nil
	}
	if i, ok := t.redirects[address]; ok {
		return i, true, nil
	}
	if t.gone[address] {
		return 0, false, ErrGone
	}
	if i, ok := t.follow(address); ok {
		return i, true, nil
	}
	return 0, false, ErrMissing
}

// follow resolves a path segment by segment. Each segment must be a present or
// former slug of a child of the node before. If the path up to some segment is an
// alias, that alias takes precedence.
func (t *Tree) follow(path string) (at int, ok bool) {
	for start, end := 0, 0; start <= len(path) && (ok || start <= t.reach); start = end + 1 {
		end = len(path)
		if n := strings.IndexByte(path[start:], '/'); n >= 0 {
			end = start + n
		}
		var next int
		var found bool
		if end <= t.reach {
			next, found = t.redirects[path[:end]]
		}
		if !found {
			next, found = t.leads(path[start:end])
			found = found && (start == 0 || ok && t.nodes[next].Parent == t.nodes[at].Slug)
		}
		at, ok = next, found
	}
	return at, ok
}

// leads returns the node that an address leads to, as its present address or as an
// alias.
func (t *Tree) leads(address string) (int, bool) {
	if i, ok := t.live(address); ok {
		return i, true
	}
	i, ok := t.redirects[address]
	return i, ok
}

// live returns the node that has the address as its slug or as its path, which must
// begin at the top.
func (t *Tree) live(address string) (int, bool) {
	node, ok := t.place[address[strings.LastIndexByte(address, '/')+1:]]
	if !ok {
		return 0, false
	}
	// Compare the path from its end, without building it.
	at, rest := node, address
	for {
		var found bool
		if rest, found = strings.CutSuffix(rest, t.nodes[at].Slug); !found {
			return 0, false
		}
		above, hasAbove := t.Parent(at)
		if rest == "" {
			return node, at == node || !hasAbove
		}
		if rest, found = strings.CutSuffix(rest, "/"); !found || !hasAbove {
			return 0, false
		}
		at = above
	}
}

// Succeed returns a new tree of the given nodes in which every address of t still
// works: it redirects to the heir of the node that had it. The map heirs has the
// slugs of heirs by the slugs of nodes of t. A node that is not in heirs is its own
// heir; a node whose heir is "" is gone. An address that a new node has itself is no
// longer a redirect. If there are faults, the tree must not be used.
//
// Every path that is no longer in use becomes an alias, even if only a node far
// above was renamed. So every redirect takes one step, and later changes above
// cannot break it.
func (t *Tree) Succeed(nodes []Node, heirs map[string]string) (*Tree, []Fault) {
	// Without redirects first, to find out which addresses are taken.
	next := slices.Clone(nodes)
	for i := range next {
		next[i].Aliases = nil
	}
	bare, faults := New(next, nil)
	if len(faults) > 0 {
		return nil, faults
	}
	gone := maps.Clone(t.gone)
	if gone == nil {
		gone = make(map[string]bool)
	}
	heirOf := func(slug string) string {
		if heir, named := heirs[slug]; named {
			return heir
		}
		return slug
	}
	for i, n := range t.nodes {
		heir := heirOf(n.Slug)
		for _, address := range append(slices.Clone(n.Aliases), n.Slug, t.Path(i)) {
			if heir == "" {
				gone[address] = true
			} else if _, live := bare.live(address); !live {
				next[bare.place[heir]].alias(address)
			}
		}
	}
	for i := range nodes {
		for _, address := range nodes[i].Aliases {
			// Redirects that the node had in t have been added above.
			if had, ok := t.redirects[address]; !ok || heirOf(t.nodes[had].Slug) != nodes[i].Slug {
				next[i].alias(address)
			}
		}
	}
	u, faults := New(next, nil)
	maps.DeleteFunc(gone, func(address string, _ bool) bool {
		_, found := u.leads(address)
		return found
	})
	u.gone = gone
	return u, faults
}

// Aliases returns the aliases of node i. The caller must not modify the slice.
func (t *Tree) Aliases(i int) []string { return t.nodes[i].Aliases }

// alias adds an alias to n unless n already has it.
func (n *Node) alias(address string) {
	if !slices.Contains(n.Aliases, address) {
		n.Aliases = append(n.Aliases, address)
	}
}
