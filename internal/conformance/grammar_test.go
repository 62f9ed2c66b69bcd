package conformance

import (
	"math/rand/v2"
	"testing"
)

// TestMarkup checks that the same seed yields the same strings, and that they contain
// enough tags.
func TestMarkup(t *testing.T) {
	a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	tags, ends := 0, 0
	for range 1000 {
		s := Markup(a)
		if again := Markup(b); again != s {
			t.Fatalf("the same seed yields %q and %q", s, again)
		}
		for i := range len(s) - 1 {
			if s[i] == '<' && s[i+1] == '/' {
				ends++
			} else if s[i] == '<' {
				tags++
			}
		}
	}
	if tags < 3000 || ends < 1000 {
		t.Errorf("got %d tags and %d end tags in 1,000 strings, want at least 3,000 and 1,000", tags, ends)
	}
}
