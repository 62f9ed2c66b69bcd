package dates

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	zone := time.FixedZone("", 3600)
	day := time.Date(2025, 4, 15, 0, 0, 0, 0, zone)
	evening := time.Date(2025, 4, 15, 18, 30, 0, 0, zone)
	for _, c := range []struct {
		rule, in string
		want     time.Time
	}{
		{"in full", "mardi 1er avril 2025", time.Date(2025, 4, 1, 0, 0, 0, 0, zone)},
		{"with a time", "le 15 avril 2025 à 18 h 30", evening},
		{"with no-break spaces", "le 15\u00a0avril 2025 à 18\u00a0h\u00a030", evening},
		{"time run together", "15 avril 2025 à 18h30", evening},
		{"time with a colon", "15 avril 2025, 18:30", evening},
		{"a single hour in words", "15 avril 2025 à 1 heure 05", time.Date(2025, 4, 15, 1, 5, 0, 0, zone)},
		{"minutes in words", "15 avril 2025 à 18 h 30 min", evening},
		{"time in words", "15 avril 2025 à 18 heures 30", evening},
		{"on the hour", "15 avril 2025 à 18 h", evening.Add(-30 * time.Minute)},
		{"noon", "15 avril 2025 à midi", day.Add(12 * time.Hour)},
		{"midnight", "15 avril 2025 à minuit", day},
		{"weekday and le", "Mardi, le 15 avril 2025", day},
		{"capitals", "MARDI 15 AVRIL 2025", day},
		{"no accents", "12 fevrier 2025", time.Date(2025, 2, 12, 0, 0, 0, 0, zone)},
		{"short month with a period", "15 avr. 2025", day},
		{"short month of four letters", "3 juil. 2025", time.Date(2025, 7, 3, 0, 0, 0, 0, zone)},
		{"short month of five letters", "15 janvi 2025", time.Date(2025, 1, 15, 0, 0, 0, 0, zone)},
		{"short month of three letters", "15 fév 2025", time.Date(2025, 2, 15, 0, 0, 0, 0, zone)},
		{"decomposed letters", "15 fe\u0301vrier 2025", time.Date(2025, 2, 15, 0, 0, 0, 0, zone)},
		{"a month of four letters in full", "15 mars 2025", time.Date(2025, 3, 15, 0, 0, 0, 0, zone)},
		{"short weekday", "mar. 15 avril 2025", day},
		{"first minute of a day", "15 avril 2025 à 0 h 00", day},
		{"last minute of a day", "15 avril 2025 à 23 h 59", day.Add(23*time.Hour + 59*time.Minute)},
		{"last minute of a day, with a colon", "15/04/2025 23:59", day.Add(23*time.Hour + 59*time.Minute)},
		{"the easternmost zone", "15 avril 2025 à 18:30 GMT+14", time.Date(2025, 4, 15, 4, 30, 0, 0, time.UTC)},
		{"UTC", "15 avril 2025 à 17:30 UTC", evening},
		{"days and months of one digit", "2025-4-5", time.Date(2025, 4, 5, 0, 0, 0, 0, zone)},
		{"spaces between numbers", "15 04 2025", day},
		{"a period at the end", "15 avril 2025.", day},
		{"a period after a space", "15 avril 2025 à 18 h 30 .", evening},
		{"a period after a space, without a time", "15 avril 2025 .", day},
		{"time in parentheses", "15 avril 2025 (18:30)", evening},
		{"weekday and numbers", "mardi 15/04/2025", day},
		{"in numbers", "15/04/2025", day},
		{"in numbers with a time", "15/04/2025 18:30", evening},
		{"with periods", "15.04.2025", day},
		{"with hyphens", "15-04-2025", day},
		{"year first", "2025-04-15", day},
		{"an instant as programs write it", "2025-04-15T18:30", evening},
		{"as on a web page", "Publié le 15 avril 2025 à 18:30", evening},
		{"a printed zone overrides loc", "15 avril 2025 à 17:30 GMT", evening},
		{"a zone with an offset", "15 avril 2025 à 18:30 (GMT+1)", evening},
		{"Arabic month", "15 أبريل 2025", day},
	} {
		lang := "fr"
		if c.rule == "Arabic month" {
			lang = "ar"
		}
		got, err := ParseDate(c.in, zone, lang)
		if err != nil || !got.Equal(c.want) {
			t.Errorf("%s: ParseDate(%q) = %v, %v; want %v", c.rule, c.in, got, err, c.want)
		}
	}
	for _, c := range []struct {
		rule, in string
		want     error
	}{
		{"an empty line", "", errNoDate},
		{"no year", "15 avril", errNoDate},
		{"a year of two digits", "15/04/25", errNoDate},
		{"no month", "15 brumaire 2025", errNoDate},
		{"two months begin with jui", "15 jui 2025", errNoDate},
		{"no such day", "31 avril 2025", errNoDay},
		{"a short month of two letters", "15 fe 2025", errNoDate},
		{"a short month of six letters", "15 septem 2025", errNoDate},
		{"mar is a Tuesday", "15 mar 2025", errNoDate},
		{"a year of five digits", "15 avril 20255", errNoDate},
		{"the year first with the name of a month", "2025 avril 15", errNoDate},
		{"a year of two digits, with hyphens", "15-4-25", errNoDate},
		{"no such day in January", "32/01/2025", errNoDay},
		{"no day 0", "0/01/2025", errNoDay},
		{"a month without a day", "avril 2025", errNoDate},
		{"no such leap day", "29 février 2025", errNoDay},
		{"no such month", "15/13/2025", errNoDay},
		{"the wrong weekday", "lundi 15 avril 2025", errWeekday},
		{"an hour of three digits", "15 avril 2025 à 018 h 30", errBeyond},
		{"minutes of three digits", "15 avril 2025 à 18 h 005", errBeyond},
		{"semicolons", "15 ; 04 ; 2025", errNoDate},
		{"no such hour", "15 avril 2025 à 25 h", errNoTime},
		{"no such minute", "15 avril 2025 à 18 h 75", errNoTime},
		{"no hour 24", "15 avril 2025 à 24 h", errNoTime},
		{"no minute 60", "15 avril 2025 à 23:60", errNoTime},
		{"minutes without an hour", "15 avril 2025 18 min", errNoTime},
		{"no such zone", "15 avril 2025 à 18:30 GMT+15", errNoTime},
		{"an incomplete zone", "15 avril 2025 à 18:30 GMT+", errNoTime},
		{"minutes of three digits after a colon", "15 avril 2025 à 18:305", errBeyond},
		{"words after the date", "15 avril 2025 au matin", errBeyond},
	} {
		if got, err := ParseDate(c.in, zone, "fr"); err != c.want {
			t.Errorf("%s: ParseDate(%q) = %v, %v; want the error %v", c.rule, c.in, got, err, c.want)
		}
	}
}

// The errors of ParseDate must say what is wrong or what is expected.
func TestDateErrors(t *testing.T) {
	for err, want := range map[error]string{
		errNoDate:  "not a date: want one like “mardi 15 avril 2025 à 18 h 30”, including the year",
		errNoDay:   "no such day in the calendar",
		errNoTime:  "no such time of day",
		errWeekday: "the day of the week does not match the date",
		errBeyond:  "text after the date",
	} {
		if err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
	}
}
