package dates

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A code is the kind of an element, in the alphabet of orders.
type code = byte

const (
	yearCode    code = 'Y'
	monthCode   code = 'M'
	dayCode     code = 'D'
	yearDayCode code = 'O'
	hourCode    code = 'h'
	minuteCode  code = 'm'
	secondCode  code = 's'
	// The following are not numbers.
	monthNameCode code = 'J'
	weekdayCode   code = 'W'
	articleCode   code = 'A' // le
	halfDayCode   code = 'P'
	offsetCode    code = 'Z'
	fractionCode  code = 'f'
	atCode        code = 'a' // à
)

// codeOf returns the code of an element that is a number.
func codeOf(element string) code {
	switch element {
	case "2006", "06":
		return yearCode
	case "01", "1":
		return monthCode
	case "02", "2", "_2":
		return dayCode
	case "002", "__2":
		return yearDayCode
	case "15", "03", "3":
		return hourCode
	case "04", "4":
		return minuteCode
	}
	return secondCode
}

// meanings and references say what an element means, and which element has a meaning.
var (
	meanings = map[code]string{
		yearCode: "the year", monthCode: "the number of the month", dayCode: "the day", yearDayCode: "the day of the year",
		hourCode: "the hour", minuteCode: "the minutes", secondCode: "the seconds", fractionCode: "a fraction of a second",
	}
	references = map[code]string{
		yearCode: "the year is 2006", monthCode: "the month is 01", dayCode: "the day is 2", yearDayCode: "the day of the year is 002",
		hourCode: "the hour is 15", minuteCode: "the minutes are 04", secondCode: "the seconds are 05",
	}
)

// orders are the orders of numbers in dates and times, the most usual first. What follows
// a whole date is a time.
var orders = [...]string{"DMYhms", "YMDhms", "MDYhms", "YO", "OY", "YM", "MY", "DM", "MD", "hms", "ms"}

// colonOrders are the orders of numbers that are separated by colons: times, and the dates
// of EXIF.
var colonOrders = [...]string{"hms", "ms", "YMD"}

// A piece is an element of a layout, or a small word.
type piece struct {
	code       code
	last       code // hour, minute or second if the piece is a whole time with an h, and otherwise code
	unit       bool // has an h
	short      bool // one digit
	start, end int  // in the layout
	chain      int  // number of numbers of the date in figures, or of the time, that it is in
}

// isNumber reports whether p is written in figures.
func (p *piece) isNumber() bool { return strings.IndexByte("YMDOhms", p.code) >= 0 }

// inDate reports whether p is a number of a date.
func (p *piece) inDate() bool { return strings.IndexByte("YMDO", p.code) >= 0 }

// note records the piece that is size bytes long and begins at a place in the layout.
func (w *writer) note(c code, start, size int) *piece {
	if w.pieces == nil {
		return &w.ignored
	}
	w.pieces = append(w.pieces, piece{code: c, last: c, start: start, end: start + size})
	return &w.pieces[len(w.pieces)-1]
}

// noteNumber records an element that is a number.
func (w *writer) noteNumber(element string, start, size int) {
	p := w.note(codeOf(element), start, size)
	p.short = len(element) == 1
}

// misplaced returns the error about an element that cannot be where it is. It says what
// the element means, and which one belongs there.
func (w *writer) misplaced(p *piece, instead string) error {
	part := w.text[p.start:p.end]
	if !p.isNumber() && p.code != fractionCode {
		return fmt.Errorf("“%s” in the layout: %s", part, instead)
	}
	return fmt.Errorf("“%s” in the layout is %s: %s", part, meanings[p.code], instead)
}

// gap returns the text between piece i and the one before it.
func (w *writer) gap(i int) string {
	start, end := 0, len(w.text)
	if i > 0 {
		start = w.pieces[i-1].end
	}
	if i < len(w.pieces) {
		end = w.pieces[i].start
	}
	return w.text[start:end]
}

// is reports whether piece i exists and has one of the codes.
func (w *writer) is(i int, codes string) bool {
	return i >= 0 && i < len(w.pieces) && strings.IndexByte(codes, w.pieces[i].code) >= 0
}

const anyNumber = "YMDOhms"

// only reports whether s is not empty and consists of spaces and the given marks.
func only(s, marks string) bool {
	return s != "" && strings.Trim(s, " \u00a0\u202f"+marks) == ""
}

// places checks that every element of the layout is where it can be.
func (w *writer) places() error {
	if err := w.chains(); err != nil {
		return err
	}
	for _, check := range [...]func(*writer, int) error{(*writer).nextToMonth, (*writer).afterWeekday, (*writer).withUnit, (*writer).withText, (*writer).fraction} {
		for i := range w.pieces {
			if err := check(w, i); err != nil {
				return err
			}
		}
	}
	if err := w.wholeTime(); err != nil {
		return err
	}
	timed := w.hasTime()
	for i := 0; i <= len(w.pieces); i++ {
		if err := w.foreign(i); err != nil {
			return err
		}
		if !timed {
			continue
		}
		if err := w.zoneWord(i); err != nil {
			return err
		}
	}
	return nil
}

// chains finds the dates in figures and the times of the layout, and checks the order of
// their elements.
func (w *writer) chains() error {
	for i := 0; i < len(w.pieces); {
		if !w.is(i, anyNumber) || w.pieces[i].unit {
			i++
			continue
		}
		n := 1
		for w.joined(i, i+n) {
			n++
		}
		for k := range n {
			w.pieces[i+k].chain = n
		}
		if n > 1 {
			if err := w.order(i, n); err != nil {
				return err
			}
		}
		i += n
	}
	return nil
}

// joined reports whether piece i continues the chain that begins at first.
func (w *writer) joined(first, i int) bool {
	if !w.is(i, anyNumber) || w.pieces[i].unit {
		return false
	}
	gap, left, right := w.gap(i), &w.pieces[i-1], &w.pieces[i]
	// a time begins
	if right.code == hourCode && gap != "" && left.inDate() && (gap == ":" || w.is(i+1, anyNumber) && w.gap(i+1) == ":") {
		return false
	}
	switch gap {
	case "", "/", "-", ".", "_", ":":
		return true
	case " / ":
		return left.inDate() && right.inDate()
	case " ", nbsp, "\u202f":
		// 2 01 2006; but not 15:04 2006, 2006 2 janvier or janvier 2 2006
		return (i-1 == first || only(w.gap(i-1), "")) && !w.tight(i+1) && !w.is(i+1, string(monthNameCode)) && !w.is(first-1, string(monthNameCode))
	}
	return false
}

// tight reports whether piece i is a number that a mark, but no space, separates from the
// number before it.
func (w *writer) tight(i int) bool {
	return w.is(i, anyNumber) && w.is(i-1, anyNumber) && (w.gap(i) == "" || len(w.gap(i)) == 1 && strings.Contains("/-._:", w.gap(i)))
}

// order checks the order of the n numbers from piece i on.
func (w *writer) order(i, n int) error {
	var buf [maxRun]byte
	list, known := buf[:0], orders[:]
	slashed, dated, repeated := false, false, true
	for k := range n {
		list = append(list, w.pieces[i+k].code)
		dated = dated || list[k] == yearCode
		if k == 0 {
			continue
		}
		repeated = repeated && list[k] == list[0] && only(w.gap(i+k), "")
		switch w.gap(i + k) {
		case "/", " / ":
			slashed = true
		case ":":
			known = colonOrders[:]
		}
	}
	if repeated { // 2 2
		return nil
	}
	if c := list[0]; (slashed || dated && w.gap(i+1) != ":") && strings.IndexByte("hms", c) >= 0 {
		return w.misplaced(&w.pieces[i], references[dayCode])
	}
	for k := range list {
		next := code(0)
		for _, order := range known {
			if !strings.HasPrefix(order, string(list[:k])) || len(order) == k {
				continue
			}
			if next == 0 {
				next = order[k]
			}
			if order[k] == list[k] {
				next = list[k]
				break
			}
		}
		switch next {
		case list[k]:
		case 0:
			return w.misplaced(&w.pieces[i+k], "the date before it is complete")
		default:
			return w.misplaced(&w.pieces[i+k], "here "+references[next])
		}
	}
	return nil
}

// afterWeekday checks that a number after the name of a day is a day.
func (w *writer) afterWeekday(i int) error {
	if w.is(i, string(weekdayCode)) && w.alone(i+1) && only(w.gap(i+1), ".,") && !w.is(i+1, "DYO") {
		return w.misplaced(&w.pieces[i+1], references[dayCode])
	}
	return nil
}

// nextToMonth checks the numbers next to the name of a month: the day before it, and the
// day or the year after it.
func (w *writer) nextToMonth(i int) error {
	if !w.is(i, string(monthNameCode)) {
		return nil
	}
	day := false
	if w.alone(i-1) && only(w.gap(i), ".-/") {
		if day = w.is(i-1, "D"); !day && w.text[w.pieces[i-1].start:w.pieces[i-1].end] != "2006" {
			return w.misplaced(&w.pieces[i-1], "next to the name of a month, "+references[dayCode])
		}
	}
	if !w.alone(i+1) || !only(w.gap(i+1), ".,-/") || w.is(i+1, "Y") {
		return nil
	}
	switch {
	case day:
		return w.misplaced(&w.pieces[i+1], references[yearCode])
	case !w.is(i+1, "D"):
		return w.misplaced(&w.pieces[i+1], "next to the name of a month, "+references[dayCode])
	case w.alone(i+2) && only(w.gap(i+2), ".,-/") && !w.is(i+2, "Y"):
		return w.misplaced(&w.pieces[i+2], references[yearCode])
	}
	return nil
}

// alone reports whether piece i is a number that is part of no chain, and no time with an
// h.
func (w *writer) alone(i int) bool {
	return w.is(i, anyNumber) && w.pieces[i].chain == 1
}

// unitsOf are the units after an hour, minutes and seconds.
var unitsOf = map[string]code{
	"h": hourCode, "heure": hourCode, "heures": hourCode, "hour": hourCode, "hours": hourCode,
	"min": minuteCode, "mn": minuteCode, "minute": minuteCode, "minutes": minuteCode,
	"sec": secondCode, "seconde": secondCode, "secondes": secondCode, "second": secondCode, "seconds": secondCode,
}

// gluedUnits are units that have another meaning after a space.
var gluedUnits = map[string]code{"m": minuteCode, "s": secondCode}

// firstWord returns the word at the beginning of s, or after a space there.
func firstWord(s string) string {
	s, _ = afterSpace(s)
	return s[:wordLen(s)]
}

// withUnit checks that a number before the word for hours is an hour, and that minutes
// follow it.
func (w *writer) withUnit(i int) error {
	p := &w.pieces[i]
	if !p.isNumber() {
		return nil
	}
	after := w.gap(i + 1)
	word, unit := firstWord(after), code(0)
	if word != "" {
		unit = unitsOf[strings.ToLower(word)]
	}
	switch {
	case p.unit && p.last == hourCode && unit == minuteCode:
		return fmt.Errorf("“%s” in the layout follows no minutes: %s", word, references[minuteCode])
	case !p.unit && unit != 0 && unit != p.code:
		return w.misplaced(p, references[unit])
	}
	hour := p.unit && p.last == hourCode && (after == "" || only(after, "")) || p.code == hourCode && unit == hourCode && strings.Trim(after, "   ") == word
	if hour && w.is(i+1, anyNumber) && w.pieces[i+1].chain == 1 && !w.is(i+1, string(minuteCode)+string(yearCode)) && !(w.is(i+1, "D") && w.is(i+2, string(monthNameCode))) {
		return w.misplaced(&w.pieces[i+1], "after an hour, "+references[minuteCode])
	}
	return nil
}

// numberSigns precede a number that is no part of a date.
var numberSigns = []string{"n°", "nº", "№", "no", "no."}

const literalNumber = "a layout has no literal numbers; format the date alone and add the text to it"

// withText checks that a number is not part of other text: TF1, n° 3, Page 4, +1.
func (w *writer) withText(i int) error {
	p := &w.pieces[i]
	if !p.isNumber() {
		return nil
	}
	before, after := w.gap(i), w.gap(i+1)
	text := strings.TrimRight(before, "   ")
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	joined := i > 0 && w.pieces[i-1].isNumber() && w.joining(i)
	switch long := p.end-p.start >= len("002") && p.chain > 0 && !strings.HasPrefix(w.text[p.start:p.end], "0"); {
	case strings.HasSuffix(text, "+"):
		return w.misplaced(p, "the offset from UTC is -07 or Z07")
	case endsWithWord(text, numberSigns):
		return w.misplaced(p, literalNumber)
	case long: // 2006
	case unicode.Is(unicode.Latin, last) && !joined,
		unicode.Is(unicode.Latin, first) && (!p.unit || p.last != hourCode) && !w.joining(i+1) && !w.unitAfter(p, after):
		return w.misplaced(p, literalNumber)
	}
	word := firstWord(after)
	if p.short && p.chain == 1 && p.code != dayCode && len(text) < len(before) && unicode.IsLetter(lastRune(text)) && !joined &&
		unitsOf[strings.ToLower(word)] == 0 && !w.is(i+1, string(halfDayCode)) {
		return w.misplaced(p, literalNumber) // Page 4
	}
	return nil
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// joining reports whether the text before piece i may be between the parts of a date: T,
// h, min.
func (w *writer) joining(i int) bool {
	if i <= 0 || i >= len(w.pieces) {
		return false
	}
	gap := strings.Trim(w.gap(i), "   ")
	left := &w.pieces[i-1]
	if strings.EqualFold(gap, "T") {
		return left.isNumber()
	}
	return left.isNumber() && w.unitAfter(left, gap) && wordLen(gap) == len(gap)
}

// unitAfter reports whether a unit of p, or the zone Z, is at the beginning of s.
func (w *writer) unitAfter(p *piece, s string) bool {
	word := strings.ToLower(s[:wordLen(s)])
	return unitsOf[word] == p.last || gluedUnits[word] == p.last || word == "z" && !p.inDate()
}

// endsWithWord reports whether s ends with one of the words, whatever its case.
func endsWithWord(s string, list []string) bool {
	for _, word := range list {
		if n := len(s) - len(word); n >= 0 && strings.EqualFold(s[n:], word) && !unicode.IsLetter(lastRune(s[:n])) {
			return true
		}
	}
	return false
}

// fraction checks that a fraction follows the seconds.
func (w *writer) fraction(i int) error {
	if w.is(i, string(fractionCode)) && w.gap(i) == "" && w.is(i-1, "YMDOhm") {
		return w.misplaced(&w.pieces[i], "it follows the seconds, which are 05")
	}
	return nil
}

// wholeTime checks that the hour is there if a date has minutes or half of the day.
func (w *writer) wholeTime() error {
	var found [128]*piece
	for i := len(w.pieces) - 1; i >= 0; i-- {
		found[w.pieces[i].code] = &w.pieces[i]
	}
	dated := found[yearCode] != nil || found[monthCode] != nil || found[dayCode] != nil || found[monthNameCode] != nil || found[weekdayCode] != nil
	if p := found[minuteCode]; p != nil && dated && found[hourCode] == nil {
		return w.misplaced(p, "the hour, 15, is missing")
	}
	if p := found[halfDayCode]; p != nil && dated && found[hourCode] == nil {
		return w.misplaced(p, "the hour, 3, is missing")
	}
	return nil
}

// zoneWord checks that the zones which the text before piece i names are those of the
// time: GMT, HNE, heure de Paris. An offset that is an element may follow them.
func (w *writer) zoneWord(i int) error {
	gap := w.gap(i)
	if isPlain(gap) {
		return nil
	}
	r := newReader(gap, "")
	next, _ := afterSpace(gap)
	afterTime := wordLen(next) == 1 && w.is(i-1, anyNumber+string(fractionCode)) && !w.pieces[i-1].inDate() // 15:04z
	worded := false                                                                                         // there is a word before
	for r.i < len(r.list) {
		start := r.i
		z, named := r.zoneName(afterTime && r.i == 0, i > 0 && !worded)
		if !named {
			worded = worded || r.list[start].kind == word
			r.i = start + 1
			continue
		}
		name := r.between(start, r.i)
		sign := r.peek(0).is("+") || r.peek(0).is("-")
		if w.is(i, string(offsetCode)) && r.i == len(r.list) {
			return nil
		}
		if sign && r.peek(1).kind == endOfLine && w.is(i, anyNumber) {
			return fmt.Errorf("“%s” in the layout: the offset after it is -07 or Z07", name)
		}
		loc, err := z.location()
		if err != nil {
			return fmt.Errorf("“%s” in the layout: %w", name, err)
		}
		if _, ahead := w.t.Zone(); secondsAhead(loc, w.t) != ahead {
			return fmt.Errorf("“%s” in the layout is not an element: the time is at %s and the zone is MST or Z07:00", name, w.t.Format("-07:00"))
		}
	}
	return nil
}

// isPlain reports whether a text names no zone because it has no letters, or is one of the
// words between a date and a time.
func isPlain(gap string) bool {
	switch word := strings.Trim(gap, " \u00a0"); word {
	case "T", "h", "le", "à":
		return true
	}
	return strings.IndexFunc(gap, unicode.IsLetter) < 0
}

// hasTime reports whether the layout has an hour.
func (w *writer) hasTime() bool {
	for i := range w.pieces {
		if w.pieces[i].code == hourCode {
			return true
		}
	}
	return false
}

// anyCase are the abbreviations of zones that a layout may have in lower case: others are
// words as well, such as est, tu and met.
var anyCase = map[string]bool{"gmt": true, "utc": true}

// zoneName reads the name of a zone that a layout says: an abbreviation in capitals right
// after an element, GMT and UTC anywhere and in any case, Z after a time, phrases, and the
// time of a place.
func (r *reader) zoneName(zulu, after bool) (z zone, ok bool) {
	first, start := r.peek(0), r.i
	offset, ok := match(r, abbreviations())
	switch {
	case !ok:
	case r.i > start+1, first.caps && after, anyCase[first.key], first.key == "z" && zulu, firstRune(first.key) >= utf8.RuneSelf:
		return zone{offset: offset}, true
	}
	r.i = start
	if optional(r, greenwich()) && firstRune(first.key) >= utf8.RuneSelf {
		return zone{}, true
	}
	r.i = start
	if first.caps && after && optional(r, easterns()) {
		return zone{place: "America/Toronto"}, true
	}
	if !optional(r, zoneIntros()) {
		return z, false
	}
	place, ok := match(r, places())
	return zone{place: place}, ok
}
