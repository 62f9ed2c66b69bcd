package markup

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/html"
)

// Verify reports whether in is in the normal form that the rules allow; see the package
// comment. It reads each byte once and allocates nothing.
func (r *Rules) Verify(in string) bool {
	ok, _ := r.verify(in)
	return ok
}

// verify is like Verify but also reports whether in may contain embed code; see hasCode.
func (r *Rules) verify(in string) (ok, code bool) {
	if plainText(in) {
		return true, false
	}
	if r.scope == Inline || r.scope == Plain {
		if balancedBidi(in) != in {
			return false, false
		}
	}
	v := verifier{rules: r, in: in}
	for v.text(false) {
		if v.pos == len(in) {
			return v.depth == 0, v.code
		}
		if !v.tag() {
			return false, false
		}
	}
	return false, false
}

// clean reports whether Sanitize returns in unchanged.
func (r *Rules) clean(in string) bool {
	ok, code := r.verify(in)
	return ok && (!code || !r.hasCode(in))
}

// plainText reports whether s is printable ASCII without markup, which needs no further
// verification. The searches of package strings use vector instructions, so that a
// paragraph takes half the time of the verifier's loop (bench/sanitize,
// BenchmarkSanitize/paragraph).
func plainText(s string) bool {
	if strings.IndexByte(s, '<') >= 0 || strings.IndexByte(s, '>') >= 0 || strings.IndexByte(s, '&') >= 0 {
		return false
	}
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for ; len(s) >= 32; s = s[32:] {
		a, b := binary.LittleEndian.Uint64([]byte(s[:8])), binary.LittleEndian.Uint64([]byte(s[8:16]))
		c, d := binary.LittleEndian.Uint64([]byte(s[16:24])), binary.LittleEndian.Uint64([]byte(s[24:32]))
		// The high bit is set where a byte is not ASCII or is below space.
		if (a|(a-0x20*ones)|b|(b-0x20*ones)|c|(c-0x20*ones)|d|(d-0x20*ones))&high != 0 {
			return false
		}
	}
	for ; len(s) >= 8; s = s[8:] {
		if special(s[:8]) != 0 {
			return false
		}
	}
	for i := range len(s) {
		if !plain[s[i]] && s[i] != '"' && s[i] != '\n' {
			return false
		}
	}
	return true
}

// A verifier advances through a text. Each method that accepts something moves pos past it
// and returns true, or returns false.
type verifier struct {
	rules  *Rules
	in     string
	pos    int
	stack  [maxDepth]html.Element
	depth  int
	open   [html.Elements]uint8 // number of open elements, by element
	images int                  // img tags with an address seen
	code   bool                 // a class of embed code has been seen
	budget budget
}

func (v *verifier) top() html.Element {
	if v.depth == 0 {
		return html.Other
	}
	return v.stack[v.depth-1]
}

// literal accepts exactly s.
func (v *verifier) literal(s string) bool {
	if !strings.HasPrefix(v.in[v.pos:], s) {
		return false
	}
	v.pos += len(s)
	return true
}

// text accepts escaped text up to a < or the end of the input or, inside a value, up to
// a ". Text directly in a table, row group, row or column group must be white space, since
// a browser would move anything else in front of the table.
func (v *verifier) text(inValue bool) bool {
	in, i := v.in, v.pos
	blank := !inValue && v.top().Has(html.Grid)
	for i < len(in) {
		if !blank {
			if i = skipPlain(in, i); i == len(in) {
				break
			}
		}
		switch c := in[i]; {
		case c == '<' && !inValue, c == '"' && inValue:
			v.pos = i
			return true
		case c == ' ', c == '\t', c == '\n':
			i++
		case blank:
			return false
		case c == '"':
			i++
		case c == '&':
			n := v.escape(in[i:], inValue)
			if n == 0 {
				return false
			}
			i += n
		default: // < in a value, >, a control character or an invalid character
			return false
		}
	}
	v.pos = i
	return !inValue
}

// charLen returns the length of the non-ASCII character that s begins with, or 0 if it is
// not valid. A fast path handles the letters, quotation marks and dashes of nearly all
// texts.
func charLen(s string) int {
	switch c := s[0]; {
	case 0xC2 <= c && c <= 0xDF && len(s) > 1 && s[1]&0xC0 == 0x80:
		return 2
	case 0xE1 <= c && c <= 0xEC && len(s) > 2 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80:
		return 3
	}
	char, n := utf8.DecodeRuneInString(s)
	if !validChar(char, n) {
		return 0
	}
	return n
}

// validChar reports whether char, decoded from n bytes, is valid UTF-8 and neither U+FFFE
// nor U+FFFF, which XML does not allow.
func validChar(char rune, n int) bool {
	return (char != utf8.RuneError || n > 1) && char != 0xFFFE && char != 0xFFFF
}

// escape returns the length of the character reference that s begins with, or 0 if it is
// not one that a serialiser writes.
func (v *verifier) escape(s string, inValue bool) int {
	switch {
	case strings.HasPrefix(s, "&amp;"):
		return len("&amp;")
	case strings.HasPrefix(s, "&lt;"):
		return len("&lt;")
	case strings.HasPrefix(s, "&gt;"):
		return len("&gt;")
	case strings.HasPrefix(s, "&nbsp;") && !v.rules.xml:
		return len("&nbsp;")
	case strings.HasPrefix(s, "&quot;") && inValue:
		return len("&quot;")
	}
	return 0
}

// skipPlain returns the index of the first byte at or after s[i] that is not plain: a
// control character, one of & < > ", or part of an invalid character. If there is none,
// it returns len(s). It reads eight bytes at a time.
func skipPlain(s string, i int) int {
	for i+8 <= len(s) {
		found := special(s[i : i+8])
		if found == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(found) / 8
		if s[i] < utf8.RuneSelf {
			return i
		}
		n := charLen(s[i:])
		if n == 0 {
			return i
		}
		i += n
	}
	for i < len(s) {
		n := 1
		if s[i] >= utf8.RuneSelf {
			n = charLen(s[i:])
		} else if !plain[s[i]] {
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// special returns a mask with the high bit set in the first of the eight bytes of s that is
// not plain. Higher bits of the mask have no meaning, since the subtractions borrow from
// the next byte, but only at a byte that is not plain.
func special(s string) uint64 {
	const ones = 0x0101010101010101
	w := binary.LittleEndian.Uint64([]byte(s))
	control := w - 0x20*ones
	quoteOrAmp := ((w &^ (0x04 * ones)) ^ 0x22*ones) - ones // 0x22, 0x26
	angle := ((w | 0x02*ones) ^ 0x3E*ones) - ones           // 0x3C, 0x3E
	return 0x80 * ones & (w | control | quoteOrAmp | angle)
}

// plain is the set of ASCII bytes that are written unchanged in text and in values.
var plain = asciiSet(" !#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f")

// tag accepts a start or end tag.
func (v *verifier) tag() bool {
	if v.literal("</") {
		if v.depth == 0 {
			return false
		}
		e := v.top()
		v.depth--
		v.open[e]--
		return v.literal(e.String()) && v.literal(">")
	}
	end := v.pos + 1
	for end < len(v.in) && isNameByte(v.in[end]) {
		end++
	}
	e := html.Known(v.in[v.pos+1 : end])
	if !v.mayOpen(e) {
		return false
	}
	if e == html.Iframe {
		return v.frame()
	}
	v.pos = end
	if !v.attributes(e) {
		return false
	}
	if e.Has(html.Void) {
		return (!v.rules.xml || v.literal("/")) && v.literal(">")
	}
	v.stack[v.depth] = e
	v.depth++
	v.open[e]++
	// A browser drops a newline at the start of a pre.
	return v.literal(">") && (e != html.Pre || !strings.HasPrefix(v.in[v.pos:], "\n"))
}

func isNameByte(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' }

// mayOpen reports whether e is allowed and a browser would open it exactly here, without
// closing or copying any open element.
func (v *verifier) mayOpen(e html.Element) bool {
	switch {
	case e == html.Other, !v.rules.elements[e], v.depth+levels(e) > maxDepth, !fits(v.top(), e) && !v.inGroup(e):
		return false
	case e.Has(html.Block) && v.open[html.P] > 0:
		return false
	case e.Has(html.Formatting) && v.open[e] > 0:
		return false
	case e.Has(html.Heading):
		for h := html.H1; h <= html.H6; h++ {
			if v.open[h] > 0 {
				return false
			}
		}
		return e >= v.rules.topHeading
	}
	return true
}

// inGroup reports whether e is a term or a description in a div directly in a dl, which
// groups them.
func (v *verifier) inGroup(e html.Element) bool {
	return (e == html.Dt || e == html.Dd) && v.depth >= 2 && v.top() == html.Div && v.stack[v.depth-2] == html.Dl
}

// fits reports whether a browser leaves child where it is written if its parent is the
// given element, or html.Other at the top level. None of the tags that HTML makes optional
// may be missing: an li must be in a list, a td in a tr, and a tr in a row group. No start
// tag therefore implies the start or end of another element.
func fits(parent, child html.Element) bool {
	switch child {
	case html.Li:
		return parent.Has(html.List)
	case html.Dt, html.Dd:
		return parent == html.Dl
	case html.Rt, html.Rp:
		return parent == html.Ruby
	case html.Td, html.Th:
		return parent == html.Tr
	case html.Tr:
		return parent == html.Tbody || parent == html.Thead || parent == html.Tfoot
	case html.Tbody, html.Thead, html.Tfoot, html.Caption, html.Colgroup:
		return parent == html.Table
	case html.Col:
		return parent == html.Colgroup
	}
	return !parent.Has(html.Grid)
}

// attributes accepts the attributes of e, provided that all required ones are present.
func (v *verifier) attributes(e html.Element) bool {
	var (
		seen     attributeSet
		data     uint64 // data attributes seen, by their index in the rules
		last     string
		external bool
		lazy     bool
		width    string
		height   string
		rel      relSet
	)
	for v.pos < len(v.in) && v.in[v.pos] == ' ' {
		v.pos++
		start := v.pos
		for v.pos < len(v.in) && isNameByte(v.in[v.pos]) {
			v.pos++
		}
		name := v.in[start:v.pos]
		a := attributeNamed(name)
		if name < last && e.Has(html.Formatting) { // x/net/html sorts them
			return false
		}
		last = name
		if a == noAttribute {
			if !v.data(name, &data) {
				return false
			}
			continue
		}
		if !v.rules.attributes[e].has(a) || seen.has(a) || !v.literal(`="`) {
			return false
		}
		seen |= 1 << a
		start = v.pos
		if f := attributes[a].form; f == formText || f == formID {
			if !v.text(true) {
				return false
			}
		} else if quote := strings.IndexByte(v.in[start:], '"'); quote >= 0 {
			v.pos += quote // the other forms allow no byte that text does not
		} else {
			return false
		}
		value := v.in[start:v.pos]
		v.pos++ // the quote
		ok := true
		switch attributes[a].form {
		case formLink, formResource:
			var leadsOut bool
			ok, leadsOut = v.rules.checkURL(value, attributes[a].form == formResource)
			external = external || leadsOut && a == atHref
			ok = ok && (attributes[a].form == formLink || v.rules.checkMedia(value))
		case formSrcset:
			ok = v.rules.checkSrcset(value)
		case formRel:
			rel, ok = checkRel(value)
		case formID:
			ok = v.rules.checkID(value)
		default:
			ok = checkPlainValue(a, value) && (a != atClass || v.rules.checkClasses(value) && !v.rules.replacesAnyClass(e, value))
		}
		if !ok || !v.budget.take(a, value) {
			return false
		}
		v.code = v.code || a == atClass && (e == html.Div || e == html.Blockquote || e == html.Figure || e == html.A) && codeClass(value, v.in[v.pos:])
		switch a {
		case atLoading:
			lazy = value == "lazy"
		case atWidth:
			width = value
		case atHeight:
			height = value
		}
	}
	switch e {
	case html.A:
		return (seen.has(atHref) || seen.has(atID)) && (!external || rel&v.rules.rel == v.rules.rel) && (!seen.has(atTarget) || rel&relNoopener != 0) && (!external || seen.has(atTarget) || !v.rules.opensWindow())
	case html.Img:
		loaded := seen.has(atSrc) || seen.has(atSrcset)
		late := loaded && v.images > 0
		if loaded && !onePixel(width, height) {
			v.images++
		}
		return (seen.has(atDecoding) || !v.rules.requires(e, atDecoding)) && (lazy == late || !v.rules.requires(e, atLoading))
	case html.Audio, html.Video:
		return seen.has(atControls) || !v.rules.requires(e, atControls)
	}
	return !v.rules.names(e) || seen.has(atID)
}

// data accepts the value of a data attribute that the rules allow and that is not in seen.
func (v *verifier) data(name string, seen *uint64) bool {
	i := v.rules.dataIndex(name)
	if i < 0 || *seen>>i&1 != 0 || !v.literal(`="`) || !v.text(true) {
		return false
	}
	*seen |= 1 << i
	v.pos++ // the quote
	return true
}

// checkPlainValue reports whether value has the form of the attribute a, for the forms
// that do not depend on the rules.
func checkPlainValue(a attribute, value string) bool {
	switch attributes[a].form {
	case formText:
		return true
	case formFlag:
		return value == ""
	case formInteger:
		value = strings.TrimPrefix(value, "-")
		return len(value) <= 5 && onlyDigits(value)
	case formNumber:
		return len(value) <= 5 && onlyDigits(value)
	case formWord:
		for words := attributes[a].words; words != ""; {
			var word string
			if word, words, _ = strings.Cut(words, " "); word == value {
				return value != ""
			}
		}
		return false
	case formToken:
		for i := range len(value) {
			if !tokenByte[value[i]] && (value[i] != '*' || a != atSizes && a != atMedia) {
				return false
			}
		}
		return value != "" && (a != atSizes && a != atMedia || checkQuery(value))
	}
	return false
}

var tokenByte = asciiSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/+:;=(),% ")

// checkRel returns the set of tokens in value. It returns false unless value consists of
// known tokens separated by single spaces.
func checkRel(value string) (set relSet, ok bool) {
	for more := true; more; {
		var name string
		name, value, more = strings.Cut(value, " ")
		token := relToken(name)
		if token == 0 {
			return 0, false
		}
		set |= token
	}
	return set, true
}

// checkID reports whether id cannot be mistaken for a variable of a script: a browser makes
// every id a property of window. If the policy has a prefix, id must begin with it, so that
// it cannot collide with an id of the page either.
func (r *Rules) checkID(id string) bool {
	for i := range len(id) {
		if !idByte(id[i]) {
			return false
		}
	}
	if r.idPrefix != "" {
		return len(id) > len(r.idPrefix) && strings.HasPrefix(id, r.idPrefix)
	}
	return id != "" && ('0' <= id[0] && id[0] <= '9' || strings.ContainsAny(id, "-.:"))
}

func idByte(c byte) bool {
	return isNameByte(c) || 'A' <= c && c <= 'Z' || c == '_' || c == '.' || c == ':' || c >= utf8.RuneSelf
}

// frame accepts a frame exactly as the normaliser builds it.
func (v *verifier) frame() bool {
	if !v.literal(`<iframe src="`) {
		return false
	}
	start := v.pos
	if !v.text(true) {
		return false
	}
	tail, ok := v.rules.checkFrame(v.in[start:v.pos])
	if !ok || !v.literal(`" title="`) {
		return false
	}
	start = v.pos
	return v.text(true) && checkTitle(v.in[start:v.pos]) &&
		v.literal(`" width="`) && (v.literal("100%") || v.visible()) &&
		v.literal(`" height="`) && v.visible() &&
		v.literal(tail)
}

// visible accepts a width or height at which a frame shows something.
func (v *verifier) visible() bool {
	start := v.pos
	return v.number() && !invisible(v.in[start:v.pos])
}

// number accepts 1 to 5 digits.
func (v *verifier) number() bool {
	start := v.pos
	for v.pos < len(v.in) && '0' <= v.in[v.pos] && v.in[v.pos] <= '9' {
		v.pos++
	}
	return v.pos > start && v.pos-start <= 5
}
