package publish

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestOneFile checks which addresses are those of one file: when the rights to it end, all of
// them are left out.
func TestOneFile(t *testing.T) {
	encoded := base64.RawURLEncoding.EncodeToString([]byte("https://cdn.exemple.ma/up/photo.jpg"))
	for _, c := range []struct {
		rule, expired string
		same, others  string // separated by spaces
	}{
		{"sizes of WordPress", "/up/photo.jpg", "/up/photo-300x200.jpg /up/photo-scaled.webp /up/photo.jpg.webp /up/photo@2x.png /up/photo.jpg?w=300", "/autre/photo.jpg /up/photo-2.jpg /up/photo https://cdn.exemple.ma/up/photo.jpg /up/photo.mp4"},
		{"a format that is rarer", "/up/photo.jfif", "/up/photo.jfif?w=300 /up/photo-300x200.jfif /up/photo.jpg", "/up/photo-2.jfif"},
		{"an extension that is unknown", "/up/photo.xyz", "/up/photo.xyz?w=300 /up/photo-300x200.xyz", "/up/photo.jpg /up/photo"},
		{"no extension", "https://cdn.exemple.ma/2026/11/p12345", "https://cdn.exemple.ma/2026/11/p12345?w=640 https://cdn.exemple.ma/2026/11/p12345?foo=1&id=5 http://cdn.exemple.ma//2026/11/p12345-300x200 https://cdn.exemple.ma/2026/11/p12345.webp?w=3", "https://cdn.exemple.ma/2026/11/p12346 /2026/11/p12345 https://cdn.exemple.ma/2026/11/p12345/suite"},
		{"a size of what has no extension", "https://cdn.exemple.ma/img/X?w=1200", "https://cdn.exemple.ma/img/X?w=300 https://cdn.exemple.ma/img/X https://cdn.exemple.ma/img/X?token=abc", "https://cdn.exemple.ma/img/Y?w=1200"},
		{"a page is not its picture", "/2026/11/medina.jpg", "/2026/11/medina.jpg#vue", "/2026/11/medina /2026/11/medina/ /2026/11/medina.html"},
		{"a picture of X", "https://pbs.twimg.com/media/Fabc?format=jpg&name=large", "https://pbs.twimg.com/media/Fabc?format=webp&name=small https://pbs.twimg.com/media/Fabc.jpg:small https://pbs.twimg.com/media/Fabc.jpg", "https://pbs.twimg.com/media/Fabd?format=jpg&name=large"},
		{"a script with an id", "/photo.php?id=12", "/photo.php?id=12&w=300 /photo.php?w=300&id=12 /photo.php?id=12&foo=x", "/photo.php?id=13 /photo.php /photo.php?w=12 /autre.php?id=12 /"},
		{"a script with an id and more", "/photo.php?id=12&w=1200&sig=x", "/photo.php?id=12 /photo.php?id=12&sig=y", "/photo.php?id=1"},
		{"a script with two parameters that say which it is", "/photo.php?album_id=3&id=12", "/photo.php?id=12&album_id=3&w=1", "/photo.php?id=12&album_id=4 /photo.php?id=12"},
		{"a script with a parameter of its own", "/vue.asp?cliche=12&h=10", "/vue.asp?h=20&cliche=12", "/vue.asp?cliche=13&h=10 /vue.asp"},
		{"a parameter that may be a version, but of a script", "/vue.php?v=12", "/vue.php?v=12&w=3", "/vue.php?v=13"},
		{"a script without a query", "/photo.php", "/photo.php?w=12", "/photo.php?id=12"},
		{"a version beside what says which it is", "/vue.asp?cliche=12&v=2", "/vue.asp?cliche=12&v=3", "/vue.asp?cliche=13&v=2"},
		{"a folder with an id", "https://lookaside.example/media/?media_id=12", "https://lookaside.example/media/?media_id=12&x=1", "https://lookaside.example/media/?media_id=13 https://lookaside.example/media/"},
		{"no extension, an id in the query", "https://drive.example/uc?export=view&id=aBc", "https://drive.example/uc?id=aBc", "https://drive.example/uc?id=abc https://drive.example/uc"},
		{"the attachment of a post", "/?attachment_id=77", "/?attachment_id=77&preview=1", "/ /?attachment_id=78 /?p=3"},
		{"a key that signs is no id", "https://cdn.exemple.ma/p/X?Key-Pair-Id=A&Signature=b", "https://cdn.exemple.ma/p/X?Key-Pair-Id=C https://cdn.exemple.ma/p/X", ""},
		{"a video", "/v.mp4", "/v.mp4?v=2 /v.mp4?t=10 /v.mp4#t=10 /v.webm", "/v.jpg /w.mp4 /v.mp3 /v.mp4.jpg"},
		{"a sound", "/a.mp3?dl=1", "/a.mp3 /a.mp3?x=2", "/b.mp3 /a.mp4"},
		{"a style of Drupal", "/sites/default/files/2026-11/X.jpg", "/sites/default/files/styles/large/public/2026-11/X.jpg?itok=abc /sites/default/files/styles/teaser_2x/public/2026-11/X.jpg.webp?itok=d /sites/default/files/imagecache/vignette/2026-11/X.jpg", "/sites/default/files/2026-10/X.jpg"},
		{"a style of Drupal first", "/sites/default/files/styles/large/public/2026-11/X.jpg?itok=abc", "/sites/default/files/2026-11/X.jpg /sites/default/files/styles/small/public/2026-11/X.jpg", "/sites/default/files/styles/large/public/2026-11/Y.jpg"},
		{"at the root of the site", "/X.jpg", "/_next/image?url=%2FX.jpg&w=640&q=75 /cdn-cgi/image/width=640/X.jpg /cdn-cgi/image/width=640,quality=75/https://remparts.exemple.ma/X.jpg /_ipx/w_300,f_webp/X.jpg /_ipx/_/X.jpg /unsafe/300x200/smart/X.jpg /_vercel/image?url=/X.jpg /.netlify/images?url=/X.jpg&w=50 /timthumb.php?src=/X.jpg&w=3", "/up/X.jpg /2026/X.jpg /cdn-cgi/image/width=640/Y.jpg"},
		{"by way of another host", "https://cdn.exemple.ma/up/photo.jpg", strings.Join([]string{
			"https://i0.wp.com/cdn.exemple.ma/up/photo.jpg?resize=300%2C200",
			"https://images.weserv.nl/?url=cdn.exemple.ma/up/photo.jpg&w=300", "https://wsrv.nl/?w=300&url=https%3A%2F%2Fcdn.exemple.ma%2Fup%2Fphoto.jpg", "https://wsrv.nl/?url=ssl:cdn.exemple.ma%2Fup%2Fphoto.jpg",
			"/_next/image?url=https%3A%2F%2Fcdn.exemple.ma%2Fup%2Fphoto.jpg&w=640", "/_next/image?url=https%253A%252F%252Fcdn.exemple.ma%252Fup%252Fphoto.jpg",
			"https://res.cloudinary.com/demo/image/fetch/w_300,c_fill/https://cdn.exemple.ma/up/photo.jpg", "https://res.cloudinary.com/demo/image/fetch/https%3A%2F%2Fcdn.exemple.ma%2Fup%2Fphoto.jpg",
			"https://thumbor.example/unsafe/300x200/smart/cdn.exemple.ma/up/photo.jpg", "https://thumbor.example/AbC123=/300x200/filters:quality(80)/https%253A%252F%252Fcdn.exemple.ma/up/photo.jpg",
			"https://imgproxy.example/sig/rs:fit:300:200/plain/https://cdn.exemple.ma/up/photo.jpg@webp", "https://imgproxy.example/sig/w:300/" + encoded + ".webp", "https://imgproxy.example/sig/w:300/" + encoded[:20] + "/" + encoded[20:] + ".webp",
			"https://cdn.ampproject.org/i/s/cdn.exemple.ma/up/photo.jpg", "https://proxy.example/image.php?https://cdn.exemple.ma/up/photo.jpg", "https://cdn.exemple.ma/tr:w-300/up/photo.jpg", "https://cdn.exemple.ma/thumbs/up/photo.jpg",
			"https://wsrv.nl/?url=https%3A%2F%2Fi0.wp.com%2Fcdn.exemple.ma%2Fup%2Fphoto-300x200.jpg",
		}, " "), "https://i0.wp.com/autre.exemple.ma/up/photo.jpg https://wsrv.nl/?url=cdn.exemple.ma/up/photo2.jpg /_next/image?url=%2Fup%2Fphoto.jpg https://cdn.exemple.ma/up/thumbs/photo.jpg"},
		{"a script by way of another host", "https://cdn.exemple.ma/photo.php?id=12", "https://wsrv.nl/?url=https%3A%2F%2Fcdn.exemple.ma%2Fphoto.php%3Fid%3D12%26w%3D3&w=300 https://res.cloudinary.com/demo/image/fetch/https://cdn.exemple.ma/photo.php?id=12 https://res.cloudinary.com/demo/image/fetch/https%3A%2F%2Fcdn.exemple.ma%2Fphoto.php%3Fid%3D12", "https://wsrv.nl/?url=https%3A%2F%2Fcdn.exemple.ma%2Fphoto.php%3Fid%3D13 https://wsrv.nl/?id=12"},
		{"a proxy first", "/_next/image?url=%2Fup%2Fphoto.jpg&w=640", "/up/photo.jpg /_next/image?url=%2Fup%2Fphoto.jpg&w=1200 /up/photo-300x200.jpg", "/_next/image?url=%2Fup%2Fautre.jpg&w=640 /_next/image"},
		{"WordPress.com first", "https://i0.wp.com/cdn.exemple.ma/up/photo.jpg?w=300", "https://cdn.exemple.ma/up/photo.jpg https://i2.wp.com/cdn.exemple.ma/up/photo.jpg", "https://i0.wp.com/cdn.exemple.ma/up/autre.jpg"},
		{"transformed by Cloudinary", "https://res.cloudinary.com/demo/image/upload/v12/up/X.jpg", "https://res.cloudinary.com/demo/image/upload/w_300,c_fill/v12/up/X.jpg https://res.cloudinary.com/demo/image/upload/w_300/v12/up/X.webp", "https://res.cloudinary.com/demo/image/upload/w_300/v12/up/Y.jpg"},
		{"a vignette of SPIP", "/IMG/jpg/gare.jpg", "/local/cache-vignettes/L720xH480/gare-04b1d.jpg?1615315448 /local/cache-vignettes/L72xH48/gare-a41bd.png", "/local/cache-vignettes/L720xH480/gare-2-04b1d.jpg /local/cache-vignettes/L720xH480/gare.jpg /IMG/autre/gare.jpg"},
		{"a vignette of SPIP first, of a logo, in a folder", "/fr/local/cache-vignettes/L720xH480/arton22157-04b1d.jpg?16", "/fr/IMG/logo/arton22157.jpg /fr/IMG/arton22157.jpg /fr/local/cache-vignettes/L72xH48/arton22157-ccc74.jpg", "/ar/IMG/arton22157.jpg"},
		{"a size in a segment", "https://i.journal.example/media/616x347_crop/2026/11/X.jpg", "https://i.journal.example/media/1200x0/2026/11/X.jpg https://i.journal.example/media/2026/11/X.jpg", "https://i.journal.example/media/616x347_crop/2026/10/X.jpg"},
		{"Thumbor with signatures", "https://images.journal.example/t9Vc_Bj-a4c=/0x42:768x474/600x0/images/X.jpg", "https://images.journal.example/Cd-3k_aaaaa=/0x0:768x474/filters:blur(0.5)/images/X.jpg https://images.journal.example/images/X.jpg", "https://images.journal.example/t9Vc_Bj-a4c=/0x42:768x474/600x0/images/Y.jpg"},
		{"a link that shares another page", "/up/photo.jpg", "https://www.pinterest.com/pin/create/button/?url=x&media=https%3A%2F%2Fremparts.exemple.ma%2Fup%2Fphoto.jpg", "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fremparts.exemple.ma%2Fup%2F"},
	} {
		a := coreStory()
		a.Media = []presse.Media{expiring(c.expired, hours(-1))}
		r := coreRelease(t, coreSite(), a)
		for want, list := range map[bool]string{true: c.expired + " " + c.same, false: c.others} {
			for raw := range strings.FieldsSeq(list) {
				uri, err := absolute(r.story.base, raw)
				if err != nil {
					t.Fatal(err)
				}
				if got := r.story.expired.has(uri); got != want {
					t.Errorf("%s: when the rights to %s have ended, %s may not be used: %t, want %t", c.rule, c.expired, uri, got, want)
				}
			}
		}
		// The other way round: its rights are unknown, and a member that is the same is known.
		for raw := range strings.FieldsSeq(c.same) {
			a.Media = []presse.Media{expiring(c.expired, hours(-1)), {URL: raw}}
			if r := coreRelease(t, coreSite(), a); len(r.story.a.Media) != 0 {
				t.Errorf("%s: the rights to %s have ended, but the story has %s", c.rule, c.expired, raw)
			}
		}
	}
}
