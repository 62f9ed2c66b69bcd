//go:build unix

package sanitize

import (
	"math"
	"testing"

	"github.com/microcosm-cc/bluemonday"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// BenchmarkOwnPolicy compares a sanitizer whose judge is a bluemonday policy with the
// policy alone, on an unmodified WordPress export and on a clean body. "times" is the
// processor time of presse divided by that of bluemonday, both the best of 20 measurements
// taken in turns.
func BenchmarkOwnPolicy(b *testing.B) {
	dirty := string(conformance.Read(b, "sanitize/body6k.html"))
	blog := bluemonday.UGCPolicy()
	blog.AllowAttrs("class").Globally()
	for name, policy := range map[string]*bluemonday.Policy{"UGC": bluemonday.UGCPolicy(), "strict": bluemonday.StrictPolicy(), "blog": blog} {
		s, err := presse.NewSanitizer(presse.Policy{Bluemonday: policy})
		if err != nil {
			b.Fatal(err)
		}
		for _, body := range []struct{ name, html string }{{"dirty", dirty}, {"clean", string(s.HTML(dirty))}} {
			b.Run(name+"/"+body.name, func(b *testing.B) {
				ours, theirs := math.Inf(1), math.Inf(1)
				for b.Loop() {
					for range 20 {
						theirs = min(theirs, processorTime(func() {
							for range 20 {
								policy.Sanitize(body.html)
							}
						}))
						ours = min(ours, processorTime(func() {
							for range 20 {
								s.HTML(body.html)
							}
						}))
					}
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(ours/theirs, "times")
				b.ReportMetric(ours/20*1e6, "µs")
			})
		}
	}
}
