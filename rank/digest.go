package rank

import (
	"errors"
	"iter"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/related"
)

// A Digest is what choosing requires to know of one article, half a kilobyte for most. A
// store keeps it beside the article.
type Digest []byte

// NewDigest returns the digest of an article. Like [presse.Index.Put], it does not call
// [presse.Article.Validate] and accepts articles that are not public, since the query
// decides what is shown; it returns an error if a is nil, has no ID or is too long.
func NewDigest(a *presse.Article, o presse.IndexOptions) (Digest, error) {
	article, err := houseOf(o).Article("new digest", a)
	if err != nil {
		return nil, err
	}
	return related.AppendDigest(nil, article), nil
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
