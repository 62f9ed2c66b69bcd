package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden file again")

// TestReport compares what the embedded newspaper says of its making with a golden file: the
// summary that is printed, and the text of the report.
func TestReport(t *testing.T) {
	folder, printed := embedded(t)
	printed = strings.ReplaceAll(printed, folder, "site")
	root, err := html.Parse(strings.NewReader(read(t, folder, reportPath+"index.html")))
	if err != nil {
		t.Fatal(err)
	}
	got := printed + "\n" + outline(find(root, "main"))
	golden := filepath.Join("testdata", "report.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the report is not that of %s (-update writes it):\ngot\n%s\nwant\n%s", golden, got, want)
	}
	for _, english := range []string{" the ", " of ", " is ", "WordPress's"} {
		if i := strings.Index(got, english); i >= 0 {
			t.Errorf("the report has English: …%.60s…", got[max(0, i-20):])
		}
	}
}

// find returns the first element of a name.
func find(root *html.Node, name string) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return root
}

// outline returns the text of a page: a line for each block, and for each row of a table.
func outline(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Type != html.ElementNode:
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		switch n.Data {
		case "td", "th", "dd", "dt":
			b.WriteString(" | ")
		case "tr", "p", "h1", "h2", "div", "section", "li", "caption":
			b.WriteString("\n")
		}
	}
	walk(n)
	var lines []string
	for line := range strings.Lines(b.String()) {
		if line = strings.Join(strings.Fields(line), " "); strings.Trim(line, " |") != "" {
			lines = append(lines, strings.TrimSuffix(line, " |"))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
