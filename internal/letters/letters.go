// Package letters folds letters to ASCII and makes the words of slugs.
//
// Both are one pass over the text: each code point is looked up in a table of
// codes (tables.go, which the command gen makes of Unicode data), and its code
// says what to write for it, for folding as well as for slugs. What takes more
// than the code point itself lies in a file of its own: apostrophes, signs that
// are spelled, normal form C.
//
// The rule that keeps canonically equivalent texts together: a letter of an
// alphabet whose accents fold away sheds the marks after it, whether they are
// encoded with it or apart; any other letter keeps them, and the result is put
// into normal form C at the end, if it holds any.
//
// The tables take 43 KB in all; bench/slug measures what they add to a program.
package letters

import "unicode/utf8"

//go:generate go run ./gen

// A code says what becomes of one code point:
//
//	0            a sign: Fold keeps it, slugs part words at it
//	1 … 0x7F     a letter or digit that folds to this one ASCII character
//	otherwise    a kind in the upper four bits and its argument below
type code uint16

const (
	kindLetter     code = 1 << 12 // kept as it is; argument: bits composes, cased, bare
	kindMark       code = 2 << 12 // a combining mark; argument: bit vowel
	kindIgnored    code = 3 << 12 // kept by Fold, vanishes from slugs without parting a word; argument: bit isLetter
	kindApostrophe code = 4 << 12 // argument: what Fold writes, bit isLetter
	kindCombining  code = 5 << 12 // a letter written above another (aͤ); argument: index in texts
	kindText       code = 8 << 12 // and up; argument: index in texts, 15 bits

	kindMask code = 0xF000
)

const (
	composes code = 1 // may combine with what precedes it (Hangul vowels …)
	cased    code = 2 // has a lower case
	bare     code = 4 // of an alphabet whose accents are folded away: Latin, Greek, Cyrillic

	vowel code = 1 // Arabic tashkeel, Hebrew points: left out of slugs

	isLetter code = 1 << 8 // a letter to Unicode all the same
)

// A text is a pair of results longer than one ASCII letter: what Fold writes
// and what slugs do (lower case, spaces where words part).
type text struct {
	at   uint16 // of the folded text in pool, the slug's following
	fold uint8  // length; 0x80: accents that follow are folded away; 0x40: a letter that slugs leave out
	slug uint8  // length; 0xFF: the same text as the folded one
}

func (t text) folded() string { return pool[t.at : int(t.at)+int(t.fold&0x3F)] }

func (t text) slugged() string {
	if t.slug == 0xFF {
		return t.folded()
	}
	from := int(t.at) + int(t.fold&0x3F)
	return pool[from : from+int(t.slug)]
}

func (t text) bare() bool { return t.fold&0x80 != 0 }

// leftOut reports whether c is the code of a letter that slugs leave out.
func (c code) leftOut() bool {
	switch kind := c & kindMask; {
	case kind >= kindText:
		return texts[c&^kindText].fold&0x40 != 0
	case kind == kindIgnored, kind == kindApostrophe:
		return c&isLetter != 0
	}
	return false
}

// lookup returns the code of a rune.
//
// It goes by three steps, since a table of all code points would take 300 KB:
// a page of 256 code points names its blocks, a block of 8 its codes. The first
// 0x800 code points, the letters of Europe and the Near East, go straight.
func lookup(r rune) code {
	switch {
	case r < 0x800: // blocks this low are stored in place
		return codes[r]
	case r < 0x20000:
	case r >= 0x2F800 && r < 0x2FB00: // compatibility ideographs follow
		r -= 0x2F800 - 0x20000
	case r < 0x323B0: // ideographs, assigned or not yet
		return kindLetter
	case r >= 0xE0000 && r < 0xE1000: // tags, variation selectors
		return kindIgnored
	default:
		return 0
	}
	return codes[int(blocks[int(pages[r>>8])<<5|int(r>>3&31)])<<3|int(r&7)]
}

// AppendFold appends s folded to ASCII: letters to their ASCII ones, punctuation
// to its likeness, the letters of other alphabets as they are. Invalid UTF-8 is
// left out.
func AppendFold(dst []byte, s string) []byte {
	start := len(dst)
	var (
		accents bool // whether accents are kept: what precedes is no letter that sheds them
		loose   bool // whether what was written may not be in normal form
	)
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			// Runs of ASCII are copied at once: twice as fast on French
			// as byte by byte.
			end := i + 1
			for end < len(s) && s[end] < utf8.RuneSelf {
				end++
			}
			dst = append(dst, s[i:end]...)
			accents = !isAlnum(s[end-1])
			i = end
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			i++
			continue
		}
		c := lookup(r)
		switch kind := c & kindMask; {
		case c == 0, kind == kindIgnored:
			dst = append(dst, s[i:i+n]...)
			accents = true
		case c < utf8.RuneSelf:
			dst = append(dst, byte(c))
			accents = false
		case kind >= kindText:
			t := texts[c&^kindText]
			dst = append(dst, t.folded()...)
			accents = !t.bare()
			loose = loose || accents
		case kind == kindLetter:
			dst = append(dst, s[i:i+n]...)
			accents = c&bare == 0
			loose = loose || c&composes != 0
		case kind == kindApostrophe:
			dst = append(dst, byte(c))
			accents = true
		case accents: // a mark on what keeps it
			dst = append(dst, s[i:i+n]...)
			loose = true
		case kind == kindCombining: // on what sheds accents; other marks go
			dst = append(dst, texts[c&^kindMask].folded()...)
		}
		i += n
	}
	if loose {
		dst = normalise(dst, start)
	}
	return dst
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}
