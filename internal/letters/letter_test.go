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
		{"accents are dropped", "éÉçÑỳḥ", "eecnyh", Letter},
		{"ligatures are spelled out", "œŒæßﬁĲ", "oeoeaessfiij", Letter},
		{"other European letters become the nearest ASCII ones", "łđðþıſ", "lddthis", Letter},
		{"digits of every kind are ASCII digits", "²①", "21", Letter},
		{"other alphabets are kept, in lower case and without accents", "ΑωήЖй", "αωηжи", Letter},
		{"Tifinagh is kept", "ⵜⵖ", "ⵜⵖ", Letter},
		{"ideographs and syllables are kept", "日한", "日한", Letter},
		{"marks are silent", "\u0301\u0327\u064b\u05b0\u0364", "", Silent},
		{"soft hyphens, joiners and direction marks are silent", "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u061c\u2066", "", Silent},
		{"letters that slugs leave out are silent", "ʿь", "", Silent},
		{"apostrophes separate words", Apostrophes[1 : len(Apostrophes)-1], "", Parts},
		{"symbols and spaces separate words", "€°×½™—«\u00a0\u2028", "", Parts},
	} {
		var got []byte
		for _, r := range c.in {
			var role Role
			if got, role = AppendLetter(got, r); role != c.role {
				t.Errorf("%s: %q (%U) has role %d, want %d", c.rule, r, r, role, c.role)
			}
		}
		if string(got) != c.want {
			t.Errorf("%s: AppendLetter of %q appends %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

// AppendLetter and AppendFold must agree on every letter, apart from case.
func TestAppendLetterIsAppendFold(t *testing.T) {
	for r := rune(utf8.RuneSelf); r < 0x20000; r++ {
		got, role := AppendLetter(nil, r)
		if want := strings.ToLower(string(AppendFold(nil, string(r)))); role == Letter && string(got) != want {
			t.Errorf("AppendLetter(%q) (%U) = %q, want %q as AppendFold has it", r, r, got, want)
		}
		if role != Letter && len(got) > 0 {
			t.Errorf("AppendLetter(%U) = %q, want nothing since it is not a Letter", r, got)
		}
	}
}
