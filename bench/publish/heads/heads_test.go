// Package heads measures and checks the heads of the stories on which publish is judged:
//
//	PRESSE_DATA=… go test -C bench -v -bench . ./publish/heads
package heads

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/presse-go/presse/bench/publish/corpus"
	"github.com/presse-go/presse/publish"
)

// releases returns the site and what may be published of the stories.
func releases(tb testing.TB) (*publish.Site, []publish.Release) {
	data := os.Getenv("PRESSE_DATA")
	if data == "" {
		tb.Skip("no PRESSE_DATA")
	}
	stories, sections, err := corpus.Read(data)
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

// TestHeads checks that the structured data of every story are JSON, one object in each element,
// that they have what structured-data-testing-tool asks for, and that no head has the secret of
// stories that are not free. If PRESSE_OUTPUTS is set to a folder, a page for each story is
// written there, for that tool.
func TestHeads(t *testing.T) {
	site, list := releases(t)
	passed, types := 0, make(map[string]int)
	for i, r := range list {
		head := string(site.Head(r))
		if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
			page := "<!doctype html>\n<html><head><meta charset=\"utf-8\">\n" + head + "</head><body></body></html>\n"
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.html", i)), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var found []string
		for line := range strings.Lines(head) {
			data, ok := strings.CutPrefix(line, `<script type="application/ld+json">`)
			if !ok {
				continue
			}
			var object map[string]any
			if err := json.Unmarshal([]byte(strings.TrimSuffix(data, "</script>\n")), &object); err != nil {
				t.Errorf("story %d: %v in %s", i, err, data)
				continue
			}
			schema, _ := object["@type"].(string)
			found = append(found, schema)
			types[schema]++
			for _, member := range []string{"headline", "author", "image", "datePublished", "dateModified", "publisher", "mainEntityOfPage"} {
				if object[member] == nil && schema != "BreadcrumbList" {
					t.Errorf("story %d: %s has no %s", i, schema, member)
				}
			}
		}
		if n := len(found); n < 2 || found[n-1] != "BreadcrumbList" {
			t.Errorf("story %d: objects %q, want a story and the breadcrumb", i, found)
		}
		if strings.Contains(head, corpus.Secret) || strings.Contains(string(site.AppendJSONLD(nil, r)), corpus.Secret) {
			t.Errorf("story %d: the head says what is not free:\n%s", i, head)
		}
		if !t.Failed() {
			passed++
		}
	}
	t.Logf("%d of %d heads passed: %v", passed, len(list), types)
}

// BenchmarkHead is the head of a story just released, over all stories, and of one whose facts
// are known.
func BenchmarkHead(b *testing.B) {
	site, list := releases(b)
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if i == len(list) {
				b.StopTimer()
				_, list = releases(b)
				i = 0
				b.StartTimer()
			}
			site.Head(list[i])
		}
	})
	b.Run("again", func(b *testing.B) {
		for _, r := range list {
			site.Head(r)
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			site.Head(list[i%len(list)])
		}
	})
}
