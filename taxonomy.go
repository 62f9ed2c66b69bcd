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

// A Taxonomy is the sections of a newspaper: a tree, the addresses that its
// sections once had, and those that are gone.
//
// It never changes, so that goroutines share it freely: Rename, Move, Merge,
// Remove and With return another one, in which every address that was ever valid
// still leads, in one step, to a section that exists or to ErrGone. The sections
// it hands out are copies. The zero Taxonomy has no section.
//
// Its JSON form is an object with "sections", in order, and "gone", the addresses
// of what was removed; other members are kept.
type Taxonomy struct {
	sections []Section        // in the order given
	tree     tree.Tree        // of the same, in the same order
	named    map[string][]int // by SearchKey of the names in all editions
	labels   kicker.Labels    // for SplitKicker
	unknown  map[string]json.RawMessage
}

// A Section is a part of a newspaper, or a place in it.
//
// Its JSON form has the names below; a subject's kind, like all that is empty, is
// left out. Members that presse does not know are kept in Unknown.
type Section struct {
	Slug     string                  `json:"slug,omitzero"`     // unique in the taxonomy: "economie-sociale"
	Name     string                  `json:"name,omitzero"`     // as printed: "Économie sociale"
	Parent   string                  `json:"parent,omitzero"`   // slug of the section it is part of, or empty
	Kind     Kind                    `json:"kind,omitzero"`     // what it says of a story
	Labels   map[language.Tag]string `json:"labels,omitzero"`   // names in other editions
	Aliases  []string                `json:"aliases,omitzero"`  // former slugs and paths, without the first slash: redirects
	Subjects []string                `json:"subjects,omitzero"` // IPTC Media Topics: "medtop:11000000"

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Kind is what a section says of the stories in it.
type Kind uint8

// Only a subject can be the main section of a story: see Taxonomy.Primary.
const (
	KindSubject   Kind = iota // what it is about: "Économie"
	KindPlacement             // where it is shown: "Une", "Autre"
	KindFormat                // what it is: "Vidéos", "Tribune"
)

// NewTaxonomy returns the taxonomy of these sections. Siblings keep the order
// given; parents may come before or after their children.
//
// It reports every fault at once, each an *Error with the path of the field, such
// as sections[3].parent: slugs that are none (see IsSlug) or not unique, names
// without a letter, parents that do not exist, circles (ErrCycle, once for each),
// kinds and languages that are none, aliases that are no path or already lead
// somewhere, subjects not of the form medtop:NNNNNNNN. Names need not be unique.
func NewTaxonomy(sections ...Section) (*Taxonomy, error) {
	t, faults := tree.New(nodes(sections), nil)
	return newTaxonomy("new taxonomy", sections, t, faults)
}

// nodes returns what a tree has to know of sections.
func nodes(sections []Section) []tree.Node {
	nodes := make([]tree.Node, len(sections))
	for i, s := range sections {
		nodes[i] = tree.Node{Slug: s.Slug, Parent: s.Parent, Aliases: slices.Clone(s.Aliases)}
	}
	return nodes
}

// newTaxonomy puts sections and their tree together, with the tree's aliases, if
// there is no fault.
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
		for _, tag := range s.languages() {
			call(s.Labels[tag], rankEdition)
		}
		call(s.Slug, rankSlug)
		for _, alias := range s.Aliases {
			call(alias[strings.LastIndexByte(alias, '/')+1:], rankAlias)
		}
	}
	t.labels = kicker.NewLabels(labels)
	return t, nil
}

// What a label in a kicker is thought to be, the likeliest first.
const (
	rankName = iota
	rankEdition
	rankSlug
	rankAlias
)

// check judges what can be told from a section alone.
func (s Section) check(c *check, field string) {
	c.want(IsSlug(s.Slug), field+"slug", s.Slug, errSlug)
	c.want(SearchKey(s.Name) != "", field+"name", s.Name, errEmpty)
	c.want(s.Kind <= KindFormat, field+"kind", s.Kind.String(), errWord)
	for _, tag := range s.languages() {
		c.want(tag != language.Und, field+"labels."+tag.String(), s.Labels[tag], errLang)
		c.want(SearchKey(s.Labels[tag]) != "", field+"labels."+tag.String(), s.Labels[tag], errEmpty)
	}
	c.each(field+"subjects", s.Subjects, errMediaTopic, isMediaTopic)
}

var errMediaTopic = errors.New("not an IPTC Media Topic, such as medtop:11000000")

// isMediaTopic reports whether code has the form of one; which codes there are is
// for the IPTC to say, and changes twice a year.
func isMediaTopic(code string) bool {
	digits, ok := strings.CutPrefix(code, "medtop:")
	return ok && len(digits) == 8 && strings.Trim(digits, "0123456789") == ""
}

// treeError says in this package's terms what is wrong with a tree.
func treeError(f tree.Fault) error {
	switch f.Err {
	case tree.ErrTaken:
		return fmt.Errorf("%w: sections[%d]", ErrDuplicate, f.Other)
	case tree.ErrMissing:
		return ErrNotFound
	case tree.ErrCircle:
		return ErrCycle
	case tree.ErrGone:
		return ErrGone
	}
	return f.Err
}

// Len returns the number of sections.
func (t *Taxonomy) Len() int { return len(t.sections) }

// Section returns the section with that slug. It does not follow redirects: see
// Resolve.
func (t *Taxonomy) Section(slug string) (Section, bool) {
	i, ok := t.tree.Place(slug)
	if !ok {
		return Section{}, false
	}
	return t.sections[i].clone(), true
}

// Named returns the sections with that name, in any edition: one as a rule, but
// there may be a "Maroc" in "Sport" and another in "Actualité". Case, accents,
// apostrophes and punctuation do not count.
func (t *Taxonomy) Named(name string) []Section {
	return slices.Collect(t.at(slices.Values(t.named[SearchKey(name)])))
}

// All yields every section, from the top of the tree: a section before those
// below it, siblings in the order they were given.
func (t *Taxonomy) All() iter.Seq[Section] { return t.Descendants("") }

// Descendants yields the sections below one, in the order of All.
func (t *Taxonomy) Descendants(slug string) iter.Seq[Section] { return t.at(t.tree.Below(slug)) }

// Children yields the sections right below one, or those at the top for "", in
// the order they were given.
func (t *Taxonomy) Children(slug string) iter.Seq[Section] {
	return t.at(slices.Values(t.tree.Children(slug)))
}

// Ancestors yields the sections above one, from its parent to the top.
func (t *Taxonomy) Ancestors(slug string) iter.Seq[Section] {
	i, ok := t.tree.Place(slug)
	if !ok {
		return func(func(Section) bool) {}
	}
	return t.at(t.tree.Above(i))
}

// Alphabetical yields every section in the alphabetical order of the names, by
// slug where names are alike.
func (t *Taxonomy) Alphabetical(o Order) iter.Seq[Section] {
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

// Breadcrumb returns the sections from the top of the tree to this one; none
// when it does not exist.
func (t *Taxonomy) Breadcrumb(slug string) []Section {
	s, ok := t.Section(slug)
	if !ok {
		return nil
	}
	trail := slices.AppendSeq([]Section{s}, t.Ancestors(slug))
	slices.Reverse(trail)
	return trail
}

// Path returns the slugs from the top of the tree to this section, joined by
// slashes: "economie/economie-sociale". It is empty when there is none.
func (t *Taxonomy) Path(slug string) string {
	i, ok := t.tree.Place(slug)
	if !ok {
		return ""
	}
	return t.tree.Path(i)
}

// Primary returns the main section of a story among the slugs of its sections:
// the deepest subject, the first of several as deep; never a placement or a
// format. Former slugs and paths count as what they became, others not at all.
func (t *Taxonomy) Primary(slugs []string) (Section, bool) {
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

// Resolve returns the slug of the section that an address leads to: a slug or a
// path, with or without slashes around it. It reports whether the section has
// moved from there: then a site answers with a redirect to Path(slug).
//
// The error is ErrGone for what was removed, as for HTTP 410, and ErrNotFound for
// what never was. A path whose beginning is a former address is followed on:
// if "eco" became "economie", then "eco/bourse" is what is now "economie/bourse".
func (t *Taxonomy) Resolve(path string) (slug string, moved bool, err error) {
	i, moved, err := t.tree.Resolve(strings.Trim(path, "/"))
	if err != nil {
		return "", false, &Error{Op: "resolve section", Field: "path", Value: shorten(path), Err: treeError(tree.Fault{Err: err})}
	}
	return t.sections[i].Slug, moved, nil
}

// SplitKicker reads the sections that a page prints run together, in their order
// and each once: "ActualitéCultureUne" is Actualité, Culture and Une. Spaces,
// commas, slashes, bars and bullets may part them.
//
// The names that sections have, in all editions, count first, whatever their case
// and accents; then slugs and aliases. A label that the taxonomy does not know,
// told by its capital, comes back as a Section with that Name, the Slug it would
// have, and nothing else: no section of t has this slug.
//
// A line that can be read in several ways, equally good, is an *AmbiguityError
// (inside an *Error) with the readings. Of several sections with one name, the one
// that has another section of the line above or below it is meant.
func (t *Taxonomy) SplitKicker(s string) ([]Section, error) {
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

// reading returns the sections that the pieces of a kicker name, each once, and
// how many of them have another one above them.
func (t *Taxonomy) reading(pieces []kicker.Piece) (sections []Section, related int) {
	seen := make(map[string]bool, len(pieces))
	for _, p := range pieces {
		s := Section{Name: p.Text, Slug: Slug(p.Text)}
		i := p.Owner
		if known, ok := t.tree.Place(s.Slug); ok && i < 0 {
			i = known // written so that only the slug tells: "n° 1"
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

// An AmbiguityError says that a kicker can be read in several ways.
type AmbiguityError struct {
	Readings [][]Section // two or more, in a fixed order, at most 16
}

// Error gives the slugs of each reading.
func (e *AmbiguityError) Error() string {
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

// With returns a taxonomy with these sections put in: in place of those with the
// same slugs, or behind all others. The aliases of one that is replaced stay, and
// its former path becomes one.
func (t *Taxonomy) With(sections ...Section) (*Taxonomy, error) {
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

// Rename gives a section another slug, another name, or both; it keeps the one
// for which "" is given. The addresses that it had, and those of the sections
// below it, become redirects.
func (t *Taxonomy) Rename(slug, newSlug, newName string) (*Taxonomy, error) {
	const op = "rename section"
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

// Move puts a section, with all below it, under another parent, or at the top for
// "". Their paths become redirects. It cannot go below itself: ErrCycle.
func (t *Taxonomy) Move(slug, parent string) (*Taxonomy, error) {
	const op = "move section"
	i, err := t.find(op, slug)
	if err != nil {
		return nil, err
	}
	next := slices.Clone(t.sections)
	next[i].Parent = parent
	return t.succeed(op, next, nil)
}

// Merge makes one section of two: from ends, its children and its subjects go to
// into, and its addresses lead there. Into cannot be from or below it: ErrCycle.
func (t *Taxonomy) Merge(from, into string) (*Taxonomy, error) {
	const op = "merge section"
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

// Remove takes a section out, with all below it: their addresses are gone. Move or
// Merge first what should stay.
func (t *Taxonomy) Remove(slug string) (*Taxonomy, error) {
	const op = "remove section"
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

// succeed returns the taxonomy that follows t with these sections: see
// tree.Succeed for the heirs.
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
func (s Section) languages() []language.Tag {
	return slices.SortedFunc(maps.Keys(s.Labels), func(a, b language.Tag) int {
		return strings.Compare(a.String(), b.String())
	})
}

// Label returns the section's name in a language: the label in that language, or
// in the nearest more general one (fr for fr-CA), or in the one that its readers
// understand best (ar-MA for ar); the Name when there is none.
func (s Section) Label(lang language.Tag) string {
	for tag := lang; tag != language.Und; tag = tag.Parent() {
		if label, ok := s.Labels[tag]; ok {
			return label
		}
	}
	// A language.Matcher made for one question would cost more than asking each.
	label, best := s.Name, language.No
	for _, tag := range s.languages() {
		if c := language.Comprehends(lang, tag); c > best {
			label, best = s.Labels[tag], c
		}
	}
	return label
}

// MarshalJSON is Article.MarshalJSON for a section.
func (s Section) MarshalJSON() ([]byte, error) { return marshal("write section", s) }

// UnmarshalJSON is Article.UnmarshalJSON for a section. Whether the section may
// stand in a taxonomy is for NewTaxonomy to say.
func (s *Section) UnmarshalJSON(data []byte) error { return unmarshal("read section", data, s, nil) }

// taxonomyJSON is the JSON form of a Taxonomy.
type taxonomyJSON struct {
	Sections []Section `json:"sections,omitzero"`
	Gone     []string  `json:"gone,omitzero"`

	Unknown map[string]json.RawMessage `json:"-"`
}

// MarshalJSON writes the sections in their order, what is gone, and the members
// that were not known.
func (t *Taxonomy) MarshalJSON() ([]byte, error) {
	return marshal("write taxonomy", taxonomyJSON{t.sections, t.tree.Gone(), t.unknown})
}

// UnmarshalJSON reads a taxonomy and judges it as NewTaxonomy does. It changes t,
// which must not be in use.
func (t *Taxonomy) UnmarshalJSON(data []byte) error {
	const op = "read taxonomy"
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

// The words of Kind, as they stand in JSON, text and SQL.
var kindWords = []string{"subject", "placement", "format"}

// String returns the word for k, such as "placement".
func (k Kind) String() string { return record.Word(kindWords, k) }

// MarshalText returns the word for k; a number that stands for none is an *Error.
func (k Kind) MarshalText() ([]byte, error) { return marshalWord("kind", kindWords, k) }

// UnmarshalText reads the word for a kind.
func (k *Kind) UnmarshalText(text []byte) error { return scanWord("kind", kindWords, k, text) }

// Value stores the word for k in a database.
func (k Kind) Value() (driver.Value, error) { return valueWord("kind", kindWords, k) }

// Scan reads the word for a kind from a database; NULL is a subject.
func (k *Kind) Scan(src any) error { return scanWord("kind", kindWords, k, src) }
