// Package address compares and checks addresses: paths of a site without scheme and
// host, such as "economie/bourse", and their segments.
//
// One address has several spellings. Browsers, feeds and WordPress write
// "été" decoded, as "%C3%A9t%C3%A9" or as "%c3%a9t%c3%a9", and macOS decomposes its
// letters. [Key] returns the same form for all of them.
package address

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// MaxSegment is the maximum length of a segment in bytes, decoded: what file systems
// allow for a name.
const MaxSegment = 255

// The errors of [Valid] and [ValidPath], apart from the one that names a character.
var (
	errPath   = errors.New("not a valid path: want segments joined by single slashes")
	errEmpty  = errors.New("not a valid address: empty")
	errDots   = errors.New("not a valid address: . or .. as a segment")
	errEscape = errors.New("not a valid address: % without two hexadecimal digits")
	errUTF8   = errors.New("not a valid address: invalid UTF-8")
	errLong   = fmt.Errorf("not a valid address: segment longer than %d bytes", MaxSegment)
)

// Valid returns an error unless s can be one segment of a path. As written and decoded,
// a segment is not empty, not "." or "..", and has no slash, question mark, number sign,
// control character or space (U+0020). Every % begins an escape. It has at most
// [MaxSegment] bytes, decoded. Escapes may stand for bytes that are not UTF-8, since
// old sites wrote Latin-1.
func Valid(s string) error { return valid(s, false) }

// ValidPath returns an error unless path consists of valid segments joined by single
// slashes.
func ValidPath(path string) error { return validPath(path, false) }

// ValidFormer returns an error unless path can have been the address of a page: segments
// joined by single slashes that are valid, except that they may have what no new address
// should have, but URLs can: spaces, encoded or not, as those of files on a disk, and
// slashes, question marks and number signs that are encoded (RFC 3986, section 3.3).
func ValidFormer(path string) error { return validPath(path, true) }

func validPath(path string, former bool) error {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "" {
			return errPath
		}
		if err := valid(segment, former); err != nil {
			return err
		}
	}
	return nil
}

func valid(s string, former bool) error {
	if !utf8.ValidString(s) {
		return errUTF8
	}
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		return errCharacter(rune(s[i]))
	}
	decoded := make([]byte, 0, MaxSegment)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			var ok bool
			if c, ok = unescape(s[i:]); !ok {
				return errEscape
			}
			i += len("%XX") - 1
		}
		decoded = append(decoded, c)
	}
	switch text := string(decoded); text {
	case "":
		return errEmpty
	case ".", "..":
		return errDots
	default:
		for _, r := range text {
			if unicode.IsControl(r) || !former && (r == '/' || r == '?' || r == '#' || r == ' ') {
				return errCharacter(r)
			}
		}
	}
	if len(decoded) > MaxSegment {
		return errLong
	}
	return nil
}

func errCharacter(r rune) error { return fmt.Errorf("not a valid address: character %q", r) }

// Key returns the canonical form of a path. Two paths are one address if their keys are
// equal. The key has no slashes around it, is decoded, and is in normal form C. Only
// what would change its meaning, or is not text, stays encoded, in capitals: slashes,
// question marks, number signs, percent signs, and bytes that are not UTF-8.
//
// The key of a key is the key itself.
func Key(path string) string {
	for path != "" && path[0] == '/' {
		path = path[1:]
	}
	for path != "" && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if plain(path) {
		return path
	}
	if !strings.Contains(path, "%") && utf8.ValidString(path) {
		return letters.NFC(path)
	}
	var key, text []byte // text is decoded and follows key
	escape := func(c byte) { key = fmt.Appendf(key, "%%%02X", c) }
	flush := func() {
		for len(text) > 0 {
			n := 0 // length of the valid text
			for n < len(text) {
				r, size := utf8.DecodeRune(text[n:])
				if r == utf8.RuneError && size == 1 {
					break
				}
				n += size
			}
			key = append(key, letters.NFC(string(text[:n]))...)
			if text = text[n:]; len(text) > 0 {
				escape(text[0])
				text = text[1:]
			}
		}
	}
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c != '%' {
			text = append(text, c)
			continue
		}
		if decoded, ok := unescape(path[i:]); ok {
			c = decoded
			i += len("%XX") - 1
		}
		if strings.IndexByte("/?#%", c) >= 0 {
			flush()
			escape(c)
			continue
		}
		text = append(text, c)
	}
	flush()
	return string(key)
}

// plain reports whether s is ASCII without percent signs, and so its own key.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] == '%' || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Same reports whether two paths are one address.
func Same(a, b string) bool { return a == b || Key(a) == Key(b) }

// unescape returns the byte that the escape at the beginning of s stands for, and
// whether there is one.
func unescape(s string) (byte, bool) {
	if len(s) < len("%XX") {
		return 0, false
	}
	c, err := strconv.ParseUint(s[1:len("%XX")], 16, 8)
	return byte(c), err == nil
}
