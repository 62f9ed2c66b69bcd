package record

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A type with a few values is a number in Go, and a word in JSON, text and
// databases. These functions take its words in the order of its numbers.

// Word returns the word for v, or its type and number, such as Kind(9), if it
// has none.
func Word[T ~uint8](words []string, v T) string {
	if int(v) >= len(words) {
		return fmt.Sprintf("%s(%d)", reflect.TypeFor[T]().Name(), uint8(v))
	}
	return words[v]
}

// WriteWord returns the word for v. It is an error if there is none.
func WriteWord[T ~uint8](words []string, v T) (string, error) {
	if int(v) >= len(words) {
		return "", &Error{Value: fmt.Sprint(uint8(v)), Err: UnknownWord(words)}
	}
	return words[v], nil
}

// ReadWord reads a word, a string or bytes, into v. A nil src, which is a
// database's NULL, is the first word. If there is an error, v stays as it was.
func ReadWord[T ~uint8](words []string, v *T, src any) error {
	if v == nil {
		return newError("", errNil)
	}
	text, err := Text(src)
	if err != nil {
		return err
	}
	i := slices.Index(words, text)
	switch {
	case src == nil:
		i = 0
	case i < 0:
		return &Error{Value: text, Err: UnknownWord(words)}
	}
	*v = T(i)
	return nil
}

// UnknownWord returns the cause of an error about a value that is not one of
// words. It lists them.
func UnknownWord(words []string) error {
	return errors.New("not one of " + strings.Join(words, ", "))
}

// Text returns a string or bytes, as databases and text forms have them, as a
// string. A nil src, which is a database's NULL, is empty.
func Text(src any) (string, error) {
	switch src := src.(type) {
	case nil:
		return "", nil
	case string:
		return src, nil
	case []byte:
		return string(src), nil
	}
	return "", &Error{Value: fmt.Sprint(src), Err: fmt.Errorf("want text, have %T", src)}
}
