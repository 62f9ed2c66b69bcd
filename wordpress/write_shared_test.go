package wordpress

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

const sharedFile = "https://journal.example/wp-content/uploads/2026/03/port.jpg"

func described(caption, alt, credit string) presse.Media {
	return presse.Media{URL: sharedFile, Type: "image/jpeg", Kind: "image", Caption: caption, Alt: alt, Credit: presse.ParseCredit(credit)}
}

// itemsOf returns the items of an export.
func itemsOf(t *testing.T, file []byte) (stories map[string]Item, attachments map[string]Item) {
	t.Helper()
	stories, attachments = make(map[string]Item), make(map[string]Item)
	for it, err := range Items(bytes.NewReader(file), Options{}) {
		switch {
		case err != nil:
			t.Fatal(err)
		case it.Type == "attachment":
			attachments[it.ID] = it
		default:
			stories[it.ID] = it
		}
	}
	return stories, attachments
}

func metaValue(it Item, key string) string {
	for _, m := range it.Meta {
		if m.Key == key {
			return m.Value
		}
	}
	return ""
}

// What a withheld story says of a picture is never in an attachment of a public story, in either
// order, and neither in Media.
func TestPictureOfTwoStories(t *testing.T) {
	const secret = "motsecret"
	withheld := map[string]func(a *presse.Article){
		"embargo":    func(a *presse.Article) { a.Embargo = clock("2099-03-01 06:00:00") },
		"draft":      func(a *presse.Article) { a.Status = presse.StatusDraft },
		"paid":       func(a *presse.Article) { a.Access = presse.AccessPaid },
		"expires":    func(a *presse.Article) { a.Expiry = clock("2099-03-01 06:00:00") },
		"restricted": func(a *presse.Article) { a.Status = presse.StatusRestricted },
		"withdrawn":  func(a *presse.Article) { a.Status = presse.StatusWithdrawn },
		"scheduled": func(a *presse.Article) {
			a.Status, a.Published = presse.StatusScheduled, clock("2099-03-01 06:00:00")
		},
	}
	for _, name := range sortedKeys(withheld) {
		hidden := with("502", "Le port ferme", withheld[name])
		for _, inMedia := range []bool{false, true} {
			hidden.Lead, hidden.Media = described("Un "+secret, "Deux "+secret, "© "+secret), nil
			if inMedia {
				hidden.Lead, hidden.Media = presse.Media{}, []presse.Media{hidden.Lead}
			}
			public := with("501", "Le port", func(a *presse.Article) {
				a.Lead, a.Body = described("Le port, lundi", "Des grues", "© Rim Saïdi"), `<p>Le port.</p><img src="`+sharedFile+`" alt="">`
			})
			bare := with("503", "Le quai", func(a *presse.Article) { a.Lead = described("", "", "") })
			for _, order := range [][]*presse.Article{{hidden, public, bare}, {public, bare, hidden}, {bare, hidden, public}} {
				what := fmt.Sprintf("%s, in media %v, first %s", name, inMedia, order[0].ID)
				var lost losses
				file := export(t, &lost, order...)
				posts, files := itemsOf(t, file)
				for _, a := range []*presse.Article{public, bare} {
					it := files[metaValue(posts[a.ID], "_thumbnail_id")]
					if it.Excerpt != a.Lead.Caption || metaValue(it, "_wp_attachment_image_alt") != a.Lead.Alt || metaValue(it, fieldCredit) != a.Lead.Credit.Text || it.Parent != a.ID {
						t.Errorf("%s: attachment of %s: parent %s, %q, %v; want its own texts", what, a.ID, it.Parent, it.Excerpt, it.Meta)
					}
				}
				for _, it := range files {
					text := it.Excerpt + fmt.Sprint(it.Meta)
					if strings.Contains(text, secret) && (it.Parent != hidden.ID || name == "withdrawn") {
						t.Errorf("%s: attachment %s of %s has the word: %s", what, it.ID, it.Parent, text)
					}
				}
				x, err := Open(bytes.NewReader(file), int64(len(file)), Options{})
				if err != nil {
					t.Fatal(err)
				}
				for m := range x.Media() {
					if text, _ := marshalJSON(m); strings.Contains(string(text), secret) {
						t.Errorf("%s: Media has the word: %s", what, text)
					}
				}
				told := slices.ContainsFunc(lost, func(l presse.Loss) bool { return l.Err == errCopies })
				if !told {
					t.Errorf("%s: that the file is copied more than once is not reported", what)
				}
				for _, got := range readBack(t, file) {
					want := order[slices.IndexFunc(order, func(a *presse.Article) bool { return a.ID == got.ID })]
					for _, member := range compare(t, want, got) {
						t.Errorf("%s: story %s: %s is lost", what, got.ID, member)
					}
				}
			}
		}
	}
}

// A story that WordPress refuses leaves no attachments: they would belong to nobody.
func TestRefusedStoryHasNoAttachments(t *testing.T) {
	a := &presse.Article{ID: "1", Status: presse.StatusDraft, Lead: described("légende", "", "")}
	if _, files := itemsOf(t, export(t, nil, a)); len(files) != 0 {
		t.Errorf("attachments %v of a story without text", files)
	}
}

// What the desk changes in a featured image counts; what an import changes does not.
func TestLeadEditedInWordPress(t *testing.T) {
	lead := described("Le port", "Des grues", "© Rim Saïdi")
	lead.Focus = [2]float64{0.25, 0.75}
	moved := strings.NewReplacer(sharedFile, "https://neuf.example/wp-content/uploads/2027/01/port-1.jpg")
	set := func(key, value string) func(story, file *Item) {
		return func(story, file *Item) {
			it := file
			if key == "_thumbnail_id" {
				it = story
			}
			for i := range it.Meta {
				if it.Meta[i].Key == key {
					it.Meta[i].Value = value
				}
			}
		}
	}
	cases := []struct {
		name   string
		change func(story, file *Item)
		want   func(m *presse.Media)
		told   bool
	}{
		{"nothing", func(_, _ *Item) {}, func(*presse.Media) {}, false},
		{"the importer copied the file to another host, folder and name", func(_, file *Item) { set(attachmentURL, moved.Replace(sharedFile))(nil, file) }, func(*presse.Media) {}, false},
		{"the importer did not copy the file", func(_, file *Item) { file.Type = "attachment-lost" }, func(*presse.Media) {}, false},
		{"the image was taken away", set("_thumbnail_id", ""), func(m *presse.Media) { *m = presse.Media{} }, true},
		{"the image was taken away, as themes store it", set("_thumbnail_id", "-1"), func(m *presse.Media) { *m = presse.Media{} }, true},
		{"another image that the file lacks", set("_thumbnail_id", "77"), func(m *presse.Media) { *m = presse.Media{} }, true},
		{"another caption", func(_, file *Item) { file.Excerpt = "Le port, mardi" }, func(m *presse.Media) { m.Caption = "Le port, mardi" }, true},
		{"no caption", func(_, file *Item) { file.Excerpt = "" }, func(m *presse.Media) { m.Caption = "" }, true},
		{"another alternative text", set("_wp_attachment_image_alt", "Trois grues"), func(m *presse.Media) { m.Alt = "Trois grues" }, true},
		{"another credit", set(fieldCredit, "© Lina Haddad"), func(m *presse.Media) { m.Credit = presse.ParseCredit("© Lina Haddad") }, true},
		{"another caption of a copy", func(_, file *Item) {
			set(attachmentURL, moved.Replace(sharedFile))(nil, file)
			file.Excerpt = "Le port, mardi"
		}, func(m *presse.Media) { m.Caption = "Le port, mardi" }, true},
		{"a crop", set(attachmentURL, "https://journal.example/wp-content/uploads/2026/03/port-e1772434800000.jpg"), func(m *presse.Media) {
			*m = presse.Media{URL: "https://journal.example/wp-content/uploads/2026/03/port-e1772434800000.jpg"}
		}, true},
		{"another file of the same name", set(fieldKept, ""), func(m *presse.Media) { *m = presse.Media{URL: sharedFile} }, true},
	}
	for _, c := range cases {
		a := with("7", "Le port", func(a *presse.Article) { a.Lead = lead })
		posts, files := itemsOf(t, export(t, nil, a))
		story := posts["7"]
		file := files[metaValue(story, "_thumbnail_id")]
		c.change(&story, &file)
		var lost losses
		text := testExport{items: []Item{story, file}}.String()
		x, err := Open(strings.NewReader(text), int64(len(text)), Options{Lost: lost.add})
		if err != nil {
			t.Fatal(err)
		}
		want := lead
		c.want(&want)
		for got, err := range x.Articles() {
			if err != nil {
				t.Fatal(err)
			}
			g := got.Lead
			if g.URL != want.URL || g.Caption != want.Caption && want.Focus != [2]float64{} || g.Alt != want.Alt && want.Focus != [2]float64{} || g.Focus != want.Focus || want.Focus != [2]float64{} && g.Credit.Text != want.Credit.Text {
				t.Errorf("%s: lead %+v, want %+v", c.name, g, want)
			}
		}
		told := slices.ContainsFunc(lost, func(l presse.Loss) bool { return l.Field == "lead" && l.Kind == presse.LossGuessed })
		if told != c.told {
			t.Errorf("%s: reported %v, want %v: %v", c.name, told, c.told, lost)
		}
	}
}

func TestSameFile(t *testing.T) {
	for _, c := range []struct {
		file, copied string
		want         bool
	}{
		{"https://a.example/x/port.jpg", "https://b.example/2026/port.jpg", true},
		{"https://a.example/port.jpg?v=2", "https://b.example/port-12.webp", true},
		{"https://a.example/port.jpg", "https://b.example/port-scaled.jpg", true},
		{"https://a.example/port.jpg", "https://b.example/port-3-rotated.jpg", true},
		{"https://a.example/Le%20port%20(2).jpg", "https://b.example/Le-port-2.jpg", true},
		{"https://a.example/port-2.jpg", "https://b.example/port.jpg", false},
		{"https://a.example/port.jpg", "https://b.example/port-e1772434800000.jpg", false},
		{"https://a.example/port.jpg", "https://b.example/quai.jpg", false},
	} {
		if got := sameFile(c.file, c.copied); got != c.want {
			t.Errorf("sameFile(%s, %s) = %v, want %v", c.file, c.copied, got, c.want)
		}
	}
}

// Leads and media that were kept go through Options.Link too.
func TestLinkOfKeptMedia(t *testing.T) {
	a := with("7", "Le port", func(a *presse.Article) {
		a.Lead = described("Le port", "", "")
		a.Media = []presse.Media{{Kind: "video", URL: "https://journal.example/v/port.mp4"}}
	})
	file := export(t, nil, a)
	x, err := Open(bytes.NewReader(file), int64(len(file)), Options{Link: func(url string) string { return strings.Replace(url, "journal", "neuf", 1) }})
	if err != nil {
		t.Fatal(err)
	}
	for got := range x.Articles() {
		if !strings.HasPrefix(got.Lead.URL, "https://neuf.example/") || len(got.Media) != 1 || got.Media[0].URL != "https://neuf.example/v/port.mp4" {
			t.Errorf("lead %s, media %v: not rewritten", got.Lead.URL, got.Media)
		}
	}
}

// A withdrawn story comes back as withdrawn, alone, as the newest one and with any date.
func TestWithdrawnComesBack(t *testing.T) {
	gone := func(at time.Time) *presse.Article {
		return with("704", "Retiré", func(a *presse.Article) { a.Status, a.Published = presse.StatusWithdrawn, at })
	}
	past, future := clock("2026-03-02 06:05:00"), clock("2099-03-02 06:05:00")
	for _, c := range []struct {
		name string
		all  []*presse.Article
	}{
		{"alone", []*presse.Article{gone(past)}},
		{"the newest", []*presse.Article{gone(past), with("1", "Avant", func(a *presse.Article) { a.Published = clock("2026-01-02 06:05:00") })}},
		{"with a later one", []*presse.Article{gone(past), with("1", "Après", func(a *presse.Article) { a.Published = clock("2026-05-02 06:05:00") })}},
		{"with a date to come", []*presse.Article{gone(future), plain("1", "Avant")}},
		{"without a date", []*presse.Article{gone(time.Time{})}},
	} {
		got := readBack(t, export(t, nil, c.all...))
		if len(got) != len(c.all) || got[0].Status != presse.StatusWithdrawn || !got[0].Published.Equal(c.all[0].Published) {
			t.Errorf("%s: %d stories of %d: %v", c.name, len(got), len(c.all), got)
		}
	}
}

// A schedule that Write made is not reported as missed.
func TestOwnScheduleIsNotMissed(t *testing.T) {
	over := with("708", "Embargo passé", func(a *presse.Article) { a.Embargo = clock("2026-03-03 06:00:00") })
	file := export(t, nil, over, with("705", "Après", func(a *presse.Article) { a.Published = clock("2026-04-02 06:00:00") }))
	var lost losses
	x, err := Open(bytes.NewReader(file), int64(len(file)), Options{Lost: lost.add})
	if err != nil {
		t.Fatal(err)
	}
	for a := range x.Articles() {
		if a.Status != presse.StatusPublished {
			t.Errorf("story %s is %v", a.ID, a.Status)
		}
	}
	if lost.of("708", "wp:status") {
		t.Errorf("reported as missed: %v", lost)
	}
}

// WordPress shows the names of terms to everybody.
func TestTermsOfWithheldStories(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(a *presse.Article)
		section string
		before  bool // a public story has them before
		written bool
		told    presse.LossKind
	}{
		{"a draft", func(a *presse.Article) { a.Status = presse.StatusDraft }, "enquetes", false, false, presse.LossKept},
		{"a story in review", func(a *presse.Article) { a.Status = presse.StatusReview }, "enquetes", false, false, presse.LossKept},
		{"a restricted story", func(a *presse.Article) { a.Status = presse.StatusRestricted }, "enquetes", false, false, presse.LossKept},
		{"a withdrawn story", func(a *presse.Article) { a.Status = presse.StatusWithdrawn }, "enquetes", false, false, presse.LossKept},
		{"a draft, after a public story", func(a *presse.Article) { a.Status = presse.StatusDraft }, "enquetes", true, true, 0},
		{"an embargo", func(a *presse.Article) { a.Embargo = clock("2099-03-02 06:00:00") }, "enquetes", false, true, presse.LossChanged},
		{"a paid story", func(a *presse.Article) { a.Access = presse.AccessPaid }, "enquetes", false, true, presse.LossChanged},
		{"a public story", func(*presse.Article) {}, "enquetes", false, true, 0},
	} {
		a := with("7", "Titre", func(a *presse.Article) {
			a.Sections, a.Tags = []string{c.section}, []string{"perquisition"}
			c.change(a)
		})
		all := []*presse.Article{a}
		if c.before {
			all = append([]*presse.Article{with("6", "Autre", func(b *presse.Article) { b.Sections, b.Tags = a.Sections, a.Tags })}, a)
		}
		var lost losses
		file := export(t, &lost, all...)
		posts, _ := itemsOf(t, file)
		if got := len(posts["7"].Terms) == 2; got != c.written {
			t.Errorf("%s: terms %v, want written %v", c.name, posts["7"].Terms, c.written)
		}
		if public := file[:bytes.Index(file, []byte(fieldKept))]; !c.written && (bytes.Contains(public, []byte("perquisition")) || bytes.Contains(public, []byte("<wp:category_nicename><![CDATA[enquetes"))) {
			t.Errorf("%s: the names are in the file", c.name)
		}
		for _, field := range []string{"sections", "tags"} {
			told := presse.LossKind(0)
			for _, l := range lost {
				if l.Item == "7" && l.Field == field && (l.Err == errTermHeld || l.Err == errTermShown) {
					told = l.Kind
				}
			}
			if told != c.told {
				t.Errorf("%s: %s reported as %v, want %v", c.name, field, told, c.told)
			}
		}
		got := readBack(t, file)
		for _, name := range compare(t, a, got[len(got)-1]) {
			t.Errorf("%s: %s is lost", c.name, name)
		}
	}
	draft := with("7", "Titre", func(a *presse.Article) { a.Status, a.Sections = presse.StatusDraft, []string{"rabat/sport"} })
	if posts, _ := itemsOf(t, export(t, nil, draft)); len(posts["7"].Terms) == 0 {
		t.Error("a section of the taxonomy is not written for a draft")
	}
}

// Without a zone WordPress makes the local time of a scheduled story, by its own zone.
func TestScheduleWithoutZone(t *testing.T) {
	story := with("7", "Sous embargo", func(a *presse.Article) { a.Embargo = clock("2099-03-02 06:00:00") })
	for _, c := range []struct {
		zone         *time.Location
		local, inGMT string
	}{{nil, wpNoTime, "2099-03-02 05:00:00"}, {casablanca, "2099-03-02 06:00:00", "2099-03-02 05:00:00"}, {time.UTC, "2099-03-02 05:00:00", "2099-03-02 05:00:00"}} {
		var file bytes.Buffer
		if err := Write(&file, WriteOptions{Base: "https://journal.example", Zone: c.zone}, seq(story)); err != nil {
			t.Fatal(err)
		}
		posts, _ := itemsOf(t, file.Bytes())
		if it := posts["7"]; it.Date != c.local || it.DateGMT != c.inGMT {
			t.Errorf("zone %v: %s, GMT %s; want %s, %s", c.zone, it.Date, it.DateGMT, c.local, c.inGMT)
		}
		for _, name := range compare(t, story, readBack(t, file.Bytes())[0]) {
			if name != "lang" {
				t.Errorf("zone %v: %s is lost", c.zone, name)
			}
		}
	}
}

// The headline "0" is empty in PHP: the importer then looks at the second alone.
func TestUntitledHasTheSecondAlone(t *testing.T) {
	for _, untitled := range []string{"", "0"} {
		posts, _ := itemsOf(t, export(t, nil, plain("1", "Autre"), plain("2", untitled)))
		if posts["1"].Date == posts["2"].Date {
			t.Errorf("headline %q: the second %s is that of another story", untitled, posts["2"].Date)
		}
	}
}

// An e-mail address is neither a display name nor a login.
func TestMailIsNoName(t *testing.T) {
	var lost losses
	a := with("7", "Titre", func(a *presse.Article) {
		a.Byline = presse.Byline{People: []presse.Person{{Name: "salma.berrada@journal.example"}}}
	})
	file := string(export(t, &lost, a))
	who := file[strings.Index(file, "<wp:author>"):]
	if strings.Contains(who, "salma") || !strings.Contains(who, "<wp:author_display_name><![CDATA[auteur]]>") || !lost.of("7", "byline") {
		t.Errorf("account %s, losses %v", who, lost)
	}
}

// What is no address is no link, and this is reported.
func TestLinkIsAnAddress(t *testing.T) {
	for link, want := range map[string]string{
		"javascript:alert(1)": "https://journal.example/?p=7", "mailto:a@journal.example": "https://journal.example/?p=7", "%zz": "https://journal.example/?p=7",
		"/2026/pont": "https://journal.example/2026/pont", "https://autre.example/pont": "https://autre.example/pont", "//autre.example/pont": "https://autre.example/pont",
	} {
		var lost losses
		var file bytes.Buffer
		o := WriteOptions{Base: "https://journal.example", Lost: lost.add, URL: func(*presse.Article) string { return link }}
		if err := Write(&file, o, seq(plain("7", "Le pont"))); err != nil {
			t.Fatal(err)
		}
		posts, _ := itemsOf(t, file.Bytes())
		if told := lost.of("7", "url"); posts["7"].Link != want || told != strings.HasSuffix(want, "?p=7") {
			t.Errorf("URL %q: link %q, want %q; reported %v", link, posts["7"].Link, want, told)
		}
	}
}

// A text that PHP would unserialize is written so that WordPress stores the text.
func TestSerializedText(t *testing.T) {
	a := with("7", "Titre", func(a *presse.Article) {
		a.Kicker, a.Titles = `a:1:{i:0;s:1:"é";}`, map[string]string{"seo": `s:5:"hello";`}
	})
	file := export(t, nil, a)
	posts, _ := itemsOf(t, file)
	if got, want := metaValue(posts["7"], fieldKicker), `s:19:"a:1:{i:0;s:1:"é";}";`; got != want {
		t.Errorf("field %s, want %s", got, want)
	}
	for _, name := range compare(t, a, readBack(t, file)[0]) {
		t.Errorf("%s is lost", name)
	}
}

// Many stories that the importer takes for one, accounts with one login, tags with one slug and
// sections take time that grows with their number.
func TestWriteIsLinear(t *testing.T) {
	apostrophes := func(i int) string { // names of one length that have one login
		name := []byte("Zoe Marie Anne Louise")
		for bit := range 17 {
			if i>>bit&1 == 1 {
				name[bit] ^= 0x20 * b2i(name[bit] != ' ')
			}
		}
		return string(name) + fmt.Sprintf("%*s", 1+i>>17, "'")
	}
	for what, change := range map[string]func(a *presse.Article, i int){
		"one headline":          func(*presse.Article, int) {},
		"no headline":           func(a *presse.Article, _ int) { a.Headline = "" },
		"one login":             func(a *presse.Article, i int) { a.Byline.People = []presse.Person{{Name: apostrophes(i)}} },
		"sections of their own": func(a *presse.Article, i int) { a.Sections = []string{fmt.Sprint("rubrique-", i)} },
		"one slug of tag":       func(a *presse.Article, i int) { a.Tags = []string{apostrophes(i)} },
		"one picture": func(a *presse.Article, i int) {
			a.Lead = presse.Media{URL: "https://journal.example/p.jpg", Caption: apostrophes(i)}
		},
	} {
		conformance.Linear(t, "Write with "+what, func(n int) {
			stories := func(yield func(*presse.Article, error) bool) {
				for i := range n / 200 {
					a := &presse.Article{ID: fmt.Sprint("x", i), Headline: "Météo", Slug: fmt.Sprint("titre-", i), Status: presse.StatusPublished, Published: clock("2026-03-02 00:00:00"), Body: "<p>x</p>"}
					if change(a, i); !yield(a, nil) {
						return
					}
				}
			}
			if err := Write(io.Discard, WriteOptions{}, stories); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func b2i(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Moved stories have the first free second, in the order of the stories.
func TestMoments(t *testing.T) {
	free := make(moments)
	var got []int64
	for _, second := range []int64{5, 5, 7, 5, 6, 5} {
		at := free.free(moment{"post", "x", second})
		free.take(moment{"post", "x", at})
		got = append(got, at)
	}
	if want := []int64{5, 6, 7, 8, 9, 10}; !slices.Equal(got, want) {
		t.Errorf("seconds %v, want %v", got, want)
	}
	if at := free.free(moment{"post", "y", 5}); at != 5 {
		t.Errorf("another title has %d, want 5", at)
	}
}
