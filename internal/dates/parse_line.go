package dates

import (
	"fmt"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/words"
)

// A moment is what a line prints about one point in time. What is not printed is nil.
type moment struct {
	labels  label
	weekday *time.Weekday
	day     *day
	clock   *timeOfDay
	zone    *zone
	zones   []zone // further zones, which must agree with the first
	passed  *passed
	days    *int     // from today: hier
	part    *dayPart // hier soir
	turn    int      // lundi dernier, lundi prochain
}

// bare reports whether m has nothing but labels.
func (m *moment) bare() bool {
	return m.weekday == nil && m.day == nil && m.clock == nil && !m.relative()
}

// relative reports whether m depends on the present.
func (m *moment) relative() bool {
	return m.passed != nil || m.days != nil || m.turn != 0
}

// readParts are the readers of the parts of a moment. Each returns whether it has
// consumed such a part. If not, what it has consumed is given back.
var readParts = [...]func(*reader, *moment) (bool, error){
	(*reader).readPassed, (*reader).readDays, (*reader).readWeekday, (*reader).readDay, (*reader).readClock, (*reader).readYear,
	(*reader).readPart,
}

// maxLine is the maximum length of a line in bytes, several times that of any that is
// printed.
const maxLine = 600

// maxShown is the maximum number of tokens that an error shows.
const maxShown = 6

// readLine returns the moments of a line: one for each label, and one for a date
// without a label before the first.
func readLine(line, lang string) ([]*moment, error) {
	if len(line) > maxLine {
		return nil, errNoDate
	}
	r := newReader(line, lang)
	list := []*moment{{}}
	if t := r.peek(0); (t.is("-") || t.is("+")) && !t.dash && r.peek(1).glued && r.peek(1).kind == number {
		if ok, err := r.readPassed(list[0]); !ok || err != nil { // -2026-11-14
			return nil, errNoDate
		}
	} else {
		r.skipByline()
	}
	if !r.balanced() {
		return nil, fmt.Errorf("%w: a bracket that closes nothing", errText)
	}
	for r.i < len(r.list) {
		m := list[len(list)-1]
		if ok, err := r.readZone(m); ok || err != nil { // before separators: the sign of an offset may be one
			if err != nil {
				return nil, err
			}
			continue
		}
		if r.skipSeparator() || r.skipReadingTime() {
			continue
		}
		if l, ok := r.label(); ok {
			if !m.bare() {
				m = &moment{}
				list = append(list, m)
			}
			m.labels |= l
			continue
		}
		if r.skipAuthor(m) {
			continue
		}
		if err := r.readNext(m); err != nil {
			return nil, err
		}
	}
	for _, m := range list {
		if m.bare() {
			return nil, errNoDate
		}
	}
	return list, nil
}

// balanced reports whether every closing bracket closes one that is open.
func (r *reader) balanced() bool {
	open := 0
	for _, t := range r.list {
		switch {
		case t.is("(") || t.is("["):
			open++
		case t.is(")") || t.is("]"):
			open--
		}
		if open < 0 {
			return false
		}
	}
	return true
}

// readNext reads the next part of a moment. It is an error if no part follows.
func (r *reader) readNext(m *moment) error {
	start := r.i
	for _, read := range readParts {
		if ok, err := read(r, m); ok || err != nil {
			return err
		}
		r.i = start
	}
	switch {
	case r.isRange(m):
		return errRange
	case m.bare() && start == len(r.list):
		return errNoDate
	case m.bare():
		return fmt.Errorf("%w; it cannot begin with “%s”", errNoDate, r.shown(start))
	}
	return fmt.Errorf("%w: “%s”", errText, r.shown(start))
}

// isRange reports whether a range of days or hours follows: 14-15 novembre, au 15
// novembre, de 18 h à 20 h, du 14 au 15.
func (r *reader) isRange(m *moment) bool {
	ahead := *r
	said := optional(&ahead, rangeWords())
	if said {
		optional(&ahead, dayIntros())
		end := ahead
		if _, ok, _ := end.day(); ok {
			return true
		}
		if _, ok, _ := end.clock(m); ok {
			return true
		}
	}
	if _, ok := ahead.number(2); !ok || !ahead.skip("-/") && !optional(&ahead, rangeWords()) {
		return false
	}
	optional(&ahead, dayIntros())
	_, ok, _ := ahead.dayAlone()
	return ok
}

// skipSeparator consumes a mark between the parts of a line, or a period at the end of the
// line or before a label.
func (r *reader) skipSeparator() bool {
	if r.skip(",-|•·@;:()[]/~_…●▪∙⋅‧¦★►»›>*") {
		return true
	}
	if !r.peek(0).is(".") {
		return false
	}
	r.i++
	ahead := *r
	ahead.skip("-/|•·>*")
	if _, ok := ahead.label(); ok || r.peek(0).kind == endOfLine {
		return true
	}
	r.i--
	return false
}

// skipReadingTime consumes "3 min de lecture" or "Temps de lecture : 3 min".
func (r *reader) skipReadingTime() bool {
	start := r.i
	said := optional(r, readingTimes())
	if said {
		r.skip(":")
	}
	if _, ok := r.number(3); ok && optional(r, minuteWords()) && (said || optional(r, readingEnds())) {
		return true
	}
	r.i = start
	return false
}

// label reads a label, perhaps after a conjunction.
func (r *reader) label() (l label, ok bool) {
	start := r.i
	optional(r, conjunctions())
	l, ok = match(r, labels())
	if rest, waw := strings.CutPrefix(r.peek(0).key, "و"); !ok && waw && rest != "" { // وآخر تحديث
		key := &r.list[r.i].key
		whole := *key
		*key = rest
		l, ok = match(r, labels())
		*key = whole
	}
	if !ok {
		r.i = start
	}
	return l, ok
}

// maxName is the maximum number of tokens of the name of an author.
const maxName = 8

// skipAuthor consumes "par" and a name in a moment that has a label, up to the date or the
// end of the line: "Publié par Salma Idrissi le …". It reports whether there was one.
func (r *reader) skipAuthor(m *moment) bool {
	start := r.i
	if ahead := *r; m.labels == 0 || optional(&ahead, partsAfter()) || !optional(r, byWords()) { // dans la soirée
		return false
	}
	for range maxName {
		if r.peek(0).kind != word {
			break
		}
		r.i++
		ahead := *r
		ahead.skip(",-|•·")
		if _, ok := ahead.label(); ok || r.peek(0).kind == endOfLine && !m.bare() {
			return true
		}
		unmarked := ahead.i == r.i && r.peek(0).kind == number
		if next := (&moment{}); ahead.readNext(next) == nil && (next.clock == nil || !unmarked) { // not par Jean 15 h
			return true
		}
	}
	r.i = start
	return false
}

// instant returns the instant of a moment that has a day, in loc unless a zone is
// printed.
func (m *moment) instant(loc *time.Location) (time.Time, error) {
	switch {
	case m.relative():
		return time.Time{}, errRelative
	case m.day == nil && (m.weekday != nil || m.clock != nil):
		return time.Time{}, fmt.Errorf("%w; ParseRelative reads a day of the week or a time of day alone", errNoDate)
	case m.day == nil:
		return time.Time{}, errNoDate
	case m.day.year == 0:
		return time.Time{}, errNoYear
	}
	if wd := m.day.weekday(); m.weekday != nil && *m.weekday != wd {
		return time.Time{}, fmt.Errorf("%w: %s is a %s, not a %s", errWeekday, m.day, wd, *m.weekday)
	}
	loc, err := m.location(loc)
	if err != nil {
		return time.Time{}, err
	}
	if m.part != nil && m.clock == nil {
		return time.Time{}, errPart
	}
	if err := m.inPart(); err != nil {
		return time.Time{}, err
	}
	t, err := local(*m.day, m.clock, loc)
	if err != nil {
		return time.Time{}, err
	}
	for _, z := range m.zones {
		other, err := z.location()
		if err != nil {
			return time.Time{}, err
		}
		if u, err := local(*m.day, m.clock, other); err != nil || !u.Equal(t) {
			return time.Time{}, errTwoZones
		}
	}
	return t, nil
}

// inPart puts the time of m into its part of the day: hier soir à 9 h.
func (m *moment) inPart() error {
	if m.clock == nil || m.part == nil {
		return nil
	}
	c := *m.clock
	var ok bool
	if c.hour, ok = m.part.hour(c.hour); !ok {
		return errNoTime
	}
	m.clock, m.part = &c, nil
	return nil
}

// location returns the printed zone of m, or loc.
func (m *moment) location(loc *time.Location) (*time.Location, error) {
	if m.zone != nil {
		return m.zone.location()
	}
	return loc, nil
}

// local returns the instant at which a clock in loc shows a day and a time, or at which
// the day begins if c is nil. If clocks show the time twice, because they are put back,
// it is the first one. If they never show it, because they are put forward, it is an
// error.
func local(d day, c *timeOfDay, loc *time.Location) (time.Time, error) {
	times := instants(d, c, loc)
	if len(times) == 0 {
		return time.Time{}, fmt.Errorf("%w in %s on %s", errGap, loc, d)
	}
	if StaleAt(times[0]) {
		return time.Time{}, ErrStale
	}
	return times[0], nil
}

// instants returns the instants at which a clock in loc shows a day and a time: two if
// it is put back, none if it is put forward. If c is nil, it returns the beginning of the
// day.
func instants(d day, c *timeOfDay, loc *time.Location) []time.Time {
	begins := c == nil
	if begins {
		c = &timeOfDay{}
	}
	wall := time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, int(c.nano), time.UTC)
	before, after := secondsAhead(loc, wall.Add(-24*time.Hour)), secondsAhead(loc, wall.Add(24*time.Hour))
	var times []time.Time
	for _, ahead := range []int{max(before, after), min(before, after)} {
		t := wall.Add(-time.Duration(ahead) * time.Second).In(loc)
		if secondsAhead(loc, t) == ahead && (len(times) == 0 || !times[0].Equal(t)) {
			times = append(times, t)
		}
	}
	if t := wall.Add(-time.Duration(before) * time.Second).In(loc); len(times) == 0 && begins && t.Day() == d.day {
		times = append(times, t) // midnight is skipped
	}
	return times
}

// canadian reports whether lang is French of Canada.
func canadian(lang string) bool { return words.Language(lang) == "fr" && words.Region(lang) == "CA" }
