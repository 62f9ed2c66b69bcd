package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// FuzzOpen reads any file. What is public is published in the file, without a password;
// every story can be written as JSON; errors are of the documented types.
func FuzzOpen(f *testing.F) {
	text, err := os.ReadFile("testdata/gazette.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(testExport{channel: lina + category("1", "a", "b", "A"), items: []Item{story("1", confidential), picture("40", "a.jpg")}}.String()))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := Open(bytes.NewReader(data), int64(len(data)), Options{MaxItem: 1 << 20, Lost: func(presse.Loss) {}})
		var e *presse.Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("Open: %T %v", err, err)
			}
			return
		}
		open := make(map[string]bool)
		for it, err := range Items(bytes.NewReader(data), Options{MaxItem: 1 << 20}) {
			if err == nil && strings.EqualFold(strings.TrimSpace(it.Status), "publish") && it.Password == "" {
				open[it.ID] = true
			}
		}
		for a, err := range x.Articles() {
			if err != nil {
				if !errors.As(err, &e) {
					t.Fatalf("Articles: %T %v", err, err)
				}
				continue
			}
			if a.Public(x.site.written) && !open[a.ID] {
				t.Errorf("story %s is public, and is not published in the file", a.ID)
			}
			if _, err := json.Marshal(a); err != nil {
				t.Errorf("story %s: %v", a.ID, err)
			}
		}
		if _, err := x.Taxonomy(); err != nil {
			t.Errorf("Taxonomy: %v", err)
		}
		for r, err := range x.Redirects() {
			if id, ok := strings.CutPrefix(r.From, "?p="); err == nil && ok && r.To != "" && !open[id] {
				t.Errorf("a redirect to story %s, which is not public", id)
			}
		}
		for m := range x.Media() {
			if m.URL == "" {
				t.Errorf("a medium %q without an address", m.ID)
			}
		}
	})
}

// FuzzStory reads one story with any status, times and custom field. What is not carried
// over is reported; JSON gives the same story back.
func FuzzStory(f *testing.F) {
	f.Add("publish", "", "2026-03-02 09:00:00", "2026-03-02 08:00:00", "embargo", "2027-01-01", "Le pont")
	f.Add("future", "x", "", "-0001-11-30 00:00:00", "_expiration-date", "1773291600", "<b>Le</b> pont")
	f.Add("publish", "", "2026-03-02", "", "um_content_restriction", `a:1:{s:1:"a";i:1;}`, "a\x00b")
	f.Add("publish", "", "2026-03-02", "2026-03-02", "_yoast_wpseo_title", "%%title%% x", "a")
	f.Add("trash", "", "2026-03-02", "2026-03-02", "enclosure", "https://a.example/b.mp3\n1\naudio/mpeg\na:0:{}", "a")
	f.Add("publish", "", "2026-03-02", "2026-03-02", "signature", "Par Lina Haddad (lina@gazette.example)", "a")
	f.Fuzz(func(t *testing.T, status, password, local, gmt, key, value, title string) {
		told := make(map[string]bool)
		s, err := newSite(Options{Lost: func(l presse.Loss) { told[l.Field] = true }})
		if err != nil {
			t.Fatal(err)
		}
		s.written = written
		s.addAuthor(author{id: "7", login: "lina", name: "Lina Haddad"})
		s.complete()
		a, err := s.article(&Item{
			ID: "12", Type: "post", Status: status, Password: password, Title: title, Slug: "pont", Link: "https://gazette.example/pont/", Author: "lina",
			Date: local, DateGMT: gmt, Modified: local, ModifiedGMT: gmt, Content: "<p>Le pont.</p>", Meta: []Meta{{key, value}},
		})
		if err != nil || a == nil {
			if !told["wp:status"] {
				t.Fatalf("left out in silence: %v", err)
			}
			return
		}
		if a.Public(written) && (!strings.EqualFold(strings.TrimSpace(status), "publish") || password != "") {
			t.Errorf("status %q, password %q: public", status, password)
		}
		if hasMail(a.Byline.Text) {
			t.Errorf("an e-mail address in the byline %q", a.Byline.Text)
		}
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var back presse.Article
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(&back)
		if err != nil || !bytes.Equal(text, again) {
			t.Errorf("JSON\n got %s\nwant %s", again, text)
		}
	})
}
