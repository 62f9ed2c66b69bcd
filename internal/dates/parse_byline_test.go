package dates

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestBylines checks what may precede the first date of a line, and what may not.
func TestBylines(t *testing.T) {
	const want = "2026-11-14T18:30:00+01:00"
	for _, c := range []struct{ rule, lines string }{
		{"a comma before a label", "Salma Idrissi, publié le 14/11/2026 à 18:30\nfranceinfo, publié le 14/11/2026 à 18:30\nfranceinfo avec AFP, publié le 14/11/2026 à 18:30\nLe Monde avec AFP, publié le 14/11/2026 à 18:30\nLa rédaction, publié le 14/11/2026 à 18:30"},
		{"no mark before a label", "AFP publié le 14/11/2026 à 18:30\nPar Salma Idrissi Publié le 14/11/2026 à 18:30\nOuest-France avec AFP Publié le 14 novembre 2026 à 18h30"},
		{"a dash, a bar or a line break", "Salma Idrissi - publié le 14/11/2026 à 18:30\nSalma Idrissi | 14/11/2026 à 18:30\nPar Salma Idrissi – 14/11/2026 à 18:30\nAFP - 14/11/2026 18:30\nSalma Idrissi • 14 novembre 2026 à 18 h 30"},
		{"brackets", "Par Salma Idrissi (AFP), publié le 14/11/2026 à 18:30\n(AFP) Publié le 14/11/2026 à 18:30\nPar Salma Idrissi (à Fès), publié le 14/11/2026 à 18:30\nPar Nadia (avec MAP) le 14/11/2026 à 18:30"},
		{"digits in names", "Par 20 Minutes avec AFP, publié le 14/11/2026 à 18:30\n20 Minutes, publié le 14/11/2026 à 18:30\nRédaction Médias24 | Le 14/11/2026 à 18:30\nFrance 24 - Publié le 14/11/2026 à 18:30"},
		{"initials", "S.I., publié le 14/11/2026 à 18:30\nSalma I., publié le 14/11/2026 à 18:30\nM.-C. Idrissi-Martin & J. O'Brien, publié le 14/11/2026 à 18:30"},
		{"a date without a label after a mark", "Par Salma Idrissi, le 14/11/2026 à 18:30\nSalma Idrissi, le 14 novembre 2026 à 18h30\nPar Salma Idrissi, samedi 14 novembre 2026 à 18h30"},
		{"an author or an agency right before the date", "Par Salma Idrissi le 14/11/2026 à 18:30\nAFP le 14/11/2026 à 18:30\nPar admin le 14/11/2026 à 18:30\nSoumis par admin le sam, 14/11/2026 - 18:30"},
		{"a place", "Rabat, le 14 novembre 2026 à 18 h 30\nAix-en-Provence, le 14 novembre 2026 à 18 h 30"},
		{"months that are names", "Par Marie Mars et Jean Avril, le 14 novembre 2026 à 18h30"},
		{"Arabic", "محمد العلمي - نشر في 14 نونبر 2026 الساعة 18:30\nالرباط - و م ع، نشر في 14 نونبر 2026 الساعة 18:30\nهسبريس - و.م.ع السبت 14 نونبر 2026 - 18:30\nمحمد العلمي، نشر في 14 نونبر 2026 الساعة 18:30"},
		{"a verb and words that are no sentence", "Événement prévu, publié le 14/11/2026 à 18:30"},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			for _, line := range []string{line, "Rubrique\n" + line, line + "\n"} {
				got, err := ParseDates(line, time.FixedZone("", 3600), "fr")
				if err != nil || !sameInstant(got.Published, want) || !got.Updated.IsZero() {
					t.Errorf("%s: ParseDates(%q) = %v, %v; want %s", c.rule, line, got, err, want)
				}
			}
		}
	}
	for _, line := range []string{"Article réservé aux abonnés\nPublié le 14/11/2026 à 18:30", "Le livre que tout le monde lit\n14/11/2026 à 18:30", "Par Salma Idrissi\nLe 14 novembre 2026 à 18h30"} {
		if got, err := ParseDates(line, time.FixedZone("", 3600), "fr"); err != nil || !sameInstant(got.Published, want) {
			t.Errorf("a line of its own: ParseDates(%q) = %v, %v; want %s", line, got, err, want)
		}
	}
	for _, c := range []struct{ rule, lines string }{
		{"a sentence", "Le livre, publié le 14 novembre 2026\nUn rapport de la Cour, publié le 14 novembre 2026\nLe maire est mort, publié le 14 novembre 2026\nmort du maire hier, publié le 14 novembre 2026"},
		{"a label that is a verb", "Il a publié le 14 novembre 2026\nSalma a publié le 14 novembre 2026\nNon publié le 14 novembre 2026\nSalma Idrissi est créée le 14 novembre 2026"},
		{"a date without a label after a word", "Mort le 14 novembre 2026\nMis en examen le 14 novembre 2026\nRabat 14 novembre 2026\nFEU D’ARTIFICE 14 NOVEMBRE 2026\nGDL 2026-11-14\nConsulté le 14/11/2026\nمات السبت 14 نونبر 2026"},
		{"a day of the week in another language", "Sa, 14.11.2026\nSamstag, 14.11.2026"},
		{"another date before a label", "Concert le 3 décembre 2026, publié le 14 novembre 2026\nPar Jean, né le 14 novembre 1990, publié le 14 novembre 2026\nLe 14 novembre 1990 est né Jean, publié le 14 novembre 2026\nConcert le 3 décembre, publié le 14 novembre 2026"},
		{"a range", "Salon du 14 au 15 novembre 2026\nSalon du 14-15 novembre 2026"},
		{"a number", "n° 14/11/2026\nDurée 18:30, publié le 14 novembre 2026\nNuméro 12345, publié le 14 novembre 2026"},
		{"a question", "Quand ? Publié le 14 novembre 2026"},
		{"an opening bracket before the date", "Salma (14 novembre 2026"},
		{"a label without a date", "Salma Idrissi, publié"},
		{"a hour after an author", "Publié le 14 novembre 2026 par Jean 15 h"},
	} {
		for line := range strings.SplitSeq(c.lines, "\n") {
			if got, err := ParseDates(line, time.UTC, "fr"); err == nil {
				t.Errorf("%s: ParseDates(%q) = %v; want an error", c.rule, line, got)
			}
		}
	}
}

// TestShown checks that an error shows the text at which reading stops, as printed.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		rule, line string
		cause      error
		want       string
	}{
		{"text after the date", "14 novembre 2026 à Fès", errText, "text that is not part of the date: “à Fès”"},
		{"at most six words", "14 novembre 2026 vu d’un œil un peu las et fatigué", errText, "text that is not part of the date: “vu d’un œil un peu”"},
		{"text before it", "Été 14 novembre 2026", errNoDate, errNoDate.Error() + "; it cannot begin with “Été 14 novembre 2026”"},
		{"a day of the week alone", "lundi", errNoDate, errNoDate.Error() + "; ParseRelative reads a day of the week or a time of day alone"},
		{"a time alone", "18h30", errNoDate, errNoDate.Error() + "; ParseRelative reads a day of the week or a time of day alone"},
		{"a place that is unknown", "14 novembre 2026 18:30 (heure de Trifouillis)", errZone, "unknown time zone: “heure de Trifouillis)”"},
		{"a zone that is unknown", "14 novembre 2026 18:30 Europe/Trifouillis", errZone, "unknown time zone: “Europe/Trifouillis”"},
		{"a stray bracket", "14 novembre 2026)", errText, "text that is not part of the date: a bracket that closes nothing"},
		{"nothing", "", errNoDate, errNoDate.Error()},
	} {
		if _, err := ParseDate(c.line, time.UTC, "fr"); !errors.Is(err, c.cause) || err.Error() != c.want {
			t.Errorf("%s: ParseDate(%q): %v; want %s", c.rule, c.line, err, c.want)
		}
	}
}
