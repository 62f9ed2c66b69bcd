package letters

import (
	"unicode"
	"unicode/utf8"
)

// Words says how AppendWords writes the words of a title. Separator must be set.
type Words struct {
	Separator byte // between words

	// PlainOnly refuses a title that HTML would read otherwise than plain
	// text, since it holds <, & or NUL.
	PlainOnly bool

	// Glue joins what an apostrophe parts: letat.
	Glue bool

	// Elided lists the words, in lower case, that are left out before an
	// apostrophe: etat of l’état.
	Elided []string

	Spelling *Spelling // of signs such as €; nil: they only part words
}

// What plain has for bytes that are not simply written, or no part of a word.
const (
	special = 1 // not ASCII, or a sign whose part depends on Words
	markup  = 2 // what PlainOnly refuses
)

// AppendWords appends the words of s as slugs have them: letters folded,
// romanised and in lower case, all else parting words. Invalid UTF-8 is left
// out, and so is U+FFFD, which stands for it. What it writes is its own result,
// but for the separator. It appends nothing and returns false for a title that
// o refuses.
//
// Runs of ASCII letters, which most of a title is made of, are copied in a loop
// of their own; anything else goes through a writer.
func AppendWords(dst []byte, s string, o *Words) (_ []byte, ok bool) {
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
		if r == utf8.RuneError {
			i += n
			continue
		}
		said := ""
		if o.Spelling != nil {
			said = o.Spelling.say(r, s[:i], s[i+n:])
		}
		if said != "" {
			w.part()
			dst = w.text(dst, said)
			w.part()
		} else {
			dst = w.rune(dst, r)
		}
		i += n
	}
	switch {
	case len(dst) == w.start && o.Elided != nil:
		whole := *o
		whole.Elided = nil // nothing but elided words: they stay
		return AppendWords(dst, s, &whole)
	case len(dst) == w.start:
		dst = appendLeftOut(dst, s)
	case w.loose:
		dst = normalise(dst, w.start)
	}
	return dst, true
}

// A writer keeps the state of writing words. The bytes go through its methods
// instead of lying in it: a slice behind a pointer would move to the heap.
type writer struct {
	options *Words
	start   int // where the first word begins
	word    int // where the current word begins

	gap     bool // whether a separator is due before the next letter
	accents bool // whether marks are kept: they follow a letter that keeps them
	loose   bool // whether what was written may not be in normal form
}

// part ends the word. The separator is written when another word begins, so
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

// begin begins a word.
func (w *writer) begin(dst []byte) []byte {
	w.gap = false
	if len(dst) > w.start {
		dst = append(dst, w.options.Separator)
	}
	w.word = len(dst)
	return dst
}

// text writes lower-case text in which spaces part words.
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

// raw writes a letter or a mark that is kept.
func (w *writer) raw(dst []byte, r rune) []byte {
	if w.gap {
		dst = w.begin(dst)
	}
	return utf8.AppendRune(dst, r)
}

// rune writes what becomes of r.
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

// apostrophe ends a word, which is left out if it is an elided one: l’ of
// l’État. Glued, it is as if it were not there, so that a quotation mark of the
// same shape does no harm either.
func (w *writer) apostrophe(dst []byte) []byte {
	if w.options.Glue {
		w.accents = false
		return dst
	}
	if !w.gap && isOneOf(dst[w.word:], w.options.Elided) {
		dst = dst[:max(w.start, w.word-1)]
	}
	w.part()
	return dst
}

func isOneOf(word []byte, list []string) bool {
	for _, w := range list {
		if string(word) == w {
			return true
		}
	}
	return false
}

// appendLeftOut is for titles whose only letters are ones that slugs leave out
// (ь, ʿ, tatweel): these are then better than nothing.
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
