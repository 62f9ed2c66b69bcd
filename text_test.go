package presse_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

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

func TestReadingTime(t *testing.T) {
	for _, c := range []struct {
		rule, html string
		want       time.Duration
	}{
		{"no text", "", 0},
		{"French speed", "<p>" + strings.Repeat("mot ", 214) + "</p>", time.Minute},
		{"Arabic speed", "<p>" + strings.Repeat("كلمة ", 181) + "</p>", time.Minute},
		{"each script at its speed", "<p>" + strings.Repeat("mot ", 107) + strings.Repeat("كلمة ", 181) + "</p>", 90 * time.Second},
	} {
		if got := presse.ReadingTime(c.html).Round(time.Microsecond); got != c.want {
			t.Errorf("%s: ReadingTime = %v, want %v", c.rule, got, c.want)
		}
		if got := presse.Text(presse.PlainText(c.html)).ReadingTime().Round(time.Microsecond); got != c.want {
			t.Errorf("%s: Text.ReadingTime = %v, want %v", c.rule, got, c.want)
		}
	}
}

// The same text gives the same answers with and without its HTML.
func TestTextAgreesWithHTML(t *testing.T) {
	for _, cases := range editorsCases(t) {
		for _, c := range cases {
			text := presse.Text(presse.PlainText(c.html))
			if got, want := text.WordCount(), presse.WordCount(c.html); got != want {
				t.Errorf("%s: %d words, %d in the HTML", c.name, got, want)
			}
			if got, want := text.Excerpt(5), presse.Excerpt(c.html, 5); got != want {
				t.Errorf("%s: excerpt %q, %q of the HTML", c.name, got, want)
			}
			if got := strings.Join(slices.Collect(text.Paragraphs()), "\n\n"); got != c.text {
				t.Errorf("%s: paragraphs %q, want %q", c.name, got, c.text)
			}
			if got := strings.Join(slices.Collect(text.Sentences()), " "); flat(got) != flat(c.text) {
				t.Errorf("%s: sentences hold %q, want %q", c.name, got, c.text)
			}
		}
	}
}

// seed/page.txt ends with four related cards whose excerpts WordPress cut.
func TestExcerptWordPressOfSeed(t *testing.T) {
	cut := 0
	conformance.Lines(t, "seed/page.txt", func(_ int, line []byte) {
		excerpt, ok := strings.CutSuffix(string(line), "...")
		if !ok {
			return
		}
		cut++
		if got := presse.ExcerptWordPress("<p>"+excerpt+" et la suite</p>", 12, "..."); got != string(line) {
			t.Errorf("ExcerptWordPress = %q, want %q", got, line)
		}
	})
	if cut != 4 {
		t.Errorf("%d excerpts, want 4", cut)
	}
}
