package postings

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/frames"
	"github.com/presse-go/presse/internal/related/scoring"
)

// formatExample returns the index whose snapshot FORMAT.md shows.
func formatExample() *Index {
	m := plain
	m.Unnamed = scoring.Numbers
	const published = 1_767_261_600 // 2026-01-01 10:00:00 UTC
	crue := scoring.Term{Hash: 0x0102030405060708, Written: "crue", Code: 3}
	safi := scoring.Term{Hash: 0x1112131415161718, Written: "Safi", Code: 0}
	pair := scoring.Term{Hash: 5, Code: scoring.CodeNumber}
	x := New(m)
	x.Put([]Doc{
		{ID: "a", Length: 300, Published: published, From: published, Until: Never, Sketch: []byte{7, 8, 9}, Terms: []scoring.Term{crue, safi, pair}},
		{ID: "b", Length: 20, Published: published, From: published, Until: Never, Terms: []scoring.Term{crue, {Hash: 3, Written: "Oujda", Code: 1}}},
		{ID: "c", Length: 20, Published: Undated, From: Never, Until: Never, Terms: []scoring.Term{{Hash: crue.Hash, Code: 0}, safi}},
		{ID: "d", Length: 1, Published: published, From: published + 3600, Until: published + 86400, Terms: []scoring.Term{safi}},
	})
	x.Delete("b")
	x.SetMark("message 4")
	return x
}

func TestFormatDocument(t *testing.T) {
	text, err := os.ReadFile("FORMAT.md")
	require.NoError(t, err)
	document := string(text)

	var snapshot bytes.Buffer
	require.NoError(t, formatExample().View().Save(&snapshot, 5))
	var listed []byte
	for _, m := range regexp.MustCompile(`(?m)^    ([0-9a-f]{4})  ((?:[0-9a-f]{2} ?)+)  `).FindAllStringSubmatch(document, -1) {
		offset, err := strconv.ParseInt(m[1], 16, 0)
		require.NoError(t, err)
		require.Equal(t, len(listed), int(offset), "offset of %q", m[0])
		b, err := hex.DecodeString(strings.ReplaceAll(m[2], " ", ""))
		require.NoError(t, err, "%q", m[0])
		listed = append(listed, b...)
	}
	require.Equal(t, hex.Dump(snapshot.Bytes()), hex.Dump(listed), "the example")
	m := plain
	m.Unnamed = scoring.Numbers
	loaded, err := Load(bytes.NewReader(listed), m, 5)
	require.NoError(t, err)
	assert.Equal(t, 3, loaded.View().Docs, "documents of the example")

	for _, c := range []struct {
		says  string // a phrase of the document, with %s for the number
		limit int
	}{
		{"is the last byte of the magic. It is %s and", int(magic[len(magic)-1])},
		{"magic    %s bytes", len(magic)},
		{"the length of the payload, at most %s\n", frames.Size},
		{"Its head has %s bytes", recordHead},
		{"at least %s bytes follow the unnamed terms", tailRoom},
		{"if its number is below %s and", narrow},
		{"| terms in the dictionary | %s |", maxTerms - 1},
		{"| one piece | %s bytes |", math.MaxUint32 - 1},
		{"| the pieces of one sequence together | %s bytes |", math.MaxUint32},
		{"| mark | %s bytes |", MaxMark},
		{"| documents of a segment | %s |", maxSegmentDocs},
		{"| records of a segment, if it has more than one | %s bytes |", maxSegmentBytes},
		{"A segment has at most %s documents and", maxSegmentDocs},
		{"documents and %s bytes of records;", maxSegmentBytes},
		{"| unnamed term | 1 to %s |", unnamedTerms - 1},
		{"| code of a term | %s |", scoring.Codes - 1},
		{"| impact | 1 to %s |", maxImpact},
		{"A sketch is empty or has %s bytes", scoring.SketchSize},
	} {
		assert.Contains(t, document, fmt.Sprintf(c.says, thousands(c.limit)))
	}
}

// thousands formats a number with commas: 65,536.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
