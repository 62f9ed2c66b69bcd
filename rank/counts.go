package rank

import (
	"errors"
	"io"
)

// Counts counts the terms of an archive.
type Counts struct{ n int }

// Add counts the terms of an article.
func (c *Counts) Add(d Digest) error { return errors.ErrUnsupported }

// Remove takes an article that was added out again.
func (c *Counts) Remove(d Digest) error { return errors.ErrUnsupported }

// Articles returns the number of articles.
func (c *Counts) Articles() int { return c.n }

// Of returns the number of articles that have a term.
func (c *Counts) Of(term string) int { return 0 }

// MeanLength returns the mean length of an article.
func (c *Counts) MeanLength() float64 { return 0 }

// Save writes the counts.
func (c *Counts) Save(w io.Writer) error { return errors.ErrUnsupported }

// LoadCounts reads what Save wrote.
func LoadCounts(r io.Reader) (*Counts, error) { return nil, errors.ErrUnsupported }
