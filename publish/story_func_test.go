package publish

import (
	"reflect"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// storyOf returns what the template function story returns for a release.
func storyOf(t testing.TB, s *Site, r Release) presse.Article {
	t.Helper()
	a, err := s.Funcs()["story"].(func(Release) (presse.Article, error))(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestStoryMayBePublished checks that the bodies that story returns are those that may be
// published, whatever a template does with them.
func TestStoryMayBePublished(t *testing.T) {
	site := coreSite()
	site.Base = "https://remparts.exemple.ma/fr/"
	for _, c := range []struct{ rule, body, want string }{
		{"a picture past its expiry is gone", `<p>Vu.</p><img src="/img/x.jpg">`, `<p>Vu.</p>`},
		{"in another size too", `<p>Vu.</p><figure><img src="/img/x-300x200.jpg"><figcaption>Légende</figcaption></figure>`, `<p>Vu.</p>`},
		{"a link to it too", `<p>Vu.</p><p><a href="/img/x.jpg">ici</a></p>`, `<p>Vu.</p><p>ici</p>`},
		{"a relative address belongs to the page", `<a href="c">x</a>`, `<a href="https://remparts.exemple.ma/2026/11/c">x</a>`},
		{"no script", `<p onclick="x()">Vu.</p><script>x()</script>`, `<p>Vu.</p>`},
	} {
		a := coreStory()
		a.Media = []presse.Media{{URL: "/img/x.jpg", Credit: presse.Credit{Expiry: coreNoon}}}
		a.Body = c.body
		a.Live, a.Corrections = []presse.Note{{Body: c.body}}, []presse.Note{{Body: c.body}}
		r := coreRelease(t, site, a)
		got := storyOf(t, site, r)
		for place, body := range map[string]string{"body": got.Body, "live": got.Live[0].Body, "corrections": got.Corrections[0].Body} {
			if body != c.want {
				t.Errorf("%s: %s is %s, want %s", c.rule, place, body, c.want)
			}
		}
		page, err := render(t, site, `{{with story .}}{{sanitize .Body}}{{range .Live}}|{{sanitize .Body}}{{end}}{{end}}`, r)
		if want := c.want + "|" + c.want; err != nil || page != want {
			t.Errorf("%s: the page is %s, %v, want %s", c.rule, page, err, want)
		}
	}
}

// TestStoryIsACopy checks that nothing that a template changes reaches the Release.
func TestStoryIsACopy(t *testing.T) {
	site := coreSite()
	in := fullStory("texte")
	site.Edition = editionOf(&presse.Article{ID: "other", Lang: "ar", Status: presse.StatusPublished, Editions: map[presse.Lang]string{in.Lang: in.URL}})
	r, err := site.Release(in, coreNoon)
	if err != nil {
		t.Fatal(err)
	}
	before, first := string(site.AppendJSON(nil, r)), storyOf(t, site, r)
	if changed := scribble(reflect.ValueOf(&first).Elem()); changed < 40 {
		t.Fatalf("the test changes %d members only", changed)
	}
	if after := string(site.AppendJSON(nil, r)); after != before {
		t.Errorf("after a template changed what story returns, the release has\n%s\nwant\n%s", after, before)
	}
	for name, out := range map[string]string{"head": string(site.Head(r)), "json-ld": string(site.AppendJSONLD(nil, r)), "story": storyOf(t, site, r).Headline} {
		if strings.Contains(out, "griffonné") {
			t.Errorf("%s has what a template wrote into its copy: %s", name, out)
		}
	}
}

// scribble changes every text that v holds, and returns their number.
func scribble(v reflect.Value) (n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("griffonné")
		return 1
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				n += scribble(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += scribble(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			v.SetMapIndex(key, reflect.ValueOf("griffonné").Convert(v.Type().Elem()))
			n++
		}
	}
	return n
}
