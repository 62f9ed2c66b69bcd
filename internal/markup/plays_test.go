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

func TestPlayerKey(t *testing.T) {
	same := [][]string{
		{"https://www.youtube.com/watch?v=aBcDeFgHi-1", "https://youtu.be/aBcDeFgHi-1?si=x&t=3", "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=12&rel=0",
			"https://www.youtube.com/embed/aBcDeFgHi-1", "http://m.youtube.com/watch?feature=share&v=aBcDeFgHi-1&list=PLaBcDeFgHi", "https://www.youtube.com/shorts/aBcDeFgHi-1"},
		{"https://www.youtube.com/watch?v=aBcDeFgHi-2"},
		{"https://www.youtube.com/playlist?list=PLaBcDeFgHiJk", "https://www.youtube.com/embed/videoseries?list=PLaBcDeFgHiJk"},
		{"https://vimeo.com/123456", "https://player.vimeo.com/video/123456?h=abcdef12", "https://vimeo.com/123456/abcdef12#t=30s"},
		{"https://vimeo.com/123457"},
		{"https://www.dailymotion.com/video/x2abcd", "https://dai.ly/x2abcd", "https://geo.dailymotion.com/player/xabc1.html?video=x2abcd&startTime=3", "https://www.dailymotion.com/embed/video/x2abcd?autoplay=1"},
	}
	seen := make(map[string]string)
	for _, addresses := range same {
		want, ok := PlayerKey(addresses[0])
		if other := seen[want]; !ok || other != "" {
			t.Errorf("PlayerKey(%q) = %q, %v, that of %q", addresses[0], want, ok, other)
		}
		seen[want] = addresses[0]
		for _, address := range addresses {
			if got, ok := PlayerKey(address); !ok || got != want {
				t.Errorf("PlayerKey(%q) = %q, %v, want %q", address, got, ok, want)
			}
		}
	}
	for _, address := range []string{"https://www.youtube.com/", "https://journal.example/video/1", "javascript:alert(1)", ""} {
		if got, ok := PlayerKey(address); ok {
			t.Errorf("PlayerKey(%q) = %q", address, got)
		}
	}
}
