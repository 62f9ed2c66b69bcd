// Package feeds reads the feeds of package publish back, and measures them beside gorilla/feeds.
package feeds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/feeds"
	"github.com/mmcdole/gofeed"

	"github.com/presse-go/presse"
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

// A want is what a reader must find of a story.
type want struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Link       string   `json:"link"`
	Published  string   `json:"published"` // RFC 3339, UTC
	Authors    []string `json:"authors"`
	Categories []string `json:"categories"` // among others
	Body       string   `json:"body"`       // empty if the story is not free
}

// wants returns what must be read of the stories of releases, from the stories themselves.
func wants(t *testing.T, site *publish.Site) map[string]want {
	t.Helper()
	stories, _, err := corpus.Read(conformance.Path(t, "."))
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]want)
	for _, a := range stories {
		page, err := url.JoinPath(site.Base, site.URL(a))
		if a.URL != "" {
			page, err = a.URL, nil
		}
		if err != nil {
			t.Fatal(err)
		}
		w := want{
			ID: "tag:" + site.Tag + ":" + strings.ReplaceAll(a.ID, ":", "%3A"), Title: strings.Trim(a.Headline, "\u0080 "), Link: page, // U+0080 is no text
			Published: a.Published.UTC().Format(time.RFC3339), Categories: append([]string{}, a.Tags...),
		}
		for _, p := range a.Byline.People {
			if p.Role != presse.RolePhotographer && p.Name != "La rédaction" {
				w.Authors = append(w.Authors, p.Name)
			}
		}
		if w.Authors = append(w.Authors, a.Byline.Agencies...); len(w.Authors) == 0 {
			w.Authors = []string{site.Name}
		}
		if a.Access == presse.AccessFree {
			policy := site.Policy
			policy.Scope, policy.Base = presse.ScopeFeed, page
			sanitizer, err := presse.NewSanitizer(policy)
			if err != nil {
				t.Fatal(err)
			}
			w.Body = strings.TrimSpace(string(sanitizer.HTML(a.Body)))
		}
		out[w.ID] = w
	}
	return out
}

// dump writes the feeds in parts of 500 stories, and what must be read of them, for read.py and
// read.mjs.
func dump(t *testing.T, dir string, site *publish.Site, list []publish.Release, all map[string]want) {
	for from := 0; from < len(list); from += 500 {
		for name, doc := range write(t, site, list[from:min(from+500, len(list))]) {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("feed%d.%s", from/500, name)), doc, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	data, err := json.Marshal(all)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "want.json"), data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadBack checks that gofeed reads from each format what the stories say, of all of them,
// and that the text of no story that is not free is there. If PRESSE_FEEDS names a folder, the
// feeds are written there.
func TestReadBack(t *testing.T) {
	site, list := released(t)
	all := wants(t, site)
	if dir := os.Getenv("PRESSE_FEEDS"); dir != "" {
		dump(t, dir, site, list, all)
	}
	passed := 0
	for name, doc := range write(t, site, list) {
		if bytes.Contains(doc, []byte(corpus.Secret)) {
			t.Errorf("%s has text of a story that is not free", name)
		}
		read, err := gofeed.NewParser().Parse(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(name, err)
		}
		if len(read.Items) != len(list) {
			t.Fatalf("%s has %d items, want %d", name, len(read.Items), len(list))
		}
		for _, item := range read.Items {
			w, ok := all[item.GUID]
			if !ok {
				t.Errorf("%s: no story has the id %s", name, item.GUID)
				continue
			}
			got := want{ID: w.ID, Title: strings.TrimSpace(item.Title), Link: item.Link, Body: strings.TrimSpace(item.Content)} // as gofeed does in Atom only
			if item.PublishedParsed != nil {
				got.Published = item.PublishedParsed.UTC().Format(time.RFC3339)
			}
			for _, a := range item.Authors {
				got.Authors = append(got.Authors, a.Name)
			}
			if name == "rss" {
				got.Authors = item.DublinCoreExt.Creator
			}
			if w.Body == "" && !strings.HasPrefix(got.Body, "<") { // content_text of JSON Feed
				got.Body = ""
			}
			got.Categories = w.Categories
			for _, tag := range w.Categories {
				if !slices.Contains(item.Categories, tag) {
					got.Categories = item.Categories
				}
			}
			if w.Title == "" { // the writer finds another one
				got.Title = ""
			}
			if reflect.DeepEqual(got, w) {
				passed++
			} else {
				t.Errorf("%s is read as\n%.1200q\nwant\n%.1200q", name, got, w)
			}
		}
	}
	t.Logf("%d of %d items equal the stories", passed, 3*len(list))
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

// BenchmarkFeeds writes feeds of the same 50 stories by turns, and reports the medians in
// nanoseconds and how many times as fast as its peer package publish is. "first" is a feed of
// releases that nothing was asked of: their bodies are sanitized for it, and everything else is
// found out, which gorilla/feeds is given.
func BenchmarkFeeds(b *testing.B) {
	site, list := released(b)
	list = list[len(list)-50:]
	other := peer(b, site, list)
	var plain any = (&feeds.Rss{Feed: other}).FeedXml()
	ours := writers(site)
	for _, test := range []struct {
		name         string
		ours, theirs func() error
	}{
		{"rss/gorilla", func() error { return ours["rss"](io.Discard, list) }, func() error { return other.WriteRss(io.Discard) }},
		{"rss/encoding-xml", func() error { return ours["rss"](io.Discard, list) }, func() error { return xml.NewEncoder(io.Discard).Encode(plain) }},
		{"atom/gorilla", func() error { return ours["atom"](io.Discard, list) }, func() error { return other.WriteAtom(io.Discard) }},
		{"json/gorilla", func() error { return ours["json"](io.Discard, list) }, func() error { return other.WriteJSON(io.Discard) }},
	} {
		b.Run(test.name, func(b *testing.B) {
			var mine, peers []time.Duration
			for b.Loop() {
				for _, side := range []struct {
					run   func() error
					times *[]time.Duration
				}{{test.ours, &mine}, {test.theirs, &peers}} {
					start := time.Now()
					if err := side.run(); err != nil {
						b.Fatal(err)
					}
					*side.times = append(*side.times, time.Since(start))
				}
			}
			b.ReportMetric(0, "ns/op")
			report(b, median(mine), median(peers))
		})
	}
	stories, _, err := corpus.Read(conformance.Path(b, "."))
	if err != nil {
		b.Fatal(err)
	}
	stories = stories[len(stories)-50:]
	b.Run("rss/first", func(b *testing.B) {
		var first, sanitizing []time.Duration
		for b.Loop() {
			var fresh []publish.Release
			for r, err := range site.Releases(corpus.All(stories), corpus.At) {
				if err != nil {
					b.Fatal(err)
				}
				fresh = append(fresh, r)
			}
			start := time.Now()
			if err := ours["rss"](io.Discard, fresh); err != nil {
				b.Fatal(err)
			}
			first = append(first, time.Since(start))
			policy := site.Policy
			policy.Scope, policy.Base = presse.ScopeFeed, site.Base
			start = time.Now()
			for _, a := range stories {
				sanitizer, err := presse.NewSanitizer(policy)
				if err != nil {
					b.Fatal(err)
				}
				if a.Access == presse.AccessFree {
					sanitizer.HTML(a.Body)
				}
			}
			sanitizing = append(sanitizing, time.Since(start))
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(median(first)), "ns/presse")
		b.ReportMetric(float64(median(sanitizing)), "ns/sanitizing")
	})
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

func report(b *testing.B, ours, theirs time.Duration) {
	b.ReportMetric(float64(ours), "ns/presse")
	b.ReportMetric(float64(theirs), "ns/peer")
	b.ReportMetric(float64(theirs)/float64(ours), "times")
}
