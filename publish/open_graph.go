package publish

import (
	"strconv"
	"strings"
)

// openGraph writes the properties of ogp.me for an article, in its order: "Basic Metadata",
// "Optional Metadata", "Structured Properties", then those of the type, "No Vertical".
func (w *writer) openGraph() {
	w.property("og:type", "article")
	w.property("og:title", w.social)
	w.property("og:description", w.description)
	w.property("og:url", w.canonical)
	w.property("og:site_name", w.site.Name)
	w.property("og:locale", w.facts.locale)
	for _, l := range w.facts.locales {
		w.property("og:locale:alternate", l)
	}
	if image := &w.share; image.URL != "" {
		w.property("og:image", image.URL)
		if isType(image.Type) {
			w.property("og:image:type", image.Type)
		}
		w.number("og:image:width", image.Width)
		w.number("og:image:height", image.Height)
		w.property("og:image:alt", image.Alt)
	}
	w.property("article:published_time", w.published)
	w.property("article:modified_time", w.modified)
	w.property("article:expiration_time", w.expiry)
	for i := range w.authors {
		// ogp.me asks for the page of a profile. Those who read the property print a name too.
		if a := &w.authors[i]; a.url != "" {
			w.property("article:author", a.url)
		} else {
			w.property("article:author", a.name)
		}
	}
	w.property("article:section", w.section)
	for _, t := range w.tags {
		w.property("article:tag", t)
	}
}

// The least size of the image of a large card, in pixels (docs.x.com, "Summary card with large
// image"): a smaller one is shown beside the text.
const cardWidth, cardHeight = 300, 157

// card writes the card of X, which reads Open Graph where it finds nothing, except for the type
// and the accounts; other readers do not.
func (w *writer) card() {
	image := &w.share
	kind := "summary_large_image"
	if image.URL == "" || image.Width > 0 && image.Width < cardWidth || image.Height > 0 && image.Height < cardHeight {
		kind = "summary"
	}
	w.named("twitter:card", kind)
	w.named("twitter:title", w.social)
	w.named("twitter:description", w.summary)
	w.named("twitter:site", w.site.Account)
	w.named("twitter:creator", w.account)
	if image.URL != "" {
		w.named("twitter:image", image.URL)
		w.named("twitter:image:alt", image.Alt)
	}
}

// number writes a property in pixels, if it is known.
func (w *writer) number(name string, n int) {
	if n <= 0 {
		return
	}
	w.raw(`<meta property="`)
	w.raw(name)
	w.raw(`" content="`)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
	w.raw("\">\n")
}

// isType reports whether s has the form of a media type, without parameters (RFC 6838, section
// 4.2).
func isType(s string) bool {
	kind, sub, ok := strings.Cut(s, "/")
	return ok && isTypeName(kind) && isTypeName(sub)
}

func isTypeName(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (i == 0 || !strings.ContainsRune("0123456789!#$&-^_.+", rune(s[i]))) {
			return false
		}
	}
	return s != ""
}
