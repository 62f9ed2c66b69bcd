package letters

import (
	"unicode"
	"unicode/utf8"
)

// Words says how AppendWords writes the words of a title. Its zero value is not
// useful: Separator must be set.
type Words struct {
	Separator byte // between words
	Markup    bool // whether HTML tags are dropped and references decoded

	// Glue joins what an apostrophe parts: letat.
	Glue bool

	// Elided lists the words, in lower case, that are left out before an
	// apostrophe: etat of l’état.
	Elided []string

	Spelling *Spelling // of signs such as €; nil: they only part words
}

// special marks, in plain, the ASCII signs whose part depends on Words.
const special = 1

// AppendWords appends the words of s as slugs have them: letters folded,
// romanised and in lower case, all else parting words.
func AppendWords(dst []byte, s string, w *Words) []byte {
	var (
		start   = len(dst)
		word    = start // where the current word begins
		gap     = false // whether a separator is due
		accents = false // whether marks are kept: they follow a letter that keeps them
		loose   = false // whether what was written may not be in normal form
	)
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r < utf8.RuneSelf {
			c := plain[r]
			if c > special {
				if gap {
					gap = false
					if len(dst) > start {
						dst = append(dst, w.Separator)
					}
					word = len(dst)
				}
				dst = append(dst, c)
				accents = false
				i++
				continue
			}
			if c == 0 {
				gap, accents = true, false
				i++
				continue
			}
			if r == '<' && w.Markup {
				if n, parts := tag(s[i:]); n > 0 {
					gap = gap || parts
					i += n
					continue
				}
			}
			if r == '&' && w.Markup {
				if ref, length := entity(s[i:]); length > 0 {
					r, n = ref, length
				}
			}
		} else if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 {
			i++
			continue
		}
		c := code(0)
		if r >= utf8.RuneSelf {
			c = lookup(r)
		} else if isAlnum(byte(r)) {
			c = code(r)
		} else if r == '\'' || r == '`' {
			c = kindApostrophe
		}
		kind := c & kindMask
		if c == 0 || kind >= kindText {
			if w.Spelling != nil {
				if spelled := w.Spelling.say(r, s[:i], s[i+n:]); spelled != "" {
					dst = appendSpaced(dst, " "+spelled+" ", start, w.Separator, &word, &gap)
					accents = false
					i += n
					continue
				}
			}
		}
		i += n
		switch {
		case c == 0:
			gap, accents = true, false
			continue
		case kind == kindIgnored:
			continue
		case kind == kindApostrophe:
			accents = false
			if w.Glue {
				continue
			}
			if !gap && isOneOf(dst[word:], w.Elided) {
				dst = dst[:max(start, word-1)]
			}
			gap = true
			continue
		case kind == kindMark && (!accents || c&vowel != 0):
			continue
		case kind >= kindText:
			t := texts[c&^kindText].slugged()
			if t != "" {
				dst = appendSpaced(dst, t, start, w.Separator, &word, &gap)
				accents = !gap && dst[len(dst)-1] >= utf8.RuneSelf
				loose = loose || accents
			}
			continue
		}
		if gap {
			gap = false
			if len(dst) > start {
				dst = append(dst, w.Separator)
			}
			word = len(dst)
		}
		switch {
		case c < utf8.RuneSelf:
			if c >= 'A' {
				c |= 0x20
			}
			dst = append(dst, byte(c))
			accents = false
		case kind == kindLetter:
			if c&cased != 0 {
				r = unicode.ToLower(r)
			}
			dst = utf8.AppendRune(dst, r)
			accents = c&bare == 0
			loose = loose || c&composes != 0
		case kind == kindMark, accents: // a mark, or a letter written above, on what keeps it
			dst = utf8.AppendRune(dst, r)
			loose = true
		default:
			dst = append(dst, texts[c&^kindMask].slugged()...)
		}
	}
	if len(dst) == start {
		return appendBareLetters(dst, s)
	}
	if loose {
		dst = normalise(dst, start)
	}
	return dst
}

// appendBareLetters is for titles whose only letters are ones that words leave
// out (ь, ʿ, tatweel): these are then better than nothing.
func appendBareLetters(dst []byte, s string) []byte {
	start := len(dst)
	for _, r := range s {
		c := lookup(r)
		switch kind := c & kindMask; {
		case kind == kindIgnored && c&isLetter != 0,
			kind == kindApostrophe && c&isLetter != 0,
			kind >= kindText && texts[c&^kindText].leftOut():
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	if len(dst) > start {
		dst = normalise(dst, start)
	}
	return dst
}

// appendSpaced appends lower-case text in which spaces part words.
func appendSpaced(dst []byte, t string, start int, separator byte, word *int, gap *bool) []byte {
	for _, c := range []byte(t) {
		if c == ' ' {
			*gap = true
			continue
		}
		if *gap {
			*gap = false
			if len(dst) > start {
				dst = append(dst, separator)
			}
			*word = len(dst)
		}
		dst = append(dst, c)
	}
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
