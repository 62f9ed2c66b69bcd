package markup

import (
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// scanner reads HTML with [html.Tag], with one difference to a browser: what never
// ends (a tag, a comment, a script) does not swallow the rest of the text. A tag that
// does not end makes the rest plain text; an element or comment without an end loses
// its opening only.
//
// What was once not found is not looked for again: a million unclosed <script> or
// <!-- cost one search.
type scanner struct {
	in        string
	pos       int
	lastClose int                 // index of the last '>'
	noComment bool                // no --> ahead
	loose     bool                // no end ahead of a script by the standard's rules
	unclosed  [html.Elements]bool // code and xmp known to have no end ahead
	videoEnd  int                 // index of the last </video, and of the last </audio, from 1; 0 before it is known
	audioEnd  int
}

// endsLater reports whether an end tag for a video or audio is still to come.
func (s *scanner) endsLater(name string) bool {
	last := &s.videoEnd
	if name != "video" {
		last = &s.audioEnd
	}
	if *last == 0 {
		*last = strings.LastIndex(s.in, "</"+name) + 1
		if *last == 0 {
			*last = strings.LastIndex(strings.ToLower(s.in), "</"+name) + 1
		}
		if *last == 0 {
			*last = -1
		}
	}
	return *last > s.pos
}

// tag is a start or end tag as it was written.
type tag struct {
	html.Tag
	attrs []rawAttr // each known attribute once, in order
	seen  uint64
}

type rawAttr struct {
	attr  attribute
	value string // as written, with its character references
	start int
}

// Attributes that never stay under their own name.
const (
	rawName attribute = numAttributes + iota // an anchor's id, long ago
	rawStyle
	rawDataSrc // lazy loading scripts hide the address here
	rawDataSrcset
	rawVideoID
	numRawAttributes
)

func rawAttribute(name string) attribute {
	switch name {
	case "name":
		return rawName
	case "style":
		return rawStyle
	case "data-src", "data-lazy-src", "data-original":
		return rawDataSrc
	case "data-srcset", "data-lazy-srcset":
		return rawDataSrcset
	case "data-videoid", "data-tweetid", "data-shortcode":
		return rawVideoID
	}
	return attributeNamed(name)
}

// lowerName returns name in lower case, or "" when it is too long to be known.
func lowerName(name string) string {
	const longest = 20 // longer than any name in the tables
	if len(name) > longest {
		return ""
	}
	return strings.ToLower(name)
}

// A token is what a < begins.
type token uint8

const (
	textToken    token = iota // the < is text
	startToken                // a start tag
	endToken                  // an end tag
	commentToken              // a comment or what is read as one
	openComment               // the opening of a comment that never ends
	unfinished                // a tag that never ends; pos has not moved
)

// next reads what the < at pos begins, a tag into t, and moves behind it. unknown,
// if given, is told of attributes that t does not hold.
func (s *scanner) next(t *tag, unknown func(name string, start int)) token {
	if s.pos > s.lastClose {
		return unfinished
	}
	start := s.pos
	if s.noComment && strings.HasPrefix(s.in[start:], "<!--") {
		s.pos += len("<!--")
		return openComment
	}
	t.attrs, t.seen = t.attrs[:0], 0
	t.Read(s.in, start, func(a html.Attr) {
		switch known := rawAttribute(lowerName(a.Name)); {
		case known == noAttribute:
			if unknown != nil {
				unknown(a.Name, a.At)
			}
		case !t.has(known):
			t.seen |= 1 << known
			t.attrs = append(t.attrs, rawAttr{known, a.Value, a.At})
		}
	})
	s.pos = t.End
	switch {
	case t.Kind == html.NoTag:
		return textToken
	case t.Kind == html.Comment && t.Open:
		s.noComment = true
		s.pos = start + len("<!--")
		return openComment
	case t.Kind == html.Comment:
		return commentToken
	case t.Open:
		s.pos = start
		return unfinished
	case t.Kind == html.EndTag:
		return endToken
	}
	return startToken
}

// name returns the name in lower case, empty when it is longer than any that is known.
func (t *tag) name() string { return lowerName(t.Name) }

// has reports whether the tag has an attribute.
func (t *tag) has(a attribute) bool { return t.seen>>a&1 != 0 }

// value returns the raw value of an attribute, "" when it is not there.
func (t *tag) value(a attribute) string {
	if t.has(a) {
		for i := range t.attrs {
			if t.attrs[i].attr == a {
				return t.attrs[i].value
			}
		}
	}
	return ""
}

// skipped reports whether what an element holds is none of the text and the normal form
// has no such element: code, fallbacks, choices of forms, and players, which are written
// anew.
func skipped(e html.Element) bool {
	return e.Has(html.Hidden) && (e.As() == html.Other || e == html.Iframe)
}

// skipHidden moves behind the hidden element that t begins. It reports false, without
// moving, when it hides nothing.
func (s *scanner) skipHidden(t *tag, around *html.Open) bool {
	if t.Element.Has(html.Program) && !t.Hidden {
		_, ok := s.skipRaw(t)
		return ok
	}
	end, ok := around.Skip(s.in, &t.Tag)
	if ok {
		s.pos = end
	}
	return ok
}

// skipRaw moves behind the code or the xmp that t begins and returns what it holds. It
// reports false, without moving, when no end tag follows, not even one cut off.
func (s *scanner) skipRaw(t *tag) (content string, ok bool) {
	e, raw := t.Element, t.Tag
	if s.unclosed[e] {
		return "", false
	}
	if s.loose {
		raw.Element = html.Style // any end tag ends it, in a comment too
	}
	from, end, open := raw.EndOfRaw(s.in)
	switch {
	case !open, from < len(s.in):
	case e == html.Script && !s.loose:
		s.loose = true
		return s.skipRaw(t)
	default:
		s.unclosed[e] = true
		return "", false
	}
	s.pos = end
	return s.in[t.End:from], true
}
