package wordpress

import (
	"bytes"
	"encoding/xml"
	"io"
	"testing"
	"time"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/wordpress"
)

// archive is an export in memory, so that neither side waits for a disk.
func archive(tb testing.TB, stories int) []byte {
	export := conformance.Read(tb, "wordpress/export.xml")
	perCopy := bytes.Count(export, []byte("<wp:post_type><![CDATA[post]]>"))
	if perCopy == 0 {
		tb.Fatal("the export has no stories")
	}
	size := len(export) * (stories/perCopy + 1)
	var text bytes.Buffer
	text.Grow(size + size/50)
	if _, err := io.Copy(&text, struct{ io.Reader }{Repeat(export, size)}); err != nil {
		tb.Fatal(err)
	}
	return text.Bytes()
}

// readXML reads the bare tokens with encoding/xml.
func readXML(tb testing.TB, text []byte) {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			tb.Fatal(err)
		}
	}
}

// readStories opens the export and reads its stories, with their bodies.
func readStories(tb testing.TB, text []byte) (stories int) {
	x, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	for a, err := range x.Articles() {
		if err != nil {
			tb.Fatal(err)
		}
		if a.Body != "" {
			stories++
		}
	}
	return stories
}

// BenchmarkStories compares, in one run, Open and Articles of 80,000 stories with bodies with
// the time in which encoding/xml reads the tokens of the same file. It alternates the two,
// and reports the ratio of the sums.
//
//	go test -bench Stories -benchtime 3x ./wordpress
func BenchmarkStories(b *testing.B) {
	text := archive(b, 80_000)
	b.SetBytes(int64(len(text)))
	var ours, bare time.Duration
	stories := 0
	for b.Loop() {
		start := time.Now()
		stories = readStories(b, text)
		middle := time.Now()
		readXML(b, text)
		ours, bare = ours+middle.Sub(start), bare+time.Since(middle)
	}
	if stories < 70_000 {
		b.Fatalf("only %d stories have a body", stories)
	}
	b.ReportMetric(float64(stories), "stories")
	b.ReportMetric(ours.Seconds()/float64(b.N), "s-presse")
	b.ReportMetric(bare.Seconds()/float64(b.N), "s-encoding/xml")
	b.ReportMetric(bare.Seconds()/ours.Seconds(), "times-as-fast")
}
