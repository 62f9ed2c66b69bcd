// Package record reads and writes Go structs as JSON objects, under rules that
// encoding/json does not offer together:
//
//   - a member that the struct does not know is kept, byte for byte, in its
//     field Unknown, and written back after the known ones;
//   - a fault is reported with the full path of the value, media[2].alt;
//   - names match exactly, without folding of case, and a name given twice in
//     one object is a fault;
//   - zero values are left out, so no nil slice is ever null and no zero time
//     ever year 1.
//
// The `json:"name"` tags of a struct's fields are the whole description; a tag
// "-" leaves a field out. The kinds served are those that an article is made
// of: strings, integers, booleans, times, types with a text form, and structs,
// slices and maps of these.
//
// It is a stopgap: encoding/json/v2 offers the same by tags and options, and can
// replace it once it is no longer experimental.
package record

import (
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

// Unknown is the type of the field, called Unknown too, in which a struct keeps
// the members that it does not know.
type Unknown = map[string]json.RawMessage

// Error says which value could not be read or written, and why.
type Error struct {
	Path  string // such as media[2].alt; empty for the whole
	Value string // the JSON text at fault, as it stands
	Err   error
}

// Error returns the path and the cause.
func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrTwice is the cause when an object gives one name twice.
var ErrTwice = errors.New("name given twice in one object")

var (
	errEnd    = errors.New("the JSON text ends too early")
	errSyntax = errors.New("not JSON")
	errBeyond = errors.New("text after the end of the JSON value")
	errUTF8   = errors.New("not UTF-8")
)

// FromText fills ptr, a pointer to a struct, from a JSON string and reports
// whether it can. It is how a struct may be given in a shorter form.
type FromText func(ptr any, text string) bool

// Decode reads data, one JSON object, into the struct that ptr points to. What
// the struct held before is gone, on a fault too: then it is left empty.
func Decode(data []byte, ptr any, fromText FromText) error {
	d := decoder{data: data, fromText: fromText}
	v := reflect.ValueOf(ptr).Elem()
	v.SetZero()
	err := d.value(v)
	if err == nil {
		if d.space(); d.pos < len(d.data) {
			err = d.fault(len(d.data), errBeyond)
		}
	}
	if err != nil {
		v.SetZero()
	}
	return err
}

// A decoder walks data once, from left to right; pos is where it stands in the
// text and path where it stands in the record.
type decoder struct {
	data     []byte
	pos      int
	path     []byte
	fromText FromText
}

// fault reports err about the text from where the decoder stands up to end.
func (d *decoder) fault(end int, err error) error {
	return &Error{Path: string(d.path), Value: string(d.data[d.pos:end]), Err: err}
}

var (
	timeType = reflect.TypeFor[time.Time]()
	textType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// value reads the next value into v. A null empties v, whatever its type.
func (d *decoder) value(v reflect.Value) error {
	d.space()
	if d.pos == len(d.data) {
		return d.fault(d.pos, errEnd)
	}
	c := d.data[d.pos]
	structure := v.Kind() == reflect.Struct && v.Type() != timeType
	switch {
	case c == '{' && structure:
		return d.object(v)
	case c == '{' && v.Kind() == reflect.Map:
		return d.mapping(v)
	case c == '[' && v.Kind() == reflect.Slice:
		return d.array(v)
	}
	end, err := d.extent()
	if err != nil {
		return err
	}
	raw := d.data[d.pos:end]
	switch {
	case c == 'n':
		v.SetZero()
	case c != '"' && (v.Type() == timeType || v.Kind() == reflect.String || v.Addr().Type().Implements(textType)):
		err = mismatch("a string", c)
	case v.Type() == timeType:
		err = setTime(v, raw)
	case c == '"' && structure:
		var s string
		if s, err = unquote(raw); err == nil && (d.fromText == nil || !d.fromText(v.Addr().Interface(), s)) {
			err = mismatch("an object", c)
		}
	case v.Addr().Type().Implements(textType):
		var s string
		if s, err = unquote(raw); err == nil {
			err = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
		}
	default:
		err = setPlain(v, raw)
	}
	if err != nil {
		return d.fault(end, err)
	}
	d.pos = end
	return nil
}

// setPlain reads raw into a string, an integer or a boolean.
func setPlain(v reflect.Value, raw []byte) error {
	switch v.Kind() {
	case reflect.String:
		s, err := unquote(raw)
		v.SetString(s)
		return err
	case reflect.Int:
		n, err := strconv.Atoi(string(raw))
		if err != nil {
			return errors.New("want a whole number")
		}
		v.SetInt(int64(n))
		return nil
	case reflect.Bool:
		if raw[0] != 't' && raw[0] != 'f' {
			return mismatch("true or false", raw[0])
		}
		v.SetBool(raw[0] == 't')
		return nil
	case reflect.Slice:
		return mismatch("an array", raw[0])
	}
	return mismatch("an object", raw[0])
}

// setTime reads an instant, RFC 3339 with its offset; an empty string, which
// many archives write for "no date", is the zero time.
func setTime(v reflect.Value, raw []byte) error {
	s, err := unquote(raw)
	if err != nil || s == "" {
		v.SetZero()
		return err
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return errors.New("want an instant with its offset, such as 2025-04-15T18:30:00+01:00")
	}
	v.Set(reflect.ValueOf(t))
	return nil
}

// mismatch says that a value of another type was wanted than the one that
// begins with c.
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

// object reads the members of an object into the fields of v, and those that v
// has no field for into its field Unknown.
func (d *decoder) object(v reflect.Value) error {
	fields := fieldsOf(v.Type())
	var seen uint64 // one bit for each field: an article has half as many
	return d.members(func(name string) error {
		for i, f := range fields {
			if f.name != name {
				continue
			}
			if seen&(1<<i) != 0 {
				return d.fault(d.pos, ErrTwice)
			}
			seen |= 1 << i
			return d.value(v.Field(f.index))
		}
		field := v.FieldByName("Unknown")
		if !field.IsValid() {
			return d.fault(d.pos, errors.New("no such member"))
		}
		unknown := field.Interface().(Unknown)
		if unknown == nil {
			unknown = Unknown{}
			field.Set(reflect.ValueOf(unknown))
		}
		if _, ok := unknown[name]; ok {
			return d.fault(d.pos, ErrTwice)
		}
		end, err := d.extent()
		if err != nil {
			return err
		}
		if raw := d.data[d.pos:end]; !json.Valid(raw) {
			return d.fault(end, errSyntax)
		}
		unknown[name] = append(json.RawMessage(nil), d.data[d.pos:end]...)
		d.pos = end
		return nil
	})
}

// mapping reads an object into a map from strings or types with a text form.
func (d *decoder) mapping(v reflect.Value) error {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	return d.members(func(name string) error {
		key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		if text, ok := key.Addr().Interface().(encoding.TextUnmarshaler); !ok {
			key.SetString(name)
		} else if err := text.UnmarshalText([]byte(name)); err != nil {
			return d.fault(d.pos, err)
		}
		if v.MapIndex(key).IsValid() {
			return d.fault(d.pos, ErrTwice)
		}
		if err := d.value(value); err != nil {
			return err
		}
		v.SetMapIndex(key, value)
		return nil
	})
}

// members calls read for each member of the object at hand, standing before its
// value, with its name already on the path.
func (d *decoder) members(read func(name string) error) error {
	depth := len(d.path)
	return d.list('}', func(int) error {
		end, err := d.extent()
		if err != nil {
			return err
		}
		name, err := unquote(d.data[d.pos:end])
		if err != nil {
			return d.fault(end, err)
		}
		d.pos = end
		if depth > 0 {
			d.path = append(d.path, '.')
		}
		d.path = append(d.path, name...)
		if err := d.expect(':'); err != nil {
			return err
		}
		d.space()
		err = read(name)
		if err == nil {
			d.path = d.path[:depth]
		}
		return err
	})
}

// array reads an array into a slice.
func (d *decoder) array(v reflect.Value) error {
	depth := len(d.path)
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // [] is not null
	return d.list(']', func(i int) error {
		d.path = append(strconv.AppendInt(append(d.path, '['), int64(i), 10), ']')
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		err := d.value(v.Index(i))
		if err == nil {
			d.path = d.path[:depth]
		}
		return err
	})
}

// list calls read for each of the items between the bracket at hand and the
// closing one.
func (d *decoder) list(closing byte, read func(i int) error) error {
	d.pos++ // the opening bracket
	if d.space(); d.pos < len(d.data) && d.data[d.pos] == closing {
		d.pos++
		return nil
	}
	for i := 0; ; i++ {
		d.space()
		if err := read(i); err != nil {
			return err
		}
		if d.space(); d.pos < len(d.data) && d.data[d.pos] == closing {
			d.pos++
			return nil
		}
		if err := d.expect(','); err != nil {
			return err
		}
	}
}

// expect steps over the sign c.
func (d *decoder) expect(c byte) error {
	switch d.space(); {
	case d.pos == len(d.data):
		return d.fault(d.pos, errEnd)
	case d.data[d.pos] != c:
		return d.fault(d.pos+1, errSyntax)
	}
	d.pos++
	return nil
}

func (d *decoder) space() {
	for d.pos < len(d.data) && strings.IndexByte(" \t\r\n", d.data[d.pos]) >= 0 {
		d.pos++
	}
}

// extent returns where the value at hand ends. Of an object or an array only
// the brackets are judged, without recursion, so that no depth is too deep.
func (d *decoder) extent() (end int, err error) {
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

// unquote returns the text of a JSON string.
func unquote(raw []byte) (string, error) {
	if raw[0] != '"' {
		return "", errSyntax
	}
	inner := raw[1 : len(raw)-1]
	plain := true
	for _, c := range inner {
		if c < ' ' {
			return "", errSyntax
		}
		plain = plain && c != '\\'
	}
	if !utf8.Valid(inner) {
		return "", errUTF8
	}
	if plain {
		return string(inner), nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", errSyntax
	}
	return s, nil
}

// A field is one member that a struct knows.
type field struct {
	name  string
	index int
}

// fieldsOf lists the members that a struct knows, in their order. It is worked
// out for each object: a microsecond, against a cache shared by all.
func fieldsOf(t reflect.Type) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "-" && name != "" {
			fields = append(fields, field{name, i})
		}
	}
	return fields
}
