// Package rank chooses related articles among those that another engine has found.
//
// A [presse.Index] finds and chooses on one machine. An archive that lives in a
// database, or needs several machines, is searched by its own engine. That engine
// stores a [Digest] beside each article and finds candidates by a few of its words
// ([Digest.Keywords]); [Choose] then orders the candidates as an Index would. How rare words
// are in the archive is known from [Counts].
//
// The example of the package does all of this; module
// github.com/presse-go/presse/engines/postgres does it in PostgreSQL.
package rank

import (
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/related"
)

// ErrPartial is the cause of an error that comes with an answer if the engine could not ask
// all of the archive, for example because a shard was missing. The iterator that [Choose] is
// given may yield it.
var ErrPartial = errors.New("not all of the archive was asked")

// Causes that no program needs to distinguish.
var (
	errNil      = errors.New("nil pointer")
	errNegative = errors.New("negative")
)

// Frequencies says how often terms occur in an archive, see [presse.Frequencies]: those of
// a [presse.Index], or [Counts].
type Frequencies = presse.Frequencies

// house is how package presse reads articles and queries.
type house interface {
	Article(op string, a *presse.Article) (related.Article, error)
	Query(op string, q *presse.Query) (related.Query, error)
	Match(related.Match) presse.Match
}

func houseOf(o presse.IndexOptions) house { return presse.NewIndex(o).Frequencies().(house) }

// A Candidate is an article that an engine found.
type Candidate struct {
	ID     string // must be that of the digest
	Digest Digest
}

// Choose returns the candidates that go best with an article, best first. Given the
// digests of a whole archive and the frequencies of its terms, its answer is that of
// [presse.Index.Related] with Exact, scores and reasons included: the query means the same,
// and the article itself is never among the matches. Given a part of the archive, tags and
// sections in reasons are written as that part writes them.
//
// All candidates are scored: Query.Exact does not matter. Choose does not use a digest
// after found has yielded the next candidate, so found may use its memory again. Choose may
// be called by several goroutines at once.
//
// Some errors do not keep Choose from returning the matches among all other candidates:
//   - found yields an error that is a [presse.ErrItem] (an article could not be read) or an
//     [ErrPartial] (a part of the archive could not be asked);
//   - the digest of a candidate cannot be used: the causes are presse.ErrItem and
//     [presse.ErrCorrupt], also for the digest of another article, or [presse.ErrVersion];
//   - a candidate comes with two different digests, one of which must be out of date: it is
//     left out, and the causes are presse.ErrItem and [presse.ErrDuplicate], or those of the
//     digest that cannot be used. A candidate that comes twice with the same one counts once.
//
// These errors are returned joined, the first hundred of them and the number of the others.
// Any other error of found, an error in asked or in q, and a nil argument are returned
// without matches.
func Choose(asked Digest, found iter.Seq2[Candidate, error], f Frequencies, q presse.Query) ([]presse.Match, error) {
	const op = "choose"
	switch {
	case found == nil:
		return nil, &presse.Error{Op: op, Field: "found", Err: errNil}
	case f == nil:
		return nil, &presse.Error{Op: op, Field: "frequencies", Err: errNil}
	}
	house := houseOf(presse.IndexOptions{})
	inner, err := house.Query(op, &q)
	if err != nil {
		return nil, err
	}
	c, err := related.NewChoosing(asked, f)
	if err != nil {
		return nil, &presse.Error{Op: op, Field: "asked", Err: cause(err)}
	}
	defer c.Close()
	var faults faults
	n := 0
	for candidate, err := range found {
		switch {
		case err == nil:
			if err := add(c, candidate, n); err != nil {
				faults.add(err)
			}
			n++
		case errors.Is(err, presse.ErrItem), errors.Is(err, ErrPartial):
			faults.add(err)
		default:
			return nil, err
		}
	}
	matches := []presse.Match{}
	c.Answer(&inner, func(m related.Match) { matches = append(matches, house.Match(m)) })
	return matches, faults.err(op)
}

// maxFaults is the number of faults of single candidates that Choose returns, that of a
// Sync of engines/postgres.
const maxFaults = 100

// faults are faults of candidates.
type faults struct {
	list    []error
	more    int
	partial bool // whether one in the list is an ErrPartial
}

// add keeps a fault if it is among the first, or the first that is an ErrPartial.
func (f *faults) add(err error) {
	partial := errors.Is(err, ErrPartial) && !f.partial
	if len(f.list) >= maxFaults && !partial {
		f.more++
		return
	}
	f.partial = f.partial || partial
	f.list = append(f.list, err)
}

func (f *faults) err(op string) error {
	if f.more > 0 {
		return errors.Join(append(f.list, &presse.Error{Op: op, Field: "found", Err: fmt.Errorf("%w: %d more candidates at fault", presse.ErrItem, f.more)})...)
	}
	return errors.Join(f.list...)
}

// add adds the n-th candidate. The error is an ErrItem.
func add(c *related.Choosing, candidate Candidate, n int) error {
	err := c.Add(candidate.ID, candidate.Digest)
	if err == nil {
		return nil
	}
	return &presse.Error{
		Op: "choose", Field: "found[" + strconv.Itoa(n) + "]", Value: quote.Short(candidate.ID),
		Err: fmt.Errorf("%w: %w", presse.ErrItem, cause(err)),
	}
}

// cause returns the cause of an error in a digest that a program may want to distinguish.
func cause(err error) error {
	switch {
	case errors.Is(err, related.ErrDigestVersion), errors.Is(err, related.ErrVersion):
		return presse.ErrVersion
	case errors.Is(err, related.ErrDigestCorrupt), errors.Is(err, related.ErrCorrupt), errors.Is(err, related.ErrOtherArticle):
		return presse.ErrCorrupt
	case errors.Is(err, related.ErrTwice):
		return presse.ErrDuplicate
	}
	return err
}
