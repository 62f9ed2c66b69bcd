package wordpress

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// The block that Body writes for an address is one that the sanitizer makes a frame, or a
// link, of: no reader sees a bare address.
func TestPlayersAreShown(t *testing.T) {
	for _, address := range []string{
		"https://www.youtube.com/watch?v=aBcDeFgHi-1&t=3", "https://youtu.be/aBcDeFgHi-1", "https://vimeo.com/123456",
		"https://www.dailymotion.com/video/x2abcd", "https://dai.ly/x2abcd", "https://twitter.com/journal/status/1234567890",
		"https://x.com/journal/status/1234567890", "https://www.facebook.com/journal/posts/1234567890", "https://www.facebook.com/journal/videos/1234567890/",
		"https://www.instagram.com/p/CabcDEF12_3/", "https://www.tiktok.com/@journal/video/7123456789012345678",
		"https://soundcloud.com/journal/episode-3", "https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC",
	} {
		if !plays(address) {
			t.Errorf("plays(%q) = false, want true", address)
			continue
		}
		out, losses := Body("Avant.\n\n"+address+"\n\nAprès.", BodyOptions{})
		safe := string(presse.Sanitize(out))
		if !strings.Contains(safe, "<iframe ") && !strings.Contains(safe, "<a ") || strings.Contains(presse.PlainText(safe), "://") || len(losses) > 0 {
			t.Errorf("Body of %s, sanitized, = %s, %v, want a player", address, safe, losses)
		}
	}
}
