package markup

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden outputs")

// An attack is a hand-written input with the output wanted under each policy of testRules.
type attack struct {
	Rule string            `json:"rule"`
	In   string            `json:"in"`
	Out  map[string]string `json:"out"`
}

const attacksFile = "testdata/attacks.jsonl"

func attacks(tb testing.TB) (list []attack) {
	tb.Helper()
	raw, err := os.ReadFile(attacksFile)
	if err != nil {
		tb.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(raw)); d.More(); {
		var a attack
		if err := d.Decode(&a); err != nil {
			tb.Fatal(err)
		}
		list = append(list, a)
	}
	if len(list) < 100 {
		tb.Fatalf("got %d attacks, want at least 100", len(list))
	}
	return list
}

// TestAttacks compares the outputs with a golden file that was reviewed by hand. It also
// checks each output with two other programs: golang.org/x/net/html must parse it to the
// tree that it describes, and bluemonday must find nothing to remove.
func TestAttacks(t *testing.T) {
	list := attacks(t)
	rules, policies := testRules(), bluemondays()
	for i, a := range list {
		if a.Out == nil {
			list[i].Out = make(map[string]string)
		}
		for name, r := range rules {
			if why := fault(r, a.In); why != "" {
				t.Errorf("%s, %s: %s\n in %q", a.Rule, name, why, a.In)
			}
			out := r.Sanitize(a.In)
			if policy := policies[name]; policy != nil && tokens(policy.Sanitize(out)) != tokens(out) {
				t.Errorf("%s, %s: bluemonday makes %q of %q", a.Rule, name, policy.Sanitize(out), out)
			}
			if *update {
				list[i].Out[name] = out
			} else if out != a.Out[name] {
				t.Errorf("%s, %s:\n in %q\ngot  %q\nwant %q", a.Rule, name, a.In, out, a.Out[name])
			}
		}
	}
	if *update {
		var golden bytes.Buffer
		enc := json.NewEncoder(&golden)
		enc.SetEscapeHTML(false)
		for _, a := range list {
			if err := enc.Encode(a); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(attacksFile, golden.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInvalidUTF8 checks that invalid bytes become U+FFFD in text and in text values, are
// percent-encoded in URLs, and are dropped from ids.
func TestInvalidUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"caf\xe9":                    "caf\ufffd",
		"<p title=\"caf\xe9\">a</p>": "<p title=\"caf\ufffd\">a</p>",
		"a\ufffeb":                   "a\ufffdb",
		"<a href=\"/caf\xe9\">a</a>": `<a href="/caf%E9">a</a>`,
		"<a href=\"/a\ufffe\">a</a>": `<a href="/a%EF%BF%BE">a</a>`,
		"<p class=\"caf\xe9\">a</p>": "<p>a</p>",
		"<p id=\"n-caf\xe9\">a</p>":  "<p id=\"n-caf\">a</p>",
		"\xf0\x9f<b>a</b>\xe2\x82":   "\ufffd\ufffd<b>a</b>\ufffd\ufffd",
		"<p>\xed\xa0\x80</p>":        "<p>\ufffd\ufffd\ufffd</p>",
	} {
		if got := testRules()["article"].Sanitize(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestEveryRuleOfTheForm checks, for each rule of the normal form (see the package comment),
// that a text that breaks it does not verify and that a similar text that keeps it does.
func TestEveryRuleOfTheForm(t *testing.T) {
	article, feed := testRules()["article"], testRules()["feed"]
	for _, c := range []struct {
		rule      string
		r         *Rules
		good, bad string
	}{
		{"tags in lower case", article, "<p>a</p>", "<P>a</P>"},
		{"known elements", article, "<b>a</b>", "<blink>a</blink>"},
		{"one space before an attribute", article, `<p class="a">a</p>`, `<p  class="a">a</p>`},
		{"double quotes", article, `<p class="a">a</p>`, `<p class='a'>a</p>`},
		{"no attribute twice", article, `<p class="a" lang="fr">a</p>`, `<p class="a" class="b">a</p>`},
		{"attributes of formatting elements sorted", article, `<b class="a" lang="fr">a</b>`, `<b lang="fr" class="a">a</b>`},
		{"known attributes", article, `<p lang="fr">a</p>`, `<p onclick="a">a</p>`},
		{"attributes allowed on the element", article, `<a href="/x">a</a>`, `<p href="/x">a</p>`},
		{"< escaped in text", article, "1 &lt; 2", "1 < 2"},
		{"> escaped in text", article, "1 &gt; 2", "1 > 2"},
		{"& escaped in text", article, "R&amp;D", "R&D"},
		{"quotes escaped in a value", article, `<p title="&quot;">a</p>`, `<p title="&#34;">a</p>`},
		{"no-break space in a page", article, "10&nbsp;%", "10&thinsp;%"},
		{"no-break space in a feed", feed, "10\u00a0%", "10&nbsp;%"},
		{"void elements in a feed", feed, "a<br/>", "a<br>"},
		{"void elements in a page", article, "a<br>", "a<br/>"},
		{"every element closed", article, "<p>a</p>", "<p>a"},
		{"elements closed by their own end tags", article, "<b><i>a</i></b>", "<b><i>a</b></i>"},
		{"no block in a p", article, "<p>a</p><div>b</div>", "<p>a<div>b</div></p>"},
		{"no formatting element in itself", article, "<b>a</b>", "<b><b>a</b></b>"},
		{"no a in an a", article, `<a href="/x">a</a>`, `<a href="/x"><a href="/y">a</a></a>`},
		{"no heading in another", article, "<h2>a</h2><h3>b</h3>", "<h2>a<h3>b</h3></h2>"},
		{"li in a list", article, "<ul><li>a</li></ul>", "<li>a</li>"},
		{"dt in a div that groups it", article, "<dl><div><dt>a</dt></div></dl>", "<dl><div><div><dt>a</dt></div></div></dl>"},
		{"dt not in a div elsewhere", article, "<dl><dt>a</dt></dl>", "<section><div><dt>a</dt></div></section>"},
		{"the nesting of a list in its elements", article, `<ul><li class="a">a</li></ul>`, `<ul><li class="ql-indent-1">a</li></ul>`},
		{"negative numbers of items", article, `<ol start="-2"><li>a</li></ol>`, `<ol start="--2"><li>a</li></ol>`},
		{"no negative sizes", article, `<img src="/a.jpg" width="2" decoding="async">`, `<img src="/a.jpg" width="-2" decoding="async">`},
		{"an image without an address is not lazy", article, `<img src="/a.jpg" decoding="async"><img alt="b" decoding="async">`,
			`<img src="/a.jpg" decoding="async"><img alt="b" loading="lazy" decoding="async">`},
		{"an image without an address is not the first", article, `<img alt="b" decoding="async"><img src="/a.jpg" decoding="async">`,
			`<img alt="b" decoding="async"><img src="/a.jpg" loading="lazy" decoding="async">`},
		{"dt in a dl", article, "<dl><dt>a</dt></dl>", "<div><dt>a</dt></div>"},
		{"rt in ruby", article, "<ruby>a<rt>b</rt></ruby>", "<rt>b</rt>"},
		{"td in tr", article, "<table><tbody><tr><td>a</td></tr></tbody></table>", "<table><tbody><td>a</td></tbody></table>"},
		{"tr in a row group", article, "<table><tbody><tr></tr></tbody></table>", "<table><tr></tr></table>"},
		{"caption in a table", article, "<table><caption>a</caption></table>", "<caption>a</caption>"},
		{"col in a colgroup", article, "<table><colgroup><col></colgroup></table>", "<table><col></table>"},
		{"no text in a table", article, "<table> <tbody></tbody></table>", "<table>a<tbody></tbody></table>"},
		{"no newline at the start of a pre", article, "<pre>a\n</pre>", "<pre>\na</pre>"},
		{"UTF-8", article, "é", "\xe9"},
		{"no control character", article, "a\tb\n", "a\x0bb"},
		{"no NUL", article, "a", "a\x00"},
		{"tokens", article, `<p class="a b">a</p>`, `<p class="a<b">a</p>`},
		{"no empty token", article, `<p class="a">a</p>`, `<p class="">a</p>`},
		{"numbers", article, `<ol start="12345"><li>a</li></ol>`, `<ol start="123456"><li>a</li></ol>`},
		{"words", article, `<p dir="rtl">a</p>`, `<p dir="up">a</p>`},
		{"flags", article, `<details open="">a</details>`, `<details open="open">a</details>`},
		{"no id that names a variable", article, `<p id="n-1">a</p>`, `<p id="location">a</p>`},
		{"links", article, `<a href="https://autre.example/">a</a>`, `<a href="javascript:x">a</a>`},
		{"relative links", article, `<a href="/x">a</a>`, `<a href="//x">a</a>`},
		{"relative links that cannot be read as a scheme", article, `<a href="./x">a</a>`, `<a href="x">a</a>`},
		{"resources", article, `<img src="/a.jpg" decoding="async">`, `<img src="mailto:a@b.example" decoding="async">`},
		{"every image decoded asynchronously", article, `<img src="/a.jpg" decoding="async">`, `<img src="/a.jpg">`},
		{"the second image is lazy", article, `<img src="/a.jpg" decoding="async"><img src="/b.jpg" loading="lazy" decoding="async">`,
			`<img src="/a.jpg" decoding="async"><img src="/b.jpg" decoding="async">`},
		{"the first image is not lazy", article, `<img src="/a.jpg" decoding="async">`, `<img src="/a.jpg" loading="lazy" decoding="async">`},
		{"a video has controls", article, `<video src="/v.mp4" controls=""></video>`, `<video src="/v.mp4"></video>`},
		{"a new window has noopener", article, `<a href="/x" rel="noopener" target="_blank">a</a>`, `<a href="/x" target="_blank">a</a>`},
		{"rel tokens", article, `<a href="/x" rel="nofollow ugc">a</a>`, `<a href="/x" rel="opener">a</a>`},
		{"rel tokens separated by one space", article, `<a href="/x" rel="nofollow ugc">a</a>`, `<a href="/x" rel="nofollow  ugc">a</a>`},
		{"frames only as rebuilt", article, frameOf("abcdefghijk"), strings.Replace(frameOf("abcdefghijk"), "allow-scripts", "allow-top-navigation", 1)},
		{"absolute links in a feed", feed, `<a href="https://www.exemple.fr/x">a</a>`, `<a href="/x">a</a>`},
		{"depth", article, strings.Repeat("<div>", maxDepth) + strings.Repeat("</div>", maxDepth), strings.Repeat("<div>", maxDepth+1) + strings.Repeat("</div>", maxDepth+1)},
	} {
		if !c.r.Verify(c.good) {
			t.Errorf("%s: Verify(%q) = false, want true", c.rule, c.good)
		}
		if c.r.Verify(c.bad) {
			t.Errorf("%s: Verify(%q) = true, want false", c.rule, c.bad)
		}
	}
}

func frameOf(id string) string {
	return `<iframe src="https://www.youtube-nocookie.com/embed/` + id + `" title="Vidéo" width="560" height="315` + frameTail
}

// TestNamesThatNoTableAllows checks that no scope allows elements that are not in the
// normal form.
func TestNamesThatNoTableAllows(t *testing.T) {
	for name, r := range testRules() {
		for _, tag := range []string{"script", "style", "svg", "math", "object", "embed", "form", "input", "base", "meta", "link", "template", "noscript", "textarea", "select", "title", "xmp", "canvas"} {
			if in := "<" + tag + ">a</" + tag + ">"; r.Verify(in) || strings.Contains(r.Sanitize(in), "<"+tag) {
				t.Errorf("%s: %q verifies or keeps its tags: got %q", name, in, r.Sanitize(in))
			}
		}
	}
}
