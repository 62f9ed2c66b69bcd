package publish

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestEmailsAreNowhere checks every member of bylines, datelines and credits.
func TestEmailsAreNowhere(t *testing.T) {
	const address = "secret@remparts.exemple.ma"
	site := coreSite()
	for member, change := range map[string]func(a *presse.Article){
		"credit.text":       func(a *presse.Article) { a.Lead.Credit.Text = "Karim " + address },
		"credit.names":      func(a *presse.Article) { a.Lead.Credit.Names = []string{"Karim " + address} },
		"credit.agencies":   func(a *presse.Article) { a.Lead.Credit.Agencies = []string{"AFP", address, "MAP " + address} },
		"byline.agencies":   func(a *presse.Article) { a.Byline.Agencies = []string{address} },
		"dateline.text":     func(a *presse.Article) { a.Dateline.Text = "Fès (" + address + ")" },
		"dateline.place":    func(a *presse.Article) { a.Dateline.Place = address },
		"dateline.agencies": func(a *presse.Article) { a.Dateline.Agencies = []string{"AFP " + address} },
		"person.name":       func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Salma " + address}} },
		"person.title":      func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Salma", Title: address}} },
		"person.role":       func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Salma", Role: address}} },
		"person.url":        func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Salma", URL: "mailto:" + address}} },
		"source.name":       func(a *presse.Article) { a.Source.Name = "AFP " + address },
		"source.copyright":  func(a *presse.Article) { a.Source.Copyright = "© " + address },
		"source.uri":        func(a *presse.Article) { a.Source.URI = "MAILTO:" + address },
		"source.uri, tag":   func(a *presse.Article) { a.Source.URI = "tag:" + address + ",2026:1" },
		"sponsor.name":      func(a *presse.Article) { a.Sponsor.Name = "Office du tourisme " + address },
		"sponsor.label":     func(a *presse.Article) { a.Sponsor.Label = "Proposé par " + address },
		"sponsor.url":       func(a *presse.Article) { a.Sponsor.URL = "mailto:" + address },
	} {
		a := coreStory()
		a.Lead = presse.Media{URL: "/lead.jpg"}
		change(a)
		r := coreRelease(t, site, a)
		story := storyOf(t, site, r)
		json, _ := story.MarshalJSON()
		for writer, out := range map[string]string{"json": string(site.AppendJSON(nil, r)), "json-ld": string(site.AppendJSONLD(nil, r)), "head": string(site.Head(r)), "story": string(json)} {
			if strings.Contains(out, "secret") {
				t.Errorf("%s: %s has the address: %s", member, writer, out)
			}
		}
	}
}

// TestContactsAreCut checks what remains of members that had an address or a number, and that it is
// reported.
func TestContactsAreCut(t *testing.T) {
	for _, c := range []struct {
		rule   string
		change func(a *presse.Article)
		got    func(a *presse.Article) string
		want   string
		lost   string
	}{
		{"a title that is an invitation", func(a *presse.Article) {
			a.Byline.People = []presse.Person{{Name: "Lina Haddad", Title: "écrire à lina@gazette.example"}}
		}, func(a *presse.Article) string { return a.Byline.People[0].Title }, "", "byline.people[0].title an e-mail address"},
		{"a number in a name", func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Lina Haddad 06 11 22 33 44"}} },
			func(a *presse.Article) string { return a.Byline.People[0].Name }, "Lina Haddad", "byline.people[0].name a telephone number"},
		{"a number in the line", func(a *presse.Article) { a.Byline.Text = "Par Lina Haddad (tél. 05 35 11 22 33)" },
			func(a *presse.Article) string { return a.Byline.Text }, "Par Lina Haddad", "byline.text a telephone number"},
		{"a number that is an ID", func(a *presse.Article) { a.Byline.People = []presse.Person{{Name: "Lina", ID: "0611223344"}} },
			func(a *presse.Article) string { return a.Byline.People[0].ID }, "0611223344", ""},
		{"a role", func(a *presse.Article) {
			a.Byline.People = []presse.Person{{Name: "Lina", Role: "dessin, lina@gazette.example"}}
		},
			func(a *presse.Article) string { return a.Byline.People[0].Role }, "dessin", "byline.people[0].role an e-mail address"},
		{"a name of a source", func(a *presse.Article) { a.Source.Name = "AFP desk@gazette.example" },
			func(a *presse.Article) string { return a.Source.Name }, "AFP", "source.name an e-mail address"},
		{"a mark of copyright", func(a *presse.Article) { a.Source.Copyright = "© desk@gazette.example" },
			func(a *presse.Article) string { return a.Source.Copyright }, "", "source.copyright an e-mail address"},
		{"an address to write to", func(a *presse.Article) { a.Source.URI = "mailto:desk@gazette.example" },
			func(a *presse.Article) string { return a.Source.URI }, "", "source.uri an e-mail address"},
		{"an address to write to that is coded", func(a *presse.Article) { a.Source.URI = "mailto:desk" },
			func(a *presse.Article) string { return a.Source.URI }, "", "source.uri an e-mail address"},
		{"an address to call", func(a *presse.Article) { a.Source.URI = "tel:+212535112233" },
			func(a *presse.Article) string { return a.Source.URI }, "", "source.uri a telephone number"},
		{"a URI of an item", func(a *presse.Article) { a.Source.URI = "tag:gazette.example,2026:1" },
			func(a *presse.Article) string { return a.Source.URI }, "tag:gazette.example,2026:1", ""},
		{"a page with a handle", func(a *presse.Article) { a.Source.URI = "https://social.example/@lina/1" },
			func(a *presse.Article) string { return a.Source.URI }, "https://social.example/@lina/1", ""},
		{"a name of a sponsor", func(a *presse.Article) { a.Sponsor.Name = "Office du tourisme (com@gazette.example)" },
			func(a *presse.Article) string { return a.Sponsor.Name }, "Office du tourisme", "sponsor.name an e-mail address"},
	} {
		var lost []string
		site, a := coreSite(), coreStory()
		site.Lost = func(l presse.Loss) { lost = append(lost, l.Field+" "+l.Err.Error()) }
		c.change(a)
		story := storyOf(t, site, coreRelease(t, site, a))
		got := c.got(&story)
		if lost := strings.Join(lost, "; "); got != c.want || lost != c.lost {
			t.Errorf("%s: got %q and reported %q, want %q and %q", c.rule, got, lost, c.want, c.lost)
		}
	}
}

// TestPaidWithoutAName checks that a story somebody paid for says so, also if who that is cannot be
// printed.
func TestPaidWithoutAName(t *testing.T) {
	for _, sponsor := range []presse.Sponsor{{Name: "com@gazette.example"}, {URL: "mailto:com@gazette.example"}, {Label: "Écrire à com@gazette.example"}} {
		site, a := coreSite(), coreStory()
		a.Sponsor = sponsor
		if out := string(site.AppendJSONLD(nil, coreRelease(t, site, a))); !strings.Contains(out, `"AdvertiserContentArticle"`) {
			t.Errorf("%+v: want an AdvertiserContentArticle, got %s", sponsor, out)
		}
	}
}
