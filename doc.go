// Package presse holds what every French-language newsroom's software needs and
// few write well: article and section types, French-aware slugs and accent
// folding, HTML sanitizing, and the choice of related articles.
//
// A story comes in as a content management system gives it, and goes through
// the package in the order of its files:
//
//	var story presse.Article
//	err := json.Unmarshal(input, &story) // unknown members are kept
//
//	// The sections are printed as one line: “CultureLivresUne”. Une says where
//	// the story is shown; the primary section is Livres, under Culture.
//	kicker, err := sections.SplitKicker(line)
//	for _, s := range kicker {
//		story.Sections = append(story.Sections, s.Slug)
//	}
//	primary, ok := sections.Primary(story.Sections)
//
//	// The address, as the national press writes it: l-oeuvre-de-driss-chraibi.
//	story.Slug = presse.Slug(story.Headline)
//
//	// Everything that must be mended before it may appear, at once.
//	err = story.Validate()
//
//	// The body is HTML from anywhere. What is returned can be put into a page,
//	// and an editor can be told what was taken out, and why.
//	body, removed := presse.NewSanitizer(presse.Policy{}).Report(story.Body)
//
//	// What to read next, of what the public may see at this instant.
//	index := presse.NewIndex(presse.IndexOptions{})
//	err = index.Put(archive...)
//	matches, err := index.Related(&story, presse.Query{At: story.Published})
//
// The package example runs these lines, and examples/page in the repository
// makes a whole newspaper page of them.
//
// # Where to look
//
// [Slug], [Slugger] and [DetectSlugger] make addresses, [Fold] and [SearchKey]
// compare names without accents. [Taxonomy] is the tree of sections. [Article]
// is a story, with its [Byline], [Credit], [Status] and all else. [Sanitizer]
// and its [Policy] clean HTML; [PlainText], [Excerpt], [WordCount] and
// [ReadingTime] take the text out of it. [Index] chooses related articles.
//
// # What holds everywhere
//
// Zero values serve. Everything exported may be used by many goroutines at once
// unless its comment says otherwise. Nothing panics on any input, reads the
// clock, logs, or outlives the call: instants and time zones are arguments.
// Errors are of type [*Error], several of them joined where there are several.
package presse

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/presse-go/presse/internal/record"
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
