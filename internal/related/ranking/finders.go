package ranking

import (
	"math"
	"os"
	"strconv"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// These constants are a compromise between the cost of a query and how close its answer
// is to that of an exact one. bench/related/stages prints the effect of other values.
// bench/related/speed prints how close the answers are, including those of queries with
// filters and with closeness in time.
const (
	posted     = 64 // number of terms by which a document can be found
	bestTermsX = 64 // number of terms of a query that are looked up
	window     = 8  // number of documents after the last answer that are checked for copies

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

func (q *Query) effort(docs, depth int) effort {
	n := min(depth, 100)
	e := effort{reading: 4000 + 2000*n, patience: max(60, 60*n-60), pool: 2*q.Limit + 2*window, hopeless: 0.4}
	e.reading = int(float64(e.reading) * math.Pow(max(1, float64(docs)/1e5), 0.3))
	if q.Story { // a document with a low score may be close in time
		e.patience += 200
		e.pool += 100
		e.hopeless /= 1 + scoring.NearPart
	}
	return e
}

// A plan is how the documents of a query are found.
type plan struct {
	scope postings.Scope
	docs  int     // estimated number of documents in the scope
	share float64 // estimated share of these that pass the rest of the filter
	scan  bool    // score every document of the scope; otherwise search
}

// plan decides how to find the documents of the query.
func (a *Asking) plan() plan {
	q := a.query
	p := plan{scope: q.scope(), share: q.share(a.view)}
	p.docs = a.view.Span(&p.scope)
	listed, rarest := []uint32(nil), 1.
	if q.InSections {
		listed, rarest = q.Sections, part(a.view, q.Sections)
	}
	if genres := part(a.view, q.Genres); q.InGenres && (listed == nil || genres < rarest) {
		listed, rarest = q.Genres, genres
	}
	if listed != nil && rarest < mostListed {
		p.scope.Listed = listed
		p.docs = int(rarest * float64(p.docs))
		p.share /= max(rarest, 1e-9)
	}
	p.scan = q.Exact || p.docs <= few
	return p
}

var (
	few        = int(env("FEW", 3000))
	mostListed = env("LISTED", 0.6)
	scopePow   = env("SCOPE", 0.5)
	listedPow  = env("LISTPOW", 1)
)

// find collects the best documents.
func (a *Asking) filtered(p *plan) bool {
	return p.docs < a.view.Docs*9/10 || p.share < 0.8 || len(a.query.Exclude) > 0 || a.query.Only != nil
}
func (a *Asking) find(p plan) {
	if p.scan {
		a.effort = a.query.effort(p.docs, a.query.Limit)
		a.scan.Visit(a.view, &p.scope, a.visit)
		return
	}
	a.search1(&p, a.query.Limit)
	depth := a.query.Limit
	if n := a.ruledOut - (a.verdicts.asked - a.verdicts.yes); n > 0 {
		depth += n
	}
	rare := a.verdicts.asked > 16*a.verdicts.yes
	if !rare && (depth > a.query.Limit || 2*a.verdicts.yes < a.verdicts.asked) {
		p.share *= float64(a.verdicts.yes+1) / float64(a.verdicts.asked+1)
		a.search1(&p, depth)
	}
	if rare || len(a.found) < a.query.Limit {
		a.found, a.inVain = a.found[:0], 0
		a.scan.Visit(a.view, &p.scope, a.visit)
	}
}

func (a *Asking) search1(p *plan, depth int) {
	a.effort, a.inVain, a.found, a.ruledOut = a.query.effort(p.docs, depth), 0, a.found[:0], 0
	m := 1.
	if q := a.query; p.docs < a.view.Docs*9/10 || p.share < 0.8 || depth > q.Limit {
		m = labM
	}
	a.patience = int(float64(a.patience) * labP * m)
	a.hopeless *= labH / m
	reading := float64(a.reading) * labR / max(p.share, 1e-3) * m
	if p.scope.Listed != nil {
		reading *= math.Pow(float64(a.view.Span(&postings.Scope{From: p.scope.From, To: p.scope.To}))/float64(p.docs), listedPow)
	}
	for reading := int(reading); a.search.Find(a.view, &p.scope, a.weighted, reading, a.visit) && len(a.found) < a.pool; reading *= further {
		a.found, a.inVain, a.ruledOut = a.found[:0], 0, 0
	}
}

var labM = env("LABM", 4)
var labR, labP, labH = env("LABR", 1), env("LABP", 1), env("LABH", 1)

func env(name string, x float64) float64 {
	if s := os.Getenv(name); s != "" {
		x, _ = strconv.ParseFloat(s, 64)
	}
	return x
}
