package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Role says how a rune affects the words of a text.
type Role uint8

const (
	Parts  Role = iota // separates words
	Letter             // a letter or digit
	Silent             // may occur inside a word but adds no letter: marks, joiners, soft hyphens
)

// AppendLetter appends r, which must not be ASCII, in the form in which words are
// compared: folded as by [AppendFold] and in lower case. It also returns the role
// of r, which is the same as in slugs. Only a Letter is appended.
func AppendLetter(dst []byte, r rune) ([]byte, Role) {
	c := lookup(r)
	switch kind := c & kindMask; {
	case c == 0, kind == kindApostrophe:
		return dst, Parts
	case c < utf8.RuneSelf:
		return append(dst, lower(byte(c))), Letter
	case kind == kindLetter:
		return utf8.AppendRune(dst, unicode.ToLower(r)), Letter
	case kind < kindText:
		return dst, Silent
	}
	t := texts[c&^kindText]
	if slug := t.slugged(); slug == "" {
		return dst, Silent
	} else if strings.Contains(slug, " ") {
		return dst, Parts
	}
	for _, r := range t.folded() {
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst, Letter
}
