package publish

import (
	"errors"
	"iter"
	"time"

	"github.com/presse-go/presse"
)

var (
	errZero  = errors.New("the zero Release")
	errOther = errors.New("a Release of another Site")
	errPast  = errors.New("it was released for an earlier time: its Until has passed")
)

// of returns the story of a release of this site, nil for any other release.
func (s *Site) of(r Release) *story {
	if s == nil || r.story == nil || r.story.site != s {
		return nil
	}
	return r.story
}

// take calls yield for the stories that a writer may print, until it returns false. A story
// without an address is left out and reported, so is one whose Until is not after at, unless
// at is zero, and so is an error of one item. Any other error, a zero release and one of
// another site end the iteration.
func (s *Site) take(op string, in iter.Seq2[Release, error], at time.Time, yield func(*story) bool) error {
	if in == nil {
		return nil
	}
	for r, err := range in {
		switch {
		case isItem(err):
			s.withheld(nil, err)
			continue
		case err != nil:
			return err
		case r.story == nil:
			return &presse.Error{Op: op, Field: "release", Err: errZero}
		case r.story.site != s:
			return &presse.Error{Op: op, Field: "release", Err: errOther}
		}
		story, drop := r.story, func(field string, err error) {
			s.lose(presse.Loss{Item: r.story.a.ID, Field: field, Kind: presse.LossDropped, Err: err})
		}
		switch {
		case story.page == "":
			if story.fault == errNoURL { // else Release told it, with the address
				drop("url", story.fault)
			}
		case !at.IsZero() && !story.until.IsZero() && !story.until.After(at):
			drop("until", errPast)
		case !yield(story):
			return nil
		}
	}
	return nil
}

// isItem reports whether an error concerns one item only, and so do all that are joined in it.
func isItem(err error) bool {
	for _, fault := range presse.Faults(err) {
		if !errors.Is(fault, presse.ErrItem) {
			return false
		}
	}
	return err != nil
}
