package markup

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/presse-go/presse/internal/conformance"
	"golang.org/x/net/html"

	elements "github.com/presse-go/presse/internal/html"
	"golang.org/x/net/html/atom"
)

// testRules returns rules for each scope, and "strict" rules for articles with every
// setting.
func testRules() map[string]*Rules {
	const base = "https://www.exemple.fr/a/b.html"
	return map[string]*Rules{
		"article": NewRules(Config{}),
		"strict": NewRules(Config{
			Base: base, Hosts: []string{".exemple.fr"}, Rel: "nofollow sponsored", Embeds: []string{"youtube"},
			EmbedHosts: []string{"infographies.exemple.fr/embed/"}, IDPrefix: "art1-", TopHeading: 2,
		}),
		"comment": NewRules(Config{Scope: Comment}),
		"inline":  NewRules(Config{Scope: Inline}),
		"feed":    NewRules(Config{Scope: Feed, Base: base}),
		"plain":   NewRules(Config{Scope: Plain}),
	}
}

// allRules returns testRules and rules with the settings that newsrooms choose.
func allRules() map[string]*Rules {
	all := testRules()
	const base = "https://www.exemple.fr/a/b.html"
	heading := func(heading string) string { return strings.Map(keepIDRune, strings.ToLower(heading)) }
	all["policy"] = NewRules(Config{
		Base: base, Rel: "nofollow", NewWindow: true, Classes: []string{"a", "wp-*"}, DataAttrs: []string{"data-src", "data-a"},
		MediaHosts: []string{".exemple.fr", "www.youtube.com"}, HeadingID: heading, EmbedHosts: []string{".exemple.fr"},
	})
	all["newsfeed"] = NewRules(Config{Scope: Feed, Base: "http://exemple.fr/", NewWindow: true, MediaHosts: []string{}, HeadingID: heading, IDPrefix: "a-"})
	all["bare feed"] = NewRules(Config{Scope: Feed, NoLinks: true, Embeds: []string{}})
	all["headline"] = NewRules(Config{Scope: Inline, NoLinks: true, Base: base})
	return all
}

// TestPayloads checks every promise on the outputs for 20,680 attacks and odd inputs. If
// PRESSE_OUTPUTS is set to a folder, the outputs are written there, one file per policy,
// for the check in a browser (bench/sanitize).
func TestPayloads(t *testing.T) {
	for name, r := range allRules() {
		t.Run(name, func(t *testing.T) {
			var outputs io.Writer = io.Discard
			if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
				f, err := os.Create(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".jsonl"))
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				outputs = f
			}
			enc, rows, faults := json.NewEncoder(outputs), 0, 0
			conformance.Payloads(t, func(id, payload string) {
				rows++
				if fault := fault(r, payload); fault != "" {
					if faults++; faults < 10 {
						t.Errorf("%s: %s\n in %q\nout %q", id, fault, payload, r.normalise(payload, nil))
					}
				}
				if err := enc.Encode(map[string]string{"id": id, "out": r.Sanitize(payload)}); err != nil {
					t.Fatal(err)
				}
			})
			t.Logf("%s: %d of %d passed", name, rows-faults, rows)
		})
	}
}

// fault returns a description of the first guarantee that the output for in violates, or "".
func fault(r *Rules, in string) string {
	out := r.Sanitize(in)
	switch {
	case !r.Verify(r.normalise(in, nil)):
		return "the normaliser's output does not verify"
	case !r.Verify(out):
		return "the output does not verify"
	case r.Sanitize(out) != out:
		return "sanitizing the output changes it"
	case !utf8.ValidString(out) || strings.Contains(out, "\x00"):
		return "the output is not valid UTF-8 or contains NUL"
	case spaces.Replace(parsedAgain(out, r.xml)) != spaces.Replace(out):
		return "parsed and serialised, the output differs: " + parsedAgain(out, r.xml)
	case r.xml && !strictXML(out):
		return "the output is not well-formed XML"
	}
	return ""
}

// spaces replaces &nbsp; with a no-break space: the verifier accepts both, but a
// serialiser writes only one.
var spaces = strings.NewReplacer("&nbsp;", "\u00a0")

// strictXML reports whether the fragment s is well-formed XML.
func strictXML(s string) bool {
	for d := xml.NewDecoder(strings.NewReader("<div>" + s + "</div>")); ; {
		if _, err := d.Token(); err != nil {
			return err == io.EOF
		}
	}
}

// parsedAgain parses a fragment with golang.org/x/net/html and serialises its tree by the
// WHATWG algorithm, from which html.Render differs slightly.
func parsedAgain(s string, asXML bool) string {
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
	value := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;", `"`, "&quot;")
	var write func(n *html.Node)
	write = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(text.Replace(n.Data))
			return
		}
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Key + `="` + value.Replace(a.Val) + `"`)
		}
		if elements.Named(n.Data).Has(elements.Void) {
			if asXML {
				b.WriteString("/")
			}
			b.WriteString(">")
			return
		}
		b.WriteString(">")
		for c := range n.ChildNodes() {
			write(c)
		}
		b.WriteString("</" + n.Data + ">")
	}
	for _, n := range nodes {
		write(n)
	}
	return b.String()
}

// TestBluemondayAgrees checks that the bluemonday policies from which the tables are
// compiled remove nothing from the outputs: no tag, attribute, value or text.
func TestBluemondayAgrees(t *testing.T) {
	for name, policy := range bluemondays() {
		t.Run(name, func(t *testing.T) {
			r := testRules()[name]
			rows, alike := 0, 0
			conformance.Payloads(t, func(id, payload string) {
				out := r.Sanitize(payload)
				rows++
				if again := policy.Sanitize(out); tokens(again) != tokens(out) {
					t.Errorf("%s: bluemonday changes the output:\nfrom %q\nto   %q", id, tokens(out), tokens(again))
				} else {
					alike++
				}
			})
			t.Logf("%d of %d outputs pass bluemonday unchanged", alike, rows)
		})
	}
}

// bluemondays returns the bluemonday policy for each of testRules. The one for articles
// also allows the last attributes of a frame, which never vary.
func bluemondays() map[string]*bluemonday.Policy {
	article := articlePolicy()
	article.AllowAttrs("loading", "sandbox", "referrerpolicy", "allow").OnElements("iframe")
	return map[string]*bluemonday.Policy{
		"article": article, "strict": article, "comment": commentPolicy(), "inline": inlinePolicy(), "feed": feedPolicy(), "plain": bluemonday.NewPolicy(),
	}
}

// tokens returns a description of the tokens in s that does not depend on how character
// references are written. It ignores an empty URL fragment, which bluemonday removes.
func tokens(s string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(s)); z.Next() != html.ErrorToken; {
		token := z.Token()
		fmt.Fprintf(&b, "%q ", token.Data)
		for _, a := range token.Attr {
			if v := strings.TrimSuffix(a.Val, "#"); v != "" || a.Val == "" {
				fmt.Fprintf(&b, "%s=%q ", a.Key, v)
			}
		}
	}
	return b.String()
}
