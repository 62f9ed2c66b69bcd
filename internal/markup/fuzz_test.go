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

// unsoundness parses an accepted text with golang.org/x/net/html and describes the first
// thing in its tree that no policy may allow, or returns "". Its checks do not use the
// verifier's tables.
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
		return "parsed and serialised again, it is " + again
	}
	return ""
}

func unsafeURL(link string, reader bool) string {
	if strings.ContainsAny(link, " \t\r\n\\<>\"") || strings.HasPrefix(link, "//") {
		return "malformed URL " + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return "" // invalid in a browser too, or read only as a path
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" || u.User != nil {
			return "unsafe authority in " + link
		}
	case "mailto", "tel":
		if !reader {
			return "unsafe scheme in " + link
		}
	case "":
		if u.Host != "" {
			return "unexpected host in " + link
		}
	default:
		return "unsafe scheme in " + link
	}
	return ""
}

// TestGrammar sanitizes random sequences of the fragments that mutation attacks consist of.
// PRESSE_STRINGS sets their number; 1,000,000 were tested for the issue.
func TestGrammar(t *testing.T) {
	count := testStrings(t)
	rules := allRules()
	rng := rand.New(rand.NewPCG(2025, 10))
	for i := range count {
		if i > 0 && i%100_000 == 0 {
			t.Logf("%d strings passed", i)
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
	t.Logf("%d strings passed under %d policies", count, len(rules))
}

// testStrings returns the number of random strings to test.
func testStrings(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("PRESSE_STRINGS"))
	switch {
	case err == nil:
		return n
	case testing.Short():
		return 1_000
	}
	return 5_000
}

// FuzzVerify checks that text that the verifier accepts is safe when parsed by
// golang.org/x/net/html.
func FuzzVerify(f *testing.F) {
	rules := allRules()
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
					t.Errorf("%s: accepted %q: %s", name, in, why)
				}
			}
		}
	})
}

// FuzzSanitize checks the promises of [fault] on arbitrary input.
func FuzzSanitize(f *testing.F) {
	rules := allRules()
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
