package typography

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/presse-go/presse/internal/text"
)

// bare is what a setter must not change: s without spaces, with straight quotation marks
// and apostrophes and with periods for an ellipsis.
var bare = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2000", "", "\u2001", "", "\u2002", "", "\u2003", "", "\u2004", "",
	"\u2005", "", "\u2006", "", "\u2007", "", "\u2008", "", "\u2009", "", "\u200A", "", "\u205F", "",
	"\n", "", "\t", "", "\r", "", "\f", "",
	"’", "'", "«", `"`, "»", `"`, "“", `"`, "”", `"`, "…", "...")

var allStyles = []*Style{Lexique, Canada, Swiss, Full}

func addCases(f *testing.F, files ...string) {
	for _, file := range files {
		for _, c := range readCases(f, file) {
			f.Add(c.in)
		}
	}
}

func FuzzText(f *testing.F) {
	addCases(f, "text.txt")
	f.Fuzz(func(t *testing.T, in string) {
		for i, y := range allStyles {
			got := y.Text(in)
			if again := y.Text(got); again != got {
				t.Errorf("style %d: Text(Text(%q))\n got %q\nwant %q", i, in, again, got)
			}
			if b := bare.Replace(in); bare.Replace(got) != b {
				t.Errorf("style %d: Text(%q) = %q changes more than spaces, quotation marks, apostrophes and ellipses", i, in, got)
			}
			if utf8.ValidString(in) && !utf8.ValidString(got) {
				t.Errorf("style %d: Text(%q) = %q is not valid UTF-8", i, in, got)
			}
			at := 0
			for _, e := range y.Edits(in) {
				if e.Start < at || e.End <= e.Start || e.End > len(in) || in[e.Start:e.End] == e.New || e.Rule == "" {
					t.Fatalf("style %d: edits of %q: %+v is out of order, empty or has no rule", i, in, e)
				}
				at = e.End
			}
			if applied := apply(in, y.Edits(in)); applied != got {
				t.Errorf("style %d: the edits of %q make %q, want %q", i, in, applied, got)
			}
		}
	})
}

func FuzzHTML(f *testing.F) {
	addCases(f, "text.txt", "html.txt")
	f.Fuzz(func(t *testing.T, in string) {
		for i, y := range allStyles {
			got := y.HTML(in)
			if again := y.HTML(got); again != got {
				t.Errorf("style %d: HTML(HTML(%q))\n got %q\nwant %q", i, in, again, got)
			}
			before, after := string(text.Append(nil, in)), string(text.Append(nil, got))
			if bare.Replace(before) != bare.Replace(after) {
				t.Errorf("style %d: HTML(%q) = %q\nhas the text %q\nwant          %q", i, in, got, after, before)
			}
		}
	})
}
