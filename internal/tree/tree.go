// Package tree implements a tree of nodes with slugs that also knows the former
// addresses of its nodes. An address is a slug or a path; a path consists of the
// slugs from the top of the tree down, joined by slashes.
package tree

import (
	"errors"
	"iter"
	"slices"
	"strings"
)

// A Node is a node of a tree.
type Node struct {
	Slug    string   // unique
	Parent  string   // slug of the parent, empty at the top
	Aliases []string // addresses that redirect here, without leading or trailing slashes
}

// A Tree is an immutable tree of nodes. It is safe for concurrent use. The zero
// Tree is empty.
//
// A node is identified by its place, which is its index in the slice that the tree
// was made from. Paths are not stored: in a deep tree their total length would be
// quadratic in its depth.
type Tree struct {
	nodes     []Node
	place     map[string]int   // index in nodes, by slug
	children  map[string][]int // by slug of the parent; those of "" are at the top
	depth     []int            // 0 at the top
	redirects map[string]int   // by alias
	reach     int              // length of the longest alias
	gone      map[string]bool  // addresses of removed nodes
}

// A Fault is a reason why nodes do not form a valid tree.
type Fault struct {
	Node  int    // the node at fault, or -1 if Field is gone
	Field string // such as slug, parent, aliases[2] or gone[0]
	Value string
	Err   error
	Other int // for ErrTaken, the node that has the slug or address
}

// The errors of a Fault and of [Tree.Resolve].
var (
	ErrTaken   = errors.New("taken")
	ErrMissing = errors.New("missing")
	ErrCircle  = errors.New("circle")
	ErrAddress = errors.New("not a valid path: want segments joined by single slashes")
	ErrGone    = errors.New("gone")
)

// New returns the tree of the given nodes. The gone addresses are those of removed
// nodes. New also returns all faults; if there are any, the tree must not be used.
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

// plant determines the depth of each node and finds the cycles. It returns one
// fault per cycle, however many nodes are below it. It visits every node once.
func (t *Tree) plant() (faults []Fault) {
	const unseen, walked = -1, -2
	for i := range t.depth {
		t.depth[i] = unseen
	}
	for i := range t.nodes {
		// Walk up to the top, to a node whose depth is known, or to a node of
		// this walk, which is then part of a cycle.
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

// Place returns the place of the node with the given slug, and whether there is
// one.
func (t *Tree) Place(slug string) (int, bool) {
	i, ok := t.place[slug]
	return i, ok
}

// Parent returns the place of the parent of node i, and whether it has one.
func (t *Tree) Parent(i int) (int, bool) { return t.Place(t.nodes[i].Parent) }

// Depth returns the number of nodes above node i.
func (t *Tree) Depth(i int) int { return t.depth[i] }

// Children returns the places of the children of a slug, or of the nodes at the top
// for "", in increasing order. The caller must not modify the slice.
func (t *Tree) Children(slug string) []int { return t.children[slug] }

// Below yields the places of all nodes below a slug, each before its children. All
// nodes are below "". It does not recurse, since a tree may be as deep as it is
// large.
func (t *Tree) Below(slug string) iter.Seq[int] {
	return func(yield func(int) bool) {
		var ahead []int // the next node is last
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

// Above yields the places of the nodes above node i, from its parent up.
func (t *Tree) Above(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at, ok := t.Parent(i); ok && yield(at); {
			at, ok = t.Parent(at)
		}
	}
}

// Path returns the path of node i.
func (t *Tree) Path(i int) string {
	slugs := []string{t.nodes[i].Slug}
	for above := range t.Above(i) {
		slugs = append(slugs, t.nodes[above].Slug)
	}
	slices.Reverse(slugs)
	return strings.Join(slugs, "/")
}
