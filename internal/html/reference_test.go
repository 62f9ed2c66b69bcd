package html

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// decoded returns s with the character reference at its start decoded.
func decoded(s string, inValue bool) string {
	r, r2, n := Reference(s, inValue)
	switch {
	case n == 0:
		return s
	case r2 != 0:
		return string(r) + string(r2) + s[n:]
	}
	return string(r) + s[n:]
}

// TestEveryName compares the decoding of every name in the standard, followed by a
// semicolon, by nothing and by other characters, with golang.org/x/net/html.
func TestEveryName(t *testing.T) {
	legacy := 0
	for _, ref := range references {
		name := "&" + names[ref.at:int(ref.at)+int(ref.n)]
		if ref.legacy {
			legacy++
		}
		for _, after := range []string{";", "", " ", "x", "7", "=", ";;", "é", "&"} {
			in := name + after
			if got, want := decoded(in, false), html.UnescapeString(in); got != want {
				t.Errorf("in text, %q: got %q, want %q", in, got, want)
			}
			z := html.NewTokenizer(strings.NewReader(`<a title="` + in + `">`))
			z.Next()
			if got, want := Unescape(in), z.Token().Attr[0].Val; got != want {
				t.Errorf("in a value, %q: got %q, want %q", in, got, want)
			}
		}
	}
	if len(references)+legacy != 2231 {
		t.Errorf("got %d names plus %d legacy names without a semicolon, want 2231 in total as in the standard", len(references), legacy)
	}
}

func TestReference(t *testing.T) {
	for _, c := range []struct{ rule, in, text, value string }{
		{"named", "&eacute;t", "ét", "ét"},
		{"legacy name without semicolon", "&eacutet", "ét", "&eacutet"},
		{"legacy name before =", "&copy=2", "©=2", "&copy=2"},
		{"legacy name before a digit", "&copy2", "©2", "&copy2"},
		{"legacy name before punctuation", "&copy-2", "©-2", "©-2"},
		{"legacy name at the end", "&copy", "©", "©"},
		{"the longest match wins", "&notin;", "∉", "∉"},
		{"legacy name in a longer word", "&notit;", "¬it;", "&notit;"},
		{"two characters", "&NotEqualTilde;", "≂̸", "≂̸"},
		{"two characters, longer than the name", "&nGt;", "≫⃒", "≫⃒"},
		{"the longest name of all", "&CounterClockwiseContourIntegral;", "∳", "∳"},
		{"one letter longer than any name", "&CounterClockwiseContourIntegrals;", "&CounterClockwiseContourIntegrals;", "&CounterClockwiseContourIntegrals;"},
		{"names are case-sensitive", "&EACUTE;", "&EACUTE;", "&EACUTE;"},
		{"prefix of a name", "&D", "&D", "&D"},
		{"unknown name", "&lorem;", "&lorem;", "&lorem;"},
		{"ampersand alone", "&", "&", "&"},
		{"empty name", "&;", "&;", "&;"},
		{"decimal", "&#233;t", "ét", "ét"},
		{"decimal without semicolon", "&#233t", "ét", "ét"},
		{"hexadecimal", "&#xe9;", "é", "é"},
		{"hexadecimal in upper case", "&#XE9;", "é", "é"},
		{"Windows-1252", "&#146;", "’", "’"},
		{"undefined in Windows-1252", "&#x81;", "\u0081", "\u0081"},
		{"first of Windows-1252", "&#128;", "€", "€"},
		{"last of Windows-1252", "&#159;", "Ÿ", "Ÿ"},
		{"just after Windows-1252", "&#160;", "\u00a0", "\u00a0"},
		{"zero", "&#0;", "\ufffd", "\ufffd"},
		{"surrogate", "&#xd800;", "\ufffd", "\ufffd"},
		{"last character", "&#x10FFFF;", "\U0010ffff", "\U0010ffff"},
		{"beyond Unicode", "&#x110000;", "\ufffd", "\ufffd"},
		{"overflow", "&#99999999999999999999;", "\ufffd", "\ufffd"},
		{"no digits", "&#;", "&#;", "&#;"},
		{"no hexadecimal digits", "&#xg;", "&#xg;", "&#xg;"},
	} {
		if got := decoded(c.in, false); got != c.text {
			t.Errorf("%s: %q in text: got %q, want %q", c.rule, c.in, got, c.text)
		}
		if got := Unescape(c.in); got != c.value {
			t.Errorf("%s: %q in a value: got %q, want %q", c.rule, c.in, got, c.value)
		}
	}
}

// TestUnescape compares Unescape with golang.org/x/net/html on random sequences of
// references and text.
func TestUnescape(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	parts := []string{"&amp;", "&copy", "é", "&#x3c;", " ", "=", "a", "&", ";", "&nGt;", "&#13;", "&notit;"}
	for range 20_000 {
		var in strings.Builder
		for range rng.IntN(8) {
			in.WriteString(parts[rng.IntN(len(parts))])
		}
		z := html.NewTokenizer(strings.NewReader(`<a title="` + in.String() + `">`))
		z.Next()
		want := z.Token().Attr[0].Val
		if got := Unescape(in.String()); got != want {
			t.Fatalf("%q: got %q, want %q", in.String(), got, want)
		}
	}
}

// TestNumbers compares numeric references with golang.org/x/net/html: every number up to
// 300, and a sample of those up to just beyond Unicode.
func TestNumbers(t *testing.T) {
	for n := 0; n < 0x111000; n += 1 + n/300 {
		for _, format := range []string{"&#%d;", "&#x%x;", "&#X%X", "&#%08d"} {
			in := fmt.Sprintf(format, n)
			if got, want := decoded(in, false), html.UnescapeString(in); got != want {
				t.Fatalf("%q: got %q, want %q", in, got, want)
			}
		}
	}
}
