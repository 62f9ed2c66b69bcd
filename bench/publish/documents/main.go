// Command documents writes what package publish writes of the stories of data/wordpress/export.xml
// and of some that were made up, and copies of it in which one thing is wrong:
//
//	PRESSE_DATA=… go run -C bench ./publish/documents FOLDER
//
// The folders in FOLDER are named after what .ci/validate reads them with, and those of the
// copies end in "-wrong": each of their files must be refused.
package main

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/publish"
	"github.com/presse-go/presse/wordpress"
)

// at is when everything is published: after the last story of the export.
var at = time.Date(2026, 3, 3, 6, 0, 0, 0, time.UTC)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: documents FOLDER")
	}
	d := documents{folder: os.Args[1]}
	stories, sections, err := archive()
	check(err)
	d.site(sections)
	for r, err := range d.s.Releases(of(stories), at) {
		check(err)
		d.releases = append(d.releases, r)
	}
	d.sitemaps()
	d.news()
	d.pages()
	d.wrong()
	log.Printf("%d stories, %d released, %d things left out", len(stories), len(d.releases), d.lost)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// archive returns the stories of the export, those made up, and the sections.
func archive() ([]*presse.Article, *presse.Taxonomy, error) {
	file, err := os.Open(filepath.Join(os.Getenv("PRESSE_DATA"), "wordpress", "export.xml"))
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	export, err := wordpress.Open(file, info.Size(), wordpress.Options{})
	if err != nil {
		return nil, nil, err
	}
	sections, err := export.Taxonomy()
	if err != nil {
		return nil, nil, err
	}
	var stories []*presse.Article
	for a, err := range export.Articles() {
		if err == nil {
			stories = append(stories, a)
		}
	}
	return append(stories, madeUp()...), sections, nil
}

// of returns an iterator over stories.
func of(stories []*presse.Article) iter.Seq2[*presse.Article, error] {
	return func(yield func(*presse.Article, error) bool) {
		for _, a := range stories {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// documents writes documents.
type documents struct {
	folder   string
	s        *publish.Site
	releases []publish.Release
	lost     int
}

func (d *documents) site(sections *presse.Taxonomy) {
	d.s = &publish.Site{
		Name: "Le Journal des remparts", Base: "https://journal-des-remparts.example/", Lang: "fr", Zone: time.FixedZone("", 3600), Taxonomy: sections,
		Logo: presse.Media{URL: "/logo.png", Width: 512, Height: 512}, Image: presse.Media{URL: "/remparts.jpg", Width: 1600, Height: 900},
		Tag: "journal-des-remparts.example,2019", Account: "@remparts", Paywall: "abonnes",
		URL:  func(a *presse.Article) string { return "/actualite/" + a.Slug + "/" },
		Lost: func(presse.Loss) { d.lost++ },
	}
}

func (d *documents) all() iter.Seq2[publish.Release, error] {
	return func(yield func(publish.Release, error) bool) {
		for _, r := range d.releases {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// write writes a document to a folder of FOLDER.
func (d *documents) write(folder, name string, data []byte) {
	path := filepath.Join(d.folder, folder, name)
	check(os.MkdirAll(filepath.Dir(path), 0o755))
	check(os.WriteFile(path, data, 0o644))
}

func (d *documents) read(folder, name string) string {
	data, err := os.ReadFile(filepath.Join(d.folder, folder, name))
	check(err)
	return string(data)
}

// A document is a file in memory.
type document struct {
	bytes.Buffer
	close func([]byte)
}

func (f *document) Close() error { f.close(f.Bytes()); return nil }

func (d *documents) sitemaps() {
	check(d.s.WriteSitemaps(func(name string) (io.WriteCloser, error) {
		return &document{close: func(data []byte) { d.write("sitemap", name, data) }}, nil
	}, d.all()))
}

func (d *documents) news() {
	var file bytes.Buffer
	check(d.s.WriteNewsSitemap(&file, at, d.all()))
	d.write("news-sitemap", "news.xml", file.Bytes())
}

// pages writes a page for each story, with its head.
func (d *documents) pages() {
	for i, r := range d.releases {
		page := "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n" + string(d.s.Head(r)) + "</head>\n<body></body>\n</html>\n"
		d.write("page", fmt.Sprintf("%04d.html", i), []byte(page))
	}
}

// wrong writes the copies with one thing wrong.
func (d *documents) wrong() {
	for i, w := range wrongs {
		text := d.read(w.folder, w.name)
		before, rest, ok := strings.Cut(text, w.from)
		if !ok {
			log.Fatalf("%s/%s has no %q, so that it cannot be made wrong: %s", w.folder, w.name, w.from, w.rule)
		}
		to := w.to
		if w.until != "" {
			if _, rest, ok = strings.Cut(rest, w.until); !ok {
				log.Fatalf("%s/%s has no %q", w.folder, w.name, w.until)
			}
		}
		name := fmt.Sprintf("%02d-%s%s", i+1, strings.ReplaceAll(w.rule, " ", "-"), filepath.Ext(w.name))
		d.write(w.folder+"-wrong", name, []byte(before+to+rest))
	}
}
