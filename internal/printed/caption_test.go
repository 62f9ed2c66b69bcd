package printed

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestSplitCaption(t *testing.T) {
	for _, c := range []struct{ rule, in, caption, credit string }{
		{"a copyright sign", "Le port de Tanger. © Karim Benali / MAP", "Le port de Tanger.", "© Karim Benali / MAP"},
		{"a copyright sign without a space", "Le port de Tanger ©Karim Benali", "Le port de Tanger", "©Karim Benali"},
		{"(c) for ©", "Le port de Tanger (c) Karim Benali", "Le port de Tanger", "(c) Karim Benali"},
		{"a label in parentheses", "Une rue de Fès (Photo : AFP)", "Une rue de Fès", "Photo : AFP"},
		{"a label in parentheses, and a period", "Une rue de Fès (Photo : AFP).", "Une rue de Fès", "Photo : AFP"},
		{"a label in brackets", "Une rue de Fès [Ph. Karim Benali]", "Une rue de Fès", "Ph. Karim Benali"},
		{"a label after a dash", "Une rue de Fès — Crédit : Karim Benali/AFP", "Une rue de Fès", "Crédit : Karim Benali/AFP"},
		{"a label after a bar", "Une rue de Fès | Ph. Benali", "Une rue de Fès", "Ph. Benali"},
		{"a label after a sentence", "La foule attend. Photo Karim Benali / MAP", "La foule attend.", "Photo Karim Benali / MAP"},
		{"a label and a colon within a line", "Une rue de Fès Crédit photo : Karim Benali", "Une rue de Fès", "Crédit photo : Karim Benali"},
		{"a label on a new line", "Une rue de Fès\nPhoto : Karim Benali", "Une rue de Fès", "Photo : Karim Benali"},
		{"in Arabic", "ميناء طنجة. تصوير: عمر العلمي", "ميناء طنجة.", "تصوير: عمر العلمي"},
		{"in Arabic, in parentheses", "ميناء طنجة (أ ف ب)", "ميناء طنجة", "أ ف ب"},
		{"an agency in parentheses", "Le ministre à Rabat, le 3 mars (AFP)", "Le ministre à Rabat, le 3 mars", "AFP"},
		{"a name and an agency in parentheses", "Le ministre à Rabat (Karim Benali/Reuters)", "Le ministre à Rabat", "Karim Benali/Reuters"},
		{"an agency after a sentence", "Un entrepôt à Brétigny-sur-Orge. AFP", "Un entrepôt à Brétigny-sur-Orge.", "AFP"},
		{"a name and an agency after a sentence", "Le ministre à Rabat. Karim Benali / AFP", "Le ministre à Rabat.", "Karim Benali / AFP"},
		{"a dash, a slash and an agency", "Karim Benali, le 16 mai 2020. - / AFP", "Karim Benali, le 16 mai 2020.", "AFP"},
		{"rights reserved", "Le nouveau stade. DR", "Le nouveau stade.", "DR"},
		{"rights reserved, in parentheses", "Le nouveau stade (D.R.)", "Le nouveau stade", "D.R."},
		{"an archive picture", "Le nouveau stade (photo d’archives)", "Le nouveau stade", "photo d’archives"},
		{"an account", "La place inondée – Photo : compte Facebook de la commune", "La place inondée", "Photo : compte Facebook de la commune"},
		{"a handout", "La nouvelle usine | Photo fournie par l’entreprise", "La nouvelle usine", "Photo fournie par l’entreprise"},
		{"a paper after a slash", "Le ministre à Rabat. Karim Benali / Ouest-France", "Le ministre à Rabat.", "Karim Benali / Ouest-France"},
		{"an illustration", "Le siège de la banque [illustration]", "Le siège de la banque", "illustration"},
		{"a screenshot", "L’arrivée de la course. Capture d’écran YouTube", "L’arrivée de la course.", "Capture d’écran YouTube"},
		{"an archive picture of an agency", "Le ministre de la Santé (Archives AFP)", "Le ministre de la Santé", "Archives AFP"},
		{"capitals on a new line", "Des manifestants à Montréal\nPHOTO KARIM BENALI, LA PRESSE", "Des manifestants à Montréal", "PHOTO KARIM BENALI, LA PRESSE"},
		{"an archive picture, in Arabic", "الوزير خلال الندوة – أرشيف", "الوزير خلال الندوة", "أرشيف"},
		{"only a credit", "Crédit photo : Karim Benali", "", "Crédit photo : Karim Benali"},
		{"only a name and an agency", "Karim Benali / AFP", "", "Karim Benali / AFP"},

		{"no credit: a name", "Une rue de Fès. Karim Benali", "Une rue de Fès. Karim Benali", ""},
		{"no credit: a name after a dash", "La ministre – Salma Idrissi", "La ministre – Salma Idrissi", ""},
		{"no credit: a name in parentheses", "La ministre (Salma Idrissi)", "La ministre (Salma Idrissi)", ""},
		{"no credit: a place in parentheses", "Une rue de Fès (Maroc)", "Une rue de Fès (Maroc)", ""},
		{"no credit: a party in parentheses", "Salma Idrissi (PS) et Karim Benali (LR)", "Salma Idrissi (PS) et Karim Benali (LR)", ""},
		{"no credit: the word photo in a sentence", "Le ministre pose pour une photo avec Karim Benali", "Le ministre pose pour une photo avec Karim Benali", ""},
		{"no credit: a sentence after photo", "Photo : le maire Karim Benali salue la foule", "Photo : le maire Karim Benali salue la foule", ""},
		{"no credit: a headline about credit", "Crédit : les ménages empruntent moins", "Crédit : les ménages empruntent moins", ""},
		{"no credit: where a photo was taken", "Photo prise à Rabat le 3 mars", "Photo prise à Rabat le 3 mars", ""},
		{"no credit: a family", "La réunion. Photo de famille", "La réunion. Photo de famille", ""},
		{"no credit: an agency within a sentence", "Le siège de l’AFP à Paris", "Le siège de l’AFP à Paris", ""},
		{"a credit that the caption follows", "© AFP. Le port de Tanger attend ses passagers.", "Le port de Tanger attend ses passagers.", "© AFP."},
		{"a credit and a name that the caption follows", "© Omar Alami. Le phare d’Asilah", "Le phare d’Asilah", "© Omar Alami."},
		{"a credit on the line before the caption", "© Omar Alami / MAP\nLe phare d’Asilah", "Le phare d’Asilah", "© Omar Alami / MAP"},
		{"a credit in parentheses before the caption", "(© MAP) Le phare d’Asilah", "Le phare d’Asilah", "© MAP"},
		{"a credit in brackets before the caption", "[Photo : Omar Alami] Le phare d’Asilah", "Le phare d’Asilah", "Photo : Omar Alami"},
		{"no credit: words in parentheses before the caption", "(Vidéo) Le phare d’Asilah", "(Vidéo) Le phare d’Asilah", ""},
		{"a name before an agency in parentheses is the caption", "Salma Idrissi (AFP)", "Salma Idrissi", "AFP"},
		{"a building before an agency in parentheses is the caption", "Le Théâtre de Rabat (MAP)", "Le Théâtre de Rabat", "MAP"},
		{"a club before an agency in brackets is the caption", "Le Raja de Casablanca [Reuters]", "Le Raja de Casablanca", "Reuters"},
		{"a label before an agency in parentheses is a credit", "Photo Omar Alami (AFP)", "", "Photo Omar Alami (AFP)"},
		{"a name and a slash in parentheses", "Le Théâtre de Rabat (Omar Alami / MAP)", "Le Théâtre de Rabat", "Omar Alami / MAP"},
		{"a town before a slash and an agency is the caption", "Tunis / Reuters", "Tunis", "Reuters"},
		{"a meeting before a slash and an agency is the caption", "Sommet du Climat / AFP", "Sommet du Climat", "AFP"},
		{"a credit in capitals after words in lower case", "Les élus à Québec PHOTO OMAR ALAMI, LA PRESSE", "Les élus à Québec", "PHOTO OMAR ALAMI, LA PRESSE"},
		{"no credit: a caption in capitals", "LES ÉLUS EN PHOTO À QUÉBEC", "LES ÉLUS EN PHOTO À QUÉBEC", ""},
		{"no credit: a caption follows the photographer", "Photo: Karim Benali Le Devoir Des manifestants à Montréal", "Photo: Karim Benali Le Devoir Des manifestants à Montréal", ""},
		{"no credit: clubs in parentheses", "Karim Benali (Lyon) face à Omar Alami (PSG)", "Karim Benali (Lyon) face à Omar Alami (PSG)", ""},
		{"no credit: parties after dashes", "Les partis RNI – PAM – PJD", "Les partis RNI – PAM – PJD", ""},
		{"no credit: what a video shows", "Vidéo : l’arrivée du Tour de France", "Vidéo : l’arrivée du Tour de France", ""},
		{"no credit: what a picture shows", "Image rare : un lynx filmé dans le Jura", "Image rare : un lynx filmé dans le Jura", ""},
		{"no credit: a place in parentheses and a period", "Le port de Tanger, à 40 km de Fnideq (Maroc).", "Le port de Tanger, à 40 km de Fnideq (Maroc).", ""},
		{"a credit after what the picture shows", "Photo : une berline de 1962 - Crédit : Atlas Autos", "Photo : une berline de 1962", "Crédit : Atlas Autos"},
		{"no credit: a model with a number", "Photo : Atlas Berline M4", "Photo : Atlas Berline M4", ""},
		{"no credit: an acronym that is spelled out", "L’antenne de la Radio France Internationale (RFI)", "L’antenne de la Radio France Internationale (RFI)", ""},
		{"no credit: a hospital whose acronym begins like an agency", "Les hôpitaux de Paris (AP-HP)", "Les hôpitaux de Paris (AP-HP)", ""},
		{"no credit: a title in quotation marks", "Le film \"Ailleurs - ADN\"", "Le film \"Ailleurs - ADN\"", ""},
		{"no credit: channels that broadcast together", "Le ministre dans une émission politique (France Inter/Le Monde)", "Le ministre dans une émission politique (France Inter/Le Monde)", ""},
		{"no credit: an empty text", "", "", ""},
		{"no credit: signs only", "© – (", "© – (", ""},
	} {
		for _, form := range []func(string) string{norm.NFC.String, norm.NFD.String} {
			caption, credit := SplitCaption(form(c.in))
			if caption != form(c.caption) || credit != form(c.credit) {
				t.Errorf("%s: SplitCaption(%+q)\n got %q, %q\nwant %q, %q", c.rule, form(c.in), caption, credit, c.caption, c.credit)
			}
			checkSplit(t, form(c.in))
		}
	}
}

// checkSplit checks that only separators and invisible characters of text are in neither
// the caption nor the credit.
func checkSplit(t *testing.T, text string) {
	t.Helper()
	caption, credit := SplitCaption(text)
	rest, ok := strings.CutPrefix(text, caption)
	if !ok {
		rest, ok = strings.CutSuffix(strings.TrimSpace(text), caption) // the credit comes first
	}
	i := strings.LastIndex(rest, credit)
	if !ok || i < 0 {
		t.Errorf("SplitCaption(%q) = %q, %q: not parts of the text", text, caption, credit)
		return
	}
	// Apart, since the bytes around the credit are no letter together.
	for _, r := range slices.Concat([]rune(rest[:i]), []rune(rest[i+len(credit):])) {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && r != utf8.RuneError && !isInvisible(r) && !strings.ContainsRune(dashes+"|•·,،/()[].", r) {
			t.Errorf("SplitCaption(%q) = %q, %q: %q is lost", text, caption, credit, r)
		}
	}
}

func FuzzSplitCaption(f *testing.F) {
	for _, seed := range []string{"Le port de Tanger. © Karim Benali / MAP", "Une rue (Photo : AFP)", "X | Ph. Benali", "تصوير: عمر", "- / AFP", "\xff(DR)", "(©", "Photo :", "(© AFP) Le port", "© AFP. Le port", "Alger / AFP", "Le port (AFP)"} {
		f.Add(seed)
	}
	f.Add("\xc5© A.\xa9 B") // bytes around the credit that would be a letter together
	f.Fuzz(checkSplit)
}
