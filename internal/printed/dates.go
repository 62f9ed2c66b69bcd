package printed

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

func isMonth(key string) bool {
	if m, _ := words.FrenchCalendar.Month(key); m > 0 {
		return true
	}
	m, _ := words.ArabicCalendar.Month(key)
	return m > 0 || isArabic(key) && listed(arabicMonths, key)
}

func isWeekday(key string) bool {
	_, ok := words.FrenchCalendar.Weekday(key)
	return ok
}

const nbsp = "\u00a0"

// elements are the elements of a layout: Go's reference time, in French. An element
// comes before any other that is a prefix of it.
var elements = [...]string{"2006", "lundi", "Lundi", "janvier", "janv.", "15", "04", "02", "01", "2"}

// FormatDate formats t according to layout, which shows Go's reference time in
// French: "lundi 2 janvier 2006 à 15 h 04". Text that is not an element of a layout
// is copied. Names are in Arabic if lang is Arabic, and in French otherwise.
// FormatDate applies the rules of typesetting: in French the first of a month is
// 1er, spaces are no-break spaces where a line must not break, and times are 9 h 05
// (not 09 h 05) and 18 h (not 18 h 00).
func FormatDate(t time.Time, layout, lang string) string {
	in := words.CalendarOf(lang)
	var b strings.Builder
	for layout != "" {
		i := slices.IndexFunc(elements[:], func(e string) bool { return strings.HasPrefix(layout, e) })
		if i < 0 {
			_, size := utf8.DecodeRuneInString(layout)
			b.WriteString(layout[:size])
			layout = layout[size:]
			continue
		}
		element := elements[i]
		layout = layout[len(element):]
		switch element {
		case "2006":
			fmt.Fprintf(&b, "%04d", t.Year())
		case "lundi", "Lundi":
			name := in.Weekdays[t.Weekday()]
			if element == "Lundi" {
				first, size := utf8.DecodeRuneInString(name)
				name = string(unicode.ToUpper(first)) + name[size:]
			}
			b.WriteString(name)
		case "janvier":
			b.WriteString(in.Months[t.Month()-1])
		case "janv.":
			b.WriteString(in.Short[t.Month()-1])
		case "01":
			fmt.Fprintf(&b, "%02d", int(t.Month()))
		case "02":
			fmt.Fprintf(&b, "%02d", t.Day())
		case "2":
			day := strconv.Itoa(t.Day())
			if month, ok := afterSpace(layout); ok && strings.HasPrefix(month, "janv") {
				if t.Day() == 1 {
					day = in.First
				}
				day += nbsp
				layout = month
			}
			b.WriteString(day)
		case "15":
			layout = appendHour(&b, t, layout)
		case "04":
			fmt.Fprintf(&b, "%02d", t.Minute())
		}
	}
	return b.String()
}

// appendHour writes the hour, and the h and minutes if layout continues with them.
// It returns the rest of the layout.
func appendHour(b *strings.Builder, t time.Time, layout string) string {
	space := ""
	rest, spaced := afterSpace(layout)
	if spaced {
		space = nbsp
	} else {
		rest = layout
	}
	rest, ok := strings.CutPrefix(rest, "h")
	if !ok {
		fmt.Fprintf(b, "%02d", t.Hour())
		return layout
	}
	fmt.Fprintf(b, "%d%sh", t.Hour(), space)
	minutes, spaced := afterSpace(rest)
	if !spaced {
		minutes = rest
	}
	minutes, ok = strings.CutPrefix(minutes, "04")
	if !ok {
		return rest
	}
	if t.Minute() > 0 {
		fmt.Fprintf(b, "%s%02d", space, t.Minute())
	}
	return minutes
}

// afterSpace returns s without its leading space, and reports whether it has one.
func afterSpace(s string) (string, bool) {
	for _, space := range []string{" ", nbsp, "\u202f"} {
		if rest, ok := strings.CutPrefix(s, space); ok {
			return rest, true
		}
	}
	return s, false
}

// The errors of ParseDate.
var (
	errNoDate  = errors.New("not a date: want one like “mardi 15 avril 2025 à 18 h 30”, including the year")
	errNoDay   = errors.New("no such day in the calendar")
	errNoTime  = errors.New("no such time of day")
	errWeekday = errors.New("the day of the week does not match the date")
	errBeyond  = errors.New("text after the date")
)

// ParseDate parses a date, optionally with a time of day, as papers print it:
// "mardi 1er avril 2025", "le 15 avril 2025 à 18 h 30", 15/04/2025 18:30,
// 2025-04-15. Names must be in Arabic if lang is Arabic, and in French otherwise. The
// time is in loc unless line names a zone. A day of the week must match the date.
func ParseDate(line string, loc *time.Location, lang string) (time.Time, error) {
	r := dateReader{list: numbered(tokens(line)), in: words.CalendarOf(lang)}
	r.skip("publie", "mis", "mise", "a", "jour", "le", ":")
	weekday, said := r.in.Weekday(r.peek())
	if said {
		r.list = r.list[1:]
		r.skip(",", "le")
	}
	year, month, day, ok := r.date()
	if !ok {
		return time.Time{}, errNoDate
	}
	hour, minute, zone, err := r.clock()
	if err != nil {
		return time.Time{}, err
	}
	if len(r.list) > 0 && r.peek() != "." {
		return time.Time{}, errBeyond
	}
	if zone != nil {
		loc = zone
	}
	// Check the day in UTC, since clock changes may skip a time in loc.
	if noon := time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC); noon.Day() != day || int(noon.Month()) != month {
		return time.Time{}, errNoDay
	} else if said && noon.Weekday() != weekday {
		return time.Time{}, errWeekday
	}
	return time.Date(year, time.Month(month), day, hour, minute, 0, 0, loc), nil
}

// numbered splits words into runs of digits and runs of other characters, so that
// 18h30 and 2025-04-15 are read like 18 h 30 and 2025 - 04 - 15. Hyphens and periods
// between numbers become tokens of one character.
func numbered(list []token) []token {
	var out []token
	for _, t := range list {
		for s := t.key; s != ""; {
			n := 0
			digits := isDigit(s[0])
			for n < len(s) && isDigit(s[n]) == digits && (digits || s[n] != '-' && s[n] != '.' || n == 0) && (n == 0 || s[0] != '-' && s[0] != '.') {
				n++
			}
			out = append(out, token{key: s[:n]})
			s = s[n:]
		}
	}
	return out
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// A dateReader consumes list from the left.
type dateReader struct {
	list []token
	in   *words.Calendar
}

func (r *dateReader) peek() string {
	if len(r.list) == 0 {
		return ""
	}
	return r.list[0].key
}

func (r *dateReader) skip(keys ...string) {
	for len(r.list) > 0 && slices.Contains(keys, r.peek()) {
		r.list = r.list[1:]
	}
}

// number reads a number of at most the given number of digits.
func (r *dateReader) number(digits int) (int, bool) {
	n, err := strconv.Atoi(r.peek())
	if err != nil || len(r.peek()) > digits {
		return 0, false
	}
	r.list = r.list[1:]
	return n, true
}

// date reads 15 avril 2025, 15/04/2025 or 2025-04-15.
func (r *dateReader) date() (year, month, day int, ok bool) {
	yearFirst := len(r.peek()) == 4
	if day, ok = r.number(4); !ok {
		return
	}
	if r.skip("er", "."); !yearFirst {
		if m, _ := r.in.Month(r.peek()); m > 0 {
			r.list = r.list[1:]
			r.skip(".", ",")
			long := len(r.peek()) == 4
			year, ok = r.number(4)
			return year, m, day, ok && long
		}
	}
	sign := r.peek()
	if sign != "/" && sign != "-" && !isDigits(sign) {
		return 0, 0, 0, false
	}
	r.skip("/", "-")
	if month, ok = r.number(2); !ok {
		return
	}
	r.skip("/", "-", ".")
	long := len(r.peek()) == 4
	if year, ok = r.number(4); !ok {
		return
	}
	if yearFirst {
		year, day = day, year
	}
	return year, month, day, long != yearFirst
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// clock reads a time of day, if there is one: à 18 h 30, 18h30, 18:30, midi. It may
// be followed by a zone: GMT, GMT+1.
func (r *dateReader) clock() (hour, minute int, zone *time.Location, err error) {
	r.skip("a", ",", "-", "–", "|", "t", "(")
	switch r.peek() {
	case "":
		return 0, 0, nil, nil
	case "midi":
		hour, r.list = 12, r.list[1:]
	case "minuit":
		r.list = r.list[1:]
	default:
		var ok bool
		if hour, ok = r.number(2); !ok {
			return 0, 0, nil, nil
		}
		if sign := r.peek(); sign != "h" && sign != ":" && sign != "heures" && sign != "heure" {
			return 0, 0, nil, errNoTime
		}
		r.list = r.list[1:]
		minute, _ = r.number(2)
		r.skip("min")
	}
	if hour > 23 || minute > 59 {
		return 0, 0, nil, errNoTime
	}
	if r.skip("("); r.peek() == "gmt" || r.peek() == "utc" {
		zone = time.UTC
		if r.list = r.list[1:]; r.peek() == "+" {
			r.list = r.list[1:]
			hours, ok := r.number(2)
			if !ok || hours > 14 {
				return 0, 0, nil, errNoTime
			}
			zone = time.FixedZone("", hours*3600)
		}
	}
	r.skip(")")
	return hour, minute, zone, nil
}
