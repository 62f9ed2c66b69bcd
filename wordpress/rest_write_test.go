package wordpress

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

// numbers knows one of each.
type numbers struct{}

func (numbers) Section(path string) (int64, bool)    { return 3, path == "actualite/societe" }
func (numbers) Tag(name string) (int64, bool)        { return 7, name == "halles" }
func (numbers) Author(p presse.Person) (int64, bool) { return 4, p.Name == "Salma Berrada" }
func (numbers) Media(url string) (int64, bool) {
	return 5, url == "https://journal.example/f/halles.jpg"
}

// The status is closed as that of Write, and whatever a post has no place for is reported.
func TestAppendREST(t *testing.T) {
	for _, a := range stories() {
		var lost losses
		text, err := AppendREST(nil, a, numbers{}, WriteOptions{Lang: "fr-MA", Lost: lost.add})
		if err != nil {
			t.Fatalf("story %s: %v", a.ID, err)
		}
		var post struct {
			Status     string  `json:"status"`
			DateGMT    string  `json:"date_gmt"`
			Categories []int64 `json:"categories"`
		}
		if err := json.Unmarshal(text, &post); err != nil {
			t.Fatalf("story %s: %v in %s", a.ID, err, text)
		}
		want := fateOf(a).status
		if want == statusTrash {
			want = statusDraft
		}
		if post.Status != want {
			t.Errorf("story %s: status %q, want %q", a.ID, post.Status, want)
		}
		open := post.Status == statusPublish
		if open && (a.Access != presse.AccessFree || !a.Embargo.IsZero() || !a.Expiry.IsZero()) {
			t.Errorf("story %s is public in WordPress: %s", a.ID, text)
		}
		all, _ := jsonMembers(a)
		for _, name := range []string{"access", "embargo", "expiry", "titles", "live", "internal_note", "subjects", "corrections", "genre", "canonical", "source"} {
			if all[name] != nil && !lost.of(a.ID, name) {
				t.Errorf("story %s: no loss of %q", a.ID, name)
			}
		}
	}
	if dst, err := AppendREST([]byte("x"), nil, nil, WriteOptions{}); err == nil || string(dst) != "x" {
		t.Errorf("AppendREST of nil = %q, %v", dst, err)
	}
}

// What a post says otherwise, or WordPress changes in it, is reported.
func TestAppendRESTReports(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(a *presse.Article)
		want   []string // fields
		value  string   // of the first
	}{
		{"a status of a later version", func(a *presse.Article) { a.Status, a.Unknown = presse.StatusDraft, unknown("status", `"frozen"`) }, []string{"status", "published"}, "frozen"},
		{"a status that is text", func(a *presse.Article) {
			a.Status, a.Unknown = presse.StatusDraft, unknown("status", `"le secret du roi"`)
		}, []string{"published"}, ""},
		{"an access of a later version", func(a *presse.Article) { a.Access, a.Unknown = presse.AccessPaid, unknown("access", `"gold"`) }, []string{"access", "status"}, "gold"},
		{"an embargo", func(a *presse.Article) { a.Embargo = clock("2099-03-02 06:00:00") }, []string{"embargo", "status", "published"}, ""},
		{"a story in review has no date", func(a *presse.Article) { a.Status = presse.StatusReview }, []string{"published"}, ""},
		{"white space around the headline", func(a *presse.Article) { a.Headline = " Titre" }, []string{"headline"}, ""},
		{"a line break in the deck", func(a *presse.Article) { a.Deck = "Un\ndeux" }, []string{"deck"}, ""},
		{"a shortcode that WordPress runs", func(a *presse.Article) { a.Body = `<p>[gallery ids="1"]</p>` }, []string{"body"}, ""},
		{"a story that WordPress refuses", func(a *presse.Article) { a.Headline, a.Deck, a.Body = "", "", "" }, []string{"item"}, ""},
		{"a published story", func(*presse.Article) {}, nil, ""},
	} {
		a := with("7", "Titre", c.change)
		a.Sections, a.Tags = nil, nil
		var lost losses
		if _, err := AppendREST(nil, a, nil, WriteOptions{Lang: "fr-MA", Lost: lost.add}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range lost {
			if l.Field == "id" {
				continue
			}
			if got = append(got, l.Field); l.Field == "status" || l.Field == "access" {
				if len(got) == 1 && l.Value != c.value {
					t.Errorf("%s: value %q, want %q", c.name, l.Value, c.value)
				}
			}
			if strings.Contains(l.Value, "secret") {
				t.Errorf("%s: the value %q is text", c.name, l.Value)
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: lost %v, want %v", c.name, got, c.want)
		}
	}
}
