package markup

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// marks is a set of ways in which text differs from the text around it.
type marks uint8

const (
	bold marks = 1 << iota
	italic
	struck
	underlined
	raised
	lowered
)

// markElements lists the element that is written for each mark, outermost first.
var markElements = [...]struct {
	marks
	html.Element
}{{bold, html.Strong}, {italic, html.Em}, {struck, html.S}, {underlined, html.U}, {raised, html.Sup}, {lowered, html.Sub}}

// marksOf returns the marks that e stands for.
func marksOf(e html.Element) marks {
	switch e {
	case html.B, html.Strong:
		return bold
	case html.I, html.Em:
		return italic
	case html.S:
		return struck
	case html.U:
		return underlined
	case html.Sup:
		return raised
	case html.Sub:
		return lowered
	}
	return 0
}

// A style is what a style attribute says about the meaning of the text, as far as the
// normal form can express it. The zero value says nothing.
type style struct {
	set, clear marks  // marks that the text has, and those that it does not have
	inherited  marks  // marks that the text has if the text around the element has them
	dir        string // "ltr" or "rtl"
	align      string // "left", "center" or "right"
	float      string // "left" or "right"; "center" for a block with automatic margins
	numbering  string // the type attribute of an ol
	list       string // the value of Word's mso-list
	block      bool   // display:block
	margins    [2]string
}

// readStyle reads the value of a style attribute. A value that is not valid is ignored, as
// in browsers, so that an earlier declaration applies.
func readStyle(raw string) (s style) {
	if raw == "" {
		return s
	}
	for property, value := range html.Declarations(raw) {
		s.declare(property, value)
	}
	s.center()
	return s
}

// declare reads a declaration.
func (s *style) declare(property, value string) {
	switch property {
	case "font-weight":
		s.weight(value)
	case "font-style":
		s.slant(value)
	case "font":
		s.font(value)
	case "text-decoration", "text-decoration-line":
		s.decoration(value)
	case "vertical-align":
		s.position(value)
	case "font-variant-position":
		if value != "normal" {
			s.position(value)
		}
	case "mso-text-raise":
		s.raise(value)
	case "direction":
		if value == "ltr" || value == "rtl" {
			s.dir = value
		}
	case "text-align":
		switch value {
		case "left", "center", "right", "justify", "start", "end", "-webkit-center", "-moz-center", "-webkit-right", "-moz-right", "-webkit-left", "-moz-left":
			_, last, found := strings.Cut(value[1:], "-") // "-webkit-center"
			if !found {
				last = value
			}
			s.align = last
		}
	case "float":
		s.float = value
	case "margin-left":
		s.margins[0] = value
	case "margin-right":
		s.margins[1] = value
	case "margin":
		if f := strings.Fields(value); len(f) > 0 {
			s.margins[1] = f[min(1, len(f)-1)]
			s.margins[0] = f[min(len(f)-1, 3)]
			if len(f) == 3 {
				s.margins[0] = f[1]
			}
		}
	case "display":
		s.block = value == "block"
	case "list-style-type", "list-style":
		for word := range strings.FieldsSeq(value) {
			if t, known := numberings[word]; known {
				s.numbering = t
			}
		}
	case "mso-list":
		s.list = value
	}
}

// center reads a block between automatic margins as one that is centred.
func (s *style) center() {
	if s.block && s.margins == [2]string{"auto", "auto"} {
		s.float = "center"
	}
}

// numberings lists the list-style-type for each type of ol (§15.3.7).
var numberings = map[string]string{
	"decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a",
	"upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}

// change sets or clears the marks m.
func (s *style) change(m marks, set bool) {
	s.set, s.clear, s.inherited = s.set&^m, s.clear|m, s.inherited&^m
	if set {
		s.set, s.clear = s.set|m, s.clear&^m
	}
}

// inherit leaves the marks m as they are around the element.
func (s *style) inherit(m marks) { s.set, s.clear, s.inherited = s.set&^m, s.clear&^m, s.inherited|m }

// weight reads a font-weight. From 600 on, browsers show the bold face of most families.
// A weight between is neither bold nor normal.
func (s *style) weight(value string) bool {
	n, err := strconv.Atoi(value)
	switch {
	case value == "bold", value == "bolder", err == nil && 600 <= n && n <= 1000:
		s.change(bold, true)
	case value == "normal", value == "lighter", value == "initial", err == nil && 1 <= n && n <= 400:
		s.change(bold, false)
	case value == "inherit", value == "unset":
		s.inherit(bold)
	case value == "revert", err == nil && 400 < n && n < 600:
		s.set, s.clear = s.set&^bold, s.clear&^bold
	default:
		return false
	}
	return true
}

// slant reads a font-style.
func (s *style) slant(value string) bool {
	switch {
	case value == "italic", value == "oblique", strings.HasPrefix(value, "oblique "):
		s.change(italic, true)
	case value == "normal", value == "initial":
		s.change(italic, false)
	case value == "inherit", value == "unset":
		s.inherit(italic)
	case value == "revert":
		s.set, s.clear = s.set&^italic, s.clear&^italic
	default:
		return false
	}
	return true
}

// font reads the shorthand for all properties of a font (CSS Fonts Level 4, §2.7): the
// weight and style are before the size, and normal if they are missing.
func (s *style) font(value string) {
	words := strings.Fields(value)
	size := slices.IndexFunc(words, func(w string) bool {
		_, err := strconv.Atoi(w)
		return err != nil && (html.IsDigit(w[0]) || w[0] == '.' || fontSizes[strings.SplitN(w, "/", 2)[0]])
	})
	if size < 0 || size+1 >= len(words) {
		return // a system font, inherit, or not valid
	}
	s.change(bold|italic, false)
	for _, w := range words[:size] {
		if w != "normal" && !s.slant(w) {
			s.weight(w)
		}
	}
}

var fontSizes = map[string]bool{
	"xx-small": true, "x-small": true, "small": true, "medium": true, "large": true, "x-large": true,
	"xx-large": true, "xxx-large": true, "smaller": true, "larger": true,
}

// decoration reads a text-decoration.
func (s *style) decoration(value string) {
	var found marks
	none := value == "initial" || value == "unset"
	for word := range strings.FieldsSeq(value) {
		switch word {
		case "line-through":
			found |= struck
		case "underline":
			found |= underlined
		case "none":
			none = true
		}
	}
	if found != 0 || none {
		s.change(struck|underlined, false)
		s.change(found, true)
	}
}

// position reads a vertical-align. LibreOffice writes percentages, 33% and -33%, for
// what the other programs call super and sub. Other values say nothing of a sup: pages move
// it by other means.
func (s *style) position(value string) {
	if value == "" {
		return
	}
	s.set &^= raised | lowered
	percent, found := strings.CutSuffix(value, "%")
	shift, err := strconv.ParseFloat(percent, 64)
	switch {
	case value == "super", found && err == nil && shift > 0:
		s.set |= raised
	case value == "sub", found && err == nil && shift < 0:
		s.set |= lowered
	}
}

// raise reads a mso-text-raise, with which Word writes a position in points: "4.0pt" is
// above the line. Word raises text by a point or two to adjust a picture or a symbol.
func (s *style) raise(value string) {
	const least = 2 // points
	points, found := strings.CutSuffix(value, "pt")
	shift, err := strconv.ParseFloat(points, 64)
	switch {
	case !found || err != nil:
	case shift >= least:
		s.set |= raised
	case shift <= -least:
		s.set |= lowered
	}
}

// reportStyle records what becomes of the style of the current tag, for which e has been
// written, or html.Other if only its marks are: which of its properties have no effect on
// the output. around are the marks of the text around the tag.
func (n *normaliser) reportStyle(e html.Element, around marks) {
	if n.log == nil || !n.tag.has(rawStyle) {
		return
	}
	var used, lost []string
	for property, value := range html.Declarations(n.tag.value(rawStyle)) {
		into := &lost
		if n.expressed(e, around, property, value) {
			into = &used
		}
		if property != "" && !slices.Contains(*into, property) && len(*into) < 40 {
			*into = append(*into, property)
		}
	}
	lost = slices.DeleteFunc(lost, func(property string) bool { return slices.Contains(used, property) })
	n.addStyle(used, lost)
}

// addStyle records that the output says what the properties in used say, but not what those
// in lost say.
func (n *normaliser) addStyle(used, lost []string) {
	reason := "not allowed"
	switch names := strings.Join(lost, ", "); {
	case len(used) > 0 && names == "":
		reason = "replaced by markup"
	case len(used) > 0:
		reason = "replaced by markup, except for " + names
	case names != "":
		reason += ": " + names
	}
	for i := range n.tag.attrs {
		if a := &n.tag.attrs[i]; a.attr == rawStyle {
			n.removed("attribute", "style", reason, a.start)
		}
	}
}

// reportLostStyle records that the style of the current tag has no effect.
func (n *normaliser) reportLostStyle() {
	if n.log == nil || !n.tag.has(rawStyle) {
		return
	}
	var names []string
	for property := range html.Declarations(n.tag.value(rawStyle)) {
		if property != "" && !slices.Contains(names, property) && len(names) < 40 {
			names = append(names, property)
		}
	}
	n.addStyle(nil, names)
}

// expressed reports whether the output says what a declaration in the style of the current
// tag says; see reportStyle.
func (n *normaliser) expressed(e html.Element, around marks, property, value string) bool {
	var s style
	s.declare(property, value)
	if s.list != "" {
		return n.tag.Element == html.P && e == html.Li
	}
	if s.dir != "" && n.keptValue(atDir) == s.dir {
		return true
	}
	if s.numbering != "" {
		return n.numbered(e, s.numbering)
	}
	if property == "display" || strings.HasPrefix(property, "margin") {
		s = readStyle(n.tag.value(rawStyle))
		if s.float != "center" || property == "display" && value != "block" {
			return false
		}
		s.align = ""
	}
	if s.align != "" || s.float != "" {
		class := n.alignment(e, &s)
		return class != "" && strings.Contains(" "+n.keptValue(atClass)+" ", " "+class+" ")
	}
	block := e.Has(html.Block) || e.Has(html.Tabular)
	if block {
		s.set &^= raised | lowered
	}
	if e.Has(html.Heading) || e == html.Th {
		s.set &^= bold
	}
	for _, m := range markElements {
		if s.set&m.marks != 0 && n.rules.elements[m.Element] {
			return true
		}
	}
	// Only what is bold, for example, can be made normal.
	own := marksOf(n.tag.Element)
	return s.clear&own != 0 || s.clear&around&(bold|italic) != 0 || s.inherited&own != 0
}

// numbered reports whether the output has an ol of a type: e, or the list around e, which
// is an li.
func (n *normaliser) numbered(e html.Element, kind string) bool {
	if e == html.Ol {
		return n.keptValue(atType) == kind
	}
	for i := len(n.stack) - 1; e == html.Li && i >= 0; i-- {
		if at := &n.stack[i]; at.Element == html.Ol {
			tag := n.out[at.began:]
			tag = tag[:max(bytes.IndexByte(tag, '>'), 0)]
			return bytes.Contains(tag, []byte(` type="`+kind+`"`))
		} else if at.Has(html.List) {
			break
		}
	}
	return false
}

// keptValue returns the value of an attribute that is kept, or "".
func (n *normaliser) keptValue(a attribute) string {
	for i := range n.kept {
		if n.kept[i].attribute == a {
			return n.kept[i].value
		}
	}
	return ""
}
