package publish_test

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// TestHeadLinear checks that hostile texts and lists take time that grows with their length.
func TestHeadLinear(t *testing.T) {
	for what, change := range map[string]func(*presse.Article, int){
		"bidirectional controls": func(a *presse.Article, n int) { a.Headline = strings.Repeat("\u202e\u2067\u202c", n) },
		"what must be escaped":   func(a *presse.Article, n int) { a.Deck = strings.Repeat(`<&"\`, n) },
		"invalid UTF-8":          func(a *presse.Article, n int) { a.Deck = strings.Repeat("\xff\xc2", n) },
		"tags": func(a *presse.Article, n int) {
			for i := range n / 10 {
				a.Tags = append(a.Tags, strings.Repeat("x", i%97))
			}
		},
		"authors": func(a *presse.Article, n int) {
			for i := range n / 100 {
				a.Byline.Agencies = append(a.Byline.Agencies, "AFP "+strconv.Itoa(i))
			}
		},
	} {
		conformance.Linear(t, what, func(n int) {
			site, a := remparts(nil), arabicStory()
			change(a, n)
			site.Head(released(t, site, a))
		})
	}
}

// TestHeadConcurrent reads one Release from several goroutines, for the race detector.
func TestHeadConcurrent(t *testing.T) {
	site := remparts(nil)
	want := site.Head(released(t, site, freeStory()))
	r := released(t, site, freeStory())
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := site.Head(r); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			site.AppendJSONLD(nil, r)
		})
	}
	group.Wait()
}
