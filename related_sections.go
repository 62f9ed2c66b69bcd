package presse

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/related"
)

// place sets the sections of a query to those that the taxonomy of q means by them. A
// removed section is compared as written, since articles may still name it; any other
// address that leads to no section, or to several, is an error.
func (x *Index) place(op string, inner *related.Query, q *Query) error {
	p := x.places.Load()
	if p == nil || p.taxonomy != q.Taxonomy {
		p = &places{taxonomy: q.Taxonomy}
		x.places.Store(p)
	}
	c := check{op: op}
	in, out := p.area(&c, "sections", q.Sections), p.area(&c, "not_sections", q.NotSections)
	if len(q.Sections) > 0 {
		inner.Sections.Are = func(section string) bool { return in.has(section, everyOne) }
	}
	if len(q.NotSections) > 0 {
		inner.Avoided.Are = func(section string) bool { return out.has(section, anyOne) }
	}
	return errors.Join(c.faults...)
}

// places caches where the sections of articles are in a taxonomy. There are few
// sections and many articles. It is safe for concurrent use.
type places struct {
	taxonomy *Taxonomy
	known    sync.Map // by section as an article names it: the paths it may mean, as []string
}

// of returns the paths of the sections that an article's section may mean: one, several
// if it is a slug of several, or none if the taxonomy does not have it. An index knows a
// section by one of the spellings that its articles use, such as "Éco" where others
// have "eco", so what is no address is also read as a slug would have it.
func (p *places) of(section string) []string {
	if paths, ok := p.known.Load(section); ok {
		return paths.([]string)
	}
	paths := p.resolve(section)
	if paths == nil {
		paths = p.resolve(related.SectionPath(section))
	}
	p.known.Store(section, paths)
	return paths
}

func (p *places) resolve(section string) (paths []string) {
	var several *AmbiguityError
	switch path, _, err := p.taxonomy.Resolve(section); {
	case err == nil:
		paths = []string{path}
	case errors.As(err, &several):
		for _, reading := range several.Readings {
			paths = append(paths, reading[0].Path)
		}
	}
	return paths
}

// An area is a part of the tree of sections.
type area struct {
	places *places
	tops   []string // paths of sections; those below them belong to the area too
	gone   []string // keys of addresses of removed sections
}

// area returns the area of the given sections. It adds a fault for each that it does
// not know.
func (p *places) area(c *check, field string, sections []string) area {
	a := area{places: p}
	for i, s := range sections {
		switch path, _, err := p.taxonomy.Resolve(s); {
		case err == nil:
			a.tops = append(a.tops, path)
		case errors.Is(err, ErrGone):
			a.gone = append(a.gone, address.Key(s))
		default:
			var reason *Error
			errors.As(err, &reason)
			c.want(false, item(field, i), s, reason.Err)
		}
	}
	return a
}

// The arguments of area.has: how many of the sections that an ambiguous slug may mean must be in an area. Asked for
// a section, an Index offers only what is surely there; asked to avoid one, it offers
// nothing that may be there.
const (
	everyOne = true
	anyOne   = false
)

// has reports whether an article's section is in the area.
func (a *area) has(section string, every bool) bool {
	within := func(path string, tops []string) bool {
		return slices.ContainsFunc(tops, func(top string) bool {
			rest, below := strings.CutPrefix(path, top)
			return below && (rest == "" || rest[0] == '/')
		})
	}
	paths := a.places.of(section)
	if len(paths) == 0 {
		return within(address.Key(section), a.gone) || within(address.Key(related.SectionPath(section)), a.gone)
	}
	inside := func(path string) bool { return within(path, a.tops) }
	if every {
		return !slices.ContainsFunc(paths, func(path string) bool { return !inside(path) })
	}
	return slices.ContainsFunc(paths, inside)
}
