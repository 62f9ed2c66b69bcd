package wordpress

import (
	"encoding/json"
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
