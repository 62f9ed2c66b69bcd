package frames

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"testing"
	"testing/iotest"
)

// written returns the stream of a payload.
func written(t *testing.T, payload []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for part := range slices.Chunk(payload, 1000) {
		if n, err := w.Write(part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestStreams(t *testing.T) {
	for _, n := range []int{0, 1, Size - 1, Size, Size + 1, 3*Size + 5} {
		payload := bytes.Repeat([]byte("abcdefg"), n/7+1)[:n]
		stream := written(t, payload)
		in := bytes.NewReader(append(slices.Clone(stream), "more"...))
		r := NewReader(iotest.HalfReader(in))
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, payload) {
			t.Errorf("%d bytes: got %d, %v", n, len(got), err)
		}
		if in.Len() != len("more") {
			t.Errorf("%d bytes: %d are left, want 4", n, in.Len())
		}
		for i := 0; i < len(stream); i += 1 + len(stream)/50 {
			bad := slices.Clone(stream)
			bad[i] ^= 4
			for _, b := range [][]byte{bad, stream[:i]} {
				if _, err := io.ReadAll(NewReader(bytes.NewReader(b))); !errors.Is(err, ErrCorrupt) {
					t.Errorf("%d bytes, byte %d: %v", n, i, err)
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	payload := binary.AppendUvarint(nil, 300)
	payload = binary.LittleEndian.AppendUint64(payload, 1<<60)
	r := NewReader(bytes.NewReader(written(t, payload)))
	if n, err := r.Uint(); n != 300 || err != nil {
		t.Error(n, err)
	}
	if n, err := r.Uint64(); n != 1<<60 || err != nil {
		t.Error(n, err)
	}
	for _, c := range []struct {
		rule    string
		payload []byte
	}{
		{"the end", nil},
		{"a number that is cut", []byte{0x80}},
		{"a number that is not in its shortest form", []byte{0x80, 0}},
		{"a number of more than 64 bits", []byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 2}},
	} {
		if n, err := NewReader(bytes.NewReader(written(t, c.payload))).Uint(); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %d, %v", c.rule, n, err)
		}
		if n, err := NewReader(bytes.NewReader(written(t, c.payload[:min(7, len(c.payload))]))).Uint64(); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %d, %v", c.rule, n, err)
		}
	}
}

func TestErrorsOfOthersAreKept(t *testing.T) {
	broken := errors.New("disk")
	if _, err := io.ReadAll(NewReader(iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := WriteFull(short{}, []byte("ab")); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
	if err := ReadFull(iotest.DataErrReader(bytes.NewReader(nil)), make([]byte, 1)); !errors.Is(err, ErrCorrupt) {
		t.Error(err)
	}
	if err := ReadFull(idle{}, make([]byte, 1)); !errors.Is(err, io.ErrNoProgress) {
		t.Error(err)
	}
}

// short writes less than it is given, without an error.
type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) - 1, nil }

// idle reads nothing, for ever.
type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }
