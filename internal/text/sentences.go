package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
)

// Sentences returns an iterator over the sentences of text, in French, Arabic or English,
// without the white space between them. A blank line ends a sentence; a line break does
// not. Text between guillemets, or straight or English double quotation marks, is not
// split if they are closed in the same paragraph, so that no sentence contains half a
// quotation.
func Sentences(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for paragraph := range strings.SplitSeq(text, "\n\n") {
			s := splitter{
				text:      paragraph,
				guillemet: strings.LastIndex(paragraph, "»"),
				quote:     strings.LastIndex(paragraph, "”"),
				straight:  strings.LastIndex(paragraph, `"`),
			}
			for s.start < len(paragraph) {
				end := s.end()
				sentence := strings.TrimFunc(paragraph[s.start:end], unicode.IsSpace)
				if sentence != "" && !yield(sentence) {
					return
				}
				s.start = end
			}
		}
	}
}

// A splitter splits a paragraph into sentences.
type splitter struct {
	text  string
	start int // index of the current sentence

	guillemet, quote, straight int // indices of the last », ” and closing " in text, to avoid futile searches

	count, counted int // number of straight quotation marks in text[:counted]
}

// marks are the punctuation marks that may end a sentence. The last two are Arabic and Urdu.
const marks = ".!?…؟۔"

func isMark(r rune) bool { return strings.ContainsRune(marks, r) }

// end returns the index where the sentence that begins at s.start ends.
func (s *splitter) end() int {
	for i := s.start; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		next := i + size
		switch {
		case r == '«':
			next = s.endOfQuote(next, "«", "»", s.guillemet)
		case r == '“':
			next = s.endOfQuote(next, "“", "”", s.quote)
		case r == '"' && s.opensStraight(i):
			next = s.endOfStraight(next)
		case r == '»' || r == '”' || r == '"': // « Vraiment ? » ends a sentence only if a new one starts after it
			last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s.text[:i], unicode.IsSpace))
			if isMark(last) && startsSentence(s.text[next:]) {
				return next
			}
		case isMark(r):
			next = s.afterMarks(next)
			if s.endsAt(i, next) {
				return next
			}
		}
		i = next
	}
	return len(s.text)
}

// endOfQuote returns the index of the mark that closes the quotation opened before i,
// skipping nested quotations, or i if the quotation is never closed. last is the index of
// the last closing mark in the text.
func (s *splitter) endOfQuote(i int, opening, closing string, last int) int {
	end := i
	for from, depth := i, 1; depth > 0 && from <= last; {
		end = from + strings.Index(s.text[from:], closing)
		depth += strings.Count(s.text[from:end], opening) - 1
		from = end + len(closing)
	}
	return end
}

// opensStraight reports whether the straight quotation mark at i opens a quotation. If
// not, it closes one, or is a sign for inches. A mark between spaces, or between a space
// and punctuation, opens a quotation if an even number of marks precede it.
func (s *splitter) opensStraight(i int) bool {
	before, after := s.text[:i], s.text[i+1:]
	last, size := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case after == "" || size > 0 && !opens(last):
		return false
	case !unicode.IsSpace(next) && !strings.ContainsRune(",;:)]}»"+marks, next):
		return true
	}
	if i >= s.counted {
		s.count += strings.Count(s.text[s.counted:i], `"`)
	} else {
		s.count -= strings.Count(s.text[i:s.counted], `"`)
	}
	s.counted = i
	return s.count%2 == 0
}

// endOfStraight returns the index of the straight quotation mark that closes the
// quotation opened before i, or i if the quotation is never closed.
func (s *splitter) endOfStraight(i int) int {
	for end := i; end <= s.straight; end++ {
		end += strings.IndexByte(s.text[end:], '"')
		if !s.opensStraight(end) {
			return end
		}
	}
	s.straight = -1 // the marks that follow open quotations too
	return i
}

// afterMarks returns the index after the marks and closing quotation marks and brackets
// that follow the mark before i, as in "fin ?!", "fin.)" and, with a space, "fin. »".
func (s *splitter) afterMarks(i int) int {
	for {
		rest := s.text[i:]
		trimmed := strings.TrimLeft(rest, " \u00A0\u202F")
		r, size := utf8.DecodeRuneInString(trimmed)
		switch {
		case r == '»':
			i += len(rest) - len(trimmed) + size
		case len(trimmed) == len(rest) && (isMark(r) || letters.Apostrophe(r) || strings.ContainsRune(")]\"”", r)):
			i += size
		default:
			return i
		}
	}
}

// endsAt reports whether the mark at i ends the sentence. next is the index after the mark
// and what follows it closely; see afterMarks.
func (s *splitter) endsAt(i, next int) bool {
	after := s.text[next:]
	if !startsSentence(after) {
		return false
	}
	before := s.text[s.start:i]
	mark := s.text[i:next]
	if last, _ := utf8.DecodeLastRuneInString(before); last == '(' || last == '[' { // (…), [...], (?)
		return strings.HasSuffix(mark, ").") || strings.HasSuffix(mark, "].")
	}
	if mark != "." {
		return true
	}
	word := lastWord(before)
	if word == strings.TrimLeftFunc(before, unicode.IsSpace) && isNumbering(word) {
		return false
	}
	return !abbreviates(strings.TrimSuffix(before, word), word, strings.TrimLeftFunc(after, unicode.IsSpace))
}

// startsSentence reports whether text, which follows a mark, is empty or consists of white
// space and what may begin a sentence: a capital letter, a digit, a symbol, an ellipsis, or
// a letter of a script without capitals. Dashes and opening quotation marks and brackets
// before it are ignored.
func startsSentence(text string) bool {
	if text == "" {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsSpace(r) {
		return false
	}
	for i, r := range text {
		switch {
		case opens(r):
		case r == '…' || r == '.':
			return strings.HasPrefix(text[i:], "…") || strings.HasPrefix(text[i:], "...")
		default:
			return unicode.IsLetter(r) && !unicode.IsLower(r) || unicode.IsNumber(r) || isSymbol(r)
		}
	}
	return true
}

// opens reports whether r may precede the first word of a sentence.
func opens(r rune) bool {
	return unicode.IsSpace(r) || letters.Apostrophe(r) || strings.ContainsRune(opening+"–—-•", r)
}

// opening lists the opening quotation marks and brackets.
const opening = "«“„\"([{"

func isSymbol(r rune) bool {
	return unicode.IsSymbol(r) || r == '#' || r == '@' || r == '¿' || r == '¡'
}

// lastWord returns the part of text after its last space, dash, slash, apostrophe, or
// opening quotation mark or bracket.
func lastWord(text string) string {
	i := strings.LastIndexFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || letters.Apostrophe(r) || strings.ContainsRune(opening+"/–—", r)
	})
	if i < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[i+size:]
}

// isNumbering reports whether word, at the start of a sentence, is a number or letter that
// labels it, as in "1.", "A." and "IV.".
func isNumbering(word string) bool {
	return word != "" && (len(word) <= 3 && strings.Trim(word, "0123456789") == "" ||
		strings.Trim(word, "IVX") == "" || isInitials(word))
}
