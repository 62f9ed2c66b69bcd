package publish_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/presse-go/presse/internal/conformance"
	"github.com/presse-go/presse/publish"
)

// feedElements are the names of all elements of feeds, in all namespaces.
var feedElements = strings.Fields("rss channel image url title link description language lastBuildDate item guid pubDate creator rights category encoded content credit thumbnail width height " +
	"feed entry id subtitle updated published logo icon author contributor name uri summary")

// An attackedFeeds is what is written of a story that is made of a payload, apart from its head.
type attackedFeeds struct {
	RSS     string `json:"rss"`
	Atom    string `json:"atom"`
	JSON    string `json:"json"`
	Sitemap string `json:"sitemap"`
	News    string `json:"news"`
	Story   string `json:"story"`
}

// attackFeeds writes everything but the head of a story that is made of a payload, and returns
// what is wrong with it.
func attackFeeds(payload string, form [2]string) (out attackedFeeds, fault string) {
	site, a := hostile(payload, form[0], form[1])
	now := at(2, 9, 0)
	r, err := site.Release(a, now)
	if err != nil { // an address of the site that is none: the site is at fault
		site.Logo.URL, site.SameAs, site.Policies = "/logo.png", nil, nil
		if r, err = site.Release(a, now); err != nil {
			return out, err.Error()
		}
	}
	plain := *a
	plain.ID, plain.Canonical, plain.Genre, plain.Sponsor.Name, plain.Sponsor.Label, plain.Sponsor.URL = "2", "", "report", "", "", "" // which sitemaps list
	listed, err := site.Release(&plain, now)
	if err != nil {
		return out, err.Error()
	}
	feed := publish.Feed{Title: payload, Description: payload, Path: "/flux?" + payload, At: now}
	write := func(w io.Writer, err error) string { return fmt.Sprint(w, err) }
	if len(payload) > 500 {
		feed.Path = "/flux" // such an address is a fault of the feed
	}
	for _, document := range []struct {
		text     *string
		elements []string // nil: JSON
		write    func(w io.Writer) error
	}{
		{&out.RSS, feedElements, func(w io.Writer) error { return site.WriteRSS(w, feed, only(r)) }},
		{&out.Atom, feedElements, func(w io.Writer) error { return site.WriteAtom(w, feed, only(r)) }},
		{&out.JSON, nil, func(w io.Writer) error { return site.WriteJSONFeed(w, feed, only(r)) }},
		{&out.Story, nil, func(w io.Writer) error { _, err := w.Write(site.AppendJSON(nil, r, listed)); return err }},
		{&out.Sitemap, sitemapElements, func(w io.Writer) error {
			return site.WriteSitemaps(func(string) (io.WriteCloser, error) { return writeCloser{w}, nil }, only(listed))
		}},
		{&out.News, sitemapElements, func(w io.Writer) error { return site.WriteNewsSitemap(w, now, only(listed)) }},
	} {
		var b bytes.Buffer
		if err := document.write(&b); err != nil {
			if document.text == &out.News && b.Len() == 0 {
				continue // a name of which nothing is left
			}
			return out, write(&b, err)
		}
		*document.text = b.String()
		switch {
		case document.elements != nil:
			fault = elementFault(b.Bytes(), document.elements)
		case !json.Valid(b.Bytes()):
			fault = "not JSON"
		case document.text == &out.Story && strings.ContainsAny(b.String(), "<>&"):
			fault = "not JSON that a script can contain"
		}
		if fault != "" {
			return out, fault + " in " + b.String()
		}
	}
	return out, ""
}

// only returns an iterator over a release.
func only(r publish.Release) iter.Seq2[publish.Release, error] {
	return func(yield func(publish.Release, error) bool) { yield(r, nil) }
}

type writeCloser struct{ io.Writer }

func (writeCloser) Close() error { return nil }

// elementFault returns why a document is not well-formed, or what markup it has besides elements
// of the given names, or "".
func elementFault(file []byte, names []string) string {
	d := xml.NewDecoder(bytes.NewReader(file))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return ""
		}
		if err != nil {
			return err.Error()
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains(names, token.Name.Local) {
				return "an element: " + token.Name.Local
			}
		case xml.Comment, xml.Directive:
			return "markup that is no element"
		}
	}
}

func TestFeedsHostile(t *testing.T) {
	for rule, payload := range hostileText(t) {
		for _, form := range attackForms {
			if _, fault := attackFeeds(payload, form); fault != "" {
				t.Errorf("%s, %s: %s\n in %q", rule, form[1], fault, payload)
			}
		}
	}
}

// TestFeedsPayloads puts 20,680 attacks into every text and address of a story, a site and a
// feed: one of five, since that takes a minute, or one of twenty with -short. If PRESSE_OUTPUTS is
// set to a folder, all are put there, and all that is written is written to the folder too, for
// the check in a browser (bench/publish/browser).
func TestFeedsPayloads(t *testing.T) {
	outputs, step := bufio.NewWriter(io.Discard), 5
	if dir := os.Getenv("PRESSE_OUTPUTS"); dir != "" {
		f, err := os.Create(filepath.Join(dir, "feeds.documents"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		outputs.Reset(f)
		step = 1
	}
	if testing.Short() {
		step = 20
	}
	enc, rows, passed, all := json.NewEncoder(outputs), 0, 0, 0
	conformance.Payloads(t, func(_, payload string) {
		if all++; all%step > 0 {
			return
		}
		out, fault := attackFeeds(payload, attackForms[rows%len(attackForms)])
		if rows++; fault == "" {
			passed++
		} else if rows-passed < 10 {
			t.Errorf("%s\n in %q", fault, payload)
		}
		if err := enc.Encode(out); err != nil {
			t.Fatal(err)
		}
	})
	if err := outputs.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d payloads passed", passed, rows)
}
