package typography

import (
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/words"
)

// trigger marks the bytes at which a rule may apply. All other bytes are skipped.
var trigger = func() (b [256]bool) {
	b = breaks
	for _, c := range []byte("0123456789'\".:;!?MDP\u00AB") {
		b[c] = true
	}
	b[0xE2] = true // line and paragraph separators
	b[0xAB] = false
	return b
}()

// scan collects the edits of a whole text.
func (t *setter) scan(s string) {
	t.unended = false
	t.begin(0)
	for i := 0; ; {
		for i < len(s) && !trigger[s[i]] {
			i++
		}
		if i >= len(s) {
			break
		}
		switch c := s[i]; c {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			i = t.number(s, i)
		case '\'':
			t.apostrophe(s, i)
			i++
		case '"':
			t.quotes = true
			i++
		case '.':
			i = t.period(s, i)
		case ':', ';':
			t.colon(s, i)
			i++
		case '!', '?':
			i = t.marks(s, i)
		case 'M', 'D', 'P':
			i = t.title(s, i)
		case 0xC2:
			t.latin1(s, i)
			i++
		case 0xE2:
			if r := runeAt(s, i); r == none {
				t.endLine(s, i, i+3)
			}
			i++
		default:
			t.endLine(s, i, i+1)
			i++
		}
	}
	t.endLine(s, len(s), len(s))
}

// latin1 handles « » and U+0085, which begin with 0xC2.
func (t *setter) latin1(s string, i int) {
	if i+1 >= len(s) {
		return
	}
	switch s[i+1] {
	case 0xAB: // «
		t.opening++
		t.afterGuillemet(s, i)
	case 0xBB: // »
		t.closing++
		t.beforeGuillemet(s, i)
	case 0x85:
		t.endLine(s, i, i+2)
	}
}

// apostrophe handles a straight apostrophe. It is an apostrophe between two letters, and
// after an elided word before a number or a quotation: l'11 septembre, l'"affaire".
func (t *setter) apostrophe(s string, i int) {
	if !isLetter(runeBefore(s, i)) {
		return
	}
	next := runeAt(s, i+1)
	if isLetter(next) || (isDigit(next) || next == opaque || next == '"' || next == '«' || next == '“') && elided(s, i) {
		t.edit(s, i, i+1, "’", Apostrophe)
	}
}

// elided reports whether the word before s[i] is one that French elides.
func elided(s string, i int) bool {
	var word [8]byte // the longest are lorsqu and presqu
	at := len(word)
	for i > 0 && at > 0 && html.IsLetter(s[i-1]) {
		i--
		at--
		word[at] = s[i] | 0x20
	}
	return at > 0 && !isWord(runeBefore(s, i)) && words.Elided(word[at:])
}

// period handles a period: three of them are an ellipsis, and some abbreviations that end
// in one are not separated from the number after them.
func (t *setter) period(s string, i int) int {
	end := i + 1
	for end < len(s) && s[end] == '.' {
		end++
	}
	if end == i+1 {
		t.reference(s, i)
		return end
	}
	if end == i+3 {
		before, after := runeBefore(s, i), runeAt(s, end)
		path := before == '/' || before == '\\' || after == '/' || after == '\\'
		if !path && !(isDigit(before) && isDigit(after)) && before != '…' && after != '…' {
			t.edit(s, i, end, "…", Ellipsis)
		}
	}
	return end
}

// colon handles : and ;.
func (t *setter) colon(s string, i int) {
	start := beforeSpaces(s, i)
	if start == i || !endsWord(runeBefore(s, start)) {
		return
	}
	switch next := runeAt(s, i+1); {
	case isSpace(next):
		// ": )" is an emoticon, as is a word that begins with a colon: :-) ;) :D :p.
		if r := runeAt(s, afterSpaces(s, i+1)); r == ')' {
			return
		}
	case next == '"' || next == '«' || next == '“' || next == '»' || next == '…' || next == '–' || next == '—' || isEllipsis(s, i+1):
	case (next == '\'' || next == '‘') && beginsWord(s, i+1+len(string(next))): // not :'D
	default:
		return
	}
	if s[i] == ':' {
		t.edit(s, start, i, t.Style.colon, BeforePunctuation)
	} else {
		t.high(s, start, i)
	}
}

// beginsWord reports whether a word of at least two letters is at s[i].
func beginsWord(s string, i int) bool {
	r := runeAt(s, i)
	return isLetter(r) && isLetter(runeAt(s, i+utf8.RuneLen(r)))
}

// isEllipsis reports whether there are three periods at s[i].
func isEllipsis(s string, i int) bool {
	return strings.HasPrefix(s[i:], "...") && runeAt(s, i+3) != '.'
}

// marks handles ! and ?, and the marks that follow: ?! !!! ?…
func (t *setter) marks(s string, i int) int {
	next := i + 1
	for next < len(s) && (s[next] == '!' || s[next] == '?') {
		next++
	}
	start := beforeSpaces(s, i)
	if start == i || !endsWord(runeBefore(s, start)) {
		return next
	}
	end := next
	for end < len(s) {
		if c := s[end]; c == '!' || c == '?' || c == '.' {
			end++
		} else if strings.HasPrefix(s[end:], "…") {
			end += len("…")
		} else {
			break
		}
	}
	if next := runeAt(s, end); followsMark(next) || isEmphasis(next) && !isWord(runeAt(s, end+1)) {
		t.high(s, start, i)
	}
	return next // an ellipsis may follow
}

// high sets the space before ; ! or ?.
func (t *setter) high(s string, start, end int) {
	rule := BeforePunctuation
	if t.Style.high == "" {
		rule = NoSpace
	}
	t.edit(s, start, end, t.Style.high, rule)
}

// endsWord reports whether r may end what precedes a space and a punctuation mark.
func endsWord(r rune) bool {
	switch {
	case r == none:
		return false
	case r < 0x80:
		return isWord(r) || strings.ContainsRune(")]}\"'.,!?;:%$*+`_^~#", r)
	}
	return r != '«' && r != '“' && r != '‘' && r != '–' && r != '—' && r != '¿' && r != '¡' && !isSpace(r)
}

// isEmphasis reports whether r may end an emphasis: _oui !_, or +oui ?+ of an agency.
func isEmphasis(r rune) bool { return r == '_' || r == '+' || r == '~' }

// followsMark reports whether r may follow ! or ? directly. A letter may not: they are then
// part of an address, a program or a name.
func followsMark(r rune) bool {
	return isSpace(r) || strings.ContainsRune(")]}\"',.;:*»”’–—", r) || r >= 0x2190 && !isLetter(r)
}

// afterGuillemet sets the space after the « at s[i].
func (t *setter) afterGuillemet(s string, i int) {
	start := i + len("«")
	end := afterSpaces(s, start)
	switch next := runeAt(s, end); {
	case next == none, next == '»':
		return
	case end > start && isWord(runeBefore(s, i)):
		return // closes, as in German: »Wort«
	}
	if end == start {
		t.edit(s, i, start, t.open, InsideGuillemets)
	} else {
		t.edit(s, start, end, t.inside, InsideGuillemets)
	}
}

// continuation sets the space after the » at s[i] at the beginning of a line, where it
// repeats that a quotation goes on.
func (t *setter) continuation(s string, i int) {
	start := i + len("»")
	if end := afterSpaces(s, start); end > start && isContent(runeAt(s, end)) {
		t.leading = true
		t.edit(s, start, end, t.inside, InsideGuillemets)
	}
}

// beforeGuillemet sets the space before the » at s[i].
func (t *setter) beforeGuillemet(s string, i int) {
	start := beforeSpaces(s, i)
	after := i + len("»")
	before, next := runeBefore(s, start), runeAt(s, after)
	switch {
	case before == '«':
		return
	case before == none:
		t.continuation(s, i)
		return
	case start < i && isWord(next):
		return // opens, as in German
	case start < i && t.opening == 0 && !t.quotes && isWord(before) && isUpper(runeAt(s, afterSpaces(s, after))):
		return // separates sections: Accueil » Sport
	}
	if start == i {
		t.edit(s, i, after, t.close, InsideGuillemets)
	} else {
		t.edit(s, start, i, t.inside, InsideGuillemets)
	}
}
