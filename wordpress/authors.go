package wordpress

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/presse-go/presse"
)

var (
	errLogin  = errors.New("an account without a name: a login or an e-mail address is no name")
	errAuthor = errors.New("an unknown author")
	errUnsaid = errors.New("an account that the byline does not name")
)

// An author is someone with an account, or a guest author.
type author struct {
	id, login, name, url string
	shown                string        // see printable
	byline               presse.Byline // what ParseByline makes of it
	isRead               bool
}

// read fills in what follows from the name. It is called before an author is shared.
func (a *author) read() {
	if !a.isRead {
		a.shown, a.isRead = a.printed(), true
		a.byline = presse.ParseByline(a.shown)
	}
}

// addAuthor adds an account. E-mail addresses are not kept.
func (s *site) addAuthor(a author) {
	a.name = cleanName(a.name)
	if _, ok := s.authors[a.login]; !ok {
		s.authors[a.login] = &a
	}
	if a.id != "" {
		if _, ok := s.authors["id:"+a.id]; !ok {
			s.authors["id:"+a.id] = &a
		}
	}
	if nice := presse.Slug(a.login); nice != a.login {
		if _, ok := s.authors[nice]; !ok {
			s.authors[nice] = &a // terms of Co-Authors Plus are named after user_nicename
		}
	}
}

// The types of guest authors: of Co-Authors Plus, of Molongui, and of Molongui before
// version 3.
const (
	guestCoAuthors   = "guest-author"
	guestMolongui    = "guest_author"
	guestMolonguiOld = "molongui_guestauthor"
)

// addGuest adds a guest author.
func (s *site) addGuest(it *Item) {
	get := func(key string) string {
		for _, m := range it.Meta {
			if m.Key == key {
				return strings.TrimSpace(m.Value)
			}
		}
		return ""
	}
	g := &author{
		id:    "guest-" + it.ID, // users are numbered on their own
		login: strings.Clone(cmp.Or(get("cap-user_login"), strings.TrimPrefix(it.Slug, "cap-"))),
		name:  strings.Clone(cleanName(get("cap-display_name"))),
	}
	if it.Type != guestCoAuthors { // Co-Authors Plus does not show the title
		g.name = strings.Clone(cleanName(it.Title))
	}
	if page := cmp.Or(get("cap-website"), get("_molongui_guest_author_web")); isWeb(page) {
		g.url = strings.Clone(page)
	}
	slug := strings.Clone(strings.TrimPrefix(it.Slug, "cap-"))
	for _, key := range []string{slug, g.login, "id:" + it.ID} {
		if key != "" && s.guests[key] == nil {
			s.guests[key] = g
		}
	}
}

// cleanName returns a name in plain text, without an e-mail address.
func cleanName(name string) string {
	name = plainLine(name)
	if hasMail(name) {
		return ""
	}
	return name
}

// printable returns the name of an author as a byline prints it; empty if there is none.
// An account whose display name is its login has no name: WordPress shows the login until
// somebody types one (wp_insert_user). A login of several words is a name.
func (a *author) printable() string {
	if a.isRead {
		return a.shown
	}
	return a.printed()
}

func (a *author) printed() string {
	if a.name == "" {
		return ""
	}
	if strings.EqualFold(a.name, a.login) && !strings.Contains(a.name, " ") {
		if names := presse.ParseByline(a.name); len(names.Agencies) == 0 {
			return "" // an agency may have an account of its own: "AFP"
		}
	}
	return a.name
}

// authorship sets the byline: from a custom field that holds one, else from the terms of
// Co-Authors Plus, PublishPress Authors and Byline, else from the account.
func (r *reading) authorship() {
	people, unnamed := r.writers()
	line, key := r.signature()
	line, key = r.publishPress(line, key, people, unnamed)
	if with, named := r.newspackByline(); with != "" {
		line, key = with, "_newspack_byline"
		for _, a := range named {
			if !slices.Contains(people, a) {
				people = append(people, a)
			}
		}
	}
	if line == "" {
		r.a.Byline = bylineOf(people)
		return
	}
	r.a.Byline = presse.ParseByline(line)
	for i := range r.a.Byline.People {
		p := &r.a.Byline.People[i]
		p.Email = "" // e-mail addresses stay in the file
		for _, w := range people {
			if p.Name != "" && presse.SearchKey(p.Name) == presse.SearchKey(w.printable()) {
				p.ID, p.URL = w.id, w.url
			}
		}
	}
	if hasMail(line) {
		r.a.Byline.Text = r.a.Byline.Line(r.a.Lang)
		if hasMail(r.a.Byline.Text) {
			r.a.Byline.Text = ""
		}
		r.lose(presse.LossChanged, key, "", errMail)
	}
	for _, w := range people {
		named := func(p presse.Person) bool { return presse.SearchKey(p.Name) == presse.SearchKey(w.printable()) }
		if !slices.ContainsFunc(r.a.Byline.People, named) {
			r.lose(presse.LossDropped, "dc:creator", w.id, errUnsaid)
		}
	}
}

// signature returns the byline that a custom field holds, and the key of the field.
func (r *reading) signature() (line, key string) {
	key, value := r.best("byline")
	if isNumber(value) { // the ID of an account
		if a := r.authors["id:"+value]; a != nil && a.printable() != "" {
			return a.printable(), key
		}
		r.keep(key, value, errNumber)
		return "", key
	}
	return plainLine(value), key
}

// newspackByline returns the byline that Newspack shows instead of the authors, if it is
// switched on, and the accounts that it names: "Par [Author id=5]Lina Haddad[/Author] et
// Rim Saïdi". Their names are those that the accounts have now.
func (r *reading) newspackByline() (line string, named []*author) {
	if isFalse(r.first("_newspack_byline_active")) {
		delete(r.taken, "_newspack_byline_active")
		return "", nil
	}
	rest := r.first("_newspack_byline")
	for {
		before, tag, ok := strings.Cut(rest, "[Author")
		attrs, after, closed := strings.Cut(tag, "]")
		name, next, ended := strings.Cut(after, "[/Author]")
		if line += before; !ok {
			break
		}
		if !closed || !ended {
			return plainLine(line + name), named
		}
		_, id, _ := strings.Cut(attrs, "=")
		if a := r.authors["id:"+strings.Trim(id, `"' `)]; a != nil && a.printable() != "" {
			name = a.printable()
			named = append(named, a)
		}
		line, rest = line+name, next
	}
	return plainLine(line), named
}

// publishPress returns the byline that PublishPress Authors 3 stores next to its terms, if
// one of the terms has no name that can be printed, and otherwise the given one.
func (r *reading) publishPress(line, key string, people []*author, unnamed bool) (string, string) {
	const field = "ppma_authors_name"
	_, names := named(r.it, field)
	if names = plainLine(names); names == "" || hasMail(names) {
		return line, key
	}
	printed := make([]string, len(people))
	for i, a := range people {
		printed[i] = a.printable()
	}
	switch {
	case !unnamed && names == strings.Join(printed, ", "):
		r.taken[field] = true // says the same
	case line == "" && unnamed && !slices.ContainsFunc(strings.Split(names, ", "), r.isLogin):
		r.taken[field] = true
		return names, field
	}
	return line, key
}

// isLogin reports whether a name is no more than the login of an account.
func (r *reading) isLogin(name string) bool {
	a := r.authors[name]
	return a != nil && a.printable() == "" || name == presse.Slug(name)
}

// writers returns those who wrote the story, with a printable name each, and reports whether
// there are others, without one.
func (r *reading) writers() (found []*author, unnamed bool) {
	add := func(a *author, field string) {
		switch {
		case a.printable() == "":
			unnamed = true
			r.lose(presse.LossDropped, field, a.id, errLogin)
		case r.once("author " + a.id + " " + a.name):
			found = append(found, a)
		}
	}
	named := false
	for i := range r.it.Terms {
		t := &r.it.Terms[i]
		switch t.Taxonomy {
		case "author":
			named = true
			if a := r.coauthor(t); a != nil {
				add(a, "author")
			} else {
				unnamed = true
				r.lose(presse.LossDropped, "author", r.termID(t), errAuthor)
			}
		case "byline":
			named = true
			add(&author{name: cleanName(t.Name)}, "byline")
		}
	}
	for _, m := range r.it.Meta {
		if m.Key == "_molongui_author" {
			named, r.taken[m.Key] = true, true
			kind, id, _ := strings.Cut(m.Value, "-")
			a := r.authors["id:"+id]
			if kind == "guest" {
				a = r.guests["id:"+id]
			}
			if a != nil {
				add(a, m.Key)
			} else {
				r.lose(presse.LossDropped, m.Key, digitsOf(id), errAuthor)
			}
		}
	}
	if named || r.it.Author == "" {
		return found, unnamed
	}
	a := r.authors[r.it.Author]
	if a == nil {
		a = &author{login: r.it.Author, name: cleanName(r.it.Author)}
	}
	add(a, "dc:creator")
	return found, unnamed
}

// termID returns the ID of a term of a story in the file; empty if the file does not
// describe it.
func (s *site) termID(t *Term) string {
	if known := s.terms[termKey{t.Taxonomy, t.Slug}]; known != nil {
		return known.ID
	}
	return ""
}

// coauthor returns the author that a term of the taxonomy "author" stands for; nil if it
// is unknown. A term of Co-Authors Plus is named after a login, and its description
// begins with the display name; a term of PublishPress Authors has the display name.
func (r *reading) coauthor(t *Term) *author {
	slug, isCAP := strings.CutPrefix(decoded(t.Slug), "cap-")
	for _, key := range []string{t.Name, slug} {
		if a := r.guests[key]; a != nil {
			return a
		}
		if a := r.authors[key]; a != nil {
			return a
		}
	}
	if !isCAP {
		if name := cleanName(t.Name); name != "" {
			return &author{name: name, login: slug}
		}
		return nil
	}
	login := plainLine(t.Name)
	if name := describedName(r.descriptionOf(t), login); name != "" {
		return &author{name: name, login: login}
	}
	return nil
}

// describedName returns the display name in the description of a term of Co-Authors Plus,
// which is display name, first name, last name, login, ID and e-mail address, joined by
// spaces (CoAuthors_Plus::update_author_term, version 3). A guest author may lack first
// and last name.
func describedName(description, login string) string {
	names, _, found := strings.Cut(description, " "+login+" ")
	if !found {
		return ""
	}
	if name, _, found := strings.Cut(names, "  "); found {
		return cleanName(name)
	}
	parts := strings.Fields(names)
	if half := len(parts) / 2; len(parts)%2 == 0 && slices.Equal(parts[:half], parts[half:]) {
		parts = parts[:half]
	}
	return cleanName(strings.Join(parts, " "))
}

// bylineOf returns a byline for these authors. Their names are read as bylines, so that an
// account of an agency is an agency, and one of the desk ("La rédaction") is nobody.
func bylineOf(people []*author) presse.Byline {
	var b presse.Byline
	var names []string
	for _, w := range people {
		name := w.printable()
		names = append(names, name)
		parsed := w.byline
		if !w.isRead {
			parsed = presse.ParseByline(name)
		}
		for _, p := range parsed.People {
			if p.Name == "" {
				continue
			}
			p.Email = ""
			if len(parsed.People) == 1 {
				p.ID, p.URL = w.id, w.url
			}
			b.People = append(b.People, p)
		}
		b.Agencies = append(b.Agencies, parsed.Agencies...)
	}
	b.Text = strings.Join(names, ", ")
	return b
}
