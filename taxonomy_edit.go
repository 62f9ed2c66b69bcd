package presse

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/tree"
)

// With returns a taxonomy that also has these sections. Each replaces the one with the
// same path, that is, with its slug under its parent, or is added after all others. The
// aliases of a replaced section are kept, and so are its names, as former ones.
//
// With never moves a section, nor gives it another slug: see Move and Rename. It is an
// error if s.Path leads to a section of t that is elsewhere, for instance because s is a
// section of t that was given another Parent. Without Path, it is a new section, even
// if its slug exists under another parent. A new section at the top has its slug as its
// path, so that slug then names it, and no longer a section further down.
func (t *Taxonomy) With(sections ...Section) (*Taxonomy, error) {
	const op = "put section"
	t = t.orEmpty()

	// First as if all were new: a new section with the path of an old one replaces it.
	known := len(t.sections)
	trial := nodes(slices.Concat(t.sections, sections))
	for i := range trial {
		trial[i].Aliases = nil
		if i < known {
			trial[i].Under = t.tree.Parent(i) + 1
		}
	}
	grown, faults := tree.New(trial, nil)
	replaces := make(map[int]int)
	orphans := make(map[int]bool)
	for _, f := range faults {
		if f.Field == "parent" {
			orphans[f.Node] = true
		} else if f.Err == tree.ErrTaken && f.Other < known {
			replaces[f.Node] = f.Other
		}
	}

	c := check{op: op}
	next := slices.Clone(t.sections)
	places := make([]int, len(trial)) // in next
	put := make(map[int]bool)
	for i := range trial {
		places[i] = i
		if i < known {
			continue
		}
		s := sections[i-known]
		if old, ok := replaces[i]; ok && !put[old] {
			places[i], put[old] = old, true
			next[old] = s.remember(t.sections[old])
		} else {
			places[i] = len(next)
			next = append(next, s)
		}
		if at, _, err := t.tree.Resolve(s.Path); err == nil && at != places[i] {
			c.want(false, fmt.Sprintf("sections[%d].path", places[i]), s.Path, errElsewhere)
		}
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}

	planted := nodes(next)
	for i := range trial {
		if above := grown.Parent(i); above != tree.Top && !orphans[i] {
			planted[places[i]].Under = places[above] + 1
		}
	}
	return t.succeed(op, next, planted, nil)
}

var errElsewhere = errors.New("a section that is elsewhere: see Move and Rename")

// Rename gives a section another slug, another name, or both; an empty argument leaves
// the one it has. The section is given by its path or unique slug. Its old addresses,
// and those of the sections below it, redirect, and its old name is kept as a former one.
func (t *Taxonomy) Rename(path, newSlug, newName string) (*Taxonomy, error) {
	const op = "rename section"
	t = t.orEmpty()
	i, err := t.find(op, "slug", path)
	if err != nil {
		return nil, err
	}
	e := t.edit()
	s := &e.sections[i]
	s.Slug = cmp.Or(newSlug, s.Slug)
	s.Name = cmp.Or(newName, s.Name)
	*s = s.remember(t.sections[i])
	return t.apply(op, e)
}

// Move puts a section, with all sections below it, under another parent, or at the top
// if parent is empty. Both are given by their paths or unique slugs. Their old paths
// redirect. The cause of the error is ErrCycle if parent is the section itself or below
// it, and ErrDuplicate if parent has a section with the slug.
func (t *Taxonomy) Move(path, parent string) (*Taxonomy, error) {
	const op = "move section"
	t = t.orEmpty()
	i, err := t.find(op, "slug", path)
	if err != nil {
		return nil, err
	}
	e := t.edit()
	e.parents[i], e.sections[i].Parent = tree.Top, parent
	if parent != "" {
		if e.parents[i], err = t.find(op, fmt.Sprintf("sections[%d].parent", i), parent); err != nil {
			return nil, err
		}
	}
	return t.apply(op, e)
}

// Merge combines two sections, given by their paths or unique slugs: from is removed,
// its children, subjects and names go to into, the names as former ones, and its
// addresses redirect there. The cause of the error is ErrCycle if into is from or below
// it, and ErrDuplicate if both have a child with the same slug: merge these first.
func (t *Taxonomy) Merge(from, into string) (*Taxonomy, error) {
	const op = "merge section"
	t = t.orEmpty()
	i, err := t.find(op, "slug", from)
	if err != nil {
		return nil, err
	}
	j, err := t.find(op, "slug", into)
	if err != nil {
		return nil, err
	}
	for above := j; above != tree.Top; above = t.tree.Parent(above) {
		if above == i {
			return nil, &Error{Op: op, Field: "into", Value: quote.Short(into), Err: ErrCycle}
		}
	}
	e := t.edit()
	e.heirs[i] = j
	for _, child := range t.tree.Children(i) {
		e.parents[child] = j
	}
	s := e.sections[j].remember(t.sections[i])
	for _, subject := range t.sections[i].Subjects {
		if !slices.ContainsFunc(s.Subjects, subject.same) {
			s.Subjects = append(slices.Clip(s.Subjects), subject)
		}
	}
	e.sections[j] = s
	return t.apply(op, e)
}

// Remove removes a section, given by its path or unique slug, and all sections below it:
// their addresses are gone. Move or merge first what should stay.
func (t *Taxonomy) Remove(path string) (*Taxonomy, error) {
	const op = "remove section"
	t = t.orEmpty()
	i, err := t.find(op, "slug", path)
	if err != nil {
		return nil, err
	}
	e := t.edit()
	e.heirs[i] = -1
	for below := range t.tree.Below(i) {
		e.heirs[below] = -1
	}
	return t.apply(op, e)
}

// An edit says what becomes of each section of a taxonomy, by its place.
type edit struct {
	sections []Section
	parents  []int // tree.Top at the top
	heirs    []int // the place itself, or of the section that gets its addresses, or -1
}

// edit returns the edit that changes nothing.
func (t *Taxonomy) edit() edit {
	e := edit{slices.Clone(t.sections), make([]int, len(t.sections)), make([]int, len(t.sections))}
	for i := range e.sections {
		e.parents[i], e.heirs[i] = t.tree.Parent(i), i
	}
	return e
}

// apply returns the taxonomy after an edit.
func (t *Taxonomy) apply(op string, e edit) (*Taxonomy, error) {
	places := make([]int, len(e.sections)) // afterwards
	var next []Section
	for i, s := range e.sections {
		if places[i] = -1; e.heirs[i] == i {
			places[i] = len(next)
			next = append(next, s)
		}
	}
	planted := nodes(next)
	for i, heir := range e.heirs {
		if heir == i && e.parents[i] != tree.Top {
			planted[places[i]].Under = places[e.parents[i]] + 1
		}
		if heir >= 0 {
			e.heirs[i] = places[heir]
		}
	}
	return t.succeed(op, next, planted, e.heirs)
}

// succeed returns the successor of t that has these sections and nodes: see
// tree.Succeed for the heirs.
func (t *Taxonomy) succeed(op string, sections []Section, nodes []tree.Node, heirs []int) (*Taxonomy, error) {
	planted, faults := t.tree.Succeed(nodes, heirs)
	next, err := newTaxonomy(op, sections, planted, faults)
	if err != nil {
		return nil, err
	}
	next.unknown = t.unknown
	return next, nil
}

// remember returns s with the names of a former section as former names. Those that s
// has now are not.
func (s Section) remember(former Section) Section {
	seen := make(map[string]bool)
	for _, name := range s.names() {
		seen[nameKey(name)] = true
	}
	var names []string
	for _, name := range slices.Concat(s.FormerNames, former.FormerNames, former.names()) {
		if key := nameKey(name); !seen[key] {
			seen[key] = true
			names = append(names, name)
		}
	}
	s.FormerNames = names
	return s
}
