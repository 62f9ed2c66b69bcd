package conformance

import (
	"math/rand/v2"
	"testing"
)

// TestMarkup: the same seed gives the same strings, and they hold what they are made for.
func TestMarkup(t *testing.T) {
	a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	tags, ends := 0, 0
	for range 1000 {
		s := Markup(a)
		if again := Markup(b); again != s {
			t.Fatalf("got %q and %q by one seed", s, again)
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
		t.Errorf("%d tags and %d end tags in 1,000 strings: too few to break anything", tags, ends)
	}
}
