package markup

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"
)

// TestLinksLeadWhereChromiumLeads compares normalised links with a table written by
// bench/sanitize/browser/urls.mjs. Each must lead to the scheme and host that Chromium
// resolves the original to, and be internal only if that host is the site's.
func TestLinksLeadWhereChromiumLeads(t *testing.T) {
	file, err := os.Open("testdata/urls.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	base, _ := url.Parse("https://www.exemple.fr/rubrique/page.html")
	rules := map[string]*Rules{
		"no base": NewRules(Config{Hosts: []string{"www.exemple.fr"}}),
		"base":    NewRules(Config{Base: base.String()}),
	}
	rows, kept := 0, 0
	for sc := bufio.NewScanner(file); sc.Scan(); rows++ {
		left, right, _ := strings.Cut(sc.Text(), "\t")
		var link, leads string
		if json.Unmarshal([]byte(left), &link) != nil || json.Unmarshal([]byte(right), &leads) != nil {
			t.Fatalf("row %d is not valid JSON: %q", rows+1, sc.Text())
		}
		chromium, err := url.Parse(leads)
		for name, r := range rules {
			normal, _ := r.normalURL(link, false)
			if normal == "" {
				continue
			}
			kept++
			ours, failed := base.Parse(normal)
			ok, external := r.checkURL(strings.ReplaceAll(normal, "&", "&amp;"), false)
			switch {
			case leads == "invalid" || err != nil && !strings.HasPrefix(leads, "http"):
				t.Errorf("%s: %q becomes %q; in Chromium, %q", name, link, normal, leads)
			case failed != nil || err != nil:
			case ours.Scheme != chromium.Scheme || ours.Host != chromium.Host:
				t.Errorf("%s: %q leads to %s; in Chromium, to %s", name, link, ours, leads)
			case !ok || external != (chromium.Host != "" && chromium.Host != "www.exemple.fr"):
				t.Errorf("%s: checkURL(%q) = %t, external %t; in Chromium, it leads to %s", name, normal, ok, external, leads)
			}
		}
	}
	t.Logf("%d links, kept %d times", rows, kept)
	if rows < 200 {
		t.Errorf("got %d rows, want at least 200", rows)
	}
}

func TestSrcset(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"width descriptors":                         {"/a.jpg 300w, /b.jpg 600w", "/a.jpg 300w, /b.jpg 600w"},
		"no descriptor":                             {"/a.jpg", "/a.jpg"},
		"commas without space":                      {"/a.jpg 1x,/b.jpg 2x", "/a.jpg 1x, /b.jpg 2x"},
		"a comma that ends a URL":                   {"/a.jpg, /b.jpg 2x", "/a.jpg, /b.jpg 2x"},
		"commas inside a URL stay":                  {"/w_300,h_200/a.jpg 300w", "/w_300,h_200/a.jpg 300w"},
		"a script among images is removed":          {"javascript:alert(1) 1x, /b.jpg 2x", "/b.jpg 2x"},
		"a data URL is removed":                     {"data:image/svg+xml,<svg/onload=alert(1)> 1x, /b.jpg 2x", "/b.jpg 2x"},
		"a height is removed":                       {"/a.jpg 640w 480h", "/a.jpg 640w"},
		"a negative size removes its image":         {"/a.jpg -1x, /b.jpg 2x", "/b.jpg 2x"},
		"newlines separate":                         {"\n/a.jpg\t1x,\n /b.jpg\r\n2x\n", "/a.jpg 1x, /b.jpg 2x"},
		"only commas":                               {",,, ,", ""},
		"commas inside parentheses do not separate": {"/a.jpg 1x(,), /b.jpg 2x", "/b.jpg 2x"},
	} {
		r := NewRules(Config{})
		got, _ := r.normalSrcset(c.in)
		if got != c.want {
			t.Errorf("%s: normalSrcset(%q) = %q, want %q", name, c.in, got, c.want)
		}
		if got != "" && !r.checkSrcset(strings.ReplaceAll(got, "&", "&amp;")) {
			t.Errorf("%s: %q does not verify", name, got)
		}
	}
}
