package english_test

import (
	"testing"

	"github.com/presse-go/presse/internal/english"
)

func TestStem(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"the plural ending is removed", "floods", "flood"},
		{"the plural in -es keeps its e", "votes", "vote"},
		{"the plural in -sses", "losses", "loss"},
		{"the plural in -ies and its singular have one stem", "cities", "citi"},
		{"the singular in -y", "city", "citi"},
		{"a short word in -ies", "ties", "tie"},
		{"-ied is the past of -y", "carried", "carri"},
		{"a y after a vowel stays", "delay", "delay"},
		{"a y at the second place stays", "by", "by"},
		{"a y after the first letter stays with it", "sly", "sli"},
		{"-us is no plural", "virus", "virus"},
		{"-ss is no plural", "press", "press"},
		{"an s after the only vowel stays", "gas", "gas"},
		{"an s after a vowel and a consonant is removed", "gaps", "gap"},
		{"-ing is removed", "flooding", "flood"},
		{"-ed is removed", "flooded", "flood"},
		{"-edly is removed", "reportedly", "report"},
		{"-ingly is removed", "increasingly", "increas"},
		{"a word without another vowel keeps -ing", "string", "string"},
		{"a word without another vowel keeps -ed", "bred", "bred"},
		{"a doubled consonant becomes one", "planning", "plan"},
		{"a doubled l stays", "falling", "fall"},
		{"an s after two vowels and -ed", "focused", "focus"},
		{"a short word gets its e back", "hoping", "hope"},
		{"a short word of two letters gets its e back", "using", "use"},
		{"no e after w, x and y", "boxing", "box"},
		{"a word of two syllables gets no e", "opened", "open"},
		{"-at gets its e back", "created", "create"},
		{"-bl gets its e back", "troubled", "trouble"},
		{"-iz gets its e back", "seized", "seize"},
		{"-eed becomes -ee", "agreed", "agree"},
		{"-eedly becomes -ee", "agreedly", "agree"},
		{"-eed is part of a short word", "feed", "feed"},
		{"y is a vowel after a consonant", "crying", "cri"},
		{"y is a consonant at the beginning", "yes", "yes"},
		{"news are not new", "news", "news"},
		{"a sky is no ski", "sky", "sky"},
		{"skies are several", "skies", "sky"},
		{"dying is to die", "dying", "die"},
		{"a herring is a noun", "herring", "herring"},
		{"derivations are kept", "organization", "organization"},
		{"a short word is kept", "us", "us"},
		{"a word with digits is kept", "a380s", "a380s"},
		{"a word with other letters is kept", "łódźs", "łódźs"},
		{"no word", "", ""},
	} {
		if got := string(english.Stem([]byte(c.in))); got != c.want {
			t.Errorf("%s: Stem(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// TestStemStaysInPlace checks that Stem does not write past the word in its buffer.
func TestStemStaysInPlace(t *testing.T) {
	for _, w := range []string{"using", "created", "skies", "dying", "cities", "hoping"} {
		buf := append([]byte(w), '!')
		english.Stem(buf[:len(w)])
		if buf[len(w)] != '!' {
			t.Errorf("Stem(%q) changes the byte after the word to %q", w, buf[len(w)])
		}
	}
}
