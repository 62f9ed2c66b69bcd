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

func TestAged(t *testing.T) {
	const day = 24 * 3600
	for _, c := range []struct {
		rule    string
		seconds int64
		want    float64
	}{
		{"at the same time", 0, 1},
		{"a year before", 365 * day, 0.875},
		{"a year later", -365 * day, 0.875},
		{"three years", 3 * 365 * day, 0.8125},
		{"at no known time", math.MaxInt64, 0.75},
	} {
		if got := scoring.Aged(c.seconds); math.Abs(got-c.want) > 0.001 {
			t.Errorf("%s: Aged(%d) = %.4f, want %.4f", c.rule, c.seconds, got, c.want)
		}
	}
}

func TestStressed(t *testing.T) {
	for _, c := range []struct{ score, stress, want float64 }{
		{1, 1, 1}, {0.16, 0.16, 0.16}, {0.0016, 1, 0.008}, {1, 0.0016, 0.2}, {1, 16, 2}, {0.5, 0, 0},
	} {
		if got := scoring.Stressed(c.score, c.stress); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("Stressed(%v, %v) = %v, want %v", c.score, c.stress, got, c.want)
		}
	}
}

func TestFeedbackPart(t *testing.T) {
	whole, half := scoring.FeedbackPart(0.2), scoring.FeedbackPart(0.1)
	if !(half > 0) || math.Abs(whole/half-4) > 1e-12 {
		t.Errorf("FeedbackPart(0.2) = %v, want four times FeedbackPart(0.1) = %v", whole, half)
	}
	if one, most := scoring.FeedbackPart(1), scoring.FeedbackPart(0.5); one != most {
		t.Errorf("FeedbackPart(1) = %v, want the maximum, %v, as for 0.5", one, most)
	}
}

func TestGenrePart(t *testing.T) {
	for share, want := range map[float64]float64{0: 1, 0.5: 0.75, 1: 0.5} {
		if got := scoring.GenrePart(share); got != want {
			t.Errorf("GenrePart(%v) = %v, want %v", share, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	e := scoring.Evidence{Value: 0.1, Terms: 100}
	for _, c := range []struct {
		rule       string
		more, than scoring.Evidence
	}{
		{"more in common", scoring.Evidence{Value: 0.2, Terms: 100}, e},
		{"as much of more terms", scoring.Evidence{Value: 0.1, Terms: 200}, e},
		{"as much without closeness in time", e, scoring.Evidence{Value: 0.1, Terms: 100, Near: scoring.NearStory}},
		{"anything, not nothing", e, scoring.Evidence{Terms: 100}},
		{"one term, not none", scoring.Evidence{Value: 1, Terms: 1}, scoring.Evidence{Value: 0.9}},
	} {
		if more, than := c.more.Share(), c.than.Share(); !(0 <= than && than < more && more <= 1) {
			t.Errorf("%s: share %v of %+v, want more than %v of %+v, both from 0 to 1", c.rule, more, c.more, than, c.than)
		}
	}
	if got := (scoring.Evidence{Value: math.NaN(), Terms: 3}).Share(); got != 0 {
		t.Errorf("share of a value of NaN = %v, want 0", got)
	}
}
