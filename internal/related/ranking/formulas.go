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
	formulaDocs = 5   // number of candidates that have a formula
	formulaRest = 0.5 // share of their scores that they keep without a formula's words, at most
)

// formulas holds the buffers for finding formulas.
type formulas struct {
	muted   []uint32         // words of formulas, sorted
	asking  []postings.Coded // terms of the document of the query without these
	holders []postings.Ref
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
	var f scoring.Formula
	suspects := a.holders[:0]
	f.Start(a.doc.Sketch)
	for _, c := range a.found {
		a.view.Read(c.at, &r)
		if f.In(r.Sketch()) {
			suspects = append(suspects, c.at)
		}
	}
	a.holders = suspects
	for len(suspects) >= formulaDocs {
		a.view.Read(suspects[0], &r)
		f.Start(a.doc.Sketch)
		f.Narrow(r.Sketch())
		// The holders of this formula go to the front.
		n := 1
		for i := 1; i < len(suspects); i++ {
			a.view.Read(suspects[i], &r)
			if f.In(r.Sketch()) && !slices.ContainsFunc(suspects[:n], func(at postings.Ref) bool { return a.areCopies(at, suspects[i]) }) {
				at := suspects[i]
				copy(suspects[n+1:i+1], suspects[n:i])
				suspects[n] = at
				n++
			}
		}
		if n >= formulaDocs && a.muteShared(suspects[:n]) {
			return true
		}
		suspects = suspects[1:]
	}
	return false
}

// muteShared mutes the words that nearly all holders of a formula have and other
// candidates lack, if the holders have little else in common with the document of the
// query.
func (a *Asking) muteShared(holders []postings.Ref) bool {
	a.loaded = false
	a.others.Reset(a.view)
	var r postings.Record
	count := func(at postings.Ref, n uint32) {
		a.view.Read(at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		for _, t := range a.terms {
			if t.Code != scoring.CodeTag && t.Code != scoring.CodeSection && a.weights.Get(t.Term) > 0 {
				a.others.Add(t.Term, n)
			}
		}
	}
	others := 0
	for _, c := range a.found {
		if slices.Contains(holders, c.at) {
			count(c.at, 1<<16)
		} else if !slices.Contains(a.holders, c.at) {
			count(c.at, 1)
			others++
		}
	}
	before := len(a.muted)
	for _, t := range a.doc.Terms {
		if t.Term == Unknown {
			continue
		}
		n := a.others.Get(t.Term)
		with, without := int(n>>16), int(n&(1<<16-1))
		if with*10 >= len(holders)*9 && without*3 <= others {
			a.muted = append(a.muted, t.Term)
		}
	}
	found := a.muted[before:]
	slices.Sort(found)
	var whole, rest float64
	for _, at := range holders {
		a.view.Read(at, &r)
		a.terms = r.AppendTerms(a.terms[:0])
		scale := scoring.ScaleOf(r.Length, a.mean)
		for _, t := range a.terms {
			part := float64(a.weights.Get(t.Term)) * scale.Value(t.Code)
			whole += part
			if _, muted := slices.BinarySearch(found, t.Term); !muted {
				rest += part
			}
		}
	}
	if Debug != nil {
		Debug(a, holders, found, rest/whole, others)
	}
	if len(found) == 0 || rest > formulaRest*whole {
		a.muted = a.muted[:before]
		return false
	}
	slices.Sort(a.muted)
	return true
}

var Debug func(a *Asking, holders []postings.Ref, muted []uint32, rest float64, others int)

// View is for Debug.
func (a *Asking) View() *postings.View { return a.view }

// withoutFormulas searches again while the candidates have a formula.
func (a *Asking) withoutFormulas(p *plan) {
	for a.mute() {
		if !a.reweigh() {
			a.found = a.found[:0]
			return
		}
		a.find(p)
	}
}

// reweigh is weigh for the second time.
func (a *Asking) reweigh() bool {
	a.weights.Reset(a.view)
	a.best, a.weighted = a.best[:0], a.weighted[:0]
	a.loaded = false
	return a.weigh()
}
