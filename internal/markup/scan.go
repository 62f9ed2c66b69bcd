package markup

import (
	"slices"
	"strings"

	"github.com/presse-go/presse/internal/html"
)

// A scanner reads HTML with [html.Tag]. It differs from a browser in one way: a tag,
// comment or script that never ends does not swallow the rest of the text. A tag that
// never ends makes the rest plain text; an element or comment that never ends loses only
// its start tag or its "<!--".
//
// A search that has failed is not repeated: a million unclosed <script> or <!-- cost one
// search.
type scanner struct {
	in        string
	pos       int
	lastClose int                 // index of the last '>'
	noComment bool                // no --> ahead
	loose     bool                // by the standard's rules, no end of a script ahead
	unclosed  [html.Elements]bool // script, style and xmp elements with no end tag ahead
	data      []string            // data attributes that the rules allow
	videoEnd  int                 // index of the last </video plus 1; 0 if not yet known, -1 if there is none
	audioEnd  int                 // the same for </audio
}

// endsLater reports whether there is an end tag ahead for name, which is video or audio.
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

// A tag is a start or end tag as written in the input.
type tag struct {
	html.Tag
	attrs []rawAttr // known attributes, without duplicates, in order
	seen  uint64
	data  []rawAttr // data attributes that the rules allow, without duplicates
}

type rawAttr struct {
	attr  attribute
	as    string // its name, as written
	value string // as written, with its character references
	start int
}

// name returns the name of the attribute in lower case.
func (a *rawAttr) name() string { return strings.ToLower(a.as) }

// Attributes that are never written under their own name.
const (
	rawName attribute = numAttributes + iota // obsolete: the id of an anchor
	rawStyle
	rawAlign   // obsolete
	rawTask    // the state of a task, or the type of an item of Quill
	rawChecked // of an input
	rawDataSrc // lazy-loading scripts put the URL here
	rawDataSrcset
	rawBoxImage // what an image of Google Docs is: a checkbox
	numRawAttributes
)

func rawAttribute(name string) attribute {
	switch name {
	case "name":
		return rawName
	case "style":
		return rawStyle
	case "align":
		return rawAlign
	case "data-list", "data-checked", "aria-checked":
		return rawTask
	case "checked":
		return rawChecked
	case "aria-roledescription":
		return rawBoxImage
	case "data-src", "data-lazy-src", "data-original", "data-cfsrc", "data-lazy", "data-lazyload", "data-echo", "data-actualsrc", "data-orig-src":
		return rawDataSrc
	case "data-srcset", "data-lazy-srcset":
		return rawDataSrcset
	}
	return attributeNamed(name)
}

// lowerName returns name in lower case, or "" if it is longer than any known name.
func lowerName(name string) string {
	const longest = 20 // longer than any name in the tables
	if len(name) > longest {
		return ""
	}
	return strings.ToLower(name)
}

// A token says what a < begins.
type token uint8

const (
	textToken    token = iota // the < is text
	startToken                // a start tag
	endToken                  // an end tag
	commentToken              // a comment, or anything read as one
	openComment               // the "<!--" of a comment that never ends
	unfinished                // a tag that never ends; pos has not moved
)

// next reads the tag or comment that begins with the < at pos, stores a tag in t, and moves
// past it. If unknown is not nil, next calls it for each attribute that is not known and
// therefore not stored in t.
func (s *scanner) next(t *tag, unknown func(name string, start int)) token {
	if s.pos > s.lastClose {
		return unfinished
	}
	start := s.pos
	if s.noComment && strings.HasPrefix(s.in[start:], "<!--") {
		s.pos += len("<!--")
		return openComment
	}
	t.attrs, t.seen, t.data = t.attrs[:0], 0, t.data[:0]
	t.Read(s.in, start, func(a html.Attr) {
		if len(s.data) > 0 && s.dataAttr(t, a) {
			return
		}
		switch known := rawAttribute(lowerName(a.Name)); {
		case known == noAttribute:
			if unknown != nil {
				unknown(a.Name, a.At)
			}
		case !t.has(known):
			t.seen |= 1 << known
			t.attrs = append(t.attrs, rawAttr{known, a.Name, a.Value, a.At})
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

// dataAttr stores a in t if it is a data attribute that the rules allow, and reports
// whether it is and has no other meaning.
func (s *scanner) dataAttr(t *tag, a html.Attr) bool {
	name := strings.ToLower(a.Name)
	if !slices.Contains(s.data, name) {
		return false
	}
	if !slices.ContainsFunc(t.data, func(d rawAttr) bool { return d.as == name }) {
		t.data = append(t.data, rawAttr{noAttribute, name, a.Value, a.At})
	}
	return rawAttribute(lowerName(name)) == noAttribute
}

// name returns the name of t in lower case, or "" if it is longer than any known name.
func (t *tag) name() string { return lowerName(t.Name) }

// label returns the name of t for a report, in lower case.
func (t *tag) label() string {
	const longest = 64
	return strings.ToLower(strings.ToValidUTF8(t.Name[:min(len(t.Name), longest)], ""))
}

// has reports whether t has the attribute a.
func (t *tag) has(a attribute) bool { return t.seen>>a&1 != 0 }

// value returns the raw value of the attribute a, or "" if t does not have it.
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

// skipped reports whether the content of e is not part of the text and e is not in the
// normal form: scripts and styles, fallbacks, options of forms, and players, which are
// rebuilt. The fallback of an object is shown, since the object is not.
func skipped(e html.Element) bool {
	return e.Has(html.Hidden) && e != html.Object && (e.As() == html.Other || e == html.Iframe)
}

// skipHidden moves past the hidden element that t begins. If the element hides nothing,
// skipHidden returns false and does not move.
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

// skipRaw moves past the script, style or xmp that t begins and returns its content. If
// there is no end tag, not even one cut off by the end of the text, skipRaw returns false
// and does not move.
func (s *scanner) skipRaw(t *tag) (content string, ok bool) {
	e, raw := t.Element, t.Tag
	if s.unclosed[e] {
		return "", false
	}
	if s.loose {
		raw.Element = html.Style // an end tag inside a comment ends it too
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
