package record

import (
	"encoding"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Append appends the JSON object of the struct v to dst: known members in the
// order of the fields, zero ones left out, then the unknown ones by name. An
// unknown member whose name the struct knows is not written twice: the field
// wins.
func Append(dst []byte, v any) ([]byte, error) {
	e := encoder{out: dst}
	if err := e.object(reflect.ValueOf(v)); err != nil {
		return dst, err
	}
	return e.out, nil
}

// An encoder appends to out; path is where it stands in the record.
type encoder struct {
	out  []byte
	path []byte
}

func (e *encoder) fault(value string, err error) error {
	return &Error{Path: string(e.path), Value: value, Err: err}
}

func (e *encoder) object(v reflect.Value) error {
	depth := len(e.path)
	fields := fieldsOf(v.Type())
	e.out = append(e.out, '{')
	start := len(e.out)
	member := func(name string) {
		if len(e.out) > start {
			e.out = append(e.out, ',')
		}
		e.out = append(appendString(e.out, name), ':')
		if depth > 0 {
			e.path = append(e.path, '.')
		}
		e.path = append(e.path, name...)
	}
	for _, f := range fields {
		if isZero(v.Field(f.index)) {
			continue
		}
		member(f.name)
		if err := e.value(v.Field(f.index)); err != nil {
			return err
		}
		e.path = e.path[:depth]
	}
	if rest := v.FieldByName("Unknown"); rest.IsValid() {
		unknown := rest.Interface().(Unknown)
		for _, name := range slices.Sorted(maps.Keys(unknown)) {
			if slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
				continue
			}
			member(name)
			if !json.Valid(unknown[name]) {
				return e.fault(string(unknown[name]), errSyntax)
			}
			e.out = append(e.out, unknown[name]...)
			e.path = e.path[:depth]
		}
	}
	e.out = append(e.out, '}')
	return nil
}

// isZero reports whether v is left out. A time is zero in any zone, a struct when
// it has nothing to write.
func isZero(v reflect.Value) bool {
	switch value := v.Interface().(type) {
	case time.Time:
		return value.IsZero()
	case Unknown:
		return len(value) == 0
	}
	if v.Kind() != reflect.Struct {
		return v.IsZero()
	}
	for i := range v.NumField() {
		if !isZero(v.Field(i)) {
			return false
		}
	}
	return true
}

func (e *encoder) value(v reflect.Value) error {
	if v.Type() == timeType {
		return e.time(v.Interface().(time.Time))
	}
	if text, ok := v.Interface().(encoding.TextMarshaler); ok {
		s, err := text.MarshalText()
		if err != nil {
			return e.fault("", err)
		}
		e.out = appendString(e.out, string(s))
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		e.out = appendString(e.out, v.String())
	case reflect.Int:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case reflect.Bool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case reflect.Struct:
		return e.object(v)
	case reflect.Slice:
		return e.array(v)
	case reflect.Map:
		return e.mapping(v)
	}
	return nil
}

func (e *encoder) array(v reflect.Value) error {
	depth := len(e.path)
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.path = append(strconv.AppendInt(append(e.path, '['), int64(i), 10), ']')
		if err := e.value(v.Index(i)); err != nil {
			return err
		}
		e.path = e.path[:depth]
	}
	e.out = append(e.out, ']')
	return nil
}

// mapping writes a map from strings, or types with a text form, in the order of
// its keys.
func (e *encoder) mapping(v reflect.Value) error {
	depth := len(e.path)
	members := make(map[string]reflect.Value, v.Len())
	for key, value := range v.Seq2() {
		name := key.String()
		if text, ok := key.Interface().(encoding.TextMarshaler); ok {
			s, err := text.MarshalText()
			if err != nil {
				return e.fault("", err)
			}
			name = string(s)
		}
		members[name] = value
	}
	e.out = append(e.out, '{')
	for i, name := range slices.Sorted(maps.Keys(members)) {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.out = append(appendString(e.out, name), ':')
		if depth > 0 {
			e.path = append(e.path, '.')
		}
		e.path = append(e.path, name...)
		if err := e.value(members[name]); err != nil {
			return err
		}
		e.path = e.path[:depth]
	}
	e.out = append(e.out, '}')
	return nil
}

// time writes an instant as RFC 3339 with its offset. That form has no seconds
// in offsets, which zones had before 1930 or so: such an instant is written in
// UTC.
func (e *encoder) time(t time.Time) error {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	text, err := t.MarshalText()
	if err != nil {
		return e.fault(t.String(), errors.New("an instant that RFC 3339 cannot write"))
	}
	e.out = appendString(e.out, string(text))
	return nil
}

const hex = "0123456789abcdef"

// appendString appends s as a JSON string in which only what must be escaped
// is: the sign ’ stays ’. Bytes that are not UTF-8 become U+FFFD.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0 // of what is not copied yet
	for i := 0; i < len(s); {
		c, size := s[i], 1
		var r rune
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == utf8.RuneError && size == 1:
			dst = append(append(dst, s[start:i]...), "\ufffd"...)
		case r == '\u2028' || r == '\u2029': // line ends for JavaScript
			dst = append(append(dst, s[start:i]...), `\u202`...)
			dst = append(dst, hex[r&0xf])
		case c == '"' || c == '\\':
			dst = append(append(dst, s[start:i]...), '\\', c)
		case c == '\n':
			dst = append(append(dst, s[start:i]...), `\n`...)
		case c == '\t':
			dst = append(append(dst, s[start:i]...), `\t`...)
		case c < ' ':
			dst = append(append(dst, s[start:i]...), '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		default:
			i += size
			continue
		}
		i += size
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}
