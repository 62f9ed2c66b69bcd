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

	"github.com/presse-go/presse/internal/kicker"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/tree"
	"golang.org/x/text/language"
)

// A Taxonomy is the sections of a newspaper: a tree, the addresses that its sections
// had in the past, and those that are gone.
//
// It is immutable and safe for concurrent use: Rename, Move, Merge, Remove and With
// return a new one, in which every address that was ever valid leads, in one step, to
// an existing section or to ErrGone. The sections it returns are copies. The zero
// Taxonomy, and a nil *Taxonomy, have no sections.
//
// Its JSON form is an object with "sections", in order, and "gone", the addresses of
// removed sections; other members are kept.
type Taxonomy struct {
	sections []Section        // in the order given
	tree     tree.Tree        // of the same, in the same order
	named    map[string][]int // by SearchKey of the names in all editions
	labels   kicker.Labels    // for SplitKicker
	unknown  map[string]json.RawMessage
}

// noSections stands for a nil *Taxonomy.
var noSections Taxonomy

// A Section is a part of a newspaper, or a place in it.
//
// In its JSON form empty members are left out, and with them the kind of a subject.
// Members that presse does not know are kept in Unknown.
type Section struct {
	Slug     string          `json:"slug,omitzero"`     // unique in the taxonomy: "economie-sociale"
	Name     string          `json:"name,omitzero"`     // as printed: "Économie sociale"
	Parent   string          `json:"parent,omitzero"`   // slug of the section it belongs to, or empty
	Kind     Kind            `json:"kind,omitzero"`     // whether it is a subject, a placement or a format
	Labels   map[Lang]string `json:"labels,omitzero"`   // names in other editions
	Aliases  []string        `json:"aliases,omitzero"`  // former slugs and paths, without a leading slash: they redirect
	Subjects []string        `json:"subjects,omitzero"` // IPTC Media Topics: "medtop:11000000"

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
// sections[3].parent: slugs that are not valid (see [IsSlug]) or not unique, names
// without a letter or digit, parents that do not exist, cycles (ErrCycle, once for each),
// unknown kinds and languages, aliases that are not paths or already lead elsewhere, and
// subjects that are not of the form medtop:NNNNNNNN. Names need not be unique.
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
		c.want(false, field, f.Value, treeError(f))
	}
	if len(c.faults) > 0 {
		return nil, errors.Join(c.faults...)
	}

	t := &Taxonomy{sections: make([]Section, len(sections)), tree: *planted, named: make(map[string][]int)}
	var labels []kicker.Label
	for i, s := range sections {
		s = s.clone()
		s.Aliases = slices.Clone(planted.Aliases(i))
		t.sections[i] = s
		call := func(name string, rank int) {
			labels = append(labels, kicker.Label{Text: name, Owner: i, Rank: rank})
			if key := SearchKey(name); rank <= rankEdition && !slices.Contains(t.named[key], i) {
				t.named[key] = append(t.named[key], i)
			}
		}
		call(s.Name, rankName)
		for _, lang := range s.languages() {
			call(s.Labels[lang], rankEdition)
		}
		call(s.Slug, rankSlug)
		for _, alias := range s.Aliases {
			call(alias[strings.LastIndexByte(alias, '/')+1:], rankAlias)
		}
	}
	t.labels = kicker.NewLabels(labels)
	return t, nil
}

// What a label in a kicker may be, most likely first.
const (
	rankName = iota
	rankEdition
	rankSlug
	rankAlias
)

// check reports the faults of a section that can be found without the others.
func (s Section) check(c *check, field string) {
	c.want(IsSlug(s.Slug), field+"slug", s.Slug, errSlug)
	c.want(SearchKey(s.Name) != "", field+"name", s.Name, errNameless)
	wantWord(c, kindWords, s.Kind, field+"kind")
	seen := make(map[language.Tag]bool)
	for _, lang := range s.languages() {
		at, tag := field+"labels."+string(lang), lang.Tag()
		c.want(tag != language.Und, at, s.Labels[lang], errLang)
		c.want(!seen[tag], at, s.Labels[lang], ErrDuplicate)
		seen[tag] = tag != language.Und
		c.want(SearchKey(s.Labels[lang]) != "", at, s.Labels[lang], errNameless)
	}
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

// Section returns the section with that slug. It does not follow redirects: see
// [Taxonomy.Resolve].
func (t *Taxonomy) Section(slug string) (Section, bool) {
	t = t.orEmpty()
	i, ok := t.tree.Place(slug)
	if !ok {
		return Section{}, false
	}
	return t.sections[i].clone(), true
}

// Named returns the sections with that name in any edition. There is usually only one,
// but there may be a "Maroc" in "Sport" and another in "Actualité". Case, accents,
// apostrophes and punctuation do not matter.
func (t *Taxonomy) Named(name string) []Section {
	t = t.orEmpty()
	return slices.Collect(t.at(slices.Values(t.named[SearchKey(name)])))
}

// All yields every section, from the top of the tree down: a section before those below
// it, and siblings in the order they were given.
func (t *Taxonomy) All() iter.Seq[Section] { return t.Descendants("") }

// Descendants yields the sections below the one with that slug, in the order of All.
func (t *Taxonomy) Descendants(slug string) iter.Seq[Section] {
	t = t.orEmpty()
	return t.at(t.tree.Below(slug))
}

// Children yields the sections directly below the one with that slug, or the top-level
// ones if slug is empty, in the order they were given.
func (t *Taxonomy) Children(slug string) iter.Seq[Section] {
	t = t.orEmpty()
	return t.at(slices.Values(t.tree.Children(slug)))
}

// Ancestors yields the sections above the one with that slug, from its parent to the
// top.
func (t *Taxonomy) Ancestors(slug string) iter.Seq[Section] {
	t = t.orEmpty()
	i, ok := t.tree.Place(slug)
	if !ok {
		return func(func(Section) bool) {}
	}
	return t.at(t.tree.Above(i))
}

// Alphabetical yields every section in alphabetical order of the names, and by slug
// where names are equal.
func (t *Taxonomy) Alphabetical(o Order) iter.Seq[Section] {
	t = t.orEmpty()
	return func(yield func(Section) bool) {
		sorted := slices.SortedFunc(t.tree.Below(""), func(i, j int) int {
			a, b := &t.sections[i], &t.sections[j]
			return cmp.Or(o.Compare(a.Name, b.Name), strings.Compare(a.Slug, b.Slug))
		})
		t.at(slices.Values(sorted))(yield)
	}
}

// at yields the sections at these places.
func (t *Taxonomy) at(places iter.Seq[int]) iter.Seq[Section] {
	return func(yield func(Section) bool) {
		for i := range places {
			if !yield(t.sections[i].clone()) {
				return
			}
		}
	}
}

// Breadcrumb returns the sections from the top of the tree to the one with that slug. It
// returns nil if there is none.
func (t *Taxonomy) Breadcrumb(slug string) []Section {
	s, ok := t.Section(slug)
	if !ok {
		return nil
	}
	trail := slices.AppendSeq([]Section{s}, t.Ancestors(slug))
	slices.Reverse(trail)
	return trail
}

// Path returns the slugs from the top of the tree to the section with that slug, joined
// by slashes: "economie/economie-sociale". It is empty if there is none.
func (t *Taxonomy) Path(slug string) string {
	t = t.orEmpty()
	i, ok := t.tree.Place(slug)
	if !ok {
		return ""
	}
	return t.tree.Path(i)
}

// Primary returns the main section of a story, given the slugs of its sections: the
// deepest subject, the first of several at the same depth, and never a placement or a
// format. Former slugs and paths are followed; unknown ones are ignored.
func (t *Taxonomy) Primary(slugs []string) (Section, bool) {
	t = t.orEmpty()
	best := -1
	for _, slug := range slugs {
		i, _, err := t.tree.Resolve(slug)
		if err == nil && t.sections[i].Kind == KindSubject && (best < 0 || t.tree.Depth(i) > t.tree.Depth(best)) {
			best = i
		}
	}
	if best < 0 {
		return Section{}, false
	}
	return t.sections[best].clone(), true
}

// Resolve returns the slug of the section that an address leads to. The address is a slug or a
// path, with or without slashes around it. If moved is true, that is no longer the address of
// the section, and a site should redirect to Path(slug).
//
// The cause of the error is ErrGone if the section was removed, for HTTP 410, and
// ErrNotFound if it never existed. A path that begins with a former address is followed:
// if "eco" became "economie", "eco/bourse" is now "economie/bourse".
func (t *Taxonomy) Resolve(path string) (slug string, moved bool, err error) {
	t = t.orEmpty()
	i, moved, err := t.tree.Resolve(strings.Trim(path, "/"))
	if err != nil {
		return "", false, &Error{Op: "resolve section", Field: "path", Value: shorten(path), Err: treeError(tree.Fault{Err: err})}
	}
	return t.sections[i].Slug, moved, nil
}

// SplitKicker returns the sections in a line that a page prints without separators, in
// order and without duplicates: "ActualitéCultureUne" is Actualité, Culture and Une.
// Spaces, commas, slashes, bars and bullets may also separate them.
//
// Names of sections in any edition are recognized first, whatever their case and
// accents, then slugs and aliases. An unknown label, recognized by its capital letter,
// is returned as a Section that has only a Name and the Slug it would have; t has no
// section with that slug.
//
// If the line can be read in several ways that are equally good, the error is an *Error
// that wraps an *AmbiguityError. If several sections have the same name, the one with
// another section of the line above or below it is meant.
func (t *Taxonomy) SplitKicker(s string) ([]Section, error) {
	t = t.orEmpty()
	var readings [][]Section
	closest := 0
	for _, pieces := range t.labels.Split(s) {
		reading, related := t.reading(pieces)
		if related > closest {
			closest, readings = related, nil
		}
		same := func(r []Section) bool {
			return slices.EqualFunc(r, reading, func(a, b Section) bool { return a.Slug == b.Slug })
		}
		if related == closest && !slices.ContainsFunc(readings, same) {
			readings = append(readings, reading)
		}
	}
	if len(readings) > 1 {
		return nil, &Error{Op: "split kicker", Value: shorten(s), Err: &AmbiguityError{Readings: readings}}
	}
	return readings[0], nil
}

// reading returns the sections that the pieces of a kicker name, without duplicates, and
// how many of them have another one above them.
func (t *Taxonomy) reading(pieces []kicker.Piece) (sections []Section, related int) {
	seen := make(map[string]bool, len(pieces))
	for _, p := range pieces {
		s := Section{Name: p.Text, Slug: Slug(p.Text)}
		i := p.Owner
		if known, ok := t.tree.Place(s.Slug); ok && i < 0 {
			i = known // recognized only by its slug: "n° 1"
		}
		if i >= 0 {
			s = t.sections[i].clone()
		}
		if s.Slug != "" && !seen[s.Slug] {
			seen[s.Slug] = true
			sections = append(sections, s)
		}
	}
	for _, s := range sections {
		for above := range t.Ancestors(s.Slug) {
			if seen[above.Slug] {
				related++
				break
			}
		}
	}
	return sections, related
}

// An AmbiguityError is the cause of an error if a kicker can be read in several ways.
type AmbiguityError struct {
	Readings [][]Section // 2 to 16 readings, in a fixed order
}

// Error lists the slugs of each reading.
func (e *AmbiguityError) Error() string {
	if e == nil {
		return "<nil>"
	}
	readings := make([]string, len(e.Readings))
	for i, reading := range e.Readings {
		slugs := make([]string, len(reading))
		for j, s := range reading {
			slugs[j] = s.Slug
		}
		readings[i] = strings.Join(slugs, " + ")
	}
	return "can be read as " + strings.Join(readings, " or as ")
}

// With returns a taxonomy that also has these sections. Each replaces the one with the
// same slug, or is added after all others. The aliases of a replaced section are kept,
// and its former path becomes one.
func (t *Taxonomy) With(sections ...Section) (*Taxonomy, error) {
	t = t.orEmpty()
	next := slices.Clone(t.sections)
	put := make(map[string]bool)
	for _, s := range sections {
		if i, ok := t.tree.Place(s.Slug); ok && !put[s.Slug] {
			next[i] = s
		} else {
			next = append(next, s)
		}
		put[s.Slug] = true
	}
	return t.succeed("put section", next, nil)
}

// Rename gives a section another slug, another name, or both; an empty argument leaves
// the one it has. Its old addresses, and those of the sections below it, redirect.
func (t *Taxonomy) Rename(slug, newSlug, newName string) (*Taxonomy, error) {
	const op = "rename section"
	t = t.orEmpty()
	i, err := t.find(op, slug)
	if err != nil {
		return nil, err
	}
	next := slices.Clone(t.sections)
	next[i].Slug = cmp.Or(newSlug, slug)
	next[i].Name = cmp.Or(newName, next[i].Name)
	for _, child := range t.tree.Children(slug) {
		next[child].Parent = next[i].Slug
	}
	return t.succeed(op, next, map[string]string{slug: next[i].Slug})
}

// Move puts a section, with all sections below it, under another parent, or at the top
// if parent is empty. Their old paths redirect. The cause of the error is ErrCycle if
// parent is the section itself or below it.
func (t *Taxonomy) Move(slug, parent string) (*Taxonomy, error) {
	const op = "move section"
	t = t.orEmpty()
	i, err := t.find(op, slug)
	if err != nil {
		return nil, err
	}
	next := slices.Clone(t.sections)
	next[i].Parent = parent
	return t.succeed(op, next, nil)
}

// Merge combines two sections: from is removed, its children and subjects go to into,
// and its addresses redirect there. The cause of the error is ErrCycle if into is from
// or below it.
func (t *Taxonomy) Merge(from, into string) (*Taxonomy, error) {
	const op = "merge section"
	t = t.orEmpty()
	i, err := t.find(op, from)
	if err != nil {
		return nil, err
	}
	j, err := t.find(op, into)
	if err != nil {
		return nil, err
	}
	for above, ok := j, true; ok; above, ok = t.tree.Parent(above) {
		if above == i {
			return nil, &Error{Op: op, Field: "into", Value: into, Err: ErrCycle}
		}
	}
	next := slices.Clone(t.sections)
	for _, child := range t.tree.Children(from) {
		next[child].Parent = into
	}
	for _, code := range next[i].Subjects {
		if !slices.Contains(next[j].Subjects, code) {
			next[j].Subjects = append(slices.Clip(next[j].Subjects), code)
		}
	}
	return t.succeed(op, slices.Delete(next, i, i+1), map[string]string{from: into})
}

// Remove removes a section and all sections below it: their addresses are gone. Move or
// merge first what should stay.
func (t *Taxonomy) Remove(slug string) (*Taxonomy, error) {
	const op = "remove section"
	t = t.orEmpty()
	if _, err := t.find(op, slug); err != nil {
		return nil, err
	}
	heirs := map[string]string{slug: ""}
	for below := range t.tree.Below(slug) {
		heirs[t.sections[below].Slug] = ""
	}
	next := slices.DeleteFunc(slices.Clone(t.sections), func(s Section) bool {
		_, removed := heirs[s.Slug]
		return removed
	})
	return t.succeed(op, next, heirs)
}

func (t *Taxonomy) find(op, slug string) (int, error) {
	i, ok := t.tree.Place(slug)
	if !ok {
		return 0, &Error{Op: op, Field: "slug", Value: shorten(slug), Err: ErrNotFound}
	}
	return i, nil
}

// succeed returns the successor of t that has these sections: see tree.Succeed for the
// heirs.
func (t *Taxonomy) succeed(op string, sections []Section, heirs map[string]string) (*Taxonomy, error) {
	planted, faults := t.tree.Succeed(nodes(sections), heirs)
	next, err := newTaxonomy(op, sections, planted, faults)
	if err != nil {
		return nil, err
	}
	next.unknown = t.unknown
	return next, nil
}

func (s Section) clone() Section {
	s.Labels = maps.Clone(s.Labels)
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
func (t Taxonomy) MarshalJSON() ([]byte, error) {
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
