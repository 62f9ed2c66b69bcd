package wordpress

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

var updateGolden = flag.Bool("update", false, "rewrite the golden files")

// TestGazette compares everything that is read from an export of ours, and everything that
// is reported, with a file that a person can read.
func TestGazette(t *testing.T) {
	const golden = "testdata/gazette.golden"
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		t.Fatal(err)
	}
	got := report(t, string(text))
	if *updateGolden {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		line := func(list []string) string {
			if i < len(list) {
				return list[i]
			}
			return "(end)"
		}
		if line(g) != line(w) {
			t.Fatalf("%s:%d\n got %s\nwant %s\n(go test ./wordpress -run TestGazette -update, and read the difference)", golden, i+1, line(g), line(w))
		}
	}
}

// report writes down what an export yields.
func report(t *testing.T, text string) string {
	var b strings.Builder
	x, losses := open(t, text, Options{})
	flush := func() {
		for _, l := range *losses {
			fmt.Fprintf(&b, "  lost: %v\n", l)
		}
		*losses = nil
	}
	fmt.Fprintf(&b, "# Attachments\n")
	flush()
	for m, err := range x.Media() {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(indented(t, m))
	}
	fmt.Fprintf(&b, "\n# Sections\n")
	tx, err := x.Taxonomy()
	if err != nil {
		t.Fatal(err)
	}
	flush()
	for s := range tx.All() {
		b.WriteString(s.Path + " " + strings.Join(strings.Fields(indented(t, s)), " ") + "\n")
	}
	fmt.Fprintf(&b, "\n# Stories\n")
	for a, err := range x.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		why := "public"
		if err := a.Withheld(x.site.written); err != nil {
			why = "withheld by " + presse.Faults(err)[0].Field
		}
		fmt.Fprintf(&b, "\n## %s %s\n", a.ID, why)
		b.WriteString(indented(t, a))
		if err := a.Validate(); err != nil {
			fmt.Fprintf(&b, "  invalid: %v\n", err)
		}
		flush()
	}
	flush()
	fmt.Fprintf(&b, "\n# Redirects\n")
	for r, err := range x.Redirects() {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s → %s\n", r.From, r.To)
	}
	return b.String()
}

func indented(t *testing.T, v any) string {
	t.Helper()
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
