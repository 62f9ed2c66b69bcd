package arabic_test

import (
	"testing"

	"github.com/presse-go/presse/internal/arabic"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"alef with hamza above is alef", "أحمد", "احمد"},
		{"alef with hamza below is alef", "إسلام", "اسلام"},
		{"alef with madda is alef", "آسفي", "اسفي"},
		{"alef wasla is alef", "ٱلمغرب", "المغرب"},
		{"alef maqsura is ya", "مستشفى", "مستشفي"},
		{"hamza on ya goes back to ya", "رئيس", "رييس"},
		{"hamza on waw goes back to waw", "مسؤول", "مسوول"},
		{"ta marbuta is ha", "حكومة", "حكومه"},
		{"vowel signs vanish", "مُحَمَّدٌ", "محمد"},
		{"tatweel vanishes", "الـمـغـرب", "المغرب"},
		{"Persian ya and kaf are the Arabic ones", "کی", "كي"},
		{"Arabic-Indic digits", "٢٠٢٥", "2025"},
		{"Persian digits", "۲۰۲۵", "2025"},
		{"other letters stay", "Fès فاس", "Fès فاس"},
	} {
		var got []rune
		for _, r := range c.in {
			if r = arabic.Normalize(r); r != 0 {
				got = append(got, r)
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.in, string(got), c.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"the article goes", "المغرب", "مغرب"},
		{"with the conjunction", "والمغرب", "مغرب"},
		{"with a preposition", "بالمغرب", "مغرب"},
		{"li- swallows the alef", "للحكومه", "حكوم"},
		{"the conjunction alone", "ومدرسه", "مدرس"},
		{"the conjunction stays where it may be the root's", "ولد", "ولد"},
		{"feminine plural", "انتخابات", "انتخاب"},
		{"masculine plural", "معلمين", "معلم"},
		{"nisba in the feminine", "مغربيه", "مغرب"},
		{"two letters always stay", "اله", "ال"},
		{"nothing to take off", "برلمان", "برلم"}, // light10 takes -an: the same in every form of the word
	} {
		if got := string(arabic.Stem([]byte(c.in))); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}
