package markup

import (
	"math/rand/v2"
	"strings"
	"testing"

	elements "github.com/presse-go/presse/internal/html"
)

// TestDeepNesting checks that no nesting makes the normaliser's output fail to verify,
// that text is never lost, and that the markup around what is too deep stays.
func TestDeepNesting(t *testing.T) {
	units := []string{
		"<div>", "<table>", "<table><tr><td>J</td></tr>", "<table><tr><td>", "<table><b>x", "<ul>", "<ul><li>", "<li>", "<dl><dt>", "<dt>", "<ruby><rt>",
		"<blockquote><p>", "<td>", "<tr>", "<caption>", "<table><caption>", "<colgroup><col>", "<table><colgroup>", "<span lang=fr>", "<a href=/x><table><tr><td>",
		"<details><summary>", "<figure><figcaption>", "<video controls>", "<picture>", "<h2>", "<p>", "<b><i><u><s>", "<iframe src=https://youtu.be/dQw4w9WgXcQ></iframe><div>", "<img src=/a.jpg><div>",
	}
	tails := []string{"", "Fin", "<p>Fin</p>", "<table><tr><td>Score</td></tr></table><p>Fin</p>", "<ul><li>Fin</ul>", "<table>Fin", "<dl><dd>Fin", "<iframe src=https://youtu.be/dQw4w9WgXcQ></iframe>Fin",
		"<img src=/a.jpg alt=a>Fin", "<table><caption>Fin</caption><col><tr><th>x", "<tr><td>Fin", "<col>Fin"}
	for name, r := range allRules() {
		for _, unit := range units {
			for _, depth := range []int{29, 30, 31, 32, 33, 40, 61, 62, 63, 64, 65, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 500} {
				for _, tail := range tails {
					in := "<p><strong>Début</strong></p>" + strings.Repeat(unit, depth) + tail
					checkDeep(t, name, r, in)
				}
			}
		}
	}
}

// TestDeepGrammar does the same for random sequences of start tags, 10 to 10,000 deep.
func TestDeepGrammar(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	names := strings.Fields(bodyElements + " iframe main center xmp amp-youtube object select")
	for i := range testStrings(t) / 10 {
		depth := 10 + rng.IntN(300)
		if i%100 == 0 {
			depth = 10_000
		}
		few := names
		if rng.IntN(2) == 0 { // a few elements only, which nest deeper
			few = make([]string, 1+rng.IntN(4))
			for i := range few {
				few[i] = names[rng.IntN(len(names))]
			}
		}
		var in strings.Builder
		for range depth {
			name := few[rng.IntN(len(few))]
			switch rng.IntN(12) {
			case 0:
				in.WriteString("</" + name + ">")
			case 1:
				in.WriteString("x")
			default:
				in.WriteString("<" + name + " src=https://youtu.be/dQw4w9WgXcQ href=/x>")
			}
		}
		for name, r := range allRules() {
			checkDeep(t, name, r, in.String())
		}
	}
}

func checkDeep(t *testing.T, name string, r *Rules, in string) {
	t.Helper()
	out := r.normalise(in, nil)
	if !r.Verify(out) {
		t.Fatalf("%s: the output does not verify\n in %.3000q\nout %.3000q", name, in, out)
	}
	if strings.HasSuffix(in, "Fin") && !strings.Contains(out, "Fin") {
		t.Fatalf("%s: the text is lost\n in %.300q\nout %.300q", name, in, out)
	}
	if r.elements[elements.Strong] && strings.HasPrefix(in, "<p><strong>") && !strings.Contains(out, "<strong>Début</strong>") {
		t.Fatalf("%s: the markup before is lost\n in %.300q\nout %.300q", name, in, out)
	}
}
