package markup

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/text"
)

// TestPagesKeepTheirArticles sanitizes whole pages of a news site for each scope and
// checks every promise, and that the text of the article is kept. The text is known from
// the corpus extracted from these pages. White space is ignored, since the corpus sets
// links off with spaces.
func TestPagesKeepTheirArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus of articles")
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "html"), "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	rules := testRules()
	pages := map[string]map[string]string{} // text without white space, by Src in the corpus and policy
	for _, file := range files {
		var n int
		if _, err := fmt.Sscanf(filepath.Base(file), "orange-%d.html", &n); err != nil {
			t.Fatal(err)
		}
		in := string(conformance.Read(t, "html/"+filepath.Base(file)))
		byScope := map[string]string{}
		for name, r := range rules {
			if why := fault(r, in); why != "" {
				t.Errorf("%s %s: %.200s", file, name, why)
			}
			out, removals := r.Report(in)
			if missing := unaccounted(in, out, removals); missing != "" {
				t.Errorf("%s %s: %.200q is neither in the output nor reported", file, name, missing)
			}
			// The site shows posts in frames of its own, which become links.
			out = strings.ReplaceAll(out, ">pms.orange.fr</a>", "></a>")
			byScope[name] = bare(string(text.Append(nil, out)))
		}
		pages[fmt.Sprintf("data/docs/raw/%d.txt", n)] = byScope
	}
	articles := 0
	conformance.Lines(t, "related/orangesum.jsonl.gz", func(_ int, line []byte) {
		var a struct{ Title, Body, Src string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		for name, page := range pages[a.Src] {
			for p := range strings.Lines(a.Title + "\n" + a.Body) {
				if !strings.Contains(page, bare(p)) {
					t.Errorf("%s %s: output lacks %q", a.Src, name, p)
				}
			}
		}
		if pages[a.Src] != nil {
			articles++
		}
	})
	t.Logf("%d articles of %d pages under %d policies", articles, len(pages), len(rules))
}
