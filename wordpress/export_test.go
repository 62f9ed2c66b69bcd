package wordpress

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/internal/conformance"
)

// collect returns the IDs and statuses of the stories, and the errors.
func collect(seq iter.Seq2[*presse.Article, error]) (list []string, errs []error) {
	for a, err := range seq {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, a.ID+" "+a.Status.String())
	}
	return list, errs
}

func TestOpenRefuses(t *testing.T) {
	text := testExport{items: []Item{story("1")}}.String()
	cases := []struct {
		rule string
		open func() (*Export, error)
		want error // a cause, if there is one to distinguish
	}{
		{"no file", func() (*Export, error) { return Open(nil, 0, Options{}) }, nil},
		{"a negative size", func() (*Export, error) { return Open(strings.NewReader(text), -1, Options{}) }, nil},
		{"a file that is no export", func() (*Export, error) { return Open(strings.NewReader("<html><p>Erreur 500"), 19, Options{}) }, presse.ErrCorrupt},
		{"an empty file", func() (*Export, error) { return Open(strings.NewReader(""), 0, Options{}) }, presse.ErrCorrupt},
		{"a file that cannot be read", func() (*Export, error) { return Open(badFile{}, 100, Options{}) }, errBroken},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, err := c.open()
			var e *presse.Error
			if x != nil || !errors.As(err, &e) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%s: got %v, want a *presse.Error with the cause %v", c.rule, err, c.want)
			}
		})
	}
}

var errBroken = errors.New("broken disk")

type badFile struct{}

func (badFile) ReadAt([]byte, int64) (int, error) { return 0, errBroken }

func TestTypes(t *testing.T) {
	kind := func(s string) change { return func(it *Item) { it.Type = s } }
	items := []Item{story("1"), story("2", kind("page")), story("3", kind("breve")), story("4", kind("nav_menu_item")), story("5", kind("wp_block")), story("6", kind("wp_block"), status("draft"))}
	cases := []struct {
		rule  string
		types []string
		want  string
		told  string
	}{
		{"posts are stories", nil, "1 published", `"page" dropped`},
		{"the types of the site", []string{"post", "breve"}, "1 published 3 published", `"nav_menu_item" dropped`},
		{"none", []string{}, "", `"post" dropped`},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, testExport{channel: lina, items: items}.String(), Options{Types: c.types})
			list, errs := collect(x.Articles())
			if got := strings.Join(list, " "); got != c.want || errs != nil {
				t.Errorf("got %q %v, want %q", got, errs, c.want)
			}
			got := told(*losses)
			if !strings.Contains(got, c.told) || strings.Count(got, `"wp_block"`) != 1 {
				t.Errorf("losses %s, want %q, and the block that is not public", got, c.told)
			}
		})
	}
}

func TestJoinedExports(t *testing.T) {
	old := testExport{channel: lina, items: []Item{story("1"), story("2")}}.String()
	changed := func(it *Item) {
		it.Title, it.Modified, it.ModifiedGMT = "Le pont ferme", "2026-03-05 09:00:00", "2026-03-05 08:00:00"
	}
	later := testExport{channel: lina, items: []Item{story("2", changed, status("private")), story("3"), story("1")}}.String()
	for _, c := range []struct{ rule, text, want string }{
		{"the later one counts, wherever it is", old + later, "1 published 2 restricted 3 published"},
		{"the later one first", later + old, "2 restricted 3 published 1 published"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, c.text, Options{})
			list, errs := collect(x.Articles())
			if got := strings.Join(list, " "); got != c.want || errs != nil {
				t.Errorf("got %q %v, want %q", got, errs, c.want)
			}
			doubles := 0
			for _, l := range *losses {
				if errors.Is(l.Err, presse.ErrDuplicate) {
					doubles++
				}
			}
			if doubles != 2 {
				t.Errorf("%d doubles reported, want 2: %v", doubles, *losses)
			}
		})
	}
}

// A damaged item is reported and costs no other; a file that is cut ends with ErrCorrupt.
func TestDamagedExport(t *testing.T) {
	text := testExport{channel: lina, items: []Item{story("1"), story("2"), story("3")}}.String()
	damaged := strings.Replace(text, "<wp:post_id>2</wp:post_id>", "<wp:post_id>2</wp:post_id><wp:status>", 1)
	x, _ := open(t, damaged, Options{})
	list, errs := collect(x.Articles())
	var e *ItemError
	if got := strings.Join(list, " "); got != "1 published 3 published" || len(errs) != 1 || !errors.As(errs[0], &e) || e.ID != "2" || e.Line == 0 {
		t.Errorf("got %q, %v", list, errs)
	}
	for r, err := range x.Redirects() {
		if err != nil || r.From == "?p=2" {
			t.Errorf("redirect %v, %v", r, err)
		}
	}

	x, _ = open(t, text[:strings.Index(text, "<wp:post_id>3")], Options{})
	list, errs = collect(x.Articles())
	if got := strings.Join(list, " "); got != "1 published 2 published" || len(errs) == 0 || !errors.Is(errors.Join(errs...), presse.ErrCorrupt) {
		t.Errorf("cut: got %q, %v", list, errs)
	}

	none := testExport{channel: lina, items: []Item{story("")}}.String()
	x, _ = open(t, none, Options{})
	if list, errs = collect(x.Articles()); len(list) != 0 || len(errs) != 1 || !errors.Is(errs[0], presse.ErrItem) {
		t.Errorf("an item without an ID: got %q, %v", list, errs)
	}
}

func TestCompressedExport(t *testing.T) {
	text := testExport{channel: lina, items: []Item{story("1"), story("2")}}.String()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	x, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, errs := collect(x.Articles())
	if got := strings.Join(list, " "); got != "1 published 2 published" || errs != nil {
		t.Errorf("got %q %v", got, errs)
	}
	if done, size := x.Progress(); done != size || size != int64(b.Len()) {
		t.Errorf("Progress: %d of %d, want all %d", done, size, b.Len())
	}
}

// Ranging twice, at the same time and in part works, and Progress may be asked meanwhile.
func TestArticlesConcurrently(t *testing.T) {
	var items []Item
	for i := range 200 {
		items = append(items, story(fmt.Sprint(i+1)))
	}
	var mu sync.Mutex
	lost := 0
	text := testExport{channel: lina, items: items}.String()
	x, err := Open(strings.NewReader(text), int64(len(text)), Options{Lost: func(presse.Loss) { mu.Lock(); lost++; mu.Unlock() }})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := collect(x.Articles())
	for range x.Articles() {
		break
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got, errs := collect(x.Articles()); !slices.Equal(got, want) || errs != nil {
				t.Errorf("got %d stories, want %d", len(got), len(want))
			}
			for range x.Redirects() {
			}
			if done, size := x.Progress(); done < 0 || done > size {
				t.Errorf("Progress: %d of %d", done, size)
			}
		})
	}
	wg.Wait()
}

func TestMediaOfExport(t *testing.T) {
	const sizes = `a:5:{s:5:"width";i:1600;s:6:"height";i:900;s:8:"filesize";i:23489;s:5:"sizes";a:1:{s:6:"medium";a:4:{s:4:"file";s:16:"pont-300x169.jpg";s:5:"width";i:300;s:6:"height";i:169;s:9:"mime-type";s:10:"image/jpeg";}}s:10:"image_meta";a:2:{s:6:"credit";s:5:"H. B.";s:9:"copyright";s:3:"MAP";}}`
	const pont = `"url":"https://gazette.example/wp-content/uploads/2026/pont.jpg","type":"image/jpeg"`
	cases := []struct {
		rule    string
		changes []change
		want    string
		told    string
	}{
		{"an image", nil, `{"id":"40","kind":"image",` + pont + `}`, "-"},
		{"sizes, and the credit in the file", []change{meta("_wp_attachment_metadata", sizes)},
			`{"id":"40","kind":"image",` + pont + `,"size":23489,"width":1600,"height":900,"renditions":[{"url":"https://gazette.example/wp-content/uploads/2026/pont-300x169.jpg","type":"image/jpeg","width":300,"height":169}],"credit":{"text":"H. B.","names":["H. B."],"rights":"credited"},"wordpress_caption":""}`, "-"},
		{"metadata that cannot be read", []change{meta("_wp_attachment_metadata", "a:5:{")}, `{"id":"40","kind":"image",` + pont + `}`, "_wp_attachment_metadata dropped"},
		{"caption and credit in one field", []change{func(it *Item) { it.Excerpt = "Le <em>pont</em>. © Rim Saïdi / MAP" }},
			`{"id":"40","kind":"image",` + pont + `,"caption":"Le pont.","credit":{"text":"© Rim Saïdi / MAP","names":["Rim Saïdi"],"agencies":["MAP"],"rights":"credited"},"wordpress_caption":"Le <em>pont</em>. © Rim Saïdi / MAP"}`, "-"},
		{"a credit of its own", []change{meta("_media_credit", "Rim Saïdi"), func(it *Item) { it.Excerpt = "Le pont" }},
			`{"id":"40","kind":"image",` + pont + `,"caption":"Le pont","credit":{"text":"Rim Saïdi","names":["Rim Saïdi"],"rights":"credited"},"wordpress_caption":"Le pont"}`, "-"},
		{"a credit of its own, and another one in the caption", []change{meta("credit_photo", "MAP"), func(it *Item) { it.Excerpt = "Le pont. Photo : Rim Saïdi" }},
			`{"id":"40","kind":"image",` + pont + `,"caption":"Le pont. Photo : Rim Saïdi","credit":{"text":"MAP","agencies":["MAP"],"rights":"credited"},"wordpress_caption":"Le pont. Photo : Rim Saïdi"}`, "-"},
		{"an e-mail address in a credit", []change{meta("credit_photo", "rim@courriel.example")}, `{"id":"40","kind":"image",` + pont + `}`, "credit dropped"},
		{"alt", []change{meta("_wp_attachment_image_alt", "Un pont sous la pluie")}, `{"id":"40","kind":"image",` + pont + `,"alt":"Un pont sous la pluie"}`, "-"},
		{"title and description are kept", []change{func(it *Item) { it.Title, it.Content = "Pont neuf", "Le pont, vu du fleuve" }},
			`{"id":"40","kind":"image",` + pont + `,"description":"Le pont, vu du fleuve","title":"Pont neuf"}`, "title kept"},
		{"a title that is the name of the file", []change{func(it *Item) { it.Title = "pont" }},
			`{"id":"40","kind":"image","url":"https://gazette.example/wp-content/uploads/2026/pont.jpg","type":"image/jpeg"}`, "-"},
		{"another field is kept", []change{meta("lieu", "Fès", "alt", "x")}, `{"id":"40","kind":"image",` + pont + `,"lieu":"Fès","wordpress_alt":"x"}`, "lieu kept"},
		{"a licence", []change{meta("licence", "https://creativecommons.org/licenses/by/4.0/")}, `{"id":"40","kind":"image",` + pont + `,"credit":{"license":"https://creativecommons.org/licenses/by/4.0/"}}`, "-"},
		{"no address but a file", []change{func(it *Item) { it.Meta = []Meta{{"_wp_attached_file", "2026/pont.jpg"}} }}, `{"id":"40","kind":"image",` + pont + `}`, "-"},
		{"no file at all", []change{func(it *Item) { it.Meta = nil }}, ``, "wp:attachment_url dropped"},
		{"a sound", []change{func(it *Item) { it.Meta[0].Value = "https://gazette.example/a/01.mp3" }}, `{"id":"40","kind":"audio","url":"https://gazette.example/a/01.mp3","type":"audio/mpeg"}`, "-"},
		{"a document", []change{func(it *Item) { it.Meta[0].Value = "https://gazette.example/a/rapport.pdf" }}, `{"id":"40","url":"https://gazette.example/a/rapport.pdf","type":"application/pdf"}`, "-"},
		{"one that is private", []change{status("private")}, ``, "not public"},
		{"one in the trash", []change{status("trash")}, ``, "not public"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			x, losses := open(t, testExport{channel: lina, items: []Item{picture("40", "2026/pont.jpg", c.changes...)}}.String(), Options{})
			var got []string
			for m, err := range x.Media() {
				if err != nil {
					t.Fatal(err)
				}
				text, err := marshalJSON(m)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(text))
			}
			if s := strings.Join(got, "\n"); s != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.rule, s, c.want)
			}
			if list := told(*losses); c.told == "-" && list != "" || c.told != "-" && !strings.Contains(list, c.told) {
				t.Errorf("%s: got losses %q, want %q", c.rule, list, c.told)
			}
		})
	}
}

// Options.Link rewrites the addresses of leads; Media returns those to copy from.
func TestLinkOfLead(t *testing.T) {
	o := Options{Link: func(s string) string {
		return strings.Replace(s, "gazette.example/wp-content/uploads", "images.example", 1)
	}}
	x, _ := open(t, testExport{channel: lina, items: []Item{story("1", meta("_thumbnail_id", "40")), picture("40", "pont.jpg")}}.String(), o)
	for a := range x.Articles() {
		if a.Lead.URL != "https://images.example/pont.jpg" {
			t.Errorf("lead: got %s", a.Lead.URL)
		}
	}
	for m := range x.Media() {
		if m.URL != "https://gazette.example/wp-content/uploads/pont.jpg" {
			t.Errorf("media: got %s", m.URL)
		}
	}
}

// A gallery without a list shows the pictures that are attached to the story.
func TestGalleryOfAttachedPictures(t *testing.T) {
	of := func(post string) change { return func(it *Item) { it.Parent = post } }
	items := []Item{
		story("1", content("[gallery exclude=\"42\"]")), story("2", content("[gallery]")), story("3", content("[gallery id=1]")),
		picture("41", "a.jpg", of("1")), picture("40", "b.jpg", of("1")), picture("42", "c.jpg", of("1")), picture("43", "d.jpg", of("1"), status("private")),
		picture("44", "e.jpg"),
	}
	list, losses := read(t, testExport{items: items}, Options{})
	for i, want := range []string{"b.jpg a.jpg", "", "b.jpg a.jpg c.jpg"} {
		var got []string
		for _, file := range []string{"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"} {
			if at := strings.Index(list[i].Body, file); at >= 0 {
				got = append(got, fmt.Sprintf("%06d %s", at, file))
			}
		}
		slices.Sort(got)
		for j := range got {
			got[j] = got[j][7:]
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("story %s: got %q, want %q", list[i].ID, s, want)
		}
	}
	if got := told(losses); strings.Count(got, `content "gallery" dropped`) != 1 {
		t.Errorf("losses %s, want one of the story without pictures", got)
	}
}

func TestWPMLIsReportedOnce(t *testing.T) {
	x, losses := open(t, testExport{channel: lina, items: []Item{story("1", meta("_wpml_word_count", "12")), story("2", meta("_wpml_word_count", "12"))}}.String(), Options{})
	collect(x.Articles())
	if got := told(*losses); strings.Count(got, "WPML") != 1 {
		t.Errorf("got %s, want one loss", got)
	}
}

// Samples of real exports, sound and damaged: no panic, and every story that comes out is
// one that the file has.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(conformance.Path(t, "model/samples/wxr"), "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	stories := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		x, err := Open(bytes.NewReader(text), int64(len(text)), Options{Lost: func(presse.Loss) {}})
		if err != nil {
			if !errors.Is(err, presse.ErrCorrupt) {
				t.Errorf("%s: %v", filepath.Base(name), err)
			}
			continue
		}
		if _, err := x.Taxonomy(); err != nil {
			t.Errorf("%s: taxonomy: %v", filepath.Base(name), err)
		}
		for a, err := range x.Articles() {
			if err != nil {
				t.Logf("%s: %v", filepath.Base(name), err)
				continue
			}
			stories++
			if !bytes.Contains(text, []byte(">"+a.ID+"<")) {
				t.Errorf("%s: story %q is not in the file", filepath.Base(name), a.ID)
			}
			if a.Status == presse.StatusPublished && a.Published.IsZero() {
				t.Errorf("%s: story %s is published without a date", filepath.Base(name), a.ID)
			}
		}
		for range x.Redirects() {
		}
	}
	t.Logf("%d stories of %d files", stories, len(files))
	if stories < 100 {
		t.Errorf("%d stories, want at least those of the two large files", stories)
	}
}

// An excerpt has no shortcodes, but what is between their tags.
func TestExcerptWithShortcodes(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"[gallery]Chapô", "Chapô"},
		{`[et_pb_section fb_built="1"][et_pb_row]Le [b]pont[/b] rouvre[/et_pb_row][/et_pb_section]`, "Le [b]pont[/b] rouvre"},
		{`[vc_row][vc_column]A[/vc_column][vc_column]B[/vc_column][/vc_row]`, "AB"},
		{"Il dit « [sic] » [mis à jour]", "Il dit « [sic] » [mis à jour]"},
		{"[[gallery]] est un code", "[gallery] est un code"},
		{"[caption id=\"attachment_3\" width=\"3\"]La place[/caption]", "La place"},
	} {
		got, losses := read(t, testExport{items: []Item{story("12", func(it *Item) { it.Excerpt = c.in })}}, Options{})
		if got[0].Deck != c.want || strings.Contains(told(losses), errCodes.Error()) != (c.in != c.want) {
			t.Errorf("%s: got %q, want %q; losses %s", c.in, got[0].Deck, c.want, told(losses))
		}
	}
}
