package related

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/ranking"
	"github.com/presse-go/presse/internal/related/scoring"
	"github.com/presse-go/presse/internal/words"
)

// A Query specifies which articles to select.
type Query struct {
	Limit     int           // maximum number of matches, from 1 to ranking.MaxLimit
	Timed     bool          // only articles that may be shown at the time At
	At        time.Time     // for Timed and MaxAge
	MaxAge    time.Duration // only articles published at most this long before At; zero: no limit
	Focus     Focus
	Langs     []string             // only articles in one of these languages; if empty, in the article's own
	Sections  Sections             // only articles in one of these sections; if empty, in any
	Avoided   Sections             // no articles in any of these sections
	NotTags   []string             // no articles with any of these tags
	Genres    []string             // only articles of one of these genres; if empty, of any
	Exclude   []string             // IDs of articles to leave out
	Only      func(id string) bool // if set, only articles for which it returns true
	Pinned    []string             // IDs of articles that are the first matches
	MinScore  float64              // only articles with at least this score; 0: with at least the default, -1: all
	Diversity float64              // 0 to 1: how much similarity to earlier matches counts against an article
	Copies    bool                 // list copies of a text as separate matches
	Exact     bool                 // score every article
	Explain   bool                 // name all shared terms in Match.Why
}

// Focus is how much closeness in time counts.
type Focus uint8

// The values of Focus, in the order of the API.
const (
	Background Focus = iota
	MoreOfStory
	Timeless
)

var nearness = [...]float64{Background: scoring.NearBackground, MoreOfStory: scoring.NearStory, Timeless: 0}

// Sections is a set of sections, given by name or by a function of the name. The zero
// value is empty.
type Sections struct {
	Named []string
	Are   func(section string) bool // called for sections as articles name them
}

func (s *Sections) empty() bool { return len(s.Named) == 0 && s.Are == nil }

// HasName reports whether s can be the name of a tag, a section or a genre.
func HasName(s string) bool { return scoring.Named(s) }

// A Match is a selected article.
type Match struct {
	ID     string
	Score  float64
	Why    []Reason // strongest first, those of equal weight by their text forms; valid until the next match
	Copies []string // IDs of articles with nearly the same text
}

// A Reason is one part of a score.
type Reason struct {
	Kind   Kind
	Text   string // the word or label as written; for Time, the hours between the two articles
	Weight float64
}

// A Kind is the kind of a Reason.
type Kind uint8

// The kinds of reasons.
const (
	Word    Kind = iota // a word of both articles
	Tag                 // a tag of both articles
	Section             // a section of both articles
	Story               // much in common with the other matches
	Time                // published close together
	Rest                // all other terms together
	Pinned              // the query names it
)

// A room holds the buffers of one query. Later queries reuse it.
type room struct {
	reader
	ranking.Asking
	view  *postings.View
	entry postings.Entry
	doc   [1]postings.Doc
	query ranking.Query
	parts []part
	keys  []byte
	why   []Reason
	done  bool // the query has ended, without a panic

	texted bool // doc holds the text that asks
}

func (x *Index) room() *room {
	r, _ := x.rooms.Get().(*room)
	if r == nil {
		r = new(room)
	}
	r.view, r.entry = x.engine().Enter()
	r.done, r.texted = false, false
	return r
}

// release ends the use of the view and returns r to the pool. A query in which Query.Only panics does not return its room.
func (x *Index) release(r *room) {
	x.engine().Leave(r.entry)
	if r.done {
		r.clear()
		x.rooms.Put(r)
	}
}

// clear drops what belongs to the caller.
func (r *room) clear() {
	clear(r.doc[0].Terms)
	clear(r.why)
	r.query.Self, r.query.Exclude, r.query.Only = "", nil, nil
	r.Release()
}

// Related calls do for the articles most closely related to a, best first. The article
// a need not be in the index; an article with the same ID is never selected.
func (x *Index) Related(a Article, q *Query, do func(Match)) {
	r := x.room()
	defer x.release(r)
	r.answer(r.read(a), a.ID, q, x.finder(r), do)
}

// RelatedTo is like Related, for the article of the index that has the given ID. It
// reports whether there is one.
func (x *Index) RelatedTo(id string, q *Query, do func(Match)) bool {
	r := x.room()
	defer x.release(r)
	at, ok := x.engine().Find(r.view, id)
	if !ok {
		r.done = true
		return false
	}
	var stored postings.Record
	r.view.Read(at, &stored)
	d := r.Begin(r.view)
	d.Indexed, d.Published, d.Length = true, stored.Published, stored.Length
	d.Untitled = stored.Untitled
	d.Terms = stored.AppendTerms(d.Terms)
	d.Sketch = append(d.Sketch, stored.Sketch()...)
	r.answer(d, id, q, x.finder(r), do)
	return true
}

// Versions returns the IDs of the articles with nearly the same text as a, latest first,
// then by ID. Of q, Timed, At and Langs count; if there are no Langs, articles in any
// language are found. The article a need not be in the index; its own ID is never among
// them.
func (x *Index) Versions(a Article, q *Query) (ids []string) {
	r := x.room()
	defer x.release(r)
	d := r.read(a)
	r.restrict(d, a.ID, q, x.finder(r))
	r.query.Unoffered = !q.Timed
	if len(q.Langs) == 0 {
		r.query.InLangs = false
	}
	for _, at := range r.Versions(&r.query) {
		ids = append(ids, strings.Clone(r.ID(at)))
	}
	r.done = true
	return ids
}

// A finder returns the place of the document with the given ID and reports whether there
// is one.
type finder func(id string) (postings.Ref, bool)

func (x *Index) finder(r *room) finder {
	return func(id string) (postings.Ref, bool) { return x.engine().Find(r.view, id) }
}

// read begins a query for the article a, which need not be in the index.
func (r *room) read(a Article) *ranking.Document {
	r.describe(a, &r.doc[0])
	return r.begin()
}

// begin begins a query for the document r.doc.
func (r *room) begin() *ranking.Document {
	read := &r.doc[0]
	r.texted = true
	d := r.Begin(r.view)
	d.Published, d.Length, d.Untitled = read.Published, read.Length, read.Untitled
	d.Sketch = append(d.Sketch, read.Sketch...)
	for _, t := range read.Terms {
		n, ok := r.view.Term(t.Hash, t.Code)
		if !ok {
			n = ranking.Unknown
		}
		d.Terms = append(d.Terms, postings.Coded{Term: n, Code: t.Code})
	}
	return d
}

// restrict sets r.query to q for the document d, which has the given ID.
func (r *room) restrict(d *ranking.Document, id string, q *Query, find finder) {
	asked := &r.query
	*asked = ranking.Query{
		Limit:     q.Limit,
		Near:      nearness[q.Focus],
		Exact:     q.Exact,
		Copies:    q.Copies,
		Diversity: q.Diversity,
		MinScore:  q.MinScore,
		Pinned:    asked.Pinned[:0],
		Filter: ranking.Filter{
			Timed: q.Timed,
			Langs: asked.Langs[:0], InLangs: true,
			Sections: asked.Sections[:0], InSections: !q.Sections.empty(),
			Genres: asked.Genres[:0], InGenres: len(q.Genres) > 0,
			NotSections: asked.NotSections[:0], NotTags: asked.NotTags[:0],
			Self: id, Exclude: q.Exclude, Only: owned(q.Only),
		},
	}
	if !q.At.IsZero() {
		asked.Now = q.At.Unix()
		if q.MaxAge > 0 {
			asked.Aged, asked.Earliest = true, q.At.Add(-q.MaxAge).Unix()
		}
	}
	for _, l := range q.Langs {
		asked.Langs = r.appendLabels(asked.Langs, scoring.CodeLang, words.Language(l))
	}
	if len(q.Langs) == 0 {
		for _, t := range d.Terms {
			if t.Code == scoring.CodeLang {
				asked.Langs = append(asked.Langs, t.Term)
			}
		}
	}
	asked.Sections = r.appendSections(asked.Sections, &q.Sections)
	asked.NotSections = r.appendSections(asked.NotSections, &q.Avoided)
	asked.NotTags = r.appendLabels(asked.NotTags, scoring.CodeTag, q.NotTags...)
	asked.Genres = r.appendLabels(asked.Genres, scoring.CodeGenre, q.Genres...)
	for _, pinned := range q.Pinned {
		if at, ok := find(pinned); ok {
			asked.Pinned = append(asked.Pinned, at)
		}
	}
}

// owned returns a function that calls only with a copy of the ID, which points into the
// index.
func owned(only func(id string) bool) func(id string) bool {
	if only == nil {
		return nil
	}
	return func(id string) bool { return only(strings.Clone(id)) }
}

// answer runs the query q for the document d, which has the given ID, and calls do for
// each match.
func (r *room) answer(d *ranking.Document, id string, q *Query, find finder, do func(Match)) {
	r.restrict(d, id, q, find)
	for _, c := range r.Answer(&r.query) {
		m := Match{ID: strings.Clone(r.ID(c.At)), Score: c.Score, Why: r.reasons(c, q.Explain)}
		for _, at := range c.Copies {
			m.Copies = append(m.Copies, strings.Clone(r.ID(at)))
		}
		do(m)
	}
	r.done = true
}

// appendSections appends the terms of the sections in a set.
func (r *room) appendSections(terms []uint32, s *Sections) []uint32 {
	if s.Are != nil {
		for _, t := range r.view.Labels() {
			if s.Are(r.view.Written(t)) {
				terms = append(terms, t)
			}
		}
	}
	return r.appendLabels(terms, scoring.CodeSection, s.Named...)
}

// appendLabels appends the terms of those labels that an article has or had.
func (r *room) appendLabels(terms []uint32, code uint8, labels ...string) []uint32 {
	for _, label := range labels {
		if n, ok := r.view.Term(scoring.Label(code, label), code); ok {
			terms = append(terms, n)
		}
	}
	return terms
}

// namedReasons is the number of terms that a Match names unless Query.Explain is set.
const namedReasons = 6

// noWeight is the weight up to which a part of a score may be a rounding error.
const noWeight = 1e-9

// A part is the contribution of a term to a score.
type part struct {
	kind   Kind
	term   uint32
	weight float64
	key    span // the text form of the term in room.keys, if it was needed
}

// A span is where a text is in a buffer.
type span struct{ from, to int }

// stronger reports whether p comes before another part: if it has more weight or, at equal
// weight, if its text form is the lesser one. Terms have other numbers in another index, in a
// Choosing and after Compact, and the same text form.
func (r *room) stronger(p, than *part) bool {
	if p.weight != than.weight {
		return p.weight > than.weight
	}
	r.setKey(p)
	r.setKey(than)
	c := bytes.Compare(r.keys[p.key.from:p.key.to], r.keys[than.key.from:than.key.to])
	return c < 0 || c == 0 && p.term < than.term
}

// setKey sets p.key. The form of a word is not reduced to its stem.
func (r *room) setKey(p *part) {
	if p.key.to > 0 {
		return
	}
	p.key.from = len(r.keys)
	switch written := r.written(p); p.kind {
	case Tag:
		r.keys = scoring.AppendLabel(r.keys, scoring.CodeTag, written)
	case Section:
		r.keys = scoring.AppendLabel(r.keys, scoring.CodeSection, written)
	default:
		r.keys = scoring.AppendWord(r.keys, written)
	}
	p.key.to = len(r.keys)
}

// written returns a word as the text that asks writes it. For an article of the index,
// whose text is not known, it is one of the forms in the index, as for tags and
// sections.
func (r *room) written(p *part) string {
	if r.texted && p.kind == Word {
		for i, t := range r.Asked() {
			if t.Term == p.term {
				return r.doc[0].Terms[i].Written
			}
		}
	}
	return r.view.Written(p.term)
}

// reasons returns what a score consists of, strongest terms first. Numbers are reported
// in Rest, together with the weak terms. The result is valid until the next call.
func (r *room) reasons(c ranking.Chosen, all bool) []Reason {
	if c.Pinned {
		return []Reason{{Pinned, "", c.Score}}
	}
	named := namedReasons
	if all {
		named = math.MaxInt
	}
	rest, parts := 0.0, r.parts[:0]
	r.keys = r.keys[:0]
	feedback, near := r.Parts(c, func(term uint32, code uint8, weight float64) {
		p := part{kind: Word, term: term, weight: weight}
		switch {
		case weight == 0:
			return
		case code == scoring.CodeTag:
			p.kind = Tag
		case code == scoring.CodeSection:
			p.kind = Section
		case code > scoring.CodeTag:
			rest += weight
			return
		}
		i := len(parts)
		for i > 0 && r.stronger(&p, &parts[i-1]) {
			i--
		}
		if i == named {
			rest += weight
			return
		}
		if len(parts) == named {
			rest += parts[named-1].weight
			parts = parts[:named-1]
		}
		parts = slices.Insert(parts, i, p)
	})
	r.parts = parts
	why := r.why[:0]
	for i := range parts {
		p := &parts[i]
		written := r.written(p)
		if r.texted && p.kind == Word {
			written = strings.Clone(written) // do not keep the text that asks
		}
		why = append(why, Reason{p.kind, written, p.weight})
	}
	for _, other := range [...]Reason{{Story, "", feedback}, {Time, hours(c.Apart), near}, {Rest, "", rest}} {
		if other.Weight > noWeight {
			why = append(why, other)
		}
	}
	r.why = why
	return why
}

// hours formats a time difference in hours, rounded to the nearest.
func hours(seconds int64) string {
	return strconv.FormatInt((max(seconds, -seconds)+30*60)/(60*60), 10)
}
