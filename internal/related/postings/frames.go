package postings

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// ErrCorrupt is returned for anything that is not a complete and unaltered snapshot.
var ErrCorrupt = errors.New("the snapshot is truncated or altered")

// A snapshot is a stream of frames, so that no byte is used before its checksum is
// verified. A frame consists of 4 bytes of payload length, 4 bytes of checksum, and the
// payload. The checksum (CRC-32C) covers the number of the frame in the stream, the
// length and the payload. An empty frame marks the end.
const (
	frameHead = 8
	frameSize = 64 << 10
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func frameSum(place uint64, payload []byte) uint32 {
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:], place)
	binary.LittleEndian.PutUint64(b[8:], uint64(len(payload)))
	return crc32.Update(crc32.Checksum(b[:], castagnoli), castagnoli, payload)
}

// A frameWriter splits what is written into frames. Close writes the last two.
type frameWriter struct {
	w     io.Writer
	place uint64
	buf   []byte // head and payload of the current frame
}

func newFrameWriter(w io.Writer) *frameWriter {
	return &frameWriter{w: w, buf: make([]byte, frameHead, frameHead+frameSize)}
}

func (f *frameWriter) Write(p []byte) (int, error) {
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

func (f *frameWriter) flush() error {
	payload := f.buf[frameHead:]
	binary.LittleEndian.PutUint32(f.buf, uint32(len(payload)))
	binary.LittleEndian.PutUint32(f.buf[4:], frameSum(f.place, payload))
	err := writeFull(f.w, f.buf)
	f.place++
	f.buf = f.buf[:frameHead]
	return err
}

// writeFull writes all of p or returns an error.
func writeFull(w io.Writer, p []byte) error {
	n, err := w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return err
}

func (f *frameWriter) Close() error {
	if len(f.buf) > frameHead {
		if err := f.flush(); err != nil {
			return err
		}
	}
	return f.flush()
}

// A frameReader returns the payloads of frames, and io.EOF only at the end that Close
// wrote. It reads no byte beyond that. It accepts only what a frameWriter writes: all
// frames are full, except the last one that is not empty.
type frameReader struct {
	r     io.Reader
	place uint64
	buf   []byte
	rest  []byte // unread part of the current payload
	short bool   // the current frame is not full
	ended bool
}

func newFrameReader(r io.Reader) *frameReader {
	return &frameReader{r: r, buf: make([]byte, frameHead+frameSize)}
}

func (f *frameReader) Read(p []byte) (int, error) {
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

func (f *frameReader) next() error {
	if err := readFull(f.r, f.buf[:frameHead]); err != nil {
		return err
	}
	n := binary.LittleEndian.Uint32(f.buf)
	sum := binary.LittleEndian.Uint32(f.buf[4:])
	if n > frameSize || f.short && n > 0 {
		return ErrCorrupt
	}
	payload := f.buf[frameHead : frameHead+n]
	if err := readFull(f.r, payload); err != nil {
		return err
	}
	if frameSum(f.place, payload) != sum {
		return ErrCorrupt
	}
	f.place++
	f.rest, f.short, f.ended = payload, n < frameSize, n == 0
	return nil
}

// readFull is like io.ReadFull, but returns ErrCorrupt if the input ends too early.
// Other errors are those of r.
func readFull(r io.Reader, p []byte) error {
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
