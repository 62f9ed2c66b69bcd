package opensearch

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/presse-go/presse/engines/internal/engine"
	"github.com/presse-go/presse/internal/record"
	"github.com/presse-go/presse/internal/related"
	"github.com/presse-go/presse/rank"
)

// maxDocID is the length of the longest _id (IndexRequest.MAX_DOCUMENT_ID_LENGTH).
const maxDocID = 512

// hashed begins the _id of articles whose ID is too long, and of those whose ID begins so.
const hashed = "sha256:"

// docID returns the _id of an article.
func docID(id string) string {
	if len(id) <= maxDocID && !strings.HasPrefix(id, hashed) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return hashed + hex.EncodeToString(sum[:])
}

// parts is the number of parts of the archive, which are read one or several at a time. So
// many are small enough for one search each in an archive of 500 million articles.
const parts = 1 << 16

// partOf returns the part of an article. It does not depend on what the article says.
func partOf(id string) int64 {
	sum := engine.Hash(id)
	return int64((sum ^ sum>>32) % parts)
}

// feature returns the name of a word as a feature: a hash of 40 bits in base 36, since names
// with full stops are never found, and a log of slow queries must not reveal what a story says.
// Of the million words of a large archive, hardly two share theirs.
func feature(text string) string {
	sum := engine.Hash(text)
	return strconv.FormatUint((sum^sum>>40)&(1<<40-1), 36)
}

// The instants of a date, in seconds: milliseconds must fit 64 bits.
const firstInstant, lastInstant = -9_000_000_000_000_000, 9_000_000_000_000_000

// seconds returns an instant of a Description as a date has it.
func seconds(unix int64) int64 { return min(max(unix, firstInstant), lastInstant) }

// A document is what a write sends. The Story is nil if the article is deleted.
type document struct {
	*engine.Story
	id    string
	words []rank.Keyword // nil until they are chosen: see bulkOf
}

// appendDocument appends the lines of a bulk that write a document.
func appendDocument(b []byte, d *document, turn int64) []byte {
	b = append(b, `{"index":{"_id":`...)
	b = record.AppendString(b, docID(d.id))
	b = append(b, `,"version":`...)
	b = strconv.AppendInt(b, turn, 10)
	b = append(b, `,"version_type":"external"}}`+"\n"+`{"id":`...)
	b = record.AppendString(b, d.id)
	b = append(b, `,"part":`...)
	b = strconv.AppendInt(b, partOf(d.id), 10)
	b = append(b, `,"turn":`...)
	b = strconv.AppendInt(b, turn, 10)
	if d.Story != nil {
		b = d.appendStory(b, turn)
	}
	return append(b, "}\n"...)
}

// appendRemoval appends the line of a bulk that removes a document for good.
func appendRemoval(b []byte, id string, turn int64) []byte {
	b = append(b, `{"delete":{"_id":`...)
	b = record.AppendString(b, docID(id))
	b = append(b, `,"version":`...)
	b = strconv.AppendInt(b, turn, 10)
	return append(b, `,"version_type":"external"}}`+"\n"...)
}

func (d *document) appendStory(b []byte, turn int64) []byte {
	b = append(b, `,"offered":`...)
	b = strconv.AppendBool(b, !d.Unoffered)
	b = append(b, `,"published":`...)
	b = strconv.AppendInt(b, seconds(d.Published), 10)
	b = append(b, `,"shown_from":`...)
	b = strconv.AppendInt(b, seconds(max(d.From, d.Published)), 10)
	if d.Until != related.Never {
		b = append(b, `,"shown_until":`...)
		b = strconv.AppendInt(b, seconds(d.Until), 10)
	}
	b = append(b, `,"labels":`...)
	b = appendLabels(b, d.Labels)
	if len(d.Sections) > 0 {
		b = append(b, `,"sections":`...)
		b = appendList(b, d.Sections, func(b []byte, name string) []byte { return record.AppendString(b, sectionKey(name)) })
	}
	b = append(b, `,"row":"`...)
	b = base64.StdEncoding.AppendEncode(b, appendRow(nil, turn, d.id, d.Digest))
	b = append(b, `","words":{`...)
	seen := make(map[string]bool, len(d.words))
	for _, w := range d.words {
		name := feature(w.Text)
		if w.Weight < leastWeight || seen[name] { // OpenSearch refuses both
			continue
		}
		if len(seen) > 0 {
			b = append(b, ',')
		}
		seen[name] = true
		b = append(append(append(b, '"'), name...), `":`...)
		b = strconv.AppendFloat(b, w.Weight, 'g', 5, 64)
	}
	return append(b, `}`...)
}

// appendRow appends what a search reads of an article.
func appendRow(b []byte, turn int64, id string, digest rank.Digest) []byte {
	b = binary.AppendUvarint(b, uint64(turn))
	b = binary.AppendUvarint(b, uint64(len(id)))
	return append(append(b, id...), digest...)
}

// readRow reads what appendRow has written.
func readRow(b []byte) (turn int64, id string, digest rank.Digest, ok bool) {
	t, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, "", nil, false
	}
	b = b[n:]
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return 0, "", nil, false
	}
	b = b[n:]
	return int64(t), string(b[:length]), b[length:], true
}

// leastWeight is the least weight of a feature. OpenSearch refuses 0, and what is so much less
// than a usual weight, about 1, changes no order.
const leastWeight = 1e-6

// sectionKey returns a section as the field sections has it: a name need not be valid UTF-8, as
// JSON must. Keys longer than ignore_above are not indexed (a doc value has 32,766 bytes at
// most), so a Taxonomy is not asked about such sections.
func sectionKey(name string) string { return base64.RawURLEncoding.EncodeToString([]byte(name)) }

func sectionName(key string) (string, error) {
	name, err := base64.RawURLEncoding.DecodeString(key)
	return string(name), err
}

func appendLabels(b []byte, labels []uint64) []byte {
	return appendList(b, labels, func(b []byte, l uint64) []byte {
		return append(strconv.AppendUint(append(b, '"'), l, 36), '"')
	})
}

func appendList[T any](b []byte, list []T, add func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = add(b, v)
	}
	return append(b, ']')
}
