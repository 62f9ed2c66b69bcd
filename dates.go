package presse

import (
	"errors"
	"time"

	"github.com/presse-go/presse/internal/dates"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
)

// FormatDate formats t, in its own time zone, by a layout: Go's reference time with names
// in French, Arabic or English, whatever their case. "lundi 2 janvier 2006", "le 2 janvier
// à 15 h 04", "LUNDI 2 JANV.", "02/01/06 15:04" and [time.RFC3339] are layouts, as are all
// the layouts of package time.
//
// Names of months and days are written in l, as long and in the same capitals as in the
// layout, whatever its language: in French; in Arabic, with the months of l's country (of
// Morocco if it has none); in English; in Tamazight (zgh). The zero Lang is French. "le",
// "à" and the h of times are in l too: "à 15 h 04" is "à 18 h 05" in French, "at 18:05" in
// English and "على الساعة 18:05" in Arabic. Other words are copied. Nothing is reordered.
// French dates have 1er, 9 h 05 and 18 h (not 18 h 00), with no-break spaces between a day
// and its month and inside a time. An hour alone, "15 h", is 18:00 in the other languages.
//
// A wrong date is never written. It is an *Error that names the part
//
//   - if the layout has no element, or a part that looks like one but is another date or
//     another program's layout (2025, mardi, février, 16:04, YYYY-MM-DD, %d, jj/mm/aaaa,
//     {jour}, d/01/2006);
//   - if an element is where it cannot be: 1 next to the name of a month, 2006-01-01,
//     15:05, minutes without an hour;
//   - if a number is part of other text: n° 3, TF1, Page 4. A layout has no quotation
//     marks: format the date alone and add such text to it;
//   - if the layout names a zone that is not that of t then: GMT, HNE, heure de Paris. A
//     zone for any time is MST or -07:00;
//   - if the layout has names and l is another language;
//   - if t is wrong because the data of its zone are stale (see [CheckZone]), unless the
//     layout has the offset from UTC.
func (l Lang) FormatDate(t time.Time, layout string) (string, error) {
	s, err := dates.Format(t, layout, string(l))
	switch {
	case errors.Is(err, dates.ErrStale):
		return "", &Error{Op: "format date", Field: t.Location().String(), Value: instant(t), Err: err}
	case err != nil:
		return "", &Error{Op: "format date", Value: quote.Short(layout), Err: err}
	}
	return s, nil
}

// DateStyle is a form of dates. Its text form is "short", "medium", "long" or "time".
type DateStyle uint8

// The styles, from short to long, in French.
const (
	DateShort  DateStyle = iota // 14/11/2026; 2026-11-14 in Canada, 14.11.2026 in Switzerland
	DateMedium                  // 14 nov. 2026
	DateLong                    // 14 novembre 2026
	DateTime                    // 14 novembre 2026 à 18 h 30
)

var dateStyleWords = []string{"short", "medium", "long", "time"}

// String returns the text form of s.
func (s DateStyle) String() string { return record.Word(dateStyleWords, s) }

// MarshalText returns the text form of s; an unknown style is an *Error.
func (s DateStyle) MarshalText() ([]byte, error) {
	return marshalWord("date style", dateStyleWords, s)
}

// UnmarshalText reads the text form of a style.
func (s *DateStyle) UnmarshalText(b []byte) error {
	return scanWord("date style", dateStyleWords, s, b)
}

// Date formats t, in its own time zone, in a style, as l and its country write dates. The
// names are those of [Lang.FormatDate]. English is written as in Britain (14 November 2026
// at 18:30), or with en-US and en-CA as in America (November 14, 2026 at 6:30 PM), but
// then DateShort is 2026-11-14, since [Lang.ParseDate] and most readers would take
// 11/04/2026 for a day of April. In a language without names every style is in figures,
// 2026-11-14 18:30. A style out of range is DateTime.
//
// Date trusts t. Unlike FormatDate it writes a time whose zone has stale data, an hour off:
// a program calls [CheckZone] once when it starts.
func (l Lang) Date(t time.Time, s DateStyle) string {
	return dates.Date(t, dates.Style(s), string(l))
}

// Relative returns t as seen from now, in the time zone of now: "à l’instant" (less than
// a minute ago), "il y a 5 minutes", "il y a 2 heures" on the same day, "hier à 14 h 30",
// and before that the date as DateLong. In the future it is "dans un instant", "dans 5
// minutes", "dans 2 heures", "demain à 14 h 30" or the date. Minutes and hours are rounded
// down. Arabic has its dual and plurals (قبل ساعتين، قبل 3 ساعات، قبل 11 ساعة), and a
// language other than French, Arabic and English has the date and time, as DateTime.
//
// A day is one of the calendar, whatever the changes of time. Relative reads no clock, and
// trusts t and now as [Lang.Date] does.
func (l Lang) Relative(t, now time.Time) string { return dates.Relative(t, now, string(l)) }

// ParseDate reads a date as papers and programs print it, in loc (UTC if nil): "mardi 1er
// avril 2025", "Publié le 15 avril 2025 à 18 h 30", "15/04/2025 18:30", "السبت 14 نونبر
// 2026", RFC 3339, RFC 1123. The year is required. The time is midnight if there is none,
// or the first moment of a day that has no midnight.
//
//   - Names of months and days are read in French, Arabic (of every country), English and
//     Tamazight, whatever l is, and digits in Latin, Arabic-Indic and Persian.
//   - Numbers are day first unless the year is: 12/25/2026 is an error. A year of two
//     digits is 1969 to 2068, and comes last; in fr-CA it is an error after hyphens.
//   - A zone after the time takes precedence over loc: an offset (GMT-5, +01:00), a usual
//     abbreviation (HNE, CET, TU), or the time of a place, "heure de Paris", which needs
//     time zone data. An offset right after a time with a hyphen is read where no range
//     can be meant: after seconds, and in 2026-11-14 09:00-05:00.
//   - A time that clocks show twice, because they are put back, is the first one; one that
//     they skip is an error.
//   - A byline or a place may precede the date, as in [Lang.ParseDates].
//
// A text that is not exactly one date is an *Error, as are a day of the week that is not
// that of the date, years outside 1583 to 2399, which are those of another calendar, and a
// time in a zone whose data are outdated, see [CheckZone].
func (l Lang) ParseDate(s string, loc *time.Location) (time.Time, error) {
	t, err := dates.ParseDate(s, orUTC(loc), string(l))
	if err != nil {
		return time.Time{}, dateError(s, err)
	}
	return t, nil
}

// ParseDates reads a line with the date of publication and the date of the last update, in
// either order: "Publié le 14 novembre 2026 à 10 h, mis à jour à 12 h 30". The date that
// the line does not have is the zero time; it is an *Error if it has neither. Each date is
// read as [Lang.ParseDate] does. A date without a label is that of publication. A time
// alone is on the day before it in the line, or on the day after it if it comes first, and
// a zone that is printed once is that of both times.
//
// What precedes the first date is skipped if it is a byline, an agency or a place: "Par
// Salma Idrissi (avec AFP), publié le …", "franceinfo | 14 novembre 2026", "Rabat, le 14
// novembre 2026", or if it is on a line of its own. A date without a label needs a
// punctuation mark before it, or par and a name, or an agency in capitals. It is an *Error
// if the text before the date has another date, or is a sentence: it begins with an article
// or a pronoun and a word in lower case, has several words in lower case, or makes a verb of
// the label ("Le livre, publié le …", "Il a publié le …").
func (l Lang) ParseDates(s string, loc *time.Location) (published, updated time.Time, err error) {
	found, err := dates.ParseDates(s, orUTC(loc), string(l))
	if err != nil {
		return time.Time{}, time.Time{}, dateError(s, err)
	}
	return found.Published, found.Updated, nil
}

// ParseRelative reads a date relative to now, as pages print it: "il y a 2 heures", "hier
// à 14 h 30", "lundi", "à l’instant", "قبل ساعتين". Days are those of the zone of now
// unless the text names a zone.
//
//   - Days, weeks, months and years are counted in the calendar: "il y a 3 jours" is the
//     same time of day, whatever clocks did in between.
//   - A day alone begins at midnight: hier, lundi. A part of a day, such as hier soir,
//     needs its hour.
//   - A time of day alone is the last such time. A day of the week, or one without its
//     year, is the last such day, today included; with a time, the last that is not after
//     now. If a day without its year has another day of the week than its last occurrence,
//     it is an *Error.
//   - A length of time is exact: "il y a moins de 5 minutes" and "منذ ساعات" are *Errors.
//     "-2 h" is two hours ago, as in the narrow form of CLDR.
//   - A whole date is read as [Lang.ParseDate] does, so that ParseRelative reads all that
//     [Lang.Relative] writes, to the unit that it shows.
func (l Lang) ParseRelative(s string, now time.Time) (time.Time, error) {
	t, err := dates.ParseRelative(s, now, string(l))
	if err != nil {
		return time.Time{}, dateError(s, err)
	}
	return t, nil
}

func dateError(s string, err error) *Error {
	return &Error{Op: "parse date", Value: quote.Short(s), Err: err}
}

// orUTC returns loc, or UTC if it is nil, which it means to package time.
func orUTC(loc *time.Location) *time.Location {
	if loc == nil {
		return time.UTC
	}
	return loc
}

// CheckZone reports an *Error if the data of loc are older than the latest change in
// the countries presse is made for: Morocco and Western Sahara, one hour ahead of UTC
// except in Ramadan from 2018, are at UTC all year since 20 September 2026, and most
// systems do not know it yet. It recognizes their zones by name, and a "Local" zone by
// its offsets in 2026. The Value of the error is an instant at which the data are
// wrong. The error names the remedies: newer data (the operating system's or package
// time/tzdata), or a zone that [time.FixedZone] returns. Any other zone, and nil, which is
// UTC, are fine.
//
// A program calls CheckZone once when it starts. [Lang.FormatDate] and [Lang.ParseDate]
// check each local time themselves; [Lang.Date] and [Lang.Relative] do not.
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
