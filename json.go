package presse

import (
	"database/sql/driver"
	"errors"

	"github.com/presse-go/presse/internal/record"
)

// How the types of this package are read and written: internal/record does it,
// and its faults become *Errors.

func marshal(op string, v any) ([]byte, error) {
	text, err := record.Append(nil, v)
	return text, recordError(op, err)
}

// unmarshal takes fromText for types that may also be given as a text; it may be
// nil.
func unmarshal(op string, data []byte, ptr any, fromText record.FromText) error {
	return recordError(op, record.Decode(data, ptr, fromText))
}

// recordError makes a fault of the JSON engine an *Error, without wrapping one
// in another.
func recordError(op string, err error) error {
	var at *record.Error
	if !errors.As(err, &at) {
		return err
	}
	e := &Error{Op: op, Field: at.Path, Value: shorten(at.Value), Err: at.Err}
	if inner, ok := at.Err.(*Error); ok {
		e.Err = inner.Err
	}
	if at.Err == record.ErrTwice {
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
