package paper

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

func TestSignature(t *testing.T) {
	p := &Paper{Site: &publish.Site{Name: "L’Estran", Base: "https://lestran.example/", AuthorURL: func(p presse.Person) string {
		if p.Name == "Sans Page" {
			return ""
		}
		return "/auteurs/" + presse.Slug(p.Name) + "/"
	}}}
	if _, err := p.pages(); err != nil {
		t.Fatal(err)
	}
	link := func(slug, name string) string {
		return `<a href="https://lestran.example/auteurs/` + slug + `/">` + name + "</a>"
	}
	for _, c := range []struct{ name, line, want string }{
		{"one author", "Par Ghita Lamrabet", "Par " + link("ghita-lamrabet", "Ghita Lamrabet")},
		{"two, one without a page", "Par Sans Page et Hicham Derdouri", "Par Sans Page et " + link("hicham-derdouri", "Hicham Derdouri")},
		{"an agency has none", "Par Ghita Lamrabet, avec AFP", "Par " + link("ghita-lamrabet", "Ghita Lamrabet") + ", avec AFP"},
		{"a line that names nobody", "La <rédaction>", "La &lt;rédaction&gt;"},
		{"nothing", "", ""},
	} {
		got, err := p.signature(presse.ParseByline(c.line), "fr")
		if err != nil || strings.ReplaceAll(string(got), "l’AFP", "AFP") != c.want {
			t.Errorf("%s: %q\n got %s, %v\nwant %s", c.name, c.line, got, err, c.want)
		}
	}
}
