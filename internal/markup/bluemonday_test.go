package markup

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/conformance"
)

// newsroomPolicies returns bluemonday's own policies, and policies like those of public
// projects.
var newsroomPolicies = sync.OnceValue(func() map[string]*bluemonday.Policy {
	// Gitea and Forgejo: text written in Markdown.
	gitea := bluemonday.UGCPolicy()
	gitea.AllowAttrs("class").Matching(regexp.MustCompile(`^(code-block|chroma|language-[\w-]+)( is-loading)?$`)).OnElements("code", "pre", "span")
	gitea.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	gitea.AllowAttrs("checked", "disabled").OnElements("input")
	gitea.AllowAttrs("class").Matching(regexp.MustCompile(`^task-list-item$`)).OnElements("li")
	gitea.AllowAttrs("width", "height", "alt", "align", "src", "title", "lang", "dir", "open", "itemprop").OnElements("details", "summary", "img", "p", "div", "span", "td", "th", "a")
	gitea.AllowURLSchemes("http", "https", "mailto", "ftp")
	gitea.AllowStyles("color", "background-color").OnElements("span", "p")

	// GoToSocial: posts of other servers.
	social := bluemonday.UGCPolicy()
	social.RequireNoReferrerOnLinks(true)
	social.RequireNoFollowOnLinks(false)
	social.RequireCrossOriginAnonymous(true)
	social.AddTargetBlankToFullyQualifiedLinks(true)
	social.AllowAttrs("class", "href", "rel").OnElements("a")
	social.AllowAttrs("class").OnElements("span")

	// WriteFreely: blogs.
	blog := bluemonday.UGCPolicy()
	blog.AllowAttrs("src", "style").OnElements("iframe", "video", "audio")
	blog.AllowAttrs("src", "type").OnElements("source")
	blog.AllowAttrs("frameborder", "width", "height", "allow", "allowfullscreen", "title", "loading", "sandbox", "referrerpolicy").OnElements("iframe")
	blog.AllowAttrs("controls", "loop", "muted", "autoplay", "poster").OnElements("video", "audio")
	blog.AllowAttrs("target").OnElements("a")
	blog.AllowAttrs("title").OnElements("abbr")
	blog.AllowAttrs("style", "class", "id").Globally()
	blog.AllowElements("header", "footer")
	blog.AllowURLSchemes("http", "https", "mailto", "xmpp")

	// Commento: comments.
	comments := bluemonday.UGCPolicy()
	comments.AddTargetBlankToFullyQualifiedLinks(true)
	comments.RequireNoFollowOnFullyQualifiedLinks(true)

	// Remark42: comments with code.
	code := bluemonday.NewPolicy()
	code.AllowStandardURLs()
	code.AllowElements("p", "br", "em", "strong", "del", "blockquote", "code", "pre", "ul", "ol", "li", "h1", "h2", "h3")
	code.AllowAttrs("href").OnElements("a")
	code.AllowImages()
	code.AllowAttrs("class").Matching(regexp.MustCompile(`^chroma$`)).OnElements("pre")
	code.AllowAttrs("class").Matching(regexp.MustCompile(`^[a-z0-9]{1,2}$`)).OnElements("span")
	code.AllowRelativeURLs(false)
	code.AddSpaceWhenStrippingTag(true)
	code.SkipElementsContent("aside", "h6")

	return map[string]*bluemonday.Policy{
		"UGC": bluemonday.UGCPolicy(), "strict": bluemonday.StrictPolicy(), "gitea": gitea, "social": social, "blog": blog, "comments": comments, "code": code,
	}
})

// disagreement describes the first promise about a bluemonday policy that the output for
// in breaks, or returns "".
func disagreement(r *Rules, in string) string {
	out := r.Sanitize(in)
	switch {
	case !r.Verify(r.normalise(in, nil)):
		return "the normaliser's output does not verify: " + r.normalise(in, nil)
	case !r.Verify(out):
		return "the output does not verify: " + out
	case r.Sanitize(out) != out:
		return "sanitizing the output changes it: " + out + "\nto " + r.Sanitize(out)
	case unordered(r.judge.policy.Sanitize(out)) != unordered(out):
		return "bluemonday changes the output: " + out + "\nto " + r.judge.policy.Sanitize(out)
	}
	if _, ok := r.agree(r.normal(in, nil)); !ok {
		return "only the text is left: " + out
	}
	return ""
}

// unordered returns the tokens of s, each with its attributes sorted.
func unordered(s string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(s)); z.Next() != html.ErrorToken; {
		token := z.Token()
		slices.SortFunc(token.Attr, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
		fmt.Fprintf(&b, "%q ", token)
	}
	return b.String()
}

// newsroomRules returns rules of every scope with each of the policies.
func newsroomRules() map[string]*Rules {
	rules := map[string]*Rules{}
	for name, policy := range newsroomPolicies() {
		for scope, of := range map[string]Scope{"article": Article, "comment": Comment, "inline": Inline, "feed": Feed, "plain": Plain} {
			rules[name+" "+scope] = NewRules(Config{Scope: of, Bluemonday: policy, Base: "https://www.exemple.fr/a/b.html"})
		}
		rules[name+" newsroom"] = NewRules(Config{
			Bluemonday: policy, NewWindow: true, Rel: "sponsored", DataAttrs: []string{"data-a"}, Classes: []string{"a*"}, MediaHosts: []string{".exemple.fr"}, IDPrefix: "a1-",
			HeadingID: func(h string) string { return "titre" },
		})
	}
	return rules
}

// TestNewsroomPolicies checks the promises about bluemonday policies on attacks, random
// texts and pastes, and that each policy is one that NewSanitizer accepts.
func TestNewsroomPolicies(t *testing.T) {
	for name, p := range newsroomPolicies() {
		if faults := (Config{Bluemonday: p}).Faults(); len(faults) > 0 {
			t.Errorf("%s: %+v", name, faults)
		}
	}
	rules := newsroomRules()
	check := func(in string) {
		for name, r := range rules {
			if why := disagreement(r, in); why != "" {
				t.Fatalf("%s: %s\n in %q", name, why, in)
			}
		}
	}
	for _, a := range attacks(t) {
		check(a.In)
	}
	rng := rand.New(rand.NewPCG(14, 3))
	for range testStrings(t) / 10 {
		check(conformance.Markup(rng))
	}
}

// TestWhatBothAllow checks what is left of texts by the rules and a bluemonday policy.
func TestWhatBothAllow(t *testing.T) {
	policies := newsroomPolicies()
	for _, c := range []struct {
		rule, policy string
		config       Config
		in, want     string
	}{
		{"what bluemonday does not allow goes", "UGC", Config{}, `<p class="x">Un <u>mot</u> <kbd>x</kbd></p>`, `<p>Un <u>mot</u> x</p>`},
		{"what presse does not allow goes", "blog", Config{}, `<p style="color:red" class="x">Un</p>`, `<p class="x">Un</p>`},
		{"an attribute that the normal form wants is not added if it is not allowed", "UGC", Config{}, `<img src="/a.jpg" alt="a"><img src="/b.jpg" alt="b">`, `<img src="/a.jpg" alt="a"><img src="/b.jpg" alt="b">`},
		{"links get what the policy adds", "UGC", Config{}, `<a href="/a">x</a>`, `<a href="/a" rel="nofollow">x</a>`},
		{"a new window", "comments", Config{Scope: Comment}, `<a href="https://a.fr/">x</a>`, `<a href="https://a.fr/" rel="nofollow noopener" target="_blank">x</a>`},
		{"only text", "strict", Config{}, `<p>L’été <b>indien</b></p>`, "L’été indien\n"},
		{"an attribute added to every image", "social", Config{}, `<p>a<img src="/a.jpg" alt="a"></p>`, `<p>a</p>`},
		{"a player that the policy allows", "blog", Config{}, `<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>`,
			`<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" title="Vidéo YouTube" width="560" height="315` + frameTail},
		{"no relative links", "code", Config{}, `<p><a href="/a">x</a> <a href="https://a.fr/">y</a></p>`, `<p> x  <a href="https://a.fr/" rel="nofollow">y</a></p>`},
		{"values by a pattern", "code", Config{}, `<pre class="chroma">a</pre><pre class="b">c</pre>`, `<pre class="chroma">a</pre><pre>c</pre>`},
		{"content that the policy removes", "code", Config{}, `<p>a</p><aside>b<p>c</p></aside><h6>d</h6>e`, "<p>a</p>\ne"},
		{"a heading without id", "UGC", Config{HeadingID: func(string) string { return "a-1" }}, `<h2>Bilan</h2>`, `<h2 id="a-1">Bilan</h2>`},
		{"an id that the policy does not allow", "code", Config{HeadingID: func(string) string { return "a-1" }}, `<h2>Bilan</h2>`, `<h2>Bilan</h2>`},
	} {
		c.config.Bluemonday = policies[c.policy]
		if got := NewRules(c.config).Sanitize(c.in); got != c.want {
			t.Errorf("%s: Sanitize(%q) under %s\n got %q\nwant %q", c.rule, c.in, c.policy, got, c.want)
		}
	}
}

// TestJudgedReport checks that the report lists what a bluemonday policy removes, where it
// was.
func TestJudgedReport(t *testing.T) {
	r := NewRules(Config{Bluemonday: newsroomPolicies()["code"]})
	in := `<p>a</p><pre class="x">b</pre><p><mark>c</mark> <a href="/d">d</a></p>`
	out, removals := r.Report(in)
	if want := "<p>a</p><pre>b</pre><p>c d </p>"; strings.Join(strings.Fields(out), " ") != want {
		t.Errorf("Report(%q) = %q, want %q", in, out, want)
	}
	for _, want := range []struct {
		name string
		at   string
	}{{"class", "<pre"}, {"mark", "<mark"}, {"a", "<a"}} {
		found := false
		for _, x := range removals {
			found = found || x.Name == want.name && x.Offset >= strings.Index(in, want.at) && x.Offset <= strings.Index(in, want.at)+len("<pre ")
		}
		if !found {
			t.Errorf("%s is not in the report %+v", want.name, removals)
		}
	}
}

// TestPolicyThatDoesNotSettle checks that a policy that changes its own output is a fault.
func TestPolicyThatDoesNotSettle(t *testing.T) {
	p := bluemonday.UGCPolicy()
	p.RewriteSrc(proxied)
	if faults := (Config{Bluemonday: p}).Faults(); len(faults) != 1 || faults[0].Field != "bluemonday" {
		t.Errorf("faults %+v, want one of bluemonday", faults)
	}
}

func proxied(u *url.URL) {
	u.RawQuery = url.Values{"url": {u.String()}}.Encode()
	u.Host, u.Path = "proxy.example", "/"
}

// FuzzNewsroomPolicies checks the promises about bluemonday policies on arbitrary input.
func FuzzNewsroomPolicies(f *testing.F) {
	rules := newsroomRules()
	rng := rand.New(rand.NewPCG(14, 4))
	for range 100 {
		f.Add(conformance.Markup(rng))
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range rules {
			if why := disagreement(r, in); why != "" {
				t.Errorf("%s: %s\n in %q", name, why, in)
			}
		}
	})
}

// FuzzBidi checks that balancing is stable, and neither adds nor removes anything but
// controls.
func FuzzBidi(f *testing.F) {
	f.Add("a\u202eb\u2067c\u202cd\u2069e")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return // not in normal form
		}
		out := balancedBidi(in)
		if again := balancedBidi(out); again != out {
			t.Errorf("balancedBidi(%+q) = %+q, then %+q", in, out, again)
		}
		bare := strings.NewReplacer(popFormat, "", popIsolate, "").Replace
		if bare(out) != bare(in) {
			t.Errorf("balancedBidi(%+q) = %+q, which is another text", in, out)
		}
	})
}
