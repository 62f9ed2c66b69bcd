package dates

import (
	"strings"
	"testing"
	"time"
)

// FuzzParse checks what holds of any text: nothing panics; a date that is read is a day
// and a time of day with a year that papers print, does not depend on the language, and
// is read again from what Format writes; the three parsers agree.
func FuzzParse(f *testing.F) {
	for _, c := range readings {
		for line := range strings.SplitSeq(c.lines, "\n") {
			f.Add(line)
		}
	}
	for _, line := range []string{
		"", "il y a 2 heures", "hier à 14 h 30", "lundi dernier", "dans 1 h 30", "قبل ساعتين", "Publié le 14 novembre 2026 à 10h, mis à jour à 12h30", "\xff", "14/11/2026\x00", "29 mars 2026 à 2 h (heure de Paris)",
		"9999 ans", "il y a 9999 ans", "31/12/2399 23:59:59.999999999", "1583-01-01", "24 h", "mar. 3 mars", "14 تشرين الثاني/نوفمبر 2026", "'26", "+0100 18:30 -", "2026-11-14T18:30:00.1234567890Z",
	} {
		f.Add(line)
	}
	loc := time.FixedZone("", 3600)
	now := time.Date(2026, 11, 14, 10, 5, 7, 0, loc)
	f.Fuzz(func(t *testing.T, line string) {
		at, err := ParseDate(line, loc, "fr")
		both, errs := ParseDates(line, loc, "fr")
		relative, errRel := ParseRelative(line, now, "fr")
		if errs == nil && both.Published.IsZero() && both.Updated.IsZero() {
			t.Errorf("ParseDates(%q) returns neither a date nor an error", line)
		}
		if errRel == nil && (relative.Year() < firstYear || relative.Year() > lastYear) {
			t.Errorf("ParseRelative(%q) = %v", line, relative)
		}
		if err != nil {
			return
		}
		if at.Year() < firstYear || at.Year() > lastYear || at.Location() == nil {
			t.Errorf("ParseDate(%q) = %v", line, at)
		}
		if errs != nil || !both.Published.Equal(at) && !both.Updated.Equal(at) {
			t.Errorf("ParseDate(%q) = %v, ParseDates has %v, %v", line, at, both, errs)
		}
		if errRel != nil || !relative.Equal(at) {
			t.Errorf("ParseDate(%q) = %v, ParseRelative has %v, %v", line, at, relative, errRel)
		}
		for _, lang := range []string{"ar", "en", "zgh", ""} {
			if other, err := ParseDate(line, loc, lang); err != nil || !other.Equal(at) {
				t.Errorf("ParseDate(%q) = %v, in %q %v, %v", line, at, lang, other, err)
			}
		}
		for _, lang := range []string{"fr", "ar-TN", "ar-LB", "en"} {
			for _, layout := range []string{time.RFC3339Nano, "lundi 2 janvier 2006 à 15:04:05.999999999 -07:00"} {
				if _, offset := at.Zone(); offset%60 != 0 {
					break // as before there were zones
				}
				text, err := Format(at, layout, lang)
				again, err2 := ParseDate(text, loc, lang)
				if err != nil || err2 != nil || !again.Equal(at) {
					t.Errorf("ParseDate(%q) = %v, formatted as %q, %v, read again as %v, %v", line, at, text, err, again, err2)
				}
			}
		}
	})
}
