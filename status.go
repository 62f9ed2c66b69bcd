package presse

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/presse-go/presse/internal/record"
)

// Status is where a story stands on its way; Advance moves it along.
type Status uint8

// A story may be shown when it is scheduled, published or corrected, and its
// time has come: see Article.Public.
const (
	StatusDraft     Status = iota // being written
	StatusReview                  // before the desk
	StatusScheduled               // will appear at Published, without further action
	StatusPublished               // has appeared
	StatusCorrected               // has appeared, and says what it got wrong
	StatusWithdrawn               // has appeared and should not be seen any more
)

// Access is who may read a story.
type Access uint8

// From open to closed.
const (
	AccessFree       Access = iota // everyone
	AccessRegistered               // readers with an account
	AccessMetered                  // everyone, so many a month
	AccessPaid                     // subscribers
)

// Public reports whether the story may be shown at that instant: its status is
// scheduled, published or corrected, Published has come, the embargo is over, and
// it has not expired. Everything that shows stories should ask here.
func (a *Article) Public(at time.Time) bool { return a.Withheld(at) == nil }

// Withheld says why the story may not be shown at that instant: nil when it may,
// or an *Error whose Field is "status", "published", "embargo" or "expiry". Its
// cause is ErrEmbargoed for an embargo, and ErrGone for what was public once and
// is no more, which a site answers with HTTP 410 instead of 404.
func (a *Article) Withheld(at time.Time) error {
	unpublished := errors.New("not published yet")
	withheld := func(field, value string, cause error) error {
		return &Error{Op: "show article", Field: field, Value: value, Err: cause}
	}
	switch a.Status {
	case StatusScheduled, StatusPublished, StatusCorrected:
	case StatusWithdrawn:
		return withheld("status", a.Status.String(), ErrGone)
	default:
		return withheld("status", a.Status.String(), unpublished)
	}
	switch {
	case a.Status == StatusScheduled && a.Published.IsZero():
		return withheld("published", "", unpublished)
	case at.Before(a.Published):
		return withheld("published", instant(a.Published), unpublished)
	case at.Before(a.Embargo):
		return withheld("embargo", instant(a.Embargo), ErrEmbargoed)
	case !a.Expiry.IsZero() && !at.Before(a.Expiry):
		return withheld("expiry", instant(a.Expiry), ErrGone)
	}
	return nil
}

// steps is the lifecycle: where a story may go from each status. A story that
// has appeared cannot become a draft again, for its address is known; it is
// withdrawn, and may come back.
var steps = [...][]Status{
	StatusDraft:     {StatusReview, StatusScheduled, StatusPublished},
	StatusReview:    {StatusDraft, StatusScheduled, StatusPublished},
	StatusScheduled: {StatusDraft, StatusReview, StatusPublished},
	StatusPublished: {StatusCorrected, StatusWithdrawn},
	StatusCorrected: {StatusCorrected, StatusWithdrawn},
	StatusWithdrawn: {StatusPublished, StatusCorrected},
}

// Next returns the statuses that a story may go to from s.
func (s Status) Next() []Status {
	if int(s) >= len(steps) {
		return nil
	}
	return slices.Clone(steps[s])
}

// Advance moves the story to another status at that instant, and sets the
// instants that go with it: Published the first time it appears, Updated
// afterwards. A step that the lifecycle does not have is an *Error and changes
// nothing; so is scheduling a story whose Published is not ahead.
func (a *Article) Advance(to Status, at time.Time) error {
	if !slices.Contains(a.Status.Next(), to) {
		return &Error{Op: "advance article", Field: "status", Value: to.String(),
			Err: fmt.Errorf("no step leads there from %v", a.Status)}
	}
	switch {
	case to == StatusScheduled && !a.Published.After(at):
		return &Error{Op: "advance article", Field: "published", Value: instant(a.Published),
			Err: errors.New("a scheduled story needs an instant ahead")}
	case a.Status >= StatusPublished:
		a.Updated = at
	case to == StatusPublished && (a.Status != StatusScheduled || a.Published.After(at)):
		a.Published = at
	}
	a.Status = to
	return nil
}

// The words of Status and Access, as they stand in JSON, text and SQL. They never
// change.
var (
	statusWords = []string{"draft", "review", "scheduled", "published", "corrected", "withdrawn"}
	accessWords = []string{"free", "registered", "metered", "paid"}
)

// String returns the word for s, such as "published".
func (s Status) String() string { return record.Word(statusWords, s) }

// MarshalText returns the word for s; a number that stands for none is an *Error.
func (s Status) MarshalText() ([]byte, error) { return marshalWord("status", statusWords, s) }

// UnmarshalText reads the word for a status.
func (s *Status) UnmarshalText(b []byte) error { return scanWord("status", statusWords, s, b) }

// Value stores the word for s in a database.
func (s Status) Value() (driver.Value, error) { return valueWord("status", statusWords, s) }

// Scan reads the word for a status from a database; NULL is a draft.
func (s *Status) Scan(src any) error { return scanWord("status", statusWords, s, src) }

// String returns the word for a, such as "paid".
func (a Access) String() string { return record.Word(accessWords, a) }

// MarshalText returns the word for a; a number that stands for none is an *Error.
func (a Access) MarshalText() ([]byte, error) { return marshalWord("access", accessWords, a) }

// UnmarshalText reads the word for an access.
func (a *Access) UnmarshalText(b []byte) error { return scanWord("access", accessWords, a, b) }

// Value stores the word for a in a database.
func (a Access) Value() (driver.Value, error) { return valueWord("access", accessWords, a) }

// Scan reads the word for an access from a database; NULL is free.
func (a *Access) Scan(src any) error { return scanWord("access", accessWords, a, src) }
