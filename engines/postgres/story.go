package postgres

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/address"
	"github.com/presse-go/presse/internal/quote"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/words"
	"github.com/presse-go/presse/rank"
)

// A story is a row of stories with its words.
type story struct {
	id          string
	published   float64 // Unix seconds; -Inf: undated
	from, until float64 // shown from, exclusive until; +Inf: never
	offered     bool
	lang        string
	labels      []int64
	sections    []string // as named
	digest      rank.Digest
	words       []word

	n     int64 // what its words call it
	known bool  // the table has the ID
	kept  bool  // the table has this very digest
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
	t := &story{id: a.ID, offered: !a.NoRelated, lang: s.languageOf(a), sections: a.Sections, digest: digest}
	t.published, t.from, t.until = span(a)
	for _, section := range a.Sections {
		t.labels = append(t.labels, sectionLabel(section))
	}
	for _, tag := range a.Tags {
		t.labels = append(t.labels, label(scoring.CodeTag, tag))
	}
	if scoring.Named(a.Genre) {
		t.labels = append(t.labels, label(scoring.CodeGenre, a.Genre))
	}
	slices.Sort(t.labels)
	t.labels = slices.Compact(t.labels)
	return t, nil
}

// storable reports whether a column of type text can hold an ID.
func storable(id string) bool { return utf8.ValidString(id) && strings.IndexByte(id, 0) < 0 }

// languageOf returns the language of an article, as the column has it.
func (s *Store) languageOf(a *presse.Article) string {
	return words.Language(cmp.Or(string(a.Lang), s.language))
}

// label returns the hash of a tag, a genre or a section, as an Index compares them.
func label(code uint8, name string) int64 { return int64(scoring.Label(code, name)) }

func sectionLabel(section string) int64 {
	return label(scoring.CodeSection, decoded(section))
}

// decoded returns a section in the one spelling of its address.
func decoded(section string) string {
	if strings.Contains(section, "%") {
		return address.Key(section)
	}
	return section
}

// span returns the time of publication and those between which the public may see an
// article, in Unix seconds. Fractions are rounded so that it is never shown too early or
// too long, as in an Index.
func span(a *presse.Article) (published, from, until float64) {
	published, from, until = math.Inf(-1), math.Inf(-1), math.Inf(1)
	if !a.Published.IsZero() {
		published = seconds(a.Published)
	}
	switch a.Status {
	case presse.StatusPublished, presse.StatusCorrected:
	case presse.StatusScheduled:
		if a.Published.IsZero() {
			return published, math.Inf(1), until
		}
	default:
		return published, math.Inf(1), until
	}
	for _, t := range []time.Time{a.Published, a.Embargo} {
		if !t.IsZero() {
			from = max(from, seconds(t.Add(time.Second-1)))
		}
	}
	if !a.Expiry.IsZero() {
		until = seconds(a.Expiry)
	}
	return published, from, until
}

// seconds returns a time as PostgreSQL can hold it: from 4713 BC to AD 294276, and
// infinities beyond.
func seconds(t time.Time) float64 {
	switch year := t.UTC().Year(); {
	case year < -4700:
		return math.Inf(-1)
	case year > 294_000:
		return math.Inf(1)
	}
	return float64(t.Unix())
}

// timestamp returns seconds in the binary form of PostgreSQL.
func timestamp(seconds float64) pgtype.Timestamptz {
	switch {
	case math.IsInf(seconds, -1):
		return pgtype.Timestamptz{InfinityModifier: pgtype.NegativeInfinity, Valid: true}
	case math.IsInf(seconds, 1):
		return pgtype.Timestamptz{InfinityModifier: pgtype.Infinity, Valid: true}
	}
	return pgtype.Timestamptz{Time: time.Unix(int64(seconds), 0).UTC(), Valid: true}
}

// storedWords is the number of words of a story that the table has. With all words of a
// story in place of its 64 best, the answers are no better (package rank, "words").
//
// In a small archive nothing is known of what is rare. There, all words of a story are
// stored, up to fewWords.
const (
	storedWords = 64
	fewWords    = 256
	fewArticles = 1000
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
		weight := k.Weight
		if r := scoring.Rarity(f.Of(k.Text), f.Articles()); r > 0 {
			weight /= r
		}
		t.words = append(t.words, word{wordHash(k.Text), float32(weight)})
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
func literal(labels []int64) string {
	b := []byte{'{'}
	for i, l := range labels {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, l, 10)
	}
	return string(append(b, '}'))
}

// sum returns what a digest is compared by.
func (t *story) sum() [sha256.Size]byte { return sha256.Sum256(t.digest) }
