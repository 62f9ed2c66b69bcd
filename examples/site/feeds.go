package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
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
		for _, s := range e.stories[:min(perFeed, len(e.stories))] {
			n.kept[s.id] = publish.Release{}
		}
	}
	for _, s := range n.news() {
		n.kept[s.id] = publish.Release{}
	}
}

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
			if err := n.writeFile(at, func(w io.Writer) error { return f.write(n.site, w, feed, n.releasesOf(e.stories)) }); err != nil {
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

// redirect notes a redirect.
func (n *newspaper) redirect(r presse.Redirect) {
	n.redirects = append(n.redirects, r)
	to := r.To
	if to != "" && !strings.Contains(to, "://") {
		to = "/" + to
	}
	n.leads[n.fromKey(r.From)] = to
}

// fromKey returns the key of the path of a redirect, below the address of the site.
func (n *newspaper) fromKey(from string) string {
	if strings.HasPrefix(from, "?") {
		return from
	}
	return key(strings.TrimPrefix("/"+from, n.root))
}

// writeRest writes the style sheet, the pictures of the newspaper if it is the embedded one,
// the redirects, the report, and the pages for addresses that lead nowhere.
func (n *newspaper) writeRest(ctx context.Context) error {
	n.progress.begin("Redirections et rapport")
	if err := n.target.write(styleFile, paper.Style()); err != nil {
		return err
	}
	if err := n.writePictures(); err != nil {
		return err
	}
	if err := n.writeFile(redirectFile, n.printRedirects); err != nil {
		return err
	}
	robots := "User-agent: *\nDisallow: " + n.root + "/" + reportPath + "\nSitemap: " + n.url("sitemap.xml") + "\n"
	if n.hasNews {
		robots += "Sitemap: " + n.url(newsFile) + "\n"
	}
	if err := n.target.write(robotsFile, []byte(robots)); err != nil {
		return err
	}
	main := n.editions[0].paper
	latest := n.cards(n.editions[0].stories, newest)
	for name, gone := range map[string]bool{notFoundFile: false, goneFile: true} {
		var page bytes.Buffer
		if err := main.NotFound(&page, paper.NotFound{Gone: gone, Latest: latest}); err != nil {
			return err
		}
		// These pages are shown at any address, so that their links cannot be relative to it.
		text := rewrite(page.Bytes(), func(address string) string {
			if rest, ok := strings.CutPrefix(address, n.base+"/"); ok && n.files[folded(fileOf(rest))] {
				return n.root + "/" + rest
			}
			return address
		})
		if err := n.target.write(name, text); err != nil {
			return err
		}
	}
	return n.writeReport()
}

// writeReport writes the report, which is in French whatever the language of the newspaper.
func (n *newspaper) writeReport() error {
	main := n.editions[0]
	p := &paper.Paper{Site: n.site, Lang: "fr", Home: main.paper.Home, Now: n.at, Editions: main.paper.Editions, Feeds: main.paper.Feeds, Style: main.paper.Style, Colophon: wordsOf("fr").made}
	for _, link := range main.paper.Nav {
		link.Lang = main.lang
		p.Nav = append(p.Nav, link)
	}
	var page bytes.Buffer
	return n.publish(reportPath, &page, func(w io.Writer) error { return p.Report(w, n.report()) })
}

// printRedirects prints the redirects in the form that Netlify, Cloudflare Pages and others
// read. Of stories that are gone only short links are printed: their addresses say what they
// were about. The server of this program knows them, too.
func (n *newspaper) printRedirects(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# from, to, status: 301 moved, 410 gone\n")
	hidden := 0
	for _, r := range n.redirects {
		to, status := r.To, "301"
		switch {
		case to == "" && !strings.HasPrefix(r.From, "?"):
			hidden++
			continue
		case to == "":
			to, status = n.root+"/"+goneFile, "410"
		case !strings.Contains(to, "://"):
			to = "/" + to
		}
		if query, ok := strings.CutPrefix(r.From, "?"); ok {
			fmt.Fprintf(&b, "%s/ %s %s %s\n", n.root, query, to, status)
		} else {
			fmt.Fprintf(&b, "/%s %s %s\n", escaped(r.From), to, status)
		}
	}
	if hidden > 0 {
		fmt.Fprintf(&b, "# %d addresses that are gone are left out, since they say what withdrawn stories were about\n", hidden)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
