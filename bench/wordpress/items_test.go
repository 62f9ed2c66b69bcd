package wordpress

import (
	"encoding/xml"
	"io"
	"runtime"
	"testing"

	"github.com/mmcdole/gofeed/rss"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/wordpress"
)

var sizes = []struct {
	name string
	n    int
}{{"93MB", 93e6}, {"744MB", 744e6}}

// TestRepeat checks that the repeated export is what it claims to be.
func TestRepeat(t *testing.T) {
	text := Repeat(conformance.Read(t, "wordpress/export.xml"), 5e6)
	seen, n := map[string]bool{}, 0
	for it, err := range wordpress.Items(text, wordpress.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if seen[it.ID] {
			t.Fatalf("the ID %s occurs twice", it.ID)
		}
		seen[it.ID] = true
		n++
	}
	if n != text.Items || n < 1000 {
		t.Errorf("got %d items, want %d", n, text.Items)
	}
}

// TestMemory checks that exports of 93 and 744 MB take no more than 16 MB of memory. It looks
// at the heap every 1,000 items.
func TestMemory(t *testing.T) {
	export := conformance.Read(t, "wordpress/export.xml")
	for _, size := range sizes {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		before, peak, n := m.HeapInuse, uint64(0), 0
		for _, err := range wordpress.Items(Repeat(export, size.n), wordpress.Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n%1000 == 0 {
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
		grown := float64(peak-min(before, peak)) / 1e6
		if t.Logf("%s: %.1f MB", size.name, grown); grown > 16 {
			t.Errorf("%s: the heap grew by %.1f MB, want 16 at most", size.name, grown)
		}
	}
}

// BenchmarkItems reads exports of 93 and 744 MB.
//
//	go test -bench 'Items|XML|Gofeed' -benchtime 4x ./wordpress
func BenchmarkItems(b *testing.B) {
	export := conformance.Read(b, "wordpress/export.xml")
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			b.SetBytes(int64(size.n))
			n := 0
			for b.Loop() {
				for _, err := range wordpress.Items(Repeat(export, size.n), wordpress.Options{}) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(n), "allocs/item")
		})
	}
}

// BenchmarkXML reads the tokens of the same text with encoding/xml.
func BenchmarkXML(b *testing.B) {
	export := conformance.Read(b, "wordpress/export.xml")
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(size.n))
			for b.Loop() {
				d := xml.NewDecoder(Repeat(export, size.n))
				for {
					_, err := d.Token()
					if err == io.EOF {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// BenchmarkGofeed parses the same text with gofeed, which keeps it all in memory: only 93 MB.
func BenchmarkGofeed(b *testing.B) {
	export := conformance.Read(b, "wordpress/export.xml")
	b.SetBytes(int64(sizes[0].n))
	for b.Loop() {
		text := Repeat(export, sizes[0].n)
		feed, err := (&rss.Parser{}).Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		if len(feed.Items) != text.Items {
			b.Fatalf("got %d items, want %d", len(feed.Items), text.Items)
		}
	}
}

// BenchmarkRepeat only makes the text.
func BenchmarkRepeat(b *testing.B) {
	export := conformance.Read(b, "wordpress/export.xml")
	b.SetBytes(int64(sizes[0].n))
	for b.Loop() {
		if _, err := io.Copy(io.Discard, struct{ io.Reader }{Repeat(export, sizes[0].n)}); err != nil {
			b.Fatal(err)
		}
	}
}
