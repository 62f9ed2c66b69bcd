package publish

import (
	"cmp"
	"slices"
	"strings"

	"github.com/presse-go/presse"
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
// are named there.
//
// Google asks for every author in an entry of its own, without anything but the name
// (Article structured data, "Author markup best practices"). The desk may have put a line
// where a name should be: "Par Salma Idrissi et Karim Benali" is two people.
func (n *naming) byline(s *story, b presse.Byline) credited {
	var c credited
	if isUnnamed(b) {
		b = n.line(b.Text)
	}
	for _, p := range b.People {
		for line := range strings.FieldsFuncSeq(p.Name, isLineEnd) {
			if line = strings.TrimSpace(line); visible(line) && !isDesk(line) {
				n.person(s, &c, p, line)
			}
		}
	}
	for _, entry := range b.Agencies {
		for _, one := range n.agencies(entry) {
			c.add("", agent{organization: one.organization, name: one.text})
		}
	}
	return c
}

// person adds whom the desk calls by a line.
func (n *naming) person(s *story, c *credited, p presse.Person, line string) {
	read := n.line(line)
	people := read.People
	if len(people)+len(read.Agencies) == 0 {
		people = []presse.Person{{Name: line}} // the desk calls it a person
	}
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
	}
	for _, name := range read.Agencies {
		if visible(name) {
			c.add(p.Role, agent{organization: true, name: name})
		}
	}
}

// isUnnamed reports whether only the text of a byline says who wrote the story.
func isUnnamed(b presse.Byline) bool {
	return !slices.ContainsFunc(b.Agencies, visible) && !slices.ContainsFunc(b.People, func(p presse.Person) bool { return visible(p.Name) })
}

// isDesk reports whether a name is the newsroom itself: "La rédaction".
func isDesk(name string) bool {
	key := presse.SearchKey(name)
	return key == "redaction" || key == "la redaction"
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
