package tree

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/address"
)

// redirect adds the aliases. It is a fault if an alias is already the address or
// an alias of a node, since it would lead to two. The slug of several nodes is no
// address, so it may be an alias.
func (t *Tree) redirect() (faults []Fault) {
	for i, n := range t.nodes {
		for j, alias := range n.Aliases {
			other, taken := t.leads(alias)
			fault := Fault{i, fmt.Sprintf("aliases[%d]", j), alias, nil, other}
			switch {
			case address.ValidPath(alias) != nil:
				fault.Err = ErrAddress
			case taken:
				fault.Err = ErrTaken
			default:
				t.redirects[address.Key(alias)] = i
				t.reach = max(t.reach, strings.Count(alias, "/"))
				continue
			}
			faults = append(faults, fault)
		}
	}
	return faults
}

// bury adds the addresses of removed nodes. It is a fault if one leads to a node.
func (t *Tree) bury(gone []string) (faults []Fault) {
	for i, former := range gone {
		other, taken := t.leads(former)
		fault := Fault{-1, fmt.Sprintf("gone[%d]", i), former, nil, other}
		switch {
		case address.ValidPath(former) != nil:
			fault.Err = ErrAddress
		case taken:
			fault.Err = ErrTaken
		default:
			t.gone[address.Key(former)] = former
			t.reach = max(t.reach, strings.Count(former, "/"))
			continue
		}
		faults = append(faults, fault)
	}
	return faults
}

// Gone returns the addresses of removed nodes, sorted.
func (t *Tree) Gone() []string { return slices.Sorted(maps.Values(t.gone)) }

// Resolve returns the place of the node that an address leads to, and reports
// whether it leads there by a redirect. The error is nil, ErrGone, ErrMissing or, for
// a slug of several nodes, ErrAmbiguous. A present address takes precedence over a
// former one: if another node has the path now, or alone has the slug, it leads to that
// node.
func (t *Tree) Resolve(of string) (place int, moved bool, err error) {
	key := address.Key(of)
	i, err := t.Find(key)
	if err == nil {
		return i, false, nil
	}
	if i, ok := t.redirects[key]; ok {
		return i, true, nil
	}
	if _, ok := t.gone[key]; ok {
		return 0, false, ErrGone
	}
	if err == ErrAmbiguous {
		return 0, false, err
	}
	if i, err = t.follow(key); err != nil {
		return 0, false, err
	}
	return i, true, nil
}

// ResolvePrefix resolves the longest part of a path, from its beginning, that is an
// address or was one, as Resolve does. It returns the number of segments of that part.
func (t *Tree) ResolvePrefix(path string) (place, segments int, moved bool, err error) {
	key := address.Key(path)
	var ends []int
	for at := range len(key) {
		if key[at] == '/' {
			ends = append(ends, at)
		}
	}
	ends = append(ends, len(key))
	// A former path ends in an alias, or continues one as far as the tree is deep.
	ends = ends[:min(len(ends), t.reach+t.deepest+2)]
	ambiguous := false
	for n, end := range slices.Backward(ends) {
		place, moved, err = t.Resolve(key[:end])
		if err == nil || err == ErrGone {
			return place, n + 1, moved, err
		}
		ambiguous = err == ErrAmbiguous
	}
	if ambiguous {
		return 0, 1, false, ErrAmbiguous
	}
	return 0, 0, false, ErrMissing
}

// follow resolves a path segment by segment. Each segment must be a present or former
// slug of a child of the node before, or lead to a former child. If the path up to some
// segment is an alias, that alias takes precedence.
func (t *Tree) follow(path string) (at int, err error) {
	err = ErrMissing
	start := 0
	for n := 0; start <= len(path) && (err == nil || n <= t.reach); n++ {
		end := len(path)
		if length := strings.IndexByte(path[start:], '/'); length >= 0 {
			end = start + length
		}
		var next int
		var former bool
		if n <= t.reach { // longer paths are not worth a lookup
			next, former = t.redirects[path[:end]]
		}
		switch {
		case former:
			at, err = next, nil
		case start == 0:
			if at, err = t.Find(path[:end]); err != nil {
				err = ErrMissing
			}
		case err == nil:
			at, err = t.below(at, path[start:end])
		default:
			err = ErrMissing
		}
		start = end + 1
	}
	if start <= len(path) {
		err = ErrMissing
	}
	return at, err
}

// below returns the node that a slug, given as its key, leads to below node i. If the
// node has left, an address of node i and the slug are a former address of it. If
// several nodes have left that way, none is meant.
func (t *Tree) below(i int, slug string) (int, error) {
	if child, ok := t.edges[edge{i, slug}]; ok {
		return child, nil
	}
	if child, ok := t.redirects[slug]; ok && t.parent[child] == i {
		return child, nil
	}
	at, err := 0, ErrMissing
	for above := range t.addresses(i) {
		former := address.Key(above) + "/" + slug
		node, found := t.redirects[former]
		var was error
		if _, ok := t.gone[former]; ok {
			found, was = true, ErrGone
		}
		switch {
		case !found:
		case err == ErrMissing:
			at, err = node, was
		case at != node || err != was:
			return 0, ErrMissing
		}
	}
	return at, err
}

// addresses yields all addresses of node i, former ones first.
func (t *Tree) addresses(i int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, alias := range t.nodes[i].Aliases {
			if !yield(alias) {
				return
			}
		}
		slug := t.nodes[i].Slug
		if at, err := t.Find(slug); (err != nil || at != i || yield(slug)) && t.parent[i] != Top {
			yield(t.Path(i))
		}
	}
}

// leads returns the node that an address leads to, as its present address or as an
// alias.
func (t *Tree) leads(path string) (int, bool) {
	if i, err := t.Find(path); err == nil {
		return i, true
	}
	i, ok := t.redirects[address.Key(path)]
	return i, ok
}

// Succeed returns a new tree of the given nodes in which every address of t still
// works: it redirects to the heir of the node that had it. The item of heirs for each
// node of t is the place of its heir, or -1 if the node is gone; if heirs is nil, nodes
// keep their places. An address that a new node has itself is no longer a redirect. If
// there are faults, the tree must not be used.
//
// Every path that is no longer in use becomes an alias, even if only a node far
// above was renamed. So every redirect takes one step, and later changes above
// cannot break it. A slug that several nodes come to have becomes an alias of the one
// that had it alone.
func (t *Tree) Succeed(nodes []Node, heirs []int) (*Tree, []Fault) {
	// Without redirects first, to find out which addresses are taken.
	next := slices.Clone(nodes)
	for i := range next {
		next[i].Aliases = nil
	}
	bare, faults := New(next, nil)
	if len(faults) > 0 {
		return bare, faults
	}
	heirOf := func(i int) int {
		if heirs == nil {
			return i
		}
		return heirs[i]
	}
	owner := make(map[string]int) // by alias
	alias := func(i int, of string) {
		key := address.Key(of)
		if had, ok := owner[key]; !ok || had != i || address.ValidPath(of) != nil {
			owner[key] = i
			next[i].Aliases = append(next[i].Aliases, of)
		}
	}
	gone := slices.Collect(maps.Values(t.gone))
	for i := range t.nodes {
		heir := heirOf(i)
		for of := range t.addresses(i) {
			if heir < 0 {
				gone = append(gone, of)
			} else if _, err := bare.Find(of); err != nil {
				alias(heir, of)
			}
		}
	}
	for i := range nodes {
		for _, of := range nodes[i].Aliases {
			// Redirects that the node had in t have been added above.
			had, ok := t.redirects[address.Key(of)]
			if !ok || heirOf(had) != i || address.ValidPath(of) != nil {
				alias(i, of)
			}
		}
	}
	u, faults := New(next, nil)
	for _, of := range gone {
		if _, leads := u.leads(of); !leads {
			u.gone[address.Key(of)] = of
			u.reach = max(u.reach, strings.Count(of, "/"))
		}
	}
	return u, faults
}

// Aliases returns the aliases of node i. The caller must not modify the slice.
func (t *Tree) Aliases(i int) []string { return t.nodes[i].Aliases }
