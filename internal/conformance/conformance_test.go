package conformance

import "testing"

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		`plain`:          "plain",
		`a\tb\nc\rd\\e`:  "a\tb\nc\rd\\e",
		`x\u{A0}y`:       "x\u00a0y",
		`\u{1F600}`:      "😀",
		`ends in \`:      `ends in \`,
		`\u without hex`: `\u without hex`,
	} {
		if got := unescape(in); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
}
