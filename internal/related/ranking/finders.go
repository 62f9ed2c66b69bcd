package ranking

import (
	"math"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// These constants are a compromise between the cost of a query and how close its answer
// is to that of an exact one. bench/related/stages prints the effect of other values.
// bench/related/speed prints how close the answers are, including those of queries with
// filters and with closeness in time.
const (
	// posted is the number of terms by which a document can be found. With 64, an
	// article takes 18 bytes less, and in a year of 100,000 articles 98.8 % of the best
	// four are found instead of all.
	posted    = 80
	bestTerms = 64 // number of terms of a query that are looked up

	further = 8 // factor by which the reading grows if too few documents were found

	// MaxLimit is the maximum number of answers to a query.
	MaxLimit = 100
)

// What a filter leaves is less related to the document than the best documents of the
// whole index. Such documents share weak terms, many of which are in no list, so a
// search finds fewer of them. Therefore what a narrow filter leaves is scored
// completely, which takes 0.2 to 0.4 µs a document, and any other filter makes the search read
// and score more. "speed" of bench/related prints how much is found, and the time, by
// filter; "stages -filters" prints the effect of other values.
const (
	// few is the number of documents in a period up to which all are scored. In the
	// latest 3,000 of 34,567 articles, a search scores 861 and finds 99.9 % of the best
	// four; in the latest 1,000, it scores 388 and finds 99.5 %.
	few = 3000
	// fewListed is the same for the documents of some sections or genres. Their
	// postings cannot be told from those of other documents without reading these too:
	// in an archive of a million, to score 27,000 documents takes 8.9 ms, and a search
	// takes 3.1 ms and finds 95.8 % of the best four, or 5.3 ms and finds 99.2 %. In the
	// smallest section of 34,567 articles (359), a search finds 90 %.
	fewListed = 30000
	// mostListed is the share of the index up to which a search opens the sums of all
	// documents of the given sections or genres, and only these.
	mostListed = 0.1

	filteredTerms = 128 // like bestTerms, for a query with a filter: in the latest tenth of 34,567 articles, 64 find 99.4 %, 128 all

	// deeper is the factor by which the reading, the patience and hopeless change for a
	// query with a filter. In the latest tenth of 34,567 articles, 1, 2 and 4 find 99.1,
	// 99.8 and 100 %; in a section of a third of a million articles, 86, 91 and 96 %, in
	// 0.8, 2.1 and 3.7 ms. More does not help there: what is missing shares only terms that
	// are in no list.
	deeper      = 4
	rareVerdict = 16 // if Only accepts fewer than one in so many documents, all are scored
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

// effort returns the effort for a search among a number of documents if the last answer
// is at the given depth in the order of all documents.
func (q *Query) effort(docs, depth int) effort {
	n := min(depth, max(20, depth-q.Limit))
	e := effort{reading: 8000 + 4000*n, patience: 60 * n, pool: 2*q.Limit + 2*window, hopeless: 0.3}
	e.reading = grown(e.reading, docs)
	if q.Near >= scoring.NearStory { // a document with a low score may be close in time
		e.patience += 200
		e.pool += 100
		e.hopeless /= 1 + scoring.NearStory
	}
	return e
}

// grown returns the number of postings to read in an index of this size, given the
// number for a small one.
func grown(reading, docs int) int {
	return int(float64(reading) * math.Pow(max(1, float64(docs)/1e5), 0.3))
}

// deeper returns the effort for documents that are harder to find.
func (e effort) deeper() effort {
	e.reading *= deeper
	e.patience *= deeper
	e.hopeless /= deeper
	return e
}

// A plan is how the documents of a query are found.
type plan struct {
	scope    postings.Scope
	docs     int     // estimated number of documents in the scope
	share    float64 // estimated share of these that pass the rest of the filter, as far as is known
	filtered bool    // the filter rules out documents that would be answers
	scan     bool    // score every document of the scope; otherwise search
	deep     bool    // search with more effort
}

// plan decides how to find the documents of the query.
func (a *Asking) plan() plan {
	q := a.query
	p := plan{scope: q.scope(), share: q.share(a.view)}
	span := a.view.Span(&p.scope)
	inList, listed, rarest := q.InSections || q.InGenres, q.Sections, 1.
	if q.InSections {
		rarest = part(a.view, q.Sections)
	}
	if genres := part(a.view, q.Genres); q.InGenres && (!q.InSections || genres < rarest) {
		listed, rarest = q.Genres, genres
	}
	p.filtered = p.share < 0.8 || span < a.view.Docs*9/10 || len(q.Exclude) > 0 || q.Only != nil
	p.docs = span
	if n := int(rarest * float64(span)); inList && (n <= fewListed || rarest <= mostListed) {
		p.scope.InList, p.scope.Listed, p.docs = true, listed, n
	}
	switch {
	case q.Exact:
		p.scan, p.scope.InList = true, false
	case p.scope.InList:
		p.scan = p.docs <= fewListed
	default:
		p.scan = p.docs <= few
	}
	return p
}

// find collects the best documents.
func (a *Asking) find(p *plan) {
	q := a.query
	if p.scan {
		a.effort = q.effort(p.docs, q.Limit)
		a.scanAll(p)
		return
	}
	if p.share == 0 {
		return // no document has the language, for example
	}
	e := q.effort(p.docs, q.Limit)
	narrowed := p.share < 0.8 || p.docs < a.view.Docs*9/10
	if narrowed || p.deep {
		e = e.deeper()
	}
	a.look(p, e)
	// The filter by IDs is known only by its effect.
	rare := a.verdicts.rare()
	if depth := q.Limit + a.ruledOut; !rare && a.ruledOut > 0 {
		e = q.effort(p.docs, depth)
		e.patience *= 2 // without that, 98.3 % of the best four after the best 100 are found in a million articles, not 99.2
		a.look(p, e)
	}
	if rare || (narrowed || a.ruledOut > 0) && len(a.found) < q.Limit {
		a.scanAll(p)
	}
}

// scanAll scores all documents of the scope.
func (a *Asking) scanAll(p *plan) {
	a.found, a.inVain, a.ruledOut = a.found[:0], 0, 0
	a.scan.Visit(a.view, &p.scope, a.visit)
}

// look searches the scope with the given effort, and with more if too few documents were
// found.
func (a *Asking) look(p *plan, e effort) {
	a.effort = e
	reading := float64(e.reading) / max(p.share, 1e-3)
	for most := float64(math.MaxInt32); ; reading *= further {
		a.found, a.inVain, a.ruledOut = a.found[:0], 0, 0
		left := a.search.Find(a.view, &p.scope, a.weighted, int(min(reading, most)), a.visit)
		if !left || len(a.found) >= a.pool || a.verdicts.rare() {
			return
		}
	}
}
