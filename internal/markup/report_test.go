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

// TestReportAccountsForText checks that all visible text of the input is in the output or
// in the Text of a removal. Inputs with an xmp are skipped, since its content is output
// literally, including character references.
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
				t.Errorf("%s %s: %q is neither in the output nor reported\n in %q\nout %q", name, id, missing, in, out)
			}
		}
		conformance.Payloads(t, check)
		rng := rand.New(rand.NewPCG(3, 3))
		for range 2000 {
			check("grammar", conformance.Markup(rng))
		}
		t.Logf("%s: %d inputs, %d with removed text", name, rows, told)
	}
}

// unaccounted returns the text of in from the first character that is neither in out nor
// in the removals, or "". It compares visible characters in order. It ignores white space,
// since the removal of an element may join or split words, and control characters and
// noncharacters. The Text of each removal must occur in the text of in.
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
			return "(removed, but not in the input) " + r.Text
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

// TestReportTellsTextWhereItStood checks the offset of removed text. In this input,
// text.Reader ends the hidden paragraph where the second rp begins, since that rp ends the
// first one around it.
func TestReportTellsTextWhereItStood(t *testing.T) {
	out, removals := testRules()["inline"].Report("Un <rp><p hidden><rp>deux")
	want := Removal{Kind: "text", Reason: "inside a removed element", Text: "deux", Offset: 21}
	if !slices.Contains(removals, want) || strings.Contains(out, "deux") {
		t.Errorf("out %q\ngot  %+v\nwant %+v among the removals", out, removals, want)
	}
}
