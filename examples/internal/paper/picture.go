package paper

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/presse-go/presse"
)

// A picture is an img element.
type picture struct {
	URL, Srcset, Sizes, Alt string
	Width, Height           int
	Known                   bool       // the size is that of the picture, not a guess
	Ratio                   float64    // of width to height
	Most                    int        // pixels it can be wide without becoming coarse
	Focus                   [2]float64 // percentages, for object-position
	Eager                   bool
	Sources                 []source // other formats
}

// A source is the same picture in another format.
type source struct{ Type, Srcset string }

// A picture whose size is unknown has a box of the proportion of most press photographs.
const defaultWidth, defaultHeight = 1200, 800

// sizes are how wide pictures are, by their place, for the attribute sizes. They follow paper.css.
// A second may be small or large: of one that is loaded late, browsers know the width by then
// (html.spec.whatwg.org, "auto" in sizes), and others skip the word.
var sizes = map[string]string{
	"lead":   "(min-width: 72rem) 40rem, 100vw",
	"second": "auto, (min-width: 48rem) 20rem, 100vw",
	"story":  "(min-width: 72rem) 54rem, 100vw",
	"text":   "(min-width: 42rem) 38rem, 100vw",
}

// picture returns a medium as a place of the page shows it.
func (p *Paper) picture(m presse.Media, place string) picture {
	out := picture{
		URL: p.href(m.URL), Sizes: sizes[place], Alt: m.Alt, Width: m.Width, Height: m.Height, Known: true,
		Eager: place == "lead" || place == "story", Focus: [2]float64{50, 50},
	}
	if m.Width <= 0 || m.Height <= 0 {
		out.Width, out.Height, out.Known = defaultWidth, defaultHeight, false
	}
	out.Ratio, out.Most = float64(out.Width)/float64(out.Height), out.Width
	if m.Focus != [2]float64{} {
		for i, f := range m.Focus {
			if f >= 0 && f <= 1 {
				out.Focus[i] = float64(int(f*1000+.5)) / 10
			}
		}
	}
	byType := map[string][]presse.Rendition{}
	var types []string
	for _, r := range append([]presse.Rendition{{URL: m.URL, Type: m.Type, Width: m.Width, Height: m.Height}}, m.Renditions...) {
		if r.URL == "" || r.Width <= 0 || !sameShape(r, out) {
			continue
		}
		kind := cmp.Or(r.Type, m.Type)
		if !slices.Contains(types, kind) {
			types = append(types, kind)
		}
		byType[kind] = append(byType[kind], r)
		out.Most = max(out.Most, r.Width)
	}
	for _, kind := range types {
		set := p.srcset(byType[kind])
		switch {
		case kind == m.Type && len(byType[kind]) > 1:
			out.Srcset = set
		case kind != m.Type && strings.HasPrefix(kind, "image/"):
			out.Sources = append(out.Sources, source{kind, set})
		}
	}
	return out
}

// A figure is a picture with the lines under it.
type figure struct {
	Picture         picture
	Ratio           float64
	Most            int
	Caption, Credit string
}

// figure returns a medium of a story as a place of the page shows it.
func (p *Paper) figure(m *presse.Media, s *story, place string) figure {
	pic := p.picture(*m, place)
	return figure{pic, pic.Ratio, pic.Most, presse.Typeset(m.Caption, s.Lang), presse.Typeset(credit(m.Credit, s.Lang), s.Lang)}
}

// sameShape reports whether a rendition is the whole picture: WordPress stores squares too, which
// are cut.
func sameShape(r presse.Rendition, whole picture) bool {
	if r.Height <= 0 || !whole.Known {
		return true
	}
	ratio := float64(r.Width) / float64(r.Height) / whole.Ratio
	return ratio > .96 && ratio < 1.04 // pixels of small pictures are rounded
}

// srcset returns the value of the attribute, narrowest first. Commas part candidates
// (html.spec.whatwg.org, "Srcset attributes"), so those of addresses are escaped.
func (p *Paper) srcset(renditions []presse.Rendition) string {
	slices.SortStableFunc(renditions, func(a, b presse.Rendition) int { return cmp.Compare(a.Width, b.Width) })
	var set []string
	for i, r := range renditions {
		if i > 0 && r.Width == renditions[i-1].Width {
			continue
		}
		address := strings.NewReplacer(",", "%2C", " ", "%20").Replace(p.href(r.URL))
		set = append(set, address+" "+strconv.Itoa(r.Width)+"w")
	}
	return strings.Join(set, ", ")
}

// isPicture reports whether a medium is a picture that can be shown.
func isPicture(m presse.Media) bool {
	return m.URL != "" && (m.Kind == "" || m.Kind == "image" || m.Kind == "graphic") && (m.Type == "" || strings.HasPrefix(m.Type, "image/"))
}

// credit returns the line under a picture that says who made it and who owns it.
func credit(c presse.Credit, lang presse.Lang) string {
	if c.Text != "" {
		return c.Text
	}
	line := strings.Join(slices.Concat(c.Names, c.Agencies), "/")
	switch label := c.Rights.Label(lang); {
	case label == "" || c.Rights == presse.RightsCredited && line != "":
		return line
	case line == "":
		return label
	default:
		return line + ", " + label
	}
}

// resized is what WordPress puts after the name of a picture that it has made smaller.
var resized = regexp.MustCompile(`(-[0-9]+x[0-9]+|-scaled)+$`)

// fileOf returns what the addresses of one picture in several sizes have in common.
func fileOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return address
	}
	name := strings.TrimSuffix(u.Path, path.Ext(u.Path))
	return resized.ReplaceAllString(name, "")
}

// sameMedia reports whether two media are one picture.
func sameMedia(a, b presse.Media) bool {
	return a.URL != "" && b.URL != "" && fileOf(a.URL) == fileOf(b.URL)
}
