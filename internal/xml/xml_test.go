package xml

import (
	"encoding/xml"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"é\t\n": "é\t\n", "a\x00b\x0bc": "abc", "a\r\nb\rc": "a\nb\nc", "a\xffb": "ab", "\uFFFD": "\uFFFD", "a\uFFFEb\uFFFF": "ab", "\x1b\uFFFD": "\uFFFD",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanHTML(t *testing.T) {
	for in, want := range map[string]string{
		"<p>été</p>\t\n": "<p>été</p>\t\n", "a\x00b\r\nc": "ab\nc", "l\u0092eau\u0085": "leau", "\x7e\x7f\u0080\u009f\u00a0": "~\u00a0",
		"\ufdcf\ufdd0\ufdef\ufdf0": "\ufdcf\ufdf0", "\U0001fffd\U0001fffe\U0001ffff\U00020000\U0010ffff": "\U0001fffd\U00020000", "\uFFFD": "\uFFFD", "ⵜⴰⵎⴰⵣⵉⵖⵜ \u200f": "ⵜⴰⵎⴰⵣⵉⵖⵜ \u200f",
	} {
		if got := CleanHTML(in); got != want {
			t.Errorf("CleanHTML(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, s := range []string{"", "]]>", "]]]]>>", "]]", "a<b&c>\"'", "a\r\nb", "\xff\uFFFE", "&amp;", "]]>]]>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		want := Clean(in)
		for form, doc := range map[string][]byte{
			"AppendCDATA":   append(AppendCDATA([]byte("<a>"), want), "</a>"...),
			"AppendEscaped": append(AppendEscaped([]byte("<a>"), want), "</a>"...),
			"Escape":        []byte("<a>" + Escape(want) + "</a>"),
		} {
			var got string
			if err := xml.Unmarshal(doc, &got); err != nil || got != want {
				t.Errorf("%s(%q) is read as %q, %v, want %q", form, in, got, err, want)
			}
		}
	})
}

func FuzzCleanHTML(f *testing.F) {
	for _, s := range []string{"", "l\u0092eau", "\ufdd0", "\U0001ffff", "\xc2", "\xf0\x9f", "🙂\u00a0", "\x7f\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		var want strings.Builder
		for _, r := range Clean(in) {
			if !isError(r) {
				want.WriteRune(r)
			}
		}
		if got := CleanHTML(in); got != want.String() {
			t.Errorf("CleanHTML(%q) = %q, want %q", in, got, want.String())
		}
	})
}
