package presse

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/kicker"
	"github.com/presse-go/presse/internal/quote"
)

// SplitKicker returns the sections in a line that a page prints without separators, in
// order and without duplicates: "ActualitéCultureUne" is Actualité, Culture and Une.
// Spaces, commas, slashes, bars and bullets may also separate them.
//
// Names of sections in any edition are recognized first, whatever their case, accents
// and number (Sport, Sports), and with "&", "&amp;" or "et"; then former names, slugs and
// aliases. "Une", "La Une" and "À la une" are the placement that has one of these names
// or slugs. An unknown label is returned as a Section that has only a Name and the Slug
// it would have; t has no section with that path.
//
// Unknown labels are recognized by their capital letters. If commas, slashes or the like
// separate labels, an unknown label extends from one to the next: "Culture, Grand
// Angle".
//
// If the line can be read in several ways that are equally good, the error is an *Error
// that wraps an *AmbiguityError. If several sections have the same name, the one with
// another section of the line above or below it is meant.
func (t *Taxonomy) SplitKicker(s string) ([]Section, error) {
	t = t.orEmpty()
	var readings [][]Section
	closest := 0
	for _, pieces := range t.labels.Split(s) {
		for labels := range t.meanings(pieces) {
			related := t.related(labels)
			if related > closest {
				closest, readings = related, nil
			}
			if related < closest || len(readings) == kicker.MaxReadings {
				continue
			}
			reading := t.reading(labels)
			same := func(r []Section) bool {
				return slices.EqualFunc(r, reading, func(a, b Section) bool { return a.Slug == b.Slug && a.Path == b.Path })
			}
			if !slices.ContainsFunc(readings, same) {
				readings = append(readings, reading)
			}
		}
	}
	if len(readings) > 1 {
		return nil, &Error{Op: "split kicker", Value: quote.Short(s), Err: &AmbiguityError{Readings: readings}}
	}
	return readings[0], nil
}

// A label is a piece of a kicker.
type label struct {
	text    string
	section int // place, or -1 if unknown
}

// meanings yields what the pieces of a kicker may mean: a name may be that of several
// sections. In one kicker it always means the same one. There are at most 4,096
// meanings, in which the names that come first vary first.
func (t *Taxonomy) meanings(pieces []kicker.Piece) iter.Seq[[]label] {
	return func(yield func([]label) bool) {
		labels := make([]label, len(pieces))
		choice := make(map[int]int) // for the names that several sections have, one of these
		var names []int             // the same names, each once
		for i, p := range pieces {
			labels[i] = label{p.Text, -1}
			if p.Owner < 0 {
				if known, err := t.tree.Find(Slug(p.Text)); err == nil {
					labels[i].section = known // recognized only by its slug: "n° 1"
				}
				continue
			}
			labels[i].section = t.owners[p.Owner][0]
			if _, known := choice[p.Owner]; !known && len(t.owners[p.Owner]) > 1 {
				choice[p.Owner] = 0
				names = append(names, p.Owner)
			}
		}
		for range 4096 {
			for i, p := range pieces {
				if chosen, ok := choice[p.Owner]; ok {
					labels[i].section = t.owners[p.Owner][chosen]
				}
			}
			if !yield(labels) {
				return
			}
			next := 0
			for ; next < len(names); next++ {
				name := names[next]
				if choice[name]++; choice[name] < len(t.owners[name]) {
					break
				}
				choice[name] = 0
			}
			if next == len(names) {
				return
			}
		}
	}
}

// related returns how many sections of a kicker have another one above them.
func (t *Taxonomy) related(labels []label) (n int) {
	seen := make(map[int]bool, len(labels))
	for _, l := range labels {
		seen[l.section] = l.section >= 0
	}
	for i := range seen {
		if i < 0 {
			continue
		}
		for above := range t.tree.Above(i) {
			if seen[above] {
				n++
				break
			}
		}
	}
	return n
}

// reading returns the sections of a kicker without duplicates.
func (t *Taxonomy) reading(labels []label) (sections []Section) {
	seen := make(map[string]bool, len(labels)) // paths of known sections, slugs of others
	for _, l := range labels {
		s := Section{Name: l.text, Slug: Slug(l.text)}
		if l.section >= 0 {
			s = t.section(l.section)
		}
		if id := cmp.Or(s.Path, s.Slug); id != "" && !seen[id] {
			seen[id] = true
			sections = append(sections, s)
		}
	}
	return sections
}

// An AmbiguityError is the cause of an error if a kicker can be read in several ways, or
// if several sections have a slug; each of these is then a reading.
type AmbiguityError struct {
	Readings [][]Section // at least 2, of a kicker at most 16, in a fixed order
}

// Error lists the slugs of each reading, or the paths if slugs do not tell the readings
// apart.
func (e *AmbiguityError) Error() string {
	if e == nil {
		return "<nil>"
	}
	list := func(name func(Section) string) (readings []string, distinct bool) {
		seen := make(map[string]bool)
		for _, reading := range e.Readings {
			names := make([]string, len(reading))
			for i, s := range reading {
				names[i] = name(s)
			}
			all := strings.Join(names, " + ")
			readings, seen[all] = append(readings, all), true
		}
		return readings, len(seen) == len(readings)
	}
	readings, distinct := list(func(s Section) string { return s.Slug })
	if !distinct {
		readings, _ = list(func(s Section) string { return cmp.Or(s.Path, s.Slug) })
	}
	return "can be read as " + strings.Join(readings, " or as ")
}
