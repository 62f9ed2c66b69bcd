package publish

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/presse-go/presse"
)

// A listing is stories, and which of them sitemaps must list.
type listing struct {
	stories   []*presse.Article
	all, news []string // addresses, in order
	never     []string // addresses that are in no sitemap
}

// newListing makes stories from a script: four bytes for each, what is special about it, its
// address, its age and its instant of release.
func newListing(script []byte) *listing {
	l := new(listing)
	home := "https://remparts.exemple.ma/"
	for n := 0; len(script) >= 4; n++ {
		what, address, age, state := script[0], script[1], script[2], script[3]
		script = script[4:]
		a := newsOf(fmt.Sprint(n), time.Duration(age%64)*time.Hour)
		a.Published = a.Published.Add(time.Duration(state%5-2) * time.Minute)
		path := fmt.Sprintf("p%d", n)
		a.URL = []string{"/" + path, "/" + path + "?a=1&b='x'", "https://sport.exemple.ma/" + path, "/" + path + "é <\"", path + "/"}[address%5]
		page := []string{home + path, home + path + "?a=1&b='x'", "https://sport.exemple.ma/" + path, home + path + "%C3%A9%20%3C%22", home + path + "/"}[address%5]
		indexed := true
		switch what % 12 {
		case 1:
			a.NoIndex, indexed = true, false
		case 2:
			a.Canonical, indexed = "https://agence.example/"+path, false
		case 3:
			a.Canonical, indexed = "htps://agence.example/"+path, false
		case 4:
			a.Canonical = strings.Replace(page, "https:", "http:", 1) // the other scheme
		case 5:
			a.URL, indexed = "mailto:"+path+"@remparts.exemple.ma", false
		case 6:
			a.URL, indexed = "/"+path+strings.Repeat("a", 2048), false
		case 7:
			a.Access = presse.AccessPaid
		case 8:
			a.Sponsor.Name = "Office du tourisme"
		case 9:
			a.Genre = "advertorial"
		case 10:
			a.Headline = "\u200b "
		case 11:
			a.Lang = "x-fes"
		}
		switch state % 7 {
		case 4:
			a.Status = presse.StatusDraft
		case 5:
			a.Status = presse.StatusWithdrawn
		case 6:
			a.Embargo = sitemapAt.Add(1)
		}
		public := state%7 < 4 && !a.Published.After(sitemapAt)
		if public && indexed {
			l.all = append(l.all, page)
		} else {
			l.never = append(l.never, path)
		}
		if news := what%12 < 8 && !a.Published.Before(sitemapAt.Add(-48*time.Hour)); public && indexed && news {
			l.news = append(l.news, page)
		}
		l.stories = append(l.stories, a)
	}
	if len(l.all) == 0 {
		l.all = []string{home}
	}
	return l
}

// check fails if the sitemaps do not list what they must, or if a story is neither listed nor
// reported.
func (l *listing) check(t *testing.T) {
	t.Helper()
	s, lost := sitemapSite()
	s.URL = nil
	var folder sitemapFolder
	if err := s.WriteSitemaps(folder.create, s.Releases(storiesOf(l.stories...), sitemapAt)); err != nil {
		t.Fatal(err)
	}
	var news bytes.Buffer
	if err := s.WriteNewsSitemap(&news, sitemapAt, s.Releases(storiesOf(l.stories...), sitemapAt)); err != nil {
		t.Fatal(err)
	}
	plain := folder.files["sitemap.xml"].Bytes()
	if got := locs(readURLs(t, plain)); !slices.Equal(got, l.all) {
		t.Errorf("sitemap: got %q, want %q", got, l.all)
	}
	if got := locs(readURLs(t, news.Bytes())); !slices.Equal(got, l.news) {
		t.Errorf("news sitemap: got %q, want %q", got, l.news)
	}
	text := string(plain) + news.String()
	for _, path := range l.never {
		if strings.Contains(text, "/"+path+"<") || strings.Contains(text, path+"?") || strings.Contains(text, path+"a") {
			t.Errorf("%s is listed", path)
		}
	}
	told := make(map[string]bool)
	for _, loss := range *lost {
		told[loss.Item] = true
	}
	for _, a := range l.stories {
		if listed := strings.Contains(news.String(), "/p"+a.ID+"<") || strings.Contains(news.String(), "/p"+a.ID+"/") || strings.Contains(news.String(), "/p"+a.ID+"?") || strings.Contains(news.String(), "/p"+a.ID+"%"); !listed && !told[a.ID] {
			t.Errorf("story %s is neither news nor reported", a.ID)
		}
	}
}

func TestSitemapsOfScripts(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 9))
	listed := 0
	for range 2000 {
		script := make([]byte, 4*(1+random.IntN(16)))
		for i := range script {
			script[i] = byte(random.Uint32())
		}
		l := newListing(script)
		l.check(t)
		listed += len(l.news)
		if t.Failed() {
			t.Fatalf("of the script %v", script)
		}
	}
	if listed < 1500 {
		t.Errorf("only %d stories were news", listed)
	}
}

func FuzzSitemaps(f *testing.F) {
	f.Add([]byte{0, 0, 1, 2, 1, 0, 1, 2, 3, 1, 1, 2})
	f.Add([]byte{0, 1, 48, 2, 0, 2, 48, 3, 0, 3, 48, 1})
	f.Add([]byte{5, 0, 1, 0, 6, 0, 1, 0, 7, 0, 1, 0, 8, 0, 1, 0})
	f.Fuzz(func(t *testing.T, script []byte) {
		if len(script) > 400 {
			return
		}
		newListing(script).check(t)
	})
}
