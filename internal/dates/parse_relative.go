package dates

import (
	"fmt"
	"time"
)

// A passed is a length of time from now: il y a 2 heures.
type passed struct {
	months, days int
	time         time.Duration
}

// A unit is a unit of the lengths of time.
type unit uint8

const (
	secondUnit unit = iota + 1
	minuteUnit
	hourUnit
	dayUnit
	weekUnit
	monthUnit
	yearUnit
)

var units = phrases(unitLists)

// plurals are the plurals of Arabic, which need a number: منذ ساعات does not say how many.
var plurals = phrases(map[bool]string{true: "ثوان, ثواني, دقائق, ساعات, أيام, أسابيع, أشهر, شهور, سنوات, سنين, أعوام"})

var unitLists = map[unit]string{
	secondUnit: "s, sec, seconde, secondes, second, seconds, secs, ثانية, ثوان, ثواني",
	minuteUnit: "min, mn, mins, minute, minutes, دقيقة, دقائق",
	hourUnit:   "h, heure, heures, hour, hours, hr, hrs, ساعة, ساعات",
	dayUnit:    "j, jr, jour, jours, day, days, d, يوم, يوما, أيام",
	weekUnit:   "sem, semaine, semaines, week, weeks, w, wk, wks, أسبوع, أسبوعا, أسابيع",
	monthUnit:  "mois, month, months, mo, شهر, شهرا, أشهر, شهور",
	yearUnit:   "an, ans, année, années, year, years, y, yr, yrs, سنة, سنوات, سنين, عام, عاما, أعوام",
}

// duals are two of a unit, which is one word in Arabic.
var duals = phrases(map[unit]string{
	secondUnit: "ثانيتين, ثانيتان", minuteUnit: "دقيقتين, دقيقتان", hourUnit: "ساعتين, ساعتان", dayUnit: "يومين, يومان", weekUnit: "أسبوعين, أسبوعان", monthUnit: "شهرين, شهران", yearUnit: "سنتين, سنتان, عامين, عامان",
})

// parts are lengths of time that are part of a unit.
var partsOfHour = phrases(map[time.Duration]string{
	15 * time.Minute: "un quart d'heure, quart d'heure, a quarter of an hour, ربع ساعة",
	30 * time.Minute: "une demi-heure, demi-heure, une demie heure, half an hour, نصف ساعة",
	45 * time.Minute: "trois quarts d'heure",
})

// Words around a length of time.
var (
	agoBefore    = phrases(map[int]string{-1: "il y a, ya, y a, voici, voilà, قبل, منذ, من", 1: "dans, in, بعد, خلال"})
	agoAfter     = phrases(map[int]string{-1: "ago, plus tôt, auparavant, مضت", 1: "plus tard, from now, later"})
	approximates = phrases(map[bool]string{true: "environ, à peu près, about, around, almost, près de, حوالي, نحو"})
	vagues       = phrases(map[bool]string{true: "moins de, moins d, plus de, plus d, au moins, au plus, less than, more than, over, under, at least, أقل من, أكثر من, أزيد من"})
	nows         = phrases(map[bool]string{true: "à l'instant, à l'instant même, maintenant, en ce moment, il y a un instant, il y a quelques instants, il y a quelques secondes, dans un instant," +
		"dans quelques instants, dans quelques secondes, just now, now, a moment ago, moments ago, a few seconds ago, in a moment, in a few seconds, right now," +
		"الآن, قبل لحظات, منذ لحظات, قبل لحظة, منذ لحظة, بعد لحظات, قبل قليل, منذ قليل, قبل ثوان, منذ ثوان"})
	ands = phrases(map[bool]string{true: "et, and, و"})
)

// relativeDays are the days around today.
var relativeDays = phrases(relativeDayLists)

var relativeDayLists = map[int]string{
	-2: "avant-hier, the day before yesterday, day before yesterday, أول أمس, أول من أمس, قبل أمس",
	-1: "hier, yesterday, أمس, يوم أمس, البارحة, بالأمس, الأمس",
	0:  "aujourd'hui, ce jour, today, اليوم, هذا اليوم",
	1:  "demain, tomorrow, غدا, يوم غد, الغد",
	2:  "après-demain, the day after tomorrow, day after tomorrow, بعد غد, بعد الغد",
}

// todays are the parts of today.
var todays = phrases(map[dayPart]string{
	morning:   "ce matin, this morning, هذا الصباح, صباح اليوم",
	afternoon: "cet après-midi, this afternoon, ظهر اليوم, بعد ظهر اليوم, عصر اليوم",
	evening:   "ce soir, this evening",
	pm:        "هذا المساء, مساء اليوم",
	night:     "tonight, ليلة اليوم",
})

// nights are the night before or after today.
var nights = phrases(map[bool]string{true: "cette nuit, هذه الليلة, الليلة الماضية"})

// partsBefore are the parts of a day before its name, in Arabic: صباح أمس.
var partsBefore = phrases(map[dayPart]string{morning: "صباح", noon: "ظهر", afternoon: "بعد ظهر, عصر", pm: "مساء", night: "ليلة", dawn: "فجر"})

// partsAfter are the parts of a day after its name: hier soir.
var partsAfter = phrases(map[dayPart]string{
	morning:   "matin, au matin, dans la matinée, morning, صباحا",
	afternoon: "après-midi, dans l'après-midi, afternoon, بعد الظهر",
	evening:   "soir, au soir, en soirée, dans la soirée, evening",
	pm:        "مساء",
	night:     "dans la nuit, night, ليلا",
})

// turnsBefore and turns are words before and after a day of the week.
var turnsBefore = phrases(map[int]string{-1: "last", 1: "next"})
var turns = phrases(map[int]string{-1: "dernier, passé, الماضي, المنصرم", 1: "prochain, المقبل, القادم"})

// ParseRelative parses a date relative to now, as pages print it: "il y a 2 heures",
// "hier à 14 h 30", "lundi", "à l’instant". Days are those of the zone of now unless the
// line names one. Days, weeks, months and years are counted in the calendar, so that
// "il y a 3 jours" is the same time of day. A time of day alone is the last such time, and
// a day of the week, or of a month without the year, the last such day, today included;
// with a time of day, the last that is not after now. A day without a time of day begins at
// midnight; a part of a day, such as hier soir, needs its hour. A line with a whole date is parsed as ParseDate does.
func ParseRelative(line string, now time.Time, lang string) (time.Time, error) {
	list, err := readLine(line, lang)
	switch {
	case err != nil:
		return time.Time{}, err
	case len(list) > 1:
		return time.Time{}, errTwoDays
	}
	m := list[0]
	loc, err := m.location(now.Location())
	if err != nil {
		return time.Time{}, err
	}
	now = now.Round(0).In(loc)
	switch {
	case m.passed != nil:
		return m.sincePassed(now)
	case m.day != nil && m.day.year != 0:
		return m.instant(loc)
	}
	if m.part != nil && m.clock == nil {
		return time.Time{}, errPart
	}
	if err := m.inPart(); err != nil {
		return time.Time{}, err
	}
	switch {
	case m.days != nil:
		return m.onDay(now, *m.days)
	case m.day != nil:
		return m.lastYear(now)
	case m.weekday != nil:
		return m.lastWeekday(now)
	case m.clock != nil:
		return m.last(now, []int{0, -1, -2})
	}
	return time.Time{}, errNoDate
}

// sincePassed returns the instant that is a length of time away from now.
func (m *moment) sincePassed(now time.Time) (time.Time, error) {
	ofDays := m.passed.time == 0 && (m.passed.days != 0 || m.passed.months != 0)
	if m.day != nil || m.weekday != nil || m.days != nil || m.clock != nil && !ofDays {
		return time.Time{}, errTwoDays
	}
	t := now
	if m.passed.months != 0 || m.passed.days != 0 {
		d := dayOf(now)
		first := time.Date(d.year, time.Month(d.month)+time.Month(m.passed.months), 1, 12, 0, 0, 0, time.UTC)
		end := first.AddDate(0, 1, -1) // il y a un mois, on 31 March, is the last of February
		at := time.Date(first.Year(), first.Month(), min(d.day, end.Day()), 12, 0, 0, 0, time.UTC).AddDate(0, 0, m.passed.days)
		if at.Year() < firstYear || at.Year() > lastYear {
			return time.Time{}, errNoDay
		}
		if m.clock != nil { // il y a 2 jours à 18 h
			return local(dayOf(at), m.clock, now.Location())
		}
		hour, minute, second := now.Clock()
		t = time.Date(at.Year(), at.Month(), at.Day(), hour, minute, second, now.Nanosecond(), now.Location())
	}
	return t.Add(m.passed.time), nil
}

// dayOf returns the day of t in its zone.
func dayOf(t time.Time) day {
	y, month, d := t.Date()
	return day{year: y, month: int(month), day: d}
}

// addDays returns the day that is n days after d.
func (d day) addDays(n int) day {
	return dayOf(time.Date(d.year, time.Month(d.month), d.day+n, 12, 0, 0, 0, time.UTC))
}

// onDay returns the time of m on the day that is a number of days after that of now.
func (m *moment) onDay(now time.Time, days int) (time.Time, error) {
	d := dayOf(now).addDays(days)
	if m.day != nil {
		return time.Time{}, errTwoDays
	}
	if wd := d.weekday(); m.weekday != nil && *m.weekday != wd {
		return time.Time{}, errWeekday
	}
	return local(d, m.clock, now.Location())
}

// last returns the time of m on the first of some days, counted from that of now, on which
// it is not after now.
func (m *moment) last(now time.Time, days []int) (time.Time, error) {
	for _, n := range days {
		times := instants(dayOf(now).addDays(n), m.clock, now.Location())
		for i := len(times) - 1; i >= 0; i-- {
			if t := times[i]; !t.After(now) {
				if StaleAt(t) {
					return time.Time{}, ErrStale
				}
				return t, nil
			}
		}
	}
	return time.Time{}, errGap
}

// lastWeekday returns the last day of the week of m, today included.
func (m *moment) lastWeekday(now time.Time) (time.Time, error) {
	back := int(now.Weekday()-*m.weekday+7) % 7
	switch {
	case m.turn > 0:
		return m.onDay(now, 7-back)
	case m.turn < 0 && back == 0:
		back = 7
	}
	return m.last(now, []int{-back, -back - 7, -back - 14})
}

// lastYear returns the last day of the year that is the day of m. It is an error if that
// is another day of the week than m has: "samedi 28 novembre", on 27 November, is tomorrow.
func (m *moment) lastYear(now time.Time) (time.Time, error) {
	today := dayOf(now)
	for y := today.year; y > today.year-9; y-- { // 29 February may be eight years away
		d := day{year: y, month: m.day.month, day: m.day.day}
		if d.check() != nil {
			continue
		}
		for _, t := range instants(d, m.clock, now.Location()) {
			switch {
			case t.After(now):
				continue
			case m.weekday != nil && d.weekday() != *m.weekday:
				return time.Time{}, fmt.Errorf("%w: the last one, %s, is a %s, not a %s", errWeekday, d, d.weekday(), *m.weekday)
			case StaleAt(t):
				return time.Time{}, ErrStale
			}
			return t, nil
		}
	}
	return time.Time{}, errNoDay
}

// readPassed reads a length of time from now.
func (r *reader) readPassed(m *moment) (ok bool, err error) {
	if m.passed != nil {
		return false, nil
	}
	if optional(r, nows()) {
		m.passed = &passed{}
		return true, nil
	}
	if sign, ok := r.signed(m); ok {
		if p, ok := r.length(); ok {
			m.passed = p.times(sign)
			return true, nil
		}
		return false, nil
	}
	sign, said := match(r, agoBefore())
	vague := optional(r, vagues())
	optional(r, approximates())
	if ahead := *r; said && optional(&ahead, plurals()) {
		return true, errVague
	}
	p, ok := r.length()
	if ok && vague {
		return true, errVague
	}
	if !ok {
		return false, nil
	}
	if after, ok := match(r, agoAfter()); ok {
		sign, said = after, true
	}
	if !said {
		return false, nil
	}
	m.passed = p.times(sign)
	return true, nil
}

// times returns p, in the future if sign is 1 and in the past if it is -1.
func (p passed) times(sign int) *passed {
	return &passed{months: p.months * sign, days: p.days * sign, time: p.time * time.Duration(sign)}
}

// signed reads the sign of -2 h, which is CLDR's narrow form of il y a 2 heures.
func (r *reader) signed(m *moment) (sign int, ok bool) {
	t := r.peek(0)
	if !m.bare() || !t.is("-") && !t.is("+") || t.dash || !r.peek(1).glued || r.peek(1).kind != number || r.peek(2).glued {
		return 0, false
	}
	r.i++
	if t.is("-") {
		return -1, true
	}
	return 1, true
}

// maxCount is the maximum number of units: 9,999 days, but no more.
const maxCount = 4 // digits

// length reads 2 heures, une heure et demie, 1 h 30, ساعتين.
func (r *reader) length() (p passed, ok bool) {
	for {
		start := r.i
		if ok && !optional(r, ands()) {
			r.skip(",")
		}
		if part, isPart := match(r, partsOfHour()); isPart {
			p.time += part
			ok = true
			continue
		}
		n, u, counted := r.count()
		if !counted {
			r.i = start
			break
		}
		p.add(n, u)
		ok = true
		if u == hourUnit {
			r.afterHour(&p)
		}
	}
	return p, ok
}

// count reads a number and a unit.
func (r *reader) count() (n int, u unit, ok bool) {
	if u, ok = match(r, duals()); ok {
		return 2, u, true
	}
	n, ok = r.number(maxCount)
	if !ok {
		if n, ok = match(r, numerals()); !ok {
			n = 1 // منذ ساعة
			if u, ok = match(r, units()); !ok || r.list[r.i-1].key[0] < 0x80 {
				return 0, 0, false
			}
			if one, said := match(r, numerals()); said && one != 1 { // واحدة
				return 0, 0, false
			}
			return n, u, true
		}
	}
	u, ok = match(r, units())
	return n, u, ok
}

// afterHour reads the minutes of 1 h 30 and une heure et demie.
func (r *reader) afterHour(p *passed) {
	if minutes, ok := match(r, fractions()); ok && minutes > 0 {
		p.time += time.Duration(minutes) * time.Minute
		return
	}
	start := r.i
	if minutes, ok := r.number(2); ok && r.list[r.i-2].key == "h" && minutes < 60 {
		optional(r, minuteWords())
		p.time += time.Duration(minutes) * time.Minute
		return
	}
	r.i = start
}

func (p *passed) add(n int, u unit) {
	switch u {
	case secondUnit:
		p.time += time.Duration(n) * time.Second
	case minuteUnit:
		p.time += time.Duration(n) * time.Minute
	case hourUnit:
		p.time += time.Duration(n) * time.Hour
	case dayUnit:
		p.days += n
	case weekUnit:
		p.days += 7 * n
	case monthUnit:
		p.months += n
	case yearUnit:
		p.months += 12 * n
	}
}

// readDays reads a day around today, perhaps with a part of it.
func (r *reader) readDays(m *moment) (ok bool, err error) {
	if m.days != nil {
		return false, nil
	}
	if part, ok := match(r, todays()); ok {
		m.days, m.part = new(int), &part
		return true, nil
	}
	if optional(r, nights()) { // the last such hour, which may be yesterday's
		m.part = &night
		return true, nil
	}
	part, before := match(r, partsBefore())
	days, ok := match(r, relativeDays())
	if !ok {
		optional(r, dayIntros())
		if days, ok = match(r, relativeDays()); !ok {
			return false, nil
		}
	}
	m.days = &days
	after, ok := match(r, partsAfter())
	switch {
	case before:
		m.part = &part
	case ok:
		m.part = &after
	}
	return true, nil
}

// readPart reads a part of a day behind its name, or what tells the last such day from the
// next.
func (r *reader) readPart(m *moment) (ok bool, err error) {
	if turn, ok := match(r, turns()); ok && m.weekday != nil && m.turn == 0 {
		m.turn = turn
		return true, nil
	}
	if part, ok := match(r, partsAfter()); ok && m.weekday != nil && m.part == nil {
		m.part = &part
		return true, nil
	}
	return false, nil
}
