package presse_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestPolicies checks what each setting of a policy allows.
func TestPolicies(t *testing.T) {
	newsroom := presse.Policy{Base: "https://www.exemple.fr/a.html", Hosts: []string{"cdn.exemple.fr"}, MediaHosts: []string{".media.example"}}
	feed := presse.Policy{Scope: presse.ScopeFeed, Base: "https://www.exemple.fr/a.html", HeadingIDs: true}
	for _, c := range []struct {
		rule     string
		policy   presse.Policy
		in, want string
	}{
		{"a class that is listed", presse.Policy{Classes: []string{"chapo"}}, `<p class="chapo">a</p>`, `<p class="chapo">a</p>`},
		{"one of several classes", presse.Policy{Classes: []string{"wp-block-*", "align*"}}, `<p class="x wp-block-image y alignleft">a</p>`, `<p class="wp-block-image alignleft">a</p>`},
		{"no class is listed", presse.Policy{Classes: []string{"chapo"}}, `<p class="chapo-2">a</p>`, "<p>a</p>"},
		{"an empty list of classes", presse.Policy{Classes: []string{}}, `<p class="chapo">a</p>`, "<p>a</p>"},
		{"a pattern matches in the middle", presse.Policy{Classes: []string{"is-*-wide"}}, `<p class="is-very-wide is-wide">a</p>`, `<p class="is-very-wide">a</p>`},
		{"a pattern does not match a part twice", presse.Policy{Classes: []string{"aba*ba"}}, `<p class="aba ababa">a</p>`, `<p class="ababa">a</p>`},

		{"a data attribute that is listed", presse.Policy{DataAttrs: []string{"data-id"}}, `<p data-id="a&quot;<" data-x="b">a</p>`, `<p data-id="a&quot;&lt;">a</p>`},
		{"a data attribute in capitals, twice", presse.Policy{DataAttrs: []string{"data-id"}}, `<b DATA-ID=1 data-id=2>a`, `<b data-id="1">a</b>`},
		{"data attributes of a formatting element are sorted", presse.Policy{DataAttrs: []string{"data-id", "data-a"}}, `<b lang=fr data-id=1 data-a class=x>a`, `<b class="x" data-a="" data-id="1" lang="fr">a</b>`},
		{"a data attribute with another meaning", presse.Policy{DataAttrs: []string{"data-src"}}, `<img data-src="/a.jpg">`, `<img src="/a.jpg" data-src="/a.jpg" decoding="async">`},
		{"data attributes in a comment", presse.Policy{Scope: presse.ScopeComment, DataAttrs: []string{"data-id"}}, `<p data-id="1">a</p>`, "<p>a</p>"},

		{"an external link opens a new window", presse.Policy{NewWindow: true}, `<a href="https://a.fr/">a</a>`, `<a href="https://a.fr/" rel="noopener" target="_blank">a</a>`},
		{"an internal link does not", presse.Policy{NewWindow: true, Hosts: []string{"a.fr"}}, `<a href="https://a.fr/">a</a><a href="/x">b</a>`, `<a href="https://a.fr/">a</a><a href="/x">b</a>`},
		{"in a comment too", presse.Policy{Scope: presse.ScopeComment, NewWindow: true}, `<a href="https://a.fr/">a</a>`, `<a href="https://a.fr/" rel="nofollow noopener ugc" target="_blank">a</a>`},

		{"an image of a media host", newsroom, `<img src="https://a.media.example/a.jpg">`, `<img src="https://a.media.example/a.jpg" decoding="async">`},
		{"an image without https gets it", newsroom, `<img src="http://media.example/a.jpg">`, `<img src="https://media.example/a.jpg" decoding="async">`},
		{"an image of the site", newsroom, `<img src="/a.jpg"><img src="http://cdn.exemple.fr/b.jpg">`,
			`<img src="https://www.exemple.fr/a.jpg" decoding="async"><img src="https://cdn.exemple.fr/b.jpg" loading="lazy" decoding="async">`},
		{"a tracking pixel", newsroom, `<p>a<img src="https://pixel.example/a.gif"></p>`, "<p>a</p>"},
		{"a port without https", newsroom, `<video poster="http://media.example:8080/a.jpg" src="https://media.example:8443/a.mp4"></video>`, `<video src="https://media.example:8443/a.mp4" controls=""></video>`},
		{"candidates of other hosts", newsroom, `<img src="/a.jpg" srcset="http://media.example/a.jpg 1x, https://pixel.example/b.jpg 2x">`,
			`<img src="https://www.exemple.fr/a.jpg" srcset="https://media.example/a.jpg 1x" decoding="async">`},
		{"links are not media", newsroom, `<a href="http://a.example/">a</a>`, `<a href="http://a.example/">a</a>`},
		{"no media host", presse.Policy{MediaHosts: []string{}}, `<p>a<img src="https://a.fr/a.jpg"></p><img src="/b.jpg">`, `<p>a</p><img src="/b.jpg" decoding="async">`},

		{"a headline without links", presse.Policy{Scope: presse.ScopeInline, NoLinks: true}, `Le <a href="https://a.fr/">rapport</a> <em>attendu</em>`, "Le rapport <em>attendu</em>"},
		{"an article without links", presse.Policy{NoLinks: true}, `<p><a href="/x"><img src="/a.jpg"></a></p>`, `<p><img src="/a.jpg" decoding="async"></p>`},
		{"a feed without links", presse.Policy{Scope: presse.ScopeFeed, NoLinks: true}, `a<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe><a href="https://a.fr/">b</a>`, "ab"},

		{"headings get ids", presse.Policy{HeadingIDs: true}, "<h2>L’<em>été</em> &amp; nous</h2><h3>Bilan</h3>", `<h2 id="l-ete-nous">L’<em>été</em> &amp; nous</h2><h3 id="id-bilan">Bilan</h3>`},
		{"the ids are unique", presse.Policy{HeadingIDs: true}, "<h2>Bilan</h2><h2>Bilan</h2><h3>Bilan</h3>", `<h2 id="id-bilan">Bilan</h2><h2 id="id-bilan-2">Bilan</h2><h3 id="id-bilan-3">Bilan</h3>`},
		{"an id that is there stays", presse.Policy{HeadingIDs: true}, `<h2 id="a-1">Bilan</h2>`, `<h2 id="a-1">Bilan</h2>`},
		{"an id of another element later", presse.Policy{HeadingIDs: true}, `<h2>Bilan</h2><p id="bilan">x</p><p id="id-bilan-2">y</p>`, `<h2 id="id-bilan-3">Bilan</h2><p id="id-bilan">x</p><p id="id-bilan-2">y</p>`},
		{"a heading without letters", presse.Policy{HeadingIDs: true}, "<h2>***</h2><h2></h2>", `<h2 id="id-titre">***</h2><h2 id="id-titre-2"></h2>`},
		{"with a prefix", presse.Policy{HeadingIDs: true, IDPrefix: "art1-"}, "<h2>Bilan</h2>", `<h2 id="art1-bilan">Bilan</h2>`},
		{"with other attributes", presse.Policy{HeadingIDs: true}, `<h2 class="x">Bilan de l’an`, `<h2 id="bilan-de-l-an" class="x">Bilan de l’an</h2>`},
		{"in a feed", feed, "<h2>Bilan<br></h2>", `<h2 id="id-bilan">Bilan<br/></h2>`},
		{"not in a comment", presse.Policy{Scope: presse.ScopeComment, HeadingIDs: true}, "<h2>Bilan</h2>", "<p>Bilan</p>"},
	} {
		s := sanitizer(t, c.policy)
		got := string(s.HTML(c.in))
		if got != c.want {
			t.Errorf("%s: HTML(%q)\n got %q\nwant %q", c.rule, c.in, got, c.want)
		}
		if again := string(s.HTML(got)); again != got {
			t.Errorf("%s: HTML(%q) = %q, want it unchanged", c.rule, got, again)
		}
	}
}

// TestHeadingIDsAreUnique checks that 20,000 headings with the same few texts get
// different ids, in little time.
func TestHeadingIDsAreUnique(t *testing.T) {
	s := sanitizer(t, presse.Policy{HeadingIDs: true})
	out := string(s.HTML(strings.Repeat(`<h2>Bilan</h2><h2>Bilan 2</h2><h3 id="id-bilan-7">x</h3>`, 10_000)))
	ids := regexp.MustCompile(`id="[^"]*"`).FindAllString(out, -1)
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == `id="id-bilan-7"` })
	slices.Sort(ids)
	if n := len(slices.Compact(slices.Clone(ids))); n != 20_000 || len(ids) != 20_000 {
		t.Errorf("%d ids of %d are different, want 20,000", n, len(ids))
	}
}
