// Package tree implements a tree of nodes with slugs that also knows the former
// addresses of its nodes. An address is a path, which consists of the slugs from the
// top of the tree down, joined by slashes, or a slug that no other node has. Package
// address defines which spellings of an address are the same.
package tree

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/address"
)

// A Node is a node of a tree.
type Node struct {
	Slug    string   // unique among the children of a node
	Parent  string   // address of the parent, empty at the top
	Under   int      // place of the parent plus one; 0 if only Parent says it
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
	parent    []int             // place of the parent, or Top
	children  map[int][]int     // by parent, in increasing order
	edges     map[edge]int      // the same, for paths from the top down
	named     map[string][]int  // by slug
	depth     []int             // 0 at the top
	redirects map[string]int    // by alias
	gone      map[string]string // addresses of removed nodes, as given
	ended     map[string]bool   // last segments of gone paths
	deepest   int               // maximum number of nodes above a node
	reach     int               // maximum number of slashes in an alias or a gone address
}

// Top stands for the parent of the nodes at the top.
const Top = -1

// An edge leads from a node, or the top, to the child with a slug. Here, and as a key
// of the maps of a Tree, a slug or an address is its address.Key.
type edge struct {
	parent int
	slug   string
}

// A Fault is a reason why nodes do not form a valid tree.
type Fault struct {
	Node  int    // the node at fault, or -1 if Field is gone
	Field string // such as slug, parent, aliases[2] or gone[0]
	Value string
	Err   error
	Other int // for ErrTaken, the node that has the slug or address
}

// The errors of a Fault, of [Tree.Find] and of [Tree.Resolve].
var (
	ErrTaken     = errors.New("taken")
	ErrMissing   = errors.New("missing")
	ErrAmbiguous = errors.New("ambiguous")
	ErrCircle    = errors.New("circle")
	ErrAddress   = errors.New("not a valid path") // see address.ValidFormer
	ErrGone      = errors.New("gone")
)

// New returns the tree of the given nodes. The gone addresses are those of removed
// nodes. New also returns all faults; if there are any, the tree may only be used to
// explain them.
func New(nodes []Node, gone []string) (*Tree, []Fault) {
	t := &Tree{
		nodes:     nodes,
		parent:    make([]int, len(nodes)),
		children:  make(map[int][]int),
		edges:     make(map[edge]int, len(nodes)),
		named:     make(map[string][]int, len(nodes)),
		depth:     make([]int, len(nodes)),
		redirects: make(map[string]int),
		gone:      make(map[string]string),
		ended:     make(map[string]bool),
	}
	faults := t.link()
	for i := range nodes {
		t.children[t.parent[i]] = append(t.children[t.parent[i]], i)
	}
	faults = append(faults, t.plant()...)
	faults = append(faults, t.redirect()...)
	faults = append(faults, t.bury(gone)...)
	return t, faults
}

// link determines the parent of each node. The slug of a single node names it at once.
// A path is followed as far as its nodes are known, and then waits for the next one.
func (t *Tree) link() (faults []Fault) {
	const unknown = -2
	type walk struct {
		node, at int
		rest     string // path from at to the parent of node
	}
	var (
		slugs   = make([]string, len(t.nodes))
		taken   = make(map[int]int) // by node, an earlier one with the same path
		waiting = make(map[edge][]walk)
		ready   []walk
	)
	attach := func(i, parent int) {
		t.parent[i] = parent
		e := edge{parent, slugs[i]}
		if first, ok := t.edges[e]; ok {
			taken[i] = first
			return
		}
		t.edges[e] = i
		ready = append(ready, waiting[e]...)
		delete(waiting, e)
	}
	advance := func() {
		for len(ready) > 0 {
			w := ready[len(ready)-1]
			ready = ready[:len(ready)-1]
			slug, rest, more := strings.Cut(w.rest, "/")
			next, ok := t.edges[edge{w.at, slug}]
			switch {
			case !ok:
				waiting[edge{w.at, slug}] = append(waiting[edge{w.at, slug}], w)
			case more:
				ready = append(ready, walk{w.node, next, rest})
			default:
				attach(w.node, next)
			}
		}
	}
	for i, n := range t.nodes {
		slugs[i] = address.Key(n.Slug)
		t.named[slugs[i]] = append(t.named[slugs[i]], i)
		t.parent[i] = unknown
	}
	var open []int // nodes whose parent is not known yet
	for i, n := range t.nodes {
		key := address.Key(n.Parent)
		switch named := t.named[key]; {
		case n.Under > 0:
			attach(i, n.Under-1)
		case n.Parent == "":
			attach(i, Top)
		case len(named) == 1:
			attach(i, named[0])
		default:
			open = append(open, i)
			ready = append(ready, walk{i, Top, key})
		}
		advance()
	}
	// A slug that several nodes have names one if the others are at fault.
	for progress := true; progress; {
		progress = false
		for _, i := range open {
			named := slices.DeleteFunc(slices.Clone(t.named[address.Key(t.nodes[i].Parent)]), func(j int) bool {
				_, ok := taken[j]
				return ok
			})
			if t.parent[i] == unknown && len(named) == 1 {
				attach(i, named[0])
				advance()
				progress = true
			}
		}
	}
	for i, n := range t.nodes {
		if first, ok := taken[i]; ok {
			faults = append(faults, Fault{i, "slug", n.Slug, ErrTaken, first})
		}
	}
	for _, i := range open {
		if t.parent[i] == unknown {
			t.parent[i] = Top
			parent := t.nodes[i].Parent
			_, err := t.Find(parent)
			faults = append(faults, Fault{i, "parent", parent, err, 0})
		}
	}
	return faults
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
		at := i
		for at != Top && t.depth[at] == unseen {
			t.depth[at] = walked
			walk = append(walk, at)
			at = t.parent[at]
		}
		above := -1
		switch {
		case at == Top:
		case t.depth[at] == walked:
			var round strings.Builder
			for _, j := range walk[slices.Index(walk, at):] {
				round.WriteString(t.nodes[j].Slug + " → ")
			}
			faults = append(faults, Fault{at, "parent", round.String() + t.nodes[at].Slug, ErrCircle, 0})
			t.parent[at] = Top // so that a walk up ends
		default:
			above = t.depth[at]
		}
		for _, j := range slices.Backward(walk) {
			above++
			t.depth[j] = above
		}
		t.deepest = max(t.deepest, above)
	}
	return faults
}

// Find returns the place of the node with a path, or with a slug that no other node has.
// The error is nil, ErrMissing, or ErrAmbiguous if the address is a slug of several
// nodes, none of which is at the top.
func (t *Tree) Find(of string) (place int, err error) {
	key := address.Key(of)
	if i, ok := t.walk(Top, key); ok {
		return i, nil
	}
	return t.only(key)
}

// only returns the only node with a slug, given as its key.
func (t *Tree) only(slug string) (place int, err error) {
	switch named := t.named[slug]; len(named) {
	case 0:
		return 0, ErrMissing
	case 1:
		return named[0], nil
	default:
		return 0, ErrAmbiguous
	}
}

// walk follows a path, given as its key, from node at down.
func (t *Tree) walk(at int, path string) (place int, ok bool) {
	for {
		end := strings.IndexByte(path, '/')
		if end < 0 {
			at, ok = t.edges[edge{at, path}]
			return at, ok
		}
		if at, ok = t.edges[edge{at, path[:end]}]; !ok {
			return 0, false
		}
		path = path[end+1:]
	}
}

// Slug returns the slug of node i.
func (t *Tree) Slug(i int) string { return t.nodes[i].Slug }

// Named returns the places of the nodes with a slug, in increasing order. The caller
// must not modify the slice.
func (t *Tree) Named(slug string) []int { return t.named[address.Key(slug)] }

// Child returns the place of the child of node i, or of the node at the top, that has
// the given slug, and whether there is one.
func (t *Tree) Child(i int, slug string) (int, bool) {
	child, ok := t.edges[edge{i, address.Key(slug)}]
	return child, ok
}

// Parent returns the place of the parent of node i, or Top.
func (t *Tree) Parent(i int) int { return t.parent[i] }

// Depth returns the number of nodes above node i.
func (t *Tree) Depth(i int) int { return t.depth[i] }

// Children returns the places of the children of node i, or of the nodes at the top,
// in increasing order. The caller must not modify the slice.
func (t *Tree) Children(i int) []int { return t.children[i] }

// Below yields the places of all nodes below node i, each before its children. All
// nodes are below Top. It does not recurse, since a tree may be as deep as it is
// large.
func (t *Tree) Below(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		var ahead []int // the next node is last
		push := func(i int) {
			for _, child := range slices.Backward(t.children[i]) {
				ahead = append(ahead, child)
			}
		}
		for push(i); len(ahead) > 0; {
			next := ahead[len(ahead)-1]
			ahead = ahead[:len(ahead)-1]
			if !yield(next) {
				return
			}
			push(next)
		}
	}
}

// Above yields the places of the nodes above node i, from its parent up.
func (t *Tree) Above(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := t.parent[i]; at != Top && yield(at); {
			at = t.parent[at]
		}
	}
}

// Path returns the path of node i.
func (t *Tree) Path(i int) string {
	if t.parent[i] == Top {
		return t.nodes[i].Slug
	}
	var few [8]string // so that most paths take one allocation
	slugs := append(few[:0], t.nodes[i].Slug)
	size := len(t.nodes[i].Slug)
	for at := t.parent[i]; at != Top; at = t.parent[at] {
		slugs = append(slugs, t.nodes[at].Slug)
		size += len("/") + len(t.nodes[at].Slug)
	}
	var path strings.Builder
	path.Grow(size)
	for n, slug := range slices.Backward(slugs) {
		path.WriteString(slug)
		if n > 0 {
			path.WriteByte('/')
		}
	}
	return path.String()
}

// HasPath reports whether the path of node i is written like this.
func (t *Tree) HasPath(i int, path string) bool {
	for at := i; ; at = t.parent[at] {
		slug := t.nodes[at].Slug
		rest, ok := strings.CutSuffix(path, slug)
		if !ok || t.parent[at] == Top {
			return ok && rest == ""
		}
		if path, ok = strings.CutSuffix(rest, "/"); !ok {
			return false
		}
	}
}
