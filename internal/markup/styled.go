package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// readStyled adds to kept the attributes that the style of e, or an obsolete attribute of
// its, stands for: the direction, and the alignment as a class of WordPress.
func (n *normaliser) readStyled(e html.Element, s *style) {
	if s.dir != "" && n.rules.attributes[e].has(atDir) {
		n.replace(atDir, s.dir) // a style overrides the attribute
	}
	if e == html.Ol && s.numbering == "" && !n.tag.has(atType) {
		s.numbering = n.numberingOfItems()
	}
	if e == html.Ol && s.numbering != "" && s.numbering != "1" && n.rules.attributes[e].has(atType) {
		n.replace(atType, s.numbering)
	}
	if class := n.alignment(e, s); n.keepsClassOn(e, class) {
		n.addClass(class)
	}
}

// replace adds an attribute, or replaces its value.
func (n *normaliser) replace(a attribute, value string) {
	for i := range n.kept {
		if n.kept[i].attribute == a {
			n.kept[i].value = value
			return
		}
	}
	n.keep(a, value)
}

// addClass adds a class unless e has it.
func (n *normaliser) addClass(class string) {
	for i := range n.kept {
		if k := &n.kept[i]; k.attribute == atClass {
			if !strings.Contains(" "+k.value+" ", " "+class+" ") {
				k.value += " " + class
			}
			return
		}
	}
	n.keep(atClass, class)
}

// alignment returns the class for the alignment of e. The classes are those of WordPress:
// https://developer.wordpress.org/themes/classic-themes/basics/wordpress-css-classes/
// and, for text, those of its block library.
func (n *normaliser) alignment(e html.Element, s *style) string {
	align := s.align
	if align == "" {
		align = strings.ToLower(strings.TrimSpace(html.Unescape(n.tag.value(rawAlign))))
	}
	if align == "middle" {
		align = "center"
	}
	if n.tag.Element == html.Center {
		align = "center"
	}
	switch {
	case e == html.Img, e == html.Figure, e == html.Table:
		switch s.float {
		case "left", "right", "center":
			align = s.float
		default:
			if align = ""; e != html.Figure {
				align = strings.ToLower(strings.TrimSpace(n.tag.value(rawAlign)))
			}
			if align == "middle" && e == html.Img {
				align = "" // among the words of a line
			}
		}
		if align == "left" || align == "right" || align == "center" {
			return "align" + align
		}
		return ""
	case !e.Has(html.Block) && !e.Has(html.Tabular), e.Has(html.Void):
		return ""
	}
	rtl := n.rightToLeft(s)
	if align == "end" {
		if align = "right"; rtl {
			align = "left"
		}
	}
	switch align {
	case "center":
		return "has-text-align-center"
	case "right":
		if !rtl {
			return "has-text-align-right"
		}
	case "left":
		if rtl {
			return "has-text-align-left"
		}
	}
	return ""
}

// rightToLeft reports whether the current tag, with the style s, begins text that is
// written from right to left.
func (n *normaliser) rightToLeft(s *style) bool {
	dir := s.dir
	if dir == "" {
		dir = strings.ToLower(strings.TrimSpace(n.tag.value(atDir)))
	}
	for i := len(n.stack) - 1; i >= 0 && dir == ""; i-- {
		dir = n.stack[i].dir
	}
	return dir == "rtl"
}

// numberingOfItems returns the type that the style of the first li gives the current ol:
// Google Docs says it there.
func (n *normaliser) numberingOfItems() (numbering string) {
	i := n.tag.End
	for i < len(n.in) && html.IsSpace(n.in[i]) {
		i++
	}
	if i == len(n.in) || n.in[i] != '<' {
		return ""
	}
	var t html.Tag
	t.Read(n.in, i, func(a html.Attr) {
		if strings.EqualFold(a.Name, "style") {
			numbering = readStyle(a.Value).numbering
		}
	})
	if t.Element != html.Li || t.Kind != html.StartTag {
		return ""
	}
	return numbering
}
