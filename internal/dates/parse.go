package dates

import (
	"errors"
	"time"
)

// The errors of ParseDate, ParseDates and ParseRelative. They are wrapped in others that
// name what is wrong in the line.
var (
	errNoDate    = errors.New("not a date: want one like “mardi 15 avril 2025 à 18 h 30”, including the year")
	errNoYear    = errors.New("a date without its year")
	errNoDay     = errors.New("no such day in the calendar")
	errCalendar  = errors.New("not a year of the Gregorian calendar")
	errWeekday   = errors.New("the day of the week does not match the date")
	errNoTime    = errors.New("no such time of day")
	errHalfDay   = errors.New("an hour in words needs morning or evening")
	errGap       = errors.New("the clocks skip this time")
	errText      = errors.New("text that is not part of the date")
	errRange     = errors.New("a range, not one date")
	errTwoDays   = errors.New("more than one date")
	errTwoTimes  = errors.New("more than one time of day")
	errTwoZones  = errors.New("two time zones that do not agree")
	errPart      = errors.New("a part of the day without its hour")
	errVague     = errors.New("not an exact time")
	errZoneAlone = errors.New("an offset from UTC without a time of day")
	errOffset    = errors.New("no such offset from UTC")
	errZone      = errors.New("unknown time zone")
	errZoneData  = errors.New("no time zone data")
	errRelative  = errors.New("a date relative to the present: use ParseRelative")
	errLabels    = errors.New("the same date twice")
	errBackward  = errors.New("updated before it was published: the day of the update is missing")
)

// ParseDate parses one date, perhaps with a time of day, as papers and programs print
// it: "mardi 1er avril 2025", "le 15 avril 2025 à 18 h 30", 15/04/2025 18:30,
// 2025-04-15T18:30:00+01:00. Names may be of any language of package words, whatever
// lang is. The time is in loc unless line names a zone, and midnight if line has none. A
// day of the week must match the date.
func ParseDate(line string, loc *time.Location, lang string) (time.Time, error) {
	list, err := readLine(line, lang)
	switch {
	case err != nil:
		return time.Time{}, err
	case len(list) > 1:
		return time.Time{}, errTwoDays
	}
	return list[0].instant(loc)
}

// ParseDates parses a line with the date of publication, the date of an update, or both.
// The time of a date that is not printed is zero. A date without a label is that of
// publication. A time of day without a date is on the day before it in the line, or else
// on the day after it, and a zone that is printed once is the zone of all times. A byline
// before the dates is skipped, see skipByline.
func ParseDates(line string, loc *time.Location, lang string) (out Dates, err error) {
	list, err := readLine(line, lang)
	if err != nil {
		return Dates{}, err
	}
	given := complete(list)
	for _, m := range list {
		t, err := m.instant(loc)
		if err != nil {
			return Dates{}, err
		}
		if m.labels == 0 {
			m.labels = published
		}
		for _, to := range []struct {
			label label
			time  *time.Time
		}{{published, &out.Published}, {updated, &out.Updated}} {
			switch {
			case m.labels&to.label == 0:
			case !to.time.IsZero():
				return Dates{}, errLabels
			default:
				*to.time = t
			}
		}
	}
	if given && !out.Published.IsZero() && !out.Updated.IsZero() && out.Updated.Before(out.Published) {
		return Dates{}, errBackward
	}
	return out, nil
}

// Dates are the dates of a story. One that is not printed is the zero time.
type Dates struct{ Published, Updated time.Time }

// complete gives a day to the moments that have only a time, and a zone to those that
// have none. It reports whether one has been given a day.
func complete(list []*moment) (given bool) {
	for _, step := range []int{1, -1} { // first from the moment before, then from the one after
		for i := range list {
			if step < 0 {
				i = len(list) - 1 - i
			}
			m, from := list[i], i-step
			if from < 0 || from >= len(list) {
				continue
			}
			other := list[from]
			if m.day == nil && m.weekday == nil && m.clock != nil && other.day != nil {
				m.day, given = other.day, true
			}
			if m.zone == nil && m.clock != nil && other.zone != nil {
				m.zone = other.zone
			}
		}
	}
	return given
}
