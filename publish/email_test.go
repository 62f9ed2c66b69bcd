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
