package ranking

import (
	"slices"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// Copies of the document of the query are not answers, since its reader has just read
// that text. They are recognized when they would enter the pool, so that they take no
// room in it. Copies of one another are folded at the end, under the one that ranks
// highest. If they have filled the pool so that there are too few answers, another round
// keeps them out as well.

// copying holds the buffers for recognizing copies.
type copying struct {
	leaders []postings.Ref // answers of earlier rounds, whose copies do not enter the pool
	full    bool           // the last round saw only a part of the documents
	loaded  bool           // a.others holds the words of the document of the query
	words   int            // number of its words
	other   *Asking        // finds the copies of an answer; nil until it is needed
}

const (
	window     = 8 // number of documents after the last answer that are checked for copies
	manyCopies = 4 // number of copies from which on an answer is given all of its copies
)

// repeats reports whether a document that would enter the pool is a pinned one or a copy
// of the document of the query or of an answer of an earlier round.
func (a *Asking) repeats(at postings.Ref, r *postings.Record) bool {
	if slices.Contains(a.pinned, at) {
		return true
	}
	if a.query.Copies {
		return false
	}
	if a.isVersion(r) {
		return true
	}
	if slices.Contains(a.leaders, at) {
		return false
	}
	return slices.ContainsFunc(a.leaders, func(l postings.Ref) bool { return a.areCopies(at, l) })
}

// isVersion reports whether a document is a copy of the document of the query.
func (a *Asking) isVersion(r *postings.Record) bool {
	share, worth := scoring.SharedPhrases(a.doc.Sketch, r.Sketch())
	if !scoring.MaybeCopies(share, worth) {
		return false
	}
	if !a.loaded {
		a.words = a.loadWords(a.doc.Terms)
		a.loaded = true
	}
	theirs, both := a.countWords(r)
	return scoring.Copies(share, worth, a.words, theirs, both, apart(a.doc.Published, r.Published))
}

// areCopies reports whether two documents of the index are copies of one text.
func (a *Asking) areCopies(x, y postings.Ref) bool {
	var one, other postings.Record
	a.view.Read(x, &one)
	a.view.Read(y, &other)
	share, worth := scoring.SharedPhrases(one.Sketch(), other.Sketch())
	if !scoring.MaybeCopies(share, worth) {
		return false
	}
	a.loaded = false
	a.terms = other.AppendTerms(a.terms[:0])
	words := a.loadWords(a.terms)
	theirs, both := a.countWords(&one)
	return scoring.Copies(share, worth, words, theirs, both, apart(one.Published, other.Published))
}

// loadWords sets a.others to the words among terms, each with weight 1, and returns
// their number.
func (a *Asking) loadWords(terms []postings.Coded) (words int) {
	a.others.Reset(a.view)
	for _, t := range terms {
		if scoring.IsWord(t.Code) {
			words++
			if t.Term != Unknown {
				a.others.Add(t.Term, 1)
			}
		}
	}
	return words
}

// countWords returns the number of words of a document and how many of them a.others
// has.
func (a *Asking) countWords(r *postings.Record) (words, both int) {
	a.terms = r.AppendTerms(a.terms[:0])
	for _, t := range a.terms {
		if scoring.IsWord(t.Code) {
			words++
			both += int(a.others.Get(t.Term))
		}
	}
	return words, both
}

// apart returns the number of seconds between two times, or 0 if either is Undated.
func apart(x, y int64) int64 {
	if x == postings.Undated || y == postings.Undated {
		return 0
	}
	return max(x-y, y-x)
}

// choose selects the answers in order and lists copies of a text under the one with the
// highest score. Selecting the longest or the latest copy instead would cost 0.001 to
// 0.002 nDCG@5 on stories ("quality -copies" of bench/related).
func (a *Asking) choose() {
	q := a.query
	a.chosen, a.full = a.begin(), len(a.found) == a.pool
	for i, f := range a.found {
		if len(a.chosen) == q.Limit && i >= q.Limit+window {
			a.full = false
			break
		}
		if !q.Copies {
			if c := slices.IndexFunc(a.chosen, func(c Chosen) bool { return a.areCopies(f.at, c.At) }); c >= 0 {
				a.chosen[c].Copies = append(a.chosen[c].Copies, f.at)
				continue
			}
		}
		if len(a.chosen) < q.Limit {
			c := Chosen{At: f.at, Score: f.score, parts: f.parts}
			if f.parts.near > 0 {
				c.Apart = a.doc.Published - f.published
			}
			a.chosen = append(a.chosen, c)
		}
	}
}

// starved reports whether there may be more answers behind copies that filled the pool.
// If so, it makes the answers leaders, so that another round finds the others. There
// are at most as many rounds as answers, since each finds one at least.
func (a *Asking) starved() bool {
	if a.query.Copies || !a.full || len(a.chosen) == a.query.Limit || len(a.chosen) <= len(a.leaders) {
		return false
	}
	a.leaders = a.leaders[:0]
	for _, c := range a.chosen {
		a.leaders = append(a.leaders, c.At)
	}
	return true
}

// listCopies searches for all copies of those answers that have many. Of the others,
// those found so far are enough.
func (a *Asking) listCopies() {
	a.loaded = false // feedback has used a.others
	for i := range a.chosen {
		c := &a.chosen[i]
		if len(c.Copies) >= manyCopies || slices.Contains(a.leaders, c.At) {
			c.Copies = a.copiesOf(i)
		}
	}
}

// copiesOf returns all copies of the answer with this index that the query allows, except
// other answers and their copies, and versions of the document of the query.
func (a *Asking) copiesOf(answer int) []postings.Ref {
	if a.other == nil {
		a.other = new(Asking)
	}
	one := a.other
	defer one.Release()
	var r postings.Record
	a.view.Read(a.chosen[answer].At, &r)
	d := one.Begin(a.view)
	d.Indexed, d.Published, d.Length = true, r.Published, r.Length
	d.Terms, d.Sketch = r.AppendTerms(d.Terms), append(d.Sketch, r.Sketch()...)
	q := *a.query
	q.Self, q.Exclude, q.Only = r.ID(), nil, nil // the verdicts of Only are with a
	listed := map[postings.Ref]bool{}
	for i, c := range a.chosen {
		listed[c.At] = true
		for _, at := range c.Copies {
			listed[at] = listed[at] || i != answer
		}
	}
	return slices.DeleteFunc(one.versions(&q, copiesPatience), func(at postings.Ref) bool {
		a.view.Read(at, &r)
		return listed[at] || a.isVersion(&r) || !a.named(at, &r)
	})
}

// These limit the search for versions: the number of postings to read, which grows like
// effort.reading, and the number of documents after the last version. In 34,567 articles
// and in 100,000 recombined ones, 99.5 % of the articles that have versions have the last
// one within 13 and 136 documents of the one before; one article has it after 1,927. The
// copies of an answer take the shorter patience: with the longer one, queries that list
// them take 1.5 ms more in a million articles.
const (
	versionsReading  = 50000
	versionsPatience = 3000
	copiesPatience   = 300
)

// Versions returns the copies of the document of the query, latest first, then by ID.
// Of the query, it uses only what makes a document allowed. The result is valid until
// the next call of Begin.
func (a *Asking) Versions(q *Query) []postings.Ref { return a.versions(q, versionsPatience) }

func (a *Asking) versions(q *Query, patience int) []postings.Ref {
	a.query, a.patience = q, patience
	if !a.weigh() {
		return nil
	}
	a.excluded.reset(q.Exclude)
	a.verdicts.reset()
	scope := q.scope()
	if q.Exact || a.view.Docs <= few {
		a.scan.Visit(a.view, &scope, a.visitVersion)
	} else {
		for reading := grown(versionsReading, a.view.Docs); ; reading *= further {
			a.found, a.inVain = a.found[:0], 0
			if !a.search.Find(a.view, &scope, a.weighted, reading, a.visitVersion) {
				break
			}
		}
	}
	slices.SortFunc(a.found, a.compare)
	versions := make([]postings.Ref, len(a.found))
	for i, f := range a.found {
		versions[i] = f.at
	}
	return versions
}

// visitVersion keeps a document that is a copy of the document of the query.
func (a *Asking) visitVersion(at postings.Ref, r *postings.Record, sum int) (more bool) {
	if !a.described(r) {
		return true
	}
	a.inVain++
	if a.isVersion(r) && a.named(at, r) {
		a.found = append(a.found, scored{at: at, published: r.Published})
		a.inVain = 0
	}
	return sum == postings.NoSum || a.inVain < a.patience
}
