// Package tree keeps nodes with slugs in a tree, and the addresses that they once
// had. An address is a slug or a path: the slugs from the top of the tree down,
// joined by slashes.
package tree

import (
	"errors"
	"iter"
	"slices"
	"strings"
)

// A Node is one place in the tree.
type Node struct {
	Slug    string   // unique
	Parent  string   // slug of the node above, empty at the top
	Aliases []string // addresses that lead here, without slashes around them
}

// A Tree never changes, so that goroutines may share it. The zero Tree is empty.
//
// Nodes are spoken of by their place in the slice that the tree was made of. No
// path is kept: in a deep tree they would take room by the square of its depth.
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

// plant finds the depth of each node, and the circles: one fault for each, however
// many nodes hang below it. Every node is walked over once.
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

// Below yields the places of the nodes below a slug, each before its children;
// below "" are all. It does not recurse, for a tree may be as deep as it is large.
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
