package printed

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// inShort writes a credit in one line: the rights, the names, the agencies after
// a plus sign, the flags.
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
		{"D.R is no name", "© D.R", "reserved"},
		{"without dots nor space", "©DR", "reserved"},
		{"with two dots", "Photo : D.R.", "reserved"},
		{"with a space between", "© D. R.", "reserved"},
		{"after Ph.", "Ph. DR", "reserved"},
		{"run together with Ph.", "Ph.DR", "reserved"},
		{"in small letters", "dr", "reserved"},
		{"in full", "Tous droits réservés", "reserved"},
		{"a doctor is no D.R", "Photo : Dr Karim Benali", "credited Dr Karim Benali"},
		{"a name beside it stays", "Karim Benali / DR", "reserved Karim Benali"},

		{"an author and an agency", "Crédit : Karim Benali/AFP", "credited Karim Benali + AFP"},
		{"an author and an agency, and no sign", "Karim Benali AFP", "credited Karim Benali + AFP"},
		{"a word before an agency is part of its name", "Desk AFP", "credited + Desk AFP"},
		{"a paper before an agency too", "Le Matin AFP", "credited + Le Matin AFP"},
		{"small letters are no agency after a name", "Karim Benali afp", "credited Karim Benali afp"},
		{"a year of this century or the last", "© 1999 AFP, 2025 MAP", "credited + AFP, MAP"},
		{"other numbers are no year", "© 1899 AFP, 24 MAP", "credited + 1899 AFP, 24 MAP"},
		{"four initials are someone", "Crédit : A.B.C.D", "credited A.B.C.D"},
		{"five are an acronym", "Crédit : A.B.C.D.E", "credited + A.B.C.D.E"},
		{"a short author and an agency", "Crédit : X/AFP", "credited X + AFP"},
		{"agency first", "© AFP, Karim BENALI", "credited Karim BENALI + AFP"},
		{"spaces before the comma", "©KARIM BENALI                , AFP", "credited KARIM BENALI + AFP"},
		{"an agency between parentheses", "Photo : K. Benali (AFP)", "credited K. Benali + AFP"},
		{"two agencies", "Karim Benali/Sipa, Getty Images", "credited Karim Benali + Sipa, Getty Images"},
		{"an agency of two words", "© Karim Benali / Hans Lucas", "credited Karim Benali + Hans Lucas"},
		{"photo after the agency's name", "AP Photo/Karim Benali", "credited Karim Benali + AP"},
		{"a pool is nobody", "Karim Benali / POOL / AFP", "credited Karim Benali + AFP"},
		{"a name once", "©AFP, AFP", "credited + AFP"},
		{"a dash for no name", "© AFP, -", "credited + AFP"},
		{"a year", "© 2024 AFP", "credited + AFP"},
		{"an agency after Ph.", "Ph. MAP", "credited + MAP"},
		{"an agency after Photo", "Photo AFP", "credited + AFP"},
		{"a surname after Ph.", "Ph. Alaoui", "credited Alaoui"},
		{"a name in parentheses", "(Ph. Karim Alaoui)", "credited Karim Alaoui"},
		{"two photographers", "Photos Karim Alaoui et Salma Idrissi", "credited Karim Alaoui, Salma Idrissi"},
		{"initials", "Crédit photo : S.I", "credited S.I"},
		{"taken by", "Photo prise par Karim Alaoui", "credited Karim Alaoui"},
		{"taken by a single word", "prise par Karim", "credited Karim"},
		{"the owner after ©", "© Motorama", "credited + Motorama"},
		{"(c) for ©", "(c) Karim Alaoui", "credited Karim Alaoui"},
		{"a ministry", "Crédit : Ministère de l’Intérieur", "credited + Ministère de l’Intérieur"},
		{"a screen capture", "Capture d’écran YouTube", "credited + YouTube"},
		{"an account", "© compte X @exemple", "credited + X @exemple"},
		{"for a paper", "Photo : Karim Alaoui pour Le Matin", "credited Karim Alaoui + Le Matin"},

		{"archives", "Archives", "archive (archive)"},
		{"archive picture", "Photo d’archives", "archive (archive)"},
		{"a paper's archives", "Ph. Archives LNT", "credited + LNT (archive)"},
		{"an agency's archives", "AFP/Archives", "credited + AFP (archive)"},
		{"reserved archives", "DR – Archives", "reserved (archive)"},
		{"an illustration says nothing of rights", "Photo d’illustration", "(illustration)"},
		{"an illustration and its agency", "Image d’illustration. © AFP", "credited + AFP (illustration)"},
		{"an illustration, reserved", "Photo à titre d’illustration – DR", "reserved (illustration)"},
		{"handed out", "Photo fournie par la famille", "handout"},
		{"by courtesy", "Avec l’aimable autorisation du Musée Atlas", "handout + Musée Atlas"},
		{"public domain", "Domaine public", "free"},
		{"a licence", "Karim Alaoui – CC BY-SA 4.0", "free Karim Alaoui"},
		{"a free library", "Karim Alaoui / Wikimedia Commons", "free Karim Alaoui"},
		{"a licence before the name", "CC BY 2.0 Karim Alaoui", "free Karim Alaoui"},
		{"a library after on", "Photo by Karim Alaoui on Unsplash", "free Karim Alaoui"},
		{"a network is no photographer", "Photo : Facebook", "credited + Facebook"},
		{"reserved by a paper", "© DR / LNT", "reserved + LNT"},
		{"a remark of one word", "Photo prétexte", ""},
		{"a remark is no name", "Photo non contractuelle", ""},
		{"photo after a name, and a slash", "AP Photos/Karim", "credited Karim + AP"},
		{"a single word after taken by", "Image prise par Salma Idrissi", "credited Salma Idrissi"},
		{"a single word after by", "Image par Salma", "credited + Salma"},
		{"small letters within a name", "Photo X fille de Salma", "credited X fille de Salma"},
		{"a single word owns it", "Karim", "credited + Karim"},
		{"a single word after a photo took it", "Photo Karim", "credited Karim"},
		{"a single word before an agency took it", "Karim, AFP", "credited Karim + AFP"},
		{"a single word beside a paper owns it too", "Le Matin, Karim", "credited + Le Matin, Karim"},
		{"a single word in small letters owns it", "© motorama", "credited + motorama"},
		{"a notice parts two names", "Karim Alaoui Archives Salma Idrissi", "credited Karim Alaoui, Salma Idrissi (archive)"},
		{"a full stop", "Karim Alaoui.", "credited Karim Alaoui"},
		{"a full stop of an initial", "Karim A.", "credited Karim A."},
		{"a hyphen at the end", "Karim Alaoui-", "credited Karim Alaoui"},
		{"run together with Ph., a name", "Ph.Karim", "credited Karim"},
		{"Ph. alone", "Ph.", ""},
		{"Dr before a capital is a doctor", "Dr Karim", "credited Dr Karim"},
		{"Dr before a sign is none", "Dr, Karim", "reserved + Karim"},
		{"Dr before a small letter is none", "Dr karim", "reserved + karim"},
		{"DR before a capital is none", "DR Karim", "reserved + Karim"},
		{"a licence alone", "CC, Karim Alaoui", "free Karim Alaoui"},
		{"small letters are no licence", "cc Karim", "credited cc Karim"},
		{"an address", "karim@exemple.ma", "credited + karim@exemple.ma"},
		{"a handle after a photo", "Photo @karim", "credited + @karim"},
		{"small letters alone name nobody", "la foule", ""},
		{"a year alone", "© 2024", ""},
		{"a year at the end", "© AFP 2024", "credited + AFP"},
		{"archives and an agency, no sign", "Archives AFP", "credited + AFP (archive)"},
		{"an illustration and a name, no sign", "Illustration Karim Alaoui", "credited Karim Alaoui (illustration)"},
		{"reserved, archives, illustration", "DR Archives Illustration", "reserved (archive) (illustration)"},
		{"a licence before reserved rights", "CC0 DR", "free"},
		{"reserved rights before a handout", "DR Handout", "reserved"},
		{"a handout before archives", "handout archives", "handout (archive)"},
		{"nothing", "", ""},
		{"signs only", "© / –", ""},
	} {
		for _, in := range []string{c.in, norm.NFD.String(c.in)} {
			if got := ParseCredit(in).inShort(); got != c.want {
				t.Errorf("%s: %+q\n got %s\nwant %s", c.rule, in, got, c.want)
			}
		}
	}
}
