package dates

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestSmallWords checks that small words follow the language, in each direction.
func TestSmallWords(t *testing.T) {
	at := time.Date(2026, 11, 14, 18, 5, 0, 0, time.UTC)
	for _, c := range []struct{ rule, layouts, fr, ar, en, zgh string }{
		{"a day of the month and a time", "le 2 janvier à 15 h 04|le 2 janvier à 15h04",
			"le 14 novembre à 18 h 05|le 14 novembre à 18h05", "في 14 نونبر على الساعة 18:05", "on 14 November at 18:05", "14 ⵏⵓⵡⴰⵏⴱⵉⵔ 18:05"},
		{"a weekday and a time", "le lundi 2 à 15:04", "le samedi 14 à 18:05", "يوم السبت 14 على الساعة 18:05", "on Saturday 14 at 18:05", "ⴰⵙⵉⴹⵢⴰⵙ 14 18:05"},
		{"in English", "on Monday 2 at 15:04", "le Samedi 14 à 18:05", "يوم السبت 14 على الساعة 18:05", "on Saturday 14 at 18:05", "ⴰⵙⵉⴹⵢⴰⵙ 14 18:05"},
		{"in Arabic", "يوم الاثنين 2 على الساعة 15:04", "le samedi 14 à 18:05", "يوم السبت 14 على الساعة 18:05", "on Saturday 14 at 18:05", "ⴰⵙⵉⴹⵢⴰⵙ 14 18:05"},
		{"other words of Arabic", "في 2 يناير الساعة 15:04", "le 14 novembre à 18:05", "في 14 نونبر الساعة 18:05", "on 14 November at 18:05", "14 ⵏⵓⵡⴰⵏⴱⵉⵔ 18:05"},
		{"capitalized", "Le 02/01 À 15:04", "Le 14/11 À 18:05", "في 14/11 على الساعة 18:05", "On 14/11 At 18:05", "14/11 18:05"},
		{"in capitals", "LE _2", "LE 14", "في 14", "ON 14", "14"},
		{"decomposed", "a\u0300 15:04", "a\u0300 18:05", "على الساعة 18:05", "at 18:05", "18:05"},
		{"with no-break spaces", "à\u00a015:04", "à\u00a018:05", "على الساعة\u00a018:05", "at\u00a018:05", "18:05"},
		{"the hour alone, without minutes", "15 h|15 H|à 15 heures", "18 h|18 H|à 18 heures", "18:00|18:00|على الساعة 18:00", "18:00|18:00|at 18:00", "18:00|18:00|18:00"},
		{"hours in words", "15 heures 04", "18 heures 05", "18:05", "18:05", "18:05"},
		{"minutes with their unit", "15 h 04 min, lundi", "18 h 05 min, samedi", "18:05, السبت", "18:05, Saturday", "18:05, ⴰⵙⵉⴹⵢⴰⵙ"},
		{"seconds with their unit", "15 h 04 min 05 s|15h04min05s|15 h 04:05|15 h 04 05", "18 h 05 min 00 s|18h05min00s|18 h 05:00|18 h 05 00", "18:05:00", "18:05:00", "18:05:00"},
		{"digits of Arabic", "le ٢ janvier à ١٥ h ٠٤", "le ١٤ novembre à ١٨ h ٠٥", "في ١٤ نونبر على الساعة ١٨:٠٥", "on ١٤ November at ١٨:٠٥", "١٤ ⵏⵓⵡⴰⵏⴱⵉⵔ ١٨:٠٥"},
		{"before noon and after", "3:04 PM|3:04 pm", "6:05 PM|6:05 pm", "6:05 م|6:05 م", "6:05 PM|6:05 pm", "6:05 ⵜⴰⴷⴳⴳⵯⴰⵜ|6:05 ⵜⴰⴷⴳⴳⵯⴰⵜ"},
		{"no small word where no date follows", "à Rabat, le matin du 2", "à Rabat, le matin du 14", "à Rabat, le matin du 14", "à Rabat, le matin du 14", "à Rabat, le matin du 14"},
	} {
		for lang, want := range map[string]string{"fr": c.fr, "ar-MA": c.ar, "en": c.en, "zgh": c.zgh} {
			wants := strings.Split(want, "|")
			for i, layout := range strings.Split(c.layouts, "|") {
				got, err := Format(at, layout, lang)
				got = strings.ReplaceAll(got, nbsp, " ")
				if want := strings.ReplaceAll(wants[min(i, len(wants)-1)], nbsp, " "); got != want || err != nil {
					t.Errorf("%s: Format(%q, %s) = %q, %v; want %q", c.rule, layout, lang, got, err, want)
				}
			}
		}
	}
}

// TestTypesetting checks the rules of French that the layout does not show.
func TestTypesetting(t *testing.T) {
	first := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	morning := time.Date(2026, 4, 15, 1, 0, 7, 0, time.UTC)
	for _, c := range []struct {
		rule, layout, lang string
		at                 time.Time
		want               string
	}{
		{"the first before a month in any language", "2 January", "fr", first, "1er\u00a0Avril"},
		{"the first before an Arabic month", "2 يناير", "fr-CA", first, "1er\u00a0avril"},
		{"the first in capitals", "2 JANVIER", "fr", first, "1ER\u00a0AVRIL"},
		{"the first before a capitalized month", "2 Janvier", "fr", first, "1er\u00a0Avril"},
		{"the first after a weekday", "lundi 2 à 15 h", "fr", first, "mercredi 1er à 0\u00a0h"},
		{"the first after le", "le 2, à 15 h", "fr", first, "le 1er, à 0\u00a0h"},
		{"the first at the end of a sentence", "le 2.", "fr", first, "le 1er."},
		{"the first of a date in figures", "le 2/1/2006", "fr", first, "le 1/4/2026"},
		{"the first of a date in figures, after a weekday", "lundi 2.1.2006", "fr", first, "mercredi 1.4.2026"},
		{"the first of a date in figures with spaces", "lundi 2 01 2006", "fr", first, "mercredi 1 04 2026"},
		{"the first of a date with hyphens", "lundi 2-1-2006", "fr", first, "mercredi 1-4-2026"},
		{"the first after another word", "lundi matin 2", "fr", first, "mercredi matin 1"},
		{"the first after a comma", "lundi, 2", "fr", first, "mercredi, 1"},
		{"the first alone", "2", "fr", first, "1"},
		{"the first with a zero", "02 janvier", "fr", first, "01 avril"},
		{"the first in English", "2 January", "en", first, "1\u00a0April"},
		{"the first in Arabic", "2 janvier", "ar", first, "1\u00a0أبريل"},
		{"the second is not the first", "lundi 2 janvier", "fr", first.AddDate(0, 0, 1), "jeudi 2\u00a0avril"},
		{"the eleventh is not the first", "lundi 2 janvier", "fr", first.AddDate(0, 0, 10), "samedi 11\u00a0avril"},
		{"one hour", "15 heures 04", "fr", morning, "1\u00a0heure"},
		{"midnight", "15 HEURES", "fr", first, "0\u00a0HEURE"},
		{"two hours", "15 heure 04", "fr", morning.Add(time.Hour), "2\u00a0heure"},
		{"no unit of minutes on the hour", "15 h 04 min", "fr", morning, "1\u00a0h"},
		{"minutes before seconds", "15 h 04 min 05 s", "fr", morning, "1\u00a0h\u00a000\u00a0min\u00a007\u00a0s"},
		{"minutes before seconds, with a colon", "15 h 04:05", "fr", morning, "1\u00a0h\u00a000:07"},
		{"no space", "15h04", "fr", morning.Add(5 * time.Minute), "1h05"},
		{"hours and minutes of a clock keep their zeros", "15:04", "fr", morning, "01:00"},
		{"h with other minutes", "15 h 4", "fr", morning.Add(5 * time.Minute), "1\u00a0h 5"},
		{"a narrow space", "15\u202fh\u202f04", "fr", morning.Add(5 * time.Minute), "1\u00a0h\u00a005"},
		{"a word that begins with h", "15 heurt", "fr", morning, "01 heurt"},
		{"the hour of a language without names", "15 h 04", "de", morning, "01 h 00"},
	} {
		if got, err := Format(c.at, c.layout, c.lang); got != c.want || err != nil {
			t.Errorf("%s: Format(%v, %q, %s) = %q, %v; want %q", c.rule, c.at, c.layout, c.lang, got, err, c.want)
		}
	}
}

// TestWithoutNames checks that a language without names has dates in figures, and no
// names in another language.
func TestWithoutNames(t *testing.T) {
	at := time.Date(2026, 11, 14, 18, 5, 0, 0, time.UTC)
	for layout, want := range map[string]string{
		"02/01/2006 15:04": "14/11/2026 18:05", time.RFC3339: "2026-11-14T18:05:00Z", "3:04 PM": "6:05 PM", "le 2 à 15 h 04": "le 14 à 18 h 05",
	} {
		if got, err := Format(at, layout, "de-AT"); got != want || err != nil {
			t.Errorf("Format(%q, de-AT) = %q, %v; want %q", layout, got, err, want)
		}
	}
	for layout, part := range map[string]string{"2 janvier 2006": "janvier", time.RFC1123: "Mon", "lun. 2": "lun."} {
		want := "“" + part + "” in the layout is not an element: presse has no names of months and days in the language de-AT"
		if got, err := Format(at, layout, "de-AT"); err == nil || err.Error() != want {
			t.Errorf("Format(%q, de-AT) = %q, %v; want the error %s", layout, got, err, want)
		}
	}
}

// TestFormatStale checks that a local time that stale data make wrong is an error.
func TestFormatStale(t *testing.T) {
	ramadan := []time.Time{time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC)}
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", ramadan...)
	fresh := zoneData(t, "Africa/Casablanca", "<+00>0", append(ramadan, time.Date(2026, 9, 20, 2, 0, 0, 0, time.UTC))...)
	after := time.Date(2026, 9, 20, 17, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rule, layout string
		at           time.Time
		want         string // or "" for an error
	}{
		{"a time", "15:04", after.In(stale), ""},
		{"a day", "2 janvier 2006", after.In(stale), ""},
		{"an abbreviation of the zone", "15:04 MST", after.In(stale), ""},
		{"with the offset", time.RFC3339, after.In(stale), "2026-09-20T18:00:00+01:00"},
		{"with the offset in figures", time.RFC1123Z[17:], after.In(stale), "18:00:00 +0100"},
		{"before the change", "15:04", after.AddDate(0, 0, -1).In(stale), "18:00"},
		{"with new data", "15:04", after.In(fresh), "17:00"},
		{"with a fixed zone", "15:04", after.In(time.FixedZone("", 0)), "17:00"},
	} {
		got, err := Format(c.at, c.layout, "fr")
		if got != c.want || errors.Is(err, ErrStale) != (c.want == "") {
			t.Errorf("%s: Format(%v, %q) = %q, %v; want %q", c.rule, c.at, c.layout, got, err, c.want)
		}
	}
	if _, err := Format(after.In(stale), "16:04", "fr"); err == nil || errors.Is(err, ErrStale) {
		t.Errorf("a fault of the layout comes first: got %v", err)
	}
	if got, want := Date(after.In(stale), Full, "fr"), "20\u00a0septembre 2026 à 18\u00a0h"; got != want {
		t.Errorf("Date trusts the time: got %q, want %q", got, want)
	}
	if got, want := Relative(after.In(stale), after.In(stale).Add(time.Hour), "fr"), "il y a 1\u00a0heure"; got != want {
		t.Errorf("Relative trusts the time: got %q, want %q", got, want)
	}
}
