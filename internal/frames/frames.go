// Package frames writes and reads streams of frames, so that no byte is used before its
// checksum is verified and a stream marks its own end.
package frames

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// ErrCorrupt is returned for anything that is not a complete and unaltered stream.
var ErrCorrupt = errors.New("truncated or altered")

// A frame consists of 4 bytes of payload length, 4 bytes of checksum, and the
// payload. The checksum (CRC-32C) covers the number of the frame in the stream, the
// length and the payload. An empty frame marks the end.
const (
	head = 8
	Size = 64 << 10 // maximum length of a payload
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Sum returns the checksum of a frame, given its number in the stream.
func Sum(place uint64, payload []byte) uint32 {
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:], place)
	binary.LittleEndian.PutUint64(b[8:], uint64(len(payload)))
	return crc32.Update(crc32.Checksum(b[:], castagnoli), castagnoli, payload)
}

// A Writer splits what is written into frames. Close writes the last two.
type Writer struct {
	w     io.Writer
	place uint64
	buf   []byte // head and payload of the current frame
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, buf: make([]byte, head, head+Size)}
}

// Write writes p, in frames.
func (f *Writer) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), cap(f.buf)-len(f.buf))
		f.buf = append(f.buf, rest[:n]...)
		rest = rest[n:]
		if len(f.buf) == cap(f.buf) {
			if err := f.flush(); err != nil {
				return len(p) - len(rest), err
			}
		}
	}
	return len(p), nil
}

func (f *Writer) flush() error {
	payload := f.buf[head:]
	binary.LittleEndian.PutUint32(f.buf, uint32(len(payload)))
	binary.LittleEndian.PutUint32(f.buf[4:], Sum(f.place, payload))
	err := WriteFull(f.w, f.buf)
	f.place++
	f.buf = f.buf[:head]
	return err
}

// WriteFull writes all of p or returns an error.
func WriteFull(w io.Writer, p []byte) error {
	n, err := w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return err
}

// Close writes what is left and the end of the stream. It does not close the writer below.
func (f *Writer) Close() error {
	if len(f.buf) > head {
		if err := f.flush(); err != nil {
			return err
		}
	}
	return f.flush()
}

// A Reader returns the payloads of frames, and io.EOF only at the end that Close
// wrote. It reads no byte beyond that. It accepts only what a Writer writes: all
// frames are full, except the last one that is not empty.
type Reader struct {
	r     io.Reader
	place uint64
	buf   []byte
	rest  []byte // unread part of the current payload
	short bool   // the current frame is not full
	ended bool
}

// NewReader returns a Reader from r.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: r, buf: make([]byte, head+Size)}
}

// Place returns the number of frames read.
func (f *Reader) Place() uint64 { return f.place }

// Read reads from the payloads of the frames.
func (f *Reader) Read(p []byte) (int, error) {
	for len(f.rest) == 0 {
		if f.ended {
			return 0, io.EOF
		}
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// Uint reads a number as binary.AppendUvarint writes it. Only the shortest form is
// accepted; the end of the stream is ErrCorrupt.
func (f *Reader) Uint() (n uint64, err error) {
	for shift := 0; shift < 64; shift += 7 {
		for len(f.rest) == 0 {
			if f.ended {
				return 0, ErrCorrupt
			}
			if err := f.next(); err != nil {
				return 0, err
			}
		}
		b := f.rest[0]
		f.rest = f.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			if b == 0 && shift > 0 || n>>shift != uint64(b) {
				break
			}
			return n, nil
		}
	}
	return 0, ErrCorrupt
}

// Uint64 reads a number of 8 bytes, the lowest first. The end of the stream is ErrCorrupt.
func (f *Reader) Uint64() (uint64, error) {
	if rest := f.rest; len(rest) >= 8 {
		f.rest = rest[8:]
		return binary.LittleEndian.Uint64(rest), nil
	}
	var b [8]byte
	err := ReadFull(f, b[:])
	return binary.LittleEndian.Uint64(b[:]), err
}

func (f *Reader) next() error {
	if err := ReadFull(f.r, f.buf[:head]); err != nil {
		return err
	}
	n := binary.LittleEndian.Uint32(f.buf)
	sum := binary.LittleEndian.Uint32(f.buf[4:])
	if n > Size || f.short && n > 0 {
		return ErrCorrupt
	}
	payload := f.buf[head : head+n]
	if err := ReadFull(f.r, payload); err != nil {
		return err
	}
	if Sum(f.place, payload) != sum {
		return ErrCorrupt
	}
	f.place++
	f.rest, f.short, f.ended = payload, n < Size, n == 0
	return nil
}

// ReadFull is like io.ReadFull, but returns ErrCorrupt if the input ends too early.
// Other errors are those of r.
func ReadFull(r io.Reader, p []byte) error {
	_, err := io.ReadFull(&patient{r: r}, p)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return ErrCorrupt
	}
	return err
}

// A patient reader gives up on a reader that keeps returning neither bytes nor an error.
type patient struct {
	r     io.Reader
	empty int
}

func (p *patient) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if n != 0 || err != nil {
		p.empty = 0
		return n, err
	}
	if p.empty++; p.empty > 100 {
		return 0, io.ErrNoProgress
	}
	return 0, nil
}
