package printed

import (
	"strings"
	"testing"
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
		{"nor another sign among them", "Rabat, 15/04:2025 (MAP) – Le", "none"},
		{"nor a year of five figures", "Rabat, 15 avril 20255 (MAP) – Le", "none"},
		{"nor a year of two", "Rabat, 15 avril 25 (MAP) – Le", "none"},
		{"nor two days", "Rabat, 15/04/2025, 16/04/2025 – Le", "none"},
		{"nor nothing", "", "none"},
	} {
		d, rest := ParseDateline(c.in)
		if d.Text+rest != c.in {
			t.Errorf("%s: %q is lost in %q + %q", c.rule, c.in, d.Text, rest)
		}
		got := d.Place + "|" + d.Date + "|" + strings.Join(d.Agencies, ", ")
		if d.Text == "" {
			got = "none"
		} else if !strings.HasPrefix(rest, "Le conseil") && !strings.HasPrefix(rest, "عقد") {
			t.Errorf("%s: %q leaves %q", c.rule, c.in, rest)
		}
		if got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.rule, c.in, got, c.want)
		}
	}
}
