package scoring

import (
	"strings"
	"testing"
	"unicode"

	"github.com/presse-go/presse/internal/letters"
)

// TestLatin holds the table that words are folded by to that of the slugs: what
// folds to one slug is one word.
func TestLatin(t *testing.T) {
	var s scanner
	for r := rune(firstLatin); r < firstLatin+rune(len(latin)); r++ {
		s.reset(string(r), false)
		got := ""
		if s.next() == wordToken {
			got = string(s.word[:s.n])
		}
		want := ""
		if unicode.IsLetter(r) {
			want = strings.ToLower(string(letters.AppendFold(nil, string(r))))
		}
		if got != want {
			t.Errorf("%c (%U) is read as %q, folds to %q", r, r, got, want)
		}
	}
}
