package publish

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/presse-go/presse"
)

type writeFeed func(*Site, io.Writer, Feed, iter.Seq2[Release, error]) error

var feedWriters = map[string]writeFeed{"RSS": (*Site).WriteRSS, "Atom": (*Site).WriteAtom, "JSON Feed": (*Site).WriteJSONFeed}

// feedOf returns a feed of a site and of changed copies of coreStory.
func feedOf(t *testing.T, write writeFeed, s *Site, f Feed, changes ...func(*presse.Article)) (string, error) {
	t.Helper()
	var b bytes.Buffer
	err := write(s, &b, f, func(yield func(Release, error) bool) {
		for _, change := range changes {
			a := coreStory()
			change(a)
			if r, err := s.Release(a, coreNoon); err != nil {
				t.Fatal(err)
			} else if !yield(r, nil) {
				return
			}
		}
	})
	return b.String(), err
}

func TestFeedHas(t *testing.T) {
	id := func(id string) func(*presse.Article) {
		return func(a *presse.Article) { a.ID, a.URL, a.Headline = id, "/"+id, "Titre "+id }
	}
	paid := func(a *presse.Article) { a.Access, a.Body = presse.AccessPaid, "<p>secret</p>" }
	sponsored := func(a *presse.Article) { a.Sponsor.Name = "Office du tourisme" }
	tests := []struct {
		rule        string
		feed        Feed
		stories     []func(*presse.Article)
		want, never string
	}{
		{"an id is a tag URI of the ID", Feed{}, []func(*presse.Article){id("a b")}, "tag:remparts.exemple.ma,2000:a%20b", "never"},
		{"of a story that is not free, only headline and deck", Feed{}, []func(*presse.Article){paid}, "Douze fontaines", "secret"},
		{"a free story has its body", Feed{}, []func(*presse.Article){func(*presse.Article) {}}, "coule de nouveau", "never"},
		{"a sponsored story says so", Feed{}, []func(*presse.Article){sponsored}, "Contenu sponsorisé\u00a0: Office du tourisme", "never"},
		{"a limit ends the feed", Feed{Limit: 1}, []func(*presse.Article){id("un"), id("deux")}, "Titre un", "Titre deux"},
		{"an ID that comes twice is printed once", Feed{}, []func(*presse.Article){id("un"), func(a *presse.Article) { a.ID, a.Headline = "un", "Encore" }}, "Titre un", "Encore"},
		{"an unsigned story is the paper's", Feed{}, []func(*presse.Article){id("un")}, "Le Journal des remparts", "never"},
		{"an empty title is the name of the site", Feed{}, nil, "Le Journal des remparts", "never"},
		{"a hub is announced", Feed{Hub: "https://hub.exemple.org/"}, nil, "https://hub.exemple.org/", "never"},
	}
	for name, write := range feedWriters {
		for _, test := range tests {
			got, err := feedOf(t, write, coreSite(), test.feed, test.stories...)
			if err != nil || !strings.Contains(got, test.want) || strings.Contains(got, test.never) {
				t.Errorf("%s, %s: got %v\n%s\nwant %q and no %q", name, test.rule, err, got, test.want, test.never)
			}
		}
	}
}

func TestFeedFaults(t *testing.T) {
	broken := errors.New("broken")
	for name, write := range feedWriters {
		for _, test := range []struct {
			rule, field string
			feed        Feed
		}{
			{"a negative limit", "limit", Feed{Limit: -1}}, {"an unknown section", "section", Feed{Section: "sport"}}, {"a relative hub", "hub", Feed{Hub: "/hub"}},
		} {
			got, err := feedOf(t, write, coreSite(), test.feed, func(*presse.Article) {})
			if f := presse.Faults(err); got != "" || len(f) != 1 || f[0].Field != test.field {
				t.Errorf("%s, %s: got %q, %v, want an error of %s", name, test.rule, got, err, test.field)
			}
		}
		s, lost := coreSite(), 0
		s.Lost = func(presse.Loss) { lost++ }
		var b bytes.Buffer
		in := func(err error) iter.Seq2[Release, error] {
			return func(yield func(Release, error) bool) { yield(Release{}, err) }
		}
		if err := write(s, &b, Feed{}, in(broken)); !errors.Is(err, broken) || b.Len() > 0 {
			t.Errorf("%s: an error of in: got %v and %d bytes, want it and none", name, err, b.Len())
		}
		if err := write(s, &b, Feed{}, in(fmt.Errorf("%w", presse.ErrItem))); err != nil || lost != 1 || b.Len() == 0 {
			t.Errorf("%s: an ErrItem: got %v, told %d times, %d bytes, want it told once and a feed", name, err, lost, b.Len())
		}
	}
}

func FuzzFeeds(f *testing.F) {
	for _, text := range []string{"", "]]>", "a < b & <b>", "\x00\x1b\ufffe", "\xff", "\u202edroite", `"\`, "été\u2028"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, write := range feedWriters {
			got, err := feedOf(t, write, coreSite(), Feed{Title: text, Description: text}, func(a *presse.Article) {
				a.ID, a.Headline, a.Deck, a.Tags, a.Byline.People = text, text, text, []string{text}, []presse.Person{{Name: text}}
				a.Body += text
				a.Lead = presse.Media{URL: "/a.jpg", Caption: text, Credit: presse.Credit{Names: []string{text}}}
			})
			if err != nil {
				t.Fatal(name, err)
			}
			if name == "JSON Feed" {
				if !json.Valid([]byte(got)) {
					t.Errorf("%s of %q is not valid: %s", name, text, got)
				}
				continue
			}
			for d := xml.NewDecoder(strings.NewReader(got)); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s of %q is not well-formed: %v\n%s", name, text, err, got)
				}
			}
		}
	})
}
