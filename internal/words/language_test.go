package words_test

import (
	"testing"

	"github.com/presse-go/presse/internal/words"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ rule, tag, want string }{
		{"a language alone", "fr", "fr"},
		{"a region", "ar-MA", "ar"},
		{"a script and a region", "zh-Hant-TW", "zh"},
		{"an underscore, as WordPress writes it", "ar_MA", "ar"},
		{"capitals", "AR", "ar"},
		{"capitals and a region", "Fr-ca", "fr"},
		{"French in three letters", "fra", "fr"},
		{"French in three letters, of English", "fre", "fr"},
		{"Arabic in three letters", "ara-MA", "ar"},
		{"English in three letters", "ENG", "en"},
		{"a language without a two-letter code", "zgh", "zgh"},
		{"another language in capitals", "ES", "es"},
		{"a language that begins like French", "fry", "fry"},
		{"nothing", "", ""},
	} {
		if got := words.Language(c.tag); got != c.want {
			t.Errorf("%s: Language(%q) = %q, want %q", c.rule, c.tag, got, c.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() {
		words.Language("fr")
		words.Language("ar-MA")
		words.Language("EN_GB")
		words.Language("zgh")
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
