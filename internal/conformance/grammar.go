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
)

// Markup returns a random string built from the fragments used in mutation attacks:
// unclosed, misnested and misplaced tags, attributes that hide an element or break out of
// their context, character references, comments, control characters and invalid UTF-8.
func Markup(rng *rand.Rand) string {
	var b strings.Builder
	for range 1 + rng.IntN(24) {
		name := grammarNames[rng.IntN(len(grammarNames))]
		switch rng.IntN(8) {
		case 0, 1, 2, 3:
			b.WriteString("<" + name)
			for range rng.IntN(3) {
				b.WriteString(grammarAttributes[rng.IntN(len(grammarAttributes))])
			}
			b.WriteString([]string{">", ">", ">", "/>", " >", ""}[rng.IntN(6)])
		case 4, 5:
			b.WriteString("</" + name + []string{">", ">", " x>", ""}[rng.IntN(4)])
		default:
			b.WriteString(grammarText[rng.IntN(len(grammarText))])
		}
	}
	return b.String()
}
