package rank

import (
	"errors"
	"io"
	"sync"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/related"
)

// Counts counts the terms of an archive that has no Index. It implements [Frequencies]: once
// the digests of all articles are added, it returns what [presse.Index.Frequencies] does for
// an Index of these articles. A tenth of the articles, chosen at random, is enough for
// [Choose], which notices that terms are missing; its answers are nearly as good.
//
// The zero Counts is empty and ready to use. A Counts must not be copied after first use.
// All methods are safe for concurrent use.
type Counts struct {
	mu     sync.RWMutex
	counts related.Counts
}

// Add counts the terms of an article. It does not check whether the article was counted
// before: to replace one, remove its old digest first. The cause of the error is
// [presse.ErrCorrupt] or [presse.ErrVersion] if the digest cannot be read.
func (c *Counts) Add(d Digest) error {
	const op = "add"
	if c == nil {
		return &presse.Error{Op: op, Err: errNil}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return countsError(op, "digest", c.counts.Add(d))
}

// Remove subtracts what Add has added for the same digest. If the digest cannot have been
// added, Remove changes nothing and returns an error whose cause is [presse.ErrNotFound]; if
// it cannot be read, those of Add.
func (c *Counts) Remove(d Digest) error {
	const op = "remove"
	if c == nil {
		return &presse.Error{Op: op, Err: errNil}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return countsError(op, "digest", c.counts.Remove(d))
}

// Articles returns the number of articles.
func (c *Counts) Articles() int {
	if c == nil {
		return 0
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.counts.Articles()
}

// Of returns the number of articles that have a term, which is written as [Digest.Terms]
// yields it; case and accents do not matter.
func (c *Counts) Of(term string) int {
	if c == nil {
		return 0
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.counts.Of(term)
}

// MeanLength returns the mean number of words of an article, as scores weigh them; 0 if
// there are no articles.
func (c *Counts) MeanLength() float64 {
	if c == nil {
		return 0
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.counts.MeanLength()
}

// Save writes the counts. What it writes depends only on the articles and marks its own
// end, so it can be part of a longer stream. Add and Remove wait until Save has returned.
// The error is the one from w.
func (c *Counts) Save(w io.Writer) error {
	const op = "save counts"
	if c == nil || w == nil {
		return &presse.Error{Op: op, Err: errNil}
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return countsError(op, "", c.counts.Save(w))
}

// LoadCounts reads what Save wrote, and not a byte beyond its end. The cause of the error
// is [presse.ErrCorrupt] if that was truncated or altered, and [presse.ErrVersion] if it
// was made by another version of presse: count the articles again, with new digests.
func LoadCounts(r io.Reader) (*Counts, error) {
	const op = "load counts"
	if r == nil {
		return nil, &presse.Error{Op: op, Err: errNil}
	}
	counts, err := related.LoadCounts(r)
	if err != nil {
		return nil, countsError(op, "", err)
	}
	return &Counts{counts: *counts}, nil
}

func countsError(op, field string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, related.ErrNotCounted):
		err = presse.ErrNotFound
	}
	return &presse.Error{Op: op, Field: field, Err: cause(err)}
}
