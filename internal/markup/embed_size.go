package markup

import (
	"math"
	"strconv"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// sizes returns the width and height of a frame: those of the current tag or, where it has
// none or hides the frame, the provider's.
func (n *normaliser) sizes(b rebuilt) (width, height string) {
	width, height = "640", "360"
	if b.provider != nil {
		width, height = b.provider.width, b.provider.height
	}
	w, h := html.Unescape(n.tag.value(atWidth)), html.Unescape(n.tag.value(atHeight))
	if ratio, pixels := n.ampLayout(); ratio {
		return width, scaled(width, height, w, h)
	} else if !pixels {
		w = ""
	}
	if v, reason := normalValue(atWidth, w); reason == "" && !invisible(v) {
		width = v
	} else if strings.TrimSpace(w) == "100%" {
		width = "100%"
	}
	if v, reason := normalValue(atHeight, h); reason == "" && !invisible(v) {
		height = v
	}
	return width, height
}

// ampLayout reports whether the width and height of the current tag are a ratio, and otherwise
// whether its width is in pixels, as in HTML.
// https://amp.dev/documentation/guides-and-tutorials/learn/amp-html-layout/
func (n *normaliser) ampLayout() (ratio, pixels bool) {
	if !strings.HasPrefix(n.tag.Element.String(), "amp-") && !strings.HasPrefix(n.tag.name(), "amp-") {
		return false, true
	}
	attrs := n.attrs()
	switch strings.ToLower(attrs.get("layout")) {
	case "responsive", "fill", "flex-item", "fluid", "container":
		return true, false
	case "fixed-height":
		return false, false
	case "": // sizes or heights make it responsive
		return attrs.get("sizes") != "" || attrs.get("heights") != "", true
	}
	return false, true
}

// smallRatio reports whether the current tag is a picture or video of AMP whose width and
// height are a ratio such as 16×9, not the pixels that authors write there too.
func (n *normaliser) smallRatio() bool {
	switch n.tag.Element {
	case html.AmpImg, html.AmpAnim, html.AmpVideo:
		ratio, _ := n.ampLayout()
		return ratio && (len(n.tag.value(atWidth)) < 3 || len(n.tag.value(atHeight)) < 3)
	}
	return false
}

// scaled returns the height of a frame that is width pixels wide, for a ratio of w to h, or
// height if one of them is not a number of pixels.
func scaled(width, height, w, h string) string {
	full, err := strconv.Atoi(width)
	x, errX := strconv.ParseFloat(w, 64)
	y, errY := strconv.ParseFloat(h, 64)
	if err != nil || errX != nil || errY != nil || !(x > 0 && y > 0) {
		return height
	}
	v := math.Round(float64(full) * y / x)
	if !(v >= 2 && v <= 99_999) {
		return height
	}
	return strconv.Itoa(int(v))
}

// invisible reports whether a frame with this width or height shows nothing.
func invisible(size string) bool {
	v, _ := normalValue(atWidth, html.Unescape(size))
	return v == "0" || v == "1"
}
