package dates

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// maxByline is the maximum number of tokens of a byline.
const maxByline = 16

// bylineEnds are the marks between a byline and a date without a label.
const bylineEnds = ",-|•·/:;.…)]»›>@●▪∙⋅‧¦★►*"

// The maximum numbers of words in lower case of a byline, small words aside. More are a
// sentence.
const (
	maxLower    = 1 // franceinfo
	maxLowerSay = 4 // par le service politique
)

// skipByline consumes what precedes the first date of a line: a byline, an agency or a
// place. "Par Salma Idrissi (avec AFP), publié le …", "franceinfo | 14 novembre 2026",
// "Rabat, le 14 novembre 2026", or a line of its own.
//
// A label cuts off what precedes it. A date without a label needs a mark or a line break
// before it, or an agency in capitals and le, or an author after "par". Text is not skipped if it
// has a date, or is a sentence on the same line: "Le livre, publié le …", "Il a publié le
// …" and "Le maire est mort, publié le …" are errors.
func (r *reader) skipByline() {
	first := *r
	if _, ok := first.label(); ok || !r.isText() {
		return
	}
	var b byline
	for range maxByline {
		newLine := r.peek(0).line
		switch {
		case r.i == 0:
		case r.labelled():
			if !newLine && (b.isSentence() || optional(&reader{list: r.list[r.i-1:]}, auxiliaries())) {
				r.i = 0
			}
			return
		default:
			if day, ok := r.dated(); ok {
				if !day || !newLine && (b.isSentence() || !r.endsByline(&b)) {
					r.i = 0
				}
				return
			}
		}
		if newLine {
			b = r.begin()
			continue
		}
		if !r.bylineToken(&b) {
			break
		}
	}
	r.i = 0
}

// begin begins a byline, at the beginning of a line.
func (r *reader) begin() byline {
	b := byline{first: r.i}
	if b.said = optional(r, byWords()) || optional(r, sourceWords()); b.said {
		return b
	}
	ahead := *r
	b.sentence = optional(&ahead, subjects()) && ahead.peek(0).kind == word && !ahead.peek(0).upper && !optional(&ahead, small()) && !arabicWord(ahead.peek(0))
	if !r.bylineToken(&b) {
		r.i = len(r.list)
	}
	return b
}

// isText reports whether no part of a date follows, not even one with a mistake. A number
// before a capital is a name: 20 Minutes.
func (r *reader) isText() bool {
	ahead := *r
	err := ahead.readNext(&moment{})
	return err != nil && (errors.Is(err, errNoDate) || r.peek(0).kind == number && r.peek(1).upper && !errors.Is(err, errRange))
}

// A byline is what skipByline has found so far.
type byline struct {
	first    int  // its first token
	said     bool // after "par" or "source"
	sentence bool // begins as a sentence does
	lower    int  // words in lower case
}

// isSentence reports whether b is a sentence.
func (b *byline) isSentence() bool {
	return b.sentence || b.lower > maxLowerSay || b.lower > maxLower && !b.said
}

// bylineToken consumes a token of a byline. It returns false if there is none.
func (r *reader) bylineToken(b *byline) bool {
	t := r.peek(0)
	switch t.kind {
	case endOfLine:
		return false
	case mark:
		if t.is("?") || t.is("!") {
			return false
		}
	case number:
		if len(t.key) > maxCount || !r.isText() {
			return false
		}
	case word:
		if optional(r, small()) {
			return true
		}
		if !t.upper && !t.glued && !arabicWord(t) {
			b.lower++
		}
	}
	r.i++
	return true
}

// arabicWord reports whether t is a word of a script without capitals.
func arabicWord(t token) bool { return t.kind == word && firstRune(t.key) >= utf8.RuneSelf }

// labelled reports whether a label follows, and a date or an author after it.
func (r *reader) labelled() bool {
	ahead := *r
	if _, ok := ahead.label(); !ok {
		return false
	}
	ahead.skip(":,-")
	return optional(&ahead, byWords()) || ahead.readNext(&moment{}) == nil
}

// dated reports whether a day follows, perhaps after a day of the week or a time, and
// whether it has its year.
func (r *reader) dated() (year, ok bool) {
	ahead, m := *r, &moment{}
	for range 3 {
		if ahead.readNext(m) != nil {
			return false, false
		}
		if m.day != nil {
			return m.day.year != 0, true
		}
		ahead.skip(",-")
	}
	return false, false
}

// endsByline reports whether the byline before a date without a label ends there: with a
// mark, an agency in capitals before le, or the name of an author after "par".
func (r *reader) endsByline(b *byline) bool {
	t := r.list[r.i-1]
	switch {
	case t.is(",") && r.i == b.first+2 && !r.list[b.first].caps: // Paris, le 14; but Do, 14 is a day of the week
		ahead := *r
		return optional(&ahead, dayIntros())
	case t.kind == mark:
		return strings.Contains(bylineEnds, t.key)
	case t.caps && r.i == b.first+1: // AFP le 14
		ahead := *r
		return optional(&ahead, dayIntros())
	case arabicWord(t): // هسبريس - و م ع الخميس
		for _, t := range r.list[b.first:r.i] {
			if t.is("-") || t.is("|") {
				return true
			}
		}
	}
	return b.said && (t.upper || r.i == b.first+2)
}
