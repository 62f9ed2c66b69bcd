package typography

import (
	"os"
	"strings"
	"testing"
)

// A setCase is a case of testdata: see the head of text.txt for the notation.
type setCase struct {
	rule     string
	style    *Style
	in, want string
}

var styles = map[string]*Style{"fr": Lexique, "ca": Canada, "ch": Swiss, "full": Full}

var (
	decode = strings.NewReplacer("~", "\u00A0", "^", "\u202F", "_", "\u2009", "⏎", "\n")
	show   = strings.NewReplacer("\u00A0", "~", "\u202F", "^", "\u2009", "_", "\n", "⏎")
)

func readCases(tb testing.TB, file string) []setCase {
	tb.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	var cases []setCase
	var rule string
	var style *Style
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if head, ok := strings.CutPrefix(line, "# "); ok {
			if name, rest, ok := strings.Cut(head, " ["); ok {
				rule, style = name, styles[strings.TrimSuffix(rest, "]")]
			}
			continue
		}
		if line == "" {
			continue
		}
		in, want, ok := strings.Cut(line, " → ")
		if !ok {
			in, ok = strings.CutSuffix(line, " =")
			want = in
		}
		if !ok || style == nil {
			tb.Fatalf("testdata/%s: cannot read the line %q", file, line)
		}
		cases = append(cases, setCase{rule, style, decode.Replace(in), decode.Replace(want)})
	}
	return cases
}

func TestText(t *testing.T) {
	cases := readCases(t, "text.txt")
	for _, c := range cases {
		got := c.style.Text(c.in)
		if got != c.want {
			t.Errorf("%s: Text(%s)\n got %s\nwant %s", c.rule, show.Replace(c.in), show.Replace(got), show.Replace(c.want))
		}
		if again := c.style.Text(got); again != got {
			t.Errorf("%s: Text(Text(%s))\n got %s\nwant %s", c.rule, show.Replace(c.in), show.Replace(again), show.Replace(got))
		}
		if applied := apply(c.in, c.style.Edits(c.in)); applied != got {
			t.Errorf("%s: the edits of %s\nmake %s\nwant %s", c.rule, show.Replace(c.in), show.Replace(applied), show.Replace(got))
		}
	}
	if len(cases) < 300 {
		t.Errorf("%d cases, want at least 300", len(cases))
	}
}

func TestHTML(t *testing.T) {
	for _, c := range readCases(t, "html.txt") {
		got := c.style.HTML(c.in)
		if got != c.want {
			t.Errorf("%s: HTML(%s)\n got %s\nwant %s", c.rule, show.Replace(c.in), show.Replace(got), show.Replace(c.want))
		}
		if again := c.style.HTML(got); again != got {
			t.Errorf("%s: HTML(HTML(%s))\n got %s\nwant %s", c.rule, show.Replace(c.in), show.Replace(again), show.Replace(got))
		}
	}
}
