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

// A Query says what to choose.
type Query struct {
	Limit     int           // how many: from 1 to ranking.MaxLimit
	At        time.Time     // judge by time, at this instant; zero: not at all
	MaxAge    time.Duration // published so long before At or later; zero: no limit
	Langs     []string      // one of these; the article's own when empty
	Sections  []string      // in one of these; all when empty
	Exclude   []string      // not these IDs
	MinScore  float64
	Diversity float64 // 0 to 1: what likeness to answers before it takes from one
	Story     bool    // closeness in time counts
	Copies    bool    // copies are answers of their own
	Exact     bool    // every article is scored
	Explain   bool    // all terms are named
}

// A Match is an article chosen.
type Match struct {
	ID     string
	Score  float64
	Why    []Reason // the strongest first; good until the next match
	Copies []string // IDs of articles with nearly the same text
}

// A Reason is a part of a score.
type Reason struct {
	Kind   Kind
	Text   string // the word or label as written; the hours between them for Time
	Weight float64
}

// A Kind tells reasons apart.
type Kind uint8

// What speaks for a match.
const (
	Word    Kind = iota // a word in both articles
	Tag                 // a tag of both
	Section             // a section of both
	Story               // much in common with the other answers
	Time                // published close together
	Rest                // the other terms, together
)

// A room is where one query works; the next reuses it.
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

// release gives a room back, without the text it has read.
func (x *Index) release(r *room) {
	clear(r.doc[0].Terms)
	clear(r.why)
	x.rooms.Put(r)
}

// Related calls do for the articles that go best with a, the best first. a need
// not be in the index; an article of the same ID is never chosen.
func (x *Index) Related(a Article, q *Query, do func(Match)) {
	r := x.room()
	defer x.release(r)
	read := &r.doc[0]
	r.describe(a, read)
	d := r.Begin(r.view)
	d.Published, d.Length = read.Published, read.Length
	for _, t := range read.Terms {
		n, ok := r.view.Term(t.Hash, t.Code)
		if !ok {
			n = ranking.Unknown
		}
		d.Terms = append(d.Terms, postings.Coded{Term: n, Code: t.Code})
	}
	x.exclude(r, a.ID)
	x.answer(r, d, q, do)
}

// RelatedTo is Related for an article of the index. It reports whether there is
// one of this ID.
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
	r.query.Exclude = append(r.query.Exclude, at)
	x.answer(r, d, q, do)
	return true
}

// exclude keeps the article with this ID, if there is one, out of the answer.
func (x *Index) exclude(r *room, id string) {
	if at, ok := x.engine().Find(r.view, id); ok {
		r.query.Exclude = append(r.query.Exclude, at)
	}
}

// answer asks for d what q says.
func (x *Index) answer(r *room, d *ranking.Document, q *Query, do func(Match)) {
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
	for _, c := range r.Answer(asked) {
		m := Match{ID: strings.Clone(r.ID(c.At)), Score: c.Score, Why: r.reasons(c, q.Explain)}
		for _, at := range c.Copies {
			m.Copies = append(m.Copies, strings.Clone(r.ID(at)))
		}
		do(m)
	}
}

// appendLabel appends the term of a label, if any article has it.
func (r *room) appendLabel(terms []uint32, code uint8, label string) []uint32 {
	if n, ok := r.view.Term(scoring.Label(code, label), code); ok {
		return append(terms, n)
	}
	return terms
}

// namedReasons is how many terms a Match names when it is not to explain all.
const namedReasons = 6

// A part is what a term adds to a score.
type part struct {
	kind   Kind
	term   uint32
	weight float64
}

// stronger orders parts, equal ones by their term.
func (p part) stronger(than part) bool {
	return p.weight > than.weight || p.weight == than.weight && p.term < than.term
}

// reasons says what a score is made of, the strongest terms first. Pairs of words
// are kept without their words; they and the weak terms are told together. The
// result is good until the next call.
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

// hours writes a distance in time in whole hours.
func hours(seconds int64) string {
	return strconv.FormatInt((max(seconds, -seconds)+30*60)/(60*60), 10)
}
