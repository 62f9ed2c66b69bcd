package scoring_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/presse-go/presse/internal/related/scoring"
)

// sketch returns the sketch of words, which are given as hashes.
func sketch(words []uint64) []byte {
	var s scoring.Sketcher
	for _, w := range words {
		s.Add(w)
	}
	return s.Append(nil)
}

func randomWords(r *rand.Rand, n int) []uint64 {
	words := make([]uint64, n)
	for i := range words {
		words[i] = r.Uint64()
	}
	return words
}

// TestSharedPhrasesIsTheShareOfTheShorterText checks the estimate for texts of which a
// known share is the same. Its mean must be right and its spread must be what its worth
// says, or its worth must be almost nothing.
func TestSharedPhrasesIsTheShareOfTheShorterText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		shorter, longer int
		share           float64
		worthless       bool
	}{
		{100, 100, 0, false}, {100, 100, 0.5, false}, {100, 100, 1, false},
		{400, 400, 0, false}, {400, 400, 0.5, false}, {400, 400, 1, false},
		{300, 900, 0.5, false}, {300, 900, 1, false},
		{1100, 1100, 0.5, false}, {2000, 2000, 0.5, false},
		{30000, 30000, 0, false}, {30000, 30000, 0.5, false}, {30000, 30000, 1, false},
		{30, 1100, 0.5, true},
		{2000, 2400, 0.5, false}, // sketches of different levels
		{2300, 9000, 0.5, true},  // sketches two levels apart
	} {
		t.Run(fmt.Sprintf("%d words and %d, %.1f shared", c.shorter, c.longer, c.share), func(t *testing.T) {
			const draws = 200
			mean, square, worths := 0.0, 0.0, 0.0
			for range draws {
				x := randomWords(r, c.longer)
				y := randomWords(r, c.shorter)
				copy(y, x[:int(c.share*float64(c.shorter))])
				share, worth := scoring.SharedPhrases(sketch(x), sketch(y))
				same, sameWorth := scoring.SharedPhrases(sketch(y), sketch(x))
				require.Equal(t, []float64{share, worth}, []float64{same, sameWorth}, "SharedPhrases must be symmetric")
				mean += share / draws
				square += (share - c.share) * (share - c.share) / draws
				worths += worth / draws
			}
			t.Logf("mean %.2f ± %.2f, worth %.0f phrases", mean, math.Sqrt(square), worths)
			if c.worthless {
				assert.Less(t, worths, 12.0)
				return
			}
			assert.InDelta(t, c.share, mean, 0.06)
			if c.share == 0.5 {
				// A short text marks slots with all of its phrases, so its share is known better.
				assert.InEpsilon(t, 0.5/math.Sqrt(worths), math.Sqrt(square), 0.6, "standard deviation of the share")
			}
		})
	}
}

func TestSketches(t *testing.T) {
	var a scoring.Analyzer
	read := func(text scoring.Text) []byte {
		a.Analyze(text, nil)
		return a.AppendSketch(nil)
	}
	body := "Le port de Nador a reçu lundi son premier navire de blé. Le déchargement a pris deux jours, sous une pluie fine."

	assert.Len(t, read(scoring.Text{Body: body}), scoring.SketchSize)
	assert.Equal(t, read(scoring.Text{Headline: "Nador : un navire", Body: body}), read(scoring.Text{Headline: "Du blé au port", Body: body}),
		"the headline must not count")
	assert.Equal(t, read(scoring.Text{Deck: body}), read(scoring.Text{Body: body}), "a deck must count")
	assert.Equal(t, read(scoring.Text{Headline: body}), read(scoring.Text{Body: body}), "a headline must count if there is no other text")
	assert.Equal(t, read(scoring.Text{Body: body}), read(scoring.Text{Body: strings.ToUpper(body)}), "case must not count")
	assert.NotEqual(t, read(scoring.Text{Body: body}), read(scoring.Text{Body: strings.Replace(body, "de blé", "du blé", 1)}), "common words must count")
	assert.Empty(t, read(scoring.Text{Body: "Nador reçoit"}), "two words are not a phrase")
	assert.Equal(t, read(scoring.Text{Body: "Le thermomètre affichera 31 degrés samedi"}), read(scoring.Text{Body: "Le thermomètre affichera 9 degrés samedi"}),
		"all numbers must count as one word")

	// A sketch may come from a damaged snapshot, so no bytes may cause a panic or NaN.
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 3 * scoring.SketchSize {
		x, y := make([]byte, n), make([]byte, scoring.SketchSize)
		for i := range x {
			x[i] = byte(r.Uint32())
		}
		binary.LittleEndian.PutUint64(y, r.Uint64())
		share, worth := scoring.SharedPhrases(x, y)
		assert.False(t, math.IsNaN(share+worth) || math.IsInf(share+worth, 0), "%x %x", x, y)
	}
}

func TestCopiesHaveMostPhrasesAndWordsInCommon(t *testing.T) {
	for _, c := range []struct {
		rule                    string
		share, worth            float64
		words, theirWords, both int
		days                    int64
		want                    bool
	}{
		{"the same text", 1, 80, 150, 150, 150, 0, true},
		{"a wire story with a tenth of the words changed", 0.59, 80, 150, 120, 105, 0, true},
		{"half of a text, on the same day", 0.55, 80, 150, 150, 120, 0, true},
		{"half of a text, a year later", 0.55, 80, 150, 150, 120, 365, false},
		{"nearly the same text, a year later", 0.75, 80, 150, 150, 130, 365, true},
		{"nearly the same text, ten years later", 0.75, 80, 150, 150, 130, 3650, true},
		{"half of a brief in a long report", 0.5, 40, 60, 600, 48, 0, false},
		{"half of a text in one of the same length", 0.5, 40, 60, 60, 48, 0, true},
		{"a part of a longer text", 0.9, 40, 60, 200, 58, 0, true},
		{"one agency's text, edited by two papers", 0.35, 80, 150, 150, 90, 0, false},
		{"two reports of an event", 0.05, 80, 150, 150, 50, 0, false},
		{"phrases that collide by chance, other words", 0.6, 80, 150, 150, 60, 0, false},
		{"a brief and a long report that marks every slot", 1, 1, 28, 500, 25, 0, false},
		{"the same headline without a body", 0, 0, 4, 4, 4, 0, true},
		{"headlines that differ in one word", 0, 0, 4, 4, 3, 0, false},
		{"empty texts", 0, 0, 0, 0, 0, 0, false},
	} {
		assert.Equal(t, c.want, scoring.Copies(c.share, c.worth, c.words, c.theirWords, c.both, c.days*24*3600), c.rule)
		assert.True(t, !c.want || scoring.MaybeCopies(c.share, c.worth), "%s: MaybeCopies must be true if Copies is", c.rule)
	}
	assert.False(t, scoring.MaybeCopies(0.2, 80), "MaybeCopies for two unrelated texts")
}

func BenchmarkSharedPhrases(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	x, y := sketch(randomWords(r, 400)), sketch(randomWords(r, 300))
	for b.Loop() {
		if scoring.MaybeCopies(scoring.SharedPhrases(x, y)) {
			b.Fatal("MaybeCopies returned true for texts without a common word")
		}
	}
}

// Sketches of different levels are compared by the slots that both cover: each slot of
// the lower level is divided into several of the higher one.
func TestSketchesOfTwoLevels(t *testing.T) {
	const slots = 8 * (scoring.SketchSize - 1)
	r := rand.New(rand.NewPCG(9, 10))
	for _, c := range []struct{ level, other int }{{0, 0}, {0, 1}, {1, 0}, {0, 3}, {2, 4}, {4, 0}, {0, 4}, {0, 9}} {
		x, y := make([]byte, scoring.SketchSize), make([]byte, scoring.SketchSize)
		x[0], y[0] = byte(c.level), byte(c.other)
		bits := func(s []byte) (set [slots]bool) {
			for i := range set {
				if set[i] = r.IntN(3) == 0; set[i] {
					s[1+i/8] |= 1 << (i % 8)
				}
			}
			return set
		}
		coarse, fine := bits(x), bits(y)
		if c.level > c.other {
			coarse, fine = fine, coarse
		}
		parts := 1 << min(4, max(c.level, c.other)-min(c.level, c.other))
		inX, inY, either := 0.0, 0.0, 0.0
		for i := range slots / parts {
			in := slices.Contains(fine[i*parts:(i+1)*parts], true)
			if coarse[i] {
				inX++
			}
			if in {
				inY++
			}
			if coarse[i] || in {
				either++
			}
		}
		all := float64(slots/parts + 1)
		shorter := min(all*math.Log(all/(all-inX)), all*math.Log(all/(all-inY)))
		common := all*math.Log(all/(all-inX)) + all*math.Log(all/(all-inY)) - all*math.Log(all/(all-either))
		free := (all - max(inX, inY)) / all
		share, worth := scoring.SharedPhrases(x, y)
		assert.InDelta(t, common/shorter, share, 1e-9, "share, levels %d and %d", c.level, c.other)
		assert.InDelta(t, shorter*free/(2-free), worth, 1e-9, "worth, levels %d and %d", c.level, c.other)
	}
	full, none := slices.Repeat([]byte{255}, scoring.SketchSize), make([]byte, scoring.SketchSize)
	full[0] = 0
	for _, pair := range [][2][]byte{{full, none}, {none, full}, {none, none}, {full, full[1:]}, {nil, full}} {
		share, worth := scoring.SharedPhrases(pair[0], pair[1])
		assert.Equal(t, []float64{0, 0}, []float64{share, worth}, "SharedPhrases(%x, %x)", pair[0], pair[1])
	}
}
