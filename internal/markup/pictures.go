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

// shownLate reports whether the current tag is an image that is hidden only until a script
// has loaded it.
func (n *normaliser) shownLate() bool {
	t := &n.tag
	return t.Element.As() == html.Img && !t.has(atHidden) && (t.has(rawDataSrc) || t.has(rawDataSrcset))
}

// onePixel reports whether an image with the given attributes, numbers or "", is at most a
// pixel wide and high. It counts visitors, and is not the first image that they see.
func onePixel(width, height string) bool {
	return width != "" && height != "" && len(strings.TrimLeft(width, "0")) <= 1 && strings.Trim(width, "01") == "" &&
		len(strings.TrimLeft(height, "0")) <= 1 && strings.Trim(height, "01") == ""
}

// nearby returns the index of the first tag at or after in[i:], or of text, that is neither
// an end tag nor a comment.
func nearby(in string, i int) int {
	const limit = 400
	var t html.Tag
	for end := min(len(in), i+limit); i < end; i = t.End {
		for i < len(in) && html.IsSpace(in[i]) {
			i++
		}
		if i == len(in) || in[i] != '<' {
			break
		}
		if t.Read(in, i, nil); t.Kind != html.EndTag && t.Kind != html.Comment || t.Open || t.Element == html.Noscript {
			break
		}
	}
	return i
}

// stoodIn reports whether a noscript with the picture that the current img stands in for
// follows it, after nothing but end tags, comments and space.
func (n *normaliser) stoodIn() bool {
	i := nearby(n.in, n.tag.End)
	if i == len(n.in) || n.in[i] != '<' {
		return false
	}
	var t html.Tag
	t.Read(n.in, i, nil)
	if t.Kind != html.StartTag || t.Element != html.Noscript || t.Hidden {
		return false
	}
	if c := contentOf(n.in, &t); c.kind != holdsPicture || c.tiny {
		return false
	}
	n.twin = t.Start
	return true
}

// afterNoscript reports whether a noscript whose picture is shown precedes the current img,
// with nothing but end tags, comments and space between them.
func (n *normaliser) afterNoscript() bool {
	return n.noscriptEnd > 0 && nearby(n.in, n.noscriptEnd) == n.tag.Start
}

// What a noscript contains.
type holding uint8

const (
	holdsOther   holding = iota // text, or several things
	holdsPicture                // one picture, and the elements around it
	holdsLinks                  // links with text, and nothing else
	holdsFrame                  // a frame
)

// A noscript is the content of a noscript element.
type noscript struct {
	kind      holding
	addresses []string // of its pictures, links and frames, as written but unescaped
	tiny      bool     // a picture or frame of at most one pixel, which counts visitors
	described bool     // the picture has an alternative text or a size
	text      string
	end       int // index after its end tag
}

// maxNoscript is the maximum length in bytes of a noscript that is read.
const maxNoscript = 8_000

// contentOf reads the content of the noscript that t begins.
func contentOf(in string, t *html.Tag) (c noscript) {
	pictures, links, frames, other := 0, 0, 0, false
	var text strings.Builder
	inLink := false
	var tag html.Tag
	for i, end := t.End, min(len(in), t.End+maxNoscript); i < end; i = tag.End {
		if in[i] != '<' {
			next := strings.IndexByte(in[i:end], '<')
			if next < 0 {
				return noscript{}
			}
			run := in[i : i+next]
			text.WriteString(html.Unescape(run))
			other = other || !inLink && strings.Trim(run, " \t\r\n\f") != ""
			i += next
		}
		tiny, described, address := false, false, ""
		tag.Read(in, i, func(a html.Attr) {
			switch name := strings.ToLower(a.Name); name {
			case "width", "height":
				size := strings.TrimSuffix(strings.TrimSpace(a.Value), "px")
				tiny = tiny || size == "0" || size == "1"
				described = described || !tiny
			case "alt":
				described = described || strings.TrimSpace(a.Value) != ""
			case "src", "href":
				address = html.Unescape(a.Value)
			}
		})
		switch {
		case tag.Open, tag.Kind == html.NoTag, tag.Kind == html.StartTag && tag.Element == html.Noscript:
			return noscript{}
		case tag.Kind == html.Comment:
		case tag.Kind == html.EndTag && tag.Element == html.Noscript:
			c.text, c.end = strings.Join(strings.Fields(text.String()), " "), tag.End
			switch {
			case other:
			case pictures == 1 && frames == 0 && c.text == "":
				c.kind = holdsPicture
			case frames == 1 && pictures+links == 0 && c.text == "":
				c.kind = holdsFrame
			case links > 0 && pictures+frames == 0 && c.text != "":
				c.kind = holdsLinks
			}
			return c
		case tag.Element == html.A:
			inLink = tag.Kind == html.StartTag
			if inLink {
				links++
				c.addresses = append(c.addresses, address)
			}
		case tag.Kind == html.EndTag:
		case tag.Hidden:
			c.tiny = true
		case tag.Element == html.Img:
			pictures++
			c.tiny, c.described = c.tiny || tiny, described
			c.addresses = append(c.addresses, address)
		case tag.Element == html.Iframe:
			frames++
			c.tiny = c.tiny || tiny
			c.addresses = append(c.addresses, address)
		case tag.Element == html.Picture, tag.Element == html.Source, tag.Element == html.Span, tag.Element == html.P, tag.Element == html.Div, tag.Element == html.Br, tag.Element == html.Figure:
		default:
			other = true
		}
	}
	return noscript{}
}

// pictureAddress reports whether the name in an address is that of a picture file that is
// hardly a counter of visitors, which are often GIF files.
func pictureAddress(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	address = strings.ToLower(address)
	for _, suffix := range [...]string{".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg"} {
		if strings.HasSuffix(address, suffix) {
			return true
		}
	}
	return false
}

// knownAddresses are the addresses in the input, outside noscript elements.
type knownAddresses struct {
	pictures map[string]bool // of images that are shown
	all      map[string]bool
}

// readAddresses returns the addresses in the input.
func (n *normaliser) readAddresses() *knownAddresses {
	if n.addresses != nil {
		return n.addresses
	}
	found := &knownAddresses{map[string]bool{}, map[string]bool{}}
	n.addresses = found
	unclosed := false // no end tag of a noscript ahead
	var t html.Tag
	for i := 0; ; {
		next := strings.IndexByte(n.in[i:], '<')
		if next < 0 {
			return found
		}
		var values []string
		t.Read(n.in, i+next, func(a html.Attr) {
			if strings.IndexByte(a.Value, '/') < 0 || len(a.Value) > maxURL {
				return
			}
			values = append(values, html.Unescape(a.Value))
			switch rawAttribute(lowerName(a.Name)) {
			case atSrc, rawDataSrc:
				if t.Element.As() == html.Img {
					found.pictures[values[len(values)-1]] = true
				}
			}
		})
		i = t.End
		switch {
		case t.Kind != html.StartTag:
		case t.Element == html.Noscript:
			if unclosed {
				break
			}
			if _, end, open := t.EndOfRaw(n.in); open {
				unclosed = true
			} else {
				i = end
			}
		default:
			for _, value := range values {
				found.all[value] = true
			}
		}
	}
}

// noscript handles a noscript, and reports whether its content is to be shown: a picture
// that is not in the text yet, or links or a player that nothing else leads to.
func (n *normaliser) noscript() bool {
	t := &n.tag
	c := contentOf(n.in, &t.Tag)
	if c.kind == holdsOther || c.tiny {
		return false
	}
	there := n.readAddresses()
	what := ""
	switch c.kind {
	case holdsPicture:
		address := c.addresses[len(c.addresses)-1]
		switch {
		case t.Start == n.twin:
		case !c.described && !pictureAddress(address),
			there.pictures[address],
			n.lazyEnd > 0 && nearby(n.in, n.lazyEnd) == t.Start,
			n.lazyFollows(c.end):
			return false
		}
		there.pictures[address] = true
		n.noscriptEnd = c.end
		what = "its picture stays"
	case holdsLinks, holdsFrame:
		for _, address := range c.addresses {
			if address == "" || there.all[address] {
				return false
			}
		}
		if what = "its links stay"; c.kind == holdsFrame {
			what = "its player stays"
		}
		for _, address := range c.addresses {
			there.all[address] = true
		}
	}
	n.removed("element", t.label(), "not allowed; "+what, t.Start)
	return true
}

// lazyFollows reports whether an image that a script would load follows the noscript that
// ends at i: the noscript holds the same picture.
func (n *normaliser) lazyFollows(i int) bool {
	i = nearby(n.in, i)
	if i == len(n.in) || n.in[i] != '<' {
		return false
	}
	lazy := false
	var t html.Tag
	t.Read(n.in, i, func(a html.Attr) {
		switch rawAttribute(lowerName(a.Name)) {
		case rawDataSrc, rawDataSrcset:
			lazy = true
		}
	})
	return lazy && t.Element.As() == html.Img
}

// besideScript returns why a noscript is not shown, with its text and addresses.
func (n *normaliser) besideScript() string {
	reason := "not allowed"
	if n.log == nil {
		return reason
	}
	c := contentOf(n.in, &n.tag.Tag)
	var what []string
	if c.text != "" {
		what = append(what, c.text)
	}
	what = append(what, c.addresses...)
	if len(what) > 0 {
		reason += ": " + strings.Join(what, " ")
	}
	return reason
}
