package html

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parse parses a fragment as the content of a body with golang.org/x/net/html.
func parse(t *testing.T, fragment string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + fragment))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// node returns the first element with the given name, or nil if there is none.
func node(t *testing.T, fragment, name string) *html.Node {
	t.Helper()
	for n := range parse(t, fragment).Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}

func count(root *html.Node, name string) (n int) {
	for d := range root.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			n++
		}
	}
	return n
}

func inside(n *html.Node, name string) bool {
	for above := range n.Ancestors() {
		if above.Data == name {
			return true
		}
	}
	return false
}

// TestTraits compares the table with the tree construction of golang.org/x/net/html, for
// the elements that can occur in a body.
func TestTraits(t *testing.T) {
	const elsewhere = " body head html frame caption col colgroup tbody td tfoot th thead tr image "
	// Elements that the parser handles differently from the standard, which added search
	// and dialog in 2023, or handles in an insertion mode of their own, such as option.
	const differs = " search dialog optgroup option menu keygen "
	for e := Other + 1; e < Elements; e++ {
		name := e.String()
		if strings.Contains(elsewhere+differs, " "+name+" ") {
			continue
		}
		if Named(strings.ToUpper(name)) != e {
			t.Errorf("%s is not found in upper case", name)
		}
		n := node(t, "<p>a<"+name+">b", name)
		if n == nil {
			t.Errorf("%s: missing from the parser's tree", name)
			continue
		}
		if got := !inside(n, "p"); got != e.Has(Block) {
			t.Errorf("%s: ends an open p: parser says %v, table says %v", name, got, e.Has(Block))
		}
		empty := n.FirstChild == nil && n.NextSibling != nil && n.NextSibling.Data == "b"
		if empty != e.Has(Void) {
			t.Errorf("%s: void: parser says %v, table says %v", name, empty, e.Has(Void))
		}
		raw := node(t, "<"+name+"><i>b</i>", "i") == nil
		if raw != e.Has(Raw) && e != Select && e != Plaintext {
			t.Errorf("%s: raw: parser says %v, table says %v", name, raw, e.Has(Raw))
		}
		if n = node(t, "<svg><"+name+">", name); n == nil || (n.Namespace == "") != e.Has(Breakout) {
			t.Errorf("%s: breaks out of svg: parser says %v, table says %v", name, n == nil || n.Namespace == "", e.Has(Breakout))
		}
		if got := count(parse(t, "<"+name+"><p>a</"+name+">b"), name) > 1; got != e.Has(Formatting) && e != P && e != Br {
			t.Errorf("%s: copied when misnested: parser says %v, table says %v", name, got, e.Has(Formatting))
		}
	}
}

// kept lists the elements that may appear in the normal form of internal/markup.
const kept = "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em " +
	"figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li mark nav ol p picture pre q rp rt ruby s samp section small " +
	"source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr"

func TestAs(t *testing.T) {
	var names []string
	for e := range Elements {
		if e.Has(Kept) {
			names = append(names, e.String())
		}
	}
	if got := strings.Join(names, " "); got != kept {
		t.Errorf("kept elements:\ngot  %s\nwant %s", got, kept)
	}
	for _, c := range []struct{ name, want string }{
		{"p", "p"}, {"strike", "s"}, {"tt", "code"}, {"acronym", "abbr"}, {"dir", "ul"}, {"image", "img"}, {"listing", "pre"}, {"center", "div"},
		{"option", "div"}, {"amp-img", "img"}, {"amp-video", "video"}, {"amp-audio", "audio"},
		{"script", ""}, {"font", ""}, {"embed", ""}, {"amp-youtube", ""}, {"svg", ""}, {"o:p", ""}, {"amp-video-iframe-of-a-long-name", ""},
	} {
		if got := Named(c.name).As().String(); got != c.want {
			t.Errorf("%s is written as %q, want %q", c.name, got, c.want)
		}
	}
	for e := range Elements {
		if as := e.As(); e.Has(Kept) && as != e || as != Other && !as.Has(Kept) {
			t.Errorf("%v is written as %v", e, as)
		}
		if e.Has(Program) && !e.Has(Hidden|Raw) || e.Has(Void) && e.Has(Hidden) {
			t.Errorf("%v has conflicting traits", e)
		}
	}
}

func TestCounted(t *testing.T) {
	for e, want := range map[Element]Element{H1: H1, H4: H1, H6: H1, P: P, Header: Header, Hr: Hr, Other: Other} {
		if got := e.counted(); got != want {
			t.Errorf("%v is counted as %v, want %v", e, got, want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for s, want := range map[string]bool{"": false, "L’été > l’hiver": false, "a<b": true, "R&D": true, "a\x00": true} {
		if got := Markup(s); got != want {
			t.Errorf("Markup(%q) = %v, want %v", s, got, want)
		}
	}
}
