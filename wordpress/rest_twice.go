package wordpress

import (
	"errors"
	"time"

	"github.com/presse-go/presse"
)

// A closing is what makes a story more or less public. The REST API returns a post twice
// when the list changes between two pages.
type closing struct {
	rank            int // of the status: the higher, the fewer may read it
	access          presse.Access
	embargo, expiry time.Time
}

func closingOf(a *presse.Article) closing {
	c := closing{access: a.Access, embargo: a.Embargo, expiry: a.Expiry}
	switch a.Status {
	case presse.StatusPublished, presse.StatusCorrected:
	case presse.StatusScheduled:
		c.rank = 1
		if a.Published.After(c.embargo) {
			c.embargo = a.Published
		}
	default:
		c.rank = 2
	}
	return c
}

// below reports whether more may read the story than d says.
func (c closing) below(d closing) bool {
	return c.rank < d.rank || c.access < d.access || c.embargo.Before(d.embargo) ||
		!d.expiry.IsZero() && (c.expiry.IsZero() || c.expiry.After(d.expiry))
}

var (
	errAgain     = errors.New("occurs twice; the second is for as many readers or more, and is left out")
	errAgainLess = errors.New("occurs twice; the second is for fewer readers, and is returned too")
	errAgainGone = errors.New("occurs twice, and the second time it is not to be published")
)

// again returns a story, unless it was returned before for as few readers. A story that was
// returned cannot be taken back: if the post occurs again for fewer readers, that is
// returned too, and is in nothing more public than the first.
func (p *restPosts) again(id string, a *presse.Article) (*presse.Article, error) {
	before, seen := p.seen[id]
	if a == nil {
		if seen && before.rank < 2 {
			before.rank = 2
			p.seen[id] = before
			return nil, p.in.item(id, duplicate(errAgainGone))
		}
		return nil, nil
	}
	now := closingOf(a)
	if !seen {
		p.seen[id] = now
		return a, nil
	}
	if !before.below(now) {
		p.site.lost(presse.Loss{Item: id, Field: "id", Kind: presse.LossDropped, Err: duplicate(errAgain)})
		return nil, nil
	}
	if now.below(before) { // each is more closed in something
		a.Access = max(a.Access, before.access)
		if closingOf(a).below(before) && now.rank < 2 {
			a.Status = presse.StatusReview
		}
	}
	p.seen[id] = closingOf(a)
	p.site.lost(presse.Loss{Item: id, Field: "id", Kind: presse.LossChanged, Err: duplicate(errAgainLess)})
	return a, nil
}

// duplicate returns an error that matches presse.ErrDuplicate.
func duplicate(err error) error {
	return &presse.Error{Op: opRead, Field: "id", Err: errors.Join(presse.ErrDuplicate, err)}
}
