// Package sanitize measures presse's sanitizer beside bluemonday's.
package sanitize

import (
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// BenchmarkSanitize gives both libraries the same bodies: a plain
// paragraph, a clean body of 4 KB (what presse itself puts out) and a WordPress
// export as it is, and a text of nothing but tags.
func BenchmarkSanitize(b *testing.B) {
	dirty := string(conformance.Read(b, "sanitize/body6k.html"))
	clean := string(presse.Sanitize(dirty))
	clean = string(presse.Sanitize(clean[:4096]))
	for _, body := range []struct{ name, html string }{
		{"paragraph", string(conformance.Read(b, "sanitize/para.txt"))},
		{"clean", clean},
		{"dirty", dirty},
		{"links", strings.Repeat("<a href=x>", 40_000)}, // dense with tags: why bluemonday is asked once and not for each tag
	} {
		run := func(name string, sanitize func(string)) {
			b.Run(body.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(body.html)))
				for b.Loop() {
					sanitize(body.html)
				}
			})
		}
		ugc := bluemonday.UGCPolicy()
		run("bluemonday", func(s string) { ugc.Sanitize(s) })
		run("presse", func(s string) { presse.Sanitize(s) })
	}
}
