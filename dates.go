package presse

import (
	"errors"
	"time"

	"github.com/presse-go/presse/internal/printed"
)

// FormatDate writes a date, in t's own zone, in a layout: Go's reference time in
// French, such as "lundi 2 janvier 2006", "le 2 janvier 2006 à 15 h 04",
// "02/01/2006 15:04" or "2 janv.". Other words stand as they are. It writes 1er,
// 9 h 05 and 18 h (not 18 h 00), and no line may break between a day and its
// month nor inside a time of day. Names are French, or Arabic as in Morocco when
// that is the language.
func (l Lang) FormatDate(t time.Time, layout string) string {
	return printed.FormatDate(t, layout, string(l))
}

// ParseDate reads a date as papers print them, in loc (UTC when nil): "mardi 1er
// avril 2025", "le 15 avril 2025 à 18 h 30", "15/04/2025 18:30". The year must be
// there; without a time of day it is midnight; "GMT" or "GMT+1" after the time
// goes before loc. A date that is none, or not on the day of the week it claims,
// is an *Error.
func (l Lang) ParseDate(s string, loc *time.Location) (time.Time, error) {
	if loc == nil {
		loc = time.UTC
	}
	t, err := printed.ParseDate(s, loc, string(l))
	if err != nil {
		return time.Time{}, &Error{Op: "parse date", Value: shorten(s), Err: err}
	}
	return t, nil
}

// CheckZone tells whether loc's data know the last change that concerns the
// papers presse serves: Morocco and Western Sahara, an hour ahead of UTC save in
// Ramadan since 2018, are at UTC all year since 20 September 2026, and most
// systems still believe the contrary. Those zones are told by their name or, for
// a "Local" one, by the hours they kept in 2026. Stale data are an *Error whose
// Value is an instant that they get wrong; every other zone is fine.
func CheckZone(loc *time.Location) error {
	if loc == nil { // which means UTC to package time
		return nil
	}
	if wrong, stale := printed.Stale(loc); stale {
		return &Error{Op: "check zone", Field: loc.String(), Value: instant(wrong),
			Err: errors.New("stale time zone data: Morocco is at UTC+0 since 2026-09-20")}
	}
	return nil
}

// instant is how errors write an instant.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
