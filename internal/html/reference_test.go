package html

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// decoded returns what the reference at the beginning of s stands for, and the rest.
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

// TestEveryName holds all names of the standard, with and without semicolon and before
// other signs, to golang.org/x/net/html.
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
				t.Errorf("text %q: got %q, want %q", in, got, want)
			}
			z := html.NewTokenizer(strings.NewReader(`<a title="` + in + `">`))
			z.Next()
			if got, want := Unescape(in), z.Token().Attr[0].Val; got != want {
				t.Errorf("value %q: got %q, want %q", in, got, want)
			}
		}
	}
	if len(references)+legacy != 2231 {
		t.Errorf("%d names, %d of them without semicolon too: the standard has 2231 in all", len(references), legacy)
	}
}

func TestReference(t *testing.T) {
	for _, c := range []struct{ rule, in, text, value string }{
		{"named", "&eacute;t", "ét", "ét"},
		{"old name without semicolon", "&eacutet", "ét", "&eacutet"},
		{"old name before =", "&copy=2", "©=2", "&copy=2"},
		{"old name before a digit", "&copy2", "©2", "&copy2"},
		{"old name before a sign", "&copy-2", "©-2", "©-2"},
		{"old name at the end", "&copy", "©", "©"},
		{"the longest name counts", "&notin;", "∉", "∉"},
		{"an old name in a longer word", "&notit;", "¬it;", "&notit;"},
		{"two characters", "&NotEqualTilde;", "≂̸", "≂̸"},
		{"two characters, longer than the name", "&nGt;", "≫⃒", "≫⃒"},
		{"the longest name of all", "&CounterClockwiseContourIntegral;", "∳", "∳"},
		{"one letter more", "&CounterClockwiseContourIntegrals;", "&CounterClockwiseContourIntegrals;", "&CounterClockwiseContourIntegrals;"},
		{"case counts", "&EACUTE;", "&EACUTE;", "&EACUTE;"},
		{"no name", "&D", "&D", "&D"},
		{"unknown name", "&lorem;", "&lorem;", "&lorem;"},
		{"alone", "&", "&", "&"},
		{"empty", "&;", "&;", "&;"},
		{"decimal", "&#233;t", "ét", "ét"},
		{"decimal without semicolon", "&#233t", "ét", "ét"},
		{"hexadecimal", "&#xe9;", "é", "é"},
		{"hexadecimal in capitals", "&#XE9;", "é", "é"},
		{"digits of Windows-1252", "&#146;", "’", "’"},
		{"undefined in Windows-1252", "&#x81;", "\u0081", "\u0081"},
		{"first of Windows-1252", "&#128;", "€", "€"},
		{"last of Windows-1252", "&#159;", "Ÿ", "Ÿ"},
		{"behind Windows-1252", "&#160;", "\u00a0", "\u00a0"},
		{"zero", "&#0;", "\ufffd", "\ufffd"},
		{"surrogate", "&#xd800;", "\ufffd", "\ufffd"},
		{"last character", "&#x10FFFF;", "\U0010ffff", "\U0010ffff"},
		{"beyond Unicode", "&#x110000;", "\ufffd", "\ufffd"},
		{"beyond any number", "&#99999999999999999999;", "\ufffd", "\ufffd"},
		{"no digits", "&#;", "&#;", "&#;"},
		{"no hexadecimal digits", "&#xg;", "&#xg;", "&#xg;"},
	} {
		if got := decoded(c.in, false); got != c.text {
			t.Errorf("%s: %q in text is %q, want %q", c.rule, c.in, got, c.text)
		}
		if got := Unescape(c.in); got != c.value {
			t.Errorf("%s: %q in a value is %q, want %q", c.rule, c.in, got, c.value)
		}
	}
}

// TestUnescape: what stands between references stays, in any number of them.
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

// TestNumbers holds every numeric reference up to a little beyond Unicode, in steps, to
// golang.org/x/net/html.
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
