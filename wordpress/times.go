package wordpress

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/dates"
)

var (
	errClock     = errors.New("the local time and GMT differ from the time zone of the site; the later instant is used")
	errInstant   = errors.New("not a date and time")
	errNoGMT     = errors.New("no GMT; the local time was read by the clock of the site")
	errDraftDate = errors.New("the date of a draft that has no planned date")
)

// times sets Published and Updated. WordPress stores each instant as local time and as GMT.
//
// If the zone of the site is known, GMT must show as the local time in that zone. It does
// not if the site once had another zone, or if its server has old zone data: then the later
// of the two instants is used, since an hour too late is no harm and an hour too early
// breaks an embargo. Without a zone GMT is used, and the offset is the difference between
// the two.
func (r *reading) times() {
	r.a.Published = r.instant("wp:post_date", r.it.Date, r.it.DateGMT)
	if isZero(r.it.DateGMT) && unfinished(r.it.Status) && !r.a.Published.IsZero() {
		// WordPress has no GMT for what is to appear when it is published; the local time
		// is that of the latest change (wp_insert_post). An imported story would keep it.
		r.a.Published = time.Time{}
		r.lose(presse.LossDropped, "wp:post_date", "", errDraftDate)
	}
	updated := r.instant("wp:post_modified", r.it.Modified, r.it.ModifiedGMT)
	if r.it.Status != "trash" && !r.a.Published.IsZero() && updated.After(r.a.Published) {
		r.a.Updated = updated // otherwise there was no change, or it was one before the publication
	}
}

// unfinished reports whether a story with the given status has never been scheduled or
// published, if it has no GMT.
func unfinished(status string) bool {
	switch status {
	case "publish", "private", "future":
		return false
	}
	return true
}

// instant returns the instant of two stored times; zero if neither is a time.
func (r *reading) instant(field, local, gmt string) time.Time {
	l, okLocal := stored(local)
	g, okGMT := stored(gmt)
	switch {
	case !okLocal && !okGMT:
		if !isZero(local) || !isZero(gmt) {
			r.lose(presse.LossDropped, field, "", errInstant)
		}
		return time.Time{}
	case !okGMT:
		if field == "wp:post_date" && !unfinished(r.it.Status) {
			r.lose(presse.LossGuessed, field+"_gmt", gmt, errNoGMT)
		}
		return r.fromLocal(l)
	case r.options.Zone == nil:
		if okLocal {
			if offset := int(l.Sub(g) / time.Second); offset%900 == 0 && offset >= -12*3600 && offset <= 14*3600 {
				return g.In(fixedZone(offset))
			}
		}
		return g.UTC()
	}
	shown := g.In(r.options.Zone)
	if dates.StaleAt(shown) {
		shown = g.In(fixedZone(0))
	}
	if !okLocal || shown.Format(storedLayout) == l.Format(storedLayout) {
		return shown
	}
	r.lose(presse.LossGuessed, field+"_gmt", gmt, errClock)
	if t := r.fromLocal(l); t.After(shown) {
		return t
	}
	return shown
}

// fromLocal returns the instant at which the clock of the site shows l.
func (s *site) fromLocal(l time.Time) time.Time {
	zone := s.options.Zone
	if zone == nil {
		zone = fixedZone(s.offset)
	}
	t := inZone(l, zone)
	if dates.StaleAt(t) {
		t = inZone(l, fixedZone(0))
	}
	return t
}

// inZone returns the instant at which a clock in the zone shows what l shows.
func inZone(l time.Time, zone *time.Location) time.Time {
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(), zone)
}

func fixedZone(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

const storedLayout = "2006-01-02 15:04:05"

// stored reads a time as MySQL and the REST API write it.
func stored(s string) (time.Time, bool) {
	if isZero(s) {
		return time.Time{}, false
	}
	for _, layout := range [...]string{storedLayout, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return t.UTC().Add(time.Duration(offset) * time.Second), t.Year() > 0
		}
	}
	return time.Time{}, false
}

// isZero reports whether s is no time at all: empty, or the zero time of MySQL.
func isZero(s string) bool {
	return strings.Trim(s, "0-: T") == "" || strings.HasPrefix(s, "-0001")
}

// when reads the instant of a custom field: seconds or milliseconds since 1970, the forms
// of MySQL, ISO 8601 and Advanced Custom Fields (20240312, 20240312080000), or a printed
// date. A local time is read by the clock of the site, a date alone is its first instant.
// The report whole is false for a date alone.
func (r *reading) when(value string) (t time.Time, whole, ok bool) {
	value = strings.TrimSpace(value)
	digits := strings.Trim(value, "0123456789") == ""
	if digits && (len(value) == 9 || len(value) == 10 || len(value) == 13) {
		n, _ := strconv.ParseInt(value, 10, 64)
		if len(value) == 13 {
			n /= 1000
		}
		t = time.Unix(n, 0).UTC()
		if r.options.Zone != nil {
			t = t.In(r.options.Zone)
		} else {
			t = t.In(fixedZone(r.clock()))
		}
		return t, true, true
	}
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t, true, true
	}
	for _, layout := range [...]string{
		storedLayout, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "20060102150405",
		"20060102", "2006-01-02", "02/01/2006 15:04:05", "02/01/2006 15:04", "02/01/2006", "2006/01/02 15:04:05", "2006/01/02",
	} {
		if l, err := time.Parse(layout, value); err == nil && l.Year() > 1900 {
			return r.local(l), strings.Contains(layout, "15"), true
		}
	}
	lang := r.a.Lang
	if lang == "" {
		lang = "fr"
	}
	zone := r.options.Zone
	if zone == nil {
		zone = fixedZone(r.clock())
	}
	if digits {
		return time.Time{}, false, false
	}
	t, err := lang.ParseDate(value, zone)
	return t, strings.ContainsAny(value, ":hH"), err == nil
}

// local is fromLocal with the offset of the story itself, if there is no zone.
func (r *reading) local(l time.Time) time.Time {
	if r.options.Zone != nil {
		return r.fromLocal(l)
	}
	return inZone(l, fixedZone(r.clock()))
}

// clock returns the offset of the clock of the site from UTC when the story was published,
// in seconds.
func (r *reading) clock() int {
	if l, ok := stored(r.it.Date); ok {
		if g, ok := stored(r.it.DateGMT); ok {
			if offset := int(l.Sub(g) / time.Second); offset >= -12*3600 && offset <= 14*3600 {
				return offset
			}
		}
	}
	return r.offset
}
