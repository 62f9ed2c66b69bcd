package publish

import (
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/html"
)

// TestExpiredPicturesInBodies checks that no address of a picture past Credit.Expiry is left in a
// body, and that everything else is.
func TestExpiredPicturesInBodies(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
	}{
		{"an image", `<p>Avant.</p><img src="/up/photo.jpg" alt="Le port"><p>Après.</p>`, `<p>Avant.</p><p>Après.</p>`},
		{"a size of WordPress", `<p>A <img src="/up/photo-300x200.jpg"> b</p>`, `<p>A  b</p>`},
		{"scaled, edited, turned, doubled", `<p>A</p><img src="/up/photo-scaled.jpg"><img src="/up/photo-e1612345678901-300x200.jpg"><img src="/up/photo-rotated.jpg"><img src="/up/photo@2x.jpg">`, `<p>A</p>`},
		{"another format", `<p>A</p><img src="/up/photo.webp"><img src="/up/photo.jpg.webp">`, `<p>A</p>`},
		{"a size in the query", `<p>A</p><img src="/up/photo.jpg?w=300">`, `<p>A</p>`},
		{"the other scheme, and www", `<p>A</p><img src="http://www.remparts.exemple.ma/up/photo.jpg">`, `<p>A</p>`},
		{"by way of WordPress.com", `<p>A</p><img src="https://i2.wp.com/remparts.exemple.ma/up/photo.jpg?resize=300%2C200">`, `<p>A</p>`},
		{"dots in the path", `<p>A</p><img src="../../up/./photo.jpg">`, `<p>A</p>`},
		{"the same relative address", `<p>A</p><img src="relative-300x200.jpg">`, `<p>A</p>`},
		{"loaded by a script", `<p>A</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/up/photo.jpg"><noscript><img src="/up/photo.jpg"></noscript>`, `<p>A</p>`},
		{"a figure with its caption", `<figure><img src="/up/photo.jpg"><figcaption>Le port. © Karim Benali</figcaption></figure><p>A</p>`, `<p>A</p>`},
		{"a caption of older WordPress", `<div class="wp-caption"><a href="/x/"><img src="/up/photo.jpg"></a><p class="wp-caption-text">Le port</p></div><p>A</p>`, `<p>A</p>`},
		{"a gallery of older WordPress", `<dl class="gallery-item"><dt><img src="/up/photo.jpg"></dt><dd class="wp-caption-text">Le port</dd></dl><p>A</p>`, `<p>A</p>`},
		{"a gallery of two keeps the other", `<figure><figure><img src="/up/photo.jpg"><figcaption>Un</figcaption></figure><figure><img src="/up/autre.jpg" alt="x"><figcaption>Deux</figcaption></figure><figcaption>Tout</figcaption></figure>`,
			`<figure><figure><img src="https://remparts.exemple.ma/up/autre.jpg" alt="x" decoding="async"><figcaption>Deux</figcaption></figure><figcaption>Tout</figcaption></figure>`},
		{"a gallery of one goes with its caption", `<figure><figure><img src="/up/photo.jpg"><figcaption>Un</figcaption></figure><figcaption>Tout</figcaption></figure><p>A</p>`, `<p>A</p>`},
		{"a link to it around text", `<p>Voir <a href="/up/photo.jpg">la photo</a>.</p>`, `<p>Voir la photo.</p>`},
		{"a link to it around it", `<p><a href="/up/photo.jpg"><img src="/up/photo-150x150.jpg"></a></p><p>A</p>`, `<p>A</p>`},
		{"a picture whose image it is", `<picture><source srcset="/up/large.avif 2x"><img src="/up/photo.jpg"></picture><p>A</p>`, `<p>A</p>`},
		{"a source of a picture", `<picture><source srcset="/up/photo.webp 1x"><img src="/up/autre.jpg" alt="x"></picture>`, `<picture><img src="https://remparts.exemple.ma/up/autre.jpg" alt="x" decoding="async"></picture>`},
		{"a candidate of a srcset", `<img src="/up/autre.jpg" alt="x" srcset="/up/photo-300x200.jpg 300w, /up/autre.jpg 900w">`, `<img src="https://remparts.exemple.ma/up/autre.jpg" alt="x" srcset="https://remparts.exemple.ma/up/autre.jpg 900w" decoding="async">`},
		{"the poster of a video", `<video src="/up/autre.mp4" poster="/up/photo.jpg"></video>`, `<video src="https://remparts.exemple.ma/up/autre.mp4" controls=""></video>`},
		{"a video and its fallback", `<video src="/up/film.mp4">Texte</video><p>A</p>`, `<p>A</p>`},
		{"the only source of a video", `<video><source src="/up/film.mp4" type="video/mp4">Texte</video><p>A</p>`, `<p>A</p>`},
		{"one of two sources", `<video><source src="/up/film.mp4"><source src="/up/film.webm"></video>`, `<video controls=""><source src="https://remparts.exemple.ma/up/film.webm"></video>`},
		{"a sound", `<audio src="/up/son.mp3"></audio><p>A</p>`, `<p>A</p>`},
		{"a cell of a table stays", `<table><tbody><tr><td><img src="/up/photo.jpg"></td><td>B</td></tr></tbody></table>`, `<table><tbody><tr><td></td><td>B</td></tr></tbody></table>`},
		{"an accent, composed or not, escaped or not", "<p>A</p><img src=\"/up/Fe\u0301s.jpg\"><img src=\"/up/F%C3%A9s-300x200.jpg\">", `<p>A</p>`},
		{"the name in another folder is another picture", `<img src="/autre/photo.jpg" alt="x">`, `<img src="https://remparts.exemple.ma/autre/photo.jpg" alt="x" decoding="async">`},
		{"a longer name is another picture", `<img src="/up/photo-2.jpg" alt="x">`, `<img src="https://remparts.exemple.ma/up/photo-2.jpg" alt="x" decoding="async">`},
		{"another host is another picture", `<img src="https://autre.exemple.ma/up/photo.jpg" alt="x">`, `<img src="https://autre.exemple.ma/up/photo.jpg" alt="x" decoding="async">`},
		{"a script that reads addresses by its id", `<img src="/image.php?id=12"><p>A</p>`, `<p>A</p>`},
		{"another id", `<img src="/image.php?id=13" alt="x">`, `<img src="https://remparts.exemple.ma/image.php?id=13" alt="x" decoding="async">`},
		{"empty elements that were empty before stay", `<p></p><figure><figcaption>Légende</figcaption></figure>`, `<p></p><figure><figcaption>Légende</figcaption></figure>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := coreStory()
			a.Body = c.in
			for _, raw := range []string{"/up/photo.jpg", "relative.jpg", "/up/film.mp4", "/up/son.mp3", "/up/Fés.jpg", "/image.php?id=12"} {
				a.Media = append(a.Media, presse.Media{URL: raw, Credit: presse.Credit{Expiry: coreNoon.Add(-time.Hour)}})
			}
			r, err := coreSite().Release(a, coreNoon)
			if err != nil {
				t.Fatal(err)
			}
			got := string(r.story.body(presse.ScopeArticle))
			if got != c.want {
				t.Errorf("the body %s\nis   %s\nwant %s", c.in, got, c.want)
			}
			feed := string(r.story.body(presse.ScopeFeed))
			sanitizer, _ := presse.NewSanitizer(presse.Policy{Scope: presse.ScopeFeed, Base: r.story.page})
			if want := string(sanitizer.HTML(c.want)); feed != want {
				t.Errorf("in a feed, the body %s\nis   %s\nwant %s", c.in, feed, want)
			}
		})
	}
}

// TestExpiredPicturesAndPolicies checks what depends on the policy: captions that only their
// classes show, and data attributes.
func TestExpiredPicturesAndPolicies(t *testing.T) {
	site, a := coreSite(), coreStory()
	site.Policy.Classes, site.Policy.DataAttrs = []string{}, []string{"data-full"}
	a.Media = []presse.Media{expiring("/up/photo.jpg", hours(-1))}
	a.Body = `<div class="wp-caption"><img src="/up/photo.jpg"><p class="wp-caption-text">Le port</p></div><p data-full="{&quot;url&quot;:&quot;\/up\/photo-300x200.jpg&quot;}">A</p>`
	if got, want := string(coreRelease(t, site, a).story.body(presse.ScopeArticle)), `<p>A</p>`; got != want {
		t.Errorf("the body is %s, want %s", got, want)
	}
}

// FuzzExpiredPictures checks that no HTML, however it is written, keeps an expired picture in an
// attribute, and that the result is what the sanitizer makes of it again.
func FuzzExpiredPictures(f *testing.F) {
	for _, in := range []string{
		`<figure><img src=/up/photo.jpg><figcaption>x</figcaption></figure>`, `<picture><source srcset="/up/photo.webp 2x"><img src=/up/b.jpg></picture>`,
		`<video poster=/up/photo.jpg><source src=/up/photo.jpg></video><a href=/up/photo-1x1.jpg>x`, `<img data-src=/up/photo.jpg src=data:,x><noscript><img src=/up/photo.jpg></noscript>`,
		`<a href="/up/photo.jpg"><a href="/up/photo.jpg"><img src="&#47;up/photo.jpg"`, `<object data=/up/photo.jpg><embed src=/up/photo.jpg></object><table><img src=/up/photo.jpg><tr><td>`,
		`<blockquote cite="/up/photo.jpg">x</blockquote><amp-img src=/up/photo.jpg></amp-img><iframe src=/up/photo.jpg></iframe><div data-full="/up/photo.jpg">`,
	} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		site, a := coreSite(), coreStory()
		site.Policy.DataAttrs = []string{"data-full"}
		a.Body, a.Media = in, []presse.Media{expiring("/up/photo.jpg", hours(-1))}
		r := coreRelease(t, site, a)
		for _, scope := range []presse.Scope{presse.ScopeArticle, presse.ScopeFeed} {
			out := string(r.story.body(scope))
			for i := 0; i < len(out); i++ {
				if out[i] != '<' {
					continue
				}
				var tag html.Tag
				tag.Read(out, i, func(a html.Attr) {
					for word := range strings.FieldsSeq(html.Unescape(a.Value)) {
						if a.Name != "title" && a.Name != "alt" && a.Name != "cite" && r.story.expired.has(strings.Trim(word, ",")) {
							t.Errorf("the body %q, sanitized as\n%s\nstill has the picture in %s", in, out, a.Name)
						}
					}
				})
			}
			sanitizer, err := presse.NewSanitizer(presse.Policy{Scope: scope, Base: r.story.page, DataAttrs: site.Policy.DataAttrs})
			if err != nil {
				t.Fatal(err)
			}
			if again := string(sanitizer.HTML(out)); again != out {
				t.Errorf("%q is\n%s\nand sanitized again\n%s", in, out, again)
			}
		}
	})
}
