package publish

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"<p>été</p>\t\n":                                     "<p>été</p>\t\n",
		"l\u0092eau\u0085de mer":                             "leau de mer", // Windows-1252 read as Latin-1
		"\x7e\x7f\u0080\u009f\u00a0":                         "~\u00a0",
		"\ufdcf\ufdd0\ufdef\ufdf0":                           "\ufdcf\ufdf0",
		"\U0001fffd\U0001fffe\U0001ffff\U00020000\U0010ffff": "\U0001fffd\U00020000",
		"\uFFFD ⵜⴰⵎⴰⵣⵉⵖⵜ \u200f🙂":                            "\uFFFD ⵜⴰⵎⴰⵣⵉⵖⵜ \u200f🙂",
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
}

// The bytes that printable passes over quickly begin no character that it removes.
func TestPrintableCharacters(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		if !utf8.ValidRune(r) {
			continue
		}
		want := "é" + string(r) + "e"
		switch {
		case r == '\u0085':
			want = "é e"
		case isDiscouraged(r):
			want = "ée"
		}
		if got := printable("é" + string(r) + "e"); got != want {
			t.Errorf("printable of é, %U and e = %q, want %q", r, got, want)
		}
	}
	if in := strings.Repeat("\xff", 3); printable(in) != in {
		t.Errorf("printable(%q) = %q", in, printable(in))
	}
}
