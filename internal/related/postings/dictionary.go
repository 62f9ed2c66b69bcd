package postings

import (
	"math/bits"
	"sync/atomic"
	"unicode/utf8"
)

// A dictionary numbers terms from 1 in order of their first appearance, so that
// frequent terms, which appear early, get small numbers. It identifies a term by its
// 64-bit hash and keeps its first written form for display. Document frequencies,
// including those of unnamed terms, count live documents only.
//
// One writer at a time may change a dictionary while any number of readers use copies
// of it made earlier: slices only grow, and values that are changed in place (table
// slots and frequencies) are read and written atomically.
type dictionary struct {
	table   []uint32 // open addressing: the number of a term, or 0 if free
	hashes  []uint64
	df      []uint32
	written []byte   // written forms, one after another
	ends    []uint32 // where each written form ends in written
	unnamed []uint32 // document frequencies of the unnamed terms
}

// newDictionary returns an empty dictionary. Number 0 is not used.
func newDictionary() dictionary {
	return dictionary{hashes: make([]uint64, 1), df: make([]uint32, 1), ends: make([]uint32, 1), unnamed: make([]uint32, unnamedTerms)}
}

// terms returns the number of named terms.
func (d *dictionary) terms() int { return len(d.hashes) - 1 }

// maxWritten is the maximum length of a written form in bytes. Longer words are cut.
const maxWritten = 64

// find returns the number of the term with this hash.
func (d *dictionary) find(hash uint64) (uint32, bool) {
	if len(d.table) == 0 {
		return 0, false
	}
	mask := uint64(len(d.table) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		slot := atomic.LoadUint32(&d.table[i])
		if slot == 0 {
			return 0, false
		}
		// Terms added after this copy was made have numbers beyond its hashes.
		if int(slot) < len(d.hashes) && d.hashes[slot] == hash {
			return slot, true
		}
	}
}

// enter returns the number of the term with this hash, adding the term if it is new. It
// returns 0 if the dictionary already has 16 million terms; new words are then mostly
// numbers and typing errors.
func (d *dictionary) enter(hash uint64, written string) uint32 {
	if n, ok := d.find(hash); ok {
		return n
	}
	if len(d.hashes) == maxTerms {
		return 0
	}
	if 8*(len(d.hashes)+1) > 7*len(d.table) {
		d.grow()
	}
	if cut := maxWritten; len(written) > cut {
		for cut > 0 && !utf8.RuneStart(written[cut]) {
			cut--
		}
		written = written[:cut]
	}
	n := uint32(len(d.hashes))
	d.hashes = append(grown(d.hashes, 1), hash)
	d.df = append(grown(d.df, 1), 0)
	d.written = append(grown(d.written, len(written)), written...)
	d.ends = append(grown(d.ends, 1), uint32(len(d.written)))
	d.place(hash, n)
	return n
}

// grown returns s with capacity for n more elements. It grows by a tenth where append
// grows by a quarter, since unused capacity takes memory too.
func grown[T any](s []T, n int) []T {
	if len(s)+n <= cap(s) {
		return s
	}
	return append(make([]T, 0, len(s)+max(n, 64, len(s)/10)), s...)
}

// grow makes a new table that is between 7/16 and 7/8 full unless it has the minimum
// size. Readers keep the old table in their copies.
func (d *dictionary) grow() {
	d.table = make([]uint32, max(1024, 1<<bits.Len(uint(8*(len(d.hashes)+1)/7))))
	for n, hash := range d.hashes[1:] {
		d.place(hash, uint32(n+1))
	}
}

func (d *dictionary) place(hash uint64, n uint32) {
	mask := uint64(len(d.table) - 1)
	i := hash & mask
	for d.table[i] != 0 {
		i = (i + 1) & mask
	}
	atomic.StoreUint32(&d.table[i], n)
}

func (d *dictionary) frequency(term uint32) int { return int(atomic.LoadUint32(d.counter(term))) }

// count adds by, which is 1 or -1, to the term's document frequency.
func (d *dictionary) count(term uint32, by int32) { atomic.AddUint32(d.counter(term), uint32(by)) }

func (d *dictionary) counter(term uint32) *uint32 {
	if term >= unnamed {
		return &d.unnamed[term-unnamed]
	}
	return &d.df[term]
}

// text returns the written form of a named term.
func (d *dictionary) text(term uint32) string {
	return string(d.written[d.ends[term-1]:d.ends[term]])
}

func (d *dictionary) bytes() int {
	return 4*cap(d.table) + 8*cap(d.hashes) + 4*cap(d.df) + cap(d.written) + 4*cap(d.ends) + 4*cap(d.unnamed)
}
