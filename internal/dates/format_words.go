package dates

import (
	"strings"
	"time"
	"unicode"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// wordLen returns the length of the word at the beginning of s: letters and the marks
// on them.
func wordLen(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsMark(r)) {
			return i
		}
	}
	return len(s)
}

// word writes the word at the beginning of rest: a name, a small word, an element such as
// PM or Z07:00, or other text. It returns the length of what it has written.
func (w *writer) word(rest string) (int, error) {
	n := wordLen(rest)
	word := rest[:n]
	if word[n-1] == 'Z' {
		if size := offsetLen(rest[n:]); size > 0 {
			w.out.WriteString(word[:n-1])
			w.std(rest[n-1 : n+size])
			w.offset = true
			w.element(other)
			w.note(offsetCode, w.at+n-1, 1+size)
			return n + size, nil
		}
	}
	switch {
	case word == "MST":
		w.std(word)
		w.element(other)
		w.note(offsetCode, w.at, n)
		return n, nil
	case word == "PM" || word == "pm":
		w.noon(word)
		w.note(halfDayCode, w.at, n)
		return n, nil
	case strings.EqualFold(word, "MST"):
		return 0, misread(word, "the zone is MST")
	case w.prev == clock && noonLen(rest) > 0:
		return 0, misread(rest[:noonLen(rest)], "before and after noon are PM or pm")
	}
	if name, size, ok := w.scanName(rest); ok {
		if name.Month > 1 || name.Month == 0 && name.Weekday != time.Monday {
			return 0, misread(rest[:size], "the month is janvier or January, the day is lundi or Monday")
		}
		if w.cal == nil {
			return 0, misread(rest[:size], "presse has no names of months and days in the language "+w.tag)
		}
		w.name(name, rest[:size])
		if name.Month > 0 {
			w.note(monthNameCode, w.at, size)
		} else {
			w.note(weekdayCode, w.at, size)
		}
		return size, nil
	}
	if strings.EqualFold(word, "premier") {
		month, _ := afterSpace(rest[n:])
		if name, _, ok := w.scanName(month); ok && name.Month > 0 {
			return 0, misread(word, "the day is 2")
		}
	}
	if size := w.smallWord(rest); size > 0 {
		return size, nil
	}
	if isPattern(rest) {
		return 0, misread(word, writeReference)
	}
	if w.isForeignMonth(rest) {
		return 0, misread(word, "the month is janvier or January")
	}
	w.out.WriteString(word)
	if w.prev != dayOfMonth || word != "de" && word != "of" {
		w.prev = literal
	}
	return n, nil
}

// scanName returns the month or day that rest names first, and the length of the name,
// with the period of an abbreviation. Months of the Levant have two words.
func (w *writer) scanName(rest string) (name words.DateName, size int, ok bool) {
	n := wordLen(rest)
	if n < 3 { // the shortest name in bytes is mon
		return name, 0, false
	}
	if strings.HasPrefix(rest, "كانون ") || strings.HasPrefix(rest, "تشرين ") {
		both := n + 1 + wordLen(rest[n+1:])
		if name, ok = words.NameOf(rest[:both]); ok {
			return name, both, true
		}
	}
	if name, ok = words.NameOf(rest[:n]); ok && name.Short && strings.HasPrefix(rest[n:], ".") {
		n++
	}
	return name, n, ok
}

// name writes the month or the weekday of the date with the length and the capitals that
// the layout has, whatever its language. The period of an abbreviation is the layout's if
// it abbreviates in the language of the date, and otherwise the language's.
func (w *writer) name(in words.DateName, layout string) {
	full, short := w.cal.Weekdays[w.t.Weekday()], w.cal.ShortDays[w.t.Weekday()]
	if in.Month > 0 {
		full, short = w.cal.Months[w.month-1], w.cal.Short[w.month-1]
		w.element(other)
	} else {
		w.element(weekday)
	}
	c := capitalsOf(layout)
	if !in.Short {
		w.capitalized(full, c)
		return
	}
	abbr, period := strings.CutSuffix(short, ".")
	w.capitalized(abbr, c)
	if in.Lang == w.lang {
		period = strings.HasSuffix(layout, ".")
	}
	if period && abbr != full {
		w.out.WriteByte('.')
	}
}

// capitals is how much of a word is in capitals.
type capitals uint8

const (
	noCapitals capitals = iota
	firstCapital
	allCapitals
)

func capitalsOf(word string) capitals {
	c := noCapitals
	for i, r := range word {
		switch {
		case i == 0 && unicode.IsUpper(r):
			c = firstCapital
		case i == 0, unicode.IsLower(r):
			return min(c, firstCapital)
		case unicode.IsUpper(r):
			c = allCapitals
		}
	}
	return c
}

// capitalized writes a word in its own case, with its first letter or all of them in
// capitals.
func (w *writer) capitalized(word string, c capitals) {
	for i, r := range word {
		if c == allCapitals || c == firstCapital && i == 0 {
			r = unicode.ToUpper(r)
		}
		w.out.WriteRune(r)
	}
}

// noon writes whether the hour is before or after noon.
func (w *writer) noon(layout string) {
	half := "AM"
	if w.cal != nil {
		half = w.cal.AM
	}
	if w.hour >= 12 {
		half = "PM"
		if w.cal != nil {
			half = w.cal.PM
		}
	}
	if layout == "pm" {
		half = strings.ToLower(half)
	}
	w.out.WriteString(half)
	w.element(other)
}

// noonLen returns the length of a spelling of before or after noon at the beginning of
// rest: am, A.M. It is 0 if there is none.
func noonLen(rest string) int {
	for _, noon := range [...]string{"am", "pm", "a.m.", "p.m.", "a.m", "p.m"} {
		n := len(noon)
		if len(rest) >= n && strings.EqualFold(rest[:n], noon) && wordLen(rest[n-1:]) <= 1 {
			return n
		}
	}
	return 0
}

// Small words of dates. A layout may have those of any language.
var smallWords = [...]struct {
	lang  string
	at    []string // before an hour
	onDay []string // before the name of a day
	on    []string // before a day of the month
}{
	{"fr", []string{"à"}, []string{"le"}, []string{"le"}},
	{"en", []string{"at"}, []string{"on"}, []string{"on"}},
	{"ar", []string{"على الساعة", "في الساعة", "الساعة"}, []string{"يوم"}, []string{"في"}},
}

// smallWord writes the small word at the beginning of rest in the language of the date,
// and returns its length: 0 if there is none, or if it is in that language already. A
// language without such words leaves it out with the space after it.
func (w *writer) smallWord(rest string) int {
	if w.cal == nil {
		return 0
	}
	for i := range smallWords {
		s := &smallWords[i]
		for role, list := range [...][]string{s.at, s.onDay, s.on} {
			for _, word := range list {
				n, ok := prefixFold(rest, word)
				if !ok || !w.before(role, rest[n:]) {
					continue
				}
				return w.translated(rest[:n], s.lang, role, rest[n:])
			}
		}
	}
	return 0
}

// prefixFold returns the length of word at the beginning of s, whatever its case and
// normal form.
func prefixFold(s, word string) (int, bool) {
	if s[0]|0x20 != word[0]|0x20 && word != "à" {
		return 0, false
	}
	n := wordLen(s)
	if strings.Contains(word, " ") && len(s) > n && s[n] == ' ' {
		n += 1 + wordLen(s[n+1:])
	}
	if n > 2*len(word) {
		return 0, false
	}
	return n, strings.EqualFold(s[:n], word) || word == "à" && strings.EqualFold(letters.NFC(s[:n]), word)
}

// The roles of small words, in the order of the fields of smallWords.
const (
	beforeHour = iota
	beforeWeekday
	beforeDay
)

// before reports whether what a small word of the given role stands before follows.
func (w *writer) before(role int, rest string) bool {
	next, spaced := afterSpace(rest)
	if !spaced {
		return false
	}
	if role == beforeWeekday {
		name, _, ok := w.scanName(next)
		return ok && name.Month == 0
	}
	var buf [maxRun]byte
	digits, _, _, ok := run(buf[:0], strings.TrimPrefix(next, "_"))
	if !ok {
		return false
	}
	switch string(digits) {
	case "15", "3", "03":
		return role == beforeHour
	case "2", "02":
		return role == beforeDay
	}
	return false
}

// translated writes a small word, which rest follows, in the language of the date.
func (w *writer) translated(word, lang string, role int, rest string) int {
	w.prev = literal
	c := atCode
	if role != beforeHour {
		w.prev = article
		c = articleCode
	}
	w.note(c, w.at, len(word))
	if lang == w.lang {
		w.out.WriteString(word)
		return len(word)
	}
	for i := range smallWords {
		s := &smallWords[i]
		if s.lang == w.lang {
			c := capitalsOf(word)
			w.capitalized([...][]string{s.at, s.onDay, s.on}[role][0], c)
			return len(word)
		}
	}
	next, _ := afterSpace(rest)
	return len(word) + len(rest) - len(next)
}

// A timePart is the hour, the minutes or the seconds of a time of day in a layout.
type timePart struct {
	there  bool
	before string // a space or a colon before the number
	space  string // before the unit
	unit   string
}

// timeOfDay writes the hour, and the minutes and seconds if there are some, where rest
// continues the hour of the layout with an h or the word for hours: 18 h 30, 18h30,
// 18 heures 30, and 18:30 or 18:00 in a language that does not write times so. It returns the last
// part that it has written, and the length of what it has used of rest, or 0.
func (w *writer) timeOfDay(rest string, zero rune) (last code, n int) {
	if w.cal == nil {
		return 0, 0
	}
	hour, minute, second, n := scanTime(rest)
	switch last = hourCode; {
	case second.there:
		last = secondCode
	case minute.there:
		last = minuteCode
	}
	switch {
	case n == 0:
		return 0, 0
	case w.lang != "fr":
		w.number(w.hour, 2, zero)
		w.out.WriteByte(':')
		shown := w.minute
		if last == hourCode { // à 15 h: the layout has no minutes
			shown = 0
		}
		w.number(shown, 2, zero)
		if second.there {
			w.out.WriteByte(':')
			w.number(w.t.Second(), 2, zero)
		}
		return last, n
	}
	if w.hour < 2 && len(hour.unit) > 1 {
		hour.unit = strings.TrimRight(hour.unit, "sS") // 1 heure
	}
	w.timePart(hour, w.hour, 1, zero)
	if minute.there && (w.minute > 0 || second.there) {
		w.timePart(minute, w.minute, 2, zero)
	}
	if second.there {
		w.timePart(second, w.t.Second(), 2, zero)
	}
	return last, n
}

// scanTime reads what follows the hour of a layout: h, 04, min, 05, s. It returns the
// length of what it has read, or 0 if there is no h.
func scanTime(rest string) (hour, minute, second timePart, n int) {
	r := hour.scanUnit(rest, "h", "heures", "heure")
	if hour.unit == "" {
		return hour, minute, second, 0
	}
	r = minute.scan(r, "04", "min", "mn", "minutes")
	if minute.there {
		r = second.scan(r, "05", "s", "sec", "secondes")
	}
	return hour, minute, second, len(rest) - len(r)
}

// scan reads a number with one of the units, or none, if s begins with it. It returns
// the rest of s.
func (p *timePart) scan(s, number string, units ...string) string {
	after, space := cutSpace(s)
	if space == "" && strings.HasPrefix(s, ":") {
		after, space = s[1:], ":"
	}
	var buf [maxRun]byte
	digits, _, n, ok := run(buf[:0], after)
	if !ok || string(digits) != number {
		return s
	}
	p.there, p.before = true, space
	return p.scanUnit(after[n:], units...)
}

// scanUnit reads one of the units, if s begins with it after a space, and returns the rest
// of s.
func (p *timePart) scanUnit(s string, units ...string) string {
	after, space := cutSpace(s)
	word := after[:wordLen(after)]
	for _, unit := range units {
		if strings.EqualFold(word, unit) {
			p.space, p.unit = space, word
			return after[len(word):]
		}
	}
	return s
}

// timePart writes a part of a time with the unit that the layout has, and no-break
// spaces.
func (w *writer) timePart(p timePart, n, digits int, zero rune) {
	for i, s := range [...]string{p.before, p.space} {
		switch {
		case s == ":":
			w.out.WriteByte(':')
		case s != "":
			w.out.WriteString(nbsp)
		}
		if i == 0 {
			w.number(n, digits, zero)
		}
	}
	w.out.WriteString(p.unit)
}

// cutSpace splits the leading space off s.
func cutSpace(s string) (rest, space string) {
	rest, _ = afterSpace(s)
	return rest, s[:len(s)-len(rest)]
}

// isOrdinal reports whether a word is what makes a number before it an ordinal: 1er, 2nd.
func isOrdinal(word string) bool {
	for _, ordinal := range [...]string{"er", "re", "e", "è", "ere", "ère", "eme", "ème", "ieme", "ième", "nd", "nde", "rd", "st", "th", "ᵉ", "ᵉʳ"} {
		if strings.EqualFold(word, ordinal) {
			return true
		}
	}
	return false
}

// patterns are the letters of which other programs make the layouts of dates.
const patterns = "yYmMdDjJaAhHsSeEnFi"

// isPattern reports whether the word at the beginning of rest is part of a layout of
// another program: YYYY, jj, aaaa, yyyyMMdd, or single letters with a separator (d/m/Y).
func isPattern(rest string) bool {
	n := wordLen(rest)
	if n == 1 {
		return strings.IndexByte(patterns, rest[0]) >= 0 && len(rest) > 2 && strings.IndexByte("/-.:", rest[1]) >= 0 &&
			strings.IndexByte(patterns, rest[2]) >= 0 && wordLen(rest[2:]) == 1
	}
	for i := 0; i < n; {
		same := 1
		for i+same < n && rest[i+same] == rest[i] {
			same++
		}
		if strings.IndexByte(patterns, rest[i]) < 0 && rest[i] != 'T' || same == 1 && rest[i] != 'T' {
			return false
		}
		i += same
	}
	return true
}

// isForeignMonth reports whether the word at the beginning of rest is between the day
// and the year of a date, where only a month can be: 2 enero 2006.
func (w *writer) isForeignMonth(rest string) bool {
	if w.prev != dayOfMonth {
		return false
	}
	after := strings.TrimLeft(rest[wordLen(rest):], "., ")
	return strings.HasPrefix(after, "2006") || strings.HasPrefix(after, "06") || strings.HasPrefix(after, "de 2006")
}
