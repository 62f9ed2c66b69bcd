package dates

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/words"
)

var roundTripLangs = []string{"fr", "fr-CA", "fr-CH", "fr-MA", "ar", "ar-MA", "ar-MR", "ar-TN", "ar-DZ", "ar-EG", "ar-LB", "en", "en-US", "zgh"}

// roundTripLayouts are layouts with a day, a month and a year, in groups of one precision.
var roundTripLayouts = []struct {
	unit    time.Duration
	layouts string
}{
	{24 * time.Hour, "2006-01-02|02/01/2006|2/1/2006|02/01/06|2/1/06|02.01.2006|02.01.06|02-01-2006|2006/01/02|2006.01.02|20060102|02 01 2006|2 janvier 2006|02 janvier 2006|2 janv. 2006|2 janv 2006|2 Janvier 2006|" +
		"2 JANVIER 2006|lundi 2 janvier 2006|Lundi 2 janvier 2006|LUNDI 2 JANVIER 2006|lun. 2 janv. 2006|Lun. 2 Janv. 2006|le 2 janvier 2006|le lundi 2 janvier 2006|Publié le 2 janvier 2006|2 January 2006|2 Jan 2006|" +
		"Jan 2, 2006|January 2, 2006|Monday, 2 January 2006|Mon 2 Jan 2006|Mon Jan 2 2006|02-Jan-2006|02-Jan-06|2 Jan 06|_2 Jan 2006|2 janvier, 2006|lundi, 2 janvier 2006|(2 janvier 2006)|2 janvier '06"},
	{time.Minute, "2006-01-02 15:04|2006-01-02T15:04|02/01/2006 15:04|02/01/06 15:04|02/01/2006 à 15h04|2 janvier 2006 à 15 h 04|2 janvier 2006 à 15h04|lundi 2 janvier 2006 à 15 h 04|le 2 janvier 2006 à 15 h 04|" +
		"2 janv. 2006, 15:04|2 janvier 2006 - 15:04|2 janvier 2006 • 15h04|15:04, 2 janvier 2006|Publié le 2 janvier 2006 à 15:04|2 January 2006 15:04|January 2, 2006 at 3:04 PM|Jan 2, 2006, 3:04pm|02/01/2006 03:04 PM|" +
		"2 janvier 2006 15:04 MST|02 Jan 06 15:04 MST|02 Jan 06 15:04 -0700|2006-01-02T15:04Z07:00|2006-01-02 15:04 -07:00|20060102T1504"},
	{time.Second, "2006-01-02 15:04:05|2006-01-02T15:04:05|2006-01-02T15:04:05Z07:00|2006-01-02T15:04:05-07:00|2006-01-02T15:04:05Z0700|2006-01-02T15:04:05-0700|Mon Jan _2 15:04:05 2006|Mon Jan _2 15:04:05 MST 2006|" +
		"Mon Jan 02 15:04:05 -0700 2006|Monday, 02-Jan-06 15:04:05 MST|Mon, 02 Jan 2006 15:04:05 MST|Mon, 02 Jan 2006 15:04:05 -0700|01/02 03:04:05PM '06 -0700|2 janvier 2006 à 15:04:05|02/01/2006 15:04:05|" +
		"2 janvier 2006 à 15 h 04 min 05 s|20060102T150405Z0700|2006-01-02 15:04:05 -0700 MST"},
	{time.Nanosecond, "2006-01-02T15:04:05.999999999Z07:00|2006-01-02 15:04:05.000000000|2006-01-02 15:04:05.999999999 -0700 MST|2006-01-02T15:04:05,000000000Z07:00"},
}

// What FormatDate writes, ParseDate reads, in every language and country.
func TestParseFormatted(t *testing.T) {
	zones := []*time.Location{time.UTC, zoneOf(t, "Europe/Paris"), zoneOf(t, "America/Toronto"), zoneOf(t, "Africa/Tunis"), zoneOf(t, "Asia/Kathmandu")}
	times := sampleTimes()
	for _, group := range roundTripLayouts {
		for layout := range strings.SplitSeq(group.layouts, "|") {
			for _, lang := range roundTripLangs {
				if strings.Contains(layout, " min ") && words.Language(lang) != "fr" {
					continue
				}
				for i, at := range times {
					at = at.In(zones[i%len(zones)])
					text, err := Format(at, layout, lang)
					if err != nil {
						t.Errorf("%s: Format(%v, %q): %v", lang, at, layout, err)
						break
					}
					want := truncate(at, group.unit)
					got, err := ParseDate(text, at.Location(), lang)
					_, offset := at.Zone()
					switch {
					case ambiguous(want): // either of two
						continue
					case !strings.Contains(layout, "2006") && (at.Year() < 1969 || at.Year() > 2068): // two digits
						continue
					case strings.Contains(layout, "07") && offset%60 != 0, strings.Contains(layout, "MST") && !known(at.Format("MST")):
						continue // no layout has the seconds of old offsets; no abbreviation of an old time is read
					}
					if err != nil || !got.Equal(want) {
						t.Errorf("%s: ParseDate(%q), formatted by %q, = %v, %v; want %v", lang, text, layout, got, err, want)
						break
					}
				}
			}
		}
	}
}

// known reports whether the abbreviation of a zone is one that occurs today.
func known(zone string) bool {
	return strings.Contains(" UTC CET CEST EST EDT ", " "+zone+" ") || strings.HasPrefix(zone, "+")
}

// sampleTimes are 127 times from 1900 to 2100, each of whose parts has every value.
func sampleTimes() []time.Time {
	var list []time.Time
	at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Year() <= 2100 {
		list = append(list, at)
		at = at.AddDate(0, 0, 577).Add(7*time.Hour + 13*time.Minute + 11*time.Second + 123456789)
	}
	return list
}

// truncate returns t without what a layout of a precision does not show.
func truncate(t time.Time, unit time.Duration) time.Time {
	y, m, d := t.Date()
	switch unit {
	case 24 * time.Hour:
		return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
	case time.Minute:
		return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, t.Location())
	}
	return t.Truncate(unit)
}

// ambiguous reports whether clocks show t twice.
func ambiguous(t time.Time) bool {
	c := timeOfDay{hour: t.Hour(), minute: t.Minute(), second: t.Second()}
	return len(instants(dayOf(t), &c, t.Location())) != 1
}

// Days of 1900 to 2100, in every style and language.
func TestParseStyles(t *testing.T) {
	for _, lang := range append(roundTripLangs, "de", "") {
		for at := time.Date(1900, 1, 1, 18, 30, 0, 0, time.UTC); at.Year() <= 2100; at = at.AddDate(0, 0, 17) {
			for _, style := range []Style{Short, Medium, Long, Full} {
				want := at
				if style != Full {
					want = truncate(at, 24*time.Hour)
				}
				text := Date(at, style, lang)
				if got, err := ParseDate(text, time.UTC, lang); err != nil || !got.Equal(want) {
					t.Fatalf("%s: ParseDate(%q) = %v, %v; want %v", lang, text, got, err, want)
				}
			}
		}
	}
}

// What Relative writes, ParseRelative reads: to the minute or hour that it names, the
// minute of yesterday, the day of a date.
func TestParseRelativeOfRelative(t *testing.T) {
	paris := zoneOf(t, "Europe/Paris")
	for _, now := range []time.Time{
		time.Date(2026, 11, 14, 10, 5, 7, 0, paris), time.Date(2026, 10, 25, 12, 0, 0, 0, paris), time.Date(2026, 3, 29, 12, 0, 0, 0, paris),
		time.Date(2027, 1, 1, 0, 30, 0, 0, paris), time.Date(2026, 11, 14, 23, 59, 59, 0, time.UTC), time.Date(2028, 2, 29, 8, 0, 0, 0, paris),
	} {
		for _, lang := range append(roundTripLangs, "de") {
			for away := -72 * time.Hour; away <= 72*time.Hour; away += 7*time.Minute + 31*time.Second {
				at := now.Add(away)
				text := Relative(at, now, lang)
				got, err := ParseRelative(text, now, lang)
				if err != nil {
					t.Fatalf("%s: ParseRelative(%q, %v): %v", lang, text, now, err)
				}
				off := got.Sub(at).Abs()
				y, m, d := got.Date()
				ay, am, ad := at.Date()
				sameDay := y == ay && m == am && d == ad
				if off >= time.Hour && !sameDay || off >= 24*time.Hour+time.Hour || away.Abs() < time.Hour && off >= time.Minute {
					t.Fatalf("%s: %v as seen from %v is %q, which ParseRelative reads as %v", lang, at, now, text, got)
				}
			}
		}
	}
}
