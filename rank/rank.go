// Package rank chooses related articles among those that another engine has found.
//
// A [presse.Index] finds and chooses on one machine. An archive that lives in a
// database, or needs several machines, is searched by its own engine. That engine
// stores a [Digest] beside each article and finds candidates by a few of its words
// ([Digest.Keywords]); [Choose] then orders the candidates as an Index would.
package rank

import (
	"errors"
	"io"
	"iter"

	"github.com/presse-go/presse"
)

// ErrPartial is the cause of an error that comes with an answer, if the engine could
// not ask all of the archive: a shard was missing.
var ErrPartial = errors.New("not all of the archive was asked")

// A Digest is what choosing requires to know of one article.
type Digest []byte

// NewDigest returns the digest of an article.
func NewDigest(a *presse.Article, o presse.IndexOptions) (Digest, error) {
	return nil, errors.ErrUnsupported
}

// Terms yields the terms of the article.
func (d Digest) Terms() iter.Seq[string] { return func(yield func(string) bool) {} }

// Keywords returns the n best words to ask another engine with.
func (d Digest) Keywords(n int, f Frequencies) ([]Keyword, error) {
	return nil, errors.ErrUnsupported
}

// A Keyword is a word, or a tag, by which an article is found.
type Keyword struct {
	Text   string  `json:"text,omitzero"` // as Terms writes it
	Weight float64 `json:"weight,omitzero"`
	Tag    bool    `json:"tag,omitzero"`
}

// Frequencies says how often terms occur in an archive.
type Frequencies = presse.Frequencies

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

// A Candidate is an article that an engine found.
type Candidate struct {
	ID     string
	Digest Digest
}

// Choose returns the candidates that go best with an article, best first.
func Choose(asked Digest, found iter.Seq2[Candidate, error], f Frequencies, q presse.Query) ([]presse.Match, error) {
	return nil, errors.ErrUnsupported
}
