package postings

import (
	"math"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// A dictionary numbers terms from 1 in order of their first appearance, so that
// frequent terms, which appear early, get small numbers. It identifies a term by its
// 64-bit hash and keeps a written form for display. Document frequencies, including
// those of unnamed terms, count live documents only.
//
// One writer at a time may change a dictionary while any number of readers use it.
// Values that are changed in place (slots, hashes, frequencies and the places of written
// forms) are read and written atomically. A reader ignores terms whose number is not
// below the limit of its View. Nothing is ever moved for all terms at once: terms are
// stored in pages, and the hash table consists of shards, each of which grows when it
// has to, so adding a term takes at most some 100 µs with a million terms.
//
// A named term that no document has any more is released: it is removed from the hash
// table, and its number is given to a new term. Since a View shows old documents, in
// which the number still has its old meaning, a term is released only when all readers
// have left that entered before its last document disappeared (see Index.Enter). Until
// then it is in limbo. The records of dead documents may contain numbers that have
// another meaning by now; these are never looked at.
type dictionary struct {
	pages   [maxTerms / pageTerms]*page
	shards  [shards]shard
	unnamed [unnamedTerms]uint32 // document frequencies of the unnamed terms

	// Used by the writer only.
	limit   uint32            // all numbers in use are below
	free    [2][]uint32       // numbers to be used again, narrow and wide ones
	limbo   map[uint32]uint64 // epoch in which a term in limbo lost its last document
	leaving []leaving         // the terms in limbo, and some that are no longer, by epoch
	named   int               // number of named terms, including those in limbo
	size    int               // memory in bytes, except for free and limbo
}

type leaving struct {
	term  uint32
	epoch uint64
}

// pageTerms is the number of terms in a page.
const pageTerms = 1 << 12

// A page holds terms with consecutive numbers.
type page struct {
	terms [pageTerms]entry
	texts atomic.Pointer[texts]
	used  int // bytes of the texts that were ever written
	live  int // bytes of the texts that are still in use
}

// An entry holds what is asked for most often, in one cache line.
type entry struct {
	hash uint64
	df   uint32
	form form // used by the writer only
}

// texts holds the written forms of a page. A form occupies the bytes from
// span>>lengthBits on, span&maxLabel of them. Bytes that were written once are never changed: a new form is
// appended, and if there is no room for it, all forms are copied to new texts.
type texts struct {
	spans [pageTerms]uint32
	bytes []byte
}

// shards is the number of shards of the hash table. With two million terms, a shard has
// 8,000 of them, and is rebuilt in 0.1 ms.
const shards = 256

// A shard is a hash table with open addressing. The low 24 bits of a slot hold the
// number of a term, the high 8 bits are part of its hash, so that few terms are read in
// vain. A slot is 0 if it is free.
type shard struct {
	slots atomic.Pointer[[]uint32]
	terms int
	used  int // slots that are not 0
}

// removed is a slot whose term was removed. A search goes on after it.
const removed = maxTerms

// newDictionary returns an empty dictionary. Number 0 is not used.
func newDictionary() *dictionary {
	return &dictionary{limit: 1, limbo: map[uint32]uint64{}, size: 4*unnamedTerms + 8*maxTerms/pageTerms}
}

// Longer written forms are cut. That of a section is looked up in a taxonomy, so all
// paths must fit.
const (
	maxWritten = 64 // bytes of a word
	maxLabel   = 1<<lengthBits - 1
	lengthBits = 10
)

// shown returns as much of a written form as is kept.
func shown(written string, label bool) string {
	cut := maxWritten
	if label {
		cut = maxLabel
	}
	if len(written) <= cut {
		return written
	}
	for cut > 0 && !utf8.RuneStart(written[cut]) {
		cut--
	}
	return written[:cut]
}

// Shown returns as much of a label as an index keeps.
func Shown(label string) string { return shown(label, true) }

// A spot is where a hash belongs in the hash table. The multiplier that distributes
// hashes is the golden ratio.
type spot uint64

func spotOf(hash uint64) spot { return spot(hash * 0x9e3779b97f4a7c15) }

// shard returns the number of the shard.
func (s spot) shard() int { return int(s >> 56) }

// home returns the first slot to look at in a table of this size.
func (s spot) home(slots int) int { return int(uint64(s>>24&math.MaxUint32) * uint64(slots) >> 32) }

// slot returns the content of the slot of the term n.
func (s spot) slot(n uint32) uint32 { return n | uint32(s)<<24 }

// find returns the number of the term with this hash, which must be below the limit.
func (d *dictionary) find(hash uint64, limit uint32) (uint32, bool) {
	at := spotOf(hash)
	slots := d.shards[at.shard()].slots.Load()
	if slots == nil {
		return 0, false
	}
	table := *slots
	for i := at.home(len(table)); ; {
		slot := atomic.LoadUint32(&table[i])
		if slot == 0 {
			return 0, false
		}
		if n := slot % maxTerms; slot == at.slot(n) && n-1 < limit-1 && d.hash(n) == hash {
			return n, true
		}
		if i++; i == len(table) {
			i = 0
		}
	}
}

func (d *dictionary) entry(term uint32) *entry {
	return &d.pages[term/pageTerms].terms[term%pageTerms]
}

// hash returns the hash of a named term.
func (d *dictionary) hash(term uint32) uint64 {
	return atomic.LoadUint64(&d.entry(term).hash)
}

// forLabels is the number of terms that words leave for tags, sections, genres and
// languages. Without their label, documents could not be left out because of it.
const forLabels = 1 << 18

// enter returns the number of the term with this hash, adding the term if it is new. It
// returns 0 if the dictionary already has 16 million terms; new words are then mostly
// numbers and typing errors. Of two written forms, it keeps the one that Prefer chooses.
func (d *dictionary) enter(hash uint64, written string, label bool) uint32 {
	written = shown(written, label)
	if n, ok := d.find(hash, d.limit); ok {
		// Most occurrences are written in the known form, or begin a sentence.
		have, form := d.entry(n).form, formOf(written)
		known := d.frequency(n) > 0 // otherwise, the form is one that no document has any more
		if form != have && (!known || form.capitals() <= have.capitals() && Prefer(written, d.text(n))) {
			d.write(n, written)
		}
		return n
	}
	if !label && d.named >= maxTerms-forLabels {
		return 0
	}
	n := d.number()
	if n == 0 {
		return 0
	}
	d.define(n, hash, written)
	return n
}

// number returns a number for a new term, or 0 if all are in use.
func (d *dictionary) number() uint32 {
	for i, free := range d.free {
		if last := len(free) - 1; last >= 0 {
			d.free[i] = free[:last]
			return free[last]
		}
	}
	if d.limit == maxTerms {
		return 0
	}
	d.limit++
	return d.limit - 1
}

// define gives the number n to a term.
func (d *dictionary) define(n uint32, hash uint64, written string) {
	p := d.pages[n/pageTerms]
	if p == nil {
		p = d.newPage(n)
	}
	atomic.StoreUint64(&p.terms[n%pageTerms].hash, hash)
	d.write(n, written)
	d.place(n, hash)
	d.named++
}

// newPage adds the page of the number n.
func (d *dictionary) newPage(n uint32) *page {
	p := new(page)
	p.texts.Store(new(texts))
	d.pages[n/pageTerms] = p
	d.size += (16 + 4) * pageTerms // its entries and the spans of its texts
	return p
}

// Prefer reports whether the written form a is to be shown rather than b: the one with
// fewer capitals; of those the one with fewer letters, since stems of words may have
// prefixes or endings; of those the one without a final é, which is more often a noun
// ("juge", not "jugé"); and at last the greater one, which has its accents. A fixed order
// makes the form independent of the order of Puts.
func Prefer(a, b string) bool {
	if a == "" || b == "" {
		return a > b
	}
	if n, m := capitals(a), capitals(b); n != m {
		return n < m
	}
	if n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b); n != m {
		return n < m
	}
	if x, y := strings.HasSuffix(a, "é"), strings.HasSuffix(b, "é"); x != y {
		return y
	}
	return strings.Compare(a, b) > 0
}

// A form summarizes a written form: the low 4 bits are the number of capitals, at most
// 15, and the others are a checksum. Two forms with the same checksum are taken to be
// the same.
type form uint32

func formOf[T string | []byte](s T) form {
	h, n := form(2166136261), form(0) // FNV-1a
	for i := range len(s) {
		c := s[i]
		h = (h ^ form(c)) * 16777619
		if 'A' <= c && c <= 'Z' {
			n++
		} else if c >= utf8.RuneSelf {
			n = 15 // to be counted
		}
	}
	if n >= 15 {
		n = form(min(15, capitals(string(s))))
	}
	return h<<4 | n
}

func (f form) capitals() form { return f & 15 }

func capitals(s string) (n int) {
	for _, r := range s {
		if r >= utf8.RuneSelf && unicode.IsUpper(r) || 'A' <= r && r <= 'Z' {
			n++
		}
	}
	return n
}

// place adds a term to the hash table.
func (d *dictionary) place(n uint32, hash uint64) {
	at := spotOf(hash)
	s := &d.shards[at.shard()]
	var table []uint32
	if slots := s.slots.Load(); slots != nil {
		table = *slots
	}
	if 8*(s.used+1) > 7*len(table) {
		table = d.rebuild(s, table)
	}
	i := at.home(len(table))
	for table[i]%maxTerms != 0 {
		if i++; i == len(table) {
			i = 0
		}
	}
	if table[i] == 0 {
		s.used++
	}
	s.terms++
	atomic.StoreUint32(&table[i], at.slot(n))
}

// rebuild gives a shard a new table, two thirds full and without removed slots. Readers
// may still use the old one.
func (d *dictionary) rebuild(s *shard, old []uint32) []uint32 {
	table := make([]uint32, max(16, 3*s.terms/2+2))
	for _, slot := range old {
		n := slot % maxTerms
		if n == 0 {
			continue
		}
		i := spotOf(d.hash(n)).home(len(table))
		for table[i] != 0 {
			if i++; i == len(table) {
				i = 0
			}
		}
		table[i] = slot
	}
	s.used = s.terms
	s.slots.Store(&table)
	d.size += 4 * (len(table) - len(old))
	return table
}

// remove removes a term from the hash table.
func (d *dictionary) remove(n uint32) {
	at := spotOf(d.hash(n))
	s := &d.shards[at.shard()]
	table := *s.slots.Load()
	for i := at.home(len(table)); table[i] != 0; {
		if table[i]%maxTerms == n {
			atomic.StoreUint32(&table[i], removed)
			s.terms--
			return
		}
		if i++; i == len(table) {
			i = 0
		}
	}
}

// write sets the written form of a term.
func (d *dictionary) write(n uint32, written string) {
	p := d.pages[n/pageTerms]
	t := p.texts.Load()
	if p.used+len(written) > len(t.bytes) {
		t = d.rewrite(p, len(written))
	}
	p.live += len(written) - len(t.of(n))
	p.terms[n%pageTerms].form = formOf(written)
	copy(t.bytes[p.used:], written)
	atomic.StoreUint32(&t.spans[n%pageTerms], uint32(p.used<<lengthBits|len(written)))
	p.used += len(written)
}

// rewrite copies the written forms of a page to new texts with room for more bytes.
func (d *dictionary) rewrite(p *page, more int) *texts {
	old := p.texts.Load()
	t := &texts{bytes: make([]byte, p.live+more+max(256, p.live/8))}
	p.used = 0
	for i, span := range old.spans {
		if size := int(span & maxLabel); size > 0 {
			copy(t.bytes[p.used:], old.bytes[span>>lengthBits:][:size])
			t.spans[i] = uint32(p.used<<lengthBits | size)
			p.used += size
		}
	}
	d.size += len(t.bytes) - len(old.bytes)
	p.texts.Store(t)
	return t
}

func (t *texts) of(term uint32) []byte {
	span := atomic.LoadUint32(&t.spans[term%pageTerms])
	return t.bytes[span>>lengthBits:][:span&maxLabel]
}

func (d *dictionary) frequency(term uint32) int { return int(atomic.LoadUint32(d.counter(term))) }

// count adds by, which is 1 or -1, to the term's document frequency. A named term
// without documents is in limbo from the given epoch on.
func (d *dictionary) count(term uint32, by int32, epoch uint64) {
	df := atomic.AddUint32(d.counter(term), uint32(by))
	switch {
	case term >= unnamed:
	case df == 0:
		d.limbo[term] = epoch
		d.leaving = append(d.leaving, leaving{term, epoch})
	case df == 1 && by > 0 && len(d.limbo) > 0:
		delete(d.limbo, term)
	}
}

// release makes the numbers of terms available again that are in limbo since the given
// epoch or longer. It releases at most 1,024, so that no call takes long.
func (d *dictionary) release(epoch uint64) {
	for n := 0; len(d.leaving) > 0 && d.leaving[0].epoch <= epoch && n < 1024; n++ {
		l := d.leaving[0]
		if d.leaving = d.leaving[1:]; len(d.leaving) == 0 {
			d.leaving = nil
		}
		if since, ok := d.limbo[l.term]; !ok || since != l.epoch {
			continue // it has documents again, or had some after it was entered here
		}
		delete(d.limbo, l.term)
		d.discard(l.term)
	}
}

// discard removes a term without documents and makes its number available.
func (d *dictionary) discard(n uint32) {
	d.remove(n)
	d.named--
	p := d.pages[n/pageTerms]
	t := p.texts.Load()
	p.live -= len(t.of(n))
	atomic.StoreUint32(&t.spans[n%pageTerms], 0)
	if 2*p.live+512 < len(t.bytes) {
		d.rewrite(p, 0)
	}
	kind := 0
	if n >= narrow {
		kind = 1
	}
	d.free[kind] = append(d.free[kind], n)
}

func (d *dictionary) counter(term uint32) *uint32 {
	if term >= unnamed {
		return &d.unnamed[term-unnamed]
	}
	return &d.entry(term).df
}

// text returns the written form of a named term.
func (d *dictionary) text(term uint32) string { return string(d.bytes(term)) }

// bytes is like text, but returns a part of the dictionary.
func (d *dictionary) bytes(term uint32) []byte { return d.pages[term/pageTerms].texts.Load().of(term) }
