package markup

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/presse-go/presse/internal/conformance"

	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/text"
)

// TestReportAccountsForText: what a reader could see of the input stands in the
// output or in a removal's Text. An xmp is left out, whose text comes out as it is
// spelled, character references and all.
func TestReportAccountsForText(t *testing.T) {
	for name, r := range testRules() {
		rows, told := 0, 0
		check := func(id, in string) {
			if strings.Contains(strings.ToLower(in), "<xmp") {
				return
			}
			rows++
			out, removals := r.Report(in)
			for _, x := range removals {
				if x.Text != "" {
					told++
					break
				}
			}
			if missing := unaccounted(in, out, removals); missing != "" {
				t.Errorf("%s %s: %q is missing\n in %q\nout %q", name, id, missing, in, out)
			}
		}
		payloads(t, check)
		rng := rand.New(rand.NewPCG(3, 3))
		for range 2000 {
			check("grammar", conformance.Markup(rng))
		}
		t.Logf("%s: %d inputs, %d with text that was removed", name, rows, told)
	}
}

// unaccounted returns the text of in, from the first sign on that is missing in
// both out and the removals, or "". It compares printed signs in their order:
// white space is left aside, for an element that goes may join or part words, and
// so are control characters and noncharacters. Each removal's Text must be found
// in the text of in.
func unaccounted(in, out string, removals []Removal) string {
	printed := func(s string) string {
		return strings.Map(func(c rune) rune {
			if !unicode.IsGraphic(c) || unicode.IsSpace(c) || c == unicode.ReplacementChar {
				return -1
			}
			return c
		}, s)
	}
	want, from := printed(string(text.Append(nil, in))), 0
	for _, r := range removals {
		lost := printed(r.Text)
		n := strings.Index(want[from:], lost)
		if n < 0 {
			return "not in the text, but removed: " + r.Text
		}
		from += n
		want = want[:from] + want[from+len(lost):]
	}
	var have strings.Builder
	for z := html.NewTokenizer(strings.NewReader(out)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.TextToken {
			have.WriteString(token.Data)
		}
	}
	left := []rune(want)
	for _, c := range printed(have.String()) {
		if len(left) > 0 && left[0] == c {
			left = left[1:]
		}
	}
	return string(left)
}

// TestReportTellsTextWhereItStood: the reader of text ends a hidden paragraph where the
// second rp begins, since the first one, hidden too, is ended by it.
func TestReportTellsTextWhereItStood(t *testing.T) {
	out, removals := testRules()["inline"].Report("Un <rp><p hidden><rp>deux")
	want := Removal{Kind: "text", Reason: "inside what was removed", Text: "deux", Offset: 21}
	if !slices.Contains(removals, want) || strings.Contains(out, "deux") {
		t.Errorf("out %q\ngot  %+v\nwant %+v among them", out, removals, want)
	}
}
