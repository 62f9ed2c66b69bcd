package html

import "strings"

// EndOfRaw returns the index where the content of the Raw element that t begins ends,
// and the index after its end tag. In a script, an end tag after "<!--" and "<script"
// is text up to "-->" (§13.2.5.17 to 31). If there is no complete end tag, open is true and
// end is len(in); so is content, unless the text ends within the end tag.
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

// isTag reports whether s begins with prefix, the name of a tag, and a byte that ends
// the name.
func isTag(s, prefix, name string) bool {
	if !strings.HasPrefix(s, prefix) || len(s) <= len(prefix)+len(name) {
		return false
	}
	s = s[len(prefix):]
	c := s[len(name)]
	return equalFold(s[:len(name)], name) && (c == '>' || c == '/' || IsSpace(c))
}

// Open tracks which elements are open at the current position of a text, as far as
// needed to determine visibility: which elements an end tag can close. The zero value
// is the state at the beginning of a text.
type Open struct {
	counts [Elements]int32
	shown  [Elements]bool // hidden elements that are never closed: their content is shown
}

// Has reports whether an element e is open.
func (o *Open) Has(e Element) bool { return o.counts[e.counted()] > 0 }

// Start records the start of an element.
func (o *Open) Start(e Element) {
	switch {
	case e.Has(Void):
		return
	case e == P: // never inside another p
		o.counts[P] = 1
		return
	case e.Has(Block):
		o.counts[P] = 0
	}
	o.counts[e.counted()]++
}

// End records the end of an element.
func (o *Open) End(e Element) {
	e = e.counted()
	o.counts[e] = max(o.counts[e]-1, 0)
}

// Skip returns the index where the content hidden by the element that t begins ends. It
// returns false if the element hides nothing. An element that is never closed hides the
// rest of the text only if it is a script or style, or is hidden by its attributes.
func (o *Open) Skip(in string, t *Tag) (end int, ok bool) {
	if !t.Hides() || o.shown[t.Element] && !t.Hidden {
		return 0, false
	}
	end, open := t.endOfHidden(in, o)
	if t.Element.Has(Block) {
		o.counts[P] = 0
	}
	if open && !t.Hidden && !t.Element.Has(Program) {
		o.shown[t.Element] = true
		return 0, false
	}
	return end, true
}

// Close returns the index after the element that t begins, whether or not it hides its
// content. It returns false if the element has no end tag of its own.
func (o *Open) Close(in string, t *Tag) (end int, ok bool) {
	if t.Element.Has(Void) {
		return t.End, true
	}
	end, open := t.endOfHidden(in, o)
	last := strings.LastIndexByte(in[t.End:end], '<')
	if open || last < 0 || !isTag(in[t.End+last+1:end], "/", t.Name) {
		return 0, false
	}
	if t.Element.Has(Block) {
		o.counts[P] = 0
	}
	return end, true
}

// endOfHidden returns the index after the hidden element that t begins. That is after
// its end tag, or before a tag that implies its end, such as a tag that ends an element
// around it. If there is neither, open is true.
func (t *Tag) endOfHidden(in string, around *Open) (end int, open bool) {
	if t.Element.Has(Raw) {
		_, end, open = t.EndOfRaw(in)
		return end, open
	}
	root := t.Element.counted()
	var room [64]Element
	var (
		inside Open       // elements open inside t
		stack  = room[:0] // the same elements, outermost first
		same   = 1        // open elements with the name of t, t included
		svg    = root == Svg
		html   = 0 // in an svg: open elements that contain HTML, such as foreignObject
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
		e := tag.Element.counted()
		named := e == Other && root == Other && equalFold(tag.Name, t.Name)
		switch tag.Kind {
		case StartTag:
			switch {
			case foreign && tag.Element.Has(Breakout), endsHidden(root, tag.Element, &inside), endsAround(around, root, tag.Element, &inside):
				return i, false
			case foreign && tag.SelfClosing, e.Has(Void):
			case named:
				same++
			case e.Has(Raw) && !foreign:
				_, tag.End, _ = tag.EndOfRaw(in)
			case svg && holdsHTML(tag.Name):
				html++
			default:
				inside.counts[e]++
				stack = append(stack, e)
			}
		case EndTag:
			switch {
			case foreign && (e == P || e == Br):
				return i, false // creates an element, which ends the svg
			case named, e == root && !inside.Has(e) && e != Other:
				if same--; same == 0 {
					return tag.End, false
				}
			case svg && holdsHTML(tag.Name):
				html = max(html-1, 0)
			case inside.Has(e): // it also closes the elements open inside it
				for last := Elements; last != e; {
					last = stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					inside.counts[last]--
				}
			case e != Other && around.Has(e) && root != Template:
				return i, false // the end tag of an element around t
			}
		}
	}
}

// holdsHTML reports whether the SVG element with the given name contains HTML (§13.2.6.5,
// HTML integration points).
func holdsHTML(name string) bool {
	return equalFold(name, "foreignObject") || equalFold(name, "desc") || equalFold(name, "title")
}

// endsHidden reports whether the start tag of e implies the end of the hidden element
// root, given the elements open inside it (§13.1.2.4).
func endsHidden(root, e Element, inside *Open) bool {
	switch root {
	case H1:
		return e.Has(Heading)
	case P:
		return e.Has(Block)
	case Li:
		return e == Li && !inside.Has(Ul) && !inside.Has(Ol)
	case Dt, Dd:
		return (e == Dt || e == Dd) && !inside.Has(Dl)
	case Rt, Rp:
		return e == Rt || e == Rp
	case Td, Th, Caption:
		return e.Has(Tabular) && !inside.Has(Table)
	case Colgroup:
		return e.Has(Tabular) && e != Col && !inside.Has(Table)
	case Tr:
		return e.Has(Tabular) && e != Td && e != Th && !inside.Has(Table)
	case Tbody, Thead, Tfoot:
		return e.Has(Tabular) && e != Td && e != Th && e != Tr && !inside.Has(Table)
	case Option:
		return e == Option || e == Optgroup
	case A, Button, Nobr:
		return e == root
	}
	return false
}

// endsAround reports whether the start tag of e implies the end of an element around the
// hidden element root, and therefore of root itself. It does not if root, or an element
// open inside root, can contain e.
func endsAround(around *Open, root, e Element, inside *Open) bool {
	switch {
	case root == Template, root == Object, root == Button:
		return false
	case e == Li:
		return around.Has(Li) && root != Ul && root != Ol && !inside.Has(Ul) && !inside.Has(Ol)
	case e == Dt, e == Dd:
		return (around.Has(Dt) || around.Has(Dd)) && root != Dl && !inside.Has(Dl)
	case e.Has(Tabular):
		return around.Has(Table) && root != Table && !root.Has(Tabular) && !inside.Has(Table)
	}
	return e.Has(Block) && around.Has(P) && !root.Has(Block) && !inside.Has(Button) && !inside.Has(Object) && !inside.Has(Table)
}
