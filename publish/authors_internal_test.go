package publish

import (
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestCredit checks who is named in which role, as "author Name (occupation) page +sameAs".
func TestCredit(t *testing.T) {
	people := func(list ...presse.Person) presse.Byline { return presse.Byline{People: list} }
	for _, c := range []struct {
		rule   string
		byline presse.Byline
		want   string
	}{
		{"what cannot be read as a name is one, since the desk says so", people(presse.Person{Name: "Nos lecteurs"}), "author Nos lecteurs"},
		{"the newsroom is nobody", people(presse.Person{Name: "La rédaction"}, presse.Person{Name: "Rédaction"}), ""},
		{"the role of a line is that of all names in it", people(presse.Person{Name: "Salma Idrissi et Karim Benali", Role: presse.RoleTranslator}),
			"translator Salma Idrissi; translator Karim Benali"},
		{"and of its agencies", people(presse.Person{Name: "Salma Idrissi, avec AFP", Role: presse.RoleEditor}), "editor Salma Idrissi; editor AFP"},
		{"an occupation that the desk gives counts first", people(presse.Person{Name: "Salma Idrissi, historienne", Title: "professeure"}), "author Salma Idrissi (professeure)"},
		{"someone in two roles is named in both", people(presse.Person{Name: "Salma Idrissi"}, presse.Person{Name: "Salma Idrissi", Role: presse.RoleTranslator}),
			"author Salma Idrissi; translator Salma Idrissi"},
		{"a photographer is in none", people(presse.Person{Name: "Inès Tazi", Role: presse.RolePhotographer}), ""},
		{"another role contributes", people(presse.Person{Name: "Inès Tazi", Role: "illustration"}), "contributor Inès Tazi"},
		{"the page of the author that the story has too", people(presse.Person{Name: "Salma Idrissi", URL: "https://remparts.exemple.ma/auteurs/salma-idrissi"}),
			"author Salma Idrissi https://remparts.exemple.ma/auteurs/salma-idrissi"},
		{"another page of the author", people(presse.Person{Name: "Salma Idrissi", URL: "https://salma.example/"}),
			"author Salma Idrissi https://remparts.exemple.ma/auteurs/salma-idrissi +https://salma.example/"},
		{"an ORCID iD", people(presse.Person{Name: "Karim Benali", ID: "0000-0002-1825-009X"}), "author Karim Benali +https://orcid.org/0000-0002-1825-009X"},
		{"an ORCID iD that is the page", people(presse.Person{Name: "Karim Benali", ID: "0000-0002-1825-0097", URL: "https://orcid.org/0000-0002-1825-0097"}),
			"author Karim Benali https://orcid.org/0000-0002-1825-0097"},
		{"no ORCID iD", people(presse.Person{Name: "Karim Benali", ID: "0000-0002-1825_0097"}), "author Karim Benali"},
	} {
		site := coreSite()
		site.AuthorURL = func(p presse.Person) string {
			if p.Name == "Salma Idrissi" && p.URL != "" {
				return "/auteurs/salma-idrissi"
			}
			return p.URL
		}
		credited := new(naming).byline(coreRelease(t, site, coreStory()).story, c.byline)
		var got []string
		for _, list := range []struct {
			role   string
			agents []agent
		}{{"author", credited.authors}, {"editor", credited.editors}, {"translator", credited.translators}, {"contributor", credited.contributors}} {
			for _, a := range list.agents {
				line := list.role + " " + a.name
				if a.title != "" {
					line += fmt.Sprintf(" (%s)", a.title)
				}
				if a.url != "" {
					line += " " + a.url
				}
				for _, page := range a.sameAs {
					line += " +" + page
				}
				got = append(got, line)
			}
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: %+v\n got %s\nwant %s", c.rule, c.byline, got, c.want)
		}
	}
}

func TestHonorific(t *testing.T) {
	for _, c := range []struct{ rule, in, prefix, name string }{
		{"a title", "Dr Salma Idrissi", "Dr", "Salma Idrissi"},
		{"a title before one word stays: it may be all that is known", "Mme Tahiri", "", "Mme Tahiri"},
		{"a first name", "Moulay Ahmed Alaoui", "", "Moulay Ahmed Alaoui"},
		{"a saint is part of the name", "St Jean Lalonde", "", "St Jean Lalonde"},
		{"so is a female saint", "Ste Marie Tremblay", "", "Ste Marie Tremblay"},
		{"no title", "Salma Idrissi", "", "Salma Idrissi"},
	} {
		if prefix, name := honorific(c.in); prefix != c.prefix || name != c.name {
			t.Errorf("%s: honorific(%q) = %q, %q, want %q, %q", c.rule, c.in, prefix, name, c.prefix, c.name)
		}
	}
}
