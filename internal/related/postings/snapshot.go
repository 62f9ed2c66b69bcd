package postings

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"io"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/presse-go/presse/internal/frames"
	"github.com/presse-go/presse/internal/related/scoring"
)

// MaxMark is the maximum length in bytes of a mark that is saved.
const MaxMark = 64 << 10

// magic is the beginning of a snapshot. Its last byte is the version of the format.
const magic = "presse index\x00\x04"

// ErrVersion is returned for a snapshot in another version of the format, or of an
// index whose terms and codes were made under different rules.
var ErrVersion = errors.New("the snapshot was made by another version: rebuild the index")

// ErrCorrupt is returned for anything that is not a complete and unaltered snapshot.
var ErrCorrupt = frames.ErrCorrupt

// Save writes a snapshot of the view. The number rules identifies the rules by which
// terms and codes were made; Load accepts only the same number.
//
// A snapshot is always in the canonical form (compact.go), so it depends only on the
// documents of the view, the written forms of their terms, and the mark. If the view is
// not in this form, Save computes it, segment by segment. FORMAT.md describes the
// format. Document frequencies and ID tables are not saved; Load computes them.
func (v *View) Save(w io.Writer, rules uint64) error { return v.save(w, rules, canonical) }

var errLongMark = errors.New("the mark is longer than 64 KiB")

func (v *View) save(w io.Writer, rules uint64, lim limits) error {
	if len(v.Mark) > MaxMark {
		return errLongMark
	}
	if err := frames.WriteFull(w, []byte(magic)); err != nil {
		return err
	}
	f := frames.NewWriter(w)
	e := encoder{w: f}
	e.uint(rules)
	e.uint(uint64(len(v.Mark)))
	e.buf = append(e.buf, v.Mark...)
	if v.compact {
		e.compact(v)
	} else {
		e.compacted(newCompaction(v, lim))
	}
	e.flush(true)
	if e.err != nil {
		return e.err
	}
	return f.Close()
}

// compact writes a view that is in the canonical form.
func (e *encoder) compact(v *View) {
	terms := func(yield func(uint32) bool) {
		for n := uint32(1); n < v.limit && yield(n); n++ {
		}
	}
	e.uint(uint64(v.limit - 1))
	for n := range terms {
		e.uint64(v.dict.hash(n))
	}
	written, ends := v.forms(terms)
	e.lengths(ends)
	e.write(written)
	e.uint(uint64(v.Docs))
	for i := range v.parts {
		p := &v.parts[i]
		if p.docs() == 0 {
			continue // the tail
		}
		e.uint(uint64(p.docs()))
		e.lengths(p.ends)
		e.write(p.records)
		e.lists(p.lists.terms, p.lists.starts, p.lists.bytes)
	}
}

// compacted writes the result of a compaction, of which it has one segment at a time.
func (e *encoder) compacted(c *compaction) {
	e.uint(uint64(len(c.terms)))
	for _, term := range c.terms {
		e.uint64(c.view.dict.hash(term))
	}
	e.lengths(c.formEnds)
	e.write(c.written)
	e.uint(uint64(c.view.Docs))
	for e.err == nil && c.next() {
		e.uint(uint64(len(c.ends)))
		e.lengths(c.ends)
		for records := range c.records {
			if e.write(records); e.err != nil {
				return
			}
		}
		w := c.lists()
		e.lists(w.terms, w.starts, w.bytes)
	}
}

// An encoder buffers small writes. After an error it writes nothing more.
type encoder struct {
	w     io.Writer
	buf   []byte
	terms []uint32 // of the lists of a segment
	err   error
}

func (e *encoder) uint(n uint64) {
	e.buf = binary.AppendUvarint(e.buf, n)
	e.flush(false)
}

func (e *encoder) uint64(n uint64) {
	e.buf = binary.LittleEndian.AppendUint64(e.buf, n)
	e.flush(false)
}

// lengths writes the lengths of pieces that end at the given offsets.
func (e *encoder) lengths(ends []uint32) {
	last := uint32(0)
	for _, end := range ends {
		e.uint(uint64(end - last))
		last = end
	}
}

// write writes b, which may be long.
func (e *encoder) write(b []byte) {
	if e.flush(true); e.err == nil {
		_, e.err = e.w.Write(b)
	}
}

// lists writes the lists of a segment.
func (e *encoder) lists(terms termSet, starts []uint32, bytes []byte) {
	e.terms = terms.appendTo(e.terms[:0])
	e.uint(uint64(len(e.terms)))
	e.lengths(e.terms)
	if len(e.terms) > 0 {
		e.lengths(starts[1:])
		e.write(bytes)
	}
}

func (e *encoder) flush(all bool) {
	if all || len(e.buf) >= 4<<10 {
		if e.err == nil {
			_, e.err = e.w.Write(e.buf)
		}
		e.buf = e.buf[:0]
	}
}

// Load reads a snapshot that Save wrote. Whatever the input is, Load returns either an
// index in which every number is within its bounds, or an error: ErrCorrupt, ErrVersion
// or that of r. An index that Load returns saves the bytes that were read. Load
// allocates no more than a few times the number of bytes that it has read.
//
// The memory that Load takes is little more than that of the index: slices are allocated
// once, at their final size.
func Load(r io.Reader, m Model, rules uint64) (*Index, error) { return load(r, m, rules, canonical) }

func load(r io.Reader, m Model, rules uint64, lim limits) (*Index, error) {
	head := make([]byte, len(magic))
	if err := frames.ReadFull(r, head); err != nil {
		return nil, err
	}
	if string(head) != magic {
		if bytes.HasPrefix(head, []byte(magic[:len(magic)-1])) {
			return nil, ErrVersion
		}
		return nil, ErrCorrupt
	}
	x := New(m)
	d := decoder{r: frames.NewReader(r), x: x}
	if got := d.uint(); d.err == nil && got != rules {
		return nil, ErrVersion
	}
	x.mark = string(d.bytes(d.below(MaxMark + 1)))
	d.dictionary()
	d.documents(lim)
	if d.err != nil {
		return nil, d.err
	}
	// The next frame must be the end.
	if _, err := d.r.Read(head[:1]); err != io.EOF {
		if err == nil {
			err = ErrCorrupt
		}
		return nil, err
	}
	x.compact = true
	x.publish()
	return x, nil
}

// A decoder reads what an encoder wrote. After an error it returns zeros.
type decoder struct {
	r   *frames.Reader
	x   *Index
	err error

	last  key      // of the last document read
	ids   []uint64 // hashes of all IDs
	terms []uint32 // of the lists of a segment
	df    []uint32 // document frequencies of the named terms

	checks   sync.WaitGroup // of lists
	badLists atomic.Bool
}

func (d *decoder) corrupt() {
	if d.err == nil {
		d.err = ErrCorrupt
	}
}

// uint reads a number in its shortest form.
func (d *decoder) uint() (n uint64) {
	if d.err == nil {
		n, d.err = d.r.Uint()
	}
	return n
}

// uint64 reads a number of 8 bytes.
func (d *decoder) uint64() (n uint64) {
	if d.err == nil {
		n, d.err = d.r.Uint64()
	}
	return n
}

// below reads a number, which must be less than bound.
func (d *decoder) below(bound uint64) uint64 {
	n := d.uint()
	if n >= bound {
		d.corrupt()
		return 0
	}
	return n
}

// roomFor returns s with room for at least one more element, and for n in all if that is
// no more than a few times what was read before. A wrong length cannot make it allocate
// much more than the size of the input.
func roomFor[T any](d *decoder, s []T, n uint64) []T {
	const step = 1 << 20
	var t T
	room := (step + 16*d.r.Place()*frames.Size) / uint64(unsafe.Sizeof(t))
	return append(make([]T, 0, min(n, max(room, uint64(len(s)+1)))), s...)
}

// bytes reads n bytes.
func (d *decoder) bytes(n uint64) []byte {
	all := roomFor[byte](d, nil, n)
	for d.err == nil && uint64(len(all)) < n {
		if len(all) == cap(all) {
			all = roomFor(d, all, n)
		}
		more := min(cap(all)-len(all), frames.Size)
		d.err = frames.ReadFull(d.r, all[len(all):len(all)+more])
		all = all[:len(all)+more]
	}
	return all
}

// ends reads the lengths of n pieces. It returns the offset at which each ends, after
// those that are given. Each piece has at least least bytes.
func (d *decoder) ends(given []uint32, n, least uint64) []uint32 {
	total, n := uint64(0), n+uint64(len(given))
	ends := roomFor(d, given, n)
	for uint64(len(ends)) < n {
		length := d.below(math.MaxUint32)
		if total += length; length < least || total > math.MaxUint32 {
			d.corrupt()
		}
		if d.err != nil {
			return nil
		}
		if len(ends) == cap(ends) {
			ends = roomFor(d, ends, n)
		}
		ends = append(ends, uint32(total))
	}
	return ends
}

func (d *decoder) dictionary() {
	dict := d.x.dict
	n := d.below(maxTerms)
	for range n {
		hash := d.uint64()
		if d.err != nil {
			return
		}
		dict.extend(hash)
	}
	for i := range n {
		length := int(d.below(maxLabel + 1))
		if d.err != nil {
			return
		}
		dict.measure(uint32(i+1), length)
	}
	for text := range dict.texts {
		if d.err == nil {
			d.err = frames.ReadFull(d.r, text)
		}
	}
	if d.err == nil && !dict.index() {
		d.corrupt()
	}
}

// documents reads the segments.
func (d *decoder) documents(lim limits) {
	x := d.x
	x.docs = int(d.below(math.MaxInt))
	x.parts = nil
	d.df = make([]uint32, x.dict.limit)
	left := x.docs
	for left > 0 && d.err == nil {
		p := &part{segment: &segment{seen: x.docs}}
		d.records(p.segment)
		if left -= p.docs(); left < 0 || p.docs() > lim.docs || p.docs() > 1 && len(p.records) > lim.bytes {
			d.corrupt()
		}
		if n := len(x.parts); d.err == nil && n > 0 {
			// The segment before must have had no room for the first document.
			before := x.parts[n-1].segment
			if before.docs() < lim.docs && len(before.records)+len(p.record(0)) <= lim.bytes {
				d.corrupt()
			}
		}
		d.lists(p.segment)
		x.parts = append(x.parts, p)
	}
	x.parts = append(x.parts, &part{segment: &segment{}})
	if d.checks.Wait(); d.badLists.Load() {
		d.corrupt()
	}
	if d.err != nil {
		return
	}
	// Terms are in order of their frequency, then of their hash, and have documents.
	dict := x.dict
	last, hash := math.MaxInt, uint64(0)
	for t := uint32(1); t < dict.limit; t++ {
		df, h := int(d.df[t]), dict.hash(t)
		*dict.counter(t) = d.df[t]
		if df == 0 || df > last || df == last && h <= hash {
			d.corrupt()
		}
		last, hash = df, h
	}
	if d.idTwice() {
		d.corrupt()
	}
}

// twice sorts s and reports whether a value occurs twice.
func twice(s []uint64) bool {
	slices.Sort(s)
	for i := 1; i < len(s); i++ {
		if s[i] == s[i-1] {
			return true
		}
	}
	return false
}

// idTwice reports whether two documents have the same ID.
func (d *decoder) idTwice() bool {
	if !twice(d.ids) {
		return false
	}
	// Some hashes are equal, almost certainly because the IDs are.
	seen := map[string]bool{}
	for i := range d.x.parts {
		p := d.x.parts[i]
		for doc := range uint32(p.docs()) {
			id := p.id(doc)
			if seen[id] {
				return true
			}
			seen[id] = true
		}
	}
	return false
}

// records reads the documents of a segment and adds them to the counts of the index.
func (d *decoder) records(s *segment) {
	n := d.below(maxSegmentDocs + 1)
	if n == 0 {
		d.corrupt()
	}
	s.ends = d.ends(nil, n, recordHead)
	if d.err != nil {
		s.ends = nil
		return
	}
	s.records = d.bytes(uint64(s.ends[n-1]))
	if d.err != nil {
		s.ends = nil
		return
	}
	x := d.x
	s.ids = newIDTable(s.docs())
	var r Record
	for doc := range uint32(s.docs()) {
		b := s.record(doc)
		if !wellFormed(b, int(x.dict.limit), &x.model) {
			d.corrupt()
			return
		}
		r.read(b)
		k := key{r.Published, r.ID()}
		if len(d.ids) > 0 && d.last.compare(k) >= 0 {
			d.corrupt()
			return
		}
		d.last = k
		hash := maphash.String(x.seed, k.id)
		s.ids.add(hash, doc)
		if len(d.ids) == cap(d.ids) {
			d.ids = roomFor(d, d.ids, uint64(x.docs))
		}
		d.ids = append(d.ids, hash)
		r.count(d.df, x.dict.unnamed[:])
		d.label(&r)
		x.length += int64(r.Length)
	}
	s.stampTimes()
}

// lists reads the lists of a segment.
func (d *decoder) lists(s *segment) {
	n := d.below(maxTerms)
	if n == 0 || d.err != nil {
		return
	}
	d.terms = d.terms[:0]
	term := uint64(0)
	for range n {
		gap := d.below(maxTerms)
		if term += gap; gap == 0 || term >= uint64(d.x.dict.limit) {
			d.corrupt()
		}
		if d.err != nil {
			return
		}
		d.terms = append(d.terms, uint32(term))
	}
	starts := d.ends([]uint32{0}, n, 0)
	if d.err != nil {
		return
	}
	bytes := d.bytes(uint64(starts[n]))
	if d.err != nil {
		return
	}
	s.lists = lists{terms: newTermSet(d.terms), starts: starts, bytes: bytes}
	d.checks.Go(func() { // while the next segment is read
		if !s.lists.wellFormed(s.docs()) {
			d.badLists.Store(true)
		}
	})
}

// wellFormed reports whether b is a record in the canonical form, so that it can be
// passed to Record.read. Its named terms must be below the given number.
func wellFormed(b []byte, terms int, m *Model) bool {
	need := recordHead
	if len(b) < need || b[0] >= 2*flagLast {
		return false
	}
	for _, optional := range [...]struct {
		flag byte
		size int
	}{{flagFrom, 8}, {flagUntil, 8}, {flagLongID, 2}} {
		if b[0]&optional.flag != 0 {
			need += optional.size
		}
	}
	if len(b) < need {
		return false
	}
	var r Record
	r.read(b)
	return headWellFormed(b, &r) &&
		len(r.body) == max(r.sketch, r.unnamed+tailRoom) && allZero(r.body[min(r.sketch, len(r.body)):]) &&
		runsWellFormed(r.body[:r.runs], r.body[r.allRuns:r.named], min(terms, narrow), m, true) &&
		runsWellFormed(r.body[r.runs:r.allRuns], r.body[r.named:r.unnamed], unnamedTerms, m, false) &&
		wideWellFormed(r.body[r.unnamed:r.wide], terms, m)
}

// flagLast is the highest flag of a record.
const flagLast = flagUntitled

// headWellFormed reports whether the head says everything in the shortest way.
func headWellFormed(b []byte, r *Record) bool {
	flags, public := b[0], r.Published
	switch {
	case flags&flagDated == 0 && string(b[12:recordHead]) != undated:
	case flags&flagDated != 0 && r.Published < -maxDate:
	case flags&flagFrom != 0 && (flags&flagNever != 0 || r.From == public || r.From == Never):
	case flags&flagUntil != 0 && r.Until == Never:
	case flags&flagLongID != 0 && (b[10] != 0 || r.id-r.wide <= 255):
	default:
		return true
	}
	return false
}

// undated is Published in the record of a document without a date.
const undated = "\x01\x00\x00\x00\x80"

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// runsWellFormed reports whether runs and their terms, which must be less than terms,
// are as appendCoded writes those of a canonical record, which are all named or all
// unnamed.
func runsWellFormed(runs, ids []byte, terms int, m *Model, named bool) bool {
	code, full := uint8(scoring.Codes), false // of the run before
	last := 0                                 // term of that run
	for ; len(runs) > 0; runs = runs[2:] {
		n := 2 * int(runs[1])
		switch {
		case n == 0 || n > len(ids) || m.named(runs[0]) != named:
			return false
		case runs[0] < code:
			last = 0
		case runs[0] > code || !full:
			return false
		}
		code, full = runs[0], runs[1] == 255
		for ; n > 0; n -= 2 {
			t := int(binary.LittleEndian.Uint16(ids))
			// An unnamed term can occur twice, since two hashes can be the same number.
			if t == 0 || t >= terms || t < last || t == last && named {
				return false
			}
			last, ids = t, ids[2:]
		}
	}
	return len(ids) == 0
}

func wideWellFormed(w []byte, terms int, m *Model) bool {
	last := narrow - 1
	for ; len(w) > 0; w = w[4:] {
		t := int(wideTerm(w))
		if t <= last || t >= terms || w[3] >= scoring.Codes || !m.named(w[3]) {
			return false
		}
		last = t
	}
	return true
}
