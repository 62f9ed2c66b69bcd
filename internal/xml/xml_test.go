package xml

import (
	"encoding/xml"
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
