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
		{"ya with hamza is ya", "رئيس", "رييس"},
		{"waw with hamza is waw", "مسؤول", "مسوول"},
		{"ta marbuta is ha", "حكومة", "حكومه"},
		{"vowel signs are dropped", "مُحَمَّدٌ", "محمد"},
		{"tatweel is dropped", "الـمـغـرب", "المغرب"},
		{"Persian kaf and ya are the Arabic ones", "کی", "كي"},
		{"ha of other keyboards is ha", "ھشام ہشام", "هشام هشام"},
		{"alef with a wavy hamza is alef", "ٲحمد", "احمد"},
		{"the Moroccan g is kaf", "أگادير أݣادير أڭادير", "اكادير اكادير اكادير"},
		{"p and v are ba and fa", "پاريس ڤيديو", "باريس فيديو"},
		{"Arabic-Indic digits are ASCII digits", "٢٠٢٥", "2025"},
		{"Persian digits are ASCII digits", "۲۰۲۵", "2025"},
		{"other letters are kept", "Fès فاس", "Fès فاس"},
	} {
		var got []rune
		for _, r := range c.in {
			if r = arabic.Normalize(r); r != 0 {
				got = append(got, r)
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: Normalize turns %q into %q, want %q", c.rule, c.in, string(got), c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"letters have one spelling each", "إدارة المُستشفى", "اداره المستشفي"},
		{"a dropped character leaves nothing", "ـ", ""},
		{"other scripts are kept", "Fès ⴼⴰⵙ é", "Fès ⴼⴰⵙ é"},
		{"invalid UTF-8 is kept", "\xffأ\xd9", "\xffا\xd9"},
	} {
		if got := string(arabic.Plain([]byte(c.in))); got != c.want {
			t.Errorf("%s: Plain(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"the article is removed", "المغرب", "مغرب"},
		{"the article is removed with the conjunction", "والمغرب", "مغرب"},
		{"the article is removed with a preposition", "بالمغرب", "مغرب"},
		{"li- absorbs the alef of the article", "للحكومه", "حكوم"},
		{"the conjunction alone is removed", "ومدرسه", "مدرس"},
		{"the conjunction stays where it may be part of the root", "ولد", "ولد"},
		{"the feminine plural is removed", "انتخابات", "انتخاب"},
		{"the masculine plural is removed", "معلمين", "معلم"},
		{"the feminine nisba is removed", "مغربيه", "مغرب"},
		{"two letters remain after the article", "الحق", "حق"},
		{"the article stays where one letter would remain", "اله", "اله"},
		{"three letters remain before an ending", "مياه", "ميا"},
		{"an ending stays where two letters would remain", "مدن", "مدن"},
		{"an ending stays where two letters would remain, after the article", "الفتي", "فتي"},
		{"a pronoun is removed", "رييسهم", "رييس"},
		{"a verb ending is removed", "قررنا", "قرر"},
		{"bi- is removed before a noun without the article", "بمدينه", "مدين"},
		{"li- is removed before a noun without the article", "لمجلس", "مجلس"},
		{"bi- stays where three letters would remain", "بلاد", "بلاد"},
		{"the conjunction is removed before a preposition and the article", "وبالمغرب", "مغرب"},
		{"the conjunction is removed before bi-", "وبمدينه", "مدين"},
		{"fa- is part of a word", "فرنسا", "فرنسا"},
		{"what looks like an affix is removed from every form of a word", "برلمان", "رلم"},
		{"what looks like an affix is removed after the article too", "والبرلمان", "رلم"},
	} {
		if got := string(arabic.Stem([]byte(c.in))); got != c.want {
			t.Errorf("%s: Stem(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}
