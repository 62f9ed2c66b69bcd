package digest

import (
	"encoding/binary"
	"math/bits"
)

// A bitWriter appends bits to bytes, the highest bit of each byte first.
type bitWriter struct {
	b    []byte
	acc  uint64 // bits that are not in b yet, the lowest n
	n    int
	bits int // number of bits written
}

// put appends the lowest n bits of v, up to 32.
func (w *bitWriter) put(v uint64, n int) {
	w.acc = w.acc<<n | v&(1<<n-1)
	w.bits += n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.b = append(w.b, byte(w.acc>>(w.n-8)))
	}
}

// gamma appends a number from 1 up to 2^31 in Elias's gamma code: as many zeros as it has
// binary digits after the first, then the digits.
func (w *bitWriter) gamma(v int) {
	n := bits.Len(uint(v))
	w.put(0, n-1)
	w.put(uint64(v), n)
}

// end fills the last byte with zeros and returns all bytes.
func (w *bitWriter) end() []byte {
	if w.n > 0 {
		w.put(0, 8-w.n)
	}
	return w.b
}

// A bitReader reads what a bitWriter has written. After the end, it reads zeros; over
// reports whether it did.
type bitReader struct {
	b    []byte
	acc  uint64 // the next bits, the highest first
	n    int    // number of bits in acc that are read
	used int    // number of bits taken
	size int    // number of bits of the input
}

func newBitReader(b []byte) bitReader { return bitReader{b: b, size: 8 * len(b)} }

// fill makes at least 56 bits available.
func (r *bitReader) fill() {
	if len(r.b) >= 8 {
		r.acc |= binary.BigEndian.Uint64(r.b) >> r.n
		whole := (63 - r.n) / 8
		r.b = r.b[whole:]
		r.n += 8 * whole
		return
	}
	for r.n <= 56 {
		if len(r.b) > 0 {
			r.acc |= uint64(r.b[0]) << (56 - r.n)
			r.b = r.b[1:]
		}
		r.n += 8
	}
}

// take returns the next n bits, from 1 to 32.
func (r *bitReader) take(n int) uint64 {
	if r.n < n {
		r.fill()
	}
	v := r.acc >> (64 - n)
	r.skip(n)
	return v
}

func (r *bitReader) skip(n int) {
	r.acc <<= n
	r.n -= n
	r.used += n
}

// gamma returns the next number in gamma code, or 0 if there is none up to 2^24.
func (r *bitReader) gamma() int {
	if r.n < 56 {
		r.fill()
	}
	zeros := bits.LeadingZeros64(r.acc)
	if zeros > 24 {
		r.used = r.size + 1
		return 0
	}
	v := int(r.acc >> (63 - 2*zeros))
	r.skip(2*zeros + 1)
	return v
}

// over reports whether more was read than there is.
func (r *bitReader) over() bool { return r.used > r.size }
