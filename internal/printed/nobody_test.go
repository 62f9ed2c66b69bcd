package printed

import "testing"

func TestNamesNobody(t *testing.T) {
	for _, c := range []struct {
		rule, line     string
		nobody, agency bool // whether it names nobody, no agency
	}{
		{"nothing", "", true, true},
		{"signs", " – … / ", true, true},
		{"periods", "...", true, true},
		{"a word that announces somebody", "Par", true, true},
		{"one that announces somebody, in Arabic", "بقلم", true, true},
		{"two of them", "Propos recueillis par", true, true},
		{"the newsroom", "La rédaction", true, true},
		{"a part of the newsroom", "Rédaction web", true, true},
		{"a desk", "Service sport", true, true},
		{"the newsroom of a town", "La rédaction de Sfax", true, true},
		{"the newsroom of somebody else", "La rédaction de Motorama", false, false},
		{"an article and a desk", "le service politique", true, true},
		{"the newsroom, in Arabic", "هيئة التحرير", true, true},
		{"agencies without a name", "avec agences", true, true},
		{"agencies with an article", "Avec les agences de presse", true, true},
		{"agencies, in Arabic", "مع وكالات", true, true},
		{"with an article, in Arabic", "الوكالات", true, true},
		{"the newsroom and agencies", "Rédaction et agences", true, true},
		{"a login", "admin", true, true},
		{"a contributor", "Contributeur externe", true, true},
		{"an address of a page", "https://gazette.example/auteurs/lina", true, true},
		{"an address of a page without its scheme", "www.gazette.example/lina", true, true},
		{"a telephone number", "05 35 12 34 56", true, true},
		{"a number", "2026", true, true},
		{"a name of a section", "Culture", true, false},
		{"an agency that sounds like a section", "Sport Info", true, false},
		{"a name", "Lina Haddad", false, false},
		{"a name and agencies", "Lina Haddad, avec agences", false, false},
		{"a single name", "Le", false, false},
		{"a particle", "Van", false, false},
		{"a name with a reference", "L&eacute;a", false, false},
		{"an agency", "AFP", false, false},
		{"an agency after the newsroom", "La rédaction avec AFP", false, false},
		{"an agency with a name", "Agence Ecofin", false, false},
		{"agencies with a name", "Agences Dupont", false, false},
		{"an organization of reporters", "Reporters sans frontières", false, false},
		{"a group that the paper names", "Nos lecteurs", false, false},
		{"a handle", "@lina", false, false},
	} {
		if got := NamesNobody(c.line); got != c.nobody {
			t.Errorf("%s: NamesNobody(%q) = %v, want %v", c.rule, c.line, got, c.nobody)
		}
		if got := NamesNoAgency(c.line); got != c.agency {
			t.Errorf("%s: NamesNoAgency(%q) = %v, want %v", c.rule, c.line, got, c.agency)
		}
	}
}

func TestCutPhones(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"pairs", "Lina Haddad 06 11 22 33 44", "Lina Haddad"},
		{"pairs with points", "Lina Haddad, 06.11.22.33.44, à Fès", "Lina Haddad, à Fès"},
		{"pairs with hyphens", "Lina Haddad - 06-11-22-33-44", "Lina Haddad"},
		{"pairs with no-break spaces", "Lina Haddad 06\u00a011\u00a022\u00a033\u00a044", "Lina Haddad"},
		{"together", "Lina Haddad (0611223344)", "Lina Haddad"},
		{"the code of a country", "Lina Haddad +212 5 35 11 22 33", "Lina Haddad"},
		{"00 and the code", "Lina Haddad 00216 71 112 233", "Lina Haddad"},
		{"a zero in brackets", "Lina Haddad +41 (0)79 112 23 34", "Lina Haddad"},
		{"Switzerland", "Lina Haddad 079 112 23 34", "Lina Haddad"},
		{"Canada", "Lina Haddad (514) 555-0199", "Lina Haddad"},
		{"a word before it", "Lina Haddad, tél. : 71 112 233", "Lina Haddad"},
		{"a preposition before it", "Lina Haddad, au 06 11 22 33 44", "Lina Haddad"},
		{"a word before it, in Arabic", "لينا حداد هاتف: 71112233", "لينا حداد"},
		{"nothing else", "+213 21 11 22 33", ""},
		{"a date", "Lina Haddad, 01.02.2026", "Lina Haddad, 01.02.2026"},
		{"a date and an hour", "Lina Haddad, 01.02.2026 10:30", "Lina Haddad, 01.02.2026 10:30"},
		{"a date with slashes", "Lina Haddad 14/11/2026", "Lina Haddad 14/11/2026"},
		{"years", "© 2024-2026 AFP", "© 2024-2026 AFP"},
		{"an ORCID iD", "0000-0002-1825-0097", "0000-0002-1825-0097"},
		{"an amount", "Lina Haddad, 12 000 000", "Lina Haddad, 12 000 000"},
		{"a brand with a number", "20 Minutes", "20 Minutes"},
	} {
		if got := CutPhones(c.in); got != c.want {
			t.Errorf("%s: CutPhones(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestNamesNewsroom(t *testing.T) {
	for line, want := range map[string]bool{
		"La rédaction": true, "RÉDACTION": true, "Par la rédaction avec MAP": true, "Rédaction web / AFP": true, "Service sport": true, "هيئة التحرير": true, "التحرير": true, "(La rédaction)": true, "L’équipe web": true,
		"": false, "Par": false, "MAP, avec la rédaction": false, "Bureau": false, "Service": false, "Lina Haddad": false, "Reporters sans frontières": false, "Équipe de Lina": false, "agences": false, "admin": false,
	} {
		if got := NamesNewsroom(line); got != want {
			t.Errorf("NamesNewsroom(%q) = %v, want %v", line, got, want)
		}
	}
}
