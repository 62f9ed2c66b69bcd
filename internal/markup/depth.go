package markup

import "github.com/presse-go/presse/internal/html"

// maxDepth is the maximum nesting depth of elements. Browsers and x/net/html give up near
// 512, including the elements that the page puts around the text. Articles need about 15.
const maxDepth = 128

// levels returns the number of levels that must be free for an element to be opened: its
// own and those of the elements that its content needs, so that text in a table always
// finds a cell. The normaliser and the verifier share it. The normaliser omits the tags
// of deeper elements, whose text stays.
func levels(e html.Element) int {
	switch e {
	case html.Table:
		return 4 // table, tbody, tr, td
	case html.Tbody, html.Thead, html.Tfoot:
		return 3
	case html.Tr:
		return 2
	case html.Ul, html.Ol, html.Dl:
		return 2 // and li, dt or dd
	}
	if e.Has(html.Void) {
		return 0
	}
	return 1 // also for a frame, which is a link in a feed
}
