// Package dates writes and reads dates as papers print them, and detects outdated
// time zone data. The names of months and days are in package words.
package dates

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/words"
)

const nbsp = "\u00a0"

// calendarOf returns the calendar for a language, the French one if it has none.
func calendarOf(lang string) *words.Calendar {
	if c := words.CalendarOf(lang); c != nil {
		return c
	}
	return &words.FrenchCalendar
}

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
	in := calendarOf(lang)
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
