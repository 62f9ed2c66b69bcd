package php

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// jsonRows calls do for each row of a file of JSON lines in testdata.
func jsonRows[T any](t *testing.T, name string, do func(row T)) {
	t.Helper()
	golden, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(golden)) {
		var row T
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%s: %v in %s", name, err, line)
		}
		do(row)
	}
}

func TestParagraphsAsWordPressDoes(t *testing.T) {
	jsonRows(t, "testdata/wpautop.jsonl", func(row struct{ In, Want string }) {
		if got := Autop(row.In); got != row.Want {
			t.Errorf("Autop(%q)\n got %q\nwant %q", row.In, got, row.Want)
		}
	})
}

func TestParagraphsOfRealWordPress(t *testing.T) {
	rows, equal := 0, 0
	conformance.Lines(t, "wordpress/golden/wpautop.jsonl", func(n int, line []byte) {
		var row struct {
			In   string
			Want string `json:"wpautop"`
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		rows++
		if got := Autop(row.In); got == row.Want {
			equal++
		} else {
			t.Errorf("Autop(%q)\n got %q\nwant %q", row.In, got, row.Want)
		}
	})
	t.Logf("%d of %d rows", equal, rows)
	if rows == 0 {
		t.Error("no rows")
	}
}

// hostile lists texts for which the regular expressions of WordPress take time that grows
// with the square of the length, or worse.
var hostile = []string{"<", "<p", "<p>", "<p><li", "<p><li</p>", "\n\n<p", "<div", "<blockquote", "<p><blockquote", " ", "\n", "\r", " \n",
	"<br", "<br ", "<br />", "<br /> ", "<br />\n", "<pre", "<pre>", "</pre>", "<pre></pre>", "<script", "<svg>\n", "<object", "<!--", "<!-- wpnl -->",
	"<![CDATA[", "[audio", "<source", "<figcaption", "<option ", "</div", "[", "[[", "]", "[a", "[a ", "[a]", "[/a]", "[a/", "[a]x[/b]", "[a x=\"",
	"&", "&nbsp;", "<p>[a", "<p>[a]", "<p>&nbsp;", "-", "\"", "'", "a=", "a = ", "=", "\\", "\\x"}

func TestParagraphsInLinearTime(t *testing.T) {
	for _, piece := range hostile {
		for _, end := range []string{"", "><p></p></object><source></figcaption></option>"} {
			conformance.Linear(t, "Autop of many "+piece, func(n int) { Autop(strings.Repeat(piece, n/len(piece)) + end) })
		}
	}
}

func TestPreElementsInsidePlaceholdersAreBounded(t *testing.T) {
	// Each element ends with the placeholder of the next one. WordPress puts them back one
	// after the other, and needs 5 GB for a megabyte of them.
	conformance.Linear(t, "Autop of placeholders", func(n int) {
		var in strings.Builder
		for k := range n / 48 {
			in.WriteString("<pre>vers<pre wp-pre-tag-" + strconv.Itoa(k+1) + "></pre>")
		}
		if got := Autop(in.String()); len(got) > 32*in.Len() {
			t.Errorf("Autop of %d bytes returns %d bytes, want at most 32 times as many", in.Len(), len(got))
		}
	})
}

func BenchmarkAutop(b *testing.B) {
	in := strings.Repeat("« Nous l’attendions », a dit M. Benyahia, sous la <em>verrière</em> de la gare neuve.\nUne ligne.\n\n", 48)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		Autop(in)
	}
}
