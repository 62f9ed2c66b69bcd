package php

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// MaxTitle is the length in bytes at which WordPress stops encoding a title. It is the
// size of the database column for slugs.
const MaxTitle = 200

// A Title says how to make slugs of titles as WordPress does.
type Title struct {
	// Lang is the primary language of the site, in lower case. WordPress has rules of its
	// own for de, da, ca, sr and bs.
	Lang string

	KeepCase bool // without the steps that convert to lower case
	KeepRuns bool // without the step that replaces several hyphens with one
}

// Append appends to dst the slug that WordPress stores for title: the result of
// sanitize_title with the context "save". PHP makes some sixty passes over the text, each
// of which may depend on the one before. A title without markup, character references,
// percent signs and decomposed letters needs only one.
func (o Title) Append(dst []byte, title string) []byte {
	if out, ok := o.appendPlain(dst, title); ok {
		return out
	}
	return o.appendAny(dst, title)
}

// appendAny is Append for any title. Its steps follow the functions of formatting.php that
// are named at each of them, including their order and quirks.
func (o Title) appendAny(dst []byte, title string) []byte {
	text := o.keepOctets(stripTags(string(o.removeAccents(title))))
	if utf8.Valid(text) {
		text = o.encode(text)
	} else {
		for i, c := range text {
			octet := i >= 1 && text[i-1] == '%' || i >= 2 && text[i-2] == '%'
			if 'A' <= c && c <= 'Z' && (!o.KeepCase || octet) {
				text[i] = c | 0x20
			}
		}
	}
	d := dashes{start: len(dst), runs: o.KeepRuns}
	for _, c := range dropReferences(replaceEncoded(text)) {
		dst = d.add(dst, c)
	}
	return d.end(dst)
}

// removeAccents is remove_accents. Text that is not UTF-8 is treated as Windows-1252.
func (o Title) removeAccents(s string) []byte {
	if !utf8.ValidString(s) {
		return asciiOfLatin1(s)
	}
	s = letters.NFC(s)
	if o.Lang == "ca" {
		s = strings.ReplaceAll(s, "l·l", "ll")
	}
	text := make([]byte, 0, len(s))
	for _, r := range s {
		if r < utf8.RuneSelf || !o.hasAccent(r) {
			text = utf8.AppendRune(text, r)
		} else {
			text = o.appendWithoutAccent(text, r)
		}
	}
	return text
}

// hasAccent reports whether WordPress's table has the character r, which is not ASCII.
func (o Title) hasAccent(r rune) bool {
	switch {
	case r < 'À':
		return r == 'ª' || r == 'º' || r == '£'
	case r <= 'ſ':
		return r != '×' && r != '÷'
	case r < 'Ạ':
		return r >= 'Ǎ' && r <= 'ǝ' || r >= 'Ș' && r <= 'ț' || r == 'Ə' || r == 'ɑ' ||
			r == 'Ơ' || r == 'ơ' || r == 'Ư' || r == 'ư' || r == 'ẞ' && o.Lang == "de"
	case r <= 'ỹ':
		return true
	}
	return r == '€'
}

// appendWithoutAccent appends the replacement for r in WordPress's table.
func (o Title) appendWithoutAccent(dst []byte, r rune) []byte {
	switch r {
	case 'Ä', 'ä', 'Ö', 'ö', 'Ü', 'ü':
		if o.Lang == "de" {
			return append(letters.AppendFoldRune(dst, r), 'e')
		}
	case 'ß':
		if o.Lang != "de" {
			return append(dst, 's')
		}
	case 'Æ', 'Ø', 'Å':
		if o.Lang == "da" {
			return append(dst, "AeOeAa"[strings.IndexRune("Æ Ø Å", r)*2/3:][:2]...)
		}
	case 'ø', 'å':
		if o.Lang == "da" {
			return append(dst, "oeaa"[strings.IndexRune("ø å", r)*2/3:][:2]...)
		}
	case 'Đ', 'đ':
		if o.Lang == "sr" || o.Lang == "bs" {
			return append(letters.AppendFoldRune(dst, r), "Jj"[strings.IndexRune("Đđ", r)/2])
		}
	case 'ĸ':
		return append(dst, 'k')
	case '€':
		return append(dst, 'E')
	case '£':
		return dst
	case 'Ə':
		return append(dst, 'E')
	case 'ǝ':
		return append(dst, 'e')
	}
	return letters.AppendFoldRune(dst, r)
}

// asciiOfLatin1 is the branch of remove_accents for single-byte text in Windows-1252.
// Letters that are not in its tables remain as bytes, which are removed later.
func asciiOfLatin1(s string) []byte {
	const from, to = "\x80\x83\x8a\x8e\x9a\x9e\x9f\xa2\xa5\xb5", "EfSZszYcYu"
	var out []byte
	for _, c := range []byte(s) {
		switch {
		case c < utf8.RuneSelf:
			out = append(out, c)
		case c == 0x8C:
			out = append(out, "OE"...)
		case c == 0x9C:
			out = append(out, "oe"...)
		case c == 0xD0:
			out = append(out, "DH"...)
		case c == 0xF0:
			out = append(out, "dh"...)
		case c >= 0xC0 && c != 0xD7 && c != 0xF7:
			out = letters.AppendFold(out, string(rune(c)))
		default:
			if i := strings.IndexByte(from, c); i >= 0 {
				c = to[i]
			}
			out = append(out, c)
		}
	}
	return out
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// keepOctets removes percent signs except those of octets such as %c3. WordPress
// temporarily replaces these with ---c3---, and so also converts such sequences in the
// title to octets. With KeepRuns, which WordPress does not have, these are text, since
// “Citroën - C3 - essai” has such a slug.
func (o Title) keepOctets(s string) []byte {
	marked := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '%':
			marked = append(marked, s[i])
		case i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			if o.KeepRuns {
				marked = append(marked, s[i:i+3]...)
				i += 2
				break
			}
			marked = append(marked, '-', '-', '-', s[i+1], s[i+2], '-', '-', '-')
			i += 2
		}
	}
	if o.KeepRuns {
		return marked
	}
	out := marked[:0]
	for i := 0; i < len(marked); {
		rest := marked[i:]
		if len(rest) >= 8 && string(rest[:3]) == "---" && isHex(rest[3]) && isHex(rest[4]) && string(rest[5:8]) == "---" {
			out = append(out, '%', rest[3], rest[4])
			i += 8
		} else {
			out = append(out, rest[0])
			i++
		}
	}
	return out
}

// encode is mb_strtolower, utf8_uri_encode and strtolower. It converts s to lower case and
// percent-encodes non-ASCII characters, stopping before the result exceeds MaxTitle.
func (o Title) encode(s []byte) []byte {
	out := make([]byte, 0, MaxTitle)
	for i, r := range string(s) {
		octet := o.KeepCase && (i >= 1 && s[i-1] == '%' || i >= 2 && s[i-2] == '%')
		if !o.KeepCase || octet {
			r = unicode.ToLower(r)
		}
		if len(out)+encodedLen(r) > MaxTitle {
			break
		}
		out = appendEncoded(out, r)
	}
	return out
}

// encodedLen returns the number of bytes that utf8_uri_encode writes for r.
func encodedLen(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	return len("%c3") * utf8.RuneLen(r)
}

// appendEncoded appends what utf8_uri_encode writes for r.
func appendEncoded(dst []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	if r < utf8.RuneSelf {
		return append(dst, byte(r))
	}
	var char [utf8.UTFMax]byte
	for _, b := range utf8.AppendRune(char[:0], r) {
		dst = append(dst, '%', hex[b>>4], hex[b&15])
	}
	return dst
}

// replaceEncoded is the part of sanitize_title_with_dashes that applies only in the context
// "save". PHP replaces one string after another, so that a replacement may create a match
// for a later one.
func replaceEncoded(s []byte) []byte {
	s = replaceEach(s, "-", "%c2%a0 %e2%80%91 %e2%80%93 %e2%80%94 &nbsp; &#8209; &#160; &ndash; &#8211; &mdash; &#8212; / ")
	if bytes.IndexByte(s, '%') < 0 {
		return s
	}
	s = replaceEach(s, "", "%c2%ad %c2%a1 %c2%bf %c2%ab %c2%bb %e2%80%b9 %e2%80%ba "+ // ¡ ¿ « » ‹ ›
		"%e2%80%98 %e2%80%99 %e2%80%9c %e2%80%9d %e2%80%9a %e2%80%9b %e2%80%9e %e2%80%9f %e2%80%a2 "+ // quotes, bullet
		"%c2%a9 %c2%ae %c2%b0 %e2%80%a6 %e2%84%a2 %c2%b4 %cb%8a %cc%81 %cd%81 %cc%80 %cc%84 %cc%8c "+ // © ® ° … ™, accents
		"%e2%80%8b %e2%80%8c %e2%80%8d %e2%80%8e %e2%80%8f %e2%80%aa %e2%80%ab %e2%80%ac %e2%80%ad %e2%80%ae %ef%bb%bf %ef%bf%bc ") // zero width
	s = replaceEach(s, "-", "%e2%80%80 %e2%80%81 %e2%80%82 %e2%80%83 %e2%80%84 %e2%80%85 %e2%80%86 %e2%80%87 %e2%80%88 %e2%80%89 %e2%80%8a "+ // spaces
		"%e2%80%a8 %e2%80%a9 %e2%80%af ")
	s = replaceEach(s, "x", "%c3%97 ")
	return s
}

// replaceEach replaces each string in list, one after another, with to. Each string is
// followed by a space and is at least as long as to. It modifies s.
func replaceEach(s []byte, to, list string) []byte {
	for list != "" {
		end := strings.IndexByte(list, ' ')
		s = replaceAll(s, list[:end], to)
		list = list[end+1:]
	}
	return s
}

func replaceAll(s []byte, old, to string) []byte {
	out := s[:0]
	for len(s) > 0 {
		if s[0] == old[0] && len(s) >= len(old) && string(s[:len(old)]) == old {
			out = append(out, to...)
			s = s[len(old):]
		} else {
			out = append(out, s[0])
			s = s[1:]
		}
	}
	return out
}

// dropReferences removes everything that looks like an HTML character reference: from & to
// the next semicolon on the line, with at least one character in between. It modifies s.
func dropReferences(s []byte) []byte {
	out := s[:0]
	semicolon, newline := 0, 0 // indices of the next ones, updated only once passed
	for i := 0; i < len(s); i++ {
		if s[i] == '&' {
			semicolon = next(s, ';', i+2, semicolon)
			newline = next(s, '\n', i+1, newline)
			if semicolon < min(newline, len(s)) {
				i = semicolon
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// next returns the index in s of the first c in s[from:], or len(s) if there is none. known
// is the result of an earlier call.
func next(s []byte, c byte, from, known int) int {
	if known >= from {
		return known
	}
	if from < len(s) {
		if i := bytes.IndexByte(s[from:], c); i >= 0 {
			return from + i
		}
	}
	return len(s)
}

// dashes is the end of sanitize_title_with_dashes. It replaces spaces and full stops with
// hyphens, and runs of hyphens with one, without hyphens at the ends, and drops characters
// that WordPress does not allow in slugs. The slug is not part of it, since a slice behind
// a pointer would escape to the heap.
type dashes struct {
	start int  // where the slug begins
	runs  bool // several hyphens stay several, except for those of spaces in a row
	space bool // the last character was a space
}

// add appends a character of the slug.
func (d *dashes) add(dst []byte, c byte) []byte {
	switch {
	case c == ' ', c == '-', c == '.':
		if len(dst) == d.start || (!d.runs || c == ' ' && d.space) && dst[len(dst)-1] == '-' {
			break
		}
		dst = append(dst, '-')
	case c == '%', c == '_', '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		dst = append(dst, c)
	default:
		return dst
	}
	d.space = c == ' '
	return dst
}

// end removes the hyphens at the end of the slug.
func (d *dashes) end(dst []byte) []byte {
	for len(dst) > d.start && dst[len(dst)-1] == '-' {
		dst = dst[:len(dst)-1]
	}
	return dst
}
