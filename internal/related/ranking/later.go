package ranking

import (
	"math"

	"github.com/presse-go/presse/internal/related/postings"
	"github.com/presse-go/presse/internal/related/scoring"
)

// feedback adds the best answers to the query with a small weight each, since they
// describe the subject of the document in other words. An answer is not scored by its
// own terms; the other answers take its share of the weight.
func (a *Asking) feedback() {
	from := a.found[:min(scoring.FeedbackFrom, len(a.found))]
	if len(from) == 0 {
		return
	}
	a.others.Reset(a.view)
	var parts, own [scoring.FeedbackFrom]float64 // share of each answer, and what its own terms would add to its score
	all := 0.0
	var r postings.Record
	for i, f := range from {
		a.view.Read(f.at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		a.worths(a.terms, r.Length)
		norm := 0.0
		for _, w := range a.worth {
			norm += w * w
		}
		part := scoring.FeedbackPart(f.score)
		parts[i] = part
		all += part
		part *= math.Sqrt(a.norm / norm)
		var sums [scoring.Codes]postings.Sum
		for j, t := range a.terms {
			if w := fixed(part * a.worth[j]); w > 0 {
				a.others.Add(t.Term, w)
				sums[t.Code].Code = t.Code
				sums[t.Code].Weight += uint64(w)
			}
		}
		own[i] = a.total(sums[:], r.Length)
	}
	whole := 1 + all
	for i := range a.found {
		f := &a.found[i]
		a.view.Read(f.at, &r)
		f.parts.unit = a.unit / whole
		f.parts.feedback = a.score(&r, &a.others) / whole
		if i < len(from) && len(from) > 1 {
			f.parts.feedback = max(0, f.parts.feedback-own[i]/whole) * all / (all - parts[i])
		}
		f.score = f.score/whole + f.parts.feedback
	}
}

// discount lowers the weights of terms that the best answers share (see
// scoring.GenrePart), and scores the answers again.
func (a *Asking) discount() {
	from := a.found[:min(scoring.GenreFrom, len(a.found))]
	a.others.Reset(a.view)
	var r postings.Record
	for _, f := range from {
		a.view.Read(f.at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		for _, t := range a.terms {
			a.others.Add(t.Term, 1)
		}
	}
	a.worths(a.doc.Terms, a.doc.Length)
	sum, self := 0.0, 0.0
	for i, t := range a.doc.Terms {
		if t.Term != Unknown && len(from) > 0 {
			a.worth[i] *= scoring.GenrePart(float64(a.others.Get(t.Term)) / float64(len(from)))
		}
		sum += a.worth[i]
		self += a.worth[i] * a.values[t.Code]
	}
	a.setWeights(sum, self)
	for i := range a.found {
		f := &a.found[i]
		a.view.Read(f.at, &r)
		f.score = a.score(&r, &a.weights)
		f.parts = share{unit: a.unit}
	}
}

// near makes closeness in time a part of every score. The score of a document that has
// no date, or that is far away in time, stays as it is.
func (a *Asking) near() {
	if a.query.Near == 0 || a.doc.Published == postings.Undated {
		return
	}
	for i := range a.found {
		f := &a.found[i]
		if f.published != postings.Undated {
			f.parts.near = f.score * a.query.Near * scoring.Near(a.doc.Published-f.published)
			f.score += f.parts.near
		}
	}
}

// floorFrom is the number of documents from which scoring.DefaultShare applies. Scores
// were fitted in archives of 8,000 articles and more, asked with articles that have a
// headline. In a small archive, all terms are about equally rare, so scores are too low,
// and so they are without a headline.
const floorFrom = 5000

// calibrate turns scores into shares of relevant answers, with their parts in
// proportion, and leaves out the documents whose score is too low. It keeps the order.
func (a *Asking) calibrate() {
	least := a.query.MinScore
	if least == 0 && a.view.Docs >= floorFrom && !a.doc.Untitled {
		least = scoring.DefaultShare
	}
	e := scoring.Evidence{Terms: a.asked, Near: a.query.Near}
	kept := a.found[:0]
	for _, f := range a.found {
		e.Value = f.score / (a.unit * one)
		if share := e.Share(); share > 0 && share >= least {
			f.parts.scale(share / f.score)
			f.score = share
			kept = append(kept, f)
		}
	}
	a.cut = len(kept) < len(a.found)
	a.found = kept
}

func (s *share) scale(by float64) {
	s.unit *= by
	s.feedback *= by
	s.near *= by
}

// diversify orders the best answers by maximal marginal relevance (Carbonell and
// Goldstein, 1998): each answer is the one with the highest score after a deduction for
// its similarity to the answers before it. Similarity is measured like a score.
func (a *Asking) diversify() {
	likeness := make([]float64, min(len(a.found), a.query.Limit+window))
	worth := func(i int) float64 {
		return (1-a.query.Diversity)*a.found[i].score - a.query.Diversity*likeness[i]
	}
	for _, at := range a.pinned {
		a.compareWith(at, likeness, 0)
	}
	for i := range likeness {
		best := i
		for j := i + 1; j < len(likeness); j++ {
			if worth(j) > worth(best) {
				best = j
			}
		}
		for ; best > i; best-- { // the others keep their order
			a.found[best], a.found[best-1] = a.found[best-1], a.found[best]
			likeness[best], likeness[best-1] = likeness[best-1], likeness[best]
		}
		a.compareWith(a.found[i].at, likeness, i+1)
	}
}

// compareWith raises likeness to the similarity of the documents found, from the given
// one on, to another document.
func (a *Asking) compareWith(at postings.Ref, likeness []float64, from int) {
	unit := a.markValues(at)
	var r postings.Record
	for j := from; j < len(likeness); j++ {
		a.view.Read(a.found[j].at, &r)
		likeness[j] = max(likeness[j], min(1, a.score(&r, &a.others)/a.unit*unit))
	}
}

// markValues sets a.others to the weights of a document, as weigh does for the document
// of the query, and returns their unit.
func (a *Asking) markValues(at postings.Ref) (unit float64) {
	var r postings.Record
	a.view.Read(at, &r)
	a.terms = r.AppendTerms(a.terms[:0])
	sum, self := a.worths(a.terms, r.Length)
	a.others.Reset(a.view)
	for i, t := range a.terms {
		a.others.Add(t.Term, fixed(a.worth[i]/sum))
	}
	return sum / self / one
}
