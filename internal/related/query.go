package related

import (
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
	At        time.Time     // only articles that may be shown at this time; zero: no such restriction
	MaxAge    time.Duration // only articles published at most this long before At; zero: no limit
	Langs     []string      // only articles in one of these languages; if empty, in the article's own
	Sections  []string      // only articles in one of these sections; if empty, in any
	Exclude   []string      // IDs of articles to leave out
	MinScore  float64       // only articles with at least this score
	Diversity float64       // 0 to 1: how much similarity to earlier matches counts against an article
	Story     bool          // count closeness in time
	Copies    bool          // list copies of a text as separate matches
	Exact     bool          // score every article
	Explain   bool          // name all shared terms in Match.Why
}

// A Match is a selected article.
type Match struct {
	ID     string
	Score  float64
	Why    []Reason // strongest first; valid until the next match
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
)

// A room holds the buffers of one query. Later queries reuse it.
type room struct {
	reader
	ranking.Asking
	view  *postings.View
	doc   [1]postings.Doc
	query ranking.Query
	parts []part
	why   []Reason
}

func (x *Index) room() *room {
	r, _ := x.rooms.Get().(*room)
	if r == nil {
		r = new(room)
	}
	r.view = x.engine().View()
	r.query.Exclude = r.query.Exclude[:0]
	return r
}

// release returns r to the pool, without the text that it has read.
func (x *Index) release(r *room) {
	clear(r.doc[0].Terms)
	clear(r.why)
	x.rooms.Put(r)
}

// Related calls do for the articles most closely related to a, best first. The article
// a need not be in the index; an article with the same ID is never selected.
func (x *Index) Related(a Article, q *Query, do func(Match)) {
	r := x.room()
	defer x.release(r)
	x.answer(r, x.begin(r, a), q, do)
}

// Versions calls do for the ID of each article with nearly the same text as a, latest
// first, then by ID. Of q, At, Langs and Exclude count. The article a need not be in the
// index; its own ID is never among them.
func (x *Index) Versions(a Article, q *Query, do func(id string)) {
	r := x.room()
	defer x.release(r)
	d := x.begin(r, a)
	x.restrict(r, d, q)
	for _, at := range r.Versions(&r.query) {
		do(strings.Clone(r.ID(at)))
	}
}

// begin begins a query for the article a, which need not be in the index.
func (x *Index) begin(r *room, a Article) *ranking.Document {
	read := &r.doc[0]
	r.describe(a, read)
	d := r.Begin(r.view)
	d.Published, d.Length = read.Published, read.Length
	d.Sketch = append(d.Sketch, read.Sketch...)
	for _, t := range read.Terms {
		n, ok := r.view.Term(t.Hash, t.Code)
		if !ok {
			n = ranking.Unknown
		}
		d.Terms = append(d.Terms, postings.Coded{Term: n, Code: t.Code})
	}
	x.exclude(r, a.ID)
	return d
}

// RelatedTo is like Related, for the article of the index that has the given ID. It
// reports whether there is one.
func (x *Index) RelatedTo(id string, q *Query, do func(Match)) bool {
	r := x.room()
	defer x.release(r)
	at, ok := x.engine().Find(r.view, id)
	if !ok {
		return false
	}
	var stored postings.Record
	r.view.Read(at, &stored)
	d := r.Begin(r.view)
	d.Indexed, d.Published, d.Length = true, stored.Published, stored.Length
	d.Terms = stored.AppendTerms(d.Terms)
	d.Sketch = append(d.Sketch, stored.Sketch()...)
	r.query.Exclude = append(r.query.Exclude, at)
	x.answer(r, d, q, do)
	return true
}

// exclude keeps the article with the given ID, if any, out of the matches.
func (x *Index) exclude(r *room, id string) {
	if at, ok := x.engine().Find(r.view, id); ok {
		r.query.Exclude = append(r.query.Exclude, at)
	}
}

// restrict sets r.query to q for the document d.
func (x *Index) restrict(r *room, d *ranking.Document, q *Query) {
	asked := &r.query
	*asked = ranking.Query{
		Limit:      q.Limit,
		Story:      q.Story,
		Exact:      q.Exact,
		Copies:     q.Copies,
		Diversity:  q.Diversity,
		MinScore:   q.MinScore,
		Exclude:    asked.Exclude,
		Langs:      asked.Langs[:0],
		Sections:   asked.Sections[:0],
		InSections: len(q.Sections) > 0,
	}
	if !q.At.IsZero() {
		asked.Timed, asked.Now, asked.Earliest = true, q.At.Unix(), postings.Undated
		if q.MaxAge > 0 {
			asked.Earliest = q.At.Add(-q.MaxAge).Unix()
		}
	}
	for _, l := range q.Langs {
		asked.Langs = r.appendLabel(asked.Langs, scoring.CodeLang, words.Language(l))
	}
	if len(q.Langs) == 0 {
		for _, t := range d.Terms {
			if t.Code == scoring.CodeLang {
				asked.Langs = append(asked.Langs, t.Term)
			}
		}
	}
	for _, s := range q.Sections {
		asked.Sections = r.appendLabel(asked.Sections, scoring.CodeSection, s)
	}
	for _, id := range q.Exclude {
		x.exclude(r, id)
	}
}

// answer runs the query q for the document d and calls do for each match.
func (x *Index) answer(r *room, d *ranking.Document, q *Query, do func(Match)) {
	x.restrict(r, d, q)
	for _, c := range r.Answer(&r.query) {
		m := Match{ID: strings.Clone(r.ID(c.At)), Score: c.Score, Why: r.reasons(c, q.Explain)}
		for _, at := range c.Copies {
			m.Copies = append(m.Copies, strings.Clone(r.ID(at)))
		}
		do(m)
	}
}

// appendLabel appends the term of a label if any article ever had it.
func (r *room) appendLabel(terms []uint32, code uint8, label string) []uint32 {
	if n, ok := r.view.Term(scoring.Label(code, label), code); ok {
		return append(terms, n)
	}
	return terms
}

// namedReasons is the number of terms that a Match names unless Query.Explain is set.
const namedReasons = 6

// A part is the contribution of a term to a score.
type part struct {
	kind   Kind
	term   uint32
	weight float64
}

// stronger reports whether p has more weight than the other part or, at equal weight,
// the lower term.
func (p part) stronger(than part) bool {
	return p.weight > than.weight || p.weight == than.weight && p.term < than.term
}

// reasons returns what a score consists of, strongest terms first. The index does not
// store the words of a pair, so pairs are reported in Rest together with the weak
// terms. The result is valid until the next call.
func (r *room) reasons(c ranking.Chosen, all bool) []Reason {
	named := namedReasons
	if all {
		named = math.MaxInt
	}
	rest, parts := 0.0, r.parts[:0]
	feedback, near := r.Parts(c, func(term uint32, code uint8, weight float64) {
		p := part{Word, term, weight}
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
		for i > 0 && p.stronger(parts[i-1]) {
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
	for _, p := range parts {
		why = append(why, Reason{p.kind, r.view.Written(p.term), p.weight})
	}
	for _, other := range [...]Reason{{Story, "", feedback}, {Time, hours(c.Apart), near}, {Rest, "", rest}} {
		if other.Weight > 0 {
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
