// Package tree keeps nodes with slugs in a tree, and the addresses that they once
// had. An address is a slug or a path: the slugs from the top of the tree down,
// joined by slashes.
package tree

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Node is one place in the tree.
type Node struct {
	Slug    string   // unique
	Parent  string   // slug of the node above, empty at the top
	Aliases []string // addresses that lead here, without slashes around them
}

// A Tree never changes. The zero Tree is empty.
type Tree struct {
	nodes     []Node
	place     map[string]int   // by slug, among nodes
	children  map[string][]int // by slug; those of "" are at the top
	depth     []int            // 0 at the top
	redirects map[string]int   // by alias
	reach     int              // length of the longest alias
	gone      map[string]bool  // addresses of removed nodes
}

// A Fault is what keeps nodes from being a tree.
type Fault struct {
	Node  int    // the node at fault; -1 when Field is gone
	Field string // slug, parent, aliases[2], gone[0]
	Value string
	Err   error
	Other int // for ErrTaken: the node that has it
}

// What is wrong with nodes or addresses.
var (
	ErrTaken   = errors.New("taken")
	ErrMissing = errors.New("missing")
	ErrCircle  = errors.New("circle")
	ErrAddress = errors.New("not a path without slashes around it")
	ErrGone    = errors.New("gone")
)

// New makes a tree, whose removed nodes had the gone addresses. It lists every
// fault; with one the tree is not to be used.
func New(nodes []Node, gone []string) (*Tree, []Fault) {
	t := &Tree{
		nodes:     nodes,
		place:     make(map[string]int, len(nodes)),
		children:  make(map[string][]int),
		depth:     make([]int, len(nodes)),
		redirects: make(map[string]int),
		gone:      make(map[string]bool),
	}
	var faults []Fault
	for i, n := range nodes {
		if first, taken := t.place[n.Slug]; taken {
			faults = append(faults, Fault{i, "slug", n.Slug, ErrTaken, first})
			continue
		}
		t.place[n.Slug] = i
	}
	for i, n := range nodes {
		if _, ok := t.Parent(i); !ok && n.Parent != "" {
			faults = append(faults, Fault{i, "parent", n.Parent, ErrMissing, 0})
		}
		t.children[n.Parent] = append(t.children[n.Parent], i)
	}
	faults = append(faults, t.plant()...)
	faults = append(faults, t.redirect()...)
	faults = append(faults, t.bury(gone)...)
	return t, faults
}

// plant finds the depth of each node, and the circles: one fault for each.
func (t *Tree) plant() (faults []Fault) {
	const unseen, walked = -1, -2
	for i := range t.depth {
		t.depth[i] = unseen
	}
	for i := range t.nodes {
		// Walk up to the top, to a node whose depth is known, or to the walk
		// itself, which then goes round.
		var walk []int
		at, ok := i, true
		for ok && t.depth[at] == unseen {
			t.depth[at] = walked
			walk = append(walk, at)
			at, ok = t.Parent(at)
		}
		above := -1
		switch {
		case ok && t.depth[at] == walked:
			var round strings.Builder
			for _, j := range walk[slices.Index(walk, at):] {
				round.WriteString(t.nodes[j].Slug + " → ")
			}
			faults = append(faults, Fault{at, "parent", round.String() + t.nodes[at].Slug, ErrCircle, 0})
		case ok:
			above = t.depth[at]
		}
		for _, j := range slices.Backward(walk) {
			above++
			t.depth[j] = above
		}
	}
	return faults
}

// redirect reads the aliases.
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

// bury reads the addresses of removed nodes.
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

// isAddress tells whether s may be an alias. The paths of a former system need
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

// Place returns where the node with that slug is among the nodes.
func (t *Tree) Place(slug string) (int, bool) {
	i, ok := t.place[slug]
	return i, ok
}

// Parent returns the place of the node above, if there is one.
func (t *Tree) Parent(i int) (int, bool) { return t.Place(t.nodes[i].Parent) }

// Depth returns how many nodes are above a node.
func (t *Tree) Depth(i int) int { return t.depth[i] }

// Children returns the places of the nodes right below a slug, in their order;
// the caller leaves the slice as it is.
func (t *Tree) Children(slug string) []int { return t.children[slug] }

// Below yields the places of the nodes below a slug, each before its children.
func (t *Tree) Below(slug string) iter.Seq[int] {
	return func(yield func(int) bool) {
		var ahead []int // the next one last
		push := func(slug string) {
			for _, i := range slices.Backward(t.children[slug]) {
				ahead = append(ahead, i)
			}
		}
		for push(slug); len(ahead) > 0; {
			i := ahead[len(ahead)-1]
			ahead = ahead[:len(ahead)-1]
			if !yield(i) {
				return
			}
			push(t.nodes[i].Slug)
		}
	}
}

// Above yields the places of the nodes above a node, from its parent up.
func (t *Tree) Above(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at, ok := t.Parent(i); ok && yield(at); {
			at, ok = t.Parent(at)
		}
	}
}

// Path returns the path of a node.
func (t *Tree) Path(i int) string {
	slugs := []string{t.nodes[i].Slug}
	for above := range t.Above(i) {
		slugs = append(slugs, t.nodes[above].Slug)
	}
	slices.Reverse(slugs)
	return strings.Join(slugs, "/")
}

// Gone returns the addresses of removed nodes, in order.
func (t *Tree) Gone() []string { return slices.Sorted(maps.Keys(t.gone)) }

// Resolve returns the node that an address leads to, and whether by a redirect.
// The error is ErrGone or ErrMissing.
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
// its slug or a former one. A beginning that is an alias itself counts as it is.
func (t *Tree) follow(path string) (at int, ok bool) {
	for start := 0; start < len(path) && (ok || start <= t.reach); {
		end := len(path)
		if n := strings.IndexByte(path[start:], '/'); n >= 0 {
			end = start + n
		}
		next, found := 0, false
		if end <= t.reach {
			next, found = t.redirects[path[:end]]
		}
		if !found {
			next, found = t.leads(path[start:end])
			found = found && (start == 0 || ok && t.nodes[next].Parent == t.nodes[at].Slug)
		}
		at, ok = next, found
		if start = end + 1; start == len(path) {
			return 0, false // a slash at the end
		}
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

// live returns the node whose slug or path this is.
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
func (t *Tree) Succeed(nodes []Node, heirs map[string]string) (*Tree, []Fault) {
	// First without redirects, for a tree to tell paths by.
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
