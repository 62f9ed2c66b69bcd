package php

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Shortcode is a shortcode in a text: what the expression of get_shortcode_regex in
// WordPress 7.1 captures.
type Shortcode struct {
	Name        string
	Attrs       string // as written; see [ShortcodeAttrs]
	Content     string // what is between it and its end tag
	SelfClosing bool   // ends with "/]"
	Closed      bool   // there is an end tag
	Before      bool   // preceded by a second "["
	After       bool   // followed by a second "]"
	Start, End  int    // its position, with the brackets of Before and After
}

// Escaped reports whether s is written as [[name]], so that readers see [name].
func (s *Shortcode) Escaped() bool { return s.Before && s.After }

// Shortcodes finds the shortcodes of Text. The texts must be as [MaskBrackets] returns
// them, so that brackets in tags and comments are none of shortcodes. It takes time
// proportional to the length of the text for all calls together.
type Shortcodes struct {
	Text string

	// Known reports whether there is a shortcode of that name. Closed reports that an end
	// tag follows.
	Known func(name, attrs string, selfClosing, closed bool) bool

	squares finder           // the next "]"
	ends    map[string][]int // positions of end tags [/name] that are still ahead, by name
	indexed bool
}

// Next returns the first shortcode at or after from. Calls must go from left to right.
func (f *Shortcodes) Next(from int) (s Shortcode, ok bool) {
	for {
		n := strings.IndexByte(f.Text[from:], '[')
		if n < 0 {
			return s, false
		}
		from += n
		if s, ok = f.At(from); ok {
			return s, true
		}
		from++
	}
}

// isWord reports whether c is one of [\w-].
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// At reads the shortcode that begins at Text[start], which is a "[". Calls of At and Next must
// go from left to right.
func (f *Shortcodes) At(start int) (s Shortcode, ok bool) {
	s.Start = start
	name := start + 1
	if name < len(f.Text) && f.Text[name] == '[' {
		s.Before = true
		name++
	}
	end := name
	for end < len(f.Text) && isWord(f.Text[end]) {
		end++
	}
	if end == name || end == len(f.Text) {
		return s, false
	}
	s.Name = f.Text[name:end]
	square := f.squares.nextByte(f.Text, end, ']')
	if square < 0 {
		return s, false
	}
	s.End = square + 1
	s.Attrs = f.Text[end:square]
	if s.Attrs, s.SelfClosing = strings.CutSuffix(s.Attrs, "/"); !s.SelfClosing {
		if at := f.endTag(s.Name, s.End); at >= 0 {
			s.Content, s.Closed = f.Text[s.End:at], true
			s.End = at + len("[/]") + len(s.Name)
		}
	}
	if s.End < len(f.Text) && f.Text[s.End] == ']' {
		s.After = true
		s.End++
	}
	return s, f.Known(s.Name, s.Attrs, s.SelfClosing, s.Closed)
}

// nextByte is next for a mark of one byte in a string.
func (f *finder) nextByte(text string, from int, mark byte) int {
	if !f.used || f.at >= 0 && f.at < from {
		f.used = true
		if f.at = strings.IndexByte(text[min(from, len(text)):], mark); f.at >= 0 {
			f.at += from
		}
	}
	return f.at
}

// endTag returns the index of the first [/name] at or after from, or -1.
func (f *Shortcodes) endTag(name string, from int) int {
	if !f.indexed {
		f.index()
	}
	at := f.ends[name]
	for len(at) > 0 && at[0] < from {
		at = at[1:]
		f.ends[name] = at
	}
	if len(at) == 0 {
		return -1
	}
	return at[0]
}

// index fills ends.
func (f *Shortcodes) index() {
	f.indexed = true
	for i := 0; ; {
		n := strings.Index(f.Text[i:], "[/")
		if n < 0 {
			return
		}
		i += n
		name := i + len("[/")
		end := name
		for end < len(f.Text) && isWord(f.Text[end]) {
			end++
		}
		if end > name && end < len(f.Text) && f.Text[end] == ']' {
			if f.ends == nil {
				f.ends = make(map[string][]int)
			}
			f.ends[f.Text[name:end]] = append(f.ends[f.Text[name:end]], i)
		}
		i = end
	}
}

// MaskBrackets writes the brackets in the tags and comments of text as &#91; and &#93;, as
// do_shortcodes_in_html_tags does for tags that are not to be searched. [UnmaskBrackets]
// reverses it; references that were there before become &#091; and &#093; first.
func MaskBrackets(text string) string {
	text = bracketReferences.replace(text)
	var e editor
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		end := endOfElement(text, i)
		if strings.IndexByte(text[i:end], '[') >= 0 || strings.IndexByte(text[i:end], ']') >= 0 {
			if e.text == nil {
				e.text = []byte(text)
			}
			for ; i < end; i++ {
				switch text[i] {
				case '[':
					e.put(i, i+1, "&#91;")
				case ']':
					e.put(i, i+1, "&#93;")
				}
			}
		}
		i = end
	}
	if e.text == nil {
		return text
	}
	e.flush()
	return string(e.text)
}

// UnmaskBrackets is unescape_invalid_shortcodes.
func UnmaskBrackets(text string) string { return maskedBrackets.replace(text) }

// A pairs replaces its first and third member with its second and fourth.
type pairs [4]string

var (
	bracketReferences = pairs{"&#91;", "&#091;", "&#93;", "&#093;"}
	maskedBrackets    = pairs{"&#91;", "[", "&#93;", "]"}
)

func (p pairs) replace(text string) string {
	if !strings.Contains(text, "&#9") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, p[0], p[1]), p[2], p[3])
}

// A ShortcodeAttr is an attribute of a shortcode. The key of one without a name is its
// number, counted from 0.
type ShortcodeAttr struct{ Key, Value string }

// ShortcodeAttrs is shortcode_parse_atts of WordPress 7.1: it returns the attributes of a
// shortcode in the order in which a PHP array keeps them, the last value of each. Text that
// is not UTF-8 has none.
func ShortcodeAttrs(text string) []ShortcodeAttr {
	if !utf8.ValidString(text) {
		return nil
	}
	text = plainSpaces(text)
	var list attrList
	for i := 0; ; {
		for i < len(text) && isRegexpSpace(text[i]) {
			i++
		}
		if i == len(text) {
			break
		}
		i = list.read(text, i)
	}
	for k := range list.attrs {
		if a := &list.attrs[k]; opensElement(a.Value) {
			a.Value = ""
		}
	}
	return list.attrs
}

// plainSpaces replaces runs of no-break and zero-width spaces with one space.
func plainSpaces(text string) string {
	if !strings.ContainsAny(text, "\u00A0\u200B") {
		return text
	}
	out := make([]byte, 0, len(text))
	in := false
	for _, r := range text {
		special := r == '\u00A0' || r == '\u200B'
		if !special {
			out = utf8.AppendRune(out, r)
		} else if !in {
			out = append(out, ' ')
		}
		in = special
	}
	return string(out)
}

// An attrList is a PHP array under construction.
type attrList struct {
	attrs []ShortcodeAttr
	at    map[string]int // index in attrs, once there are many
	next  int            // key of the next attribute without a name
}

// read reads the attribute at text[i] and returns the index after it. The forms are those
// of get_shortcode_atts_regex, in the same order.
func (l *attrList) read(text string, i int) int {
	name := i
	for name < len(text) && isWord(text[name]) {
		name++
	}
	if name > i {
		if v := skipSpaceString(text, name); v < len(text) && text[v] == '=' {
			v = skipSpaceString(text, v+1)
			if value, end, ok := quoted(text, v); ok {
				l.set(text[i:name], value)
				return end
			}
			end := v
			for end < len(text) && !isRegexpSpace(text[end]) && text[end] != '"' && text[end] != '\'' {
				end++
			}
			if end > v && (end == len(text) || isRegexpSpace(text[end])) {
				l.set(text[i:name], text[v:end])
				return end
			}
		}
	}
	if value, end, ok := quoted(text, i); ok {
		if value != "" {
			l.add(value)
		}
		return end
	}
	end := i
	for end < len(text) && !isRegexpSpace(text[end]) {
		end++
	}
	l.add(text[i:end])
	return end
}

func skipSpaceString(text string, i int) int {
	for i < len(text) && isRegexpSpace(text[i]) {
		i++
	}
	return i
}

// quoted returns the value in quotation marks at text[i], which white space or the end of
// the text must follow.
func quoted(text string, i int) (value string, end int, ok bool) {
	if i == len(text) || text[i] != '"' && text[i] != '\'' {
		return "", 0, false
	}
	n := strings.IndexByte(text[i+1:], text[i])
	if n < 0 {
		return "", 0, false
	}
	end = i + 1 + n + 1
	return text[i+1 : end-1], end, end == len(text) || isRegexpSpace(text[end])
}

// set sets the attribute of that name. PHP takes a name "0" for none.
func (l *attrList) set(name, value string) {
	if name == "0" {
		return
	}
	name = strings.Map(lowerASCII, name)
	if k, err := strconv.Atoi(name); err == nil && strconv.Itoa(k) == name && k >= l.next {
		l.next = k + 1
	}
	l.put(name, value)
}

func lowerASCII(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

// add adds an attribute without a name.
func (l *attrList) add(value string) {
	if l.next < 0 { // the largest key is taken: PHP refuses
		return
	}
	l.put(strconv.Itoa(l.next), value)
	l.next++
}

func (l *attrList) put(key, value string) {
	value = stripSlashes(value)
	const few = 16 // below, looking at each is faster than a map
	if l.at == nil && len(l.attrs) >= few {
		l.at = make(map[string]int)
		for k := range l.attrs {
			l.at[l.attrs[k].Key] = k
		}
	}
	if l.at != nil {
		if k, ok := l.at[key]; ok {
			l.attrs[k].Value = value
			return
		}
		l.at[key] = len(l.attrs)
	} else {
		for k := range l.attrs {
			if l.attrs[k].Key == key {
				l.attrs[k].Value = value
				return
			}
		}
	}
	l.attrs = append(l.attrs, ShortcodeAttr{key, value})
}

// stripSlashes is stripcslashes of PHP.
func stripSlashes(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out = append(out, s[i])
			continue
		}
		i++
		if k := strings.IndexByte(`ntravbf\`, s[i]); k >= 0 {
			out = append(out, "\n\t\r\a\v\b\f\\"[k])
			continue
		}
		digits, base := i, 8
		if s[i] == 'x' && i+1 < len(s) && isHex(s[i+1]) {
			digits, base = i+1, 16
		}
		end := digits
		for end < len(s) && (base == 16 && end < digits+2 && isHex(s[end]) || base == 8 && end < digits+3 && s[end] >= '0' && s[end] <= '7') {
			end++
		}
		if end == digits {
			out = append(out, s[i])
			continue
		}
		code, _ := strconv.ParseUint(s[digits:end], base, 16) // at most 0777
		out = append(out, byte(code))
		i = end - 1
	}
	return string(out)
}

// opensElement reports whether value contains a "<" without a ">" after it.
func opensElement(value string) bool {
	for {
		_, after, found := strings.Cut(value, "<")
		if !found {
			return false
		}
		if _, value, found = strings.Cut(after, ">"); !found {
			return true
		}
	}
}

// UnwrapShortcodes is shortcode_unautop of WordPress 7.1: it removes the p element around a
// shortcode that is alone in it.
func UnwrapShortcodes(text string, known func(name, attrs string, selfClosing, closed bool) bool) string {
	if !strings.Contains(text, "<p>") || strings.IndexByte(text, '[') < 0 {
		return text
	}
	f := Shortcodes{Text: text, Known: known}
	e := editor{text: []byte(text)}
	for i := 0; ; {
		n := strings.Index(text[i:], "<p>")
		if n < 0 {
			break
		}
		i += n
		start := skipSpaces(text, i+len("<p>"))
		if start == len(text) || text[start] != '[' {
			i += len("<p>")
			continue
		}
		s, ok := f.At(start)
		i += len("<p>")
		if !ok || s.Before {
			continue
		}
		if s.After {
			s.End--
		}
		tag := start + 1 + len(s.Name) + len(s.Attrs) + 1 // without its content
		for _, end := range [...]int{s.End, tag} {
			if next := skipSpaces(text, end); strings.HasPrefix(text[next:], "</p>") {
				e.put(i-len("<p>"), start, "")
				i = next + len("</p>")
				e.put(end, i, "")
				break
			}
		}
	}
	e.flush()
	if bytes.Equal(e.text, []byte(text)) {
		return text
	}
	return string(e.text)
}

// skipSpaces returns the index after the spaces at text[i], as wp_spaces_regexp has them.
func skipSpaces(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case c == ' ' || c == '\r' || c == '\n' || c == '\t':
			i++
		case strings.HasPrefix(text[i:], "\u00A0"):
			i += len("\u00A0")
		case strings.HasPrefix(text[i:], "&nbsp;"):
			i += len("&nbsp;")
		default:
			return i
		}
	}
	return i
}
