package markup

import "github.com/presse-go/presse/internal/html"

//go:generate go run ./gen

// fits reports whether a browser leaves child where it is written when its
// parent is the given element (html.Other at the top). The lists of HTML's own
// "optional tags" end here: an li stands in a list, a td in a tr, a tr in a
// row group, so that no start tag ever closes or opens another one.
func fits(parent, child html.Element) bool {
	switch child {
	case html.Li:
		return parent.Has(html.List)
	case html.Dt, html.Dd:
		return parent == html.Dl
	case html.Rt, html.Rp:
		return parent == html.Ruby
	case html.Td, html.Th:
		return parent == html.Tr
	case html.Tr:
		return parent == html.Tbody || parent == html.Thead || parent == html.Tfoot
	case html.Tbody, html.Thead, html.Tfoot, html.Caption, html.Colgroup:
		return parent == html.Table
	case html.Col:
		return parent == html.Colgroup
	}
	return !parent.Has(html.Grid)
}

// An attribute is one of those that the normal form can hold (gen lists them).
type attribute uint8

// form is how the value of an attribute is written in the safe normal form.
type form uint8

const (
	formText     form = iota // anything, escaped
	formFlag                 // empty: the attribute's presence is all
	formToken                // letters, digits and . _ - / + : ; = ( ) , % and inner spaces: cannot name a resource
	formNumber               // 1 to 5 digits
	formWord                 // one of a few words, see words
	formID                   // see checkID
	formLink                 // URL for a reader: http, https, mailto, tel or relative
	formResource             // URL that a browser loads by itself: http, https or relative
	formSrcset               // several of them
	formRel                  // rel tokens
)

func (a attribute) String() string { return attributes[a].name }
