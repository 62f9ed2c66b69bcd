package dates

import (
	"fmt"
	"time"
)

// A day is a day of the calendar, as printed.
type day struct {
	year    int // 0 if not printed
	month   int
	day     int
	machine bool // 2026-11-14: the year is first
	slashed bool // 11/14 without a year: perhaps the month is first, see readYear
}

// The years that papers print. Earlier years are before the Gregorian calendar, or of
// the Muslim (1448), Persian (1405) or Jewish calendar if less than 100 years are added;
// later ones are Buddhist (2569) or Amazigh (2976).
const firstYear, lastYear = 1583, 2399

// check reports an error if d is not in the calendar, or its year is that of another
// calendar.
func (d day) check() error {
	switch {
	case d.month > 12 && d.day <= 12 && !d.machine:
		return fmt.Errorf("%w: no month %d, the day is printed first", errNoDay, d.month)
	case d.month < 1 || d.month > 12:
		return fmt.Errorf("%w: no month %d", errNoDay, d.month)
	case d.year != 0 && (d.year < firstYear || d.year > lastYear):
		return fmt.Errorf("%w: the year %d", errCalendar, d.year)
	}
	year := d.year
	if year == 0 {
		year = 2000 // with 29 February
	}
	if noon := time.Date(year, time.Month(d.month), d.day, 12, 0, 0, 0, time.UTC); noon.Day() != d.day {
		return fmt.Errorf("%w: no day %d in %s", errNoDay, d.day, time.Month(d.month))
	}
	return nil
}

func (d day) weekday() time.Weekday {
	return time.Date(d.year, time.Month(d.month), d.day, 12, 0, 0, 0, time.UTC).Weekday()
}

func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// readDay reads the day of a moment.
func (r *reader) readDay(m *moment) (ok bool, err error) {
	r.intro()
	separator := r.peek(1)
	d, ok, err := r.day()
	if !ok || err != nil {
		return ok, err
	}
	if d.machine && separator.is("-") {
		if t := r.peek(0); t.is("-") && t.glued && r.peek(1).glued && r.peek(1).kind == number { // 2026-11-14-05:00
			return true, errZoneAlone
		}
		r.dayEnd = r.i
	}
	if m.day != nil {
		return true, errTwoDays
	}
	m.day = &d
	switch {
	case d.slashed:
		return true, nil
	case d.year != 0 && optional(r, hijriMarks()):
		return true, fmt.Errorf("%w: the year %d", errCalendar, d.year)
	case d.year != 0:
		optional(r, gregorianMarks())
	}
	return true, d.check()
}

// maxIntros is the maximum number of words before a date: "Publié le : le 23".
const maxIntros = 2

// intro consumes the words before a date or a day of the week, and the punctuation after
// them.
func (r *reader) intro() {
	for range maxIntros {
		if !optional(r, dayIntros()) {
			return
		}
		r.skip(":,-")
	}
}

// readWeekday reads a day of the week.
func (r *reader) readWeekday(m *moment) (ok bool, err error) {
	r.intro()
	turn, _ := match(r, turnsBefore())
	march := r.peek(0).key == "mar"
	wd, ok := match(r, weekdayNames())
	if !ok || march && !r.isTuesday(m) {
		return false, nil
	}
	m.turn += turn
	if m.weekday != nil && *m.weekday != wd {
		return true, fmt.Errorf("%w: two days of the week", errTwoDays)
	}
	m.weekday = &wd
	return true, nil
}

// isTuesday reports whether the word mar, which has been consumed, is short for mardi:
// if a date follows it, or no number. Otherwise it is short for March.
func (r *reader) isTuesday(m *moment) bool {
	ahead := *r
	ahead.skip(",")
	if m.day != nil || optional(&ahead, dayIntros()) || ahead.isHour(1) { // mar. 14 h 30
		return true
	}
	_, isDay, _ := ahead.day()
	return isDay || ahead.peek(0).kind != number
}

// readYear reads the year of a date that has it at the end of the line, behind the time
// and the zone: Sat Nov 14 18:30:00 CET 2026.
func (r *reader) readYear(m *moment) (ok bool, err error) {
	if m.day == nil || m.day.year != 0 || m.clock == nil {
		return false, nil
	}
	if r.skip("'") {
		// Layout of package time, which shows the month first: 11/14 06:30:00PM '26 +0100.
		year, ok := r.number(2)
		if !ok || !m.day.slashed {
			return false, nil
		}
		m.day.month, m.day.day, m.day.year = m.day.day, m.day.month, century(year)
		return true, m.day.check()
	}
	if len(r.peek(0).key) != 4 || m.day.slashed {
		return false, nil
	}
	if m.day.year, ok = r.number(4); !ok {
		return false, nil
	}
	return true, m.day.check()
}

// century returns the year that the two digits of a year stand for, as package time has
// it: 69 is 1969, 68 is 2068.
func century(year int) int {
	if year >= 69 {
		return 1900 + year
	}
	return 2000 + year
}

// day reads 14 novembre 2026, 14/11/2026, 2026-11-14, 20261114 or November 14, 2026, or
// the same without the year if the month is a word.
func (r *reader) day() (d day, ok bool, err error) {
	start := r.i
	switch t := r.peek(0); {
	case t.kind == word && optional(r, firsts()):
		d.day = 1
		d, ok, err = r.afterDay(d, true)
	case t.kind == word:
		d, ok, err = r.monthFirst()
	case t.kind != number:
	case len(t.key) == 8:
		n, _ := r.number(8)
		d, ok = day{year: n / 10000, month: n / 100 % 100, day: n % 100, machine: true}, true
	case len(t.key) == 4:
		d, ok = r.yearFirst()
	case len(t.key) <= 2:
		d, ok, err = r.dayFirst()
	}
	if !ok {
		r.i = start
	}
	return d, ok, err
}

// yearFirst reads 2026-11-14, 2026/11/14, 2026.11.14, 2026:11:14 as EXIF has it, 2026-Nov-14
// or 2026 Nov 14.
func (r *reader) yearFirst() (d day, ok bool) {
	d.machine = true
	d.year, _ = r.number(4)
	separator := r.peek(0)
	separated := r.skip("-/.")
	if d.month, ok = r.month(); ok {
		if separated && !r.skip(separator.key) {
			return d, false
		}
		d.day, ok = r.number(2)
		return d, ok
	}
	if separator.is(":") && separator.glued && r.peek(1).glued && r.peek(2).glued && len(r.peek(1).key) == 2 && len(r.peek(3).key) == 2 {
		separated = r.skip(":")
	}
	if !separated {
		return d, false
	}
	if d.month, ok = r.number(2); !ok || !r.peek(0).is(separator.key) {
		return d, false
	}
	r.i++
	d.day, ok = r.number(2)
	return d, ok
}

// monthFirst reads novembre 14, 2026.
func (r *reader) monthFirst() (d day, ok bool, err error) {
	if d.month, ok = r.month(); !ok {
		return d, false, nil
	}
	r.skip("-")
	if d.day, ok = r.number(2); !ok {
		if r.peek(0).kind == number {
			return d, true, fmt.Errorf("%w: the day is missing", errNoDate)
		}
		return d, false, nil
	}
	if _, err = r.ordinal(d.day); err != nil {
		return d, true, err
	}
	d.year = r.year(false)
	return d, true, nil
}

// dayFirst reads 14 novembre 2026 or 14/11/2026.
func (r *reader) dayFirst() (d day, ok bool, err error) {
	d.day, _ = r.number(2)
	ordinal, err := r.ordinal(d.day)
	if err != nil {
		return d, true, err
	}
	return r.afterDay(d, ordinal)
}

// dayAlone reads a day whose month is a word.
func (r *reader) dayAlone() (d day, ok bool, err error) {
	if d.day, ok = r.number(2); !ok {
		return d, false, nil
	}
	return r.afterDay(d, true)
}

// afterDay reads the month and the year after the day, which is an ordinal number if the
// month must be a word.
func (r *reader) afterDay(d day, ordinal bool) (_ day, ok bool, err error) {
	start := r.i
	r.skip("-/.,")
	optional(r, monthIntros())
	if optional(r, hijriMonths()) {
		return r.agreement()
	}
	if d.month, ok = r.month(); ok {
		d.year = r.year(true)
		return d, true, nil
	}
	r.i = start
	if ordinal {
		return d, false, nil
	}
	return r.numeric(d)
}

// numeric reads the month and the year of 14/11/2026, 14-11-2026, 14.11.26 or 14 11
// 2026. A year of two digits that follows hyphens is an error in Canadian French, where
// it may as well come first.
func (r *reader) numeric(d day) (_ day, ok bool, err error) {
	separator := r.peek(0)
	separated := r.skip("-/.")
	if d.month, ok = r.number(2); !ok {
		return d, false, nil
	}
	if separated != r.peek(0).is(separator.key) {
		ahead := *r
		_, isMonth := ahead.month()
		d.slashed = separator.is("/") && !isMonth
		return d, d.slashed, nil
	}
	if separated {
		r.i++
	}
	switch digits := r.peek(0); {
	case len(digits.key) == 4:
		d.year, ok = r.number(4)
		return d, ok, nil
	case separated && len(digits.key) == 2:
		short, ok := r.number(2)
		if ok && separator.is("-") && canadian(r.lang) {
			return d, true, fmt.Errorf("%w: it needs four digits here", errNoYear)
		}
		d.year = century(short)
		return d, ok, nil
	}
	return d, false, nil
}

// month reads the name of a month, perhaps with its name in another country: تشرين
// الثاني/نوفمبر.
func (r *reader) month() (month int, ok bool) {
	first, ok := match(r, monthNames())
	if !ok {
		return 0, false
	}
	start := r.i
	if bracket := r.peek(0).is("("); r.skip("/-(") {
		second, ok := match(r, monthNames())
		if !ok || bracket && !r.skip(")") {
			r.i = start
		} else if second != first {
			return 13, true // no such month
		}
	}
	return int(first), true
}

// year reads the year after a month and a day. If short, two digits right after the
// month are a year too, unless they are the hour.
func (r *reader) year(short bool) (year int) {
	start := r.i
	separated := r.skip("-/.,")
	if optional(r, yearIntros()) {
		separated = true
	}
	if r.skip("'") {
		if year, ok := r.number(2); ok {
			return century(year)
		}
	}
	comma := separated && r.list[r.i-1].is(",")
	switch digits := r.peek(0); {
	case digits.kind == number && len(digits.key) == 4:
		year, _ = r.number(4)
		return year
	case short && !comma && digits.kind == number && len(digits.key) == 2 && !r.isHour(1):
		year, _ = r.number(2)
		return century(year)
	}
	r.i = start
	return 0
}

// isHour reports whether the nth token makes an hour of the number before it.
func (r *reader) isHour(n int) bool {
	ahead := *r
	ahead.i += n
	return ahead.skip(":") || optional(&ahead, hourWords()) || optional(&ahead, hourParts())
}

// ordinal reads what follows the number of a day: 1er, 1st, 22nd. In French only the
// first has one.
func (r *reader) ordinal(day int) (ok bool, err error) {
	t := r.peek(0)
	if t.kind != word {
		return false, nil
	}
	want := "th"
	if day/10 != 1 {
		switch day % 10 {
		case 1:
			want = "st"
		case 2:
			want = "nd"
		case 3:
			want = "rd"
		}
	}
	switch {
	case t.key == "er" && day == 1, t.glued && t.key == want:
		r.i++
		return true, nil
	case t.key == "er":
		return false, fmt.Errorf("%w: only the first of a month has the letters er", errNoDate)
	case t.glued && isOrdinal(t.key):
		return false, fmt.Errorf("%w: %d%s", errNoDate, day, t.key)
	}
	return false, nil
}

// agreement reads the Gregorian date after a Muslim one, which is where r is: 24 جمادى
// الأولى 1448 الموافق 14 نوفمبر 2026.
func (r *reader) agreement() (d day, ok bool, err error) {
	r.number(4)
	optional(r, hijriMarks())
	separated := r.skip(",-/(|")
	if optional(r, agreements()) || separated {
		optional(r, dayIntros())
		if d, ok, err = r.day(); ok && d.year != 0 {
			return d, ok, err
		}
	}
	return d, true, fmt.Errorf("%w: a month of the Muslim calendar", errCalendar)
}
