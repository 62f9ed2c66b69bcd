package presse

import (
	"errors"
	"fmt"
	"strings"
)

// Error says what was being done, to which field, with which value, and why it
// failed. Every error that presse returns is an *Error or several of them
// joined ([errors.Join]); [errors.As] finds the first, [errors.Is] finds the
// sentinel that is its cause.
type Error struct {
	Op    string // what was being done: "validate", "put", "new taxonomy"
	Field string // path of the field at fault, such as "media[2].credit"; empty when the whole is at fault
	Value string // the value at fault, as text, shortened where it is long; may be empty
	Err   error  // why: a sentinel of this package, or an error from below
}

// Error returns one line for a developer: op, field, quoted value and cause.
func (e *Error) Error() string {
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

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// The causes that a program may want to tell apart.
var (
	ErrNotFound  = errors.New("not found")
	ErrDuplicate = errors.New("already there")
	ErrCycle     = errors.New("a section cannot be its own ancestor")
	ErrEmbargoed = errors.New("under embargo")
	ErrGone      = errors.New("no longer public")
	ErrCorrupt   = errors.New("cut short or altered")
)

// Causes that several files give and no program tells apart.
var (
	errEmpty = errors.New("must not be empty")
	errLang  = errors.New("not a BCP 47 language tag")
	errSlug  = errors.New("not a slug: see Slug")
	errURL   = errors.New("not an absolute http or https URL")
	errWord  = errors.New("not one of the known values")
)

// A check gathers faults, so that all can be told at once.
type check struct {
	op     string
	faults []error
}

// want adds a fault unless ok.
func (c *check) want(ok bool, field, value string, err error) {
	if !ok {
		c.faults = append(c.faults, &Error{Op: c.op, Field: field, Value: shorten(value), Err: err})
	}
}

// each wants the items of a list to be good, and to differ from one another.
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

// shorten keeps a value readable in a line of log.
func shorten(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
