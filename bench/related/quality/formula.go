package main

import (
	"math"
	"strings"

	"github.com/presse-go/presse/internal/related/scoring"
)

// A formula is the scoring formula of internal/related/scoring, with its constants as fields.
// TestShipped checks that shipped returns the same formula.
type formula struct {
	analysis
	saturation, lengthPart, rarityPower float64
	numberPart                          float64
	levels                              bool // counts are rounded to levels, like codes
	tagValue, sectionValue              float64
	feedbackFrom                        int
	genreFrom                           int // number of best answers whose words count less, for an article without a headline; 0: feedback as for others
	genrePart                           float64
	feedbackWeight, feedbackMost        float64
	feedbackPower                       float64 // of the score
	feedbackSelf                        bool    // answers are also scored by their own terms
	nearDays, nearPower                 float64
	background, story                   float64 // weights of closeness in time
	spread                              float64 // λ of maximal marginal relevance; 1 for none
	stressPart                          float64 // power of the stress in a score; for an article with a headline
	agedPart, agedDays                  float64 // what a score loses at most with the time between two articles, and the days after which it has lost half of that
}

// analysis holds the constants whose change requires another analysis of all articles.
type analysis struct {
	fields      [4]float64 // weight of a word in kicker, headline, lead and body
	quoted      float64    // factor for a quoted word
	repeats     bool       // count repetitions within a paragraph of the body
	keepCommon  bool
	stem        string // "", "plural" or "light"
	pairs       int    // maximum number of pairs of adjacent words in an article, the first
	lead        bool   // an article without a headline has a lead
	sectionsToo bool
}

func shipped() formula {
	return formula{
		analysis:   analysis{fields: [4]float64{6, 3, 2, 1}, quoted: 0.5},
		saturation: 2, lengthPart: 0.9, rarityPower: 1,
		numberPart: 1, levels: true,
		tagValue: 1, sectionValue: 0.4,
		feedbackFrom: 3, feedbackWeight: 2, feedbackMost: 0.15, feedbackPower: 2,
		genreFrom: 16, genrePart: 0.5,
		nearDays: 4, nearPower: 4, background: 0.15, story: 1.25,
		spread: 1, stressPart: 0.25, agedPart: 0.25, agedDays: 365,
	}
}

// A kind is the kind of a term.
type kind uint8

const (
	word kind = iota
	pair
	tag
	section
	number // a word that consists of digits
)

func (k kind) isWord() bool { return k == word || k == number }

// value is scoring.Value.
func (f *formula) value(k kind, count, length, mean float64) float64 {
	switch k {
	case tag:
		return f.tagValue
	case section:
		return f.sectionValue
	}
	if f.levels {
		count = level(k, count)
	}
	v := count / (count + f.saturation*(1-f.lengthPart+f.lengthPart*length/mean))
	switch k {
	case pair:
		v *= math.Sqrt2 / 2 // a shared pair is worth half a word: its words already count
	case number:
		v *= math.Sqrt(f.numberPart)
	}
	return v
}

// levels are the counts that the codes of scoring represent.
var (
	levels       = []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 22, 30, 45}
	numberLevels = []float64{1, 2, 3, 5}
)

func level(k kind, count float64) float64 {
	levels := levels
	if k == number {
		levels = numberLevels
	}
	i := 0
	for i < len(levels)-1 && count >= (levels[i]+levels[i+1])/2 {
		i++
	}
	return levels[i]
}

// feedback is scoring.FeedbackPart.
func (f *formula) feedback(score float64) float64 {
	return min(f.feedbackMost, f.feedbackWeight*math.Pow(score, f.feedbackPower))
}

// rarity is scoring.Rarity.
func (f *formula) rarity(df, n int) float64 {
	return math.Pow(math.Log1p((float64(n-df)+0.5)/(float64(df)+0.5)), f.rarityPower)
}

// near is scoring.Near.
func (f *formula) near(seconds int64) float64 {
	return 1 / (1 + math.Pow(math.Abs(float64(seconds))/(24*3600)/f.nearDays, f.nearPower))
}

// stressed is scoring.Stressed.
func (f *formula) stressed(score, stress float64) float64 {
	return math.Pow(score, 1-f.stressPart) * math.Pow(stress, f.stressPart)
}

// aged is scoring.Aged.
func (f *formula) aged(seconds int64) float64 {
	return 1 - f.agedPart + f.agedPart/(1+math.Abs(float64(seconds))/(24*3600)/f.agedDays)
}

// A count is the number of occurrences of a term, weighted by field.
type count struct {
	kind      kind
	n         float64
	paragraph int // the last one in which it occurs
}

// terms is scoring.Analyzer.Analyze: it returns the terms of a text and its length.
func (f *formula) terms(t scoring.Text) (map[string]count, float64) {
	terms := map[string]count{}
	length, pairs, last := 0.0, 0, ""
	add := func(k kind, key string, n float64, paragraph int) {
		c, known := terms[key]
		switch {
		case known && paragraph > 0 && paragraph == c.paragraph && !f.repeats:
			return
		case k == pair && !known && pairs == f.pairs:
			return
		case k == pair && !known:
			pairs++
		}
		terms[key] = count{k, c.n + n, paragraph}
	}
	for w := range scoring.Words(t) {
		if !w.Joined {
			last = ""
		}
		if w.Common && (!f.keepCommon || len(w.Folded) == 0) {
			continue
		}
		field := w.Field
		if f.lead && field == scoring.InBody && w.Paragraph == 0 {
			field = scoring.InLead
		}
		n := f.fields[field]
		if w.Quoted {
			n *= f.quoted
		}
		length += n
		this := f.stemmed(string(w.Folded))
		k := word
		if w.Number {
			k = number
		}
		add(k, this, n, w.Paragraph)
		if last != "" && f.pairs > 0 {
			add(pair, pairKey(last, this), n, w.Paragraph)
		}
		last = this
	}
	for _, s := range t.Tags {
		terms["#"+strings.ToLower(s)] = count{kind: tag, n: 1}
	}
	for _, s := range t.Sections {
		terms["/"+strings.ToLower(s)] = count{kind: section, n: 1}
	}
	return terms, math.Floor(length)
}

// pairKey hashes a pair to 15 bits, which is as good as more.
func pairKey(first, second string) string {
	const bits = 15
	h := uint64(14695981039346656037)
	for _, c := range []byte(first + " " + second) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h >>= 64 - bits
	return "+" + string([]byte{byte(h), byte(h >> 8), byte(h >> 16)})
}

// stemmed removes plural endings or, like the minimal variant of Savoy's light stemmer,
// plural endings, a final r, a final e, and one of two doubled consonants.
func (f *formula) stemmed(w string) string {
	if f.stem == "" || len(w) < 5 || w[0] <= '9' {
		return w
	}
	if strings.HasSuffix(w, "aux") && !strings.HasSuffix(w, "eaux") {
		return w[:len(w)-2] + "l"
	}
	w = strings.TrimRight(w, "sx")
	if f.stem == "light" && len(w) > 4 {
		w = strings.TrimRight(strings.TrimSuffix(w, "r"), "e")
		if n := len(w); n > 4 && w[n-1] == w[n-2] {
			w = w[:n-1]
		}
	}
	return w
}
