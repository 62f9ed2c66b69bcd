package record

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// An Other reads raw, a JSON value that does not have the type of *ptr, into *ptr, and
// reports whether it can. It lets a member have other forms, such as a string for a
// struct. Name is the name of the member, also for the items of its array and the values
// of its map. If keep is true, *ptr does not hold all that raw says: raw is kept in the
// field Unknown of the struct, and is written again as long as the member has the same
// value. Only a member whose type has a text form can be kept.
type Other func(ptr any, name string, raw []byte) (ok, keep bool)

// Decode reads data, a JSON object or array, into the struct or slice that ptr points
// to, and replaces what it held before. If there is an error, the struct or slice is
// zero. If other is nil, no value has another form.
func Decode(data []byte, ptr any, other Other) error {
	v := reflect.ValueOf(ptr)
	if v.IsNil() {
		return newError("", errNil)
	}
	v = v.Elem()
	v.SetZero()
	d := decoder{data: data, other: other}
	err := d.value(planOf(v.Type()), v)
	if d.space(); err == nil && d.pos < len(d.data) {
		err = d.fault(len(d.data), errBeyond)
	}
	if err != nil {
		v.SetZero()
		err.Path = trimDot(err.Path)
		return err
	}
	return nil
}

// trimDot returns a path without the dot before its first name.
func trimDot(path string) string { return strings.TrimPrefix(path, ".") }

// index returns the step of a path for the item i of an array.
func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// A decoder walks data once, from left to right; pos is the next byte to read.
type decoder struct {
	data  []byte
	pos   int
	other Other
	name  string // of the member that is being read
	keep  bool   // whether to keep the bytes of the value that was just read
}

// fault returns an error about the text from the decoder's position to end.
func (d *decoder) fault(end int, err error) *Error {
	return newError(string(d.data[d.pos:end]), err)
}

// value reads the next value into v, which is zero. A null is read as zero,
// whatever the type.
func (d *decoder) value(p *plan, v reflect.Value) *Error {
	c := d.space()
	switch {
	case c == '{' && p.kind == structure:
		return d.object(p, v)
	case c == '{' && p.kind == mapping:
		return d.mapping(p, v)
	case c == '[' && p.kind == slice:
		return d.slice(p, v)
	case c == '[' && p.kind == array:
		return d.array(p, v)
	}
	end, fault := d.extent()
	if fault != nil {
		return fault
	}
	if c != 'n' { // else null
		raw := d.data[d.pos:end]
		if err := d.set(p, v, raw); err != nil {
			var ok bool
			switch {
			case !utf8.Valid(raw):
				err = errUTF8
			case d.other != nil:
				ok, d.keep = d.other(v.Addr().Interface(), d.name, raw)
			}
			if !ok {
				return d.fault(end, err)
			}
		}
	}
	d.pos = end
	return nil
}

// set sets v from raw, a JSON value that is neither null nor an object or array
// for v. It is an error if raw is not of v's type.
func (d *decoder) set(p *plan, v reflect.Value, raw []byte) error {
	c := raw[0]
	switch p.kind {
	case str:
		s, err := unquote[string](raw)
		v.SetString(s)
		return err
	case text:
		s, err := unquote[[]byte](raw)
		if err != nil {
			return err
		}
		return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(s)
	case instant:
		s, err := unquote[string](raw)
		if err != nil || s == "" { // many archives write "" for no date
			return err
		}
		t, err := parseInstant(s)
		*v.Addr().Interface().(*time.Time) = t
		return err
	case integer:
		n, err := strconv.ParseInt(string(raw), 10, v.Type().Bits())
		if err != nil {
			return errors.New("want a whole number")
		}
		v.SetInt(n)
		return nil
	case float:
		if c != '-' && (c < '0' || c > '9') {
			return mismatch("a number", c)
		}
		x, err := strconv.ParseFloat(string(raw), 64)
		if err != nil {
			return errors.New("too large for a float64")
		}
		v.SetFloat(x)
		return nil
	case boolean:
		if c != 't' && c != 'f' {
			return mismatch("true or false", c)
		}
		v.SetBool(c == 't')
		return nil
	case structure, mapping:
		if !json.Valid(raw) {
			return errSyntax
		}
		return mismatch("an object", c)
	case slice, array:
		return mismatch("an array", c)
	}
	return errUnsupported(v.Type())
}

// instants are the forms of an instant with its offset. The first is RFC 3339; the
// others are ISO 8601 as PHP (DATE_ISO8601), NewsML and the time element of HTML
// write it.
var instants = [...]string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700"}

func parseInstant(s string) (time.Time, error) {
	for _, form := range instants {
		t, err := time.Parse(form, s)
		// time.Parse accepts an offset of 24 hours, which RFC 3339 cannot write.
		if _, offset := t.Zone(); err == nil && max(offset, -offset) < 24*60*60 {
			return t, nil
		}
	}
	return time.Time{}, errors.New("want an instant with its offset, such as 2025-04-15T18:30:00+01:00")
}

func errUnsupported(t reflect.Type) error { return fmt.Errorf("type %v is not supported", t) }

// mismatch returns the error for a value that begins with c and is not what is
// wanted.
func mismatch(want string, c byte) error {
	have := "a number"
	switch c {
	case '"':
		have = "a string"
	case '{':
		have = "an object"
	case '[':
		have = "an array"
	case 't', 'f':
		have = "a boolean"
	}
	return fmt.Errorf("want %s, have %s", want, have)
}

// object reads the members of an object into the fields of v, and the unknown
// ones into its field Unknown.
func (d *decoder) object(p *plan, v reflect.Value) *Error {
	seen := make([]bool, len(p.fields))
	for n := 0; ; n++ {
		name, more, err := d.member(n)
		if !more {
			return err
		}
		i, known := p.byName[string(name)]
		switch {
		case !known:
			err = d.unknown(p, v, string(name))
		case seen[i]:
			err = d.fault(d.pos, ErrTwice)
		default:
			seen[i] = true
			d.name = p.fields[i].name
			start := d.pos
			err = d.value(p.fields[i].plan, v.Field(p.fields[i].index))
			if d.keep && err == nil {
				d.keep, d.pos = false, start
				err = d.unknown(p, v, string(name))
			}
		}
		if err != nil {
			return err.in("." + string(name))
		}
	}
}

// unknown keeps the bytes of the next value in the field Unknown of v.
func (d *decoder) unknown(p *plan, v reflect.Value, name string) *Error {
	if p.unknown < 0 {
		return d.fault(d.pos, errors.New("no such member"))
	}
	unknown := v.Field(p.unknown).Addr().Interface().(*Unknown)
	if _, ok := (*unknown)[name]; ok {
		return d.fault(d.pos, ErrTwice)
	}
	end, err := d.extent()
	if err != nil {
		return err
	}
	raw := d.data[d.pos:end]
	if !json.Valid(raw) {
		return d.fault(end, errSyntax)
	}
	if *unknown == nil {
		*unknown = Unknown{}
	}
	(*unknown)[name] = bytes.Clone(raw)
	d.pos = end
	return nil
}

// mapping reads an object into a map.
func (d *decoder) mapping(p *plan, v reflect.Value) *Error {
	t, member := v.Type(), d.name
	v.Set(reflect.MakeMap(t))
	key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
	for n := 0; ; n++ {
		name, more, err := d.member(n)
		if !more {
			return err
		}
		key.SetZero()
		value.SetZero()
		d.name = member
		if cause := setKey(p.key, key, name); cause != nil {
			err = d.fault(d.pos, cause)
		} else if v.MapIndex(key).IsValid() {
			err = d.fault(d.pos, ErrTwice)
		} else {
			err = d.value(p.elem, value)
		}
		if err != nil {
			return err.in("." + string(name))
		}
		v.SetMapIndex(key, value)
	}
}

// setKey sets the key of a map from a name.
func setKey(p *plan, key reflect.Value, name []byte) error {
	if p.kind == text {
		return key.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(name)
	}
	key.SetString(string(name))
	return nil
}

// member steps to the value of the member n of an object and returns its name.
// It reports whether there is such a member.
func (d *decoder) member(n int) (name []byte, more bool, err *Error) {
	if more, err = d.next(n, '}'); !more {
		return nil, false, err
	}
	end, err := d.extent()
	if err != nil {
		return nil, false, err
	}
	if d.data[d.pos] != '"' {
		return nil, false, d.fault(end, errSyntax)
	}
	name, cause := unquote[[]byte](d.data[d.pos:end])
	if cause != nil {
		return nil, false, d.fault(end, cause)
	}
	d.pos = end
	if err = d.expect(':'); err != nil {
		return nil, false, err.in("." + string(name))
	}
	d.space()
	return name, true, nil
}

// slice reads an array into a slice.
func (d *decoder) slice(p *plan, v reflect.Value) *Error {
	member := d.name
	for i := 0; ; i++ {
		more, err := d.next(i, ']')
		if err != nil {
			return err
		}
		if !more {
			if i == 0 {
				v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // [] is not null
			}
			return nil
		}
		v.Grow(1)
		v.SetLen(i + 1)
		d.name = member
		if err := d.value(p.elem, v.Index(i)); err != nil {
			return err.in(index(i))
		}
	}
}

// array reads an array of as many items as v has.
func (d *decoder) array(p *plan, v reflect.Value) *Error {
	start, member := d.pos, d.name
	for i := 0; ; i++ {
		more, err := d.next(i, ']')
		if err != nil {
			return err
		}
		d.name = member
		if more != (i < v.Len()) {
			d.pos = start
			end, err := d.extent()
			if err != nil {
				return err
			}
			return d.fault(end, fmt.Errorf("want an array of %d", v.Len()))
		}
		if !more {
			return nil
		}
		if err := d.value(p.elem, v.Index(i)); err != nil {
			return err.in(index(i))
		}
	}
}

// next steps to the item n of a list, over the opening bracket or a comma, or
// else over the closing bracket. It reports whether there is an item.
func (d *decoder) next(n int, closing byte) (bool, *Error) {
	if n == 0 {
		d.pos++ // the opening bracket
	}
	switch c := d.space(); {
	case c == closing:
		d.pos++
		return false, nil
	case n == 0:
		return true, nil
	}
	err := d.expect(',')
	d.space()
	return err == nil, err
}

// expect steps over c.
func (d *decoder) expect(c byte) *Error {
	switch d.space(); {
	case d.pos == len(d.data):
		return d.fault(d.pos, errEnd)
	case d.data[d.pos] != c:
		return d.fault(d.pos+1, errSyntax)
	}
	d.pos++
	return nil
}

// space steps over white space and returns the next byte, or 0 at the end.
func (d *decoder) space() byte {
	for ; d.pos < len(d.data); d.pos++ {
		switch c := d.data[d.pos]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// extent returns where the next value ends. It checks only the brackets of an
// object or array, and does so without recursion, so that no depth is too deep.
func (d *decoder) extent() (end int, err *Error) {
	depth := 0
	for i := d.pos; i < len(d.data); {
		switch c := d.data[i]; c {
		case '"':
			if i = stringEnd(d.data, i); i < 0 {
				return 0, d.fault(len(d.data), errEnd)
			}
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ' ', '\t', '\r', '\n', ',', ':':
			if i++; depth == 0 {
				return 0, d.fault(i, errSyntax)
			}
		default:
			start := i
			for i < len(d.data) && strings.IndexByte(" \t\r\n,:{}[]\"", d.data[i]) < 0 {
				i++
			}
			if depth == 0 && !json.Valid(d.data[start:i]) {
				return 0, d.fault(i, errSyntax)
			}
		}
		if depth == 0 {
			return i, nil
		}
		if depth < 0 {
			return 0, d.fault(i, errSyntax)
		}
	}
	return 0, d.fault(len(d.data), errEnd)
}

// stringEnd returns where the string that begins at i ends, or -1.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// unquote returns the value of the JSON string raw. A []byte result may share memory with raw.
// It is an error if raw is not a string.
func unquote[S string | []byte](raw []byte) (s S, err error) {
	if raw[0] != '"' {
		return s, mismatch("a string", raw[0])
	}
	inner := raw[1 : len(raw)-1]
	plain := true
	for _, c := range inner {
		if c < ' ' {
			return s, errSyntax
		}
		plain = plain && c != '\\'
	}
	if !utf8.Valid(inner) {
		return s, errUTF8
	}
	if plain {
		return S(inner), nil
	}
	var unescaped string
	if json.Unmarshal(raw, &unescaped) != nil {
		return s, errSyntax
	}
	return S(unescaped), nil
}
