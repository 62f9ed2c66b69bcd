package main

import (
	"math"
	"testing"

	"github.com/presse-go/presse/internal/related/scoring"
)

// TestShipped compares the formula of this program with that of
// internal/related/scoring.
func TestShipped(t *testing.T) {
	f := shipped()
	text := scoring.Text{
		Headline: "Inondations à Fès : trois quartiers évacués",
		Deck:     "Le niveau de l’oued a baissé dans la nuit",
		Body:     "Les secours ont relogé trente familles.\n\nL’oued Fès est rentré dans son lit, les secours restent.",
		Tags:     []string{"Fès"},
		Sections: []string{"regions"},
	}
	const mean = 120
	want := map[kind]float64{}
	terms, length := new(scoring.Analyzer).Analyze(text, nil)
	for _, x := range terms {
		want[kindOf(x.Code)] += scoring.Value(x.Code, length, mean)
	}
	got := map[kind]float64{}
	counts, n := f.terms(text)
	for _, c := range counts {
		got[c.kind] += f.value(c.kind, c.n, n, mean)
	}
	if n != float64(length) {
		t.Errorf("length %v, want %d as in scoring", n, length)
	}
	for k := range want {
		if math.Abs(got[k]-want[k]) > 1e-9 {
			t.Errorf("sum of values of kind %d = %v, want %v as in scoring", k, got[k], want[k])
		}
	}
	for _, df := range []int{1, 10, 400, 1000} {
		if got, want := f.rarity(df, 1000), scoring.Rarity(df, 1000); math.Abs(got-want) > 1e-9 {
			t.Errorf("rarity(%d) = %v, want %v as in scoring", df, got, want)
		}
	}
	for _, s := range []int64{0, 3600, 1e5, -1e6} {
		if got, want := f.near(s), scoring.Near(s); math.Abs(got-want) > 1e-9 {
			t.Errorf("near(%d) = %v, want %v as in scoring", s, got, want)
		}
	}
	for _, s := range []int64{0, 1e5, -1e8} {
		if got, want := f.aged(s), scoring.Aged(s); math.Abs(got-want) > 1e-9 {
			t.Errorf("aged(%d) = %v, want %v as in scoring", s, got, want)
		}
	}
	if got, want := f.stressed(0.3, 0.7), scoring.Stressed(0.3, 0.7); math.Abs(got-want) > 1e-9 {
		t.Errorf("stressed(0.3, 0.7) = %v, want %v as in scoring", got, want)
	}
	for _, score := range []float64{0, 0.1, 0.25, 0.3, 1} {
		if got, want := f.feedback(score), scoring.FeedbackPart(score); math.Abs(got-want) > 1e-9 {
			t.Errorf("feedback(%v) = %v, want %v as in scoring", score, got, want)
		}
	}
	if got, want := 1-f.genrePart*0.3, scoring.GenrePart(0.3); math.Abs(got-want) > 1e-9 || f.genreFrom != scoring.GenreFrom {
		t.Errorf("part of a word that 0.3 of the best answers have = %v, want %v as in scoring", got, want)
	}
	if f.feedbackFrom != scoring.FeedbackFrom || f.background != scoring.NearBackground || f.story != scoring.NearStory {
		t.Error("constants of feedback or nearness differ from those of scoring")
	}
}

func kindOf(code uint8) kind {
	switch {
	case code == scoring.CodeTag:
		return tag
	case code == scoring.CodeSection:
		return section
	case code >= scoring.CodeNumber:
		return number
	}
	return word
}
