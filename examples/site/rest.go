package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/examples/internal/paper"
)

// redirect notes a redirect.
func (n *newspaper) redirect(r presse.Redirect) {
	n.redirects = append(n.redirects, r)
	to := r.To
	if to != "" && !strings.Contains(to, "://") {
		to = "/" + to
	}
	n.leads[n.fromKey(r.From)] = to
}

// fromKey returns the key of the path of a redirect, below the address of the site, or that of a
// path outside.
func (x *addresses) fromKey(from string) string {
	if strings.HasPrefix(from, "?") {
		return from
	}
	if inside, ok := strings.CutPrefix("/"+from, x.root+"/"); ok {
		return key(inside)
	}
	return outsideKey(from)
}

// outsideKey returns the key of a path of the host that is outside the folder of the site: no path
// inside has a slash in front.
func outsideKey(path string) string { return "/" + key(path) }

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
