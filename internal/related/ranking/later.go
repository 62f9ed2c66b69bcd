package ranking

import (
	"math"
	"slices"

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
	for i := range a.found {
		f := &a.found[i]
		a.view.Read(f.at, &r)
		f.parts.unit = a.unit
		f.parts.feedback = a.score(&r, &a.others)
		if i < len(from) && len(from) > 1 {
			f.parts.feedback = max(0, f.parts.feedback-own[i]) * all / (all - parts[i])
		}
		f.score += f.parts.feedback
	}
}

// stress gives more weight to what an answer shares of the main words of the document
// (see scoring.Stressed).
func (a *Asking) stress() {
	sum, _ := a.worths(a.doc.Terms, a.doc.Length)
	own := 0.0
	for i, t := range a.doc.Terms {
		if scoring.IsWord(t.Code) {
			part := a.worth[i] * a.values[t.Code]
			own += part * part * part
		}
	}
	if own == 0 {
		return
	}
	own = math.Cbrt(own) / sum * one
	var r postings.Record
	for i := range a.found {
		f := &a.found[i]
		a.view.Read(f.at, &r)
		f.multiply(scoring.Stressed(f.score, a.stressOf(&r)/own) / f.score)
	}
}

// stressOf returns the cube root of the sum of the cubes of what each shared term adds to
// the score of a document, without unit.
func (a *Asking) stressOf(r *postings.Record) float64 {
	cubes := 0.0
	scale := scoring.ScaleOf(r.Length, a.mean)
	a.terms = r.AppendTerms(a.terms[:0])
	for _, t := range a.terms {
		if w := a.weights.Get(t.Term); w > 0 {
			part := float64(w) * scale.Value(t.Code)
			cubes += part * part * part
		}
	}
	return math.Cbrt(cubes)
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

// near makes the time between two documents a part of every score. A document
// without a date counts as infinitely far away.
func (a *Asking) near() {
	if a.query.Near == 0 || a.doc.Published == postings.Undated {
		return
	}
	for i := range a.found {
		f := &a.found[i]
		apart := int64(math.MaxInt64)
		if f.published != postings.Undated {
			apart = a.doc.Published - f.published
		}
		f.multiply(scoring.Aged(apart))
		f.parts.near = f.score * a.query.Near * scoring.Near(apart)
		f.score += f.parts.near
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
	for i := range a.found {
		f := &a.found[i]
		e.Value = f.score / (a.unit * one)
		f.multiply(e.Share() / f.score)
	}
	before := len(a.found)
	a.found = slices.DeleteFunc(a.found, func(f scored) bool { return f.score <= 0 || f.score < least })
	a.cut = len(a.found) < before
}

// multiply multiplies a score and its parts.
func (f *scored) multiply(by float64) {
	f.score *= by
	f.parts.unit *= by
	f.parts.feedback *= by
	f.parts.near *= by
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
