package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// Sentences splits text into its sentences, in French, Arabic or English,
// without the white space between them. A blank line ends a sentence; a line
// break does not. What guillemets hold is not split when they close again in
// the paragraph, so that no sentence comes out with half a quotation.
func Sentences(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for paragraph := range strings.SplitSeq(text, "\n\n") {
			s := splitter{
				text:      paragraph,
				guillemet: strings.LastIndex(paragraph, "»"),
				quote:     strings.LastIndex(paragraph, "”"),
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

// A splitter stands at the start of a sentence in a paragraph.
type splitter struct {
	text             string
	start            int
	guillemet, quote int // the last » and ” of the paragraph, so that none is looked for in vain
}

// marks may end a sentence; the last two are Arabic and Urdu.
const marks = ".!?…؟۔"

func isMark(r rune) bool { return strings.ContainsRune(marks, r) }

// end returns where the sentence that begins at s.start ends.
func (s *splitter) end() int {
	for i := s.start; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		next := i + size
		switch {
		case r == '«':
			next = s.endOfQuote(next, "«", "»", s.guillemet)
		case r == '“':
			next = s.endOfQuote(next, "“", "”", s.quote)
		case r == '»' || r == '”': // « Vraiment ? » ends one only before a new start
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

// endOfQuote returns the index of the sign that closes the quotation opened
// before i, past quotations inside it, or i when nothing closes it.
func (s *splitter) endOfQuote(i int, opening, closing string, last int) int {
	end := i
	for from, depth := i, 1; depth > 0 && from <= last; {
		end = from + strings.Index(s.text[from:], closing)
		depth += strings.Count(s.text[from:end], opening) - 1
		from = end + len(closing)
	}
	return end
}

// afterMarks returns the index after the marks and closing signs that follow
// the mark before i: fin ?! and fin.) and, with its space, fin. ».
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

// endsAt reports whether the mark at i, its closing signs ending before next,
// ends the sentence.
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
	return !abbreviates(word, strings.TrimLeftFunc(after, unicode.IsSpace))
}

// startsSentence reports whether text, which follows a mark, is white space and
// what may begin a sentence: a capital, a digit, a letter of a script without
// capitals; opening signs and dashes before it do not matter. So does the end.
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

// opens reports whether r may stand before the first word of a sentence.
func opens(r rune) bool {
	return unicode.IsSpace(r) || letters.Apostrophe(r) || strings.ContainsRune(opening+"–—-•", r)
}

// opening are the quotation marks and brackets that open.
const opening = "«“„\"([{"

func isSymbol(r rune) bool {
	return unicode.IsSymbol(r) || r == '#' || r == '@' || r == '¿' || r == '¡'
}

// lastWord returns the end of text after its last space, opening sign or
// apostrophe.
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

// isNumbering reports whether a word that begins a sentence numbers it: 1. A. IV.
func isNumbering(word string) bool {
	return word != "" && (len(word) <= 3 && strings.Trim(word, "0123456789") == "" ||
		strings.Trim(word, "IVX") == "" || isInitials(word))
}

// abbreviates reports whether the period after word belongs to the word, given
// the text that follows the space after it.
func abbreviates(word, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case words.Honorific(word).Has(words.Abbreviated):
		return true
	case isInitials(word):
		return !opensSentence(strings.TrimLeftFunc(next, opens))
	}
	switch strings.ToLower(letters.NFC(word)) {
	case "cf", "bd", "bld", "fg", "dir", "coll", "éd", "trad", "apr", "av", "ex", "c.-à-d", "vs":
		return first != 0
	case "p", "pp", "n", "no", "nos", "art", "al", "chap", "fig", "vol", "t", "env", "tél", "min", "max", "sect", "ill", "ann", "réf":
		return unicode.IsDigit(first)
	}
	_, short := words.FrenchCalendar.Month(words.Fold(word))
	return short && unicode.IsDigit(first)
}

// isInitials reports whether a word without its last period is letters each
// followed by one: J, J.-C, U.S.A, and the single Arabic letter of a title such
// as د. (doctor).
func isInitials(word string) bool {
	letter := false
	for _, r := range word {
		switch {
		case r == '.' || r == '-':
			letter = false
		case letter || unicode.IsLower(r) || !unicode.IsLetter(r):
			return false
		default:
			letter = true
		}
	}
	return letter
}

// opensSentence reports whether the word that text begins with, a capital in front,
// opens a sentence far more often than it follows initials. D’Ormesson does not.
func opensSentence(text string) bool {
	word := text
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		word = text[:i]
	}
	rest, elides := words.CutElision(word)
	if r, _ := utf8.DecodeRuneInString(rest); elides && (word[0] != 'D' || !unicode.IsUpper(r)) {
		return true
	}
	before, _, _ := words.CutApostrophe(word)
	return words.Printed(strings.TrimRight(before, ",")).Has(words.Opening)
}
