package address

import "testing"

func TestWithSlug(t *testing.T) {
	cases := []struct{ rule, path, slug, other, want string }{
		{"the last segment", "ville/pont", "pont", "le-pont", "ville/le-pont"},
		{"the slug alone", "pont", "pont", "le-pont", "le-pont"},
		{"encoded in the path", "%d8%ac%d8%b3%d8%b1", "جسر", "pont", "pont"},
		{"encoded, before an ID", "%d8%ac%d8%b3%d8%b1-12", "جسر", "pont", "pont-12"},
		{"before an ID", "ville/pont-12", "pont", "le-pont", "ville/le-pont-12"},
		{"behind an ID", "ville/12_pont", "pont", "le-pont", "ville/12_le-pont"},
		{"with an extension", "pont.html", "pont", "le-pont", "le-pont.html"},
		{"before another segment", "pont/12", "pont", "le-pont", "le-pont/12"},
		{"the last of two segments", "pont/pont", "pont", "parc", "pont/parc"},
		{"part of a word", "ponton/12", "pont", "parc", ""},
		{"behind a letter", "lepont/12", "pont", "parc", ""},
		{"not there", "ville/12", "pont", "parc", ""},
		{"no slug", "ville/12", "", "parc", ""},
		{"no former slug", "ville/pont", "pont", "", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			if got, ok := WithSlug(c.path, c.slug, c.other); got != c.want || ok != (c.want != "") {
				t.Errorf("%s, %s → %s: got %q %v, want %q", c.path, c.slug, c.other, got, ok, c.want)
			}
		})
	}
}
