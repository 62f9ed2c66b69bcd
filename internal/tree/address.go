package tree

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/address"
)

// redirect adds the aliases. It is a fault if an alias is already the path or an alias
// of a node, since it would lead to two. It may be the slug of a node that is not at the
// top, and then takes precedence over it.
func (t *Tree) redirect() (faults []Fault) {
	for i, n := range t.nodes {
		for j, alias := range n.Aliases {
			other, taken := t.leads(alias)
			fault := Fault{i, fmt.Sprintf("aliases[%d]", j), alias, nil, other}
			switch {
			case address.ValidFormer(alias) != nil:
				fault.Err = ErrAddress
			case taken:
				fault.Err = ErrTaken
			default:
				t.addAlias(alias, i)
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
		case address.ValidFormer(former) != nil:
			fault.Err = ErrAddress
		case taken:
			fault.Err = ErrTaken
		default:
			t.addGone(former)
			continue
		}
		faults = append(faults, fault)
	}
	return faults
}

func (t *Tree) addAlias(alias string, i int) {
	t.redirects[address.Key(alias)] = i
	t.reach = max(t.reach, strings.Count(alias, "/"))
}

func (t *Tree) addGone(former string) {
	key := address.Key(former)
	t.gone[key] = former
	if end := strings.LastIndexByte(key, '/'); end >= 0 {
		t.ended[key[end+1:]] = true
	}
	t.reach = max(t.reach, strings.Count(former, "/"))
}

// Gone returns the addresses of removed nodes, sorted.
func (t *Tree) Gone() []string { return slices.Sorted(maps.Values(t.gone)) }

// Resolve returns the place of the node that an address leads to, and reports whether
// that is no longer, or never was, the path of that node. The error is nil, ErrGone,
// ErrMissing or, for a slug of several nodes, ErrAmbiguous.
//
// A path in use takes precedence over an alias or a gone address, and these over what
// follows from them, such as an alias and the slug of a child. A slug that is none of
// these comes last; the last segment of a gone address is gone if it is no such slug.
func (t *Tree) Resolve(of string) (place int, moved bool, err error) {
	return t.resolve(address.Key(of))
}

func (t *Tree) resolve(key string) (place int, moved bool, err error) {
	if i, ok := t.walk(Top, key); ok {
		return i, false, nil
	}
	if i, former, err := t.former(key); former {
		return i, err == nil, err
	}
	if strings.Contains(key, "/") {
		place, _, err = t.follow(key)
	} else {
		place, err = t.slug(key)
	}
	return place, err == nil, err
}

// slug returns the only node with a slug, given as its key. If there is none, but the
// slug is that of a gone path, the error is ErrGone.
func (t *Tree) slug(key string) (place int, err error) {
	if place, err = t.only(key); err != nil && t.ended[key] {
		err = ErrGone
	}
	return place, err
}

// former returns the node that a former address leads to, or ErrGone. The address is an
// alias or gone, or else former is false.
func (t *Tree) former(key string) (place int, former bool, err error) {
	if i, ok := t.redirects[key]; ok {
		return i, true, nil
	}
	if _, ok := t.gone[key]; ok {
		return 0, true, ErrGone
	}
	return 0, false, nil
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
		place, moved, err = t.resolve(key[:end])
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
// segment is an alias or gone, that takes precedence. If the error is ErrGone, was is
// the gone address that path leads to; the next segment may continue it.
func (t *Tree) follow(path string) (at int, was string, err error) {
	err = ErrMissing
	start := 0
	for n := 0; start <= len(path) && (err != ErrMissing || n <= t.reach); n++ {
		end := len(path)
		if length := strings.IndexByte(path[start:], '/'); length >= 0 {
			end = start + length
		}
		next, former, errFormer := 0, false, error(nil)
		if n <= t.reach { // longer paths are not worth a lookup
			next, former, errFormer = t.former(path[:end])
		}
		switch {
		case former:
			at, was, err = next, path[:end], errFormer
		case start == 0:
			if top, ok := t.edges[edge{Top, path[:end]}]; ok {
				at, err = top, nil
			} else if at, err = t.slug(path[:end]); err == ErrAmbiguous {
				err = ErrMissing
			}
		case err == nil:
			at, was, err = t.below(at, path[start:end])
		case err == ErrGone:
			was += path[start-1 : end]
			if at, former, err = t.former(was); !former {
				err = ErrMissing
			}
		}
		start = end + 1
	}
	if start <= len(path) {
		err = ErrMissing
	}
	if err != nil {
		at = 0
	}
	return at, was, err
}

// below returns the node that a slug, given as its key, leads to below node i. If the
// node has left, an address of node i and the slug are a former address of it, was. If
// several nodes have left that way, the first former address counts.
func (t *Tree) below(i int, slug string) (at int, was string, err error) {
	if child, ok := t.edges[edge{i, slug}]; ok {
		return child, "", nil
	}
	if child, ok := t.redirects[slug]; ok && t.parent[child] == i {
		return child, "", nil
	}
	for above := range t.addresses(i) {
		was := address.Key(above) + "/" + slug
		if at, former, err := t.former(was); former {
			return at, was, err
		}
	}
	return 0, "", ErrMissing
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
		if at, _, err := t.Resolve(slug); (err != nil || at != i || t.isAlias(slug) || yield(slug)) && t.parent[i] != Top {
			yield(t.Path(i))
		}
	}
}

func (t *Tree) isAlias(of string) bool {
	_, ok := t.redirects[address.Key(of)]
	return ok
}

// leads returns the node that has an address as its path or as an alias.
func (t *Tree) leads(path string) (int, bool) {
	key := address.Key(path)
	if i, ok := t.walk(Top, key); ok {
		return i, true
	}
	i, ok := t.redirects[key]
	return i, ok
}

// Succeed returns a new tree of the given nodes in which every address of t still
// works: it redirects to the heir of the node that had it. The item of heirs for each
// node of t is the place of its heir, or -1 if the node is gone; if heirs is nil, nodes
// keep their places. An address that is now the path of a node is no longer a redirect.
// If there are faults, the tree must not be used.
//
// Every path that is no longer in use becomes an alias, even if only a node far
// above was renamed. So every redirect takes one step, and later changes above
// cannot break it. A slug that no longer leads to the node that had it alone becomes an
// alias of that node, and so does any other address that would lead elsewhere.
func (t *Tree) Succeed(nodes []Node, heirs []int) (*Tree, []Fault) {
	// Without redirects first, to find out which paths are taken.
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
		if had, ok := owner[key]; !ok || had != i || address.ValidFormer(of) != nil {
			owner[key] = i
			next[i].Aliases = append(next[i].Aliases, of)
		}
	}
	gone := slices.Collect(maps.Values(t.gone))
	for i := range t.nodes {
		heir := heirOf(i)
		for of := range t.addresses(i) {
			key := address.Key(of)
			if _, taken := bare.walk(Top, key); taken {
				continue
			}
			if _, path := t.walk(Top, key); !path && !t.isAlias(of) { // only a slug
				if at, err := bare.only(key); err == nil && at == heir || heir < 0 {
					continue
				}
			}
			if heir < 0 {
				gone = append(gone, of)
			} else {
				alias(heir, of)
			}
		}
	}
	for i := range nodes {
		for _, of := range nodes[i].Aliases {
			// Redirects that the node had in t have been added above.
			had, ok := t.redirects[address.Key(of)]
			if !ok || heirOf(had) != i || address.ValidFormer(of) != nil {
				alias(i, of)
			}
		}
	}
	u, faults := New(next, nil)
	for _, of := range gone {
		if _, leads := u.leads(of); !leads {
			u.addGone(of)
		}
	}
	if len(faults) == 0 {
		u.keep(t, heirOf)
		u.keepSlugs(t)
	}
	return u, faults
}

// keepSlugs makes gone addresses of the slugs of removed nodes that led to a node of t,
// or were gone, and that no address of u ends in any more.
func (u *Tree) keepSlugs(t *Tree) {
	keep := func(slug string) {
		if _, _, err := t.resolve(slug); err == nil || err == ErrGone {
			if _, _, err := u.resolve(slug); err == ErrMissing || err == ErrAmbiguous {
				u.addGone(slug)
			}
		}
	}
	for slug := range t.named {
		keep(slug)
	}
	for slug := range t.ended {
		keep(slug)
	}
}

// maxKept is how many addresses one edit keeps that follow from others. Real papers need
// a few for each section that is moved or removed.
const maxKept = 1000

// keep makes aliases, or gone addresses, of the addresses of t that follow from others
// and that would lead elsewhere in u: an address of a node and the slug, alias or former
// slug of a child. Longer ones follow from these. An address that is now the path of
// another node is lost, and keep turns to those below it.
//
// It makes at most maxKept, since the addresses that follow from others multiply when
// sections are moved back and forth. These were never paths: paths are all kept.
func (u *Tree) keep(t *Tree, heirOf func(int) int) {
	slugs := make([][]string, len(t.nodes)) // below each node, in any time
	for i, n := range t.nodes {
		if above := t.parent[i]; above != Top {
			slugs[above] = append(slugs[above], n.Slug)
			for _, alias := range n.Aliases {
				if !strings.Contains(alias, "/") {
					slugs[above] = append(slugs[above], alias)
				}
			}
		}
	}
	left := func(former string) {
		if end := strings.LastIndexByte(former, '/'); end >= 0 {
			if above, _, err := t.Resolve(former[:end]); err == nil {
				slugs[above] = append(slugs[above], former[end+1:])
			}
		}
	}
	for _, n := range t.nodes {
		for _, alias := range n.Aliases {
			left(alias)
		}
	}
	gone := t.Gone()
	for _, former := range gone {
		left(former)
	}
	changed := true              // an alias may be found first below a node, in place of another
	within := make(map[int]bool) // removed nodes that below is at, so that it ends
	var below func(above string, i int)
	room := maxKept
	store := func(of string, heir int) {
		if room == 0 {
			return
		}
		room--
		if changed = true; heir < 0 {
			u.addGone(of)
			return
		}
		u.nodes[heir].Aliases = append(u.nodes[heir].Aliases, of)
		u.addAlias(of, heir)
	}
	below = func(above string, i int) {
		for _, slug := range slugs[i] {
			if room == 0 {
				return
			}
			of := above + "/" + slug
			key := address.Key(of)
			if _, ok := t.walk(Top, key); ok {
				continue
			}
			if _, former, _ := t.former(key); former {
				continue
			}
			at, was, err := t.follow(key)
			if err == ErrMissing {
				continue
			}
			heir := -1
			if err == nil {
				heir = heirOf(at)
			}
			now, moved, errNow := u.resolve(key)
			_, former, _ := u.former(key)
			switch {
			case errNow == nil && moved && now == heir:
			case errNow == ErrGone && heir < 0 && (former || err == ErrGone):
			case errNow == nil && !moved, former: // it is the path or an alias of another node
				if err == nil {
					below(of, at)
				}
			default:
				store(of, heir)
				if err == ErrGone {
					for _, former := range gone {
						rest, ok := strings.CutPrefix(address.Key(former), was+"/")
						if !ok {
							continue
						}
						if _, _, err := u.Resolve(of + "/" + rest); err == ErrMissing {
							store(of+"/"+rest, -1)
						}
					}
				}
				if heir < 0 && err == nil && !within[at] {
					within[at] = true
					below(of, at)
					delete(within, at)
				}
			}
		}
	}
	for changed && room > 0 {
		changed = false
		for i := range t.nodes {
			if len(slugs[i]) > 0 {
				for above := range t.addresses(i) {
					below(above, i)
				}
			}
		}
	}
}

// Aliases returns the aliases of node i. The caller must not modify the slice.
func (t *Tree) Aliases(i int) []string { return t.nodes[i].Aliases }
