package markup

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/text"
)

// document returns link, an address in an element that shows a document, in normal form, and
// the name of its file or, if it has none, its host. It returns "" if link does not lead to a
// document.
func (n *normaliser) document(link string) (page, name string) {
	link, reason := n.rules.normalURL(trimURL(link), true)
	if reason != "" || link == "" {
		return "", ""
	}
	path, _, _ := strings.Cut(link, "#")
	path, _, _ = strings.Cut(path, "?")
	name = path[strings.LastIndexByte(path, '/')+1:]
	extension := name[strings.LastIndexByte(name, '.')+1:]
	kind, _, _ := strings.Cut(strings.ToLower(n.attrs().get("type")), ";")
	if len(extension) == len(name) {
		extension = ""
	}
	if !hasToken(documentTypes, strings.ToLower(extension)) && !strings.HasSuffix(kind, "/pdf") &&
		!strings.HasPrefix(kind, "application/vnd.") && kind != "application/msword" && kind != "application/rtf" {
		return "", ""
	}
	if name == "" {
		_, rest, _ := strings.Cut(path, "://")
		name, _, _ = splitAuthority(rest)
	}
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return link, name
}

// documentTypes are the extensions of files that browsers or their extensions show as
// documents.
const documentTypes = "pdf doc docx odt rtf xls xlsx ods csv ppt pptx odp epub"

// linkDocument writes a link to page instead of the current object or embed. Its text is the
// content of the object if that is nothing but a short text, otherwise name. Longer content,
// such as a link of the author's own, stays. No link is written if one to the document is in it,
// or close to the element: WordPress writes one after its viewer of a file.
func (n *normaliser) linkDocument(page, name string) bool {
	t := &n.tag
	b := rebuilt{embed: embed{page: page, label: name}}
	for link := range links(n.in[n.pos:min(n.pos+4096, len(n.in))]) {
		if to, _ := n.rules.normalURL(trimURL(link), false); to == page {
			return false
		}
	}
	if bytes.Contains(n.out[max(0, len(n.out)-1024):], []byte(` href="`+strings.ReplaceAll(page, "&", "&amp;")+`"`)) {
		return false
	}
	if t.Element == html.Object && n.shortText() {
		from := n.pos
		if n.skipHidden(t, &n.around) {
			if label := strings.Join(strings.Fields(string(text.Append(nil, n.in[from:n.pos]))), " "); label != "" {
				b.label = label
			}
			if n.log != nil {
				n.log.gone = append(n.log.gone, span{t.Start, n.pos, "replaced by a link"})
			}
		}
	}
	n.replaceEmbed(b)
	return true
}

// shortText reports whether the content of the current element is a text of at most 200 bytes,
// possibly in paragraphs or inline elements.
func (n *normaliser) shortText() bool {
	content := n.content()
	if len(content) > 200 {
		return false
	}
	for t := range tags(content) {
		switch t.Element {
		case html.P, html.Div, html.Br, html.Strong, html.Em, html.B, html.I, html.Span, html.Param:
		default:
			return false
		}
	}
	return true
}
