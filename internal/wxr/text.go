package wxr

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// clean reports whether b can be used as it is: valid UTF-8 without carriage returns and
// without the characters that XML does not allow.
func clean(b []byte) bool {
	var seen uint64
	rest := b
	for len(rest) >= 8 {
		w := binary.LittleEndian.Uint64(rest)
		seen |= w
		if (w-0x20*ones)&^w&high != 0 && !printable(rest[:8]) {
			return false
		}
		rest = rest[8:]
	}
	if !printable(rest) {
		return false
	}
	for _, c := range rest {
		seen |= uint64(c)
	}
	if seen&high == 0 {
		return true
	}
	// U+FFFE and U+FFFF begin with 0xEF, which is rare.
	return utf8.Valid(b) && (bytes.IndexByte(b, 0xEF) < 0 ||
		!bytes.Contains(b, []byte("\uFFFF")) && !bytes.Contains(b, []byte("\uFFFE")))
}

func printable(b []byte) bool {
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// append appends the text of an element to dst; references are decoded unless it is part
// of a CDATA section. Repairs are noted for the element e.
func (r *Reader) append(dst, b []byte, section bool, e element) []byte {
	if clean(b) && (r.foreign == 0 || !r.isWindows(b)) {
		if section || bytes.IndexByte(b, '&') < 0 {
			return append(dst, b...)
		}
	} else if r.isWindows(b) {
		r.noteForeign(e)
		b = r.fromWindows(b)
	}
	for i := 0; i < len(b); {
		n := i
		for n < len(b) && ' ' <= b[n] && b[n] < utf8.RuneSelf && (b[n] != '&' || section) {
			n++
		}
		dst = append(dst, b[i:n]...)
		i = n
		if i == len(b) {
			break
		}
		switch c := b[i]; {
		case c == '&':
			dst, n = r.reference(dst, b[i:], e)
			i += n
		case c == '\n', c == '\t':
			dst = append(dst, c)
			i++
		case c == '\r':
			// XML reads all line breaks as \n.
			if i+1 == len(b) || b[i+1] != '\n' {
				dst = append(dst, '\n')
			}
			i++
		case c < ' ':
			dst = r.control(dst, rune(c), e)
			i++
		default:
			dst, n = r.character(dst, b[i:], e)
			i += n
		}
	}
	return dst
}

// isWindows reports whether b is Windows-1252 as a whole: it has bytes that are not UTF-8,
// or it has no known character of UTF-8 and most of the file is Windows-1252. A
// French word in Windows-1252 may be UTF-8 by accident: "é" before a no-break space and "»" is
// a Chinese character. So only characters that texts in French, Arabic, Tamazight and Cyrillic
// letters have are known, with emoji. See fromWindows.
func (r *Reader) isWindows(b []byte) bool {
	foreign, known, other := 0, 0, 0
	for i := 0; i < len(b); {
		c := b[i]
		if c < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		switch {
		case n == 1 && partial(b[i:]) > 1 && leads[c]:
			n = partial(b[i:]) // a character that was cut
		case n == 1:
			foreign++
		case leads[c]:
			known++
		default:
			other++
		}
		i += n
	}
	r.foreign += foreign
	if r.foreign > 0 {
		r.known += known
	}
	switch {
	case foreign == 0:
		return known == 0 && other > 0 && r.foreign > r.known
	case other > foreign: // Chinese, with a byte that is not
		return false
	}
	return true
}

// leads says which first bytes of characters are counted as UTF-8: of Latin letters, Greek and
// Cyrillic ones, Arabic, punctuation and Tifinagh, and emoji.
var leads = func() (in [256]bool) {
	for _, c := range []byte("\xC2\xC3\xC4\xC5\xCE\xCF\xD0\xD1\xD8\xD9\xDA\xDB\xE2\xF0") {
		in[c] = true
	}
	return in
}()

// fromWindows returns b, in Windows-1252, as UTF-8. Known characters of UTF-8 in it are kept: a
// text may have been pasted together.
func (r *Reader) fromWindows(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for i := 0; i < len(b); i++ {
		_, n := utf8.DecodeRune(b[i:])
		if n == 1 && leads[b[i]] {
			n = max(1, partial(b[i:]))
		}
		if n > 1 && leads[b[i]] {
			out = append(out, b[i:i+n]...)
			i += n - 1
			continue
		}
		out = utf8.AppendRune(out, r.windowsRune(b[i]))
	}
	return out
}

// noteForeign notes that bytes of the element e are not UTF-8.
func (r *Reader) noteForeign(e element) {
	r.unreadable = r.unreadable || r.strange != ""
	if r.latin9 {
		r.note(Latin9, r.fieldName(e))
	} else {
		r.note(Windows, r.fieldName(e))
	}
}

// windowsRune returns the character that c is in Windows-1252, or in ISO-8859-15 if that is the
// declared encoding.
func (r *Reader) windowsRune(c byte) rune {
	if r.latin9 {
		switch c {
		case 0xA4:
			return '€'
		case 0xA6:
			return 'Š'
		case 0xA8:
			return 'š'
		case 0xB4:
			return 'Ž'
		case 0xB8:
			return 'ž'
		case 0xBC:
			return 'Œ'
		case 0xBD:
			return 'œ'
		case 0xBE:
			return 'Ÿ'
		}
	}
	if c < 0x80 || c >= 0xA0 {
		return rune(c)
	}
	// Numeric references between 128 and 159 are Windows-1252, too.
	char, _, _ := html.Reference(windows[c-0x80], false)
	return char
}

// control appends what is left of a control character: word processors write a line break
// as a vertical tab.
func (r *Reader) control(dst []byte, c rune, e element) []byte {
	r.note(Control, r.fieldName(e))
	if c == '\v' || c == '\f' {
		return append(dst, '\n')
	}
	return dst
}

// character appends the character at the start of b, which is not ASCII.
func (r *Reader) character(dst, b []byte, e element) ([]byte, int) {
	c, n := utf8.DecodeRune(b)
	switch {
	case c == 0xFFFE || c == 0xFFFF:
		return r.control(dst, c, e), n
	case c != utf8.RuneError || n > 1:
		return append(dst, b[:n]...), n
	}
	if n := partial(b); n > 1 {
		r.note(UTF8, r.fieldName(e))
		return utf8.AppendRune(dst, utf8.RuneError), n
	}
	r.noteForeign(e)
	return utf8.AppendRune(dst, r.windowsRune(b[0])), 1
}

// windows holds the references of the bytes 0x80 to 0x9F.
var windows = func() (refs [32]string) {
	for i := range refs {
		refs[i] = "&#x" + string("89"[i/16]) + string("0123456789ABCDEF"[i%16]) + ";"
	}
	return refs
}()

// partial returns the length of the incomplete character at the start of b: its first byte
// and the continuation bytes that belong to it.
func partial(b []byte) int {
	for n := 2; n <= 3 && n <= len(b); n++ {
		if !utf8.FullRune(b[:n:n]) {
			if n == len(b) || b[n]&0xC0 != 0x80 {
				return n
			}
			continue
		}
		break
	}
	return 0
}

// reference appends what the reference at the start of b stands for.
func (r *Reader) reference(dst, b []byte, e element) ([]byte, int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	c, c2, n := html.Reference(string(b[:min(len(b), longest)]), true)
	if n == 0 || b[n-1] != ';' {
		r.note(Ampersand, r.fieldName(e))
		return append(dst, '&'), 1
	}
	if c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0xFFFE || c == 0xFFFF {
		return r.control(dst, c, e), n
	}
	if b[1] == '#' {
		switch v := value(b[2 : n-1]); {
		case c == utf8.RuneError && v != utf8.RuneError:
			r.note(UTF8, r.fieldName(e))
		case 0x80 <= v && v < 0xA0:
			r.note(Windows, r.fieldName(e))
		}
	}
	dst = utf8.AppendRune(dst, c)
	if c2 != 0 {
		dst = utf8.AppendRune(dst, c2)
	}
	return dst, n
}

// value returns the number of a numeric reference, which may be hexadecimal.
func value(digits []byte) int64 {
	base := 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, _ := strconv.ParseInt(string(digits), base, 64)
	return n
}
