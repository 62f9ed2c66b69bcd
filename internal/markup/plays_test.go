package markup

import "testing"

func TestPlays(t *testing.T) {
	for address, want := range map[string]bool{
		"https://www.youtube.com/watch?v=aBcDeFgHi-1": true,
		"http://youtu.be/aBcDeFgHi-1?t=3":             true,
		"HTTPS://VIMEO.COM/123456":                    true,
		"https://www.dailymotion.com/video/x2abcd":    true,
		"https://x.com/journal/status/1234567890":     true,
		"https://www.youtube.com/":                    false,
		"https://www.youtube.com/watch?v=court":       false,
		"https://journal.example/video/1":             false,
		"youtu.be/aBcDeFgHi-1":                        false,
		"javascript:alert(1)":                         false,
		"":                                            false,
	} {
		if got := Plays(address); got != want {
			t.Errorf("Plays(%q) = %v, want %v", address, got, want)
		}
	}
}
