package scoring_test

import (
	"encoding/json"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/internal/related/scoring"
)

// BenchmarkAnalyze analyzes real articles, whose mean size is 2.4 KB.
func BenchmarkAnalyze(b *testing.B) {
	var texts []scoring.Text
	bytes := 0
	conformance.Lines(b, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		if n > 2000 {
			return
		}
		var a struct{ Title, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, scoring.Text{Lang: "fr", Headline: a.Title, Body: a.Body})
		bytes += len(a.Title) + len(a.Body)
	})
	var a scoring.Analyzer
	var terms []scoring.Term
	b.SetBytes(int64(bytes / len(texts)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		terms, _ = a.Analyze(texts[i%len(texts)], terms)
	}
}
