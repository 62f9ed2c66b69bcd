// Package digest writes and reads what choosing needs to know of one article, in about
// half a kilobyte. FORMAT.md says how.
package digest

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

var (
	// ErrCorrupt is the error for bytes that are no complete and unaltered digest.
	ErrCorrupt = errors.New("the digest is truncated or altered")
	// ErrVersion is the error for a digest of another version.
	ErrVersion = errors.New("the digest has another version")
)

// version is the first byte of a digest. The second is the version of the rules that turn
// an article into terms, which the caller gives.
const version = 0xd1

const (
	flagDated = 1 << iota
	flagFrom
	flagNever
	flagUntil
	flagUnoffered
	flagUntitled
	flagSketch
	flagForms
)

// headSize is the size of the versions and the checksum.
const headSize = 6

// roomForForms is the size up to which a digest says how words are written, which matters
// only to the names of reasons. Without that, one of 34,967 articles takes more than 1,700.
const roomForForms = 2000

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sum(d []byte) uint32 {
	return crc32.Update(crc32.Checksum(d[:2], castagnoli), castagnoli, d[headSize:])
}

// Sum returns the checksum of a digest that Read accepts.
func Sum(d []byte) uint32 { return binary.LittleEndian.Uint32(d[2:]) }

// Append appends the digest of d. Text returns the text form of the i-th term of d, which
// is a word or a number.
func Append(dst []byte, rules uint8, d *postings.Doc, text func(i int) []byte) []byte {
	start := len(dst)
	dst = append(dst, version, rules, 0, 0, 0, 0)
	dst = appendHead(dst, d)
	w, words := appendWords(dst, d, text)
	plain := w
	plain.b = slices.Clone(w.b)
	if w.forms(d, words, text); len(w.b)-start < roomForForms {
		dst = w.end()
		dst[start+headSize] |= flagForms
	} else {
		dst = plain.end()
	}
	b := dst[start:]
	binary.LittleEndian.PutUint32(b[2:], sum(b))
	return dst
}

// appendHead appends all but the words.
func appendHead(b []byte, d *postings.Doc) []byte {
	flags := byte(0)
	at := len(b)
	b = append(b, 0)
	b = binary.AppendUvarint(b, uint64(max(0, d.Length)))
	b = appendString(b, d.ID)
	near := int64(0)
	if d.Published != postings.Undated {
		flags |= flagDated
		near = d.Published
		b = binary.AppendVarint(b, near)
	}
	switch {
	case d.From == postings.Never:
		flags |= flagNever
	case d.From != d.Published:
		flags |= flagFrom
		b = binary.AppendVarint(b, d.From-near)
	}
	if d.Until != postings.Never {
		flags |= flagUntil
		b = binary.AppendVarint(b, d.Until-near)
	}
	if d.Unoffered {
		flags |= flagUnoffered
	}
	if d.Untitled {
		flags |= flagUntitled
	}
	for _, code := range labelCodes {
		n := 0
		for _, t := range d.Terms {
			if t.Code == code {
				n++
			}
		}
		b = binary.AppendUvarint(b, uint64(n))
		for _, t := range d.Terms {
			if t.Code == code {
				b = appendString(b, t.Written)
			}
		}
	}
	if len(d.Sketch) == scoring.SketchSize {
		flags |= flagSketch
		b = append(b, d.Sketch...)
	}
	b[at] = flags
	return b
}

// labelCodes are the codes of labels in the order in which a digest has them.
var labelCodes = [...]uint8{scoring.CodeLang, scoring.CodeGenre, scoring.CodeSection, scoring.CodeTag}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// A place is where a word of a document is.
type place struct {
	term  int // index in the terms of the document
	known int // number of the word, or 0
}

// appendWords appends the words and numbers. It returns their places in the order of the
// digest.
func appendWords(b []byte, d *postings.Doc, text func(i int) []byte) (bitWriter, []place) {
	var words, others, numbers []place
	for i, t := range d.Terms {
		switch {
		case t.Code >= scoring.CodeNumber:
			if len(numbers) < postings.MaxUnnamed {
				numbers = append(numbers, place{term: i})
			}
		case t.Code < scoring.CodeTag:
			if n := KnownWord(t.Hash); n > 0 {
				words = append(words, place{i, n})
			} else {
				others = append(others, place{term: i})
			}
		}
	}
	slices.SortFunc(words, func(a, b place) int { return a.known - b.known })
	for _, list := range [...][]place{words, others, numbers} {
		b = binary.AppendUvarint(b, uint64(len(list)))
	}
	w := bitWriter{b: b}
	last := 0
	for _, p := range words {
		w.gamma(p.known - last)
		w.code(d.Terms[p.term].Code)
		last = p.known
	}
	for _, p := range others {
		w.letters(text(p.term))
		w.code(d.Terms[p.term].Code)
	}
	for _, p := range numbers {
		w.letters(text(p.term))
		w.put(uint64(d.Terms[p.term].Code-scoring.CodeNumber), 2)
	}
	return w, append(words, others...)
}

// code appends the code of a word: most words occur once, and most others twice.
func (w *bitWriter) code(c uint8) {
	switch c {
	case 0:
		w.put(0, 1)
	case 1:
		w.put(0b10, 2)
	default:
		w.put(0b11, 2)
		w.gamma(int(c) - 1)
	}
}

func (r *bitReader) code() (c uint8, ok bool) {
	if r.take(1) == 0 {
		return 0, true
	}
	if r.take(1) == 0 {
		return 1, true
	}
	n := r.gamma() + 1
	return uint8(n), n >= 2 && n < int(scoring.CodeTag)
}

// The letters of a word are 0 to 25 for a to z, followed by lastLetter. The other codes
// are followed by more bits.
const (
	digitLetter    = 26 + iota // 4 bits: the digit
	arabicLetter               // 6 bits: from U+0621
	tifinaghLetter             // 6 bits: from U+2D30
	byteLetter                 // 8 bits: a byte of UTF-8
	lastLetter
	letterBits = 5

	firstArabic   = 0x0621
	firstTifinagh = 0x2d30
)

// letters appends the text form of a word.
func (w *bitWriter) letters(text []byte) {
	for i := 0; i < len(text); {
		c := text[i]
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		switch {
		case 'a' <= c && c <= 'z':
			w.put(uint64(c-'a'), letterBits)
		case '0' <= c && c <= '9':
			w.put(digitLetter<<4|uint64(c-'0'), letterBits+4)
		case firstArabic <= r && r < firstArabic+64:
			w.put(arabicLetter<<6|uint64(r-firstArabic), letterBits+6)
		case firstTifinagh <= r && r < firstTifinagh+64:
			w.put(tifinaghLetter<<6|uint64(r-firstTifinagh), letterBits+6)
		default:
			size = 1
			w.put(byteLetter<<8|uint64(c), letterBits+8)
		}
		i += size
	}
	w.put(lastLetter, letterBits)
}

// letters appends the next word to dst. It reports whether there was one.
func (r *bitReader) letters(dst []byte) ([]byte, bool) {
	for {
		switch c := r.take(letterBits); c {
		default:
			return dst, false
		case lastLetter:
			return dst, true
		case digitLetter:
			dst = append(dst, '0'+byte(r.take(4)))
		case arabicLetter:
			dst = utf8.AppendRune(dst, firstArabic+rune(r.take(6)))
		case tifinaghLetter:
			dst = utf8.AppendRune(dst, firstTifinagh+rune(r.take(6)))
		case byteLetter:
			dst = append(dst, byte(r.take(8)))
		case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25:
			dst = append(dst, 'a'+byte(c))
		}
		if r.over() {
			return dst, false
		}
	}
}

// forms appends how words are written, each by its first bits: as expected (0), as expected but with the
// other case of the first letter (10), or otherwise (11, followed by the text).
func (w *bitWriter) forms(d *postings.Doc, words []place, text func(i int) []byte) {
	for _, p := range words {
		expected := string(text(p.term))
		if p.known > 0 {
			expected = KnownWritten(p.known)
		}
		written := d.Terms[p.term].Written
		if len(written) > 2*maxForm {
			written = expected
		}
		switch {
		case written == expected:
			w.put(0, 1)
		case written == otherCase(expected):
			w.put(0b10, 2)
		default:
			w.put(0b11, 2)
			w.gamma(len(written) + 1)
			for i := range len(written) {
				w.put(uint64(written[i]), 8)
			}
		}
	}
}

// maxForm is the length of the words that are read.
const maxForm = 64

// otherCase returns a word with its first letter in the other case.
func otherCase(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if up := unicode.ToUpper(r); up != r {
		return string(up) + s[size:]
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// A Doc is what a digest says of an article. All slices are valid until the next Read,
// and some point into the digest.
type Doc struct {
	ID                  []byte
	Published           int64 // as in postings.Doc
	From, Until         int64
	Unoffered, Untitled bool
	Length              int
	Sketch              []byte
	Labels              []Label // languages and genre, then sections, then tags
	Words               []Word  // words, then numbers

	arena []byte
	forms bitReader // behind the words
	known bool      // forms is set
	named int       // number of words that are no numbers
}

// A Label is a language, a genre, a section or a tag as it is written.
type Label struct {
	Text []byte
	Code uint8
}

// A Word is a word or a number.
type Word struct {
	Known    uint16 // number of a known word, or 0
	Code     uint8
	from, to uint32
}

// Text returns the text form of a word that is not known.
func (d *Doc) Text(w Word) []byte { return d.arena[w.from:w.to] }

// Read sets d to a digest that was made under these rules.
func (d *Doc) Read(b []byte, rules uint8) error {
	switch {
	case len(b) > 0 && b[0] != version, len(b) > 1 && b[1] != rules:
		return ErrVersion
	case len(b) <= headSize || binary.LittleEndian.Uint32(b[2:]) != sum(b):
		return ErrCorrupt
	}
	r := byteReader{b: b[headSize:]}
	d.readHead(&r)
	var counts [3]int
	for i := range counts {
		counts[i] = r.count()
	}
	if r.failed || counts[0]+counts[1] > maxWords || counts[2] > postings.MaxUnnamed {
		return ErrCorrupt
	}
	if !d.readWords(r.b, counts) {
		return ErrCorrupt
	}
	return nil
}

// Limits of what a digest may hold, so that no digest makes a record overflow.
const (
	maxWords  = 1 << 12
	maxLabels = 1 << 10
)

func (d *Doc) readHead(r *byteReader) {
	flags := r.byte()
	d.Length = r.count()
	d.ID = r.string()
	d.Published, d.From, d.Until = postings.Undated, postings.Undated, postings.Never
	near := int64(0)
	if flags&flagDated != 0 {
		near = r.varint()
		d.Published, d.From = near, near
	}
	if flags&flagFrom != 0 {
		d.From = near + r.varint()
	}
	if flags&flagNever != 0 {
		d.From = postings.Never
	}
	if flags&flagUntil != 0 {
		d.Until = near + r.varint()
	}
	d.Unoffered, d.Untitled = flags&flagUnoffered != 0, flags&flagUntitled != 0
	d.Labels = d.Labels[:0]
	for _, code := range labelCodes {
		for n := r.count(); n > 0 && !r.failed; n-- {
			d.Labels = append(d.Labels, Label{r.string(), code})
			r.failed = r.failed || len(d.Labels) > maxLabels
		}
	}
	d.Sketch = nil
	if flags&flagSketch != 0 {
		d.Sketch = r.next(scoring.SketchSize)
	}
	d.known = flags&flagForms != 0
	r.failed = r.failed || len(d.ID) == 0
}

func (d *Doc) readWords(b []byte, counts [3]int) (ok bool) {
	r := newBitReader(b)
	d.Words, d.arena = d.Words[:0], d.arena[:0]
	known := 0
	for range counts[0] {
		gap := r.gamma()
		c, ok := r.code()
		known += gap
		if gap == 0 || known > Known || !ok {
			return false
		}
		d.Words = append(d.Words, Word{Known: uint16(known), Code: c})
	}
	for i := range counts[1] + counts[2] {
		from := len(d.arena)
		if d.arena, ok = r.letters(d.arena); !ok || len(d.arena) == from || len(d.arena)-from > 2*maxForm {
			return false
		}
		c := uint8(0)
		if i < counts[1] {
			if c, ok = r.code(); !ok {
				return false
			}
		} else {
			c = scoring.CodeNumber + uint8(r.take(2))
		}
		d.Words = append(d.Words, Word{0, c, uint32(from), uint32(len(d.arena))})
	}
	d.forms, d.named = r, counts[0]+counts[1]
	return !r.over()
}

// Written calls yield for each word that is no number, in their order, with how the
// article writes it, as far as the digest says.
func (d *Doc) Written(yield func(i int, written string)) {
	r, known := d.forms, d.known
	for i, w := range d.Words[:d.named] {
		written := string(d.Text(w))
		if w.Known > 0 {
			written = KnownWritten(int(w.Known))
		}
		if known && r.take(1) == 1 {
			if r.take(1) == 0 {
				written = otherCase(written)
			} else {
				var s strings.Builder
				n := r.gamma() - 1
				if known = n >= 0 && n <= 2*maxForm; known {
					for range n {
						s.WriteByte(byte(r.take(8)))
					}
					written = s.String()
				}
			}
			known = known && !r.over()
		}
		yield(i, written)
	}
}

// A byteReader reads numbers and strings. After a failure, it returns zeros.
type byteReader struct {
	b      []byte
	failed bool
}

func (r *byteReader) next(n int) []byte {
	if r.failed || n > len(r.b) {
		r.failed = true
		return nil
	}
	s := r.b[:n:n]
	r.b = r.b[n:]
	return s
}

func (r *byteReader) byte() byte {
	if s := r.next(1); s != nil {
		return s[0]
	}
	return 0
}

func (r *byteReader) count() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > math.MaxInt32 {
		r.failed = true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *byteReader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *byteReader) string() []byte { return r.next(r.count()) }
