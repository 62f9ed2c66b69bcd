package ranking

import (
	"math"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A Finder visits documents that may have a high score for the terms, the most likely
// ones first, until visit returns false. The argument reading limits the work. Find
// reports whether a greater reading would find more documents; it returns false if
// visit did.
type Finder interface {
	Find(v *postings.View, terms []postings.Weighted, reading int, visit postings.Visit) (left bool)
}

// These constants are a compromise between the cost of a query and how close its answer
// is to that of an exact one. bench/related/stages prints the effect of other values.
// bench/related/speed prints how close the answers are, including those of queries with
// filters and with closeness in time.
const (
	posted    = 64 // number of terms by which a document can be found
	bestTerms = 64 // number of terms of a query that are looked up

	// few is the number of documents up to which all are scored, at 0.2 µs each
	// ("exact" in BenchmarkRelated of bench/related): no search is faster in so small
	// an index. fewInSections is the same for the documents of the requested sections:
	// a search, which covers the whole index, finds only half of the best ones in a
	// small section.
	few           = 500
	fewInSections = 4000

	further = 8 // factor by which the reading grows if too few documents were found

	// MaxLimit is the maximum number of answers to a query.
	MaxLimit = 100
)

// effort is the amount of work spent on a query. It grows with the number of answers,
// since the scores of the last answers are far below that of the first. It also grows
// with the size of the index, but slowly: in an index ten times as large, twice as much
// is read.
type effort struct {
	reading  int     // number of postings to read
	patience int     // number of documents scored without a new answer before the search stops
	pool     int     // number of documents that the later stages see
	hopeless float64 // fraction of the last answer's sum below which the search stops
}

func (q *Query) effort(docs int) effort {
	n := min(q.Limit, 20)
	e := effort{reading: 4000 + 2000*n, patience: max(60, 60*n-60), pool: 2*q.Limit + 2*window, hopeless: 0.4}
	e.reading = grown(e.reading, docs)
	if q.Story { // a document with a low score may be close in time
		e.patience += 200
		e.pool += 100
		e.hopeless /= 1 + scoring.NearPart
	}
	return e
}

// grown returns the number of postings to read in an index of this size, given the
// number for a small one.
func grown(reading, docs int) int {
	return int(float64(reading) * math.Pow(max(1, float64(docs)/1e5), 0.3))
}

// finder returns the Finder for the query: the search, unless scanning the documents
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

// listed visits every document of the given sections.
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
