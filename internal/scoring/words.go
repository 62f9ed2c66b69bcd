package scoring

import "iter"

// A Word is a word of a text as texts are compared.
type Word struct {
	Folded []byte // without accents, capitals and affixes; good until the next word
	Field  Field
	Joined bool // no break of phrase lies between it and the word before
	Common bool // it says nothing of what the text is about
}

// A Field is where a word stands.
type Field uint8

// The fields. The first paragraph of a body is lead, as a deck is.
const (
	InHeadline Field = iota
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
	Word // the last one read
	text Text
	lang language
	at   int // what is being read
	scan scanner
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
	r.scan.reset(t.Headline, false)
}

// next reads a word, unless there is none left.
func (r *reader) next() bool {
	joined := r.Folded != nil
	for {
		switch r.scan.next() {
		case wordToken:
			r.Folded, r.Common = r.lang.fold(&r.scan)
			r.Joined = joined
			return true
		case breakToken:
			joined = false
		case paragraphToken:
			joined = false
			if r.at == atFirstParagraph && r.Folded != nil {
				r.at, r.Field = atBody, InBody
			}
		case endToken:
			joined = false
			r.Folded = nil
			switch r.at++; r.at {
			case atDeck:
				r.Field = InLead
				r.scan.reset(r.text.Deck, false)
			case atFirstParagraph:
				r.scan.reset(r.text.Body, true)
			default:
				r.at = atEnd
				return false
			}
		}
	}
}
