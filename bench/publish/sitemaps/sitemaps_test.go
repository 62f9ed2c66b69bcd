// Package sitemaps compares WriteSitemaps with encoding/xml:
//
//	go test -C bench -bench . -benchtime 3x ./publish/sitemaps
package sitemaps

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"runtime"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

const (
	addresses = 1_000_000
	perFile   = 50_000
)

// stories returns stories as a newspaper has them, with addresses of about 90 bytes.
func stories(n int) []*presse.Article {
	list := make([]*presse.Article, n)
	for i := range list {
		list[i] = &presse.Article{
			ID: fmt.Sprint(i), Status: presse.StatusPublished, Published: time.Date(2026, 11, 14, 18, 30, i, 0, time.UTC),
			Slug: fmt.Sprintf("a-la-gare-neuve-l-heure-n-est-plus-la-meme-pour-tous-%d", i),
		}
	}
	return list
}

// releases returns n releases, which are repeated from a thousand stories.
func releases(tb testing.TB, n int) (*publish.Site, iter.Seq2[publish.Release, error]) {
	site := &publish.Site{Base: "https://remparts.exemple.ma/", URL: func(a *presse.Article) string { return "/actualite/" + a.Slug }, Zone: time.FixedZone("", 3600)}
	var list []publish.Release
	for _, a := range stories(1000) {
		r, err := site.Release(a, a.Published)
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, r)
	}
	return site, func(yield func(publish.Release, error) bool) {
		for i := range n {
			if !yield(list[i%len(list)], nil) {
				return
			}
		}
	}
}

// A file counts what is written.
type file struct{ n *int64 }

func (f file) Write(p []byte) (int, error) { *f.n += int64(len(p)); return len(p), nil }
func (file) Close() error                  { return nil }

func BenchmarkPresse(b *testing.B) {
	site, all := releases(b, addresses)
	var n int64
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		if err := site.WriteSitemaps(func(string) (io.WriteCloser, error) { return file{&n}, nil }, all); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(n)
}

type url struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
}

// BenchmarkEncodingXML writes the same files with xml.Encoder, one element at a time, from
// addresses that are absolute already.
func BenchmarkEncodingXML(b *testing.B) {
	list := stories(1000)
	locs := make([]string, len(list))
	for i, a := range list {
		locs[i] = "https://remparts.exemple.ma/actualite/" + a.Slug
	}
	zone := time.FixedZone("", 3600)
	start := xml.StartElement{Name: xml.Name{Local: "urlset"}, Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: "http://www.sitemaps.org/schemas/sitemap/0.9"}}}
	element := xml.StartElement{Name: xml.Name{Local: "url"}}
	check := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	var n int64
	b.ReportAllocs()
	for b.Loop() {
		n = 0
		for from := 0; from < addresses; from += perFile {
			e := xml.NewEncoder(file{&n})
			check(e.EncodeToken(start))
			for i := from; i < from+perFile; i++ {
				a := list[i%len(list)]
				check(e.EncodeElement(url{locs[i%len(list)], a.Published.In(zone).Format(time.RFC3339)}, element))
			}
			check(e.EncodeToken(start.End()))
			check(e.Close())
		}
	}
	b.SetBytes(n)
}

// TestMemory checks that the memory that is in use while a million addresses are written is
// that of one file, however many there are.
func TestMemory(t *testing.T) {
	var peaks []uint64
	for _, n := range []int{perFile, addresses} {
		site, all := releases(t, n)
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var peak uint64
		var written int64
		watched := func(yield func(publish.Release, error) bool) {
			i := 0
			for r, err := range all {
				if i++; i%perFile == 0 {
					runtime.GC()
					runtime.ReadMemStats(&now)
					peak = max(peak, now.HeapAlloc-min(before.HeapAlloc, now.HeapAlloc))
				}
				if !yield(r, err) {
					return
				}
			}
		}
		if err := site.WriteSitemaps(func(string) (io.WriteCloser, error) { return file{&written}, nil }, watched); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d addresses: %d MB written, at most %.1f MB in use", n, written/1e6, float64(peak)/1e6)
		peaks = append(peaks, peak)
	}
	if peaks[1] > peaks[0]*3/2 {
		t.Errorf("in use for %d addresses: %d bytes, for %d: %d bytes", perFile, peaks[0], addresses, peaks[1])
	}
}
