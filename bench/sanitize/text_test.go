package sanitize

import (
	"html"
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// BenchmarkText computes what a newsroom's API needs of a body: its text, its length, an
// excerpt and a reading time. "text" reads the HTML once for all four, and "functions" once
// for each. "bluemonday" is typical Go code that uses bluemonday's strict policy. All are
// measured in one run.
func BenchmarkText(b *testing.B) {
	body := string(conformance.Read(b, "sanitize/body6k.html"))
	b.Run("text", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			t := presse.Text(presse.PlainText(body))
			t.WordCount()
			t.Excerpt(30)
			t.ReadingTime()
		}
	})
	b.Run("functions", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			presse.PlainText(body)
			presse.WordCount(body)
			presse.Excerpt(body, 30)
			presse.ReadingTime(body)
		}
	})
	b.Run("bluemonday", func(b *testing.B) {
		strict := bluemonday.StrictPolicy()
		b.ReportAllocs()
		for b.Loop() {
			words := strings.Fields(html.UnescapeString(strict.Sanitize(body)))
			_ = strings.Join(words[:30], " ") + "…"
			_ = len(words) * 60 / 214
		}
	})
}
