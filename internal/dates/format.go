// Package dates writes and reads dates as papers print them, and detects outdated
// time zone data. The names of months and days are in package words.
package dates

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/words"
)

const nbsp = "\u00a0"

// ErrLayout is the cause of an error about a layout without an element. An error about
// a part of a layout begins with that part.
var ErrLayout = errors.New("no element of a date in the layout: write the reference date, such as lundi 2 janvier 2006 à 15:04")

// misread returns the error about a part of a layout that looks like an element and is
// none. It says what to write instead.
func misread(part, instead string) error {
	return fmt.Errorf("“%s” in the layout is not an element: %s", quote.Short(part), instead)
}

const writeReference = "write the reference date, such as lundi 2 janvier 2006 à 15:04"

// Format formats t according to layout, which shows Go's reference time with names in
// French, English, Arabic or Tamazight: "lundi 2 janvier 2006 à 15 h 04", [time.RFC1123],
// "الاثنين 2 يناير 2006". All elements of the layouts of package time are elements. A name
// is written in lang, as long as in the layout and with its capitals; so are the small
// words of format_words.go. Digits are written as the layout has them: 2 or ٢. Other text
// is copied.
//
// In French the first of a month is 1er, and times with an h are 9 h 05 (not 09 h 05)
// and 18 h (not 18 h 00). Elsewhere they are 09:05 and 18:00. Spaces between a day
// and its month, and inside a time, are no-break spaces.
//
// It is an error if a part of the layout looks like an element and is none (2025, février,
// YYYY, %d), if an element is where it cannot be (see format_place.go), if there is no
// element, if lang has no names and the layout has some, if the layout names a zone that is
// not at the offset of t, and if t is a local time that is wrong because its zone's data are
// stale. The last does not matter if the layout has the offset from UTC.
func Format(t time.Time, layout, lang string) (string, error) {
	w := newWriter(t, lang)
	w.pieces = make([]piece, 0, 12)
	if err := w.layout(layout); err != nil {
		return "", err
	}
	if err := w.places(); err != nil {
		return "", err
	}
	if !w.offset && StaleAt(t) {
		return "", ErrStale
	}
	return w.out.String(), nil
}

// kind is the kind of a part of a layout. It affects how the next part is read.
type kind uint8

const (
	literal kind = iota
	article      // a small word before a day: le
	weekday
	dayOfMonth
	year
	clock // an hour, minute, second or fraction
	other // any other element
)

// A writer writes one date.
type writer struct {
	out  strings.Builder
	t    time.Time
	cal  *words.Calendar // nil if the language has no names
	tag  string
	lang string // fr, ar, en, zgh or another primary language

	year, day, hour, minute int
	month                   time.Month

	text    string  // the layout
	at      int     // where the part that is written begins in the layout
	pieces  []piece // nil if the layout is not checked
	ignored piece

	elements int
	offset   bool // an offset from UTC has been written
	prev     kind // of the part before, spaces aside
}

func newWriter(t time.Time, lang string) writer {
	w := writer{t: t, cal: words.CalendarOf(lang), tag: lang, lang: words.Language(lang)}
	if w.lang == "" {
		w.lang = "fr"
	}
	w.year, w.month, w.day = t.Date()
	w.hour, w.minute, _ = t.Clock()
	return w
}

// layout writes the date according to a layout.
func (w *writer) layout(layout string) error {
	size := len(layout) + 16
	if w.lang != "fr" && w.lang != "en" { // two or three bytes a letter
		size += len(layout)
	}
	w.out.Grow(size)
	w.text = layout
	for rest := layout; rest != ""; {
		w.at = len(layout) - len(rest)
		n, err := w.part(rest)
		if err != nil {
			return err
		}
		rest = rest[n:]
	}
	if w.elements == 0 {
		return ErrLayout
	}
	return nil
}

// part writes the first part of rest: an element, a word or one character. It returns
// the length of that part.
func (w *writer) part(rest string) (int, error) {
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case isDigit(rest):
		return w.digits(rest)
	case unicode.IsLetter(r):
		return w.word(rest)
	case unicode.IsNumber(r):
		return 0, misread(rest[:size], writeReference)
	case r == '-' || r == '_' || r == '.' || r == ',':
		if n, err := w.signed(rest); n > 0 || err != nil {
			return n, err
		}
	case r == '%' && len(rest) > 1 && (isASCIILetter(rest[1]) || rest[1] == '-' || rest[1] == '%'):
		return 0, misread(rest[:2], writeReference)
	}
	w.out.WriteString(rest[:size])
	if !unicode.IsSpace(r) && (r != '.' || w.prev != dayOfMonth) {
		w.prev = literal
	}
	return size, nil
}

// element counts an element.
func (w *writer) element(k kind) {
	w.elements++
	w.prev = k
}

// signed writes an element that begins with a punctuation mark: -07:00, _2, __2, .000 or
// ,999. It returns 0 if rest begins with none.
func (w *writer) signed(rest string) (int, error) {
	switch rest[0] {
	case '-':
		n := offsetLen(rest[1:])
		if n == 0 {
			return 0, nil
		}
		n++
		if n == len("-07") && (w.prev == year || strings.HasPrefix(rest[n:], "-")) {
			return 0, misread(rest[1:n], "it would be the offset from UTC; the month is 01")
		}
		w.offset = true
		w.std(rest[:n])
		w.element(other)
		w.note(offsetCode, w.at, n)
		return n, nil
	case '_':
		for _, padded := range [...]string{"__2", "_2"} {
			if strings.HasPrefix(rest, padded) && !isDigit(rest[len(padded):]) {
				w.std(padded)
				w.element(dayOfMonth)
				w.noteNumber(padded, w.at, len(padded))
				return len(padded), nil
			}
		}
		return 0, nil
	}
	n := 1
	for n < len(rest) && (rest[1] == '0' || rest[1] == '9') && rest[n] == rest[1] {
		n++
	}
	if n == 1 || isDigit(rest[n:]) {
		return 0, nil
	}
	w.std(rest[:n])
	w.element(clock)
	w.note(fractionCode, w.at, n)
	return n, nil
}

// offsetLen returns the length of the offset from UTC at the beginning of s, without its
// first character: 07, 0700, 07:00, 070000 or 07:00:00. It is 0 if there is none.
func offsetLen(s string) int {
	for _, offset := range [...]string{"070000", "07:00:00", "0700", "07:00", "07"} {
		if strings.HasPrefix(s, offset) && !isDigit(s[len(offset):]) {
			return len(offset)
		}
	}
	return 0
}

// std writes an element as package time does.
func (w *writer) std(element string) {
	var buf [64]byte
	w.out.Write(w.t.AppendFormat(buf[:0], element))
}

// number writes n with at least the given number of digits.
func (w *writer) number(n, digits int, zero rune) {
	var buf [20]byte
	i := len(buf)
	for ; n > 0 || digits > 0; digits-- {
		i--
		buf[i] = byte(n % 10)
		n /= 10
	}
	for _, d := range buf[i:] {
		if zero == '0' {
			w.out.WriteByte('0' + d)
		} else {
			w.out.WriteRune(zero + rune(d))
		}
	}
}

// digit returns the value of the digit at the beginning of s, the zero of its kind (ASCII,
// Arabic or Persian), and its length: 0 if there is none.
func digit(s string) (value byte, zero rune, size int) {
	if s == "" {
		return 0, 0, 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		if '0' <= c && c <= '9' {
			return c - '0', '0', 1
		}
		return 0, 0, 0
	}
	r, size := utf8.DecodeRuneInString(s)
	for _, zero := range [...]rune{'٠', '۰'} {
		if r >= zero && r <= zero+9 {
			return byte(r - zero), zero, size
		}
	}
	return 0, 0, 0
}

func isDigit(s string) bool { _, _, size := digit(s); return size > 0 }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// maxRun is the maximum number of digits in a row that are read as elements. Layouts have
// 14, or two or three more.
const maxRun = 32

// run returns the digits at the beginning of s as ASCII, the zero of their kind, and
// their length in s. They are not ok if they are of several kinds or more than maxRun.
func run(buf []byte, s string) (ascii []byte, zero rune, n int, ok bool) {
	ok = true
	for {
		value, z, size := digit(s[n:])
		if size == 0 {
			return buf, zero, n, ok
		}
		if zero == 0 {
			zero = z
		}
		if n += size; z != zero || len(buf) == maxRun {
			ok = false
			continue
		}
		buf = append(buf, '0'+value)
	}
}

// digits writes the elements that a run of digits consists of. An element without a
// leading zero is one only alone: 14 is not 1 and 4.
func (w *writer) digits(rest string) (int, error) {
	var buf [maxRun]byte
	ascii, zero, n, ok := run(buf[:0], rest)
	if !ok {
		return 0, misread(rest[:n], writeReference)
	}
	if suffix := wordLen(rest[n:]); suffix > 0 && isOrdinal(rest[n:n+suffix]) {
		return 0, misread(rest[:n+suffix], "the day is 2")
	}
	for digits := ascii; len(digits) > 0; {
		size := numeral(digits, len(ascii) == 1)
		if size == 0 {
			return 0, misread(rest[:n], insteadOf(ascii))
		}
		if size == len(ascii) && string(digits) == "15" {
			if last, more := w.timeOfDay(rest[n:], zero); more > 0 {
				w.element(clock)
				p := w.note(hourCode, w.at, n+more)
				p.unit, p.last = true, last
				return n + more, nil
			}
		}
		width := n / len(ascii) // of a digit
		w.noteNumber(string(digits[:size]), w.at+(len(ascii)-len(digits))*width, size*width)
		if string(ascii) == "2" {
			return n + w.dayOf(rest[n:], zero), nil
		}
		w.numeral(string(digits[:size]), zero)
		digits = digits[size:]
	}
	return n, nil
}

// numeral returns the length of the numeral element at the beginning of digits, or 0.
func numeral(digits []byte, alone bool) int {
	for _, e := range [...]string{"2006", "002", "15"} {
		if len(digits) >= len(e) && string(digits[:len(e)]) == e {
			return len(e)
		}
	}
	switch {
	case alone && digits[0] >= '1' && digits[0] <= '5':
		return 1
	case len(digits) > 1 && digits[0] == '0' && digits[1] >= '1' && digits[1] <= '6':
		return 2
	}
	return 0
}

// insteadOf says what to write instead of a number that is no element.
func insteadOf(digits []byte) string {
	switch {
	case len(digits) == 4 && (digits[0] == '1' || digits[0] == '2'):
		return "the year is 2006"
	case string(digits) == "00":
		return "minutes are 04 and seconds 05; a fraction follows a period or a comma"
	case string(digits) == "07":
		return "the offset from UTC is -07 or Z07"
	}
	return writeReference
}

// numeral writes an element that is a number.
func (w *writer) numeral(e string, zero rune) {
	k := other
	switch e {
	case "2006":
		k = year
		if w.year < 0 {
			w.std(e)
		} else {
			w.number(w.year, 4, zero)
		}
	case "06":
		k = year
		w.number(max(w.year, -w.year)%100, 2, zero)
	case "002":
		w.number(w.t.YearDay(), 3, zero)
	case "01", "1":
		w.number(int(w.month), len(e), zero)
	case "02":
		k = dayOfMonth
		w.number(w.day, 2, zero)
	case "15":
		k = clock
		w.number(w.hour, 2, zero)
	case "03", "3":
		k = clock
		w.number((w.hour+11)%12+1, len(e), zero)
	case "04", "4":
		k = clock
		w.number(w.minute, len(e), zero)
	case "05", "5":
		k = clock
		w.number(w.t.Second(), len(e), zero)
	}
	w.element(k)
}

// dayOf writes the day of the month for the element 2, which rest follows. Before the
// name of a month, and after a weekday or le, the first is 1er. It returns the length of
// the space before the month, which becomes a no-break space.
func (w *writer) dayOf(rest string, zero rune) int {
	first := w.day == 1 && w.cal != nil && w.cal.First != "1"
	month, spaced := afterSpace(rest)
	name, size, ok := w.scanName(month)
	beforeMonth := spaced && ok && name.Month == 1
	// A number or a separator follows the day if the date is in figures: 2/01.
	inWords := w.prev == article || w.prev == weekday
	if next, _ := utf8.DecodeRuneInString(rest); isDigit(month) || next == '/' || next == '-' || next == '.' && isDigit(rest[1:]) {
		inWords = false
	}
	switch {
	case first && beforeMonth && capitalsOf(month[:size]) == allCapitals:
		w.out.WriteString(strings.ToUpper(w.cal.First))
	case first && (beforeMonth || inWords):
		w.out.WriteString(w.cal.First)
	default:
		w.number(w.day, 1, zero)
	}
	w.element(dayOfMonth)
	if !beforeMonth {
		return 0
	}
	w.out.WriteString(nbsp)
	return len(rest) - len(month)
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
