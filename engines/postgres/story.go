package postgres

import (
	"crypto/sha256"
	"errors"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// A story is a row of stories with its words.
type story struct {
	related.Description
	digest rank.Digest
	words  []word

	n     int64 // what its words call it
	known bool  // the table has the ID
	kept  bool  // its row stays as it is, if there is one
}

// A word is a row of words.
type word struct {
	hash   int32
	weight float32
}

// The limits of an Index for IDs; those for texts are in rank.NewDigest.
const maxID = 1 << 10

var (
	errNoID    = errors.New("an article needs an ID to be found again")
	errLongID  = errors.New("too long for a store")
	errBytesID = errors.New("PostgreSQL keeps only valid UTF-8 without NUL")
)

// read returns what the store keeps of an article, without its words.
func (s *Store) read(a *presse.Article) (*story, error) {
	if a == nil {
		return nil, &presse.Error{Op: "put", Err: errNil}
	}
	fault := func(err error) (*story, error) {
		return nil, &presse.Error{Op: "put", Field: "id", Value: quote.Short(a.ID), Err: err}
	}
	switch {
	case a.ID == "":
		return fault(errNoID)
	case len(a.ID) > maxID:
		return fault(errLongID)
	case !storable(a.ID):
		return fault(errBytesID)
	}
	digest, err := rank.NewDigest(a, s.options.Index)
	if err != nil {
		return nil, err
	}
	t := &story{digest: digest}
	t.Description, err = related.Describe(digest)
	return t, err
}

// storable reports whether the table can hold an ID.
func storable(id string) bool {
	return len(id) <= maxID && utf8.ValidString(id) && strings.IndexByte(id, 0) < 0
}

// The instants that PostgreSQL is given: from 4685 BC to AD 293506.
const firstInstant, lastInstant = -210_000_000_000, 9_200_000_000_000

// seconds returns an instant of a Description as PostgreSQL can hold it: from 4713 BC to
// AD 294276, and infinities beyond.
func seconds(unix int64) float64 {
	switch {
	case unix < firstInstant:
		return math.Inf(-1)
	case unix > lastInstant:
		return math.Inf(1)
	}
	return float64(unix)
}

// microseconds returns seconds(unix) in PostgreSQL's binary form of a timestamp: since 2000,
// with the least and the greatest number for the infinities.
func microseconds(unix int64) int64 {
	switch s := seconds(unix); {
	case math.IsInf(s, -1):
		return math.MinInt64
	case math.IsInf(s, 1):
		return math.MaxInt64
	}
	return (unix - 946_684_800) * 1_000_000
}

// storedWords is the number of words of a story that the table has. With 48 of them,
// Choose answers as well on rpm2os, and with 32 it loses 0.005 nDCG@5 (bench/rank, find);
// 64 leave room for longer stories.
//
// In a small archive nothing is known of what is rare: frequencies of 350 stories choose
// words as well as those of 3,500 (bench/rank, counts), those of ten do not. There, all
// words of a story are stored, up to fewWords: nine Orange stories in ten have at most 234.
const (
	storedWords = 64
	fewWords    = 256
	fewArticles = 350
)

// find sets the words of t, the best of its digest.
func (t *story) find(f rank.Frequencies) error {
	n := storedWords
	if f.Articles() < fewArticles {
		n = fewWords
	}
	best, err := t.digest.Keywords(n, f)
	if err != nil {
		return err
	}
	t.words = make([]word, 0, len(best))
	for _, k := range best {
		t.words = append(t.words, word{wordHash(k.Text), float32(k.Weight)})
	}
	return nil
}

// wordHash returns the hash by which words are looked up. Of the million words of a large
// archive, a few hundred share theirs with another; Choose compares the words themselves.
func wordHash(text string) int32 {
	h := fnv.New64a()
	h.Write([]byte(text))
	sum := h.Sum64()
	return int32(sum ^ sum>>32)
}

// literal returns labels as PostgreSQL writes an array.
func literal(labels []uint64) string {
	b := []byte{'{'}
	for i, l := range labels {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(l), 10)
	}
	return string(append(b, '}'))
}

// sum returns what a digest is compared by.
func (t *story) sum() [sha256.Size]byte { return sha256.Sum256(t.digest) }
