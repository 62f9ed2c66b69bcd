//go:build !race

package publish_test

import "testing"

// The race detector allocates on its own.

func TestHeadAllocations(t *testing.T) {
	for name, a := range stories() {
		site := remparts(nil)
		r := released(t, site, a)
		site.Head(r) // finds the facts
		if n := testing.AllocsPerRun(100, func() { site.Head(r) }); n > 5 {
			t.Errorf("the head of the story %s allocates %v times, want at most 5", name, n)
		}
		dst := site.AppendJSONLD(nil, r)
		if n := testing.AllocsPerRun(100, func() { dst = site.AppendJSONLD(dst[:0], r) }); n > 5 {
			t.Errorf("the structured data of the story %s allocate %v times, want at most 5", name, n)
		}
	}
}
