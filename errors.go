package presse

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/record"
)

// Error describes a failure: what was being done, to which field, with which
// value, and why it failed. Every error that presse returns is an *Error, or
// several of them joined by [errors.Join]. [Faults] lists them, [errors.As] finds
// the first, and [errors.Is] reports whether one of the causes below is among
// them.
//
// As JSON it is an object with the members op, field, value and err, the last of
// which is the text of Err.
type Error struct {
	Op    string // what was being done: "validate article", "put", "new taxonomy"
	Field string // path of the field, such as "media[2].credit"; empty if the fault is not in one field
	Value string // the offending value, cut after 60 bytes; empty where it may hold text of a story
	Err   error  // the cause: one of the errors below, or another that explains it
}

// Error returns the operation, field, quoted value and cause on one line.
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	var b strings.Builder
	b.WriteString("presse: ")
	b.WriteString(e.Op)
	if e.Field != "" {
		b.WriteString(" ")
		b.WriteString(e.Field)
	}
	if e.Value != "" {
		fmt.Fprintf(&b, " %q", e.Value)
	}
	if e.Err != nil {
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	}
	return b.String()
}

// Unwrap returns e.Err.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.Err
}

// MarshalJSON returns the JSON form of e. Empty members are left out.
func (e Error) MarshalJSON() ([]byte, error) {
	form := struct {
		Op    string `json:"op,omitzero"`
		Field string `json:"field,omitzero"`
		Value string `json:"value,omitzero"`
		Err   string `json:"err,omitzero"`
	}{Op: e.Op, Field: e.Field, Value: e.Value}
	if e.Err != nil {
		form.Err = e.Err.Error()
	}
	return json.Marshal(form)
}

// Faults returns the errors joined in err, however deep, in their order; nil if
// err is nil. An error that is not an *Error, and does not wrap one, is returned
// as the Err of an otherwise empty one, so that none is lost.
func Faults(err error) []*Error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*Error); ok {
		if e == nil {
			return nil
		}
		return []*Error{e}
	}
	var inner *Error
	switch wrapper := err.(type) {
	case interface{ Unwrap() []error }:
		var faults []*Error
		for _, e := range wrapper.Unwrap() {
			faults = append(faults, Faults(e)...)
		}
		return faults
	case interface{ Unwrap() error }:
		if errors.As(err, &inner) {
			return Faults(wrapper.Unwrap())
		}
	}
	return []*Error{{Err: err}}
}

// Causes that a program may want to distinguish, with [errors.Is].
var (
	ErrNotFound    = errors.New("not found")
	ErrDuplicate   = errors.New("duplicate")
	ErrCycle       = errors.New("a section cannot be its own ancestor")
	ErrEmbargoed   = errors.New("under embargo")
	ErrUnpublished = errors.New("not published") // draft, in review, restricted, or its time has not come
	ErrGone        = errors.New("no longer public")
	ErrVersion     = errors.New("made by another version of presse")
	ErrCorrupt     = errors.New("truncated or altered")
	ErrItem        = errors.New("invalid item") // in an iterator over stories, such as an import: it goes on with the next story
)

// Causes that several files use and no program needs to distinguish.
var (
	errEmpty    = errors.New("must not be empty")
	errNameless = errors.New("needs a letter or a digit")
	errLang     = errors.New("not a BCP 47 language tag")
	errNegative = errors.New("negative")
	errNil      = errors.New("nil pointer")
	errUTF8     = errors.New("not valid UTF-8")
	errURL      = errors.New("not an absolute http or https URL")
)

// A check collects faults so that all can be reported at once.
type check struct {
	op     string
	faults []error
}

// want adds a fault unless ok.
func (c *check) want(ok bool, field, value string, err error) {
	if !ok {
		c.faults = append(c.faults, &Error{Op: c.op, Field: field, Value: quote.Short(value), Err: err})
	}
}

// wantWord requires v to have a word, its text form.
func wantWord[T ~uint8](c *check, words []string, v T, field string) {
	if int(v) >= len(words) {
		c.want(false, field, record.Word(words, v), record.UnknownWord(words))
	}
}

// each requires every item of a list to be good, and none to occur twice.
func (c *check) each(field string, list []string, otherwise error, good func(string) bool) {
	seen := make(map[string]bool, len(list))
	for i, s := range list {
		err := otherwise
		if seen[s] {
			err = ErrDuplicate
		}
		c.want(!seen[s] && good(s), fmt.Sprintf("%s[%d]", field, i), s, err)
		seen[s] = true
	}
}
