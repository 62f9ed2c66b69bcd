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
	unclosed  uint16 // kinds of raw element known to have no end tag ahead: bit per rawElements
	noComment bool   // no --> ahead
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
		case t.seen>>a&1 == 0:
			t.seen |= 1 << a
			t.attrs = append(t.attrs, rawAttr{a, value, start})
		}
	}
	return false
}

// value returns the raw value of an attribute, "" when it is not there.
func (t *tag) value(a attribute) string {
	if t.seen>>a&1 != 0 {
		for i := range t.attrs {
			if t.attrs[i].attr == a {
				return t.attrs[i].value
			}
		}
	}
	return ""
}

// rawElements are those whose content is no part of a text. Their content ends
// at their first end tag, whatever else it may hold.
var rawElements = [...]string{"script", "style", "iframe", "svg", "math", "noscript", "template", "object", "title", "noembed", "noframes", "applet", "textarea", "xmp"}

func rawElement(name string) int {
	for i, raw := range rawElements {
		if raw == name {
			return i
		}
	}
	return -1
}

// skipRaw moves behind the end tag of the raw element that has just begun, and
// returns its content. It reports false, without moving, when there is no end
// tag. A kind that was once not found is not looked for again: a million
// unclosed <script> cost one search.
func (s *scanner) skipRaw(kind int) (content string, ok bool) {
	if s.unclosed>>kind&1 != 0 {
		return "", false
	}
	name := rawElements[kind]
	for i := s.pos; ; {
		n := strings.Index(s.in[i:], "</")
		if n < 0 {
			break
		}
		i += n + 2
		after := i + len(name)
		if after < len(s.in) && strings.EqualFold(s.in[i:after], name) && (isSpace(s.in[after]) || s.in[after] == '/' || s.in[after] == '>') {
			content = s.in[s.pos : i-2]
			s.pos = i - 2
			return content, true
		}
	}
	s.unclosed |= 1 << kind
	return "", false
}

// scanComment moves behind what begins at pos with <! or <? or </ and no letter,
// and returns its content. It reports false, without moving, when it never ends.
func (s *scanner) scanComment() (content string, ok bool) {
	rest := s.in[s.pos:]
	if body, real := strings.CutPrefix(rest, "<!--"); real {
		// <!--> and <!---> are whole comments, and --!> ends one as well.
		for _, short := range []string{">", "->"} {
			if strings.HasPrefix(body, short) {
				s.pos += len("<!--") + len(short)
				return "", true
			}
		}
		if s.noComment {
			return "", false
		}
		for i := 0; ; {
			n := strings.Index(body[i:], "--")
			if n < 0 {
				s.noComment = true
				return "", false
			}
			i += n
			for _, close := range []string{"-->", "--!>"} {
				if strings.HasPrefix(body[i:], close) {
					s.pos += len("<!--") + i + len(close)
					return body[:i], true
				}
			}
			i++
		}
	}
	n := strings.IndexByte(rest, '>')
	if n < 0 {
		return "", false
	}
	s.pos += n + 1
	return rest[2:n], true
}
