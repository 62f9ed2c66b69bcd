package presse

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/kicker"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/tree"
	"golang.org/x/text/language"
)

// A Taxonomy is the sections of a newspaper: a tree, the addresses that its sections
// had in the past, and those that are gone.
//
// A section is identified by its path, the slugs from the top of the tree down, joined
// by slashes: "rabat/sport". Its slug alone will do if no other section has it. Where
// several have it, it names none of them: functions that return an error return one
// that wraps an *AmbiguityError, all others behave as if there were no such section.
// A path takes precedence: "sport" is the section at the top with that slug, even if
// there is a "rabat/sport". All spellings of an address are one: see [SameAddress].
//
// A Taxonomy is immutable and safe for concurrent use: Rename, Move, Merge, Remove and
// With return a new one, in which every address that was ever valid leads, in one step,
// to an existing section or to ErrGone. The sections it returns are copies. The zero
// Taxonomy, and a nil *Taxonomy, have no sections.
//
// Its JSON form is an object with "sections", in order, and "gone", the addresses of
// removed sections; other members are kept.
type Taxonomy struct {
	sections []Section        // in the order given
	tree     tree.Tree        // of the same, in the same order
	named    map[string][]int // by SearchKey of the names in all editions
	labels   kicker.Labels    // for SplitKicker
	owners   [][]int          // the sections that have a label, by its owner in labels
	unknown  map[string]json.RawMessage
}

// noSections stands for a nil *Taxonomy.
var noSections Taxonomy

// A Section is a part of a newspaper, or a place in it.
//
// In its JSON form empty members are left out, and with them the kind of a subject.
// Members that presse does not know are kept in Unknown.
type Section struct {
	Slug        string          `json:"slug,omitzero"`         // one segment of an address, unique under its parent: "economie-sociale"
	Name        string          `json:"name,omitzero"`         // as printed: "Économie sociale"
	Parent      string          `json:"parent,omitzero"`       // path of the section it belongs to, or its slug if unique; empty at the top
	Path        string          `json:"-"`                     // "economie/economie-sociale": set by the taxonomy
	Kind        Kind            `json:"kind,omitzero"`         // what it says about a story
	Labels      map[Lang]string `json:"labels,omitzero"`       // names in other editions
	FormerNames []string        `json:"former_names,omitzero"` // names that were printed once, in any edition: SplitKicker and Named know them
	Aliases     []string        `json:"aliases,omitzero"`      // former slugs and paths, without a leading slash: they redirect
	Subjects    []string        `json:"subjects,omitzero"`     // IPTC Media Topics: "medtop:11000000"

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Kind is what a section says about the stories in it. Its text form, in JSON and
// databases too, is the last word of the constant in lower case: "subject".
type Kind uint8

// Only a subject can be the main section of a story: see [Taxonomy.Primary].
const (
	KindSubject   Kind = iota // what it is about: "Économie"
	KindPlacement             // where it is shown: "Une", "Autre"
	KindFormat                // what it is: "Vidéos", "Tribune"
)

// NewTaxonomy returns the taxonomy of these sections. Siblings keep the order given;
// parents may come before or after their children.
//
// It reports all faults at once, each as an *Error with the path of the field, such as
// sections[3].parent: slugs that are not a segment of an address, or that another
// section under the same parent has, names without a letter or digit, parents that do
// not exist or are ambiguous, cycles (ErrCycle, once for each), unknown kinds and
// languages, aliases that are not paths or already lead elsewhere, and subjects that are
// not of the form medtop:NNNNNNNN. Names need not be unique. Section.Path is ignored.
//
// A slug may have capitals, underscores, dots, letters of any alphabet and percent
// escapes: "a_la_une". It is not empty, "." or "..", has no slash, question mark, number
// sign, control character or space, as written and decoded, and at most 255 bytes,
// decoded.
func NewTaxonomy(sections ...Section) (*Taxonomy, error) {
	t, faults := tree.New(nodes(sections), nil)
	return newTaxonomy("new taxonomy", sections, t, faults)
}

// nodes returns what a tree needs to know about sections.
func nodes(sections []Section) []tree.Node {
	nodes := make([]tree.Node, len(sections))
	for i, s := range sections {
		nodes[i] = tree.Node{Slug: s.Slug, Parent: s.Parent, Aliases: slices.Clone(s.Aliases)}
	}
	return nodes
}

// newTaxonomy combines sections with their tree, and the tree's aliases, if there is no
// fault.
func newTaxonomy(op string, sections []Section, planted *tree.Tree, faults []tree.Fault) (*Taxonomy, error) {
	c := check{op: op}
	for i, s := range sections {
		s.check(&c, fmt.Sprintf("sections[%d].", i))
	}
	for _, f := range faults {
		field := f.Field
		if f.Node >= 0 {
			field = fmt.Sprintf("sections[%d].%s", f.Node, f.Field)
		}
		err := treeError(f)
		if f.Err == tree.ErrAmbiguous {
			t := Taxonomy{sections: sections, tree: *planted}
			err = t.ambiguity(f.Value)
		}
		c.want(false, field, f.Value, err)
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}

	t := &Taxonomy{sections: make([]Section, len(sections)), tree: *planted, named: make(map[string][]int)}
	former := make(map[string][]int) // as named
	var labels []kicker.Label
	ids := make(map[kicker.Label]int) // index in owners
	for i, s := range sections {
		s = s.clone()
		s.Aliases = slices.Clone(planted.Aliases(i))
		s.Parent = t.parent(i, s.Parent)
		t.sections[i] = s
		call := func(name string, rank int) {
			label := kicker.Label{Text: name, Rank: rank}
			id, ok := ids[label]
			if !ok {
				id = len(t.owners)
				ids[label] = id
				t.owners = append(t.owners, nil)
				label.Owner = id
				labels = append(labels, label)
			}
			if owners := t.owners[id]; len(owners) == 0 || owners[len(owners)-1] != i {
				t.owners[id] = append(owners, i)
			}
			named := t.named
			if rank == rankFormer {
				named = former
			}
			if key := nameKey(name); rank <= rankFormer && !slices.Contains(named[key], i) {
				named[key] = append(named[key], i)
			}
		}
		call(s.Name, rankName)
		for _, lang := range s.languages() {
			call(s.Labels[lang], rankEdition)
		}
		for _, name := range s.FormerNames {
			call(name, rankFormer)
		}
		if s.isFrontPage() {
			for _, name := range frontPage {
				call(name, rankFormer)
			}
		}
		call(s.Slug, rankSlug)
		for _, alias := range s.Aliases {
			call(alias[strings.LastIndexByte(alias, '/')+1:], rankAlias)
		}
	}
	for key, sections := range former {
		if t.named[key] == nil {
			t.named[key] = sections
		}
	}
	t.labels = kicker.NewLabels(labels)
	return t, nil
}

// parent returns what names the parent of section i: given, if it does, else the slug or
// the path of the parent.
func (t *Taxonomy) parent(i int, given string) string {
	above := t.tree.Parent(i)
	if above == tree.Top {
		return ""
	}
	for _, name := range []string{given, t.tree.Slug(above)} {
		if at, err := t.tree.Find(name); err == nil && at == above {
			return name
		}
	}
	return t.tree.Path(above)
}

// What a label in a kicker may be, most likely first.
const (
	rankName = iota
	rankEdition
	rankFormer
	rankSlug
	rankAlias
)

// check reports the faults of a section that can be found without the others.
func (s Section) check(c *check, field string) {
	if err := address.Valid(s.Slug); err != nil {
		c.want(false, field+"slug", s.Slug, err)
	}
	c.want(SearchKey(s.Name) != "", field+"name", s.Name, errEmpty)
	c.want(s.Kind <= KindFormat, field+"kind", s.Kind.String(), record.UnknownWord(kindWords))
	for _, lang := range s.languages() {
		at := field + "labels." + string(lang)
		c.want(lang.Tag() != language.Und, at, s.Labels[lang], errLang)
		c.want(SearchKey(s.Labels[lang]) != "", at, s.Labels[lang], errEmpty)
	}
	c.each(field+"former_names", s.FormerNames, errEmpty, func(name string) bool { return SearchKey(name) != "" })
	c.each(field+"subjects", s.Subjects, errMediaTopic, isMediaTopic)
}

var errMediaTopic = errors.New("not an IPTC Media Topic, such as medtop:11000000")

// isMediaTopic reports whether code has the right form. The IPTC adds and retires codes
// twice a year, so whether it exists is not checked.
func isMediaTopic(code string) bool {
	digits, ok := strings.CutPrefix(code, "medtop:")
	return ok && len(digits) == 8 && strings.Trim(digits, "0123456789") == ""
}

// treeError translates a fault of a tree into the errors of this package.
func treeError(f tree.Fault) error {
	switch f.Err {
	case tree.ErrTaken:
		return fmt.Errorf("%w of sections[%d]", ErrDuplicate, f.Other)
	case tree.ErrMissing:
		return ErrNotFound
	case tree.ErrAddress:
		return address.ValidPath(f.Value)
	case tree.ErrCircle:
		return ErrCycle
	case tree.ErrGone:
		return ErrGone
	}
	return f.Err
}

// orEmpty returns t, or the empty taxonomy if t is nil.
func (t *Taxonomy) orEmpty() *Taxonomy {
	if t == nil {
		return &noSections
	}
	return t
}

// Len returns the number of sections.
func (t *Taxonomy) Len() int { return len(t.orEmpty().sections) }

// Section returns the section with that path or unique slug. It returns false if there
// is none, or if several sections have the slug. It does not follow redirects: see
// [Taxonomy.Resolve].
func (t *Taxonomy) Section(path string) (Section, bool) {
	t = t.orEmpty()
	i, err := t.tree.Find(path)
	if err != nil {
		return Section{}, false
	}
	return t.section(i), true
}

// section returns a copy of section i, with its path.
func (t *Taxonomy) section(i int) Section {
	s := t.sections[i].clone()
	s.Path = t.tree.Path(i)
	return s
}

// find returns the place of the section with a path or unique slug.
func (t *Taxonomy) find(op, field, path string) (int, error) {
	i, err := t.tree.Find(path)
	switch err {
	case nil:
		return i, nil
	case tree.ErrAmbiguous:
		err = t.ambiguity(path)
	default:
		err = ErrNotFound
		if now, _, formerErr := t.tree.Resolve(path); formerErr == nil {
			err = fmt.Errorf("%w: it is %q now", err, t.tree.Path(now))
		}
	}
	return 0, &Error{Op: op, Field: field, Value: shorten(path), Err: err}
}

// ambiguity returns the error that lists the sections with a slug.
func (t *Taxonomy) ambiguity(slug string) error {
	e := new(AmbiguityError)
	for _, i := range t.tree.Named(slug) {
		e.Readings = append(e.Readings, []Section{t.section(i)})
	}
	return e
}

// Named returns the sections with that name in any edition. There is usually only one,
// but there may be a "Maroc" in "Sport" and another in "Actualité". Case, accents,
// apostrophes and punctuation do not matter, and "&", "&amp;" and "et" are the same. If
// no section has the name now, it returns those that had it once.
func (t *Taxonomy) Named(name string) []Section {
	t = t.orEmpty()
	return slices.Collect(t.at(slices.Values(t.named[nameKey(name)])))
}

// All yields every section, from the top of the tree down: a section before those below
// it, and siblings in the order they were given.
func (t *Taxonomy) All() iter.Seq[Section] { return t.Descendants("") }

// Descendants yields the sections below the one with that path or unique slug, in the
// order of All. It yields none if several sections have the slug.
func (t *Taxonomy) Descendants(path string) iter.Seq[Section] {
	t = t.orEmpty()
	return t.below(path, t.tree.Below)
}

// Children yields the sections directly below the one with that path or unique slug, or
// the top-level ones if path is empty, in the order they were given. It yields none if
// several sections have the slug.
func (t *Taxonomy) Children(path string) iter.Seq[Section] {
	t = t.orEmpty()
	return t.below(path, func(i int) iter.Seq[int] { return slices.Values(t.tree.Children(i)) })
}

// Ancestors yields the sections above the one with that path or unique slug, from its
// parent to the top. It yields none if several sections have the slug.
func (t *Taxonomy) Ancestors(path string) iter.Seq[Section] {
	t = t.orEmpty()
	i, err := t.tree.Find(path)
	if err != nil {
		return func(func(Section) bool) {}
	}
	return t.at(t.tree.Above(i))
}

// below yields the sections that walk yields from the section with a path, or from the
// top if path is empty.
func (t *Taxonomy) below(path string, walk func(int) iter.Seq[int]) iter.Seq[Section] {
	if path == "" {
		return t.at(walk(tree.Top))
	}
	i, err := t.tree.Find(path)
	if err != nil {
		return func(func(Section) bool) {}
	}
	return t.at(walk(i))
}

// Alphabetical yields every section in alphabetical order of the names, by slug where
// names are equal, and by path where slugs are.
func (t *Taxonomy) Alphabetical(o Order) iter.Seq[Section] {
	t = t.orEmpty()
	return func(yield func(Section) bool) {
		sorted := slices.SortedFunc(t.tree.Below(tree.Top), func(i, j int) int {
			a, b := &t.sections[i], &t.sections[j]
			if c := cmp.Or(o.Compare(a.Name, b.Name), strings.Compare(a.Slug, b.Slug)); c != 0 || i == j {
				return c
			}
			return strings.Compare(t.tree.Path(i), t.tree.Path(j))
		})
		t.at(slices.Values(sorted))(yield)
	}
}

// at yields the sections at these places.
func (t *Taxonomy) at(places iter.Seq[int]) iter.Seq[Section] {
	return func(yield func(Section) bool) {
		for i := range places {
			if !yield(t.section(i)) {
				return
			}
		}
	}
}

// Breadcrumb returns the sections from the top of the tree to the one with that path or
// unique slug. It returns nil if there is none, or if several sections have the slug.
func (t *Taxonomy) Breadcrumb(path string) []Section {
	s, ok := t.Section(path)
	if !ok {
		return nil
	}
	trail := slices.AppendSeq([]Section{s}, t.Ancestors(s.Path))
	slices.Reverse(trail)
	return trail
}

// Path returns the path of the section with that unique slug, or with that path, as the
// taxonomy writes it: "economie/economie-sociale". It is empty if there is none, or if
// several sections have the slug.
func (t *Taxonomy) Path(slug string) string {
	t = t.orEmpty()
	i, err := t.tree.Find(slug)
	if err != nil {
		return ""
	}
	return t.tree.Path(i)
}

// Primary returns the main section of a story, given the paths or unique slugs of its
// sections: the deepest subject, the first of several at the same depth, and never a
// placement or a format. Former slugs and paths are followed; unknown ones, and slugs of
// several sections, are ignored. See [Taxonomy.PrimaryOf] for what the desk chose.
func (t *Taxonomy) Primary(paths []string) (Section, bool) {
	t = t.orEmpty()
	best := -1
	for _, path := range paths {
		i, ok := t.subject(path)
		if ok && (best < 0 || t.tree.Depth(i) > t.tree.Depth(best)) {
			best = i
		}
	}
	if best < 0 {
		return Section{}, false
	}
	return t.section(best), true
}

// PrimaryOf returns the main section of an article: the one that a.Primary leads to if
// it is a subject, else [Taxonomy.Primary] of a.Sections.
func (t *Taxonomy) PrimaryOf(a *Article) (Section, bool) {
	t = t.orEmpty()
	if a == nil {
		return Section{}, false
	}
	if i, ok := t.subject(a.Primary); ok {
		return t.section(i), true
	}
	return t.Primary(a.Sections)
}

// subject returns the place of the section that an address leads to, and whether there
// is one and it is a subject.
func (t *Taxonomy) subject(path string) (int, bool) {
	i, _, err := t.tree.Resolve(path)
	return i, err == nil && t.sections[i].Kind == KindSubject
}

// Resolve returns the path of the section that an address leads to. The address is a
// path or a slug, with or without slashes around it. If moved is true, the section is
// no longer there: a site answers with a redirect to path.
//
// The cause of the error is ErrGone if the section was removed, for HTTP 410, and
// ErrNotFound if it never existed. It is an *AmbiguityError if the address is a slug of
// several sections and was never that of one alone. A path that begins with a former
// address is followed: if "eco" became "economie", "eco/bourse" is now
// "economie/bourse", and if "bourse" then moves, both lead there.
func (t *Taxonomy) Resolve(address string) (path string, moved bool, err error) {
	t = t.orEmpty()
	i, moved, err := t.tree.Resolve(address)
	if err != nil {
		return "", false, t.lost(address, address, err)
	}
	return t.tree.Path(i), moved, nil
}

// ResolvePath returns the section that a path begins with, and the rest of the path: of
// "eco/bourse/le-titre.html" the section "eco/bourse" and "le-titre.html". The rest is
// empty if the path is that of a section. As long a part of the path as possible is the
// section's. It is resolved as by [Taxonomy.Resolve], so that after a rename the old
// address of every article leads on: if moved is true, its new one is s.Path, a slash
// and rest.
//
// The path may have slashes around it. It has no scheme, host, query or fragment, as in
// the Path of a [net/url.URL]. If it has, or has an empty segment, the cause of the
// error is ErrNotFound.
func (t *Taxonomy) ResolvePath(path string) (s Section, rest string, moved bool, err error) {
	t = t.orEmpty()
	trimmed := strings.Trim(path, "/")
	if strings.ContainsAny(trimmed, "?#") || strings.Contains(trimmed, "//") {
		return Section{}, "", false, &Error{Op: opResolve, Field: "path", Value: shorten(path), Err: errNoPath}
	}
	i, n, moved, err := t.tree.ResolvePrefix(trimmed)
	if err != nil {
		first, _, _ := strings.Cut(trimmed, "/")
		return Section{}, "", false, t.lost(path, first, err)
	}
	for rest = trimmed; n > 0; n-- {
		_, rest, _ = strings.Cut(rest, "/")
	}
	return t.section(i), rest, moved, nil
}

const opResolve = "resolve section"

var errNoPath = fmt.Errorf("%w: want a path, without scheme, host, query and fragment", ErrNotFound)

// lost returns the error for an address that leads to no section.
func (t *Taxonomy) lost(path, slug string, err error) error {
	if err == tree.ErrAmbiguous {
		err = t.ambiguity(slug)
	} else {
		err = treeError(tree.Fault{Err: err})
	}
	return &Error{Op: opResolve, Field: "path", Value: shorten(path), Err: err}
}

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
		return nil, &Error{Op: "split kicker", Value: shorten(s), Err: &AmbiguityError{Readings: readings}}
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

// With returns a taxonomy that also has these sections. Each replaces the one with the
// same path, that is, with its slug under its parent, or is added after all others. The
// aliases of a replaced section are kept, and so are its names, as former ones.
//
// With never moves a section, nor gives it another slug: see Move and Rename. It is an
// error if s.Path leads to a section of t that is elsewhere, for instance because s is a
// section of t with another Parent. Without Path, it is a new section, even if
// its slug exists under another parent.
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
			return nil, &Error{Op: op, Field: "into", Value: shorten(into), Err: ErrCycle}
		}
	}
	e := t.edit()
	e.heirs[i] = j
	for _, child := range t.tree.Children(i) {
		e.parents[child] = j
	}
	s := e.sections[j].remember(t.sections[i])
	for _, code := range t.sections[i].Subjects {
		if !slices.Contains(s.Subjects, code) {
			s.Subjects = append(slices.Clip(s.Subjects), code)
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

// nameKey returns the form in which names of sections are compared.
func nameKey(name string) string {
	return strings.ReplaceAll(SearchKey(html.Unescape(name)), " et ", " ") // SearchKey drops &
}

// frontPage are the names of the front page.
var frontPage = []string{"Une", "La Une", "À la une"}

// isFrontPage reports whether s is the placement on the front page.
func (s Section) isFrontPage() bool {
	return s.Kind == KindPlacement && slices.ContainsFunc(frontPage, func(name string) bool {
		return nameKey(name) == nameKey(s.Name) || nameKey(name) == nameKey(s.Slug)
	})
}

// names returns the names of the section in all editions.
func (s Section) names() []string {
	names := []string{s.Name}
	for _, lang := range s.languages() {
		names = append(names, s.Labels[lang])
	}
	return names
}

func (s Section) clone() Section {
	s.Labels = maps.Clone(s.Labels)
	s.FormerNames = slices.Clone(s.FormerNames)
	s.Aliases = slices.Clone(s.Aliases)
	s.Subjects = slices.Clone(s.Subjects)
	s.Unknown = cloneUnknown(s.Unknown)
	return s
}

func cloneUnknown(members map[string]json.RawMessage) map[string]json.RawMessage {
	members = maps.Clone(members)
	for name, raw := range members {
		members[name] = slices.Clone(raw)
	}
	return members
}

// languages returns the languages of the labels, in a fixed order.
func (s Section) languages() []Lang { return slices.Sorted(maps.Keys(s.Labels)) }

// Label returns the name of the section in a language: the label in that language or
// in the closest more general one (fr for fr-CA), else the one that its readers
// understand best (ar-MA for ar), else Name.
func (s Section) Label(l Lang) string {
	if label, ok := s.Labels[l]; ok || len(s.Labels) == 0 {
		return cmp.Or(label, s.Name)
	}
	languages, want := s.languages(), l.Tag()
	for tag := want; tag != language.Und; tag = tag.Parent() {
		for _, lang := range languages {
			if lang.Tag() == tag {
				return s.Labels[lang]
			}
		}
	}
	// Building a language.Matcher for one question would cost more than comparing all.
	label, best := s.Name, language.No
	for _, lang := range languages {
		if c := language.Comprehends(want, lang.Tag()); c > best {
			label, best = s.Labels[lang], c
		}
	}
	return label
}

// MarshalJSON does for a Section what [Article.MarshalJSON] does for an Article.
func (s Section) MarshalJSON() ([]byte, error) { return marshal("write section", s) }

// UnmarshalJSON does for a Section what [Article.UnmarshalJSON] does for an Article.
// NewTaxonomy checks whether the section is valid.
func (s *Section) UnmarshalJSON(data []byte) error { return unmarshal("read section", data, s, nil) }

// taxonomyJSON is the JSON form of a Taxonomy.
type taxonomyJSON struct {
	Sections []Section `json:"sections,omitzero"`
	Gone     []string  `json:"gone,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// MarshalJSON returns the sections in order, the addresses that are gone, and the members
// that presse does not know.
func (t *Taxonomy) MarshalJSON() ([]byte, error) {
	t = t.orEmpty()
	return marshal("write taxonomy", taxonomyJSON{t.sections, t.tree.Gone(), t.unknown})
}

// UnmarshalJSON reads a taxonomy and checks it as [NewTaxonomy] does. It changes t, which
// must not be in use.
func (t *Taxonomy) UnmarshalJSON(data []byte) error {
	const op = "read taxonomy"
	if t == nil {
		return &Error{Op: op, Err: errNil}
	}
	var form taxonomyJSON
	if err := unmarshal(op, data, &form, nil); err != nil {
		return err
	}
	planted, faults := tree.New(nodes(form.Sections), form.Gone)
	next, err := newTaxonomy(op, form.Sections, planted, faults)
	if err != nil {
		return err
	}
	*t = *next
	t.unknown = form.Unknown
	return nil
}

// The words of Kind in JSON, text and SQL. They never change.
var kindWords = []string{"subject", "placement", "format"}

// String returns the text form of k, such as "placement".
func (k Kind) String() string { return record.Word(kindWords, k) }

// MarshalText returns the text form of k; an unknown kind is an *Error.
func (k Kind) MarshalText() ([]byte, error) { return marshalWord("kind", kindWords, k) }

// UnmarshalText reads the text form of a kind.
func (k *Kind) UnmarshalText(text []byte) error { return scanWord("kind", kindWords, k, text) }

// Value returns the text form of k, to be stored in a database.
func (k Kind) Value() (driver.Value, error) { return valueWord("kind", kindWords, k) }

// Scan reads the text form of a kind from a database; NULL is a subject.
func (k *Kind) Scan(src any) error { return scanWord("kind", kindWords, k, src) }
