package conformance

import (
	"math/rand/v2"
	"strings"
)

var (
	grammarNames = strings.Fields("a b i em strong code nobr font p div span h1 h2 ul ol li dl dt dd pre table caption colgroup col tbody thead tr td th " +
		"blockquote figure figcaption img picture source video audio track iframe br hr ruby rt rp details summary svg math mtext mglyph mi annotation-xml " +
		"foreignObject desc title style script noscript template textarea select option button form input object embed xmp plaintext listing html body head " +
		"frameset marquee image applet o:p amp-img center address section q del time u s small")
	grammarAttributes = []string{
		` href="https://exemple.fr/?a=1&amp;b=2"`, ` href=javascript:alert(1)`, ` href="#n1"`, ` href='//evil.fr\@x'`, ` id=n1`, ` id="a-b"`, ` id=location`,
		` src=x onerror=alert(1)`, ` src="https://www.youtube.com/embed/dQw4w9WgXcQ"`, ` srcset="a 1x,,b 2x"`, ` style="display:none"`, ` hidden`,
		` title="</p><img src onerror=alert(1)>"`, ` title='"&quot;&lt;&amp;lt;'`, ` class="a b"`, ` alt="«\u00a0l’été\u00a0»"`, ` a="`, ` b='`, ` x=y/`, `/`, ` =`,
		` lang=ar dir=auto`, ` colspan=2`, ` target=_blank`, ` rel=opener`, ` encoding="text/html"`, ` width="12px" height=9`, ` data-src=/b.jpg`,
		` poster="data:x"`, " \x00", ` name=n1`,
	}
	grammarText = []string{
		"x", " ", "\n", "\r\n", "<", ">", "&", "&lt;", "&amp;lt;", "&nbsp;", "\u00a0", "&#x3c;", "&#13;", "&#10;", "&#0;", "&notin;x", "&copy", "\x00", "\x0c", "\xff",
		"\ufffe", "\"", "'", "é", "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<?x>", "<!doctype html>", "</>", "</ x>", "<3", "\u2028", "😀",
	}
	grammarEmbeds = []string{
		`<oembed url="https://youtu.be/aBcDeFgHi-1?t=9">`, `<lite-youtube videoid=aBcDeFgHi-1>`, `</lite-youtube>`, `<amp-youtube data-videoid=aBcDeFgHi-1>`, `</amp-youtube>`,
		`<blockquote class="twitter-tweet">`, `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/AbC/">`,
		`<blockquote class=tiktok-embed cite="https://www.tiktok.com/@a/video/7123456789012345678">`, `</blockquote>`, `<a href="https://x.com/a/status/12">`, `</a>`,
		`<div class="fb-post" data-href="https://www.facebook.com/a/posts/1">`, `<div class=flourish-embed data-src="visualisation/1">`, `</div>`,
		`<figure class="wp-block-embed">`, `<div class="wp-block-embed__wrapper">`, `https://www.dailymotion.com/video/x8abcd`, `https://a.example/x`, `</figure>`,
		`<iframe src="https://player.vimeo.com/video/1?h=0123456789&a=1" title=" x">`, `<iframe data-src=https://www.exemple.fr/a width=100% allow=fullscreen>`, `</iframe>`,
		`<iframe src="https://open.spotify.com/embed/track%20album/a">`, `<object data="https://youtu.be/aBcDeFgHi-1">`, `<param name=movie value="https://youtu.be/aBcDeFgHi-1">`, `</object>`,
		`<script src="https://a.jwplayer.com/x.js">`, `<script async src=//geo.dailymotion.com/player/x1.js data-video=x8abcd>`, `</script>`,
	}
)

// Markup returns a random string built from the fragments used in mutation attacks:
// unclosed, misnested and misplaced tags, attributes that hide an element or break out of
// their context, character references, comments, control characters and invalid UTF-8;
// and of the embed code of players. One in 500 is nested, one in 20,000 up to 10,000 deep.
func Markup(rng *rand.Rand) string {
	var b strings.Builder
	if rng.IntN(500) == 0 {
		deep := 300
		if rng.IntN(40) == 0 {
			deep = 10_000
		}
		tags := "<" + grammarNames[rng.IntN(len(grammarNames))] + ">"
		if rng.IntN(2) == 0 {
			tags += grammarEmbeds[rng.IntN(len(grammarEmbeds))]
		}
		b.WriteString(strings.Repeat(tags, 1+rng.IntN(deep)))
	}
	for range 1 + rng.IntN(24) {
		name := grammarNames[rng.IntN(len(grammarNames))]
		switch rng.IntN(9) {
		case 0, 1, 2, 3:
			b.WriteString("<" + name)
			for range rng.IntN(3) {
				b.WriteString(grammarAttributes[rng.IntN(len(grammarAttributes))])
			}
			b.WriteString([]string{">", ">", ">", "/>", " >", ""}[rng.IntN(6)])
		case 4, 5:
			b.WriteString("</" + name + []string{">", ">", " x>", ""}[rng.IntN(4)])
		case 6:
			b.WriteString(grammarEmbeds[rng.IntN(len(grammarEmbeds))])
		default:
			b.WriteString(grammarText[rng.IntN(len(grammarText))])
		}
	}
	return b.String()
}
