package text

import "strings"

type tagKind uint8

const (
	otherMarkup tagKind = iota // a comment, a doctype, or what the standard reads as one
	startTag
	endTag
)

// A tag is one tag or comment as the WHATWG tokenizer delimits it.
type tag struct {
	kind        tagKind
	element     element
	selfClosing bool
	hidden      bool   // its attributes hide the element
	name        string // as written
	end         int    // index after it
}

// hides reports whether what follows the start tag is hidden up to its end tag.
// Editors close media with "/>", which HTML ignores; taken at its word, such an
// element would swallow the text after it.
func (t *tag) hides() bool {
	el := &elements[t.element]
	return t.hidden && !el.void || el.hidden && !(t.selfClosing && el.recovers)
}

// scan reads into t the tag or comment at in[i], a "<". Where "<" begins
// neither, it is text and scan returns false.
func (t *tag) scan(in string, i int) bool {
	if i+1 == len(in) {
		return false
	}
	switch c := in[i+1]; {
	case isLetter(c):
		t.scanName(in, i+1, startTag)
	case c == '/':
		if i+2 == len(in) {
			return false
		}
		if isLetter(in[i+2]) {
			t.scanName(in, i+2, endTag)
		} else {
			*t = tag{end: after(in, i+2, ">")}
		}
	case c == '!':
		*t = tag{end: endOfDeclaration(in, i)}
	case c == '?':
		*t = tag{end: after(in, i+2, ">")}
	default:
		return false
	}
	return true
}

// after returns the index after the next mark at or after in[i], or the end.
func after(in string, i int, mark string) int {
	if n := strings.Index(in[i:], mark); n >= 0 {
		return i + n + len(mark)
	}
	return len(in)
}

// endOfDeclaration returns the index after the comment, doctype or CDATA
// section at in[i]. Outside foreign content CDATA is a comment up to ">".
func endOfDeclaration(in string, i int) int {
	if !strings.HasPrefix(in[i:], "<!--") {
		return after(in, i+2, ">")
	}
	i += len("<!--")
	for _, abrupt := range []string{">", "->"} {
		if strings.HasPrefix(in[i:], abrupt) {
			return i + len(abrupt)
		}
	}
	for {
		if i = after(in, i, "--"); i == len(in) {
			return i
		}
		switch {
		case in[i] == '>':
			return i + 1
		case strings.HasPrefix(in[i:], "!>"):
			return i + 2
		}
		i-- // "--->" ends a comment too
	}
}

// scanName reads a tag from its name on.
func (t *tag) scanName(in string, i int, kind tagKind) {
	start := i
	for i < len(in) && in[i] != '>' && in[i] != '/' && byteKind[in[i]] != spaceByte {
		i++
	}
	*t = tag{kind: kind, name: in[start:i], element: elementOf(in[start:i])}
	for {
		for i < len(in) && (in[i] == '/' || byteKind[in[i]] == spaceByte) {
			i++
		}
		if i == len(in) { // an unfinished tag is nothing
			*t = tag{end: i}
			return
		}
		if in[i] == '>' {
			t.selfClosing = in[i-1] == '/'
			t.end = i + 1
			return
		}
		var name, value string
		name, value, i = scanAttribute(in, i)
		t.hidden = t.hidden || kind == startTag && hidesElement(name, value)
	}
}

// scanAttribute reads the attribute at in[i] and returns the index after it.
func scanAttribute(in string, i int) (name, value string, next int) {
	start := i
	for i++; i < len(in) && in[i] != '=' && in[i] != '>' && in[i] != '/' && byteKind[in[i]] != spaceByte; i++ {
	}
	name = in[start:i]
	j := skipSpace(in, i)
	if j == len(in) || in[j] != '=' {
		return name, "", i
	}
	i = skipSpace(in, j+1)
	if i == len(in) || in[i] == '>' {
		return name, "", i
	}
	start = i
	if quote := in[i]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(in[i+1:], quote)
		if n < 0 {
			return name, "", len(in)
		}
		return name, in[i+1 : i+1+n], i + n + 2
	}
	for i < len(in) && in[i] != '>' && byteKind[in[i]] != spaceByte {
		i++
	}
	return name, in[start:i], i
}

func skipSpace(in string, i int) int {
	for i < len(in) && byteKind[in[i]] == spaceByte {
		i++
	}
	return i
}

// hidesElement reports whether an attribute takes its element off the page.
func hidesElement(name, value string) bool {
	switch len(name) {
	case len("hidden"):
		return strings.EqualFold(name, "hidden")
	case len("style"):
		return strings.EqualFold(name, "style") && hidesByStyle(value)
	}
	return false
}

// hidesByStyle reads only the two declarations with which editors and mail
// programs hide an element.
func hidesByStyle(style string) bool {
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(declaration, ":")
		property, value = strings.TrimSpace(property), strings.TrimSpace(value)
		value, _, _ = strings.Cut(value, "!")
		value = strings.TrimSpace(value)
		if strings.EqualFold(property, "display") && strings.EqualFold(value, "none") ||
			strings.EqualFold(property, "visibility") && strings.EqualFold(value, "hidden") {
			return true
		}
	}
	return false
}

// endOfHidden returns where the element that root begins stops hiding text:
// after its end tag, or before the tag that implies its end. closed is false
// when the input ends first.
func (rd *Reader) endOfHidden(root *tag) (end int, closed bool) {
	if elements[root.element].raw {
		return endOfRaw(rd.in, root)
	}
	var inside [elementCount]int32 // elements open inside root, by kind
	same := 1                      // open elements with root's name, root included
	html := 0                      // foreignObject and the like: HTML inside svg
	svg := root.element == svgElement
	var tag tag
	i := root.end
	for {
		n := strings.IndexByte(rd.in[i:], '<')
		if n < 0 {
			return len(rd.in), false
		}
		i += n
		if svg && html == 0 && strings.HasPrefix(rd.in[i:], "<![CDATA[") {
			i = after(rd.in, i, "]]>")
			continue
		}
		if !tag.scan(rd.in, i) {
			i++
			continue
		}
		isRoot := tag.element == root.element && strings.EqualFold(tag.name, root.name)
		foreign := svg && html == 0
		switch tag.kind {
		case startTag:
			switch {
			case foreign && breaksOut(tag.name), endsHidden(root.element, tag.element, &inside):
				return i, true
			case foreign && tag.selfClosing, elements[tag.element].void:
			case isRoot:
				same++
			case elements[tag.element].raw && !foreign:
				i, _ = endOfRaw(rd.in, &tag)
				continue
			case svg && isIntegrationPoint(tag.name):
				html++
			default:
				inside[tag.element]++
			}
		case endTag:
			switch {
			case foreign && (tag.element == pElement || tag.element == brElement):
				return i, true // makes an element of its own, which svg cannot hold
			case isRoot:
				if same--; same == 0 {
					return tag.end, true
				}
			case svg && isIntegrationPoint(tag.name):
				html = max(html-1, 0)
			case inside[tag.element] > 0:
				inside[tag.element]--
			case tag.element != otherElement && rd.open[tag.element] > 0 && root.element != templateElement:
				return i, true // the end tag of an element around root
			}
		}
		i = tag.end
	}
}

// isIntegrationPoint reports whether an SVG element holds HTML.
func isIntegrationPoint(name string) bool {
	return strings.EqualFold(name, "foreignObject") || strings.EqualFold(name, "desc") || strings.EqualFold(name, "title")
}

// endOfRaw returns the index after the end tag of a raw-text element. In a
// script, an end tag after "<!--" and "<script" is text up to "-->".
func endOfRaw(in string, root *tag) (end int, closed bool) {
	script := root.element == scriptElement
	commentEnd, nested := 0, false
	for i := root.end; ; i++ {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return len(in), false
		}
		i += n
		comment := script && i < commentEnd
		nested = nested && comment
		switch rest := in[i+1:]; {
		case namesTag(rest, "/", root.name):
			if nested {
				nested = false
				continue
			}
			var end tag
			end.scanName(in, i+2, endTag)
			return end.end, end.kind == endTag
		case script && !comment && strings.HasPrefix(rest, "!--"):
			commentEnd = after(in, i+len("<!"), "-->") // "<!-->" is a whole comment
		case comment && namesTag(rest, "", root.name):
			nested = true
		}
	}
}

// namesTag reports whether s begins with prefix, a tag's name and its end.
func namesTag(s, prefix, name string) bool {
	if !strings.HasPrefix(s, prefix) || len(s) <= len(prefix)+len(name) {
		return false
	}
	s = s[len(prefix):]
	c := s[len(name)]
	return strings.EqualFold(s[:len(name)], name) && (c == '>' || c == '/' || byteKind[c] == spaceByte)
}
