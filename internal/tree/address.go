package tree

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// redirect reads the aliases. One that is a node's own address, or another alias,
// is a fault: which of the two should it lead to?
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

// bury reads the addresses of removed nodes, which must lead nowhere.
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

// isAddress reports whether s may be an alias. The paths of a former system need
// not be made of slugs.
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

// Gone returns the addresses of removed nodes, in order.
func (t *Tree) Gone() []string { return slices.Sorted(maps.Keys(t.gone)) }

// Resolve returns the node that an address leads to, and whether by a redirect.
// The error is ErrGone or ErrMissing. What is there now comes before what once
// was: a slug that another node has taken over leads to that one.
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

// follow walks down a path as far as each step leads to a child of the last, by
// its slug or a former one. A beginning that is an alias itself, or the whole,
// counts as it is.
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

// leads returns the node that has an address now, or had it.
func (t *Tree) leads(address string) (int, bool) {
	if i, ok := t.live(address); ok {
		return i, true
	}
	i, ok := t.redirects[address]
	return i, ok
}

// live returns the node whose slug or path this is. A path counts from the top: half
// of one does not.
func (t *Tree) live(address string) (int, bool) {
	node, ok := t.place[address[strings.LastIndexByte(address, '/')+1:]]
	if !ok {
		return 0, false
	}
	// The path is compared from its end, without being made.
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

// Succeed makes the tree of other nodes, in which every address of t leads on: to
// the node that heirs names for the one that had it, both by slug. A node that
// heirs does not name is its own heir; one whose heir is "" is gone. An address
// that a node now has for itself is no redirect any more.
//
// A path that ends becomes an alias as it is, even where only a node far
// above was renamed: so an address needs one step, and later changes above it
// cannot break it.
func (t *Tree) Succeed(nodes []Node, heirs map[string]string) (*Tree, []Fault) {
	// First without redirects: only a tree tells which addresses are taken.
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
			// A redirect that the node had in t has been seen to above.
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

// Aliases returns the aliases of a node; the caller leaves the slice as it is.
func (t *Tree) Aliases(i int) []string { return t.nodes[i].Aliases }

// alias adds an alias that n does not have yet.
func (n *Node) alias(address string) {
	if !slices.Contains(n.Aliases, address) {
		n.Aliases = append(n.Aliases, address)
	}
}
