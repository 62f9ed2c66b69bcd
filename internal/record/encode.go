package record

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

// Encode returns the JSON object of the struct that ptr points to. Known members
// come first, in the order of the fields, without zero values; then the unknown
// members, by name. An unknown member with the name of a field is left out, unless other
// keeps it and the field has the value that other reads from it.
func Encode(ptr any, other Other) ([]byte, error) {
	v := reflect.ValueOf(ptr)
	if v.IsNil() {
		return nil, newError("", errNil)
	}
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.out, e.other = e.out[:0], other
	if err := e.value(planOf(v.Type().Elem()), v.Elem()); err != nil {
		err.Path = trimDot(err.Path)
		return nil, err
	}
	return bytes.Clone(e.out), nil
}

// An encoder appends to out.
type encoder struct {
	out   []byte
	other Other
}

// encoders keeps the buffers of earlier calls, so that a text is copied once,
// when its length is known, and not each time that a buffer grows.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// object writes the struct v.
func (e *encoder) object(p *plan, v reflect.Value) *Error {
	e.out = append(e.out, '{')
	start := len(e.out)
	var unknown Unknown
	if p.unknown >= 0 {
		unknown = *v.Field(p.unknown).Addr().Interface().(*Unknown)
	}
	for i := range p.fields {
		f := &p.fields[i]
		value := v.Field(f.index)
		raw := e.kept(unknown, f, value)
		if raw == nil && isZero(f.plan, value) {
			continue
		}
		before := len(e.out)
		if before > start {
			e.out = append(e.out, ',')
		}
		e.out = append(e.out, f.quoted...)
		if raw != nil {
			e.out = append(e.out, raw...)
			continue
		}
		at := len(e.out)
		if err := e.value(f.plan, value); err != nil {
			return err.in("." + f.name)
		}
		if f.plan.kind == structure && len(e.out) == at+len("{}") {
			e.out = e.out[:before] // nothing in it is written, so it is zero
		}
	}
	if len(unknown) > 0 {
		if err := e.unknown(p, unknown, start); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

// kept returns the bytes that were kept for a field, or nil if there are none or the
// field has another value now.
func (e *encoder) kept(unknown Unknown, f *field, value reflect.Value) json.RawMessage {
	raw, ok := unknown[f.name]
	if !ok || f.plan.kind != text || e.other == nil {
		return nil
	}
	read := reflect.New(value.Type())
	if ok, keep := e.other(read.Interface(), f.name, raw); !ok || !keep || !read.Elem().Equal(value) {
		return nil
	}
	return raw
}

// unknown writes the unknown members of an object that starts at start.
func (e *encoder) unknown(p *plan, unknown Unknown, start int) *Error {
	for _, name := range slices.Sorted(maps.Keys(unknown)) {
		if _, ok := p.byName[name]; ok {
			continue
		}
		if !json.Valid(unknown[name]) {
			return newError(string(unknown[name]), errSyntax).in("." + name)
		}
		if len(e.out) > start {
			e.out = append(e.out, ',')
		}
		e.out = append(append(AppendString(e.out, name), ':'), unknown[name]...)
	}
	return nil
}

// isZero reports whether v is left out. A time is zero in any zone. Whether a
// struct is left out is seen once it is written.
func isZero(p *plan, v reflect.Value) bool {
	switch p.kind {
	case structure:
		return false
	case instant:
		return v.Addr().Interface().(*time.Time).IsZero()
	}
	return v.IsZero()
}

// value writes v, which must be addressable.
func (e *encoder) value(p *plan, v reflect.Value) *Error {
	switch p.kind {
	case str:
		e.out = AppendString(e.out, v.String())
	case text:
		word, err := v.Addr().Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return newError("", err)
		}
		e.out = AppendString(e.out, string(word))
	case instant:
		return e.instant(*v.Addr().Interface().(*time.Time))
	case integer:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case float:
		number, err := json.Marshal(v.Float())
		if err != nil {
			return newError(fmt.Sprint(v.Float()), errors.New("not a finite number"))
		}
		e.out = append(e.out, number...)
	case boolean:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case structure:
		return e.object(p, v)
	case slice, array:
		return e.array(p, v)
	case mapping:
		return e.mapping(p, v)
	default:
		return newError("", errUnsupported(v.Type()))
	}
	return nil
}

// array writes a slice or an array.
func (e *encoder) array(p *plan, v reflect.Value) *Error {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.value(p.elem, v.Index(i)); err != nil {
			return err.in(index(i))
		}
	}
	e.out = append(e.out, ']')
	return nil
}

// mapping writes a map in the order of its keys.
func (e *encoder) mapping(p *plan, v reflect.Value) *Error {
	members := make(map[string]reflect.Value, v.Len())
	for key, value := range v.Seq2() {
		name := key.String()
		if p.key.kind == text {
			// A MarshalText with a pointer receiver needs an addressable key.
			ptr := reflect.New(key.Type())
			ptr.Elem().Set(key)
			word, err := ptr.Interface().(encoding.TextMarshaler).MarshalText()
			if err != nil {
				return newError("", err)
			}
			name = string(word)
		}
		members[name] = value
	}
	value := reflect.New(v.Type().Elem()).Elem()
	e.out = append(e.out, '{')
	for i, name := range slices.Sorted(maps.Keys(members)) {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.out = append(AppendString(e.out, name), ':')
		value.Set(members[name])
		if err := e.value(p.elem, value); err != nil {
			return err.in("." + name)
		}
	}
	e.out = append(e.out, '}')
	return nil
}

// instant writes t in RFC 3339 with its offset. That form has no seconds in
// offsets, which zones had until about 1930: such a t is written in UTC.
func (e *encoder) instant(t time.Time) *Error {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	out, err := t.AppendText(append(e.out, '"'))
	if err != nil {
		return newError(t.String(), errors.New("an instant that RFC 3339 cannot write"))
	}
	e.out = append(out, '"')
	return nil
}

const hex = "0123456789abcdef"

// AppendString appends s as a JSON string. Only what must be escaped is escaped:
// the character ’ stays as it is. Bytes that are not UTF-8 become U+FFFD.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0 // of what is not copied yet
	for i := 0; i < len(s); {
		c, size := s[i], 1
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
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
		case r != 0:
			i += size
			continue
		case c == '"' || c == '\\':
			dst = append(append(dst, s[start:i]...), '\\', c)
		case c == '\n':
			dst = append(append(dst, s[start:i]...), `\n`...)
		case c == '\t':
			dst = append(append(dst, s[start:i]...), `\t`...)
		default:
			dst = append(append(dst, s[start:i]...), '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
		i += size
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}
