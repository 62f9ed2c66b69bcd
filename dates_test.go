package presse

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// roundTrips are layouts with a day, a month and a year; those with an hour and minutes
// return the time too.
var roundTrips = []struct {
	layout string
	to     time.Duration // the smallest unit that the layout shows
}{
	{"lundi 2 janvier 2006", 24 * time.Hour}, {"2 janvier 2006", 24 * time.Hour}, {"2 janv. 2006", 24 * time.Hour}, {"lun. 2 janv. 2006", 24 * time.Hour}, {"LUNDI 2 JANVIER 2006", 24 * time.Hour},
	{"Lundi 2 Janvier 2006", 24 * time.Hour}, {"lundi, 2 janvier 2006", 24 * time.Hour}, {"le lundi 2 janvier 2006", 24 * time.Hour}, {"le 2 janvier 2006", 24 * time.Hour}, {"02 janvier 2006", 24 * time.Hour},
	{"02/01/2006", 24 * time.Hour}, {"2/1/2006", 24 * time.Hour}, {"02.01.2006", 24 * time.Hour}, {"02-01-2006", 24 * time.Hour}, {"2006-01-02", 24 * time.Hour}, {"lundi 02/01/2006", 24 * time.Hour},
	{"January 2, 2006", 24 * time.Hour}, {"Monday, January 2, 2006", 24 * time.Hour}, {"Jan 2, 2006", 24 * time.Hour}, {"2 January 2006", 24 * time.Hour}, {"الاثنين 2 يناير 2006", 24 * time.Hour},
	{"٢ يناير ٢٠٠٦", 24 * time.Hour}, {"٠٢/٠١/٢٠٠٦", 24 * time.Hour}, {"يوم الاثنين 2 يناير 2006", 24 * time.Hour},
	{"lundi 2 janvier 2006 à 15 h 04", time.Minute}, {"le 2 janvier 2006 à 15 h 04", time.Minute}, {"2 janvier 2006 à 15h04", time.Minute}, {"2 janvier 2006, 15:04", time.Minute}, {"2 janvier 2006 - 15:04", time.Minute},
	{"LE 2 JANVIER 2006 À 15 H 04", time.Minute}, {"2 janvier 2006 à 15 heures 04", time.Minute}, {"2 janvier 2006 à 15 h 04 min", time.Minute}, {"02/01/2006 15:04", time.Minute}, {"02/01/2006 à 15h04", time.Minute},
	{"2 January 2006 at 15:04", time.Minute}, {"January 2, 2006 at 3:04 PM", time.Minute}, {"2 January 2006 at 3:04 pm", time.Minute}, {"2 يناير 2006 على الساعة 15:04", time.Minute}, {"2006-01-02 15:04", time.Minute}, {"2006-01-02T15:04", time.Minute},
	{"02/01/2006 15:04:05", time.Second}, {"2 janvier 2006 15:04:05", time.Second},
	{time.RFC3339, time.Second}, {time.RFC3339Nano, time.Second}, {time.DateTime, time.Second}, {time.DateOnly, 24 * time.Hour}, {time.RFC1123, time.Second}, {time.RFC1123Z, time.Second},
	{"2 janvier 2006 à 15 h 04 min 05 s", time.Second}, {"15:04, 2 janvier 2006", time.Minute}, {"15 h 04, le 2 janvier 2006", time.Minute}, {"2-Jan-2006", 24 * time.Hour}, {"2006/01/02", 24 * time.Hour},
	{"20060102T150405Z0700", time.Second}, {"2 janvier 2006 15:04 MST", time.Minute}, {"2006-01-02T15:04:05.000Z07:00", time.Second}, {"2006-01-02 15:04:05 -0700 MST", time.Second},
	{"٢ يناير ٢٠٠٦ ١٥:٠٤", time.Minute}, {"Lun. 2 Janv. 2006, 15h04", time.Minute}, {"lun 2 janv 2006", 24 * time.Hour}, {"Le lundi 2 janvier 2006 à 15h04min05s", time.Second},
	{"02/01/06", 24 * time.Hour}, {"2 janvier 06", 24 * time.Hour}, {time.RFC822, time.Minute}, {time.RFC822Z, time.Minute}, {time.RFC850, time.Second},
	{time.ANSIC, time.Second}, {time.UnixDate, time.Second}, {time.RubyDate, time.Second},
}

// roundTripLangs are the languages whose dates are read back.
var roundTripLangs = []Lang{"fr", "fr-CA", "fr-CH", "ar-MA", "ar-TN", "ar-EG", "ar-LB", "ar-MR", "en", "en-US", "zgh", ""}

// TestDatesAreReadBack checks that ParseDate reads what FormatDate and Date write as the same
// time.
func TestDatesAreReadBack(t *testing.T) {
	faults := 0
	check := func(l Lang, form, text string, err error, at time.Time, to time.Duration) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: FormatDate(%v, %q): %v", l, at, form, err)
		}
		want := at.Truncate(to)
		if to == 24*time.Hour {
			want = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
		}
		if got, err := l.ParseDate(text, at.Location()); err != nil || !got.Equal(want) {
			if faults++; faults < 40 {
				t.Errorf("%s: ParseDate(%q), written as %q, is %v, %v; want %v", l, text, form, got, err, want)
			}
		}
	}
	for _, l := range roundTripLangs {
		for i, at := 0, time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= 2100; i, at = i+1, at.Add(19*24*time.Hour+7*time.Hour+7*time.Minute+11*time.Second) {
			c := roundTrips[i%len(roundTrips)]
			at := at
			if !strings.Contains(c.layout, "2006") && !strings.Contains(c.layout, "٢٠٠٦") { // years of two digits
				at = at.AddDate(2000+at.Year()%30-at.Year(), 0, 0)
			}
			text, err := l.FormatDate(at, c.layout)
			check(l, c.layout, text, err, at, c.to)
			for s := DateShort; s <= DateTime; s++ {
				to := 24 * time.Hour
				if s == DateTime {
					to = time.Minute
				}
				check(l, s.String(), l.Date(at, s), nil, at, to)
			}
		}
	}
}

// TestFormatDateErrors checks the parts of the errors of FormatDate.
func TestFormatDateErrors(t *testing.T) {
	ramadan := []time.Time{time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC)}
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", ramadan...)
	at := time.Date(2026, 9, 20, 18, 0, 0, 0, stale)
	for _, c := range []struct {
		rule, layout, field, value, cause string
	}{
		{"a layout that is another date", "2 janvier 2025", "", "2 janvier 2025", "“2025” in the layout is not an element: the year is 2006"},
		{"a layout without an element", "publié", "", "publié", "no element of a date in the layout: write the reference date, such as lundi 2 janvier 2006 à 15:04"},
		{"a long layout", strings.Repeat("publier ", 9) + "2025", "", strings.Repeat("publier ", 7) + "publ…", "“2025” in the layout is not an element: the year is 2006"},
		{"stale data", "15:04", "Africa/Casablanca", "2026-09-20T18:00:00+01:00",
			"stale time zone data: Morocco has been at UTC+0 since 2026-09-20; update the data or use time.FixedZone"},
	} {
		got, err := Lang("fr").FormatDate(at, c.layout)
		var e *Error
		if !errors.As(err, &e) || got != "" || e.Op != "format date" || e.Field != c.field || e.Value != c.value || e.Err.Error() != c.cause {
			t.Errorf("%s: FormatDate(%q) = %q, %#v; want the field %q, the value %q and the cause %q", c.rule, c.layout, got, err, c.field, c.value, c.cause)
		}
	}
	if got := Lang("fr").Date(at, DateTime); got != "20\u00a0septembre 2026 à 18\u00a0h" {
		t.Errorf("Date trusts the time: got %q", got)
	}
}
