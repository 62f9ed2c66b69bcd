package scoring

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// A scanner splits plain text into words and breaks. It looks at each byte once and
// uses a table for ASCII, since most of an article is ASCII letters.
type scanner struct {
	text string
	at   int

	word       [maxWord]byte // the last word, folded and in lower case
	n          int           // its length
	start, end int           // its offsets in text
	arab       bool          // it contains an Arabic letter
	apostrophe bool          // it is followed by an apostrophe
	marked     bool          // it contains silent characters
	mark       rune          // the punctuation mark of the last breakToken
}

// A token is the kind of an element of the text. Only the first four are returned by
// next.
type token uint8

const (
	endToken        token = iota // the end of the text
	wordToken                    // a word
	breakToken                   // a punctuation mark, which ends a phrase
	paragraphToken               // the end of a paragraph
	letterToken                  // a letter, already added to the word
	silentToken                  // a character within a word that adds no letter
	apostropheToken              // an apostrophe
	spaceToken                   // white space, or a hyphen
)

func (s *scanner) reset(text string) { s.text, s.at = text, 0 }

// next advances to the next token and returns it.
func (s *scanner) next() token {
	s.n, s.arab, s.apostrophe, s.marked = 0, false, false, false
	for s.at < len(s.text) {
		if letter := lower[s.text[s.at]]; letter != 0 {
			if s.n == 0 {
				s.start = s.at
			}
			if s.n < maxWord {
				s.word[s.n] = letter
				s.n++
			}
			s.at++
			s.end = s.at
			continue
		}
		if s.text[s.at] == ' ' { // a shortcut for the most frequent character other than letters
			if s.at++; s.n > 0 {
				return wordToken
			}
			continue
		}
		tok, size := s.sign()
		switch {
		case tok == apostropheToken && s.n > 0 && s.joins(size):
			s.marked = true
			s.at += size
		case tok == letterToken, tok == silentToken:
			s.marked = s.marked || tok == silentToken
			s.at += size
			s.end = s.at
		case s.n > 0:
			// The character is read again by the next call.
			s.apostrophe = tok == apostropheToken
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

// joins reports whether an apostrophe of this size is a part of the word: "aujourd'hui",
// "prud'hommes", "O'Connor". It is not after a word that French elides, nor before a
// single letter, as in "Rabat's", or another English ending.
func (s *scanner) joins(size int) bool {
	after := s.text[s.at+size:]
	end := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(after)
	}
	switch rest := after[:end]; {
	case utf8.RuneCountInString(rest) < 2, rest == "re", rest == "ve", rest == "ll":
		return false
	}
	for _, e := range words.Elisions() {
		if string(s.word[:s.n]) == e.Word {
			return !e.IsBefore(after)
		}
	}
	return true
}

// sign reads a character other than an ASCII letter or digit.
func (s *scanner) sign() (tok token, size int) {
	switch c := s.text[s.at]; {
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		return s.rune(r), size
	case c == '\n':
		if blank := blankLine(s.text[s.at:]); blank > 0 {
			return paragraphToken, blank
		}
		return spaceToken, 1
	case c <= ' ', c == '-':
		return spaceToken, 1
	case letters.Apostrophe(rune(c)):
		return apostropheToken, 1
	}
	s.mark = rune(s.text[s.at])
	return breakToken, 1
}

// rune reads a character outside ASCII. It adds letters and digits to the word.
func (s *scanner) rune(r rune) token {
	word, role := s.word[:s.n], letters.Parts
	switch {
	case r == utf8.RuneError: // invalid UTF-8 separates words
	case arabic.Is(r):
		word, role = appendArabic(word, r)
		s.arab = s.arab || role == letters.Letter && word[len(word)-1] >= utf8.RuneSelf
	default:
		word, role = letters.AppendLetter(word, r)
	}
	switch {
	case role == letters.Letter:
		if s.n == 0 {
			s.start = s.at
		}
		if len(word) <= maxWord {
			s.n = len(word)
		}
		return letterToken
	case role == letters.Silent:
		return silentToken
	case letters.Apostrophe(r):
		return apostropheToken
	case r != '-' && unicode.IsPunct(r):
		s.mark = r
		return breakToken
	}
	return spaceToken
}

// appendArabic is letters.AppendLetter for the Arabic script.
func appendArabic(word []byte, r rune) ([]byte, letters.Role) {
	switch n := arabic.Normalize(r); {
	case n == 0:
		return word, letters.Silent
	case unicode.IsLetter(n) || unicode.IsDigit(n):
		return utf8.AppendRune(word, n), letters.Letter
	}
	_, role := letters.AppendLetter(nil, r)
	return word, role
}

// blankLine returns the number of bytes of white space at the beginning of text if they
// contain at least two line ends, as between paragraphs, and 0 otherwise.
func blankLine(text string) int {
	lines := 0
	for i := range len(text) {
		switch text[i] {
		case '\n':
			lines++
		case ' ', '\t', '\f', '\r':
		default:
			if lines < 2 {
				return 0
			}
			return i
		}
	}
	return len(text)
}

// written returns the last word as it is displayed: with its accents, but without soft
// hyphens and joiners.
func (s *scanner) written() string {
	w := s.text[s.start:s.end]
	if !s.marked {
		return w
	}
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && !unicode.In(r, unicode.L, unicode.M) {
			if _, role := letters.AppendLetter(nil, r); role == letters.Silent {
				return -1
			}
		}
		return r
	}, w)
}

// lower maps ASCII letters and digits to lower case and all other bytes to 0.
var lower = [256]byte{
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9',
	'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f', 'g': 'g', 'h': 'h', 'i': 'i',
	'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r',
	's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h', 'I': 'i',
	'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm', 'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r',
	'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z',
}
