package scoring

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
)

// A scanner reads a text, plain or HTML, as words and the breaks between them.
// It looks at each byte once and goes through tables: most of an article is
// ASCII letters.
//
// The markup it understands is what comparing needs and no more: it never
// shows what it reads.
type scanner struct {
	text   string
	at     int
	markup bool

	word       [maxWord]byte // the last word read: folded, in lower case
	n          int           // its bytes
	start, end int           // where it stands in text, as written
	arab       bool          // it holds a letter of the Arabic script
	apostrophe bool          // an apostrophe follows it
	marked     bool          // there may be markup or silent signs inside
	mark       rune          // the sign that the last break was, if it was one
}

// A token is what stands at a place of a text. The first four are what next
// returns; the others it deals with itself.
type token uint8

const (
	endToken        token = iota // the end of the text
	wordToken                    // a word
	breakToken                   // a sign that no phrase goes across
	paragraphToken               // the end of a paragraph
	letterToken                  // a letter, which is in the word already
	silentToken                  // what may stand inside a word and is not to be seen
	apostropheToken              // an apostrophe
	spaceToken                   // white space, or a hyphen
)

func (s *scanner) reset(text string, markup bool) {
	s.text, s.at, s.markup = text, 0, markup
}

// next reads on to the next token.
func (s *scanner) next() token {
	s.n, s.arab, s.apostrophe, s.marked = 0, false, false, false
	for s.at < len(s.text) {
		if letter := lower[s.text[s.at]]; letter != 0 {
			s.put(letter)
			s.at++
			s.end = s.at
			continue
		}
		tok, size := s.sign()
		switch {
		case tok == letterToken:
			s.at += size
			s.end = s.at
		case tok == silentToken:
			s.marked = true
			s.at += size
		case s.n > 0:
			// An apostrophe belongs to the word; another sign is read again
			// for what it says itself.
			if tok == apostropheToken {
				s.apostrophe = true
				s.at += size
			}
			return wordToken
		default:
			s.at += size
			if tok == breakToken || tok == paragraphToken {
				return tok
			}
		}
	}
	if s.n > 0 {
		return wordToken
	}
	return endToken
}

// sign reads what is no ASCII letter and no digit.
func (s *scanner) sign() (tok token, size int) {
	switch c := s.text[s.at]; {
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		return s.rune(r), size
	case c == '&' && s.markup:
		r, size := entity(s.text[s.at:])
		s.marked = true
		return s.rune(r), size
	case c == '<' && s.markup:
		s.mark = '<'
		return tag(s.text[s.at:])
	case c == '\'' || c == '`':
		return apostropheToken, 1
	case c == '\n':
		if blank := blankLine(s.text[s.at:]); blank > 0 {
			return paragraphToken, blank
		}
		return spaceToken, 1
	case c <= ' ' || c == '-':
		return spaceToken, 1
	}
	s.mark = rune(s.text[s.at])
	return breakToken, 1
}

// rune reads a rune that the text holds as it is or as an entity.
func (s *scanner) rune(r rune) token {
	switch {
	case s.letter(r):
		return letterToken
	case silent(r):
		return silentToken
	case isApostrophe(r):
		return apostropheToken
	case r != '-' && unicode.IsPunct(r):
		s.mark = r
		return breakToken
	}
	return spaceToken
}

// put adds a byte to the word.
func (s *scanner) put(c byte) {
	if s.n == 0 {
		s.start = s.at
	}
	if s.n < maxWord {
		s.word[s.n] = c
		s.n++
	}
}

// letter adds r to the word, folded, if it is a letter or a digit.
func (s *scanner) letter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		if lower[r] == 0 {
			return false
		}
		s.put(lower[r])
	case r >= firstLatin && r < firstLatin+rune(len(latin)):
		switch c := latin[r-firstLatin]; c {
		case '-':
			return false
		case 'A', 'O':
			s.put(c | 0x20)
			s.put('e')
		case 'S':
			s.put('s')
			s.put('s')
		case 'T':
			s.put('t')
			s.put('h')
		case 'I':
			s.put('i')
			s.put('j')
		default:
			s.put(c)
		}
	case arabic.Is(r):
		r = arabic.Normalize(r)
		if r == 0 {
			return s.n > 0 // a vowel sign: part of the word it stands in
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
		s.arab = s.arab || r >= utf8.RuneSelf
		s.putRune(r)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		s.putRune(unicode.ToLower(r))
	default:
		return false
	}
	return true
}

func (s *scanner) putRune(r rune) {
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	if s.n+n > maxWord {
		return
	}
	for _, c := range b[:n] {
		s.put(c)
	}
}

// silent reports whether r may stand inside a word and is not to be seen: a
// combining accent, a soft hyphen, a joiner or a mark of direction.
func silent(r rune) bool {
	return r >= 0x300 && r <= 0x36F || r == 0xAD || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '’', 'ʼ', '′', '´', '‘':
		return true
	}
	return false
}

// blankLine returns how many bytes of white space text begins with when they
// hold two line ends or more, as between paragraphs of plain text.
func blankLine(text string) int {
	lines := 0
	for i := range len(text) {
		switch text[i] {
		case '\n':
			lines++
		case ' ', '\t', '\r':
		default:
			if lines < 2 {
				return 0
			}
			return i
		}
	}
	return len(text)
}

// entity reads the character reference that text begins with. One that is not
// known is an ampersand.
func entity(text string) (r rune, size int) {
	end := strings.IndexByte(text[:min(len(text), 32)], ';')
	if end < 2 {
		return '&', 1
	}
	r, n := utf8.DecodeRuneInString(html.UnescapeString(text[:end+1]))
	if n == 0 || r == '&' && text[1] != 'a' && text[1] != '#' {
		return '&', 1
	}
	return r, end + 1
}

// tag reads the tag or comment that text begins with. Tags that stand inside a
// line are silent, others end a paragraph. Elements whose text is not part of
// the story are read to their end.
func tag(text string) (tok token, size int) {
	if len(text) < 2 {
		return breakToken, 1
	}
	if strings.HasPrefix(text, "<!--") {
		return silentToken, through(text, "-->")
	}
	name := 1
	if text[1] == '/' {
		name = 2
	}
	if len(text) <= name || text[1] != '!' && text[1] != '?' && lower[text[name]] < 'a' {
		return breakToken, 1 // a sign: "x < y"
	}
	end := name
	for end < len(text) && lower[text[end]] != 0 {
		end++
	}
	size = through(text, ">")
	switch word := text[name:end]; {
	case inline(word):
		return silentToken, size
	case name == 1 && apart(word):
		skip := len(text)
		for i := size; i < len(text); i++ {
			rest := text[i:]
			if rest[0] == '<' && len(rest) > len(word)+2 && rest[1] == '/' && strings.EqualFold(rest[2:2+len(word)], word) {
				skip = i + through(rest, ">")
				break
			}
		}
		return paragraphToken, skip
	}
	return paragraphToken, size
}

// through returns the length of text up to and with the first mark, or all.
func through(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}

// inline reports whether a tag of this name does not end a paragraph.
func inline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn",
		"em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
		"span", "strong", "sub", "sup", "time", "u", "var", "wbr",
		"A", "B", "EM", "I", "SPAN", "STRONG":
		return true
	}
	return false
}

// apart reports whether the text of this element is not the story's.
func apart(name string) bool {
	switch name {
	case "script", "style", "figcaption", "template", "noscript", "iframe",
		"svg", "math", "SCRIPT", "STYLE":
		return true
	}
	return false
}

// lower maps the bytes of ASCII letters and digits to lower case, others to 0.
var lower = [256]byte{
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i',
	'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r',
	's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i',
	'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm', 'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r',
	'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
}

// latin folds the letters from U+00C0 to U+017F, a byte for each: capitals
// stand for two letters (ae, oe, ss, th, ij), the hyphen for no letter.
const (
	firstLatin = 0xC0
	latin      = "aaaaaaAceeeeiiii" + "dnooooo-ouuuuyTS" +
		"aaaaaaAceeeeiiii" + "dnooooo-ouuuuyTy" +
		"aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" +
		"gggghhhhiiiiiiii" + "iiIIjjkkqlllllll" +
		"lllnnnnnnnnnoooo" + "ooOOrrrrrrssssss" +
		"ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs"
)

// written returns the last word as the text has it, without the markup that
// may lie inside.
func (s *scanner) written() string {
	w := s.text[s.start:s.end]
	if !s.marked {
		return w
	}
	var b strings.Builder
	for inside := true; inside; {
		var before string
		before, w, inside = strings.Cut(w, "<")
		b.WriteString(before)
		_, w, _ = strings.Cut(w, ">")
	}
	return strings.ReplaceAll(html.UnescapeString(b.String()), "\u00ad", "")
}
