package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// oneFeed returns a feed of one story, and what was lost.
func oneFeed(t *testing.T, write writeFeed, change func(*Site, *presse.Article)) (string, []presse.Loss) {
	t.Helper()
	s, a := coreSite(), coreStory()
	if change != nil {
		change(s, a)
	}
	var losses []presse.Loss
	s.Lost = func(l presse.Loss) { losses = append(losses, l) }
	r, err := s.Release(a, coreNoon)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(s, &b, Feed{}, listed(r)); err != nil {
		t.Fatal(err)
	}
	return b.String(), losses
}

func listed(list ...Release) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestFeedWritesInEachFormat(t *testing.T) {
	type site = func(*Site, *presse.Article)
	picture := presse.Media{
		URL: "/a.jpg?w=1&copy=2", Type: "image/jpeg; charset=binary", Size: 12, Width: 1600, Height: 900, Caption: `Les "remparts" & la place`,
		Credit: presse.Credit{Names: []string{"Inès Alami"}, Agencies: []string{"MAP"}, Text: "Inès Alami / MAP"}, Renditions: []presse.Rendition{{URL: "/grand.jpg", Width: 3200, Height: 1800}, {URL: "/petit.jpg", Width: 300, Height: 169}, {URL: "/sans.jpg"}},
	}
	lead := func(s *Site, a *presse.Article) { a.Lead = picture }
	sound := func(s *Site, a *presse.Article) {
		a.Media = []presse.Media{{Kind: "audio", URL: "/son.MP3#t=1", Seconds: 92.5, Size: 7, Caption: "Le son"}, {Kind: "video", URL: "/film.webm", Caption: "Le son"}, {URL: "/sans-type", Alt: "Sans type"}}
	}
	corrected := func(lang presse.Lang, access presse.Access) site {
		return func(s *Site, a *presse.Article) {
			a.Lang, a.Access = lang, access
			a.Corrections = []presse.Note{{Kind: "correction", At: coreNoon.Add(-time.Minute), Body: "<p>Douze, et non dix.</p>"}, {Kind: "clarification", At: coreNoon.Add(-time.Minute), Body: "<p>Précision.</p>"}}
		}
	}
	sponsor := func(lang presse.Lang, sponsor presse.Sponsor, genre string) site {
		return func(s *Site, a *presse.Article) { a.Lang, a.Sponsor, a.Genre = lang, sponsor, genre }
	}
	none := []string{}
	tests := []struct {
		rule                  string
		change                site
		rss, atom, json, none []string // none is in no format
	}{
		{
			"a picture has its type, size, caption, credits and smallest rendition", lead,
			[]string{
				"<media:content url=\"https://remparts.exemple.ma/a.jpg?w=1&amp;copy=2\" type=\"image/jpeg\" medium=\"image\" fileSize=\"12\" width=\"1600\" height=\"900\">\n" +
					"<media:description type=\"plain\">Les &#34;remparts&#34; &#x26; la place</media:description>\n<media:credit role=\"photographer\">Inès Alami</media:credit>\n<media:credit>MAP</media:credit>\n" +
					"<media:thumbnail url=\"https://remparts.exemple.ma/petit.jpg\" width=\"300\" height=\"169\"/>\n</media:content>\n",
			},
			[]string{`<link rel="enclosure" href="https://remparts.exemple.ma/a.jpg?w=1&amp;copy=2" type="image/jpeg" length="12" title="Les &#34;remparts&#34; &#x26; la place"/>`},
			[]string{`"image":"https://remparts.exemple.ma/a.jpg?w=1\u0026copy=2"`}, []string{"attachments", "Inès Alami / MAP"},
		},
		{
			"a credit without names is printed as it is", func(s *Site, a *presse.Article) {
				a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{Text: "© D.R."}}
			},
			[]string{"<media:credit>© D.R.</media:credit>"}, none, none, none,
		},
		{
			"a credit whose names nobody sees is printed as it is", func(s *Site, a *presse.Article) {
				a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{Text: "© D.R.", Names: []string{"\u200b"}, Agencies: []string{" "}}}
			},
			[]string{">\n<media:credit>© D.R.</media:credit>"}, none, none, []string{"photographer"},
		},
		{
			"the smallest numbers are written", func(s *Site, a *presse.Article) {
				s.Logo = presse.Media{URL: "/logo.png", Width: 1, Height: 1}
				a.Media = []presse.Media{{Kind: "audio", URL: "/a.mp3", Size: 1, Seconds: 0.5}, {URL: "/b.png", Width: 2, Height: 2, Renditions: []presse.Rendition{{URL: "/c.png", Width: 1, Height: 1}}}}
			},
			[]string{`fileSize="1" duration="1">`, `<media:thumbnail url="https://remparts.exemple.ma/c.png" width="1" height="1"/>`, "<width>1</width>\n<height>1</height>"}, []string{`length="1"`, "<icon>"},
			[]string{`"size_in_bytes":1,"duration_in_seconds":1}`, `"icon"`}, none,
		},
		{
			"a sound of less than half a second has no duration", func(s *Site, a *presse.Article) {
				a.Media = []presse.Media{{Kind: "audio", URL: "/a.mp3", Seconds: 0.4}}
			},
			[]string{`medium="audio">`}, []string{`type="audio/mpeg"/>`}, []string{`"mime_type":"audio/mpeg"}`}, []string{"duration"},
		},
		{
			"a logo whose size is not known is no icon and no image of RSS", func(s *Site, a *presse.Article) { s.Logo = presse.Media{URL: "/logo.png"} },
			none, []string{"<logo>https://remparts.exemple.ma/logo.png</logo>"}, none, []string{"<image>", "<icon>", `"icon"`},
		},
		{
			"a size without a logo is nothing", func(s *Site, a *presse.Article) { s.Logo = presse.Media{Width: 144, Height: 144} },
			none, none, none, []string{"<image>", "<icon>", "<logo>", `"icon"`},
		},
		{
			"a feed without a path and a hub has no links to itself and to a hub", func(s *Site, a *presse.Article) {},
			[]string{"<channel>"}, []string{"<feed"}, []string{`"version"`}, []string{`"self"`, `"hub"`, "feed_url", "hubs"},
		},
		{
			"who illustrated a story contributed to it", func(s *Site, a *presse.Article) {
				a.Byline = presse.Byline{People: []presse.Person{{Name: "Salma Idrissi"}, {Name: "Inès Alami", Role: "illustration"}}}
			},
			[]string{"<dc:creator>Salma Idrissi</dc:creator>\n<dc:language>"}, []string{"</author>\n<contributor>\n<name>Inès Alami</name>\n</contributor>\n"}, []string{`"authors":[{"name":"Salma Idrissi"}],`}, none,
		},
		{
			"an agency beside a person is a creator of its own", func(s *Site, a *presse.Article) {
				a.Byline = presse.Byline{People: []presse.Person{{Name: "Salma Idrissi"}}, Agencies: []string{"MAP", "AFP"}}
			},
			[]string{"<dc:creator>Salma Idrissi</dc:creator>\n<dc:creator>MAP</dc:creator>\n<dc:creator>AFP</dc:creator>\n"}, []string{"<name>MAP</name>", "<name>AFP</name>"}, []string{`{"name":"MAP"},{"name":"AFP"}`}, none,
		},
		{
			"the home page of a host has a path, and no fragment", func(s *Site, a *presse.Article) { s.Base = "https://remparts.exemple.ma#une" },
			[]string{"<link>https://remparts.exemple.ma/</link>"}, []string{`href="https://remparts.exemple.ma/"/>`, "<uri>https://remparts.exemple.ma/</uri>\n</author>\n<entry"}, []string{`"home_page_url":"https://remparts.exemple.ma/"`, `"url":"https://remparts.exemple.ma/"}],"language"`}, []string{"ma<", `ma"`, "#une"},
		},
		{
			"what no browser shows is not in a body either", func(s *Site, a *presse.Article) {
				a.Headline, a.Body = "L\u0092eau\x7f", "<p>L\u0092eau\x7f \U0001ffff</p>"
			},
			[]string{"<title>Leau</title>", "<p>Leau </p>"}, []string{"<title>Leau</title>", "&lt;p&gt;Leau &lt;"}, []string{`"title":"Leau"`, `"<p>Leau </p>"`}, none,
		},
		{
			"an apostrophe and a backslash stay", func(s *Site, a *presse.Article) { a.Headline, a.Deck = `l'eau \ l'air`, `l'eau \ l'air` },
			[]string{`<title>l'eau \ l'air</title>`, `<description>l'eau \ l'air<`}, []string{`<title>l'eau \ l'air</title>`, `<summary>l'eau \ l'air<`}, []string{`"title":"l'eau \\ l'air"`}, none,
		},
		{
			"sounds and videos have a duration, a medium, the type of their name and no thumbnail", sound,
			[]string{
				"<media:content url=\"https://remparts.exemple.ma/son.MP3#t=1\" type=\"audio/mpeg\" medium=\"audio\" fileSize=\"7\" duration=\"93\">\n<media:description type=\"plain\">Le son</media:description>\n</media:content>",
				`<media:content url="https://remparts.exemple.ma/film.webm" type="video/webm" medium="video">`, `<media:content url="https://remparts.exemple.ma/sans-type" medium="image">`,
			},
			[]string{`<link rel="enclosure" href="https://remparts.exemple.ma/son.MP3#t=1" type="audio/mpeg" length="7" title="Le son"/>`, `<link rel="enclosure" href="https://remparts.exemple.ma/sans-type" title="Sans type"/>`},
			[]string{`"attachments":[{"url":"https://remparts.exemple.ma/son.MP3#t=1","mime_type":"audio/mpeg","title":"Le son","size_in_bytes":7,"duration_in_seconds":93},{"url":"https://remparts.exemple.ma/film.webm","mime_type":"video/webm"}]`}, none,
		},
		{
			"the parameters of a type and of an address are no part of it", func(s *Site, a *presse.Article) {
				a.Media = []presse.Media{{URL: "/a", Type: "image/webp; q=1"}, {URL: "/b.png?w=1"}}
			},
			[]string{`type="image/webp"`, `type="image/png"`}, []string{`type="image/webp"`, `type="image/png"`}, []string{`"image/webp"`, `"image/png"`}, none,
		},
		{
			"an instant in a zone with seconds is in UTC", func(s *Site, a *presse.Article) {
				a.Published = time.Date(1905, 1, 1, 12, 0, 0, 0, time.FixedZone("", 561))
			},
			[]string{"<pubDate>Sun, 01 Jan 1905 11:50:39 +0000</pubDate>"}, []string{"<published>1905-01-01T11:50:39Z</published>"}, []string{`"date_published":"1905-01-01T11:50:39Z"`}, none,
		},
		{
			"a body has no classes, as ScopeFeed wants it", func(s *Site, a *presse.Article) {
				a.Body, s.Policy.Classes = `<p class="chapo">L’eau.</p>`, []string{"chapo"}
			},
			[]string{"L’eau."}, []string{"L’eau."}, []string{"L’eau."}, []string{`class=`},
		},
		{"a picture that is there twice is printed once", func(s *Site, a *presse.Article) {
			a.Lead, a.Media = presse.Media{URL: "/a.png", Caption: "Une"}, []presse.Media{{URL: "/a.png", Caption: "Deux"}}
		}, []string{"Une"}, []string{"Une"}, []string{"/a.png"}, []string{"Deux"}},
		{
			"a tag that is also a subject, or is there twice, is one category, and one that nobody sees is none", func(s *Site, a *presse.Article) {
				a.Tags, a.Subjects = []string{"Fès", " Fès ", "\u200b", "eau"}, []presse.Subject{{Name: "eau"}, {Name: "Maroc"}}
			},
			[]string{"<category>Fès</category>\n<category>eau</category>\n<category>Maroc</category>\n<desc"}, []string{"<category term=\"Fès\"/>\n<category term=\"eau\"/>\n<category term=\"Maroc\"/>\n<summary"}, []string{`"tags":["Fès","eau","Maroc"]`}, none,
		},
		{
			"an item in another language says so", func(s *Site, a *presse.Article) { a.Lang = "ar_MA" },
			[]string{"<language>fr</language>", "<dc:language>ar-MA</dc:language>"}, []string{`xml:lang="fr"`, `<entry xml:lang="ar-MA">`}, []string{`"language":"fr"`, `"language":"ar-MA"`}, none,
		},
		{
			"an item in the language of the feed need not", func(s *Site, a *presse.Article) { a.Lang = "" },
			[]string{"<language>fr</language>"}, []string{"<entry>"}, []string{`"language":"fr"`}, []string{"dc:language"},
		},
		{"a correction is a line of the description, and what is no correction is not", corrected("fr", presse.AccessFree), []string{"habitants. Correction\u00a0: Douze, et non dix.</description>"}, []string{"Correction\u00a0: Douze, et non dix.</summary>"}, []string{"Correction\u00a0: Douze, et non dix.\""}, []string{"Précision"}},
		{"a correction is labelled in English", corrected("en-CA", presse.AccessFree), []string{" Correction: Douze"}, []string{" Correction: Douze"}, []string{" Correction: Douze"}, none},
		{"a correction is labelled in Arabic", corrected("ar", presse.AccessFree), []string{" تصويب: Douze"}, []string{" تصويب: Douze"}, []string{" تصويب: Douze"}, none},
		{"a correction of a story that is not free is its text", corrected("fr", presse.AccessPaid), []string{"Douze fontaines"}, []string{"Douze fontaines"}, []string{"Douze fontaines"}, []string{"et non dix"}},
		{"entries of live coverage are not in the body", func(s *Site, a *presse.Article) {
			a.Live = []presse.Note{{At: coreNoon.Add(-time.Minute), Headline: "Premières gouttes", Body: "<p>Il pleut.</p>"}}
		}, []string{"+0100</pubDate>"}, []string{"<updated>2026-11-14T11:59:00+01:00</updated>"}, []string{`"date_modified":"2026-11-14T11:59:00+01:00"`}, []string{"Il pleut", "gouttes"}},
		{"a sponsor's label that has the name is enough", sponsor("fr", presse.Sponsor{Name: "Fès", Label: "Proposé par Fès"}, ""), []string{"<category>Proposé par Fès</category>", "<description>Proposé par Fès. Douze"}, []string{`term="Proposé par Fès"`, "<summary>Proposé par Fès. Douze"}, []string{`"tags":["Proposé par Fès"]`}, []string{"Fès Fès"}},
		{"a sponsor's label precedes the name", sponsor("fr", presse.Sponsor{Name: "Fès", Label: "Proposé par"}, ""), []string{"<category>Proposé par Fès</category>"}, []string{`term="Proposé par Fès"`}, []string{`"tags":["Proposé par Fès"]`}, none},
		{"an advertorial without a sponsor says so in English", sponsor("en", presse.Sponsor{}, "advertorial"), []string{"<category>Sponsored content</category>"}, []string{`term="Sponsored content"`}, []string{`"Sponsored content"`}, none},
		{"a sponsor without a label is labelled in Arabic", sponsor("ar", presse.Sponsor{Name: "Fès"}, ""), []string{"<category>محتوى مموّل: Fès</category>"}, []string{`term="محتوى مموّل: Fès"`}, []string{`"محتوى مموّل: Fès"`}, none},
		{
			"a headline that looks like HTML is plain text, and a deck is HTML in RSS only", func(s *Site, a *presse.Article) { a.Headline, a.Deck = "L’entité &amp; et <b>", "R&D <b>" },
			[]string{"<title>L’entité &#x26;amp; et &#x3C;b&#x3E;</title>", "<description>R&#x26;amp;D &#x26;lt;b&#x26;gt;</description>"}, []string{"<title>L’entité &#x26;amp; et &#x3C;b&#x3E;</title>", "<summary>R&#x26;D &#x3C;b&#x3E;</summary>"}, []string{`"summary":"R\u0026D \u003cb\u003e"`}, none,
		},
		{
			"an address with a reference in it", func(s *Site, a *presse.Article) { a.URL = "/x?a=1&copy=2" },
			[]string{"<link>https://remparts.exemple.ma/x?a=1&#x26;copy=2</link>"}, []string{`<link rel="alternate" type="text/html" href="https://remparts.exemple.ma/x?a=1&amp;copy=2"/>`}, []string{`"url":"https://remparts.exemple.ma/x?a=1\u0026copy=2"`}, none,
		},
		{
			"the end of CDATA and markup in a body", func(s *Site, a *presse.Article) { a.Body = "<p>]]> \"a\\b\"</p><pre>a\tb\nc</pre>" },
			[]string{"<![CDATA[<p>]]&gt; \"a\\b\"</p>"}, []string{`<content type="html">&lt;p&gt;]]&amp;gt; &quot;a\b&quot;&lt;/p&gt;`}, []string{`"content_html":"<p>]]&gt; \"a\\b\"</p>`, `a\tb\nc`}, []string{"content_text"},
		},
		{
			"a headline that is missing is another title, else the deck, else the kicker, else the newspaper", func(s *Site, a *presse.Article) { a.Headline, a.Titles = " ", map[string]string{"short": "La médina"} },
			[]string{"<title>La médina</title>"}, []string{"<title>La médina</title>"}, []string{`"title":"La médina"`}, none,
		},
		{
			"a story without any text is the newspaper's", func(s *Site, a *presse.Article) { a.Headline, a.Deck, a.Body = "", "", "" },
			[]string{"<item>\n<title>Le Journal des remparts</title>", "<description>Le Journal"}, []string{"<title>Le Journal des remparts</title>", "<summary>Le Journal des remparts</summary>"}, []string{`"content_text":"Le Journal des remparts"`}, []string{"content:encoded", "<content", "content_html"},
		},
		{
			"what no reader sees is no text", func(s *Site, a *presse.Article) {
				s.Name, a.Headline, a.Deck, a.Kicker, a.Body, a.Source.Copyright = "\u200b", "\x00", "\u200b", "La fête", "", "\u00a0\u200b"
				a.Lead = presse.Media{URL: "/a.jpg", Caption: "\x00", Alt: "Une place"}
			},
			[]string{"<channel>\n<title>remparts.exemple.ma</title>", "<item>\n<title>La fête</title>", "<description>La fête</description>", "<media:title type=\"plain\">Une place</media:title>"},
			[]string{"<title>remparts.exemple.ma</title>", "<title>La fête</title>", "<summary>La fête</summary>", `title="Une place"`, "<author>\n<name>remparts.exemple.ma</name>"},
			[]string{`"title":"remparts.exemple.ma"`, `"title":"La fête"`, `"content_text":"La fête"`}, []string{"<dc:rights>", "<rights>", "media:description"},
		},
		{"a square logo is an icon, and one that is too large is no image of RSS", func(s *Site, a *presse.Article) { s.Logo = presse.Media{URL: "/logo.png", Width: 145, Height: 145} }, none, []string{"<logo>https://remparts.exemple.ma/logo.png</logo>\n<icon>https://remparts.exemple.ma/logo.png</icon>"}, []string{`"icon":"https://remparts.exemple.ma/logo.png"`}, []string{"<image>"}},
		{"a logo of at most 144 by 400 is an image of RSS, and only a square one is an icon", func(s *Site, a *presse.Article) { s.Logo = presse.Media{URL: "/logo.png", Width: 144, Height: 400} }, []string{"<image>\n<url>https://remparts.exemple.ma/logo.png</url>\n<title>Le Journal des remparts</title>\n<link>https://remparts.exemple.ma/</link>\n<width>144</width>\n<height>400</height>\n</image>"}, []string{"<logo>"}, none, []string{`"icon"`, "<icon>"}},
		{"a logo that is too high is no image of RSS", func(s *Site, a *presse.Article) { s.Logo = presse.Media{URL: "/logo.png", Width: 144, Height: 401} }, none, none, none, []string{"<image>"}},
	}
	for _, test := range tests {
		for name, want := range map[string][]string{"RSS": test.rss, "Atom": test.atom, "JSON Feed": test.json} {
			got, losses := oneFeed(t, feedWriters[name], test.change)
			for _, text := range want {
				if !strings.Contains(got, text) {
					t.Errorf("%s, %s: got\n%s\nwant\n%s", name, test.rule, got, text)
				}
			}
			for _, text := range test.none {
				if strings.Contains(got, text) {
					t.Errorf("%s, %s: got\n%s\nwant no %q", name, test.rule, got, text)
				}
			}
			if slices.ContainsFunc(losses, func(l presse.Loss) bool { return l.Kind == presse.LossDropped && l.Field == "id" }) {
				t.Errorf("%s, %s: lost %v", name, test.rule, losses)
			}
		}
	}
}

// TestFeedIDs checks that ids depend on Tag and ID alone.
func TestFeedIDs(t *testing.T) {
	tests := []struct {
		rule   string
		change func(*Site, *presse.Article)
		want   string
	}{
		{"as they are", nil, "tag:exemple.ma,2019:4711"},
		{"another slug and address", func(s *Site, a *presse.Article) { a.Slug, a.URL = "fontaines", "/fontaines" }, "tag:exemple.ma,2019:4711"},
		{"another Base", func(s *Site, a *presse.Article) { s.Base = "https://autre.example/journal/" }, "tag:exemple.ma,2019:4711"},
		{"another address on another host", func(s *Site, a *presse.Article) { a.URL = "https://blogs.example/fontaines" }, "tag:exemple.ma,2019:4711"},
		{"another version", func(s *Site, a *presse.Article) { a.Headline, a.Updated = "Autre titre", coreNoon }, "tag:exemple.ma,2019:4711"},
		{"without a Tag, the host of Base", func(s *Site, a *presse.Article) { s.Tag = "" }, "tag:remparts.exemple.ma,2000:4711"},
		{"a host that RFC 4151 does not know", func(s *Site, a *presse.Article) { s.Tag, s.Base = "", "http://le_journal.exemple_/" }, "tag:le-journal.exemple-x,2000:4711"},
		{"digits and letters at both ends of the alphabet", func(s *Site, a *presse.Article) { a.ID = "09azAZ-._" }, "tag:exemple.ma,2019:09azAZ-._"},
		{"what is beside them in ASCII", func(s *Site, a *presse.Article) { a.ID = "/:@[`{" }, "tag:exemple.ma,2019:%2F%3A%40%5B%60%7B"},
		{"an ID that no URI can contain", func(s *Site, a *presse.Article) { a.ID = "é/ ~%2F" }, "tag:exemple.ma,2019:%C3%A9%2F%20%7E%252F"},
	}
	for name, write := range feedWriters {
		for _, test := range tests {
			got, _ := oneFeed(t, write, func(s *Site, a *presse.Article) {
				if s.Tag = "exemple.ma,2019"; test.change != nil {
					test.change(s, a)
				}
			})
			if !strings.Contains(got, ">"+test.want+"<") && !strings.Contains(got, `"id":"`+test.want+`"`) {
				t.Errorf("%s, %s: got\n%s\nwant the id %s", name, test.rule, got, test.want)
			}
		}
	}
	for _, test := range []struct {
		rule string
		feed Feed
		want string
	}{
		{"a feed with a path", Feed{Path: "/flux.xml"}, "tag:exemple.ma,2019:/flux.xml"},
		{"the same path with a host", Feed{Path: "https://remparts.exemple.ma/flux.xml"}, "tag:exemple.ma,2019:/flux.xml"},
		{"a feed of nothing in particular", Feed{}, "tag:exemple.ma,2019:/"},
	} {
		s := coreSite()
		s.Tag = "exemple.ma,2019"
		if got, err := feedOf(t, (*Site).WriteAtom, s, test.feed); err != nil || !strings.Contains(got, "<id>"+test.want+"</id>") {
			t.Errorf("%s: got %s, %v, want the id %s", test.rule, got, err, test.want)
		}
	}
}

func TestFeedLeavesOut(t *testing.T) {
	tests := []struct {
		rule, field string
		at          time.Time
		changes     []func(*presse.Article)
		want        []string // headlines
		err         error
	}{
		{"a story without an ID", "id", time.Time{}, []func(*presse.Article){func(a *presse.Article) { a.ID, a.Headline = "", "Un" }, func(a *presse.Article) { a.Headline = "Deux" }}, []string{"Deux"}, errNoID},
		{"a story without an address", "url", time.Time{}, []func(*presse.Article){func(a *presse.Article) { a.URL, a.Headline = "", "Un" }, func(a *presse.Article) { a.Headline = "Deux" }}, []string{"Deux"}, errNoURL},
		{"an ID that comes twice", "id", time.Time{}, []func(*presse.Article){func(a *presse.Article) { a.Headline = "Un" }, func(a *presse.Article) { a.URL, a.Headline = "/autre", "Deux" }}, []string{"Un"}, presse.ErrDuplicate},
		{"an address that another story has", "url", time.Time{}, []func(*presse.Article){func(a *presse.Article) { a.Headline = "Un" }, func(a *presse.Article) { a.ID, a.Headline = "2", "Deux" }}, []string{"Un"}, presse.ErrDuplicate},
		{"a story whose Until is At", "until", coreNoon.Add(time.Hour), []func(*presse.Article){func(a *presse.Article) { a.Expiry, a.Headline = coreNoon.Add(time.Hour), "Un" }}, nil, errPast},
		{"a story whose Until is after At", "", coreNoon.Add(time.Hour - 1), []func(*presse.Article){func(a *presse.Article) { a.Expiry, a.Headline = coreNoon.Add(time.Hour), "Un" }}, []string{"Un"}, nil},
		{"a story whose Until has passed, but no At", "", time.Time{}, []func(*presse.Article){func(a *presse.Article) { a.Expiry, a.Headline = coreNoon.Add(time.Hour), "Un" }}, []string{"Un"}, nil},
	}
	for name, write := range feedWriters {
		for _, test := range tests {
			s := coreSite()
			var losses []presse.Loss
			s.Lost = func(l presse.Loss) { losses = append(losses, l) }
			got, err := feedOf(t, write, s, Feed{At: test.at}, test.changes...)
			if err != nil {
				t.Fatalf("%s, %s: %v", name, test.rule, err)
			}
			for _, title := range []string{"Un", "Deux"} {
				is := strings.Contains(got, ">"+title+"<") || strings.Contains(got, `"title":"`+title+`"`)
				if is != slices.Contains(test.want, title) {
					t.Errorf("%s, %s: got\n%s\nwant %q only", name, test.rule, got, test.want)
				}
			}
			told := slices.ContainsFunc(losses, func(l presse.Loss) bool {
				return l.Field == test.field && errors.Is(l.Err, test.err) && l.Kind == presse.LossDropped
			})
			if told != (test.err != nil) {
				t.Errorf("%s, %s: told %v, want %v of %q", name, test.rule, losses, test.err, test.field)
			}
		}
	}
}

func TestAtomLeavesOutStoriesWithoutDate(t *testing.T) {
	got, losses := oneFeed(t, (*Site).WriteAtom, func(s *Site, a *presse.Article) { a.Published = time.Time{} })
	if strings.Contains(got, "<entry") || len(losses) == 0 || !errors.Is(losses[len(losses)-1].Err, errNoDate) {
		t.Errorf("got %s and told %v, want no entry and %v", got, losses, errNoDate)
	}
	for _, name := range []string{"RSS", "JSON Feed"} {
		if got, _ := oneFeed(t, feedWriters[name], func(s *Site, a *presse.Article) { a.Published = time.Time{} }); !strings.Contains(got, "fontaines") || strings.Contains(got, "pubDate") || strings.Contains(got, "date_") {
			t.Errorf("%s: got %s, want the story, without a date", name, got)
		}
	}
}

// An undated story of another Site, or of another section, is what it is before it is undated.
func TestAtomUndatedElsewhere(t *testing.T) {
	undated := coreStory()
	undated.Published = time.Time{}
	other := coreSite()
	other.Lost = func(l presse.Loss) { t.Errorf("told the other site: %v", l) }
	var b bytes.Buffer
	if err := coreSite().WriteAtom(&b, Feed{}, listed(coreRelease(t, other, undated))); !errors.Is(err, errOther) || b.Len() > 0 {
		t.Errorf("of another site: got %v and %q, want %v", err, &b, errOther)
	}
	s, told := losing()
	var err error
	if s.Taxonomy, err = presse.NewTaxonomy(presse.Section{Slug: "culture", Name: "Culture"}); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteAtom(&b, Feed{Section: "culture"}, listed(coreRelease(t, s, undated))); err != nil || len(*told) > 0 {
		t.Errorf("of another section: got %v, told %q, want nothing", err, *told)
	}
}

func TestAtomUpdated(t *testing.T) {
	for _, test := range []struct {
		rule string
		at   time.Time
		want string
	}{{"of an empty feed is At", coreNoon, "2026-11-14T12:00:00+01:00"}, {"of an empty feed without At is 1970", time.Time{}, "1970-01-01T00:00:00Z"}} {
		if got, err := feedOf(t, (*Site).WriteAtom, coreSite(), Feed{At: test.at}); err != nil || !strings.Contains(got, "<updated>"+test.want+"</updated>") {
			t.Errorf("updated %s: got %s, %v, want %s", test.rule, got, err, test.want)
		}
	}
}

func TestFeedChanged(t *testing.T) {
	var changes []func(*presse.Article)
	for n, hours := range []int{-3, -1, -2} {
		changes = append(changes, func(a *presse.Article) {
			a.ID, a.URL, a.Published = fmt.Sprint(n), fmt.Sprint("/", n), coreNoon.Add(time.Duration(hours)*time.Hour)
		})
	}
	for name, want := range map[string]string{"RSS": "<lastBuildDate>Sat, 14 Nov 2026 10:00:00 +0000<", "Atom": "\n<updated>2026-11-14T11:00:00+01:00</updated>\n<link"} {
		if got, err := feedOf(t, feedWriters[name], coreSite(), Feed{}, changes...); err != nil || !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s, %v\nwant the last change of the items, %s", name, got, err, want)
		}
	}
}

func TestFeedLimit(t *testing.T) {
	var many []func(*presse.Article)
	for n := range 60 {
		many = append(many, func(a *presse.Article) { a.ID = fmt.Sprint(n); a.URL = "/" + a.ID; a.Headline = "Titre " + a.ID + "." })
	}
	for name, write := range feedWriters {
		for limit, want := range map[int]int{0: 50, 1: 1, 50: 50, 59: 59, 60: 60, 61: 60} {
			got, err := feedOf(t, write, coreSite(), Feed{Limit: limit}, many...)
			if n := strings.Count(got, "tag:remparts.exemple.ma,2000:") - strings.Count(got, "2000:/"); err != nil || n != want {
				t.Errorf("%s, Limit %d: got %d items, %v, want %d", name, limit, n, err, want)
			}
		}
		read := 0
		in := func(yield func(Release, error) bool) {
			for range 10 {
				a := coreStory()
				a.ID, a.URL = fmt.Sprint(read), fmt.Sprint("/", read)
				r, err := coreSiteOnce.Release(a, coreNoon)
				if read++; !yield(r, err) {
					return
				}
			}
		}
		if err := write(coreSiteOnce, io.Discard, Feed{Limit: 3}, in); err != nil || read != 3 {
			t.Errorf("%s, Limit 3: read %d stories, %v, want 3", name, read, err)
		}
	}
}

var coreSiteOnce = coreSite()

func TestFeedSection(t *testing.T) {
	sections, err := presse.NewTaxonomy(
		presse.Section{Slug: "actualite", Name: "Actualité", Labels: map[presse.Lang]string{"ar": "أخبار"}, Aliases: []string{"infos"}},
		presse.Section{Slug: "transports", Name: "Transports", Parent: "actualite"},
		presse.Section{Slug: "actualites-sportives", Name: "Sports", Aliases: []string{"jeux"}},
		presse.Section{Slug: "coupe", Name: "Coupe", Parent: "actualites-sportives"},
		presse.Section{Slug: "coupe", Name: "Coupe", Parent: "actualite/transports"},
	)
	if err != nil {
		t.Fatal(err)
	}
	in := func(title, primary string, list ...string) func(*presse.Article) {
		return func(a *presse.Article) {
			a.ID, a.URL, a.Headline, a.Primary, a.Sections = title, "/"+title, title, primary, list
		}
	}
	stories := []func(*presse.Article){
		in("dedans", "", "actualite"), in("dessous", "", "actualite/transports"), in("par-slug", "", "transports"), in("ancienne", "", "infos"),
		in("principale", "transports"), in("seconde", "", "actualites-sportives", "actualite"), in("dehors", "", "actualites-sportives"),
		in("ambigu", "", "coupe"), in("inconnu", "", "culture"), in("sans", ""),
	}
	within := []string{"dedans", "dessous", "par-slug", "ancienne", "principale", "seconde"}
	tests := []struct {
		rule, section string
		lang          presse.Lang
		want          []string
		title, home   string
		err           string
	}{
		{"a section and those below it", "actualite", "fr", within, "Le Journal des remparts – Actualité", "https://remparts.exemple.ma/actualite", ""},
		{"a former address", "infos", "fr", within, "Le Journal des remparts – Actualité", "https://remparts.exemple.ma/actualite", ""},
		{"a label in the language of the newspaper", "actualite", "ar", within, "Le Journal des remparts – أخبار", "https://remparts.exemple.ma/actualite", ""},
		{"a unique slug", "transports", "fr", []string{"dessous", "par-slug", "principale"}, "Le Journal des remparts – Transports", "https://remparts.exemple.ma/actualite/transports", ""},
		{"a section whose path begins as that of another one", "actualites-sportives", "fr", []string{"seconde", "dehors"}, "Le Journal des remparts – Sports", "https://remparts.exemple.ma/actualites-sportives", ""},
		{"no section", "", "fr", append(slices.Clone(within), "dehors", "ambigu", "inconnu", "sans"), "Le Journal des remparts", "https://remparts.exemple.ma/", ""},
		{"an ambiguous slug", "coupe", "fr", nil, "", "", `section "coupe": can be read as actualites-sportives/coupe or as actualite/transports/coupe`},
		{"an unknown section", "culture", "fr", nil, "", "", presse.ErrNotFound.Error()},
	}
	s := coreSite()
	s.Taxonomy = sections
	if got, err := feedOf(t, (*Site).WriteAtom, s, Feed{Section: "infos"}); err != nil || !strings.Contains(got, "<id>tag:remparts.exemple.ma,2000:/actualite</id>") {
		t.Errorf("a section without a path: got %s, %v, want the id of the section", got, err)
	}
	for name, write := range feedWriters {
		for _, test := range tests {
			s := coreSite()
			s.Taxonomy, s.Lang = sections, test.lang
			got, err := feedOf(t, write, s, Feed{Section: test.section}, stories...)
			if (err != nil) != (test.err != "") || err != nil && (got != "" || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("%s, %s: got %q, %v, want %v", name, test.rule, got, err, test.err)
				continue
			}
			if test.err != "" {
				if f := presse.Faults(err); len(f) != 1 || f[0].Field != "section" || f[0].Value != test.section {
					t.Errorf("%s, %s: got %v, want an error of section and its value", name, test.rule, err)
				}
				continue
			}
			var titles []string
			for _, title := range append(slices.Clone(within), "dehors", "ambigu", "inconnu", "sans") {
				if strings.Contains(got, ">"+title+"<") || strings.Contains(got, `"title":"`+title+`"`) {
					titles = append(titles, title)
				}
			}
			if !slices.Equal(titles, test.want) || !strings.Contains(got, test.title+"<") && !strings.Contains(got, test.title+`"`) || !strings.Contains(got, test.home) {
				t.Errorf("%s, %s: got %q in\n%s\nwant %q, the title %q and the page %q", name, test.rule, titles, got, test.want, test.title, test.home)
			}
		}
		if _, err := feedOf(t, write, coreSite(), Feed{Section: "actualite"}); !errors.Is(err, presse.ErrNotFound) {
			t.Errorf("%s, a section without a taxonomy: got %v, want %v", name, err, presse.ErrNotFound)
		}
	}
}

// A failing writer takes n bytes and fails, or says that it took fewer than all.
type failing struct {
	n   int
	err error
}

func (f failing) Write(p []byte) (int, error) { return min(f.n, len(p)), f.err }

func TestFeedWriterFails(t *testing.T) {
	full := errors.New("disk full")
	for name, write := range feedWriters {
		for _, test := range []struct {
			rule string
			w    io.Writer
			want error
		}{{"an error of w", failing{10, full}, full}, {"fewer bytes than all", failing{10, nil}, io.ErrShortWrite}} {
			if err := write(coreSite(), test.w, Feed{}, nil); err != test.want {
				t.Errorf("%s, %s: got %v, want %v", name, test.rule, err, test.want)
			}
		}
		err := write(coreSite(), nil, Feed{Path: "http://[", Hub: "hub", Limit: -1, Section: "x"}, nil)
		var fields []string
		for _, f := range presse.Faults(err) {
			fields = append(fields, f.Field)
		}
		if want := []string{"writer", "limit", "path", "hub", "section"}; !slices.Equal(fields, want) {
			t.Errorf("%s, everything wrong: got faults of %q, want %q", name, fields, want)
		}
		var b bytes.Buffer
		other, err := coreSite().Release(coreStory(), coreNoon)
		if err != nil {
			t.Fatal(err)
		}
		for rule, r := range map[string]Release{"the zero Release": {}, "a Release of another Site": other} {
			if err := write(coreSite(), &b, Feed{}, listed(r)); len(presse.Faults(err)) != 1 || presse.Faults(err)[0].Field != "release" || b.Len() > 0 {
				t.Errorf("%s, %s: got %v and %q, want an error of release and nothing written", name, rule, err, &b)
			}
		}
	}
}

// TestFeedTwice checks that a buffer that is used again, larger or smaller, does not change what
// is written, and that feeds can be written at the same time.
func TestFeedTwice(t *testing.T) {
	s := coreSite()
	var list []Release
	for n := range 40 {
		a := coreStory()
		a.ID, a.URL, a.Body = fmt.Sprint(n), fmt.Sprint("/", n), "<p>"+strings.Repeat("L’eau coule. ", n*n)+"</p>"
		r, err := s.Release(a, coreNoon)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	for name, write := range feedWriters {
		of := func(n int) string {
			var b bytes.Buffer
			if err := write(s, &b, Feed{}, listed(list[:n]...)); err != nil {
				t.Error(err)
			}
			return b.String()
		}
		want := of(20)
		done := make(chan string)
		for n := range 8 {
			go func() {
				of(5 * n)
				done <- of(20)
			}()
		}
		for range 8 {
			if got := <-done; got != want {
				t.Errorf("%s: a feed written again differs:\n%.300s\nwant\n%.300s", name, got, want)
			}
		}
	}
}
