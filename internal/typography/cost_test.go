package typography

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestHostileIsLinear sets 100,000 repetitions of what could take quadratic time: each takes
// a fraction of a second.
func TestHostileIsLinear(t *testing.T) {
	const count, limit = 100_000, time.Minute
	for _, unit := range []string{
		`"`, `""a`, ` "a" `, ` "`, `" `, `"a "b `, `«`, `»`, `« `, ` »`, `« "`, `“`, `'`, `l'`, `.`, `. `, `...`, `…`, `!`, ` !`, `!.`, ` !.`, `?…`, ` :`, `:`,
		`:/`, `://`, `a://`, `doi:`, `doi:a `, `A 1 000 `, `1 m 80 `, `1 Mds F CFA `, `1`, `1 `, `10 000 `, `000 `, `1,`, `1.1 h 30 `, `n° 1 `, `M. `, `M.`, `Mme A`, `Me A `, `p. 1 `, `art. 1 `, `p. i`, `ivxlc`, `'5"`, `5"`, `@`, `a@`,
		`#a`, `\`, `/a `, `[`, `[a=`, `[a=1]`, `[code]`, `{`, `{}`, "`", `<`, `<a`, `<a>`, `www.`, ` `, "\u00A0", "\u202F ", "é", "س", "س ! ", "س \"a\" ", "\"س\" a ", "\"a\n", "» ", "\"a \"س ", "а a ", "\n", "\t", "\xC2", "\xE2\x80",
		`<b>`, `<b lang=en>`, `<b lang=fr>`, `<p lang=fr-CA>`, `<b translate=no>`, `<p lang=en>`, `</b>`, `<code>`, `<pre></b>`, `<script>`, `<title>`, `<p>`, `<!--`, `<b>"</b>`, `<b> </b>`, `&quot;`, `&`, `&amp`, `&#39;`,
		`<x>`, `<b>1</b> `, `"<b>a</b>" `, `<svg>`, `<math>`, `<b lang="`, ` </b><b>`, `<br>`, "\n\n<p>",
	} {
		in := strings.Repeat(unit, count)
		start := time.Now()
		Lexique.Text(in)
		Canada.HTML("<p>" + in + " 10 %</p>")
		took := time.Since(start)
		if took > limit {
			t.Errorf("%d times %q took %v", count, unit, took)
		}
		if os.Getenv("PRESSE_TIMES") != "" && took > 100*time.Millisecond {
			t.Logf("%q %v", unit, took)
		}
	}
}
