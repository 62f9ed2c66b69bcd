package presse_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	itext "github.com/presse-go/presse/internal/text"
)

// flat returns s with every run of white space, no-break spaces included, replaced
// by one space, so that texts from different sources can be compared.
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
		{"an empty text takes no time", "", 0},
		{"French is read at the French speed", "<p>" + strings.Repeat("mot ", 214) + "</p>", time.Minute},
		{"Arabic is read at the Arabic speed", "<p>" + strings.Repeat("كلمة ", 181) + "</p>", time.Minute},
		{"in a mixed text each script has its own speed", "<p>" + strings.Repeat("mot ", 107) + strings.Repeat("كلمة ", 181) + "</p>", 90 * time.Second},
	} {
		if got := presse.ReadingTime(c.html).Round(time.Microsecond); got != c.want {
			t.Errorf("%s: ReadingTime = %v, want %v", c.rule, got, c.want)
		}
		if got := presse.Text(presse.PlainText(c.html)).ReadingTime().Round(time.Microsecond); got != c.want {
			t.Errorf("%s: Text.ReadingTime = %v, want %v", c.rule, got, c.want)
		}
	}
}

// TestTextAgreesWithHTML checks that the methods of Text return for the plain text
// what the functions return for its HTML.
func TestTextAgreesWithHTML(t *testing.T) {
	for _, cases := range editorsCases(t) {
		for _, c := range cases {
			text := presse.Text(presse.PlainText(c.html))
			if got, want := text.WordCount(), presse.WordCount(c.html); got != want {
				t.Errorf("%s: %d words in the text, %d in the HTML", c.name, got, want)
			}
			prose := presse.Text(itext.Prose(c.html)) // without headings, which the text does not tell apart
			if got, want := prose.Excerpt(5), presse.Excerpt(c.html, 5); got != want {
				t.Errorf("%s: excerpt %q of the text, %q of the HTML", c.name, got, want)
			}
			if got := strings.Join(slices.Collect(text.Paragraphs()), "\n\n"); got != c.text {
				t.Errorf("%s: paragraphs %q, want %q", c.name, got, c.text)
			}
			if got := strings.Join(slices.Collect(text.Sentences()), " "); flat(got) != flat(c.text) {
				t.Errorf("%s: joined sentences %q, want %q", c.name, got, c.text)
			}
		}
	}
}

// TestExcerptWordPressOfSeed checks the excerpts of the four related stories at the
// end of seed/page.txt, which WordPress cut.
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
