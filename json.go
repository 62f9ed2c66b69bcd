package presse

import (
	"database/sql/driver"
	"errors"

	"github.com/presse-go/presse/internal/record"
)

// The JSON and text forms of this package's types are read and written by
// internal/record. The functions here turn its errors into *Errors.

func marshal[T any](op string, v T) ([]byte, error) {
	text, err := record.Encode(&v)
	return text, recordError(op, err)
}

// unmarshal reads data into ptr, a pointer to a struct. fromText reads the types
// that may also be a string; it may be nil.
func unmarshal(op string, data []byte, ptr any, fromText record.FromText) error {
	return recordError(op, record.Decode(data, ptr, fromText))
}

// recordError returns the *Error for an error of package record, or nil for nil.
// If the cause is an *Error, it takes that one's cause and value rather than
// wrap it.
func recordError(op string, err error) error {
	var at *record.Error
	if !errors.As(err, &at) {
		return err
	}
	e := &Error{Op: op, Field: at.Path, Value: shorten(at.Value), Err: at.Err}
	if inner, ok := at.Err.(*Error); ok {
		e.Err = inner.Err
		if e.Value == "" {
			e.Value = inner.Value
		}
	}
	if e.Err == record.ErrTwice {
		e.Err = ErrDuplicate
	}
	return e
}

func marshalWord[T ~uint8](what string, words []string, v T) ([]byte, error) {
	text, err := record.WriteWord(words, v)
	return []byte(text), recordError("write "+what, err)
}

func valueWord[T ~uint8](what string, words []string, v T) (driver.Value, error) {
	text, err := record.WriteWord(words, v)
	if err != nil {
		return nil, recordError("write "+what, err)
	}
	return text, nil
}

func scanWord[T ~uint8](what string, words []string, v *T, src any) error {
	return recordError("read "+what, record.ReadWord(words, v, src))
}
