// Package scoring determines what two articles have in common and how much it is worth.
// It turns a text into terms (analysis.go), defines the value of a term to a document,
// the weight of rare and common terms, and the effect of closeness in time
// (weights.go), and recognizes copies of a text (copies.go). It stores nothing and
// knows nothing about articles or indexes.
//
// Every constant of this package was chosen with bench/related/quality, which prints the
// effect of the neighboring values. The names in quotation marks are those of its
// measurements.
package scoring

import "math/bits"

// A Text is an article as input to a comparison. All fields are plain text.
type Text struct {
	Lang     string // a BCP 47 tag; French if empty
	Headline string
	Deck     string
	Body     string // paragraphs are separated by blank lines
	Tags     []string
	Sections []string
}

// A Term is something that articles may share: a word, a number, a tag or a section.
type Term struct {
	Hash    uint64
	Written string // as first written, a substring of the text; empty for a number
	Code    uint8  // the kind of the term and how often it occurs: see Value
}

// Limits of what an Analyzer takes from a text.
const (
	maxWord  = 64  // bytes of a word; the rest is ignored
	maxWords = 900 // distinct words, the first in the text
)

// fieldCount is the weight of an occurrence of a word in each field, in halves. It
// gains 0.009 nDCG@5 over counting all words alike on the queries on which it was tuned,
// and 0.002 on others ("fields" in bench/related/quality). A kicker names the subject of
// the story: counting it twice as much as the headline gains 0.001 on whole articles and
// 0.011 on feed items ("kicker").
var fieldCount = [...]int{InKicker: 12, InHeadline: 6, InLead: 4, InBody: 2}

// quotedPart divides the weight of a quoted word: what people say in a story is less
// related to its subject than what the paper says. It gains up to 0.001 nDCG@5, and
// 0.004 on rpm2os ("quotes").
const quotedPart = 2

// An Analyzer finds the terms of texts. The zero value is ready to use. An Analyzer
// should be reused for further texts, but not by several goroutines at once.
type Analyzer struct {
	terms  []Term
	counts []count  // by term
	table  []uint32 // hash table of terms with open addressing: index+1, or 0 if free
	words  int      // distinct words so far
	length int      // occurrences of all words, weighted by field, in halves
	reader reader
	titled bool
	sketch Sketcher

	texts []byte // if KeepTexts: the text forms of the words, one after the other
	ends  []int  // likewise, where that of each term ends

	// KeepTexts makes Analyze keep the text forms of words for Text.
	KeepTexts bool
}

// A count is the number of occurrences of a term, weighted by field, in halves. In the
// body, a word is counted once per paragraph: the number of paragraphs that mention a
// thing says more than the number of times that one of them does. This gains up to 0.002
// nDCG@5, and 0.007 MAP@50 on rpm2os ("paragraphs").
type count struct {
	n         int
	paragraph int // the last paragraph of the body in which it occurs
}

// Analyze returns the terms of t, each of them once, and its length as Value expects
// it: the number of its words, weighted by field. It stores the terms in room, which it
// grows as needed.
//
// Words are compared without accents and case, in French without elided particles, in
// Arabic without affixes, and in English without endings of inflection. Pairs of adjacent
// words are no terms: they gain nothing on queries on which no constant was tuned, and
// cost 0.014 MRR on halves of articles and 0.008 nDCG@5 on feed items ("pairs"). French
// words are not stemmed: removing plural endings, or more, costs 0.002 to 0.008 nDCG@5
// ("stemming"). In English, it lets a headline find its article at a mean reciprocal
// rank of 0.743 rather than 0.713, a brief at 0.663 rather than 0.639, and changes
// nothing for half an article (bench/related/known).
func (a *Analyzer) Analyze(t Text, room []Term) (terms []Term, length int) {
	if a.table == nil {
		a.table = make([]uint32, 4096) // several times as many as words and labels
	}
	clear(a.table)
	a.terms, a.counts = room[:0], a.counts[:0]
	a.texts, a.ends = a.texts[:0], a.ends[:0]
	a.words, a.length = 0, 0
	a.sketch = Sketcher{}

	body := false
	r := &a.reader
	for r.reset(t); r.next(); {
		w := &r.Word
		if w.Field > InHeadline && !body {
			body = true
			a.sketch = Sketcher{} // the headline is used only if there is no other text
		}
		if w.Common {
			a.sketch.Add(commonHash(w.Folded))
			continue
		}
		h := hash(wordSalt, w.Folded)
		if '0' <= w.Folded[0] && w.Folded[0] <= '9' {
			a.sketch.Add(numberSalt)
		} else {
			a.sketch.Add(h)
		}
		n := fieldCount[w.Field]
		if w.Quoted {
			n /= quotedPart
		}
		a.length += n
		kind := uint8(codeWord)
		if w.Number {
			kind = CodeNumber
		}
		a.count(h, kind, n)
	}
	for i := range a.terms {
		term := &a.terms[i]
		term.Code = code(term.Code, a.counts[i].n)
	}
	a.labels(CodeTag, t.Tags)
	a.labels(CodeSection, t.Sections)
	a.titled = r.titled
	terms, a.terms, *r = a.terms, nil, reader{} // do not keep the text
	return terms, a.length / 2
}

// Titled reports whether the last text analyzed has a headline with a word.
func (a *Analyzer) Titled() bool { return a.titled }

// Text returns the text form of the i-th term of the last text analyzed with KeepTexts,
// which must be a word or a number. It is valid until the next call of Analyze.
func (a *Analyzer) Text(i int) []byte {
	from := 0
	if i > 0 {
		from = a.ends[i-1]
	}
	return a.texts[from:a.ends[i]]
}

// AppendSketch appends the sketch of the last text analyzed, which serves to recognize
// copies of it.
func (a *Analyzer) AppendSketch(dst []byte) []byte { return a.sketch.Append(dst) }

// count adds weight to the count of a word. It adds the word if it is new and the limit
// allows it.
func (a *Analyzer) count(hash uint64, kind uint8, weight int) {
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
	if a.words < maxWords {
		a.words++
		t := Term{Hash: hash, Code: kind}
		if kind == codeWord {
			t.Written = a.reader.scan.written()
		}
		if a.KeepTexts {
			a.texts = append(a.texts, a.reader.Folded...)
			a.ends = append(a.ends, len(a.texts))
		}
		a.enter(slot, t, weight)
	}
}

// labels adds tags or sections to the terms.
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

// Named reports whether a label has a word. All labels without words are one.
func Named(s string) bool { return Label(0, s) != Label(0, "") }

// Label returns the hash of a tag, a section or another label of the caller. Spellings
// that differ only in case, accents, punctuation and white space have the same hash;
// labels with different codes have different hashes. In a section, slashes between
// words count, since "sport/club" and "sport-club" are two addresses.
func Label(code uint8, s string) uint64 {
	return new(Analyzer).label(code, s)
}

func (a *Analyzer) label(code uint8, s string) uint64 {
	h := labelSalt + uint64(code)
	scan := &a.reader.scan
	slash := false // after a word
	for scan.reset(s); ; {
		switch scan.next() {
		case endToken:
			return mix(h)
		case breakToken:
			slash = slash || scan.mark == '/' && code == CodeSection && h != labelSalt+uint64(code)
		case wordToken:
			if slash {
				h, slash = mix(h)+1, false
			}
			h = hash(mix(h), scan.word[:scan.n])
		}
	}
}

// The salts keep the hashes of different kinds of terms apart.
const (
	wordSalt   uint64 = 0xcbf29ce484222325
	labelSalt  uint64 = 0xc2b2ae3d27d4eb4f
	numberSalt uint64 = 0x9e3779b97f4a7c15
)

// hash is FNV-1a followed by mix, since tables are indexed by the low bits. Snapshots
// contain these hashes, so hash must not change.
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

// commonHash is a faster hash for common words, which are short, make up half of a text
// and matter only as parts of phrases.
func commonHash(w []byte) uint64 {
	h := uint64(0)
	for _, c := range w {
		h = bits.RotateLeft64(h, 8) ^ uint64(c)
	}
	return mix(h + wordSalt)
}
