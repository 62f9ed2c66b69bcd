package publish

import (
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// TestHiddenEmails checks addresses that a CMS or a desk has hidden from robots, and what
// looks like one and is none.
func TestHiddenEmails(t *testing.T) {
	for _, c := range []struct{ rule, in, want string }{
		{"spaces", "Salma Idrissi (s.idrissi @ presse.ma)", "Salma Idrissi"},
		{"a space after it", "Salma Idrissi, s.idrissi@ presse.ma", "Salma Idrissi"},
		{"a reference", "Salma Idrissi – s.idrissi&#64;presse.ma", "Salma Idrissi"},
		{"references throughout, as WordPress writes them", "&#115;&#46;idri&#115;&#x73;i&#64;pre&#115;se&#46;ma", ""},
		{"a reference with a name, escaped", "Salma (s.idrissi&amp;commat;presse.ma)", "Salma"},
		{"quoted", `"s idrissi"@presse.co.ma, Salma Idrissi`, "Salma Idrissi"},
		{"words in brackets", "Salma Idrissi s.idrissi [at] presse [dot] ma", "Salma Idrissi"},
		{"words in brackets, in French", "Salma Idrissi – s.idrissi(arobase)presse(point)ma", "Salma Idrissi"},
		{"@ in brackets", "s.idrissi(@)presse.ma", ""},
		{"the word", "s.idrissi arobase presse.ma", ""},
		{"words", "s.idrissi at presse dot ma", ""},
		{"percent-encoded", "s.idrissi%40presse.ma", ""},
		{"a small @", "s.idrissi\ufe6bpresse.ma", ""},
		{"a handle", "Salma Idrissi @salma.bsky.social", "Salma Idrissi @salma.bsky.social"},
		{"an account of the Fediverse", "Salma @salma@mastodon.example", "Salma @salma@mastodon.example"},
		{"an ampersand", "Dupont & Fils (AFP)", "Dupont & Fils (AFP)"},
		{"a reference to something else", "Dupont &amp; Fils (AFP)", "Dupont &amp; Fils (AFP)"},
		{"brackets", "Karim Benali (AFP) [archives]", "Karim Benali (AFP) [archives]"},
		{"a workplace", "Salma Idrissi, reporter at remparts.ma", "Salma Idrissi, reporter at remparts.ma"},
		{"a percentage", "Photo 50 % IA", "Photo 50 % IA"},
	} {
		if got := cutEmails(c.in); got != c.want {
			t.Errorf("%s: cutEmails(%q) = %q, want %q", c.rule, c.in, got, c.want)
		}
	}
}

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
