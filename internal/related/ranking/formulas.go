package ranking

import (
	"slices"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// A formula is text that articles about different subjects have in common word for word:
// how a poll was made, the notice at the end of all articles of a paper. Its words are no
// subject. The index has no text, but sketches show which candidates share the same
// phrases with the document of the query although they are no copies of one another, and
// the formula's words are those of the query that all of these candidates have and the
// other candidates lack. The query is asked again without these words.

const (
	formulaDocs = 5 // number of candidates that must have a formula

	// formulaRest is the share of their scores that the holders of a formula keep without
	// its words, at most. If they keep more, they are on the subject of the query, and a
	// story that goes on repeats its background. Of the articles of Orange, those that
	// have no more in common than the program of a channel keep 0.10 to 0.50, reports on
	// one affair 0.53 and more, and those on the price of petrol 0.60 and more.
	formulaRest = 0.5

	mostFormulas = 3 // number of formulas that are looked for, each with another search
)

// formulas holds the buffers for finding formulas.
type formulas struct {
	muted   []uint32         // words of formulas, sorted
	asking  []postings.Coded // terms of the document of the query without these
	sharing []postings.Ref   // candidates that share phrases with the document of the query
}

// unmuted returns the terms of the document of the query without the words of formulas.
func (a *Asking) unmuted() []postings.Coded {
	if len(a.muted) == 0 {
		return a.doc.Terms
	}
	a.asking = a.asking[:0]
	for _, t := range a.doc.Terms {
		if _, muted := slices.BinarySearch(a.muted, t.Term); !muted {
			a.asking = append(a.asking, t)
		}
	}
	return a.asking
}

// mute looks for a formula among the candidates. If it finds one, it removes the words
// from the query and reports true.
func (a *Asking) mute() bool {
	if len(a.found) < formulaDocs || len(a.doc.Sketch) == 0 {
		return false
	}
	var r postings.Record
	f := scoring.FormulaOf(a.doc.Sketch)
	a.sharing = a.sharing[:0]
	for _, c := range a.found {
		a.view.Read(c.at, &r)
		if f.In(r.Sketch()) {
			a.sharing = append(a.sharing, c.at)
		}
	}
	for left := a.sharing; len(left) >= formulaDocs; left = left[1:] {
		if n := a.group(left); n >= formulaDocs && a.muteShared(left[:n]) {
			return true
		}
	}
	return false
}

// group moves those documents to the front that share the same phrases with the first
// one and the document of the query, except copies of one another, and returns their
// number. The others keep their order.
func (a *Asking) group(docs []postings.Ref) (n int) {
	var r postings.Record
	a.view.Read(docs[0], &r)
	f := scoring.FormulaOf(a.doc.Sketch)
	f.Narrow(r.Sketch())
	n = 1
	for i, at := range docs[1:] {
		a.view.Read(at, &r)
		if f.In(r.Sketch()) && !slices.ContainsFunc(docs[:n], func(other postings.Ref) bool { return a.areCopies(other, at) }) {
			copy(docs[n+1:i+2], docs[n:i+1])
			docs[n] = at
			n++
		}
	}
	return n
}

// muteShared mutes the words that nearly all holders of a formula have and other
// candidates lack, unless the holders have enough else in common with the document of
// the query. It reports whether it muted any.
func (a *Asking) muteShared(holders []postings.Ref) bool {
	a.loaded = false
	a.others.Reset(a.view)
	const holder = 1 << 16 // counts in the same number as 1 for another candidate
	others := 0
	for _, c := range a.found {
		if slices.Contains(holders, c.at) {
			a.countTerms(c.at, holder)
		} else if !slices.Contains(a.sharing, c.at) {
			a.countTerms(c.at, 1)
			others++
		}
	}
	before := len(a.muted)
	for _, t := range a.doc.Terms {
		if t.Term == Unknown {
			continue
		}
		n := int(a.others.Get(t.Term))
		if 10*(n/holder) >= 9*len(holders) && 3*(n%holder) <= others {
			a.muted = append(a.muted, t.Term)
		}
	}
	found := a.muted[before:]
	slices.Sort(found)
	if len(found) == 0 || a.rest(holders, found) > formulaRest {
		a.muted = a.muted[:before]
		return false
	}
	slices.Sort(a.muted)
	return true
}

// countTerms adds n to a.others for each word and number of a document that the query
// has.
func (a *Asking) countTerms(at postings.Ref, n uint32) {
	var r postings.Record
	a.view.Read(at, &r)
	a.terms = r.AppendTerms(a.terms[:0])
	for _, t := range a.terms {
		if t.Code != scoring.CodeTag && t.Code != scoring.CodeSection && a.weights.Get(t.Term) > 0 {
			a.others.Add(t.Term, n)
		}
	}
}

// rest returns the share of the scores of documents that does not come from the given
// words, which are sorted.
func (a *Asking) rest(docs []postings.Ref, words []uint32) float64 {
	var r postings.Record
	all, rest := 0.0, 0.0
	for _, at := range docs {
		a.view.Read(at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		scale := scoring.ScaleOf(r.Length, a.mean)
		for _, t := range a.terms {
			part := float64(a.weights.Get(t.Term)) * scale.Value(t.Code)
			all += part
			if _, is := slices.BinarySearch(words, t.Term); !is {
				rest += part
			}
		}
	}
	return rest / all
}

// withoutFormulas searches again, without the words of formulas, if the candidates have
// any.
func (a *Asking) withoutFormulas(p *plan) {
	for range mostFormulas {
		if !a.mute() {
			return
		}
		a.found = a.found[:0]
		if !a.reweigh() {
			return
		}
		a.find(p)
	}
}

// reweigh is weigh for another search.
func (a *Asking) reweigh() bool {
	a.best, a.weighted, a.loaded = a.best[:0], a.weighted[:0], false
	return a.weigh()
}
