package dates

import (
	"errors"
	"time"
)

// ErrStale is the cause of an error about a zone whose data are older than the latest
// change. It names the remedies.
var ErrStale = errors.New("stale time zone data: Morocco has been at UTC+0 since 2026-09-20; update the data or use time.FixedZone")

// change is the instant, in seconds since 1970, from which Morocco has been at UTC+0:
// 2026-09-20T02:00:00Z.
const change = 1789869600

// StaleAt reports whether the data of the zone of t are stale and t itself is an hour
// off: a Moroccan time since the change that is not at UTC+0.
func StaleAt(t time.Time) bool {
	if t.Unix() < change {
		return false
	}
	_, seconds := t.Zone()
	return seconds != 0 && moroccan(t.Location())
}

// Stale reports whether the data of loc lack the latest change that affects papers
// which use presse, and returns an instant that they get wrong. Morocco and Western
// Sahara, which since 2018 were an hour ahead of UTC except during Ramadan, have
// been on UTC all year since 20 September 2026. With stale data, dates are read and
// printed an hour off.
func Stale(loc *time.Location) (wrong time.Time, stale bool) {
	if !moroccan(loc) {
		return time.Time{}, false
	}
	// A winter and a summer under the new rule. The rule from before 2018, which
	// some systems still have, is right in winter.
	for _, day := range []time.Time{noonOfFirst(2026, time.December), noonOfFirst(2027, time.July)} {
		if secondsAhead(loc, day) != 0 {
			return day.In(loc), true
		}
	}
	return time.Time{}, false
}

// moroccan reports whether loc is one of Morocco's zones. If it has another name,
// such as "Local", this is decided by its offsets in 2026: Ramadan lasted from 18
// February to 19 March, and no other zone moved its clocks back for it.
func moroccan(loc *time.Location) bool {
	switch loc.String() {
	case "Africa/Casablanca", "Africa/El_Aaiun":
		return true
	}
	return secondsAhead(loc, noonOfFirst(2026, time.January)) == 3600 &&
		secondsAhead(loc, noonOfFirst(2026, time.March)) == 0 &&
		secondsAhead(loc, noonOfFirst(2026, time.June)) == 3600
}

// noonOfFirst returns noon UTC on the first day of a month.
func noonOfFirst(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 12, 0, 0, 0, time.UTC)
}

// secondsAhead returns the number of seconds by which loc is ahead of UTC at an
// instant.
func secondsAhead(loc *time.Location, at time.Time) int {
	_, seconds := at.In(loc).Zone()
	return seconds
}
