// Package related chooses, out of an archive, the articles that go best with one.
//
// It is the front of three rooms: scoring reads texts and says what terms are
// worth, postings stores documents and finds candidates, ranking chooses among
// them. Callers give and get plain values; term numbers, codes and documents stay
// inside.
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

// ErrCorrupt is the error of a snapshot that was cut short or altered.
var ErrCorrupt = postings.ErrCorrupt

// Stats says what an index takes.
type Stats = postings.Stats

// An Article is what an index is told of one.
type Article struct {
	ID, Lang             string // Lang is BCP 47
	Headline, Deck, Body string // HTML or plain text
	Tags, Sections       []string

	Public    bool      // its status does not withhold it
	Published time.Time // not shown before; zero: undated
	Embargo   time.Time // not shown before; zero: none
	Expiry    time.Time // not shown from then on; zero: none
}

// An Index is the archive. The zero value is empty and ready to use. All methods
// are safe for concurrent use.
type Index struct {
	start  sync.Once       // creates loaded, unless Load has set it
	loaded *postings.Index // see engine
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

// putChunk bounds what a Put of many articles holds in memory, and how long
// another writer waits.
const putChunk = 256

// Put adds n articles, each in the place of one with the same ID. Their IDs must
// differ. It calls article for 0 to n-1, from several goroutines at once.
func (x *Index) Put(n int, article func(i int) Article) {
	if n == 1 { // as newsrooms do: in the room of a query
		r := x.room()
		defer x.release(r)
		r.describe(article(0), &r.doc[0])
		x.engine().Put(r.doc[:])
		return
	}
	// While the engine takes a chunk, the next is read.
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

// Delete takes articles out and returns how many of them there were.
func (x *Index) Delete(ids ...string) int { return x.engine().Delete(ids...) }

// Len returns the number of articles.
func (x *Index) Len() int { return x.engine().View().Docs }

// Stats measures the index.
func (x *Index) Stats() Stats { return x.engine().View().Stats() }

// snapshotRules is the number of the rules by which terms and their codes are
// made. Whoever changes what an analysis gives must raise it: what is stored
// would no longer match what is read.
const snapshotRules = 5

var (
	errNilWriter = errors.New("the io.Writer is nil")
	errNilReader = errors.New("the io.Reader is nil")
)

// Save writes a snapshot of the index as it is when Save begins.
func (x *Index) Save(w io.Writer) error {
	if w == nil {
		return errNilWriter
	}
	return x.engine().View().Save(w, snapshotRules)
}

// Load reads a snapshot, and no byte beyond its end, into an index that has not been
// used. A snapshot that was made by other rules is refused.
func (x *Index) Load(r io.Reader) error {
	if r == nil {
		return errNilReader
	}
	var err error
	x.loaded, err = postings.Load(r, ranking.Model(), snapshotRules)
	return err
}

// A reader turns articles into what the engine keeps of them. It is reused.
type reader struct {
	analyzer scoring.Analyzer
	plain    []byte
}

// describe sets d to what the engine keeps of an article. Its terms hold parts of
// the article's text.
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

// Text returns the text of HTML as a reader sees it. Plain text is its own.
func Text(s string) string { return new(reader).text(s) }

func (r *reader) text(s string) string {
	if !html.Markup(s) {
		return s
	}
	r.plain = text.Append(r.plain[:0], s)
	return string(r.plain)
}

// window returns the Unix seconds from and until which the article may be shown.
// Parts of a second are rounded to the side of showing less.
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
