package postgres

import (
	"crypto/sha256"
	"math"
	"strconv"

	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/rank"
)

// A story is a row of stories with its words.
type story struct {
	*engine.Story
	words []word

	n     int64 // what its words call it
	known bool  // the table has the ID
	kept  bool  // its row stays as it is, if there is one
}

// A word is a row of words.
type word struct {
	hash   int32
	weight float32
}

// storiesOf returns stories without their words.
func storiesOf(read []*engine.Story) []*story {
	stories := make([]*story, len(read))
	for i, t := range read {
		stories[i] = &story{Story: t}
	}
	return stories
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

// find sets the words of t, the best of its digest.
func (t *story) find(f rank.Frequencies) error {
	best, err := t.Words(f)
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
	sum := engine.Hash(text)
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
func (t *story) sum() [sha256.Size]byte { return sha256.Sum256(t.Digest) }
