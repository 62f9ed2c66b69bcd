package dates

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/arabic"
	"github.com/presse-go/presse/internal/letters"
	"github.com/presse-go/presse/internal/words"
)

// A token is a word, a number or a punctuation mark of a line.
type token struct {
	kind  tokenKind
	key   string // a word in the form of foldWord, the ASCII digits of a number, a mark as in marks
	glued bool   // directly follows the token before
	upper bool   // a word that begins with a capital
	dash  bool   // an en dash or a longer one, whose key is that of the hyphen
	line  bool   // the first of its line
	at    int    // where it begins in the text
	caps  bool   // a word of several letters that are capitals
}

type tokenKind uint8

const (
	endOfLine tokenKind = iota
	word
	number
	mark
)

// is reports whether t is the given punctuation mark.
func (t token) is(key string) bool { return t.kind == mark && t.key == key }

// value returns the value of a number of one to the given number of digits.
func (t token) value(digits int) (n int, ok bool) {
	if t.kind != number || len(t.key) > digits {
		return 0, false
	}
	n, err := strconv.Atoi(t.key)
	return n, err == nil
}

// marks has the punctuation marks that stand for another one.
var marks = strings.NewReplacer("–", "-", "—", "-", "―", "-", "‐", "-", "‑", "-", "‒", "-", "−", "-", "﹣", "-", "－", "-",
	"،", ",", "，", ",", "٫", ",", "؛", ";", "：", ":", "∶", ":", "⁄", "/", "∕", "/", "／", "/", "．", ".", "＋", "+")

// scan splits a line into tokens, so that 18h30, 18 h 30 and ١٨h٣٠ have the same keys.
// Apostrophes and hyphens between letters separate words and are left out, like the
// period after a word. Letters with periods between them are one word: p.m. is pm.
// Characters that are not visible, such as the direction marks of Arabic pages, are
// left out.
func scan(line string) []token { return tokens(visible(line)) }

// visible returns a line without the characters that are not visible.
func visible(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, line)
}

// tokens splits a line of visible characters as scan does.
func tokens(line string) []token {
	var list []token
	size := len(line)
	glued, first := false, true
	for line != "" {
		t, rest := next(line)
		if t.kind == endOfLine {
			glued = glued && !unicode.IsSpace(firstRune(line))
			first = first || line[0] == '\n' || line[0] == '\r'
			line = rest
			continue
		}
		t.glued, t.line, t.at = glued, first, size-len(line)
		glued, first = true, false
		list = append(list, t)
		line = rest
		if t.kind == word {
			line = afterWord(line)
		}
	}
	return list
}

// next returns the first token of a line that is not empty, and the rest. The token of
// a space, or of an apostrophe that does not precede a digit, has the kind endOfLine.
func next(line string) (t token, rest string) {
	first, size := utf8.DecodeRuneInString(line)
	switch {
	case unicode.IsSpace(first):
		return token{}, line[size:]
	case unicode.IsDigit(first):
		size = span(line, unicode.IsDigit)
		return token{kind: number, key: foldWord(line[:size])}, line[size:]
	case unicode.IsLetter(first) || unicode.IsMark(first):
		size = span(line, isWordRune)
		key := foldWord(line[:size])
		t = token{kind: word, upper: unicode.IsUpper(first)}
		begin := line
		// p.m., U.T.C.
		for letter := line[:size]; utf8.RuneCountInString(letter) == 1 && strings.HasPrefix(line[size:], ".") && unicode.IsLetter(firstRune(line[size+1:])); {
			n := span(line[size+1:], isWordRune)
			letter = line[size+1 : size+1+n]
			key += foldWord(letter)
			size += 1 + n
		}
		t.caps = t.upper && len(key) > 1 && strings.IndexFunc(begin[:size], unicode.IsLower) < 0
		if t.key = key; key == "" { // vowel signs alone
			t.kind = endOfLine
		}
		return t, line[size:]
	case letters.Apostrophe(first):
		if unicode.IsDigit(firstRune(line[size:])) {
			return token{kind: mark, key: "'"}, line[size:]
		}
		return token{}, line[size:]
	}
	return token{kind: mark, key: marks.Replace(line[:size]), dash: strings.ContainsRune("–—―", first)}, line[size:]
}

// afterWord returns the rest of a line after a word, without the period that
// abbreviates the word and without a hyphen that joins another word to it.
func afterWord(line string) string {
	if rest, ok := strings.CutPrefix(line, "."); ok {
		return rest
	}
	_, size := utf8.DecodeRuneInString(line)
	if marks.Replace(line[:size]) == "-" && unicode.IsLetter(firstRune(line[size:])) {
		return line[size:]
	}
	return line
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// span returns the length in bytes of the characters at the beginning of s for which is
// returns true.
func span(s string, is func(rune) bool) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !is(r) }); n >= 0 {
		return n
	}
	return len(s)
}

// foldWord returns a word without accents, in lower case, and with Arabic letters as
// arabic.Normalize returns them.
func foldWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r = arabic.Normalize(r); r == 0 {
			return -1
		}
		return r
	}, words.Fold(s))
}

// A table maps phrases to what they mean. The key of a phrase is the keys of its tokens
// joined by spaces.
type table[V any] struct {
	means   map[string]V
	longest map[string]int // tokens of the longest phrase that begins with a key
}

func (t table[V]) add(phrase string, means V) {
	list := scan(phrase)
	t.means[keyOf(list)] = means
	t.longest[list[0].key] = max(t.longest[list[0].key], len(list))
}

func newTable[V any]() table[V] { return table[V]{map[string]V{}, map[string]int{}} }

// phrases returns a function that returns the table in which each phrase of a list
// separated by commas means the key of the list.
func phrases[V comparable](lists map[V]string) func() table[V] {
	return sync.OnceValue(func() table[V] {
		t := newTable[V]()
		for v, list := range lists {
			for phrase := range strings.SplitSeq(list, ",") {
				t.add(phrase, v)
			}
		}
		return t
	})
}

func keyOf(list []token) string {
	if len(list) == 1 {
		return list[0].key
	}
	var b strings.Builder
	for i, t := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.key)
	}
	return b.String()
}

// A reader consumes the tokens of a line from left to right.
type reader struct {
	text string
	list []token
	i    int
	lang string

	dayEnd int // where the last day of the year ends that is written as ISO 8601 has it, or 0
}

func newReader(line, lang string) *reader {
	text := visible(line)
	return &reader{text: text, list: tokens(text), lang: lang}
}

// shown returns the text from a token on, up to maxShown tokens, for an error.
func (r *reader) shown(start int) string { return r.between(start, start+maxShown) }

// between returns the text from a token up to another.
func (r *reader) between(start, end int) string {
	if start >= len(r.list) {
		return ""
	}
	stop := len(r.text)
	if end < len(r.list) {
		stop = r.list[end].at
	}
	return strings.TrimSpace(r.text[r.list[start].at:stop])
}

// peek returns the nth token that follows, or one of kind endOfLine.
func (r *reader) peek(n int) token {
	if r.i+n >= len(r.list) {
		return token{}
	}
	return r.list[r.i+n]
}

// skip consumes a token that is one of the given marks.
func (r *reader) skip(marks string) bool {
	if t := r.peek(0); t.kind == mark && strings.Contains(marks, t.key) {
		r.i++
		return true
	}
	return false
}

// number consumes a number of one to the given number of digits.
func (r *reader) number(digits int) (n int, ok bool) {
	if n, ok = r.peek(0).value(digits); ok {
		r.i++
	}
	return n, ok
}

// match consumes the longest phrase that is in a table.
func match[V any](r *reader, in table[V]) (v V, ok bool) {
	n := 0
	for most := in.longest[r.peek(0).key]; n < most && r.peek(n).kind != endOfLine; {
		n++
	}
	for ; n > 0; n-- {
		if v, ok = in.means[keyOf(r.list[r.i:r.i+n])]; ok {
			r.i += n
			return v, true
		}
	}
	return v, false
}

// optional consumes the longest phrase that is in a table, if there is one.
func optional[V any](r *reader, in table[V]) bool {
	_, ok := match(r, in)
	return ok
}
