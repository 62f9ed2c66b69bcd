package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
)

// feedFiles are the feeds of an edition.
var feedFiles = []struct {
	file, name, kind string
	write            func(*publish.Site, io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error
}{
	{rssFile, "RSS", "application/rss+xml", (*publish.Site).WriteRSS},
	{atomFile, "Atom", "application/atom+xml", (*publish.Site).WriteAtom},
	{jsonFile, "JSON Feed", "application/feed+json", (*publish.Site).WriteJSONFeed},
}

// perFeed is how many stories a feed has, as publish.Feed.Limit.
const perFeed = 50

// newsAge is how long a story is news for WriteNewsSitemap.
const newsAge = 48 * time.Hour

// choose notes which stories are kept for feeds and the News sitemap.
func (n *newspaper) choose() {
	for _, e := range n.editions {
		for _, s := range e.stories {
			switch {
			case primary(s.card.Lang) != primary(e.lang):
				n.tally.add(presse.Loss{Item: s.id, Field: "lang", Value: string(s.card.Lang), Kind: presse.LossDropped, Err: errNoEdition})
			case len(e.feed) < perFeed:
				e.feed = append(e.feed, s)
				n.kept[s.id] = publish.Release{}
			}
		}
	}
	for _, s := range n.news() {
		n.kept[s.id] = publish.Release{}
	}
}

// errNoEdition is told of stories in languages that feeds of another language leave out, since
// readers subscribe to one, and validators do not know all of them.
var errNoEdition = errors.New("a language in which the newspaper has no edition: it is in no feed")

// news returns the stories that are news. WriteNewsSitemap would tell of each of the others
// that it is none.
func (n *newspaper) news() []*story {
	for i, s := range n.stories {
		if s.card.Published.Before(n.at.Add(-newsAge)) {
			return n.stories[:i]
		}
	}
	return n.stories
}

// releasesOf yields the releases of stories that are kept.
func (n *newspaper) releasesOf(stories []*story) iter.Seq2[publish.Release, error] {
	return func(yield func(publish.Release, error) bool) {
		for _, s := range stories {
			r, ok := n.kept[s.id]
			if ok && r == (publish.Release{}) {
				continue // it could not be read again
			}
			if ok && !yield(r, nil) {
				return
			}
		}
	}
}

// writeFeeds writes the feeds of the editions, and the News sitemap.
func (n *newspaper) writeFeeds(context.Context) error {
	n.progress.begin("Flux et plans du site")
	for _, e := range n.editions {
		for _, f := range feedFiles {
			at := e.prefix + f.file
			feed := publish.Feed{Title: n.feedTitle(e), Path: n.url(at), Description: n.source.motto, At: n.at, Limit: perFeed}
			if err := n.writeFile(at, func(w io.Writer) error { return f.write(n.site, w, feed, n.releasesOf(e.feed)) }); err != nil {
				return err
			}
		}
	}
	return n.writeNewsSitemap()
}

// writeNewsSitemap writes the News sitemap, unless nothing is news: its schema wants an address.
func (n *newspaper) writeNewsSitemap() error {
	var text bytes.Buffer
	if err := n.site.WriteNewsSitemap(&text, n.at, n.releasesOf(n.news())); err != nil {
		return err
	}
	if n.hasNews = bytes.Contains(text.Bytes(), []byte("<loc>")); !n.hasNews {
		return nil
	}
	return n.target.write(newsFile, text.Bytes())
}

// feedTitle returns the title of a feed of an edition.
func (n *newspaper) feedTitle(e *edition) string {
	if e == n.editions[0] {
		return n.site.Name
	}
	return n.site.Name + " – " + e.words.name
}

// writeFile writes a file that is no page.
func (n *newspaper) writeFile(name string, print func(io.Writer) error) error {
	var text bytes.Buffer
	if err := print(&text); err != nil {
		return fmt.Errorf("site: %s: %w", name, err)
	}
	return n.target.write(name, text.Bytes())
}
