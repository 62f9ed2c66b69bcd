package php

import (
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// knownCodes knows the shortcodes of testdata/shortcodes.php.
func knownCodes(name, _ string, _, _ bool) bool {
	switch name {
	case "caption", "a", "a-b", "gallery", "ab":
		return true
	}
	return false
}

func allShortcodes(text string) (all []Shortcode) {
	f := Shortcodes{Text: text, Known: knownCodes}
	for i := 0; ; {
		s, ok := f.Next(i)
		if !ok {
			return all
		}
		all = append(all, s)
		i = s.End
	}
}

func TestShortcodesAsWordPressDoes(t *testing.T) {
	jsonRows(t, "testdata/shortcodes.jsonl", func(row struct {
		In, Masked, Unmasked, Unwrapped, List string
		Codes                                 []Shortcode
		Attrs                                 []ShortcodeAttr
	}) {
		check := func(what, in string, got, want any) {
			t.Helper()
			if g, w := fmt.Sprintf("%+q", got), fmt.Sprintf("%+q", want); g != w {
				t.Errorf("%s of %q\n got %s\nwant %s", what, in, g, w)
			}
		}
		check("shortcodes", row.In, allShortcodes(row.In), row.Codes)
		masked := MaskBrackets(row.In)
		check("MaskBrackets", row.In, masked, row.Masked)
		check("UnmaskBrackets", row.In, UnmaskBrackets(masked), row.Unmasked)
		check("UnwrapShortcodes", row.In, UnwrapShortcodes(row.In, knownCodes), row.Unwrapped)
		if !strings.Contains(fmt.Sprint(row.Attrs), "\uFFFD") { // bytes that JSON cannot express
			got := ShortcodeAttrs(row.List)
			if len(got) == 0 {
				got = row.Attrs[:0]
			}
			check("ShortcodeAttrs", row.List, got, row.Attrs)
		}
	})
}

func TestEscapedShortcodes(t *testing.T) {
	for in, want := range map[string]bool{"[[a]]": true, "[[a]x[/a]]": true, "[a]": false, "[[a]": false, "[a]]": false} {
		all := allShortcodes(in)
		if len(all) != 1 || all[0].Escaped() != want {
			t.Errorf("shortcodes of %q = %+v, want one, escaped: %v", in, all, want)
		}
	}
}

func TestShortcodeAttrsThatJSONCannotExpress(t *testing.T) {
	// The wanted values are what PHP 8.2 returns.
	for _, c := range []struct{ in, want string }{
		{"a=\xFF", "[]"},                       // not UTF-8: preg_replace returns null
		{`a="\xe9" b=\351`, `[a=\xe9 b=\xe9]`}, // an octet by its number
		{`a=\777 b=\x4 c=\xg`, `[a=\xff b=\x04 c=xg]`},
	} {
		var got []string
		for _, a := range ShortcodeAttrs(c.in) {
			v := fmt.Sprintf("%+q", a.Value)
			got = append(got, a.Key+"="+v[1:len(v)-1])
		}
		if g := fmt.Sprint(got); g != c.want {
			t.Errorf("ShortcodeAttrs(%q) = %s, want %s", c.in, g, c.want)
		}
	}
}

func TestShortcodesInLinearTime(t *testing.T) {
	for _, piece := range append(hostile, "[a]", "[a][/b]", "[/a]", "[a <b>", "<p>[a]x", "[[a]]", "<b>[", "x=\"", "<p>[a]</p>", "9=1 ", "k\\") {
		conformance.Linear(t, "shortcodes in many "+piece, func(n int) {
			in := strings.Repeat(piece, n/len(piece))
			masked := MaskBrackets(in)
			allShortcodes(masked)
			UnmaskBrackets(masked)
			UnwrapShortcodes(in, knownCodes)
			ShortcodeAttrs(in)
		})
	}
	conformance.Linear(t, "shortcodes of many names", func(n int) {
		var in strings.Builder
		n /= 16
		for k := range n {
			fmt.Fprintf(&in, "[n%d] k%d=1 ", k, k)
		}
		f := Shortcodes{Text: in.String(), Known: func(string, string, bool, bool) bool { return true }}
		found := 0
		for i := 0; ; found++ {
			s, ok := f.Next(i)
			if !ok {
				break
			}
			i = s.End
		}
		if found != n {
			t.Errorf("%d shortcodes, want %d", found, n)
		}
		if got := len(ShortcodeAttrs(in.String())); got < n {
			t.Errorf("%d attributes, want at least %d", got, n)
		}
	})
}
