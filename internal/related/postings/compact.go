package postings

import (
	"cmp"
	"encoding/binary"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/presse-go/presse/internal/related/scoring"
)

// The canonical form of a set of documents does not depend on the order or number of
// the calls that led to it. It is the form of snapshots and of an index after Compact:
//
//   - Documents are sorted by Published (undated ones first), then by ID. There are no
//     dead ones.
//   - They are cut into segments from the oldest on: a segment takes documents up to
//     the limits below. The tail is empty.
//   - Terms are those that a document has. They are numbered by descending document
//     frequency, then by hash, so that frequent terms are narrow.
//   - The wide terms of a record and the terms of a code are in ascending order.
//   - The lists of a segment are chosen by the final document frequencies.
//
// The written form of a term is the one in the dictionary. Documents do not store it, so
// a form stays until no document has the term, even if only deleted documents had this
// form.

// limits are the maximum number of documents and bytes of records of a segment in the
// canonical form. A single document may exceed the number of bytes.
type limits struct{ docs, bytes int }

var canonical = limits{maxSegmentDocs, maxSegmentBytes}

// Compact brings the index into the canonical form. Writers wait for it. Readers do
// not, but their views keep the old form in memory.
func (x *Index) Compact() { x.compactTo(canonical) }

func (x *Index) compactTo(lim limits) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.compact {
		return
	}
	c := newCompaction(x.View(), lim)
	dict := c.dictionary()
	var parts []*part
	for c.next() {
		s := &segment{seen: x.docs, ends: fitted(c.ends)}
		s.records = make([]byte, 0, s.ends[len(s.ends)-1])
		for records := range c.records {
			s.records = append(s.records, records...)
		}
		w := c.lists()
		s.lists = lists{terms: fitted(w.terms), starts: fitted(w.starts), bytes: fitted(w.bytes)}
		s.stampTimes()
		s.indexIDs(x.seed)
		parts = append(parts, &part{segment: s})
	}
	x.dict = dict
	x.relabel(c.renumber)
	x.parts = append(parts, &part{segment: &segment{}})
	clear(x.merges[:]) // of segments that are no longer in the index
	x.compact = true
	x.publish()
}

// fitted returns a copy of s without spare capacity.
func fitted[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }

// A compaction computes the canonical form of a view, segment by segment.
type compaction struct {
	view *View
	limits

	// Counted in the documents of the view, since the counts of the dictionary change.
	df      []uint32 // by old number
	unnamed []uint32

	terms    []uint32 // the old number of each term, in the order of the new ones
	renumber []uint32 // the new number of each term, by its old one
	written  []byte   // the written forms, in the order of the new numbers
	formEnds []uint32 // where each ends in written

	queues  []queue
	workers []*translator

	// The current segment.
	refs   []Ref    // its documents and, if it was cut by bytes, some of the next one
	ends   []uint32 // where their records end
	picked []uint32 // for each document, the terms and impacts that get into lists
	picks  []uint32 // by document, where they end in picked
	places []uint32 // by new number, where the postings of a term begin or end
	sorted []uint32 // documents and impacts, by term
	writer *listWriter
}

func newCompaction(v *View, lim limits) *compaction {
	c := &compaction{view: v, limits: lim, writer: newListWriter(0)}
	c.count()
	c.number()
	for i := range v.parts {
		c.queues = append(c.queues, newQueue(v, uint32(i)))
	}
	for range runtime.GOMAXPROCS(0) {
		c.workers = append(c.workers, &translator{compaction: c, chooser: chooser{model: v.model, rarities: rarities{docs: v.Docs}}})
	}
	return c
}

// count counts the documents that have each term.
func (c *compaction) count() {
	c.df = make([]uint32, c.view.limit)
	c.unnamed = make([]uint32, unnamedTerms)
	var r Record
	for at := range c.view.All() {
		c.view.Read(at, &r)
		r.count(c.df, c.unnamed)
	}
}

// count adds 1 to the frequency of each of the document's terms.
func (r *Record) count(named, nameless []uint32) {
	for w := r.body[r.unnamed:r.wide]; len(w) >= 4; w = w[4:] {
		named[wideTerm(w)]++
	}
	for ids := r.body[r.allRuns:r.named]; len(ids) >= 2; ids = ids[2:] {
		named[binary.LittleEndian.Uint16(ids)]++
	}
	for ids := r.body[r.named:r.unnamed]; len(ids) >= 2; ids = ids[2:] {
		nameless[binary.LittleEndian.Uint16(ids)]++
	}
}

// number gives the terms their new numbers.
func (c *compaction) number() {
	n := 0
	for _, df := range c.df {
		if df > 0 {
			n++
		}
	}
	c.terms = make([]uint32, 0, n)
	for term, df := range c.df {
		if df > 0 {
			c.terms = append(c.terms, uint32(term))
		}
	}
	dict := c.view.dict
	slices.SortFunc(c.terms, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(c.df[b], c.df[a]), cmp.Compare(dict.hash(a), dict.hash(b)))
	})
	c.renumber = make([]uint32, len(c.df))
	for i, term := range c.terms {
		c.renumber[term] = uint32(i + 1)
	}
	c.places = make([]uint32, n+2)
	c.written, c.formEnds = c.view.forms(slices.Values(c.terms))
}

// forms returns the written forms of terms, one after another, and where each ends. It
// reads each form only once, since a writer may replace it.
func (v *View) forms(terms iter.Seq[uint32]) (written []byte, ends []uint32) {
	n, size := 0, 0
	for term := range terms {
		n++
		size += len(v.dict.bytes(term))
	}
	written, ends = make([]byte, 0, size), make([]uint32, 0, n)
	for term := range terms {
		written = append(written, v.dict.bytes(term)...)
		ends = append(ends, uint32(len(written)))
	}
	return written, ends
}

// form returns the written form of a term of the canonical form, counted from 0.
func (c *compaction) form(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = c.formEnds[i-1]
	}
	return c.written[from:c.formEnds[i]]
}

// dictionary returns the dictionary of the canonical form.
func (c *compaction) dictionary() *dictionary {
	d := newDictionary()
	for _, term := range c.terms {
		n := d.extend(c.view.dict.hash(term))
		*d.counter(n) = c.df[term]
	}
	copy(d.unnamed[:], c.unnamed)
	for i := range c.terms {
		d.measure(uint32(i+1), len(c.form(i)))
	}
	at := 0
	for p := range d.texts {
		at += copy(p, c.written[at:])
	}
	d.index()
	return d
}

// The following methods fill a new dictionary with terms from 1 on: first extend for the
// hash of each term, then measure for the length of each written form, then texts, then
// index. Unlike enter, they allocate everything at its final size.

// extend adds a term, whose number it returns.
func (d *dictionary) extend(hash uint64) (n uint32) {
	n = d.limit
	p := d.pages[n/pageTerms]
	if p == nil {
		p = d.newPage(n)
	}
	p.terms[n%pageTerms].hash = hash
	d.limit++
	d.named++
	return n
}

// measure sets the length of the written form of a term.
func (d *dictionary) measure(n uint32, length int) {
	p := d.pages[n/pageTerms]
	p.texts.Load().spans[n%pageTerms] = uint32(p.used<<lengthBits | length)
	p.used += length
}

// texts yields the places for the written forms, which the caller fills in order.
func (d *dictionary) texts(yield func([]byte) bool) {
	for n := uint32(0); n < d.limit; n += pageTerms {
		if p := d.pages[n/pageTerms]; p != nil {
			t := p.texts.Load()
			t.bytes = make([]byte, p.used)
			p.live = p.used
			d.size += p.used
			if !yield(t.bytes) {
				return
			}
		}
	}
}

// index builds the hash table. It reports false if two terms have the same hash.
func (d *dictionary) index() bool {
	var terms [shards]int
	for n := uint32(1); n < d.limit; n++ {
		e := d.entry(n)
		e.form = formOf(d.bytes(n))
		terms[spotOf(e.hash).shard()]++
	}
	for i := range d.shards {
		if s := &d.shards[i]; terms[i] > 0 {
			table := make([]uint32, max(16, 3*terms[i]/2+2)) // as in rebuild
			s.terms, s.used = terms[i], terms[i]
			s.slots.Store(&table)
			d.size += 4 * len(table)
		}
	}
	for n := uint32(1); n < d.limit; n++ {
		hash := d.hash(n)
		at := spotOf(hash)
		table := *d.shards[at.shard()].slots.Load()
		i := at.home(len(table))
		for table[i] != 0 {
			if other := table[i] % maxTerms; table[i] == at.slot(other) && d.hash(other) == hash {
				return false
			}
			if i++; i == len(table) {
				i = 0
			}
		}
		table[i] = at.slot(n)
	}
	return true
}

// A queue yields the live documents of a part in canonical order.
type queue struct {
	part uint32
	docs []uint32 // not yet yielded
	key           // of the first of docs
}

func newQueue(v *View, part uint32) queue {
	q := queue{part: part}
	p := &v.parts[part]
	q.docs = make([]uint32, 0, p.docs()-p.died)
	for doc := range uint32(p.docs()) {
		if !p.dead.has(doc) {
			q.docs = append(q.docs, doc)
		}
	}
	if int(part) == len(v.parts)-1 { // the tail
		slices.SortFunc(q.docs, func(a, b uint32) int { return p.key(a).compare(p.key(b)) })
	}
	q.read(v)
	return q
}

// read reads the key of the first document, if any.
func (q *queue) read(v *View) {
	if len(q.docs) > 0 {
		q.key = v.parts[q.part].key(q.docs[0])
	}
}

// pop removes the next document from its queue.
func (c *compaction) pop() (at Ref, ok bool) {
	var next *queue
	for i := range c.queues {
		if q := &c.queues[i]; len(q.docs) > 0 && (next == nil || q.compare(next.key) < 0) {
			next = q
		}
	}
	if next == nil {
		return Ref{}, false
	}
	at = Ref{next.part, next.docs[0]}
	next.docs = next.docs[1:]
	next.read(c.view)
	return at, true
}

// next advances to the next segment: it sets c.ends. It reports whether there is one.
func (c *compaction) next() bool {
	c.refs = append(c.refs[:0], c.refs[len(c.ends):]...)
	for len(c.refs) < c.limits.docs {
		at, ok := c.pop()
		if !ok {
			break
		}
		c.refs = append(c.refs, at)
	}
	c.ends = slices.Grow(c.ends[:0], len(c.refs))[:len(c.refs)]
	for from := 0; from < len(c.refs); {
		from = c.share(from, func(t *translator, from, to int) {
			for i := from; i < to; i++ {
				t.read(c.refs[i])
				c.ends[i] = uint32(t.size())
				t.postings += t.posted()
			}
		})
	}
	postings := 0
	for _, t := range c.workers {
		postings += t.postings
		t.postings = 0
	}
	c.picked = slices.Grow(c.picked[:0], postings)
	total := 0
	for i, size := range c.ends {
		if total += int(size); i > 0 && total > c.limits.bytes {
			c.ends = c.ends[:i]
			break
		}
		c.ends[i] = uint32(total)
	}
	c.picks = c.picks[:0]
	clear(c.places)
	return len(c.ends) > 0
}

// chunkDocs is the number of documents that a worker translates at a time: enough that
// starting a goroutine for them costs nothing in comparison.
const chunkDocs = 512

// share calls do in parallel for chunks of the documents from the given one on, and
// returns the first document that was not in any of them.
func (c *compaction) share(from int, do func(t *translator, from, to int)) int {
	var wait sync.WaitGroup
	for _, t := range c.workers {
		start, end := from, min(from+chunkDocs, len(c.ends))
		if from = end; start < end {
			wait.Go(func() { do(t, start, end) })
		}
	}
	wait.Wait()
	return from
}

// records yields the canonical records of the segment, several at a time. It also
// collects the postings for lists, which must be called afterwards.
func (c *compaction) records(yield func([]byte) bool) {
	for from := 0; from < len(c.ends); {
		for _, t := range c.workers {
			t.out, t.picked, t.picks = t.out[:0], t.picked[:0], t.picks[:0]
		}
		from = c.share(from, (*translator).translate)
		for _, t := range c.workers {
			for _, n := range t.picks {
				c.picks = append(c.picks, uint32(len(c.picked))+n)
			}
			c.picked = append(c.picked, t.picked...)
			if len(t.out) > 0 && !yield(t.out) {
				return
			}
		}
	}
}

// listBytes is a little more than the number of bytes that a posting takes in a list: 2.2
// in archives of 35,000 and of a million articles. Room for the lists is allocated
// beforehand.
const listBytes = 2.3

// impactBits is the number of low bits of a picked term, or of a document, that hold an
// impact.
const impactBits = 3

// lists returns a writer with the lists of the segment. It is valid until the next
// call.
func (c *compaction) lists() *listWriter {
	for _, p := range c.picked {
		c.places[p>>impactBits+1]++
	}
	for i := range c.places[1:] {
		c.places[i+1] += c.places[i]
	}
	// The postings of a term now go from c.places[term] to c.places[term+1].
	w := c.writer
	w.terms, w.starts, w.bytes = w.terms[:0], w.starts[:1], slices.Grow(w.bytes[:0], int(listBytes*float64(len(c.picked))))
	for from := 1; from <= len(c.terms); {
		to := from + 1
		for to <= len(c.terms) && c.places[to+1]-c.places[from] <= sortedAtOnce {
			to++
		}
		c.writeLists(w, uint32(from), uint32(to))
		from = to
	}
	return w
}

// sortedAtOnce is the number of postings that are sorted at once, unless a term has
// more. It bounds memory: every time, all postings are read.
const sortedAtOnce = 1 << 20

// writeLists writes the lists of the terms from from to to, exclusive. It sorts their
// postings by counting: by term, and by document within a term.
func (c *compaction) writeLists(w *listWriter, from, to uint32) {
	base := c.places[from]
	n := int(c.places[to] - base)
	c.sorted = slices.Grow(c.sorted[:0], n)[:n]
	at := uint32(0)
	for doc, end := range c.picks {
		for _, p := range c.picked[at:end] {
			if term := p >> impactBits; from <= term && term < to {
				place := &c.places[term]
				c.sorted[*place-base] = uint32(doc)<<impactBits | p&(1<<impactBits-1)
				*place++
			}
		}
		at = end
	}
	// The postings of a term now end at c.places[term].
	start := uint32(0)
	for term := from; term < to; term++ {
		postings := c.sorted[start : c.places[term]-base]
		if start = c.places[term] - base; len(postings) == 0 {
			continue
		}
		w.addList(term, func(impact int, docs []uint32) []uint32 {
			for _, p := range postings {
				if int(p&(1<<impactBits-1)) == impact {
					docs = append(docs, p>>impactBits)
				}
			}
			return docs
		})
	}
}

// A translator writes the canonical records of documents.
type translator struct {
	*compaction
	chooser
	record []byte // the last document read
	rec    Record
	terms  []Coded // its terms, with new numbers
	sorted []uint32

	postings int // of all documents read for the segment

	out    []byte   // records
	picked []uint32 // see compaction
	picks  []uint32
}

// read reads a document.
func (t *translator) read(at Ref) {
	t.record = t.view.parts[at.part].record(at.doc)
	t.rec.read(t.record)
	t.terms = t.rec.AppendTerms(t.terms[:0])
	for i := range t.terms {
		if n := &t.terms[i].Term; *n < unnamed {
			*n = t.renumber[*n]
		}
	}
}

// size returns the length of the canonical record.
func (t *translator) size() int {
	var counts [2][256]uint16 // of two-byte terms, by kind and code
	two, wide := 0, 0
	for _, term := range t.terms {
		if !term.narrow() {
			wide++
			continue
		}
		two++
		n := &counts[term.kind()][term.Code]
		if *n%255 == 0 {
			two++ // a run
		}
		*n++
	}
	head := len(t.record) - len(t.rec.body)
	return head + 2*two + max(4*wide+t.rec.sketch-t.rec.wide, tailRoom)
}

// posted returns the number of postings of the document, or a few more.
func (t *translator) posted() int {
	named, listed := 0, 0
	for _, term := range t.terms {
		if t.model.Listed>>term.Code&1 != 0 {
			listed++
		} else if term.Term < unnamed {
			named++
		}
	}
	return min(named, t.model.Posted) + listed
}

// sort sorts the terms: wide ones by number, the others by code, then by number.
func (t *translator) sort() {
	const wide = scoring.Codes
	var at [wide + 1]int // number of terms with each code, then where the next one goes
	bucket := func(term Coded) uint8 {
		if term.narrow() {
			return term.Code
		}
		return wide
	}
	for _, term := range t.terms {
		at[bucket(term)]++
	}
	n := 0
	for code, of := range at {
		at[code] = n
		n += of
	}
	t.sorted = slices.Grow(t.sorted[:0], n)[:n]
	for _, term := range t.terms {
		place := &at[bucket(term)]
		t.sorted[*place] = term.Term<<5 | uint32(term.Code)
		*place++
	}
	from := 0
	for _, to := range at {
		slices.Sort(t.sorted[from:to])
		from = to
	}
	for i, key := range t.sorted {
		t.terms[i] = Coded{key >> 5, uint8(key & 31)}
	}
}

// translate appends the canonical records of documents from from to to.
func (t *translator) translate(from, to int) {
	for _, at := range t.refs[from:to] {
		t.read(at)
		t.sort()
		for _, s := range t.strongest(t.terms, t.rec.Length, t.frequency) {
			t.picked = append(t.picked, s.term<<impactBits|uint32(s.impact))
		}
		t.picks = append(t.picks, uint32(len(t.picked)))

		start := len(t.out)
		head := len(t.record) - len(t.rec.body)
		t.out = append(t.out, t.record[:head]...)
		var c codedCounts
		t.out, c = appendCoded(t.out, t.terms)
		h := t.out[start:]
		h[3], h[4] = byte(c.runs[0]), byte(c.runs[1])
		binary.LittleEndian.PutUint16(h[5:], uint16(c.terms[0]))
		binary.LittleEndian.PutUint16(h[7:], uint16(c.wide))
		ended := len(t.out) - 4*c.wide
		t.out = append(t.out, t.rec.body[t.rec.wide:t.rec.sketch]...) // ID and sketch
		for len(t.out) < ended+tailRoom {
			t.out = append(t.out, 0)
		}
	}
}

// frequency returns the document frequency of a term by its new number.
func (t *translator) frequency(term uint32) int { return int(t.df[t.compaction.terms[term-1]]) }
