package markup

import (
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
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
		in := conformance.Markup(rng)
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

// FuzzVerify: whatever the verifier accepts, another parser finds harmless.
func FuzzVerify(f *testing.F) {
	rules := testRules()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		in := conformance.Markup(rng)
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
		f.Add(conformance.Markup(rng))
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range rules {
			if why := fault(r, in); why != "" {
				t.Errorf("%s: %s\n in %q\nout %q", name, why, in, r.normalise(in, nil))
			}
		}
	})
}
