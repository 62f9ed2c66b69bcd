package publish

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/printed"
)

var errNobody = errors.New("names nobody")

// A naming finds out whom the entries of bylines and credits name. What a newsroom's system has
// where one name should be is often a line: "Par Salma Idrissi et Karim Benali", "(AFP)",
// "Photo : X / AFP". Reading one takes microseconds, so each is read once.
type naming struct {
	lines map[string]presse.Byline
	lists map[string][]name // of agencies and of those who are credited, by kind and entry
}

// A name is a bare one.
type name struct {
	text         string
	organization bool
}

// line reads an entry as a byline.
func (n *naming) line(entry string) presse.Byline {
	read, ok := n.lines[entry]
	if !ok {
		if n.lines == nil {
			n.lines = make(map[string]presse.Byline)
		}
		read = presse.ParseByline(entry)
		n.lines[entry] = read
	}
	return read
}

// list returns what find returns for an entry of a kind, found once.
func (n *naming) list(kind, entry string, find func(string) []name) []name {
	key := kind + entry
	names, ok := n.lists[key]
	if !ok {
		if n.lists == nil {
			n.lists = make(map[string][]name)
		}
		for line := range strings.FieldsFuncSeq(entry, isLineEnd) {
			if line = strings.TrimSpace(line); visible(line) {
				names = append(names, find(line)...)
			}
		}
		n.lists[key] = names
	}
	return names
}

// agencies returns whom an entry of a list of agencies names.
func (n *naming) agencies(entry string) []name { return n.list("agency ", entry, n.findAgencies) }

// findAgencies does what agencies does for one line. The desk says that it is an agency: what is
// read as the name of a person is one too, unless the line names an agency next to a full name,
// and what cannot be read is the name of one. The newsroom is none, and neither are agencies
// without a name: "avec agences".
func (n *naming) findAgencies(line string) []name {
	if printed.NamesNoAgency(line) {
		return nil
	}
	read := n.line(line)
	var names []name
	switch people := len(read.People); {
	case people > 0 && strings.Contains(line, "&"): // Agence Dupont & Fils
	case people+len(read.Agencies) == 0:
		if c := presse.ParseCredit(line); len(c.Names)+len(c.Agencies) == 1 { // it takes more words for agencies
			names = namesOf(c.Names, c.Agencies)
		}
	case people > 1 && len(read.Agencies) == 0 && !strings.ContainsAny(line, ",;/|"): // Territoires et Stratégies
	default:
		names = namesOf(peopleOf(read), read.Agencies)
	}
	if len(names) == 1 && goesOn(line, names[0].text) {
		names = nil
	}
	if len(names) == 0 {
		return []name{{html.Unescape(line), true}}
	}
	for i := range names {
		names[i].organization = names[i].organization || len(read.Agencies) == 0 || !strings.Contains(names[i].text, " ")
	}
	return names
}

// credited returns whom an entry of the authors of a picture names: nobody, if it is the notice
// that the owner is not known ("D.R."), or that the picture is from the files.
func (n *naming) credited(entry string) []name { return n.list("credit ", entry, n.findCredited) }

// findCredited does what credited does for one line. What cannot be read is the name of a person.
func (n *naming) findCredited(line string) []name {
	credit, read := presse.ParseCredit(line), n.line(line)
	switch {
	case isNotice(credit), printed.NamesNobody(line):
		return nil
	case isMarked(line) && len(credit.Names)+len(credit.Agencies) > 0: // © Motorama
		return namesOf(credit.Names, credit.Agencies)
	case slices.ContainsFunc(peopleOf(read), visible):
		return namesOf(peopleOf(read), read.Agencies)
	case len(credit.Names) > 0:
		return namesOf(credit.Names, credit.Agencies)
	case len(read.People) == 0 && len(read.Agencies) > 0:
		return namesOf(nil, read.Agencies)
	case len(credit.Agencies) > 1 || len(credit.Agencies) == 1 && nameKey(credit.Agencies[0]) != nameKey(line): // Copyright © Euronews 2026
		return namesOf(nil, credit.Agencies)
	}
	return []name{{text: html.Unescape(line)}}
}

// suppliers returns whom an entry of the suppliers of a picture names.
func (n *naming) suppliers(entry string) []name {
	return n.list("supplier ", entry, func(line string) []name {
		if isNotice(presse.ParseCredit(line)) {
			return nil
		}
		return n.findAgencies(line)
	})
}

// credit returns a credit with bare names, each once. If it has none, its text is read. What
// names nobody is left out, and its field is passed to dropped.
func (n *naming) credit(c presse.Credit, dropped func(field string)) presse.Credit {
	var names []name
	add := func(field string, entries []string, find func(string) []name) {
		for i, entry := range entries {
			found := find(entry)
			if len(found) == 0 && visible(entry) {
				dropped(indexed(field, i))
			}
			names = append(names, found...)
		}
	}
	add("credit.names", c.Names, n.credited)
	add("credit.agencies", c.Agencies, n.suppliers)
	if !slices.ContainsFunc(c.Names, visible) && !slices.ContainsFunc(c.Agencies, visible) && visible(c.Text) {
		read := presse.ParseCredit(c.Text)
		names = namesOf(read.Names, read.Agencies)
	}
	c.Names, c.Agencies = nil, nil
	seen := make(map[string]bool, len(names))
	for _, one := range names {
		key := nameKey(one.text)
		if seen[key] {
			continue
		}
		seen[key] = true
		if one.organization {
			c.Agencies = append(c.Agencies, one.text)
		} else {
			c.Names = append(c.Names, one.text)
		}
	}
	return c
}

// isMarked reports whether an entry begins with a mark of copyright, after which a single word is
// an owner.
func isMarked(entry string) bool {
	key := strings.ToLower(html.Unescape(entry))
	return strings.HasPrefix(key, "©") || strings.HasPrefix(key, "(c)") || strings.HasPrefix(key, "copyright")
}

// isNotice reports whether a credit says something about the rights and names nobody.
func isNotice(c presse.Credit) bool {
	return len(c.Names)+len(c.Agencies) == 0 && (c.Rights != presse.RightsUnknown || c.Archive || c.Illustration)
}

// goesOn reports whether a name is cut off in a line: "Ministère de l’Économie" in "Ministère
// de l’Économie, des Finances et du Plan". A town, a notice or a word may follow it.
func goesOn(line, name string) bool {
	_, after, _ := strings.Cut(presse.SearchKey(line), presse.SearchKey(name))
	return len(strings.Fields(after)) > 2
}

// namesOf returns the names of people and of agencies.
func namesOf(people, agencies []string) (names []name) {
	for _, text := range people {
		if visible(text) {
			names = append(names, name{text: strings.TrimSpace(text)})
		}
	}
	for _, text := range agencies {
		if visible(text) && !printed.NamesNoAgency(text) {
			names = append(names, name{strings.TrimSpace(text), true})
		}
	}
	return names
}

func peopleOf(b presse.Byline) (list []string) {
	for _, p := range b.People {
		list = append(list, p.Name)
	}
	return list
}

// nameKey returns what the spellings of a name have in common: Afp and AFP.
func nameKey(name string) string { return cmp.Or(presse.SearchKey(name), name) }

// isLineEnd reports whether r ends a line, as in the field of a form with a name on each.
func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}
