package dates

import (
	"strings"
	"testing"
	"time"
)

// TestMisplaced checks that an element where it cannot be is an error that says what it
// means and which element belongs there.
func TestMisplaced(t *testing.T) {
	at := time.Date(2026, 8, 14, 18, 5, 9, 0, time.UTC)
	for _, c := range []struct{ rule, layouts, want string }{
		{"a month before the name of a month", "1 janvier 2006|lundi 1 janvier|1. January|le 1 janvier 2006|LE 1 JANVIER|1 يناير 2006", "“1” in the layout is the number of the month: next to the name of a month, the day is 2"},
		{"a month with its zero", "01 Jan 2006|01-Jan-2006", "“01” in the layout is the number of the month: next to the name of a month, the day is 2"},
		{"an hour before the name of a month", "15 janvier 2006", "“15” in the layout is the hour: next to the name of a month, the day is 2"},
		{"an hour of a 12-hour clock", "LUNDI 3 JANV.", "“3” in the layout is the hour: next to the name of a month, the day is 2"},
		{"minutes", "4\u00a0janvier 2006", "“4” in the layout is the minutes: next to the name of a month, the day is 2"},
		{"seconds", "5 janvier", "“5” in the layout is the seconds: next to the name of a month, the day is 2"},
		{"a year of two digits before the month", "06 janvier 2006", "“06” in the layout is the year: next to the name of a month, the day is 2"},
		{"after the name of a month", "January 1, 2006|Jan 1 2006|2006 janvier 1", "“1” in the layout is the number of the month: next to the name of a month, the day is 2"},
		{"after a day and a month", "2 janvier 05|2-janv.-05", "“05” in the layout is the seconds: the year is 2006"},
		{"the day twice", "2 janvier 02", "“02” in the layout is the day: the year is 2006"},
		{"after a month and a day", "January 2, 15", "“15” in the layout is the hour: the year is 2006"},
		{"after a weekday", "lundi 1|Mon. 1, 2006", "“1” in the layout is the number of the month: the day is 2"},
		{"two months, year first", "2006-01-01|2006/01/01|2006.01.01|2006_01_01", "“01” in the layout is the number of the month: here the day is 2"},
		{"without separators", "20060101", "“01” in the layout is the number of the month: here the day is 2"},
		{"two months, day last", "01/01/2006", "“01” in the layout is the number of the month: here the day is 2"},
		{"two days", "02/02/2006", "“02” in the layout is the day: here the month is 01"},
		{"a day after the year", "2006-02-01|20060201|20060201150405", "“02” in the layout is the day: here the month is 01"},
		{"an hour for the day", "15/01/2006|15.01.2006|15-01-06", "“15” in the layout is the hour: the day is 2"},
		{"an hour for the day, at the end", "2006-01-15", "“15” in the layout is the hour: here the day is 2"},
		{"an hour for the month", "2006-03-02", "“03” in the layout is the hour: here the month is 01"},
		{"minutes for the month", "02/04/2006|02 04 2006|2006-04-02|lundi 2/04/06", "“04” in the layout is the minutes: here the month is 01"},
		{"seconds for the year", "02/01/05", "“05” in the layout is the seconds: here the year is 2006"},
		{"the year after a date", "2006-01-02-06", "“06” in the layout is the year: here the hour is 15"},
		{"seconds for the minutes", "15:05|2006-01-02 15:05:04|20060102150504|15 h 05|15h05", "“05” in the layout is the seconds: "},
		{"the month for the minutes", "15:01|15 h 01|2006-01-02T15:01:05|03:01 PM", "“01” in the layout is the number of the month: "},
		{"the day for the minutes", "15:02|2 janvier à 15 h 02", "“02” in the layout is the day: "},
		{"the minutes for the seconds", "15:04:04", "“04” in the layout is the minutes: here the seconds are 05"},
		{"the year for the seconds", "15:04:06|20060102150406", "“06” in the layout is the year: here the seconds are 05"},
		{"the day for the hour", "02:04", "“02” in the layout is the day: here the hour is 15"},
		{"the month for the hour", "01:04|01:02", "“01” in the layout is the number of the month: here the hour is 15"},
		{"the month before an h", "1 h 04|à 1h04|2006, 1 heure", "“1” in the layout is the number of the month: the hour is 15"},
		{"the day before an h", "il y a 2 heures|2 h 04", "“2” in the layout is the day: the hour is 15"},
		{"the seconds before a unit of minutes", "05 min", "“05” in the layout is the seconds: the minutes are 04"},
		{"a unit without minutes", "15 h mn", "“mn” in the layout follows no minutes: the minutes are 04"},
		{"minutes and no hour", "2006-01-02 04:05|lundi à 04", "“04” in the layout is the minutes: the hour, 15, is missing"},
		{"half of the day and no hour", "PM 2 janvier|lundi PM", "“PM” in the layout: the hour, 3, is missing"},
		{"letters after minutes", "15h04mss", "“15h04” in the layout is the hour: " + literalNumber},
		{"a fraction of other numbers than seconds", "15:04.000", "“.000” in the layout is a fraction of a second: it follows the seconds, which are 05"},
		{"part of a word", "TF1, 2006|TV1|1A", "“1” in the layout is the number of the month: " + literalNumber},
		{"part of a word, the day", "2M le 2/01/2006|G2", "“2” in the layout is the day: " + literalNumber},
		{"after n°", "n° 3, lundi|n°3, 2006|no 3|Nº 3|№ 3", "“3” in the layout is the hour: " + literalNumber},
		{"after a word", "Page 4, le 2 janvier|Acte 4", "“4” in the layout is the minutes: " + literalNumber},
		{"an offset", "15:04 GMT+1|15:04 (+1)", "“1” in the layout is the number of the month: the offset from UTC is -07 or Z07"},
	} {
		for layout := range strings.SplitSeq(c.layouts, "|") {
			for _, lang := range []string{"fr", "ar-MA"} {
				got, err := Format(at, layout, lang)
				if err == nil || got != "" || !strings.HasPrefix(err.Error(), c.want) {
					t.Errorf("%s: Format(%q, %s) = %q, %v; want the error %q", c.rule, layout, lang, got, err, c.want)
				}
			}
		}
	}
}

// TestPlaced checks that the places of elements in real layouts are none of the errors of
// TestMisplaced.
func TestPlaced(t *testing.T) {
	at := time.Date(2026, 8, 14, 18, 5, 9, 120000000, time.UTC)
	for _, c := range []struct{ rule, lang, layout, want string }{
		{"a date twice", "fr", "02/01/2006 (02/01)", "14/08/2026 (14/08)"},
		{"an element twice", "fr", "2 2 2", "14 14 14"},
		{"the day and the month", "fr", "02/01", "14/08"},
		{"the month and the year", "fr", "01/2006", "08/2026"},
		{"the year and the month", "fr", "2006-01", "2026-08"},
		{"the day of the year", "fr", "2006-002", "2026-226"},
		{"spaces around the slashes", "fr", "02 / 01 / 2006", "14 / 08 / 2026"},
		{"a dash before the time", "fr", "02/01/2006 - 15:04", "14/08/2026 - 18:05"},
		{"a hyphen before the time", "fr", "2006-01-02-15:04", "2026-08-14-18:05"},
		{"the time first", "fr", "15:04 02/01/2006", "18:05 14/08/2026"},
		{"the name of a file", "fr", "2006-01-02-15-04-05", "2026-08-14-18-05-09"},
		{"the name of a file, with underscores", "fr", "20060102_150405", "20260814_180509"},
		{"a year of two digits first, in the name of a file", "fr", "060102", "260814"},
		{"an hour after a date", "fr", "2006010215", "2026081418"},
		{"a colon before the time, as servers log", "fr", "02/01/2006:15:04:05", "14/08/2026:18:05:09"},
		{"EXIF", "fr", "2006:01:02 15:04:05", "2026:08:14 18:05:09"},
		{"minutes and seconds", "fr", "04:05", "05:09"},
		{"a fraction", "fr", "15:04:05.00", "18:05:09.12"},
		{"a period for the hours of Switzerland", "fr-CH", "02.01.2006 15.04", "14.08.2026 18.05"},
		{"the year of an ANSI date", "fr", "Mon Jan _2 15:04:05 2006", "Ven. Août 14 18:05:09 2026"},
		{"a time before a month", "fr", "15:04 janvier", "18:05 août"},
		{"an hour with an h before a date", "fr", "15 h 2 janvier", "18 h 14 août"},
		{"an hour with an h before a date in figures", "fr", "15 h 02/01/2006", "18 h 14/08/2026"},
		{"units that are glued", "fr", "15h04m05s", "18h05m09s"},
		{"the month first", "en-US", "01/02/2006", "08/14/2026"},
		{"the month first, in any language", "fr", "01/02/2006", "08/14/2026"},
		{"a 12-hour clock", "fr", "3:04", "6:05"},
		{"the hour of a 12-hour clock", "fr", "à 3 PM", "à 6 PM"},
		{"after punctuation", "fr", "mois : 1", "mois : 8"},
		{"a number after brackets", "fr", "(1) (3)", "(8) (6)"},
		{"n° far from the number", "fr", "n° : 2006", "n° : 2026"},
	} {
		got, err := Format(at, c.layout, c.lang)
		if got = strings.ReplaceAll(got, nbsp, " "); got != c.want || err != nil {
			t.Errorf("%s: Format(%q, %s) = %q, %v; want %q", c.rule, c.layout, c.lang, got, err, c.want)
		}
	}
}

// TestFiguresAreReadBack checks that ParseDate reads every date in figures that Format
// writes as the day that it is, if the day or the whole year is first: of such layouts of
// three elements that are numbers, only those with a year, a month and a day are accepted.
func TestFiguresAreReadBack(t *testing.T) {
	at := time.Date(2010, 11, 12, 13, 14, 15, 0, time.UTC) // every number may be each of the others
	elements := []string{"2006", "06", "01", "1", "02", "2", "_2", "002", "15", "03", "3", "04", "4", "05", "5"}
	accepted := 0
	for _, separator := range []string{"/", "-", "."} {
		for _, a := range elements {
			for _, b := range elements {
				for _, c := range elements {
					layout := a + separator + b + separator + c
					text, err := Format(at, layout, "fr")
					if err != nil || strings.HasPrefix(layout, "15") || strings.HasPrefix(layout, "03") || strings.HasPrefix(layout, "3") {
						continue // times: 15.04.05
					}
					if first := strings.TrimPrefix(a, "0"); first == "1" || first == "6" {
						continue // the order of the layout is kept: 01/02/2006, 06/01/02
					}
					accepted++
					got, err := ParseDate(text, time.UTC, "fr")
					if err != nil || got.Format(time.DateOnly) != at.Format(time.DateOnly) {
						t.Errorf("Format(%q) = %q, which ParseDate reads as %v, %v", layout, text, got, err)
					}
				}
			}
		}
	}
	if want := 3 * (3*2*2 + 2*3); accepted != want { // day first, and year first
		t.Errorf("%d layouts are accepted, want %d", accepted, want)
	}
}
