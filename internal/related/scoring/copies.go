package scoring

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Copies of one text: the same wire story under another headline, cut,
// reordered or touched up here and there. Such texts share most of their
// phrases of three words; two reports of one event share a few, quotations
// above all. The headline is left out, since every paper writes its own.
//
// An article keeps a sketch of its phrases: each phrase marks one of 256 slots by
// its hash, and the slots marked in two sketches, and in both together, tell how many
// phrases the texts share. Choosing phrases by their hash, not a fixed number of
// them, keeps a short text comparable with a long one, and a slot takes a bit where a
// hash takes ten. An estimate from slots is off by about a tenth; the words of both
// texts, which are known exactly, correct it.

// SketchSize is the size of a sketch in bytes: its level and its slots.
const SketchSize = 1 + slots/8

const (
	slots = 256

	// A text of more than levelWords words marks slots with a quarter of its
	// phrases, one of twice as many with an eighth, and so on: when most slots are
	// marked, they tell little.
	levelWords = 1200
	lastLevel  = 5

	// The level of a text is known only at its end: until then it makes as many
	// marks as the last level tells apart.
	marks    = 1 << markBits
	markBits = 14
)

// A Sketcher takes the words of a text in their order. The zero value is ready.
type Sketcher struct {
	last, before uint64 // the two words before
	words        int
	marked       [marks / 64]uint64
}

// Add takes the next word. Words are well mixed hashes.
func (s *Sketcher) Add(word uint64) {
	// Each word is rotated by another distance, so that their order counts.
	phrase := bits.RotateLeft64(s.before, 13) + bits.RotateLeft64(s.last, 29) + word
	s.before, s.last = s.last, word
	if s.words++; s.words > 2 {
		mark := phrase >> (64 - markBits)
		s.marked[mark/64] |= 1 << (mark % 64)
	}
}

// Append appends the sketch: SketchSize bytes, or none for a text without
// phrases.
func (s *Sketcher) Append(dst []byte) []byte {
	if s.words < 3 {
		return dst
	}
	level := 0
	for n := s.words; n > levelWords && level < lastLevel; n /= 2 {
		level++
	}
	dst = append(dst, byte(level))
	width := 1 << (lastLevel - level) // how many marks make a slot
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

// SharedPhrases estimates from two sketches what share of the shorter text's
// phrases the longer has too. The estimate is worth looking up so many phrases one
// by one: few where the longer text marks most slots, or the shorter few.
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
	all := float64(n + 1) // one is always free: no estimate is infinite
	freeX, freeY, free := all-float64(inX), all-float64(inY), all-float64(inEither)
	shared, shorter := all*math.Log(all*free/(freeX*freeY)), all*math.Log(all/max(freeX, freeY))
	// A phrase that the longer text lacks finds its slot marked all the same, but
	// for the part that is free. With half of the phrases shared, that makes the
	// variance of the share (2-part)/part times what it would be without.
	part := min(freeX, freeY) / all
	return shared / shorter, shorter * part / (2 - part)
}

// unlike counts the slots of sketches whose levels differ. The higher one looks
// at a first part of the lower one's slots, in finer slots.
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

// What copies have in common; "quality -copies" of bench/related prints what
// other bounds give.
const (
	copyShare = 0.52 // of the shorter text's phrases
	copyWords = 0.55 // of its words

	// The share of common phrases is about the square of the share of common words:
	// that counts as much as looking up so many phrases.
	wordsWorth = 5

	// It counts less for a text of less than a sixth of the words: a brief has its
	// words in common with every long report of the same event.
	briefPart = 6
)

// MaybeCopies reports whether Copies can be true, given what SharedPhrases says:
// most texts need no counting of words.
func MaybeCopies(share, worth float64) bool {
	return share*worth+wordsWorth >= copyShare*(worth+wordsWorth)
}

// Copies reports whether two texts are copies, given what SharedPhrases says, how
// many different words each has, and how many both have.
func Copies(share, worth float64, words, theirWords, both int) bool {
	shorter, longer := min(words, theirWords), max(words, theirWords)
	w := float64(both) / float64(shorter+1) // of few words less is believed
	sign := w * w * min(1, briefPart*float64(shorter)/float64(longer+1))
	return w >= copyWords && share*worth+wordsWorth*sign >= copyShare*(worth+wordsWorth)
}
