package dates

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"
)

// zoneData returns a zone with the given POSIX rule, such as <+01>-1, and the given
// changes before it, alternately from UTC+1 to UTC and back.
func zoneData(t *testing.T, name, rule string, changes ...time.Time) *time.Location {
	t.Helper()
	header := func(times int) []byte { // RFC 8536, section 3.1
		b := []byte("TZif2" + strings.Repeat("\x00", 15))
		for _, n := range []int{0, 0, 0, times, 2, 8} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	kinds := "\x00\x00\x0E\x10\x00\x00" + "\x00\x00\x00\x00\x00\x04" + "+01\x00+00\x00"
	data := append(append(header(0), kinds...), header(len(changes))...)
	for _, at := range changes {
		data = binary.BigEndian.AppendUint64(data, uint64(at.Unix()))
	}
	for i := range changes {
		data = append(data, byte(1-i%2))
	}
	loc, err := time.LoadLocationFromTZData(name, append(data, kinds+"\n"+rule+"\n"...))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestStale(t *testing.T) {
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 2, 0, 0, 0, time.UTC)
	}
	ramadan := []time.Time{day(2026, 2, 15), day(2026, 3, 22)}
	all := append(ramadan, day(2026, 9, 20))
	for _, c := range []struct {
		rule string
		loc  *time.Location
		want string // the instant that is wrong, or "" if the data are current
	}{
		{"the rule of 2018", zoneData(t, "Africa/Casablanca", "<+01>-1", ramadan...), "2026-12-01T13:00:00+01:00"},
		{"the rule of 2026", zoneData(t, "Africa/Casablanca", "<+00>0", all...), ""},
		{"its change a year late", zoneData(t, "Africa/Casablanca", "<+00>0", append(ramadan, day(2027, 1, 20))...), "2026-12-01T13:00:00+01:00"},
		{"the rule of 2026, repealed in 2027", zoneData(t, "Africa/Casablanca", "<+01>-1", append(all, day(2027, 2, 1))...), "2027-07-01T13:00:00+01:00"},
		{"the rule of 2026, repealed in 2028", zoneData(t, "Africa/Casablanca", "<+01>-1", append(all, day(2028, 2, 1))...), ""},
		{"summer time, as before 2018", zoneData(t, "Africa/El_Aaiun", "WET0WEST,M3.5.0,M10.5.0/3"), "2027-07-01T13:00:00+01:00"},
		{"Morocco under another name", zoneData(t, "Local", "<+01>-1", ramadan...), "2026-12-01T13:00:00+01:00"},
		{"Morocco under another name, the rule of 2026", zoneData(t, "Local", "<+00>0", all...), ""},
		{"UTC+1 without Ramadan", zoneData(t, "Africa/Algiers", "<+01>-1"), ""},
		{"not UTC+1 in January", zoneData(t, "Local", "WET0WEST,M3.5.0,M10.5.0/3"), ""},
		{"UTC since February 2026", zoneData(t, "Local", "<+00>0", day(2026, 2, 15)), ""},
		{"only Ramadan of 2025", zoneData(t, "Local", "<+01>-1", day(2025, 2, 23), day(2025, 4, 6)), ""},
		{"only Ramadan of 2027", zoneData(t, "Local", "<+01>-1", day(2027, 2, 7), day(2027, 3, 14)), ""},
		{"another offset in 2025 only", zoneData(t, "Local", "<+01>-1", append([]time.Time{day(2024, 12, 1), day(2025, 6, 1)}, ramadan...)...), "2026-12-01T13:00:00+01:00"},
		{"UTC", time.UTC, ""},
		{"summer time in Paris", zoneData(t, "Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3"), ""},
	} {
		wrong, stale := Stale(c.loc)
		got := ""
		if stale {
			got = wrong.Format(time.RFC3339)
		}
		if got != c.want || stale == wrong.IsZero() {
			t.Errorf("%s: Stale = %q, %v; want %q", c.rule, got, stale, c.want)
		}
	}
}

func TestStaleAt(t *testing.T) {
	stale := zoneData(t, "Africa/Casablanca", "<+01>-1", time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC))
	local := zoneData(t, "Local", "<+01>-1", time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC), time.Date(2026, 3, 22, 2, 0, 0, 0, time.UTC))
	summer := zoneData(t, "Africa/El_Aaiun", "WET0WEST,M3.5.0,M10.5.0/3")
	change := time.Date(2026, time.September, 20, 2, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		rule string
		at   time.Time
		want bool
	}{
		{"the instant of the change", change.In(stale), true},
		{"a second before the change", change.Add(-time.Second).In(stale), false},
		{"a later winter", time.Date(2030, 1, 1, 0, 0, 0, 0, stale), true},
		{"a later time of a local zone", time.Date(2026, 11, 14, 18, 30, 0, 0, local), true},
		{"data from before 2018 in summer", time.Date(2027, 7, 1, 0, 0, 0, 0, summer), true},
		{"data from before 2018 are right in winter", time.Date(2026, 12, 1, 0, 0, 0, 0, summer), false},
		{"a fixed zone", time.Date(2026, 11, 14, 18, 30, 0, 0, time.FixedZone("", 3600)), false},
		{"a fixed zone with the name of the city", time.Date(2026, 11, 14, 18, 30, 0, 0, time.FixedZone("Africa/Casablanca", 3600)), true},
		{"UTC", time.Date(2026, 11, 14, 18, 30, 0, 0, time.UTC), false},
		{"the zero time", time.Time{}, false},
	} {
		if got := StaleAt(c.at); got != c.want {
			t.Errorf("%s: StaleAt(%v) = %v, want %v", c.rule, c.at, got, c.want)
		}
	}
}
