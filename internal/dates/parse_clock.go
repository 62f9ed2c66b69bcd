package dates

import "time"

// A timeOfDay is a time of day.
type timeOfDay struct {
	hour, minute, second int
	nano                 time.Duration
	seconds              bool // the seconds are printed
	iso                  bool // right after a date, as in 2026-11-14 09:00 and 2026-11-14T0900
}

// check reports an error if there is no such time of day.
func (c timeOfDay) check() error {
	if c.hour < 0 || c.hour > 23 || c.minute > 59 || c.second > 59 {
		return errNoTime
	}
	return nil
}

// readClock reads the time of day of a moment.
func (r *reader) readClock(m *moment) (ok bool, err error) {
	iso := r.i == r.dayEnd && r.i > 0
	if r.peek(0).key == "t" {
		iso = iso && r.peek(0).glued && len(r.peek(1).key) >= 2
	} else {
		iso = iso && len(r.peek(0).key) == 2 && r.peek(1).is(":")
	}
	c, ok, err := r.clock(m)
	if !ok || err != nil {
		return ok, err
	}
	c.iso = iso
	if m.clock != nil {
		return true, errTwoTimes
	}
	m.clock = &c
	optional(r, exactly())
	return true, c.check()
}

// clock reads à 18 h 30, 18h30, 18:30:00, 6:30 p.m., midi, T183000 or على الساعة
// السابعة مساء.
func (r *reader) clock(m *moment) (c timeOfDay, ok bool, err error) {
	start := r.i
	defer func() {
		if !ok {
			r.i = start
		}
	}()
	if r.peek(0).key == "t" && r.peek(0).glued && r.peek(1).glued {
		r.i++
		if c, ok = r.compact(); ok {
			return c, true, nil
		}
		return r.digital(m, false)
	}
	optional(r, clockIntros())
	hourFollows := optional(r, hourIntros())
	if hourFollows {
		r.skip(":")
	}
	if hour, ok := match(r, middays()); ok {
		c.hour = hour
		if !r.fraction(&c) {
			r.minutes(&c)
		}
		return c, true, nil
	}
	if hourFollows {
		if c.hour, ok = match(r, arabicHours()); ok {
			r.fraction(&c)
			if ok, err = r.dayPart(&c, dayParts()); !ok {
				return c, true, errHalfDay
			}
			return c, true, err
		}
	}
	if r.peek(0).kind == word {
		return r.hoursInWords()
	}
	return r.digital(m, hourFollows)
}

// compact reads 183000 or 1830.
func (r *reader) compact() (c timeOfDay, ok bool) {
	digits := len(r.peek(0).key)
	if digits != 4 && digits != 6 {
		return c, false
	}
	n, _ := r.number(6)
	if c.seconds = digits == 6; c.seconds {
		c.second, n = n%100, n/100
	}
	c.hour, c.minute = n/100, n%100
	r.nanos(&c)
	return c, true
}

// digital reads an hour in digits, with what makes an hour of it.
func (r *reader) digital(m *moment, hourFollows bool) (c timeOfDay, ok bool, err error) {
	if c.hour, ok = r.number(2); !ok {
		return c, false, nil
	}
	switch {
	case r.peek(0).is(":"):
		ok, err = r.afterColon(&c)
		if !ok || err != nil {
			return c, ok, err
		}
		if r.peek(0).key == "h" && r.peek(1).kind != number { // 18:30 h
			r.i++
		}
	case r.peek(0).is(".") && m.day != nil && len(r.peek(1).key) == 2 && r.peek(0).glued && r.peek(1).glued: // 18.30
		r.i++
		if c.minute, ok = r.number(2); !ok {
			return c, false, nil
		}
	case optional(r, hourWords()):
		if !r.fraction(&c) {
			r.minutes(&c)
		}
	case hourFollows:
		if !r.fraction(&c) && r.peek(0).key == "و" {
			r.minutes(&c)
		}
	case optional(r, minuteWords()):
		return c, true, errNoTime
	default:
		// 6 pm
		ok, err = r.dayPart(&c, hourParts())
		return c, ok, err
	}
	_, err = r.dayPart(&c, dayParts())
	return c, true, err
}

// afterColon reads the minutes, and perhaps seconds, of 18:30:00.
func (r *reader) afterColon(c *timeOfDay) (ok bool, err error) {
	minutes := r.peek(1)
	if minutes.kind != number {
		return false, nil
	}
	r.i++
	if len(minutes.key) != 2 {
		return true, errNoTime
	}
	c.minute, _ = r.number(2)
	if r.peek(0).is(":") && r.peek(0).glued && r.peek(1).glued && len(r.peek(1).key) == 2 {
		r.i++
		if c.second, ok = r.number(2); !ok {
			return true, errNoTime
		}
		c.seconds = true
		r.nanos(c)
	}
	return true, nil
}

// nanos reads the fraction of a second. Digits after the ninth are ignored.
func (r *reader) nanos(c *timeOfDay) {
	if t := r.peek(0); !t.is(".") && !t.is(",") || !t.glued || !r.peek(1).glued || r.peek(1).kind != number {
		return
	}
	digits := r.peek(1).key
	r.i += 2
	unit := time.Second
	for _, d := range digits {
		unit /= 10
		c.nano += time.Duration(d-'0') * unit
	}
}

// minutes reads the minutes, and perhaps seconds, of 18 h 30 min 15 s.
func (r *reader) minutes(c *timeOfDay) {
	start := r.i
	var ok bool
	if r.peek(0).key == "و" { // الساعة 18 و30 دقيقة
		r.i++
	}
	if c.minute, ok = r.number(2); !ok {
		r.i = start
		r.minutesInWords(c)
		return
	}
	sep := r.peek(0)
	separated := sep.kind == mark && r.peek(1).kind == number && (sep.is("/") || r.peek(2).is(sep.key) && (sep.is("-") || sep.is(".")))
	if _, isMonth := r.month(); isMonth || separated { // 18 h 14 novembre, 18 h 14/11/2026
		c.minute, r.i = 0, start
		return
	}
	if !optional(r, minuteWords()) {
		return
	}
	start = r.i
	if c.second, ok = r.number(2); ok && (r.list[start].glued || r.isSecond()) { // 8h10m00, 8 h 10 min 15 s
		c.seconds = true
		optional(r, secondWords())
		return
	}
	c.second, r.i = 0, start
}

// isSecond reports whether a unit of seconds follows.
func (r *reader) isSecond() bool {
	ahead := *r
	return optional(&ahead, secondWords())
}

// minutesInWords reads the minutes of dix-huit heures trente.
func (r *reader) minutesInWords(c *timeOfDay) {
	start := r.i
	n, ok := match(r, numerals())
	if !ok || n < 2 {
		r.i = start
		return
	}
	c.minute = n
	optional(r, minuteWords())
}

// fraction reads the minutes of 18 heures et demie or 18 heures moins le quart.
func (r *reader) fraction(c *timeOfDay) bool {
	n, ok := match(r, fractions())
	if ok {
		c.minute = n
		if n < 0 { // before midnight is the day before, and so an error
			c.hour, c.minute = c.hour-1, 60+n
		}
	}
	return ok
}

// hoursInWords reads sept heures et demie.
func (r *reader) hoursInWords() (c timeOfDay, ok bool, err error) {
	if c.hour, ok = match(r, numerals()); !ok || !optional(r, hourWords()) {
		return c, false, nil
	}
	if !r.fraction(&c) {
		r.minutesInWords(&c)
	}
	_, err = r.dayPart(&c, dayParts())
	return c, true, err
}

// dayPart reads the part of the day after a time, if there is one.
func (r *reader) dayPart(c *timeOfDay, in table[dayPart]) (ok bool, err error) {
	part, ok := match(r, in)
	if !ok {
		return false, nil
	}
	if c.hour, ok = part.hour(c.hour); !ok {
		return true, errNoTime
	}
	return true, nil
}
