package scoring

import (
	"iter"
	"strings"
)

// A Word is a word of a text, prepared for comparison.
type Word struct {
	Folded    []byte // without accents, capitals and affixes; valid until the next word
	Field     Field
	Paragraph int  // number of the paragraph of the body, from 0, not counting those without words
	Joined    bool // it belongs to the same phrase as the word before
	Common    bool // it says nothing about the subject of the text
	Number    bool // it consists of digits
	Quoted    bool // it is between quotation marks, outside the headline
}

// A Field is a part of an article.
type Field uint8

// The fields. The deck and the first paragraph of the body are the lead, unless the
// article has no headline: it may be only a part of one, and then its first paragraph
// says no more than the others. The words before the colon of a headline are the kicker
// (see kickerLen).
const (
	InKicker Field = iota // part of the headline
	InHeadline
	InLead
	InBody
)

// Words yields the words of t in order: headline, deck, body.
func Words(t Text) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		var r reader
		for r.reset(t); r.next(); {
			if !yield(r.Word) {
				return
			}
		}
	}
}

// A reader reads the words of an article.
type reader struct {
	Word   // the last word read
	text   Text
	lang   language
	at     int  // position in the order below
	kicker int  // length of the kicker in the headline
	titled bool // the headline has a word
	said   bool // the current paragraph has a word
	scan   scanner
}

// The positions of a reader, in order.
const (
	atHeadline = iota
	atDeck
	atFirstParagraph
	atBody
	atEnd
)

func (r *reader) reset(t Text) {
	r.text, r.lang = t, languageOf(t.Lang)
	r.at, r.Word = atHeadline, Word{Field: InHeadline}
	r.kicker, r.titled, r.said = kickerLen(t.Headline), false, false
	r.scan.reset(t.Headline)
}

// next reads the next word. It returns false at the end of the text.
func (r *reader) next() bool {
	joined := r.Folded != nil
	for {
		switch r.scan.next() {
		case wordToken:
			r.Folded, r.Common = r.lang.fold(&r.scan)
			r.Joined, r.said = joined, true
			r.Number = isNumber(r.Folded)
			if r.at == atHeadline {
				r.Field, r.titled = InHeadline, true
				if r.scan.start < r.kicker {
					r.Field = InKicker
				}
			}
			return true
		case breakToken:
			joined = false
			if r.at != atHeadline {
				r.quote(r.scan.mark)
			}
		case paragraphToken:
			joined, r.Quoted = false, false
			if r.said && r.at >= atFirstParagraph {
				r.at, r.Field = atBody, InBody
				r.Paragraph++
				r.said = false
			}
		case endToken:
			joined, r.Quoted, r.said = false, false, false
			r.Folded = nil
			switch r.at++; r.at {
			case atDeck:
				r.Field = InLead
				r.scan.reset(r.text.Deck)
			case atFirstParagraph:
				if !r.titled {
					r.Field = InBody
				}
				r.scan.reset(r.text.Body)
			default:
				r.at = atEnd
				return false
			}
		}
	}
}

// quote handles a quotation mark. An open quotation ends with its paragraph.
func (r *reader) quote(mark rune) {
	switch mark {
	case '"':
		r.Quoted = !r.Quoted
	case '«', '“', '„':
		r.Quoted = true
	case '»', '”':
		r.Quoted = false
	}
}

// maxKicker is the maximum number of words in a kicker.
const maxKicker = 5

// kickerLen returns the length of the kicker at the beginning of a headline, which
// names the subject ("Covid-19 : les écoles rouvrent"): up to five words before a colon
// that is followed by a space. "À 20:30, le direct" has no kicker.
func kickerLen(headline string) int {
	kicker, rest, found := strings.Cut(headline, ":")
	if !found || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\u00a0") {
		return 0
	}
	words := 0
	for range strings.FieldsSeq(kicker) {
		if words++; words > maxKicker {
			return 0
		}
	}
	return len(kicker)
}

// isNumber reports whether a word consists of digits or of digits and what makes them an
// ordinal, a time or a quantity: 2026, 1er, 20h30, 10km. Other words with digits name
// things: G7, A380, 4x4, 5g.
func isNumber(word []byte) bool {
	if len(word) == 0 || word[0] > '9' { // nearly all words
		return false
	}
	digits := 0
	for digits < len(word) && '0' <= word[digits] && word[digits] <= '9' {
		digits++
	}
	switch unit := string(word[digits:]); unit {
	case "", "er", "ers", "re", "ere", "eres", "e", "es", "eme", "emes", "nd", "nde", "st", "th", "rd",
		"h", "mn", "min", "km", "kmh", "cm", "mm", "m", "kg", "kwh", "mwh", "ha", "k", "am", "pm":
		return true
	default:
		minutes, isTime := strings.CutPrefix(unit, "h")
		return isTime && len(minutes) == 2 && strings.Trim(minutes, "0123456789") == ""
	}
}
