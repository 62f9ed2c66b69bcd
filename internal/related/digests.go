package related

import (
	"errors"
	"slices"
	"sync"

	"github.com/presse-go/presse/internal/related/digest"
	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// An archive may be too large for an Index, or live in another engine. Of each article, a
// digest is then stored beside it; another engine finds candidates, and a Choosing ranks
// their digests as an Index would rank the articles.

// Errors of digests.
var (
	ErrDigestCorrupt = digest.ErrCorrupt
	ErrDigestVersion = digest.ErrVersion
)

// AppendDigest appends the digest of an article.
func AppendDigest(dst []byte, a Article) []byte {
	r, _ := readers.Get().(*reader)
	if r == nil {
		r = new(reader)
		r.analyzer.KeepTexts = true
	}
	defer readers.Put(r)
	var d postings.Doc
	r.describe(a, &d)
	return digest.Append(dst, snapshotRules, &d, r.analyzer.Text)
}

var readers sync.Pool // of *reader that keep texts

// Frequencies says how often terms occur in an archive; see presse.Frequencies.
type Frequencies interface {
	Articles() int
	Of(term string) int
	MeanLength() float64
}

// A Choosing ranks the digests of some articles of an archive by how closely the articles
// are related to one. Get it from NewChoosing.
type Choosing struct {
	room
	asked string // ID of the article of the query
	terms vocabulary
	batch postings.Batch
	read  digest.Doc
	coded []postings.Coded
	all   map[string]candidate // by ID
	out   []string             // IDs with several digests or one that cannot be used
}

// A candidate is an article that was added.
type candidate struct {
	at  postings.Ref
	sum uint32 // checksum of its digest
	id  string // in unseen only
}

// before reports whether x comes before y in the order of checksums.
func (x *candidate) before(y *candidate) bool {
	return x.sum < y.sum || x.sum == y.sum && x.id < y.id
}

var choosings sync.Pool

// NewChoosing returns a Choosing for the article with the given digest. The caller must
// call Close.
func NewChoosing(asked []byte, f Frequencies) (*Choosing, error) {
	c, _ := choosings.Get().(*Choosing)
	if c == nil {
		c = new(Choosing)
		c.all = map[string]candidate{}
	}
	c.done, c.texted = false, false
	if err := c.read.Read(asked, snapshotRules); err != nil {
		return nil, err
	}
	c.terms.reset(f)
	c.batch.Reset(&theModel, c.terms.archive())
	c.asked = string(c.read.ID)
	c.ask()
	return c, nil
}

var theModel = postings.Model{Unnamed: scoring.Numbers}

// ask sets c.doc to the digest read.
func (c *Choosing) ask() {
	d := &c.doc[0]
	c.describe(d)
	terms := d.Terms[:0]
	for _, w := range c.read.Words {
		t := scoring.Term{Code: w.Code}
		if w.Known > 0 {
			t.Hash = digest.KnownHash(int(w.Known))
		} else {
			t.Hash = scoring.WordHash(c.read.Text(w))
		}
		terms = append(terms, t)
	}
	c.read.Written(func(i int, written string) { terms[i].Written = written })
	for _, l := range c.read.Labels {
		written := string(l.Text)
		terms = append(terms, scoring.Term{Hash: scoring.Label(l.Code, written), Code: l.Code, Written: written})
	}
	d.Terms = terms
	d.Sketch = append(d.Sketch[:0], c.read.Sketch...)
	c.number()
	c.terms.forgetSpelling()
}

// describe sets d to what the digest read says, without the terms and the sketch.
func (c *Choosing) describe(d *postings.Doc) {
	r := &c.read
	d.Published, d.From, d.Until = r.Published, r.From, r.Until
	d.Unoffered, d.Untitled, d.Length = r.Unoffered, r.Untitled, r.Length
}

// number sets c.coded to the terms of the digest read.
func (c *Choosing) number() {
	c.coded = c.coded[:0]
	for _, w := range c.read.Words {
		n := uint32(w.Known)
		if n == 0 {
			n = c.terms.word(c.read.Text(w), w.Code)
		}
		if n > 0 {
			c.coded = append(c.coded, postings.Coded{Term: n, Code: w.Code})
		}
	}
	for _, l := range c.read.Labels {
		if n := c.terms.label(l); n > 0 {
			c.coded = append(c.coded, postings.Coded{Term: n, Code: l.Code})
		}
	}
}

// Errors of Add.
var (
	ErrOtherArticle = errors.New("the digest is that of another article")
	ErrTwice        = errors.New("another digest of the same article")
)

// Add adds a candidate with the given ID, of which the digest is not used after Add has
// returned. The article of the query itself is left out. An article that is added twice is
// one candidate, or none if the digests are not the same or one cannot be used: one of them
// is old, and may be from before the article was withdrawn.
func (c *Choosing) Add(id string, d []byte) error {
	if err := c.read.Read(d, snapshotRules); err != nil {
		c.out = append(c.out, id)
		return err
	}
	if string(c.read.ID) != id {
		c.out = append(c.out, id)
		return ErrOtherArticle
	}
	if id == c.asked {
		c.number() // its labels are spelled as the archive does
		return nil
	}
	if before, ok := c.all[id]; ok {
		if before.sum != digest.Sum(d) {
			c.out = append(c.out, id)
			return ErrTwice
		}
		return nil
	}
	c.number()
	doc := postings.Doc{ID: id, Sketch: c.read.Sketch}
	c.describe(&doc)
	c.all[id] = candidate{at: c.batch.Add(&doc, c.coded), sum: digest.Sum(d)}
	return nil
}

// Answer calls do for the candidates most closely related to the article, best first. All
// candidates are scored. Answer may be called once, after the last Add.
func (c *Choosing) Answer(q *Query, do func(Match)) {
	exact := *q
	exact.Exact = true
	if len(c.out) > 0 {
		exact.Exclude = slices.Concat(q.Exclude, c.out)
		for _, id := range c.out {
			delete(c.all, id)
		}
	}
	c.view = c.batch.View(c.terms.limit(), c.terms.sections)
	c.terms.more = c.unseen()
	c.answer(c.begin(), c.asked, &exact, func(id string) (postings.Ref, bool) {
		found, ok := c.all[id]
		return found.at, ok
	}, do)
}

// In the frequencies of a part of the archive, some terms of the archive do not occur, and
// the numbers of rare ones are chance. Adding partMore to all of them keeps chance small: with
// those of a tenth of 34,967 articles, it loses 0.001 nDCG@5 in place of 0.004 ("rank counts"
// of bench). Frequencies are taken to be of a part if partShare of the terms of partLook
// candidates do not occur. These are the ones with the least checksums, so that the order in
// which an engine has found them does not matter.
const (
	partMore  = 2
	partShare = 0.02
	partLook  = 4
	partLeast = 100 // articles; with fewer, all terms would be common
)

// unseen returns the number to add to frequencies.
func (c *Choosing) unseen() int {
	if c.terms.docs.Docs < partLeast {
		return 0
	}
	var look [partLook + 1]candidate // in order; the last is room for one more
	n := 0
	for id, x := range c.all {
		x.id = id
		i := n
		for ; i > 0 && x.before(&look[i-1]); i-- {
			look[i] = look[i-1]
		}
		look[i] = x
		n = min(n+1, partLook)
	}
	terms, unseen := 0, 0
	var r postings.Record
	for _, x := range look[:n] {
		c.view.Read(x.at, &r)
		c.coded = r.AppendTerms(c.coded[:0])
		for _, t := range c.coded {
			if t.Code >= scoring.CodeTag {
				continue
			}
			terms++
			if c.terms.Frequency(t.Term) == 0 {
				unseen++
			}
		}
	}
	if unseen > 0 && float64(unseen) >= partShare*float64(terms) {
		return partMore
	}
	return 0
}

// mostKept is the number of candidates up to which the tables are used again. To clear
// larger ones takes longer than to make small ones.
const mostKept = 4096

// Close ends the use of c. It must be called once.
func (c *Choosing) Close() {
	if !c.done || len(c.all) > mostKept {
		return // a function of the caller panicked, or the tables are large
	}
	c.clear()
	clear(c.all)
	c.out = nil
	c.terms.reset(nil)
	choosings.Put(c)
}

// A vocabulary numbers the terms of the digests of one Choosing. The numbers of known
// words are the same everywhere; other words and labels follow.
type vocabulary struct {
	f        Frequencies
	docs     postings.Archive
	more     int                      // see partMore
	known    [digest.Known + 1]uint32 // frequency plus one, or 0 if it is not known yet
	slots    []uint32                 // hash table of the entries: index plus one, or 0 if free
	entries  []entry
	texts    []byte // text forms of the entries that are words
	labels   map[string]uint32
	numbers  map[uint32]number
	sections []uint32 // numbers of the sections
	key      []byte
}

// An entry is a word or a label.
type entry struct {
	hash     uint64
	from, to uint32 // text form of a word
	df       uint32 // frequency plus one, or 0 if it is not known yet
	code     uint8
	written  string // of a label
	asked    bool   // the label, as far as is known, is only that of the article that asks
}

// A number is a term without a name.
type number struct {
	text string
	df   uint32 // as in entry
}

func (v *vocabulary) reset(f Frequencies) {
	v.f, v.more = f, 0
	clear(v.known[:])
	clear(v.slots)
	clear(v.entries)
	v.entries, v.texts, v.sections = v.entries[:0], v.texts[:0], v.sections[:0]
	clear(v.labels)
	clear(v.numbers)
	if v.slots == nil {
		v.slots = make([]uint32, 1<<12)
		v.labels, v.numbers = map[string]uint32{}, map[uint32]number{}
	}
}

func (v *vocabulary) archive() *postings.Archive {
	v.docs = archiveOf(v.f)
	v.docs.Vocabulary = v
	return &v.docs
}

// archiveOf returns what f says of the archive, within sensible limits.
func archiveOf(f Frequencies) postings.Archive {
	a := postings.Archive{Docs: max(0, f.Articles()), MeanLength: f.MeanLength()}
	if !(a.MeanLength >= 1) { // NaN is not
		a.MeanLength = 1
	}
	a.MeanLength = min(a.MeanLength, postings.MaxLength)
	return a
}

// firstEntry is the number of the first entry.
const firstEntry = digest.Known + 1

func (v *vocabulary) limit() uint32 { return firstEntry + uint32(len(v.entries)) }

// word returns the number of a word or number with this text form, adding it if it is new.
// It returns 0 if there are too many.
func (v *vocabulary) word(text []byte, code uint8) uint32 {
	hash := scoring.WordHash(text)
	if code >= scoring.CodeNumber {
		n := postings.Unnamed(hash)
		if _, ok := v.numbers[n]; !ok {
			v.numbers[n] = number{text: string(text)}
		}
		return n
	}
	if n := digest.KnownWord(hash); n > 0 { // a digest of another list
		return uint32(n)
	}
	slot, found := v.find(hash)
	if found {
		return firstEntry - 1 + v.slots[slot]
	}
	from := uint32(len(v.texts))
	v.texts = append(v.texts, text...)
	return v.enter(slot, entry{hash: hash, from: from, to: uint32(len(v.texts)), code: code})
}

// label returns the number of a label, adding it if it is new.
func (v *vocabulary) label(l digest.Label) uint32 {
	v.key = append(append(v.key[:0], l.Code), l.Text...)
	if n, ok := v.labels[string(v.key)]; ok {
		return n
	}
	written := string(l.Text)
	hash := scoring.Label(l.Code, written)
	slot, found := v.find(hash)
	n := firstEntry - 1 + v.slots[slot]
	if found {
		if e := &v.entries[n-firstEntry]; e.asked || postings.Prefer(written, e.written) {
			e.written, e.asked = written, false
		}
	} else if n = v.enter(slot, entry{hash: hash, code: l.Code, written: written}); n > 0 && l.Code == scoring.CodeSection {
		v.sections = append(v.sections, n)
	}
	v.labels[string(v.key)] = n
	return n
}

// forgetSpelling makes the spelling of the labels so far count only until another one is
// known: an Index writes a label as its articles do, and the one that asks may be none of
// them.
func (v *vocabulary) forgetSpelling() {
	clear(v.labels)
	for i := range v.entries {
		v.entries[i].asked = true
	}
}

func (v *vocabulary) find(hash uint64) (slot uint64, found bool) {
	mask := uint64(len(v.slots) - 1)
	for slot = hash & mask; v.slots[slot] != 0; slot = (slot + 1) & mask {
		if v.entries[v.slots[slot]-1].hash == hash {
			return slot, true
		}
	}
	return slot, false
}

func (v *vocabulary) enter(slot uint64, e entry) uint32 {
	if len(v.entries) >= postings.MaxTerms-firstEntry || len(v.texts) > 1<<31 {
		return 0
	}
	v.entries = append(v.entries, e)
	v.slots[slot] = uint32(len(v.entries))
	if 2*len(v.entries) > len(v.slots) {
		v.slots = make([]uint32, 4*len(v.slots))
		for i := range v.entries {
			slot, _ := v.find(v.entries[i].hash)
			v.slots[slot] = uint32(i + 1)
		}
	}
	return firstEntry - 1 + uint32(len(v.entries))
}

// Term returns the number of a term of the digests.
func (v *vocabulary) Term(hash uint64, code uint8) (uint32, bool) {
	if code >= scoring.CodeNumber {
		return postings.Unnamed(hash), true
	}
	if n := digest.KnownWord(hash); n > 0 {
		return uint32(n), true
	}
	slot, found := v.find(hash)
	return firstEntry - 1 + v.slots[slot], found
}

// Frequency returns the number of articles of the archive that have a term, and v.more.
func (v *vocabulary) Frequency(term uint32) int { return v.count(term) + v.more }

// count returns the number of articles that have a term. It asks once for each term.
func (v *vocabulary) count(term uint32) int {
	switch {
	case term >= postings.MaxTerms:
		n := v.numbers[term]
		if n.df == 0 {
			n.df = v.frequency(n.text)
			v.numbers[term] = n
		}
		return int(n.df - 1)
	case term < firstEntry:
		if v.known[term] == 0 {
			v.known[term] = v.frequency(digest.KnownText(int(term)))
		}
		return int(v.known[term] - 1)
	}
	e := &v.entries[term-firstEntry]
	if e.df == 0 {
		switch e.code {
		case scoring.CodeTag, scoring.CodeSection:
			v.key = scoring.AppendLabel(v.key[:0], e.code, e.written)
			e.df = v.frequency(string(v.key))
		case scoring.CodeLang, scoring.CodeGenre:
			e.df = 1 // they have no part in scores
		default:
			e.df = v.frequency(string(v.texts[e.from:e.to]))
		}
	}
	return int(e.df - 1)
}

// frequency returns the frequency of a term plus one.
func (v *vocabulary) frequency(text string) uint32 {
	return uint32(min(max(0, v.f.Of(text)), 1<<31)) + 1
}

// Written returns a written form of a term.
func (v *vocabulary) Written(term uint32) string {
	switch {
	case term >= postings.MaxTerms:
		return ""
	case term < firstEntry:
		return digest.KnownWritten(int(term))
	}
	e := &v.entries[term-firstEntry]
	if e.code >= scoring.CodeTag {
		return postings.Shown(e.written)
	}
	return string(v.texts[e.from:e.to])
}

// Terms yields the text forms of the terms of a digest: words, numbers, sections, tags.
// A digest that cannot be read has none.
func Terms(d []byte, yield func(string) bool) {
	var read digest.Doc
	if read.Read(d, snapshotRules) != nil {
		return
	}
	for _, w := range read.Words {
		if !yield(textOf(&read, w)) {
			return
		}
	}
	for _, l := range read.Labels {
		if (l.Code == scoring.CodeTag || l.Code == scoring.CodeSection) && !yield(string(scoring.AppendLabel(nil, l.Code, string(l.Text)))) {
			return
		}
	}
}

func textOf(d *digest.Doc, w digest.Word) string {
	if w.Known > 0 {
		return digest.KnownText(int(w.Known))
	}
	return string(d.Text(w))
}
