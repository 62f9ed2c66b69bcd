package publish

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/presse-go/presse"
	internalxml "github.com/presse-go/presse/internal/xml"
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
			{"control characters, which browsers drop", "path", Feed{Path: "/\x00"}}, {"white space alone", "path", Feed{Path: " \n"}},
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

// verbatim escapes nothing: what appendText does to plain text before it is escaped.
var verbatim = &escaping{"&", "<", ">", `"`, "'", `\`, " "}

// A readItem is what a reader finds of one story in a feed.
type readItem struct{ Title, Link, ID, Summary, Author, Category, Caption, Body string }

// readFeed reads the title and the only item of a feed.
func readFeed(format, doc string) (title string, item readItem, err error) {
	switch format {
	case "RSS":
		var rss struct {
			Title string `xml:"channel>title"`
			Item  struct {
				Title    string `xml:"title"`
				Link     string `xml:"link"`
				ID       string `xml:"guid"`
				Summary  string `xml:"description"`
				Author   string `xml:"creator"`
				Category string `xml:"category"`
				Body     string `xml:"encoded"`
				Caption  string `xml:"content>description"`
			} `xml:"channel>item"`
		}
		err = xml.Unmarshal([]byte(doc), &rss)
		i := rss.Item
		item = readItem{Title: i.Title, Link: i.Link, ID: i.ID, Summary: html.UnescapeString(i.Summary), Author: i.Author, Category: i.Category, Caption: i.Caption, Body: i.Body}
		return rss.Title, item, err
	case "Atom":
		type link struct {
			Rel   string `xml:"rel,attr"`
			Href  string `xml:"href,attr"`
			Title string `xml:"title,attr"`
		}
		var atom struct {
			Title string `xml:"title"`
			Entry struct {
				Title    string `xml:"title"`
				ID       string `xml:"id"`
				Summary  string `xml:"summary"`
				Author   string `xml:"author>name"`
				Body     string `xml:"content"`
				Category struct {
					Term string `xml:"term,attr"`
				} `xml:"category"`
				Links []link `xml:"link"`
			} `xml:"entry"`
		}
		err = xml.Unmarshal([]byte(doc), &atom)
		e := atom.Entry
		item = readItem{Title: e.Title, ID: e.ID, Summary: e.Summary, Author: e.Author, Category: e.Category.Term, Body: e.Body}
		for _, l := range e.Links {
			if l.Rel == "alternate" {
				item.Link = l.Href
			} else {
				item.Caption = l.Title
			}
		}
		return atom.Title, item, err
	}
	var feed struct {
		Title string
		Items []struct {
			ID, URL, Title, Summary string
			HTML                    string `json:"content_html"`
			Authors                 []struct{ Name string }
			Tags                    []string
			Attachments             []struct{ Title string }
		}
	}
	if err = json.Unmarshal([]byte(doc), &feed); err != nil || len(feed.Items) != 1 {
		return "", item, fmt.Errorf("%d items, %w", len(feed.Items), err)
	}
	i := feed.Items[0]
	item = readItem{Title: i.Title, Link: i.URL, ID: i.ID, Summary: i.Summary, Body: i.HTML}
	if len(i.Authors) > 0 {
		item.Author = i.Authors[0].Name
	}
	if len(i.Tags) > 0 {
		item.Category = i.Tags[0]
	}
	if len(i.Attachments) > 0 {
		item.Caption = i.Attachments[0].Title
	}
	return feed.Title, item, nil
}

// FuzzFeeds checks that whatever the text is, each feed can be read and has the same text, but
// for what no reader sees, and that the body is that of the sanitizer, for which the same is true.
func FuzzFeeds(f *testing.F) {
	for _, text := range []string{
		"", "]]>", "a < b & <b>", "\x00\x1b\ufffe", "\xff", "\u202edroite", `"\`, "été\u2028", "&amp;lt;", "<p>a]]>b</p>", "a\r\nb", "&#38;", " ", "<em>x</em>", "\u0085", "<pre>a\tb\n]]&gt;</pre>", "<![CDATA[x]]>", "\u200b", "\x7f",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := coreStory()
		a.ID, a.Headline, a.Deck, a.Tags = "x"+text, "T "+text+".", "C "+text+".", []string{"M " + text + "."}
		a.Body = "<p>" + text
		a.Media = []presse.Media{{Kind: "audio", URL: "/a.mp3", Caption: "L " + text + "."}}
		s := coreSite()
		r, err := s.Release(a, coreNoon)
		if err != nil {
			t.Skip() // what no story can have
		}
		policy := presse.Policy{Scope: presse.ScopeFeed, Base: "https://remparts.exemple.ma/2026/11/medina"}
		sanitizer, err := presse.NewSanitizer(policy)
		if err != nil {
			t.Fatal(err)
		}
		plain := func(text string) string { return string(appendText(nil, text, verbatim)) }
		want := readItem{
			Title: plain(a.Headline), Link: "https://remparts.exemple.ma/2026/11/medina", ID: "tag:remparts.exemple.ma,2000:" + specific(a.ID), Summary: plain(a.Deck),
			Author: "Le Journal des remparts", Category: plain(a.Tags[0]), Caption: plain(a.Media[0].Caption), Body: internalxml.Clean(printable(string(sanitizer.HTML(printable(a.Body))))),
		}
		for name, write := range feedWriters {
			var b bytes.Buffer
			if err := write(s, &b, Feed{Title: "F " + text + ".", Description: text}, listed(r)); err != nil {
				t.Fatal(name, err)
			}
			title, got, err := readFeed(name, b.String())
			if err != nil {
				t.Fatalf("%s of %q cannot be read: %v\n%s", name, text, err, &b)
			}
			if title != plain("F "+text+".") || got != want {
				t.Errorf("%s of %q is read as %q, %+q, want %q, %+q, in\n%s", name, text, title, got, plain("F "+text+"."), want, &b)
			}
			for _, r := range title + got.Title + got.Summary + got.Body {
				if r < ' ' && r != '\n' && r != '\t' || isDiscouraged(r) {
					t.Errorf("%s of %q has the control character %U", name, text, r)
				}
			}
		}
	})
}
