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

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/ranking"
	"github.com/presse-go/presse/internal/related/scoring"
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
	Genre                string

	Public    bool      // its status allows showing it
	Published time.Time // not shown before this time; zero: undated
	Embargo   time.Time // not shown before this time; zero: none
	Expiry    time.Time // not shown from this time on; zero: none
	Unoffered bool      // never an answer
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

// After a Put of several articles, merges are moved on by as much as putting settling
// times as many articles would, settleStep at a time, so that other writers hardly wait.
const (
	settling   = 16
	settleStep = 64
)

// Put adds n articles, replacing those with the same IDs. The n IDs must be distinct.
// Put calls article with 0 to n-1, from several goroutines at once.
func (x *Index) Put(n int, article func(i int) Article) {
	if n == 1 { // the usual case: reuse the buffers of a query
		r := x.room()
		defer x.release(r)
		r.describe(article(0), &r.doc[0])
		x.engine().Put(r.doc[:])
		r.done = true
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
	// Complete merges, unless they are large and few articles were put.
	for done := 0; done < settling*n && x.engine().Settle(settleStep); done += settleStep {
	}
}

// Touch gives n articles of the index new times, sections and genres and keeps their
// texts and tags. The n IDs must be distinct. If the index does not hold all of the
// articles, Touch changes nothing and returns the numbers of those that are missing.
func (x *Index) Touch(n int, article func(i int) Article) (missing []int) {
	for i := range n {
		if !x.Has(article(i).ID) {
			missing = append(missing, i)
		}
	}
	if missing != nil {
		return missing
	}
	for i := range n {
		a := article(i)
		c := postings.Change{Unoffered: a.Unoffered, Labels: appendLabels(nil, scoring.CodeSection, a.Sections...)}
		c.Labels = appendGenre(c.Labels, a.Genre)
		c.Published, c.From, c.Until = times(&a)
		if !x.engine().Touch(a.ID, &c) {
			missing = append(missing, i) // it was deleted meanwhile
		}
	}
	return missing
}

// Delete removes the articles with the given IDs and returns how many it removed.
func (x *Index) Delete(ids ...string) int { return x.engine().Delete(ids...) }

// Has reports whether the index holds an article with this ID.
func (x *Index) Has(id string) bool { return x.engine().Has(id) }

// IDs yields the IDs of the articles that the index holds when IDs is called.
func (x *Index) IDs(yield func(string) bool) { x.engine().View().IDs()(yield) }

// SetMark sets the mark that is saved with the index.
func (x *Index) SetMark(mark string) { x.engine().SetMark(mark) }

// Mark returns the mark.
func (x *Index) Mark() string { return x.engine().Mark() }

// Frequency returns the number of articles that have the term with this text form.
func (x *Index) Frequency(term string) int {
	hash, code, ok := scoring.ReadTerm(term)
	if !ok {
		return 0
	}
	v, entry := x.engine().Enter()
	defer x.engine().Leave(entry)
	n, ok := v.Term(hash, code)
	if !ok {
		return 0
	}
	return v.Frequency(n)
}

// MeanLength returns the mean length of an article as scoring measures it.
func (x *Index) MeanLength() float64 {
	return x.engine().View().MeanLength()
}

// Len returns the number of articles in the index.
func (x *Index) Len() int { return x.engine().View().Docs }

// Compact brings the index into the form of its snapshots, which depends only on the
// articles. Other writers wait for it.
func (x *Index) Compact() { x.engine().Compact() }

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
	v, entry := x.engine().Enter()
	defer x.engine().Leave(entry)
	return v.Save(w, snapshotRules)
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
		Headline: r.line(a.Headline),
		Deck:     r.line(a.Deck),
		Body:     r.body(a.Body),
		Tags:     a.Tags,
		Sections: a.Sections,
	}, d.Terms)
	d.Terms = appendGenre(appendLabels(terms, scoring.CodeLang, lang), a.Genre)
	d.ID, d.Length, d.Unoffered = a.ID, length, a.Unoffered
	d.Untitled = !r.analyzer.Titled()
	d.Sketch = r.analyzer.AppendSketch(d.Sketch[:0])
	d.Published, d.From, d.Until = times(&a)
}

// appendLabels appends the terms of labels, each of them once.
func appendLabels(terms []scoring.Term, code uint8, labels ...string) []scoring.Term {
	from := len(terms)
	for _, label := range labels {
		t := scoring.Term{Hash: scoring.Label(code, label), Written: label, Code: code}
		if !slices.ContainsFunc(terms[from:], func(o scoring.Term) bool { return o.Hash == t.Hash }) {
			terms = append(terms, t)
		}
	}
	return terms
}

func appendGenre(terms []scoring.Term, genre string) []scoring.Term {
	if !scoring.Named(genre) {
		return terms
	}
	return appendLabels(terms, scoring.CodeGenre, genre)
}

// times returns the time of publication and the time from which and until which the
// article may be shown, in Unix seconds. Fractions of a second are rounded so that the
// article is never shown too early or too long.
func times(a *Article) (published, from, until int64) {
	published, from, until = postings.Undated, postings.Undated, postings.Never
	if !a.Published.IsZero() {
		published = a.Published.Unix()
	}
	if !a.Public {
		return published, postings.Never, until
	}
	for _, t := range []time.Time{a.Published, a.Embargo} {
		if !t.IsZero() {
			from = max(from, t.Add(time.Second-1).Unix())
		}
	}
	if !a.Expiry.IsZero() {
		until = a.Expiry.Unix()
	}
	return published, from, until
}
