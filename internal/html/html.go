// Package html reads the tags, character references and element names of HTML as
// browsers do. Every part of presse that handles markup uses it: internal/text, to
// find the text that a reader sees, and internal/markup, to decide what may be shown.
// It builds no tree and allocates nothing.
//
// The rules are those of the WHATWG standard (https://html.spec.whatwg.org); comments
// cite its sections.
package html

import "strings"

//go:generate go run ./gen

// An Element is an HTML element that some rule of presse names. All remaining elements
// are Other.
type Element uint8

// A Trait is a set of properties of an element.
type Trait uint16

const (
	Kept       Trait = 1 << iota // may appear in the normal form of internal/markup
	Void                         // has no content and no end tag (§13.1.2)
	Block                        // its start tag ends an open p (§13.2.6.4.7)
	Formatting                   // copied by browsers when misnested (§13.2.4.3)
	Heading                      // h1 to h6: the end tag of any of them closes whichever is open
	Tabular                      // occurs only in a table
	Grid                         // contains only parts of a table and white space
	Cell                         // contains ordinary content within a table
	List                         // contains li
	Raw                          // its content, up to its own end tag, is not markup (§13.1.2)
	Hidden                       // its content is not text of the page: code, a fallback, options of a form (§15.3.1)
	Program                      // a script or style: its content is not text even if it is never closed
	Breaks                       // begins and ends a paragraph of text
	Holds                        // is itself a paragraph: blank lines in it have no meaning
	Breakout                     // its start tag ends an open svg (§13.2.6.5)
)

// Has reports whether e has all the traits t.
func (e Element) Has(t Trait) bool { return traits[e]&t == t }

// String returns the name of e in lower case, or "" for Other.
func (e Element) String() string { return elements[e].name }

// As returns the element that the normal form writes for e: e itself if it is Kept,
// the modern equivalent if e is obsolete, or Other if there is none.
func (e Element) As() Element { return elements[e].as }

// counted returns the element that stands for e when end tags are matched: H1 for every
// heading, since the end tag of any heading closes whichever is open (§13.2.6.4.7).
func (e Element) counted() Element {
	if e.Has(Heading) {
		return H1
	}
	return e
}

// Named returns the element with the given name, in any case. [Known] is faster for
// names in lower case.
func Named(name string) Element {
	var lower [len("amp-video-iframe")]byte // the longest name
	if len(name) > len(lower) {
		return Other
	}
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			for i := range len(name) {
				lower[i] = name[i]
				if 'A' <= name[i] && name[i] <= 'Z' {
					lower[i] |= 0x20
				}
			}
			return Known(string(lower[:len(name)]))
		}
	}
	return Known(name)
}

// equalFold reports whether s and t are equal, ignoring the case of ASCII letters only,
// as HTML compares names.
func equalFold(s, t string) bool {
	if len(s) != len(t) {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != t[i] && (c|0x20 != t[i]|0x20 || !IsLetter(c)) {
			return false
		}
	}
	return true
}

// IsSpace reports whether c is white space in HTML.
func IsSpace(c byte) bool { return ends[c] == space }

// ends classifies the bytes that end the parts of a tag.
var ends = [256]uint8{' ': space, '\n': space, '\t': space, '\r': space, '\f': space, '/': slash, '>': closing, '=': equals}

const (
	space = 1 << iota
	slash
	closing
	equals
)

// IsLetter reports whether c is an ASCII letter, which may begin a name.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// Markup reports whether s may contain anything that is not plain text in HTML: a tag,
// a character reference, or a control character that is not white space of HTML. If it
// returns false, s needs no parsing.
func Markup(s string) bool {
	if strings.IndexByte(s, '<') >= 0 || strings.IndexByte(s, '&') >= 0 {
		return true
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' && !IsSpace(c) {
			return true
		}
	}
	return false
}
