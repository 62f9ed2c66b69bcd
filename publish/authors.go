package publish

import (
	"cmp"
	"slices"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/printed"
	"github.com/presse-go/presse/internal/words"
)

// An agent is a person or an organization that made something.
type agent struct {
	organization bool
	name         string // bare: no "Par", and one name only
	prefix       string // "Dr"
	title        string // occupation
	url          string // absolute URI of the page
	sameAs       []string
}

// A credited is everyone whom the byline of a story or of a note names.
type credited struct {
	authors      []agent // who wrote or reported it; agencies are organizations
	editors      []agent
	translators  []agent
	contributors []agent // custom roles: "illustration"

	seen map[string]bool // their names, each after the list that it is in
}

// byline returns whom a byline names. Photographers and videographers made the pictures, and
// are named there. What names nobody is left out, and its field is passed to dropped.
//
// Google asks for every author in an entry of its own, without anything but the name
// (Article structured data, "Author markup best practices"). The desk may have put a line
// where a name should be: "Par Salma Idrissi et Karim Benali" is two people.
//
// A newspaper that wrote the story with an agency, "La rédaction avec MAP", is an author of it.
func (n *naming) byline(s *story, b presse.Byline, dropped func(field string)) credited {
	var c credited
	paper := s.signs(b.Text)
	if isUnnamed(b) {
		b, dropped = n.line(b.Text), func(string) {} // the line itself is printed
	}
	for i, p := range b.People {
		for line := range strings.FieldsFuncSeq(p.Name, isLineEnd) {
			if line = strings.TrimSpace(line); !visible(line) {
				continue
			}
			signs := s.signs(line)
			if !n.person(s, &c, p, line) && !signs {
				dropped(indexed("people", i))
			}
			paper = paper || signs
		}
	}
	for i, entry := range b.Agencies {
		list := n.agencies(entry)
		signs := s.signs(entry)
		if len(list) == 0 && visible(entry) && !signs {
			dropped(indexed("agencies", i))
		}
		for _, one := range list {
			c.add("", agent{organization: one.organization, name: one.text})
		}
		paper = paper || signs
	}
	if paper && len(c.authors) > 0 && !slices.ContainsFunc(c.authors, func(a agent) bool { return !a.organization }) && !c.seen["author "+nameKey(s.paper())] {
		c.authors = slices.Insert(c.authors, 0, s.unsigned(nil)...)
	}
	return c
}

// signs reports whether a line begins with the newsroom or the newspaper: "La rédaction avec
// MAP", "Par Le Journal des remparts", "La rédaction du Journal des remparts".
func (s *story) signs(line string) bool {
	if blank(line) {
		return false
	}
	if printed.NamesNewsroom(line) {
		return true
	}
	paper := presse.SearchKey(s.site.Name)
	if paper == "" {
		return false
	}
	key := strings.TrimPrefix(presse.SearchKey(line), "par ")
	if of, ok := strings.CutPrefix(strings.TrimPrefix(key, "la "), "redaction "); ok {
		_, key, _ = strings.Cut(of, " ") // after "du"
		if article, rest, ok := strings.Cut(paper, " "); ok && (article == "le" || article == "les") {
			paper = rest
		} else {
			key = strings.TrimPrefix(of, "de ")
		}
	}
	return key == paper || strings.HasPrefix(key, paper+" ")
}

// person adds whom the desk calls by a line, and reports whether that is anybody.
func (n *naming) person(s *story, c *credited, p presse.Person, line string) bool {
	read := n.line(line)
	people := read.People
	if len(people)+len(read.Agencies) == 0 {
		if printed.NamesNobody(line) || s.signs(line) {
			return false
		}
		people = []presse.Person{{Name: html.Unescape(line)}} // the desk calls it a person
	}
	named := false
	for _, q := range people {
		if !visible(q.Name) {
			continue
		}
		one := presse.Person{Name: q.Name, Role: p.Role, Title: p.Title, Place: p.Place}
		if len(people) == 1 && len(read.Agencies) == 0 {
			one = p
			one.Name = q.Name
		}
		one.Role, one.Title = cmp.Or(one.Role, q.Role), cmp.Or(one.Title, q.Title)
		c.add(one.Role, s.person(one))
		named = true
	}
	for _, name := range read.Agencies {
		if visible(name) && !printed.NamesNoAgency(name) {
			c.add(p.Role, agent{organization: true, name: name})
			named = true
		}
	}
	return named
}

// isUnnamed reports whether only the text of a byline says who wrote the story.
func isUnnamed(b presse.Byline) bool {
	return !slices.ContainsFunc(b.Agencies, visible) && !slices.ContainsFunc(b.People, func(p presse.Person) bool { return visible(p.Name) })
}

// add adds someone to those with that role, once.
func (c *credited) add(role string, a agent) {
	list, key := &c.contributors, "contributor "
	switch role {
	case "", presse.RoleContributor, presse.RoleEnvoy, presse.RoleCorrespondent, presse.RoleInterviewer:
		list, key = &c.authors, "author "
	case presse.RoleEditor:
		list, key = &c.editors, "editor "
	case presse.RoleTranslator:
		list, key = &c.translators, "translator "
	case presse.RolePhotographer, presse.RoleVideographer:
		return
	}
	if key += nameKey(a.name); c.seen[key] {
		return
	}
	if c.seen == nil {
		c.seen = make(map[string]bool)
	}
	c.seen[key] = true
	*list = append(*list, a)
}

// person returns someone of the newsroom, with the page that the site has of them.
func (s *story) person(p presse.Person) agent {
	a := agent{title: strings.TrimSpace(p.Title), url: p.URL}
	a.prefix, a.name = honorific(p.Name)
	if f := s.site.AuthorURL; f != nil {
		a.url = s.resolve("byline.people.url", f(p))
		if p.URL != "" && p.URL != a.url {
			a.sameAs = append(a.sameAs, p.URL)
		}
	}
	if id := orcid(p.ID); id != "" && id != a.url {
		a.sameAs = append(a.sameAs, id)
	}
	return a
}

// honorific splits a title off a name of at least two words: Dr, Me, Mme. Google wants it apart
// ("Author markup best practices"). What is part of a name, as Moulay, stays.
func honorific(name string) (prefix, rest string) {
	first, rest, ok := strings.Cut(name, " ")
	if !ok || words.Honorific(first)&words.Abbreviated == 0 || strings.HasPrefix(first, "St") || !strings.Contains(strings.TrimSpace(rest), " ") {
		return "", name
	}
	return first, strings.TrimSpace(rest)
}

// orcid returns the URL of an ORCID iD, sixteen digits in groups of four of which the last may
// be X (support.orcid.org, "Structure of the ORCID Identifier"), or "" if id is none.
func orcid(id string) string {
	const form = "0000-0000-0000-000X"
	id = strings.TrimPrefix(id, "https://orcid.org/")
	if len(id) != len(form) {
		return ""
	}
	for i := range len(form) {
		digit := id[i] >= '0' && id[i] <= '9'
		switch form[i] {
		case '0':
			if !digit {
				return ""
			}
		case '-':
			if id[i] != '-' {
				return ""
			}
		case 'X':
			if !digit && id[i] != 'X' {
				return ""
			}
		}
	}
	return "https://orcid.org/" + id
}

// resolve returns an address that a function of the Site returned as an absolute URI. One that
// cannot be written as such is left out and reported.
func (s *story) resolve(field, raw string) string {
	if raw == "" {
		return ""
	}
	uri, err := absolute(s.base, raw)
	if err != nil {
		s.lose(presse.LossDropped, field, raw, err)
	}
	return uri
}

// lose reports something that the page of the story lacks.
func (s *story) lose(kind presse.LossKind, field, value string, err error) {
	s.site.lose(presse.Loss{Item: s.a.ID, Field: field, Value: value, Kind: kind, Err: err})
}
