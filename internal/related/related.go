// Package related selects the articles of an archive that are most closely related to a
// given one.
//
// It is a façade over three packages: scoring analyzes texts and weighs terms, postings
// stores documents and finds candidates, and ranking selects among them. The API uses
// plain values only; term numbers, codes and documents stay internal.
package related

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/presse-go/presse/internal/html"
	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/ranking"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/text"
	"github.com/presse-go/presse/internal/words"
)

// ErrCorrupt is returned for a snapshot that is truncated or altered.
var ErrCorrupt = postings.ErrCorrupt

// ErrVersion is the error for a snapshot of another version.
var ErrVersion = postings.ErrVersion

// Stats describes the size of an index.
type Stats = postings.Stats

// An Article holds the fields of an article that an index uses.
type Article struct {
	ID, Lang             string // Lang is a BCP 47 tag
	Headline, Deck, Body string // HTML or plain text
	Tags, Sections       []string

	Public    bool      // its status allows showing it
	Published time.Time // not shown before this time; zero: undated
	Embargo   time.Time // not shown before this time; zero: none
	Expiry    time.Time // not shown from this time on; zero: none
}

// An Index holds what is needed to select articles from an archive. The zero value is
// an empty index ready to use. All methods are safe for concurrent use.
type Index struct {
	start  sync.Once       // guards the creation of loaded
	loaded *postings.Index // set by Load or by the first call of engine
	rooms  sync.Pool       // of *room
}

// New returns an empty index.
func New() *Index { return new(Index) }

func (x *Index) engine() *postings.Index {
	x.start.Do(func() {
		if x.loaded == nil {
			x.loaded = postings.New(ranking.Model())
		}
	})
	return x.loaded
}

// putChunk is the number of articles that Put adds at a time. It bounds the memory that
// a large Put takes and the time that another writer waits.
const putChunk = 256

// Put adds n articles, replacing those with the same IDs. The n IDs must be distinct.
// Put calls article with 0 to n-1, from several goroutines at once.
func (x *Index) Put(n int, article func(i int) Article) {
	if n == 1 { // the usual case: reuse the buffers of a query
		r := x.room()
		defer x.release(r)
		r.describe(article(0), &r.doc[0])
		x.engine().Put(r.doc[:])
		return
	}
	// While the engine adds a chunk, the readers analyze the next one.
	var docs, taken []postings.Doc
	readers := make([]reader, min(runtime.GOMAXPROCS(0), n))
	var engine sync.WaitGroup
	for from := 0; from < n; from += putChunk {
		size := min(putChunk, n-from)
		docs = slices.Grow(docs[:0], size)[:size]
		var reading sync.WaitGroup
		for w := range readers {
			reading.Go(func() {
				for i := w; i < size; i += len(readers) {
					readers[w].describe(article(from+i), &docs[i])
				}
			})
		}
		reading.Wait()
		engine.Wait()
		docs, taken = taken, docs
		engine.Go(func() { x.engine().Put(taken) })
	}
	engine.Wait()
}

// Delete removes the articles with the given IDs and returns how many it removed.
func (x *Index) Delete(ids ...string) int { return x.engine().Delete(ids...) }

// Len returns the number of articles in the index.
func (x *Index) Len() int { return x.engine().View().Docs }

// Stats returns the size of the index.
func (x *Index) Stats() Stats { return x.engine().View().Stats() }

// snapshotRules is the version of the rules that turn an article into terms and codes.
// It must be raised whenever these rules change, because the terms of a query would no
// longer match those of an older snapshot.
const snapshotRules = 7

var (
	errNilWriter = errors.New("the io.Writer is nil")
	errNilReader = errors.New("the io.Reader is nil")
)

// Save writes a snapshot of the index as it is when Save is called.
func (x *Index) Save(w io.Writer) error {
	if w == nil {
		return errNilWriter
	}
	return x.engine().View().Save(w, snapshotRules)
}

// Load reads a snapshot, and no byte beyond its end, into an index that has not been
// used. It returns an error if the snapshot was made under different rules.
func (x *Index) Load(r io.Reader) error {
	if r == nil {
		return errNilReader
	}
	var err error
	x.loaded, err = postings.Load(r, ranking.Model(), snapshotRules)
	return err
}

// A reader turns articles into documents of the engine. It can be reused.
type reader struct {
	analyzer scoring.Analyzer
	plain    []byte
}

// describe sets d to the document of an article. The terms of d point into the text of
// the article.
func (r *reader) describe(a Article, d *postings.Doc) {
	lang := words.Language(a.Lang)
	terms, length := r.analyzer.Analyze(scoring.Text{
		Lang:     lang,
		Headline: r.text(a.Headline),
		Deck:     r.text(a.Deck),
		Body:     r.text(a.Body),
		Tags:     a.Tags,
		Sections: a.Sections,
	}, d.Terms)
	d.Terms = append(terms, scoring.Term{Hash: scoring.Label(scoring.CodeLang, lang), Written: lang, Code: scoring.CodeLang})
	d.ID, d.Length, d.Published = a.ID, length, postings.Undated
	d.Sketch = r.analyzer.AppendSketch(d.Sketch[:0])
	if !a.Published.IsZero() {
		d.Published = a.Published.Unix()
	}
	d.From, d.Until = window(&a)
}

// Text returns the visible text of s, which is HTML or plain text. It returns plain
// text unchanged.
func Text(s string) string { return new(reader).text(s) }

func (r *reader) text(s string) string {
	if !html.Markup(s) {
		return s
	}
	r.plain = text.Append(r.plain[:0], s)
	return string(r.plain)
}

// window returns the time from which and the time until which the article may be shown,
// in Unix seconds. Fractions of a second are rounded so that the window never grows.
func window(a *Article) (from, until int64) {
	from, until = postings.Undated, postings.Never
	if !a.Public {
		return postings.Never, until
	}
	for _, t := range []time.Time{a.Published, a.Embargo} {
		if !t.IsZero() {
			from = max(from, t.Add(time.Second-1).Unix())
		}
	}
	if !a.Expiry.IsZero() {
		until = a.Expiry.Unix()
	}
	return from, until
}
