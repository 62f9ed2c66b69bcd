package typography

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// A span is a part of a text, s[start:end], that is not changed.
type span struct{ start, end int }

// A spanList is in order, without overlaps. It is asked about positions in ascending order:
// meets and has drop the spans before them.
type spanList []span

func (l *spanList) drop(i int) {
	for len(*l) > 0 && (*l)[0].end <= i {
		*l = (*l)[1:]
	}
}

// has reports whether s[i] is in a span.
func (l *spanList) has(i int) bool {
	l.drop(i)
	return len(*l) > 0 && (*l)[0].start <= i
}

// meets reports whether the edit overlaps a span.
func (l *spanList) meets(e Edit) bool {
	l.drop(e.Start)
	return len(*l) > 0 && (*l)[0].start < e.End
}

// appendProtected appends the parts of the line s[start:end] that are not prose: addresses,
// handles, hashtags, paths, tags, shortcodes and code.
func appendProtected(list spanList, s string, start, end int) spanList {
	if isDeclaration(s[start:end]) {
		return append(list, span{start, end})
	}
	p := protector{s: s[:end], from: start}
	for i := start; i < end; {
		from, to := p.at(i)
		if to <= i {
			i++
			continue
		}
		list = append(list, span{from, to})
		i, p.from = to, to
	}
	return list
}

// isDeclaration reports whether a line is a declaration of CSS: a lower-case name, a colon
// directly after it, and a semicolon at the end.
func isDeclaration(line string) bool {
	line = strings.Trim(line, " ")
	if !strings.HasSuffix(line, ";") {
		return false
	}
	name := strings.TrimLeft(line, "abcdefghijklmnopqrstuvwxyz-")
	return len(name) < len(line) && name[0] == ':'
}

// A protector finds what is not prose in one line.
type protector struct {
	s       string
	from    int // end of the last span, before which nothing is looked for
	noTick  bool
	noClose bool // no [/code] ahead
}

// at returns the span that is recognised by the character at s[i], if any.
func (p *protector) at(i int) (start, end int) {
	s := p.s
	switch s[i] {
	case '<':
		if r := runeAt(s, i+1); r < 0x80 && isLetter(r) || r == '/' || r == '!' {
			if n := strings.IndexAny(s[i+1:], "<>"); n >= 0 && s[i+1+n] == '>' {
				return i, i + n + 2
			}
		}
	case '{':
		return i, endOfBraces(s, i)
	case '[':
		return i, p.endOfShortcode(i)
	case '`':
		if !p.noTick {
			if n := strings.IndexByte(s[i+1:], '`'); n >= 0 {
				return i, i + n + 2
			}
			p.noTick = true
		}
	case '@':
		return p.address(i)
	case '#':
		if r := runeBefore(s, i); !isWord(r) && r != '&' && isLetter(runeAt(s, i+1)) {
			return i, endOfToken(s, i, ",;:!?")
		}
	case ':':
		if strings.HasPrefix(s[i:], "://") || strings.HasPrefix(s[i:], ":/") && i > 0 && html.IsLetter(s[i-1]) && !isWord(runeBefore(s, i-1)) {
			return p.startOfToken(i), endOfToken(s, i, "")
		}
		if start := startOfScheme(s, i); start < i && isWord(runeAt(s, i+1)) {
			return start, endOfToken(s, i, ";!?")
		}
	case '\\':
		return p.startOfToken(i), endOfToken(s, i, "")
	case 'w', 'W':
		if len(s)-i > 4 && strings.EqualFold(s[i:i+4], "www.") && !isWord(runeBefore(s, i)) {
			return i, endOfToken(s, i, "")
		}
	case '/', '.', '~':
		if r := runeBefore(s, i); !isSpace(r) && r != '"' && r != '(' && r != '«' {
			break
		}
		for _, root := range [...]string{"/", "./", "../", "~/"} {
			if strings.HasPrefix(s[i:], root) && isWord(runeAt(s, i+len(root))) {
				return i, endOfToken(s, i, "")
			}
		}
	}
	return 0, 0
}

// startOfScheme returns the index of the word before the colon at s[i] if it begins an
// identifier, as in doi:10.1000/x, and otherwise i.
func startOfScheme(s string, i int) int {
	const longest = len("magnet")
	start := i
	for start > 0 && i-start < longest && html.IsLetter(s[start-1]) {
		start--
	}
	if start == i || isWord(runeBefore(s, start)) {
		return i
	}
	for _, scheme := range [...]string{"doi", "urn", "isbn", "issn", "ark", "hdl", "tel", "sms", "geo", "magnet"} {
		if strings.EqualFold(s[start:i], scheme) {
			return start
		}
	}
	return i
}

// inToken reports whether r may be part of an address or a path.
func inToken(r rune) bool { return !isSpace(r) && !strings.ContainsRune("\"<>«»“”`", r) }

func endOfToken(s string, i int, stops string) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inToken(unbroken(r)) || strings.ContainsRune(stops, r) {
			break
		}
		i += n
	}
	return i
}

func (p *protector) startOfToken(i int) int {
	for i > p.from {
		r, n := utf8.DecodeLastRuneInString(p.s[p.from:i])
		if !inToken(unbroken(r)) {
			break
		}
		i -= n
	}
	return i
}

// address returns the e-mail address or the handle around the @ at s[i].
func (p *protector) address(i int) (start, end int) {
	if start = i; isWord(runeBefore(p.s, i)) {
		start = p.startOfToken(i)
	}
	end = i + 1
	for end < len(p.s) && (isWord(runeAt(p.s, end)) || strings.IndexByte("_.-", p.s[end]) >= 0) {
		_, n := utf8.DecodeRuneInString(p.s[end:])
		end += n
	}
	for end > i+1 && p.s[end-1] == '.' {
		end--
	}
	return start, end
}

// endOfBraces returns the index after the } that closes the { at s[i], or len(s). Braces
// hold JSON, CSS or a template.
func endOfBraces(s string, i int) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i
}

// endOfShortcode returns the index after the shortcode or the JSON list that begins with
// the [ at s[i], or 0. A shortcode has an attribute, as in [gallery ids="1"].
func (p *protector) endOfShortcode(i int) int {
	s := p.s
	n := strings.IndexAny(s[i+1:], "[]")
	if n < 0 || s[i+1+n] == '[' {
		return 0
	}
	inside, end := s[i+1:i+1+n], i+n+2
	if (inside == "code" || inside == "sourcecode") && !p.noClose {
		closing := "[/" + inside + "]"
		if n := strings.Index(s[end:], closing); n >= 0 {
			return end + n + len(closing)
		}
		p.noClose = true
	}
	if eq := strings.IndexByte(inside, '='); eq > 0 && isWord(runeBefore(inside, eq)) || strings.HasPrefix(inside, `"`) {
		return end
	}
	return 0
}

// appendOtherScripts appends the parts of the line s[start:end] in a script other than
// Latin and Greek, with the spaces and punctuation that follow its letters.
func appendOtherScripts(list spanList, s string, start, end int) spanList {
	if !hasOtherScript(s[start:end]) {
		return list
	}
	other, letters, from := false, false, start
	for i, r := range s[start:end] {
		if r < 0x80 && !html.IsLetter(byte(r)) || r != opaque && !unicode.IsLetter(r) {
			continue
		}
		is := isOtherLetter(r)
		switch {
		case is && !other:
			if letters {
				from = start + i
			}
		case !is && other:
			list = append(list, span{from, start + i})
		}
		other, letters = is, true
	}
	if other {
		list = append(list, span{from, end})
	}
	return list
}

// isOtherLetter reports whether a letter is of a script other than Latin and Greek.
func isOtherLetter(r rune) bool {
	return r >= 0x370 && r != opaque && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Common)
}

// isOtherScript reports whether s contains letters, all of them of a script other than Latin
// and Greek.
func isOtherScript(s string) bool {
	found := false
	for _, r := range s {
		if isLetter(r) || r == opaque {
			if !isOtherLetter(r) {
				return false
			}
			found = true
		}
	}
	return found
}

// isFrench reports whether the line s[start:end] with letters of another script is French: at least half of
// its words outside quotations, or of all its words if there are none outside, are in Latin
// or Greek letters.
func isFrench(s string, start, end int) bool {
	var balance, all, words int // words in Latin letters minus words in others
	word, depth := false, 0
	for i, r := range s[start:end] {
		opens, closes := r == '«', r == '»'
		if r == '"' {
			opens, closes = shape(s[:end], start+i)
		}
		switch {
		case opens && !closes:
			depth++
		case closes && depth > 0:
			depth--
		}
		letter := isLetter(r) || r == opaque
		if letter && !word {
			step := 1
			if isOtherLetter(r) {
				step = -1
			}
			all += step
			if depth == 0 {
				words++
				balance += step
			}
		}
		word = letter
	}
	if words == 0 {
		return all >= 0
	}
	return balance >= 0
}

// hasOtherScript reports whether s may contain a letter beyond the Latin and Greek
// alphabets.
func hasOtherScript(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0xD0 || c == 0xE2 && i+1 < len(s) && s[i+1] < 0xB0 || c == 0xEF && strings.HasPrefix(s[i:], "\uFFFC") {
			continue
		}
		return true
	}
	return false
}
