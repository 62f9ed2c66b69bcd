// Package html reads the tags, the character references and the element names of
// HTML as browsers do. It is what every part of presse that meets markup reads it
// with: internal/text, for what a reader sees, and internal/markup, for what may be
// shown. It builds no tree and allocates nothing.
//
// The rules are those of the WHATWG standard (https://html.spec.whatwg.org), in the
// sections named at each.
package html

import "strings"

//go:generate go run ./gen

// An Element is an HTML element that some rule of presse names. Other stands for every
// element that none does.
type Element uint8

// A Trait is what a rule asks about an element.
type Trait uint16

const (
	Kept       Trait = 1 << iota // the normal form of internal/markup may hold it
	Void                         // has no content and no end tag (§13.1.2)
	Block                        // its start tag ends an open p (§13.2.6.4.7)
	Formatting                   // misnested, a browser would copy it (§13.2.4.3)
	Heading                      // h1 to h6: the end tag of any ends the one that is open
	Tabular                      // stands in a table only
	Grid                         // holds parts of a table and white space, nothing else
	Cell                         // a fresh start for content in a table
	List                         // holds li
	Raw                          // its content is no markup, and ends at its own end tag (§13.1.2)
	Hidden                       // its content is no text of the page: code, a fallback, a choice of a form (§15.3.1)
	Program                      // a script or a style: no text even where it never ends
	Breaks                       // begins and ends a paragraph of text
	Holds                        // is itself a paragraph: blank lines in it mean nothing
	Breakout                     // its start tag ends an svg that is open (§13.2.6.5)
)

// Has reports whether e has all the traits t.
func (e Element) Has(t Trait) bool { return traits[e]&t == t }

// String returns the name of e, in lower case; empty for Other.
func (e Element) String() string { return elements[e].name }

// As returns the element that the normal form writes for e: itself if it is Kept, a
// present-day one for those that are obsolete, or Other.
func (e Element) As() Element { return elements[e].as }

// counted returns the element as which e is counted where end tags are matched: h1 for
// all headings, since the end tag of any ends the one that is open (§13.2.6.4.7).
func (e Element) counted() Element {
	if e.Has(Heading) {
		return H1
	}
	return e
}

// Named returns the element with a name in any case; [Known] is faster for those in
// lower case.
func Named(name string) Element {
	var lower [len("amp-video-iframe")]byte // no name is longer
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

// equalFold reports whether s and t differ in the case of ASCII letters at most, which
// is how HTML compares names.
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

// IsSpace reports whether c is white space to HTML.
func IsSpace(c byte) bool { return ends[c] == space }

// ends tells apart the bytes that end the parts of a tag.
var ends = [256]uint8{' ': space, '\n': space, '\t': space, '\r': space, '\f': space, '/': slash, '>': closing, '=': equals}

const (
	space = 1 << iota
	slash
	closing
	equals
)

// IsLetter reports whether c is an ASCII letter, and so may begin a name.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// Markup reports whether s holds anything that a reader of HTML would not see as
// it stands: a tag, a reference or a NUL may be in it. Other text needs no reading.
func Markup(s string) bool {
	return strings.IndexByte(s, '<') >= 0 || strings.IndexByte(s, '&') >= 0 || strings.IndexByte(s, 0) >= 0
}
