package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMemoryHoldsNoTexts checks what a site keeps of each story until it is complete: far less
// than its text, which is read again when its page is written. 80,000 stories must fit into
// 1 GB, which is 13 KB a story at the peak.
func TestMemoryHoldsNoTexts(t *testing.T) {
	held := func(stories int) uint64 {
		var items []fmt.Stringer
		for i := range stories {
			var text strings.Builder
			for p := range 60 {
				fmt.Fprintf(&text, "<p>Le paragraphe %d de la séance %d du conseil municipal, qui a voté mardi soir le budget %d du port, après cinq heures de débats et trois suspensions, la dernière à la demande du maire, dit que la halle %d sera agrandie et que le quai %d restera ouvert.</p>\n", p, i, i*7, i+p, p*i)
			}
			items = append(items, item{id: i + 1, title: fmt.Sprintf("Séance %d du conseil", i), content: text.String(), terms: term("category", "ville", "Ville")})
		}
		src, err := openSource(writeExport(t, export(items...)))
		if err != nil {
			t.Fatal(err)
		}
		defer src.Close()
		target, err := openFolder(filepath.Join(t.TempDir(), "site"))
		if err != nil {
			t.Fatal(err)
		}
		defer target.abandon(io.Discard)
		items = nil
		before := heap()
		n, err := build(context.Background(), src, target, noon, newProgress(io.Discard))
		if err != nil {
			t.Fatal(err)
		}
		after := heap()
		runtime.KeepAlive(n)
		return after - min(before, after)
	}
	const few, many = 100, 500 // the feeds keep 50 texts
	perStory := (held(many) - held(few)) / (many - few)
	t.Logf("%d bytes a story", perStory)
	if perStory > 6000 || perStory < 100 {
		t.Errorf("%d bytes are held for each story, whose text has 15,000, want 100 to 6,000", perStory)
	}
}

// heap returns the bytes in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
