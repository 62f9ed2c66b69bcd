package publish

import (
	"regexp"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestUntitled checks that the head of the page and the feeds call a story without a headline the
// same.
func TestUntitled(t *testing.T) {
	for _, test := range []struct {
		rule   string
		change func(*Site, *presse.Article)
		want   string
	}{
		{"the beginning of the text", func(_ *Site, a *presse.Article) {
			a.Body = "<p>FÈS, 14 nov. (MAP) – La fontaine Nejjarine coule de nouveau.</p><p>Elle était à sec depuis six ans, et les habitants de la place ne l’espéraient plus.</p>"
		}, "La fontaine Nejjarine coule de nouveau. Elle était à sec depuis six…"},
		{"the deck comes first", func(_ *Site, a *presse.Article) { a.Deck = "Douze fontaines de la médina" }, "Douze fontaines de la médina"},
		{"a blank deck is none", func(_ *Site, a *presse.Article) { a.Deck, a.Body = " \u200b", "<p>La fontaine coule.</p>" }, "La fontaine coule."},
		{"a long deck is cut", func(_ *Site, a *presse.Article) {
			a.Deck = "Un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze."
		}, "Un deux trois quatre cinq six sept huit neuf dix onze douze…"},
		{"a story that is not free has no text, but a kicker", func(_ *Site, a *presse.Article) { a.Access, a.Kicker = presse.AccessPaid, "Patrimoine" }, "Patrimoine"},
		{"a picture alone is called as the newspaper", func(_ *Site, a *presse.Article) { a.Body = "" }, "Le Journal des remparts"},
		{"without a name, by its host", func(s *Site, a *presse.Article) { s.Name, a.Body = "", "" }, "remparts.exemple.ma"},
		{"another headline is a headline", func(_ *Site, a *presse.Article) { a.Titles = map[string]string{"short": "Fontaines"} }, "Fontaines"},
		{"plain text stays plain", func(_ *Site, a *presse.Article) { a.Deck = "Moins de 3 < 4 & plus" }, "Moins de 3 &lt; 4 &amp; plus"},
	} {
		site := coreSite()
		a := coreStory()
		a.Headline, a.Titles, a.Deck, a.Kicker, a.Live = "\u00a0", nil, "", "", nil
		test.change(site, a)
		r, err := site.Release(a, coreNoon)
		if err != nil {
			t.Fatal(err)
		}
		head := string(site.Head(r))
		title := regexp.MustCompile(`(?s)<title>(.*?)</title>`).FindStringSubmatch(head)
		if title == nil || title[1] != test.want {
			t.Errorf("%s: Head has the title %q, want %q", test.rule, title, test.want)
		}
		if strings.Contains(head, "alternativeHeadline") {
			t.Errorf("%s: another headline, where there is none, in\n%s", test.rule, head)
		}
		for _, part := range []string{`property="og:title" content="` + test.want + `"`, `"headline":"` + strings.NewReplacer("&lt;", `\u003c`, "&amp;", `\u0026`).Replace(test.want) + `"`} {
			if !strings.Contains(head, part) {
				t.Errorf("%s: no %s in\n%s", test.rule, part, head)
			}
		}
		for name, write := range feedWriters {
			got, err := feedOf(t, write, site, Feed{Title: "Flux"}, func(one *presse.Article) { *one = *a })
			want := map[string]string{
				"RSS": "<title>" + strings.NewReplacer("&lt;", "&#x3C;", "&amp;", "&#x26;").Replace(test.want) + "</title>", "Atom": "<title>" + strings.NewReplacer("&lt;", "&#x3C;", "&amp;", "&#x26;").Replace(test.want) + "</title>",
				"JSON Feed": `"title":"` + strings.NewReplacer("&lt;", `\u003c`, "&amp;", `\u0026`).Replace(test.want) + `"`,
			}[name]
			if err != nil || want == "" || !strings.Contains(got, want) {
				t.Errorf("%s, %s: %v, no %q in\n%s", name, test.rule, err, want, got)
			}
		}
	}
}
