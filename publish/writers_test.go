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

// listWriters are all that write a list of stories.
var listWriters = map[string]func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error{
	"WriteRSS": func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error {
		return s.WriteRSS(w, Feed{At: sitemapAt}, in)
	},
	"WriteAtom": func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error {
		return s.WriteAtom(w, Feed{At: sitemapAt}, in)
	},
	"WriteJSONFeed": func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error {
		return s.WriteJSONFeed(w, Feed{At: sitemapAt}, in)
	},
	"WriteNewsSitemap": func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error {
		return s.WriteNewsSitemap(w, sitemapAt, in)
	},
	"WriteSitemaps": func(s *Site, w io.Writer, in iter.Seq2[Release, error]) error {
		return s.WriteSitemaps(func(string) (io.WriteCloser, error) { return noCloser{w}, nil }, in)
	},
}

// TestOneOfMany checks, for every writer, what is between two stories: what concerns one story is
// reported, and the others are written; anything else is returned, and nothing is written.
func TestOneOfMany(t *testing.T) {
	broken := errors.New("the connection was closed")
	item := func(field string) error {
		return &presse.Error{Op: "import", Field: field, Err: fmt.Errorf("line 12: %w", presse.ErrItem)}
	}
	story := func(change func(*presse.Article)) func(*testing.T, *Site) (Release, error) {
		return func(t *testing.T, s *Site) (Release, error) {
			a := newsOf("2", time.Minute)
			change(a)
			return mustRelease(t, s, a), nil
		}
	}
	failing := func(err error) func(*testing.T, *Site) (Release, error) {
		return func(*testing.T, *Site) (Release, error) { return Release{}, err }
	}
	for _, c := range []struct {
		rule    string
		between func(*testing.T, *Site) (Release, error)
		lost    string // what is reported; empty if an error is returned
		err     string // of it
		is      error  // which it wraps
	}{
		{"a story without an address", story(func(a *presse.Article) { a.Slug = "" }), "2 url: neither Article.URL nor Site.URL says where the story is", "", nil},
		{"a story with an address of another kind", story(func(a *presse.Article) { a.URL = "mailto:redaction@remparts.exemple.ma" }), "2 url: ", "", nil},
		{"a story with an address that is none", story(func(a *presse.Article) { a.URL = "https://ex ample/" }), "2 url: ", "", nil},
		{"an error of one story", failing(item("body")), " body: line 12: invalid item", "", nil},
		{"the bare error of one story", failing(presse.ErrItem), " : invalid item", "", nil},
		{"two errors of one story", failing(errors.Join(item("body"), item("slug"))), " body: line 12: invalid item", "", nil},
		{"another error", failing(broken), "", "the connection was closed", broken},
		{"the end of a file", failing(io.ErrUnexpectedEOF), "", "unexpected EOF", io.ErrUnexpectedEOF},
		{"an error of one story, and another", failing(errors.Join(item("body"), broken)), "", "the connection was closed", broken},
		{"another error before that of one story", failing(errors.Join(broken, item("body"))), "", "the connection was closed", broken},
		{"the zero Release", failing(nil), "", "release: the zero Release", errZero},
		{"a Release of another Site", func(t *testing.T, s *Site) (Release, error) {
			other, _ := sitemapSite()
			return mustRelease(t, other, newsOf("2", 0)), nil
		}, "", "release: a Release of another Site", errOther},
		{"a Release of a copy of the Site", func(t *testing.T, s *Site) (Release, error) {
			other := *s
			return mustRelease(t, &other, newsOf("2", 0)), nil
		}, "", "release: a Release of another Site", errOther},
	} {
		for name, write := range listWriters {
			s, lost := sitemapSite()
			s.URL = func(a *presse.Article) string {
				if a.Slug == "" {
					return ""
				}
				return "/" + a.Slug
			}
			before, after := mustRelease(t, s, newsOf("1", time.Hour)), mustRelease(t, s, newsOf("3", time.Hour))
			r, rerr := c.between(t, s)
			var out bytes.Buffer
			asked := 0
			err := write(s, &out, func(yield func(Release, error) bool) {
				asked++
				_ = yield(before, nil) && yield(r, rerr) && yield(after, nil)
			})
			var said []string
			for _, l := range *lost {
				if l.Kind != presse.LossDropped {
					t.Errorf("%s, %s: reported as %v, want dropped", name, c.rule, l.Kind)
				}
				said = append(said, fmt.Sprintf("%s %s: %v", l.Item, l.Field, l.Err))
			}
			switch text := out.String(); {
			case asked != 1:
				t.Errorf("%s, %s: the stories were read %d times", name, c.rule, asked)
			case c.lost != "" && (err != nil || len(said) != 1 || !strings.HasPrefix(said[0], c.lost)):
				t.Errorf("%s, %s: got %v, reported %q, want no error and %q once", name, c.rule, err, said, c.lost)
			case c.lost != "" && (!strings.Contains(text, "/titre-1") || !strings.Contains(text, "/titre-3") || strings.Contains(text, "/titre-2")):
				t.Errorf("%s, %s: got\n%s\nwant the two other stories", name, c.rule, text)
			case c.lost == "" && (!errors.Is(err, c.is) || !strings.Contains(err.Error(), c.err) || len(said) > 0 || text != ""):
				t.Errorf("%s, %s: got %v, reported %q, wrote %q, want the error %q alone", name, c.rule, err, said, text, c.err)
			}
		}
	}
}

// TestFaultySites checks that no writer writes anything for a site at fault, and that each names
// the field.
func TestFaultySites(t *testing.T) {
	for field, change := range map[string]func(*Site){
		"base": func(s *Site) { s.Base = "/journal/" }, "lang": func(s *Site) { s.Lang = "français" }, "tag": func(s *Site) { s.Tag = "journal" },
		"logo.url": func(s *Site) { s.Logo.URL = "javascript:x" }, "account": func(s *Site) { s.Account = "remparts" }, "same_as[0]": func(s *Site) { s.SameAs = []string{"/x"} },
		"policies.ethicsPolicy": func(s *Site) { s.Policies = map[string]string{"ethicsPolicy": "/charte"} }, "paywall": func(s *Site) { s.Paywall = "a b" },
	} {
		for name, write := range listWriters {
			s, _ := sitemapSite()
			change(s)
			var out bytes.Buffer
			read := false
			err := write(s, &out, func(yield func(Release, error) bool) { read = true })
			if faults := presse.Faults(err); len(faults) != 1 || faults[0].Field != field || out.Len() > 0 || read {
				t.Errorf("%s with a fault of %s: got %v, wrote %q, stories read: %v; want an *Error of that field and nothing", name, field, err, &out, read)
			}
		}
		s, _ := sitemapSite()
		change(s)
		got := slices.Collect(func(yield func(string) bool) {
			for r, err := range s.Redirects(storiesOf(newsOf("1", 0)), sitemapAt) {
				if !yield(fmt.Sprint(r, presse.Faults(err)[0].Field)) {
					return
				}
			}
		})
		if want := []string{fmt.Sprint(presse.Redirect{}, field)}; !slices.Equal(got, want) {
			t.Errorf("Redirects with a fault of %s: got %q, want %q", field, got, want)
		}
	}
}
