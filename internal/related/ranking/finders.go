package ranking

import (
	"math"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Finder visits documents that may score high for the terms, the likeliest
// first, until a visit returns false. Reading bounds the work. Left reports that no
// visit returned false and that more reading would find more documents.
type Finder interface {
	Find(v *postings.View, terms []postings.Weighted, reading int, visit postings.Visit) (left bool)
}

// These constants decide how close the default answer comes to that of Exact, and
// at what cost. bench/related/stages prints what other values give,
// bench/related/speed how close the answer is, with filters and where time counts.
const (
	posted    = 64 // terms of a document that bring it forward
	bestTerms = 64 // terms of a query that are looked up
	window    = 8  // how far behind the last answer copies are looked for

	// Up to how many documents all are scored, at 0.2 µs each ("exact" in
	// BenchmarkRelated of bench/related). In so small an archive no search is
	// faster; for so small a section a search, which covers the whole archive, finds
	// only half.
	few           = 500
	fewInSections = 4000

	further = 8 // how much more is read when the reading before found too little

	// MaxLimit is how many answers a query gets at most.
	MaxLimit = 100
)

// effort is what is spent on a query. More answers take more, since the last of
// them lie far behind the first. A larger archive takes a little more: with ten
// times as many documents, twice as much is read.
type effort struct {
	reading  int     // postings read
	patience int     // documents scored in full that bring no answer, before the others are left
	pool     int     // documents that the later stages see
	hopeless float64 // the part of the last answer's sum below which a document is none
}

func (q *Query) effort(docs int) effort {
	n := min(q.Limit, 20)
	e := effort{reading: 4000 + 2000*n, patience: max(60, 60*n-60), pool: 2*q.Limit + 2*window, hopeless: 0.4}
	e.reading = int(float64(e.reading) * math.Pow(max(1, float64(docs)/1e5), 0.3))
	if q.Story { // what is far behind may be near in time
		e.patience += 200
		e.pool += 100
		e.hopeless /= 1 + scoring.NearPart
	}
	return e
}

// finder returns who finds candidates: the search, unless looking at all of them
// takes no longer.
func (a *Asking) finder() Finder {
	q := a.query
	if q.Exact || a.view.Docs <= few {
		return &a.all
	}
	if q.InSections {
		n := 0
		for _, section := range q.Sections {
			n += a.view.Frequency(section)
		}
		if n <= fewInSections {
			a.inThese.sections = q.Sections
			return &a.inThese
		}
	}
	return &a.search
}

// everything visits every document.
type everything struct{ record postings.Record }

func (e *everything) Find(v *postings.View, _ []postings.Weighted, _ int, visit postings.Visit) (left bool) {
	for at := range v.All() {
		v.Read(at, &e.record)
		visit(at, &e.record, postings.NoSum)
	}
	return false
}

// listed visits every document of some sections.
type listed struct {
	sections []uint32
	record   postings.Record
}

func (l *listed) Find(v *postings.View, _ []postings.Weighted, _ int, visit postings.Visit) (left bool) {
	for i, section := range l.sections {
		for at := range v.Listed(section) {
			v.Read(at, &l.record)
			if !hasOne(&l.record, l.sections[:i], scoring.CodeSection) && l.record.Has(section, scoring.CodeSection) {
				visit(at, &l.record, postings.NoSum)
			}
		}
	}
	return false
}
