package php

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Value is a value of PHP, as serialize stores it. The zero value is null.
type Value struct {
	Kind  Kind
	Text  string // of a String; the class of an Object, the class and case of an Enum
	Int   int64  // of an Int; 1 for true; of a Reference the number of the value, counted from 1
	Float float64
	Pairs []Pair // of an Array or Object, in their order
}

// A Pair is an element of an array or a property of an object.
type Pair struct {
	Key   string // an integer as decimal digits; a property without its visibility
	Value Value
}

// A Kind is the type of a Value.
type Kind uint8

const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Array
	Object
	Enum
	Reference // to an array or object that is elsewhere in the value
)

// Get returns the element that the keys lead to, or null. If a key occurs twice, the last
// one counts, as in PHP.
func (v Value) Get(keys ...string) Value {
next:
	for _, key := range keys {
		for i := len(v.Pairs) - 1; i >= 0; i-- {
			if v.Pairs[i].Key == key {
				v = v.Pairs[i].Value
				continue next
			}
		}
		return Value{}
	}
	return v
}

// String returns what PHP makes of v if it is converted to a string: nothing for null and
// false, "1" for true, and here nothing for arrays and objects.
func (v Value) String() string {
	switch v.Kind {
	case String:
		return v.Text
	case Int:
		return strconv.FormatInt(v.Int, 10)
	case Bool:
		if v.Int != 0 {
			return "1"
		}
	case Float:
		return formatFloat(v.Float)
	}
	return ""
}

// formatFloat writes a number as PHP does if its setting precision is -1: "1.0E+25", "0.1", "-0", "INF".
func formatFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NAN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	digits := strconv.FormatFloat(f, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(digits, "e")
	if n, _ := strconv.Atoi(exponent); n < -4 || n >= 17 {
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		return fmt.Sprintf("%sE%+d", mantissa, n)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// Limits of Unserialize.
const (
	maxDepth  = 4096   // unserialize_max_depth of PHP
	maxValues = 100000 // 10 MB of memory; the largest value of the given exports has 41 values
)

// Errors of Unserialize.
var (
	ErrSyntax = errors.New("not a serialized value of PHP")
	ErrDepth  = errors.New("serialized value nested too deeply")
	ErrValues = errors.New("serialized value with too many elements")
)

// IsSerialized reports whether s looks like a serialized value, as is_serialized of
// WordPress decides it (in strict mode).
func IsSerialized(s string) bool {
	s = strings.Trim(s, " \n\r\t\v\x00")
	switch {
	case s == "N;":
		return true
	case len(s) < 4 || s[1] != ':':
		return false
	}
	last := s[len(s)-1]
	if last != ';' && last != '}' {
		return false
	}
	digits := func(from string) int {
		n := 0
		for n < len(from) && isDigit(from[n]) {
			n++
		}
		return n
	}
	switch s[0] {
	case 's':
		return s[len(s)-2] == '"' && digits(s[2:]) > 0 && strings.HasPrefix(s[2+digits(s[2:]):], ":")
	case 'a', 'O', 'E':
		return digits(s[2:]) > 0 && strings.HasPrefix(s[2+digits(s[2:]):], ":")
	case 'b', 'i', 'd':
		n := 0
		for n < len(s)-2 && (isDigit(s[2+n]) || strings.IndexByte(".E+-", s[2+n]) >= 0) {
			n++
		}
		return n > 0 && s[2+n:] == ";"
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Unserialize reads a value as unserialize of PHP 8.2 does. Nothing is created but Values:
// classes are names, and references to arrays and objects are not followed.
//
// If the length of a string is wrong, as it is after a search and replace in the database,
// after a change of the character set, or since XML has one kind of line break, the string
// ends at the first quotation mark and semicolon that are followed by another value or by
// the end of the array, provided that the rest can be read: above all, that every array has
// as many elements as it claims. mended is the number of such strings. Text after the value
// is ignored, as in PHP.
//
// The error is ErrSyntax with the offset, ErrDepth or ErrValues.
func Unserialize(s string) (v Value, mended int, err error) {
	p := unserializer{in: s}
	v, ok := p.value(0)
	if !ok {
		if p.err == nil {
			p.err = fmt.Errorf("%w: at byte %d of %d", ErrSyntax, p.at, len(s))
		}
		return Value{}, 0, p.err
	}
	return v, p.mended, nil
}

// An unserializer reads one value.
type unserializer struct {
	in     string
	at     int
	slots  []Value // the values so far, which references count; arrays and objects without elements
	count  int
	mended int
	err    error
}

// accept skips text, if it is next.
func (p *unserializer) accept(text string) bool {
	if !strings.HasPrefix(p.in[p.at:], text) {
		return false
	}
	p.at += len(text)
	return true
}

// until returns the text up to the next end, and skips both.
func (p *unserializer) until(end byte) (string, bool) {
	const longest = 400 // digits of a number: more than PHP ever writes
	rest := p.in[p.at:min(len(p.in), p.at+longest)]
	n := strings.IndexByte(rest, end)
	if n < 0 {
		return "", false
	}
	p.at += n + 1
	return rest[:n], true
}

// value reads a value.
func (p *unserializer) value(depth int) (v Value, ok bool) {
	if p.count++; p.count > maxValues {
		p.err = ErrValues
		return v, false
	}
	if p.accept("N;") {
		p.slots = append(p.slots, v)
		return v, true
	}
	if len(p.in)-p.at < len("i:0;") || p.in[p.at+1] != ':' {
		return v, false
	}
	kind := p.in[p.at]
	p.at += 2
	switch kind {
	case 'a', 'O':
		return p.container(kind, depth)
	case 'r', 'R':
		return p.reference(kind)
	case 'b':
		v.Kind = Bool
		text, found := p.until(';')
		v.Int, ok = int64(len(text)), found && (text == "0" || text == "1")
		if text == "0" {
			v.Int = 0
		}
	case 'i':
		v.Kind = Int
		v.Int, ok = p.integer(';')
	case 'd':
		v.Kind = Float
		v.Float, ok = p.float()
	case 's', 'S':
		v.Kind = String
		v.Text, ok = p.text(kind == 'S', `";`)
	case 'E':
		v.Kind = Enum
		v.Text, ok = p.text(false, `";`)
		ok = ok && strings.Contains(v.Text, ":")
	case 'C':
		v, ok = p.custom()
	}
	if ok {
		p.slots = append(p.slots, v)
	}
	return v, ok
}

// integer reads an integer and its end. PHP caps those that are too large.
func (p *unserializer) integer(end byte) (int64, bool) {
	text, ok := p.until(end)
	if !ok || strings.ContainsAny(text, "_") {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil || errors.Is(err, strconv.ErrRange)
}

// float reads a floating-point number and its end.
func (p *unserializer) float() (float64, bool) {
	text, ok := p.until(';')
	switch {
	case !ok:
		return 0, false
	case text == "INF":
		return math.Inf(1), true
	case text == "-INF":
		return math.Inf(-1), true
	case text == "NAN":
		return math.NaN(), true
	case text == "" || strings.Trim(text, "0123456789.eE+-") != "":
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil || errors.Is(err, strconv.ErrRange)
}

// text reads the length of a string, the string in quotation marks, and end, which begins
// with the second one.
func (p *unserializer) text(escaped bool, end string) (string, bool) {
	digits, ok := p.until(':')
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" || !p.accept(`"`) {
		return "", false
	}
	if escaped {
		return p.escaped(digits, end)
	}
	start := p.at
	if n, err := strconv.Atoi(digits); err == nil && n <= len(p.in)-start && strings.HasPrefix(p.in[start+n:], end) {
		p.at = start + n + len(end)
		return p.in[start : start+n], true
	}
	for from := start; ; {
		n := strings.Index(p.in[from:], end)
		if n < 0 {
			return "", false
		}
		from += n + len(end)
		if follows(p.in[from:]) {
			p.mended++
			p.at = from
			return p.in[start : from-len(end)], true
		}
	}
}

// follows reports whether s begins with what can follow a string: another value, the end of
// an array or object, its elements, or nothing.
func follows(s string) bool {
	if s == "" || s[0] == '}' || strings.HasPrefix(s, "N;") {
		return true
	}
	if len(s) < len("i:0;") {
		return false
	}
	if isDigit(s[0]) { // the number of elements of an object
		rest := strings.TrimLeft(s, "0123456789")
		return strings.HasPrefix(rest, ":{")
	}
	return s[1] == ':' && strings.IndexByte("sidbaOCErRS", s[0]) >= 0 && (isDigit(s[2]) || strings.IndexByte("+-.IN", s[2]) >= 0)
}

// escaped reads a string with escapes, which PHP 6 wrote: \ and two hexadecimal digits.
func (p *unserializer) escaped(digits, end string) (string, bool) {
	n, err := strconv.Atoi(digits)
	if err != nil || n > len(p.in)-p.at {
		return "", false
	}
	text := make([]byte, 0, n)
	for range n {
		if p.at == len(p.in) {
			return "", false
		}
		c := p.in[p.at]
		p.at++
		if c == '\\' {
			if len(p.in)-p.at < 2 {
				return "", false
			}
			code, err := strconv.ParseUint(p.in[p.at:p.at+2], 16, 8)
			if err != nil {
				return "", false
			}
			c = byte(code)
			p.at += 2
		}
		text = append(text, c)
	}
	return string(text), p.accept(end)
}

// custom reads an object that has its own form, which is kept as text under the key "".
func (p *unserializer) custom() (v Value, ok bool) {
	class, ok := p.text(false, `":`)
	if !ok {
		return v, false
	}
	n, ok := p.integer(':')
	if !ok || !p.accept("{") || n < 0 || n > int64(len(p.in)-p.at) {
		return v, false
	}
	data := p.in[p.at : p.at+int(n)]
	p.at += int(n)
	return Value{Kind: Object, Text: class, Pairs: []Pair{{"", Value{Kind: String, Text: data}}}}, p.accept("}")
}

// container reads an array or object.
func (p *unserializer) container(kind byte, depth int) (v Value, ok bool) {
	if depth++; depth > maxDepth {
		p.err = ErrDepth
		return v, false
	}
	v.Kind = Array
	if kind == 'O' {
		v.Kind = Object
		if v.Text, ok = p.text(false, `":`); !ok {
			return v, false
		}
	}
	n, ok := p.integer(':')
	if !ok || n < 0 || !p.accept("{") {
		return v, false
	}
	p.slots = append(p.slots, v)
	for range n {
		key, ok := p.key(kind)
		if !ok {
			return v, false
		}
		element, ok := p.value(depth)
		if !ok {
			return v, false
		}
		v.Pairs = append(v.Pairs, Pair{key, element})
	}
	return v, p.accept("}")
}

// key reads the key of an element, or the name of a property without its visibility, which
// is written as "\x00*\x00name" or "\x00Class\x00name".
func (p *unserializer) key(kind byte) (string, bool) {
	switch {
	case p.accept("i:"):
		n, ok := p.integer(';')
		return strconv.FormatInt(n, 10), ok
	case p.accept("s:"), p.accept("S:"):
		key, ok := p.text(p.in[p.at-2] == 'S', `";`)
		if kind == 'O' && strings.HasPrefix(key, "\x00") {
			if _, name, found := strings.Cut(key[1:], "\x00"); found {
				key = name
			}
		}
		return key, ok
	}
	return "", false
}

// reference reads a reference to a value that was read before. R (the same variable) is not
// counted by later references, r (the same object) is.
func (p *unserializer) reference(kind byte) (Value, bool) {
	n, ok := p.integer(';')
	if !ok || n < 1 || n > int64(len(p.slots)) {
		return Value{}, false
	}
	v := p.slots[n-1]
	if v.Kind == Array || v.Kind == Object || v.Kind == Reference {
		v = Value{Kind: Reference, Int: n}
	}
	if kind == 'r' {
		p.slots = append(p.slots, v)
	}
	return v, true
}
