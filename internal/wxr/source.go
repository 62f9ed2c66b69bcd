package wxr

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"unicode/utf16"
	"unicode/utf8"
)

// A counter counts the bytes that were read from a source.
type counter struct {
	r   io.Reader
	n   atomic.Int64
	err error // what r returned last
}

// Read reads from the source. A reader that breaks the contract of [io.Reader] is an error.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if n < 0 || n > len(p) {
		return 0, errContract
	}
	c.n.Add(int64(n))
	c.err = err
	return n, err
}

var (
	errContract = errors.New("the reader returned an impossible number of bytes")
	errZip      = errors.New("a ZIP archive: extract the export files first")
	errUTF32    = errors.New("UTF-32: convert the file to UTF-8 first")
	errEncoding = errors.New("an encoding that cannot be read: convert the file to UTF-8 first")
)

// open returns a reader of the text of the source: decompressed, in UTF-8 or an encoding that
// extends ASCII, and without byte order mark if it was in UTF-16.
func (r *Reader) open() (io.Reader, error) {
	head := bufio.NewReaderSize(r.source, 4096)
	start, err := head.Peek(4)
	if bytes.HasPrefix(start, []byte{0x1F, 0x8B}) {
		zr, err := gzip.NewReader(head)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		zr.Multistream(false)
		head = bufio.NewReaderSize(&unpacker{zr, head, r.source}, 4096)
		start, _ = head.Peek(4)
	} else if err != nil && err != io.EOF {
		return nil, err
	}
	is := func(prefix string) bool { return bytes.HasPrefix(start, []byte(prefix)) }
	switch {
	case is("PK\x03\x04"):
		return nil, errZip
	case is("\xFF\xFE\x00\x00"), is("\x00\x00\xFE\xFF"), is("<\x00\x00\x00"), is("\x00\x00\x00<"):
		return nil, errUTF32
	case is("\xFF\xFE"), is("<\x00"):
		return bufio.NewReader(&utf16Reader{r: head}), nil
	case is("\xFE\xFF"), is("\x00<"):
		return bufio.NewReader(&utf16Reader{r: head, big: true}), nil
	}
	return head, nil
}

// An unpacker reads the members of a gzip file. Zeros behind the last one are padding.
type unpacker struct {
	zr     *gzip.Reader
	packed *bufio.Reader
	source *counter
}

// Read implements [io.Reader]. Errors that are not those of the source match ErrPacked.
func (u *unpacker) Read(p []byte) (int, error) {
	for {
		n, err := u.zr.Read(p)
		if err != io.EOF {
			return n, u.wrap(err)
		}
		if n > 0 {
			return n, nil // the next call returns the end again
		}
		for {
			b, err := u.packed.Peek(1)
			if err != nil {
				return 0, err
			}
			if b[0] != 0 {
				break
			}
			u.packed.Discard(1)
		}
		if err = u.zr.Reset(u.packed); err != nil {
			return 0, u.wrap(err)
		}
		u.zr.Multistream(false)
	}
}

func (u *unpacker) wrap(err error) error {
	if err == nil || u.source.err != nil && u.source.err != io.EOF {
		return err
	}
	return fmt.Errorf("%w: %w", ErrPacked, err)
}

// declared notes the encoding that an XML declaration names.
func (r *Reader) declared(declaration []byte) {
	_, rest, ok := bytes.Cut(declaration, []byte("encoding"))
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if !ok || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return
	}
	name, _, ok := bytes.Cut(rest[1:], rest[:1])
	if !ok || len(name) > maxName {
		return
	}
	r.latin9, r.strange = false, ""
	switch strings.ToLower(string(name)) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii",
		"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
	case "iso-8859-15", "iso8859-15", "latin9", "latin-9":
		r.latin9 = true
	default:
		r.strange = string(name)
	}
}

// A utf16Reader reads UTF-16 as UTF-8, without byte order marks. It cannot fill a buffer of
// fewer than 8 bytes.
type utf16Reader struct {
	r    *bufio.Reader
	big  bool
	half rune // first half of a surrogate pair, or 0
}

// unit returns the next code unit.
func (u *utf16Reader) unit() (rune, error) {
	var b [2]byte
	if n, err := io.ReadFull(u.r, b[:]); err != nil {
		if n == 1 {
			err = io.EOF
		}
		return 0, err
	}
	if u.big {
		return rune(b[0])<<8 | rune(b[1]), nil
	}
	return rune(b[1])<<8 | rune(b[0]), nil
}

// Read implements [io.Reader].
func (u *utf16Reader) Read(p []byte) (n int, err error) {
	for n+2*utf8.UTFMax <= len(p) {
		r, err := u.unit()
		if err != nil {
			if u.half != 0 {
				u.half = 0
				n += utf8.EncodeRune(p[n:], utf8.RuneError)
			}
			return n, err
		}
		if u.half != 0 {
			pair := utf16.DecodeRune(u.half, r)
			u.half = 0
			n += utf8.EncodeRune(p[n:], pair)
			if pair != utf8.RuneError {
				continue
			}
		}
		switch {
		case 0xD800 <= r && r < 0xDC00:
			u.half = r
		case r != 0xFEFF:
			n += utf8.EncodeRune(p[n:], r)
		}
	}
	if n == 0 {
		return 0, io.ErrShortBuffer
	}
	return n, nil
}

// Sizes of the buffer, chosen by the benchmark of bench/wordpress.
const (
	firstBuffer = 64 << 10 // and then 256 KB
	keep        = 1 << 20  // what is kept after a large item
)

// more reads more text behind the window. It reports false at the end of the file, after a
// read error, and if the window has reached the limit of an item.
func (r *Reader) more() bool {
	if r.err != nil {
		return false
	}
	if len(r.win) > r.max {
		r.over = true
		return false
	}
	if len(r.buf)-r.end < r.slack {
		if r.unit >= len(r.buf)/2 && len(r.buf) >= 8*r.slack {
			if len(r.buf) > keep && len(r.win) < r.slack {
				r.buf = make([]byte, firstBuffer)
			}
			copy(r.buf, r.win)
		} else {
			bigger := make([]byte, max(2*r.slack, 2*len(r.buf)))
			copy(bigger, r.win)
			r.buf = bigger
		}
		r.unit, r.end = 0, len(r.win)
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.win = r.buf[r.unit:r.end]
		r.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	r.err = io.ErrNoProgress
	return false
}

// release gives up the first n bytes of the window.
func (r *Reader) release(n int) {
	r.line += int64(bytes.Count(r.win[:n], newline))
	r.base += int64(n)
	r.unit += n
	r.win = r.win[n:]
}

// index returns the index of the first sep at or after p, or -1.
func (r *Reader) index(p int, sep []byte) int {
	for {
		if i := bytes.Index(r.win[p:], sep); i >= 0 {
			return p + i
		}
		p = max(p, len(r.win)-len(sep)+1)
		if !r.more() {
			return -1
		}
	}
}

// indexByte is index for one byte.
func (r *Reader) indexByte(p int, c byte) int {
	for {
		if i := bytes.IndexByte(r.win[p:], c); i >= 0 {
			return p + i
		}
		p = len(r.win)
		if !r.more() {
			return -1
		}
	}
}

// has reports whether the text at p begins with prefix.
func (r *Reader) has(p int, prefix string) bool {
	for len(r.win)-p < len(prefix) {
		if len(r.win) > p && r.win[len(r.win)-1] != prefix[len(r.win)-p-1] || !r.more() {
			return false
		}
	}
	return string(r.win[p:p+len(prefix)]) == prefix
}

// at returns the byte at p, or 0 at the end.
func (r *Reader) at(p int) byte {
	for p >= len(r.win) {
		if !r.more() {
			return 0
		}
	}
	return r.win[p]
}

// space returns the index of the first byte at or after p that is not white space.
func (r *Reader) space(p int) int {
	for {
		win := r.win
		for p < len(win) {
			if !isSpace(win[p]) {
				return p
			}
			p++
		}
		if !r.more() {
			return p
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

var newline = []byte("\n")
