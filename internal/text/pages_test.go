package text_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/text"
)

// flat returns s with every run of white space, including no-break spaces, replaced by one
// space.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// parse parses an HTML fragment as the content of a body with golang.org/x/net/html.
func parse(tb testing.TB, in string) []*html.Node {
	tb.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(in), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		tb.Fatal(err)
	}
	return nodes
}

// The golden file is written by bench/text/innertext.mjs, which documents its format.
func TestParagraphsAsChromiumShowsThem(t *testing.T) {
	golden, err := os.ReadFile("testdata/innertext.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pages, paragraphs := 0, 0
	for line := range strings.Lines(string(golden)) {
		if testing.Short() && pages == 12 {
			break
		}
		page, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		var shown []string
		for _, root := range parse(t, string(conformance.Read(t, "html/"+page))) {
			for n := range root.Descendants() {
				if n.DataAtom != atom.P || n.Type != html.ElementNode {
					continue
				}
				var inner bytes.Buffer
				for child := range n.ChildNodes() {
					if err := html.Render(&inner, child); err != nil {
						t.Fatal(err)
					}
				}
				shown = append(shown, flat(string(text.Append(nil, inner.String()))))
			}
		}
		sum := sha256.Sum256([]byte(strings.Join(shown, "\n")))
		if hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s: the text of the %d paragraphs differs from Chromium's: got hash %x, want %s", page, len(shown), sum, want)
		}
		pages++
		paragraphs += len(shown)
	}
	t.Logf("%d paragraphs on %d pages", paragraphs, pages)
}

// TestPagesKeepTheirArticles checks that the text of each page contains its article, which
// is known from the corpus extracted from these pages. White space is ignored, since the
// corpus sets links off with spaces.
func TestPagesKeepTheirArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus of articles")
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "html"), "*.gz"))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{} // text without white space, by Src in the corpus
	for _, file := range files {
		var n int
		if _, err := fmt.Sscanf(filepath.Base(file), "orange-%d.html", &n); err != nil {
			t.Fatal(err)
		}
		in := conformance.Read(t, "html/"+filepath.Base(file))
		pages[fmt.Sprintf("data/docs/raw/%d.txt", n)] = bare(string(text.Append(nil, string(in))))
	}
	articles := 0
	conformance.Lines(t, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		var a struct{ Title, Body, Src string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		page, ok := pages[a.Src]
		if !ok {
			return
		}
		articles++
		for p := range strings.Lines(a.Title + "\n" + a.Body) {
			if !strings.Contains(page, bare(p)) {
				t.Errorf("%s: text lacks %q", a.Src, p)
			}
		}
	})
	t.Logf("%d articles of %d pages", articles, len(pages))
}
