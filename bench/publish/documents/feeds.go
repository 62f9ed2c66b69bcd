package main

import (
	"bytes"
	"io"
	"iter"
	"time"

	"github.com/presse-go/presse"
	"github.com/presse-go/presse/bench/publish/corpus"
	"github.com/presse-go/presse/publish"
)

// A writeFeed is a method of a Site.
type writeFeed func(io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error

// feeds writes the feeds of all stories of the corpus, in parts, since neither readers nor
// validators want one of thousands. Those of the hostile stories are judged as XML only: the
// W3C's validator refuses a headline with an end tag, escaped or not, and languages that ISO 639
// had not when it was written. What else looks like markup is judged in full.
func (d *documents) feeds() {
	s, ok := any(d.s).(interface {
		WriteRSS(io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error
		WriteAtom(io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error
		WriteJSONFeed(io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error
	})
	if !ok {
		return
	}
	const part = 500
	for from := 0; from < d.corpus; from += part {
		name := "feed" + string(rune('a'+from/part))
		list := d.releases[from:min(from+part, d.corpus)]
		d.feed("rss", name+".xml", list, s.WriteRSS)
		d.feed("atom", name+".xml", list, s.WriteAtom)
		d.feed("json-feed", name+".json", list, s.WriteJSONFeed)
	}
	var plain []publish.Release
	for i, headline := range []string{"L’entité &amp; expliquée", "a < b", "&lt;b&gt;", "La balise <em>", "R&D, AT&T &copy", "]]>", "<!-- -->", "&#38; et &#x26;"} {
		id := string(rune('a' + i))
		r, err := d.s.Release(&presse.Article{
			ID: id, Status: presse.StatusPublished, Published: at.Add(-time.Duration(i+1) * time.Minute), URL: "/" + id + "?a=1&copy=2&utm_source=b", Headline: headline, Deck: headline, Tags: []string{headline},
			Byline: presse.Byline{People: []presse.Person{{Name: "Salma " + headline}}}, Body: "<p>Texte.</p>", Lead: presse.Media{URL: "/a.jpg?w=1&copy=2", Type: "image/jpeg", Caption: headline},
		}, at)
		check(err)
		plain = append(plain, r)
	}
	d.feed("rss", "plain.xml", plain, s.WriteRSS)
	d.feed("atom", "plain.xml", plain, s.WriteAtom)
	hostile := d.releases[d.corpus:]
	d.feed("xml", "rss.xml", hostile, s.WriteRSS)
	d.feed("xml", "atom.xml", hostile, s.WriteAtom)
	d.feed("json-feed", "hostile.json", hostile, s.WriteJSONFeed)
}

func (d *documents) feed(folder, name string, list []publish.Release, write writeFeed) {
	feed := publish.Feed{Path: "/" + folder + "/" + name, Description: "Toute l’actualité des remparts", Limit: len(list) + 1, At: at}
	var file bytes.Buffer
	check(write(&file, feed, corpus.All(list)))
	d.write(folder, name, file.Bytes())
}
