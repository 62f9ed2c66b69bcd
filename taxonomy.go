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
	"github.com/presse-go/presse/internal/quote"
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
// there is a "rabat/sport". What is stored should name sections by path, since another
// section may get the same slug. All spellings of an address are one: see [SameAddress].
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
	Subjects    []Subject       `json:"subjects,omitzero"`     // what it is about, in vocabularies that others know

	Unknown map[string]json.RawMessage `json:"-"` // other JSON members, by name
}

// Kind is what a section says about the stories in it. Its text form, in JSON and
// databases too, is "subject", "placement" or "format". A section in JSON whose kind only
// a later version of presse knows is read as a format, and the word is kept.
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
// languages, aliases that are not paths, or that are the path or an alias of a section,
// and subjects that are not of the form medtop:NNNNNNNN. Names need not be unique.
// Section.Path is ignored.
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
	c.each(field+"former_names", s.FormerNames, errNameless, func(name string) bool { return SearchKey(name) != "" })
	c.subjects(field+"subjects", s.Subjects)
}

// treeError translates a fault of a tree into the errors of this package.
func treeError(f tree.Fault) error {
	switch f.Err {
	case tree.ErrTaken:
		return fmt.Errorf("%w of sections[%d]", ErrDuplicate, f.Other)
	case tree.ErrMissing:
		return ErrNotFound
	case tree.ErrAddress:
		return address.ValidFormer(f.Value)
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
	return 0, &Error{Op: op, Field: field, Value: quote.Short(path), Err: err}
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
// path or a slug, with or without slashes around it. If moved is true, the address is not
// the path of the section: a site answers with a redirect to path. A slug is a path only
// at the top.
//
// A path in use takes precedence over a former one, and that over a slug. The cause of
// the error is ErrGone if the section was removed, for HTTP 410, and ErrNotFound if it
// never existed. It is an *AmbiguityError if the address is a slug of several sections
// and was never that of one alone. A path that begins with a former address is followed:
// if "eco" became "economie", "eco/bourse" is now "economie/bourse", and if "bourse" then
// moves, both lead there.
func (t *Taxonomy) Resolve(address string) (path string, moved bool, err error) {
	t = t.orEmpty()
	i, moved, err := t.tree.Resolve(address)
	if err != nil {
		return "", false, t.lost(address, address, err)
	}
	if !moved {
		// Most addresses are paths as t writes them, which take no memory to return.
		if path := strings.Trim(address, "/"); t.tree.HasPath(i, path) {
			return path, false, nil
		}
	}
	return t.tree.Path(i), moved, nil
}

// ResolvePath returns the section that a path begins with, and the rest of the path: of
// "eco/bourse/le-titre.html" the section "eco/bourse" and "le-titre.html". The rest is
// empty if the path is that of a section. As long a part of the path as possible is the
// section's. It is resolved as by [Taxonomy.Resolve], so that after a rename the old
// address of every article leads on: if moved is true, that part is not the path of the
// section, and the address of the article is s.Path, a slash and rest.
//
// The path may have slashes around it. It has no scheme, host, query or fragment, as in
// the Path of a [net/url.URL]. If it has, or has an empty segment, the cause of the
// error is ErrNotFound.
func (t *Taxonomy) ResolvePath(path string) (s Section, rest string, moved bool, err error) {
	t = t.orEmpty()
	trimmed := strings.Trim(path, "/")
	if strings.ContainsAny(trimmed, "?#") || strings.Contains(trimmed, "//") {
		return Section{}, "", false, &Error{Op: opResolve, Field: "path", Value: quote.Short(path), Err: errNoPath}
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
	return &Error{Op: opResolve, Field: "path", Value: quote.Short(path), Err: err}
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
	for i := range s.Subjects {
		s.Subjects[i].Unknown = cloneUnknown(s.Subjects[i].Unknown)
	}
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
func (s *Section) UnmarshalJSON(data []byte) error { return unmarshal("read section", data, s) }

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
	if err := unmarshal(op, data, &form); err != nil {
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
