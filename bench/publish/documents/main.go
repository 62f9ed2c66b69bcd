// Command documents writes what package publish writes of the stories of bench/publish/corpus
// and of some more that are hostile, and copies of it in which one thing is wrong:
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
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/publish/corpus"
	"github.com/presse-go/presse/publish"
)

var at = corpus.At

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: documents FOLDER")
	}
	d := documents{folder: os.Args[1]}
	stories, sections, err := corpus.Read(os.Getenv("PRESSE_DATA"))
	check(err)
	d.s = corpus.Site(sections)
	d.s.Lost = func(presse.Loss) { d.lost++ }
	d.release(stories)
	d.corpus = len(d.releases)
	d.release(madeUp())
	d.sitemaps()
	d.news()
	d.pages()
	d.feeds()
	d.wrong()
	log.Printf("%d stories released, %d things left out", len(d.releases), d.lost)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// documents writes documents.
type documents struct {
	folder   string
	s        *publish.Site
	releases []publish.Release
	alone    []bool // of each, whether it is no news: satire, a horoscope
	corpus   int    // of them are of the corpus, and come first
	lost     int
}

func (d *documents) release(stories []*presse.Article) {
	for _, a := range stories {
		r, err := d.s.Release(a, at)
		if err != nil {
			d.lost++
			continue
		}
		d.releases, d.alone = append(d.releases, r), append(d.alone, a.Genre == "satire" || a.Genre == "horoscope")
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

// sitemaps writes that of all stories, and that of none.
func (d *documents) sitemaps() {
	for prefix, list := range map[string][]publish.Release{"": d.releases, "empty-": nil} {
		check(d.s.WriteSitemaps(func(name string) (io.WriteCloser, error) {
			return &document{close: func(data []byte) { d.write("sitemap", prefix+name, data) }}, nil
		}, corpus.All(list)))
	}
}

func (d *documents) news() {
	var file bytes.Buffer
	check(d.s.WriteNewsSitemap(&file, at, corpus.All(d.releases)))
	d.write("news-sitemap", "news.xml", file.Bytes())
}

// pages writes a page for each story, with its head. Those of satire and horoscopes are apart,
// since they are not described as a NewsArticle.
func (d *documents) pages() {
	for i, r := range d.releases {
		page := "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n" + string(d.s.Head(r)) + "</head>\n<body></body>\n</html>\n"
		folder := "page"
		if d.alone[i] {
			folder = "page-alone"
		}
		d.write(folder, fmt.Sprintf("%04d.html", i), []byte(page))
	}
}

// wrong writes the copies with one thing wrong.
func (d *documents) wrong() {
	for i, w := range wrongs {
		if _, err := os.Stat(filepath.Join(d.folder, w.folder)); err != nil {
			continue // a writer that this version does not have
		}
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
