package scoring

import (
	"iter"
	"strings"
)

// A Word is a word of a text as texts are compared.
type Word struct {
	Folded    []byte // without accents, capitals and affixes; good until the next word
	Field     Field
	Paragraph int  // of the body, from 0; the first is lead. One without words does not count
	Joined    bool // no break of phrase lies between it and the word before
	Common    bool // it says nothing of what the text is about
	Quoted    bool // it stands between quotation marks, and not in the headline
}

// A Field is where a word stands.
type Field uint8

// The fields. The first paragraph of a body is lead, as a deck is. What stands
// before the colon of a headline is a kicker (see kickerLen).
const (
	InKicker Field = iota // of the headline too
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
	Word   // the last one read
	text   Text
	lang   language
	at     int  // what is being read
	kicker int  // bytes of it in the headline
	said   bool // the paragraph at hand has a word
	scan   scanner
}

// What a reader reads, in order.
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
	r.kicker, r.said = kickerLen(t.Headline), false
	r.scan.reset(t.Headline)
}

// next reads a word, unless there is none left.
func (r *reader) next() bool {
	joined := r.Folded != nil
	for {
		switch r.scan.next() {
		case wordToken:
			r.Folded, r.Common = r.lang.fold(&r.scan)
			r.Joined, r.said = joined, true
			if r.at == atHeadline {
				r.Field = InHeadline
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
				r.scan.reset(r.text.Body)
			default:
				r.at = atEnd
				return false
			}
		}
	}
}

// quote notes a quotation mark. One that is left open ends with its paragraph.
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

// maxKicker is how many words a kicker has at most.
const maxKicker = 5

// kickerLen returns the length of the kicker that a headline begins with, which
// names the subject ("Covid-19 : les écoles rouvrent"): up to five words, a colon
// and a space. There is none in "À 20:30, le direct".
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
