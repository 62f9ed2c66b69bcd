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
	return equalFold(s[:len(name)], name) && (c == '>' || c == '/' || IsSpace(c))
}

// Open knows which elements of a text are open where it is read, as far as visibility
// asks for it: what an end tag may end. The zero Open stands at the beginning.
type Open struct {
	counts [Elements]int32
	shown  [Elements]bool // hiding elements that never end: their content is shown
}

// Has reports whether an element of this kind is open.
func (o *Open) Has(e Element) bool { return o.counts[e.counted()] > 0 }

// Start notes that an element begins.
func (o *Open) Start(e Element) {
	switch {
	case e.Has(Void):
		return
	case e == P: // never in another
		o.counts[P] = 1
		return
	case e.Has(Block):
		o.counts[P] = 0
	}
	o.counts[e.counted()]++
}

// End notes that an element ends.
func (o *Open) End(e Element) {
	e = e.counted()
	o.counts[e] = max(o.counts[e]-1, 0)
}

// Skip returns where the element that t begins stops hiding what follows. It reports
// false when it hides nothing: without an end of its own, only code and what its
// attributes hide is hidden up to the end of the text.
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

// endOfHidden returns the index after the element that t begins, whose content is
// hidden: after its end tag, or before the tag that implies its end, one of an element
// around it among them. Without either it is open.
func (t *Tag) endOfHidden(in string, around *Open) (end int, open bool) {
	if t.Element.Has(Raw) {
		_, end, open = t.EndOfRaw(in)
		return end, open
	}
	root := t.Element.counted()
	var room [64]Element
	var (
		inside Open       // elements open inside t
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
				return i, false // makes an element of its own, which svg cannot hold
			case named, e == root && !inside.Has(e) && e != Other:
				if same--; same == 0 {
					return tag.End, false
				}
			case svg && holdsHTML(tag.Name):
				html = max(html-1, 0)
			case inside.Has(e): // and with it ends what is open in it
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

// holdsHTML reports whether an element of SVG holds HTML (§13.2.6.5, HTML integration
// points).
func holdsHTML(name string) bool {
	return equalFold(name, "foreignObject") || equalFold(name, "desc") || equalFold(name, "title")
}

// endsHidden reports whether the start tag of e implies the end of a hidden root, given
// the elements open inside it (§13.1.2.4).
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

// endsAround reports whether the start tag of e implies the end of an element around a
// hidden root, and so of that one too, unless root or what is inside it keeps e to itself.
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
