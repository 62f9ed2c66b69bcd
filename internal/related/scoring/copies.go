package scoring

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Copies are articles with the same text: the same wire story under another headline,
// cut, reordered or slightly edited. Such texts share most of their phrases of five
// words. Two reports of one event share only a few phrases, mainly quotations. The
// headline is ignored, since every paper writes its own.
//
// An article stores a sketch of its phrases. Each phrase marks one of 896 slots, chosen
// by its hash. The numbers of slots marked in each of two sketches, and in either of
// them, yield an estimate of the number of phrases that the texts share. Since phrases
// are chosen by hash rather than in a fixed number, a short text can be compared with a
// long one, and a slot takes one bit where a hash would take ten. The estimate is off
// by about a tenth; the number of shared words, which is known exactly, corrects it.

// SketchSize is the size of a sketch in bytes: its level and its slots.
const SketchSize = 1 + slots/8

const (
	// At the copyShare below, none of 1,408 pairs of Orange articles is folded wrongly and
	// 98.2 % of the near-copies are found. With 512 slots, which take 48 bytes less, it is
	// nine of 1,485 at 98.3 %, or one of 1,382 at 96.7 %; 1,024 are no better ("quality
	// -folds" of bench/related).
	// Phrases of three words in place of five are as bad as half as many slots.
	slots       = 896
	phraseWords = 5

	// A text of up to levelWords words marks slots with all of its phrases, a longer
	// text with half of them, one of more than twice as many words with a quarter, and
	// so on: if most slots were marked, they would say little.
	levelWords = 2100
	lastLevel  = 4

	// The level of a text is known only at its end. Until then, a Sketcher makes as
	// many marks as the last level distinguishes.
	marks = slots << lastLevel
)

// A Sketcher makes the sketch of a text. The zero value is ready to use.
type Sketcher struct {
	last   [phraseWords - 1]uint64
	words  int
	marked [marks / 64]uint64
}

// Add adds the next word of the text, given as a hash with well-distributed bits.
func (s *Sketcher) Add(word uint64) {
	// Each word is rotated by a different amount, so that their order matters.
	phrase := bits.RotateLeft64(s.last[0], 13) + bits.RotateLeft64(s.last[1], 29) + bits.RotateLeft64(s.last[2], 47) + bits.RotateLeft64(s.last[3], 7) + word
	s.last = [...]uint64{s.last[1], s.last[2], s.last[3], word}
	if s.words++; s.words >= phraseWords {
		mark, _ := bits.Mul64(phrase, marks)
		s.marked[mark/64] |= 1 << (mark % 64)
	}
}

// Append appends the sketch, which has SketchSize bytes, or nothing if the text has no
// phrases.
func (s *Sketcher) Append(dst []byte) []byte {
	if s.words < phraseWords {
		return dst
	}
	level := 0
	for n := s.words; n > levelWords && level < lastLevel; n /= 2 {
		level++
	}
	dst = append(dst, byte(level))
	width := 1 << (lastLevel - level) // number of marks per slot
	for first := 0; first < slots*width; first += 8 * width {
		b := byte(0)
		for i := range 8 {
			mark := first + i*width
			if s.marked[mark/64]>>(mark%64)&(1<<width-1) != 0 {
				b |= 1 << i
			}
		}
		dst = append(dst, b)
	}
	return dst
}

// SharedPhrases estimates, from two sketches, the share of the shorter text's phrases
// that the longer text has too. The estimate is as reliable as looking up worth phrases
// one by one: worth is small if the longer text marks most slots or the shorter one
// only a few.
func SharedPhrases(x, y []byte) (share, worth float64) {
	if len(x) != SketchSize || len(y) != SketchSize {
		return 0, 0
	}
	n, inX, inY, inEither := slots, 0, 0, 0
	if x[0] == y[0] {
		for i := 1; i < SketchSize; i += 8 {
			a, b := binary.LittleEndian.Uint64(x[i:]), binary.LittleEndian.Uint64(y[i:])
			inX += bits.OnesCount64(a)
			inY += bits.OnesCount64(b)
			inEither += bits.OnesCount64(a | b)
		}
	} else {
		n, inX, inY, inEither = unlike(x, y)
	}
	if inX == 0 || inY == 0 {
		return 0, 0
	}
	// k phrases leave n × e^(-k/n) of n slots free.
	all := float64(n + 1) // one slot is always free, so that no estimate is infinite
	freeX, freeY, free := all-float64(inX), all-float64(inY), all-float64(inEither)
	shared, shorter := all*math.Log(all*free/(freeX*freeY)), all*math.Log(all/max(freeX, freeY))
	// A phrase that the longer text lacks may find its slot marked anyway, unless that
	// slot is one of the free part. If half of the phrases are shared, this multiplies
	// the variance of the share by (2-part)/part.
	part := min(freeX, freeY) / all
	return shared / shorter, shorter * part / (2 - part)
}

// unlike counts the slots of sketches with different levels. The sketch with the higher
// level covers only the first part of the slots of the other one, but in finer slots.
func unlike(x, y []byte) (n, inX, inY, inEither int) {
	if x[0] > y[0] {
		n, inY, inX, inEither = unlike(y, x)
		return n, inX, inY, inEither
	}
	finer := min(lastLevel, y[0]-x[0])
	n = slots >> finer
	for i := range n {
		inA := x[1+i/8]>>(i%8)&1 != 0
		inB := false
		for j := i << finer; j < (i+1)<<finer; j++ {
			inB = inB || y[1+j/8]>>(j%8)&1 != 0
		}
		if inA {
			inX++
		}
		if inB {
			inY++
		}
		if inA || inB {
			inEither++
		}
	}
	return n, inX, inY, inEither
}

// Thresholds for copies. "quality -folds" of bench/related prints the effect of other
// values.
const (
	// The share of the shorter text's phrases that copies have in common: copyShare if
	// they are of the same day and of the same length; yearShare more if they are a
	// year or more apart, since a paper repeats paragraphs of background whenever it
	// returns to a story; up to briefShare more if the other text is much longer.
	copyShare  = 0.455
	yearShare  = 0.26
	briefShare = 0.07

	copyWords = 0.55 // share of the shorter text's words

	// The share of common phrases is about the cube of the share of common words.
	// wordsWorth is the number of looked-up phrases that this estimate is worth.
	wordsWorth = 10

	// The estimate counts less if the shorter text has less than a sixth of the words
	// of the longer one: a brief shares its words with every long report of the same
	// event.
	briefPart = 6
)

const year = 365 * 24 * 3600 // seconds

// MaybeCopies reports whether Copies can return true for these results of
// SharedPhrases. For most texts it returns false, and their words need not be counted.
func MaybeCopies(share, worth float64) bool {
	return share*worth+wordsWorth >= copyShare*(worth+wordsWorth)
}

// Copies reports whether two texts are copies, given the results of SharedPhrases, the
// number of distinct words of each text, the number of those that both have, and the
// number of seconds between their publication, or 0 if that is unknown. Texts without
// phrases to compare, such as a headline of three words, are copies if they have the same
// words.
func Copies(share, worth float64, words, theirWords, both int, apart int64) bool {
	if worth == 0 {
		return both > 0 && both == words && both == theirWords
	}
	shorter, longer := float64(min(words, theirWords)), float64(max(words, theirWords))
	w := float64(both) / (shorter + 1) // the + 1 makes short texts less likely copies
	byWords := w * w * w * min(1, briefPart*shorter/(longer+1))
	need := copyShare + yearShare*min(1, float64(apart)/year) + briefShare*(1-shorter/max(1, longer))
	return w >= copyWords && share*worth+wordsWorth*byWords >= need*(worth+wordsWorth)
}
