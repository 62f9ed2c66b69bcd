package letters

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode's normal form C, without invalid UTF-8. It is s itself
// when that is in normal form already, as French usually is.
func NFC(s string) string {
	for _, r := range s {
		if !settled(r) {
			return composed(strings.ToValidUTF8(s, ""))
		}
	}
	return s
}

// composed is normal form C of s, which is UTF-8.
func composed(s string) string {
	if norm.NFC.QuickSpanString(s) == len(s) {
		return s
	}
	// In a letter with more than thirty marks x/text puts a joiner, lest its
	// buffer grow (the stream-safe format of UAX 15), and so another text.
	const joiner = "\u034f"
	t := norm.NFC.String(s)
	if strings.Count(t, joiner) != strings.Count(s, joiner) {
		return composeLong(s)
	}
	return t
}

// settled reports whether the codes say that r is in normal form C wherever it
// stands. It asks seven times faster than x/text, and may say no of others.
func settled(r rune) bool {
	if r < 0x300 || r >= 0x2010 && r < 0x2070 { // Latin, punctuation
		return true
	}
	switch c := lookup(r); c & kindMask {
	case 0:
		return c == 0 // a sign that Fold keeps
	case kindLetter:
		return c&composes == 0
	case kindIgnored:
		return r != utf8.RuneError
	}
	return false
}

// normalise puts dst[start:] into normal form C. It copies, since what is given
// to x/text escapes. Inlined, it would slow AppendFold down by 5 %.
//
//go:noinline
func normalise(dst []byte, start int) []byte {
	return append(dst[:start], NFC(string(dst[start:]))...)
}

// composeLong is normal form C of s, however many marks a letter has, in time
// that grows with the length of s.
func composeLong(s string) string {
	var runes []rune
	for _, r := range s {
		runes = append(runes, []rune(norm.NFD.String(string(r)))...)
	}
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && combiningClass(runes[end]) != 0 {
			end++
		}
		order(runes[i:end])
		i = end
	}
	return string(compose(runes))
}

// order sorts a letter and its marks by class and keeps the order of those of
// the same class.
func order(runes []rune) {
	if len(runes) < 2 {
		return
	}
	keys := make([]uint64, len(runes)) // class, place and rune, from the highest bit down
	for i, r := range runes {
		keys[i] = uint64(combiningClass(r))<<56 | uint64(i)<<24 | uint64(r)
	}
	slices.Sort(keys)
	for i, key := range keys {
		runes[i] = rune(key & (1<<24 - 1))
	}
}

// compose joins, in place, each starter with the marks after it that are not
// blocked: a mark is, by one before it of the same class, and a starter by
// anything between.
func compose(runes []rune) []rune {
	out := runes[:0]
	starter := -1  // index in out of the last starter
	var last uint8 // class of what follows it
	for _, r := range runes {
		class := combiningClass(r)
		if starter >= 0 && (last < class || starter == len(out)-1) {
			joined := norm.NFC.String(string([]rune{out[starter], r}))
			if c, n := utf8.DecodeRuneInString(joined); n == len(joined) {
				out[starter] = c
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, r)
	}
	return out
}

// combiningClass returns the canonical class of a mark, 0 for what is none.
func combiningClass(r rune) uint8 {
	var buf [utf8.UTFMax]byte
	return norm.NFC.Properties(utf8.AppendRune(buf[:0], r)).CCC()
}
