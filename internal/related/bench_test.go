package related

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
)

// BenchmarkText reads the bodies of real articles, whose mean size is 2.3 KB, as plain text
// and as HTML.
func BenchmarkText(b *testing.B) {
	var plain, html []string
	bytes := 0
	conformance.Lines(b, "related/orangesum.jsonl.gz", func(n int, line []byte) {
		if n > 2000 {
			return
		}
		var a struct{ Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			b.Fatal(err)
		}
		plain = append(plain, a.Body)
		html = append(html, "<p>"+strings.ReplaceAll(a.Body, "\n\n", "</p>\n<p>")+"</p>")
		bytes += len(a.Body)
	})
	for _, c := range []struct {
		name   string
		bodies []string
	}{{"plain", plain}, {"HTML", html}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(bytes / len(c.bodies)))
			b.ReportAllocs()
			r := new(reader)
			for i := 0; b.Loop(); i++ {
				r.body(c.bodies[i%len(c.bodies)])
			}
		})
	}
}
