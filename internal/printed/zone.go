package printed

import "time"

// Stale reports whether loc's data miss the last change that concerns the papers
// presse serves, with an instant that they get wrong: Morocco and Western Sahara,
// an hour ahead of UTC save in Ramadan since 2018, are at UTC all year since
// 20 September 2026. A date read or printed there would be an hour off.
func Stale(loc *time.Location) (wrong time.Time, stale bool) {
	if !moroccan(loc) {
		return time.Time{}, false
	}
	// A winter and a summer under the new rule: the zone of before 2018, which
	// some systems still have, is right in winter.
	for _, day := range []time.Time{noonOfFirst(2026, time.December), noonOfFirst(2027, time.July)} {
		if secondsAhead(loc, day) != 0 {
			return day.In(loc), true
		}
	}
	return time.Time{}, false
}

// moroccan reports whether loc is one of Morocco's zones, by name or, under another
// name such as "Local", by the hours that it kept in 2026: Ramadan was from
// 18 February to 19 March, and nobody else went back then.
func moroccan(loc *time.Location) bool {
	switch loc.String() {
	case "Africa/Casablanca", "Africa/El_Aaiun":
		return true
	}
	return secondsAhead(loc, noonOfFirst(2026, time.January)) == 3600 &&
		secondsAhead(loc, noonOfFirst(2026, time.March)) == 0 &&
		secondsAhead(loc, noonOfFirst(2026, time.June)) == 3600
}

// noonOfFirst is the first of a month at noon, UTC.
func noonOfFirst(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 12, 0, 0, 0, time.UTC)
}

// secondsAhead returns the seconds by which loc is ahead of UTC.
func secondsAhead(loc *time.Location, at time.Time) int {
	_, seconds := at.In(loc).Zone()
	return seconds
}
