package record

import (
	"errors"
	"fmt"
	"slices"
)

// A small type that stands for one of a few words is a number in Go and a word
// in JSON, text and databases. These functions take its words in the order of
// its numbers.

var errWord = errors.New("not one of the known words")

// Word returns the word for v, or one that says it has none.
func Word[T ~uint8](words []string, v T) string {
	if int(v) >= len(words) {
		return fmt.Sprintf("unknown (%d)", uint8(v))
	}
	return words[v]
}

// WriteWord returns the word for v; a fault when it has none.
func WriteWord[T ~uint8](words []string, v T) (string, error) {
	if int(v) >= len(words) {
		return "", &Error{Value: fmt.Sprint(uint8(v)), Err: errWord}
	}
	return words[v], nil
}

// ReadWord reads a word, as text or bytes, into v; nil, which is a database's
// NULL, is the first word. A fault leaves v as it was.
func ReadWord[T ~uint8](words []string, v *T, src any) error {
	text, err := Text(src)
	if err != nil {
		return err
	}
	i := slices.Index(words, text)
	switch {
	case src == nil:
		i = 0
	case i < 0:
		return &Error{Value: text, Err: errWord}
	}
	*v = T(i)
	return nil
}

// Text returns what a database or a text form gives, as a string; NULL is empty.
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
