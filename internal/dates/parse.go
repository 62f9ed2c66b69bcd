package dates

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

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
	r := dateReader{list: numbered(line), in: calendarOf(lang)}
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

// numbered splits a line into folded words, numbers, and punctuation marks and symbols,
// so that 18h30 and 2025-04-15 are read like 18 h 30 and 2025 - 04 - 15.
func numbered(line string) []string {
	var out []string
	for word := range strings.FieldsSeq(line) {
		key := strings.TrimRight(words.Fold(word), ".'")
		if key == "" {
			key = word
		}
		for key != "" {
			n := 0
			for kind := kindOf(key); n < len(key) && (n == 0 || kind != signKind) && kindOf(key[n:]) == kind; {
				_, size := utf8.DecodeRuneInString(key[n:])
				n += size
			}
			out = append(out, key[:n])
			key = key[n:]
		}
	}
	return out
}

const (
	wordKind = iota
	digitKind
	signKind
)

// kindOf returns the kind of the first character of s.
func kindOf(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case '0' <= r && r <= '9':
		return digitKind
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return wordKind
	}
	return signKind
}

// A dateReader consumes list from the left.
type dateReader struct {
	list []string
	in   *words.Calendar
}

func (r *dateReader) peek() string {
	if len(r.list) == 0 {
		return ""
	}
	return r.list[0]
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
	if sign != "/" && sign != "-" && !words.AllDigits(sign) {
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

// calendarOf returns the calendar for a language, the French one if it has none.
func calendarOf(lang string) *words.Calendar {
	if c := words.CalendarOf(lang); c != nil {
		return c
	}
	return &words.FrenchCalendar
}
