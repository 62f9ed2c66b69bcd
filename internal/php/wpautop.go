package php

import (
	"bytes"
	"strconv"
	"strings"
)

// Autop is wpautop of WordPress 7.1 with line breaks: it splits text into paragraphs at
// blank lines and writes <br /> for other newlines, as WordPress does when it shows a post
// of the classic editor.
//
// Each step is one of the replacements of the original, in the same order. None of them
// backtracks: the time is proportional to the length of the text, whatever the text is,
// where the regular expressions of the original give up and return nothing.
func Autop(text string) string {
	if isBlank(text) {
		return ""
	}
	if out, ok := plainAutop(text); ok {
		return out
	}
	a := autop{editor: editor{text: make([]byte, 0, len(text)+len(text)/4+64)}}
	a.text = append(append(a.text, text...), '\n')
	a.hidePre()
	a.doubleBreaks()
	a.padBlocks()
	a.newlines()
	a.hideNewlines()
	a.collapse()
	a.paragraphs()
	a.unwrap()
	a.lineBreaks()
	a.dropBreaks()
	return a.restore()
}

// plainAutop returns what Autop returns for text without tags, or false if that takes more
// than splitting it.
func plainAutop(text string) (out string, ok bool) {
	if strings.IndexByte(text, '<') >= 0 || strings.IndexByte(text, '\r') >= 0 || isRegexpSpace(text[0]) {
		return "", false
	}
	b := make([]byte, 0, len(text)+len(text)/8+32)
	b = append(b, "<p>"...)
	for {
		line := strings.IndexByte(text, '\n')
		if line < 0 {
			break
		}
		next := skipSpaceString(text, line)
		if next == len(text) {
			text = text[:line]
			break
		}
		last := strings.LastIndexByte(text[:next], '\n')
		start := line
		for start > 0 && isRegexpSpace(text[start-1]) {
			start--
		}
		if last > line { // a blank line
			if last+1 < next { // the paragraph begins with white space
				return "", false
			}
			b = append(append(b, text[:line]...), "</p>\n<p>"...)
		} else {
			b = append(append(b, text[:start]...), "<br />\n"...)
		}
		text = text[last+1:]
	}
	return string(append(append(b, text...), "</p>\n"...)), true
}

// isBlank reports whether PHP's trim leaves nothing of s.
func isBlank(s string) bool { return strings.Trim(s, " \t\n\r\x00\x0b") == "" }

// An autop holds the text of Autop between two steps.
type autop struct {
	editor
	pres   []string  // the pre elements that placeholders replace
	firsts [256]bool // the bytes that follow a "<"
}

// An editor rewrites a text from left to right.
type editor struct {
	text []byte
	out  []byte // the rewritten text, up to done
	done int
}

// put replaces text[from:to] with what. Calls must go from left to right.
func (e *editor) put(from, to int, what string) {
	if e.done == 0 && cap(e.out) < len(e.text) {
		e.out = make([]byte, 0, cap(e.text)+len(what))
	}
	e.out = append(append(e.out, e.text[e.done:from]...), what...)
	e.done = to
}

// flush ends a step: the rewritten text is the text of the next one.
func (e *editor) flush() {
	if e.done == 0 && len(e.out) == 0 {
		return
	}
	e.out = append(e.out, e.text[e.done:]...)
	e.text, e.out, e.done = e.out, e.text[:0], 0
}

// A finder finds the next place of a mark. Its calls go from left to right, and take time
// proportional to the length of the text all together.
type finder struct {
	mark string
	at   int // its result
	used bool
}

// next returns the index of the first mark at or after from, or -1.
func (f *finder) next(text []byte, from int) int {
	if !f.used || f.at >= 0 && f.at < from {
		f.used = true
		if f.at = bytes.Index(text[min(from, len(text)):], []byte(f.mark)); f.at >= 0 {
			f.at += from
		}
	}
	return f.at
}

// isRegexpSpace reports whether \s in a regular expression of PHP matches c.
func isRegexpSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// skipSpace returns the index after the white space at text[i].
func skipSpace(text []byte, i int) int {
	for i < len(text) && isRegexpSpace(text[i]) {
		i++
	}
	return i
}

// hasAt reports whether mark is at text[i].
func hasAt(text []byte, i int, mark string) bool {
	return len(text)-i >= len(mark) && string(text[i:i+len(mark)]) == mark
}

const (
	preOpens  = "<pre wp-pre-tag-"
	preCloses = "></pre>"
)

// hidePre replaces pre elements with placeholders. An end tag without a start tag is
// dropped, as in the original.
func (a *autop) hidePre() {
	if !bytes.Contains(a.text, []byte("<pre")) {
		return
	}
	const end = "</pre>"
	for from := 0; ; {
		n := bytes.Index(a.text[from:], []byte(end))
		if n < 0 {
			break
		}
		n += from
		if start := bytes.Index(a.text[from:n], []byte("<pre")); start < 0 {
			a.put(n, n+len(end), "")
		} else {
			start += from
			a.pres = append(a.pres, string(a.text[start:n+len(end)]))
			a.put(start, n+len(end), preOpens+strconv.Itoa(len(a.pres)-1)+preCloses)
		}
		from = n + len(end)
	}
	a.flush()
}

// endOfBreak returns the index after the <br\s*/?> at text[i], or -1.
func endOfBreak(text []byte, i int) int {
	if !hasAt(text, i, "<br") {
		return -1
	}
	i = skipSpace(text, i+len("<br"))
	if i < len(text) && text[i] == '/' {
		i++
	}
	if i < len(text) && text[i] == '>' {
		return i + 1
	}
	return -1
}

// doubleBreaks replaces two br elements in a row with a blank line.
func (a *autop) doubleBreaks() {
	for i := 0; ; {
		n := bytes.Index(a.text[i:], []byte("<br"))
		if n < 0 {
			break
		}
		i += n
		first := endOfBreak(a.text, i)
		if first < 0 {
			i++
			continue
		}
		if second := endOfBreak(a.text, skipSpace(a.text, first)); second >= 0 {
			a.put(i, second, "\n\n")
			i = second
		} else {
			i = first
		}
	}
	a.flush()
}

// isBlock reports whether name is one of the block elements of wpautop.
func isBlock(name []byte) bool {
	switch string(name) {
	case "table", "thead", "tfoot", "caption", "col", "colgroup", "tbody", "tr", "td", "th", "div", "dl", "dd", "dt",
		"ul", "ol", "li", "pre", "form", "map", "area", "blockquote", "address", "style", "p", "h1", "h2", "h3", "h4",
		"h5", "h6", "hr", "fieldset", "legend", "section", "article", "aside", "hgroup", "header", "footer", "nav",
		"figure", "figcaption", "details", "menu", "summary":
		return true
	}
	return false
}

// opensBlock reports whether text[i:] begins like a tag of a block element. In the
// original, whatever may follow the name up to ">": <picture> is a paragraph too.
func opensBlock(text []byte, i int) bool {
	if i >= len(text) || text[i] != '<' {
		return false
	}
	if i++; i < len(text) && text[i] == '/' {
		i++
	}
	if i >= len(text) {
		return false
	}
	var names []string // without those that begin with another one
	switch text[i] {
	case 'p':
		return true
	case 'a':
		names = []string{"area", "address", "article", "aside"}
	case 'b':
		names = []string{"blockquote"}
	case 'c':
		names = []string{"caption", "col"}
	case 'd':
		names = []string{"div", "dl", "dd", "dt", "details"}
	case 'f':
		names = []string{"form", "fieldset", "footer", "figure", "figcaption"}
	case 'h':
		if i++; i < len(text) && (text[i] == 'r' || text[i] >= '1' && text[i] <= '6') {
			return true
		}
		i--
		names = []string{"hgroup", "header"}
	case 'l':
		names = []string{"li", "legend"}
	case 'm':
		names = []string{"map", "menu"}
	case 'n':
		names = []string{"nav"}
	case 'o':
		names = []string{"ol"}
	case 's':
		names = []string{"style", "section", "summary"}
	case 't':
		names = []string{"tr", "td", "th", "table", "tfoot", "tbody"}
	case 'u':
		names = []string{"ul"}
	}
	for _, name := range names {
		if hasAt(text, i, name) {
			return true
		}
	}
	return false
}

// padBlocks puts blank lines before start tags and after end tags of block elements, and
// after <hr>.
func (a *autop) padBlocks() {
	for i := 0; ; i++ {
		n := bytes.IndexByte(a.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		name := i + 1
		if name < len(a.text) {
			a.firsts[a.text[name]] = true
		}
		if name < len(a.text) && a.text[name] == '/' {
			name++
		}
		end := name
		for end < len(a.text) && end-name <= len("blockquote") && (a.text[end] >= 'a' && a.text[end] <= 'z' || a.text[end] >= '1' && a.text[end] <= '6') {
			end++
		}
		if end == name || end == len(a.text) || !isBlock(a.text[name:end]) {
			continue
		}
		switch c := a.text[end]; {
		case name > i+1:
			if c == '>' {
				a.put(end+1, end+1, "\n\n")
			}
		case c == '>' || c == '/' || isRegexpSpace(c):
			a.put(i, i, "\n\n")
			if string(a.text[name:end]) != "hr" {
				continue
			}
			if end = skipSpace(a.text, end); end < len(a.text) && a.text[end] == '/' {
				end++
			}
			if end < len(a.text) && a.text[end] == '>' {
				a.put(end+1, end+1, "\n\n")
			}
		}
	}
	a.flush()
}

// newlines replaces "\r\n" and "\r" with "\n".
func (a *autop) newlines() {
	for i := 0; ; i++ {
		n := bytes.IndexByte(a.text[i:], '\r')
		if n < 0 {
			break
		}
		i += n
		if hasAt(a.text, i+1, "\n") {
			a.put(i, i+1, "")
		} else {
			a.put(i, i+1, "\n")
		}
	}
	a.flush()
}

const hiddenNewline = " <!-- wpnl --> "

// hideNewlines replaces the newlines inside tags and comments with placeholders.
func (a *autop) hideNewlines() {
	for i := 0; ; {
		n := bytes.IndexByte(a.text[i:], '<')
		if n < 0 {
			break
		}
		i += n
		end := endOfElement(a.text, i)
		for {
			n := bytes.IndexByte(a.text[i:end], '\n')
			if n < 0 {
				break
			}
			a.put(i+n, i+n+1, hiddenNewline)
			i += n + 1
		}
		i = end
	}
	a.flush()
}

// endOfElement returns the index after the tag, comment or CDATA section that begins at
// text[i], a <, as get_html_split_regex delimits it: what does not end goes on to the end
// of the text.
func endOfElement[T string | []byte](text T, i int) int {
	mark, from := ">", i+1
	switch rest := text[i+1:]; {
	case len(rest) >= 3 && string(rest[:3]) == "!--":
		mark, from = "-->", i+2
	case len(rest) >= 8 && string(rest[:8]) == "![CDATA[":
		mark, from = "]]>", i+9
	}
	var n int
	switch t := any(text).(type) {
	case string:
		n = strings.Index(t[from:], mark)
	case []byte:
		n = bytes.Index(t[from:], []byte(mark))
	}
	if n < 0 {
		return len(text)
	}
	return from + n + len(mark)
}

// trim removes the white space before and after what match finds. match returns the index
// after the match that begins at text[i], or -1; the match begins with one of the bytes of
// first.
func (a *autop) trim(first string, before, after bool, match func(text []byte, i int) int) {
	for i := 0; ; {
		n := bytes.IndexAny(a.text[i:], first)
		if n < 0 {
			break
		}
		i += n
		end := match(a.text, i)
		if end < 0 {
			i++
			continue
		}
		if before {
			start := i
			for start > a.done && isRegexpSpace(a.text[start-1]) {
				start--
			}
			if start < i {
				a.put(start, i, "")
			}
		}
		if i = end; after {
			if i = skipSpace(a.text, end); i > end {
				a.put(end, i, "")
			}
		}
	}
	a.flush()
}

// literal returns a match of mark.
func literal(mark string) func([]byte, int) int {
	return func(text []byte, i int) int {
		if hasAt(text, i, mark) {
			return i + len(mark)
		}
		return -1
	}
}

// tag returns a match of any of marks and all up to the next ">".
func tag(marks ...string) func([]byte, int) int {
	ends := finder{mark: ">"}
	return func(text []byte, i int) int {
		for _, mark := range marks {
			if !hasAt(text, i, mark) {
				continue
			}
			if end := ends.next(text, i+len(mark)); end >= 0 {
				return end + 1
			}
		}
		return -1
	}
}

// player returns the index after [<\[](?:audio|video)[^>\]]*[>\]] at text[i], or -1.
func player() func([]byte, int) int {
	angle, square := finder{mark: ">"}, finder{mark: "]"}
	return func(text []byte, i int) int {
		if !hasAt(text, i+1, "audio") && !hasAt(text, i+1, "video") {
			return -1
		}
		from := i + len("<audio")
		a, s := angle.next(text, from), square.next(text, from)
		switch {
		case a < 0 && s < 0:
			return -1
		case a < 0 || s >= 0 && s < a:
			return s + 1
		}
		return a + 1
	}
}

// endOfPlayer returns the index after [<\[]/(?:audio|video)[>\]] at text[i], or -1.
func endOfPlayer(text []byte, i int) int {
	end := i + len("</audio")
	if hasAt(text, i+1, "/audio") || hasAt(text, i+1, "/video") {
		if end < len(text) && (text[end] == '>' || text[end] == ']') {
			return end + 1
		}
	}
	return -1
}

// collapse removes line breaks around elements that must not get any: option, param,
// source, figcaption.
func (a *autop) collapse() {
	contains := func(mark string) bool { return a.firsts[mark[1]] && bytes.Contains(a.text, []byte(mark)) }
	if contains("<option") {
		a.trim("<", true, false, literal("<option"))
		a.trim("<", false, true, literal("</option>"))
	}
	if contains("</object>") {
		a.trim("<", false, true, tag("<object"))
		a.trim("<", true, false, literal("</object>"))
		a.trim("<", true, true, tag("<param", "<embed", "</param", "</embed"))
	}
	if contains("<source") || contains("<track") {
		a.trim("<[", false, true, player())
		a.trim("<[", true, false, endOfPlayer)
		a.trim("<", true, true, tag("<source", "<track"))
	}
	if contains("<figcaption") {
		a.trim("<", true, false, tag("<figcaption"))
		a.trim("<", false, true, literal("</figcaption>"))
	}
}
