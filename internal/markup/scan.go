package markup

import "strings"

// scanner reads raw HTML as the WHATWG tokenizer does, with one difference: what
// is never closed (a tag, a comment, a script) does not swallow the rest of the
// text. A tag that does not end makes the rest plain text; an element or comment
// without an end loses its opening only.
type scanner struct {
	in        string
	pos       int
	lastClose int    // index of the last '>'
	unclosed  uint64 // kinds of raw element known to have no end tag ahead: bit per rawElements
	noComment bool   // no --> ahead
	videoEnd  int    // index of the last </video, and of the last </audio, from 1; 0 before it is known
	audioEnd  int
}

// endsLater reports whether an end tag for a video or audio is still to come.
func (s *scanner) endsLater(name string) bool {
	last := &s.videoEnd
	if name != "video" {
		last = &s.audioEnd
	}
	if *last == 0 {
		*last = strings.LastIndex(s.in, "</"+name) + 1
		if *last == 0 {
			*last = strings.LastIndex(strings.ToLower(s.in), "</"+name) + 1
		}
		if *last == 0 {
			*last = -1
		}
	}
	return *last > s.pos
}

// tag is a start or end tag as it was written.
type tag struct {
	name        string // lower case when it is known; see lowerName
	end         bool
	selfClosing bool
	attrs       []rawAttr // each known attribute once, in order
	seen        uint64
	start       int
}

type rawAttr struct {
	attr  attribute
	value string // as written, with its character references
	start int
}

// Attributes that never stay under their own name.
const (
	rawName attribute = numAttributes + iota // an anchor's id, long ago
	rawStyle
	rawDataSrc // lazy loading scripts hide the address here
	rawDataSrcset
	rawVideoID
	numRawAttributes
)

func rawAttribute(name string) attribute {
	switch name {
	case "name":
		return rawName
	case "style":
		return rawStyle
	case "data-src", "data-lazy-src", "data-original":
		return rawDataSrc
	case "data-srcset", "data-lazy-srcset":
		return rawDataSrcset
	case "data-videoid", "data-tweetid", "data-shortcode":
		return rawVideoID
	}
	return attributeNamed(name)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

// longestName is longer than any name in the tables.
const longestName = 20

// lowerName returns name in lower case, or "" when it is too long to be known.
func lowerName(name string) string {
	if len(name) > longestName {
		return ""
	}
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			return strings.ToLower(name)
		}
	}
	return name
}

// A token is what a < begins.
type token uint8

const (
	textToken    token = iota // the < is text
	startToken                // a start tag
	endToken                  // an end tag
	commentToken              // a comment or what is read as one
	openComment               // the opening of a comment that never ends
	unfinished                // a tag that never ends; pos has not moved
)

// next reads what the < at pos begins, a tag into t, and moves behind it. unknown,
// if given, is told of attributes that t does not hold.
func (s *scanner) next(t *tag, unknown func(name string, start int)) token {
	if s.pos > s.lastClose {
		return unfinished
	}
	c, kind := s.in[s.pos+1], startToken // a > follows somewhere
	if c == '/' {
		c, kind = s.in[s.pos+2], endToken
	}
	switch {
	case isLetter(c):
		if !s.scanTag(t, unknown) {
			return unfinished
		}
		return kind
	case kind == endToken, c == '!', c == '?':
		if s.skipComment() {
			return commentToken
		}
		s.pos += len("<!--")
		return openComment
	}
	s.pos++
	return textToken
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// scanTag reads the tag at pos, which is < or </ and a letter, and moves behind
// it. It reports false, without moving, when the tag never ends.
func (s *scanner) scanTag(t *tag, unknown func(name string, start int)) bool {
	in, i := s.in, s.pos+1
	*t = tag{start: s.pos, attrs: t.attrs[:0]}
	if in[i] == '/' {
		t.end = true
		i++
	}
	start := i
	for i < len(in) && !isSpace(in[i]) && in[i] != '/' && in[i] != '>' {
		i++
	}
	t.name = lowerName(in[start:i])
	for i < len(in) {
		switch c := in[i]; {
		case c == '>':
			s.pos = i + 1
			return true
		case c == '/':
			i++
			t.selfClosing = i < len(in) && in[i] == '>'
			continue
		case isSpace(c):
			i++
			continue
		}
		start = i
		i++ // an = in first place belongs to the name
		for i < len(in) && !isSpace(in[i]) && in[i] != '/' && in[i] != '>' && in[i] != '=' {
			i++
		}
		name, value := in[start:i], ""
		for i < len(in) && isSpace(in[i]) {
			i++
		}
		if i < len(in) && in[i] == '=' {
			i++
			for i < len(in) && isSpace(in[i]) {
				i++
			}
			if i == len(in) {
				return false
			}
			if q := in[i]; q == '"' || q == '\'' {
				n := strings.IndexByte(in[i+1:], q)
				if n < 0 {
					return false
				}
				value = in[i+1 : i+1+n]
				i += n + 2
			} else {
				from := i
				for i < len(in) && !isSpace(in[i]) && in[i] != '>' {
					i++
				}
				value = in[from:i]
			}
		}
		a := rawAttribute(lowerName(name))
		switch {
		case a == noAttribute:
			if unknown != nil && !t.end {
				unknown(name, start)
			}
		case !t.has(a):
			t.seen |= 1 << a
			t.attrs = append(t.attrs, rawAttr{a, value, start})
		}
	}
	return false
}

// hidden reports whether the tag takes its element off the page.
func (t *tag) hidden() bool {
	if t.has(atHidden) {
		return true
	}
	if !t.has(rawStyle) {
		return false
	}
	for declaration := range strings.SplitSeq(plainValue(t.value(rawStyle)), ";") {
		property, value, _ := strings.Cut(declaration, ":")
		value, _, _ = strings.Cut(value, "!")
		property, value = strings.TrimSpace(property), strings.TrimSpace(value)
		if strings.EqualFold(property, "display") && strings.EqualFold(value, "none") ||
			strings.EqualFold(property, "visibility") && strings.EqualFold(value, "hidden") {
			return true
		}
	}
	return false
}

// has reports whether the tag has an attribute.
func (t *tag) has(a attribute) bool { return t.seen>>a&1 != 0 }

// value returns the raw value of an attribute, "" when it is not there.
func (t *tag) value(a attribute) string {
	if t.has(a) {
		for i := range t.attrs {
			if t.attrs[i].attr == a {
				return t.attrs[i].value
			}
		}
	}
	return ""
}

// rawElements are those whose content is no part of a text.
var rawElements = [...]string{
	"script", "style", "iframe", "svg", "noscript", "template", "object", "title", "noembed", "noframes",
	"textarea", "canvas", "select", "datalist", "xmp",
	"amp-iframe", "amp-youtube", "amp-vimeo", "amp-dailymotion", "amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok",
	"amp-soundcloud", "amp-brightcove", "amp-jwplayer", "amp-video-iframe", "amp-ad", "amp-embed", "amp-sticky-ad", "amp-analytics",
}

func rawElement(name string) int {
	for i, raw := range rawElements {
		if raw == name {
			return i
		}
	}
	return -1
}

// skipRaw moves to the end tag of the raw element that has just begun, and
// returns its content. It reports false, without moving, when there is none. A
// kind that was once not found is not looked for again: a million unclosed
// <script> cost one search.
func (s *scanner) skipRaw(kind int) (content string, ok bool) {
	if s.unclosed>>kind&1 != 0 {
		return "", false
	}
	end := -1
	switch name := rawElements[kind]; name {
	case "script":
		end = s.endOfScript()
	case "svg":
		end = s.endOfForeign(name)
	default:
		end = s.endOfRaw(name, s.pos)
	}
	if end < 0 {
		s.unclosed |= 1 << kind
		return "", false
	}
	content = s.in[s.pos:end]
	s.pos = end
	return content, true
}

// endOfRaw returns the index of the next end tag with the name, or -1.
func (s *scanner) endOfRaw(name string, i int) int {
	for {
		n := strings.Index(s.in[i:], "</")
		if n < 0 {
			return -1
		}
		if i += n; s.names(i+2, name) {
			return i
		}
		i += 2
	}
}

// names reports whether a tag's name stands at i.
func (s *scanner) names(i int, name string) bool {
	after := i + len(name)
	return after < len(s.in) && strings.EqualFold(s.in[i:after], name) &&
		(isSpace(s.in[after]) || s.in[after] == '/' || s.in[after] == '>')
}

// endOfScript knows that in a script an end tag between <!-- and --> that has a
// <script> of its own is text.
func (s *scanner) endOfScript() int {
	comment, nested := false, false
	for i := s.pos; i < len(s.in); i++ {
		switch s.in[i] {
		case '<':
			switch {
			case strings.HasPrefix(s.in[i:], "<!--"):
				comment = true
			case comment && s.names(i+1, "script"):
				nested = true
			case s.in[i:][:min(2, len(s.in)-i)] != "</" || !s.names(i+2, "script"):
			case !nested:
				return i
			default:
				nested = false
			}
		case '-':
			if strings.HasPrefix(s.in[i:], "-->") {
				comment, nested = false, false
			}
		}
	}
	return s.endOfRaw("script", s.pos)
}

// endOfForeign knows that CDATA hides an end tag, that drawings nest, and that
// the start tag of an HTML block ends a drawing that was left open, but not in
// the parts of it that hold HTML.
func (s *scanner) endOfForeign(name string) int {
	depth, inHTML := 1, 0
	for i := s.pos; ; i++ {
		n := strings.IndexByte(s.in[i:], '<')
		if n < 0 {
			return -1
		}
		i += n
		switch rest := s.in[i+1:]; {
		case strings.HasPrefix(rest, "![CDATA[") && inHTML == 0:
			n := strings.Index(rest, "]]>")
			if n < 0 {
				return -1
			}
			i += n
		case s.names(i+1, "foreignObject"), s.names(i+1, "desc"), s.names(i+1, "annotation-xml"):
			inHTML++
		case s.names(i+2, "foreignObject"), s.names(i+2, "desc"), s.names(i+2, "annotation-xml"):
			inHTML--
		case s.names(i+1, name):
			depth++
		case strings.HasPrefix(rest, "/") && s.names(i+2, name):
			if depth--; depth == 0 {
				return i
			}
		case inHTML <= 0:
			for _, block := range [...]string{"p", "div", "ul", "ol", "li", "table", "blockquote", "h2", "h3", "img", "span", "br"} {
				if s.names(i+1, block) {
					return i
				}
			}
		}
	}
}

// skipComment moves behind what begins at pos with <! or <? or </ and no letter. It
// reports false, without moving, when it never ends.
func (s *scanner) skipComment() bool {
	body, real := strings.CutPrefix(s.in[s.pos:], "<!--")
	if !real {
		s.pos += strings.IndexByte(s.in[s.pos:], '>') + 1
		return true
	}
	// <!--> and <!---> are whole comments, and --!> ends one as well.
	for _, whole := range [...]string{">", "->"} {
		if strings.HasPrefix(body, whole) {
			s.pos += len("<!--") + len(whole)
			return true
		}
	}
	for i := 0; !s.noComment; i++ {
		n := strings.Index(body[i:], "--")
		if n < 0 {
			s.noComment = true
			break
		}
		i += n
		for _, end := range [...]string{"-->", "--!>"} {
			if strings.HasPrefix(body[i:], end) {
				s.pos += len("<!--") + i + len(end)
				return true
			}
		}
	}
	return false
}
