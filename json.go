package presse

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
)

//go:generate go run ./schema/gen

// The JSON and text forms of this package's types are read and written by
// internal/record. The functions here turn its errors into *Errors.

func marshal[T any](op string, v T) ([]byte, error) {
	text, err := record.Encode(&v, otherForms)
	return text, recordError(op, err)
}

// unmarshal reads data into ptr, which points to a struct or a slice of structs.
func unmarshal(op string, data []byte, ptr any) error {
	err := recordError(op, record.Decode(data, ptr, otherForms))
	if e, ok := err.(*Error); ok && holdsText(e.Field) && strings.ContainsFunc(e.Value, unicode.IsLetter) {
		e.Value = "" // errors are logged, and the text may be under embargo
	}
	return err
}

// texts are the members that hold the text of a story.
var texts = []string{"headline", "deck", "kicker", "body", "caption", "alt", "internal_note"}

// holdsText reports whether the value at a path of an article may be, or contain, the
// text of a story.
func holdsText(path string) bool {
	name := path[strings.LastIndexByte(path, '.')+1:]
	name, _, _ = strings.Cut(name, "[")
	return name == "" || strings.HasPrefix(path, "titles") || slices.Contains(texts, name) ||
		slices.Contains([]string{"lead", "media", "corrections", "live"}, name)
}

// otherForms is the record.Other of this package. It reads forms that other systems write
// and that can be understood in one way only: printed text for a byline, dateline or
// credit, a list of names for a byline, a name for a person or a source, a URL for media
// or a rendition, a code for a subject, and a number for an id.
//
// A word that only a later version of presse knows is kept. A status, access or rights is
// then read as the most restrictive value, and a kind of section as a format, which is
// never the main section of a story.
func otherForms(ptr any, name string, raw []byte) (ok, keep bool) {
	switch ptr := ptr.(type) {
	case *string:
		if name == "id" && strings.Trim(string(raw), "0123456789") == "" {
			*ptr, ok = string(raw), true
		}
		return ok, false
	case *Byline:
		var names []string
		if json.Unmarshal(raw, &names) == nil {
			*ptr = bylineOf(names)
			return true, false
		}
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return false, false
	}
	unknown := func(words []string) bool { return text != "" && !slices.Contains(words, text) }
	switch ptr := ptr.(type) {
	case *Status:
		*ptr, keep = StatusDraft, unknown(statusWords)
		return keep, keep
	case *Access:
		*ptr, keep = AccessPaid, unknown(accessWords)
		return keep, keep
	case *Rights:
		*ptr, keep = RightsUnknown, unknown(rightsWords)
		return keep, keep
	case *Kind:
		*ptr, keep = KindFormat, unknown(kindWords)
		return keep, keep
	case *Byline:
		*ptr = ParseByline(text)
	case *Dateline:
		*ptr = Dateline{Text: text}
		if d, rest := ParseDateline(text); rest == "" {
			*ptr = d
		}
	case *Credit:
		*ptr = ParseCredit(text)
	case *Person:
		*ptr = Person{Name: text}
	case *Media:
		*ptr = Media{URL: text}
	case *Rendition:
		*ptr = Rendition{URL: text}
	case *Source:
		*ptr = Source{Name: text}
	case *Subject:
		*ptr = parseSubject(text)
	default:
		return false, false
	}
	return true, false
}

// recordError returns the *Error for an error of package record, or nil for nil.
// If the cause is an *Error, it takes that one's cause and value rather than
// wrap it.
func recordError(op string, err error) error {
	var at *record.Error
	if !errors.As(err, &at) {
		return err
	}
	e := &Error{Op: op, Field: at.Path, Value: quote.Short(at.Value), Err: at.Err}
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
