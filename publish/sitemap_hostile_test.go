package publish_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/publish"
)

// sitemapElements are the names of all elements of a sitemap of news.
var sitemapElements = strings.Fields("urlset url loc lastmod news publication name language publication_date title")

// xmlFault returns what is wrong with a sitemap, or "": it is not well-formed, has an element
// that we did not write, or an address that is none.
func xmlFault(file []byte) string {
	d := xml.NewDecoder(bytes.NewReader(file))
	element := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		switch token := token.(type) {
		case xml.StartElement:
			if element = token.Name.Local; !slices.Contains(sitemapElements, element) {
				return "an element: " + element
			}
		case xml.EndElement:
			element = ""
		case xml.CharData:
			switch u, err := url.Parse(string(token)); {
			case element != "loc":
			case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(token) > 2047:
				return fmt.Sprintf("an address: %q", token)
			case strings.ContainsFunc(string(token), func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("<>\"", r) }):
				return fmt.Sprintf("an address that is no URI: %q", token)
			}
		case xml.Comment, xml.Directive:
			return "markup that is no element"
		}
	}
}

type sitemapBuffer struct{ bytes.Buffer }

func (*sitemapBuffer) Close() error { return nil }

// attackSitemaps writes the sitemaps of a story that is made of a payload, and returns them
// and what is wrong with them.
func attackSitemaps(payload string, form int) (string, string) {
	site := &publish.Site{Name: "Le Journal " + payload, Base: "https://remparts.example/", Lang: "fr"}
	prefix := []string{"", "/actualite/", "https://cdn.example/", "/?"}[form%4]
	site.URL = func(*presse.Article) string { return prefix + payload }
	a := &presse.Article{ID: payload, Status: presse.StatusPublished, Published: at(2, 7, 5), Headline: payload, Slug: payload}
	if form%3 == 0 {
		a.Headline = "Titre " + payload
	}
	now := at(2, 9, 0)
	releases := site.Releases(func(yield func(*presse.Article, error) bool) { yield(a, nil) }, now)
	var plain sitemapBuffer
	if err := site.WriteSitemaps(func(string) (io.WriteCloser, error) { return &plain, nil }, releases); err != nil {
		return "", err.Error()
	}
	if fault := xmlFault(plain.Bytes()); fault != "" {
		return plain.String(), fault
	}
	var news bytes.Buffer
	if err := site.WriteNewsSitemap(&news, now, releases); err != nil {
		if strings.Contains(payload, "(") && news.Len() == 0 {
			return "", "" // a name that is in parentheses as a whole
		}
		return "", err.Error()
	}
	if fault := xmlFault(news.Bytes()); fault != "" {
		return news.String(), fault
	}
	return news.String(), textFault(news.String())
}

func TestSitemapsHostile(t *testing.T) {
	for rule, payload := range hostileText(t) {
		for form := range 12 {
			if file, fault := attackSitemaps(payload, form); fault != "" {
				t.Errorf("%s: %s\n in %q\ngot %s", rule, fault, payload, file)
			}
		}
	}
}

// TestSitemapsPayloads puts 20,680 attacks into every text and address that sitemaps have.
func TestSitemapsPayloads(t *testing.T) {
	rows, passed, all := 0, 0, 0
	conformance.Payloads(t, func(_, payload string) {
		if all++; testing.Short() && all%20 > 0 {
			return
		}
		file, fault := attackSitemaps(payload, rows)
		if rows++; fault == "" {
			passed++
		} else if rows-passed < 10 {
			t.Errorf("%s\n in %q\ngot %s", fault, payload, file)
		}
	})
	t.Logf("%d of %d payloads passed", passed, rows)
}

// No redirect of an attack leads to another site, or is an address that is none.
func TestRedirectsHostile(t *testing.T) {
	attack := func(payload string) (fault string) {
		site := &publish.Site{Base: "https://remparts.example/", URL: func(a *presse.Article) string { return "/" + a.Slug }}
		a := &presse.Article{ID: "1", Status: presse.StatusPublished, Published: at(2, 7, 5), Slug: payload, FormerSlugs: []string{payload, "a", "a/b", payload + "/b", "a/" + payload}}
		gone := &presse.Article{ID: "2", Status: presse.StatusWithdrawn, Published: at(2, 7, 5), Slug: payload + "b", FormerSlugs: []string{payload + "c"}}
		for r, err := range site.Redirects(func(yield func(*presse.Article, error) bool) { _ = yield(a, nil) && yield(gone, nil) }, at(2, 9, 0)) {
			if err != nil {
				return err.Error()
			}
			if strings.HasPrefix(r.From, "/") || r.From == "" || presse.SameAddress(r.From, r.To) {
				return fmt.Sprintf("from %q to %q", r.From, r.To)
			}
			if r.To == "" || strings.HasPrefix(r.To, "https://") {
				continue
			}
			u, err := url.Parse("https://remparts.example/" + r.To)
			if err != nil || u.Host != "remparts.example" || strings.HasPrefix(r.To, "/") {
				return fmt.Sprintf("to %q", r.To)
			}
		}
		return ""
	}
	for rule, payload := range hostileText(t) {
		if fault := attack(payload); fault != "" {
			t.Errorf("%s: %s\n in %q", rule, fault, payload)
		}
	}
	for _, payload := range []string{"/evil.example", "\\evil.example", "//evil.example", "%2f%2fevil.example", "..", ".", "javascript:x()", "https://evil.example/", " ", "\t/evil.example"} {
		if fault := attack(payload); fault != "" {
			t.Errorf("%s\n in %q", fault, payload)
		}
	}
	all := 0
	conformance.Payloads(t, func(_, payload string) {
		if all++; testing.Short() && all%20 > 0 {
			return
		}
		if fault := attack(payload); fault != "" && !t.Failed() {
			t.Errorf("%s\n in %q", fault, payload)
		}
	})
}
