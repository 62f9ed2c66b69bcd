package presse_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"html/template"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

var typesetSeed = flag.Uint64("typeset.seed", 0, "seed of the sample of changes that TestTypesetSample prints; 0 prints none")
var typesetRule = flag.String("typeset.rule", "", "the rule whose changes TestTypesetSample prints; empty: all")

func articles(tb testing.TB, do func(n int, text string)) {
	conformance.Lines(tb, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		var a struct{ Title, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			tb.Fatal(err)
		}
		do(n, a.Title+"\n\n"+a.Body)
	})
}

func TestTypesetSample(t *testing.T) {
	if *typesetSeed == 0 {
		t.Skip("no -typeset.seed")
	}
	const size = 200
	rnd := rand.New(rand.NewPCG(*typesetSeed, 13))
	var sample []string
	rules := map[string]int{}
	seen := 0
	y := presse.Typesetter{Lang: "fr"}
	articles(t, func(n int, text string) {
		for _, c := range y.Changes(text) {
			rules[c.Rule]++
			if *typesetRule != "" && c.Rule != *typesetRule {
				continue
			}
			seen++
			at := len(sample)
			if at == size {
				if at = rnd.IntN(seen); at >= size {
					continue
				}
			} else {
				sample = append(sample, "")
			}
			from, to := max(0, c.Offset-60), min(len(text), c.Offset+len(c.Old)+60)
			show := func(s string) string {
				return strings.NewReplacer("\u00A0", "~", "\u202F", "^", "\n", "⏎").Replace(strings.ToValidUTF8(s, ""))
			}
			sample[at] = fmt.Sprintf("%s: %s[%s→%s]%s", c.Rule, show(text[from:c.Offset]), show(c.Old), show(c.New), show(text[c.Offset+len(c.Old):to]))
		}
	})
	for i, s := range sample {
		fmt.Printf("%3d %s\n", i+1, s)
	}
	fmt.Println(rules)
}

func TestTypesetArticles(t *testing.T) {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2009", "", "\u2005", "", "’", "'", "«", `"`, "»", `"`, "“", `"`, "”", `"`, "…", "...").Replace(s)
	}
	articles(t, func(n int, text string) {
		for _, y := range []presse.Typesetter{{}, {Lang: "fr-CA"}, {Lang: "fr-CH"}, {Spaces: presse.SpacesFull}} {
			got := y.Text(text)
			if again := y.Text(got); again != got {
				t.Errorf("%d %+v: not idempotent: %+v", n, y, y.Changes(got))
			}
			if plain(got) != plain(text) {
				t.Errorf("%d %+v: text changed", n, y)
			}
			body := template.HTML("<p>" + template.HTMLEscapeString(text) + "</p>")
			h := y.HTML(body)
			if again := y.HTML(h); again != h {
				t.Errorf("%d %+v: HTML not idempotent", n, y)
			}
		}
	})
}
