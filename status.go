package presse

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/presse-go/presse/internal/record"
)

// Status is the stage of a story between draft and withdrawal. [Article.Advance]
// moves a story from one to the next. Its text form, in JSON and databases too, is
// "draft", "review", "scheduled", "published", "corrected", "withdrawn" or "restricted";
// in an article's JSON a draft has no status. A word that only a later version of presse
// knows is read there as a draft, and written again until the status changes.
type Status uint8

// A story may be shown if it is scheduled, published or corrected and its time has
// come: see [Article.Public].
const (
	StatusDraft      Status = iota // being written
	StatusReview                   // being checked by the desk
	StatusScheduled                // becomes public at Published, without further action
	StatusPublished                // has been published
	StatusCorrected                // has been published, and says what was wrong
	StatusWithdrawn                // has been published, and must no longer be shown
	StatusRestricted               // for readers with a password or an account of the paper, never public
)

// Access is who may read a story. Its text form, in JSON and databases too, is "free",
// "registered", "metered" or "paid"; in an article's JSON a free story has no access. A
// word that only a later version of presse knows is read there as paid, and written
// again until the access changes.
type Access uint8

// In order, from open to closed.
const (
	AccessFree       Access = iota // everyone
	AccessRegistered               // readers with an account
	AccessMetered                  // everyone, up to a number of stories a month
	AccessPaid                     // subscribers
)

// Public reports whether the story may be shown at the given instant: its status is
// scheduled, published or corrected, Published has come, the embargo is over, and
// it has not expired. Code that shows stories should always ask it. A nil *Article
// is not public.
func (a *Article) Public(at time.Time) bool { return a.Withheld(at) == nil }

// Withheld returns nil if the story may be shown at the given instant, and
// otherwise an *Error whose Field is "status", "published", "embargo" or "expiry"
// (empty for a nil *Article). The cause is ErrEmbargoed for an embargo, ErrGone for a
// story that was public and no longer is, which a site answers with HTTP 410 instead of
// 404, and ErrUnpublished for any other story.
func (a *Article) Withheld(at time.Time) error {
	if a == nil {
		return &Error{Op: "show article", Err: errNil}
	}
	withheld := func(field, value string, cause error) error {
		return &Error{Op: "show article", Field: field, Value: value, Err: cause}
	}
	switch a.Status {
	case StatusScheduled, StatusPublished, StatusCorrected:
	case StatusWithdrawn:
		return withheld("status", a.Status.String(), ErrGone)
	default:
		return withheld("status", a.Status.String(), ErrUnpublished)
	}
	switch {
	case a.Status == StatusScheduled && a.Published.IsZero():
		return withheld("published", "", ErrUnpublished)
	case at.Before(a.Published):
		return withheld("published", instant(a.Published), ErrUnpublished)
	case at.Before(a.Embargo):
		return withheld("embargo", instant(a.Embargo), ErrEmbargoed)
	case !a.Expiry.IsZero() && !at.Before(a.Expiry):
		return withheld("expiry", instant(a.Expiry), ErrGone)
	}
	return nil
}

// steps lists where a story may go from each status. A story that has been
// published cannot become a draft again, since its address is known: it is
// withdrawn, and may be published again.
var steps = [...][]Status{
	StatusDraft:     {StatusReview, StatusScheduled, StatusPublished, StatusRestricted},
	StatusReview:    {StatusDraft, StatusScheduled, StatusPublished, StatusRestricted},
	StatusScheduled: {StatusDraft, StatusReview, StatusPublished},
	StatusPublished: {StatusCorrected, StatusWithdrawn},
	StatusCorrected: {StatusCorrected, StatusWithdrawn},
	StatusWithdrawn: {StatusPublished, StatusCorrected},

	StatusRestricted: {StatusDraft, StatusReview, StatusScheduled, StatusPublished, StatusWithdrawn},
}

// Next returns the statuses that may follow s, in a new slice. For a scheduled story that
// is public, those of StatusPublished apply: see [Article.Advance].
func (s Status) Next() []Status {
	if int(s) >= len(steps) {
		return nil
	}
	return slices.Clone(steps[s])
}

// Advance changes the status of the story at the given instant. If the story had been
// published before, Advance sets Updated. If the story is published now for the first
// time, Advance sets Published unless it is in the past already: an imported story keeps
// its date.
//
// A scheduled story is treated as published once it is public, so it can be corrected and
// withdrawn, but cannot become a draft again. (Advancing it to StatusPublished changes
// the status only.) It is an *Error, and nothing changes, if [Status.Next] does not list
// the new status, or if a story is scheduled whose Published is not in the future.
// Advance does not call [Article.Validate].
func (a *Article) Advance(to Status, at time.Time) error {
	const op = "advance article"
	if a == nil {
		return &Error{Op: op, Err: errNil}
	}
	from := a.Status
	appeared := from == StatusScheduled && a.wasPublic(at)
	if appeared {
		from = StatusPublished
	}
	switch {
	case appeared && to == StatusPublished: // only the status changes
	case appeared && !slices.Contains(from.Next(), to):
		return &Error{Op: op, Field: "status", Value: to.String(), Err: errors.New("cannot follow scheduled once the story has been public")}
	case !slices.Contains(from.Next(), to):
		return &Error{Op: op, Field: "status", Value: to.String(), Err: fmt.Errorf("cannot follow %v", from)}
	case to == StatusScheduled && !a.Published.After(at):
		return &Error{Op: op, Field: "published", Value: instant(a.Published), Err: errors.New("not in the future")}
	case from >= StatusPublished && from != StatusRestricted:
		a.Updated = at
	case to == StatusPublished && (a.Published.IsZero() || a.Published.After(at)):
		a.Published = at
	}
	a.Status = to
	if _, kept := a.Unknown["status"]; kept {
		a.Unknown = maps.Clone(a.Unknown) // a copy of the article may share it
		delete(a.Unknown, "status")
	}
	return nil
}

// wasPublic reports whether the story is public at the given instant or was before.
func (a *Article) wasPublic(at time.Time) bool {
	err := a.Withheld(at)
	return err == nil || errors.Is(err, ErrGone)
}

// The words of Status and Access in JSON, text and SQL. They never change.
var (
	statusWords = []string{"draft", "review", "scheduled", "published", "corrected", "withdrawn", "restricted"}
	accessWords = []string{"free", "registered", "metered", "paid"}
)

// String returns the text form of s, such as "published".
func (s Status) String() string { return record.Word(statusWords, s) }

// MarshalText returns the text form of s; an unknown status is an *Error.
func (s Status) MarshalText() ([]byte, error) { return marshalWord("status", statusWords, s) }

// UnmarshalText reads the text form of a status.
func (s *Status) UnmarshalText(b []byte) error { return scanWord("status", statusWords, s, b) }

// Value returns the text form of s, to be stored in a database.
func (s Status) Value() (driver.Value, error) { return valueWord("status", statusWords, s) }

// Scan reads the text form of a status from a database; NULL is a draft.
func (s *Status) Scan(src any) error { return scanWord("status", statusWords, s, src) }

// String returns the text form of a, such as "paid".
func (a Access) String() string { return record.Word(accessWords, a) }

// MarshalText returns the text form of a; an unknown access is an *Error.
func (a Access) MarshalText() ([]byte, error) { return marshalWord("access", accessWords, a) }

// UnmarshalText reads the text form of an access.
func (a *Access) UnmarshalText(b []byte) error { return scanWord("access", accessWords, a, b) }

// Value returns the text form of a, to be stored in a database.
func (a Access) Value() (driver.Value, error) { return valueWord("access", accessWords, a) }

// Scan reads the text form of an access from a database; NULL is free.
func (a *Access) Scan(src any) error { return scanWord("access", accessWords, a, src) }
