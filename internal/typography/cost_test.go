package typography

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestCleanCostsNothing checks that a text or body that needs no change is returned as it
// is, without allocating.
func TestCleanCostsNothing(t *testing.T) {
	clean := decode.Replace("«~L’eau~», dit Mme~Idrissi~: 10^000~€, n°~5, soit 3,5~%, à 18~h~30^! Le «~mot “liberté”~» reste… Vraiment^? " +
		"Voir https://exemple.fr/l'eau^; ça dépend du “mot”. Yahoo!⏎⏎Rien d’autre à 5'10\" près^; M.~Bâ, p.~12. Samedi 14 300 personnes, Peugeot 208 100~ch.")
	body := "<p>" + strings.ReplaceAll(clean, "Vraiment", `<b>Vraiment</b>&nbsp;: R&amp;D <i lang="en">it's</i>`) + `</p><p lang="fr-CA" class="a b">Oui! <b translate="no">l'a</b></p>`
	for _, c := range []struct {
		name string
		set  func(string) string
		in   string
	}{{"Text", Lexique.Text, ""}, {"Text", Lexique.Text, clean}, {"HTML", Lexique.HTML, ""}, {"HTML", Lexique.HTML, clean}, {"HTML", Lexique.HTML, body}} {
		if got := c.set(c.in); got != c.in {
			t.Errorf("%s(%s)\n got %s", c.name, show.Replace(c.in), show.Replace(got))
		}
		if n := testing.AllocsPerRun(100, func() { c.set(c.in) }); n != 0 {
			t.Errorf("%s(%s) allocates %v times, want 0", c.name, show.Replace(c.in), n)
		}
	}
}

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
