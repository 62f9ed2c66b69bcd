// Package scoring weighs what two articles have in common. It turns a text into
// terms (analysis.go), says what a term is worth to a document and how much a
// rare term outweighs a common one (weights.go), and knows what closeness in
// time adds. It stores nothing and knows nothing of articles or indexes.
//
// Every constant here was chosen by bench/related/quality, which prints what
// the neighbouring values give.
package scoring

import "math/bits"

// A Text is what is known of an article when it is compared with others. All of it
// is plain text.
type Text struct {
	Lang     string // BCP 47; empty is French
	Headline string
	Deck     string
	Body     string // blank lines part its paragraphs
	Tags     []string
	Sections []string
}

// A Term is one thing that articles may share: a word, a pair of words that
// stand together, a tag or a section.
type Term struct {
	Hash    uint64
	Written string // as first written; part of the text, empty for a pair
	Code    uint8  // what the term is and how often it occurs: see Value
}

// Limits of what an Analyzer takes from one text.
const (
	maxWord  = 64  // bytes of a word: what goes beyond is not looked at
	maxWords = 900 // different words: a novel is known by its first chapters
	maxPairs = 40  // different pairs, the first in the text
)

// fieldCount is how much a word counts by where it stands, in halves. It gains
// 0.005 to 0.009 nDCG@5 over counting all words alike ("fields" in
// bench/related/quality). A kicker says what the story belongs to: counting it twice
// as much as the headline gains 0.001 on whole articles and 0.008 on feed items
// ("kicker").
var fieldCount = [...]int{InKicker: 12, InHeadline: 6, InLead: 4, InBody: 2}

// A quoted word counts half as much: what people say in a story tells less of its
// subject than what the paper says. Gains up to 0.003 nDCG@5 ("quotes").
const quotedPart = 2

// An Analyzer finds the terms of texts. The zero value is ready; use one again
// for the next text rather than a new one, and by one goroutine at a time.
type Analyzer struct {
	terms  []Term
	counts []count  // by term
	table  []uint32 // open addressing over terms: position+1, 0 when free
	words  int      // different words so far
	pairs  int      // different pairs so far
	length int      // occurrences of all words, weighted by field, in halves
	reader reader
	sketch Sketcher
}

// A count is how often a term occurs, weighted by field, in halves. In the body a
// word counts once in a paragraph: how many paragraphs speak of a thing says more
// than how often one of them names it. Gains 0.001 to 0.002 nDCG@5, and 0.006
// MAP@50 on rpm2os ("paragraphs").
type count struct {
	n         int
	paragraph int // of the body, the last it occurs in
}

// Analyze returns the terms of t, each once, and its length for Value: its
// words, weighted by field. It overwrites room with the terms, growing it as needed.
//
// Words are compared without accents and case; in French without elided
// particles, in Arabic without affixes. French words are not stemmed: taking
// plurals off, or more, costs 0.002 to 0.008 nDCG@5 ("stemming").
func (a *Analyzer) Analyze(t Text, room []Term) (terms []Term, length int) {
	if a.table == nil {
		a.table = make([]uint32, 4096) // room for all words, pairs and labels several times
	}
	clear(a.table)
	a.terms, a.counts = room[:0], a.counts[:0]
	a.words, a.pairs, a.length = 0, 0, 0
	a.sketch = Sketcher{}

	body := false
	prev := uint64(0) // the word before, unless a break lies between
	r := &a.reader
	for r.reset(t); r.next(); {
		w := &r.Word
		if !w.Joined {
			prev = 0
		}
		if w.Field > InHeadline && !body {
			body = true
			a.sketch = Sketcher{} // a headline stands for the text only where there is no other
		}
		if w.Common {
			a.sketch.Add(commonHash(w.Folded))
			continue
		}
		h := hash(wordSalt, w.Folded)
		a.sketch.Add(h)
		n := fieldCount[w.Field]
		if w.Quoted {
			n /= quotedPart
		}
		a.length += n
		a.count(h, codeWord, n)
		if prev != 0 {
			a.count(pairHash(prev, h), CodePair, n)
		}
		prev = h
	}
	for i := range a.terms {
		term := &a.terms[i]
		term.Code = code(term.Code, a.counts[i].n)
	}
	a.labels(CodeTag, t.Tags)
	a.labels(CodeSection, t.Sections)
	terms, a.terms, *r = a.terms, nil, reader{} // the text is not kept
	return terms, a.length / 2
}

// AppendSketch appends the sketch of the text last analysed, by which its copies
// are known.
func (a *Analyzer) AppendSketch(dst []byte) []byte { return a.sketch.Append(dst) }

// count adds weight to the count of a term, and enters the term when it is new
// and there is room for it.
func (a *Analyzer) count(hash uint64, code uint8, weight int) {
	slot, found := a.find(hash)
	paragraph := a.reader.Paragraph
	if found {
		c := &a.counts[a.table[slot]-1]
		if paragraph == 0 || paragraph != c.paragraph {
			c.n += weight
			c.paragraph = paragraph
		}
		return
	}
	t := Term{Hash: hash, Code: code}
	switch {
	case code == CodePair && a.pairs < maxPairs:
		a.pairs++
	case code == codeWord && a.words < maxWords:
		a.words++
		t.Written = a.reader.scan.written()
	default:
		return
	}
	a.enter(slot, t, weight)
}

// labels adds tags or sections.
func (a *Analyzer) labels(code uint8, labels []string) {
	for _, s := range labels {
		h := a.label(code, s)
		if slot, found := a.find(h); !found && len(a.terms) < len(a.table)/2 {
			a.enter(slot, Term{h, s, code}, 1)
		}
	}
}

func (a *Analyzer) find(hash uint64) (slot uint64, found bool) {
	mask := uint64(len(a.table) - 1)
	for slot = hash & mask; a.table[slot] != 0; slot = (slot + 1) & mask {
		if a.terms[a.table[slot]-1].Hash == hash {
			return slot, true
		}
	}
	return slot, false
}

func (a *Analyzer) enter(slot uint64, t Term, n int) {
	a.terms = append(a.terms, t)
	a.counts = append(a.counts, count{n, a.reader.Paragraph})
	a.table[slot] = uint32(len(a.terms))
}

// Label returns the hash of a tag, a section or another label of the caller's. It
// is the same for spellings that differ only in case, accents, signs and spaces, and
// differs between codes.
func Label(code uint8, s string) uint64 {
	return new(Analyzer).label(code, s)
}

func (a *Analyzer) label(code uint8, s string) uint64 {
	h := labelSalt + uint64(code)
	scan := &a.reader.scan
	for scan.reset(s); ; {
		switch scan.next() {
		case endToken:
			return mix(h)
		case wordToken:
			h = hash(mix(h), scan.word[:scan.n])
		}
	}
}

// Salts keep the hashes of different kinds of terms apart.
const (
	wordSalt  uint64 = 0xcbf29ce484222325
	pairSalt  uint64 = 1 << 63 // above the bits of a pair
	labelSalt uint64 = 0xc2b2ae3d27d4eb4f
)

// hash is FNV-1a with a final mixing, since tables are indexed by the low bits.
// Snapshots hold such hashes: it must not change.
func hash(salt uint64, w []byte) uint64 {
	for _, c := range w {
		salt = (salt ^ uint64(c)) * 0x100000001b3
	}
	return mix(salt)
}

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// commonHash is a faster hash for common words, which are short, make up half of a
// text and count only as parts of phrases.
func commonHash(w []byte) uint64 {
	h := uint64(0)
	for _, c := range w {
		h = bits.RotateLeft64(h, 8) ^ uint64(c)
	}
	return mix(h + wordSalt)
}

// pairBits is the size of the space that pairs are hashed into. There are many
// more pairs than words, and most occur once: entered by name, they would swell
// every dictionary. Two articles of 40 pairs share one of 32,768 values by chance
// once in twenty times; 2^14 to 2^22 values measure alike ("pair bits").
const pairBits = 15

func pairHash(first, second uint64) uint64 {
	return pairSalt | mix(mix(first*3+second))>>(64-pairBits)
}
