package publish_test

import (
	"testing"
)

// BenchmarkHead is the head of a story that has everything, of which the facts are known
// (again), and of one that was just released (first).
func BenchmarkHead(b *testing.B) {
	site := remparts(nil)
	b.Run("again", func(b *testing.B) {
		r := released(b, site, freeStory())
		b.ReportAllocs()
		for b.Loop() {
			b.SetBytes(int64(len(site.Head(r))))
		}
	})
	b.Run("first", func(b *testing.B) {
		a := freeStory()
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			r := released(b, site, a)
			b.StartTimer()
			site.Head(r)
		}
	})
	b.Run("jsonld", func(b *testing.B) {
		r, dst := released(b, site, freeStory()), []byte(nil)
		b.ReportAllocs()
		for b.Loop() {
			dst = site.AppendJSONLD(dst[:0], r)
		}
	})
}
