package postings

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/frames"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A raw snapshot is the content of a payload before it is encoded.
type raw struct {
	rules    uint64
	mark     string
	hashes   []uint64
	written  []string
	docs     uint64
	segments []rawSegment
}

type rawSegment struct {
	records [][]byte
	terms   []uint32
	lists   [][]byte
}

// rawOf returns the content of an index.
func rawOf(t *testing.T, x *Index, lim limits) *raw {
	x.compactTo(lim)
	v := x.View()
	c := &raw{rules: 7, mark: v.Mark, docs: uint64(v.Docs)}
	for term := uint32(1); term < v.limit; term++ {
		c.hashes = append(c.hashes, v.dict.hash(term))
		c.written = append(c.written, v.dict.text(term))
	}
	for i := range v.parts[:len(v.parts)-1] {
		p := &v.parts[i]
		s := rawSegment{terms: p.lists.terms.appendTo(nil)}
		for doc := range uint32(p.docs()) {
			s.records = append(s.records, slices.Clone(p.record(doc)))
		}
		for place := range s.terms {
			s.lists = append(s.lists, slices.Clone(p.lists.at(place)))
		}
		c.segments = append(c.segments, s)
	}
	require.Equal(t, saved(t, x, lim), c.snapshot(), "what the tests below alter")
	return c
}

func (c *raw) payload() []byte {
	b := binary.AppendUvarint(nil, c.rules)
	b = append(binary.AppendUvarint(b, uint64(len(c.mark))), c.mark...)
	b = binary.AppendUvarint(b, uint64(len(c.hashes)))
	for _, h := range c.hashes {
		b = binary.LittleEndian.AppendUint64(b, h)
	}
	b = appendPieces(b, c.written)
	b = binary.AppendUvarint(b, c.docs)
	for _, s := range c.segments {
		b = appendPieces(binary.AppendUvarint(b, uint64(len(s.records))), s.records)
		b = binary.AppendUvarint(b, uint64(len(s.terms)))
		last := uint32(0)
		for _, term := range s.terms {
			b = binary.AppendUvarint(b, uint64(term-last))
			last = term
		}
		b = appendPieces(b, s.lists)
	}
	return b
}

func appendPieces[T string | []byte](b []byte, pieces []T) []byte {
	for _, p := range pieces {
		b = binary.AppendUvarint(b, uint64(len(p)))
	}
	for _, p := range pieces {
		b = append(b, p...)
	}
	return b
}

func (c *raw) snapshot() []byte { return framed(c.payload()) }

// framed returns the snapshot with this payload.
func framed(payload []byte) []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	f := frames.NewWriter(&b)
	f.Write(payload)
	f.Close()
	return b.Bytes()
}

// Snapshots with valid checksums that no index would save.
func TestLoadRefusesWhatIsNotCanonical(t *testing.T) {
	coded := func(codes ...uint8) (terms []scoring.Term) {
		for i, code := range codes {
			terms = append(terms, scoring.Term{Hash: uint64(i + 1), Written: "mot", Code: code})
		}
		return terms
	}
	doc := func(id string, published int64, codes ...uint8) Doc {
		return Doc{ID: id, Published: published, From: published, Until: Never, Length: 50, Terms: coded(codes...)}
	}
	pair := scoring.Term{Hash: 700, Code: scoring.CodeNumber}
	late := doc("late", 400, 1, 1)
	late.From, late.Until = 500, 600
	late.Terms = append(late.Terms, pair, scoring.Term{Hash: 600, Code: scoring.CodeNumber})
	lim := limits{docs: 3, bytes: 1 << 20}
	build := func() *raw {
		x := New(newsModel)
		x.Put([]Doc{
			doc("undated", Undated, 1, 2, 2), doc("a", 100, 1, 1, 2, 3), doc("b", 100, 4, 3, 3, 3, 1),
			doc("c", 300, 1, 1, 1), late,
		})
		x.SetMark("m")
		return rawOf(t, x, lim)
	}
	record := func(c *raw, i int) []byte { return c.segments[i/3].records[i%3] }
	narrows := func(b []byte) []byte { // the two-byte terms
		var r Record
		r.read(b)
		return r.body[r.allRuns:r.unnamed]
	}
	runs := func(b []byte) []byte {
		var r Record
		r.read(b)
		return r.body[:r.allRuns]
	}
	swap := func(b []byte, i, j, size int) {
		for k := range size {
			b[i+k], b[j+k] = b[j+k], b[i+k]
		}
	}
	for _, c := range []struct {
		rule  string
		alter func(c *raw)
		err   error
	}{
		{"nothing altered", func(*raw) {}, nil},
		{"another mark", func(c *raw) { c.mark = "jusqu’au message 7" }, nil},
		{"another written form", func(c *raw) { c.written[0] = "Mot" }, nil},
		{"other rules", func(c *raw) { c.rules++ }, ErrVersion},
		{"documents out of order", func(c *raw) { s := c.segments[0].records; s[0], s[1] = s[1], s[0] }, ErrCorrupt},
		{"documents of the same time out of order", func(c *raw) { s := c.segments[0].records; s[1], s[2] = s[2], s[1] }, ErrCorrupt},
		{"segments out of order", func(c *raw) {
			first, second := c.segments[0].records, c.segments[1].records
			first[1], second[1] = second[1], first[1]
		}, ErrCorrupt},
		{"the same document twice", func(c *raw) { s := c.segments[0].records; s[2] = s[1] }, ErrCorrupt},
		{"an ID at two times", func(c *raw) {
			b := record(c, 3)
			b[bytes.LastIndexByte(b, 'c')] = 'a'
		}, ErrCorrupt},
		{"a term that no document has", func(c *raw) {
			c.hashes, c.written = append(c.hashes, 1<<40), append(c.written, "rien")
		}, ErrCorrupt},
		{"terms out of order of frequency", func(c *raw) {
			swap(narrows(record(c, 2)), 0, 2, 2)
			for _, i := range []int{0, 1, 3, 4} { // term 1 in fewer documents than term 2
				if n := narrows(record(c, i)); i < 2 {
					copy(n, binary.LittleEndian.AppendUint16(nil, 4))
				}
			}
		}, ErrCorrupt},
		{"terms out of order of hash", func(c *raw) { c.hashes[0], c.hashes[1] = c.hashes[1], c.hashes[0] }, ErrCorrupt},
		{"two terms with the same hash", func(c *raw) { c.hashes[len(c.hashes)-1] = c.hashes[0] }, ErrCorrupt},
		{"more documents than segments have", func(c *raw) { c.docs++ }, ErrCorrupt},
		{"fewer documents than segments have", func(c *raw) { c.docs-- }, ErrCorrupt},
		{"a further segment", func(c *raw) { c.segments = append(c.segments, rawSegment{}) }, ErrCorrupt},
		{"an empty segment", func(c *raw) { c.segments = slices.Insert(c.segments, 1, rawSegment{}) }, ErrCorrupt},
		{"a segment that is not full", func(c *raw) {
			first, second := &c.segments[0], &c.segments[1]
			second.records = append(second.records, nil)
			copy(second.records[1:], second.records)
			second.records[0] = first.records[2]
			first.records = first.records[:2]
			first.lists, first.terms, second.lists, second.terms = nil, nil, nil, nil
		}, ErrCorrupt},
		{"a segment that is too long", func(c *raw) {
			c.segments[0].records = append(c.segments[0].records, c.segments[1].records[0])
			c.segments[1].records = c.segments[1].records[1:]
			c.segments[0].lists, c.segments[0].terms, c.segments[1].lists, c.segments[1].terms = nil, nil, nil, nil
		}, ErrCorrupt},
		{"a mark that is too long", func(c *raw) { c.mark = string(make([]byte, MaxMark+1)) }, ErrCorrupt},

		{"runs in ascending order", func(c *raw) { swap(runs(record(c, 1)), 0, 2, 2) }, ErrCorrupt},
		{"two runs of a code", func(c *raw) { b := runs(record(c, 2)); b[2] = b[0] }, ErrCorrupt},
		{"an empty run", func(c *raw) { b := runs(record(c, 1)); b[3], b[1] = b[3]+b[1], 0 }, ErrCorrupt},
		{"terms of a code in descending order", func(c *raw) { swap(narrows(record(c, 3)), 0, 2, 2) }, ErrCorrupt},
		{"a term twice", func(c *raw) { n := narrows(record(c, 3)); copy(n[2:4], n[:2]) }, ErrCorrupt},
		{"a term that the dictionary lacks", func(c *raw) { narrows(record(c, 3))[4] = 77 }, ErrCorrupt},
		{"term 0", func(c *raw) { narrows(record(c, 3))[0] = 0 }, ErrCorrupt},
		{"unnamed terms in descending order", func(c *raw) { swap(narrows(record(c, 4)), 4, 6, 2) }, ErrCorrupt},
		{"the same unnamed term twice", func(c *raw) { n := narrows(record(c, 4)); copy(n[6:8], n[4:6]) }, nil},
		{"a named term with the code of a pair", func(c *raw) { runs(record(c, 3))[0] = scoring.CodeNumber }, ErrCorrupt},
		{"an unnamed term with the code of a word", func(c *raw) { b := runs(record(c, 4)); b[len(b)-2] = 1 }, ErrCorrupt},
		{"a named term with the code of a genre", func(c *raw) { runs(record(c, 3))[0] = scoring.CodeGenre }, nil},
		{"an unnamed term with the code of a genre", func(c *raw) { b := runs(record(c, 4)); b[len(b)-2] = scoring.CodeGenre }, ErrCorrupt},
		{"never offered", func(c *raw) { record(c, 3)[0] |= flagUnoffered }, nil},
		{"without a headline", func(c *raw) { record(c, 3)[0] |= flagUntitled }, nil},
		{"a code that does not exist", func(c *raw) { b := runs(record(c, 4)); b[len(b)-2] = scoring.Codes }, ErrCorrupt},
		{"a flag that does not exist", func(c *raw) { record(c, 1)[0] |= 0x80 }, ErrCorrupt},
		{"a date although the document is not dated", func(c *raw) { record(c, 0)[13] = 1 }, ErrCorrupt},
		{"From is Published", func(c *raw) { binary.LittleEndian.PutUint64(record(c, 4)[recordHead:], 400) }, ErrCorrupt},
		{"From is never", func(c *raw) { binary.LittleEndian.PutUint64(record(c, 4)[recordHead:], Never) }, ErrCorrupt},
		{"From of a document that is never public", func(c *raw) { record(c, 4)[0] |= flagNever }, ErrCorrupt},
		{"Until is never", func(c *raw) { binary.LittleEndian.PutUint64(record(c, 4)[recordHead+8:], Never) }, ErrCorrupt},
		{"a byte after the record", func(c *raw) { s := c.segments[0].records; s[0] = append(s[0], 0) }, ErrCorrupt},
		{"a record without its last byte", func(c *raw) { s := c.segments[0].records; s[0] = s[0][:len(s[0])-1] }, ErrCorrupt},
		{"padding that is not zero", func(c *raw) { b := record(c, 1); b[len(b)-1] = 1 }, ErrCorrupt},
		{"the flag of a long ID for a short one", func(c *raw) {
			b := record(c, 1)
			b[0], b[10] = b[0]|flagLongID, 0
			c.segments[0].records[1] = slices.Insert(b, recordHead, 1, 0)
		}, ErrCorrupt},
		{"lists out of order", func(c *raw) { s := c.segments[0].terms; s[0], s[1] = s[1], s[0] }, ErrCorrupt},
		{"a list of a term that the dictionary lacks", func(c *raw) { s := c.segments[0].terms; s[len(s)-1] = 77 }, ErrCorrupt},
		{"an empty list", func(c *raw) { c.segments[0].lists[0] = nil }, ErrCorrupt},
	} {
		t.Run(c.rule, func(t *testing.T) {
			altered := build()
			c.alter(altered)
			loaded, err := load(bytes.NewReader(altered.snapshot()), newsModel, 7, lim)
			if c.err != nil {
				assert.ErrorIs(t, err, c.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, altered.snapshot(), saved(t, loaded, lim), "saved again")
		})
	}
}

func TestLoadRefusesWideTermsOutOfOrder(t *testing.T) {
	x := New(plain)
	for i := range 70 {
		d := Doc{ID: string(rune('A' + i)), Published: Undated, From: Never, Until: Never}
		for w := range 1000 {
			d.Terms = append(d.Terms, scoring.Term{Hash: uint64(1000*i + w + 1), Code: 1})
		}
		x.Put([]Doc{d})
	}
	good := rawOf(t, x, canonical)
	for _, c := range []struct {
		rule  string
		alter func(wide []byte)
	}{
		{"in descending order", func(w []byte) {
			var first [4]byte
			copy(first[:], w)
			copy(w, w[4:8])
			copy(w[4:], first[:])
		}},
		{"twice", func(w []byte) { copy(w[4:8], w) }},
		{"narrow", func(w []byte) { copy(w, []byte{9, 0, 0, 1}) }},
		{"not in the dictionary", func(w []byte) { w[len(w)-2] = 200 }},
		{"with a code that does not exist", func(w []byte) { w[3] = scoring.Codes }},
	} {
		b := good.segments[0].records
		i := slices.IndexFunc(b, func(b []byte) bool { return binary.LittleEndian.Uint16(b[7:]) >= 2 })
		before := slices.Clone(b[i])
		var r Record
		r.read(b[i])
		c.alter(r.body[r.unnamed:r.wide])
		_, err := Load(bytes.NewReader(good.snapshot()), plain, 7)
		assert.ErrorIs(t, err, ErrCorrupt, "wide terms %s", c.rule)
		b[i] = before
	}
	_, err := Load(bytes.NewReader(good.snapshot()), plain, 7)
	assert.NoError(t, err, "unaltered")
}

func TestLoadRefusesOtherFrames(t *testing.T) {
	x := New(plain)
	x.Put(newsDocs(600))
	good := saved(t, x, canonical)
	body, err := io.ReadAll(frames.NewReader(bytes.NewReader(good[len(magic):])))
	require.NoError(t, err)
	require.Greater(t, len(body), frames.Size)
	stream := func(payloads ...[]byte) []byte {
		b := []byte(magic)
		for i, p := range payloads {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(p)))
			b = binary.LittleEndian.AppendUint32(b, frames.Sum(uint64(i), p))
			b = append(b, p...)
		}
		return b
	}
	first, rest := body[:frames.Size], body[frames.Size:]
	require.LessOrEqual(t, len(rest), frames.Size)
	rules := []byte{7}
	long := append([]byte{7 | 0x80, 0}, body[1:]...)
	for _, c := range []struct {
		rule     string
		snapshot []byte
		err      error
	}{
		{"as written", stream(first, rest, nil), nil},
		{"a short frame before another", stream(first[:frames.Size-1], append(first[frames.Size-1:frames.Size:frames.Size], rest...), nil), ErrCorrupt},
		{"a frame that is too long", stream(body, nil), ErrCorrupt},
		{"no last frame", stream(first, rest), ErrCorrupt},
		{"an empty frame before the end", stream(first, nil, rest, nil), ErrCorrupt},
		{"a payload after the last segment", stream(first, append(slices.Clone(rest), 0), nil), ErrCorrupt},
		{"a number in a long form", framed(long), ErrCorrupt},
		{"a number of more than 64 bits", framed(append(append(bytes.Repeat([]byte{0x80}, 9), 2), body[1:]...)), ErrCorrupt},
		{"only the rules", stream(rules, nil), ErrCorrupt},
		{"nothing", stream(nil), ErrCorrupt},
		{"a format number that is lower", append([]byte("presse index\x00\x03"), good[len(magic):]...), ErrVersion},
		{"a format number that is higher", append([]byte("presse index\x00\x05"), good[len(magic):]...), ErrVersion},
		{"only the magic of another version", []byte("presse index\x00\xff"), ErrVersion},
		{"another magic", append([]byte("presse index\x01\x04"), good[len(magic):]...), ErrCorrupt},
	} {
		m := plain
		_, err := Load(bytes.NewReader(c.snapshot), m, 7)
		if c.err == nil {
			assert.NoError(t, err, c.rule)
		} else {
			assert.ErrorIs(t, err, c.err, c.rule)
		}
	}
}

// A faultyWriter fails, or loses bytes without an error, after some bytes.
type faultyWriter struct {
	left int
	err  error // nil: it loses bytes
}

var errWrite = errors.New("disk full")

func (w *faultyWriter) Write(p []byte) (int, error) {
	n := min(w.left, len(p))
	if w.left -= n; n < len(p) {
		return n, w.err
	}
	return n, nil
}

func TestSaveReturnsTheErrorOfTheWriter(t *testing.T) {
	x := New(newsModel)
	x.Put(newsDocs(12))
	compacted := New(newsModel)
	compacted.Put(newsDocs(12))
	compacted.Compact()
	for _, c := range []struct {
		rule string
		x    *Index
	}{{"not compact", x}, {"compact", compacted}} {
		size := len(saved(t, c.x, canonical))
		for n := range size {
			err := c.x.View().Save(&faultyWriter{n, errWrite}, 7)
			require.ErrorIs(t, err, errWrite, "%s: the writer fails after %d bytes of %d", c.rule, n, size)
			err = c.x.View().Save(&faultyWriter{n, nil}, 7)
			require.ErrorIs(t, err, io.ErrShortWrite, "%s: the writer loses bytes after %d bytes of %d", c.rule, n, size)
		}
		require.NoError(t, c.x.View().Save(&faultyWriter{size, errWrite}, 7))
	}
}

func TestLoadReturnsTheErrorOfTheReader(t *testing.T) {
	x := New(newsModel)
	x.Put(newsDocs(12))
	good := saved(t, x, canonical)
	for n := range good {
		_, err := Load(io.MultiReader(bytes.NewReader(good[:n]), errorReader{}), newsModel, 7)
		require.ErrorIs(t, err, errRead, "after %d bytes of %d", n, len(good))
	}
	loaded, err := Load(oneByte{bytes.NewReader(good)}, newsModel, 7)
	require.NoError(t, err, "a reader that returns one byte at a time")
	assert.Equal(t, good, saved(t, loaded, canonical))
}

type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(1, len(p))]) }

// allocated returns the number of bytes that the process has allocated so far.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Whatever Load accepts is saved again with the same bytes, and works. It never takes
// more than a few times the memory of the input.
func FuzzLoad(f *testing.F) {
	for _, n := range []int{0, 1, 7, 40} {
		x := New(newsModel)
		x.Put(newsDocs(n))
		x.SetMark("repère")
		x.compactTo(small)
		var b bytes.Buffer
		if err := x.View().save(&b, 7, small); err != nil {
			f.Fatal(err)
		}
		body, err := io.ReadAll(frames.NewReader(bytes.NewReader(b.Bytes()[len(magic):])))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes(), false)
		f.Add(body, true)
	}
	f.Fuzz(func(t *testing.T, input []byte, body bool) {
		if body { // with valid checksums
			input = framed(input)
		}
		before := allocated()
		in := bytes.NewReader(input)
		x, err := load(in, newsModel, 7, small)
		if took := allocated() - before; took > 4<<20+40*uint64(len(input)) {
			t.Errorf("Load allocates %d bytes for an input of %d", took, len(input))
		}
		if err != nil {
			if !errors.Is(err, ErrCorrupt) && !errors.Is(err, ErrVersion) {
				t.Errorf("Load: %v", err)
			}
			return
		}
		read := input[:len(input)-in.Len()]
		if again := saved(t, x, small); !bytes.Equal(read, again) {
			t.Errorf("Load accepts %d bytes and saves %d others", len(read), len(again))
		}
		v := x.View()
		if v.terms > 1 {
			var s Search
			s.Find(v, &Everything, []Weighted{{1, 1}, {2, 1}}, 1000, func(Ref, *Record, int) bool { return true })
		}
		var w Weights
		w.Reset(v)
		w.Add(1, 5)
		var r Record
		for at := range v.All() {
			v.Read(at, &r)
			w.Sums(&r)
			if found, ok := x.Find(v, r.ID()); !ok || found != at {
				t.Errorf("Find(%q) = %v, %t, want %v", r.ID(), found, ok, at)
			}
		}
		// Changed and compacted, it is a snapshot that is accepted again.
		x.Put(newsDocs(2))
		x.Delete("doc-1")
		compacted := saved(t, x, small)
		loaded, err := load(bytes.NewReader(compacted), newsModel, 7, small)
		if err != nil {
			t.Fatalf("Load after Save: %v", err)
		}
		if !bytes.Equal(compacted, saved(t, loaded, small)) {
			t.Error("the snapshot of a changed index differs after Load")
		}
	})
}
