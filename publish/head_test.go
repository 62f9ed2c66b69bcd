package publish_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// lines returns the lines of a head that contain part, without their markup.
func lines(head, part string) (list []string) {
	for line := range strings.Lines(head) {
		if strings.Contains(line, part) && !strings.HasPrefix(line, "<script") {
			list = append(list, strings.TrimSuffix(line, "\n"))
		}
	}
	return list
}

func TestHeadOfNothing(t *testing.T) {
	site := remparts(nil)
	other := released(t, remparts(nil), freeStory())
	var none *publish.Site
	for rule, r := range map[string]publish.Release{"the zero Release": {}, "a Release of another Site": other} {
		if got := site.Head(r); got != "" {
			t.Errorf("%s has the head %q, want none", rule, got)
		}
		if got := string(site.AppendJSONLD([]byte("x"), r)); got != "x" {
			t.Errorf("%s has structured data: got %q, want x", rule, got)
		}
		if got := none.Head(r); got != "" {
			t.Errorf("%s of a nil Site has the head %q, want none", rule, got)
		}
	}
}

// TestHeadLeaks marks what must not be public by a word.
func TestHeadLeaks(t *testing.T) {
	const secret = "motsecret"
	for _, access := range []presse.Access{presse.AccessRegistered, presse.AccessMetered, presse.AccessPaid} {
		for _, deck := range []string{"Un chapô.", ""} {
			a := freeStory()
			a.Access, a.Deck, a.Editions = access, deck, nil
			a.Body, a.InternalNote = "<p>"+secret+"</p>", secret
			a.Media = []presse.Media{{URL: "/" + secret + ".jpg", Alt: secret}}
			a.Corrections = []presse.Note{{Kind: "correction", At: at(2, 9, 0), Body: secret}}
			a.Live = []presse.Note{{At: at(2, 9, 0), Headline: secret, Body: secret, Byline: presse.Byline{Text: "Par " + secret}}}
			a.Byline.People[0].Email = secret + "@remparts.example"
			a.Source.Unknown = map[string]json.RawMessage{"x": []byte(`"` + secret + `"`)}
			site := remparts(nil)
			r := released(t, site, a)
			for what, got := range map[string]string{"head": string(site.Head(r)), "structured data": string(site.AppendJSONLD(nil, r))} {
				if strings.Contains(got, secret) {
					t.Errorf("%v, deck %q: the %s says what is not public:\n%s", access, deck, what, got)
				}
				if !strings.Contains(got, `"isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".abonnes"}`) || strings.Contains(got, "wordCount") {
					t.Errorf("%v: the %s does not say that the story is not free:\n%s", access, what, got)
				}
				if want := strings.Count(got, "Un chapô."); deck != "" && want == 0 {
					t.Errorf("%v: the %s has no deck:\n%s", access, what, got)
				}
			}
		}
	}
}

func TestHeadDescription(t *testing.T) {
	const body = "<h2>Intertitre</h2><p>Le hall de la gare compte douze mille mètres carrés, et deux horloges qui ne sont pas d’accord, ce qui amuse les voyageurs du matin pressés, chaque jour, à sept heures.</p>"
	for _, test := range []struct {
		rule   string
		change func(*presse.Article)
		want   string
	}{
		{"the deck", func(*presse.Article) {}, "Un chapô."},
		{"the beginning of a free text if there is no deck", func(a *presse.Article) { a.Deck = " " },
			"Le hall de la gare compte douze mille mètres carrés, et deux horloges qui ne sont pas d’accord, ce qui amuse les voyageurs du matin…"},
		{"nothing of a text that is not free", func(a *presse.Article) { a.Deck, a.Access = "", presse.AccessPaid }, ""},
		{"nothing if there is nothing", func(a *presse.Article) { a.Deck, a.Body = "", "" }, ""},
	} {
		a := arabicStory()
		a.Deck, a.Body, a.Editions = "Un chapô.", body, nil
		test.change(a)
		site := remparts(nil)
		head := string(site.Head(released(t, site, a)))
		want := []string{fmt.Sprintf(`<meta name="description" content="%s">`, test.want), fmt.Sprintf(`<meta property="og:description" content="%s">`, test.want)}
		if test.want == "" {
			want = nil
		}
		if got := slices.Concat(lines(head, `"description"`), lines(head, `"og:description"`)); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", test.rule, got, want)
		}
	}
}

func TestHeadRobots(t *testing.T) {
	for _, test := range []struct {
		rule   string
		change func(*presse.Article)
		want   string
	}{
		{"large images are allowed", func(*presse.Article) {}, "max-image-preview:large"},
		{"a story that is not to be indexed", func(a *presse.Article) { a.NoIndex, a.Expiry = true, at(30, 0, 0) }, "noindex"},
		{"a story that expires", func(a *presse.Article) { a.Expiry = at(30, 0, 0) }, "max-image-preview:large, unavailable_after:2026-03-30T00:00:00+01:00"},
	} {
		a := arabicStory()
		test.change(a)
		site := remparts(nil)
		got, want := lines(string(site.Head(released(t, site, a))), `"robots"`), []string{`<meta name="robots" content="` + test.want + `">`}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", test.rule, got, want)
		}
	}
}

// TestHeadEditions checks the links to editions on the page of each of them.
func TestHeadEditions(t *testing.T) {
	const base = "https://remparts.example/"
	for _, test := range []struct {
		rule  string
		paper presse.Lang
		langs []presse.Lang // of the editions, which name each other
		first string        // x-default as the desk chose it
		want  []string      // on every page
	}{
		{"the edition in the language of the newspaper is for all others", "fr-MA", []presse.Lang{"ar", "fr"}, "", []string{"ar ar", "fr fr", "x-default fr"}},
		{"its language counts, if nothing has its code", "fr-MA", []presse.Lang{"ar", "en", "fr-FR"}, "", []string{"ar ar", "en en", "fr-FR fr-FR", "x-default fr-FR"}},
		{"the first code, if nothing is in its language", "fr-MA", []presse.Lang{"en", "de"}, "", []string{"de de", "en en", "x-default de"}},
		{"the page that the desk chose", "fr-MA", []presse.Lang{"ar", "fr"}, "ar", []string{"ar ar", "fr fr", "x-default ar"}},
		{"an edition in a language without a code is left out", "fr-MA", []presse.Lang{"fr", "ar", "zgh"}, "", []string{"ar ar", "fr fr", "x-default fr"}},
		{"only one edition has a code", "fr-MA", []presse.Lang{"fr", "kab"}, "", nil},
	} {
		var all []*presse.Article
		for _, lang := range test.langs {
			a := arabicStory()
			a.ID, a.Lang, a.Slug, a.Editions = "x-"+string(lang), lang, string(lang), make(map[presse.Lang]string)
			for _, other := range test.langs {
				if other != lang {
					a.Editions[other] = base + string(other)
				}
			}
			if test.first != "" {
				a.Editions["x-default"] = base + test.first
			}
			all = append(all, a)
		}
		var losses []presse.Loss
		site := &publish.Site{
			Base: base, Lang: test.paper, URL: func(a *presse.Article) string { return "/" + a.Slug }, Lost: func(l presse.Loss) { losses = append(losses, l) },
			Edition: func(url string) (*presse.Article, bool) {
				i := slices.IndexFunc(all, func(a *presse.Article) bool { return base+a.Slug == url })
				if i < 0 {
					return nil, false
				}
				return all[i], true
			},
		}
		for _, a := range all {
			losses = nil
			var got []string
			for _, line := range lines(string(site.Head(released(t, site, a))), "hreflang") {
				line = strings.TrimPrefix(line, `<link rel="alternate" hreflang="`)
				got = append(got, strings.TrimSuffix(strings.Replace(line, `" href="`+base, " ", 1), `">`))
			}
			want := test.want
			if a.Lang == "zgh" || a.Lang == "kab" { // nobody would return its links
				want = nil
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: the page in %s has %q, want %q", test.rule, a.Lang, got, want)
			}
			told := slices.ContainsFunc(losses, func(l presse.Loss) bool {
				return strings.HasPrefix(l.Field, "editions") && l.Kind == presse.LossDropped
			})
			if missing := slices.ContainsFunc(test.langs, func(l presse.Lang) bool { return l == "zgh" || l == "kab" }); told != missing {
				t.Errorf("%s: the page in %s: told %v, want told: %v", test.rule, a.Lang, losses, missing)
			}
		}
	}
}

// TestHeadCanonical checks that a page which is not to be indexed has no links to editions, and
// that another spelling of an address is the same page.
func TestHeadCanonical(t *testing.T) {
	for canonical, want := range map[string]int{"": 3, "https://remparts.example/fr/gare-neuve/": 3, "https://agence.example/gare-neuve": 0, "https://remparts.example/fr/autre": 0} {
		a := freeStory()
		a.Canonical = canonical
		site := remparts(nil)
		head := string(site.Head(released(t, site, a)))
		if got := len(lines(head, "hreflang")); got != want {
			t.Errorf("canonical %q: %d links to editions, want %d:\n%s", canonical, got, want, head)
		}
		if canonical != "" && len(lines(head, `"canonical" href="`+canonical+`"`)) != 1 {
			t.Errorf("canonical %q: it is not in\n%s", canonical, head)
		}
	}
}

func TestHeadTold(t *testing.T) {
	for _, test := range []struct {
		field  string
		kind   presse.LossKind
		change func(*publish.Site, *presse.Article)
	}{
		{"url", presse.LossDropped, func(s *publish.Site, _ *presse.Article) { s.URL = nil }},
		{"genre", presse.LossChanged, func(_ *publish.Site, a *presse.Article) { a.Genre = "poésie" }},
		{"machine[0]", presse.LossDropped, func(_ *publish.Site, a *presse.Article) { a.Machine = []string{"robot"} }},
		{"subjects[0]", presse.LossDropped, func(_ *publish.Site, a *presse.Article) {
			a.Subjects = []presse.Subject{{Scheme: "wikidata", Code: "1028"}}
		}},
		{"sections[1]", presse.LossDropped, func(_ *publish.Site, a *presse.Article) { a.Sections = []string{"societe", "inconnue"} }},
		{"sections", presse.LossDropped, func(s *publish.Site, _ *presse.Article) {
			s.SectionURL = func(presse.Section) string { return "javascript:x" }
		}},
		{"byline.people.url", presse.LossDropped, func(s *publish.Site, _ *presse.Article) {
			s.AuthorURL = func(presse.Person) string { return "mailto:x@y.example" }
		}},
		{"live_until", presse.LossDropped, func(_ *publish.Site, a *presse.Article) {
			a.LiveFrom, a.LiveUntil = a.Published, a.Published.Add(-1)
		}},
		{"policies.name", presse.LossDropped, func(s *publish.Site, _ *presse.Article) {
			s.Policies = map[string]string{"name": "https://remparts.example/"}
		}},
	} {
		var losses []presse.Loss
		site, a := remparts(&losses), arabicStory()
		a.Editions = nil
		test.change(site, a)
		r := released(t, site, a)
		losses = nil
		site.Head(r)
		site.Head(r)
		site.AppendJSONLD(nil, r)
		if n := len(losses); n == 0 || losses[0].Field != test.field || losses[0].Kind != test.kind || losses[0].Item != a.ID || losses[0].Err == nil {
			t.Errorf("%s: told %+v", test.field, losses)
		}
		seen := make(map[string]int)
		for _, l := range losses {
			if seen[fmt.Sprint(l)]++; seen[fmt.Sprint(l)] > 2 {
				t.Errorf("%s: told again: %+v", test.field, l)
			}
		}
	}
}

func TestHeadWithoutAddress(t *testing.T) {
	site := remparts(nil)
	site.URL = nil
	head := string(site.Head(released(t, site, arabicStory())))
	for _, part := range []string{"canonical", "og:url", "hreflang", "mainEntityOfPage", `"@id":"#`} {
		if strings.Contains(head, part) {
			t.Errorf("a story without an address has %s:\n%s", part, head)
		}
	}
}

func TestHeadPublisher(t *testing.T) {
	for base, want := range map[string]string{
		"https://remparts.example": "https://remparts.example/#publisher", "https://remparts.example/fr/": "https://remparts.example/fr/#publisher", "https://remparts.example/#accueil": "https://remparts.example/#publisher",
	} {
		site := remparts(nil)
		site.Base, site.Name, site.Logo = base, " ", presse.Media{}
		story := ofType(t, string(site.Head(released(t, site, arabicStory()))), "NewsArticle")
		for path, want := range map[string]any{"publisher.@id": want, "copyrightHolder.@id": want, "publisher.name": "remparts.example", "publisher.logo": nil} {
			if got := in(story, path); got != want {
				t.Errorf("base %q: %s is %v, want %v", base, path, got, want)
			}
		}
	}
}

func TestHeadInstants(t *testing.T) {
	paris := time.FixedZone("LMT", 9*60+21) // until 1911
	for _, test := range []struct {
		rule      string
		published time.Time
		want      string
	}{
		{"the zone of the newspaper", time.Date(2026, 3, 2, 6, 5, 0, 0, time.UTC), "2026-03-02T07:05:00+01:00"},
		{"an offset with seconds", time.Date(1910, 1, 2, 0, 9, 21, 0, paris), "1910-01-02T00:00:00Z"},
		{"fractions of a second are left out", time.Date(2026, 3, 2, 6, 5, 0, 999, time.UTC), "2026-03-02T07:05:00+01:00"},
	} {
		a := arabicStory()
		a.Published = test.published
		site := remparts(nil)
		if strings.Contains(test.want, "Z") {
			site.Zone = nil
		}
		if got := ofType(t, string(site.Head(released(t, site, a))), "NewsArticle")["datePublished"]; got != test.want {
			t.Errorf("%s: got %v, want %s", test.rule, got, test.want)
		}
	}
}

// TestHeadMembers states what structured data say of single members.
func TestHeadMembers(t *testing.T) {
	for _, test := range []struct {
		rule, path string
		want       any
		change     func(*presse.Article)
	}{
		{"an answer is no correction", "correction", nil, func(a *presse.Article) { a.Corrections = []presse.Note{{Kind: "reply", At: at(3, 0, 0), Body: "Non."}} }},
		{"a clarification is no correction", "correction", nil, func(a *presse.Article) {
			a.Corrections = []presse.Note{{Kind: "clarification", At: at(3, 0, 0), Body: "Oui."}}
		}},
		{"a correction without a kind is one", "correction.0.text", "Non.", func(a *presse.Article) { a.Corrections = []presse.Note{{At: at(3, 0, 0), Body: "<p>Non.</p>"}} }},
		{"a correction changes the story", "dateModified", "2026-03-03T00:00:00+01:00", func(a *presse.Article) { a.Corrections = []presse.Note{{At: at(3, 0, 0), Body: "<p>Non.</p>"}} }},
		{"a placement is no section", "articleSection.1", nil, func(a *presse.Article) { a.Sections = []string{"une", "societe", "videos"} }},
		{"the main section is the first", "articleSection.0", "النقل", func(a *presse.Article) { a.Sections = []string{"societe", "actualite/transports"} }},
		{"an agency that sent the story signs it, if nobody does", "author.0.name", "AFP", func(a *presse.Article) { a.Byline, a.Source = presse.Byline{}, presse.Source{Name: "AFP"} }},
		{"a tag is no address", "isBasedOn", nil, func(a *presse.Article) { a.Source.URI = "tag:afp.example,2026:1" }},
		{"the notice of the source", "copyrightNotice", "© 2026 AFP", func(a *presse.Article) { a.Source.Copyright = "© 2026 AFP" }},
		{"a story of the newspaper is the newspaper’s", "copyrightHolder.@id", "https://remparts.example/#publisher", func(*presse.Article) {}},
		{"an ORCID iD identifies an author", "author.0.sameAs.0", "https://orcid.org/0000-0002-1825-009X", func(a *presse.Article) { a.Byline.People[0].ID = "0000-0002-1825-009X" }},
		{"a number that is not one does not", "author.0.sameAs", nil, func(a *presse.Article) { a.Byline.People[0].ID = "0000-0002-1825-00" }},
		{"an ORCID iD has hyphens", "author.0.sameAs", nil, func(a *presse.Article) { a.Byline.People[0].ID = "0000.0002.1825.009X" }},
		{"an ORCID iD has digits", "author.0.sameAs", nil, func(a *presse.Article) { a.Byline.People[0].ID = "000A-0002-1825-0097" }},
		{"the last digit of an ORCID iD may be X, no other letter", "author.0.sameAs", nil, func(a *presse.Article) { a.Byline.People[0].ID = "0000-0002-1825-009Y" }},
		{"an ORCID iD may be an address", "author.0.sameAs.0", "https://orcid.org/0000-0002-1825-0097", func(a *presse.Article) { a.Byline.People[0].ID = "https://orcid.org/0000-0002-1825-0097" }},
		{"the role in a line counts where there is no other", "author.0.name", "Le Journal des remparts", func(a *presse.Article) {
			a.Byline = presse.Byline{People: []presse.Person{{Name: "Photos : Inès Alami"}}}
		}},
		{"the occupation in a line counts where there is no other", "author.0.jobTitle", "journaliste", func(a *presse.Article) {
			a.Byline = presse.Byline{People: []presse.Person{{Name: "Salma Berrada, journaliste"}}}
		}},
		{"no place is no place", "locationCreated", nil, func(a *presse.Article) { a.Dateline.Text = "—" }},
		{"a translator has a member of their own", "translator.0.name", "Yto Amrani", func(a *presse.Article) {
			a.Byline.People = append(a.Byline.People, presse.Person{Name: "Yto Amrani", Role: presse.RoleTranslator})
		}},
		{"an illustrator contributes", "contributor.0.name", "Yto Amrani", func(a *presse.Article) {
			a.Byline.People = append(a.Byline.People, presse.Person{Name: "Yto Amrani", Role: "illustration"})
		}},
		{"a credit without © is no notice", "image.0.copyrightNotice", nil, func(a *presse.Article) {
			a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{Text: "Inès Alami"}}
		}},
		{"the image of the site is for stories without one", "image.0.url", "https://remparts.example/partage.png", func(*presse.Article) {}},
		{"a picture in another shape", "image.1.url", "https://remparts.example/carre.jpg", func(a *presse.Article) { a.Lead = shaped() }},
		{"the smaller of one shape is left out, and so is what is too small", "image.2", nil, func(a *presse.Article) { a.Lead = shaped() }},
		{"a title before a name is apart", "author.0.name", "Karim Tazi", func(a *presse.Article) { a.Byline = presse.Byline{People: []presse.Person{{Name: "Dr Karim Tazi"}}} }},
		{"it has a member of its own", "author.0.honorificPrefix", "Dr", func(a *presse.Article) { a.Byline = presse.Byline{People: []presse.Person{{Name: "Dr Karim Tazi"}}} }},
		{"what is part of a name stays", "author.0.name", "Moulay Karim Tazi", func(a *presse.Article) {
			a.Byline = presse.Byline{People: []presse.Person{{Name: "Moulay Karim Tazi"}}}
		}},
		{"initials are no title", "author.0.name", "M. Gr.", func(a *presse.Article) { a.Byline = presse.Byline{People: []presse.Person{{Name: "M. Gr."}}} }},
		{"a video is no image", "image.0.url", "https://remparts.example/partage.png", func(a *presse.Article) { a.Lead = presse.Media{Kind: "video", URL: "/a.mp4"} }},
		{"a player is embedded", "video.0.embedUrl", "https://www.youtube.com/embed/abcdefghijk", func(a *presse.Article) {
			a.Media = []presse.Media{{Kind: "video", URL: "https://www.youtube.com/embed/abcdefghijk"}}
		}},
		{"a sound has a duration", "audio.0.duration", "PT1H2S", func(a *presse.Article) { a.Media = []presse.Media{{Kind: "audio", URL: "/a.mp3", Seconds: 3602.4}} }},
		{"one subject", "about.0.@id", "http://www.wikidata.org/entity/Q1028", func(a *presse.Article) { a.Subjects = []presse.Subject{{Scheme: "wikidata", Code: "Q1028"}} }},
		{"a place", "about.0.@type", "Place", func(a *presse.Article) {
			a.Subjects = []presse.Subject{{Scheme: "places", Code: "rabat", Name: "Rabat"}}
		}},
		{"a code that is no media topic is left out", "about.0.@id", nil, func(a *presse.Article) {
			a.Subjects = []presse.Subject{{Scheme: "medtop", Code: "110000000", Name: "x"}}
		}},
		{"a sound is no video", "audio.0.@type", "AudioObject", func(a *presse.Article) { a.Media = []presse.Media{{Kind: "audio", URL: "/a.mp3"}} }},
		{"a video says what it shows", "video.0.description", "Un quai", func(a *presse.Article) { a.Media = []presse.Media{{Kind: "video", URL: "/a.mp4", Alt: "Un quai"}} }},
		{"a tag is printed once", "keywords.1", nil, func(a *presse.Article) { a.Tags = []string{"gare", " gare", " "} }},
		{"one kind of machine", "digitalSourceType", "https://schema.org/TrainedAlgorithmicMediaDigitalSource", func(a *presse.Article) { a.Machine = []string{"trainedAlgorithmicMedia"} }},
		{"an address is a picture once", "image.1", nil, func(a *presse.Article) { a.Lead.URL, a.Media = "/a.jpg", []presse.Media{{URL: "/a.jpg"}} }},
		{"a type that is none is left out", "image.0.encodingFormat", nil, func(a *presse.Article) { a.Lead = presse.Media{URL: "/a.jpg", Type: "jpeg; q=1"} }},
		{"two kinds of machines", "digitalSourceType.1", "https://schema.org/MinorHumanEditsDigitalSource", func(a *presse.Article) { a.Machine = []string{"trainedAlgorithmicMedia", "humanEdits"} }},
	} {
		a := arabicStory()
		a.Editions = nil
		test.change(a)
		site := remparts(nil)
		if got := in(ofType(t, string(site.Head(released(t, site, a))), "NewsArticle"), test.path); got != test.want {
			t.Errorf("%s: %s is %v, want %v", test.rule, test.path, got, test.want)
		}
	}
}

// shaped is a picture in several shapes and sizes.
func shaped() presse.Media {
	return presse.Media{URL: "/large.jpg", Width: 1600, Height: 900, Renditions: []presse.Rendition{
		{URL: "/petite.jpg", Width: 800, Height: 450}, {URL: "/carre-petit.jpg", Width: 600, Height: 600}, {URL: "/carre.jpg", Width: 1200, Height: 1200}, {URL: "/vignette.jpg", Width: 160, Height: 120},
	}}
}

func TestLiveEntries(t *testing.T) {
	a := arabicStory()
	a.Live = []presse.Note{
		{At: at(2, 11, 0), Body: "<p>La séance est levée.</p><p>Elle reprendra demain.</p>", Byline: presse.Byline{Text: "Par Karim Tazi"}},
		{At: at(2, 10, 0), Headline: "Le vote", Media: []presse.Media{{URL: "/vote.jpg", Alt: "Des mains levées"}, {Kind: "video", URL: "/vote.mp4"}}},
		{At: at(2, 9, 30), Media: []presse.Media{{URL: "/salle.jpg", Caption: "La salle, avant l’ouverture"}}},
	}
	site := remparts(nil)
	head := string(site.Head(released(t, site, a)))
	entries := ofType(t, head, "LiveBlogPosting")
	for path, want := range map[string]any{
		"liveBlogUpdate.0.headline": "La séance est levée. Elle reprendra demain.", "liveBlogUpdate.0.articleBody": "La séance est levée.\n\nElle reprendra demain.",
		"liveBlogUpdate.0.author.0.name": "Karim Tazi", "liveBlogUpdate.0.datePublished": "2026-03-02T11:00:00+01:00", "liveBlogUpdate.1.headline": "Le vote",
		"liveBlogUpdate.1.image.0.url": "https://remparts.example/vote.jpg", "liveBlogUpdate.1.image.1": nil, "liveBlogUpdate.2.headline": "La salle, avant l’ouverture",
		"coverageStartTime": "2026-03-02T09:00:00+01:00", "coverageEndTime": nil, "dateModified": "2026-03-02T11:00:00+01:00",
	} {
		if got := in(entries, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if news := ofType(t, head, "NewsArticle"); news["@id"] != entries["@id"] || news["liveBlogUpdate"] != nil {
		t.Errorf("the news and the live blog are one thing, and only the latter has entries: got %v", news)
	}
}

func TestHeadCard(t *testing.T) {
	for _, test := range []struct {
		rule   string
		lead   presse.Media
		handle string
		want   []string
	}{
		{"a large image", presse.Media{URL: "/a.jpg", Width: 1200, Height: 630, Alt: "Une gare"}, "@salma", []string{"summary_large_image", "@salma"}},
		{"an image of unknown size", presse.Media{URL: "/a.jpg"}, "@salma", []string{"summary_large_image", "@salma"}},
		{"the least large image", presse.Media{URL: "/a.jpg", Width: 300, Height: 157}, "@salma", []string{"summary_large_image", "@salma"}},
		{"an image that is too narrow", presse.Media{URL: "/a.jpg", Width: 299, Height: 157}, "@salma", []string{"summary", "@salma"}},
		{"an image that is too low", presse.Media{URL: "/a.jpg", Width: 300, Height: 156}, "@salma", []string{"summary", "@salma"}},
		{"an image that is too small", presse.Media{URL: "/a.jpg", Width: 200, Height: 200}, "@salma", []string{"summary", "@salma"}},
		{"an account elsewhere", presse.Media{}, "@salma@social.example", []string{"summary_large_image"}},
	} {
		a := arabicStory()
		a.Lead, a.Byline.People[0].Handle = test.lead, test.handle
		site := remparts(nil)
		head := string(site.Head(released(t, site, a)))
		var got []string
		for _, line := range slices.Concat(lines(head, "twitter:card"), lines(head, "twitter:creator")) {
			_, content, _ := strings.Cut(line, `content="`)
			got = append(got, strings.TrimSuffix(content, `">`))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.rule, got, test.want)
		}
	}
}
