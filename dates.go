package presse

import (
	"time"

	"github.com/presse-go/presse/internal/dates"
)

// FormatDate formats t, in its own time zone, by a layout: Go's reference time in
// French, such as "lundi 2 janvier 2006", "le 2 janvier 2006 à 15 h 04",
// "02/01/2006 15:04" or "2 janv.". Other words are copied. It writes 1er, 9 h 05 and
// 18 h (not 18 h 00), with no-break spaces between a day and its month and inside a
// time. Names are French, or Arabic as used in Morocco if l is Arabic.
func (l Lang) FormatDate(t time.Time, layout string) string {
	return dates.FormatDate(t, layout, string(l))
}

// ParseDate reads a date as papers print it, in loc (UTC if nil): "mardi 1er avril
// 2025", "le 15 avril 2025 à 18 h 30", "15/04/2025 18:30". The year is required; the
// time is midnight if there is none; "GMT" or "GMT+1" after the time takes precedence
// over loc. A text that is not a date, or names the wrong day of the week, is an
// *Error.
func (l Lang) ParseDate(s string, loc *time.Location) (time.Time, error) {
	if loc == nil {
		loc = time.UTC
	}
	t, err := dates.ParseDate(s, loc, string(l))
	if err != nil {
		return time.Time{}, &Error{Op: "parse date", Value: shorten(s), Err: err}
	}
	return t, nil
}

// CheckZone reports an *Error if the data of loc are older than the latest change in
// the countries presse is made for: Morocco and Western Sahara, one hour ahead of UTC
// except in Ramadan from 2018, are at UTC all year since 20 September 2026, and most
// systems do not know it yet. It recognizes their zones by name, and a "Local" zone by
// its offsets in 2026. The Value of the error is an instant at which the data are
// wrong. Any other zone, and nil, which is UTC, are fine.
func CheckZone(loc *time.Location) error {
	if loc == nil { // which means UTC to package time
		return nil
	}
	if wrong, stale := dates.Stale(loc); stale {
		return &Error{Op: "check zone", Field: loc.String(), Value: instant(wrong), Err: dates.ErrStale}
	}
	return nil
}

// instant formats an instant for an error; the zero time is empty.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
