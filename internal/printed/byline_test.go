package printed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/letters"
	"golang.org/x/text/unicode/norm"
)

// inShort writes a byline in one line: names, each with its role, place and so
// on in braces, then the agencies after a plus sign.
func (b Byline) inShort() string {
	var parts []string
	for _, p := range b.People {
		about := strings.Join(strings.FieldsFunc(strings.Join([]string{p.Role, p.Title, p.Place, p.Email, p.Handle}, "\n"), func(r rune) bool { return r == '\n' }), ", ")
		if about != "" {
			about = " {" + about + "}"
		}
		parts = append(parts, p.Name+about)
	}
	s := strings.Join(parts, "; ")
	if b.Agencies != nil {
		s += " + " + strings.Join(b.Agencies, ", ")
	}
	return strings.TrimSpace(s)
}

func TestParseByline(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"one author", "Par Salma Idrissi", "Salma Idrissi"},
		{"capitals stay as printed", "PAR SALMA IDRISSI", "SALMA IDRISSI"},
		{"small letters too", "par salma idrissi", "salma idrissi"},
		{"without par", "Salma Idrissi", "Salma Idrissi"},
		{"a colon after par", "Par : Salma Idrissi", "Salma Idrissi"},
		{"one author, in Arabic", "بقلم محمد العلوي", "محمد العلوي"},
		{"two authors", "Par Salma Idrissi et Karim Benali", "Salma Idrissi; Karim Benali"},
		{"three authors", "Par Salma Idrissi, Karim Benali et Lina Haddad", "Salma Idrissi; Karim Benali; Lina Haddad"},
		{"an ampersand", "Salma Idrissi & Karim Benali", "Salma Idrissi; Karim Benali"},
		{"a no-break space", "Par\u00a0Salma\u00a0Idrissi", "Salma Idrissi"},
		{"a line end", "Par Salma Idrissi\nà Rabat", "Salma Idrissi {Rabat}"},
		{"an asterisk for a note", "Par Salma Idrissi*", "Salma Idrissi"},
		{"a final full stop", "Par Salma Idrissi.", "Salma Idrissi"},
		{"initials", "S. I.", "S. I."},
		{"initials run together", "Par S.I", "S.I"},
		{"initials after a name", "Par Karim B.", "Karim B."},
		{"first name alone, announced", "Par Salma", "Salma"},
		{"an agency behind qu’", "Jean Dupont, qu’AFP", "Jean Dupont + AFP"},
		{"a name whose apostrophe elides nothing", "Aïcha Bâ, de N’Diaye", "Aïcha Bâ; de N’Diaye"},
		{"a place whose apostrophe elides nothing", "Aïcha Bâ, envoyée spéciale à N’Djamena", "Aïcha Bâ {envoy, N’Djamena}"},
		{"a place in capitals", "Aïcha Bâ À DAKAR", "Aïcha Bâ {DAKAR}"},
		{"compound names", "Par Fatima-Zahra El Ouafi et Jean-Luc d’Arc", "Fatima-Zahra El Ouafi; Jean-Luc d’Arc"},
		{"particles", "Par Olivier de Trinquelandt et ben Barka Mehdi", "Olivier de Trinquelandt; ben Barka Mehdi"},
		{"titles of honour belong to the name", "Par Moulay Ahmed El Alaoui et Lalla Amina Bennani", "Moulay Ahmed El Alaoui; Lalla Amina Bennani"},
		{"surname first, as archives file it", "Idrissi, Salma", "Salma Idrissi"},
		{"several surnames first", "Idrissi, Salma, Le Goff, Yann", "Salma Idrissi; Yann Le Goff"},

		{"an agency in parentheses", "(AFP)", "+ AFP"},
		{"an agency with dots", "M.A.P", "+ M.A.P"},
		{"with an agency", "Par Salma Idrissi, avec MAP", "Salma Idrissi + MAP"},
		{"with an agency's article", "Par Salma Idrissi avec l’AFP", "Salma Idrissi + AFP"},
		{"with two agencies", "Salma Idrissi avec AFP et Reuters", "Salma Idrissi + AFP, Reuters"},
		{"one word in parentheses is a paper, though par stands before them", "Par Salma Idrissi à Rabat (Bladi)", "Salma Idrissi {Rabat} + Bladi"},
		{"an agency before a comma is no surname", "Keystone, Salma", "+ Keystone, Salma"},
		{"a full stop parts two names", "Salma Idrissi. Karim Benali", "Salma Idrissi; Karim Benali"},
		{"a full stop parts a paper from a name", "Le Matin. Karim Benali", "Karim Benali + Le Matin"},
		{"an agency in brackets", "Salma Idrissi [AFP]", "Salma Idrissi + AFP"},
		{"a place ends at avec", "Salma Idrissi à Rabat avec AFP", "Salma Idrissi {Rabat} + AFP"},
		{"a place ends at with", "Salma Idrissi in Rabat with AFP", "Salma Idrissi {Rabat} + AFP"},
		{"a place ends at and", "Salma Idrissi in Rabat and Karim Benali", "Salma Idrissi {Rabat}; Karim Benali"},
		{"with agencies unnamed", "Salma Idrissi (avec agences)", "Salma Idrissi + agences"},
		{"and the agency", "Par Salma Idrissi et la MAP", "Salma Idrissi + MAP"},
		{"by the agency", "Par l’AFP", "+ AFP"},
		{"a paper and an agency by a slash", "LNT/MAP", "+ LNT, MAP"},
		{"a paper with an agency", "Le Matin avec MAP", "+ Le Matin, MAP"},
		{"par, and no person", "Par LNT Avec MAP", "+ LNT, MAP"},
		{"an agency's service", "Redaction.ma avec AFP-Services", "+ Redaction.ma, AFP-Services"},
		{"author and agency without a sign", "Par Salma Idrissi AFP", "Salma Idrissi + AFP"},
		{"a number gives a paper away", "Infos24", "+ Infos24"},
		{"a capital inside too", "LeJournalDuSoir", "+ LeJournalDuSoir"},
		{"and a site's suffix", "Avec lejournal.ma", "+ lejournal.ma"},
		{"a source is never a person", "Source : Soir Express", "+ Soir Express"},
		{"a source without a colon", "Source Radio Atlas", "+ Radio Atlas"},
		{"text and video from two", "Texte Le Matin, vidéo RTL", "+ Le Matin, RTL"},
		{"for a paper", "Par Salma Idrissi pour Infos24", "Salma Idrissi + Infos24"},
		{"a bar before the paper", "Par Salma Idrissi | Le Matin", "Salma Idrissi + Le Matin"},
		{"the desk is nobody", "La rédaction", ""},
		{"the desk with an agency", "La Rédaction avec MAP", "+ MAP"},
		{"a service of an agency", "par le service économie de l’AFP", "+ AFP"},
		{"an agency's bureaus", "Lina HADDAD, avec les bureaux de l’AFP dans le monde", "Lina HADDAD + AFP"},
		{"bureaus by their towns", "Lina HADDAD avec les bureaux de Rennes, Nantes et Brest", "Lina HADDAD"},
		{"someone among reporters", "des reporters AFP, dont Lina HADDAD à Bogota", "Lina HADDAD {Bogota} + AFP"},

		{"where each one was", "Salma Idrissi à Rabat et Karim Benali au Caire, avec AFP", "Salma Idrissi {Rabat}; Karim Benali {Caire} + AFP"},
		{"a place after a comma", "Par Salma Idrissi, à Rabat", "Salma Idrissi {Rabat}"},
		{"a place without à", "Salma Idrissi (Rabat)", "Salma Idrissi {Rabat}"},
		{"a long place", "Par Salma Idrissi à Rio de Janeiro", "Salma Idrissi {Rio de Janeiro}"},
		{"a country", "Par Karim Benali en Syrie", "Karim Benali {Syrie}"},
		{"who helped", "Lina HADDAD, avec Paul MARTIN à Paris", "Lina HADDAD; Paul MARTIN {contributor, Paris}"},
		{"who helped, in English", "Lina HADDAD, with Paul MARTIN in Seoul", "Lina HADDAD; Paul MARTIN {contributor, Seoul}"},
		{"an envoy before the name", "De notre envoyé spécial à Dakar, Karim Benali", "Karim Benali {envoy, Dakar}"},
		{"an envoy, and no comma", "De notre envoyée spéciale à New York Salma Idrissi", "Salma Idrissi {envoy, New York}"},
		{"an envoy nobody names", "De notre envoyé spécial à Dakar", "{envoy, Dakar}"},
		{"an envoy after the name", "Karim Benali, envoyé spécial à Dakar", "Karim Benali {envoy, Dakar}"},
		{"several envoys before", "De nos envoyés spéciaux à Dakar, Karim Benali et Salma Idrissi", "Karim Benali {envoy, Dakar}; Salma Idrissi {envoy, Dakar}"},
		{"several envoys after", "Karim Benali et Salma Idrissi (envoyés spéciaux à Dakar)", "Karim Benali {envoy, Dakar}; Salma Idrissi {envoy, Dakar}"},
		{"a correspondent before", "Par notre correspondante à Madrid, Salma Idrissi", "Salma Idrissi {correspondent, Madrid}"},
		{"a correspondent after", "Salma Idrissi, correspondante permanente à Agadir", "Salma Idrissi {correspondent, Agadir}"},
		{"a correspondence", "Karim Benali (Paris, correspondance)", "Karim Benali {correspondent, Paris}"},

		{"an interview", "Propos recueillis par Salma Idrissi", "Salma Idrissi {interviewer}"},
		{"an interview by two", "(Propos recueillis par Salma Idrissi et K.B.)", "Salma Idrissi {interviewer}; K.B. {interviewer}"},
		{"an interview held", "Entretien réalisé par Salma Idrissi", "Salma Idrissi {interviewer}"},
		{"a report", "Reportage de Salma Idrissi", "Salma Idrissi"},
		{"what was done stands before par", "Dossier coordonné par Salma Idrissi et Karim Benali", "Salma Idrissi; Karim Benali"},
		{"text and pictures by two", "Textes : Salma Idrissi | Photos : Karim Alaoui", "Salma Idrissi; Karim Alaoui {photographer}"},
		{"text and pictures by one", "Texte et photos : Salma Idrissi", "Salma Idrissi"},
		{"what each did, after the name", "Salma Idrissi (texte) et Karim Alaoui (photos)", "Salma Idrissi; Karim Alaoui {photographer}"},
		{"pictures by nobody", "Salma Idrissi. Photos : D.R", "Salma Idrissi"},
		{"an editor", "Salma Idrissi et Karim Benali, édité par Yves Martin", "Salma Idrissi; Karim Benali; Yves Martin {editor}"},
		{"a translator", "Traduit de l’anglais par Yves Martin", "Yves Martin {translator}"},
		{"what an author is", "Par Karim Benali, professeur à l’université de Fès", "Karim Benali {professeur à l’université de Fès}"},
		{"what an author is, in parentheses", "Par Karim Benali (stagiaire)", "Karim Benali {stagiaire}"},
		{"what each author is", "Karim Benali, juriste, et Salma Idrissi, économiste", "Karim Benali {juriste}; Salma Idrissi {économiste}"},

		{"an address", "Par Salma Idrissi (salma@exemple.ma)", "Salma Idrissi {salma@exemple.ma}"},
		{"an address and a handle", "Salma Idrissi – s.idrissi@exemple.ma – @salma", "Salma Idrissi {s.idrissi@exemple.ma, @salma}"},
		{"a handle alone", "@salma", "{@salma}"},
		{"a date after the name", "Par Salma Idrissi, le 15 avril 2025 à 18h30", "Salma Idrissi"},
		{"a date before it", "Publié le 15 avril 2025 par Salma Idrissi", "Salma Idrissi"},
		{"a date in figures", "Par Salma Idrissi - 15/04/2025 18:30", "Salma Idrissi"},
		{"a date and no sign before it", "Rédigé par Salma Idrissi le 15 avril 2025 à 18:30", "Salma Idrissi"},
		{"a dash before the name to come", "De notre correspondant à Rabat – Karim Benali", "Karim Benali {correspondent, Rabat}"},
		{"where an interview was held", "Propos recueillis à Rabat par Salma Idrissi", "Salma Idrissi {interviewer}"},
		{"what was done, by an envoy", "Dossier réalisé par notre envoyée spéciale à Dakhla, Salma Idrissi", "Salma Idrissi {envoy, Dakhla}"},
		{"a body someone belongs to", "Par Yves Martin, de l’Académie française", "Yves Martin {de l’Académie française}"},
		{"a note before what someone is", "Par Karim Benali*, ancien ministre", "Karim Benali {ancien ministre}"},
		{"a nameless journalist", "Par un journaliste de l’AFP", "+ AFP"},
		{"a nameless bureau", "De notre bureau de Casablanca", ""},
		{"a press release is nobody", "Communiqué", ""},
		{"an address in angle brackets", "Par Salma Idrissi <salma@exemple.ma>", "Salma Idrissi {salma@exemple.ma}"},
		{"Arabic", "سلمى الإدريسي", "سلمى الإدريسي"},
		{"an article and a particle first", "Ait Taleb, Khadija", "Khadija Ait Taleb"},
		{"four initials are someone", "A.B.C.D.", "A.B.C.D."},
		{"five are an acronym", "A.B.C.D.E.", "+ A.B.C.D.E"},
		{"a particle after par", "Par de Villepin", "de Villepin"},
		{"an agency's regional name", "Reuters Maghreb", "+ Reuters Maghreb"},
		{"a word like a group within a name", "Le Soir staff", "+ Le Soir staff"},
		{"a source that is a full stop", "Source : .", ""},
		{"a posting after a name, and no comma", "Karim Benali envoyé spécial à Dakar", "Karim Benali {envoy, Dakar}"},
		{"small letters within a second name", "Salma Idrissi, Olivier dit Olo", "Salma Idrissi; Olivier dit Olo"},
		{"a group after another word", "Salma Idrissi, toute notre équipe", "Salma Idrissi {toute notre équipe}"},
		{"a group after de and nos", "De nos équipes, Karim Benali", "Karim Benali"},
		{"a figure is no place", "Salma Idrissi à 9 km", "+ Salma Idrissi à 9 km"},
		{"the least figure is none either", "Salma Idrissi à 0 km", "+ Salma Idrissi à 0 km"},
		{"a name in small letters, like a participle", "salma benali avec MAP", "salma benali + MAP"},
		{"a slash before a paper", "Par Salma/Hespress", "Salma + Hespress"},
		{"a paper's article after par", "Par Le Matin", "+ Le Matin"},
		{"a dash ends a list of towns", "Lina HADDAD avec les bureaux de Rennes – Karim Benali", "Lina HADDAD; Karim Benali"},
		{"a service of an agency, then a person", "Lina HADDAD avec le desk AFP, Karim Benali", "Lina HADDAD; Karim Benali {contributor} + AFP"},
		{"a date without le", "Par Salma Idrissi 15 avril 2025", "Salma Idrissi"},
		{"a date with du", "Par Salma Idrissi du 15 avril 2025", "Salma Idrissi"},
		{"a day alone", "Par Salma Idrissi le 15", "Salma Idrissi"},
		{"a name right after a date", "Publié le 15 avril 2025 Salma Idrissi", "Salma Idrissi"},
		{"a name after a date and a time", "Par Salma Idrissi le 15 avril 2025 à 18:30 Karim Benali", "Salma Idrissi; Karim Benali"},
		{"a posting is not another's", "De notre envoyé spécial à Dakar, Karim Benali, photos Salma Idrissi", "Karim Benali {envoy, Dakar}; Salma Idrissi {photographer}"},
		{"a posting without place nor comma", "De notre envoyé spécial Karim Benali", "Karim Benali {envoy}"},
		{"several envoys, and no comma", "Nos envoyés spéciaux à Dakar Karim Benali et Salma Idrissi", "Karim Benali {envoy, Dakar}; Salma Idrissi {envoy, Dakar}"},
		{"one envoy of two", "Karim Benali et Salma Idrissi, envoyé spécial à Dakar", "Karim Benali; Salma Idrissi {envoy, Dakar}"},
		{"envoys keep the places they have", "Karim Benali à Fès et Salma Idrissi, envoyés spéciaux à Dakar", "Karim Benali {envoy, Fès}; Salma Idrissi {envoy, Dakar}"},
		{"a contributor's posting", "avec Karim Benali, correspondant à Fès", "Karim Benali {correspondent, Fès}"},
		{"a photographer stays one", "Photos Karim Benali, correspondant à Fès", "Karim Benali {photographer}"},
		{"a correspondent whose name follows et", "Notre correspondant à Fès et Karim Benali", "Karim Benali {correspondent, Fès}"},
		{"agencies after a comma", "Salma Idrissi, agences", "Salma Idrissi + agences"},
		{"an agency without a name", "Salma Idrissi, agence", "Salma Idrissi"},
		{"a place after dans le", "Karim Benali dans le Rif", "Karim Benali {le Rif}"},
		{"a place after dans la", "Karim Benali dans la Somme", "Karim Benali {la Somme}"},
		{"a place after dans les", "Karim Benali dans les Alpes", "Karim Benali {les Alpes}"},
		{"a place after depuis", "Salma Idrissi depuis Paris", "Salma Idrissi {Paris}"},
		{"a place after a without its accent", "Salma Idrissi a Rabat", "Salma Idrissi {Rabat}"},
		{"a verb is no place", "Salma Idrissi a dit", "Salma Idrissi a dit"},
		{"a place without à is the first", "Salma Idrissi, Rabat", "Salma Idrissi {Rabat}"},
		{"a second place is a paper", "Salma Idrissi (Rabat), Fès", "Salma Idrissi {Rabat} + Fès"},
		{"an agency parts a person from a place", "Salma Idrissi, AFP, Rabat", "Salma Idrissi + AFP, Rabat"},
		{"initials are no place", "Salma Idrissi, S.I.", "Salma Idrissi; S.I."},
		{"a paper is no place", "Salma Idrissi, Infos24", "Salma Idrissi + Infos24"},
		{"a word and an agency are one name", "Par Salma AFP", "+ Salma AFP"},
		{"a paper's initials after la", "Par Salma Idrissi et la LNT", "Salma Idrissi + LNT"},
		{"an agency after par la", "Par la MAP", "+ MAP"},
		{"an article and a word", "La Salma", "+ La Salma"},
		{"a surname like a group", "Par Karim Bureau", "Karim Bureau"},
		{"a name like a group", "Bureau Salma", "Bureau Salma"},
		{"a group, announced", "Par Bureau", ""},
		{"the desk, shortened", "Rédac", ""},
		{"a nameless journalist of a town", "un journaliste de Rabat", ""},
		{"a first name like an article", "Un Karim", "Un Karim"},
		{"several nameless ones", "Plusieurs journalistes, Karim Benali", "Karim Benali"},
		{"a desk's town is nobody's", "le service Sports avec Karim Benali", "Karim Benali {contributor}"},
		{"an address with two signs is none", "Salma Idrissi (a@b@c)", "Salma Idrissi"},
		{"a handle of one letter is none", "Salma Idrissi (@a)", "Salma Idrissi"},
		{"a handle of two letters", "Salma Idrissi (@ab)", "Salma Idrissi {@ab}"},
		{"the shortest address", "Salma Idrissi (a@b)", "Salma Idrissi {a@b}"},
		{"an agency's address", "AFP, salma@exemple.ma", "+ AFP"},
		{"two addresses are two people's", "salma@exemple.ma, karim@exemple.ma", "{salma@exemple.ma};  {karim@exemple.ma}"},
		{"two handles are two people's", "Salma Idrissi, @salma, @karim", "Salma Idrissi {@salma};  {@karim}"},
		{"a photographer by their handle", "Photos @salma", "{photographer, @salma}"},
		{"an address keeps no full stop", "Salma Idrissi, salma@exemple.ma.", "Salma Idrissi {salma@exemple.ma}"},
		{"a label before a colon", "Chronique : Salma Idrissi", "Salma Idrissi"},
		{"a label before a colon, one word after", "Chronique : Salma", "Salma"},
		{"a colon after what was announced", "Par Salma Idrissi : Karim", "Salma Idrissi {Karim}"},
		{"a contributor in parentheses", "Salma Idrissi (avec Karim Benali)", "Salma Idrissi; Karim Benali {contributor}"},
		{"after parentheses all is as before", "Par Salma Idrissi (avec Karim Benali) et Lina", "Salma Idrissi; Karim Benali {contributor}; Lina"},
		{"what was done, told twice", "Salma Idrissi (photos) (texte)", "Salma Idrissi {photographer}"},
		{"a place, then what was done", "Salma Idrissi (Rabat) (photos)", "Salma Idrissi {photographer, Rabat}"},
		{"what someone is, after a dash", "Salma Idrissi – juriste", "Salma Idrissi {juriste}"},
		{"only the first of what they are", "Salma Idrissi, juriste, économiste", "Salma Idrissi {juriste}"},
		{"a particle begins a name", "Salma Idrissi, ben Barka", "Salma Idrissi; ben Barka"},
		{"a particle begins a title", "Salma Idrissi, de nuit", "Salma Idrissi {de nuit}"},
		{"an article begins a title", "Salma Idrissi, l’économiste", "Salma Idrissi {l’économiste}"},
		{"a title of honour, shortened", "Dr. Karim Benali", "Dr. Karim Benali"},
		{"a title of honour, M.", "M. Karim Benali", "M. Karim Benali"},
		{"a surname first, and a comma left", "Idrissi, Salma,", "Salma Idrissi"},
		{"a surname first, one without", "Idrissi, Salma, Goff, Yann, Le", "Salma Idrissi; Yann Goff"},
		{"a first name, after what was done", "Dossier réalisé par Karim", "Karim"},
		{"who did it, without a sign", "Salma Idrissi par Karim Benali", "Salma Idrissi; Karim Benali"},
		{"nothing", "", ""},
		{"signs only", " – / | ()", ""},
	} {
		for _, in := range []string{c.in, norm.NFD.String(c.in)} {
			if got := ParseByline(in).inShort(); got != c.want {
				t.Errorf("%s: %+q\n got %s\nwant %s", c.rule, in, got, c.want)
			}
		}
	}
}

// Whatever sign keyboards and wires put for an apostrophe, a line says the same.
func TestAnyApostrophe(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"an agency's article", "Par Salma Idrissi avec l’AFP", "Salma Idrissi + AFP"},
		{"by the agency", "Par l’AFP", "+ AFP"},
		{"a paper's article", "L’Opinion", "+ L’Opinion"},
		{"a name", "Jean-Luc d’Arc, Rabat", "Jean-Luc d’Arc {Rabat}"},
		{"a group's agency", "Lina HADDAD, avec les bureaux de l’AFP à Rennes, Nantes", "Lina HADDAD + AFP"},
		{"the desk", "l’équipe avec MAP", "+ MAP"},
		{"what someone is", "Par Yves Martin, de l’Académie française", "Yves Martin {de l’Académie française}"},
		{"no acronym, no capital inside a word", "d’ABC", "+ d’ABC"},
		{"an elided que", "Yves Martin, juriste qu’Idrissi cite", "Yves Martin {juriste qu’Idrissi cite}"},
	} {
		for _, a := range letters.Apostrophes {
			in, want := strings.ReplaceAll(c.in, "’", string(a)), strings.ReplaceAll(c.want, "’", string(a))
			if got := ParseByline(in).inShort(); got != want {
				t.Errorf("%s, %U: %q\n got %s\nwant %s", c.rule, a, in, got, want)
			}
		}
	}
	for _, a := range letters.Apostrophes {
		in := fmt.Sprintf("N%cDJAMENA (AFP) – Le conseil", a)
		if d, _ := ParseDateline(in); d.Place != fmt.Sprintf("N%cDJAMENA", a) {
			t.Errorf("%U: the place of %q is %q", a, in, d.Place)
		}
		in = fmt.Sprintf("Photo d%carchives", a)
		if c := ParseCredit(in); !c.Archive {
			t.Errorf("%U: %q is no archive", a, in)
		}
	}
}

// A text of a megabyte in place of a byline costs no more than a long line.
func TestLongLine(t *testing.T) {
	for _, unit := range []string{"Salma Idrissi, ", "A1/", "(", "à ", "De notre envoyé spécial ", "x"} {
		line := strings.Repeat(unit, 1<<20/len(unit))
		ParseByline(line)
		ParseCredit(line)
		ParseDateline(line)
	}
}
