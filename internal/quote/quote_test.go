package quote

import (
	"strings"
	"testing"
)

func TestShort(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"nothing", "", ""},
		{"60 bytes stay", strings.Repeat("a", 60), strings.Repeat("a", 60)},
		{"the rest is cut", strings.Repeat("a", 61), strings.Repeat("a", 60) + "…"},
		{"no character is cut in two", strings.Repeat("a", 59) + "été", strings.Repeat("a", 59) + "…"},
		{"an address of 8 KB", "https://remparts.exemple.ma/" + strings.Repeat("x", 8<<10), "https://remparts.exemple.ma/" + strings.Repeat("x", 32) + "…"},
	} {
		if got := Short(c.in); got != c.want {
			t.Errorf("%s: Short(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}
