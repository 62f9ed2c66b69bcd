package related

import (
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"

	"github.com/presse-go/presse/internal/frames"
	"github.com/presse-go/presse/internal/related/digest"
	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// Counts counts the terms of digests: the frequencies of an archive that has no Index. The
// zero value is empty. It is not safe for concurrent use.
type Counts struct {
	articles int
	length   int64                    // sum of the lengths
	known    [digest.Known + 1]uint32 // by number of a known word
	named    map[uint64]uint32        // other words, tags and sections, by hash
	numbers  map[uint32]uint32        // by number of the unnamed term, as an Index counts them
	read     digest.Doc
}

// ErrNotCounted is the error for a digest that cannot have been added.
var ErrNotCounted = errors.New("it was not added")

// Articles returns the number of digests.
func (c *Counts) Articles() int { return c.articles }

// MeanLength returns the mean length of an article as scoring measures it.
func (c *Counts) MeanLength() float64 { return float64(c.length) / float64(max(1, c.articles)) }

// Of returns the number of digests that have the term with this text form.
func (c *Counts) Of(term string) int {
	hash, code, ok := scoring.ReadTerm(term)
	if !ok {
		return 0
	}
	if code >= scoring.CodeNumber {
		return int(c.numbers[postings.Unnamed(hash)])
	}
	if n := digest.KnownWord(hash); n > 0 {
		return int(c.known[n])
	}
	return int(c.named[hash])
}

// Add counts the terms of a digest.
func (c *Counts) Add(d []byte) error {
	if err := c.read.Read(d, snapshotRules); err != nil {
		return err
	}
	if c.named == nil {
		c.named, c.numbers = map[uint64]uint32{}, map[uint32]uint32{}
	}
	c.change(1)
	return nil
}

// Remove takes a digest that was added out again, or changes nothing.
func (c *Counts) Remove(d []byte) error {
	if err := c.read.Read(d, snapshotRules); err != nil {
		return err
	}
	if c.articles == 0 || int64(c.readLength()) > c.length {
		return ErrNotCounted
	}
	if !c.change(-1) {
		c.change(1)
		return ErrNotCounted
	}
	return nil
}

func (c *Counts) readLength() int { return min(c.read.Length, postings.MaxLength) }

// change adds by, which is 1 or -1, to the counts of the digest read. It reports whether
// none of them was 0 before it was reduced. Counts that fall below 0 wrap around, so the
// opposite change undoes it.
func (c *Counts) change(by int) (ok bool) {
	ok = true
	add := func(n uint32) uint32 {
		ok = ok && (by > 0 || n > 0)
		return n + uint32(by)
	}
	for _, w := range c.read.Words {
		switch {
		case w.Known > 0:
			c.known[w.Known] = add(c.known[w.Known])
		case w.Code >= scoring.CodeNumber:
			n := postings.Unnamed(scoring.WordHash(c.read.Text(w)))
			set(c.numbers, n, add(c.numbers[n]))
		default:
			hash := scoring.WordHash(c.read.Text(w))
			set(c.named, hash, add(c.named[hash]))
		}
	}
	for _, l := range c.read.Labels {
		if l.Code == scoring.CodeTag || l.Code == scoring.CodeSection {
			hash := scoring.Label(l.Code, string(l.Text))
			set(c.named, hash, add(c.named[hash]))
		}
	}
	c.articles += by
	c.length += int64(by * c.readLength())
	return ok
}

func set[K comparable](m map[K]uint32, key K, n uint32) {
	if n == 0 {
		delete(m, key)
	} else {
		m[key] = n
	}
}

// countsMagic is the beginning of saved counts. Its last byte is the version of the format.
const countsMagic = "presse counts\x00\x01"

// Save writes the counts; see Format of counts in internal/related/digest/FORMAT.md. They
// depend only on the digests.
func (c *Counts) Save(w io.Writer) error {
	if w == nil {
		return errNilWriter
	}
	if err := frames.WriteFull(w, []byte(countsMagic)); err != nil {
		return err
	}
	f := frames.NewWriter(w)
	b := binary.AppendUvarint(nil, snapshotRules)
	b = binary.AppendUvarint(b, uint64(c.articles))
	b = binary.AppendUvarint(b, uint64(c.length))
	b = appendCounts(b, c.known[1:])
	numbers := make([]uint32, postings.UnnamedTerms)
	for n, count := range c.numbers {
		numbers[n-postings.MaxTerms] = count
	}
	b = appendCounts(b, numbers)
	b = binary.AppendUvarint(b, uint64(len(c.named)))
	for _, hash := range slices.Sorted(maps.Keys(c.named)) {
		b = binary.LittleEndian.AppendUint64(b, hash)
		b = binary.AppendUvarint(b, uint64(c.named[hash]))
		if len(b) > frames.Size {
			if _, err := f.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	if _, err := f.Write(b); err != nil {
		return err
	}
	return f.Close()
}

func appendCounts(b []byte, counts []uint32) []byte {
	for _, n := range counts {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// LoadCounts reads what Save wrote, and no byte beyond its end. It returns ErrCorrupt,
// ErrVersion or an error of r.
func LoadCounts(r io.Reader) (*Counts, error) {
	if r == nil {
		return nil, errNilReader
	}
	magic := make([]byte, len(countsMagic))
	if err := frames.ReadFull(r, magic); err != nil {
		return nil, err
	}
	const named = len(countsMagic) - 1 // bytes before the version
	switch {
	case string(magic[:named]) != countsMagic[:named]:
		return nil, ErrCorrupt
	case magic[named] != countsMagic[named]:
		return nil, ErrVersion
	}
	d := countsReader{Reader: frames.NewReader(r)}
	if rules := d.uint(1 << 63); d.err == nil && rules != snapshotRules {
		return nil, ErrVersion
	}
	c := d.counts()
	if d.err != nil {
		return nil, d.err
	}
	return c, nil
}

// A countsReader reads numbers. After an error it returns zeros.
type countsReader struct {
	*frames.Reader
	err error
}

// uint reads a number, which must not be greater than most.
func (d *countsReader) uint(most uint64) (n uint64) {
	if d.err == nil {
		n, d.err = d.Uint()
	}
	if n > most {
		n, d.err = 0, ErrCorrupt
	}
	return n
}

// counts reads the payload after the number of the rules. A count is at most the number of
// articles, except that of a number, which stands for several.
func (d *countsReader) counts() *Counts {
	c := &Counts{named: map[uint64]uint32{}, numbers: map[uint32]uint32{}}
	articles := d.uint(1<<32 - 1)
	c.articles = int(articles)
	c.length = int64(d.uint(articles * postings.MaxLength))
	for i := 1; i < len(c.known) && d.err == nil; i++ {
		c.known[i] = uint32(d.uint(articles))
	}
	for i := range uint32(postings.UnnamedTerms) {
		if n := d.uint(min(1<<32-1, articles*postings.MaxUnnamed)); n > 0 {
			c.numbers[postings.MaxTerms+i] = uint32(n)
		}
	}
	last := uint64(0)
	for n := d.uint(1 << 40); n > 0 && d.err == nil; n-- {
		hash, err := d.Uint64()
		if d.err = err; err == nil && hash <= last && len(c.named) > 0 {
			d.err = ErrCorrupt
		}
		last = hash
		count := uint32(d.uint(articles))
		if count == 0 && d.err == nil {
			d.err = ErrCorrupt
		}
		c.named[hash] = count
	}
	if d.err == nil { // the end must follow
		switch n, err := d.Read(make([]byte, 1)); {
		case n > 0:
			d.err = ErrCorrupt
		case err != io.EOF:
			d.err = err
		}
	}
	return c
}
