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
		{"an envoy without a name is nobody", people(presse.Person{Name: "De notre envoyé spécial à Dakar"}), "dropped [people[0]]"},
		{"an invisible name is nobody", people(presse.Person{Name: "\u200b"}, presse.Person{Name: "\n \u00a0"}), ""},
		{"a name on each line", people(presse.Person{Name: "Salma Idrissi\r\nKarim Benali\u2028La rédaction"}), "author Salma Idrissi; author Karim Benali"},
		{"the newsroom is nobody", people(presse.Person{Name: "La rédaction"}, presse.Person{Name: "Rédaction"}), ""},
		{"the role of a line is that of all names in it", people(presse.Person{Name: "Salma Idrissi et Karim Benali", Role: presse.RoleTranslator}),
			"translator Salma Idrissi; translator Karim Benali"},
		{"and of its agencies", people(presse.Person{Name: "Salma Idrissi, avec AFP", Role: presse.RoleEditor}), "editor Salma Idrissi; editor AFP"},
		{"an occupation that the desk gives counts first", people(presse.Person{Name: "Salma Idrissi, historienne", Title: "professeure"}), "author Salma Idrissi (professeure)"},
		{"someone in two spellings is one", people(presse.Person{Name: "Salma Idrissi"}, presse.Person{Name: "Salma IDRISSI"}), "author Salma Idrissi"},
		{"an agency in two spellings is one", presse.Byline{People: []presse.Person{{Name: "AFP"}}, Agencies: []string{"Afp", "(AFP)", "MAP"}}, "author AFP; author MAP"},
		{"a person among the agencies", presse.Byline{Agencies: []string{"Salma Idrissi / AFP"}}, "author Salma Idrissi; author AFP"},
		{"someone in two roles is named in both", people(presse.Person{Name: "Salma Idrissi"}, presse.Person{Name: "Salma Idrissi", Role: presse.RoleTranslator}),
			"author Salma Idrissi; translator Salma Idrissi"},
		{"words that announce a name, signs, a desk and a login are nobody", people(presse.Person{Name: "Par"}, presse.Person{Name: "–"}, presse.Person{Name: "admin"}, presse.Person{Name: "Avec les agences"}),
			"dropped [people[0] people[1] people[2] people[3]]"},
		{"an address of a page is nobody", people(presse.Person{Name: "https://gazette.example/auteurs/lina/"}), "dropped [people[0]]"},
		{"a part of the newsroom is nobody", people(presse.Person{Name: "Rédaction web"}), ""},
		{"the newspaper is no person", people(presse.Person{Name: "Le Journal des remparts"}), ""},
		{"agencies without a name are none", presse.Byline{People: []presse.Person{{Name: "Salma Idrissi"}}, Agencies: []string{"agences", "وكالات"}}, "author Salma Idrissi; dropped [agencies[0] agencies[1]]"},
		{"also next to a name", people(presse.Person{Name: "Salma Idrissi, avec agences"}), "author Salma Idrissi"},
		{"and in a line", presse.Byline{Text: "S. I. (avec agences)"}, "author S. I."},
		{"and next to an agency", presse.Byline{Agencies: []string{"AFP et agences"}}, "author AFP"},
		{"a reference in a name", people(presse.Person{Name: "L&eacute;a O&#8217;Neill"}), "author Léa O’Neill"},
		{"a reference in what cannot be read", people(presse.Person{Name: "Nos lecteurs de S&egrave;te"}), "author Nos lecteurs de Sète"},
		{"a telephone number is not part of a name", people(presse.Person{Name: "Salma Idrissi 06 11 22 33 44"}), "author Salma Idrissi"},
		{"a word that is a surname too", people(presse.Person{Name: "Karim Par"}, presse.Person{Name: "Anne van den Bosch"}, presse.Person{Name: "Le"}), "author Karim Par; author Anne van den Bosch; author Le"},
		{"an edition of a paper is one", people(presse.Person{Name: "Hespress FR"}), "author Hespress FR"},
		{"the newsroom with an agency is the newspaper", people(presse.Person{Name: "La rédaction avec MAP"}), "author Le Journal des remparts https://remparts.exemple.ma/; author MAP"},
		{"likewise in the line that was read", presse.ParseByline("La rédaction, avec MAP"), "author Le Journal des remparts https://remparts.exemple.ma/; author MAP"},
		{"likewise under its name", presse.ParseByline("Par Le Journal des remparts avec AFP"), "author Le Journal des remparts https://remparts.exemple.ma/; author AFP"},
		{"likewise in two entries", presse.Byline{Agencies: []string{"La rédaction", "AFP"}}, "author Le Journal des remparts https://remparts.exemple.ma/; author AFP"},
		{"likewise with its name after du", people(presse.Person{Name: "La rédaction du Journal des remparts avec AFP"}), "author Le Journal des remparts https://remparts.exemple.ma/; author AFP"},
		{"the newsroom of a town", people(presse.Person{Name: "La rédaction de Fès"}, presse.Person{Name: "Rédaction Fès"}), ""},
		{"the newsroom with the name of the newspaper is nobody alone", people(presse.Person{Name: "Rédaction du Journal des remparts"}), ""},
		{"another newspaper with an agency", people(presse.Person{Name: "Le Monde avec AFP"}), "author Le Monde; author AFP"},
		{"the newspaper among the agencies is named once", presse.Byline{Text: "Le Journal des remparts avec AFP", Agencies: []string{"Le Journal des remparts", "AFP"}}, "author Le Journal des remparts; author AFP"},
		{"the newsroom with a person is nobody", people(presse.Person{Name: "La rédaction"}, presse.Person{Name: "Salma Idrissi"}), "author Salma Idrissi"},
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
		var got, dropped []string
		credited := new(naming).byline(coreRelease(t, site, coreStory()).story, c.byline, func(field string) { dropped = append(dropped, field) })
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
		if len(dropped) > 0 {
			got = append(got, fmt.Sprint("dropped ", dropped))
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: %+v\n got %s\nwant %s", c.rule, c.byline, got, c.want)
		}
	}
}

// TestAuthorWithoutPage checks that an author without a page is nothing to report, and one whose
// page cannot be an address is.
func TestAuthorWithoutPage(t *testing.T) {
	for page, want := range map[string]string{"": "[]", "/auteurs/salma": "[]", "javascript:x": "[byline.people.url]"} {
		lost := []string{}
		site, a := coreSite(), coreStory()
		site.Lost = func(l presse.Loss) { lost = append(lost, l.Field) }
		site.AuthorURL = func(presse.Person) string { return page }
		a.Byline.People = []presse.Person{{Name: "Salma Idrissi"}}
		site.Head(coreRelease(t, site, a))
		if got := fmt.Sprint(lost); got != want {
			t.Errorf("an author with the page %q: reported %s, want %s", page, got, want)
		}
	}
}

// TestUnsigned checks whose a story is that names nobody.
func TestUnsigned(t *testing.T) {
	const paper = "Organization Le Journal des remparts https://remparts.exemple.ma/"
	for _, c := range []struct{ rule, source, want string }{
		{"the newspaper's, with its page", "", paper},
		{"an invisible source is none", "\u200b ", paper},
		{"the newsroom is none", "La rédaction", paper},
		{"its source's", " AFP ", "Organization AFP "},
		{"its sources'", "AFP/Reuters", "Organization AFP ; Organization Reuters "},
		{"a person's", "Karim Benali / AFP", "Person Karim Benali ; Organization AFP "},
	} {
		a := coreStory()
		a.Source.Name = c.source
		var got []string
		for _, who := range coreRelease(t, coreSite(), a).story.known().authors {
			kind := "Person"
			if who.organization {
				kind = "Organization"
			}
			got = append(got, kind+" "+who.name+" "+who.url)
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: from %q, got %s, want %s", c.rule, c.source, got, c.want)
		}
	}
	site := coreSite()
	for name, want := range map[string]string{"": "remparts.exemple.ma", " \x01": "remparts.exemple.ma", " Le Journal ": "Le Journal"} {
		site.Name = name
		if got := coreRelease(t, site, coreStory()).story.known().authors[0].name; got != want {
			t.Errorf("the author of a newspaper named %q is %q, want %q", name, got, want)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, " \t\n": false, "\u00a0\u202f\u3000": false, "\u200b\u2060\ufeff": false, "\x00\x01\x7f\u0085": false, "\u202e\u2069": false, "\xff": true, // as U+FFFD
		"a": true, " a ": true, "\x01.": true, "م": true, "ⵣ": true, "😀": true, "\u0301": true, "©": true,
	} {
		if got := visible(text); got != want {
			t.Errorf("visible(%q) = %v, want %v", text, got, want)
		}
	}
	for _, c := range []struct {
		list []string
		want string
	}{{nil, ""}, {[]string{"", " \u200b"}, ""}, {[]string{"\x01", " a ", "b"}, "a"}, {[]string{"b", "a"}, "b"}} {
		if got := firstVisible(c.list...); got != c.want {
			t.Errorf("firstVisible(%q) = %q, want %q", c.list, got, c.want)
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
