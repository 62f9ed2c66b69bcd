package presse_test

import (
	"html/template"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// setters are a Typesetter for each tradition.
var setters = []presse.Typesetter{{}, {Lang: "fr-CA"}, {Lang: "fr-CH"}, {Spaces: presse.SpacesFull}}

// unset is what a Typesetter must not change: s without spaces, with straight quotation
// marks and apostrophes and with periods for an ellipsis.
func unset(s string) string { return unsetter.Replace(s) }

var unsetter = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2005", "", "\u2009", "", "\n", "",
	"’", "'", "«", `"`, "»", `"`, "“", `"`, "”", `"`, "…", "...")

// TestTypesetGrammar sets random strings of the parts that rules look at, as text and,
// sanitized or not, as HTML.
func TestTypesetGrammar(t *testing.T) {
	parts := strings.Split(`a|É|L|l|d|qu|s|M.|Mme|Me|n|°|o|p.|art.|vol.|10|000|5|2026|0|km|h|%|€|m|Mds|Mo|t|/|j|min|`+
		`'|'|"|"|"|"|«|»|“|”|’|.|...|…|,|;|:|!|?|(|)|[|]|-|–| | | | | |  |~|^|`+"\n"+`|<b>|</b>|<i lang=en>|</i>|<p>|</p>|<br>|<code>|</code>|`+
		`<span lang=fr>|</span>|<img src=a>|<sup>|</sup>|<!-- x -->|<wbr>|&quot;|&#39;|&nbsp;|&amp;|&lt;|&eacute|&notin|&|;|<|>|{|}|=|`+"`"+`|@|#|\|://|www.|`+
		`سلام|ж|🎉|[a b="|<td>|<div>|</div>|<pre>|</pre>|<li>|<math>|</math>|<script>|</script>`, "|")
	decode := strings.NewReplacer("~", "\u00A0", "^", "\u202F")
	count := 20_000
	if n, err := strconv.Atoi(os.Getenv("PRESSE_GRAMMAR")); err == nil {
		count = n
	}
	rnd := rand.New(rand.NewPCG(13, uint64(count)))
	for range count {
		var b strings.Builder
		for range 1 + rnd.IntN(24) {
			b.WriteString(decode.Replace(parts[rnd.IntN(len(parts))]))
		}
		in := b.String()
		clean := presse.Sanitize(in)
		for _, y := range setters {
			got := y.Text(in)
			if again := y.Text(got); again != got {
				t.Fatalf("%+v: Text(Text(%q))\n got %q\nwant %q", y, in, again, got)
			}
			if unset(got) != unset(in) {
				t.Fatalf("%+v: Text(%q) = %q changes letters", y, in, got)
			}
			raw := y.HTML(template.HTML(in))
			if again := y.HTML(raw); again != raw {
				t.Fatalf("%+v: HTML(HTML(%q))\n got %q\nwant %q", y, in, again, raw)
			}
			if before, after := presse.PlainText(in), presse.PlainText(string(raw)); unset(after) != unset(before) {
				t.Fatalf("%+v: HTML(%q) = %q\nhas the text %q\nwant         %q", y, in, raw, after, before)
			}
			set := y.HTML(clean)
			if again := presse.Sanitize(string(set)); again != set {
				t.Fatalf("%+v: HTML(%q) is not clean:\n got %q\nwant %q", y, clean, set, again)
			}
			if again := y.HTML(set); again != set {
				t.Fatalf("%+v: HTML(HTML(%q))\n got %q\nwant %q", y, clean, again, set)
			}
		}
	}
}
