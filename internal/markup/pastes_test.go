package markup

import (
	"os"
	"strings"
	"testing"
)

// A pasteCase is a case of testdata/pastes.txt.
type pasteCase struct{ rule, in, want string }

func pasteCases(tb testing.TB) (cases []pasteCase) {
	tb.Helper()
	raw, err := os.ReadFile("testdata/pastes.txt")
	if err != nil {
		tb.Fatal(err)
	}
	_, list, _ := strings.Cut(string(raw), "\n\n")
	for line := range strings.SplitSeq(strings.TrimSuffix(list, "\n"), "\n") {
		if rule, found := strings.CutPrefix(line, "# "); found {
			cases = append(cases, pasteCase{rule: rule})
			continue
		}
		c := &cases[len(cases)-1]
		if want, found := strings.CutPrefix(line, "> "); found {
			c.want += want + "\n"
		} else {
			c.in += line + "\n"
		}
	}
	for i := range cases {
		cases[i].in = strings.TrimSuffix(cases[i].in, "\n")
		cases[i].want = strings.TrimSuffix(cases[i].want, "\n")
	}
	if len(cases) < 150 {
		tb.Fatalf("got %d cases, want at least 150", len(cases))
	}
	return cases
}

// TestPasted checks the output for each case, and every promise under all policies.
func TestPasted(t *testing.T) {
	rules := testRules()
	cases := pasteCases(t)
	passed := 0
	for _, c := range cases {
		got := rules["article"].Sanitize(c.in)
		if got != c.want {
			t.Errorf("%s\n in %s\ngot  %s\nwant %s", c.rule, c.in, got, c.want)
		} else {
			passed++
		}
		for name, r := range rules {
			if why := pasteFault(r, c.in); why != "" {
				t.Errorf("%s, %s: %s\n in %s\nout %s", c.rule, name, why, c.in, r.normalise(c.in, nil))
			}
		}
	}
	t.Logf("%d of %d cases", passed, len(cases))
}
