package postings

import (
	"iter"
	"strings"

	"github.com/presse-go/presse/internal/related/scoring"
)

// A Change replaces what Touch can change of a document.
type Change struct {
	Published, From, Until int64
	Unoffered              bool
	// Labels are the sections and the genre: terms with the codes CodeSection and
	// CodeGenre.
	Labels []scoring.Term
}

// Touch changes a document without its text: its other terms, its length and its sketch
// stay as they are. It reports whether there is a document with this ID.
func (x *Index) Touch(id string, c *Change) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	p, at, ok := x.find(id)
	if !ok {
		return false
	}
	x.begin()
	var r Record
	r.read(p.record(at))
	d := Doc{
		ID: r.ID(), Published: c.Published, From: c.From, Until: c.Until, Unoffered: c.Unoffered,
		Length: r.Length, Sketch: r.Sketch(), Untitled: r.Untitled,
	}
	x.terms = x.number(c.Labels, x.terms[:0])
	x.buf = r.AppendTerms(x.buf[:0])
	for _, t := range x.buf {
		if t.Code == scoring.CodeSection || t.Code == scoring.CodeGenre {
			x.dict.count(t.Term, -1, x.epoch)
		} else {
			x.terms = append(x.terms, t)
		}
	}
	x.drop(p, at, &r)
	x.append(&d, x.terms)
	x.startMerges(deadPart)
	x.work(1)
	x.publish()
	return true
}

// Has reports whether there is a document with this ID.
func (x *Index) Has(id string) bool {
	_, ok := x.Find(x.View(), id)
	return ok
}

// IDs yields the ID of every document of v, in no particular order.
func (v *View) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := range v.All() {
			if !yield(strings.Clone(v.parts[at.part].id(at.doc))) {
				return
			}
		}
	}
}

// SetMark sets a string that belongs to the index, for example the place in a stream of
// changes up to which they were made. It is View.Mark of later views.
func (x *Index) SetMark(mark string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.mark = strings.Clone(mark)
	x.publish()
}

// Mark returns the last string that was passed to SetMark.
func (x *Index) Mark() string { return x.View().Mark }
