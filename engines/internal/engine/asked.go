package engine

import (
	"slices"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// An Asked is a query and the article that it is about, while they are being answered.
type Asked struct {
	Digest      rank.Digest
	Own         related.Description // of the article
	Query       related.Query
	Frequencies rank.Frequencies // set by the store
	Pinned      []rank.Candidate // the articles that the query pins, set by the store

	query    presse.Query
	excluded map[string]bool // if there are more than MaxExclude
	verdicts map[string]bool // of Query.Only
	ruledOut int             // candidates that Only or excluded kept out
}

// A house reads queries as package presse does.
type house interface {
	Query(op string, q *presse.Query) (related.Query, error)
}

// noID is the ID of an article that asks and has none. No store can hold it.
const noID = "\x00"

// MaxExclude is the number of IDs up to which an engine leaves them out, 1 MB at most. More
// are left out by Choose, so that they need not be sent.
const MaxExclude = 1000

// Ask reads a query and its article.
func Ask(op string, a *presse.Article, q presse.Query, o presse.IndexOptions) (*Asked, error) {
	inner, err := presse.NewIndex(o).Frequencies().(house).Query(op, &q)
	if err != nil {
		return nil, err
	}
	if a != nil && a.ID == "" {
		c := *a
		c.ID = noID
		a = &c
	}
	k := &Asked{query: q, Query: inner}
	if k.Digest, err = rank.NewDigest(a, o); err != nil {
		return nil, err
	}
	k.Own, err = related.Describe(k.Digest)
	if q.Only != nil {
		k.verdicts = map[string]bool{}
		k.query.Only = k.only
	}
	if len(q.Exclude) > MaxExclude {
		k.excluded = make(map[string]bool, len(q.Exclude))
		for _, id := range q.Exclude {
			k.excluded[id] = true
		}
	}
	return k, err
}

// only asks the function of the caller once for each article.
func (k *Asked) only(id string) bool {
	ok, asked := k.verdicts[id]
	if !asked {
		ok = k.Query.Only(id)
		k.verdicts[id] = ok
		if !ok {
			k.ruledOut++
		}
	}
	return ok
}

// Excluded returns the IDs that the engine leaves out.
func (k *Asked) Excluded() []string {
	if len(k.query.Exclude) > MaxExclude {
		return nil
	}
	return storable(k.query.Exclude)
}

// PinnedIDs returns the IDs that the query pins and a store may hold.
func (k *Asked) PinnedIDs() []string { return storable(k.query.Pinned) }

func storable(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !Storable(id) })
}

// Exact reports whether the query wants all articles to be judged.
func (k *Asked) Exact() bool { return k.query.Exact }

// A Candidate is an article that an engine has found, and the score by which it did.
type Candidate struct {
	rank.Candidate
	Score float32
}

// Choose chooses among the articles that the query pins and candidates.
func (k *Asked) Choose(found []Candidate) ([]presse.Match, error) {
	k.ruledOut = 0
	for _, ok := range k.verdicts {
		if !ok {
			k.ruledOut++
		}
	}
	return k.ChooseEach(func(yield func(rank.Candidate, error) bool) {
		for _, c := range found {
			if k.excluded[c.ID] {
				k.ruledOut++
			}
			if !yield(c.Candidate, nil) {
				return
			}
		}
	})
}

// ChooseEach chooses among the articles that the query pins and those that found yields.
func (k *Asked) ChooseEach(found func(yield func(rank.Candidate, error) bool)) ([]presse.Match, error) {
	return rank.Choose(k.Digest, func(yield func(rank.Candidate, error) bool) {
		for _, c := range k.Pinned {
			if !yield(c, nil) {
				return
			}
		}
		found(func(c rank.Candidate, err error) bool {
			return err == nil && k.isPinned(c.ID) || yield(c, err)
		})
	}, k.Frequencies, k.query)
}

func (k *Asked) isPinned(id string) bool {
	return slices.ContainsFunc(k.Pinned, func(p rank.Candidate) bool { return p.ID == id })
}

// ShortOf reports whether more candidates than those found may give a longer box: some
// were ruled out, or the last ones were found nearly as well as the first.
func (k *Asked) ShortOf(found []Candidate) bool {
	return k.ruledOut > 0 || len(found) > 0 && found[len(found)-1].Score > found[0].Score/2
}

// FewStories is the number of stories that a query may allow for Choose to judge all of
// them, if the search finds too few: 1 MB of digests.
const FewStories = 2000

// Widening is the factor by which more candidates are asked for: three more searches, of 800,
// 3,200 and 10,000, are the most that a query of 200 needs.
const Widening = 4
