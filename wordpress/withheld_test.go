package wordpress

import (
	"fmt"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// An attachment has the status of its parent, unless a public story uses it.
func TestAttachmentsOfWithheldStories(t *testing.T) {
	draft := story("2", status("draft"), draftDate)
	cases := []struct {
		rule  string
		items []Item
		media string // IDs
		body  string // is in the body of the story 1, or, after "!", is not
	}{
		{"the parent is a draft", []Item{story("1"), draft}, "", ""},
		{"the parent comes first", []Item{draft, story("1")}, "", ""},
		{"the parent is public", []Item{story("1"), story("2")}, "52", ""},
		{"the parent is not in the file", []Item{story("1")}, "", ""},
		{"the parent is not in the file, but a public story uses it", []Item{story("1", meta("_thumbnail_id", "52"))}, "52", ""},
		{"the parent is a revision", []Item{story("1"), {ID: "2", Type: "revision", Status: "inherit"}}, "", ""},
		{"the gallery of a story that is not in the file", []Item{story("1", content(`[gallery id="2"]`))}, "", "!parc.jpg"},
		{"the parent has a password", []Item{story("1"), story("2", password("x"))}, "", ""},
		{"the parent is under an embargo", []Item{story("1"), story("2", meta("embargo", "2027-01-01 00:00:00"))}, "", ""},
		{"the parent is private and no story", []Item{story("1"), {ID: "2", Type: "page", Status: "private"}}, "", ""},
		{"the parent is a public page", []Item{story("1"), {ID: "2", Type: "page", Status: "publish"}}, "52", ""},
		{"a featured image", []Item{story("1", meta("_thumbnail_id", "52")), draft}, "52", ""},
		{"a picture in the body, by its class", []Item{story("1", content(`<p><img class="wp-image-52" src="x.jpg"></p>`)), draft}, "52", ""},
		{"a picture in the body, by its file", []Item{story("1", content(`<p><img src="https://gazette.example/wp-content/uploads/parc.jpg"></p>`)), draft}, "52", ""},
		{"a picture of a gallery", []Item{story("1", content(`[gallery ids="52"]`)), draft}, "52", "parc.jpg"},
		{"a picture of a reusable block", []Item{story("1", content(`<!-- wp:block {"ref":50} /-->`)), draft, {ID: "50", Type: "wp_block", Status: "publish", Content: `[gallery ids="52"]`}}, "52", "parc.jpg"},
		{"a number in the text is no picture", []Item{story("1", content("<p>52 ans, 52.</p>")), draft}, "", ""},
		{"the gallery of another story", []Item{story("1", content(`[gallery id="2"]`)), draft}, "", "!parc.jpg"},
		{"a draft does not make it public", []Item{story("1"), story("2", status("draft"), draftDate, meta("_thumbnail_id", "52"), content(`[gallery]`))}, "", ""},
		{"the parent is an attachment of a draft", []Item{story("1"), story("3", status("draft"), draftDate), picture("2", "cour.jpg", func(it *Item) { it.Parent = "3" })}, "", ""},
		{"the parent is private, and of another type, in a custom field of a public story", []Item{story("1", meta("photo", "https://gazette.example/wp-content/uploads/parc.jpg")), {ID: "2", Type: "page", Status: "private"}}, "52", ""},
		{"two copies of one change: the draft counts", []Item{story("1"), story("2"), story("2", status("draft"))}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			items := append(c.items, picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" }))
			x, losses := open(t, testExport{channel: lina, items: items}.String(), Options{})
			var ids []string
			for m := range x.Media() {
				ids = append(ids, m.ID)
			}
			if got := strings.Join(ids, " "); got != c.media {
				t.Errorf("%s: got media %q, want %q", c.rule, got, c.media)
			}
			if got := strings.Contains(told(*losses), errParent.Error()) || strings.Contains(told(*losses), errAbsent.Error()); got != (c.media == "") {
				t.Errorf("%s: reported to be left out: %t, want %t; losses %s", c.rule, got, c.media == "", told(*losses))
			}
			for a := range x.Articles() {
				name, not := strings.CutPrefix(c.body, "!")
				if a.ID == "1" && strings.Contains(a.Body, name) == not && name != "" {
					t.Errorf("%s: got body %q, want %s", c.rule, a.Body, c.body)
				}
			}
		})
	}
}

// An export of media alone has the attachments that belong to no post, and says once how many
// are left out.
func TestMediaWithoutStories(t *testing.T) {
	of := func(parent string) func(*Item) { return func(it *Item) { it.Parent = parent } }
	items := []Item{picture("51", "a.jpg", of("2")), picture("52", "b.jpg", of("3")), picture("53", "c.jpg", of("0")), picture("54", "d.jpg", of("51"))}
	x, losses := open(t, testExport{items: items}.String(), Options{})
	var ids []string
	for m := range x.Media() {
		ids = append(ids, m.ID)
	}
	if got := strings.Join(ids, " "); got != "53" {
		t.Errorf("got media %q, want 53", got)
	}
	if got := told(*losses); strings.Count(got, errAlone.Error()) != 1 || !strings.Contains(got, `wp:post_parent "2" dropped`) || strings.Contains(got, errAbsent.Error()) {
		t.Errorf("got losses %s, want one with the number 2", got)
	}
	whole := testExport{items: items}.String() + testExport{channel: lina, items: []Item{story("2"), story("3", status("draft"), draftDate)}}.String()
	x, _ = open(t, whole, Options{})
	ids = nil
	for m := range x.Media() {
		ids = append(ids, m.ID)
	}
	if got := strings.Join(ids, " "); got != "51 53 54" {
		t.Errorf("with the stories: got media %q, want 51 53 54", got)
	}
}

// IDs of another site are other posts.
func TestMediaOfAnotherSite(t *testing.T) {
	first := testExport{channel: lina, items: []Item{story("1"), story("2")}}.String()
	second := testExport{channel: lina, items: []Item{story("2", status("draft"), func(it *Item) { it.ModifiedGMT = "2026-03-01 08:00:00" }), picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" })}}.String()
	for host, want := range map[string]string{"https://autre.example": "", "http://www.gazette.example": "52"} {
		x, losses := open(t, first+strings.ReplaceAll(second, "https://gazette.example", host), Options{})
		var ids []string
		for m := range x.Media() {
			ids = append(ids, m.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: got media %q, want %q", host, got, want)
		}
		if got := strings.Contains(told(*losses), errOtherSite.Error()); got != (want == "") {
			t.Errorf("%s: reported %t; losses %s", host, got, told(*losses))
		}
	}
}

// A file that is cut has no attachments of what follows.
func TestMediaOfCutFiles(t *testing.T) {
	text := testExport{channel: lina, items: []Item{story("1"), picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" }), story("2", status("draft"), draftDate)}}.String()
	for i := strings.Index(text, "<item>"); i < len(text); i += 7 {
		x, err := Open(strings.NewReader(text[:i]), int64(i), Options{})
		if err != nil {
			continue
		}
		for m := range x.Media() {
			t.Fatalf("cut at %d of %d: got the attachment %s of a draft", i, len(text), m.ID)
		}
	}
}

// Nobody knows whether a story that is damaged is public.
func TestAttachmentsOfDamagedStories(t *testing.T) {
	text := testExport{channel: lina, items: []Item{story("1"), story("2"), picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" })}}.String()
	i := strings.LastIndex(text, "<wp:post_password>")
	i = strings.LastIndex(text[:i], "<wp:post_password>")
	x, _ := open(t, text[:i]+"<wp:post_password</wp:post>"+text[i:], Options{})
	for m := range x.Media() {
		t.Errorf("got the attachment %s of a damaged story, want none", m.ID)
	}
}

func TestMenuOrder(t *testing.T) {
	text := strings.Replace(testExport{channel: lina, items: []Item{story("1")}}.String(), "<wp:post_type>", "<wp:menu_order>3</wp:menu_order><wp:post_type>", 1)
	x, losses := open(t, text, Options{})
	for range x.Articles() {
	}
	if got, want := fmt.Sprint(*losses), `[1 wp:menu_order "3" dropped: stories have no order of their own]`; got != want {
		t.Errorf("got losses %s, want %s", got, want)
	}
}

// A draft keeps its pictures: it is not shown.
func TestPicturesOfDrafts(t *testing.T) {
	list, _ := read(t, testExport{items: []Item{
		story("2", status("draft"), draftDate, meta("_thumbnail_id", "52"), content(`[gallery]`)), picture("52", "parc.jpg", func(it *Item) { it.Parent = "2" }),
	}}, Options{})
	if a := list[0]; a.Lead.ID != "52" || !strings.Contains(a.Body, "parc.jpg") {
		t.Errorf("got lead %q and body %q, want the picture in both", a.Lead.ID, a.Body)
	}
}

func TestCategoriesOfWithheldStories(t *testing.T) {
	in := terms("category", "affaire", "Affaire")
	cases := []struct {
		rule    string
		created string
		items   []Item
		want    string // sections of the site
		kept    string // in Unknown of the story 2
	}{
		{"only a draft names it", "", []Item{story("1"), story("2", in, status("draft"), draftDate)}, "", `[{"slug":"affaire","name":"Affaire"}]`},
		{"only a story with a password names it", "", []Item{story("2", in, password("x"))}, "", `[{"slug":"affaire","name":"Affaire"}]`},
		{"a public story names it too", "", []Item{story("2", in, status("draft"), draftDate), story("1", in)}, "affaire=Affaire", ""},
		{"only the older copy is public", "", []Item{story("2", in), story("2", in, status("draft"))}, "", `[{"slug":"affaire","name":"Affaire"}]`},
		{"an embargo, in a file without a date", " ", []Item{story("1"), story("2", in, meta("embargo", "2027-01-01 00:00:00"))}, "", `[{"slug":"affaire","name":"Affaire"}]`},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, testExport{created: c.created, channel: lina, items: c.items}.String(), Options{})
			tx, err := x.Taxonomy()
			if err != nil {
				t.Fatal(err)
			}
			if got := tree(tx); got != c.want {
				t.Errorf("%s: got sections %q, want %q", c.rule, got, c.want)
			}
			for a := range x.Articles() {
				if a.ID == "2" && string(a.Unknown["category"]) != c.kept {
					t.Errorf("%s: kept %s, want %s", c.rule, a.Unknown["category"], c.kept)
				}
			}
			if c.want == "" && strings.Contains(told(*losses), "affaire") {
				t.Errorf("%s: a loss names the category: %s", c.rule, told(*losses))
			}
		})
	}
}

func TestURLsOfOptions(t *testing.T) {
	cases := []struct{ rule, to, want, told string }{
		{"a path", "/a/b", "https://gazette.example/a/b", ""},
		{"a path with a colon", "/a:b", "https://gazette.example/a:b", ""},
		{"an absolute URL", "https://www.gazette.example/a", "https://www.gazette.example/a", ""},
		{"none", "", "", "url dropped: Options.URL returned no address"},
		{"a script", "javascript:alert(1)", "", "url dropped: Options.URL returned neither"},
		{"a mail address", "mailto:a@gazette.example", "", "url dropped: Options.URL returned neither"},
		{"a control character", "/a\x00", "", "url dropped: Options.URL returned neither"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			list, losses := read(t, testExport{items: []Item{story("1")}}, Options{URL: func(*presse.Article) string { return c.to }})
			if got := told(losses); list[0].URL != c.want || !strings.HasPrefix(got, c.told) || c.told == "" && got != "" {
				t.Errorf("%q: got %q and losses %q, want %q and %q", c.to, list[0].URL, got, c.want, c.told)
			}
		})
	}
	_, losses := read(t, testExport{items: []Item{story("1"), story("2"), story("3")}}, Options{URL: func(a *presse.Article) string {
		if a.ID == "2" {
			return "/deux"
		}
		return "/un/"
	}})
	if got, want := fmt.Sprint(losses), `[3 url "1" guessed: Options.URL returned the address of another story]`; got != want {
		t.Errorf("two stories with one address: got losses %s, want %s", got, want)
	}
}

func TestZeroExport(t *testing.T) {
	var x Export
	for a, err := range x.Articles() {
		t.Errorf("a story %v %v", a, err)
	}
	for r, err := range x.Redirects() {
		t.Errorf("a redirect %v %v", r, err)
	}
	for m, err := range x.Media() {
		t.Errorf("a medium %v %v", m, err)
	}
	if tx, err := x.Taxonomy(); err != nil || tx.Len() != 0 {
		t.Errorf("got %d sections and %v, want none", tx.Len(), err)
	}
	if done, size := x.Progress(); done != 0 || size != 0 {
		t.Errorf("progress %d of %d, want 0 of 0", done, size)
	}
}

func TestRedirectsAreLimitedAndTold(t *testing.T) {
	many := story("1", func(it *Item) {
		it.Link = "https://gazette.example/2026/03/02/le-pont-rouvre-1/"
		for i := range 90 {
			it.Meta = append(it.Meta, Meta{"_wp_old_slug", fmt.Sprint("pont-", i)}, Meta{"_wp_old_date", fmt.Sprintf("20%02d-02-03", i%100)})
		}
	})
	cases := []struct {
		rule  string
		items []Item
		n     int
		told  string
	}{
		{"a story with 90 former slugs and 90 former dates", []Item{many}, 999, `1 redirect dropped: too many former addresses`},
		{"two stories with one former slug", []Item{story("1", meta("_wp_old_slug", "pont")), story("2", meta("_wp_old_slug", "pont"))}, 3, `2 redirect dropped: another story or page has this former address`},
		{"a former slug that another story has now", []Item{story("1", meta("_wp_old_slug", "le-pont-rouvre-2")), story("2")}, 2, `1 redirect dropped: another story or page has this former address`},
		{"one former slug twice", []Item{story("1", meta("_wp_old_slug", "pont", "_wp_old_slug", "pont"))}, 2, ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, testExport{channel: lina, items: c.items}.String(), Options{})
			n := 0
			for _, err := range x.Redirects() {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			var list []string
			for _, l := range *losses {
				list = append(list, l.String())
			}
			if got := strings.Join(list, "|"); n != c.n || got != c.told {
				t.Errorf("%s: got %d redirects and losses %q, want %d and %q", c.rule, n, got, c.n, c.told)
			}
		})
	}
}

func TestLossesOfTermsAndGuests(t *testing.T) {
	termmeta := `<wp:termmeta><wp:meta_key>couleur</wp:meta_key><wp:meta_value>rouge</wp:meta_value></wp:termmeta>`
	with := func(term, more string) string { return strings.Replace(term, "</wp:term>", more+"</wp:term>", 1) }
	cases := []struct {
		rule, channel string
		items         []Item
		told          string
	}{
		{"the description of a tag", `<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>eau</wp:tag_slug><wp:tag_name>Eau</wp:tag_name><wp:tag_description>Sur l’eau</wp:tag_description></wp:tag>`,
			[]Item{story("1", terms("post_tag", "eau", "Eau"))}, `5 wp:tag_description dropped`},
		{"the description of another term", otherTerm("6", "lieu", "fes", "Fès", "Ville"), []Item{story("1", terms("lieu", "fes", "Fès"))}, `6 wp:term_description "lieu" dropped`},
		{"the parent of another term", with(otherTerm("6", "lieu", "fes", "Fès", ""), "<wp:term_parent>maroc</wp:term_parent>"), []Item{story("1", terms("lieu", "fes", "Fès"))}, `6 wp:term_parent "lieu" dropped`},
		{"a custom field of a term", with(otherTerm("6", "lieu", "fes", "Fès", ""), termmeta), []Item{story("1", terms("lieu", "fes", "Fès"))}, `6 wp:termmeta "couleur" dropped`},
		{"a custom field of a category", strings.Replace(category("7", "sport", "", "Sport"), "</wp:category>", termmeta+"</wp:category>", 1), nil, `7 wp:termmeta "couleur" dropped`},
		{"a term that no story has", otherTerm("6", "lieu", "fes", "Fès", ""), nil, `6 wp:term "lieu" dropped: a term that no story has`},
		{"groups of terms of Polylang", otherTerm("8", "term_translations", "pll_9", "pll_9", "a:1:{s:2:\"fr\";i:7;}"), nil, `8 wp:term "term_translations" dropped`},
		{"what a guest author does", "", []Item{{ID: "9", Type: "guest-author", Status: "publish", Title: "Rim Saïdi", Slug: "cap-rim", Meta: []Meta{{"cap-display_name", "Rim Saïdi"}, {"cap-job", "Photographe"}}}}, `9 cap-job dropped`},
		{"a co-author that nobody knows", otherTerm("10", "author", "cap-inconnu", "inconnu", ""), []Item{story("1", terms("author", "cap-inconnu", "inconnu"))}, `1 author "10" dropped: an unknown author`},
		{"a guest author without a name", "", []Item{{ID: "9", Type: "guest-author", Status: "publish", Title: "Titre 63", Slug: "cap-t63"}, story("1", terms("author", "cap-t63", "t63"))}, `1 author "guest-9" dropped`},
		{"a caption without a picture", "", []Item{story("1", meta("legende", "Le pont, lundi"))}, `1 legende kept: of a picture that the story lacks`},
		{"a date that cannot be read", "", []Item{story("1", func(it *Item) { it.Date, it.DateGMT = "hier", "hier" })}, `1 wp:post_date dropped`},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			_, losses := read(t, testExport{channel: lina + c.channel, items: c.items}, Options{})
			var list []string
			for _, l := range losses {
				list = append(list, l.String())
			}
			if got := strings.Join(list, "|"); !strings.Contains(got, c.told) {
				t.Errorf("%s: got losses %s, want %s", c.rule, got, c.told)
			}
		})
	}
}

// The group of Polylang says Arabic of a story whose own term is English.
func TestEditionsFollowTheStory(t *testing.T) {
	channel := lina + otherTerm("1", "language", "fr", "Français", "") + otherTerm("2", "language", "ar", "العربية", "") + otherTerm("3", "language", "en", "English", "") +
		otherTerm("9", "post_translations", "pll_1", "pll_1", `a:2:{s:2:"fr";i:1;s:2:"ar";i:2;}`)
	list, losses := read(t, testExport{channel: channel, items: []Item{
		story("1", terms("post_translations", "pll_1", "pll_1", "language", "fr", "fr")), story("2", terms("post_translations", "pll_1", "pll_1", "language", "en", "en")),
	}}, Options{})
	want := map[presse.Lang]string{"en": list[1].URL}
	if got := fmt.Sprint(list[0].Editions); got != fmt.Sprint(want) || !strings.Contains(told(losses), errOtherLang.Error()) {
		t.Errorf("got editions %s, want %v; losses %s", got, want, told(losses))
	}
}

func TestSlugOfATrashedCopy(t *testing.T) {
	list, _ := read(t, testExport{items: []Item{story("1", status("trash"), meta("_wp_trash_meta_status", "publish", "_wp_desired_post_slug", "h__trashed-2"), func(it *Item) { it.Slug = "h__trashed-3" })}}, Options{})
	if got := list[0].Slug; got != "h" {
		t.Errorf("got slug %q, want h", got)
	}
}
