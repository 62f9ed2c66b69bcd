package scoring_test

import (
	"math"
	"testing"

	"github.com/presse-go/presse/internal/related/scoring"
)

func TestValue(t *testing.T) {
	last := 0.0
	for code := range uint8(16) {
		v := scoring.Value(code, 300, 300)
		if v <= last || v >= 1 {
			t.Errorf("Value of code %d = %v, want more than %v, the value of the code before, and less than 1", code, v, last)
		}
		last = v
	}
	if long, short := scoring.Value(3, 600, 300), scoring.Value(3, 150, 300); long >= short {
		t.Errorf("Value in a text four times as long = %v, want less than %v", long, short)
	}
	if pair, word := scoring.Value(19, 300, 300), scoring.Value(0, 300, 300); math.Abs(pair*pair/(word*word)-0.5) > 1e-12 {
		t.Errorf("a shared pair is worth %v of a shared word, want half", pair*pair/(word*word))
	}
	if scoring.Value(scoring.CodeLang, 300, 300) != 0 {
		t.Error("the value of a language is not 0")
	}
	for _, v := range []float64{scoring.Value(0, 0, 0), scoring.Value(0, 10, 0), scoring.Value(255, 1, 1)} {
		if !(v >= 0 && v <= 1) {
			t.Errorf("value %v, want 0 to 1", v)
		}
	}
}

func TestRarity(t *testing.T) {
	last := math.Inf(1)
	for df := 0; df <= 1000; df++ {
		r := scoring.Rarity(df, 1000)
		if !(r >= 0 && r < last) {
			t.Fatalf("Rarity(%d, 1000) = %v, want from 0 to less than %v, the rarity at one document fewer", df, r, last)
		}
		last = r
	}
	if r := scoring.Rarity(5, 0); r != 0 {
		t.Errorf("Rarity(5, 0) = %v, want 0 if there are fewer documents than the frequency", r)
	}
}

func TestNear(t *testing.T) {
	const day = 24 * 3600
	for _, c := range []struct {
		seconds int64
		want    float64
	}{{0, 1}, {day, 0.996}, {-4 * day, 0.5}, {4 * day, 0.5}, {8 * day, 0.059}, {math.MaxInt64, 0}, {math.MinInt64, 0}} {
		if got := scoring.Near(c.seconds); math.Abs(got-c.want) > 0.001 {
			t.Errorf("Near(%d) = %.3f, want %.3f", c.seconds, got, c.want)
		}
	}
}

func TestFeedbackPart(t *testing.T) {
	if got := scoring.FeedbackPart(0.5, 0.5); math.Abs(got-0.35/3) > 1e-12 {
		t.Errorf("FeedbackPart of the best answer = %v, want 0.35/3", got)
	}
	if got := scoring.FeedbackPart(0, 0); got != 0 {
		t.Errorf("FeedbackPart(0, 0) = %v, want 0", got)
	}
}
