// Package record reads and writes Go structs as JSON objects, under rules that
// encoding/json does not offer together:
//
//   - a member that the struct does not know is kept byte for byte in its field
//     Unknown, and written back after the known members;
//   - an error has the full path of the value, such as media[2].alt;
//   - names match exactly, in upper and lower case, and a name that occurs twice
//     in one object is an error;
//   - zero values are left out, so a nil slice is never written as null, nor a
//     zero time as the year 1.
//
// The `json:"name"` tags of the fields are all that a struct needs. A field
// without a name, or with the name "-", is neither read nor written. The types
// of fields are those that an article needs: strings, booleans, int, int64,
// float64, [time.Time], types with a text form, and structs, slices, arrays and
// maps of these. A type has a text form if it implements
// [encoding.TextMarshaler] and [encoding.TextUnmarshaler].
//
// The package is a stopgap: encoding/json/v2 offers the same by tags and options,
// and can replace it once it is the default.
package record

import (
	"encoding/json"
	"errors"
)

// Unknown is the type of the field, also named Unknown, in which a struct keeps
// the members that it does not know.
type Unknown = map[string]json.RawMessage

// Error describes a value that could not be read or written.
type Error struct {
	Path  string // such as media[2].alt; empty for the whole
	Value string // the JSON text, word or number at fault; may be empty
	Err   error
}

// Error returns the path and the cause.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// newError returns the error for a value. The cause of an *Error is taken rather
// than the *Error itself, and its value if there is no other.
func newError(value string, err error) *Error {
	if inner, ok := err.(*Error); ok {
		err = inner.Err
		if value == "" {
			value = inner.Value
		}
	}
	return &Error{Value: value, Err: err}
}

// in puts a step, .alt or [2], before the path of e. Readers and writers build
// the path this way while they return, so that it costs nothing without an error.
func (e *Error) in(step string) *Error {
	e.Path = step + e.Path
	return e
}

// ErrTwice is the cause if a name occurs twice in one object.
var ErrTwice = errors.New("name given twice in one object")

var (
	errNil    = errors.New("nil pointer")
	errEnd    = errors.New("the JSON text ends too early")
	errSyntax = errors.New("not JSON")
	errBeyond = errors.New("text after the end of the JSON value")
	errUTF8   = errors.New("not UTF-8")
)
