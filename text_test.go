package presse_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// flat is text with every run of white space, no-break spaces included, as one
// space: the form in which texts from different sources are compared.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestPlainTextConformance(t *testing.T) {
	passed, rows := 0, 0
	conformance.Lines(t, "sanitize/textcases.jsonl", func(_ int, line []byte) {
		var c struct{ ID, HTML, Want string }
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		rows++
		if got := flat(presse.PlainText(c.HTML)); got == flat(c.Want) {
			passed++
		} else {
			t.Errorf("%s: PlainText(%q) = %q, want %q", c.ID, c.HTML, got, c.Want)
		}
	})
	t.Logf("%d of %d rows", passed, rows)
}
