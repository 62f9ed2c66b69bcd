package wordpress

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/wordpress"
)

// toWrite returns the stories of the export, n times with other IDs, slugs and headlines.
func toWrite(tb testing.TB, n int) []*presse.Article {
	text := conformance.Read(tb, "wordpress/export.xml")
	x, err := wordpress.Open(bytes.NewReader(text), int64(len(text)), wordpress.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	var all []*presse.Article
	for i := range n {
		for a, err := range x.Articles() {
			if err != nil {
				tb.Fatal(err)
			}
			a.ID, a.Slug, a.Headline = fmt.Sprintf("%s-%d", a.ID, i), fmt.Sprintf("%s-%d", a.Slug, i), fmt.Sprintf("%s (%d)", a.Headline, i)
			all = append(all, a)
		}
	}
	return all
}

func sequence(all []*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// An xmlItem has the same fields, for encoding/xml.
type xmlItem struct {
	XMLName  xml.Name  `xml:"item"`
	Title    string    `xml:"title"`
	Link     string    `xml:"link"`
	Creator  string    `xml:"dc:creator"`
	Content  string    `xml:"content:encoded"`
	Excerpt  string    `xml:"excerpt:encoded"`
	ID       string    `xml:"wp:post_id"`
	Date     string    `xml:"wp:post_date"`
	DateGMT  string    `xml:"wp:post_date_gmt"`
	Modified string    `xml:"wp:post_modified"`
	Slug     string    `xml:"wp:post_name"`
	Status   string    `xml:"wp:status"`
	Type     string    `xml:"wp:post_type"`
	Terms    []xmlTerm `xml:"category"`
	Meta     []xmlMeta `xml:"wp:postmeta"`
}

type xmlTerm struct {
	Domain string `xml:"domain,attr"`
	Name   string `xml:",chardata"`
}

type xmlMeta struct {
	Key   string `xml:"wp:meta_key"`
	Value string `xml:"wp:meta_value"`
}

// marshal writes the fields of the items of an export, without deciding anything.
func marshal(tb testing.TB, items []wordpress.Item) (size int64) {
	var w counter
	e := xml.NewEncoder(&w)
	for i := range items {
		it := &items[i]
		x := xmlItem{Title: it.Title, Link: it.Link, Creator: it.Author, Content: it.Content, Excerpt: it.Excerpt, ID: it.ID,
			Date: it.Date, DateGMT: it.DateGMT, Modified: it.Modified, Slug: it.Slug, Status: it.Status, Type: it.Type}
		for _, t := range it.Terms {
			x.Terms = append(x.Terms, xmlTerm{t.Taxonomy, t.Name})
		}
		for _, m := range it.Meta {
			x.Meta = append(x.Meta, xmlMeta{m.Key, m.Value})
		}
		if err := e.Encode(&x); err != nil {
			tb.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		tb.Fatal(err)
	}
	return int64(w)
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// BenchmarkWrite compares, in one run, Write of 10,600 stories with bodies with the time in
// which encoding/xml writes the same fields of the same items. Write also shows each body as
// WordPress does and reads each story back, to keep what WordPress has no place for.
//
//	go test -run '^$' -bench 'Write$' -benchtime 3x ./wordpress
func BenchmarkWrite(b *testing.B) {
	stories := toWrite(b, 200)
	o := wordpress.WriteOptions{Base: "https://journal.example", Lang: "fr-MA", Zone: time.UTC}
	var file bytes.Buffer
	if err := wordpress.Write(&file, o, sequence(stories)); err != nil {
		b.Fatal(err)
	}
	var items []wordpress.Item
	for it, err := range wordpress.Items(bytes.NewReader(file.Bytes()), wordpress.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		items = append(items, it)
	}
	if size := marshal(b, items); size < int64(file.Len())/2 {
		b.Fatalf("encoding/xml writes %d bytes, Write %d", size, file.Len())
	}
	b.SetBytes(int64(file.Len()))
	var ours, bare time.Duration
	for b.Loop() {
		start := time.Now()
		if err := wordpress.Write(io.Discard, o, sequence(stories)); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		marshal(b, items)
		ours, bare = ours+middle.Sub(start), bare+time.Since(middle)
	}
	b.ReportMetric(float64(len(stories)), "stories")
	b.ReportMetric(ours.Seconds()/float64(b.N)/float64(len(stories))*1e6, "µs/story")
	b.ReportMetric(bare.Seconds()/float64(b.N)/float64(len(stories))*1e6, "µs/story-encoding/xml")
	b.ReportMetric(ours.Seconds()/bare.Seconds(), "times-the-time")
}
