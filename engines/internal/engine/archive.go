package engine

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/presse-go/presse"
)

// Batches reads the archive of a Sync and calls do with n articles at a time; the last time,
// there may be fewer, or none. An error of the archive that is an ErrItem is added to faults;
// another one, an error of do and the end of the context end Batches. The archive may use an
// article again, and Batches the slice.
func Batches(ctx context.Context, archive iter.Seq2[*presse.Article, error], n int, faults *Faults, do func(batch []*presse.Article, last bool) error) error {
	var batch []*presse.Article
	for a, err := range archive {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		switch {
		case err != nil && errors.Is(err, presse.ErrItem):
			faults.Add(err)
			continue
		case err != nil:
			return err
		}
		if a != nil {
			c := *a
			c.Tags, c.Sections = slices.Clone(a.Tags), slices.Clone(a.Sections)
			a = &c
		}
		if batch = append(batch, a); len(batch) == n {
			if err := do(batch, false); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return do(batch, true)
}
