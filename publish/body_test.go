package publish

import (
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
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
		{"one of two sources", `<video><source src="/up/film.mp4"><source src="/up/autre.webm"></video>`, `<video controls=""><source src="https://remparts.exemple.ma/up/autre.webm"></video>`},
		{"another format of a video", `<video><source src="/up/film.mp4"><source src="/up/film.webm"></video><p>A</p>`, `<p>A</p>`},
		{"a sound", `<audio src="/up/son.mp3"></audio><p>A</p>`, `<p>A</p>`},
		{"a cell of a table stays", `<table><tbody><tr><td><img src="/up/photo.jpg"></td><td>B</td></tr></tbody></table>`, `<table><tbody><tr><td></td><td>B</td></tr></tbody></table>`},
		{"an accent, composed or not, escaped or not", "<p>A</p><img src=\"/up/Fe\u0301s.jpg\"><img src=\"/up/F%C3%A9s-300x200.jpg\">", `<p>A</p>`},
		{"the name in another folder is another picture", `<img src="/autre/photo.jpg" alt="x">`, `<img src="https://remparts.exemple.ma/autre/photo.jpg" alt="x" decoding="async">`},
		{"a longer name is another picture", `<img src="/up/photo-2.jpg" alt="x">`, `<img src="https://remparts.exemple.ma/up/photo-2.jpg" alt="x" decoding="async">`},
		{"another host is another picture", `<img src="https://autre.exemple.ma/up/photo.jpg" alt="x">`, `<img src="https://autre.exemple.ma/up/photo.jpg" alt="x" decoding="async">`},
		{"a script that reads addresses by its id", `<img src="/image.php?id=12"><p>A</p>`, `<p>A</p>`},
		{"another id", `<img src="/image.php?id=13" alt="x">`, `<img src="https://remparts.exemple.ma/image.php?id=13" alt="x" decoding="async">`},
		{"two slashes", `<img src="/up//photo.jpg"><img src="//remparts.exemple.ma///up/photo.jpg"><p>A</p>`, `<p>A</p>`},
		{"the source of a quotation", `<blockquote cite="/up/photo.jpg"><p>A</p></blockquote>`, `<blockquote><p>A</p></blockquote>`},
		{"the ID that WordPress has for it", `<img class="alignleft wp-image-77 size-full" src="/up/recadree.jpg" alt="x"><p>A</p>`, `<p>A</p>`},
		{"another ID", `<img class="wp-image-771" src="/up/recadree.jpg" alt="x">`, `<img class="wp-image-771" src="https://remparts.exemple.ma/up/recadree.jpg" alt="x" decoding="async">`},
		{"a video of the same ID is another", `<img class="wp-image-78" src="/up/recadree.jpg" alt="x">`, `<img class="wp-image-78" src="https://remparts.exemple.ma/up/recadree.jpg" alt="x" decoding="async">`},
		{"a class of an ID on something else", `<p class="wp-image-77">A</p>`, `<p class="wp-image-77">A</p>`},
		{"the player of a video", `<iframe src="https://www.youtube.com/embed/aBcDeFgHi-1?rel=0"></iframe><iframe src="https://www.youtube-nocookie.com/embed/aBcDeFgHi-1"></iframe><p>A</p>`, `<p>A</p>`},
		{"links to a video", `<p>Voir <a href="https://youtu.be/aBcDeFgHi-1?t=3">la vidéo</a> et <a href="https://m.youtube.com/watch?v=aBcDeFgHi-1">ici</a></p>`, `<p>Voir la vidéo et ici</p>`},
		{"a video as a block of WordPress", `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=aBcDeFgHi-1
</div><figcaption>La gare</figcaption></figure><p>A</p>`, `<p>A</p>`},
		{"its address alone in a paragraph", `<p>https://youtu.be/aBcDeFgHi-1</p><p>A</p>`, `<p>A</p>`},
		{"its address in a sentence", `<p>La vidéo (https://youtu.be/aBcDeFgHi-1) est ici : https://www.youtube.com/shorts/aBcDeFgHi-1. Voir https://journal.example/ aussi.</p>`, `<p>La vidéo () est ici : . Voir https://journal.example/ aussi.</p>`},
		{"its address with a no-break space after it", "<p>https://youtu.be/aBcDeFgHi-1 : la gare</p>", "<p> : la gare</p>"},
		{"the address as the text of a link to it", `<p><a href="https://youtu.be/aBcDeFgHi-1">https://youtu.be/aBcDeFgHi-1</a></p><p>A</p>`, `<p>A</p>`},
		{"the address of a picture as text", `<p>http://remparts.exemple.ma/up/photo-300x200.jpg</p><p>A</p>`, `<p>A</p>`},
		{"the address of another video", `<p>https://youtu.be/aBcDeFgHi-2</p>`, `<p>https://youtu.be/aBcDeFgHi-2</p>`},
		{"empty elements that were empty before stay", `<p></p><figure><figcaption>Légende</figcaption></figure>`, `<p></p><figure><figcaption>Légende</figcaption></figure>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := coreStory()
			a.Body = c.in
			for _, raw := range []string{"/up/photo.jpg", "relative.jpg", "/up/film.mp4", "/up/son.mp3", "/up/Fés.jpg", "/image.php?id=12"} {
				a.Media = append(a.Media, expiring(raw, hours(-1)))
			}
			photo, video, watch := expiring("/up/77.jpg", hours(-1)), expiring("/up/78.mp4", hours(-1)), expiring("https://www.youtube.com/watch?v=aBcDeFgHi-1", hours(-1))
			photo.ID, video.ID, video.Kind, watch.Kind = "77", "78", "video", "video"
			a.Media = append(a.Media, photo, video, watch)
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

// TestExpiredMembers checks that members which are the same picture, video or sound as one past
// Credit.Expiry are left out too, and what is printed of the text.
func TestExpiredMembers(t *testing.T) {
	of := func(id, kind, url string) presse.Media { return presse.Media{ID: id, Kind: kind, URL: url} }
	past := func(m presse.Media) presse.Media { m.Credit.Expiry = hours(-1); return m }
	for _, c := range []struct {
		rule  string
		lead  presse.Media
		media []presse.Media
		want  string // of media, by address
	}{
		{"a crop with the ID of the lead", past(of("77", "", "/a.jpg")), []presse.Media{of("77", "image", "/b.jpg"), of("78", "", "/c.jpg")}, "c.jpg"},
		{"the lead with the ID of a picture", of("77", "", "/a.jpg"), []presse.Media{past(of("77", "", "/b.jpg")), of("", "", "/c.jpg")}, "c.jpg"},
		{"a graphic is an image", past(of("77", "graphic", "/a.png")), []presse.Media{of("77", "", "/b.png")}, ""},
		{"a video with the ID of a picture is another", past(of("77", "", "/a.jpg")), []presse.Media{of("77", "video", "/b.mp4"), of("77", "audio", "/b.mp3")}, "b.mp4 b.mp3"},
		{"sounds by their IDs", presse.Media{}, []presse.Media{past(of("5", "audio", "/a.mp3")), of("5", "audio", "/b.mp3"), of("5", "video", "/b.mp4")}, "b.mp4"},
		{"no ID is none", past(of("", "", "/a.jpg")), []presse.Media{of("", "", "/b.jpg")}, "b.jpg"},
		{"the picture in the size of another member", past(of("77", "", "/a.jpg")), []presse.Media{of("77", "", "/b.jpg"), of("79", "", "/b-300x200.jpg")}, ""},
		{"the player of a video whose page has expired", presse.Media{}, []presse.Media{past(of("", "video", "https://youtu.be/aBcDeFgHi-1")), of("", "video", "https://www.youtube-nocookie.com/embed/aBcDeFgHi-1?start=3")}, ""},
		{"and the other way round", presse.Media{}, []presse.Media{of("", "video", "https://vimeo.com/123456"), past(of("", "video", "https://player.vimeo.com/video/123456"))}, ""},
		{"the picture that the site shares", of("", "", "/partage.jpg"), []presse.Media{of("", "", "/b.jpg")}, "b.jpg"},
	} {
		site, a := coreSite(), coreStory()
		site.Image = past(of("", "", "/partage.jpg"))
		a.Lead, a.Media = c.lead, c.media
		a.Live = []presse.Note{{At: hours(-1), Headline: "x", Media: append([]presse.Media{c.lead}, c.media...)}}
		r := coreRelease(t, site, a)
		for where, list := range map[string][]presse.Media{"media": r.story.a.Media, "live": r.story.a.Live[0].Media} {
			var got []string
			for _, m := range list {
				got = append(got, path.Base(m.URL))
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("%s: %s has %q, want %q", c.rule, where, got, c.want)
			}
		}
		if r.story.a.Lead.URL != "" {
			t.Errorf("%s: the lead is %s", c.rule, r.story.a.Lead.URL)
		}
	}

	a := coreStory()
	a.Lead = of("77", "", "/a.jpg")
	a.Media = []presse.Media{of("77", "", "/b.jpg")}
	a.Media[0].Credit.Expiry = hours(3)
	if r := coreRelease(t, coreSite(), a); !r.Until().Equal(hours(3)) || r.story.a.Lead.URL == "" {
		t.Errorf("before the rights end, Until is %v and the lead %q", r.Until(), r.story.a.Lead.URL)
	}

	a = coreStory()
	a.Deck, a.Media = "", []presse.Media{past(of("", "video", "https://youtu.be/aBcDeFgHi-1"))}
	a.Body = `<p>https://youtu.be/aBcDeFgHi-1 La vidéo montre la gare.</p>`
	a.Corrections = []presse.Note{{At: hours(-1), Body: `<p>Voir https://youtu.be/aBcDeFgHi-1</p>`}}
	a.Live = []presse.Note{{At: hours(-1), Body: `<p>Direct https://www.youtube.com/watch?v=aBcDeFgHi-1</p>`}}
	site := coreSite()
	r := coreRelease(t, site, a)
	if all := string(site.Head(r)) + string(site.AppendJSON(nil, r)); strings.Contains(all, "aBcDeFgHi-1") || !strings.Contains(all, `"description":"La vidéo montre la gare."`) {
		t.Errorf("the head and the public JSON have the video, or not the text:\n%s", all)
	}
}

// TestExpiredLinear checks that pictures past their rights take time that grows with their number,
// and so do related stories and notes.
func TestExpiredLinear(t *testing.T) {
	numbered := func(n int, format string) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf(format, i))
		}
		return list
	}
	for what, do := range map[string]func(n int){
		"pictures in the body": func(n int) {
			site, a := coreSite(), coreStory()
			site.Policy.DataAttrs = []string{"data-full"}
			for _, raw := range numbered(n/128, "/up/DSC_%07d.jpg") {
				a.Media = append(a.Media, expiring(raw, hours(-1)))
			}
			a.Body = strings.Join(numbered(n/128, `<p data-full="/up/DSC_x%07d.jpg">A <img src="/up/DSC_%[1]07d-300x200.jpg" alt="x"> https://youtu.be/aBcDeFgHi-1</p>`), "")
			site.Head(coreRelease(t, site, a))
		},
		"pictures of a script with many parameters": func(n int) {
			site, a := coreSite(), coreStory()
			for _, raw := range numbered(n/256, "/photo.php?p%d_id=12") {
				a.Media = append(a.Media, expiring(raw, hours(-1)))
			}
			a.Body = strings.Join(numbered(n/256, `<img src="/photo.php?x%d_id=12" alt="x">`), "")
			site.Head(coreRelease(t, site, a))
		},
		"addresses with many parts": func(n int) {
			site, a := coreSite(), coreStory()
			a.Media = []presse.Media{expiring("/up/DSC_1.jpg", hours(-1)), expiring("/a/b/c/d/e/f/g/h/x.php?id=7", hours(-1))}
			for _, part := range []string{"/remparts.exemple.ma", "/styles", ".jpg", "/https:", "?", "&a=x.jpg", "%2525", "&u=/a/x.jpg", "/imagecache/x", "/w_3,h_3", "aHR0c", "//"} {
				long := strings.Repeat(part, n/16/len(part))
				a.Body += `<p><a href="/` + long + `/x/public/">x</a> <a href="/y/` + long[:len(long)/4] + `?` + long + `">x</a></p>`
				a.Body += strings.Repeat(`<a href="/y/`+strings.Repeat(part, 4000/len(part))+`?`+strings.Repeat(part, 3000/len(part))+`">x</a>`, n/12/8000)
			}
			site.Head(coreRelease(t, site, a))
		},
		"captions": func(n int) {
			site, a := coreSite(), coreStory()
			a.Media = []presse.Media{expiring("/a.jpg", hours(-1))}
			const gone = `<img src="/a.jpg">`
			a.Body = strings.Repeat(`<p class="caption">x</p>`+gone, n/128) + strings.Repeat(gone+`<p class="caption">x</p>`, n/128) + `<p>x</p>` +
				strings.Repeat(`<div class="image">`+gone+`<p class="caption">x</p><p>y</p>`, n/128) + strings.Repeat(`<dl><dt>`+gone+`<dd>x`, n/128) +
				strings.Repeat(`<div>`, n/128) + gone + strings.Repeat(`</div><p class="legende">`, n/128) + `<table>` + strings.Repeat(`<tr><td>`+gone+`<tr><td class="caption">x`, n/128)
			site.Head(coreRelease(t, site, a))
		},
		"pictures in notes": func(n int) {
			site, a := coreSite(), coreStory()
			site.Policy.DataAttrs = []string{"data-full"}
			for i, raw := range numbered(n/512, "/up/DSC_%07d.jpg") {
				picture := expiring(raw, hours(-1))
				picture.ID = strconv.Itoa(i)
				a.Live = append(a.Live, presse.Note{Headline: "x", At: hours(-1), Body: `<p data-full="x">A</p>`, Media: []presse.Media{picture, {ID: picture.ID, URL: "/up/b.jpg"}}})
			}
			site.Head(coreRelease(t, site, a))
		},
		"related stories": func(n int) {
			site := coreSite()
			var related []Release
			for i := range n / 8 {
				related = append(related, Release{&story{site: site, page: "https://remparts.exemple.ma/" + strconv.Itoa(i), a: presse.Article{ID: strconv.Itoa(i)}}})
			}
			site.AppendJSON(nil, coreRelease(t, site, coreStory()), related...)
		},
		"sections": func(n int) {
			site, a := coreSite(), coreStory()
			var sections []presse.Section
			for i := range n / 16 {
				slug := "s" + strconv.Itoa(i)
				sections, a.Sections = append(sections, presse.Section{Slug: slug, Name: slug}), append(a.Sections, slug)
			}
			var err error
			if site.Taxonomy, err = presse.NewTaxonomy(sections...); err != nil {
				t.Fatal(err)
			}
			site.Head(coreRelease(t, site, a))
		},
		"categories of a feed": func(n int) {
			site, a := coreSite(), coreStory()
			a.Tags = numbered(n/8, "mot-clé %d")
			if err := site.WriteRSS(io.Discard, Feed{}, listed(coreRelease(t, site, a))); err != nil {
				t.Fatal(err)
			}
		},
		"agencies and credits": func(n int) {
			site, a := coreSite(), coreStory()
			a.Byline.Agencies = numbered(n/512, "Agence %d et Reuters")
			a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{Names: numbered(n/512, "Photo : Karim%d Benali / AFP"), Agencies: []string{strings.Repeat("AFP/", n/512)}}}
			site.Head(coreRelease(t, site, a))
		},
	} {
		conformance.Linear(t, what, do)
	}
}
