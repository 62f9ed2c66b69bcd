package printed

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestParseDateline(t *testing.T) {
	// want is the place, the date and the agencies, separated by bars, or none.
	for _, c := range []struct{ rule, in, want string }{
		{"place in capitals, agency, dash", "CASABLANCA (MAP) – Le conseil s’est réuni.", "CASABLANCA||MAP"},
		{"place in lower case", "Rabat (AFP) - Le conseil", "Rabat||AFP"},
		{"a long dash", "Genève (Reuters) — Le conseil", "Genève||Reuters"},
		{"a colon instead of a dash", "Rabat (MAP) : Le conseil", "Rabat||MAP"},
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
		{"a paper after a date", "Zagora, 12 mars (LNT) – Le conseil", "Zagora|12 mars|LNT"},
		{"a dash on each side", "Rabat - (MAP) - Le conseil", "Rabat||MAP"},
		{"bars between the parts", "Paris, France | AFP | mardi 12/03/2024 - Le conseil", "Paris, France|12/03/2024|AFP"},
		{"an agency between hyphens", "Rabat -MAP- Le conseil", "Rabat||MAP"},
		{"an agency after a comma", "Rabat, MAP – Le conseil", "Rabat||MAP"},
		{"an agency after a slash", "Rabat/MAP – Le conseil", "Rabat||MAP"},
		{"an agency alone", "(AFP) – Le conseil", "||AFP"},
		{"an agency alone, without parentheses", "AFP – Le conseil", "||AFP"},
		{"a date with a short month", "RABAT, 15 avr 2025 (MAP) – Le conseil", "RABAT|15 avr 2025|MAP"},
		{"a date without an agency", "Rabat, le 15 avril 2025 – Le conseil", "Rabat|15 avril 2025|"},
		{"a date with the day of the week", "Washington, mardi 1er avril (AFP) – Le conseil", "Washington|1er avril|AFP"},
		{"a date in numbers", "Rabat, 15/04/2025 (MAP)- Le conseil", "Rabat|15/04/2025|MAP"},
		{"a date in numbers without an agency", "Rabat, 15/04/2025 – Le conseil", "Rabat|15/04/2025|"},
		{"a place of eight words", "Un Deux Trois Quatre Cinq Six Sept Huit (MAP) – Le conseil", "Un Deux Trois Quatre Cinq Six Sept Huit||MAP"},
		{"a place within a town", "New York (Nations unies) (MAP) – Le conseil", "New York (Nations unies)||MAP"},
		{"small words inside a place", "Saint-Denis de la Réunion (AFP) - Le conseil", "Saint-Denis de la Réunion||AFP"},
		{"an article that is part of the place", "La Haye (AFP) — Le conseil", "La Haye||AFP"},
		{"an apostrophe in the place", "N’Djamena (AFP) - Le conseil", "N’Djamena||AFP"},
		{"a well-known town in capitals", "TUNIS – Le conseil", "TUNIS||"},
		{"leading white space", "\n\u00a0Rabat (MAP) – Le conseil", "Rabat||MAP"},
		{"Arabic", "الرباط (ومع) – عقد المجلس", "الرباط||ومع"},

		{"a dash before a second parenthesis", "Rabat (AFP) - (MAP) - Le conseil", "Rabat||AFP"},
		{"a dash before the only parenthesis", "Rabat - (MAP) Le conseil", "Rabat||MAP"},
		{"a colon after an agency", "Rabat, MAP: Le conseil", "Rabat||MAP"},
		{"a small word inside a place in lower case", "Rabat de Salé (MAP) – Le conseil", "Rabat de Salé||MAP"},
		{"a paper after an unknown place in capitals", "ZAGORA (LNT) – Le conseil", "ZAGORA||LNT"},
		{"a correspondence", "Zagora (correspondance) – Le conseil", "Zagora||"},
		{"agencies unnamed", "Zagora (agences) – Le conseil", "Zagora||"},
		{"archives", "Zagora (archives) – Le conseil", "Zagora||"},
		{"two papers with et", "RABAT (LNT et MAP) – Le conseil", "RABAT||LNT, MAP"},
		{"two papers with avec", "RABAT (LNT avec MAP) – Le conseil", "RABAT||LNT, MAP"},
		{"a known agency next to a paper", "Zagora (LNT et MAP) – Le conseil", "Zagora||LNT, MAP"},
		{"an agency twice", "Rabat, MAP (MAP) – Le conseil", "Rabat||MAP"},
		{"a date without a comma before it", "Zagora 15 avril – Le conseil", "Zagora|15 avril|"},
		{"a date with le and the day of the week", "Zagora, le mardi 15 avril – Le conseil", "Zagora|15 avril|"},
		{"the first of a month", "Rabat, 1er avril 2025 (MAP) – Le conseil", "Rabat|1er avril 2025|MAP"},
		{"a period after the place", "TUNIS. – Le conseil", "TUNIS||"},
		{"a place with a title", "St. Denis (MAP) – Le conseil", "St. Denis||MAP"},
		{"a town of two words, in capitals", "NEW YORK – Le conseil", "NEW YORK||"},
		{"two agencies without parentheses", "AFP, MAP – Le conseil", "||AFP, MAP"},
		{"an agency after one bar", "Rabat | AFP – Le conseil", "Rabat||AFP"},
		{"an agency of two words", "Dakar (Hans Lucas) – Le conseil", "Dakar||Hans Lucas"},
		{"an agency with its article", "MONTRÉAL (La Presse canadienne) – Le conseil", "MONTRÉAL||La Presse canadienne"},
		{"an agency in full, and another", "Dakar (Agence France-Presse, MAP) – Le conseil", "Dakar||Agence France-Presse, MAP"},
		{"no dateline: a date at the beginning", "Le 12 mars – une date qui reste", "none"},
		{"no dateline: a weekday and a date at the beginning", "Lundi 3 mai – le marché rouvre", "none"},
		{"no dateline: two towns", "Rabat – Salé : le tramway", "none"},
		{"no dateline: three towns", "Rabat – Salé – Kénitra : le train", "none"},
		{"no dateline: two towns in capitals", "RABAT – SALÉ", "none"},
		{"no dateline: a town and a dash", "Rabat – Le conseil", "none"},
		{"no dateline: a town and a colon", "Casablanca : le tramway", "none"},
		{"no dateline: a kicker", "SONDAGE – Le conseil", "none"},
		{"no dateline: a kicker of two words", "FAIT DIVERS - Une femme", "none"},
		{"no dateline: a political party", "PJD – Le parti", "none"},
		{"no dateline: an institution and its acronym", "La Haute autorité de santé (HAS) – qui juge", "none"},
		{"no dateline: an association and its acronym", "Reporters sans frontières (RSF) - Le rapport", "none"},
		{"no dateline: an agency and its acronym", "Maghreb Arabe Presse (MAP) – L’agence", "none"},
		{"no dateline: a town and its department", "Béziers (Hérault) - Un homme", "none"},
		{"no dateline: a sentence", "Le ministre a reçu l’AFP (AFP) – il", "none"},
		{"no dateline: a place that ends with et", "Le Maroc et (MAP) – Le", "none"},
		{"no dateline: an open parenthesis", "Rabat (MAP", "none"},
		{"no dateline: a place of nine words", "Un Deux Trois Quatre Cinq Six Sept Huit Neuf (MAP) – Le", "none"},
		{"no dateline: a day and a month in numbers, without a year", "Rabat, 15/04 (MAP) – Le", "none"},
		{"no dateline: a number after the place", "Rabat, 15 – Le", "none"},
		{"no dateline: a word within a date in numbers", "Rabat, 15/Salé/2025 (MAP) – Le", "none"},
		{"no dateline: a colon before the month", "Rabat, 15:04/2025 (MAP) – Le", "none"},
		{"no dateline: a colon after the month", "Rabat, 15/04:2025 (MAP) – Le", "none"},
		{"no dateline: a year of five digits", "Rabat, 15 avril 20255 (MAP) – Le", "none"},
		{"no dateline: a year of two digits", "Rabat, 15 avril 25 (MAP) – Le", "none"},
		{"no dateline: two dates", "Rabat, 15/04/2025, 16/04/2025 – Le", "none"},
		{"no dateline: a paper without a dash", "Rabat (LNT) Le conseil", "none"},
		{"no dateline: an agency before lower case, without a dash", "Rabat (MAP) le conseil", "none"},
		{"no dateline: an agency alone without a dash", "(MAP) Le conseil", "none"},
		{"no dateline: an agency before a comma", "Rabat (MAP), Le conseil", "none"},
		{"no dateline: a dash at the beginning", "- (MAP) - Le conseil", "none"},
		{"no dateline: an agency in lower case between hyphens", "RABAT -map- Le conseil", "none"},
		{"no dateline: a town in capitals and a colon", "RABAT: Le conseil", "none"},
		{"no dateline: a paper and a colon", "RABAT (LNT): Le conseil", "none"},
		{"no dateline: a semicolon after the place", "Rabat ; (MAP) – Le", "none"},
		{"no dateline: an agency without punctuation before it", "Rabat MAP – Le conseil", "none"},
		{"no dateline: the word agence as a place", "Agence (MAP) – Le", "none"},
		{"no dateline: the word presse in a place", "Rabat Presse (MAP) – Le", "none"},
		{"no dateline: a place that begins with a small word", "de Rabat (MAP) – Le", "none"},
		{"no dateline: a place that ends with a small word", "Rabat de (MAP) – Le", "none"},
		{"no dateline: a place after the date", "Rabat, 15 avril Salé – Le", "none"},
		{"no dateline: empty parentheses", "Rabat () – Le", "none"},
		{"no dateline: only a place in parentheses", "(Salé) – Le", "none"},
		{"no dateline: only a place in parentheses before the agency", "(Salé) (MAP) – Le", "none"},
		{"no dateline: a place and its region in parentheses", "Rabat (Salé) – Le", "none"},
		{"no dateline: lower case in parentheses", "Rabat (salé) (MAP) – Le", "none"},
		{"no dateline: a paper and a name in parentheses", "RABAT (LNT, Karim) – Le", "none"},
		{"no dateline: a paper after an unknown place", "Zagora (LNT) – Le", "none"},
		{"no dateline: a weekday without a date", "Zagora, mardi – Le", "none"},
		{"no dateline: a date without a place", "15 avril – Le", "none"},
		{"no dateline: an article and a number", "Le 12 (MAP) – Le", "none"},
		{"no dateline: an article, a date and an agency", "Le 12 mars (MAP) – Le", "none"},
		{"no dateline: a weekday, a comma and a date", "Lundi, 12 mars – Le", "none"},
		{"no dateline: a town before lower case", "TUNIS – le conseil", "none"},
		{"no dateline: a town before punctuation", "TUNIS – (Le conseil", "none"},
		{"no dateline: a town and a dash at the end", "TUNIS –", "none"},
		{"no dateline: a town, a comma and its region", "TUNIS, Ville – Le", "none"},
		{"no dateline: an unknown town in capitals", "ZAGORA – Le", "none"},
		{"no dateline: an agency and a place without punctuation", "AFP Rabat – Le", "none"},
		{"no dateline: an agency in lower case after a comma", "Rabat, afp – Le", "none"},
		{"no dateline: a day and an open parenthesis", "RABAT, 15 (MAP", "none"},
		{"no dateline: a day and empty parentheses", "RABAT, 15 () – Le", "none"},
		{"no dateline: a day and lower case in parentheses", "RABAT, 15 (suite) – Le", "none"},
		{"no dateline: an incomplete date", "Rabat, 15/04/", "none"},
		{"no dateline: a day and a month at the end", "Rabat, 15/04", "none"},
		{"no dateline: an empty text", "", "none"},
	} {
		d, rest := ParseDateline(c.in)
		if d.Text+rest != c.in {
			t.Errorf("%s: ParseDateline(%q) loses text: got %q + %q", c.rule, c.in, d.Text, rest)
		}
		got := d.Place + "|" + d.Date + "|" + strings.Join(d.Agencies, ", ")
		if d.Text == "" {
			got = "none"
		} else if !strings.HasPrefix(rest, "Le conseil") && !strings.HasPrefix(rest, "عقد") && !strings.HasPrefix(rest, "(MAP) - Le conseil") {
			t.Errorf("%s: ParseDateline(%q) leaves %q, want the text after the dateline", c.rule, c.in, rest)
		}
		if got != c.want {
			t.Errorf("%s: ParseDateline(%q)\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
		in := norm.NFD.String(c.in)
		decomposed, after := ParseDateline(in)
		if decomposed.Text+after != in || norm.NFC.String(after) != norm.NFC.String(rest) {
			t.Errorf("%s: ParseDateline(%+q) splits the text into %+q and %+q, want %+q as the rest", c.rule, in, decomposed.Text, after, rest)
		}
		if decomposed.Text = d.Text; !reflect.DeepEqual(decomposed, d) {
			t.Errorf("%s: ParseDateline(%+q)\n got %+v\nwant %+v", c.rule, in, decomposed, d)
		}
	}
}

func TestDatelineBeforeAnAgency(t *testing.T) {
	in := "TUNIS – MAP annonce un accord."
	if d, rest := ParseDateline(in); d.Place != "TUNIS" || d.Agencies != nil || rest != "MAP annonce un accord." {
		t.Errorf("ParseDateline(%q) = %+v, %q: want the agency in the text, not as its sender", in, d, rest)
	}
}
