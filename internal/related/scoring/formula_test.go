package scoring_test

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/presse-go/presse/internal/related/scoring"
)

// TestFormula checks the formula against values computed by hand.
func TestFormula(t *testing.T) {
	for _, c := range []struct {
		rule      string
		got, want float64
	}{
		{"a word that occurs once in a text of mean length", scoring.Value(0, 300, 300), 1 / (1 + 2.0)},
		{"a word that occurs three times", scoring.Value(2, 300, 300), 3 / (3 + 2.0)},
		{"a word that occurs 45 times", scoring.Value(15, 300, 300), 45 / (45 + 2.0)},
		{"a word in a text of twice the mean length", scoring.Value(0, 600, 300), 1 / (1 + 2.0*1.9)},
		{"a word in a text of length 0", scoring.Value(0, 0, 300), 1 / (1 + 2.0*0.1)},
		{"a mean length below 1", scoring.Value(0, 1, 0), 1 / (1 + 2.0)},
		{"a tag, whatever the length", scoring.Value(scoring.CodeTag, 900, 300), 1},
		{"a section, whatever the length", scoring.Value(scoring.CodeSection, 900, 300), 0.4},
		{"a language", scoring.Value(scoring.CodeLang, 300, 300), 0},
		{"an unused code", scoring.Value(31, 300, 300), 0},
		{"a number that occurs once", scoring.Value(scoring.CodeNumber, 300, 300), 1.0 / (1 + 2)},
		{"a number that occurs five times", scoring.Value(scoring.CodeNumber+3, 300, 300), 5.0 / (5 + 2)},
		{"the rarity of a word in 1 of 1,000 documents", scoring.Rarity(1, 1000), math.Log(1001 / 1.5)},
		{"the rarity of a word in every second document", scoring.Rarity(500, 1000), math.Log(1001 / 500.5)},
		{"the rarity of a word in all documents", scoring.Rarity(1000, 1000), math.Log(1001 / 1000.5)},
		{"nearness at an hour", scoring.Near(3600), 1 / (1 + math.Pow(1.0/96, 4))},
		{"nearness at three days", scoring.Near(-3 * 86400), 1 / (1 + math.Pow(0.75, 4))},
		{"nearness at eight days", scoring.Near(8 * 86400), 1.0 / 17},
		{"the weight of nearness", scoring.NearBackground, 0.15},
		{"the weight of nearness in a story", scoring.NearStory, 1.25},
		{"the number of answers for feedback", scoring.FeedbackFrom, 3},
		{"the feedback of an answer", scoring.FeedbackPart(0.2), 2 * 0.04},
		{"the feedback of a similar answer", scoring.FeedbackPart(0.3), 0.15},
		{"the feedback of an answer with score 0", scoring.FeedbackPart(0), 0},
	} {
		assert.InDelta(t, c.want, c.got, 1e-12, c.rule)
	}
}

// repeated returns a body of n paragraphs s after a first paragraph without s.
func repeated(s string, n int) string { return "bilan" + strings.Repeat("\n\n"+s, n) }

func TestCountsAreKeptByTheNearestLevel(t *testing.T) {
	var a scoring.Analyzer
	find := func(n int, kind uint8) uint8 {
		terms, _ := a.Analyze(scoring.Text{Body: repeated("vallée inondée 2026", n)}, nil)
		i := slices.IndexFunc(terms, func(x scoring.Term) bool {
			return kind == 0 && x.Written == "vallée" || kind > 0 && x.Code >= kind
		})
		return terms[i].Code
	}
	for _, c := range []struct {
		rule   string
		kind   uint8
		levels []int
	}{
		{"words", 0, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 22, 30, 45}},
		{"numbers", scoring.CodeNumber, []int{1, 2, 3, 5}},
	} {
		for n := 1; n <= 60; n++ {
			want := 0
			for i, level := range c.levels {
				if 2*n >= level+c.levels[max(0, i-1)] { // ties go to the higher level
					want = i
				}
			}
			assert.Equal(t, c.kind+uint8(want), find(n, c.kind), "%s: %d times", c.rule, n)
		}
	}
}

func TestTermsAreBounded(t *testing.T) {
	var a scoring.Analyzer
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "mot%d ", i)
	}
	terms, length := a.Analyze(scoring.Text{Body: b.String()}, nil)
	assert.Len(t, terms, 900)
	assert.Equal(t, "mot899", terms[len(terms)-1].Written, "the last word: the first 900 words are used")
	assert.Equal(t, 1000, length, "all words add to the length")

	same := func(n, m int) bool {
		x, _ := a.Analyze(scoring.Text{Headline: strings.Repeat("x", n)}, nil)
		y, _ := a.Analyze(scoring.Text{Headline: strings.Repeat("x", m)}, nil)
		return x[0].Hash == y[0].Hash
	}
	assert.False(t, same(63, 64), "the first 64 bytes of a word matter")
	assert.True(t, same(64, 65), "bytes after the first 64 do not matter")
	accented := func(n int) uint64 {
		x, _ := a.Analyze(scoring.Text{Lang: "ar", Headline: strings.Repeat("ж", n)}, nil)
		return x[0].Hash
	}
	assert.NotEqual(t, accented(31), accented(32))
	assert.Equal(t, accented(32), accented(33), "a letter beyond 64 bytes is dropped whole")

	tags := make([]string, 3000)
	for i := range tags {
		tags[i] = fmt.Sprint("tag", i)
	}
	terms, _ = a.Analyze(scoring.Text{Body: b.String(), Tags: tags}, nil)
	assert.Len(t, terms, 2048, "tags fill at most half of the table")
}

func TestBoundsOfCopies(t *testing.T) {
	const day, much = 24 * 3600, 1e9 // a share that is certain
	for _, c := range []struct {
		rule                    string
		share, worth            float64
		words, theirWords, both int
		apart                   int64
		want                    bool
	}{
		{"0.55 of the words", 1, much, 99, 99, 55, 0, true},
		{"less than 0.55 of the words", 1, much, 99, 99, 54, 0, false},
		{"0.455 of the phrases", 0.4551, much, 99, 99, 99, 0, true},
		{"less than 0.455 of the phrases", 0.4549, much, 99, 99, 99, 0, false},
		{"half a year apart, 0.585 of the phrases", 0.5851, much, 99, 99, 99, 365 * day / 2, true},
		{"half a year apart, less than 0.585 of the phrases", 0.5849, much, 99, 99, 99, 365 * day / 2, false},
		{"a year apart, 0.715 of the phrases", 0.7151, much, 99, 99, 99, 365 * day, true},
		{"a year apart, less than 0.715 of the phrases", 0.7149, much, 99, 99, 99, 365 * day, false},
		{"a century apart, 0.715 of the phrases", 0.7151, much, 99, 99, 99, 36500 * day, true},
		{"half as long, 0.49 of the phrases", 0.4901, much, 100, 200, 100, 0, true},
		{"half as long, less than 0.49 of the phrases", 0.4899, much, 200, 100, 100, 0, false},
		{"words count as ten phrases", 0, 11.9, 9999, 9999, 9999, 0, true},
		{"words count as no more than ten phrases", 0, 12.0, 9999, 9999, 9999, 0, false},
		{"the share of words counts to the power of 3", 0, 1e-9, 9999, 9999, 7693, 0, true},
		{"a lower share of words to the power of 3", 0, 1e-9, 9999, 9999, 7688, 0, false},
		{"words count less for a much shorter text: enough for 600 of 4,000", 0, 1e-9, 600, 4000, 600, 0, true},
		{"words count less for a much shorter text: too little for 600 of 7,500", 0, 1e-9, 7500, 600, 600, 0, false},
		{"no phrases to compare, the same words", 0, 0, 3, 3, 3, 0, true},
		{"no phrases to compare, another word", 0, 0, 3, 4, 3, 0, false},
		{"neither phrases nor words", 0, 0, 0, 0, 0, 0, false},
	} {
		assert.Equal(t, c.want, scoring.Copies(c.share, c.worth, c.words, c.theirWords, c.both, c.apart), c.rule)
	}
	assert.True(t, scoring.MaybeCopies(0, 11.9), "MaybeCopies at a share that suffices if all words are shared")
	assert.False(t, scoring.MaybeCopies(0, 12.0))
}

func TestLevelsOfSketches(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, c := range []struct{ words, level int }{
		{5, 0}, {2100, 0}, {2101, 1}, {4201, 1}, {4204, 2}, {8408, 3}, {16816, 4}, {200000, 4},
	} {
		s := sketch(randomWords(r, c.words))
		assert.Equal(t, byte(c.level), s[0], "%d words", c.words)
	}
	assert.Empty(t, sketch(randomWords(r, 4)))
}

// TestAnalysisIsWhatSnapshotsHold fails if the analysis of texts changes. Whoever
// changes it must raise related.snapshotRules together with the number here, because
// the terms of a query would no longer match those of older snapshots.
func TestAnalysisIsWhatSnapshotsHold(t *testing.T) {
	h := fnv.New64a()
	var a scoring.Analyzer
	for _, text := range []scoring.Text{
		{Lang: "fr", Headline: "Crue : l’oued déborde à Fès", Deck: "Trois quartiers évacués", Body: "« Nous avons eu peur », dit Karim. Les secours sont là.\n\nL’oued est rentré dans son lit ; l’œuvre de trois nuits.\n\nLa crue de 2019 avait fait moins.", Tags: []string{"Météo", "Côte d’Ivoire"}, Sections: []string{"Régions"}},
		{Lang: "ar", Headline: "أكدت الحكومة المغربية في بلاغٍ", Body: "الرباط، فاس ١٢"},
		{Lang: "en", Headline: "The king’s speech", Body: "What’s in it? Straße, Łódź, Москва, ⵜⴰⵎⴰⵣⵉⵖⵜ."},
	} {
		terms, length := a.Analyze(text, nil)
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(length)))
		for _, x := range terms {
			h.Write(append(binary.LittleEndian.AppendUint64([]byte(x.Written), x.Hash), x.Code))
		}
		h.Write(a.AppendSketch(nil))
	}
	assert.Equal(t, uint64(0x3c467c6817dd695b), h.Sum64(), "hash of the analysis under rules 7")
}
