package presse_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

func TestSanitizeArticle(t *testing.T) {
	same := "" // the output is the input
	for name, c := range map[string]struct{ in, want string }{
		"plain text is not changed":                                   {"« L’œuvre », dit-elle – à 10\u202f000\u00a0€", same},
		"no-break spaces are kept as they are written":                {"<p>Prix\u00a0: 3&nbsp;€</p>", same},
		"quotes in text stay quotes":                                  {`<p>L'été "indien"</p>`, same},
		"references to letters become letters":                        {"<p>&Eacute;t&eacute;</p>", "<p>Été</p>"},
		"a lone ampersand is escaped":                                 {"<p>R&D</p>", "<p>R&amp;D</p>"},
		"a lone less-than is text":                                    {"<p>si a < b</p>", "<p>si a &lt; b</p>"},
		"open elements are closed":                                    {"<p><em>Un", "<p><em>Un</em></p>"},
		"a block ends a paragraph":                                    {"<p>Un<h2>Deux</h2>", "<p>Un</p><h2>Deux</h2>"},
		"a list item ends the one before it":                          {"<ul><li>Un<li>Deux</ul>", "<ul><li>Un</li><li>Deux</li></ul>"},
		"a lone list item gets a list":                                {"<li>Un", "<ul><li>Un</li></ul>"},
		"table rows get a table body":                                 {"<table><tr><td>Un</table>", "<table><tbody><tr><td>Un</td></tr></tbody></table>"},
		"text in a table gets a cell":                                 {"<table>Un</table>", "<table><tbody><tr><td>Un</td></tr></tbody></table>"},
		"a table in a table without a cell ends it":                   {"<table><tr><td>a</td></tr><p>Suite</p><table><tr><td>b</td></tr></table><p>Fin</p>", "<table><tbody><tr><td>a</td></tr><tr><td><p>Suite</p></td></tr></tbody></table><table><tbody><tr><td>b</td></tr></tbody></table><p>Fin</p>"},
		"a table in a cell stays there":                               {"<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", "<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table></td></tr></tbody></table>"},
		"a table in a caption stays there":                            {"<table><caption>a<table><tr><td>b</td></tr></table></caption></table>", "<table><caption>a<table><tbody><tr><td>b</td></tr></tbody></table></caption></table>"},
		"a table in a row without a cell ends it":                     {"<table><tr><table><tr><td>b</table>", "<table><tbody><tr></tr></tbody></table><table><tbody><tr><td>b</td></tr></tbody></table>"},
		"a table in text without a cell ends it":                      {"<table>a<div>b<table><tr><td>c</table>", "<table><tbody><tr><td>a<div>b</div></td></tr></tbody></table><table><tbody><tr><td>c</td></tr></tbody></table>"},
		"links that lead nowhere are not glued":                       {`<p><a href="javascript:x()">Lire</a><a href="whatsapp://x">Partager</a></p>`, "<p>Lire Partager</p>"},
		"nor to one that stays":                                       {`<p><a>Lire</a><a href="/a">Voir</a></p>`, `<p>Lire <a href="/a">Voir</a></p>`},
		"a link that leads nowhere in a word is text":                 {`<p>L’<a>été</a>, <a>i</a>ci <a>là</a> <a>bas</a></p>`, "<p>L’été, ici là bas</p>"},
		"an empty link that leads nowhere is nothing":                 {`<p>a<a></a><a>b</a></p>`, "<p>ab</p>"},
		"a link in a link ends it":                                    {`<a href="/a">Un<a href="/b">Deux</a>`, `<a href="/a">Un</a><a href="/b">Deux</a>`},
		"an unclosed script hides nothing":                            {"<p>Un</p><script><p>Deux</p>", "<p>Un</p><p>Deux</p>"},
		"a self-closed frame hides nothing":                           {`<iframe src="https://x.fr"/><p>Un</p>`, `<a href="https://x.fr">x.fr</a><p>Un</p>`},
		"an unclosed object hides nothing":                            {"<object><p>Un</p>", "<p>Un</p>"},
		"alternative text keeps French punctuation":                   {`<img src="/a.jpg" alt="L’été : « 3 % » – 2،5" decoding="async">`, same},
		"the first image loads at once":                               {`<img src="/a.jpg" loading="lazy">`, `<img src="/a.jpg" decoding="async">`},
		"the second image loads late":                                 {`<img src="/a.jpg"><img src="/b.jpg">`, `<img src="/a.jpg" decoding="async"><img src="/b.jpg" loading="lazy" decoding="async">`},
		"a lazy loading script's image is shown":                      {`<img src="data:image/gif;base64,R0" data-src="/a.jpg">`, `<img src="/a.jpg" decoding="async">`},
		"an image without a valid address keeps its alternative text": {`<img src="javascript:x" alt="Rade">`, `<img alt="Rade" decoding="async">`},
		"a player gets controls":                                      {`<video src="/v.mp4" autoplay></video>`, `<video src="/v.mp4" controls=""></video>`},
		"a video without an end tag keeps its sources":                {"<video controls=\"\">\n<source src=\"/v.mp4\"><p>Un</p>", "<video controls=\"\">\n<source src=\"/v.mp4\"></video><p>Un</p>"},
		"a poster is checked":                                         {`<video poster="javascript:x" controls=""></video>`, `<video controls=""></video>`},
		"a new window cannot reach back":                              {`<a href="https://a.fr/" target="_blank">x</a>`, `<a href="https://a.fr/" rel="noopener" target="_blank">x</a>`},
		"an id that a script could see is renamed":                    {`<p id="location">x</p>`, `<p id="id-location">x</p>`},
		"a link follows the renamed id":                               {`<a href="#note1">1</a><p id="note1">x</p>`, `<a href="#id-note1">1</a><p id="id-note1">x</p>`},
		"an anchor's name becomes its id":                             {`<a name="n-1"></a>`, `<a id="n-1"></a>`},
		"language and direction stay":                                 {`<p lang="ar" dir="auto">سلام</p>`, same},
		"backslashes in a URL are read as browsers do":                {`<a href="https:\\evil.example\x">x</a>`, `<a href="https://evil.example/x">x</a>`},
		"a relative path cannot be mistaken for a scheme":             {`<a href="page.html">x</a>`, `<a href="./page.html">x</a>`},
		"accents in a path are encoded":                               {`<a href="/été">x</a>`, `<a href="/%C3%A9t%C3%A9">x</a>`},
		"a host in Unicode is written in ASCII":                       {`<a href="https://www.impôts.fr/">x</a>`, `<a href="https://www.xn--impts-8ta.fr/">x</a>`},
		"a Google Docs b element that is not bold is removed":         {`<b style="font-weight:normal">Un</b>`, "Un"},
		"a bold Google Docs span becomes strong":                      {`<span style="font-weight:700">Un</span>`, "<strong>Un</strong>"},
		"hidden elements are removed":                                 {`<p style="display: none">Brouillon</p><p>Un</p>`, "<p>Un</p>"},
		"bold inside bold is removed":                                 {"<b>Un <b>deux</b> trois</b>", "<b>Un deux trois</b>"},
		"an inline end tag inside a block takes effect after it":      {"<b><p>Un</b>deux</p>trois", "<b><p>Undeux</p></b>trois"},
		"newlines at the start of a pre element are removed":          {"<pre>\n\nUn</pre>", "<pre>Un</pre>"},
		"control characters are removed":                              {"<p>U\x00n\x0b</p>", "<p>Un</p>"},
		"a YouTube player is rebuilt":                                 {`<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1" onload="x()">`, youtube},
		"an AMP YouTube player is rebuilt":                            {`<amp-youtube data-videoid="dQw4w9WgXcQ"></amp-youtube>`, youtube},
		"a frame of a host that only looks like YouTube is a link to it": {`<iframe src="https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ"></iframe>`,
			`<a href="https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ">www.youtube.com.evil.example</a>`},
	} {
		if c.want == same {
			c.want = c.in
		}
		if got := string(presse.Sanitize(c.in)); got != c.want {
			t.Errorf("%s: Sanitize(%q)\n got %q\nwant %q", name, c.in, got, c.want)
		}
	}
}

const youtube = `<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" title="Vidéo YouTube" width="560" height="315" loading="lazy"` +
	` sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"` +
	` referrerpolicy="strict-origin-when-cross-origin" allow="encrypted-media; fullscreen; picture-in-picture"></iframe>`

// TestEmbeds checks that the frame of each provider is built only from the ID in the
// URL that editors paste.
func TestEmbeds(t *testing.T) {
	for link, want := range map[string]string{
		"https://youtu.be/dQw4w9WgXcQ?si=x":                                                     "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
		"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3":                                       "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=3",
		"https://www.youtube.com/redirect?q=https://evil.example":                               "",
		"https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1":                            "https://player.vimeo.com/video/76979871?h=8272103f6e",
		"https://geo.dailymotion.com/player/x1.html?video=x8abcd":                               "https://geo.dailymotion.com/player/x1.html?video=x8abcd",
		"https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1234":                        "https://platform.twitter.com/embed/Tweet.html?id=1234",
		"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fp%2F1": "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fp%2F1",
		"https://www.instagram.com/reel/Cabc_1-x/embed/captioned/":                              "https://www.instagram.com/p/Cabc_1-x/embed/",
		"https://www.tiktok.com/embed/v2/7123456789":                                            "https://www.tiktok.com/embed/v2/7123456789",
		"https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC?utm_source=oembed":         "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC",
		"https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123":          "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F123",
		"https://datawrapper.dwcdn.net/AbC12/3/":                                                "https://datawrapper.dwcdn.net/AbC12/3/",
		"https://flo.uri.sh/visualisation/123456/embed?auto=1":                                  "https://flo.uri.sh/visualisation/123456/embed",
		"https://evil.example/embed":                                                            "",
		"https://infographies.exemple.fr/embed/carte.html":                                      "https://infographies.exemple.fr/embed/carte.html",
		"https://infographies.exemple.fr/embed/../admin":                                        "",
	} {
		s := sanitizer(t, presse.Policy{EmbedHosts: []string{"infographies.exemple.fr/embed/"}})
		out := string(s.HTML(`<iframe src="` + link + `"></iframe>`))
		_, src, _ := strings.Cut(out, ` src="`)
		src, _, _ = strings.Cut(src, `"`)
		if src != want {
			t.Errorf("%s becomes the frame %q, want %q", link, src, want)
		}
	}
}

// TestFeed checks that what is not allowed in a feed is replaced by what is.
func TestFeed(t *testing.T) {
	s := sanitizer(t, presse.Policy{Scope: presse.ScopeFeed, Base: "https://www.exemple.fr/monde/1.html"})
	for in, want := range map[string]string{
		`<a href="/a">x</a><br>`:           `<a href="https://www.exemple.fr/a">x</a><br/>`,
		`<a href="#n1">1</a>`:              `<a href="https://www.exemple.fr/monde/1.html#n1">1</a>`,
		`<img src="a.jpg" alt="&lt;">`:     `<img src="https://www.exemple.fr/monde/a.jpg" alt="&lt;" decoding="async"/>`,
		`<p class="x">Prix&nbsp;: 3 €</p>`: "<p>Prix\u00a0: 3 €</p>",
		`<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="Le débat"></iframe>`: `<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Le débat</a>`,
	} {
		if got := string(s.HTML(in)); got != want {
			t.Errorf("HTML(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// TestCleanInputCostsNothing checks that Sanitize does not allocate for clean HTML.
func TestCleanInputCostsNothing(t *testing.T) {
	clean := string(presse.Sanitize(string(conformance.Read(t, "sanitize/body6k.html"))))
	if n := testing.AllocsPerRun(10, func() { presse.Sanitize(clean) }); n != 0 {
		t.Errorf("%g allocations for clean HTML, want 0", n)
	}
}

// TestSanitizerIsShared uses a sanitizer from several goroutines, for the race detector.
func TestSanitizerIsShared(t *testing.T) {
	s := sanitizer(t, presse.Policy{TopHeading: 2})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 100 {
				if got := s.HTML("<h1>Un"); got != "<h2>Un</h2>" {
					t.Errorf("HTML(%q) = %q, want %q", "<h1>Un", got, "<h2>Un</h2>")
				}
			}
		})
	}
	wg.Wait()
}

// sanitizer returns a sanitizer for p, which must be valid.
func sanitizer(t *testing.T, p presse.Policy) *presse.Sanitizer {
	t.Helper()
	s, err := presse.NewSanitizer(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPolicyFaults checks that NewSanitizer reports all faults of a policy, each with
// its field.
func TestPolicyFaults(t *testing.T) {
	for _, c := range []struct {
		rule   string
		policy presse.Policy
		want   []string // fields with a fault; nil if the policy is valid
	}{
		{"the zero policy is valid", presse.Policy{}, nil},
		{"a policy with every field is valid", presse.Policy{Scope: presse.ScopeFeed, Base: "https://www.exemple.fr/a", Hosts: []string{"exemple.fr", ".exemple.ma", "www.impôts.fr", "192.0.2.1"},
			Rel: "nofollow  UGC", Embeds: []string{"youtube", "X"}, EmbedHosts: []string{"cartes.exemple.fr/embed/", ".exemple.fr"}, IDPrefix: "art42-", TopHeading: 6}, nil},
		{"a policy that allows no players is valid", presse.Policy{Embeds: []string{}}, nil},
		{"an unknown scope", presse.Policy{Scope: 5}, []string{"scope"}},
		{"a base without a scheme", presse.Policy{Base: "www.exemple.fr"}, []string{"base"}},
		{"a base with the scheme ftp", presse.Policy{Base: "ftp://exemple.fr/"}, []string{"base"}},
		{"a base without a host", presse.Policy{Base: "https:///a"}, []string{"base"}},
		{"a base without scheme that begins with slashes", presse.Policy{Base: "//exemple.fr/"}, []string{"base"}},
		{"a base that is not a URL", presse.Policy{Base: "https://exemple.fr/%zz"}, []string{"base"}},
		{"a base with a line end", presse.Policy{Base: "https://exemple.fr\n/"}, []string{"base"}},
		{"a base with invalid UTF-8", presse.Policy{Base: "https://\xff/"}, []string{"base"}},
		{"a host with invalid UTF-8", presse.Policy{Hosts: []string{"\xff.fr"}}, []string{"hosts[0]"}},
		{"frames under a path that a browser shortens, or with a query", presse.Policy{EmbedHosts: []string{"a.fr/%2e%2E/x", "a.fr/./", "a.fr?x", "a.fr/#x", "a.fr/\xff"}},
			[]string{"embed_hosts[0]", "embed_hosts[1]", "embed_hosts[2]", "embed_hosts[3]", "embed_hosts[4]"}},
		{"a relative base", presse.Policy{Base: "/monde/"}, []string{"base"}},
		{"a base with a user", presse.Policy{Base: "https://moi@exemple.fr/"}, []string{"base"}},
		{"a host with a scheme", presse.Policy{Hosts: []string{"exemple.fr", "https://exemple.fr"}}, []string{"hosts[1]"}},
		{"hosts with a port, a path, an empty label or a wildcard", presse.Policy{Hosts: []string{"exemple.fr:80", "exemple.fr/a", "", ".", "*.exemple.fr"}},
			[]string{"hosts[0]", "hosts[1]", "hosts[2]", "hosts[3]", "hosts[4]"}},
		{"unknown rel words", presse.Policy{Rel: "no-follow ugc opener"}, []string{"rel", "rel"}},
		{"an unknown provider", presse.Policy{Embeds: []string{"x", "twitter"}}, []string{"embeds[1]"}},
		{"embed hosts with a scheme, a port, a path with dots", presse.Policy{EmbedHosts: []string{"https://a.fr/e/", "a.fr:8443/e/", "a.fr/../"}},
			[]string{"embed_hosts[0]", "embed_hosts[1]", "embed_hosts[2]"}},
		{"an ID prefix with a space", presse.Policy{IDPrefix: "art 42"}, []string{"id_prefix"}},
		{"a negative top heading", presse.Policy{TopHeading: -1}, []string{"top_heading"}},
		{"a top heading greater than 6", presse.Policy{TopHeading: 7}, []string{"top_heading"}},
		{"classes and data attributes", presse.Policy{Classes: []string{"wp-block-*", "chapo", "*", "*-left"}, DataAttrs: []string{"data-video-id", "data-x1"}, MediaHosts: []string{".exemple.fr", "médias.exemple.fr"}}, nil},
		{"classes that are none", presse.Policy{Classes: []string{"", "a b", "a**", "*a*", "a<"}}, []string{"classes[0]", "classes[1]", "classes[2]", "classes[3]", "classes[4]"}},
		{"data attributes that are none", presse.Policy{DataAttrs: []string{"video-id", "data-", "data-ID", "onclick", "data-a b", "data-é"}},
			[]string{"data_attrs[0]", "data_attrs[1]", "data_attrs[2]", "data_attrs[3]", "data_attrs[4]", "data_attrs[5]"}},
		{"more than 64 data attributes", presse.Policy{DataAttrs: slices.Repeat([]string{"data-a"}, 65)}, []string{"data_attrs"}},
		{"media hosts with a scheme", presse.Policy{MediaHosts: []string{"https://a.fr", "a.fr"}}, []string{"media_hosts[0]"}},
		{"several faults at once", presse.Policy{Scope: 9, Base: "x", Rel: "?", TopHeading: 7}, []string{"scope", "base", "rel", "top_heading"}},
	} {
		s, err := presse.NewSanitizer(c.policy)
		var got []string
		for _, fault := range presse.Faults(err) {
			got = append(got, fault.Field)
			if fault.Op != "new sanitizer" || fault.Err == nil {
				t.Errorf("%s: the fault %v lacks its operation or its cause", c.rule, fault)
			}
		}
		if !slices.Equal(got, c.want) || (s == nil) != (err != nil) {
			t.Errorf("%s: got faults in %q and the sanitizer %[4]v, want faults in %[3]q", c.rule, got, c.want, s)
		}
	}
}

// TestHostsInAnySpelling checks that hosts are compared as in browsers, in ASCII and
// in lower case.
func TestHostsInAnySpelling(t *testing.T) {
	s := sanitizer(t, presse.Policy{Hosts: []string{"www.Impôts.fr", ".ÉTÉ.ma"}, EmbedHosts: []string{"Cartes.Impôts.fr/embed/", ".été.ma"}, Rel: "nofollow"})
	for _, c := range []struct{ rule, in, want string }{
		{"an internal host with accents", `<a href="https://www.impôts.fr/">x</a>`, `<a href="https://www.xn--impts-8ta.fr/">x</a>`},
		{"a subdomain of an internal host with accents", `<a href="https://a.xn--t-9fab.ma/">x</a>`, `<a href="https://a.xn--t-9fab.ma/">x</a>`},
		{"an external host", `<a href="https://impôts.fr/">x</a>`, `<a href="https://xn--impts-8ta.fr/" rel="nofollow">x</a>`},
	} {
		if got := string(s.HTML(c.in)); got != c.want {
			t.Errorf("%s: HTML(%q)\n got %q\nwant %q", c.rule, c.in, got, c.want)
		}
	}
	for in, want := range map[string]bool{
		"https://cartes.impôts.fr/embed/1": true, "https://cartes.impôts.fr/admin": false, "https://a.cartes.impôts.fr/embed/1": false,
		"https://cartes.impôts.fr/embed/%2e%2e/admin": false, "https://cartes.impôts.fr/embed/.%2E/admin": false, "https://cartes.impôts.fr/embed/été": true,
		"https://été.ma/x": true, "https://b.a.été.ma/x": true, "https://xété.ma/x": false,
	} {
		if got := strings.Contains(string(s.HTML(`<iframe src="`+in+`"></iframe>`)), "<iframe"); got != want {
			t.Errorf("a frame of %s is kept: %v, want %v", in, got, want)
		}
	}
}

// TestNilSanitizer checks that a nil Sanitizer, which NewSanitizer returns with an error,
// removes everything.
func TestNilSanitizer(t *testing.T) {
	s, _ := presse.NewSanitizer(presse.Policy{Scope: 9})
	if got := s.HTML("<p>x"); got != "" {
		t.Errorf("HTML returned %q, want nothing", got)
	}
	out, removals := s.Report("<p>Le texte")
	if out != "" || len(removals) != 1 || removals[0].Text != "Le texte" {
		t.Errorf("Report returned %q, %+v, want one removal", out, removals)
	}
}
