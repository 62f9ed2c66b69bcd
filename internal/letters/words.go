package letters

import (
	"unicode"
	"unicode/utf8"
)

// Words are the options of AppendWords. Separator must be set.
type Words struct {
	Separator byte // between words

	// PlainOnly rejects a title that contains <, & or a control character other
	// than white space, and so would mean something else as HTML than as plain text.
	PlainOnly bool

	// Glue joins the parts on either side of an apostrophe: l’état is letat.
	Glue bool

	// Elided lists the words that are left out before an apostrophe: l’état is etat.
	Elided []Elision

	// Spelling spells out symbols such as €. If nil, they only separate words.
	Spelling *Spelling

	// Letters is how the language of the title writes letters that it does not
	// write without their marks, such as ä in German. If nil, marks are dropped.
	Letters *Letters

	// KeepCase keeps the case of letters.
	KeepCase bool

	// KeepRuns writes one separator for each separator of the title: see runs.go.
	KeepRuns bool

	// Close drops punctuation without ending a word: 3,5 is 35. White space, hyphens
	// and dashes still separate words.
	Close bool
}

// An Elision is a word, in lower case and without its apostrophe, that is elided before
// the given letters only, or before anything if Before is empty.
type Elision struct{ Word, Before string }

// Values in plain of bytes that are neither written as they are nor separators.
const (
	special = 1 // not ASCII, or a symbol whose treatment depends on Words
	markup  = 2 // rejected by PlainOnly
)

// AppendWords appends the words of s as slugs have them: letters are folded,
// romanised and in lower case, and everything else separates words. Invalid UTF-8
// is dropped, and so are U+FFFD, which replaces it, U+FFFE and U+FFFF. Apart from the separator,
// applying AppendWords to its own result changes nothing. If o rejects the title,
// AppendWords appends nothing and returns false.
//
// Runs of ASCII letters, which make up most of a title, are copied in a tight
// loop; anything else goes through a writer. Rare options are kept out of their way: see
// [fullWriter].
func AppendWords(dst []byte, s string, o *Words) (_ []byte, ok bool) {
	if o.KeepCase || o.KeepRuns || o.Close || o.Letters != nil || o.Spelling != nil || o.Elided != nil {
		return appendFully(dst, s, o)
	}
	w := writer{options: o, start: len(dst), word: len(dst)}
	for i := 0; i < len(s); {
		c := plain[s[i]]
		if c > markup {
			if w.gap {
				dst = w.begin(dst)
			}
			w.accents = false
			for c > markup {
				dst = append(dst, c)
				if i++; i == len(s) {
					break
				}
				c = plain[s[i]]
			}
			continue
		}
		if c == 0 {
			w.part()
			i++
			continue
		}
		if c == markup && o.PlainOnly {
			return dst[:w.start], false
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
			i += n
			continue
		}
		dst = w.rune(dst, r)
		i += n
	}
	return w.finish(dst, s), true
}

// finish returns the words of s, given those that were written.
func (w *writer) finish(dst []byte, s string) []byte {
	switch {
	case len(dst) == w.start:
		dst = appendLeftOut(dst, s)
	case w.loose:
		dst = normalise(dst, w.start)
	}
	return dst
}

// A writer holds the state of AppendWords. The output is passed through its
// methods rather than stored in it: a slice behind a pointer would escape to the
// heap.
type writer struct {
	options *Words
	start   int // offset of the first word
	word    int // offset of the current word

	gap     bool // whether a separator is due before the next letter
	accents bool // whether marks are kept: the preceding letter keeps them
	loose   bool // whether the output may not be in normal form C
}

// part ends the word. The separator is not written until another word begins, so
// that there is none at either end and never two in a row.
func (w *writer) part() { w.gap, w.accents = true, false }

// ascii writes a lower-case letter or a digit.
func (w *writer) ascii(dst []byte, c byte) []byte {
	if w.gap {
		dst = w.begin(dst)
	}
	w.accents = false
	return append(dst, c)
}

// begin starts a word, with a separator before it unless it is the first.
func (w *writer) begin(dst []byte) []byte {
	w.gap = false
	if len(dst) > w.start {
		dst = append(dst, w.options.Separator)
	}
	w.word = len(dst)
	return dst
}

// text writes lower-case text in which spaces separate words.
func (w *writer) text(dst []byte, s string) []byte {
	for i := range len(s) {
		if s[i] == ' ' {
			w.part()
		} else {
			dst = w.ascii(dst, s[i])
		}
	}
	return dst
}

// raw writes a letter or a mark as it is.
func (w *writer) raw(dst []byte, r rune) []byte {
	if w.gap {
		dst = w.begin(dst)
	}
	return utf8.AppendRune(dst, r)
}

// rune writes whatever r contributes to a slug.
func (w *writer) rune(dst []byte, r rune) []byte {
	c := lookup(r)
	switch kind := c & kindMask; {
	case c == 0:
		w.part()
	case c < utf8.RuneSelf:
		dst = w.ascii(dst, lower(byte(c)))
	case kind == kindLetter:
		if c&cased != 0 {
			r = unicode.ToLower(r)
		}
		dst = w.raw(dst, r)
		w.accents = c&bare == 0
		w.loose = w.loose || c&composes != 0
	case kind == kindApostrophe:
		dst = w.apostrophe(dst)
	case kind >= kindText:
		if t := texts[c&^kindText]; t.slug > 0 {
			dst = w.text(dst, t.slugged())
			w.accents = !w.gap && !t.bare() && dst[len(dst)-1] >= utf8.RuneSelf
			w.loose = w.loose || w.accents
		}
	case w.accents && (kind == kindCombining || kind == kindMark && c&vowel == 0):
		dst = w.raw(dst, r)
		w.loose = true
	case kind == kindCombining:
		dst = w.text(dst, texts[c&^kindMask].slugged())
	}
	return dst
}

// apostrophe ends a word. With Glue it does nothing, so that a quotation mark of the
// same shape is harmless too.
func (w *writer) apostrophe(dst []byte) []byte {
	if w.options.Glue {
		w.accents = false
	} else {
		w.part()
	}
	return dst
}

// appendLeftOut appends the letters of s that slugs leave out (ь, ʿ, tatweel). It
// is used for titles that have no others: such a slug is better than an empty one.
func appendLeftOut(dst []byte, s string) []byte {
	start := len(dst)
	for _, r := range s {
		if lookup(r).leftOut() {
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	if len(dst) > start {
		dst = normalise(dst, start)
	}
	return dst
}
