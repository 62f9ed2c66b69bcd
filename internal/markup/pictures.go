package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// Scripts that load pictures late write a blank picture, the address of the real one in
// an attribute of their own, and the real picture once more in a noscript for readers
// without scripts. One picture must come out.

// lazyAddress returns the address in the attribute that a script loads the current image
// from, or the one in src if there is none or it is not valid.
func (n *normaliser) lazyAddress(src string) string {
	lazy := n.tag.value(rawDataSrc)
	if lazy == "" {
		return src
	}
	if address, reason := n.rules.normalURL(html.Unescape(lazy), true); address == "" || reason != "" {
		return src
	}
	return lazy
}

// blank reports whether the current img shows nothing that readers should see: it has no
// address, or that of a picture whose name says that it is blank.
func (n *normaliser) blank() bool {
	if n.has(atSrcset) || n.tag.has(rawDataSrc) && n.has(atSrc) {
		return false
	}
	for _, k := range n.kept {
		if k.attribute == atSrc && k.value != "" {
			name, _, _ := strings.Cut(k.value, "?")
			return blankNames[strings.ToLower(name[strings.LastIndexByte(name, '/')+1:])]
		}
	}
	return true
}

var blankNames = map[string]bool{
	"1x1.gif": true, "1x1.png": true, "1x1.trans.gif": true, "blank.gif": true, "blank.png": true, "clear.gif": true, "empty.gif": true,
	"grey.gif": true, "lazy.gif": true, "lazy.png": true, "loading.gif": true, "pixel.gif": true, "placeholder.gif": true,
	"placeholder.jpg": true, "placeholder.png": true, "placeholder.svg": true, "spacer.gif": true, "trans.gif": true,
	"transparent.gif": true, "transparent.png": true,
}

// stoodIn reports whether a noscript with the picture that the current img stands in for
// follows it, after nothing but end tags and space.
func (n *normaliser) stoodIn() bool {
	const limit = 200
	var t html.Tag
	for i := n.tag.End; i < min(len(n.in), n.tag.End+limit); i = t.End {
		for i < len(n.in) && html.IsSpace(n.in[i]) {
			i++
		}
		if i == len(n.in) || n.in[i] != '<' {
			return false
		}
		if t.Read(n.in, i, nil); t.Kind != html.EndTag {
			break
		}
	}
	if t.Kind != html.StartTag || t.Element != html.Noscript || t.Hidden {
		return false
	}
	if !holdsPicture(n.in, &t) {
		return false
	}
	n.twin = t.Start
	return true
}

// revealed reports whether the content of the current noscript is to be shown: a picture
// that a blank one before it stands in for, or the only one of its figure.
func (n *normaliser) revealed() bool {
	t := &n.tag
	if t.Element != html.Noscript || t.Hidden {
		return false
	}
	if t.Start == n.twin {
		return true
	}
	figure := n.innermost(html.Figure)
	if figure < 0 || n.stack[figure].images != n.images || !holdsPicture(n.in, &t.Tag) {
		return false
	}
	// No picture follows in the figure.
	rest := n.in[t.End:]
	rest = rest[:min(len(rest), 4_000)]
	end := strings.Index(rest, "</figure")
	_, after, found := strings.Cut(rest[:max(end, 0)], "</noscript")
	return found && !strings.Contains(after, "<img")
}

// holdsPicture reports whether the noscript that t begins contains one picture, no text,
// and nothing else but the elements around a picture. A picture of one pixel counts
// visitors.
func holdsPicture(in string, t *html.Tag) bool {
	pictures := 0
	var tag html.Tag
	for i := t.End; ; i = tag.End {
		for i < len(in) && html.IsSpace(in[i]) {
			i++
		}
		if i == len(in) || in[i] != '<' {
			return false
		}
		tiny := false
		tag.Read(in, i, func(a html.Attr) {
			switch strings.ToLower(a.Name) {
			case "width", "height":
				tiny = tiny || a.Value == "0" || a.Value == "1" || strings.HasPrefix(a.Value, "1px")
			}
		})
		switch {
		case tag.Open, tag.Hidden:
			return false
		case tag.Element == html.Noscript:
			return tag.Kind == html.EndTag && pictures == 1
		case tag.Element == html.Img:
			if pictures++; tiny || pictures > 1 {
				return false
			}
		case tag.Element == html.Picture, tag.Element == html.Source, tag.Element == html.A, tag.Element == html.Span:
		default:
			return false
		}
	}
}
