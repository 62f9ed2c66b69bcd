package paper

import (
	"io"
	"testing"
)

// BenchmarkStory measures a page of a site that is being made: each story is new.
func BenchmarkStory(b *testing.B) {
	p := newPaper(b)
	a := newStory(1, "La digue tiendra-t-elle ?", in("ville/port"), photo("digue", 1600, 1067))
	a.Body = long
	related := cards(b, p, demo()[:4]...)
	for b.Loop() {
		if err := p.Story(io.Discard, StoryPage{Story: release(b, p, a), Related: related}); err != nil {
			b.Fatal(err)
		}
	}
}
