package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/presse-go/presse/internal/conformance"
)

// A crawl checks that every address in every file of a site leads to a file of the site, or
// away from it.
type crawl struct {
	t     *testing.T
	site  fs.FS
	base  string // of the site, with a slash at the end
	own   bool   // the site has its pictures
	ids   map[string]map[string]bool
	pages int
	links int
}

// crawlSite reads all files of a site.
func crawlSite(t *testing.T, folder, base string, own bool) *crawl {
	t.Helper()
	c := &crawl{t: t, site: os.DirFS(folder), base: base + "/", own: own, ids: make(map[string]map[string]bool)}
	err := fs.WalkDir(c.site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(c.site, name)
		if err != nil {
			return err
		}
		switch path.Ext(name) {
		case ".html":
			c.page(name, string(text))
		case ".xml":
			c.xml(name, text)
		case ".json":
			c.json(name, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// page checks a page: its own addresses, its one h1, its title, its language.
func (c *crawl) page(name, text string) {
	c.pages++
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		c.t.Errorf("%s: %v", name, err)
		return
	}
	here, err := url.Parse(c.base + strings.TrimSuffix(name, "index.html"))
	if err != nil {
		c.t.Fatal(err)
	}
	here = here.JoinPath() // escapes
	headings, words := 0, 0
	ids := make(map[string]bool)
	var anchors []string
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "script":
			words += len(strings.Fields(n.Data))
		case n.Type != html.ElementNode:
			continue
		case n.Data == "h1":
			headings++
		case n.Data == "script" && attr(n, "type") != "application/ld+json":
			c.t.Errorf("%s: a script of type %q", name, attr(n, "type"))
		case n.Data == "html" && attr(n, "lang") == "":
			c.t.Errorf("%s: no lang", name)
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if ids[a.Val] {
					c.t.Errorf("%s: id %q twice", name, a.Val)
				}
				ids[a.Val] = true
			case "href", "src", "poster", "action":
				if loads := a.Key == "src" || a.Key == "poster" || n.Data == "link" && attr(n, "rel") == "stylesheet"; loads && attr(n, "preload") != "none" && c.own && strings.Contains(a.Val, "//") {
					c.t.Errorf("%s: %s asks another machine for %s", name, n.Data, a.Val)
				}
				if fragment, ok := strings.CutPrefix(a.Val, "#"); ok {
					anchors = append(anchors, fragment)
					continue
				}
				c.address(name, here, a.Val)
			case "srcset":
				for candidate := range strings.SplitSeq(a.Val, ", ") {
					address, _, _ := strings.Cut(candidate, " ")
					if c.own && strings.Contains(address, "//") {
						c.t.Errorf("%s: %s asks another machine for %s", name, n.Data, address)
					}
					c.address(name, here, address)
				}
			}
			if strings.HasPrefix(a.Key, "on") {
				c.t.Errorf("%s: attribute %s", name, a.Key)
			}
		}
		if p := attr(n, "property"); n.Data == "meta" && (p == "og:url" || p == "og:image") {
			c.address(name, here, attr(n, "content"))
		}
		if rel := attr(n, "rel"); n.Data == "link" && (rel == "canonical" && strings.Contains(attr(n, "href"), here.Host) || rel == "alternate") && !strings.HasPrefix(attr(n, "href"), c.base) {
			c.t.Errorf("%s: rel=%s is %q, want an address that begins with %q", name, rel, attr(n, "href"), c.base)
		}
	}
	for _, a := range anchors {
		if !ids[a] && a != "" && c.own { // a story of another newspaper may have such a link
			c.t.Errorf("%s: #%s is the id of nothing", name, a)
		}
	}
	if headings != 1 {
		c.t.Errorf("%s: %d h1, want 1", name, headings)
	}
	if words < 20 {
		c.t.Errorf("%s: an empty page: %d words", name, words)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// address checks one address.
func (c *crawl) address(name string, here *url.URL, address string) {
	if address == "" {
		c.t.Errorf("%s: an empty address", name)
		return
	}
	u, err := here.Parse(address)
	if err != nil {
		c.t.Errorf("%s: %q: %v", name, address, err)
		return
	}
	c.links++
	base, _ := url.Parse(c.base)
	if u.Host != base.Host {
		return
	}
	at, ok := strings.CutPrefix(u.Path, base.Path)
	if !ok {
		if strings.HasPrefix(address, "https://") && here.Path != u.Path { // another site on the host, in a story
			return
		}
		c.t.Errorf("%s: %s is outside the site", name, address)
		return
	}
	if at == "" || strings.HasSuffix(at, "/") {
		at += "index.html"
	}
	info, err := fs.Stat(c.site, strings.TrimSuffix(at, "/"))
	if err == nil && info.IsDir() {
		_, err = fs.Stat(c.site, path.Join(at, "index.html"))
	}
	if ext := path.Ext(at); err != nil && (c.own || ext == "" || ext == ".html") { // other files stay where they are
		c.t.Errorf("%s: %s leads nowhere", name, address)
	}
}

// xml checks a feed or sitemap: it is well-formed, and its addresses lead somewhere.
func (c *crawl) xml(name string, text []byte) {
	here, _ := url.Parse(c.base)
	d := xml.NewDecoder(strings.NewReader(string(text)))
	inside := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			c.t.Errorf("%s: %v", name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local
			for _, a := range token.Attr {
				if a.Name.Local == "href" || a.Name.Local == "url" {
					c.address(name, here, a.Value)
				}
			}
		case xml.CharData:
			switch value := strings.TrimSpace(string(token)); {
			case value == "":
			case inside == "loc" || inside == "link":
				c.address(name, here, value)
			case inside == "encoded" || inside == "content":
				c.body(name, here, value)
			}
		case xml.EndElement:
			inside = ""
		}
	}
}

// body checks the addresses in a piece of HTML.
func (c *crawl) body(name string, here *url.URL, text string) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		c.t.Errorf("%s: %v", name, err)
		return
	}
	for n := range root.Descendants() {
		for _, key := range []string{"href", "src"} {
			if a := attr(n, key); n.Type == html.ElementNode && a != "" && !strings.Contains(a, "#") {
				c.address(name, here, a)
			}
		}
	}
}

// json checks a JSON Feed.
func (c *crawl) json(name string, text []byte) {
	here, _ := url.Parse(c.base)
	var feed struct {
		HomePageURL string `json:"home_page_url"`
		FeedURL     string `json:"feed_url"`
		Items       []struct {
			URL, Image  string
			ContentHTML string `json:"content_html"`
		}
	}
	if err := json.Unmarshal(text, &feed); err != nil {
		c.t.Errorf("%s: %v", name, err)
		return
	}
	c.address(name, here, feed.HomePageURL)
	c.address(name, here, feed.FeedURL)
	for _, i := range feed.Items {
		c.address(name, here, i.URL)
		if i.Image != "" {
			c.address(name, here, i.Image)
		}
		c.body(name, here, i.ContentHTML)
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Run("the embedded newspaper", func(t *testing.T) {
		folder, _ := embedded(t)
		src, err := openSource("")
		if err != nil {
			t.Fatal(err)
		}
		c := crawlSite(t, folder, src.base, true)
		if c.pages < 20 || c.links < 500 {
			t.Errorf("%d pages and %d links, want 20 and 500 at least", c.pages, c.links)
		}
	})
	t.Run("a newspaper in a folder of its host", func(t *testing.T) {
		text := strings.ReplaceAll(export(
			item{id: 1, title: "Le port rouvre", content: `<p>Voir <a href="/journal/titre-2/">la suite</a> et <a href="/journal/a-propos/">nous</a>, <a href="/autre/">ailleurs</a>, <a href="contact">ici</a>, <a href="?p=2">par numéro</a>, <a href="//www.essai.example/journal/category/ville/#haut">la ville</a>, <a href="/journal/feed/">le flux</a>.</p>`},
			item{id: 2, title: "Le port ferme", content: "<p>Fermé.</p>", terms: term("category", "ville", "Ville")},
		), "https://essai.example", "https://essai.example/journal")
		folder, _ := runSite(t, writeExport(t, text))
		crawlSite(t, folder, "https://essai.example/journal", false)
	})
	for _, name := range []string{"export.xml", "export-posts-publish.xml", "export-culture.xml"} {
		t.Run(name, func(t *testing.T) {
			file := conformance.Path(t, "wordpress/"+name)
			folder, _ := runSite(t, file)
			crawlSite(t, folder, "https://journal-des-remparts.example", false)
		})
	}
}

// TestSamples makes the sites of the exports that others test their importers with.
func TestSamples(t *testing.T) {
	made := 0
	for _, name := range []string{
		"a11y-unit-test-data.xml", "crazy-cdata-escaped.xml", "crazy-cdata.xml", "post-content-blank-lines.xml", "slashes.xml", "small-export.xml",
		"theme-unit-test-data.xml", "valid-wxr-1.0.xml", "valid-wxr-1.1.xml", "wxr-flat-attachment-different-site.xml", "wxr-simple.xml", "wxr-utf-8-challenges.xml",
	} {
		t.Run(name, func(t *testing.T) {
			file := conformance.Path(t, "model/samples/wxr/"+name)
			src, err := openSource(file)
			if err != nil {
				t.Fatal(err)
			}
			src.Close()
			folder, _ := runSite(t, file)
			crawlSite(t, folder, src.base, false)
			made++
		})
	}
	t.Logf("%d sites", made)
}
