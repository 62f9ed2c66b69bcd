package postings

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
)

// magic is the beginning of a snapshot. Its last byte is the version of the format.
const magic = "presse index\x00\x02"

// ErrVersion is returned for a snapshot in another version of the format, or of an
// index whose terms and codes were made under different rules.
var ErrVersion = errors.New("the snapshot was made by another version: rebuild the index")

// Save writes a snapshot of the view. The number rules identifies the rules by which
// terms and codes were made; Load accepts only the same number.
//
// FORMAT.md describes the format. Document frequencies and ID tables are not saved;
// Load computes them.
func (v *View) Save(w io.Writer, rules uint64) error {
	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	f := newFrameWriter(w)
	e := encoder{w: f}
	e.uint(rules)
	e.uint(uint64(v.limit - 1))
	var written []byte
	var ends []uint32
	for n := uint32(1); n < v.limit; n++ {
		e.buf = binary.LittleEndian.AppendUint64(e.buf, v.dict.hash(n))
		e.flush(false)
		written = append(written, v.dict.text(n)...)
		ends = append(ends, uint32(len(written)))
	}
	e.pieces(ends, written)
	e.uint(uint64(len(v.parts)))
	for i := range v.parts {
		p := &v.parts[i]
		e.uint(0)
		e.uint(uint64(p.seen))
		e.uint(uint64(p.docs()))
		e.pieces(p.ends, p.records)
		e.uint(uint64(p.died))
		for doc := range uint32(p.docs()) {
			if p.dead.has(doc) {
				e.uint(uint64(doc))
			}
		}
		terms := p.lists.terms.appendTo(nil)
		e.uint(uint64(len(terms)))
		last := uint32(0)
		for _, t := range terms {
			e.uint(uint64(t - last))
			last = t
		}
		if len(terms) > 0 {
			e.pieces(p.lists.starts[1:], p.lists.bytes)
		}
	}
	e.flush(true)
	if e.err != nil {
		return e.err
	}
	return f.Close()
}

// An encoder buffers small writes. After an error it writes nothing more.
type encoder struct {
	w   io.Writer
	buf []byte
	err error
}

func (e *encoder) uint(n uint64) {
	e.buf = binary.AppendUvarint(e.buf, n)
	e.flush(false)
}

// pieces writes the lengths of the pieces of all that end at the given offsets,
// followed by the pieces.
func (e *encoder) pieces(ends []uint32, all []byte) {
	last := uint32(0)
	for _, end := range ends {
		e.uint(uint64(end - last))
		last = end
	}
	e.flush(true)
	if e.err == nil {
		_, e.err = e.w.Write(all[:last])
	}
}

func (e *encoder) flush(all bool) {
	if e.err == nil && (all || len(e.buf) >= 4<<10) {
		_, e.err = e.w.Write(e.buf)
		e.buf = e.buf[:0]
	}
}

// Load reads a snapshot that Save wrote. Whatever the input is, Load returns either an
// index in which every number is within its bounds, or an error: ErrCorrupt, ErrVersion
// or that of r. It allocates no more than a few times the number of bytes that it has
// read.
func Load(r io.Reader, m Model, rules uint64) (*Index, error) {
	head := make([]byte, len(magic))
	if err := readFull(r, head); err != nil {
		return nil, err
	}
	if string(head) != magic {
		if bytes.HasPrefix(head, []byte(magic[:len(magic)-1])) {
			return nil, ErrVersion
		}
		return nil, ErrCorrupt
	}
	f := newFrameReader(r)
	d := decoder{r: f}
	if got := d.uint(); d.err == nil && got != rules {
		return nil, ErrVersion
	}
	x := New(m)
	x.parts = nil
	d.dictionary(x.dict)
	for range d.uint() {
		if d.err != nil {
			break
		}
		x.parts = append(x.parts, d.part(x))
	}
	if d.err != nil {
		return nil, d.err
	}
	// The next frame must be the end, and the last part must be a tail.
	if _, err := f.Read(head[:1]); err != io.EOF {
		if err == nil {
			err = ErrCorrupt
		}
		return nil, err
	}
	if n := len(x.parts); n == 0 || len(x.parts[n-1].lists.bytes) > 0 || x.parts[n-1].docs() > tailDocs {
		return nil, ErrCorrupt
	}
	for i := range x.parts[:len(x.parts)-1] {
		s := x.parts[i].segment
		if !s.inOrder() {
			return nil, ErrCorrupt
		}
		s.stampTimes()
	}
	x.parts[len(x.parts)-1].ids = nil // a tail has no ID table
	for n := uint32(1); n < x.dict.limit; n++ {
		if x.dict.frequency(n) == 0 {
			x.dict.discard(n)
		}
	}
	x.publish()
	return x, nil
}

// A decoder reads what an encoder wrote. After an error it returns zeros.
type decoder struct {
	r   *frameReader
	err error
}

func (d *decoder) corrupt() {
	if d.err == nil {
		d.err = ErrCorrupt
	}
}

func (d *decoder) uint() (n uint64) {
	for shift := 0; shift < 64; shift += 7 {
		for d.err == nil && len(d.r.rest) == 0 {
			if d.err = d.r.next(); d.err == nil && d.r.ended {
				d.corrupt()
			}
		}
		if d.err != nil {
			return 0
		}
		b := d.r.rest[0]
		d.r.rest = d.r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	d.corrupt()
	return 0
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

// bytes reads n bytes. It allocates them at once only if n is no more than a few times
// what was read before, so that a wrong length cannot make it allocate much more than
// the size of the input.
func (d *decoder) bytes(n uint64) []byte {
	const step = 1 << 20
	room := step + 16*d.r.place*frameSize
	all := make([]byte, 0, min(n, room))
	for d.err == nil && uint64(len(all)) < n {
		more := int(min(step, n-uint64(len(all))))
		all = slices.Grow(all, more)
		d.err = readFull(d.r, all[len(all):len(all)+more])
		all = all[:len(all)+more]
	}
	return exact(all)
}

// pieces reads n pieces and returns the offset at which each ends, and their bytes.
func (d *decoder) pieces(n uint64) (ends []uint32, all []byte) {
	total := uint64(0)
	ends = make([]uint32, 0, min(n, 1<<20))
	for range n {
		total += d.below(math.MaxUint32)
		if total > math.MaxUint32 {
			d.corrupt()
		}
		if d.err != nil {
			return nil, nil
		}
		ends = append(ends, uint32(total))
	}
	return exact(ends), d.bytes(total)
}

func (d *decoder) dictionary(dict *dictionary) {
	n := d.below(maxTerms)
	hashes := d.bytes(8 * n)
	ends, written := d.pieces(n)
	if d.err != nil {
		return
	}
	from := uint32(0)
	for _, to := range ends {
		n := dict.number()
		dict.define(n, binary.LittleEndian.Uint64(hashes), string(written[from:to][:min(to-from, maxWritten)]))
		hashes, from = hashes[8:], to
	}
}

// part reads a part and adds its live documents to the counts of x.
func (d *decoder) part(x *Index) *part {
	d.below(64) // the level, which is no longer used
	p := &part{segment: &segment{seen: int(d.below(math.MaxInt))}}
	p.ends, p.records = d.pieces(d.below(maxSegmentDocs + 1))
	for range d.below(uint64(p.docs()) + 1) {
		doc := uint32(d.below(uint64(p.docs())))
		if d.err != nil {
			return p
		}
		if p.dead.has(doc) {
			d.corrupt()
		}
		p.kill(doc)
	}
	if d.err != nil {
		return p
	}
	var r Record
	for doc := range uint32(p.docs()) {
		b := p.record(doc)
		if !wellFormed(b, int(x.dict.limit)) {
			d.corrupt()
			return p
		}
		if p.dead.has(doc) {
			continue
		}
		r.read(b)
		x.buf = r.AppendTerms(x.buf[:0])
		for _, t := range x.buf {
			x.dict.count(t.Term, 1, 0)
		}
		x.docs++
		x.length += int64(r.Length)
	}
	if n := d.below(maxTerms); n > 0 {
		var terms []uint32
		term := uint64(0)
		for range n {
			gap := d.below(maxTerms)
			if term += gap; gap == 0 || term >= uint64(x.dict.limit) {
				d.corrupt()
			}
			if d.err != nil {
				return p
			}
			terms = append(terms, uint32(term))
		}
		ends, bytes := d.pieces(n)
		p.lists = lists{terms: newTermSet(terms), starts: append([]uint32{0}, ends...), bytes: bytes}
		if d.err == nil && !p.lists.wellFormed(p.docs()) {
			d.corrupt()
		}
	}
	if d.err == nil {
		p.indexIDs(x.seed)
	}
	return p
}
