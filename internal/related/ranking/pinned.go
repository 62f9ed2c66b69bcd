package ranking

import (
	"slices"

	"github.com/presse-go/presse/internal/related/postings"
)

// pin sets a.pinned to the pinned documents that may be answers. Their language, genre,
// tags and sections, and their age, do not matter: an editor chose them.
func (a *Asking) pin() {
	a.pinned = a.pinned[:0]
	var r postings.Record
	for _, at := range a.query.Pinned {
		a.view.Read(at, &r)
		if len(a.pinned) < a.query.Limit && !slices.Contains(a.pinned, at) && a.visible(&r) && a.named(at, &r) {
			a.pinned = append(a.pinned, at)
		}
	}
}

// begin returns the pinned documents as answers, in the buffer of the answers.
func (a *Asking) begin() []Chosen {
	chosen := a.chosen[:0]
	for _, at := range a.pinned {
		chosen = append(chosen, Chosen{At: at, Score: 1, Pinned: true})
	}
	return chosen
}
