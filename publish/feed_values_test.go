package publish

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// TestFeedTypes checks the types by the names of files.
func TestFeedTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.jpg": "image/jpeg", "a.JPEG": "image/jpeg", "a.png": "image/png", "a.gif": "image/gif", "a.webp": "image/webp", "a.avif": "image/avif", "a.svg": "image/svg+xml",
		"a.mp4": "video/mp4", "a.m4v": "video/mp4", "a.webm": "video/webm", "a.ogv": "video/ogg", "a.mov": "video/quicktime",
		"a.mp3": "audio/mpeg", "a.m4a": "audio/mp4", "a.ogg": "audio/ogg", "a.oga": "audio/ogg", "a.wav": "audio/vnd.wave",
		"a.png?b=c.jpg": "image/png", "a.png#b.jpg": "image/png", "a.php?b.jpg": "", "a": "", "": "", "a.jpg/b": "",
	} {
		if got := typeOf("", "https://remparts.exemple.ma/"+name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for given, want := range map[string]string{"image/webp": "image/webp", " Image/WebP ; q=1": "image/webp", "webp": "image/png", "image/": "image/png", "a/b/c": "image/png", "vidéo/mp4": "image/png", "": "image/png"} {
		if got := typeOf(given, "https://remparts.exemple.ma/a.png"); got != want {
			t.Errorf("a.png, said to be %q: got %q, want %q", given, got, want)
		}
	}
}

// TestFeedDates checks the offsets that dates can have: whole minutes, up to 14 hours.
func TestFeedDates(t *testing.T) {
	for offset, want := range map[int][2]string{
		3600:             {"Sat, 14 Nov 2026 12:00:00 +0100", "2026-11-14T12:00:00+01:00"},
		-12600:           {"Sat, 14 Nov 2026 12:00:00 -0330", "2026-11-14T12:00:00-03:30"},
		561:              {"Sat, 14 Nov 2026 11:50:39 +0000", "2026-11-14T11:50:39Z"},
		14 * 3600:        {"Sat, 14 Nov 2026 12:00:00 +1400", "2026-11-14T12:00:00+14:00"},
		14*3600 + 60:     {"Fri, 13 Nov 2026 21:59:00 +0000", "2026-11-13T21:59:00Z"},
		-14 * 3600:       {"Sat, 14 Nov 2026 12:00:00 -1400", "2026-11-14T12:00:00-14:00"},
		-(14*3600 + 60):  {"Sun, 15 Nov 2026 02:01:00 +0000", "2026-11-15T02:01:00Z"},
		-(14*3600 - 300): {"Sat, 14 Nov 2026 12:00:00 -1355", "2026-11-14T12:00:00-13:55"},
	} {
		at := time.Date(2026, 11, 14, 12, 0, 0, 0, time.FixedZone("", offset))
		if got := [2]string{string(appendDate(nil, at)), string(appendTime(nil, at))}; got != want {
			t.Errorf("%d seconds east of Greenwich: got %q, want %q", offset, got, want)
		}
	}
}

// TestFeedErrors checks that an error says what was being written.
func TestFeedErrors(t *testing.T) {
	for name, want := range map[string]string{"RSS": "write RSS", "Atom": "write Atom", "JSON Feed": "write JSON Feed"} {
		for _, s := range []*Site{nil, {}, coreSite()} {
			err := feedWriters[name](s, io.Discard, Feed{Limit: -1}, nil)
			if f := presse.Faults(err); len(f) != 1 || f[0].Op != want {
				t.Errorf("%s of %+v: got %v, want an *Error of %q", name, s, err, want)
			}
		}
	}
}

// TestJSONFeedWithoutType checks that an attachment that cannot be one is reported, once.
func TestJSONFeedWithoutType(t *testing.T) {
	got, losses := oneFeed(t, (*Site).WriteJSONFeed, func(s *Site, a *presse.Article) {
		a.Lead = presse.Media{URL: "/photo"} // the image of the item, which needs no type
		a.Media = []presse.Media{{Kind: "video", URL: "https://video.example/regarder?v=1"}, {URL: "/b.png"}}
	})
	want := presse.Loss{Item: "4711", Field: "media", Value: "https://video.example/regarder?v=1", Kind: presse.LossDropped, Err: errNoType}
	if !slices.Equal(losses, []presse.Loss{want}) || strings.Contains(got, "regarder") || !strings.Contains(got, "/b.png") {
		t.Errorf("got %s and told %v, want the picture and %v", got, losses, want)
	}
}
