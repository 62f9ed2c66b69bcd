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

// visible shows no-break spaces: ~ is U+00A0 and ^ is U+202F.
var visible = strings.NewReplacer("\u00A0", "~", "\u202F", "^")

// unset is what a Typesetter must not change: s without spaces, with straight quotation
// marks and apostrophes and with periods for an ellipsis.
func unset(s string) string { return unsetter.Replace(s) }

var unsetter = strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2005", "", "\u2009", "", "\n", "",
	"’", "'", "«", `"`, "»", `"`, "“", `"`, "”", `"`, "…", "...")

// TestTypesetGrammar sets random strings of the parts that rules look at, as text and,
// sanitized for any scope or not, as HTML. PRESSE_GRAMMAR is the number of strings.
func TestTypesetGrammar(t *testing.T) {
	parts := strings.Split(`a|É|L|l|d|qu|s|M.|Mme|Me|n|°|o|p.|art.|vol.|10|000|5|2026|0|km|h|H|F|CFA|Dhs|Peugeot|av.|J.-C.|al.|doi:|+|_|%|€|m|Mds|Mo|t|/|j|min|`+
		`'|'|"|"|"|"|«|»|“|”|’|.|...|…|,|;|:|!|?|(|)|[|]|-|–| | | | | |  |~|^|`+"\n"+`|<b>|</b>|<i lang=en>|</i>|<p>|</p>|<br>|<code>|</code>|`+
		`<span lang=fr>|</span>|<p lang=fr-CA>|<b translate=no>|<img src=a>|<sup>|</sup>|<!-- x -->|<wbr>|&quot;|&#39;|&nbsp;|&amp;|&lt;|&eacute|&notin|&|;|<|>|{|}|=|`+"`"+`|@|#|\|://|www.|`+
		`سلام|ж|🎉|[a b="|<td>|<div>|</div>|<pre>|</pre>|<li>|<math>|</math>|<script>|</script>`, "|")
	decode := strings.NewReplacer("~", "\u00A0", "^", "\u202F")
	var sanitizers []*presse.Sanitizer
	for scope := presse.ScopeArticle; scope <= presse.ScopePlain; scope++ {
		s, err := presse.NewSanitizer(presse.Policy{Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		sanitizers = append(sanitizers, s)
	}
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
		sanitizer := sanitizers[rnd.IntN(len(sanitizers))]
		clean := sanitizer.HTML(in)
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
			if again := sanitizer.HTML(string(set)); again != set {
				t.Fatalf("%+v: HTML(%q) is not clean:\n got %q\nwant %q", y, clean, set, again)
			}
			if again := y.HTML(set); again != set {
				t.Fatalf("%+v: HTML(HTML(%q))\n got %q\nwant %q", y, clean, again, set)
			}
		}
	}
}

// TestTypesetLang checks which languages are set, and how.
func TestTypesetLang(t *testing.T) {
	const in = `L'an : "Oui !" 10 000 %`
	french, canadian, swiss := "L’an~: «~Oui^!~» 10^000~%", "L’an~: «~Oui!~» 10~000~%", "L’an^: «^Oui^!^» 10^000~%"
	full := "L’an~: «~Oui~!~» 10~000~%"
	for _, c := range []struct {
		rule   string
		lang   presse.Lang
		spaces presse.Spaces
		want   string
	}{
		{"the zero Lang is French", "", presse.SpacesByLang, french},
		{"French", "fr", presse.SpacesByLang, french},
		{"French of Morocco", "fr-MA", presse.SpacesByLang, french},
		{"French of Belgium", "fr-BE", presse.SpacesByLang, french},
		{"any spelling of the tag", "FR_ma", presse.SpacesByLang, french},
		{"three letters", "fra", presse.SpacesByLang, french},
		{"Canada", "fr-CA", presse.SpacesByLang, canadian},
		{"Canada, in WordPress's spelling", "fr_ca", presse.SpacesByLang, canadian},
		{"Canada, with a script", "fr-Latn-CA", presse.SpacesByLang, canadian},
		{"Switzerland", "fr-CH", presse.SpacesByLang, swiss},
		{"full spaces in any region", "fr", presse.SpacesFull, full},
		{"full spaces in Canada", "fr-CA", presse.SpacesFull, full},
		{"full spaces in Switzerland", "fr-CH", presse.SpacesFull, full},
		{"narrow spaces in France", "fr", presse.SpacesNarrow, french},
		{"narrow spaces in Canada", "fr-CA", presse.SpacesNarrow, french},
		{"narrow spaces in Switzerland", "fr-CH", presse.SpacesNarrow, french},
		{"unknown spaces follow the language", "fr-CA", presse.Spaces(9), canadian},
		{"Arabic stays", "ar", presse.SpacesByLang, in},
		{"English stays", "en", presse.SpacesNarrow, in},
		{"Tamazight stays", "zgh", presse.SpacesFull, in},
		{"Arpitan is not French", "frp", presse.SpacesByLang, in},
		{"no language stays", "und", presse.SpacesByLang, in},
		{"an invalid tag stays", "français", presse.SpacesByLang, in},
		{"a name of a language is no tag", "french", presse.SpacesByLang, in},
		{"a script", "fr-Latn", presse.SpacesByLang, french},
		{"a private use of the tag", "fr-x-ca", presse.SpacesByLang, french},
		{"unknown spaces follow the language of Switzerland", "fr-CH", presse.Spaces(9), swiss},
		{"unknown spaces follow the zero Lang", "", presse.Spaces(9), french},
	} {
		y := presse.Typesetter{Lang: c.lang, Spaces: c.spaces}
		if got := visible.Replace(y.Text(in)); got != c.want {
			t.Errorf("%s: %+v.Text(%q)\n got %s\nwant %s", c.rule, y, in, got, c.want)
		}
		if got := visible.Replace(string(y.HTML(`<p lang="fr">` + in + "</p>"))); got != `<p lang="fr">`+c.want+"</p>" {
			t.Errorf("%s: %+v.HTML\n got %s\nwant %s", c.rule, y, got, c.want)
		}
		if c.spaces == presse.SpacesByLang {
			if got := visible.Replace(presse.Typeset(in, c.lang)); got != c.want {
				t.Errorf("%s: Typeset(%q, %q)\n got %s\nwant %s", c.rule, in, c.lang, got, c.want)
			}
		}
		if n := len(y.Changes(in)); (n == 0) != (c.want == in) {
			t.Errorf("%s: %+v makes %d changes", c.rule, y, n)
		}
	}
}

// TestTypesetRegions checks that a block in French of another region has the spaces of that
// region only if the spaces follow the language.
func TestTypesetRegions(t *testing.T) {
	const in = `<p>Oui !</p><p lang="fr-CA">Oui !</p>`
	for _, c := range []struct {
		rule   string
		lang   presse.Lang
		spaces presse.Spaces
		want   string
	}{
		{"by language", "", presse.SpacesByLang, `<p>Oui^!</p><p lang="fr-CA">Oui!</p>`},
		{"by language in Switzerland", "fr-CH", presse.SpacesByLang, `<p>Oui^!</p><p lang="fr-CA">Oui!</p>`},
		{"unknown spaces", "", presse.Spaces(9), `<p>Oui^!</p><p lang="fr-CA">Oui!</p>`},
		{"full spaces", "", presse.SpacesFull, `<p>Oui~!</p><p lang="fr-CA">Oui~!</p>`},
		{"narrow spaces", "", presse.SpacesNarrow, `<p>Oui^!</p><p lang="fr-CA">Oui^!</p>`},
	} {
		y := presse.Typesetter{Lang: c.lang, Spaces: c.spaces}
		if got := visible.Replace(string(y.HTML(in))); got != c.want {
			t.Errorf("%s: %+v.HTML(%s)\n got %s\nwant %s", c.rule, y, in, got, c.want)
		}
	}
}

// TestTypesetRules checks that each rule has the name that its Change documents.
func TestTypesetRules(t *testing.T) {
	for _, c := range []struct {
		lang     presse.Lang
		in       string
		offset   int
		old, new string
		rule     string
	}{
		{"fr", "Été !", 5, " ", "^", "no-break space before punctuation"},
		{"fr", "Été :", 5, " ", "~", "no-break space before punctuation"},
		{"fr-CA", "Été !", 5, " ", "", "no space before punctuation"},
		{"fr", "5 %", 1, " ", "~", "no-break space before a unit"},
		{"fr", "5 000", 1, " ", "^", "no-break space in a number"},
		{"fr", "M. Bâ", 2, " ", "~", "no-break space after an abbreviation"},
		{"fr", "n° 5", 3, " ", "~", "no-break space after an abbreviation"},
		{"fr", "« A~»", 2, " ", "~", "no-break space inside guillemets"},
		{"fr", "«A~»", 0, "«", "«~", "no-break space inside guillemets"},
		{"fr", "l'A", 1, "'", "’", "apostrophe"},
		{"fr", "A...", 1, "...", "…", "ellipsis"},
		{"fr", `"A"`, 0, `"`, "«~", "guillemets"},
		{"fr", `«~"A" b~»`, 4, `"`, "“", "quotation marks inside guillemets"},
	} {
		in := strings.ReplaceAll(c.in, "~", "\u00A0")
		want := presse.Change{Offset: c.offset, Old: c.old, New: strings.NewReplacer("~", "\u00A0", "^", "\u202F").Replace(c.new), Rule: c.rule}
		if got := (presse.Typesetter{Lang: c.lang}).Changes(in); len(got) == 0 || got[0] != want {
			t.Errorf("Changes(%q) = %+v, want first %+v", c.in, got, want)
		}
	}
}
