package letters

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAppendLetter(t *testing.T) {
	for _, c := range []struct {
		rule, in, want string
		role           Role
	}{
		{"accents go", "éÉçÑỳḥ", "eecnyh", Letter},
		{"ligatures are their letters", "œŒæßﬁĲ", "oeoeaessfiij", Letter},
		{"letters of Europe are the nearest", "łđðþıſ", "lddthis", Letter},
		{"digits of all kinds are digits", "²①", "21", Letter},
		{"other alphabets stay, in lower case and without accents", "ΑωήЖй", "αωηжи", Letter},
		{"Tifinagh stays", "ⵜⵖ", "ⵜⵖ", Letter},
		{"ideographs and syllables stay", "日한", "日한", Letter},
		{"marks are silent", "\u0301\u0327\u064b\u05b0\u0364", "", Silent},
		{"so are soft hyphens, joiners and marks of direction", "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u061c\u2066", "", Silent},
		{"so are letters that slugs leave out", "ʿь", "", Silent},
		{"apostrophes part words", Apostrophes[1 : len(Apostrophes)-1], "", Parts},
		{"so do signs and spaces", "€°×½™—«\u00a0\u2028", "", Parts},
	} {
		var got []byte
		for _, r := range c.in {
			var role Role
			if got, role = AppendLetter(got, r); role != c.role {
				t.Errorf("%s: %q (%U) has role %d, want %d", c.rule, r, r, role, c.role)
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// What AppendLetter makes of a letter is what AppendFold makes of it.
func TestAppendLetterIsAppendFold(t *testing.T) {
	for r := rune(utf8.RuneSelf); r < 0x20000; r++ {
		got, role := AppendLetter(nil, r)
		if want := strings.ToLower(string(AppendFold(nil, string(r)))); role == Letter && string(got) != want {
			t.Errorf("%c (%U) is %q, folds to %q", r, r, got, want)
		}
		if role != Letter && len(got) > 0 {
			t.Errorf("%U is no letter and gives %q", r, got)
		}
	}
}
