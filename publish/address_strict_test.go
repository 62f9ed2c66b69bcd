package publish

import (
	"net/url"
	"testing"

	"github.com/presse-go/presse"
)

func TestAbsoluteIsURI(t *testing.T) {
	base, err := url.Parse("https://remparts.exemple.ma/")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, in, want string }{
		{"an IRI", "/été", "/%C3%A9t%C3%A9"},
		{"escapes stay", "/%c3%a9t%C3%A9?q=%5B", "/%c3%a9t%C3%A9?q=%5B"},
		{"a percent sign alone", "/100%", "/100%25"},
		{"a percent sign before one digit", "/a%4", "/a%254"},
		{"a percent sign before letters that are no digits", "/a%zz%4g", "/a%25zz%254g"},
		{"brackets", "/[a]?b[]=1#[c]", "/%5Ba%5D?b%5B%5D=1#%5Bc%5D"},
		{"a second number sign", "/a#b#c", "/a#b%23c"},
		{"a question mark in the query", "/a?b?c", "/a?b?c"},
	} {
		got, err := absolute(base, c.in)
		if want := "https://remparts.exemple.ma" + c.want; err != nil || got != want {
			t.Errorf("%s: %q: got %q, %v; want %q", c.rule, c.in, got, err, want)
			continue
		}
		if again, err := absolute(base, got); again != got || err != nil {
			t.Errorf("%s: of itself, %q is %q, %v", c.rule, got, again, err)
		}
		if _, err := url.Parse(got); err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
}

func TestWithoutRoot(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"the dot after a host", "https://www.remparts.exemple.ma./x", "https://www.remparts.exemple.ma/x"},
		{"at the end", "https://remparts.exemple.ma.", "https://remparts.exemple.ma"},
		{"before a port", "https://remparts.exemple.ma.:8080/x", "https://remparts.exemple.ma:8080/x"},
		{"before a query", "https://remparts.exemple.ma.?a=b", "https://remparts.exemple.ma?a=b"},
		{"before a fragment", "https://remparts.exemple.ma.#a", "https://remparts.exemple.ma#a"},
		{"before a backslash", `https://remparts.exemple.ma.\x`, `https://remparts.exemple.ma\x`},
		{"without a scheme", "//remparts.exemple.ma./x.", "//remparts.exemple.ma/x."},
		{"no dot", "https://remparts.exemple.ma/x.", "https://remparts.exemple.ma/x."},
		{"two dots are an error, for others to find", "https://remparts.exemple.ma../x", "https://remparts.exemple.ma../x"},
		{"a host that is a dot", "https://./x", "https://./x"},
		{"slashes of a path", "/a//remparts.exemple.ma./x", "/a//remparts.exemple.ma./x"},
		{"a path", "/a./x", "/a./x"},
		{"nothing", "", ""},
	} {
		if got := withoutRoot(c.in); got != c.want {
			t.Errorf("%s: withoutRoot(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

func TestLacksScheme(t *testing.T) {
	for _, c := range []struct {
		rule, in string
		want     bool
	}{
		{"www", "www.exemple.ma/article", true},
		{"www without a path", "WWW.exemple.ma", true},
		{"white space before it", " www.exemple.ma/x", true},
		{"a domain and a path", "afp.com/x", true},
		{"in capitals", "AFP.COM/x", true},
		{"more labels", "depeches.afp.com/x", true},
		{"the shortest domain", "a.ma/x", true},
		{"a domain of one letter is none", "a.b/x", false},
		{"a name alone may be a file", "afp.com", false},
		{"a folder", "2026/article", false},
		{"a file of a server", "index.php/2026/article", false},
		{"a version", "v1.2/article", false},
		{"nothing before the dot", ".well/x", false},
		{"nothing after the dot", "article./x", false},
		{"a scheme", "https://afp.com/x", false},
		{"another scheme", "urn:afp.com/x", false},
		{"a query", "?x=afp.com/x", false},
		{"a fragment", "#afp.com/x", false},
		{"a port is a scheme to the standard", "afp.com:80/x", false},
		{"a path", "/afp.com/x", false},
		{"nothing", "", false},
	} {
		if got := lacksScheme(c.in); got != c.want {
			t.Errorf("%s: lacksScheme(%q) = %v, want %v", c.rule, c.in, got, c.want)
		}
	}
}

// TestCanonical checks which page search engines are asked to index.
func TestCanonical(t *testing.T) {
	for _, c := range []struct{ rule, page, canonical, want string }{
		{"none is named", "https://remparts.exemple.ma/s-1", "", "https://remparts.exemple.ma/s-1"},
		{"a place on a page is on that page", "https://remparts.exemple.ma/direct#e2", "", "https://remparts.exemple.ma/direct"},
		{"another site's", "https://remparts.exemple.ma/s-1", "https://agence.example/s", "https://agence.example/s"},
		{"another site's with http", "https://remparts.exemple.ma/s-1", "http://agence.example/s", "http://agence.example/s"},
		{"a path of this site", "https://remparts.exemple.ma/s-1", "/dossier", "https://remparts.exemple.ma/dossier"},
		{"the page itself with a slash", "https://remparts.exemple.ma/s-1", "https://remparts.exemple.ma/s-1/", "https://remparts.exemple.ma/s-1/"},
		{"the page itself, from before it had https", "https://remparts.exemple.ma/s-1", "http://remparts.exemple.ma/s-1/", "https://remparts.exemple.ma/s-1/"},
		{"another page, from before it had https", "https://remparts.exemple.ma/s-1", "http://remparts.exemple.ma/s-2", "http://remparts.exemple.ma/s-2"},
		{"https of a page that is on http", "http://remparts.exemple.ma/s-1", "https://remparts.exemple.ma/s-1", "https://remparts.exemple.ma/s-1"},
		{"a fragment", "https://remparts.exemple.ma/s-1", "https://remparts.exemple.ma/s-2#haut", "https://remparts.exemple.ma/s-2"},
		{"without a scheme", "https://remparts.exemple.ma/s-1", "//agence.example/s", "https://agence.example/s"},
		{"a text", "https://remparts.exemple.ma/s-1", "pas une adresse", ""},
		{"a word", "https://remparts.exemple.ma/s-1", "oui", ""},
		{"a query", "https://remparts.exemple.ma/s-1", "?p=1", ""},
		{"a host", "https://remparts.exemple.ma/s-1", "www.agence.example/s", ""},
		{"another scheme", "https://remparts.exemple.ma/s-1", "tel:112", ""},
	} {
		site := coreSite()
		a := coreStory()
		a.URL, a.Canonical = c.page, c.canonical
		told := 0
		site.Lost = func(l presse.Loss) {
			if l.Field == "canonical" {
				told++
			}
		}
		r, err := site.Release(a, coreNoon)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.story.canonical; got != c.want || (told > 0) != (c.want == "") {
			t.Errorf("%s: page %q, canonical %q: got %q, told %d times, want %q", c.rule, c.page, c.canonical, got, told, c.want)
		}
	}
}
