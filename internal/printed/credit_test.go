package printed

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// inShort returns a credit on one line: the rights, the names, the agencies after a
// plus sign, and the flags.
func (c Credit) inShort() string {
	s := c.Rights + " " + strings.Join(c.Names, ", ")
	if c.Agencies != nil {
		s = strings.TrimSpace(s) + " + " + strings.Join(c.Agencies, ", ")
	}
	if c.Archive {
		s += " (archive)"
	}
	if c.Illustration {
		s += " (illustration)"
	}
	return strings.Join(strings.Fields(s), " ")
}

func TestParseCredit(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"D.R is not a name", "© D.R", "reserved"},
		{"D.R without periods or space", "©DR", "reserved"},
		{"D.R with two periods", "Photo : D.R.", "reserved"},
		{"D.R with a space inside", "© D. R.", "reserved"},
		{"D.R after Ph.", "Ph. DR", "reserved"},
		{"D.R run together with Ph.", "Ph.DR", "reserved"},
		{"D.R in lower case", "dr", "reserved"},
		{"reserved rights in full", "Tous droits réservés", "reserved"},
		{"a doctor is not D.R", "Photo : Dr Karim Benali", "credited Dr Karim Benali"},
		{"a name next to D.R is kept", "Karim Benali / DR", "reserved Karim Benali"},

		{"an author and an agency", "Crédit : Karim Benali/AFP", "credited Karim Benali + AFP"},
		{"what a drawing is called is no agency", "Dessin : Karim Benali/AFP", "credited Karim Benali + AFP"},
		{"nor is what a caricature is called", "Caricature Karim Benali", "credited Karim Benali"},
		{"an author and an agency without punctuation", "Karim Benali AFP", "credited Karim Benali + AFP"},
		{"a word before an agency is part of its name", "Desk AFP", "credited + Desk AFP"},
		{"a paper before an agency is part of its name", "Le Matin AFP", "credited + Le Matin AFP"},
		{"a lower-case agency after a name is part of it", "Karim Benali afp", "credited Karim Benali afp"},
		{"a year of this century or the last is skipped", "© 1999 AFP, 2025 MAP", "credited + AFP, MAP"},
		{"other numbers are kept", "© 1899 AFP, 24 MAP", "credited + 1899 AFP, 24 MAP"},
		{"four initials are a person", "Crédit : A.B.C.D", "credited A.B.C.D"},
		{"five initials are an acronym", "Crédit : A.B.C.D.E", "credited + A.B.C.D.E"},
		{"a single letter and an agency", "Crédit : X/AFP", "credited X + AFP"},
		{"agency first", "© AFP, Karim BENALI", "credited Karim BENALI + AFP"},
		{"spaces before the comma", "©KARIM BENALI                , AFP", "credited KARIM BENALI + AFP"},
		{"an agency between parentheses", "Photo : K. Benali (AFP)", "credited K. Benali + AFP"},
		{"two agencies", "Karim Benali/Sipa, Getty Images", "credited Karim Benali + Sipa, Getty Images"},
		{"an agency of two words", "© Karim Benali / Hans Lucas", "credited Karim Benali + Hans Lucas"},
		{"photo after an agency", "AP Photo/Karim Benali", "credited Karim Benali + AP"},
		{"a pool is not a name", "Karim Benali / POOL / AFP", "credited Karim Benali + AFP"},
		{"a duplicate name", "©AFP, AFP", "credited + AFP"},
		{"a dash instead of a name", "© AFP, -", "credited + AFP"},
		{"a year", "© 2024 AFP", "credited + AFP"},
		{"an agency after Ph.", "Ph. MAP", "credited + MAP"},
		{"an agency after Photo", "Photo AFP", "credited + AFP"},
		{"a surname after Ph.", "Ph. Alaoui", "credited Alaoui"},
		{"a name in parentheses", "(Ph. Karim Alaoui)", "credited Karim Alaoui"},
		{"two photographers", "Photos Karim Alaoui et Salma Idrissi", "credited Karim Alaoui, Salma Idrissi"},
		{"initials", "Crédit photo : S.I", "credited S.I"},
		{"taken by", "Photo prise par Karim Alaoui", "credited Karim Alaoui"},
		{"taken by a single word", "prise par Karim", "credited Karim"},
		{"a single word after © is the owner", "© Motorama", "credited + Motorama"},
		{"(c) for ©", "(c) Karim Alaoui", "credited Karim Alaoui"},
		{"a ministry", "Crédit : Ministère de l’Intérieur", "credited + Ministère de l’Intérieur"},
		{"a screen capture", "Capture d’écran YouTube", "credited + YouTube"},
		{"an account", "© compte X @exemple", "credited + compte X @exemple"},
		{"a reference within a name", "© L&eacute;a Haddad / AFP", "credited Léa Haddad + AFP"},
		{"a reference for the sign", "&copy; L&eacute;a Haddad", "credited Léa Haddad"},
		{"a telephone number", "Photo : Lina Haddad, 06 11 22 33 44", "credited Lina Haddad"},
		{"a surname that is a preposition", "Photo : Karim Pour", "credited Karim Pour"},
		{"an agency after a word in Arabic", "سلمى الإدريسي مع رويترز", "credited سلمى الإدريسي + رويترز"},
		{"a paper after pour", "Photo : Karim Alaoui pour Le Matin", "credited Karim Alaoui + Le Matin"},

		{"archives", "Archives", "archive (archive)"},
		{"archive picture", "Photo d’archives", "archive (archive)"},
		{"a paper's archives", "Ph. Archives LNT", "credited + LNT (archive)"},
		{"an agency's archives", "AFP/Archives", "credited + AFP (archive)"},
		{"reserved archives", "DR – Archives", "reserved (archive)"},
		{"an illustration says nothing about rights", "Photo d’illustration", "(illustration)"},
		{"an illustration and its agency", "Image d’illustration. © AFP", "credited + AFP (illustration)"},
		{"an illustration, reserved", "Photo à titre d’illustration – DR", "reserved (illustration)"},
		{"handed out", "Photo fournie par la famille", "handout"},
		{"courtesy", "Avec l’aimable autorisation du Musée Atlas", "handout + Musée Atlas"},
		{"public domain", "Domaine public", "free"},
		{"a licence", "Karim Alaoui – CC BY-SA 4.0", "free Karim Alaoui"},
		{"a free library", "Karim Alaoui / Wikimedia Commons", "free Karim Alaoui + Wikimedia Commons"},
		{"a licence before the name", "CC BY 2.0 Karim Alaoui", "free Karim Alaoui"},
		{"a free library after on", "Photo by Karim Alaoui on Unsplash", "free Karim Alaoui + Unsplash"},
		{"a social network is not a photographer", "Photo : Facebook", "credited + Facebook"},
		{"reserved, and a paper", "© DR / LNT", "reserved + LNT"},
		{"a remark of one word", "Photo prétexte", ""},
		{"a remark is not a name", "Photo non contractuelle", ""},
		{"photos after an agency, before a slash", "AP Photos/Karim", "credited Karim + AP"},
		{"a name after taken by", "Image prise par Salma Idrissi", "credited Salma Idrissi"},
		{"a single word after by is the owner", "Image par Salma", "credited + Salma"},
		{"lower case within a name", "Photo X fille de Salma", "credited X fille de Salma"},
		{"a single word is the owner", "Karim", "credited + Karim"},
		{"a single word after photo is the photographer", "Photo Karim", "credited Karim"},
		{"a single word before an agency is the photographer", "Karim, AFP", "credited Karim + AFP"},
		{"a single word next to a known paper is the photographer", "Le Matin, Karim", "credited Karim + Le Matin"},
		{"a single word in lower case is the owner", "© motorama", "credited + motorama"},
		{"a notice separates two names", "Karim Alaoui Archives Salma Idrissi", "credited Karim Alaoui, Salma Idrissi (archive)"},
		{"a period at the end", "Karim Alaoui.", "credited Karim Alaoui"},
		{"the period of an initial", "Karim A.", "credited Karim A."},
		{"a hyphen at the end", "Karim Alaoui-", "credited Karim Alaoui"},
		{"a name run together with Ph.", "Ph.Karim", "credited Karim"},
		{"Ph. alone", "Ph.", ""},
		{"Dr before a capital is a doctor", "Dr Karim", "credited Dr Karim"},
		{"Dr before punctuation is D.R", "Dr, Karim", "reserved + Karim"},
		{"Dr before lower case is D.R", "Dr karim", "reserved + karim"},
		{"DR before a capital is D.R", "DR Karim", "reserved + Karim"},
		{"a licence alone", "CC, Karim Alaoui", "free Karim Alaoui"},
		{"cc in lower case is not a licence", "cc Karim", "credited cc Karim"},
		{"an e-mail address", "karim@exemple.ma", "credited + karim@exemple.ma"},
		{"a handle after photo", "Photo @karim", "credited + @karim"},
		{"lower-case words are not a name", "la foule", ""},
		{"a year alone", "© 2024", ""},
		{"a year after an agency", "© AFP 2024", "credited + AFP"},
		{"archives and an agency without punctuation", "Archives AFP", "credited + AFP (archive)"},
		{"an illustration and a name without punctuation", "Illustration Karim Alaoui", "credited Karim Alaoui (illustration)"},
		{"reserved, archives, illustration", "DR Archives Illustration", "reserved (archive) (illustration)"},
		{"a licence outweighs reserved rights", "CC0 DR", "free"},
		{"reserved rights outweigh a handout", "DR Handout", "reserved"},
		{"a handout outweighs archives", "handout archives", "handout (archive)"},
		{"an empty line", "", ""},
		{"punctuation only", "© / –", ""},
	} {
		for _, in := range []string{c.in, norm.NFD.String(c.in)} {
			if got := ParseCredit(in).inShort(); got != c.want {
				t.Errorf("%s: ParseCredit(%+q)\n got %s\nwant %s", c.rule, in, got, c.want)
			}
		}
	}
}
