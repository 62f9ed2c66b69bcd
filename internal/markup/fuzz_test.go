package markup

import (
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unsoundness parses an accepted text with another parser and names the first
// thing in its tree that no policy may let through, or "". It judges by a list of
// its own, not by the tables that the verifier uses.
func unsoundness(r *Rules, accepted string) string {
	nodes, err := html.ParseFragment(strings.NewReader(accepted), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return err.Error()
	}
	var judge func(n *html.Node) string
	judge = func(n *html.Node) string {
		switch n.Type {
		case html.TextNode:
			return ""
		case html.ElementNode:
		default:
			return "a node that is neither element nor text"
		}
		if n.Namespace != "" {
			return "foreign content"
		}
		if !strings.Contains(" "+bodyElements+" iframe ", " "+n.Data+" ") {
			return "element " + n.Data
		}
		names := map[string]bool{}
		for _, a := range n.Attr {
			switch {
			case a.Namespace != "", names[a.Key], strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "name":
				return "attribute " + a.Key
			case a.Key == "href", a.Key == "src", a.Key == "cite", a.Key == "poster":
				if why := unsafeURL(a.Val, n.Data == "a"); why != "" {
					return a.Key + ": " + why
				}
			case a.Key == "srcset":
				for candidate := range strings.SplitSeq(a.Val, ", ") {
					link, _, _ := strings.Cut(candidate, " ")
					if why := unsafeURL(link, false); why != "" {
						return a.Key + ": " + why
					}
				}
			}
			names[a.Key] = true
		}
		if n.Data == "iframe" && (n.FirstChild != nil || !names["sandbox"] || !names["src"]) {
			return "a frame that was not rebuilt"
		}
		for c := range n.ChildNodes() {
			if why := judge(c); why != "" {
				return why
			}
		}
		return ""
	}
	for _, n := range nodes {
		if why := judge(n); why != "" {
			return why
		}
	}
	if again := parsedAgain(accepted, r.xml); spaces.Replace(again) != spaces.Replace(accepted) {
		return "another parser reads " + again
	}
	return ""
}

func unsafeURL(link string, reader bool) string {
	if strings.ContainsAny(link, " \t\r\n\\<>\"") || strings.HasPrefix(link, "//") {
		return "sloppy: " + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return "" // a browser cannot read it either, or as a path only
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" || u.User != nil {
			return "authority of " + link
		}
	case "mailto", "tel":
		if !reader {
			return "scheme of " + link
		}
	case "":
		if u.Host != "" {
			return "host of " + link
		}
	default:
		return "scheme of " + link
	}
	return ""
}

// TestGrammar strings together what mutation attacks are made of. PRESSE_STRINGS
// sets how many strings; the run had 1,000,000.
func TestGrammar(t *testing.T) {
	count := 5_000
	if testing.Short() {
		count = 1_000
	}
	if n, err := strconv.Atoi(os.Getenv("PRESSE_STRINGS")); err == nil {
		count = n
	}
	rules := testRules()
	rng := rand.New(rand.NewPCG(2025, 10))
	for i := range count {
		if i > 0 && i%100_000 == 0 {
			t.Logf("%d strings hold", i)
		}
		in := randomMarkup(rng)
		for name, r := range rules {
			why := fault(r, in)
			if why == "" {
				why = unsoundness(r, r.Sanitize(in))
			}
			if why != "" {
				t.Fatalf("%s: %s\n in %q\nout %q", name, why, in, r.normalise(in, nil))
			}
		}
	}
	t.Logf("%d strings hold under %d policies", count, len(rules))
}

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

func randomMarkup(rng *rand.Rand) string {
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

// FuzzVerify: whatever the verifier accepts, another parser finds harmless.
func FuzzVerify(f *testing.F) {
	rules := testRules()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		in := randomMarkup(rng)
		for _, r := range rules {
			f.Add(r.Sanitize(in))
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range rules {
			if r.Verify(in) {
				if why := unsoundness(r, in); why != "" {
					t.Errorf("%s accepts %q: %s", name, in, why)
				}
			}
		}
	})
}

// FuzzSanitize: every promise holds for every input.
func FuzzSanitize(f *testing.F) {
	rules := testRules()
	rng := rand.New(rand.NewPCG(2, 2))
	for range 300 {
		f.Add(randomMarkup(rng))
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range rules {
			if why := fault(r, in); why != "" {
				t.Errorf("%s: %s\n in %q\nout %q", name, why, in, r.normalise(in, nil))
			}
		}
	})
}
