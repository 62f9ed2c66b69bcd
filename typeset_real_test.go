package presse_test

import (
	"encoding/json"
	"flag"
	"html"
	"html/template"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// eachArticle calls do with the text of 34,567 real articles, with -short of every tenth.
func eachArticle(t *testing.T, do func(n int, text string)) {
	conformance.Lines(t, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		if testing.Short() && n%10 != 0 {
			return
		}
		var a struct{ Title, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		do(n, a.Title+"\n\n"+a.Body)
	})
}

// TestTypesetArticles checks on real articles that setting a text twice is setting it once,
// that only spaces, quotation marks, apostrophes and ellipses change, that the changes
// make the text, and that HTML is set like text.
func TestTypesetArticles(t *testing.T) {
	articles, changed, changes := 0, 0, make(map[string]int)
	eachArticle(t, func(n int, text string) {
		articles++
		for _, y := range setters {
			got := y.Text(text)
			if again := y.Text(got); again != got {
				t.Errorf("article %d, %+v: set again, it changes: %+v", n, y, y.Changes(got))
			}
			if unset(got) != unset(text) {
				t.Errorf("article %d, %+v: more than spaces, quotation marks, apostrophes and ellipses changed", n, y)
			}
			if y != (presse.Typesetter{}) {
				continue
			}
			var b strings.Builder
			at := 0
			for _, c := range y.Changes(text) {
				changes[c.Rule]++
				b.WriteString(text[at:c.Offset] + c.New)
				if at = c.Offset + len(c.Old); text[c.Offset:at] != c.Old {
					t.Errorf("article %d: the text of %+v is %q", n, c, text[c.Offset:at])
				}
			}
			if b.String()+text[at:] != got {
				t.Errorf("article %d: the changes do not make the text", n)
			}
			if got != text {
				changed++
			}
			body := "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>"
			set := string(y.HTML(template.HTML(body)))
			if html.UnescapeString(strings.ReplaceAll(set, "<br>", "\n")) != "<p>"+got+"</p>" && !strings.ContainsAny(text, "\t\r\f") {
				t.Errorf("article %d: HTML and Text differ\nHTML %q\nText %q", n, set, got)
			}
		}
	})
	t.Logf("set %d articles, of which %d change: %v", articles, changed, changes)
}

// TestTypesetPages checks on real pages, as crawled and sanitized, that setting one twice is
// setting it once, that only spaces, quotation marks, apostrophes and ellipses of its text
// change, and that a sanitized page stays one.
func TestTypesetPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "html"), "*.html.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	changed := 0
	for _, file := range files {
		page := template.HTML(conformance.Read(t, "html/"+filepath.Base(file)))
		clean := presse.Sanitize(string(page))
		for _, y := range setters {
			for _, body := range []template.HTML{page, clean} {
				set := y.HTML(body)
				if again := y.HTML(set); again != set {
					t.Errorf("%s, %+v: set again, it changes", filepath.Base(file), y)
				}
				if unset(presse.PlainText(string(set))) != unset(presse.PlainText(string(body))) {
					t.Errorf("%s, %+v: more than spaces, quotation marks, apostrophes and ellipses changed", filepath.Base(file), y)
				}
			}
			set := y.HTML(clean)
			if presse.Sanitize(string(set)) != set {
				t.Errorf("%s, %+v: the result is not sanitized", filepath.Base(file), y)
			}
			if set != clean {
				changed++
			}
		}
	}
	t.Logf("set %d pages, %d changed by a setter", len(files), changed)
}

var (
	sampleSeed = flag.Uint64("typeset.seed", 0, "print a sample of changes to real articles, chosen with this seed")
	sampleRule = flag.String("typeset.rule", "", "the only rule whose changes are in the sample")
)

// TestTypesetSample prints 200 changes to real articles, for a reader to judge:
//
//	go test -v -run TypesetSample . -typeset.seed 1
//
// A full no-break space is shown as ~ and a narrow one as ^.
func TestTypesetSample(t *testing.T) {
	if *sampleSeed == 0 {
		t.Skip("no -typeset.seed")
	}
	const size, around = 200, 60
	show := func(s string) string {
		return strings.ReplaceAll(visible.Replace(strings.ToValidUTF8(s, "")), "\n", "⏎")
	}
	rnd := rand.New(rand.NewPCG(*sampleSeed, 13))
	sample := make([]string, 0, size)
	seen := 0
	eachArticle(t, func(n int, text string) {
		for _, c := range (presse.Typesetter{}).Changes(text) {
			if *sampleRule != "" && c.Rule != *sampleRule {
				continue
			}
			seen++
			at := len(sample)
			if at < size {
				sample = append(sample, "")
			} else if at = rnd.IntN(seen); at >= size {
				continue
			}
			end := c.Offset + len(c.Old)
			sample[at] = show(text[max(0, c.Offset-around):c.Offset]) + "[" + show(c.Old) + "→" + show(c.New) + "]" +
				show(text[end:min(len(text), end+around)]) + "  " + c.Rule
		}
	})
	for i, s := range sample {
		t.Logf("%3d %s", i+1, s)
	}
	t.Logf("%d of %d changes", len(sample), seen)
}
