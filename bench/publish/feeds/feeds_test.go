// Package feeds reads the feeds of package publish back, and measures them beside gorilla/feeds.
package feeds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/feeds"
	"github.com/mmcdole/gofeed"

	"github.com/presse-go/presse/bench/publish/corpus"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/publish"
)

var form = publish.Feed{Path: "/flux", Hub: "https://hub.exemple.org/", Limit: 1 << 20, At: corpus.At}

func released(tb testing.TB) (*publish.Site, []publish.Release) {
	tb.Helper()
	stories, sections, err := corpus.Read(conformance.Path(tb, "."))
	if err != nil {
		tb.Fatal(err)
	}
	site := corpus.Site(sections)
	var list []publish.Release
	for r, err := range site.Releases(corpus.All(stories), corpus.At) {
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, r)
	}
	return site, list
}

func write(tb testing.TB, s *publish.Site, list []publish.Release) map[string][]byte {
	tb.Helper()
	out := make(map[string][]byte)
	for name, w := range writers(s) {
		var b bytes.Buffer
		if err := w(&b, list); err != nil {
			tb.Fatal(name, err)
		}
		out[name] = b.Bytes()
	}
	return out
}

func writers(s *publish.Site) map[string]func(io.Writer, []publish.Release) error {
	return map[string]func(io.Writer, []publish.Release) error{
		"rss":  func(w io.Writer, l []publish.Release) error { return s.WriteRSS(w, form, corpus.All(l)) },
		"atom": func(w io.Writer, l []publish.Release) error { return s.WriteAtom(w, form, corpus.All(l)) },
		"json": func(w io.Writer, l []publish.Release) error { return s.WriteJSONFeed(w, form, corpus.All(l)) },
	}
}

// TestReadBack checks that gofeed reads the same stories from each format, all of them, with
// the date, and that the text of no story that is not free is in it.
func TestReadBack(t *testing.T) {
	site, list := released(t)
	docs := write(t, site, list)
	if dir := os.Getenv("PRESSE_FEEDS"); dir != "" { // for the validators
		for n, half := range [][]publish.Release{list[:len(list)/2], list[len(list)/2:]} { // of at most 5 MB
			for name, doc := range write(t, site, half) {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("feed%d.%s", n, name)), doc, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	read := make(map[string]*gofeed.Feed)
	for name, doc := range docs {
		if bytes.Contains(doc, []byte(corpus.Secret)) {
			t.Errorf("%s has text of a story that is not free", name)
		}
		f, err := gofeed.NewParser().Parse(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(name, err)
		}
		read[name] = f
	}
	passed := 0
	for i, r := range list {
		var story struct {
			Headline, Published, Access string
			Tags                        []string
		}
		if err := json.Unmarshal(site.AppendJSON(nil, r), &story); err != nil {
			t.Fatal(err)
		}
		story.Headline = strings.Trim(story.Headline, "\u0080 ") // no XML
		var first string
		for _, name := range []string{"rss", "atom", "json"} {
			if len(read[name].Items) != len(list) {
				t.Fatalf("%s has %d items, want %d", name, len(read[name].Items), len(list))
			}
			item := read[name].Items[i]
			var authors []string
			for _, a := range item.Authors {
				authors = append(authors, a.Name)
			}
			if name == "rss" {
				authors = item.DublinCoreExt.Creator
			}
			content := strings.TrimSpace(item.Content) // as gofeed does in Atom only
			if !strings.HasPrefix(content, "<") {      // content_text
				content = ""
			}
			if story.Headline != "" && strings.TrimSpace(item.Title) != story.Headline {
				t.Errorf("%s, %s: title %q, want %q", name, item.GUID, item.Title, story.Headline)
			}
			if item.PublishedParsed == nil {
				t.Errorf("%s, %s: no date", name, item.GUID)
				continue
			}
			for _, tag := range story.Tags {
				if !slices.Contains(item.Categories, tag) {
					t.Errorf("%s, %s: categories %q lack %q", name, item.GUID, item.Categories, tag)
				}
			}
			got := fmt.Sprintf("%q %q %q %q %q %v %q %q", item.GUID, strings.TrimSpace(item.Title), item.Link, authors, item.Categories, item.PublishedParsed.UTC(), item.Description, content)
			if first == "" {
				first = got
			} else if got != first {
				t.Errorf("%s is read as\n%.900s\nwant, as RSS,\n%.900s", name, got, first)
			} else {
				passed++
			}
		}
	}
	t.Logf("%d of %d items equal", passed, 2*len(list))
}

// peer returns the feed of gorilla/feeds with the same items.
func peer(tb testing.TB, site *publish.Site, list []publish.Release) *feeds.Feed {
	tb.Helper()
	f, err := gofeed.NewParser().Parse(bytes.NewReader(write(tb, site, list)["rss"]))
	if err != nil {
		tb.Fatal(err)
	}
	out := &feeds.Feed{Title: f.Title, Link: &feeds.Link{Href: f.Link}, Description: f.Description}
	for _, i := range f.Items {
		out.Items = append(out.Items, &feeds.Item{
			Title: i.Title, Link: &feeds.Link{Href: i.Link}, Description: i.Description, Id: i.GUID, Created: *i.PublishedParsed, Content: i.Content,
			Author: &feeds.Author{Name: i.DublinCoreExt.Creator[0]},
		})
	}
	return out
}

func BenchmarkFeeds(b *testing.B) {
	site, list := released(b)
	list = list[len(list)-50:]
	other := peer(b, site, list)
	var plain any = (&feeds.Rss{Feed: other}).FeedXml()
	run := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	ours := writers(site)
	run("rss/presse", func() error { return ours["rss"](io.Discard, list) })
	run("rss/gorilla", func() error { return other.WriteRss(io.Discard) })
	run("rss/encoding-xml", func() error { return xml.NewEncoder(io.Discard).Encode(plain) })
	run("atom/presse", func() error { return ours["atom"](io.Discard, list) })
	run("atom/gorilla", func() error { return other.WriteAtom(io.Discard) })
	run("json/presse", func() error { return ours["json"](io.Discard, list) })
	run("json/gorilla", func() error { return other.WriteJSON(io.Discard) })
}
