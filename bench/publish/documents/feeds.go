package main

import (
	"bytes"
	"io"
	"iter"

	"github.com/presse-go/presse/bench/publish/corpus"
	"github.com/presse-go/presse/publish"
)

// A writeFeed is a method of a Site.
type writeFeed func(io.Writer, publish.Feed, iter.Seq2[publish.Release, error]) error

// feeds writes the feeds of all stories of the corpus, in parts, since neither readers nor
// validators want one of thousands. Those of the hostile stories are judged as XML only: the
// W3C's validator refuses a headline that looks like markup, escaped or not.
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
