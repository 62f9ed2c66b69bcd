package html

import "strings"

// EndOfRaw returns the index after the end tag of the Raw element that t begins, and
// that of this tag itself. In a script, an end tag after "<!--" and "<script" is text
// up to "-->" (§13.2.5.17 to 31). Without an end tag the element is open, and both are
// the end of the text.
func (t *Tag) EndOfRaw(in string) (content, end int, open bool) {
	script := t.Element == Script
	commentEnd, nested := 0, false
	for i := t.End; ; i++ {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return len(in), len(in), true
		}
		i += n
		comment := script && i < commentEnd
		nested = nested && comment
		switch rest := in[i+1:]; {
		case isTag(rest, "/", t.Name):
			if nested {
				nested = false
				continue
			}
			var tag Tag
			tag.Read(in, i, nil)
			return i, tag.End, tag.Open
		case script && !comment && strings.HasPrefix(rest, "!--"):
			commentEnd, _ = after(in, i+len("<!"), "-->") // "<!-->" is a whole comment
		case comment && isTag(rest, "", t.Name):
			nested = true
		}
	}
}

// isTag reports whether s begins with prefix, a tag's name and what ends it.
func isTag(s, prefix, name string) bool {
	if !strings.HasPrefix(s, prefix) || len(s) <= len(prefix)+len(name) {
		return false
	}
	s = s[len(prefix):]
	c := s[len(name)]
	return strings.EqualFold(s[:len(name)], name) && (c == '>' || c == '/' || IsSpace(c))
}

// Counts counts the elements that are open, by kind.
type Counts [Elements]int32

// EndOfHidden returns the index after the element that t begins, whose content is
// hidden: after its end tag, or before the tag that implies its end, one of an element
// around it among them. Without either it is open.
func (t *Tag) EndOfHidden(in string, around *Counts) (end int, open bool) {
	if t.Element.Has(Raw) {
		_, end, open = t.EndOfRaw(in)
		return end, open
	}
	root := t.Element.Counted()
	var room [64]Element
	var (
		inside Counts     // elements open inside t
		stack  = room[:0] // the same in their order
		same   = 1        // for an Other element: it and those of its name inside
		svg    = root == Svg
		html   = 0 // in an svg: foreignObject and the like, which hold HTML
		tag    Tag
	)
	for i := t.End; ; i = tag.End {
		n := strings.IndexByte(in[i:], '<')
		if n < 0 {
			return len(in), true
		}
		i += n
		foreign := svg && html == 0
		if foreign && strings.HasPrefix(in[i:], "<![CDATA[") {
			tag.End, _ = after(in, i, "]]>")
			continue
		}
		tag.Read(in, i, nil)
		e := tag.Element.Counted()
		named := e == Other && root == Other && strings.EqualFold(tag.Name, t.Name)
		switch tag.Kind {
		case StartTag:
			switch {
			case foreign && tag.Element.Has(Breakout), endsHidden(root, tag.Element, &inside):
				return i, false
			case foreign && tag.SelfClosing, e.Has(Void):
			case named:
				same++
			case e.Has(Raw) && !foreign:
				_, tag.End, _ = tag.EndOfRaw(in)
			case svg && holdsHTML(tag.Name):
				html++
			default:
				inside[e]++
				stack = append(stack, e)
			}
		case EndTag:
			switch {
			case foreign && (e == P || e == Br):
				return i, false // makes an element of its own, which svg cannot hold
			case named, e == root && inside[e] == 0 && e != Other:
				if same--; same == 0 {
					return tag.End, false
				}
			case svg && holdsHTML(tag.Name):
				html = max(html-1, 0)
			case inside[e] > 0: // and with it ends what is open in it
				for last := Elements; last != e; {
					last = stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					inside[last]--
				}
			case e != Other && around[e] > 0 && root != Template:
				return i, false // the end tag of an element around t
			}
		}
	}
}

// holdsHTML reports whether an element of SVG holds HTML (§13.2.6.5, HTML integration
// points).
func holdsHTML(name string) bool {
	return strings.EqualFold(name, "foreignObject") || strings.EqualFold(name, "desc") || strings.EqualFold(name, "title")
}

// endsHidden reports whether the start tag of e implies the end of a hidden root, given
// the elements open inside it (§13.1.2.4).
func endsHidden(root, e Element, inside *Counts) bool {
	switch root {
	case H1:
		return e.Has(Heading)
	case P:
		return e.Has(Block)
	case Li:
		return e == Li && inside[Ul]+inside[Ol] == 0
	case Dt, Dd:
		return (e == Dt || e == Dd) && inside[Dl] == 0
	case Td, Th:
		return e.Has(Tabular) && inside[Table] == 0
	case Tr:
		return e.Has(Tabular) && e != Td && e != Th && inside[Table] == 0
	case Tbody, Thead, Tfoot:
		return e.Has(Tabular) && e != Td && e != Th && e != Tr && inside[Table] == 0
	case Option:
		return e == Option || e == Optgroup
	}
	return false
}
