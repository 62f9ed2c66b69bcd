package scoring

import "math"

// The codes of terms. Codes up to lastWord are words, by the number of their
// occurrences; codes from CodePair to lastPair are pairs, likewise.
const (
	codeWord    = 0 // a word before counting
	lastWord    = 15
	CodeTag     = 16
	CodeSection = 17
	CodeLang    = 18 // used by the index only; does not score
	CodePair    = 19 // a pair before counting; hashes of pairs have few values
	lastPair    = 27
	CodeGenre   = 28 // used by filters only; does not score

	Codes = 32                            // all codes are less than this
	Pairs = 1<<(lastPair+1) - 1<<CodePair // the set of codes of pairs, 1<<code each
)

// counts holds the number of occurrences that each code represents. Occurrences are
// weighted by field (see fieldCount): a word that occurs only once, in the headline,
// counts as 3.
var counts = [Codes]float64{
	0: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 22, 30, lastWord: 45,
	CodePair: 1, 2, 3, 4, 5, 6, 8, 10, lastPair: 13,
	CodeTag: 1, CodeSection: 1, CodeLang: 1, CodeGenre: 1, 1, 1, 1,
}

// code returns the code of the given kind (codeWord or CodePair) whose count is nearest to
// halves/2. Coarser levels cost 0.003 nDCG@5 ("levels" in bench/related/quality).
func code(kind uint8, halves int) uint8 {
	last := uint8(lastWord)
	if kind == CodePair {
		last = lastPair
	}
	c := kind
	for c < last && float64(halves) >= counts[c]+counts[c+1] {
		c++
	}
	return c
}

// The constants of BM25 (Robertson and others, 1994). They are higher than the
// customary 1.2 and 0.75: in a news story, the third occurrence of a word still counts,
// and length matters almost in full, since the length of a story depends on how much
// news it has.
const (
	saturation = 2.5
	lengthPart = 0.9
)

// pairPart is the value of a pair relative to that of a word. It makes a shared pair
// worth half as much as a shared word of the same rarity, since the two words of the
// pair already count themselves. It is a square root because it is a factor on both
// sides.
const pairPart = math.Sqrt2 / 2

// tagValue is the value of a tag, the maximum for a word. In an evaluation that gives
// the engine half of the tags of an article and judges its answers by the other half,
// it gains 0.020 nDCG@5 over ignoring the given half; a higher value outweighs the text
// ("tags"). sectionValue is low. It matters only to articles that have nothing else in
// common; no measure changed by more than 0.001 ("sections").
const (
	tagValue     = 1
	sectionValue = 0.4
)

// mosts is the maximum value of a term with each code. saturate is 1 for codes whose
// value decreases with the length of the document.
var (
	mosts = [Codes]float64{
		0: 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, lastWord: 1,
		CodePair: pairPart, pairPart, pairPart, pairPart, pairPart, pairPart, pairPart, pairPart, lastPair: pairPart,
		CodeTag: tagValue, CodeSection: sectionValue,
	}
	saturate = [Codes]float64{
		0: 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, lastWord: 1,
		CodePair: 1, 1, 1, 1, 1, 1, 1, 1, lastPair: 1,
	}
)

// Value returns the value of a term with this code in a document, from 0 to 1, given
// the length of the document and the mean length in the index. The score of two
// documents is the sum over their shared terms of
//
//	Rarity(term) × Value(in one) × Value(in the other)
//
// The score is symmetric: it does not matter which document is the query.
func Value(code uint8, length int, mean float64) float64 { return ScaleOf(length, mean).Value(code) }

// A Scale computes values for documents of one length.
type Scale float64

// ScaleOf returns the scale for a document of this length, given the mean length in the
// index.
func ScaleOf(length int, mean float64) Scale {
	return Scale(saturation * (1 - lengthPart + lengthPart*float64(length)/max(1, mean)))
}

// Value returns the value of a term with this code.
func (s Scale) Value(code uint8) float64 {
	c := code % Codes
	return mosts[c] * counts[c] / (counts[c] + saturate[c]*float64(s))
}

// Rarity returns the weight of a term that df of n documents have: its inverse document
// frequency to the power 7/8. The power 1 overrates unique terms, the square root
// overrates common ones ("rarity").
func Rarity(df, n int) float64 {
	x := math.Log((float64(n) + 1) / (float64(df) + 0.5))
	if !(x > 0) {
		return 0
	}
	return x / math.Sqrt(math.Sqrt(math.Sqrt(x)))
}

// FeedbackFrom is the number of best answers that are added to the query: what they
// share with further articles counts a little too. This finds articles that tell the
// same story in other words. It gains 0.037 MAP@50 and 0.011 precision@4 on rpm2os,
// 0.007 to 0.010 MAP@50 elsewhere, and 0.012 nDCG@5 with closeness in time ("feedback
// from"). An answer is not scored by its own terms, since that would only keep the
// first answers first; this gains 0.008 nDCG@5 with closeness in time ("feedback
// self").
const FeedbackFrom = 3

// FeedbackPart returns the weight of an answer in the query relative to that of the
// article itself, with both vectors normalized to length 1, given its score and the
// best score.
func FeedbackPart(score, best float64) float64 {
	if !(best > 0) {
		return 0
	}
	return 0.35 / FeedbackFrom * score / best
}

// Near returns how close two articles are in time: 1 at the same time, 1/2 four days
// apart, almost 0 after eight days. It hardly falls during the first two days, which is
// how long a story stays in the news.
func Near(seconds int64) float64 {
	days := float64(seconds) / (24 * 3600)
	x := days / 4
	return 1 / (1 + x*x*x*x)
}

// NearPart is the weight of closeness in time in a score that includes it: the score is
// multiplied by 1 + NearPart × Near ("time").
const NearPart = 1.25
