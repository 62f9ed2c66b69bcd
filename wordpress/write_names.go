package wordpress

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse"
)

// firstID is the first number given to items that have none. Smaller numbers are left to
// stories that have one; larger ones still fit into the 32 bits that some plugins reserve.
const firstID = 1_000_000_000

// An idMap gives every item a number. Its maps must be made first.
type idMap struct {
	taken map[string]bool // IDs of articles
	last  int64
}

// story returns the number for an article, its ID if that is a number. It reports false
// if an article with this ID has been written.
func (m *idMap) story(id string) (int64, bool) {
	if id == "" {
		return m.next(), true
	}
	if m.taken[id] {
		return 0, false
	}
	m.taken[id] = true
	if n, err := strconv.ParseInt(id, 10, 64); err == nil && n > 0 && n < firstID && strconv.FormatInt(n, 10) == id {
		return n, true
	}
	return m.next(), true
}

func (m *idMap) next() int64 {
	m.last = max(m.last+1, firstID)
	return m.last
}

// wpSlug returns text as a slug that WordPress stores as it is: sanitize_title, at most 200
// bytes with letters outside ASCII percent-encoded, not cut inside a letter.
func wpSlug(text string) string {
	const most = 200 // wp_posts.post_name and wp_terms.slug are varchar(200)
	slug := presse.Slugger{Profile: presse.ProfileWordPress}.Slug(text)
	if len(slug) <= most {
		return slug
	}
	end := 0
	for end < len(slug) {
		size := letterSize(slug[end:])
		if end+size > most {
			break
		}
		end += size
	}
	return strings.TrimRight(slug[:end], "-")
}

// letterSize returns the length of the first letter of a slug, which may be percent-encoded.
func letterSize(slug string) int {
	if slug[0] != '%' {
		return 1
	}
	var letter []byte
	size := 0
	for size+3 <= len(slug) && slug[size] == '%' && len(letter) < utf8.UTFMax && !utf8.FullRune(letter) || len(letter) == 0 {
		b, err := strconv.ParseUint(slug[min(size+1, len(slug)):min(size+3, len(slug))], 16, 8)
		if err != nil {
			return 1
		}
		letter = append(letter, byte(b))
		size += 3
	}
	return size
}

// accounts gives every author a login.
type accounts struct {
	logins map[string]*user // by ID of the person, or by name
	taken  numbered
	list   []*user
}

// A user is an author of the file.
type user struct {
	login, name, email string
	id                 int
}

func newAccounts() accounts {
	return accounts{logins: make(map[string]*user), taken: make(numbered)}
}

// of returns the account of a person, and whether it is new.
func (n *accounts) of(p presse.Person) (*user, bool) {
	key := "name:" + p.Name
	if p.ID != "" {
		key = "id:" + p.ID
	}
	if known := n.logins[key]; known != nil {
		return known, false
	}
	who := &user{name: p.Name, email: p.Email, id: len(n.list) + 1}
	if hasMail(p.Name) {
		who.name = "" // visitors see names and logins
	}
	who.login = n.taken.take(login(who.name))
	if who.name == "" {
		who.name = who.login
	}
	n.logins[key] = who
	n.list = append(n.list, who)
	return who, true
}

// A numbered set has names, each with the number that the next one like it gets.
type numbered map[string]int

// take adds a name to the set and returns it, with "-2", "-3" and so on if it is there.
func (n numbered) take(name string) string {
	taken := name
	for n[taken] != 0 {
		n[name]++
		taken = name + "-" + strconv.Itoa(n[name])
	}
	n[taken] = 1
	return taken
}

// login returns a name as a login in ASCII. WordPress keeps 60 bytes of a login, and 50 of
// the nicename that it makes of it.
func login(name string) string {
	const most = 44
	var ascii strings.Builder
	for _, r := range presse.SearchKey(name) {
		switch latin, ok := arabicLatin[r]; {
		case ok:
			ascii.WriteString(latin)
		case r < utf8.RuneSelf:
			ascii.WriteRune(r)
		}
	}
	words := strings.FieldsFunc(strings.ToLower(ascii.String()), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	text := strings.Join(words, "-")
	if len(text) > most {
		text = strings.TrimRight(text[:most], "-")
	}
	if text == "" {
		return "auteur"
	}
	return text
}

// arabicLatin has the letters of [presse.SearchKey] in Latin, the way names are written in
// French. Short vowels are not written in Arabic, so a login is no transcription.
var arabicLatin = map[rune]string{
	'ا': "a", 'أ': "a", 'إ': "i", 'آ': "a", 'ء': "", 'ؤ': "ou", 'ئ': "i", 'ب': "b", 'ت': "t", 'ث': "th",
	'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z", 'س': "s", 'ش': "ch", 'ص': "s",
	'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ل': "l", 'م': "m",
	'ن': "n", 'ه': "h", 'ة': "a", 'و': "ou", 'ي': "i", 'ى': "a", 'ک': "k", 'گ': "g", 'ڭ': "g", 'ڤ': "v", 'پ': "p",
}

// authors sets the author of a post, and the terms of Co-Authors Plus if there are several.
func (x *exporter) authors(p *post, a *presse.Article) {
	roles := []string{"", presse.RoleContributor, presse.RoleEnvoy, presse.RoleCorrespondent, presse.RoleInterviewer}
	var all []*user
	for _, person := range a.Byline.People {
		if strings.TrimSpace(person.Name) == "" || !slices.Contains(roles, person.Role) {
			continue
		}
		who, first := x.names.of(person)
		if first && hasMail(person.Name) {
			x.lose(presse.Loss{Item: a.ID, Field: "byline", Value: who.login, Kind: presse.LossKept, Err: errMail})
		}
		if first {
			x.site.addAuthor(author{id: fmt.Sprint(who.id), login: who.login, name: who.name})
			x.site.authors[who.login].read()
		}
		if !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	if len(all) == 0 {
		return
	}
	p.Author = all[0].login
	if len(all) == 1 {
		return
	}
	for _, who := range all {
		p.Terms = append(p.Terms, Term{Taxonomy: "author", Slug: "cap-" + who.login, Name: who.login})
	}
}

// A termList gives sections and tags their slugs, which are unique in WordPress.
type termList struct {
	taxonomy *presse.Taxonomy
	sections map[string]*Term // by path
	order    []*Term          // parents first
	wrote    int              // how many of them have been written
	taken    numbered         // slugs of sections
	tags     map[string]string
	tagSlugs numbered
}

func newTermList(t *presse.Taxonomy) termList {
	return termList{
		taxonomy: t, sections: make(map[string]*Term), taken: make(numbered),
		tags: make(map[string]string), tagSlugs: make(numbered),
	}
}

// full returns the path of a section in the taxonomy, or path itself.
func (l *termList) full(path string) string {
	if s, ok := l.taxonomy.Section(path); ok {
		return s.Path
	}
	return path
}

// section returns the category for a section, and whether its slug is new.
func (l *termList) section(path string) *Term {
	full := l.full(path)
	if t := l.sections[full]; t != nil {
		return t
	}
	t := &Term{Taxonomy: "category", ID: strconv.Itoa(len(l.order) + 1)}
	above, slug := "", full
	if i := strings.LastIndexByte(full, '/'); i >= 0 {
		above, slug = full[:i], full[i+1:]
	}
	t.Name = slug
	if s, ok := l.taxonomy.Section(full); ok && s.Name != "" {
		t.Name = s.Name
	}
	t.Name = wpText(t.Name)
	if above != "" {
		t.Parent = l.section(above).Slug
		t.ID = strconv.Itoa(len(l.order) + 1)
	}
	t.Slug = unique(wpSlug(slug), wpSlug(strings.ReplaceAll(full, "/", "-")), l.taken)
	l.sections[full] = t
	l.order = append(l.order, t)
	return t
}

// unique returns the first of a slug, a longer one, and the longer one with a number that
// is not taken, and takes it.
func unique(slug, longer string, taken numbered) string {
	if slug == "" {
		slug = "terme"
	}
	if longer != "" && taken[slug] != 0 {
		slug = longer
	}
	return taken.take(slug)
}

// errLongName is the reason why a name is cut.
var errLongName = errors.New("a name has at most 200 characters in WordPress")

// tag returns the slug and the name of a tag.
func (l *termList) tag(tag string) (slug, name string, err error) {
	name = tag
	if runes := []rune(tag); len(runes) > 200 {
		name, err = string(runes[:200]), errLongName
	}
	name = wpText(name)
	slug, ok := l.tags[tag]
	if !ok {
		slug = unique(wpSlug(tag), "", l.tagSlugs)
		l.tags[tag] = slug
	}
	return slug, name, err
}

// sections adds the categories of a story.
func (x *exporter) sections(p *post, a *presse.Article) {
	var named disclosure
	for _, path := range a.Sections {
		if path == "" || !named.may(p, a, x.terms.sections[x.terms.full(path)] != nil) {
			continue
		}
		known := len(x.terms.order)
		t := x.terms.section(path)
		x.know(known)
		p.Terms = append(p.Terms, Term{Taxonomy: t.Taxonomy, Slug: t.Slug, Name: t.Name})
	}
	named.tell(x, a, "sections")
}

// tags adds the tags of a story.
func (x *exporter) tags(p *post, a *presse.Article) {
	var named disclosure
	for _, tag := range a.Tags {
		if _, known := x.terms.tags[tag]; !named.may(p, a, known) {
			continue
		}
		slug, name, err := x.terms.tag(tag)
		if err != nil {
			x.lose(presse.Loss{Item: a.ID, Field: "tags", Kind: presse.LossChanged, Err: err})
		}
		p.Terms = append(p.Terms, Term{Taxonomy: "post_tag", Slug: slug, Name: name})
	}
	named.tell(x, a, "tags")
}

// A disclosure decides which sections and tags of a story are written. WordPress shows the
// name of every term to visitors (/wp/v2/tags and /wp/v2/categories, WordPress 6.1), whatever
// the stories are that have it.
type disclosure struct{ held, shown bool }

var (
	errTermHeld  = errors.New("a name that only stories have which are not public: WordPress would show it")
	errTermShown = errors.New("WordPress shows the name at once, since the story needs it once it is public")
)

// may reports whether a term of a story is written. It is known if the taxonomy or an earlier
// story of the file has it.
func (d *disclosure) may(p *post, a *presse.Article, known bool) bool {
	if known || p.Status == statusPublish {
		return true
	}
	if !comesOut(a) {
		d.held = true
		return false
	}
	d.shown = true
	return true
}

// tell reports what was decided.
func (d *disclosure) tell(x *exporter, a *presse.Article, field string) {
	if d.held {
		x.lose(presse.Loss{Item: a.ID, Field: field, Value: fieldKept, Kind: presse.LossKept, Err: errTermHeld})
	}
	if d.shown {
		x.lose(presse.Loss{Item: a.ID, Field: field, Kind: presse.LossChanged, Err: errTermShown})
	}
}

// know makes the categories from a place in the list on known to what reads the stories back,
// as site.complete does for all of them.
func (x *exporter) know(from int) {
	quiet := func(*Term, presse.LossKind, string, error) {}
	for _, t := range x.terms.order[from:] {
		known := x.site.addTerm(*t)
		n := &node{term: known, section: x.site.section(known, quiet)}
		if t.Parent != "" { // which precedes it
			n.parent = &node{term: x.site.terms[termKey{t.Taxonomy, t.Parent}]}
		}
		x.site.sections.put(n, x.paths, quiet)
	}
}
