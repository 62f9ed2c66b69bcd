package markup

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
)

// TestEditorRules checks what becomes of the markup of editors and of scripts that load
// pictures late. The output must be stable.
func TestEditorRules(t *testing.T) {
	const lazyImage = `<img class="lazy" src="data:," data-foo="/a.jpg" alt="Port">`
	for _, c := range []struct {
		rule     string
		config   Config
		in, want string
	}{
		{"an input in a paragraph is a box", Config{}, `<p><input type=checkbox checked> Fait</p>`, `<p>☑ Fait</p>`},
		{"a checkbox of a form is not", Config{}, `<form><p><input type=checkbox checked> Fait</p></form>`, `<div><p> Fait</p></div>`},
		{"a box is text of its paragraph", Config{}, `<ul><li role="checkbox" aria-checked="true"><img src="data:," alt="coché" aria-roledescription="checkbox"><p>Fait</p></li></ul>`,
			`<ul><li role="checkbox"><p>☑ Fait</p></li></ul>`},
		{"TinyMCE: the state is a class of the li", Config{}, `<ul class="tox-checklist"><li class="tox-checklist--checked">Fait</li><li>Reste</li></ul>`,
			`<ul><li>☑ Fait</li><li>☐ Reste</li></ul>`},
		{"TinyMCE: a list after it", Config{}, `<ul class="tox-checklist"><li>a</li></ul><ul><li>b</li></ul>`, `<ul><li>☐ a</li></ul><ul><li>b</li></ul>`},
		{"Notion: an empty div", Config{}, `<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> Fait</li><li><div class="checkbox checkbox-off"></div> Reste</li></ul>`,
			`<ul><li>☑ Fait</li><li>☐ Reste</li></ul>`},
		{"tasks in plain text", Config{Scope: Plain}, `<ul><li><input type="checkbox" checked> a</li><li aria-checked="false">b</li></ul>`, "☑ a\n☐ b\n"},
		{"tasks in a headline", Config{Scope: Inline}, `<ul data-checked="true"><li>a</li></ul>`, "☑ a\n"},
		{"an empty task", Config{}, `<ul><li aria-checked="true"><p></p></li></ul>b`, `<ul><li><p>☑ </p></li></ul>b`},

		{"Quill: direction", Config{}, `<p class="ql-direction-rtl">نص</p>`, `<p dir="rtl">نص</p>`},
		{"Quill: direction in a feed", Config{Scope: Feed}, `<p class="ql-direction-rtl">نص</p>`, `<p dir="rtl">نص</p>`},
		{"Quill: alignment", Config{}, `<p class="ql-align-center">a</p>`, `<p class="has-text-align-center">a</p>`},
		{"Quill: a policy without the class of WordPress", Config{Classes: []string{"ql-*"}}, `<p class="ql-align-center">a</p>`, `<p class="ql-align-center">a</p>`},
		{"Quill: alignment that has no class of WordPress", Config{}, `<p class="ql-align-justify">a</p>`, `<p class="ql-align-justify">a</p>`},
		{"the end of a line from left to right", Config{}, `<p style="text-align:end">a</p>`, `<p class="has-text-align-right">a</p>`},
		{"the end of a line from right to left", Config{}, `<div dir=rtl><p style="text-align:end">نص</p></div>`, `<div dir="rtl"><p class="has-text-align-left">نص</p></div>`},
		{"LibreOffice: above and below in percent", Config{}, `<p>a<span style="vertical-align:33%">2</span>b<span style="vertical-align:-33%">3</span>c<span style="vertical-align:0%">4</span></p>`,
			`<p>a<sup>2</sup>b<sub>3</sub>c4</p>`},
		{"Word: above and below in points", Config{}, `<p>10<span style="position:relative;top:-4.0pt;mso-text-raise:4.0pt">6</span> H<span style="mso-text-raise:-2.0pt">2</span>O <span style="mso-text-raise:1.0pt">a</span></p>`,
			`<p>10<sup>6</sup> H<sub>2</sub>O a</p>`},

		{"Trix: a picture", Config{}, `<action-text-attachment content-type="image/jpeg" url="/b.jpg" width="800" caption="Rade &amp; port"></action-text-attachment>`,
			`<figure><img src="/b.jpg" width="800" alt="" decoding="async"><figcaption>Rade &amp; port</figcaption></figure>`},
		{"Trix: a file", Config{Rel: "nofollow"}, `<p>a <action-text-attachment content-type="application/pdf" url="https://a.fr/r.pdf" filename="r.pdf"></action-text-attachment></p>`,
			`<p>a <a href="https://a.fr/r.pdf" rel="nofollow">r.pdf</a></p>`},
		{"Trix: a picture in a comment", Config{Scope: Comment}, `<action-text-attachment content-type="image/jpeg" url="https://a.fr/b.jpg" caption="Rade"></action-text-attachment>`,
			`<a href="https://a.fr/b.jpg" rel="nofollow ugc">Rade</a>`},
		{"Trix: an address that is not allowed", Config{}, `<action-text-attachment content-type="image/jpeg" url="javascript:x" caption="Rade"></action-text-attachment>`, `Rade`},

		{"a formula and its drawing by KaTeX", Config{}, `<span class="katex"><span><math><semantics><msup><mi>c</mi><mn>2</mn></msup><annotation>c^2</annotation></semantics></math></span><span aria-hidden="true">c2</span></span>`,
			`<span class="katex">c<sup>2</sup></span>`},
		{"a formula and its drawing by MathJax", Config{}, `<span class="MathJax"><nobr aria-hidden="true"><span>c2</span></nobr><span class="MJX_Assistive_MathML"><math><mi>c</mi></math></span></span>`,
			`<span class="MathJax"><span class="MJX_Assistive_MathML">c</span></span>`},
		{"a hidden formula and its drawing", Config{}, `<p><span style="display:none"><math><mi>c</mi></math></span><span aria-hidden="true">c2</span></p>`, `<p><span aria-hidden="true">c2</span></p>`},
		{"other text hidden from screen readers", Config{}, `<p><span aria-hidden="true">→</span></p>`, `<p><span aria-hidden="true">→</span></p>`},

		{"a hidden picture that a script shows", Config{}, `<img data-src="/a.jpg" style="display:none" alt="A"><noscript><img src="/a.jpg" alt="A"></noscript>`, `<img src="/a.jpg" alt="A" decoding="async">`},
		{"a hidden picture that no script shows", Config{}, `<img src="https://a.fr/p.gif" style="display:none">`, ``},
		{"a noscript with a picture that is not there", Config{}, `<p><noscript><img src="/a.jpg" alt="A"></noscript></p>`, `<p><img src="/a.jpg" alt="A" decoding="async"></p>`},
		{"a noscript with a picture that is there", Config{}, `<p><img src="/a.jpg" alt="A"> b <noscript><img src="/a.jpg" alt="A"></noscript></p>`, `<p><img src="/a.jpg" alt="A" decoding="async"> b </p>`},
		{"a noscript with a smaller picture after a late one", Config{}, `<img data-src="/a-1.jpg" alt="A"><!-- x --> <noscript><img src="/a-2.jpg" alt="A"></noscript>`, `<img src="/a-1.jpg" alt="A" decoding="async"> `},
		{"a noscript with a smaller picture before a late one", Config{}, `<noscript><img src="/a-2.jpg" alt="A"></noscript><img data-src="/a-1.jpg" alt="A">`, `<img src="/a-1.jpg" alt="A" decoding="async">`},
		{"a blank picture after its noscript", Config{}, `<noscript><img src="/a.jpg" alt="Port"></noscript>` + lazyImage, `<img src="/a.jpg" alt="Port" decoding="async">`},
		{"a blank picture before a comment and its noscript", Config{}, lazyImage + `<!-- x --><noscript><img src="/a.jpg" alt="Port"></noscript>`, `<img src="/a.jpg" alt="Port" decoding="async">`},
		{"a noscript with a counter of visitors", Config{}, `<noscript><img src="https://a.fr/hit?s=1"><img width=1 height=1 src="/a.png"></noscript><noscript><img src="https://a.fr/p.gif"></noscript><noscript><iframe src="https://youtu.be/dQw4w9WgXcQ" height=0 width=0></iframe></noscript>`, ``},
		{"a noscript with a link that is not there", Config{}, `<noscript><a href="https://sondage.fr/1">Répondre</a></noscript>`, `<a href="https://sondage.fr/1">Répondre</a>`},
		{"a noscript with a link that is there", Config{}, `<a href="https://sondage.fr/1">Votez</a><noscript><a href="https://sondage.fr/1">Répondre</a></noscript>`, `<a href="https://sondage.fr/1">Votez</a>`},
		{"a noscript with text", Config{}, `<noscript>Activez <a href="https://a.fr/">JavaScript</a></noscript>`, ``},

		{"a picture of one pixel is not the first", Config{}, `<img src="https://a.fr/p.gif" width="1" height="1"><img src="/u.jpg"><img src="/v.jpg">`,
			`<img src="https://a.fr/p.gif" width="1" height="1" decoding="async"><img src="/u.jpg" decoding="async"><img src="/v.jpg" loading="lazy" decoding="async">`},
	} {
		r := NewRules(c.config)
		got := r.Sanitize(c.in)
		if got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.rule, c.in, got, c.want)
		}
		if again := r.Sanitize(got); again != got || !r.Verify(got) {
			t.Errorf("%s: %q becomes %q", c.rule, got, again)
		}
	}
}

// TestReportOfStyles checks that the report says "replaced by markup" only of what the
// output says.
func TestReportOfStyles(t *testing.T) {
	const replaced = "replaced by markup"
	for _, c := range []struct {
		rule   string
		config Config
		in     string
		want   string // of the style attribute
	}{
		{"an alignment", Config{}, `<p style="text-align:center">a</p>`, replaced},
		{"an alignment that is the default", Config{}, `<p style="text-align:left">a</p>`, "not allowed: text-align"},
		{"an alignment without classes", Config{Classes: []string{}}, `<p style="text-align:center">a</p>`, "not allowed: text-align"},
		{"an alignment in a feed", Config{Scope: Feed}, `<p style="text-align:center">a</p>`, "not allowed: text-align"},
		{"an alignment of inline text", Config{}, `<span style="text-align:center">a</span>`, "not allowed: text-align"},
		{"an alignment that is inherited", Config{}, `<p style="text-align:inherit">a</p>`, "not allowed: text-align"},
		{"a block that floats", Config{}, `<div style="float:left">a</div>`, "not allowed: float"},
		{"a picture that floats", Config{}, `<img src="/a.jpg" style="float:left">`, replaced},
		{"a picture in the middle", Config{}, `<img src="/a.jpg" style="display:block;margin:0 auto">`, replaced},
		{"a weight that changes nothing", Config{}, `<p style="font-weight:lighter">a</p>`, "not allowed: font-weight"},
		{"a weight that ends bold", Config{}, `<b>a <span style="font-weight:lighter">b</span></b>`, replaced},
		{"a font of normal weight", Config{}, `<span style="font:12px Arial">a</span>`, "not allowed: font"},
		{"a bold font", Config{}, `<span style="font:bold 12px Arial">a</span>`, replaced},
		{"a decoration without an element", Config{}, `<span style="text-decoration:overline">a</span>`, "not allowed: text-decoration"},
		{"a position in a cell", Config{}, `<td style="vertical-align:super">a</td>`, "not allowed: vertical-align"},
		{"a direction", Config{}, `<p style="direction:rtl;color:red">a</p>`, replaced + ", except for color"},
		{"a direction that is inherited", Config{}, `<p style="direction:inherit">a</p>`, "not allowed: direction"},
		{"a numbering", Config{}, `<ol style="list-style-type:lower-alpha"><li>a</ol>`, replaced},
		{"a bullet", Config{}, `<ul style="list-style-type:square"><li>a</ul>`, "not allowed: list-style-type"},
		{"an element that is not allowed", Config{}, `<x-y style="font-weight:bold">a</x-y>`, "not allowed: font-weight"},
		{"bold in plain text", Config{Scope: Plain}, `<span style="font-weight:bold">a</span>`, "not allowed: font-weight"},
	} {
		out, removals := NewRules(c.config).Report(c.in)
		i := slices.IndexFunc(removals, func(r Removal) bool { return r.Name == "style" })
		if i < 0 || removals[i].Reason != c.want {
			t.Errorf("%s: %s\nout %s\ngot %+v\nwant %q", c.rule, c.in, out, removals, c.want)
		}
	}
}

// TestReportOfChanges checks that the report lists what is changed or left out, with its
// name.
func TestReportOfChanges(t *testing.T) {
	quoting := bluemonday.UGCPolicy()
	media := Config{MediaHosts: []string{"a.fr"}}
	for _, c := range []struct {
		rule   string
		config Config
		in     string
		want   string // "kind name: reason"
	}{
		{"a long name", Config{}, `<my-very-long-custom-element-name>a</my-very-long-custom-element-name>`, "element my-very-long-custom-element-name: not allowed; its text stays"},
		{"a picture that gets https", media, `<img src="http://a.fr/a.jpg">`, "attribute src: replaced by its https address"},
		{"a candidate that gets https", media, `<img src="/a.jpg" srcset="http://a.fr/a.jpg 2x">`, "attribute srcset: in part; not kept: http, replaced by https"},
		{"a cite that a policy drops", Config{Bluemonday: quoting}, `<del cite="https://a.fr/">a</del>`, "attribute cite: not allowed by the bluemonday policy"},
		{"a noscript that is not shown", Config{}, `<noscript>Sans script <img src="/a.jpg"></noscript>`, "element noscript: not allowed: Sans script /a.jpg"},
		{"a noscript that is shown", Config{}, `<noscript><img src="/a.jpg"></noscript>`, "element noscript: not allowed; its picture stays"},
	} {
		out, removals := NewRules(c.config).Report(c.in)
		var got []string
		for _, r := range removals {
			got = append(got, fmt.Sprintf("%s %s: %s", r.Kind, r.Name, r.Reason))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: %s\nout %s\ngot %q\nwant %q", c.rule, c.in, out, got, c.want)
		}
	}
}

// TestFramePaths checks which paths are under that of an EmbedHost, as a browser asks for
// them.
func TestFramePaths(t *testing.T) {
	r := NewRules(Config{EmbedHosts: []string{"m.j.fr/embed/"}})
	for path, want := range map[string]bool{
		"/embed/1": true, "/embed/v1..2/x": true, "/embed/1?u=a/../b": true, "/embed/1#..": true, "/embed/./x": true,
		"/embed/x/../y": true, "/embed/x/%2E%2e/y": true, "/embed/a..b": true, "/embed/...": true, "/embed/%25": true,
		"/x": false, "/embed/../x": false, "/embed/%2e%2e/x": false, "/embed/x/../../y": false, "/embed/..": false, "/embed/.%2e": false,
		"/embed/..%2fx": false, "/embed/..%5Cx": false, "/embed/..;/x": false, "/embed/%2e%2e%3bv=1/x": false, "/x/../embed/1": true, "/embed": false,
	} {
		out := r.Sanitize(`<iframe src="https://m.j.fr` + path + `"></iframe>`)
		if got := strings.Contains(out, "<iframe"); got != want {
			t.Errorf("a frame of %q: %v, want %v: %s", path, got, want, out)
		}
	}
}

// TestFaultsOfPolicies checks settings that would silently do nothing, or something else.
func TestFaultsOfPolicies(t *testing.T) {
	panicking := bluemonday.UGCPolicy()
	panicking.AllowURLSchemeWithCustomPolicy("https", panics)
	moving := bluemonday.UGCPolicy()
	moving.AllowURLSchemeWithCustomPolicy("https", moves)
	rewriting := bluemonday.UGCPolicy()
	rewriting.RewriteSrc(leaves)
	for _, c := range []struct {
		rule   string
		config Config
		field  string
	}{
		{"a pattern as a path", Config{EmbedHosts: []string{"x.fr/*"}}, "embed_hosts[0]"},
		{"a path with dot segments", Config{EmbedHosts: []string{"x.fr/a/../b"}}, "embed_hosts[0]"},
		{"a class as a selector", Config{Classes: []string{".wp"}}, "classes[0]"},
		{"a long prefix", Config{IDPrefix: strings.Repeat("a", 101)}, "id_prefix"},
		{"a base with a space", Config{Base: "https://a.fr/a b"}, "base"},
		{"a base with a space at its end", Config{Base: "https://a.fr/ "}, "base"},
		{"a base with backslashes", Config{Base: `https:\\a.fr`}, "base"},
		{"a policy that panics", Config{Bluemonday: panicking}, "bluemonday"},
		{"a policy that moves links", Config{Bluemonday: moving}, "bluemonday"},
		{"a policy that may rewrite", Config{Bluemonday: rewriting}, "bluemonday"},
	} {
		faults := c.config.Faults()
		if len(faults) != 1 || faults[0].Field != c.field || faults[0].Err == nil {
			t.Errorf("%s: faults %+v, want one of %s", c.rule, faults, c.field)
		}
		NewRules(c.config).Report(`<p>a <a href="https://b.fr/">b</a><img src="https://b.fr/a.jpg"></p>`)
	}
	long := Config{IDPrefix: strings.Repeat("a", 100), Classes: []string{"a.b"}, EmbedHosts: []string{"x.fr/a.b/"}}
	if faults := long.Faults(); len(faults) > 0 {
		t.Errorf("faults %+v of %+v, want none", faults, long)
	}
}

func panics(*url.URL) bool { panic("a policy that is not ready") }

func moves(u *url.URL) bool {
	u.Host = "proxy.example"
	return true
}

func leaves(*url.URL) {}
