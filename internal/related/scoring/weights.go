package scoring

import "math"

// The codes of terms. Codes up to lastWord are words, by the number of their
// occurrences; codes from CodeNumber to lastNumber are numbers, likewise.
const (
	codeWord    = 0 // a word before counting
	lastWord    = 15
	CodeTag     = 16
	CodeSection = 17
	CodeLang    = 18 // used by the index only; does not score
	CodeGenre   = 19 // used by filters only; does not score
	CodeNumber  = 20 // a number before counting
	lastNumber  = 23
	Numbers     = 1<<(lastNumber+1) - 1<<CodeNumber // the set of codes of numbers, 1<<code each

	Codes = 32 // all codes are less than this
)

// counts holds the number of occurrences that each code represents. Occurrences are
// weighted by field (see fieldCount): a word that occurs only once, in the headline,
// counts as 3.
var counts = [Codes]float64{
	0: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 22, 30, lastWord: 45,
	CodeTag: 1, CodeSection: 1, CodeLang: 1, CodeGenre: 1,
	CodeNumber: 1, 2, 3, lastNumber: 5, 1, 1, 1, 1, 1, 1, 1, 1,
}

// code returns the code of the given kind (codeWord or CodeNumber) whose count is
// nearest to halves/2. Coarser levels cost 0.003 nDCG@5 ("levels" in
// bench/related/quality).
func code(kind uint8, halves int) uint8 {
	last := uint8(lastWord)
	if kind == CodeNumber {
		last = lastNumber
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
// news it has ("saturation", "length"). A saturation of 2.5 gains up to 0.003 nDCG@5 on
// the queries on which it was tuned, nothing on others, and costs 0.005 MRR on halves of
// articles.
const (
	saturation = 2
	lengthPart = 0.9
)

// IsWord reports whether terms with this code are words or numbers, of which texts
// consist.
func IsWord(code uint8) bool { return code <= lastWord || code >= CodeNumber && code <= lastNumber }

// Alone reports whether terms with this code make two documents related without any
// other shared term. Numbers do not: a year or a score occurs in stories about anything.
// In addition to a word, a number counts as much as one. Half as much costs 0.002 nDCG@5
// on stories, and nothing 0.003 ("numbers").
func Alone(code uint8) bool { return code < CodeNumber }

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
		CodeNumber: 1, 1, 1, lastNumber: 1,
		CodeTag: tagValue, CodeSection: sectionValue,
	}
	saturate = [Codes]float64{
		0: 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, lastWord: 1,
		CodeNumber: 1, 1, 1, lastNumber: 1,
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
// frequency ("rarity").
func Rarity(df, n int) float64 {
	return max(0, math.Log((float64(n)+1)/(float64(df)+0.5)))
}

// FeedbackFrom is the number of best answers that are added to the query: what they
// share with further articles counts a little too. This finds articles that tell the
// same story in other words ("feedback from"). An answer is not scored by its own terms,
// since that would only keep the first answers first ("feedback self").
const FeedbackFrom = 3

// FeedbackPart returns the weight of an answer in the query relative to that of the
// article itself, with both vectors normalized to length 1. The score of the article
// itself is 1. The weight grows with the square of the score up to a maximum, so that
// answers that have little in common with the article do not carry the query away from
// its subject ("feedback").
func FeedbackPart(score float64) float64 { return min(feedbackMost, feedbackWeight*score*score) }

const (
	feedbackWeight = 2
	feedbackMost   = 0.15
)

// GenreFrom is the number of best answers that GenrePart looks at ("genre").
const GenreFrom = 16

// GenrePart returns the factor for the weight of a term, given the share of the best
// answers that have it, if the article asked about has no headline. A headline names the
// subject. Without one, the best answers are often only of the same genre (match
// reports, company results): what most of them share says little about which of them
// is meant, so it counts less, and there is no feedback. The first gains 0.001 to 0.012
// MRR on halves of articles, the second 0.002 to 0.019. With 8 or 24 answers, or a
// quarter or three quarters of the weight, it is 0.005 less to 0.002 more ("genre").
func GenrePart(share float64) float64 { return 1 - share/2 }

// Near returns how close two articles are in time: 1 at the same time, 1/2 four days
// apart, almost 0 after eight days. It hardly falls during the first two days, which is
// how long a story stays in the news.
func Near(seconds int64) float64 {
	days := float64(seconds) / (24 * 3600)
	x := days / 4
	return 1 / (1 + x*x*x*x)
}

// Aged returns the factor for the score of an answer that is so many seconds older or
// later than the article asked about: 1 at the same time, 1 - agedPart/2 a year apart. Of
// answers more than 18 months apart, an editor would remove 33 of 46; of the others, 76
// of 304 ("eye" of bench/related, seed 101). It gains 0.005 reader's nDCG@5 on stories and
// costs 0.001 on tags. A part of 0.2 gains 0.001 less on stories; 0.3 costs 0.001 more on
// tags ("age").
func Aged(seconds int64) float64 {
	years := math.Abs(float64(seconds)) / (365 * 24 * 3600)
	return 1 - agedPart + agedPart/(1+years)
}

const agedPart = 0.25

// Stressed returns a score, given its stress: the cube root of the sum of the cubes of
// what each shared term adds to it, relative to the same for the words of the article
// itself. Of two answers that have as much in common with an article, the one that shares
// its main words is better than one that shares many words of little weight, such as
// those of a genre or of a place. It gains 0.002 to 0.005 reader's nDCG@5 on stories,
// 0.001 on tags and 0.005 MAP@50 on rpm2os. A power of 0.15 gains 0.002 to 0.004 less on
// stories, 0.4 costs 0.002 on tags ("stress"). Squares in place of cubes gain about 0.002
// less, except with FocusStory on the given queries, where they gain 0.004 more. An
// article without a headline has no main words: there, it would cost up to 0.003 MRR on
// halves of articles.
func Stressed(score, stress float64) float64 {
	return math.Pow(score, 1-stressPart) * math.Pow(stress, stressPart)
}

const stressPart = 0.25

// The weights of closeness in time: a score is multiplied by 1 + weight × Near.
const (
	NearBackground = 0.15 // costs nothing where time does not matter to the judges ("time, background")
	NearStory      = 1.25 // when looking for more on the same story ("time, story")
)

// An Evidence is what the score of an answer is made from.
type Evidence struct {
	Value float64 // mean value of the query's terms in the answer, weighted by rarity and value in the query, plus feedback and closeness in time
	Terms int     // number of terms of the query that have a rarity
	Near  float64 // weight of closeness in time
}

// Share returns the share of relevant answers among those with this evidence. The same
// value says more if the query has many terms, and less if closeness in time, which
// adds to it, counts much. It is a logistic function; its six constants are those that
// "quality -calibrate" of bench/related fits. On queries on which nothing was fitted,
// asked with whole articles, of 100 answers
//
//	score       0.1–0.2  0.2–0.3  0.3–0.4  0.4–0.5  0.5–0.6  0.6–0.7  0.7–0.8  0.8–0.9
//	relevant       18       29       37       47       58       67       82       93
//	related        46       60       65       76       86       88       94      100
//
// are relevant (at least 0.35 of the tags, weighted by rarity, are shared) or related at
// all (0.2). Whole articles, headlines with a lead, headlines, and three words, in any
// Focus, differ by at most 8 below 0.5, by 12 at 0.5–0.6, by 13 at 0.6–0.7 and by 10
// above.
func (e Evidence) Share() float64 {
	if !(e.Value > 0) {
		return 0
	}
	n := float64(max(1, e.Terms))
	value, terms := math.Log(e.Value), math.Log(n)
	x := shareBase + shareValue*value + shareTerms*terms - shareFew/n - shareBoth*value*terms - shareNear*math.Log1p(e.Near)
	return 1 / (1 + math.Exp(-x))
}

const (
	shareBase  = 0.90
	shareValue = 2.26
	shareTerms = 0.50
	shareFew   = 2.85 // for queries of a few words, any of which may be used in another sense
	shareBoth  = 0.10
	shareNear  = 1.42
)

// DefaultShare is the share below which an answer is left out by default. Of the answers
// from 0.1 to 0.2 that an editor judged by eye, 7 of 15 were wrong. On judged queries, 0.15
// costs at most 0.004 reader's nDCG@5, and 0.2 costs 0.019 on tags and 0.005 on stories
// ("quality -index -min" of bench/related). A share that depends on the best answer leaves
// out more wrong answers, but too many right ones with them: 0.25 and three quarters of the
// best leave 15 % wrong of 142 in place of 25 % of 200 ("eye -count -min"), and cost 0.09
// on tags.
const DefaultShare = 0.15
