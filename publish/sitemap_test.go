package publish

import (
	"bytes"
	"encoding/xml"
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

// At noon of a day in Rabat, one hour ahead of Greenwich.
var (
	rabat     = time.FixedZone("", 3600)
	sitemapAt = time.Date(2026, 3, 4, 12, 0, 0, 0, rabat)
)

// sitemapSite returns a site, and what it reports to Lost.
func sitemapSite() (*Site, *[]presse.Loss) {
	var lost []presse.Loss
	s := &Site{
		Name: "Le Journal des remparts", Base: "https://remparts.exemple.ma/", Lang: "fr-MA", Zone: rabat,
		URL:  func(a *presse.Article) string { return "/" + a.Slug },
		Lost: func(l presse.Loss) { lost = append(lost, l) },
	}
	return s, &lost
}

// newsOf returns a story that was published some time before sitemapAt.
func newsOf(id string, age time.Duration) *presse.Article {
	return &presse.Article{ID: id, Lang: "fr-MA", Status: presse.StatusPublished, Slug: "titre-" + id, Headline: "Le titre " + id, Published: sitemapAt.Add(-age)}
}

// storiesOf returns an iterator over stories.
func storiesOf(stories ...*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range stories {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// released returns an iterator over releases.
func released(releases ...Release) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		for _, r := range releases {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// failingWith returns an iterator over a release, an error and the release again.
func failingWith(r Release, err error) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		_ = yield(r, nil) && yield(Release{}, err) && yield(r, nil)
	}
}

// mustRelease releases a story at sitemapAt.
func mustRelease(t testing.TB, s *Site, a *presse.Article) Release {
	t.Helper()
	r, err := s.Release(a, sitemapAt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A urlset is a sitemap as encoding/xml reads it.
type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc     string `xml:"loc"`
		Lastmod string `xml:"lastmod"`
		News    struct {
			Name     string `xml:"publication>name"`
			Language string `xml:"publication>language"`
			Date     string `xml:"publication_date"`
			Title    string `xml:"title"`
		} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

func readURLs(t testing.TB, file []byte) urlset {
	t.Helper()
	var set urlset
	if err := xml.Unmarshal(file, &set); err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	return set
}

func locs(set urlset) []string {
	var list []string
	for _, u := range set.URLs {
		list = append(list, u.Loc)
	}
	return list
}

// lostFields returns the item and field of each loss.
func lostFields(lost []presse.Loss) []string {
	var list []string
	for _, l := range lost {
		list = append(list, l.Item+" "+l.Field)
	}
	return list
}

// A sitemapFolder is where sitemaps are created.
type sitemapFolder struct {
	names []string
	files map[string]*bytes.Buffer
	open  int

	failCreate, failWrite, failClose string // the file of which this fails
}

var errDisk = errors.New("no space left on device")

func (f *sitemapFolder) create(name string) (io.WriteCloser, error) {
	if name == f.failCreate {
		return nil, errDisk
	}
	if f.files == nil {
		f.files = make(map[string]*bytes.Buffer)
	}
	f.names = append(f.names, name)
	f.files[name] = new(bytes.Buffer)
	f.open++
	return &sitemapFile{f, name}, nil
}

type sitemapFile struct {
	folder *sitemapFolder
	name   string
}

func (f *sitemapFile) Write(p []byte) (int, error) {
	if f.name == f.folder.failWrite {
		return 0, errDisk
	}
	return f.folder.files[f.name].Write(p)
}

func (f *sitemapFile) Close() error {
	f.folder.open--
	if f.name == f.folder.failClose {
		return errDisk
	}
	return nil
}

func TestSitemap(t *testing.T) {
	changed := func(change func(*presse.Article)) *presse.Article {
		a := newsOf("1", time.Hour)
		change(a)
		return a
	}
	const page = "https://remparts.exemple.ma/titre-1"
	cases := []struct {
		rule  string
		story *presse.Article
		loc   string // empty: left out, and the home page is alone
		mod   string
		lost  string
	}{
		{"the date is that of publication", changed(func(*presse.Article) {}), page, "2026-03-04T11:00:00+01:00", ""},
		{"the last change is later", changed(func(a *presse.Article) { a.Updated = sitemapAt }), page, "2026-03-04T12:00:00+01:00", ""},
		{"a correction is a change", changed(func(a *presse.Article) { a.Corrections = []presse.Note{{At: sitemapAt}} }), page, "2026-03-04T12:00:00+01:00", ""},
		{"so is an entry of a live blog", changed(func(a *presse.Article) { a.Live = []presse.Note{{At: sitemapAt}} }), page, "2026-03-04T12:00:00+01:00", ""},
		{"a correction that is dated ahead is none", changed(func(a *presse.Article) { a.Corrections = []presse.Note{{At: sitemapAt.Add(1)}} }), page, "2026-03-04T11:00:00+01:00", "1 corrections[0].at"},
		{"a change before publication is none", changed(func(a *presse.Article) { a.Updated = a.Published.Add(-time.Hour) }), page, "2026-03-04T11:00:00+01:00", ""},
		{"no date, no lastmod", changed(func(a *presse.Article) { a.Published = time.Time{} }), page, "", ""},
		{"the date is in the zone of the site", changed(func(a *presse.Article) { a.Published = a.Published.UTC() }), page, "2026-03-04T11:00:00+01:00", ""},
		{"a year before 1 is no date", changed(func(a *presse.Article) { a.Published = time.Date(-44, 3, 15, 0, 0, 0, 0, time.UTC) }), page, "", "1 published"},
		{"NoIndex", changed(func(a *presse.Article) { a.NoIndex = true }), "", "", "1 no_index"},
		{"a copy", changed(func(a *presse.Article) { a.Canonical = "https://agence.example/depeche" }), "", "", "1 canonical"},
		{"a copy on this site", changed(func(a *presse.Article) { a.Canonical = "/dossier" }), "", "", "1 canonical"},
		{"a copy by its query", changed(func(a *presse.Article) { a.Canonical = "/titre-1?amp" }), "", "", "1 canonical"},
		{"a canonical address that cannot be read", changed(func(a *presse.Article) { a.Canonical = "htps://agence.example/depeche" }), "", "", "1 canonical, 1 canonical"},
		{"a canonical address without a scheme", changed(func(a *presse.Article) { a.Canonical = "www.agence.example/depeche" }), "", "", "1 canonical, 1 canonical"},
		{"its own canonical", changed(func(a *presse.Article) { a.Canonical = page }), page, "2026-03-04T11:00:00+01:00", ""},
		{"its own canonical with a slash", changed(func(a *presse.Article) { a.Canonical = page + "/" }), page + "/", "2026-03-04T11:00:00+01:00", ""},
		{"its own canonical with a fragment", changed(func(a *presse.Article) { a.Canonical = page + "#haut" }), page, "2026-03-04T11:00:00+01:00", ""},
		{"a place on a page", changed(func(a *presse.Article) { a.URL = page + "#e2" }), page, "2026-03-04T11:00:00+01:00", ""},
		{"a canonical that is no address", changed(func(a *presse.Article) { a.Canonical = "pas encore" }), "", "", "1 canonical, 1 canonical"},
		{"its own canonical with another scheme", changed(func(a *presse.Article) { a.Canonical = "http://remparts.exemple.ma/titre-1" }), page, "2026-03-04T11:00:00+01:00", ""},
		{"paid", changed(func(a *presse.Article) { a.Access = presse.AccessPaid }), page, "2026-03-04T11:00:00+01:00", ""},
		{"sponsored", changed(func(a *presse.Article) { a.Sponsor.Name = "Office du tourisme de Fès" }), page, "2026-03-04T11:00:00+01:00", ""},
		{"no address", changed(func(a *presse.Article) { a.URL = "mailto:redaction@remparts.exemple.ma" }), "", "", "1 url"},
		{"an IRI is written as a URI", changed(func(a *presse.Article) { a.Slug = "été" }), "https://remparts.exemple.ma/%C3%A9t%C3%A9", "2026-03-04T11:00:00+01:00", ""},
		{"ampersands and apostrophes", changed(func(a *presse.Article) { a.URL = "/l'ete?a=1&b=<2>" }), "https://remparts.exemple.ma/l'ete?a=1&b=%3C2%3E", "2026-03-04T11:00:00+01:00", ""},
		{"the longest address", changed(func(a *presse.Article) { a.URL = "/" + strings.Repeat("a", 2047-28) }), "https://remparts.exemple.ma/" + strings.Repeat("a", 2047-28), "2026-03-04T11:00:00+01:00", ""},
		{"too long an address", changed(func(a *presse.Article) { a.URL = "/" + strings.Repeat("a", 2048-28) }), "", "", "1 url"},
		{"another host", changed(func(a *presse.Article) { a.URL = "https://sport.exemple.ma/but" }), "https://sport.exemple.ma/but", "2026-03-04T11:00:00+01:00", ""},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			s, lost := sitemapSite()
			r := mustRelease(t, s, c.story)
			var folder sitemapFolder
			if err := s.WriteSitemaps(folder.create, released(r)); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(folder.names, []string{"sitemap.xml"}) || folder.open != 0 {
				t.Fatalf("created %q, %d of them not closed", folder.names, folder.open)
			}
			// encoding/xml reads an apostrophe too, which the protocol wants escaped.
			if file := folder.files["sitemap.xml"].String(); strings.Contains(file, "'") {
				t.Errorf("an apostrophe in\n%s", file)
			}
			set := readURLs(t, folder.files["sitemap.xml"].Bytes())
			want, wantLost := c.loc, c.lost
			if c.loc == "" {
				want, wantLost = "https://remparts.exemple.ma/", c.lost+",  sitemap"
			}
			if got := locs(set); !slices.Equal(got, []string{want}) {
				t.Errorf("addresses: got %q, want %q", got, want)
			}
			if set.URLs[0].Lastmod != c.mod {
				t.Errorf("lastmod: got %q, want %q", set.URLs[0].Lastmod, c.mod)
			}
			if got := strings.Join(lostFields(*lost), ", "); got != wantLost {
				t.Errorf("lost: got %q, want %q", got, wantLost)
			}
		})
	}
}

// repeated returns an iterator over n releases of the same stories.
func repeated(n int, releases ...Release) iter.Seq2[Release, error] {
	return func(yield func(Release, error) bool) {
		for i := range n {
			if !yield(releases[i%len(releases)], nil) {
				return
			}
		}
	}
}

func TestSitemapFiles(t *testing.T) {
	long := newsOf("2", time.Hour)
	long.URL = "/" + strings.Repeat("a", 2047-28)
	cases := []struct {
		rule  string
		story *presse.Article
		n     int
		want  []int // addresses of each file
	}{
		{"none is the home page alone", newsOf("1", 0), 0, []int{1}},
		{"one file holds 50,000", newsOf("1", 0), 50_000, []int{50_000}},
		{"the next begins a second one", newsOf("1", 0), 50_001, []int{50_000, 1}},
		{"a third one", newsOf("1", 0), 100_001, []int{50_000, 50_000, 1}},
		{"one file holds 50 MB", long, 25_000, []int{24_800, 200}},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			s, _ := sitemapSite()
			r := mustRelease(t, s, c.story)
			var folder sitemapFolder
			if err := s.WriteSitemaps(folder.create, repeated(c.n, r)); err != nil {
				t.Fatal(err)
			}
			wantNames, index := []string{"sitemap.xml"}, ""
			if len(c.want) > 1 {
				wantNames = nil
				for n := range c.want {
					name := fmt.Sprintf("sitemap-%d.xml", n+1)
					wantNames = append(wantNames, name)
					index += "<sitemap><loc>https://remparts.exemple.ma/" + name + "</loc></sitemap>\n"
				}
				wantNames = append(wantNames, "sitemap.xml")
			}
			if !slices.Equal(folder.names, wantNames) {
				t.Fatalf("created %q, want %q", folder.names, wantNames)
			}
			for i, want := range c.want {
				file := folder.files[folder.names[i]].Bytes()
				if got := bytes.Count(file, []byte("<loc>")); got != want {
					t.Errorf("%s has %d addresses, want %d", folder.names[i], got, want)
				}
				if len(file) > 52_428_800 {
					t.Errorf("%s has %d bytes", folder.names[i], len(file))
				}
				if !bytes.HasSuffix(file, []byte("</urlset>\n")) || !bytes.HasPrefix(file, []byte("<?xml")) {
					t.Errorf("%s is not whole", folder.names[i])
				}
			}
			if index != "" {
				want := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
					`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n" + index + "</sitemapindex>\n"
				if got := folder.files["sitemap.xml"].String(); got != want {
					t.Errorf("index: got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
}

func TestSitemapFaults(t *testing.T) {
	s, lost := sitemapSite()
	other, _ := sitemapSite()
	r := mustRelease(t, s, newsOf("1", 0))
	broken := errors.New("the connection was closed")
	var folder sitemapFolder
	cases := []struct {
		rule   string
		site   *Site
		folder sitemapFolder
		in     iter.Seq2[Release, error]
		field  string // of the *Error; empty for broken
		names  []string
	}{
		{"no site", nil, folder, released(r), "site", nil},
		{"no base", &Site{}, folder, released(), "base", nil},
		{"the zero Release", s, folder, released(r, Release{}), "release", nil},
		{"a Release of another site", s, folder, released(r, mustRelease(t, other, newsOf("2", 0))), "release", nil},
		{"an error of the stories", s, folder, failingWith(r, broken), "", nil},
		{"a Release of another site in the second file", s, folder, func(yield func(Release, error) bool) {
			for r, err := range repeated(50_001, r) {
				if !yield(r, err) {
					return
				}
			}
			yield(Release{}, nil)
		}, "release", []string{"sitemap-1.xml"}},
		{"create fails", s, sitemapFolder{failCreate: "sitemap.xml"}, released(r), "create", nil},
		{"create fails for the second file", s, sitemapFolder{failCreate: "sitemap-2.xml"}, repeated(50_001, r), "create", []string{"sitemap-1.xml"}},
		{"create fails for the first of several", s, sitemapFolder{failCreate: "sitemap-1.xml"}, repeated(100_001, r), "create", nil},
		{"create fails for the index", s, sitemapFolder{failCreate: "sitemap.xml"}, repeated(50_001, r), "create", []string{"sitemap-1.xml", "sitemap-2.xml"}},
		{"writing fails", s, sitemapFolder{failWrite: "sitemap.xml"}, released(r), "create", []string{"sitemap.xml"}},
		{"closing fails", s, sitemapFolder{failClose: "sitemap-1.xml"}, repeated(50_001, r), "create", []string{"sitemap-1.xml"}},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			folder := c.folder
			err := c.site.WriteSitemaps(folder.create, c.in)
			var fault *presse.Error
			switch {
			case c.field == "" && !errors.Is(err, broken):
				t.Errorf("got %v, want the error of the iterator", err)
			case c.field != "" && (!errors.As(err, &fault) || fault.Field != c.field || fault.Op != "write sitemaps"):
				t.Errorf("got %v, want an *Error of write sitemaps %s", err, c.field)
			case c.field == "create" && !errors.Is(err, errDisk):
				t.Errorf("got %v, want the error of the disk", err)
			}
			if !slices.Equal(folder.names, c.names) {
				t.Errorf("created %q, want %q", folder.names, c.names)
			}
			if folder.open != 0 {
				t.Errorf("%d files are not closed", folder.open)
			}
		})
	}
	if err := s.WriteSitemaps(nil, released(r)); err == nil {
		t.Error("a nil create is no error")
	}
	if err := s.WriteSitemaps(func(string) (io.WriteCloser, error) { return nil, nil }, released(r)); err == nil {
		t.Error("a create that returns nothing is no error")
	}

	*lost = nil
	folder = sitemapFolder{}
	item := fmt.Errorf("line 12: %w", presse.ErrItem)
	if err := s.WriteSitemaps(folder.create, failingWith(r, item)); err != nil {
		t.Fatalf("an error of one story: %v", err)
	}
	if n := bytes.Count(folder.files["sitemap.xml"].Bytes(), []byte("<url>")); n != 2 {
		t.Errorf("an error of one story leaves %d stories, want 2", n)
	}
	if len(*lost) != 1 || !errors.Is((*lost)[0].Err, presse.ErrItem) {
		t.Errorf("an error of one story: lost %v", *lost)
	}
	folder, s.Base = sitemapFolder{}, "https://remparts.exemple.ma"
	if err := s.WriteSitemaps(folder.create, nil); err != nil || !slices.Equal(locs(readURLs(t, folder.files["sitemap.xml"].Bytes())), []string{"https://remparts.exemple.ma/"}) {
		t.Errorf("no stories: got %v, %q, want the home page", err, folder.files["sitemap.xml"])
	}
}

// The memory of WriteSitemaps does not grow with the number of stories.
func TestSitemapMemory(t *testing.T) {
	s, _ := sitemapSite()
	r := mustRelease(t, s, newsOf("1", 0))
	allocated := func(n int) float64 {
		return testing.AllocsPerRun(1, func() {
			discard := func(string) (io.WriteCloser, error) { return nopCloser{io.Discard}, nil }
			if err := s.WriteSitemaps(discard, repeated(n, r)); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := allocated(60_000), allocated(250_000)
	if many-few > 50 { // a few for each of four files
		t.Errorf("%v allocations for 60,000 stories, %v for 250,000", few, many)
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func TestAppendTime(t *testing.T) {
	at := func(offset int) time.Time { return time.Date(1905, 12, 9, 8, 0, 0, 999, time.FixedZone("", offset)) }
	for _, c := range []struct {
		rule string
		in   time.Time
		want string
	}{
		{"UTC", at(0), "1905-12-09T08:00:00Z"},
		{"an offset", at(-12600), "1905-12-09T08:00:00-03:30"},
		{"an offset with seconds, of Paris before 1911", at(561), "1905-12-09T07:50:39Z"},
		{"the largest offset", at(14 * 3600), "1905-12-09T08:00:00+14:00"},
		{"the smallest offset", at(-14 * 3600), "1905-12-09T08:00:00-14:00"},
		{"a larger offset", at(14*3600 + 60), "1905-12-08T17:59:00Z"},
		{"a smaller offset", at(-14*3600 - 60), "1905-12-09T22:01:00Z"},
	} {
		if got := string(appendTime(nil, c.in)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
		}
	}
}

// TestSitemapOfNothing checks what replaces yesterday's sitemap where the only story is left out: the
// home page, since a list must have an address.
func TestSitemapOfNothing(t *testing.T) {
	want := `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://remparts.exemple.ma/</loc></url>
</urlset>
`
	for _, c := range []struct {
		rule    string
		stories []*presse.Article
		lost    []string
	}{
		{"the only story is not to be indexed", []*presse.Article{{ID: "1", Status: presse.StatusPublished, Headline: "Titre", Slug: "titre-1", Published: sitemapAt, NoIndex: true}}, []string{"1 no_index", " sitemap"}},
		{"the only story has no address", []*presse.Article{{ID: "1", Status: presse.StatusPublished, Headline: "Titre", URL: "mailto:x", Published: sitemapAt}}, []string{"1 url", " sitemap"}},
		{"the only story is a draft", []*presse.Article{{ID: "1", Headline: "Titre", Slug: "titre-1"}}, []string{"1 status", " sitemap"}},
		{"no story", nil, []string{" sitemap"}},
	} {
		s, lost := sitemapSite()
		var folder sitemapFolder
		if err := s.WriteSitemaps(folder.create, s.Releases(storiesOf(c.stories...), sitemapAt)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(folder.names, []string{"sitemap.xml"}) || folder.open != 0 || folder.files["sitemap.xml"].String() != want {
			t.Errorf("%s: files %q, %d open; got\n%s\nwant\n%s", c.rule, folder.names, folder.open, folder.files["sitemap.xml"], want)
		}
		if got := lostFields(*lost); !slices.Equal(got, c.lost) {
			t.Errorf("%s: lost %q, want %q", c.rule, got, c.lost)
		}
	}
}
