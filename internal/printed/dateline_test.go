package printed

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestParseDateline(t *testing.T) {
	// want is the place, the day and the agencies between bars.
	for _, c := range []struct{ rule, in, want string }{
		{"place in capitals, agency, dash", "CASABLANCA (MAP) – Le conseil s’est réuni.", "CASABLANCA||MAP"},
		{"place in small letters", "Rabat (AFP) - Le conseil", "Rabat||AFP"},
		{"a long dash", "Genève (Reuters) — Le conseil", "Genève||Reuters"},
		{"a colon for the dash", "Rabat (MAP) : Le conseil", "Rabat||MAP"},
		{"no dash after a known agency", "Rabat (MAP) Le conseil", "Rabat||MAP"},
		{"the text on the next line", "PARIS (Reuters) -\n\nLe conseil", "PARIS||Reuters"},
		{"two towns", "BANGKOK/PHNOM PENH (Reuters) - Le conseil", "BANGKOK/PHNOM PENH||Reuters"},
		{"a town and its region", "VERSAILLES, Yvelines (Reuters) - Le conseil", "VERSAILLES, Yvelines||Reuters"},
		{"two agencies", "Marrakech (LNT/MAP) – Le conseil", "Marrakech||LNT, MAP"},
		{"a paper after a place in capitals", "MARRAKECH (LNT) – Le conseil", "MARRAKECH||LNT"},
		{"an envoy", "MARRAKECH (De notre envoyé spécial) – Le conseil", "MARRAKECH||"},
		{"an envoy by name", "DAKAR (De notre envoyé spécial Karim Benali) – Le conseil", "DAKAR||"},
		{"an envoy, and no place", "(De notre envoyé spécial à Dakar) – Le conseil", "||"},
		{"a paper after a known town", "Rabat (LNT) – Le conseil", "Rabat||LNT"},
		{"a paper after a day", "Zagora, 12 mars (LNT) – Le conseil", "Zagora|12 mars|LNT"},
		{"a dash on each side", "Rabat - (MAP) - Le conseil", "Rabat||MAP"},
		{"bars", "Paris, France | AFP | mardi 12/03/2024 - Le conseil", "Paris, France|12/03/2024|AFP"},
		{"an agency between hyphens", "Rabat -MAP- Le conseil", "Rabat||MAP"},
		{"an agency after a comma", "Rabat, MAP – Le conseil", "Rabat||MAP"},
		{"an agency after a slash", "Rabat/MAP – Le conseil", "Rabat||MAP"},
		{"an agency alone", "(AFP) – Le conseil", "||AFP"},
		{"an agency alone, bare", "AFP – Le conseil", "||AFP"},
		{"the day, shortened", "RABAT, 15 avr 2025 (MAP) – Le conseil", "RABAT|15 avr 2025|MAP"},
		{"the day, and no agency", "Rabat, le 15 avril 2025 – Le conseil", "Rabat|15 avril 2025|"},
		{"the day of the week", "Washington, mardi 1er avril (AFP) – Le conseil", "Washington|1er avril|AFP"},
		{"the day in figures", "Rabat, 15/04/2025 (MAP)- Le conseil", "Rabat|15/04/2025|MAP"},
		{"the day in figures, and no agency", "Rabat, 15/04/2025 – Le conseil", "Rabat|15/04/2025|"},
		{"a place of eight words", "Un Deux Trois Quatre Cinq Six Sept Huit (MAP) – Le conseil", "Un Deux Trois Quatre Cinq Six Sept Huit||MAP"},
		{"where in the town", "New York (Nations unies) (MAP) – Le conseil", "New York (Nations unies)||MAP"},
		{"small words inside a place", "Saint-Denis de la Réunion (AFP) - Le conseil", "Saint-Denis de la Réunion||AFP"},
		{"an article of the place", "La Haye (AFP) — Le conseil", "La Haye||AFP"},
		{"an apostrophe in the place", "N’Djamena (AFP) - Le conseil", "N’Djamena||AFP"},
		{"a town well known, in capitals", "TUNIS – Le conseil", "TUNIS||"},
		{"a space before all", "\n\u00a0Rabat (MAP) – Le conseil", "Rabat||MAP"},
		{"Arabic", "الرباط (ومع) – عقد المجلس", "الرباط||ومع"},

		{"a dash before the next parenthesis", "Rabat (AFP) - (MAP) - Le conseil", "Rabat||AFP"},
		{"a dash before the only one", "Rabat - (MAP) Le conseil", "Rabat||MAP"},
		{"a colon after an agency", "Rabat, MAP: Le conseil", "Rabat||MAP"},
		{"a small word inside a place of small letters", "Rabat de Salé (MAP) – Le conseil", "Rabat de Salé||MAP"},
		{"a paper after an unknown place in capitals", "ZAGORA (LNT) – Le conseil", "ZAGORA||LNT"},
		{"a correspondence", "Zagora (correspondance) – Le conseil", "Zagora||"},
		{"agencies unnamed", "Zagora (agences) – Le conseil", "Zagora||"},
		{"archives", "Zagora (archives) – Le conseil", "Zagora||"},
		{"two papers with et", "RABAT (LNT et MAP) – Le conseil", "RABAT||LNT, MAP"},
		{"two papers with avec", "RABAT (LNT avec MAP) – Le conseil", "RABAT||LNT, MAP"},
		{"a known agency beside a paper", "Zagora (LNT et MAP) – Le conseil", "Zagora||LNT, MAP"},
		{"an agency twice", "Rabat, MAP (MAP) – Le conseil", "Rabat||MAP"},
		{"the day without a comma", "Zagora 15 avril – Le conseil", "Zagora|15 avril|"},
		{"the weekday and le", "Zagora, le mardi 15 avril – Le conseil", "Zagora|15 avril|"},
		{"the first of a month", "Rabat, 1er avril 2025 (MAP) – Le conseil", "Rabat|1er avril 2025|MAP"},
		{"a full stop after the place", "TUNIS. – Le conseil", "TUNIS||"},
		{"a place with a title", "St. Denis (MAP) – Le conseil", "St. Denis||MAP"},
		{"a town of two words, in capitals", "NEW YORK – Le conseil", "NEW YORK||"},
		{"two agencies, bare", "AFP, MAP – Le conseil", "||AFP, MAP"},
		{"an agency after one bar", "Rabat | AFP – Le conseil", "Rabat||AFP"},
		{"a day is no place", "Le 12 mars – une date qui reste", "none"},
		{"a weekday is no place", "Lundi 3 mai – le marché rouvre", "none"},
		{"two towns are no dateline", "Rabat – Salé : le tramway", "none"},
		{"nor three", "Rabat – Salé – Kénitra : le train", "none"},
		{"nor two in capitals", "RABAT – SALÉ", "none"},
		{"nor a town and a dash", "Rabat – Le conseil", "none"},
		{"nor a town and a colon", "Casablanca : le tramway", "none"},
		{"nor a kicker", "SONDAGE – Le conseil", "none"},
		{"nor a kicker of two words", "FAIT DIVERS - Une femme", "none"},
		{"nor a party", "PJD – Le parti", "none"},
		{"nor an institution's initials", "La Haute autorité de santé (HAS) – qui juge", "none"},
		{"nor an association's", "Reporters sans frontières (RSF) - Le rapport", "none"},
		{"nor an agency's own name", "Maghreb Arabe Presse (MAP) – L’agence", "none"},
		{"nor a department", "Béziers (Hérault) - Un homme", "none"},
		{"nor a sentence", "Le ministre a reçu l’AFP (AFP) – il", "none"},
		{"nor a place that does not end", "Le Maroc et (MAP) – Le", "none"},
		{"nor a parenthesis that does not", "Rabat (MAP", "none"},
		{"nor a place of nine words", "Un Deux Trois Quatre Cinq Six Sept Huit Neuf (MAP) – Le", "none"},
		{"nor a day of two figures", "Rabat, 15/04 (MAP) – Le", "none"},
		{"nor a number", "Rabat, 15 – Le", "none"},
		{"nor a word among the figures", "Rabat, 15/Salé/2025 (MAP) – Le", "none"},
		{"nor another sign before the month", "Rabat, 15:04/2025 (MAP) – Le", "none"},
		{"nor another sign among them", "Rabat, 15/04:2025 (MAP) – Le", "none"},
		{"nor a year of five figures", "Rabat, 15 avril 20255 (MAP) – Le", "none"},
		{"nor a year of two", "Rabat, 15 avril 25 (MAP) – Le", "none"},
		{"nor two days", "Rabat, 15/04/2025, 16/04/2025 – Le", "none"},
		{"nor a paper without a dash", "Rabat (LNT) Le conseil", "none"},
		{"nor an agency before a small letter", "Rabat (MAP) le conseil", "none"},
		{"nor an agency alone without a dash", "(MAP) Le conseil", "none"},
		{"nor an agency before a comma", "Rabat (MAP), Le conseil", "none"},
		{"nor a dash at the head", "- (MAP) - Le conseil", "none"},
		{"nor an agency in small letters", "RABAT -map- Le conseil", "none"},
		{"nor a town in capitals and a colon", "RABAT: Le conseil", "none"},
		{"nor a paper and a colon", "RABAT (LNT): Le conseil", "none"},
		{"nor a semicolon", "Rabat ; (MAP) – Le", "none"},
		{"nor an agency without a sign before it", "Rabat MAP – Le conseil", "none"},
		{"nor the word agency", "Agence (MAP) – Le", "none"},
		{"nor the word press", "Rabat Presse (MAP) – Le", "none"},
		{"nor a small word at the head", "de Rabat (MAP) – Le", "none"},
		{"nor a small word at the end", "Rabat de (MAP) – Le", "none"},
		{"nor a place after the day", "Rabat, 15 avril Salé – Le", "none"},
		{"nor empty parentheses", "Rabat () – Le", "none"},
		{"nor a place in parentheses alone", "(Salé) – Le", "none"},
		{"nor one before the agency", "(Salé) (MAP) – Le", "none"},
		{"nor a place and its region alone", "Rabat (Salé) – Le", "none"},
		{"nor small letters in parentheses", "Rabat (salé) (MAP) – Le", "none"},
		{"nor a paper and a name", "RABAT (LNT, Karim) – Le", "none"},
		{"nor a paper after an unknown place", "Zagora (LNT) – Le", "none"},
		{"nor a weekday without its day", "Zagora, mardi – Le", "none"},
		{"nor a day without its place", "15 avril – Le", "none"},
		{"nor an article and a number", "Le 12 (MAP) – Le", "none"},
		{"nor an article and a day, with an agency", "Le 12 mars (MAP) – Le", "none"},
		{"nor a weekday and a day", "Lundi, 12 mars – Le", "none"},
		{"nor a town before a small letter", "TUNIS – le conseil", "none"},
		{"nor a town before a sign", "TUNIS – (Le conseil", "none"},
		{"nor a town and nothing", "TUNIS –", "none"},
		{"nor a town and its region", "TUNIS, Ville – Le", "none"},
		{"nor an unknown town", "ZAGORA – Le", "none"},
		{"nor an agency and a place, no sign", "AFP Rabat – Le", "none"},
		{"nor an agency's name in small letters", "Rabat, afp – Le", "none"},
		{"nor a day cut short", "Rabat, 15/04/", "none"},
		{"nor a day and a month", "Rabat, 15/04", "none"},
		{"nor nothing", "", "none"},
	} {
		d, rest := ParseDateline(c.in)
		if d.Text+rest != c.in {
			t.Errorf("%s: %q is lost in %q + %q", c.rule, c.in, d.Text, rest)
		}
		got := d.Place + "|" + d.Date + "|" + strings.Join(d.Agencies, ", ")
		if d.Text == "" {
			got = "none"
		} else if !strings.HasPrefix(rest, "Le conseil") && !strings.HasPrefix(rest, "عقد") && !strings.HasPrefix(rest, "(MAP) - Le conseil") {
			t.Errorf("%s: %q leaves %q", c.rule, c.in, rest)
		}
		if got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
		in := norm.NFD.String(c.in)
		decomposed, after := ParseDateline(in)
		if decomposed.Text+after != in || norm.NFC.String(after) != norm.NFC.String(rest) {
			t.Errorf("%s: %+q is cut into %+q and %+q", c.rule, in, decomposed.Text, after)
		}
		if decomposed.Text = d.Text; !reflect.DeepEqual(decomposed, d) {
			t.Errorf("%s: %+q\n got %+v\nwant %+v", c.rule, in, decomposed, d)
		}
	}
}

func TestDatelineBeforeAnAgency(t *testing.T) {
	in := "TUNIS – MAP annonce un accord."
	if d, rest := ParseDateline(in); d.Place != "TUNIS" || d.Agencies != nil || rest != "MAP annonce un accord." {
		t.Errorf("%q: got %+v and %q; the agency is not who sends it", in, d, rest)
	}
}
