package wordpress

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/php"
	"github.com/presse-go/presse/internal/words"
)

var (
	errOrphan     = errors.New("unknown parent; the section is at the top")
	errCategory   = errors.New("a category that the file does not describe; the section is at the top")
	errTwice      = errors.New("another category has this address; the two are one section")
	errNamed      = errors.New("no name")
	errNoCategory = errors.New("WordPress's category for stories without one is no section")
	errTag        = errors.New("a tag without a name")
	errLanguage   = errors.New("not a BCP 47 language tag")
	errInternal   = errors.New("a taxonomy of WordPress or a plugin for its own use")
	errWithheld   = errors.New("a category that the file does not describe, and no public story has")
	errDetail     = errors.New("a section has no such member")
)

// sections are the sections of a site, made from its categories.
type sections struct {
	list   []presse.Section
	places map[string]place // by slug of the category, as stored
	losses []presse.Loss    // what is not carried over unchanged
}

// A place is where the stories of a category are.
type place struct {
	path string // of the section; empty if there is none
	kind presse.Kind
}

// maxDepth is the maximum depth of a section: a file may claim any, and each section has its
// whole path. The deepest tree of the 35 exports that the tests read has three levels.
const maxDepth = 32

var errDeep = errors.New("nested too deeply; the section is at the top")

// A node is a category on its way to becoming a section.
type node struct {
	term    *Term
	section presse.Section
	parent  *node
	index   int // in the order of the file
	walk    int // of cutCycles
}

// newSections makes the sections from the categories of the site, and repairs them: a
// category whose parent is unknown is at the top, a cycle is cut, and categories with one
// address are one section.
func (s *site) newSections() sections {
	out := sections{places: make(map[string]place)}
	lose := func(t *Term, kind presse.LossKind, field string, err error) {
		out.losses = append(out.losses, presse.Loss{Item: t.ID, Field: field, Value: decoded(t.Slug), Kind: kind, Err: err})
	}
	var nodes []*node
	known := make(map[*Term]*node)
	for _, t := range s.order {
		if t.Taxonomy != "category" {
			continue
		}
		n := &node{term: t, section: s.section(t, lose), index: len(nodes)}
		known[t] = n
		nodes = append(nodes, n)
	}
	for _, n := range nodes {
		s.findParent(n, known, lose)
	}
	cutCycles(nodes, lose)
	used := make(map[string]string) // path by its key
	placed := make(map[*node]bool)
	var chain []*node
	for _, n := range nodes {
		// Parents come first. A file may claim any depth, so there is no recursion.
		chain = chain[:0]
		for m := n; m != nil && !placed[m]; m = m.parent {
			chain = append(chain, m)
		}
		for _, m := range slices.Backward(chain) {
			placed[m] = true
			out.put(m, used, lose)
		}
	}
	return out
}

// put adds the section of a category whose parent has been added.
func (out *sections) put(n *node, used map[string]string, lose func(*Term, presse.LossKind, string, error)) {
	parent := ""
	if n.parent != nil {
		parent = out.places[n.parent.term.Slug].path
		if strings.Count(parent, "/") >= maxDepth {
			parent = ""
			lose(n.term, presse.LossChanged, "wp:category_parent", errDeep)
		}
	}
	if isUncategorized(n.term) {
		lose(n.term, presse.LossDropped, "category", errNoCategory)
		out.places[n.term.Slug] = place{path: parent, kind: presse.KindPlacement} // for sections below it
		return
	}
	path := n.section.Slug
	if parent != "" {
		path = parent + "/" + path
	}
	if first, ok := used[address.Key(path)]; ok {
		lose(n.term, presse.LossChanged, "category", errTwice)
		out.places[n.term.Slug] = place{first, n.section.Kind}
		return
	}
	used[address.Key(path)] = path
	n.section.Parent, n.section.Path = parent, ""
	out.list = append(out.list, n.section)
	out.places[n.term.Slug] = place{path, n.section.Kind}
}

// section returns the section for a category, without its parent.
func (s *site) section(t *Term, lose func(*Term, presse.LossKind, string, error)) presse.Section {
	slug := decoded(t.Slug)
	name := plainLine(t.Name)
	section := presse.Section{Name: name, Kind: kindOf(name)}
	if s.options.Section != nil {
		section = s.options.Section(*t)
	}
	section.Slug = cmp.Or(section.Slug, slug)
	if address.Valid(section.Slug) != nil {
		section.Slug = cmp.Or(presse.Slug(name), "section-"+presse.Slug(t.ID))
		lose(t, presse.LossChanged, "wp:category_nicename", errSlug)
	}
	section.Name = cmp.Or(section.Name, name)
	if presse.SearchKey(section.Name) == "" {
		section.Name = cmp.Or(section.Slug, name)
		lose(t, presse.LossChanged, "wp:cat_name", errNamed)
	}
	if text := strings.TrimSpace(t.Description); text != "" {
		if raw, err := marshalJSON(text); err == nil {
			if section.Unknown == nil {
				section.Unknown = make(map[string]json.RawMessage)
			}
			section.Unknown["description"] = raw
			lose(t, presse.LossKept, "wp:category_description", errDetail)
		}
	}
	return section
}

// findParent sets the parent of n.
func (s *site) findParent(n *node, known map[*Term]*node, lose func(*Term, presse.LossKind, string, error)) {
	t := n.term
	if t.Parent == "" || t.Parent == "0" && s.parents {
		if t.ID == "" && !isUncategorized(t) {
			lose(t, presse.LossGuessed, "category", errCategory)
		}
		return
	}
	key := t.Parent
	if s.parents {
		key = "id:" + key
	}
	parent := s.terms[termKey{"category", key}]
	if parent == nil {
		lose(t, presse.LossChanged, "wp:category_parent", errOrphan)
		return
	}
	n.parent = known[parent]
}

// cutCycles makes the first category of each cycle, in the order of the file, a section at
// the top.
func cutCycles(nodes []*node, lose func(*Term, presse.LossKind, string, error)) {
	walk := 0
	for _, n := range nodes {
		walk++
		m := n
		for ; m != nil && m.walk == 0; m = m.parent {
			m.walk = walk
		}
		if m == nil || m.walk != walk {
			continue // the top, or what an earlier walk has seen
		}
		first := m
		for x := m.parent; x != m; x = x.parent {
			if x.index < first.index {
				first = x
			}
		}
		first.parent = nil
		lose(first.term, presse.LossChanged, "wp:category_parent", presse.ErrCycle)
	}
}

// decoded returns a slug without percent escapes, which WordPress stores for letters
// outside ASCII. A slug that is not UTF-8 when decoded stays as it is: WordPress cuts
// slugs at 200 bytes, older versions in the middle of a character.
func decoded(slug string) string {
	if !strings.Contains(slug, "%") {
		return slug
	}
	text, err := url.PathUnescape(slug)
	if err != nil || !utf8.ValidString(text) || address.Valid(text) != nil {
		return slug
	}
	return text
}

// placements and formats are the usual names of categories that are not subjects, as
// SearchKey writes them.
var (
	placements = keys("Une", "La une", "À la une", "En une", "Autre", "Autres", "Accueil", "Home", "Featured", "Slider", "Manchette", "الرئيسية", "الواجهة")
	formats    = keys("Vidéo", "Vidéos", "Photo", "Photos", "Diaporama", "Diaporamas", "Galerie", "Galeries", "En images", "Podcast", "Podcasts",
		"Audio", "Infographie", "Infographies", "Direct", "En direct", "Live", "Tribune", "Tribunes", "Interview", "Interviews", "Entretien", "Entretiens",
		"Édito", "Éditos", "Éditorial", "Éditoriaux", "Brève", "Brèves", "Reportage", "Reportages", "Enquête", "Enquêtes", "Portrait", "Portraits",
		"فيديو", "صور", "بودكاست", "حوار", "حوارات", "افتتاحية", "Videos")
	uncategorized = keys("Uncategorized", "Uncategorised", "Non classé", "Non classée", "Non catégorisé", "Sans catégorie", "غير مصنف", "غير مصنفة", "غير مصنّف",
		"Sin categoría", "Sin categorizar", "Senza categoria", "Sem categoria", "Unkategorisiert", "Nicht kategorisiert", "Ongecategoriseerd", "Geen categorie")
)

// keys returns a set of names.
func keys(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[presse.SearchKey(name)] = true
	}
	return set
}

// kindOf returns what the name of a category says about its stories.
func kindOf(name string) presse.Kind {
	switch key := presse.SearchKey(name); {
	case placements[key]:
		return presse.KindPlacement
	case formats[key]:
		return presse.KindFormat
	}
	return presse.KindSubject
}

// isUncategorized reports whether t is the category of stories without one. Polylang adds
// the language to its slug.
func isUncategorized(t *Term) bool {
	slug := t.Slug
	if i := strings.LastIndexByte(slug, '-'); i > 0 && len(slug)-i-1 <= 3 {
		if short := slug[:i]; short == "non-classe" || short == "uncategorized" {
			return true
		}
	}
	return slug == "non-classe" || slug == "uncategorized" || uncategorized[presse.SearchKey(plainLine(t.Name))]
}

// taxonomyOf returns the taxonomy of the sections.
func (out *sections) taxonomy() (*presse.Taxonomy, error) { return presse.NewTaxonomy(out.list...) }

// internal are taxonomies that say nothing about a story. Those of Edit Flow and
// PublishPress hold the names of users.
var internal = map[string]bool{
	"nav_menu": true, "link_category": true, "wp_theme": true, "wp_template_part_area": true, "wp_pattern_category": true,
	"term_language": true, "term_translations": true, "following_users": true, "following_usergroups": true,
	"ef_usergroups": true, "pp_usergroup": true, "ef_editorial_meta": true, "pp_editorial_meta": true,
	"action-group": true, "yst_prominent_words": true, "elementor_library_type": true, "amp_validation_error": true,
}

// classify sets sections, tags and subjects from the terms of the item.
func (r *reading) classify() {
	var unknown []keptTerm // categories
	var others []string    // taxonomies
	terms := make(map[string][]*Term)
	seen := make(map[termKey]bool) // an item may claim any number of terms
	for i := range r.it.Terms {
		t := &r.it.Terms[i]
		key := termKey{t.Taxonomy, t.Slug}
		if t.Slug == "" {
			key.slug = "\x00" + t.Name
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		switch t.Taxonomy {
		case "category":
			if _, ok := r.sections.places[t.Slug]; !ok && !isUncategorized(t) {
				unknown = append(unknown, keptTerm{decoded(t.Slug), plainLine(t.Name)})
				continue
			}
			r.addSection(t)
			r.given(t)
		case "post_tag", "tag": // "tag" in exports of WordPress 2
			r.addTag(t)
			r.given(t)
		case "author", "byline", "language", "post_translations":
			// see authorship, lang and editions
		case "post_format":
			r.keep("post_format", strings.TrimPrefix(t.Slug, "post-format-"), errTaxonomy)
		default:
			if terms[t.Taxonomy] == nil {
				others = append(others, t.Taxonomy)
			}
			terms[t.Taxonomy] = append(terms[t.Taxonomy], t)
		}
	}
	if unknown != nil {
		r.keep("category", unknown, errWithheld)
	}
	for _, taxonomy := range others {
		r.addOthers(taxonomy, terms[taxonomy])
	}
}

// given adds a category or tag to the tags or subjects too, if Options.Fields says so.
func (r *reading) given(t *Term) {
	switch {
	case !r.isGiven(t.Taxonomy):
	case r.fields[t.Taxonomy] == "tags":
		r.addTag(t)
	case r.fields[t.Taxonomy] == "subjects":
		name := plainLine(cmp.Or(t.Name, r.termName(t)))
		if r.once("subject " + t.Taxonomy + ":" + name) {
			r.a.Subjects = append(r.a.Subjects, presse.Subject{Scheme: t.Taxonomy, Code: decoded(t.Slug), Name: name})
		}
	}
}

// A keptTerm is a term in Unknown.
type keptTerm struct {
	Slug string `json:"slug,omitempty"`
	Name string `json:"name"`
}

func (r *reading) addSection(t *Term) {
	place := r.sections.places[t.Slug]
	switch {
	case isUncategorized(t):
		r.lose(presse.LossDropped, "category", decoded(t.Slug), errNoCategory)
	case place.path == "":
		r.lose(presse.LossDropped, "category", "", presse.ErrNotFound)
	case r.once("section " + place.path):
		r.a.Sections = append(r.a.Sections, place.path)
	}
}

func (r *reading) addTag(t *Term) {
	name := plainLine(cmp.Or(t.Name, r.termName(t)))
	if name == "" {
		if name = decoded(t.Slug); name == "" {
			r.lose(presse.LossDropped, "post_tag", "", errTag)
			return
		}
		r.lose(presse.LossChanged, "post_tag", "", errTag)
	}
	if r.once("tag " + name) {
		r.a.Tags = append(r.a.Tags, name)
	}
}

// once reports whether it is called for the first time with what.
func (r *reading) once(what string) bool {
	if r.done[what] {
		return false
	}
	if r.done == nil {
		r.done = make(map[string]bool)
	}
	r.done[what] = true
	return true
}

// termName returns the name of a term that an item names without it.
func (s *site) termName(t *Term) string {
	if known := s.terms[termKey{t.Taxonomy, t.Slug}]; known != nil {
		return known.Name
	}
	return ""
}

// addOthers carries over the terms of a taxonomy that is not WordPress's own.
func (r *reading) addOthers(taxonomy string, terms []*Term) {
	if internal[taxonomy] {
		r.lose(presse.LossDropped, "category", taxonomy, errInternal)
		return
	}
	if member := r.fields[taxonomy]; r.isGiven(taxonomy) && member != "subjects" && member != "tags" {
		return // see fieldsOf and signals
	}
	var kept []keptTerm
	for _, t := range terms {
		name := plainLine(cmp.Or(t.Name, r.termName(t)))
		switch r.fields[taxonomy] {
		case "subjects":
			if r.once("subject " + taxonomy + ":" + name) {
				r.a.Subjects = append(r.a.Subjects, presse.Subject{Scheme: taxonomy, Code: decoded(t.Slug), Name: name})
			}
		case "tags":
			r.addTag(t)
		default:
			kept = append(kept, keptTerm{decoded(t.Slug), name})
		}
	}
	if kept != nil {
		r.keep(taxonomy, kept, errTaxonomy)
	}
}

// lang sets the language: what Options.Lang returns, else that of Polylang's term, else
// that of the site.
func (r *reading) lang() {
	if r.options.Lang != nil {
		r.a.Lang = r.options.Lang(*r.it)
		if r.a.Lang == "" || validLang(r.a.Lang) {
			return
		}
		r.lose(presse.LossChanged, "language", string(r.a.Lang), errLanguage)
	}
	r.a.Lang = r.language
	for i := range r.it.Terms {
		if t := &r.it.Terms[i]; t.Taxonomy == "language" {
			if lang := r.languageOf(t.Slug); lang != "" {
				r.a.Lang = lang
			} else {
				r.lose(presse.LossChanged, "language", t.Slug, errLanguage)
			}
			return
		}
	}
}

// languageOf returns the language of one of Polylang's terms: its slug, which is in the
// addresses of the site, if the locale in its description is of the same language, and
// otherwise the locale. ("ca" is Catalan, and also what sites call Canadian French.)
// WordPress's locales ary and arq, of Morocco and Algeria, are those of sites in Arabic.
func (s *site) languageOf(slug string) presse.Lang {
	if known, ok := s.languages[slug]; ok {
		return known
	}
	lang := presse.Lang(strings.ReplaceAll(slug, "_", "-"))
	var locale presse.Lang
	if t := s.terms[termKey{"language", slug}]; t != nil {
		locale = localeLang(unserialize(t.Description).Get("locale").String())
	}
	if validLang(lang) && (locale == "" || sameLanguage(lang, locale)) {
		return canonicalLang(lang)
	}
	if locale != "" {
		return locale
	}
	return ""
}

// localeLang returns the language of a locale of WordPress, such as "fr_FR", "ary" or
// "de_DE_formal"; empty if it is none.
func localeLang(locale string) presse.Lang {
	switch locale {
	case "ary":
		return "ar-MA"
	case "arq":
		return "ar-DZ"
	case "":
		return ""
	}
	parts := strings.Split(locale, "_")
	if len(parts) > 2 {
		parts = parts[:2]
	}
	lang := presse.Lang(strings.Join(parts, "-"))
	if !validLang(lang) {
		return ""
	}
	return canonicalLang(lang)
}

func validLang(l presse.Lang) bool {
	_, err := l.MarshalText()
	return err == nil && l != ""
}

// canonicalLang returns l in the usual spelling: "fr-MA".
func canonicalLang(l presse.Lang) presse.Lang { return presse.Lang(l.Tag().String()) }

func sameLanguage(a, b presse.Lang) bool {
	return words.Language(string(a)) == words.Language(string(b))
}

// editions sets the addresses of the same story in other languages, which Polylang keeps in
// a term whose description lists the stories. Those that are not public are left out. What
// is lost is reported once for each reason.
func (r *reading) editions() {
	if r.groups == nil {
		return // they are not known yet
	}
	for i := range r.it.Terms {
		t := &r.it.Terms[i]
		if t.Taxonomy != "post_translations" {
			continue
		}
		g := r.groups[t.Slug]
		if g == nil && t.Description != "" {
			g = r.newGroup(t.Description)
		}
		if g == nil {
			r.lose(presse.LossDropped, "post_translations", t.Slug, presse.ErrNotFound)
			continue
		}
		r.addEditions(g)
	}
}

// addEditions sets the addresses of the stories of a group, apart from this one.
func (r *reading) addEditions(g *group) {
	lose := func(kind presse.LossKind, ids []string, err error) {
		for _, id := range ids {
			if id != r.it.ID {
				r.lose(kind, "post_translations", digitsOf(id), err)
				return
			}
		}
	}
	lose(presse.LossDropped, g.closed, errEdition)
	lose(presse.LossChanged, g.other, errOtherLang)
	same := g.same
	for _, m := range g.members {
		switch {
		case m.id == r.it.ID:
		case m.lang == "" || m.lang == r.a.Lang || r.a.Editions[m.lang] != "":
			same = append(same[:len(same):len(same)], m.id)
		default:
			if r.a.Editions == nil {
				r.a.Editions = make(map[presse.Lang]string)
			}
			r.a.Editions[m.lang] = m.url
		}
	}
	lose(presse.LossDropped, same, errSameLang)
}

// A group is the stories that are translations of each other. The lists of IDs have two at
// most, so that a story that is one of them has another to name.
type group struct {
	members             []groupMember // those that are public, two of each language at most
	closed, other, same []string
}

type groupMember struct {
	edition
	id string
}

// mostLanguages is the maximum number of languages of a group: each story has the addresses
// of all others, so that they grow as the square of it. WordPress itself has been translated
// into about 200 languages; the exports that the tests read have three.
const mostLanguages = 200

// newGroup returns the group that the description of a term of Polylang lists, or nil if it
// lists none. The stories that are public must be known.
func (s *site) newGroup(description string) *group {
	list := unserialize(description)
	if list.Kind != php.Array {
		return nil
	}
	g := new(group)
	note := func(ids *[]string, id string) {
		if len(*ids) < 2 {
			*ids = append(*ids, id)
		}
	}
	stories := make(map[presse.Lang]int)
	for _, pair := range list.Pairs {
		slug, id := pair.Key, pair.Value.String()
		if slug == "sync" || id == "0" || id == "" {
			continue
		}
		lang, to := s.languageOf(slug), s.public[id]
		switch {
		case to.url == "":
			note(&g.closed, id)
			continue
		case lang != to.lang && to.lang != "": // what the story itself says counts
			lang = to.lang
			note(&g.other, id)
		}
		if stories[lang]++; stories[lang] > 2 || stories[lang] == 1 && len(stories) > mostLanguages {
			note(&g.same, id)
			continue
		}
		g.members = append(g.members, groupMember{edition{to.url, lang}, id})
	}
	return g
}

// group groups the translations, once the public stories are known.
func (s *site) group() {
	s.groups = make(map[string]*group)
	for _, t := range s.order {
		if t.Taxonomy == "post_translations" {
			if g := s.newGroup(t.Description); g != nil {
				s.groups[t.Slug] = g
			}
		}
	}
}

// An edition is a story that others are translations of.
type edition struct {
	url  string
	lang presse.Lang
}

var (
	errEdition   = errors.New("a translation that is not public, or not in the file")
	errOtherLang = errors.New("the translation is in another language than its group says")
	errSameLang  = errors.New("a translation in the language of another one")
)

func (s *site) descriptionOf(t *Term) string {
	if known := s.terms[termKey{t.Taxonomy, t.Slug}]; known != nil {
		return known.Description
	}
	return t.Description
}

// primary makes the category with an ID the main section.
func (r *reading) primary(field, id string) {
	if id == "" || id == "0" || id == "none" || r.a.Primary != "" {
		return
	}
	t := r.terms[termKey{"category", "id:" + id}]
	if t == nil {
		r.lose(presse.LossDropped, field, digitsOf(id), presse.ErrNotFound)
		return
	}
	place := r.sections.places[t.Slug]
	if place.path == "" || isUncategorized(t) || !slices.Contains(r.a.Sections, place.path) {
		r.lose(presse.LossDropped, field, digitsOf(id), errors.New("not one of the sections of the story"))
		return
	}
	if place.kind != presse.KindSubject {
		r.lose(presse.LossDropped, field, digitsOf(id), errors.New("not a section that says what the story is about"))
		return
	}
	r.a.Primary = place.path
}
