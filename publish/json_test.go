package publish

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// flag.Lookup, since other test files of this package may define it.
func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// medina returns a story with about everything that one has.
func medina() *presse.Article {
	return &presse.Article{
		ID: "4711", Version: 3, Lang: "fr-MA", Status: presse.StatusCorrected,
		Slug: "medina-fontaines", URL: "/2026/11/medina-fontaines", FormerSlugs: []string{"medina"},
		Kicker: "Patrimoine", Headline: "À Fès, la médina retrouve ses fontaines",
		Titles:   map[string]string{"seo": "Fès : douze fontaines de la médina restaurées"},
		Deck:     "Douze fontaines ont été rendues aux habitants. « Enfin », dit-on rue Talaa.",
		Dateline: presse.Dateline{Text: "FÈS –", Place: "Fès"},
		Byline: presse.Byline{Text: "Par Salma Idrissi (s.idrissi@remparts.exemple.ma), avec MAP", Agencies: []string{"MAP"},
			People: []presse.Person{{Name: "Salma Idrissi", Email: "s.idrissi@remparts.exemple.ma", Handle: "@salma", URL: "/auteurs/salma-idrissi"}}},
		Body: `<p onclick="x()">L’eau coule <a href="plan">rue Talaa</a>.</p><script>x()</script><img src="/photos/expiree-300x200.jpg">`,
		Lead: presse.Media{URL: "/photos/fontaine.jpg", Width: 1600, Height: 900, Caption: "La fontaine Nejjarine", Alt: "Une fontaine de zellige",
			Credit:     presse.Credit{Text: "© Karim Benali / MAP", Names: []string{"Karim Benali"}, Agencies: []string{"MAP"}, Terms: "un seul usage"},
			Renditions: []presse.Rendition{{URL: "/photos/fontaine-800.webp", Type: "image/webp", Width: 800, Height: 450}}},
		Media:    []presse.Media{{URL: "/photos/expiree.jpg", Credit: presse.Credit{Expiry: hours(-1)}}, {Kind: "video", URL: "/videos/eau.mp4", Seconds: 90}},
		Sections: []string{"societe", "patrimoine"}, Primary: "patrimoine", Genre: "report", Tags: []string{"médina", "eau & patrimoine"},
		Subjects:  []presse.Subject{{Scheme: "wikidata", Code: "Q80985", Name: "Fès"}},
		Published: hours(-3), Updated: hours(-1), Expiry: hours(24 * 365),
		Corrections:  []presse.Note{{Kind: "correction", At: hours(-1), Body: `<p>Douze fontaines, et non dix.<script>x()</script></p>`}, {At: hours(2), Body: "demain"}},
		Source:       presse.Source{Name: "MAP", Copyright: "© 2026 MAP"},
		InternalNote: "ne pas publier avant relecture", Machine: []string{"trainedAlgorithmicMedia"},
		Unknown: map[string]json.RawMessage{"cms_lock": json.RawMessage(`"k.benali"`)},
	}
}

func TestAppendJSONGolden(t *testing.T) {
	site := coreSite()
	site.Zone = time.FixedZone("", 60*60)
	mosque := &presse.Article{ID: "4700", Status: presse.StatusPublished, Published: hours(-30), URL: "/2026/11/qarawiyyin", Access: presse.AccessPaid,
		Headline: "La bibliothèque Qarawiyyin ouvre ses réserves", Deck: "Les manuscrits sont montrés jusqu’en mai.", Body: "<p>secret</p>", Primary: "culture"}
	got := site.AppendJSON(nil, coreRelease(t, site, medina()), coreRelease(t, site, mosque))
	var indented bytes.Buffer
	if err := json.Indent(&indented, got, "", "  "); err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	indented.WriteByte('\n')
	const golden = "testdata/api.json"
	if updating() {
		if err := os.WriteFile(golden, indented.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(indented.Bytes(), want) {
		t.Errorf("%s is not what AppendJSON writes:\n%s", golden, indented.Bytes())
	}
}

// TestAppendJSONReads checks that what is written can be read as an article, and is the same
// when it is written again.
func TestAppendJSONReads(t *testing.T) {
	site := coreSite()
	for _, a := range []*presse.Article{medina(), coreStory(), fullStory("texte <b>& \u2028 \xff")} {
		text := site.AppendJSON([]byte("x"), coreRelease(t, site, a))[1:]
		var read presse.Article
		if err := json.Unmarshal(text, &read); err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		if len(read.Unknown) > 0 {
			t.Errorf("unknown members: %v", read.Unknown)
		}
		if bytes.ContainsAny(text, "<>&") {
			t.Errorf("a character of HTML is not escaped: %s", text)
		}
		again, err := json.Marshal(read)
		if err != nil || !bytes.Equal(again, text) {
			t.Errorf("written again, error %v\n%s\nis\n%s", err, text, again)
		}
	}
}

// cards returns the IDs of the related stories.
func cards(t *testing.T, text []byte) (ids []string) {
	t.Helper()
	var read struct{ Related []presse.Article }
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for _, a := range read.Related {
		ids = append(ids, a.ID)
	}
	return ids
}

func TestRelated(t *testing.T) {
	site, told := losing()
	named := func(id string, change func(*presse.Article)) Release {
		a := coreStory()
		a.ID, a.URL = id, "/"+id
		change(a)
		return coreRelease(t, site, a)
	}
	same := func(*presse.Article) {}
	self := coreRelease(t, site, coreStory())
	for _, c := range []struct {
		name       string
		in         []Release
		want, told []string
	}{
		{"in the order of the caller", []Release{named("b", same), named("a", same)}, []string{"b", "a"}, nil},
		{"never the story itself", []Release{self, named("a", same), coreRelease(t, site, coreStory())}, []string{"a"}, nil},
		{"once", []Release{named("a", same), named("a", same)}, []string{"a"}, nil},
		{"none: no member", []Release{self}, nil, nil},
		{"the zero Release", []Release{{}, named("a", same)}, []string{"a"}, []string{" related dropped: the zero Release"}},
		{"one of another site", []Release{coreRelease(t, coreSite(), coreStory())}, nil, []string{" related dropped: a Release of another Site"}},
		{"without an address", []Release{named("a", func(a *presse.Article) { a.URL = "" })}, nil, []string{"a related dropped: a related story without an address"}},
		{"never offered beside another", []Release{named("a", func(a *presse.Article) { a.NoRelated = true })}, nil, []string{"a no_related dropped: never offered next to another story"}},
	} {
		*told = nil
		text := site.AppendJSON(nil, self, c.in...)
		if got := cards(t, text); !slices.Equal(got, c.want) || !slices.Equal(*told, c.told) {
			t.Errorf("%s: related %q, reported %q; want %q, %q", c.name, got, *told, c.want, c.told)
		}
		if len(c.want) == 0 && bytes.Contains(text, []byte("related")) {
			t.Errorf("%s: an empty list of related stories: %s", c.name, text)
		}
	}
}

// TestCardsHaveNoText checks what a list shows of a related story.
func TestCardsHaveNoText(t *testing.T) {
	site := coreSite()
	a := fullStory("texte")
	a.NoRelated = false
	a.Body, a.Live[0].Body, a.Corrections[0].Body, a.Media[0].Caption, a.Dateline.Text = "SECRET", "SECRET", "SECRET", "SECRET", "SECRET"
	text := string(site.AppendJSON(nil, coreRelease(t, site, coreStory()), coreRelease(t, site, a)))
	if strings.Contains(text, "SECRET") {
		t.Errorf("a card has text of the story: %s", text)
	}
	for _, name := range []string{"id", "lang", "url", "kicker", "headline", "deck", "byline", "lead", "primary", "genre", "published", "updated", "sponsor"} {
		if _, card, _ := strings.Cut(text, `"related":`); !strings.Contains(card, `"`+name+`":`) {
			t.Errorf("a card has no %s: %s", name, card)
		}
	}
}

func TestStoryWithoutID(t *testing.T) {
	site, a := coreSite(), coreStory()
	a.ID = ""
	if got := string(site.AppendJSON(nil, coreRelease(t, site, a))); !strings.HasPrefix(got, `{"id":"https://remparts.exemple.ma/2026/11/medina",`) {
		t.Errorf("the id of a story without one is its page, which the schema requires; got %s", got)
	}
	var lost []presse.Loss
	site.URL, site.Lost, a.URL = nil, func(l presse.Loss) { lost = append(lost, l) }, ""
	r := coreRelease(t, site, a)
	lost = nil
	if got := string(site.AppendJSON([]byte("a"), r)); got != "a" || len(lost) != 1 || lost[0].Field != "id" {
		t.Errorf("a story with neither ID nor page: got %q and %v, want nothing, and a loss", got, lost)
	}
}

func TestWhatLeavesASource(t *testing.T) {
	site, a := coreSite(), coreStory()
	a.Source.Copyright = "© AFP (photo@afp.example)"
	a.Media = []presse.Media{{Kind: "audio", URL: "/son.mp3", Seconds: 1e300}}
	got := coreRelease(t, site, a).story.a
	if strings.Contains(got.Source.Copyright, "@") || !strings.HasPrefix(got.Source.Copyright, "© AFP") {
		t.Errorf("the copyright is %q, want it without the e-mail address", got.Source.Copyright)
	}
	if len(got.Media) != 1 || got.Media[0].Seconds != 0 {
		t.Errorf("a duration of 1e300 seconds: got %+v, want none", got.Media)
	}
}

// TestEverythingCanBeWritten checks that no value of a member keeps a story from being written
// as JSON that can be read again.
func TestEverythingCanBeWritten(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*presse.Article)
	}{
		{"numbers that JSON does not have", func(a *presse.Article) {
			a.Lead = presse.Media{URL: "/a.jpg", Seconds: math.NaN(), Focus: [2]float64{math.Inf(1), math.NaN()}}
			a.Media = []presse.Media{{URL: "/b.mp4", Seconds: math.Inf(1)}}
		}},
		{"negative numbers", func(a *presse.Article) {
			a.Version, a.Source.Urgency = -1, -1
			a.Lead = presse.Media{URL: "/a.jpg", Size: -1, Width: -1, Height: -1, Renditions: []presse.Rendition{{URL: "/b.jpg", Width: -1}}}
		}},
		{"values of a later version", func(a *presse.Article) {
			a.Access = 99
			a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{Rights: 99}}
		}},
		{"languages", func(a *presse.Article) {
			a.Lang = "\xff"
			a.Editions = map[presse.Lang]string{"": "/a", "?": "/b", "x-default": "/2026/11/medina"}
		}},
		{"years", func(a *presse.Article) {
			a.Updated, a.LiveFrom = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)
		}},
		{"an offset with seconds, as in Casablanca before 1913", func(a *presse.Article) { a.Published = time.Date(1912, 1, 1, 0, 0, 0, 0, time.FixedZone("LMT", -1820)) }},
		{"an offset of more than a day", func(a *presse.Article) { a.Published = hours(-90).In(time.FixedZone("", 26*3600)) }},
		{"a zone in which the year has five digits", func(a *presse.Article) {
			a.Expiry = time.Date(9999, 12, 31, 23, 30, 0, 0, time.UTC).In(time.FixedZone("", 3600))
		}},
		{"text that is not UTF-8", func(a *presse.Article) {
			*a = *fullStory("\xff\xfe\x00<")
			a.Titles = map[string]string{"\xff": "a", "\xfe": "b", "seo": "c"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			site, a := coreSite(), coreStory()
			site.Edition = func(string) (*presse.Article, bool) { return nil, false }
			c.change(a)
			text := site.AppendJSON(nil, coreRelease(t, site, a))
			var read presse.Article
			if err := json.Unmarshal(text, &read); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		})
	}
}
