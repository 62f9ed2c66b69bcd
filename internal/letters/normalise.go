package letters

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode normal form C, without invalid UTF-8. It returns s
// itself if s is already in normal form, as French text usually is.
func NFC(s string) string {
	for _, r := range s {
		if !settled(r) {
			return composed(strings.ToValidUTF8(s, ""))
		}
	}
	return s
}

// composed returns the normal form C of s, which must be valid UTF-8.
func composed(s string) string {
	if norm.NFC.QuickSpanString(s) == len(s) {
		return s
	}
	// To bound its buffer, x/text inserts a joiner into a letter with more than
	// thirty marks (the Stream-Safe Text Format of UAX 15), and so changes the
	// text.
	const joiner = "\u034f"
	t := norm.NFC.String(s)
	if strings.Count(t, joiner) != strings.Count(s, joiner) {
		return composeLong(s)
	}
	return t
}

// settled reports whether, according to its code, r is in normal form C in any
// context. It is seven times faster than x/text, but may return false for other
// runes that are.
func settled(r rune) bool {
	if r < 0x300 || r >= 0x2010 && r < 0x2070 { // Latin, punctuation
		return true
	}
	switch c := lookup(r); c & kindMask {
	case 0:
		return c == 0 // punctuation or a symbol that Fold keeps
	case kindLetter:
		return c&composes == 0
	case kindIgnored:
		return r != utf8.RuneError
	}
	return false
}

// normalise puts dst[start:] into normal form C. It copies, since arguments to
// x/text escape. Inlining it would slow AppendFold down by 5 %.
//
//go:noinline
func normalise(dst []byte, start int) []byte {
	return append(dst[:start], NFC(string(dst[start:]))...)
}

// composeLong returns the normal form C of s, however many marks a letter has. It
// runs in O(n log n) time.
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

// order sorts a letter and its marks by combining class, keeping the order of
// marks of the same class.
func order(runes []rune) {
	if len(runes) < 2 {
		return
	}
	keys := make([]uint64, len(runes)) // class, position and rune, from the highest bit down
	for i, r := range runes {
		keys[i] = uint64(combiningClass(r))<<56 | uint64(i)<<24 | uint64(r)
	}
	slices.Sort(keys)
	for i, key := range keys {
		runes[i] = rune(key & (1<<24 - 1))
	}
}

// compose composes, in place, each starter with the following characters that are
// not blocked. A mark is blocked by a preceding mark of the same class, a starter
// by anything in between.
func compose(runes []rune) []rune {
	out := runes[:0]
	starter := -1  // index in out of the last starter
	var last uint8 // class of the last rune in out
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

// combiningClass returns the canonical combining class of r, which is 0 if r is
// not a mark.
func combiningClass(r rune) uint8 {
	var buf [utf8.UTFMax]byte
	return norm.NFC.Properties(utf8.AppendRune(buf[:0], r)).CCC()
}

// Lower returns r in lower case and reports whether a text with r is in normal form C
// as far as r is concerned. It may return false for other characters too.
func Lower(r rune) (low rune, normal bool) {
	if c := lookup(r); c&kindMask == kindLetter {
		if c&cased != 0 {
			r = unicode.ToLower(r)
		}
		return r, c&composes == 0
	}
	if r >= 0x2010 && r < 0x2070 { // punctuation
		return r, true
	}
	return unicode.ToLower(r), settled(r)
}
