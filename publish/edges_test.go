package publish

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/presse-go/presse"
)

// TestNumbers checks the numbers that no format can write.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*presse.Article)
		want   []string
	}{
		{"urgency 9", func(a *presse.Article) { a.Source.Urgency = 9 }, nil},
		{"urgency 10", func(a *presse.Article) { a.Source.Urgency = 10 }, []string{"4711 source.urgency dropped: out of range"}},
		{"a negative urgency", func(a *presse.Article) { a.Source.Urgency = -1 }, []string{"4711 source.urgency dropped: out of range"}},
		{"a negative version", func(a *presse.Article) { a.Version = -1 }, []string{"4711 version dropped: out of range"}},
		{"a negative width", func(a *presse.Article) { a.Lead = presse.Media{URL: "/a.jpg", Width: -1} }, []string{"4711 lead dropped: out of range"}},
		{"a negative length", func(a *presse.Article) { a.Lead = presse.Media{URL: "/a.mp3", Kind: "audio", Seconds: -0.5} }, []string{"4711 lead dropped: out of range"}},
		{"a point outside the picture", func(a *presse.Article) { a.Lead = presse.Media{URL: "/a.jpg", Focus: [2]float64{0.5, 1.1}} }, []string{"4711 lead dropped: out of range"}},
		{"an access of a later version", func(a *presse.Article) { a.Access = presse.AccessPaid + 1 }, []string{"4711 access changed: unknown value"}},
	} {
		site, told := losing()
		a := coreStory()
		c.change(a)
		r := coreRelease(t, site, a)
		if !slices.Equal(*told, c.want) {
			t.Errorf("%s: reported %q, want %q", c.name, *told, c.want)
		}
		m, out := r.story.a.Lead, r.story.a
		if out.Version < 0 || out.Source.Urgency < 0 || out.Source.Urgency > 9 || m.Width < 0 || m.Seconds < 0 || m.Focus[1] > 1 || out.Access > presse.AccessPaid {
			t.Errorf("%s: released as %+v", c.name, out)
		}
	}
}

// TestCopies checks what a copy is that differs from what the story has.
func TestCopies(t *testing.T) {
	a := coreStory()
	a.Byline.People = []presse.Person{{Name: "s.idrissi@remparts.exemple.ma"}, {Name: "Karim Benali"}, {Title: "envoyé spécial"}}
	a.Lead = presse.Media{URL: "/a.jpg", Credit: presse.Credit{License: "/licence"}}
	out := coreRelease(t, coreSite(), a).story.a
	if got := out.Byline.People; len(got) != 2 || got[0].Name != "Karim Benali" || got[1].Title != "envoyé spécial" {
		t.Errorf("someone who is only an e-mail address is left out: got %+v", got)
	}
	if got, want := out.Lead.Credit.License, "https://remparts.exemple.ma/licence"; got != want {
		t.Errorf("the page of a licence is %q, want %q", got, want)
	}
}

// TestRedirectsOfFolder is for a newspaper whose home page is a folder, and for addresses that
// begin with two slashes.
func TestRedirectsOfFolder(t *testing.T) {
	site, told := sitemapSite()
	site.Base = "https://remparts.exemple.ma/journal/"
	a := newsOf("1", 0)
	a.FormerSlugs = []string{"journal/", "journal/ancien"}
	if got, want := redirectsOf(t, site, a), []string{"journal/ancien → titre-1"}; !slices.Equal(got, want) {
		t.Errorf("the home page is in use: got %q, want %q", got, want)
	}
	if len(*told) != 1 || (*told)[0].Value != "journal" {
		t.Errorf("reported %v, want the address of the home page", *told)
	}
	a.URL, a.FormerSlugs = "https://remparts.exemple.ma//titre", []string{"ancien/"}
	if got, want := redirectsOf(t, site, a), []string{"ancien → https://remparts.exemple.ma//titre"}; !slices.Equal(got, want) {
		t.Errorf("a path with two slashes would be a host: got %q, want %q", got, want)
	}
}

// TestCopiedElsewhere checks that the same path on another host is another page.
func TestCopiedElsewhere(t *testing.T) {
	a := coreStory()
	a.Canonical = "https://agence.example/2026/11/medina"
	if !coreRelease(t, coreSite(), a).story.copied() {
		t.Errorf("%s: not a copy, though it is on another host than the story", a.Canonical)
	}
}

// TestSitemapBytes fills a file to the byte: at the limit it is whole, one byte over it the
// address goes into the next one.
func TestSitemapBytes(t *testing.T) {
	st := coreRelease(t, coreSite(), coreStory()).story
	entry := len(appendURL(nil, st))
	for over, want := range []int{0, 1, 1} {
		var files int
		f := sitemapFiles{op: "test", create: func(string) (io.WriteCloser, error) { files++; return noCloser{io.Discard}, nil }}
		f.buf = bytes.Repeat([]byte{'x'}, maxBytes-len(urlsetEnd)-entry+over)
		if err := f.add(st); err != nil {
			t.Fatal(err)
		}
		if files != want {
			t.Errorf("%d bytes over %d: %d files written, want %d", over, maxBytes, files, want)
		}
	}
}

// brokenFile fails to be written, and to be closed.
type brokenFile struct{ write, close error }

func (f brokenFile) Write(p []byte) (int, error) { return len(p), f.write }
func (f brokenFile) Close() error                { return f.close }

func TestSitemapErrors(t *testing.T) {
	full, gone := errors.New("the disk is full"), errors.New("the connection is gone")
	for _, c := range []struct {
		rule string
		file brokenFile
		want error
	}{
		{"writing fails", brokenFile{full, nil}, full},
		{"closing fails", brokenFile{nil, gone}, gone},
		{"both fail: the first counts", brokenFile{full, gone}, full},
	} {
		site := coreSite()
		err := site.WriteSitemaps(func(string) (io.WriteCloser, error) { return c.file, nil }, list(coreRelease(t, site, coreStory()), nil))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.rule, err, c.want)
		}
	}
}
